"""One epoch, many steps: exercises of notebook 12."""

from itertools import combinations

import numpy as np

from helpers import neuron
from helpers.checks.cases import draw
from helpers.marking.exercise import Exercise
from helpers.marking.rules import Mistake
from helpers.marking.values import agree, alike

steps_in_epoch = Exercise(
    "steps_by_hand = steps_in_epoch",
    lambda: 3,
    mistakes=(
        Mistake("rows left over are lost", lambda: 2,
                "2 batches of 10 are 20 rows. What happens to the other 4?",
                "They make a short batch."),
        Mistake("not rounded", lambda: 2.4,
                "24 / 10 is right so far. But nobody takes 0.4 of a step: the rows left over make a short batch.",
                "Round up."),
        Mistake("batch size", lambda: 10,
                "10 is how many rows go into a batch. How many batches do 24 rows make?",
                "A step for each batch."),
        Mistake("rows", lambda: 24,
                "24 is the number of rows: it would be 24 steps in batches of 1. These batches hold 10.",
                "A step for each batch."),
        Mistake("an epoch is a step", lambda: 1,
                "One step an epoch: that was so while the batch held all rows. These batches hold 10.",
                "A step for each batch."),
        Mistake("multiplied", lambda: 240,
                "You multiplied. Larger batches make fewer steps.",
                "How often does 10 go into 24?"),
        Mistake("size of the short batch", lambda: 4,
                "4 is the size of the last batch. Asked for is the number of batches.",
                "10 rows, 10 rows, 4 rows."),
    ),
    look="A step for each batch. Count how many batches of at most 10 rows use up 24 rows.",
)  # fmt: skip


def batch_runs(rows):
    """Inputs of train_in_batches: a short batch, none, all rows in one, single rows; the last with two seeds."""
    shapes = [(3, 1, 1, 2), (4, 1, 1, 2), (5, 1, 3, 5), (7, 2, 4, 3), (6, 1, 3, 1), (6, 1, 3, 1), (6, 1, 3, 1)]
    return [
        (draw(rng, n, d), draw(rng, n, 1), draw(rng, d, 1), draw(rng, 1, 1), 0.05, epochs, size, chance)
        for (n, d, epochs, size), seed in zip(shapes, (0, 0, 0, 0, 0, 0, 1), strict=True)
        for rng, chance in [(np.random.default_rng(n), np.random.default_rng(seed))]
    ]


def fairly_shuffled(right, history, x, y, W, b, rate, epochs, size, rng):
    """Whether a history equals the course's, or is what another way of shuffling leads to.

    Which rows made a step is found from where it led. In each epoch every row must come once, in batches of the right
    size, the short one last; and not all epochs may have one order. (Two may by chance, but not so many.)
    """
    if agree(right, history):
        return True
    steps = -(-len(x) // size)
    if not alike(right, history) or len(history) != epochs * steps + 1 or not agree(right[0], history[0]):
        return False
    epoch_by_epoch = [history[at : at + steps + 1] for at in range(0, epochs * steps, steps)]
    orders = [order_of_rows(part, x, y, rate, size, set(range(len(x)))) for part in epoch_by_epoch]
    return None not in orders and (steps == 1 or epochs == 1 or any(order != orders[0] for order in orders))


def order_of_rows(history, x, y, rate, size, left):
    """The rows of each step of an epoch, or None if no batches of the rows that are left lead along this history."""
    if not left:
        return []
    (W, b), to = history[0], history[1]
    for batch in map(list, combinations(sorted(left), min(size, len(left)))):
        if agree(list(neuron.update(W, b, *neuron.gradient(x[batch], y[batch], W, b), rate)), to):
            rest = order_of_rows(history[1:], x, y, rate, size, left - set(batch))
            if rest is not None:
                return [batch, *rest]
    return None


def fresh(n, epochs, rng):
    """A new order of the rows for each epoch."""
    return [rng.permutation(n) for _ in range(epochs)]


def in_strides(order, size):
    """The rows of an epoch, cut into batches."""
    return [order[start : start + size] for start in range(0, len(order), size)]


def batched(orders=fresh, cut=in_strides, move=neuron.update, answers=lambda batch, start: batch):
    """Training in batches with one thing done in another way: order, cut, move, or which answers go with a batch."""

    def train_in_batches(x, y, W, b, rate, epochs, size, rng):
        history = [(W, b)]
        for order in orders(len(x), epochs, rng):
            start = 0
            for batch in cut(order, size):
                dW, db = neuron.gradient(x[batch], y[answers(batch, start)], W, b)
                W, b = move(W, b, dW, db, rate)
                history.append((W, b))
                start += len(batch)
        return history

    return train_in_batches


def drawn_anew(pick):
    """Training that picks the rows of each step out of all rows, whatever was used before."""

    def train_in_batches(x, y, W, b, rate, epochs, size, rng):
        history = [(W, b)]
        for start in [*range(0, len(x), size)] * epochs:
            batch = pick(len(x), size, start, rng)
            history.append(neuron.update(*history[-1], *neuron.gradient(x[batch], y[batch], *history[-1]), rate))
        return history

    return train_in_batches


train_in_batches = Exercise(
    "history = train_in_batches(x, y, W, b, learning_rate, epochs, batch_size, rng)",
    neuron.train_in_batches,
    batch_runs,
    same=fairly_shuffled,
    mistakes=(
        Mistake("short batch skipped",
                batched(cut=lambda order, size: [order[k * size : (k + 1) * size] for k in range(len(order) // size)]),
                "Rows are skipped: what is left over after the last full batch is never used. "
                "With 24 rows in batches of 10 that is 4 rows in every epoch.",
                "range(0, len(x), batch_size) gives the start of each batch, the short one included."),
        Mistake("last batch skipped",
                batched(cut=lambda order, size: [order[s : s + size] for s in range(0, len(order) - size, size)]),
                "Rows are skipped: the last batch of each epoch is missing. Where does your range stop?",
                "range(0, len(x), batch_size): a slice that reaches beyond the end stops at the end."),
        Mistake("not shuffled", batched(orders=lambda n, epochs, rng: [np.arange(n)] * epochs),
                "You take the rows in the order in which they stand. Shuffle them first.",
                "shuffled = rng.permutation(len(x)), and then slices of shuffled."),
        Mistake("shuffled once", batched(orders=lambda n, epochs, rng: [rng.permutation(n)] * epochs),
                "You shuffle once, before the first epoch. Draw a new order for each epoch.",
                "The line with rng.permutation belongs inside the outer loop."),
        Mistake("shuffled again for each step",
                drawn_anew(lambda n, size, start, rng: rng.permutation(n)[start : start + size]),
                "You shuffle again before each step, so some rows come twice and others not at all. "
                "Once an epoch is enough.",
                "The line with rng.permutation belongs in the outer loop, above the inner one."),
        Mistake("drawn with repeats", batched(orders=lambda n, epochs, rng: rng.integers(0, n, (epochs, n))),
                "Some rows come twice and others not at all. In an epoch each row is used exactly once.",
                "rng.permutation(len(x)) holds each row number once."),
        Mistake("rows picked anew for each step",
                drawn_anew(lambda n, size, start, rng: rng.choice(n, size, replace=False)),
                "You pick new rows for each step, out of all. In an epoch each row is used exactly once.",
                "Shuffle once an epoch; then go along the shuffled rows, batch by batch."),
        Mistake("input and answer torn apart", batched(answers=lambda batch, start: slice(start, start + len(batch))),
                "x is shuffled and y is not: the inputs get the answers of other rows. Take the same rows of both.",
                "x[batch] and y[batch], with the same batch."),
        Mistake("all rows in every step", lambda x, y, W, b, rate, epochs, size, rng: neuron.train(
                    x, y, W, b, rate, epochs * -(-len(x) // size)),
                "The number of steps is right, but each looks at all rows. Give the gradient the rows of its batch.",
                "gradient(x[batch], y[batch], W, b)"),
        Mistake("no batches", lambda x, y, W, b, rate, epochs, size, rng: neuron.train(x, y, W, b, rate, epochs),
                "You take one step an epoch, with all rows. That is train; here each epoch has a step for each batch.",
                "A second loop inside the first goes from batch to batch."),
        Mistake("one row in each step",
                batched(cut=lambda order, size: [order[start : start + 1] for start in range(0, len(order), size)]),
                "Each step looks at one row only, the first of its batch.",
                "A slice from start to start + batch_size."),
        Mistake("batches overlap",
                batched(cut=lambda order, size: [order[start : start + size] for start in range(len(order))]),
                "Your batches overlap: each one begins a single row after the one before. Go on in strides.",
                "range has a third argument, the stride: range(0, len(x), batch_size)."),
        Mistake("batch size taken for the number of batches",
                batched(cut=lambda order, size: np.array_split(order, size)),
                "You make batch_size batches. It says how many rows a batch holds.",
                "With 24 rows and a batch_size of 10, the batches hold 10, 10 and 4."),
        Mistake("stored once an epoch", lambda x, y, W, b, rate, epochs, size, rng: neuron.train_in_batches(
                    x, y, W, b, rate, epochs, size, rng)[:: -(-len(x) // size)],
                "Your history has one entry for each epoch. It should have one for each step.",
                "Append inside the inner loop."),
        Mistake("start not stored", lambda *inputs: neuron.train_in_batches(*inputs)[1:],
                "Your history begins after the first step. The parameters before training belong in it, too.",
                "history = [(W, b)] before the loops."),
        Mistake("only the last parameters", lambda *inputs: neuron.train_in_batches(*inputs)[-1],
                "You return the trained parameters alone. The history keeps those after every step.",
                "Start a list before the loops, and add to it in each step."),
        Mistake("one epoch only",
                lambda x, y, W, b, rate, epochs, *rest: neuron.train_in_batches(x, y, W, b, rate, 1, *rest),
                "You stop after the first epoch. Where does your return stand?",
                "It belongs after both loops, as far left as the first for."),
        Mistake("one step only", lambda *inputs: neuron.train_in_batches(*inputs)[:2],
                "You stop after the first step. Where does your return stand?",
                "It belongs after both loops, as far left as the first for."),
        Mistake("nothing updated", batched(move=lambda W, b, *_: (W, b)),
                "The parameters never change. Do you keep what update gives back?",
                "`update(…)` by itself changes nothing: its results need names."),
        Mistake("uphill", batched(move=lambda W, b, dW, db, rate: neuron.update(W, b, -dW, -db, rate)),
                "The loss grows: you step uphill. Look at the sign of your update.",
                "Gradient descent subtracts."),
    ),
    signs=(
        Mistake("rng not used", lambda seen: not agree(seen[-3], seen[-2]),
                "Two generators with the same seed gave two different paths. Draw the order from rng, so that a run "
                "can be repeated.",
                "np.random and random have a memory of their own. rng is the one that can be started afresh."),
        Mistake("same for different seeds", lambda seen: agree(seen[-2], seen[-1]),
                "Two generators with different seeds gave the same path. Use the rng you are given; make none of "
                "your own.",
                "No np.random.default_rng(…) inside the function: that starts the same numbers again at each call."),
    ),
    look="Each epoch: shuffled = rng.permutation(len(x)). Each batch: a slice of it, a gradient, an update, an entry.",
)  # fmt: skip

"""One epoch, many steps: exercises of notebook 12."""

from itertools import chain, combinations, combinations_with_replacement, pairwise, product

import numpy as np

from helpers import neuron
from helpers.checks.cases import draw
from helpers.checks.n05_descent import update
from helpers.checks.n08_loss import gradient_of_many
from helpers.marking.editing import editor
from helpers.marking.exercise import ByHand, Exercise, Mistake
from helpers.marking.values import agree, alike

steps_in_epoch = ByHand(
    "steps_by_hand = steps_in_epoch",
    3,
    mistakes=(
        Mistake("rows left over are lost", 2,
                "2 batches of 10 are 20 rows. What happens to the other 4?",
                "They make a short batch."),
        Mistake("not rounded", 2.4,
                "24 / 10 is right so far. But nobody takes 0.4 of a step: the rows left over make a short batch.",
                "Round up."),
        Mistake("batch size", 10,
                "10 is how many rows go into a batch. How many batches do 24 rows make?",
                "A step for each batch."),
        Mistake("rows", 24,
                "24 is the number of rows: it would be 24 steps in batches of 1. These batches hold 10.",
                "A step for each batch."),
        Mistake("an epoch is a step", 1,
                "One step an epoch: that was so while the batch held all rows. These batches hold 10.",
                "A step for each batch."),
        Mistake("multiplied", 240,
                "You multiplied. Larger batches make fewer steps.",
                "How often does 10 go into 24?"),
        Mistake("size of the short batch", 4,
                "4 is the size of the last batch. Asked for is the number of batches.",
                "10 rows, 10 rows, 4 rows."),
    ),
    praise="Two full batches of 10 and a short one of 4: no row is left out.",
    look="A step for each batch. Count how many batches of at most 10 rows use up 24 rows.",
)  # fmt: skip


def batch_runs():
    """Inputs of train_in_batches: a short batch, none, all rows in one, single rows; the last with two seeds."""
    shapes = [*[(3, 1, 1, 2)] * 4, (4, 1, 1, 2), (5, 1, 3, 5), (7, 2, 4, 3), *[(6, 1, 3, 1)] * 3]
    seeds = [(3, 0), (8, 2), (9, 3), (10, 4), (4, 0), (5, 0), (7, 0), (6, 0), (6, 0), (6, 1)]
    return tuple(
        (draw(rng, n, d), draw(rng, n, 1), draw(rng, d, 1), draw(rng, 1, 1), 0.05, epochs, size, chance)
        for (n, d, epochs, size), (data, seed) in zip(shapes, seeds, strict=True)
        for rng, chance in [(np.random.default_rng(data), np.random.default_rng(seed))]
    )


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


def rows_of_steps(history, x, y, rate, size):
    """For each step of an epoch the rows that it took, as pairs (of x, of y); or None where none lead there."""
    own = [(row, row) for row in range(len(x))]
    others = list(product(range(len(x)), repeat=2))
    sizes = [min(size, len(x) - start) for start in range(0, len(x), size)]
    return [
        next((found for pairs in (own, others) if (found := rows_of_step(W, b, to, x, y, rate, pairs, counts))), None)
        for ((W, b), to), count in zip(pairwise(history), sizes, strict=False)
        for counts in [sorted(range(1, size + 1), key=lambda other: abs(other - count))]
    ]


def rows_of_step(W, b, to, x, y, rate, pairs, counts):
    """The pairs of rows, with repeats, as many as one of the counts, whose step leads from W and b; or None."""
    for some in chain(*(combinations_with_replacement(pairs, count) for count in counts)):
        of_x, of_y = map(list, zip(*some, strict=True))
        if agree(list(neuron.update(W, b, *neuron.gradient(x[of_x], y[of_y], W, b), rate)), to):
            return some
    return None


def told_by_rows(history, x, y, W, b, rate, epochs, size, rng):
    """The mistake that shows in which rows the steps of the first epoch took, or None."""
    steps = -(-len(x) // size)
    pairs = isinstance(history, list) and all(alike([W, b], entry) for entry in history)
    if not pairs or len(history) <= steps or len(x) ** (2 * size) > 5000:
        return None
    taken = rows_of_steps(history[: steps + 1], x, y, rate, size)
    if None in taken:
        return None
    wrong = next((pair for step in taken for pair in step if pair[0] != pair[1]), None)
    if wrong:
        return Mistake("answers of other rows", None,
            f"In the first epoch below, the input of row {wrong[0]} was given the answer of row {wrong[1]}. Take the "
            f"same "
            "rows of x and of y. (Rows are counted from 0.)",
            "x[batch] and y[batch], with the same batch.")  # fmt: skip
    used = [row for step in taken for row, _ in step]
    twice, missing = sorted({r for r in used if used.count(r) > 1}), [r for r in range(len(x)) if r not in used]
    if not twice and not missing:
        return None
    what = [f"{', '.join(map(str, rows))} {word}" for rows, word in ((twice, "twice"), (missing, "not at all")) if rows]
    return Mistake("rows twice or not at all", None,
        f"In the first epoch below, rows were taken like this: {'; '.join(what)}. In an epoch each row is used exactly "
        "once. (Rows are counted from 0.)",
        "rng.permutation(len(x)) holds each row number once; go along it in slices.")  # fmt: skip


edit = editor(neuron.train_in_batches)
DRAW, STRIDES = "shuffled = rng.permutation(len(x))", "range(0, len(x), batch_size)"  # its parts
BATCH, SLOPES = "batch = shuffled[start : start + batch_size]", "dW, db = gradient(x[batch], y[batch], W, b)"
STEP, STORE = "W, b = update(W, b, dW, db, learning_rate)", "history.append((W, b))"
LOOP = f"for start in {STRIDES}:"
OUTER, INNER = "\n        ", "\n            "  # to the next line of the outer and of the inner loop

train_in_batches = Exercise(
    "history = train_in_batches(x, y, W, b, learning_rate, epochs, batch_size, rng)",
    neuron.train_in_batches,
    batch_runs(),
    same=fairly_shuffled,
    inside=(gradient_of_many, update),
    decode=told_by_rows,
    mistakes=(
        Mistake("short batch skipped", edit(STRIDES, "range(0, len(x) // batch_size * batch_size, batch_size)"),
                "Rows are skipped: what is left over after the last full batch is never used. "
                "They make a short batch.",
                "range(0, len(x), batch_size) gives the start of each batch, the short one included."),
        Mistake("last batch skipped", edit(STRIDES, "range(0, len(x) - batch_size, batch_size)"),
                "Rows are skipped: the last batch of each epoch is missing. Where does your range stop?",
                "range(0, len(x), batch_size): a slice that reaches beyond the end stops at the end."),
        Mistake("not shuffled", edit(DRAW, "shuffled = np.arange(len(x))"),
                "You take the rows in the order in which they stand. Shuffle them first.",
                "shuffled = rng.permutation(len(x)), and then slices of shuffled."),
        Mistake("shuffled once", edit(f"for _ in range(epochs):{OUTER}{DRAW}", f"{DRAW}\n    for _ in range(epochs):"),
                "You shuffle once, before the first epoch. Draw a new order for each epoch.",
                "The line with rng.permutation belongs inside the outer loop."),
        Mistake("shuffled again for each step", edit(DRAW + OUTER + LOOP, LOOP + INNER + DRAW),
                "You shuffle again before each step, so some rows come twice and others not at all. "
                "Once an epoch is enough.",
                "The line with rng.permutation belongs in the outer loop, above the inner one."),
        Mistake("drawn with repeats", edit(DRAW, "shuffled = rng.integers(0, len(x), len(x))"),
                "Some rows come twice and others not at all. In an epoch each row is used exactly once.",
                "rng.permutation(len(x)) holds each row number once."),
        Mistake("rows picked anew for each step", edit(BATCH, "batch = rng.choice(len(x), batch_size, replace=False)",
                    DRAW + OUTER, ""),
                "You pick new rows for each step, out of all. In an epoch each row is used exactly once.",
                "Shuffle once an epoch; then go along the shuffled rows, batch by batch."),
        Mistake("input and answer torn apart", edit("y[batch]", "y[start : start + batch_size]"),
                "x is shuffled and y is not: the inputs get the answers of other rows. Take the same rows of both.",
                "x[batch] and y[batch], with the same batch."),
        Mistake("all rows in every step", edit("x[batch], y[batch]", "x, y"),
                "The number of steps is right, but each looks at all rows. Give the gradient the rows of its batch.",
                "gradient(x[batch], y[batch], W, b)"),
        Mistake("batch of x, all of y", edit("y[batch]", "y"),
                "Where the batch is not the whole table, x has fewer rows than y: they do not belong together. Give "
                "`gradient` the same rows of both: x[batch], y[batch].",
                "Row by row, an input and its answer stay together."),
        Mistake("all of x, batch of y", edit("x[batch]", "x"),
                "Where the batch is not the whole table, y has fewer rows than x: they do not belong together. Give "
                "`gradient` the same rows of both: x[batch], y[batch].",
                "Row by row, an input and its answer stay together."),
        Mistake("no batches", lambda x, y, W, b, rate, epochs, size, rng: neuron.train(x, y, W, b, rate, epochs),
                "You take one step an epoch, with all rows. That is train; here each epoch has a step for each batch.",
                "A second loop inside the first goes from batch to batch."),
        Mistake("one step an epoch, slopes added up", edit(DRAW, f"dW, db = 0 * W, 0 * b{OUTER}{DRAW}",
                    INNER + SLOPES + INNER + STEP + INNER + STORE,
                    f"{INNER}slopes = {SLOPES[9:]}{INNER}dW, db = dW + slopes[0], db + "
                    f"slopes[1]{OUTER}{STEP}{OUTER}{STORE}"),
                "You add up the slopes of the batches and take one step at the end of the epoch. Each batch has a "
                "step.",
                "Update and store inside the inner loop."),
        Mistake("start of each batch stored again", edit(SLOPES + INNER + STEP + INNER + STORE,
                    "history += train(x[batch], y[batch], *history[-1], learning_rate, 1)"),
                "Your history holds the parameters twice at each step: train gives back the start as well.",
                "Of what train gives back, only the last pair is new."),
        Mistake("one row in each step", edit("start + batch_size]", "start + 1]"),
                "Each step looks at one row only, the first of its batch.",
                "A slice from start to start + batch_size."),
        Mistake("batches overlap", edit(STRIDES, "range(len(x))"),
                "Your batches overlap: each one begins a single row after the one before. Go on in strides.",
                "range has a third argument, the stride: range(0, len(x), batch_size)."),
        Mistake("batch size taken for the number of batches",
                edit(LOOP + INNER + BATCH, "for batch in np.array_split(shuffled, batch_size):"),
                "You make batch_size batches. It says how many rows a batch holds.",
                "With 24 rows and a batch_size of 10, the batches hold 10, 10 and 4."),
        Mistake("stored once an epoch", edit(INNER + STORE, OUTER + STORE),
                "Your history has one entry for each epoch. It should have one for each step.",
                "Append inside the inner loop."),
        Mistake("start not stored", edit("history = [(W, b)]", "history = []"),
                "Your history begins after the first step. The parameters before training belong in it, too.",
                "history = [(W, b)] before the loops."),
        Mistake("only the last parameters", edit("return history", "return W, b"),
                "You return the trained parameters alone. The history keeps those after every step.",
                "Start a list before the loops, and add to it in each step."),
        Mistake("one epoch only", edit("    return", "        return"),
                "Your history ends after the first epoch. Does return stand inside a loop, or is only the first "
                "epoch stored?",
                "It belongs after both loops, as far left as the first for."),
        Mistake("one step only", edit("    return", "            return"),
                "Your history ends after the first step. Does return stand inside a loop, or is only the first step "
                "stored?",
                "It belongs after both loops, as far left as the first for."),
        Mistake("nothing updated", edit(STEP, STEP[7:]),
                "The parameters never change. Do you keep what update gives back?",
                "`update(…)` by itself changes nothing: its results need names."),
        Mistake("uphill", edit("dW, db, learning_rate)", "-dW, -db, learning_rate)"),
                "The loss grows: you step uphill. A sign is turned round, in your update or in your gradient.",
                "Gradient descent subtracts, and the error is ŷ − y."),
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

"""The loop and its largest rate: exercises of notebook 6."""

import numpy as np

from helpers import neuron
from helpers.checks.cases import cases, table
from helpers.marking.exercise import Exercise
from helpers.marking.rules import Mistake

scale_by_hand = Exercise(
    "after_2, after_3 = scale_by_hand",
    lambda: (0.84, 0.936),
    mistakes=(
        Mistake("part left", lambda: (0.16, 0.064),
                "That is the part of the gap that is still open, 0.4² and 0.4³. How much of it is closed?",
                "The scale is 1 minus yours."),
        Mistake("0.6 added each time", lambda: (1.2, 1.8),
                "You added 0.6 each time, and went past 1. Each epoch closes 0.6 of the gap that is left, "
                "and that gets smaller.",
                "After 1 epoch the gap to 1 is 0.4. How much is 0.6 of it?"),
        Mistake("0.6 to a power", lambda: (0.36, 0.216),
                "You multiplied the scale by 0.6, so it shrinks. It should grow towards 1.",
                "What shrinks is the gap: each epoch leaves 0.4 of it."),
        Mistake("what one epoch adds", lambda: (0.24, 0.096),
                "That is what the epoch adds. Add it to the scale before it.",
                "After 1 epoch the scale was 0.6."),
        Mistake("0.24 added again", lambda: (..., 1.08),
                "You added 0.24 once more, and went past 1. After 2 epochs the gap is smaller: take 0.6 of that one.",
                "1 minus your after_2 is the gap."),
        Mistake("percent", lambda: (84, 93.6),
                "Those are percent. The scale is a number from 0 to 1.",
                "Divide each by 100."),
    ),
    look="After 1 epoch the gap to 1 is 0.4. Work out 0.6 of the gap, and add it to the scale. Then once more.",
)  # fmt: skip


def runs(rows):
    """Inputs of train: samples, a start, a learning rate that is stable, and one or a few epochs."""
    return [
        (x, y, W, b, round(float(rate) * neuron.largest_stable_rate(x), 6), epochs)
        for (x, y, W, b), epochs in zip(cases(rows), (1, 2, 3, 5, 4, 3, 2, 5, 3, 4, 3), strict=False)
        for rate in [0.3 + 0.1 * (epochs % 2)]
    ]


def descent(x, y, W, b, rate, epochs, step):
    """A history made with another step: `step(W, b, rate, gradient)`."""
    history = [(W, b)]
    for _ in range(epochs):
        W, b = step(W, b, rate, lambda W, b: neuron.gradient(x, y, W, b))
        history.append((W, b))
    return history


def stepping(step):
    """A mistake in the step that training repeats."""
    return lambda *inputs: descent(*inputs, step)


def W_first(W, b, rate, slope):
    """A step that finds db only after W has moved."""
    W = W - rate * slope(W, b)[0]
    return W, b - rate * slope(W, b)[1]


def b_first(W, b, rate, slope):
    """A step that finds dW only after b has moved."""
    b = b - rate * slope(W, b)[1]
    return W - rate * slope(W, b)[0], b


def row_by_row(x, y, W, b, rate, epochs):
    """The history of a training that steps after each row."""
    history = [(W, b)]
    for _ in range(epochs):
        for i in range(len(x)):
            W, b = neuron.update(W, b, *neuron.gradient(x[i : i + 1], y[i : i + 1], W, b), rate)
        history.append((W, b))
    return history


train = Exercise(
    "history = train(x, y, W, b, learning_rate, epochs)",
    neuron.train,
    runs,
    mistakes=(
        Mistake("one epoch too many", lambda x, y, W, b, rate, epochs: neuron.train(x, y, W, b, rate, epochs + 1),
                "You train one epoch too many. How often does your loop run?",
                "range(epochs) runs epochs times, from 0 to epochs − 1."),
        Mistake("one epoch too few", lambda *inputs: neuron.train(*inputs)[:-1],
                "The last epoch is missing. How often does your loop run, and is the last result stored?",
                "range(1, epochs) runs one time less than range(epochs). And store after the update, not before."),
        Mistake("start not stored", lambda *inputs: neuron.train(*inputs)[1:],
                "Your history begins after the first epoch. The parameters before training belong in it, too.",
                "history[0] is the untrained network: what stands in history before the loop begins?"),
        Mistake("stored before the update", lambda *inputs: (lambda run: [run[0], *run[:-1]])(neuron.train(*inputs)),
                "The start stands in your history twice and the last result is missing: you store before you update.",
                "In each epoch: gradient, update, then store."),
        Mistake("only the last parameters", lambda *inputs: neuron.train(*inputs)[-1],
                "You return the trained parameters alone. The history keeps those of every epoch.",
                "Start a list before the loop, and add to it in each epoch."),
        Mistake("one epoch only", lambda x, y, W, b, rate, epochs: neuron.train(x, y, W, b, rate, 1),
                "You stop after the first epoch. Where does your return stand?",
                "It belongs after the loop, as far left as the for."),
        Mistake("stored once, after the loop", lambda *inputs: (lambda run: [run[0], run[-1]])(neuron.train(*inputs)),
                "Your history holds the start and the end, but nothing between them. Store in each epoch.",
                "The line with append belongs inside the loop: as far right as the update."),
        Mistake("no pairs", lambda *inputs: [table for pair in neuron.train(*inputs) for table in pair],
                "In your history W and b stand one by one. Keep each pair in round brackets: (W, b).",
                "history.append((W, b)) has two pairs of round brackets."),
        Mistake("start no pair", lambda *inputs: (lambda run: [*run[0], *run[1:]])(neuron.train(*inputs)),
                "At the start of your history W and b stand one by one. Its first entry is a pair, too.",
                "[W, b] is a list of two tables; [(W, b)] is a list of one pair."),
        Mistake("only the start a pair", lambda *inputs: (
                    lambda run: [run[0], *(table for pair in run[1:] for table in pair)])(neuron.train(*inputs)),
                "The start is a pair in your history; after it W and b stand one by one. Keep each pair together.",
                "history.append((W, b)) adds one pair; += (W, b) adds two tables."),
        Mistake("same tables each time", lambda *inputs: (lambda run: [run[-1]] * len(run))(neuron.train(*inputs)),
                "All the entries of your history are the last one: the same tables, changed again and again.",
                "`W -= …` changes the table that is stored already; `W = W - …` makes a new one."),
        Mistake("uphill", stepping(lambda W, b, rate, slope: (W + rate * slope(W, b)[0], b + rate * slope(W, b)[1])),
                "The cost grows: you step uphill. Look at the sign of your update.",
                "Gradient descent subtracts."),
        Mistake("learning rate ignored", stepping(lambda W, b, rate, slope: neuron.update(W, b, *slope(W, b), 1)),
                "Your steps do not depend on the learning rate.",
                "A step is the learning rate times the gradient."),
        Mistake("only W updated", stepping(lambda W, b, rate, slope: (W - rate * slope(W, b)[0], b)),
                "b never moves. Both parameters learn in each epoch.",
                "update gives back two tables: keep both."),
        Mistake("only b updated", stepping(lambda W, b, rate, slope: (W, b - rate * slope(W, b)[1])),
                "W never moves. Both parameters learn in each epoch.",
                "update gives back two tables: keep both."),
        Mistake("nothing updated", stepping(lambda W, b, rate, slope: (W, b)),
                "The parameters never change. Do you keep what update gives back?",
                "`update(…)` by itself changes nothing: its results need names."),
        Mistake("gradient after W changed", stepping(W_first),
                "You find db after W has moved already. Both slopes belong to the same point: "
                "find them first, then move.",
                "In each epoch: both slopes, then both steps."),
        Mistake("gradient after b changed", stepping(b_first),
                "You find dW after b has moved already. Both slopes belong to the same point: "
                "find them first, then move.",
                "In each epoch: both slopes, then both steps."),
        Mistake("gradient found once", lambda x, y, W, b, rate, epochs: descent(
                    x, y, W, b, rate, epochs, lambda w, c, rate, slope: neuron.update(w, c, *slope(W, b), rate)),
                "You use the same gradient in every epoch. The slope changes as W and b do: find it anew each time.",
                "Which lines belong inside the loop?"),
        Mistake("each epoch begins again", lambda x, y, W, b, rate, epochs: (
                    lambda run: [run[0], *run[1:2] * epochs])(neuron.train(x, y, W, b, rate, epochs)),
                "Each epoch begins again at the start, so only the first step is ever taken. Go on from where you are.",
                "The W and b that come out of one epoch go into the next one."),
        Mistake("start ignored", lambda x, y, W, b, rate, epochs: neuron.train(x, y, 0 * W, 0 * b, rate, epochs),
                "You always begin at W = b = 0. Begin at the W and b that are given.",
                "Look for a line that sets W and b anew."),
        Mistake("always five epochs", lambda x, y, W, b, rate, epochs: neuron.train(x, y, W, b, rate, 5),
                "You train for five epochs whatever is asked. The number is given: epochs.",
                "What stands inside range(…)?"),
        Mistake("W and b swapped", lambda *inputs: [(b, W) for W, b in neuron.train(*inputs)],
                "W and b have swapped places in your history.",
                "Each entry is (W, b): the weight first."),
    ),
    of_rows=(
        Mistake("summed, not averaged", lambda x, y, W, b, rate, n: neuron.train(x, y, W, b, rate * len(x), n),
                "Your steps are n times too large. The gradient of the loss is a mean over the rows.",
                "n is the number of rows of x."),
        Mistake("a step after each row", row_by_row,
                "You take a step after each row. Here one epoch is one step, with all the rows together.",
                "gradient takes the whole table: no loop over the rows is needed."),
    ),
    look="Look again at step 6: store the start; then in each epoch find the gradient, update, and store.",
)  # fmt: skip


def single_x(rows):
    """Inputs of largest_stable_rate."""
    return [(x,) for x in map(table, (2, 0.5, -1.5, 3, -4, 1000))] + [(x,) for x, *_ in cases(rows)[8:]]


largest_stable_rate = Exercise(
    "largest = largest_stable_rate(x)",
    neuron.largest_stable_rate,
    single_x,
    mistakes=(
        Mistake("bias forgotten", lambda x: len(x) / np.linalg.norm(x, 2) ** 2,
                "Yours is the limit of a network without a bias. Where does the 1 in x² + 1 come from?",
                "A step moves ŷ through W (that gives x²) and through b (that gives 1)."),
        Mistake("half", lambda x: neuron.largest_stable_rate(x) / 2,
                "Yours is half the limit. At your rate one step lands exactly; how much further until it no longer "
                "gets closer?",
                "Step 5: the error is multiplied by 1 − 2η(x² + 1). Which η makes that −1?"),
        Mistake("double", lambda x: neuron.largest_stable_rate(x) * 2,
                "Yours is twice the limit: there the error already grows. Where is it as large as before?",
                "Step 5: the error is multiplied by 1 − 2η(x² + 1). Which η makes that −1?"),
        Mistake("not squared", lambda x: float(np.mean(1 / (x + 1))),
                "x stands in yours without its square.",
                "A negative x, such as −1.5, makes your limit negative."),
        Mistake("square of the sum", lambda x: float(np.mean(1 / (x + 1) ** 2)),
                "You add 1 first and then square. Square x first, then add 1.",
                "(x + 1)² is not x² + 1."),
        Mistake("upside down", lambda x: 1 / neuron.largest_stable_rate(x),
                "Yours is upside down. A larger x needs a smaller rate.",
                "At x = 2 the limit is below 1."),
        Mistake("length not squared", lambda x: len(x) / np.linalg.norm(np.hstack([x, np.ones((len(x), 1))]), 2),
                "Your denominator is a length that is not squared.",
                "For one number it is x² + 1, without a root."),
    ),
    of_rows=(
        Mistake("not multiplied by n", lambda x: neuron.largest_stable_rate(x) / len(x),
                "Yours is n times too small. The loss is a mean, so the slopes are divided by n, and the limit grows.",
                "n is the number of rows of x."),
        Mistake("all squares added", lambda x: len(x) / np.linalg.norm(np.hstack([x, np.ones((len(x), 1))])) ** 2,
                "You add up all the squares. Only the steepest direction sets the limit: "
                "the largest stretch of (x, 1).",
                "For a table, np.linalg.norm needs the number 2 as well to give the largest stretch."),
        Mistake("largest row only", lambda x: float(np.min(1 / ((x**2).sum(axis=1) + 1))),
                "You take the limit of the row that is hardest by itself. All the rows together set the limit.",
                "Look at the table (x, 1) as a whole."),
        Mistake("mean of the rows' limits", lambda x: float(np.mean(1 / ((x**2).sum(axis=1) + 1))),
                "You average the limits of the single rows. All the rows together set the limit.",
                "Look at the table (x, 1) as a whole."),
    ),
    look="Look again at step 5: each step multiplies the error by 1 − 2η(x² + 1). At which η is that −1?",
)  # fmt: skip

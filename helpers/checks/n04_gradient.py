"""The gradient, by hand, by nudging and by formula: exercises of notebook 4."""

import numpy as np

from helpers import neuron
from helpers.checks.cases import cases
from helpers.marking.exercise import Exercise
from helpers.marking.rules import Mistake

gradient_by_hand = Exercise(
    "dW_by_hand, db_by_hand = gradient_by_hand",
    lambda: (-30, 6),
    mistakes=(
        Mistake("sign of x lost", lambda: (30, ...),
                "For dW, x = −5 is a factor. Is twice the error times a number below 0 above 0 or below it?",
                "Plus times minus is minus."),
        Mistake("both signs turned round", lambda: (30, -6),
                "The sizes are right, but both signs are turned round. The error ŷ − y is 3: it is above 0.",
                "db is twice the error."),
        Mistake("factor 2 forgotten", lambda: (-15, 3),
                "Each is half of what it should be. The slope of a square brings a factor: which?",
                "The slope of z² is 2z."),
        Mistake("swapped", lambda: (6, -30),
                "dW and db have swapped places. Which of the two has x in it?",
                "A nudge of W reaches ŷ times x; a nudge of b reaches it as it is."),
        Mistake("x forgotten in dW", lambda: (6, ...),
                "A nudge of W moves ŷ by x times as much: put x = −5 into dW.",
                "dW is x times db here."),
        Mistake("x kept in db", lambda: (..., -30),
                "A nudge of b moves ŷ by as much, whatever x is. Is there an x in your db?",
                "∂C/∂b = 2(ŷ − y): there is no x in it."),
        Mistake("error forgotten", lambda: (-10, 2),
                "Yours has 2 and x in it, but not the error, 3.",
                "The slope of z² is 2z, and here z is the error."),
        Mistake("error squared", lambda: (-90, 18),
                "You squared the error. The slope of the square has the error in it once.",
                "The slope of z² is 2z."),
        Mistake("cost instead of the slope", lambda: (-45, 9),
                "9 is the cost itself, 3². Asked for is its slope.",
                "The slope of z² is 2z, and here z is 3."),
        Mistake("db zero", lambda: (..., 0),
                "db is not 0: a nudge of b moves ŷ, whatever b is.",
                "The slope depends on the error, not on b."),
    ),
    look="Look again at 2(ŷ − y)·x and 2(ŷ − y)·1, with the error ŷ − y = 3 and x = −5.",
)  # fmt: skip


def with_h(rows):
    """Inputs of numerical_gradient: with h left out, and with an h so large that a step to one side shows."""
    return [case + h for case in cases(rows) for h in ((), (0.1,))]


def between(up, down, h):
    """The slope from W − h to W + h."""
    return (up - down) / (2 * h)


def nudged(x, y, W, b, h=1e-6, slope=between, sides=(1, -1), together=False):
    """A numerical gradient with one thing done in another way: the slope, which sides, or both parameters at once."""

    def change(nudge_W, nudge_b):
        up, down = [neuron.loss(neuron.predict(x, W + s * nudge_W, b + s * nudge_b), y) for s in sides]
        return slope(up, down, h)

    dW = [[change(nudge, h * together)] for nudge in h * np.eye(len(W))[:, :, None]]
    return np.array(dW), np.array([[change(h * together, h)]])


def by(slope, **ways):
    """A mistake in the slope, or in how the parameters are nudged."""
    return lambda *inputs: nudged(*inputs, slope=slope, **ways)


numerical_gradient = Exercise(
    "dW, db = numerical_gradient(x, y, W, b, h)",
    neuron.numerical_gradient,
    with_h,
    mistakes=(
        Mistake("nudged up only", by(lambda up, down, h: (up - down) / h, sides=(1, 0)),
                "You nudge up only. That leaves a gap that grows with h: here each parameter is nudged both ways.",
                "Compare the loss at W + h with the loss at W − h. How far apart are these two?"),
        Mistake("nudged down only", by(lambda up, down, h: (up - down) / h, sides=(0, -1)),
                "You nudge down only. That leaves a gap that grows with h: here each parameter is nudged both ways.",
                "Compare the loss at W + h with the loss at W − h. How far apart are these two?"),
        Mistake("divided by h only", by(lambda up, down, h: (up - down) / h),
                "Your slopes are twice too large. From W − h to W + h, how far is that?",
                "A slope is the rise divided by the whole way walked."),
        Mistake("nudged up only, divided by 2h", by(between, sides=(1, 0)),
                "You walk from W to W + h, which is h, but divide by 2h. Nudge both ways, and 2h is right.",
                "A slope is the rise divided by the whole way walked."),
        Mistake("not divided", by(lambda up, down, h: up - down),
                "You return how much the loss changes. A slope is that change divided by the way walked.",
                "From W − h to W + h the way is 2h."),
        Mistake("brackets forgotten", by(lambda up, down, h: up - down / (2 * h)),
                "Python divides before it subtracts, so only down is divided. What should be done first?",
                "Put brackets round up − down."),
        Mistake("no brackets", by(lambda up, down, h: up - down / 2 * h),
                "Python divides and multiplies from left to right, and subtracts last. Two pairs of brackets are "
                "missing.",
                "One pair round up − down, one round 2h."),
        Mistake("added", by(lambda up, down, h: (up + down) / (2 * h)),
                "You add the two losses. A change is their difference.",
                "Where the loss is flat, up and down are the same, and the slope should be 0."),
        Mistake("divided by h squared", by(lambda up, down, h: (up - down) / h**2),
                "You divide by h times h. The way walked is two times h.",
                "In Python ** 2 squares, and 2 * h doubles."),
        Mistake("sign turned round", by(lambda up, down, h: (down - up) / (2 * h)),
                "Your slopes have the sign turned round. Which comes first: the loss at W + h, or at W − h?",
                "Where the loss grows as W grows, the slope is above 0."),
        Mistake("multiplied by h", by(lambda up, down, h: (up - down) / 2 * h),
                "You divide by 2 and then multiply by h: / 2 * h. Python goes from left to right.",
                "To divide by 2h, put it in brackets."),
        Mistake("divided by 2, times h forgotten", by(lambda up, down, h: (up - down) / 2),
                "You divide the change by 2, not by 2h. The way walked depends on h.",
                "From W − h to W + h the way is 2h."),
        Mistake("W and b nudged together", by(between, together=True),
                "You nudge W and b at the same time. Freeze one, nudge the other: else you cannot tell which did what.",
                "For dW, only W moves; for db, only b."),
        Mistake("dW and db swapped", lambda *inputs: neuron.numerical_gradient(*inputs)[::-1],
                "dW and db have swapped places.",
                "dW comes first: what nudging W does."),
        Mistake("only W nudged", lambda *inputs: (neuron.numerical_gradient(*inputs)[0], np.zeros((1, 1))),
                "dW is right, but db is always 0. Nudge b as well, with W frozen.",
                "The bias moves the answer even when b is 0 now."),
        Mistake("dW returned twice", lambda *inputs: neuron.numerical_gradient(*inputs)[:1] * 2,
                "Your db equals dW. Did the second half nudge W again?",
                "For db, W stays as it is, and b moves."),
    ),
    of_rows=(
        Mistake("summed, not averaged", lambda x, *others: each(neuron.numerical_gradient(x, *others), len(x)),
                "Your slopes are n times too large: those of the sum of the costs. Use the loss, their mean.",
                "loss(…) divides by the number of rows; a sum does not."),
        Mistake("all weights nudged together",
                lambda *inputs: [part.sum(axis=0, keepdims=True) for part in nudged(*inputs)],
                "You nudge all weights at once. Nudge them one by one: dW has a row for each weight.",
                "W + h adds h to every weight. Which table adds it to one alone?"),
    ),
    look="Look again at step 4: nudge one parameter up and down by h, and divide the change of the loss by 2h.",
)  # fmt: skip


def each(pair, factor):
    """Both tables of a pair, multiplied by the factor."""
    return pair[0] * factor, pair[1] * factor


def with_slope(slope):
    """A gradient made with another slope of each row's cost than 2(ŷ − y)."""

    def gradient(x, y, W, b):
        dy_hat = slope(neuron.predict(x, W, b), y) / len(x)
        return x.T @ dy_hat, dy_hat.sum(axis=0, keepdims=True)

    return gradient


def dW_db(change):
    """A mistake that changes what the true gradient gives: `change(dW, db, x, W, b)`."""
    return lambda x, y, W, b: change(*neuron.gradient(x, y, W, b), x, W, b)


gradient = Exercise(
    "dW, db = gradient(x, y, W, b)",
    neuron.gradient,
    cases,
    mistakes=(
        Mistake("sign turned round", dW_db(lambda dW, db, x, W, b: (-dW, -db)),
                "Your dW and db have the right size and the wrong sign. "
                "The error is ŷ − y: which comes first in yours?",
                "If ŷ is too large, more weight (at x > 0) makes it worse: the slope is above 0 there."),
        Mistake("factor 2 forgotten", dW_db(lambda dW, db, x, W, b: (dW / 2, db / 2)),
                "Your dW and db are half of the course's. What does the square in (ŷ − y)² become when you take its "
                "slope?",
                "Some books put a ½ before the square, so that no 2 is left. Here there is none."),
        Mistake("x forgotten in dW", dW_db(lambda dW, db, x, W, b: (db, db)),
                "Your dW equals db. A nudge of W moves ŷ by x times as much: where is that x?",
                "The gears of step 4: W moves ŷ (times x), and ŷ moves the cost."),
        Mistake("x kept in db", dW_db(lambda dW, db, x, W, b: (dW, dW)),
                "Your db equals dW. A nudge of b moves ŷ by as much, whatever x is.",
                "In ŷ = xW + b, what multiplies b?"),
        Mistake("dW and db swapped", dW_db(lambda dW, db, x, W, b: (db, dW)),
                "dW and db have swapped places: look at the order in which you return them.",
                "The slope with x in it belongs to W."),
        Mistake("y forgotten", with_slope(lambda y_hat, y: 2 * y_hat),
                "Your gradient does not depend on y. The slope of (ŷ − y)² is twice the error, and the error is ŷ − y.",
                "When ŷ equals y the cost is at its lowest, so the slope is 0."),
        Mistake("cost instead of the error", with_slope(lambda y_hat, y: 2 * (y_hat - y) ** 2),
                "You left the square in place. The slope of (ŷ − y)² has the error in it once, not squared.",
                "The slope of z² is 2z."),
        Mistake("cost without its slope", with_slope(lambda y_hat, y: (y_hat - y) ** 2),
                "You use the cost itself, (ŷ − y)². The gradient needs its slope.",
                "The slope of z² is 2z."),
        Mistake("absolute instead of squared", with_slope(lambda y_hat, y: np.sign(y_hat - y)),
                "Yours is the slope of |ŷ − y|: always equally steep. The cost is the square, (ŷ − y)².",
                "The larger the error, the steeper the square."),
        Mistake("size of the error only", with_slope(lambda y_hat, y: 2 * np.abs(y_hat - y)),
                "Your error has lost its sign. Without it you cannot tell uphill from downhill.",
                "Use ŷ − y as it is: no abs."),
        Mistake("W in place of x", dW_db(lambda dW, db, x, W, b: (W * db, db)),
                "Your dW has W where x should be. A nudge of W moves ŷ by x times as much.",
                "In ŷ = xW + b, what multiplies W?"),
        Mistake("db multiplied by b", dW_db(lambda dW, db, x, W, b: (dW, db * b)),
                "You multiply db by b, so it is 0 where b = 0. What moves ŷ is a nudge of b, not b itself.",
                "Add 0.01 to b: by how much does ŷ move?"),
        Mistake("db zero", dW_db(lambda dW, db, x, W, b: (dW, 0 * db)),
                "Your db is always 0. The bias has a slope too, even while b = 0.",
                "Add 0.01 to b: by how much does ŷ move?"),
    ),
    of_rows=(
        Mistake("summed, not averaged", lambda x, y, W, b: each(neuron.gradient(x, y, W, b), len(x)),
                "Your dW and db are n times too large: slopes of the sum. The loss is the mean, so divide by n.",
                "n is the number of rows of x."),
        Mistake("dW not averaged", dW_db(lambda dW, db, x, W, b: (dW * len(x), db)),
                "db is right, but dW is n times too large. Which of the two did you divide by n?",
                "Divide the slope of each row's cost by n first: then both have it."),
        Mistake("db not averaged", dW_db(lambda dW, db, x, W, b: (dW, db * len(x))),
                "dW is right, but db is n times too large. Which of the two did you divide by n?",
                "Divide the slope of each row's cost by n first: then both have it."),
        Mistake("dW divided by n twice", dW_db(lambda dW, db, x, W, b: (dW / len(x), db)),
                "db is right, but dW is n times too small: you divide it by n twice.",
                "dy_hat has the 1/n in it already."),
        Mistake("rows not added up", lambda x, y, W, b: (
                    x * (2 / len(x) * (neuron.predict(x, W, b) - y)), neuron.gradient(x, y, W, b)[1]),
                "Your dW still has a row for each sample: you multiplied, and did not add up.",
                "A product of matrices, @, does both. Which table must be turned on its side?"),
        Mistake("divided by n twice", dW_db(lambda dW, db, x, W, b: (dW / len(x), db / len(x))),
                "Your dW and db are n times too small: you divide by n twice.",
                "mean divides by n already."),
        Mistake("averages multiplied", dW_db(lambda dW, db, x, W, b: (x.mean(axis=0, keepdims=True).T * db, db)),
                "For dW you multiply the mean of x by the mean error. Multiply row by row first, then take the mean.",
                "A table turned on its side and @ do both at once: multiply pair by pair, and add up."),
        Mistake("first row only", lambda x, y, W, b: neuron.gradient(x[:1], y[:1], W, b),
                "Only the first row counts in yours. Each row has a say in the slopes.",
                "Indexing such as x[0] picks a single row."),
    ),
    look="Look again at step 4: the slope of the cost is 2(ŷ − y); a nudge of W reaches ŷ times x, "
    "a nudge of b times 1.",
)  # fmt: skip

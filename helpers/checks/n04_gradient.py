"""The gradient, by hand, by nudging and by formula: exercises of notebook 4."""

import numpy as np

from helpers import neuron
from helpers.checks.cases import ONE_SAMPLE, SINGLE
from helpers.checks.n02_network import predict
from helpers.marking.editing import editor
from helpers.marking.exercise import ByHand, Exercise, Mistake

gradient_by_hand = ByHand(
    "dW_by_hand, db_by_hand = gradient_by_hand",
    (-30, 6),
    mistakes=(
        Mistake("sign of x lost", (30, ...),
                "For dW, x = −5 is a factor. Is twice the error times a number below 0 above 0 or below it?",
                "Plus times minus is minus."),
        Mistake("both signs turned round", (30, -6),
                "The sizes are right, but both signs are turned round. The error ŷ − y is 3: it is above 0.",
                "db is twice the error."),
        Mistake("factor 2 forgotten", (-15, 3),
                "Each is half of what it should be. The slope of a square brings a factor: which?",
                "The slope of z² is 2z."),
        Mistake("swapped", (6, -30),
                "dW and db have swapped places. Which of the two has x in it?",
                "A nudge of W reaches ŷ times x; a nudge of b reaches it as it is."),
        Mistake("x forgotten in dW", (6, ...),
                "A nudge of W moves ŷ by x times as much: put x = −5 into dW.",
                "dW is x times db here."),
        Mistake("x kept in db", (..., -30),
                "A nudge of b moves ŷ by as much, whatever x is. Is there an x in your db?",
                "∂C/∂b = 2(ŷ − y): there is no x in it."),
        Mistake("error forgotten", (-10, 2),
                "Yours has 2 and x in it, but not the error, 3.",
                "The slope of z² is 2z, and here z is the error."),
        Mistake("error squared", (-90, 18),
                "You squared the error. The slope of the square has the error in it once.",
                "The slope of z² is 2z."),
        Mistake("cost instead of the slope", (-45, 9),
                "9 is the cost itself, 3². Asked for is its slope.",
                "The slope of z² is 2z, and here z is 3."),
        Mistake("the cost in both", (9, 9),
                "9 is the cost itself, 3². Asked for are its slopes: how much it changes as W does, and as b does.",
                "The slope of z² is 2z, and here z is 3."),
        Mistake("db zero", (..., 0),
                "db is not 0: a nudge of b moves ŷ, whatever b is.",
                "The slope depends on the error, not on b."),
    ),
    praise="dW is 2 · 3 · (−5) and db is 2 · 3 · 1: a nudge of W reaches ŷ times x, a nudge of b as it is.",
    look="Look again at 2(ŷ − y)·x and 2(ŷ − y)·1, with the error ŷ − y = 3 and x = −5.",
)  # fmt: skip


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
    tuple(case + h for case in SINGLE for h in ((), (0.1,))),  # a step to one side shows at a large h
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
        Mistake("multiplied by 2h", by(lambda up, down, h: (up - down) * 2 * h),
                "You multiply by 2h. A slope is the change divided by the way walked.",
                "A smaller nudge makes a smaller change, but the slope stays the same."),
        Mistake("always 1e-6", by(lambda up, down, h: (up - down) / (2 * 1e-6)),
                "You divide by 2 times 0.000001, whatever h is. Use the name h, so that it can be another.",
                "A number that is handed over should not be written in."),
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
    praise=ONE_SAMPLE,
    look="Nudge one parameter up and down by h, and divide the change of the loss by 2h.",
)  # fmt: skip


edit = editor(neuron.gradient)
ERROR, DW, DB = "(predict(x, W, b) - y)", "x.T @ dy_hat", "dy_hat.sum(axis=0, keepdims=True)"  # its parts

gradient = Exercise(
    "dW, db = gradient(x, y, W, b)",
    neuron.gradient,
    SINGLE,
    inside=(predict,),
    mistakes=(
        Mistake("sign turned round", edit(ERROR, "(y - predict(x, W, b))"),
                "Your dW and db have the right size and the wrong sign. "
                "The error is ŷ − y: which comes first in yours?",
                "If ŷ is too large, more weight (at x > 0) makes it worse: the slope is above 0 there."),
        Mistake("factor 2 forgotten", edit("2 / len(x)", "1 / len(x)"),
                "Your dW and db are half of the course's. What does the square in (ŷ − y)² become when you take its "
                "slope?",
                "Some books put a ½ before the square, so that no 2 is left. Here there is none."),
        Mistake("x forgotten in dW", edit(DW, DB),
                "Your dW equals db. A nudge of W moves ŷ by x times as much: where is that x?",
                "The gears of notebook 4: W moves ŷ (times x), and ŷ moves the cost."),
        Mistake("x kept in db", edit(DB, DW),
                "Your db equals dW. A nudge of b moves ŷ by as much, whatever x is.",
                "In ŷ = xW + b, what multiplies b?"),
        Mistake("dW and db swapped", edit("return dW, db", "return db, dW"),
                "dW and db have swapped places: is the x on the right line, and do you return dW first?",
                "The slope with x in it belongs to W."),
        Mistake("y forgotten", edit(ERROR, "predict(x, W, b)"),
                "Your gradient does not depend on y. The slope of (ŷ − y)² is twice the error, and the error is ŷ − y.",
                "When ŷ equals y the cost is at its lowest, so the slope is 0."),
        Mistake("brackets forgotten", edit("2 / len(x) * " + ERROR, "2 / len(x) * predict(x, W, b) - y"),
                "Only ŷ is doubled: * goes before −. Twice the whole error is asked for.",
                "Put brackets round ŷ − y."),
        Mistake("brackets forgotten in both", lambda x, y, W, b: (
                    2 * neuron.predict(x, W, b) - y * x, 2 * neuron.predict(x, W, b) - y),
                "Without brackets, ŷ is doubled alone and y meets x alone: * goes before −. The whole error is meant.",
                "Put brackets round ŷ − y, in both."),
        Mistake("cost instead of the error", edit(ERROR, ERROR + " ** 2"),
                "You left the square in place. The slope of (ŷ − y)² has the error in it once, not squared.",
                "The slope of z² is 2z."),
        Mistake("cost without its slope", edit("2 / len(x) * " + ERROR, ERROR + " ** 2 / len(x)"),
                "You use the cost itself, (ŷ − y)². The gradient needs its slope.",
                "The slope of z² is 2z."),
        Mistake("absolute instead of squared", edit("2 / len(x) * " + ERROR, f"np.sign({ERROR}) / len(x)"),
                "Yours is the slope of |ŷ − y|: always equally steep. The cost is the square, (ŷ − y)².",
                "The larger the error, the steeper the square."),
        Mistake("size of the error only", edit(ERROR, f"np.abs({ERROR})"),
                "Your error has lost its sign. Without it you cannot tell uphill from downhill.",
                "Use ŷ − y as it is: no abs."),
        Mistake("W in place of x", edit(DW, "W @ " + DB),
                "Your dW has W where x should be. A nudge of W moves ŷ by x times as much.",
                "In ŷ = xW + b, what multiplies W?"),
        Mistake("always 2 in place of x", edit(DW, "2 * " + DB),
                "Your dW is twice db, whatever x is. 2 is the number of this page: is x_train written where x is "
                "meant?",
                "A function answers for the x that it is given."),
        Mistake("divided by x", edit(DW, "(1 / x).T @ dy_hat"),
                "In your dW the slope is divided by x. A nudge of W reaches ŷ times x: multiply.",
                "At x = 0 no nudge of W moves ŷ at all, so dW is 0 there."),
        Mistake("x added", edit(DW, f"{DB} + x.T.sum(axis=1, keepdims=True)"),
                "In your dW the x is added. A nudge of W reaches ŷ times x: multiply.",
                "At x = 0 no nudge of W moves ŷ at all, so dW is 0 there."),
        Mistake("db multiplied by b", edit(DB, DB + " * b"),
                "You multiply db by b, so it is 0 where b = 0. What moves ŷ is a nudge of b, not b itself.",
                "Add 0.01 to b: by how much does ŷ move?"),
        Mistake("db zero", edit(DB, "0 * b"),
                "Your db is always 0. The bias has a slope too, even while b = 0.",
                "Add 0.01 to b: by how much does ŷ move?"),
        Mistake("updated already", edit("return dW, db", "return W - dW, b - db"),
                "You return new parameters, as the next step will make them: W and b less their slopes. Here the "
                "slopes "
                "themselves are asked for.",
                "Return dW and db alone."),
        *(Mistake(f"updated already, at the rate {rate}",
                  edit("return dW, db", f"return W - {rate} * dW, b - {rate} * db"),
                  f"You return new parameters, one step on with the learning rate {rate}. Here the slopes themselves "
                  "are asked for.",
                  "Return dW and db alone: the step with them comes later.") for rate in (0.001, 0.01, 0.06, 0.1)),
    ),
    praise=ONE_SAMPLE,
    look="The slope of the cost is 2(ŷ − y); a nudge of W reaches ŷ times x, "
    "a nudge of b times 1.",
)  # fmt: skip

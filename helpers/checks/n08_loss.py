"""Costs and slopes of many samples: exercises of notebook 8."""

from helpers import neuron
from helpers.checks.cases import ANSWERS, MANY, SINGLE
from helpers.checks.n02_network import predict
from helpers.checks.n03_cost import cost
from helpers.checks.n04_gradient import DB, DW, edit, gradient
from helpers.marking.exercise import ByHand, Exercise, Mistake

two_sample_gradient = ByHand(
    "dW_by_hand, db_by_hand = two_sample_gradient",
    (-11, -4),
    mistakes=(
        Mistake("summed, not averaged", (-22, -8),
                "You added up the slopes of the two samples. The loss is a mean: what is missing?",
                "How many samples are there?"),
        Mistake("slopes of each sample", ((-20, -2), (-10, 2)),
                "Those are the slopes of each sample, and they are right. The slope of the loss is one number: their "
                "mean.",
                "The mean of −20 and −2 for dW. And for db?"),
        Mistake("dW for each sample", ((-20, -2), ...),
                "For dW you have the slope of each sample. The slope of the loss is one number: their mean.",
                "Add the two up, and divide by 2."),
        Mistake("db for each sample", (..., (-10, 2)),
                "For db you have the slope of each sample. The slope of the loss is one number: their mean.",
                "Add the two up, and divide by 2."),
        Mistake("factor 2 forgotten", (-5.5, -2),
                "Each is half of what it should be. The slope of a square brings a factor: which?",
                "The slope of z² is 2z."),
        Mistake("x forgotten in dW", (-4, ...),
                "In dW each error is multiplied by its own x.",
                "The first x is 2, the second is −1."),
        Mistake("sign of x lost", (-9, ...),
                "In dW, the second x is −1: it turns the sign of its term round.",
                "The mean of two numbers: one from x = 2, one from x = −1."),
        Mistake("sign of the second error", (-9, -6),
                "One error has the wrong sign. At the second sample ŷ is 0 and y is −1: what is ŷ − y?",
                "0 − (−1): minus times minus is plus."),
        Mistake("averages multiplied", (-2, ...),
                "For dW, multiply sample by sample first; then take the mean.",
                "The mean of x times the mean of the errors is something else."),
        Mistake("only the first sample", (-20, -10),
                "Those are the slopes of the first sample alone. Find those of the second, then take the means.",
                "At the second sample x = −1 and y = −1."),
        Mistake("only the second sample", (-2, 2),
                "Those are the slopes of the second sample alone. Find those of the first, then take the means.",
                "At the first sample x = 2 and y = 5."),
        Mistake("sign turned round", (11, 4),
                "The sizes are right, but the signs are turned round. The error is ŷ − y: which comes first?",
                "At the first sample ŷ is 0 and y is 5, so the error is below 0."),
        Mistake("swapped", (-4, -11),
                "dW and db have swapped places. Which of the two has x in it?",
                "A nudge of W reaches ŷ times x; a nudge of b reaches it as it is."),
    ),
    praise="The errors are −5 and 1. dW is the mean of −20 and −2, db is the mean of −10 and 2.",
    look="At W = b = 0 both answers are 0. Find the two errors ŷ − y; then the mean of 2(ŷ − y)·x, and of 2(ŷ − y).",
)  # fmt: skip

cost_of_many = Exercise(
    "C = cost_of_many(y_hat, y)",
    neuron.cost,
    ANSWERS,
    mistakes=cost.mistakes,
    look=cost.look,
)
gradient_of_many = Exercise(
    "dW, db = gradient_of_many(x, y, W, b)",
    neuron.gradient,
    SINGLE + MANY,
    inside=(predict,),
    mistakes=(
        *gradient.mistakes,
        Mistake("one sample's formulas", lambda x, y, W, b: (
                    2 * (neuron.predict(x, W, b) - y) * x, 2 * (neuron.predict(x, W, b) - y)),
                "For one sample this is right. With several rows, yours still has a row for each of them: the slopes "
                "of "
                "the loss are their means.",
                "Add up the rows, and divide by n: x.T @ dy_hat adds up, and 2 / len(x) divides."),
        Mistake("summed, not averaged", edit("2 / len(x)", "2"),
                "Your dW and db are n times too large: slopes of the sum. The loss is the mean, so divide by n.",
                "n is the number of rows of x: len(x). x.shape[1] counts the columns."),
        Mistake("dW not averaged", edit(DW, DW + " * len(x)"),
                "db is right, but dW is n times too large. Which of the two did you divide by n?",
                "Divide the slope of each row's cost by n first: then both have it."),
        Mistake("db not averaged", edit(DB, DB + " * len(x)"),
                "dW is right, but db is n times too large. Which of the two did you divide by n?",
                "Divide the slope of each row's cost by n first: then both have it."),
        Mistake("dW divided by n twice", edit(DW, DW + " / len(x)"),
                "db is right, but dW is n times too small: you divide it by n twice.",
                "dy_hat has the 1/n in it already, and mean divides by n once more."),
        Mistake("divided by n twice", edit("2 / len(x)", "2 / len(x) ** 2"),
                "Your dW and db are n times too small: you divide by n twice.",
                "mean divides by n already."),
        Mistake("rows not added up", edit(DW, "x * dy_hat"),
                "db is right. Your dW still has a row for each sample: you multiplied, and did not add up.",
                "A product of matrices, @, does both. Which table must be turned on its side?"),
        Mistake("each row with every other", edit(DW, "dy_hat @ x.T"),
                "db is right. Your dW has n × n numbers: each row's x meets every row's slope. Only those of the "
                "same row "
                "belong together.",
                "In x.T @ dy_hat the columns of x become rows: then each meets its own slope, and they are added up."),
        Mistake("dW on its side", edit(DW, "dy_hat.T @ x"),
                "For one input this is right. With two (notebook 11) W has a row for each input, and so has dW: yours "
                "has a column for each.",
                "(x * dy_hat).sum(axis=0, keepdims=True) and dy_hat.T @ x lie on their side; x.T @ dy_hat stands."),
        Mistake("one number for all inputs", edit(DW, "(x * dy_hat).sum(keepdims=True)"),
                "For one input this is right. With two (notebook 11) each input has a weight and a slope of its own: "
                "dW "
                "has a row for each, and yours adds them all up.",
                "x.T @ dy_hat adds up over the rows alone."),
        Mistake("averages multiplied", edit(DW, f"x.mean(axis=0, keepdims=True).T * {DB}"),
                "For dW you multiply the mean of x by the mean error. Multiply row by row first, then take the mean.",
                "A table turned on its side and @ do both at once: multiply pair by pair, and add up."),
        Mistake("first row only", lambda x, y, W, b: neuron.gradient(x[:1], y[:1], W, b),
                "Only the first row counts in yours. Each row has a say in the slopes.",
                "Indexing such as x[0] picks a single row; a return inside a loop ends it after the first."),
    ),
    look="dy_hat has a row for each sample. dW multiplies each by its x and adds up over the rows; db adds up alone.",
)  # fmt: skip

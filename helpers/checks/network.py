"""What the network answers and how far it is off: exercises of notebooks 1, 2, 3 and 7, one function each."""

import numpy as np

from helpers import data, neuron
from helpers.checks.cases import cases, draw, table
from helpers.marking.exercise import Exercise
from helpers.marking.rules import Mistake
from helpers.marking.values import alike


def lines(rows):
    """Inputs of line: with the rule's own numbers, and with others."""
    tables = [table(2), table(-1.5), table(0), table(1000)] + [x for x, *_ in cases(rows)[8:9]]
    return [(x, *rule) for x in tables for rule in ((), (3, -1), (-0.5, 4))]


line = Exercise(
    "y = line(x, true_W, true_b)",
    data.line,
    lines,
    mistakes=(
        Mistake("constant forgotten", lambda x, m=2, c=1: m * x,
                "Your line goes through 0. The rule adds something that does not depend on x.",
                "At x = 0 the rule gives true_b."),
        Mistake("constant subtracted", lambda x, m=2, c=1: m * x - c,
                "You subtract true_b. The rule adds it.",
                "At x = 0 the rule gives true_b. What does yours give?"),
        Mistake("slope forgotten", lambda x, m=2, c=1: x + c,
                "Your line always rises by 1. How steep it is, is the job of true_W.",
                "true_W multiplies x."),
        Mistake("slope and constant swapped", lambda x, m=2, c=1: c * x + m,
                "true_W and true_b have swapped places. Which of the two multiplies x?",
                "At x = 0 the rule gives true_b."),
        Mistake("constant multiplied too", lambda x, m=2, c=1: m * (x + c),
                "You add first and then multiply, so true_b is multiplied as well.",
                "Multiply x first; then add."),
        Mistake("always 2x + 1", lambda x, m=2, c=1: 2 * x + 1,
                "Your line is 2x + 1 whatever is asked. Use true_W and true_b, so that it can be another line.",
                "2 and 1 belong only in the line that starts with def, as what holds if nothing else is said."),
        Mistake("always 2x", lambda x, m=2, c=1: 2 * x,
                "Your line is 2x: it goes through 0, and it is the same whatever is asked. Use both names.",
                "true_W multiplies x; true_b is added."),
        Mistake("power instead of product", lambda x, m=2, c=1: x**m + c,
                "In Python ** raises to a power. The rule multiplies: which sign does that?",
                "With true_W = 2 yours squares x."),
        Mistake("x squared", lambda x, m=2, c=1: m * x**2 + c,
                "You square x. A straight line has x as it is.",
                "From x = 1 to 2 to 3 the answer should rise by equal steps."),
    ),
    look="Look again at the rule: y = true_W x + true_b.",
)  # fmt: skip


def generators(rows):
    """Inputs of initialize: one input and many, generators of the same seed and of different seeds."""
    return [(n, np.random.default_rng(seed)) for n, seed in ((1, 0), (1, 0), (1, 1), (3, 0), (500, 2))]


def size(W):
    """How large the numbers of a table are: the root of their mean square."""
    return float(np.sqrt(np.mean(W**2)))


def another_scale(W):
    """How large the weights are, in words, if that is too far from 0.001 to be chance, and else ""."""
    return "" if 0.0005 < size(W) < 0.002 else f"weights about {size(W):.1g} in size"


initialize = Exercise(
    "W, b = initialize(n_inputs, rng)",
    neuron.initialize,
    generators,
    same=alike,
    checked="W has a row for each input, small and random, the same for the same seed; b is a table that holds 0.",
    mistakes=(
        Mistake("always one row", lambda n, rng: (0.001 * rng.standard_normal((1, 1)), np.zeros((1, 1))),
                "Your W always has one row. It needs a row for each of the n_inputs inputs.",
                "The shape is a pair: rows, columns. Only the second one is always 1."),
    ),
    signs=(
        Mistake("weights zero", lambda seen: not any(W.any() for W, _ in seen),
                "All your weights are 0. Here a weight starts as a small random number: draw it from rng.",
                "rng.standard_normal((rows, columns)) draws a table of random numbers."),
        Mistake("weights not random", lambda seen: np.ptp(seen[4][0]) == 0 and seen[0][0] == seen[2][0],
                "Your weights are always the same number. Each should be drawn from rng.",
                "rng.standard_normal((rows, columns)) draws a table of random numbers."),
        Mistake("same for different seeds", lambda seen: seen[0][0] == seen[2][0],
                "Two generators with different seeds gave the same W. "
                "Use the rng you are given; make none of your own.",
                "No np.random.default_rng(…) inside the function: that starts the same numbers again at each call."),
        Mistake("rng not used", lambda seen: seen[0][0] != seen[1][0],
                "Two generators with the same seed gave two different W. Draw from rng, so that a run can be repeated.",
                "np.random.randn and random.random have a memory of their own. "
                "rng is the one that can be started afresh."),
        Mistake("one draw for all weights", lambda seen: np.ptp(seen[4][0]) == 0,
                "For 500 inputs, all 500 weights are the same number. Draw each weight by itself.",
                "Tell rng.standard_normal the shape of the whole table."),
        Mistake("weights not small", lambda seen: size(seen[4][0]) > 0.5,
                "Your weights are random but not small. Scale them by 0.001.",
                "rng.standard_normal draws numbers about 1 in size. Multiply them by the scale."),
        Mistake("another scale", lambda seen: another_scale(seen[4][0]),
                "Your weights are random, but their scale is not 0.001. Count the zeros.",
                "rng.standard_normal draws numbers about 1 in size; 0.001 is a thousandth of that."),
        Mistake("bias not zero", lambda seen: any(b.any() for _, b in seen),
                "W is fine, but b is not 0. Only the weight needs a random start.",
                "np.zeros(…) makes a table of zeros; b has one row and one column."),
    ),
    look="W has a row for each input and one column, small and random; b is a table (1, 1) that holds 0.",
)  # fmt: skip


def x_W_b(rows):
    """Inputs of predict."""
    return [(x, W, b) for x, _, W, b in cases(rows)]


predict = Exercise(
    "y_hat = predict(x, W, b)",
    neuron.predict,
    x_W_b,
    mistakes=(
        Mistake("bias forgotten", lambda x, W, b: x @ W,
                "Your answer is right only where b = 0. What does the bias do in ŷ = xW + b?",
                "At x = 0 the network should answer b. Yours answers 0."),
        Mistake("bias subtracted", lambda x, W, b: x @ W - b,
                "You take the bias away. In ŷ = xW + b it is added.",
                "At x = 0 the network should answer b. Yours answers −b."),
        Mistake("weight forgotten", lambda x, W, b: x.sum(axis=1, keepdims=True) + b,
                "Your answer does not depend on W. In ŷ = xW + b the weight multiplies x.",
                "Double W at x = 2: the answer should move. Does yours?"),
        Mistake("weight added", lambda x, W, b: x + W.T + b,
                "You add x and W. In ŷ = xW + b they stand side by side: that means multiply.",
                "Try x = 0: whatever W is, the answer should be b."),
        Mistake("bias multiplied by the weight", lambda x, W, b: (x + b) @ np.broadcast_to(W, (x.shape[1], 1)),
                "You add the bias first and then multiply, so W multiplies b as well. Multiply first: ŷ = xW + b.",
                "Python reads brackets first. Which part of ŷ = xW + b have you put in brackets?"),
        Mistake("W and b swapped", lambda x, W, b: x @ np.full_like(W, b.item()) + W.sum(),
                "W and b have swapped places. In ŷ = xW + b it is W that multiplies x.",
                "At x = 0 the network should answer b. Yours answers W."),
        Mistake("bias multiplied by x", lambda x, W, b: x @ (W + b),
                "Your bias is multiplied by x too. In ŷ = xW + b it is added once, as it is.",
                "At x = 0 the network should answer b. Yours answers 0."),
    ),
    of_rows=(
        Mistake("multiplied cell by cell", lambda x, W, b: x * W + b,
                "x * W multiplies cell by cell; with several inputs the shapes no longer fit. "
                "Which sign is row times column?",
                "Each row of x meets the column W: multiply pair by pair, then add up. NumPy writes that @."),
        Mistake("not added up", lambda x, W, b: x * W.T + b,
                "You multiply each input by its weight, but do not add up the row: "
                "ŷ has one column, however many inputs.",
                "Row times column is one number: multiply pair by pair, then add. NumPy writes that @."),
        Mistake("bias added once for each input", lambda x, W, b: x @ W + x.shape[1] * b,
                "You add the bias once for each input. One row gets it once, after its inputs are added up.",
                "Compare an input table of one column with one of two: only then does your answer go wrong."),
        Mistake("rows added up", lambda x, W, b: (x @ W + b).sum(axis=0, keepdims=True),
                "You add the rows together. Each row is a sample of its own and gets an answer of its own.",
                "ŷ has as many rows as x."),
    ),
    look="Look again at ŷ = xW + b: multiply x by W, then add b. Step 2 has the picture.",
)  # fmt: skip


def y_hat_y(rows):
    """Inputs of cost, loss and percent_error: predictions on both sides of answers that are never 0."""
    single = [(0, 5), (3, 1), (-2, 4), (6, -2.5), (-3.5, -0.5), (1000, 1600)]
    rng = np.random.default_rng(6)
    many = [(draw(rng, rows, 1), draw(rng, rows, 1) + 7), (draw(rng, rows, 1), draw(rng, rows, 1) - 7)]
    return [tuple(map(table, case)) for case in single] + many * (rows > 1)


cost = Exercise(
    "C = cost(y_hat, y)",
    neuron.cost,
    y_hat_y,
    mistakes=(
        Mistake("not squared", lambda y_hat, y: y_hat - y,
                "You return the error itself, with its sign. Signed errors cancel: what does the cost do to ŷ − y?",
                "A cost is never below 0. Yours can be."),
        Mistake("turned round and not squared", lambda y_hat, y: y - y_hat,
                "You return y − ŷ, with its sign. Signed errors cancel: what does the cost do to the error?",
                "A cost is never below 0. Yours can be."),
        Mistake("absolute instead of squared", lambda y_hat, y: np.abs(y_hat - y),
                "You take the size of the error. The course takes its square: step 3 says why.",
                "For an error of 3 the cost is 9."),
        Mistake("½ added", lambda y_hat, y: (y_hat - y) ** 2 / 2,
                "Your cost is half of the course's. Some books put a ½ in front; here C = (ŷ − y)².",
                "For an error of 3 the cost is 9."),
        Mistake("doubled instead of squared", lambda y_hat, y: 2 * (y_hat - y),
                "You multiply the error by 2. To square is to multiply it by itself.",
                "In Python, ** 2 squares and * 2 doubles."),
        Mistake("squared before subtracting", lambda y_hat, y: y_hat**2 - y**2,
                "You square ŷ and y first and then subtract. Subtract first; then square what is left.",
                "Brackets decide: (ŷ − y)² is not ŷ² − y²."),
        Mistake("only y squared", lambda y_hat, y: y_hat - y**2,
                "Only y is squared: without brackets, ** goes before −. Which part should be squared?",
                "C = (ŷ − y)²: mind the brackets."),
        Mistake("added instead of subtracted", lambda y_hat, y: (y_hat + y) ** 2,
                "You square ŷ + y. The error is a difference: how far ŷ is from y.",
                "If ŷ equals y, the cost should be 0. Is yours?"),
        Mistake("sign of the cost turned round", lambda y_hat, y: -((y_hat - y) ** 2),
                "Your cost has the right size but a minus in front. A worse answer should cost more, not less.",
                "A square is never below 0."),
    ),
    of_rows=(
        Mistake("averaged", lambda y_hat, y: float(np.mean((y_hat - y) ** 2)),
                "You average the rows into one number. That is the loss. The cost keeps a row for each sample.",
                "C has as many rows as y."),
        Mistake("summed", lambda y_hat, y: float(np.sum((y_hat - y) ** 2)),
                "You add the rows up into one number. The cost keeps a row for each sample.",
                "C has as many rows as y."),
        Mistake("square of the sum", lambda y_hat, y: float(np.sum(y_hat - y) ** 2),
                "You add the errors first and then square, so that they cancel. Square each error, row by row.",
                "Errors 3 and −3 should not cost nothing."),
        Mistake("every row against every other", lambda y_hat, y: (y_hat - y.T) ** 2,
                "Each prediction is compared with every answer: n × n numbers. Compare row with row.",
                "A flat array (n,) beside a table (n, 1) makes a table (n, n). Keep both of them tables (n, 1)."),
    ),
    look="Look again at C = (ŷ − y)²: subtract, then square. Step 3 has the picture.",
)  # fmt: skip

loss = Exercise(
    "L = loss(y_hat, y)",
    neuron.loss,
    y_hat_y,
    mistakes=(
        Mistake("not squared", lambda y_hat, y: float(np.mean(y_hat - y)),
                "You use the errors with their signs, so they can cancel. The loss is the mean of the costs, (ŷ − y)².",
                "A loss is never below 0. Yours can be."),
        Mistake("turned round and not squared", lambda y_hat, y: float(np.mean(y - y_hat)),
                "You use y − ŷ with its sign, so errors can cancel. The loss is the mean of the costs, (ŷ − y)².",
                "A loss is never below 0. Yours can be."),
        Mistake("absolute instead of squared", lambda y_hat, y: float(np.mean(np.abs(y_hat - y))),
                "You take the size of each error. The cost is its square: (ŷ − y)².",
                "For a single error of 3 the loss is 9."),
        Mistake("½ added", lambda y_hat, y: float(np.mean((y_hat - y) ** 2) / 2),
                "Your loss is half of the course's. Some books put a ½ in front; here it is the mean of the costs, "
                "no more.",
                "For a single error of 3 the loss is 9."),
        Mistake("sign of the loss turned round", lambda y_hat, y: -float(np.mean((y_hat - y) ** 2)),
                "Your loss has the right size but a minus in front. Worse answers should cost more, not less.",
                "A mean of squares is never below 0."),
    ),
    of_rows=(
        Mistake("summed, not averaged", lambda y_hat, y: float(np.sum((y_hat - y) ** 2)),
                "You add up the costs but do not divide by how many there are. The loss is their mean.",
                "Twice as many samples should not double the loss."),
        Mistake("not averaged", lambda y_hat, y: (y_hat - y) ** 2,
                "You return a cost for each row. The loss is one number: the mean of them.",
                "Which NumPy function gives a mean?"),
        Mistake("square of the mean", lambda y_hat, y: float(np.mean(y_hat - y) ** 2),
                "You average the errors first and then square, so that they cancel. Square each one first.",
                "Errors 3 and −3 should give a loss of 9, not 0."),
        Mistake("square of the sum", lambda y_hat, y: float(np.sum(y_hat - y) ** 2),
                "You add the errors first and then square the sum. Square each one first, then take the mean.",
                "Errors 3 and −3 should give a loss of 9, not 0."),
        Mistake("root taken", lambda y_hat, y: float(np.sqrt(np.mean((y_hat - y) ** 2))),
                "You take the square root at the end. Others use that too, but here the loss is the mean itself.",
                "For a single error of 3 the loss is 9."),
    ),
    look="Look again at L = ΣC / n: the cost of each row, then their mean, as one number.",
)  # fmt: skip


percent_error = Exercise(
    "off = percent_error(y_hat, y)",
    neuron.percent_error,
    y_hat_y,
    mistakes=(
        Mistake("sign kept", lambda y_hat, y: 100 * (y_hat - y) / y,
                "Your percent error can be below 0. How far off is a size: it has no sign.",
                "The bars in |ŷ − y| and |y| mean: drop the sign."),
        Mistake("sign kept, turned round", lambda y_hat, y: 100 * (y - y_hat) / y,
                "You use y − ŷ with its sign, so an answer that is too large counts below 0. How far off has no sign.",
                "The bars in |ŷ − y| and |y| mean: drop the sign."),
        Mistake("sign of the error kept", lambda y_hat, y: 100 * (y_hat - y) / np.abs(y),
                "You dropped the sign below the line but not above it. Too small is as wrong as too large.",
                "The bars stand round ŷ − y as well."),
        Mistake("sign of y kept", lambda y_hat, y: 100 * np.abs(y_hat - y) / y,
                "Where y is negative, your percent error is too. You divide by the size of y.",
                "The bars stand round y as well."),
        Mistake("100 forgotten", lambda y_hat, y: np.abs(y_hat - y) / np.abs(y),
                "You return a fraction, 100 times too small. Percent means: of a hundred.",
                "A half is 50 percent."),
        Mistake("divided by the prediction", lambda y_hat, y: 100 * np.abs(y_hat - y) / np.abs(y_hat),
                "You divide by ŷ. The percentage is of the right answer, y.",
                "If ŷ is 0 and y is 5, the answer is 100 % off."),
        Mistake("not divided", lambda y_hat, y: np.abs(y_hat - y),
                "You return how far off the answer is, but not compared with anything. "
                "A percentage is of the right answer.",
                "Being off by 1 is a lot at y = 2 and little at y = 1000."),
        Mistake("not divided, in hundreds", lambda y_hat, y: 100 * np.abs(y_hat - y),
                "You multiply by 100 but do not divide. A percentage is of the right answer.",
                "Being off by 1 is a lot at y = 2 and little at y = 1000."),
        Mistake("error squared", lambda y_hat, y: 100 * (y_hat - y) ** 2 / np.abs(y),
                "You square the error. The cost does that; a percentage uses its size.",
                "Twice as far off is twice the percentage."),
        Mistake("share instead of error", lambda y_hat, y: 100 * np.abs(y_hat) / np.abs(y),
                "You compare ŷ with y: a perfect answer gets 100. How far off should be 0 then.",
                "Subtract before you divide."),
    ),
    of_rows=(
        Mistake("averaged", lambda y_hat, y: float(np.mean(100 * np.abs(y_hat - y) / np.abs(y))),
                "You average the rows into one number. Keep a row for each sample.",
                "The table has as many rows as y."),
        Mistake("every row against every other", lambda y_hat, y: 100 * np.abs(y_hat - y.T) / np.abs(y.T),
                "Each prediction is compared with every answer: n × n numbers. Compare row with row.",
                "A flat array (n,) beside a table (n, 1) makes a table (n, n)."),
        Mistake("divided by the mean answer", lambda y_hat, y: 100 * np.abs(y_hat - y) / np.abs(np.mean(y)),
                "You divide each row by the same number. Each row has its own right answer.",
                "Divide row by row."),
    ),
    look="Look again at 100 |ŷ − y| / |y|: the size of the error, as a share of the right answer, in hundredths.",
)  # fmt: skip

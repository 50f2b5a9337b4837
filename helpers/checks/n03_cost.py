"""How far off an answer is: exercises of notebook 3."""

import numpy as np

from helpers import neuron
from helpers.checks.cases import ANSWERS
from helpers.marking.exercise import ByHand, Exercise, Mistake
from helpers.marking.values import numbers

cost = Exercise(
    "C = cost(y_hat, y)",
    neuron.cost,
    ANSWERS,
    mistakes=(
        Mistake("not squared", lambda y_hat, y: y_hat - y,
                "You return the error itself, with its sign. Signed errors cancel: what does the cost do to ŷ − y?",
                "A cost is never below 0. Yours can be."),
        Mistake("turned round and not squared", lambda y_hat, y: y - y_hat,
                "You return y − ŷ, with its sign. Signed errors cancel: what does the cost do to the error?",
                "A cost is never below 0. Yours can be."),
        Mistake("absolute instead of squared", lambda y_hat, y: np.abs(y_hat - y),
                "You take the size of the error. The course takes its square; notebook 3 says why.",
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
        Mistake("averaged", lambda y_hat, y: float(np.mean((y_hat - y) ** 2)),
                "That is one number for all samples. The cost keeps a row for each sample.",
                "C has as many rows as y."),
        Mistake("averaged, as a table", lambda y_hat, y: np.mean((y_hat - y) ** 2, keepdims=True),
                "That is one number for all samples, the mean of their costs. The cost keeps a row for each sample.",
                "C has as many rows as y: nothing is added up."),
        Mistake("summed, as a table", lambda y_hat, y: np.sum((y_hat - y) ** 2, keepdims=True),
                "That is one number for all samples, the sum of their costs. The cost keeps a row for each sample.",
                "C has as many rows as y, and * or ** works row by row; @ adds up."),
        Mistake("a product of tables", lambda y_hat, y: (y_hat - y) @ (y_hat - y),
                "For one number this is right. @ is row times column, and does not fit two columns. Square each row by "
                "itself.",
                "** 2 squares every number of a table."),
        Mistake("rows against columns", lambda y_hat, y: (y_hat - y) @ (y_hat - y).T,
                "Each error is multiplied with every other: n × n numbers. Square each row by itself.",
                "** 2 squares every number of a table."),
        Mistake("summed", lambda y_hat, y: float(np.sum((y_hat - y) ** 2)),
                "You add the samples up into one number. The cost keeps a row for each sample.",
                "C has as many rows as y."),
        Mistake("square of the sum", lambda y_hat, y: float(np.sum(y_hat - y) ** 2),
                "You add the errors first and then square, so that they cancel. Square each error, row by row.",
                "Errors 3 and −3 should not cost nothing."),
        Mistake("every row against every other", lambda y_hat, y: (y_hat - y.T) ** 2,
                "Each prediction is compared with every answer: n × n numbers. Compare row with row.",
                "A flat array (n,) beside a table (n, 1) makes a table (n, n). Keep both of them tables (n, 1)."),
    ),
    look="Look again at C = (ŷ − y)²: subtract, then square.",
)  # fmt: skip


def pairs_in(value):
    """The pairs (W, b) in what was handed over, or None if it is no list of pairs of numbers."""
    rows = value.tolist() if isinstance(value, np.ndarray) else value
    rows = [row.tolist() if isinstance(row, np.ndarray) else row for row in rows] if isinstance(rows, list) else []
    pairs = [tuple(map(numbers, row)) for row in rows if isinstance(row, (list, tuple)) and len(row) == 2]
    fine = rows and len(pairs) == len(rows) and all(W.size == b.size == 1 for W, b in pairs)
    return [(W.item(), b.item()) for W, b in pairs] if fine else None


def costly(value):
    """The first pair whose cost is not 0, in words, or ""."""
    off = [(W, b) for W, b in pairs_in(value) if not abs(2 * W + b - 5) < 1e-3]
    return f"W = {off[0][0]:g}, b = {off[0][1]:g} gives ŷ = 2W + b = {2 * off[0][0] + off[0][1]:g}" if off else ""


def too_few_others(pairs):
    """Whether a pair that stands on the page is among these, and fewer than three others."""
    known = {(2.0, 1.0), (2.5, 0.0)} & set(pairs)
    return bool(known) and len(set(pairs) - known) < 3


zero_costs = ByHand(
    "pairs = zero_costs",
    None,
    signs=(
        Mistake("not a list of pairs", lambda value: pairs_in(value) is None,
                "That is not a list of pairs of numbers. Write it as [(W, b), (W, b), (W, b)].",
                "Each pair in parentheses, a comma between pairs, brackets round it all."),
        Mistake("fewer than three pairs", lambda value: len(pairs_in(value)) < 3,
                "Three pairs are asked for.",
                "Choose any W, then find the b that makes ŷ = 5."),
        Mistake("roles swapped", lambda value: costly(value) and not costly([pair[::-1] for pair in pairs_in(value)]),
                "The numbers fit if W and b change places. Write W first: it is W that is multiplied by x = 2.",
                "ŷ = 2W + b should be 5."),
        Mistake("cost not zero", costly,
                "For at least one pair the answer is not 5, so the cost is not 0.",
                "Choose any W; work out 2W; what is missing to 5 is b."),
        Mistake("pairs of the page", lambda value: too_few_others(pairs_in(value)),
                "(2, 1) and (2.5, 0) stand above. Find three others.",
                "Choose another W, even a negative one; there is a b for each."),
        Mistake("a pair twice", lambda value: len({(round(W, 6), round(b, 6)) for W, b in pairs_in(value)}) < 3,
                "Each pair has cost 0, but some are the same. Find three different ones.",
                "Choose another W, even a negative one; there is a b for each."),
    ),
    praise="Each of them answers 5 for 2, because b = 5 − 2W: all such pairs lie on one straight line, the floor.",
    look="The cost is 0 where ŷ = 5. At x = 2 that means 2W + b = 5: choose a W, then find b.",
)  # fmt: skip

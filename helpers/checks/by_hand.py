"""Answers by hand in Part I: the learner gives values, not a function."""

import re

import numpy as np

from helpers.checks.cases import table
from helpers.marking.exercise import Exercise
from helpers.marking.rules import Mistake
from helpers.marking.values import numbers
from helpers.marking.words import Result

SHUFFLED_STEPS = {
    "A": "Start the network: a small random weight W, a bias b of 0",
    "B": "Repeat: each repeat is an epoch",
    "C": "Find the gradient: how the cost changes as W does, and as b does",
    "D": "Take a training input and its known correct answer",
    "E": "Test: how right is the network on numbers it never saw?",
    "F": "Measure the cost: how far the answer is from the right one",
    "G": "Update W and b: subtract the gradient, scaled by the learning rate",
}
IN_ORDER = "DAFCGBE"


def swap(first, second):
    """The right order, but with these two steps changed over."""
    return lambda: IN_ORDER.translate(str.maketrans(first + second, second + first))


STEPS_IN_ORDER = Exercise(
    "order = steps_in_order",
    lambda: IN_ORDER,
    mistakes=(
        Mistake("network before the data", swap("D", "A"),
                "Nearly: only the first two have changed places. The network needs a row of W for each input, "
                "so what must be known before W can be made?",
                "Without data you do not know how many numbers go in."),
        Mistake("cost before the network", swap("A", "F"),
                "The cost compares the network's answer with the right one. Where does that answer come from?",
                "Without W and b there is no answer to measure."),
        Mistake("gradient before the cost", swap("F", "C"),
                "The gradient says how the cost changes. So what must be there first?",
                "First the height, then the slope."),
        Mistake("update before the gradient", swap("C", "G"),
                "The update subtracts the gradient. So which of the two comes first?",
                "Read C and G once more: one of them uses what the other makes."),
        Mistake("repeat before the update", swap("G", "B"),
                "You repeat before anything has changed. What does each epoch end with?",
                "Measuring the cost again helps only after W and b have moved."),
        Mistake("test before the repeats", swap("B", "E"),
                "You test before the training is over. Test data judge the trained network.",
                "Testing is the last thing you do."),
        Mistake("test data first", lambda: "EDAFCGB",
                "The test stands first. Before training there is not much to test, "
                "and the test numbers must not be used for learning.",
                "Testing is the last thing you do."),
        Mistake("back to front", lambda: IN_ORDER[::-1],
                "Your order is right, but back to front. Write first what is done first.",
                "Begin with the step that needs nothing before it."),
    ),
    look="D comes first: everything needs data. For each of the others, ask: what does it need that an earlier "
    "step makes?",
)  # fmt: skip

samples = Exercise(
    "my_x_train, my_y_train = samples",
    lambda: (table(2), table(5)),
    mistakes=(
        Mistake("input and answer swapped", lambda: (table(5), table(2)),
                "Input and answer have swapped places. The network is fed 2 and should learn to say 5.",
                "x is what goes in; y is what should come out."),
        Mistake("constant forgotten", lambda: (..., table(4)),
                "Your answer is 2 · 2. What else does the rule y = 2x + 1 do?",
                "Put x = 2 into the rule."),
        Mistake("x in both", lambda: (..., table(2)),
                "Both tables hold the input. y_train holds the rule's answer to it.",
                "Put x = 2 into the rule y = 2x + 1."),
    ),
    look="The network is fed 2; the rule y = 2x + 1 gives the known correct answer. "
    "Each is a table of one row, one column.",
)  # fmt: skip

shape_of_three = Exercise(
    "shape = shape_of_three",
    lambda: (3, 2),
    mistakes=(
        Mistake("turned round", lambda: (2, 3),
                "Rows and columns have swapped places. A row for each sample; a column for each input.",
                "NumPy names the rows first."),
        Mistake("one column", lambda: (3, 1),
                "That is a table for one input. Here each sample has two inputs.",
                "A column for each input."),
        Mistake("counted together", lambda: 6,
                "6 numbers is right, but a shape says how they stand: rows, then columns.",
                "Write two numbers in parentheses, with a comma between them."),
        Mistake("samples only", lambda: 3,
                "3 is the number of samples. How many numbers does each sample have?",
                "Write two numbers in parentheses: rows, columns."),
        Mistake("one row", lambda: (1, 6),
                "That is one sample with six inputs. Here there are three samples: three rows.",
                "A row for each sample."),
        Mistake("samples by samples", lambda: (3, 3),
                "The columns are still to be found. How many inputs has each sample?",
                "A column for each input."),
        Mistake("inputs by inputs", lambda: (2, 2),
                "The rows are still to be found. How many samples are there?",
                "A row for each sample."),
    ),
    look="A row for each sample, a column for each input; the rows are named first.",
)  # fmt: skip

prediction_by_hand = Exercise(
    "y_hat_by_hand = prediction_by_hand",
    lambda: 4,
    mistakes=(
        Mistake("the rule's answer", lambda: 5,
                "5 is the answer of the rule y = 2x + 1. This network has other numbers: W is 3 and b is −2.",
                "ŷ = xW + b: put in x, W and b."),
        Mistake("sign of the bias lost", lambda: 8,
                "You added 2. The bias is −2.",
                "Adding −2 is the same as taking 2 away."),
        Mistake("bias forgotten", lambda: 6,
                "That is xW. The bias comes after it.",
                "ŷ = xW + b, and b is −2."),
        Mistake("bias added to x", lambda: 0,
                "You added the bias to x before multiplying. Multiply first: ŷ = xW + b.",
                "2 times 3 first."),
        Mistake("bias added to W", lambda: 2,
                "You added the bias to W before multiplying. Multiply first: ŷ = xW + b.",
                "2 times 3 first."),
        Mistake("added instead of multiplied", lambda: 3,
                "You added x, W and b. In ŷ = xW + b, x and W stand side by side: that means multiply.",
                "2 times 3 first."),
        Mistake("W and b swapped", lambda: -1,
                "W and b have swapped places. W = 3 is the one that multiplies x.",
                "2 times 3 first; then the bias."),
        Mistake("bias multiplied", lambda: -12,
                "You multiplied all three numbers. The bias is added.",
                "2 times 3; then add −2."),
    ),
    look="Put the numbers into ŷ = xW + b: x = 2, W = 3, b = −2.",
)  # fmt: skip


def pairs_in(seen):
    """The pairs (W, b) in what was handed over, or None if it is no list of pairs of numbers."""
    rows = seen[0].tolist() if isinstance(seen[0], np.ndarray) else seen[0]
    rows = [row.tolist() if isinstance(row, np.ndarray) else row for row in rows] if isinstance(rows, list) else []
    pairs = [tuple(map(numbers, row)) for row in rows if isinstance(row, (list, tuple)) and len(row) == 2]
    fine = rows and len(pairs) == len(rows) and all(W.size == b.size == 1 for W, b in pairs)
    return [(W.item(), b.item()) for W, b in pairs] if fine else None


def costly(seen):
    """The first pair whose cost is not 0, in words, or ""."""
    off = [(W, b) for W, b in pairs_in(seen) if not abs(2 * W + b - 5) < 1e-3]
    return f"W = {off[0][0]:g}, b = {off[0][1]:g} gives ŷ = 2W + b = {2 * off[0][0] + off[0][1]:g}" if off else ""


def too_few_others(pairs):
    """Whether a pair that stands on the page is among these, and fewer than three others."""
    known = {(2.0, 1.0), (2.5, 0.0)} & set(pairs)
    return bool(known) and len(set(pairs) - known) < 3


zero_costs = Exercise(
    "pairs = zero_costs",
    None,
    signs=(
        Mistake("not a list of pairs", lambda seen: pairs_in(seen) is None,
                "That is not a list of pairs of numbers. Write it as [(W, b), (W, b), (W, b)].",
                "Each pair in parentheses, a comma between pairs, brackets round it all."),
        Mistake("fewer than three pairs", lambda seen: len(pairs_in(seen)) < 3,
                "Three pairs are asked for.",
                "Choose any W, then find the b that makes ŷ = 5."),
        Mistake("roles swapped", lambda seen: costly(seen) and not costly([[pair[::-1] for pair in pairs_in(seen)]]),
                "The numbers fit if W and b change places. Write W first: it is W that is multiplied by x = 2.",
                "ŷ = 2W + b should be 5."),
        Mistake("cost not zero", costly,
                "For at least one pair the answer is not 5, so the cost is not 0.",
                "Choose any W; work out 2W; what is missing to 5 is b."),
        Mistake("pairs of the page", lambda seen: too_few_others(pairs_in(seen)),
                "(2, 1) and (2.5, 0) stand above. Find three others.",
                "Choose another W, even a negative one; there is a b for each."),
        Mistake("a pair twice", lambda seen: len({(round(W, 6), round(b, 6)) for W, b in pairs_in(seen)}) < 3,
                "Each pair has cost 0, but some are the same. Find three different ones.",
                "Choose another W, even a negative one; there is a b for each."),
    ),
    look="The cost is 0 where ŷ = 5. At x = 2 that means 2W + b = 5: choose a W, then find b.",
)  # fmt: skip

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

first_step = Exercise(
    "W_by_hand, b_by_hand = first_step",
    lambda: (1.2, 0.6),
    mistakes=(
        Mistake("uphill", lambda: (-1.2, -0.6),
                "The sizes are right, but that is uphill. The slopes are −20 and −10: "
                "what is 0 minus a negative number?",
                "Minus times minus is plus."),
        Mistake("learning rate forgotten", lambda: (20, 10),
                "You took the whole gradient as the step. Scale it by the learning rate, 0.06.",
                "6 hundredths of it."),
        Mistake("gradient instead of the parameters", lambda: (-20, -10),
                "That is the gradient. From it, make the step; and subtract the step from W = 0 and b = 0.",
                "A step is 0.06 times the slope."),
        Mistake("swapped", lambda: (0.6, 1.2),
                "W and b have swapped places. Which slope is the larger one, dW or db?",
                "Moves go in the ratio x : 1, and x is 2."),
        Mistake("only W", lambda: (..., 0),
                "The bias takes a step too.",
                "Its slope is −10."),
        Mistake("only b", lambda: (0, ...),
                "The weight takes a step too.",
                "Its slope is −20."),
        Mistake("factor 2 forgotten", lambda: (0.6, 0.3),
                "Each is half of what it should be. Is a factor missing in your slopes?",
                "At W = b = 0 the slopes are −20 and −10."),
        Mistake("slope of b for both", lambda: (0.6, ...),
                "You moved W by the slope of b. W has a slope of its own.",
                "At W = b = 0 the slopes are −20 and −10."),
        Mistake("slope of W for both", lambda: (..., 1.2),
                "You moved b by the slope of W. b has a slope of its own.",
                "At W = b = 0 the slopes are −20 and −10."),
    ),
    look="Put the slopes at W = b = 0 (−20 and −10) into W − η dW and b − η db, with η = 0.06.",
)  # fmt: skip

five_factors = Exercise(
    "factors = five_factors",
    lambda: [0.5, 0.4, 0, -1, -2],
    mistakes=(
        Mistake("2 forgotten", lambda: [0.75, 0.7, 0.5, 0, -0.5],
                "You worked with 1 − 5η. In 1 − 2η(x² + 1) there is a 2 before η as well.",
                "2 times 5 is 10."),
        Mistake("+ 1 forgotten", lambda: [0.6, 0.52, 0.2, -0.6, -1.4],
                "You worked with 1 − 8η. x² is 4, but the formula has x² + 1 in it.",
                "2 times 5 is 10."),
        Mistake("part removed", lambda: [0.5, 0.6, 1, 2, 3],
                "You worked out 10η: the part of the error that the step takes away. The factor is the part it leaves.",
                "1 minus yours."),
        Mistake("signs lost", lambda: [0.5, 0.4, 0, 1, 2],
                "At the last two rates 10η is more than 1. What is 1 minus a number larger than 1?",
                "1 − 2 is below 0: the step goes past the floor, to the other side."),
        Mistake("sign turned round", lambda: [-0.5, -0.4, 0, 1, 2],
                "You worked out 10η − 1. In the factor the 1 comes first.",
                "At a rate of 0 nothing moves, so the factor is 1. Is yours?"),
        Mistake("percent", lambda: [50, 40, 0, -100, -200],
                "Those are percent. A factor multiplies: write half as 0.5.",
                "Divide each by 100."),
    ),
    look="Put each rate into 1 − 10η: first 10 times the rate, then 1 minus that.",
)  # fmt: skip

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

enough_numbers = Exercise(
    "for_3x_plus_1, for_6x_plus_2, for_2x_minus_4 = enough_numbers",
    lambda: (3, 3, -0.5),
    mistakes=(
        Mistake("upside down", lambda: (1 / 3, 1 / 3, -2),
                "Yours are upside down. Steps go in the ratio x_train : 1, and must reach slope : intercept.",
                "For y = 2x + 1 the number is 2, not ½."),
        Mistake("sign lost", lambda: (..., ..., 0.5),
                "In the third rule the intercept is negative: what does that do to the ratio?",
                "2x − 4 is 2x + (−4)."),
        Mistake("second slope", lambda: (..., 6, ...),
                "6 is the slope of the second rule. Slope alone is enough only if the intercept is 1.",
                "6x + 2 is twice 3x + 1: what does that tell you?"),
        Mistake("where the line crosses zero", lambda: (-1 / 3, -1 / 3, 2),
                "Those are the places where each line crosses zero, its pivot. "
                "The pivot is at −1/x_train: now find x_train.",
                "For y = 2x + 1 the pivot is −½ and x_train is 2."),
        Mistake("sign turned round", lambda: (-3, -3, 0.5),
                "All the signs are turned round. For y = 2x + 1 the number is 2, not −2.",
                "Steps go in the ratio x_train : 1."),
        Mistake("slopes", lambda: (3, 6, 2),
                "Those are the three slopes. Slope alone is enough only if the intercept is 1.",
                "6x + 2 is twice 3x + 1: what does that tell you?"),
        Mistake("intercepts", lambda: (1, 2, -4),
                "Those are the three intercepts. Compare them with the slopes.",
                "Steps go in the ratio x_train : 1, and must reach slope : intercept."),
        Mistake("multiplied", lambda: (3, 12, -8),
                "You multiplied slope and intercept. The direction of a step is a ratio.",
                "6x + 2 is twice 3x + 1: it needs the same number."),
    ),
    look="Each step moves (W, b) in the ratio x_train : 1. "
    "When does that direction lead from (0, 0) to (slope, intercept)?",
)  # fmt: skip


def steps_in_order(order=None, *, hint=False):
    """Whether the letters of SHUFFLED_STEPS stand in order, as in "ABCDEFG"."""
    if type(order) is str:
        order = re.sub("[^A-Z]", "", order.upper()) or order
    result = STEPS_IN_ORDER(order, hint=hint)
    if type(order) is str and result.passed is False and sorted(order) != sorted(SHUFFLED_STEPS):
        says = ("Write each of the seven letters A to G once, in one string.",)
        return Result(result.name, False, "not all seven letters", says, (("your answer", repr(order[:40])),))
    return result

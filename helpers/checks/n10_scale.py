"""Inputs on one scale, and back: exercises of notebook 10."""

import numpy as np

from helpers import neuron
from helpers.checks.cases import draw, table
from helpers.marking.exercise import ByHand, Exercise, Mistake


def unscaled():
    """Inputs of standardize: one column, then several on different scales."""
    rng = np.random.default_rng(9)
    one = [[1, 5], [2, -4], [6, 18, 22, 34], [3, -1, 0, 6]]
    many = [draw(rng, n, d) * [1, 10, 0.5][:d] + [100, -3, 8][:d] for n, d in ((4, 2), (4, 2), (5, 3))]
    return (*((np.array(x, float)[:, None],) for x in one), *((x,) for x in many))


def scaled_as(z):
    """A mistake in z alone: `z(x, mean, sd)`."""

    def standardize(x):
        _, mean, sd = neuron.standardize(x)
        return z(x, mean, sd), mean, sd

    return standardize


def scaled_by(shift, stretch):
    """A mistake in the mean or the standard deviation, and so in z."""
    return lambda x: ((x - shift(x)) / stretch(x), shift(x), stretch(x))


DOWN = {"axis": 0, "keepdims": True}  # column by column, as a table

standardize = Exercise(
    "z, mean, sd = standardize(x)",
    neuron.standardize,
    unscaled(),
    mistakes=(
        Mistake("not divided", scaled_as(lambda x, mean, sd: x - mean),
                "You subtract the mean, so z lies around 0. But it is as wide as before: shift *and* stretch.",
                "Centred alone, the bowl stays long. What makes the standard deviation 1?"),
        Mistake("not shifted", scaled_as(lambda x, mean, sd: x / sd),
                "You divide by the standard deviation, but z does not lie around 0: shift *and* stretch.",
                "Stretched alone, the bowl stays askew. What moves the mean to 0?"),
        Mistake("brackets forgotten", scaled_as(lambda x, mean, sd: x - mean / sd),
                "Without brackets, only the mean is divided: / goes before −. What should be done first?",
                "Put brackets round what comes first."),
        Mistake("multiplied by sd", scaled_as(lambda x, mean, sd: (x - mean) * sd),
                "You multiply by the standard deviation, so wide columns become wider still. Divide.",
                "The standard deviation of z should be 1."),
        Mistake("divided by the variance", scaled_as(lambda x, mean, sd: (x - mean) / sd**2),
                "You divide by the square of the standard deviation. Divide by sd itself.",
                "The standard deviation of z should be 1."),
        Mistake("divided by the mean", scaled_as(lambda x, mean, sd: (x - mean) / mean),
                "You subtract the mean and then divide by the mean. Which other number says how wide a column is?",
                "The standard deviation of z should be 1."),
        Mistake("mean and sd swapped", scaled_as(lambda x, mean, sd: (x - sd) / mean),
                "In your z, mean and sd have swapped places. Which of the two shifts, and which stretches?",
                "Subtract the one, divide by the other."),
        Mistake("sign turned round", scaled_as(lambda x, mean, sd: (mean - x) / sd),
                "Your z has its sign turned round: what is large becomes small. Which comes first in x − mean?",
                "A row above the mean should have a z above 0."),
        Mistake("mean added", scaled_as(lambda x, mean, sd: (x + mean) / sd),
                "You add the mean. To move a column to 0, take its mean away.",
                "The mean of z should be 0."),
        Mistake("smallest and range", scaled_as(lambda x, mean, sd: (x - x.min(axis=0)) / np.ptp(x, axis=0)),
                "Your z runs from 0 to 1: that is another way to scale. Here z has the mean 0 and the "
                "standard deviation 1.",
                "Use mean and sd, which stand in the lines above."),
        Mistake("z unchanged", scaled_as(lambda x, mean, sd: x),
                "Your z is x itself. Use mean and sd on it.",
                "Subtract the one, divide by the other."),
        Mistake("variance instead of sd", scaled_by(lambda x: x.mean(**DOWN), lambda x: x.var(**DOWN)),
                "Your sd is the variance. The standard deviation is the root of it.",
                "NumPy's var and std are two different functions."),
        Mistake("divided by n − 1", scaled_by(lambda x: x.mean(**DOWN), lambda x: x.std(ddof=1, **DOWN)),
                "Your sd divides by n − 1. The course takes the mean of the squares, so it divides by n.",
                "NumPy's std divides by n if you leave ddof out."),
        Mistake("one scale for the whole table", scaled_by(np.mean, np.std),
                "You take one mean and one sd of the whole table. Each column has its own.",
                "axis=0 goes down each column; keepdims=True keeps the result a table."),
        Mistake("one sd for the whole table", scaled_by(lambda x: x.mean(**DOWN), np.std),
                "Your mean is right, but you take one sd of the whole table. Each column has its own: axis is missing.",
                "x.std(axis=0, keepdims=True) goes down each column."),
        Mistake("z by one sd", scaled_as(lambda x, mean, sd: (x - mean) / x.std()),
                "mean and sd are right. But z is divided by one sd of the whole table: each column has its own.",
                "Use sd, which stands in the line above."),
        Mistake("z by one mean", scaled_as(lambda x, mean, sd: (x - x.mean()) / sd),
                "mean and sd are right. But from x you take one mean of the whole table: each column has its own.",
                "Use mean, which stands in the lines above."),
        Mistake("one mean for the whole table", scaled_by(np.mean, lambda x: x.std(**DOWN)),
                "Your sd is right, but you take one mean of the whole table. Each column has its own: axis is missing.",
                "x.mean(axis=0, keepdims=True) goes down each column."),
        Mistake("along the rows", scaled_by(lambda x: x.mean(1, keepdims=True), lambda x: x.std(1, keepdims=True)),
                "Your mean and sd go along each row. Each column is an input and has its own.",
                "axis=0 goes down each column."),
        Mistake("z last", lambda x: (*neuron.standardize(x)[1:], neuron.standardize(x)[0]),
                "The three results stand in another order. First z, then mean, then sd.",
                "Compare the line that starts with return."),
        Mistake("results of mean and sd swapped", lambda x: tuple(neuron.standardize(x)[i] for i in (0, 2, 1)),
                "z is right, but you return sd before mean.",
                "First z, then mean, then sd."),
    ),
    look="Look again at z = (x − mean) / sd, column by column: subtract first, then divide.",
)  # fmt: skip

epochs_for_ratio = ByHand(
    "epochs_by_hand = epochs_for_ratio",
    228,
    mistakes=(
        Mistake("ratio upside down", float(np.log(0.01) / np.log(0.02)),
                "About one epoch: that is how long it takes if 1/50 is *kept*. Here 1/50 is lost, and the rest kept.",
                "Which part is left after one epoch?"),
        Mistake("percent for a share", float(np.log(0.99) / np.log(0.98)),
                "In so few epochs, 1 % is gone. Asked for is when 1 % is left.",
                "1 % left is 0.01."),
        Mistake("logarithm of the percent", float(np.log(100) / np.log(0.98)),
                "The number of epochs is below 0: ln 100 in place of ln 0.01 turns the sign round.",
                "1 % is 0.01."),
        Mistake("the logarithm alone", float(-np.log(0.01)),
                "That is −ln 0.01 alone. Divide by the logarithm of the part that is kept in one epoch.",
                "The part kept is 1 − 1/50."),
        Mistake("two kinds of logarithm", float(np.log10(0.01) / np.log(0.98)),
                "You use two kinds of logarithm. Take the same above and below: np.log.",
                "np.log10 has another base."),
        Mistake("divided, not its logarithm", float(np.log(0.01) / -0.98),
                "You divide by the part itself. Divide by its logarithm.",
                "Below the line stands ln(1 − 1/50)."),
        Mistake("rule of thumb", 230,
                "That is the rule of thumb, for large ratios. The formula itself gives a little less.",
                "ln 0.01 / ln(1 − 1/50), rounded up."),
        Mistake("rounded down", 227,
                "After 227 epochs a little more than 1 % is left: round up.",
                "int(…) cuts off what stands behind the point."),
        Mistake("to a half", 35,
                "In so many epochs the distance halves. Asked for is when 1 % is left.",
                "0.01 in place of 0.5."),
        Mistake("as many as the ratio", 50,
                "After 50 epochs more than a third is left: 0.98 multiplied by itself 50 times.",
                "ln 0.01 / ln(1 − 1/50)"),
    ),
    praise="0.98 multiplied by itself 228 times is 0.00999: just below 1 %.",
    look="Put 50 for the ratio: np.log(0.01) / np.log(1 - 1 / 50), rounded up.",
)  # fmt: skip

back_to_km = ByHand(
    "W_per_km, b_at_0_km = back_to_km",
    (0.3, 15),
    mistakes=(
        Mistake("b left alone", (..., 30),
                "30 is the answer at z = 0, and that is at 50 km. What is it at 0 km?",
                "In (x − 50) / 20 · 6 + 30, put x = 0."),
        Mistake("W left alone", (6, ...),
                "W is the answer's rise for one km; 6 is its rise for one step of z.",
                "One step of z is 20 km."),
        Mistake("both left alone", (6, 30),
                "Those belong to z. Put z = (x − 50) / 20 into 6 z + 30, and multiply it out.",
                "What stands before x is W; all the rest is b."),
        Mistake("multiplied by sd", (120, -5970),
                "You multiplied by 20. One km is only a twentieth of a step of z.",
                "In (x − 50) / 20 · 6, what stands before x?"),
        Mistake("W multiplied by sd", (120, ...),
                "For W you multiplied by 20 where (x − 50) / 20 divides.",
                "What stands before x?"),
        Mistake("mean added", (..., 45),
                "In b you added where the shift is taken away: look at the minus in x − 50.",
                "At x = 50 the answer should be 30."),
        Mistake("mean not divided by sd", (..., -270),
                "In b, the 50 is divided by 20 as well.",
                "At x = 50 the answer should be 30."),
        Mistake("sd forgotten", (6, -270),
                "You have the shift by 50, but not the division by 20. It belongs to both.",
                "(x − 50) / 20 divides x, and it divides 50."),
        Mistake("W forgotten in b", (..., -20),
                "For b you took 50 from 30. But the 50 is multiplied, too: look at the fraction.",
                "At x = 50 the answer should be 30."),
        Mistake("mean over sd subtracted", (..., 27.5),
                "For b you took 50 / 20 from 30. That 2.5 is multiplied by 6 as well.",
                "At x = 50 the answer should be 30."),
        Mistake("sd in place of the mean", (..., 24),
                "In b you shifted by 20. The inputs were shifted by their mean, 50.",
                "At x = 50 the answer should be 30."),
        Mistake("shift alone", (..., -15),
                "Your b is what the shift brings; the 30 at the end is still missing.",
                "At x = 50 the answer should be 30."),
        Mistake("swapped", (15, 0.3),
                "W and b have swapped places. W is what multiplies x.",
                "W comes first."),
    ),
    praise="6 / 20 = 0.3 euros for each km, and at 0 km it is 30 − 50 · 0.3 = 15 euros.",
    look="Multiply out (x − 50) / 20 · 6 + 30. What stands before x is W; all the rest is b.",
)  # fmt: skip


def learned():
    """Inputs of original_units: for one input, then for two and three, each with its own mean and sd."""
    rng = np.random.default_rng(11)
    one = [tuple(map(table, case)) for case in ((6, 1, 3, 2), (18, 68, 20, 10), (-2, 0.5, -3, 0.5))]
    several = zip((2, 2, 3, 3), ([1.5, 4], [0.5, 3], [2, 5, 0.4], [1.2, 8, 3]), strict=True)
    many = [(draw(rng, d, 1), draw(rng, 1, 1), draw(rng, 1, d), np.array([sd])) for d, sd in several]
    return (*one, *many)


original_units = Exercise(
    "W, b = original_units(W, b, mean, sd)",
    neuron.original_units,
    learned(),
    mistakes=(
        Mistake("multiplied by sd", lambda W, b, mean, sd: (W * sd.T, b - mean @ (W * sd.T)),
                "You multiply W by sd. A step of z is sd units long, so for one unit W is divided.",
                "From z to x: look at what stands before x in the formula."),
        Mistake("W multiplied by sd, b right", lambda W, b, mean, sd: (W * sd.T, b - mean @ (W / sd.T)),
                "b is right, but you multiply W by sd. In the formula W is divided by it.",
                "The same W / sd stands in both places."),
        Mistake("b unchanged", lambda W, b, mean, sd: (W / sd.T, b),
                "W is right, but b is still the answer at z = 0. What is the answer at x = 0?",
                "The shift by the mean goes into b."),
        Mistake("W unchanged", lambda W, b, mean, sd: (W, b - mean @ (W / sd.T)),
                "b is right, but W still belongs to z.",
                "What stands before x in the formula?"),
        Mistake("returned unchanged", lambda W, b, mean, sd: (W, b),
                "W and b come back as they went in. Are the new values the ones you return?",
                "Both change: W by the stretch, b by the shift."),
        Mistake("mean added", lambda W, b, mean, sd: (W / sd.T, b + mean @ (W / sd.T)),
                "W is right, but in b you add where the formula subtracts.",
                "At x = mean the answer should be the old b."),
        Mistake("mean not divided by sd", lambda W, b, mean, sd: (W / sd.T, b - mean @ W),
                "W is right, but in b you use the old W. There, too, it is divided by sd.",
                "The same W / sd stands in both places."),
        Mistake("sd forgotten", lambda W, b, mean, sd: (W, b - mean @ W),
                "You undo the shift, but not the stretch: sd is not used.",
                "W / sd stands in the formula twice."),
        Mistake("divided by sd twice", lambda W, b, mean, sd: (W / sd.T, b - mean / sd @ (W / sd.T)),
                "W is right. In b the mean is divided by sd as well, so sd stands there twice.",
                "W / sd is there already: multiply the mean by it."),
        Mistake("W forgotten in b", lambda W, b, mean, sd: (W / sd.T, b - mean @ (1 / sd.T)),
                "W is right, but in b the mean is not multiplied by W.",
                "The same W / sd stands in both places."),
        Mistake("new b first", lambda *inputs: neuron.original_units(*inputs)[::-1],
                "W and b have swapped places: look at the order in which you return them.",
                "W comes first."),
        Mistake("sd not turned on its side", lambda W, b, mean, sd: (W / sd, b - mean @ (W / sd)),
                "For several inputs your W is no longer one column. W has a row for each input, sd a column for each.",
                "sd.T turns sd on its side."),
        Mistake("each mean with each weight", lambda W, b, mean, sd: (W / sd.T, b - mean * (W / sd.T)),
                "W is right. In b each mean meets each weight. With `*`, write `@`. With `@`, the order counts: the "
                "row `mean` stands on the left, the column W / sd on the right.",
                "Each input's mean meets its own weight: multiply pair by pair, then add up."),
        Mistake("divided after the product", lambda W, b, mean, sd: (W / sd.T, b - mean @ W / sd.T),
                "W is right, and for one input so is b. With several, b is no longer one number: each weight is "
                "divided "
                "by its own sd before they are added up.",
                "mean @ (W / sd.T): brackets round what is done first."),
        Mistake("every mean with every weight", lambda W, b, mean, sd: (W / sd.T, b - np.sum(W * mean / sd)),
                "W is right, and for one input so is b. With several, W * mean puts every weight beside every mean: "
                "only "
                "those of the same input belong together.",
                "Row times column meets pair by pair. NumPy writes that @."),
        Mistake("everything turned round", lambda W, b, mean, sd: (W * sd.T, b + mean @ W),
                "You undo both the wrong way: W is divided by sd, and in b the shift is subtracted.",
                "From z to x: look at what stands before x in the formula, and at what stands alone."),
        Mistake("W not turned, b right", lambda W, b, mean, sd: (W / sd, b - mean @ (W / sd.T)),
                "b is right. W has a row for each input, and sd a column for each: turn sd on its side for W, too.",
                "sd.T turns sd on its side."),
        Mistake("not added up", lambda W, b, mean, sd: (W / sd.T, b - mean.T * (W / sd.T)),
                "W is right. In b, each input's part is worked out, but they are not added up: b is one number.",
                "Row times column adds up. NumPy writes that @."),
    ),
    look="Look again at the formula above: W / sd stands in it twice. Work it out once, and give it a name.",
)  # fmt: skip

"""Many samples, scales and inputs: exercises of notebooks 8 to 11, by hand and as functions."""

import numpy as np

from helpers import neuron
from helpers.checks.cases import draw
from helpers.marking.exercise import Exercise
from helpers.marking.rules import Mistake
from helpers.marking.values import equal_numbers

two_sample_gradient = Exercise(
    "dW_by_hand, db_by_hand = two_sample_gradient",
    lambda: (-11, -4),
    mistakes=(
        Mistake("summed, not averaged", lambda: (-22, -8),
                "You added up the slopes of the two samples. The loss is a mean: what is missing?",
                "How many samples are there?"),
        Mistake("factor 2 forgotten", lambda: (-5.5, -2),
                "Each is half of what it should be. The slope of a square brings a factor: which?",
                "The slope of z² is 2z."),
        Mistake("x forgotten in dW", lambda: (-4, ...),
                "In dW each error is multiplied by its own x.",
                "The first x is 2, the second is −1."),
        Mistake("sign of x lost", lambda: (-9, ...),
                "In dW, the second x is −1: it turns the sign of its term round.",
                "The mean of two numbers: one from x = 2, one from x = −1."),
        Mistake("sign of the second error", lambda: (-9, -6),
                "One error has the wrong sign. At the second sample ŷ is 0 and y is −1: what is ŷ − y?",
                "0 − (−1): minus times minus is plus."),
        Mistake("averages multiplied", lambda: (-2, ...),
                "For dW, multiply sample by sample first; then take the mean.",
                "The mean of x times the mean of the errors is something else."),
        Mistake("only the first sample", lambda: (-20, -10),
                "Those are the slopes of the first sample alone. Find those of the second, then take the means.",
                "At the second sample x = −1 and y = −1."),
        Mistake("only the second sample", lambda: (-2, 2),
                "Those are the slopes of the second sample alone. Find those of the first, then take the means.",
                "At the first sample x = 2 and y = 5."),
        Mistake("sign turned round", lambda: (11, 4),
                "The sizes are right, but the signs are turned round. The error is ŷ − y: which comes first?",
                "At the first sample ŷ is 0 and y is 5, so the error is below 0."),
        Mistake("swapped", lambda: (-4, -11),
                "dW and db have swapped places. Which of the two has x in it?",
                "A nudge of W reaches ŷ times x; a nudge of b reaches it as it is."),
    ),
    look="At W = b = 0 both answers are 0. Find the two errors ŷ − y; then the mean of 2(ŷ − y)·x, and of 2(ŷ − y).",
)  # fmt: skip


def x_and_y(rows):
    """Inputs of best_slope: two columns, whose line through 0 passes near the dots or far from them."""
    rng = np.random.default_rng(10)
    small = np.array([[1.0], [2.0]]), np.array([[1.0], [4.0]])
    return [small] + [(draw(rng, n, 1) + 1, 3 * draw(rng, n, 1)) for n in (3, 4, max(rows, 6))]


best_slope = Exercise(
    "W = best_slope(x, y)",
    lambda x, y: float((x * y).sum() / (x * x).sum()),
    x_and_y,
    same=equal_numbers,  # a table (1, 1) is as good
    mistakes=(
        Mistake("mean of the quotients", lambda x, y: np.mean(y / x),
                "You average y / x, so every dot has the same say. Divide one sum by the other instead.",
                "A dot near 0 says little about the slope; its quotient may be far off."),
        Mistake("sum of the quotients", lambda x, y: np.sum(y / x),
                "You divide row by row and then add. Add first, above the line and below it; divide once.",
                "Two sums, then one division."),
        Mistake("x forgotten", lambda x, y: y.sum() / x.sum(),
                "You divide the sum of y by the sum of x. In the formula, each of them is multiplied by x first.",
                "Compare it letter by letter: W = Σxy / Σx²."),
        Mistake("divided by Σy²", lambda x, y: (x * y).sum() / (y * y).sum(),
                "The sum above is right. Below stand the squares of x, not of y.",
                "For dots on y = 2x the answer should be 2. Is yours ½?"),
        Mistake("square of the sum", lambda x, y: (x * y).sum() / x.sum() ** 2,
                "Below, you add first and then square. Square each x first, then add.",
                "(1 + 2)² is 9, and 1² + 2² is 5."),
        Mistake("divided by n", lambda x, y: (x * y).mean(),
                "The sum above is right. But you divide by how many dots there are. What stands below in the formula?",
                "W = Σxy / Σx²."),
        Mistake("not divided", lambda x, y: (x * y).sum(),
                "The sum above is right. Which sum is it divided by?",
                "W = Σxy / Σx²."),
        Mistake("divided by Σx", lambda x, y: (x * y).sum() / x.sum(),
                "The sum above is right. Below stand the squares of x, not x itself.",
                "x * x multiplies each number by itself."),
        Mistake("product of the sums", lambda x, y: x.sum() * y.sum() / (x * x).sum(),
                "Above, you add first and then multiply. Multiply row by row first, then add.",
                "(x * y).sum() and x.sum() * y.sum() are two different numbers."),
        Mistake("upside down", lambda x, y: (x * x).sum() / (x * y).sum(),
                "Your fraction is upside down. Which sum stands above the line?",
                "For dots on y = 2x the answer should be 2. Is yours ½?"),
        Mistake("with a bias", lambda x, y: ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum(),
                "Yours is the slope of the best line with a bias. Here the line goes through 0.",
                "Use x and y as they are, without their means."),
        Mistake("sign turned round", lambda x, y: -(x * y).sum() / (x * x).sum(),
                "The size is right, but the sign is turned round. Where does your minus come from?",
                "For dots on y = 2x the answer should be 2."),
    ),
    look="Look again at W = Σxy / Σx²: two sums, then one division.",
)  # fmt: skip


def unscaled(rows):
    """Inputs of standardize: one column, then several on different scales."""
    rng = np.random.default_rng(9)
    one = np.array([[1.0], [5.0]]), np.array([[6.0], [18.0], [22.0], [34.0]])
    many = [draw(rng, n, d) * [1, 10, 0.5][:d] + [100, -3, 8][:d] for n, d in ((4, 2), (max(rows, 5), 3))]
    return [(x,) for x in (*one, *many)]


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
    unscaled,
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

back_to_celsius = Exercise(
    "W_celsius, b_celsius = back_to_celsius",
    lambda: (1.8, 32),
    mistakes=(
        Mistake("b left alone", lambda: (..., 68),
                "68 is the answer at z = 0, and that is at 20 °C. What is it at 0 °C?",
                "In (x − 20) / 10 · 18 + 68, put x = 0."),
        Mistake("W left alone", lambda: (18, ...),
                "W is the answer's rise for one degree; 18 is its rise for one step of z.",
                "One step of z is 10 degrees."),
        Mistake("both left alone", lambda: (18, 68),
                "Those belong to z. Put z = (x − 20) / 10 into 18 z + 68, and multiply it out.",
                "What stands before x is W; all the rest is b."),
        Mistake("multiplied by sd", lambda: (180, -3532),
                "You multiplied by 10. One degree is only a tenth of a step of z.",
                "In (x − 20) / 10 · 18, what stands before x?"),
        Mistake("W multiplied by sd", lambda: (180, ...),
                "For W you multiplied by 10 where (x − 20) / 10 divides.",
                "What stands before x?"),
        Mistake("mean added", lambda: (..., 104),
                "In b you added 36 where it is taken away: look at the minus in x − 20.",
                "At x = 20 the answer should be 68."),
        Mistake("mean not divided by sd", lambda: (..., -292),
                "In b, the 20 is divided by 10 as well.",
                "At x = 20 the answer should be 68."),
        Mistake("sd forgotten", lambda: (18, -292),
                "You have the shift by 20, but not the division by 10. It belongs to both.",
                "(x − 20) / 10 divides x, and it divides 20."),
        Mistake("W forgotten in b", lambda: (..., 48),
                "For b you took 20 from 68. But the 20 is multiplied, too: look at the fraction.",
                "At x = 20 the answer should be 68."),
        Mistake("mean over sd subtracted", lambda: (..., 66),
                "For b you took 20 / 10 from 68. That 2 is multiplied by 18 as well.",
                "At x = 20 the answer should be 68."),
        Mistake("sd in place of the mean", lambda: (..., 50),
                "In b you shifted by 10. The inputs were shifted by their mean, 20.",
                "At x = 20 the answer should be 68."),
        Mistake("shift alone", lambda: (..., -36),
                "Your b is what the shift brings; the 68 at the end is still missing.",
                "At x = 20 the answer should be 68."),
        Mistake("swapped", lambda: (32, 1.8),
                "W and b have swapped places. W is what multiplies x.",
                "W comes first."),
    ),
    look="Multiply out (x − 20) / 10 · 18 + 68. What stands before x is W; all the rest is b.",
)  # fmt: skip


def learned(rows):
    """Inputs of original_units: for one input, then for two and three, each with its own mean and sd."""
    rng = np.random.default_rng(11)
    one = [[np.array([[value]]) for value in case] for case in ((6.0, 1.0, 3.0, 2.0), (18.0, 68.0, 20.0, 10.0))]
    many = [(draw(rng, d, 1), draw(rng, 1, 1), draw(rng, 1, d), 1.5 + np.abs(draw(rng, 1, d))) for d in (2, 3)]
    return [*map(tuple, one), *many]


original_units = Exercise(
    "W, b = original_units(W, b, mean, sd)",
    neuron.original_units,
    learned,
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
        Mistake("W forgotten in b", lambda W, b, mean, sd: (W / sd.T, b - mean @ (1 / sd.T)),
                "W is right, but in b the mean is not multiplied by W.",
                "The same W / sd stands in both places."),
        Mistake("new b first", lambda *inputs: neuron.original_units(*inputs)[::-1],
                "W and b have swapped places: look at the order in which you return them.",
                "W comes first."),
        Mistake("sd not turned on its side", lambda W, b, mean, sd: (W / sd, b - mean @ (W / sd)),
                "For several inputs your W is no longer one column. W has a row for each input, sd a column for each.",
                "sd.T turns sd on its side."),
        Mistake("multiplied cell by cell", lambda W, b, mean, sd: (W / sd.T, b - mean * (W / sd.T)),
                "W is right. In b, mean * … multiplies cell by cell. Which sign is row times column?",
                "Each input's mean meets its own weight: multiply pair by pair, then add up. NumPy writes that @."),
        Mistake("not added up", lambda W, b, mean, sd: (W / sd.T, b - mean.T * (W / sd.T)),
                "W is right. In b, each input's part is worked out, but they are not added up: b is one number.",
                "Row times column adds up. NumPy writes that @."),
    ),
    look="Look again at the formula above: W / sd stands in it twice. Work it out once, and give it a name.",
)  # fmt: skip


shapes_of_inputs = Exercise(
    "shape_x, shape_W = shapes_of_inputs",
    lambda: ((342, 3), (3, 1)),
    mistakes=(
        Mistake("x turned round", lambda: ((3, 342), ...),
                "In x, rows and columns have swapped places.",
                "A row for each penguin; a column for each input."),
        Mistake("W turned round", lambda: (..., (1, 3)),
                "W has a row for each input, and a column for each output: which is how many?",
                "x @ W needs as many rows in W as x has columns."),
        Mistake("both turned round", lambda: ((3, 342), (1, 3)),
                "In both, rows and columns have swapped places. NumPy names the rows first.",
                "A row of x is a penguin; a row of W is an input."),
        Mistake("W as in Part I", lambda: (..., (1, 1)),
                "With W of shape (1, 1) there is one weight. Three inputs need three.",
                "x @ W needs as many rows in W as x has columns."),
        Mistake("a weight for each penguin", lambda: (..., (342, 1)),
                "W has a row for each input: all penguins share the same weights.",
                "x @ W needs as many rows in W as x has columns."),
        Mistake("as many outputs as inputs", lambda: (..., (3, 3)),
                "The rows of W are right. Each penguin gets one answer: how many columns is that?",
                "A column of W for each output."),
        Mistake("a weight for each number", lambda: (..., (342, 3)),
                "W has a row for each input, not a number for each number in x.",
                "x @ W needs as many rows in W as x has columns."),
        Mistake("missing rows kept", lambda: ((344, 3), ...),
                "Two of the 344 penguins were dropped before.",
                "How many are left?"),
        Mistake("mass counted as an input", lambda: ((342, 4), (4, 1)),
                "The mass is the answer y. It is not among the inputs.",
                "Count the inputs: flipper length, bill length, bill depth."),
    ),
    look="x: a row for each penguin, a column for each input. W: a row for each input, a column for each output.",
)  # fmt: skip


def guesses(rows):
    """Inputs of r_squared: predictions near the answers, far from them, and worse than their mean."""
    rng = np.random.default_rng(8)
    y = np.array([[1.0], [2.0], [4.0]])
    near = y + np.array([[0.5], [-1.0], [1.0]])
    return [(near, y), (6 - y, y)] + [(draw(rng, n, 1) + 3, 2 * draw(rng, n, 1) + 5) for n in (4, max(rows, 6))]


def mean_of(y):
    """The mean answer in every row."""
    return np.full_like(y, y.mean())


def part_taken_away(y_hat, y):
    """The part of the mean's loss that the network takes away: R² = 1 − L(ŷ, y) / L(mean, y)."""
    return 1 - neuron.loss(y_hat, y) / neuron.loss(mean_of(y), y)


r_squared = Exercise(
    "r2 = r_squared(y_hat, y)",
    part_taken_away,
    guesses,
    mistakes=(
        Mistake("1 minus forgotten", lambda y_hat, y: neuron.loss(y_hat, y) / neuron.loss(mean_of(y), y),
                "That is the part of the mean's loss that is left. Asked for is the part that is gone.",
                "1 minus yours."),
        Mistake("upside down", lambda y_hat, y: 1 - neuron.loss(mean_of(y), y) / neuron.loss(y_hat, y),
                "The fraction in yours is upside down: the loss of the mean stands below.",
                "A perfect network has loss 0: what should be left then?"),
        Mistake("compared with zero", lambda y_hat, y: 1 - neuron.loss(y_hat, y) / neuron.loss(0 * y, y),
                "You compare with a network that always answers 0. The lazy network answers with the mean of y.",
                "np.full_like(y, y.mean()) is a table of its answers."),
        Mistake("mean of the predictions", lambda y_hat, y: 1 - neuron.loss(y_hat, y) / neuron.loss(mean_of(y_hat), y),
                "You took the mean of the predictions. The lazy network answers with the mean of y.",
                "np.full_like(y, y.mean())"),
        Mistake("variation of the predictions",
                lambda y_hat, y: neuron.loss(y_hat, mean_of(y)) / neuron.loss(mean_of(y), y),
                "You compare the predictions with the mean. The network's loss compares them with the right answers y.",
                "loss(y_hat, y) stands above."),
        Mistake("divided by the mean", lambda y_hat, y: 1 - neuron.loss(y_hat, y) / y.mean(),
                "You divide by the mean of y. Divide by the loss of a network that always answers with it.",
                "loss(np.full_like(y, y.mean()), y) stands below."),
        Mistake("root taken", lambda y_hat, y: 1 - (neuron.loss(y_hat, y) / neuron.loss(mean_of(y), y)) ** 0.5,
                "You took a root on the way. R² compares the losses as they are.",
                "1 − loss / loss of the mean."),
        Mistake("difference instead of ratio", lambda y_hat, y: neuron.loss(mean_of(y), y) - neuron.loss(y_hat, y),
                "You subtract one loss from the other. R² is a share: divide.",
                "1 − loss / loss of the mean."),
    ),
    look="1 − (loss of y_hat) / (loss of the mean), and the mean's answers are np.full_like(y, y.mean()).",
)  # fmt: skip

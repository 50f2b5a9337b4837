"""The best line through zero, and the rate that finds it in one step: exercises of notebook 9."""

import numpy as np

from helpers import data
from helpers.checks.cases import draw
from helpers.marking.exercise import ByHand, Exercise, Mistake
from helpers.marking.values import equal_numbers


def dots():
    """Inputs (x, y): two columns, whose line through 0 passes near the dots or far from them."""
    rng = np.random.default_rng(10)
    two = [([1, 2], [1, 4]), ([-1, 3], [2, 5])]
    small = [tuple(np.array(column, float)[:, None] for column in pair) for pair in two]
    return (*small, *((draw(rng, n, 1) + 1, 3 * draw(rng, n, 1)) for n in (3, 3, 4, 6)))


best_slope = Exercise(
    "W = best_slope(x, y)",
    lambda x, y: float((x * y).sum() / (x * x).sum()),
    dots(),
    same=equal_numbers,  # a table (1, 1) is as good
    mistakes=(
        Mistake("mean of the quotients", lambda x, y: np.mean(y / x),
                "You average y / x, so every dot has the same say. Divide one sum by the other instead.",
                "A dot near 0 says little about the slope; its quotient may be far off."),
        Mistake("sum of the quotients", lambda x, y: np.sum(y / x),
                "You divide row by row and then add. Add first, above the line and below it; divide once.",
                "Two sums, then one division."),
        Mistake("a quotient for each row", lambda x, y: y / x,
                "You divide row by row, so there is a number for each dot. Add up first, above the line and below it.",
                "Two sums, then one division: brackets round each product, and .sum() after them."),
        Mistake("brackets forgotten in both", lambda x, y: x * y.sum() / x**2,
                ".sum() belongs to the name before it alone: only y is added up. Multiply first, in brackets, then "
                "add.",
                "(x * y).sum() adds up the products."),
        Mistake("brackets forgotten above", lambda x, y: x * y.sum() / (x * x).sum(),
                "Below, the sum is right. Above, only y is added up: .sum() belongs to the name before it alone.",
                "(x * y).sum() adds up the products."),
        Mistake("brackets forgotten below", lambda x, y: (x * y).sum() / x**2,
                "Above, the sum is right. Below, the squares are not added up, so there is a number for each dot.",
                "(x ** 2).sum() adds up the squares."),
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
        Mistake("covariance by variance", lambda x, y: np.cov(x[:, 0], y[:, 0])[0, 1] / np.var(x),
                "Covariance by variance is the slope of a line with a bias, and NumPy's two do not match: cov "
                "divides by "
                "n − 1, var by n. Here the line goes through 0.",
                "Two sums of x and y as they are, without their means."),
        Mistake("sign turned round", lambda x, y: -(x * y).sum() / (x * x).sum(),
                "The size is right, but the sign is turned round. Where does your minus come from?",
                "For dots on y = 2x the answer should be 2."),
    ),
    look="Look again at W = Σxy / Σx²: two sums, then one division.",
)  # fmt: skip

_, DISTANCES, _ = data.hubble()
SQUARES = float(np.mean(DISTANCES**2))  # the mean of the squared distances

landing_rate = ByHand(
    "rate_in_one = landing_rate",
    1 / (2 * SQUARES),
    mistakes=(
        Mistake("rounded too far", 0.41,
                "Near, but rounded too far: give four digits, or the expression itself.",
                "1 / (…), and Python works it out."),
        Mistake("2 forgotten", 1 / SQUARES,
                "Twice too large: this rate jumps across to the other side, as far as it came. Where is the 2 of the "
                "slope?",
                "The slope changes by 2 mean(x²) for each 1 of W."),
        Mistake("bias kept", 1 / (2 * (SQUARES + 1)),
                "The + 1 belongs to the bias, and here there is none.",
                "mean(x²) stands in place of x² + 1."),
        Mistake("upside down", 2 * SQUARES,
                "That is how steep the slope of the loss is: the steeper, the *smaller* the rate that lands.",
                "1 divided by it."),
        Mistake("mean squared", 1 / (2 * float(np.mean(DISTANCES)) ** 2),
                "You square the mean of x. Square each x first, then take the mean.",
                "np.mean(x**2), not np.mean(x)**2."),
        Mistake("mean not squared", 1 / (2 * float(np.mean(DISTANCES))),
                "You take the mean of x. Each x is squared first.",
                "np.mean(x**2)"),
        Mistake("sum instead of mean", 1 / (2 * float(np.sum(DISTANCES**2))),
                "You divide by the sum of the squares. The loss is a mean, so its slope has the mean.",
                "np.mean(x**2), not np.sum(x**2)."),
        Mistake("brackets forgotten", SQUARES / 2,
                "1 / 2 * a is half of a: Python goes from left to right. Put brackets round all that stands below the "
                "line.",
                "1 / (2 * a)"),
        Mistake("half the mean", 2 / SQUARES,
                "The 2 belongs below the line: the slope of the loss has it as a factor.",
                "1 / (2 * a)"),
    ),
    praise="A step multiplies the distance to the best W by 1 − 2η mean(x²), and that is 0 now: it lands.",
    look="A step multiplies the distance to the best W by 1 − 2η mean(x²). For which η is that 0?",
)  # fmt: skip

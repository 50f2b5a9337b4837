"""Scores, probabilities and their cost: exercises of notebook 16."""

import numpy as np

from helpers import network
from helpers.checks.cases import draw, table
from helpers.marking.editing import editor
from helpers.marking.exercise import ByHand, Exercise, Mistake

probabilities_by_hand = ByHand(
    "p_by_hand = probabilities_by_hand",
    [5 / 8, 2 / 8, 1 / 8],
    mistakes=(
        Mistake("not divided", [5, 2, 1],
                "Those are the three powers. They are positive, but they do not add up to 1 yet.",
                "The second step: divide each by their sum."),
        Mistake("scores divided", [np.log(5) / np.log(10), np.log(2) / np.log(10), 0],
                "You divided the scores by their sum. First comes the exponential: what is e to the ln 5?",
                "The exponential undoes the logarithm."),
        Mistake("scores", [np.log(5), np.log(2), 0],
                "Those are the scores. Two steps lead to the probabilities: the exponential, then the sum.",
                "The exponential undoes the logarithm."),
        Mistake("ln 1 taken for 1", [5 / 7, 2 / 7, 0],
                "The last one is not 0. The score ln 1 is 0: what is e to the 0?",
                "It is 1: anything to the 0 is."),
        Mistake("e forgotten for the last", [5 / 7, 2 / 7, 1 / 7],
                "You divided by 7. The sum has three powers, and the last one counts, too.",
                "What is e to the ln 1?"),
        Mistake("equal", [1 / 3, 1 / 3, 1 / 3],
                "With equal probabilities the scores would play no part. These three scores differ.",
                "First e to each score, then divide each by the sum."),
        Mistake("turned round", [1 / 8, 2 / 8, 5 / 8],
                "The order is turned round. The first score is the largest.",
                "The largest score has the largest probability."),
        Mistake("in percent", [62.5, 25, 12.5],
                "Those are percent. A probability is a number from 0 to 1.",
                "Divide each by 100."),
    ),
    praise="e undoes ln, so the powers are 5, 2 and 1. Their sum is 8.",
    look="e to the ln 5 is 5. Do the same for the other two, add the three up, and divide each by the sum.",
)  # fmt: skip


def scores():
    """Tables of scores: of one row first, then as many rows as columns, other shapes, and scores that are large."""
    rng = np.random.default_rng(16)
    shapes = [(1, 3), (1, 3), (3, 3), (3, 3), (4, 2), (5, 3)]
    large = np.array([[1000.0, 999.0, 998.0], [-1000.0, -1000.0, -1001.0]])
    return (np.array([[2.0, 1.0, 0.0]]), *(draw(rng, n, k) for n, k in shapes), large)


edit = editor(network.softmax)
SHIFT, SUM = "s - s.max(axis=1, keepdims=True)", "powers.sum(axis=1, keepdims=True)"  # its parts
WHOLE = f"powers / {SUM}"

softmax = Exercise(
    "p = softmax(s)",
    network.softmax,
    tuple((s,) for s in scores()),
    mistakes=(
        Mistake("sum over everything", edit(SUM, "powers.sum()"),
                "You divide by the sum of the whole table. Each row is a sample and has its own sum: it must be 1.",
                "axis=1 goes along each row; keepdims=True keeps the result a table."),
        Mistake("the whole table at once", edit(SHIFT, "s - s.max()", SUM, "powers.sum()"),
                "You take one largest score and one sum of the whole table. Each row is a sample and must add up to 1.",
                "axis=1 goes along each row; keepdims=True keeps the result a table."),
        Mistake("along the columns", edit(SUM, "powers.sum(axis=0, keepdims=True)"),
                "You divide by the sums of the columns. Each row is a sample: its probabilities add up to 1.",
                "axis=0 goes down the columns, axis=1 along the rows."),
        Mistake("keepdims forgotten", edit(SUM, "powers.sum(axis=1)"),
                "The sums have lost their shape (n, 1), so NumPy lays them along the columns: each row is "
                "divided by the sums of other rows.",
                "keepdims=True keeps them a table (n, 1)."),
        Mistake("maximum not subtracted", edit(SHIFT, "s"),
                "Right for small scores. For large ones np.exp overflows, or all powers are 0, and 0/0 is no number.",
                "Subtract the row's largest score first, as the line in the cell does."),
        Mistake("one maximum for the whole table", edit(SHIFT, "s - s.max()"),
                "You subtract the largest score of the whole table. In a row of far smaller ones all powers become 0.",
                "s.max(axis=1, keepdims=True) is the largest of each row."),
        Mistake("not divided", edit(WHOLE, "powers"),
                "You return the powers. They are positive, but a row does not add up to 1 yet.",
                "Divide by the sum of each row."),
        Mistake("scores divided", edit(WHOLE, "s / s.sum(axis=1, keepdims=True)"),
                "You divide the scores themselves. The exponential comes first: it makes each of them positive.",
                "powers stands in the line above; divide it by its own sums."),
        Mistake("divided by the number of classes", edit(WHOLE, "powers / s.shape[1]"),
                "You divide by the number of classes. Divide by the sum of the row's own powers.",
                "powers.sum(axis=1, keepdims=True)"),
        Mistake("mean instead of sum", edit(SUM, "powers.mean(axis=1, keepdims=True)"),
                "You divide by the mean of each row, so that a row adds up to the number of classes, and not to 1.",
                "sum in place of mean."),
        Mistake("logarithm returned", edit(WHOLE, f"np.log(powers / {SUM})"),
                "You return the logarithms of the probabilities. Return the probabilities themselves.",
                "No np.log is needed here."),
        Mistake("powers of 2", edit("np.exp(", "np.exp2("),
                "Your powers are those of 2. The course takes powers of e.",
                "np.exp, and not 2 ** s."),
        Mistake("sign of the scores", edit(SHIFT, "s.min(axis=1, keepdims=True) - s"),
                "The largest score gets the smallest probability: the scores have lost their sign.",
                "np.exp(s − …), and not np.exp(… − s)."),
        Mistake("the largest only", lambda s: (s == s.max(axis=1, keepdims=True)).astype(float),
                "You give everything to the largest score. The others have a share, too.",
                "powers, divided by the sums of the rows."),
    ),
    look="Divide powers by the sum of each row, kept a table: axis=1 and keepdims=True.",
    praise="Each row adds up to 1, also where the scores are 1000. It agrees with the course's on all {} inputs tried.",
)  # fmt: skip


def scores_and_answers():
    """Scores of several rows, each with a right class for every row; the last are large."""
    rng = np.random.default_rng(17)
    tables = [draw(rng, 2, 2), draw(rng, 2, 2), *scores()[3:]]
    return tuple((s, network.one_hot(rng.integers(0, s.shape[1], (len(s), 1)), s.shape[1])) for s in tables)


edit = editor(network.surprise)
SHIFTED, LN = "s = s - s.max(axis=1, keepdims=True)", "np.log(np.exp(s).sum(axis=1, keepdims=True))"
RIGHT = "(s * y).sum(axis=1, keepdims=True)"
COST = f"{LN} - {RIGHT}"

surprise = Exercise(
    "C = surprise(s, y)",
    network.surprise,
    scores_and_answers(),
    mistakes=(
        Mistake("sign turned round", edit(COST, f"{RIGHT} - {LN}"),
                "The sign is turned round: yours is ln p, which is never positive. The cost is −ln p.",
                "ln of the sum first, then minus the score of the right class."),
        Mistake("maximum put back", edit(SHIFTED, "largest = s.max(axis=1, keepdims=True)\n    s = s - largest",
                    LN, f"{LN} + largest"),
                "You take the largest score away from all and add it to one part only. In the difference it cancels.",
                "Use the same s, after the line above, in both parts."),
        Mistake("maximum not subtracted", edit(SHIFTED, ""),
                "Right for small scores. For large ones np.exp overflows: the cost is infinite.",
                "Keep the line that subtracts the row's largest score."),
        Mistake("right score forgotten", edit(f" - {RIGHT}", ""),
                "That is the logarithm of the sum. The score of the right class is still to be subtracted.",
                "It stands in the text above: (s * y).sum(axis=1, keepdims=True)."),
        Mistake("logarithm forgotten", edit("np.log(np.exp(s).sum(axis=1, keepdims=True))",
                    "np.exp(s).sum(axis=1, keepdims=True)"),
                "The sum of the powers is there, but not its logarithm.",
                "np.log goes round the whole sum."),
        Mistake("sum of the logarithms", edit("np.log(np.exp(s).sum(axis=1, keepdims=True))",
                    "np.log(np.exp(s)).sum(axis=1, keepdims=True)"),
                "You add up the scores: a logarithm right after the exponential undoes it. First sum up the powers.",
                "np.log(np.exp(s).sum(…)): the brackets say the order."),
        Mistake("sum over everything", edit("np.exp(s).sum(axis=1, keepdims=True)", "np.exp(s).sum()"),
                "The powers of the whole table are added up. Each row is a sample, with its own sum.",
                "axis=1 goes along each row; keepdims=True keeps the result a table."),
        Mistake("sum down the columns", edit("np.exp(s).sum(axis=1, keepdims=True)",
                    "np.exp(s).sum(axis=0, keepdims=True)"),
                "The powers are added up down the columns. Each row is a sample, with its own sum.",
                "axis=1 goes along each row."),
        Mistake("a number for each class", edit(RIGHT, "s"),
                "Yours has a number for each class: −ln of every probability. Only the right class costs something.",
                "(s * y).sum(axis=1, keepdims=True) picks its score."),
        Mistake("not summed", edit(COST, f"{LN} * y - s * y"),
                "The right numbers stand in a table with zeros. Asked for is one number for each row.",
                "Add each row up: .sum(axis=1, keepdims=True)."),
        Mistake("all scores instead of the right one", edit(RIGHT, "s.sum(axis=1, keepdims=True)"),
                "You subtract all scores. Only the one of the right class is subtracted.",
                "Times y, the others become 0: (s * y)."),
        Mistake("the loss", edit(COST, f"np.mean({COST})"),
                "That is the mean of all rows, the loss. Asked for is the cost of each row, a table (n, 1).",
                "The page takes the mean later."),
        Mistake("the probability", edit(COST, f"np.exp({RIGHT} - {LN})"),
                "That is the probability of the right class. The cost is minus its logarithm.",
                "No np.exp goes round the whole."),
        Mistake("1 − p", edit(COST, f"1 - np.exp({RIGHT} - {LN})"),
                "Yours is 1 − p. It never grows beyond 1, however wrong the network is. The cost is −ln p.",
                "ln of the sum, minus the score of the right class."),
        Mistake("squares", lambda s, y: ((network.softmax(s) - y) ** 2).sum(axis=1, keepdims=True),
                "Those are squares of errors. Here the cost is the surprise, −ln p of the right class.",
                "ln of the sum, minus the score of the right class."),
        Mistake("logarithm to the base 2", edit(COST, f"({COST}) / np.log(2)"),
                "Your logarithm has the base 2. The course takes the natural one.",
                "np.log"),
    ),
    look="ln of the sum of the row's powers, minus the score of the right class; both as tables (n, 1).",
    praise="One number for each row, 0 only for a sure and right answer. It agrees on all {} inputs tried.",
)  # fmt: skip


def of_two_scores(s):
    """The probability of the first of two classes whose scores are s and 0: 1 / (1 + e⁻ˢ)."""
    return 1 / (1 + np.exp(-s))


rng = np.random.default_rng(18)

sigmoid = Exercise(
    "p = sigmoid(s)",
    of_two_scores,
    (*((table(s),) for s in (0, 1, -2, 3.5)), *((draw(rng, n, 1),) for n in (3, 3, 5))),
    mistakes=(
        Mistake("sign forgotten", lambda s: 1 / (1 + np.exp(s)),
                "That is the probability of the other class: it falls as s grows. A sign is missing.",
                "1 / (1 + e to the minus s)."),
        Mistake("brackets forgotten", lambda s: 1 / 1 + np.exp(-s),
                "Without brackets, / goes before +. The whole of 1 + e to the minus s stands below.",
                "1 / (1 + …)"),
        Mistake("minus instead of plus", lambda s: 1 / (1 - np.exp(-s)),
                "Below, the two are added: e to the s and e to the 0. You subtract.",
                "1 / (1 + …)"),
        Mistake("power alone", lambda s: np.exp(s),
                "That is the power. Divide it by the sum of both powers: the other score is 0.",
                "e to the 0 is 1."),
        Mistake("always 1", network.softmax,
                "Yours is always 1, as if there were one class. The other has the score 0, and e to the 0 is 1.",
                "With softmax: np.hstack([s, 0 * s]) has both columns."),
        Mistake("both classes", lambda s: network.softmax(np.hstack([s, 0 * s])),
                "You return the probabilities of both classes. Asked for is that of the first, a table (n, 1).",
                "[:, :1] takes the first column and keeps it a table."),
        Mistake("the bend", lambda s: np.maximum(0, s),
                "That is the bend. The sigmoid has no corner: it goes from 0 to 1.",
                "1 / (1 + e to the minus s)."),
        Mistake("tanh", np.tanh,
                "That is the hyperbolic tangent: it goes from −1 to 1. A probability starts at 0.",
                "1 / (1 + e to the minus s)."),
        Mistake("the score of both", lambda s: s / (s + 1),
                "You divide the score itself. The exponential comes first.",
                "e to the s, divided by e to the s plus 1."),
    ),
    look="1 divided by the whole of 1 + e to the minus s. In Python: np.exp(-s).",
    praise="At s = 0 it is one half, and a larger score makes it larger. It agrees on all {} inputs tried.",
)  # fmt: skip

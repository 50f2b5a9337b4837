"""Several inputs, and how much of the answers they explain: exercises of notebook 11."""

import numpy as np

from helpers import neuron
from helpers.checks.cases import draw
from helpers.marking.exercise import ByHand, Exercise, Mistake

shapes_of_inputs = ByHand(
    "shape_x, shape_W = shapes_of_inputs",
    ((342, 3), (3, 1)),
    mistakes=(
        Mistake("x turned round", ((3, 342), ...),
                "In x, rows and columns have swapped places.",
                "A row for each penguin; a column for each input."),
        Mistake("W turned round", (..., (1, 3)),
                "W has a row for each input, and a column for each output: which is how many?",
                "x @ W needs as many rows in W as x has columns."),
        Mistake("both turned round", ((3, 342), (1, 3)),
                "In both, rows and columns have swapped places. NumPy names the rows first.",
                "A row of x is a penguin; a row of W is an input."),
        Mistake("W as in Part I", (..., (1, 1)),
                "With W of shape (1, 1) there is one weight. Three inputs need three.",
                "x @ W needs as many rows in W as x has columns."),
        Mistake("a weight for each penguin", (..., (342, 1)),
                "W has a row for each input: all penguins share the same weights.",
                "x @ W needs as many rows in W as x has columns."),
        Mistake("as many outputs as inputs", (..., (3, 3)),
                "The rows of W are right. Each penguin gets one answer: how many columns is that?",
                "A column of W for each output."),
        Mistake("a weight for each number", (..., (342, 3)),
                "W has a row for each input, not a number for each number in x.",
                "x @ W needs as many rows in W as x has columns."),
        Mistake("missing rows kept", ((344, 3), ...),
                "Two of the 344 penguins were dropped before.",
                "How many are left?"),
        Mistake("mass counted as an input", ((342, 4), (4, 1)),
                "The mass is the answer y. It is not among the inputs.",
                "Count the inputs: flipper length, bill length, bill depth."),
    ),
    praise="342 penguins with 3 inputs; W has a row for each input and one column, so x @ W has one answer a penguin.",
    look="x: a row for each penguin, a column for each input. W: a row for each input, a column for each output.",
)  # fmt: skip

three_inputs = ByHand(
    "answer_by_hand = three_inputs",
    11,
    mistakes=(
        Mistake("bias forgotten", 4,
                "The three products add up right. What does the network add at the end?",
                "ŷ = x₁W₁ + x₂W₂ + x₃W₃ + b"),
        Mistake("sign lost", 19,
                "One weight is negative: its product is taken away.",
                "4 · (−1) is −4."),
        Mistake("added, not multiplied", 18,
                "You added up inputs and weights. Each input is *multiplied* by its own weight.",
                "Three products, then their sum, then the bias."),
        Mistake("sums multiplied", 35,
                "You added up the inputs and added up the weights, and then multiplied. Multiply pair by pair first.",
                "Each input has a weight of its own."),
        Mistake("bias with each input", 25,
                "You added the bias three times. There is one bias.",
                "ŷ = x₁W₁ + x₂W₂ + x₃W₃ + b"),
        Mistake("weights in another order", 10,
                "The weights go to the inputs in their order: the first to the first.",
                "1 · 2, then 4 · (−1), then 2 · 3."),
        Mistake("bias multiplied", 28,
                "The bias is added, not multiplied.",
                "The three products add up to 4."),
    ),
    praise="1 · 2 + 4 · (−1) + 2 · 3 + 7 = 11: each input by its own weight, and one bias.",
    look="Multiply each input by its own weight, add up the three products, then add the bias.",
)  # fmt: skip


def guesses():
    """Inputs of r_squared: predictions near the answers, far from them, and worse than their mean."""
    rng = np.random.default_rng(8)
    y = np.array([[1.0], [2.0], [4.0]])
    near = y + np.array([[0.5], [-1.0], [1.0]])
    return ((near, y), (6 - y, y), *((draw(rng, n, 1) + 3, 2 * draw(rng, n, 1) + 5) for n in (4, 4, 6)))


def mean_of(y):
    """The mean answer in every row."""
    return np.full_like(y, y.mean())


def part_taken_away(y_hat, y):
    """The part of the mean's loss that the network takes away: R² = 1 − L(ŷ, y) / L(mean, y)."""
    return 1 - neuron.loss(y_hat, y) / neuron.loss(mean_of(y), y)


r_squared = Exercise(
    "r2 = r_squared(y_hat, y)",
    part_taken_away,
    guesses(),
    mistakes=(
        Mistake("1 minus forgotten", lambda y_hat, y: neuron.loss(y_hat, y) / neuron.loss(mean_of(y), y),
                "That is the part of the mean's loss that is left. Asked for is the part that is gone.",
                "1 minus yours."),
        Mistake("brackets in the wrong place",
                lambda y_hat, y: (1 - neuron.loss(y_hat, y)) / neuron.loss(mean_of(y), y),
                "You subtract before you divide. Divide the losses first, then take the share from 1.",
                "Without brackets, / goes before −."),
        Mistake("in percent", lambda y_hat, y: 100 * part_taken_away(y_hat, y),
                "Yours is in percent. R² is a share: 1 for a perfect network.",
                "No 100 is needed."),
        Mistake("a number for each row", lambda y_hat, y: 1 - neuron.cost(y_hat, y) / neuron.cost(mean_of(y), y),
                "You compare row by row, so there is a number for each. Compare the two losses: each is one number.",
                "loss(…) is the mean of the costs."),
        Mistake("predictions of the mean", lambda y_hat, y: 1 - neuron.loss(y_hat, y) / neuron.loss(mean_of(y), y_hat),
                "Below, the mean is compared with the predictions. It is judged by the right answers y, as the "
                "network is.",
                "loss(np.full_like(y, y.mean()), y) stands below."),
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
        Mistake("squared correlation", lambda y_hat, y: np.corrcoef(y_hat[:, 0], y[:, 0])[0, 1] ** 2,
                "That is the squared correlation. It does not notice answers that are all too large or too small: "
                "compare "
                "the losses.",
                "On the best line the two are the same, and only there."),
        Mistake("root taken", lambda y_hat, y: 1 - (neuron.loss(y_hat, y) / neuron.loss(mean_of(y), y)) ** 0.5,
                "You took a root on the way. R² compares the losses as they are.",
                "1 − loss / loss of the mean."),
        Mistake("difference instead of ratio", lambda y_hat, y: neuron.loss(mean_of(y), y) - neuron.loss(y_hat, y),
                "You subtract one loss from the other. R² is a share: divide.",
                "1 − loss / loss of the mean."),
    ),
    look="1 − (loss of y_hat) / (loss of the mean), and the mean's answers are np.full_like(y, y.mean()).",
)  # fmt: skip

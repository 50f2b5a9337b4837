"""What the network answers and where it starts: exercises of notebook 2."""

import numpy as np

from helpers import neuron
from helpers.checks.cases import MANY, SINGLE
from helpers.marking.exercise import ByHand, Exercise, Mistake
from helpers.marking.values import alike

prediction_by_hand = ByHand(
    "y_hat_by_hand = prediction_by_hand",
    4,
    mistakes=(
        Mistake("the rule's answer", 5,
                "5 is the answer of the rule y = 2x + 1. This network has other numbers: W is 3 and b is −2.",
                "ŷ = xW + b: put in x, W and b."),
        Mistake("sign of the bias lost", 8,
                "You added 2. The bias is −2.",
                "Adding −2 is the same as taking 2 away."),
        Mistake("bias forgotten", 6,
                "That is xW. The bias comes after it.",
                "ŷ = xW + b, and b is −2."),
        Mistake("bias added to x", 0,
                "You added the bias to x before multiplying. Multiply first: ŷ = xW + b.",
                "2 times 3 first."),
        Mistake("bias added to W", 2,
                "You added the bias to W before multiplying. Multiply first: ŷ = xW + b.",
                "2 times 3 first."),
        Mistake("added instead of multiplied", 3,
                "You added x, W and b. In ŷ = xW + b, x and W stand side by side: that means multiply.",
                "2 times 3 first."),
        Mistake("W and b swapped", -1,
                "W and b have swapped places. W = 3 is the one that multiplies x.",
                "2 times 3 first; then the bias."),
        Mistake("bias multiplied", -12,
                "You multiplied all three numbers. The bias is added.",
                "2 times 3; then add −2."),
    ),
    praise="Multiply first, then add: 2 · 3 = 6, and 6 + (−2) = 4.",
    look="Put the numbers into ŷ = xW + b: x = 2, W = 3, b = −2.",
)  # fmt: skip


predict = Exercise(
    "y_hat = predict(x, W, b)",
    neuron.predict,
    tuple((x, W, b) for x, _, W, b in SINGLE + MANY),
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
        Mistake("W before x", lambda x, W, b: W @ x + b,
                "For one number this is right. For a table of several rows it no longer fits: each row of x meets the "
                "column W, so which of the two stands first?",
                "ŷ = xW + b: in a product of tables the order counts."),
        Mistake("multiplied cell by cell", lambda x, W, b: x * W + b,
                "x * W multiplies cell by cell; with several inputs the shapes no longer fit. "
                "Which operator is row times column?",
                "Each row of x meets the column W: multiply pair by pair, then add up. NumPy writes that @."),
        Mistake("first row only", lambda x, W, b: x[:1] @ W + b,
                "You answer the first row alone. Is there a return inside a loop over the rows?",
                "x @ W takes all rows at once: no loop is needed."),
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
        Mistake("everything added up", lambda x, W, b: np.sum(x @ W, keepdims=True) + b,
                "You add up over all rows, so there is one answer for the whole table. Each row gets its own.",
                "ŷ has as many rows as x."),
    ),
    look="Look again at ŷ = xW + b: multiply x by W, then add b. The diagram above shows the way of one number.",
)  # fmt: skip


def size(W):
    """How large the numbers of a table are: the root of their mean square."""
    return float(np.sqrt(np.mean(W**2)))


def another_scale(W):
    """How large the weights are, in words, if that is too far from 0.001 to be chance, and else ""."""
    return "" if 0.0005 < size(W) < 0.002 else f"weights about {size(W):.1g} in size"


initialize = Exercise(
    "W, b = initialize(n_inputs, rng)",
    neuron.initialize,
    tuple((n, np.random.default_rng(seed)) for n, seed in ((1, 0), (1, 0), (1, 1), (3, 0), (500, 2))),
    same=alike,
    praise="W has a row for each input, small and random, the same for the same seed; b is a table that holds 0.",
    mistakes=(
        Mistake("always one row", lambda n, rng: (0.001 * rng.standard_normal((1, 1)), np.zeros((1, 1))),
                "Your W always has one row. It needs a row for each of the n_inputs inputs.",
                "The shape is a pair: rows, columns. Only the second one is always 1."),
        Mistake("b returned first", lambda n, rng: neuron.initialize(n, rng)[::-1],
                "W and b have swapped places: look at the order in which you return them.",
                "W comes first."),
        Mistake("W as a bare number", lambda n, rng: (0.001 * rng.standard_normal(), np.zeros((1, 1))),
                "Your W is one bare number. It should be a table with a row for each of the n_inputs inputs: tell rng "
                "the shape of it.",
                "rng.standard_normal((rows, columns)) draws a table."),
        Mistake("a square of weights", lambda n, rng: (0.001 * rng.standard_normal((n, n)), np.zeros((1, 1))),
                "Your W has a column for each input as well. It has a row for each input, and one column: the network "
                "gives one answer.",
                "The second number of the shape is 1."),
        Mistake("a bias for each input", lambda n, rng: (0.001 * rng.standard_normal((n, 1)), np.zeros((n, 1))),
                "W has the right shape, but b has a row for each input. There is one bias, however many inputs: (1, "
                "1).",
                "np.zeros((1, 1)) makes a table of one row, one column."),
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

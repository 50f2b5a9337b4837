"""A unit that bends, and a network of layers: exercises of notebook 13."""

from itertools import pairwise

import numpy as np

from helpers import network
from helpers.checks.cases import draw, table
from helpers.checks.n02_network import predict
from helpers.marking.editing import editor
from helpers.marking.exercise import ByHand, Exercise, Mistake


def sums():
    """Inputs of bend: single sums on both sides of 0, and tables that hold both."""
    known = [table(number) for number in (2, -3, -0.5, 10)]
    rng = np.random.default_rng(13)
    drawn = [draw(rng, n, k) for n, k in [(1, 3), (1, 3), (4, 1), (4, 1), (3, 4), (3, 4)]]
    return tuple((s,) for s in (*known, *drawn))


bend = Exercise(
    "a = bend(s)",
    network.bend,
    sums(),
    mistakes=(
        Mistake("nothing bent", lambda s: s,
                "You give back s as it is. Where a number is negative, 0 should stand.",
                "bend(−3) is 0, and bend(2) is 2."),
        Mistake("the smaller kept", lambda s: np.minimum(0, s),
                "You keep the smaller of 0 and s: the negative numbers. Keep the larger.",
                "max(0, s): np.maximum."),
        Mistake("sign thrown away", np.abs,
                "You throw the sign away: −3 becomes 3. In place of a negative number stands 0.",
                "np.maximum compares each number with another one, and keeps the larger."),
        Mistake("1 where positive", lambda s: np.where(s > 0, 1.0, 0.0),
                "You say only whether a number is positive. A positive number should stay as it is.",
                "bend(2) is 2, and bend(10) is 10."),
        Mistake("sign turned round first", lambda s: np.maximum(0, -s),
                "You turn the sign round first, so that the negative numbers stay and the positive ones become 0.",
                "bend(2) is 2."),
        Mistake("compared with 1", lambda s: np.maximum(1, s),
                "You compare with 1. What should stand in place of a negative number?",
                "bend(−3) is 0."),
        Mistake("Python's max", lambda s: max(0, s),
                "if, or Python's own max, asks about one number, and here s is a whole table. NumPy has a function "
                "that compares number with number.",
                "np.maximum(left, right)"),
        Mistake("the largest of all", lambda s: np.max(s, keepdims=True),
                "You keep one number: the largest of the whole table. Each number is compared with 0 by itself.",
                "The answer has the shape of s."),
        Mistake("a bare largest", np.max,
                "You give back one number, the largest. The answer is a table with the shape of s.",
                "Compare each number of s with 0."),
        Mistake("negatives left out", lambda s: s[s > 0],
                "You leave the negative numbers out, and the shape is lost. Put a 0 in place of each.",
                "The answer has the shape of s."),
    ),
    look="Compare each number of s with 0, and keep the larger: np.maximum takes both.",
)  # fmt: skip


bathtub = ByHand(
    "at_minus_3, at_0, at_2 = bathtub",
    (2, 0, 1),
    mistakes=(
        Mistake("nothing bent", (-2, -2, -2),
                "That is the network without its bends: a flat line. A hidden sum below 0 becomes 0.",
                "At 0 both sums are −1, so both units answer 0."),
        Mistake("bent after adding", (0, ..., 0),
                "You added the sums first and bent the result. Each unit bends its own sum; then they are added.",
                "At 2 the sums are 1 and −3: bend each."),
        Mistake("biases forgotten", (3, ..., 2),
                "You left out the biases. Both are −1: each sum is one less.",
                "xW + b: at 2 the first unit has 2 · 1 − 1."),
        Mistake("sign of the biases lost", (4, 2, 3),
                "You added 1 in each unit. Both biases are −1.",
                "At 0 both sums are −1."),
        Mistake("sign thrown away", (6, 2, 4),
                "You threw the sign of a sum away. Where a sum is negative, the unit answers 0.",
                "At 0 both sums are −1, so both units answer 0."),
        Mistake("the smaller kept", (-4, -2, -3),
                "You kept the negative sums. bend keeps what is positive.",
                "At 2 the sums are 1 and −3: the units answer 1 and 0."),
        Mistake("one unit only", (0, ..., ...),
                "At −3 the second unit is on: its weight is −1, and a negative number times a negative number is "
                "positive.",
                "−3 · (−1) − 1"),
        Mistake("second unit only", (..., ..., 0),
                "At 2 the first unit is on: 2 · 1 − 1.",
                "Its sum is above 0, so it is handed on."),
        Mistake("both weights 1", (0, ..., 2),
                "You took 1 for both weights. The second is −1.",
                "The units look in opposite directions: one is on at 2, the other at −3."),
        Mistake("second unit subtracted", (-2, ..., ...),
                "At −3 you took the second unit away. In W_2 both weights are 1: the units are added.",
                "The last sum is a_1 · 1 + a_2 · 1 + 0."),
    ),
    praise="At −3 only the second unit is on, at 2 only the first, at 0 neither: a flat bottom with two rising sides.",
    look="For each number: the sums x · 1 − 1 and x · (−1) − 1; 0 in place of what is negative; then add the two.",
)  # fmt: skip


def net(rng, *sizes):
    """Layers of random numbers that are short to read."""
    return [(draw(rng, d, k), draw(rng, 1, k)) for d, k in pairwise(sizes)]


def runs():
    """Inputs of forward: one hidden layer, then two, then none; for one row and for several."""
    shapes = [*[(1, (1, 2, 1))] * 4, *[(3, (2, 3, 1))] * 2, *[(2, (2, 2, 2, 1))] * 3, (3, (1, 4, 3, 2)), (2, (3, 1))]
    rngs = [np.random.default_rng(seed) for seed in range(len(shapes))]
    return tuple((draw(rng, n, sizes[0]), net(rng, *sizes)) for rng, (n, sizes) in zip(rngs, shapes, strict=True))


edit = editor(network.forward)
UNIT, LAST = "bend(predict(answers[-1], W, b))", "return [*answers, predict(answers[-1], *layers[-1])]"  # its parts

forward = Exercise(
    "answers = forward(x, layers)",
    network.forward,
    runs(),
    inside=(bend, predict),
    mistakes=(
        Mistake("nothing bent", edit(UNIT, "predict(answers[-1], W, b)"),
                "Your hidden layers do not bend, so the whole network is a line. bend each layer's sums.",
                "predict gives the sums; bend comes after it."),
        Mistake("the input again", edit(UNIT, "bend(predict(x, W, b))"),
                "Each of your layers is fed with x. A layer is fed with the answers of the layer before it.",
                "answers[-1] is the last entry so far."),
        Mistake("bent before the sum", edit(UNIT, "predict(bend(answers[-1]), W, b)"),
                "You bend what goes into a layer. What comes out of it should bend: the sum first, then the bend.",
                "bend stands outside, predict inside."),
        Mistake("bias after the bend", edit(UNIT, "bend(answers[-1] @ W) + b"),
                "You add the bias after the bend. It belongs into the sum that is bent.",
                "predict adds it at the right place."),
        Mistake("bias forgotten", edit(UNIT, "bend(answers[-1] @ W)"),
                "Your hidden layers leave out b. predict adds it to each sum, before the bend.",
                "bend(predict(…, W, b))"),
        Mistake("the last layer bent", edit(LAST, "return [*answers, bend(predict(answers[-1], *layers[-1]))]"),
                "Your last layer bends too, so no answer can be negative. The last layer gives its sum as it is.",
                "Only the layers in layers[:-1] bend."),
        Mistake("all answers handed over", edit(UNIT, "bend(predict(answers, W, b))"),
                "You hand the whole list to predict. It takes one table: the last entry so far.",
                "answers[-1]"),
        Mistake("always the last layer", edit(UNIT, "bend(predict(answers[-1], *layers[-1]))"),
                "You take the last layer each time. The loop hands you the W and b of the layer in turn.",
                "predict(…, W, b)"),
        Mistake("sums kept beside the answers", edit(f"answers.append({UNIT})",
                    "answers += [predict(answers[-1], W, b), bend(predict(answers[-1], W, b))]"),
                "Your list holds the sums as well. Asked for is one entry a layer: what it hands on.",
                "Append bend(…) alone."),
        Mistake("only the answer", edit(LAST, "return predict(answers[-1], *layers[-1])"),
                "You give back the last answer alone. The list holds every layer's answers: x first, ŷ last.",
                "The last line stands in the text already."),
        Mistake("x left out", edit("answers = [x]", "answers = []", UNIT, "bend(predict([x, *answers][-1], W, b))",
                    LAST, "return [*answers, predict([x, *answers][-1], *layers[-1])]"),
                "Your list begins after the first layer. x itself is its first entry.",
                "answers = [x] before the loop."),
    ),
    look="Feed the layer with the last entry so far, answers[-1]: predict gives its sums, and bend comes after.",
)  # fmt: skip


four_bends = ByHand(
    "v = four_bends",
    [-3, 2, 2, 2],
    mistakes=(
        Mistake("the slopes themselves", [-3, -1, 1, 3],
                "Those are the slopes. The first unit stays on, so each further one adds to its slope: by how much "
                "does the slope change at each hinge?",
                "To go from −3 to −1, what must be added?"),
        Mistake("sign turned round", [-3, -2, -2, -2],
                "The sizes are right. Does the slope grow at each hinge, or does it fall?",
                "From −3 to −1 it grows."),
        Mistake("counted from the first", [-3, 2, 4, 6],
                "You counted each change from the first slope. The units before are all on: count from the slope "
                "left of the hinge.",
                "At the third hinge the slope goes from −1 to 1."),
        Mistake("added to the slopes", [-3, -4, -3, 0],
                "You added the slopes up. The other way round: from the slopes find what was added at each hinge.",
                "To go from −3 to −1, what must be added?"),
        Mistake("half of each change", [-3, 1, 1, 1],
                "From −3 to −1 is more than 1.",
                "−1 − (−3)"),
        Mistake("the squares", [4, 1, 0, 1],
                "Those are the squares. The unit's numbers say how the slope changes.",
                "The slopes from square to square are −3, −1, 1, 3."),
        Mistake("always the first slope", [-3, -3, -3, -3],
                "With these numbers the line falls more steeply at each hinge. The slopes should grow: −3, −1, 1, 3.",
                "What must be added to −3 to make it −1?"),
        Mistake("undone and begun again", [-3, 3, 2, 2],
                "At the second hinge you only undo the first unit: the line is flat there. The slope should be −1.",
                "What must be added to −3 to make it −1?"),
        Mistake("only two changes", [-3, 2, 2, 1],
                "The first three are right. At the last hinge the slope goes from 1 to 3.",
                "3 − 1"),
    ),
    praise="The slope of a square changes by the same amount at each hinge: from −3 to −1, to 1, to 3.",
    look="The slopes are −3, −1, 1, 3, and a unit that is on stays on. Each number is a change of the slope.",
)  # fmt: skip


squares_outside = ByHand(
    "at_3, at_10 = squares_outside",
    (7, 28),
    mistakes=(
        Mistake("the squares", (9, 100),
                "Those are the squares. The network has no bend on the right of 1: it goes on straight.",
                "Start at 2, where it answers 4, and go on with the slope 3."),
        Mistake("slope times x", (9, 30),
                "You multiplied 3 by x. That would be a line through 0, and this one goes through 4 at 2.",
                "How far is it from 2 to x?"),
        Mistake("the rise alone", (3, 24),
                "That is how much the line rises from 2 on. At 2 it is not 0.",
                "At 2 the network answers 4."),
        Mistake("counted from 0", (13, 34),
                "You added 3 · x to the 4. The line is at 4 where x is 2, so count from there.",
                "How far is it from 2 to x?"),
        Mistake("the slope before", (5, 12),
                "You took the slope 1. The last hinge stands at 1, and there the slope becomes 3.",
                "From 1 to 2 the squares rise by 3."),
        Mistake("the change of the slope", (6, 20),
                "2 is how much the slope changes at a hinge. The slope itself is −3 + 2 + 2 + 2.",
                "All four units are on there."),
        Mistake("one more bend", (9, ...),
                "At 3 you let the slope grow once more. It grows at a hinge, and the last one stands at 1.",
                "The slope stays 3."),
        Mistake("flat", (4, 4),
                "You let the line stay at 4. A unit that is on stays on, so the answer goes on rising.",
                "The last slope is 3."),
    ),
    praise="From 2 on the line rises by 3 for each 1: 4 + 3 · 1 and 4 + 3 · 8. No bend is left that could change that.",
    look="At 2 the network answers 4. From there on the slope is 3: how far is it to x?",
)  # fmt: skip


one_or_the_other = ByHand(
    "v_1, v_2 = one_or_the_other",
    (1, -2),
    mistakes=(
        Mistake("once taken away", (..., -1),
                "Where both inputs are 1 the first unit says 2, and 2 − 1 is not 0.",
                "2 v_1 + v_2 should be 0."),
        Mistake("second unit added", (1, 2),
                "Where both inputs are 1 the answer would be 4. The second unit should take away what is too much.",
                "2 v_1 + v_2 should be 0."),
        Mistake("both counted", (1, 1),
                "Where both inputs are 1 the answer would be 3, and it should be 0.",
                "The second unit is on only there. It should take something away."),
        Mistake("second unit not used", (1, 0),
                "Where both inputs are 1 the answer would be 2: the first unit adds the inputs up.",
                "The second unit is on only there. What should it take away?"),
        Mistake("swapped", (-2, 1),
                "v_1 and v_2 have swapped places. Which unit is on where one input is 1?",
                "There the answer should be 1, and the first unit says 1."),
        Mistake("all turned round", (-1, 2),
                "Where one input is 1 the answer would be −1. It should be 1.",
                "There only the first unit is on, and it says 1."),
        Mistake("both halved", (0.5, -1),
                "Where one input is 1 the first unit says 1. The answer should be 1 as well, and not a half.",
                "1 · v_1 = 1"),
        Mistake("both doubled", (2, -4),
                "Where one input is 1 the first unit says 1. The answer should be 1 as well, and not 2.",
                "1 · v_1 = 1"),
    ),
    praise="One input: 1 · 1 = 1. Both: the units say 2 and 1, and 2 · 1 + 1 · (−2) = 0.",
    look="Work out what the two units say for 0 and 0, for 0 and 1, and for 1 and 1. Then choose v_1, and then v_2.",
)  # fmt: skip

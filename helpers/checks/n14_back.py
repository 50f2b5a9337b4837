"""The slope, sent back from layer to layer: exercises of notebook 14."""

import numpy as np

from helpers import network
from helpers.checks.cases import draw
from helpers.checks.n13_bend import net
from helpers.marking.editing import editor
from helpers.marking.exercise import ByHand, Exercise, Mistake

ten_slopes = ByHand(
    "dW_2, db_2, dW_1, db_1 = ten_slopes",
    ([-30, -40, 0], -10, [40, -20, 0], [20, -10, 0]),
    mistakes=(
        Mistake("sign turned round", ([30, 40, 0], 10, [-40, 20, 0], [-20, 10, 0]),
                "The sizes are right, and all signs are turned round. The error is ŷ − y, the answer less the right "
                "answer.",
                "0 − 5"),
        Mistake("factor 2 forgotten", ([-15, -20, 0], -5, [20, -10, 0], [10, -5, 0]),
                "Each is half of what it should be. The slope of the cost is 2(ŷ − y).",
                "2 · (0 − 5)"),
        Mistake("bend forgotten", (..., ..., [40, -20, -60], [20, -10, -30]),
                "Unit 3 is off: its answer stays 0, whatever a small nudge does. What does the bend make of its slope?",
                "Point 4: where a unit is off, the slope becomes 0."),
        Mistake("weights forgotten", (..., ..., [-20, -20, 0], [-10, -10, 0]),
                "You handed −10 to each unit as it is. On the way back it passes the unit's weight in W_2.",
                "Point 3: for unit 1 it is −2 · (−10)."),
        Mistake("weights and bend forgotten", (..., ..., [-20, -20, -20], [-10, -10, -10]),
                "You handed −10 to each unit as it is. On the way back it passes the unit's weight, and then the bend.",
                "Points 3 and 4."),
        Mistake("times the answer", (..., ..., [120, -80, 0], [60, -40, 0]),
                "At the bend you multiplied by the unit's answer. The bend's factor is 1 where the unit is on, however "
                "large its answer.",
                "A nudge of a positive sum moves the answer by as much."),
        Mistake("times the sum", (..., ..., [120, -80, 120], [60, -40, 60]),
                "At the bend you multiplied by the unit's sum. The bend's factor is 1 where the sum is positive, and "
                "else 0.",
                "A nudge of a positive sum moves the answer by as much."),
        Mistake("W_1 in place of W_2", (..., ..., [-20, -40, 0], [-10, -20, 0]),
                "You went back through W_1. Between the hidden units and ŷ stands W_2.",
                "Point 3: for unit 1 it is −2 · (−10)."),
        Mistake("W_2 already updated", (..., ..., [34, -28, 0], [17, -14, 0]),
                "You took W_2 as it is after a step at 0.01. All ten slopes belong to one place: the old W_2, on the "
                "way back too.",
                "First all slopes, then the step."),
        Mistake("sign of a weight lost", (..., ..., [-40, -20, 0], [-20, -10, 0]),
                "For unit 1, −2 · (−10) is positive. The others fit.",
                "Minus times minus is plus."),
        Mistake("sums in place of answers", ([-30, -40, 20], ..., ..., ...),
                "Into the last layer goes what the units answer, after the bend. Unit 3 has the sum −2, and answers 0.",
                "Point 2: input times slope, and the input is a_1."),
        Mistake("nudged", ([-90, -72, 0], -18, ..., ...),
                "Those belong to a nudged network: the explorer starts with one. Take the first picture, before any "
                "nudge.",
                "Hidden 3, 4, 0, answer 0."),
        Mistake("nudged answers", ([-50, -40, 0], ..., ..., ...),
                "Unit 1 answers 5 only after a nudge, as in the explorer. Take the units' answers from the first "
                "picture.",
                "Hidden 3, 4, 0."),
        Mistake("two nudges mixed", ([-70, -56, 0], ..., ..., ...),
                "Those answers of the units, and this slope of ŷ, come from nudged networks. Take both from the first "
                "picture, before any nudge.",
                "Hidden 3, 4, 0, answer 0."),
        Mistake("weights in place of inputs", ([20, -10, -30], ..., ..., ...),
                "That is W_2 times −10: what is sent back. The slope of a weight is its input times the slope.",
                "Point 2: the inputs of the last layer are 3, 4 and 0."),
        Mistake("x in place of the answers", ([-20, -20, -20], ..., ..., ...),
                "The inputs of the last layer are not x, but the answers of the units.",
                "They are 3, 4 and 0."),
        Mistake("error in place of the slope", (..., -5, ..., ...),
                "For db_2, −5 is the error. Its slope is 2(ŷ − y).",
                "Point 1."),
        Mistake("cost in place of the slope", (..., 25, ..., ...),
                "For db_2, 25 is the cost. Asked for is its slope, 2(ŷ − y).",
                "Point 1."),
        Mistake("times the bias", (..., -20, ..., ...),
                "For db_2 you multiplied by the bias. A nudge of a bias moves ŷ by as much, whatever the bias is.",
                "The slope itself for the bias."),
        Mistake("x forgotten", (..., ..., [20, -10, 0], ...),
                "For dW_1, x = 2 is a factor.",
                "Point 5: input times ds for the weights."),
        Mistake("W_1 in place of x", (..., ..., [20, -20, 0], ...),
                "For dW_1 you multiplied by W_1. The slope of a weight is its input times ds, and the input is 2.",
                "Point 5."),
        Mistake("x kept in the biases", (..., ..., ..., [40, -20, 0]),
                "For db_1 there is no x: a nudge of a bias moves the sum by as much.",
                "Point 5: ds itself for the biases."),
        Mistake("swapped", (..., ..., [20, -10, 0], [40, -20, 0]),
                "dW_1 and db_1 have swapped places. Which of the two has x in it?",
                "Point 5."),
        Mistake("only where b is not 0", (..., ..., ..., [20, 0, 0]),
                "A bias that is 0 has a slope all the same: nudge b of unit 2, and its sum moves.",
                "ds itself for the biases."),
        Mistake("already updated", ([-1.7, 1.4, 3], 2.1, [0.6, 2.2, -1], [0.8, 0.1, 0]),
                "Those are the parameters after a step at 0.01. Asked for are the slopes.",
                "The step comes later on the page."),
    ),
    praise="One number, −10, is handed from the end to the beginning, and each of the ten slopes takes its part of it.",
    look="Follow the five points with the numbers of the first picture: hidden 3, 4, 0, answer 0. What unit 1 is "
         "handed is −2 · (−10), and it is on.",
)  # fmt: skip


def sent_back(ds, W, a):
    """The slopes of the sums one layer earlier: through W, and stopped where a bend gave 0."""
    return np.where(a > 0, ds @ W.T, 0)


def hidden(rng, rows, units):
    """Answers of hidden units: each positive or 0, never all the same."""
    return np.maximum(0, draw(rng, rows, units))


def halves():
    """Inputs of one_layer_back (ds, W, a): a row of whole numbers, then more rows, more answers, and square tables."""
    first = (np.array([[-4.0]]), np.array([[3.0], [1.0], [-2.0]]), np.array([[5.0, 0.0, 2.0]]))
    shapes = [*[(1, 1, 3)] * 3, *[(2, 1, 3)] * 2, *[(2, 2, 3)] * 2, *[(2, 2, 2)] * 3]  # rows, neurons after, units
    rngs = [np.random.default_rng(seed) for seed in range(40, 40 + len(shapes))]
    drawn = [(draw(rng, n, k), draw(rng, d, k), hidden(rng, n, d)) for rng, (n, k, d) in zip(rngs, shapes, strict=True)]
    return (first, *drawn)


one_layer_back = Exercise(
    "ds = one_layer_back(ds, W, a)",
    sent_back,
    halves(),
    mistakes=(
        Mistake("nothing stopped", lambda ds, W, a: ds @ W.T,
                "Your slopes pass every unit, those that are off as well. A unit that is off answers 0: is the bend "
                "missing in yours, or do you ask a >= 0, which holds for 0 too?",
                "No answer of a unit is ever below 0, so a >= 0 holds everywhere and stops nothing."),
        Mistake("times the answers", lambda ds, W, a: ds @ W.T * a,
                "You multiply by the answers a. The bend's factor is 1 where a unit is on, however large its answer.",
                "a > 0 is 1 where a unit is on, and else 0."),
        Mistake("weights forgotten", lambda ds, W, a: ds * (a > 0),
                "You hand the slopes back without W. What reaches ŷ with the weight −2 gets −2 times the slope.",
                "Point 3: back through the weights."),
        Mistake("W not turned", lambda ds, W, a: ds @ W * (a > 0),
                "You multiply by W as it stands, and that leads forward. On its side, it leads back.",
                "W.T"),
        Mistake("cell by cell", lambda ds, W, a: ds * W.T * (a > 0),
                "* multiplies cell by cell: with one answer that is the same, with several it is not. All ways back to "
                "a unit are added up.",
                "Row times column: @."),
        Mistake("only where off", lambda ds, W, a: ds @ W.T * (a <= 0),
                "You let the slope pass where a unit is off, and stop it where it is on. The other way round.",
                "a > 0 is 1 where a unit is on."),
        Mistake("nothing passes", lambda ds, W, a: ds @ W.T * (a < 0),
                "Your slopes are 0 everywhere: you ask where an answer is negative, and no answer of a unit is.",
                "A unit is on where a > 0."),
        Mistake("the slope bent", lambda ds, W, a: np.maximum(0, ds @ W.T),
                "You stop the slopes that are negative. A slope may have either sign: what stops it is a unit that is "
                "off.",
                "Ask about a, not about the slope."),
        Mistake("sign turned round", lambda ds, W, a: -ds @ W.T * (a > 0),
                "Your slopes have the sign turned round. Nothing on the way back turns it.",
                "ds @ W.T, as it is."),
        Mistake("doubled", lambda ds, W, a: 2 * ds @ W.T * (a > 0),
                "Your slopes are twice too large. The 2 of the loss is in ds already.",
                "It comes in once, at the end of the network."),
        Mistake("weights alone", lambda ds, W, a: W.T * (a > 0),
                "Your answer does not depend on ds. It is ds that is handed back, through the weights.",
                "ds @ W.T"),
    ),
    praise="Your line agrees with the course's on all {} inputs tried: the slope passes where a unit is on.",
    look="Point 3: ds @ W.T hands the slopes back through the weights. Point 4: times 1 where a > 0, else times 0.",
)  # fmt: skip


def passes():
    """Inputs of backward (answers, layers, dy_hat): the page's network, then two hidden layers, then none."""
    page = [(np.array([[1.0, 2.0, -1.0]]), np.array([[1.0, 0.0, 0.0]])),
            (np.array([[-2.0], [1.0], [3.0]]), np.array([[2.0]]))]  # fmt: skip
    shapes = [*[(1, (1, 3, 1))] * 2, *[(3, (2, 3, 1))] * 3, *[(3, (2, 2, 2, 2))] * 3, (4, (1, 3, 2, 2)), (3, (2, 1))]
    rngs = [np.random.default_rng(seed) for seed in range(20, 20 + len(shapes))]
    drawn = [(rng, draw(rng, n, sizes[0]), net(rng, *sizes)) for rng, (n, sizes) in zip(rngs, shapes, strict=True)]
    runs = [(network.forward(x, layers), layers, rng) for rng, x, layers in drawn]
    first = network.forward(np.array([[2.0]]), page)
    return (
        (first, page, np.array([[-10.0]])),
        *((answers, layers, draw(rng, *answers[-1].shape)) for answers, layers, rng in runs),
    )


def too_early(answers, layers, dy_hat):
    """The slopes of all layers, where each is sent back once before its slopes are taken."""
    slopes, ds = [], dy_hat
    for a, (W, _) in zip(reversed(answers[:-1]), reversed(layers), strict=True):
        ds = ds @ W.T * (a > 0)
        slopes.insert(0, (a.T @ ds, ds.sum(axis=0, keepdims=True)))
    return slopes


def one_list_reversed(answers, layers, dy_hat):
    """The slopes of all layers, from the last to the first, where the answers are taken from the first to the last."""
    slopes, ds = [], dy_hat
    for a, (W, _) in zip(answers[:-1], reversed(layers), strict=True):
        slopes.insert(0, (a.T @ ds, ds.sum(axis=0, keepdims=True)))
        ds = ds @ W.T * (a > 0)
    return slopes


edit = editor(network.backward)
START, BACK, ON, OFF = "ds = [dy_hat]", "ds[0] @ W.T", " * (a > 0)", " * (a <= 0)"  # its parts
DW, DB = "a.T @ d,", "d.sum(axis=0, keepdims=True)"
GIVEN = f"return [({DW} {DB}) for a, d in zip(answers[:-1], ds, strict=True)]"

backward = Exercise(
    "slopes = backward(answers, layers, dy_hat)",
    network.backward,
    passes(),
    mistakes=(
        Mistake("nothing stopped", edit(ON, ""),
                "Your slopes pass every unit, those that are off as well. A unit that is off answers 0: is the bend "
                "missing in yours, or do you ask a >= 0, which holds for 0 too?",
                "No answer of a unit is ever below 0, so a >= 0 holds everywhere and stops nothing."),
        Mistake("times the answers", edit(ON, " * a"),
                "On the way back you multiply by the answers a. The bend's factor is 1 where a unit is on.",
                "a > 0 is 1 where a unit is on, and else 0."),
        Mistake("only where off", edit(ON, OFF),
                "You let the slope pass where a unit is off, and stop it where it is on. The other way round.",
                "a > 0 is 1 where a unit is on."),
        Mistake("the slope bent", edit(BACK + ON, f"np.maximum(0, {BACK})"),
                "You stop the slopes that are negative. What stops a slope is a unit that is off: ask about a.",
                "a > 0 is 1 where a unit is on."),
        Mistake("weights forgotten", edit(BACK, "ds[0]"),
                "You hand the slopes back without the weights. Each layer's W leads back, turned on its side.",
                "ds @ W.T"),
        Mistake("W not turned", edit("W.T", "W"),
                "You multiply by W as it stands, and that leads forward. On its side, it leads back.",
                "ds @ W.T"),
        Mistake("another layer's W", edit("reversed(layers[1:])", "reversed(layers[:-1])"),
                "Your slopes go back through the W of another layer: through W_1, where W_2 stands between. The W that "
                "leads into a layer leads back out of it.",
                "First the last layer's W, then the one before it."),
        Mistake("sent back too early", too_early,
                "In each layer you send ds back first, and take the slopes afterwards. Take them with the ds of the "
                "layer itself, and then send it back.",
                "For the last layer ds is dy_hat, as it is."),
        Mistake("the last layer first", edit(GIVEN, f"{GIVEN}[::-1]"),
                "The values are right, and their order is turned round: yours begins with the last layer. The first "
                "layer comes first.",
                "slopes.insert(0, …) puts a pair at the front; append puts it at the end."),
        Mistake("answers of the layer itself", edit("answers[:-1]", "answers[1:]"),
                "In dW you multiply by what a layer gives. The slope of a weight is what goes *into* the layer, times "
                "ds.",
                "answers[0] is x, and goes into the first layer."),
        Mistake("x in every layer", edit("answers[:-1]", "[x] * len(layers)", START, f"x = answers[0]\n    {START}"),
                "In dW you multiply by x in each layer. Only the first layer is fed with x.",
                "The input of a layer is the answers of the one before it."),
        Mistake("dW turned round", edit(DW, "d.T @ a,"),
                "Your dW have rows and columns changed over. dW has the shape of W: a row for each input.",
                "a.T @ ds"),
        Mistake("mean over the rows", edit(DB, "d.mean(axis=0, keepdims=True)"),
                "In db you take the mean of the rows. The division by n is in dy_hat already: add up.",
                "ds.sum(axis=0, keepdims=True)"),
        Mistake("rows not added up", edit(DB, "d"),
                "Your db have a row for each sample. A bias serves all rows, so its slopes are added up.",
                "ds.sum(axis=0, keepdims=True)"),
        Mistake("db flat", edit(DB, "d.sum(axis=0)"),
                "The values of db are right, but flat: a table has two pairs of brackets. keepdims=True keeps them.",
                "ds.sum(axis=0, keepdims=True)"),
        Mistake("all of ds added up", edit(DB, "d.sum(keepdims=True)"),
                "In db you add up over the neurons as well. Each neuron has a bias, and a slope, of its own.",
                "axis=0 goes down the rows."),
        Mistake("ds added up without an axis", edit(DB, "d.sum()"),
                "In db you add up all of ds, over the rows and over the neurons. Each neuron has a bias of its own, "
                "and a table keeps its shape.",
                "ds.sum(axis=0, keepdims=True)"),
        Mistake("only one list reversed", one_list_reversed,
                "The last layer meets the first answers: of your two lists, one goes from the end and the other from "
                "the beginning.",
                "reversed(…) round both lists."),
        Mistake("divided by n again", edit(START, "ds = [dy_hat / len(dy_hat)]"),
                "Your slopes are divided by the number of rows once too often: dy_hat is divided by it already.",
                "slope_of_loss takes care of n."),
        Mistake("doubled", edit(START, "ds = [2 * dy_hat]"),
                "Your slopes are twice too large. The 2 of the loss is in dy_hat already.",
                "Begin with dy_hat as it is."),
        Mistake("sign turned round", edit(START, "ds = [-dy_hat]"),
                "All your slopes have the sign turned round. Begin with dy_hat as it is.",
                "Downhill is the business of update."),
        Mistake("begun with the answer", edit(START, "ds = [answers[-1]]"),
                "Your slopes begin with ŷ. What the loss hands over is dy_hat.",
                "ds = dy_hat for the last layer."),
        Mistake("pairs turned round", edit(f"({DW} {DB})", f"({DB}, {DW[:-1]})"),
                "In your pairs dW and db have swapped places: (dW, db).",
                "As in layers: W first."),
        Mistake("no pairs", edit(f"({DW} {DB})", "one", "strict=True)]", f"strict=True) for one in ({DW} {DB})]"),
                "The values are right, but they stand one after the other. Put the two of a layer into a pair: "
                "(dW, db).",
                "slopes.insert(0, (dW, db)), with two pairs of brackets."),
        Mistake("only the weights", edit(f"({DW} {DB})", DW[:-1]),
                "Your list holds the dW alone. Each layer has a pair: (dW, db).",
                "slopes.insert(0, (dW, db))"),
        Mistake("the last layer alone", lambda *inputs: network.backward(*inputs)[-1:],
                "Your list holds the last layer's slopes alone. Does return stand inside the loop?",
                "It belongs below the loop, as far left as the for."),
        Mistake("two lists", lambda *inputs: list(zip(*network.backward(*inputs), strict=True)),
                "You return two lists, one of the dW and one of the db. Asked for is one list with a pair (dW, db) for "
                "each layer.",
                "slopes.insert(0, (dW, db)) keeps the two together."),
        Mistake("ds in place of slopes", edit(GIVEN, "return ds"),
                "Your list holds the ds of each layer. From it, take the slopes: input times ds, and ds added up.",
                "a.T @ ds, and ds.sum(axis=0, keepdims=True)"),
    ),
    look="For each layer from the last: dW = a.T @ ds with what went in, db = ds added up over the rows. Then "
    "go one layer back.",
)  # fmt: skip

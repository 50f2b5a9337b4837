"""Where the course ends: a mean of shards, the steps that others change, and the second blank page, of notebook 20."""

import numpy as np

from helpers import network
from helpers.checks.cases import draw
from helpers.checks.n07_test import together
from helpers.checks.n13_bend import forward
from helpers.checks.n14_back import backward
from helpers.checks.n15_train import train_layers
from helpers.checks.n16_classes import softmax, surprise
from helpers.marking.editing import editor
from helpers.marking.exercise import ByHand, Exercise, Mistake

slope_of_shards = ByHand(
    "slope_of_all = slope_of_shards",
    4,
    mistakes=(
        Mistake("plain mean", 3,
                "That is the plain mean of the two, as if both machines had as many rows. The second has three times "
                "as many.",
                "How large is the sum of the slopes of all rows together?"),
        Mistake("weights changed over", 2,
                "You gave each slope the rows of the other machine.",
                "1 counts for 100 rows, 5 for 300."),
        Mistake("added up", 6,
                "You added the two slopes. The slope of a mean is a mean.",
                "It lies between 1 and 5."),
        Mistake("not divided", 1600,
                "That is the sum over all rows. The loss is a mean: divide.",
                "By how many rows in all?"),
        Mistake("divided by the machines", 800,
                "You divided the sum over all rows by the number of machines. Divide by the number of rows.",
                "Count the rows of both machines."),
        Mistake("the first alone", 1,
                "That is what the first machine found. The other three hundred rows count, too.",
                "100 · 1 + 300 · 5, and then?"),
        Mistake("the larger alone", 5,
                "That is what the second machine found. The first hundred rows count, too.",
                "100 · 1 + 300 · 5, and then?"),
    ),
    praise="(100 · 1 + 300 · 5) / 400: each row counts once, wherever it lies.",
    look="Each slope is a mean of its own rows. Make sums of them, add the sums, and divide by all rows.",
)  # fmt: skip

steps_that_change = ByHand(
    "convolution, momentum, weight_decay, dropout = steps_that_change",
    (2, 5, 3, 2),
    mistakes=(
        Mistake("convolution as data", (1, ..., ..., ...),
                "The pictures stay as they are. Which step says how an answer is made of them?",
                "A convolution is a layer with few weights, used at many places."),
        Mistake("convolution as gradient", (4, ..., ..., ...),
                "The gradient follows from the network, as before. What is it that was changed first?",
                "A convolution is a layer with few weights, used at many places."),
        Mistake("momentum as gradient", (..., 4, ..., ...),
                "The gradient is the same. What is done with it afterwards differs.",
                "Which step moves the parameters?"),
        Mistake("momentum as epochs", (..., 6, ..., ...),
                "Epochs and batches stay as they are. Within each step, something else is subtracted.",
                "Which step moves the parameters?"),
        Mistake("decay as network", (..., ..., 2, ...),
                "The network answers as before. What changes is what an answer costs.",
                "Something is added to the loss."),
        Mistake("decay as gradient", (..., ..., 4, ...),
                "The gradient follows from the loss, as before. What is it that was changed first?",
                "Something is added to the loss."),
        Mistake("decay as update", (..., ..., 5, ...),
                "In the end the update pulls the weights down, that is true. But it does so because something was "
                "added to the loss: the change begins there.",
                "Which step says what an answer costs?"),
        Mistake("dropping as data", (..., ..., ..., 1),
                "The pictures are whole. It is hidden units that are left out.",
                "Which step says how an answer is made?"),
        Mistake("dropping as update", (..., ..., ..., 5),
                "The update is the same. The units are left out earlier, on the way forward.",
                "Which step says how an answer is made?"),
        Mistake("dropping as epochs", (..., ..., ..., 6),
                "Epochs and batches stay as they are. The units are left out on the way forward.",
                "Which step says how an answer is made?"),
    ),
    praise="Two change how an answer is made, one what is subtracted, one what is paid. The other steps stay.",
    look="Steps: 1 data, 2 network, 3 cost, 4 gradient, 5 update, 6 epochs, 7 test. Which is the first that changes?",
)  # fmt: skip


# The second blank page


def answered():
    """Inputs of slope_of_surprise: scores of one row and of several, and a right class for each; the last are large."""
    rng = np.random.default_rng(20)
    tables = [draw(rng, n, k) for n, k in [*[(1, 3)] * 3, *[(2, 2)] * 2, *[(3, 3)] * 2, (4, 3)]]
    tables.append(np.array([[1000.0, 999.0], [-1000.0, -999.0]]))
    return tuple((s, network.one_hot(rng.integers(0, s.shape[1], (len(s), 1)), s.shape[1])) for s in tables)


edit = editor(network.slope_of_surprise)
SLOPE = "(softmax(s) - y) / len(y)"

slope_of_surprise = Exercise(
    "ds = slope_of_surprise(s, y)",
    network.slope_of_surprise,
    answered(),
    inside=(softmax,),
    mistakes=(
        Mistake("not divided by the rows", edit(SLOPE, "softmax(s) - y"),
                "Your slopes are those of each row's own cost. The loss is a mean: divide by the number of rows.",
                "/ len(y)"),
        Mistake("divided by the classes", edit("len(y)", "y.shape[1]"),
                "You divide by the number of classes. The loss is a mean over the rows.",
                "len(y) is the number of rows."),
        Mistake("divided by all numbers", edit("len(y)", "y.size"),
                "You divide by rows times classes. The loss is a mean over the rows alone.",
                "len(y) is the number of rows."),
        Mistake("sign turned round", edit("softmax(s) - y", "y - softmax(s)"),
                "All your slopes have the sign turned round: p − y, answer minus right answer.",
                "Where y is 1 the slope is below 0: more score makes the loss smaller."),
        Mistake("scores in place of p", edit("softmax(s)", "s"),
                "You subtract from the scores themselves. They become probabilities first.",
                "softmax(s) − y"),
        Mistake("slope of the squares", edit(SLOPE, "2 * (softmax(s) - y) / len(y)"),
                "Yours is twice too large: the 2 belongs to the slope of a square. The surprise has none.",
                "p − y"),
        Mistake("p alone", edit("softmax(s) - y", "softmax(s)"),
                "Those are the probabilities, divided. The right class has y = 1: subtract it there.",
                "p − y"),
        Mistake("the right column only", edit(SLOPE, "(softmax(s) - y) * y / len(y)"),
                "You keep the column of the right class alone. The scores of the other classes have slopes, too.",
                "Without times y."),
        Mistake("the loss itself", lambda s, y: network.surprise(s, y).mean(),
                "That is the loss. Asked for is its slope: a number for each score.",
                "p − y, divided by the number of rows."),
        Mistake("rows added up", edit(SLOPE, "(softmax(s) - y).mean(axis=0, keepdims=True)"),
                "You add up the rows. Each row's scores have slopes of their own: the shape is that of s.",
                "Divide by len(y) and leave the rows apart."),
    ),
    praise="p − y, shared among the rows: each row's slopes add up to 0. It agrees on all {} inputs tried.",
    look="Probabilities minus right answers, p − y, divided by the number of rows.",
)  # fmt: skip

BLANK_NETWORK = (forward, backward, softmax, surprise, slope_of_surprise, train_layers)


def blank_network(forward=..., backward=..., softmax=..., surprise=..., slope_of_surprise=..., train_layers=...):
    """Whether all six functions are right: one result for all of them, which holds the six."""
    return together(BLANK_NETWORK, (forward, backward, softmax, surprise, slope_of_surprise, train_layers))

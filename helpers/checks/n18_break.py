"""When to stop, who may choose, and the slope of a picture: exercises of notebook 18."""

from itertools import pairwise

import numpy as np

from helpers import network
from helpers.checks.cases import draw
from helpers.marking.editing import editor
from helpers.marking.exercise import ByHand, Exercise, Mistake

epoch_to_stop = ByHand(
    "stop = epoch_to_stop",
    26,
    mistakes=(
        Mistake("lowest training loss", 300,
                "There the loss on the training rows is lowest. It goes on falling, with jumps on the way, to the "
                "end, and says nothing about new hands.",
                "Look at another of the three losses: whose rows may choose?"),
        Mistake("lowest test loss", 20,
                "There the loss on the test rows is lowest. The test rows may judge, but not choose: else they have "
                "helped to make what they judge.",
                "Beside it stands the loss on the rows kept aside for choosing."),
        Mistake("the loss instead of the epoch", 0.106,
                "That is the lowest loss on the validation rows. At which epoch does it stand?",
                "Each line begins with its epoch."),
        Mistake("first epoch of the table", 5,
                "There all losses have far to fall. Go on, and follow the validation loss.",
                "It falls, and then it rises again: where is it lowest?"),
        Mistake("before the lowest", 10,
                "At 10 the validation loss is higher than before, but it has not ended its fall: it goes up and down.",
                "Follow it to the last line."),
        Mistake("soon after the lowest", 60,
                "At 60 the validation loss has begun to rise.",
                "Follow it through all seven lines: where is it lowest?"),
        Mistake("long after the lowest", 100,
                "At 100 the validation loss has risen for a while.",
                "It is lowest at another of the seven."),
    ),
    praise="The validation loss is lowest there. The test rows took no part in the choice, so they can still judge.",
    look="Only one of the three losses may choose: that of the validation rows. Where is it lowest?",
)  # fmt: skip


# Who may choose


def lowest_on_validation(history, x, y, train_rows, valid_rows, test_rows):
    """The epoch at which the loss on the validation rows is lowest."""
    losses = []
    for layers in history:
        s = network.forward(x[valid_rows], layers)[-1]
        losses.append(network.surprise(s, y[valid_rows]).mean())
    return int(np.argmin(losses))


def histories():
    """Inputs of honest_epoch: rows of three kinds, and layers of four epochs; each kind has another lowest loss."""
    found = []
    for seed in (19, 39, 61, 116):
        rng = np.random.default_rng(seed)
        x, y = draw(rng, 6, 1), network.one_hot(rng.integers(0, 2, (6, 1)), 2)
        history = [[(draw(rng, 1, 2), draw(rng, 1, 2))] for _ in range(4)]
        found.append((history, x, y, np.array([0, 1]), np.array([2, 3]), np.array([4, 5])))
    return tuple(found)


edit = editor(lowest_on_validation)
SCORES, COSTS = "forward(x[valid_rows], layers)[-1]", "network.surprise(s, y[valid_rows])"
TO, ON = "x[valid_rows]", "y[valid_rows]"


def on(rows):
    """The choice made on other rows."""
    return edit(TO, f"x[{rows}]", ON, f"y[{rows}]")


honest_epoch = Exercise(
    "epoch = honest_epoch(history, x, y, train_rows, valid_rows, test_rows)",
    lowest_on_validation,
    histories(),
    mistakes=(
        Mistake("chosen on the test rows", on("test_rows"),
                "The epoch is chosen on the test rows. A test that has helped to choose cannot judge any more: its "
                "result is a little too good, and nobody can say by how much.",
                "There are rows kept aside for choosing."),
        Mistake("chosen on the training rows", on("train_rows"),
                "The epoch is chosen on the training rows. Their loss goes on falling to the end, with jumps on the "
                "way: so the choice is always a late epoch.",
                "There are rows kept aside for choosing."),
        Mistake("chosen on all rows", edit(TO, "x", ON, "y"),
                "The epoch is chosen on all rows, and the test rows are among them.",
                "Take the rows kept aside for choosing, and no others."),
        Mistake("chosen on validation and test rows", on("np.r_[valid_rows, test_rows]"),
                "The validation rows choose, and the test rows have a say as well. Leave the test rows out.",
                "valid_rows alone."),
        Mistake("chosen on training and validation rows", on("np.r_[train_rows, valid_rows]"),
                "The training rows have a say as well. The network knows them: leave them out.",
                "valid_rows alone."),
        Mistake("rows torn apart", edit(ON, "y[test_rows]"),
                "The pictures are those of the validation rows, and the right answers those of the test rows. Take the "
                "same rows of both.",
                "Two places say which rows, in x and in y."),
        Mistake("rows torn apart the other way", edit(TO, "x[test_rows]"),
                "The right answers are those of the validation rows, and the pictures those of the test rows. Take the "
                "same rows of both.",
                "Two places say which rows, in x and in y."),
        Mistake("highest loss", edit("np.argmin(losses)", "np.argmax(losses)"),
                "You take the epoch with the highest loss on the right rows. Take the lowest.",
                "np.argmin"),
        Mistake("most right", edit(f"{COSTS}.mean()", "-network.accuracy(s, y[valid_rows])"),
                "You take the epoch with the most right answers. Asked for is the lowest loss: it also sees how sure "
                "each answer is.",
                "surprise(s, y[…]).mean()"),
        Mistake("the loss instead of the epoch", edit("int(np.argmin(losses))", "float(np.min(losses))"),
                "You return the lowest loss. Asked for is the epoch at which it stands.",
                "np.argmin gives the place, np.min the number."),
        Mistake("all losses", edit("int(np.argmin(losses))", "losses"),
                "You return the losses of all epochs. Asked for is the epoch of the lowest.",
                "np.argmin gives its place."),
        Mistake("counted from 1", edit("int(np.argmin(losses))", "int(np.argmin(losses)) + 1"),
                "Yours is one epoch too late. The first entry of a history stands before training: epoch 0.",
                "np.argmin counts from 0, as the history does."),
        Mistake("the last epoch", edit("int(np.argmin(losses))", "len(history) - 1"),
                "You return the last epoch, whatever the losses say.",
                "np.argmin(losses)"),
    ),
    praise="The test rows take no part in the choice. It agrees with the course's on all {} inputs tried.",
    look="Two places say which rows choose. Both should name the rows that are kept aside for that.",
)  # fmt: skip


# The slope of a picture


def sent_to_the_pixels(x, y, layers):
    """How the loss changes as each pixel does, ∂L/∂x, for layers with one hidden layer: a table shaped as x."""
    (W_1, _), (W_2, _) = layers
    _, a, s = network.forward(x, layers)
    ds_2 = network.slope_of_surprise(s, y)
    ds_1 = ds_2 @ W_2.T * (a > 0)
    return ds_1 @ W_1.T


def pictures():
    """Inputs of slope_of_x: one row, several, and as many units as inputs; about half of the units are off."""
    rng, found = np.random.default_rng(21), []
    for n, sizes in [*[(1, (3, 4, 2))] * 3, *[(3, (2, 4, 3))] * 2, *[(3, (3, 3, 3))] * 3, (5, (4, 2, 3))]:
        layers = [(draw(rng, d, k), draw(rng, 1, k)) for d, k in pairwise(sizes)]
        y = network.one_hot(rng.integers(0, sizes[-1], (n, 1)), sizes[-1])
        layers[-1] = (layers[-1][0] / 10, layers[-1][1] / 10)  # so that no answer is quite sure
        found.append((draw(rng, n, sizes[0]), y, layers))
    return tuple(found)


edit = editor(sent_to_the_pixels)
LINE = "ds_1 @ W_1.T"

slope_of_x = Exercise(
    "dx = slope_of_x(x, y, layers)",
    sent_to_the_pixels,
    pictures(),
    mistakes=(
        Mistake("W not turned", edit(LINE, "ds_1 @ W_1"),
                "You multiply by W_1 as it stands, and that leads forward. On its side, it leads back.",
                "W_1.T"),
        Mistake("bent at the pixels", edit(LINE, f"{LINE} * (x > 0)"),
                "You stop the slope where a pixel is 0. A pixel does not bend: nothing stops the slope there.",
                "Without (x > 0)."),
        Mistake("W_1 on the left", edit(LINE, "W_1.T @ ds_1"),
                "ds_1 is (n, units) and W_1.T is (units, pixels): ds_1 stands on the left.",
                "Each row of the left table meets each column of the right one."),
        Mistake("slope of the weights", edit(LINE, "x.T @ ds_1"),
                "That is dW_1, the slope of the weights. Asked for is the slope of the pixels: the way goes on back, "
                "through W_1.",
                "As from ds_2 to the hidden units: which table was it sent through?"),
        Mistake("not sent on", edit(LINE, "ds_1"),
                "That is the slope of the hidden sums. It still has to go back through W_1.",
                "Its shape must be that of x."),
        Mistake("sent through the other W", edit(LINE, "ds_2 @ W_2.T"),
                "That is the slope of the hidden units' answers. Two parts of the way are missing: the bend, and W_1.",
                "ds_1 has passed the bend already."),
        Mistake("the bend left out", edit(LINE, "ds_2 @ W_2.T @ W_1.T"),
                "Your slope passes the units that are off. ds_1 has passed the bend: begin with it.",
                "The line above has ds_1 ready."),
        Mistake("downhill", edit(LINE, f"-{LINE}"),
                "The sign is turned round: yours points downhill. The slope says how the loss grows.",
                "No minus is needed."),
        Mistake("one for all rows", edit(LINE, f"({LINE}).sum(axis=0, keepdims=True)"),
                "You add up the rows. A bias serves all rows, but each picture has its own pixels, and its own slopes.",
                "The shape is that of x."),
        Mistake("times the pixels", edit(LINE, f"{LINE} * x"),
                "You multiply by the pixels. How the loss changes with a pixel does not ask how dark it is.",
                "Without x."),
        Mistake("number by number", edit(LINE, "ds_1 * W_1.T"),
                "* multiplies number by number. All units that see a pixel have a say: add up their parts.",
                "Row times column: @."),
        Mistake("only the sign", edit(LINE, f"np.sign({LINE})"),
                "You return the signs alone. That comes later: return the slopes.",
                "Without np.sign."),
        Mistake("the score's slope", edit(LINE, "ds_2"),
                "That is the slope of the scores, where the way back begins.",
                "ds_1 has come farther: send it on."),
    ),
    praise="The same rule as for every layer: back through W, on its side. It agrees on all {} inputs tried.",
    look="ds_2 became the slope of the hidden answers by @ W_2.T. Send ds_1 one layer farther, in the same way.",
)  # fmt: skip

"""A start, a step and the training of a network with hidden layers: exercises of notebook 15."""

from itertools import combinations, pairwise

import numpy as np

from helpers import network, neuron
from helpers.checks.cases import draw, table
from helpers.checks.n05_descent import update
from helpers.marking.editing import editor
from helpers.marking.exercise import ByHand, Exercise, Mistake
from helpers.marking.values import agree, alike, plain

slopes_at_zero = ByHand(
    "dW_1, db_1, dW_2, db_2 = slopes_at_zero",
    (0, 0, 0, -20 / 9),
    mistakes=(
        Mistake("sign turned round", (..., ..., ..., 20 / 9),
                "The size of db_2 is right, and its sign is turned round. The slope is 2(ŷ − y): which comes first?",
                "ŷ is 0 and the right answers are not negative, so each error is 0 or below."),
        Mistake("factor 2 forgotten", (..., ..., ..., -10 / 9),
                "db_2 is half of what it should be. The slope of a square brings a factor: which?",
                "2(ŷ − y), and then the mean over the rows."),
        Mistake("mean of the answers", (..., ..., ..., 10 / 9),
                "For db_2 you took the mean of the right answers. The slope of the loss is the mean of 2(ŷ − y).",
                "ŷ is 0 in every row. What does that leave of 2(ŷ − y)?"),
        Mistake("summed, not averaged", (..., ..., ..., -20),
                "For db_2 you added up the slopes of the nine rows. The loss is a mean: what is missing?",
                "How many rows are there?"),
        Mistake("slope of one row", (..., ..., ..., -4),
                "For db_2 you took one row, with the answer 2. Take the mean over all nine.",
                "The mean of the nine right answers is 10/9."),
        Mistake("nothing moves", (..., ..., ..., 0),
                "One slope is not 0. If the last bias grew a little, every answer would grow. Would the loss change?",
                "The last bias needs no unit: ŷ is a sum, and the bias is added as it is."),
        Mistake("a slope for W_2", (..., ..., -20 / 9, ...),
                "A slope for W_2 is what the hidden units answered times the slope of ŷ. What do they answer here?",
                "All weights are 0: every sum is 0, and so is every unit's answer."),
        Mistake("a slope for b_1", (..., -20 / 9, ..., ...),
                "To reach the hidden units, the slope is sent back through W_2. What is W_2 here?",
                "Times 0 is 0."),
        Mistake("the same everywhere", (-20 / 9, -20 / 9, -20 / 9, -20 / 9),
                "The slope does not reach every table. dW_2 needs a hidden answer that is not 0; dW_1 and db_1 need a "
                "W_2 that is not 0.",
                "Begin at the end, as in notebook 14, and write down what is multiplied by 0."),
        Mistake("tables", (np.zeros((1, 2)), np.zeros((1, 2)), np.zeros((2, 1)), np.array([[-20 / 9]])),
                "The numbers are right. Write one number for each table: 0 where all of it is 0.",
                "In place of [[0, 0]] write 0."),
    ),
    praise="The mean of 2(0 − y) is −20/9. All else was multiplied by a hidden answer or by a weight, and these are 0.",
    look="Go back from the end, as in notebook 14: the slope of ŷ first, then what it is multiplied by on its way.",
)  # fmt: skip


# One step for all layers


def network_of(rng, *sizes):
    """Layers of these sizes, with numbers that are short to read, biases too."""
    return [(draw(rng, d, k), draw(rng, 1, k)) for d, k in pairwise(sizes)]


def steps():
    """Inputs of update_layers: layers, their slopes and a learning rate; one layer, two and three."""
    rng = np.random.default_rng(5)
    rates = [(0.1, (1, 1, 1)), (0.5, (1, 1, 1)), (0.06, (1, 2, 1)), (0.1, (1, 2, 1)), (0.25, (2, 3, 2)),
             (0.1, (1, 2, 2, 1)), (0.5, (1, 2, 2, 1))]  # fmt: skip
    return tuple((network_of(rng, *sizes), network_of(rng, *sizes), rate) for rate, sizes in rates)


def stepped(pair, slopes, rate):
    """One pair (W, b) after a step."""
    return neuron.update(*pair, *slopes, rate)


edit_update = editor(network.update_layers)
EACH, BOTH = "(W, b), (dW, db) in zip(layers, slopes, strict=True)", "update(W, b, dW, db, learning_rate)"

update_layers = Exercise(
    "layers = update_layers(layers, slopes, learning_rate)",
    network.update_layers,
    steps(),
    inside=(update,),
    mistakes=(
        Mistake("returned unchanged", lambda layers, slopes, rate: layers,
                "The layers come back as they went in. Are the new pairs the ones that you return?",
                "`update(…)` by itself changes nothing: collect what it gives back in a new list."),
        Mistake("only the first layer updated",
                lambda layers, slopes, rate: [stepped(layers[0], slopes[0], rate), *layers[1:]],
                "The first layer took its step, and the others stayed where they were. Every layer learns.",
                "Go through the pairs of both lists with a for."),
        Mistake("only the last layer updated",
                lambda layers, slopes, rate: [*layers[:-1], stepped(layers[-1], slopes[-1], rate)],
                "The last layer took its step, and the others stayed where they were. Every layer learns.",
                "Go through the pairs of both lists with a for."),
        Mistake("only the first pair returned", lambda layers, slopes, rate: [stepped(layers[0], slopes[0], rate)],
                "One pair comes back, that of the first layer. Does return stand inside the loop?",
                "return belongs after the loop, as far left as the for."),
        Mistake("only the last pair returned", lambda layers, slopes, rate: [stepped(layers[-1], slopes[-1], rate)],
                "One pair comes back, that of the last layer. Do you start your list anew in every round?",
                "The empty list belongs before the loop, and append inside it."),
        Mistake("a pair without its list", lambda layers, slopes, rate: stepped(layers[0], slopes[0], rate),
                "You return the pair of the first layer alone. Asked for is a list with a pair for each layer.",
                "[… for (W, b), (dW, db) in zip(layers, slopes)] makes the whole list."),
        Mistake("one long list", lambda layers, slopes, rate: [t for pair in network.update_layers(layers, slopes, rate)
                                                               for t in pair],
                "The tables are right, but they stand in one long list. Keep them in pairs: (W, b) for each layer.",
                "append takes one thing: append((W, b)), with both brackets."),
        Mistake("last layer first", lambda layers, slopes, rate: network.update_layers(layers, slopes, rate)[::-1],
                "Every pair is right, and they stand in the wrong order. The first layer comes first.",
                "append puts a pair at the end of a list, insert(0, …) at its front."),
        Mistake("slopes returned", lambda layers, slopes, rate: slopes,
                "You return the slopes. Asked for are the layers after a step against them.",
                "update(W, b, dW, db, learning_rate) gives a layer's new pair."),
    ),
    look="For each pair (W, b) and its slopes (dW, db): update(W, b, dW, db, learning_rate). Return the list of them.",
)  # fmt: skip


# One step, to repair

NETWORK_14 = [(np.array([[1.0, 2.0, -1.0]]), np.array([[1.0, 0.0, 0.0]])),
              (np.array([[-2.0], [1.0], [3.0]]), np.array([[2.0]]))]  # fmt: skip


def whole_step(x, y, layers, learning_rate):
    """The two layers after one step, downhill for the loss of all rows."""
    (W_1, b_1), (W_2, b_2) = layers
    _, a, y_hat = network.forward(x, layers)
    ds_2 = network.slope_of_loss(y_hat, y)
    ds_1 = ds_2 @ W_2.T * (a > 0)
    W_2, b_2 = neuron.update(W_2, b_2, a.T @ ds_2, ds_2.sum(axis=0, keepdims=True), learning_rate)
    W_1, b_1 = neuron.update(W_1, b_1, x.T @ ds_1, ds_1.sum(axis=0, keepdims=True), learning_rate)
    return [(W_1, b_1), (W_2, b_2)]


def first_steps():
    """Inputs of one_step: the network of notebook 14, then others, all of two layers."""
    rng, sizes = np.random.default_rng(4), [(3, 1, 2, 1), (3, 1, 2, 1), (4, 2, 3, 2)]
    others = [(draw(rng, n, d), draw(rng, n, out), network_of(rng, d, k, out), 0.1) for n, d, k, out in sizes]
    return ((table(2), table(5), NETWORK_14, 0.01), (table(2), table(5), NETWORK_14, 0.02), *others)


edit_step = editor(whole_step)
SENT_BACK, TO_NEXT = "    ds_1 = ds_2 @ W_2.T * (a > 0)\n", "\n    "
SECOND = "W_2, b_2 = neuron.update(W_2, b_2, a.T @ ds_2, ds_2.sum(axis=0, keepdims=True), learning_rate)"
FIRST = "W_1, b_1 = neuron.update(W_1, b_1, x.T @ ds_1, ds_1.sum(axis=0, keepdims=True), learning_rate)"

one_step = Exercise(
    "layers = one_step(x, y, layers, learning_rate)",
    whole_step,
    first_steps(),
    mistakes=(
        Mistake("layer 2 updated before the slope is sent back",
                edit_step(SENT_BACK, "", SECOND, SECOND + TO_NEXT + SENT_BACK.strip()),
                "The slope is sent back through a W_2 that has already moved. On notebook 14's network, dW_1 is then "
                "34, −28, 0 in place of 40, −20, 0.",
                "All slopes belong to one place: the network as it was. Work out ds_1 before anything is updated."),
        Mistake("bend forgotten", edit_step(" * (a > 0)", ""),
                "A unit that is off learns. On the way back the slope stops where a bend gave 0.",
                "Times (a > 0), as in notebook 14. With a >= 0 nothing would stop: no answer of a bend is below 0."),
        Mistake("times a", edit_step("(a > 0)", "a"),
                "The slope is multiplied by what a unit answers. It passes a unit that is on as it is: times 1.",
                "a > 0 is 1 where a unit is on, and 0 where it is off."),
        Mistake("only layer 2 updated", edit_step(FIRST, "pass"),
                "Layer 2 is right, and layer 1 stays where it was. Both layers learn.",
                "An update for W_1 and b_1, with ds_1."),
        Mistake("only layer 1 updated", edit_step(SECOND, "pass"),
                "Layer 1 is right, and layer 2 stays where it was. Both layers learn.",
                "An update for W_2 and b_2, with ds_2."),
        Mistake("uphill", edit_step("slope_of_loss(y_hat, y)", "slope_of_loss(y, y_hat)"),
                "Both layers step uphill. A sign is turned round: the error is ŷ − y.",
                "slope_of_loss takes the answer first, then the right answer."),
        Mistake("answers asked again after the update",
                edit_step(SENT_BACK, "", SECOND, SECOND + TO_NEXT + "_, a, y_hat = network.forward(x, [(W_1, b_1), "
                          "(W_2, b_2)])" + TO_NEXT + "ds_2 = network.slope_of_loss(y_hat, y)" + TO_NEXT
                          + SENT_BACK.strip()),
                "Layer 1 gets the slopes of a network whose layer 2 has already moved. One step has one gradient.",
                "Work out both ds first; then update both layers."),
    ),
    praise="Both layers step with the slopes of one and the same network: on notebook 14's, ŷ lands on 5.",
    look="Every slope must belong to the network as it was before the step. Which line uses a table that has moved?",
)  # fmt: skip


# The whole training


def slope_of_sizes(y_hat, y):
    """How another loss, the mean of |ŷ − y|, changes as each answer does: its sign, over n."""
    return np.sign(y_hat - y) / len(y)


def runs():
    """Inputs of train_layers: a short batch, none, all rows in one, two with another loss; the last with two seeds."""
    shapes = [*[(3, 1, 2)] * 4, (4, 1, 2), (5, 3, 5), (7, 4, 3), *[(6, 3, 2)] * 3]
    seeds = [(3, 0), (8, 2), (9, 3), (10, 4), (4, 0), (5, 0), (7, 0), (6, 0), (6, 0), (6, 1)]
    slopes = [slope_of_sizes if at in (3, 5) else network.slope_of_loss for at in range(len(shapes))]
    return tuple(
        (draw(rng, n, 1), draw(rng, n, 1), network_of(rng, 1, 2, 1), slope, 0.01, epochs, size, chance)
        for (n, epochs, size), (data, seed), slope in zip(shapes, seeds, slopes, strict=True)
        for rng, chance in [(np.random.default_rng(data), np.random.default_rng(seed))]
    )


def fairly_shuffled(right, history, x, y, layers, slope, rate, epochs, size, rng):
    """Whether a history equals the course's, or is what another way of shuffling leads to.

    For each epoch there must be an order of all rows, each of them once, in batches of the right size, the short one
    last, that leads from its start to its end; and not all epochs may have one order.
    """
    if agree(right, history):
        return True
    if not alike(right, history) or not agree(right[0], history[0]):
        return False
    rows = frozenset(range(len(x)))
    orders = [order_of_rows(*ends, x, y, slope, rate, size, rows) for ends in pairwise(history)]
    return None not in orders and (size == len(x) or epochs == 1 or any(order != orders[0] for order in orders))


def step(layers, x, y, slope, rate):
    """The layers after one step, as plain data."""
    layers = [tuple(pair) for pair in layers]
    return plain(network.update_layers(layers, network.layer_gradients(x, y, layers, slope), rate))


def order_of_rows(layers, to, x, y, slope, rate, size, left):
    """The batches of an epoch that lead from these layers to those, out of the rows that are left; or None."""
    if not left:
        return [] if agree(layers, to) else None
    for batch in map(list, combinations(sorted(left), min(size, len(left)))):
        after = step(layers, x[batch], y[batch], slope, rate)
        rest = order_of_rows(after, to, x, y, slope, rate, size, left - {*batch})
        if rest is not None:
            return [batch, *rest]
    return None


def layer_by_layer(x, y, layers, slope, learning_rate, epochs, batch_size, rng):
    """A training in which every layer waits until the one behind it has moved, and then asks for its slopes."""
    history = [layers]
    for _ in range(epochs):
        shuffled = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = shuffled[start : start + batch_size]
            for at in reversed(range(len(layers))):
                slopes = network.layer_gradients(x[batch], y[batch], layers, slope)
                layers = [*layers[:at], stepped(layers[at], slopes[at], learning_rate), *layers[at + 1 :]]
        history.append(layers)
    return history


edit = editor(network.train_layers)
DRAW, STRIDES = "shuffled = rng.permutation(len(x))", "range(0, len(x), batch_size)"
BATCH, SLOPES = "batch = shuffled[start : start + batch_size]", "layer_gradients(x[batch], y[batch], layers, slope)"
STEP, STORE = "layers = update_layers(layers, slopes, learning_rate)", "history.append(layers)"
LOOP = f"for start in {STRIDES}:"
OUTER, INNER = "\n        ", "\n            "

train_layers = Exercise(
    "history = train_layers(x, y, layers, slope, learning_rate, epochs, batch_size, rng)",
    network.train_layers,
    runs(),
    same=fairly_shuffled,
    inside=(update_layers,),
    mistakes=(
        Mistake("stored once a step", edit(OUTER + STORE, INNER + STORE),
                "Your history has one entry for each step. Here it should have one for each epoch.",
                "Append in the outer loop, after all batches."),
        Mistake("short batch skipped", edit(STRIDES, "range(0, len(x) // batch_size * batch_size, batch_size)"),
                "Rows are skipped: what is left over after the last full batch is never used. "
                "They make a short batch.",
                "range(0, len(x), batch_size) gives the start of each batch, the short one included."),
        Mistake("not shuffled", edit(DRAW, "shuffled = np.arange(len(x))"),
                "You take the rows in the order in which they stand. Shuffle them first.",
                "shuffled = rng.permutation(len(x)), and then slices of shuffled."),
        Mistake("shuffled once", edit(f"for _ in range(epochs):{OUTER}{DRAW}", f"{DRAW}\n    for _ in range(epochs):"),
                "You shuffle once, before the first epoch. Draw a new order for each epoch.",
                "The line with rng.permutation belongs inside the outer loop."),
        Mistake("shuffled again for each step", edit(DRAW + OUTER + LOOP, LOOP + INNER + DRAW),
                "You shuffle again before each step, so some rows come twice and others not at all. "
                "Once an epoch is enough.",
                "The line with rng.permutation belongs in the outer loop, above the inner one."),
        Mistake("rows picked anew for each step", edit(BATCH, "batch = rng.choice(len(x), batch_size, replace=False)",
                    DRAW + OUTER, ""),
                "You pick new rows for each step, out of all. In an epoch each row is used exactly once.",
                "Shuffle once an epoch; then go along the shuffled rows, batch by batch."),
        Mistake("input and answer torn apart", edit("y[batch]", "y[start : start + batch_size]"),
                "x is shuffled and y is not: the inputs get the answers of other rows. Take the same rows of both.",
                "x[batch] and y[batch], with the same batch."),
        Mistake("all rows in every step", edit("x[batch], y[batch]", "x, y"),
                "The number of steps is right, but each looks at all rows. Give the gradient the rows of its batch.",
                "layer_gradients(x[batch], y[batch], layers, slope)"),
        Mistake("one step an epoch", edit(LOOP + INNER + BATCH, f"batch = {DRAW[11:]}{OUTER}if True:", DRAW + OUTER,
                    ""),
                "You take one step an epoch, with all rows. Here each epoch has a step for each batch.",
                "A second loop inside the first goes from batch to batch."),
        Mistake("one step for the last batch", edit(INNER + STEP, OUTER + STEP),
                "Only the last batch of each epoch makes a step. Each batch has one.",
                "The update belongs inside the inner loop, below the slopes."),
        Mistake("layers updated one after the other", layer_by_layer,
                "Each layer gets slopes of a network in which the layer behind it has already moved. One step has one "
                "gradient, for all layers.",
                "layer_gradients once for each batch, then update_layers once."),
        Mistake("start not stored", edit("history = [layers]", "history = []"),
                "Your history begins after the first epoch. The layers before training belong in it, too.",
                "history = [layers] before the loops."),
        Mistake("only the last layers", edit("return history", "return layers"),
                "You return the trained layers alone. The history keeps those after every epoch.",
                "Start a list before the loops, and add to it after each epoch."),
        Mistake("one long list", edit(STORE, "history.extend(layers)"),
                "The pairs of all epochs stand in one long list. Each entry of the history is a whole list of layers.",
                "history.append(layers): append adds one entry, whatever it is; += and extend add its parts."),
        Mistake("one epoch only", edit("    return", "        return"),
                "Your history ends after the first epoch. Does return stand inside a loop?",
                "It belongs after both loops, as far left as the first for."),
        Mistake("nothing updated", edit(STEP, STEP[9:]),
                "The layers never change. Do you keep what update_layers gives back?",
                "`update_layers(…)` by itself changes nothing: its result needs a name."),
        Mistake("a new start in each step", edit(STEP, "layers = update_layers(history[0], slopes, learning_rate)"),
                "Every step begins from the start of the training. It should begin from where the last one ended.",
                "Hand update_layers the newest layers."),
        Mistake("always the slope of the loss", edit(SLOPES, SLOPES.replace("slope)", "slope_of_loss)")),
                "You always follow slope_of_loss. Hand on the slope that came in: in notebook 16 it is another one.",
                "layer_gradients(x[batch], y[batch], layers, slope)"),
        Mistake("uphill", edit(SLOPES, f"[(-dW, -db) for dW, db in {SLOPES}]"),
                "The loss grows: you step uphill. A sign is turned round.",
                "Gradient descent subtracts."),
    ),
    signs=(
        Mistake("rng not used", lambda seen: not agree(seen[-3], seen[-2]),
                "Two generators with the same seed gave two different paths. Draw the order from rng, so that a run "
                "can be repeated.",
                "np.random and random have a memory of their own. rng is the one that can be started afresh."),
        Mistake("same for different seeds", lambda seen: agree(seen[-2], seen[-1]),
                "Two generators with different seeds gave the same path. Use the rng you are given; make none of "
                "your own.",
                "No np.random.default_rng(…) inside the function: that starts the same numbers again at each call."),
    ),
    look="In each batch: layer_gradients with its rows, then update_layers. After each epoch: an entry in the history.",
)  # fmt: skip

"""The explorers of Part III about layers, in the order of its notebooks: bends, slopes sent back, training, depth."""

from functools import cache
from itertools import pairwise

import numpy as np

from helpers import live, page, plots
from helpers.network import bend, forward, initialize_layers, layer_gradients, slope_of_loss, update_layers
from helpers.neuron import loss, predict
from helpers.plots import in_style, said
from helpers.sliders.guess import counted, read, verdict

# 13: bends

CURVES = {
    "square": np.square,
    "|x|": np.abs,
    "wave": lambda x: 1 + np.sin(3 * x),
    "root of |x|": lambda x: np.sqrt(np.abs(x)),
}
MOST_BENDS, NEAR = 40, 0.01


def through(curve, bends):
    """A network that meets a curve at 2 and at its hinges, which stand equally far apart from −2 on; and its hinges."""
    hinges = np.linspace(-2, 2, bends + 1)
    y = CURVES[curve](hinges)
    v = np.diff(np.diff(y) / np.diff(hinges), prepend=0)[:, None]
    return [(np.ones((1, bends)), -hinges[None, :-1]), (v, y[None, :1])], hinges[:-1]


def worst_error(curve, bends):
    """How far the network of so many bends is from the curve, where it is farthest from it between −2 and 2."""
    x = np.linspace(-2, 2, 40 * bends + 1)[:, None]  # 40 places from hinge to hinge, with all quarters and middles
    layers, _ = through(curve, bends)
    return float(np.max(np.abs(forward(x, layers)[-1] - CURVES[curve](x))))


@in_style
def bends(guess=...):
    """A curve, and a network that bends towards it; the guess: bends until the square is met to within 0.01."""
    guess = read(guess, least=0)
    numbers = range(1, MOST_BENDS + 1)
    worst = {curve: [worst_error(curve, count) for count in numbers] for curve in CURVES}
    answer = next(count for count in numbers if round(worst["square"][count - 1], 6) <= NEAR)
    x = np.linspace(-2, 2, 401)[:, None]
    figure, (ax, errors) = page.figure("AB")
    plots.line_axes(ax, x=(-2.2, 2.2), y=(-0.6, 4.6), title="The curve, and the network")
    (truth,) = ax.plot([], [], **plots.TRUTH, zorder=2)
    (line,) = ax.plot([], [], **plots.PREDICTION, zorder=3)
    (ticks,) = ax.plot([], [], "|", color="black", markersize=11, zorder=4)
    errors.set(xlim=(0, MOST_BENDS + 1), ylim=(1e-3, 9), title="Where it is farthest off")
    plots.log_scale(errors.yaxis)
    errors.set(xlabel="bends", ylabel="worst error")
    errors.axhline(NEAR, color="black", linewidth=1)
    plots.draw_label(errors, 1, 0.9 * NEAR, f"{NEAR:g}", va="top", bbox=None)
    plots.draw_guess(errors, x=guess.value)
    (marks,) = errors.plot([], [], "s", color=plots.ERROR["color"], markersize=4, zorder=4)

    def show(bends, curve):
        layers, hinges = through(curve, bends)
        truth.set_data(x[:, 0], CURVES[curve](x)[:, 0])
        line.set_data(x[:, 0], forward(x, layers)[-1][:, 0])
        ticks.set_data(hinges, np.full(bends, -0.35))
        marks.set_data(numbers[:bends], np.maximum(worst[curve][:bends], 1e-3))  # an error of 0 lies on the edge
        error = f"{round(worst[curve][bends - 1], 9):.4g}"
        met, until = curve == "square" and bends >= answer, "Bring the square's worst error down to that"
        return (
            f"The {curve} by {counted(bends, 'bend')}: each straight piece is {4 / bends:.3g} wide, and the worst error"
            f" is {error}. Asked for is {NEAR:g} at most, for the square. {verdict(guess, answer, met, until)}"
        )

    return live.Live(
        figure,
        [truth, line, ticks, marks],
        show,
        bends=live.slider("bends", 1, MOST_BENDS, 1, 1),
        curve=live.choice("curve", list(CURVES), "square"),
    )


# 14: a nudge, and all that it moves

NUDGES = [1.0, 0.5, 0.1, 0.01]


def parameters(layers):
    """Each parameter of a network of one input, some hidden units and one answer: its name, and its place."""
    units = range(layers[0][0].shape[1])
    first = [(f"{name} of unit {k + 1}", (0, part, (0, k))) for part, name in enumerate(["W₁", "b₁"]) for k in units]
    last = [(f"W₂ of unit {k + 1}", (1, 0, (k, 0))) for k in units]
    return [*first, *last, ("b₂", (1, 1, (0, 0)))]


def nudged_layers(layers, place, h):
    """The layers with one parameter larger by h."""
    layer, part, cell = place
    copies = [[table.astype(float) for table in pair] for pair in layers]
    copies[layer][part][cell] += h
    return [tuple(pair) for pair in copies]


def stations(x, y, layers, place):
    """The numbers on the way from a parameter to the cost: the sum and the answer of its unit, ŷ, and the cost.

    A parameter of the last layer does not pass a hidden unit: its way begins with ŷ.
    """
    layer, _, (_, unit) = place
    _, a, y_hat = forward(x, layers)
    of_unit = [] if layer else [predict(x, *layers[0])[0, unit], a[0, unit]]
    return np.array([*of_unit, y_hat.item(), loss(y_hat, y)])


def followed(x, y, layers, place, h):
    """How far a nudge of h moves each station on its way to the cost, and the factor of each step, 0 where it stops."""
    moves = stations(x, y, nudged_layers(layers, place, h), place) - stations(x, y, layers, place)
    before = np.array([h, *moves[:-1]])
    factors = [move / came if came else 0.0 for move, came in zip(moves, before, strict=True)]
    return moves, factors


def way_of(place, units):
    """The numbers of the circles and of the wires, in draw_network's order, that a nudge passes on its way."""
    layer, part, (row, unit) = place
    if layer:
        return [2 + units if part else 2 + row, -2, -1], [2 * units + (units if part else row), -1]
    return [part, 2 + unit, -2, -1], [part * units + unit, 2 * units + unit, -1]


def between(centres):
    """The way from circle to circle, without what lies inside them and without the arrows' heads."""
    way = [[np.nan, np.nan]]
    for start, end in pairwise(centres):
        along = (end - start) / np.linalg.norm(end - start)
        way += [start + plots.RADIUS * along, end - (plots.RADIUS + 0.4) * along, [np.nan, np.nan]]
    return np.array(way)


@in_style
def nudge(x, y, layers, guess=...):
    """A network with one parameter nudged; the guess: the slope of the cost for the first of them.

    On the way of the nudge each wire shows its factor; the circles show what they hold after it.
    """
    guess = read(guess)
    every, units, last = parameters(layers), len(layers[1][0]), NUDGES[-1]
    slope = layer_gradients(x, y, layers, slope_of_loss)[0][0][0, 0]
    weights = [[list(map(said, row)) for row in np.vstack(pair)] for pair in layers] + [[[""]]]
    figure, (ax, ratio) = page.figure("A;B", height=5.4, height_ratios=[2.6, 1])
    columns, heads = [[said(x.item())], [""] * units, [""], [""]], ["input", "hidden units", "answer", "cost"]
    circles, wires = plots.draw_network(ax, columns, weights, heads=heads)
    centres = np.array([circle.get_position() for circle in circles])
    look = {"rotation_mode": "anchor", "ha": "center", "va": "bottom", "weight": "bold", "fontsize": 10, "zorder": 9}
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0}  # it hides the weight below
    on_wires = [ax.annotate("", (0, 0), (0, 2.5), textcoords="offset points", bbox=ground, **look) for _ in heads[1:]]
    (way,) = ax.plot([], [], color=plots.GRADIENT["color"], linewidth=4, solid_capstyle="butt", zorder=8.5)
    bend = plots.draw_label(ax, 0, 0, "", ha="center", va="top", weight="bold", bbox=None)
    ratio.set(xlim=(5, 0.007), ylim=(-55, 75), title="The change of the cost, divided by the nudge")
    plots.log_scale(ratio.xaxis)
    ratio.set(xlabel="nudge h (smaller to the right)", ylabel="change / h")
    ratio.set_xticks(NUDGES, list(map(said, NUDGES)))
    ratio.minorticks_off()
    plots.draw_guess(ratio, y=guess.value)
    (marks,) = ratio.plot([], [], "s", color=plots.ERROR["color"], zorder=5)

    def show(h, parameter):
        name, place = every[parameter]
        moves, factors = followed(x, y, layers, place, h)
        through_circles, passed = way_of(place, units)
        _, a, y_hat = forward(x, nudged_layers(layers, place, h))
        shown = [*circles[2 : 2 + units], *circles[-2:]]
        for circle, number in zip(shown, [*a[0], y_hat.item(), loss(y_hat, y)], strict=True):
            circle.set_text(said(number, "z.4g"))
        on_way = factors if place[0] else [factors[0], *factors[2:]]  # the bend's stands at the unit
        for text in on_wires:
            text.set_text("")
        marked = passed if moves[-1] else passed[:1]  # behind a factor 0 nothing moves
        for text, wire, factor in zip(on_wires, marked, on_way, strict=False):
            text.set(text=f"{'h ' * (wire == passed[0])}× {said(factor, 'z.4g')}", rotation=wires[wire].get_rotation())
            text.xy = wires[wire].xy
        bend.set_text("" if place[0] else "on: × 1" if factors[1] else "off: × 0")
        bend.set_position(centres[through_circles[1]] - (0, plots.RADIUS + 0.1))
        way.set_data(*between(centres[through_circles[: 1 + np.count_nonzero(on_way)]]).T)
        so_far = [size for size in NUDGES if size >= h]
        marks.set_data(so_far, [followed(x, y, layers, place, size)[0][-1] / size for size in so_far])
        of_unit = "" if place[0] else f"the sum of the unit by {moves[0]:z.4g}, its answer by {moves[1]:z.4g}, "
        met, until = parameter == 0 and h == last, f"Nudge {every[0][0]} by {last:g}"
        judged = verdict(guess, slope, met, until, why=f": smaller nudges lead to {slope:g}")
        return (
            f"Nudging {name} by {h:g} moves {of_unit}ŷ by {moves[-2]:z.4g}, and the cost by {moves[-1]:z.4g}."
            f" {moves[-1]:z.4g} / {h:g} = {moves[-1] / h:z.4g}. {judged}"
        )

    return live.Live(
        figure,
        [way, *circles[2 : 2 + units], *circles[-2:], *on_wires, bend, marks],
        show,
        h=live.choice("nudge h", [(f"{h:g}", h) for h in NUDGES], 1.0),
        parameter=live.choice("nudged", [(name, number) for number, (name, _) in enumerate(every)], 0),
    )


# 15: training, from ten starts

STARTS, EPOCHS, EVERY = 10, 1000, 20  # how many starts, how long each trains, and how often it is looked at
RATE, FOUND = 0.05, 1e-3  # the learning rate, and the loss below which the answer counts as found


def ten_starts(x, y, units):
    """The layers of ten networks that train side by side, every 20 epochs, and their losses, a row for each such epoch.

    The ten are laid into one network of ten times as many units, which gives ten answers. Each answer hears its own
    units alone: the other weights are 0, and are kept there.
    """
    starts = [initialize_layers([x.shape[1], units, 1], np.random.default_rng(seed)) for seed in range(STARTS)]
    W = np.hstack([first for (first, _), _ in starts])
    v = np.vstack([last for _, (last, _) in starts])
    own = np.kron(np.eye(STARTS), np.ones((units, 1)))
    layers = [(W, np.zeros((1, len(v)))), (own * v, np.zeros((1, STARTS)))]
    y, history = np.repeat(y, STARTS, axis=1), []
    for epoch in range(EPOCHS + 1):
        if epoch % EVERY == 0:
            history.append(layers)
        first, (dv, db) = layer_gradients(x, y, layers, slope_of_loss)
        layers = update_layers(layers, [first, (own * dv, db)], RATE)
    return history, np.array([np.mean((forward(x, now)[-1] - y) ** 2, axis=0) for now in history])


def one_start(layers, seed):
    """The layers of one of the ten networks."""
    (W, b), (v, b_last) = layers
    units = len(v) // STARTS
    own = slice(seed * units, (seed + 1) * units)
    return [(W[:, own], b[:, own]), (v[own, seed : seed + 1], b_last[:, seed : seed + 1])]


def hinges_of(layers):
    """Where the hidden units of a network with one input bend: each at x = −b/W."""
    (W, b), _ = layers
    with np.errstate(divide="ignore", invalid="ignore"):
        return -b[0] / W[0]


@in_style
def place_bends(x, y, guess=...):
    """A network that trains from ten starts, line and bends; the guess: from how many 2 units find the answer."""
    guess = read(guess, least=0)
    trained, asked = cache(lambda units: ten_starts(x, y, units)), 2
    answer = np.sum(trained(asked)[1][-1] < FOUND)
    at = np.linspace(-3, 3, 241)[:, None]
    figure, (ax, losses, count) = page.figure("AB;AC", height=4.6, width_ratios=[1.15, 1])
    plots.line_axes(ax, x=(-3, 3), y=(-0.8, 3.2), title="The line of one start")
    dots = plots.draw_samples(ax, x, y)
    (line,) = ax.plot([], [], **plots.PREDICTION)
    (hinges,) = ax.plot([], [], "^", color=plots.GRADIENT["color"], markersize=9, zorder=6)
    plots.draw_label(ax, -2.9, -0.35, "triangles: the bends", va="top", bbox=None)
    losses.set(xlim=(-0.6, 9.6), ylim=(1e-14, 1e2), xticks=range(STARTS), title="The loss of all ten")
    losses.set(xlabel="start", ylabel="loss")
    plots.log_scale(losses.yaxis)
    losses.axhline(FOUND, color="black", linewidth=1)
    plots.draw_label(losses, -0.5, 1e-13, "below the line: found", va="center", bbox=None)
    (heights,) = losses.plot([], [], "s", color=plots.ERROR["color"], zorder=4)
    (ring,) = losses.plot([], [], "o", color="black", markersize=13, markerfacecolor="none", zorder=5)
    count.set(xlim=(-20, EPOCHS + 20), ylim=(-0.5, 10.5), xlabel="epoch", title="How many have found it")
    count.set(ylabel="starts of ten", yticks=range(0, 11, 2))
    words = plots.draw_guess(count, y=guess.value)[1:]  # they lie over the steps
    (steps,) = count.plot([], [], color="black", drawstyle="steps-post", zorder=3)

    def show(units, start, epoch):
        history, L = trained(units)
        place = epoch // EVERY
        layers = one_start(history[place], start)
        line.set_data(at[:, 0], forward(at, layers)[-1][:, 0])
        hinges_at = hinges_of(layers)
        inside = hinges_at[np.abs(hinges_at) <= 3]
        hinges.set_data(inside, np.full(len(inside), -0.62))
        heights.set_data(range(STARTS), L[place])
        ring.set_data([start], [L[place, start]])
        found = np.sum(L < FOUND, axis=1)[: place + 1]
        steps.set_data(EVERY * np.arange(place + 1), found)
        met = units == asked and epoch == EPOCHS
        said = verdict(guess, answer, met, f"Play to the last epoch with {asked} units")
        return (
            f"{counted(units, 'unit')}, start {start}, after {counted(epoch, 'epoch')}: the loss is"
            f" {L[place, start]:.3g}. Bends in the picture: {len(inside)}. Found from {found[-1]} of the {STARTS}"
            f" starts. {said}"
        )

    return live.Live(
        figure,
        [dots, line, hinges, heights, ring, steps, *words],
        show,
        play="epoch",
        units=live.slider("hidden units", 1, 16, 1, asked),
        start=live.slider("start", 0, STARTS - 1, 1, 0),
        epoch=live.slider("epoch", 0, EPOCHS, EVERY, 0),
    )


# 19: the size of the answers, layer by layer

UNITS, DEEPEST, ASKED = 32, 20, 10  # units in each layer, the most layers, and how many the question is about


def answer_sizes(scale):
    """The size of the answers (the root of their mean square) of x, then after each of 20 layers of 32 units.

    The input is drawn with size 1, the weights at this scale, and the biases are 0.
    """
    a, rng = np.random.default_rng(0).standard_normal((1000, UNITS)), np.random.default_rng(0)
    sizes = [np.sqrt(np.mean(a**2))]
    for _ in range(DEEPEST):
        a = bend(predict(a, scale * rng.standard_normal((UNITS, UNITS)), np.zeros((1, UNITS))))
        sizes.append(np.sqrt(np.mean(a**2)))
    return sizes


@in_style
def signal(guess=...):
    """The size of the answers from layer to layer as the start's scale is set; the guess: the scale that keeps it."""
    guess = read(guess, least=0)
    low, high, keeps = 1e-8, 1e8, np.sqrt(2 / UNITS)
    scales = [0.001, 0.05, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1.0]
    runs = {scale: answer_sizes(scale) for scale in scales}
    figure, ax = page.figure(height=3.6)
    ax.set(xlim=(-0.4, DEEPEST + 0.4), ylim=(low, high), xlabel="layer", title="The size of the answers")
    plots.log_scale(ax.yaxis)
    ax.set(ylabel="size, on a log scale", xticks=range(0, DEEPEST + 1, 2))
    ax.axhline(1, color="black", linewidth=1)
    if guess.value is not ...:
        ax.plot(range(DEEPEST + 1), answer_sizes(guess.value), **plots.GUESS)
        plots.draw_label(ax, 0, 8e6, f"dashed: your guess, {guess.value:g}", va="center")
    (line,) = ax.plot([], [], **plots.PREDICTION, marker="s", markersize=5)
    off = plots.draw_label(ax, DEEPEST, 3e-8, "", ha="right", va="center")

    def show(scale, depth):
        sizes = runs[scale][: depth + 1]
        line.set_data(range(depth + 1), sizes)
        gone = next((layer for layer, size in enumerate(sizes) if not low < size < high), None)
        off.set_text(f"off the picture from layer {gone}" if gone else "")
        factor = (sizes[-1] / sizes[1]) ** (1 / (depth - 1))
        met = np.isclose(scale, keeps) and depth >= ASKED
        said = verdict(guess, keeps, met, f"Find the scale that keeps the size through {ASKED} layers")
        return (
            f"Start at scale {scale:g}: after the first layer of {UNITS} units the size is {sizes[1]:.3g}, after"
            f" {depth} layers {sizes[-1]:.3g}. That is times {factor:.3g} from layer to layer."
            f"{f' Off the picture from layer {gone}.' if gone else ''} {said}"
        )

    return live.Live(
        figure,
        [line, off],
        show,
        scale=live.choice("scale of the start", [(f"{scale:g}", scale) for scale in scales], 1.0),
        depth=live.slider("layers", 2, DEEPEST, 1, ASKED),
    )

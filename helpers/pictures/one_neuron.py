"""The pictures of Part I, in the order of its notebooks: one neuron, one training number."""

import numpy as np

from helpers import data, page, plots
from helpers.neuron import gradient, largest_stable_rate, loss, predict, train, update
from helpers.plots import in_style, said

ZERO = np.zeros((1, 1))
HEADS = ["input", "neuron", "output"]
PLACES = ((0.0, 0.0), (-0.5, 3.0), (1.0, -1.5), (3.0, 3.0), (4.0, 0.5), (4.5, -1.0))  # on both sides of the floor
STARTS = ((0.0, 0.0), (0.5, -1.5), (-0.5, 2.0), (4.0, 0.5), (4.5, 2.5), (3.0, 3.5))


def at(W, b):
    """The pair W, b as tables (1, 1)."""
    return np.array([[float(W)]]), np.array([[float(b)]])


def pair(W, b, form="g"):
    """The pair in words: (2, −1)."""
    return f"({said(W, form)}, {said(b, form)})"


# 00: what you will build


@in_style
def handwriting(rows=(12, 0, 14, 5, 6, 17)):
    """Some of the handwritten digits that the network of notebook 17 reads, and the right answer below each."""
    x, labels = data.digits()
    figure, axes = page.figure("ABCDEF"[: len(rows)], height=1.5)
    for ax, row in zip(axes, rows, strict=True):
        grey = np.uint8(255 - 255 * x[row].reshape(8, 8) / 16)
        ax.imshow(np.dstack([grey] * 3), interpolation="nearest")
        ax.set(xticks=[], yticks=[])
        ax.axis("off")
        ax.text(3.5, 8.2, labels[row, 0], ha="center", va="top", fontsize=12)
    answers = ", ".join(f"{label}" for label in labels[list(rows), 0])
    return page.Picture(
        figure,
        f"{len(rows)} handwritten digits, each of 8 × 8 pixels, dark where there is ink. The right answers: {answers}.",
    )


# 00, 02: the network


@in_style
def neuron_in_letters():
    """One neuron as a diagram, in letters."""
    figure, ax = page.figure(height=2.5)
    plots.draw_network(ax, [["x"], ["add"], ["ŷ"]], [[["times W"], ["times b"]], [[""]]], heads=HEADS)
    return page.Picture(
        figure, "One neuron: the input x times the weight W, and 1 times the bias b; added up, they give the output ŷ."
    )


@in_style
def network(x, W, b):
    """One neuron as a diagram with its numbers: x, W, b, and what it answers."""
    y_hat = predict(np.array([[float(x)]]), *at(W, b)).item()
    figure, ax = page.figure(height=2.5)
    wires = [[[f"W = {said(W)}"], [f"b = {said(b)}"]], [[""]]]
    plots.draw_network(ax, [[said(x)], ["add"], [said(y_hat)]], wires, heads=HEADS)
    return page.Picture(figure, f"With x = {said(x)}, W = {said(W)}, b = {said(b)} the network answers {said(y_hat)}.")


@in_style
def lines_without_bias(weights):
    """The lines of networks with a weight alone: all pass through (0, 0), and the rule does not."""
    figure, ax = page.figure(height=3.2)
    plots.line_axes(ax, x=(-3, 4), y=(-5, 9), title="With a weight alone, every line passes through (0, 0)")
    plots.draw_truth(ax)
    plots.draw_label(ax, 3.4, 7.8, "rule", va="center", ha="center")
    for weight in weights:
        plots.draw_line(ax, *at(weight, 0), linewidth=1.8)
        plots.draw_label(ax, 2.4, 2.4 * weight, f"W = {said(weight)}", va="center", ha="center")
    first, last = ", ".join(map(said, weights[:-1])), said(weights[-1])
    return page.Picture(
        figure,
        f"{len(weights)} lines with W = {first} and {last}. All pass through (0, 0); the rule passes above, at"
        f" {data.line(ZERO).item():g}.",
    )


@in_style
def lines_after_training(x, y, weights, learning_rate, epochs):
    """The lines that networks answer with after the same training on one sample, from different first weights."""
    starts = [at(weight, 0) for weight in weights]
    ends = [train(x, y, *start, learning_rate, epochs)[-1] for start in starts]
    far = np.array([[8.0]])
    figure, ax = page.figure(height=3.4)
    plots.line_axes(ax, x=(-3, 9), y=(-8, 26), title="The same training, from different starts")
    plots.draw_truth(ax).set(zorder=4, linewidth=3)
    told = []
    for weight, (W, b) in zip(weights, ends, strict=True):
        plots.draw_line(ax, W, b, linewidth=1.8)
        answer = predict(far, W, b).item()
        plots.draw_label(ax, 8.1, answer, f"from W = {said(weight)}", ha="right", va="center")
        told.append(f"from W = {said(weight)} it answers {said(answer, '.1f')}")
    plots.draw_samples(ax, x, y)
    plots.draw_label(ax, x.item() + 0.4, y.item() - 1, f"training number ({x.item():g}, {y.item():g})", va="top")
    return page.Picture(
        figure,
        f"{len(weights)} networks after {epochs} epochs on the number {x.item():g}. All answer {y.item():g} for it. For"
        f" {far.item():g}, where {data.line(far).item():g} is right: {', '.join(told)}. The rule is dash-dotted.",
    )


@in_style
def what_a_start_leaves(x, y, weights, learning_rate, epochs):
    """What no training takes away of a start at (W, 0): the ends on the floor, and the error left at every x."""
    starts = [at(weight, 0) for weight in weights]
    ends = [train(x, y, *start, learning_rate, epochs)[-1] for start in starts]
    x_edges = np.array([[-4.0], [8.0]])
    left = [predict(x_edges, *end) - data.line(x_edges) for end in ends]
    figure, (valley, ax) = page.figure("AB", height=3.6)
    plots.map_axes(valley, W=(-1, 5), b=(-2, 4), title="Where each start ends")
    plots.draw_map(valley, x, y)
    plots.draw_floor(valley, x, y)
    plots.draw_rule(valley)
    ax.set(xlim=(-4, 8), xlabel="input x", ylabel="error that is left", title="What each start leaves")
    ax.axhline(0, color="#767676", linewidth=0.8, zorder=0)
    for weight, start, end, error in zip(weights, starts, ends, left, strict=True):
        plots.draw_path(valley, [start, end])
        ax.plot(x_edges, error, **plots.ERROR)
        plots.draw_label(ax, 7.8, error[1, 0], f"from {said(weight)}", ha="right", va="center")
    ax.axvline(x.item(), color="#767676", linewidth=0.8, zorder=0)
    told = "; ".join(
        f"from W = {said(weight)} to {pair(W.item(), b.item(), '.4g')}, where the error at 8 is"
        f" {said(error[1, 0], 'z.3f')}"
        for weight, (W, b), error in zip(weights, ends, left, strict=True)
    )
    return page.Picture(
        figure,
        f"{len(weights)} starts with b = 0, trained for {epochs} epochs: {told}. Each ends on the"
        f" floor. The error that is left is a line through 0 at x = {x.item():g}, and the larger the start, the"
        " steeper it is.",
    )


# 01: data


@in_style
def train_and_test(x_train, y_train, x_test, y_test):
    """The rule with the training sample on it, and the test samples, hollow."""
    outside = int(np.sum((abs(x_test) > 12) | (abs(y_test) > 26)))
    figure, ax = page.figure(height=3.4)
    plots.line_axes(ax, x=(-12, 12), y=(-26, 26), title="One number to learn from, the others put aside")
    plots.draw_truth(ax)
    plots.draw_samples(ax, x_test, y_test, markerfacecolor="white")
    plots.draw_samples(ax, x_train, y_train)
    sample = f"({x_train.item():g}, {y_train.item():g})"
    plots.draw_label(ax, x_train.item() + 0.6, y_train.item() - 1.4, f"training number {sample}", va="top")
    plots.draw_label(ax, -9.4, -19.5, f"test numbers, hollow; {outside} more lie outside", va="top")
    plots.draw_label(ax, 9.5, 21.5, "rule", ha="right", va="bottom")
    return page.Picture(
        figure,
        f"The rule is a line. One filled dot on it is the training number {sample}. Hollow dots are test numbers;"
        f" {outside} of the {len(x_test)} lie outside the picture.",
    )


# 03: the cost


@in_style
def square_slopes(near=0.1, far=2.0):
    """The size of an error and its square, with their slopes at a small error and at a large one."""
    figure, axes = page.figure("AB", height=3.1)
    slopes = []
    for ax, function, name in zip(axes, (np.abs, np.square), ("size |ŷ − y|", "square (ŷ − y)²"), strict=True):
        ax.set(xlim=(-3, 3), ylim=(-0.6, 9.2), xlabel="error ŷ − y", ylabel=name)
        plots.draw_curve(ax, np.linspace(-3, 3, 121), function)
        for error in (near, far):
            slope = (function(error + 1e-6) - function(error - 1e-6)) / 2e-6
            slopes.append(said(slope, ".3g"))
            ends = error + np.array([-0.7, 0.7])
            ax.plot(ends, function(error) + slope * (ends - error), **plots.GRADIENT, zorder=4)
            ax.plot(error, function(error), "o", color=plots.GRADIENT["color"], markersize=7, zorder=5)
        plots.draw_label(ax, near + 0.75, function(near), f"slope {slopes[-2]}", va="top", bbox=None)
        plots.draw_label(ax, far - 0.35, function(far) + 0.35, f"slope {slopes[-1]}", ha="right", bbox=None)
    axes[0].set_title("Size: a sharp corner")
    axes[1].set_title("Square: flat at the lowest point")
    return page.Picture(
        figure,
        f"Left, the size of the error, a sharp V: its slope is {slopes[0]} at {near:g} and {slopes[1]} at {far:g}."
        f" Right, the square, a round bowl: its slope is {slopes[2]} at {near:g} and {slopes[3]} at {far:g}.",
    )


@in_style
def cost_map(x, y):
    """The map of one sample's cost with numbers on its lines, and three places: start, rule, the slider's."""
    x_is, y_is = x.item(), y.item()
    floor = f"{x_is:g}W + b = {y_is:g}"
    figure, ax = page.figure(height=4.4)
    plots.map_axes(ax, W=(-1, 5), b=(-2, 4), title="The cost of every W and b")
    plots.draw_map(ax, x, y, levels=5)
    plots.draw_floor(ax, x, y)
    plots.draw_heights(ax, x, y, [10, 20, 35, 50, 70], start=(2.3, 1.55), end=(5, 3.9))
    plots.draw_label(ax, 1.1, 3.4, f"floor: {floor}")
    told = []
    found = "found with the slider"  # where that is, the words leave to the page, which asks for it
    for name, where, W, b in [("start", " (0, 0)", 0, 0), ("the rule", " (2, 1)", 2, 1), (found, "", y_is / x_is, 0)]:
        plots.draw_samples(ax, *at(W, b))
        plots.draw_label(ax, W + 0.15, b, name, va="center")
        told.append(f"{name}{where}, cost {loss(predict(x, *at(W, b)), y):g}")
    return page.Picture(
        figure,
        f"A map of the cost over W and b: a valley with a straight, flat floor, {floor}. From each line to the next the"
        f" cost climbs by 5. Three places: {'; '.join(told)}.",
    )


# 04: the gradient


@in_style
def gears(x, y, W, b, nudge=0.01):
    """The chain rule as a chain drive: a small turn of W, how far it turns ŷ, and how far that turns the cost."""
    y_hat = predict(x, W, b)
    moved = predict(x, W + nudge, b)
    turns = [nudge, (moved - y_hat).item(), loss(moved, y) - loss(y_hat, y)]
    factors = [x.item(), 2 * (y_hat - y).item()]
    figure, ax = page.figure(height=2.9)
    plots.diagram_axes(ax, (-1.7, 11.7), (-2.6, 1.8))
    wheels = [(0, 1.5, "W"), (5, 1.2, "ŷ"), (10, 1.2, "C")]
    for (left, wide, _), (right, narrow, _), factor in zip(wheels, wheels[1:], factors, strict=False):
        crossed = np.sign(factor)  # a crossed chain turns the other way
        for side in (-1, 1):
            ax.plot([left, right], [side * wide, crossed * side * narrow], "-", color="black", linewidth=1.2, zorder=1)
    for (middle, radius, name), turn in zip(wheels, turns, strict=True):
        draw_gear(ax, middle, radius)
        ax.text(middle, 0, f"{name}\n{said(turn, '+.4g')}", ha="center", va="center", zorder=5)
    for middle, words in [(2.5, f"× x\n× {said(factors[0])}"), (7.5, f"× 2(ŷ − y)\n× {said(factors[1])}")]:
        plots.draw_label(ax, middle, -2.4, words, ha="center", va="bottom", bbox=None)
    return page.Picture(
        figure,
        f"Three gears on chains. W turns by {said(turns[0])}. ŷ turns {said(factors[0])} times as far, by"
        f" {said(turns[1], '.4g')}. C turns about {said(abs(factors[1]))} times as far as ŷ,"
        f" {'the other way' if factors[1] < 0 else 'the same way'}, by {said(turns[2], '.4g')}:"
        f" {said(turns[2] / turns[0], '.4g')} for each 1 of W.",
    )


def draw_gear(ax, middle, radius, tooth=0.14):
    """A toothed wheel on the axes' middle line."""
    teeth = round(9 * radius)
    turn = np.linspace(0, 2 * np.pi, 40 * teeth + 1)
    rim = radius + tooth * np.clip(3 * np.sin(teeth * turn), -1, 1)
    return ax.fill(
        middle + rim * np.cos(turn), rim * np.sin(turn), facecolor="white", edgecolor="black", linestyle="-", zorder=3
    )


@in_style
def downhill(x, y, places=PLACES):
    """The valley, and from each place an arrow against the gradient."""
    figure, ax = page.figure(height=4.2)
    plots.map_axes(ax, W=(-1, 5), b=(-2, 4), title="Against the gradient is the way down")
    plots.draw_map(ax, x, y)
    plots.draw_floor(ax, x, y)
    plots.draw_label(ax, 1.1, 3.4, "floor")
    plots.draw_downhill_arrows(ax, x, y, places)
    plots.draw_samples(ax, *np.array(places, dtype=float).T[:, :, None], markersize=4)
    dW, db = gradient(x, y, *at(*places[0]))
    return page.Picture(
        figure,
        f"The valley with arrows from {len(places)} places, each against the gradient and straight across the grey"
        f" lines. All lie along one direction: {said(x.item())} to the side for 1 up. From {pair(*places[0])}, where"
        f" the gradient is {pair(dW.item(), db.item())}, that is {said(-dW.item())} to the side for"
        f" {said(-db.item())} up.",
    )


@in_style
def around_a_point(x, y, W, b, length=1.0):
    """The cost after a step of one length, in every direction: it is lowest against the gradient."""
    turns = np.arange(0, 361, 1.0)
    dW, db = (slope.item() for slope in gradient(x, y, W, b))
    here = np.array([W.item(), b.item()])
    ways = length * np.stack([np.cos(np.radians(turns)), np.sin(np.radians(turns))], axis=1)
    costs = np.array([loss(predict(x, *at(*(here + way))), y) for way in ways])
    down = -length * np.array([dW, db]) / np.hypot(dW, db)
    best = np.degrees(np.arctan2(down[1], down[0])) % 360
    lowest = loss(predict(x, *at(*(here + down))), y)
    figure, (valley, ax) = page.figure("AB", height=3.6)
    plots.map_axes(valley, W=here[0] + [-2, 3], b=here[1] + [-2, 3], title="Steps of one length")
    plots.draw_map(valley, x, y)
    plots.draw_floor(valley, x, y)
    valley.plot(*(here + ways).T, color="black", linewidth=1.2, zorder=3)
    plots.draw_arrow(valley, here, here + down)
    plots.draw_samples(valley, *here[:, None, None])
    ax.set(xlim=(0, 360), xticks=[0, 90, 180, 270, 360], xlabel="direction in degrees (0: W up, 90: b up)")
    ax.set(ylim=(0, 1.05 * costs.max()), ylabel="cost after the step", title="Their cost, all round")
    ax.plot(turns, costs, color="black", linewidth=1.8)
    ax.plot(best, lowest, "o", color=plots.GRADIENT["color"], markersize=10, clip_on=False, zorder=5)
    ax.annotate("against the gradient", (best, lowest), (0, -10), textcoords="offset points", fontsize=10, va="top")
    return page.Picture(
        figure,
        f"From ({said(here[0])}, {said(here[1])}), where the cost is {loss(predict(x, W, b), y):.4g}, steps of length"
        f" {length:g} in all directions. The step against the gradient, at {best:.1f} degrees, leaves the lowest cost,"
        f" {lowest:.2f}. The step with the gradient leaves the highest, {costs.max():.2f}.",
    )


# 05: one step


@in_style
def steps(x, y, learning_rate, starts=STARTS):
    """One step from each start, an arrow in the valley."""
    figure, ax = page.figure(height=4.2)
    plots.map_axes(ax, W=(-1, 5), b=(-2, 4), title=f"Every step is parallel to ({x.item():g}, 1)")
    plots.draw_map(ax, x, y)
    plots.draw_floor(ax, x, y)
    kept = set()
    for start in starts:
        W, b = update(*at(*start), *gradient(x, y, *at(*start)), learning_rate)
        plots.draw_arrow(ax, start, (W.item(), b.item()))
        left = (predict(x, W, b) - y) / (predict(x, *at(*start)) - y)
        kept.add(f"{said(1 - left.item(), '.2g')} of the way to the floor and leaves {said(left.item(), '.2g')}")
    return page.Picture(
        figure,
        f"{len(starts)} arrows, one step each at learning rate {learning_rate:g}, from both sides of the floor. Each"
        f" goes {x.item():g} sideways for 1 up or down, and covers {' or '.join(sorted(kept))} of the error.",
    )


# 07: the test


@in_style
def two_valleys(x_two, y_two, x_five, y_five, epochs=5):
    """The paths of training on two different numbers, each in its valley: one meets the rule, the other does not."""
    figure, axes = page.figure("AB", height=3.4)
    ends = []
    for ax, x, y in [(axes[0], x_two, y_two), (axes[1], x_five, y_five)]:
        plots.map_axes(ax, W=(-0.5, 3), b=(-0.8, 2.4), title=f"Trained on {x.item():g}")
        plots.draw_map(ax, x, y, levels=10)
        plots.draw_floor(ax, x, y)
        history = train(x, y, ZERO, ZERO, 0.3 * largest_stable_rate(x), epochs)
        plots.draw_path(ax, history)
        plots.draw_rule(ax)
        ends.append(pair(*(part.item() for part in history[-1]), ".2f"))
    return page.Picture(
        figure,
        f"Two valleys, each with the path of {epochs} epochs from (0, 0). Trained on {x_two.item():g}, the path ends at"
        f" {ends[0]}, by the star, the rule (2, 1). Trained on {x_five.item():g}, it ends on the floor at {ends[1]},"
        " away from the star, which lies on the same floor.",
    )

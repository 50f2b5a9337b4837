"""Draws what the course talks about: each draw_*(ax, …) puts one thing on the axes and returns its artists.

Black is data, blue dash-dotted the truth, green the prediction, vermilion dotted an error, purple a gradient;
a learner's guess is a dashed black line. Colours, line styles and fonts stand in course.mplstyle.
"""

import matplotlib as mpl
import matplotlib.style
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Circle
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

from helpers.neuron import gradient, loss, predict

mpl.style.use("helpers.course")
DATA, TRUTH, PREDICTION, ERROR, GRADIENT = mpl.rcParams["axes.prop_cycle"]
HEIGHTS = LinearSegmentedColormap.from_list("heights", ["#ffffff", "#f0f0f0", "#dfdfdf", "#cfcfcf"])
LEVELS = tuple(range(5, 105, 5))  # equal steps: where the lines are close, it is steep
GUESS = {"color": "black", "linestyle": "--", "linewidth": 1.5}
EDGE = [withStroke(linewidth=4.5, foreground="white")]  # so that a colour is seen on the greys of a map
HALO = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5}


# On axes of input and answer


def line_axes(ax, x=(-4, 8), y=(-8, 16), title=""):
    """The axes of input x and answer y, with both zero lines drawn."""
    ax.set(xlim=x, ylim=y, xlabel="input x", ylabel="answer y", title=title)
    ax.axhline(0, color="#767676", linewidth=0.8, zorder=0)
    ax.axvline(0, color="#767676", linewidth=0.8, zorder=0)
    ax.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    return ax


def draw_samples(ax, x, y, **style):
    """The samples, a black dot for each row."""
    (dots,) = ax.plot(x[:, 0], y[:, 0], "o", **{"color": DATA["color"], "zorder": 5, **style})
    return dots


def draw_line(ax, W, b, **style):
    """The line ŷ = xW + b, far beyond both edges: the prediction, or another thing in another style."""
    (line,) = ax.plot([], [], **{**PREDICTION, "zorder": 3, "scalex": False, "scaley": False, **style})
    move_line(line, W, b)
    return line


def move_line(line, W, b):
    """The same line after it has swung to ŷ = xW + b."""
    x = np.array([[-1e4], [1e4]])
    line.set_data(x[:, 0], predict(x, W, b)[:, 0])
    return line


def draw_truth(ax, true_W=2.0, true_b=1.0):
    """The rule y = true_W x + true_b, dash-dotted."""
    return draw_line(ax, np.array([[float(true_W)]]), np.array([[float(true_b)]]), **TRUTH, zorder=2, linewidth=1.8)


def draw_errors(ax, x, y, y_hat):
    """An upright dotted line for each sample, from the right answer to the prediction."""
    (lines,) = ax.plot([], [], **ERROR, zorder=4, linewidth=3)
    move_errors(lines, x, y, y_hat)
    return lines


def move_errors(lines, x, y, y_hat):
    """The same error lines, from each right answer to its new prediction."""
    gaps = np.full((len(x), 1), np.nan)
    lines.set_data(np.hstack([x, x, gaps]).ravel(), np.hstack([y, y_hat, gaps]).ravel())
    return lines


# On axes of weight and bias: the map of the loss


def map_axes(ax, W=(-1, 5), b=(-2, 5), title=""):
    """The axes of weight W and bias b."""
    ax.set(xlim=W, ylim=b, xlabel="weight W", ylabel="bias b", title=title, aspect="equal", anchor="N")
    return ax


def heights(x, y, W_axis, b_axis):
    """The loss at every point of a grid, a row for each b and a column for each W."""
    return np.array([[loss(predict(x, np.array([[W]]), np.array([[b]])), y) for W in W_axis] for b in b_axis])


def draw_map(ax, x, y, levels=LEVELS):
    """The loss as a map of heights: white is low, and each grey line joins points of equal loss."""
    W_axis, b_axis = np.linspace(*ax.get_xlim(), 61), np.linspace(*ax.get_ylim(), 61)
    loss_map = heights(x, y, W_axis, b_axis)
    bands = ax.contourf(W_axis, b_axis, loss_map, [0, *levels], cmap=HEIGHTS, extend="max", zorder=0)
    lines = ax.contour(W_axis, b_axis, loss_map, levels, colors="#8c8c8c", linewidths=0.7, zorder=1)
    return bands, lines


def draw_floor(ax, x, y):
    """The floor of the valley for one sample: every W and b that answer it without error, b = y − xW."""
    return draw_line(ax, -x, y, **DATA, linewidth=1.4, zorder=2)


def draw_rule(ax, true_W=2.0, true_b=1.0):
    """The rule's own weight and bias, a star on the map, and its name."""
    (star,) = ax.plot(true_W, true_b, "*", color=TRUTH["color"], markersize=15, zorder=7)
    return [star, draw_label(ax, true_W + 0.12, true_b + 0.12, "rule")]


def draw_path(ax, history):
    """The path of W and b through the map, a dot for each epoch."""
    (path,) = ax.plot(
        [], [], "o-", color=PREDICTION["color"], linewidth=1.8, markersize=5.5, zorder=6, path_effects=EDGE
    )
    move_path(path, history)
    return path


def move_path(path, history):
    """The same path after other epochs."""
    path.set_data([W.item() for W, _ in history], [b.item() for _, b in history])
    return path


def draw_arrow(ax, start, end, **style):
    """An arrow between two points, in the gradient's colour unless told otherwise."""
    look = {"arrowstyle": "-|>", "linewidth": 2.2, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 14, **style}
    look = {"color": GRADIENT["color"], "path_effects": EDGE, **look}
    arrow = ax.annotate("", end, start, arrowprops=look, zorder=6, annotation_clip=False)
    arrow.arrow_patch.set_clip_box(ax.bbox)
    return arrow


def move_arrow(arrow, start, end):
    """The same arrow between two other points."""
    arrow.set_position(start)
    arrow.xy = end
    return arrow


def draw_downhill_arrows(ax, x, y, points, length=0.6):
    """At each point (W, b) an arrow of one length against the gradient: the way down."""
    arrows = []
    for W, b in points:
        slopes = np.vstack(gradient(x, y, np.array([[W]]), np.array([[b]])))[:, 0]
        arrows.append(draw_arrow(ax, (W, b), (W, b) - length * slopes / np.linalg.norm(slopes)))
    return arrows


# Costs


def draw_curve(ax, x, function, **style):
    """The curve of a function of one number."""
    (curve,) = ax.plot(x, [function(number) for number in x], **{**DATA, "linewidth": 1.8, **style})
    return curve


def cost_axes(ax, epochs, low=1e-6, high=1e4, title=""):
    """The axes of epoch and cost, the cost on a log scale: equal factors are equal drops."""
    ax.set(xlim=(-0.4, epochs + 0.4), ylim=(low, high), xlabel="epoch", ylabel="cost C", title=title)
    log_scale(ax.yaxis)
    return ax


def log_scale(*axes):
    """Each axis (ax.xaxis, ax.yaxis) on a log scale, its marks in full-sized figures."""
    for axis in axes:
        axis.axes.set(**{f"{axis.axis_name}scale": "log"})
        axis.set_major_formatter("{x:g}")


def draw_costs(ax, costs):
    """The cost before training and after each epoch."""
    (line,) = ax.plot(range(len(costs)), costs, "s:", color=ERROR["color"], linewidth=1.8, markersize=5, zorder=4)
    return line


# Marks and words


def draw_label(ax, x, y, text, **style):
    """Words beside what they name, on a white ground so that they can be read."""
    return ax.text(x, y, text, **{"fontsize": 10, "bbox": HALO, "zorder": 8, **style})


def draw_guess(ax, x=None, y=None, label="your guess"):
    """The learner's guess, a dashed black line at x or at y, and its name; nothing while the guess is `...`."""
    if x is ... or y is ...:
        return []
    low, high = ax.get_xlim() if y is None else ax.get_ylim()
    place = min(max(y if x is None else x, low), high)  # a guess outside the picture is drawn at its edge
    words = {"textcoords": "offset points", "fontsize": 10, "bbox": HALO, "zorder": 8}
    if place != (y if x is None else x):
        label += " (outside)"
    if x is None:
        line, edge = ax.axhline(place, **GUESS), ax.get_yaxis_transform()
        return [line, ax.annotate(label, (0.02, place), (0, 5), xycoords=edge, va="bottom", **words)]
    line, edge = ax.axvline(place, **GUESS), ax.get_xaxis_transform()
    left = place > (low + high) / 2  # where there is more room
    offset, side = ((-6, 0), "right") if left else ((6, 0), "left")
    return [line, ax.annotate(label, (place, 0.97), offset, xycoords=edge, va="top", ha=side, **words)]


def draw_network(ax, x="x", W="W", b="b", y_hat="ŷ"):
    """One neuron as a diagram, input → weight and bias → output: the texts of x, W, b and ŷ."""
    ax.set(xlim=(0, 10), ylim=(-0.2, 4.2), aspect="equal", anchor="N")
    ax.axis("off")
    for start, end in [((1.2, 2.6), (5, 2.6)), ((1.2, 0.6), (5, 2.6)), ((5, 2.6), (8.8, 2.6))]:
        draw_arrow(ax, start, end, color="black", linewidth=1.6, shrinkB=23, path_effects=[])
    for at, name, style in [
        ((1.2, 2.6), "input", DATA),
        ((1.2, 0.6), "", DATA),
        ((5, 2.6), "neuron", PREDICTION),
        ((8.8, 2.6), "output", PREDICTION),
    ]:
        ax.add_patch(Circle(at, 0.68, facecolor="white", edgecolor=style["color"], linewidth=2, zorder=7))
        ax.text(at[0], 3.55, name, fontsize=10, ha="center", va="bottom")
    ax.text(5, 2.6, "add", ha="center", va="center", zorder=8)
    ax.text(1.2, 0.6, "1", ha="center", va="center", zorder=8)
    return [
        ax.text(*at, text, ha=ha, va="center", zorder=8)
        for at, text, ha in [
            ((1.2, 2.6), x, "center"),
            ((3.0, 2.95), W, "center"),
            ((3.5, 1.35), b, "left"),
            ((8.8, 2.6), y_hat, "center"),
        ]
    ]


def draw_inputs(ax, names, x, W, b, y_hat):
    """One neuron with many named inputs as a diagram: the texts of x and 1, "add" and ŷ, W and b, top to bottom."""
    heights = [1.6 * row for row in range(len(x), -1, -1)]
    neuron, output = (7.2, heights[0] / 2), (10.6, heights[0] / 2)
    ax.set(xlim=(0, 11.4), ylim=(-0.8, heights[0] + 0.8), aspect="equal", anchor="N")
    ax.axis("off")
    circles = [*(((3.6, height), DATA) for height in heights), (neuron, PREDICTION), (output, PREDICTION)]
    for at, style in circles:
        ax.add_patch(Circle(at, 0.68, facecolor="white", edgecolor=style["color"], linewidth=2, zorder=7))
    for start, end in [*(((3.6, height), neuron) for height in heights), (neuron, output)]:
        draw_arrow(ax, start, end, color="black", linewidth=1.6, shrinkB=21, path_effects=[])
    for height, name in zip(heights, [*names, "bias"], strict=True):
        ax.text(2.7, height, name, fontsize=10, ha="right", va="center")
    edges = [(5.0, 0.61 * height + 0.39 * neuron[1]) for height in heights]
    places = [*(at for at, _ in circles), *edges]
    words = [*x, "1", "add", y_hat, *W, b]
    middle = {"ha": "center", "va": "center", "fontsize": 10.5}
    return [draw_label(ax, *at, text, **middle) for at, text in zip(places, words, strict=True)]


def draw_percent_errors(ax, x, percent, limit=100):
    """A bar for each number x: how far the answer to it is off, in percent."""
    rows = np.arange(len(x))
    bars = ax.barh(rows, percent[:, 0], height=0.55, color=ERROR["color"], zorder=2)
    ax.set(
        xlim=(0, 1.7 * limit),
        xticks=np.linspace(0, limit, 6),
        yticks=rows,
        yticklabels=[f"{number:g}".replace("-", "−") for number in x[:, 0]],
        ylabel="input x",
    )
    ax.set_xlabel("percent error", loc="left")
    ax.spines["bottom"].set_bounds(0, limit)
    ax.invert_yaxis()
    return bars


def draw_moving_map(ax, levels=LEVELS):
    """An empty map for `move_map`: as draw_map's, but one image, for a loss that changes as a slider moves."""
    shades = HEIGHTS(np.linspace(0, 1, len(levels) + 1))
    image = ax.imshow([[0]], origin="lower", extent=[*ax.get_xlim(), *ax.get_ylim()], interpolation="nearest", zorder=0)
    image.levels, image.shades = np.array(levels), np.vstack([shades, [[0.55, 0.55, 0.55, 1]]])
    return image


def move_map(image, x, y, cells=361):
    """The same map for other samples: the loss of every (W, b), in one table with a column for each cell."""
    left, right, bottom, top = image.get_extent()
    W, b = np.meshgrid(np.linspace(left, right, cells), np.linspace(bottom, top, cells))
    errors = predict(x, W.reshape(1, -1), b.reshape(1, -1)) - y
    bands = np.searchsorted(image.levels, np.mean(errors**2, axis=0)).reshape(cells, cells)
    edges = np.diff(bands, axis=0, append=bands[-1:]) | np.diff(bands, axis=1, append=bands[:, -1:])
    image.set_data(image.shades[np.where(edges, -1, bands)])
    return image

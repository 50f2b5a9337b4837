"""Draws what the course talks about: each draw_*(ax, …) puts one thing on the axes and returns its artists.

Black is data, blue dash-dotted the truth, green the prediction, vermilion dotted an error, purple a gradient;
a learner's guess is a dashed black line. Colours, line styles and fonts stand in course.mplstyle.
"""

from itertools import pairwise

import matplotlib as mpl
import matplotlib.style
import numpy as np
from matplotlib.patches import ArrowStyle, Circle
from matplotlib.ticker import MaxNLocator

from helpers.neuron import gradient, predict

mpl.style.use("helpers.course")  # so that what a learner draws looks like the course too
with mpl.rc_context():
    mpl.style.use(["default", "helpers.course"])
    STYLE = {name: value for name, value in mpl.rcParams.copy().items() if name != "backend"}
in_style = mpl.rc_context(STYLE)  # @in_style: the function draws like this whatever style the learner has set
DATA, TRUTH, PREDICTION, ERROR, GRADIENT = STYLE["axes.prop_cycle"]
DARKEST, LINE = 0.86, 0.6  # the greys of a map: its highest ground, and the lines of equal loss
RADIUS = 0.68  # of a circle in a diagram
GUESS = {"color": "black", "linestyle": "--", "linewidth": 1.5}
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
    (dots,) = ax.plot(
        x[:, 0], y[:, 0], **{"color": DATA["color"], "marker": "o", "linestyle": "", "zorder": 5, **style}
    )
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


def heights(x, y, W, b):
    """The loss at W (a row of weights) and b (a column of biases), a table; with two inputs, at their two weights.

    It is the mean of (xW + b − y)², multiplied out, so that many rows take no longer than one.
    """
    u, v = (x[:, 0], np.ones(len(x))) if x.shape[1] == 1 else x.T
    squares = np.mean(u * u) * W**2 - 2 * np.mean(u * y[:, 0]) * W, np.mean(v * v) * b**2 - 2 * np.mean(v * y[:, 0]) * b
    return np.maximum(squares[0] + squares[1] + 2 * np.mean(u * v) * W * b + np.mean(y**2), 0)


def draw_map(ax, x, y, levels=5):
    """The loss as a map of heights, an image: white is low, and each grey line joins points of equal loss.

    `levels` says how much higher each line is than the one before, or the height of each line.
    """
    extent = [*ax.get_xlim(), *ax.get_ylim()]
    look = {"origin": "lower", "aspect": ax.get_aspect(), "interpolation": "bilinear", "zorder": 0}
    image = ax.imshow([[0]], extent=extent, **look)
    image.levels = levels
    return move_map(image, x, y)


def move_map(image, x, y, cells=361):
    """The same map for other samples."""
    left, right, bottom, top = image.get_extent()
    middles = (np.arange(cells) + 0.5) / cells
    height = heights(x, y, left + (right - left) * middles, (bottom + (top - bottom) * middles)[:, None])
    levels = lines_up_to(height.max(), image.levels)
    band = np.searchsorted(levels, height)
    edges = np.hstack([-np.inf, levels, np.inf])
    to_line = np.minimum(height - edges[band], edges[band + 1] - height)
    steepness = np.maximum(np.hypot(*np.gradient(height)), 1e-12)  # from cell to cell
    on_line = np.clip(1 - to_line / steepness, 0, 1)
    shade = np.linspace(1, DARKEST, len(levels) + 1)[band]
    grey = np.uint8(np.round(255 * (shade + (LINE - shade) * on_line)))
    image.set_data(np.dstack([grey, grey, grey, np.full_like(grey, 255)]))  # drawn twice as fast as one number a cell
    return image


def lines_up_to(highest, levels):
    """The heights of a map's lines: `levels`, or where that is a number, its multiples below the highest point."""
    return np.asarray(levels) if np.ndim(levels) else np.arange(levels, highest, levels)


def draw_heights(ax, x, y, levels, start, end):
    """The heights of lines of the map, written on them where the way from start to end first meets each."""
    way = np.linspace(start, end, 1000)
    climbed = np.maximum.accumulate([heights(x, y, W, b).item() for W, b in way])
    met = [level for level in levels if climbed[0] < level <= climbed[-1]]
    places = way[np.searchsorted(climbed, met)]
    middle = {"ha": "center", "va": "center", "clip_on": True}
    return [draw_label(ax, *at, f"{level:g}", **middle) for level, at in zip(met, places, strict=True)]


def draw_floor(ax, x, y):
    """The floor of the valley for one sample: every W and b that answer it without error, b = y − xW."""
    return draw_line(ax, -x, y, **DATA, linewidth=1.4, zorder=2)


def draw_rule(ax, true_W=2.0, true_b=1.0):
    """The rule's own weight and bias, a star on the map, and its name."""
    (star,) = ax.plot(true_W, true_b, "*", color=TRUTH["color"], markersize=15, zorder=7)
    return [star, draw_label(ax, true_W + 0.25, true_b, "rule", va="center")]


def draw_cross(ax, W, b):
    """The lowest point of the map, a cross above all paths."""
    (cross,) = ax.plot(W[:, 0], b[:, 0], "+", color="black", markersize=14, markeredgewidth=2, zorder=7)
    return cross


def draw_path(ax, history):
    """The path of W and b through the map, a dot for each epoch."""
    (path,) = ax.plot([], [], "o-", color=PREDICTION["color"], linewidth=1.8, markersize=5.5, zorder=6)
    move_path(path, history)
    return path


def move_path(path, history):
    """The same path after other epochs."""
    path.set_data([W.item() for W, _ in history], [b.item() for _, b in history])
    return path


class Head(ArrowStyle.CurveFilledB):
    """A filled arrowhead that is never longer than its arrow; no arrow at all where it would be a dot."""

    def transmute(self, path, mutation_size, linewidth):
        length = np.hypot(*(path.vertices[-1] - path.vertices[0]))
        if length < 2 * linewidth:
            return [], []
        return super().transmute(path, min(mutation_size, length), linewidth)


def draw_arrow(ax, start, end, **style):
    """An arrow between two points, in the gradient's colour unless told otherwise."""
    look = {"arrowstyle": Head(), "color": GRADIENT["color"], "linewidth": 2.2, "mutation_scale": 14}
    look = {**look, "shrinkA": 0, "shrinkB": 0, **style}
    arrow = ax.annotate("", end, start, arrowprops=look, zorder=6.5, annotation_clip=False)
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
        axis.set_minor_formatter("")  # typeset as a formula, it would take a tenth of a second, and never be seen


def draw_costs(ax, costs):
    """The cost before training and after each epoch."""
    (line,) = ax.plot(range(len(costs)), costs, "s:", color=ERROR["color"], linewidth=1.8, markersize=5, zorder=4)
    return line


# Marks and words


def draw_label(ax, x, y, text, **style):
    """Words beside what they name, on a white ground so that they can be read."""
    return ax.text(x, y, text, **{"fontsize": 10, "bbox": HALO, "zorder": 8, **style})


def said(number, form="g"):
    """The number in words, with a true minus."""
    return f"{number:{form}}".replace("-", "−")


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
        offset, side = ((0, -5), "top") if place > low + 0.85 * (high - low) else ((0, 5), "bottom")  # below the title
        return [line, ax.annotate(label, (0.02, place), offset, xycoords=edge, va=side, **words)]
    line, edge = ax.axvline(place, **GUESS), ax.get_xaxis_transform()
    left = place > (low + high) / 2  # where there is more room
    offset, side = ((-6, 0), "right") if left else ((6, 0), "left")
    return [line, ax.annotate(label, (place, 0.97), offset, xycoords=edge, va="top", ha=side, **words)]


def diagram_axes(ax, x, y):
    """Axes without marks that hold x and y, and more where there is room, with circles round."""
    ax.margins(0)
    ax.update_datalim(np.array([x, y]).T)
    ax.set_aspect("equal", adjustable="datalim")
    ax.axis("off")
    return ax


def draw_network(ax, circles, wires, names=(), heads=(), back=False):
    """A network as a diagram: the texts in its circles, column by column, and those on its wires, row by row.

    `circles` holds a list of texts for each column. `wires` holds a table of texts for each gap between two columns,
    as W does: a row for each circle on the left, one more for a bias, and a column for each circle on the right.
    `names` stand before the first column, `heads` above the columns. `back`: the arrows point to the left.
    """
    columns = [  # with a circle for the 1 of each bias
        [*column, "1"] if len(table) > len(column) else column
        for column, table in zip(circles, [*wires, []], strict=True)
    ]
    most = max(map(len, columns))
    top, apart = 1.1 * (most - 1), 3.2 + 0.6 * most
    places = [
        [(apart * at, 1.1 * (len(column) - 1) - 2.2 * row) for row in range(len(column))]
        for at, column in enumerate(columns)
    ]
    diagram_axes(
        ax, (-3.8 if names else -1, apart * (len(columns) - 1) + 1), (-top - 0.8, top + (1.6 if heads else 0.8))
    )
    inside, outside = [], []
    for at, column in enumerate(columns):
        for row, text in enumerate(column):
            given = at == 0 or row == len(circles[at])  # an input, or the 1 of a bias
            inside.append(draw_circle(ax, places[at][row], text, **(DATA if given else PREDICTION)))
    for (left, right), table in zip(pairwise(places), wires, strict=True):
        share = 0.45 if len(right) == 1 else 1 / 3 if len(table) > len(table[0]) else 2 / 3  # no text lies on another
        for start, texts in zip(left, table, strict=True):
            outside += [draw_wire(ax, start, end, text, share, back) for end, text in zip(right, texts, strict=False)]
    for (_, height), name in zip(places[0], names, strict=False):
        ax.text(-0.95, height, name, fontsize=10, ha="right", va="center")
    for at, head in enumerate(heads):
        ax.text(apart * at, top + 0.95, head, fontsize=10, ha="center", va="bottom")
    return inside, outside


def draw_circle(ax, at, text, color="black", **style):
    """A circle of a diagram, and the text in it."""
    ax.add_patch(Circle(at, RADIUS, facecolor="white", edgecolor=color, linewidth=2, zorder=7))
    return ax.text(*at, text, fontsize=10.5, ha="center", va="center", zorder=8)


def draw_wire(ax, start, end, text="", share=0.5, back=False):
    """An arrow from circle to circle, or back, and the text that runs along it, at a share of the way."""
    start, end = np.array(start), np.array(end)
    edge = RADIUS * (end - start) / np.linalg.norm(end - start)
    ends = (end - edge, start + edge) if back else (start + edge, end - edge)
    draw_arrow(ax, *ends, color="black", linewidth=1.5)
    turn = np.degrees(np.arctan2(*(end - start)[::-1]))
    look = {"rotation": turn, "rotation_mode": "anchor", "transform_rotates_text": True, "ha": "center", "va": "bottom"}
    at = start + edge + share * (end - start - 2 * edge)
    ground = {**HALO, "pad": 0}
    return ax.annotate(text, at, (0, 1), textcoords="offset points", fontsize=10, zorder=6.8, bbox=ground, **look)


def draw_percent_errors(ax, x, percent, limit=100):
    """A bar for each number x: how far the answer to it is off, in percent."""
    rows = np.arange(len(x))
    bars = ax.barh(rows, percent[:, 0], height=0.55, color=ERROR["color"], zorder=2)
    ax.set(
        xlim=(0, 1.7 * limit),
        xticks=np.linspace(0, limit, 6),
        yticks=rows,
        yticklabels=[said(number) for number in x[:, 0]],
        ylabel="input x",
    )
    ax.set_xlabel("percent error", loc="left")
    ax.spines["bottom"].set_bounds(0, limit)
    ax.invert_yaxis()
    return bars


# Small pictures


def draw_gallery(ax, x, columns=10, words=(), lines=1):
    """The rows of x as pictures of 8 × 8 pixels, dark where there is ink, with lines of words below each: their texts.

    In x, 0 is white and 1 is black.
    """
    wide, high = 10, 9 + 3 * lines
    rows = -(-len(x) // columns)
    edges, texts = [], []
    for at in range(len(x)):
        top, left = high * (at // columns), wide * (at % columns) + 1
        edges += [(left, top), (left + 8, top), (left + 8, top + 8), (left, top + 8), (left, top), (np.nan, np.nan)]
        text = words[at] if at < len(words) else ""
        texts.append(ax.text(left + 4, top + 8.5, text, fontsize=10, ha="center", va="top", linespacing=1.05))
    image = ax.imshow([[0]], extent=(0, wide * columns, high * rows, 0), interpolation="nearest", zorder=0)
    image.grid = high, columns
    move_gallery(image, x)
    ax.plot(*np.transpose(edges), color="#a6a6a6", linewidth=0.6, zorder=1)
    ax.set(xlim=(0, wide * columns), ylim=(high * rows, -0.5), aspect="equal", anchor="N")
    ax.axis("off")
    return texts


def move_gallery(image, x):
    """The image of a gallery (its axes' only one) with other pictures."""
    high, columns = image.grid
    sheet = np.ones((-(-len(x) // columns), high, columns, 10))  # rows of pictures, their lines; columns, their pixels
    for at, pixels in enumerate(x):
        sheet[at // columns, :8, at % columns, 1:9] = 1 - np.clip(pixels, 0, 1).reshape(8, 8)
    grey = np.uint8(np.round(255 * sheet.reshape(-1, 10 * columns)))
    image.set_data(np.dstack([grey, grey, grey, np.full_like(grey, 255)]))  # faster drawn than without the fourth
    return image

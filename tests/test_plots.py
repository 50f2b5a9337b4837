"""Every drawing of plots.py puts the right data on its axes, and every picture carries its description."""

import base64
import inspect
import io
import logging
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgba
from PIL import Image

from helpers import page, plots
from helpers.neuron import loss, predict

X, Y = np.array([[2.0]]), np.array([[5.0]])
TWO_X, TWO_Y = np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]])


def one(number):
    """A number as a table (1, 1)."""
    return np.array([[number]], dtype=float)


@pytest.fixture
def ax():
    """The axes of a new figure."""
    return page.figure()[1]


def points(line):
    """The line's points, a list of pairs."""
    return [tuple(pair) for pair in np.asarray(line.get_xydata()).tolist()]


def slope_and_intercept(line):
    """The slope and intercept of a straight line, from its first and last point."""
    (x0, y0), (x1, y1) = points(line)[0], points(line)[-1]
    slope = (y1 - y0) / (x1 - x0)
    return slope, y0 - slope * x0


def look(artist):
    """The colour and the line style of a line."""
    return to_hex(artist.get_color()).upper(), artist.get_linestyle()


def test_every_public_function_has_a_test_here():
    mine = Path(__file__).read_text(encoding="utf-8")
    public = [name for name, f in vars(plots).items() if inspect.isfunction(f) and f.__module__ == plots.__name__]
    untested = [name for name in public if not name.startswith("_") and f"plots.{name}(" not in mine]
    assert len(public) > 20 and untested == []


# The style


HOSTILE = ["dark_background", {"text.usetex": True, "figure.dpi": 7, "path.sketch": (1, 100, 2), "font.size": 30}]


def test_in_style_draws_the_same_whatever_the_learner_has_set():
    @plots.in_style
    def drawn():
        figure, ax = page.figure(height=2)
        plots.line_axes(ax, title="A title")
        plots.draw_label(plots.draw_line(ax, one(1), one(0)).axes, 1, 2, "words")
        return page.Picture(figure, "").png

    calm = drawn()
    with mpl.rc_context():
        mpl.style.use(HOSTILE)
        assert drawn() == calm
        assert mpl.rcParams["figure.dpi"] == 7, "the learner's own style is gone"
    with mpl.rc_context(mpl.rcParamsDefault):
        assert drawn() == calm


def test_no_notice_of_a_font_cache_reaches_the_page():
    assert not logging.getLogger("matplotlib.font_manager").isEnabledFor(logging.WARNING)


# Figures and what they say


def test_figure():
    figure, ax = page.figure()
    assert figure.axes == [ax] and tuple(figure.get_size_inches()) == (7.0, 3.4)
    figure, (line, valley, curve) = page.figure("AB;CB", height=5)
    figure.draw_without_rendering()
    assert figure.axes == [line, valley, curve] and figure.get_figheight() == 5
    assert line.get_position().y0 > curve.get_position().y1 and line.get_position().x1 < valley.get_position().x0


def test_a_picture_is_a_bundle_of_png_and_description():
    figure, ax = page.figure(height=2)
    plots.draw_line(ax, one(1), one(0))
    picture = page.Picture(figure, "A line with slope 1.")
    data, sizes = picture._repr_mimebundle_()
    assert set(data) == {"image/png", "text/plain"}
    assert data["text/plain"] == repr(picture) == "A line with slope 1."
    assert sizes == {"image/png": {"width": 700, "height": 200}}
    image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    image.load()
    assert image.format == "PNG" and image.size == (1400, 400), "two pixels for each that is shown"
    assert "A" not in image.mode and "transparency" not in image.info
    pixels = np.asarray(image.convert("RGB"))
    assert (pixels[0] == 255).all() and (pixels[:, -1] == 255).all(), "the ground is not white"
    assert (pixels.reshape(-1, 3) == 255).all(axis=1).mean() > 0.8
    assert page.bundle(page.size(figure), "Words.", b"bytes") == (
        {"image/png": base64.b64encode(b"bytes").decode(), "text/plain": "Words."},
        {"image/png": {"width": 700, "height": 200}},
    )


def test_a_png_shows_what_the_canvas_holds_in_the_courses_colours():
    figure, ax = page.figure()
    line = plots.draw_line(ax, one(1), one(0), linewidth=40)
    page.Picture(figure, "")
    before = page.png(figure)
    plots.move_line(line, one(-1), one(1))
    assert page.png(figure) == before, "nothing was drawn yet"
    for style in (plots.DATA, plots.TRUTH, plots.PREDICTION, plots.ERROR, plots.GRADIENT):
        line.set_color(style["color"])
        figure.canvas.draw()
        pixels = np.asarray(Image.open(io.BytesIO(page.png(figure))).convert("RGB")).reshape(-1, 3)
        colour = np.round(255 * np.array(to_rgba(style["color"])[:3]))
        assert (abs(pixels - colour).max(axis=1) <= 4).mean() > 0.05, f"{style['color']} is not in the picture"


def test_the_palette_has_white_black_and_no_more_than_a_byte_can_say():
    colours = np.array(page.palette().getpalette()).reshape(-1, 3).tolist()
    assert [255, 255, 255] in colours and [0, 0, 0] in colours and len(colours) <= 256


# On axes of input and answer


def test_line_axes(ax):
    assert plots.line_axes(ax, x=(-3, 6), y=(-6, 14), title="A title") is ax
    assert (ax.get_xlim(), ax.get_ylim()) == ((-3, 6), (-6, 14))
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title(loc="left")) == ("input x", "answer y", "A title")
    assert [points(line) for line in ax.lines] == [[(0, 0), (1, 0)], [(0, 0), (0, 1)]]


def test_draw_samples(ax):
    dots = plots.draw_samples(ax, TWO_X, TWO_Y)
    assert points(dots) == [(1, 3), (2, 5)] and look(dots) == ("#000000", "None") and dots.get_marker() == "o"
    assert plots.draw_samples(ax, TWO_X, TWO_Y, markersize=3).get_markersize() == 3


def test_draw_line_and_move_line(ax):
    plots.line_axes(ax)
    line = plots.draw_line(ax, one(3), one(-1))
    assert slope_and_intercept(line) == pytest.approx((3, -1)) and look(line) == ("#009E73", "-")
    assert points(line)[0][0] <= -1000 and points(line)[-1][0] >= 1000, "ends inside the picture"
    assert (ax.get_xlim(), ax.get_ylim()) == ((-4, 8), (-8, 16)), "it moved the axes"
    assert plots.move_line(line, one(-0.5), one(4)) is line
    assert slope_and_intercept(line) == pytest.approx((-0.5, 4))
    assert look(plots.draw_line(ax, one(1), one(1), **plots.GUESS)) == ("#000000", "--")


def test_draw_truth(ax):
    truth = plots.draw_truth(ax)
    assert slope_and_intercept(truth) == pytest.approx((2, 1)) and look(truth) == ("#0072B2", "-.")
    assert slope_and_intercept(plots.draw_truth(ax, -1.5, 4)) == pytest.approx((-1.5, 4))


def test_draw_errors_and_move_errors(ax):
    lines = plots.draw_errors(ax, TWO_X, TWO_Y, np.array([[0.0], [6.0]]))
    assert look(lines) == ("#D55E00", ":")
    wanted = [(1, 3), (1, 0), (np.nan, np.nan), (2, 5), (2, 6), (np.nan, np.nan)]
    np.testing.assert_equal(points(lines), wanted)
    assert plots.move_errors(lines, X, Y, one(7)) is lines
    np.testing.assert_equal(points(lines), [(2, 5), (2, 7), (np.nan, np.nan)])


# On axes of weight and bias


def test_map_axes(ax):
    assert plots.map_axes(ax, W=(-1, 4), b=(-2, 3), title="A map") is ax
    assert (ax.get_xlim(), ax.get_ylim(), ax.get_aspect()) == ((-1, 4), (-2, 3), 1)
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title(loc="left")) == ("weight W", "bias b", "A map")


def test_heights():
    # on (2, 5): errors 2W + b − 5 of −5, −3 and −4, −2; on (1, 3) and (2, 5) at W = b = 0: (9 + 25) / 2
    W, b = np.array([0.0, 1.0]), np.array([[0.0], [1.0]])
    assert plots.heights(X, Y, W, b).tolist() == [[25, 9], [16, 4]]
    assert plots.heights(TWO_X, TWO_Y, np.zeros(1), np.zeros((1, 1))).tolist() == [[17]]


def test_heights_are_the_loss():
    rng = np.random.default_rng(0)
    W, b = rng.normal(size=5), rng.normal(size=(4, 1))
    for x in rng.normal(size=(3, 1)), rng.normal(size=(30, 1)), 1e3 + rng.normal(size=(7, 1)):
        y = rng.normal(size=(len(x), 1))
        wanted = [[loss(predict(x, one(u), one(v)), y) for u in W] for v in b[:, 0]]
        np.testing.assert_allclose(plots.heights(x, y, W, b), wanted, rtol=1e-7)
    pairs, y = rng.normal(size=(9, 2)), rng.normal(size=(9, 1))
    wanted = [[loss(predict(pairs, np.array([[u], [v]]), one(0)), y) for u in W] for v in b[:, 0]]
    np.testing.assert_allclose(plots.heights(pairs, y, W, b), wanted, rtol=1e-9)


def greys(image):
    """The map as a table of greys from 0 to 255, a row for each b from below and a column for each W."""
    table = np.asarray(image.get_array()).astype(int)
    assert (table[..., 0] == table[..., 1]).all() and (table[..., 1] == table[..., 2]).all()
    assert table.dtype == int and (table[..., 3] == 255).all()
    return table[..., 0]


def test_draw_map(ax):
    plots.map_axes(ax, W=(-1, 5), b=(-2, 4))
    image = plots.draw_map(ax, X, Y, levels=[1, 4, 9])
    table = greys(image)
    assert table.shape == (361, 361) and tuple(image.get_extent()) == (-1, 5, -2, 4)
    assert (ax.get_xlim(), ax.get_ylim(), ax.get_aspect()) == ((-1, 5), (-2, 4), 1)
    middles = (np.arange(361) + 0.5) / 361
    errors = 2 * (-1 + 6 * middles) + (-2 + 6 * middles)[:, None] - 5
    far = np.min([abs(abs(errors) - level) for level in (1, 2, 3)], axis=0)  # from a line, in units of the error
    bands = np.searchsorted([1, 4, 9], errors**2)
    for band, shade in enumerate(np.linspace(255, 255 * plots.DARKEST, 4)):
        assert abs(table[(bands == band) & (far > 0.06)] - shade).max() <= 1, "white is low, and higher is darker"
    assert table[far < 0.003].max() < 200 and table[far > 0.06].min() > 215, "a line is missing, or too many"
    assert table[far < 0.003].min() >= round(255 * plots.LINE)


def test_move_map(ax):
    plots.map_axes(ax, W=(-1, 5), b=(-2, 4))
    image = plots.draw_map(ax, X, Y, levels=[1, 4, 9])
    before = greys(image)
    assert plots.move_map(image, TWO_X, TWO_Y) is image
    after = greys(image)
    assert (after != before).mean() > 0.2
    fresh = page.figure()[1]
    plots.map_axes(fresh, W=(-1, 5), b=(-2, 4))
    assert (greys(plots.draw_map(fresh, TWO_X, TWO_Y, levels=[1, 4, 9])) == after).all()
    assert greys(plots.move_map(image, TWO_X, TWO_Y, cells=7)).shape == (7, 7)


def test_a_map_of_two_weights(ax):
    plots.map_axes(ax, W=(-3, 3), b=(-3, 3))
    twins = np.array([[1.0, 1.0], [-1.0, -1.0]])
    table = greys(plots.draw_map(ax, twins, np.array([[1.0], [-1.0]]), levels=[1, 4, 9]))
    assert table[180, 240] == table[240, 180] == 255, "the floor of the twins is where their weights add up to 1"
    assert table[60, 60] < 255


def test_lines_up_to():
    assert plots.lines_up_to(17, 5).tolist() == [5, 10, 15]
    assert plots.lines_up_to(100, 25).tolist() == [25, 50, 75]
    assert plots.lines_up_to(17, [1, 2, 99]).tolist() == [1, 2, 99]


def test_draw_heights(ax):
    plots.map_axes(ax)
    labels = plots.draw_heights(ax, X, Y, [1, 4, 9, 900], start=(2, 1), end=(5, 4))
    assert [label.get_text() for label in labels] == ["1", "4", "9"]
    for label in labels:
        W, b = label.get_position()
        assert (2 * W + b - 5) ** 2 == pytest.approx(float(label.get_text()), rel=0.01) and W - b == pytest.approx(1)


def test_draw_floor(ax):
    floor = plots.draw_floor(ax, X, Y)
    assert slope_and_intercept(floor) == pytest.approx((-2, 5)) and look(floor)[0] == "#000000"
    assert slope_and_intercept(plots.draw_floor(ax, one(5), one(11))) == pytest.approx((-5, 11))


def test_draw_rule(ax):
    star, name = plots.draw_rule(ax)
    assert points(star) == [(2, 1)] and star.get_marker() == "*" and name.get_text() == "rule"
    star, name = plots.draw_rule(ax, -1, 3)
    assert points(star) == [(-1, 3)] and np.hypot(*np.subtract(name.get_position(), (-1, 3))) < 0.5


def test_draw_cross(ax):
    cross = plots.draw_cross(ax, one(2), one(-1))
    assert points(cross) == [(2, -1)] and cross.get_marker() == "+"
    assert cross.zorder > plots.draw_path(ax, [(one(0), one(0))]).zorder, "the path covers it"


def test_draw_path_and_move_path(ax):
    history = [(one(0), one(0)), (one(1.2), one(0.6)), (one(1.68), one(0.84))]
    path = plots.draw_path(ax, history)
    assert points(path) == [(0, 0), (1.2, 0.6), (1.68, 0.84)]
    assert look(path) == ("#009E73", "-") and path.get_marker() == "o"
    assert plots.move_path(path, history[:1]) is path and points(path) == [(0, 0)]


def painted(ax):
    """The pixels of the figure, a row for each from above, after it was drawn."""
    ax.figure.canvas.draw()
    return np.asarray(ax.figure.canvas.buffer_rgba())[..., :3].astype(int)


def test_the_dots_of_a_path_do_not_erase_it(ax):
    ax.set(facecolor="#cfcfcf", xlim=(0, 1), ylim=(0, 1))
    before = (painted(ax) == 255).all(axis=2)
    plots.draw_path(ax, [(one(0.5 + 0.3**k), one(0.5 + 0.2**k)) for k in range(1, 30)])
    assert not ((painted(ax) == 255).all(axis=2) & ~before).any(), "something white is drawn with the path"


@pytest.mark.parametrize("length", [14, 40, 200])
def test_an_arrowhead_is_never_longer_than_its_arrow(ax, length):
    ax.set(position=[0, 0, 1, 1], xlim=(0, 1400), ylim=(0, 680), facecolor="white")  # a unit is a pixel
    ax.axis("off")
    ax.figure.set_layout_engine("none")
    plots.draw_arrow(ax, (500, 340), (500 + length, 340), color="black")
    dark = painted(ax)[..., 0] < 128
    columns = np.flatnonzero(dark.any(axis=0))
    assert columns[0] >= 500 - 5 and columns[-1] <= 500 + length + 5, "it reaches beyond its ends"
    thick = dark.sum(axis=0)
    head = np.argmax(thick)
    assert head - columns[0] > 0.2 * length and thick[columns[-1]] < thick[head], "it does not point to its end"


def test_an_arrow_of_no_length_draws_nothing(ax):
    before = painted(ax)
    arrow = plots.draw_arrow(ax, (0.5, 0.5), (0.5, 0.5))
    assert (painted(ax) == before).all()
    plots.move_arrow(arrow, (0.5, 0.5), (0.502, 0.5))
    assert (painted(ax) == before).all(), "shorter than it is thick"
    plots.move_arrow(arrow, (0.2, 0.2), (0.8, 0.8))
    assert (painted(ax) != before).any()


def test_draw_arrow_and_move_arrow(ax):
    arrow = plots.draw_arrow(ax, (0, 1), (2, 3))
    assert (arrow.get_position(), arrow.xy) == ((0, 1), (2, 3))
    assert to_hex(arrow.arrow_patch.get_facecolor()).upper() == "#CC79A7"
    assert plots.move_arrow(arrow, (1, 1), (4, 5)) is arrow
    assert (arrow.get_position(), arrow.xy) == ((1, 1), (4, 5))
    black = plots.draw_arrow(ax, (0, 0), (1, 1), color="black")
    assert to_hex(black.arrow_patch.get_edgecolor()) == "#000000"


def test_draw_downhill_arrows(ax):
    below, above = plots.draw_downhill_arrows(ax, X, Y, [(0, 0), (4, 1)], length=1.5)
    step = 1.5 * np.array([2, 1]) / 5**0.5  # towards the floor 2W + b = 5, at a right angle
    assert below.get_position() == (0, 0) and below.xy == pytest.approx(step)
    assert above.get_position() == (4, 1) and above.xy == pytest.approx(np.array([4, 1]) - step)


# Costs


def test_draw_curve(ax):
    curve = plots.draw_curve(ax, [0, 1, 3], lambda number: number**2)
    assert points(curve) == [(0, 0), (1, 1), (3, 9)] and look(curve) == ("#000000", "-")
    assert plots.draw_curve(ax, [0], abs, linestyle=":").get_linestyle() == ":"


def test_cost_axes(ax):
    assert plots.cost_axes(ax, 20, low=1e-3, high=1e2, title="Cost") is ax
    assert ax.get_yscale() == "log" and ax.get_ylim() == (1e-3, 1e2)
    assert ax.get_xlim()[0] < 0 and 20 < ax.get_xlim()[1] < 21
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title(loc="left")) == ("epoch", "cost C", "Cost")


def test_log_scale(ax):
    ax.set(xlim=(0.01, 100), ylim=(1, 1e5))
    plots.log_scale(ax.xaxis, ax.yaxis)
    assert ax.get_xscale() == ax.get_yscale() == "log"
    ax.figure.canvas.draw()
    marks = {label.get_text() for label in [*ax.get_xticklabels(), *ax.get_yticklabels()]}
    assert {"0.01", "0.1", "1", "10", "10000"} <= marks, "no small exponents"


def test_draw_costs(ax):
    costs = plots.draw_costs(ax, [25, 4, 0.64])
    assert points(costs) == [(0, 25), (1, 4), (2, 0.64)]
    assert look(costs) == ("#D55E00", ":") and costs.get_marker() == "s"


# Marks and words


def test_draw_label(ax):
    label = plots.draw_label(ax, 1, 2, "rule", ha="right")
    assert (label.get_text(), label.get_position(), label.get_fontsize()) == ("rule", (1, 2), 10)
    assert label.get_ha() == "right" and to_hex(label.get_bbox_patch().get_facecolor()) == "#ffffff"


def test_draw_guess(ax):
    ax.set(xlim=(0, 10), ylim=(0, 20))
    assert plots.draw_guess(ax, x=...) == plots.draw_guess(ax, y=...) == [] and not ax.lines and not ax.texts
    line, words = plots.draw_guess(ax, x=3)
    assert points(line) == [(3, 0), (3, 1)] and look(line) == ("#000000", "--")
    assert words.get_text() == "your guess" and words.xy[0] == 3
    line, words = plots.draw_guess(ax, y=12, label="guess b")
    assert points(line) == [(0, 12), (1, 12)] and words.get_text() == "guess b" and words.xy[1] == 12
    for guess, edge in [(1e6, 10), (-1, 0)]:
        line, words = plots.draw_guess(ax, x=guess)
        assert points(line) == [(edge, 0), (edge, 1)] and words.get_text() == "your guess (outside)"


@pytest.mark.parametrize("guess", [0, 1, 4.9, 5.1, 9, 10, 1e6])
def test_a_guess_keeps_its_name_inside_the_axes(ax, guess):
    ax.set(xlim=(0, 10), ylim=(0, 20))
    words = plots.draw_guess(ax, x=guess)[1]
    ax.figure.canvas.draw()
    box = words.get_window_extent()
    assert ax.bbox.x0 <= box.x0 and box.x1 <= ax.bbox.x1


def test_said():
    assert [plots.said(-1.5), plots.said(2, "+.1f"), plots.said(-0.04, "z.1f")] == ["−1.5", "+2.0", "0.0"]


def test_diagram_axes(ax):
    assert plots.diagram_axes(ax, (-1, 10), (-2, 3)) is ax and not ax.axison
    ax.figure.draw_without_rendering()
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    assert left <= -1 and right >= 10 and bottom <= -2 and top >= 3
    assert ax.bbox.width / (right - left) == pytest.approx(ax.bbox.height / (top - bottom)), "circles are not round"


def test_draw_circle(ax):
    text = plots.draw_circle(ax, (1, 2), "x", **plots.PREDICTION)
    assert text.get_text() == "x" and text.get_position() == ax.patches[0].center == (1, 2)
    assert to_hex(ax.patches[0].get_edgecolor()).upper() == "#009E73"


def test_draw_wire(ax):
    text = plots.draw_wire(ax, (0, 0), (3, 4), "W", share=0.25)  # 5 apart: the circles leave a gap
    arrow = next(artist for artist in ax.texts if getattr(artist, "arrow_patch", None))
    assert np.hypot(*arrow.get_position()) == pytest.approx(plots.RADIUS), "it does not touch the first circle"
    assert np.hypot(*np.subtract((3, 4), arrow.xy)) == pytest.approx(plots.RADIUS), "its head does not touch the other"
    gap = 5 - 2 * plots.RADIUS
    assert text.get_text() == "W" and np.hypot(*text.xy) == pytest.approx(plots.RADIUS + gap / 4)
    assert text.get_rotation() == pytest.approx(np.degrees(np.arctan2(4, 3))) and text.get_va() == "bottom"


DIAGRAMS = {  # inputs, hidden units where there are some, and one output: circles and wires
    "1 1": ([["2"], ["add"], ["5"]], [[["W"], ["b"]], [[""]]]),
    "3 1": ([["p", "q", "r"], ["add"], ["s"]], [[["1"], ["2"], ["3"], ["4"]], [[""]]]),
    "1 3 1": ([["2"], ["3", "4", "0"], ["0"]], [[["1", "2", "−1"], ["5", "6", "7"]], [["8"], ["9"], ["10"], ["11"]]]),
    "2 2 1": ([["0", "1"], ["2", "3"], ["4"]], [[["5", "6"], ["7", "8"], ["9", "10"]], [["11"], ["12"], ["13"]]]),
}


@pytest.mark.parametrize("sizes", DIAGRAMS)
def test_draw_network(ax, sizes):
    circles, wires = DIAGRAMS[sizes]
    inside, outside = plots.draw_network(ax, circles, wires)
    ax.figure.draw_without_rendering()
    ones = [["1"] if len(table) > len(column) else [] for column, table in zip(circles, wires, strict=False)]
    wanted = [text for column, one in zip(circles, [*ones, []], strict=True) for text in [*column, *one]]
    assert [text.get_text() for text in inside] == wanted
    assert [text.get_position() for text in inside] == [patch.center for patch in ax.patches]
    assert [text.get_text() for text in outside] == [text for table in wires for row in table for text in row]
    arrows = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    assert len(arrows) == sum(len(table) * len(table[0]) for table in wires)
    places = [text.get_position() for text in inside] + [text.xy for text in outside if text.get_text()]
    apart = [np.hypot(*np.subtract(one, other)) for k, one in enumerate(places) for other in places[:k]]
    assert min(apart) > 0.5, "two texts lie on each other"
    for arrow in arrows:
        assert min(abs(np.hypot(*np.subtract(text.get_position(), arrow.xy)) - plots.RADIUS) for text in inside) < 1e-9
    left, right = ax.get_xlim()
    assert all(left + plots.RADIUS <= x <= right - plots.RADIUS for x, _ in places)


def test_a_network_has_names_and_heads(ax):
    circles, wires = DIAGRAMS["3 1"]
    plots.draw_network(ax, circles, wires, names=["P", "Q", "R", "bias"], heads=["input", "neuron", "output"])
    at = {text.get_text(): text.get_position() for text in ax.texts if text.get_text()}
    for name, number in zip(["P", "Q", "R", "bias"], ["p", "q", "r", "1"], strict=True):
        assert at[name][1] == next(text.get_position()[1] for text in ax.texts if text.get_text() == number)
    assert at["input"][0] == at["p"][0] and at["neuron"][0] == at["add"][0] and at["output"][0] == at["s"][0]
    assert at["neuron"][1] > at["p"][1]


def test_an_input_is_black_and_what_the_network_works_out_is_green(ax):
    plots.draw_network(ax, *DIAGRAMS["2 2 1"])
    colours = [to_hex(patch.get_edgecolor()).upper() for patch in ax.patches]
    assert colours == ["#000000"] * 3 + ["#009E73"] * 2 + ["#000000"] + ["#009E73"]


def test_draw_percent_errors(ax):
    bars = plots.draw_percent_errors(ax, np.array([[-100.0], [0.5]]), np.array([[40.0], [7.0]]), limit=50)
    assert [bar.get_width() for bar in bars] == [40, 7]
    assert [bar.get_y() + bar.get_height() / 2 for bar in bars] == pytest.approx([0, 1])
    assert [label.get_text().replace("−", "-") for label in ax.get_yticklabels()] == ["-100", "0.5"]
    assert ax.yaxis_inverted() and ax.get_xlim()[0] == 0 and ax.get_xticks().max() == 50
    assert (ax.xaxis.label.get_text(), ax.get_ylabel()) == ("percent error", "input x")


# Small pictures


def test_draw_gallery_and_move_gallery(ax):
    x = np.zeros((3, 64))
    x[0, 0], x[1, 63], x[2, 9] = 1, 0.5, 2  # more than black is black
    texts = plots.draw_gallery(ax, x, columns=2, words=["a", "b"], lines=1)
    assert [text.get_text() for text in texts] == ["a", "b", ""]
    (image,) = ax.images
    ink = 1 - np.asarray(image.get_array())[:, :, 0] / 255
    assert ink.shape == (24, 20), "two rows of eight lines with a margin and a line of words, two columns"
    assert [tuple(map(int, place)) for place in np.argwhere(ink > 0)] == [(0, 1), (7, 18), (13, 2)]
    assert ink[0, 1] == ink[13, 2] == 1 and ink[7, 18] == pytest.approx(0.5, abs=0.01)
    assert plots.move_gallery(image, x[::-1]) is image
    assert np.argwhere(np.asarray(image.get_array())[:, :, 0] < 255).tolist() == [[1, 2], [7, 18], [12, 1]]
    assert ax.get_xlim() == (0, 20) and ax.get_ylim() == (24, -0.5)

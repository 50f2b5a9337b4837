"""Every drawing of plots.py puts the right data on its axes, and every picture carries its description."""

import base64
import inspect
import io
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgba
from PIL import Image

from helpers import page, plots

X, Y = np.array([[2.0]]), np.array([[5.0]])
LEVELS = 1.0123, 4.0123, 9.0123  # no point of the grid lies on one of them
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
    assert page.bundle(figure, "Words.", b"bytes") == (
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
    assert plots.heights(X, Y, [0, 1], [0, 1]).tolist() == [[25, 9], [16, 4]]
    assert plots.heights(TWO_X, TWO_Y, [0], [0]).tolist() == [[17]]


def test_draw_map(ax):
    plots.map_axes(ax, W=(-1, 5), b=(-2, 4))
    bands, lines = plots.draw_map(ax, X, Y, levels=(1, 4, 9))
    assert lines.levels.tolist() == [1, 4, 9] and bands.levels.tolist() == [0, 1, 4, 9]
    for level, segments in zip(lines.levels, lines.allsegs, strict=True):
        ends = np.vstack(segments)
        assert abs(2 * ends[:, 0] + ends[:, 1] - 5) == pytest.approx(level**0.5, abs=0.02)
        assert {side > 0 for side in 2 * ends[:, 0] + ends[:, 1] - 5} == {True, False}, "one side of the valley"
    shades = [colour[0] for colour in bands.get_facecolor()]
    assert shades == sorted(shades, reverse=True) and shades[0] > 0.99, "white is low, and higher is darker"


def test_draw_moving_map_and_move_map(ax):
    plots.map_axes(ax, W=(-1, 5), b=(-2, 4))
    image = plots.draw_moving_map(ax, levels=LEVELS)
    assert plots.move_map(image, TWO_X, TWO_Y, cells=61) is image  # a cell for each tenth
    table = np.asarray(image.get_array())
    assert table.shape == (61, 61, 4) and tuple(image.get_extent()) == (-1, 5, -2, 4)
    assert (
        (table[..., 0] == table[..., 1]).all() and (table[..., 1] == table[..., 2]).all() and (table[..., 3] == 1).all()
    )

    def shade(W, b):
        return table[round(10 * (b + 2)), round(10 * (W + 1)), 0]

    assert shade(2, 1) == 1, "the rule has loss 0"
    # losses ((W + b − 3)² + (2W + b − 5)²) / 2 of 0, 2.5, 5 and 17, each inside its band
    assert shade(2, 1) > shade(1, 1) > shade(3, 2) - 1e-9 > shade(0, 0)
    for W in np.arange(-0.9, 4.9, 0.1):
        for b in np.arange(-1.9, 3.9, 0.1):
            near = [
                np.searchsorted(LEVELS, ((u + v - 3) ** 2 + (2 * u + v - 5) ** 2) / 2)
                for u, v in [(W, b), (W + 0.1, b), (W, b + 0.1)]
            ]
            on_line = len(set(near)) > 1
            assert on_line == np.isclose(shade(W, b), 0.55), f"a line is missing or too many at {W:.1f}, {b:.1f}"


def test_draw_floor(ax):
    floor = plots.draw_floor(ax, X, Y)
    assert slope_and_intercept(floor) == pytest.approx((-2, 5)) and look(floor)[0] == "#000000"
    assert slope_and_intercept(plots.draw_floor(ax, one(5), one(11))) == pytest.approx((-5, 11))


def test_draw_rule(ax):
    star, name = plots.draw_rule(ax)
    assert points(star) == [(2, 1)] and star.get_marker() == "*" and name.get_text() == "rule"
    star, name = plots.draw_rule(ax, -1, 3)
    assert points(star) == [(-1, 3)] and np.hypot(*np.subtract(name.get_position(), (-1, 3))) < 0.5


def test_draw_path_and_move_path(ax):
    history = [(one(0), one(0)), (one(1.2), one(0.6)), (one(1.68), one(0.84))]
    path = plots.draw_path(ax, history)
    assert points(path) == [(0, 0), (1.2, 0.6), (1.68, 0.84)]
    assert look(path) == ("#009E73", "-") and path.get_marker() == "o"
    assert plots.move_path(path, history[:1]) is path and points(path) == [(0, 0)]


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


def test_draw_network(ax):
    texts = plots.draw_network(ax, "2", "W = 3", "b = −1", "5")
    assert [text.get_text() for text in texts] == ["2", "W = 3", "b = −1", "5"]
    assert [text.get_text() for text in ax.texts if text.get_text() in ("input", "neuron", "output", "add", "1")]
    x_circle, one_circle, neuron, output = (patch.center for patch in ax.patches)
    assert texts[0].get_position() == x_circle and texts[3].get_position() == output
    arrows = [(text.get_position(), text.xy) for text in ax.texts if getattr(text, "arrow_patch", None)]
    assert arrows == [(x_circle, neuron), (one_circle, neuron), (neuron, output)]


def test_draw_inputs(ax):
    texts = plots.draw_inputs(ax, ["flipper", "bill"], ["181", "39"], ["50", "23"], "−5781", "4200")
    said = ["181", "39", "1", "add", "4200", "50", "23", "−5781"]
    assert [text.get_text() for text in texts] == said and len(ax.patches) == 5
    assert [text.get_position() for text in texts[:5]] == [patch.center for patch in ax.patches]
    names = {text.get_text(): text.get_position()[1] for text in ax.texts}
    assert names["flipper"] == names["181"] > names["bill"] == names["39"] > names["bias"] == names["1"]
    arrows = [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    assert len(arrows) == 4 and {arrow.xy for arrow in arrows[:3]} == {names_at(texts[3])}


def names_at(text):
    """Where a text stands."""
    return text.get_position()


def test_draw_percent_errors(ax):
    bars = plots.draw_percent_errors(ax, np.array([[-100.0], [0.5]]), np.array([[40.0], [7.0]]), limit=50)
    assert [bar.get_width() for bar in bars] == [40, 7]
    assert [bar.get_y() + bar.get_height() / 2 for bar in bars] == pytest.approx([0, 1])
    assert [label.get_text().replace("−", "-") for label in ax.get_yticklabels()] == ["-100", "0.5"]
    assert ax.yaxis_inverted() and ax.get_xlim()[0] == 0 and ax.get_xticks().max() == 50
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("", "input x") or ax.xaxis.label.get_text() == "percent error"

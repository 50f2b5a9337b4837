"""Every picture draws and says what it is given, and can be read: contrast, colour blindness, size of text, style.

The rule for colours: data, truth, prediction, error and gradient are told apart on white, in greyscale by lightness or
by form (line style, marker, arrow), and by people who lack one kind of cone. Text is black.
"""

import ast
import inspect
import itertools
import json
import re
from functools import cache
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from explorers import EXPLORERS, HISTORY, LABELS, NET, TEST_DIGITS, X_DIGITS, guessed, move, values
from matplotlib.axis import Axis
from matplotlib.colors import CSS4_COLORS, TABLEAU_COLORS, XKCD_COLORS, to_hex, to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.spines import Spine
from matplotlib.text import Annotation, Text
from plain import banned

from helpers import data, page, pictures, plots
from helpers.network import confusion, forward, one_hot, softmax
from helpers.neuron import gradient, standardize, train, train_in_batches, update

ROOT = Path(__file__).parents[1]
SHEET = mpl.rc_params_from_file(ROOT / "helpers" / "course.mplstyle", use_default_template=False)
MEANINGS = ["data", "truth", "prediction", "error", "gradient"]
COLOURS = dict(zip(MEANINGS, (style["color"] for style in SHEET["axes.prop_cycle"]), strict=True))
PAIRS = list(itertools.combinations(MEANINGS, 2))

# Machado, Oliveira and Fernandes (2009), a missing kind of cone, on linear RGB
BLIND = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(colour):
    """The colour as linear RGB, light that adds up: sRGB's own curve undone."""
    parts = np.array(to_rgba(colour)[:3])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other="white"):
    """WCAG's contrast of two colours, from 1 to 21."""
    low, high = sorted(linear(colour) @ XYZ[1] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(light):
    """Linear RGB as CIE L*a*b*, in which distances are how different colours look (white: D65)."""
    share = XYZ @ np.clip(light, 0, 1) / XYZ.sum(axis=1)
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


# The style sheet


def test_the_measures_themselves():
    assert contrast("black") == pytest.approx(21) and contrast("#777777") == pytest.approx(4.48, abs=0.01)
    assert lab(linear("white")) == pytest.approx([100, 0, 0], abs=0.01)
    assert lab(linear("red")) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    for matrix in BLIND.values():
        assert np.sum(matrix, axis=1) == pytest.approx(1, abs=2e-6), "grey does not stay grey"


def test_lines_and_text_have_contrast_on_white():
    assert {meaning for meaning in MEANINGS if contrast(COLOURS[meaning]) < 3} == set()
    texts = ["text.color", "axes.labelcolor", "xtick.color", "ytick.color"]
    assert {key for key in texts if contrast(SHEET[key]) < 4.5} == set()


def test_the_ground_is_white_and_opaque():
    for key in ("figure.facecolor", "axes.facecolor", "savefig.facecolor"):
        assert to_rgba(SHEET[key]) == (1, 1, 1, 1)
    assert SHEET["savefig.transparent"] is False


@pytest.mark.parametrize("sight", ["normal", *BLIND])
def test_colours_differ_for_every_kind_of_eye(sight):
    # 2.3 is a difference that is just noticed between large patches; thin lines need more: five times that
    seen = BLIND.get(sight, np.eye(3))
    colours = {meaning: lab(np.array(seen) @ linear(COLOURS[meaning])) for meaning in MEANINGS}
    alike = [(one, other) for one, other in PAIRS if np.linalg.norm(colours[one] - colours[other]) <= 5 * 2.3]
    assert alike == []


def test_sizes_of_text():
    sizes = {
        key: value for key, value in SHEET.items() if key.endswith(("fontsize", "labelsize", "titlesize", "font.size"))
    }
    assert len(sizes) >= 6 and all(size >= 10 for size in sizes.values()), sizes


# Where colours may stand


@pytest.mark.parametrize("name", ["plots", "page", "live", "pictures/*", "sliders/*"])
def test_no_colour_but_grey_stands_outside_the_style_sheet(name):
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "helpers").glob(f"{name}.py"))
    tree = ast.parse(code)
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    named = {*CSS4_COLORS, *TABLEAU_COLORS, *XKCD_COLORS, *(f"C{number}" for number in range(10))}
    colours = {text for text in texts if text in named or re.fullmatch(r"#([0-9a-fA-F]{3,4}){1,2}", text)}
    assert [text for text in colours if not grey(text)] == []


def grey(colour):
    """Whether a colour is black, white or between them, and lets nothing shine through."""
    red, green, blue, opaque = to_rgba(colour)
    return red == green == blue and opaque == 1


# Every picture, with what the pages give it


ZERO, X, Y = np.zeros((1, 1)), np.array([[2.0]]), np.array([[5.0]])
X_TEST = np.array([[-100.0], [-10.0], [0.0], [1.0], [3.0], [7.0], [42.0], [1000.0]])
FIVE, TWO = np.array([[5.0]]), np.array([[2.0], [-1.0]])
CELSIUS = np.array([[6.0], [18.0], [22.0], [34.0]])  # mean 20, standard deviation 10
SCALES = (CELSIUS - 20) / 10, CELSIUS - 20, CELSIUS
_, DISTANCE, VELOCITY = data.hubble()
NAMES = ["flipper_length_mm", "bill_length_mm", "bill_depth_mm"]
KINDS = np.array([row["species"] for row in data.rows("penguins.csv")])
BIRDS = data.penguins(*NAMES, "body_mass_g")
KINDS, BIRDS = KINDS[~np.isnan(BIRDS).any(axis=1)], BIRDS[~np.isnan(BIRDS).any(axis=1)]
MASS, FLIPPER = BIRDS[:, 3:], BIRDS[:, :1]
Z, MEAN, SD = standardize(FLIPPER)
CARS = data.cars("horsepower", "miles_per_gallon")
CARS = CARS[~np.isnan(CARS).any(axis=1)]
STARTS = [[0.0], [0.0]], [[900.0], [0.0]], [[-300.0], [600.0]]
RUNS = [train(np.hstack([Z, Z]), MASS, np.array(start), ZERO, 0.1, 60) for start in STARTS]
BILL, Y_BILL = data.penguins("bill_length_mm", "bill_depth_mm"), one_hot(data.species()[1], 3)
BILL, Y_BILL = BILL[~np.isnan(BILL).any(axis=1)], Y_BILL[~np.isnan(BILL).any(axis=1)]
Z_BILL, *_ = standardize(BILL)
GENTOO = [(np.array([[0.0, 0, 0], [0, 0, -1]]), np.array([[1.0, 0, 0]]))]  # Adelie above −1, Gentoo below
BIRD_SEX = data.sex()[1]
GRAMS = data.penguins("body_mass_g")
SEXED = ~np.isnan(GRAMS + BIRD_SEX)[:, 0]
GRAMS, MALE = GRAMS[SEXED], one_hot(BIRD_SEX[SEXED], 2)
AT_4100 = [(np.array([[0.0, 1.0]]), np.array([[0.0, -4.1]]))]  # s = mass in kg − 4.1 for male, 0 for female
HILL = [(np.array([[1.0, 1]]), np.array([[-4.0, -5]])), (np.array([[0.0, 1], [0, -2]]), np.array([[0.0, -0.5]]))]
KILO = np.array([[0.0]]), np.array([[1000.0]])
SCORES = forward(TEST_DIGITS[0], HISTORY[-1])[-1]
ERRORS = softmax(SCORES) - TEST_DIGITS[1]
UPHILL = 1 / 8 * np.sign(  # for each pixel two of 16 grey levels, the way that makes the loss grow
    (ERRORS @ HISTORY[-1][1][0].T * (forward(TEST_DIGITS[0], HISTORY[-1])[1] > 0)) @ HISTORY[-1][0][0].T
)
FLIPPER_LINE = np.array([[49.69]]), np.array([[-5780.83]])


def ends(x, y, batch_size, epochs=60):
    """Where epochs end after the tenth, at the rate 0.1: with the rows in order, and shuffled."""
    W, b = ZERO, ZERO
    in_order = []
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            batch = slice(start, start + batch_size)
            W, b = update(W, b, *gradient(x[batch], y[batch], W, b), 0.1)
        in_order.append((W, b))
    steps = -(-len(x) // batch_size)
    shuffled = train_in_batches(x, y, ZERO, ZERO, 0.1, epochs, batch_size, np.random.default_rng(0))[steps::steps]
    return in_order[10:], shuffled[10:]


BATHTUB = [  # notebook 13
    (np.array([[1.0, -1.0]]), np.array([[-1.0, -1.0]])),
    (np.array([[1.0], [1.0]]), np.array([[0.0]])),
]
SLOPING = [  # −x to the left of 0, 1.5x to the right
    (np.array([[1.0, -1.0]]), np.array([[0.0, 0.0]])),
    (np.array([[1.5], [1.0]]), np.array([[0.0]])),
]
SQUARES = [(np.ones((1, 4)), np.array([[2.0, 1, 0, -1]])), (np.array([[-3.0], [2], [2], [2]]), np.array([[4.0]]))]


def tents(times):
    """A network that folds the line from 0 to 1 so many times: a layer of two units for each."""
    again = (np.array([[2.0, 2.0], [-4.0, -4.0]]), np.array([[0.0, -0.5]]))
    first, last = (np.array([[1.0, 1.0]]), again[1]), (again[0][:, :1], np.array([[0.0]]))
    return [first, *[again] * (times - 1), last]


PICTURES = {  # name: its arguments, and what its words must say of them
    "handwriting": ((), ["6 handwritten digits", "8 × 8 pixels", "The right answers: 2, 0, 4, 5, 6, 7."]),
    "neuron_in_letters": ((), ["input x times the weight W", "1 times the bias b"]),
    "network": ((2, 1.5, -0.5), ["x = 2, W = 1.5, b = −0.5 the network answers 2.5."]),
    "lines_without_bias": (([-1.0, 0.5, 3.0],), ["3 lines with W = −1, 0.5 and 3.", "above, at 1."]),
    "lines_after_training": (
        (X, Y, [0.0, 3.0, 6.0], 0.06, 40),  # 17 + W₀ (8 − 2) / 5
        ["3 networks after 40", "All answer 5", "17 is right: from W = 0 it answers 17.0, from W = 3 it answers 20.6"],
    ),
    "what_a_start_leaves": (
        (X, Y, [0.001, 3.0], 0.06, 40),  # W₀ (x − 2) / 5 at 8
        ["to (2, 0.9996), where the error at 8 is 0.001", "to (2.6, −0.2), where the error at 8 is 3.600", "x = 2,"],
    ),
    "train_and_test": ((X, Y, X_TEST, data.line(X_TEST)), ["training number (2, 5)", "3 of the 8 lie outside"]),
    "square_slopes": ((), ["its slope is 1 at 0.1 and 1 at 2", "its slope is 0.2 at 0.1 and 4 at 2"]),
    "cost_map": (
        (X, Y),
        ["floor, 2W + b = 5.", "climbs by 5", "start (0, 0), cost 25; the rule (2, 1), cost 0", "the slider, cost 0."],
    ),
    "gears": (
        (X, Y, ZERO, ZERO),  # (−5 + 0.02)² − 25
        ["W turns by 0.01", "2 times as far, by 0.02", "10 times", "the other way, by −0.1996: −19.96 for each 1 of W"],
    ),
    "downhill": (
        (X, Y),
        ["arrows from 6 places", "2 to the side for 1 up", "(−20, −10), that is 20 to the side"],
    ),
    "around_a_point": (
        (X, Y, ZERO, ZERO),  # against (−20, −10): ŷ = √5, so (5 − √5)², and (5 + √5)² the other way
        ["the cost is 25, steps of length 1", "at 26.6 degrees, leaves the lowest cost, 7.64", "the highest, 52.36"],
    ),
    "steps": ((X, Y, 0.05), ["6 arrows", "learning rate 0.05", "2 sideways for 1", "floor and leaves 0.5 of the"]),
    "two_valleys": (
        (X, Y, FIVE, data.line(FIVE)),  # (2, 1) and 11 (5, 1) / 26, times 1 − 0.4⁵
        ["Trained on 2, the path ends at (1.98, 0.99)", "Trained on 5, it ends on the floor at (2.09, 0.42)"],
    ),
    "bowl_of_two": (
        (TWO, data.line(TWO)),
        ["2 → 5, −1 → −1, and their", "rule (2, 1), and there the loss is 0."],
    ),
    "paths_in_the_bowl": (
        (TWO, data.line(TWO)),
        ["2 paths of 40 epochs", "from (4.5, −1.5) to W = 2.0000, b = 1.0000."],
    ),
    "nebulae": (
        (DISTANCE, VELOCITY, np.array([[423.94]]), ZERO),
        ["24 dots", "the slope 423.94", "within 10 km/s of 2 of them", "224 km/s"],
    ),
    "then_and_now": (
        (DISTANCE, VELOCITY, np.array([[423.94]])),  # 977.8 / 423.94 and 977.8 / 70
        ["1929, 424 km/s per Mpc, and today's, 70", "2.3 by the line of 1929", "Earth's 4.5, and 14.0 by today's."],
    ),
    "three_scales": (
        (*SCALES, 1.8 * CELSIUS + 32, ZERO, ZERO, len),
        [
            "Standardised: ratio 1.0, epochs predicted 4, measured 1; b is to become 68, and there W = 18.00, b = 68",
            "Centred: ratio 100.0, epochs predicted 4, measured 459; b is to become 68",
            "Raw: ratio 2508.0, epochs predicted 4, measured 11538; b is to become 32",
        ],
    ),
    "penguin_line": (
        (FLIPPER, MASS, *FLIPPER_LINE),
        ["342 penguins and the line 49.69 x − 5780.83,", ": False."],
    ),
    "neuron_with_inputs": (
        (NAMES, BIRDS[:1, :3], MASS[:1], np.array([[50.0], [4.0], [-20.0]]), np.array([[-6000.0]])),
        ["181 · 50.000 + 39.1 · 4.000 + 18.7 · −20.000 − 6000 = 2832 g. It weighed 3750 g."],
    ),
    "by_species": (
        (BIRDS[:, 2:3], MASS, KINDS),
        ["342 penguins of 3 species", "all is −192 g/mm", "Adelie +217 g/mm, Chinstrap +205 g/mm, Gentoo +369 g/mm."],
    ),
    "twins": ((np.hstack([Z, Z]), MASS, RUNS), ["their sum is 697.6. 3 paths", "to 3 places"]),
    "bend": (
        (FLIPPER, MASS, np.array([[660.4], [108.1]]), np.array([[4093.7]]), MEAN, SD),
        ["3350 g at 180 mm, 4051 g at 200 mm, 5191 g at 220 mm."],
    ),
    "cars": (
        (CARS[:, :1], CARS[:, 1:], np.array([[-0.157845]]), np.array([[39.9359]])),
        ["392 cars and the line 39.94 − 0.158 x.", "lie +3.7, +0.1, −2.3, −1.4, −0.7, +5.0 miles from it."],
    ),
    "borders": (
        (Z_BILL, Y_BILL, data.species()[0], {"straight": GENTOO, "the same network": GENTOO}),
        [
            "342 birds",
            f"Straight: {np.where(Z_BILL[:, 1] < -1, Y_BILL[:, 2], Y_BILL[:, 0]).sum():g} of 342 on the right side.",
            "On 100 % of the map",
        ],
    ),
    "male_or_female": (
        (GRAMS, MALE, {"straight": AT_4100, "a hill": HILL}, *KILO),
        [
            "among 333 birds",
            "Straight: 0.48 at 4000 g, 0.65 at 4700 g; it crosses one half at 4110 g",
            "A hill: 0.38 at 4000 g, 0.55 at 4700 g; it crosses one half at 4510 g, 5500 g.",
        ],
    ),
    "digits": ((X_DIGITS[:20], LABELS[:20]), ["20 handwritten", "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1"]),
    "confusion_table": (
        (confusion(SCORES, TEST_DIGITS[1]),),
        ["10 rows and columns: 349 of 382", "1 for 9 (6), 3 for 8 (4), 3 for 5 (3), 4 for 9 (3)."],
    ),
    "misread": (
        (TEST_DIGITS[0], LABELS[1415:], softmax(SCORES)),
        ["33 digits that are misread", "3 as 5 with 98.7 %, 9 as 5 with 98.4 %"],
    ),
    "what_units_see": ((HISTORY[-1],), ["32 pictures", "from −1.10, white, to 1.42, black", "correlation of 0.24."]),
    "stop_in_time": (
        ([3.0, 1.0, 0.1, 0.01], [3.0, 1.0, 0.5, 0.8], [3.0, 1.25, 1.0, 1.5], [3, 8, 7, 9]),
        ["over 3 epochs, at epoch 2", "0.100 and 0.010, validation 0.500 and 0.800, test 1.000 and 1.500. Test"],
    ),
    "corrected": ((X_DIGITS[:3], [9, 5, 2], [0, 1, 2]), ["3 digits, what", "“9” 0, “5” 1, “2” 2."]),
    "uphill": (
        (TEST_DIGITS[0], UPHILL, LABELS[1415:, 0], HISTORY[-1]),
        ["For each class the first digit that this step turns", "0 becomes 2, 1 becomes 3, 2 becomes 8, 3 becomes 2"],
    ),
    "in_order_or_shuffled": (
        (Z, MASS, *ends(Z, MASS, 10)),
        ["the ends of epochs 1 to 50.", "In order it is 52,832 on average, shuffled 8,908."],
    ),
    "bends_add_up": ((BATHTUB,), ["unit 1 bends at 1 and unit 2 bends at −1.", "they answer 2 at −3, 0 at 0, 2 at 3."]),
    "squares_outside": ((SQUARES,), ["at 3 it answers 7, and the square is 9; at 10 it answers 28, and", "is 100."]),
    "network_at_work": (
        (X, NET),
        ["unit 1 adds up 3 and answers 3", "unit 3 adds up −2 and answers 0; the network answers 0."],
    ),
    "slopes_sent_back": (
        (X, Y, NET),
        ["−10 by the loss, 20, −10, 0 to", "unit 1: 40 and −30; unit 2: −20 and −40; unit 3: 0 and 0."],
    ),
    "far_outside": (
        (np.array([[-2.0], [0], [1]]), np.array([[2.0], [0], [1]]), SLOPING),
        ["3 samples between −2 and 1", "straight to 1000.0 at −1000 and 1500.0 at 1000."],
    ),
    "folds": ((tents, (1, 2, 6)), ["1 time, 2 pieces; 2 times, 4 pieces; 6 times, 64 pieces."]),
}


@cache
def drawn():
    """Each picture's figure by its name, and its words; drawn while the learner has set another style.

    With half the pixels they are drawn faster.
    """
    found = {}
    with pytest.MonkeyPatch.context() as patch, mpl.rc_context():
        patch.setitem(plots.STYLE, "figure.dpi", 100)
        patch.setattr(page, "png", lambda figure: b"")
        patch.setattr(page.Picture, "__init__", remembering(page.Picture.__init__, found))
        mpl.style.use(["dark_background", {"font.size": 30, "lines.marker": "x", "axes.grid": True}])
        for name, (arguments, _) in PICTURES.items():
            found["now"] = name
            found[f"words of {name}"] = getattr(pictures, name)(*arguments).text
    del found["now"]
    return found


def remembering(init, found):
    """An __init__ that keeps the figure it is given, under the name of what runs now."""

    def __init__(self, figure, *arguments, **options):
        init(self, figure, *arguments, **options)
        found[found["now"]] = figure

    return __init__


def axes(name, at=0):
    """One of a picture's axes."""
    return drawn()[name].axes[at]


def points(name, marker, at=0):
    """The points of the lines with this marker in one of a picture's axes, a table for each line."""
    return [np.round(line.get_xydata(), 3).tolist() for line in axes(name, at).lines if line.get_marker() == marker]


def words(name, at=0):
    """The texts in one of a picture's axes."""
    return [text.get_text() for text in axes(name, at).texts if text.get_text()]


def arrows(name):
    """The arrows of a picture's first axes: where each starts and ends."""
    found = [text for text in axes(name).texts if getattr(text, "arrow_patch", None)]
    return [(np.round(arrow.get_position(), 3).tolist(), np.round(arrow.xy, 3).tolist()) for arrow in found]


def test_every_picture_is_tested_here():
    modules = [pictures.one_neuron, pictures.many_samples, pictures.many_layers, pictures.classes]
    public = {
        name
        for module in modules
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and hasattr(function, "__wrapped__")
    }
    assert public == set(PICTURES) == set(pictures.__all__), "a picture is not @in_style, not in __all__ or not here"


@pytest.mark.parametrize("name", PICTURES)
def test_the_words_of_a_picture_hold_its_numbers(name):
    said = drawn()[f"words of {name}"]
    assert [wanted for wanted in PICTURES[name][1] if wanted not in said] == [], said
    assert not banned(said)
    assert said[0].isupper() or said[0].isdigit() or said[0] == "ŷ"
    assert said.endswith(".") and "-" not in re.sub(r"[a-z]-[a-z]", "", said), "a hyphen stands for a minus"


def test_the_words_follow_what_is_given():
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(plots.STYLE, "figure.dpi", 50)
        assert "floor, 3W + b = 7" in pictures.cost_map(np.array([[3.0]]), np.array([[7.0]])).text
        assert "the same way, by 0.2004" in pictures.gears(X, -Y, ZERO, ZERO).text
        crossing = np.array([[1.0], [3.0]])
        assert "1 → 0, 3 → −2, and their mean" in (told := pictures.bowl_of_two(crossing, 1 - crossing).text)
        assert "(−1, 1)" in told


def test_no_page_draws_for_itself():
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            code = "".join(cell["source"]) if cell["cell_type"] == "code" else ""
            assert not re.search(r"\b(plots|page|pyplot)\.", code), f"{path.stem}, {cell['id']}: use pictures.NAME"
            if "pictures." in code:
                assert re.fullmatch(r"pictures\.\w+\(.*\)", code), f"{path.stem}, {cell['id']}: one line draws it"


# What the pictures show


def test_one_neuron_is_drawn_as_a_neuron():
    heads, circles = {"input", "neuron", "output"}, {"1", "add"}
    assert sorted(words("neuron_in_letters")) == sorted(heads | circles | {"x", "ŷ", "times W", "times b"})
    assert sorted(words("network")) == sorted(heads | circles | {"2", "2.5", "W = 1.5", "b = −0.5"})
    said = words("neuron_with_inputs")
    assert {"neuron", "output", "flipper length", "bill length", "bill depth", "bias"} <= set(said)
    assert {"181", "39.1", "18.7", "2832", "× 50.000", "× 4.000", "× −20.000", "× −6000"} <= set(said)


def test_a_network_with_a_hidden_layer_is_drawn_with_its_numbers():
    circles, weights = ["2", "1", "3", "4", "0", "1", "0"], ["1", "2", "−1", "1", "0", "0", "−2", "1", "3", "2"]
    assert sorted(words("network_at_work")) == sorted(["input", "hidden units", "answer", *circles, *weights])
    slopes = ["40", "−20", "0", "20", "−10", "0", "−30", "−40", "0", "−10"]
    told = ["2", "1", "20", "−10", "0", "1", "−10", "input", "sent back to the sums", "sent back by the loss"]
    assert sorted(words("slopes_sent_back")) == sorted([*told, *slopes])


def test_bends_add_up_to_the_answer():
    parts, (whole,) = ([line.get_xydata() for line in axes("bends_add_up", at).lines if len(line.get_xdata()) > 9]
                       for at in (0, 1))  # fmt: skip
    x = whole[:, 0]
    assert parts[0][:, 1] == pytest.approx(np.where(x > 1, x - 1, 0))
    assert parts[1][:, 1] == pytest.approx(np.where(x < -1, -x - 1, 0))
    assert whole[:, 1] == pytest.approx(parts[0][:, 1] + parts[1][:, 1])
    square, answer = (line.get_xydata() for line in axes("squares_outside").lines if len(line.get_xdata()) > 9)
    assert square[:, 1] == pytest.approx(square[:, 0] ** 2)
    assert answer[-1].tolist() == [10, 28] and np.diff(answer[80:, 1]) == pytest.approx(3 * np.diff(answer[80:, 0]))


def test_the_places_of_part_one():
    assert points("train_and_test", "o")[1] == [[2, 5]]
    assert points("train_and_test", "o")[0] == np.hstack([X_TEST, data.line(X_TEST)]).tolist()
    assert points("cost_map", "o") == [[[0, 0]], [[2, 1]], [[2.5, 0]]]
    assert points("what_a_start_leaves", "o") == [[[0.001, 0], [2, 1]], [[3, 0], [2.6, -0.2]]]
    small, large = (line for line in axes("what_a_start_leaves", 1).lines if line.get_linestyle() == ":")
    assert np.round(large.get_xydata(), 6).tolist() == [[-4, -3.6], [8, 3.6]]
    assert abs(small.get_ydata()).max() < 0.002
    assert points("two_valleys", "*") == points("two_valleys", "*", 1) == [[[2, 1]]]
    assert points("two_valleys", "o")[0][:2] == [[0, 0], [1.2, 0.6]]
    assert points("two_valleys", "o", 1)[0][1] == [round(0.6 * 55 / 26, 3), round(0.6 * 11 / 26, 3)]


def test_the_heights_of_the_map_stand_on_their_lines():
    heights = [text for text in axes("cost_map").texts if text.get_text().isdigit()]
    assert len(heights) >= 4
    for text in heights:
        W, b = text.get_position()
        assert (2 * W + b - 5) ** 2 == pytest.approx(int(text.get_text()), rel=0.01)


def test_the_arrows_of_part_one():
    starts = [start for start, _ in arrows("downhill")]
    assert [tuple(start) for start in starts] == list(pictures.one_neuron.PLACES)
    for name, share in [("downhill", None), ("steps", 0.5)]:
        for (W, b), (W_next, b_next) in arrows(name):
            assert W_next - W == pytest.approx(2 * (b_next - b), abs=0.002), f"{name}: not along (2, 1)"
            before, after = 2 * W + b - 5, 2 * W_next + b_next - 5
            assert abs(after) < abs(before), f"{name}: uphill"
            assert share is None or after == pytest.approx(share * before, abs=0.01)
    ((start, end),) = arrows("around_a_point")
    assert start == [0, 0] and np.hypot(*end) == pytest.approx(1, abs=0.001)
    assert end[0] == pytest.approx(2 * end[1], abs=0.002)


def test_all_round_a_point_the_gradient_leads_to_the_lowest_cost():
    curve = next(line for line in axes("around_a_point", 1).lines if len(line.get_xdata()) > 9)
    turns, costs = curve.get_data()
    ((best,),) = points("around_a_point", "o", 1)
    assert costs.min() == pytest.approx(best[1], abs=0.01) and turns[costs.argmin()] == pytest.approx(best[0], abs=1)
    assert costs[90] == pytest.approx((1 - 5) ** 2) and costs[180] == pytest.approx((-2 - 5) ** 2)


def test_the_tangents_touch_the_curves():
    assert points("square_slopes", "o") == [[[0.1, 0.1]], [[2, 2]]]
    assert points("square_slopes", "o", 1) == [[[0.1, 0.01]], [[2, 4]]]
    tangents = [line.get_xydata() for line in axes("square_slopes", 1).lines if len(line.get_xdata()) == 2]
    assert [(end - start)[1] / (end - start)[0] for start, end in tangents] == pytest.approx([0.2, 4])


def test_the_gears_show_the_turn_of_each():
    assert words("gears") == ["W\n+0.01", "ŷ\n+0.02", "C\n−0.1996", "× x\n× 2", "× 2(ŷ − y)\n× −10"]
    chains = [line.get_xydata() for line in axes("gears").lines]
    straight = [start[1] * end[1] > 0 for start, end in chains]
    assert straight == [True, True, False, False], "a chain that turns the other way is crossed"


def test_the_places_of_part_two():
    assert points("bowl_of_two", "*", 2) == [[[2, 1]]]
    paths = points("paths_in_the_bowl", "o")
    assert [path[0] for path in paths] == [[0, 0], [4.5, -1.5]] and [path[-1] for path in paths] == [[2, 1]] * 2
    assert points("nebulae", "o") == [np.round(np.hstack([DISTANCE, VELOCITY]), 3).tolist()]
    assert [bar.get_width() for bar in axes("then_and_now", 1).patches] == pytest.approx([2.306, 4.5, 13.97], abs=0.01)
    assert [mark for ((mark, _),) in points("three_scales", "s")] == [1, 459, 11538]
    assert [len(dots) for dots in points("penguin_line", "o")] == [342]
    assert [len(points("by_species", shape)[0]) for shape in "ovs"] == [151, 68, 123]
    ends_of_runs = [path[-1] for path in points("twins", "o")]
    assert [round(first + second, 1) for first, second in ends_of_runs] == [697.6] * 3
    (in_order,), (shuffled,) = points("in_order_or_shuffled", "s"), points("in_order_or_shuffled", "o")
    assert len(in_order) == len(shuffled) == 50
    assert np.mean([height for _, height in in_order]) == pytest.approx(52832, abs=1)


def test_the_places_of_the_pictures_of_classes():
    assert [len(points("borders", shape)[0]) for shape in "os^"] == [151, 68, 123]
    (shares,) = points("male_or_female", "o")
    assert len(shares) == len({step for step, _ in shares}) == 19 and all(0 <= share <= 1 for _, share in shares)
    light = [MALE[GRAMS[:, 0] // 200 == 15, 1].mean(), MALE[GRAMS[:, 0] // 200 == 27, 1].mean()]
    assert [[3100, light[0]], [5500, light[1]]] == [shares[2], shares[14]]
    assert words("digits") == [str(label) for label in LABELS[:20, 0]]
    assert words("corrected") == ["“9”\n0", "“5”\n1", "“2”\n2"]
    assert [line.get_xdata()[0] for line in axes("stop_in_time", 1).lines if len(line.get_xdata()) == 2] == [2]
    before, added, after = np.split(np.asarray(axes("uphill").images[0].get_array())[:, 1:9, 0] / 255, 3)
    assert set(added[:8].ravel().tolist()) <= {0, 1} and abs(before[:8] - after[:8]).max() <= 0.13
    assert len(words("misread")) == 33 and words("misread")[0] == "3 as 5\n99 %"
    counts = confusion(SCORES, TEST_DIGITS[1])
    assert sorted(words("confusion_table")) == sorted(map(str, counts[counts > 0]))
    sheet = np.asarray(axes("digits").images[0].get_array())[:8, 1:9, 0]
    assert sheet == pytest.approx(255 * (1 - X_DIGITS[0].reshape(8, 8)), abs=0.51), "not the first digit"
    half_way = np.asarray(axes("what_units_see").images[0].get_array())[0, 1, 0]
    W = HISTORY[-1][0][0]
    assert half_way == pytest.approx(127.5 - 127.5 * W[0, 0] / abs(W).max(), abs=0.51)


# How they look


def lines(figure):
    """The lines with colours that have a meaning, with their axes, forms and colours; arrows and bars too."""
    for ax in figure.axes:
        for artist in ax.get_children():
            if not artist.get_visible() or isinstance(artist, Axis):
                continue
            if isinstance(artist, Line2D) and len(artist.get_xdata()):
                yield ax, (artist.get_linestyle(), artist.get_marker()), artist.get_color()
            elif isinstance(artist, Annotation) and artist.arrow_patch:
                yield ax, "arrow", artist.arrow_patch.get_edgecolor()
            elif isinstance(artist, Patch) and not isinstance(artist, Spine) and artist is not ax.patch:
                yield ax, type(artist).__name__, artist.get_facecolor()
                yield ax, type(artist).__name__ + " edge", to_rgba(artist.get_edgecolor()[:3])


def text_is_large_and_black(figure):
    """What is too small to read, or pale: the page shows 100 pixels for each inch, and counts 96."""
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    yield from [] if texts else ["no text at all"]
    for text in texts:
        pale = contrast(text.get_color()) < 4.5 or to_rgba(text.get_color())[3] < 1
        if text.get_fontsize() * 100 / 96 < 10 or pale:
            yield f"{text.get_text()} is too small or too pale"


def text_lies_inside(figure):
    """What is cut at the figure's edge."""
    for artist in figure.findobj(lambda artist: artist.get_animated()):
        artist.set_animated(False)
    figure.draw_without_rendering()
    for text in figure.findobj(Text):
        on_axis = text.axes and text in [*text.axes.get_xticklabels(), *text.axes.get_yticklabels()]
        if text.get_visible() and text.get_text().strip() and not text.get_clip_on() and not on_axis:
            box = text.get_window_extent()
            if box.x0 < 0 or box.y0 < 0 or box.x1 > figure.bbox.x1 or box.y1 > figure.bbox.y1:
                yield f"{text.get_text()!r} is cut"


def axes_are_labelled_and_titled(figure):
    """What lacks a title or the label of an axis."""
    for ax in figure.axes:
        if ax.axison and not (ax.get_title(loc="left") and ax.xaxis.label.get_text() and ax.yaxis.label.get_text()):
            yield f"no title or no label: {ax.get_title(loc='left')}"


def colours_are_the_courses(figure):
    """What has a colour of its own, or lets something shine through."""
    wanted = {to_hex(colour) for colour in COLOURS.values()}
    if to_rgba(figure.get_facecolor()) != (1, 1, 1, 1):
        yield "the ground is not white"
    for _, form, colour in lines(figure):
        if (to_hex(colour) not in wanted and not grey(colour)) or to_rgba(colour)[3] < 1:
            yield f"{form} in {to_hex(colour)}"
    for artist in figure.findobj(lambda artist: isinstance(artist, Line2D | Patch)):
        if artist.get_alpha() not in (None, 1):
            yield f"{artist} is transparent"


def meanings_differ_in_lightness_or_form(figure):
    """What looks alike in greyscale, in one axes, and means two things."""
    meant = {to_hex(meaning) for meaning in COLOURS.values()}
    seen = {(ax, form, to_hex(colour)) for ax, form, colour in lines(figure) if to_hex(colour) in meant}
    for (ax, form, colour), (ax_other, form_other, colour_other) in itertools.combinations(seen, 2):
        if ax is ax_other and colour != colour_other and form == form_other and contrast(colour, colour_other) < 3:
            yield f"{form} in {colour} and in {colour_other}"


def no_map_has_a_plateau(figure):
    """Whose lines stop on the steepest ground."""
    for ax in figure.axes:
        for image in ax.images:
            if (np.asarray(image.get_array())[..., 0] == round(255 * plots.DARKEST)).mean() > 0.25:
                yield f"the lines of {ax.get_title(loc='left')} stop too early"


RULES = [
    text_is_large_and_black,
    text_lies_inside,
    axes_are_labelled_and_titled,
    colours_are_the_courses,
    meanings_differ_in_lightness_or_form,
    no_map_has_a_plateau,
]


@cache
def faults():
    """The faults of every picture, and of every explorer with a guess and its sliders at both ends, by rule."""
    found = {rule: [] for rule in RULES}

    def look_at(name, figure):
        for rule in RULES:
            found[rule] += [f"{name}: {fault}" for fault in rule(figure)]

    for name in PICTURES:
        look_at(name, drawn()[name])
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(plots.STYLE, "figure.dpi", 100)
        patch.setattr(page, "png", lambda figure: b"")
        for name in EXPLORERS:
            shown = guessed(name)
            for end in (0, -1):
                move(shown, **{key: values(slider)[end] for key, slider in shown.sliders.items()})
                look_at(f"{name} at end {end}", shown.figure)
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_picture_and_explorer_can_be_read(rule):
    assert faults()[rule] == []


def test_the_rules_see_what_they_look_for():
    figure, (ax, plain) = page.figure("AB")
    plots.map_axes(ax)
    plots.draw_map(ax, X, Y, levels=[1, 2])
    ax.text(0, 0, "pale", color="#bbbbbb", fontsize=5)
    ax.text(-40, 0, "far out").set_in_layout(False)
    plain.plot([0, 1], [0, 1], "-", color=COLOURS["gradient"], alpha=0.5)
    plain.plot([0, 1], [1, 0], "-", color=COLOURS["error"])
    plain.plot([0, 1], [1, 0], "-", color="#123456")
    assert [rule.__name__ for rule in RULES if not list(rule(figure))] == []

"""Every picture of the course can be read: contrast, greyscale, colour blindness, size of text, where colours stand.

The rule for colours: data, truth, prediction, error and gradient are told apart on white, in greyscale by lightness or
by form (line style, marker, arrow), and by people who lack one kind of cone. Text is black.
"""

import ast
import itertools
import json
import re
from functools import cache
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from explorers import EXPLORERS, at_both_ends
from matplotlib.axis import Axis
from matplotlib.colors import CSS4_COLORS, TABLEAU_COLORS, XKCD_COLORS, to_hex, to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.spines import Spine
from matplotlib.text import Annotation, Text

from helpers import live, page

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


@pytest.mark.parametrize("meaning", MEANINGS)
def test_lines_have_contrast_on_white(meaning):
    assert contrast(COLOURS[meaning]) >= 3


@pytest.mark.parametrize("key", ["text.color", "axes.labelcolor", "xtick.color", "ytick.color"])
def test_text_has_contrast_on_white(key):
    assert contrast(SHEET[key]) >= 4.5


def test_the_ground_is_white_and_opaque():
    for key in ("figure.facecolor", "axes.facecolor", "savefig.facecolor"):
        assert to_rgba(SHEET[key]) == (1, 1, 1, 1)
    assert SHEET["savefig.transparent"] is False


@pytest.mark.parametrize("sight", ["normal", *BLIND])
@pytest.mark.parametrize("one, other", PAIRS)
def test_colours_differ_for_every_kind_of_eye(one, other, sight):
    # 2.3 is a difference that is just noticed between large patches; thin lines need more: five times that
    seen = BLIND.get(sight, np.eye(3))
    colours = [lab(np.array(seen) @ linear(COLOURS[meaning])) for meaning in (one, other)]
    assert np.linalg.norm(colours[0] - colours[1]) > 5 * 2.3


def test_sizes_of_text():
    sizes = {
        key: value for key, value in SHEET.items() if key.endswith(("fontsize", "labelsize", "titlesize", "font.size"))
    }
    assert len(sizes) >= 6 and all(size >= 10 for size in sizes.values()), sizes


# Where colours may stand


@pytest.mark.parametrize("name", ["plots", "page", "live", "sliders/one_neuron", "sliders/many_samples"])
def test_no_colour_but_grey_stands_outside_the_style_sheet(name):
    tree = ast.parse((ROOT / "helpers" / f"{name}.py").read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    named = {*CSS4_COLORS, *TABLEAU_COLORS, *XKCD_COLORS, *(f"C{number}" for number in range(10))}
    colours = {text for text in texts if text in named or re.fullmatch(r"#([0-9a-fA-F]{3,4}){1,2}", text)}
    assert [text for text in colours if not grey(text)] == []


def grey(colour):
    """Whether a colour is black, white or between them, and lets nothing shine through."""
    red, green, blue, opaque = to_rgba(colour)
    return red == green == blue and opaque == 1


# Every figure of the course


@cache
def figures():
    """All figures: of the notebooks, by running their code, and of each explorer with a guess at both ends; by name."""
    found = {}
    with pytest.MonkeyPatch.context() as patch, mpl.rc_context({"figure.dpi": 100}):  # half the pixels, drawn faster
        for kind in (page.Picture, live.Live):
            patch.setattr(kind, "__init__", remembering(kind.__init__, found))
        for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
            names = {"print": lambda *words, **options: None}
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                found["now"] = f"{path.stem} {cell['id']}"
                if cell["cell_type"] == "code":
                    run("".join(cell["source"]), names, cell)
        for name in EXPLORERS:
            for end, shown in enumerate(at_both_ends(name)):
                found[f"{name} {end}"] = shown.figure
    return {name: figure for name, figure in found.items() if name != "now"}


def remembering(init, found):
    """An __init__ that keeps the figure it is given, under the name of what runs now."""

    def __init__(self, figure, *arguments, **options):
        init(self, figure, *arguments, **options)
        found[found["now"]] = figure

    return __init__


def run(code, names, cell):
    """Nothing; the cell ran, or stopped where it may: the learner's own cells."""
    try:
        exec(code, names)
    except Exception:
        if "raises-exception" not in cell["metadata"].get("tags", []):
            raise


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


def test_all_figures_are_there():
    assert len(figures()) >= 2 * len(EXPLORERS) + 8
    assert {name.split()[0] for name in figures()} >= {"03_cost", "06_epochs", *EXPLORERS}


def test_text_is_at_least_ten_points_as_shown_and_black():
    for name, figure in figures().items():
        shown = page.bundle(figure, "", b"")[1]["image/png"]["width"] / figure.get_figwidth() / 96  # 96 pixels an inch
        texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
        assert texts, f"{name}: no text at all"
        for text in texts:
            assert text.get_fontsize() * shown >= 10, f"{name}: {text.get_text()} is too small"
            assert contrast(text.get_color()) >= 4.5 and to_rgba(text.get_color())[3] == 1, f"{name}: {text.get_text()}"


def test_all_text_lies_inside_its_figure():
    for name, figure in figures().items():
        for artist in figure.findobj(lambda artist: artist.get_animated()):
            artist.set_animated(False)
        figure.draw_without_rendering()
        for text in figure.findobj(Text):
            on_axis = text.axes and text in [*text.axes.get_xticklabels(), *text.axes.get_yticklabels()]
            if text.get_visible() and text.get_text().strip() and not text.get_clip_on() and not on_axis:
                box = text.get_window_extent()
                inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1
                assert inside, f"{name}: {text.get_text()!r} is cut"


def test_every_axes_is_labelled_and_titled():
    for name, figure in figures().items():
        for ax in figure.axes:
            if ax.axison:
                assert ax.get_title(loc="left"), f"{name}: no title"
                assert ax.xaxis.label.get_text() and ax.yaxis.label.get_text(), f"{name}: no label"


def test_only_the_courses_colours_are_used_and_nothing_is_transparent():
    wanted = {to_hex(colour) for colour in COLOURS.values()}
    for name, figure in figures().items():
        assert to_rgba(figure.get_facecolor()) == (1, 1, 1, 1)
        for _, form, colour in lines(figure):
            assert to_hex(colour) in wanted or grey(colour), f"{name}: {form} in {to_hex(colour)}"
            assert to_rgba(colour)[3] == 1, f"{name}: {form} is transparent"
        for artist in figure.findobj(lambda artist: isinstance(artist, Line2D | Patch)):
            assert artist.get_alpha() in (None, 1), f"{name}: {artist} is transparent"


def test_two_meanings_in_one_axes_differ_in_lightness_or_form():
    for name, figure in figures().items():
        seen = [(ax, form, to_hex(colour)) for ax, form, colour in lines(figure)]
        for (ax, form, colour), (ax_other, form_other, colour_other) in itertools.combinations(seen, 2):
            meant = {to_hex(meaning) for meaning in COLOURS.values()}
            if ax is ax_other and colour != colour_other and {colour, colour_other} <= meant:
                told = form != form_other or contrast(colour, colour_other) >= 3
                assert told, f"{name}: {form} in {colour} and in {colour_other} look alike in greyscale"

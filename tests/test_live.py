"""A live figure redraws only what moves, and nobody can tell: same values, same picture, whatever came before."""

import html
import io
import json
import re
import tomllib
from pathlib import Path

import ipywidgets as widgets
import matplotlib as mpl
import numpy as np
import pytest
from explorers import EXPLORERS, OBJECTING, at_start, built, guessed, move, states, values
from jupyter_client.manager import start_new_kernel
from PIL import Image

from helpers import live, page, plots

ROOT = Path(__file__).parents[1]
each = pytest.mark.parametrize("name", EXPLORERS)


@pytest.fixture(autouse=True)
def small_pictures():
    """Explorers as on the page, with fewer pixels: they are drawn five times as fast."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(plots.STYLE, "figure.dpi", 50)
        yield


@plots.in_style
def dot(**options):
    """A small live figure, a dot that two sliders move over a grey line, and its two still artists."""
    figure, ax = page.figure(height=2)
    ax.set(xlim=(0, 10), ylim=(0, 10))
    still = ax.axhline(5, color="#767676")
    (moving,) = ax.plot([], [], "o", color="black", markersize=12)

    def show(x, y):
        moving.set_data([x], [y])
        return f"The dot is at x < {x + 1} & y = {y:g}."

    shown = live.Live(
        figure, [moving], show, x=live.slider("x", 0, 10, 1, 2), y=live.slider("y", 0.0, 9.5, 0.5, 5.0), **options
    )
    return shown, still, moving


def pixels(shown):
    """The pixels that the canvas now holds, a table of red, green, blue and opacity."""
    return np.asarray(shown.figure.canvas.buffer_rgba()).astype(int)


def far_state(shown):
    """Values away from where the sliders start."""
    return {
        name: values(slider)[-2 if values(slider)[-2] != slider.value else 0] for name, slider in shown.sliders.items()
    }


# What is drawn fast is what a full drawing shows


def redrawn(shown, lift):
    """The pixels of a full drawing of the same state, with the moving artists lifted above all others or not."""
    zorders = [artist.zorder for artist in shown.moving]
    for artist in shown.moving:
        artist.set_animated(False)
        artist.set_zorder(artist.zorder + lift)
    shown.figure.canvas.draw()
    for artist, zorder in zip(shown.moving, zorders, strict=True):
        artist.set(animated=True, zorder=zorder)
    return pixels(shown)


@each
def test_the_fast_picture_is_a_full_drawing_with_the_moving_parts_on_top(name):
    # Where a moving part would lie below a still one (a line under a sample's dot), some pixels of the crossing differ
    # from a drawing in the usual order. Many would mean that it hides something: then it needs another place.
    shown = at_start(name)
    for end in (0, -1):
        move(shown, **{key: values(slider)[end] for key, slider in shown.sliders.items()}).draw()
        fast = pixels(shown)
        assert (fast == redrawn(shown, lift=100)).all(), "not the same, pixel for pixel"
        assert (abs(fast - redrawn(shown, lift=0)).max(axis=2) > 32).mean() < 0.004, "it hides what should lie above"


def test_at_the_pages_own_size_too():
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(plots.STYLE, "figure.dpi", 200)
        shown = move(guessed("descent"), learning_rate=0.13, epochs=4)
        assert shown.figure.canvas.get_width_height() == (1400, 960)
        fast = pixels(shown)
        assert (fast == redrawn(shown, lift=100)).all()


def test_looks_the_same_whatever_style_the_learner_has_set():
    usual = guessed("descent").image.value
    with mpl.rc_context():
        mpl.style.use(["dark_background", {"font.size": 30, "lines.marker": "x", "axes.grid": True}])
        odd = guessed("descent")
        assert odd.image.value == usual
        assert move(odd, epochs=5).image.value == move(guessed("descent"), epochs=5).image.value


def test_only_what_moves_is_drawn_again(monkeypatch):
    shown, still, moving = dot()
    drawn = []
    for artist in (still, moving):
        monkeypatch.setattr(artist, "draw", lambda renderer, artist=artist: drawn.append(artist))
    move(shown, x=3)
    assert drawn == [moving]


# Same values, same picture


@each
def test_same_values_give_the_same_bytes_whatever_came_before(name):
    shown = at_start(name)
    start, words = shown.image.value, shown.text
    wanted = far_state(shown)
    move(shown, **wanted)
    far = shown.image.value, shown.text
    for state in states(shown)[:: max(1, len(states(shown)) // 5)]:
        move(shown, **state)
    move(shown, **wanted)
    assert (shown.image.value, shown.text) == far and far[0] != start and far[1] != words
    move(shown, **shown.start)
    assert (shown.image.value, shown.text) == (start, words), "there and back is not the same"


@each
def test_two_widgets_of_one_explorer_do_not_disturb_each_other(name):
    shown, other = at_start(name), built(name, OBJECTING)
    move(other, **other.start)
    start = other.image.value, other.text
    move(shown, **far_state(shown))
    other.draw()
    assert (other.image.value, other.text) == start
    assert {key: slider.value for key, slider in other.sliders.items()} == other.start


@each
def test_each_slider_alone_changes_the_picture_and_the_words(name):
    shown = at_start(name)
    far = far_state(shown)
    move(shown, **far)
    picture, words = bytes(shown.image.value), shown.text
    for key, slider in shown.sliders.items():
        assert slider.value in values(slider) and shown.start[key] in values(slider)
        move(shown, **{key: shown.start[key]})
        assert bytes(shown.image.value) != picture, f"{key} moves nothing"
        assert shown.text != words, f"{key} tells nothing"
        move(shown, **far)


@each
def test_reset_restores_the_start_exactly(name):
    shown = at_start(name)
    start, words, told = shown.image.value, shown.text, shown.words.value
    move(shown, **far_state(shown))
    if shown.player:
        shown.player.playing = True
    shown.reset_button.click()
    assert {key: slider.value for key, slider in shown.sliders.items()} == shown.start
    assert (shown.image.value, shown.text, shown.words.value) == (start, words, told)
    assert not shown.player or not shown.player.playing


@each
def test_the_still_background_is_never_altered(name):
    shown = at_start(name)
    before = bytes(memoryview(shown.still))
    assert before.count(b"\xff") > len(before) / 2, "no white ground"
    for state in states(shown)[:: max(1, len(states(shown)) // 8)]:
        move(shown, **state)
    assert bytes(memoryview(shown.still)) == before


def test_the_background_holds_the_still_and_not_the_moving():
    shown, _, _ = dot()
    shown.figure.canvas.restore_region(shown.still)
    dark = (pixels(shown)[..., 0] < 60).sum()
    shown.draw()
    assert (pixels(shown)[..., 0] < 60).sum() > dark + 50, "the dot is in the background already"


# What the page is given


def test_the_page_gets_the_picture_and_the_words():
    shown, _, _ = dot()
    move(shown, x=7, y=1.5)
    image = Image.open(io.BytesIO(bytes(shown.image.value)))
    assert shown.image.format == "png" and image.size == (350, 100)
    assert (shown.image.width, shown.image.height) == ("700", "200"), "not the size that is meant to be read"
    assert shown.text == repr(shown) == "The dot is at x < 8 & y = 1.5."
    assert html.unescape(re.sub(r"<[^>]*>", "", shown.words.value)) == shown.text, "words are not escaped"
    assert 'role="status"' in shown.words.value, "a screen reader is not told"


def test_the_picture_on_the_page_is_the_one_on_the_canvas():
    shown, _, _ = dot()
    move(shown, x=9)
    assert bytes(shown.image.value) == page.png(shown.figure)
    dark = np.asarray(Image.open(io.BytesIO(bytes(shown.image.value))).convert("L")) < 60
    at = shown.figure.axes[0].transData.transform((9, 5))
    assert dark[round(100 - at[1]), round(at[0])], "the dot is not where the slider is"


def test_its_bundle_has_widget_picture_and_description():
    shown, _, _ = dot()
    move(shown, x=4)
    data, sizes = shown._repr_mimebundle_()
    picture, sizes_of_picture = page.bundle((700, 200), shown.text, bytes(shown.image.value))
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == shown.model_id
    assert {key: data[key] for key in picture} == picture and sizes == sizes_of_picture
    assert set(data) == {"application/vnd.jupyter.widget-view+json", "image/png", "text/plain"}


def test_everything_stands_on_the_page():
    shown, _, _ = dot(play="x")
    controls, image, words = shown.children
    assert (image, words) == (shown.image, shown.words)
    assert {*shown.sliders.values(), shown.player, shown.reset_button} <= set(controls.children)
    assert "explorer" in shown._dom_classes
    for child in (image, words):
        fits = child.layout.max_width == "700px" and child.layout.width in ("100%", "auto")
        assert fits, "does not fit a half-screen page"


# Sliders and play


def test_slider_is_whole_when_its_step_is():
    whole = live.slider("epochs", 0, 20, 1, 5)
    assert isinstance(whole, widgets.IntSlider) and (whole.min, whole.max, whole.value) == (0, 20, 5)
    share = live.slider("rate", 0.0, 0.3, 0.01, 0.05)
    assert isinstance(share, widgets.FloatSlider) and (share.step, share.readout_format) == (0.01, ".2f")
    assert whole.description == "epochs" and live.slider("W", -1.0, 1.0, 0.1, 0.0, ".1f").readout_format == ".1f"


def test_choice_offers_the_values():
    sizes = live.choice("nudge h", [("2", 2.0), ("1", 1.0)], 1.0)
    assert isinstance(sizes, widgets.SelectionSlider) and sizes.value == 1.0 and sizes.description == "nudge h"


def test_play_runs_its_slider_from_end_to_end():
    shown, _, _ = dot(play="x")
    play, slider = shown.player, shown.sliders["x"]
    assert (play.min, play.max, play.value) == (slider.min, slider.max, slider.value)
    assert play.interval == 500, "half a second is the time to look"
    assert shown.link.source == (play, "value") and shown.link.target == (slider, "value"), "it drives no slider"
    assert dot()[0].player is None


def test_an_error_in_a_drawing_is_not_swallowed():
    shown, _, moving = dot()
    moving.axes = None
    with pytest.raises(AttributeError):
        move(shown, x=9)


def test_a_slider_says_how_to_move_it():
    assert "PageUp and PageDown work everywhere" in live.slider("x", 0, 1, 1, 0).tooltip
    assert live.choice("x", ["all", "none"], "all").tooltip == live.slider("x", 0, 1, 1, 0).tooltip


# A pad


def inked(**options):
    """A live figure with a pad whose ink is counted, the pad, and all the drawings that the words were asked for."""
    figure, ax = page.figure(height=2)
    (ink,) = ax.plot([], [], "s", color="black")
    asked = []

    def show(digit):
        asked.append(digit)
        at = np.flatnonzero(digit)
        ink.set_data(at % 8, at // 8)
        return f"{len(at)} cells hold ink."

    shown = live.Live(figure, [ink], show, digit=live.Pad("draw here", **options))
    asked.clear()
    return shown, shown.sliders["digit"], asked


def test_a_press_on_the_pad_is_answered_at_once():
    shown, pad, asked = inked()
    before = shown.image.value
    pad.cells[0].value = True
    pad.cells[10].value = True
    assert pad.value == tuple(int(place in (0, 10)) for place in range(64))
    assert shown.text == "2 cells hold ink." and shown.image.value != before
    pad.cells[0].value = False
    assert shown.text == "1 cells hold ink." and len(asked) == 3


def test_a_pad_is_filled_and_wiped_with_one_answer():
    shown, pad, asked = inked(value=(1, 0) * 32)
    assert [button.value for button in pad.cells] == [True, False] * 32 and shown.text == "32 cells hold ink."
    pad.value = (1,) * 64
    assert all(button.value for button in pad.cells) and asked == [(1,) * 64]
    shown.reset_button.click()
    assert [button.value for button in pad.cells] == [True, False] * 32 and len(asked) == 2


def test_the_buttons_of_a_pad_have_names_and_share_their_looks():
    (_, one, _), (_, other, _) = inked(), inked()
    assert (len(one.cells), one.cells[0].tooltip, one.cells[-1].tooltip) == (64, "row 1, column 1", "row 8, column 8")
    assert len({button.tooltip for button in one.cells}) == 64 and one.description == "draw here"
    for part in ("layout", "style"):
        assert len({getattr(button, part).model_id for button in one.cells}) == 1
        assert getattr(one.cells[0], part) is not getattr(other.cells[0], part), "closed with one pad, gone in all"


# Run again, a cell gives its memory back


@pytest.fixture
def cell(monkeypatch):
    """The cell that "runs": its name and the number of its run can be set."""
    now = ["a", 1]
    monkeypatch.setattr(page, "PLACES", {})
    monkeypatch.setattr(page, "running", lambda: tuple(now))
    return now


def alive():
    """How many widgets there are."""
    return len(widgets.widget._instances)


def shown_in(cell, name, run, shown):
    """The same live figure after this run of this cell has shown it."""
    cell[:] = name, run
    shown._repr_mimebundle_()
    return shown


def test_what_the_cell_showed_before_is_closed(cell):
    before = alive()
    first = shown_in(cell, "a", 1, dot(play="x")[0])
    one = alive() - before
    second = shown_in(cell, "a", 2, dot(play="x")[0])
    assert alive() - before == one and first.figure is None and second.figure is not None
    assert set(first._repr_mimebundle_()[0]) == {"image/png", "text/plain"} and repr(first).startswith("The dot")
    assert "x < 3" in move(first, x=9).text, "closed, it follows no slider"


def test_other_cells_and_the_same_run_are_left_alone(cell):
    here, beside = shown_in(cell, "a", 1, dot()[0]), shown_in(cell, "a", 1, dot()[0])
    shown_in(cell, "b", 2, dot()[0])
    assert here.figure and beside.figure
    shown_in(cell, "a", 3, here)
    assert here.figure and not beside.figure, "shown once more, it lives"


def test_without_a_cell_nothing_is_closed(cell):
    first = shown_in(cell, None, None, dot()[0])
    shown_in(cell, None, None, dot()[0])
    assert first.figure and page.PLACES == {}


def test_closing_all_widgets_breaks_nothing_for_the_next(cell, monkeypatch):
    monkeypatch.setattr(widgets.widget, "_instances", {})  # not those of other tests
    dot(play="x")
    widgets.Widget.close_all()
    shown = move(dot(play="x")[0], x=9)
    assert "x < 10" in shown.text and shown._repr_mimebundle_()


def test_a_still_picture_keeps_no_figure():
    figure, _ = page.figure(height=2)
    still = page.Picture(figure, "Nothing.")
    assert figure not in vars(still).values() and still.size == (700, 200)
    assert still._repr_mimebundle_() == page.bundle((700, 200), "Nothing.", page.png(figure))


def test_old_widgets_without_a_bundle_of_their_own_show_the_picture(monkeypatch):
    shown, _, _ = dot()
    monkeypatch.delattr(widgets.Widget, "_repr_mimebundle_")
    assert set(shown._repr_mimebundle_()[0]) == {"image/png", "text/plain"}


def test_memory_stays_level_in_a_real_kernel():
    manager, client = start_new_kernel(kernel_name="python3", extra_arguments=["--log-level=ERROR"])
    try:
        run(client, "a", "from helpers import page, sliders")
        run(client, "b", "sliders.buy_points()")
        first = megabytes(client)
        for _ in range(8):
            run(client, "b", "sliders.buy_points()")
            run(client, "c", "page.Picture(page.figure()[0], 'Nothing.')")
        assert megabytes(client) < first + 30  # 8 runs that keep all take about 100
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(client, cell, code):
    """What a cell printed, run by a kernel that is told the cell's id, as JupyterLab tells it."""
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    message = client.session.msg("execute_request", content, metadata={"cellId": cell})
    client.shell_channel.send(message)
    printed = []
    while True:
        answer = client.get_iopub_msg(timeout=60)
        if answer["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        assert answer["msg_type"] != "error", answer["content"]
        if answer["msg_type"] == "stream":
            printed.append(answer["content"]["text"])
        if answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
            return "".join(printed)


def megabytes(client):
    """The memory that a kernel holds now."""
    return float(run(client, "m", "import psutil; print(psutil.Process().memory_info().rss / 1e6)"))


# Opened again, a saved page has its explorers


def test_the_environment_brings_the_setting_that_saves_them():
    ships = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    (file,) = [file for file, to in ships["shared-data"].items() if to == "share/jupyter/lab/settings/overrides.json"]
    settings = json.loads((ROOT / file).read_text())
    assert settings == {"@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True}}

"""A live figure redraws only what moves, and nobody can tell: same values, same picture, whatever came before."""

import html
import io
import re
from functools import cache

import ipywidgets as widgets
import matplotlib as mpl
import numpy as np
import pytest
from explorers import EXPLORERS, at_both_ends, guessed, move, states, values
from PIL import Image

from helpers import live, page

each = pytest.mark.parametrize("name", EXPLORERS)


@pytest.fixture(autouse=True)
def small_pictures():
    """Explorers as on the page, with fewer pixels: they are drawn five times as fast."""
    with mpl.rc_context({"figure.dpi": 50}):
        yield


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


@cache
def built(name):
    """An explorer with its guess, built once."""
    return guessed(name)


def at_start(name):
    """The explorer with all sliders where they start: one figure serves many tests."""
    return move(built(name), **built(name).start)


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
        artist.set_zorder(zorder)
    return pixels(shown)


@each
def test_the_fast_picture_is_a_full_drawing_with_the_moving_parts_on_top(name):
    # Where a moving part would lie below a still one (a line under a sample's dot), some pixels of the crossing differ
    # from a drawing in the usual order. Many would mean that it hides something: then it needs another place.
    for shown in at_both_ends(name):
        fast = pixels(shown)
        assert (fast == redrawn(shown, lift=100)).all(), "not the same, pixel for pixel"
        assert (abs(fast - redrawn(shown, lift=0)).max(axis=2) > 32).mean() < 0.004, "it hides what should lie above"


def test_at_the_pages_own_size_too():
    with mpl.rc_context({"figure.dpi": 200}):
        shown = move(guessed("descent"), learning_rate=0.13, epochs=4)
        assert shown.figure.canvas.get_width_height() == (1400, 960)
        fast = pixels(shown)
        assert (fast == redrawn(shown, lift=100)).all()


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
    shown, other = at_start(name), guessed(name)
    start, words = shown.image.value, shown.text
    assert (other.image.value, other.text) == (start, words)
    wanted = far_state(shown)
    for state in states(shown)[:: max(1, len(states(shown)) // 5)]:
        move(shown, **state)
    move(shown, **wanted)
    move(other, **wanted)
    assert (shown.image.value, shown.text) == (other.image.value, other.text)
    assert shown.image.value != start and shown.text != words
    move(shown, **shown.start)
    assert (shown.image.value, shown.text) == (start, words), "there and back is not the same"


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
    picture, sizes_of_picture = page.bundle(shown.figure, shown.text, bytes(shown.image.value))
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
    direct = live.player(slider)
    assert isinstance(direct, widgets.Play) and direct.max == 10
    assert dot()[0].player is None


def test_an_error_in_a_drawing_is_not_swallowed():
    shown, _, moving = dot()
    moving.axes = None
    with pytest.raises(AttributeError):
        move(shown, x=9)

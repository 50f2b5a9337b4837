"""Every explorer, swept over all that its sliders can do: it never fails, and its words and pictures are right."""

import re
import warnings
from contextlib import contextmanager
from functools import cache

import matplotlib as mpl
import numpy as np
import pytest
from explorers import (
    CELSIUS,
    DISTANCE,
    EXPLORERS,
    GUESSED,
    PENGUINS,
    VELOCITY,
    discovered,
    explorer,
    guessed,
    label_of,
    move,
    numbers,
    states,
)
from matplotlib.lines import Line2D
from matplotlib.text import Text

from helpers import live, sliders

each = pytest.mark.parametrize("name", EXPLORERS)
each_guessed = pytest.mark.parametrize("name", GUESSED)


@pytest.fixture(autouse=True)
def small_pictures():
    """Explorers as on the page, with fewer pixels: they are drawn five times as fast."""
    with mpl.rc_context({"figure.dpi": 50}):
        yield


@cache
def swept(name):
    """The words and the picture of an explorer with a guess, for each state that its sliders can reach."""
    with no_warnings():
        shown = guessed(name)
        return [(state, move(shown, **state).text, shown.image.value) for state in states(shown)]


@contextmanager
def no_warnings():
    """Inside it, a warning is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("default", ResourceWarning)
        yield


@cache
def built(name, guess):
    """An explorer, built once with a guess."""
    return explorer(name, guess=guess) if name in GUESSED else explorer(name)


def at_start(name, guess=...):
    """The explorer with this guess and all sliders where they start: one figure serves many tests."""
    return move(built(name, guess), **built(name, guess).start)


def lacks(words, wanted):
    """The first wanted number that the words lack; they have the others, in this order, as exactly as they say them."""
    said = iter(re.findall(r"(?<![\w.])[-+−]?\d+(?:\.\d+)?(?:e[-+]\d+)?", words))
    for number in wanted:
        for text in said:
            digits, _, power = text.replace("−", "-").partition("e")
            rounding = 0.51 * 10.0 ** (int(power or 0) - len(digits.partition(".")[2]))
            if abs(float(text.replace("−", "-")) - number) <= rounding + 1e-9:
                break
        else:
            return number
    return None


def dashed(shown):
    """The dashed lines that can be seen in the explorer's axes."""
    lines = [line for line in shown.figure.findobj(Line2D) if line.get_linestyle() == "--" and line.get_visible()]
    seen = [line.get_transform().transform_path(line.get_path()) for line in lines]
    return [line for line, path in zip(lines, seen, strict=True) if path.intersects_bbox(line.axes.bbox, filled=False)]


# The table of explorers, and what all of them do


def test_the_table_has_every_explorer_and_no_other():
    assert discovered() == set(EXPLORERS), "give each explorer its line in tests/explorers.py"


@each
def test_an_explorer_is_live_and_has_sliders(name):
    shown = at_start(name)
    assert isinstance(shown, live.Live) and shown.sliders
    for slider in shown.sliders.values():
        assert slider.description, "a slider without a label"


@each
def test_every_state_is_drawn_and_told(name):
    seen = swept(name)
    assert len(seen) > 5
    for state, words, _ in seen:
        assert re.fullmatch(r"[A-Z0-9][^\n]*[.]", words), f"{state}: not a sentence: {words}"
        assert not re.search(r"\s\s|\s[.,;]\s|\.\.|\bnan\b|\binf\b|None|\[|\b1 (points|epochs|steps)\b", words), words
        assert len(words) < 300, f"{state}: too much to listen to: {words}"


@each
def test_the_words_repeat_what_the_sliders_say(name):
    shown = at_start(name)
    for state, words, _ in swept(name):
        for key, value in state.items():
            label = label_of(shown.sliders[key], value)
            said = label in words or label == "none" or np.isclose(value, numbers(words)).any()
            assert said, f"{key} = {value} is not in: {words}"


@each
def test_other_values_give_other_words_and_another_picture(name):
    seen = {tuple(state.values()): (words, picture) for state, words, picture in swept(name)}
    words, pictures = ({parts[k] for parts in seen.values()} for k in (0, 1))
    assert len(words) == len(seen), "two states are told in the same words"
    assert len(pictures) > 0.75 * len(seen), "many states look the same"  # off the scale, or on the floor, they do


# Their numbers, by formulas that neuron does not use, and by hand


def curvature_ratio(shift, stretch):
    """The larger root over the smaller of t² − (a + c)t + ac − m² = 0: the curvatures, from means of z and z²."""
    z = (CELSIUS - shift) / stretch
    trace, determinant = np.mean(z**2) + 1, np.mean(z**2) - np.mean(z) ** 2
    root = np.sqrt(trace**2 / 4 - determinant)
    return (trace / 2 + root) / (trace / 2 - root)


def hubble_slope(row):
    """Σxy / Σx² without one nebula: the least-squares slope through zero."""
    kept = np.arange(24) != row
    return (DISTANCE[kept] * VELOCITY[kept]).sum() / (DISTANCE[kept] ** 2).sum()


def pivoted(x_train):
    """Hinge, W and b after 12 epochs on one number of y = 2x + 1, and how far off they are at x = 0, in percent."""
    b = (1 - 0.4**12) * (2 * x_train + 1) / (x_train**2 + 1)
    return [x_train, x_train * b, b, -1 / x_train, 100 * abs(1 - b)]


def banded(held_at, within):
    """How many penguins have such flippers, and the slope of their masses against their bills' depths."""
    rows = abs(PENGUINS[:, 0] - held_at) <= within
    slope = np.polyfit(PENGUINS[rows, 1], PENGUINS[rows, 2], 1)[0]
    return [rows.sum(), held_at, within, slope]


def left(learning_rate, epochs):
    """W, b and the error in percent: on x = 2 an epoch multiplies the error by 1 − 2η(2² + 1), and W : b is 2 : 1."""
    share = (1 - 10 * learning_rate) ** epochs
    return [learning_rate, 0.2, epochs, 2 - 2 * share, 1 - share, 100 * abs(share)]


def answered(epochs):
    """What the network drawn from seed 0 answers for 1000: its start lies off the way to the rule, and stays so."""
    W = 0.001 * 0.12573
    way = (5 - 2 * W) / 5 * (1 - 0.4**epochs)
    return [epochs, 1000 * (W + 2 * way) + way, 1000]


FORMULAS = {  # numbers that must stand in the words, in this order, for the sliders' values
    "trained_answers": lambda epochs: [epochs, 2, 8, 100 * 0.4**epochs],
    "buy_points": lambda points: [points, 5, *[[-28.5, 15], [-21.5, 14.5], *[[-3.5]] * 4][points]],
    "mystery_line": lambda W, b: [
        W,
        b,
        0,
        b,
        *[far for far in [max(abs(b - 9 - 4 * W), abs(b + 6 + 6 * W))] if far > 1e-9],
    ],
    "cost_curve": lambda W: [W, 2 * W, 2, 2 * W - 5, 4 * (W - 2.5) ** 2],
    "secant": lambda h: [h, 4 * h - 20, -20, 4 * h],
    "one_step": lambda learning_rate: [
        *(learning_rate, 20 * learning_rate, 10 * learning_rate),
        *(-5, 50 * learning_rate - 5, 1 - 10 * learning_rate),
    ],
    "descent": left,
    "pivot": pivoted,
    "your_network": answered,
    "second_sample": lambda x_second: [
        *(x_second, 2 * x_second + 1),
        *([0, (1.5 * (x_second - 2)) ** 2 / 2] if x_second != 2 else [0]),
    ],
    "leave_one_out": lambda row: [hubble_slope(row)],
    "shift_or_stretch": lambda shift, stretch, share: [shift, stretch, curvature_ratio(shift, stretch), 1, share],
    "depth_weight": banded,
    "batches": lambda batch_size, steps: [steps, batch_size, batch_size * steps, batch_size * steps / 24],
}


@each
def test_the_numbers_in_the_words_are_right_everywhere(name):
    for state, words, _ in swept(name):
        missing = lacks(words, FORMULAS[name](**state))
        assert missing is None, f"{state}: {missing} is not where it should be in: {words}"


@pytest.mark.parametrize(
    "name, state, said",
    [
        ("trained_answers", {"epochs": 5}, [5, 1.02]),
        ("trained_answers", {"epochs": 0}, [0, 100]),
        ("buy_points", {"points": 1}, [1, -21.5, 14.5]),
        ("buy_points", {"points": 2}, [2, -3.5]),
        ("mystery_line", {"W": 3.0, "b": 3.0}, [3, 3, 0, 3, 27]),
        ("cost_curve", {"W": 2.5}, [2.5, 5, 0, 0]),
        ("cost_curve", {"W": 2.0}, [2, 4, -1, 1]),
        ("secant", {"h": 0.5}, [0.5, -18, -20, 2]),
        ("secant", {"h": 0.25}, [0.25, -19, -20, 1]),
        ("one_step", {"learning_rate": 0.06}, [0.06, 1.2, 0.6, -5, -2, 0.4]),
        ("one_step", {"learning_rate": 0.1}, [0.1, 2, 1, -5, 0, 0]),
        ("one_step", {"learning_rate": 0.2}, [0.2, 4, 2, -5, 5, -1]),
        ("descent", {"learning_rate": 0.06, "epochs": 5}, [0.06, 0.2, 5, 1.97952, 0.98976, 1.024]),
        ("descent", {"learning_rate": 0.05, "epochs": 6}, [0.05, 6, 1.5625]),
        ("descent", {"learning_rate": 0.05, "epochs": 7}, [0.05, 7, 0.78125]),
        ("descent", {"learning_rate": 0.1, "epochs": 1}, [0.1, 1, 2, 1, 0]),
        ("descent", {"learning_rate": 0.2, "epochs": 20}, [0.2, 20, 0, 0, 100]),
        ("pivot", {"x_train": 5.0}, [5, -0.2, 57.7]),
        ("pivot", {"x_train": 2.0}, [2, 2, 1, -0.5]),
        ("your_network", {"epochs": 5}, [5, 1980.5, 1000]),
        ("second_sample", {"x_second": 6.0}, [6, 13, 18]),  # the outermost: (1.5 · 4)² / 2
        ("leave_one_out", {"row": -1}, [24, 423.94]),
        ("shift_or_stretch", {"shift": 20, "stretch": 10, "share": 0.5}, [20, 10, 1, 1, 1]),
        ("depth_weight", {"held_at": 202, "within": 32}, [342, 202, 32, -192]),
        ("batches", {"batch_size": 4, "steps": 6}, [6, 4, 24, 1]),
    ],
)
def test_numbers_known_by_hand(name, state, said):
    words = move(at_start(name), **state).text
    assert lacks(words, said) is None, words


@pytest.mark.parametrize(
    "name, state, points",
    [
        ("buy_points", {"points": 3}, [(1, 2.5), (4, -2), (-2, 7), (2, 0)]),
        ("mystery_line", {"W": 1.0, "b": 2.0}, [(0, 2)]),
        ("cost_curve", {"W": 3.0}, [(3, 1), (2, 5), (2, 6)]),
        ("secant", {"h": 1.0}, [(0, 25), (1, 9), (2, 8), (1, 4)]),
        ("one_step", {"learning_rate": 0.06}, [(2, 5), (2, 3)]),
        ("descent", {"learning_rate": 0.06, "epochs": 2}, [(0, 0), (1.2, 0.6), (1.68, 0.84), (1, 4), (2, 0.64)]),
        ("pivot", {"x_train": 5.0}, [(5, 11), (-0.2, 0)]),
        ("your_network", {"epochs": 0}, [(2, 5)]),
        ("second_sample", {"x_second": 6.0}, [(6, 13), (2, 5)]),
        ("leave_one_out", {"row": 0}, [(DISTANCE[0, 0], VELOCITY[0, 0])]),
        (
            "shift_or_stretch",
            {"shift": 20, "stretch": 10},
            [(6, 8), (0, 10), (0, 0)],
        ),  # half the limit lands at once
        ("batches", {"batch_size": 24, "steps": 24}, [(0, 0)]),
    ],
)
def test_the_marks_stand_where_the_words_say(name, state, points):
    shown = move(at_start(name), **state)
    drawn = np.vstack([line.get_xydata() for line in shown.moving if isinstance(line, Line2D)])
    for point in points:
        assert np.isclose(drawn, point).all(axis=1).any(), f"nothing is drawn at {point}"


def test_the_answer_is_not_told_before_it_is_reached():
    for epochs in range(7):  # at the starting rate, 0.05, it takes 7 epochs
        words = move(at_start("descent", 5), epochs=epochs).text
        assert 7 not in numbers(words) and "Your guess, 5" not in words
    assert "Your guess, 5, is 2 too low." in move(at_start("descent", 5), epochs=7).text


def test_an_explosion_stays_on_the_page_and_is_dated():
    for epochs in range(21):
        shown = move(at_start("descent"), learning_rate=0.3, epochs=epochs)
        texts = [text.get_text() for text in shown.figure.findobj(Text)]
        in_picture = [text for text in texts if "left the scale" in text]
        assert ("It left the scale at epoch 5." in shown.text) == (epochs >= 5)
        assert in_picture == ["left the scale at epoch 5"] * (epochs >= 5)


# The learner's guess


@each_guessed
def test_no_guess_yet_is_calm_and_says_so(name):
    shown, without = at_start(name), explorer(name)
    assert shown.text == without.text and shown.image.value == without.image.value
    for state in states(shown)[:: len(states(shown)) // 6]:
        assert "No guess yet" in move(shown, **state).text
        assert dashed(shown) == []


@each_guessed
def test_a_guess_is_drawn_dashed(name):
    shown = at_start(name, EXPLORERS[name][1])
    assert dashed(shown), "no dashed line is seen"
    assert shown.image.value != at_start(name).image.value


@pytest.mark.parametrize(
    "name, guess, where",
    [
        ("trained_answers", 40, [(40, 0), (40, 1)]),
        ("buy_points", 3, [(3, 0), (3, 1)]),
        ("cost_curve", 2, [(2, 0), (2, 1)]),
        ("secant", 0.25, [(2, 8), (1, 2), (0.5, 0.5)]),
        ("one_step", 0.2, [(0, 0), (4, 2)]),
        ("descent", 5, [(5, 0), (5, 1)]),
        ("pivot", -1, [(-1, 0), (-1, 1)]),
        ("leave_one_out", 20, [(0, 20), (1, 20)]),
        ("batches", 4, [(4, 0), (4, 1)]),
    ],
)
def test_the_dashed_line_stands_where_the_guess_is(name, guess, where):
    line = dashed(at_start(name, guess))[0]
    assert line.get_xydata()[: len(where)] == pytest.approx(np.array(where, dtype=float))


@pytest.mark.parametrize(
    "name, guess, state, said",
    [
        ("trained_answers", 40, {"epochs": 5}, "Your guess, 40 %, is 38.98 too high."),
        ("trained_answers", 1.02, {"epochs": 5}, "Your guess, 1.02 %, is right."),
        ("buy_points", 3, {"points": 2}, "Your guess, 3, is 1 too high."),
        ("buy_points", 2, {"points": 2}, "Your guess, 2, is right."),
        ("mystery_line", "b", {"b": 1.0}, "b, is right"),
        ("mystery_line", "W", {"W": 1.0}, "Your guess was W"),
        ("cost_curve", 2, {"W": 3.0}, "Your guess, 2, is 0.5 too low."),
        ("cost_curve", 2.5, {"W": 3.0}, "Your guess, 2.5, is right."),
        ("secant", 0.25, {"h": 1.0}, "Your guess, 0.25, is 0.25 too low."),
        ("secant", 0.5, {"h": 1.0}, "Your guess, 0.5, is right."),
        ("one_step", 0.2, {"learning_rate": 0.1}, "Your guess, 0.2, is 0.1 too high."),
        ("one_step", 0.2, {}, "leaves 5."),
        ("one_step", 0.1, {"learning_rate": 0.1}, "Your guess, 0.1, is right."),
        ("descent", 5, {"epochs": 7}, "Your guess, 5, is 2 too low."),
        ("descent", 7, {"epochs": 7}, "Your guess, 7, is right."),
        ("pivot", -1, {"x_train": 2.0}, "Your guess, -1, is 0.5 too low."),
        ("pivot", -0.5, {"x_train": 2.0}, "Your guess, -0.5, is right."),
        ("second_sample", 1, {"x_second": 2.0}, "Your guess, 1, is too low"),
        ("second_sample", "many", {"x_second": 2.0}, "Your guess, many, is right."),
        ("leave_one_out", 20, {"row": 23}, "Your guess, 20, is 7.27 too low."),
        ("shift_or_stretch", "both", {"shift": 20, "stretch": 10}, "Your guess, both, leads to 1 : 1 and is right."),
        ("shift_or_stretch", "shift", {"shift": 20, "stretch": 10}, "Your guess, shift, leads to 100 : 1"),
        ("depth_weight", -100, {"within": 3}, "Your guess, -100, is 122.6 too low. Its sign is wrong."),
        ("batches", 4, {"batch_size": 4, "steps": 6}, "Your guess, 4, is 2 too low."),
        ("batches", 6, {"batch_size": 4, "steps": 6}, "Your guess, 6, is right."),
    ],
)
def test_the_gap_is_stated(name, guess, state, said):
    assert said in move(at_start(name, guess), **state).text


@pytest.mark.parametrize(
    "wrong",
    ["three", "", None, float("nan"), float("inf"), -float("inf"), [1], (1, 2), {}, True, 2j, np.array([[2.0]])],
)
@each_guessed
def test_a_wrong_guess_gets_one_clear_sentence(name, wrong):
    refused(name, wrong)


@each_guessed
def test_a_guess_that_makes_no_sense_there_gets_one_clear_sentence(name):
    for wrong in EXPLORERS[name][2]:
        refused(name, wrong)


def refused(name, wrong):
    """Nothing; the explorer refuses the guess in a sentence that begins with its name and says what is meant."""
    with pytest.raises((TypeError, ValueError), match=r'^guess must be ([a-z]|")[^\n]{10,120}$') as caught:
        explorer(name, guess=wrong)
    assert f"not {wrong!r}"[:40] in str(caught.value)


@pytest.mark.parametrize("huge", [1e6, 1e200, -1e307, 10**400], ids=["1e6", "1e200", "-1e307", "10**400"])
@each_guessed
def test_a_huge_guess_runs_calmly_or_is_refused(name, huge):
    with no_warnings():
        try:
            shown = explorer(name, guess=huge)
        except (TypeError, ValueError) as refusal:
            assert re.match(r"guess must be [^\n]+$", str(refusal))
        else:
            assert move(shown, **states(shown)[-1]).text


# The learner's own network


def test_your_network_waits_for_the_blank_page(capsys):
    arguments = list(EXPLORERS["your_network"][0])
    arguments[0] = type(arguments[0])(passed=False)
    assert sliders.your_network(*arguments) is None
    assert capsys.readouterr().out.startswith("Nothing to draw yet")


def test_your_network_calls_the_learners_functions():
    page, initialize, predict, *others = EXPLORERS["your_network"][0]
    ours = sliders.your_network(page, initialize, predict, *others)
    theirs = sliders.your_network(page, initialize, lambda x, W, b: predict(x, W, b) + 1, *others)
    assert ours.text != theirs.text and ours.image.value != theirs.image.value

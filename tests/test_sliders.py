"""Every explorer, swept over all that its sliders can do: it never fails, and its words and pictures are right."""

import inspect
import re
import warnings
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from explorers import (
    CELSIUS,
    DISTANCE,
    EXPLORERS,
    GUESSED,
    HISTORY,
    NET,
    NINE,
    OBJECTING,
    TEST_DIGITS,
    VELOCITY,
    ZERO,
    X,
    Y,
    at_start,
    built,
    discovered,
    label_of,
    move,
    numbers,
    states,
)
from matplotlib.lines import Line2D
from matplotlib.text import Text
from plain import banned

from helpers import data, live, network, page, plots, sliders
from helpers.sliders import classes, guess, many_layers, many_samples, one_neuron

each = pytest.mark.parametrize("name", EXPLORERS)
each_guessed = pytest.mark.parametrize("name", GUESSED)


@pytest.fixture(autouse=True)
def small_pictures():
    """Explorers as on the page, with fewer pixels: they are drawn five times as fast."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(plots.STYLE, "figure.dpi", 50)
        yield


@cache
def swept(name):
    """The words and the picture of an explorer with a guess, for each state that its sliders can reach."""
    with no_warnings():
        shown = at_start(name)
        return [(state, move(shown, **state).text, shown.image.value) for state in states(shown)]


@contextmanager
def no_warnings():
    """Inside it, a warning is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("default", ResourceWarning)
        yield


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
    assert set(FORMULAS) == set(EXPLORERS), "say in FORMULAS which numbers its words hold"
    assert set(sliders.__all__) == set(EXPLORERS), "import it in helpers/sliders/__init__.py"


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
            value = sum(value) if isinstance(value, tuple) else value  # of a pad: how many buttons are pressed
            named = value in words if isinstance(value, str) else np.isclose(value, numbers(words)).any()
            said = label in words or label == "none" or named
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
    return [x_train, x_train * b, b, -1 / x_train, 0, 100 * abs(1 - b)]


def together(together, watched):
    """How far the species have moved, how many penguins are watched, and the slope through them: of sums, by hand."""
    rows = data.rows("penguins.csv")
    rows = [row for row in rows if "NA" not in (row["bill_depth_mm"], row["body_mass_g"])]
    points = {row["species"]: [] for row in rows}
    for row in rows:
        points[row["species"]].append((float(row["bill_depth_mm"]), float(row["body_mass_g"])))
    points = {kind: np.array(of_kind) for kind, of_kind in points.items()}
    centre = np.vstack(list(points.values())).mean(axis=0)
    moved = {kind: p + together / 100 * (centre - p.mean(axis=0)) for kind, p in points.items()}
    seen = np.vstack([p for kind, p in moved.items() if watched in ("all", kind)])
    depth, mass = (seen - seen.mean(axis=0)).T
    return [together, len(seen), (depth * mass).sum() / (depth * depth).sum()]


def left(learning_rate, epochs):
    """W, b and the error in percent: on x = 2 an epoch multiplies the error by 1 − 2η(2² + 1), and W : b is 2 : 1."""
    share = (1 - 10 * learning_rate) ** epochs
    return [learning_rate, epochs, 2 - 2 * share, 1 - share, 100 * abs(share) if abs(share) < 10 else abs(share)]


def answered(epochs):
    """What the network drawn from seed 0 answers for 1000: its start lies off the way to the rule, and stays so."""
    W = 0.001 * 0.12573
    way = (5 - 2 * W) / 5 * (1 - 0.4**epochs)
    return [epochs, 1000 * (W + 2 * way) + way, 1000]


def bent(bends, curve):
    """How many bends, how far apart, and the worst error: of squares h²/4, of the others by what they are at 0."""
    h = 4 / bends
    x = np.linspace(-2, 2, 40 * bends + 1)
    hinges = np.linspace(-2, 2, bends + 1)
    wave = np.abs(1 + np.sin(3 * x) - np.interp(x, hinges, 1 + np.sin(3 * hinges))).max()
    at_0 = {"|x|": (0, h / 2), "root of |x|": (h**0.5 / 4, (h / 2) ** 0.5)}  # with a hinge at 0, and between two hinges
    worst = {"square": h**2 / 4, "wave": wave} | {name: errors[bends % 2] for name, errors in at_0.items()}
    return [bends, h, worst[curve], 0.01]


def moved(h, parameter):
    """The nudge and what it moves in the network of notebook 14, by hand: ŷ = −2 a₁ + a₂ + 3 a₃ + 2, and y = 5."""
    k = parameter % 3
    if parameter < 6:  # a unit's weight, input 2, or its bias; unit 3 is off
        in_sum = h * (2 if parameter < 3 else 1)
        of_unit, answer = [in_sum, in_sum * (k < 2)], in_sum * [-2, 1, 0][k]
    else:
        of_unit, answer = [], h * ([3, 4, 0][k] if parameter < 9 else 1)
    in_cost = (answer - 5) ** 2 - 25
    return [h, *of_unit, answer, in_cost, in_cost, h, in_cost / h]


@cache
def by_hand(units, seed):
    """W, b, v and c of max(0, xW + b)v + c for |x| after 0, 20, … 1000 epochs from a start; each slope written out."""
    rng, x, y = np.random.default_rng(seed), NINE, np.abs(NINE)
    W = np.sqrt(2) * rng.standard_normal((1, units))
    v = np.sqrt(2 / units) * rng.standard_normal((units, 1))
    b, c, kept = np.zeros(units), 0.0, []
    for epoch in range(1001):
        if epoch % 20 == 0:
            kept.append((W, b, v, c))
        a = np.clip(x * W + b, 0, None)
        pull = 2 / 9 * (a @ v + c - y)
        back = pull * v.T * (a > 0)
        W, b, v, c = W - 0.05 * (x * back).sum(0), b - 0.05 * back.sum(0), v - 0.05 * a.T @ pull, c - 0.05 * pull.sum()
    return kept


def loss_by_hand(units, seed, epoch):
    """The mean of the squared errors on |x| of that network."""
    W, b, v, c = by_hand(units, seed)[epoch // 20]
    return float(np.mean((np.clip(NINE * W + b, 0, None) @ v + c - np.abs(NINE)) ** 2))


def placed(units, start, epoch):
    """Units, start, epoch, loss, how many bends lie between −3 and 3, and how many of ten starts are below 0.001."""
    W, b, _, _ = by_hand(units, start)[epoch // 20]
    losses = [loss_by_hand(units, seed, epoch) for seed in range(10)]
    return [units, start, epoch, losses[start], np.sum(np.abs(b) <= 3 * np.abs(W)), np.sum(np.less(losses, 1e-3)), 10]


@cache
def sizes_at_scale_1():
    """The size of what goes in, and of the answers after each of 20 layers of 32 units with weights at scale 1."""
    answers, rng = [np.random.default_rng(0).standard_normal((1000, 32))], np.random.default_rng(0)
    for _ in range(20):
        answers.append(np.clip(np.einsum("ij,jk->ik", answers[-1], rng.standard_normal((32, 32))), 0, None))
    return [np.linalg.norm(a) / 32_000**0.5 for a in answers]


def louder(scale, depth):
    """Scale, the sizes after one layer and after all, and the factor: each layer multiplies by the scale once more."""
    sizes = sizes_at_scale_1()
    factor = scale * (sizes[depth] / sizes[1]) ** (1 / (depth - 1))
    return [scale, 32, scale * sizes[1], depth, scale**depth * sizes[depth], factor]


def in_three_classes(s_1, s_2, s_3, right):
    """The scores, each power's part of their sum, the right class, and −ln of its part."""
    powers = [np.e**score for score in (s_1, s_2, s_3)]
    p = [part / sum(powers) for part in powers]
    return [s_1, s_2, s_3, *p, right, -np.log(p[right - 1])]


def read_after(epoch):
    """How many of the test digits two products and a bend read rightly after an epoch, and the mean of −ln p."""
    (W_1, b_1), (W_2, b_2) = HISTORY[epoch]
    x, y = TEST_DIGITS
    powers = np.e ** (np.maximum(0, x @ W_1 + b_1) @ W_2 + b_2)
    p_right = powers[y == 1] / powers.sum(axis=1)
    return [epoch, np.sum(powers[y == 1] == powers.max(axis=1)), 382, -np.mean(np.log(p_right)), 20]


def read_by(layers, x):
    """The probabilities of each row, from products and powers written out."""
    for W, b in layers[:-1]:
        x = np.clip(x @ W + b, 0, None)
    powers = np.e ** (x @ layers[-1][0] + layers[-1][1])
    return powers / powers.sum(axis=1, keepdims=True)


def shifted(network, pixels):
    """How many test digits are read rightly with each column so many places to the right, and of the drawn."""
    x, y = TEST_DIGITS
    columns = x.reshape(-1, 8, 8)
    there = np.zeros_like(columns)
    for column in range(8):
        if 0 <= column + pixels < 8:
            there[:, :, column + pixels] = columns[:, :, column]
    layers = EXPLORERS["shift"][0][0][network]
    right = read_by(layers, there.reshape(-1, 64)).argmax(axis=1) == y.argmax(axis=1)
    return [382, right.sum(), 20, right[np.linspace(0, 381, 20).astype(int)].sum()]


def drawn(digit):
    """How many buttons are pressed, and the three likeliest digits with their probabilities in percent."""
    p = read_by(HISTORY[-1], np.array([digit]))[0]
    return [sum(digit), *(number for likely in p.argsort()[:-4:-1] for number in (likely, 100 * p[likely]))]


def read_by_own(epochs):
    """The course's own functions and start read as those of notebook 17."""
    return read_after(epochs)[:4]


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
    "depth_weight": together,
    "batches": lambda batch_size, steps: [steps, batch_size, batch_size * steps, batch_size * steps / 24],
    "bends": bent,
    "nudge": moved,
    "place_bends": placed,
    "signal": louder,
    "scores": in_three_classes,
    "reading": read_after,
    "shift": shifted,
    "draw": drawn,
    "your_reader": read_by_own,
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
        ("cost_curve", {"W": 2.0}, [2, 4, 2, -1, 1]),
        ("secant", {"h": 0.5}, [0.5, -18, -20, 2]),
        ("secant", {"h": 0.25}, [0.25, -19, -20, 1]),
        ("one_step", {"learning_rate": 0.06}, [0.06, 1.2, 0.6, -5, -2, 0.4]),
        ("one_step", {"learning_rate": 0.1}, [0.1, 2, 1, -5, 0, 0]),
        ("one_step", {"learning_rate": 0.2}, [0.2, 4, 2, -5, 5, -1]),
        ("descent", {"learning_rate": 0.06, "epochs": 5}, [0.06, 5, 1.97952, 0.98976, 1.024]),
        ("descent", {"learning_rate": 0.05, "epochs": 6}, [0.05, 6, 1.5625]),
        ("descent", {"learning_rate": 0.05, "epochs": 7}, [0.05, 7, 0.78125]),
        ("descent", {"learning_rate": 0.1, "epochs": 1}, [0.1, 1, 2, 1, 0]),
        ("descent", {"learning_rate": 0.2, "epochs": 20}, [0.2, 20, 0, 0, 100]),
        ("descent", {"learning_rate": 0.3, "epochs": 8}, [0.3, 8, -510, -255, 256]),
        ("pivot", {"x_train": 5.0}, [5, -0.2, 57.7]),
        ("pivot", {"x_train": 2.0}, [2, 2, 1, -0.5]),
        ("your_network", {"epochs": 5}, [5, 1980.5, 1000]),
        ("second_sample", {"x_second": 6.0}, [6, 13, 18]),  # the outermost: (1.5 · 4)² / 2
        ("leave_one_out", {"row": -1}, [24, 423.94]),
        ("shift_or_stretch", {"shift": 20, "stretch": 10, "share": 0.5}, [20, 10, 1, 1, 1]),
        ("shift_or_stretch", {"shift": 0, "stretch": 22}, [0, 22, 17.95]),
        ("depth_weight", {"together": 0, "watched": "all"}, [0, 342, -192]),
        ("depth_weight", {"together": 100, "watched": "all"}, [100, 342, 257]),
        ("depth_weight", {"together": 0, "watched": "Adelie"}, [0, 151, 217]),
        ("batches", {"batch_size": 4, "steps": 6}, [6, 4, 24, 1]),
        ("bends", {"bends": 4}, [4, 1, 0.25]),
        ("bends", {"bends": 19}, [19, 0.01108]),
        ("bends", {"bends": 20}, [20, 0.2, 0.01]),
        ("bends", {"bends": 2, "curve": "|x|"}, [2, 2, 0]),
        ("bends", {"bends": 8, "curve": "root of |x|"}, [8, 0.5, 0.1768]),
        ("nudge", {"parameter": 0, "h": 0.01}, [1, 0.01, 0.02, 0.02, -0.04, 0.4016, 40.16]),
        ("nudge", {"parameter": 2, "h": 1.0}, [3, 1, 2, 0, 0, 0]),
        ("nudge", {"parameter": 9, "h": 0.01}, [0.01, 0.01, -0.0999, -9.99]),
        ("place_bends", {"units": 2, "epoch": 1000}, [2, 1000, 3, 10]),
        ("place_bends", {"units": 3, "epoch": 1000}, [3, 1000, 7, 10]),
        ("place_bends", {"units": 4, "epoch": 1000}, [4, 1000, 10, 10]),
        ("place_bends", {"units": 8, "epoch": 1000}, [8, 1000, 9, 10]),
        ("signal", {"scale": 0.25, "depth": 10}, [0.25, 10, 1.01]),
        ("signal", {"scale": 0.5, "depth": 10}, [0.5, 10, 2.03]),
        ("signal", {"scale": 0.125, "depth": 10}, [0.125, 10, 0.507]),
        ("signal", {"scale": 0.001, "depth": 10}, [0.001, 10, 0.00406]),
        ("scores", {"s_1": 2, "s_2": 1, "s_3": 0}, [2, 1, 0, 0.665, 0.245, 0.090, 1, 0.408]),
        ("scores", {"s_1": 12, "s_2": 11, "s_3": 10, "right": 3}, [0.665, 0.245, 0.090, 3, 2.408]),
        ("reading", {"epoch": 1}, [1, 236, 382]),
        ("reading", {"epoch": 3}, [3, 326, 382]),
        ("reading", {"epoch": 20}, [20, 342, 382]),
        ("reading", {"epoch": 60}, [60, 349, 382]),
        ("shift", {"pixels": -1}, [32, 382, 163]),
        ("shift", {"pixels": 1}, [32, 382, 192]),
        ("shift", {"network": "none", "pixels": 0}, [382, 341]),
        ("draw", {}, [0, 3, 29.0]),  # the empty picture of notebook 17
        ("your_reader", {"epochs": 1}, [1, 236, 382]),
        ("your_reader", {"epochs": 20}, [20, 342, 382]),
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
        ("bends", {"bends": 4}, [(-2, 4), (2, 4), (-2, -0.35), (1, -0.35), (1, 4), (2, 1), (4, 0.25)]),
        ("nudge", {"parameter": 0, "h": 0.5}, [(1, 56), (0.5, 48)]),
        ("place_bends", {"epoch": 1000}, [(1000, 3)]),
        ("place_bends", {"start": 4, "epoch": 0}, [(4, loss_by_hand(2, 4, 0)), (0, -0.62)]),  # b is 0: bends at 0
        ("signal", {"scale": 0.5, "depth": 3}, [(3, 0.125 * sizes_at_scale_1()[3])]),
        ("scores", {"s_1": 5, "s_2": 5, "right": 3}, [(1, 0), (2, 0), (3, 1), (1, 0.49832)]),
        ("reading", {"epoch": 3}, [(0, 58), (1, 236), (3, 326)]),
        ("shift", {"pixels": -1}, [(-1, 0), (-1, 163)]),
        ("your_reader", {"epochs": 3}, [(0, 58), (1, 236), (3, 326)]),
    ],
)
def test_the_marks_stand_where_the_words_say(name, state, points):
    shown = move(at_start(name), **state)
    drawn = np.vstack([line.get_xydata() for line in shown.moving if isinstance(line, Line2D)])
    for point in points:
        assert np.isclose(drawn, point).all(axis=1).any(), f"nothing is drawn at {point}"


# Their numbers, without a figure


def test_the_plain_functions_give_numbers_known_by_hand():
    W, b, y_hat, percent = one_neuron.tested(1)
    assert (W.item(), b.item(), y_hat[-1, 0], percent.max()) == pytest.approx((1.2, 0.6, 1200.6, 40))
    assert one_neuron.lines_that_fit(1)[2][0] == (-6.0, 8.5) and len(set(one_neuron.lines_that_fit(2)[2])) == 1
    assert one_neuron.at_zero(-1.5, 3) == (3, 0) and one_neuron.at_zero(0, 3) == (3, 9)
    assert one_neuron.without_bias(X, Y, 2) == (4, -1, 1)
    assert one_neuron.nudged(X, Y, 0.5) == (16, -18, 2)
    assert [part.item() for part in one_neuron.first_step(X, Y, 0.1)[:2]] == [2, 1]
    history, shares, costs = one_neuron.descended(X, Y, ZERO, ZERO, 0.05, 2)
    assert (len(history), shares, costs) == (3, [1, 0.5, 0.25], [25, 6.25, 1.5625])
    assert one_neuron.hinged(2)[1] == pytest.approx(100 * 0.4**12)
    assert many_samples.two_samples(4.0)[2] == pytest.approx(1.5**2 * 4 / 2)
    assert many_samples.slope_without(np.array([[1.0], [2], [1]]), np.array([[3.0], [6], [9]]), 2) == pytest.approx(3)
    assert many_samples.curvatures((CELSIUS - 20) / 10) == pytest.approx(1)
    left = many_samples.way_left((CELSIUS - 20) / 10, (guess.table(6), guess.table(8)), 0.25, 1)[1]
    assert left == pytest.approx([10, 5])
    assert many_samples.steps_in_epoch(DISTANCE, 5) == 5 and many_samples.steps_in_epoch(DISTANCE, 24) == 1
    assert len(many_samples.stepped(DISTANCE, VELOCITY, 0.1, 4, 7)[0]) == 8


def test_a_network_meets_each_curve_at_its_hinges():
    layers, hinges = many_layers.through("square", 4)
    assert hinges.tolist() == [-2, -1, 0, 1] and layers[1][0].tolist() == [[-3], [2], [2], [2]]
    for curve, rule in many_layers.CURVES.items():
        for bends in (1, 2, 7, 40):
            layers, hinges = many_layers.through(curve, bends)
            at = np.append(hinges, 2)[:, None]
            assert np.allclose(network.forward(at, layers)[-1], rule(at), rtol=0, atol=1e-9)


def test_a_nudge_is_followed_gear_by_gear():
    names = [name for name, _ in many_layers.parameters(NET)]
    assert names[0] == "W₁ of unit 1" and names[5] == "b₁ of unit 3" and names[6] == "W₂ of unit 1" and len(names) == 10
    (_, weight), *_, (_, bias) = many_layers.parameters(NET)
    moves, factors = many_layers.followed(X, Y, NET, weight, 0.01)
    assert moves == pytest.approx([0.02, 0.02, -0.04, 0.4016]) and factors == pytest.approx([2, 1, -2, -10.04])
    assert many_layers.followed(X, Y, NET, bias, 0.5)[1] == pytest.approx([1, -9.5])
    off = many_layers.parameters(NET)[2][1]
    assert many_layers.followed(X, Y, NET, off, 0.01)[1] == pytest.approx([2, 0, 0, 0])
    assert NET[0][0].tolist() == [[1, 2, -1]], "the page's own layers are left alone"


@pytest.mark.parametrize("units", [1, 2, 5, 16])
def test_ten_starts_side_by_side_are_ten_trainings(units):
    history, losses = many_layers.ten_starts(NINE, np.abs(NINE), units)
    assert losses.shape == (51, 10)
    for seed in (0, 7):
        rng = np.random.default_rng(seed)
        layers = network.initialize_layers([1, units, 1], rng)
        alone = network.train_layers(NINE, np.abs(NINE), layers, network.slope_of_loss, 0.05, 1000, 9, rng)
        for place in (0, 1, 50):
            for pair, own in zip(alone[20 * place], many_layers.one_start(history[place], seed), strict=True):
                for table, same in zip(pair, own, strict=True):
                    assert table == pytest.approx(same, abs=1e-9)
    assert losses[50] == pytest.approx([loss_by_hand(units, seed, 1000) for seed in range(10)], rel=1e-6, abs=1e-15)


def test_a_bend_is_where_its_sum_is_0():
    W, b = np.array([[2.0, -1.0, 0.5]]), np.array([[1.0, 3.0, 0.0]])
    assert many_layers.hinges_of([(W, b), (W.T, np.zeros((1, 1)))]).tolist() == [-0.5, 3, 0]


@pytest.mark.parametrize(
    "parameter, bold, weights, wires",
    [  # what stands at the unit and on the wires, in place of which weights, and how many wires the nudge passes
        (0, ["on: × 1", "h × 2", "× −2", "× −10.04"], ["1", "−2", ""], 3),
        (2, ["off: × 0", "h × 2"], ["−1"], 1),  # behind it nothing moves
        (4, ["on: × 1", "h × 1", "× 1", "× −9.99"], ["0", "1", ""], 3),
        (7, ["h × 4", "× −9.96"], ["1", ""], 2),
        (8, ["h × 0"], ["3"], 0),
        (9, ["h × 1", "× −9.99"], ["2", ""], 2),
    ],
)
def test_the_way_of_a_nudge_is_marked_and_shows_its_factors(parameter, bold, weights, wires):
    shown = move(at_start("nudge"), parameter=parameter, h=0.01)
    texts = [text for text in shown.moving if isinstance(text, Text) and text.get_text()]
    marked = [text for text in texts if text.get_weight() == "bold"]
    assert [text.get_text() for text in marked] == bold
    circles = [f"{number:z.4g}".replace("-", "−") for number in circles_after(shown)]
    assert [text.get_text() for text in texts if text not in marked] == circles
    still = [text for text in shown.figure.axes[0].texts if text not in shown.moving and hasattr(text, "xy")]
    below = [[text for text in still if text.xy is mark.xy] for mark in marked if hasattr(mark, "xy")]
    assert [text.get_text() for (text,) in below] == weights
    way = next(line for line in shown.moving if isinstance(line, Line2D) and line.get_linewidth() == 4)
    assert np.isfinite(way.get_xdata()).sum() == 2 * wires


def circles_after(shown):
    """What the units, ŷ and the cost of notebook 14's network are after the nudge that is shown."""
    state = {name: slider.value for name, slider in shown.sliders.items()}
    layers = many_layers.nudged_layers(NET, many_layers.parameters(NET)[state["parameter"]][1], state["h"])
    _, a, y_hat = network.forward(X, layers)
    return [*a[0], y_hat.item(), (y_hat.item() - 5) ** 2]


def test_the_slope_itself_and_the_smallest_quotient_are_both_right():
    for written, said in [(40, "Your guess, 40, is right: "), (40.16, "Your guess, 40.16, is right, to within 0.2: ")]:
        assert said in move(built("nudge", written), parameter=0, h=0.01).text
    move(built("nudge", 30), **built("nudge", 30).start)


def test_the_plain_functions_of_classes_give_numbers_known_by_hand():
    p, cost = classes.judged(np.log([5, 2, 1]), 2)
    assert p == pytest.approx([5 / 8, 2 / 8, 1 / 8])
    assert cost == pytest.approx(3 * np.log(2))
    straight = [(np.eye(2), np.zeros((1, 2)))]
    named, rights, losses = classes.progress([straight] * 2, np.array([[3.0, 0], [0, 1]]), np.array([[1.0, 0], [1, 0]]))
    assert ([n.tolist() for n in named], rights) == ([[0, 1]] * 2, [1, 1])
    assert losses == pytest.approx([(np.log(1 + np.exp(-3)) + np.log(1 + np.e)) / 2] * 2)


def test_the_species_move_without_a_change_of_shape():
    kinds, values = np.array(["a", "b", "a"]), np.array([[1.0], [10.0], [3.0]])
    assert many_samples.moved_together(values, kinds, 0).tolist() == values.tolist()
    moved = many_samples.moved_together(values, kinds, 1)
    assert moved[1] == values.mean() and (moved[0] + moved[2]) / 2 == pytest.approx(values.mean())
    assert moved[2] - moved[0] == pytest.approx(2)


def test_the_answer_is_not_told_before_it_is_reached():
    for epochs in range(7):  # at the starting rate, 0.05, it takes 7 epochs
        words = move(at_start("descent"), epochs=epochs).text
        assert 7 not in numbers(words) and "Your guess, 5" not in words
    assert "Your guess, 5, is 2 too low." in move(at_start("descent"), epochs=7).text


def test_an_explosion_stays_on_the_page_and_is_dated():
    for epochs in range(21):
        shown = move(at_start("descent"), learning_rate=0.3, epochs=epochs)
        texts = [text.get_text() for text in shown.figure.findobj(Text)]
        in_picture = [text for text in texts if "off the picture" in text]
        assert ("Off the picture from epoch 5." in shown.text) == (epochs >= 5)
        assert in_picture == ["off the picture from epoch 5"] * (epochs >= 5)


# The learner's guess


@each_guessed
def test_without_a_clear_guess_it_is_calm_and_says_so(name):
    assert inspect.signature(getattr(sliders, name)).parameters["guess"].default is ...
    shown = at_start(name, OBJECTING)
    for state in states(shown)[:: len(states(shown)) // 6]:
        assert "Your guess, an Objecting, is not clear: put " in move(shown, **state).text
        assert dashed(shown) == []


@each_guessed
def test_a_guess_is_drawn_dashed(name):
    shown = at_start(name)
    assert dashed(shown), "no dashed line is seen"
    assert shown.image.value != at_start(name, OBJECTING).image.value


@pytest.mark.parametrize(
    "name, where",
    [
        ("trained_answers", [(2, 0), (2, 1)]),
        ("buy_points", [(3, 0), (3, 1)]),
        ("cost_curve", [(2, 0), (2, 1)]),
        ("secant", [(2, 8), (1, 2), (0.5, 0.5)]),
        ("one_step", [(0, 0), (4, 2)]),
        ("descent", [(5, 0), (5, 1)]),
        ("pivot", [(-1, 0), (-1, 1)]),
        ("leave_one_out", [(0, 20), (1, 20)]),
        ("batches", [(4, 0), (4, 1)]),
        ("bends", [(12, 0), (12, 1)]),
        ("nudge", [(0, 30), (1, 30)]),
        ("place_bends", [(0, 5), (1, 5)]),
        ("signal", [(0, sizes_at_scale_1()[0]), (1, 0.3 * sizes_at_scale_1()[1])]),
        ("scores", [(0, 0.5), (1, 0.5)]),
        ("reading", [(0, 300), (1, 300)]),
        ("shift", [(0, 200), (1, 200)]),
    ],
)
def test_the_dashed_line_stands_where_the_guess_is(name, where):
    line = dashed(at_start(name))[0]
    assert line.get_xydata()[: len(where)] == pytest.approx(np.array(where, dtype=float))


@pytest.mark.parametrize(
    "name, before, met, said",
    [
        ("trained_answers", {"epochs": 2}, {"epochs": 3}, "Your guess, 2, is 1 too low."),
        ("buy_points", {"points": 1}, {"points": 2}, "Your guess, 3, is 1 too high."),
        ("mystery_line", {}, {"b": 1.0}, "Your guess, W, is not right: move W alone"),
        ("cost_curve", {"W": 2.5}, {"W": 2.6}, "Your guess, 2, is 0.5 too low."),
        ("secant", {"h": 2.0}, {"h": 1.0}, "Your guess, 0.25, is 0.25 too low."),
        ("one_step", {"learning_rate": 0.2}, {"learning_rate": 0.1}, "Your guess, 0.2, is 0.1 too high."),
        ("descent", {"epochs": 6}, {"epochs": 7}, "Your guess, 5, is 2 too low."),
        ("pivot", {"x_train": 2.5}, {"x_train": 2.0}, "Your guess, −1, is 0.5 too low."),
        ("second_sample", {"x_second": 2.5}, {"x_second": 2.0}, "Your guess, 4, is not right: there is no end"),
        ("leave_one_out", {"row": 22}, {"row": 23}, "Your guess, 20, is 7.27 too low."),
        ("shift_or_stretch", {"shift": 20}, {"shift": 20, "stretch": 10}, "stretch 22 alone leads to 17.95 : 1"),
        ("shift_or_stretch", {"stretch": 21}, {"stretch": 22}, "Your guess, stretch, is not right: stretch 22 alone"),
        ("depth_weight", {"together": 90}, {"together": 100}, "Your guess, −100 g, is 356.6 too low."),
        ("batches", {"steps": 5}, {"steps": 6}, "Your guess, 4, is 2 too low."),
        ("bends", {"bends": 19}, {"bends": 20}, "Your guess, 12, is 8 too low."),
        ("bends", {"bends": 40, "curve": "wave"}, {"bends": 40}, "Your guess, 12, is 8 too low."),
        ("nudge", {"h": 0.1}, {"h": 0.01}, "Your guess, 30, is 10 too low: smaller nudges lead to 40."),
        ("nudge", {"h": 0.01, "parameter": 1}, {"h": 0.01, "parameter": 0}, "Your guess, 30, is 10 too low"),
        ("place_bends", {"epoch": 980}, {"epoch": 1000}, "Your guess, 5, is 2 too high."),
        ("place_bends", {"epoch": 1000, "units": 3}, {"epoch": 1000, "units": 2}, "Your guess, 5, is 2 too high."),
        ("signal", {"scale": 0.2}, {"scale": 0.25}, "Your guess, 0.3, is 0.05 too high."),
        ("signal", {"scale": 0.25, "depth": 9}, {"scale": 0.25, "depth": 10}, "Your guess, 0.3, is 0.05 too high."),
        ("scores", {"s_1": 2}, {"s_1": 2, "s_2": 1}, "Your guess, 0.5, is 0.165 too low."),
        ("reading", {}, {"epoch": 1}, "Your guess, 300, is 64 too high."),
        ("shift", {"pixels": 1}, {"pixels": -1}, "Your guess, 200, is 37 too high."),
    ],
)
def test_a_guess_is_judged_once_the_picture_shows_the_answer(name, before, met, said):
    assert "Your guess, " not in move(at_start(name), **before).text.replace("Your guess, stretch, leads", "")
    assert "to see whether your guess is right." in move(at_start(name), **before).text
    assert said in move(at_start(name), **met).text


def test_a_count_of_pictures_is_no_share():
    assert "How many, not what share: write a number from 0 to 382." in built("shift", "43 %").text
    assert classes.how_many(163, 382) == (163, "")


@pytest.mark.parametrize(
    "name, right, met",
    [
        ("mystery_line", "b", {"b": 1.0}),
        ("second_sample", "Many", {"x_second": 2.0}),
        ("second_sample", float("inf"), {"x_second": 2.0}),
        ("depth_weight", "positive", {"together": 100}),
    ],
)
def test_a_word_is_judged_too(name, right, met):
    shown = built(name, right)
    assert re.search(r"Your guess, \w+, is right", move(shown, **met).text)


def same_value(one, other):
    """Whether two values of guesses are the same."""
    return one is other or (one is not ... and other is not ... and one == other)


@pytest.mark.parametrize(
    "written, value",
    [
        (30, 30),
        ("30 %", 30),
        ("30%", 30),
        (" 30 ", 30),
        ("1,8", 1.8),
        ("0,665", 0.665),
        ("−0,125", -0.125),
        ("−3", -3),
        ("-3", -3),
        ("-1/2", -0.5),
        ("1e3", 1000),
        ("257 g", 257),
        ("257g/mm", 257),
        ("30 km/s", 30),
        ("27,3 km/s per Mpc", 27.3),
        ("6 steps", 6),
        ([7], 7),
        ((7,), 7),
        (np.array([[2.0]]), 2),
        (np.float32(0.5), 0.5),
        (Fraction(1, 2), 0.5),
        (Decimal("1.8"), 1.8),
    ],
    ids=repr,
)
def test_a_number_is_understood_however_it_is_written(written, value):
    assert guess.read(written) == (value, "")


def test_a_probability_in_percent_is_understood():
    assert [guess.read(written, percent=0.01).value for written in ("66.5 %", "66,5%", 0.665)] == [0.665] * 3
    assert guess.read("66.5 %").value == 66.5
    assert "Your guess, 0.665, is right." in move(built("scores", "66.5 %"), s_1=2, s_2=1).text


@pytest.mark.parametrize(
    "written, word",
    [("w", "W"), ("W", "W"), ("B", "b"), ("bias", "b"), ("The weight", "W"), (["b"], "b"), (np.array("w"), "W")],
    ids=repr,
)
def test_a_word_is_understood_however_it_is_written(written, word):
    words = {"W": ["weight", "the weight"], "b": ["bias"]}
    assert guess.read(written, words, least=None) == (word, "")


@pytest.mark.parametrize("nothing", [..., None, "", "...", "…", [...]], ids=repr)
def test_nothing_is_no_guess_yet(nothing):
    wanted = 'No guess yet: put "W" or "b" in place of the dots after guess= and run the cell again.'
    assert guess.read(nothing, {"W": [], "b": []}, least=None) == (..., wanted)
    assert "put your number in place" in guess.read(nothing).said
    assert 'put "many" or your number in place' in guess.read(nothing, {"many": []}).said


UNCLEAR = ["three", "30 or 40", "1,000", "10,000", "1 million", "g", "1/0", float("nan"), "nan", [1, 2], (1, 8), {}]
UNCLEAR += [{3: 4}, True, 2j, len, type(OBJECTING), OBJECTING, [OBJECTING], "9" * 5000 + "x"]
UNCLEAR += [np.array(["W", "b"]), np.array([[1.0, 2.0]]), np.array([])]


@pytest.mark.parametrize("written", UNCLEAR, ids=lambda written: type(written).__name__)
def test_a_guess_that_is_not_clear_is_answered_in_words(written):
    for options in [{}, {"least": None, "words": {"W": [], "b": []}}]:
        with no_warnings():
            value, said = guess.read(written, **options)
        assert value is ... and re.fullmatch(r"Your guess, .{1,45}, is not clear: put [^\n]{10,60} again\.", said), said


@pytest.mark.parametrize(
    "written, said",
    [
        (-3, "Your guess, -3, is less than 0, and the answer is not."),
        (10**400, "Your guess is far too high."),
        ("1e99999999", "Your guess is far too high."),
        (float("inf"), "Your guess is far too high."),
        (-1e200, "Your guess is far too low."),
        (-(10**400), "Your guess is far too low."),
    ],
)
def test_a_guess_outside_is_told_so(written, said):
    assert guess.read(written, least=0) == (..., said)


def test_a_guess_that_holds_itself_is_not_clear():
    own = []
    own.append(own)
    assert "is not clear" in guess.read(own).said


@pytest.mark.parametrize(
    "value, answer, said",
    [
        (2.5, 2.5, "is right."),
        (1.0, 1.02, "is right, to within 0.02."),
        (27.0, 27.27, "is right, to within 0.3."),
        (40.0, 1.02, "is 38.98 too high."),
        (2.0, 2.5, "is 0.5 too low."),
        (6.0, 7, "is 1 too low."),
        (-100.0, 256.6, "is 356.6 too low."),
        ("b", "b", "is right."),
        ("W", "b", "is not right."),
    ],
)
def test_the_verdict_says_what_a_guess_is_worth(value, answer, said):
    start = f"Your guess, {value if isinstance(value, str) else format(value, 'g')}, "
    assert guess.verdict(guess.Guess(value), answer) == start + said
    assert guess.verdict(guess.Guess(value), answer, False, "Go on") == "Go on to see whether your guess is right."
    assert guess.verdict(guess.Guess(..., "No guess."), answer) == "No guess."
    assert guess.verdict(guess.Guess(value), answer, why=": so it is").endswith(said[:-1] + ": so it is.")


def test_a_minus_is_the_same_in_words_as_on_the_axes():
    assert page.minus("from -28.5 to -.5, (-3, -1), W-2 and well-known, 3-2") == (
        "from −28.5 to −.5, (−3, −1), W-2 and well-known, 3-2"
    )
    for name in EXPLORERS:
        assert not [words for _, words, _ in swept(name) if re.search(r"(?<!e)-\d", words) or banned(words)], name


@each_guessed
def test_the_words_of_a_guess_lie_over_no_title(name):
    outside = [31, 900_000] if name in ("leave_one_out", "batches", "pivot") else []
    for shown in [at_start(name), *(built(name, written) for written in outside)]:
        renderer = shown.figure.canvas.get_renderer()
        for ax in shown.figure.axes:
            labels = [text for text in ax.texts if "guess" in text.get_text()]
            title = ax.title.get_window_extent(renderer)
            assert not [label for label in labels if label.get_window_extent(renderer).overlaps(title)]


# The learner's own network


def test_your_network_waits_for_the_blank_page(capsys):
    arguments = list(EXPLORERS["your_network"][0])
    arguments[0] = type(arguments[0])(passed=False)
    assert sliders.your_network(*arguments) is None
    assert capsys.readouterr().out.startswith("Nothing to draw yet")


def test_your_network_stays_calm_with_functions_that_no_check_has_seen(capsys):
    page, initialize, predict, train, _ = EXPLORERS["your_network"][0]
    for odd in (lambda y_hat, y: 1 / 0, lambda y_hat, y: None, lambda y_hat, y: "five"):
        assert sliders.your_network(page, initialize, predict, train, odd) is None
        assert capsys.readouterr().out.startswith("Your functions passed the check, and here one stops: ")


def test_your_network_takes_a_percent_error_that_is_a_mean():
    page, initialize, predict, train, percent_error = EXPLORERS["your_network"][0]
    own = sliders.your_network(page, initialize, predict, train, lambda *rows: percent_error(*rows).mean(keepdims=True))
    assert move(own, epochs=5).text == move(at_start("your_network"), epochs=5).text


def test_your_network_calls_the_learners_functions():
    page, initialize, predict, *others = EXPLORERS["your_network"][0]
    ours = sliders.your_network(page, initialize, predict, *others)
    theirs = sliders.your_network(page, initialize, lambda x, W, b: predict(x, W, b) + 1, *others)
    assert ours.text != theirs.text and ours.image.value != theirs.image.value


# Digits: the pad, and the learner's own reader


def test_what_is_drawn_is_what_the_network_is_shown():
    bar = tuple(int(place % 8 == 3) for place in range(64))
    shown = move(at_start("draw"), digit=bar)
    (image,) = shown.figure.axes[0].images
    ink = 1 - image.get_array()[:8, 1:9, 0] / 255
    assert ink.ravel().tolist() == list(bar)
    heights = [bar.get_height() for bar in shown.figure.axes[1].patches]
    assert heights == pytest.approx(read_by(HISTORY[-1], np.array([bar]))[0])
    shown.reset()
    assert sum(shown.sliders["digit"].value) == 0 and shown.text.startswith("0 buttons pressed, nothing is drawn")


def test_a_moved_picture_loses_what_leaves_it():
    x = np.arange(64.0)[None]
    assert classes.moved(x, 1).reshape(8, 8)[0].tolist() == [0, 0, 1, 2, 3, 4, 5, 6]
    assert classes.moved(x, -2).reshape(8, 8)[1].tolist() == [10, 11, 12, 13, 14, 15, 0, 0]
    assert classes.moved(x, 0).tolist() == x.tolist()


def test_your_reader_waits_for_the_second_blank_page(capsys):
    check, *functions, train, test = EXPLORERS["your_reader"][0]
    assert sliders.your_reader(type(check)(passed=None), *functions, train, test) is None
    assert capsys.readouterr().out.startswith("Nothing to read yet")


def test_your_reader_stays_calm_with_functions_that_no_check_has_seen(capsys):
    check, _, *others = EXPLORERS["your_reader"][0]
    for odd in (lambda x, layers: 1 / 0, lambda x, layers: None, lambda x, layers: "five"):
        assert sliders.your_reader(check, odd, *others) is None
        assert capsys.readouterr().out.startswith("Your functions passed the check, and here one stops: ")


def test_your_reader_calls_the_learners_functions():
    check, forward, surprise, *others = EXPLORERS["your_reader"][0]
    ours = sliders.your_reader(check, forward, surprise, *others)
    theirs = sliders.your_reader(check, lambda x, layers: [-forward(x, layers)[-1]], surprise, *others)
    dearer = sliders.your_reader(check, forward, lambda s, y: 2 * surprise(s, y), *others)
    assert len({ours.text, theirs.text, dearer.text}) == 3

"""Every explorer of the course with what it is called with: a new explorer is one more line in EXPLORERS."""

import ast
import itertools
import random
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from helpers import data, live, network, neuron, plots, sliders

ZERO, X, Y = np.zeros((1, 1)), np.array([[2.0]]), np.array([[5.0]])
CELSIUS = np.array([[6.0], [18.0], [22.0], [34.0]])  # mean 20, standard deviation 10
_, DISTANCE, VELOCITY = data.hubble()
NINE = np.linspace(-2, 2, 9)[:, None]
NET = [  # the network of notebook 14
    (np.array([[1.0, 2.0, -1.0]]), np.array([[1.0, 0.0, 0.0]])),
    (np.array([[-2.0], [1.0], [3.0]]), np.array([[2.0]])),
]
PIXELS, LABELS = data.digits()
X_DIGITS, Y_DIGITS = PIXELS / 16, network.one_hot(LABELS, 10)
TEST_DIGITS = X_DIGITS[1415:], Y_DIGITS[1415:]  # forms 11 to 13, as on the page of 17; forms 0 to 8 train
CHANCE = np.random.default_rng(0)
START = network.initialize_layers([64, 32, 10], CHANCE)
HISTORY = network.train_layers(X_DIGITS[:1157], Y_DIGITS[:1157], START, network.slope_of_surprise, 0.2, 60, 32, CHANCE)
CHANCE = np.random.default_rng(0)
START = network.initialize_layers([64, 10], CHANCE)
STRAIGHT = network.train_layers(
    X_DIGITS[:1157], Y_DIGITS[:1157], START, network.slope_of_surprise, 0.5, 60, 32, CHANCE
)[-1]
OWN = (SimpleNamespace(passed=True), neuron.initialize, neuron.predict, neuron.train, neuron.percent_error)
OWN_READER = (
    *(SimpleNamespace(passed=True), network.forward, network.surprise, network.slope_of_surprise),
    *(network.train_layers, (X_DIGITS[:1157], Y_DIGITS[:1157]), TEST_DIGITS),
)
DRAWINGS = [  # for the pad: nothing, a stroke, two, a ring, a corner, everything
    tuple(int(is_ink(row, column)) for row in range(8) for column in range(8))
    for is_ink in (
        lambda row, column: False,
        lambda row, column: column == 3,
        lambda row, column: column == 3 or row == 0,
        lambda row, column: 1 <= row <= 6 and 1 <= column <= 6 and (row in (1, 6) or column in (1, 6)),
        lambda row, column: row == column == 7,
        lambda row, column: True,
    )
]

EXPLORERS = {  # name: its arguments, and a guess that is not right (None where it takes none)
    "trained_answers": ((), 2),
    "buy_points": ((), 3),
    "mystery_line": ((), "W"),
    "cost_curve": ((X, Y), 2),
    "secant": ((X, Y), 0.25),
    "one_step": ((X, Y), 0.2),
    "descent": ((X, Y, ZERO, ZERO), 5),
    "pivot": ((), -1),
    "your_network": (OWN, None),
    "second_sample": ((), 4),
    "leave_one_out": ((), 20),
    "shift_or_stretch": ((CELSIUS, 1.8 * CELSIUS + 32), "stretch"),
    "depth_weight": ((), -100),
    "batches": ((DISTANCE, VELOCITY, 0.1), 4),
    "bends": ((), 12),
    "nudge": ((X, Y, NET), 30),
    "place_bends": ((NINE, np.abs(NINE)), 5),
    "signal": ((), 0.3),
    "scores": ((), 0.5),
    "reading": ((HISTORY, *TEST_DIGITS), 300),
    "shift": (({"32 units": HISTORY[-1], "none": STRAIGHT, "32 at the start": HISTORY[0]}, *TEST_DIGITS), 200),
    "draw": ((HISTORY[-1],), None),
    "your_reader": (OWN_READER, None),
}
GUESSED = [name for name, (_, guess) in EXPLORERS.items() if guess is not None]


class Objecting:
    """A guess that objects to everything that is done with it."""

    def __repr__(self):
        raise RuntimeError("no")

    __eq__ = __float__ = __len__ = __iter__ = __str__ = __bool__ = __repr__
    __hash__ = object.__hash__


OBJECTING = Objecting()


def explorer(name, **options):
    """A new explorer of this name, as the course calls it."""
    return getattr(sliders, name)(*EXPLORERS[name][0], **options)


def guessed(name):
    """The explorer with the guess from the table, or without where it takes none."""
    guess = EXPLORERS[name][1]
    return explorer(name, **({} if guess is None else {"guess": guess}))


@cache
def built(name, guess):
    """An explorer of small pixels, drawn five times as fast; built once for all tests, with a guess or with `...`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(plots.STYLE, "figure.dpi", 50)
        return explorer(name, guess=guess) if name in GUESSED else explorer(name)


def at_start(name, guess=None):
    """The explorer with this guess (the table's unless told) and all sliders where they start."""
    shown = built(name, EXPLORERS[name][1] if guess is None else guess)
    return move(shown, **shown.start)


def discovered():
    """The names of all public functions of helpers/sliders/ that build a Live, themselves or by another function."""
    modules = sorted(Path(sliders.__file__).parent.glob("*.py"))
    source = "\n".join(module.read_text(encoding="utf-8") for module in modules)
    bodies = {node.name: ast.walk(node) for node in ast.parse(source).body if hasattr(node, "name")}
    calls = {
        name: {ast.unparse(node.func) for node in body if isinstance(node, ast.Call)} for name, body in bodies.items()
    }
    builders = {"live.Live"}
    while more := {name for name in calls if calls[name] & builders} - builders:
        builders |= more
    return {name for name in builders - {"live.Live"} if not name.startswith("_")}


def values(slider):
    """Every value that a slider can take, from one end to the other; of a pad's, a few."""
    if isinstance(slider, live.Pad):
        return DRAWINGS
    if hasattr(slider, "options"):
        return [option[1] if isinstance(option, tuple) else option for option in slider.options]
    steps = round((slider.max - slider.min) / slider.step)
    return [type(slider.value)(round(slider.min + step * slider.step, 10)) for step in range(steps + 1)]


def label_of(slider, value):
    """What a slider shows for a value where it shows words; else a text that no sentence holds."""
    pairs = [option for option in getattr(slider, "options", ()) if isinstance(option, tuple)]
    return next((text for text, number in pairs if number == value), "\n")


def states(live, most=150):
    """All combinations of the sliders' values; beyond `most` each slider's whole range and 20 others, drawn by lot."""
    ranges = {name: values(slider) for name, slider in live.sliders.items()}
    if np.prod([len(numbers) for numbers in ranges.values()]) <= most:
        return [dict(zip(ranges, numbers, strict=True)) for numbers in itertools.product(*ranges.values())]
    alone = [{**live.start, name: number} for name, numbers in ranges.items() for number in numbers]
    corners = [
        dict(zip(ranges, ends, strict=True)) for ends in itertools.product(*[(r[0], r[-1]) for r in ranges.values()])
    ]
    lot = random.Random(0)
    return alone + corners + [{name: lot.choice(numbers) for name, numbers in ranges.items()} for _ in range(20)]


def move(live, **wanted):
    """The same explorer after its sliders were moved."""
    for name, value in wanted.items():
        live.sliders[name].value = value
    return live


def numbers(words):
    """All numbers in a text."""
    return [float(text) for text in re.findall(r"[-+−]?\d+(?:\.\d+)?(?:e[-+]\d+)?", words.replace("−", "-"))]

"""Inputs on which answers are tried: short to read, seeded, the smallest first, several of each shape."""

import numpy as np


def table(value):
    """One number as a table (1, 1)."""
    return np.array([[float(value)]])


def draw(rng, rows, columns):
    """A table of random numbers that are short to read."""
    return np.round(rng.normal(0, 2, (rows, columns)), 1)


def single():
    """Inputs (x, y, W, b) of one sample: single numbers, negative, zero and large."""
    known = [(2, 5, 0, 0), (2, 5, 1.5, 0.25), (-1.5, -2, 0.5, 2), (0, 1, 1.25, -0.5), (3, 7, 2.5, -1.25)]
    known += [(100, 201, 1.5, 3)]
    drawn = np.round(np.random.default_rng(5).normal(0, 3, (2, 4)), 2).tolist()
    return tuple(tuple(map(table, case)) for case in known + drawn)


def many():
    """Inputs (x, y, W, b) of several samples: of one input, then of two and three."""
    rng, shapes = np.random.default_rng(5), [(3, 1), (3, 1), (5, 1), (5, 1), (3, 2), (3, 2), (5, 3), (5, 3)]
    return tuple((draw(rng, n, d), draw(rng, n, 1), draw(rng, d, 1), draw(rng, 1, 1)) for n, d in shapes)


def answers():
    """Inputs (y_hat, y): predictions on both sides of answers that are never 0, of one sample and then of several."""
    single = [(0, 5), (3, 1), (-2, 4), (6, -2.5), (-3.5, -0.5), (1000, 1600)]
    rng = np.random.default_rng(6)
    rows = [(draw(rng, n, 1), draw(rng, n, 1) + away) for n in (3, 5) for away in (7, -7)]
    return (*(tuple(map(table, case)) for case in single), *rows)


SINGLE, MANY, ANSWERS = single(), many(), answers()
ONE_SAMPLE = "For one sample, your function agrees with the course's on all {} inputs tried."

"""Inputs on which answers are tried: short to read, seeded, the smallest first."""

import numpy as np


def table(value):
    """One number as a table (1, 1)."""
    return np.array([[float(value)]])


def draw(rng, rows, columns):
    """A table of random numbers that are short to read."""
    return np.round(rng.normal(0, 2, (rows, columns)), 1)


def cases(rows):
    """Inputs (x, y, W, b): single numbers, negative, zero and large; if rows > 1, tables of so many rows too."""
    rng = np.random.default_rng(5)
    single = [(2, 5, 0, 0), (2, 5, 1.5, 0.25), (-1.5, -2, 0.5, 2), (0, 1, 1.25, -0.5), (3, 7, 2.5, -1.25)]
    single += [(100, 201, 1.5, 3)]
    single += np.round(rng.normal(0, 3, (2, 4)), 2).tolist()
    many = [(draw(rng, rows, d), draw(rng, rows, 1), draw(rng, d, 1), draw(rng, 1, 1)) for d in (1, 2, 3) if rows > 1]
    return [tuple(map(table, case)) for case in single] + many

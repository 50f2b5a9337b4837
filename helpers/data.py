"""The samples the course learns from: the line y = 2x + 1, Hubble's nebulae of 1929, penguins, and digits."""

import csv
import gzip
from pathlib import Path

import numpy as np

from helpers import expect

SAMPLES = Path(__file__).parent / "samples"  # its README.md gives each file's source and licence


@expect.calm
def line(x, true_W=2, true_b=1):
    """The rule's answer to each row of x: y = true_W x + true_b, a table (n, 1)."""
    expect.tables("x (n, 1)", x)
    return true_W * x + true_b


def hubble():
    """Hubble's 24 nebulae of 1929: their names, distances x (24, 1) in Mpc and velocities y (24, 1) in km/s."""
    names = [row["nebula"] for row in rows("hubble_1929.csv")]
    return names, columns("hubble_1929.csv", "distance_mpc"), columns("hubble_1929.csv", "velocity_km_s")


def penguins(*names):
    """The named columns of the 344 penguins, (344, d): lengths in mm, masses in g, NaN where not measured."""
    return columns("penguins.csv", *names)


def rows(file):
    """The rows of a file of samples, each a dictionary from the column's name to its text."""
    with open(SAMPLES / file, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def columns(file, *names):
    """The named columns of a file as a table of numbers, NaN where the file says NA."""
    table = rows(file)
    numeric = [name for name, text in table[0].items() if text.replace(".", "").isdigit()]
    if not names or not set(names) <= set(numeric):
        raise ValueError(f"the columns must be among {', '.join(numeric)}, not {', '.join(map(str, names)) or 'none'}")
    return np.array([[float("nan" if row[name] == "NA" else row[name]) for name in names] for row in table])


def species():
    """The species of the 344 penguins: their names in order, and labels (344, 1), each the place of its name."""
    return classes("penguins.csv", "species")


def sex():
    """The sex of the 344 penguins, female or male: these names, and labels (344, 1), 0 or 1, NaN where not recorded."""
    return classes("penguins.csv", "sex")


def digits():
    """The 1797 handwritten digits of 14 filled-in forms: pixels x (1797, 64), from 0 to 16, and labels (1797, 1)."""
    with gzip.open(SAMPLES / "digits.csv.gz", "rt", encoding="ascii") as lines:
        table = np.loadtxt(lines, delimiter=",")
    return table[:, :64], table[:, 64:].astype(int)


def classes(file, name):
    """The names in a column of a file, in order, and labels (n, 1): each the place of its name, NaN for NA."""
    found = [row[name] for row in rows(file)]
    names = sorted({*found} - {"NA"})
    return names, np.array([[np.nan if text == "NA" else names.index(text)] for text in found])

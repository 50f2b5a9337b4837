"""The samples the course learns from: a line, nebulae, penguins, cars, digits, and any CSV file of your own."""

import csv
import gzip
import io
import re
from pathlib import Path

import numpy as np

from helpers import expect

SAMPLES = Path(__file__).parent / "samples"  # its README.md gives each file's source and licence

MISSING = {"", "?", "na", "n/a", "nan", "null"}  # how files write that a number is not known, in small letters


@expect.calm
def line(x, true_W=2, true_b=1):
    """The rule's answer to each row of x: y = true_W x + true_b, a table (n, 1)."""
    expect.tables("x (n, 1)", x)
    return true_W * x + true_b


def hubble():
    """Hubble's 24 nebulae of 1929: their names, distances x (24, 1) in Mpc and velocities y (24, 1) in km/s."""
    names = [row["nebula"] for row in rows("hubble_1929.csv")]
    table = read(SAMPLES / "hubble_1929.csv", "distance_mpc", "velocity_km_s")
    return names, table[:, :1], table[:, 1:]


def penguins(*names):
    """The named columns of the 344 penguins, (344, d): lengths in mm, masses in g, NaN where not measured."""
    return read(SAMPLES / "penguins.csv", *names)


def cars(*names):
    """The named columns of the 406 cars of 1970 to 1982, (406, d), NaN where not known."""
    return read(SAMPLES / "cars.csv", *names)


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


def rows(file):
    """The rows of a file of samples, each a dictionary from the column's name to its text."""
    columns, lines, _ = cells(SAMPLES / file)
    return [dict(zip(columns, texts, strict=True)) for _, texts in lines]


def classes(file, name):
    """The names in a column of a file, in order, and labels (n, 1): each the place of its name, NaN for NA."""
    found = [row[name] for row in rows(file)]
    names = sorted({*found} - {"NA"})
    return names, np.array([[np.nan if text == "NA" else names.index(text)] for text in found])


def read(file, *names):
    """The named columns of a CSV file as a table of numbers (n, d), NaN where a cell is empty, NA, nan, null or ?.

    The first line names the columns. Cells are parted by commas, semicolons or tabs; 1.5 may be written 1,5; lines with
    nothing in them are left out. What cannot be read so raises an error that names the line.
    """
    file = Path(file)
    columns, lines, separator = cells(file)
    for name in names or [None]:
        if columns.count(name) != 1:
            wrong = f"no column {expect.short(name)}" if name not in columns else f"more than one column {name}"
            wrong = wrong if names else "these columns, of which you name one or more"
            raise ValueError(f"{file.name} has {wrong}: {', '.join(columns):.300}")
    places = [columns.index(name) for name in names]
    comma = separator == ";" and not any("." in texts[place] for _, texts in lines for place in places)

    def numbers(at, texts):
        return [value(texts[place], comma, f"line {at} of {file.name}, column {columns[place]}") for place in places]

    return np.array([numbers(*line) for line in lines])


def value(text, comma_is_decimal, where):
    """The number in a cell, NaN where none is known; 1,234 can mean two numbers unless its comma is surely decimal."""
    if text.lower() in MISSING:
        return np.nan
    if not comma_is_decimal and re.fullmatch(r"[+-]?\d{1,3},\d{3}", text):
        raise ValueError(f"{where}: {text} can mean {text.replace(',', '.')} or {text.replace(',', '')}: write one")
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise ValueError(f"{where}: {expect.short(text)} is no number") from None


def cells(file):
    """The names of a CSV file's columns, its lines as (number, texts), and the character that parts the cells."""
    text = text_of(file)

    def records(separator):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            for record in reader:
                texts = [cell.strip() for cell in record]
                if any(texts):
                    yield reader.line_num, texts
        except csv.Error as why:
            raise ValueError(f"line {reader.line_num} of {file.name} cannot be read: {why}") from None

    separator = max("\t;,", key=lambda character: len(next(records(character), (0, []))[1]))
    (_, columns), *lines = [*records(separator)] or [(0, [])]
    if not lines:
        raise ValueError(f"{file.name} must hold a line with the columns' names and at least one row below it")
    for at, texts in lines:
        if len(texts) != len(columns):
            found = f"{len(texts)} cell{'s' * (len(texts) != 1)}"
            raise ValueError(f"line {at} of {file.name} has {found}, but its first line names {len(columns)} columns")
    return columns, lines, separator


def text_of(file):
    """The text of a file in UTF-8, with a byte-order mark or without, or in cp1252, which Windows programs write."""
    if not file.is_file():
        there = ", ".join(sorted(path.name for path in file.parent.glob("*.csv"))) or "none"
        raise FileNotFoundError(f"there is no file {file}; CSV files in that folder: {there}")
    raw = file.read_bytes()
    if b"\0" in raw:
        raise ValueError(f"{file.name} is no text: open it where it was made and save it as CSV, UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")

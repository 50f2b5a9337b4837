"""Tests the samples against what is published about them, and the reader of CSV files on every way to write one."""

import csv
import math
import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers import data, neuron

# Samples


def test_a_line_by_hand_and_its_refusals():
    assert np.array_equal(data.line(np.array([[-3], [0.5]])), [[-5], [2]])
    assert np.array_equal(data.line(np.array([[10]]), 1.8, 32), [[50]])
    with pytest.raises(TypeError, match=r"^x must be a table \(n, 1\), .* not an array of int8: try x.astype"):
        data.line(np.array([[100]], dtype=np.int8))  # 2 × 100 + 1 does not fit into eight bits
    assert np.isinf(data.line(np.array([[1e308]]))).all()  # and no warning


def test_the_table_is_hubbles():
    """E. Hubble, PNAS 15 (1929) 168, Table 1."""
    names, x, y = data.hubble()
    assert (len(names), x.shape, y.shape) == (24, (24, 1), (24, 1))
    assert (x.sum(), y.sum()) == (pytest.approx(21.873, abs=1e-12), 8955)
    assert (names[0], x[0, 0], y[0, 0]) == ("S.Mag.", 0.032, 170)
    assert (names[-1], x[-1, 0], y[-1, 0]) == ("4649", 2.0, 1090)


def test_two_penguins_were_not_measured():
    table = data.penguins("flipper_length_mm", "bill_length_mm", "bill_depth_mm", "body_mass_g")
    assert table.shape == (344, 4)
    assert list(np.flatnonzero(np.isnan(table).any(axis=1))) == [3, 271]
    for refuse in (neuron.standardize, neuron.largest_stable_rate):
        with pytest.raises(ValueError, match="x must hold finite numbers, but row 3"):
            refuse(table[:, :3])


def known_cars(*names):
    """The named inputs and the miles per gallon of the 392 cars of which the power and the miles are known."""
    table = data.cars(*names, "miles_per_gallon", "horsepower")
    assert len(table) == 406
    table = table[~np.isnan(table).any(axis=1)]
    assert len(table) == 392
    return table[:, :-2], table[:, -2:-1]


def r_squared(y_hat, y):
    """The part of the variance that the answers explain."""
    return 1 - np.sum((y - y_hat) ** 2) / np.sum((y - y.mean()) ** 2)


@pytest.mark.parametrize(
    "names, published",  # R² on the 392 complete rows of ISLR's `Auto`
    [(["horsepower"], 0.6059), (["weight_lb"], 0.6926), (["weight_lb", "year"], 0.8082)],
    ids=["power", "weight", "weight and year"],
)
def test_the_cars_give_the_published_answers_by_formula_and_by_training(names, published):
    x, y = known_cars(*names)
    best = np.linalg.lstsq(np.column_stack([x, np.ones(len(x))]), y, rcond=None)[0]
    z, mean, sd = neuron.standardize(x)
    W, b = np.zeros((len(names), 1)), np.zeros((1, 1))
    W, b = neuron.train(z, y, W, b, neuron.largest_stable_rate(z) / 2, 200)[-1]
    W, b = neuron.original_units(W, b, mean, sd)
    np.testing.assert_allclose(np.vstack([W, b]), best, rtol=1e-9)
    assert round(r_squared(neuron.predict(x, W, b), y), 4) == published


@pytest.mark.parametrize("name, line", [("horsepower", "39.9359 -0.157845"), ("weight_lb", "46.2165 -0.00764734")])
def test_the_published_lines_through_the_cars(name, line):
    x, y = known_cars(name)
    W, b = np.linalg.lstsq(np.column_stack([x, np.ones(len(x))]), y, rcond=None)[0][:, 0]
    assert f"{b:.6g} {W:.6g}" == line


def test_the_published_plane_through_weight_and_year():
    x, y = known_cars("weight_lb", "year")  # published with years such as 76
    x[:, 1] -= 1900
    best = np.linalg.lstsq(np.column_stack([x, np.ones(len(x))]), y, rcond=None)[0][:, 0]
    assert best.round(6).tolist() == [-0.006632, 0.757318, -14.347253]


def test_each_year_has_as_many_cars_as_published():
    _, counts = np.unique(data.cars("year"), return_counts=True)
    assert counts.tolist() == [35, 29, 28, 40, 27, 30, 34, 28, 36, 29, 29, 30, 31]  # 1970 to 1982, none without cars
    x, _ = known_cars("year")
    assert f"{x.mean():.5f}" == "1975.97959"
    assert np.unique(x, return_counts=True)[1].tolist() == [29, 27, 28, 40, 26, 30, 34, 28, 36, 29, 27, 28, 30]


def test_some_cars_have_no_number():
    table = data.cars("miles_per_gallon", "horsepower")
    assert np.isnan(table).sum(axis=0).tolist() == [8, 6]
    with pytest.raises(ValueError, match=r"^line 2 of cars.csv, column name: 'chevrolet .* is no number$"):
        data.cars("name")


# Any CSV file: what is written is read

DIALECTS = [(",", "."), (";", ","), (";", "."), ("\t", "."), ("\t", ","), (",", ",")]  # separator, decimal mark
CELLS = st.floats(allow_nan=False) | st.sampled_from(["", "NA", "?", "nan", "NaN", "n/a", "null", "  "])
NAMES = st.text("abxyzÄüßéñ _-()09", min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def files(draw):
    """Names, a table of numbers and texts for what is missing, and how to write them."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    table = draw(st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), min_size=1, max_size=8))
    how = {
        "encoding": draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252"])),
        "newline": draw(st.sampled_from(["\n", "\r\n", "\r"])),
        "pad": draw(st.sampled_from(["", " ", "\N{NO-BREAK SPACE}"])),
        "blank": draw(st.booleans()),
        "quoting": draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    }
    return names, table, *draw(st.sampled_from(DIALECTS)), how


@settings(max_examples=150, deadline=None, derandomize=True)
@given(files())
def test_what_is_written_is_read(tmp_path_factory, file):
    names, table, separator, mark, how = file
    texts = [[cell if isinstance(cell, str) else repr(cell).replace(".", mark) for cell in row] for row in table]
    if mark == "," and (separator != ";" or len(names) == 1):
        assume(not any(re.fullmatch(r"-?\d{1,3},\d{3}", cell) for row in texts for cell in row))
    kept = [row for row, cells in zip(table, texts, strict=True) if any(cell.strip() for cell in cells)]
    assume(kept)
    path = tmp_path_factory.getbasetemp() / "my.csv"
    with open(path, "w", encoding=how["encoding"], newline="") as lines:
        writer = csv.writer(lines, delimiter=separator, lineterminator=how["newline"], quoting=how["quoting"])
        for row in [names, *texts]:
            writer.writerow([how["pad"] + cell + how["pad"] for cell in row])
            if how["blank"]:
                lines.write(how["newline"])
    expected = [[math.nan if isinstance(cell, str) else cell for cell in row] for row in kept]
    np.testing.assert_array_equal(data.read(path, *names), expected)
    np.testing.assert_array_equal(data.read(str(path), names[-1]), np.array(expected)[:, -1:])


@pytest.fixture
def read(tmp_path, monkeypatch):
    """A function that writes my.csv into an empty folder, and reads columns of it."""
    monkeypatch.chdir(tmp_path)

    def written(content, *names):
        (tmp_path / "my.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
        return data.read("my.csv", *names).tolist()

    return written


@pytest.mark.parametrize(
    "content, expected",
    [
        ("name;x;y\nAda;1,5;2\nBob;1,234;3\n", [[1.5, 2], [1.234, 3]]),
        ("y\tname\tx\n2\tAda\t1,5\n", [[1.5, 2]]),
        ('"length, cm",y,x\n"1,8",2,1\n', [[1, 2]]),
        ("x ; y; a, b\n1;2;3\n", [[1, 2]]),
        ("x,y\n1,2\n\n,\n ,3\n", [[1, 2], [np.nan, 3]]),  # lines with nothing in them are left out
        ("\n\nx,y\n1e3,-0.5\n", [[1000, -0.5]]),
        ('x,y,"two\nlines"\n1,2,"a\nb"\n', [[1, 2]]),
        (b"x,y\n1,2\n\xff\xfe,\n", None),
    ],
    ids=["semicolons", "tabs", "quotes", "commas in a name", "blank lines", "blank at the top", "two lines", "no text"],
)
def test_a_file_as_people_write_it(read, content, expected):
    if expected:
        np.testing.assert_array_equal(read(content, "x", "y"), expected)
    else:
        with pytest.raises(ValueError, match=r"^line 3 of my.csv, column x: 'ÿþ' is no number$"):
            read(content, "x", "y")


def test_a_column_of_decimal_commas_alone(read):
    assert read("x\n1,8\n2,75\n", "x") == [[1.8], [2.75]]


@pytest.mark.parametrize(
    "content, names, sentence",
    [
        ("x,y\n1,2\n", ["z"], "my.csv has no column 'z': x, y"),
        ("x,y\n1,2\n", [["x", "y"]], "my.csv has no column ['x', 'y']: x, y"),
        ("x,y\n1,2\n", [], "my.csv has these columns, of which you name one or more: x, y"),
        ("x,y,x\n1,2,3\n", ["x"], "my.csv has more than one column x: x, y, x"),
        ("x,y\n1,2\n3\n", ["x"], "line 3 of my.csv has 1 cell, but its first line names 2 columns"),
        ("x,y\n1,2\n\n3,4,5\n", ["x"], "line 4 of my.csv has 3 cells, but its first line names 2 columns"),
        ("x;y\n1;2\n3;4 kg\n", ["x", "y"], "line 3 of my.csv, column y: '4 kg' is no number"),
        ("x;y\n1.234,5;2\n", ["x"], "line 2 of my.csv, column x: '1.234,5' is no number"),
        ('x,y\n"1,234",2\n', ["x"], "line 2 of my.csv, column x: 1,234 can mean 1.234 or 1234: write one"),
        ('x,y\n"-1,234,567",2\n', ["x"], "line 2 of my.csv, column x: '-1,234,567' is no number"),
        ("x;y\n1.5;2\n1,234;2\n", ["x"], "line 3 of my.csv, column x: 1,234 can mean 1.234 or 1234: write one"),
        ("", ["x"], "my.csv must hold a line with the columns' names and at least one row below it"),
        ("x,y\n,\n", ["x"], "my.csv must hold a line with the columns' names and at least one row below it"),
        (b"PK\x03\x04\0\0", ["x"], "my.csv is no text: open it where it was made and save it as CSV, UTF-8"),
        ("x\n1\n".encode("utf-16"), ["x"], "my.csv is no text: open it where it was made and save it as CSV, UTF-8"),
        ('x,y\n1,"' + 200_000 * "2", ["x"], "line 2 of my.csv cannot be read: field larger than field limit (131072)"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.count(" ") > 3 else "",
)
def test_what_is_wrong_is_said_in_one_sentence(read, content, names, sentence):
    with pytest.raises(ValueError) as caught:
        read(content, *names)
    assert str(caught.value) == sentence
    assert "\n" not in sentence and len(sentence) < 200


def test_a_file_that_is_not_there_is_named_with_those_that_are(read, tmp_path):
    for there, said in [(["b.csv", "a.csv", "c.txt"], "a.csv, b.csv"), ([], "none")]:
        for old in tmp_path.iterdir():
            old.unlink()
        for name in there:
            (tmp_path / name).write_text("x\n1\n")
        with pytest.raises(FileNotFoundError) as caught:
            data.read("my.csv", "x")
        assert str(caught.value) == f"there is no file my.csv; CSV files in that folder: {said}"


def test_many_columns_are_not_listed_in_full(read):
    with pytest.raises(ValueError) as caught:
        read(",".join(f"x{i}" for i in range(1000)) + "\n" + ",".join(["1"] * 1000), "z")
    assert len(str(caught.value)) < 400

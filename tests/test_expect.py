"""Tests the sentences that say what is wrong with an input, word for word."""

from contextlib import nullcontext

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import expect

HUGE = "a whole number of more than 308 digits"
ROW, COLUMN = np.ones((1, 3)), np.ones((3, 1))


X_AND_W, ALL = "x (n, d), W (d, k), b (1, k)", "x (n, d), y (n, k), W (d, k), b (1, k)"


def ones(*shapes):
    """Tables of ones, of these shapes."""
    return [np.ones(shape) for shape in shapes]


@pytest.mark.parametrize(
    "wanted, arrays, short",
    [
        ("y (n, 1)", ones((3, 2)), "y (n, 1): (3, 2)"),
        ("y (n, 1)", ones((0, 1)), "y (n, 1): (0, 1)"),
        ("y (n, 1)", ones((3, 1, 1)), "y (n, 1): (3, 1, 1)"),
        (X_AND_W, ones((3, 2), (4, 1), (1, 1)), "W (d, k) with d = 2, k = 1: (4, 1)"),
        (X_AND_W, ones((3, 2), (2, 1), (2, 1)), "b (1, k) with k = 1: (2, 1)"),
        # with most of the others against it, an early table is the wrong one
        (ALL, ones((3, 1), (3, 2), (1, 1), (1, 1)), "y (n, k) with n = 3, k = 1: (3, 2)"),
        (ALL, ones((3, 1), (3, 2), (1, 2), (1, 2)), None),
        # a table on its side
        ("y (n, 1)", ones((1, 3)), "y (n, 1): (1, 3): try y.T"),
        ("a (n, 1), y (n, 1)", ones((3, 1), (1, 3)), "y (n, 1) with n = 3: (1, 3): try y.T"),
        (X_AND_W, ones((5, 2), (1, 2), (1, 1)), "W (d, k) with d = 2, k = 1: (1, 2): try W.T"),
        (X_AND_W, ones((1, 5), (1, 1), (1, 1)), "x (n, d) with d = 1: (1, 5): try x.T"),
        (ALL, ones((1, 500), (1, 500), (1, 1), (1, 1)), "x (n, d) with d = 1: (1, 500): try x.T and y.T"),
        ("x (n, d), W (d, k)", ones((3, 1), (3, 1)), "W (d, k) with d = 1: (3, 1): try x.T or W.T"),
        # a flat array
        ("y (n, 1)", ones(3), "y (n, 1): (3,): try y[:, None]"),
        ("y (n, 1)", ones(()), "y (n, 1): (): try y.reshape(1, 1)"),
        ("a (n, 1), y (n, 1)", ones(3, 3), "a (n, 1): (3,): try a[:, None] and y[:, None]"),
        ("a (n, 1), y (n, 1)", ones((3, 1), 4), "y (n, 1): (4,): try y[:, None]"),
        ("W (d, k), mean (1, d)", ones((3, 1), 2), "mean (1, d): (2,): try mean[None, :]"),
        ("W (d, k), mean (1, d)", ones((3, 1), 3), "mean (1, d): (3,): try mean[None, :]"),
        (X_AND_W, ones(3, (3, 1), (1, 1)), "x (n, d): (3,): try x[None, :]"),
    ],
)
def test_a_shape_that_does_not_fit(wanted, arrays, short):
    for _ in range(2):  # an answer that is remembered is the same the second time
        with pytest.raises(ValueError) if short else nullcontext() as caught:
            expect.tables(wanted, *arrays)
        said = str(caught and caught.value)
        assert said.replace(" must be a table", "").replace(", but its shape is", ":") == str(short)


def test_the_whole_sentence_about_a_shape():
    with pytest.raises(ValueError) as caught:
        expect.tables("a (n, 1), y (n, 1)", *ones((3, 1), (1, 3)))
    assert str(caught.value) == "y must be a table (n, 1) with n = 3, but its shape is (1, 3): try y.T"


@given(sizes=st.tuples(*[st.integers(1, 3)] * 3), turned=st.sets(st.integers(0, 3)), flat=st.sets(st.integers(0, 3)))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_it_says_to_try_mends_the_tables(sizes, turned, flat):
    n, d, k = sizes
    tables = dict(zip("xyWb", ones((n, d), (n, k), (d, k), (1, k)), strict=True))
    for place, name in enumerate("xyWb"):
        if place in turned:
            tables[name] = tables[name].T
        if place in flat and 1 in tables[name].shape:
            tables[name] = tables[name].ravel()
    try:
        expect.tables(ALL, *tables.values())
    except ValueError as error:
        name, tries = str(error)[0], str(error).partition("try ")[2]
        assert tries, f"nothing to try: {error}"
        for way in tries.split(" or "):
            assert name in way or " or " in tries
            mended = tables | {turn[0]: eval(turn, {"np": np, **tables}) for turn in way.split(" and ")}
            expect.tables(ALL, *mended.values())


class Series(list):
    """Stands for a column of pandas."""


class DataFrame:
    """Stands for a table of pandas."""


@pytest.mark.parametrize(
    "value, came",
    [
        ([[1.0]], "a list: try np.array(y)"),
        (((1.0,),), "a tuple: try np.array(y)"),
        (Series([1.0]), "a Series: try y.to_numpy()[:, None]"),
        (DataFrame(), "a DataFrame: try y.to_numpy()"),
        (None, "NoneType"),
        ("x", "a str"),
        (3, "an int: try np.array([[y]])"),
        (3.0, "a float: try np.array([[y]])"),
        (np.float64(3), "a float64: try np.array([[y]])"),
        (COLUMN > 0, "an array of bool: try y.astype(float)"),
        (COLUMN.astype(object), "an array of object: try y.astype(float)"),
        (np.array([["1.5"]]), "an array of <U3: try y.astype(float)"),
        (COLUMN.astype(np.uint8), "an array of uint8: try y.astype(float)"),
        (COLUMN.astype(np.int8), "an array of int8: try y.astype(float)"),
        (COLUMN.astype(complex), "an array of complex128: try y.real"),
        (COLUMN.view(np.matrix), "a matrix: try np.array(y)"),
        (np.ma.array(COLUMN), "a MaskedArray"),  # whose mask np.array would drop in silence
        (np.zeros((3, 1), "M8[s]"), "an array of datetime64[s]"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table(value, came):
    with pytest.raises(TypeError) as caught:
        expect.tables("y (n, 1)", value)
    assert str(caught.value) == f"y must be a table (n, 1), a NumPy array of numbers (float or int), not {came}"


@pytest.mark.parametrize("kind", [float, np.float32, int])
def test_tables_of_numbers_that_fit_pass(kind):
    assert expect.tables(X_AND_W, *(t.astype(kind) for t in (ROW, COLUMN, np.ones((1, 1))))) is None


@pytest.mark.parametrize("kind", ["i1", "i2", "i4", "i8"])
def test_whole_numbers_pass_where_they_are_as_wide_as_numpys_own(kind):
    wide = np.dtype(kind).itemsize >= np.array(1).dtype.itemsize
    with nullcontext() if wide else pytest.raises(TypeError):
        expect.tables("y (n, 1)", COLUMN.astype(kind))


def test_as_many_arrays_as_names():
    with pytest.raises(ValueError):
        expect.tables("x (n, d), W (d, k)", ROW)


def test_a_right_shape_is_not_remembered_for_another_wish():
    expect.tables("x (n, d)", ROW)
    with pytest.raises(ValueError):
        expect.tables("x (n, 1)", ROW)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_the_first_row_that_is_not_finite_is_named(value):
    with pytest.raises(ValueError, match=r"^x must hold finite numbers, but row 1 ") as caught:
        expect.finite(y=COLUMN, x=np.array([[1, 2], [3, value], [value, 5]]))
    assert str(value) in str(caught.value)
    assert expect.finite(x=ROW, y=COLUMN) is None


def test_the_first_row_that_is_zero_is_named():
    with pytest.raises(ValueError) as caught:
        expect.nonzero("no percentage of 0", x=COLUMN, y=np.array([[1.0, 1.0], [-1.0, 1.0], [1.0, 0.0], [0.0, 1.0]]))
    assert str(caught.value) == "y must not be 0, but row 2 is: no percentage of 0"
    assert expect.nonzero("no percentage of 0", y=COLUMN) is None


def test_the_first_column_that_is_the_same_in_every_row_is_named():
    with pytest.raises(ValueError) as caught:
        expect.varied(x=np.array([[1, 7, 7], [2, 7, 7], [1, 7, 7]]))
    assert str(caught.value) == "x must vary in every column, but column 1 is 7 in every row"
    assert expect.varied(x=np.array([[1, 2], [1, 3], [2, 2]])) is None


@pytest.mark.parametrize(
    "column, how",
    [
        ([2.2e-308, 0, 0], "goes from 0.0 to 2.2e-308, too little to compute with"),  # its squares are below all floats
        ([1e308, -1e308, 0], "goes from -1e+308 to 1e+308, too far to compute with"),
        ([1.7e308, 1.7e308, 1.6e308], "goes from 1.6e+308 to 1.7e+308, too far to compute with"),
        ([0.1, 0.1, 0.1], "is 0.1 in every row"),  # whose mean is not quite 0.1
    ],
)
def test_a_column_whose_spread_no_float_holds_is_named(column, how):
    with pytest.raises(ValueError) as caught:
        expect.varied(x=np.column_stack([[1, 2, 3], column]))
    assert str(caught.value) == f"x must vary in every column, but column 1 {how}"


@pytest.mark.parametrize("scale", [1e-140, 1e-9, 1e9, 1e140])
def test_any_other_spread_will_do(scale):
    assert expect.varied(x=scale * np.array([[1.0], [2], [4]])) is None


@pytest.mark.parametrize("value", [0, 1, 0.5, np.float32(0.5), np.int64(3), 10**308, 1.7e308])
def test_numbers_pass(value):
    assert expect.number("rate", value) is None


@pytest.mark.parametrize(
    "value, least, whole, error, sentence",
    [
        (-1, 0, False, ValueError, "n must be a number, 0 or more, not -1"),
        (float("nan"), 0, False, ValueError, "n must be a number, 0 or more, not nan"),
        (float("inf"), 0, False, ValueError, "n must be a number, 0 or more, not inf"),
        (0, 1, True, ValueError, "n must be a whole number, 1 or more, not 0"),
        (2.0, 1, True, TypeError, "n must be a whole number, 1 or more, not 2.0"),
        (True, 0, True, TypeError, "n must be a whole number, 0 or more, not True"),
        ("3", 0, False, TypeError, "n must be a number, 0 or more, not '3'"),
        (None, 0, False, TypeError, "n must be a number, 0 or more, not None"),
        (10**400, 0, False, ValueError, f"n must be a number, 0 or more, not {HUGE}"),
        (-(10**9999), 0, True, ValueError, f"n must be a whole number, 0 or more, not {HUGE}"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_numbers_do_not(value, least, whole, error, sentence):
    with pytest.raises(error) as caught:
        expect.number("n", value, least=least, whole=whole)
    assert str(caught.value) == sentence


def test_a_number_has_an_upper_end_where_one_is_given():
    assert expect.number("n", 10, least=1, most=10, whole=True) is None
    with pytest.raises(ValueError) as caught:
        expect.number("n", 11, least=1, most=10, whole=True)
    assert str(caught.value) == "n must be a whole number, from 1 to 10, not 11"


@pytest.mark.parametrize("value", [np.eye(2), "two\nlines", "long" * 100], ids=["array", "lines", "long"])
def test_whatever_comes_the_answer_is_one_short_line(value):
    for refuse in (expect.number, expect.generator):
        with pytest.raises(TypeError) as caught:
            refuse("n", value)
        assert "\n" not in str(caught.value) and len(str(caught.value)) < 200


def test_a_generator_passes_and_a_seed_does_not():
    assert expect.generator("rng", np.random.default_rng(0)) is None
    with pytest.raises(TypeError) as caught:
        expect.generator("rng", 0)
    assert str(caught.value) == "rng must be a generator, such as np.random.default_rng(0), not 0"

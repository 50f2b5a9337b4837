"""Tests the sentences that say what is wrong with an input, word for word."""

import numpy as np
import pytest

from helpers import expect

ROW, COLUMN = np.ones((1, 3)), np.ones((3, 1))


@pytest.mark.parametrize(
    "wanted, arrays, sentence",
    [
        ("y (n, 1)", [np.ones(3)], "y must be a table (n, 1), but its shape is (3,)"),
        ("y (n, 1)", [ROW], "y must be a table (n, 1) with n = 1, but its shape is (1, 3)"),
        ("y (n, 1)", [np.ones((0, 1))], "y must be a table (n, 1), but its shape is (0, 1)"),
        ("x (n, d), W (d, k)", [COLUMN, COLUMN], "W must be a table (d, k) with d = 1, but its shape is (3, 1)"),
        ("x (n, d), y (n, d)", [ROW, COLUMN], "y must be a table (n, d) with n = 1, d = 3, but its shape is (3, 1)"),
    ],
)
def test_a_shape_that_does_not_fit(wanted, arrays, sentence):
    for _ in range(2):  # an answer that is remembered is the same the second time
        with pytest.raises(ValueError) as caught:
            expect.tables(wanted, *arrays)
        assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "value, came",
    [
        ([[1.0]], "a list"),
        (None, "NoneType"),
        ("x", "a str"),
        (3, "an int"),
        (COLUMN > 0, "an array of bool"),
        (COLUMN.astype(object), "an array of object"),
        (COLUMN.astype(np.uint8), "an array of uint8"),
        (COLUMN.view(np.matrix), "a matrix"),
    ],
)
def test_what_is_no_table(value, came):
    with pytest.raises(TypeError) as caught:
        expect.tables("y (n, 1)", value)
    wanted = "y must be a table (n, 1): a NumPy array of numbers with a sign (float or int)"
    assert str(caught.value) == f"{wanted}, not {came}"


@pytest.mark.parametrize("kind", [float, np.float32, int, np.int8, complex])
def test_tables_of_signed_numbers_that_fit_pass(kind):
    assert (
        expect.tables("x (n, d), W (d, k), b (1, k)", *(t.astype(kind) for t in (ROW, COLUMN, np.ones((1, 1))))) is None
    )


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


@pytest.mark.parametrize("value", [0, 1, 0.5, np.float32(0.5), np.int64(3)])
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
    ],
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

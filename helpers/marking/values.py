"""Values as plain data (a float, an array, a list of these, a string, None, ... or Other), and what counts as equal."""

import math
import re
import types
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from helpers.expect import article

NUMPY_NUMBERS = {np.dtype(letter).type for letter in np.typecodes["AllInteger"] + np.typecodes["AllFloat"]}


class Other(NamedTuple):
    """What is neither a number nor a table nor a list of them: the words that say what it is."""

    words: str


def plain(value, depth=6):
    """A copy of any value as plain data, asking nothing of objects that are not known to be harmless."""
    kind = type(value)
    if value is None or value is ...:
        return value
    if kind is str:
        return ... if not value.strip(" .…") else value[:1000]
    if kind in (int, float, complex, Fraction, Decimal) or kind in NUMPY_NUMBERS:
        return plain_number(value)
    if kind is np.ndarray:
        return plain_array(value)
    if issubclass(kind, (list, tuple)):
        sort = list if issubclass(kind, list) else tuple
        if sort.__len__(value) > 1000 or depth == 0:
            return Other(f"{article(sort.__name__)} of {sort.__len__(value)} entries")
        return [plain(item, depth - 1) for item in sort.__iter__(value)]
    if kind in (dict, set):
        items = list(value.values() if kind is dict else value)[:1000]
        return ... if any(item is ... for item in items) else Other(article(kind.__name__))
    if kind is types.CoroutineType:
        value.close()
    return Other(article(re.sub(r"\W", "", f"{kind.__name__:.40}") or "object"))


def plain_number(value):
    """A number of any kind as a float; a complex one only if it has no imaginary part."""
    if isinstance(value, (complex, np.complexfloating)):
        if value.imag != 0:
            return Other("a complex number")
        value = value.real
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    except ValueError:  # a Decimal that signals that it is no number
        return math.nan


def plain_array(value):
    """An array as plain data."""
    if value.dtype.kind == "O" and value.size <= 1000:
        items = [plain(item, 0) for item in value.flat]
        if any(item is ... for item in items):
            return ...
        if items and all(type(item) is float for item in items):
            value = np.reshape(items, value.shape)
    if value.dtype.kind == "c" and value.size <= 10_000 and not value.imag.any():
        value = value.real
    if value.dtype.kind not in "iuf":
        return Other(f"an array of {value.dtype!s:.20}")
    if value.size > 10_000:
        return Other(f"an array of shape {value.shape}")
    return value.astype(float) if value.ndim else float(value)


def blank(value):
    """Whether a `...` still stands anywhere in the value."""
    return any(map(blank, value)) if type(value) is list else value is ...


def numbers(value):
    """All numbers in a value, in one flat array."""
    parts = [numbers(part) for part in value] if type(value) is list else []
    if isinstance(value, (float, np.ndarray)):
        parts = [np.ravel(value)]
    return np.concatenate([*parts, np.empty(0)])


def close(right, got, share=1e-4):
    """Whether two arrays of one shape agree as well as float32 can."""
    scale = np.max(np.abs(right), initial=0)
    with np.errstate(all="ignore"):
        near = np.abs(got - right) <= share * np.abs(right) + 0.1 * share * scale + 1e-9
    return bool(np.all(near | (got == right) | (np.isnan(got) & np.isnan(right))))  # an infinity equals itself


# Whether a value counts as the right one. More inputs may follow: the exercise's own, for those that need them.


def agree(right, got, *_, close=close):
    """Whether two values have the same structure and shapes, and numbers that are close."""
    if type(right) is not type(got):
        return False
    if isinstance(right, list):
        return len(right) == len(got) and all(agree(*pair, close=close) for pair in zip(right, got, strict=True))
    if isinstance(right, (float, np.ndarray)):
        return np.shape(right) == np.shape(got) and close(right, got)
    return right == got


def alike(right, got, *_):
    """Whether two values have the same structure and shapes, and finite numbers: enough for what is drawn at random."""
    return agree(right, got, close=lambda right, got: bool(np.isfinite(got).all()))


def equal_numbers(right, got, *_, share=1e-4):
    """Whether two values hold the same numbers in the same order, whatever their packing."""
    right, got = numbers(right), numbers(got)
    return right.shape == got.shape and close(right, got, share)


def same_by_hand(right, got):
    """Whether an answer by hand is right: the same text or tables, or the same numbers to three digits."""
    return agree(right, got) if holds_tables(right) or type(right) is str else equal_numbers(right, got, share=2e-3)


def holds_tables(value):
    """Whether a value is or holds an array."""
    return any(map(holds_tables, value)) if type(value) is list else isinstance(value, np.ndarray)


def repacked(right, got):
    """The numbers of one value, packed as in another; None if there are more of them or fewer."""
    left = iter(numbers(got).tolist())

    def like(part):
        if isinstance(part, list):
            return [like(item) for item in part]
        if isinstance(part, np.ndarray):
            return np.array([next(left) for _ in part.flat]).reshape(part.shape)
        return next(left) if isinstance(part, float) else part

    return like(right) if numbers(right).size == numbers(got).size else None


def packing(right, got):
    """What is wrong with how a value is packed (the numbers aside), and the part of which that holds; or None."""
    if isinstance(right, list) and isinstance(got, list) and len(right) == len(got):
        return next((found for found in map(packing, right, got) if found), None)
    if isinstance(right, list) and isinstance(got, np.ndarray):
        return "one array instead of several results", got
    if isinstance(right, float) and isinstance(got, (np.ndarray, list)):
        return "a table instead of a number", got
    if isinstance(right, np.ndarray) and isinstance(got, float):
        return "a number instead of a table", got
    if isinstance(right, np.ndarray) and isinstance(got, list):
        return "a list instead of an array", got
    if isinstance(right, np.ndarray) and isinstance(got, np.ndarray) and right.shape != got.shape:
        return {1: "a flat shape", 2: "transposed"}.get(got.ndim, "another shape"), got
    return None

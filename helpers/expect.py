"""Says in one sentence what is wrong with an input, before it does harm."""

import re
from functools import lru_cache

import numpy as np

calm = np.errstate(over="ignore", invalid="ignore")  # numbers that outgrow the computer are a lesson, not an alarm


def tables(wanted, *arrays):
    """Nothing, or an error naming the array that does not fit: `tables("x (n, d), W (d, 1)", x, W)`."""
    check_tables(wanted, *[(a.shape, a.dtype) if type(a) is np.ndarray else (type(a), None) for a in arrays])


@lru_cache  # the answer depends on shapes and types alone, so each combination is looked at once
def check_tables(wanted, *kinds):
    """Nothing, or the error for the first table that is not as wanted; one letter is one size throughout."""
    sizes = {"1": 1}
    for (name, *letters), (shape, dtype) in zip(re.findall(r"(\w+) \((\w), (\w)\)", wanted), kinds, strict=True):
        table = f"{name} must be a table ({', '.join(letters)})"
        if dtype is None or dtype.kind not in "ifc":
            came = f"an array of {dtype}" if dtype else article(shape.__name__)
            raise TypeError(f"{table}: a NumPy array of numbers with a sign (float or int), not {came}")
        if (
            len(shape) != 2
            or 0 in shape
            or any(sizes.setdefault(a, n) != n for a, n in zip(letters, shape, strict=True))
        ):
            known = [f"{a} = {sizes[a]}" for a in letters if a in sizes and a != "1" and len(shape) == 2]
            raise ValueError(f"{table}{' with ' * bool(known)}{', '.join(known)}, but its shape is {shape}")


def finite(**arrays):
    """Nothing, or an error naming the first row that holds NaN or an infinity."""
    for name, array in arrays.items():
        good = np.isfinite(array)
        if not good.all():
            row = np.argmin(good.all(axis=1))
            raise ValueError(f"{name} must hold finite numbers, but row {row} holds {array[row][~good[row]][0]}")


def nonzero(because, **arrays):
    """Nothing, or an error naming the first row that holds a zero, and why it must not."""
    for name, array in arrays.items():
        if not array.all():
            raise ValueError(f"{name} must not be 0, but row {np.argmin(array.all(axis=1))} is: {because}")


def varied(**arrays):
    """Nothing, or an error naming the first column that holds the same number in every row."""
    for name, array in arrays.items():
        same = (array == array[:1]).all(axis=0)
        if same.any():
            column = np.argmax(same)
            raise ValueError(
                f"{name} must vary in every column, but column {column} is {array[0, column]} in every row"
            )


def number(name, value, least=0, most=np.inf, whole=False):
    """Nothing, or an error saying which numbers are meant, from `least` to `most`; infinity is not one."""
    kinds = (int, np.integer) if whole else (int, float, np.integer, np.floating)
    is_number = isinstance(value, kinds) and not isinstance(value, bool)
    if is_number and least <= value <= most and value != np.inf:
        return
    span = f"{least} or more" if most == np.inf else f"from {least} to {most}"
    kind = "whole number" if whole else "number"
    raise (ValueError if is_number else TypeError)(f"{name} must be a {kind}, {span}, not {short(value)}")


def generator(name, value):
    """Nothing, or an error saying how to make a generator of random numbers."""
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"{name} must be a generator, such as np.random.default_rng(0), not {short(value)}")


def short(value):
    """The value as Python shows it, on one line and cut off where it is long."""
    return f"{' '.join(repr(value).split()):.40}"


def article(noun):
    """The noun after "a" or "an"."""
    return noun if noun == "NoneType" else f"{'an' if noun[0].lower() in 'aeio' else 'a'} {noun}"

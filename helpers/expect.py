"""Says in one sentence what is wrong with an input, before it does harm."""

import re
from collections import Counter
from functools import lru_cache
from itertools import combinations, product

import numpy as np

calm = np.errstate(over="ignore", invalid="ignore")  # numbers that outgrow the computer are a lesson, not an alarm


def tables(wanted, *arrays):
    """Nothing, or an error naming the array that does not fit: `tables("x (n, d), W (d, 1)", x, W)`."""
    check_tables(wanted, *kinds(arrays))


def kinds(arrays):
    """What `check_tables` looks at: of each array its shape and type, of anything else what it is."""
    return [(a.shape, a.dtype) if type(a) is np.ndarray else (type(a), None) for a in arrays]


@lru_cache  # the answer depends on shapes and types alone, so each combination is looked at once
def check_tables(wanted, *kinds):
    """Nothing, or the error for the table that is not as wanted, with what to try."""
    found = []
    for (name, *letters), (kind, dtype) in zip(re.findall(r"(\w+) \((\w), (\w)\)", wanted), kinds, strict=True):
        narrow = dtype is not None and dtype.kind == "i" and dtype.itemsize < np.dtype(int).itemsize
        if dtype is None or dtype.kind not in "if" or narrow:  # a narrow whole number would overflow in silence
            came = f"an array of {dtype}" if dtype is not None else article(kind.__name__)
            way = WAYS.get(kind.__name__ if dtype is None else dtype.kind, "").format(name)
            table = f"{name} must be a table ({', '.join(letters)}), a NumPy array of numbers (float or int)"
            raise TypeError(f"{table}, not {came}{': try ' * bool(way)}{way}")
        found.append((name, letters, kind))
    if not fit(found):
        raise ValueError(misfit(found))


WAYS = {  # what to try, by the kind of an array's numbers or by the name of the type that came
    **dict.fromkeys("biuOSU", "{}.astype(float)"),
    "c": "{}.real",
    **dict.fromkeys(["list", "tuple", "matrix"], "np.array({})"),
    **dict.fromkeys(["int", "float", "float64"], "np.array([[{}]])"),
    "DataFrame": "{}.to_numpy()",
    "Series": "{}.to_numpy()[:, None]",
}


def fit(tables, sizes=()):
    """Whether each (name, letters, shape) is a table and each letter one size, that of `sizes` where it has one."""
    sizes = {"1": 1, **dict(sizes)}
    for _, letters, shape in tables:
        if len(shape) != 2 or 0 in shape:
            return False
        if any(sizes.setdefault(a, n) != n for a, n in zip(letters, shape, strict=True)):
            return False
    return True


def usual(tables):
    """Each letter's size in most of the tables."""
    seen = [pair for table in tables if fit([table]) for pair in zip(*table[1:], strict=True)]
    return {a: Counter(n for b, n in seen if a == b).most_common(1)[0][0] for a, _ in seen}


def turned(name, letters, shape):
    """The table turned: on its other side, or a flat array stood up as a column or laid down as a row."""
    flat = [("[:, None]", (*shape, 1)), ("[None, :]", (1, *shape))]
    ways = {0: [(".reshape(1, 1)", (1, 1))], 1: flat, 2: [(".T", shape[::-1])]}.get(len(shape), [])
    return [(name + way, letters, new) for way, new in ways]


def turns(tables):
    """The fewest turns that make all fit, from the places to the words: {(0, 1): "x.T and y.T"}, or {}."""
    for count in range(1, 5):
        found = {}
        for places in combinations(range(len(tables)), count):
            for choice in product(*[turned(*tables[place]) for place in places]):
                now = dict(zip(places, choice, strict=True))
                if fit([now.get(place, table) for place, table in enumerate(tables)]):
                    found.setdefault(places, " and ".join(name for name, _, _ in choice))
        if found:
            return found
    return {}


def misfit(tables):
    """The sentence about tables that do not fit: which one, the sizes that the others give it, and what to try."""
    ways = turns(tables)
    unusual = [place for place, table in enumerate(tables) if not fit([table], usual(tables))]
    places = next(iter(ways)) if len(ways) == 1 else unusual[:1]
    name, letters, shape = tables[places[0]]
    others = usual([table for place, table in enumerate(tables) if place not in places])
    known = [f"{a} = {others[a]}" for a in letters if a in others and a != "1" and len(shape) == 2]
    said = f"{name} must be a table ({', '.join(letters)}){' with ' * bool(known)}{', '.join(known)}"
    upright = [way for way, *table in turned(name, letters, shape) if len(shape) < 2 and fit([(way, *table)])]
    tries = " or ".join([*ways.values()] or upright[:1])
    return f"{said}, but its shape is {shape}{': try ' * bool(tries)}{tries}"


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


@calm
def varied(**arrays):
    """Nothing, or an error naming the first column that is one number throughout, or whose squares no float holds."""
    for name, array in arrays.items():
        same, spread = (array == array[:1]).all(axis=0), array.std(axis=0)
        for column in np.flatnonzero(same | ~((spread > 1e-150) & (spread < np.inf))):
            low, high = array[:, column].min(), array[:, column].max()
            if same[column]:
                how = f"is {low} in every row"
            else:
                how = f"goes from {low} to {high}, too {'little' if spread[column] < 1 else 'far'} to compute with"
            raise ValueError(f"{name} must vary in every column, but column {column} {how}")


def number(name, value, least=0, most=np.inf, whole=False):
    """Nothing, or an error saying which numbers are meant, from `least` to `most`; infinity is not one."""
    kinds = (int, np.integer) if whole else (int, float, np.integer, np.floating)
    is_number = isinstance(value, kinds) and not isinstance(value, bool)
    if is_number and least <= value <= most and value != np.inf and not huge(value):
        return
    span = f"{least} or more" if most == np.inf else f"from {least} to {most}"
    kind = "whole number" if whole else "number"
    raise (ValueError if is_number else TypeError)(f"{name} must be a {kind}, {span}, not {short(value)}")


def generator(name, value):
    """Nothing, or an error saying how to make a generator of random numbers."""
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"{name} must be a generator, such as np.random.default_rng(0), not {short(value)}")


def huge(value):
    """Whether this is a whole number beyond what a float can hold."""
    return isinstance(value, int) and abs(value) > 10**308


def short(value):
    """The value as Python shows it, on one line and cut off where it is long."""
    if huge(value):
        return "a whole number of more than 308 digits"
    return f"{' '.join(repr(value).split()):.40}"


def article(noun):
    """The noun after "a" or "an"."""
    return noun if noun == "NoneType" else f"{'an' if noun[0].lower() in 'aeio' else 'a'} {noun}"


def function(name, value, example):
    """Nothing, or an error saying which kind of function is meant."""
    if not callable(value):
        raise TypeError(f"{name} must be a function, such as {example}, not {short(value)}")


def single(name, value):
    """Nothing, or an error where this is a table, or nothing, instead of one number."""
    if not isinstance(value, (int, float, np.number)):
        came = f"a table {value.shape}: take its mean" if isinstance(value, np.ndarray) else short(value)
        raise TypeError(f"{name} must be one number, not {came}")


def pairs(name, value, example="[(W_1, b_1), (W_2, b_2)]"):
    """Nothing, or an error saying that a list of pairs is meant, one for each layer."""
    if not (type(value) is list and {*map(type, value)} == {tuple} and {*map(len, value)} == {2}):
        raise TypeError(f"{name} must be a list of pairs, such as {example}, not {short(value)}")


def layers(x, layers):
    """Nothing, or an error naming the first table that does not fit: x (n, d), then a pair (W, b) for each layer."""
    pairs("layers", layers)
    check_layers(*kinds([x, *(table for pair in layers for table in pair)]))


@lru_cache
def check_layers(x, *kinds):
    """Nothing, or the error for the first layer that does not take what the one before it gives."""
    before = "x (n, d)"
    for number, (W, b) in enumerate(zip(kinds[::2], kinds[1::2], strict=True), start=1):
        check_tables(f"{before}, W_{number} (d, k), b_{number} (1, k)", x, W, b)
        before, x = f"b_{number} (1, d)", b


def named(layers):
    """The tables of all layers by name, {"W_1": W, "b_1": b, "W_2": …}, for `finite`."""
    return {f"{'Wb'[i]}_{number}": pair[i] for number, pair in enumerate(layers, start=1) for i in (0, 1)}


def answers(answers, layers, dy_hat):
    """Nothing, or an error where these are not all answers of these layers, or dy_hat does not fit the last."""
    pairs("layers", layers)
    if type(answers) is not list or len(answers) != len(layers) + 1:
        raise TypeError(f"answers must be all that forward gives, [x, a_1, …, y_hat], not {short(answers)}")
    tables("y_hat (n, k), dy_hat (n, k)", answers[-1], dy_hat)


def slopes(slopes, layers):
    """Nothing, or an error saying that a pair (dW, db) is meant for each layer."""
    pairs("layers", layers)
    pairs("slopes", slopes, "[(dW_1, db_1), (dW_2, db_2)]")
    if len(slopes) != len(layers):
        raise ValueError(f"slopes must hold a pair for each of {len(layers)} layers, not {len(slopes)}")


def sizes(sizes):
    """Nothing, or an error saying that two whole numbers or more are meant."""
    if type(sizes) not in (list, tuple) or len(sizes) < 2:
        raise TypeError(f"sizes must be a list of two whole numbers or more, such as [64, 32, 10], not {short(sizes)}")
    for size in sizes:
        number("each of sizes", size, least=1, whole=True)


def labels(labels, n_classes):
    """Nothing, or an error naming the first row whose label is none of the classes 0, 1, …"""
    whole = isinstance(labels, np.ndarray) and labels.dtype.kind in "iu"  # narrow ones are only compared: no harm
    tables("labels (n, 1)", labels.astype(int) if whole else labels)
    strange = ~np.isin(labels[:, 0], np.arange(n_classes))
    if strange.any():
        row = np.argmax(strange)
        found = labels[row, 0]
        raise ValueError(f"labels must be whole numbers from 0 to {n_classes - 1}, but row {row} holds {found:g}")


def classes(**arrays):
    """Nothing, or an error naming the first row that does not hold a single 1 among zeros."""
    for name, array in arrays.items():
        good = ((array == 0) | (array == 1)).all(axis=1) & (array.sum(axis=1) == 1)
        if not good.all():
            row = np.argmin(good)
            raise ValueError(f"{name} must hold a 1 for the right class in each row and 0 elsewhere, but not row {row}")

"""Tests what the layers find on real data, with their seeds: the penguins' classes, and handwriting they never met.

Every number stands on a page of notebooks 16 to 20. What needs many seeds stands there alone.
"""

import itertools

import numpy as np
import pytest

from helpers import data, network, neuron

TRAIN, VALID, TEST = slice(0, 1157), slice(1157, 1415), slice(1415, 1797)


def digits():
    """The pixels x (1797, 64) from 0 to 1, and the right answers y (1797, 10)."""
    x, labels = data.digits()
    return x / 16, network.one_hot(labels, 10)


X, Y = digits()


def trained(sizes, learning_rate, epochs, x=X[TRAIN], y=Y[TRAIN], rng=None):
    """The history of training on these rows, start and batches drawn from one generator, seed 0 unless given."""
    rng = rng or np.random.default_rng(0)
    start = network.initialize_layers(sizes, rng)
    return network.train_layers(x, y, start, network.slope_of_surprise, learning_rate, epochs, 32, rng)


def right(layers, x, y):
    """How many rows the layers answer rightly."""
    return round(network.accuracy(network.forward(x, layers)[-1], y) * len(x))


@pytest.fixture(scope="module")
def straight():
    """The layers without a hidden one after 60 epochs."""
    return trained([64, 10], 0.5, 60)[-1]


@pytest.fixture(scope="module")
def history():
    """The history of 60 epochs with 32 hidden units."""
    return trained([64, 32, 10], 0.2, 60)


# The samples


def test_the_digits_are_the_digits():
    x, labels = data.digits()
    assert (x.shape, labels.shape, x.dtype, labels.dtype) == ((1797, 64), (1797, 1), float, int)
    assert (x.min(), x.max(), x.sum()) == (0, 16, 561718)
    assert np.bincount(labels[:, 0]).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert [int(column) for column in np.flatnonzero(np.ptp(x, axis=0) == 0)] == [0, 32, 39]


def edits(one, other):
    """How many digits to insert, leave out or change to turn one row of digits into the other."""
    row = np.arange(len(other) + 1)
    for i, digit in enumerate(one, start=1):
        through = np.minimum(row[:-1] + (other != digit), row[1:] + 1)
        row = np.minimum.accumulate(np.r_[i, through] - np.arange(len(row))) + np.arange(len(row))
    return int(row[-1])


def test_fourteen_forms_hold_the_same_digits_in_the_same_order():
    labels = data.digits()[1][:, 0]
    starts = [0, 130, 256, 386, 516, 646, 776, 906, 1029, 1157, 1287, 1415, 1545, 1667, 1797]
    forms = [labels[start:end] for start, end in itertools.pairwise(starts)]
    assert edits(np.array([1, 2, 3]), np.array([2, 3, 4, 5])) == 3
    assert sum(edits(form, forms[0]) for form in forms) == 24
    assert {TRAIN.stop, VALID.stop, TEST.stop} <= set(starts), "a form may not stand on both sides of a split"


def test_the_penguins_classes():
    names, labels = data.species()
    assert names == ["Adelie", "Chinstrap", "Gentoo"] and labels.shape == (344, 1)
    assert np.bincount(labels[:, 0]).tolist() == [152, 68, 124] and labels[[0, 343], 0].tolist() == [0, 1]
    names, labels = data.sex()
    assert names == ["female", "male"] and labels.shape == (344, 1)
    assert [int((labels == k).sum()) for k in (0, 1)] == [165, 168] and int(np.isnan(labels).sum()) == 11
    assert labels[:3, 0].tolist() == [1, 0, 0] and np.isnan(labels[3, 0])


# 16: classes


def split(x, y):
    """Training and test rows, shuffled and on one scale: z, y, then the 70 rows of the test, and mean and sd."""
    shuffled = np.random.default_rng(0).permutation(len(x))
    test, train = shuffled[:70], shuffled[70:]
    z, mean, sd = neuron.standardize(x[train])
    return (z, y[train]), ((x[test] - mean) / sd, y[test]), mean, sd


def test_species_from_two_lengths():
    bills, labels = data.penguins("bill_length_mm", "bill_depth_mm"), data.species()[1]
    known = ~np.isnan(bills).any(axis=1)
    (z, y), test, *_ = split(bills[known], network.one_hot(labels[known], 3))
    small = [(0.001 * np.random.default_rng(0).standard_normal((2, 3)), np.zeros((1, 3)))]
    assert network.surprise(network.forward(z, small)[-1], y).mean() == pytest.approx(1.0987, abs=5e-5)
    bent = network.initialize_layers([2, 8, 3], np.random.default_rng(0))
    for start, learning_rate, found in [(small, 0.5, (263, 67)), (bent, 0.2, (264, 67))]:
        rng = np.random.default_rng(0)
        end = network.train_layers(z, y, start, network.slope_of_surprise, learning_rate, 200, 32, rng)[-1]
        assert (right(end, z, y), right(end, *test)) == found


def test_sex_from_the_mass_alone_needs_a_bend():
    mass, labels = data.penguins("body_mass_g"), data.sex()[1]
    known = ~np.isnan(mass + labels)[:, 0]
    (z, y), test, mean, sd = split(mass[known], network.one_hot(labels[known], 2))
    for sizes, learning_rate, found in [([1, 2], 0.5, (162, 43)), ([1, 16, 2], 0.2, (195, 58))]:
        rng = np.random.default_rng(0)
        start = network.initialize_layers(sizes, rng)
        end = network.train_layers(z, y, start, network.slope_of_surprise, learning_rate, 300, 32, rng)[-1]
        assert (right(end, z, y), right(end, *test)) == found
    grams = np.arange(2700, 6301, 10.0)[:, None]
    male = network.softmax(network.forward((grams - mean) / sd, end)[-1])[:, 1]
    assert (male[130], male[200]) == (pytest.approx(0.87, abs=0.005), pytest.approx(0.32, abs=0.005))
    crossed = 1 + np.flatnonzero(np.diff(male > 0.5))
    assert grams[crossed, 0].tolist() == [3640, 4460, 5070]


# 17: handwriting


def test_without_a_hidden_layer(straight):
    assert sum(t.size for pair in straight for t in pair) == 650
    assert [right(straight, X[rows], Y[rows]) for rows in (TRAIN, VALID, TEST)] == [1148, 245, 341]


def test_with_32_hidden_units(history):
    assert sum(t.size for pair in history[0] for t in pair) == 2410
    assert [right(history[-1], X[rows], Y[rows]) for rows in (TRAIN, VALID, TEST)] == [1157, 248, 349]
    assert [right(history[epoch], X[TEST], Y[TEST]) for epoch in (1, 3, 20, 60)] == [236, 326, 342, 349]
    first = network.surprise(network.forward(X[TRAIN], history[0])[-1], Y[TRAIN]).mean()
    assert first == pytest.approx(2.32, abs=0.005)


@pytest.mark.parametrize("sizes, learning_rate, found", [([64, 10], 0.5, 375), ([64, 32, 10], 0.2, 377)])
def test_the_flattering_split_that_mixes_the_forms(sizes, learning_rate, found):
    mixed = np.random.default_rng(0).permutation(1797)
    end = trained(sizes, learning_rate, 60, X[mixed[:1157]], Y[mixed[:1157]])[-1]
    assert right(end, X[mixed[1415:]], Y[mixed[1415:]]) == found


def test_the_nearest_stored_picture():
    squares = (X[TEST] ** 2).sum(axis=1, keepdims=True) + (X[TRAIN] ** 2).sum(axis=1)
    nearest = (squares - 2 * X[TEST] @ X[TRAIN].T).argmin(axis=1)
    assert (Y[TRAIN][nearest].argmax(axis=1) == Y[TEST].argmax(axis=1)).sum() == 363


def test_what_is_taken_for_what(history):
    s = network.forward(X[TEST], history[-1])[-1]
    counts = network.confusion(s, Y[TEST])
    assert (counts.sum(), np.trace(counts)) == (382, 349)
    assert (counts[1, 9], counts[3, 8], counts[4, 9]) == (6, 4, 3)
    sure, wrong = network.softmax(s).max(axis=1), s.argmax(axis=1) != Y[TEST].argmax(axis=1)
    assert (sure[wrong].mean(), sure[~wrong].mean()) == (pytest.approx(0.77, abs=0.005), pytest.approx(0.97, abs=0.005))
    surest = np.argmax(np.where(wrong, sure, 0))
    assert (TEST.start + surest, Y[TEST][surest].argmax(), s[surest].argmax()) == (1729, 3, 5)
    assert sure[surest] == pytest.approx(0.987, abs=0.0005)
    empty = network.softmax(network.forward(np.zeros((1, 64)), history[-1])[-1])
    assert (empty.argmax(), empty.max()) == (3, pytest.approx(0.29, abs=0.005))


# 18: when to stop, and what it stores


def losses(history, rows):
    """The mean surprise on these rows at each entry of the history."""
    return [network.surprise(network.forward(X[rows], layers)[-1], Y[rows]).mean() for layers in history]


def test_it_grows_surer_and_not_more_often_right():
    long = trained([64, 32, 10], 0.2, 300)
    on_valid, on_test = losses(long, VALID), losses(long, TEST)
    best = int(np.argmin(on_valid))
    assert (best, right(long[best], X[TEST], Y[TEST]), right(long[300], X[TEST], Y[TEST])) == (26, 347, 348)
    found = [on_valid[best], on_valid[300], on_test[best], on_test[300]]
    assert found == pytest.approx([0.106, 0.144, 0.360, 0.565], abs=0.0005)


def test_it_corrects_its_teacher_then_repeats_the_mistakes():
    rng, x, given = np.random.default_rng(0), X[TRAIN], Y[TRAIN].copy()
    chosen = rng.random(1157) < 0.2
    given[chosen] = network.one_hot(rng.integers(0, 10, (chosen.sum(), 1)), 10)
    wrong = (given != Y[TRAIN]).any(axis=1)
    long = trained([64, 64, 10], 0.2, 300, x, given, rng)
    best = int(np.argmin(losses(long, VALID)))
    assert (wrong.sum(), best) == (207, 66)
    true = [right(long[epoch], x[wrong], Y[TRAIN][wrong]) for epoch in (best, 300)]
    assert true == [175, 0] and right(long[300], x, given) == 1157
    assert [right(long[epoch], X[TEST], Y[TEST]) for epoch in (best, 300)] == [335, 283]


def test_it_can_store_labels_drawn_by_chance():
    rng = np.random.default_rng(0)
    chance = network.one_hot(rng.integers(0, 10, (1157, 1)), 10)
    end = trained([64, 64, 10], 0.2, 600, X[TRAIN], chance, rng)[-1]
    assert (right(end, X[TRAIN], chance), right(end, X[TEST], Y[TEST])) == (1157, 34)


# 18: one pixel, and a slope sent into the picture


def moved(x, across, down=0):
    """The pictures so many pixels to the right and down, or the other way where negative; what leaves them is lost."""
    pictures = np.pad(x.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)))
    return pictures[:, 1 - down : 9 - down, 1 - across : 9 - across].reshape(-1, 64)


def test_one_pixel_to_the_side(history):
    assert [right(history[-1], moved(X[TEST], pixels), Y[TEST]) for pixels in (-1, 0, 1)] == [163, 349, 192]
    lost = [1 - moved(X, pixels).sum() / X.sum() for pixels in (-1, 1)]
    assert lost == [pytest.approx(0.0001, abs=5e-5), pytest.approx(0.0028, abs=5e-5)]


@pytest.mark.parametrize("sizes, learning_rate, mean", [([64, 10], 0.5, 223.4), ([64, 64, 10], 0.2, 344.2)])
def test_shown_in_nine_places(sizes, learning_rate, mean):
    nine = list(itertools.product((-1, 0, 1), repeat=2))
    x, y = np.vstack([moved(X[TRAIN], *place) for place in nine]), np.vstack([Y[TRAIN]] * 9)
    assert x.shape == (10413, 64)
    end = trained(sizes, learning_rate, 30, x, y)[-1]
    counts = [right(end, moved(X[TEST], *place), Y[TEST]) for place in nine]
    assert np.mean(counts) == pytest.approx(mean, abs=0.05)


def test_uphill_in_every_pixel_and_by_a_coin(history, straight):
    x, y, layers = X[TEST], Y[TEST], history[-1]
    answers = network.forward(x, layers)
    ds = network.slope_of_surprise(answers[-1], y) @ layers[1][0].T * (answers[1] > 0)
    coin = np.random.default_rng(1).choice([-1.0, 1.0], size=x.shape)
    flat = network.slope_of_surprise(network.forward(x, straight)[-1], y) @ straight[0][0].T

    def counts(layers, dx):
        return [right(layers, np.clip(x + levels / 16 * np.sign(dx), 0, 1), y) for levels in (1, 2, 3, 4)]

    assert counts(layers, ds @ layers[0][0].T) == [269, 140, 24, 0]
    assert counts(layers, coin) == [344, 335, 324, 308]
    assert counts(straight, flat) == [285, 167, 45, 3]


# 19: deeper


@pytest.mark.parametrize("hidden, found, found_small", [(1, 344, 338), (2, 343, 39), (5, 350, 39)])
def test_a_small_start_kills_depth(hidden, found, found_small):
    sizes = [64, *[32] * hidden, 10]
    assert right(trained(sizes, 0.1, 30)[-1], X[TEST], Y[TEST]) == found
    rng = np.random.default_rng(0)
    small = [(0.001 * rng.standard_normal(W.shape), b) for W, b in network.initialize_layers(sizes, rng)]
    end = network.train_layers(X[TRAIN], Y[TRAIN], small, network.slope_of_surprise, 0.1, 30, 32, rng)[-1]
    assert right(end, X[TEST], Y[TEST]) == found_small
    if hidden > 1:
        loss = network.surprise(network.forward(X[TRAIN], end)[-1], Y[TRAIN]).mean()
        assert loss == pytest.approx(np.log(10), abs=1e-3)


def off(layers):
    """How many hidden units are off for every training row."""
    return sum((a.max(axis=0) == 0).sum() for a in network.forward(X[TRAIN], layers)[1:-1])


def test_deep_networks_read_fewer_however_a_machine_rounds():
    found, left = {}, {}
    for hidden, rate in [(10, 0.1), (20, 0.1), (20, 0.02)]:
        ends = [trained([64, *[32] * hidden, 10], rate, 30, rng=np.random.default_rng(seed))[-1] for seed in range(3)]
        found[hidden, rate] = np.mean([right(end, X[TEST], Y[TEST]) for end in ends])
        left[hidden, rate] = sum(map(off, ends))
    starts = [network.initialize_layers([64, *[32] * 20, 10], np.random.default_rng(seed)) for seed in range(3)]
    assert [*map(off, starts)] == [103, 52, 117]
    assert left[20, 0.02] < 272 < left[20, 0.1]
    assert found[10, 0.1] < 344 and found[20, 0.02] < 344
    assert found[20, 0.1] < 0.75 * min(found[10, 0.1], found[20, 0.02])


@pytest.mark.parametrize("hidden, differs", [(1, False), (5, False), (10, True)])
def test_ten_layers_multiply_a_change_of_the_last_digit(hidden, differs):
    ends = []
    for stretch in (1, 1 + 1e-15):
        rng = np.random.default_rng(0)
        start = [(stretch * W, b) for W, b in network.initialize_layers([64, *[32] * hidden, 10], rng)]
        ends.append(network.train_layers(X[TRAIN], Y[TRAIN], start, network.slope_of_surprise, 0.1, 30, 32, rng)[-1])
    named = [network.forward(X[TEST], end)[-1].argmax(axis=1) for end in ends]
    assert (np.sum(named[0] != named[1]) > 20) == differs
    if not differs:
        assert right(ends[0], X[TEST], Y[TEST]) == right(ends[1], X[TEST], Y[TEST])


# 20: many machines


@pytest.mark.parametrize("cuts, off", [([579], 1e-4), ([386, 772], 1e-4), ([100], 0.1)])
def test_gradients_of_shards_averaged_by_their_rows_are_the_gradient(history, cuts, off):
    args = history[0], network.slope_of_surprise
    shards = np.split(np.arange(1157), cuts)
    found = [network.layer_gradients(X[rows], Y[rows], *args) for rows in shards]
    whole = network.layer_gradients(X[TRAIN], Y[TRAIN], *args)
    by_rows, plain = 0, 0
    for k, j in itertools.product((0, 1), (0, 1)):
        tables = [slopes[k][j] for slopes in found]
        weights = [len(rows) for rows in shards]
        by_rows = max(by_rows, abs(np.average(tables, axis=0, weights=weights) - whole[k][j]).max())
        plain = max(plain, abs(np.average(tables, axis=0) - whole[k][j]).max())
    assert by_rows < 1e-15 and off / 10 < plain < off

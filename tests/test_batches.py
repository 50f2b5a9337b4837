"""Tests training a few rows at a time, and the penguins' numbers of notebook 11 against NumPy's own least squares."""

import inspect
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import data, neuron

thorough = settings(max_examples=40, deadline=None, derandomize=True)
seeds = st.integers(0, 2**32 - 1)
ZERO = np.zeros((1, 1))


def start(n=7, d=2):
    """Random x (n, d), y (n, 1), W (d, 1), b (1, 1), a learning rate, epochs, batch size and rng, by name."""
    rng = np.random.default_rng(n)
    tables = {
        name: rng.normal(size=shape) for name, shape in zip("xyWb", [(n, d), (n, 1), (d, 1), (1, 1)], strict=True)
    }
    return {**tables, "learning_rate": 0.05, "epochs": 2, "batch_size": 3, "rng": np.random.default_rng(0)}


def rows_used(n, epochs, batch_size, seed):
    """The rows that each step looked at: with x the identity, the gradient of a weight is 0 unless its row is used."""
    history = neuron.train_in_batches(
        np.eye(n), np.ones((n, 1)), np.zeros((n, 1)), ZERO, 1e-3, epochs, batch_size, np.random.default_rng(seed)
    )
    return [np.flatnonzero(after - before) for (before, _), (after, _) in itertools.pairwise(history)]


# Batches


@thorough
@given(n=st.integers(1, 30), epochs=st.integers(0, 3), size=st.integers(1, 30), seed=seeds)
def test_each_row_exactly_once_an_epoch_and_the_short_batch_too(n, epochs, size, seed):
    size = min(size, n)
    steps = rows_used(n, epochs, size, seed)
    in_epoch = -(-n // size)
    assert len(steps) == epochs * in_epoch
    for epoch in range(epochs):
        batches = steps[epoch * in_epoch : (epoch + 1) * in_epoch]
        assert sorted(np.concatenate(batches)) == list(range(n))
        assert [len(batch) for batch in batches] == [size] * (n // size) + [n % size] * (n % size > 0)


def test_three_steps_for_24_rows_in_batches_of_10():
    assert [len(batch) for batch in rows_used(24, 1, 10, 0)] == [10, 10, 4]


def test_each_epoch_draws_its_own_order():
    first, second = np.split(np.concatenate(rows_used(12, 2, 1, 0)), 2)
    assert list(first) != list(range(12)) and list(first) != list(second)


def test_same_generator_same_path():
    runs = [neuron.train_in_batches(**(start() | {"rng": np.random.default_rng(seed)})) for seed in (5, 5, 6)]
    ends = [np.vstack([np.vstack(now) for now in run]) for run in runs]
    assert np.array_equal(ends[0], ends[1])
    assert not np.array_equal(ends[0], ends[2])


@thorough
@given(n=st.integers(1, 60), d=st.integers(1, 5), epochs=st.integers(0, 20))
def test_one_batch_of_all_rows_is_train(n, d, epochs):
    inputs = start(n, d) | {"epochs": epochs, "batch_size": n}
    inputs["learning_rate"] = neuron.largest_stable_rate(inputs["x"]) / 2
    in_batches = neuron.train_in_batches(**inputs)
    whole = neuron.train(*(inputs[name] for name in inspect.signature(neuron.train).parameters))
    assert len(in_batches) == len(whole) == epochs + 1
    for one, other in zip(in_batches, whole, strict=True):
        np.testing.assert_allclose(np.vstack(one), np.vstack(other), rtol=1e-10, atol=1e-12)


def test_a_step_is_the_gradient_of_its_batch():
    inputs = start(7, 2) | {"epochs": 1}
    history = neuron.train_in_batches(**inputs)
    order = np.random.default_rng(0).permutation(7)
    W, b = inputs["W"], inputs["b"]
    for batch, after in zip([order[:3], order[3:6], order[6:]], history[1:], strict=True):
        e = inputs["x"][batch] @ W + b - inputs["y"][batch]
        W, b = W - 0.05 * 2 * inputs["x"][batch].T @ e / len(batch), b - 0.05 * 2 * e.mean(axis=0, keepdims=True)
        np.testing.assert_allclose(np.vstack(after), np.vstack([W, b]), rtol=1e-12)


def test_nothing_is_changed_in_place():
    inputs = start()
    tables = {name: inputs[name].copy() for name in "xyWb"}
    for name in "xyWb":
        inputs[name].setflags(write=False)
    history = neuron.train_in_batches(**inputs)
    assert all(np.array_equal(inputs[name], tables[name]) for name in "xyWb")
    assert history[0][0] is inputs["W"] and len({id(W) for W, _ in history}) == len(history)


def above(learning_rate, batch_size):
    """How far the loss on Hubble's nebulae stays above the lowest, on average, once training has settled."""
    _, x, y = data.hubble()
    z, _, _ = neuron.standardize(x)
    best, *_ = np.linalg.lstsq(np.hstack([z, np.ones_like(z)]), y)
    lowest = neuron.loss(neuron.predict(z, best[:1], best[1:]), y)
    history = neuron.train_in_batches(z, y, ZERO, ZERO, learning_rate, 200, batch_size, np.random.default_rng(0))
    return np.mean([neuron.loss(neuron.predict(z, *now), y) - lowest for now in history[len(history) // 2 :]])


def test_the_noise_floor():
    floors = {size: above(0.1, size) for size in (1, 4, 12, 24)}
    assert floors[1] > 3 * floors[4] > 9 * floors[12] > 90
    assert abs(floors[24]) < 1e-6  # all rows in one batch: none
    for size in (1, 4, 12):
        assert 0.2 < above(0.05, size) / floors[size] < 0.4  # half the rate: a third or a quarter


# Wrong input


@pytest.mark.parametrize(
    "wrong, error, words",
    [
        ({"batch_size": 0}, ValueError, "batch_size must be a whole number, from 1 to 7, not 0"),
        ({"batch_size": 8}, ValueError, "batch_size must be a whole number, from 1 to 7, not 8"),
        ({"batch_size": -1}, ValueError, "batch_size must be a whole number, from 1 to 7, not -1"),
        ({"batch_size": 2.0}, TypeError, "batch_size must be a whole number, from 1 to 7, not 2.0"),
        ({"batch_size": None}, TypeError, "batch_size must be a whole number"),
        ({"batch_size": True}, TypeError, "batch_size must be a whole number"),
        ({"rng": None}, TypeError, "rng must be a generator, such as np.random.default_rng(0), not None"),
        ({"rng": 0}, TypeError, "rng must be a generator"),
        ({"rng": np.random}, TypeError, "rng must be a generator"),
        ({"epochs": -1}, ValueError, "epochs must be a whole number, 0 or more, not -1"),
        ({"epochs": 1.5}, TypeError, "epochs must be a whole number"),
        ({"learning_rate": -0.1}, ValueError, "learning_rate must be a number, 0 or more, not -0.1"),
        ({"learning_rate": float("nan")}, ValueError, "learning_rate must be a number"),
        ({"x": np.full((7, 2), np.nan)}, ValueError, "x must hold finite numbers, but row 0"),
        (
            {"y": np.array([[0.0], [1], [2], [np.inf], [4], [5], [6]])},
            ValueError,
            "y must hold finite numbers, but row 3",
        ),
        ({"W": np.full((2, 1), np.nan)}, ValueError, "W must hold finite numbers, but row 0"),
        ({"y": np.zeros(7)}, ValueError, "y must be a table (n, k), but its shape is (7,)"),
        ({"W": np.zeros((3, 1))}, ValueError, "W must be a table (d, k)"),
        ({"x": [[1.0]]}, TypeError, "x must be a table (n, d)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_input_is_named_in_one_sentence(wrong, error, words):
    with pytest.raises(error) as caught:
        neuron.train_in_batches(**(start() | wrong))
    said = str(caught.value)
    assert words in said and "\n" not in said and len(said) < 200


def test_one_nan_row_is_named():
    x = np.zeros((7, 2))
    x[4, 1] = np.nan
    with pytest.raises(ValueError, match="x must hold finite numbers, but row 4"):
        neuron.train_in_batches(**(start() | {"x": x}))


def test_divergence_is_no_error():
    history = neuron.train_in_batches(**(start() | {"learning_rate": 50.0, "epochs": 400}))
    assert not np.isfinite(history[-1][0]).all()


# Many inputs: the penguins of notebook 11

LENGTH, BILL, DEPTH = "flipper_length_mm", "bill_length_mm", "bill_depth_mm"


def complete():
    """The 342 penguins of which all was measured: three inputs (342, 3) and the mass (342, 1)."""
    table = data.penguins(LENGTH, BILL, DEPTH, "body_mass_g")
    table = table[~np.isnan(table).any(axis=1)]
    return table[:, :3], table[:, 3:]


def formula(x, y):
    """W and b of the best fit, and R² from its residuals, by numpy.linalg.lstsq."""
    solution, residuals, rank, _ = np.linalg.lstsq(np.hstack([x, np.ones((len(x), 1))]), y)
    assert rank == x.shape[1] + 1
    return solution[:-1], solution[-1:], 1 - residuals[0] / np.sum((y - y.mean()) ** 2)


def trained(x, y):
    """W and b in the original units after gradient descent on standardised inputs."""
    z, mean, sd = neuron.standardize(x)
    W, b = neuron.initialize(x.shape[1], np.random.default_rng(0))
    W, b = neuron.train(z, y, W, b, neuron.largest_stable_rate(z) / 2, 400)[-1]
    return neuron.original_units(W, b, mean, sd)


def test_two_penguins_were_not_measured():
    table = data.penguins(LENGTH, BILL, DEPTH, "body_mass_g")
    assert table.shape == (344, 4)
    assert list(np.flatnonzero(np.isnan(table).any(axis=1))) == [3, 271]
    with pytest.raises(ValueError, match="x must hold finite numbers, but row 3"):
        neuron.standardize(table[:, :3])


@pytest.mark.parametrize(
    "inputs, r_squared, weights",
    [
        ([0], 0.759, {0: 49.69}),
        ([2], 0.223, {0: -191.64}),
        ([0, 2], 0.761, {0: 51.54, 1: 22.63}),
        ([0, 1, 2], 0.761, {0: 50.27, 1: 4.16, 2: 20.05}),
    ],
    ids=str,
)
def test_descent_finds_the_formulas_weights(inputs, r_squared, weights):
    x, y = complete()
    x = x[:, inputs]
    W, b = trained(x, y)
    exact_W, exact_b, exact_r_squared = formula(x, y)
    np.testing.assert_allclose(np.vstack([W, b]), np.vstack([exact_W, exact_b]), rtol=1e-8)
    share = 1 - neuron.loss(neuron.predict(x, W, b), y) / neuron.loss(np.full_like(y, y.mean()), y)
    assert share == pytest.approx(exact_r_squared, rel=1e-10)
    assert round(share, 3) == r_squared
    assert {row: round(W[row, 0], 2) for row in weights} == weights


@thorough
@given(d=st.integers(1, 8), seed=seeds)
def test_W_grows_a_row_for_each_input(d, seed):
    x = np.random.default_rng(seed).normal(size=(5, d))
    W, b = neuron.initialize(d, np.random.default_rng(seed))
    assert W.shape == (d, 1) and b.shape == (1, 1)
    by_hand = [[sum(row[i] * W[i, 0] for i in range(d)) + b[0, 0]] for row in x]
    np.testing.assert_allclose(neuron.predict(x, W, b), by_hand, rtol=1e-12, atol=1e-15)


def test_twin_inputs_bring_the_valley_back():
    x, y = complete()
    z, _, _ = neuron.standardize(x[:, [0, 0]])
    solution, _, rank, _ = np.linalg.lstsq(np.hstack([z, np.ones((len(z), 1))]), y)
    assert rank == 2
    for first, second in [(0.0, 0.0), (900.0, 0.0), (-300.0, 600.0)]:
        W, b = neuron.train(z, y, np.array([[first], [second]]), ZERO, 0.1, 200)[-1]
        assert W.sum() == pytest.approx(solution[:2].sum())
        assert W[0, 0] - W[1, 0] == pytest.approx(first - second)  # what the start puts along the floor stays
    W, b = neuron.train(z, y, np.zeros((2, 1)), ZERO, 0.1, 200)[-1]
    np.testing.assert_allclose(np.vstack([W, b]), solution, rtol=1e-8)


def test_a_column_of_squares_bends():
    x, y = complete()
    z, _, _ = neuron.standardize(x[:, :1])
    bent = np.hstack([z, z**2])
    W, b = neuron.train(bent, y, np.zeros((2, 1)), ZERO, neuron.largest_stable_rate(bent) / 2, 400)[-1]
    np.testing.assert_allclose(np.vstack([W, b])[::-1, 0], [*np.polyfit(z[:, 0], y[:, 0], 2)[[2, 0, 1]]], rtol=1e-8)
    assert round(formula(bent, y)[2], 3) == 0.775

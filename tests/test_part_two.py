"""Tests that Part II reproduces known results on real data to all their digits, whatever the scale of the inputs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import data, neuron

thorough = settings(max_examples=50, deadline=None, derandomize=True)
seeds = st.integers(0, 2**32 - 1)
ZERO = np.zeros((1, 1))


def with_ones(x):
    """The inputs with a column of ones beside them, whose weight is the bias."""
    return np.column_stack([x, np.ones(len(x))])


def least_squares(x, y):
    """The best weights and bias in one column, by numpy.linalg.lstsq (LAPACK, singular values)."""
    return np.linalg.lstsq(with_ones(x), y, rcond=None)[0]


def curvatures(x):
    """The steepest and the flattest curvature of the loss: the extreme eigenvalues of its table of second slopes."""
    flattest, *_, steepest = np.linalg.eigvalsh(2 / len(x) * with_ones(x).T @ with_ones(x))
    return steepest, flattest


def trained_on_one_scale(x, y):
    """W and b in one column: learned for standardised inputs at the best rate until no digit moves, carried back."""
    z, mean, sd = neuron.standardize(x)
    steepest, flattest = curvatures(z)
    W, b = np.zeros((x.shape[1], 1)), ZERO
    assert steepest < 100 * flattest, "on one scale these inputs make a bowl, not a trough"
    epochs = 1 + int(40 * steepest / flattest)
    W, b = neuron.train(z, y, W, b, 2 / (steepest + flattest), epochs)[-1]
    return np.vstack(neuron.original_units(W, b, mean, sd))


def flippers():
    """The penguins' flippers (342, 1) in mm and masses (342, 1) in g, where both were measured."""
    table = data.penguins("flipper_length_mm", "body_mass_g")
    table = table[~np.isnan(table).any(axis=1)]
    return table[:, :1], table[:, 1:]


# Hubble's nebulae: E. Hubble, PNAS 15 (1929) 168, Table 1. The values are least-squares fits to that table.


def test_the_table_is_hubbles():
    names, x, y = data.hubble()
    assert (len(names), x.shape, y.shape) == (24, (24, 1), (24, 1))
    assert (x.sum(), y.sum()) == (pytest.approx(21.873, abs=1e-12), 8955)
    assert (names[0], x[0, 0], y[0, 0]) == ("S.Mag.", 0.032, 170)
    assert (names[-1], x[-1, 0], y[-1, 0]) == ("4649", 2.0, 1090)


def test_hubbles_slope_by_a_network_with_one_weight():
    _, x, y = data.hubble()
    W, b = ZERO, ZERO
    for _ in range(200):
        dW, _ = neuron.gradient(x, y, W, b)
        W, b = neuron.update(W, b, dW, np.zeros((1, 1)), 0.1)
    assert f"{W.item():.2f}" == "423.94" and b == 0
    assert W.item() == pytest.approx((x * y).sum() / (x * x).sum(), rel=1e-12)
    assert W.item() == pytest.approx(np.linalg.lstsq(x, y, rcond=None)[0].item(), rel=1e-12)


def test_hubbles_slope_and_intercept():
    _, x, y = data.hubble()
    W, b = neuron.train(x, y, ZERO, ZERO, neuron.largest_stable_rate(x) / 2, 500)[-1]
    assert (f"{W.item():.2f}", f"{b.item():.2f}") == ("454.16", "-40.78")
    np.testing.assert_allclose(np.vstack([W, b]), least_squares(x, y), rtol=1e-10)


# Penguins: Horst, Hill & Gorman, palmerpenguins (2020), CC0. Known values: numpy.linalg.lstsq on all complete rows.


def test_one_epoch_on_standardised_flippers_finds_the_line():
    x, y = flippers()
    z, mean, sd = neuron.standardize(x)
    W, b = neuron.original_units(*neuron.train(z, y, ZERO, ZERO, 0.5, 1)[-1], mean, sd)
    assert (len(x), f"{W.item():.2f}", f"{b.item():.2f}") == (342, "49.69", "-5780.83")
    np.testing.assert_allclose(np.vstack([W, b]), least_squares(x, y), rtol=1e-10)


def test_the_ratio_of_curvatures_raw_centred_and_standardised():
    x, _ = flippers()
    raw, centred, standardised = (
        np.divide(*curvatures(table)) for table in (x, x - x.mean(), neuron.standardize(x)[0])
    )
    assert f"{raw / 1e6:.1f} million" == "8.3 million"
    assert f"{centred:.0f}" == "197"
    assert standardised == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("table", ["raw", "centred"])
def test_the_epochs_follow_from_the_ratio(table):
    """At half the limit the flattest direction keeps 1 − 1/ratio of its distance in each epoch."""
    celsius = np.array([[6.0], [18], [22], [34]])
    x = celsius - (20 if table == "centred" else 0)
    y = data.line(celsius, 1.8, 32)
    steepest, flattest = curvatures(x)
    epochs = int(np.ceil(np.log(0.01) / np.log(1 - flattest / steepest)))
    goal = least_squares(x, y)
    distances = [
        np.linalg.norm(np.vstack(now) - goal) for now in neuron.train(x, y, ZERO, ZERO, 1 / steepest, epochs + 1)
    ]
    assert distances[epochs] / distances[1] < 0.0102 and distances[epochs - 30] / distances[1] > 0.0098


# Inputs on any scale


@thorough
@given(n=st.integers(9, 200), seed=seeds)
def test_badly_scaled_inputs_side_by_side(n, seed):
    """10³ ± 1 beside numbers of the size 10⁻³: standardised, gradient descent ends where least squares ends."""
    rng = np.random.default_rng(seed)
    x = np.column_stack([1000 + rng.uniform(-1, 1, n), 1e-3 * rng.normal(size=n)])
    y = x @ [[2.5], [-3000]] + 7 + rng.normal(size=(n, 1))
    assert np.divide(*curvatures(x)) > 1e11
    np.testing.assert_allclose(trained_on_one_scale(x, y), least_squares(x, y), rtol=1e-8)


scales = st.floats(1e-6, 1e6)


@thorough
@given(n=st.integers(2, 50), d=st.integers(1, 5), scale=scales, shift=st.floats(-100, 100), seed=seeds)
def test_standardised_columns_have_mean_0_and_standard_deviation_1(n, d, scale, shift, seed):
    x = scale * (shift + np.random.default_rng(seed).normal(size=(n, d)))
    kept = x.copy()
    z, mean, sd = neuron.standardize(x)
    assert (z.shape, mean.shape, sd.shape) == ((n, d), (1, d), (1, d))
    np.testing.assert_allclose(sum(z), 0, atol=1e-10 * n)
    np.testing.assert_allclose(sum(z**2) / n, 1, rtol=1e-10)  # divided by n, as the loss is
    np.testing.assert_allclose(z * sd + mean, x, rtol=1e-12, atol=1e-12 * scale)
    np.testing.assert_array_equal(x, kept)


@thorough
@given(n=st.integers(3, 50), d=st.integers(1, 5), scale=scales, shift=st.floats(-100, 100), seed=seeds)
def test_standardising_again_or_changing_the_unit_changes_nothing(n, d, scale, shift, seed):
    x = np.random.default_rng(seed).normal(size=(n, d))
    z = neuron.standardize(x)[0]
    np.testing.assert_allclose(neuron.standardize(z)[0], z, atol=1e-12)
    np.testing.assert_allclose(neuron.standardize(scale * (x + shift))[0], z, atol=1e-9)


@thorough
@given(n=st.integers(2, 50), d=st.integers(1, 5), k=st.integers(1, 3), shift=st.floats(-100, 100), seed=seeds)
def test_in_original_units_the_network_answers_the_same(n, d, k, shift, seed):
    rng = np.random.default_rng(seed)
    x = 10.0 ** rng.integers(-3, 4, d) * (shift + rng.normal(size=(n, d)))
    W, b = rng.normal(size=(d, k)), rng.normal(size=(1, k))
    z, mean, sd = neuron.standardize(x)
    answers = neuron.predict(x, *neuron.original_units(W, b, mean, sd))
    np.testing.assert_allclose(answers, neuron.predict(z, W, b), rtol=1e-8, atol=1e-8)


def test_back_to_celsius_by_hand():
    W, b = neuron.original_units(np.array([[18.0]]), np.array([[68.0]]), np.array([[20.0]]), np.array([[10.0]]))
    assert (W.item(), b.item()) == (pytest.approx(1.8), pytest.approx(32))


# Bad input: one clear sentence each


@pytest.mark.parametrize(
    "x, error, said",
    [
        ([[1.0, 7], [2, 7]], ValueError, "x must vary in every column, but column 1 is 7.0 in every row"),
        ([[5.0]], ValueError, "x must vary in every column, but column 0 is 5.0"),
        ([[0.1], [0.1], [0.1]], ValueError, "column 0 is 0.1 in every row"),  # whose mean is not quite 0.1
        ([[1.0], [np.nan], [2]], ValueError, "x must hold finite numbers, but row 1"),
        ([[1.0], [2], [np.inf]], ValueError, "x must hold finite numbers, but row 2"),
        ([1.0, 2], ValueError, r"x must be a table \(n, d\), but its shape is \(2,\)"),
        ([["a"], ["b"]], TypeError, r"x must be a table \(n, d\): a NumPy array of numbers"),
        (np.zeros((0, 1)), ValueError, r"x must be a table \(n, d\), but its shape is \(0, 1\)"),
    ],
)
def test_what_cannot_be_standardised_is_refused(x, error, said):
    with pytest.raises(error, match=said):
        neuron.standardize(np.array(x))
    with pytest.raises(TypeError, match="not a list"):
        neuron.standardize(np.array(x).tolist())


def test_penguins_that_were_not_measured_are_refused_by_row():
    table = data.penguins("flipper_length_mm", "body_mass_g")
    assert np.flatnonzero(np.isnan(table).any(axis=1)).tolist() == [3, 271]
    for refuse in (neuron.standardize, neuron.largest_stable_rate):
        with pytest.raises(ValueError, match="x must hold finite numbers, but row 3"):
            refuse(table[:, :1])
    with pytest.raises(ValueError, match="x must hold finite numbers, but row 3"):
        neuron.train(table[:, :1], table[:, 1:], ZERO, ZERO, 0.1, 1)


def test_original_units_refuses_what_does_not_fit():
    W, mean, sd = np.ones((2, 1)), np.zeros((1, 2)), np.ones((1, 2))
    with pytest.raises(ValueError, match=r"sd must be a table \(1, d\) with d = 2, but its shape is \(2, 1\)"):
        neuron.original_units(W, ZERO, mean, sd.T)
    with pytest.raises(ValueError, match=r"mean must be a table \(1, d\) with d = 2, but its shape is \(1, 1\)"):
        neuron.original_units(W, ZERO, ZERO, sd)
    with pytest.raises(ValueError, match="sd must not be 0"):
        neuron.original_units(W, ZERO, mean, np.array([[1.0, 0]]))

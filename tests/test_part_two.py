"""Tests that Part II reproduces known results on real data to all their digits."""

import numpy as np
import pytest

from helpers import data, neuron

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


def flippers():
    """The penguins' flippers (342, 1) in mm and masses (342, 1) in g, where both were measured."""
    table = data.penguins("flipper_length_mm", "body_mass_g")
    table = table[~np.isnan(table).any(axis=1)]
    return table[:, :1], table[:, 1:]


# Hubble's nebulae: E. Hubble, PNAS 15 (1929) 168, Table 1. The values are least-squares fits to that table.


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


def test_all_pulls_together_say_how_sure_hubbles_slope_is():
    """The root of the sum of the squared moves, one nebula left out each time, beside the formula of statistics."""
    _, x, y = data.hubble()
    W = (x * y).sum() / (x * x).sum()
    without = np.array([np.sum(np.delete(x * y, row)) / np.sum(np.delete(x * x, row)) for row in range(24)])
    assert f"{np.sqrt(np.sum((without - W) ** 2)):.1f}" == "44.8"
    standard_error = np.sqrt(np.sum((y - W * x) ** 2) / 23 / np.sum(x * x))
    assert f"{standard_error:.1f}" == "42.2"


@pytest.mark.parametrize(
    "slope, age", [(423.94, "2.3"), (70, "14.0")], ids=["Hubble 1929: younger than the Earth, 4.54", "today"]
)
def test_one_over_the_slope_is_an_age(slope, age):
    """1 Mpc / (slope km/s) in thousands of millions of years: a parsec is 1 au / tan 1″, an au 149 597 870.7 km."""
    km_in_a_mpc = 1e6 * 149_597_870.7 / np.tan(np.pi / 180 / 3600)
    assert f"{km_in_a_mpc / slope / (365.25 * 24 * 3600) / 1e9:.1f}" == age


def test_hubbles_intercept_is_within_its_own_uncertainty():
    _, x, y = data.hubble()
    A = with_ones(x)
    residuals = y - A @ least_squares(x, y)
    errors = np.sqrt(np.diag(np.linalg.inv(A.T @ A)) * np.sum(residuals**2) / (24 - 2))
    assert [f"{error:.0f}" for error in errors] == ["75", "83"]  # of the slope, 454, and of the intercept, -41


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



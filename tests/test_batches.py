"""Tests the numbers of notebooks 11 and 12 on real data, against NumPy's own least squares."""

import numpy as np
import pytest

from helpers import data, neuron

ZERO = np.zeros((1, 1))


# The nebulae of notebook 12, a few at a time


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


# Why the rows are shuffled: the penguins stand sorted by species, Adelie, Gentoo, Chinstrap


def ends_above(z, y, learning_rate, batch_size, shuffled):
    """How far the loss of the penguins is above the lowest at the ends of epochs 21 to 60, on average."""
    best, *_ = np.linalg.lstsq(np.hstack([z, np.ones_like(z)]), y)
    lowest = neuron.loss(neuron.predict(z, best[:1], best[1:]), y)
    if shuffled:
        history = neuron.train_in_batches(z, y, ZERO, ZERO, learning_rate, 60, batch_size, np.random.default_rng(0))
        ends = history[:: -(-len(z) // batch_size)]
    else:
        W, b = ZERO, ZERO
        ends = [(W, b)]
        for _ in range(60):
            for start in range(0, len(z), batch_size):
                rows = slice(start, start + batch_size)
                W, b = neuron.update(W, b, *neuron.gradient(z[rows], y[rows], W, b), learning_rate)
            ends.append((W, b))
    return np.mean([neuron.loss(neuron.predict(z, *end), y) - lowest for end in ends[21:]])


@pytest.mark.parametrize(
    "learning_rate, batch_size, in_order, shuffled",
    [(0.1, 10, 52832, 8587), (0.02, 10, 3787, 325), (0.02, 1, 68740, 4549)],
)
def test_sorted_rows_teach_worse_than_shuffled_ones(learning_rate, batch_size, in_order, shuffled):
    x, y = complete()
    z, _, _ = neuron.standardize(x[:, :1])
    assert round(ends_above(z, y, learning_rate, batch_size, shuffled=False)) == in_order
    assert round(ends_above(z, y, learning_rate, batch_size, shuffled=True)) == shuffled


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


def kinds():
    """A column for each species, Adelie, Gentoo and Chinstrap, that holds 1 where the measured penguin is one."""
    birds = [bird["species"] for bird in data.rows("penguins.csv") if bird["body_mass_g"] != "NA"]
    return np.array([[float(bird == kind) for kind in dict.fromkeys(birds)] for bird in birds])


def weights_and_errors(x, y):
    """The weights of the best fit to the columns of x, and the standard error of each."""
    weights = np.linalg.lstsq(x, y, rcond=None)[0]
    noise = np.sum((y - x @ weights) ** 2) / (len(x) - x.shape[1])
    return weights[:, 0], np.sqrt(noise * np.diag(np.linalg.inv(x.T @ x)))


def test_what_a_deeper_bill_weighs_with_more_and_more_held_fixed():
    x, y = complete()
    flipper, depth, one = x[:, :1], x[:, 2:], np.ones((len(x), 1))
    found = [
        [np.round(of[0], 1) for of in weights_and_errors(np.hstack(columns), y)]
        for columns in ([depth, one], [depth, flipper, one], [depth, flipper, kinds()], [depth, kinds()])
    ]
    assert found == [[-191.6, 19.4], [22.6, 13.3], [182.4, 18.4], [256.6, 17.6]]


def test_in_each_species_alone_a_deeper_bill_weighs_more():
    x, y = complete()
    slopes = [np.polyfit(x[kind == 1, 2], y[kind == 1, 0], 1)[0] for kind in kinds().T]
    assert np.round(slopes).tolist() == [217, 369, 205]
    assert kinds().sum(axis=0).tolist() == [151, 123, 68]


def test_on_test_rows_more_inputs_do_not_help_and_a_square_does():
    x, y = complete()
    shuffled = np.random.default_rng(0).permutation(len(x))
    test, train = shuffled[:70], shuffled[70:]
    shares = []
    for inputs in (x[:, :1], x, np.hstack([x[:, :1], x[:, :1] ** 2])):
        z, mean, sd = neuron.standardize(inputs[train])
        W, b, _ = formula(z, y[train])
        y_hat = neuron.predict((inputs[test] - mean) / sd, W, b)
        shares.append(1 - neuron.loss(y_hat, y[test]) / np.var(y[test]))
    assert [f"{share:.3f}" for share in shares] == ["0.769", "0.764", "0.783"]


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

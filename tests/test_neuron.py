"""Tests the seven steps, on one row and on many, against mathematics worked out another way, and on wrong input."""

import inspect
import itertools
import math
import tracemalloc
import warnings

import numpy as np
import pytest
import sympy
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from helpers import neuron

thorough = settings(max_examples=50, deadline=None, derandomize=True)
seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 6)
moderate = st.floats(-10, 10)

# The running example: y = 2x + 1, of which the network is shown x = 2 and nothing else.
X, Y = np.array([[2.0]]), np.array([[5.0]])
ZERO = np.zeros((1, 1))
X_TEST = np.array([[-100.0], [-10], [0], [1], [3], [7], [42], [1000]])
Y_TEST = 2 * X_TEST + 1


def problem(n, d, k=1, seed=0):
    """A random x (n, d), y (n, k), W (d, k) and b (1, k), each protected against being written to."""
    rng = np.random.default_rng(seed)
    tables = [rng.normal(size=shape) for shape in [(n, d), (n, k), (d, k), (1, k)]]
    for table in tables:
        table.setflags(write=False)
    return tables


def plain_loss(x, y, W, b):
    """The loss by Python's own arithmetic, over lists: the sum over columns of the mean squared error."""
    total = 0
    for inputs, answers in zip(x, y, strict=True):
        for column, answer in enumerate(answers):
            y_hat = b[0][column] + sum(value * weights[column] for value, weights in zip(inputs, W, strict=True))
            total += (y_hat - answer) * (y_hat - answer)
    return total / len(x)


def complex_step_gradient(x, y, W, b, h=1e-30):
    """The gradient as Im L(w + ih) / h: no subtraction, so exact to rounding, and no formula for a derivative."""
    x, y, W, b = (table.tolist() for table in (x, y, W, b))

    def slopes(parameters):
        result = np.zeros((len(parameters), len(parameters[0])))
        for row, column in np.ndindex(result.shape):
            kept = parameters[row][column]
            parameters[row][column] = kept + 1j * h
            result[row, column] = plain_loss(x, y, W, b).imag / h
            parameters[row][column] = kept
        return result

    return slopes(W), slopes(b)


def curvatures(x):
    """The Hessian's eigenvalues, smallest first, by definition: H_ij is twice the mean of a_i a_j, a = (x, 1)."""
    rows = [[*row, 1.0] for row in x.tolist()]
    size = range(len(rows[0]))
    return np.linalg.eigvalsh([[2 * sum(a[i] * a[j] for a in rows) / len(rows) for j in size] for i in size])


def joined(W, b):
    """W and b as one column of parameters."""
    return np.vstack([W, b])


def train_quietly(*args):
    """The history of training, with every warning an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return neuron.train(*args)


def losses(history, x, y):
    """The loss at each entry of the history."""
    return np.array([plain_loss(x.tolist(), y.tolist(), W.tolist(), b.tolist()) for W, b in history])


# The names and the order of arguments that notebooks and other people's code rely on


@pytest.mark.parametrize(
    "name, arguments",
    {
        "initialize": "n_inputs, rng",
        "predict": "x, W, b",
        "cost": "y_hat, y",
        "loss": "y_hat, y",
        "gradient": "x, y, W, b",
        "numerical_gradient": "x, y, W, b, h=1e-06",
        "update": "W, b, dW, db, learning_rate",
        "largest_stable_rate": "x",
        "train": "x, y, W, b, learning_rate, epochs",
        "percent_error": "y_hat, y",
        "standardize": "x",
        "original_units": "W, b, mean, sd",
        "train_in_batches": "x, y, W, b, learning_rate, epochs, batch_size, rng",
    }.items(),
)
def test_signatures_are_as_published(name, arguments):
    assert str(inspect.signature(getattr(neuron, name))) == f"({arguments})"


# Step 2: parameters and prediction


@pytest.mark.parametrize("d", [1, 2, 7])
def test_untrained_parameters_have_a_row_for_each_input(d):
    W, b = neuron.initialize(d, np.random.default_rng(0))
    assert W.shape == (d, 1) and b.shape == (1, 1)
    assert W.dtype == b.dtype == float


def test_untrained_weights_are_small_random_and_centred_and_the_bias_is_zero():
    W, b = neuron.initialize(100_000, np.random.default_rng(0))
    assert np.std(W) == pytest.approx(0.001, rel=0.02)
    assert abs(np.mean(W)) < 2e-5
    assert 0.003 < np.abs(W).max() < 0.006  # a bell's tails: weights drawn evenly would stop at 0.0017
    assert len(np.unique(W)) == len(W)
    assert b == 0


def test_same_seed_same_parameters_and_another_seed_others():
    def drawn(seed):
        return neuron.initialize(3, np.random.default_rng(seed))[0]

    assert np.array_equal(drawn(1), drawn(1))
    assert not np.any(drawn(1) == drawn(2))


def test_randomness_comes_from_the_generator_alone():
    rng = np.random.default_rng(0)
    before = np.random.get_state()[1].copy()
    assert not np.any(neuron.initialize(3, rng)[0] == neuron.initialize(3, rng)[0])
    assert np.array_equal(np.random.get_state()[1], before)


def test_prediction_by_hand():
    x, W, b = np.array([[1, 2], [3, 4], [-5, 6]]), np.array([[10], [-1]]), np.array([[0.5]])
    assert np.array_equal(neuron.predict(x, W, b), [[8.5], [26.5], [-55.5]])


@thorough
@given(n=sizes, d=sizes, k=sizes, seed=seeds)
def test_each_column_of_W_answers_by_itself(n, d, k, seed):
    x, _, W, b = problem(n, d, k, seed)
    y_hat = neuron.predict(x, W, b)
    assert y_hat.shape == (n, k)
    columns = [neuron.predict(x, W[:, [j]], b[:, [j]]) for j in range(k)]
    assert np.allclose(y_hat, np.hstack(columns), rtol=1e-13, atol=1e-13)


# Step 3: cost and loss


def test_cost_and_loss_by_hand():
    y_hat, y = np.array([[1.0], [5.0], [-2.0]]), np.array([[3.0], [5.0], [-3.0]])
    assert np.array_equal(neuron.cost(y_hat, y), [[4], [0], [1]])
    assert neuron.loss(y_hat, y) == pytest.approx(5 / 3, rel=1e-15)
    assert type(neuron.loss(y_hat, y)) is float


@thorough
@given(n=sizes, d=sizes, seed=seeds)
def test_loss_is_the_mean_of_the_costs(n, d, seed):
    x, y, W, b = problem(n, d, seed=seed)
    y_hat = neuron.predict(x, W, b)
    assert neuron.cost(y_hat, y).shape == (n, 1)
    assert neuron.loss(y_hat, y) == pytest.approx(sum(neuron.cost(y_hat, y)[:, 0]) / n)
    assert neuron.loss(y_hat, y) == pytest.approx(plain_loss(*(table.tolist() for table in (x, y, W, b))))


def test_for_one_sample_the_loss_is_its_cost():
    assert neuron.loss(np.array([[2.0]]), np.array([[5.0]])) == neuron.cost(np.array([[2.0]]), np.array([[5.0]])) == 9


# Step 4: the gradient


def test_gradient_of_the_running_example():
    dW, db = neuron.gradient(X, Y, ZERO, ZERO)
    assert (dW, db) == (-20, -10)
    assert neuron.numerical_gradient(X, Y, ZERO, ZERO) == (pytest.approx(-20, abs=1e-6), pytest.approx(-10, abs=1e-6))


@thorough
@given(n=sizes, d=sizes, k=sizes, seed=seeds)
def test_gradient_equals_complex_step_differentiation(n, d, k, seed):
    tables = problem(n, d, k, seed)
    dW, db = neuron.gradient(*tables)
    expected_dW, expected_db = complex_step_gradient(*tables)
    assert dW.shape == (d, k) and db.shape == (1, k)
    np.testing.assert_allclose(dW, expected_dW, rtol=1e-11, atol=1e-11)
    np.testing.assert_allclose(db, expected_db, rtol=1e-11, atol=1e-11)


@thorough
@given(n=sizes, d=sizes, seed=seeds, h=st.sampled_from([1e-6, 1e-3, 0.5]))
def test_gradient_equals_central_differences(n, d, seed, h):
    """The loss is a parabola in each parameter, so a central difference is exact however large its nudge."""
    tables = problem(n, d, seed=seed)
    for by_formula, by_nudging in zip(neuron.gradient(*tables), neuron.numerical_gradient(*tables, h), strict=True):
        assert by_nudging.shape == by_formula.shape
        np.testing.assert_allclose(by_nudging, by_formula, rtol=1e-6, atol=3e-8 if h == 1e-6 else 1e-10)
    assert np.array_equal(neuron.numerical_gradient(*tables)[0], neuron.numerical_gradient(*tables, 1e-6)[0])


@pytest.mark.parametrize("n, d, k", [(1, 1, 1), (3, 2, 1), (2, 2, 3)])
def test_gradient_equals_the_derivative_found_by_algebra(n, d, k):
    x, y, W, b = (sympy.Matrix(*shape, sympy.symbols(f"{name}:{math.prod(shape)}"))
                  for name, shape in [("x", (n, d)), ("y", (n, k)), ("W", (d, k)), ("b", (1, k))])  # fmt: skip
    error = x * W + sympy.ones(n, 1) * b - y
    L = sum(e**2 for e in error) / sympy.Integer(n)
    numbers = problem(n, d, k, seed=5)
    at = {
        s: v
        for table, values in zip((x, y, W, b), numbers, strict=True)
        for s, v in zip(table, values.flat, strict=True)
    }
    for parameters, slopes in zip((W, b), neuron.gradient(*numbers), strict=True):
        expected = [float(sympy.diff(L, parameter).subs(at)) for parameter in parameters]
        assert slopes.ravel() == pytest.approx(expected, rel=1e-12)


# Step 5: the update


def test_first_step_by_hand():
    W, b = neuron.update(ZERO, ZERO, np.array([[-20.0]]), np.array([[-10.0]]), 0.06)
    assert (W, b) == (pytest.approx(1.2), pytest.approx(0.6))


@thorough
@given(d=sizes, k=sizes, seed=seeds, learning_rate=st.floats(0, 10))
def test_update_subtracts_the_gradient_times_the_rate(d, k, seed, learning_rate):
    _, _, W, b = problem(1, d, k, seed)
    _, _, dW, db = problem(1, d, k, seed + 1)
    new_W, new_b = neuron.update(W, b, dW, db, learning_rate)
    for new, old, slope in [(new_W, W, dW), (new_b, b, db)]:
        assert new.shape == old.shape
        expected = [w - learning_rate * s for w, s in zip(old.ravel().tolist(), slope.ravel().tolist(), strict=True)]
        assert new.ravel() == pytest.approx(expected, rel=1e-13, abs=1e-13)


# Step 6: epochs


def test_headline_every_epoch_is_a_scaled_copy_of_the_truth():
    history = train_quietly(X, Y, ZERO, ZERO, 0.06, 5)
    scales = [0, 0.6, 0.84, 0.936, 0.9744, 0.98976]
    assert len(history) == len(scales)
    for (W, b), scale in zip(history, scales, strict=True):
        assert neuron.predict(X_TEST, W, b) == pytest.approx(scale * Y_TEST, rel=1e-12)
        assert (W, b) == (pytest.approx(2 * scale), pytest.approx(scale))


@pytest.mark.parametrize("rate, factor", [(0.05, 0.5), (0.06, 0.4), (0.1, 0), (0.2, -1), (0.3, -2)])
def test_five_rates_halve_shrink_land_flip_and_double(rate, factor):
    history = train_quietly(X, Y, ZERO, ZERO, rate, 20)
    errors = [float((neuron.predict(X, W, b) - Y)[0, 0]) for W, b in history]
    assert errors == pytest.approx([-5 * factor**epoch for epoch in range(21)], rel=1e-9, abs=1e-12)


def test_at_a_tenth_one_step_lands_on_the_truth():
    W, b = train_quietly(X, Y, ZERO, ZERO, 0.1, 1)[-1]
    assert (W, b) == (pytest.approx(2, rel=1e-15), pytest.approx(1, rel=1e-15))


def test_at_a_twentieth_seven_epochs_reach_one_percent():
    errors = [neuron.percent_error(neuron.predict(X, W, b), Y) for W, b in train_quietly(X, Y, ZERO, ZERO, 0.05, 7)]
    assert [bool(error < 1) for error in errors] == [False] * 7 + [True]


@thorough
@given(x=moderate, y=moderate, W=moderate, b=moderate, turn=st.floats(0, 1.2), epochs=st.integers(0, 12))
def test_one_sample_follows_the_closed_form(x, y, W, b, turn, epochs):
    """The parameters after k epochs equal those derived on paper.

    With the error e = xW + b − y, the gradient is (2ex, 2e). One step changes (W, b) by −2ηe (x, 1), so the error
    changes by −2ηe (x² + 1): it shrinks by r = 1 − 2η(x² + 1). All steps lie along (x, 1), and they are proportional
    to e, e r, e r², …: together −2ηe (1 + r + … + rᵏ⁻¹) (x, 1), which is −e (1 − rᵏ) / (x² + 1) (x, 1).
    """
    learning_rate = turn / (x**2 + 1)  # 0 stands still, 1 / 2 lands, 1 flips, more blows up
    r = 1 - 2 * turn
    e = x * W + b - y
    history = train_quietly(*(np.array([[value]]) for value in (x, y, W, b)), learning_rate, epochs)
    assert len(history) == epochs + 1
    for k, (W_k, b_k) in enumerate(history):
        moved = -e * (1 - r**k) / (x**2 + 1)
        assert W_k.shape == b_k.shape == (1, 1)
        assert W_k == pytest.approx(W + moved * x, rel=1e-9, abs=1e-9)
        assert b_k == pytest.approx(b + moved, rel=1e-9, abs=1e-9)


@thorough
@given(n=sizes, d=sizes, k=sizes, seed=seeds, turn=st.floats(0.05, 0.95), epochs=st.integers(1, 30))
def test_many_samples_follow_the_matrix_power(n, d, k, seed, turn, epochs):
    """The trajectory of θ = (W; b) is θₖ = Mᵏ θ₀: one step is θ − η (2/n) Aᵀ(Aθ − y), A = (x, 1), linear in (θ; y)."""
    x, y, W, b = problem(n, d, k, seed)
    learning_rate = turn * 2 / curvatures(x)[-1]
    A = np.column_stack([x, np.ones(n)])
    downhill = 2 * learning_rate / n * A.T
    M = np.block([[np.eye(d + 1) - downhill @ A, downhill], [np.zeros((n, d + 1)), np.eye(n)]])
    history = train_quietly(x, y, W, b, learning_rate, epochs)
    assert len(history) == epochs + 1
    for epoch in {0, 1, epochs // 2, epochs}:
        expected = (np.linalg.matrix_power(M, epoch) @ np.vstack([W, b, y]))[: d + 1]
        np.testing.assert_allclose(joined(*history[epoch]), expected, rtol=1e-10, atol=1e-10)


@thorough
@example(d=8, share=1.0, seed=0)
@example(d=8, share=0.0, seed=0)
@example(d=1, share=0.0, seed=0)
@given(d=st.integers(1, 8), share=st.floats(0, 1), seed=seeds)
def test_training_ends_where_least_squares_ends(d, share, seed):
    """The best rate is 2 / (λ_max + λ_min); the distance then shrinks by (κ − 1) / (κ + 1), κ = λ_max / λ_min."""
    n = round(3 * d + share * (200 - 3 * d))
    x, y, W, b = problem(n, d, seed=seed)
    low, *_, high = curvatures(x)
    assume(high / low < 200)
    best = np.linalg.lstsq(np.column_stack([x, np.ones(n)]), y, rcond=None)[0]
    epochs = math.ceil(math.log(1e-12) / math.log((high - low) / (high + low)))
    found = joined(*train_quietly(x, y, W, b, 2 / (high + low), epochs)[-1])
    assert np.linalg.norm(found - best) <= 1e-8 * np.linalg.norm(best)


def test_a_history_takes_about_400_bytes_an_epoch():
    tables, epochs = [np.array([[number]]) for number in (2.0, 5.0, 0.0, 0.0)], 2000
    tracemalloc.start()
    try:
        history = neuron.train(*tables, 0.06, epochs)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(history) == epochs + 1 and 300 < held / epochs < 430  # 06 says 0.4 kB: the allocator rounds it up


def test_history_holds_the_start_and_one_entry_for_each_epoch():
    x, y, W, b = problem(4, 2)
    history = neuron.train(x, y, W, b, 0.1, 3)
    assert type(history) is list and len(history) == 4
    assert np.array_equal(history[0][0], W) and np.array_equal(history[0][1], b)
    for before, after in itertools.pairwise(history):
        expected = neuron.update(*before, *neuron.gradient(x, y, *before), 0.1)
        assert type(after) is tuple
        assert np.array_equal(after[0], expected[0]) and np.array_equal(after[1], expected[1])
    assert len(neuron.train(x, y, W, b, 0.1, 0)) == 1


def test_a_longer_run_begins_as_the_shorter_one():
    tables = problem(5, 3)
    short, long = neuron.train(*tables, 0.1, 4), neuron.train(*tables, 0.1, 9)
    assert all(np.array_equal(joined(*a), joined(*b)) for a, b in zip(short, long, strict=False))


def test_integer_tables_train_as_well():
    whole = [table.astype(int) for table in (X, Y, ZERO, ZERO)]
    assert joined(*neuron.train(*whole, 0.06, 5)[-1]) == pytest.approx(0.98976 * np.array([[2], [1]]))


# How large a learning rate may be


def test_largest_stable_rate_of_the_running_example():
    assert neuron.largest_stable_rate(X) == pytest.approx(0.2, rel=1e-14)
    assert neuron.largest_stable_rate(np.array([[5]])) == pytest.approx(1 / 26, rel=1e-14)
    assert type(neuron.largest_stable_rate(X)) is float


@thorough
@given(n=st.integers(1, 30), d=sizes, seed=seeds)
def test_largest_stable_rate_is_two_over_the_steepest_curvature(n, d, seed):
    x = problem(n, d, seed=seed)[0]
    assert neuron.largest_stable_rate(x) == pytest.approx(2 / curvatures(x)[-1], rel=1e-10)


def test_the_curvatures_themselves_agree_with_algebra():
    W, b = sympy.symbols("W b")
    L = sum((x * W + b - y) ** 2 for x, y in [(1, 4), (2, 0), (6, 5)]) / sympy.Integer(3)
    expected = sorted(float(value) for value in sympy.hessian(L, (W, b)).eigenvals())
    assert curvatures(np.array([[1], [2], [6]])) == pytest.approx(expected, rel=1e-12)


@thorough
@given(n=sizes, d=sizes, seed=seeds, turn=st.floats(0.05, 0.95))
def test_below_the_limit_the_loss_falls(n, d, seed, turn):
    x, y, W, b = problem(n, d, seed=seed)
    L = losses(train_quietly(x, y, W, b, turn * neuron.largest_stable_rate(x), 8), x, y)
    assert np.all(np.diff(L) <= 1e-12)
    assert L[1] < L[0]


@thorough
@given(n=sizes, d=sizes, seed=seeds, turn=st.floats(1.05, 2))
def test_above_the_limit_the_loss_grows(n, d, seed, turn):
    """From one step to the steepest side of the best fit: there the error grows by 2·turn − 1 an epoch, by hand."""
    x = problem(n, d, seed=seed)[0]
    A = np.column_stack([x, np.ones(n)])
    steepest = np.linalg.svd(A)[2][:1].T
    W, b = steepest[:-1], steepest[-1:]
    L = losses(train_quietly(x, np.zeros((n, 1)), W, b, turn * neuron.largest_stable_rate(x), 8), x, np.zeros((n, 1)))
    assert np.all(np.diff(L) > 0)
    assert L[1:] / L[:-1] == pytest.approx((2 * turn - 1) ** 2, rel=1e-5)


@pytest.mark.parametrize("tables", [(X, Y, ZERO, ZERO), problem(20, 3), problem(4, 2, 3)], ids=["one", "many", "k"])
def test_divergence_is_a_lesson_and_no_error(tables):
    history = train_quietly(*tables, 10, 5000)
    assert len(history) == 5001
    assert not np.isfinite(joined(*history[-1])).all()


@pytest.mark.parametrize("size", [1e-200, 1e160, 1e300])
def test_numbers_that_outgrow_the_computer_are_a_lesson_everywhere(size):
    """No warning and no error from any function, however large or small the numbers, but from `standardize`."""
    for name, good in calls().items():
        huge = {key: size * value if isinstance(value, np.ndarray) else value for key, value in good.items()}
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            if name == "standardize":
                with pytest.raises(ValueError, match=r"^x must vary .* too (little|far) to compute with$"):
                    neuron.standardize(**huge)
            else:
                getattr(neuron, name)(**huge)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert math.isinf(neuron.loss(np.full((3, 1), 1.3e154), np.zeros((3, 1))))  # each cost fits, their sum does not
        steep = neuron.numerical_gradient(np.array([[1e154]]), ZERO, np.ones((1, 1)), ZERO, np.float64(1e-6))
        assert np.isinf(steep[0])  # the losses fit, the slope does not
        assert np.isinf(neuron.update(X, ZERO, np.array([[1e308]]), ZERO, 100)[0])
        assert np.isinf(neuron.percent_error(np.array([[1e307]]), Y))
        assert np.isinf(neuron.original_units(X, ZERO, ZERO, np.array([[1e-308]]))[0])


def test_the_history_keeps_its_own_start():
    for name in ("train", "train_in_batches"):
        good = calls()[name]
        good |= {"W": np.array(good["W"]), "b": np.array(good["b"])}
        history = getattr(neuron, name)(**good)
        start = joined(*history[0]).copy()
        good["W"] += 100
        good["b"] += 100
        assert np.array_equal(joined(*history[0]), start)


# Step 7: the test


def test_percent_error_by_hand():
    y_hat = np.array([[90.0], [110.0], [-90.0], [-110.0], [5.0], [0.0]])
    y = np.array([[100.0], [100.0], [-100.0], [-100.0], [-5.0], [8.0]])
    assert neuron.percent_error(y_hat, y) == pytest.approx(np.array([[10], [10], [10], [10], [200], [100]]))


def test_headline_one_number_five_times_then_any_number_to_one_percent():
    errors = []
    for seed in range(200):
        W, b = train_quietly(X, Y, *neuron.initialize(1, np.random.default_rng(seed)), 0.06, 5)[-1]
        errors.append(neuron.percent_error(neuron.predict(X_TEST, W, b), Y_TEST))
    inside = [np.all((error > 0.85) & (error < 1.15)) for error in errors]
    assert np.mean(inside) >= 0.99
    assert np.mean(errors) == pytest.approx(1.024, abs=0.01)


def test_trained_on_five_instead_the_network_is_right_there_and_wrong_at_zero():
    x, y = np.array([[5.0]]), np.array([[11.0]])
    W, b = train_quietly(x, y, ZERO, ZERO, 0.3 / 26, 5)[-1]
    assert neuron.percent_error(neuron.predict(x, W, b), y) == pytest.approx(1.024)
    assert neuron.percent_error(neuron.predict(ZERO, W, b), np.ones((1, 1))) == pytest.approx(58.13, abs=0.01)


# One scale

scales = st.floats(1e-6, 1e6)


@thorough
@given(n=st.integers(2, 50), d=st.integers(1, 5), scale=scales, shift=st.floats(-100, 100), seed=seeds)
def test_standardised_columns_have_mean_0_and_standard_deviation_1(n, d, scale, shift, seed):
    x = scale * (shift + problem(n, d, seed=seed)[0])
    z, mean, sd = neuron.standardize(x)
    assert (z.shape, mean.shape, sd.shape) == ((n, d), (1, d), (1, d))
    np.testing.assert_allclose(sum(z), 0, atol=1e-10 * n)
    np.testing.assert_allclose(sum(z**2) / n, 1, rtol=1e-10)  # divided by n, as the loss is
    np.testing.assert_allclose(z * sd + mean, x, rtol=1e-12, atol=1e-12 * scale)
    np.testing.assert_allclose(mean[0], [math.fsum(column) / n for column in x.T], rtol=1e-12, atol=1e-12 * scale)
    assert np.all(sd > 0)


def test_standardised_by_hand():
    z, mean, sd = neuron.standardize(np.array([[1, 10], [3, 10], [5, 40]]))
    assert np.array_equal(mean, [[3, 20]])
    np.testing.assert_allclose(sd, [[math.sqrt(8 / 3), math.sqrt(200)]], rtol=1e-15)
    np.testing.assert_allclose(z, [[-2 / sd[0, 0], -10 / sd[0, 1]], [0, -10 / sd[0, 1]], [2 / sd[0, 0], 20 / sd[0, 1]]])


@thorough
@given(n=st.integers(3, 50), d=st.integers(1, 5), scale=scales, shift=st.floats(-100, 100), seed=seeds)
def test_standardising_again_or_changing_the_unit_changes_nothing(n, d, scale, shift, seed):
    x = problem(n, d, seed=seed)[0]
    z = neuron.standardize(x)[0]
    np.testing.assert_allclose(neuron.standardize(z)[0], z, atol=1e-12)
    np.testing.assert_allclose(neuron.standardize(scale * (x + shift))[0], z, atol=1e-9)


@thorough
@given(n=st.integers(2, 50), d=st.integers(1, 5), k=st.integers(1, 3), shift=st.floats(-100, 100), seed=seeds)
def test_in_original_units_the_network_answers_the_same(n, d, k, shift, seed):
    x, _, W, b = problem(n, d, k, seed)
    x = 10.0 ** np.random.default_rng(seed).integers(-3, 4, d) * (shift + x)
    z, mean, sd = neuron.standardize(x)
    W_per_unit, b_at_0 = neuron.original_units(W, b, mean, sd)
    assert W_per_unit.shape == (d, k) and b_at_0.shape == (1, k)
    np.testing.assert_allclose(neuron.predict(x, W_per_unit, b_at_0), neuron.predict(z, W, b), rtol=1e-8, atol=1e-8)


def test_back_to_celsius_by_hand():
    W, b = neuron.original_units(np.array([[18.0]]), np.array([[68.0]]), np.array([[20.0]]), np.array([[10.0]]))
    assert (W.item(), b.item()) == (pytest.approx(1.8), pytest.approx(32))


@thorough
@given(n=st.integers(9, 200), seed=seeds)
def test_on_one_scale_training_ends_where_least_squares_ends(n, seed):
    """10³ ± 1 beside numbers of the size 10⁻³, learned at the best rate until no digit moves, and carried back."""
    rng = np.random.default_rng(seed)
    x = np.column_stack([1000 + rng.uniform(-1, 1, n), 1e-3 * rng.normal(size=n)])
    y = x @ [[2.5], [-3000]] + 7 + rng.normal(size=(n, 1))
    assert curvatures(x)[-1] > 1e11 * curvatures(x)[0]
    z, mean, sd = neuron.standardize(x)
    low, *_, high = curvatures(z)
    assert high < 100 * low, "on one scale these inputs make a bowl, not a trough"
    W, b = neuron.train(z, y, np.zeros((2, 1)), ZERO, 2 / (low + high), 1 + int(40 * high / low))[-1]
    best = np.linalg.lstsq(np.column_stack([x, np.ones(n)]), y, rcond=None)[0]
    np.testing.assert_allclose(joined(*neuron.original_units(W, b, mean, sd)), best, rtol=1e-8)


# Batches


def rows_used(n, epochs, batch_size, seed):
    """The rows that each step looked at: with x the identity, the gradient of a weight is 0 unless its row is used."""
    start = np.eye(n), np.ones((n, 1)), np.zeros((n, 1)), ZERO
    history = neuron.train_in_batches(*start, 1e-3, epochs, batch_size, np.random.default_rng(seed))
    return [np.flatnonzero(after - before) for (before, _), (after, _) in itertools.pairwise(history)]


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
    runs = [neuron.train_in_batches(*problem(7, 2), 0.05, 2, 3, np.random.default_rng(seed)) for seed in (5, 5, 6)]
    ends = [np.vstack([joined(*now) for now in run]) for run in runs]
    assert np.array_equal(ends[0], ends[1])
    assert not np.array_equal(ends[0], ends[2])


@thorough
@given(n=st.integers(1, 60), d=st.integers(1, 5), k=st.integers(1, 3), epochs=st.integers(0, 20), seed=seeds)
def test_one_batch_of_all_rows_is_train(n, d, k, epochs, seed):
    tables = problem(n, d, k, seed)
    rate = neuron.largest_stable_rate(tables[0]) / 2
    in_batches = neuron.train_in_batches(*tables, rate, epochs, n, np.random.default_rng(seed))
    whole = neuron.train(*tables, rate, epochs)
    assert type(in_batches) is list and len(in_batches) == len(whole) == epochs + 1
    for one, other in zip(in_batches, whole, strict=True):
        np.testing.assert_allclose(joined(*one), joined(*other), rtol=1e-10, atol=1e-12)


def test_a_step_is_the_gradient_of_its_batch():
    x, y, W, b = problem(7, 2)
    history = neuron.train_in_batches(x, y, W, b, 0.05, 1, 3, np.random.default_rng(0))
    order = np.random.default_rng(0).permutation(7)
    assert len(history) == 4 and np.array_equal(joined(*history[0]), joined(W, b))
    for batch, after in zip([order[:3], order[3:6], order[6:]], history[1:], strict=True):
        e = x[batch] @ W + b - y[batch]
        W, b = W - 0.05 * 2 * x[batch].T @ e / len(batch), b - 0.05 * 2 * e.mean(axis=0, keepdims=True)
        assert type(after) is tuple
        np.testing.assert_allclose(joined(*after), joined(W, b), rtol=1e-12)


# Nothing is changed in place


def calls(n=3, d=2):
    """Good arguments for each function, by name; the sizes differ, so that a table turned on its side is noticed."""
    x, y, W, b = problem(n, d)
    y_hat, dW, db = problem(n, d, seed=1)[1:]
    mean, sd = dW.T, np.abs(dW.T)
    return {
        "predict": dict(x=x, W=W, b=b),
        "cost": dict(y_hat=y_hat, y=y),
        "loss": dict(y_hat=y_hat, y=y),
        "numerical_gradient": dict(x=x, y=y, W=W, b=b),
        "gradient": dict(x=x, y=y, W=W, b=b),
        "update": dict(W=W, b=b, dW=dW, db=db, learning_rate=0.1),
        "train": dict(x=x, y=y, W=W, b=b, learning_rate=0.1, epochs=3),
        "largest_stable_rate": dict(x=x),
        "percent_error": dict(y_hat=y_hat, y=y),
        "standardize": dict(x=x),
        "original_units": dict(W=W, b=b, mean=mean, sd=sd),
        "train_in_batches": dict(
            x=x, y=y, W=W, b=b, learning_rate=0.1, epochs=2, batch_size=2, rng=np.random.default_rng(0)
        ),
    }


NAMES = list(calls())
TABLES = [(name, key) for name, good in calls().items() for key in good if isinstance(good[key], np.ndarray)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_changed_in_place(name):
    good = {key: np.array(value) if isinstance(value, np.ndarray) else value for key, value in calls()[name].items()}
    before = {key: np.array(value) for key, value in good.items() if key != "rng"}
    getattr(neuron, name)(**good)
    assert all(np.array_equal(good[key], before[key]) for key in before)
    getattr(neuron, name)(**calls()[name])  # the same with tables that cannot be written to


def test_new_parameters_share_no_memory_with_the_old():
    x, y, W, b = problem(3, 2)
    new_W, new_b = neuron.update(W, b, W, b, 0)
    assert not np.shares_memory(new_W, W) and not np.shares_memory(new_b, b)
    history = neuron.train(x, y, W, b, 0.1, 3)
    assert len({id(table) for pair in history for table in pair}) == 8
    history = neuron.train_in_batches(x, y, W, b, 0.1, 2, 2, np.random.default_rng(0))
    assert len({id(table) for pair in history for table in pair}) == 10


# Wrong input: one sentence that names the argument, what came and what was expected


def refused(error, named, name, **changed):
    """The one sentence with which the function refuses its good arguments, some of them changed."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(error) as caught:
            getattr(neuron, name)(**calls()[name] | changed)
    sentence = str(caught.value)
    assert type(caught.value) is error
    assert sentence.startswith(f"{named} must ")
    assert "\n" not in sentence and len(sentence) < 200
    return sentence


NO_TABLES = {
    "a list": lambda table: table.tolist(),
    "a str": str,
    "NoneType": lambda table: None,
    "a float": lambda table: 3.0,
    "a tuple": tuple,
    "a matrix": lambda table: table.view(np.matrix),
    "a MaskedArray": lambda table: np.ma.array(table),
    "an array of bool": lambda table: table > 0,
    "an array of object": lambda table: table.astype(object),
    "an array of <U": lambda table: table.astype(str),
    "an array of uint8": lambda table: np.ones(table.shape, dtype=np.uint8),
}


@pytest.mark.parametrize("came", NO_TABLES)
@pytest.mark.parametrize("name, key", TABLES)
def test_what_is_no_table_of_numbers_is_refused(name, key, came):
    sentence = refused(TypeError, key, name, **{key: NO_TABLES[came](calls()[name][key])})
    assert f"not {came}" in sentence and "table (" in sentence


WRONG_SHAPES = {
    "(n,) for (n, 1)": lambda table: table[:, 0],
    "three axes": lambda table: table[:, :, None],
    "no axis": lambda table: np.array(1.0),
    "no rows": lambda table: table[:0],
    "no columns": lambda table: table[:, :0],
}


@pytest.mark.parametrize("shape", WRONG_SHAPES)
@pytest.mark.parametrize("name, key", TABLES)
def test_wrong_shapes_are_refused(name, key, shape):
    wrong = WRONG_SHAPES[shape](calls()[name][key])
    assert f"its shape is {wrong.shape}" in refused(ValueError, key, name, **{key: wrong})


MISFITS = {  # an argument made longer in rows (0) or columns (1), and the first argument that then does not fit
    "predict": {"x1": "W", "W0": "W", "W1": "b", "b0": "b", "b1": "b"},
    "cost": {"y_hat0": "y", "y_hat1": "y_hat", "y0": "y", "y1": "y"},
    "gradient": {"x0": "y", "x1": "W", "y0": "y", "y1": "y", "W0": "W", "W1": "W", "b0": "b", "b1": "b"},
    "update": {"W0": "dW", "W1": "W", "dW0": "dW", "dW1": "dW", "b0": "b", "b1": "b", "db0": "db", "db1": "db"},
    "original_units": {
        **{"W0": "W", "W1": "b", "b0": "b", "b1": "b"},
        **{"mean0": "mean", "mean1": "mean", "sd0": "sd", "sd1": "sd"},
    },
}
MISFITS |= {"loss": MISFITS["cost"], "percent_error": MISFITS["cost"]}
MISFITS |= {"train": MISFITS["gradient"], "train_in_batches": MISFITS["gradient"]}


@pytest.mark.parametrize(
    "name, key, axis, named",
    [(name, key[:-1], int(key[-1]), named) for name, cases in MISFITS.items() for key, named in cases.items()],
)
def test_tables_that_do_not_fit_together_are_refused(name, key, axis, named):
    changed = {key: np.repeat(calls()[name][key], 2, axis=axis)}
    for now in [changed, changed | {"epochs": 0}] if "epochs" in calls()[name] else [changed]:  # before the first step
        assert "but its shape is (" in refused(ValueError, named, name, **now)


@pytest.mark.parametrize(
    "changed, table",
    {
        **{"x0": "y (n, 1) with n = 6", "x1": "W (d, 1) with d = 4"},
        **{"y0": "y (n, 1) with n = 3", "y1": "y (n, 1) with n = 3"},
        **{"W0": "W (d, 1) with d = 2", "W1": "W (d, 1) with d = 2"},
        **{"b0": "b (1, 1)", "b1": "b (1, 1)"},
    }.items(),
)
def test_the_numerical_gradient_says_what_it_takes_itself(changed, table):
    name, axis = changed
    longer = np.repeat(calls()["numerical_gradient"][name], 2, axis=int(axis))
    sentence = refused(ValueError, table[0], "numerical_gradient", **{name: longer})
    assert sentence.startswith(f"{table[0]} must be a table {table[2:]}, but its shape is ")


WHERE_DATA_ENTER = ("train", "largest_stable_rate", "standardize", "train_in_batches")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("name, key", [(n, k) for n, k in TABLES if n in WHERE_DATA_ENTER])
def test_where_data_enter_they_must_be_finite(name, key, value):
    wrong = np.array(calls()[name][key])
    wrong[-1, -1] = value
    sentence = refused(ValueError, key, name, **{key: wrong})
    assert f"row {len(wrong) - 1}" in sentence and str(value) in sentence


def test_a_wide_row_is_not_printed_in_full():
    assert "row 1" in refused(ValueError, "x", "largest_stable_rate", x=np.array([[1.0] * 40, [math.nan] * 40]))


@pytest.mark.parametrize("name, key", [(n, k) for n, k in TABLES if n not in WHERE_DATA_ENTER])
def test_elsewhere_a_run_that_left_the_scale_is_no_error(name, key):
    getattr(neuron, name)(**calls()[name] | {key: calls()[name][key] * math.nan})


def test_a_right_answer_of_zero_has_no_percentage():
    assert "row 1" in refused(ValueError, "y", "percent_error", y=np.array([[1.0], [0.0], [3.0]]))


def test_a_column_that_does_not_vary_is_on_no_scale():
    sentence = refused(ValueError, "x", "standardize", x=np.array([[1.0, 7], [2, 7]]))
    assert sentence == "x must vary in every column, but column 1 is 7.0 in every row"
    refused(ValueError, "x", "standardize", x=np.array([[5.0]]))


def test_nothing_is_divided_by_a_standard_deviation_of_zero():
    sentence = refused(ValueError, "sd", "original_units", sd=np.array([[1.0, 0]]))
    assert sentence == "sd must not be 0, but row 0 is: nothing can be divided by it"


NO_NUMBERS = ["0.1", None, [0.1], True, np.True_, 1j, np.array(0.1), np.array([[0.1], [0.2]]), math.sin]


@pytest.mark.parametrize("value", NO_NUMBERS, ids=repr)
@pytest.mark.parametrize(
    "name, key",
    [
        *[("update", "learning_rate"), ("train", "learning_rate"), ("train", "epochs"), ("numerical_gradient", "h")],
        *[("train_in_batches", "learning_rate"), ("train_in_batches", "epochs"), ("train_in_batches", "batch_size")],
    ],
)
def test_what_is_no_number_is_refused(name, key, value):
    assert "number" in refused(TypeError, key, name, **{key: value})


@pytest.mark.parametrize("epochs", [0, 3])
@pytest.mark.parametrize("rate", [-0.1, -1, math.nan, math.inf, -math.inf, np.float64(-1e-9), 10**400])
def test_a_learning_rate_below_zero_or_not_finite_is_refused(rate, epochs):
    for name, changed in [("update", {}), ("train", {"epochs": epochs}), ("train_in_batches", {"epochs": epochs})]:
        assert "0 or more" in refused(ValueError, "learning_rate", name, learning_rate=rate, **changed)


@pytest.mark.parametrize("name, entries", [("train", 3), ("train_in_batches", 5)])
def test_the_number_of_epochs_is_whole_and_not_negative(name, entries):
    assert "not -1" in refused(ValueError, "epochs", name, epochs=-1)
    for fraction in (2.5, 3.0, math.nan):
        assert f"whole number, 0 or more, not {fraction}" in refused(TypeError, "epochs", name, epochs=fraction)
    assert len(getattr(neuron, name)(**calls()[name] | {"epochs": np.int64(2)})) == entries


def test_a_batch_holds_from_one_row_to_all():
    for size in (0, -1, 4):
        sentence = refused(ValueError, "batch_size", "train_in_batches", batch_size=size)
        assert sentence == f"batch_size must be a whole number, from 1 to 3, not {size}"
    refused(TypeError, "batch_size", "train_in_batches", batch_size=2.0)
    assert len(neuron.train_in_batches(**calls()["train_in_batches"] | {"batch_size": 3})) == 3
    assert len(neuron.train_in_batches(**calls()["train_in_batches"] | {"batch_size": 1})) == 7


@pytest.mark.parametrize("h", [0, 9e-13, -1e-6, math.nan, math.inf])
def test_a_nudge_that_moves_nothing_is_refused(h):
    refused(ValueError, "h", "numerical_gradient", h=h)


def sentence_from_initialize(error, n_inputs, rng):
    """The sentence with which `initialize` refuses its arguments."""
    with pytest.raises(error) as caught:
        neuron.initialize(n_inputs, rng)
    assert type(caught.value) is error and "\n" not in str(caught.value) and len(str(caught.value)) < 200
    return str(caught.value)


@pytest.mark.parametrize(
    "n_inputs, error",
    [(0, ValueError), (-1, ValueError), (1.0, TypeError), ("1", TypeError), (None, TypeError), (True, TypeError)],
)
def test_there_is_at_least_one_input(n_inputs, error):
    sentence = sentence_from_initialize(error, n_inputs, np.random.default_rng(0))
    assert sentence.startswith("n_inputs must be a whole number, 1 or more") and repr(n_inputs) in sentence


NO_GENERATORS = {"None": None, "a seed": 0, "NumPy's module": np.random, "NumPy's old kind": np.random.RandomState(0)}


@pytest.mark.parametrize("rng", NO_GENERATORS.values(), ids=NO_GENERATORS)
def test_randomness_comes_from_a_generator_or_not_at_all(rng):
    for sentence in (
        sentence_from_initialize(TypeError, 1, rng),
        refused(TypeError, "rng", "train_in_batches", rng=rng),
    ):
        assert sentence.startswith("rng must be a generator, such as np.random.default_rng(0), not ")

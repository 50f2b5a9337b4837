"""Tests the network of layers against mathematics worked out another way, Part I's own functions, and wrong input."""

import cmath
import inspect
import itertools
import math
import warnings

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import network, neuron

thorough = settings(max_examples=40, deadline=None, derandomize=True)
seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 5)
several = st.lists(sizes, min_size=2, max_size=5)  # the sizes of 1 to 4 layers
losses = st.sampled_from(["squares", "surprise"])
INPUT, ANSWER = np.array([[2.0]]), np.array([[5.0]])


def table(*rows):
    """These rows as a table of numbers, protected against being written to."""
    found = np.array(rows, float)
    found.setflags(write=False)
    return found


# The network of notebook 14: three hidden units, and Part I's own pair, 2 and 5
HAND = [(table([1, 2, -1]), table([1, 0, 0])), (table([-2], [1], [3]), table([2]))]


def random_layers(layer_sizes, rng):
    """Layers of these sizes, all numbers random, each protected against being written to."""
    return [
        (table(*rng.normal(size=(d, k))), table(*rng.normal(size=(1, k)))) for d, k in itertools.pairwise(layer_sizes)
    ]


def problem(n, layer_sizes, kind, seed):
    """Random x, y of n rows and layers, with the slope of the loss of this kind; classes are at least two."""
    rng = np.random.default_rng(seed)
    layer_sizes = [*layer_sizes[:-1], max(2, layer_sizes[-1])] if kind == "surprise" else layer_sizes
    x, layers = table(*rng.normal(size=(n, layer_sizes[0]))), random_layers(layer_sizes, rng)
    if kind == "surprise":
        y = table(*np.eye(layer_sizes[-1])[rng.integers(0, layer_sizes[-1], n)])
        return x, y, layers, network.slope_of_surprise
    return x, table(*rng.normal(size=(n, layer_sizes[-1]))), layers, network.slope_of_loss


def plain_answers(row, layers):
    """Every layer's answers to one row, by Python's own arithmetic over lists."""
    answers = [list(row)]
    for number, (W, b) in enumerate(layers, start=1):
        s = [b[0][j] + sum(a * w[j] for a, w in zip(answers[-1], W, strict=True)) for j in range(len(b[0]))]
        answers.append(s if number == len(layers) else [value if value.real > 0 else 0 for value in s])
    return answers


def plain_loss(x, y, layers, kind):
    """The loss by Python's own arithmetic: the mean over rows of the squares' sum, or of −ln p of the right class."""
    total = 0
    for row, right in zip(x, y, strict=True):
        s = plain_answers(row, layers)[-1]
        if kind == "squares":
            total += sum((a - b) * (a - b) for a, b in zip(s, right, strict=True))
        else:
            p_right = cmath.exp(s[right.index(1)]) / sum(cmath.exp(score) for score in s)
            total -= cmath.log(p_right)
    return total / len(x)


def complex_step(x, y, layers, kind, h=1e-30):
    """The gradient for every layer as Im L(w + ih) / h: no subtraction, and no formula for a derivative."""
    x, y, layers = x.tolist(), y.tolist(), [[W.tolist(), b.tolist()] for W, b in layers]

    def slopes(parameters):
        found = np.zeros((len(parameters), len(parameters[0])))
        for i, j in np.ndindex(found.shape):
            kept = parameters[i][j]
            parameters[i][j] = kept + 1j * h
            found[i, j] = plain_loss(x, y, layers, kind).imag / h
            parameters[i][j] = kept
        return found

    return [(slopes(W), slopes(b)) for W, b in layers]


def all_tables(layers):
    """The tables of all layers in one list."""
    return [found for pair in layers for found in pair]


def assert_close(found, expected, **tolerance):
    """Nothing, or an error where two lists of pairs differ by more than the tolerance, in shapes or in numbers."""
    assert type(found) is list and all(type(pair) is tuple for pair in found)
    for one, other in zip(all_tables(found), all_tables(expected), strict=True):
        assert one.shape == other.shape
        np.testing.assert_allclose(one, other, **tolerance)


def same(found, expected):
    """Whether two lists of pairs are equal to the last bit."""
    return all(np.array_equal(a, b) for a, b in zip(all_tables(found), all_tables(expected), strict=True))


def quietly(function, *args):
    """The function's value, with every warning an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return function(*args)


@pytest.mark.parametrize(
    "name, arguments",
    {
        "bend": "s",
        "forward": "x, layers",
        "slope_of_loss": "y_hat, y",
        "backward": "answers, layers, dy_hat",
        "layer_gradients": "x, y, layers, slope",
        "numerical_layer_gradients": "loss_of, layers, h=1e-06",
        "initialize_layers": "sizes, rng",
        "update_layers": "layers, slopes, learning_rate",
        "train_layers": "x, y, layers, slope, learning_rate, epochs, batch_size, rng",
        "one_hot": "labels, n_classes",
        "softmax": "s",
        "surprise": "s, y",
        "slope_of_surprise": "s, y",
        "accuracy": "s, y",
        "confusion": "s, y",
    }.items(),
)
def test_signatures_are_as_published(name, arguments):
    assert str(inspect.signature(getattr(network, name))) == f"({arguments})"


# 13: the network bends


def test_a_bend_keeps_what_is_positive_and_gives_0_for_the_rest():
    assert np.array_equal(network.bend(table([-3, -0.5, 0], [0.25, 2, 1e6])), [[0, 0, 0], [0.25, 2, 1e6]])


def test_two_lines_in_a_row_are_a_line_until_one_bends():
    (W_1, b_1), (W_2, b_2) = rule = [(table([1, 2]), table([1, 0])), (table([4], [-1]), table([-3]))]
    assert (W_1 @ W_2, b_1 @ W_2 + b_2) == (2, 1)
    assert network.forward(table([-100]), rule)[-1] == -3


def test_by_hand_size_bathtub_and_either_or():
    size = [(table([1, -1]), table([0, 0])), (table([1], [1]), table([0]))]
    x = table([-1000], [-2.5], [0], [3], [1e6])
    assert np.array_equal(network.forward(x, size)[-1], abs(x))
    bathtub = [(table([1, -1]), table([-1, -1])), (table([1], [1]), table([0]))]
    assert network.forward(table([-3], [0], [2]), bathtub)[-1].ravel().tolist() == [2, 0, 1]
    either = [(table([1, 1], [1, 1]), table([0, -1])), (table([1], [-2]), table([0]))]
    assert network.forward(table([0, 0], [0, 1], [1, 0], [1, 1]), either)[-1].ravel().tolist() == [0, 1, 1, 0]


@thorough
@given(n=sizes, layer_sizes=several, seed=seeds)
def test_forward_gives_every_layers_answers(n, layer_sizes, seed):
    x, _, layers, _ = problem(n, layer_sizes, "squares", seed)
    answers = network.forward(x, layers)
    assert type(answers) is list and answers[0] is x and len(answers) == len(layers) + 1
    for row in range(n):
        by_hand = plain_answers(x[row].tolist(), [(W.tolist(), b.tolist()) for W, b in layers])
        for found, expected in zip(answers, by_hand, strict=True):
            np.testing.assert_allclose(found[row], expected, rtol=1e-12, atol=1e-12)


def through(x, y):
    """A network with one hidden layer through the points: a bend at each but the last, v the changes of slope."""
    v = np.diff(np.diff(y) / np.diff(x), prepend=0)
    return [(np.ones((1, len(v))), table(-x[:-1])), (table(*v[:, None]), table([y[0]]))]


@pytest.mark.parametrize("bends", [4, 8, 19, 20, 40])
def test_so_many_bends_miss_the_square_by_a_quarter_of_their_distance_squared(bends):
    x, h = np.linspace(-2, 2, bends + 1), 4 / bends
    middles = x[:-1, None] + h / 2
    grid = np.vstack([np.linspace(-2, 2, 1001)[:, None], middles])
    misses = abs(network.forward(grid, through(x, x**2))[-1] - grid**2)
    assert misses.max() == pytest.approx(h**2 / 4, rel=1e-9)


def test_the_network_through_five_squares():
    x = np.arange(-2.0, 3.0)
    layers = through(x, x**2)
    assert layers[1][0].ravel().tolist() == [-3, 2, 2, 2]
    assert network.forward(x[:, None], layers)[-1].ravel().tolist() == [4, 1, 0, 1, 4]
    assert network.forward(table([0.5], [3], [10]), layers)[-1].ravel().tolist() == [0.5, 7, 28]


# 14: the slope goes back


def test_ten_whole_slopes_and_one_step_that_lands_on_5():
    answers = network.forward(INPUT, HAND)
    assert [a.ravel().tolist() for a in answers] == [[2], [3, 4, 0], [0]]
    assert network.slope_of_loss(answers[-1], ANSWER) == -10
    slopes = network.layer_gradients(INPUT, ANSWER, HAND, network.slope_of_loss)
    assert [t.ravel().tolist() for t in all_tables(slopes)] == [[40, -20, 0], [20, -10, 0], [-30, -40, 0], [-10]]
    after = network.update_layers(HAND, slopes, 0.01)
    expected = [[0.6, 2.2, -1], [0.8, 0.1, 0], [-1.7, 1.4, 3], [2.1]]
    for found, numbers in zip(all_tables(after), expected, strict=True):
        np.testing.assert_allclose(found.ravel(), numbers, rtol=1e-14)
    np.testing.assert_allclose(network.forward(INPUT, after)[1], [[2, 4.5, 0]], rtol=1e-14)
    assert network.forward(INPUT, after)[-1] == pytest.approx(5, rel=1e-15)


def test_one_nudge_passes_through_four_gears():
    (W_1, b_1), last = HAND
    nudged = [(W_1 + table([0.01, 0, 0]), b_1), last]
    up = network.forward(INPUT, nudged)
    assert up[1][0, 0] == pytest.approx(3.02) and up[-1] == pytest.approx(-0.04)
    assert neuron.loss(up[-1], ANSWER) - 25 == pytest.approx(0.4016)


def test_each_row_teaches_the_units_that_are_on_for_it():
    x, y = table([2], [-2]), table([5], [1])
    (dW_1, _), _ = network.layer_gradients(x, y, HAND, network.slope_of_loss)
    assert dW_1.ravel().tolist() == [20, -10, -42]


def test_every_mistake_has_its_own_fingerprint():
    """The slopes of W₁ as each known mistake gives them, all different, as notebook 14's checks rely on."""
    x, y, (a_0, a, y_hat), (W_1, _), (W_2, _) = INPUT, ANSWER, network.forward(INPUT, HAND), *HAND
    s, d = neuron.predict(x, *HAND[0]), network.slope_of_loss(y_hat, y)
    updated = W_2 - 0.01 * (a.T @ d)
    found = {
        "bend forgotten": a_0.T @ (d @ W_2.T),
        "weights forgotten": a_0.T @ (d * (a > 0)),
        "times a": a_0.T @ (d @ W_2.T * a),
        "W_1 for W_2": a_0.T @ (d * W_1 * (a > 0)),
        "W_2 already updated": a_0.T @ (d @ updated.T * (a > 0)),
        "sign": -a_0.T @ (d @ W_2.T * (a > 0)),
        "factor 2": a_0.T @ (d / 2 @ W_2.T * (a > 0)),
    }
    assert np.array_equal(a_0.T @ (d @ W_2.T * (a >= 0)), found["bend forgotten"])
    expected = [[40, -20, -60], [-20, -20, 0], [120, -80, 0], [-20, -40, 0], [34, -28, 0], [-40, 20, 0], [20, -10, 0]]
    assert [np.round(dW, 9).ravel().tolist() for dW in found.values()] == expected
    assert (s.T @ d).ravel().tolist() == [-30, -40, 20]  # s for a in the slopes of W₂


def test_where_a_sum_is_0_the_slope_is_0_and_trying_says_half():
    layers = [(table([1]), table([0])), (table([1]), table([0]))]
    x, y = table([0]), table([1])
    (_, db), _ = network.layer_gradients(x, y, layers, network.slope_of_loss)
    tried = network.numerical_layer_gradients(lambda now: neuron.loss(network.forward(x, now)[-1], y), layers)
    assert db == 0 and tried[0][1] == pytest.approx(-1, abs=1e-5)


@thorough
@given(n=sizes, layer_sizes=several, kind=losses, seed=seeds)
def test_gradients_equal_the_complex_step(n, layer_sizes, kind, seed):
    x, y, layers, slope = problem(n, layer_sizes, kind, seed)
    found = network.layer_gradients(x, y, layers, slope)
    assert_close(found, complex_step(x, y, layers, kind), rtol=1e-10, atol=1e-12)
    answers = network.forward(x, layers)
    assert same(network.backward(answers, layers, slope(answers[-1], y)), found)


@thorough
@given(n=sizes, layer_sizes=several, kind=losses, seed=seeds, h=st.sampled_from([1e-6, 1e-5]))
def test_trying_gives_the_same_gradients(n, layer_sizes, kind, seed, h):
    x, y, layers, slope = problem(n, layer_sizes, kind, seed)

    def loss_of(now):
        return plain_loss(x.tolist(), y.tolist(), [(W.tolist(), b.tolist()) for W, b in now], kind).real

    tried = network.numerical_layer_gradients(loss_of, layers, h)
    assert_close(tried, network.layer_gradients(x, y, layers, slope), rtol=1e-4, atol=1e-5)


def test_trying_nudges_each_parameter_by_h_both_ways_and_all_others_not_at_all():
    seen = []

    def loss_of(now):
        seen.append(np.hstack([t.ravel() for t in all_tables(now)]))
        return (seen[-1] ** 3).sum()

    start = np.hstack([t.ravel() for t in all_tables(HAND)])
    tried = network.numerical_layer_gradients(loss_of, HAND, 0.5)
    assert np.hstack([t.ravel() for t in all_tables(tried)]) == pytest.approx(3 * start**2 + 0.25)  # of a cube, + h²
    moves = [move.tolist() for move in np.array(seen) - start]
    assert moves == [(sign * 0.5 * np.eye(10)[i]).tolist() for i in range(10) for sign in (1, -1)]
    nudges = []
    network.numerical_layer_gradients(lambda now: nudges.append(now[0][0][0, 0]) or 0.0, HAND)
    assert nudges[:2] == [1 + 1e-6, 1 - 1e-6]


def test_trying_works_on_whole_numbers_too():
    whole = [(W.astype(int), b.astype(int)) for W, b in HAND]
    tried = network.numerical_layer_gradients(lambda now: neuron.loss(network.forward(INPUT, now)[-1], ANSWER), whole)
    assert_close(tried, network.layer_gradients(INPUT, ANSWER, HAND, network.slope_of_loss), rtol=1e-6, atol=1e-7)


# One layer is the neuron of Parts I and II, to the last bit


@thorough
@given(n=sizes, d=sizes, k=sizes, seed=seeds)
def test_one_layer_is_part_ones_neuron(n, d, k, seed):
    x, y, layers, slope = problem(n, [d, k], "squares", seed)
    ((W, b),) = layers
    assert np.array_equal(network.forward(x, layers)[-1], neuron.predict(x, W, b))
    assert same(network.layer_gradients(x, y, layers, slope), [neuron.gradient(x, y, W, b)])
    step = network.update_layers(layers, [neuron.gradient(x, y, W, b)], 0.1)
    assert same(step, [neuron.update(W, b, *neuron.gradient(x, y, W, b), 0.1)])


@thorough
@given(n=sizes, d=sizes, batch=sizes, seed=seeds)
def test_one_layer_trains_as_in_batches(n, d, batch, seed):
    x, y, layers, slope = problem(n, [d, 1], "squares", seed)
    batch, steps = min(batch, n), math.ceil(n / min(batch, n))
    history = network.train_layers(x, y, layers, slope, 0.01, 4, batch, np.random.default_rng(seed))
    every_step = neuron.train_in_batches(x, y, *layers[0], 0.01, 4, batch, np.random.default_rng(seed))
    assert len(history) == 5
    assert all(same(now, [pair]) for now, pair in zip(history, every_step[::steps], strict=True))


@thorough
@given(n=sizes, layer_sizes=several, seed=seeds)
def test_a_hidden_layer_is_part_ones_layer_with_a_wanted_answer(n, layer_sizes, seed):
    """With wanted = s − n/2 · ∂L/∂s, Part I's gradient of the first layer is backpropagation's."""
    x, y, layers, slope = problem(n, [*layer_sizes, 1], "squares", seed)
    answers = network.forward(x, layers)
    first, *_ = network.backward(answers, layers, slope(answers[-1], y))
    ds = np.array([complex_step(x[[i]], y[[i]], layers, "squares")[0][1][0] for i in range(n)]) / n
    wanted = neuron.predict(x, *layers[0]) - n / 2 * ds
    assert_close([neuron.gradient(x, wanted, *layers[0])], [first], rtol=1e-9, atol=1e-9)


def test_what_each_hidden_unit_should_have_said():
    wanted = table([-7, 9, -2])
    dW, db = neuron.gradient(INPUT, wanted, *HAND[0])
    assert (dW.tolist(), db.tolist()) == ([[40, -20, 0]], [[20, -10, 0]])


# 15: a start that differs, and training


def test_untrained_layers_are_random_at_the_root_of_two_over_d_and_their_biases_zero():
    layers = network.initialize_layers([800, 200, 50, 1], np.random.default_rng(0))
    assert [(W.shape, b.shape) for W, b in layers] == [((800, 200), (1, 200)), ((200, 50), (1, 50)), ((50, 1), (1, 1))]
    for (W, b), scale in zip(layers, [0.05, 0.1, 0.2], strict=True):
        assert np.std(W) == pytest.approx(scale, rel=0.25 if W.size < 100 else 0.02)
        assert abs(np.mean(W)) < 4 * scale / math.sqrt(W.size) and not b.any()
        assert len(np.unique(W)) == W.size and b.dtype == float
    assert abs(layers[0][0]).max() > 3.5 * 0.05  # a bell's tails


def test_untrained_layers_come_from_the_generator_alone():
    first, again, other = (network.initialize_layers([3, 4, 2], np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert same(first, again) and not np.any(first[0][0] == other[0][0])
    drawn = np.random.default_rng(1)
    assert np.array_equal(first[0][0], np.sqrt(2 / 3) * drawn.standard_normal((3, 4)))
    assert np.array_equal(first[1][0], np.sqrt(2 / 4) * drawn.standard_normal((4, 2)))


def learn(layers, learning_rate=0.05, epochs=1000, seed=0):
    """The layers after learning |x| from nine numbers, −2 to 2."""
    x = np.linspace(-2, 2, 9)[:, None]
    args = (network.slope_of_loss, learning_rate, epochs, len(x), np.random.default_rng(seed))
    return network.train_layers(x, abs(x), layers, *args)[-1]


def test_from_zero_nothing_but_the_last_bias_learns():
    (W_1, b_1), (W_2, b_2) = learn([(np.zeros((1, 8)), np.zeros((1, 8))), (np.zeros((8, 1)), np.zeros((1, 1)))])
    assert not W_1.any() and not b_1.any() and not W_2.any()
    assert b_2 == pytest.approx(10 / 9, rel=1e-13)


def test_units_that_start_alike_stay_alike_and_eight_of_them_are_one():
    x = np.linspace(-2, 2, 9)[:, None]
    equal = learn([(np.full((1, 8), 0.5), np.zeros((1, 8))), (np.full((8, 1), 0.5), np.zeros((1, 1)))])
    assert np.ptp(equal[0][0]) == np.ptp(equal[0][1]) == np.ptp(equal[1][0]) == 0
    root = table([0.5 * math.sqrt(8)])
    one = learn([(root, table([0])), (root, table([0]))])
    ends = [neuron.loss(network.forward(x, layers)[-1], abs(x)) for layers in (equal, one)]
    assert ends == pytest.approx([0.300933330485533] * 2, rel=1e-13)


def test_headline_nine_numbers_then_any_number_to_one_percent():
    far = table([-1000], [-10], [10], [1000])
    for seed in (0, 7):  # seed 7 is the worst of ten, 0.913 %
        end = learn(network.initialize_layers([1, 16, 1], np.random.default_rng(seed)), 0.02, 2500, seed)
        off = neuron.percent_error(network.forward(far, end)[-1], abs(far)).max()
        assert off == pytest.approx({0: 0.415, 7: 0.913}[seed], abs=0.001)


def test_history_holds_the_layers_before_the_first_epoch_and_after_each():
    x, y, layers, slope = problem(5, [2, 3, 2], "surprise", 1)
    history = network.train_layers(x, y, layers, slope, 0.1, 3, 2, np.random.default_rng(4))
    assert type(history) is list and len(history) == 4 and same(history[0], layers)
    rng, now = np.random.default_rng(4), layers
    for after in history[1:]:
        order = rng.permutation(5).tolist()
        for rows in (order[:2], order[2:4], order[4:]):
            now = network.update_layers(now, network.layer_gradients(x[rows], y[rows], now, slope), 0.1)
        assert same(now, after)
    assert len(network.train_layers(x, y, layers, slope, 0.1, 0, 2, rng)) == 1
    assert len(network.train_layers(x, y, layers, slope, 0.1, np.int64(2), 5, rng)) == 3


def test_same_seed_same_path_and_another_seed_another():
    x, y, layers, slope = problem(6, [2, 3, 1], "squares", 2)
    one, again, other = (
        network.train_layers(x, y, layers, slope, 0.05, 4, 2, np.random.default_rng(seed)) for seed in (5, 5, 6)
    )
    assert all(same(a, b) for a, b in zip(one, again, strict=True))
    assert not same(one[-1], other[-1])
    short = network.train_layers(x, y, layers, slope, 0.05, 2, 2, np.random.default_rng(5))
    assert all(same(a, b) for a, b in zip(short, one, strict=False))


@pytest.mark.parametrize("kind", ["squares", "surprise"])
@pytest.mark.parametrize("large", ["rate", "start"])
def test_divergence_is_a_lesson_and_no_error(kind, large):
    x, y, layers, slope = problem(6, [2, 3, 2], kind, 0)
    layers = [(W * 1e200, b) for W, b in layers] if large == "start" else layers
    rate = 1e200 if large == "rate" else 0.1
    history = quietly(network.train_layers, x, y, layers, slope, rate, 20, 3, np.random.default_rng(0))
    assert len(history) == 21
    assert not all(np.isfinite(t).all() for t in all_tables(history[-1]))
    end = quietly(network.forward, x, history[-1])[-1]
    if kind == "surprise":
        quietly(network.surprise, end, y)
        quietly(network.softmax, end)


def test_a_run_that_grows_step_by_step_is_no_error_either():
    x, y, layers, slope = problem(6, [2, 1], "squares", 0)
    history = quietly(network.train_layers, x, y, layers, slope, 1e6, 100, 6, np.random.default_rng(0))
    sizes_seen = [abs(now[0][0]).max() for now in history]
    assert max(size for size in sizes_seen if np.isfinite(size)) > 1e100 and not np.isfinite(sizes_seen[-1])


@pytest.mark.parametrize("size", [1e200, math.inf, math.nan])
def test_slopes_that_outgrow_the_computer_are_no_alarm(size):
    x, _, layers, _ = problem(4, [2, 3, 2], "squares", 0)
    huge = [(W * size, b) for W, b in layers]
    answers = quietly(network.forward, x, huge)
    slopes = quietly(network.backward, answers, huge, np.sign(answers[-1]) * 1e200)
    assert not all(np.isfinite(t).all() for t in all_tables(slopes))


# 16: classes


def test_one_hot_by_hand():
    expected = [[0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]
    for kind in (int, float, np.int8):
        y = network.one_hot(np.array([[2], [0], [1], [2]], kind), 3)
        assert y.tolist() == expected and y.dtype == float


def test_scores_as_logarithms_give_eighths():
    s, y = np.log(table([4, 3, 1])), table([0, 1, 0])
    np.testing.assert_allclose(network.softmax(s), [[4 / 8, 3 / 8, 1 / 8]], rtol=1e-15)
    assert network.surprise(s, y) == pytest.approx(-math.log(3 / 8), rel=1e-15)
    np.testing.assert_allclose(network.slope_of_surprise(s, y), [[4 / 8, -5 / 8, 1 / 8]], rtol=1e-15)


@thorough
@given(n=sizes, k=st.integers(2, 6), seed=seeds, shift=st.floats(-1000, 1000))
def test_probabilities_by_definition_whatever_is_added_to_all_scores(n, k, seed, shift):
    x, y, _, _ = problem(n, [k, k], "surprise", seed)
    p, costs = network.softmax(3 * x), network.surprise(3 * x, y)
    assert costs.shape == (n, 1)
    for row in range(n):
        powers = [math.exp(3 * value) for value in x[row]]
        np.testing.assert_allclose(p[row], [power / sum(powers) for power in powers], rtol=1e-12)
        right = y[row].tolist().index(1)
        assert costs[row, 0] == pytest.approx(-math.log(powers[right] / sum(powers)), rel=1e-12, abs=1e-14)
    np.testing.assert_allclose(network.softmax(3 * x + shift), p, rtol=1e-10)
    np.testing.assert_allclose(network.surprise(3 * x + shift, y), costs, rtol=1e-10, atol=1e-10)


def test_scores_of_a_thousand_are_no_trouble():
    s, y = table([1000, 999, 998], [-1000, 0, 1000], [-1000, -1000, -1001]), table(*np.eye(3))
    first, third = sum(math.exp(-i) for i in range(3)), 2 + math.exp(-1)
    p = quietly(network.softmax, s)
    expected = [[math.exp(-i) / first for i in range(3)], [0, 0, 1], [1 / third, 1 / third, math.exp(-1) / third]]
    np.testing.assert_allclose(p, expected, rtol=1e-14)
    costs = quietly(network.surprise, s, y).ravel()
    np.testing.assert_allclose(costs, [math.log(first), 1000, math.log(third) + 1], rtol=1e-14)
    assert np.isfinite(quietly(network.slope_of_surprise, s, y)).all()


@pytest.mark.parametrize("row", [[math.inf, 0], [1e308, -1e308], [-math.inf, -math.inf]])
def test_scores_that_outgrow_the_computer_are_no_alarm(row):
    s, y = table(row), table([0, 1])
    for function in (network.surprise, network.slope_of_surprise):
        assert not np.isfinite(quietly(function, s, y)).all() or row[0] == 1e308
    assert quietly(network.softmax, s).shape == (1, 2)


@pytest.mark.parametrize("right", range(3))
def test_the_slope_of_the_surprise_by_algebra(right):
    scores = sympy.symbols("s:3", real=True)
    cost = -sympy.log(sympy.exp(scores[right]) / sum(map(sympy.exp, scores)))
    at = dict(zip(scores, [sympy.Rational(1, 2), -1, 2], strict=True))
    expected = [float(sympy.diff(cost, score).subs(at)) for score in scores]
    s, y = table([0.5, -1, 2], [0.5, -1, 2]), table(*np.eye(3)[[right, right]])
    np.testing.assert_allclose(network.slope_of_surprise(s, y), [[value / 2 for value in expected]] * 2, rtol=1e-13)


def test_two_scores_are_the_sigmoid_of_their_difference():
    s = np.linspace(-5, 5, 11)[:, None]
    p = network.softmax(np.hstack([s, 0 * s]))
    np.testing.assert_allclose(p[:, :1], [[1 / (1 + math.exp(-value))] for value in s[:, 0]], rtol=1e-13)


def test_where_help_is_needed_most_the_square_hardly_slopes():
    s, y = table([10, 0]), table([0, 1])
    assert network.slope_of_surprise(s, y)[0, 0] == pytest.approx(0.99995, abs=5e-6)
    up, down = (((network.softmax(s + table([nudge, 0])) - y) ** 2).mean() for nudge in (1e-4, -1e-4))
    assert (up - down) / 2e-4 == pytest.approx(0.00009, abs=5e-6)


# 17: counting what is right


def test_accuracy_and_confusion_by_hand():
    s = table([9, 1, 0], [0, 2, 1], [3, 2, 1], [0, 0, 1], [5, 9, 6])
    y = table(*np.eye(3)[[0, 1, 1, 2, 2]])
    assert network.accuracy(s, y) == 3 / 5 and type(network.accuracy(s, y)) is float
    counts = network.confusion(s, y)
    assert counts.tolist() == [[1, 0, 0], [1, 1, 0], [0, 1, 1]] and counts.dtype == int


@thorough
@given(n=st.integers(1, 30), k=st.integers(2, 5), seed=seeds)
def test_confusion_counts_every_row_once(n, k, seed):
    x, y, _, _ = problem(n, [k, k], "surprise", seed)
    expected = np.zeros((k, k), int)
    for scores, right in zip(x.tolist(), y.tolist(), strict=True):
        expected[right.index(1), scores.index(max(scores))] += 1
    assert np.array_equal(network.confusion(x, y), expected)
    assert network.accuracy(x, y) == pytest.approx(np.trace(expected) / n, rel=1e-15)


# 19: deeper


def tents(m):
    """The tent 2·max(0, x) − 4·max(0, x − ½), m times one after the other: m hidden layers of 2 units."""
    again = [(table([2, 2], [-4, -4]), table([0, -0.5]))] * (m - 1)
    return [(table([1, 1]), table([0, -0.5])), *again, (table([2], [-4]), table([0]))]


@pytest.mark.parametrize("m", [1, 2, 3, 10])
def test_folding_m_times_makes_a_power_of_two_of_pieces(m):
    assert sum(t.size for t in all_tables(tents(m))) == 6 * m + 1
    x = np.arange(2**m + 1)[:, None] / 2**m
    assert network.forward(x, tents(m))[-1].ravel().tolist() == [k % 2 for k in range(2**m + 1)]


def folded_square(m):
    """x² on 0 … 1 as x − Σ tentʲ(x) / 4ʲ: m hidden layers of 3 units, two for the tent, one that carries the sum."""
    layers = [(table([1, 1, 1]), table([0, -0.5, 0]))]
    for j in range(1, m):
        layers.append((table([2, 2, -2 / 4**j], [-4, -4, 4 / 4**j], [0, 0, 1]), table([0, -0.5, 0])))
    return [*layers, (table([-2 / 4**m], [4 / 4**m], [1]), table([0]))]


@pytest.mark.parametrize("m", [1, 2, 3, 5, 10])
def test_each_layer_more_quarters_the_error_of_the_square(m):
    layers = folded_square(m)
    assert sum(t.size for t in all_tables(layers)) == 12 * m - 2
    x = np.arange(2 ** (m + 1) + 1)[:, None] / 2 ** (m + 1)  # the corners, and the middles between them
    misses = abs(network.forward(x, layers)[-1] - x**2)
    assert misses.max() == 4.0 ** -(m + 1) and misses[::2].max() == 0


@pytest.mark.parametrize("scale, factor", [(0.125, 0.507), (0.25, 1.01), (0.5, 2.03), (1, 4.06)])
def test_each_layer_of_32_multiplies_the_signal_by_four_times_the_scale(scale, factor):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((1000, 32))
    rng = np.random.default_rng(0)
    layers = [(scale * rng.standard_normal((32, 32)), np.zeros((1, 32))) for _ in range(11)]
    first, *_, tenth = [math.sqrt((a**2).mean()) for a in network.forward(x, layers)[1:-1]]
    assert (tenth / first) ** (1 / 9) == pytest.approx(factor, rel=0.005)


def test_a_hundred_layers_are_layers_too():
    layers = [(table([1]), table([1]))] * 100
    assert network.forward(table([0]), layers)[-1] == 100
    with pytest.raises(ValueError, match=r"^W_60 must be a table"):
        network.forward(table([0]), [*layers[:59], (table([1], [1]), table([1])), *layers[:40]])


# Nothing is changed in place


def calls():
    """Good arguments for each function, by name; the sizes differ, so that a table turned on its side is noticed."""
    x, y, layers, slope = problem(4, [2, 3, 5], "surprise", 0)
    answers = [table(*a) for a in network.forward(x, layers)]
    s = answers[-1]
    slopes = network.layer_gradients(x, y, layers, slope)
    return {
        "bend": dict(s=s),
        "forward": dict(x=x, layers=layers),
        "slope_of_loss": dict(y_hat=s, y=y),
        "backward": dict(answers=answers, layers=layers, dy_hat=table(*slope(s, y))),
        "layer_gradients": dict(x=x, y=y, layers=layers, slope=slope),
        "numerical_layer_gradients": dict(loss_of=lambda now: float(now[0][0].sum()), layers=layers),
        "initialize_layers": dict(sizes=[2, 3, 5], rng=np.random.default_rng(0)),
        "update_layers": dict(layers=layers, slopes=slopes, learning_rate=0.1),
        "train_layers": dict(x=x, y=y, layers=layers, slope=slope, learning_rate=0.1, epochs=2, batch_size=3,
                             rng=np.random.default_rng(0)),
        "one_hot": dict(labels=table([0], [4], [2]), n_classes=5),
        "softmax": dict(s=s),
        "surprise": dict(s=s, y=y),
        "slope_of_surprise": dict(s=s, y=y),
        "accuracy": dict(s=s, y=y),
        "confusion": dict(s=s, y=y),
    }  # fmt: skip


NAMES = list(calls())
FUNCTIONS = [name for name, f in inspect.getmembers(network, inspect.isfunction) if f.__module__ == network.__name__]
TABLES = [(name, key) for name, good in calls().items() for key in good if isinstance(good[key], np.ndarray)]
LAYERED = [(name, key) for name, good in calls().items() for key in good if key in ("layers", "slopes")]


def test_every_function_is_tried():
    assert sorted(NAMES) == sorted(FUNCTIONS)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_changed_in_place(name):
    good = calls()[name]  # all tables in it refuse to be written to
    lists = {key: list(value) for key, value in good.items() if isinstance(value, list)}
    quietly(lambda: getattr(network, name)(**good))
    for key, kept in lists.items():
        assert len(kept) == len(good[key]) and all(one is other for one, other in zip(kept, good[key], strict=True))


@pytest.mark.parametrize("name", [name for name in NAMES if name in ("bend", "update_layers", "softmax")])
def test_what_comes_back_is_new(name):
    good = calls()[name]
    found = getattr(network, name)(**good)
    given_tables = [good["s"]] if "s" in good else all_tables(good["layers"])
    found_tables = [found] if "s" in good else all_tables(found)
    assert not any(np.shares_memory(one, other) for one in found_tables for other in given_tables)


# Wrong input gets one sentence


def refused(error, name, **changed):
    """The sentence with which a function refuses its good arguments after this change."""
    with pytest.raises(error) as caught:
        getattr(network, name)(**calls()[name] | changed)
    sentence = str(caught.value)
    assert type(caught.value) is error and "\n" not in sentence and len(sentence) < 200
    return sentence


@pytest.mark.parametrize("name, key", TABLES)
def test_a_table_of_another_kind_or_shape_is_refused_by_name(name, key):
    good = calls()[name][key]
    for wrong in (good.tolist(), None, good > 0, good.astype(object)):
        assert refused(TypeError, name, **{key: wrong}).startswith(f"{key} must be a table (n, ")
    for wrong in (good[:, 0], good[:0], good[None]):
        assert refused(ValueError, name, **{key: wrong}).startswith(f"{key} must be a table (n, ")


@pytest.mark.parametrize("name, key", LAYERED)
@pytest.mark.parametrize("wrong", [[], None, (), "layers", np.eye(2), [np.eye(2)], [(np.eye(2),)]], ids=repr)
def test_what_is_no_list_of_pairs_is_refused(name, key, wrong):
    sentence = refused(TypeError, name, **{key: wrong})
    d = "d" * (key == "slopes")
    assert sentence.startswith(f"{key} must be a list of pairs, such as [({d}W_1, {d}b_1), ({d}W_2, {d}b_2)], not ")


def chain(*shapes):
    """Layers of zeros with these shapes of W and b."""
    return [(np.zeros(W), np.zeros(b)) for W, b in shapes]


@pytest.mark.parametrize(
    "layers, sentence",
    [
        (chain(((3, 4), (1, 4))), "W_1 must be a table (d, k) with d = 2, k = 4, but its shape is (3, 4)"),
        (chain(((2, 4), (1, 3))), "b_1 must be a table (1, k) with k = 4, but its shape is (1, 3)"),
        (chain(((2, 4), (4, 1))), "b_1 must be a table (1, k) with k = 4, but its shape is (4, 1): try b_1.T"),
        (chain(((2, 4), (4,))), "b_1 must be a table (1, k), but its shape is (4,): try b_1[None, :]"),
        (
            chain(((2, 4), (1, 4)), ((5, 1), (1, 1))),
            "W_2 must be a table (d, k) with d = 4, k = 1, but its shape is (5, 1)",
        ),
        (chain(((2, 4), (1, 4)), ((4, 1), (1, 4))), "b_2 must be a table (1, k) with k = 1, but its shape is (1, 4)"),
        (chain(((2, 0), (1, 0))), "W_1 must be a table (d, k) with d = 2, but its shape is (2, 0)"),
        (
            chain(((2, 4), (1, 4)), ((4, 3), (1, 3)), ((4, 1), (1, 1))),
            "W_3 must be a table (d, k) with d = 3, k = 1, but its shape is (4, 1)",
        ),
    ],
)
def test_layers_that_do_not_chain_are_named(layers, sentence):
    for name in ("forward", "layer_gradients", "train_layers"):
        assert refused(ValueError, name, layers=layers) == sentence


def test_a_layer_that_holds_no_table_is_named():
    (W, b), second = calls()["forward"]["layers"]
    assert refused(TypeError, "forward", layers=[(W, b), (second[0], 0.5)]).startswith("b_2 must be a table (1, k)")
    assert refused(TypeError, "forward", layers=[(W.tolist(), b), second]).startswith("W_1 must be a table (d, k)")


def test_class_numbers_are_not_one_hot():
    numbers = table([0], [4], [2], [1])
    for name in ("layer_gradients", "surprise", "slope_of_surprise", "accuracy", "confusion"):
        sentence = refused(ValueError, name, y=numbers)
        assert sentence == "y must be a table (n, k) with n = 4, k = 5, but its shape is (4, 1)"
    for name in ("surprise", "accuracy", "confusion"):
        for y in (np.zeros((4, 5)), np.eye(5)[:4] / 2, np.eye(5)[:4] * 2, np.eye(5)[:4] + np.eye(5)[1:],
                  np.eye(5)[:4] * math.nan, np.tile([2.0, -1, 0, 0, 0], (4, 1))):  # fmt: skip
            y[0] = [0, 1, 0, 0, 0]
            sentence = refused(ValueError, name, y=y)
            assert sentence == "y must hold a 1 for the right class in each row and 0 elsewhere, but not row 1"


@pytest.mark.parametrize("found, word", [(5, "5"), (-1, "-1"), (1.5, "1.5"), (math.nan, "nan")])
def test_labels_out_of_range_are_named(found, word):
    sentence = refused(ValueError, "one_hot", labels=table([0], [4], [found], [7]))
    assert sentence == f"labels must be whole numbers from 0 to 4, but row 2 holds {word}"


def test_flat_labels_and_less_than_two_classes_are_refused():
    assert refused(ValueError, "one_hot", labels=np.array([1, 2])).startswith("labels must be a table (n, 1)")
    for wrong, error in [(1, ValueError), (0, ValueError), (2.0, TypeError), (None, TypeError)]:
        assert refused(error, "one_hot", n_classes=wrong).startswith("n_classes must be a whole number, 2 or more")
    assert network.one_hot(table([1], [0]), 2).tolist() == [[0, 1], [1, 0]]


@pytest.mark.parametrize("wrong", [[], [3], 3, None, "64"], ids=repr)
def test_sizes_are_a_list_of_two_or_more(wrong):
    sentence = refused(TypeError, "initialize_layers", sizes=wrong)
    assert sentence.startswith("sizes must be a list of two whole numbers or more, such as [64, 32, 10], not ")


@pytest.mark.parametrize("size, error", [(0, ValueError), (-1, ValueError), (2.0, TypeError), (True, TypeError)])
def test_each_size_is_a_whole_number_from_1(size, error):
    sentence = refused(error, "initialize_layers", sizes=[2, size, 1])
    assert sentence == f"each of sizes must be a whole number, 1 or more, not {size}"
    assert len(network.initialize_layers((1, np.int64(1)), np.random.default_rng(0))) == 1


@pytest.mark.parametrize("found", [math.nan, math.inf, -math.inf])
def test_training_refuses_what_is_not_finite_by_name_and_row(found):
    for key in ("x", "y"):
        wrong = np.array(calls()["train_layers"][key])
        wrong[2, 1] = found
        assert refused(ValueError, "train_layers", **{key: wrong}).startswith(
            f"{key} must hold finite numbers, but row 2"
        )
    for layer, part, name in [(0, 0, "W_1"), (0, 1, "b_1"), (1, 0, "W_2"), (1, 1, "b_2")]:
        layers = [tuple(np.array(t) for t in pair) for pair in calls()["train_layers"]["layers"]]
        layers[layer][part][0, 1] = found
        sentence = refused(ValueError, "train_layers", layers=layers, epochs=0)
        assert sentence == f"{name} must hold finite numbers, but row 0 holds {found}"


@pytest.mark.parametrize(
    "key, wrong, error, words",
    [
        ("learning_rate", -0.1, ValueError, "a number, 0 or more"),
        ("learning_rate", math.nan, ValueError, "a number, 0 or more"),
        ("learning_rate", None, TypeError, "a number, 0 or more"),
        ("epochs", -1, ValueError, "a whole number, 0 or more"),
        ("epochs", 2.0, TypeError, "a whole number, 0 or more"),
        ("batch_size", 0, ValueError, "a whole number, from 1 to 4"),
        ("batch_size", 5, ValueError, "a whole number, from 1 to 4"),
        ("batch_size", 2.0, TypeError, "a whole number, from 1 to 4"),
        ("rng", None, TypeError, "a generator"),
        ("slope", 2.0, TypeError, "a function, such as slope_of_loss, not 2.0"),
    ],
)
def test_training_says_what_it_needs(key, wrong, error, words):
    for epochs in [{}] if key in ("epochs", "slope") else [{}, {"epochs": 0}]:
        assert refused(error, "train_layers", **{key: wrong} | epochs).startswith(f"{key} must be {words}")


def test_rows_must_be_as_many():
    x = calls()["train_layers"]["x"]
    assert refused(ValueError, "train_layers", x=x[:3], epochs=0).startswith("y must be a table (n, k) with n = 3")
    assert "learning_rate" in refused(ValueError, "update_layers", learning_rate=-1)
    assert "rng must be a generator" in refused(TypeError, "initialize_layers", rng=0)


def test_trying_says_what_it_needs():
    name = "numerical_layer_gradients"
    assert refused(TypeError, name, loss_of=3.0).startswith("loss_of must be a function, such as lambda layers: loss(")
    for costs, words in [(np.ones((4, 1)), "a table (4, 1): take its mean"), (None, "None")]:
        sentence = refused(TypeError, name, loss_of=lambda now, costs=costs: costs)
        assert sentence == f"loss_of(layers) must be one number, not {words}"
    for h in (0, -1e-6, math.nan, 1e-13):
        assert refused(ValueError, name, h=h).startswith("h must be a number, 1e-12 or more")


def test_answers_are_all_that_forward_gives_and_slopes_a_pair_for_each_layer():
    answers = calls()["backward"]["answers"]
    for wrong in (answers[1:], answers[:-1], [*answers, answers[-1]], answers[-1], tuple(answers), None):
        sentence = refused(TypeError, "backward", answers=wrong)
        assert sentence.startswith("answers must be all that forward gives, [x, a_1, …, y_hat], not ")
    assert refused(ValueError, "backward", dy_hat=answers[1]).startswith(
        "dy_hat must be a table (n, k) with n = 4, k = 5"
    )
    slopes = calls()["update_layers"]["slopes"]
    assert (
        refused(ValueError, "update_layers", slopes=slopes[:1]) == "slopes must hold a pair for each of 2 layers, not 1"
    )
    assert refused(ValueError, "update_layers", slopes=slopes[::-1]).startswith("dW must be a table (d, k)")

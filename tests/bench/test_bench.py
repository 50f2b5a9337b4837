"""Measures how fast training is, as ratios of two times taken in turn, so that they hold on any machine.

`make bench` prints a line for each of ROWS: the ratio of the medians and its target. No time makes a test fail.
"""

import statistics
import time
import warnings

import numpy as np
import pytest

from helpers import data, network, neuron


def problem(n, d):
    """Random x (n, d), y (n, 1), and parameters W (d, 1) and b (1, 1) to start from."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((n, d))
    return x, x.sum(axis=1, keepdims=True) + 1, *neuron.initialize(d, rng)


def inline(x, y, W, b, learning_rate, epochs):
    """The history of training, with the arithmetic written out: no function is called, nothing is checked."""
    history = [(W, b)]
    for _ in range(epochs):
        dy_hat = 2 / len(x) * (x @ W + b - y)
        W, b = W - learning_rate * (x.T @ dy_hat), b - learning_rate * dy_hat.sum(axis=0, keepdims=True)
        history.append((W, b))
    return history


def one_sample():
    """1000 epochs on one sample: `train`, and the same written inline."""
    start = np.array([[2.0]]), np.array([[5.0]]), np.zeros((1, 1)), np.zeros((1, 1))
    assert all(a == b for a, b in zip(neuron.train(*start, 0.06, 5), inline(*start, 0.06, 5), strict=True))
    return lambda: neuron.train(*start, 0.06, 1000), lambda: inline(*start, 0.06, 1000)


def many_samples():
    """10 epochs on 10⁶ samples of 10 inputs: `train`, and the two matrix products that each epoch cannot do without."""
    x, y, W, b = problem(10**6, 10)

    def two_products():
        for _ in range(10):
            e = x @ W
            x.T @ e

    return lambda: neuron.train(x, y, W, b, 0.1, 10), two_products


def more_samples():
    """10 epochs on 2·10⁶ and on 10⁶ samples: both too many for the processor's cache, where each would cost half."""
    many, few = problem(2 * 10**6, 10), problem(10**6, 10)
    return lambda: neuron.train(*many, 0.1, 10), lambda: neuron.train(*few, 0.1, 10)


def more_epochs():
    """10⁴ and 10³ epochs on one sample."""
    start = problem(1, 1)
    return lambda: neuron.train(*start, 0.06, 10**4), lambda: neuron.train(*start, 0.06, 10**3)


def inline_in_batches(x, y, W, b, learning_rate, epochs, batch_size, rng):
    """The history of training in batches, with the arithmetic written out: no function is called, nothing checked."""
    history = [(W, b)]
    for _ in range(epochs):
        shuffled = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = shuffled[start : start + batch_size]
            x_batch = x[batch]
            dy_hat = 2 / len(x_batch) * (x_batch @ W + b - y[batch])
            W, b = W - learning_rate * (x_batch.T @ dy_hat), b - learning_rate * dy_hat.sum(axis=0, keepdims=True)
            history.append((W, b))
    return history


def in_batches():
    """An epoch of 10⁵ samples of 10 inputs in batches of 100: `train_in_batches`, and the same written inline."""
    start = problem(10**5, 10)

    def run(function):
        return function(*start, 0.1, 1, 100, np.random.default_rng(0))

    ends = [run(function)[-1] for function in (neuron.train_in_batches, inline_in_batches)]
    assert all(np.array_equal(*pair) for pair in zip(*ends, strict=True))
    return lambda: run(neuron.train_in_batches), lambda: run(inline_in_batches)


def inline_step(slope):
    """One step of two layers with the arithmetic written out, where slope(ŷ, y) is the loss's own, written out too."""

    def step(x, y, layers, learning_rate):
        (W_1, b_1), (W_2, b_2) = layers
        a = np.maximum(0, x @ W_1 + b_1)
        d_2 = slope(a @ W_2 + b_2, y)
        d_1 = d_2 @ W_2.T * (a > 0)
        return [
            (W_1 - learning_rate * (x.T @ d_1), b_1 - learning_rate * d_1.sum(axis=0, keepdims=True)),
            (W_2 - learning_rate * (a.T @ d_2), b_2 - learning_rate * d_2.sum(axis=0, keepdims=True)),
        ]

    return step


def inline_slope_of_surprise(s, y):
    """(p − y) / n, written out."""
    powers = np.exp(s - s.max(axis=1, keepdims=True))
    return (powers / powers.sum(axis=1, keepdims=True) - y) / len(y)


def steps_of(x, y, layers, slope, inline_slope):
    """1000 steps of the layers on the same rows: by the functions of the page, and the same written inline."""
    step = inline_step(inline_slope)

    def page(now):
        return network.update_layers(now, network.layer_gradients(x, y, now, slope), 0.02)

    for one, other in zip(page(layers), step(x, y, layers, 0.02), strict=True):
        assert all(np.array_equal(*pair) for pair in zip(one, other, strict=True))

    def run(function):
        now = layers
        for _ in range(1000):
            now = function(now)

    return lambda: run(page), lambda: run(lambda now: step(x, y, now, 0.02))


def digits():
    """The training rows of the digits, x (1157, 64), y (1157, 10), and untrained layers with 32 hidden units."""
    x, labels = data.digits()
    layers = network.initialize_layers([64, 32, 10], np.random.default_rng(0))
    return x[:1157] / 16, network.one_hot(labels[:1157], 10), layers


def batch_of_digits():
    """Steps on 32 digits, 64-32-10."""
    x, y, layers = digits()
    return steps_of(x[:32], y[:32], layers, network.slope_of_surprise, inline_slope_of_surprise)


def nine_rows():
    """Steps on nine numbers, 1-8-1."""
    x = np.linspace(-2, 2, 9)[:, None]
    layers = network.initialize_layers([1, 8, 1], np.random.default_rng(0))
    return steps_of(x, abs(x), layers, network.slope_of_loss, lambda y_hat, y: 2 / len(y) * (y_hat - y))


def back_or_trying():
    """All 2,410 slopes of 100 digits: 500 times sent back, and once by trying."""
    x, y, layers = digits()
    x, y = x[:100], y[:100]

    def back():
        for _ in range(500):
            network.layer_gradients(x, y, layers, network.slope_of_surprise)

    def loss_of(now):
        return network.surprise(network.forward(x, now)[-1], y).mean()

    return back, lambda: network.numerical_layer_gradients(loss_of, layers)


def trained():
    """30 epochs of the digits, in batches of 32."""
    x, y, layers = digits()
    return network.train_layers(x, y, layers, network.slope_of_surprise, 0.2, 30, 32, np.random.default_rng(0))


def beside_scikit_learn():
    """30 epochs of the digits: ours, and scikit-learn's MLPClassifier with plain steps."""
    neural = pytest.importorskip("sklearn.neural_network", reason="scikit-learn is not installed")
    x, y, _ = digits()
    labels = y.argmax(axis=1)

    def theirs():
        model = neural.MLPClassifier(
            32, solver="sgd", learning_rate_init=0.2, momentum=0, alpha=0, batch_size=32, max_iter=30, tol=0,
            n_iter_no_change=10**6, random_state=0,
        )  # fmt: skip
        with warnings.catch_warnings():  # 30 epochs are asked for, whatever is left to learn
            warnings.simplefilter("ignore")
            model.fit(x, labels)

    return trained, theirs


def beside_pytorch():
    """30 epochs of the digits: ours, and PyTorch on one thread, from the same start through the same batches."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    torch.set_num_threads(1)
    x, y, layers = digits()
    x, right = torch.tensor(x), torch.tensor(y.argmax(axis=1))

    def theirs():
        net = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10)).double()
        for line, (W, b) in zip((net[0], net[2]), layers, strict=True):
            line.weight.data, line.bias.data = torch.tensor(W.T), torch.tensor(b[0])
        optimizer, rng = torch.optim.SGD(net.parameters(), lr=0.2), np.random.default_rng(0)
        for _ in range(30):
            for batch in torch.tensor(rng.permutation(len(x))).split(32):
                loss = torch.nn.functional.cross_entropy(net(x[batch]), right[batch])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        return net

    weights = theirs()[0].weight.detach().numpy()
    np.testing.assert_allclose(weights.T, trained()[-1][0][0], rtol=0, atol=1e-12)
    return trained, theirs


ROWS = [  # what is compared, the ratio aimed at, rounds, and what makes the pair of functions to be timed
    ("one sample: train / the same inline", 2.0, 31, one_sample),
    ("10⁶ × 10: train / its two products", 1.6, 11, many_samples),
    ("twice the samples: time grows by", 2.4, 7, more_samples),
    ("10 times the epochs: time grows by", 12.0, 11, more_epochs),
    ("batches of 100: epoch / same inline", 1.6, 31, in_batches),
    ("32 digits, 64-32-10: step / inline", 1.6, 21, batch_of_digits),
    ("9 rows, 1-8-1: step / inline", 2.2, 21, nine_rows),
    ("500 × sent back / once by trying", 1.0, 5, back_or_trying),
    ("30 epochs of digits / scikit-learn", 1.0, 5, beside_scikit_learn),
    ("30 epochs of digits / PyTorch", 1.0, 5, beside_pytorch),
]


def seconds(function):
    """How long one call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


@pytest.fixture(scope="module")
def lines(pytestconfig):
    """The lines of the table, which is printed when all is measured."""
    found = []
    yield found
    with pytestconfig.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print("", f"{'':<36}{'first':>12}{'second':>12}{'ratio':>8}{'target':>8}", *found, sep="\n")


@pytest.mark.parametrize("title, target, rounds, make", ROWS, ids=[row[-1].__name__ for row in ROWS])
def test_ratio(title, target, rounds, make, benchmark, lines):
    first, second = make()
    times = []

    def both():
        times.append((seconds(first), seconds(second)))

    benchmark.pedantic(both, rounds=rounds, warmup_rounds=1)
    above, below = (statistics.median(column) for column in zip(*times[1:], strict=True))
    ratio = above / below
    benchmark.extra_info |= {"ratio": round(ratio, 3), "target": target}
    verdict = "within" if ratio <= target else "above"
    lines.append(f"{title:<36}{1e3 * above:9.2f} ms{1e3 * below:9.2f} ms{ratio:8.2f}{target:8.2f}  {verdict}")

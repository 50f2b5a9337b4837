"""Measures how fast training is, as ratios of two times taken in turn, so that they hold on any machine.

`make bench` prints a line for each of ROWS: the ratio of the medians and its target. No time makes a test fail.
"""

import statistics
import time

import numpy as np
import pytest

from helpers import neuron


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


ROWS = [  # what is compared, the ratio aimed at, rounds, and what makes the pair of functions to be timed
    ("one sample: train / the same inline", 2.0, 31, one_sample),
    ("10⁶ × 10: train / its two products", 1.6, 11, many_samples),
    ("twice the samples: time grows by", 2.4, 7, more_samples),
    ("10 times the epochs: time grows by", 12.0, 11, more_epochs),
    ("batches of 100: epoch / same inline", 1.6, 31, in_batches),
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

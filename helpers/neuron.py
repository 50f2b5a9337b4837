"""One neuron that learns: the seven steps as plain functions, in the order in which the course builds them.

Every table has a row for each of n samples: x is (n, d), y and ŷ are (n, 1), W is (d, 1) and b is (1, 1).
A table of another shape or kind raises a ValueError or a TypeError that names it.
"""

import numpy as np

from helpers import expect


def initialize(n_inputs, rng):
    """The untrained parameters: W (n_inputs, 1), random at scale 0.001, and b (1, 1), zero."""
    expect.number("n_inputs", n_inputs, least=1, whole=True)
    expect.generator("rng", rng)
    W = 0.001 * rng.standard_normal((n_inputs, 1))
    b = np.zeros((1, 1))
    return W, b


@expect.calm
def predict(x, W, b):
    """The network's answer to each row of x: ŷ = xW + b, a table (n, 1)."""
    expect.tables("x (n, d), W (d, k), b (1, k)", x, W, b)
    return x @ W + b


@expect.calm
def cost(y_hat, y):
    """Each sample's squared error: C = (ŷ − y)², a table (n, 1)."""
    expect.tables("y_hat (n, 1), y (n, 1)", y_hat, y)
    return (y_hat - y) ** 2


@expect.calm
def loss(y_hat, y):
    """The mean of the costs: L = ΣC / n, one number. Of a single sample, its cost."""
    return float(np.mean(cost(y_hat, y)))


@expect.calm
def numerical_gradient(x, y, W, b, h=1e-6):
    """The gradient by trying: (L(w + h) − L(w − h)) / 2h for each parameter w, tables shaped as W and b."""
    expect.tables("x (n, d), y (n, 1), W (d, 1), b (1, 1)", x, y, W, b)
    expect.number("h", h, least=1e-12)

    def slope(nudge_W, nudge_b):
        up = loss(predict(x, W + nudge_W, b + nudge_b), y)
        down = loss(predict(x, W - nudge_W, b - nudge_b), y)
        return (up - down) / (2 * h)

    one_weight_each = h * np.eye(len(W))[:, :, None]
    dW = [[slope(nudge, 0)] for nudge in one_weight_each]
    return np.array(dW), np.array([[slope(0, h)]])


@expect.calm
def gradient(x, y, W, b):
    """The slopes of the loss: ∂L/∂W = xᵀ ∂L/∂ŷ and ∂L/∂b = Σ ∂L/∂ŷ with ∂L/∂ŷ = 2(ŷ − y) / n, shaped as W and b."""
    expect.tables("x (n, d), y (n, k), W (d, k), b (1, k)", x, y, W, b)
    dy_hat = 2 / len(x) * (predict(x, W, b) - y)
    dW = x.T @ dy_hat
    db = dy_hat.sum(axis=0, keepdims=True)
    return dW, db


@expect.calm
def update(W, b, dW, db, learning_rate):
    """The parameters one step downhill: W − η ∂L/∂W and b − η ∂L/∂b, as new tables."""
    expect.tables("W (d, k), dW (d, k), b (1, k), db (1, k)", W, dW, b, db)
    expect.number("learning_rate", learning_rate)
    return W - learning_rate * dW, b - learning_rate * db


@expect.calm
def train(x, y, W, b, learning_rate, epochs):
    """The history of training: [(W, b), …], before the first epoch and after each."""
    expect.tables("x (n, d), y (n, k), W (d, k), b (1, k)", x, y, W, b)
    expect.finite(x=x, y=y, W=W, b=b)
    expect.number("learning_rate", learning_rate)
    expect.number("epochs", epochs, whole=True)
    W, b = W.copy(), b.copy()  # the history keeps its own start
    history = [(W, b)]
    for _ in range(epochs):
        dW, db = gradient(x, y, W, b)
        W, b = update(W, b, dW, db, learning_rate)
        history.append((W, b))
    return history


@expect.calm
def largest_stable_rate(x):
    """The learning rate from which training no longer converges: n / ‖(x, 1)‖², for one number 1 / (x² + 1)."""
    expect.tables("x (n, d)", x)
    expect.finite(x=x)
    x_and_1 = np.hstack([x, np.ones((len(x), 1))])
    return float(len(x) / np.linalg.norm(x_and_1, 2) ** 2)


@expect.calm
def percent_error(y_hat, y):
    """How far each answer is off, in percent of the right one: 100 |ŷ − y| / |y|, a table (n, 1)."""
    expect.tables("y_hat (n, 1), y (n, 1)", y_hat, y)
    expect.nonzero("no percentage of 0", y=y)
    return 100 * np.abs(y_hat - y) / np.abs(y)


@expect.calm
def standardize(x):
    """The inputs on one scale, z = (x − mean) / sd, column by column: z (n, d), mean (1, d) and sd (1, d)."""
    expect.tables("x (n, d)", x)
    expect.finite(x=x)
    expect.varied(x=x)
    mean = x.mean(axis=0, keepdims=True)
    sd = x.std(axis=0, keepdims=True)
    return (x - mean) / sd, mean, sd


@expect.calm
def original_units(W, b, mean, sd):
    """W and b for x where they were learned for z = (x − mean) / sd: W / sd, and b − mean W / sd."""
    expect.tables("W (d, k), b (1, k), mean (1, d), sd (1, d)", W, b, mean, sd)
    expect.nonzero("nothing can be divided by it", sd=sd)
    W_per_unit = W / sd.T
    return W_per_unit, b - mean @ W_per_unit


@expect.calm
def train_in_batches(x, y, W, b, learning_rate, epochs, batch_size, rng):
    """The history of training a few rows at a time: [(W, b), …], before the first step and after each."""
    expect.tables("x (n, d), y (n, k), W (d, k), b (1, k)", x, y, W, b)
    expect.finite(x=x, y=y, W=W, b=b)
    expect.number("learning_rate", learning_rate)
    expect.number("epochs", epochs, whole=True)
    expect.number("batch_size", batch_size, least=1, most=len(x), whole=True)
    expect.generator("rng", rng)
    W, b = W.copy(), b.copy()  # the history keeps its own start
    history = [(W, b)]
    for _ in range(epochs):
        shuffled = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = shuffled[start : start + batch_size]
            dW, db = gradient(x[batch], y[batch], W, b)
            W, b = update(W, b, dW, db, learning_rate)
            history.append((W, b))
    return history

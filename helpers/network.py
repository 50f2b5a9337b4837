"""A network of layers that learns: the seven steps for a list of layers, in the order in which Part III builds them.

`layers` is a list of pairs (W, b), in the order in which a sample meets them: W (d, k) has a row for each of the d
numbers that go in and a column for each of the k that come out, b is (1, k). One pair is the neuron of Parts I and II.
"""

from itertools import pairwise

import numpy as np

from helpers import expect
from helpers.neuron import predict, update


def bend(s):
    """Each number as it is, or 0 where it is negative: max(0, s), a table shaped as s."""
    expect.tables("s (n, k)", s)
    return np.maximum(0, s)


def forward(x, layers):
    """Every layer's answers, [x, a₁, …, ŷ]: each is max(0, aW + b) of the one before; the last layer does not bend."""
    expect.layers(x, layers)
    answers = [x]
    for W, b in layers[:-1]:
        answers.append(bend(predict(answers[-1], W, b)))
    return [*answers, predict(answers[-1], *layers[-1])]


def slope_of_loss(y_hat, y):
    """How the loss changes as each answer does: ∂L/∂ŷ = 2(ŷ − y) / n, a table shaped as ŷ."""
    expect.tables("y_hat (n, k), y (n, k)", y_hat, y)
    return 2 / len(y) * (y_hat - y)


@expect.calm
def backward(answers, layers, dy_hat):
    """The gradient for every layer, [(dW, db), …]: ∂L/∂ŷ sent back through each W, and stopped where a bend gave 0."""
    expect.answers(answers, layers, dy_hat)
    ds = [dy_hat]
    for a, (W, _) in zip(reversed(answers[1:-1]), reversed(layers[1:]), strict=True):
        ds.insert(0, ds[0] @ W.T * (a > 0))
    return [(a.T @ d, d.sum(axis=0, keepdims=True)) for a, d in zip(answers[:-1], ds, strict=True)]


def layer_gradients(x, y, layers, slope):
    """The gradient for every layer, [(dW, db), …], of the loss whose own slope ∂L/∂ŷ is slope(ŷ, y)."""
    expect.function("slope", slope, "slope_of_loss")
    answers = forward(x, layers)
    return backward(answers, layers, slope(answers[-1], y))


def numerical_layer_gradients(loss_of, layers, h=1e-6):
    """The same by trying: (L(w + h) − L(w − h)) / 2h for each parameter w, where loss_of(layers) is the loss L."""
    expect.function("loss_of", loss_of, "lambda layers: loss(forward(x, layers)[-1], y)")
    expect.number("h", h, least=1e-12)
    expect.pairs("layers", layers)
    copies = [(W.astype(float), b.astype(float)) for W, b in layers]

    def loss_at(table, place, w):
        table[place] = w
        L = loss_of(copies)
        expect.single("loss_of(layers)", L)
        return L

    def slope(table, place):
        w = table[place]
        rise = loss_at(table, place, w + h) - loss_at(table, place, w - h)
        table[place] = w
        return rise / (2 * h)

    def slopes(table):
        return np.reshape([slope(table, place) for place in np.ndindex(table.shape)], table.shape)

    return [(slopes(W), slopes(b)) for W, b in copies]


def initialize_layers(sizes, rng):
    """The untrained layers: for each size d and the next, k, W (d, k), random at scale √(2/d), and b (1, k), zero."""
    expect.sizes(sizes)
    expect.generator("rng", rng)
    return [(np.sqrt(2 / d) * rng.standard_normal((d, k)), np.zeros((1, k))) for d, k in pairwise(sizes)]


def update_layers(layers, slopes, learning_rate):
    """Every layer one step downhill, each by the update of one neuron, where slopes is [(dW, db), …]."""
    expect.slopes(slopes, layers)
    return [update(W, b, dW, db, learning_rate) for (W, b), (dW, db) in zip(layers, slopes, strict=True)]


@expect.calm
def train_layers(x, y, layers, slope, learning_rate, epochs, batch_size, rng):
    """The history of training a few rows at a time: [layers, …], before the first epoch and after each."""
    expect.layers(x, layers)
    expect.tables("x (n, d), y (n, k)", x, y)
    expect.finite(x=x, y=y, **expect.named(layers))
    expect.number("learning_rate", learning_rate)
    expect.number("epochs", epochs, whole=True)
    expect.number("batch_size", batch_size, least=1, most=len(x), whole=True)
    expect.generator("rng", rng)
    history = [layers]
    for _ in range(epochs):
        shuffled = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = shuffled[start : start + batch_size]
            slopes = layer_gradients(x[batch], y[batch], layers, slope)
            layers = update_layers(layers, slopes, learning_rate)
        history.append(layers)
    return history


def one_hot(labels, n_classes):
    """The right answers as a table (n, k): in each row 1 in the column that labels (n, 1) names, and 0 elsewhere."""
    expect.number("n_classes", n_classes, least=2, whole=True)
    expect.labels(labels, n_classes)
    return (labels == np.arange(n_classes)).astype(float)


@expect.calm
def softmax(s):
    """Each row of scores as probabilities: p = eˢ / Σeˢ, none negative, with the sum 1, a table (n, k)."""
    expect.tables("s (n, k)", s)
    powers = np.exp(s - s.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@expect.calm
def surprise(s, y):
    """Each sample's cost: C = −ln p of the right class, which is ln Σeˢ − s of the right class, a table (n, 1)."""
    expect.tables("s (n, k), y (n, k)", s, y)
    expect.classes(y=y)
    s = s - s.max(axis=1, keepdims=True)
    return np.log(np.exp(s).sum(axis=1, keepdims=True)) - (s * y).sum(axis=1, keepdims=True)


def slope_of_surprise(s, y):
    """How the loss changes as each score does: ∂L/∂s = (p − y) / n, a table (n, k)."""
    expect.tables("s (n, k), y (n, k)", s, y)
    return (softmax(s) - y) / len(y)


def accuracy(s, y):
    """The part of the rows whose largest score stands in the right column: one number from 0 to 1."""
    expect.tables("s (n, k), y (n, k)", s, y)
    expect.classes(y=y)
    return float(np.mean(s.argmax(axis=1) == y.argmax(axis=1)))


def confusion(s, y):
    """How often each class, a row, was taken for each, a column: counts (k, k), right answers on the diagonal."""
    expect.tables("s (n, k), y (n, k)", s, y)
    expect.classes(y=y)
    taken_for = one_hot(s.argmax(axis=1)[:, None], s.shape[1])
    return (y.T @ taken_for).astype(int)

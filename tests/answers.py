"""Right and wrong answers to the exercises, as learners write them, and how a test hands them in."""

import ast
import inspect
import re
import textwrap
import types

import numpy as np

from helpers import checks, data, expect, network, neuron
from helpers.marking.exercise import ByHand, Exercise

EXERCISES = {name: one for name, one in vars(checks).items() if isinstance(one, (Exercise, ByHand))}
FUNCTIONS = {name: one for name, one in EXERCISES.items() if isinstance(one, Exercise)}


def course(name):
    """The course's own function as a learner would have it: without its docstring."""
    own = inspect.unwrap(FUNCTIONS[name].right)
    same = types.FunctionType(own.__code__, own.__globals__, own.__name__, own.__defaults__, own.__closure__)
    same.__doc__ = None
    return expect.calm(same)


def cars():
    """The right answers to the exercises on cars: rows, split, scale, line and test."""
    table = data.cars("horsepower", "miles_per_gallon")
    x, y = np.hsplit(table[~np.isnan(table).any(axis=1)], 2)
    rows = np.random.default_rng(3).permutation(len(x))
    x_train, y_train, x_test, y_test = x[rows[78:]], y[rows[78:]], x[rows[:78]], y[rows[:78]]
    z_train, mean, sd = neuron.standardize(x_train)
    W, b = np.zeros((1, 1)), np.zeros((1, 1))
    W, b = neuron.train_in_batches(z_train, y_train, W, b, 0.02, 50, 10, np.random.default_rng(0))[-1]
    W, b = neuron.original_units(W, b, mean, sd)
    left = np.mean((x_test @ W + b - y_test) ** 2) / np.var(y_test)
    return {
        "cars_rows": (x, y),
        "cars_split": (x_train, y_train, x_test, y_test),
        "cars_scaled": (x_train, x_test, z_train, (x_test - mean) / sd),
        "cars_line": (x_train, y_train, W, b),
        "cars_tested": (x_test, y_test, W, b, 1 - left),
    }


CARS = cars()
COURSE = {name: course(name) for name in FUNCTIONS}
BY_HAND = {
    "steps_in_order": ("DAFCGBE",),
    "samples": (np.array([[2.0]]), np.array([[5.0]])),
    "shape_of_three": ((3, 2),),
    "prediction_by_hand": (4,),
    "zero_costs": ([(0, 5), (1, 3), (-2, 9)],),
    "gradient_by_hand": (-30, 6),
    "first_step": (1.2, 0.6),
    "five_factors": ([0.5, 0.4, 0, -1, -2],),
    "scale_by_hand": (0.84, 0.936),
    "enough_numbers": (3, 3, -0.5),
    "two_sample_gradient": (-11, -4),
    "landing_rate": (0.4065,),
    "epochs_for_ratio": (228,),
    "back_to_km": (0.3, 15),
    "shapes_of_inputs": ((342, 3), (3, 1)),
    "three_inputs": (11,),
    "steps_in_epoch": (3,),
    **CARS,
    "bathtub": (2, 0, 1),
    "four_bends": ([-3, 2, 2, 2],),
    "squares_outside": (7, 28),
    "one_or_the_other": (1, -2),
    "ten_slopes": ([-30, -40, 0], -10, [40, -20, 0], [20, -10, 0]),
    "slopes_at_zero": (0, 0, 0, -20 / 9),
    "folding": (0.6, 0.8, 32),
    "numbers_for_5_folds": (31, 97),
    "factor_of_50": (1.0,),
    "chained_shapes": ([(64, 32), (32, 16), (16, 24), (24, 10)],),
    "probabilities_by_hand": ([0.625, 0.25, 0.125],),
    "shapes_of_digits": ((1797, 64), (64, 32), (32, 10), 2410),
    "epoch_to_stop": (26,),
    "slope_of_shards": (4,),
    "steps_that_change": (2, 5, 3, 2),
}


def check(name, *answer):
    """The result of a check."""
    return getattr(checks, name)(*answer)


def raises(error):
    """A function that raises the error."""

    def answer(*_):
        raise error

    return answer


def learner(code):
    """The last function that a learner's cell defines."""
    names = {"np": np, "neuron": neuron, "expect": expect}
    known = {"loss", "slope_of_loss", "layer_gradients", "one_hot", *COURSE}
    names |= {f: getattr(module, f) for f in known for module in (neuron, network) if hasattr(module, f)}
    exec(compile(textwrap.dedent(code), "cell", "exec"), names)
    return names[ast.parse(textwrap.dedent(code)).body[-1].name]


# Right, however it is written

RIGHT = {
    "initialize": """
        def initialize(n, rng): return 0.001 * rng.normal(size=(n, 1)), np.zeros((1, 1))
        def initialize(n_inputs, rng): return rng.normal(0, 0.001, (n_inputs, 1)).astype(np.float32), np.array([[0.0]])
        def initialize(count, generator):
            W = np.empty((count, 1))
            for i in range(count): W[i, 0] = generator.uniform(-0.001, 0.001)
            return [W, np.array([[0]])]
        """,
    "predict": """
        def predict(x, W, b): return np.dot(x, W) + b
        def predict(inputs, weight, bias): return np.add(bias, np.matmul(inputs, weight))
        def predict(x, W, b): return np.array([[sum(r[i] * W[i, 0] for i in range(len(r))) + b[0, 0]] for r in x])
        def predict(x, W, b): return (x.astype(np.float32) @ W.astype(np.float32) + b.astype(np.float32))
        def predict(x, W, b): return np.einsum("ij,jk->ik", x, W) + b
        """,
    "cost": """
        def cost(y_hat, y): return (y - y_hat) * (y - y_hat)
        def cost(guess, answer): return np.square(np.subtract(guess, answer))
        def cost(y_hat, y):
            error = y_hat.astype(np.float32) - y
            return np.abs(error) ** 2
        def cost(y_hat, y): return np.array([[(p - q) ** 2] for p, q in zip(y_hat[:, 0], y[:, 0])])
        """,
    "numerical_gradient": """
        def numerical_gradient(x, y, W, b, h=1e-6):
            dW = np.zeros_like(W)
            for i in range(len(W)):
                up, down = W.copy(), W.copy()
                up[i] += h
                down[i] -= h
                dW[i] = (loss(predict(x, up, b), y) - loss(predict(x, down, b), y)) / (2 * h)
            db = (loss(predict(x, W, b + h), y) - loss(predict(x, W, b - h), y)) / (2 * h)
            return dW, np.array([[db]])
        def numerical_gradient(x, y, W, b, h=1e-6):
            dW, db = neuron.numerical_gradient(x, y, W, b, h)
            return dW.astype(np.float32), db.astype(np.float32)
        def numerical_gradient(x, y, W, b, step=1e-5):
            def L(*new): return np.mean((predict(x, *new) - y) ** 2)
            def slope(table, i, place):
                old = table[i, 0]
                table[i, 0] = old + step
                up = L(W, b)
                table[i, 0] = old - step
                down = L(W, b)
                table[i, 0] = old
                return (up - down) / step / 2
            return np.array([[slope(W, i, 0)] for i in range(len(W))]), np.array([[slope(b, 0, 1)]])
        """,
    "gradient": """
        def gradient(x, y, W, b):
            e = predict(x, W, b) - y
            return 2 * x.T @ e / len(x), 2 * np.mean(e, keepdims=True)
        def gradient(x, y, W, b):
            error = 2 * (x @ W + b - y)
            return np.dot(x.T, error) / x.shape[0], np.sum(error, axis=0, keepdims=True) / x.shape[0]
        def gradient(x, y, W, b):
            dW, db = np.zeros(W.shape), np.zeros((1, 1))
            for row, answer in zip(x, y):
                off = row @ W + b - answer
                dW += 2 * row.reshape(-1, 1) * off
                db += 2 * off
            return [dW / len(x), db / len(x)]
        def gradient(*data):
            x, y, W, b = (part.astype(np.float32) for part in data)
            return np.mean(2 * (x @ W + b - y) * x, axis=0)[:, None], np.mean(2 * (x @ W + b - y), axis=0)[:, None]
        """,
    "update": """
        def update(W, b, dW, db, learning_rate):
            return W + -learning_rate * dW, np.subtract(b, np.multiply(db, learning_rate))
        def update(w, c, slope_w, slope_c, rate):
            w = w.copy()
            w -= rate * slope_w
            return [w, c - rate * slope_c]
        def update(W, b, dW, db, learning_rate):
            new = []
            for p, d in ((W, dW), (b, db)): new.append((p - learning_rate * d).astype(np.float32))
            return tuple(new)
        """,
    "largest_stable_rate": """
        def largest_stable_rate(x): return len(x) / np.linalg.svd(np.hstack([x, np.ones((len(x), 1))]))[1].max() ** 2
        def largest_stable_rate(x):
            table = np.column_stack([np.ones(len(x)), x])
            return np.float32(2 / np.linalg.eigvalsh(2 * table.T @ table / len(x)).max())
        def largest_stable_rate(x): return 1 / (x**2 + 1)
        def largest_stable_rate(x): return 1 / (x.item() ** 2 + 1)
        def largest_stable_rate(x):
            factor_per_rate = -2 * (x[0, 0] * x[0, 0] + 1)
            return [(-1 - 1) / factor_per_rate]
        """,
    "train": """
        def train(x, y, W, b, learning_rate, epochs):
            history = [(W, b)]
            while len(history) <= epochs:
                history.append(update(*history[-1], *gradient(x, y, *history[-1]), learning_rate))
            return history
        def train(x, y, W, b, rate, n):
            run = [[W, b]] + [None] * n
            for epoch in range(n):
                dW, db = gradient(x, y, *run[epoch])
                run[epoch + 1] = [run[epoch][0] - rate * dW, run[epoch][1] - rate * db]
            return tuple(run)
        def train(x, y, W, b, learning_rate, epochs):
            W, b = W.astype(np.float32), b.astype(np.float32)
            history = [(W.copy(), b.copy())]
            for _ in range(epochs):
                dW, db = gradient(x, y, W, b)
                W -= learning_rate * dW
                b -= learning_rate * db
                history.append((W.copy(), b.copy()))
            return history
        """,
    "percent_error": """
        def percent_error(y_hat, y): return 100 * abs((y_hat - y) / y)
        def percent_error(y_hat, y): return np.abs(1 - y_hat / y) * 100
        def percent_error(p, q): return np.array([[100 * abs(p[i, 0] - q[i, 0]) / abs(q[i, 0])] for i in range(len(q))])
        def percent_error(y_hat, y): return np.sqrt(cost(y_hat, y)).astype(np.float32) / np.abs(y) * 100
        """,
    "line": """
        def line(x, true_W=2, true_b=1): return x * true_W + true_b
        def line(x, m=2, c=1): return np.array([[m * row[0] + c] for row in x])
        def line(x, m=2, c=1): return np.add(np.multiply(np.float32(m), x), c).astype(np.float32)
        """,
    "best_slope": """
        def best_slope(x, y): return (x * y).sum() / (x**2).sum()
        def best_slope(x, y): return x.T @ y / (x.T @ x)
        def best_slope(x, y): return np.linalg.lstsq(x, y)[0].item()
        def best_slope(x, y):
            above, below = 0, 0
            for i in range(len(x)): above, below = above + x[i] * y[i], below + x[i] ** 2
            return (above / below).astype(np.float32)
        """,
    "standardize": """
        def standardize(x):
            mean, sd = x.mean(axis=0, keepdims=True), x.std(axis=0, keepdims=True)
            return (x - mean) / sd, mean, sd
        def standardize(x):
            m = np.ones((1, len(x))) @ x / len(x)
            s = np.sqrt(np.mean((x - m) ** 2, axis=0))[None]
            return [np.divide(np.subtract(x, m), s), m, s]
        def standardize(x):
            x = x.astype(np.float32)
            columns = [(c - c.mean()) / c.std() for c in x.T]
            return np.array(columns).T, np.array([[c.mean() for c in x.T]]), np.array([[c.std() for c in x.T]])
        """,
    "original_units": """
        def original_units(W, b, mean, sd): return W / sd.T, b - (mean / sd) @ W
        def original_units(W, b, mean, sd): return W / sd.reshape(-1, 1), b - np.sum(W.T * mean / sd, keepdims=True)
        def original_units(W, b, mean, sd):
            new_W, new_b = W.astype(np.float32), b.astype(np.float32)
            for i in range(len(W)):
                new_W[i] = W[i] / sd[0, i]
                new_b = new_b - mean[0, i] * new_W[i]
            return new_W, new_b
        """,
    "r_squared": """
        def r_squared(y_hat, y): return 1 - loss(y_hat, y) / loss(np.full_like(y, y.mean()), y)
        def r_squared(y_hat, y): return 1 - ((y - y_hat) ** 2).sum() / ((y - y.mean()) ** 2).sum()
        def r_squared(p, q): return np.float32((np.var(q) - np.mean((p - q) ** 2)) / np.var(q))
        def r_squared(p, q):
            lazy = sum((v - sum(q[:, 0]) / len(q)) ** 2 for v in q[:, 0])
            return 1 - sum((p[i, 0] - q[i, 0]) ** 2 for i in range(len(q))) / lazy
        """,
    "train_in_batches": """
        def train_in_batches(x, y, W, b, learning_rate, epochs, batch_size, rng):
            history = [(W, b)]
            for _ in range(epochs):
                rows = np.arange(len(x))
                rng.shuffle(rows)
                while len(rows):
                    some, rows = rows[:batch_size], rows[batch_size:]
                    history.append(update(*history[-1], *gradient(x[some], y[some], *history[-1]), learning_rate))
            return history
        def train_in_batches(x, y, W, b, rate, epochs, size, rng):
            history = [(W, b)]
            for _ in range(epochs):
                together = rng.permutation(np.hstack([x, y]))
                for start in range(0, len(x), size):
                    x_some, y_some = together[start : start + size, :-1], together[start : start + size, -1:]
                    W, b = update(W, b, *gradient(x_some, y_some, W, b), rate)
                    history += [(W, b)]
            return history
        def train_in_batches(x, y, W, b, rate, epochs, size, rng):
            W, b = W.astype(np.float32), b.astype(np.float32)
            history = [[W, b]]
            for _ in range(epochs):
                order = np.argsort(rng.random(len(x)))
                x, y = x[order], y[order]
                for k in range(int(np.ceil(len(x) / size))):
                    dW, db = gradient(x[k * size : (k + 1) * size], y[k * size : (k + 1) * size], W, b)
                    W, b = (W - rate * dW).astype(np.float32), (b - rate * db).astype(np.float32)
                    history.append([W, b])
            return tuple(history)
        def train_in_batches(x, y, W, b, rate, epochs, size, rng):
            history = [(W, b)]
            for epoch in range(epochs):
                left = list(range(len(x)))
                while left:
                    batch = [left.pop(rng.integers(len(left))) for _ in range(min(size, len(left)))]
                    history += train(x[batch], y[batch], *history[-1], rate, 1)[1:]
            return history
        """,
    "bend": """
        def bend(s): return np.maximum(0, s)
        def bend(table): return np.where(table > 0, table, 0).astype(np.float32)
        def bend(s): return (s + abs(s)) / 2
        def bend(s):
            a = s.copy()
            a[a < 0] = 0
            return a
        """,
    "forward": """
        def forward(x, layers):
            answers = [x]
            for W, b in layers[:-1]: answers.append(bend(predict(answers[-1], W, b)))
            return [*answers, predict(answers[-1], *layers[-1])]
        def forward(x, layers):
            a, answers = x, [x]
            for number, (W, b) in enumerate(layers, 1):
                a = a @ W + b
                if number < len(layers): a = np.maximum(a, 0)
                answers.append(a)
            return answers
        def forward(x, layers):
            *hidden, (W, b) = layers
            answers = (x,)
            for W_h, b_h in hidden: answers += (np.clip(np.dot(answers[-1], W_h) + b_h, 0, None),)
            return answers + (answers[-1] @ W + b,)
        """,
    "one_layer_back": """
        def one_layer_back(ds, W, a): return ds @ W.T * (a > 0)
        def one_layer_back(ds, W, a): return np.where(a == 0, 0.0, (W @ ds.T).T)
        def one_layer_back(ds, W, a):
            back = np.dot(ds, np.transpose(W)).astype(np.float32)
            back[a <= 0] = 0
            return back
        """,
    "backward": """
        def backward(answers, layers, dy_hat):
            slopes, ds = [], dy_hat
            for a, (W, b) in zip(reversed(answers[:-1]), reversed(layers)):
                slopes.insert(0, (a.T @ ds, ds.sum(axis=0, keepdims=True)))
                ds = ds @ W.T * (a > 0)
            return slopes
        def backward(answers, layers, dy_hat):
            slopes = [None] * len(layers)
            ds = dy_hat
            for k in range(len(layers) - 1, -1, -1):
                slopes[k] = [np.dot(answers[k].T, ds), np.sum(ds, axis=0)[None]]
                if k > 0: ds = np.where(answers[k] > 0, np.dot(ds, layers[k][0].T), 0)
            return tuple(slopes)
        def backward(answers, layers, dy_hat):
            if not layers: return []
            W, a = layers[-1][0], answers[-2]
            pair = (a.T @ dy_hat).astype(np.float32), np.ones((1, len(a))) @ dy_hat
            return [*backward(answers[:-1], layers[:-1], dy_hat @ W.T * (a > 0)), pair]
        """,
    "update_layers": """
        def update_layers(layers, slopes, rate): return [update(*pair, *of, rate) for pair, of in zip(layers, slopes)]
        def update_layers(layers, slopes, learning_rate):
            new = []
            for (W, b), (dW, db) in zip(layers, slopes):
                new.append((W - learning_rate * dW, b - learning_rate * db))
            return new
        def update_layers(layers, slopes, rate):
            new = []
            for k in range(len(layers)):
                W, b = (table.astype(np.float32) for table in layers[k])
                new += [[W - rate * slopes[k][0], b - rate * slopes[k][1]]]
            return tuple(new)
        """,
    "one_step": """
        def one_step(x, y, layers, rate):
            return update_layers(layers, layer_gradients(x, y, layers, slope_of_loss), rate)
        def one_step(x, y, layers, rate):
            (W_1, b_1), (W_2, b_2) = layers
            a = np.maximum(0, x @ W_1 + b_1)
            ds_2 = 2 * (a @ W_2 + b_2 - y) / len(x)
            ds_1 = np.where(a > 0, ds_2 @ W_2.T, 0)
            W_1, b_1 = W_1 - rate * x.T @ ds_1, b_1 - rate * ds_1.sum(axis=0)
            return [[W_1, b_1], [W_2 - rate * a.T @ ds_2, b_2 - rate * ds_2.sum(axis=0)]]
        def one_step(x, y, layers, learning_rate):
            (W_1, b_1), (W_2, b_2) = layers
            _, a, y_hat = forward(x, layers)
            ds_2 = slope_of_loss(y_hat, y)
            ds_1 = ds_2 @ W_2.T * (a > 0)
            W_2, b_2 = neuron.update(W_2, b_2, a.T @ ds_2, ds_2.sum(axis=0, keepdims=True), learning_rate)
            W_1, b_1 = neuron.update(W_1, b_1, x.T @ ds_1, ds_1.sum(axis=0, keepdims=True), learning_rate)
            return [(W_1, b_1), (W_2, b_2)]
        """,
    "train_layers": """
        def train_layers(x, y, layers, slope, rate, epochs, size, rng):
            history = [layers]
            for _ in range(epochs):
                rows = np.arange(len(x))
                rng.shuffle(rows)
                while len(rows):
                    some, rows = rows[:size], rows[size:]
                    answers = forward(x[some], layers)
                    layers = update_layers(layers, backward(answers, layers, slope(answers[-1], y[some])), rate)
                history += [layers]
            return history
        def train_layers(x, y, layers, slope, rate, epochs, size, rng):
            history = [layers]
            for _ in range(epochs):
                together = rng.permutation(np.hstack([x, y]))
                for start in range(0, len(x), size):
                    x_some, y_some = together[start : start + size, :-1], together[start : start + size, -1:]
                    layers = update_layers(layers, layer_gradients(x_some, y_some, layers, slope), rate)
                history.append(layers)
            return history
        def train_layers(x, y, layers, slope, rate, epochs, size, rng):
            history = (layers,)
            for epoch in range(epochs):
                left, new = list(range(len(x))), [(W.astype(np.float32), b) for W, b in history[-1]]
                while left:
                    batch = [left.pop(rng.integers(len(left))) for _ in range(min(size, len(left)))]
                    slopes = layer_gradients(x[batch], y[batch], new, slope)
                    new = [[W - rate * dW, b - rate * db] for (W, b), (dW, db) in zip(new, slopes)]
                    new = [tuple(pair) for pair in new]
                history = (*history, new)
            return history
        """,
    "softmax": """
        def softmax(s):
            powers = np.exp(s - np.max(s, axis=1, keepdims=True))
            return powers / np.sum(powers, axis=1, keepdims=True)
        def softmax(s): return np.exp(s - s.max(1)[:, None]) / np.exp(s - s.max(1)[:, None]).sum(1)[:, None]
        def softmax(s):
            rows = []
            for row in s:
                powers = [np.exp(score - max(row)) for score in row]
                rows.append([power / sum(powers) for power in powers])
            return np.array(rows)
        def softmax(s):
            s = s - s.max(axis=1, keepdims=True)
            return np.exp(s - np.log(np.exp(s).sum(axis=1, keepdims=True))).astype(np.float32)
        """,
    "surprise": """
        def surprise(s, y):
            s = s - s.max(axis=1, keepdims=True)
            return np.log(np.sum(np.exp(s), axis=1, keepdims=True)) - np.sum(s * y, axis=1, keepdims=True)
        def surprise(s, y): return -np.log((softmax(s) * y).sum(axis=1, keepdims=True))
        def surprise(s, y):
            largest = s.max(axis=1, keepdims=True)
            right = s[np.arange(len(s)), y.argmax(axis=1)][:, None]
            return largest + np.log(np.exp(s - largest).sum(axis=1, keepdims=True)) - right
        def surprise(s, y):
            s = s - s.max(axis=1, keepdims=True)
            costs = [np.log(np.exp(row).sum()) - row @ right for row, right in zip(s, y)]
            return np.array(costs).reshape(-1, 1)
        """,
    "sigmoid": """
        def sigmoid(s): return 1 / (1 + np.exp(-s))
        def sigmoid(s): return softmax(np.hstack([s, np.zeros_like(s)]))[:, :1]
        def sigmoid(s): return np.exp(s) / (np.exp(s) + 1)
        def sigmoid(s): return 0.5 * (1 + np.tanh(s / 2))
        """,
    "split_by_form": """
        def split(form):
            return np.flatnonzero(form <= 8), np.flatnonzero((form > 8) & (form < 11)), np.flatnonzero(form >= 11)
        def split(form):
            train = [row for row in range(len(form)) if form[row] < 9]
            return train, [row for row in range(len(form)) if 8 < form[row] < 11], np.where(form > 10)[0]
        def split(form):
            rng = np.random.default_rng(1)
            return [rng.permutation(np.where(part)[0]) for part in (form <= 8, (form == 9) | (form == 10), form >= 11)]
        """,
    "confusion": """
        def confusion(s, y):
            taken_for = one_hot(s.argmax(axis=1)[:, None], s.shape[1])
            return y.T @ taken_for
        def confusion(s, y): return np.dot(y.transpose(), s.argmax(1)[:, None] == np.arange(s.shape[1]))
        def confusion(s, y):
            counts = np.zeros((y.shape[1], y.shape[1]), int)
            for scores, right in zip(s, y):
                counts[right.argmax(), scores.argmax()] += 1
            return counts
        """,
    "honest_epoch": """
        def honest_epoch(history, x, y, train_rows, valid_rows, test_rows):
            losses = [surprise(forward(x[valid_rows], layers)[-1], y[valid_rows]).mean() for layers in history]
            return np.argmin(losses)
        def honest_epoch(history, x, y, train, valid, test):
            def loss_at(epoch): return np.sum(surprise(forward(x[valid], history[epoch])[-1], y[valid]))
            return min(range(len(history)), key=loss_at)
        def honest_epoch(history, x, y, train_rows, valid_rows, test_rows):
            best, lowest = 0, np.inf
            for epoch, layers in enumerate(history):
                p = softmax(forward(x[valid_rows], layers)[-1])
                L = -np.log((p * y[valid_rows]).sum(axis=1)).mean()
                if L < lowest: best, lowest = epoch, L
            return float(best)
        """,
    "slope_of_x": """
        def slope_of_x(x, y, layers):
            (W_1, b_1), (W_2, b_2) = layers
            _, a, s = forward(x, layers)
            ds_2 = slope_of_surprise(s, y)
            ds_1 = ds_2 @ W_2.T * (a > 0)
            return ds_1 @ W_1.T
        def slope_of_x(x, y, layers):
            _, a, s = forward(x, layers)
            back = layers[1][0] @ ((softmax(s) - y) / len(y)).T
            return (layers[0][0] @ (back * (a.T > 0))).T
        def slope_of_x(x, y, layers):
            dx, h = np.zeros(x.shape), 1e-6
            def L(x): return surprise(forward(x, layers)[-1], y).mean()
            for place in np.ndindex(x.shape):
                up, down = x.copy(), x.copy()
                up[place] += h
                down[place] -= h
                dx[place] = (L(up) - L(down)) / (2 * h)
            return dx
        """,
    "slope_of_surprise": """
        def slope_of_surprise(s, y): return (softmax(s) - y) / len(s)
        def slope_of_surprise(s, y):
            powers = np.exp(s - s.max(axis=1, keepdims=True))
            return (powers / powers.sum(axis=1, keepdims=True) - y) / y.shape[0]
        def slope_of_surprise(s, y):
            return np.array([(softmax(s[[row]])[0] - y[row]) / len(y) for row in range(len(y))]).astype(np.float32)
        """,
}
RIGHT["cost_of_many"], RIGHT["gradient_of_many"] = RIGHT["cost"], RIGHT["gradient"]
RIGHT["gradient"] += """
        def gradient(x, y, W, b): return 2 * (x * W + b - y) * x, 2 * (x * W + b - y)
        """
VARIANTS = [(name, i, code) for name, text in RIGHT.items()
            for i, code in enumerate(re.split(r"\n(?=def )", textwrap.dedent(text).strip()))]  # fmt: skip

# Wrong, as learners write it

DRAW, STRIDES, TAKE = "shuffled = rng.permutation(len(x))", "range(0, len(x), batch_size)", "x[batch], y[batch]"
PAIR, ONE_BACK = "slopes.insert(0, (a.T @ ds, ds.sum(axis=0, keepdims=True)))", "ds = ds @ W.T * (a > 0)"
WRONG = [
    ("gradient", "sign turned round", "def f(x, y, W, b): return -2 * (x*W + b - y) * x, -2 * (x*W + b - y)"),
    ("gradient", "factor 2 forgotten", "def f(x, y, W, b): return (x*W + b - y) * x, x*W + b - y"),
    ("gradient", "x forgotten in dW", "def f(x, y, W, b): return 2 * (x*W + b - y), 2 * (x*W + b - y)"),
    ("gradient", "x kept in db", "def f(x, y, W, b): return 2 * (x*W + b - y) * x, 2 * (x*W + b - y) * x"),
    ("gradient", None, "def f(x, y, W, b): return -(x*W + b - y) * x, -(x*W + b - y)"),  # two at once: no guess
    ("gradient", None, "def f(x, y, W, b): return -2 * (x*W + b - y)[0] * x[0], 2 * (x*W + b - y)"),
    ("gradient_of_many", "summed, not averaged", """
        def f(x, y, W, b):
            e = 2 * (x @ W + b - y)
            return x.T @ e, e.sum(axis=0, keepdims=True)"""),
    ("cost", "absolute instead of squared", "def f(y_hat, y): return abs(y - y_hat)"),
    ("cost", "square of the sum", "def f(y_hat, y): return (y_hat - y).sum() ** 2"),
    ("cost", "every row against every other", "def f(y_hat, y): return (y_hat - y[:, 0]) ** 2"),
    ("cost", "a number instead of a table", "def f(y_hat, y): return float((y_hat[0, 0] - y[0, 0]) ** 2)"),
    ("cost", "a flat shape", "def f(y_hat, y): return ((y_hat - y) ** 2).ravel()"),
    ("cost", "transposed", "def f(y_hat, y): return ((y_hat - y) ** 2).T"),
    ("cost", "another shape", "def f(y_hat, y): return ((y_hat - y) ** 2)[None]"),
    ("cost", "a list instead of an array", "def f(y_hat, y): return ((y_hat - y) ** 2).tolist()"),
    ("update", "one result instead of several", "def f(W, b, dW, db, rate): return W - rate * dW"),
    ("gradient", "one array instead of several results", "def f(*a): return np.array(gradient(*a))"),
    ("predict", "changed in place", "def f(x, W, b):\n  x *= W\n  x += b\n  return x"),
    ("update", "changed in place", """
        def f(W, b, dW, db, learning_rate):
            W -= learning_rate * dW
            b -= learning_rate * db
            return W, b"""),
    ("train", "changed in place", """
        def f(x, y, W, b, learning_rate, epochs):
            history = [(W, b)]
            for _ in range(epochs):
                dW, db = gradient(x, y, W, b)
                W -= learning_rate * dW
                b -= learning_rate * db
                history.append((W, b))
            return history"""),
    ("train", "same tables each time", """
        def f(x, y, W, b, learning_rate, epochs):
            W, b = W.copy(), b.copy()
            history = [(W, b)]
            for _ in range(epochs):
                dW, db = gradient(x, y, W, b)
                W -= learning_rate * dW
                b -= learning_rate * db
                history.append((W, b))
            return history"""),
    ("train", "gradient after W changed", """
        def f(x, y, W, b, learning_rate, epochs):
            history = [(W, b)]
            for _ in range(epochs):
                W = W - learning_rate * gradient(x, y, W, b)[0]
                b = b - learning_rate * gradient(x, y, W, b)[1]
                history.append((W, b))
            return history"""),
    ("train", "one epoch too few", """
        def f(x, y, W, b, learning_rate, epochs):
            history = []
            for _ in range(epochs):
                history.append((W, b))
                W, b = update(W, b, *gradient(x, y, W, b), learning_rate)
            return history"""),
    ("train", "stored before the update", """
        def f(x, y, W, b, learning_rate, epochs):
            history = [(W, b)]
            for _ in range(epochs):
                history.append((W, b))
                W, b = update(W, b, *gradient(x, y, W, b), learning_rate)
            return history"""),
    *[("train", mistake, f"""
        def f(x, y, W, b, learning_rate, epochs):
            history = {start}
            for _ in range(epochs):
                W, b = update(W, b, *gradient(x, y, W, b), learning_rate)
                {store}
            return history""") for mistake, start, store in [
        ("one epoch only", "[(W, b)]", "history.append((W, b)); return history"),
        ("append assigned", "[(W, b)]", "history = history.append((W, b))"),
        ("no pairs", "[W, b]", "history += [W, b]"),
        ("no pairs", "[W, b]", "history.append(W); history.append(b)"),
        ("start no pair", "[W, b]", "history.append((W, b))"),
        ("only the start a pair", "[(W, b)]", "history.extend((W, b))"),
        ("only the last parameters", "[(W, b)]", "history = (W, b)"),
    ]],
    ("train", "stored once, after the loop", """
        def f(x, y, W, b, learning_rate, epochs):
            history = [(W, b)]
            for _ in range(epochs):
                W, b = update(W, b, *gradient(x, y, W, b), learning_rate)
            history.append((W, b))
            return history"""),
    *[("numerical_gradient", mistake, f"""
        def f(x, y, W, b, h=1e-6):
            def slope(nudge_W, nudge_b):
                up = loss(predict(x, W + nudge_W, b + nudge_b), y)
                down = loss(predict(x, W - nudge_W, b - nudge_b), y)
                return {line}
            return np.array([[slope(h, 0)]]), np.array([[slope(0, h)]])""") for mistake, line in [
        ("brackets forgotten", "up - down / (2 * h)"),
        ("no brackets", "up - down / 2 * h"),
        ("added", "(up + down) / (2 * h)"),
        ("divided by h only", "(up - down) / h"),
        ("divided by h squared", "(up - down) / h**2"),
        ("multiplied by h", "(up - down) / 2 * h"),
    ]],
    ("update", "learning rate subtracted, slope added",
     "def f(W, b, dW, db, r): return W - r + dW, b - r + db"),
    ("update", "learning rate and slope subtracted",
     "def f(W, b, dW, db, r): return W - r - dW, b - (r + db)"),
    ("line", "always 2x", "def f(x, true_W=2, true_b=1): return x + x"),
    ("line", "power instead of product", "def f(x, m=2, c=1): return x ** m + c"),
    ("cost", "^ for a power", "def f(y_hat, y): return (y_hat - y)^2"),
    ("cost", "^ for a power", "def f(y_hat, y): return np.array([[(y_hat.item() - y.item())^2]])"),
    ("numerical_gradient", "nudged up only", """
        def f(x, y, W, b, h=1e-6):
            here = loss(predict(x, W, b), y)
            dW, db = (loss(predict(x, W + h, b), y) - here) / h, (loss(predict(x, W, b + h), y) - here) / h
            return np.array([[dW]]), np.array([[db]])"""),
    ("predict", "global variables", "W = np.array([[3.0]]); b = 1\ndef f(x, weight, bias): return x * W + b"),
    ("gradient", "global variables", "z = np.array([[2.0]])\ndef f(x, y, W, b): return predict(z, W, b), y"),
    ("update", "global variables", "rate = 0.06\ndef f(W, b, dW, db, r): return W - rate * dW, b - rate * db"),
    ("predict", "wrong arguments", "def f(x, W): return x * W"),
    ("predict", "unknown name", "def f(x, W, b): return x * W + c"),
    ("predict", "not a number", "def f(x, W, b): return x * W * np.nan"),
    ("largest_stable_rate", "brackets forgotten", "def f(x): return 1 / x**2 + 1"),
    ("largest_stable_rate", "half, upside down", "def f(x): return 1 / 2 * (x.item() ** 2 + 1)"),
    ("best_slope", "mean of the quotients", "def f(x, y): return np.mean(y / x, keepdims=True)"),
    ("best_slope", "x forgotten", "def f(x, y): return y.mean() / x.mean()"),
    ("best_slope", "with a bias", "def f(x, y): return np.polyfit(x[:, 0], y[:, 0], 1)[0]"),
    ("standardize", "brackets forgotten", """
        def f(x):
            mean, sd = x.mean(axis=0, keepdims=True), x.std(axis=0, keepdims=True)
            return x - mean / sd, mean, sd"""),
    ("standardize", "a flat shape", "def f(x): return (x - x.mean(0)) / x.std(0), x.mean(0), x.std(0)"),
    ("standardize", "one result instead of several",
     "def f(x): return (x - x.mean(axis=0)) / x.std(axis=0)"),
    ("original_units", "each mean with each weight", "def f(W, b, mean, sd): return W / sd.T, b - (W / sd.T) @ mean"),
    ("r_squared", "a number where a table is needed", "def f(y_hat, y): return 1 - loss(y_hat, y) / loss(y.mean(), y)"),
    ("original_units", "b unchanged", "def f(W, b, mean, sd): return W / sd.T, b"),
    ("original_units", "changed in place", """
        def f(W, b, mean, sd):
            W /= sd.T
            b -= mean @ W
            return W, b"""),
    ("r_squared", "1 minus forgotten", "def f(y_hat, y): return np.mean((y_hat - y) ** 2) / y.var()"),
    ("r_squared", "variation of the predictions",
     "def f(y_hat, y): return np.mean((y_hat - y.mean()) ** 2) / y.var()"),
    *[("train_in_batches", mistake, f"""
        def f(x, y, W, b, learning_rate, epochs, batch_size, rng):
            history = [(W, b)]
            {before}
            for _ in range(epochs):
                {order}
                for k in {ks}:
                    batch = shuffled[k : k + batch_size]
                    W, b = update(W, b, *gradient({rows}, W, b), learning_rate)
                    history.append((W, b))
            return history""") for mistake, before, order, ks, rows in [
        ("short batch skipped", "", DRAW, "range(0, len(x) // batch_size * batch_size, batch_size)", TAKE),
        ("last batch skipped", "", DRAW, "range(0, len(x) - batch_size, batch_size)", TAKE),
        ("not shuffled", "", "shuffled = list(range(len(x)))", STRIDES, TAKE),
        ("shuffled once", DRAW, "", STRIDES, TAKE),
        ("drawn with repeats", "", "shuffled = rng.choice(len(x), len(x))", STRIDES, TAKE),
        ("all rows in every step", "", DRAW, STRIDES, "x, y"),
        ("batches overlap", "", DRAW, "range(len(x))", TAKE),
        ("input and answer torn apart", "", DRAW, STRIDES, "x[batch], y[k : k + batch_size]"),
        ("changed in place", "", "rng.shuffle(x)", STRIDES, "x[k : k + 2], y[k : k + 2]"),
        ("rng not used", "", "shuffled = np.random.permutation(len(x))", STRIDES, TAKE),
        ("same for different seeds", "rng = np.random.default_rng(0)", DRAW, STRIDES, TAKE),
        (None, "shuffled = np.argsort(rng.random(len(x)))", "", STRIDES, TAKE),  # once, in another way
    ]],
    ("train_in_batches", "no batches", "def f(x, y, W, b, rate, n, *_): return train(x, y, W, b, rate, n)"),
    ("initialize", "weights zero", "def f(n, rng): return np.zeros((n, 1)), np.zeros((1, 1))"),
    ("initialize", "weights not random", "def f(n, rng): return 0.001 * np.ones((n, 1)), np.zeros((1, 1))"),
    ("initialize", "same for different seeds",
     "def f(n, rng): return 0.001 * np.random.default_rng(0).standard_normal((n, 1)), np.zeros((1, 1))"),
    ("initialize", "rng not used", "def f(n, rng): return 0.001 * np.random.randn(n, 1), np.zeros((1, 1))"),
    ("initialize", "one draw for all weights",
     "def f(n, rng): return np.full((n, 1), 0.001 * rng.standard_normal()), np.zeros((1, 1))"),
    ("initialize", "weights not small", "def f(n, rng): return rng.standard_normal((n, 1)), np.zeros((1, 1))"),
    ("initialize", "another scale", "def f(n, rng): return 0.01 * rng.standard_normal((n, 1)), np.zeros((1, 1))"),
    ("initialize", "another scale", "def f(n, rng): return 1e-4 * rng.standard_normal((n, 1)), np.zeros((1, 1))"),
    ("initialize", "another scale", "def f(n, rng): return 0.1 * rng.random((n, 1)), np.zeros((1, 1))"),
    ("initialize", "always one row", "def f(n, rng): return 0.001 * rng.normal(size=(1, 1)), np.zeros((1, 1))"),
    ("initialize", "bias not zero", "def f(n, rng): return 0.001 * rng.standard_normal((n, 1)), np.ones((1, 1))"),
    ("initialize", "a flat shape", "def f(n, rng): return 0.001 * rng.standard_normal(n), np.zeros((1, 1))"),
    ("initialize", "a flat shape", "def f(n, rng): return 0.001 * rng.random(n), 0.0"),
    ("initialize", "transposed", "def f(n, rng): return 0.001 * rng.standard_normal((1, n)), np.zeros((1, 1))"),
    ("initialize", "a number instead of a table", "def f(n, rng): return 0.001 * rng.standard_normal((n, 1)), 0.0"),
    ("initialize", "not a number", "def f(n, rng): return np.full((n, 1), np.nan), np.zeros((1, 1))"),
    *[("bend", mistake, f"def f(s): return {line}") for mistake, line in [
        ("Python's max", "max(0, s)"),
        ("a table where a whole number is needed", "np.max(0, s)"),
        ("a bare largest", "s.max()"),
        ("1 where positive", "1.0 * (s > 0)"),
        ("sign thrown away", "abs(s)"),
        ("the smaller kept", "np.minimum(s, 0)"),
        ("a table in a question", "s if s > 0 else 0 * s"),
        ("negatives left out", "s[s >= 0]"),
    ]],
    ("bend", "changed in place", "def f(s):\n  s[s < 0] = 0\n  return s"),
    *[("forward", mistake, f"""
        def f(x, layers):
            answers = [x]
            for W, b in layers[:-1]:
                answers.append({line})
            return [*answers, predict(answers[-1], *layers[-1])]""") for mistake, line in [
        ("nothing bent", "predict(answers[-1], W, b)"),
        ("the input again", "bend(predict(x, W, b))"),
        ("all answers handed over", "bend(predict(answers, W, b))"),
        ("bent before the sum", "predict(bend(answers[-1]), W, b)"),
        ("sign thrown away, in bend", "abs(predict(answers[-1], W, b))"),
        ("bias forgotten", "bend(answers[-1] @ W)"),
        ("always the last layer", "bend(predict(answers[-1], *layers[-1]))"),
    ]],
    *[("one_layer_back", mistake, f"def f(ds, W, a): return {line}") for mistake, line in [
        ("nothing stopped", "ds @ W.T * (a >= 0)"),
        ("nothing stopped", "ds @ W.T"),
        ("times the answers", "ds @ W.T * a"),
        ("weights forgotten", "ds * (a > 0)"),
        ("W not turned", "ds @ W * (a > 0)"),
        ("the slope bent", "bend(ds @ W.T)"),
        ("cell by cell", "ds * W.T * (a > 0)"),
        ("only where off", "ds @ W.T * (a == 0)"),
    ]],
    *[("backward", mistake, f"""
        def f(answers, layers, dy_hat):
            slopes, ds = [], dy_hat
            for a, (W, b) in zip(reversed(answers[:-1]), reversed(layers)):
                {take}
                {back}
            return slopes""") for mistake, take, back in [
        ("nothing stopped", PAIR, "ds = ds @ W.T * (a >= 0)"),
        ("the last layer first", "slopes.append((a.T @ ds, ds.sum(axis=0, keepdims=True)))", ONE_BACK),
        ("sent back too early", ONE_BACK, PAIR),
        ("no pairs", "slopes = [a.T @ ds, ds.sum(axis=0, keepdims=True)] + slopes", ONE_BACK),
        ("db flat", "slopes.insert(0, (a.T @ ds, ds.sum(axis=0)))", ONE_BACK),
        ("the last layer alone", PAIR, "return slopes"),
        ("only the weights", "slopes.insert(0, a.T @ ds)", ONE_BACK),
        ("ds in place of slopes", "slopes.insert(0, ds)", ONE_BACK),
    ]],
    ("update_layers", "one long list", """
        def f(layers, slopes, rate):
            new = []
            for (W, b), (dW, db) in zip(layers, slopes):
                new += update(W, b, dW, db, rate)
            return new"""),
    ("update_layers", "only the first pair returned", """
        def f(layers, slopes, rate):
            new = []
            for (W, b), (dW, db) in zip(layers, slopes):
                new.append(update(W, b, dW, db, rate))
                return new"""),
    ("update_layers", "a pair without its list", """
        def f(layers, slopes, rate):
            for (W, b), (dW, db) in zip(layers, slopes):
                return update(W, b, dW, db, rate)"""),
    ("update_layers", "returned unchanged", """
        def f(layers, slopes, rate):
            for (W, b), (dW, db) in zip(layers, slopes):
                W, b = update(W, b, dW, db, rate)
            return layers"""),
    ("update_layers", "uphill, in update",
     "def f(layers, slopes, r): return [(W + r * dW, b + r * db) for (W, b), (dW, db) in zip(layers, slopes)]"),
    ("update_layers", "changed in place", """
        def f(layers, slopes, rate):
            for (W, b), (dW, db) in zip(layers, slopes):
                W -= rate * dW
                b -= rate * db
            return layers"""),
    ("one_step", "layer 2 updated before the slope is sent back", """
        def f(x, y, layers, rate):
            (W_1, b_1), (W_2, b_2) = layers
            _, a, y_hat = forward(x, layers)
            ds_2 = slope_of_loss(y_hat, y)
            W_2, b_2 = W_2 - rate * a.T @ ds_2, b_2 - rate * ds_2.sum(axis=0, keepdims=True)
            ds_1 = ds_2 @ W_2.T * (a > 0)
            W_1, b_1 = W_1 - rate * x.T @ ds_1, b_1 - rate * ds_1.sum(axis=0, keepdims=True)
            return [(W_1, b_1), (W_2, b_2)]"""),
    *[("train_layers", mistake, f"""
        def f(x, y, layers, slope, learning_rate, epochs, batch_size, rng):
            history = [layers]
            {before}
            for _ in range(epochs):
                {order}
                for k in {ks}:
                    batch = shuffled[k : k + batch_size]
                    slopes = layer_gradients({rows}, layers, slope)
                    layers = update_layers(layers, slopes, learning_rate)
                {store}
            return history""") for mistake, before, order, ks, rows, store in [
        ("short batch skipped", "", DRAW, "range(0, len(x) // batch_size * batch_size, batch_size)", TAKE,
         "history.append(layers)"),
        ("not shuffled", "", "shuffled = list(range(len(x)))", STRIDES, TAKE, "history.append(layers)"),
        ("shuffled once", DRAW, "", STRIDES, TAKE, "history.append(layers)"),
        ("all rows in every step", "", DRAW, STRIDES, "x, y", "history.append(layers)"),
        ("input and answer torn apart", "", DRAW, STRIDES, "x[batch], y[k : k + batch_size]", "history.append(layers)"),
        ("stored once a step", "", DRAW, STRIDES, TAKE + ", layers, slope); history.append(update_layers(layers, slopes"
         ", learning_rate)); slopes = layer_gradients(x[batch], y[batch]", "pass"),
        ("one long list", "", DRAW, STRIDES, TAKE, "history += layers"),
        ("rng not used", "", "shuffled = np.random.permutation(len(x))", STRIDES, TAKE, "history.append(layers)"),
        ("same for different seeds", "rng = np.random.default_rng(0)", DRAW, STRIDES, TAKE, "history.append(layers)"),
    ]],
    *[("softmax", mistake, f"def f(s):\n    powers = np.exp(s - s.max(axis=1, keepdims=True))\n    return {what}")
      for mistake, what in [
        ("sum over everything", "powers / sum(sum(powers))"),
        ("along the columns", "powers / sum(powers)"),
        ("keepdims forgotten", "powers / powers.sum(axis=1)"),
        ("not divided", "powers"),
        ("divided by the number of classes", "powers / len(s[0])"),
    ]],
    ("softmax", "maximum not subtracted", "def f(s): return np.exp(s) / np.sum(np.exp(s), axis=1, keepdims=True)"),
    ("softmax", "the whole table at once", "def f(s):\n    e = np.exp(s - s.max())\n    return e / e.sum()"),
    ("softmax", "one maximum for the whole table",
     "def f(s):\n    e = np.exp(s - np.max(s))\n    return e / e.sum(axis=1, keepdims=True)"),
    *[("surprise", mistake, f"def f(s, y):\n    s = s - s.max(axis=1, keepdims=True)\n    return {what}")
      for mistake, what in [
        ("sign turned round", "(s * y).sum(1, keepdims=True) - np.log(np.exp(s).sum(1, keepdims=True))"),
        ("a flat shape", "np.log(np.exp(s).sum(axis=1)) - (s * y).sum(axis=1)"),
        ("the loss", "-np.log((softmax(s) * y).sum(axis=1)).mean()"),
        ("a number for each class", "-np.log(softmax(s))"),
        ("right score forgotten", "np.log(np.exp(s).sum(axis=1, keepdims=True))"),
        ("logarithm forgotten", "np.exp(s).sum(1, keepdims=True) - (s * y).sum(1, keepdims=True)"),
        ("the probability", "(softmax(s) * y).sum(axis=1, keepdims=True)"),
        ("1 − p", "1 - (softmax(s) * y).sum(axis=1, keepdims=True)"),
        ("squares", "((softmax(s) - y) ** 2).sum(axis=1, keepdims=True)"),
    ]],
    ("sigmoid", "sign forgotten", "def f(s): return 1 / (1 + np.exp(s))"),
    ("sigmoid", "sign forgotten", "def f(s): return softmax(np.hstack([s, 0 * s]))[:, 1:]"),
    ("sigmoid", "brackets forgotten", "def f(s): return 1 / 1 + np.exp(-s)"),
    ("sigmoid", "both classes", "def f(s): return softmax(np.hstack([s, np.zeros_like(s)]))"),
    ("sigmoid", "always 1", "def f(s): return softmax(s)"),
    ("split_by_form", "without form 8",
     "def f(form): return tuple(np.flatnonzero(p) for p in (form < 8, (form == 9) | (form == 10), form >= 11))"),
    ("split_by_form", "drawn by chance", """
        def f(form):
            order = np.random.default_rng(0).permutation(len(form))
            return np.split(order, [len(form) * 9 // 14, len(form) * 11 // 14])"""),
    ("split_by_form", "a form on both sides", """
        def f(form):
            order = list(np.random.default_rng(5).permutation(len(form)))
            return order[:6], order[6:7], order[7:]"""),
    ("split_by_form", "a form on both sides",
     "def f(form): return np.arange(5), np.arange(5, 7), np.arange(7, len(form))"),
    ("split_by_form", "a row twice",
     "def f(form): return tuple(np.flatnonzero(p) for p in (form <= 9, (form == 9) | (form == 10), form >= 11))"),
    ("split_by_form", "a group is empty",
     "def f(form): return tuple(np.split(np.arange(len(form)), [1157, 1415]))"),
    ("split_by_form", "true and false", "def f(form): return form <= 8, (form == 9) | (form == 10), form >= 11"),
    *[("confusion", mistake, f"""
        def f(s, y):
            taken_for = one_hot(s.argmax(axis=1)[:, None], s.shape[1])
            return {what}""") for mistake, what in [
        ("transposed", "taken_for.T @ y"),
        ("rows compared with rows", "y @ taken_for.T"),
        ("not turned on its side", "y @ taken_for"),
        ("number by number", "y * taken_for"),
        ("one number", "np.sum(y * taken_for)"),
        ("shares of all rows", "y.T @ taken_for / len(s)"),
        ("scores added up", "y.T @ s"),
    ]],
    *[("honest_epoch", mistake, f"""
        def f(history, x, y, train_rows, valid_rows, test_rows):
            losses = []
            for layers in history:
                s = forward(x[{of_x}], layers)[-1]
                losses.append(surprise(s, y[{of_y}]).mean())
            return {what}""") for mistake, of_x, of_y, what in [
        ("chosen on the test rows", "test_rows", "test_rows", "int(np.argmin(losses))"),
        ("chosen on the training rows", "train_rows", "train_rows", "np.argmin(losses)"),
        ("chosen on all rows", ":", ":", "np.argmin(losses)"),
        ("rows torn apart", "valid_rows", "test_rows", "np.argmin(losses)"),
        ("rows torn apart the other way", "test_rows", "valid_rows", "np.argmin(losses)"),
        ("highest loss", "valid_rows", "valid_rows", "np.argmax(losses)"),
        ("the loss instead of the epoch", "valid_rows", "valid_rows", "min(losses)"),
        ("all losses", "valid_rows", "valid_rows", "losses"),
    ]],
    *[("slope_of_x", mistake, f"""
        def f(x, y, layers):
            (W_1, b_1), (W_2, b_2) = layers
            _, a, s = forward(x, layers)
            ds_2 = slope_of_surprise(s, y)
            ds_1 = ds_2 @ W_2.T * (a > 0)
            return {line}""") for mistake, line in [
        ("W not turned", "ds_1 @ W_1"),
        ("W_1 on the left", "W_1.T @ ds_1"),
        ("slope of the weights", "x.T @ ds_1"),
        ("not sent on", "ds_1"),
        ("bent at the pixels", "ds_1 @ W_1.T * (x > 0)"),
        ("sent through the other W", "ds_2 @ W_2.T"),
        ("the bend left out", "ds_2 @ W_2.T @ W_1.T"),
        ("number by number", "ds_1 * W_1.T"),
        ("downhill", "-ds_1 @ W_1.T"),
        ("only the sign", "np.sign(ds_1 @ W_1.T)"),
    ]],
    *[("slope_of_surprise", mistake, f"def f(s, y): return {line}") for mistake, line in [
        ("not divided by the rows", "softmax(s) - y"),
        ("sign turned round", "(y - softmax(s)) / len(y)"),
        ("scores in place of p", "(s - y) / len(y)"),
        ("slope of the squares", "2 / len(y) * (softmax(s) - y)"),
        ("p alone", "softmax(s) / len(y)"),
        ("the loss itself", "surprise(s, y).mean()"),
        ("sum over everything, in softmax",
         "(np.exp(s - s.max(axis=1, keepdims=True)) / np.exp(s - s.max(axis=1, keepdims=True)).sum() - y) / len(y)"),
    ]],
]  # fmt: skip

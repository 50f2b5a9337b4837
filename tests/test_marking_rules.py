"""Tests that each mistake that can be made anywhere is recognised, in exercises that no page knows."""

import re

import numpy as np
import pytest
from answers import learner
from plain import banned

from helpers import checks, neuron
from helpers.marking import rules
from helpers.marking.exercise import Exercise, Mistake

# The call, what came back, and how it is packed

TRAIN = """
    def f(x, y, W, b, learning_rate, epochs):
        history{start}
        for epoch in range(epochs):
            W, b = update(W, b, *gradient(x, y, W, b), learning_rate)
            {store}
        return {result}"""


def train(store="history.append((W, b))", result="history", start=" = [(W, b)]"):
    """The result for a way to train that keeps another history."""
    return checks.train(learner(TRAIN.format(store=store, result=result, start=start)))


@pytest.mark.parametrize(("check", "mistake", "code"), [
    ("update", "arguments in another order", "def f(dW, db, W, b, learning_rate): return W - learning_rate * dW, b"),
    ("train", "arguments in another order", "def f(x, y, W, b, epochs, learning_rate): return epochs * [(W, b)]"),
    ("cost", "wrong arguments", "def f(y_hat): return y_hat"),
    ("standardize", "changed in place", "def f(x):\n  x -= x.mean(axis=0)\n  return x"),
    ("percent_error", "global variables", "t = np.array([[5.0]])\ndef f(y_hat, y): return 100 * abs(y_hat - t) / t"),
    ("percent_error", "forgot return", "def f(y_hat, y): y_hat - y"),
    ("percent_error", "printed instead of returned", "def f(y_hat, y): print(y_hat - y)"),
    ("numerical_gradient", "printed inside", """
        def f(x, y, W, b, h=1e-6):
            def slope(a, c): print(a)
            return np.array([[slope(h, 0)]]), np.array([[slope(0, h)]])"""),
    ("cost", "a list instead of an array", "def f(y_hat, y): return [[float(v) ** 2] for v in (y_hat - y)[:, 0]]"),
    ("cost", "a number instead of a table", "def f(y_hat, y): return ((y_hat - y) ** 2)[0, 0] if len(y) == 1 else y"),
    ("cost", "a flat shape", "def f(y_hat, y): return (y_hat[:, 0] - y[:, 0]) ** 2"),
    ("cost", "transposed", "def f(y_hat, y): return (y_hat.T - y.T) ** 2"),
    ("cost", "another shape", "def f(y_hat, y): return ((y_hat - y) ** 2)[:, :, None]"),
    ("r_squared", "a table instead of a number", "def f(p, q): return np.full((1, 1), 1 - loss(p, q) / np.var(q))"),
    ("update", "one array instead of several results", "def f(*inputs): return np.array(update(*inputs))"),
    ("update", "one result instead of several", "def f(W, b, dW, db, rate): return W"),
    ("update", "another number of results", "def f(W, b, dW, db, rate): return W, b, rate"),
    ("cost", "several results instead of one", "def f(y_hat, y): return y_hat, y"),
    ("standardize", "results in another order", """
        def f(x):
            m, s = x.mean(axis=0, keepdims=True), x.std(axis=0, keepdims=True)
            return m, (x - m) / s, s"""),
    ("original_units", "not a number", "def f(W, b, mean, sd): return 0 * W / (sd.T - sd.T), b"),
])  # fmt: skip
def test_rule(check, mistake, code):
    result = getattr(checks, check)(learner(code))
    assert (result.passed, result.mistake) == (False, mistake), str(result)
    assert "{" not in re.sub(r"\{\}|'.*?'", "", str(result.says))


@pytest.mark.parametrize(("mistake", "ways"), [
    ("history as one array", {"result": "np.array(history)"}),
    ("pairs as arrays", {"store": "history.append(np.array([W, b]))", "start": " = [np.array([W, b])]"}),
    ("a dictionary", {"start": " = {0: (W, b)}", "store": "history[epoch + 1] = (W, b)"}),
    ("two lists", {"start": ", bs = [W], [b]", "store": "history.append(W); bs.append(b)", "result": "history, bs"}),
    ("more than the history", {"result": "history, epochs"}),
    ("parameters and something else", {"start": " = []", "store": "history.append(1.0)", "result": "W, b, history"}),
    ("parameters and something else", {"result": "(W, b), epochs"}),
    ("more in each entry", {"store": "history.append((W, b, loss(predict(x, W, b), y)))"}),
    ("more in each entry", {"start": " = [(W, b, 0)]", "store": "history.append((W, b, epoch))"}),
    ("more in each entry", {"start": " = []", "store": "history.append((W, b, epoch))"}),
    ("numbers in the history", {"start": " = []", "store": "history.append(loss(predict(x, W, b), y))"}),
    ("only some entries", {"store": "if epoch % 2: history.append((W, b))"}),
    ("one epoch only", {"store": "if epoch == 0: history.append((W, b))"}),
    ("only some entries", {"store": "history.append((W, b))\n            if epoch == 1: break"}),
])  # fmt: skip
def test_what_a_history_holds(mistake, ways):
    result = train(**ways)
    assert (result.passed, result.mistake) == (False, mistake), str(result)


def test_of_a_history_that_ends_early_no_single_cause_is_asserted():
    said = train(store="if epoch == 0: history.append((W, b))").says[0]
    assert "return" in said and "stored" in said
    said = train(store="history.append((W, b))\n            if epoch == 1: break").says[0]
    assert "return" in said and "stored" in said and "end the loop early" in said and "nothing more comes" in said
    assert "some of it is missing" in train(store="if epoch % 2: history.append((W, b))").says[0]


def test_every_rule_of_what_came_is_tried_here():
    marks = [mark for test in (test_rule, test_what_a_history_holds) for mark in test.pytestmark]
    tried = {word for mark in marks for row in mark.args[1] for word in row if isinstance(word, str)}
    every = {rule.name for rule in (*rules.CALL, *rules.CAME)} - {"never ends"}
    assert every <= tried, every - tried


def test_the_order_of_names_is_told_only_where_the_names_are_the_courses():
    assert checks.predict(learner("def f(W, x, b): return x @ W + b")).mistake == "arguments in another order"
    assert checks.predict(learner("def f(w, inputs, c): return inputs @ w + c")).mistake != "arguments in another order"
    assert checks.cost(learner("def f(y, y_hat): return (y - y_hat) ** 2")).passed is True  # no harm done


def test_a_bare_number_is_shown_as_its_table():
    code = "def f(y_hat, y): return float((y_hat - y)[0, 0] ** 2)"
    assert "even a single one: [[25.0]]." in checks.cost(learner(code)).says[0]


# Python's own sentences

plain = Exercise("y = half(x)", lambda x: x / 2, ((np.array([[3.0]]),), (np.array([[1.0], [2.0]]),)))


@pytest.mark.parametrize(("mistake", "line", "says"), [
    ("^ for a power", "x ^ 2", "**"),
    ("append assigned", "[h := [], h := h.append(x), h.append(x)]", "a line of its own"),
    ("append to what is no list", "(x, x).append((x, x))", "square brackets"),
    ("append with two things", "[].append(x, x)", "append((W, b))"),
    ("unknown name", "ŷ - x", "In code ŷ is called y_hat."),
    ("unknown name", "math.sqrt(2) * x", "** 0.5 takes a root"),
    ("unknown name", "x / n", "len(x)"),
    ("unknown name", "xx / 2", "know the name xx"),
    ("a shape without its brackets", "np.zeros(1, 1)", "(rows, columns)"),
    ("a shape without its brackets", "np.random.default_rng(0).standard_normal(3, 1)", "(rows, columns)"),
    ("no such method of a generator", "np.random.default_rng(0).randn(1, 1)", "rng has no randn"),
    ("a table where one number is needed", "float(np.ones((2, 1)) * x[0])", "take one number"),
    ("a table where one number is needed", "__import__('math').sqrt(np.ones((2, 1)))", "take one number"),
    ("a table where one number is needed", "np.ones((2, 1)).item()", "take one number"),
    ("a table where a whole number is needed", "np.max(0, np.array([[2.0]]))", "np.maximum"),
    ("a table where a whole number is needed", "[x, x][np.array([[1, 0]])]", "a place in a list"),
    ("a number gone through like a list", "[x for _ in 5]", "range(n)"),
    ("another number of results", "(lambda pair: [a for a, b in [pair]])((x, x, x))", "names before ="),
    ("another number of results", "[a for a, b in [3]]", "names before ="),
    ("nothing to calculate with", "x * None", "with nothing"),
    ("a list where a table is needed", "[1.0, 2.0] * 0.5", "NumPy array"),
    ("a list where a table is needed", "[1.0] - [2.0]", "NumPy array"),
    ("a function used as a number", "x * len", "a function itself"),
    ("a sign forgotten", "2(x)", "Is a * or a comma missing"),
    ("a sign forgotten", "x(x)", "Is a * or a comma missing"),
    ("an empty batch", "neuron.predict(x[:0], x, x)", "A batch is empty"),
    ("@ with one number", "np.ones((3, 1)) @ 2 + 1", "* is what you need"),
    ("a product that does not fit", "np.ones((3, 2)) @ np.ones((3, 1))", "turned on its side"),
    ("a product that does not fit", "np.dot(np.ones((3, 2)), np.ones((3, 1)))", "turned on its side"),
    ("shapes that do not fit", "np.ones((3, 2)) + np.ones((4, 2))", "(3,2) (4,2)"),
    ("a table of another shape inside", "neuron.predict(x[0], x, x)", "was handed x with the shape (1,)"),
    ("a number where a table is needed", "neuron.predict(x.mean(), x, x)", "was handed one number as x, and needs a"),
    ("a number where a table is needed", "neuron.predict(3, x, x)", "was handed one number as x, and needs a"),
    ("no table inside", "neuron.predict([1.0], x, x)", "was handed a list as x"),
    ("called with too few or too many", "neuron.predict(x, x)", "calls predict with too few or too many"),
    ("divided by 0", "1 / 0", "below the line is 0"),
    ("no such row or column", "x[5]", "Number 5 is asked for where there are only 1"),
    ("no such entry", "[x][3]", "counts from 0"),
    ("no columns", "x[:, 0].sum(axis=1)", "flat"),
    ("a table in a question", "x if np.ones((2, 1)) > 0 else 0", "yes or no"),
    ("a table in a question", "x[np.arange(3) == 1 | np.arange(3) == 2]", "Put brackets round each comparison."),
    ("calls itself", "f(x)", "calls itself"),
    ("tables of two shapes in one array", "np.array([np.ones((2, 1)), np.ones((1, 1))])", "different shapes"),
    ("no such function in NumPy", "np.absolut(x)", "no np.absolut"),
    ("asks for input", "input()", "asks for input()"),
])  # fmt: skip
def test_pythons_own_sentence_is_put_in_the_pages_words(mistake, line, says):
    result = plain(learner(f"def f(x): return {line}"))
    assert (result.passed, result.mistake) == (False, mistake), str(result)
    assert says in result.says[0] and "Error" not in result.says[0].split(":")[0]
    assert not re.search(r"\{\w+\}", str(result)), "a fact is missing"


def test_a_value_used_too_early():
    result = plain(learner("def f(x):\n    y = z + x\n    z = 1\n    return y"))
    assert result.mistake == "used before it has a value"
    assert result.says[0].startswith("z is used before it has a value.") and "line 2 of your cell" in result.says[0]


def test_every_error_of_the_table_is_tried_here():
    tried = {row[0] for row in test_pythons_own_sentence_is_put_in_the_pages_words.pytestmark[0].args[1]}
    assert {name for _, name, *_ in rules.ERRORS} - tried == {"used before it has a value"}


def test_an_error_that_no_rule_knows_is_passed_on_with_its_line():
    result = plain(learner("def f(x):\n    raise ValueError('odd')"))
    assert result.mistake == "raised an exception" and "ValueError: odd (line 2 of your cell)" in result.says[0]


def test_what_fits_for_one_row_and_fails_for_many_is_found_on_many():
    result = checks.predict(learner("def f(x, W, b): return np.array([[x.item() * W.item() + b.item()]])"))
    assert result.mistake == "a table where one number is needed" and "[-" in dict(result.shows)["for"]


def test_words_of_rules():
    every = (*rules.CALL, *rules.CAME, *rules.VALUES, *rules.PACKED, *rules.TEXTS, rules.NOT_A_NUMBER, rules.RAISED)
    for rule in every:
        assert not banned(rule.hint + rule.more), rule.name
        assert rule.hint.endswith((".", "?", "}")) and rule.more
    names = [name for _, name, *_ in rules.ERRORS]
    assert len(names) == len(set(names))
    for _, _, hint, more in rules.ERRORS:
        assert hint and more and not banned(hint + more)


def test_a_mistake_of_the_exercise_comes_before_what_python_says():
    exercise = Exercise("y = half(x)", lambda x: x / 2, plain.inputs, (
        Mistake("own", lambda x: x / 2 if len(x) == 1 else x @ x, "Own?", "More."),
    ))  # fmt: skip
    assert exercise(lambda x: x / 2 if len(x) == 1 else x @ x).mistake == "own"
    assert neuron.predict(*plain.inputs[0], *plain.inputs[0], *plain.inputs[0]).shape == (1, 1)

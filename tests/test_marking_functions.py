"""Tests how a function is judged: what is tried, which mistake is named, and what is said of each part."""

import numpy as np
import pytest
from answers import learner

from helpers import checks, neuron
from helpers.marking import functions
from helpers.marking.editing import editor
from helpers.marking.exercise import Exercise, Mistake


def table(*rows):
    """A table of numbers."""
    return np.array(rows, float)


def double(x):
    """Twice x."""
    return 2 * x


def totals(x, y):
    """The sums of two tables, down their columns."""
    first = x.sum(axis=0, keepdims=True)
    second = y.mean(axis=0, keepdims=True)
    return first, second


X, Y = table([1], [4], [-2]), table([3], [5], [1])
PAIRS = ((table([2]), table([7])), (table([3]), table([-1])), (X, Y), (Y, X - 5))
asked = Exercise("first, second = totals(x, y)", totals, PAIRS, look="Look.")
twice = Exercise("y = twice(x)", double, ((table([2]),), (table([-3]),), (X,)), look="Look.", mistakes=(
    Mistake("squared", lambda x: x**2, "Squared?", "More."),
    Mistake("one number", lambda x: 2 * x.sum(keepdims=True), "One number?", "More."),
))  # fmt: skip


# Part by part


@pytest.mark.parametrize(("first", "second", "mistake", "says"), [
    ("-x.sum(0, keepdims=True)", "y.mean(0, keepdims=True)", "wrong sign", "second is right. first has the wrong"),
    ("x.sum(0, keepdims=True)", "y.mean(0, keepdims=True) / 2", "half", "first is right. second is half"),
    ("2 * x.sum(0, keepdims=True)", "2 * y.mean(0, keepdims=True)", "double", "first and second are twice"),
    ("x.sum(0, keepdims=True)", "y.sum(0, keepdims=True)", "not averaged", "second is n times too large"),
    ("x.mean(0, keepdims=True)", "y.mean(0, keepdims=True)", "divided by n twice", "first is n times too small"),
    ("x", "y.mean(0, keepdims=True)", "rows not added up", "second is right. first still has a row for each sample"),
    ("x.sum(0, keepdims=True)", "y", "rows not added up, not averaged", "second still has a row for each sample"),
    ("x.sum(0)", "y.mean(0, keepdims=True)", "a flat shape", "flat"),
    ("-x.sum(0)", "-y.mean(0, keepdims=True)", "wrong sign", "second has the wrong sign. First"),
    ("x.sum()", "-y.mean(0, keepdims=True)", "a bare number, wrong sign", "first came as a bare number"),
    ("y.mean(0, keepdims=True)", "y.mean(0, keepdims=True)", "the same as second", "first is what second should be."),
    ("x.sum(0, keepdims=True)", "y.max(keepdims=True) + 9", None, "first is right. second is not yet right."),
    ("x * 0", "y * 0", None, "Your function differs"),
])  # fmt: skip
def test_each_result_is_judged_by_itself(first, second, mistake, says):
    result = asked(learner(f"def f(x, y): return {first}, {second}"))
    if "First" in says:  # two faults in one part: no guess
        assert result.mistake == "wrong sign" and "first is not yet right" in result.says[0]
        return
    assert (result.passed, result.mistake) == (False, mistake), str(result)
    assert says in result.says[0]


def test_a_known_mistake_in_one_part_keeps_its_words():
    edit = editor(totals)
    exercise = Exercise("first, second = totals(x, y)", totals, PAIRS, (
        Mistake("largest", edit("y.mean(axis=0, keepdims=True)", "y.max(axis=0, keepdims=True)"), "The largest?", "M."),
    ))  # fmt: skip
    result = exercise(learner("def f(x, y): return -x.sum(0, keepdims=True), y.max(0, keepdims=True)"))
    assert result.mistake == "largest, wrong sign" and result.says == ("The largest? first has the wrong sign.",)


def test_a_transposed_part_beside_a_wrong_one():
    result = checks.original_units(learner("def f(W, b, mean, sd): return (W / sd.T).T, -(b - mean @ (W / sd.T))"))
    assert result.mistake == "transposed, wrong sign" and "b has the wrong sign" in result.says[0]
    result = checks.gradient_of_many(
        learner("""
        def f(x, y, W, b):
            dW, db = gradient(x, y, W, b)
            return 3 * dW, db * len(x)""")
    )
    assert result.mistake == "not averaged" and "dW is not yet right" in result.says[0]  # not "dW is right, but db …"


# A mistake that need not fit every input


def test_a_mistake_fits_up_to_the_shape_that_fails():
    late = learner("def f(x): return x**2 if len(x) == 1 else x - 1")
    assert twice(late).mistake == "squared"
    assert twice(learner("def f(x): return 2 * x if len(x) == 1 else x[0] * x[1]")).mistake is None
    assert twice(learner("def f(x):\n  return 2 * x if len(x) == 1 else np.array([[6.0]])")).mistake == "one number"


def test_what_is_wrong_with_a_part_holds_up_to_the_shape_that_fails():
    code = "def f(x, y): return (-x if len(x) == 1 else x + 9).sum(0, keepdims=True), y.mean(0, keepdims=True)"
    assert asked(learner(code)).mistake == "wrong sign"


def test_two_mistakes_that_fit_name_none():
    both = Exercise("y = twice(x)", double, twice.inputs, (
        Mistake("one", lambda x: 3 * x if len(x) == 1 else x, "One?", "M."),
        Mistake("other", lambda x: 3 * x if len(x) == 1 else -x, "Other?", "M."),
    ))  # fmt: skip
    assert both(lambda x: 3 * x if len(x) == 1 else x + 1).mistake is None
    assert both(lambda x: 3 * x if len(x) == 1 else -x).mistake == "other"


def test_an_error_is_no_known_mistake_of_another_kind():
    raising = Exercise("y = twice(x)", double, twice.inputs, (
        Mistake("product", lambda x: 2 * x @ np.eye(1) if len(x) == 1 else x @ x, "Product?", "M."),
    ))  # fmt: skip
    assert raising(lambda x: 2 * x if len(x) == 1 else x @ x).mistake == "product"
    assert raising(lambda x: 2 * x if len(x) == 1 else x + {}["a"]).mistake == "raised an exception"


# A mistake of a function inside


@pytest.mark.parametrize(("check", "code", "mistake", "says"), [
    ("gradient", "def f(x, y, W, b): e = x @ W - b - y; return 2 * x.T @ e, 2 * e", "bias subtracted, in predict",
     "what goes wrong is predict"),
    ("gradient_of_many", "def f(x, y, W, b): e = x @ W - y; return 2 * x.T @ e / len(x), 2 * e.mean(0, keepdims=True)",
     "bias forgotten, in predict", "What does the bias do"),
    ("train", """
        def f(x, y, W, b, rate, epochs):
            history = [(W, b)]
            for _ in range(epochs):
                e = x @ W + b - y
                W, b = W - rate * x.T @ e, b - rate * e
                history.append((W, b))
            return history""", "factor 2 forgotten, in gradient", "half of the course's"),
    ("train", """
        def f(x, y, W, b, rate, epochs):
            history = [(W, b)]
            for _ in range(epochs):
                dW, db = gradient(x, y, W, b)
                W, b = W - dW / rate, b - db / rate
                history.append((W, b))
            return history""", "divided by the learning rate, in update", "a smaller rate gives a larger step"),
    ("train", """
        def f(x, y, W, b, rate, epochs):
            history = [(W, b)]
            for _ in range(epochs):
                e = x @ W - y
                W, b = W - rate * 2 * x.T @ e, b - rate * 2 * e
                history.append((W, b))
            return history""", "bias forgotten, in predict in gradient", "predict in gradient"),
    ("train_in_batches", """
        def f(x, y, W, b, rate, epochs, size, rng):
            history = [(W, b)]
            for _ in range(epochs):
                order = rng.permutation(len(x))
                for start in range(0, len(x), size):
                    i = order[start : start + size]
                    e = x[i] @ W + b - y[i]
                    W, b = W - rate * x[i].T @ e / len(i), b - rate * e.mean(0, keepdims=True)
                    history.append((W, b))
            return history""", "factor 2 forgotten, in gradient", "half of the course's"),
])  # fmt: skip
def test_a_wrong_part_inside_is_recognised(check, code, mistake, says):
    result = getattr(checks, check)(learner(code.replace("def f(x, y, W, b): e", "def f(x, y, W, b):\n  e").replace(
        "; return", "\n  return")))  # fmt: skip
    assert (result.passed, result.mistake) == (False, mistake), str(result)
    assert says in result.says[0]


@pytest.mark.parametrize("line", ["x @ dy_hat", "dy_hat @ x", "dy_hat.T @ x.T"])
def test_nothing_goes_wrong_in_what_is_called_as_the_course_has_it(line):
    code = f"""
        def f(x, y, W, b):
            dy_hat = 2 / len(x) * ({{}} - y)
            dW = {line}
            return dW, dy_hat.sum(axis=0, keepdims=True)"""
    result = checks.gradient_of_many(learner(code.format("predict(x, W, b)")))
    assert result.mistake == "a product that does not fit" and "line 4 of your cell" in result.says[0], str(result)
    assert "predict" not in result.says[0]
    turned = learner(code.format("predict(x, W, b)"))
    turned.__globals__["predict"] = learner("def predict(x, W, b): return W @ x + b")  # the learner's own may be wrong
    assert checks.gradient_of_many(turned).mistake == "W before x, in predict"


def test_a_turned_step_is_not_put_down_to_the_courses_gradient():
    result = checks.train(
        learner("""
        def f(x, y, W, b, rate, epochs):
            history = [(W, b)]
            for _ in range(epochs):
                dW, db = gradient(x, y, W, b)
                W, b = W - rate * dW, b + rate * db
                history.append((W, b))
            return history""")
    )
    assert "what goes wrong is update." in result.says[0], str(result)


def test_every_mistake_inside_is_recognised_or_at_least_its_function():
    seen = []
    for where, mistake in functions.mistakes_inside(checks.train):
        result = checks.train(mistake.does)
        assert result.passed is not False or result.mistake, f"{mistake.name} in {where}: {result}"
        seen.append(result.passed)
    assert seen.count(False) > 40 > 20 > seen.count(None)  # right for one sample, such as W before x


@pytest.mark.parametrize(("slope", "step", "fits"), [
    ("-x.T @ e, e", "W - rate * dW, b - rate * db", "update or gradient. b steps downhill, but W steps uphill"),
    ("x.T @ e, e", "W + rate * dW, b - rate * db", "update or gradient. b steps downhill, but W steps uphill"),
    ("0 * x.T @ e, e", "W - rate * dW, b - rate * db", "W never moves"),
    ("x.T @ e, e", "W - dW / rate, b - db / rate", "what goes wrong is update. You divide"),
])  # fmt: skip
def test_of_two_inner_functions_whose_mistakes_compose_alike_none_is_named_alone(slope, step, fits):
    result = checks.train(learner(f"""
        def f(x, y, W, b, rate, epochs):
            history = [(W, b)]
            for _ in range(epochs):
                e = 2 * (x @ W + b - y)
                dW, db = {slope}
                W, b = {step}
                history.append((W, b))
            return history"""))  # fmt: skip
    assert result.passed is False and fits in result.says[0]


@pytest.mark.parametrize(("call", "says"), [
    ("*gradient(W, b, x, y)", "gradient(W, b, x, y). The course's own line is gradient(x, y, W, b)."),
    ("*gradient(y, x, W, b)", "gradient(y, x, W, b)"),
])  # fmt: skip
def test_an_inner_call_in_another_order_is_recognised(call, says):
    result = checks.train(
        learner(f"""
        def f(x, y, W, b, rate, epochs):
            history = [(W, b)]
            for _ in range(epochs):
                W, b = update(W, b, {call}, rate)
                history.append((W, b))
            return history""")
    )
    assert result.mistake == "called in another order" and says in result.says[0], str(result)


def test_it_is_said_for_how_much_a_function_is_right():
    assert "For one row your function is right, but not for several. Your" in twice(
        learner("def f(x): return 2 * x if len(x) == 1 else 2 * x + 1")).says[0]  # fmt: skip
    assert (
        "For one row your function is right"
        in checks.predict(learner("def f(x, W, b): return np.dot(W, x) + b")).says[0]
    )
    assert "For one row" not in twice(lambda x: 2 * x + 1).says[0]


def test_of_several_results_the_one_that_is_packed_otherwise_is_named():
    code = "def f(W, b, dW, db, rate): return W - rate * dW, (b - rate * db).item()"
    assert "The value of b is right, but it came as a bare number." in checks.update(learner(code)).says[0]
    code = "def f(W, b, dW, db, rate): return (W - rate * dW)[0], (b - rate * db)[0]"
    assert "The values of W and b are right, but flat" in checks.update(learner(code)).says[0]


def test_no_function_is_changed_for_good():
    before = neuron.gradient(X, Y, table([1]), table([1]))
    changed = functions.with_inside(neuron.gradient, "predict", lambda x, W, b: x)
    assert not np.allclose(changed(X, Y, table([1]), table([1]))[1], before[1])
    assert np.array_equal(neuron.gradient(X, Y, table([1]), table([1]))[1], before[1])


# What is shown


def test_difference_alone_shows_smallest_input_expected_and_got():
    result = checks.predict(lambda x, W, b: 1.1 * x @ W + b)
    assert result.mistake is None and result.says == (functions.DIFFERS,)
    assert dict(result.shows) == {
        "for": "x = [[2.0]], W = [[1.5]], b = [[0.25]]",  # at x = 2, W = b = 0 there is no difference
        "expected": "y_hat = [[3.25]]",
        "your answer": "y_hat = [[3.55]]",
    }
    assert result.more == checks.predict.look


def test_numbers_of_rows_are_shown_whole():
    inputs = (X, np.array([2, 0, 1]))
    chosen = Exercise("last_rows = taken(x, rows)", lambda x, rows: rows[1:], (inputs,), look="Look.")
    shows = dict(chosen(lambda x, rows: np.array([2, 0.5])).shows)
    assert shows["for"].endswith(", rows = [2, 0, 1]")
    assert (shows["expected"], shows["your answer"]) == ("last_rows = [0, 1]", "last_rows = [2, 0.5]")
    both = Exercise("epoch, x = first(x)", lambda x: (2, x), ((X,),), look="Look.")
    assert dict(both(lambda x: (1, x)).shows)["expected"] == "epoch = 2, x = [[1.0], [4.0], [-2.0]]"


def test_difference_names_the_entry_of_a_history_and_a_shape():
    late = learner("def train(*a): return [*neuron.train(*a)[:-1], neuron.train(*a[:4], 0.9 * a[4], a[5])[-1]]")
    assert dict(checks.train(late).shows)["expected"].startswith("history[1] = ([[")
    assert checks.cost(lambda y_hat, y: np.ones(3)).shows[-1][1] == "C = [1.0, 1.0, 1.0], of shape (3,)"


def test_nan_and_errors_are_shown_on_the_input_where_they_came():
    result = checks.line(learner("def f(x, true_W=2, true_b=1): return 0.9 * np.sqrt(x) ** 2 * true_W + true_b"))
    assert result.mistake == "not a number"
    assert dict(result.shows)["for"] == "x = [[-1.5]]" and "nan" in dict(result.shows)["your answer"]
    result = checks.train(
        learner("""
        def f(x, y, W, b, rate, epochs):
            history = [(W, b)]
            for _ in range(epochs): history = history.append((W, b))
            return history""")
    )
    assert result.mistake == "append assigned" and "epochs = 2" in dict(result.shows)["for"]
    assert "AttributeError" not in str(result)
    assert dict(checks.cost(lambda a, b: [][1]).shows)["your answer"] == "none: an error came first"


# A mistake made from the course's own text


def test_an_edit_changes_one_thing_and_says_if_it_is_not_there():
    edit = editor(totals)
    assert edit("mean", "max")(X, Y)[1] == 5 and totals(X, Y)[1] == 3
    for old in ("median", "axis=0"):
        with pytest.raises(ValueError, match=r"stands [02] times, not once, in totals"):
            edit(old, "")
    assert neuron.train(X, Y, table([0]), table([0]), 0.01, 2)[1:] != []

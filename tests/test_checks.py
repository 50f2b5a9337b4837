"""Tests that each exercise passes whatever is right, knows its stub, and names each of its mistakes by itself."""

import inspect
import itertools
import json
import re
import textwrap
from pathlib import Path

import numpy as np
import pytest
from answers import BY_HAND, CARS, COURSE, EXERCISES, FUNCTIONS, VARIANTS, WRONG, check, learner
from plain import banned

from helpers import checks, neuron
from helpers.checks import cases, n07_test, n20_onwards
from helpers.marking import by_hand, functions, trying, values, words
from helpers.marking.exercise import ByHand, Exercise, Mistake

PAGES = sorted(Path(__file__).parents[1].glob("notebooks/[0-9]*.ipynb"))

# Right, and not attempted


@pytest.mark.parametrize("name", COURSE)
def test_right_answer_stub_and_course_definition(name):
    result = check(name, COURSE[name])
    assert (result.passed, result.mistake) == (True, None), str(result)
    assert result.says == (EXERCISES[name].praise.format(len(EXERCISES[name].inputs)),)
    for stub in (lambda *_: ..., ...):
        result = check(name, stub)
        assert (result.passed, result.mistake, result.says) == (None, None, (words.TO_DO,))
        assert result.more == EXERCISES[name].look


@pytest.mark.parametrize("name", BY_HAND)
def test_right_answer_by_hand_and_stub(name):
    result = check(name, *BY_HAND[name])
    assert (result.passed, result.says) == (True, (EXERCISES[name].praise,)) and len(EXERCISES[name].praise) > 30
    for answer in (..., [...], "...", [(1, 3), ...]):
        assert check(name, *[answer] * len(BY_HAND[name])).passed is None
    assert check(name, *[*BY_HAND[name][:-1], ...]).passed is None
    assert "between the parentheses" in str(check(name))


@pytest.mark.parametrize(("name", "code"), [(n, c) for n, _, c in VARIANTS], ids=[f"{n}-{i}" for n, i, _ in VARIANTS])
def test_right_is_right_however_written(name, code):
    result = check(name, learner(code))
    assert result.passed is True, str(result)


def test_three_variants_of_each_function():
    counts = {name: sum(n == name for n, _, _ in VARIANTS) for name in COURSE}
    assert min(counts.values()) >= 3, counts


def test_by_hand_or_function_is_said_by_the_call():
    assert EXERCISES.keys() == COURSE.keys() | BY_HAND.keys()
    for name, exercise in EXERCISES.items():
        assert exercise.name == name and (")" in exercise.call) == isinstance(exercise, Exercise)
        assert repr(exercise) == f"checks.{name} checks your {exercise.call}"


def test_one_sample_needs_no_matrices_before_many_rows_are_taught():
    naive = learner("def gradient(x, y, W, b): return 2 * (x * W + b - y) * x, 2 * (x * W + b - y)")
    assert "For one sample" in checks.gradient(naive).says[0]
    assert checks.gradient_of_many(naive).mistake == "one sample's formulas"


@pytest.mark.parametrize("code", [
    "def f(x, W, b): return W @ x + b", "def f(x, W, b): return np.sum(x * W) + b", "def f(x, W, b): return x * W + b",
    "def f(x, W, b):\n  for row in x: return row @ W + b", "def f(x, W, b): return np.sum(x * W, axis=1) + b",
    "def f(W, x, b): return x @ W + b"])  # fmt: skip
def test_predict_is_tried_on_many_rows_as_its_page_asks(code):
    result = checks.predict(learner(code))
    assert result.passed is False and result.mistake, str(result)


@pytest.mark.parametrize(
    "code",
    [
        "(y_hat - y) @ (y_hat - y)",
        "(y_hat - y).T @ (y_hat - y)",
        "np.array([[np.mean((y_hat - y) ** 2)]])",
        "np.mean((y_hat - y) ** 2)",
        "np.sum((y_hat - y) ** 2)",
        "np.array([[(y_hat.item() - y.item()) ** 2]])",
    ],
)
def test_cost_is_tried_on_many_rows_as_its_page_asks(code):
    result = checks.cost(learner(f"def f(y_hat, y): return {code}"))
    assert result.passed is False and result.mistake not in (None, "a number instead of a table"), str(result)


# Every known mistake


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_known_mistake_gets_its_own_words(name):
    for mistake in FUNCTIONS[name].mistakes:
        result = check(name, mistake.does)
        assert (result.passed, result.mistake) == (False, mistake.name), str(result)
        assert (result.says, result.more) == ((mistake.hint,), mistake.more)
        assert [label for label, _ in result.shows] == ["for", "expected", "your answer"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_mistakes_differ_on_the_inputs(name):
    exercise = FUNCTIONS[name]
    done = {m.name: trying.try_all(m.does, exercise.inputs, exercise.parameters) for m in exercise.mistakes}
    for one, other in itertools.permutations(exercise.mistakes, 2):
        pairs = zip(exercise.inputs, done[other.name], strict=True)
        same = all(functions.does_the_same(exercise, one.does, *pair) for pair in pairs)
        assert not same, f"{one.name} = {other.name}"


def wrong(name, mistake):
    """The answer of a mistake, the parts that it leaves alone being right; in a tuple, one for each result."""
    value, right = mistake.does, EXERCISES[name].right
    if isinstance(value, tuple):
        value = tuple(r if v is ... else v for r, v in zip(right, value, strict=False))
    return value if len(EXERCISES[name].results) > 1 else (value,)


@pytest.mark.parametrize("name", BY_HAND)
def test_each_known_wrong_value_gets_its_own_words(name):
    right = ", ".join(trying.read(BY_HAND[name]).typed)
    for mistake in EXERCISES[name].mistakes:
        result = check(name, *wrong(name, mistake))
        assert (result.passed, result.mistake) == (False, mistake.name), str(result)
        assert [m.name for m in EXERCISES[name].mistakes if m.hint in result.says[0]] == [mistake.name]
        assert right not in str(result), "gives the answer away"


@pytest.mark.parametrize("name", BY_HAND)
def test_no_two_wrong_values_are_the_same(name):
    right = values.plain(EXERCISES[name].right)
    wrongs = {m.name: by_hand.completed(m, right) for m in EXERCISES[name].mistakes}
    for (one, value), (other, again) in itertools.combinations(wrongs.items(), 2):
        assert not values.same_by_hand(value, again), f"{one} = {other}"


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_names_and_hints_are_unique_and_worded(exercise):
    every = exercise.mistakes + exercise.signs
    assert len({m.name for m in every}) == len(every)
    assert len({m.hint for m in every}) == len(every)
    assert exercise.look and every
    for m in every:
        assert m.hint and m.more and len(m.hint) < 210, m.name
        assert not banned(m.hint + m.more) and not re.search(r"return \w+ [-*+@/]", m.hint + m.more), m.hint


@pytest.mark.parametrize(("name", "mistake", "code"), WRONG, ids=[f"{n}-{m}" for n, m, _ in WRONG])
def test_wrong_as_learners_write_it(name, mistake, code):
    result = check(name, learner(code))
    assert (result.passed, result.mistake) == (False, mistake), str(result)


# The pages


def cells(path):
    """The code cells of a page: text and metadata."""
    every = json.loads(path.read_text("utf-8"))["cells"]
    return [("".join(cell["source"]), cell["metadata"]) for cell in every if cell["cell_type"] == "code"]


def calls():
    """Each call of a check on a page with what it is handed: name and names."""
    for path in PAGES:
        text = "\n".join(source for source, _ in cells(path))
        yield from re.findall(r"^checks\.(\w+)\(([\w, ]*)\)$", text, re.MULTILINE)


def test_every_exercise_is_asked_for_on_a_page_by_the_names_of_its_call():
    asked = dict(calls())
    assert set(asked) == set(EXERCISES)
    assert {name: asked[name] for name in BY_HAND} == {name: ", ".join(EXERCISES[name].results) for name in BY_HAND}


def page_functions(folded):
    """The functions in a page's open or folded cells that a check is handed: the check's name, and the text."""
    asked = {}
    for name, handed in calls():
        asked.setdefault(handed, []).append(name)
    for path in PAGES:
        for source, metadata in cells(path):
            for text in re.split(r"\n\n\n", source) if ("jupyter" in metadata) is folded else []:
                name = re.search(r"^def (\w+)", text, re.MULTILINE)
                if name and (folded or "raises-exception" in metadata.get("tags", [])):
                    yield path.stem, asked.get(name[1], [name[1]])[0], text


def test_the_courses_own_definition_is_told_from_the_learners():
    seen = {name: text for _, name, text in page_functions(folded=True) if name in FUNCTIONS}
    assert len(seen) >= 12 and {"predict", "r_squared", "standardize"} <= set(seen)
    for name, text in seen.items():
        result = check(name, learner(text))
        assert (result.passed, result.mistake, result.says) == (None, None, (functions.OWN,)), name
    mine = learner("def cost(y_hat, y):\n    'Mine.'\n    return (y_hat - y) ** 2")
    assert checks.cost(mine).passed is True
    half = inspect.getsource(inspect.unwrap(neuron.cost)).replace("** 2", "** 2 / 2")
    assert checks.cost(learner(half)).mistake == "½ added", "changed, with its docstring kept"


def test_what_the_pages_give_to_repair_has_a_name():
    open_cells = [(name, text) for _, name, text in page_functions(folded=False) if name in FUNCTIONS]
    given = [(name, text) for name, text in open_cells if "..." not in text]
    assert len(given) >= 7
    for name, text in given:
        result = check(name, learner(text))
        assert result.passed is False and result.mistake, f"{name}: {result}"


@pytest.mark.parametrize(("name", "code"), [  # copied from what a page says in words or formulas
    ("cost", "def f(y_hat, y): return (ŷ - y) ** 2"),
    ("cost", "import math\ndef f(y_hat, y): return math.pow(y_hat - y, 2)"),
    ("cost", "def f(y_hat, y): return math.pow(y_hat - y, 2)"),
    ("initialize", "def f(n_inputs, rng): return 0.001 * rng.standard_normal(n_inputs, 1), np.zeros((1, 1))"),
    ("gradient", "def f(x, y, W, b): return 2 * (y_hat - y) * x, 2 * (y_hat - y)"),
    ("update", "def f(W, b, dW, db, learning_rate): return W - η * dW, b - η * db"),
    ("update", "def f(W, b, dW, db, learning_rate):\n  W <- W - learning_rate * dW\n  b <- b - learning_rate * db\n"
               "  return W, b"),
    ("train", "def f(x, y, W, b, learning_rate, epochs):\n  history = [(W, b)]\n  for _ in range(epochs):\n"
              "    W, b = update(W, b, *gradient(x, y, W, b), learning_rate)\n    history.append(W, b)\n"
              "  return history"),
    ("train", "def f(x, y, W, b, learning_rate, epochs):\n  history = [(W, b)]\n  for epoch in epochs: pass\n"
              "  return history"),
    ("largest_stable_rate", "def f(x): return 1 - 2 * (x**2 + 1)"),
    ("largest_stable_rate", "def f(x): return 2 / (x**2 + 1)"),
    ("largest_stable_rate", "def f(x): return η"),
    ("gradient_of_many", "def f(x, y, W, b):\n  dy_hat = 2 / len(x) * (predict(x, W, b) - y)\n"
                         "  return x @ dy_hat, dy_hat.sum(axis=0, keepdims=True)"),
    ("gradient_of_many", "def f(x, y, W, b):\n  dy_hat = 2 / n * (predict(x, W, b) - y)\n"
                         "  return x.T @ dy_hat, dy_hat.sum(axis=0, keepdims=True)"),
    ("train_in_batches", "def f(x, y, W, b, learning_rate, epochs, batch_size, rng):\n  history = [(W, b)]\n"
     "  for _ in range(epochs):\n    shuffled = rng.permutation(len(x))\n"
     "    for k in range(len(x) // batch_size + 1):\n      batch = shuffled[k * batch_size : (k + 1) * batch_size]\n"
     "      W, b = update(W, b, *gradient(x[batch], y[batch], W, b), learning_rate)\n      history.append((W, b))\n"
     "  return history"),
])  # fmt: skip
def test_what_the_pages_text_leads_to_has_a_name(name, code):
    result = check(name, learner(code))
    assert result.passed is False and result.mistake not in (None, "raised an exception"), str(result)


def test_one_number_in_a_table_and_alone_are_both_right_where_one_number_is_asked_for():
    for code in ("1 / (x**2 + 1)", "1 / (x[0, 0] ** 2 + 1)", "neuron.largest_stable_rate(x)"):
        assert checks.largest_stable_rate(learner(f"def f(x): return {code}")).passed is True, code
    told = checks.largest_stable_rate(learner("def f(x): return float(1 / (x**2 + 1))"))  # older NumPy allows it
    assert told.passed is True or ".item()" in told.says[0]


# Exercises that need more than mistakes


def test_the_scale_of_the_weights_is_shown():
    large = learner("def f(n, rng): return 0.01 * rng.standard_normal((n, 1)), np.zeros((1, 1))")
    assert checks.initialize(large).shows == (("your answer", "weights about 0.01 in size"),)


@pytest.mark.parametrize(("pairs", "mistake"), [
    ([(0, 5), (1, 3)], "fewer than three pairs"),
    ([(0, 5), (1, 3), (1.0, 3.0)], "a pair twice"),
    ([(0, 5), (1, 3), (2, 2)], "cost not zero"),
    ([(5, 0), (3, 1), (1, 2)], "roles swapped"),
    ([(2, 1), (1, 3), (0, 5)], "pairs of the page"),
    ([(2.5, 0), (2, 1), (0, 5)], "pairs of the page"),
    ([(2.5, 0), (1, 3), (0, 5)], "pairs of the page"),
    ([(2, 1), (2, 1), (2, 1)], "pairs of the page"),
    ([1, 3, 5], "not a list of pairs"),
    ("three", "not a list of pairs"),
])  # fmt: skip
def test_zero_costs(pairs, mistake):
    result = checks.zero_costs(pairs)
    assert (result.passed, result.mistake) == (False, mistake)
    assert result.says[0] == next(m.hint for m in checks.zero_costs.signs if m.name == mistake)


def test_zero_costs_says_which_pair_is_off():
    assert checks.zero_costs([(0, 5), (1, 4), (2, 1)]).shows == (("your answer", "W = 1, b = 4 gives ŷ = 2W + b = 6"),)
    assert checks.zero_costs(np.array([[0, 5], [1, 3], [3, -1]])).passed is True
    assert checks.zero_costs([(2, 1), (0, 5), (1, 3), (3, -1)]).passed is True  # three others are there


@pytest.mark.parametrize(("shapes", "mistake"), [
    ([(64, 32), (32, 16), (24, 10)], "not four pairs"),
    ((64, 32), "not four pairs"),
    ([(64, 32), (32, 16), (16, 24, 1), (24, 10)], "not four pairs"),
    ("four", "not four pairs"),
    (np.zeros((4, 2)), "not four pairs"),
    ([(64, 32), (32, 16), (32, 24), (24, 10)], "not repaired"),
    ([(64, 32), (32, 32), (32, 24), (24, 10)], "layer 2 changed"),
    ([(64, 32), (32, 16), (24, 16), (24, 10)], "turned on its side"),
    ([(64, 32), (32, 16), (16, 16), (16, 10)], "the units of layer 3 lost"),
    ([(64, 32), (32, 16), (16, 32), (32, 10)], "only the rows of layer 3 and its columns"),
    ([(64, 32), (32, 16), (16, 32), (24, 10)], "W_4 no longer fits"),
    ([(64, 32), (32, 16), (16, 24), (24, 12)], "another table changed"),
    ([(64, 32), (32, 16), (16, 20), (24, 10)], "W_3 not yet"),
])  # fmt: skip
def test_shapes_that_do_not_chain(shapes, mistake):
    result = checks.chained_shapes(shapes)
    assert (result.passed, result.mistake) == (False, mistake)
    assert result.says[0] == next(m.hint for m in checks.chained_shapes.signs if m.name == mistake)
    assert checks.chained_shapes([list(shape) for shape in BY_HAND["chained_shapes"][0]]).passed is True


def test_letters_may_come_in_any_way():
    for order in ("d, a, f, c, g, b, e", list("DAFCGBE"), ("D", "A", "F", "C", "G", "B", "E"), "DAFCGBE"):
        assert checks.steps_in_order(order).passed is True
    assert sorted(checks.SHUFFLED_STEPS) == sorted(BY_HAND["steps_in_order"][0])


def test_tables_are_asked_for_where_tables_are_taught():
    assert checks.samples(2.0, 5.0).mistake == "a number instead of a table"
    assert checks.samples(np.array([2.0]), np.array([5.0])).mistake == "a flat shape"
    assert checks.samples([[2.0]], [[5.0]]).mistake == "a list instead of an array"
    assert checks.samples(np.array([[2]]), np.array([[5]])).passed is True
    assert checks.samples((1, 1), (1, 1)).mistake == "the shape instead of the table"


def test_of_a_history_of_layers_the_pair_that_differs_is_shown():
    uphill = next(mistake for mistake in EXERCISES["train_layers"].mistakes if mistake.name == "uphill")
    shows = dict(checks.train_layers(uphill.does).shows)
    assert re.match(r"for example history\[1\]\[0\] = \(\[\[.*\]\]\)$", shows["expected"])
    assert re.match(r"history\[1\]\[0\] = \(\[\[.*\]\]\)$", shows["your answer"])


# The rows of a batch

BATCHES = """
    def f(x, y, W, b, learning_rate, epochs, batch_size, rng):
        history = [(W, b)]
        for _ in range(epochs):
            {order}
            for k in range(0, len(x), batch_size):
                batch = shuffled[k : k + batch_size]
                W, b = update(W, b, *gradient({rows}, W, b), learning_rate)
                history.append((W, b))
        return history"""


@pytest.mark.parametrize(("order", "rows", "mistake", "says"), [
    ("shuffled = np.array([0, 0, 1, 1, 2, 2, 0])[: len(x)]", "x[batch], y[batch]", "rows twice or not at all",
     "0 twice; 2 not at all"),
    ("shuffled = rng.permutation(len(x))", "x[[0, 1]], y[[0, 1]]", "rows twice or not at all", "0, 1 twice; 2 not"),
    ("shuffled = rng.permutation(len(x))", "x[batch], y[(batch + 1) % len(x)]", "answers of other rows",
     "was given the answer of row"),
])  # fmt: skip
def test_which_rows_a_batch_took_is_said(order, rows, mistake, says):
    result = checks.train_in_batches(learner(BATCHES.format(order=order, rows=rows)))
    assert result.mistake == mistake and says in result.says[0], str(result)


# One whole job alone

X_TRAIN, Y_TRAIN, X_TEST, Y_TEST = CARS["cars_split"]
_, _, Z_TRAIN, Z_TEST = CARS["cars_scaled"]
_, _, W, B, SHARE = CARS["cars_tested"]
ALL_X, ALL_Y = CARS["cars_rows"]
IN_ORDER = ALL_X[78:], ALL_Y[78:], ALL_X[:78], ALL_Y[:78]
OF_ALL = np.vstack([X_TRAIN, X_TEST])
MEAN, SD = X_TRAIN.mean(), X_TRAIN.std()


@pytest.mark.parametrize(("name", "answer", "mistake"), [
    ("cars_rows", (ALL_X[:, 0], ALL_Y[:, 0]), "a flat shape"),
    ("cars_split", (1, 2, 3, 4), "not four tables"),
    ("cars_split", "four", "not four tables"),
    ("cars_split", (X_TRAIN[:, 0], Y_TRAIN, X_TEST, Y_TEST), "not four tables"),
    ("cars_split", (X_TRAIN, Y_TEST, X_TEST, Y_TRAIN), "inputs and answers not equally many"),
    ("cars_split", (X_TRAIN, Y_TRAIN[::-1], X_TEST, Y_TEST), "torn apart"),
    ("cars_split", (ALL_X, ALL_Y, X_TEST, Y_TEST), "not each row once"),
    ("cars_split", (X_TRAIN[1:], Y_TRAIN[1:], X_TEST, Y_TEST), "not each row once"),
    ("cars_split", (X_TEST, Y_TEST, X_TRAIN, Y_TRAIN), "training and test changed over"),
    ("cars_split", (OF_ALL[5:], np.vstack([Y_TRAIN, Y_TEST])[5:], OF_ALL[:5], Y_TRAIN[:5]),
     "another number of test rows"),
    ("cars_split", IN_ORDER, "not drawn at random"),
    ("cars_split", (ALL_X[:-78], ALL_Y[:-78], ALL_X[-78:], ALL_Y[-78:]), "not drawn at random"),
    ("cars_scaled", (X_TRAIN, X_TEST, (Z_TRAIN, MEAN, SD), Z_TEST), "not four tables"),
    ("cars_scaled", (X_TRAIN, X_TEST, X_TRAIN, X_TEST), "training rows not scaled"),
    ("cars_scaled", (X_TRAIN, X_TEST, X_TRAIN - MEAN, Z_TEST), "training rows by another scale"),
    ("cars_scaled", (X_TRAIN, X_TEST, Z_TRAIN, X_TEST), "test rows not scaled"),
    ("cars_scaled", (X_TRAIN, X_TEST, Z_TRAIN, (X_TEST - X_TEST.mean()) / X_TEST.std()),
     "test rows by their own scale"),
    ("cars_scaled", (X_TRAIN, X_TEST, Z_TRAIN, (X_TEST - OF_ALL.mean()) / OF_ALL.std()),
     "test rows by the scale of all"),
    ("cars_scaled", (X_TRAIN, X_TEST, Z_TRAIN, X_TEST - MEAN / SD), "test rows by another scale"),
    ("cars_line", (X_TRAIN, Y_TRAIN, [(W, B)], B), "a history"),
    ("cars_line", (X_TRAIN, Y_TRAIN, [(W, B)] * 1601, B), "a history"),
    ("cars_line", (X_TRAIN, Y_TRAIN, W.item(), B.item()), "not tables"),
    ("cars_line", (X_TRAIN[:9], Y_TRAIN, W, B), "not tables"),
    ("cars_line", (X_TRAIN, Y_TRAIN, W * np.nan, B), "off the scale"),
    ("cars_line", (X_TRAIN, Y_TRAIN, W * SD, B + W * MEAN), "in units of z"),
    ("cars_line", (X_TRAIN, Y_TRAIN, 0 * W, 0 * B), "not yet trained"),
    ("cars_line", (X_TRAIN, Y_TRAIN, W, B + 5), "not yet trained"),
    ("cars_line", (X_TRAIN, Y_TRAIN, W, B + 1), "on the noise floor"),
    ("cars_tested", (X_TEST, Y_TEST, W, B, np.ones(3)), "not a number"),
    ("cars_tested", (X_TEST, Y_TEST[:9], W, B, SHARE), "not a number"),
    ("cars_tested", (X_TEST, Y_TEST, W, B, 1 - SHARE), "1 minus forgotten"),
    ("cars_tested", (X_TEST, Y_TEST, W, B, 100 * SHARE), "in percent"),
    ("cars_tested", (X_TEST, Y_TEST, W, B, -8.6), "below 0"),
    ("cars_tested", (X_TEST, Y_TEST, W, B, 0.5), "another number"),
])  # fmt: skip
def test_each_step_of_the_whole_job_has_its_own_words(name, answer, mistake):
    result = check(name, *answer) if isinstance(answer, tuple) else check(name, answer)
    assert (result.passed, result.mistake) == (False, mistake), str(result)


def test_the_whole_job_may_be_done_in_other_ways():
    assert checks.cars_split(*(part.astype(int if part is X_TRAIN else float) for part in CARS["cars_split"])).passed
    rows = np.arange(392) % 5 == 0
    by_fives = ALL_X[~rows], ALL_Y[~rows], ALL_X[rows], ALL_Y[rows]
    assert checks.cars_split(*by_fives).mistake == "another number of test rows"
    best = np.linalg.lstsq(np.hstack([X_TRAIN, np.ones_like(X_TRAIN)]), Y_TRAIN)[0]
    assert checks.cars_line(X_TRAIN, Y_TRAIN, best[:1], best[1:]).passed
    assert checks.cars_tested(X_TEST, Y_TEST, W, B, np.round(SHARE, 3)).passed
    assert checks.cars_tested(X_TEST, Y_TEST, W, B, np.array([[SHARE]])).passed


# The blank page

PAGE = {exercise.name: COURSE[exercise.name] for exercise in n07_test.BLANK_PAGE}


def test_blank_page_passes_only_if_all_are_right():
    result = checks.blank_page(**PAGE)
    assert result.passed is True and [part.name for part in result.parts] == list(PAGE)
    assert checks.blank_page(**PAGE | {"train": lambda *_: ...}).passed is None
    assert checks.blank_page(**PAGE | {"train": neuron.train}).passed is None  # the course's own
    assert checks.blank_page().passed is None and checks.blank_page().mistake is None


def test_blank_page_holds_each_functions_own_result():
    uphill = EXERCISES["update"].mistakes[0]
    result = checks.blank_page(**PAGE | {"update": uphill.does, "cost": ...})
    assert (result.passed, result.mistake) == (False, "uphill")
    assert [str(part) for part in result.parts if part.name != "cost"] == [
        str(check(name, answer)) for name, answer in (PAGE | {"update": uphill.does}).items() if name != "cost"
    ]
    assert "○ Not attempted yet: cost" in map(str, result.parts)  # where to write it was said by the page
    lines = str(result).splitlines()
    at = lines.index("✗ Not yet: update")
    assert lines[0] == "✗ Not yet: the blank page" and "uphill" in lines[at + 1] and "expected" in lines[at + 3]


FROM_MEMORY = """
def my_predict(x, W, b):
    return x @ W + b

def my_gradient(x, y, W, b):
    e = my_predict(x, W, b) - y
    return 2 * x.T @ e, 2 * e

def my_update(W, b, dW, db, learning_rate):
    return W - learning_rate * dW, b - learning_rate * db

def my_train(x, y, W, b, learning_rate, epochs):
    history = [(W, b)]
    for _ in range(epochs):
        dW, db = my_gradient(x, y, W, b)
        W, b = my_update(W, b, dW, db, learning_rate)
        history.append((W, b))
    return history
"""
USES_GRADIENT = "my_train uses my_gradient, which is not right yet: repair that first, then run the check again."


def from_memory(old, new):
    """The words of the blank page on each function that is not right, if this is changed in four right ones."""
    assert FROM_MEMORY.count(old) == 1, old
    written = {}
    exec(FROM_MEMORY.replace(old, new), written)
    four = {name: written[f"my_{name}"] for name in ("predict", "gradient", "update", "train")}
    return {part.name: part for part in checks.blank_page(**PAGE | four).parts if part.passed is False}


def test_what_rests_on_a_wrong_function_sends_to_it():
    wrong = from_memory("2 * x.T @ e", "-2 * x.T @ e")
    assert set(wrong) == {"gradient", "train"} and wrong["train"].says == (USES_GRADIENT,)
    wrong = from_memory("W - learning_rate * dW", "W + learning_rate * dW")
    assert set(wrong) == {"update", "train"} and "my_train uses my_update, which" in wrong["train"].says[0]
    wrong = from_memory("x @ W + b", "x @ W - b")
    assert wrong["gradient"].says[0].startswith("my_gradient uses my_predict") and len(wrong) == 3
    assert wrong["train"].says == (USES_GRADIENT,)
    wrong = from_memory("return 2 * x.T @ e, 2 * e", "return x.T, e + 'a'")
    assert wrong["train"].says == (USES_GRADIENT,)


@pytest.mark.parametrize(("old", "new"), [
    ("= my_update(W, b, dW, db,", "= my_update(W, b, -dW, db,"),
    ("= my_update(W, b, dW, db,", "= my_update(W, b, -dW, -db,"),
    ("= my_update(W, b, dW, db,", "= my_update(W, b, db, dW,"),
    ("= my_update(W, b, dW, db,", "= my_update(W, b, dW, dW,"),
    ("= my_update(W, b, dW, db, learning_rate)", "= my_update(W, b, dW, db, 1 / learning_rate)"),
    ("= my_update(W, b, dW, db, learning_rate)", "= W + learning_rate * dW, b - learning_rate * db"),
    ("= my_gradient(x, y, W, b)", "= my_gradient(x, -y, W, b)"),
    ("= my_gradient(x, y, W, b)", "= -2 * x.T @ (x @ W + b - y), 2 * (x @ W + b - y)"),
    ("= my_gradient(x, y, W, b)", "= 2 * x.T @ (x @ W - b - y), 2 * (x @ W - b - y)"),
])  # fmt: skip
def test_a_function_that_is_right_is_never_blamed(old, new):
    wrong = from_memory(old, new)
    assert set(wrong) == {"train"}
    assert "what goes wrong is" not in wrong["train"].says[0] and "uses my_" not in wrong["train"].says[0]
    assert not re.search(r"(your |my_)(gradient|update|predict)", wrong["train"].says[0])


def test_a_function_that_is_not_written_yet_is_asked_for_first():
    wrong = from_memory("return 2 * x.T @ e, 2 * e", "return ...")
    assert not wrong  # train is not attempted either
    wrong = from_memory("    return W - learning_rate * dW, b - learning_rate * db", "    return ...")
    assert not wrong


def test_the_second_blank_page_is_judged_as_the_first():
    six = {exercise.name: COURSE[exercise.name] for exercise in n20_onwards.BLANK_NETWORK}
    result = checks.blank_network(**six)
    assert result.passed is True and [part.name for part in result.parts] == list(six)
    assert list(six) == ["forward", "backward", "softmax", "surprise", "slope_of_surprise", "train_layers"]
    assert checks.blank_network().passed is None and checks.blank_network().mistake is None
    wrong = checks.blank_network(**six | {"backward": EXERCISES["backward"].mistakes[0].does, "softmax": ...})
    assert (wrong.passed, wrong.mistake) == (False, EXERCISES["backward"].mistakes[0].name)


# Structure


def test_the_example_of_the_docstring_works():
    example = textwrap.dedent(re.search(r"\n\n((?:    .+\n)+)", checks.__doc__)[1])
    names = {"Exercise": Exercise, "Mistake": Mistake, "table": cases.table}
    exec(example, names)
    assert names["twice"](lambda x: x + x).passed is True
    assert names["twice"](lambda x: x * x).mistake == "squared"


def test_values_by_hand_are_values():
    for exercise in EXERCISES.values():
        if isinstance(exercise, ByHand):
            assert not callable(exercise.right) and not any(callable(m.does) for m in exercise.mistakes)

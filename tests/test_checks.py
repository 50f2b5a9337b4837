"""Tests that each exercise passes whatever is right, names each mistake in a function, and shows both well."""

import itertools
import json
import re
import textwrap
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from answers import BY_HAND, CHECKS, COURSE, EXERCISES, VARIANTS, WRONG, check, known, learner, raises

from helpers import checks, neuron
from helpers.checks import blank, cases
from helpers.marking import exercise as marking
from helpers.marking import rules as general
from helpers.marking import trying, words

# Right, not attempted, and every known mistake


@pytest.mark.parametrize(("name", "rows"), CHECKS)
def test_course_definition_passes(name, rows):
    result = check(name, COURSE[name], rows)
    assert result.passed is True and result.mistake is None, str(result)


STUBS = [lambda *_: ..., lambda *_: (..., ...), lambda *_: [(0, ...)], lambda *_: np.ones((1, 1)) @ ...,
         lambda *_: BY_HAND["a key"] + ..., lambda *_: STUBS[0]().nothing, lambda *_: np.array(...),
         lambda *_: float(...)]  # fmt: skip


@pytest.mark.parametrize("stub", STUBS)
@pytest.mark.parametrize(("name", "rows"), CHECKS)
def test_stub_is_not_attempted(name, rows, stub):
    for answer in (stub, ...):
        result = check(name, answer, rows)
        assert result.passed is None and result.mistake is None
        assert "Put your own answer where the ... stands" in str(result)


ALL = [(name, rows, m) for name, rows in CHECKS for m in known(name, rows)]


@pytest.mark.parametrize(("name", "rows", "mistake"), ALL, ids=[f"{n}-{r}-{m.name}" for n, r, m in ALL])
def test_known_mistake_gets_its_own_hint(name, rows, mistake):
    for hint in (False, True):
        result = check(name, mistake.does, rows, hint=hint)
        assert (result.passed, result.mistake) == (False, mistake.name), str(result)
        assert result.says[0] == mistake.hint
        assert (mistake.more == result.more) is hint and ("hint=True" in result.more) is not hint
        assert not any(m.hint in (*result.says, result.more) for m in known(name, rows) if m is not mistake)
        assert [label for label, _ in result.shows] == ["for", "expected", "your answer"]


@pytest.mark.parametrize(("name", "rows"), CHECKS)
def test_mistakes_differ_on_the_inputs(name, rows):
    exercise = EXERCISES[name]
    cases = exercise.inputs(rows)
    done = {m.name: trying.try_all(m.does, cases, exercise.parameters) for m in known(name, rows)}
    for m in known(name, rows):
        assert marking.good(done[m.name][0]), f"{m.name} does nothing that can be seen"
    for one, other in itertools.permutations(known(name, rows), 2):
        assert not all(map(marking.imitates(exercise, one), cases, done[other.name])), f"{one.name} = {other.name}"


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_names_and_hints_are_unique_and_worded(exercise):
    every = exercise.mistakes + exercise.of_rows + exercise.signs
    assert len({m.name for m in every}) == len(every)
    assert len({m.hint for m in every}) == len(every)
    assert exercise.look and every
    for m in every:
        assert m.hint and m.more and len(m.hint) < 210, m.name
        assert not re.search(r"\b(simply|just|obviously|easy|return \w+ [-*+@/])\b", m.hint + m.more), m.hint


# Right, however it is written


@pytest.mark.parametrize(("name", "code"), [(n, c) for n, _, c in VARIANTS], ids=[f"{n}-{i}" for n, i, _ in VARIANTS])
def test_right_is_right_however_written(name, code):
    for rows in (1, 5) if name != "initialize" else (1,):
        result = check(name, learner(code), rows)
        assert result.passed is True, str(result)


def test_a_right_answer_is_told_what_was_checked():
    plain = learner("def f(y_hat, y): return (y_hat - y) ** 2")
    assert checks.cost(plain).says == ("Your function agrees with the course's on all 6 inputs tried, one row each.",)
    assert checks.cost(plain, rows=5).says == ("Your function agrees with the course's on all 8 inputs tried.",)
    line = learner("def f(x, m=2, c=1): return m * x + c")
    assert checks.line(line).says == ("Your function agrees with the course's on all 12 inputs tried.",)
    drawn = learner("def f(n, rng): return rng.normal(0, 0.001, (n, 1)), np.zeros((1, 1))")
    assert checks.initialize(drawn).says == (checks.initialize.checked,)


def folded():
    """The definitions in folded cells of the notebooks that an exercise asks for: name and text."""
    for path in sorted(Path(__file__).parents[1].glob("notebooks/[01]*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            source = "".join(cell["source"])
            for text in re.split(r"\n\n\n", source) if "jupyter" in cell["metadata"] else []:
                name = re.search(r"^def (\w+)", text, re.MULTILINE)
                if name and name[1] in COURSE:
                    yield name[1], text


def test_the_courses_own_definition_is_told_from_the_learners():
    seen = dict(folded())
    assert len(seen) >= 12 and {"predict", "r_squared", "standardize"} <= set(seen)
    for name, text in seen.items():
        result = check(name, learner(text))
        assert (result.passed, result.mistake, result.says) == (True, None, (marking.OWN,)), name
    for name, _, code in VARIANTS:
        assert check(name, learner(code)).says != (marking.OWN,)
    assert marking.OWN not in str(checks.cost(learner("def f(y_hat, y):\n    'Mine.'\n    return (y_hat - y) ** 2")))


def test_three_variants_of_each_function():
    counts = {name: sum(n == name for n, _, _ in VARIANTS) for name in COURSE}
    assert min(counts.values()) >= 3, counts


def test_one_number_needs_no_matrices_before_many_rows_are_taught():
    naive = learner("def gradient(x, y, W, b): return 2 * (x * W + b - y) * x, 2 * (x * W + b - y)")
    assert checks.gradient(naive).passed is True
    assert checks.gradient(naive, rows=5).passed is False
    assert checks.predict(lambda x, W, b: x * W + b).passed is True


# Wrong, as learners write it


@pytest.mark.parametrize(("name", "rows", "mistake", "code"), WRONG, ids=[f"{n}-{r}-{m}" for n, r, m, _ in WRONG])
def test_wrong_as_learners_write_it(name, rows, mistake, code):
    result = check(name, learner(code), rows)
    assert (result.passed, result.mistake) == (False, mistake), str(result)


def test_difference_alone_shows_smallest_input_expected_and_got():
    result = checks.predict(lambda x, W, b: 1.1 * x * W + b)
    assert result.mistake is None
    assert dict(result.shows) == {
        "for": "x = [[2.0]], W = [[1.5]], b = [[0.25]]",  # at x = 2, W = b = 0 there is no difference
        "expected": "y_hat = [[3.25]]",
        "your answer": "y_hat = [[3.55]]",
    }


def test_difference_names_the_entry_of_a_history_and_a_shape():
    late = learner("def train(*a): return [*neuron.train(*a)[:-1], neuron.train(*a[:4], 0.9 * a[4], a[5])[-1]]")
    assert dict(checks.train(late).shows)["expected"].startswith("history[1] = ")
    assert checks.cost(lambda y_hat, y: np.ones(3)).shows[-1][1] == "C = [1.0, 1.0, 1.0], of shape (3,)"


def test_nan_is_shown_on_the_input_where_it_came():
    def root(x, true_W=2, true_b=1):
        return 0.9 * np.sqrt(x) ** 2 * true_W + true_b

    result = checks.line(root)
    assert result.mistake == "not a number"
    assert dict(result.shows)["for"] == "x = [[-1.5]]" and "nan" in dict(result.shows)["your answer"]


def test_an_error_that_gives_a_mistake_away_is_shown_on_its_input():
    code = next(code for _, _, mistake, code in WRONG if mistake == "append assigned")
    result = checks.train(learner(code))
    assert "epochs = 2" in dict(result.shows)["for"] and "AttributeError" not in str(result)


def test_a_bare_number_is_shown_as_its_table():
    assert "even a single one: [[25.0]]." in checks.cost(lambda p, q: float((p - q).item() ** 2)).says[0]


def test_the_scale_of_the_weights_is_shown():
    large = learner("def f(n, rng): return 0.01 * rng.standard_normal((n, 1)), np.zeros((1, 1))")
    assert checks.initialize(large).shows == (("your answer", "weights about 0.01 in size"),)


def test_wrong_rows_are_the_authors_fault_and_raise():
    with pytest.raises(ValueError, match="rows must be a whole number, 1 or more"):
        checks.cost(neuron.cost, rows=0)


def test_hint_points_and_unfolds():
    assert EXERCISES["cost"].look not in str(checks.cost(lambda *_: ...))
    assert EXERCISES["cost"].look == checks.cost(lambda *_: ..., hint=True).more
    assert "checks.cost(cost, rows=5, hint=True)" in str(checks.cost(lambda a, b: a - b, rows=5))
    assert "checks.cost(my_cost, hint=True)" in str(checks.cost(learner("def my_cost(y_hat, y): return y_hat")))


def test_the_call_for_a_little_more_is_the_notebooks_own():
    calls = {}
    for path in Path(__file__).parents[1].glob("notebooks/*.ipynb"):
        cells = ["".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"]]
        calls |= dict(re.findall(r"^checks\.(\w+)\(([\w, ]+)\)$", "\n".join(cells), re.MULTILINE))
    asked = {name: calls[name] for name in BY_HAND}
    assert asked == {name: ", ".join(EXERCISES[name].results) for name in BY_HAND}


# The blank page

PAGE = {exercise.name: COURSE[exercise.name] for exercise in blank.BLANK_PAGE}


def test_blank_page_passes_only_if_all_are_right():
    assert checks.blank_page(**PAGE).passed is True and checks.blank_page(**PAGE).more == ""
    assert f"✓ predict: Right. {marking.OWN}" in checks.blank_page(**PAGE).says
    assert checks.blank_page(**PAGE | {"train": lambda *_: ...}).passed is None
    assert checks.blank_page().passed is None
    assert len(str(checks.blank_page()).splitlines()) == 9
    assert "hint=True" in checks.blank_page().more and EXERCISES["cost"].look in checks.blank_page(hint=True).says


def test_blank_page_lists_each_function_with_its_word():
    uphill = EXERCISES["update"].mistakes[0]
    result = checks.blank_page(**PAGE | {"update": uphill.does, "cost": ...})
    assert (result.passed, result.mistake) == (False, "uphill")
    assert f"✓ predict: Right. {marking.OWN}" in result.says and "○ cost: Not attempted yet." in result.says
    assert f"✗ update: Not yet. {uphill.hint}" in result.says
    assert uphill.more in checks.blank_page(update=uphill.does, hint=True).says


# What it looks like


class Words(HTMLParser):
    """The visible words of a page, and its tags, which must be balanced."""

    def __init__(self, page):
        super().__init__()
        self.words, self.open, self.tags = "", [], []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        self.words += text + " "


@pytest.mark.parametrize("answer", [neuron.cost, lambda *_: ..., lambda a, b: a - b, raises(ValueError("<b>&</b>"))])
def test_display_says_the_same_in_a_page_and_in_a_terminal(answer):
    result = checks.cost(answer, hint=True)
    bundle = result._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == str(result) == repr(result) == str(checks.cost(answer, hint=True))
    page = Words(bundle["text/html"])
    assert page.words.replace(":", "").split() == str(result).replace(":", "").split()
    tag, attributes = page.tags[0]
    assert tag == "div" and attributes["role"] == "status" and "--jp-ui-font-color1" in attributes["style"]
    assert (
        Words(checks.prediction_by_hand("<i>four</i>")._repr_mimebundle_()["text/html"]).words.count("<i>four</i>") == 1
    )
    mark, word, _ = words.MARKS[result.passed]
    assert str(result).startswith(f"{mark} {word}: cost")
    assert max(map(len, str(result).splitlines())) <= 110


def contrast(one, other):
    """The contrast of two colours, as accessibility guidelines define it."""

    def light(colour):
        parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return np.dot([0.2126, 0.7152, 0.0722], linear)

    high, low = sorted([light(one), light(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_border_is_seen_on_both_themes():
    for _, _, colour in words.MARKS.values():
        assert min(contrast(colour, "#ffffff"), contrast(colour, "#212121")) >= 3


# Structure


def test_the_five_lines_of_the_docstring_work():
    example = textwrap.dedent(re.search(r"\n\n((?:    .+\n)+)", checks.__doc__)[1])
    names = {"Exercise": marking.Exercise, "Mistake": general.Mistake, "table": cases.table}
    exec(example, names)
    assert len(example.splitlines()) == 5
    assert names["twice"](lambda x: x + x).passed is True
    assert names["twice"](lambda x: x * x).mistake == "squared"

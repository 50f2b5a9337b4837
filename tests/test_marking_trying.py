"""Tests that nothing a learner writes does harm: no answer escapes a check, ends the kernel, or passes by chance."""

import builtins
import contextlib
import itertools
import random
import signal
import sys
import textwrap
import threading
import time
import warnings
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from answers import BY_HAND, COURSE, check, learner, raises
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from helpers import checks, neuron
from helpers.marking import trying, values, words

watched = pytest.mark.skipif(not hasattr(sys, "monitoring"), reason="Python 3.11 has the second thread alone")


class Hostile:
    """An object that raises whatever it is asked."""

    def _no(self, *_, **__):
        raise RuntimeError("no")

    __eq__ = __array__ = __repr__ = __str__ = __len__ = __iter__ = __bool__ = __float__ = __getattr__ = __hash__ = _no
    __array_ufunc__ = __deepcopy__ = __format__ = __getitem__ = _no


class HostileList(list):
    """A list that cannot be read."""

    __iter__ = __len__ = __getitem__ = Hostile._no


class HostileError(Exception):
    """An error whose words raise."""

    __str__ = __repr__ = Hostile._no


def forever(*_):
    while True:
        with contextlib.suppress(BaseException):
            sum(range(100))


def deeper(*inputs):
    return deeper(*inputs)


def endless_list():
    inside = []
    inside += [inside] * 3
    return inside


def closes_its_output(*_):
    sys.stdout.close()


async def later(*_):
    return 1


BROKEN = {
    "forgot return": lambda *_: None,
    "printed instead of returned": lambda *_: print("5"),
    "never ends": forever,
    "raised an exception": raises(ValueError("a sum\nthat fails at 0x7f00")),
    "a hostile error": raises(HostileError()),
    "SystemExit": raises(SystemExit(1)),
    "KeyboardInterrupt": raises(KeyboardInterrupt()),
    "GeneratorExit": raises(GeneratorExit()),
    "recursion": deeper,
    "nan": lambda *_: np.nan,
    "nan table": lambda *_: np.full((1, 1), np.nan),
    "hostile": lambda *_: Hostile(),
    "hostile pair": lambda *_: (Hostile(), Hostile()),
    "hostile list": lambda *_: HostileList([1, 2]),
    "hostile array": lambda *_: np.array([[Hostile()]], dtype=object),
    "a list of itself": lambda *_: endless_list(),
    "huge array": lambda *_: np.broadcast_to(1.0, (10**6, 10**6)),
    "huge number": lambda *_: 10**400,
    "closed output": closes_its_output,
    "coroutine": later,
    "generator": lambda *_: (i for i in range(3)),
    "string": lambda *_: "5",
    "bool": lambda *_: True,
    "complex": lambda *_: np.array([[1j]]),
    "matrix": lambda *_: np.ma.masked_array([[1.0]], [[True]]),
    "empty": lambda *_: np.empty((0, 1)),
    "dict": lambda *_: {"W": 1},
    "class": dict,
    "builtin": abs,
    "no arguments": lambda: 1,
}
NO_FUNCTION = {"None": None, "number": 5, "array": np.ones((5, 1)), "text": "predict", "hostile": Hostile()}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("cost", kind) for kind in BROKEN]
    + [(name, kind) for name in COURSE for kind in ("forgot return", "hostile pair")],
)
def test_broken_answer_is_rejected_calmly(name, kind, capfd, monkeypatch):
    if kind == "never ends":
        monkeypatch.setattr(trying, "SECONDS", 0.05)
    result = check(name, BROKEN[kind])
    assert result.passed is False, str(result)
    if kind in ("forgot return", "printed instead of returned", "never ends", "raised an exception"):
        assert result.mistake == kind
    if "hostile" not in kind:
        assert "could not read" not in str(result)
    assert "Traceback" not in str(result) and len(str(result)) < 1500
    assert str(result) == str(check(name, BROKEN[kind])) or kind == "never ends"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "kind"), [("cost", kind) for kind in NO_FUNCTION] + [(name, "array") for name in COURSE]
)
def test_no_function_gets_a_clear_sentence(name, kind):
    result = check(name, NO_FUNCTION[kind])
    assert (result.passed, result.mistake) == (False, "not a function")
    assert f"checks.{name}({name})" in str(result)
    assert "nothing" in str(getattr(checks, name)())


def test_an_error_is_told_with_its_line_and_input():
    result = checks.cost(learner("def cost(y_hat, y):\n    error = y_hat - y\n    return eror ** 2"))
    assert "does not know the name eror" in result.says[0] and "line 3 of your cell" in result.says[0]
    assert result.shows[0] == ("for", "y_hat = [[0.0]], y = [[5.0]]")
    assert "0x…" in str(checks.cost(raises(ValueError("at 0x7f1234"))))


# The time limit

SWALLOWED = {  # calls in a loop that swallows every error, and how many take about 3 s: an unbroken test must end, too
    "a long call": ("sum(range(100_000))", 2000),
    "sleep": ("time.sleep(0.001)", 2500),
    "linear algebra": ("np.linalg.lstsq(np.ones((200, 50)), np.ones(200), rcond=None)", 1500),
    "a file": ("open(np.__file__).read()", 30_000),
    "no call": ("y_hat", 100_000_000),
}
ENDLESS = {
    kind: f"""
        def cost(y_hat, y):
            for turn in range({turns}):
                try:
                    {call}
                except:
                    pass
    """
    for kind, (call, turns) in SWALLOWED.items()
} | {
    "while True": """
        def cost(y_hat, y):
            while True: pass
    """,
    "two loops": """
        def cost(y_hat, y):
            for turn in range(2000):
                try:
                    while True:
                        try:
                            sum(range(10_000))
                        except:
                            pass
                except:
                    pass
    """,
    "errors kept": """
        def cost(y_hat, y, kept=[]):
            for turn in range(2000):
                try:
                    sum(range(100_000))
                except BaseException as error:
                    kept.append(error)
    """,
    "finally": """
        def cost(y_hat, y):
            for turn in range(2000):
                try:
                    sum(range(100_000))
                finally:
                    continue
    """,
    "a call again and again": """
        def cost(y_hat, y):
            try:
                cost(y_hat, y)
            except:
                pass
            return cost(y_hat, y)
    """,
    "a generator": """
        def cost(y_hat, y):
            return sum(1 for _ in iter(int, 1))
    """,
}  # fmt: skip
PLACES = ["here", "no alarm", pytest.param("no thread", marks=watched)]


@pytest.fixture(params=PLACES)
def place(request, monkeypatch):
    """Where a check may run: on this machine, as on Windows (no alarm, no signal to a thread), as in a browser."""
    if request.param != "here":
        monkeypatch.delattr(signal, "setitimer", raising=False)
        monkeypatch.delattr(signal, "pthread_kill", raising=False)
    if request.param == "no thread":
        monkeypatch.setattr(threading.Thread, "start", raises(RuntimeError("can't start new thread")))


@pytest.fixture
def soon(monkeypatch):
    """A time limit for which a test can wait."""
    monkeypatch.setattr(trying, "SECONDS", 0.05)


@pytest.mark.filterwarnings("ignore:'continue' in a 'finally'")
@pytest.mark.parametrize("kind", ENDLESS)
def test_what_never_ends_is_stopped_whatever_it_swallows(kind, place, soon):
    began = time.monotonic()
    assert checks.cost(learner(f"import time\n{textwrap.dedent(ENDLESS[kind])}")).mistake == "never ends"
    assert time.monotonic() - began < 2.5


def test_the_time_limit_is_two_seconds():
    began = time.monotonic()
    result = checks.cost(learner("import time\ndef cost(y_hat, y):\n    for _ in range(50): time.sleep(0.1)"))
    assert result.mistake == "never ends" and "after 2 seconds" in str(result)
    assert 1.9 < time.monotonic() - began < 4


@pytest.mark.skipif(not hasattr(signal, "pthread_kill") and sys.platform != "win32", reason="nothing wakes a call here")
def test_a_call_that_waits_is_woken_as_often_as_it_waits(soon):
    began = time.monotonic()
    code = "import time\ndef cost(y_hat, y):\n    try: time.sleep(3)\n    finally: time.sleep(3)"
    assert checks.cost(learner(code)).mistake == "never ends"
    assert time.monotonic() - began < 2.5


@watched
def test_off_the_main_thread_there_is_a_limit_too(soon):
    results = []
    thread = threading.Thread(target=lambda: results.append(checks.cost(learner(ENDLESS["a long call"]))))
    thread.start()
    thread.join()
    assert results[0].mistake == "never ends"


class Loops(Exception):
    """An error whose words never end."""

    def __str__(self):
        for _ in range(2000):
            with contextlib.suppress(BaseException):
                sum(range(100_000))


class Sleeps(Exception):
    """An error whose words come late."""

    def __str__(self):
        time.sleep(3)
        return "late"


def test_the_words_of_an_error_are_read_against_the_clock(place, soon):
    began = time.monotonic()
    result = checks.cost(raises(Loops()))
    assert result.mistake == "raised an exception" and "with an error: Loops" in str(result)
    assert time.monotonic() - began < 2


def test_the_words_of_an_error_may_sleep(soon):
    assert "late" not in str(checks.cost(raises(Sleeps())))


def test_values_by_hand_are_read_against_the_clock(place, soon):
    wide = []
    wide += [wide] * 15
    began = time.monotonic()
    result = checks.prediction_by_hand(wide)
    assert result.passed is False and "cannot be read" in str(result)
    assert time.monotonic() - began < 2


def test_the_course_itself_is_tried_against_the_clock(place, soon):
    with pytest.raises(trying.Broken, match=r"Restart the kernel"):
        trying.made(lambda: learner(ENDLESS["a long call"])(1, 1))
    assert trying.made(lambda: 5) == 5


@pytest.mark.parametrize("broken", ["array", "mean", "errstate", "random", "all"])
def test_a_name_of_numpy_that_was_given_away_gets_a_calm_sentence(broken, monkeypatch):
    monkeypatch.setattr(np, broken, None)
    result = checks.numerical_gradient(COURSE["numerical_gradient"])
    assert result.passed is False and "Restart the kernel" in " ".join(str(result).split())


def test_input_is_named_at_once(place, monkeypatch):
    boxes, began = [], time.monotonic()
    monkeypatch.setattr(builtins, "input", boxes.append)
    mine = builtins.input
    for swallow in ("ValueError", "BaseException"):
        code = f"""
            def cost(y_hat, y):
                while True:
                    try:
                        return float(input("y_hat? "))
                    except {swallow}:
                        pass
        """
        result = checks.cost(learner(code))
        assert result.mistake == "asks for input" and "input()" in str(result)
    assert checks.cost(learner("def cost(y_hat, y):\n    input()\n    return (y_hat - y) ** 2")).passed is False
    assert boxes == [] and builtins.input is mine and time.monotonic() - began < 1


@pytest.mark.parametrize("swallow", ["", "KeyboardInterrupt", "BaseException"])
def test_a_true_interrupt_reaches_the_learner(swallow, place):
    code = f"""
        import signal
        def cost(y_hat, y):
            for turn in range(10):
                try:
                    signal.raise_signal(signal.SIGINT)
                    sum(range(1_000_000))
                except {swallow or "ValueError"}:
                    pass
            return 1
    """
    with pytest.raises(KeyboardInterrupt):
        checks.cost(learner(code))
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_kernel_is_left_as_it_was(place, capfd, soon):
    def untidy(y_hat, y):
        np.random.seed(1)
        random.seed(1)
        np.seterr(all="raise")
        warnings.simplefilter("error")
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.settrace(print)
        y_hat[:] = 7
        y.resize((0, 1), refcheck=False)
        print("noise", file=sys.stderr)
        builtins.input = print
        return np.log(-1.0)

    def state():
        chance = random.getstate(), str(np.random.get_state())
        tools = [sys.monitoring.get_tool(number) for number in range(6)] if hasattr(sys, "monitoring") else []
        return (
            [signal.getsignal(which) for which in (signal.SIGINT, signal.SIGTERM)], (sys.stdout, sys.stderr), chance,
            np.geterr(), list(warnings.filters), sys.gettrace(), tools, builtins.input, threading.active_count(),
        )  # fmt: skip

    before = state()
    assert checks.cost(untidy).passed is False
    assert checks.cost(learner(ENDLESS["a long call"])).mistake == "never ends"
    assert checks.cost(COURSE["cost"]).passed is True  # the inputs are as before, too
    assert state() == before
    assert capfd.readouterr() == ("", "")


@watched
def test_other_tools_may_watch_all_there_is_to_watch(soon):
    free = [number for number in range(6) if sys.monitoring.get_tool(number) is None]
    for number in free:
        sys.monitoring.use_tool_id(number, "another")
    try:
        assert checks.cost(COURSE["cost"]).passed is True
        assert checks.cost(learner(ENDLESS["two loops"])).mistake == "never ends"
    finally:
        for number in free:
            sys.monitoring.free_tool_id(number)


# Numbers of every kind


@pytest.mark.parametrize("four", [Fraction(4), Decimal("4"), 4 + 0j, np.longdouble(4), np.complex64(4), np.int8(4)])
def test_every_kind_of_number_counts(four):
    assert checks.prediction_by_hand(four).passed is True
    assert values.plain(np.array([[four, 1]])).tolist() == [[4, 1]]
    assert values.plain(np.array([[four, 1]], dtype=object)).tolist() == [[4, 1]]


def test_a_result_may_hold_any_kind_of_number():
    for kind in (Fraction, lambda number: Decimal(float(number)), complex, np.longdouble):
        assert checks.cost(lambda a, b, kind=kind: np.vectorize(kind, otypes="O")((a - b) ** 2)).passed is True
    assert checks.cost(lambda y_hat, y: (y_hat - y).astype(complex) ** 2).passed is True
    assert checks.cost(lambda y_hat, y: (y_hat - y) ** 2 + 1j).passed is False
    assert checks.prediction_by_hand(4 + 1j).passed is False
    assert "a complex number" in str(checks.prediction_by_hand(4 + 1j))


def test_numbers_without_a_size_stay_numbers():
    assert values.plain(10**400) == np.inf and values.plain(-(10**400)) == -np.inf
    assert np.isnan(values.plain(Decimal("sNaN"))) and np.isnan(values.plain(Decimal("nan")))
    assert values.plain(np.array([[True]], dtype=object)) == values.Other("an array of object")


# What else may happen


def test_even_a_fault_of_the_check_itself_does_not_escape(monkeypatch):
    monkeypatch.setattr(words, "describe", raises(RuntimeError("a fault")))
    result = checks.cost(lambda y_hat, y: y)
    assert result.passed is False and "could not read this answer" in str(result)


def test_generators_handed_out_are_copies():
    cases = checks.initialize.inputs
    before = cases[0][1].bit_generator.state
    trying.try_all(neuron.initialize, cases, checks.initialize.parameters)
    assert cases[0][1].bit_generator.state == before


def test_works_off_the_main_thread():
    results = []
    answers = [COURSE["cost"], BROKEN["SystemExit"], lambda *_: ...]
    thread = threading.Thread(target=lambda: results.extend(checks.cost(answer).passed for answer in answers))
    thread.start()
    thread.join()
    assert results == [True, False, None]


numbers = st.one_of(st.floats(width=32), st.integers(-(10**6), 10**6))
arrays = hnp.arrays(
    st.sampled_from([np.dtype(kind) for kind in ("f8", "f4", "i8", "u1", "?", "c16", "U2", "M8[s]")]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=5),
)
odd = hnp.arrays(object, hnp.array_shapes(max_dims=2, max_side=2), elements=st.sampled_from([None, 1, "a", ...]))
others = st.sampled_from([None, ..., "", "ABCDEFG", b"", 1j, print, Exception, range(3)])
leaves = numbers | arrays | odd | others | st.builds(Hostile)
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=2), inner),
)
errors = st.sampled_from([ValueError, SystemExit, KeyboardInterrupt, MemoryError, HostileError, StopIteration])


@st.composite
def functions(draw):
    """A function that returns arbitrary values in turn, raises, prints, or spoils its inputs."""
    answers = draw(st.lists(anything, min_size=1, max_size=3))
    error, prints, spoils = draw(st.none() | errors), draw(st.booleans()), draw(st.booleans())
    turns = itertools.cycle(answers)

    def answer(*inputs):
        if prints:
            print("noise")
        if spoils and isinstance(inputs[0], np.ndarray):
            inputs[0].fill(3)
        if error:
            raise error
        return next(turns)

    return answer


@settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(function=functions(), which=st.sampled_from(list(COURSE)))
def test_no_random_function_escapes_or_passes(function, which):
    result = check(which, function)
    assert result.passed is not True
    assert str(result) and result._repr_mimebundle_()


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(answer=anything.filter(lambda value: type(value) not in (int, float)), which=st.sampled_from(list(BY_HAND)))
def test_no_random_answer_by_hand_escapes_or_passes(answer, which):
    if which == "prediction_by_hand" and values.numbers(values.plain(answer)).tolist() == [4]:
        return
    parts = len(BY_HAND[which])
    result = getattr(checks, which)(*[answer] * parts)
    assert result.passed is not True
    assert str(result) and result._repr_mimebundle_()


several = st.sampled_from([name for name in BY_HAND if len(BY_HAND[name]) > 1])


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(part=anything | st.sampled_from([0, 1e308, -5e-324, np.inf, np.nan]), which=several, data=st.data())
def test_no_random_part_of_an_answer_escapes_or_passes(part, which, data):
    at = data.draw(st.integers(0, len(BY_HAND[which]) - 1))
    answer = [*BY_HAND[which][:at], part, *BY_HAND[which][at + 1 :]]
    result = getattr(checks, which)(*answer)
    assert result.passed is not True or values.same_by_hand(*map(values.plain, (BY_HAND[which][at], part)))
    assert str(result) and "could not read" not in str(result)

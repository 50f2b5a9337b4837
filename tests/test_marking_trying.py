"""Tests that nothing a learner writes does harm: no answer escapes a check, ends the kernel, or passes by chance."""

import contextlib
import itertools
import os
import random
import signal
import sys
import threading
import warnings

import numpy as np
import pytest
from answers import BY_HAND, CHECKS, COURSE, check, learner, raises
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from helpers import checks, neuron
from helpers.marking import trying, values, words

unix = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="signals as on Linux and macOS")


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
    "raised an exception": raises(ZeroDivisionError("division\nby zero at 0x7f00")),
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


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("name", COURSE)
def test_broken_answer_is_rejected_calmly(name, kind, capfd, monkeypatch):
    if kind == "never ends":
        if not hasattr(signal, "setitimer"):
            pytest.skip("this platform has no time limit")
        monkeypatch.setattr(trying, "SECONDS", 0.1)
    result = check(name, BROKEN[kind])
    assert result.passed is False, str(result)
    if kind in ("forgot return", "printed instead of returned", "never ends", "raised an exception"):
        assert result.mistake == kind
    if "hostile" not in kind:
        assert "could not read" not in str(result)
    assert "Traceback" not in str(result) and len(str(result)) < 1500
    assert str(result) == str(check(name, BROKEN[kind])) or kind == "never ends"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("kind", NO_FUNCTION)
@pytest.mark.parametrize("name", COURSE)
def test_no_function_gets_a_clear_sentence(name, kind):
    result = check(name, NO_FUNCTION[kind])
    assert (result.passed, result.mistake) == (False, "not a function")
    assert f"checks.{name}({name})" in str(result)
    assert "nothing" in str(getattr(checks, name)())


def test_an_error_is_told_with_its_line_and_input():
    result = checks.cost(learner("def cost(y_hat, y):\n    error = y_hat - y\n    return eror ** 2"))
    assert "NameError: name 'eror' is not defined" in result.says[0] and "(line 3 of your cell)" in result.says[0]
    assert result.shows[0] == ("for", "y_hat = [[0.0]], y = [[5.0]]")
    assert "0x…" in str(checks.cost(raises(ValueError("at 0x7f1234"))))


@unix
def test_a_true_interrupt_reaches_the_learner():
    for swallow in (False, True):

        def answer(*_, swallow=swallow):
            try:
                os.kill(os.getpid(), signal.SIGINT)
                sum(range(10**6))
            except KeyboardInterrupt:
                if not swallow:
                    raise
            return 1

        with pytest.raises(KeyboardInterrupt):
            checks.cost(answer)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@unix
def test_the_kernel_is_left_as_it_was(capfd):
    def untidy(y_hat, y):
        np.random.seed(1)
        random.seed(1)
        np.seterr(all="raise")
        warnings.simplefilter("error")
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        y_hat[:] = 7
        y.resize((0, 1), refcheck=False)
        print("noise", file=sys.stderr)
        return np.log(-1.0)

    def state():
        signals = [signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGINT)]
        timer, streams = signal.getitimer(signal.ITIMER_REAL), (sys.stdout, sys.stderr)
        chance = random.getstate(), str(np.random.get_state())
        return signals, timer, streams, chance, np.geterr(), list(warnings.filters)

    before = state()
    assert checks.cost(untidy).passed is False
    assert checks.cost(neuron.cost).passed is True  # the inputs are as before, too
    assert state() == before
    assert capfd.readouterr() == ("", "")


def test_even_a_fault_of_the_check_itself_does_not_escape(monkeypatch):
    monkeypatch.setattr(words, "describe", raises(RuntimeError("a fault")))
    result = checks.cost(lambda y_hat, y: y)
    assert result.passed is False and "could not read this answer" in str(result)


@unix
def test_another_timer_goes_on():
    signal.setitimer(signal.ITIMER_REAL, 100)
    try:
        checks.cost(neuron.cost)
        assert 90 < signal.getitimer(signal.ITIMER_REAL)[0] <= 100
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def test_generators_handed_out_are_copies():
    cases = checks.initialize.inputs(1)
    before = cases[0][1].bit_generator.state
    trying.try_all(neuron.initialize, cases, checks.initialize.parameters)
    assert cases[0][1].bit_generator.state == before


def test_works_off_the_main_thread():
    results = []
    answers = [neuron.cost, BROKEN["SystemExit"], lambda *_: ...]
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
@given(function=functions(), which=st.sampled_from(CHECKS), hint=st.booleans())
def test_no_random_function_escapes_or_passes(function, which, hint):
    result = check(which[0], function, which[1], hint=hint)
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

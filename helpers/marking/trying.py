"""Tries a learner's function safely: on copies, in silence, against the clock, with every setting put back."""

import contextlib
import copy
import dis
import io
import random
import re
import signal
import threading
import time
import types
import warnings
from typing import NamedTuple

import numpy as np

from helpers.marking.values import Other, blank, plain
from helpers.marking.words import as_typed

SECONDS = 2  # a check that takes longer counts as one that never ends


class Outcome(NamedTuple):
    """What one call did."""

    value: object = None  # as plain data
    error: str = ""  # "ValueError: …", or what else went wrong
    early: bool = False  # the call itself did not fit: the function never began
    endless: bool = False  # stopped by the clock
    printed: bool = False
    changed: str = ""  # the inputs that it changed
    typed: tuple = ()  # an answer by hand, each of its parts in the words and numbers of whoever typed it


class NeverEnds(BaseException):
    """Raised by the clock; not an Exception, so that `except Exception` does not catch it."""


class Paper(io.StringIO):
    """Where prints go: the start is enough."""

    def write(self, text):
        return super().write(text[:80]) if self.tell() < 1000 else len(text)


def try_all(function, inputs, parameters):
    """What the function did on each of the inputs, up to the first that never ends or is not attempted."""
    outcomes, deadline = [], time.monotonic() + SECONDS
    chance = random.getstate(), np.random.get_state()
    try:
        for case in inputs:
            outcomes.append(attempt(function, case, parameters, max(0.001, deadline - time.monotonic())))
            if outcomes[-1].endless or blank(outcomes[-1].value):
                break
    finally:
        random.setstate(chance[0])
        np.random.set_state(chance[1])
    return outcomes


def attempt(function, case, parameters, seconds):
    """What the function did on a copy of these inputs."""
    given, paper, value, error = copy.deepcopy(case), Paper(), None, None
    with contained(paper, seconds) as clock:
        try:
            clock["running"] = True
            value = plain(function(*given))
            clock["running"] = False
        except BaseException as caught:
            clock["running"] = False
            error = caught
    if clock["interrupted"]:
        raise KeyboardInterrupt
    if isinstance(error, Exception) and (
        any(const is ... for part in code_of(function) for const in part.co_consts)
        or (isinstance(error, (TypeError, AttributeError)) and "ellipsis" in told(error).lower())
    ):
        return Outcome(...)  # a ... stands in the middle of a formula, or came from a function that is a stub
    changed = [name for name, old, new in zip(parameters, case, given, strict=False) if differs(old, new)]
    return Outcome(
        value,
        told(error, function) if error is not None else "",
        early=isinstance(error, TypeError) and error.__traceback__.tb_next is None and "argument" in told(error),
        endless=isinstance(error, NeverEnds),
        printed=paper.tell() > 0 if not paper.closed else True,
        changed=" and ".join(changed),
    )


def read(answer):
    """What was handed over in place of a function: its one part, or several, as plain data and as typed."""
    with contained(Paper(), SECONDS):
        try:
            value = plain(answer[0] if len(answer) == 1 else answer)
            return Outcome(value, typed=tuple(map(as_typed, answer)))
        except Exception:
            words = "something that cannot be read"
            return Outcome(Other(words), typed=(words,))


@contextlib.contextmanager
def contained(paper, seconds):
    """A place to call unknown code: silent and timed, with all settings put back. A true interrupt is noted."""
    clock = {"running": False, "interrupted": False}
    here = threading.current_thread() is threading.main_thread()  # only there can signals be handled
    timed = here and hasattr(signal, "setitimer")

    def ring(which, frame):
        if clock["running"]:
            raise NeverEnds

    def interrupt(which, frame):
        clock["interrupted"] = True
        raise KeyboardInterrupt

    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.redirect_stdout(paper))
        stack.enter_context(contextlib.redirect_stderr(paper))
        stack.enter_context(warnings.catch_warnings(action="ignore"))
        stack.enter_context(np.errstate(all="ignore"))
        handlers = [(signal.SIGINT, signal.signal(signal.SIGINT, interrupt))] if here else []
        if timed:
            began, before = time.monotonic(), signal.setitimer(signal.ITIMER_REAL, 0)
            handlers.append((signal.SIGALRM, signal.signal(signal.SIGALRM, ring)))
            signal.setitimer(signal.ITIMER_REAL, seconds, 0.02)  # again and again: `except: pass` may swallow the first
        try:
            yield clock
        finally:
            clock["running"] = False
            if timed:
                signal.setitimer(signal.ITIMER_REAL, 0)
            for which, handler in handlers:
                signal.signal(which, signal.SIG_DFL if handler is None else handler)
            if timed and before[0]:
                signal.setitimer(signal.ITIMER_REAL, max(0.001, before[0] - time.monotonic() + began), before[1])


def differs(old, new):
    """Whether a table was changed, by more than the rounding of a nudge taken back."""
    if not isinstance(old, np.ndarray):
        return False
    return old.shape != new.shape or old.dtype != new.dtype or not np.allclose(old, new, rtol=1e-9, atol=1e-9)


def told(error, function=None):
    """An error in one short line: its kind, its message and, where known, the line of the cell."""
    try:
        message = re.sub(r"0x[0-9a-fA-F]+", "0x…", str(error).strip().split("\n")[0])[:160]
    except BaseException:
        message = ""
    line, trace = "", error.__traceback__
    while trace is not None and type(function) is types.FunctionType:
        if trace.tb_frame.f_code.co_filename == function.__code__.co_filename:
            line = f" (line {trace.tb_lineno} of your cell)"
        trace = trace.tb_next
    clean = "".join(letter for letter in message if letter.isprintable())
    return type(error).__name__[:60] + (f": {clean}" if clean else "") + line


def outside_names(function):
    """The numbers and tables a function reads from outside while it leaves an argument unread, in words, or ""."""
    parts = code_of(function)
    loads = [i for part in parts for i in dis.get_instructions(part) if "LOAD" in i.opname]
    loaded = {name for i in loads for name in (i.argval if isinstance(i.argval, tuple) else (i.argval,))}
    if not parts or loaded.issuperset(parts[0].co_varnames[: parts[0].co_argcount]):
        return ""
    names = {i.argval for i in loads if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
    kinds = (int, float, list, tuple, np.ndarray, np.number)
    return " and ".join(sorted(name for name in names if issubclass(type(function.__globals__.get(name)), kinds)))


def same_text(function, course):
    """Whether a function is the course's own definition, as its docstring shows; a learner's has another, or none."""
    return type(function) is types.FunctionType and bool(function.__doc__) and function.__doc__ == course.__doc__


def name_of(function, otherwise):
    """The name under which a function was defined, so that the learner finds it again."""
    known = type(function) is types.FunctionType and function.__name__.isidentifier()
    return function.__name__ if known else otherwise


def code_of(function):
    """The code of a function and of all that is defined inside it."""
    parts = [function.__code__] if type(function) is types.FunctionType else []
    for part in parts:
        parts += [const for const in part.co_consts if isinstance(const, types.CodeType)]
    return parts

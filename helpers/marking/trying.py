"""Tries a learner's function safely: on copies, in silence, against the clock, with every setting put back."""

import _thread
import builtins
import contextlib
import copy
import dis
import io
import random
import re
import signal
import sys
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


class Broken(Exception):
    """The course's own code failed: a cell has given a name that it needs a new value. Says what to do."""


class Paper(io.StringIO):
    """Where prints go: the start is enough. It cannot be closed."""

    def write(self, text):
        return super().write(text[:80]) if self.tell() < 1000 else len(text)

    def close(self):
        pass


def try_all(function, inputs, parameters):
    """What the function did on each of the inputs, up to the first that is stopped or is not attempted."""
    outcomes = []
    with timed(SECONDS) as clock:
        for case in inputs:
            outcomes.append(attempt(function, case, parameters, clock))
            if clock.why or blank(outcomes[-1].value):
                break
    return outcomes


def attempt(function, case, parameters, clock):
    """What the function did on a copy of these inputs."""
    given, paper = copy.deepcopy(case), Paper()
    with contained(paper):
        value, error = clock.run(lambda: plain(function(*given)))
        why, kind = clock.why, type(error)
        words = "" if error is None else clock.run(lambda: told(error, function))[0] or kind.__name__[:60]
    if why == "asked":
        return Outcome(error=ASKED)
    stub = issubclass(kind, (TypeError, AttributeError)) and "ellipsis" in words.lower()
    if issubclass(kind, Exception) and (stub or any(... in part.co_consts for part in code_of(function))):
        return Outcome(...)  # a ... stands in the middle of a formula, or came from a function that is a stub
    changed = [name for name, old, new in zip(parameters, case, given, strict=False) if differs(old, new)]
    return Outcome(
        value,
        words or why,
        early=issubclass(kind, TypeError) and error.__traceback__.tb_next.tb_next is None and "argument" in words,
        endless=why == "endless",
        printed=paper.tell() > 0,
        changed=" and ".join(changed),
    )


ASKED = "the check answers no input()"


def read(answer):
    """What was handed over in place of a function: its one part, or several, as plain data and as typed."""
    words = "something that cannot be read"
    with timed(SECONDS) as clock, contained(Paper()):
        whole = answer[0] if len(answer) == 1 else answer
        outcome, _ = clock.run(lambda: Outcome(plain(whole), typed=tuple(map(as_typed, answer))))
    return outcome or Outcome(Other(words), typed=(words,))


def made(job):
    """What the course's own code gives, run as safely as an answer; Broken if it fails."""
    with timed(SECONDS) as clock, contained(Paper()):
        value, error = clock.run(job)
        words = "" if error is None else clock.run(lambda: told(error))[0]
    if error is not None:
        raise Broken(BROKEN.format(words or "it did not end"))
    return value


BROKEN = (
    "The check itself does not work now ({}). Has a cell given np, or a name inside it, a new value? "
    "Restart the kernel, then run the cells from the top."
)


@contextlib.contextmanager
def contained(paper):
    """A place for one call of unknown code: silent, and its settings are put back."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.redirect_stdout(paper))
        stack.enter_context(contextlib.redirect_stderr(paper))
        stack.enter_context(warnings.catch_warnings(action="ignore"))
        stack.enter_context(np.errstate(all="ignore"))
        stack.callback(sys.settrace, sys.gettrace())
        yield


# The time limit. When time is up, `look` raises, and goes on raising until the answer has ended: an `except: pass`
# swallows what is raised inside its `try`, but not what is raised on the way round its loop. From Python 3.12 on,
# Python itself calls `look` with each call and each turn of a loop, on every platform and in every thread. Python 3.11
# cannot: there only an interrupt calls it, in the main thread, and each makes the next before the error is raised.
# The first comes from a second thread, where there can be one; it also wakes a call that waits, such as `sleep`.
# Nothing can stop one endless call in C, as in `sum(count())`: only a restart of the kernel ends it.


class NeverEnds(BaseException):
    """Raised by the clock; not an Exception, so that `except Exception` does not catch it."""


class Bell:
    """`-BELL` interrupts the main thread as Ctrl-C does. It is no call, after which Python would listen at once."""

    __neg__ = staticmethod(_thread.interrupt_main)


BELL = Bell()


class Clock:
    """How long unknown code may run in this thread, and why it was stopped."""

    def __init__(self, seconds):
        self.end, self.running = time.monotonic() + seconds, False
        self.why = ""  # or "endless", "asked" (for input) or "interrupted" (by the learner)
        self.thread = threading.get_ident()
        self.rings = self.thread == threading.main_thread().ident  # only there can signals be handled
        self.watched = False  # whether Python itself looks
        self.input = builtins.input

    def run(self, job):
        """What a job returns, and the error that ended it, or None."""
        try:
            self.running = True
            value = job()
            self.running = False
            return value, None
        except BaseException as error:
            self.running = False
            return None, error

    def look(self, *event):
        """Stops what runs in this thread once the time is over."""
        if self.running and time.monotonic() > self.end and threading.get_ident() == self.thread:
            self.stop("endless")

    def stop(self, why, error=NeverEnds):
        """Raises the error, and sees to it that more follow, should this one be swallowed."""
        self.why, self.end = self.why or why, 0
        if self.rings and not self.watched:
            _ = -BELL
        raise error

    def interrupt(self, *signal_and_frame):
        """Answers an interrupt: before the time is over it is the learner's own."""
        if time.monotonic() > self.end:
            self.look()
        else:
            self.stop("interrupted", KeyboardInterrupt)

    def ask(self, *words):
        """Stops what asks for input, which nobody can answer during a check."""
        if threading.get_ident() != self.thread:
            return self.input(*words)
        self.stop("asked")


@contextlib.contextmanager
def timed(seconds):
    """A clock, and all that makes Python look at it. Chance is put back; a true interrupt reaches the learner."""
    clock = Clock(seconds)
    with contextlib.ExitStack() as stack:
        stack.callback(random.setstate, random.getstate())
        stack.callback(np.random.set_state, np.random.get_state())
        stack.callback(setattr, builtins, "input", clock.input)
        builtins.input = clock.ask
        if clock.rings:
            before = signal.signal(signal.SIGINT, clock.interrupt)
            stack.callback(signal.signal, signal.SIGINT, signal.SIG_DFL if before is None else before)
            stack.enter_context(rung(clock, seconds))
        if hasattr(sys, "monitoring"):
            stack.enter_context(watched(clock))
        yield clock
    if clock.why == "interrupted":
        raise KeyboardInterrupt


@contextlib.contextmanager
def watched(clock):
    """Lets Python look at the clock with each call and each turn of a loop."""
    watch, name = sys.monitoring, "helpers.marking"
    tool = next((number for number in range(6) if watch.get_tool(number) is None), None)
    if tool is None:  # others watch already, all that there may be
        yield
        return
    watch.use_tool_id(tool, name)
    try:
        for event in (watch.events.PY_START, watch.events.JUMP):
            watch.register_callback(tool, event, clock.look)
        watch.set_events(tool, watch.events.PY_START | watch.events.JUMP)
        clock.watched = True
        yield
    finally:
        if watch.get_tool(tool) == name:
            watch.set_events(tool, 0)
            watch.free_tool_id(tool)


@contextlib.contextmanager
def rung(clock, seconds):
    """Lets a second thread interrupt this one when the time is over, again and again; a browser has none."""
    over = threading.Event()

    def ring():
        wait = seconds
        while not over.wait(wait):
            wait = 0.02
            if signal.getsignal(signal.SIGINT) != clock.interrupt:
                continue  # the answer has set another handler: leave it alone
            if hasattr(signal, "pthread_kill"):
                signal.pthread_kill(clock.thread, signal.SIGINT)  # also wakes a call that waits
            else:
                _thread.interrupt_main()

    thread = threading.Thread(target=ring, daemon=True)
    with contextlib.suppress(RuntimeError):
        thread.start()
    try:
        yield
    finally:
        over.set()
        if thread.ident:
            thread.join()


def differs(old, new):
    """Whether a table, or one in a list, was changed, by more than the rounding of a nudge taken back."""
    if isinstance(old, (list, tuple)):
        return len(old) != len(new) or any(map(differs, old, new))
    if not isinstance(old, np.ndarray):
        return False
    return old.shape != new.shape or old.dtype != new.dtype or not np.allclose(old, new, rtol=1e-9, atol=1e-9)


def told(error, function=None):
    """An error in one short line: its kind, its message and, where known, the line of the cell."""
    try:
        message = re.sub(r"0x[0-9a-fA-F]+", "0x…", str(error).strip().split("\n")[0])[:160]
    except Exception:
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


def uses(function, other):
    """Whether a function reads another one from outside, under whatever name."""
    names = {name for part in code_of(function) for name in part.co_names}
    return any(function.__globals__.get(name) is other for name in names)


def code_of(function):
    """The code of a function and of all that is defined inside it."""
    parts = [function.__code__] if type(function) is types.FunctionType else []
    for part in parts:
        parts += [const for const in part.co_consts if isinstance(const, types.CodeType)]
    return parts

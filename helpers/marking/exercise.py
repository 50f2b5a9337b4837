"""Marks an exercise: tries an answer beside the course's own, and names the mistake that does the same.

An exercise is data: how it is called, the right function, inputs, known mistakes. The engine runs any; it knows none.
"""

import copy
import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from helpers.expect import number
from helpers.marking import by_hand as parts
from helpers.marking import trying
from helpers.marking.rules import TOLD_BY_ERROR, general
from helpers.marking.trying import name_of, outside_names, read, same_text, try_all
from helpers.marking.values import agree, blank, numbers, packing, plain, repacked, same_by_hand
from helpers.marking.words import Result, as_table, show


class Exercise(NamedTuple):
    """What is asked, and the check of it. Give it your function, or the values that you worked out by hand."""

    call: str  # "dW, db = gradient(x, y, W, b)": results, check and inputs; "dW, db = by_hand": values, no function
    right: Callable | None  # the course's own function; by hand, a function of nothing
    inputs: Callable = lambda rows: [()]  # for a number of rows, the inputs to try: tuples, smallest first
    mistakes: tuple = ()  # each `does` what a wrong answer does; by hand, `...` stands for a part that is right
    of_rows: tuple = ()  # more of them, that differ only when there are many rows
    signs: tuple = ()  # mistakes seen in the results: `does(results)` is true, or the words that say what was seen
    look: str = ""  # where to look again when no known mistake fits
    same: Callable = agree  # same(right, result, *inputs): whether a result counts as the right one
    checked: str = ""  # what a right answer is told, if more or less was checked than its values

    def __call__(self, *answer, hint=False, rows=1):
        """The result: right, not attempted, or not yet with the mistake that fits; `hint=True` says a little more."""
        number("rows", rows, least=1, whole=True)
        try:
            return verdict(self, trying.made(lambda: self.inputs(rows)), answer, hint, rows)
        except trying.Broken as fault:
            return Result(self.name, False, None, (str(fault),))
        except Exception:  # an answer so odd that looking at it failed: still no reason to stop the notebook
            return Result(self.name, False, None, (UNREADABLE,))

    def __repr__(self):
        return f"checks.{self.name} checks your {self.call}"

    @property
    def name(self):
        """The name of the check."""
        return re.search(r"(\w+)(\(.*\))?$", self.call)[1]

    @property
    def results(self):
        """The names of the results."""
        return self.call.split(" = ")[0].split(", ")

    @property
    def parameters(self):
        """The names of the inputs, or None if the answer is given by hand."""
        return self.call[:-1].split("(")[1].split(", ") if self.call.endswith(")") else None


# The verdict


def verdict(exercise, inputs, given, hint, rows):
    """The result of an exercise on these inputs: what was given is a function, or the parts of an answer by hand."""
    by_hand = exercise.parameters is None
    answer = given[0] if len(given) == 1 else given or None
    ask = ", ".join(exercise.results if by_hand else [name_of(answer, exercise.name)])
    again = f"checks.{exercise.name}({ask}{f', rows={rows}' * (rows > 1)}, hint=True)"

    def result(passed, mistake, sentence, more="", shows=()):
        extra = more if hint else f"For a little more: {again}"
        return Result(exercise.name, passed, mistake, (sentence,), tuple(shows), extra if more else "")

    if answer is None and by_hand:
        return result(False, "no answer", f"Put your answer between the parentheses: checks.{exercise.name}({ask})")
    tried = by_hand or not callable(answer)
    outcomes = [read(given or (None,))] if tried else try_all(answer, inputs, exercise.parameters)
    if any(blank(outcome.value) for outcome in outcomes):
        return result(None, None, TO_DO, exercise.look)
    if tried and not by_hand:
        came = "nothing" if answer is None else ", ".join(outcomes[0].typed)
        return result(False, *general("not a function", given=came, check=f"checks.{exercise.name}({ask})")[::2])

    rights = trying.made(
        lambda: [plain(exercise.right(*copy.deepcopy(case))) if exercise.right else None for case in inputs]
    )
    fit = [fits(exercise, *three) for three in zip(rights, outcomes, inputs, strict=False)]
    if all(fit):
        values = [outcome.value for outcome in outcomes]
        found, seen = next(((m, s) for m in exercise.signs if (s := m.does(values))), (None, ""))
        if found is None:
            return result(True, None, praise(exercise, answer, len(inputs), rows))
        shows = [("your answer", seen)] if isinstance(seen, str) else []
    else:
        where = fit.index(False)
        if by_hand:
            found = parts.diagnose(exercise, rights[0], outcomes[0].value)
        else:
            found, where = diagnose(exercise, answer, inputs, rights, outcomes, where, rows)
        shows = show(exercise, inputs[where], rights[where], outcomes[where])
    if found is None:
        return result(False, None, "This is not yet the answer." if by_hand else DIFFERS, exercise.look, shows)
    return result(False, found.name, found.hint, found.more or exercise.look, shows)


UNREADABLE = (
    "The check could not read this answer. Return numbers and tables. If you do: has a cell given np, or a name "
    "inside it, a new value? Restart the kernel, then run the cells from the top."
)
TO_DO = "Put your own answer where the ... stands above, run that cell, then run this one again."
AGREES = "Your function agrees with the course's on all {} inputs tried"
OWN = "This is the course's own definition. To check yours, run your cell again, then this one."
DIFFERS = "Your function differs from the course's. Below is the smallest input tried on which it does."


def praise(exercise, answer, tried, rows):
    """What is said of a right answer: what was checked."""
    if exercise.parameters is None:
        return "That is the answer."
    if same_text(answer, exercise.right):
        return OWN
    return exercise.checked or AGREES.format(tried) + (", one row each." if exercise.of_rows and rows == 1 else ".")


def good(outcome):
    """Whether a call came back with a value and left its inputs alone."""
    return not outcome.error and not outcome.changed


def fits(exercise, right, outcome, case):
    """Whether what a call did counts as right."""
    if exercise.parameters is None:
        return exercise.right is None or same_by_hand(right, outcome.value)
    return good(outcome) and exercise.same(right, outcome.value, *case)


def diagnose(exercise, answer, inputs, rights, outcomes, where, rows):
    """The one mistake that explains what a function did, or None; and the place of the input that shows it."""
    first, call = outcomes[where], exercise.call
    if first.endless:
        return general("never ends", seconds=trying.SECONDS), where
    if first.early:
        return general("wrong arguments", call=call), where
    if changed := next((outcome.changed for outcome in outcomes if outcome.changed), ""):
        return general("changed in place", table=changed), where
    if outside := outside_names(answer):
        return general("global variables", names=outside, call=call), where
    known = exercise.mistakes + exercise.of_rows * (rows > 1)
    came = any(good(outcome) for outcome in outcomes)
    fitting = [m for m in known if came and all(map(imitates(exercise, m), inputs, outcomes))]
    if len(fitting) == 1:
        return fitting[0], where
    for at, outcome in enumerate(outcomes):
        if name := next((name for words, name in TOLD_BY_ERROR.items() if words in outcome.error), None):
            return general(name), at
    if first.error:
        return general("raised an exception", error=first.error), where
    if first.value is None:
        return general("printed instead of returned" if first.printed else "forgot return"), where
    pairs = [(right, outcome.value) for right, outcome in zip(rights, outcomes, strict=True)]
    packed = next(filter(None, (packing(*pair) for pair in pairs)), None)
    if packed and all(exercise.same(r, repacked(r, got), *case) for case, (r, got) in zip(inputs, pairs, strict=True)):
        name, part = packed
        return general(name, table=as_table(part)), where
    if len(exercise.results) > 1 and isinstance(first.value, (float, np.ndarray)):
        return general("one result instead of several", call=call), where
    for at, outcome in enumerate(outcomes):
        if np.isnan(numbers(outcome.value)).any():
            return general("not a number"), at
    return None, where


def imitates(exercise, mistake):
    """A function of inputs and outcome: whether the mistake does on these inputs what the answer did."""

    def does_the_same(case, outcome):
        try:
            with np.errstate(all="ignore"):
                value = plain(mistake.does(*copy.deepcopy(case)))
        except Exception:
            return bool(outcome.error)
        return fits(exercise, value, outcome, case)

    return does_the_same

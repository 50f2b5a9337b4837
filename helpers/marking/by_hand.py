"""Judges values worked out by hand: which parts are right, and what is wrong with each of the others."""

import re

import numpy as np

from helpers.marking import rules
from helpers.marking.rules import NEARLY, NOT_YET, OF_NUMBERS, Given, Mistake, found
from helpers.marking.trying import read
from helpers.marking.values import blank, close, numbers, plain, same_by_hand
from helpers.marking.words import ORDER, TO_DO, Result, said, together


def judge(exercise, given):
    """The result of an exercise by hand: from what was given to the words."""
    call = f"checks.{exercise.name}({', '.join(exercise.results)})"
    if not given:
        return Result(exercise.name, False, "no answer", (f"Put your answer between the parentheses: {call}",))
    if empty := [name for name, value in zip(exercise.results, given, strict=False) if value is None]:
        is_none = said(empty, "is None, nothing", "are None, nothing")[0]
        says = f"{is_none} print shows a value, but does not keep it; = keeps it."
        return Result(exercise.name, False, "no answer", (says,))
    outcome = read(given)
    if blank(outcome.value):
        return Result(exercise.name, None, None, (TO_DO,), (), exercise.look)
    got = letters(outcome.value) if isinstance(exercise.right, str) else outcome.value
    right = plain(exercise.right)
    mistake, seen = None, ""
    if exercise.signs:
        mistake, seen = next(((sign, s) for sign in exercise.signs if (s := sign.does(got))), (None, ""))
    if not mistake and (exercise.signs or same_by_hand(right, got)):
        return Result(exercise.name, True, None, (exercise.praise,))
    typed = ", ".join(f"{name} = {text}" for name, text in zip(exercise.results, outcome.typed, strict=False))
    shows = (("your answer", seen if isinstance(seen, str) and seen else typed),)
    mistake = mistake or diagnose(exercise, right, got)
    if not mistake:
        return Result(exercise.name, False, None, ("This is not yet the answer.",), shows, exercise.look)
    return Result(exercise.name, False, mistake.name, (mistake.hint,), shows, mistake.more or exercise.look)


def letters(value):
    """The letters of a text, or of a list of texts, as one text in capitals; anything else as it is."""
    text = "".join(value) if isinstance(value, list) and all(isinstance(part, str) for part in value) else value
    return re.sub("[^A-Z]", "", text.upper()) or text if isinstance(text, str) else value


def diagnose(exercise, right, got):
    """What is wrong with an answer by hand: the one mistake that explains it, or one word on each part, or None."""
    several = len(exercise.results) > 1 and isinstance(got, list) and len(got) == len(right)
    given = Given(exercise, right, got, several)
    if isinstance(right, str):
        return diagnose_text(exercise, given) if isinstance(got, str) else None
    parts = pairs(exercise, right, got)
    fine = [name for name, *pair in parts if same_by_hand(*pair)]
    for mistake in exercise.mistakes:
        if same_by_hand(completed(mistake, right), got):
            return mistake._replace(hint=" ".join([*said(fine, "is right", "are right"), mistake.hint]))
    return found(rules.VALUES, given) or found(rules.PACKED, given) or part_by_part(exercise, parts, fine)


def diagnose_text(exercise, given):
    """What is wrong with letters in order: a known mistake, or which stand in their place."""
    known = next((mistake for mistake in exercise.mistakes if mistake.does == given.got), None)
    return known or found(rules.TEXTS, given) or Mistake(None, None, in_place(given.right, given.got))


def part_by_part(exercise, parts, fine):
    """One word on each part, or None if there is nothing to say but that all are wrong."""
    known, groups = [], {}
    for at, (name, *pair) in enumerate(parts):
        wrongs = [(m, alone(m, at)) for m in exercise.mistakes]
        mistake = next((m for m, wrong in wrongs if wrong is not None and same_by_hand(wrong, pair[1])), None)
        if name not in fine and mistake:
            known.append(mistake)
        elif name not in fine:
            shape = isinstance(exercise.right, tuple) and len(exercise.results) == 1  # told by meaning, not by size
            groups.setdefault(NOT_YET if shape else relation(*pair), []).append(name)
    return rules.part_by_part(fine, known, groups)


def pairs(exercise, right, got):
    """The parts of an answer: for each its name, what is right and what came; none if they cannot be told apart."""
    names = exercise.results
    if len(names) == 1 and isinstance(right, list):
        names, got = [f"the {place}" for place in ORDER[: len(right)]], numbers(got).tolist()
    fits = len(names) > 1 and isinstance(got, list) and len(got) == len(right)
    return list(zip(names, right, got, strict=True)) if fits else []


def completed(mistake, right):
    """The wrong answer of a mistake; where it says `...`, that part is right."""
    value = plain(mistake.does)
    return [r if v is ... else v for r, v in zip(right, value, strict=True)] if has_gaps(value) else value


def alone(mistake, at):
    """The wrong value that a mistake gives this part, if this is the only part it is about."""
    value = plain(mistake.does)
    others = value[:at] + value[at + 1 :] if has_gaps(value) else []
    return value[at] if others and all(other is ... for other in others) else None


def has_gaps(value):
    """Whether a mistake is about some parts only."""
    return isinstance(value, list) and any(part is ... for part in value)


def relation(right, got):
    """What a wrong part is to the right one."""
    if isinstance(right, float) and right and numbers(got).size == 1:
        number = numbers(got)
        with np.errstate(all="ignore"):
            mended = [one for one in OF_NUMBERS if number.all() and same_by_hand(right, one.mend(number, 1))]
        if mended:
            return mended[0]
        if close(np.array([right]), number, 1e-2):
            return NEARLY
    return NOT_YET


def in_place(right, got):
    """How many letters stand in their place, and which."""
    places = [f"the {place}" for place, *pair in zip(ORDER, right, got, strict=False) if pair[0] == pair[1]]
    if not places:
        return f"None of the {len(right)} letters stands in its place."
    verb = "stands in its" if len(places) == 1 else "stand in their"
    return f"{len(places)} of the {len(right)} letters {verb} place: {together(places)}."

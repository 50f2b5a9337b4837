"""Judges an answer by hand part by part: which parts are right, and what is wrong with each of the others."""

import numpy as np

from helpers.marking.rules import Mistake, general
from helpers.marking.values import agree, close, numbers, packing, plain, repacked, same_by_hand
from helpers.marking.words import as_table, describe

ORDER = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
RELATIONS = (  # what a number may be to the right one: a name, the words for one part and for several, the number
    ("wrong sign", "has the wrong sign", "have the wrong sign", lambda right: -right),
    ("half", "is half of what it should be", "are half of what they should be", lambda right: right / 2),
    ("double", "is twice what it should be", "are twice what they should be", lambda right: right * 2),
    ("upside down", "is upside down", "are upside down", lambda right: 1 / right),
    ("decimal point", "has its decimal point one place too far right",
     "have their decimal point one place too far right", lambda right: right * 10),
    ("decimal point", "has its decimal point one place too far left",
     "have their decimal point one place too far left", lambda right: right / 10),
)  # fmt: skip
NEARLY = ("rounded", "is nearly right: keep one more digit", "are nearly right: keep one more digit")
NOT_YET = (None, "is not yet right", "are not yet right")


def diagnose(exercise, right, got):
    """What is wrong with an answer by hand: the one mistake that explains it, or one word on each part, or None."""
    if type(right) is not str and (text := quoted(got)):
        return general("in quotes", text=describe(text))
    parts = pairs(exercise.results, right, got)
    fine = [name for name, *pair in parts if same_by_hand(*pair)]
    for mistake in exercise.mistakes:
        if same_by_hand(completed(mistake, right), got):
            return mistake._replace(hint=" ".join([*said(fine, "is right", "are right"), mistake.hint]))
    if packed := packing(right, got):
        name, part = packed
        if agree(right, repacked(right, got)):
            return general(name, table=as_table(part))
    if isinstance(right, str):
        return Mistake(None, None, in_place(right, got)) if isinstance(got, str) else None
    wanted, given = numbers(right).size, numbers(got).size
    if wanted > 1 and not parts and given:
        return general("too few or too many numbers", wanted=wanted, given=given)
    return part_by_part(exercise, parts, fine)


def part_by_part(exercise, parts, fine):
    """One word on each part, or None if there is nothing to say but that all are wrong."""
    known, groups = [], {}
    for at, (name, *pair) in enumerate(parts):
        wrongs = [(m, alone(m, at)) for m in exercise.mistakes]
        mistake = next((m for m, wrong in wrongs if wrong is not None and same_by_hand(wrong, pair[1])), None)
        if name not in fine and mistake:
            known.append(mistake)
        elif name not in fine:
            groups.setdefault(relation(*pair), []).append(name)
    if not fine and not known and set(groups) <= {NOT_YET}:
        return None
    words = [*said(fine, "is right", "are right"), *(mistake.hint for mistake in known)]
    words += [sentence for (_, *verbs), names in groups.items() for sentence in said(names, *verbs)]
    found = [mistake.name for mistake in known] + [name for name, *_ in groups if name]
    return Mistake(", ".join(found) or None, None, " ".join(words), " ".join(mistake.more for mistake in known))


def pairs(names, right, got):
    """The parts of an answer: for each its name, what is right and what came; none if they cannot be told apart."""
    if len(names) == 1 and isinstance(right, list):
        names, got = [f"the {place}" for place in ORDER[: len(right)]], numbers(got).tolist()
    fits = len(names) > 1 and isinstance(got, list) and len(got) == len(right)
    return list(zip(names, right, got, strict=True)) if fits else []


def completed(mistake, right):
    """The wrong answer of a mistake; where it says `...`, that part is right."""
    value = plain(mistake.does())
    return [r if v is ... else v for r, v in zip(right, value, strict=True)] if has_gaps(value) else value


def alone(mistake, at):
    """The wrong value that a mistake gives this part, if this is the only part it is about."""
    value = plain(mistake.does())
    others = value[:at] + value[at + 1 :] if has_gaps(value) else []
    return value[at] if others and all(other is ... for other in others) else None


def has_gaps(value):
    """Whether a mistake is about some parts only."""
    return isinstance(value, list) and any(part is ... for part in value)


def relation(right, got):
    """What a wrong part is to the right one: a name, and the words for one part and for several."""
    if isinstance(right, float) and right and numbers(got).size == 1:
        for name, one, several, wrong in RELATIONS:
            if same_by_hand(wrong(right), got):
                return name, one, several
        if close(np.array([right]), numbers(got), 1e-2):
            return NEARLY
    return NOT_YET


def said(names, one, several):
    """A sentence about these parts, in a list; an empty list if there are none."""
    if not names:
        return []
    text = f"{together(names)} {one if len(names) == 1 else several}."
    return [text[0].upper() + text[1:] if text.startswith("the ") else text]


def in_place(right, got):
    """How many letters stand in their place, and which."""
    places = [f"the {place}" for place, *pair in zip(ORDER, right, got, strict=False) if pair[0] == pair[1]]
    if not places:
        return f"None of the {len(right)} letters stands in its place."
    verb = "stands in its" if len(places) == 1 else "stand in their"
    return f"{len(places)} of the {len(right)} letters {verb} place: {together(places)}."


def together(names):
    """Names in one line: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def quoted(value):
    """The first text with a digit in it among the parts of a value, or None."""
    if isinstance(value, list):
        return next((text for text in map(quoted, value) if text), None)
    return value if isinstance(value, str) and any(map(str.isdigit, value)) else None

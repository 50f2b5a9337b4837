"""What a check says: the result as a box, and values in words and numbers."""

import html
import re
import textwrap
from dataclasses import dataclass

import numpy as np

from helpers.marking.values import Other, agree, packing, plain

MARKS = {
    True: ("✓", "Right", "#009E73"),
    False: ("✗", "Not yet", "#D55E00"),
    None: ("○", "Not attempted yet", "#808080"),
}
TO_DO = "Put your own answer where the ... stands above, run that cell, then run this one again."
ORDER = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
MORE = "A little more"
COUNTED = "rows", "epoch", "counts"  # how the names of results end that are whole numbers


@dataclass(frozen=True)
class Result:
    """What a check found: passed (True, False or None for not attempted), the mistake's name or None, and the words."""

    name: str
    passed: bool | None
    mistake: str | None = None
    says: tuple = ()  # sentences
    shows: tuple = ()  # pairs: a label, and the numbers it stands for
    more: str = ""  # a little more, folded on the page
    parts: tuple = ()  # the results that this one sums up

    def __str__(self):
        mark, word, _ = MARKS[self.passed]
        width = max((len(label) for label, _ in self.shows), default=0)
        shows = [f"  {label:{width}}  {text}" for label, text in self.shows]
        says, more = list(map(wrapped, self.says)), [wrapped(f"{MORE}: {self.more}")] if self.more else []
        return "\n".join([f"{mark} {word}: {self.name}", *says, *shows, *more, *map(str, self.parts)])

    __repr__ = __str__

    def _repr_mimebundle_(self, include=None, exclude=None):
        style = (
            f"border-left:6px solid {MARKS[self.passed][2]};padding:0.4em 1em;margin:0.2em 0;overflow-wrap:anywhere;"
            "color:var(--jp-ui-font-color1,inherit);background:var(--jp-layout-color1,transparent)"
        )  # no answer's own words are typeset as mathematics
        box = f'<div role="status" class="mathjax_ignore" style="{style}">{inside(self)}</div>'
        return {"text/html": box, "text/plain": str(self)}


def wrapped(sentence):
    """A sentence in lines that fit a terminal."""
    return textwrap.fill(sentence, 96, subsequent_indent="  ")


def inside(result):
    """The paragraphs of a result's box; what is a little more stands in a fold, opened by a click or a key."""
    mark, word, _ = MARKS[result.passed]
    code = "font-family:var(--jp-code-font-family,monospace);color:inherit;background:transparent"
    head = f'<strong><span aria-hidden="true">{mark}</span> {word}: {html.escape(result.name)}</strong>'
    shows = "<br>".join(f'{label}: <code style="{code}">{html.escape(text)}</code>' for label, text in result.shows)
    lines = filter(None, [head, *map(html.escape, result.says), shows])
    fold = f"<details><summary>{MORE}</summary>{html.escape(result.more)}</details>" if result.more else ""
    paragraphs = [f'<p style="margin:0.3em 0">{line}</p>' for line in lines]
    return "".join([*paragraphs, fold, *map(inside, result.parts)])


# Sentences


def together(names):
    """Names in one line: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def said(names, one, several):
    """A sentence about these parts, in a list; an empty list if there are none."""
    if not names:
        return []
    text = f"{together(names)} {one if len(names) == 1 else several}."
    return [text[0].upper() + text[1:] if text.startswith("the ") else text]


# Values


def show(exercise, case, right, outcome):
    """Pairs of label and text: the input, what was expected, what came."""
    got = outcome.value
    shows = [("for", ", ".join(f"{n} = {describe_input(v)}" for n, v in zip(exercise.parameters, case, strict=False)))]
    drawn = "for example " * any(isinstance(value, np.random.Generator) for value in case)
    if outcome.error:
        came = "none: it was stopped" if outcome.endless else "none: an error came first"
        return [*shows, ("expected", drawn + named(exercise.results, right)), ("your answer", came)]
    names = exercise.results
    while len(names) == 1 and isinstance(right, list) and (names == exercise.results or holds_pairs(right)):
        if isinstance(got, list) and len(got) == len(right):
            at = next((i for i, pair in enumerate(zip(right, got, strict=True)) if not agree(*pair)), 0)  # in a history
            names, right, got = [f"{names[0]}[{at}]"], right[at], got[at]
        else:
            come = f"{names[0]} with {entries(got)}" if isinstance(got, list) else describe(got)
            return [*shows, ("expected", f"{names[0]} with {entries(right)}"), ("your answer", come)]
    shape = packing(right, got) and not isinstance(got, list)
    came = named(names, got) + (f", of shape {np.shape(got)}" if shape else "")
    return [*shows, ("expected", drawn + named(names, right)), ("your answer", came)]


def named(names, value):
    """A value, with the names of its parts if there are several."""
    if isinstance(value, list) and len(names) == len(value) > 1:
        return ", ".join(f"{name} = {whole(name, part)}" for name, part in zip(names, value, strict=True))
    if len(names) == 1 and isinstance(value, list) and holds_pairs(value):
        return f"{names[0]} with {entries(value)}"
    return f"{names[0]} = {whole(names[0], value)}" if len(names) == 1 else describe(value)


def whole(name, value):
    """Plain data in words and numbers, where they count something without a point."""
    return re.sub(r"\.0\b", "", describe(value)) if name.endswith(COUNTED) else describe(value)


def holds_pairs(value):
    """Whether a value is a list of pairs, as a history is."""
    return bool(value) and all(isinstance(part, list) for part in value)


def entries(values):
    """How many there are."""
    return f"{len(values)} {'entry' if len(values) == 1 else 'entries'}"


def describe(value):
    """Plain data in words and numbers; several tables stand in round brackets, so that no table has too many."""
    if isinstance(value, float):
        text = f"{value:z.6g}"  # no −0.0
        return text + ".0" if text.lstrip("-").isdigit() else text
    if isinstance(value, np.ndarray):
        return describe(value.tolist()) if value.size <= 40 else f"an array of shape {value.shape}"
    if isinstance(value, list):
        left, right = "()" if any(isinstance(part, np.ndarray) for part in value) else "[]"
        listed = f"{left}{', '.join(map(describe, value))}{right}"
        text = listed if len(value) <= 12 else f"a list of {len(value)} entries"
        return text if len(text) <= 300 else text[:300] + "…"
    return value.words if isinstance(value, Other) else repr(value)[:80]


def as_typed(value, depth=4):
    """A value in words and numbers as a learner typed it: 5 stays 5, and a pair keeps its round brackets."""
    kind = type(value)
    if kind is int and abs(value) < 10**15:
        return str(value)
    if kind in (list, tuple) and len(value) <= 12 and depth:
        inside = ", ".join(as_typed(part, depth - 1) for part in value)
        text = f"[{inside}]" if kind is list else f"({inside}{',' * (len(value) == 1)})"
        return text if len(text) <= 300 else text[:300] + "…"
    return describe(plain(value))


def as_table(part):
    """A bare number as the table that it should be, in words and numbers; of anything else, nothing."""
    return describe(np.reshape(part, (1, 1))) if isinstance(part, float) else ""


def describe_input(value):
    """An input in words and numbers: as plain data, but whole numbers stay whole."""
    if isinstance(value, np.random.Generator):
        return "a generator"
    if isinstance(value, np.ndarray) and value.dtype.kind in "iu" and value.size <= 40:
        return describe(value.tolist())  # numbers of rows
    return str(value) if isinstance(value, int) else describe(plain(value))

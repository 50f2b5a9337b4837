"""What an explorer says about a guess, for a page where nothing runs.

The explorer's own functions say it. They are listened to while each word and two numbers are tried; then all is known
that a page needs to judge any other number: whether the state shows the answer, the answer, and the words around.
"""

import re
import sys
from contextlib import ExitStack, contextmanager
from inspect import signature
from unittest.mock import patch

from helpers import live
from helpers.sliders.guess import UNIT

NUDGE = re.compile(r"\s*No guess yet: .*? again\.")
TRIED = (1, 40)


class Unclear(Exception):
    """A guess changes more than the sentence about it."""


def fact(text):
    """What an explorer says without a guess, without the sentence that asks for one."""
    return NUDGE.sub("", text)


def noting(function, calls):
    """The same function, which adds its arguments and its answer to a list."""

    def noted(*given, **named):
        bound = signature(function).bind(*given, **named)
        bound.apply_defaults()
        calls.append({**bound.arguments, "said": function(*given, **named)})
        return calls[-1]["said"]

    return noted


@contextmanager
def listening():
    """What the explorers hand to `read` and to `verdict` meanwhile, two lists; nothing is drawn, which takes longer."""
    heard = {"read": [], "verdict": []}
    with ExitStack() as stack:
        for name in ("keep_still_parts", "draw"):
            stack.enter_context(patch.object(live.Live, name, lambda explorer: None))
        for module in [module for name, module in sys.modules.items() if name.startswith("helpers.sliders.")]:
            for name in heard.keys() & vars(module).keys():
                stack.enter_context(patch.object(module, name, noting(vars(module)[name], heard[name])))
        yield heard["read"], heard["verdict"]


def field(ask, states):
    """What a field for the guess needs, and what each state says of a guess; None where there is no field.

    `ask(guess)` is the explorer with a guess.
    """
    with listening() as (reads, verdicts):
        blank = ask(...)
        if not reads:
            return None, [None] * len(states)
        facts = [fact(blank.show(**state)) for state in states]
        known, least, percent = reads[0]["words"] or {}, reads[0]["least"], reads[0]["percent"]
        words = list(known)
        try:
            by_word = [sayings(ask(word), states, facts, verdicts) for word in words]
            numbers = [sayings(ask(number), states, facts, verdicts) for number in TRIED if least is not None]
            if any(number != numbers[0] for number in numbers):
                raise Unclear("other words for another number")
            shares = sayings(ask("20 %"), states, facts, verdicts) if numbers else [""]
        except Unclear as why:
            print("No field for a guess:", why)
            return None, [None] * len(states)
    of_words = [list(said) for said in zip(*by_word, strict=True)] or [[]] * len(states)
    of_numbers = numbers[0] if numbers else [None] * len(states)
    said = [{"words": word, "number": number} for word, number in zip(of_words, of_numbers, strict=True)]
    others = [[word.casefold(), *known[word]] for word in words]
    always = shares[0] if all(share == shares[0] for share in shares) else ""
    share = always if isinstance(always, str) and always not in of_numbers else ""  # "How many, not what share: …"
    reading = {"written": others, "least": least, "percent": percent, "units": UNIT.removeprefix("(?i)")}
    return {"words": words, **reading, "share": share}, said


def sayings(explorer, states, facts, verdicts):
    """What an explorer with a guess says of it in each state: a sentence, or for a number what stands around it."""
    said = []
    for state, known in zip(states, facts, strict=True):
        verdicts.clear()
        now = explorer.show(**state)
        if not now.startswith(known):
            raise Unclear(f"it changes the facts: {now}")
        tail = now.removeprefix(known).strip()
        said.append(taken_apart(tail, verdicts[0]) if verdicts else tail)
    return said


def taken_apart(tail, call):
    """The sentence on a guess; where a number met its answer, the parts to make such a sentence of any number."""
    number = isinstance(call["guess"].value, float) or str(call["guess"].value) in map(str, TRIED)
    if not (number and call["met"]):
        return tail
    before, _, after = tail.partition(call["said"])
    answer = getattr(call["answer"], "item", lambda: call["answer"])()  # Python's own number, not NumPy's
    return {"before": before, "after": after, "unit": call["unit"], "why": call["why"], "answer": answer}

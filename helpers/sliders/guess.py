"""What every explorer does with a guess: understands it, says what it is worth, and never stops a page for it."""

import re
from typing import NamedTuple

import numpy as np

from helpers import expect

ZERO = np.zeros((1, 1))
LARGEST = 1_000_000
UNIT = r"(?i)(?<=\d) *(g|grams?|g/mm|mm|km/s|km/s per mpc|steps?|epochs?|lines?) *$"  # what may follow a number


def table(number):
    """One number as a table (1, 1)."""
    return np.array([[float(number)]])


# What was guessed


class Guess(NamedTuple):
    """A guess as it was understood: a number, a word, or `...` where there is none to draw; and what to say then."""

    value: object
    said: str = ""


def read(guess, words=None, least=-LARGEST, percent=1):
    """The Guess that a learner means: one of the words (each with other ways to write it), or a number from `least` on.

    Where only words can be meant, `least` is None. `percent` is what one percent is worth: 0.01 for a probability.
    """
    words = words or {}
    wanted = [f'"{word}"' for word in words] + ["your number"] * (least is not None)
    wanted = " or ".join(filter(None, [", ".join(wanted[:-1]), wanted[-1]]))
    try:  # whatever a learner's object objects to
        guess = unpacked(guess)
        if guess is None or guess is ... or (isinstance(guess, str) and guess.strip(" .…") == ""):
            return Guess(..., f"No guess yet: put {wanted} in place of the dots after guess= and run the cell again.")
        return the_word(guess, words) or judged(the_number(guess, least, percent), least)
    except Exception:
        unclear = f"Your guess, {shown(guess)}, is not clear"
        return Guess(..., f"{unclear}: put {wanted} after guess= and run the cell again.")


def unpacked(guess):
    """What a list, a tuple or an array holds that holds one thing; else the guess itself."""
    if isinstance(guess, np.ndarray):
        return guess.item()
    if isinstance(guess, list | tuple):
        (guess,) = guess
        return unpacked(guess)
    return guess


def the_word(guess, words):
    """The Guess for one of the words, in capitals or not; None where it is none of them."""
    written = " ".join(guess.casefold().split()).strip(" .\"'") if isinstance(guess, str) else None
    return next((Guess(word) for word, others in words.items() if written in (word.casefold(), *others)), None)


def the_number(guess, least, percent):
    """The guess as a float: a number, or one as people write it, "30 %", "1,8", "−3" or "1/2"."""
    if least is None or isinstance(guess, bool | np.bool_) or guess != guess:
        raise TypeError("not a number")
    if isinstance(guess, str):
        if re.search(r"[1-9]\d*,\d{3}\b|_", guess):
            raise ValueError("a thousand, or one and a bit?")
        guess = re.sub(UNIT, "", guess)
        top, _, bottom = guess.strip(" %").replace("−", "-").replace(",", ".").partition("/")
        return float(top) / float(bottom or 1) * (percent if guess.strip().endswith("%") else 1)
    try:
        return float(guess)
    except OverflowError:
        return np.inf if guess > 0 else -np.inf


def judged(number, least):
    """The Guess for a number; one that lies outside all pictures is told so and not drawn."""
    if np.isnan(number):
        raise ValueError("not a number")
    if abs(number) > LARGEST:
        return Guess(..., f"Your guess is far too {'high' if number > 0 else 'low'}.")
    if number < least:
        return Guess(..., f"Your guess, {number:g}, is less than {least:g}, and the answer is not.")
    return Guess(number)


def shown(guess):
    """The guess as its writer sees it, on one line, or its kind where it cannot be shown."""
    try:
        return expect.short(guess)
    except Exception:
        return expect.article(type(guess).__name__)


# What it is worth


def verdict(guess, answer, met=True, until="", unit="", why=""):
    """What a Guess is worth, once the picture shows the answer (`met`); before, what to do `until` it does.

    A number within a fortieth of the answer is right; the words say how close it is.
    """
    if guess.value is ...:
        return guess.said
    if not met:
        return f"{until} to see whether your guess is right."
    if isinstance(guess.value, str):
        return f"Your guess, {guess.value}, is {'' if guess.value == answer else 'not '}right{why}."
    off = abs(guess.value - answer)
    if np.isclose(guess.value, answer):
        judgement = "right"
    elif off <= abs(answer) / 40:
        judgement = f"right, to within {off:.1g}"
    else:
        judgement = f"{off:.4g} too {'high' if guess.value > answer else 'low'}"
    return f"Your guess, {guess.value:g}{unit}, is {judgement}{why}."


# Numbers in words


def short(number):
    """The number in four places, or its size alone where it is huge."""
    return f"{number:z.4g}" if 1e-3 < abs(number) < 1e4 else f"{number:z.4f}" if abs(number) < 1 else f"{number:.1e}"


def counted(number, noun):
    """The number with its noun, "1 epoch" or "2 epochs"."""
    return f"{number} {noun}{'s' * (number != 1)}"

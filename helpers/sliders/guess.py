"""What every explorer does with a guess, and how it says a number."""

import numpy as np

from helpers import expect

ZERO = np.zeros((1, 1))


def table(number):
    """One number as a table (1, 1)."""
    return np.array([[float(number)]])


def check_guess(guess, low=-1_000_000):
    """Nothing, or an error saying that a guess is a number, or `...` while there is none."""
    if guess is not ...:
        expect.number("guess", guess, least=low, most=1_000_000)


def short(number):
    """The number in four places, or its size alone where it is huge."""
    return f"{number:z.4g}" if 1e-3 < abs(number) < 1e4 else f"{number:z.4f}" if abs(number) < 1 else f"{number:.1e}"


def counted(number, noun):
    """The number with its noun, "1 epoch" or "2 epochs"."""
    return f"{number} {noun}{'s' * (number != 1)}"


def gap(guess, answer, unit=""):
    """The words for how far a guess is from the answer."""
    if guess is ...:
        return "No guess yet: put your number in place of the dots after guess= and run the cell again."
    if np.isclose(guess, answer):
        return f"Your guess, {guess:g}{unit}, is right."
    return f"Your guess, {guess:g}{unit}, is {abs(guess - answer):.4g} too {'high' if guess > answer else 'low'}."

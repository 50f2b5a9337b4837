"""The words that the course does not use: one list for its pages, its checks, its explorers and its pictures."""

import re

BANNED = re.compile(
    r"\b(?:simply|just|obviously|clearly|eas(?:y|ily|ier)|trivial(?:ly)?|lr|iterations?|error[_ ]rate|"
    r"(?<![\\\x22“])eta|pivots?)\b",  # \eta in a formula is right, and so is telling how it is said
    re.IGNORECASE,
)
BANNED_NAMES = {"lr", "eta", "iteration", "iterations", "n_iterations", "error_rate"}


def banned(text):
    """The words of a text that the course does not use."""
    return BANNED.findall(text)

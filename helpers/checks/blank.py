"""The blank page of notebook 7: all seven functions in one result."""

from helpers.checks.network import cost, initialize, percent_error, predict
from helpers.checks.slopes import gradient
from helpers.checks.training import train, update
from helpers.marking.exercise import OWN
from helpers.marking.words import MARKS, Result

BLANK_PAGE = (initialize, predict, cost, gradient, update, train, percent_error)


def blank_page(
    initialize=..., predict=..., cost=..., gradient=..., update=..., train=..., percent_error=..., *, hint=False
):
    """Whether all seven functions are right: one result for all of them, with a line for each."""
    answers = (initialize, predict, cost, gradient, update, train, percent_error)
    results = [exercise(answer, hint=hint) for exercise, answer in zip(BLANK_PAGE, answers, strict=True)]
    verdicts = [result.passed for result in results]
    wrong = [result for result in results if result.passed is False]
    lines = []
    for result in results:
        mark, word, _ = MARKS[result.passed]
        told = result.passed is False or OWN in result.says
        lines.append(f"{mark} {result.name}: {word}.{' ' * told}{result.says[0] * told}")
        lines += [result.more] if hint and result.more else []
    shows = [(f"{r.name}, {label}", text) for r in wrong for label, text in r.shows]
    passed = False if wrong else None if None in verdicts else True
    mistake = wrong[0].mistake if wrong else None
    more = wrong[0].more if wrong else "" if passed else "For a little more, add hint=True as the last argument."
    return Result("the blank page", passed, mistake, tuple(lines), tuple(shows), "" if hint else more)

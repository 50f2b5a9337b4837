"""The test, the one number that is enough, and the blank page: exercises of notebook 7."""

from dataclasses import replace

import numpy as np

from helpers import neuron
from helpers.checks.cases import ANSWERS
from helpers.checks.n02_network import initialize, predict
from helpers.checks.n03_cost import cost
from helpers.checks.n04_gradient import gradient
from helpers.checks.n05_descent import update
from helpers.checks.n06_epochs import train
from helpers.marking.exercise import ByHand, Exercise, Mistake
from helpers.marking.trying import name_of, uses
from helpers.marking.words import TO_DO, Result

percent_error = Exercise(
    "off = percent_error(y_hat, y)",
    neuron.percent_error,
    ANSWERS,
    mistakes=(
        Mistake("sign kept", lambda y_hat, y: 100 * (y_hat - y) / y,
                "Your percent error can be below 0. How far off is a size: it has no sign.",
                "The bars in |ŷ − y| and |y| mean: drop the sign."),
        Mistake("sign kept, turned round", lambda y_hat, y: 100 * (y - y_hat) / y,
                "You use y − ŷ with its sign, so an answer that is too large counts below 0. How far off has no sign.",
                "The bars in |ŷ − y| and |y| mean: drop the sign."),
        Mistake("sign of the error kept", lambda y_hat, y: 100 * (y_hat - y) / np.abs(y),
                "You dropped the sign below the line but not above it. Too small is as wrong as too large.",
                "The bars stand round ŷ − y as well."),
        Mistake("sign of y kept", lambda y_hat, y: 100 * np.abs(y_hat - y) / y,
                "Where y is negative, your percent error is too. You divide by the size of y.",
                "The bars stand round y as well."),
        Mistake("100 forgotten", lambda y_hat, y: np.abs(y_hat - y) / np.abs(y),
                "You return a fraction, 100 times too small. Percent means: of a hundred.",
                "A half is 50 percent."),
        Mistake("divided by the prediction", lambda y_hat, y: 100 * np.abs(y_hat - y) / np.abs(y_hat),
                "You divide by ŷ, the first thing that is handed over. The percentage is of the right answer, y.",
                "If ŷ is 0 and y is 5, the answer is 100 % off."),
        Mistake("not divided", lambda y_hat, y: np.abs(y_hat - y),
                "You return how far off the answer is, but not compared with anything. "
                "A percentage is of the right answer.",
                "Being off by 1 is a lot at y = 2 and little at y = 1000."),
        Mistake("not divided, in hundreds", lambda y_hat, y: 100 * np.abs(y_hat - y),
                "You multiply by 100 but do not divide. A percentage is of the right answer.",
                "Being off by 1 is a lot at y = 2 and little at y = 1000."),
        Mistake("error squared", lambda y_hat, y: 100 * (y_hat - y) ** 2 / np.abs(y),
                "You square the error. The cost does that; a percentage uses its size.",
                "Twice as far off is twice the percentage."),
        Mistake("squares compared", lambda y_hat, y: 100 * (y_hat - y) ** 2 / y**2,
                "You square the error and the answer. The percentage compares their sizes as they are.",
                "Half as far off is half the percentage."),
        Mistake("sizes subtracted", lambda y_hat, y: 100 * np.abs(np.abs(y_hat) - np.abs(y)) / np.abs(y),
                "You take the sizes first and then subtract. Subtract first: the bars stand round ŷ − y.",
                "An answer of −5 for 5 is 200 % off, not 0."),
        Mistake("sizes subtracted, sign kept", lambda y_hat, y: 100 * (np.abs(y_hat) - np.abs(y)) / np.abs(y),
                "You take the two sizes and subtract them. Subtract first: the bars stand round ŷ − y, as a whole.",
                "How far off is a size: it is never below 0."),
        Mistake("brackets forgotten", lambda y_hat, y: 100 * np.abs(y_hat - y / y),
                "Only y is divided: / goes before −. Divide the whole error.",
                "np.abs(y_hat - y) first, then what it is divided by."),
        Mistake("brackets forgotten, sizes taken one by one",
                lambda y_hat, y: 100 * np.abs(y_hat) - np.abs(y) / np.abs(y),
                "You take the size of ŷ and of y, each by itself, and / goes before −. The bars stand round ŷ − y.",
                "np.abs(y_hat - y) is one size."),
        Mistake("rounded", lambda y_hat, y: np.round(100 * np.abs(y_hat - y) / np.abs(y)),
                "Yours is rounded to whole percent. Return the number as it is.",
                "Rounding belongs where a number is shown."),
        Mistake("share instead of error", lambda y_hat, y: 100 * np.abs(y_hat) / np.abs(y),
                "You compare ŷ with y: a perfect answer gets 100. How far off should be 0 then.",
                "Subtract before you divide."),
        Mistake("averaged", lambda y_hat, y: float(np.mean(100 * np.abs(y_hat - y) / np.abs(y))),
                "You average the rows into one number. Keep a row for each sample.",
                "The table has as many rows as y."),
        Mistake("every row against every other", lambda y_hat, y: 100 * np.abs(y_hat - y.T) / np.abs(y.T),
                "Each prediction is compared with every answer: n × n numbers. Compare row with row.",
                "A flat array (n,) beside a table (n, 1) makes a table (n, n)."),
        Mistake("divided by the mean answer", lambda y_hat, y: 100 * np.abs(y_hat - y) / np.abs(np.mean(y)),
                "You divide each row by the same number. Each row has its own right answer.",
                "Divide row by row."),
    ),
    look="Look again at 100 |ŷ − y| / |y|: the size of the error, as a share of the right answer, in hundredths.",
)  # fmt: skip

enough_numbers = ByHand(
    "for_3x_plus_1, for_6x_plus_2, for_2x_minus_4 = enough_numbers",
    (3, 3, -0.5),
    mistakes=(
        Mistake("upside down", (1 / 3, 1 / 3, -2),
                "Yours are upside down. Steps go in the ratio x_train : 1, and must reach slope : intercept.",
                "For y = 2x + 1 the number is 2, not ½."),
        Mistake("sign lost", (..., ..., 0.5),
                "In the third rule the intercept is negative: what does that do to the ratio?",
                "2x − 4 is 2x + (−4)."),
        Mistake("second slope", (..., 6, ...),
                "6 is the slope of the second rule. Slope alone is enough only if the intercept is 1.",
                "6x + 2 is twice 3x + 1: what does that tell you?"),
        Mistake("where the line crosses zero", (-1 / 3, -1 / 3, 2),
                "Those are the places where each line crosses zero, its hinge. "
                "The hinge is at −1/x_train: now find x_train.",
                "For y = 2x + 1 the hinge is at −½ and x_train is 2."),
        Mistake("sign turned round", (-3, -3, 0.5),
                "All the signs are turned round. For y = 2x + 1 the number is 2, not −2.",
                "Steps go in the ratio x_train : 1."),
        Mistake("slopes", (3, 6, 2),
                "Those are the three slopes. Slope alone is enough only if the intercept is 1.",
                "6x + 2 is twice 3x + 1: what does that tell you?"),
        Mistake("intercepts", (1, 2, -4),
                "Those are the three intercepts. Compare them with the slopes.",
                "Steps go in the ratio x_train : 1, and must reach slope : intercept."),
        Mistake("multiplied", (3, 12, -8),
                "You multiplied slope and intercept. The direction of a step is a ratio.",
                "6x + 2 is twice 3x + 1: it needs the same number."),
    ),
    praise="Each is slope : intercept, the ratio of the steps: 3 : 1, then 6 : 2, then 2 : −4.",
    look="Each step moves (W, b) in the ratio x_train : 1. "
    "When does that direction lead from (0, 0) to (slope, intercept)?",
)  # fmt: skip

BLANK_PAGE = (initialize, predict, cost, gradient, update, train, percent_error)


def blank_page(initialize=..., predict=..., cost=..., gradient=..., update=..., train=..., percent_error=...):
    """Whether all seven functions are right: one result for all of them, which holds the seven."""
    return together(BLANK_PAGE, (initialize, predict, cost, gradient, update, train, percent_error))


def together(exercises, answers):
    """One result for several exercises and the answer to each, which holds theirs: right only if all are."""
    page = [(exercise, answer, exercise(answer)) for exercise, answer in zip(exercises, answers, strict=True)]
    results = tuple(result if result.passed is not False else among(page, *one) for *one, result in page)
    lines = tuple(replace(result, says=(), more="") if TO_DO in result.says else result for result in results)
    wrong = [result for result in results if result.passed is False]
    passed = False if wrong else all(result.passed for result in results) or None
    return Result("the blank page", passed, wrong[0].mistake if wrong else None, parts=lines)


def among(page, exercise, answer):
    """The result of a wrong function among others: it sends to one that it uses and that is not right yet, if any is.

    One that is right by itself is never named as the cause.
    """
    for one, other, result in page:
        missing = TO_DO in result.says
        if (result.passed is False or missing) and other is not answer and uses(answer, other):
            state, do = ("written", "write") if missing else ("right", "repair")
            uses_it = f"{name_of(answer, exercise.name)} uses {name_of(other, one.name)}, which is not {state} yet"
            says = f"{uses_it}: {do} that first, then run the check again."
            return Result(exercise.name, False, f"uses {one.name}", (says,))
    return without_blame(exercise, [one for one, _, result in page if result.passed])(answer)


def without_blame(exercise, right):
    """The exercise without the mistakes that could be inside it in the functions of these others."""
    inner = [replace(one, mistakes=()) if one in right else one for one in exercise.inside]
    return replace(exercise, inside=tuple(without_blame(one, right) for one in inner))

"""The course's exercises: `checks.gradient(gradient)` answers at once, in words, and names the mistake.

`hint=True` says a little more; `rows=5` also tries many rows, with the mistakes that only then differ.

The exercises stand in a file for each notebook, `n00_start_here` … `n12_batches`, and are
tried on `cases`. The engine, which knows none of them, is helpers/marking:
`exercise` finds the mistake in a function and `by_hand` the one in an answer by hand, `rules` holds what can go wrong
anywhere, `trying` calls a function safely, `values` compares, `words` shows. To add an exercise, in five lines:

    twice = Exercise("y = twice(x)", lambda x: 2 * x, lambda rows: [(table(2),), (table(-3),)], mistakes=(
        Mistake("squared", lambda x: x**2,
                "The hint, always shown: at x = 3, is it 9 or 6?",
                "A little more."),
    ), look="Where to look again if no mistake fits.")

The call names the results, the check and the inputs. Inputs are tuples, the smallest first. A mistake does what a wrong
answer does; tests/test_checks.py then asserts that each gets its own hint. Without parentheses in the call, as in
"y_hat_by_hand = prediction_by_hand", the answer is values, and `right` and each mistake are functions of nothing;
several values are judged one by one, and a mistake of one of them says `...` in place of the others.
"""

from helpers.checks.n00_start_here import SHUFFLED_STEPS, steps_in_order
from helpers.checks.n01_data import line, samples, shape_of_three
from helpers.checks.n02_network import initialize, predict, prediction_by_hand
from helpers.checks.n03_cost import cost, loss, zero_costs
from helpers.checks.n04_gradient import gradient, gradient_by_hand, numerical_gradient
from helpers.checks.n05_descent import first_step, five_factors, update
from helpers.checks.n06_epochs import largest_stable_rate, scale_by_hand, train
from helpers.checks.n07_test import blank_page, enough_numbers, percent_error
from helpers.checks.n08_loss import two_sample_gradient
from helpers.checks.n09_hubble import best_slope
from helpers.checks.n10_scale import back_to_celsius, original_units, standardize
from helpers.checks.n11_inputs import r_squared, shapes_of_inputs
from helpers.checks.n12_batches import steps_in_epoch, train_in_batches

__all__ = [
    "SHUFFLED_STEPS",
    "back_to_celsius",
    "best_slope",
    "blank_page",
    "cost",
    "enough_numbers",
    "first_step",
    "five_factors",
    "gradient",
    "gradient_by_hand",
    "initialize",
    "largest_stable_rate",
    "line",
    "loss",
    "numerical_gradient",
    "original_units",
    "percent_error",
    "predict",
    "prediction_by_hand",
    "r_squared",
    "samples",
    "scale_by_hand",
    "shape_of_three",
    "shapes_of_inputs",
    "standardize",
    "steps_in_epoch",
    "steps_in_order",
    "train",
    "train_in_batches",
    "two_sample_gradient",
    "update",
    "zero_costs",
]

"""The course's exercises: `checks.gradient(gradient)` answers at once, in words, and names the mistake.

The exercises of a notebook stand in the file with its number, tried on `cases`. The engine, helpers/marking, knows none
of them: `exercise` says what an exercise is, `functions` and `by_hand` judge the two kinds, `rules` holds what can go
wrong anywhere, `trying` calls a function safely, `values` compares, `words` shows. An exercise on a function:

    twice = Exercise("y = twice(x)", lambda x: 2 * x, ((table(2),), (table(-3),)), mistakes=(
        Mistake("squared", lambda x: x**2,
                "The hint, always shown: at x = 3, is it 9 or 6?",
                "A little more, folded."),
    ), look="Where to look again if no mistake fits.")

The call names the results, the check and the inputs; a mistake does what a wrong answer does, and `editing.editor`
makes one from the course's own text. Values worked out by hand are a `ByHand`: the value, wrong ones, why it is right.

Adding one takes: the exercise, with five to twenty mistakes, in the notebook's file; its name in the imports below; in
tests/answers.py three right answers as different people write them (by hand: the values), and wrong ones as learners
write them; on the page a stub, a check, and the folded definition. tests/test_checks.py then asserts, by itself, that
each mistake gets its own words, that each right answer passes, and that the stub counts as not attempted.
"""

from helpers.checks.n00_start_here import SHUFFLED_STEPS, steps_in_order
from helpers.checks.n01_data import line, samples, shape_of_three
from helpers.checks.n02_network import initialize, predict, prediction_by_hand
from helpers.checks.n03_cost import cost, zero_costs
from helpers.checks.n04_gradient import gradient, gradient_by_hand, numerical_gradient
from helpers.checks.n05_descent import first_step, five_factors, update
from helpers.checks.n06_epochs import largest_stable_rate, scale_by_hand, train
from helpers.checks.n07_test import blank_page, enough_numbers, percent_error
from helpers.checks.n08_loss import cost_of_many, gradient_of_many, two_sample_gradient
from helpers.checks.n09_hubble import best_slope, landing_rate
from helpers.checks.n10_scale import back_to_km, epochs_for_ratio, original_units, standardize
from helpers.checks.n11_inputs import r_squared, shapes_of_inputs, three_inputs
from helpers.checks.n12_batches import steps_in_epoch, train_in_batches
from helpers.checks.n12_cars import cars_line, cars_rows, cars_scaled, cars_split, cars_tested
from helpers.checks.n13_bend import bathtub, bend, forward, four_bends, one_or_the_other, squares_outside
from helpers.checks.n14_back import backward, one_layer_back, ten_slopes
from helpers.checks.n15_train import one_step, slopes_at_zero, train_layers, update_layers
from helpers.checks.n16_classes import probabilities_by_hand, sigmoid, softmax, surprise
from helpers.checks.n17_digits import confusion, shapes_of_digits, split_by_form
from helpers.checks.n18_break import epoch_to_stop, honest_epoch, slope_of_x
from helpers.checks.n19_deep import chained_shapes, factor_of_50, folding, numbers_for_5_folds
from helpers.checks.n20_onwards import blank_network, slope_of_shards, slope_of_surprise, steps_that_change

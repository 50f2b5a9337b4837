"""Tests that values worked out by hand are judged part by part, with the right word on each."""

import numpy as np
import pytest
from answers import EXERCISES

from helpers import checks
from helpers.marking import rules
from helpers.marking.exercise import ByHand, Mistake


def ask(name, value):
    """The result for a value, or for several if the exercise asks for several."""
    return getattr(checks, name)(*(value if len(EXERCISES[name].results) > 1 else (value,)))


@pytest.mark.parametrize(("name", "value", "mistake", "says"), [
    ("gradient_by_hand", (-30, -6), "wrong sign", "dW_by_hand is right. db_by_hand has the wrong sign."),
    ("gradient_by_hand", (-15, 6), "half", "db_by_hand is right. dW_by_hand is half of what it should be."),
    ("gradient_by_hand", (-60, 12), "double", "dW_by_hand and db_by_hand are twice what they should be."),
    ("gradient_by_hand", (30, 3), "sign of x lost, half", "db_by_hand is half of what it should be."),
    ("gradient_by_hand", (-30, 7), None, "dW_by_hand is right. db_by_hand is not yet right."),
    ("gradient_by_hand", (-30, [None]), None, "dW_by_hand is right. db_by_hand is not yet right."),
    ("gradient_by_hand", (4, 7), None, "This is not yet the answer."),
    ("first_step", (12, 6), "decimal point", "W_by_hand and b_by_hand have their decimal point one"),
    ("first_step", (0.12, 0.6), "decimal point", "W_by_hand has its decimal point one place too far left."),
    ("first_step", (0.06, 0.06), "the rate subtracted", "You moved by the learning rate itself."),
    ("enough_numbers", (3, 3, -2), "upside down",
     "for_3x_plus_1 and for_6x_plus_2 are right. for_2x_minus_4 is upside down."),
    ("enough_numbers", (3, 6, 0.5), "second slope, sign lost", "for_3x_plus_1 is right."),
    ("five_factors", [0.5, 0.4, 0, 1, -4], "wrong sign, double", "The first, the second and the third are right. "
     "The fourth has the wrong sign. The fifth is twice what it should be."),
    ("five_factors", [0.5, 0.4, 0, 1, 2], "signs lost", "The first, the second and the third are right."),
    ("five_factors", [0.5, 0.4, 0], "too few or too many numbers", "5 numbers are asked for, and 3 came."),
    ("five_factors", (0, 5, 0, 4, 0, -1, -2), "too few or too many numbers", "5 numbers are asked for, and 7 came."),
    ("scale_by_hand", (0.84, 0.94), "rounded", "after_2 is right. after_3 is nearly right: keep one more digit."),
    ("shape_of_three", (3, 5), None, "The first is right. The second is not yet right."),
    ("shape_of_three", (6, 1), "one column of six", "six samples of one input"),  # by meaning: not twice and half
    ("shape_of_three", (6, 2), None, "The second is right. The first is not yet right."),
    ("prediction_by_hand", "4", "in quotes", "'4' stands in quotes"),
    ("gradient_by_hand", (-30, "6"), "in quotes", "'6' stands in quotes"),
    ("five_factors", [0.5, 0.4, "lands", "flips", "grows"], "a word for a number", "'lands' is a word. Write"),
    ("five_factors", ["lands", "flips"], "a word for a number", "'lands' is a word. Write the number"),
    ("gradient_by_hand", (-30, "down"), "a word for a number", "'down' is a word."),
    ("back_to_km", ((0, 3), 15), "a comma for a point", "0,3 is two numbers for Python"),
    ("first_step", ((1, 2), (0, 6)), "a comma for a point", "a point, 1.2."),
    ("prediction_by_hand", (4, 0), "a comma for a point", "a point, 4.0."),
    ("two_sample_gradient", ((-20, -2), (-10, 2)), "slopes of each sample", "Those are the slopes of each sample"),
    ("two_sample_gradient", ((-20, -2), -4), "dW for each sample", "db_by_hand is right. For dW you have"),
    ("gradient_by_hand", (-30, (-10, 2)), None, "dW_by_hand is right. db_by_hand is not yet right."),  # 6: not −10.2
    ("gradient_by_hand", (-30, (6, 0)), "a comma for a point", "6,0 is two numbers for Python"),
    ("samples", (2, 5), "a number instead of a table", "even a single one: [[2.0]]."),
    ("samples", (np.array([[2]]), 5), "a number instead of a table", "even a single one: [[5.0]]."),
    ("steps_in_order", "DACFBEG", None, "2 of the 7 letters stand in their place: the first and the second."),
    ("steps_in_order", "ABCDEFG", None, "None of the 7 letters stands in its place."),
    ("steps_in_order", "ABC", "not all letters", "D, E, F and G are missing"),
    ("steps_in_order", list("DAFCGBB"), "not all letters", "E is missing and B is there more than once"),
    ("steps_in_order", "DAFCGBEX", "not all letters", "X is not among them"),
    ("steps_in_order", "ADFCGBE", "network before the data", "the course begins with what is to be learned"),
])  # fmt: skip
def test_each_part_is_judged_by_itself(name, value, mistake, says):
    result = ask(name, value)
    assert (result.passed, result.mistake) == (False, mistake), str(result)
    assert says in result.says[0]
    anywhere = {one.name for one in (*rules.OF_NUMBERS, rules.NEARLY, *rules.VALUES, *rules.PACKED, *rules.TEXTS)}
    known = {m.name for m in EXERCISES[name].mistakes if m.hint in result.says[0]}
    named = set((mistake or "").split(", "))
    assert known | anywhere | {""} >= named and not known - named


@pytest.mark.parametrize(("name", "value", "echo"), [
    ("prediction_by_hand", 5, "y_hat_by_hand = 5"),
    ("prediction_by_hand", 5.0, "y_hat_by_hand = 5.0"),
    ("shape_of_three", (2, 3), "shape = (2, 3)"),
    ("shape_of_three", (3,), "shape = (3,)"),
    ("five_factors", [1, 2.5, 0, 0, 0], "factors = [1, 2.5, 0, 0, 0]"),
    ("first_step", (1 / 3, 1), "W_by_hand = 0.333333, b_by_hand = 1"),
    ("shapes_of_inputs", ((3, 342), [3, 1]), "shape_x = (3, 342), shape_W = [3, 1]"),
    ("samples", (np.array([2]), 5), "my_x_train = [2.0], my_y_train = 5"),
    ("prediction_by_hand", 10**400, "y_hat_by_hand = inf"),
])  # fmt: skip
def test_what_was_typed_comes_back_as_typed(name, value, echo):
    assert ask(name, value).shows == (("your answer", echo),)


def test_any_form_that_has_the_asked_values_passes():
    assert checks.prediction_by_hand(np.array([[4.0]])).passed is True
    assert checks.gradient_by_hand(np.array([[-30]]), [6.0]).passed is True
    assert checks.first_step(1.2, np.float32(0.6)).passed is True
    assert checks.shape_of_three([3, 2]).passed is True
    assert checks.five_factors((0.5, 0.4, 0, -1, -2)).passed is True
    assert checks.enough_numbers(0.333, 0.333, -2).mistake == "upside down"


def test_nothing_is_said_of_nothing():
    said = checks.first_step().says[0]
    assert said == "Put your answer between the parentheses: checks.first_step(W_by_hand, b_by_hand)"
    result = checks.steps_in_order(None)
    assert result.mistake == "no answer" and "order is None" in result.says[0]
    assert checks.samples(None, None).says[0].startswith("my_x_train and my_y_train are None, nothing.")


def test_where_many_values_are_right_signs_judge():
    even = ByHand("n = even", None, signs=(Mistake("odd", lambda n: n % 2, "Odd?", "More."),), praise="Even.")
    assert even(4).passed is True and even(3).mistake == "odd" and even(...).passed is None


def test_no_answer_gives_the_right_one_away():
    for value in (3, 40, "four", [1, 2], -4):
        assert "y_hat_by_hand = 4\n" not in str(checks.prediction_by_hand(value)) + "\n"

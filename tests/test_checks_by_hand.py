"""Tests that answers by hand are judged part by part, with the right word on each."""

import itertools

import numpy as np
import pytest
from answers import BY_HAND, EXERCISES

from helpers import checks
from helpers.marking import by_hand as parts
from helpers.marking import rules as general
from helpers.marking import trying, values, words


@pytest.mark.parametrize("name", BY_HAND)
def test_right_answer_by_hand(name):
    assert getattr(checks, name)(*BY_HAND[name]).passed is True


@pytest.mark.parametrize("name", BY_HAND)
def test_answer_by_hand_not_given(name):
    parts = len(BY_HAND[name])
    for answer in (..., [...], "...", [(1, 3), ...]):
        assert getattr(checks, name)(*[answer] * parts).passed is None
    assert getattr(checks, name)(*[*BY_HAND[name][:-1], ...]).passed is None
    assert "between the parentheses" in str(getattr(checks, name)())


GENERAL = {"", *general.GENERAL}
HAND_MISTAKES = [(name, m) for name in BY_HAND for m in EXERCISES[name].mistakes]


def ask(name, value):
    """The result for a value, or for several if the exercise asks for several."""
    return getattr(checks, name)(*(value if len(EXERCISES[name].results) > 1 else (value,)))


def wrong(name, mistake):
    """The answer of a mistake, the parts that it leaves alone being right."""
    value, right = mistake.does(), EXERCISES[name].right()
    if isinstance(value, tuple):
        value = tuple(r if v is ... else v for r, v in zip(right, value, strict=False))
    return value


@pytest.mark.parametrize(("name", "mistake"), HAND_MISTAKES, ids=[f"{n}-{m.name}" for n, m in HAND_MISTAKES])
def test_known_wrong_value_gets_its_own_hint(name, mistake):
    result = ask(name, wrong(name, mistake))
    assert (result.passed, result.mistake) == (False, mistake.name), str(result)
    assert [m.name for m in EXERCISES[name].mistakes if m.hint in result.says[0]] == [mistake.name]
    right = trying.read(BY_HAND[name])
    ((_, right),) = words.show(EXERCISES[name], (), right.value, right)
    assert right not in str(result), "gives the answer away"


@pytest.mark.parametrize("name", BY_HAND)
def test_no_two_wrong_values_are_the_same(name):
    right = values.plain(EXERCISES[name].right()) if EXERCISES[name].right else None
    wrongs = {m.name: parts.completed(m, right) for m in EXERCISES[name].mistakes}
    for (one, value), (other, again) in itertools.combinations(wrongs.items(), 2):
        assert not values.same_by_hand(value, again), f"{one} = {other}"


@pytest.mark.parametrize(("name", "value", "mistake", "says"), [
    ("gradient_by_hand", (-30, -6), "wrong sign", "dW_by_hand is right. db_by_hand has the wrong sign."),
    ("gradient_by_hand", (-15, 6), "half", "db_by_hand is right. dW_by_hand is half of what it should be."),
    ("gradient_by_hand", (-60, 12), "double", "dW_by_hand and db_by_hand are twice what they should be."),
    ("gradient_by_hand", (30, 3), "sign of x lost, half", "db_by_hand is half of what it should be."),
    ("gradient_by_hand", (-30, 7), None, "dW_by_hand is right. db_by_hand is not yet right."),
    ("gradient_by_hand", (-30, None), None, "dW_by_hand is right. db_by_hand is not yet right."),
    ("gradient_by_hand", (4, 7), None, "This is not yet the answer."),
    ("first_step", (12, 6), "decimal point", "W_by_hand and b_by_hand have their decimal point one"),
    ("first_step", (0.12, 0.6), "decimal point", "W_by_hand has its decimal point one place too far left."),
    ("enough_numbers", (3, 3, -2), "upside down",
     "for_3x_plus_1 and for_6x_plus_2 are right. for_2x_minus_4 is upside down."),
    ("enough_numbers", (3, 6, 0.5), "second slope, sign lost", "for_3x_plus_1 is right."),
    ("five_factors", [0.5, 0.4, 0, 1, -4], "wrong sign, double", "The first, the second and the third are right. "
     "The fourth has the wrong sign. The fifth is twice what it should be."),
    ("five_factors", [0.5, 0.4, 0, 1, 2], "signs lost", "The first, the second and the third are right."),
    ("five_factors", [0.5, 0.4, 0], "too few or too many numbers", "5 numbers are asked for, and 3 came."),
    ("scale_by_hand", (0.84, 0.94), "rounded", "after_2 is right. after_3 is nearly right: keep one more digit."),
    ("shape_of_three", (3, 5), None, "The first is right. The second is not yet right."),
    ("prediction_by_hand", "4", "in quotes", "'4' stands in quotes"),
    ("gradient_by_hand", (-30, "6"), "in quotes", "'6' stands in quotes"),
    ("samples", (2, 5), "a number instead of a table", "even a single one: [[2.0]]."),
    ("samples", (np.array([[2]]), 5), "a number instead of a table", "even a single one: [[5.0]]."),
    ("steps_in_order", "DACFBEG", None,
     "2 of the 7 letters stand in their place: the first and the second."),
    ("steps_in_order", "ABCDEFG", None, "None of the 7 letters stands in its place."),
])  # fmt: skip
def test_each_part_is_judged_by_itself(name, value, mistake, says):
    result = ask(name, value)
    assert (result.passed, result.mistake) == (False, mistake), str(result)
    assert says in result.says[0]
    known = {m.name for m in EXERCISES[name].mistakes if m.hint in result.says[0]}
    assert known | {name for name, *_ in (*parts.RELATIONS, parts.NEARLY)} >= set((mistake or "").split(", ")) - GENERAL
    assert not known - set((mistake or "").split(", "))


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
    assert "The check was given 5. Hand over" in checks.predict(5).says[0]


@pytest.mark.parametrize(("pairs", "mistake"), [
    ([(0, 5), (1, 3)], "fewer than three pairs"),
    ([(0, 5), (1, 3), (1.0, 3.0)], "a pair twice"),
    ([(0, 5), (1, 3), (2, 2)], "cost not zero"),
    ([(5, 0), (3, 1), (1, 2)], "roles swapped"),
    ([(2, 1), (1, 3), (0, 5)], "pairs of the page"),
    ([(2.5, 0), (2, 1), (0, 5)], "pairs of the page"),
    ([(2.5, 0), (1, 3), (0, 5)], "pairs of the page"),
    ([(2, 1), (2, 1), (2, 1)], "pairs of the page"),
    ([1, 3, 5], "not a list of pairs"),
    ("three", "not a list of pairs"),
])  # fmt: skip
def test_zero_costs(pairs, mistake):
    result = checks.zero_costs(pairs)
    assert (result.passed, result.mistake) == (False, mistake)
    assert result.says[0] == next(m.hint for m in checks.zero_costs.signs if m.name == mistake)


def test_zero_costs_says_which_pair_is_off():
    assert checks.zero_costs([(0, 5), (1, 4), (2, 1)]).shows == (("your answer", "W = 1, b = 4 gives ŷ = 2W + b = 6"),)
    assert checks.zero_costs(np.array([[0, 5], [1, 3], [3, -1]])).passed is True
    assert checks.zero_costs([(2, 1), (0, 5), (1, 3), (3, -1)]).passed is True  # three others are there


def test_hand_answers_may_be_packed_in_any_way():
    assert checks.prediction_by_hand(np.array([[4.0]])).passed is True
    assert checks.gradient_by_hand(np.array([[-30]]), [6.0]).passed is True
    assert checks.first_step(1.2, np.float32(0.6)).passed is True
    assert checks.shape_of_three([3, 2]).passed is True
    assert checks.steps_in_order("d, a, f, c, g, b, e").passed is True
    assert checks.enough_numbers(0.333, 0.333, -2).mistake == "upside down"


def test_tables_are_asked_for_where_tables_are_taught():
    assert checks.samples(2.0, 5.0).mistake == "a number instead of a table"
    assert checks.samples(np.array([2.0]), np.array([5.0])).mistake == "a flat shape"
    assert checks.samples([[2.0]], [[5.0]]).mistake == "a list instead of an array"
    assert checks.samples(np.array([[2]]), np.array([[5]])).passed is True


def test_letters_are_read_in_any_way_and_counted():
    assert checks.steps_in_order("ABC").mistake == "not all seven letters"
    assert sorted(checks.SHUFFLED_STEPS) == sorted(BY_HAND["steps_in_order"][0])

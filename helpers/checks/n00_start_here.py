"""The seven steps in order: the exercise of notebook 0."""

import re

from helpers.marking.exercise import Exercise
from helpers.marking.rules import Mistake
from helpers.marking.words import Result

SHUFFLED_STEPS = {
    "A": "Start the network: a small random weight W, a bias b of 0",
    "B": "Repeat: each repeat is an epoch",
    "C": "Find the gradient: how the cost changes as W does, and as b does",
    "D": "Take a training input and its known correct answer",
    "E": "Test: how right is the network on numbers it never saw?",
    "F": "Measure the cost: how far the answer is from the right one",
    "G": "Update W and b: subtract the gradient, scaled by the learning rate",
}

IN_ORDER = "DAFCGBE"


def swap(first, second):
    """The right order, but with these two steps changed over."""
    return lambda: IN_ORDER.translate(str.maketrans(first + second, second + first))


STEPS_IN_ORDER = Exercise(
    "order = steps_in_order",
    lambda: IN_ORDER,
    mistakes=(
        Mistake("network before the data", swap("D", "A"),
                "Nearly: only the first two have changed places. The network needs a row of W for each input, "
                "so what must be known before W can be made?",
                "Without data you do not know how many numbers go in."),
        Mistake("cost before the network", swap("A", "F"),
                "The cost compares the network's answer with the right one. Where does that answer come from?",
                "Without W and b there is no answer to measure."),
        Mistake("gradient before the cost", swap("F", "C"),
                "The gradient says how the cost changes. So what must be there first?",
                "First the height, then the slope."),
        Mistake("update before the gradient", swap("C", "G"),
                "The update subtracts the gradient. So which of the two comes first?",
                "Read C and G once more: one of them uses what the other makes."),
        Mistake("repeat before the update", swap("G", "B"),
                "You repeat before anything has changed. What does each epoch end with?",
                "Measuring the cost again helps only after W and b have moved."),
        Mistake("test before the repeats", swap("B", "E"),
                "You test before the training is over. Test data judge the trained network.",
                "Testing is the last thing you do."),
        Mistake("test data first", lambda: "EDAFCGB",
                "The test stands first. Before training there is not much to test, "
                "and the test numbers must not be used for learning.",
                "Testing is the last thing you do."),
        Mistake("back to front", lambda: IN_ORDER[::-1],
                "Your order is right, but back to front. Write first what is done first.",
                "Begin with the step that needs nothing before it."),
    ),
    look="D comes first: everything needs data. For each of the others, ask: what does it need that an earlier "
    "step makes?",
)  # fmt: skip


def steps_in_order(order=None, *, hint=False):
    """Whether the letters of SHUFFLED_STEPS stand in order, as in "ABCDEFG"."""
    if type(order) is str:
        order = re.sub("[^A-Z]", "", order.upper()) or order
    result = STEPS_IN_ORDER(order, hint=hint)
    if type(order) is str and result.passed is False and sorted(order) != sorted(SHUFFLED_STEPS):
        says = ("Write each of the seven letters A to G once, in one string.",)
        return Result(result.name, False, "not all seven letters", says, (("your answer", repr(order[:40])),))
    return result

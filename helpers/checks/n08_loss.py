"""Slopes of many samples: exercises of notebook 8."""

from helpers.marking.exercise import Exercise
from helpers.marking.rules import Mistake

two_sample_gradient = Exercise(
    "dW_by_hand, db_by_hand = two_sample_gradient",
    lambda: (-11, -4),
    mistakes=(
        Mistake("summed, not averaged", lambda: (-22, -8),
                "You added up the slopes of the two samples. The loss is a mean: what is missing?",
                "How many samples are there?"),
        Mistake("factor 2 forgotten", lambda: (-5.5, -2),
                "Each is half of what it should be. The slope of a square brings a factor: which?",
                "The slope of z² is 2z."),
        Mistake("x forgotten in dW", lambda: (-4, ...),
                "In dW each error is multiplied by its own x.",
                "The first x is 2, the second is −1."),
        Mistake("sign of x lost", lambda: (-9, ...),
                "In dW, the second x is −1: it turns the sign of its term round.",
                "The mean of two numbers: one from x = 2, one from x = −1."),
        Mistake("sign of the second error", lambda: (-9, -6),
                "One error has the wrong sign. At the second sample ŷ is 0 and y is −1: what is ŷ − y?",
                "0 − (−1): minus times minus is plus."),
        Mistake("averages multiplied", lambda: (-2, ...),
                "For dW, multiply sample by sample first; then take the mean.",
                "The mean of x times the mean of the errors is something else."),
        Mistake("only the first sample", lambda: (-20, -10),
                "Those are the slopes of the first sample alone. Find those of the second, then take the means.",
                "At the second sample x = −1 and y = −1."),
        Mistake("only the second sample", lambda: (-2, 2),
                "Those are the slopes of the second sample alone. Find those of the first, then take the means.",
                "At the first sample x = 2 and y = 5."),
        Mistake("sign turned round", lambda: (11, 4),
                "The sizes are right, but the signs are turned round. The error is ŷ − y: which comes first?",
                "At the first sample ŷ is 0 and y is 5, so the error is below 0."),
        Mistake("swapped", lambda: (-4, -11),
                "dW and db have swapped places. Which of the two has x in it?",
                "A nudge of W reaches ŷ times x; a nudge of b reaches it as it is."),
    ),
    look="At W = b = 0 both answers are 0. Find the two errors ŷ − y; then the mean of 2(ŷ − y)·x, and of 2(ŷ − y).",
)  # fmt: skip

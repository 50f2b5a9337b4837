"""What an exercise is: a function that is asked for, or values worked out by hand. Call it with an answer.

An exercise is data; which of the two classes it is decides how it is judged: in `functions` or in `by_hand`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from helpers.marking import by_hand, functions
from helpers.marking.rules import Mistake
from helpers.marking.trying import Broken
from helpers.marking.values import agree
from helpers.marking.words import Result


class Named:
    """What the call says: the name of the check, and the names of the results."""

    def __repr__(self):
        return f"checks.{self.name} checks your {self.call}"

    @property
    def name(self):
        """The name of the check."""
        return self.call.split(" = ")[1].split("(")[0]

    @property
    def results(self):
        """The names of the results."""
        return self.call.split(" = ")[0].split(", ")


@dataclass(frozen=True, eq=False, repr=False)
class Exercise(Named):
    """A function is asked for. It is tried beside the course's own."""

    call: str  # "dW, db = gradient(x, y, W, b)": the results, the check and the inputs
    right: Callable  # the course's own function
    inputs: tuple  # what both are tried on: tuples of inputs, the smallest first, several of each shape
    mistakes: tuple[Mistake, ...] = ()  # each `does` what a wrong function does
    signs: tuple[Mistake, ...] = ()  # seen in results that count as right: does(results) is true, or words for it
    inside: tuple["Exercise", ...] = ()  # the exercises whose functions `right` calls: their mistakes may be inside
    decode: Callable | None = None  # decode(result, *inputs): the mistake that can be read from it, or None
    same: Callable = agree  # same(right, result, *inputs): whether a result counts as right
    look: str = ""  # where to look again
    praise: str = "Your function agrees with the course's on all {} inputs tried."  # what a right answer is told

    def __call__(self, *answer):
        """The result: right, not attempted, or not yet with the mistake that fits."""
        return safely(functions.judge, self, answer)

    @property
    def parameters(self):
        """The names of the inputs."""
        return self.call[:-1].split("(")[1].split(", ")


@dataclass(frozen=True, eq=False, repr=False)
class ByHand(Named):
    """Values are asked for, worked out with a pencil. Several are judged one by one."""

    call: str  # "dW_by_hand, db_by_hand = gradient_by_hand": the results and the check
    right: object  # the value, or a tuple of them if there are several results; None if many are right: see signs
    mistakes: tuple[Mistake, ...] = ()  # each `does` is a wrong value; `...` in it stands for a part that is right
    signs: tuple[Mistake, ...] = ()  # where many values are right: does(value) is true, or words for what was seen
    look: str = ""  # where to look again
    praise: str = ""  # what a right answer is told: the reason why it is right

    def __call__(self, *answer):
        """The result: right, not attempted, or not yet with a word on each part."""
        return safely(by_hand.judge, self, answer)


UNREADABLE = (
    "The check could not read this answer. Return numbers and tables. If you do: has a cell given np, or a name "
    "inside it, a new value? Restart the kernel, then run the cells from the top."
)


def safely(judge, exercise, given):
    """The result, even of an answer so odd that looking at it failed: no reason to stop the notebook."""
    try:
        return judge(exercise, given)
    except Broken as fault:
        return Result(exercise.name, False, None, (str(fault),))
    except Exception:
        return Result(exercise.name, False, None, (UNREADABLE,))

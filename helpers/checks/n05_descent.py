"""One step, and what the rate does to it: exercises of notebook 5."""

import numpy as np

from helpers import neuron
from helpers.checks.cases import draw, table
from helpers.marking.exercise import Exercise
from helpers.marking.rules import Mistake

first_step = Exercise(
    "W_by_hand, b_by_hand = first_step",
    lambda: (1.2, 0.6),
    mistakes=(
        Mistake("uphill", lambda: (-1.2, -0.6),
                "The sizes are right, but that is uphill. The slopes are −20 and −10: "
                "what is 0 minus a negative number?",
                "Minus times minus is plus."),
        Mistake("learning rate forgotten", lambda: (20, 10),
                "You took the whole gradient as the step. Scale it by the learning rate, 0.06.",
                "6 hundredths of it."),
        Mistake("gradient instead of the parameters", lambda: (-20, -10),
                "That is the gradient. From it, make the step; and subtract the step from W = 0 and b = 0.",
                "A step is 0.06 times the slope."),
        Mistake("swapped", lambda: (0.6, 1.2),
                "W and b have swapped places. Which slope is the larger one, dW or db?",
                "Moves go in the ratio x : 1, and x is 2."),
        Mistake("only W", lambda: (..., 0),
                "The bias takes a step too.",
                "Its slope is −10."),
        Mistake("only b", lambda: (0, ...),
                "The weight takes a step too.",
                "Its slope is −20."),
        Mistake("factor 2 forgotten", lambda: (0.6, 0.3),
                "Each is half of what it should be. Is a factor missing in your slopes?",
                "At W = b = 0 the slopes are −20 and −10."),
        Mistake("slope of b for both", lambda: (0.6, ...),
                "You moved W by the slope of b. W has a slope of its own.",
                "At W = b = 0 the slopes are −20 and −10."),
        Mistake("slope of W for both", lambda: (..., 1.2),
                "You moved b by the slope of W. b has a slope of its own.",
                "At W = b = 0 the slopes are −20 and −10."),
    ),
    look="Put the slopes at W = b = 0 (−20 and −10) into W − η dW and b − η db, with η = 0.06.",
)  # fmt: skip


def steps(rows):
    """Inputs of update: parameters, gradient and learning rate; if rows > 1, of several inputs too."""
    single = [(0, 0, -20, -10, 0.06), (1.5, 0.25, -7, -3.5, 0.1), (-2, 3, 8, -4, 0.5), (0.5, -1, 0, 6, 0.25)]
    single += [(40, 9, 300, -80, 2.0)]
    rng = np.random.default_rng(7)
    many = [(draw(rng, d, 1), draw(rng, 1, 1), draw(rng, d, 1), draw(rng, 1, 1), 0.25) for d in (2, 3) if rows > 1]
    return [(*map(table, case[:4]), case[4]) for case in single] + many


update = Exercise(
    "W, b = update(W, b, dW, db, learning_rate)",
    neuron.update,
    steps,
    mistakes=(
        Mistake("uphill", lambda W, b, dW, db, rate: (W + rate * dW, b + rate * db),
                "You step uphill: the cost grows. The gradient points up the slope; which way do you want to go?",
                "Gradient descent subtracts."),
        Mistake("learning rate ignored", lambda W, b, dW, db, rate: (W - dW, b - db),
                "You subtract the whole gradient. A step is the learning rate times the gradient.",
                "At learning rate 0.06, only 6 hundredths of the gradient are subtracted."),
        Mistake("divided by the learning rate", lambda W, b, dW, db, rate: (W - dW / rate, b - db / rate),
                "You divide by the learning rate, so a smaller rate gives a larger step. Multiply.",
                "At learning rate 0 nothing should move."),
        Mistake("learning rate subtracted alone", lambda W, b, dW, db, rate: (W - rate, b - rate),
                "You subtract the learning rate itself. The step must know the slope too: rate times gradient.",
                "Where the slope is 0, nothing should move."),
        Mistake("learning rate subtracted, slope added", lambda W, b, dW, db, rate: (W - rate + dW, b - rate + db),
                "You subtract the learning rate and add the slope. The step is their product, and it is subtracted.",
                "Rate times slope: which sign multiplies in Python?"),
        Mistake("learning rate and slope subtracted", lambda W, b, dW, db, rate: (W - rate - dW, b - rate - db),
                "You subtract the learning rate and then the slope. The step is their product.",
                "Rate times slope: which sign multiplies in Python?"),
        Mistake("learning rate only with W", lambda W, b, dW, db, rate: (W - rate * dW, b - db),
                "W is right, but b moves by the whole of db. The learning rate scales both steps.",
                "Compare your two formulas sign by sign."),
        Mistake("learning rate only with b", lambda W, b, dW, db, rate: (W - dW, b - rate * db),
                "b is right, but W moves by the whole of dW. The learning rate scales both steps.",
                "Compare your two formulas sign by sign."),
        Mistake("only W updated", lambda W, b, dW, db, rate: (W - rate * dW, b),
                "W is right, but b stays where it was. Both parameters learn.",
                "The bias has its own slope, db."),
        Mistake("only b updated", lambda W, b, dW, db, rate: (W, b - rate * db),
                "b is right, but W stays where it was. Both parameters learn.",
                "The weight has its own slope, dW."),
        Mistake("b uphill", lambda W, b, dW, db, rate: (W - rate * dW, b + rate * db),
                "W steps downhill, but b steps uphill. Compare your two signs.",
                "Gradient descent subtracts, for both."),
        Mistake("W uphill", lambda W, b, dW, db, rate: (W + rate * dW, b - rate * db),
                "b steps downhill, but W steps uphill. Compare your two signs.",
                "Gradient descent subtracts, for both."),
        Mistake("dW and db swapped", lambda W, b, dW, db, rate: (W - rate * db, b - rate * dW),
                "You move W by the slope of b, and b by the slope of W.",
                "Each parameter goes with its own slope: W with dW, b with db."),
        Mistake("W and b swapped", lambda W, b, dW, db, rate: (b - rate * db, W - rate * dW),
                "W and b have swapped places: look at the order in which you return them.",
                "W comes first."),
        Mistake("dW used for both", lambda W, b, dW, db, rate: (W - rate * dW, b - rate * dW),
                "W is right, but you moved b by the slope of W as well.",
                "Each parameter goes with its own slope: b with db."),
        Mistake("step instead of the parameters", lambda W, b, dW, db, rate: (rate * dW, rate * db),
                "You return the step alone. The new parameters are the old ones less that step.",
                "Begin from where you are: from W and b."),
        Mistake("minus the step, without the parameters", lambda W, b, dW, db, rate: (-rate * dW, -rate * db),
                "You return the move alone, as if W and b were 0. Begin from where you are.",
                "The new parameters are the old ones less the step."),
        Mistake("returned unchanged", lambda W, b, dW, db, rate: (W, b),
                "W and b come back as they went in. Are the new values the ones you return?",
                "`W - step` by itself works out a number and forgets it: give it a name."),
    ),
    look="Look again at step 5: from each parameter, subtract the learning rate times its slope.",
)  # fmt: skip

five_factors = Exercise(
    "factors = five_factors",
    lambda: [0.5, 0.4, 0, -1, -2],
    mistakes=(
        Mistake("2 forgotten", lambda: [0.75, 0.7, 0.5, 0, -0.5],
                "You worked with 1 − 5η. In 1 − 2η(x² + 1) there is a 2 before η as well.",
                "2 times 5 is 10."),
        Mistake("+ 1 forgotten", lambda: [0.6, 0.52, 0.2, -0.6, -1.4],
                "You worked with 1 − 8η. x² is 4, but the formula has x² + 1 in it.",
                "2 times 5 is 10."),
        Mistake("part removed", lambda: [0.5, 0.6, 1, 2, 3],
                "You worked out 10η: the part of the error that the step takes away. The factor is the part it leaves.",
                "1 minus yours."),
        Mistake("signs lost", lambda: [0.5, 0.4, 0, 1, 2],
                "At the last two rates 10η is more than 1. What is 1 minus a number larger than 1?",
                "1 − 2 is below 0: the step goes past the floor, to the other side."),
        Mistake("sign turned round", lambda: [-0.5, -0.4, 0, 1, 2],
                "You worked out 10η − 1. In the factor the 1 comes first.",
                "At a rate of 0 nothing moves, so the factor is 1. Is yours?"),
        Mistake("percent", lambda: [50, 40, 0, -100, -200],
                "Those are percent. A factor multiplies: write half as 0.5.",
                "Divide each by 100."),
    ),
    look="Put each rate into 1 − 10η: first 10 times the rate, then 1 minus that.",
)  # fmt: skip

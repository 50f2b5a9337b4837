"""Deep networks: exercises of notebook 19."""

import numpy as np

from helpers.marking.exercise import ByHand, Mistake
from helpers.marking.values import numbers

folding = ByHand(
    "once, twice, pieces_after_5 = folding",
    (0.6, 0.8, 32),
    mistakes=(
        Mistake("second fold forgotten", (..., 0.6, ...),
                "After two folds you still have tent(0.3). Put that number into tent once more.",
                "The second fold gets what the first one answers."),
        Mistake("second bend forgotten", (..., 1.2, ...),
                "For the second fold you doubled, and 0.6 lies beyond the half. There the second unit is on: it takes "
                "4 times what is above 0.5.",
                "max(0, 0.6 − 0.5) is not 0."),
        Mistake("bend with 2", (..., 1.0, ...),
                "For the second fold the second unit has the weight −4, not −2: it must undo the rise of 2 and go down "
                "by 2.",
                "2 times the number, less 4 times what is above 0.5."),
        Mistake("bend at 0.3", (-0.2, ..., ...),
                "At 0.3 the second unit is off: its sum, 0.3 − 0.5, is below 0, and a bend makes that 0.",
                "Only 2 · 0.3 is left."),
        Mistake("doubled once too often", (1.2, ..., ...),
                "For tent(0.3) double once: 2 · max(0, 0.3).",
                "The second unit is off there."),
        Mistake("pieces added", (..., ..., 10),
                "Each fold lays the whole picture down twice. The number of pieces is doubled, not raised by two.",
                "2 pieces after 1 fold, 4 after 2: and then?"),
        Mistake("one fold too few", (..., ..., 16),
                "That many pieces there are after 4 folds. Fold once more.",
                "Each fold doubles them."),
        Mistake("one fold too many", (..., ..., 64),
                "That many pieces there are after 6 folds. One fold makes 2.",
                "2 after 1 fold, 4 after 2."),
        Mistake("bends counted", (..., ..., 31),
                "That is the number of bends between the pieces. There is one piece more than bends.",
                "One fold: one bend, two pieces."),
        Mistake("squared", (..., ..., 25),
                "Each fold doubles the pieces: 2 · 2 · 2 · 2 · 2, and not 5 · 5.",
                "2 after 1 fold, 4 after 2."),
    ),
    praise="0.3 is doubled to 0.6; 0.6 gives 1.2 less 4 · 0.1; and five folds double one piece five times.",
    look="tent(x) = 2 · max(0, x) − 4 · max(0, x − 0.5): put 0.3 in, then put in what comes out. Each fold doubles.",
)  # fmt: skip

factor_of_50 = ByHand(
    "factor = factor_of_50",
    1,
    mistakes=(
        Mistake("half forgotten", 2**0.5,
                "That is 0.2 · √50. The bend cuts off half of every signal: under the root, 50 is divided by 2.",
                "The factor is the scale times √(units / 2)."),
        Mistake("root or scale forgotten", 5,
                "0.2 · 25 is 5, and so is √25. The factor is the scale times the root: 0.2 times what?",
                "The factor is the scale times √(units / 2)."),
        Mistake("neither root nor half", 10,
                "You multiplied the scale by 50. It is multiplied by the root of half of that.",
                "The factor is the scale times √(units / 2)."),
        Mistake("for 32 units", 0.8,
                "That is 4 · 0.2: right for 32 units. Here there are 50.",
                "√(50 / 2) in place of √(32 / 2)."),
        Mistake("scale that keeps", 0.2,
                "0.2 is the scale itself. By how much does a layer multiply the size?",
                "The scale times √(units / 2)."),
    ),
    praise="0.2 · √(50 / 2) = 0.2 · 5: at this scale 50 units hand the size on as it came. It is √(2/50).",
    look="The factor of a layer is the scale of its weights times √(units / 2).",
)  # fmt: skip

numbers_for_5_folds = ByHand(
    "five_layers, one_layer = numbers_for_5_folds",
    (31, 97),
    mistakes=(
        Mistake("one fold too many", (37, ...),
                "You added 6 five times. The first of the five folds is in the 7 already.",
                "7 for one fold, 13 for two: and then?"),
        Mistake("first fold as the others", (30, ...),
                "6 for each fold leaves something out: a network of one fold has 7.",
                "7 for one fold, 13 for two: and then?"),
        Mistake("7 for each fold", (35, ...),
                "Only the first fold comes with the way to the answer. Each further fold adds 6.",
                "7 for one fold, 13 for two: and then?"),
        Mistake("no unit for the first piece", (..., 94),
                "You have a unit for each bend between two pieces. The first piece needs a unit, too, to rise at all.",
                "As many units as pieces."),
        Mistake("neither first piece nor last bias", (..., 93),
                "The first piece needs a unit, too, and the answer has a bias.",
                "As many units as pieces, three numbers each, and one more."),
        Mistake("last bias forgotten", (..., 96),
                "Three numbers for each unit, that is right. One more belongs to no unit.",
                "The answer has a bias."),
        Mistake("two numbers a unit", (..., 65),
                "Each unit has a weight, a bias, and a weight to the answer: three numbers.",
                "Count the arrows of one unit: one comes in, one goes out."),
        Mistake("two numbers a unit and no last bias", (..., 64),
                "Each unit has three numbers: a weight, a bias, and a weight to the answer. And the answer has a bias.",
                "Count the arrows of one unit: one comes in, one goes out."),
        Mistake("units counted", (..., 32),
                "That is how many units there are. How many numbers has each?",
                "A weight, a bias, and a weight to the answer."),
    ),
    praise="7 + 4 · 6 numbers against 3 · 32 + 1: each fold doubles the pieces, each unit adds one.",
    look="Five folds: 7 numbers for the first, 6 for each further one. One layer: 3 for each piece, and one bias.",
)  # fmt: skip


# Shapes that fit

CHAIN = [[64, 32], [32, 16], [16, 24], [24, 10]]


def no_four_pairs(shapes):
    """Whether what was handed over is anything but four pairs."""
    return not isinstance(shapes, list) or [numbers(shape).size for shape in shapes] != [2] * 4


def come(*wanted):
    """A function: whether four shapes are these."""
    return lambda shapes: numbers(shapes).reshape(4, 2).tolist() == [list(shape) for shape in wanted]


def others_changed(shapes):
    """Whether any shape but the third is not what it was."""
    return np.delete(numbers(shapes).reshape(4, 2), 2, axis=0).tolist() != [*CHAIN[:2], CHAIN[3]]


chained_shapes = ByHand(
    "shapes = chained_shapes",
    CHAIN,
    signs=(
        Mistake("not four pairs", no_four_pairs,
                "Four shapes are asked for, each a pair of whole numbers: (rows, columns).",
                "A comma stands between two pairs, brackets stand round all four."),
        Mistake("not repaired", come((64, 32), (32, 16), (32, 24), (24, 10)),
                "W_3 still has 32 rows. How many numbers come out of layer 2, and so go into layer 3?",
                "W has a row for each number that goes in, and a column for each that comes out."),
        Mistake("layer 2 changed", come((64, 32), (32, 32), (32, 24), (24, 10)),
                "These fit together, but layer 2 now has 32 units. It should have 16: mend W_3.",
                "W_3 must take as many numbers as W_2 gives."),
        Mistake("turned on its side", come((64, 32), (32, 16), (24, 16), (24, 10)),
                "W_3 stands on its side. Rows are what goes in, columns are what comes out.",
                "16 numbers go into layer 3, and 24 come out."),
        Mistake("the units of layer 3 lost", come((64, 32), (32, 16), (16, 16), (16, 10)),
                "These fit together, but layer 3 now has 16 units. It should have 24.",
                "W_3 has a column for each unit of layer 3."),
        Mistake("only the rows of layer 3 and its columns", come((64, 32), (32, 16), (16, 32), (32, 10)),
                "These fit together, but layer 3 now has 32 units. It should have 24.",
                "W_3 has a column for each unit of layer 3."),
        Mistake("W_4 no longer fits", come((64, 32), (32, 16), (16, 32), (24, 10)),
                "W_3 has the right rows, but gives 32 numbers, and W_4 takes 24.",
                "Layer 3 has 24 units."),
        Mistake("another table changed", others_changed,
                "Only W_3 does not fit. Leave the other three shapes as they were.",
                "W_3 must take as many numbers as W_2 gives, and give as many as W_4 takes."),
        Mistake("W_3 not yet", lambda shapes: not come(*CHAIN)(shapes),
                "The other three are as they should be. W_3 does not yet fit between W_2 and W_4.",
                "Its rows are what W_2 gives, its columns what W_4 takes."),
    ),
    praise="What comes out of each layer goes into the next: 64, 32, 16, 24, 10.",
    look="The columns of each W must be the rows of the next. The sentence above names the table that does not fit.",
)  # fmt: skip

"""A rule, its samples and their shape: exercises of notebook 1."""

import numpy as np

from helpers import data
from helpers.checks.cases import table
from helpers.marking.exercise import ByHand, Exercise, Mistake

TABLES = (table(2), table(-1.5), table(0), table(1000), np.array([[1.0], [-4.0], [2.5]]))
RULES = ((), (3, -1), (-0.5, 4))  # the rule's own numbers, and others

line = Exercise(
    "y = line(x, true_W, true_b)",
    data.line,
    tuple((x, *rule) for x in TABLES for rule in RULES),
    mistakes=(
        Mistake("constant forgotten", lambda x, m=2, c=1: m * x,
                "Your line goes through 0. The rule adds something that does not depend on x.",
                "At x = 0 the rule gives true_b."),
        Mistake("constant subtracted", lambda x, m=2, c=1: m * x - c,
                "You subtract true_b. The rule adds it.",
                "At x = 0 the rule gives true_b. What does yours give?"),
        Mistake("slope forgotten", lambda x, m=2, c=1: x + c,
                "Your line always rises by 1. How steep it is, is the job of true_W.",
                "true_W multiplies x."),
        Mistake("slope and constant swapped", lambda x, m=2, c=1: c * x + m,
                "true_W and true_b have swapped places. Which of the two multiplies x?",
                "At x = 0 the rule gives true_b."),
        Mistake("constant multiplied too", lambda x, m=2, c=1: m * (x + c),
                "You add first and then multiply, so true_b is multiplied as well.",
                "Multiply x first; then add."),
        Mistake("always 2x + 1", lambda x, m=2, c=1: 2 * x + 1,
                "Your line is 2x + 1 whatever is asked. Use true_W and true_b, so that it can be another line.",
                "2 and 1 belong only in the line that starts with def, as what holds if nothing else is said."),
        Mistake("always 2x", lambda x, m=2, c=1: 2 * x,
                "Your line is 2x: it goes through 0, and it is the same whatever is asked. Use both names.",
                "true_W multiplies x; true_b is added."),
        Mistake("power instead of product", lambda x, m=2, c=1: x**m + c,
                "In Python ** raises to a power. The rule multiplies: which sign does that?",
                "With true_W = 2 yours squares x."),
        Mistake("x squared", lambda x, m=2, c=1: m * x**2 + c,
                "You square x. A straight line has x as it is.",
                "From x = 1 to 2 to 3 the answer should rise by equal steps."),
    ),
    look="Look again at the rule: y = true_W x + true_b.",
)  # fmt: skip

samples = ByHand(
    "my_x_train, my_y_train = samples",
    (table(2), table(5)),
    mistakes=(
        Mistake("input and answer swapped", (table(5), table(2)),
                "Input and answer have swapped places. The network is fed 2 and should learn to say 5.",
                "x is what goes in; y is what should come out."),
        Mistake("constant forgotten", (..., table(4)),
                "Your answer is 2 · 2. What else does the rule y = 2x + 1 do?",
                "Put x = 2 into the rule."),
        Mistake("x in both", (..., table(2)),
                "Both tables hold the input. y_train holds the rule's answer to it.",
                "Put x = 2 into the rule y = 2x + 1."),
        Mistake("the shape instead of the table", ((1, 1), (1, 1)),
                "(1, 1) is the shape: one row, one column. The number that stands in the table is missing.",
                "np.array([[…]]) makes a table of shape (1, 1), with your number in place of the dots."),
        Mistake("one more", (..., table(3)),
                "Your answer is 2 + 1. What does the rule y = 2x + 1 do with x before it adds 1?",
                "2x means 2 times x."),
    ),
    praise="The rule makes 2 · 2 + 1 = 5 of 2, and each number stands in a table of one row and one column.",
    look="The network is fed 2; the rule y = 2x + 1 gives the known correct answer. "
    "Each is a table of one row, one column.",
)  # fmt: skip

shape_of_three = ByHand(
    "shape = shape_of_three",
    (3, 2),
    mistakes=(
        Mistake("turned round", (2, 3),
                "Rows and columns have swapped places. A row for each sample; a column for each input.",
                "NumPy names the rows first."),
        Mistake("one column", (3, 1),
                "That is a table for one input. Here each sample has two inputs.",
                "A column for each input."),
        Mistake("counted together", 6,
                "6 numbers is right, but a shape says how they stand: rows, then columns.",
                "Write two numbers in parentheses, with a comma between them."),
        Mistake("samples only", 3,
                "3 is the number of samples. How many numbers does each sample have?",
                "Write two numbers in parentheses: rows, columns."),
        Mistake("one row", (1, 6),
                "That is one sample with six inputs. Here there are three samples: three rows.",
                "A row for each sample."),
        Mistake("one column of six", (6, 1),
                "That is six samples of one input. Here there are three samples, and each has two inputs.",
                "A row for each sample, a column for each input."),
        Mistake("samples by samples", (3, 3),
                "The columns are still to be found. How many inputs has each sample?",
                "A column for each input."),
        Mistake("inputs by inputs", (2, 2),
                "The rows are still to be found. How many samples are there?",
                "A row for each sample."),
    ),
    praise="Three samples make three rows, two inputs make two columns; the rows are named first.",
    look="A row for each sample, a column for each input; the rows are named first.",
)  # fmt: skip

"""Handwriting, and who wrote it: exercises of notebook 17."""

import numpy as np

from helpers import network
from helpers.checks.cases import draw
from helpers.marking.editing import editor
from helpers.marking.exercise import ByHand, Exercise, Mistake
from helpers.marking.values import Other, agree, numbers

shapes_of_digits = ByHand(
    "shape_of_x, shape_of_W_1, shape_of_W_2, parameters = shapes_of_digits",
    ((1797, 64), (64, 32), (32, 10), 2410),
    mistakes=(
        Mistake("pictures as squares", ((1797, 8, 8), ..., ..., ...),
                "A picture is a row here: its eight rows of pixels stand one behind the other.",
                "How many numbers does a row have?"),
        Mistake("x turned round", ((64, 1797), ..., ..., ...),
                "In x, rows and columns have swapped places.",
                "A row for each picture, a column for each pixel."),
        Mistake("training rows only", ((1157, 64), ..., ..., ...),
                "x holds all pictures, not the training rows alone.",
                "The line above prints how many there are."),
        Mistake("W_1 turned round", (..., (32, 64), ..., ...),
                "In W_1, rows and columns have swapped places.",
                "A row for each number that goes in, a column for each unit."),
        Mistake("W_2 turned round", (..., ..., (10, 32), ...),
                "In W_2, rows and columns have swapped places.",
                "A row for each hidden unit, a column for each digit."),
        Mistake("both turned round", (..., (32, 64), (10, 32), ...),
                "In both W, rows and columns have swapped places.",
                "x @ W_1 needs as many rows in W_1 as x has columns."),
        Mistake("one output", (..., ..., (32, 1), ...),
                "W_2 has one column, as in Part I. There are ten classes, and each has a column of its own.",
                "Scores: one for each digit."),
        Mistake("pixels into the second layer", (..., ..., (64, 10), ...),
                "The second layer does not see the pixels. It gets the answers of the hidden units.",
                "How many hidden units are there?"),
        Mistake("straight to the digits", (..., (64, 10), ..., ...),
                "W_1 leads from the pixels to the hidden units, and not yet to the digits.",
                "How many hidden units are there?"),
        Mistake("biases forgotten", (..., ..., ..., 2368),
                "Those are the weights of both layers. The biases count, too.",
                "A bias for each hidden unit, and one for each digit."),
        Mistake("first biases forgotten", (..., ..., ..., 2378),
                "The biases of the hidden units are missing.",
                "b_1 has a number for each hidden unit."),
        Mistake("second biases forgotten", (..., ..., ..., 2400),
                "The biases of the last layer are missing.",
                "b_2 has a number for each digit."),
        Mistake("biases of the pixels", (..., ..., ..., 2474),
                "You gave the pixels biases, too. They are inputs: nothing is added to them.",
                "Biases: one for each hidden unit, one for each digit."),
        Mistake("first layer only", (..., ..., ..., 2080),
                "That is the first layer. The second has parameters, too.",
                "32 numbers into 10 digits, and 10 biases."),
    ),
    praise="Each W has a row for what goes in and a column for what comes out: 64 · 32 + 32 and 32 · 10 + 10.",
    look="A row for each number that goes in, a column for each that comes out. Parameters: both W and "
         "both b; b has a number for each column of its W.",
)  # fmt: skip


def by_form(form):
    """The row numbers of the training forms 0 to 8, of the validation forms 9 and 10, and of the test forms from 11."""
    return np.flatnonzero(form <= 8), np.flatnonzero((form == 9) | (form == 10)), np.flatnonzero(form >= 11)


def same_rows(right, got, *_):
    """Whether two groups of row numbers, or two lists of groups, hold the same rows, in whatever order."""
    if isinstance(right, list) and len(right) == 3:
        return isinstance(got, list) and len(got) == 3 and all(map(same_rows, right, got))
    if isinstance(right, Other) or isinstance(got, Other):
        return isinstance(right, Other) and isinstance(got, Other) and right == got
    return agree(np.sort(numbers(right)), np.sort(numbers(got)))


def leak(groups, form):
    """The mistake that is read from the rows of three groups: one in two of them, or a form on both sides."""
    if not isinstance(groups, list) or len(groups) != 3:
        return None
    rows = [numbers(group) for group in groups]
    if any((part != part.astype(int)).any() or (part < 0).any() or (part >= len(form)).any() for part in rows):
        return None
    rows = [part.astype(int) for part in rows]
    names = ("train", "validation", "test")
    if empty := [name for name, part in zip(names, rows, strict=True) if not part.size]:
        return Mistake("a group is empty", None,
            f"In the table below no row is left for {empty[0]}. Do you count rows? Another table has others: choose "
            "them by their form.",
            "np.flatnonzero(form <= 8) are the rows of the forms 0 to 8.")  # fmt: skip
    for one, other in ((0, 2), (0, 1), (1, 2)):
        between = f"{names[one]} and in {names[other]}"
        if twice := sorted({*rows[one].tolist()} & {*rows[other].tolist()}):
            return Mistake("a row twice", None, f"Row {twice[0]} stands in {between}. Each row has one place.",
                           "np.unique(form[train_rows]) says which forms train.")  # fmt: skip
        both = sorted({*form[rows[one]].tolist()} & {*form[rows[other]].tolist()})
        if both:
            counts = [int(np.sum(form[part] == both[0])) for part in (rows[one], rows[other])]
            return Mistake("a form on both sides", None,
                f"Form {both[0]} stands in {between}: {counts[0]} and {counts[1]} of its rows. The network meets the "
                "hand before it is tested on it.",
                "Choose the rows by their form: np.flatnonzero(form <= 8).")  # fmt: skip
    return None


def by_chance(form):
    """The split of the page, which leaks: rows drawn by chance."""
    order = np.random.default_rng(0).permutation(len(form))
    return tuple(np.split(order, [len(form) * 9 // 14, len(form) * 11 // 14]))


FORMS = (  # the form of each row, two or more rows of a form, one here and one there
    [0, 8, 9, 11, 10, 8, 13, 0, 11, 9],
    [7, 12, 8, 10, 9, 11, 7, 10, 12, 8, 11, 9, 3, 8],
    [*range(14), 8, 3, 11, 9, 10, 0, 12, 11],
)

split_by_form = Exercise(
    "train_rows, valid_rows, test_rows = split_by_form(form)",
    by_form,
    tuple((np.array(form),) for form in FORMS),
    same=same_rows,
    decode=leak,
    mistakes=(
        Mistake("drawn by chance", by_chance,
                "The rows are drawn by chance, so rows of one form stand in training and in the test: the network "
                "meets the hand before it is tested on it.",
                "Choose the rows by their form: np.flatnonzero(form <= 8)."),
        Mistake("without form 8", lambda form: (np.flatnonzero(form < 8), *by_form(form)[1:]),
                "Form 8 is missing in train_rows: < leaves out the number itself.",
                "form <= 8"),
        Mistake("without form 11", lambda form: (*by_form(form)[:2], np.flatnonzero(form > 11)),
                "Form 11 is missing in test_rows: > leaves out the number itself.",
                "form >= 11"),
        Mistake("validation empty",
                lambda form: (np.flatnonzero(form <= 8), np.flatnonzero((form == 9) & (form == 10)),
                              np.flatnonzero(form >= 11)),
                "No row is left for validation: & asks for rows that are of form 9 and of form 10 at once.",
                "| is NumPy's or."),
        Mistake("no validation", lambda form: (np.flatnonzero(form <= 10), np.array([], int),
                                               np.flatnonzero(form >= 11)),
                "Forms 9 and 10 train, and nothing is kept aside for validation.",
                "Training: forms 0 to 8."),
        Mistake("only form 9", lambda form: (np.flatnonzero(form <= 8), np.flatnonzero(form == 9),
                                             np.flatnonzero(form >= 11)),
                "Form 10 is missing: it stands in none of the three.",
                "(form == 9) | (form == 10)"),
        Mistake("true and false", lambda form: (form <= 8, (form == 9) | (form == 10), form >= 11),
                "You return True and False for each row. Asked for are the numbers of the rows.",
                "np.flatnonzero(form <= 8) are the numbers of the rows where it is true."),
        Mistake("numbers of forms", lambda form: (np.arange(9), np.arange(9, 11), np.arange(11, 14)),
                "Those are the numbers of the forms. Asked for are the numbers of the rows.",
                "np.flatnonzero(form <= 8) are the rows of the forms 0 to 8."),
        Mistake("forms of the rows", lambda form: (form[form <= 8], form[(form == 9) | (form == 10)], form[form >= 11]),
                "You return the form of each row. Asked for are the numbers of the rows.",
                "np.flatnonzero in place of form[…]."),
        Mistake("test and validation swapped", lambda form: tuple(by_form(form)[i] for i in (0, 2, 1)),
                "The three stand in another order. First training, then validation, then test.",
                "Compare the line that starts with return."),
    ),
    praise="No form stands on two sides, so the test shows hands that the network has not met.",
    look="np.flatnonzero(form <= 8) are the rows of the forms 0 to 8. Do the same for 9 and 10, and from 11 on.",
)  # fmt: skip


def scored():
    """Scores and right answers: two classes first, then as many rows as classes, and more."""
    rng = np.random.default_rng(19)
    shapes = [(4, 2), (4, 2), (3, 3), (3, 3), (7, 3), (9, 4)]
    return tuple((draw(rng, n, k), network.one_hot(rng.integers(0, k, (n, 1)), k)) for n, k in shapes)


edit = editor(network.confusion)
TAKEN, COUNT = "taken_for = one_hot(s.argmax(axis=1)[:, None], s.shape[1])", "(y.T @ taken_for).astype(int)"

confusion = Exercise(
    "counts = confusion(s, y)",
    network.confusion,
    scored(),
    mistakes=(
        Mistake("transposed", edit(COUNT, "taken_for.T @ y"),
                "Rows and columns have swapped places. A row for each right digit, a column for each answer.",
                "The table that is turned on its side gives the rows."),
        Mistake("rows compared with rows", edit(COUNT, "y @ taken_for.T"),
                "That compares every row with every other. The sum goes over the rows: turn y on its side.",
                "(k, n) times (n, k) gives (k, k)."),
        Mistake("not turned on its side", edit(COUNT, "y @ taken_for"),
                "NumPy cannot multiply the two as they stand, or multiplies other things. Turn y on its side.",
                "(k, n) times (n, k) gives (k, k)."),
        Mistake("number by number", edit(COUNT, "y * taken_for"),
                "You multiply number by number: that marks the rows that are right. Count pairs with @.",
                "(k, n) times (n, k) gives (k, k)."),
        Mistake("right ones only", edit(COUNT, "(y * taken_for).sum(axis=0, keepdims=True)"),
                "Those are the right answers of each class, the diagonal. What were the others taken for?",
                "A matrix product counts all pairs."),
        Mistake("right ones of the table", edit(COUNT, "np.diag((y * taken_for).sum(axis=0))"),
                "The diagonal is right, but the mistakes are missing beside it.",
                "A matrix product counts all pairs."),
        Mistake("one number", edit(COUNT, "(y * taken_for).sum()"),
                "That is how many rows are right. Asked for is a table: which class was taken for which?",
                "A matrix product counts all pairs."),
        Mistake("shares of all rows", edit(COUNT, "y.T @ taken_for / len(y)"),
                "Those are shares of all rows. Asked for are counts.",
                "No division is needed."),
        Mistake("shares of each class", edit(COUNT,
                    "y.T @ taken_for / np.maximum(1, y.sum(axis=0)[:, None])"),
                "Those are shares of each class. Asked for are counts.",
                "No division is needed."),
        Mistake("scores added up", edit(COUNT, "y.T @ s"),
                "You add up scores. Count the answers: taken_for has a 1 for each.",
                "taken_for in place of s."),
        Mistake("right with right", edit(COUNT, "y.T @ y"),
                "You pair the right answers with themselves. The columns are what the network says.",
                "taken_for stands in the line above."),
        Mistake("answer with answer", edit(COUNT, "taken_for.T @ taken_for"),
                "You pair the answers with themselves. The rows are the right classes.",
                "y holds the right answers."),
    ),
    look="A row for each right class: y stands on its side, (k, n). A column for each answer: taken_for, (n, k).",
    praise="Every row of y meets its answer once, so all counts add up to n. It agrees on all {} inputs tried.",
)  # fmt: skip

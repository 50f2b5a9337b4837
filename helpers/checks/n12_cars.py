"""One whole job alone, the cars: exercises of notebook 12, judged by what each step was given."""

import numpy as np

from helpers import data, neuron
from helpers.marking.exercise import ByHand, Mistake
from helpers.marking.values import Other, agree, numbers

TEST_ROWS = 78  # as many as the page asks for
NEAR, LANDED = 0.6, 0.02  # how far above the lowest loss a line is near the best, and counts as right

TABLE = data.cars("horsepower", "miles_per_gallon")
MISSING = np.isnan(TABLE)
KNOWN = TABLE[~MISSING.any(axis=1)]
X, Y = KNOWN[:, :1], KNOWN[:, 1:]
FIRST, LAST = KNOWN[:TEST_ROWS], KNOWN[-TEST_ROWS:]


def tables(got, count):
    """Whether these are so many tables (n, 1), each with a row at least."""
    if not isinstance(got, list) or len(got) != count:
        return False
    return all(isinstance(part, np.ndarray) and len(part) and part.shape == (len(part), 1) for part in got)


def line_on_rows(got):
    """Whether these are inputs, as many answers, and a W and a b of one number each."""
    return tables(got, 4) and len(got[0]) == len(got[1]) and got[2].shape == got[3].shape == (1, 1)


def same_rows(*pairs):
    """Whether two tables hold the same rows, in whatever order."""
    one, other = (sorted(map(tuple, table.tolist())) for table in pairs)
    return one == other


def all_pairs(got):
    """Training and test rows together, each with its input and its answer."""
    x_train, y_train, x_test, y_test = got
    return np.hstack([np.vstack([x_train, x_test]), np.vstack([y_train, y_test])])


def rows_seen(got):
    """How many rows came in each part, in words, if they are not each known car once; else nothing."""
    counts = f"{len(got[0])} training rows and {len(got[2])} test rows, of {len(KNOWN)} cars"
    return "" if same_rows(all_pairs(got), KNOWN) else counts


def torn_apart(got):
    """Whether all inputs and all answers are there, but not together."""
    pairs = all_pairs(got)
    return rows_seen(got) and same_rows(pairs[:, :1], X) and same_rows(pairs[:, 1:], Y)


def lowest_loss(x, y):
    """The loss of the best line: what the formula leaves."""
    best = np.linalg.lstsq(np.hstack([x, np.ones_like(x)]), y)[0]
    return neuron.loss(neuron.predict(x, best[:1], best[1:]), y)


def above_lowest(got):
    """How far the loss of a line is above the lowest, as a share of that."""
    x, y, W, b = got
    return neuron.loss(neuron.predict(x, W, b), y) / lowest_loss(x, y) - 1


def in_percent(share):
    """How far above the lowest a loss is, in words."""
    return f"its loss is {f'{share:.0%}' if share < 10 else 'far'} above the lowest"


def share_of(x, y, W, b):
    """R² of a line on these rows."""
    return 1 - neuron.loss(neuron.predict(x, W, b), y) / neuron.loss(np.full_like(y, y.mean()), y)


def near(one, other):
    """Whether two numbers agree to three digits, as numbers that were rounded for print do."""
    return bool(abs(one - other) < 2e-3 * max(1, abs(other)))


cars_rows = ByHand(
    "x_cars, y_cars = cars_rows",
    (X, Y),
    mistakes=(
        Mistake("missing rows kept", (TABLE[:, :1], TABLE[:, 1:]),
                "Some rows still hold nan: all 406 cars are there. Drop each row in which a number is missing.",
                "np.isnan(table).any(axis=1) says for each row whether one is missing; ~ turns True and False round."),
        Mistake("rows without power dropped alone", (TABLE[~MISSING[:, 0], :1], TABLE[~MISSING[:, 0], 1:]),
                "The power is known in all your rows, but in some the miles are missing: y_cars holds nan.",
                "A row goes if *any* of its numbers is missing: .any(axis=1)."),
        Mistake("rows without miles dropped alone", (TABLE[~MISSING[:, 1], :1], TABLE[~MISSING[:, 1], 1:]),
                "The miles are known in all your rows, but in some the power is missing: x_cars holds nan.",
                "A row goes if *any* of its numbers is missing: .any(axis=1)."),
        Mistake("each column by itself", (TABLE[~MISSING[:, 0], :1], TABLE[~MISSING[:, 1], 1:]),
                "You dropped what is missing from each column by itself, so the rows no longer belong together.",
                "Find the rows first, and take the same rows for both tables."),
        Mistake("missing numbers taken for 0", tuple(np.hsplit(np.nan_to_num(TABLE), 2)),
                "You put 0 where a number is missing. No car has 0 horsepower: the line would learn from cars that do "
                "not "
                "exist.",
                "Drop the row."),
        Mistake("input and answer changed over", (Y, X),
                "x_cars and y_cars have changed places: the power goes in, the miles come out.",
                "x is what you are told, y is what you want to know."),
        Mistake("the answer among the inputs", (KNOWN, Y),
                "x_cars holds the miles as well, and they are the answer.",
                "table[:, :1] is the first column alone, as a table."),
    ),
    praise="392 cars of which both numbers are known; the 14 others are dropped, and whoever drops rows says so.",
    look="data.cars(…) gives both columns. Drop each row that holds nan, then take the columns apart as tables (n, 1).",
)  # fmt: skip
cars_split = ByHand(
    "x_train, y_train, x_test, y_test = cars_split",
    None,
    signs=(
        Mistake("not four tables", lambda got: not tables(got, 4),
                "Four tables with one column each are asked for: inputs and answers for training, then for the test.",
                "x_cars[rows] takes rows of a table and leaves it a table."),
        Mistake("inputs and answers not equally many", lambda got: [len(part) for part in got[::2]] != [
                    len(part) for part in got[1::2]],
                "Inputs and answers are not equally many. Take the same rows of x_cars and of y_cars.",
                "Keep the numbers of the test rows under one name, and use it twice."),
        Mistake("torn apart", torn_apart,
                "The inputs stand beside the answers of other cars. Take the same rows of x_cars and of y_cars.",
                "One permutation for both."),
        Mistake("not each row once", rows_seen,
                "Each car belongs to the training rows or to the test rows, and to one of them only.",
                "shuffled[:78] and shuffled[78:] hold each number once."),
        Mistake("training and test changed over", lambda got: len(got[0]) == TEST_ROWS,
                "You train on few and test on many: the two have changed places.",
                "78 rows are for the test."),
        Mistake("another number of test rows", lambda got: len(got[2]) != TEST_ROWS,
                "78 test rows are asked for.",
                "shuffled[:78] holds 78 numbers of rows."),
        Mistake("not drawn at random", lambda got: any(same_rows(np.hstack(got[2:]), end) for end in (FIRST, LAST)),
                "Your test rows are the first or the last of the table, and it is sorted by year: train on old cars, "
                "test "
                "on new ones? Draw the rows at random.",
                "np.random.default_rng(0).permutation(len(x_cars)) holds each number of a row once, in random order."),
    ),
    praise="314 cars to learn from, and 78 that the network will not see before the test.",
    look="Shuffle the numbers of the rows; the first 78 of them are the test rows, the rest the training rows.",
)  # fmt: skip


def scaled(got, like):
    """z_test, had its mean and standard deviation come from these rows."""
    _, mean, sd = neuron.standardize(like)
    return (got[1] - mean) / sd


cars_scaled = ByHand(
    "x_train, x_test, z_train, z_test = cars_scaled",
    None,
    signs=(
        Mistake("not four tables", lambda got: not tables(got, 4) or len(got[0]) < 2,
                "Four tables with one column each are asked for. standardize gives back three things: z, mean and sd.",
                "z_train, mean_cars, sd_cars = standardize(x_train)"),
        Mistake("training rows not scaled", lambda got: agree(got[0], got[2]),
                "z_train is x_train as it was. Give it to standardize.",
                "z_train, mean_cars, sd_cars = standardize(x_train)"),
        Mistake("training rows by another scale", lambda got: not agree(scaled([0, got[0]], got[0]), got[2]),
                "z_train is not x_train on its own scale: mean 0 and standard deviation 1.",
                "z_train, mean_cars, sd_cars = standardize(x_train)"),
        Mistake("test rows not scaled", lambda got: agree(got[1], got[3]),
                "z_train is right. z_test is x_test as it was: the network would be asked in another unit.",
                "Subtract the mean of the training rows, and divide by their standard deviation."),
        Mistake("test rows by their own scale", lambda got: agree(scaled(got, got[1]), got[3]),
                "z_train is right. But the test rows got a scale of their own. Use the mean and the standard "
                "deviation of "
                "the training rows.",
                "A car has one power, whether it is a training row or a test row: it must get the same z."),
        Mistake("test rows by the scale of all", lambda got: agree(scaled(got, np.vstack(got[:2])), got[3]),
                "z_train is right. For z_test you used the mean and the standard deviation of all rows: the test rows "
                "had "
                "a say in it.",
                "Use those that standardize(x_train) gave back."),
        Mistake("test rows by another scale", lambda got: not agree(scaled(got, got[0]), got[3]),
                "z_train is right, z_test is not yet: (x_test − mean) / sd, with mean and sd of the training rows.",
                "Brackets round the difference: it is done first."),
    ),
    praise="One scale for both, learned from the training rows alone.",
    look="standardize(x_train) gives z, mean and sd. Use the same mean and sd on x_test.",
)  # fmt: skip


def belongs_to_z(got):
    """Whether a line is nearly the best for the standardised inputs."""
    x, y, W, b = got
    return above_lowest(got) > NEAR and above_lowest([neuron.standardize(x)[0], y, W, b]) < NEAR


cars_line = ByHand(
    "x_train, y_train, W_cars, b_cars = cars_line",
    None,
    signs=(
        Mistake("a history", lambda got: isinstance(got, list) and any(
                    isinstance(part, list | Other) for part in got[2:]),
                "W_cars or b_cars is a history or a pair. Its last entry, [-1], holds the trained W and b.",
                "W, b = history[-1]"),
        Mistake("not tables", lambda got: not line_on_rows(got),
                "W_cars and b_cars should be tables (1, 1), and x_train and y_train the ones from above.",
                "original_units gives back two tables: W, b = original_units(…)"),
        Mistake("off the scale", lambda got: not np.isfinite(numbers(got)).all() or np.abs(numbers(got)).max() > 1e9,
                "The parameters have gone off the scale: the learning rate was too large, or the inputs were not "
                "z_train.",
                "On standardised inputs 0.1 is a fair rate."),
        Mistake("in units of z", belongs_to_z,
                "This line is right for z_train. Carry it back: what are W and b for the power in horsepower?",
                "original_units(W, b, mean_cars, sd_cars)"),
        Mistake("not yet trained", lambda got: above_lowest(got) > NEAR and in_percent(above_lowest(got)),
                "This is not near the best line through the training rows. Were W and b carried back, with the "
                "training "
                "rows' mean and sd? Or are more epochs needed?",
                "Train on z_train and y_train from W = 0 and b = 0, then original_units."),
        Mistake("on the noise floor", lambda got: above_lowest(got) > LANDED and in_percent(above_lowest(got)),
                "Near, but not near enough: the loss should come within 2 % of the lowest. Is this the noise floor, "
                "or were the epochs too few?",
                "Lower the rate, or let it fall. (And leave it enough epochs.) With batches of 10, a rate of 0.02 and "
                "50 "
                "epochs do it."),
    ),
    praise="Within 2 % of the lowest loss that any line has on the training rows.",
    look="train_in_batches on z_train and y_train; take the last entry of the history; then original_units.",
)  # fmt: skip

cars_tested = ByHand(
    "x_test, y_test, W_cars, b_cars, r2_cars = cars_tested",
    None,
    signs=(
        Mistake("not a number", lambda got: not (isinstance(got, list) and len(got) == 5 and line_on_rows(got[:4])
                    and numbers(got[4]).size == 1),
                "Asked for is one number, r2_cars, beside the four tables from above.",
                "R² compares two losses, and each is one number."),
        Mistake("1 minus forgotten", lambda got: near(numbers(got[4])[0], 1 - share_of(*got[:4])) and not near(
                    numbers(got[4])[0], share_of(*got[:4])),
                "That is the part of the mean's loss that is left. Asked for is the part that is gone.",
                "1 minus yours."),
        Mistake("in percent", lambda got: near(numbers(got[4])[0] / 100, share_of(*got[:4])),
                "Yours is in percent. R² is a share: 1 for a perfect network.",
                "No 100 is needed."),
        Mistake("below 0", lambda got: numbers(got[4])[0] < 0 <= share_of(*got[:4]),
                "Below 0 is worse than the mean. W_cars and b_cars are for the power in horsepower: did you hand them "
                "z_test?",
                "predict(x_test, W_cars, b_cars)"),
        Mistake("another number", lambda got: not near(numbers(got[4])[0], share_of(*got[:4])),
                "This is not R² of your line on the test rows. Above stands the loss on x_test and y_test, below the "
                "loss "
                "of the mean of y_test.",
                "np.full_like(y_test, y_test.mean()) is the lazy network's answer."),
    ),
    praise="From a table to a tested line, alone. This is the whole job, whatever the table is about.",
    look="R² of notebook 11, on the test rows: 1 − loss(ŷ, y) / loss(mean, y).",
)  # fmt: skip

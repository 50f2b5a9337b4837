"""The loop and its largest rate: exercises of notebook 6."""

import numpy as np

from helpers import neuron
from helpers.checks.cases import ONE_SAMPLE, SINGLE, table
from helpers.checks.n04_gradient import gradient
from helpers.checks.n05_descent import update
from helpers.marking.editing import editor
from helpers.marking.exercise import ByHand, Exercise, Mistake
from helpers.marking.values import equal_numbers

scale_by_hand = ByHand(
    "after_2, after_3 = scale_by_hand",
    (0.84, 0.936),
    mistakes=(
        Mistake("part left", (0.16, 0.064),
                "That is the part of the gap that is still open, 0.4² and 0.4³. How much of it is closed?",
                "The scale is 1 minus yours."),
        Mistake("0.6 added each time", (1.2, 1.8),
                "You added 0.6 each time, and went past 1. Each epoch closes 0.6 of the gap that is left, "
                "and that gets smaller.",
                "After 1 epoch the gap to 1 is 0.4. How much is 0.6 of it?"),
        Mistake("0.6 to a power", (0.36, 0.216),
                "You multiplied the scale by 0.6, so it shrinks. It should grow towards 1.",
                "What shrinks is the gap: each epoch leaves 0.4 of it."),
        Mistake("what one epoch adds", (0.24, 0.096),
                "That is what the epoch adds. Add it to the scale before it.",
                "After 1 epoch the scale was 0.6."),
        Mistake("0.24 added again", (..., 1.08),
                "You added 0.24 once more, and went past 1. After 2 epochs the gap is smaller: take 0.6 of that one.",
                "1 minus your after_2 is the gap."),
        Mistake("W instead of the scale", (1.68, 1.872),
                "Those are W's own values. The scale says how much of the rule's 2 that is.",
                "Divide each by 2."),
        Mistake("percent", (84, 93.6),
                "Those are percent. The scale is a number from 0 to 1.",
                "Divide each by 100."),
    ),
    praise="The gap to 1 is 0.4, 0.16, 0.064: each epoch leaves 0.4 of it. So the scale is 1 − 0.16, then 1 − 0.064.",
    look="After 1 epoch the gap to 1 is 0.4. Work out 0.6 of the gap, and add it to the scale. Then once more.",
)  # fmt: skip


RUNS = tuple(
    (x, y, W, b, round((0.3 + 0.1 * (epochs % 2)) * neuron.largest_stable_rate(x), 6), epochs)
    for (x, y, W, b), epochs in zip(SINGLE, (1, 2, 3, 5, 4, 3, 2, 5), strict=True)
)
edit = editor(neuron.train)
START, SLOPES, STORE = "history = [(W, b)]", "dW, db = gradient(x, y, W, b)", "history.append((W, b))"  # its lines
STEP = "W, b = update(W, b, dW, db, learning_rate)"
NEXT = "\n        "  # from one line of the loop to the next

train = Exercise(
    "history = train(x, y, W, b, learning_rate, epochs)",
    neuron.train,
    RUNS,
    inside=(gradient, update),
    mistakes=(
        Mistake("one epoch too many", edit("range(epochs)", "range(epochs + 1)"),
                "You train one epoch too many. How often does your loop run?",
                "range(epochs) runs epochs times, from 0 to epochs − 1."),
        Mistake("one epoch too few", edit("range(epochs)", "range(1, epochs)"),
                "The last epoch is missing. How often does your loop run, and is the last result stored?",
                "range(1, epochs) runs one time less than range(epochs). And store after the update, not before."),
        Mistake("start not stored", edit(START, "history = []"),
                "Your history begins after the first epoch. The parameters before training belong in it, too.",
                "history[0] is the untrained network: what stands in history before the loop begins?"),
        Mistake("start not stored, one epoch more", edit(START, "history = []", "range(epochs)", "range(epochs + 1)"),
                "The number of entries is right, but the start is missing and an epoch too many is there.",
                "history[0] is the untrained network: what stands in history before the loop begins?"),
        Mistake("stored before the update", edit(STEP + NEXT + STORE, STORE + NEXT + STEP),
                "The start stands in your history twice and the last result is missing: you store before you update.",
                "In each epoch: gradient, update, then store."),
        Mistake("only the last parameters", edit("return history", "return W, b"),
                "You return the trained parameters alone. The history keeps those of every epoch.",
                "Start a list before the loop, and add to it in each epoch."),
        Mistake("one epoch only", edit("    return", "        return"),
                "Your history ends after the first epoch. Does return stand inside the loop, or is only the first "
                "epoch "
                "stored?",
                "The return belongs after the loop, as far left as the for; and each epoch adds an entry."),
        Mistake("stored once, after the loop", edit("        history.append", "    history.append"),
                "Your history holds the start and the end, but nothing between them. Store in each epoch.",
                "The line with append belongs inside the loop: as far right as the update."),
        Mistake("history begun again",
                edit(f"{START}\n    for _ in range(epochs):", f"for _ in range(epochs):{NEXT}{START}"),
                "Your history is begun again in each epoch, so only the last two entries are left.",
                "The line that makes the list belongs before the loop."),
        Mistake("no pairs", edit("[(W, b)]", "[W, b]", "append", "extend"),
                "In your history W and b stand one by one. Keep each pair in round brackets: (W, b).",
                "history.append((W, b)) has two pairs of round brackets."),
        Mistake("start no pair", edit("[(W, b)]", "[W, b]"),
                "At the start of your history W and b stand one by one. Its first entry is a pair, too.",
                "[W, b] is a list of two tables; [(W, b)] is a list of one pair."),
        Mistake("only the start a pair", edit("append", "extend"),
                "The start is a pair in your history; after it W and b stand one by one. Keep each pair together.",
                "history.append((W, b)) adds one pair; += (W, b) adds two tables."),
        Mistake("same tables each time", edit("return history", "return [(W, b)] * len(history)"),
                "All the entries of your history are the last one: the same tables, changed again and again.",
                "`W -= …` changes the table that is stored already; `W = W - …` makes a new one."),
        Mistake("slopes stored", edit("append((W, b))", "append((dW, db))"),
                "After the start, your history holds slopes. Keep the parameters: (W, b).",
                "In each epoch: gradient, update, then store what update gave."),
        Mistake("the next slopes stored", edit("append((W, b))", "append(gradient(x, y, W, b))"),
                "After the start, your history holds slopes, those at the new W and b. Keep the parameters: (W, b).",
                "In each epoch: gradient, update, then store what update gave."),
        Mistake("costs stored", edit("append((W, b))", "append(loss(predict(x, W, b), y))"),
                "After the start, your history holds costs. Keep the parameters: (W, b).",
                "The costs can be worked out from the parameters later, but not the other way round."),
        Mistake("started anew", edit(START, "W, b = initialize(1, np.random.default_rng(0))\n    " + START),
                "You draw a new start inside the function. Begin at the W and b that are handed over.",
                "Who calls train decides where it starts: history[0] holds those W and b."),
        Mistake("uphill", edit("dW, db, learning_rate)", "-dW, -db, learning_rate)"),
                "The cost grows: you step uphill. A sign is turned round: in the error, in the slopes, or in the step.",
                "Gradient descent subtracts, and the error is ŷ − y."),
        Mistake("learning rate ignored", edit("db, learning_rate)", "db, 1)"),
                "Your steps do not depend on the learning rate.",
                "A step is the learning rate times the gradient."),
        Mistake("always 0.06", edit("db, learning_rate)", "db, 0.06)"),
                "Your steps are made with 0.06, whatever the learning rate is. Use the name learning_rate.",
                "A number that is handed over should not be written in."),
        Mistake("only W updated", edit(STEP, STEP.replace("W, b =", "W, _ =")),
                "b never moves. Both parameters learn in each epoch.",
                "update gives back two tables: keep both."),
        Mistake("only b updated", edit(STEP, STEP.replace("W, b =", "_, b =")),
                "W never moves. Both parameters learn in each epoch.",
                "update gives back two tables: keep both."),
        Mistake("nothing updated", edit(STEP, STEP.replace("W, b = ", "")),
                "The parameters never change. Do you keep what update gives back?",
                "`update(…)` by itself changes nothing: its results need names."),
        Mistake("gradient after W changed", edit(SLOPES + NEXT + STEP,
                    f"W = W - learning_rate * gradient(x, y, W, b)[0]{NEXT}b = b - learning_rate * gradient(x, y, W, "
                    f"b)[1]"),
                "You find db after W has moved already. Both slopes belong to the same point: "
                "find them first, then move.",
                "In each epoch: both slopes, then both steps."),
        Mistake("gradient after b changed", edit(SLOPES + NEXT + STEP,
                    f"b = b - learning_rate * gradient(x, y, W, b)[1]{NEXT}W = W - learning_rate * gradient(x, y, W, "
                    f"b)[0]"),
                "You find dW after b has moved already. Both slopes belong to the same point: "
                "find them first, then move.",
                "In each epoch: both slopes, then both steps."),
        Mistake("gradient found once",
                edit(f"for _ in range(epochs):{NEXT}{SLOPES}", f"{SLOPES}\n    for _ in range(epochs):"),
                "You use the same gradient in every epoch. The slope changes as W and b do: find it anew each time.",
                "Which lines belong inside the loop, and which W and b does gradient get?"),
        Mistake("each epoch begins again",
                edit(STEP + NEXT + STORE, "history.append(update(W, b, dW, db, learning_rate))"),
                "Each epoch begins again at the start, so only the first step is ever taken. Go on from where you are.",
                "The W and b that come out of one epoch go into the next one."),
        Mistake("start ignored", edit(START, "W, b = 0 * W, 0 * b\n    " + START),
                "You always begin at W = b = 0. Begin at the W and b that are given.",
                "Look for a line that gives W and b new values."),
        Mistake("always five epochs", edit("range(epochs)", "range(5)"),
                "You train for five epochs whatever is asked. The number is given: epochs.",
                "What stands inside range(…)?"),
        Mistake("W and b swapped", edit("[(W, b)]", "[(b, W)]", "append((W, b))", "append((b, W))"),
                "W and b have swapped places in your history.",
                "Each entry is (W, b): the weight first."),
    ),
    praise=ONE_SAMPLE,
    look="Store the start; then in each epoch find the gradient, update, and store.",
)  # fmt: skip


largest_stable_rate = Exercise(
    "largest = largest_stable_rate(x)",
    neuron.largest_stable_rate,
    tuple((table(x),) for x in (2, 0.5, -1.5, 3, -4, 0, 1000)),
    mistakes=(
        Mistake("bias forgotten", lambda x: 1 / x**2,
                "Yours is the limit of a network without a bias. Where does the 1 in x² + 1 come from?",
                "A step moves ŷ through W (that gives x²) and through b (that gives 1)."),
        Mistake("half", lambda x: neuron.largest_stable_rate(x) / 2,
                "Yours is half the limit. At your rate one step lands exactly; how much further until it no longer "
                "gets closer?",
                "The error is multiplied by 1 − 2η(x² + 1). Which η makes that −1?"),
        Mistake("double", lambda x: neuron.largest_stable_rate(x) * 2,
                "Yours is twice the limit: there the error already grows. Where is it as large as before?",
                "The error is multiplied by 1 − 2η(x² + 1). Which η makes that −1?"),
        Mistake("factor at the learning rate 1", lambda x: 1 - 2 * (x**2 + 1),
                "Yours is a factor of the error. Asked for is the learning rate at which this factor is −1.",
                "Set 1 − 2η(x² + 1) equal to −1, and find η."),
        Mistake("sign turned round", lambda x: -neuron.largest_stable_rate(x),
                "The size is right, and the sign is turned round: a learning rate is above 0.",
                "From 1 − 2η(x² + 1) = −1 follows 2 = 2η(x² + 1)."),
        Mistake("not squared", lambda x: 1 / (x + 1),
                "x stands in yours without its square.",
                "A negative x, such as −1.5, makes your limit negative."),
        Mistake("square of the sum", lambda x: 1 / (x + 1) ** 2,
                "You add 1 first and then square. Square x first, then add 1.",
                "(x + 1)² is not x² + 1."),
        Mistake("brackets forgotten", lambda x: 1 / x**2 + 1,
                "Python divides first and adds 1 at the end. The whole of x² + 1 belongs below the line.",
                "Put brackets round x² + 1."),
        Mistake("upside down", lambda x: 1 / neuron.largest_stable_rate(x),
                "Yours is upside down. A larger x needs a smaller rate.",
                "At x = 2 the limit is below 1."),
        Mistake("half, upside down", lambda x: 1 / 2 * (x**2 + 1),
                "Python goes from left to right: first 1 / 2, and then times x² + 1. That belongs below the line.",
                "Put brackets round all that stands below the line."),
        Mistake("length not squared", lambda x: 1 / np.sqrt(x**2 + 1),
                "You take the root of x² + 1. In the factor x² + 1 stands without a root.",
                "Solve 1 − 2η(x² + 1) = −1 for η: no root comes in."),
        Mistake("always 0.2", lambda x: 0.2,
                "Yours is 0.2, the limit for x = 2, whatever x is. Use the x that is handed over.",
                "A number that is handed over should not be written in."),
    ),
    same=equal_numbers,  # a table that holds the number is as good: for one number no other shape is taught yet
    look="Each step multiplies the error by 1 − 2η(x² + 1). At which η is that −1?",
)  # fmt: skip

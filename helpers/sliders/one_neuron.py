"""The explorers of Part I, in the order of its notebooks: one neuron, one training number."""

import numpy as np

from helpers import data, live, page, plots
from helpers.neuron import cost, gradient, largest_stable_rate, loss, percent_error, predict, train, update
from helpers.plots import in_style
from helpers.sliders.guess import ZERO, counted, read, short, table, verdict

X_TEST = np.array([[-100.0], [-10.0], [0.0], [1.0], [3.0], [7.0], [42.0], [1000.0]])
FIRST_RATE = 0.05  # the learning rate that the question in 06 is about


# 00: what you will have built


def tested(epochs):
    """W and b after some epochs on the number 2, the answers to X_TEST, and how far each is off, in percent."""
    W, b = train(table(2), table(5), ZERO, ZERO, learning_rate=0.06, epochs=epochs)[-1]
    y_hat = predict(X_TEST, W, b)
    return W, b, y_hat, percent_error(y_hat, data.line(X_TEST))


@in_style
def trained_answers(guess=...):
    """Eight answers of a network that trains on one number; the guess: after how many epochs all are within 10 %."""
    guess = read(guess, least=0)
    most, near = 5, 10
    runs = [tested(epochs) for epochs in range(most + 1)]
    worst = [percent.max() for *_, percent in runs]
    met = next(epochs for epochs, percent in enumerate(worst) if percent < near)
    figure, (left, ax, curve) = page.figure("AB;CB", height=4.6, width_ratios=[1, 1.6], height_ratios=[1.35, 1])
    plots.line_axes(left, x=(-3, 6), y=(-6, 14), title="Its one number")
    left.set_xticks([-2, 0, 2, 4, 6])
    plots.draw_truth(left)
    plots.draw_label(left, 5.6, 13, "rule", ha="right", va="center")
    dots, line = plots.draw_samples(left, table(2), table(5)), plots.draw_line(left, ZERO, ZERO)
    plots.draw_label(left, 5.8, 0.3, "network", ha="right", va="bottom")
    ax.set_title("Its eight answers")
    bars = plots.draw_percent_errors(ax, X_TEST, runs[0][3])
    for row, right in enumerate(data.line(X_TEST)[:, 0]):
        plots.draw_label(ax, 140, row, page.minus(f"{right:g}"), va="center", bbox=None)
    for place, head in [(104, "network"), (140, "right")]:
        plots.draw_label(ax, place, -0.6, head, va="bottom", bbox=None)
    words = [plots.draw_label(ax, 104, row, "", va="center", bbox=None) for row in range(len(X_TEST))]
    curve.set(xlim=(-0.4, most + 0.4), ylim=(0, 108), xlabel="epoch", title="The worst of them")
    curve.set_ylabel("percent error")
    curve.axhline(near, color="black", linewidth=1)
    plots.draw_label(curve, most + 0.3, near + 4, f"{near} %", ha="right", bbox=None)
    plots.draw_guess(curve, x=guess.value)
    (marks,) = curve.plot([], [], "s", color=plots.ERROR["color"], zorder=4)

    def show(epochs):
        W, b, y_hat, percent = runs[epochs]
        plots.move_line(line, W, b)
        for bar, word, off, answer in zip(bars, words, percent[:, 0], y_hat[:, 0], strict=True):
            bar.set_width(off)
            word.set_text(page.minus(f"{answer:.5g}"))
        marks.set_data(range(epochs + 1), worst[: epochs + 1])
        said = verdict(guess, met, epochs >= met, f"Go on until every answer is within {near} %")
        trained = f"After {counted(epochs, 'epoch')} on the number 2"
        return f"{trained}, the worst of the 8 answers is {worst[epochs]:.3g} % off. {said}"

    return live.Live(
        figure, [dots, line, *bars, *words, marks], show, play="epochs", epochs=live.slider("epochs", 0, most, 1, 0)
    )


# 01: data


def lines_that_fit(points):
    """The points (x, y) that are sold, and W and b of seven lines that go through the first 0, 1, 2, … of them."""
    true_W, true_b = -1.5, 4.0
    x = np.array([[1.0], [4.0], [-2.0], [6.0], [3.0]])
    y = data.line(x, true_W, true_b)
    slopes = [true_W + turn for turn in (-4.5, -3, -1.5, 0, 1.5, 3, 4.5)]
    if points == 0:
        return x, y, list(zip(slopes, (9, -6, 2, 12, -3, 6, 0), strict=True))
    if points == 1:
        return x, y, [(W, y[0, 0] - W * x[0, 0]) for W in slopes]
    return x, y, [(true_W, true_b)] * len(slopes)


@in_style
def buy_points(guess=...):
    """A machine that hides its rule and sells points; the guess: how many fix the line."""
    guess = read(guess, least=0)
    most, needed = 5, 2
    x, y, _ = lines_that_fit(0)
    candidates = [lines_that_fit(points)[2] for points in range(most + 1)]
    answers = [[W * 5 + b for W, b in lines] for lines in candidates]
    spread = [max(answer) - min(answer) for answer in answers]
    figure, (ax, count) = page.figure("AB")
    plots.line_axes(ax, x=(-4, 8), y=(-14, 20), title="Lines that still fit")
    lines = [plots.draw_line(ax, ZERO, ZERO, linewidth=1.5) for _ in candidates[0]]
    ax.axvline(5, color="#767676", linewidth=0.8, zorder=0)
    ax.set_xticks([-4, -2, 0, 2, 5, 8])
    dots = plots.draw_samples(ax, x, y)
    count.set(
        xlim=(-0.5, 5.5),
        ylim=(-3, 68),
        xlabel="points bought",
        ylabel="spread of the answers at x = 5",
        title="How far these seven disagree",
    )
    plots.draw_guess(count, x=guess.value)
    (marks,) = count.plot([], [], "s", color=plots.ERROR["color"], zorder=4)

    def show(points):
        for line, (W, b) in zip(lines, candidates[points], strict=True):
            plots.move_line(line, table(W), table(b))
        dots.set_data(x[:points, 0], y[:points, 0])
        marks.set_data(range(points + 1), spread[: points + 1])
        low, high = min(answers[points]), max(answers[points])
        if points < needed:
            fit = f"these seven lines fit. At x = 5 they answer from {low:g} to {high:g}, other lines any number"
        else:
            fit = f"the seven lines have become one, and at x = 5 it answers {low:g}"
        said = verdict(guess, needed, points >= needed, "Buy on")
        return f"{counted(points, 'point')} bought: {fit}. {said}"

    return live.Live(figure, [*lines, dots, marks], show, points=live.slider("points bought", 0, most, 1, 0))


# 02: the network


def at_zero(W, b, true_W=-1.5, true_b=3.0):
    """The network's answer at x = 0, and how far its line is from the mystery line where they are farthest apart."""
    away = [abs(predict(table(x), table(W - true_W), table(b - true_b)).item()) for x in (-4, 6)]
    return predict(ZERO, table(W), table(b)).item(), max(away)


@in_style
def mystery_line(guess=...):
    """A network with sliders for W and b, to be laid on a mystery line; the guess: "W" or "b" moves ŷ at x = 0."""
    guess = read(guess, {"W": ["weight", "the weight", "weight w"], "b": ["bias", "the bias", "bias b"]}, least=None)
    figure, (ax, diagram) = page.figure("AB", width_ratios=[1, 1.45])
    plots.line_axes(ax, x=(-4, 6), y=(-8, 12), title="A mystery line, and yours")
    plots.draw_truth(ax, -1.5, 3.0)
    plots.draw_label(ax, -3.8, 9.8, "mystery")
    plots.draw_guess(ax, x=guess.value if guess.value is ... else 0, label=f"your guess: {guess.value}")
    line = plots.draw_line(ax, ZERO, ZERO)
    (dot,) = ax.plot([0], [0], "D", color=plots.PREDICTION["color"], zorder=6)
    diagram.set_title("The network at x = 0")
    circles, wires = plots.draw_network(
        diagram, [["0"], ["add"], ["ŷ"]], [[["W"], ["b"]], [[""]]], heads=["input", "neuron", "output"]
    )
    numbers = [circles[0], *wires[:2], circles[3]]

    def show(W, b):
        y_hat, away = at_zero(W, b)
        plots.move_line(line, table(W), table(b))
        dot.set_data([0], [y_hat])
        said = ["0", f"W = {W:.1f}", f"b = {b:.1f}", f"{y_hat:.1f}"]
        for text, words in zip(numbers, said, strict=True):
            text.set_text(page.minus(words))
        lies = "Your line lies on it." if away < 1e-9 else f"Here the two lines are up to {away:.1f} apart."
        why = ": move W alone and the diamond stays, for there the weight is multiplied by 0"
        said = verdict(guess, "b", (W, b) != (0.5, 0), "Move one slider, then the other,", why=why)
        return f"W = {W:.1f}, b = {b:.1f}: at x = 0 the network answers {y_hat:.1f}. {lies} {said}"

    return live.Live(
        figure,
        [line, dot, *numbers],
        show,
        W=live.slider("weight W", -3.0, 3.0, 0.1, 0.5, ".1f"),
        b=live.slider("bias b", -5.0, 5.0, 0.5, 0.0, ".1f"),
    )


# 03: the cost


def without_bias(x, y, W):
    """The answer, the error and the cost of one sample where the bias is 0."""
    y_hat = predict(x, table(W), ZERO)
    return y_hat.item(), (y_hat - y).item(), cost(y_hat, y).item()


@in_style
def cost_curve(x, y, guess=...):
    """The line of a network without bias, and its cost, as W moves; the guess: the W of the lowest cost."""
    guess = read(guess)
    low, high = 0.0, 5.0
    lowest = y.item() / x.item()
    figure, (ax, curve) = page.figure("AB")
    plots.line_axes(ax, x=(-1, 5), y=(-2, 12), title="The line, with b = 0")
    dots = plots.draw_samples(ax, x, y)
    line, error = plots.draw_line(ax, ZERO, ZERO), plots.draw_errors(ax, x, y, y)
    curve.set(xlim=(low - 0.3, high + 0.3), ylim=(-1.5, 27), xlabel="weight W", ylabel="cost C", title="Its cost")
    visited = plots.draw_curve(curve, [], abs)
    plots.draw_guess(curve, x=guess.value)
    (dot,) = curve.plot([], [], "o", color=plots.ERROR["color"], markersize=8, zorder=5)

    def show(W):
        y_hat, off, height = without_bias(x, y, W)
        plots.move_line(line, table(W), ZERO)
        plots.move_errors(error, x, y, table(y_hat))
        dot.set_data([W], [height])
        so_far = np.linspace(low, W, 141)
        visited.set_data(so_far, [without_bias(x, y, weight)[2] for weight in so_far])
        return (
            f"W = {W:.1f} answers {y_hat:.1f} for {x.item():g}; the error is {off:.1f}, the cost {height:.2f}."
            f" {verdict(guess, lowest, lowest < W, 'Go to the right, past the lowest cost,')}"
        )

    return live.Live(
        figure, [dots, line, error, visited, dot], show, W=live.slider("weight W", low, high, 0.1, low, ".1f")
    )


# 04: the gradient


def nudged(x, y, h):
    """The cost at W = h and b = 0, the slope from there to W = 0, and how far it is from the tangent's at W = 0."""
    before, after = (without_bias(x, y, W)[2] for W in (0, h))
    slope = (after - before) / h
    return after, slope, slope - gradient(x, y, ZERO, ZERO)[0].item()


@in_style
def secant(x, y, guess=...):
    """The slope of a nudge of size h at W = b = 0 beside the tangent's; the guess: the gap's factor when h halves."""
    guess = read(guess, least=0)
    sizes = [2.0 * 0.5**k for k in range(8)]
    gaps = [nudged(x, y, h)[2] for h in sizes]
    before, tangent = without_bias(x, y, 0)[2], gradient(x, y, ZERO, ZERO)[0].item()
    figure, (ax, ratio) = page.figure("AB")
    ax.set(xlim=(-0.6, 3.2), ylim=(-12, 36), xlabel="weight W", ylabel="cost C", title="Tangent and secant (dotted)")
    plots.draw_curve(ax, np.linspace(-0.6, 3.2, 121), lambda W: without_bias(x, y, W)[2])
    plots.draw_line(ax, table(tangent), table(before), **plots.GRADIENT)
    plots.draw_label(ax, 1.5, -9, "tangent", ha="right")
    chord = plots.draw_line(ax, ZERO, ZERO, **{**plots.GRADIENT, "linestyle": ":"})
    (ends,) = ax.plot([], [], "o", color=plots.GRADIENT["color"], zorder=5)
    ratio.set(
        xlim=(3, 0.01),
        ylim=(0.01, 20),
        xlabel="nudge h (smaller to the right)",
        ylabel="gap between the slopes",
        title="The gap as h halves",
    )
    plots.log_scale(ratio.xaxis, ratio.yaxis)
    (marks,) = ratio.plot([], [], "s", color=plots.ERROR["color"], zorder=5)
    if guess.value is not ...:
        ratio.plot(sizes, [gaps[0] * guess.value**k for k in range(len(sizes))], **plots.GUESS)
        plots.draw_label(ratio, 0.012, 13, "dashed: your guess", ha="right", va="center")

    def show(h):
        k = sizes.index(h)
        after, slope, gap = nudged(x, y, h)
        plots.move_line(chord, table(slope), table(before))
        ends.set_data([0, h], [before, after])
        marks.set_data(sizes[: k + 1], gaps[: k + 1])
        return (
            f"A nudge of h = {h:g} gives the slope {slope:.4g}; the tangent's is {tangent:.4g}."
            f" The gap is {gap:.4g}. {verdict(guess, gaps[1] / gaps[0], k > 0, 'Halve h')}"
        )

    return live.Live(figure, [chord, ends, marks], show, h=live.choice("nudge h", [(f"{h:g}", h) for h in sizes], 2.0))


# 05: one step downhill


def first_step(x, y, learning_rate):
    """W, b and the error after one update from W = b = 0."""
    W, b = update(ZERO, ZERO, *gradient(x, y, ZERO, ZERO), learning_rate)
    return W, b, (predict(x, W, b) - y).item()


@in_style
def one_step(x, y, guess=...):
    """One update from W = b = 0 at any learning rate; the guess: the rate that lands on the floor."""
    guess = read(guess, least=0)
    before, exact = -y.item(), largest_stable_rate(x) / 2
    figure, (valley, ax) = page.figure("AB", height=3.7)
    plots.map_axes(valley, W=(-1, 7), b=(-2, 6), title="One step in the valley")
    plots.draw_map(valley, x, y)
    plots.draw_floor(valley, x, y)
    plots.draw_label(valley, 0.35, 5.1, "cost 0")
    arrow = plots.draw_arrow(valley, (0, 0), (1, 1))
    plots.line_axes(ax, x=(-2, 5), y=(-4, 16), title="The line after it")
    dots = plots.draw_samples(ax, x, y)
    line, error = plots.draw_line(ax, ZERO, ZERO), plots.draw_errors(ax, x, y, y)
    if guess.value is not ...:
        W_guess, b_guess, _ = first_step(x, y, guess.value)
        ring = {"marker": "o", "markersize": 8, "markerfacecolor": "white", "zorder": 5}
        valley.plot([0, W_guess.item()], [0, b_guess.item()], **plots.GUESS, **ring)
        plots.draw_line(ax, W_guess, b_guess, **plots.GUESS)
        plots.draw_label(ax, 4.9, -3.4, "dashed: your guess", ha="right")

    def show(learning_rate):
        W, b, after = first_step(x, y, learning_rate)
        plots.move_arrow(arrow, (0, 0), (W.item(), b.item()))
        plots.move_line(line, W, b)
        plots.move_errors(error, x, y, predict(x, W, b))
        said = verdict(guess, exact, np.isclose(learning_rate, exact), "Find the rate that leaves no error")
        return (
            f"Learning rate {learning_rate:.2f}: the step goes to W = {W.item():.2f}, b = {b.item():.2f}, and the"
            f" error from {before:.1f} to {after:z.1f}: times {after / before:z.1f}. {said}"
        )

    return live.Live(
        figure, [dots, arrow, line, error], show, learning_rate=live.slider("learning rate η", 0.0, 0.3, 0.01, 0.05)
    )


# 06: many epochs


def descended(x, y, W, b, learning_rate, epochs):
    """The history of training, the part of the first error that each epoch leaves, and the costs."""
    history = train(x, y, W, b, learning_rate, epochs)
    costs = [loss(predict(x, *now), y) for now in history]
    return history, [(height / max(costs[0], 1e-12)) ** 0.5 for height in costs], costs


def first_where(true):
    """The number of the first epoch for which it is true, or None."""
    return next((epoch for epoch, it_is in enumerate(true) if it_is), None)


@in_style
def descent(x, y, W, b, guess=...):
    """Training as the learner sets it: line, path in the valley and cost; the guess: epochs to below 1 %."""
    guess = read(guess, least=0)
    most, top = 20, 1e4
    answer = first_where(share < 0.01 for share in descended(x, y, W, b, FIRST_RATE, most)[1])
    figure, (ax, valley, curve) = page.figure("AB;CB", height=4.8, width_ratios=[1, 1.1])
    plots.line_axes(ax, x=(-3, 6), y=(-6, 14), title="The line")
    plots.draw_truth(ax)
    dots = plots.draw_samples(ax, x, y)
    line, error = plots.draw_line(ax, W, b), plots.draw_errors(ax, x, y, y)
    plots.map_axes(valley, W=(-1, 4), b=(-2.6, 4.6), title="The path in the valley")
    plots.draw_map(valley, x, y)
    plots.draw_floor(valley, x, y)
    arrow, path = plots.draw_arrow(valley, (0, 0), (1, 1)), plots.draw_path(valley, [(W, b)])
    arrow.set_zorder(path.zorder + 1)
    next_step = plots.draw_label(valley, 3.9, 4.4, "", ha="right", va="top")
    plots.cost_axes(curve, most, title="The cost, on a log scale")
    costs = plots.draw_costs(curve, [])
    curve.axhline(1e-4 * loss(predict(x, W, b), y), color="black", linewidth=1)
    plots.draw_label(curve, most, 2e-4, "below: error under 1 %", ha="right", va="top", bbox=None)
    plots.draw_guess(curve, x=guess.value)
    off = plots.draw_label(curve, most, 1, "", ha="right", va="center")

    def show(learning_rate, epochs):
        history, shares, heights = descended(x, y, W, b, learning_rate, most + 1)
        plots.move_line(line, *history[epochs])
        plots.move_errors(error, x, y, predict(x, *history[epochs]))
        plots.move_path(path, history[: epochs + 1])
        start, end = ((W.item(), b.item()) for W, b in history[epochs : epochs + 2])
        plots.move_arrow(arrow, start, end)
        near = valley.bbox.contains(*valley.transData.transform(start)) and np.hypot(*np.subtract(end, start)) > 0.1
        arrow.set_visible(near)
        next_step.set_text("arrow: the next step" if near else "")
        costs.set_data(range(epochs + 1), heights[: epochs + 1])
        gone = first_where(height > top for height in heights[: epochs + 1])
        off.set_text(f"off the picture from epoch {gone}" if gone else "")
        W_now, b_now = (part.item() for part in history[epochs])
        size = f"{short(100 * shares[epochs])} % of" if shares[epochs] < 10 else f"{shares[epochs]:.0f} times"
        if guess.value is not ... and not np.isclose(learning_rate, FIRST_RATE):
            said = f"Your guess was for {FIRST_RATE}."
        else:
            met = answer is not None and epochs >= answer
            said = verdict(guess, answer, met, "Go on until the error is below 1 %")
        return (
            f"Learning rate {learning_rate:.2f}. After {counted(epochs, 'epoch')}: W = {short(W_now)},"
            f" b = {short(b_now)}, and the error is {size} what it was at the start."
            f"{f' Off the picture from epoch {gone}.' if gone else ''} {said}"
        )

    return live.Live(
        figure,
        [dots, line, error, path, arrow, next_step, costs, off],
        show,
        play="epochs",
        learning_rate=live.slider("learning rate η", 0.01, 0.3, 0.01, FIRST_RATE),
        epochs=live.slider("epochs", 0, most, 1, 0),
    )


# 07: the test


def hinged(x_train):
    """The history of training on one number until hardly anything changes, and how far off its end is at 0, in %."""
    x, y = table(x_train), data.line(table(x_train))
    history = train(x, y, ZERO, ZERO, 0.3 * largest_stable_rate(x), 12)
    return history, percent_error(predict(ZERO, *history[-1]), data.line(ZERO)).item()


@in_style
def pivot(guess=...):
    """The network trained on one number of y = 2x + 1: its line turns round −1/x; the guess: where it must turn."""
    guess = read(guess)
    needed = -data.line(ZERO).item() / 2
    figure, ax = page.figure(height=3.8)
    plots.line_axes(ax, x=(-2.5, 6.5), y=(-4, 14), title="The line while it trains on one number")
    plots.draw_truth(ax)
    plots.draw_label(ax, 4.2, 10.8, "rule", ha="right")
    plots.draw_guess(ax, x=guess.value)
    lines = [plots.draw_line(ax, ZERO, ZERO, linewidth=1.2) for _ in range(3)]
    line = plots.draw_line(ax, ZERO, ZERO)
    sample = plots.draw_samples(ax, ZERO, ZERO)
    (hinge,) = ax.plot([], [], "^", color=plots.GRADIENT["color"], markersize=11, zorder=7)
    training_number = "; but 2 is a training number: the question is where the triangle stands"
    why = training_number if guess.value == 2 else ""

    def show(x_train):
        history, off = hinged(x_train)
        for early, now in zip(lines, history[1:4], strict=True):
            plots.move_line(early, *now)
        plots.move_line(line, *history[-1])
        sample.set_data([x_train], data.line(table(x_train))[0])
        hinge.set_data([-1 / x_train], [0])
        W, b = (part.item() for part in history[-1])
        return (
            f"Trained on x = {x_train:g} until hardly anything changes: W = {W:.3f}, b = {b:.3f}. The hinge stands at"
            f" x = {-1 / x_train:.2f}; at x = 0 the answer is {off:.3g} % off."
            f" {verdict(guess, needed, off < 1, 'Find the x_train that leaves no error', why=why)}"
        )

    return live.Live(
        figure, [*lines, line, sample, hinge], show, x_train=live.slider("x_train", 0.5, 6.0, 0.5, 5.0, ".1f")
    )


def own_run(initialize, predict, train, percent_error):
    """For each epoch what the learner's own functions make: W, b, the answers to 2 and to X_TEST, how far they are off.

    One number is asked at a time: more were not asked of the learner.
    """
    runs = []
    for W, b in train(table(2), table(5), *initialize(1, np.random.default_rng(0)), 0.06, 5):
        of_2, *y_hat = (only(predict(table(number), W, b)) for number in [2, *X_TEST[:, 0]])
        right = data.line(X_TEST)[:, 0]
        off = [only(percent_error(table(mine), table(y))) for mine, y in zip(y_hat, right, strict=True)]
        runs.append((only(W), only(b), of_2, y_hat, off))
    return runs


def only(value):
    """The one number in an answer, in whatever brackets."""
    number = np.asarray(value, dtype=float).item()
    if np.isnan(number):
        raise ValueError("it returned no number")
    return number


@in_style
def your_network(blank_page, initialize, predict, train, percent_error):
    """The learner's own network, trained and tested by their functions; words until
    `blank_page`, their check, has passed."""
    if not blank_page.passed:
        print("Nothing to draw yet: this cell runs your own functions once all seven have passed the check above.")
        return None
    try:
        runs = own_run(initialize, predict, train, percent_error)
    except Exception as error:  # whatever a learner's function does that no check has seen
        print(f"Your functions passed the check, and here one stops: {type(error).__name__}: {error}")
        return None
    x, y = table(2), table(5)
    figure, (ax, test) = page.figure("AB", height=3.6)
    plots.line_axes(ax, x=(-3, 6), y=(-6, 14), title="Your network")
    plots.draw_truth(ax)
    plots.draw_label(ax, 5.6, 13, "rule", ha="right", va="center")
    dots = plots.draw_samples(ax, x, y)
    line, error = plots.draw_line(ax, ZERO, ZERO), plots.draw_errors(ax, x, y, y)
    test.set_title("Its test")
    bars = plots.draw_percent_errors(test, X_TEST, np.c_[runs[0][4]])
    last_words = {
        0: " It is not trained yet: press play.",
        len(runs) - 1: " It learned this from one number, and each line of its work is yours.",
    }

    def show(epochs):
        W, b, of_2, y_hat, off = runs[epochs]
        plots.move_line(line, table(W), table(b))
        plots.move_errors(error, x, y, table(of_2))
        for bar, percent in zip(bars, off, strict=True):
            bar.set_width(percent)
        return (
            f"After {counted(epochs, 'epoch')} your network answers {y_hat[-1]:.1f} for 1000,"
            f" and the worst of its 8 answers is {max(off):.3g} % off.{last_words.get(epochs, '')}"
        )

    slider = live.slider("epochs", 0, len(runs) - 1, 1, 0)
    return live.Live(figure, [dots, line, error, *bars], show, play="epochs", epochs=slider)

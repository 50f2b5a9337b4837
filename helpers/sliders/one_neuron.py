"""The explorers of Part I, in the order of its notebooks: one neuron, one training number."""

import numpy as np

from helpers import data, live, page, plots
from helpers.neuron import cost, gradient, largest_stable_rate, loss, percent_error, predict, train, update
from helpers.sliders.guess import ZERO, check_guess, counted, gap, short, table

X_TEST = np.array([[-100.0], [-10.0], [0.0], [1.0], [3.0], [7.0], [42.0], [1000.0]])
FIRST_RATE = 0.05  # the learning rate that the question in 06 is about


# 00: what you will have built


def trained_answers(guess=...):
    """The answers to eight numbers by a network that trains on one; the guess: the worst answer's percent error."""
    check_guess(guess, low=0)
    x_test, y_test = X_TEST, data.line(X_TEST)
    history = train(table(2), table(5), ZERO, ZERO, learning_rate=0.06, epochs=5)
    worst = [percent_error(predict(x_test, W, b), y_test).max() for W, b in history]
    figure, (left, ax) = page.figure("AB", height=3.8, width_ratios=[1, 1.6])
    plots.line_axes(left, x=(-3, 6), y=(-6, 14), title="Its one number")
    left.set_xticks([-2, 0, 2, 4, 6])
    plots.draw_truth(left)
    plots.draw_label(left, 5.6, 13, "rule", ha="right", va="center")
    dots, line = plots.draw_samples(left, table(2), table(5)), plots.draw_line(left, ZERO, ZERO)
    ax.set_title("Its eight answers (right ones)")
    bars = plots.draw_percent_errors(ax, x_test, percent_error(ZERO * x_test, y_test))
    dashed = plots.draw_guess(ax, x=guess)
    for row, right in enumerate(y_test[:, 0]):
        plots.draw_label(ax, 140, row, f"({right:g})".replace("-", "−"), va="center", bbox=None)
    words = [plots.draw_label(ax, 104, row, "", va="center", bbox=None) for row in range(len(x_test))]

    def show(epochs):
        y_hat = predict(x_test, *history[epochs])
        percent = percent_error(y_hat, y_test)
        plots.move_line(line, *history[epochs])
        for bar, word, off, answer in zip(bars, words, percent[:, 0], y_hat[:, 0], strict=True):
            bar.set_width(off)
            word.set_text(f"{answer:.5g}".replace("-", "−"))
        said = (
            gap(guess, round(worst[-1], 2), " %") if guess is ... or epochs == 5 else "Go on to 5 to meet your guess."
        )
        trained = f"After {counted(epochs, 'epoch')} on the number 2"
        return f"{trained}, the worst of the 8 answers is {percent.max():.3g} % off. {said}"

    return live.Live(
        figure, [dots, line, *bars, *words, *dashed], show, play="epochs", epochs=live.slider("epochs", 0, 5, 1, 0)
    )


# 01: data


def buy_points(guess=...):
    """A machine that hides its rule and sells points: the lines that still fit, and how far they disagree."""
    check_guess(guess)
    true_W, true_b = -1.5, 4.0
    x = np.array([[1.0], [4.0], [-2.0], [6.0], [3.0]])
    y = data.line(x, true_W, true_b)
    slopes = [true_W + turn for turn in (-4.5, -3, -1.5, 0, 1.5, 3, 4.5)]
    candidates = [  # the (W, b) of seven lines that go through the first 0, 1, 2, … points
        list(zip(slopes, (9, -6, 2, 12, -3, 6, 0), strict=True)),
        [(W, y[0, 0] - W * x[0, 0]) for W in slopes],
        *[[(true_W, true_b)] * 7] * 4,
    ]
    answers = [[W * 5 + b for W, b in lines] for lines in candidates]
    spread = [max(answer) - min(answer) for answer in answers]
    figure, (ax, count) = page.figure("AB")
    plots.line_axes(ax, x=(-4, 8), y=(-14, 20), title="Lines that still fit")
    lines = [plots.draw_line(ax, ZERO, ZERO, linewidth=1.5) for _ in slopes]
    dots = plots.draw_samples(ax, x, y)
    count.set(
        xlim=(-0.5, 5.5),
        ylim=(-3, 68),
        xlabel="points bought",
        ylabel="spread of the answers at x = 5",
        title="How far they disagree",
    )
    plots.draw_guess(count, x=guess)
    (marks,) = count.plot([], [], "s", color=plots.ERROR["color"], zorder=4)

    def show(points):
        for line, (W, b) in zip(lines, candidates[points], strict=True):
            plots.move_line(line, table(W), table(b))
        dots.set_data(x[:points, 0], y[:points, 0])
        marks.set_data(range(points + 1), spread[: points + 1])
        low, high = min(answers[points]), max(answers[points])
        if points < 2:
            fit = f"the seven lines drawn all fit, and at x = 5 they answer anything from {low:g} to {high:g}"
        else:
            fit = f"the seven lines have become one, and at x = 5 it answers {low:g}"
        said = gap(guess, 2) if guess is ... or points >= 2 else "Buy on to meet your guess."
        return f"{counted(points, 'point')} bought: {fit}. {said}"

    return live.Live(figure, [*lines, dots, marks], show, points=live.slider("points bought", 0, 5, 1, 0))


# 02: the network


def mystery_line(guess=...):
    """A network with sliders for W and b, to be laid on a mystery line; the guess: "W" or "b" moves ŷ at x = 0."""
    if guess is not ... and guess not in ("W", "b"):
        raise ValueError(f'guess must be "W" or "b", with its quotes, not {guess!r:.40}')
    true_W, true_b = -1.5, 3.0
    figure, (ax, diagram) = page.figure("AB", width_ratios=[1, 1.15])
    plots.line_axes(ax, x=(-4, 6), y=(-8, 12), title="A mystery line, and yours")
    plots.draw_truth(ax, true_W, true_b)
    plots.draw_label(ax, -3.8, 9.8, "mystery line")
    plots.draw_guess(ax, x=0 if guess is not ... else ..., label=f"your guess: {guess}")
    line = plots.draw_line(ax, ZERO, ZERO)
    (dot,) = ax.plot([0], [0], "D", color=plots.PREDICTION["color"], zorder=6)
    diagram.set_title("The network at x = 0")
    circles, wires = plots.draw_network(
        diagram, [["0"], ["add"], ["ŷ"]], [[["W"], ["b"]], [[""]]], heads=["input", "neuron", "output"]
    )
    numbers = [circles[0], *wires[:2], circles[3]]

    def show(W, b):
        y_hat = predict(ZERO, table(W), table(b)).item()
        plots.move_line(line, table(W), table(b))
        dot.set_data([0], [y_hat])
        for text, words in zip(numbers, ["0", f"W = {W:.1f}", f"b = {b:.1f}", f"{y_hat:.1f}"], strict=True):
            text.set_text(words)
        away = max(abs(predict(table(x), table(W - true_W), table(b - true_b)).item()) for x in (-4, 6))
        lies = "Your line lies on it." if away < 1e-9 else f"Here the two lines are up to {away:.1f} apart."
        if guess is ...:
            said = 'No guess yet: put "W" or "b" in place of the dots after guess= and run the cell again.'
        elif (W, b) == (0.5, 0.0):
            said = "Move one slider alone, to meet your guess."
        elif guess == "W":
            said = "Your guess was W: move W alone, and watch the diamond stay."
        else:
            said = "Your guess, b, is right: at x = 0 the weight is multiplied by nothing."
        return f"W = {W:.1f}, b = {b:.1f}: at x = 0 the network answers {y_hat:.1f}. {lies} {said}"

    return live.Live(
        figure,
        [line, dot, *numbers],
        show,
        W=live.slider("weight W", -3.0, 3.0, 0.1, 0.5, ".1f"),
        b=live.slider("bias b", -5.0, 5.0, 0.5, 0.0, ".1f"),
    )


# 03: the cost


def cost_curve(x, y, guess=...):
    """The line of a network without bias, and its cost, as W moves; the guess: the W of the lowest cost."""
    check_guess(guess)

    def cost_at(W):
        return cost(predict(x, table(W), ZERO), y).item()

    lowest = y.item() / x.item()
    figure, (ax, curve) = page.figure("AB")
    plots.line_axes(ax, title="The line, with b = 0")
    dots = plots.draw_samples(ax, x, y)
    line, error = plots.draw_line(ax, ZERO, ZERO), plots.draw_errors(ax, x, y, y)
    curve.set(xlim=(-1, 6), ylim=(-3, 52), xlabel="weight W", ylabel="cost C", title="Its cost")
    visited = plots.draw_curve(curve, np.linspace(-1, 6, 141), cost_at)
    plots.draw_guess(curve, x=guess)
    (dot,) = curve.plot([], [], "o", color=plots.ERROR["color"], markersize=10, zorder=5)

    def show(W):
        y_hat = predict(x, table(W), ZERO)
        plots.move_line(line, table(W), ZERO)
        plots.move_errors(error, x, y, y_hat)
        dot.set_data([W], [cost_at(W)])
        so_far = np.linspace(-1, W, 141)
        visited.set_data(so_far, [cost_at(weight) for weight in so_far])
        said = gap(guess, lowest) if guess is ... or lowest < W else "Go on until the cost grows, to meet your guess."
        return (
            f"W = {W:.1f} answers {y_hat.item():.1f} for {x.item():g}; the error is {(y_hat - y).item():.1f},"
            f" the cost {cost_at(W):.2f}. {said}"
        )

    return live.Live(
        figure, [dots, line, error, visited, dot], show, W=live.slider("weight W", -1.0, 6.0, 0.1, 0.0, ".1f")
    )


# 04: the gradient


def secant(x, y, guess=...):
    """The slope of a nudge of size h at W = b = 0 beside the tangent's; the guess: the gap's factor when h halves."""
    check_guess(guess, low=0)

    def cost_at(W):
        return cost(predict(x, table(W), ZERO), y).item()

    def slope(h):
        return (cost_at(h) - cost_at(0)) / h

    sizes = [2.0 * 0.5**k for k in range(8)]
    tangent = gradient(x, y, ZERO, ZERO)[0].item()
    gaps = [slope(h) - tangent for h in sizes]
    figure, (ax, ratio) = page.figure("AB")
    ax.set(xlim=(-0.6, 3.2), ylim=(-12, 36), xlabel="weight W", ylabel="cost C", title="A nudge of h, dotted")
    plots.draw_curve(ax, np.linspace(-0.6, 3.2, 121), cost_at)
    plots.draw_line(ax, table(tangent), table(cost_at(0)), **plots.GRADIENT)
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
    if guess is not ...:
        ratio.plot(sizes, [gaps[0] * guess**k for k in range(len(sizes))], **plots.GUESS)
        plots.draw_label(ratio, sizes[3], gaps[0] * guess**3, "  your guess", va="bottom", clip_on=True)

    def show(h):
        k = sizes.index(h)
        plots.move_line(chord, table(slope(h)), table(cost_at(0)))
        ends.set_data([0, h], [cost_at(0), cost_at(h)])
        marks.set_data(sizes[: k + 1], gaps[: k + 1])
        said = gap(guess, gaps[-1] / gaps[-2]) if guess is ... or k else "Halve h to meet your guess."
        return (
            f"A nudge of h = {h:g} gives the slope {slope(h):.4g}; the tangent's is {tangent:.4g}."
            f" The gap is {gaps[k]:.4g}. {said}"
        )

    return live.Live(figure, [chord, ends, marks], show, h=live.choice("nudge h", [(f"{h:g}", h) for h in sizes], 2.0))


# 05: one step downhill


def one_step(x, y, guess=...):
    """One update from W = b = 0 at any learning rate; the guess: the rate that lands on the floor."""
    check_guess(guess, low=0)
    before = (predict(x, ZERO, ZERO) - y).item()
    exact = largest_stable_rate(x) / 2

    def step(learning_rate):
        W, b = update(ZERO, ZERO, *gradient(x, y, ZERO, ZERO), learning_rate)
        return W, b, (predict(x, W, b) - y).item()

    figure, (valley, ax) = page.figure("AB", height=3.7)
    plots.map_axes(valley, W=(-1, 7), b=(-2, 6), title="One step in the valley")
    plots.draw_map(valley, x, y)
    plots.draw_floor(valley, x, y)
    plots.draw_label(valley, 0.35, 5.1, "cost 0")
    arrow = plots.draw_arrow(valley, (0, 0), (1, 1))
    plots.line_axes(ax, x=(-2, 5), y=(-4, 16), title="The line after it")
    dots = plots.draw_samples(ax, x, y)
    line, error = plots.draw_line(ax, ZERO, ZERO), plots.draw_errors(ax, x, y, y)
    if guess is not ...:
        W_guess, b_guess, left = step(guess)
        valley.plot(
            [0, W_guess.item()],
            [0, b_guess.item()],
            **plots.GUESS,
            marker="o",
            markersize=8,
            markerfacecolor="white",
            zorder=5,
        )
        plots.draw_line(ax, W_guess, b_guess, **plots.GUESS)
        dashed = f"Your dashed step, at {guess:g}, leaves {left:z.4g}."

    def show(learning_rate):
        W, b, after = step(learning_rate)
        plots.move_arrow(arrow, (0, 0), (W.item(), b.item()))
        plots.move_line(line, W, b)
        plots.move_errors(error, x, y, predict(x, W, b))
        said = gap(guess, exact) if guess is ... or np.isclose(learning_rate, exact) else dashed
        return (
            f"Learning rate {learning_rate:.2f}: the step goes to W = {W.item():.2f}, b = {b.item():.2f}, and the"
            f" error from {before:.1f} to {after:z.1f}: times {after / before:z.1f}. {said}"
        )

    return live.Live(
        figure, [dots, arrow, line, error], show, learning_rate=live.slider("learning rate η", 0.0, 0.3, 0.01, 0.02)
    )


# 06: many epochs


def descent(x, y, W, b, guess=...):
    """Training as the learner sets it: line, path in the valley and cost; the guess: epochs to below 1 %."""
    check_guess(guess, low=0)
    most, limit = 20, largest_stable_rate(x)
    figure, (ax, valley, curve) = page.figure("AB;CB", height=4.8, width_ratios=[1, 1.1])
    plots.line_axes(ax, x=(-3, 6), y=(-6, 14), title="The line")
    plots.draw_truth(ax)
    dots = plots.draw_samples(ax, x, y)
    line, error = plots.draw_line(ax, W, b), plots.draw_errors(ax, x, y, y)
    plots.map_axes(valley, W=(-1, 4), b=(-2.6, 4.6), title="The path in the valley")
    plots.draw_map(valley, x, y)
    plots.draw_floor(valley, x, y)
    arrow, path = plots.draw_arrow(valley, (0, 0), (1, 1)), plots.draw_path(valley, [(W, b)])
    plots.draw_label(valley, 3.9, -2.4, "arrow: the next step", ha="right")
    plots.cost_axes(curve, most, title="The cost, on a log scale")
    costs = plots.draw_costs(curve, [])
    curve.axhline(1e-4 * loss(predict(x, ZERO, ZERO), y), color="black", linewidth=1)
    plots.draw_label(curve, most, 2e-4, "error 1 %", ha="right", va="top", bbox=None)
    plots.draw_guess(curve, x=guess)
    left = plots.draw_label(curve, most, 3e-6, "", ha="right")

    def show(learning_rate, epochs):
        history = train(x, y, W, b, learning_rate, most + 1)
        error_left = [abs((predict(x, *now) - y).item()) / abs(y.item()) for now in history]
        all_costs = [loss(predict(x, *now), y) for now in history]
        plots.move_line(line, *history[epochs])
        plots.move_errors(error, x, y, predict(x, *history[epochs]))
        plots.move_path(path, history[: epochs + 1])
        plots.move_arrow(arrow, *[(W.item(), b.item()) for W, b in history[epochs : epochs + 2]])
        costs.set_data(range(epochs + 1), all_costs[: epochs + 1])
        gone = next((epoch for epoch in range(epochs + 1) if all_costs[epoch] > 1e4), None)
        left.set_text(f"left the scale at epoch {gone}" if gone else "")
        below = next((epoch for epoch in range(most + 1) if error_left[epoch] < 0.01), None)
        W_now, b_now = (part.item() for part in history[epochs])
        off = f" It left the scale at epoch {gone}." if gone else ""
        if guess is not ... and not np.isclose(learning_rate, FIRST_RATE):
            said = f"Your guess was for {FIRST_RATE}."
        elif guess is ... or (below is not None and epochs >= below):
            said = gap(guess, below)
        else:
            said = "Go on until the error is below 1 %, to meet your guess."
        return (
            f"Learning rate {learning_rate:.2f}, where the limit is {limit:.2f}. After {counted(epochs, 'epoch')}:"
            f" W = {short(W_now)}, b = {short(b_now)}; of the error {short(100 * error_left[epochs])} % is left."
            f"{off} {said}"
        )

    return live.Live(
        figure,
        [dots, line, error, arrow, path, costs, left],
        show,
        play="epochs",
        learning_rate=live.slider("learning rate η", 0.01, 0.3, 0.01, FIRST_RATE),
        epochs=live.slider("epochs", 0, most, 1, 0),
    )


# 07: the test


def pivot(guess=...):
    """The network trained on one number of y = 2x + 1: its line turns about −1/x; the guess: where it must turn."""
    check_guess(guess)
    needed = -data.line(ZERO).item() / 2
    figure, ax = page.figure(height=3.8)
    plots.line_axes(ax, x=(-2.5, 6.5), y=(-4, 14), title="The line while it trains on one number")
    plots.draw_truth(ax)
    plots.draw_label(ax, 4.2, 10.8, "rule", ha="right")
    plots.draw_guess(ax, x=guess)
    lines = [plots.draw_line(ax, ZERO, ZERO, linewidth=1.2) for _ in range(3)]
    line = plots.draw_line(ax, ZERO, ZERO)
    sample = plots.draw_samples(ax, ZERO, ZERO)
    (point,) = ax.plot([], [], "^", color=plots.GRADIENT["color"], markersize=11, zorder=7)

    def show(x_train):
        x, y = table(x_train), data.line(table(x_train))
        history = train(x, y, ZERO, ZERO, 0.3 * largest_stable_rate(x), 12)
        for early, epoch in zip(lines, (1, 2, 3), strict=True):
            plots.move_line(early, *history[epoch])
        plots.move_line(line, *history[-1])
        sample.set_data(x[:, 0], y[:, 0])
        point.set_data([-1 / x_train], [0])
        off = percent_error(predict(ZERO, *history[-1]), data.line(ZERO)).item()
        W, b = (part.item() for part in history[-1])
        said = (
            gap(guess, needed)
            if guess is ... or off < 1
            else "Find the x_train that leaves no error to meet your guess."
        )
        return (
            f"Trained on x = {x_train:g}: W = {W:.3f}, b = {b:.3f}. The hinge stands at x = {-1 / x_train:.2f};"
            f" at x = 0 it is {off:.3g} % off. {said}"
        )

    return live.Live(
        figure, [*lines, line, sample, point], show, x_train=live.slider("x_train", 0.5, 6.0, 0.5, 5.0, ".1f")
    )


def your_network(blank_page, initialize, predict, train, percent_error):
    """The learner's own network, trained and tested by their functions; words until
    `blank_page`, their check, has passed."""
    if not blank_page.passed:
        print("Nothing to draw yet: this cell runs your own functions once all seven have passed the check above.")
        return None
    W, b = initialize(1, np.random.default_rng(0))
    history = train(table(2), table(5), W, b, 0.06, 5)

    def answers(x, now):  # one number at a time: more were not asked of the learner
        return np.vstack([predict(row[None], *now) for row in x])

    figure, (ax, test) = page.figure("AB", height=3.6)
    plots.line_axes(ax, x=(-3, 6), y=(-6, 14), title="Your network")
    plots.draw_truth(ax)
    plots.draw_label(ax, 5.6, 13, "rule", ha="right", va="center")
    dots = plots.draw_samples(ax, table(2), table(5))
    line, error = plots.draw_line(ax, ZERO, ZERO), plots.draw_errors(ax, table(2), table(5), table(5))
    test.set_title("Its test")
    bars = plots.draw_percent_errors(test, X_TEST, percent_error(answers(X_TEST, history[0]), data.line(X_TEST)))

    def show(epochs):
        plots.move_line(line, *history[epochs])
        plots.move_errors(error, table(2), table(5), answers(table(2), history[epochs]))
        off = percent_error(answers(X_TEST, history[epochs]), data.line(X_TEST))
        for bar, percent in zip(bars, off[:, 0], strict=True):
            bar.set_width(percent)
        about_1000 = answers(table(1000), history[epochs]).item()
        return (
            f"After {counted(epochs, 'epoch')} your network answers {about_1000:.1f} for 1000,"
            f" and the worst of its 8 answers is {off.max():.3g} % off."
        )

    return live.Live(figure, [dots, line, error, *bars], show, play="epochs", epochs=live.slider("epochs", 0, 5, 1, 0))

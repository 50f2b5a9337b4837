"""The explorers of Part II, in the order of its notebooks: many samples, many inputs, batches."""

import numpy as np

from helpers import data, live, page, plots
from helpers.neuron import largest_stable_rate, loss, original_units, predict, standardize, train, train_in_batches
from helpers.sliders.guess import ZERO, check_guess, counted, gap, table

# 08: the loss of many samples


def second_sample(guess=...):
    """A second sample that meets the first, and leaves it; the guess: how many lines fit when they meet, or "many"."""
    if guess != "many":
        check_guess(guess, low=0)
    slopes = [2, 1.5, 2.5, 1, 3, 0.5, 3.5]
    rivals = [(table(W), table(5 - 2 * W)) for W in slopes]  # seven lines through the first sample
    figure, (ax, valley) = page.figure("AB", height=3.8)
    plots.line_axes(ax, title="Seven lines through (2, 5)")
    plots.draw_truth(ax)
    plots.draw_label(ax, 7.8, -6.9, "dash-dotted: the rule", ha="right")
    for W, b in rivals[1:]:
        plots.draw_line(ax, W, b, linewidth=1.2)
    if guess is not ...:
        plots.draw_label(ax, 7.8, -4.3, f"dashed: your guess, {guess}", ha="right")
        for W, b in rivals if guess == "many" else rivals[: int(guess)]:
            plots.draw_line(ax, W, b, **plots.GUESS, zorder=4)
    errors = [plots.draw_errors(ax, ZERO, ZERO, ZERO) for _ in rivals]
    dots = plots.draw_samples(ax, ZERO, ZERO)
    plots.map_axes(valley, W=(-1.5, 5.5), b=(-2.5, 4.5), title="Their loss on the map")
    bowl = plots.draw_map(valley, table(2), table(5), levels=2.0 ** np.arange(-1, 10))
    marks = plots.draw_path(valley, sorted(rivals, key=lambda pair: pair[0].item()))
    marks.set_linestyle("none")

    def show(x_second):
        x = np.array([[2.0], [x_second]])
        y = data.line(x)
        dots.set_data(x[:, 0], y[:, 0])
        plots.move_map(bowl, x, y)
        for lines, (W, b) in zip(errors, rivals, strict=True):
            plots.move_errors(lines, x, y, predict(x, W, b))
        worst = max(loss(predict(x, W, b), y) for W, b in rivals)
        if x_second != 2:
            fits = f"Of the lines through (2, 5) only the rule has loss 0; the outermost have {worst:.4g}."
            said = gap(guess, 0) if guess is ... else "Move the second sample onto the first to meet your guess."
        else:
            fits = "The two meet. Every line through the point has loss 0."
            said = {"many": "Your guess, many, is right.", ...: gap(..., 0)}.get(guess) or (
                f"Your guess, {guess:g}, is too low: there is no end of them."
            )
        return f"Second sample: {x_second:g} → {y[1, 0]:g}. {fits} {said}"

    return live.Live(
        figure, [bowl, marks, *errors, dots], show, x_second=live.slider("second x", -2.0, 6.0, 0.5, 5.0, ".1f")
    )


# 09: Hubble's nebulae


def leave_one_out(guess=...):
    """The slope through zero with one of Hubble's nebulae left out; the guess: the most that one can move it."""
    check_guess(guess, low=0)
    names, x, y = data.hubble()
    names = [f"NGC {name}" if name.isdigit() else name for name in names]
    everyone = np.arange(len(x))

    def slope(rows):
        return np.linalg.lstsq(x[rows], y[rows], rcond=None)[0]

    W_all = slope(everyone)
    W_without = [slope(everyone != row) for row in everyone]
    moves = [abs(W - W_all).item() for W in W_without]
    figure, (ax, bars) = page.figure("AB", height=3.8)
    ax.set(
        xlim=(-0.1, 2.2), ylim=(-320, 1250), xlabel="distance x in Mpc", ylabel="velocity y in km/s", title="The line"
    )
    plots.draw_samples(ax, x, y).set_markersize(5)
    plots.draw_line(ax, W_all, ZERO, linewidth=1.2)
    line = plots.draw_line(ax, W_all, ZERO)
    (hollow,) = ax.plot([], [], "o", markersize=11, markerfacecolor="white", markeredgecolor="black", zorder=6)
    bars.set(
        xlim=(0, len(x) + 1),
        ylim=(0, 32),
        xlabel="nebula left out, near to far",
        ylabel="km/s per Mpc",
        title="How far the slope moves",
    )
    columns = bars.bar(everyone + 1, moves, width=0.7, color=plots.ERROR["color"], zorder=3)
    plots.draw_guess(bars, y=guess)

    def show(row):
        for number, (column, move) in enumerate(zip(columns, moves, strict=True)):
            column.set_height(move if number <= row else 0)
        hollow.set_data(x[[row], 0] if row >= 0 else [], y[[row], 0] if row >= 0 else [])
        plots.move_line(line, W_without[row] if row >= 0 else W_all, ZERO)
        said = (
            gap(guess, round(max(moves), 2))
            if guess is ... or row == len(x) - 1
            else "Go on to the last nebula to meet your guess."
        )
        if row < 0:
            return f"With all {len(x)} nebulae the slope is {W_all.item():.2f} km/s per Mpc. {said}"
        W = W_without[row].item()
        return (
            f"Without {names[row]} the slope is {W:.2f} km/s per Mpc, with it {W_all.item():.2f}:"
            f" moved by {W - W_all.item():+.2f}. The most so far is {max(moves[: row + 1]):.2f}. {said}"
        )

    options = [("none", -1), *zip(names, everyone.tolist(), strict=True)]
    return live.Live(figure, [line, hollow, *columns], show, row=live.choice("left out", options, -1))


# 10: scale


def shift_or_stretch(x, y, guess=...):
    """The bowl as the inputs are shifted and stretched; the guess: "shift", "stretch" or "both" rounds it."""
    mean, sd = x.mean(), x.std()
    ways = {"shift": (mean, 1.0), "stretch": (0.0, sd), "both": (mean, sd)}
    if guess is not ... and not (isinstance(guess, str) and guess in ways):
        raise ValueError(f'guess must be "shift", "stretch" or "both", with its quotes, not {guess!r:.40}')
    epochs, start = 20, (table(6), table(8))

    def ratio(z):
        """The steepest curvature over the flattest."""
        z_and_1 = np.hstack([z, np.ones((len(z), 1))])
        return float(np.linalg.cond(z_and_1) ** 2)

    def run(z, share):
        """The history of training on z at a share of the largest stable rate, and its distances from the goal."""
        history = train(z, 0 * y, *start, share * largest_stable_rate(z), epochs)
        return history, [max(np.hypot(W.item(), b.item()), 1e-9) for W, b in history]

    figure, (bowl, curve) = page.figure("AB", height=3.9)
    plots.map_axes(bowl, W=(-10, 10), b=(-10, 10), title="The bowl, and the path in it")
    bowl.set(xlabel="weight, from the goal", ylabel="bias, from the goal", yticks=bowl.get_xticks())
    image = plots.draw_map(bowl, x, 0 * y, levels=2.0 ** np.arange(1, 18))
    path = plots.draw_path(bowl, [start])
    plots.cost_axes(curve, epochs, low=1e-3, high=1e3, title="The distance that is left")
    curve.set_ylabel("distance from the goal")
    distances = plots.draw_costs(curve, [])
    verdict = 'No guess yet: put "shift", "stretch" or "both" in place of the dots after guess= and run the cell again.'
    if guess is not ...:
        shift, stretch = ways[guess]
        z = (x - shift) / stretch
        curve.plot(run(z, 0.5)[1], **plots.GUESS)
        plots.draw_label(curve, epochs, 400, f"dashed: your guess, {guess}", ha="right")
        right = "is right." if guess == "both" else "is not enough: it takes both."
        verdict = f"Your guess, {guess}, leads to {ratio(z):.4g} : 1 and {right}"

    def show(shift, stretch, share):
        z = (x - shift) / stretch
        plots.move_map(image, z, 0 * y)
        history, way_left = run(z, share)
        plots.move_path(path, history)
        distances.set_data(range(epochs + 1), way_left)
        limit, left = largest_stable_rate(z), round(way_left[-1], 6)
        gone = next((epoch for epoch, distance in enumerate(way_left) if distance > 1e3), None)
        off = f" It left the scale at epoch {gone}." if gone else ""
        said = verdict if guess is ... or ratio(z) < 1.01 else f"Round the bowl to 1 : 1 to meet your guess, {guess}."
        return (
            f"Shift {shift}, stretch {stretch}. Curvatures {ratio(z):.4g} : 1. Training converges below {limit:.4g}."
            f" At {share:g} of that, {epochs} epochs bring the distance from {way_left[0]:.4g} to {left:.2g}."
            f"{off} {said}"
        )

    return live.Live(
        figure,
        [image, path, distances],
        show,
        shift=live.slider("shift: subtract", 0, 30, 1, 0),
        stretch=live.slider("stretch: divide by", 1, 20, 1, 1),
        share=live.slider("rate, share of the limit", 0.1, 1.2, 0.1, 0.5, ".1f"),
    )


# 11: many inputs


def best_line(x, y):
    """The best W and b for one input: standardised, a learning rate of 0.5 lands in one epoch."""
    z, mean, sd = standardize(x)
    return original_units(*train(z, y, ZERO, ZERO, learning_rate=0.5, epochs=1)[-1], mean, sd)


def depth_weight(flipper, depth, mass, guess=...):
    """Mass against bill depth where the flippers are nearly alike; the guess: depth's weight beside flipper's."""
    check_guess(guess)
    z, mean, sd = standardize(np.hstack([flipper, depth]))
    history = train(z, mass, np.zeros((2, 1)), ZERO, largest_stable_rate(z) / 2, epochs=200)
    beside = original_units(*history[-1], mean, sd)[0][1, 0]
    W_all, b_all = best_line(depth, mass)
    figure, (bands, masses) = page.figure("AB", height=3.9)
    bands.set(ylim=(168, 235), ylabel="flipper length (mm)", title="Hold the flipper …")
    masses.set(ylim=(2150, 6500), ylabel="body mass (g)", title="… and watch the bill")
    dots = []
    for ax, y in [(bands, flipper), (masses, mass)]:
        ax.set(xlim=(12.5, 22), xlabel="bill depth (mm)")
        ax.plot(depth, y, "o", color="#a6a6a6", markersize=2.5, zorder=1)
        dots += ax.plot([], [], "o", color=plots.DATA["color"], markersize=3.5, zorder=2)
    held = bands.axhspan(168, 235, xmin=0.006, facecolor="#e6e6e6", zorder=0)
    plots.draw_line(masses, W_all, b_all, linewidth=1.2)
    plots.draw_label(masses, 21.9, 2300, signed("thin line: all, {} g/mm", W_all.item()), ha="right")
    line = plots.draw_line(masses, ZERO, ZERO)
    dashed = plots.draw_line(masses, ZERO, ZERO, **plots.GUESS)

    def show(held_at, within):
        rows = np.abs(flipper[:, 0] - held_at) <= within
        W, b = best_line(depth[rows], mass[rows])
        held.set(y=held_at - within, height=2 * within)
        dots[0].set_data(depth[rows], flipper[rows])
        dots[1].set_data(depth[rows], mass[rows])
        plots.move_line(line, W, b)
        said = gap(guess, beside)
        if guess is not ...:
            at = depth[rows].mean(keepdims=True)
            plots.move_line(dashed, table(guess), predict(at, W, b) - guess * at)
            said += " Its sign is right." if guess * beside > 0 else " Its sign is wrong."
            said = signed("With flipper beside it, depth weighs {} g/mm. ", beside) + said
        if guess is not ... and within > 5:
            said = "Narrow the band to meet your guess."
        return (
            f"{rows.sum()} penguins have flippers of {held_at} ± {within} mm. Among them, one more mm of bill depth"
            f" goes with {signed('{} g', W.item())}. {said}"
        )

    return live.Live(
        figure,
        [held, *dots, line, dashed],
        show,
        held_at=live.slider("flipper length (mm)", 178, 228, 2, 202),
        within=live.choice("give or take (mm)", [32, 16, 8, 5, 3], 32),
    )


def signed(text, number):
    """The text with a number in it that always shows its sign."""
    return text.format(f"{number:+.0f}".replace("-", "−"))


# 12: many steps in an epoch


def batches(x, y, learning_rate, guess=...):
    """The path in the bowl and the loss, step by step; the guess: the number of steps in an epoch of batches of 4."""
    check_guess(guess, low=0)
    most, asked = 48, 4
    best = best_line(x, y)
    lowest = loss(predict(x, *best), y)
    figure, (bowl, curve) = page.figure("AB", height=3.8)
    plots.map_axes(bowl, W=(-100, 600), b=(-120, 660), title="The path in the bowl")
    plots.draw_map(bowl, x, y, levels=lowest + 2e3 * np.arange(1, 15) ** 2)
    bowl.plot(*best, "+", color="black", markersize=12, markeredgewidth=2, zorder=7)
    path = plots.draw_path(bowl, [(ZERO, ZERO)])
    path.set(linewidth=1.2, markersize=3.5)
    curve.set(xlim=(-1, most + 1), ylim=(1, 1e6), title="The loss, step by step")
    plots.log_scale(curve.yaxis)
    curve.set(xlabel="step (tall tick: an epoch ends)", ylabel="loss above the lowest")
    (ends,) = curve.plot([], [], color="black", linewidth=0.8, zorder=1)
    losses = plots.draw_costs(curve, [])
    losses.set(linewidth=1.2, markersize=3.5)
    plots.draw_guess(curve, x=guess)

    def show(batch_size, steps):
        in_epoch = -(-len(x) // batch_size)
        epochs = -(-most // in_epoch)
        rng = np.random.default_rng(0)
        history = train_in_batches(x, y, ZERO, ZERO, learning_rate, epochs, batch_size, rng)[: steps + 1]
        above = [loss(predict(x, *now), y) - lowest for now in history]
        at = np.arange(in_epoch, steps + 1, in_epoch)
        ends.set_data(np.repeat(at, 3), np.tile([1, 2.5, np.nan], len(at)))
        plots.move_path(path, history)
        losses.set_data(range(steps + 1), above)
        W, b = (part.item() for part in history[-1])
        met = batch_size == asked and steps >= in_epoch
        said = gap(guess, in_epoch) if guess is ... or met else f"Play on in batches of {asked} to meet your guess."
        return (
            f"{counted(steps, 'step')} in batches of {batch_size}. Rows used: {steps * batch_size}."
            f" Epochs: {steps / in_epoch:.3g}. W = {W:.0f}, b = {b:.0f}, and the loss is {above[-1]:.0f} above the"
            f" lowest. {said}"
        )

    return live.Live(
        figure,
        [path, losses, ends],
        show,
        play="steps",
        batch_size=live.choice("batch size", [1, 2, 4, 8, 12, 24], asked),
        steps=live.slider("steps", 0, most, 1, 0),
    )

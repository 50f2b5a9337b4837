"""The explorers of Part II, in the order of its notebooks: many samples, many inputs, batches."""

import numpy as np

from helpers import data, live, page, plots
from helpers.neuron import largest_stable_rate, loss, original_units, predict, standardize, train, train_in_batches
from helpers.plots import in_style
from helpers.sliders.guess import ZERO, counted, read, table, verdict

# 08: the loss of many samples


RIVALS = [(table(W), table(5 - 2 * W)) for W in (2, 1.5, 2.5, 1, 3, 0.5, 3.5)]  # seven lines through (2, 5)


def two_samples(x_second):
    """The samples x and y, the second anywhere on the rule, and the largest loss that a rival line has on them."""
    x = np.array([[2.0], [x_second]])
    y = data.line(x)
    return x, y, max(loss(predict(x, W, b), y) for W, b in RIVALS)


@in_style
def second_sample(guess=...):
    """A second sample that meets the first, and leaves it; the guess: how many lines fit when they meet, or "many"."""
    many = ["infinite", "infinitely many", "infinity", "inf", "∞", "all", "no end", "countless", "endless"]
    guess = "many" if isinstance(guess, float) and guess == np.inf else guess
    guess = read(guess, {"many": many}, least=0)
    guessed = {...: 0, "many": len(RIVALS)}.get(guess.value, guess.value)
    if isinstance(guess.value, float):
        guess = guess._replace(value=f"{guess.value:g}")
    figure, (ax, valley) = page.figure("AB", height=3.8)
    plots.line_axes(ax, title="Seven lines through (2, 5)")
    plots.draw_truth(ax)
    plots.draw_label(ax, 7.8, -6.9, "dash-dotted: the rule", ha="right")
    plots.draw_label(ax, -3.8, 14.6, "dotted: errors", va="top")
    for number, (W, b) in enumerate(RIVALS):
        if number < guessed and (number or guessed == 1):
            plots.draw_line(ax, W, b, **plots.GUESS, zorder=4)
        elif number:  # the first is the rule, which is drawn already
            plots.draw_line(ax, W, b, linewidth=1.2)
    if guess.value is not ...:
        plots.draw_label(ax, 7.8, -4.3, f"dashed: your guess, {guess.value}", ha="right")
    errors = [plots.draw_errors(ax, ZERO, ZERO, ZERO) for _ in RIVALS]
    dots = plots.draw_samples(ax, ZERO, ZERO)
    plots.map_axes(valley, W=(-1.5, 5.5), b=(-2.5, 4.5), title="Their loss on the map")
    bowl = plots.draw_map(valley, table(2), table(5), levels=2.0 ** np.arange(-1, 10))
    marks = plots.draw_path(valley, sorted(RIVALS, key=lambda pair: pair[0].item()))
    marks.set_linestyle("none")

    def show(x_second):
        x, y, worst = two_samples(x_second)
        dots.set_data(x[:, 0], y[:, 0])
        plots.move_map(bowl, x, y)
        for lines, (W, b) in zip(errors, RIVALS, strict=True):
            plots.move_errors(lines, x, y, predict(x, W, b))
        if x_second == 2:
            fits = "The two meet. Every line through the point has loss 0."
        else:
            fits = f"Of the lines through (2, 5) only the rule has loss 0; the outermost have {worst:.4g}."
        why = ": there is no end of lines through one point"
        said = verdict(guess, "many", x_second == 2, "Move the second sample onto the first", why=why)
        return f"Second sample: {x_second:g} → {y[1, 0]:g}. {fits} {said}"

    return live.Live(
        figure, [bowl, marks, *errors, dots], show, x_second=live.slider("second x", -2.0, 6.0, 0.5, 5.0, ".1f")
    )


# 09: Hubble's nebulae


def slope_without(x, y, row):
    """The slope of the best line through zero to all samples but one; to all where the row is −1."""
    kept = np.arange(len(x)) != row
    return np.linalg.lstsq(x[kept], y[kept], rcond=None)[0].item()


@in_style
def leave_one_out(guess=...):
    """The slope through zero with one of Hubble's nebulae left out; the guess: the most that one can move it."""
    guess = read(guess, least=0)
    names, x, y = data.hubble()
    names = [f"NGC {name}" if name.isdigit() else name for name in names]
    last = len(x) - 1
    W_all, *W_without = (slope_without(x, y, row) for row in range(-1, len(x)))
    moves = [abs(W - W_all) for W in W_without]
    figure, (ax, bars) = page.figure("AB", height=3.8)
    ax.set(
        xlim=(-0.1, 2.2), ylim=(-320, 1250), xlabel="distance x in Mpc", ylabel="velocity y in km/s", title="The line"
    )
    plots.draw_samples(ax, x, y).set_markersize(5)
    plots.draw_line(ax, table(W_all), ZERO, linewidth=1.2)
    line = plots.draw_line(ax, table(W_all), ZERO)
    (hollow,) = ax.plot([], [], "o", markersize=11, markerfacecolor="white", markeredgecolor="black", zorder=6)
    bars.set(
        xlim=(0, len(x) + 1),
        ylim=(0, 110),  # no narrower, or the axis gives the answer away
        xlabel="nebula left out, near to far",
        ylabel="km/s per Mpc",
        title="How far the slope moves",
    )
    columns = bars.bar(np.arange(len(x)) + 1, moves, width=0.7, color=plots.ERROR["color"], zorder=3)
    plots.draw_guess(bars, y=guess.value)

    def show(row):
        for number, (column, move) in enumerate(zip(columns, moves, strict=True)):
            column.set_height(move if number <= row else 0)
        hollow.set_data(x[[row], 0] if row >= 0 else [], y[[row], 0] if row >= 0 else [])
        W = W_without[row] if row >= 0 else W_all
        plots.move_line(line, table(W), ZERO)
        said = verdict(guess, round(max(moves), 2), row == last, "Go on to the last nebula")
        if row < 0:
            return f"With all {len(x)} nebulae the slope is {W_all:.2f} km/s per Mpc. {said}"
        return (
            f"Without {names[row]} the slope is {W:.2f} km/s per Mpc, with it {W_all:.2f}:"
            f" moved by {W - W_all:+.2f}. The most so far is {max(moves[: row + 1]):.2f}. {said}"
        )

    options = [("none", -1), *zip(names, range(len(x)), strict=True)]
    return live.Live(figure, [line, hollow, *columns], show, row=live.choice("left out", options, -1))


# 10: scale


def curvatures(z):
    """The steepest curvature of the bowl over the flattest: 1 where it is round."""
    return float(np.linalg.cond(np.hstack([z, np.ones((len(z), 1))])) ** 2)


def way_left(z, start, share, epochs):
    """The history of training on z towards 0 at a share of the largest stable rate, and its distances from there."""
    history = train(z, 0 * z, *start, share * largest_stable_rate(z), epochs)
    return history, [max(np.hypot(W.item(), b.item()), 1e-9) for W, b in history]


@in_style
def shift_or_stretch(x, y, guess=...):
    """The bowl as the inputs are shifted and stretched; the guess: "shift", "stretch" or "both" rounds it."""
    guess = read(guess, {"shift": ["shifting"], "stretch": ["stretching"], "both": ["both of them"]}, least=None)
    epochs, start = 20, (table(6), table(8))
    mean, both = round(x.mean()), round(x.std())
    alone = round(np.sqrt(np.mean(x**2)))  # the best that stretching can do
    ways = {"shift": (mean, 1), "stretch": (0, alone), "both": (mean, both)}
    figure, (bowl, curve) = page.figure("AB", height=3.9)
    plots.map_axes(bowl, W=(-10, 10), b=(-10, 10), title="The bowl, and the path in it")
    bowl.set(xlabel="weight, from the goal", ylabel="bias, from the goal", yticks=bowl.get_xticks())
    image = plots.draw_map(bowl, x, 0 * y, levels=2.0 ** np.arange(1, 18))
    path = plots.draw_path(bowl, [start])
    plots.cost_axes(curve, epochs, low=1e-3, high=1e3, title="The distance that is left")
    curve.set_ylabel("distance from the goal")
    distances = plots.draw_costs(curve, [])
    why = ""
    if guess.value is not ...:
        shift, stretch = ways[guess.value]
        z = (x - shift) / stretch
        curve.plot(way_left(z, start, 0.5, epochs)[1], **plots.GUESS)
        plots.draw_label(curve, epochs, 400, f"dashed: your guess, {guess.value}", ha="right")
        at = [f"shift {shift}"] * (shift > 0) + [f"stretch {stretch}"] * (stretch > 1)
        alone = "" if guess.value == "both" else " alone"
        why = f": {' and '.join(at)}{alone} leads to {curvatures(z):.4g} : 1{', its best' * (alone > '')}"

    def show(shift, stretch, share):
        z = (x - shift) / stretch
        plots.move_map(image, z, 0 * y)
        history, distance = way_left(z, start, share, epochs)
        plots.move_path(path, history)
        distances.set_data(range(epochs + 1), distance)
        limit, left = largest_stable_rate(z), round(distance[-1], 6)
        gone = next((epoch for epoch, far in enumerate(distance) if far > 1e3), None)
        met = curvatures(z) < 1.01 or (shift, stretch) == ways.get(guess.value)
        return (
            f"Shift {shift}, stretch {stretch}. Curvatures {curvatures(z):.4g} : 1. Training converges below"
            f" {limit:.4g}. At {share:g} of that, {epochs} epochs bring the distance from {distance[0]:.4g} to"
            f" {left:.2g}.{f' Off the picture from epoch {gone}.' if gone else ''}"
            f" {verdict(guess, 'both', met, 'Make the bowl as round as you can', why=why)}"
        )

    return live.Live(
        figure,
        [image, path, distances],
        show,
        shift=live.slider("shift: subtract", 0, 30, 1, 0),
        stretch=live.slider("stretch: divide by", 1, 25, 1, 1),
        share=live.slider("rate, share of the limit", 0.1, 1.2, 0.1, 0.5, ".1f"),
    )


# 11: many inputs


def best_line(x, y):
    """The best W and b for one input: standardised, a learning rate of 0.5 lands in one epoch."""
    z, mean, sd = standardize(x)
    return original_units(*train(z, y, ZERO, ZERO, learning_rate=0.5, epochs=1)[-1], mean, sd)


NAMED = {"Adelie": (-3, -350)}  # where its name stands from the middle of its cloud; the others' stand above


def all_penguins():
    """The species of each measured penguin, its bill's depth in mm and its mass in g."""
    depth, mass = np.hsplit(data.penguins("bill_depth_mm", "body_mass_g"), 2)
    species = np.array([row["species"] for row in data.rows("penguins.csv")])
    measured = ~np.isnan(depth + mass)[:, 0]
    return species[measured], depth[measured], mass[measured]


def moved_together(values, species, share):
    """The values after each species' mean has moved a share of the way to the mean of all."""
    moved = values.astype(float)
    for kind in set(species):
        moved[species == kind] -= share * (values[species == kind].mean(axis=0) - values.mean(axis=0))
    return moved


@in_style
def depth_weight(guess=...):
    """Mass against bill depth as the species' clouds move together; the guess: depth's weight, each species held fixed.

    Where the clouds lie upon one another the line has the weight that a network gives depth beside the species.
    """
    signs = {"positive": ["plus", "+", "up", "more"], "negative": ["minus", "-", "−", "down", "less"]}
    guess = read(guess, signs)
    species, depth, mass = all_penguins()
    kinds = sorted(set(species))
    beside = best_line(moved_together(depth, species, 1), moved_together(mass, species, 1))[0].item()
    answer = "positive" if isinstance(guess.value, str) else beside
    W_all, b_all = best_line(depth, mass)
    figure, ax = page.figure(height=4.0)
    ax.set(xlim=(12.5, 22), ylim=(2500, 6500), xlabel="bill depth (mm)", ylabel="body mass (g)")
    ax.set_title("Each species, and the line through them")
    plots.draw_line(ax, W_all, b_all, linewidth=1.2)
    plots.draw_label(ax, 12.6, 2580, page.minus(f"thin line: all where they are, {W_all.item():.0f} g/mm"))
    if isinstance(guess.value, float):
        plots.draw_line(ax, table(guess.value), mass.mean() - guess.value * depth.mean(keepdims=True), **plots.GUESS)
    if guess.value is not ...:
        word = guess.value if isinstance(guess.value, str) else page.minus(f"dashed, {guess.value:g} g/mm")
        plots.draw_label(ax, 21.9, 2580, f"your guess: {word}", ha="right")
    clouds = [ax.plot([], [], mark, color="black", markersize=4, zorder=2)[0] for mark in "ovs"]
    names = [plots.draw_label(ax, 0, 0, "", ha="center", va="center") for _ in kinds]
    line = plots.draw_line(ax, ZERO, ZERO)

    def show(together, watched):
        share = together / 100
        at, y = (moved_together(values, species, share) for values in (depth, mass))
        for cloud, name, kind in zip(clouds, names, kinds, strict=True):
            rows = species == kind
            cloud.set_data(at[rows], y[rows])
            cloud.set_color("black" if watched in ("all", kind) else "#a6a6a6")
            beside = NAMED.get(kind, (0, 1250))
            name.set_position((at[rows].mean() + beside[0], y[rows].mean() + beside[1]))
            name.set_text(kind if share < 1 else "")
        rows = np.isin(species, kinds if watched == "all" else [watched])
        W, b = best_line(at[rows], y[rows])
        plots.move_line(line, W, b)
        who = f"all {len(species)} penguins" if watched == "all" else f"the {rows.sum()} {watched} penguins"
        met = together == 100 and watched == "all"
        said = verdict(guess, answer, met, "Move the species all the way together and watch all", unit=" g")
        return (
            f"The species are moved {together} % of the way together. Among {who}, one more mm of bill depth goes with"
            f" {W.item():+.0f} g. {said}"
        )

    return live.Live(
        figure,
        [*clouds, line, *names],
        show,
        together=live.slider("species moved together, %", 0, 100, 10, 0),
        watched=live.choice("watched", ["all", *kinds], "all"),
    )


# 12: many steps in an epoch


def steps_in_epoch(x, batch_size):
    """The number of steps in which each row of x is used once."""
    return -(-len(x) // batch_size)


def stepped(x, y, learning_rate, batch_size, steps):
    """The history of some steps in batches, and how far above the lowest loss each leaves the loss of all rows."""
    epochs = -(-steps // steps_in_epoch(x, batch_size))
    rng = np.random.default_rng(0)
    history = train_in_batches(x, y, ZERO, ZERO, learning_rate, epochs, batch_size, rng)[: steps + 1]
    lowest = loss(predict(x, *best_line(x, y)), y)
    return history, [loss(predict(x, *now), y) - lowest for now in history]


@in_style
def batches(x, y, learning_rate, guess=...):
    """The path in the bowl and the loss, step by step; the guess: the number of steps in an epoch of batches of 4."""
    guess = read(guess, least=0)
    most, asked = 48, 4
    best = best_line(x, y)
    figure, (bowl, curve) = page.figure("AB", height=3.8)
    plots.map_axes(bowl, W=(-100, 600), b=(-120, 660), title="The path in the bowl")
    lowest = loss(predict(x, *best), y)
    plots.draw_map(bowl, x, y, levels=lowest + 2e3 * np.arange(1, 15) ** 2)
    (cross,) = bowl.plot(*best, "+", color="black", markersize=12, markeredgewidth=2, zorder=7)
    path = plots.draw_path(bowl, [(ZERO, ZERO)])
    path.set(linewidth=1.2, markersize=3.5)
    curve.set(xlim=(-1, most + 1), ylim=(1, 5e5), title="The loss, step by step")
    plots.log_scale(curve.yaxis)
    curve.set(xlabel="step (tall tick: an epoch ends)", ylabel="loss above the lowest")
    (ends,) = curve.plot([], [], color="black", linewidth=0.8, zorder=1)
    losses = plots.draw_costs(curve, [])
    losses.set(linewidth=1.2, markersize=3.5)
    plots.draw_guess(curve, x=guess.value)

    def show(batch_size, steps):
        in_epoch = steps_in_epoch(x, batch_size)
        history, above = stepped(x, y, learning_rate, batch_size, steps)
        at = np.arange(in_epoch, steps + 1, in_epoch)
        ends.set_data(np.repeat(at, 3), np.tile([1, 2.5, np.nan], len(at)))
        plots.move_path(path, history)
        losses.set_data(range(steps + 1), above)
        W, b = (part.item() for part in history[-1])
        met = batch_size == asked and steps >= in_epoch
        said = verdict(guess, in_epoch, met, f"Play on in batches of {asked}")
        return (
            f"{counted(steps, 'step')} in batches of {batch_size}. Rows used: {steps * batch_size}."
            f" Epochs: {steps / in_epoch:.3g}. W = {W:.0f}, b = {b:.0f}, and the loss is {above[-1]:.0f} above the"
            f" lowest. {said}"
        )

    return live.Live(
        figure,
        [path, cross, losses, ends],
        show,
        play="steps",
        batch_size=live.choice("batch size", [1, 2, 4, 8, 12, 24], asked),
        steps=live.slider("steps", 0, most, 1, 0),
    )

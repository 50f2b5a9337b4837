"""The pictures of Part II, in the order of its notebooks: many samples, many inputs, batches."""

from itertools import pairwise

import numpy as np

from helpers import page, plots
from helpers.neuron import largest_stable_rate, loss, predict, train
from helpers.plots import in_style, said

ZERO = np.zeros((1, 1))


def formula(x, y):
    """The best W and b, by linear regression's own formula."""
    W_and_b = np.linalg.lstsq(np.hstack([x, np.ones((len(x), 1))]), y, rcond=None)[0]
    return W_and_b[:-1], W_and_b[-1:]


# 08: the loss of many samples


@in_style
def bowl_of_two(x, y):
    """The maps of two samples, a valley each, and of their mean, a bowl."""
    figure, axes = page.figure("ABC", height=2.6)
    samples = [f"{said(x_is)} → {said(y_is)}" for x_is, y_is in zip(x[:, 0], y[:, 0], strict=True)]
    titles = [*(f"Cost of {sample}" for sample in samples), "Their mean"]
    for ax, rows, title in zip(axes, ([0], [1], [0, 1]), titles, strict=True):
        plots.map_axes(ax, W=(-1, 5), b=(-2, 4), title=title)
        plots.draw_map(ax, x[rows], y[rows])
        for row in rows:
            plots.draw_floor(ax, x[[row]], y[[row]])
    W, b = formula(x, y)
    plots.draw_rule(axes[2], W.item(), b.item())
    return page.Picture(
        figure,
        f"Three maps: {samples[0]}, {samples[1]}, and their mean. Each sample alone is a valley with a straight floor."
        f" Their mean is a bowl: the floors cross at one point, the rule ({said(W.item(), 'z.4g')},"
        f" {said(b.item(), 'z.4g')}), and there the loss is {round(loss(predict(x, W, b), y), 9):g}.",
    )


@in_style
def paths_in_the_bowl(x, y, starts=((0.0, 0.0), (4.5, -1.5)), epochs=40):
    """The paths of training from several starts, all to the lowest point of the bowl."""
    figure, ax = page.figure(height=4.2)
    plots.map_axes(ax, W=(-1, 5), b=(-2, 4), title="From any start to the lowest point")
    plots.draw_map(ax, x, y)
    told = []
    for W, b in starts:
        start = np.array([[float(W)]]), np.array([[float(b)]])
        history = train(x, y, *start, largest_stable_rate(x) / 2, epochs)
        plots.draw_path(ax, history)
        W_end, b_end = (said(part.item(), ".4f") for part in history[-1])
        told.append(f"from ({said(W)}, {said(b)}) to W = {W_end}, b = {b_end}")
    plots.draw_rule(ax)
    return page.Picture(
        figure,
        f"A bowl with {len(starts)} paths of {epochs} epochs each: {'; '.join(told)}. All end at the star, the rule"
        " (2, 1).",
    )


# 09: Hubble's nebulae


@in_style
def nebulae(x, y, W, b):
    """Hubble's nebulae, the network's line, and the error of each."""
    figure, ax = page.figure(height=3.8)
    ax.set(xlim=(-0.1, 2.2), ylim=(-320, 1250), xlabel="distance x in Mpc", ylabel="velocity y in km/s")
    ax.set_title(f"{len(x)} nebulae, and the network's line through zero")
    plots.draw_samples(ax, x, y)
    plots.draw_line(ax, W, b)
    plots.draw_errors(ax, x, y, predict(x, W, b)).set_linewidth(1.5)
    off = np.abs(predict(x, W, b) - y)
    return page.Picture(
        figure,
        f"{len(x)} dots scattered about a rising line with the slope {said(W.item(), '.2f')}. The line comes within 10"
        f" km/s of {np.sum(off < 10)} of them; the root of the loss, a typical error, is"
        f" {np.sqrt(np.mean(off**2)):.0f} km/s.",
    )


@in_style
def then_and_now(x, y, W, today=70.0, earth=4.5):
    """Hubble's line and today's, and how long ago all was in one place by each, 1 / W, beside the age of the Earth.

    `today` is in km/s per Mpc, `earth` in thousand million years.
    """
    km_in_mpc, seconds = 3.0857e19, 3.156e16  # in a Mpc; in a thousand million years
    then, now = (km_in_mpc / (slope * seconds) for slope in (W.item(), today))
    figure, (ax, ages) = page.figure("AB", height=3.6, width_ratios=[1, 1.15])
    ax.set(xlim=(-0.1, 2.2), ylim=(-320, 1250), xlabel="distance x in Mpc", ylabel="velocity y in km/s")
    ax.set_title("Two rates")
    plots.draw_samples(ax, x, y, markersize=5)
    plots.draw_line(ax, W, ZERO)
    plots.draw_truth(ax, today, 0)
    plots.draw_label(ax, 0.05, 1100, f"1929: {W.item():.0f}")
    plots.draw_label(ax, 1.2, -90, f"today: {today:g}", va="top", bbox=None)
    words = ["1929: 1 / W", "the Earth", "today: 1 / W"]
    ages.barh(words, [then, earth, now], height=0.55, color="#8c8c8c")
    for row, age in enumerate([then, earth, now]):
        plots.draw_label(ages, age + 0.3, row, f"{age:.1f}", va="center", bbox=None)
    ages.set(xlim=(0, 17), xlabel="age in thousand million years", ylabel="whose age", title="Three ages")
    ages.invert_yaxis()
    return page.Picture(
        figure,
        f"Left, {len(x)} nebulae with the line of 1929, {W.item():.0f} km/s per Mpc, and today's, {today:g}, far below."
        f" Right, the ages 1 / W in thousand million years: {then:.1f} by the line of 1929, which is less than the"
        f" Earth's {earth:g}, and {now:.1f} by today's.",
    )


# 10: scale


@in_style
def three_scales(standardised, centred, raw, y, W, b, predicted_epochs, epochs=15_000):
    """How the bias comes to its goal with the same inputs on three scales; `predicted_epochs` is the page's own."""
    figure, ax = page.figure(height=3.4)
    ax.set(xlim=(0.8, 2e4), ylim=(-4, 104), title="The same line on three scales")
    plots.log_scale(ax.xaxis)
    ax.set(xlabel="epoch, on a log scale", ylabel="percent of b still missing")
    told = []
    for name, x in [("standardised", standardised), ("centred", centred), ("raw", raw)]:
        goal = formula(x, y)[1].item()
        history = train(x, y, W, b, largest_stable_rate(x) / 2, epochs)
        missing = [100 * abs(b_now.item() - goal) / abs(goal) for _, b_now in history]
        measured = next(epoch for epoch, part in enumerate(missing) if part <= 1)
        ax.plot(range(1, len(missing)), missing[1:], **plots.PREDICTION)
        ax.plot(measured, missing[measured], "s", color=plots.ERROR["color"], zorder=5)
        plots.draw_label(ax, max(1.15, measured / 7), 8 if measured == 1 else 50, name, ha="left", va="center")
        W_now, b_now = (said(part.item(), ".2f") for part in history[measured])
        told.append(
            f"{name.capitalize()}: ratio {np.linalg.cond(np.hstack([x, np.ones_like(x)])) ** 2:.1f}, epochs predicted"
            f" {predicted_epochs(x)}, measured {measured}; b is to become {said(goal, '.4g')}, and there W = {W_now},"
            f" b = {b_now}."
        )
    return page.Picture(figure, f"Three curves, until 1 % of the bias is missing. {' '.join(told)}")


@in_style
def penguin_line(x, y, W, b):
    """The penguins' mass over the length of their flippers, and the network's line."""
    figure, ax = page.figure(height=3.6)
    ax.set(xlim=(170, 234), ylim=(2500, 6500), xlabel="flipper length in mm", ylabel="body mass in g")
    ax.set_title("One epoch, on standardised inputs")
    plots.draw_samples(ax, x, y).set_markersize(3)
    plots.draw_line(ax, W, b)
    same = np.allclose(predict(x, W, b), predict(x, *formula(x, y)))
    return page.Picture(
        figure,
        f"{len(x)} penguins and the line {line(W, b)}, found in one epoch. Its answers are those of linear regression's"
        f" own formula: {same}.",
    )


def line(W, b):
    """The line in words: 49.69 x − 5780.83."""
    return f"{said(W.item(), '.2f')} x {'−' if b.item() < 0 else '+'} {abs(b.item()):.2f}"


# 11: many inputs


@in_style
def neuron_with_inputs(names, x, y, W, b):
    """One neuron with many inputs as a diagram, with the numbers of one sample."""
    names = [name.removesuffix("_mm").replace("_", " ") for name in names]
    y_hat = predict(x, W, b).item()
    figure, ax = page.figure(height=3.6)
    wires = [*([f"× {said(weight, '.3f')}"] for weight in W[:, 0]), [f"× {said(b.item(), '.0f')}"]]
    circles = [[said(number) for number in x[0]], ["add"], [f"{y_hat:.0f}"]]
    plots.draw_network(ax, circles, [wires, [[""]]], names=[*names, "bias"], heads=["", "neuron", "output"])
    parts = " + ".join(f"{said(number)} · {said(weight, '.3f')}" for number, weight in zip(x[0], W[:, 0], strict=True))
    return page.Picture(
        figure,
        f"One neuron with {len(W)} inputs and a bias, in millimetres and grams. The first penguin: {parts}"
        f" {'−' if b.item() < 0 else '+'} {abs(b.item()):.0f} = {y_hat:.0f} g. It weighed {y.item():.0f} g.",
    )


@in_style
def by_species(x, y, kinds):
    """The penguins' mass over the depth of their bills, a shape and a line for each species, and one line for all."""
    figure, ax = page.figure(height=4.0)
    ax.set(xlim=(12.5, 24), ylim=(2500, 6600), xlabel="bill depth in mm", ylabel="body mass in g")
    ax.set_title("A line for each species, and one for all")
    kinds, told = np.array(kinds), []
    for kind, shape, grey in zip(sorted(set(kinds)), "ovs", ("black", "#8c8c8c", "white"), strict=True):
        rows = kinds == kind
        W, b = formula(x[rows], y[rows])
        told.append(f"{kind} {said(W.item(), '+.0f')} g/mm")
        look = {"marker": shape, "markerfacecolor": grey, "markeredgewidth": 0.7, "label": told[-1]}
        plots.draw_samples(ax, x[rows], y[rows], markersize=4.5, zorder=2, **look)
        ends = np.array([[x[rows].min()], [x[rows].max()]])
        ax.plot(ends, predict(ends, W, b), **plots.PREDICTION, zorder=4)
    W, b = formula(x, y)
    plots.draw_line(ax, W, b, color="black", linewidth=1.4)
    plots.draw_label(ax, 22.9, 3600, f"all: {said(W.item(), '+.0f')} g/mm", ha="center")
    ax.legend(loc="upper right", handletextpad=0.2, framealpha=1)
    return page.Picture(
        figure,
        f"Body mass against bill depth: {len(x)} penguins of {len(told)} species, a cloud for each. The slope of one"
        f" line through all is {said(W.item(), '+.0f')} g/mm; of a line for each species: {', '.join(told)}.",
    )


@in_style
def twins(x, y, runs):
    """The loss over the weights of two inputs that are the same, and paths from several starts."""
    W_end, b_end = runs[0][-1]
    lowest = loss(predict(x, W_end, b_end), y)
    figure, ax = page.figure(height=4.2)
    plots.map_axes(ax, W=(-500, 1100), b=(-400, 1000), title="The same input twice: the valley returns")
    ax.set(xlabel="first weight", ylabel="second weight")
    plots.draw_map(ax, x, y - b_end, levels=lowest + (160 * np.arange(1, 12)) ** 2)
    plots.draw_line(ax, np.array([[-1.0]]), np.array([[W_end.sum()]]), color="black", linewidth=1.4)
    plots.draw_label(ax, 250, 530, "floor: the sum is right")
    for run in runs:
        plots.draw_path(ax, [(W[0], W[1]) for W, _ in run])
    return page.Picture(
        figure,
        f"A map of the loss over two weights: a straight valley with a flat floor where their sum is {W_end.sum():.1f}."
        f" {len(runs)} paths from different starts run straight across it, to {len(runs)} places of the floor.",
    )


@in_style
def bend(x, y, W, b, mean, sd):
    """The penguins' mass over their flippers: the straight line, and the curve of a network that has the square too."""

    def bent(length):
        z = (np.array([[length]]) - mean) / sd
        return predict(np.hstack([z, z**2]), W, b).item()

    W_straight, b_straight = formula(x, y)
    figure, ax = page.figure(height=3.6)
    ax.set(xlim=(170, 233), ylim=(2500, 6500), title="The same code bends")
    ax.set(xlabel="flipper length (mm)", ylabel="body mass (g)")
    plots.draw_samples(ax, x, y).set_markersize(3)
    plots.draw_line(ax, W_straight, b_straight, linewidth=1.2)
    plots.draw_curve(ax, np.linspace(170, 233, 64), bent, **plots.PREDICTION)
    plots.draw_label(ax, 233.5, bent(233), "with the square", va="center")
    plots.draw_label(ax, 233.5, predict(np.array([[233.0]]), W_straight, b_straight).item(), "straight", va="center")
    told = ", ".join(f"{bent(length):.0f} g at {length} mm" for length in (180, 200, 220))
    return page.Picture(
        figure,
        "Body mass against flipper length, with a straight line and a curve that rises faster for long flippers:"
        f" {told}.",
    )


# 12: many steps in an epoch


@in_style
def in_order_or_shuffled(x, y, in_order, shuffled, first=1):
    """How far the loss is above the lowest at the ends of epochs from `first` on, the rows in order and shuffled."""
    lowest = loss(predict(x, *formula(x, y)), y)
    figure, ax = page.figure(height=3.4)
    ax.set(xlabel="epoch", ylabel="loss above the lowest", title="The rows in their order, or shuffled")
    means = []
    for ends, look in [(in_order, {"color": "black", "marker": "s"}), (shuffled, {"marker": "o"})]:
        above = [loss(predict(x, *now), y) - lowest for now in ends]
        means.append(np.mean(above))
        ax.plot(range(first, first + len(above)), above, **{**plots.ERROR, **look}, linewidth=1.4, markersize=4)
    plots.log_scale(ax.yaxis)
    for mean, name in zip(means, ("in order", "shuffled"), strict=True):
        plots.draw_label(ax, first + 1.02 * len(in_order), mean, f"{name}: {mean:,.0f}", va="center", bbox=None)
    last = first + len(in_order) - 1
    ax.set(xlim=(first - 1, first + 1.3 * len(in_order)), xticks=[k for k in range(0, last + 1, 10) if k >= first - 1])
    return page.Picture(
        figure,
        f"The loss above the lowest at the ends of epochs {first} to {last}. In order it is {means[0]:,.0f} on average,"
        f" shuffled {means[1]:,.0f}.",
    )


@in_style
def cars(x, y, W, b, edges=(40, 70, 90, 110, 150, 180, 240)):
    """Miles per gallon over the power of cars, the best line, and the means of cars between these powers."""
    figure, ax = page.figure(height=3.8)
    ax.set(xlim=(40, 240), ylim=(0, 50), xlabel="power in horsepower", ylabel="miles per gallon")
    ax.set_title("A line through cars that do not lie on a line")
    plots.draw_samples(ax, x, y, markersize=3, color="#8c8c8c")
    plots.draw_line(ax, W, b)
    off = []
    for low, high in pairwise(edges):
        rows = (x[:, 0] >= low) & (x[:, 0] < high)
        ax.plot(x[rows].mean(), y[rows].mean(), "s", color="black", markersize=8, zorder=5)
        off.append(np.mean(y[rows] - predict(x[rows], W, b)))
    plots.draw_label(ax, 130, 44, "squares: means of cars of like power")
    told = ", ".join(said(part, "+.1f") for part in off)
    sign = "−" if W.item() < 0 else "+"
    return page.Picture(
        figure,
        f"{len(x)} cars and the line {b.item():.2f} {sign} {abs(W.item()):.3f} x. The means of cars of like power, from"
        f" weak to strong, lie {told} miles from it.",
    )

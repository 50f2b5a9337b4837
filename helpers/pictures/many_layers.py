"""The pictures of Part III about layers, in the order of its notebooks: bends, slopes sent back, training, depth."""

import numpy as np

from helpers import page, plots
from helpers.network import forward, layer_gradients, slope_of_loss
from helpers.neuron import predict
from helpers.plots import in_style, said

# 13: bends


@in_style
def bends_add_up(layers, low=-3, high=3):
    """What each of two units adds to the answer, and the two together."""
    x = np.linspace(low, high, 241)[:, None]
    _, a, y_hat = forward(x, layers)
    (W, b), (v, _) = layers
    top = 1.15 * y_hat.max()
    figure, (parts, whole) = page.figure("AB", height=3.1)
    for ax, title in [(parts, "What each unit adds"), (whole, "Both together")]:
        plots.line_axes(ax, x=(low, high), y=(-0.15 * top, top), title=title)
    told = []
    for unit, (part, weight, bias) in enumerate(zip((a * v.T).T, W[0], b[0], strict=True), 1):
        parts.plot(x[:, 0], part, **plots.PREDICTION)
        at = 0.6 * (low if part[0] > part[-1] else high)
        plots.draw_label(parts, at, 0.85 * part.max(), f"unit {unit}", ha="center", va="center")
        told.append(f"unit {unit} bends at {said(-bias / weight, 'z.3g')}")
    whole.plot(x[:, 0], y_hat[:, 0], **plots.PREDICTION)
    ends = forward(np.array([[low], [0.0], [high]]), layers)[-1][:, 0]
    answers = ", ".join(f"{said(y)} at {said(x)}" for x, y in zip((low, 0, high), ends, strict=True))
    return page.Picture(figure, f"On the left, {' and '.join(told)}. On the right, added up they answer {answers}.")


@in_style
def squares_outside(layers, near=3, far=10):
    """A network that meets squares from −2 to 2, and what it answers outside."""
    x = np.linspace(-2, far, 241)[:, None]
    figure, ax = page.figure(height=3.2)
    plots.line_axes(ax, x=(-2.4, far + 0.4), y=(-6, 1.06 * far**2), title="Outside its bends the network is a line")
    ax.axvspan(-2, 2, facecolor="#e6e6e6", zorder=0)
    ax.plot(x[:, 0], x[:, 0] ** 2, **plots.TRUTH)
    ax.plot(x[:, 0], forward(x, layers)[-1][:, 0], **plots.PREDICTION)
    plots.draw_label(ax, 0.68 * far, 0.62 * far**2, "square", ha="center", va="center")
    plots.draw_label(ax, 0.82 * far, 0.14 * far**2, "network", ha="center", va="center")
    plots.draw_label(ax, 0, 0.86 * far**2, "where it meets\nthe squares", ha="center", va="center", bbox=None)
    (W, b), _ = layers
    hinges = -b[0] / W[0]
    ax.plot(hinges, np.full(len(hinges), -3.0), "|", color="black", markersize=9)
    answers = forward(np.array([[float(near)], [float(far)]]), layers)[-1][:, 0]
    told = [f"at {x} it answers {said(y)}, and the square is {x**2}" for x, y in zip((near, far), answers, strict=True)]
    return page.Picture(
        figure,
        f"From −2 to 2 the network meets the squares; it bends at {', '.join(map(said, hinges))}. Beyond, it goes"
        f" straight on: {'; '.join(told)}.",
    )


# 14: a network, and its slopes


def texts(table):
    """The numbers of a table as texts, row by row."""
    return [[said(number, "z.4g") for number in row] for row in table]


@in_style
def network_at_work(x, layers):
    """A network with one hidden layer as a diagram, with its numbers for one row."""
    _, a, y_hat = forward(x, layers)
    figure, ax = page.figure(height=4.2)
    circles = [texts(row)[0] for row in (x, a, y_hat)]
    wires = [texts(np.vstack(pair)) for pair in layers]
    plots.draw_network(ax, circles, wires, heads=["input", "hidden units", "answer"])
    units = zip(texts(predict(x, *layers[0]))[0], texts(a)[0], strict=True)
    told = "; ".join(f"unit {k} adds up {s} and answers {answer}" for k, (s, answer) in enumerate(units, 1))
    return page.Picture(figure, f"The input is {said(x.item())}; {told}; the network answers {said(y_hat.item())}.")


@in_style
def slopes_sent_back(x, y, layers):
    """The same network with its slopes: on each wire its parameter's, in each circle what was sent back to it."""
    (dW_1, db_1), (dW_2, db_2) = layer_gradients(x, y, layers, slope_of_loss)
    figure, ax = page.figure(height=4.2)
    circles = [texts(x)[0], texts(db_1)[0], texts(db_2)[0]]  # of one row, db is what was sent back
    wires = [texts(np.vstack(pair)) for pair in ((dW_1, db_1), (dW_2, db_2))]
    plots.draw_network(ax, circles, wires, heads=["input", "sent back to the sums", "sent back by the loss"], back=True)
    of_units = enumerate(zip(texts(dW_1)[0], *texts(dW_2.T), strict=True), 1)
    of_weights = [f"unit {k}: {first} and {last}" for k, (first, last) in of_units]
    return page.Picture(
        figure,
        f"In the circles stands what was sent back: {texts(db_2)[0][0]} by the loss, {', '.join(texts(db_1)[0])} to the"
        f" units' sums. On the wires stand the slopes, of the weights into and out of {'; '.join(of_weights)}. Each"
        " bias has the slope of its circle.",
    )


# 15: far outside the data


@in_style
def far_outside(x, y, layers, reach=1000):
    """The few samples that a network was trained on, with its line, near by and as far as it was asked."""
    figure, axes = page.figure("AB", height=3.2)
    near = 1.5 * np.max(np.abs(x))
    for ax, end, title in zip(axes, (near, reach), ("Where it was trained", "Where it was asked"), strict=True):
        at = np.linspace(-end, end, 241)[:, None]
        plots.line_axes(ax, x=(-1.05 * end, 1.05 * end), y=(-0.1 * end, 1.1 * end), title=title)
        ax.plot(at[:, 0], forward(at, layers)[-1][:, 0], **plots.PREDICTION)
        plots.draw_samples(ax, x, y, markersize=6 if end == near else 3)
    plots.draw_label(axes[1], 0, 0.66 * reach, f"all {len(x)} samples", ha="center", va="center")
    plots.draw_arrow(axes[1], (0, 0.6 * reach), (0, 0.04 * reach), color="black", linewidth=1.2)
    ends = forward(np.array([[-float(reach)], [float(reach)]]), layers)[-1][:, 0]
    return page.Picture(
        figure,
        f"Left, the {len(x)} samples between {said(x.min())} and {said(x.max())}, and the network's line through them,"
        f" a corner. Right, the same line from far away: it goes on straight to {said(ends[0], '.1f')} at"
        f" {said(-reach)} and {said(ends[1], '.1f')} at {said(reach)}.",
    )


# 19: a line, folded again and again


@in_style
def folds(fold, times=(1, 2, 3, 5)):
    """What a network answers on 0 … 1 that folds the line this many times; fold(m) is the network for m times."""
    figure, axes = page.figure("".join("ABCDEFGH"[: len(times)]), height=2.4)
    told = []
    for ax, m in zip(axes, times, strict=True):
        x = np.linspace(0, 1, 2 ** (m + 2) + 1)[:, None]
        y_hat = forward(x, fold(m))[-1][:, 0]
        pieces = 1 + np.sum(np.diff(np.sign(np.diff(y_hat))) != 0)
        ax.set(xlim=(0, 1), ylim=(0, 1.04), xticks=[0, 1], yticks=[0, 1], xlabel="x")
        ax.set(ylabel="answer" if m == times[0] else " ", title=f"{m} time{'s' * (m != 1)}")
        ax.plot(x[:, 0], y_hat, **{**plots.PREDICTION, "linewidth": 1.4})
        told.append(f"{m} time{'s' * (m != 1)}, {pieces} pieces")
    return page.Picture(
        figure, f"The line from 0 to 1, folded again and again, each piece between 0 and 1: {'; '.join(told)}."
    )

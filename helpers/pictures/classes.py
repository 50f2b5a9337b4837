"""The pictures of Part III's second half, in the order of its notebooks: classes, handwriting, and how to break it."""

import numpy as np

from helpers import page, plots
from helpers.network import accuracy, forward, softmax
from helpers.plots import in_style, said

# 16: classes


@in_style
def borders(z, y, names, networks):
    """Where each of the networks, by name, draws the borders between the classes; z are two columns, y is one-hot."""
    across, up = np.meshgrid(np.linspace(-2.3, 3.1, 271), np.linspace(-3.3, 2.5, 291))
    places = np.c_[across.ravel(), up.ravel()]
    figure, axes = page.figure("ABCDE"[: len(networks)], height=3.5)
    named, told = [], []
    for ax, (name, layers) in zip(np.atleast_1d(axes), networks.items(), strict=True):
        s = forward(places, layers)[-1]
        named.append(s.argmax(axis=1))
        ax.set(xlim=(-2.3, 3.1), ylim=(-3.3, 2.5), title=name, xlabel="bill length, standardised")
        ax.set(ylabel="bill depth, standardised", aspect="equal", anchor="N")
        for number, (kind, shape, grey) in enumerate(zip(names, "os^", ("black", "#8c8c8c", "white"), strict=True)):
            rows = y[:, number] == 1
            look = {"marker": shape, "markerfacecolor": grey, "markeredgewidth": 0.7, "label": kind}
            plots.draw_samples(ax, z[rows, :1], z[rows, 1:], markersize=4, zorder=2, **look)
            ahead = s[:, number] - np.delete(s, number, axis=1).max(axis=1)
            style = {"colors": plots.PREDICTION["color"], "linewidths": 2, "zorder": 4}
            ax.contour(across, up, ahead.reshape(across.shape), levels=[0], **style)
        right = round(len(y) * accuracy(forward(z, layers)[-1], y))
        told.append(f"{capital(name)}: {right} of {len(y)} on the right side")
    ax.legend(loc="lower right", handletextpad=0.2, framealpha=1)
    same = np.mean([named[0] == other for other in named[1:]]) if len(named) > 1 else 1
    return page.Picture(
        figure,
        f"{len(y)} birds by the length and depth of their bills, a cloud for each of {', '.join(names)}, and the"
        f" borders between the clouds. {'. '.join(told)}. On {100 * same:.0f} % of the map they name the same species.",
    )


def capital(name):
    """The name as a sentence begins."""
    return name[0].upper() + name[1:]


def crossings(grams, p):
    """The masses at which a probability has come to the other side of one half, going up."""
    return grams[1:][np.diff(p > 0.5)]


@in_style
def male_or_female(mass, y, networks, mean, sd):
    """How probable each of the networks, by name, finds it that a penguin of some mass is male, y's last column.

    The dots are the birds, a dot for all in steps of 200 g, at the share of them that is male.
    """
    grams = np.arange(2700, 6301, 10.0)
    figure, ax = page.figure(height=3.9)
    ax.set(xlim=(2600, 6700), ylim=(-0.04, 1.08), xlabel="body mass in g", ylabel="probability of male")
    ax.set_title("Male, from the mass alone?")
    ax.axhline(0.5, color="#767676", linewidth=0.8, zorder=0)
    steps = np.floor(mass[:, 0] / 200)
    shares = [(200 * step + 100, y[steps == step, 1].mean()) for step in np.unique(steps)]
    plots.draw_samples(ax, *np.hsplit(np.array(shares), 2), markersize=5)
    told = []
    for (name, layers), width in zip(networks.items(), (1.4, 2.4), strict=True):
        p = softmax(forward((grams[:, None] - mean) / sd, layers)[-1])[:, 1]
        style = plots.PREDICTION if width > 2 else plots.DATA
        ax.plot(grams, p, **{**style, "linewidth": width}, zorder=4)
        plots.draw_label(ax, 6330, p[-1], name, va="center")
        met = [f"{gram:g}" for gram in crossings(grams, p)]
        at = ", ".join(f"{said(p[grams == gram].item(), '.2f')} at {gram} g" for gram in (4000, 4700))
        told.append(f"{capital(name)}: {at}; it crosses one half at {' g, '.join(met)} g")
    return page.Picture(
        figure,
        f"The share of males among {len(y)} birds, a dot for each 200 g of mass, and two curves. {'. '.join(told)}.",
    )


# 17: handwriting


@in_style
def digits(x, labels):
    """Handwritten digits, ten in a row, and the right answer below each."""
    rows = -(-len(x) // 10)
    figure, ax = page.figure(height=0.3 + 0.86 * rows)
    plots.draw_gallery(ax, x, words=[f"{label}" for label in labels[:, 0]])
    ax.set_title(f"{len(x)} pictures, and their labels")
    listed = ", ".join(map(str, labels[:, 0]))
    return page.Picture(figure, f"{len(x)} handwritten digits of 8 × 8 pixels, dark where there is ink: {listed}.")


@in_style
def confusion_table(counts):
    """How often each class, a row, was taken for each, a column: the counts, darker where there are more."""
    figure, ax = page.figure(height=4.6, width=5.6)
    wrong = counts - np.diag(np.diag(counts))
    shade = 1 - 0.45 * np.sqrt(wrong / max(1, wrong.max()))
    ax.imshow(np.dstack([shade] * 3), zorder=0)
    classes = range(len(counts))
    for (row, column), count in np.ndenumerate(counts):
        weight = "bold" if row == column else "normal"
        if count:
            ax.text(column, row, f"{count}", ha="center", va="center", fontsize=10.5, fontweight=weight)
    ax.set(xticks=classes, yticks=classes, xlabel="taken for", ylabel="right digit", title="What was taken for what")
    most = sorted(zip(*np.nonzero(wrong), strict=True), key=lambda pair: -wrong[pair])[:4]
    told = ", ".join(f"{row} for {column} ({wrong[row, column]})" for row, column in most)
    return page.Picture(
        figure,
        f"A table of {len(counts)} rows and columns: {np.trace(counts)} of {counts.sum()} stand on its diagonal and"
        f" are right. Most often taken wrongly: {told}.",
    )


@in_style
def misread(x, labels, p):
    """The digits whose largest probability stands in the wrong column, the surest first."""
    named, sure = p.argmax(axis=1), p.max(axis=1)
    rows = np.flatnonzero(named != labels[:, 0])
    rows = rows[np.argsort(-sure[rows], kind="stable")]
    words = [f"{labels[row, 0]} as {named[row]}\n{100 * sure[row]:.0f} %" for row in rows]
    figure, ax = page.figure(height=0.45 + 0.95 * -(-len(rows) // 11))
    plots.draw_gallery(ax, x[rows], columns=11, words=words, lines=2)
    ax.set_title(f"The {len(rows)} that it misreads, the surest first")
    told = ", ".join(f"{labels[row, 0]} as {named[row]} with {100 * sure[row]:.1f} %" for row in rows[:4])
    return page.Picture(figure, f"{len(rows)} digits that are misread. The surest: {told}.")


@in_style
def what_units_see(layers):
    """The weights of each hidden unit as a picture: dark where ink switches it on, light where ink switches it off."""
    W = layers[0][0]
    figure, ax = page.figure(height=0.4 + 0.72 * -(-W.shape[1] // 8), width=6.4)
    plots.draw_gallery(ax, (1 + W.T / abs(W).max()) / 2, columns=8, lines=0)
    ax.set_title("What switches each hidden unit on (dark) and off (light)")
    return page.Picture(
        figure,
        f"{W.shape[1]} pictures of 8 × 8 weights, one for each hidden unit, from {said(W.min(), '.2f')}, white, to"
        f" {said(W.max(), '.2f')}, black: spots, and hardly a stroke. Two neighbouring weights are as alike as a"
        f" correlation of {said(neighbours_alike(W.T), '.2f')}.",
    )


def neighbours_alike(x):
    """The correlation of each pixel with the one to its right, over all pictures in the rows of x."""
    pictures = x.reshape(-1, 8, 8)
    return np.corrcoef(pictures[:, :, :-1].ravel(), pictures[:, :, 1:].ravel())[0, 1]


# 18: how to break it


@in_style
def stop_in_time(L_train, L_valid, L_test, right):
    """The losses on three kinds of rows after each epoch, and how many test digits are right; a line where to stop."""
    stop, last = int(np.argmin(L_valid)), len(L_valid) - 1
    figure, (ax, count) = page.figure("AB", height=3.6, width_ratios=[1.35, 1])
    ax.set(xlim=(0, 1.25 * last), ylim=(0.001, 4), xlabel="epoch", ylabel="loss", title="Losses, on a log scale")
    plots.log_scale(ax.yaxis)
    told = []
    for name, losses, style in [("training", L_train, ":"), ("validation", L_valid, "-"), ("test", L_test, "--")]:
        ax.plot(losses, color=plots.ERROR["color"], linestyle=style, linewidth=1.4)
        plots.draw_label(ax, 1.02 * last, losses[-1], name, va="center", bbox=None)
        told.append(f"{name} {losses[stop]:.3f} and {losses[-1]:.3f}")
    count.plot(right, color=plots.PREDICTION["color"], linewidth=1.4)
    count.set(xlim=(0, last), ylim=(0, 1.1 * max(right)), xlabel="epoch", ylabel="digits right")
    count.set_title("Test digits right")
    for one in (ax, count):
        one.axvline(stop, color="black", linewidth=1)
    plots.draw_label(ax, stop + 0.02 * last, 2.4, f"epoch {stop}", va="center", bbox=None)
    return page.Picture(
        figure,
        f"Three losses over {last} epochs, at epoch {stop}, where the validation loss is lowest, and at the end:"
        f" {', '.join(told)}. Test digits right: {right[stop]} and {right[-1]}.",
    )


@in_style
def corrected(x, given, said, columns=10):
    """Digits with a wrong label each: what the teacher says of it, and what the network says."""
    words = [f"“{told}”\n{own}" for told, own in zip(given, said, strict=True)]
    figure, ax = page.figure(height=0.35 + 0.97 * -(-len(x) // columns))
    plots.draw_gallery(ax, x, columns=columns, words=words, lines=2)
    ax.set_title("Above: what the teacher says. Below: what the network says")
    listed = ", ".join(f"“{told}” {own}" for told, own in zip(given, said, strict=True))
    return page.Picture(figure, f"{len(x)} digits, what the teacher says and what the network says: {listed}.")


@in_style
def uphill(x, step, labels, layers):
    """The first digit of each class that a step for each pixel turns: before it, the step, and after it."""
    before, after = (softmax(forward(pixels, layers)[-1]) for pixels in (x, np.clip(x + step, 0, 1)))
    turned = (before.argmax(axis=1) == labels) & (after.argmax(axis=1) != labels)
    rows = [row for row in (np.flatnonzero(turned & (labels == digit)) for digit in range(10)) if len(row)]
    rows = [row[0] for row in rows]
    added = 0.5 + 0.5 * step[rows] / abs(step).max()
    words = [f"{p[row].argmax()}: {100 * p[row].max():.0f} %" for p in (before, after) for row in rows]
    words[len(rows) : len(rows)] = [""] * len(rows)
    figure, ax = page.figure(height=2.85)
    shown = np.vstack([x[rows], added, np.clip(x + step, 0, 1)[rows]])
    plots.draw_gallery(ax, shown, columns=len(rows), words=words)
    ax.set_title("Before; what is added (dark: more ink, light: less); after")
    told = ", ".join(f"{before[row].argmax()} becomes {after[row].argmax()}" for row in rows)
    return page.Picture(
        figure,
        "For each class the first digit that this step turns: before, the step (where a pixel is white or black"
        f" already, part of it is lost), and after. The network's answer: {told}.",
    )

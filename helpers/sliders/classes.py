"""The explorers of Part III's second half, in the order of its notebooks: classes, handwriting, and how to break it."""

import numpy as np

from helpers import live, page, plots
from helpers.network import accuracy, forward, initialize_layers, softmax, surprise
from helpers.plots import in_style
from helpers.sliders.guess import Guess, counted, read, verdict

# 16: classes


def judged(scores, right):
    """The probabilities of a row of scores, and the cost where the right class is this one (0, 1, …)."""
    s, y = np.array([scores], float), np.eye(len(scores))[[right]]
    return softmax(s)[0], surprise(s, y).item()


@in_style
def scores(guess=...):
    """Three scores as probabilities, and the cost of a class that is right; the guess: p of 2 in 2, 1, 0."""
    guess = read(guess, least=0, percent=0.01)
    answer = judged((2, 1, 0), 0)[0][0]
    places = np.arange(1, 4)
    figure, (ax, curve) = page.figure("AB", height=3.8, width_ratios=[1.25, 1])
    ax.set(xlim=(-0.35, 3.6), ylim=(0, 1.12), xticks=places, yticks=np.linspace(0, 1, 6), title="Probabilities")
    ax.set(xlabel="class", ylabel="probability p")
    plots.draw_guess(ax, y=guess.value)
    bars = ax.bar(places, np.ones(3), width=0.5, color=plots.PREDICTION["color"], zorder=2)
    dots = plots.draw_samples(ax, np.c_[places], np.zeros((3, 1)))
    errors = plots.draw_errors(ax, np.c_[places], np.zeros((3, 1)), np.zeros((3, 1)))
    words = [plots.draw_label(ax, place, 1.06, "", ha="center", va="center", bbox=None) for place in places]
    curve.set(xlim=(-0.03, 1.03), ylim=(-0.4, 8), title="Cost of the right class")
    curve.set(xlabel="its probability p", ylabel="cost, −ln p")
    plots.draw_curve(curve, np.linspace(3e-4, 1, 400), lambda p: -np.log(p))
    (dot,) = curve.plot([], [], "s", color=plots.ERROR["color"], zorder=5)

    def show(s_1, s_2, s_3, right):
        p, cost = judged((s_1, s_2, s_3), right - 1)
        y = np.eye(3)[[right - 1]].T
        for bar, height, text, score in zip(bars, p, words, (s_1, s_2, s_3), strict=True):
            bar.set_height(height)
            text.set_text(page.minus(f"score {score}"))
        dots.set_data(places, y[:, 0])
        plots.move_errors(errors, np.c_[places], y, np.c_[p])
        dot.set_data([p[right - 1]], [min(cost, 7.8)])  # beyond, the dot waits at the top
        met = (s_1 - s_3, s_2 - s_3) == (2, 1)
        said = verdict(guess, round(answer, 3), met, "Set the scores 2, 1 and 0")
        return (
            f"Scores {s_1}, {s_2}, {s_3}: probabilities {', '.join(f'{part:.3f}' for part in p)}."
            f" If class {right} is right, the cost is {cost:z.3f}. {said}"
        )

    return live.Live(
        figure,
        [*bars, dots, errors, *words, dot],
        show,
        **{f"s_{k}": live.slider(f"score of class {k}", -5, 15, 1, 0) for k in (1, 2, 3)},
        right=live.choice("right class", [1, 2, 3], 1),
    )


# 17: handwriting


def progress(history, x, y):
    """For each epoch the classes that the layers name for the rows of x, how many are right, and the loss."""
    scored = [forward(x, layers)[-1] for layers in history]
    named = [s.argmax(axis=1) for s in scored]
    rights = [round(len(y) * accuracy(s, y)) for s in scored]
    return named, rights, [surprise(s, y).mean() for s in scored]


@in_style
def reading(history, x_test, y_test, guess=...):
    """What the network reads after each epoch; the guess: how many of the test digits after the first."""
    guess = read(guess, least=0)
    named, rights, losses = progress(history, x_test, y_test)
    most, rows = len(history) - 1, np.linspace(0, len(x_test) - 1, 20).astype(int)
    labels = y_test.argmax(axis=1)
    figure, (gallery, count, curve) = page.figure("AB;AC", height=4.4, width_ratios=[1.2, 1])
    answers = plots.draw_gallery(gallery, x_test[rows], columns=5)
    gallery.set_title("Twenty test digits, and what it says")
    count.set(xlim=(-1, most + 1), ylim=(0, 1.08 * len(x_test)), xlabel="epoch", ylabel="digits right")
    count.set_title(f"Right, of {len(x_test)}")
    plots.draw_guess(count, y=guess.value)
    (right_so_far,) = count.plot([], [], **plots.PREDICTION, marker="o", markersize=3.5, linewidth=1.4)
    curve.set(xlim=(-1, most + 1), ylim=(0.15, 4), xlabel="epoch", ylabel="loss", title="Loss on them")
    plots.log_scale(curve.yaxis)
    curve.set_yticks([0.2, 0.5, 1, 2])
    curve.minorticks_off()
    losses_so_far = plots.draw_costs(curve, [])
    losses_so_far.set(markersize=3.5, linewidth=1.4)

    def show(epoch):
        for text, said, right in zip(answers, named[epoch][rows], labels[rows], strict=True):
            text.set_text(f"{said}" if said == right else f"✗ {said}")
        right_so_far.set_data(range(epoch + 1), rights[: epoch + 1])
        losses_so_far.set_data(range(epoch + 1), losses[: epoch + 1])
        when = f"After {counted(epoch, 'epoch')}" if epoch else "Before training, at epoch 0,"
        wrong = [row for row in rows if named[epoch][row] != labels[row]]
        first = ", ".join(f"{labels[row]} as {named[epoch][row]}" for row in wrong[:4])
        drawn = f"wrong are {first}{' …' if len(wrong) > 4 else ''}" if wrong else "none is wrong"
        return (
            f"{when} it reads {rights[epoch]} of the {len(x_test)} test digits; the loss on them is"
            f" {losses[epoch]:.3f}. Right of the {len(rows)} drawn: {len(rows) - len(wrong)}; {drawn}."
            f" {verdict(guess, rights[1], epoch >= 1, 'Play the first epoch')}"
        )

    slider = live.slider("epoch", 0, most, 1, 0)
    return live.Live(figure, [*answers, right_so_far, losses_so_far], show, play="epoch", epoch=slider)


# 18: how to break it

SHIFTS = [("two pixels left", -2), ("one pixel left", -1), ("not moved", 0), ("one pixel right", 1),
          ("two pixels right", 2)]  # fmt: skip


def moved(x, pixels):
    """The pictures so many pixels to the right, or to the left where negative; what leaves them is lost."""
    wide = np.pad(x.reshape(-1, 8, 8), ((0, 0), (0, 0), (2, 2)))
    return wide[:, :, 2 - pixels : 10 - pixels].reshape(-1, 64)


def readings(networks, x, y):
    """For each network and each shift what the network names the moved pictures, and how many of them rightly."""
    found = {}
    for name, layers in networks.items():
        for _, pixels in SHIFTS:
            s = forward(moved(x, pixels), layers)[-1]
            found[name, pixels] = s.argmax(axis=1), round(len(y) * accuracy(s, y))
    return found


def how_many(guess, most):
    """The Guess of a number of pictures; where a share is written, words that ask for the number."""
    if isinstance(guess, str) and "%" in guess:
        return Guess(..., f"How many, not what share: write a number from 0 to {most}.")
    return read(guess, least=0)


@in_style
def shift(networks, x, y, guess=...):
    """Networks, by name, that read pictures moved to the side; the guess: how many the first reads one pixel left."""
    guess = how_many(guess, len(x))
    first, rows = next(iter(networks)), np.linspace(0, len(x) - 1, 20).astype(int)
    found, labels, texts = readings(networks, x, y), y.argmax(axis=1), {pixels: text for text, pixels in SHIFTS}
    figure, (gallery, count) = page.figure("AB", height=3.9, width_ratios=[1.2, 1])
    answers = plots.draw_gallery(gallery, x[rows], columns=5)
    gallery.set_title("Twenty test digits, and what it says")
    (image,), frames = gallery.images, gallery.lines
    count.set(xlim=(-2.5, 2.5), ylim=(0, 1.08 * len(x)), xticks=range(-2, 3), title=f"Right, of {len(x)}")
    count.set(xlabel="pixels to the right", ylabel="digits right")
    plots.draw_guess(count, y=guess.value)
    (stem,) = count.plot([], [], color=plots.PREDICTION["color"], linewidth=2)
    (dot,) = count.plot([], [], "D", color=plots.PREDICTION["color"], zorder=5)
    which = plots.draw_label(count, 0, 0.04 * len(x), "", ha="center")

    def show(network, pixels):
        named, right = found[network, pixels]
        which.set_text(f"{network}: {right}")
        plots.move_gallery(image, moved(x[rows], pixels))
        for text, said, label in zip(answers, named[rows], labels[rows], strict=True):
            text.set_text(f"{said}" if said == label else f"✗ {said}")
        stem.set_data([pixels, pixels], [0, right])
        dot.set_data([pixels], [right])
        met = (network, pixels) == (first, -1)
        return (
            f"Hidden layer: {network}. Of the {len(x)} test pictures, {texts[pixels]}, it reads {right}, and of the"
            f" {len(rows)} drawn {np.sum(named[rows] == labels[rows])}."
            f" {verdict(guess, found[first, -1][1], met, f'Move them one pixel left (hidden layer: {first})')}"
        )

    choice = live.choice("hidden layer", list(networks), first)
    choice.layout.flex = "1 1 100%"  # a row of its own: its names are long
    moving = [image, *frames, *answers, stem, dot, which]
    return live.Live(figure, moving, show, network=choice, pixels=live.choice("pictures", SHIFTS, 0))


@in_style
def draw(layers):
    """A pad to draw a digit on, and what the network says of it: ten probabilities, and the three likeliest digits."""
    figure, (picture, ax) = page.figure("AB", height=2.9, width_ratios=[1, 1.9])
    plots.draw_gallery(picture, np.zeros((1, 64)), columns=1, lines=0)
    picture.set_title("What it sees")
    (image,), frames = picture.images, picture.lines
    ax.set(xlim=(-0.6, 9.6), ylim=(0, 1.12), xticks=range(10), xlabel="digit", ylabel="probability p")
    ax.set_title("What it says")
    bars = ax.bar(range(10), np.ones(10), width=0.6, color=plots.PREDICTION["color"], zorder=2)

    def show(digit):
        x = np.array([digit], float)
        p = softmax(forward(x, layers)[-1])[0]
        plots.move_gallery(image, x)
        for bar, height in zip(bars, p, strict=True):
            bar.set_height(height)
        ink = f"{counted(sum(digit), 'button')} pressed{'' if any(digit) else ', nothing is drawn, and yet'}"
        one, two, three = (f"{likely} ({100 * p[likely]:.1f} %)" for likely in np.argsort(-p)[:3])
        return f"{ink}: it says {one}, then {two}, then {three}."

    pad = live.Pad("Draw a digit: click, or Tab and the space bar")
    return live.Live(figure, [image, *frames, *bars], show, digit=pad)


# 20: the learner's own reader


def own_reader(forward, surprise, slope_of_surprise, train_layers, train, test):
    """For each epoch what the learner's own functions make of the test rows: the digits named, how many right, loss."""
    rng = np.random.default_rng(0)
    start, (x_test, y_test) = initialize_layers([train[0].shape[1], 32, train[1].shape[1]], rng), test
    runs = []
    for layers in train_layers(*train, start, slope_of_surprise, 0.2, 20, 32, rng):
        s = np.asarray(forward(x_test, layers)[-1], float)
        named = s.argmax(axis=1)
        loss = np.mean(np.asarray(surprise(s, y_test), float))
        runs.append((named, int(np.sum(named == y_test.argmax(axis=1))), float(loss)))
    return runs


@in_style
def your_reader(blank_network, forward, surprise, slope_of_surprise, train_layers, train, test):
    """The learner's own network, trained on (x, y) and tested on (x, y) by their functions; words until
    `blank_network`, their check, has passed."""
    if not blank_network.passed:
        print("Nothing to read yet: this cell runs your own functions once all six have passed the check above.")
        return None
    try:
        runs = own_reader(forward, surprise, slope_of_surprise, train_layers, train, test)
    except Exception as error:  # whatever a learner's function does that no check has seen
        print(f"Your functions passed the check, and here one stops: {type(error).__name__}: {error}")
        return None
    x, y = test
    most, rows, labels = len(runs) - 1, np.linspace(0, len(x) - 1, 20).astype(int), y.argmax(axis=1)
    rights = [right for _, right, _ in runs]
    figure, (gallery, count) = page.figure("AB", height=3.9, width_ratios=[1.2, 1])
    answers = plots.draw_gallery(gallery, x[rows], columns=5)
    gallery.set_title("Twenty test digits, read by your network")
    count.set(xlim=(-0.5, most + 0.5), ylim=(0, 1.08 * len(x)), xlabel="epoch", ylabel="digits right")
    count.set_title(f"Right, of {len(x)}")
    (line,) = count.plot([], [], **plots.PREDICTION, marker="o", markersize=3.5)

    def show(epochs):
        named, right, loss = runs[epochs]
        for text, said, label in zip(answers, named[rows], labels[rows], strict=True):
            text.set_text(f"{said}" if said == label else f"✗ {said}")
        line.set_data(range(epochs + 1), rights[: epochs + 1])
        return (
            f"After {counted(epochs, 'epoch')} your network reads {right} of the {len(x)} test digits; its loss on them"
            f" is {loss:.3f}."
        )

    slider = live.slider("epochs", 0, most, 1, 0)
    return live.Live(figure, [*answers, line], show, play="epochs", epochs=slider)

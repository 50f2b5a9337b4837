"""Draws the moving picture that heads the README, with the course's own code: `python .ci/hero.py [FILE]`.

Five epochs on one sample, over and over: the line swings onto the rule while W and b walk down to the valley's floor.
"""

import sys
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.colors import to_rgb
from PIL import Image

from helpers import data, page, plots
from helpers.neuron import loss, predict, train

FILE = Path(__file__).parents[1] / ".github" / "hero.gif"
RATE, EPOCHS = 0.06, 5
BETWEEN = 8  # pictures between two epochs
GLIDE, REST, LAST = 60, 600, 4000  # how long a picture stands, in milliseconds: on the way, at an epoch, at the end
ZERO, X, Y = np.zeros((1, 1)), np.array([[2.0]]), np.array([[5.0]])


def stage():
    """The figure with all that stands still, and what moves in it: the artists by name."""
    with mpl.rc_context({"figure.dpi": 100}):
        figure, (ax, valley, curve) = page.figure(
            "AB;CB", height=4.4, width=8.0, width_ratios=[1.25, 1], height_ratios=[1.35, 1]
        )
    words = figure.suptitle(" ", x=0.012, ha="left", fontsize=14, fontweight="bold")
    plots.line_axes(ax, x=(-3, 6), y=(-6, 14), title="The line swings into place")
    plots.draw_truth(ax)
    plots.draw_label(ax, 4.3, 12, "the rule", ha="right", va="center", bbox=None)
    plots.draw_samples(ax, X, Y)
    plots.draw_label(ax, 1.7, 6.2, "one sample", ha="right", va="center", bbox=None)
    plots.map_axes(valley, W=(-0.5, 3), b=(-1, 3), title="W and b walk downhill")
    plots.draw_map(valley, X, Y, levels=np.arange(1, 8) ** 2)
    plots.draw_floor(valley, X, Y)
    plots.draw_label(valley, 1.35, 2.55, "no error here")
    plots.cost_axes(curve, EPOCHS, low=1e-3, high=1e2, title="The cost falls")
    return figure, {
        "words": words,
        "line": plots.draw_line(ax, ZERO, ZERO),
        "errors": plots.draw_errors(ax, X, Y, Y),
        "path": plots.draw_path(valley, [(ZERO, ZERO)]),
        "head": valley.plot([], [], "o", color=plots.PREDICTION["color"], markersize=10, zorder=7)[0],
        "costs": plots.draw_costs(curve, []),
    }


def draw(artists, history, way):
    """Nothing; the artists stand where training is after `way` epochs: at 2.5, between the second and the third."""
    epoch = int(way)
    between = way - epoch
    now = history[epoch]
    if between:
        now = tuple((1 - between) * old + between * new for old, new in zip(now, history[epoch + 1], strict=True))
    past = history[: epoch + 1]
    costs = [loss(predict(X, *then), Y) for then in [*past, now]]
    plots.move_line(artists["line"], *now)
    plots.move_errors(artists["errors"], X, Y, predict(X, *now))
    plots.move_path(artists["path"], [*past, now])
    plots.move_path(artists["head"], [now])
    artists["costs"].set_data([*range(epoch + 1), way], costs)
    artists["words"].set_text(f"epoch {epoch} of {EPOCHS}:  all it is ever shown is 2 → 5")


def pictures():
    """The pictures of the loop and how long each stands, in milliseconds."""
    history = train(X, data.line(X), ZERO, ZERO, RATE, EPOCHS)
    figure, artists = stage()
    glide = (1 - np.cos(np.linspace(0, np.pi, BETWEEN + 2)[:-1])) / 2  # slow at both ends
    shown = []
    for epoch in range(EPOCHS + 1):
        for between in glide if epoch < EPOCHS else [0]:
            draw(artists, history, epoch + between)
            figure.canvas.draw()
            figure.set_layout_engine("none")
            picture = Image.fromarray(np.asarray(figure.canvas.buffer_rgba())).convert("RGB")
            shown.append((picture, GLIDE if between else REST))
    shown[-1] = (shown[-1][0], LAST)
    return shown


def palette():
    """The GIF's colours, a row each: the course's own, each on its way to white, and last one that stands for none."""
    named = [to_rgb(style["color"]) for style in (plots.DATA, plots.TRUTH, plots.PREDICTION, plots.ERROR)]
    steps = [100, 40, 40, 40]  # most for the greys of the map
    ways = [
        (1 - share) * np.array(colour) + share
        for colour, many in zip(named, steps, strict=True)
        for share in np.linspace(0, 1, many + 1)[:-1]
    ]
    return np.round(255 * np.array([*ways, [1, 1, 1], [1, 0, 1]])).astype("uint8")


def numbered(image, colours):
    """The picture as a table of the numbers of the nearest colours."""
    pixels = np.asarray(image).astype(int) @ [65536, 256, 1]
    seen, where = np.unique(pixels.ravel(), return_inverse=True)
    parts = np.stack([seen >> 16, seen >> 8 & 255, seen & 255], axis=1)
    far = ((parts[:, None] - colours[:-1].astype(int)) ** 2).sum(axis=2)
    return far.argmin(axis=1).astype("uint8")[where].reshape(image.size[::-1])


def save(file, shown):
    """Nothing; the pictures are saved as one looping GIF, each as what changed since the one before."""
    images, times = zip(*shown, strict=True)
    colours = palette()
    none = len(colours) - 1
    tables = [numbered(image, colours) for image in images]
    changes = [np.where(now == before, none, now).astype("uint8") for before, now in pairwise(tables)]
    frames = [Image.fromarray(table) for table in [tables[0], *changes]]
    for frame in frames:
        frame.putpalette(colours.tobytes())
    more = {"append_images": frames[1:], "duration": times, "transparency": none, "disposal": 1}
    frames[0].save(file, save_all=True, loop=0, optimize=False, **more)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    save(target, pictures())
    print(f"{target.name}: {target.stat().st_size / 1024:.0f} KB")

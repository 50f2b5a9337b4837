"""How a figure reaches the page: the picture as one quick PNG, and the words that say what it shows."""

import base64
import gc
import html
import re
from io import BytesIO

import numpy as np
from IPython import get_ipython
from IPython.display import display
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from helpers import plots


def figure(mosaic="A", height=3.4, width=7.0, **options):
    """A new figure and its axes, laid out as the letters say: "A" for one, "AB" side by side, "AB;CB" in two rows."""
    new = Figure(figsize=(width, height))
    FigureCanvasAgg(new)
    axes = list(new.subplot_mosaic(mosaic, **options).values())
    return new, axes[0] if len(axes) == 1 else axes


class Picture:
    """A still figure as a PNG, together with the words that say what it shows; the figure itself is not kept."""

    def __init__(self, figure, text):
        figure.canvas.draw()
        self.size, self.text, self.png = size(figure), text, png(figure)

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return bundle(self.size, self.text, self.png)

    def _ipython_display_(self):
        """In a notebook the words also stand below the picture: JupyterLab gives an image no other description."""
        take_place()
        data, sizes = self._repr_mimebundle_()
        display(data, metadata=sizes, raw=True)
        words = f'<p style="max-width: {sizes["image/png"]["width"]}px">{html.escape(self.text)}</p>'
        display({"text/html": words, "text/plain": self.text}, raw=True)


def palette():
    """The colours of every picture, 256 at most: greys, each meaning's colour towards white and black, some others."""
    white, black = np.ones(3), np.zeros(3)
    blends = [np.linspace(black, white, 33), np.stack(np.meshgrid(*map(np.linspace, [0] * 3, [1] * 3, [4, 5, 5])), -1)]
    for style in (plots.TRUTH, plots.PREDICTION, plots.ERROR, plots.GRADIENT):
        colour = np.array(to_rgb(style["color"]))
        blends += [np.linspace(white, colour, 24)[2:], np.linspace(colour, black, 6)]
    colours = np.vstack([np.round(255 * blend).astype(np.uint8).reshape(-1, 3) for blend in blends])
    image = Image.new("P", (1, 1))
    image.putpalette(np.unique(colours, axis=0).tobytes())
    return image


PALETTE = palette()


def png(figure):
    """The bytes of a PNG file with what the figure's canvas now holds: a byte a pixel, which is quick to write."""
    pixels = figure.canvas.buffer_rgba()
    image = Image.frombuffer("RGBA", pixels.shape[1::-1], pixels, "raw", "RGBA", 0, 1).convert("RGB")
    file = BytesIO()
    image.quantize(palette=PALETTE, dither=Image.Dither.NONE).save(file, "png", compress_level=1)
    return file.getvalue()


def size(figure):
    """The width and height at which a figure is meant to be read, in the page's pixels."""
    return tuple(round(100 * inches) for inches in figure.get_size_inches())


def bundle(size, text, png):
    """A figure as a notebook's output: the picture at the size it is meant to be read, and its description."""
    data = {"image/png": base64.b64encode(png).decode(), "text/plain": text}
    return data, {"image/png": dict(zip(("width", "height"), size, strict=True))}


def minus(text):
    """The text with a true minus sign before each number below zero, as on the axes."""
    return re.sub(r"(?<![\w.)\]])-(?=[\d.])", "−", text)


# Memory: run again, a cell gives back what its last run took

PLACES = {}  # for each cell of the page: the run in which it last showed something, and what closes that


def take_place(close=None):
    """Nothing; what this cell showed when it last ran is closed, and `close` is kept for its next run."""
    cell, run = running()
    before, closers = PLACES.get(cell, (run, []))
    if before != run:
        for closer in closers:
            if closer != close:  # else it is shown once more
                closer()
        gc.collect()
        closers = []
    if cell is not None:
        PLACES[cell] = run, [*closers, *filter(None, [close])]


def running():
    """The notebook's cell that is running and the number of its run; None and None where no notebook says."""
    kernel = getattr(get_ipython(), "kernel", None)
    parent = getattr(kernel, "get_parent", dict)() or {}
    cell = parent.get("metadata", {}).get("cellId")
    return (cell, parent["header"]["msg_id"]) if cell else (None, None)

"""How a figure reaches the page: the picture as one quick PNG, and the words that say what it shows."""

import base64
import html
from io import BytesIO

import numpy as np
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
    """A still figure together with the words that say what it shows."""

    def __init__(self, figure, text):
        figure.canvas.draw()
        self.figure, self.text, self.png = figure, text, png(figure)

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return bundle(self.figure, self.text, self.png)

    def _ipython_display_(self):
        """In a notebook the words also stand below the picture: JupyterLab gives an image no other description."""
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


def bundle(figure, text, png):
    """A figure as a notebook's output: the picture at the size it is meant to be read, and its description."""
    width, height = (round(100 * inches) for inches in figure.get_size_inches())
    data = {"image/png": base64.b64encode(png).decode(), "text/plain": text}
    return data, {"image/png": {"width": width, "height": height}}

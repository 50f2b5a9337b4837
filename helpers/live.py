"""One idea: a figure whose moving artists follow sliders, fast.

The still parts are drawn once and kept. A slider's move restores them, draws only the moving artists on top,
and hands the new picture to the page as one PNG; below it stands a sentence that says what the picture now shows.
"""

import html

import ipywidgets as widgets
import traitlets

from helpers import page
from helpers.plots import in_style


class Live(widgets.VBox):
    """A figure, its sliders and a line of words: `show(**values)` moves the artists and returns the words.

    `play` names the slider that a play button drives, where time passes.
    """

    def __init__(self, figure, moving, show, play=None, **sliders):
        self.figure, self.show, self.play, self.sliders = figure, show, play, sliders
        self.moving = sorted(moving, key=lambda artist: artist.zorder)
        self.start = {name: slider.value for name, slider in sliders.items()}
        self.size = page.size(figure)
        width, height = self.size
        box = widgets.Layout(width="100%", max_width=f"{width}px", height="auto", margin="0")
        self.image = widgets.Image(format="png", width=width, height=height, layout=box)
        self.words = widgets.HTML(layout=widgets.Layout(width="auto", max_width=f"{width}px", min_height="4.4em"))
        self.keep_still_parts()
        self.draw()
        for slider in sliders.values():
            slider.observe(self.draw, "value")
        self.player, self.link = player(sliders[play]) if play else (None, None)
        back = {"description": "Reset", "tooltip": "Back to the starting picture"}
        self.reset_button = widgets.Button(**back, layout=widgets.Layout(width="5.5em"))
        self.reset_button.on_click(self.reset)
        time = [widgets.Label(f"Play {sliders[play].description}"), self.player] if play else []
        row = widgets.Layout(flex_flow="row wrap", align_items="center", max_width=f"{width}px")
        controls = widgets.Box([*sliders.values(), *time, self.reset_button], layout=row)
        super().__init__([controls, self.image, self.words])
        self.add_class("explorer")

    @in_style
    def keep_still_parts(self):
        """Lay the figure out with everything in it, then keep a copy of all that does not move."""
        self.show(**self.start)
        self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")
        for artist in self.moving:
            artist.set_animated(True)
        self.figure.canvas.draw()
        self.still = self.figure.canvas.copy_from_bbox(self.figure.bbox)

    @in_style
    def draw(self, change=None):
        """Show the picture and the words for the sliders' values."""
        self.text = page.minus(self.show(**{name: slider.value for name, slider in self.sliders.items()}))
        self.figure.canvas.restore_region(self.still)
        for artist in self.moving:
            artist.axes.draw_artist(artist)
        self.image.value = page.png(self.figure)
        self.words.value = f'<div role="status" style="line-height: 1.4">{html.escape(self.text)}</div>'

    def reset(self, button=None):
        """Stop time, and put every slider back to where it started."""
        if self.player:
            self.player.playing = False
        for name, slider in self.sliders.items():
            slider.value = self.start[name]

    def close(self):
        """Nothing; the page and the memory are rid of all but the last picture and its words."""
        for slider in self.sliders.values():
            slider.unobserve_all()
        for part in [*parts(self), *filter(None, [self.link])]:
            widgets.Widget.close(part)
        vars(self).pop("_repr_mimebundle_", None)  # ipywidgets has put None in its place
        self.figure = self.still = self.moving = self.show = None

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None, **options):
        page.take_place(self.close)
        widget = getattr(super(), "_repr_mimebundle_", dict) if self.figure else dict  # ipywidgets 7 has none
        data, sizes = page.bundle(self.size, self.text, self.image.value)
        return {**widget(**options), **data}, sizes


def parts(widget):
    """A widget and all that it is made of: what it holds, their layouts and their styles."""
    own = [getattr(widget, name) for name in ("layout", "style") if hasattr(widget, name)]
    return [widget, *own, *(part for child in getattr(widget, "children", ()) for part in parts(child))]


# What moves a figure: each has a `value` and a `description`


def slider(label, low, high, step, value, form=".2f"):
    """A slider for numbers between low and high; whole numbers when the step is a whole number."""
    kind, form = (widgets.IntSlider, "d") if isinstance(step, int) else (widgets.FloatSlider, form)
    return kind(value, min=low, max=high, step=step, readout_format=form, **look(), description=label)


def choice(label, options, value):
    """A slider over given values: numbers, words, or pairs of words and number."""
    return widgets.SelectionSlider(options=options, value=value, **look(), description=label)


def look():
    """How every slider looks, made anew for each: what is shared would be closed for all."""
    return {
        "style": {"description_width": "initial"},
        "layout": widgets.Layout(flex="1 1 24em", max_width="100%"),
        "tooltip": "Drag the handle, or click it and press the arrow keys; PageUp and PageDown work everywhere",
    }


def player(slider):
    """A play button that moves the slider through its range, a step at a time in the page itself, and their link."""
    ends = {"min": slider.min, "max": slider.max, "step": slider.step, "value": slider.value}
    play = widgets.Play(**ends, interval=500, show_repeat=False, layout=widgets.Layout(width="7em"))
    return play, widgets.jslink((play, "value"), (slider, "value"))


class Pad(widgets.VBox):
    """Eight rows of eight buttons to draw on; `value` holds a 1 for each button that is pressed, row by row, else 0."""

    value = traitlets.Tuple()

    def __init__(self, label, value=(0,) * 64):
        cell = widgets.Layout(width="28px", height="28px", margin="0", padding="0")  # one for all 64, and one style
        places = [f"row {row}, column {column}" for row in range(1, 9) for column in range(1, 9)]
        first = widgets.ToggleButton(layout=cell, tooltip=places[0])
        self.cells = [first]
        self.cells += [widgets.ToggleButton(layout=cell, style=first.style, tooltip=place) for place in places[1:]]
        self.description = label
        grid = widgets.GridBox(
            self.cells, layout=widgets.Layout(grid_template_columns="repeat(8, 28px)", grid_gap="1px")
        )
        super().__init__([widgets.Label(label), grid])
        self.observe(self.fill, "value")
        for button in self.cells:
            button.observe(self.read, "value")
        self.value = tuple(value)

    def read(self, change):
        """Nothing; the value has what this button says."""
        at = self.cells.index(change["owner"])
        self.value = (*self.value[:at], int(change["new"]), *self.value[at + 1 :])

    def fill(self, change):
        """Nothing; every button says what the value has for it."""
        for button, pressed in zip(self.cells, change["new"], strict=True):
            button.value = bool(pressed)

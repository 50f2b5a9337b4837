"""One idea: a figure whose moving artists follow sliders, fast.

The still parts are drawn once and kept. A slider's move restores them, draws only the moving artists on top,
and hands the new picture to the page as one PNG; below it stands a sentence that says what the picture now shows.
"""

import html

import ipywidgets as widgets

from helpers import page


class Live(widgets.VBox):
    """A figure, its sliders and a line of words: `show(**values)` moves the artists and returns the words.

    `play` names the slider that a play button drives, where time passes.
    """

    def __init__(self, figure, moving, show, play=None, **sliders):
        self.figure, self.show, self.play, self.sliders = figure, show, play, sliders
        self.moving = sorted(moving, key=lambda artist: artist.zorder)
        self.start = {name: slider.value for name, slider in sliders.items()}
        width, height = (round(100 * inches) for inches in figure.get_size_inches())
        self.image = widgets.Image(format="png", width=width, height=height)
        self.image.layout = widgets.Layout(width="100%", max_width=f"{width}px", height="auto", margin="0")
        self.words = widgets.HTML(layout=widgets.Layout(width="auto", max_width=f"{width}px", min_height="4.4em"))
        self.keep_still_parts()
        self.draw()
        for slider in sliders.values():
            slider.observe(self.draw, "value")
        self.player = player(sliders[play]) if play else None
        self.reset_button = widgets.Button(description="Reset", tooltip="Back to the starting picture")
        self.reset_button.layout = widgets.Layout(width="5.5em")
        self.reset_button.on_click(self.reset)
        time = [widgets.Label(f"Play {sliders[play].description}"), self.player] if play else []
        controls = widgets.Box([*sliders.values(), *time, self.reset_button])
        controls.layout = widgets.Layout(flex_flow="row wrap", align_items="center", max_width=f"{width}px")
        super().__init__([controls, self.image, self.words])
        self.add_class("explorer")

    def keep_still_parts(self):
        """Lay the figure out with everything in it, then keep a copy of all that does not move."""
        self.show(**self.start)
        self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")
        for artist in self.moving:
            artist.set_animated(True)
        self.figure.canvas.draw()
        self.still = self.figure.canvas.copy_from_bbox(self.figure.bbox)

    def draw(self, change=None):
        """Show the picture and the words for the sliders' values."""
        self.text = self.show(**{name: slider.value for name, slider in self.sliders.items()})
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

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None, **options):
        data, sizes = page.bundle(self.figure, self.text, self.image.value)
        return {**super()._repr_mimebundle_(**options), **data}, sizes


def slider(label, low, high, step, value, form=".2f"):
    """A slider for numbers between low and high; whole numbers when the step is a whole number."""
    kind, form = (widgets.IntSlider, "d") if isinstance(step, int) else (widgets.FloatSlider, form)
    return kind(value, min=low, max=high, step=step, readout_format=form, **LOOK, description=label)


def choice(label, options, value):
    """A slider over given values: numbers, or pairs of words and number."""
    return widgets.SelectionSlider(options=options, value=value, **LOOK, description=label)


def player(slider):
    """A play button that moves the slider through its range, one step at a time, in the page itself."""
    play = widgets.Play(value=slider.value, min=slider.min, max=slider.max, interval=500, show_repeat=False)
    play.layout = widgets.Layout(width="7em")
    widgets.jslink((play, "value"), (slider, "value"))
    return play


LOOK = {
    "style": {"description_width": "initial"},
    "layout": widgets.Layout(flex="1 1 24em", max_width="100%"),
    "tooltip": "Drag the handle, or click it and press the arrow keys",
}

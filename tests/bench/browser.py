"""Measures the explorers in JupyterLab, from the key press to the new picture, beside two rivals taken in turn.

`make bench-browser` prints a line for each explorer. `bare` is the least that a slider can cost, a round trip to the
kernel that swaps two tiny pictures; `interact` is the way most courses take. No time makes it fail.

A round trip takes either about 26 or about 53 ms, as a small message waits for the next or not. So `explorer / bare`
divides by the median of all bare round trips of the run: they are one and the same thing, whatever the notebook.
"""

import statistics
import sys
import tempfile
from pathlib import Path

import lab
import nbformat
from playwright.sync_api import sync_playwright

ROUNDS, WARM_UP = 21, 2
RIVALS = '''"""Stands below a notebook and gives each of its explorers two rivals, moved by the same slider."""
import io

import ipywidgets as widgets
import PIL.Image
from IPython.display import display
from ipywidgets.widgets.widget import _instances
from matplotlib.backends.backend_agg import FigureCanvasAgg

from helpers.live import Live

%matplotlib inline


def copy(slider):
    kept = ("options", "min", "max", "step", "value", "description", "readout_format")
    return type(slider)(**{name: getattr(slider, name) for name in kept if slider.has_trait(name)})


def tiny(colour):
    file = io.BytesIO()
    PIL.Image.new("RGB", (8, 8), colour).save(file, "png")
    return file.getvalue()


def bare(explorer):
    """A slider whose move swaps two ready-made pictures: what the kernel and the page cost by themselves."""
    slider, pictures = copy(list(explorer.sliders.values())[-1]), [tiny("black"), tiny("white")]
    image = widgets.Image(value=pictures[0])
    slider.observe(lambda change: setattr(image, "value", pictures[image.value == pictures[0]]), "value")
    return widgets.VBox([slider, image]).add_class("bare")


def interact(explorer):
    """The same figure moved by the same `show`, drawn whole by the inline backend as `interact` has it done."""
    figure = explorer.figure

    def redraw(**values):
        kept = figure.canvas  # the explorer's own, with its still parts
        explorer.show(**values)
        FigureCanvasAgg(figure)
        display(figure)
        figure.set_canvas(kept)

    sliders = {name: copy(slider) for name, slider in explorer.sliders.items()}
    return widgets.interactive(redraw, **sliders).add_class("interact")


explorers = [widget for widget in list(_instances.values()) if isinstance(widget, Live)]
display(widgets.VBox([rival(explorer) for explorer in explorers for rival in (bare, interact)]))
'''
CLOCK = """() => {
    window.times = [];
    let pressed = null;
    document.addEventListener('keydown', () => { pressed = performance.now() }, true);
    document.addEventListener('load', event => {
        if (event.target.tagName !== 'IMG' || pressed === null) return;
        window.times.push(performance.now() - pressed);
        pressed = null }, true) }"""


def milliseconds(page, handle, key):
    """The time from pressing a key on a slider to the load event of the picture that it changes."""
    handle.focus()
    page.wait_for_timeout(80)  # whatever the press before set off is over
    page.evaluate("() => { window.times.length = 0 }")
    page.keyboard.press(key)
    page.wait_for_function("() => window.times.length", timeout=10_000)
    return page.evaluate("() => window.times[0]")


def measure(page):
    """For each explorer of the page, in order: the times of bare, explorer and interact, taken in changing order."""
    page.evaluate(CLOCK)
    for i in range(page.locator(".explorer").count()):
        handles = [page.locator(kind).nth(i).get_by_role("slider").last for kind in (".bare", ".explorer", ".interact")]
        at_end = handles[1].get_attribute("aria-valuenow") == handles[1].get_attribute("aria-valuemax")
        times = [[], [], []]
        for turn in range(WARM_UP + ROUNDS):
            key = "ArrowRight" if turn % 2 == at_end else "ArrowLeft"
            for kind in (turn % 3, (turn + 1) % 3, (turn + 2) % 3):
                times[kind].append(milliseconds(page, handles[kind], key))
        yield [kind[WARM_UP:] for kind in times]


def late(times):
    """The 95th percentile."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def main():
    median, rows = statistics.median, []
    with tempfile.TemporaryDirectory() as folder, lab.jupyterlab(folder) as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=lab.chromium(), args=["--no-sandbox"])
        for path in lab.NOTEBOOKS:
            book = nbformat.read(path, as_version=4)
            book.cells.append(nbformat.v4.new_code_cell(RIVALS))
            nbformat.write(book, Path(folder, path.name))
            page = browser.new_page(viewport={"width": 1000, "height": 900})
            lab.open_notebook(page, server, path.name)
            for error in lab.run_all(page):
                print(f"{path.stem}: {error}")
            for number, times in enumerate(measure(page), start=1):
                rows.append((f"{path.stem}, {number}", *times))
                print("measured", rows[-1][0], file=sys.stderr, flush=True)
            page.evaluate(lab.SHUT_DOWN)
            page.close()
        browser.close()
    bare_of_all = median(time for _, bare, _, _ in rows for time in bare)
    to_bare = [median(explorer) / bare_of_all for _, _, explorer, _ in rows]
    to_interact = [median(interact) / median(explorer) for _, _, explorer, interact in rows]
    print(f"Milliseconds from key press to new picture, {ROUNDS} times each, taken in turn")
    print(f"{'':<22}{'bare':>7}{'explorer':>10}{'95 %':>7}{'interact':>10}{'/ bare':>9}{'interact /':>12}")
    for (name, bare, explorer, interact), over, under in zip(rows, to_bare, to_interact, strict=True):
        print(
            f"{name:<22}{median(bare):7.1f}{median(explorer):10.1f}{late(explorer):7.1f}"
            f"{median(interact):10.1f}{over:9.2f}{under:12.2f}"
        )
    print(f"{'bare, median of all':<34}{bare_of_all:6.1f}")
    for words, value, target, good in [
        ("explorer / bare, median of all", median(to_bare), 1.6, median(to_bare) <= 1.6),
        ("explorer / bare, the slowest", max(to_bare), 2.2, max(to_bare) <= 2.2),
        ("interact / explorer, the least", min(to_interact), 2.2, min(to_interact) >= 2.2),
    ]:
        print(f"{words:<34}{value:6.2f}   target {target}   {'within' if good else 'MISSED'}")


if __name__ == "__main__":
    main() if lab.chromium() else print(lab.NO_BROWSER)

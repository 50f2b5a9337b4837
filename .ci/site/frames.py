"""Explorers for a page where nothing runs: each state's picture and sentence, made by the course's own code."""

import ast
import base64
import contextlib
import copy
import html
import io
import itertools
import json
from math import prod

import guesses
import numpy as np
import places
from PIL import Image

from helpers import live, page

MOST_STATES = 400
MOST_BYTES = 1_500_000


def explorers(book):
    """Each cell of a notebook that shows an explorer, the explorer, and a function that makes it with a guess.

    What stands after the last one is not run: it may train for long.
    """
    names = {"__name__": "__main__"}
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    while cells and "sliders." not in cells[-1].source:
        cells.pop()
    for cell in cells:
        shown = None
        harmless = contextlib.suppress(Exception if "raises-exception" in cell.metadata.get("tags", []) else ())
        with harmless, contextlib.redirect_stdout(io.StringIO()):
            lines = ast.parse(cell.source).body
            last = lines.pop().value if lines and isinstance(lines[-1], ast.Expr) else None
            exec(compile(ast.Module(lines, []), cell.id, "exec"), names)
            shown = last and value(last, names)
        if isinstance(shown, live.Live):
            yield cell, shown, lambda guess, call=last, now=dict(names): value(with_guess(call, guess), now)


def value(expression, names):
    """What an expression of a cell is worth."""
    return eval(compile(ast.Expression(expression), "cell", "eval"), names)


def with_guess(call, guess):
    """The same call with a guess in place of the dots."""
    call = copy.deepcopy(call)
    for keyword in call.keywords:
        if keyword.arg == "guess":
            keyword.value = ast.copy_location(ast.Constant(guess), keyword.value)
    return call


def positions(slider):
    """Each value that a slider can take, with the words that it shows for it; a pad to draw on keeps its first."""
    if isinstance(slider, live.Pad):
        return [("", slider.value)]
    if hasattr(slider, "options"):
        return [pair if isinstance(pair, tuple) else (str(pair), pair) for pair in slider.options]
    count = round((slider.max - slider.min) / slider.step) + 1
    values = [type(slider.value)(round(slider.min + step * slider.step, 10)) for step in range(count)]
    return [(page.minus(format(number, slider.readout_format)), number) for number in values]


def movable(explorer):
    """The sliders that the page shows: not those that have one place only."""
    return {name: slider for name, slider in explorer.sliders.items() if len(positions(slider)) > 1}


def kept(name, explorer):
    """For each slider the positions that a page has: all, or those that `places.py` keeps."""
    ranges = {part: positions(slider) for part, slider in explorer.sliders.items()}
    for part, wanted in places.PLACES.get(name, {}).items():
        ranges[part] = [(words, number) for words, number in ranges[part] if number in wanted]
        if len(ranges[part]) < len(wanted) or explorer.start[part] not in wanted:
            raise ValueError(f"{name}: not all places of {part} in .ci/site/places.py are the slider's, or no start")
    if prod(map(len, ranges.values())) > MOST_STATES:
        raise ValueError(f"{name}: more than {MOST_STATES} states: keep fewer places in .ci/site/places.py")
    return ranges


def at(pairs, value):
    """The number of the position where a slider has this value."""
    return [known for _, known in pairs].index(value)


def states(ranges):
    """All combinations of the positions, the last slider's changing fastest."""
    return [
        dict(zip(ranges, values, strict=True))
        for values in itertools.product(*[[number for _, number in positions] for positions in ranges.values()])
    ]


def pixels(png):
    """The picture as a table of the numbers of its colours, and the colours: red, green, blue, opacity, a byte each."""
    image = Image.open(io.BytesIO(png))
    listed = np.array(image.getpalette(), "uint8").reshape(-1, 3)
    colours = np.zeros(256, "uint32")
    colours[: len(listed)] = np.insert(listed, 3, 255, axis=1).view("uint32")[:, 0]
    return np.asarray(image), colours


def patch(now, start, colours):
    """What has changed since the start, as a picture that is clear elsewhere: its place (x, y) and its address."""
    changed = now != start
    rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
    top, left = (rows[0], columns[0]) if len(rows) else (0, 0)
    part = np.s_[top : rows[-1] + 1, left : columns[-1] + 1] if len(rows) else np.s_[:1, :1]
    file = io.BytesIO()
    shown = np.where(changed[part], colours[now[part]], np.uint32(0))
    image = Image.fromarray(shown.view("uint8").reshape(*shown.shape, 4))
    image.save(file, "webp", lossless=True, method=1, quality=30)
    return int(left), int(top), "data:image/webp;base64," + base64.b64encode(file.getvalue()).decode()


def shots(explorer, wanted):
    """The sentence of each state and its patch; the explorer's sliders then draw no more."""
    start, colours = pixels(explorer.image.value)
    for slider in explorer.sliders.values():
        slider.unobserve(explorer.draw, "value")  # else a state would be drawn once for each slider that moves
    for state in wanted:
        for name, number in state.items():
            explorer.sliders[name].value = number
        explorer.draw()
        now, _ = pixels(explorer.image.value)
        yield explorer.text, patch(now, start, colours)


def data(explorer, ask, ranges):
    """All that the page's script needs, with these positions of the sliders."""
    wanted, shown = states(ranges), movable(explorer)
    height, width = pixels(explorer.image.value)[0].shape
    texts, patches = zip(*shots(explorer, wanted), strict=True)
    guess, verdicts = guesses.field(ask, wanted)
    frames, sayings = list(dict.fromkeys(patches)), []
    for verdict in verdicts:
        if verdict not in sayings:
            sayings.append(verdict)
    where = {frame: number for number, frame in enumerate(frames)}
    return {
        "size": [width, height],
        "sliders": [
            {"values": [words for words, _ in ranges[name]], "start": at(ranges[name], explorer.start[name])}
            for name in shown
        ],
        "play": list(shown).index(explorer.play) if explorer.play else None,
        "guess": guess,
        "verdicts": sayings,
        "states": [
            (fact, where[frame], sayings.index(verdict))
            for fact, frame, verdict in zip(map(guesses.fact, texts), patches, verdicts, strict=True)
        ],
        "frames": frames,
    }


def field(guess):
    """The HTML of a field for a guess; where only words can be meant, they are to choose from."""
    options = "".join(f"<option>{html.escape(word)}</option>" for word in guess["words"])
    if guess["least"] is None:
        entry = f'<select autocomplete="off"><option value="">none yet</option>{options}</select>'
    else:
        hint = html.escape(" or ".join(["a number", *guess["words"]]))
        keys = ' inputmode="decimal"' if guess["least"] >= 0 and guess["percent"] == 1 and not options else ""
        entry = f'<input type="text" autocomplete="off" placeholder="{hint}"{keys}>'
    return f'<label class="explorer-guess"><span>your guess</span>{entry}</label>'


def controls(name, explorer, data):
    """The HTML of an explorer's field for a guess, sliders and buttons; they stay hidden where no script runs."""
    parts = [field(data["guess"])] if data["guess"] else []
    for slider, known in zip(movable(explorer).values(), data["sliders"], strict=True):
        words, start = [html.escape(text) for text in known["values"]], known["start"]
        parts.append(
            f'<label class="explorer-slider"><span>{html.escape(slider.description)}</span>'
            f'<input type="range" autocomplete="off" max="{len(words) - 1}" value="{start}"'
            f' aria-valuetext="{words[start]}"><span aria-hidden="true">{words[start]}</span></label>'
        )
    if explorer.play:
        time = html.escape(explorer.sliders[explorer.play].description)
        labels = f'data-play="Play {time}" data-pause="Pause {time}"'
        parts.append(f'<button type="button" class="explorer-play" {labels}>Play {time}</button>')
    parts.append('<button type="button" class="explorer-reset">Reset</button>')
    place = f'data-name="{name}" data-file="_static/explorers/{name}.js"'
    return f'<div class="explorer-controls" hidden {place}>{"".join(parts)}</div>'


def film(name, explorer, ask, folder):
    """The outputs of an explorer's cell on the site, and a line about them; the file with its states is in `folder`.

    The outputs are its controls, its first picture and its words; the picture alone where there is no slider to move.
    """
    said = guesses.fact(explorer.text)
    picture = {"image/png": base64.b64encode(explorer.image.value).decode(), "text/plain": said}
    if not movable(explorer):
        return [picture], f"{name}: no slider, the starting picture only"
    known = data(explorer, ask, kept(name, explorer))
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    if (size := len(text.encode())) > MOST_BYTES:
        raise ValueError(f"{name}: {size:,} bytes, {MOST_BYTES:,} at most: keep fewer places in .ci/site/places.py")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.js").write_text(f"explorers[{json.dumps(name)}] = {text};\n", encoding="utf-8")
    words = f'<p class="explorer-words" role="status">{html.escape(said)}</p>'
    parts = [{"text/html": controls(name, explorer, known)}, picture, {"text/html": words}]
    return parts, f"{name}: {len(known['states'])} states, {size / 1e6:.2f} MB"

"""The site that `make site` has built: every link leads somewhere, every picture is described, nothing is left out."""

import json
import re
import runpy
import sys
import zipfile
from html.parser import HTMLParser
from math import prod
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

sys.path.append(str(Path(__file__).parent / "browser"))

import built
from built import EXPLORERS, NOTEBOOKS, ROOT, SITE, states

built.needed()

import frames  # noqa: E402
import guesses  # noqa: E402
import places  # noqa: E402

from helpers import live  # noqa: E402


class Page(HTMLParser):
    """What a page links to, which anchors it has, and its pictures with their descriptions."""

    def __init__(self, path):
        super().__init__()
        self.anchors, self.links, self.images = set(), [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.anchors |= {named[key] for key in ("id", "name") if named.get(key)}
        self.links += [named[key] for key in ("href", "src", "data-file") if named.get(key)]
        if tag == "img" and "_images/" in named["src"]:
            self.images.append(named.get("alt"))


PAGES = {path: Page(path) for path in SITE.glob("*.html")}


def trouble(path, link):
    """What is wrong with a link of a page, or nothing."""
    url = urlsplit(link)
    if url.scheme or url.netloc or link == "#":
        return ""
    target = (path.parent / unquote(url.path)).resolve() if url.path else path
    if not target.is_file():
        return f"{path.name}: {link} leads nowhere"
    if url.query.startswith("path=") and not (SITE / "lite" / "files" / url.query[5:]).is_file():
        return f"{path.name}: {link} opens a notebook that is not there"
    if url.fragment and target in PAGES and unquote(url.fragment) not in PAGES[target].anchors:
        return f"{path.name}: {link} has no such anchor"
    return ""


FILES = sorted(EXPLORERS.glob("*.js"))


def test_every_notebook_is_a_page_and_every_link_leads_somewhere():
    assert {path.stem for path in NOTEBOOKS} < {path.stem for path in PAGES}
    assert trouble(SITE / "index.html", "nowhere.html") and trouble(SITE / "index.html", "index.html#nowhere")
    assert [found for path, page in PAGES.items() for link in page.links if (found := trouble(path, link))] == []


def test_no_button_leads_to_an_address_that_is_not_known():
    assert all("/OWNER/" not in link for page in PAGES.values() for link in page.links)


def test_readme_and_the_site_open_jupyterlite_at_the_same_address():
    launches = runpy.run_path(str(ROOT / ".ci" / "links.py"))["launches"]
    for path in NOTEBOOKS:
        readme = launches("https://github.com/someone/course", "https://someone.github.io/course", path.name)
        link = readme["in your browser"].removeprefix("https://someone.github.io/course/")
        assert link in PAGES[SITE / f"{path.stem}.html"].links and not trouble(SITE / "index.html", link), link


@pytest.mark.parametrize("address", ["", "https://github.com/someone/course"])
def test_buttons_that_need_an_address_appear_where_there_is_one(address, monkeypatch):
    monkeypatch.setenv("REPOSITORY", address)
    options = runpy.run_path(str(ROOT / ".ci" / "site" / "conf.py"))["html_theme_options"]
    buttons = [options["use_repository_button"], options["launch_buttons"]["binderhub_url"]]
    assert [bool(button) for button in buttons] == [bool(address)] * 2
    assert not address or options["repository_url"] == address
    assert options["launch_buttons"]["jupyterlite_url"]


def test_the_first_page_lists_the_parts_with_their_notebooks():
    text = (SITE / "index.html").read_text(encoding="utf-8").partition('<div class="toctree-wrapper')[2]
    for part, pages in runpy.run_path(str(ROOT / ".ci" / "links.py"))["parts"]():
        heading, _, rest = text.partition(f'<span class="caption-text">{part}</span>')
        assert heading != text, part
        listed = re.findall(r'toctree-l1"><a class="reference internal" href="(\S+)\.html', rest.partition("</div>")[0])
        assert listed == [path.stem for path in pages]


def test_the_first_page_begins_as_readme_does():
    about = (ROOT / "README.md").read_text(encoding="utf-8").split("\n\n")[1]
    text = re.sub(r"<[^>]+>", "", (SITE / "index.html").read_text(encoding="utf-8"))
    assert " ".join(about.replace("*", "").split()) in " ".join(text.split())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_picture_has_its_cells_text(path):
    outputs = [output for cell in nbformat.read(path, as_version=4).cells for output in cell.get("outputs", [])]
    texts = [guesses.fact(output.data["text/plain"]) for output in outputs if "image/png" in output.get("data", {})]
    assert PAGES[SITE / f"{path.stem}.html"].images == texts


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_solutions_are_folded(path):
    cells = nbformat.read(path, as_version=4).cells
    folded = sum(bool(cell.metadata.get("jupyter", {}).get("source_hidden")) for cell in cells)
    assert (SITE / f"{path.stem}.html").read_text(encoding="utf-8").count("cell tag_hide-input") == folded


def test_explorers_keep_to_their_limits():
    assert FILES
    assert sum(file.stat().st_size for file in FILES) <= 15_000_000
    for file in FILES:
        data = states(file.stem)
        assert file.stat().st_size <= frames.MOST_BYTES, file.name
        assert len(data["states"]) == prod(len(slider["values"]) for slider in data["sliders"]) <= frames.MOST_STATES
        assert all(len(slider["values"]) > 1 for slider in data["sliders"]), file.name
        assert {frame for _, frame, _ in data["states"]} == set(range(len(data["frames"]))), file.name


def test_explorers_start_as_the_notebook_shows_them():
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            file = EXPLORERS / f"{path.stem}-{cell.id}.js"
            if file in FILES:
                data, place = states(file.stem), 0
                for slider in data["sliders"]:
                    place = place * len(slider["values"]) + slider["start"]
                assert data["states"][place][0] == guesses.fact(cell.outputs[0].data["text/plain"])


def test_every_explorer_that_asks_for_a_guess_has_a_field():
    asking, fields = [], []
    for path in NOTEBOOKS:
        page = (SITE / f"{path.stem}.html").read_text(encoding="utf-8")
        for cell in nbformat.read(path, as_version=4).cells:
            file = f"{path.stem}-{cell.id}"
            if EXPLORERS / f"{file}.js" in FILES:
                asking += [file] * ("guess=" in cell.source)
                part = page.partition(f'data-name="{file}"')[2].partition('class="explorer-words"')[0]
                fields += [file] * (states(file)["guess"] is not None and 'class="explorer-guess"' in part)
    assert asking and fields == asking


def test_a_pad_keeps_its_first_picture_and_other_sliders_move():
    pad, slider = live.Pad("draw"), live.slider("row", 0, 2, 1, 0)
    alone, beside = (SimpleNamespace(sliders=sliders) for sliders in ({"pad": pad}, {"pad": pad, "row": slider}))
    assert frames.movable(alone) == {} and frames.movable(beside) == {"row": slider}
    beside.start = {"pad": pad.value, "row": 0}
    every = frames.states(frames.kept("any", beside))
    assert every == [{"pad": pad.value, "row": row} for row in (0, 1, 2)]


@pytest.mark.parametrize(
    "name, asked",
    [
        ("02_network-mystery-line", ["−1.5", "3.0"]),
        ("06_epochs-explorer", ["0.05", "7"]),
        ("10_scale-shape-explorer", ["20", "10", "1.2"]),
        ("10_scale-shape-explorer", ["0", "22", "0.5"]),
        ("12_batches-wobble-explorer", ["4", "6"]),
        ("15_train-place-explorer", ["3", "9", "1000"]),
        ("15_train-place-explorer", ["4", "0", "0"]),
        ("15_train-place-explorer", ["8", "5", "1000"]),
        ("16_classes-scores-explorer", ["2", "1", "0", "2"]),
        ("16_classes-scores-explorer", ["12", "11", "10", "2"]),
    ],
)
def test_thinned_sliders_reach_what_the_page_asks_for(name, asked):
    ranges = [slider["values"] for slider in states(name)["sliders"]]
    assert all(words in values for words, values in zip(asked, ranges, strict=True))


def test_places_are_kept_for_explorers_that_there_are():
    assert set(places.PLACES) <= {file.stem for file in FILES}


@pytest.mark.parametrize("wanted", [[0, 1.5, 2], [1, 2], [0, 7]])
def test_places_that_the_slider_has_not_and_a_lost_start_are_refused(wanted, monkeypatch):
    explorer = SimpleNamespace(sliders={"row": live.slider("row", 0, 2, 1, 0)}, start={"row": 0})
    monkeypatch.setitem(places.PLACES, "some", {"row": wanted})
    with pytest.raises(ValueError, match="places of row"):
        frames.kept("some", explorer)


def test_more_states_than_a_page_may_have_are_refused(monkeypatch):
    sliders = {name: live.slider(name, 0, 20, 1, 0) for name in "ab"}
    explorer = SimpleNamespace(sliders=sliders, start=dict.fromkeys("ab", 0))
    with pytest.raises(ValueError, match="more than 400 states"):
        frames.kept("some", explorer)
    monkeypatch.setitem(places.PLACES, "some", {"a": [0, 20]})
    assert len(frames.states(frames.kept("some", explorer))) == 42


def test_what_a_reader_downloads_is_the_notebook():
    assert all((SITE / "_sources" / path.name).read_bytes() == path.read_bytes() for path in NOTEBOOKS)


def test_lite_holds_the_notebooks_as_they_are():
    files = SITE / "lite" / "files" / "notebooks"
    assert [(path.name, path.read_bytes()) for path in sorted(files.glob("*"))] == [
        (path.name, path.read_bytes()) for path in NOTEBOOKS
    ]


def test_lite_loads_wheels_that_are_there_and_hold_every_file():
    config = json.loads((SITE / "lite" / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    (kernel,) = [value for name, value in config["litePluginSettings"].items() if "pyodide-kernel" in name]
    wheels = [name.rpartition("/")[2] for name in kernel["loadPyodideOptions"]["packages"] if name.endswith(".whl")]
    assert [name.partition("-")[0] for name in wheels][:3] == ["comm", "jupyterlab_widgets", "ipywidgets"]
    held = [name for wheel in wheels for name in zipfile.ZipFile(SITE / "lite" / "pypi" / wheel).namelist()]
    files = [file for file in (ROOT / "helpers").rglob("*.*") if "__pycache__" not in file.parts]
    ours = [file.relative_to(ROOT).as_posix() for file in files]
    assert len(ours) > 20 and set(ours) <= set(held)
    assert {"comm/__init__.py", "ipywidgets/__init__.py", "jupyterlab_widgets/__init__.py"} <= set(held)

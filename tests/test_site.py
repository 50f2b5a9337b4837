"""The site that `make site` has built: every link leads somewhere, every picture is described, nothing is left out."""

import json
import sys
import zipfile
from html.parser import HTMLParser
from math import prod
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

sys.path.append(str(Path(__file__).parent / "browser"))

import built
from built import EXPLORERS, NOTEBOOKS, ROOT, SITE, states

built.needed()

import frames  # noqa: E402
import guesses  # noqa: E402


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


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_picture_has_its_cells_text(path):
    outputs = [output for cell in nbformat.read(path, as_version=4).cells for output in cell.get("outputs", [])]
    texts = [output.data["text/plain"] for output in outputs if "image/png" in output.get("data", {})]
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

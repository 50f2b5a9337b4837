"""The site that `make site` has built, for its tests: where it is, whether it is new, and a server that shows it."""

import importlib.util
import json
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_site"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
EXPLORERS = SITE / "_static" / "explorers"
WANTED = ["myst_nb", "sphinx_book_theme", "jupyterlite_core", "jupyterlite_pyodide_kernel"]
sys.path.append(str(ROOT / ".ci" / "site"))  # frames and guesses, which make the explorers' states


def missing():
    """Why there is no site to test, in words; nothing where there is one, made of what now stands in the repository."""
    if not all(map(importlib.util.find_spec, WANTED)):
        return "the site needs more packages: make test-site installs them, builds the site and tests it"
    sources = [ROOT / ".ci" / "site.py", ROOT / "README.md", ROOT / ".github" / "hero.gif", *NOTEBOOKS]
    sources += (ROOT / "helpers").rglob("*.py")
    sources += [file for file in (ROOT / ".ci" / "site").rglob("*.*") if "__pycache__" not in file.parts]
    made = [SITE / "index.html", SITE / "lite" / "jupyter-lite.json"]
    newest = max(file.stat().st_mtime for file in sources)
    if not all(file.exists() and file.stat().st_mtime >= newest for file in made):
        return "there is no site, or it is older than its sources: make test-site builds and tests it"
    return ""


def needed():
    """Nothing; the tests of this module are skipped where there is no site."""
    if why := missing():
        pytest.skip(why, allow_module_level=True)


def states(name):
    """What the file with an explorer's states holds."""
    text = (EXPLORERS / f"{name}.js").read_text(encoding="utf-8")
    return json.loads(text.partition(" = ")[2].rstrip(";\n"))


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_):
        pass


@contextmanager
def served(folder):
    """The address of a server that shows a folder of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()

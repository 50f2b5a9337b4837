"""What the browser tests share: one JupyterLab, one Chromium, and each notebook opened and run once."""

import ast
import contextlib
import io
import os
import re
import shutil
from types import SimpleNamespace
from urllib.parse import urlsplit

import lab
import nbformat
import pytest

from helpers import live

SIZE = {"width": 1000, "height": 900}
EMPTY = "empty.ipynb"
NOTHING = ast.parse("None").body[0]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The Chromium of this machine; where there is none, CI fails and a person is told what to install."""
    path = lab.chromium()
    if not path:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(lab.NO_BROWSER)
    return {**browser_type_launch_args, "executable_path": path, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A folder with copies of all notebooks, and an empty one: the repository stays as it is."""
    folder = tmp_path_factory.mktemp("course")
    for path in lab.NOTEBOOKS:
        shutil.copy(path, folder)
    write(folder / EMPTY, "None")
    return folder


@pytest.fixture(scope="session")
def server(browser, folder):
    """The one JupyterLab that shows the folder."""
    with lab.jupyterlab(folder) as server:
        yield server


def write(path, *sources):
    """Nothing; the notebook with these code cells is on the disk."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, path)


@contextlib.contextmanager
def opened(browser, server, name, run=True):
    """A notebook open in a page: the page, what Run All said, and all that the page complained of or asked for."""
    page = browser.new_page(viewport=SIZE)
    book = SimpleNamespace(name=name, page=page, console=set(), asked=set())
    page.on("console", lambda message: message.type == "error" and book.console.add(anonymous(message.text)))
    page.on("pageerror", lambda error: book.console.add(anonymous(str(error))))
    page.on("request", lambda request: book.asked.add(request.url))
    page.on("websocket", lambda socket: book.asked.add(socket.url))
    lab.open_notebook(page, server, name)
    book.errors = lab.run_all(page) if run else []
    yield book
    page.evaluate(lab.SHUT_DOWN)
    page.close()


def anonymous(message):
    """A message of the browser's console without the addresses and numbers that differ each time."""
    return re.sub(r"\S*://\S+|[0-9a-f]{8}-[-0-9a-f]+|\d+", "…", message)


def outside(url):
    """Whether an address lies outside this machine."""
    return urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).hostname != "127.0.0.1"


@pytest.fixture(scope="session")
def usual(browser, server):
    """What an empty notebook's page writes on the console, with a restart."""
    with opened(browser, server, EMPTY) as book:
        lab.restart(book.page)
        lab.run_all(book.page)
        for theme in ("Dark", "Light"):
            lab.use_theme(book.page, theme)
    return book.console


@pytest.fixture(scope="session", params=[path.name for path in lab.NOTEBOOKS])
def shared(browser, server, folder, request):
    """Each notebook in turn, run, with its explorers as plain Python makes them."""
    with opened(browser, server, request.param) as book:
        book.explorers = explorers(folder / book.name)
        yield book


@pytest.fixture
def book(shared):
    """The same notebook with its explorers as they are at the start, whatever the test before left."""
    shared.page.set_viewport_size(SIZE)
    for button in shared.page.get_by_role("button", name="Reset", exact=True).all():
        button.click()
    for explorer in shared.explorers:
        explorer.reset()
    return shared


def explorers(path):
    """The explorers that a notebook shows, made here, without JupyterLab, by its own code."""
    names, found = {}, []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        harmless = contextlib.suppress(Exception if "raises-exception" in cell.metadata.get("tags", []) else ())
        with harmless, contextlib.redirect_stdout(io.StringIO()):
            lines = ast.parse(cell.source).body
            last = lines.pop() if lines and isinstance(lines[-1], ast.Expr) else NOTHING
            exec(compile(ast.Module(lines, []), path.name, "exec"), names)
            value = eval(compile(ast.Expression(last.value), path.name, "eval"), names)
            if isinstance(value, live.Live):
                found.append(value)
    return found

"""The course in JupyterLite, in a real browser, with no server behind it.

Pyodide is npm's, which has no NumPy: enough for the kernel, helpers' wheel and a slider. Where LITE_PYODIDE names a
folder with a whole Pyodide, or says cdn on a network that has it, every notebook is run instead.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from itertools import compress

import built
import lab
import nbformat
import pytest

import helpers

built.needed()

WHOLE = os.environ.get("LITE_PYODIDE", "")
SLIDER = """import ipywidgets as widgets
slider, words = widgets.IntSlider(3, description="n"), widgets.HTML("3 and 6")
slider.observe(lambda change: setattr(words, "value", f"{change['new']} and {2 * change['new']}"), "value")
explorer = widgets.VBox([slider, words])
explorer.add_class("explorer")
explorer"""
OUTPUTS = "() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells.map(cell => cell.outputs || [])"
ENDLESS = """from helpers import checks

def predict(x, W, b):
    while True:
        try:
            pass
        except Exception:
            pass

print(checks.predict(predict))"""
START = "00_start_here.ipynb"


def core(folder):
    """The folder that now holds npm's Pyodide and, from PyPI, the packages that its kernel loads."""
    from jupyterlite_pyodide_kernel.constants import PYODIDE_PYTHON_VERSION, PYODIDE_VERSION

    if not shutil.which("npm"):
        pytest.skip("npm, which has Pyodide's core, is not installed")
    subprocess.run(["npm", "pack", "--silent", f"pyodide@{PYODIDE_VERSION}"], cwd=folder, check=True)
    shutil.unpack_archive(next(folder.glob("*.tgz")), folder)
    folder = folder / "package"
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    names, todo = set(), ["micropip", "ipython", "jedi"]
    while todo:
        names.add(name := todo.pop())
        todo += set(lock["packages"][name.replace("_", "-").lower()]["depends"]) - names
    known = [lock["packages"][name.replace("_", "-").lower()] for name in sorted(names)]
    pins = [f"{package['name']}=={package['version']}" for package in known]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "-d", folder]
    subprocess.run([*pip, "--python-version", PYODIDE_PYTHON_VERSION, *pins], check=True)
    for package in known:  # built again for PyPI, so with other bytes than the lock knows
        package["sha256"] = hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest()
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lite(tmp_path_factory):
    """The address of the built course in JupyterLite, with the Pyodide that is to be used."""
    root = tmp_path_factory.mktemp("lite") / "lite"
    shutil.copytree(built.SITE / "lite", root)
    config = json.loads((root / "jupyter-lite.json").read_text(encoding="utf-8"))
    data = config["jupyter-config-data"]
    data["exposeAppInBrowser"] = True
    (kernel,) = [value for name, value in data["litePluginSettings"].items() if "pyodide-kernel" in name]
    if WHOLE != "cdn":
        shutil.copytree(WHOLE or core(tmp_path_factory.mktemp("npm")), root / "static" / "pyodide")
        kernel["pyodideUrl"] = "./static/pyodide/pyodide.mjs"
    if not WHOLE:
        packages = kernel["loadPyodideOptions"]["packages"]
        packages[:] = [name for name in packages if name not in ("numpy", "matplotlib", "pillow")]
        start = root / "files" / "notebooks" / START
        book = nbformat.read(start, as_version=4)  # its metadata choose the kernel
        sources = "import helpers\nprint(helpers.__doc__)", SLIDER
        book.cells = [nbformat.v4.new_code_cell(source) for source in sources]
        nbformat.write(book, start)
    (root / "jupyter-lite.json").write_text(json.dumps(config), encoding="utf-8")
    with built.served(root) as address:
        yield address


@contextlib.contextmanager
def opened(browser, lite, name):
    """A page that shows this notebook in JupyterLite, its kernel ready; what the browser keeps is gone at the end."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{lite}/lab/index.html?path=notebooks/{name}")
    page.wait_for_function(lab.OPEN, arg=f"notebooks/{name}")
    page.evaluate(lab.CONNECTED)
    yield page
    context.close()


def alike(book):
    """For each cell of a notebook whether it prints the same on every machine."""
    return ["nbval-ignore-output" not in cell.metadata.get("tags", []) for cell in book.cells]


def texts(outputs):
    """What each cell of a notebook prints and describes."""

    def text(output):
        return "".join(output.get("text") or output.get("data", {}).get("text/plain", ""))

    return ["".join(map(text, cell)) for cell in outputs]


@pytest.mark.skipif(bool(WHOLE), reason="a whole Pyodide runs the notebooks themselves")
def test_the_kernel_starts_helpers_are_there_and_a_slider_answers(browser, lite):
    with opened(browser, lite, START) as page:
        assert lab.run_all(page) == []
        assert texts(page.evaluate(OUTPUTS))[0] == f"{helpers.__doc__}\n"
        handle, words = page.locator(".explorer").get_by_role("slider"), page.locator(".explorer .widget-html-content")
        handle.focus()
        page.keyboard.press("ArrowRight")
        words.get_by_text("4 and 8").wait_for(timeout=5_000)
        page.keyboard.press("PageUp")
        page.wait_for_function("words => !words.textContent.includes('4 and 8')", arg=words.element_handle())
        assert handle.evaluate("handle => handle === document.activeElement")


@pytest.mark.skipif(not WHOLE, reason="needs a Pyodide with NumPy: LITE_PYODIDE names its folder, or says cdn")
@pytest.mark.parametrize("path", built.NOTEBOOKS, ids=lambda path: path.stem)
def test_run_all_gives_what_is_committed_and_sliders_move(browser, lite, path):
    book = nbformat.read(path, as_version=4)
    with opened(browser, lite, path.name) as page:
        assert lab.run_all(page) == []
        shown, committed = page.evaluate(OUTPUTS), [cell.get("outputs", []) for cell in book.cells]
        assert list(compress(texts(shown), alike(book))) == list(compress(texts(committed), alike(book)))
        handles = page.locator(".explorer").get_by_role("slider")
        if any("sliders." in cell.source and "image/png" in str(cell.get("outputs")) for cell in book.cells):
            handles.first.wait_for(state="attached")
        for handle in handles.all():
            explorer = handle.locator("xpath=ancestor::*[contains(@class, 'explorer')]")
            image, low = explorer.locator("img").first.element_handle(), handle.get_attribute("aria-valuenow")
            before = image.get_attribute("src")
            handle.press("End")
            if handle.get_attribute("aria-valuenow") == low:
                handle.press("Home")
            page.wait_for_function("([image, before]) => image.src !== before", arg=[image, before])


@pytest.mark.skipif(not WHOLE, reason="needs a Pyodide with NumPy: LITE_PYODIDE names its folder, or says cdn")
def test_an_endless_answer_is_stopped(browser, lite):
    run = """async code => {
        const {kernel} = window.jupyterapp.shell.currentWidget.sessionContext.session;
        const future = kernel.requestExecute({code}), said = [];
        future.onIOPub = ({content}) => said.push(content.text || content.evalue || "");
        await future.done;
        return said.join("") }"""
    with opened(browser, lite, START) as page:
        assert "it was stopped" in page.evaluate(run, ENDLESS)

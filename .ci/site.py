"""Builds the course's site in `_site`: each notebook to read, and `lite/` to run them all in the browser.

`python .ci/site.py [PYODIDE]`; PYODIDE is a folder with a Pyodide of one's own. Without it a reader's browser fetches
Pyodide from its usual place. Nothing is fetched while the site is built.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import distribution, files
from pathlib import Path

import nbformat
from PIL import Image

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_site"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
PARTS = ["comm", "jupyterlab_widgets", "ipywidgets"]  # what helpers needs and Pyodide has not, in the order to load
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
STILL_OR_MOVING = (  # for those who asked for less motion the last picture alone
    '<picture><source media="(prefers-reduced-motion: reduce)" srcset="_static/hero.png">'
    r'<img src="_static/hero.gif" alt="\1" width="100%"></picture>'
)
HERE = "Here you can read and move the sliders; a guess goes into the field above them, not in place of the dots. "
RUN_IT = (
    '<a href="{}{}">Run this page in your browser</a> to change its code and to have your answers checked.'
    " <noscript>(The sliders and the formulas need JavaScript.)</noscript>"
)
sys.path.insert(0, str(ROOT / ".ci" / "site"))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # there is a process for each core already

import frames  # noqa: E402
import links  # noqa: E402


def run(*command, **options):
    """Nothing; the command was carried out, and an error if it failed."""
    subprocess.run([sys.executable, "-m", *map(str, command)], check=True, **options)


def page(path, work):
    """A line about each explorer of the notebook, which is now in `work` as the site shows it."""
    os.chdir(path.parent)
    book, log = nbformat.read(path, as_version=4), []
    for cell in book.cells:
        if cell.metadata.get("jupyter", {}).get("source_hidden"):
            cell.metadata.tags = [*cell.metadata.get("tags", []), "hide-input"]
    for cell, explorer, ask in frames.explorers(book):
        outputs, line = frames.film(f"{path.stem}-{cell.id}", explorer, ask, work / "static" / "explorers")
        cell.outputs = [nbformat.v4.new_output("display_data", data) for data in outputs]
        log.append(line)
    for cell in book.cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                cell.metadata.mystnb = {"image": {"alt": output.data["text/plain"], "width": "700px"}}
    book.cells.insert(1, nbformat.v4.new_markdown_cell((HERE if log else "") + RUN_IT.format(links.LITE, path.name)))
    nbformat.write(book, work / path.name)
    return log


def contents():
    """The lists of notebooks on the site's first page, one for each Part."""
    listed = [(part, "\n".join(path.stem for path in pages)) for part, pages in links.parts()]
    return "\n".join(f"```{{toctree}}\n:caption: {part}\n:maxdepth: 1\n\n{names}\n```\n" for part, names in listed)


def welcome(work):
    """Nothing; the site's first page says what README says of the course, shows its picture and lists the notebooks."""
    about = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n")[2].partition("<!-- start")[0]
    hero = work / "static" / "hero.gif"
    shutil.copy(ROOT / ".github" / hero.name, hero)
    with Image.open(hero) as moving:
        moving.seek(moving.n_frames - 1)
        moving.save(hero.with_suffix(".png"))
    about = re.sub(r"!\[(.*)\]\(\.github/hero\.gif\)", STILL_OR_MOVING, about.strip())
    index = (work / "index.md").read_text(encoding="utf-8")
    index = index.replace("<!-- what README says of the course -->\n", about + "\n")
    (work / "index.md").write_text(index.replace("<!-- notebooks -->\n", contents()), encoding="utf-8")


def pages(work, pool):
    """Nothing; the notebooks are pages of the site, their pictures described and their solutions folded."""
    shutil.copytree(ROOT / ".ci" / "site", work, ignore=shutil.ignore_patterns("__pycache__"))
    welcome(work)
    for log in pool.map(page, NOTEBOOKS, [work] * len(NOTEBOOKS)):
        print(*log, sep="\n", end="\n" if log else "", flush=True)
    for file in files("django-static-mathjax"):
        if "es5/tex-mml-chtml.js" in str(file) or "es5/output/chtml" in str(file):
            target = work / "static" / "mathjax" / str(file).partition("es5/")[2]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file.locate(), target)
    address, _ = links.addresses()
    env = {**os.environ, "REPOSITORY": address}
    run("sphinx", "-q", "-W", "--keep-going", work, work.parent / "html", env=env)
    unread = shutil.ignore_patterns(".doctrees", ".buildinfo")
    shutil.copytree(work.parent / "html", SITE, ignore=unread, dirs_exist_ok=True)
    for path in NOTEBOOKS:  # what a reader downloads is the notebook itself
        shutil.copy(path, SITE / "_sources")


def wheel(name, folder):
    """The file name of a wheel, made of an installed package's own files."""
    package = distribution(name)
    file = folder / f"{name}-{package.version}-py3-none-any.whl"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in package.files:
            if part.parts[0] != ".." and "__pycache__" not in part.parts:
                archive.write(part.locate(), str(part))
    return file.name


def lite(work, pyodide):
    """Nothing; the same notebooks run in the browser, under `lite/`."""
    wheels, notebooks = work / "pypi", work / "contents" / "notebooks"
    notebooks.mkdir(parents=True)
    wheels.mkdir()
    for path in NOTEBOOKS:
        shutil.copy(path, notebooks)
    if pyodide:
        shutil.copytree(pyodide, work / "static" / "pyodide")
    run("hatchling", "build", "-t", "wheel", "-d", wheels, cwd=ROOT, stdout=subprocess.DEVNULL)
    own = next(wheels.glob("*.whl")).name
    names = [*(wheel(name, wheels) for name in PARTS), own]
    packages = ["micropip", "ipython", "numpy", "matplotlib", "pillow", *(f"../../../../pypi/{name}" for name in names)]
    data = {"litePluginSettings": {KERNEL: {"loadPyodideOptions": {"packages": packages}}}}
    text = json.dumps({"jupyter-lite-schema-version": 0, "jupyter-config-data": data})
    (work / "jupyter-lite.json").write_text(text, encoding="utf-8")
    options = ["--contents=contents", f"--output-dir={SITE / 'lite'}", "--no-sourcemaps", "--no-libarchive"]
    run("jupyterlite_core", "build", *options, cwd=work, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    shutil.rmtree(SITE, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor() as pool:
        work, own = Path(folder), Path(sys.argv[1]).resolve() if sys.argv[1:] else None
        meanwhile = pool.submit(lite, work / "lite", own)
        pages(work / "pages", pool)
        meanwhile.result()

"""Writes README's launch links and its table of notebooks: `python .ci/links.py`.

The address comes from pyproject.toml ([project.urls] Repository), all else from the notebooks themselves.
"""

import ast
import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import nbformat

from helpers import data, neuron

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
# What the notebooks build that define no function.
BUILDS = {
    "00_start_here": "the plan: seven steps",
    "08_loss": "a bowl out of a valley",
    "09_hubble": "one answer in four ways",
    "11_inputs": "a row of W for each input",
}


def binder():
    """The address under which Binder starts this repository."""
    repository = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]["Repository"]
    return f"https://mybinder.org/v2/gh{urlsplit(repository).path.rstrip('/').removesuffix('.git')}/HEAD"


def title(book):
    """The notebook's own title, such as "3 · Measure the error"."""
    return book.cells[0].source.splitlines()[0].removeprefix("# ")


def functions(book):
    """The names of the helpers that the notebook's folded cells define, in order."""
    folded = [cell.source for cell in book.cells if cell.metadata.get("jupyter", {}).get("source_hidden")]
    names = [node.name for source in folded for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return [name for name in names if name in vars(data) or name in vars(neuron)]


def row(path):
    """The notebook's line of the table: its title, what it builds, its launch link."""
    book = nbformat.read(path, as_version=4)
    builds = BUILDS.get(path.stem) or ", ".join(f"`{name}`" for name in functions(book))
    launch = f"[run it]({binder()}?urlpath=lab/tree/notebooks/{path.name})"
    return f"| [{title(book)}](notebooks/{path.name}) | {builds} | {launch} |\n"


def readme():
    """README's text with its launch links and its table as they should be."""
    text = re.sub(r"https://mybinder\.org/v2/gh/[^?\s)]+", binder(), README.read_text(encoding="utf-8"))
    head = "| notebook | what you build | on Binder |\n| --- | --- | --- |\n"
    table = head + "".join(row(path) for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")))
    return re.sub(r"(<!-- table.*?-->\n).*?(<!-- end -->)", lambda m: m[1] + table + m[2], text, flags=re.DOTALL)


if __name__ == "__main__":
    README.write_text(readme(), encoding="utf-8", newline="\n")

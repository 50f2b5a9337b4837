"""Tests that imports point one way, that no name hides where it comes from, and that each file says what it is for."""

import ast
import json
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HELPERS = sorted((ROOT / "helpers").rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MODULES = HELPERS + sorted((ROOT / "tests").rglob("*.py"))

MAY_IMPORT = {  # each helper (module or folder), the helpers below it, and packages beside NumPy and Python's own
    "__init__": [],
    "expect": [],
    "neuron": ["expect"],
    "network": ["expect", "neuron"],
    "data": ["expect", "neuron"],
    "plots": ["expect", "neuron", "network", "matplotlib"],
    "page": ["plots", "matplotlib", "PIL", "IPython"],  # PIL comes with matplotlib
    "live": ["expect", "neuron", "network", "data", "plots", "page", "ipywidgets", "IPython", "traitlets"],
    "pictures": ["expect", "neuron", "network", "data", "plots", "page"],
    "sliders": ["expect", "neuron", "network", "data", "plots", "page", "live", "ipywidgets", "IPython"],
    "marking": ["expect"],
    "checks": ["expect", "neuron", "network", "data", "marking"],
}
ALSO = {("marking", "__main__"): ["nbclient", "nbformat"]}  # the mark sheet runs notebooks; both come with nbval


def place(path):
    """A helper's parts, as in an import: ("neuron",), ("checks", "values"), and ("checks",) for its __init__.py."""
    parts = path.relative_to(ROOT / "helpers").with_suffix("").parts
    return parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts


def code(path):
    """The syntax tree of a module, or of all code cells of a notebook without the lines that begin with % or !."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        cells = ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
        lines = "\n".join(cells).splitlines()
        text = "\n".join("" if line.startswith(("%", "!")) else line for line in lines)
    return ast.parse(text, filename=path.name)


def imported(tree):
    """The names of all that is imported, at the top or inside a function: `helpers.neuron`, `matplotlib.pyplot`."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = ".".join(filter(None, ["helpers" if node.level else "", node.module]))
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return found


def is_sys_path(node):
    """Whether this is `sys.path`, or `path` taken out of `sys`."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "sys" and any(alias.name == "path" for alias in node.names)
    return isinstance(node, ast.Attribute) and node.attr == "path" and getattr(node.value, "id", "") == "sys"


def is_star(node):
    """Whether this is `from … import *`."""
    return isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)


def lines_where(found, tree):
    """The numbers of the lines on which something is found."""
    return [node.lineno for node in ast.walk(tree) if found(node)]


def named(path):
    """A file's path from the repository's root, to name the test."""
    return path.relative_to(ROOT).as_posix()


def test_there_is_something_to_look_at():
    assert {"expect", "neuron", "network", "data"} <= {path.stem for path in HELPERS}
    assert imported(ast.parse("def f():\n    from helpers import neuron as n")) == {"helpers.neuron"}
    assert imported(ast.parse("from . import neuron\nfrom .live import f")) == {"helpers.neuron", "helpers.live.f"}
    assert lines_where(is_star, ast.parse("\nfrom numpy import *")) == [2]
    assert lines_where(is_sys_path, ast.parse("import sys\nsys.path.append('..')\nfrom sys import path")) == [3, 2]


@pytest.mark.parametrize("path", HELPERS, ids=named)
def test_imports_point_one_way(path):
    helper, *inside = place(path)
    assert helper in MAY_IMPORT, f"give helpers/{helper} its place in MAY_IMPORT"
    beside = [helper] if inside or path.stem == "__init__" else []  # the modules of one folder may use each other
    for name in imported(code(path)):
        package, _, rest = name.partition(".")
        used = rest.partition(".")[0] if package == "helpers" else package
        allowed = [*MAY_IMPORT[helper], *beside, "numpy", *(sys.stdlib_module_names if package != "helpers" else [])]
        assert used in allowed + ALSO.get(place(path), []), f"{named(path)} must not import {name}"


def test_the_order_itself_has_no_circle():
    below = {name: [other for other in others if other in MAY_IMPORT] for name, others in MAY_IMPORT.items()}
    order = list(below)
    assert all(order.index(other) < order.index(name) for name in order for other in below[name])


def test_no_two_modules_need_each_other():
    modules = {".".join(("helpers", *place(path))): path for path in HELPERS}
    needs = {module: set() for module in modules}
    for module, path in modules.items():
        for name in imported(code(path)):
            above = [other for other in modules if f"{name}.".startswith(f"{other}.")]
            needs[module] |= {max(above, key=len)} if above else set()
    assert "helpers.marking.values" in needs["helpers.marking.trying"]
    assert list(TopologicalSorter(needs).static_order())  # a CycleError names the modules of a circle


@pytest.mark.parametrize("path", HELPERS, ids=named)
def test_no_import_by_the_back_door(path):
    calls = [node.func for node in ast.walk(code(path)) if isinstance(node, ast.Call)]
    allowed = {"exec"} if place(path) == ("marking", "editing") else set()  # the course's own text, one thing changed
    called = {getattr(f, "id", getattr(f, "attr", "")) for f in calls}
    assert not {"__import__", "import_module", "exec", "eval"} & called - allowed


@pytest.mark.parametrize("path", HELPERS + NOTEBOOKS, ids=named)
def test_every_name_says_where_it_comes_from(path):
    tree = code(path)
    assert lines_where(is_star, tree) == [], "import *"
    assert lines_where(is_sys_path, tree) == [], "sys.path"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_the_first_line_says_what_the_module_is_for(path):
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    sentence = (ast.get_docstring(code(path)) or "").partition("\n")[0]
    assert sentence and first.startswith(f'"""{sentence[:20]}'), "the first line is not a docstring"
    assert sentence.endswith(".") and len(sentence.split()) >= 4, f"not a sentence: {sentence}"


@pytest.mark.parametrize("path", HELPERS, ids=named)
def test_every_public_function_names_the_value_it_returns(path):
    functions = [node for node in code(path).body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"]
    silent = [f.name for f in functions if not (ast.get_docstring(f) or "")]
    assert silent == [], f"no docstring: {', '.join(silent)}"

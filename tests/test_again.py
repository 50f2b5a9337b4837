"""A cell run again says the same: no printing cell rests on a name that a later cell binds anew."""

import ast
import contextlib
import dis
import io
import pickle
import traceback
import types
from pathlib import Path

import nbformat
import pytest

from helpers import plots

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("[0-9]*.ipynb"))


def theirs(cell):
    """Whether a cell is a learner's, or rests on what a learner writes: it may raise, and changes with the answer."""
    return "raises-exception" in cell.metadata.get("tags", [])


def said(cell, names):
    """All that a cell prints and shows when it runs with these names; its error, where it may raise one."""
    *body, last = ast.parse(cell.source).body
    paper, shown = io.StringIO(), ""
    is_value = isinstance(last, ast.Expr)
    with contextlib.redirect_stdout(paper):
        try:
            exec(compile(ast.Module([*body, *([] if is_value else [last])], []), cell.id, "exec"), names)
            if is_value:
                value = eval(compile(ast.Expression(last.value), cell.id, "eval"), names)
                shown = "" if value is None else repr(value)
        except Exception:
            if not theirs(cell):
                raise
            shown = traceback.format_exc().splitlines()[-1]
    return paper.getvalue() + shown


def codes(code):
    """A code object and all that is defined inside it."""
    return [code, *(inner for const in code.co_consts if isinstance(const, types.CodeType) for inner in codes(const))]


def rests_on(code, names):
    """The names that code takes from the cells before it: those it reads first, and those of the functions it calls."""
    made, needed = set(), set()
    for part in codes(code):
        for step in dis.get_instructions(part):
            if step.opname == "STORE_NAME":
                made.add(step.argval)
            elif step.opname in ("LOAD_NAME", "LOAD_GLOBAL") and step.argval in {*names} - made - needed:
                needed.add(step.argval)
                if getattr(names[step.argval], "__globals__", None) is names:
                    needed |= rests_on(names[step.argval].__code__, names)
    return needed


def found(cell, names):
    """What a cell finds when it begins: the state of all that it rests on."""

    def state(value):
        try:
            return pickle.dumps(value)
        except Exception:  # a function of the page, a module: the same one, or another
            return id(value)

    return {name: state(names[name]) for name in rests_on(compile(cell.source, cell.id, "exec"), names)}


def differing(cells):
    """The ids of the cells that say something else when they run again after all others, the last first.

    A cell that finds all as it was says the same, and is not run: what takes time is only what can differ.
    """
    names, first = {"__name__": "__main__"}, []
    for cell in cells:
        before = found(cell, names)
        first.append((cell, before, said(cell, names)))
    printing = [(cell, before, words) for cell, before, words in reversed(first) if words and not theirs(cell)]
    return [cell.id for cell, before, words in printing if found(cell, names) != before and said(cell, names) != words]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_cell_run_again_says_the_same(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(plots.STYLE, "figure.dpi", 25)  # small pictures are drawn fast
        odd = differing(cells)
    assert not odd, f"run again after the whole page, these cells say something else: {odd}"


@pytest.mark.parametrize(
    ("first", "second", "third", "odd"),
    [
        ("n = 2", "print(n)", "for n in range(5):\n    pass", True),
        ("n = 2\ndef f():\n    return n", "print(f())", "n = 3", True),
        ("n = [2]", "print(n)", "n.append(3)", True),
        ("import numpy as np\nrng = np.random.default_rng(0)", "print(rng.integers(100))", "n = 0", True),
        ("n = 2", "n = 1\nprint(n)", "n = 3", False),
    ],
)
def test_what_a_later_cell_changes_is_noticed(first, second, third, odd):
    sources = {"a": first, "b": second, "c": third}
    cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in sources.items()]
    assert differing(cells) == ["b"] * odd

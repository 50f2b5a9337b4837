"""A cell run again says the same: no printing cell rests on a name that a later cell binds anew."""

import ast
import contextlib
import io
import traceback
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


def differing(cells):
    """The ids of the cells that say something else when they run again after all others, the last first."""
    names = {"__name__": "__main__"}
    first = [(cell, said(cell, names)) for cell in cells]
    printing = [(cell, before) for cell, before in reversed(first) if before and not theirs(cell)]
    return [cell.id for cell, before in printing if said(cell, names) != before]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_cell_run_again_says_the_same(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(plots.STYLE, "figure.dpi", 25)  # small pictures are drawn fast
        odd = differing(cells)
    assert not odd, f"run again after the whole page, these cells say something else: {odd}"


def test_a_rebound_name_is_noticed():
    sources = {"a": "n = 2", "b": "print(n)", "c": "for n in range(5):\n    pass"}
    cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in sources.items()]
    assert differing(cells) == ["b"]

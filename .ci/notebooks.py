"""Runs notebooks from top to bottom and saves them as they are committed: `python .ci/notebooks.py [NOTEBOOK …]`.

Kept are each cell's id, text, outputs and numbers 1 to n; left out is all that changes from machine to machine.
A notebook with a cell that raises (and is not allowed to) stays as it was.
"""

import os
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
WIDGET = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(book):
    """What went wrong in a run of the notebook, None if nothing did; its outputs are filled in."""
    client = NotebookClient(
        book,
        kernel_name="python3",
        timeout=120,
        allow_errors=True,
        store_widget_state=False,
        extra_arguments=["--log-level=ERROR"],
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    try:
        client.execute(env={**os.environ, "PYTHONPATH": str(NOTEBOOKS.parent)})  # the helpers of this folder
    except (CellTimeoutError, DeadKernelError) as error:
        return str(error).splitlines()[0]
    for cell in book.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", []):
                return f"cell {cell.id} raised {output.ename}: {output.evalue}"
    return None


def tidy(book):
    """The notebook without what belongs to this run or this machine."""
    book.metadata = nbformat.from_dict(METADATA)
    for cell in book.cells:
        kept = {}
        if cell.metadata.get("tags"):
            kept["tags"] = cell.metadata.tags
        if cell.metadata.get("jupyter", {}).get("source_hidden"):
            kept["jupyter"] = {"source_hidden": True}
        cell.metadata = nbformat.from_dict(kept)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.get("data") != {}]
    return book


def save(path):
    """What went wrong in a run of the notebook at this path, None if it was run and saved."""
    book = nbformat.read(path, as_version=4)
    trouble = run(book)
    if trouble is None:
        nbformat.write(tidy(book), path)
    return trouble


def main(paths):
    """The number of notebooks that failed; a line for each says how it went."""
    failed = 0
    for path in paths:
        start = time.perf_counter()
        trouble = save(path)
        failed += trouble is not None
        print(f"{path.name:24} {time.perf_counter() - start:5.1f} s  {trouble or 'saved'}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(min(main([Path(name) for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))), 1))

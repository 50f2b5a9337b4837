"""Prints a mark sheet of learners' notebooks: `python -m helpers.marking NOTEBOOK… [--csv FILE]`.

Each notebook runs in a kernel of its own, with the helpers beside this file, and what its checks find is written down;
the notebook itself stays as it is. An exercise that was right once is right.
"""

import argparse
import asyncio
import contextlib
import csv
import logging
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

HOME = Path(__file__).parents[2]
NO_PROCTOR = (
    "This sheet helps you teach; it is no proctor. It runs each learner's code as if it were yours, and it does not "
    "know who wrote it: an answer can be copied, and code can change what a check says."
)
MIME = "application/vnd.course.mark+json"
# The first cell of each run: from now on every check also sends off what it found.
HOOK = f"""
def listen():
    from IPython.display import display
    from helpers import checks

    def noting(name, check):
        def noted(*answer, **named):
            result = check(*answer, **named)
            given = str(getattr(answer[0], "__name__", "")) if answer else ""
            exercise = given if given.startswith("broken_") else name
            display({{{MIME!r}: [exercise, result.passed, result.mistake or ""]}}, raw=True)
            return result
        return noted

    for name, check in list(vars(checks).items()):
        if callable(check):
            setattr(checks, name, noting(name, check))

listen()
del listen
"""
CALL = re.compile(r"^[^#\n]*\bchecks\.(\w+)\(\s*(broken_\w+)?", re.MULTILINE)
UNKNOWN = "no mistake that the course knows"


class Mark(NamedTuple):
    """What became of an exercise: "passed", "not yet", "not attempted" or "not reached"; and the mistake's name."""

    exercise: str
    result: str
    mistake: str = ""


SIGNS = {"passed": "✓", "not yet": "✗", "not attempted": "○", "not reached": "–"}
RESULTS = {True: "passed", False: "not yet", None: "not attempted"}


# One notebook


def read(path):
    """The notebook in a file, without outputs; a ValueError says why there is none."""
    try:
        book = nbformat.read(path, as_version=4)
        for cell in book.cells:
            if cell.cell_type == "code":
                cell.outputs = []
        return book
    except OSError as error:
        raise ValueError(f"cannot be opened: {error.strerror}") from None
    except Exception:  # whatever a file holds that is no notebook
        raise ValueError("cannot be read: it is no notebook") from None


def run(book, folder, seconds):
    """What did not end in the notebook, "" if all did; its cells have what they sent off."""
    ran = nbformat.from_dict({**book, "cells": [nbformat.v4.new_code_cell(HOOK), *book.cells]})
    client = NotebookClient(
        ran,
        kernel_name="python3",
        timeout=seconds,
        interrupt_on_timeout=True,
        allow_errors=True,
        shutdown_kernel="immediate",
        store_widget_state=False,
        extra_arguments=["--log-level=CRITICAL"],
        resources={"metadata": {"path": str(folder)}},
    )
    client.log.setLevel(logging.CRITICAL)
    # Helpers that lie beside the notebook are not taken: these come first.
    path = os.pathsep.join(filter(None, [str(HOME), os.environ.get("PYTHONPATH")]))
    end = time.monotonic() + 3 * seconds
    try:
        asyncio.run(asyncio.wait_for(client.async_execute(env={**os.environ, "PYTHONPATH": path}), 3 * seconds))
    except (TimeoutError, DeadKernelError):
        return f"it did not end within {3 * seconds} seconds" if time.monotonic() > end else "its kernel died"
    finally:
        book.cells = ran.cells[1:]
    stopped = [cell for cell in book.cells for output in cell.get("outputs", []) if is_stopped(output)]
    return f"cells that did not end within {seconds} seconds: {len(stopped)}" if stopped else ""


def is_stopped(output):
    """Whether a cell says that it was interrupted."""
    return output.output_type == "error" and output.ename == "KeyboardInterrupt"


def found(cell):
    """The marks of a cell's checks; an exercise that an error kept from its check is not yet right."""
    sent = [output.data[MIME] for output in cell.outputs if MIME in output.get("data", {})]
    marks = [Mark(exercise, RESULTS[passed], mistake) for exercise, passed, mistake in sent]
    errors = [output.ename for output in cell.outputs if output.output_type == "error"]
    missing = [name for name in asked(cell) if name not in [mark.exercise for mark in marks]]
    return marks + [Mark(name, "not yet", f"stopped by {error}") for name in missing for error in errors[:1]]


def asked(cell):
    """The names of the exercises whose checks a cell calls; one that repairs has its broken function's name."""
    return [broken or name for name, broken in CALL.findall(cell.source)]


def marks(book):
    """The Mark of each exercise of a notebook that was run: passed if it ever was, else what was found last."""
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    last = {name: Mark(name, "not reached") for cell in cells for name in asked(cell)}
    for mark in (mark for cell in cells for mark in found(cell)):
        if last.get(mark.exercise, mark).result != "passed":
            last[mark.exercise] = mark
    return list(last.values())


# The class


def notebooks(names):
    """The paths of all notebooks: those named, and those in folders that are named."""
    for path in map(Path, names):
        inside = sorted(path.rglob("*.ipynb")) if path.is_dir() else [path]
        yield from (file for file in inside if ".ipynb_checkpoints" not in file.parts)


def lines(sheet):
    """A notebook's exercises, a line for each."""
    width = max((len(mark.exercise) for mark in sheet), default=0)
    for name, result, mistake in sheet:
        why = f": {mistake or UNKNOWN}" if result == "not yet" else ""
        yield f"  {SIGNS[result]} {name:{width}}  {result}{why}"


def summary(sheets):
    """What a class can do: for each exercise how many passed, and which mistake is how frequent."""
    every = [mark for sheet in sheets for mark in sheet]
    for exercise in dict.fromkeys(mark.exercise for mark in every):
        of_it = [mark for mark in every if mark.exercise == exercise]
        counts = Counter(mark.result for mark in of_it)
        yield f"  {exercise}: " + ", ".join(f"{counts[result]} {result}" for result in SIGNS if counts[result])
        mistakes = Counter(mark.mistake or UNKNOWN for mark in of_it if mark.result == "not yet")
        yield from (f"    {count:3} × {mistake}" for mistake, count in mistakes.most_common())


def report(paths, seconds, write):
    """Nothing; each notebook was run and its sheet printed and written, then the summary for the class."""
    sheets, stopped = [], []
    for number, path in enumerate(paths, 1):
        print(f"[{number} of {len(paths)}] {path}", flush=True)
        try:
            book = read(path)
            trouble = run(book, path.parent, seconds)
            sheets.append(marks(book))
            print(*lines(sheets[-1]) if sheets[-1] else ["  no exercise"], sep="\n")
            write([path, *mark] for mark in sheets[-1])
        except ValueError as error:
            trouble = str(error)
        if trouble:
            stopped.append(path)
            print(f"  ! {trouble}")
            write([[path, "", "stopped", trouble]])
    print(f"\nAll {len(paths)} notebooks" if len(paths) > 1 else "\nThis notebook")
    print(*summary(sheets), *(f"  ! look at {path}" for path in stopped), "", NO_PROCTOR, sep="\n")


def main(arguments=None):
    """Nothing; the mark sheet is on the screen and, if asked for, in a file."""
    parser = argparse.ArgumentParser("python -m helpers.marking", description="A mark sheet.", epilog=NO_PROCTOR)
    parser.add_argument("notebooks", nargs="+", metavar="NOTEBOOK", help="a learner's notebook, or a folder")
    parser.add_argument("--csv", metavar="FILE", help="write the sheet for a spreadsheet too")
    parser.add_argument("--seconds", type=int, default=60, help="a cell's time limit (60); a notebook has 3 times that")
    given = parser.parse_args(arguments)
    paths = list(notebooks(given.notebooks))
    if not paths:
        parser.error("there is no notebook in that folder")
    with contextlib.ExitStack() as stack:
        file = None
        if given.csv:
            try:  # the mark lets spreadsheets read the letters
                file = stack.enter_context(open(given.csv, "w", encoding="utf-8-sig", newline=""))
            except OSError as error:
                parser.error(f"{given.csv} cannot be written: {error.strerror}")

        def write(rows):
            if file:
                csv.writer(file).writerows(rows)
                file.flush()

        write([["notebook", "exercise", "result", "mistake"]])
        report(paths, given.seconds, write)


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a screen that has no ✓ shows ?
    main()

"""The mark sheet runs learners' notebooks, whatever is in them, and says what became of each exercise."""

import csv
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from helpers.marking import __main__ as sheet

PAGES = Path(__file__).parents[1] / "notebooks"
START = "import numpy as np\nfrom helpers import checks"
ENDLESS = "while True: pass"
STUBBORN = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
RIGHT = "def cost(y_hat, y): return (y_hat - y) ** 2"
REPAIR = "def broken_cost(y_hat, y): return y_hat - y"
STUB = "def broken_cost(*_): return ..."
CHECKS = ["checks.cost(cost)", "checks.cost(broken_cost)", "checks.prediction_by_hand(n)"]
LEARNERS = {  # the cells of each learner's notebook, and what the sheet says
    "anna": ([RIGHT, REPAIR, "n = 4", *CHECKS], [("passed", ""), ("not yet", "not squared"), ("passed", "")]),
    "ben": (
        [ENDLESS, "def cost(y_hat, y): return 2 * (y - y_hat) ** 2", STUB, "n = 5", *CHECKS],
        [("not yet", "double"), ("not attempted", ""), ("not yet", "the rule's answer")],
    ),
    "cleo": (
        ["def cost(y_hat, y) return", REPAIR, "n = ...", *CHECKS[:2], "import os; os._exit(1)", CHECKS[2]],
        [("not yet", "stopped by NameError"), ("not yet", "not squared"), ("not reached", "")],
    ),
    "dora": (
        [RIGHT, CHECKS[0], STUBBORN, *CHECKS[1:]],
        [("passed", ""), ("not reached", ""), ("not reached", "")],
    ),
}
TROUBLE = {
    "ben": "cells that did not end within 5 seconds: 1",
    "cleo": "its kernel died",
    "dora": "it did not end within 15 seconds",
    "eric": "cannot be read: it is no notebook",
}
EXERCISES = ["cost", "broken_cost", "prediction_by_hand"]


def write(path, cells):
    """Nothing; the notebook is there, saved with an output that no run has made."""
    old = nbformat.v4.new_output("display_data", {sheet.MIME: ["cost", True, ""]})
    cells = [nbformat.v4.new_code_cell(cell, outputs=[old]) for cell in [START, *cells]]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """What a class's sheet says on the screen and in the file; helpers of the learners' own lie beside."""
    folder = tmp_path_factory.mktemp("class")
    for name, (cells, _) in LEARNERS.items():
        write(folder / f"{name}.ipynb", cells)
    (folder / "eric.ipynb").write_text("no notebook", encoding="utf-8")
    (folder / "helpers").mkdir()
    (folder / "helpers" / "__init__.py").write_text("raise RuntimeError('not the teacher’s')", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.glob("*.ipynb")}
    file = folder / "class.csv"
    command = [sys.executable, "-m", "helpers.marking", folder, "--seconds", "5", "--csv", file]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name: path.read_bytes() for path in folder.glob("*.ipynb")} == before
    with open(file, encoding="utf-8-sig", newline="") as table:
        return done.stdout, [{**row, "notebook": Path(row["notebook"]).stem} for row in csv.DictReader(table)]


@pytest.mark.parametrize("name", LEARNERS)
def test_each_exercise_has_its_line(ran, name):
    rows = [(row["exercise"], row["result"], row["mistake"]) for row in ran[1] if row["notebook"] == name]
    marks = [(exercise, *mark) for exercise, mark in zip(EXERCISES, LEARNERS[name][1], strict=True)]
    assert [row for row in rows if row[1] != "stopped"] == marks
    assert [row[2] for row in rows if row[1] == "stopped"] == [TROUBLE[key] for key in TROUBLE if key == name]
    part = ran[0].partition(f"{name}.ipynb\n")[2].partition("\n[")[0]
    for exercise, result, mistake in marks:
        assert f" {exercise:18}  {result}{': ' * bool(mistake)}{mistake}\n" in f"{part}\n"


def test_what_is_no_notebook_is_reported_and_progress_is_shown(ran):
    said, rows = ran
    assert [row["mistake"] for row in rows if row["notebook"] == "eric"] == [TROUBLE["eric"]]
    for number, name in enumerate([*LEARNERS, "eric"], 1):
        assert f"[{number} of 5] " in said and f"{name}.ipynb\n" in said
        assert (f"  ! {TROUBLE.get(name)}\n" in said) == (name in TROUBLE)


def test_the_class_sees_which_mistake_is_how_frequent(ran):
    summary = ran[0].partition("All 5 notebooks\n")[2].splitlines()
    assert summary[:4] == [
        "  cost: 2 passed, 2 not yet",
        "      1 × double",
        "      1 × stopped by NameError",
        "  broken_cost: 2 not yet, 1 not attempted, 1 not reached",
    ]
    assert "      2 × not squared" in summary
    assert sheet.NO_PROCTOR in ran[0]


def test_right_once_is_right_and_otherwise_the_last_word_counts():
    def cell(*sent):
        outputs = [nbformat.v4.new_output("display_data", {sheet.MIME: list(one)}) for one in sent]
        return nbformat.v4.new_code_cell("", outputs=outputs)

    right, wrong, other, stub = ("cost", True, ""), ("cost", False, "a"), ("cost", False, "b"), ("cost", None, "")
    for cells, mark in [
        ([wrong, right, stub], ("cost", "passed", "")),
        ([wrong, other], ("cost", "not yet", "b")),
        ([stub, wrong], ("cost", "not yet", "a")),
    ]:
        assert sheet.marks(nbformat.v4.new_notebook(cells=[cell(*cells)])) == [mark]
        assert sheet.marks(nbformat.v4.new_notebook(cells=[cell(one) for one in cells])) == [mark]


@pytest.mark.parametrize("name", ["05_descent", "07_test"])
def test_a_page_as_it_came_is_not_attempted(name):
    book = sheet.read(PAGES / f"{name}.ipynb")
    assert sheet.run(book, PAGES, 120) == ""
    marks = sheet.marks(book)
    assert len(marks) > 2
    for exercise, result, mistake in marks:
        wanted = ("not yet", True) if exercise.startswith("broken_") else ("not attempted", False)
        assert (result, bool(mistake)) == wanted, exercise


def test_bad_arguments_get_one_sentence(tmp_path, capsys):
    write(tmp_path / "one.ipynb", [])
    for arguments in [[tmp_path / "one.ipynb", "--csv", tmp_path / "no" / "file.csv"], [tmp_path / "empty"]]:
        (tmp_path / "empty").mkdir(exist_ok=True)
        with pytest.raises(SystemExit):
            sheet.main([*map(str, arguments)])
        assert len(capsys.readouterr().err.strip().splitlines()[-1]) > 20

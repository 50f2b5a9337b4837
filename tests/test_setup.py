"""Setting the course up: in odd folders, beside other packages, twice at once; and testing a copy with answers."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
MAKE = shutil.which("make")


def python(code, folder, *options, **environment):
    """What a new Python prints that runs this code in this folder."""
    command = [sys.executable, *options, "-c", code]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_tests_and_kernels_take_the_helpers_of_this_folder(tmp_path):
    said = python("import helpers; print(ascii(helpers.__path__[0]))", tmp_path)
    assert said.strip() == ascii(str(ROOT / "helpers"))


@pytest.mark.skipif(sys.platform == "win32", reason="there the names of folders are Unicode whatever the locale says")
def test_helpers_work_in_a_folder_that_the_locale_cannot_name(tmp_path):
    folder = tmp_path / os.fsdecode("päth with ü".encode()) / "course (1)"
    shutil.copytree(ROOT / "helpers", folder / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
    code = (
        "from helpers import checks, data, live, neuron, page, plots, sliders\n"
        "data.hubble(); print(ascii(neuron.__file__))"
    )
    said = python(code, tmp_path, PYTHONPATH=str(folder), LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="")
    assert "course (1)" in said


# ---- notebook 0 says what is missing


def environment():
    """The code of notebook 0's first cell."""
    book = nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4)
    return next(cell.source for cell in book.cells if cell.id == "environment")


@pytest.mark.parametrize("foreign", ["helpers/__init__.py", "helpers.py"])
def test_another_package_named_helpers_is_said_by_its_place(tmp_path, foreign):
    (tmp_path / foreign).parent.mkdir(exist_ok=True)
    (tmp_path / foreign).write_text("raise ImportError('never run')\n", encoding="utf-8")
    said = python(environment(), tmp_path, PYTHONPATH="")
    assert "helpers is another package" in said and str(tmp_path / "helpers") in said and "helpers is ready" not in said


def test_the_courses_own_helpers_are_ready(tmp_path):
    said = python(environment(), tmp_path)
    assert said.count("is ready") == 5 and "another" not in said


def test_what_is_missing_is_said(tmp_path):
    said = python(environment(), tmp_path, "-S", PYTHONPATH="")
    assert "helpers is missing" in said and "numpy is missing" in said


# ---- make


@pytest.fixture
def course(tmp_path):
    """A folder, with a space in its name, that holds the Makefile and what it reads; pip and venv are imitated."""
    folder = tmp_path / "my course"
    folder.mkdir()
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    (folder / "a python").mkdir()
    fake = folder / "a python" / "python3"
    fake.write_text(IMITATION, encoding="utf-8")
    fake.chmod(0o755)
    return folder


# A Python whose `-m venv` copies itself into .venv and whose pip takes a moment and refuses to run twice at once.
IMITATION = """#!/bin/sh
case "$*" in
  *"-m venv"*) rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python; echo made >>log ;;
  *"-m pip --version"*) [ ! -e .venv/no-pip ] ;;
  *"-m pip install"*) mkdir .venv/pip || exit 1; sleep 1; rmdir .venv/pip; [ ! -e no-network ]; exit ;;
esac
"""


def make(folder, *words, python="a python/python3"):
    """A running make, which says what it does on its standard output."""
    command = [MAKE, *words, f"PYTHON={python}"]
    return subprocess.Popen(command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def said(running):
    """What a make that succeeds has said."""
    output = running.communicate(timeout=60)[0]
    assert running.returncode == 0, output
    return output


if_make = pytest.mark.skipif(not MAKE or sys.platform == "win32", reason="no make: README gives plain lines")


@if_make
def test_two_makes_at_once_set_up_one_environment(course):
    both = [make(course, "lab"), make(course, "lab")]
    outputs = [said(running) for running in both]
    assert sum("waiting for it" in output for output in outputs) == 1
    assert (course / "log").read_text() == "made\n"


@if_make
def test_a_setup_that_was_broken_off_is_started_afresh(course):
    (course / "no-network").touch()
    stopped = make(course, "lab")
    assert "Error" in stopped.communicate(timeout=60)[0] and stopped.returncode
    (course / "no-network").unlink()
    said(make(course, "lab"))
    said(make(course, "lab"))
    assert (course / "log").read_text() == "made\n" * 2


@if_make
def test_an_environment_without_pip_is_made_anew_and_that_is_said(course):
    said(make(course, "lab"))
    (course / ".venv" / "no-pip").touch()
    (course / ".venv" / ".course").unlink()
    assert "has no pip of its own" in said(make(course, "lab"))


@if_make
def test_a_folder_that_was_moved_is_set_up_again(course):
    said(make(course, "lab"))
    course.rename(course.with_name("moved"))
    said(make(course.with_name("moved"), "lab"))
    assert (course.with_name("moved") / "log").read_text() == "made\n" * 2


@if_make
@pytest.mark.parametrize(
    "version, found", [("echo Python 2.7.18 >&2", "is Python 2.7.18"), ("exit 127", "is missing")], ids=["old", "none"]
)
def test_a_python_that_will_not_do_is_said(course, version, found):
    other = course / "a python" / "other"
    other.write_text(f'#!/bin/sh\n[ "$1" = --version ] && {{ {version}; exit; }}\nexit 1\n', encoding="utf-8")
    other.chmod(0o755)
    running = make(course, "lab", python="a python/other")
    assert f"but a python/other {found}: install one" in running.communicate(timeout=60)[0]
    assert running.returncode and not (course / ".venv").exists()


# ---- tests on a learner's own copy


def pytest_in(folder):
    """What pytest says of the tests in this folder."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=folder, env=alone, capture_output=True, text=True, encoding="utf-8").stdout


def test_a_page_with_answers_that_fails_is_called_the_learners_own(tmp_path):
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "tests").mkdir()
    page = {"cells": [], "metadata": {"kernelspec": {}, "language_info": {"name": "python"}}}
    (tmp_path / "notebooks" / "03_cost.ipynb").write_text(json.dumps(page), encoding="utf-8")
    code = 'import pytest\n@pytest.mark.parametrize("book", ["03_cost"])\ndef test_it(book):\n    assert not book\n'
    (tmp_path / "tests" / "test_it.py").write_text(code, encoding="utf-8")
    as_it_came = pytest_in(tmp_path)
    assert "1 failed" in as_it_came and "You have worked in" not in as_it_came
    page["metadata"]["language_info"]["version"] = "3.13.0"
    (tmp_path / "notebooks" / "03_cost.ipynb").write_text(json.dumps(page), encoding="utf-8")
    assert "You have worked in 03_cost." in pytest_in(tmp_path)

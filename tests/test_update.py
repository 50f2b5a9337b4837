"""An update takes the newest version of the course and never loses what a learner has done."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOK = "notebooks/03_cost.ipynb"
CELLS = ["look", "cost-yours", "cost-check", "end"]


def git(folder, *words):
    """Nothing; git did this in this folder, under a name of its own."""
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def cell(book, name):
    """The cell of this id."""
    return next(cell for cell in book.cells if cell.id == name)


def change(folder, **sources):
    """Nothing; in this folder's notebook these cells have these texts: ids are written with _ for -."""
    book = nbformat.read(folder / NOTEBOOK, as_version=4)
    for name, source in sources.items():
        cell(book, name.replace("_", "-")).source = source
    nbformat.write(book, folder / NOTEBOOK)


@pytest.fixture
def copies(tmp_path):
    """The course's repository, cut down to a few files, and a learner's clone of it."""
    course, mine = tmp_path / "course", tmp_path / "mine"
    (course / "notebooks").mkdir(parents=True)
    (course / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "update.py", course / ".ci")
    for name in ("requirements.txt", ".gitignore"):
        shutil.copy(ROOT / name, course)
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(name, id=name) for name in CELLS])
    nbformat.write(book, course / NOTEBOOK)
    shutil.copy(course / NOTEBOOK, course / "notebooks" / "04_gradient.ipynb")
    git(course, "init", "-q")
    git(course, "add", "-A")
    git(course, "commit", "-qm", "first")
    git(tmp_path, "clone", "-q", "course", "mine")
    return course, mine


def update(folder):
    """What update.py says in a folder of the course."""
    command = [sys.executable, ".ci/update.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def publish(course):
    """Nothing; what was changed in the course's repository is its newest version."""
    git(course, "add", "-A")
    git(course, "commit", "-qm", "second")


def test_an_update_keeps_answers_in_the_new_page(copies):
    course, mine = copies
    change(mine, cost_yours="my answer", end="my note")
    book = nbformat.read(mine / NOTEBOOK, as_version=4)
    book.cells.insert(1, nbformat.v4.new_code_cell("my own cell", id="own"))
    nbformat.write(book, mine / NOTEBOOK)
    before = (mine / NOTEBOOK).read_bytes()
    change(course, look="better", end="a new end")
    (course / "new.txt").write_text("new", encoding="utf-8")
    publish(course)
    assert "the new page, with your own cells in it" in update(mine)
    sources = [cell.source for cell in nbformat.read(mine / NOTEBOOK, as_version=4).cells]
    assert sources == ["better", "my own cell", "my answer", "cost-check", "a new end", "my note"]
    assert (mine / "new.txt").exists()
    (copy,) = (mine / "my-work").rglob("03_cost.ipynb")
    assert copy.read_bytes() == before
    nbformat.validate(nbformat.read(mine / NOTEBOOK, as_version=4))
    assert "You have the newest version" in update(mine)


def test_what_only_the_learner_changed_stays_as_it_is(copies):
    course, mine = copies
    change(mine, cost_yours="my answer")
    before = (mine / NOTEBOOK).read_bytes()
    (course / "new.txt").write_text("new", encoding="utf-8")
    (mine / "my.csv").write_text("1", encoding="utf-8")
    publish(course)
    assert "yours, as it was" in update(mine)
    assert (mine / NOTEBOOK).read_bytes() == before and (mine / "my.csv").exists() and (mine / "new.txt").exists()


@pytest.mark.parametrize("text", [b"{ no notebook", "Jürgen".encode("latin-1"), b'{"cells": []}'])
def test_a_file_that_cannot_be_merged_is_kept_beside(copies, text):
    course, mine = copies
    (mine / NOTEBOOK).write_bytes(text)
    (mine / "new.txt").write_bytes(text)  # a file of the learner's own where the new version has one, too
    (mine / "requirements.txt").write_bytes(text)
    change(course, look="better")
    for name in ("new.txt", "requirements.txt"):
        (course / name).write_text("new", encoding="utf-8")
    publish(course)
    assert len(re.findall("the new version; yours is in my-work/", told := update(mine))) == 3
    assert "pip install -r requirements.txt" in told
    for name in (NOTEBOOK, "new.txt", "requirements.txt"):
        (kept,) = (mine / "my-work").glob(f"*/{name}")
        assert kept.read_bytes() == text and (mine / name).read_bytes() != text


def test_a_folder_without_git_and_one_with_commits_stay_as_they_are(copies, tmp_path):
    course, mine = copies
    change(course, look="better")
    publish(course)
    change(mine, look="mine")
    publish(mine)
    assert "git pull" in update(mine)
    assert cell(nbformat.read(mine / NOTEBOOK, as_version=4), "look").source == "mine"
    shutil.copytree(mine, tmp_path / "zip", ignore=shutil.ignore_patterns(".git"))
    assert "Download the new ZIP file" in update(tmp_path / "zip")


def test_without_a_network_nothing_is_changed(copies):
    course, mine = copies
    change(mine, look="mine")
    course.rename(course.with_name("gone"))
    assert "Nothing was changed" in update(mine) and not (mine / "my-work").exists()

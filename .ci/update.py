"""Takes the newest version of the course and keeps your work: `make update`, or `python .ci/update.py`.

All that you changed is copied to my-work/ first. Then a page that only you changed stays as it is. A page that changed
on both sides is the new one with your own cells in it. Of another file that changed on both sides you get the new one.
"""

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import nbformat

ROOT = Path(__file__).parents[1]
ZIP = """This folder did not come with `git clone`, so git cannot update it. Download the new ZIP file, unpack it beside
this folder, and copy your pages into its notebooks, under names of your own such as my_03_cost.ipynb.
Nothing was changed."""


def git(*words, otherwise=None):
    """What git answers, as bytes; where it fails, the course stays as it was and `otherwise` is said."""
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True)
    if done.returncode:
        sys.exit(otherwise or f"git {words[0]} says: {os.fsdecode(done.stderr).strip()}\nNothing was changed.")
    return done.stdout


def holds(*words):
    """Whether git's answer to this question is yes."""
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True).returncode == 0


def paths(*words):
    """The files that git names, as paths from the course's folder."""
    return {os.fsdecode(name) for name in git(*words, "-z").split(b"\0") if name}


def newest():
    """The commit of the newest version, where there is one to go to; it is fetched, and nothing is changed yet."""
    if not (ROOT / ".git").exists():
        sys.exit(ZIP)
    if not shutil.which("git"):
        sys.exit("This needs git: install it from https://git-scm.com, then try again.")
    git("fetch", "--quiet")
    follows = "This folder follows no branch of another repository, so there is nothing to update from."
    new = git("rev-parse", "--verify", "@{upstream}", otherwise=follows).decode().strip()
    if holds("merge-base", "--is-ancestor", new, "HEAD"):
        print("You have the newest version.")
        sys.exit()
    if not holds("merge-base", "--is-ancestor", "HEAD", new):
        sys.exit("You have made commits of your own here: bring the two versions together with `git pull`.")
    return new


def merged(base, mine, new):
    """The new page with the learner's own cells in it, None where the pages have no cells in common."""
    before = {cell.get("id"): cell.source for cell in base.cells}
    cells, at = list(new.cells), -1
    if not before.keys() & {cell.get("id") for cell in mine.cells}:
        return None
    for cell in mine.cells:
        place = next((i for i, other in enumerate(cells) if other.id == cell.get("id")), None)
        at = at if place is None else place
        if cell.source == before.get(cell.get("id")):
            continue  # as it came: the new page has it, or has it no more
        if place is None or cells[at].source not in (cell.source, before.get(cell.id)):
            at += 1  # the learner's own cell, or one that changed on both sides: below what stands there now
            cells.insert(at, nbformat.from_dict({**cell, "id": cell.get("id") if place is None else uuid4().hex[:8]}))
        else:
            cells[at] = nbformat.from_dict({**cell, "metadata": cells[at].metadata})
    return nbformat.from_dict({**new, "cells": cells})


def page(base, mine, new):
    """The merged page of three texts, None where one of them is no notebook."""
    try:
        return merged(*(nbformat.reads(text.decode("utf-8"), as_version=4) for text in (base, mine, new)))
    except (ValueError, AttributeError, KeyError):
        return None


def main():
    """Nothing; the newest version is in place, your work in it, and a line says where each thing is."""
    new = newest()
    theirs = paths("diff", "--name-only", "HEAD", new)
    in_the_way = paths("ls-files", "--others") & paths("ls-tree", "-r", "--name-only", new)
    mine = {name for name in paths("diff", "--name-only", "HEAD") | in_the_way if (ROOT / name).is_file()}
    base = {name: git("show", f"HEAD:{name}") for name in mine & theirs - in_the_way}

    kept = ROOT / "my-work" / f"{datetime.now():%Y-%m-%d_%H-%M-%S}"
    for name in mine:
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, kept / name)
    git("reset", "--quiet", "--hard", new)

    for name in sorted(mine):
        both = None
        if name in base and name.endswith(".ipynb") and (ROOT / name).exists():
            both = page(base[name], (kept / name).read_bytes(), (ROOT / name).read_bytes())
        if name not in theirs:
            shutil.copy2(kept / name, ROOT / name)
            print(f"{name}: yours, as it was")
        elif both:
            nbformat.write(both, ROOT / name)
            print(f"{name}: the new page, with your own cells in it")
        else:
            print(f"{name}: the new version; yours is in {kept.relative_to(ROOT).as_posix()}/")
    print("The newest version is in place.", end=" ")
    print(f"A copy of your work as it was is in {kept.relative_to(ROOT).as_posix()}/." if mine else "")
    if any(name.startswith(("helpers/", "requirements.txt", "pyproject.toml")) for name in theirs):
        print("What is installed has changed. Where you work without make, now run: pip install -r requirements.txt")


if __name__ == "__main__":
    main()

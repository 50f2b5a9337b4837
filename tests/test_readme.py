"""README, the Makefile, CI and the notebooks say the same, and every link between them resolves."""

import re
import runpy
import subprocess
import tomllib
from pathlib import Path

import nbformat
import pytest
import yaml

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "CONTRIBUTING.md"]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))
LINKS = runpy.run_path(str(ROOT / ".ci" / "links.py"))
ADDRESS, SITE = "https://github.com/someone/course", "https://someone.github.io/course"


def read(name):
    """The text of a file of this repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def commands(name):
    """All lines of a page's blocks of commands."""
    return [line for block in re.findall(r"```\w+\n(.*?)```", read(name), re.DOTALL) for line in block.splitlines()]


def anchors(name):
    """What a link to a heading of this page may say, as GitHub writes it."""
    heads = re.findall(r"^#+ (.*)$", read(name), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_launch_links_and_tables_are_those_of_the_notebooks():
    shown = re.search(r"mybinder\.org/v2/gh/([\w.-]+/[\w.-]+)/HEAD", read("README.md"))
    site = re.search(r"https://\S+?(?=/lite/lab/)", read("README.md"))
    expected = LINKS["readme"](f"https://github.com/{shown[1]}", site[0]) if shown else LINKS["readme"]("", "")
    assert read("README.md") == expected, "README and the notebooks disagree: run `make links`"


def test_without_an_address_no_link_leads_nowhere():
    text = LINKS["readme"]("", "")
    assert "OWNER" not in text and "mybinder" not in text and "/lite/" not in text and "[run it]" not in text
    assert "| notebook | what you build | minutes |\n" in text


def test_with_an_address_every_notebook_can_be_run_in_two_ways():
    text = LINKS["readme"](ADDRESS, SITE)
    assert "| notebook | what you build | minutes | in your browser | on Binder |\n" in text
    for name in NOTEBOOKS:
        assert f"({SITE}/lite/lab/index.html?path=notebooks/{name})" in text
        assert f"(https://mybinder.org/v2/gh/someone/course/HEAD?urlpath=lab/tree/notebooks/{name})" in text
    assert f"sudo git clone {ADDRESS} /opt/course" in text
    assert f"git-pull?repo={ADDRESS}&urlpath=lab/tree/course/notebooks/00_start_here.ipynb" in text


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """An empty repository in which links.py looks for the address; its remote `origin` is set by calling this."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "pyproject.toml").write_text(read("pyproject.toml"), encoding="utf-8")
    monkeypatch.setitem(LINKS["addresses"].__globals__, "ROOT", tmp_path)
    return lambda url: subprocess.run(["git", "config", "remote.origin.url", url], cwd=tmp_path, check=True)


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/Someone/course.git",
        "https://github.com/Someone/course",
        "https://name:secret@github.com/Someone/course.git",
        "git@github.com:Someone/course.git",
        "ssh://git@github.com/Someone/course.git/",
    ],
)
def test_where_pyproject_says_owner_the_address_is_that_of_the_clone(clone, url):
    clone(url)
    assert LINKS["addresses"]() == ("https://github.com/Someone/course", "https://someone.github.io/course")


@pytest.mark.parametrize("url", ["/a/folder/course", "https://example.org/someone/course.git", "https://github.com/"])
def test_an_origin_that_is_not_on_github_is_no_address(clone, url):
    assert LINKS["addresses"]() == ("", "")  # no origin at all
    clone(url)
    assert LINKS["addresses"]() == ("", "")


def test_an_address_in_pyproject_comes_before_that_of_the_clone(clone, tmp_path):
    clone("https://github.com/else/where")
    (tmp_path / "pyproject.toml").write_text(read("pyproject.toml").replace("OWNER", "someone"), encoding="utf-8")
    name = "deep-learning-from-first-principles"
    assert LINKS["addresses"]() == (f"https://github.com/someone/{name}", f"https://someone.github.io/{name}")


def test_the_tables_follow_the_parts_and_their_minutes():
    minutes = {name: int(re.search(r"\*\*Minutes\*\* (\d+)", read(f"notebooks/{name}"))[1]) for name in NOTEBOOKS}
    ends = [0, 8, 13, 100]
    for part, first, last in zip(["I · ", "II · ", "III · "], ends, ends[1:], strict=False):
        of_it = [minutes[name] for name in NOTEBOOKS if first <= int(name[:2]) < last]
        hours = f"({sum(of_it) // 60} h {sum(of_it) % 60:02} min)"
        assert bool(of_it) == (hours in "".join(re.findall(rf"^\*\*Part {part}.*$", read("README.md"), re.MULTILINE)))


def test_part_three_and_its_functions_are_known(tmp_path, monkeypatch):
    monkeypatch.setitem(LINKS["tables"].__globals__, "ROOT", tmp_path)
    for folder in ("helpers", "notebooks"):
        (tmp_path / folder).mkdir()
    (tmp_path / "helpers" / "network.py").write_text("def bend(s):\n    return s\n", encoding="utf-8")
    title = nbformat.v4.new_markdown_cell("# 13 · Bend the line\n\n**Minutes** 25")
    folded = nbformat.v4.new_code_cell("def bend(s):\n    return s\ndef other(): ...")
    folded.metadata["jupyter"] = {"source_hidden": True}
    nbformat.write(nbformat.v4.new_notebook(cells=[title, folded]), tmp_path / "notebooks" / "13_bend.ipynb")
    text = LINKS["tables"]("", "")
    assert "**Part III · Many layers** (0 h 25 min)" in text
    assert "| [13 · Bend the line](notebooks/13_bend.ipynb) | `bend` | 25 |" in text


def test_each_row_says_what_its_notebook_builds():
    rows = re.findall(r"^\| \[.*?\]\(notebooks/(\S+)\) \| (.*?) \| \d+ \|", read("README.md"), re.MULTILINE)
    assert [name for name, _ in rows] == NOTEBOOKS
    assert all(built for _, built in rows), "a notebook without a function: say in links.py's BUILDS what it builds"


def test_readme_keeps_the_first_guess():
    assert not re.search(r"\d ?%", read("README.md")), "the first thing that the course asks is how many percent"


def test_the_address_stands_in_one_place():
    notebooks = [f"notebooks/{name}" for name in NOTEBOOKS]
    for name in ["CITATION.cff", "LICENSE", "Makefile", *PAGES, *notebooks]:
        assert "OWNER" not in read(name), f"{name} repeats the repository's address, which pyproject.toml gives"


@pytest.mark.parametrize("name", PAGES)
def test_links_resolve(name):
    for target in re.findall(r"\]\(([^)\s]+)", read(name)):
        found = target.startswith("https://") or target[1:] in anchors(name) or (ROOT / target).exists()
        assert found, f"{name} links to {target}, which is not there"


@pytest.mark.parametrize("name", PAGES)
def test_make_knows_every_command_that_we_name(name):
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", read(name), re.MULTILINE))
    assert named and named <= targets, f"{name} names {named - targets}, which make does not know"


def test_ci_runs_readmes_plain_lines():
    steps = yaml.safe_load(read(".github/workflows/ci.yml"))["jobs"]["plain"]["steps"]
    run = [step["run"] for step in steps if "run" in step]
    plain = ["python -m venv .venv", "pip install -r requirements.txt"]
    plain += commands("README.md")[-3:]
    for line in plain:
        assert line in commands("README.md"), f"README no longer says: {line}"
        assert line in run, f".github/workflows/ci.yml does not run README's line: {line}"


def test_make_runs_nbval_as_readme_does():
    flags = re.search(r"^NBVAL := (.*)$", read("Makefile"), re.MULTILINE)[1]
    assert f"pytest {flags} notebooks" in commands("README.md")


def test_requirements_have_upper_bounds_and_stand_alone():
    lines = [line for line in read("requirements.txt").splitlines() if line and not line.startswith("#")]
    assert read("requirements.txt").isascii(), "pip reads this file in the letters of the machine"
    assert lines[0] == ".", "helpers come first, so that an old Python is refused before the downloads"
    names = [re.match(r"[\w-]+", line)[0] for line in lines[1:]]
    assert names == ["jupyterlab", "numpy", "matplotlib", "ipywidgets", "nbval"]
    for line in lines[1:]:
        assert re.fullmatch(r"\w+>=[\d.]+,<\d+", line), f"{line}: give the oldest and the next major"
    extra = tomllib.loads(read("pyproject.toml"))["project"]
    assert "dependencies" not in extra, "requirements.txt is the one list"
    assert not {re.match(r"[\w-]+", line)[0] for line in extra["optional-dependencies"]["dev"]} & set(names)

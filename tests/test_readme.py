"""README, the Makefile, CI and the notebooks say the same, and every link between them resolves."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "CONTRIBUTING.md"]


def read(name):
    """The text of a file of this repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def commands(name):
    """All lines of a page's blocks of commands."""
    return [line for block in re.findall(r"```\w+\n(.*?)```", read(name), re.DOTALL) for line in block.splitlines()]


def test_launch_links_and_table_are_those_of_the_notebooks():
    links = runpy.run_path(str(ROOT / ".ci" / "links.py"))
    assert read("README.md") == links["readme"](), "README and the notebooks disagree: run `make links`"
    assert read("README.md").count("mybinder.org/v2/gh/") == 1 + len(list((ROOT / "notebooks").glob("[0-9]*.ipynb")))


def test_the_address_stands_in_one_place():
    address = tomllib.loads(read("pyproject.toml"))["project"]["urls"]["Repository"]
    owner = address.split("/")[-2]
    notebooks = [f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("[0-9]*.ipynb")]
    for name in ["CITATION.cff", "LICENSE", "Makefile", *PAGES, *notebooks]:
        text = re.sub(r"https://mybinder\.org/v2/gh/\S+", "", read(name))  # written by make links
        assert f"/{owner}/" not in text, f"{name} repeats the repository's address, which pyproject.toml gives"


@pytest.mark.parametrize("name", PAGES)
def test_links_resolve(name):
    for target in re.findall(r"\]\(([^)\s#]+)", read(name)):
        found = target.startswith("https://") or (ROOT / target).exists()
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
    names = [re.match(r"[\w-]+", line)[0] for line in lines if line != "-e ."]
    assert names == ["jupyterlab", "numpy", "matplotlib", "ipywidgets", "nbval"] and "-e ." in lines
    for line in lines:
        assert line == "-e ." or re.fullmatch(r"\w+>=[\d.]+,<\d+", line), f"{line}: give the oldest and the next major"
    extra = tomllib.loads(read("pyproject.toml"))["project"]
    assert "dependencies" not in extra, "requirements.txt is the one list"
    assert not {re.match(r"[\w-]+", line)[0] for line in extra["optional-dependencies"]["dev"]} & set(names)

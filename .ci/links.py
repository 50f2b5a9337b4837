"""Writes README's launch links and its tables of notebooks: `python .ci/links.py`.

The addresses come from pyproject.toml ([project.urls]) or, while they say OWNER, from the clone's `origin` on GitHub.
Until there is one, README shows no launch link. All else comes from the notebooks themselves.
"""

import ast
import re
import subprocess
import tomllib
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import nbformat

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
FIRST = "00_start_here.ipynb"
LITE = "lite/lab/index.html?path=notebooks/"  # where the site runs the notebook whose name follows
# The number of each Part's first notebook.
PARTS = {0: "Part I · One neuron", 8: "Part II · Many samples", 13: "Part III · Many layers"}
# What the notebooks build that define no function.
BUILDS = {
    "00_start_here": "the plan: seven steps",
    "08_loss": "a bowl out of a valley",
    "09_hubble": "one answer in four ways",
    "11_inputs": "a row of W for each input",
    "18_break": "a network that stops in time, and ways to fool it",
    "19_deep": "more layers, by one list",
    "20_onwards": "the way on from here",
}
# What a hub needs, in README's section for a class.
HUB = """```sh
sudo git clone {address} /opt/course
cd /opt/course
sudo -E pip install -r requirements.txt
```

The links for a class, HUB being the hub's own address:

- on the hub: `https://HUB/hub/user-redirect/git-pull?repo={address}&urlpath=lab/tree/{name}/notebooks/{first}`
"""


def origin():
    """The address on GitHub from which this folder was cloned, such as https://github.com/owner/course; "" without."""
    if not (ROOT / ".git").exists():
        return ""
    try:
        asked = subprocess.run(["git", "config", "remote.origin.url"], cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    found = re.search(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$", asked.stdout.strip())
    return f"https://github.com/{found[1]}" if found else ""


def addresses():
    """The addresses of the repository and of its site, "" for both while there is none."""
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    repository = origin() if "OWNER" in urls["Repository"] else urls["Repository"].rstrip("/").removesuffix(".git")
    owner, _, name = urlsplit(repository).path.strip("/").partition("/")
    site = f"https://{owner.lower()}.github.io/{name}" if "OWNER" in urls["Homepage"] else urls["Homepage"].rstrip("/")
    return (repository, site) if repository else ("", "")


def launches(repository, site, page):
    """The links that run a page, by the words that stand over them: none without an address."""
    if not repository:
        return {}
    binder = f"https://mybinder.org/v2/gh{urlsplit(repository).path}/HEAD?urlpath=lab/tree/notebooks/{page}"
    return {"in your browser": f"{site}/{LITE}{page}", "on Binder": binder}


def shipped():
    """The names of the functions that helpers holds and notebooks build."""
    files = [ROOT / "helpers" / f"{name}.py" for name in ("data", "neuron", "network")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files if path.exists()]
    return {node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)}


def builds(book, name):
    """What the notebook builds: in words, or the helpers that its folded cells define, in order."""
    folded = [cell.source for cell in book.cells if cell.metadata.get("jupyter", {}).get("source_hidden")]
    names = [node.name for source in folded for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return BUILDS.get(name) or ", ".join(f"`{name}`" for name in names if name in shipped())


def table(part, pages, repository, site):
    """A Part's heading, with its minutes, and its table: a line for each notebook."""
    heads = ["notebook", "what you build", "minutes", *launches(repository, site, FIRST)]
    lines, total = [], 0
    for path in pages:
        book = nbformat.read(path, as_version=4)
        minutes = re.search(r"\*\*Minutes\*\* (\d+)", "\n".join(cell.source for cell in book.cells))[1]
        total += int(minutes)
        title = book.cells[0].source.splitlines()[0].removeprefix("# ")
        links = [f"[run it]({link})" for link in launches(repository, site, path.name).values()]
        lines.append([f"[{title}](notebooks/{path.name})", builds(book, path.stem), minutes, *links])
    rows = "".join(f"| {' | '.join(line)} |\n" for line in [heads, ["---"] * len(heads), *lines])
    return f"\n**{part}** ({total // 60} h {total % 60:02} min)\n\n{rows}"


def parts():
    """Each Part that has notebooks: its name and their paths."""
    pages = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
    return groupby(pages, lambda path: PARTS[max(first for first in PARTS if first <= int(path.name[:2]))])


def tables(repository, site):
    """All Parts, one below the other."""
    return "".join(table(part, pages, repository, site) for part, pages in parts())


def start(repository, site):
    """The two ways to start without installing anything, "" without an address."""
    if not repository:
        return ""
    lite, binder = launches(repository, site, FIRST).values()
    return (
        f"**Start now, with nothing to install:** [in your browser]({lite}), or\n"
        f"[![on Binder](https://mybinder.org/badge_logo.svg)]({binder}), which takes a minute or two to start.\n"
        "Neither keeps your work for good: a browser forgets when its data are deleted, Binder as soon as you leave.\n"
        "Download what you want to keep (*File → Download*).\n"
    )


def hub(repository, site):
    """The commands that bring the course to a hub, and the links for a class."""
    name = urlsplit(repository).path.rpartition("/")[2] or "NAME"
    text = HUB.format(address=repository or "ADDRESS", name=name, first=FIRST)
    lite = list(launches(repository, site, FIRST).values())[:1]
    return text + "".join(f"- in the browser: <{link}>\n" for link in lite)


def readme(repository, site):
    """README's text with its launch links and its tables as they should be for these addresses."""
    text = README.read_text(encoding="utf-8")
    for name, written in {"start": start, "notebooks": tables, "hub": hub}.items():
        block = written(repository, site)
        pattern = rf"(<!-- {name}, written by `make links` -->\n).*?(<!-- end -->)"
        text, count = re.subn(pattern, lambda m, block=block: m[1] + block + m[2], text, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"README.md must hold the place `<!-- {name}, written by `make links` -->` once.")
    return text


if __name__ == "__main__":
    found = addresses()
    README.write_text(readme(*found), encoding="utf-8", newline="\n")
    lacking = "none yet, for want of an address: give Repository in pyproject.toml, or clone the course from GitHub"
    print("Launch links in README.md:", found[0] or lacking)

"""Lets the tests take the helpers of this folder, and says when a page fails because a learner worked in it."""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent
# In this process, and in each kernel that it starts: not the copy that was installed.
sys.path.insert(0, str(ROOT))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))


def worked_in():
    """The notebooks that were saved in JupyterLab, say with answers, and not as the course commits them."""
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        saved = json.loads(path.read_text(encoding="utf-8"))["metadata"]
        if set(saved) != {"kernelspec", "language_info"} or set(saved["language_info"]) != {"name"}:
            yield path.stem


def pytest_terminal_summary(terminalreporter):
    failed = [report.nodeid for key in ("failed", "error") for report in terminalreporter.stats.get(key, [])]
    own = [name for name in worked_in() if any(name in test for test in failed)]
    if own:
        terminalreporter.section("these pages are yours")
        terminalreporter.line(
            f"You have worked in {', '.join(own)}. The tests compare each page with the page as it came, so one that "
            "holds your answers differs, and tests that name it fail. Nothing is broken, and your answers are not "
            "judged here. (If you change the course itself: `make notebooks` saves a page as it is committed.)"
        )

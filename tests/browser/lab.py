"""A private JupyterLab and the Chromium of this machine, for the tests and the bench of the live pictures."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
NO_BROWSER = (
    "No Chromium was found: install it (on Debian and Ubuntu: sudo apt install chromium),"
    " or set CHROMIUM to the path of a Chrome or Chromium."
)
SHIPPED = ROOT / "helpers" / "jupyterlab.json"  # the settings that come with the course's environment
SETTINGS = {  # news are not asked for, and every cell is drawn, in sight or not
    "apputils-extension/notification": {"fetchNews": "false"},
    "notebook-extension/tracker": {"windowingMode": "none"},
}
OPEN = """path => { const w = window.jupyterapp?.shell.currentWidget;
    return !!(w?.context && w.context.path === path && w.context.isReady) }"""
CONNECTED = """async () => {
    async function connected() {
        await window.jupyterapp.restored;
        const w = window.jupyterapp.shell.currentWidget, s = w.sessionContext;
        await w.revealed;
        await s.ready;
        while (s.session?.kernel?.connectionStatus !== 'connected') await new Promise(r => setTimeout(r, 20));
        await s.session.kernel.info }
    const late = new Promise((_, no) => setTimeout(() => no(new Error('no kernel after three minutes')), 180000));
    await Promise.race([connected(), late]) }"""
RUN_ALL = """async () => {
    const app = window.jupyterapp, panel = app.shell.currentWidget;
    await app.commands.execute('notebook:run-all-cells');
    return panel.content.model.toJSON().cells.flatMap(cell => (cell.outputs || [])
        .filter(output => output.output_type === 'error')
        .map(output => `cell ${cell.id}: ${output.ename}: ${output.evalue}`)) }"""
RESTART = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
SAVE = "() => window.jupyterapp.shell.currentWidget.context.save()"
USE_THEME = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
SHUT_DOWN = "() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()"


def chromium():
    """The path of a Chromium or Chrome on this machine, or None."""
    names = [os.environ.get("CHROMIUM") or "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def jupyterlab(root):
    """The address and the token of a JupyterLab that shows the folder `root`; it stops at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, socket.socket() as probe:
        home, token = Path(home), secrets.token_hex(8)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        for name, value in SETTINGS.items():
            file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(value))
        (home / "shipped").mkdir()
        shutil.copy(SHIPPED, home / "shipped" / "overrides.json")
        folders = {f"JUPYTER_{kind}_DIR": str(home / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
        folders |= {f"JUPYTERLAB_{kind.upper()}_DIR": str(home / kind) for kind in ("settings", "workspaces")}
        options = [
            *("--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", f"--port={port}"),
            *(f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={root}"),
            f"--LabApp.app_settings_dir={home / 'shipped'}",
            "--JupyterNotebookApp.expose_app_in_browser=True",
            *("--LabApp.expose_app_in_browser=True", "--LabApp.news_url=", "--LabApp.extension_manager=readonly"),
        ]
        with open(home / "log", "w") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *options],
                env={**os.environ, **folders, "IPYTHONDIR": str(home / "ipython")},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", server, home / "log")
            yield f"http://127.0.0.1:{port}", token
        finally:
            server.terminate()
            server.wait(30)


def wait_for(url, server, log):
    """Nothing, once the server answers at this address; an error with its log if it never does."""
    for _ in range(600):
        try:
            return urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()}")


def open_notebook(page, server, path):
    """Nothing, once the page shows this notebook and its kernel is ready."""
    url, token = server
    page.goto(f"{url}/doc/workspaces/course/tree/{path}?reset&token={token}")
    page.wait_for_function(OPEN, arg=path, timeout=90_000)
    page.evaluate(CONNECTED)


def use_theme(page, theme):
    """Nothing, once JupyterLab is `Light` or `Dark`."""
    page.evaluate(USE_THEME, f"JupyterLab {theme}")
    page.wait_for_selector(f"body[data-jp-theme-name='JupyterLab {theme}']", state="attached")


def run_all(page):
    """The errors that Run All leaves in the page's notebook, a line for each."""
    return page.evaluate(RUN_ALL)


def save(page):
    """Nothing, once the notebook is saved as the page shows it."""
    page.evaluate(SAVE)


def restart(page):
    """Nothing, once the notebook has a new kernel."""
    page.evaluate(RESTART)
    page.evaluate(CONNECTED)

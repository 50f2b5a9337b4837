"""The course in Notebook 7 and in nbclassic: Run All leaves no error, and a slider answers the keyboard."""

import importlib.util

import pytest
from conftest import SIZE, explorers

READY = {
    "notebook": """() => { const w = window.jupyterapp?.shell.currentWidget;
        return !!w?.context?.isReady && w.sessionContext.session?.kernel?.connectionStatus === 'connected' }""",
    "nbclassic": """() => !!window.Jupyter?.notebook?._fully_loaded && !!Jupyter.notebook.kernel?.is_connected()
        && !!Jupyter.notebook.kernel.widget_manager""",  # before it is there, a cell shows the still picture
}
RUN_ALL = {
    "notebook": "() => window.jupyterapp.commands.execute('notebook:run-all-cells')",
    "nbclassic": """async () => {
        Jupyter.notebook.execute_all_cells();
        const busy = () => Jupyter.notebook.get_cells().some(cell => cell.element.hasClass('running'));
        do await new Promise(resolve => setTimeout(resolve, 200)); while (busy()) }""",
}
ERRORS = {
    "notebook": "() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells",
    "nbclassic": "() => Jupyter.notebook.toJSON().cells",
}
CHANGED = "text => document.querySelector('.explorer [role=status]').textContent !== text"
PLACE = {"notebook": "notebooks", "nbclassic": "nbclassic/notebooks"}


@pytest.fixture(params=list(PLACE))
def front_end(request):
    """The name of a front end that is installed."""
    if not importlib.util.find_spec(request.param):
        pytest.skip(f"{request.param} is not installed: make test-site installs it")
    return request.param


@pytest.mark.parametrize("name", ["02_network.ipynb", "06_epochs.ipynb"])
def test_run_all_leaves_no_error_and_a_slider_answers_page_up(browser, server, folder, front_end, name):
    url, token = server
    page = browser.new_page(viewport=SIZE)
    page.goto(f"{url}/{PLACE[front_end]}/{name}?token={token}")
    page.wait_for_function(READY[front_end], timeout=90_000)
    page.evaluate(RUN_ALL[front_end])
    cells = page.evaluate(ERRORS[front_end])
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert outputs and [output["ename"] for output in outputs if output["output_type"] == "error"] == []
    assert all(cell["execution_count"] for cell in cells if cell["cell_type"] == "code")
    (explorer,) = explorers(folder / name)
    handle = page.locator(".explorer").get_by_role("slider").last
    words = page.locator(".explorer [role=status]")
    assert words.text_content() == explorer.text
    slider = list(explorer.sliders.values())[-1]
    handle.focus()
    page.keyboard.press("PageUp")
    page.wait_for_function(CHANGED, arg=explorer.text)
    slider.value = float(handle.get_attribute("aria-valuenow"))
    words.filter(has_text=explorer.text).wait_for()
    page.close()

"""Each notebook as a page: for everyone to read, in both themes, in half a screen, and from this machine alone."""

import lab
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import outside
from test_explorers import handles

WORDS_BELOW = ".jp-OutputArea-child:has(+ .jp-OutputArea-child p:not(:empty))"
THEIRS = [  # findings that JupyterLab and ipywidgets cause: the rule, the elements beside their words, the reason
    ("aria-required-children", ".jp-WindowedPanel-viewport", "JupyterLab calls the list of cells a feed"),
    ("aria-input-field-name", ".cm-content", "JupyterLab gives a cell's editor no name"),
    ("scrollable-region-focusable", ".cm-scroller", "JupyterLab's editor scrolls long lines"),
    ("button-name", ".jp-collapseHeadingButton", "JupyterLab's button that folds a section is bare"),
    ("image-alt", WORDS_BELOW + " img", "JupyterLab gives a still picture no description"),
    ("image-alt", ".explorer:has([role=status]:not(:empty)) .widget-image", "ipywidgets' Image takes no description"),
    ("button-name", ".widget-label:not(:empty) + .widget-play button", "ipywidgets' Play shows icons alone"),
    ("aria-input-field-name", ".widget-label:not(:empty) + * .noUi-handle", "ipywidgets' label has no slider"),
]
FINDINGS = """async theirs => {
    const cells = window.jupyterapp.shell.currentWidget.content.widgets;
    const excused = (rule, element) => theirs.some(([name, selector]) => name === rule && element.matches(selector));
    const {violations} = await axe.run('.jp-Notebook', {resultTypes: ['violations'], elementRef: true});
    return violations.filter(({impact}) => ['serious', 'critical'].includes(impact)).flatMap(({id, nodes}) =>
        nodes.filter(({element}) => !excused(id, element)).map(({element, html}) => {
            const cell = cells.find(cell => cell.node.contains(element));
            return `cell ${cell?.model.id}: ${id}: ${html.slice(0, 120)}` })) }"""
TOO_WIDE = """() => window.jupyterapp.shell.currentWidget.content.widgets.flatMap(cell => {
    const edge = cell.node.getBoundingClientRect().right + 1;
    const wide = Array.from(cell.node.querySelectorAll('*')).find(part =>
        !part.closest('.cm-editor') && part.getBoundingClientRect().right > edge);
    return wide ? [`cell ${cell.model.id}: ${wide.outerHTML.slice(0, 120)}`] : [] })"""
BOX = """explorer => {
    const top = explorer.getBoundingClientRect().top;
    const {x, y, width, height} = explorer.querySelector('img').getBoundingClientRect();
    return {picture: [x, y - top, width, height], whole: explorer.clientHeight} }"""


@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_everyone_can_read_it(book, theme):
    lab.use_theme(book.page, theme)
    book.page.evaluate(Axe().axe_script)
    assert book.page.evaluate(FINDINGS, THEIRS) == []


@pytest.mark.parametrize("width", [700, 1000])
def test_fits_the_page_and_nothing_jumps(book, width):
    book.page.set_viewport_size({"width": width, "height": 900})
    assert book.page.evaluate(TOO_WIDE) == []
    for number in range(len(book.explorers)):
        box = book.page.locator(".explorer").nth(number)
        before = box.evaluate(BOX)
        for handle, _, _ in handles(book, number):
            for key in ("Home", "End"):
                handle.press(key)
                book.page.wait_for_timeout(150)
                assert box.evaluate(BOX) == before, f"explorer {number + 1} changes its size"


def test_nothing_comes_from_outside(book):
    assert outside("https://cdn.jsdelivr.net/x") and not outside("blob:http://127.0.0.1/x")
    assert book.asked, "the page's requests were not seen"
    assert [url for url in book.asked if outside(url)] == []


def test_the_console_is_as_quiet_as_an_empty_notebooks(book, usual):
    assert book.console <= usual

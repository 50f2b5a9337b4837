"""The built site in a real browser: everyone can read it, and its explorers move where nothing runs."""

import contextlib
import io
import re

import built
import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import outside
from PIL import Image, ImageChops

built.needed()

import frames  # noqa: E402
import guesses  # noqa: E402

NAMES = [path.stem for path in built.NOTEBOOKS]
RAW = r"""() => {
    const main = document.querySelector('main').cloneNode(true);
    main.querySelectorAll('pre, code, mjx-container, script').forEach(part => part.remove());
    return [main.textContent.match(/\\\(|\\\[|\$\$|\\frac/g) || [], document.querySelectorAll('mjx-merror').length] }"""
PICTURE = """async canvas => {
    await new Promise(resolve => setTimeout(resolve, 60));
    return Array.from(new Uint8Array(await (await new Promise(done => canvas.toBlob(done))).arrayBuffer())) }"""

BENT = """() => [...document.querySelectorAll('article img, canvas')].filter(picture => {
    const box = picture.getBoundingClientRect(), [width, height] = [picture.naturalWidth || picture.width,
        picture.naturalHeight || picture.height];
    return Math.abs(box.width / box.height - width / height) > 0.02 }).map(picture => picture.src || 'a canvas')"""

RIGHT = re.compile(r"Your guess, .*, is (not )?right\b")


@pytest.fixture(scope="session")
def address():
    """The address of a server that shows the site."""
    with built.served(built.SITE) as address:
        yield address


@contextlib.contextmanager
def shown(browser, url, **options):
    """A page of the site; at the end it has asked for nothing outside and complained of nothing."""
    page = browser.new_page(**options)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url)
    yield page
    page.close()
    assert asked and [url for url in asked if outside(url)] == []
    assert said == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", *NAMES])
def test_everyone_can_read_it(browser, address, name, theme):
    size = {"width": 1200, "height": 900}
    with shown(browser, f"{address}/{name}.html", viewport=size, color_scheme=theme) as page:
        page.wait_for_function("() => !window.MathJax || MathJax.startup?.promise")
        page.evaluate("() => window.MathJax?.startup.promise")
        assert page.evaluate(RAW) == [[], 0]
        assert not page.locator("mjx-container[tabindex], summary[aria-label]").count()
        for controls in page.locator(".explorer-controls").all():
            controls.scroll_into_view_if_needed()
            page.locator("canvas").first.wait_for()
        found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
        serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
        assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in serious] == []
        assert page.evaluate(BENT) == []
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate(BENT) == []


def test_the_search_finds_the_learning_rate(browser, address):
    with shown(browser, f"{address}/search.html?q=learning+rate") as page:
        page.locator("#search-results li").first.wait_for()
        assert page.locator("#search-results a[href*='05_descent']").count()


@pytest.mark.parametrize("motion, shown_file", [("reduce", "hero.png"), ("no-preference", "hero.gif")])
def test_the_first_page_moves_only_for_those_who_want_it(browser, address, motion, shown_file):
    with shown(browser, f"{address}/index.html", reduced_motion=motion) as page:
        source = page.locator("picture img").evaluate("image => image.currentSrc")
        assert source.endswith(shown_file)


def test_the_menu_and_the_contents_open_on_a_phone(browser, address):
    with shown(browser, f"{address}/06_epochs.html", viewport={"width": 390, "height": 800}) as page:
        page.locator(".primary-toggle:visible").click()
        page.locator("dialog[open] a[href='05_descent.html']").wait_for()
        page.keyboard.press("Escape")
        page.locator(".secondary-toggle:visible").click()
        page.locator("dialog[open] a[href='#epochs-by-hand']").wait_for()


@pytest.mark.parametrize("width", [320, 360])
def test_a_narrow_phone_shows_every_value(browser, address, width):
    for path in built.NOTEBOOKS:
        with shown(browser, f"{address}/{path.stem}.html", viewport={"width": width, "height": 700}) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path.stem
            parts = page.locator(".explorer-slider span, .explorer-controls button, .explorer-guess :is(span, input)")
            assert parts.count() or not page.locator(".explorer-controls").count()
            for part in parts.all():
                box = part.bounding_box()
                assert box["x"] + box["width"] <= width, (path.stem, part.text_content())


def test_controls_wait_for_their_states_and_go_where_none_come(browser, address):
    with shown(browser, f"{address}/06_epochs.html") as page:
        assert page.locator(".explorer-play").is_disabled()
        page.locator(".explorer-controls").scroll_into_view_if_needed()
        page.locator("canvas").wait_for()
        assert page.locator(".explorer-play").is_enabled()
    page = browser.new_page()
    page.route("**/explorers/*.js", lambda route: route.abort())
    page.goto(f"{address}/06_epochs.html")
    page.locator(".explorer-controls").scroll_into_view_if_needed()
    page.locator(".explorer-controls").wait_for(state="hidden")
    assert page.locator(".cell_output:has(.explorer-words) img").is_visible()
    page.close()


def test_without_scripts_the_starting_picture_stands(browser, address):
    with shown(browser, f"{address}/06_epochs.html", java_script_enabled=False) as page:
        cell = page.locator(".cell_output:has(.explorer-words)")
        assert cell.locator("img").is_visible() and cell.locator("[role=status]").is_visible()
        assert not cell.locator("input, button").filter(visible=True).count()


def test_states_come_only_when_they_are_near(browser, address):
    with shown(browser, f"{address}/06_epochs.html") as page:
        assert page.locator("canvas").count() == 0
        page.locator(".explorer-controls").scroll_into_view_if_needed()
        page.locator("canvas").wait_for()


def same(canvas, png):
    """Whether the page shows this very picture."""
    drawn = Image.open(io.BytesIO(bytes(canvas.evaluate(PICTURE)))).convert("RGB")
    return ImageChops.difference(drawn, Image.open(io.BytesIO(png)).convert("RGB")).getbbox() is None


def follow(cell, data, explorer):
    """Nothing; the sliders of plain Python stand where those of the page do, and picture and words are the same."""
    ranges = cell.locator("input[type=range]").all()
    for handle, known, slider in zip(ranges, data["sliders"], frames.movable(explorer).values(), strict=True):
        label = known["values"][int(handle.input_value())]
        slider.value = dict(frames.positions(slider))[label]
        assert handle.get_attribute("aria-valuetext") == label
    words = guesses.fact(explorer.text) + (" No guess yet." if data["guess"] else "")
    assert cell.locator("[role=status]").text_content() == words
    assert cell.locator("canvas").get_attribute("aria-label") == words
    assert same(cell.locator("canvas"), explorer.image.value), words


def guess_in(cell, guess):
    """Nothing; the reader has given a guess."""
    field = cell.locator(".explorer-guess :is(input, select)")
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(str(guess))
    else:
        field.fill(str(guess))


def guesses_for(field):
    """Guesses of every kind that the field takes."""
    if not field:
        return []
    return [*field["words"], *([] if field["least"] is None else [1, "2,5", 40, "−3", "1/2", "20 %"])]


def judged(data):
    """Pairs of a guess and the number of a state that judges it: a right one and a wrong one."""
    right, wrong = [], []
    for number, (_, _, verdict) in enumerate(data["states"]):
        said = data["verdicts"][verdict]
        for word, sentence in zip(data["guess"]["words"], said["words"], strict=True):
            worth = RIGHT.search(sentence)
            ([] if not worth else wrong if worth[1] else right).append((word, number))
        if isinstance(said["number"], dict):
            answer = said["number"]["answer"]
            right += [] if isinstance(answer, str) else [(float(answer), number)]
            wrong += [(3.0 if isinstance(answer, str) else answer + 1.5 + abs(answer) / 10, number)]
    return right[:1] + wrong[:1]


def put(cell, data, guessed, number):
    """Nothing; the sliders of the page and those of plain Python stand where this state has them."""
    ranges, sliders = cell.locator("input[type=range]").all(), frames.movable(guessed).values()
    for handle, known, slider in reversed(list(zip(ranges, data["sliders"], sliders, strict=True))):
        number, place = divmod(number, len(known["values"]))
        handle.fill(str(place))
        slider.value = dict(frames.positions(slider))[known["values"][place]]


@pytest.mark.parametrize("path", built.NOTEBOOKS, ids=lambda path: path.stem)
def test_explorers_show_what_plain_python_gives(browser, address, path):
    explorers = [(cell.id, *made) for cell, *made in frames.explorers(nbformat.read(path, as_version=4))]
    explorers = [(name, explorer, ask) for name, explorer, ask in explorers if frames.movable(explorer)]
    with shown(browser, f"{address}/{path.stem}.html", viewport={"width": 390, "height": 800}) as page:
        for name, explorer, ask in explorers:
            file = f"{path.stem}-{name}"
            cell, data = page.locator(f".cell_output:has([data-name='{file}'])"), built.states(file)
            cell.scroll_into_view_if_needed()
            cell.locator("canvas").wait_for()
            follow(cell, data, explorer)
            for handle in reversed(cell.locator("input[type=range]").all()):
                for key in ("ArrowRight", "End", "Home"):
                    handle.press(key)
                    follow(cell, data, explorer)
                handle.press("End")
            if data["play"] is not None:
                time = cell.locator("input[type=range]").nth(data["play"])
                cell.locator(".explorer-play").click()
                page.wait_for_function("input => input.value === '2'", arg=time.element_handle())
                assert cell.locator("[role=status]").get_attribute("aria-live") == "off"
            cell.locator(".explorer-reset").click()
            assert cell.locator("[role=status]").get_attribute("aria-live") == "polite"
            page.wait_for_timeout(600 if data["play"] is not None else 0)
            explorer.reset()
            follow(cell, data, explorer)
            for guess in guesses_for(data["guess"]):
                guessed = ask(float(guess) if isinstance(guess, int) else guess)
                guess_in(cell, guess)
                for key in ("Home", "End"):
                    for handle in cell.locator("input[type=range]").all():
                        handle.press(key)
                    for known, slider in zip(data["sliders"], frames.movable(guessed).values(), strict=True):
                        slider.value = dict(frames.positions(slider))[known["values"][0 if key == "Home" else -1]]
                    assert cell.locator("[role=status]").text_content() == guessed.text
            pairs = judged(data) if data["guess"] else []
            assert len(pairs) == 2 or not data["guess"]
            for (guess, number), said in zip(pairs, (True, False), strict=False):
                guessed = ask(guess)
                guess_in(cell, guess)
                put(cell, data, guessed, number)
                assert cell.locator("[role=status]").text_content() == guessed.text
                worth = RIGHT.search(guessed.text)
                assert bool(worth and not worth[1]) == said, guessed.text

"""Every explorer in JupyterLab: whatever moves a slider, picture and words are those that plain Python makes."""

import hashlib
import time

import lab
import pytest
from conftest import explorers, opened, write

from helpers import live

SHOWN = """async number => {
    const explorer = document.querySelectorAll('.explorer')[number];
    const hash = async image => {
        const bytes = await (await fetch(image.src)).arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('') };
    const pictures = explorer.closest('.jp-Cell-outputWrapper').querySelectorAll('img');
    const words = explorer.querySelectorAll('[role=status]');
    return {pictures: await Promise.all(Array.from(pictures, image => hash(image).catch(() => 'changing'))),
            words: Array.from(words, element => element.textContent)} }"""
LOST = "() => document.querySelector('.jp-Notebook').textContent.includes('Error displaying widget')"
LATER = "([handle, value]) => handle.ariaValueNow >= value"
HURRY = """async handle => {
    const press = key => handle.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
    const image = handle.closest('.explorer').querySelector('img');
    let pictures = 0;
    new MutationObserver(changes => { pictures += changes.length }).observe(image, {attributeFilter: ['src']});
    for (let i = 0; i < 99; i++) {
        press(i % 2 ? 'ArrowLeft' : 'ArrowRight');
        await new Promise(resolve => setTimeout(resolve, 4)) }
    const before = pictures;
    press('End');
    await new Promise(resolve => setTimeout(resolve, 600));
    return [before, pictures - before] }"""


def handles(book, number):
    """The handles of an explorer's sliders in the page, each with its name and the slider of plain Python: no pad."""
    sliders = {name: one for name, one in book.explorers[number].sliders.items() if not isinstance(one, live.Pad)}
    found = book.page.locator(".explorer").nth(number).get_by_role("slider").all()
    return list(zip(found, sliders, sliders.values(), strict=True))


def move(slider, key):
    """Nothing; the slider of plain Python stands where this key puts the one in the page."""
    options = getattr(slider, "options", None)
    low, high, step = (0, len(options) - 1, 1) if options else (slider.min, slider.max, slider.step)
    value = slider.index if options else slider.value
    to = {"Home": low, "End": high, "ArrowLeft": value - step, "ArrowRight": value + step}[key]
    setattr(slider, "index" if options else "value", round(to, 10))


def at_end(slider):
    """Whether the slider stands at its highest value."""
    options = getattr(slider, "options", None)
    return slider.index == len(options) - 1 if options else slider.value == slider.max


def wanted(explorer):
    """What the page has to show: one picture and one line of words."""
    return {"pictures": [hashlib.sha256(explorer.image.value).hexdigest()], "words": [explorer.text]}


def check(book, number, seconds=5):
    """Nothing, once the page shows the picture and the words of plain Python; an error if that takes too long."""
    end = time.monotonic() + seconds
    while (shown := book.page.evaluate(SHOWN, number)) != wanted(book.explorers[number]) and time.monotonic() < end:
        book.page.wait_for_timeout(20)
    assert shown == wanted(book.explorers[number]), f"{book.name}, explorer {number + 1}"


def press(book, number, handle, name, slider, key, seconds=5):
    """Nothing, once a key has moved a slider, and its picture and words with it."""
    explorer = book.explorers[number]
    before = explorer.image.value, explorer.text
    handle.focus()
    book.page.keyboard.press(key)
    move(slider, key)
    where = f"of {book.name}, explorer {number + 1}, do not follow {name}"
    assert explorer.image.value != before[0], f"the picture {where}"
    assert explorer.text != before[1], f"the words {where}"
    check(book, number, seconds)


def reset(book, number):
    """Nothing, once Reset was pressed and the explorer is as it was at the start."""
    book.page.locator(".explorer").nth(number).get_by_role("button", name="Reset").click()
    book.explorers[number].reset()
    check(book, number)


def test_runs_without_an_error(book):
    assert book.errors == []
    assert book.page.locator(".explorer").count() == len(book.explorers)


def test_starts_as_in_plain_python(book):
    for number in range(len(book.explorers)):
        check(book, number)


def test_every_slider_moves_picture_and_words(book):
    for number in range(len(book.explorers)):
        for handle, name, slider in reversed(handles(book, number)):  # time moves on before the rate changes
            keys = ("ArrowLeft", "Home") if at_end(slider) else ("ArrowRight", "End")
            only_two = len(getattr(slider, "options", ())) == 2  # places: the first key has moved it to its end
            for key in keys[:1] if only_two else keys:
                press(book, number, handle, name, slider, key)
        reset(book, number)


def test_every_slider_can_be_dragged(book):
    for number in range(len(book.explorers)):
        for handle, _, slider in reversed(handles(book, number)):
            handle.scroll_into_view_if_needed()
            track = handle.locator("xpath=ancestor::*[contains(@class, 'noUi-base')]").bounding_box()
            at = handle.bounding_box()
            book.page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
            book.page.mouse.down()
            for key, x in [("Home", track["x"] - 30), ("End", track["x"] + track["width"] + 30)]:
                book.page.mouse.move(x, at["y"], steps=5)
                move(slider, key)
                check(book, number)  # the mouse is still down
            book.page.mouse.up()


def test_play_advances_by_itself_and_reset_stops_it(book):
    for number, explorer in enumerate(book.explorers):
        if not explorer.player:
            continue
        handle, slider = {name: (handle, slider) for handle, name, slider in handles(book, number)}[explorer.play]
        button = book.page.locator(".explorer").nth(number).locator(".widget-play button").first
        button.click()
        book.page.wait_for_function(LATER, arg=[handle.element_handle(), slider.value + 2])
        button.click()
        slider.value = int(float(handle.get_attribute("aria-valuenow")))
        check(book, number)
        button.click()
        book.page.wait_for_function(LATER, arg=[handle.element_handle(), slider.value + 2])
        reset(book, number)
        book.page.wait_for_timeout(700)  # longer than one step of play
        check(book, number)


def test_haste_leaves_no_queue(book):
    for number in range(len(book.explorers)):
        for handle, _, slider in handles(book, number)[-1:]:
            before, after = handle.evaluate(HURRY)
            assert before, "no picture came before the last change"
            assert after <= 2, "more came than the one under way and the newest"
            move(slider, "End")
            check(book, number, seconds=0)


def test_survives_a_restart(book):
    lab.restart(book.page)
    assert lab.run_all(book.page) == []
    assert book.page.locator(".explorer").count() == len(book.explorers)
    for number in range(len(book.explorers)):
        check(book, number)
        for handle, name, slider in handles(book, number)[-1:]:
            press(book, number, handle, name, slider, "ArrowLeft" if at_end(slider) else "ArrowRight")


def test_a_page_opened_again_shows_picture_and_words(browser, server, folder):
    write(folder / "saved.ipynb", "from helpers import sliders", "sliders.pivot(guess=-1)")
    with opened(browser, server, "saved.ipynb") as book:
        book.explorers = explorers(folder / "saved.ipynb")
        press(book, 0, *handles(book, 0)[0], "End")
        lab.save(book.page)
    with opened(browser, server, "saved.ipynb", run=False) as again:
        again.page.wait_for_selector(".explorer img")
        again.explorers = book.explorers
        check(again, 0)
        assert not again.page.evaluate(LOST)


PAD = """from helpers import live, page
figure, ax = page.figure(height=2)
(ink,) = ax.plot([], [], "s", color="black")

def show(digit):
    ink.set_data(range(sum(digit)), [0] * sum(digit))
    return f"Cells with ink: {sum(digit)}."

live.Live(figure, [ink], show, digit=live.Pad("draw here"))"""


def test_a_pad_answers_mouse_and_keyboard(browser, server, folder):
    write(folder / "pad.ipynb", PAD)
    with opened(browser, server, "pad.ipynb") as book:
        (explorer,) = book.explorers = explorers(folder / "pad.ipynb")
        cells = explorer.sliders["digit"].cells
        book.page.get_by_role("button", name="row 3, column 5").click()
        cells[20].value = True
        check(book, 0)
        book.page.keyboard.press("Tab")
        book.page.keyboard.press("Space")
        cells[21].value = True
        assert explorer.text == "Cells with ink: 2."
        check(book, 0)
        reset(book, 0)
        assert book.page.locator(".explorer .mod-active").count() == 0


EXPLORER = "from helpers import sliders\nsliders.trained_answers()"
BREAK = """from helpers import live
draw = live.Live.draw

def broken(self, change=None):
    kept = self.{part}.value
    draw(self, change)
    if change:
        self.{part}.value = kept

live.Live.draw = broken"""


@pytest.mark.parametrize("part", ["image", "words"])
def test_a_broken_handler_is_found_out(browser, server, folder, part):
    write(folder / "healthy.ipynb", EXPLORER)
    write(folder / "broken.ipynb", BREAK.format(part=part), EXPLORER)
    with opened(browser, server, "broken.ipynb") as book:
        book.explorers = explorers(folder / "healthy.ipynb")
        check(book, 0)
        with pytest.raises(AssertionError, match="explorer 1"):
            press(book, 0, *handles(book, 0)[0], "ArrowRight", seconds=1)

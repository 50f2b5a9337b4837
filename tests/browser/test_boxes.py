"""A check's box in a real page: its fold opens by a key, is read in the right order, and holds no mathematics."""

from conftest import opened, write

NAME = "box.ipynb"
ANSWER = "def cost(y_hat, y):\n    raise ValueError('$x$ and $y$')"


def test_a_little_more_is_folded_opened_by_a_key_and_read_last(browser, server, folder):
    write(
        folder / NAME,
        "from helpers import checks",
        "checks.cost(lambda y_hat, y: y_hat - y)",
        ANSWER,
        "checks.cost(cost)",
    )
    with opened(browser, server, NAME) as book:
        assert book.errors == []
        boxes = book.page.locator("[role=status]:has(summary)")
        assert boxes.count() == 2
        fold = boxes.first.locator("details")
        assert fold.evaluate("fold => fold.open") is False
        fold.locator("summary").focus()
        book.page.keyboard.press("Enter")
        assert fold.evaluate("fold => fold.open") is True
        read = boxes.first.aria_snapshot()
        order = [
            "Not yet: cost",
            "You return the error itself",
            "for:",
            "your answer:",
            "A little more",
            "never below 0",
        ]
        places = [read.find(words) for words in order]
        assert -1 not in places and places == sorted(places), read
        assert book.page.locator("mjx-container").count() == 0

"""Tests that a result says the same in a page and in a terminal, its fold included, on light and on dark."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest
from answers import COURSE, check, raises

from helpers import checks
from helpers.marking import words
from helpers.marking.exercise import Exercise


class Words(HTMLParser):
    """The visible words of a page, and its tags, which must be balanced."""

    def __init__(self, page):
        super().__init__()
        self.words, self.open, self.tags, self.folded = "", [], [], ""
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        self.words += text + " "
        self.folded += text * ("details" in self.open and "summary" not in self.open)


ANSWERS = [COURSE["cost"], lambda *_: ..., lambda a, b: a - b, raises(ValueError("<b>&</b> $x$"))]


@pytest.mark.parametrize("answer", ANSWERS)
def test_display_says_the_same_in_a_page_and_in_a_terminal(answer):
    result = checks.cost(answer)
    bundle = result._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == str(result) == repr(result) == str(checks.cost(answer))
    page = Words(bundle["text/html"])
    assert page.words.replace(":", "").split() == str(result).replace(":", "").split()
    tag, attributes = page.tags[0]
    assert tag == "div" and attributes["role"] == "status" and "--jp-ui-font-color1" in attributes["style"]
    mark, word, _ = words.MARKS[result.passed]
    assert str(result).startswith(f"{mark} {word}: cost")
    assert max(map(len, str(result).splitlines())) <= 110


def test_a_little_more_is_folded_last_and_whole_in_the_text():
    result = checks.cost(lambda a, b: a - b)
    page = Words(result._repr_mimebundle_()["text/html"])
    assert page.folded == result.more and [tag for tag, _ in page.tags][-2:] == ["details", "summary"]
    assert str(result).endswith(f"{words.MORE}: {result.more}")
    assert "<details" not in checks.cost(COURSE["cost"])._repr_mimebundle_()["text/html"]


def test_no_words_of_a_learner_are_markup_or_mathematics():
    box = checks.prediction_by_hand("<i>$four$</i>")._repr_mimebundle_()["text/html"]
    assert Words(box).words.count("<i>$four$</i>") == 2  # in the hint, and as the answer that came
    assert Words(box).tags[0][1]["class"] == "mathjax_ignore"
    odd = words.Result("<a>", False, "odd", ("<b>",), (("your answer", "<c>"),), "<d>")._repr_mimebundle_()["text/html"]
    assert all(f"&lt;{letter}&gt;" in odd and f"<{letter}>" not in odd for letter in "abcd")


def test_the_parts_of_a_result_stand_in_its_box():
    result = checks.blank_page(cost=lambda a, b: a - b, update=lambda *_: ...)
    page = Words(result._repr_mimebundle_()["text/html"])
    assert page.words.replace(":", "").split() == str(result).replace(":", "").split()
    assert [tag for tag, _ in page.tags].count("div") == 1
    heads = [line.split(": ")[1] for line in str(result).splitlines() if re.match("[✓✗○] ", line)]
    assert heads == ["the blank page", *(part.name for part in result.parts)]


def contrast(one, other):
    """The contrast of two colours, as accessibility guidelines define it."""

    def light(colour):
        parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return np.dot([0.2126, 0.7152, 0.0722], linear)

    high, low = sorted([light(one), light(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_border_is_seen_on_both_themes():
    for _, _, colour in words.MARKS.values():
        assert min(contrast(colour, "#ffffff"), contrast(colour, "#212121")) >= 3


def test_a_pair_of_tables_stands_in_round_brackets():
    assert words.describe([np.array([[0.0]]), np.array([[1.5]])]) == "([[0.0]], [[1.5]])"
    assert words.describe([0.5, 1.0]) == "[0.5, 1.0]"


def test_what_would_not_fit_is_told_by_its_size():
    long = Exercise("y = ones(x)", lambda x: x, ((np.ones((50, 1)),),))
    assert "an array of shape (50, 1)" in str(long(lambda x: x + 1))
    assert "a list of 20 entries" in words.describe([1.0] * 20)
    assert check("cost", 5).says[0].startswith("The check was given 5. Hand over your function")

"""Names that somebody pasted: a drawn page shows what can be drawn of them, and fails for none."""

import pytest
from matplotlib.text import Text

from talentdb.documents.charts import ShareBar, share_bars
from talentdb.documents.one_page import OnePage, PageLine, draw, pdf_of

_PASTED = "Trường \ud800Kỹ thuật\x00 \x1b[31mvà \u202eNghề\x9b"
_SHOWN = "Trường Kỹ thuật [31mvà Nghề"


def _bar(name: str) -> ShareBar:
    return ShareBar(name, 0.5, 0.4, 0.6, 0.8)


def _page(words: str) -> OnePage:
    line = PageLine(words, "50 %", [words], 0.5, 0.4, 0.6, 0.8)
    other = PageLine(words, "–", [], why=words)
    return OnePage(words, words, [words], [line], [line, other], [words], [(words, words)])


def test_a_chart_is_drawn_without_signs_that_cannot_be() -> None:
    assert share_bars([_bar(_PASTED)]) == share_bars([_bar(_SHOWN)])


@pytest.mark.parametrize("words", ["100 $ và 200 $", "$x_1$", "giá 5 $ một giờ"])
def test_a_dollar_begins_no_formula(words: str) -> None:
    assert share_bars([_bar(words)]) != share_bars([_bar(words.replace("$", ""))])
    shown = {one.get_text() for one in draw(_page(words)).findobj(Text)}
    assert words.replace("$", r"\$") in shown
    assert share_bars([_bar("$%$")])


def test_a_page_is_drawn_without_signs_that_cannot_be() -> None:
    assert pdf_of(_page(_PASTED)) == pdf_of(_page(_SHOWN))
    shown = {one.get_text() for one in draw(_page(_PASTED)).findobj(Text)}
    assert _SHOWN in shown

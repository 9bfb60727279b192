"""What bodies wrote is quoted short on paper and whole in the annex, and only once it is sent."""

from talentdb.reporting import part_labels as words
from talentdb.reporting.blocks import Paragraph
from talentdb.reporting.gathered import Reported, quote_sheet, quotes, reported_sentence


def _reported(count: int, text: str = "Tốt.") -> list[Reported]:
    return [Reported(f"Cơ quan {at}", "sent" if at % 2 else "accepted", {"next": text}) for at in range(count)]


def _texts(found: list[Reported], key: str = "next") -> list[str]:
    return [block.text for block in quotes(key, found) if isinstance(block, Paragraph)]


def test_nothing_is_announced_where_nobody_wrote() -> None:
    assert _texts([]) == []
    assert _texts(_reported(3), "assessment") == []
    assert _texts(_reported(2, "  \n ")) == []


def test_many_are_cut_to_the_first_and_counted() -> None:
    texts = _texts(_reported(40))
    assert texts[0] == words.QUOTED
    assert texts[-1] == words.REST.format(n=25)
    assert len(texts) == 17
    assert len(quote_sheet({"next": "Phương hướng"}, _reported(40)).rows) == 40


def test_a_long_text_is_cut_between_words_on_paper_and_whole_in_the_annex() -> None:
    long = "Nội dung rất dài " * 60
    (_, said) = _texts(_reported(1, long))
    assert said.endswith(" …”")
    assert len(said) < 540
    (row,) = quote_sheet({"next": "Phương hướng"}, _reported(1, long)).rows
    assert row[2] == long


def test_who_reported_is_counted() -> None:
    assert reported_sentence(_reported(3), 116).startswith("3 trên 116 cơ quan đã gửi báo cáo kỳ này; 2 báo cáo")

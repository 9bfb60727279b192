"""What a card says: the matched words marked in any spelling, evidence before other works, every text escaped."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards import search_labels as words
from dashboards.search_card import card_html
from dashboards.search_marks import Marker

TEXTS = st.text(min_size=1)
HIT: dict[str, Any] = {
    "person_id": 1, "full_name": "Trần Thị Thử", "qualification": "doctorate", "academic_title": None,
    "birth_year": 1985, "position_title": "Giảng viên", "agency_name": "Trường Đại học Lúa Xanh", "score": 0.82,
    "matched": ["nuôi trồng thuỷ sản"], "parts": {"topic": 0.7, "lead": 0.12, "title": 0.0},
    "why": ["Chuyên môn: Nuôi trồng thủy sản", "Chủ trì: Nuôi tôm ven sông (2024)"],
    "evidence": [
        {"kind": "task", "text": "Nuôi tôm ven sông", "year": 2024, "role": "lead", "led": True, "on_topic": True},
        {"kind": "publication", "text": "Dạy học tích hợp", "year": 2020, "role": "author", "led": False,
         "on_topic": False},
        {"kind": "degree", "text": "Tiến sĩ, Nuôi trồng thủy sản", "year": 2012},
        {"kind": "confirmed", "text": "2026-06-30", "year": 2026},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "text", "marked"),
    [
        ("nuôi trồng thuỷ sản", "Khoa Nuôi trồng thủy sản", "Khoa <mark>Nuôi trồng thủy sản</mark>"),
        ("nuoi trong thuy san", "Nuôi trồng thủy sản", "<mark>Nuôi trồng thủy sản</mark>"),
        (
            "CNTT",
            "Chuyên ngành: Công nghệ thông tin",
            "Chuyên ngành: <mark>Công nghệ thông tin</mark>",
        ),
        ("CNTT", "Thạc sĩ công nghệ thông tin", "Thạc sĩ <mark>công nghệ thông tin</mark>"),
        ("công nghệ thông tin", "Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"),
        ("lua", "Trần Văn Lụa, mùa lúa", "Trần Văn <mark>Lụa</mark>, mùa <mark>lúa</mark>"),
        ("lúa", "Trần Văn Lụa, mùa lúa", "Trần Văn Lụa, mùa <mark>lúa</mark>"),
        ("cầu vồng đôi xứng", "Hai cầu vồng trên sông", "Hai <mark>cầu vồng</mark> trên sông"),
        ("cầu vồng đôi xứng", "Cầu Thăng Long", "Cầu Thăng Long"),
        ("", "Cầu Thăng Long", "Cầu Thăng Long"),
    ],
)
def test_the_words_that_were_asked_for_are_marked(asked: str, text: str, marked: str) -> None:
    assert Marker([asked]).html(text) == marked


@given(TEXTS, TEXTS)
def test_no_text_of_a_person_becomes_markup(one: str, other: str) -> None:
    evil = f"<script>{one}"
    evidence = [{"kind": "task", "text": evil, "year": evil}, {"kind": evil, "text": other}]
    names = {"full_name": evil, "agency_name": other + evil}
    hit = HIT | names | {"why": [evil], "matched": [one, "script"], "evidence": evidence}
    assert "<script" not in card_html(hit, [evil, other])


def test_a_card_tells_evidence_and_hides_other_works() -> None:
    html = card_html(HIT, ["Tiến sĩ"])
    shown, folded = html.split("<details>", 1)
    assert "<b>TS. Trần Thị Thử</b> · sinh năm 1985" in shown
    assert "Nuôi tôm ven sông" not in shown.split("</ul>")[0], "the evidence says it, the reasons need not"
    assert f"{words.EVIDENCE['led']}</em> <mark>Nuôi tôm</mark> ven sông <i>2024</i>" in shown
    assert "Dạy học tích hợp" in folded
    assert "30/06/2026" in html
    assert f"{words.PARTS['lead']}</span><b>0,12</b>" in html
    assert words.PARTS["title"] not in html, "a part of nothing explains nothing"


def test_without_a_topic_works_are_shown_and_no_score() -> None:
    html = card_html(HIT | {"parts": {}, "matched": [], "why": []}, [])
    assert "Dạy học tích hợp" in html
    assert "<details" not in html

"""Every number of a report is one of the frozen figures, and what is missing is said."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from talentdb.reporting.blocks import Block, Chart, Heading, Paragraph, Table
from talentdb.reporting.figures import figure_blocks, method_blocks, sentence

_ENTRY: dict[str, Any] = {
    "code": "I1", "parent": None, "name": "Phụ nữ ở vị trí khoa học", "kind": "people", "comparison": "at_least",
    "wording": "tối thiểu",
    "numerator": 1313, "denominator": 4004, "value": 1313 / 4004, "low": 0.31, "high": 0.36, "suppressed": False,
    "target": 0.4, "target_year": 2030, "gap_people": 289, "status": "behind", "unknown": {"sex": 210},
    "unknown_effects": {"sex": "Chưa rõ giới tính."}, "definition": "Tỷ lệ nữ.", "readings": ["Cách hiểu."],
    "why_not": "", "coverage": {"agencies_reported": 151, "agencies_total": 163}, "rows": [],
}  # fmt: skip


def _body(*entries: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "plan": "hung-yen-2711",
        "as_of": "2026-12-09",
        "definition_version": "2026.2",
        "indicators": list(entries),
    }


def _texts(block: Block) -> list[str]:
    if isinstance(block, Table):
        return [*block.heads, *(cell for row in block.rows for cell in row)]
    return [block.caption] if isinstance(block, Chart) else [block.text]


def test_a_sentence_says_share_people_interval_target_gap_and_coverage() -> None:
    assert sentence("hung-yen-2711", _ENTRY) == " ".join(
        [
            "I1. Phụ nữ ở vị trí khoa học: 1.313 trên 4.004 người, đạt 32,8 %.",
            "Tùy 210 trường hợp còn thiếu thông tin, kết quả thực nằm trong khoảng 31,0 % đến 36,0 %.",
            "So với mục tiêu tối thiểu 40 % vào năm 2030: cần thêm 289 người.",
        ]
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": None, "numerator": 0, "denominator": 0}, "chưa có số liệu"),
        ({"value": None, "suppressed": True}, "dưới 5 người"),
        ({"low": 0.3, "high": 0.3}, "Không có số liệu thiếu"),
        ({"gap_people": 0}, "đã đạt"),
    ],
)
def test_what_is_not_there_is_said(change: dict[str, Any], said: str) -> None:
    assert said in sentence("hung-yen-2711", {**_ENTRY, **change})


@pytest.mark.parametrize(
    ("plan", "code", "kind", "unit"),
    [
        ("hung-yen-2711", "I3.stated", "institutions", "người"),
        ("hung-yen-2711", "I4.stated", "institutions", "nhà giáo"),
        ("hung-yen-2711", "I6", "institutions", "chương trình"),
        ("lang-son-899", "L1", "agencies", "cơ quan"),
    ],
)
def test_what_is_counted_goes_by_its_own_name(plan: str, code: str, kind: str, unit: str) -> None:
    said = sentence(plan, {**_ENTRY, "code": code, "kind": kind, "gap_people": 3})
    assert f"1.313 trên 4.004 {unit}, đạt" in said
    assert f"cần thêm 3 {unit}." in said


def test_every_number_is_one_of_the_frozen_ones() -> None:
    row = {"by": "agency", "key": "SO-A", "name": "Sở A", "numerator": 3, "denominator": 17, "value": 3 / 17}
    blocks = list(figure_blocks(_body({**_ENTRY, "rows": [row]})))
    found = {number for block in blocks for text in _texts(block) for number in re.findall(r"\d[\d.,]*\d|\d", text)}
    frozen = {"1.313", "4.004", "32,8", "210", "31,0", "36,0", "40", "2030", "289", "151", "163", "3", "17", "17,6"}
    assert found <= frozen | {"1"}
    assert {"1.313", "4.004", "32,8", "289", "17,6"} <= found


def test_bodies_below_the_target_come_the_furthest_first_and_hidden_ones_not_at_all() -> None:
    rows = [
        {"by": "agency", "key": k, "name": k, "numerator": n, "denominator": 10, "value": n and n / 10}
        for k, n in (("A", 5), ("B", 1), ("C", 3), ("D", None))
    ]
    blocks = list(figure_blocks(_body({**_ENTRY, "rows": rows})))
    heading = next(block for block in blocks if isinstance(block, Heading))
    table = [block for block in blocks if isinstance(block, Table)][-1]
    assert "2 trên 3" in heading.text
    assert [row[1] for row in table.rows] == ["B", "C"]


def test_a_plan_without_indicators_says_so() -> None:
    (only,) = figure_blocks(_body())
    assert isinstance(only, Paragraph)


def test_methods_state_definitions_readings_and_effects() -> None:
    said = [text for block in method_blocks(_body(_ENTRY)) for text in _texts(block)]
    for part in ("Tỷ lệ nữ.", "- Cách hiểu.", "- Chưa rõ giới tính."):
        assert part in said

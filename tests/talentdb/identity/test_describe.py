"""Strategy: the catalogue covers every feature and level of the model; phrases show names and dates, no number."""

from dataclasses import replace
from datetime import date

import pytest

from talentdb.identity.describe import FEATURE_LABELS, LEVEL_PHRASES, detail
from talentdb.identity.frequency import rarity
from talentdb.identity.model import load_model
from talentdb.identity.record import MatchRecord
from talentdb.identity.score import Evidence, compare

A = MatchRecord(
    1, "people", 1, 1, date(2024, 6, 30), "khuc thi nu", "khúc thị nụ", sex="female", birth_date=date(1975, 4, 3),
    birth_precision="day", phone="0900000001", email="nu@x.example", staff_code="SH-778", id_hash=b"034075001234",
    id_kind="citizen", commune_code="12345",
)  # fmt: skip
B = replace(A, record_id=2, as_of=date(2025, 6, 30), birth_date=date(1975, 3, 4))


def test_every_level_of_the_model_has_its_phrase():
    model = load_model()
    levels = {(feature, level) for feature, weights in model.weights.items() for level in weights}
    levels |= {("name", level) for level in model.name} | {("given_name", level) for level in model.given_name}
    assert set(LEVEL_PHRASES) == levels
    assert set(FEATURE_LABELS) == {feature for feature, _ in levels}


@pytest.mark.parametrize(
    ("evidence", "phrase"),
    [
        (Evidence("birth", "swapped", 6.0), "Ngày sinh đảo ngày và tháng: 03/04/1975 – 04/03/1975"),
        (Evidence("name", "same", 13.0), "Cùng họ tên, tên hiếm (1 trong khoảng 8.000 người): Khúc Thị Nụ"),
        (Evidence("name", "same", 9.0), "Cùng họ tên: Khúc Thị Nụ"),
        (Evidence("national_id", "equal", 24.0), "Cùng số định danh"),
        (Evidence("phone", "equal", 12.0), "Cùng số điện thoại"),
    ],
)
def test_phrases(evidence, phrase):
    assert detail(evidence, A, B) == phrase


def test_the_names_stand_side_by_side_when_they_differ():
    other = replace(B, name_toned="khúc thị nữ")
    assert detail(Evidence("given_name", "tone", -6.0), A, other) == "Tên chỉ khác dấu: Khúc Thị Nụ – Khúc Thị Nữ"


def test_nothing_secret_is_shown():
    comparison = compare(A, B, load_model(), rarity({}, 20_000))
    told = " ".join(detail(clue, A, B) for clue in comparison.evidence)
    assert not any(secret in told for secret in ("0900000001", "nu@x", "SH-778", "034075001234", "12345"))

"""Why somebody was found: by which other word, by what near topic or like word, and what is missing."""

from datetime import date
from typing import Any

import pytest

from talentdb.search.concepts import concepts
from talentdb.search.features import Person
from talentdb.search.fitting import Matcher
from talentdb.search.leads import topic_name
from talentdb.search.rarity import Rarity
from talentdb.search.scoring import score
from talentdb.search.understanding import understand
from talentdb.search.why import reasons


def why(line: str, *, near: bool = False, body: str | None = None, hidden: str = "", **values: Any) -> list[str]:
    """The reasons for a person with these values and works."""
    titles = values.pop("titles", ())
    name = values.pop("name", "Lê Văn An")
    works = [{"title": one, "type": "research_task", "year": 2024, "role": "lead"} for one in titles]
    folded = {"Lê Văn An": "le van an", "Nguyễn Văn Đức": "nguyen van duc"}[name]
    person = Person(1, name, folded, name.lower(), None, values, None, None, body, works)
    asked = understand(line)
    scored = score(asked, person, Matcher(asked.slots, Rarity()), {}, date(2026, 6, 30))
    shown = {field: value for field, value in values.items() if field != hidden}
    return reasons(shown, person, scored, asked, {}, near=near)


@pytest.mark.parametrize(
    ("line", "field", "first"),
    [
        ("sổ đỏ", "Quản lý đất đai", "sổ đỏ → quản lý đất đai"),
        ("aquaculture", "Nuôi trồng thủy sản", "aquaculture = nuôi trồng thủy sản"),
        ("nuôi trồng thủy sản", "Aquaculture", "nuôi trồng thủy sản = Aquaculture"),
    ],
)
def test_another_word_for_what_is_asked_for_is_told_before_the_field(line: str, field: str, first: str) -> None:
    assert why(line, field_of_training=field) == [first, f"Chuyên ngành: {field}"]


def test_a_narrower_topic_of_a_work_is_told_by_its_own_words() -> None:
    found = why("nuôi trồng thủy sản", titles=["Nuôi ngao ở bãi triều"])
    assert found == ["Nuôi ngao → nuôi trồng thủy sản", "Chủ trì: Nuôi ngao ở bãi triều (2024)"]


def test_words_that_stand_there_need_no_telling() -> None:
    assert why("thú y", near=True, field_of_training="Thú y") == ["Chuyên ngành: Thú y"]


def test_a_kindred_trade_is_told_as_near_and_only_where_the_reader_may_see_it() -> None:
    assert why("xét nghiệm", near=True, field_of_training="Vi sinh vật") == ["Gần với xét nghiệm: Vi sinh vật"]
    hidden = why("xét nghiệm", near=True, field_of_training="Vi sinh vật", hidden="field_of_training")
    assert not any("Vi sinh" in reason for reason in hidden)


def test_a_topic_that_is_missing_is_named_where_not_all_have_all() -> None:
    found = why("thú y, blockchain", near=True, field_of_training="Thú y")
    assert found == ["Chuyên ngành: Thú y", "Không thấy: blockchain"]
    assert why("thú y, blockchain", field_of_training="Thú y") == ["Chuyên ngành: Thú y"]


def test_a_word_that_is_no_topic_is_not_missed_beside_one_that_is_there() -> None:
    assert why("thú y zumbaxi", near=True, field_of_training="Thú y") == ["Chuyên ngành: Thú y"]


def test_a_slip_in_a_name_tells_which_word_is_like_which() -> None:
    assert why("nguyne van duc", near=True, name="Nguyễn Văn Đức") == ["“nguyne” gần giống “Nguyễn”"]


def test_a_body_within_the_name_of_a_part_is_told_once() -> None:
    found = why("thú y", body="Trung tâm Thú y", sub_unit="Trạm Kiểm dịch, Trung tâm Thú y")
    assert found == ["Bộ phận: Trạm Kiểm dịch, Trung tâm Thú y"]


def test_what_is_missing_keeps_its_place_among_few_reasons() -> None:
    found = why(
        "thú y, blockchain", near=True, body="Chi cục Thú y", field_of_training="Thú y", expertise=["Bệnh thú y"],
        position_title="Trưởng phòng Thú y", job_position="Cán bộ thú y", sub_unit="Phòng Thú y", titles=["Thú y xã"],
    )  # fmt: skip
    assert len(found) <= 5
    assert found[0] == "Chuyên ngành: Thú y"
    assert found[-1] == "Không thấy: blockchain"


def test_every_topic_has_a_name_that_is_no_abbreviation() -> None:
    assert [name for name in concepts() if topic_name(name).isupper()] == []

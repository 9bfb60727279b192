"""Who names the thing itself stands before who only touches it; who touches nothing of it is not found at all."""

from typing import Any

import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.search.client import SearchIndex
from talentdb.search.fitting import Matcher
from talentdb.search.outbox import drain
from talentdb.search.query import search
from talentdb.search.rarity import Rarity
from talentdb.search.understanding import understand

CLEAN, LAND, DOCTOR, VET, SPEECH, PHYSICIST, NURSE, STEEL, NEIGHBOUR = range(1, 10)


@pytest.fixture
def find(database: Any, people: Any, index: SearchIndex) -> Any:
    """Nine people of neighbouring trades, some with a task."""
    people.add(CLEAN, "Bùi Thị Sạch", qualification="college", field_of_training="Công nghệ môi trường")
    people.add(LAND, "Lê Văn Ruộng", ("SO-NNMT",), qualification="master", field_of_training="Quản lý đất đai")
    people.add(DOCTOR, "Trần Thị Khỏe", qualification="master", field_of_training="Y học dự phòng")
    people.add(VET, "Phạm Văn Trâu", qualification="doctorate", field_of_training="Thú y")
    people.add(SPEECH, "Ngô Thị Lời", qualification="university", field_of_training="Vật lý trị liệu")
    people.add(PHYSICIST, "Hoàng Văn Sáng", academic_title="associate_professor", field_of_training="Vật lý")
    people.add(NURSE, "Đỗ Thị Nhẹ", sex="female", qualification="university", field_of_training="Điều dưỡng")
    people.add(STEEL, "Vũ Văn Thép", qualification="doctorate", field_of_training="Kỹ thuật năng lượng")
    people.add(NEIGHBOUR, "Mai Thị Xa", commune_code="12280", field_of_training="Thủy văn học")
    for person, title in (
        (LAND, "Định giá đất theo vùng"),
        (VET, "Khống chế ổ dịch tai xanh ở trang trại"),
        (SPEECH, "Tập nói cho trẻ tự kỷ"),
        (SPEECH, "Xây dựng bài tập tại nhà"),
        (STEEL, "Kiểm toán năng lượng ở doanh nghiệp cán thép"),
    ):
        people.own(person, f"Dòng {person}", "SO-KHCN")
        with unit_of_work(database.engine, OPERATOR) as connection:
            connection.execute(
                text("""insert into work_member (person_id, source_record_id, work_key, work_title, work_type,
                    work_year, member_role) select :p, max(source_record_id), lower(:t), :t, 'research_task', 2024,
                    'lead' from source_record"""),
                {"p": person, "t": title},
            )
    drain(database.engine, index)

    def run(query: str) -> dict[str, Any]:
        with unit_of_work(database.engine, OPERATOR) as connection:
            return search(connection, OPERATOR, index, query)

    return run


def ids(result: dict[str, Any]) -> list[int]:
    return [hit["person_id"] for hit in result["hits"]]


def test_the_thing_itself_comes_first(find: Any) -> None:
    assert ids(find("khoa học môi trường"))[:2] == [CLEAN, LAND]
    assert ids(find("y tế dự phòng"))[:2] == [DOCTOR, VET]
    assert SPEECH in ids(find("tự kỷ"))
    assert STEEL not in ids(find("kế toán doanh nghiệp"))


def test_nobody_is_better_than_anybody(find: Any) -> None:
    for line in ("PGS.TS toán", "nam điều dưỡng đại học", "phó giáo sư điện tử", "luật xã Tiên Tiến"):
        found = find(line)
        assert (line, found["total"], found["hits"]) == (line, 0, [])
        assert found["relax"], line
    assert ids(find("nữ điều dưỡng đại học")) == [NURSE]
    found = find("âm học")
    assert found["total"] == 0
    [way] = found["relax"]
    assert (way["query"], way["total"], ids(find(way["query"]))) == ("vật lý", 1, [PHYSICIST])


def test_to_build_is_no_trade(find: Any) -> None:
    assert VET in ids(find("thú y"))
    assert find("xây dựng")["total"] == 0


def test_a_commune_without_anybody_is_widened_to_its_district(find: Any) -> None:
    found = find("thủy văn xã Nghĩa Dân huyện Kim Động")
    assert found["total"] == 0
    [near] = [one for one in found["relax"] if one["label"].startswith("Mở rộng")]
    again = find(near["query"])
    assert (near["total"], ids(again)) == (1, [NEIGHBOUR])


def test_words_have_the_tones_that_were_typed() -> None:
    matcher = Matcher(understand("ông may", as_words=True).slots, Rarity())
    assert matcher.text(1, "Cắt may công nghiệp") == 1.0
    assert matcher.text(1, "Vận hành máy") == 0.0
    assert matcher.text(1, "Van hanh may") == 1.0
    matcher = Matcher(understand("sách đỏ", as_words=True).slots, Rarity())
    assert matcher.text(0, "Kinh tế xanh và sạch") == 0.0


def test_hints_in_works_of_another_trade_count_less() -> None:
    matcher = Matcher(understand("y tế dự phòng").slots, Rarity())
    assert matcher.astray(0, frozenset({"veterinary"})) < matcher.astray(0, frozenset({"nursing"})) == 1.0
    assert matcher.astray(0, frozenset()) == 1.0


def test_a_deputy_is_no_head() -> None:
    matcher = Matcher(understand("trưởng khoa").slots, Rarity())
    assert matcher.text(0, "Phó Trưởng khoa Nội") == 0.0
    assert matcher.text(0, "Trưởng khoa Nội") == matcher.text(0, "Phó Trưởng khoa, nay là Trưởng khoa") == 1.0
    matcher = Matcher(understand("phó trưởng khoa").slots, Rarity())
    assert matcher.text(0, "Phó Trưởng khoa Nội") == 1.0


def test_who_has_but_one_of_the_things_asked_for_is_only_near(find: Any) -> None:
    found = find("thú y tàu ngầm")
    assert (ids(found)[0], found["near"]) == (VET, True)

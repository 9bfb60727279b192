"""Conditions beyond a single value: works, levels of languages, either of two, anything but; on both engines."""

from typing import Any

import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from talentdb.errors import UsageError
from talentdb.search.client import SearchIndex
from talentdb.search.outbox import drain
from talentdb.search.query import search

LEADER, AUTHOR, MEMBER, NOBODY = range(1, 5)


@pytest.fixture
def find(database: Any, people: Any, index: SearchIndex) -> Any:
    people.add(LEADER, "Trần Thị Ngao", qualification="doctorate", field_of_training="Thủy sản", party_member=True,
               ethnicity_code="02", languages=[{"language": "en", "framework": "CEFR", "level": "B2"}])  # fmt: skip
    people.add(AUTHOR, "Lê Văn Lúa", qualification="master", field_of_training="Trồng trọt", party_member=False,
               ethnicity_code="01", languages=[{"language": "en", "framework": "IELTS", "score": 6.5}])  # fmt: skip
    people.add(MEMBER, "Phạm Thị Nước", qualification="university", field_of_training="Thủy sản",
               languages=[{"language": "ja", "framework": "JLPT", "level": "N3"},
                          {"language": "en", "framework": "ABC", "level": "B"}])  # fmt: skip
    people.add(NOBODY, "Đỗ Văn Không", ("SO-NV",), field_of_training="Thủy sản")
    for person, level, year, role, kind in (
        (LEADER, "ministry", 2020, "lead", "research_task"), (AUTHOR, "province", 2021, "lead", "publication"),
        (MEMBER, "province", 2020, "member", "research_task"),
    ):  # fmt: skip
        people.own(person, f"Dòng {person}", "SO-KHCN")
        with unit_of_work(database.engine, OPERATOR) as connection:
            connection.execute(
                text("""insert into work_member (person_id, source_record_id, work_key, work_title, work_type,
                    work_level, work_year, member_role) select :p, max(source_record_id), 'nuôi', 'Nuôi', :k, :l, :y,
                    :r from source_record"""),
                {"p": person, "l": level, "y": year, "r": role, "k": kind},
            )
    drain(database.engine, index)

    def run(query: str, principal: Any = OPERATOR, engine: Any = index, **options: Any) -> dict[str, Any]:
        with unit_of_work(database.engine, principal) as connection:
            return search(connection, principal, engine, query, **options)

    return run


def ids(result: dict[str, Any]) -> set[int]:
    return {hit["person_id"] for hit in result["hits"]}


@pytest.mark.parametrize("engine", ["both", None])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("chủ nhiệm đề tài", {LEADER}), ("đã chủ trì đề tài cấp bộ", {LEADER}), ("chủ trì đề tài cấp tỉnh", set()),
        ("đề tài cấp tỉnh", {AUTHOR, MEMBER}), ("đề tài năm 2020 về thủy sản", {LEADER, MEMBER}),
        ("đề tài từ năm 2021 đến nay", {AUTHOR}), ("đề tài trước năm 2021", {LEADER, MEMBER}),
        ("tiếng Anh B1", {LEADER}), ("B2 tiếng Anh", {LEADER}), ("IELTS 6.0", {AUTHOR}), ("IELTS 7.0", set()),
        ("tiếng Nhật N4", {MEMBER}), ("tiếng Nhật N2", set()), ("IELTS", {AUTHOR}),
        ("đảng viên", {LEADER}), ("người dân tộc thiểu số", {LEADER}), ("người dân tộc Tày", {LEADER}),
        ("thủy sản không phải tiến sĩ", {MEMBER, NOBODY}), ("thủy sản trừ Sở Nội vụ", {LEADER, MEMBER}),
        ("tiến sĩ hoặc thạc sĩ", {LEADER, AUTHOR}), ("kỹ sư hoặc thạc sĩ", {AUTHOR, MEMBER}),
        ("thủy sản hoặc trồng trọt", {LEADER, AUTHOR, MEMBER, NOBODY}),
        ("không phải đảng viên", {AUTHOR, MEMBER, NOBODY}),
    ],
)  # fmt: skip
def test_who_fits(find: Any, line: str, expected: set[int], engine: Any) -> None:
    found = find(line, **({} if engine else {"engine": None}), facets=["qualification"])
    assert (ids(found), found["total"]) == (expected, len(expected))
    assert sum(found["facets"]["qualification"].values()) == len(expected - {NOBODY})


def test_what_a_role_may_not_ask_for_is_told_and_does_nothing(find: Any, as_role: Any) -> None:
    for line in ("thủy sản, đảng viên", "người dân tộc thiểu số, thủy sản"):
        found = find(line, principal=as_role(Role.SEARCHER))
        assert not {"party_member", "ethnicity_code"} & {one["field"] for one in found["understood"]}
        [note] = found["notes"]
        assert note.startswith("Tài khoản này không được tìm theo")


def test_an_agency_asks_for_works_and_languages_of_its_own_people(find: Any, as_role: Any) -> None:
    agency = as_role("agency", "SO-KHCN")
    for line in ("chủ nhiệm đề tài cấp bộ", "IELTS", "không phải tiến sĩ"):
        assert find(line, principal=agency)["total"] >= 0
    assert find("chủ nhiệm đề tài", principal=agency)["total"] == 1


def test_what_cannot_be_left_out_is_told(find: Any) -> None:
    found = find("không phải bác sĩ, thủy sản")
    assert found["notes"] == ["Chưa loại trừ được “không phải bác sĩ”; phần này của câu bị bỏ qua."]
    assert found["total"] == 3
    assert find("thủy sản Hưng Yên")["notes"] == ["“Hưng Yên” là cả tỉnh nên không thu hẹp."]
    assert find("thủy sản")["notes"] == []


@pytest.mark.parametrize(
    "given", [("led_task", "x"), ("work_level", "any"), ("work_year", "20"), ("languages", "en:IELTS:x")]
)
def test_what_no_work_and_no_language_has_is_refused(find: Any, given: tuple[str, str]) -> None:
    with pytest.raises(UsageError):
        find("", filters=[given])


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("bác sĩ nội trú", "Mở rộng ra Trình độ"), ("chủ trì đề tài cấp tỉnh", "Mở rộng ra Đã chủ trì nhiệm vụ: có"),
        ("tiếng Anh C1", "Mở rộng ra Ngoại ngữ: Tiếng Anh"), ("chuyên gia đầu ngành", "Xem tất cả mọi người"),
        ("zzqx", "Xem tất cả mọi người"),
    ],
)  # fmt: skip
def test_where_nobody_fits_there_is_an_offer(find: Any, line: str, offered: str) -> None:
    found = find(line)
    assert found["total"] == 0
    assert any(one["label"].startswith(offered) for one in found["relax"])
    for one in found["relax"]:
        again = find(one["query"], filters=[tuple(pair) for pair in one["filters"]])
        assert again["total"] == one["total"] > 0


def test_an_offer_has_no_rests_of_the_line(find: Any) -> None:
    offered = {one["query"] for one in find("tiến sĩ và Sở Nội vụ, thủy sản")["relax"]}
    assert offered == {"Sở Nội vụ, thủy sản", "tiến sĩ, thủy sản"}

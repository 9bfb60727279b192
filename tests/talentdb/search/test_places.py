"""Places and first degrees in a line: what is said to be a place is nobody's name, and a degree is no topic."""

from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.codes.communes import communes, old_communes
from talentdb.codes.files import read_rows, split_aliases
from talentdb.search.bodies import Bodies
from talentdb.search.client import SearchIndex
from talentdb.search.outbox import drain
from talentdb.search.places import find_place
from talentdb.search.query import search
from talentdb.search.understanding import understand
from talentdb.search.words import read_words

BODIES = Bodies([(row["code"], row["name"], split_aliases(row["aliases"])) for row in read_rows("agencies")])


def read(line: str) -> tuple[dict[str, str], list[str], list[str]]:
    """Filters, words of a name, things asked for."""
    found = understand(line, BODIES)
    return (
        {one.name: one.value for one in found.filters},
        [word.written for word in found.name],
        [slot.text for slot in found.slots],
    )


def test_every_commune_of_today_and_of_before_is_a_place() -> None:
    for one in communes().values():
        found = find_place(read_words(one.full_name), 0)
        assert found is not None, one
        assert (found.codes, found.count, found.said) == ((one.code,), len(read_words(one.full_name)), True)
    kinds = {"commune": "xã", "ward": "phường", "township": "thị trấn"}
    for old in old_communes():
        words = read_words(f"{kinds[old.old_kind]} {old.old_name}, {old.old_district}")
        found = find_place(words, 0)
        assert found is not None, old
        assert (set(old.new_codes) <= set(found.codes), found.count) == (True, len(words)), old


@pytest.mark.parametrize(
    ("line", "code", "topic"),
    [
        ("Kế toán Xã Bình Định", "13186", ["Kế toán"]),
        ("thú y xã Tiên Tiến", "12424", ["thú y"]),
        ("Luật Xã Tân Minh Huyện Yên Mỹ", "12073", ["Luật"]),
        ("luat xa long hung huyen van giang", "12031", ["luat"]),
        ("thủy lợi xã Tân Châu, Khoái Châu", "12247", ["thủy lợi"]),
        ("xã Mễ Sở", "12049", []),
        ("ở xã Tiên Lữ", "12364", []),
        ("phường Phố Hiến", "11953", []),
        ("sống tại xã Đồng Châu", "13003", []),
    ],
)
def test_what_is_said_to_be_a_place_is_one(line: str, code: str, topic: list[str]) -> None:
    assert read(line) == ({"commune_code": code}, [], topic)


@pytest.mark.parametrize(
    "name",
    ["Lê Thị Phường", "nguyen thi huyen tien lu", "Phương Thái Bình", "Nguyễn Tiến Sĩ", "Trần Thị Xã", "ho bich emn"],
)
def test_a_name_with_such_a_word_stays_a_name(name: str) -> None:
    assert read(name) == ({}, name.split(), [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("cử nhân luật", ({"qualification": "university"}, [], ["luật"])),
        ("cu nhan ke toan", ({"qualification": "university"}, [], ["ke toan"])),
        ("nữ điều dưỡng đại học", ({"sex": "female", "qualification": "university"}, [], ["điều dưỡng"])),
        ("nam đại học thủy lợi", ({"sex": "male", "qualification": "university"}, [], ["thủy lợi"])),
        ("dược sĩ đại học", ({"qualification": "university"}, [], ["dược sĩ"])),
        ("thú y trung cấp nữ", ({"sex": "female", "qualification": "intermediate"}, [], ["thú y"])),
        ("trung cấp kế toán", ({"qualification": "intermediate"}, [], ["kế toán"])),
        ("đại học Thủy lợi", ({}, [], ["đại", "học", "Thủy lợi"])),
        ("đại học thủy lợi", ({"qualification": "university"}, [], ["thủy lợi"])),
        ("đại học may", ({"qualification": "university"}, [], ["may"])),
        ("cao đẳng may", ({"qualification": "college"}, [], ["may"])),
        (
            "nữ đại học xây dựng dưới 55",
            ({"sex": "female", "qualification": "university", "age": "..54"}, [], ["xây dựng"]),
        ),
        ("tiến sĩ ở Hải Phòng", ({"qualification": "doctorate,doctor_of_science"}, [], ["Hải", "Phòng"])),
        ("giảng viên đại học", ({}, [], ["giảng viên", "đại", "học"])),
        ("giáo dục đại học", ({}, [], ["giáo dục đại học"])),
        ("nữ Đại học Y Dược Thái Bình", ({"sex": "female", "agency_code": "DH-YDTB"}, [], [])),
        ("tiến sĩ Lê Hoa", ({}, ["Lê", "Hoa"], ["tiến sĩ"])),
        ("dược sĩ chuyên khoa 1", ({"qualification": "specialist_1"}, [], ["dược sĩ"])),
    ],
)
def test_degrees_of_every_kind(line: str, expected: Any) -> None:
    assert read(line) == expected


@pytest.mark.parametrize("line", ["dược sĩ chuyên khoa 1", "nữ giảng viên", "kiến trúc sư ở Tiền Hải"])
def test_a_profession_sifts_where_nothing_else_is_asked_for(line: str) -> None:
    [slot] = understand(line).slots
    assert not slot.wanted
    [same, other] = understand(f"{line} thủy lợi").slots
    assert {same.wanted, other.wanted} == {True, False}


@pytest.mark.parametrize("engine", ["both", None])
def test_the_name_of_a_place_is_one_as_long_as_nobody_bears_it(
    database: Any, people: Any, index: SearchIndex, engine: Any
) -> None:
    people.add(1, "Bùi Thị Thơm", commune_code="11953", field_of_training="Luật")
    people.add(2, "Đinh Kim Đông", commune_code="11953", field_of_training="Luật")
    drain(database.engine, index)

    def find(line: str) -> list[int]:
        with unit_of_work(database.engine, OPERATOR) as connection:
            found = search(connection, OPERATOR, index if engine else None, line)
        return [hit["person_id"] for hit in found["hits"]]

    [code] = [one.code for one in communes().values() if one.name == "Lương Bằng"]
    people.add(3, "Vũ Văn Nghĩa", commune_code=code)
    drain(database.engine, index)
    assert find("Kim Động") == [3]
    assert find("kim dong")[0] == 2
    people.add(4, "Trần Kim Động", commune_code="11953")
    drain(database.engine, index)
    assert find("Kim Động")[0] == 4

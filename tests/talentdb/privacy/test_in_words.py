"""Everything that a person can be shown about themselves has a Vietnamese name; what has none is shown as it is."""

import re
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, MetaData, Table
from sqlalchemy import Text as TextType

from talentdb import fields
from talentdb.db.schema import schema_text
from talentdb.db.tables import metadata
from talentdb.privacy.file_labels import SECTIONS
from talentdb.privacy.in_words import Words, column_words, read_words, rows_in_words, section_words
from talentdb.privacy.person_file import reachable

_VIETNAMESE = re.compile(r"[A-ZĐÀ-Ỹ]")
_SETS = re.compile(r"\b(\w+) in\s*\(((?:\s*'[a-z_]+',?)+)\s*\)")


def nameless(table: Table) -> list[str]:
    """Columns without a Vietnamese name."""
    return [one.name for one in table.columns if column_words(table.name, one.name) == one.name]


@pytest.mark.parametrize("name", sorted(reachable()))
def test_every_table_that_can_tell_of_a_person_and_its_columns_have_names(name: str) -> None:
    assert _VIETNAMESE.match(section_words(name))
    assert nameless(metadata.tables[name]) == []


def test_no_two_sections_have_one_name() -> None:
    assert len(set(SECTIONS.values())) == len(SECTIONS)
    assert len({name[:31] for name in SECTIONS.values()}) == len(SECTIONS)


def test_a_new_column_without_a_name_is_found() -> None:
    assert nameless(Table("award", MetaData(), Column("award_id", BigInteger), Column("reason", TextType))) == [
        "award_id"
    ]


def test_every_field_of_the_forms_has_a_name() -> None:
    names = (*fields.PEOPLE_FIELDS, *fields.TRAINING_FIELDS, *fields.WORK_FIELDS, *fields.AWARD_FIELDS,
             *fields.INSTITUTION_FIELDS, *fields.NEED_FIELDS, *fields.OVERSEAS_FIELDS)  # fmt: skip
    assert [name for name in names if column_words("", name) == name] == []


def _enumerated() -> list[tuple[str, str, str]]:
    """(table, column, value) of every CHECK that lists the values of a column."""
    found = []
    for block in re.findall(r"create table (\w+) \((.*?)\n\);", schema_text(), re.DOTALL):
        table, body = block
        if table in reachable():
            for column, values in _SETS.findall(body):
                found += [(table, column, value) for value in re.findall(r"'([a-z_]+)'", values)]
    return found


def test_enumerations_are_found() -> None:
    assert ("person", "state", "withdrawn") in _enumerated()


@pytest.mark.parametrize("place", _enumerated(), ids="-".join)
def test_every_listed_value_has_a_word(place: tuple[str, str, str]) -> None:
    table, column, value = place
    needs = dict.fromkeys(("position", "second_degree", "master", "postgraduate", "short_training"), "x")
    assert Words({"need_type": needs}).of(table, column, value) != value


def test_what_has_no_word_stands_as_it_is() -> None:
    told = Words({"sex": {"male": "Nam"}})
    rows: list[dict[str, Any]] = [{"odd_column": "x", "sex": "other", "values": {"new_key": [1, True]}, "note": None}]
    assert rows_in_words("award", rows, told) == [
        {"odd_column": "x", "Giới tính": "other", "Thông tin": {"new_key": [1, "Có"]}}
    ]


def test_days_codes_and_lists_are_said_as_people_say_them() -> None:
    told = Words({"research_field": {"1": "Tự nhiên", "2": "Kỹ thuật"}, "agency": {"7": "Sở Thử"}})
    rows = [{"valid_from": "2026-03-09", "research_fields": ["1", "2", "9"], "agency_id": 7, "is_public": False}]
    assert rows_in_words("person_version", rows, told) == [
        {"Từ ngày": "09/03/2026", "Lĩnh vực KH&CN": ["Tự nhiên", "Kỹ thuật", "9"], "Cơ quan, đơn vị": "Sở Thử",
         "Thuộc khu vực công": "Không"}
    ]  # fmt: skip


def test_who_read_is_said_in_words() -> None:
    row = {"at": "2026-03-09T02:00:00+00:00", "reader": "An", "role": "steward", "agency": None, "login": "a",
           "purpose": None, "audit_id": 1, "action": "person.view"}  # fmt: skip
    assert read_words([row]) == [
        {"Lúc": "09:00, 09/03/2026", "Ai": "An", "Vai trò": "Cán bộ quản lý dữ liệu", "Cơ quan": None,
         "Đã làm gì": "xem hồ sơ", "Mục đích": None}
    ]  # fmt: skip

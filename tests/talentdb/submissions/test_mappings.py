"""What is remembered of an agency's columns after approval, and what is not."""

from sqlalchemy import insert, select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import agency, column_mapping
from talentdb.submissions.mappings import meanings_of, remembered_mappings


def understood(*columns: tuple[str, str, str | None], form: str = "people") -> dict[str, object]:
    """An understanding of one sheet with one table."""
    cells = [{"column": letter, "header": header, "field": field} for letter, header, field in columns]
    return {"sheets": [{"sheet": "DS", "tables": [{"form": form, "columns": cells}]}]}


def test_used_columns_are_kept_by_their_folded_header():
    found = understood(("A", "Họ và tên", "full_name"), ("B", "Ký hiệu (NB)", "staff_code"), ("C", "Màu xe", None))
    assert meanings_of(found, "people") == {"ho va ten": "full_name", "ky hieu nb": "staff_code"}


def test_only_what_a_person_said_to_leave_aside_is_left_aside_again():
    found = understood(("A", "Màu xe", None), ("B", "Vai trò", None))
    found["corrections"] = {"DS": {"columns": {"B": ""}}, "Khác": {"columns": {"A": ""}}}
    assert meanings_of(found, "people") == {"vai tro": "-"}


def test_tables_of_another_form_and_headers_of_two_meanings_settle_nothing():
    assert meanings_of(understood(("A", "Tên", "work_title"), form="works"), "people") == {}
    twice = understood(("A", "Họ và tên", "family_name"), ("B", "Họ và tên", "given_name"))
    assert meanings_of(twice, "people") == {}


def test_memory_is_asked_for_by_form(province):
    with unit_of_work(province.engine, OPERATOR) as connection:
        number = connection.execute(select(agency.c.agency_id).where(agency.c.code == "SO-KHCN")).scalar_one()
        rows = [("people", "ky hieu", "staff_code"), ("people", "mau xe", "-"), ("works", "ten", "work_title")]
        for form, key, field in rows:
            values = {"agency_id": number, "form": form, "header_key": key, "field": field}
            connection.execute(insert(column_mapping).values(**values))
        assert remembered_mappings(connection, number) == {
            "people": {"ky hieu": "staff_code", "mau xe": ""},
            "works": {"ten": "work_title"},
        }

"""Two columns that speak of one field: what wins, and what is asked."""

from typing import Any

from ingest.columns import ColumnMatch
from ingest.forms import load_form
from ingest.normalise import Evidence
from ingest.records.groups import group_values
from ingest.records.rows import Column, Record, read_row


def column(index: int, field: str, also: tuple[str, ...] = (), variant: str = "") -> Column:
    match = ColumnMatch(index, "ABCDEFG"[index], "", field, 0.9, variant=variant, also=also)
    return Column(match, Evidence(field, variant=variant, also=also))


def read(cells: list[Any], *columns: Column) -> Record:
    return read_row(cells, 7, columns)


def told(record: Record) -> list[tuple[str, str | None]]:
    return [(p.code, p.cell) for p in record.problems]


def test_two_employers_of_one_row_are_asked_about() -> None:
    both = column(1, "position_title", also=("agency_name",))
    own = column(2, "agency_name")
    same = read(["", "Trưởng phòng, Sở Y tế", "Sở Y tế"], both, own)
    assert (same.values["agency_name"], told(same)) == ("Sở Y tế", [])
    other = read(["", "Trưởng phòng, Sở Y tế", "Sở Tài chính"], both, own)
    assert (other.values["position_title"], told(other)) == ("Trưởng phòng", [("value.conflict", "C7")])
    assert "Sở Tài chính" in other.problems[0].message


def test_the_higher_of_two_degrees_is_taken() -> None:
    record = read(["", "x", "x"], column(1, "qualification", variant="university"),
                  column(2, "qualification", variant="master"))  # fmt: skip
    assert record.values["qualification"] == "master"
    assert told(record) == [("tick.several", "C7")]


def test_both_sexes_are_none() -> None:
    record = read(["", "x", "x"], column(1, "sex", variant="male"), column(2, "sex", variant="female"))
    assert "sex" not in record.values
    assert [code for code, _ in told(record)] == ["sex.both"]


def test_a_kind_of_bodies_over_rows_is_the_name_of_none() -> None:
    form = load_form("institutions")
    assert group_values(["I. KHỐI CAO ĐẲNG"], {"programme_name"}, form) == {}
    assert group_values(["Trường Cao đẳng Mẫu"], {"programme_name"}, form) == {
        "institution_name": "Trường Cao đẳng Mẫu"
    }

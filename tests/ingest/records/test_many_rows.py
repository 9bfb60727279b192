"""Strategy: random bodies of all kinds of cells, dittos and slips among them, read both ways: the same records."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.columns import ColumnMatch
from ingest.model import CellValue
from ingest.normalise import Evidence
from ingest.records.many_rows import read_rows
from ingest.records.rows import Column, read_row

FIELDS = ("full_name", "birth_date", "sex", "qualification", "position_title", "staff_code", "phone", "languages",
          "graduation_year", "address")  # fmt: skip
CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["Nguyễn Thị Lan", "TS. Trần Văn Hùng", "nt", '"', "//", "", " ", "Nữ", "x", "12/03/1988", "31/02/1990",
         "1988", "Thạc sĩ", "ThS", "Trưởng phòng, Sở Y tế", "0912345678", "912345678",
         "Lê Hư Cấu\nNgô Tưởng Tượng", "#REF!", "Anh B1; Pháp A2", "không", "00123"]
    ),
    st.dates(),
    st.sampled_from([1, 1.0, True, 0, 1988, 31094, 2.5, 912345678]),
)  # fmt: skip


def columns(fields: list[str]) -> list[Column]:
    return [
        Column(ColumnMatch(index, "ABCDEFGH"[index], field, field, 0.9), Evidence(field, field, month_first=False))
        for index, field in enumerate(fields)
    ]


@given(
    # each field once: the rows that need not ask whether two columns meet
    st.lists(st.sampled_from(FIELDS), min_size=1, max_size=6) | st.permutations(FIELDS).map(lambda of: of[:6]),
    st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=12),
)
def test_many_rows_at_once_give_what_each_row_gives(fields: list[str], rows: list[tuple[CellValue, ...]]) -> None:
    one_by_one = columns(fields)
    expected = [read_row(cells, number, one_by_one) for number, cells in enumerate(rows, 5)]
    found = read_rows(rows, range(5, 5 + len(rows)), columns(fields))
    assert [(r.row, r.values, r.problems) for r in found] == [(r.row, r.values, r.problems) for r in expected]


def test_a_ditto_means_the_last_filled_cell_above_whichever_way_that_was_read() -> None:
    rows: list[tuple[CellValue, ...]] = [("Kế toán",), ("nt",), (None,), ("-",), ("nt",), ("Văn thư",), ("nt",)]
    found = read_rows(rows, range(1, 8), columns(["position_title"]))
    assert [r.values.get("position_title") for r in found] == [
        "Kế toán", "Kế toán", None, None, None, "Văn thư", "Văn thư",
    ]  # fmt: skip

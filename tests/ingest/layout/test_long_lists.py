"""Rows that are passed over quickly in a long list are judged as all others are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.columns import FormVocabulary
from ingest.layout import find_tables
from ingest.layout.body import _Walker
from ingest.model import CellValue, Sheet

HEADER: list[CellValue] = ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị"]
NAMES = ["Lê Văn An", "Vũ Thị Ba", "Vi Văn Tư", "Trần Kim Chi"]
# what may stand between records of a long list
ODD: list[list[CellValue]] = [
    [None, "Lê Văn Không Số", 1980, "GV", "Tổ Toán"],
    [9, "Ví dụ: Lê Văn An", 1980, "GV", "Tổ Toán"],
    [9, "VD Lê Văn An", 1980, "GV", "Tổ Toán"],
    ["I. PHÒNG MỘT"],
    [1, "PHÒNG HAI"],
    [5, "Lê Văn Tám"],
    [7],
    [],
    HEADER,
    ["Cộng", None, 12, 3, 4],
    [None, None, 12, 3, 4],
    [3, " ", " ", 1980, "GV"],
    [4, "Lê Thị Chín", " ", "GV"],
    [6, "Tập thể", 1980, "GV", "Tổ Toán"],
    [None, "NGƯỜI LẬP BIỂU", None, None, "HIỆU TRƯỞNG"],
    [None, "Lê Thị Mười", None, None, "Vũ Văn Sáu"],
]


def _list(odd: list[int]) -> Sheet:
    rows: list[tuple[CellValue, ...]] = [tuple(HEADER)]
    for place, index in enumerate(odd):
        rows += [(2 * place + i + 1, NAMES[(place + i) % 4], 1980, "GV", "Tổ Toán") for i in range(2)]
        rows.append(tuple(ODD[index]))
    return Sheet("DS", False, 1, rows)


@given(st.lists(st.integers(0, len(ODD) - 1), min_size=1, max_size=8))
def test_the_quick_test_decides_nothing_by_itself(odd: list[int]) -> None:
    quick = find_tables(_list(odd), FormVocabulary())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Walker, "_plain", lambda self, row: False)
        slow = find_tables(_list(odd), FormVocabulary())
    assert quick.tables == slow.tables


def test_a_column_without_a_header_is_found_wherever_it_is_filled() -> None:
    rows: list[tuple[CellValue, ...]] = [tuple(HEADER)]
    rows += [(i, NAMES[i % 4], 1980, "GV", "Tổ Toán", *(["x"] if i == 300 else [])) for i in range(1, 400)]
    table = find_tables(Sheet("DS", False, 1, rows), FormVocabulary()).tables[0]
    assert [(c.letter, c.path) for c in table.columns][-1] == ("F", ())
    assert len(table.rows) == 399

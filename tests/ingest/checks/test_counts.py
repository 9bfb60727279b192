"""Running numbers and stated totals: told when they do not fit, silent when a list follows no rule."""

import pytest

from ingest.checks.counts import check_numbers, check_totals, stated_count
from ingest.model import BodyRow, CellValue, HeaderColumn, Sheet, SkippedRow, Table


def numbers(*values: CellValue, groups: tuple[int, ...] = ()) -> list[tuple[str, int | None]]:
    """Codes and rows; `groups` are the indexes at which a new group begins."""
    rows = [(at + 5, v, (str(sum(at >= g for g in groups)),)) for at, v in enumerate(values)]
    return [(p.code, p.row) for p in check_numbers(rows, "A")]


def test_a_gap_and_a_repetition_are_told() -> None:
    assert numbers(1, 2, 3, 4, 6, 7, 8, 9) == [("numbering.gap", 9)]
    assert numbers(1, 2, 3, "4", "4.", 5, 6, 7) == [("numbering.repeated", 9)]


def test_new_starts_blanks_and_short_lists_are_none() -> None:
    assert numbers(1, 2, 3, 1, 2, 3, 4, 5) == []
    assert numbers(1, 2, 3, 7, 8, 9, 10, 11, groups=(3,)) == []
    assert numbers(1, 2, None, 4, 5, 6, 7, 8) == []
    assert numbers(1, 2, 5) == []
    assert numbers(3, 9, 2, 8, 4, 7, 7, 1) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Danh sách này có 25 người", 25),
        ("Tổng cộng: 25", 25),
        ("PHÒNG NỘI VỤ — 14 người", 14),
        ("Tổng cộng: 1164 Hộ, 3.095 Người", 3095),
        ("Ấn định danh sách có 12 cán bộ", 12),
        ("12 công chức, 13 viên chức", None),
        ("Tổng cộng", None),
        ("Tổng cộng: 25 triệu đồng", None),
        ("Phòng 14", None),
        ("Năm 2025", None),
    ],
)
def test_stated_counts(text: str, count: int | None) -> None:
    assert stated_count(text) == count


def table(total: str, group: str = "PHÒNG NỘI VỤ") -> tuple[Sheet, Table]:
    names = [("1", "Nguyễn Văn Mẫu"), ("2", "Lê Thị Thử"), ("3", "Trần Văn Ví")]
    rows: list[tuple[CellValue, ...]] = [("STT", "Họ và tên"), (group, None), *names, (total, None)]
    columns = (HeaderColumn(0, "A", ("STT",)), HeaderColumn(1, "B", ("Họ và tên",)))
    body = tuple(BodyRow(at, (group,)) for at in (3, 4, 5))
    skipped = (SkippedRow(2, "group"), SkippedRow(6, "total"))
    return Sheet("DS", False, 1, rows), Table((1,), 3, 5, columns, body, skipped)


def test_a_total_that_does_not_add_up_is_told_at_its_cell() -> None:
    (found,) = check_totals(*table("Danh sách này có 4 người"), whole=True)
    assert (found.code, found.cell, found.severity) == ("total.mismatch", "A6", "warning")
    assert "4" in found.message
    assert "3" in found.message


def test_a_total_that_fits_or_may_mean_other_lists_is_no_problem() -> None:
    assert list(check_totals(*table("Danh sách này có 3 người"), whole=True)) == []
    assert list(check_totals(*table("Danh sách này có 40 người"), whole=False)) == []


def test_a_group_states_its_rows() -> None:
    assert list(check_totals(*table("Tổng cộng", "PHÒNG NỘI VỤ — 3 người"), whole=True)) == []
    (found,) = check_totals(*table("Tổng cộng", "PHÒNG NỘI VỤ — 5 người"), whole=True)
    assert found.cell == "A2"

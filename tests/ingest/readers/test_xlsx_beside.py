"""A large sheet read by two processes: the same cells, notes and counts as by one, whatever stands in either part."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

HEAD = """
import sys
from pathlib import Path
from ingest import halves
from ingest.limits import Limits, apply_limits
from ingest.readers import plain_parts, xlsx_plain, xlsx_reader
plain_parts._CHUNK = 4096
xlsx_plain._LEAST_SHARED = 0
path = Path(sys.argv[1])
alone = xlsx_reader.read_xlsx(path, "xlsx")
apply_limits(Limits(memory_bytes=700 << 20))
halves._permitted = True
added, scanned = [], []
add, scan_sheet = xlsx_plain._PlainSheet.add, xlsx_reader.scan_sheet
xlsx_plain._PlainSheet.add = lambda self, rest: (added.append(len(rest.rows)), add(self, rest))[1]
xlsx_reader.scan_sheet = lambda *a: (scanned.append(1), scan_sheet(*a))[1]
"""


def run(path: Path, code: str = "") -> str:
    """Whether two processes gave the same, whether the helper's rows were taken, whether expat was asked."""
    end = 'print(xlsx_reader.read_xlsx(path, "xlsx") == alone, bool(sum(added)), bool(scanned))'
    done = subprocess.run(
        [sys.executable, "-c", HEAD + textwrap.dedent(code) + end, str(path)],
        capture_output=True, text=True, cwd=Path(__file__).parents[3], timeout=600, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    """Two thousand rows; hidden ones, an error value, blank texts and gaps in both parts; merges behind them."""
    book = Book()
    sheet = book.active
    assert sheet is not None
    for number in range(2_000):
        sheet.append([number, f"Nguyễn Thị Lan {number % 50}", None, number / 8, number % 2 == 0])
    for row in (10, 1_990):
        sheet.row_dimensions[row].hidden = True
        sheet.cell(row, 3, "#REF!").data_type = "e"
        sheet.cell(row, 7, "x")
    sheet.merge_cells("A1900:B1900")
    path = tmp_path / "dài.xlsx"
    book.save(path)
    return path


def test_both_parts_together_are_the_sheet(long_list: Path) -> None:
    assert run(long_list) == "True True False"


@pytest.mark.parametrize("share", ["0.0", "0.02", "0.97", "1.0"])
def test_wherever_it_is_cut(long_list: Path, share: str) -> None:
    assert run(long_list, f"xlsx_plain._SHARE = {share}\n").startswith("True ")


@pytest.mark.parametrize("end", ["1 / 0", "os.abort()", "bytearray(1 << 30)"])
def test_part_of_a_helper_that_fails_is_read_here(long_list: Path, end: str) -> None:
    code = f"""
        import os
        def fails(*_):
            {end}
        xlsx_plain._rest = fails
    """
    assert run(long_list, code) == "True False False"


def test_too_little_memory_for_two_is_enough_for_one(long_list: Path) -> None:
    code = """
        def greedy(self, end=xlsx_plain.inf):
            raise MemoryError
        xlsx_plain._PlainSheet.read = greedy
    """
    assert run(long_list, code) == "True False True"

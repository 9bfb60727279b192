"""The result's text is what `json.dumps` gives, whichever process wrote it."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from ingest.json_text import as_text
from ingest.pipeline import read
from ingest.process import run_limited_text


def reading(*lengths: int) -> dict[str, Any]:
    tables = [
        {"form": "people", "records": [{"row": n, "values": {"full_name": 'Đặng "Thị" Lan'}} for n in range(length)],
         "problems": [{"row": length}]}
        for length in lengths
    ]  # fmt: skip
    return {"file": "ds.xlsx", "sheets": [{"sheet": "DS", "tables": tables}, {"sheet": "Ảnh"}], "problems": []}


def expected(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize("lengths", [(), (0,), (1_999,), (2_000,), (2_500, 3, 2_001)])
def test_text_of_readings(lengths: tuple[int, ...]) -> None:
    document = reading(*lengths)
    assert b"".join(as_text(document)) == expected(document)
    assert document == reading(*lengths)


@pytest.mark.parametrize("document", [{}, {"error": {"code": "file.empty"}}, {"sheets": None}, {"marked": 3}])
def test_text_of_other_results(document: dict[str, Any]) -> None:
    assert b"".join(as_text(document)) == expected(document)


def test_days_and_sets_have_a_form_and_other_things_none() -> None:
    assert as_text({"day": date(2026, 12, 9), "of": (1, 2), "in": {3}}) == [
        b'{"day":"2026-12-09","of":[1,2],"in":[3]}'
    ]
    with pytest.raises(TypeError):
        as_text({"strange": object()})


@pytest.mark.parametrize("helper", ["pass", "json_text.dumped = lambda v: 1 / 0 if os.getpid() != me else dumped(v)"])
def test_two_processes_write_the_same_even_where_the_helper_fails(helper: str) -> None:
    code = f"""
import json, os
from ingest import halves, json_text
from ingest.limits import Limits, apply_limits
me, dumped, pids = os.getpid(), json_text.dumped, []
apply_limits(Limits(memory_bytes=700 << 20))
halves._permitted = True
start = halves._start
halves._start = lambda *a: (pids.append(1), start(*a))[1]
{helper}
document = {{"sheets": [{{"tables": [{{"records": [{{"row": n, "of": "Đỗ"}} for n in range(5_000)]}}]}}]}}
print(b"".join(json_text.as_text(document)) == dumped(document), len(pids))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2], timeout=600,
        check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "True 1"


def test_long_list_from_the_child_is_what_one_process_reads(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Trình độ", "Chức vụ"])
    for n in range(2_400):
        name = f"{('Nguyễn', 'Trần', 'Đặng')[n % 3]} {('Thị', 'Văn')[n % 2]} {('Lan', 'Hùng', 'Hoà', 'Hòa')[n % 4]}"
        row = [n + 1, name, date(1960 + n % 45, 1 + n % 12, 1 + n % 28), "Nữ" if n % 7 else "Nam", f"0331{n:08}",
               "TS" if n % 5 else "nt", None if n % 11 else "Trưởng phòng"]  # fmt: skip
        sheet.append(row if n % 300 else [n + 1, None, None, None, None, "ĐH", "?"])
        if n % 500 == 0:
            sheet.append(row)
    path = tmp_path / "dài.xlsx"
    book.save(path)
    for internal in (False, True):
        options: dict[str, Any] = {"form": None, "remembered": {}, "internal": internal}
        text = run_limited_text("read", path, options)
        assert text == b"".join(as_text(read(path, internal=internal)))
        assert len(json.loads(text)["sheets"][0]["tables"][0]["problems"]) > 100

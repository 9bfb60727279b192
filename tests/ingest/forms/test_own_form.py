"""Adding a form is adding a file: one that exists only here, through the real child process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import read_file

FORM = """
name = "laboratories"
title = "Phòng thí nghiệm"
identity = ["lab_name"]

[evidence]
needs = [["lab_name"]]
distinctive = ["lab_area", "lab_opened"]
enough = 1

[fields.lab_name]
label = "Tên phòng thí nghiệm"
headers = ["Phòng thí nghiệm", "PTN"]
required = true

[fields.lab_area]
label = "Diện tích (m2)"
type = "number"

[fields.lab_opened]
label = "Ngày khánh thành"
type = "date"

[fields.lab_staff]
label = "Số kỹ thuật viên"
type = "integer"

[fields.lab_level]
label = "Cấp công nhận phòng thí nghiệm"
type = "code"
code_list = "work_level"

[fields.lab_shared]
label = "Dùng chung"
type = "flag"

[ignored]
ordinal = ["STT"]
"""
HEADER = ["STT", "Tên phòng thí nghiệm", "Diện tích (m2)", "Ngày khánh thành", "Số kỹ thuật viên",
          "Cấp công nhận phòng thí nghiệm", "Dùng chung"]  # fmt: skip
ROWS = [[1, "PTN Hóa phân tích", "120,5", "20/11/2020", "12 người", "Tỉnh", "x"],
        [2, "PTN Vi sinh", 80, "15/03/2021", 7, "Cơ sở", "Không"]]  # fmt: skip


def test_a_form_of_ones_own_folder(
    workbook: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook({"PTN": [HEADER, *ROWS]})
    (before,) = [t for s in read_file(path)["sheets"] for t in s["tables"]]
    assert before["form"] is None
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "laboratories.toml").write_text(FORM, encoding="utf-8")
    monkeypatch.setenv("TALENTDB_FORMS", str(folder))
    document = read_file(path)
    (table,) = [t for s in document["sheets"] for t in s["tables"]]
    assert table["form"] == "laboratories"
    assert table["records"] == [
        {"row": 2, "values": {"lab_name": "PTN Hóa phân tích", "lab_area": 120.5, "lab_opened": "2020-11-20",
                              "lab_staff": 12, "lab_level": "province", "lab_shared": True}},
        {"row": 3, "values": {"lab_name": "PTN Vi sinh", "lab_area": 80, "lab_opened": "2021-03-15",
                              "lab_staff": 7, "lab_level": "institution", "lab_shared": False}},
    ]  # fmt: skip
    assert table["problems"] == []

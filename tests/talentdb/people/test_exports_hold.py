"""The short form of tests/trust/exports.py: no text of an agency becomes a formula, no file holds a field above the
role. LibreOffice reads them in the long form."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from talentdb.access.principal import Principal, Role
from tests.talentdb.conftest import Province
from tests.trust import exports


def test_no_payload_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "which", lambda _name: None)
    made = tmp_path / "made"
    made.mkdir()
    files = exports.files_of(exports.payloads(1000), made)
    assert len(files) == 4
    assert [one for path in files for one in exports.live_in(path, tmp_path)] == []


def test_a_formula_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "which", lambda _name: None)
    book = xlsxwriter.Workbook(tmp_path / "x.xlsx")
    book.add_worksheet().write_string(0, 0, "x")
    book.worksheets()[0].write_formula(1, 0, "=1+1")
    book.close()
    assert exports.live_in(tmp_path / "x.xlsx", tmp_path) == ["openpyxl x.xlsx A2"]


def test_no_file_holds_a_field_above_the_role(
    province: Province,
    as_role: Callable[..., Principal],
    tmp_path: Path,
) -> None:
    assert exports.fields_above(province, lambda role: as_role(Role(role).value), tmp_path) == []

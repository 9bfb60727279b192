"""Fixture strategy: the smallest file that shows the point, in the test's own folder, byte by byte where hostile.

`make_xlsx` writes a package out of literal XML, so that a test can put into it what no writer would.
"""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest import process

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)

MakeXlsx = Callable[..., Path]


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no fault of a file: the wall clock is put off, the limit of processor time stays."""

    def run_limited(
        job: str, path: Path, options: dict[str, Any], limits: process.Limits | None = None
    ) -> dict[str, Any]:
        return given(job, path, options, replace(limits or process.Limits(), wall_seconds=600))

    given = process.run_limited
    monkeypatch.setattr(process, "run_limited", run_limited)


@pytest.fixture
def make_xlsx(tmp_path: Path) -> MakeXlsx:
    """A function that writes a package and gives its path.

    Its arguments: `sheets` (sheet name to the XML inside <worksheet>), `strings` (the whole of sharedStrings.xml),
    `workbook` (XML before <sheets>), `states` (sheet name to visibility), `extra` (member to bytes), `styles`.
    """

    def make(
        sheets: Mapping[str, str] | str,
        *,
        strings: str | bytes | None = None,
        workbook: str = "",
        states: Mapping[str, str] | None = None,
        extra: Mapping[str, str | bytes] | None = None,
        styles: str | None = None,
        name: str = "file.xlsx",
    ) -> Path:
        if isinstance(sheets, str):
            sheets = {"S": sheets}
        members: dict[str, str | bytes] = {"[Content_Types].xml": _TYPES}
        members["_rels/.rels"] = (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        )
        entries, relations = "", ""
        for number, (title, inside) in enumerate(sheets.items(), 1):
            state = (states or {}).get(title, "visible")
            entries += f'<sheet name="{title}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
            relations += (
                f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            )
            members[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{_MAIN}">{inside}</worksheet>'
        for kind, part in (("sharedStrings", strings), ("styles", styles)):
            if part is not None:
                relations += f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
                members[f"xl/{kind}.xml"] = part
        members["xl/workbook.xml"] = (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{workbook}<sheets>{entries}</sheets></workbook>'
        )
        members["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
        members.update(extra or {})
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return path

    return make

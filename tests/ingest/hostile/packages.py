"""Building blocks of hostile workbooks: a package of parts out of literal XML. Every person is made up."""

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

__all__ = [
    "HEADER",
    "MAIN",
    "OFFICE",
    "PEOPLE",
    "RELATIONS",
    "Hostile",
    "archive",
    "book",
    "cell",
    "row",
    "rows",
    "sheet",
]

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)

HEADER: Final = ("STT", "Họ và tên", "Ngày sinh", "Giới tính")
PEOPLE: Final = (
    ("1", "Nguyễn Thị Giả Định", "12/03/1988", "Nữ"),
    ("2", "Trần Văn Tưởng Tượng", "25/11/1979", "Nam"),
    ("3", "Lê Hư Cấu", "05/09/1990", "Nam"),
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file and what must become of it.

    `outcome`: "refused" (with one of `codes` when given), "read" (with all three people of PEOPLE, or `people` of
    them), or "either" (refused in words, or read; but nobody invented).
    """

    name: str
    content: bytes
    outcome: Literal["refused", "read", "either"]
    codes: tuple[str, ...] = ()
    people: int = len(PEOPLE)
    seconds: float = 20.0


def cell(reference: str, text: str) -> str:
    """A cell with its own text."""
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def row(number: int, values: Sequence[str], attributes: str = "") -> str:
    """A row of texts from column A on."""
    cells = "".join(cell(f"{chr(65 + i)}{number}", text) for i, text in enumerate(values) if text)
    return f'<row r="{number}"{attributes}>{cells}</row>'


def rows(people: Sequence[Sequence[str]] = PEOPLE, first: int = 1) -> str:
    """Header and people as row elements."""
    return row(first, HEADER) + "".join(row(first + i, one) for i, one in enumerate(people, 1))


def sheet(data: str | None = None, *, before: str = "", after: str = "", prolog: str = "") -> bytes:
    """A worksheet part; `data` is what stands in sheetData."""
    inside = f"{before}<sheetData>{rows() if data is None else data}</sheetData>{after}"
    return f'{prolog}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{inside}</worksheet>'.encode()


def book(
    sheets: Mapping[str, bytes] | bytes | None = None,
    *,
    workbook: str = "",
    parts: Mapping[str, bytes | None] | None = None,
    relations: str = "",
    states: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """The parts of a package; `parts` are added or replaced, None takes one away."""
    named = sheets if isinstance(sheets, Mapping) else {"DS": sheet() if sheets is None else sheets}
    made: dict[str, bytes] = {"[Content_Types].xml": _TYPES.encode()}
    made["_rels/.rels"] = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ).encode()
    entries = related = ""
    for number, (title, content) in enumerate(named.items(), 1):
        state = (states or {}).get(title, "visible")
        entries += f'<sheet name="{title}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        related += f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        made[f"xl/worksheets/sheet{number}.xml"] = content
    made["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}<sheets>{entries}</sheets></workbook>'
    ).encode()
    made["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{RELATIONS}">{related}{relations}</Relationships>'.encode()
    )
    for name, content in (parts or {}).items():
        if content is None:
            made.pop(name, None)
        else:
            made[name] = content
    return made


def archive(
    parts: Mapping[str, bytes] | Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    """Zip the parts; a sequence may name a part twice."""
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile itself warns of two members of one name
        with zipfile.ZipFile(out, "w", method) as package:
            for name, content in parts.items() if isinstance(parts, Mapping) else parts:
                package.writestr(name, content)
            package.comment = comment
    return out.getvalue()

"""The parts of an xlsx package beside the cells: which sheets, where they lie, date formats, shared strings.

Streams with expat; holds no cell of a sheet.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from zipfile import ZipFile

from ingest.errors import Unreadable
from ingest.readers.cells import clean_text, is_date_format
from ingest.readers.digits import digit_pattern
from ingest.readers.plain_parts import NotPlain, plain_strings
from ingest.readers.xml_events import Attributes, feed_member, make_parser, parse_member, without_prefix

__all__ = ["Package", "SheetPart", "open_package", "relations", "unescape"]

# Excel writes characters that XML forbids as _xHHHH_ (and a literal underscore of that shape as _x005F_).
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet of the package: its name, member of the zip, and whether it is hidden (or very hidden)."""

    name: str
    member: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Package:
    """Everything but the cells."""

    sheets: tuple[SheetPart, ...]
    date1904: bool
    date_styles: frozenset[str]
    strings: tuple[str, ...]
    dirty_strings: frozenset[int]
    digit_styles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def unescape(text: str) -> str:
    """Undo _xHHHH_; lone surrogates stay as written."""
    if "_x" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        code = int(match.group(1), 16)
        return match.group() if 0xD800 <= code <= 0xDFFF else chr(code)

    return _ESCAPE.sub(character, text)


def relations(archive: ZipFile, member: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (type, member) of a part; empty when it has none."""
    folder = dirname(member)
    name = join(folder, "_rels", member.rpartition("/")[2] + ".rels")
    if name not in archive.NameToInfo:
        return {}
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", str(len(found)))] = (kind, path)

    parse_member(archive, name, start)
    return found


def _workbook_member(archive: ZipFile) -> str:
    for kind, path in relations(archive, "").values():
        if kind == "officeDocument" and path in archive.NameToInfo:
            return path
    if "xl/workbook.xml" in archive.NameToInfo:
        return "xl/workbook.xml"
    raise Unreadable("file.damaged", detail="thiếu phần xl/workbook.xml")


def open_package(archive: ZipFile) -> Package:
    """Read the workbook part and what it points to.

    Raises:
        Unreadable: parts are missing or damaged, or there is no worksheet.
    """
    workbook = _workbook_member(archive)
    related = relations(archive, workbook)
    entries: list[tuple[str, str, bool]] = []
    date1904 = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal date1904
        if tag == "workbookPr":
            date1904 = attributes.get("date1904", "0") in ("1", "true", "on")
        elif tag == "sheet":
            relation = next((v for k, v in attributes.items() if without_prefix(k) == "id"), "")
            entries.append((attributes.get("name", ""), relation, attributes.get("state", "visible") != "visible"))

    parse_member(archive, workbook, start)
    sheets = []
    for name, relation, hidden in entries:
        kind, path = related.get(relation, ("worksheet", ""))
        if kind != "worksheet":
            continue  # charts, dialogs and macro sheets hold no list
        if path not in archive.NameToInfo:
            raise Unreadable("file.damaged", detail="thiếu phần của một trang tính")
        sheets.append(SheetPart(clean_text(unescape(name))[0], path, hidden))
    if not sheets:
        raise Unreadable("file.no_sheets")
    parts = {kind: path for kind, path in related.values() if path in archive.NameToInfo}
    strings, dirty = _shared_strings(archive, parts.get("sharedStrings"))
    dates, digits = _styles(archive, parts.get("styles"))
    return Package(tuple(sheets), date1904, dates, strings, dirty, digits)


def _styles(archive: ZipFile, member: str | None) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """Cell styles, as the `s` attribute writes them, that show a date or time, and those that show further digits."""
    if member is None:
        return frozenset(), {}
    codes: dict[str, str] = {}
    styles: list[str] = []
    inside = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyleXfs", "dxfs", "cellStyles"):
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            styles.append(attributes.get("numFmtId", "0"))

    parse_member(archive, member, start)
    dates = {f for f in set(styles) if is_date_format(int(f) if f.isdecimal() and len(f) <= 9 else 0, codes.get(f))}
    digits = {str(i): found for i, f in enumerate(styles) if f in codes and (found := digit_pattern(codes[f]))}
    return frozenset(str(index) for index, number in enumerate(styles) if number in dates), digits


def _shared_strings(archive: ZipFile, member: str | None) -> tuple[tuple[str, ...], frozenset[int]]:
    """All shared strings, rich text joined, phonetic guides left out; indexes of those that lost characters."""
    if member is None:
        return (), frozenset()
    try:
        return tuple(plain_strings(archive, member)), frozenset()
    except NotPlain:
        return _any_strings(archive, member)


def _any_strings(archive: ZipFile, member: str) -> tuple[tuple[str, ...], frozenset[int]]:
    """Shared strings of whatever shape."""
    strings: list[str] = []
    dirty: set[int] = set()
    parts: list[str] = []
    phonetic = False
    parser = make_parser()

    def start(tag: str, _: Attributes) -> None:
        nonlocal phonetic
        tag = without_prefix(tag)
        if tag == "t" and not phonetic:
            parser.CharacterDataHandler = parts.append
        elif tag == "rPh":
            phonetic = True

    def end(tag: str) -> None:
        nonlocal phonetic
        tag = without_prefix(tag)
        if tag == "t":
            parser.CharacterDataHandler = None
        elif tag == "si":
            text, changed = clean_text(unescape("".join(parts)))
            parts.clear()
            if changed:
                dirty.add(len(strings))
            strings.append(text)
        elif tag == "rPh":
            phonetic = False

    parser.StartElementHandler, parser.EndElementHandler = start, end
    feed_member(archive, member, parser)
    return tuple(strings), frozenset(dirty)

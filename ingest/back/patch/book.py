"""An xlsx package opened for changes: its parts, relations, content types and list of sheets. Macros are left out."""

import re
from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath, relpath
from typing import Final
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from ingest.back.patch.xml import Node, NotPatchable, attributed, parse, splice, utf8
from ingest.readers.cells import clean_text
from ingest.readers.xlsx_package import unescape

__all__ = ["MAIN", "Book"]

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_SML: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
# Parts that run or fetch something when the file is opened: such a package is rewritten without them.
_ACTIVE: Final = re.compile(r"(?i)^xl/(?:macrosheets|dialogsheets|activex|connections|querytables|model)\b|\.xlam$")
_MACROS: Final = re.compile(r"(?i)vbaproject|vbadata|(?:^|/)customui|attachedtoolbars")
_EMPTY_RELS: Final = f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{_PACKAGE}"></Relationships>'


class Book:
    """The parts of a package, those that were changed, and how to write them.

    Raises:
        NotPatchable: parts are missing, in a form not known here, or do something when opened.
    """

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._changed: dict[str, bytes | None] = {}
        names = archive.namelist()
        if any(_ACTIVE.search(name) for name in names):
            raise NotPatchable("active content")
        for name in names:
            outside = name.startswith("xl/externalLinks/") and name.endswith(".xml")
            if outside and re.search(rb"<\w*:?(?:ddeLink|oleLink)", self._read(name)):
                raise NotPatchable("dde")
        targets = [path for kind, path, _ in self.relations("") if kind == "officeDocument"]
        if not targets or "xl/workbook.xml" not in names:
            raise NotPatchable("workbook")
        self.workbook = targets[0]
        if MAIN.encode() not in self._read(self.workbook):
            raise NotPatchable("namespace")

    def _read(self, name: str) -> bytes:
        if name in self._changed:
            return self._changed[name] or b""
        try:
            return utf8(self._archive.read(name))
        except KeyError as error:
            raise NotPatchable(name) from error

    def has(self, name: str) -> bool:
        """Whether the package holds the part."""
        return self._changed[name] is not None if name in self._changed else name in self._archive.NameToInfo

    def part(self, name: str) -> bytes:
        """A part in UTF-8."""
        return self._read(name)

    def put(self, name: str, data: bytes) -> None:
        """Change a part, or add one."""
        self._changed[name] = data

    @staticmethod
    def _rels(part: str) -> str:
        return join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels")

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """(type, part, id) of every relation of a part to another part."""
        name = self._rels(part)
        if not self.has(name):
            return []
        found = []
        for node in parse(self._read(name)).all("Relationship"):
            if node.get("TargetMode") != "External":
                target = (node.get("Target") or "").replace("\\", "/")
                path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
                found.append(((node.get("Type") or "").rpartition("/")[2], path, node.get("Id") or ""))
        return found

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation; gives its id."""
        name = self._rels(part)
        data = self._read(name) if self.has(name) else _EMPTY_RELS.encode()
        root = parse(data)
        used = {node.get("Id") for node in root.children}
        number = next(n for n in range(1, len(used) + 2) if f"rIdTdb{n}" not in used)
        path = relpath(target, dirname(part) or ".")
        tag = f'<{root.prefix}Relationship Id="rIdTdb{number}" Type="{_REL}/{kind}" Target="{path}"/>'.encode()
        if root.inner == root.end:
            data = _EMPTY_RELS.encode()
            root = parse(data)
        self.put(name, splice(data, [(root.close, root.close, tag)]))
        return f"rIdTdb{number}"

    def _drop(self, wanted: re.Pattern[str]) -> None:
        """Take parts out, with every relation to them and their content types."""
        for name in [n for n in self._archive.namelist() if wanted.search(n)]:
            self._changed[name] = None
        for name in [n for n in self._archive.namelist() if n.endswith(".rels") and self.has(n)]:
            data = self._read(name)
            if wanted.search(data.decode("utf-8", "replace")):
                nodes = parse(data).children
                edits = [(n.start, n.end, b"") for n in nodes if wanted.search(n.get("Target") or "")]
                self.put(name, splice(data, edits))
        data = self._read("[Content_Types].xml")
        edits = [(n.start, n.end, b"") for n in parse(data).children if wanted.search(n.get("PartName") or "")]
        self.put("[Content_Types].xml", splice(data, edits))

    def forget_calculation(self) -> None:
        """Without the order of calculation, which names cells that are no formulas any more; it is made anew."""
        self._drop(re.compile(r"(?i)calcChain\.xml$"))

    def _without_macros(self) -> None:
        self._drop(_MACROS)
        data = self._read("[Content_Types].xml")
        main = re.compile(rb'"application/vnd\.[^"]*(?:macroEnabled|template|addin)[^"]*\.main\+xml"')
        data = main.sub(f'"{_SML}sheet.main+xml"'.encode(), data)
        # as the type of all .bin parts it would stand for printer settings too, which stay
        data = data.replace(b'"application/vnd.ms-office.vbaProject"', f'"{_SML}printerSettings"'.encode())
        self.put("[Content_Types].xml", data)

    def declare(self, part: str, kind: str) -> None:
        """Give a part its content type, `kind` of spreadsheetml."""
        data = self._read("[Content_Types].xml")
        root = parse(data)
        if any((n.get("PartName") or "").lower() == f"/{part}".lower() for n in root.children):
            return
        tag = f'<{root.prefix}Override PartName="/{part}" ContentType="{_SML}{kind}+xml"/>'
        self.put("[Content_Types].xml", splice(data, [(root.close, root.close, tag.encode())]))

    def declare_vml(self) -> None:
        """Give drawings of comment boxes their content type."""
        data = self._read("[Content_Types].xml")
        root = parse(data)
        if any((n.get("Extension") or "").lower() == "vml" for n in root.children):
            return
        kind = "application/vnd.openxmlformats-officedocument.vmlDrawing"
        tag = f'<{root.prefix}Default Extension="vml" ContentType="{kind}"/>'
        self.put("[Content_Types].xml", splice(data, [(root.inner, root.inner, tag.encode())]))

    def free(self, pattern: str) -> str:
        """A part name that is not taken; `{n}` is its number."""
        taken = {name.lower() for name in [*self._archive.namelist(), *self._changed]}
        return next(p for n in range(1, 100_000) if (p := pattern.format(n=n)).lower() not in taken)

    def sheets(self) -> Iterator[tuple[str, str, Node]]:
        """(name as the reader gives it, part, element) of every worksheet."""
        paths = {rid: (kind, path) for kind, path, rid in self.relations(self.workbook)}
        listed = parse(self._read(self.workbook)).child("sheets")
        for node in listed.children if listed else ():
            kind, path = paths.get(node.get("id") or "", ("", ""))
            if kind == "worksheet":
                yield clean_text(unescape(node.get("name") or ""))[0], path, node

    def add_first_sheet(self, name: str, part: str) -> None:
        """List a new sheet before all others; what counts sheets by position is moved on."""
        relation = self.relate(self.workbook, "worksheet", part)
        self.declare(part, "worksheet")
        data = self._read(self.workbook)
        root = parse(data)
        listed = root.child("sheets")
        if listed is None:
            raise NotPatchable("sheets")
        number = max((int(node.get("sheetId") or 0) for node in listed.children), default=0) + 1
        tag = f'<{root.prefix}sheet xmlns:r="{_REL}" name={quoteattr(name)} sheetId="{number}" r:id="{relation}"/>'
        edits = [(listed.inner, listed.inner, tag.encode())]
        names = root.child("definedNames")
        for node in names.children if names else ():
            if (local := node.get("localSheetId")) is not None:
                moved = attributed(data[node.start : node.inner], localSheetId=str(int(local) + 1))
                edits.append((node.start, node.inner, moved))
        self.put(self.workbook, splice(data, edits))

    def open_at(self, index: int) -> None:
        """The sheet that shows when the workbook is opened."""
        data = self._read(self.workbook)
        views = parse(data).child("bookViews")
        edits = []
        for node in views.children if views else ():
            tag = attributed(data[node.start : node.inner], activeTab=str(index), firstSheet=None)
            edits.append((node.start, node.inner, tag))
        self.put(self.workbook, splice(data, edits))

    def as_bytes(self) -> bytes:
        """The package as a file."""
        self._without_macros()
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=4) as target:
            for info in self._archive.infolist():
                if info.filename in self._changed:
                    data = self._changed.pop(info.filename)
                    if data is not None:
                        target.writestr(info.filename, data)
                elif not info.is_dir():
                    target.writestr(info, self._archive.read(info.filename), ZIP_DEFLATED)
            for name, data in self._changed.items():
                if data is not None:
                    target.writestr(name, data)
        return out.getvalue()

"""Further cell styles for a workbook: each the copy of an existing one with another fill or as text.

Existing styles keep their numbers; those of ours are appended.
"""

from typing import Final

from ingest.back.patch.xml import Node, NotPatchable, attributed, parse, splice, utf8

__all__ = ["FILLS", "Styles"]

FILLS: Final = {"error": "FFFFC7CD", "warning": "FFFFEB9B", "info": "FFDDEBF6"}
"""By severity. One unit off the colours that Excel offers, so that a fill of ours is told from theirs."""


class Styles:
    """styles.xml with what is added to it."""

    def __init__(self, data: bytes) -> None:
        self._data = utf8(data)
        self._root = parse(self._data)
        self._prefix = self._root.prefix
        self._added: dict[str, list[bytes]] = {"fonts": [], "fills": [], "borders": [], "cellXfs": []}
        self._xfs = list(self._section("cellXfs").all("xf"))
        self._known: dict[tuple[int, str], int] = {}
        self._fills: dict[str, int] = {}
        self.ours = self._own_fills()

    def _section(self, name: str) -> Node:
        found = self._root.child(name)
        if found is None:
            raise NotPatchable(name)
        return found

    def _own_fills(self) -> frozenset[int]:
        """Styles that carry a fill of ours from an earlier round."""
        fills = set()
        for number, fill in enumerate(self._section("fills").all("fill")):
            pattern = fill.child("patternFill")
            colour = pattern.child("fgColor") if pattern else None
            if colour and (colour.get("rgb") or "").upper() in FILLS.values():
                fills.add(str(number))
        return frozenset(i for i, xf in enumerate(self._xfs) if xf.attributes.get("fillId") in fills)

    def add(self, section: str, xml: str) -> int:
        """One more entry of a section; gives its number. Names in `xml` are written with `{p}` before them."""
        count = len(self._xfs) if section == "cellXfs" else len(self._section(section).children)
        self._added[section].append(xml.replace("{p}", self._prefix).encode())
        return count + len(self._added[section]) - 1

    def fill(self, severity: str) -> int:
        """The number of the fill of a severity."""
        if severity not in self._fills:
            xml = f'<{{p}}fill><{{p}}patternFill patternType="solid"><{{p}}fgColor rgb="{FILLS[severity]}"/>'
            xml += '<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
            self._fills[severity] = self.add("fills", xml)
        return self._fills[severity]

    def marked(self, base: int, severity: str) -> int:
        """The style `base` with the fill of a severity."""
        return self._variant(base, severity, fillId=str(self.fill(severity)), applyFill="1")

    def unmarked(self, base: int) -> int:
        """A style of ours without its fill."""
        return self._variant(base, "none", fillId="0")

    def text(self, base: int) -> int:
        """The style `base` for text, without a fill of ours."""
        fill = {"fillId": "0"} if base in self.ours else {}
        return self._variant(base, "text", numFmtId="49", applyNumberFormat="1", **fill)

    def _variant(self, base: int, kind: str, **attributes: str) -> int:
        base = base if base < len(self._xfs) else 0
        if (base, kind) not in self._known:
            if not self._xfs:
                raise NotPatchable("cellXfs")
            node = self._xfs[base]
            tag = attributed(self._data[node.start : node.inner], **attributes)
            self._added["cellXfs"].append(tag + self._data[node.inner : node.end])
            self._known[base, kind] = len(self._xfs) + len(self._added["cellXfs"]) - 1
        return self._known[base, kind]

    def as_bytes(self) -> bytes:
        """The part with everything added."""
        edits = []
        for name, entries in self._added.items():
            if not entries:
                continue
            node = self._section(name)
            if node.close == node.inner == node.end:
                raise NotPatchable(name)
            tag = attributed(self._data[node.start : node.inner], count=str(len(node.children) + len(entries)))
            edits += [(node.start, node.inner, tag), (node.close, node.close, b"".join(entries))]
        return splice(self._data, edits)

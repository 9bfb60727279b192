"""XML parts as bytes with the places of their elements, so that a change touches only the bytes it means.

Writing a part anew from a tree would lose prefixes that other attributes name (mc:Ignorable), comments and spaces.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from ingest.readers.xml_events import make_parser

__all__ = ["Node", "NotPatchable", "attributed", "escaped", "parse", "splice", "tag_end", "utf8"]

_TAG: Final = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_DECLARED: Final = re.compile(rb"^<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)[\"'][^>]*\?>")
# What XML 1.0 cannot hold at all.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class NotPatchable(Exception):  # noqa: N818 - a decision, not a fault: the workbook is rewritten instead
    """The package has something that cannot be changed safely in place."""


@dataclass(slots=True)
class Node:
    """An element: `start` and `end` enclose it, `inner` follows its start tag, `close` begins its end tag.

    A self-closing element has `inner == close == end`.
    """

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: "list[Node]" = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon; empty without."""
        return self.name[: -len(self.local)]

    def child(self, local: str) -> "Node | None":
        """The first child of that name."""
        return next((node for node in self.children if node.local == local), None)

    def all(self, local: str) -> Iterator["Node"]:
        """The children of that name."""
        return (node for node in self.children if node.local == local)

    def get(self, local: str) -> str | None:
        """An attribute by its name without prefix."""
        if local in self.attributes:
            return self.attributes[local]
        return next((v for k, v in self.attributes.items() if k.rpartition(":")[2] == local), None)


def utf8(data: bytes) -> bytes:
    """The part in UTF-8 without a byte order mark.

    Raises:
        NotPatchable: another encoding.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16")
        return re.sub(r"(<\?xml[^>]*?)encoding\s*=\s*[\"'][^\"']*[\"']", r"\1", text, count=1).encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(data)
    if declared and declared.group(1).lower() not in (b"utf-8", b"us-ascii", b"utf8"):
        raise NotPatchable(declared.group(1).decode())
    return data


def tag_end(data: bytes, start: int) -> int:
    """Where the tag that begins at `start` ends."""
    found = _TAG.match(data, start)
    if found is None:
        raise NotPatchable("tag")
    return found.end()


def parse(data: bytes) -> Node:
    """The elements of a small part.

    Raises:
        NotPatchable: it is not well-formed.
    """
    parser = make_parser()
    root = Node("", {}, 0, 0)
    open_nodes = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        node = Node(name, dict(attributes), at, tag_end(data, at))
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(_: str) -> None:
        node = open_nodes.pop()
        if data[node.inner - 2 : node.inner] == b"/>":
            node.close = node.end = node.inner
        else:
            node.close = parser.CurrentByteIndex
            node.end = tag_end(data, node.close)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except NotPatchable:
        raise
    except Exception as error:
        raise NotPatchable("xml") from error
    return root.children[0]


def splice(data: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The bytes with each [start, end) replaced; edits do not overlap, those at one place keep their order."""
    pieces: list[bytes] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda e: (e[0], e[1])):
        if start < at:
            raise NotPatchable("overlap")
        pieces += [data[at:start], new]
        at = end
    return b"".join([*pieces, data[at:]])


def attributed(tag: bytes, **values: str | None) -> bytes:
    """A start tag with attributes set, or taken out where the value is None."""
    for name, value in values.items():
        tag = re.sub(rb"\s+" + name.encode() + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')", b"", tag, count=1)
        if value is not None:
            found = re.match(rb"<[^\s/>]+", tag)
            if found is None:
                raise NotPatchable("tag")
            tag = tag[: found.end()] + f" {name}={quoteattr(value)}".encode() + tag[found.end() :]
    return tag


def escaped(text: str) -> str:
    """Text as XML holds it, without the characters that it cannot hold."""
    return escape(_FORBIDDEN.sub("", text))

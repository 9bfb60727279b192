"""Comments of one sheet: ours added to theirs, ours of an earlier round taken out. Writes the part and its boxes."""

import re
from collections.abc import Mapping
from typing import Final

from ingest.back.patch.xml import Node, NotPatchable, escaped, parse, splice, utf8
from ingest.labels import ANNOTATION_AUTHOR
from ingest.model import cell_address

__all__ = ["EMPTY_BOXES", "EMPTY_COMMENTS", "patch_boxes", "patch_comments"]

EMPTY_COMMENTS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors>'
    b"<commentList></commentList></comments>"
)
EMPTY_BOXES: Final = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b"</o:shapelayout></xml>"
)
_SHAPE_TYPE: Final = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE: Final = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:5pt;'
    'width:260pt;height:{height}pt;z-index:{z};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 31, {bottom}, 1</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
# Our words inside a comment of theirs begin with this line.
_MARK: Final = f"[{ANNOTATION_AUTHOR}]"
_NAMESPACES: Final = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}

Place = tuple[int, int]


def patch_comments(data: bytes, texts: Mapping[Place, str]) -> tuple[bytes, set[str], list[Place]]:
    """The comments part with our comments.

    Args:
        data: the part, or EMPTY_COMMENTS.
        texts: (row, column from 0) -> what we say there.

    Returns:
        The part, addresses of comments of an earlier round that went, and cells whose comment is new.
    """
    data = utf8(data)
    root = parse(data)
    authors, listed = root.child("authors"), root.child("commentList")
    if authors is None or listed is None or authors.inner == authors.end or listed.inner == listed.end:
        raise NotPatchable("comments")
    names = [data[a.inner : a.close].decode() for a in authors.children]
    own = {str(i) for i, name in enumerate(names) if name == ANNOTATION_AUTHOR}
    edits: list[tuple[int, int, bytes]] = []
    gone, theirs = set(), {}
    for comment in listed.all("comment"):
        marked = _MARK.encode() in data[comment.inner : comment.close]
        if comment.get("authorId") in own and not marked:
            gone.add(comment.get("ref") or "")
            edits.append((comment.start, comment.end, b""))
        else:
            theirs[comment.get("ref")] = comment
            edits += _without_ours(comment, data) if marked else []
    author = len(names)
    if own:
        author = int(min(own))
    else:
        tag = f"<{root.prefix}author>{escaped(ANNOTATION_AUTHOR)}</{root.prefix}author>"
        edits.append((authors.close, authors.close, tag.encode()))
    new, added = [], []
    for (row, column), text in texts.items():
        address = cell_address(row, column)
        if address in theirs:
            at = _end_of_runs(theirs[address])
            edits.append((at, at, _run(root.prefix, f"\n{_MARK}\n{text}")))
            continue
        p = root.prefix
        body = _run(p, text).decode()
        new.append(f'<{p}comment ref="{address}" authorId="{author}"><{p}text>{body}</{p}text></{p}comment>')
        added.append((row, column))
    edits.append((listed.close, listed.close, "".join(new).encode()))
    return splice(data, edits), gone, added


def _run(prefix: str, text: str) -> bytes:
    return f'<{prefix}r><{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t></{prefix}r>'.encode()


def _without_ours(comment: Node, data: bytes) -> list[tuple[int, int, bytes]]:
    """Their words stay up to our mark, which other programs may have joined to theirs in one run."""
    text = comment.child("text")
    edits: list[tuple[int, int, bytes]] = []
    for node in text.children if text else ():
        part = node if node.local == "t" else node.child("t")
        at = data.find(_MARK.encode(), part.inner, part.close) if part else -1
        if edits:
            edits.append((node.start, node.end, b""))
        elif part is not None and at >= 0:
            while at > part.inner and data[at - 1 : at] in (b"\n", b"\r"):
                at -= 1
            edits.append((at, part.close, b""))
    return edits


def _end_of_runs(comment: Node) -> int:
    text = comment.child("text")
    if text is None or text.inner == text.end:
        raise NotPatchable("comment without text")
    phonetic = next((n for n in text.children if n.local in ("rPh", "phoneticPr")), None)
    return phonetic.start if phonetic else text.close


def patch_boxes(data: bytes, gone: set[str], added: list[Place], lines: Mapping[Place, int]) -> bytes:
    """The drawing with the boxes of comments: those of `gone` out, those of `added` in.

    Args:
        lines: how many lines the comment of a cell has.
    """
    data = utf8(data)
    prefix = {usual: _prefix(data, uri) for usual, uri in _NAMESPACES.items()}
    if gone:
        data = _without_boxes(data, gone, prefix["v"], prefix["x"])
    numbers = [int(n) for n in re.findall(rb"_x0000_s(\d{1,9})", data)]
    number = max([1024, *numbers]) + 1
    shapes = [] if b"_x0000_t202" in data else [_SHAPE_TYPE]
    for offset, (row, column) in enumerate(added):
        height = min(200, 30 + 15 * lines[row, column])
        shapes.append(
            _SHAPE.format(
                number=number + offset,
                z=offset + 1,
                height=height,
                left=column + 1,
                right=column + 5,
                top=max(0, row - 2),
                bottom=max(0, row - 2) + max(4, height // 15),
                row=row - 1,
                column=column,
            )
        )
    at = data.rfind(b"</xml>")
    if at < 0:
        raise NotPatchable("vml")
    written = re.sub(r"(</?|\s)([vox]):(?=\w)", lambda m: f"{m[1]}{prefix[m[2]]}:", "".join(shapes))
    return splice(data, [(at, at, written.encode())])


def _prefix(data: bytes, uri: str) -> str:
    """What this drawing calls a namespace: most programs write v, o and x, not all."""
    found = re.search(rb"xmlns:(\w+)\s*=\s*[\"']" + uri.encode() + rb"[\"']", data)
    if found is None:
        raise NotPatchable("vml")
    return found.group(1).decode()


def _without_boxes(data: bytes, gone: set[str], vml: str, excel: str) -> bytes:
    places = re.compile(rf"<{excel}:(Row|Column)>\s*(\d+)\s*<".encode())

    def kept(match: re.Match[bytes]) -> bytes:
        found = {kind: int(number) for kind, number in places.findall(match.group())}
        if b'ObjectType="Note"' not in match.group() or len(found) != 2:
            return match.group()
        return b"" if cell_address(found[b"Row"] + 1, found[b"Column"]) in gone else match.group()

    return re.sub(rf"<{vml}:shape\s.*?</{vml}:shape>".encode(), kept, data, flags=re.DOTALL)

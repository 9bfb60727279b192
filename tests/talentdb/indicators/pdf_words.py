"""The words of a PDF as a program that searches or copies them finds them: glyphs through the maps of their fonts.

Reads what matplotlib writes (fonts of type 42 with a map to Unicode each), so that no other program is needed.
"""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.S)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_RANGE = re.compile(rb"<([0-9a-f]+)> <([0-9a-f]+)> \[(.*?)\]")
_SHOWN = re.compile(rb"/(?P<font>F\d+) [\d.]+ Tf|(?P<text>\((?:\\.|[^\\()])*\))|(?P<end>\bET\b)", re.S)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def texts_of(pdf: bytes) -> list[str]:
    """Each piece of text, in the order of drawing."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {
        name: _letters(objects[int(to_unicode[1])])
        for body in objects.values()
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body)
        if (to_unicode := re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)]))
    }
    return [text for body in objects.values() if b" Tf" in (drawn := _content(body)) for text in _texts(drawn, fonts)]


def pages_of(pdf: bytes) -> int:
    """How many pages it has."""
    return len(re.findall(rb"/Type /Page\b", pdf))


def _content(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if found is None:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body[: found.start()] else found[1]


def _letters(body: bytes) -> dict[int, str]:
    """Number of a glyph -> what it stands for."""
    found: dict[int, str] = {}
    for first, _, letters in _RANGE.findall(_content(body)):
        for at, letter in enumerate(letters.split()):
            found[int(first, 16) + at] = bytes.fromhex(letter.strip(b"<>").decode()).decode("utf-16-be")
    return found


def _texts(drawn: bytes, fonts: dict[bytes, dict[int, str]]) -> list[str]:
    texts, text, letters = [], "", {}
    for found in _SHOWN.finditer(drawn):
        if found["font"]:
            letters = fonts[found["font"]]
        elif found["end"]:
            texts.append(text)
            text = ""
        else:
            glyphs = _ESCAPED.sub(_sign, found["text"][1:-1])
            text += "".join(letters[int.from_bytes(glyphs[at : at + 2])] for at in range(0, len(glyphs), 2))
    return texts


def _sign(found: re.Match[bytes]) -> bytes:
    said = found[1]
    return bytes([int(said, 8)]) if said.isdigit() else _SIGNS.get(said, said)

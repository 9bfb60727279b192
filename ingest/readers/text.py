"""Bytes of a text file to letters: by its mark, by what it states, else by what its bytes can be."""

import re

from ingest.errors import Unreadable

__all__ = ["decode_text"]

# Windows-1258 writes a tone as a mark of its own behind the vowel.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ASTRAY = re.compile(f"(?<![aăâeêioôơuưyAĂÂEÊIOÔƠUƯY])[{_TONES}]")
# Signs that stand inside words only where a font of TCVN3 (.VnTime) shows letters in their place: "V¨n", "Hµ".
_FONT_SIGN = re.compile(
    "[A-Za-z\u00c0-\u00ff][\u00a8-\u00ae\u00b5-\u00b9\u00bb-\u00be]|[\u00a8-\u00ae\u00b5-\u00b9][A-Za-z]"
)


def decode_text(content: bytes, stated: str | None = None) -> str:
    """The text of a file.

    Args:
        content: the whole file.
        stated: the encoding it names itself, believed where no mark and no zero byte says otherwise.

    Returns:
        The text; that of a TCVN3 or VNI font as the signs of Windows-1252, which the normalisers know.

    Raises:
        Unreadable: a marked file that is not what its mark says.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        return _strictly(content, "utf-8-sig")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16")
    head = content[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 4:
        return _strictly(content, "utf-16-le" if odd >= even else "utf-16-be")
    for encoding in ("utf-8", stated or ""):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _one_byte(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("file.encoding") from error


def _one_byte(content: bytes) -> str:
    """Windows-1258 where its tones stand behind vowels, else the signs as Windows-1252 shows them."""
    western = _western(content)
    try:
        text = content.decode("cp1258")
    except UnicodeDecodeError:
        return western
    return western if _ASTRAY.search(text) or _FONT_SIGN.search(western) else text


def _western(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")

"""How many cells of a worksheet hold something, by a count of bytes: the witness against the readers of cells.

Knows no value, no row and no string: only that a filled cell has a `v` or an `is` with something in it.
"""

import re
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - the module names it in small letters

__all__ = ["count_filled"]

_CHUNK = 1 << 20
_FILLED = re.compile(rb"<v(?: [^<>]*)?>[^<]|<is>(?!<t(?: [^<>]*)?(?:/>|></t>)</is>)")
# What hides or multiplies these words for a count of bytes: comments, CDATA, prefixes, other encodings.
_UNSURE = re.compile(rb"<!|<[A-Za-z0-9_]+:(?:v|is|c|row)[ >]|\0|<v ?/>[^<]")
# A match may lie across two chunks; no tag that counts is longer.
_OVERLAP = 64
_LONGEST = 4 << 20


def count_filled(archive: ZipFile, member: str) -> int | None:
    """Cells with a value in a sheet's XML; None where a count of bytes proves nothing."""
    count, rest = 0, b""
    try:
        with archive.open(member) as source:
            while chunk := source.read(_CHUNK):
                block = rest + chunk
                # cut before a tag, so that none is seen twice or in halves
                cut = max(block.rfind(b"<", 0, max(len(block) - _OVERLAP, 0)), 0)
                if len(block) - cut > _LONGEST:
                    return None
                if _UNSURE.search(block, 0, cut):
                    return None
                count += len(_FILLED.findall(block, 0, cut))
                rest = block[cut:]
    except (BadZipFile, ZlibError, EOFError, KeyError, NotImplementedError, ValueError):
        return None
    return None if _UNSURE.search(rest) else count + len(_FILLED.findall(rest))

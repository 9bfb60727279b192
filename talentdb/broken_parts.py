"""What reading a part of a package may raise when the part is broken; nothing else is known here."""

from lzma import LZMAError
from typing import Final
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - the module names it in small letters

__all__ = ["BROKEN"]

BROKEN: Final = (
    BadZipFile, EOFError, KeyError, LZMAError, NotImplementedError, OSError, ValueError, ZlibError,
)  # fmt: skip
"""KeyError for a part that is not there, NotImplementedError for a way of packing that the library does not know."""

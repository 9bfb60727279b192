"""Texts as people typed or pasted them: which signs a document, a workbook and a terminal can hold, and how many.

Pure functions over str. Changes no letter: what Vietnamese text is made of is mended by `text`.
"""

import re
import unicodedata
from typing import Final

from talentdb.errors import UsageError

__all__ = ["LONGEST", "printable", "typed"]

LONGEST: Final = 20_000
"""Signs of one text: some ten pages. A cell of a workbook takes 32,767."""

# https://www.w3.org/TR/xml/#charsets: what no docx and no xlsx can hold, lone surrogates among it. The controls of
# U+007F to U+009F could be held, but steer terminals (U+009B begins a sequence); marks that turn the direction make a
# line read otherwise than it is.
_UNFIT: Final = re.compile(
    "[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
# Letters by name that draw nothing: fillers of Hangul and the blank of Braille. Of category Cf are those of no width.
_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_LINE_ENDS: Final = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")


def printable(text: str) -> str:
    """The text without signs that no document can hold; new lines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return _UNFIT.sub("", _LINE_ENDS.sub("\n", text))


def typed(text: str) -> str:
    """A text as it is kept: composed (NFC), without unfit signs, without white space around it; empty when nothing of
    it can be seen.

    Raises: UsageError when it is longer than `LONGEST`.
    """
    kept = unicodedata.normalize("NFC", printable(text)).strip()
    if all(sign in _BLANK or sign.isspace() or unicodedata.category(sign) == "Cf" for sign in kept):
        return ""
    if len(kept) > LONGEST:
        raise UsageError(
            f"Nội dung dài {len(kept)} ký tự, quá {LONGEST} ký tự.",
            "Rút gọn rồi lưu lại; phần chi tiết để trong tài liệu kèm theo.",
        )
    return kept

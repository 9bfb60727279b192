"""The quick way through XML parts in the shape programs write: pieces, heads, and a string table without expat.

Every byte has to fit a regular expression, else `NotPlain` is raised and the part is read again by expat, which stays
the truth for everything unusual.
"""

import re
from collections.abc import Generator
from zipfile import ZipFile

from ingest.readers.cells import clean_text
from talentdb.broken_parts import BROKEN

__all__ = ["DECLARATION", "TEXT", "Head", "NotPlain", "decoded", "pieces", "plain_strings", "resolved"]

_CHUNK = 1 << 20
# A row or a string longer than this is nothing a program writes for a list.
_LONGEST = 4 << 20
# Letters that XML allows as they stand; entities are the five it knows without a declaration, and letters by number,
# as some libraries write all but ASCII: none of them below 32 or above 9999, where not every number is a letter.
# "]]>" is refused apart.
_LETTERS = "[^<&\x00-\x08\x0b-\x1f\ufffe\uffff]*"
_BY_NUMBER = "#(?:3[2-9]|[4-9][0-9]|[1-9][0-9]{2,3})"
TEXT = f"{_LETTERS}(?:&(?:amp|lt|gt|quot|apos|{_BY_NUMBER});{_LETTERS})*"
"""Text of an element, as an expression."""
DECLARATION = (
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="yes")? ?\?>)?\s*'
)
"""Beginning of a part in UTF-8, as an expression."""
_STRING = re.compile(
    rf'<si>(?:<t(?: xml:space="preserve")?>({TEXT})</t>|<t(?: xml:space="preserve")? ?/>)</si>|(.)', re.DOTALL
)
_STRINGS_HEAD = re.compile(DECLARATION + rb"<sst(?:\s[^<>&]*)?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_NAMED = {entity[1:-1]: letter for entity, letter in _ENTITIES}
_ENTITY = re.compile("&(#?[0-9a-z]+);")


class NotPlain(Exception):  # noqa: N818 - no error: the slower reader takes over
    """Something stands there that only expat can judge."""


def pieces(archive: ZipFile, member: str, mark: bytes) -> Generator[bytes, None, None]:
    """The part cut behind marks into pieces of about a megabyte; the last piece is what follows the last mark."""
    rest = b""
    try:
        with archive.open(member) as source:
            while chunk := source.read(_CHUNK):
                block = rest + chunk
                cut = block.rfind(mark) + len(mark)
                if cut < len(mark):
                    rest = block
                else:
                    yield block[:cut]
                    rest = block[cut:]
                if len(rest) > _LONGEST:
                    raise NotPlain
    except BROKEN as error:
        raise NotPlain from error
    yield rest


def decoded(piece: bytes) -> str:
    """The bytes of a piece as text; a byte that is no UTF-8 is for expat to judge."""
    try:
        text = piece.decode()
    except UnicodeDecodeError as error:
        raise NotPlain from error
    if "]]>" in text:
        raise NotPlain
    return text


def resolved(text: str) -> str:
    """The text with its entities replaced; the ampersand last, so that nothing is replaced twice."""
    if "&#" in text:
        return _ENTITY.sub(_letter, text)
    if "&" in text:
        for entity, letter in _ENTITIES:
            text = text.replace(entity, letter)
    return text


def _letter(entity: re.Match[str]) -> str:
    name = entity[1]
    return chr(int(name[1:])) if name[0] == "#" else _NAMED[name]


def _hides(text: str) -> bool:
    """Whether letters written by number are such as are taken out of texts, or the sign of an escape."""
    letters = "".join(chr(int(number)) for number in set(re.findall("&#([0-9]{2,4});", text)))
    return bool(clean_text(letters)[1]) or "_" in letters


def plain_strings(archive: ZipFile, member: str) -> list[str]:
    """Shared strings without rich text, escapes or control characters.

    Raises:
        NotPlain: there is anything else in the part.
    """
    strings: list[str] = []
    add = strings.append
    rest = Head(_STRINGS_HEAD)
    for piece in pieces(archive, member, b"</si>"):
        text = decoded(rest.without(piece))
        if not text.endswith("</si>"):
            if text.strip() != "</sst>":
                raise NotPlain
            return strings
        if "_x" in text or clean_text(text)[1] or ("&#" in text and _hides(text)):
            raise NotPlain
        for string, other in _STRING.findall(text):
            if other:
                raise NotPlain
            add(resolved(string) if "&" in string else string)
    raise NotPlain


class Head:
    """Takes the head of a part off its first piece."""

    def __init__(self, pattern: re.Pattern[bytes]) -> None:
        self.pattern: re.Pattern[bytes] | None = pattern
        self.text = b""

    def without(self, piece: bytes) -> bytes:
        """The piece as it is, but for the first one."""
        if self.pattern is None:
            return piece
        match = self.pattern.match(piece)
        if not match:
            raise NotPlain
        self.pattern, self.text = None, match.group()
        return piece[match.end() :]

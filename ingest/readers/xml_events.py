"""Safe streaming XML: an expat parser that refuses document types and entities, and feeding a zip member to it.

Knows nothing of spreadsheets.
"""

from collections.abc import Callable
from pyexpat import ExpatError, ParserCreate, XMLParserType
from typing import Any, NoReturn
from zipfile import ZipFile

from ingest.errors import Unreadable
from talentdb.broken_parts import BROKEN

__all__ = ["Attributes", "feed_member", "make_parser", "parse_member", "without_prefix"]

Attributes = dict[str, str]
_CHUNK = 1 << 18


def _refuse(*_: Any) -> NoReturn:
    raise Unreadable("file.suspicious", detail="khai báo DTD hoặc thực thể XML")


def make_parser() -> XMLParserType:
    """A parser without handlers; a DOCTYPE or entity declaration raises Unreadable before anything expands."""
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    return parser


def feed_member(archive: ZipFile, name: str, parser: XMLParserType) -> None:
    """Stream one member through the parser.

    Raises:
        Unreadable: the member is missing, cut, fails its checksum or is no well-formed XML.
    """
    try:
        with archive.open(name) as member:
            while chunk := member.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except (*BROKEN, ExpatError, LookupError) as error:
        raise Unreadable("file.damaged", detail=f"phần {name[:60]}") from error


def parse_member(archive: ZipFile, name: str, start: Callable[[str, Attributes], None]) -> None:
    """Call `start` with local name and attributes of every element of a member."""
    parser = make_parser()
    parser.StartElementHandler = lambda tag, attributes: start(without_prefix(tag), attributes)
    feed_member(archive, name, parser)


def without_prefix(name: str) -> str:
    """Local part of an element or attribute name: "x:row" -> "row"."""
    return name.rpartition(":")[2]

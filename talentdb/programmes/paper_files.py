"""What a file is by its bytes, and whether it may lie in a case. Pure; opens no document: of an office file only the
list of its parts and the part that names their types are looked at, of a PDF only a few words in its bytes.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from talentdb.broken_parts import BROKEN
from talentdb.errors import UsageError
from talentdb.plans.instruments import Paper
from talentdb.programmes import paper_labels as words
from talentdb.signs import typed

__all__ = ["MEDIA_TYPES", "clean_name", "type_of"]

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
}
_MAIN: Final = {
    f"{media}.main+xml".encode(): kind for kind, media in MEDIA_TYPES.items() if media.startswith(_OFFICE)
}
"""Type of the main part of an office file -> what it is."""
_TYPES_PART: Final = "[Content_Types].xml"
_MEGABYTE: Final = 1_000_000
_MOST_PARTS: Final = 5_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Old office files, and new ones with a password, which lie in the same container ([MS-OFFCRYPTO], 1.3.2)."""
_LAST_BYTES: Final = 4096
"""Where the mark of the end of a PDF has to stand; signed ones have some bytes behind it."""
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE: Final = (b"/JavaScript", b"/Launch", b"/RichMedia", b"/EmbeddedFile")
"""Names of what runs or is carried along. What lies in compressed streams is not looked at: nothing here opens it."""
_OPEN_ACTION: Final = re.compile(rb"/OpenAction(?!\s*\[)")
"""What is done on opening, other than showing a page, which LibreOffice writes into every PDF (ISO 32000-1, 7.7)."""
_JPEG_BEGINS: Final = re.compile(rb"\xff\xd8\xff[\xc0-\xcf\xdb\xdd\xe0-\xef\xfe]")
"""Start of image, then a marker that may follow it (ITU-T T.81, B.2)."""
_PNG_HEADER: Final = b"\x00\x00\x00\rIHDR"
_PNG_END: Final = b"IEND\xaeB`\x82"
_CARRIED: Final = ("vbaproject", "activex", "/embeddings/", "oleobject")
_PROGRAMS: Final = (".exe", ".bin", ".dll", ".js", ".vbs", ".bat", ".cmd", ".scr", ".ps1")
"""Signs in the names, and endings, of parts that run or carry another file along."""
_MOST_UNPACKED: Final = 100 * _MEGABYTE
_MOST_RATIO: Final = 100
_SMALL: Final = _MEGABYTE
"""Bytes up to which a part may be packed as tightly as it will: empty sheets are."""
_NAME_LENGTH: Final = 150
_UNFIT: Final = re.compile(r'[<>:"|?*\n\t]')


def type_of(content: bytes, paper: Paper) -> str:
    """Key of MEDIA_TYPES of a file that may be a paper of that kind.

    Raises: UsageError for an empty, too large, torn or unknown file, one with a password, macros or programs, and one
        of a type that the kind does not take.
    """
    if not content:
        raise UsageError(words.EMPTY, words.FILE_ADVICE)
    if len(content) > paper.most_mb * _MEGABYTE:
        raise UsageError(words.TOO_LARGE.format(most=paper.most_mb), words.SMALLER_ADVICE)
    found = _type(content)
    if found not in paper.types:
        told = words.OTHER_TYPE.format(name=paper.name, types=", ".join(paper.types), found=found)
        raise UsageError(told, words.FILE_ADVICE)
    return found


def _type(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        if not _JPEG_BEGINS.match(content) or b"\xff\xd9" not in content[-_LAST_BYTES:]:
            raise UsageError(words.TORN, words.FILE_ADVICE)
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        if not content.startswith(_PNG_HEADER, 8) or _PNG_END not in content[-_LAST_BYTES:]:
            raise UsageError(words.TORN, words.FILE_ADVICE)
        return "png"
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    if content.startswith(_OLE):
        raise UsageError(words.OLD_OR_LOCKED, words.LOCKED_ADVICE)
    raise UsageError(words.NO_TYPE, words.FILE_ADVICE)


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-_LAST_BYTES:]:
        raise UsageError(words.TORN, words.FILE_ADVICE)
    # A name may be written with escapes: /J#61vaScript is /JavaScript (ISO 32000-1, 7.3.5).
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    if b"/Encrypt" in plain:
        raise UsageError(words.OLD_OR_LOCKED, words.LOCKED_ADVICE)
    if any(word in plain for word in _ACTIVE) or _OPEN_ACTION.search(plain):
        raise UsageError(words.MACROS, words.MACROS_ADVICE)


def _office_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            entries = parts.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise UsageError(words.OLD_OR_LOCKED, words.LOCKED_ADVICE)
            named = next((entry for entry in entries if entry.filename == _TYPES_PART), None)
            if named is None or len(entries) > _MOST_PARTS or named.file_size > _MEGABYTE:
                raise UsageError(words.NO_TYPE, words.FILE_ADVICE)
            if not _is_modest(entries):
                raise UsageError(words.UNPACKS, words.FILE_ADVICE)
            types = parts.read(named)
    except BROKEN:
        raise UsageError(words.TORN, words.FILE_ADVICE) from None
    names = [f"/{entry.filename.lower()}" for entry in entries]
    # The settings of a printer are a small .bin that Excel writes of itself.
    names = [name for name in names if not name.startswith("/xl/printersettings/")]
    if b"macroenabled" in types.lower() or any(map(_is_carried, names)):
        raise UsageError(words.MACROS, words.MACROS_ADVICE)
    found = [kind for main, kind in _MAIN.items() if main in types]
    if len(found) != 1:
        raise UsageError(words.NO_TYPE, words.FILE_ADVICE)
    return found[0]


def _is_carried(name: str) -> bool:
    return name.endswith(_PROGRAMS) or any(sign in name for sign in _CARRIED)


def _is_modest(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """By what the directory says of sizes: no bomb."""
    return sum(entry.file_size for entry in entries) <= _MOST_UNPACKED and all(
        entry.file_size <= max(_SMALL, _MOST_RATIO * entry.compress_size) for entry in entries
    )


def clean_name(name: str, file_type: str) -> str:
    """The name of a file as it is kept: no folders, no signs that a system refuses, the ending of what it is."""
    last = PurePosixPath(typed(name).replace("\\", "/")).name
    stem = _UNFIT.sub(" ", last.rpartition(".")[0] or last).strip(" .")
    return f"{' '.join(stem.split())[:_NAME_LENGTH].strip() or words.UNNAMED}.{file_type}"

"""The gate for zip packages: entries, sizes and prologs checked before anything is inflated as a whole.

Looks at structure only; never at a cell.
"""

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from ingest.errors import Unreadable
from ingest.readers.xml_events import make_parser
from talentdb.broken_parts import BROKEN

__all__ = ["check_archive", "package_kind"]

# A workbook of 250 sheets with pictures has some 1,500 entries.
_MAX_ENTRIES = 10_000
# 20,000 rows of 25 columns inflate to 25 MiB; 200 MiB is the most that can be streamed within the wall clock.
_MAX_INFLATED = 200 * 1024 * 1024
# Real sheets compress 5 to 60 times; deflate's most is 1,032. Small parts of blanks are harmless.
_MAX_RATIO = 200
_RATIO_FROM = 4 * 1024 * 1024
_MAX_PROLOG = 64 * 1024
_ENCRYPTED = 0x1


def check_archive(path: Path) -> None:
    """Refuse an archive that is a bomb, ambiguous or booby-trapped.

    Raises:
        Unreadable: file.damaged, file.bomb, file.suspicious or file.encrypted.
    """
    _check_directory_size(path)
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            _check_names(entries)
            _check_sizes(entries)
            _check_overlap(entries)
            _check_prologs(archive, entries)
    except BROKEN as error:
        raise Unreadable("file.damaged", detail="tệp nén bị cắt hoặc sai") from error


def _check_directory_size(path: Path) -> None:
    """The zip module reads the whole directory into objects first, so its size is looked up before."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 66_000))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise Unreadable("file.damaged", detail="tệp bị cắt mất phần cuối")
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    # 0xFFFF announces zip64, which only counts beyond our own limit need.
    if entries > _MAX_ENTRIES or directory > _MAX_ENTRIES * 200:
        raise Unreadable("file.bomb", detail="quá nhiều phần trong tệp nén")


def _check_names(entries: Iterable[ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or "\0" in entry.orig_filename:
            raise Unreadable("file.suspicious", detail="tên phần trỏ ra ngoài tệp")
        if name.lower() in seen:
            raise Unreadable("file.suspicious", detail="hai phần trùng tên")
        seen.add(name.lower())
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable("file.encrypted")


def _check_sizes(entries: Iterable[ZipInfo]) -> None:
    total = 0
    for entry in entries:
        total += entry.file_size
        if entry.file_size > _RATIO_FROM and entry.file_size > _MAX_RATIO * max(1, entry.compress_size):
            raise Unreadable("file.bomb", detail=f"một phần nén hơn {_MAX_RATIO} lần")
        if total > _MAX_INFLATED:
            raise Unreadable("file.bomb", detail=f"hơn {_MAX_INFLATED // 1024 // 1024} MiB khi giải nén")


def _check_overlap(entries: Iterable[ZipInfo]) -> None:
    """Entries that share bytes (CVE-2024-0450): Python 3.11.7 opens them without complaint."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            raise Unreadable("file.bomb", detail="các phần chồng lên nhau")
        # 30 bytes of local header and at least the name; the extra field there may differ from the directory's.
        end = entry.header_offset + 30 + len(entry.orig_filename.encode("utf-8", "replace")) + entry.compress_size


def _check_prologs(archive: ZipFile, entries: Iterable[ZipInfo]) -> None:
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")) and entry.file_size:
            _check_prolog(archive, entry)


def _check_prolog(archive: ZipFile, entry: ZipInfo) -> None:
    """No document type before the root element; parts that are no XML are left to the reader that needs them."""
    parser = make_parser()
    rooted = False

    def root(*_: object) -> None:
        nonlocal rooted
        rooted = True
        parser.StartElementHandler = None

    parser.StartElementHandler = root
    seen = 0
    with archive.open(entry) as member:
        while not rooted and seen < _MAX_PROLOG and (chunk := member.read(4096)):
            seen += len(chunk)
            try:
                parser.Parse(chunk, False)
            except Unreadable:
                raise
            except Exception:  # a broken part that no reader opens does no harm
                return


def package_kind(path: Path) -> str:
    """What an archive that passed the gate is.

    Returns:
        "xlsx", "xlsm", "xlsb" or "ods".

    Raises:
        Unreadable: it is another kind of zip, or an ods with a password.
    """
    with ZipFile(path) as archive:
        names = set(archive.namelist())
        try:
            if "mimetype" in names and archive.read("mimetype").startswith(
                b"application/vnd.oasis.opendocument.spreadsheet"
            ):
                manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
                if b"encryption-data" in manifest:
                    raise Unreadable("file.encrypted")
                return "ods"
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
        except BROKEN as error:
            raise Unreadable("file.damaged", detail="phần mô tả của tệp") from error
    # UTF-16 parts are legal: look at the letters without the zero bytes between.
    types = types.replace(b"\0", b"")
    if b"sheet.binary.macroEnabled.main" in types or "xl/workbook.bin" in names:
        return "xlsb"
    if b"ms-excel.sheet.macroEnabled.main" in types or b"ms-excel.template.macroEnabled.main" in types:
        return "xlsm"
    if "xl/workbook.xml" in names or b"spreadsheetml.sheet.main" in types or b"spreadsheetml.template.main" in types:
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        raise Unreadable("file.not_workbook", found="tài liệu Word")
    if any(name.startswith("ppt/") for name in names):
        raise Unreadable("file.not_workbook", found="trình chiếu PowerPoint")
    raise Unreadable("file.not_workbook", found="tệp nén ZIP")

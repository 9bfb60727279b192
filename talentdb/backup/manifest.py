"""What a backup holds, signed: the manifest of the copy, and the list of the log that is shipped to it afterwards.

Values and their JSON; reads and writes these two files and no other.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from talentdb.backup import labels
from talentdb.backup.keys import BackupKeys
from talentdb.errors import DataError, UsageError

__all__ = ["LogFile", "LogList", "Manifest", "Sealed", "TableState", "read_log_list", "read_manifest", "write_signed"]

MANIFEST: Final = "manifest.json"
LOG: Final = "log"
LOG_LIST: Final = "log/list.json"
_FORMAT: Final = 1


@dataclass(frozen=True)
class Sealed:
    """A file of the backup: its name there, bytes on the disk, SHA-256 of those."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class TableState:
    """Rows of a table, and the keyed digest of all of them in the order of the key."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """The copy itself.

    Args:
        kind: `cluster`: the files of PostgreSQL with its log, for any instant; `tables`: rows of a server that is
            not ours, of one instant.
        mark: name of the restore point at which tables and audit head hold; its moment is `marked_at`.
        consistent_at: from then on every instant can be restored.
        contents: for each sealed file of the copy, what stands in it one after the other: (path, bytes).
        first_log: byte of the log at which replay begins, with the timeline and the bytes of a segment.
        facts: versions and the like, for people.
    """

    backup_id: str
    kind: Literal["cluster", "tables"]
    marked_at: str
    consistent_at: str
    mark: str
    files: tuple[Sealed, ...]
    contents: Mapping[str, tuple[tuple[str, int], ...]]
    tables: Mapping[str, TableState]
    schema_digest: str
    audit_head: str
    audit_rows: int
    system: str = ""
    timeline: int = 0
    segment_bytes: int = 0
    first_log: int = 0
    mark_log: int = 0
    sequences: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True)
class LogFile:
    """A shipped piece of the log: its sealed file, the segment it is of, and how much of that is filled."""

    file: Sealed
    segment: int
    filled: int


@dataclass(frozen=True)
class LogList:
    """All pieces shipped so far.

    Args:
        until: moment up to which the log is whole.
        end: byte of the log up to which.
    """

    backup_id: str
    until: str
    end: int
    pieces: tuple[LogFile, ...]


def _canonical(body: object) -> bytes:
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def write_signed(folder: Path, name: str, body: Manifest | LogList, keys: BackupKeys) -> None:
    """Write the manifest or the list, signed; readers see the old one or the new one, never a half."""
    document = {"format": _FORMAT, "is": name, **asdict(body)}
    text = json.dumps({"body": document, "signature": keys.signature(_canonical(document))}, ensure_ascii=False)
    draft = folder / f"{name}.draft"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / name)


def _signed_body(folder: Path, name: str, keys: BackupKeys) -> dict[str, Any]:
    try:
        document = json.loads((folder / name).read_text(encoding="utf-8"))
        body: dict[str, Any] = document["body"]
        good = keys.signed(_canonical(body), document["signature"]) and body["is"] == name
    except FileNotFoundError:
        raise DataError(*(text.format(file=name) for text in labels.MISSING_FILE)) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        good = False
    if not good:
        raise DataError(labels.BAD_SIGNATURE[0].format(file=name), labels.BAD_SIGNATURE[1])
    return body


def read_manifest(folder: Path, keys: BackupKeys) -> Manifest:
    """The manifest of a backup.

    Raises: UsageError when the folder is no backup; DataError when it was changed or another key signed it.
    """
    if not (folder / MANIFEST).is_file() and not (folder / LOG_LIST).is_file():
        raise UsageError(labels.NOT_A_BACKUP[0].format(folder=folder), labels.NOT_A_BACKUP[1])
    body = _signed_body(folder, MANIFEST, keys)
    del body["format"], body["is"]
    return Manifest(
        **{
            **body,
            "files": tuple(Sealed(**one) for one in body["files"]),
            "contents": {name: tuple((path, size) for path, size in rows) for name, rows in body["contents"].items()},
            "tables": {name: TableState(**one) for name, one in body["tables"].items()},
        }
    )


def read_log_list(folder: Path, manifest: Manifest, keys: BackupKeys) -> LogList:
    """The pieces of the log of a backup.

    Raises: DataError when the list is missing, was changed, or is that of another backup.
    """
    body = _signed_body(folder, LOG_LIST, keys)
    pieces = tuple(LogFile(Sealed(**one["file"]), one["segment"], one["filled"]) for one in body["pieces"])
    if body["backup_id"] != manifest.backup_id:
        raise DataError(labels.BAD_SIGNATURE[0].format(file=LOG_LIST), labels.BAD_SIGNATURE[1])
    return LogList(body["backup_id"], body["until"], body["end"], pieces)


def moment(text: str) -> datetime:
    """A moment of a manifest."""
    return datetime.fromisoformat(text)

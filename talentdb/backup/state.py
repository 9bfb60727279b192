"""What this home knows of its newest backup: where it lies, when it was made, how far its log reaches; and the alarm.

A small file in the home; knows neither database nor keys.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from talentdb.backup import labels
from talentdb.services.home import make_private_folder
from talentdb.settings import VIETNAM, now

__all__ = [
    "OLDEST_HOURS",
    "BackupState",
    "alarm",
    "backup_folder",
    "forget_state",
    "last_proof",
    "note_proof",
    "read_state",
    "standing",
    "write_state",
]

OLDEST_HOURS: Final = 26
"""A nightly backup that came late is not yet a fault; one that did not come is."""


@dataclass(frozen=True)
class BackupState:
    """The newest backup of a home: its folder, its name, when it was made, until when its log was shipped."""

    folder: str
    backup_id: str
    kind: str
    made_at: str
    shipped_until: str

    @property
    def made(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)


def backup_folder(home: Path) -> Path:
    """What backups keep in a home."""
    return make_private_folder(home / "backup")


def read_state(home: Path) -> BackupState | None:
    """What is known; None before the first backup."""
    with suppress(OSError, ValueError, TypeError):
        return BackupState(**json.loads((home / "backup" / "newest.json").read_text(encoding="utf-8")))
    return None


def write_state(home: Path, state: BackupState) -> None:
    """Remember it."""
    path = backup_folder(home) / "newest.json"
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(json.dumps(asdict(state), ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


def forget_state(home: Path) -> None:
    """After a restore the newest backup is of another history: there is none of this one yet."""
    (home / "backup" / "newest.json").unlink(missing_ok=True)


def alarm(home: Path, at: datetime | None = None) -> str | None:
    """What to worry about: no backup yet, or the newest one older than 26 hours; None when all is well."""
    state = read_state(home)
    if state is None:
        return f"{labels.ALARM_NEVER} {labels.ALARM_ADVICE}"
    hours = ((at or now()) - state.made).total_seconds() / 3600
    if hours <= OLDEST_HOURS:
        return None
    told = labels.ALARM_OLD.format(hours=int(hours), limit=OLDEST_HOURS, folder=state.folder)
    return f"{told} {labels.ALARM_ADVICE}"


def note_proof(home: Path, proof: Mapping[str, object]) -> None:
    """Remember when a backup was last proven, and how that ended."""
    (backup_folder(home) / "proof.json").write_text(json.dumps(proof), encoding="utf-8")


def last_proof(home: Path) -> dict[str, Any] | None:
    """The last proof: `at`, `good`; None when there was none."""
    with suppress(OSError, ValueError):
        found: dict[str, Any] = json.loads((home / "backup" / "proof.json").read_text(encoding="utf-8"))
        return found
    return None


def standing(home: Path) -> list[str]:
    """How it stands with backups, in sentences for the administrator; what `alarm` says is not among them."""
    state, proof = read_state(home), last_proof(home)
    told = []
    if state is not None:
        told.append(labels.FRESH.format(at=_shown(state.made_at), until=_shown(state.shipped_until)))
    if proof is None:
        told.append(labels.NOT_PROVEN)
    else:
        told.append(labels.PROVEN.format(at=_shown(proof["at"]), result=labels.GOOD if proof["good"] else labels.BAD))
    return told


def _shown(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(VIETNAM):%d/%m/%Y %H:%M}"

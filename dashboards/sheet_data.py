"""The sender's own sheets for the upload and review pages: a window of one, and reading the file again as told.

Each function is one unit of work in the caller's name; files are opened in the limited child only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from dashboards import intake_labels
from dashboards.application import Application
from dashboards.scratch import temporary_copy
from ingest.load import Loaded, read_remembering, store_document
from ingest.process import ANNOTATE_LIMITS, run_limited
from talentdb.access.context import repeatedly, unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.errors import ConflictError, DataError
from talentdb.submissions.mappings import remembered_mappings
from talentdb.submissions.query import drafts_of_file, original_file, show
from talentdb.submissions.states import withdraw

__all__ = ["Told", "original", "read_again", "sheet_window", "told_of", "with_values"]

_KEPT_KINDS: Final = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the sender told the reader of one file.

    Args:
        form: the form, None to let it be recognised.
        corrections: as of `ingest.pipeline.read_file`.
        confirmed: doubts that are right: {"sheet", "place", "code"} of each.
        mended: how many suggestions are written into the file by now.
    """

    form: str | None = None
    corrections: Mapping[str, Any] | None = None
    confirmed: Sequence[Mapping[str, str]] = ()
    mended: int = 0


def told_of(understanding: Mapping[str, Any]) -> Told:
    """What was told before, out of the stored understanding."""
    return Told(
        understanding.get("form"),
        understanding.get("corrections") or {},
        tuple(understanding.get("confirmed") or ()),
        understanding.get("mended") or 0,
    )


def original(application: Application, principal: Principal, submission_id: int) -> tuple[str, bytes]:
    """Name and bytes of the file, with the suggestions that were accepted into it."""
    with unit_of_work(application.engine, principal) as connection:
        return original_file(connection, principal, application.keyring, submission_id)


def sheet_window(
    application: Application, principal: Principal, submission_id: int, sheet: str, first: int
) -> dict[str, Any]:
    """A window of one sheet of the original file (see `ingest.picture`).

    Raises: NotFoundError when the file is not this account's; DataError when it cannot be read any more.
    """
    name, content = original(application, principal, submission_id)
    with temporary_copy(application, name, content) as path:
        return _done(run_limited("picture", path, {"sheet": sheet, "first": first}))


def _done(outcome: dict[str, Any]) -> dict[str, Any]:
    if outcome.get("error"):
        raise DataError(outcome["error"]["message"])
    return outcome


def read_again(
    application: Application,
    principal: Principal,
    submission_id: int,
    told: Told,
    file: tuple[str, bytes] | None = None,
) -> list[Loaded]:
    """Read the file of a draft again as the sender told; the new drafts take the place of those of the old file.

    All or nothing: the drafts stay when the file cannot be read so.
    Args:
        file: name and bytes of the file as it is now; None for the one that is stored.
    Raises: DataError when what was told leaves no list; ConflictError when a draft was handed in meanwhile.
    """
    require(principal, Action.UPLOAD)
    name, content = file or original(application, principal, submission_id)
    with unit_of_work(application.engine, principal) as connection:
        row = show(connection, submission_id)
        remembered = remembered_mappings(connection, row["agency_id"])
    with temporary_copy(application, name, content) as path:
        document = read_remembering(path, remembered, told.form, file_name=name, corrections=told.corrections)

    def replaced(connection: Connection) -> list[Loaded]:
        drafts = drafts_of_file(connection, submission_id)
        if submission_id not in drafts:
            raise ConflictError(intake_labels.NO_DRAFT, intake_labels.NO_DRAFT_ADVICE)
        for draft in drafts:
            withdraw(connection, principal, draft)
        return store_document(
            connection,
            principal,
            application.keyring,
            {**document, "confirmed": list(told.confirmed), "mended": told.mended},
            agency_id=row["agency_id"],
            as_of=row["as_of"],
            file_name=name,
            content=content,
            state="draft",
        )

    return repeatedly(application.engine, principal, replaced)


def with_values(
    application: Application,
    principal: Principal,
    submission_id: int,
    told: Told,
    accepted: Sequence[Mapping[str, Any]],
) -> tuple[list[Loaded], int]:
    """Write accepted suggestions into the file and read it again; gives the new drafts and how many were written.

    A suggestion is written only over a cell that holds exactly what the suggestion is about: where a cell holds more
    (several fields, a hidden cell of a merge), writing would lose the rest.
    Raises: DataError when nothing can be written; otherwise as `read_again`.
    """
    require(principal, Action.UPLOAD)
    name, content = original(application, principal, submission_id)
    with temporary_copy(application, name, content) as path:
        places = [[item["sheet"], item["cell"]] for item in accepted]
        texts = _done(run_limited("cells", path, {"cells": places}))["texts"]
        safe = [
            item
            for item, text in zip(accepted, texts, strict=True)
            if _plain(text or "") == _plain(item["raw"] or "")
        ]
        if not safe:
            raise DataError(intake_labels.ACCEPT_NOTHING)
        out = path.with_suffix(".out")
        try:
            cells = [[item["sheet"], item["cell"], item["suggestion"]] for item in safe]
            _done(run_limited("apply", path, {"cells": cells, "out": str(out)}, ANNOTATE_LIMITS))
            content = out.read_bytes()
        finally:
            out.unlink(missing_ok=True)
    changed = {(item["sheet"], item["cell"]) for item in safe}
    now = replace(
        told,
        confirmed=tuple(item for item in told.confirmed if (item["sheet"], item["place"]) not in changed),
        mended=told.mended + len(safe),
    )
    kind = Path(name).suffix.lower()
    name = name if kind in _KEPT_KINDS else f"{Path(name).stem}.xlsx"
    return read_again(application, principal, submission_id, now, (name, content)), len(safe)


def _plain(text: str) -> str:
    return " ".join(text.split())

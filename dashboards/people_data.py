"""What the pages of persons read and do: lists, profiles, exports, one person typed in. One unit of work each."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from dashboards import labels
from dashboards.application import Application
from dashboards.data import code_labels
from dashboards.frames import person_link
from dashboards.words import Words
from ingest.back.templates import write_filled_template
from ingest.typed import typed_person
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.errors import DataError
from talentdb.people.export import iter_people
from talentdb.people.profile import list_people, reveal_national_id, show
from talentdb.settings import today
from talentdb.submissions.manual import correction, manual_entry
from talentdb.submissions.receive import receive
from talentdb.text import format_date

__all__ = ["OwnPage", "Profile", "export_own", "own_facets", "own_people", "profile", "reveal", "save_own_person"]

_LIST_FIELDS = ("birth_date", "sex", "position_title", "sub_unit", "qualification", "agency_name")
_OWN_FACETS = ("qualification", "sex", "status")


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page of an agency's people, and how many there are."""

    total: int
    frame: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that the page of one person shows.

    Args:
        values: as stored, as far as the role may see them.
        shown: field -> words for the screen.
        details: title -> table of posts, degrees, courses, languages.
        record: number of the agency's own newest row, for corrections; None for provincial roles.
    """

    person_id: int
    values: Mapping[str, Any]
    shown: Mapping[str, str]
    national_id: str
    details: Mapping[str, pd.DataFrame]
    provenance: pd.DataFrame
    history: pd.DataFrame
    as_of: date | None
    record: int | None


def own_facets(application: Application, principal: Principal) -> dict[str, dict[str, str]]:
    """Fields to filter by, with their values in words."""
    require(principal, Action.SEE_OWN_PEOPLE)
    return {name: code_labels(application, name) for name in _OWN_FACETS}


def own_people(
    application: Application,
    principal: Principal,
    words: str,
    filters: Sequence[tuple[str, str]],
    limit: int,
    offset: int,
) -> OwnPage:
    """A page of the agency's own people, in the order of Vietnamese lists."""
    require(principal, Action.SEE_OWN_PEOPLE)
    with unit_of_work(application.engine, principal) as connection:
        page = list_people(connection, principal, filters, words, offset=offset, limit=limit)
    words_for = Words(application)
    names = {labels.FIELD["full_name"]: [person_link(row["person_id"], row["full_name"]) for row in page.rows]}
    columns = {
        labels.FIELD[name]: [words_for.of(name, row.get(name), row) for row in page.rows] for name in _LIST_FIELDS
    }
    return OwnPage(page.total, pd.DataFrame({**names, **columns}))


def export_own(application: Application, principal: Principal, filters: Sequence[tuple[str, str]]) -> bytes:
    """The agency's people as the template of the form `people`, filled in: corrected, it can be handed in again."""
    with tempfile.TemporaryDirectory(dir=application.home) as folder:
        out = Path(folder) / "people.xlsx"
        with unit_of_work(application.engine, principal) as connection:
            rows = iter_people(
                connection, principal, filters, keyring=application.keyring, purpose=labels.EXPORT_PURPOSE
            )
            write_filled_template("people", rows, out, agency=principal.display_name)
        return out.read_bytes()


def profile(application: Application, principal: Principal, person_id: int) -> Profile:
    """One person with details, provenance and history.

    Raises: NotFoundError when this actor sees no such person.
    """
    with unit_of_work(application.engine, principal) as connection:
        row = show(connection, principal, person_id, history=True, keyring=application.keyring)
    sources, words_for = row["sources"], Words(application)
    days = [date.fromisoformat(str(source["as_of"])[:10]) for source in sources if source.get("as_of")]
    records = [source["source_record_id"] for source in sources]
    return Profile(
        person_id=row["person_id"],
        values=row,
        shown={name: words_for.of(name, row.get(name), row) for name in labels.FIELD if row.get(name)},
        national_id=row.get("national_id", ""),
        details={title: _detail(words_for, row.get(name) or ()) for name, title in labels.DETAILS.items()},
        provenance=_provenance(words_for, row),
        history=_history(words_for, row.get("versions") or ()),
        as_of=max(days) if days else None,
        record=max(records) if records else None,
    )


def _detail(words_for: Words, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    names = [name for name in labels.FIELD if any(row.get(name) not in (None, "", False) for row in rows)]
    names = [name for name in names if name not in {"agency_code"}]
    return pd.DataFrame(
        {labels.FIELD[name]: [words_for.of(name, row.get(name), row) for row in rows] for name in names}
    )


def _provenance(words_for: Words, row: Mapping[str, Any]) -> pd.DataFrame:
    lines = []
    for name, source in row["provenance"].items():
        if name not in labels.FIELD or name not in row:
            continue
        cell = f"{source.get('column') or ''}{source.get('row') or ''}"
        where = (
            labels.FIELD[name],
            words_for.of(name, row[name], row),
            words_for.codes("agency_code").get(str(source.get("agency_code")), source.get("agency_code")),
            source.get("file"),
            source.get("sheet"),
            cell,
            words_for.of("as_of", source.get("as_of"), {}),
        )
        lines.append(where)
    return pd.DataFrame(lines, columns=list(labels.PROVENANCE_COLUMNS.values()))


def _history(words_for: Words, versions: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """What changed from one version to the next, newest first."""
    lines = []
    for before, after in pairwise(versions):
        for name in labels.FIELD:
            old, new = before["values"].get(name), after["values"].get(name)
            if old != new:
                lines.append(
                    {
                        labels.FIELD["valid_from"]: format_date(date.fromisoformat(after["valid_from"])),
                        labels.PROVENANCE_COLUMNS["field"]: labels.FIELD[name],
                        labels.BEFORE: words_for.of(name, old, before["values"]),
                        labels.AFTER: words_for.of(name, new, after["values"]),
                    }
                )
    return pd.DataFrame(lines[::-1])


def reveal(application: Application, principal: Principal, person_id: int, purpose: str) -> str:
    """The national id in the clear; the reason is logged in the same transaction."""
    with unit_of_work(application.engine, principal) as connection:
        return reveal_national_id(connection, principal, application.keyring, person_id, purpose)


def save_own_person(
    application: Application, principal: Principal, values: Mapping[str, Any], record: int | None = None
) -> str:
    """Hand in one typed person, or a correction of one's own row; gives the number of the receipt.

    Raises: DataError with what is wrong in which field.
    """
    require(principal, Action.UPLOAD)
    checked = typed_person(values)
    if checked.problems:
        raise DataError(" ".join(checked.problems), labels.CHECK_FIELDS)
    with unit_of_work(application.engine, principal) as connection:
        if record is not None:
            draft = correction(connection, application.keyring, record, checked.values, today())
        else:
            draft = manual_entry(principal.agency_id or 0, checked.values, today())
        return receive(connection, principal, application.keyring, draft, state="submitted").receipt

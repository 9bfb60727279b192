"""A shortlist as a workbook: its people in words, with the remarks, and the experts from outside below them.

Rights, purpose and log are those of `talentdb.people.export`.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Final

from dashboards import council_labels
from dashboards.application import Application
from dashboards.export_data import BESIDE, column_labels, in_words
from dashboards.scratch import scratch
from dashboards.words import Words
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.councils.shortlists import ShortlistMember, members_of
from talentdb.people.export import iter_people, left_out
from talentdb.people.export_rules import columns_of, is_locked, require_purpose
from talentdb.people.files import write_people
from talentdb.people.withheld import left_out_words
from talentdb.services.locked_file import locked_workbook

__all__ = ["export_list", "left_out_of_list"]

_NOTE: Final = "note"


def export_list(
    application: Application, principal: Principal, number: int, purpose: str, password: str = ""
) -> bytes:
    """The list as a workbook, with the purpose in the log; with a password where columns are sensitive.

    Raises: ForbiddenError; NotFoundError for a list of somebody else; UsageError without a purpose where the role
    has to name one; EnvironmentProblem when the disk is full.
    """
    with scratch(application) as folder, unit_of_work(application.engine, principal) as connection:
        require_purpose(principal, purpose)
        held = members_of(connection, principal, number)
        notes = {one.person_id: one.note for one in held if one.person_id is not None}
        columns = tuple(name for name in columns_of(principal) if name not in BESIDE)
        locked = is_locked(columns, "xlsx", password)
        rows = iter_people(
            connection, principal, person_ids=list(notes), purpose=purpose, columns=columns, locked=locked
        )
        noted = ({**row, _NOTE: notes.get(row["person_id"])} for row in rows)
        told = in_words(Words(application), chain(noted, _outside(held, columns)))
        headers = {**column_labels(principal), _NOTE: council_labels.NOTE}
        path = folder / "list.xlsx"
        write_people(told, "xlsx", path, headers, (*columns, _NOTE))
        content = path.read_bytes()
        return locked_workbook(content, password) if locked else content


def left_out_of_list(application: Application, principal: Principal, number: int) -> str:
    """Who of the list is not in its workbook for want of consent, in words; empty when nobody is left out."""
    with unit_of_work(application.engine, principal) as connection:
        persons = [one.person_id for one in members_of(connection, principal, number) if one.person_id is not None]
        return left_out_words(left_out(connection, principal, person_ids=persons))


def _outside(held: Sequence[ShortlistMember], columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Who is not in the registry, as far as the list shows them; said in the remark."""
    for one in held:
        if one.person_id is None:
            note = " · ".join(part for part in (council_labels.OUTSIDE_TAG, one.note) if part)
            yield {**{name: one.person.get(name) for name in columns if one.person.get(name)}, _NOTE: note}

"""The file of everything held on a person, in Vietnamese: sections, columns and values in words. Pure.

What has no word is shown as it stands: nothing is left out because its name is not known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Date, DateTime

from talentdb.access.account_file import ROLE_WORDS
from talentdb.access.action_labels import ACTION
from talentdb.councils.labels import ROLES as SEATS
from talentdb.db.tables import metadata
from talentdb.fields import CODED
from talentdb.people.field_labels import EXTRA, FIELD
from talentdb.privacy import file_labels as names
from talentdb.privacy import labels as words
from talentdb.privacy.clocks import rights
from talentdb.programmes.case_labels import ACTORS, ENDINGS, EVENTS
from talentdb.programmes.money_labels import KINDS, SOURCES
from talentdb.settings import VIETNAM
from talentdb.text import format_date

__all__ = [
    "Words", "column_words", "is_machine_made", "moment_words", "read_words", "rows_in_words", "section_order",
    "section_words",
]  # fmt: skip

Codes = Mapping[str, Mapping[str, str]]

_MACHINE_TABLES: Final = frozenset({"person_search", "match_key", "outbox"})
_MACHINE_COLUMNS: Final = frozenset(
    {"content_hash", "name_key", "name_toned", "name_sort", "search_key", "match_keys", "qualification_rank",
     "work_key", "standing", "words", "padding", "key", "batch"}
)  # fmt: skip
_LIST_OF: Final[Mapping[str, str]] = {
    **CODED, "commune_code": "commune", "sector": "sector", "level": "qualification", "language": "language",
    "framework": "language_framework", "rating": "rating", "post": "sti_post", "it_level": "it_level",
    "talent_group": "talent_group",
    "plan_code": "plan", "instrument": "instrument", "stage": "stage", "step": "step", "grant_code": "grant",
    "agency_id": "agency", "agency_ids": "agency", "employer_id": "agency", "lead_agency_id": "agency",
    "field_group": "research_field",
}  # fmt: skip
"""Column or key -> list of words that its values are codes of."""
_NOT_OF: Final = frozenset(
    {("language_skill", "level"), ("rights_request_step", "step"), ("nomination_step", "step")}
)
"""Columns of that name whose values are no such codes."""
_CATALOGUES: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    **names.VALUES,
    ("*", "channel"): words.CHANNELS,
    ("rights_request_step", "act"): words.ACTS,
    ("case_event", "actor"): ACTORS,
    ("case_event", "ended"): ENDINGS,
    ("payment", "kind"): KINDS,
    ("payment", "source"): SOURCES,
    ("council_seat", "seat_role"): SEATS,
}
_NOTHING: Final[tuple[object, ...]] = (None, "", [], {})
_ROLES: Final = {**names.ROLES, **{role.value: told for role, told in ROLE_WORDS.items()}}


@dataclass(frozen=True, slots=True)
class Words:
    """What codes mean: name of a list -> code -> words."""

    codes: Codes = field(default_factory=dict)

    def of(self, table: str, name: str, value: Any) -> Any:
        """A value in words; lists stay lists, objects become objects with named keys."""
        if isinstance(value, bool):
            return words.YES if value else words.NO
        if isinstance(value, list):
            return [self.of(table, name, item) for item in value]
        if isinstance(value, Mapping):
            return self._object(table, name, value)
        if (day := _day(table, name, value)) is not None:
            return day
        for known in self._known(table, name):
            if str(value) in known:
                return known[str(value)]
        return value

    def _object(self, table: str, name: str, value: Mapping[str, Any]) -> dict[str, Any]:
        """Keys are names of fields; those of `provenance` lead to numbers of rows."""
        inner = "" if name == "provenance" else "values"
        return {
            column_words(table if name == "values" else "", key): self.of(inner, key, one) if inner else one
            for key, one in value.items()
            if one not in _NOTHING
        }

    def _known(self, table: str, name: str) -> Iterator[Mapping[str, str]]:
        for place in ((table, name), ("*", name)):
            if place in _CATALOGUES:
                yield _CATALOGUES[place]
        if (table, name) == ("rights_request", "kind"):
            yield {code: one.label for code, one in rights().items()}
        if (table, name) == ("account", "role"):
            yield _ROLES
        if name in _LIST_OF and (table, name) not in _NOT_OF:
            yield self.codes.get(_LIST_OF[name], {})
        if (table, name) == ("case_event", "step"):
            yield EVENTS


def section_words(table: str) -> str:
    """The section of a table."""
    return names.SECTIONS.get(table, table)


def section_order(table: str) -> int:
    """Place of a section in the file; what has no name comes last."""
    known = list(names.SECTIONS)
    return known.index(table) if table in names.SECTIONS else len(known)


def column_words(table: str, name: str) -> str:
    """The heading of a column, or of a key inside one."""
    known = names.OF_TABLE.get((table, name))
    return known or FIELD.get(name) or EXTRA.get(name) or names.COLUMNS.get(name) or name


def is_machine_made(table: str, name: str = "") -> bool:
    """Whether it only repeats what stands elsewhere, in a form that programs search by."""
    return table in _MACHINE_TABLES or name in _MACHINE_COLUMNS


def rows_in_words(table: str, rows: Sequence[Mapping[str, Any]], told: Words) -> list[dict[str, Any]]:
    """The rows with named columns and values in words; what is empty is left out."""
    found = []
    for row in rows:
        line: dict[str, Any] = {}
        for name, value in row.items():
            if value in _NOTHING:
                continue
            head = column_words(table, name)
            # Two columns may have one name; both are shown.
            line[f"{head} ({name})" if head in line else head] = told.of(table, name, value)
        found.append(line)
    return found


def read_words(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Who has read, changed or taken out, in words."""
    said = {"role": _ROLES, "action": ACTION}
    return [
        {
            head: _moment(row[name]) if name == "at" else said.get(name, {}).get(row.get(name) or "", row.get(name))
            for name, head in names.READERS.items()
        }
        for row in rows
    ]


def moment_words(moment: datetime) -> str:
    """ "09:00, 09/03/2026", in Vietnam."""
    return f"{moment.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"


def _moment(text: str) -> str:
    return moment_words(datetime.fromisoformat(text))


_INNER_DAYS: Final = frozenset(
    {"birth_date", "recruitment_date", "training_start", "training_end", "valid_to", "valid_from", "as_of"}
)
_NO_DAY: Final = frozenset({date.min.isoformat()})


def _day(table: str, name: str, value: Any) -> str | None:
    """Text of a day or a moment as it is written here; None for what is none."""
    if not isinstance(value, str):
        return None
    column = metadata.tables[table].columns.get(name) if table in metadata.tables else None
    kind = getattr(column.type, "item_type", column.type) if column is not None else None
    if isinstance(kind, DateTime):
        return _moment(value)
    if isinstance(kind, Date) or (column is None and name in _INNER_DAYS):
        try:
            return words.DAY_UNKNOWN if value in _NO_DAY else format_date(date.fromisoformat(value[:10]))
        except ValueError:
            return None
    return None

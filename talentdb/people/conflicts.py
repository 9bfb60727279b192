"""Values that sources say differently of one person, side by side, with the rule that chose one of them.

Reads only what the account may see; decides nothing. Of each body its newest word counts: what it said before is
history. Posts are no conflict (a person may hold several), nor are lists of things that add up; only that one body
states none of them and another some.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, mask_national_id, require, visible
from talentdb.fields import CODED, EVIDENCE, LISTS, MAY_BE_NONE, PEOPLE_FIELDS
from talentdb.people.derive import under_heir
from talentdb.people.details import clear_ids, sources_of
from talentdb.people.employers import GONE, is_stale, main_employer, settled
from talentdb.people.profile import column_letters, current_number
from talentdb.people.records import Record
from talentdb.people.reference import read_reference
from talentdb.people.survivorship import QUALIFICATIONS, Golden, golden
from talentdb.people.survivorship_rules import DEGREE_FIELDS, EMPLOYER_FIELDS, POST_FIELDS, TITLE_FIELDS
from talentdb.people.sync import read_records
from talentdb.text import alias_key, fold

__all__ = ["Alternative", "Conflict", "conflicts"]

Source = dict[str, Any]
"""As in `details.sources_of`, with "column"."""

_NOT_COMPARED: Final = frozenset(
    {*EMPLOYER_FIELDS, *POST_FIELDS, *TITLE_FIELDS, *(LISTS - MAY_BE_NONE), "agency_name", "agency_code",
     "family_name", "middle_name", "given_name", "other_name", "birth_date_precision",
     "commune_code", "student", "doctoral_student", *EVIDENCE}
)  # fmt: skip
_COMPARED: Final = tuple(name for name in PEOPLE_FIELDS if name not in _NOT_COMPARED)
_LASTING: Final = frozenset(
    {"full_name", "sex", "birth_date", "ethnicity_code", "national_id", "place_of_birth", "native_place"}
)
"""Facts that do not change with the years: an old list contradicts a new one in them."""
_HIDDEN_ID: Final = "•••"
_SHARED: Final = {"year": 4, "month": 7}


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value, and the rows that say so.

    Args:
        soft: another spelling or a coarser date, no contradiction.
        precision: of a birth date: day, month or year.
    """

    value: Any
    sources: tuple[Source, ...]
    soft: bool = False
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field with several values: the chosen one, the code of the rule that chose it, its row, and the others."""

    field: str
    value: Any
    rule: str
    chosen: Source
    others: tuple[Alternative, ...]
    precision: str | None = None

    @property
    def soft(self) -> bool:
        """Nobody contradicts the chosen value."""
        return all(other.soft for other in self.others)


def conflicts(
    connection: Connection, principal: Principal, person_id: int, keyring: Keyring | None = None
) -> list[Conflict]:
    """Conflicts of one person in the order of the fields, contradictions before soft differences.

    A merged number is followed. Empty for a person whose rows this account does not see.
    Args:
        keyring: for the masked national ids; without it they show as dots only.
    Raises: ForbiddenError for a role that sees no people.
    """
    require(principal, Action.SEARCH)
    number = current_number(connection, person_id)
    records = read_records(connection, number)
    if not records:
        return []
    found, words = _words(connection, records)
    raised = {name: others for name in _COMPARED if (others := _others(found, words, name))}
    shown = _Shown(connection, principal, keyring, number, found, raised)
    drawn = [one for name, others in raised.items() if (one := shown.conflict(name, others)) is not None]
    return sorted(drawn, key=lambda one: one.soft)


def _words(connection: Connection, records: Sequence[Record]) -> tuple[Golden, list[Record]]:
    """The golden person, and the standing records, newest first."""
    reference, day = read_reference(connection), max(record.day for record in records)
    standing = settled([under_heir(record, day, reference) for record in records])
    return golden(standing, main_employer(standing)), sorted(standing, key=Record.freshness)


def _others(found: Golden, words: Sequence[Record], name: str) -> list[Record]:
    """Of each body its newest word on the field, where it is not what was chosen."""
    if name not in found.provenance:
        return []
    if name == "status":
        return _other_status(found, words)
    last = max(record.as_of.toordinal() for record in words)
    chosen = next(r for r in words if r.source_record_id == found.provenance[name])
    newest: dict[int, Record] = {}
    for record in words:
        if record.word(name) not in (None, "", []) or (record.word(name) == [] and name in MAY_BE_NONE):
            newest.setdefault(record.body_id if record.is_people else record.agency_id, record)
    return [r for r in newest.values() if _differs(name, chosen, r) and _counts(found, name, r, last)]


def _counts(found: Golden, name: str, record: Record, last: int) -> bool:
    """Whether a differing word contradicts: in most fields an old list, or a body that was left, is history."""
    if name in _LASTING:
        return True
    if name == "qualification" and record.values[name] in QUALIFICATIONS and found.values[name] in QUALIFICATIONS:
        higher = QUALIFICATIONS.index(record.values[name]) > QUALIFICATIONS.index(found.values[name])
        if higher:
            return True
    if name in DEGREE_FIELDS[1:] and record.values.get("qualification") != found.values.get("qualification"):
        return False
    return not is_stale(record, last) and record.values.get("status") not in GONE


def _other_status(found: Golden, words: Sequence[Record]) -> list[Record]:
    """Only death contradicts: elsewhere each body speaks of its own post."""
    told = [record for record in words if record.values.get("status") == "deceased"]
    if not told:
        return []
    if found.values["status"] != "deceased":
        return told
    return [r for r in words if r.is_people and r.values.get("status", "working") == "working" and
            r.as_of >= told[0].as_of]  # fmt: skip


def _key(name: str, record: Record) -> Any:
    value = record.word(name)
    return alias_key(value) if isinstance(value, str) and name not in CODED else value


def _differs(name: str, chosen: Record, other: Record) -> bool:
    if name == "full_name":
        return bool(chosen.values[name] != other.values[name])
    if name == "birth_date":
        return _birth(chosen) != _birth(other)
    if name in MAY_BE_NONE:
        return bool(chosen.word(name)) != bool(other.word(name))
    return bool(_key(name, chosen) != _key(name, other))


def _birth(record: Record) -> str:
    """The date as far as it is known: 1985, 1985-03 or 1985-03-02."""
    return str(record.values["birth_date"])[: _SHARED.get(record.values.get("birth_date_precision", "day"), 10)]


def _is_soft(name: str, chosen: Record, other: Record) -> bool:
    if name == "full_name":
        return fold(chosen.values[name]) == fold(other.values[name])
    if name == "birth_date":
        one, two = _birth(chosen), _birth(other)
        return one.startswith(two) or two.startswith(one)
    # Everybody got a number of twelve digits in place of one of nine.
    return name == "national_id" and chosen.id_kind != other.id_kind


class _Shown:
    """What the account sees of the conflicting values and their rows, read once for all of them."""

    def __init__(
        self, connection: Connection, principal: Principal, keyring: Keyring | None, number: int, found: Golden,
        raised: Mapping[str, Iterable[Record]],
    ) -> None:  # fmt: skip
        self._principal, self._found = principal, found
        self._by_id = {record.source_record_id: record for record in found.ranked}
        self._sources = {row["source_record_id"]: row for row in sources_of(connection, [number])[number]}
        named = {found.provenance[name] for name in raised} | {
            record.source_record_id for others in raised.values() for record in others
        }
        self._letters = column_letters(connection, sorted(named))
        ids = [record for record in named if self._by_id[record].id_hash is not None]
        wanted = ids if keyring is not None and "national_id" in raised else []
        clear = clear_ids(connection, keyring, wanted) if keyring is not None and wanted else {}
        self._ids = {record: mask_national_id(given) for record, given in clear.items()}

    def conflict(self, name: str, others: Sequence[Record]) -> Conflict | None:
        """None where the role does not see the field, or sees no difference."""
        chosen = self._by_id[self._found.provenance[name]]
        seen = self._seen(name, chosen)
        groups: dict[Any, list[Record]] = {}
        for record in others:
            groups.setdefault(record.id_hash if name == "national_id" else self._seen(name, record), []).append(
                record
            )
        groups.pop(seen, None)
        if seen[0] is None or not groups:
            return None
        alternatives = [self._alternative(name, chosen, group) for group in groups.values()]
        alternatives.sort(key=lambda other: other.soft)
        rule, source = self._found.rule(name), self._source(name, chosen)
        return Conflict(name, self._value(name, chosen), rule, source, tuple(alternatives), seen[1])

    def _alternative(self, name: str, chosen: Record, group: Sequence[Record]) -> Alternative:
        sources = tuple(self._source(name, record) for record in group)
        soft = all(_is_soft(name, chosen, record) for record in group)
        return Alternative(self._value(name, group[0]), sources, soft, self._seen(name, group[0])[1])

    def _seen(self, name: str, record: Record) -> tuple[str | None, str | None]:
        """The value as text, for comparing, and the precision of a birth date."""
        values = visible(self._principal, record.values) if name == "birth_date" else {}
        value = self._value(name, record)
        return None if value is None else str(value), values.get("birth_date_precision")

    def _value(self, name: str, record: Record) -> Any:
        if name == "national_id":
            return self._ids.get(record.source_record_id, _HIDDEN_ID)
        if name == "status":
            return record.values.get(name, "working")
        return visible(self._principal, record.values).get(name)

    def _source(self, name: str, record: Record) -> Source:
        number = record.source_record_id
        return {**self._sources[number], "column": self._letters.get((number, name))}

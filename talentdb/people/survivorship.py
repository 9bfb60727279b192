"""Which value wins where several records of one person differ, by the rules of `survivorship_rules`. Pure; the order
of the records never matters.

`rules` of each function are the codes in force: tests leave out one at a time.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from talentdb.fields import EVIDENCE, MAY_BE_NONE, PEOPLE_FIELDS
from talentdb.people.employers import Key, death, in_force
from talentdb.people.records import Record
from talentdb.people.survivorship_rules import (
    AGREED,
    ALL_RULES,
    BIRTH_FIELDS,
    DEGREE_FIELDS,
    EMPLOYER_FIELDS,
    NAME_FIELDS,
    POST_FIELDS,
    TITLE_FIELDS,
)
from talentdb.text import fold

__all__ = ["QUALIFICATIONS", "TITLES", "Golden", "golden"]

QUALIFICATIONS: Final = (
    "elementary", "intermediate", "college", "university", "specialist_1", "resident_physician", "master",
    "specialist_2", "doctorate", "doctor_of_science",
)  # fmt: skip
"""Degrees in rising order, as in the contract of the field `qualification`."""
TITLES: Final = ("associate_professor", "professor")
"""Academic titles in rising order."""

_RANK: Final = {level: rank for rank, level in enumerate(QUALIFICATIONS)}
_PRECISION: Final = {"day": 0, "month": 1, "year": 2}
_OF_EMPLOYER: Final = frozenset({*EMPLOYER_FIELDS, *POST_FIELDS, *TITLE_FIELDS})
_DEGREE_DETAILS: Final = frozenset(DEGREE_FIELDS[1:])
_GROUPED: Final = frozenset(
    {*NAME_FIELDS, *BIRTH_FIELDS, *_OF_EMPLOYER, *DEGREE_FIELDS, "agency_name", "agency_code", "national_id",
     "status", *EVIDENCE}
)  # fmt: skip
_SINGLE: Final = tuple(name for name in PEOPLE_FIELDS if name not in _GROUPED)
_ORDER: Final = ("person_list", "main_employer", "newest", "correction", "fullest", "first_record")


@dataclass(frozen=True, slots=True)
class Golden:
    """Golden values and, for each, the record it is from; the winning national id as hash.

    Args:
        ranked: the records in the order of their weight; `main`: newest row of the main employer.
        decided: rule of a single field, where it overruled the general order.
    """

    values: dict[str, Any]
    provenance: dict[str, int]
    id_hash: bytes | None
    ranked: Sequence[Record]
    main: Record
    decided: dict[str, str] = field(default_factory=dict)

    def rule(self, name: str) -> str:
        """Code of the rule that chose the value of a field; AGREED where no record says otherwise."""
        if name in self.decided:
            return self.decided[name]
        winner = next(r for r in self.ranked if r.source_record_id == self.provenance[name])
        rivals = [r for r in self.ranked if _present(r.word(name), name) and r.word(name) != winner.word(name)]
        if not rivals:
            return AGREED
        eligible = [rival for rival in rivals if self._may_say(rival, name)]
        if not eligible:
            return "employer_only" if name in _OF_EMPLOYER else "own_status" if name == "status" else "same_degree"
        key = _general_order(self.main)
        parts = zip(_ORDER, key(winner), key(eligible[0]), strict=True)
        return next(code for code, mine, other in parts if mine != other)

    def _may_say(self, record: Record, name: str) -> bool:
        """Whether the record could have given this field."""
        if name in _OF_EMPLOYER or name == "status":
            return record.is_people and record.body_id == self.main.body_id
        if name in _DEGREE_DETAILS:
            return bool(record.values.get("qualification") == self.values.get("qualification"))
        return True


def _present(value: Any, name: str = "") -> bool:
    """Whether there is a value; 0, False and a stated none are ones."""
    return bool(value) or (value is not None and value != "" and (value != [] or name in MAY_BE_NONE))


def _take(found: Golden, record: Record, names: Iterable[str]) -> None:
    values, taken, number = record.values, found.values, record.source_record_id
    for name in names:
        if name not in taken:
            value = values.get(name)
            # Most values are true ones: asking that first saves a call.
            if value or _present(value, name):
                taken[name] = value
                found.provenance[name] = number


def _general_order(main: Record) -> Key:
    """Rules person_list, main_employer, newest, correction, fullest, first_record."""
    body = main.body_id
    return lambda record: (not record.is_people, record.body_id != body, *record.freshness())


def golden(records: Sequence[Record], main: Record, rules: AbstractSet[str] = ALL_RULES) -> Golden:
    """Golden values of one person; `records` are settled ones, `main` is the newest row of the main employer."""
    order = in_force(_general_order(main), _ORDER, rules)
    ranked = sorted(records, key=order) if len(records) > 1 else records
    at_main = [record for record in ranked if record.body_id == main.body_id and record.is_people]
    employer = at_main if "employer_only" in rules else ranked
    holder, decided = _holder_of_id(ranked, rules)
    provenance = {} if holder is None else {"national_id": holder.source_record_id}
    found = Golden({}, provenance, None if holder is None else holder.id_hash, ranked, main, decided)
    _take_name(found, rules)
    _take_birth(found, rules)
    _take_group(found, employer, POST_FIELDS, rules)
    _take_group(found, employer, TITLE_FIELDS, rules)
    _take_degree(found, order, rules)
    for record in employer:
        _take(found, record, EMPLOYER_FIELDS)
    for record in ranked:
        _take(found, record, _SINGLE)
    _take_status(found, at_main, rules)
    return found


def _take_group(found: Golden, ranked: Iterable[Record], names: Sequence[str], rules: AbstractSet[str]) -> None:
    """Rule whole_post: all fields of a group from the first record that has any."""
    for record in ranked:
        if any(_present(record.values.get(name)) for name in names):
            _take(found, record, names)
            if "whole_post" in rules:
                return


def _take_name(found: Golden, rules: AbstractSet[str]) -> None:
    """The first name; rule marked_name: when it has no marks, the first marked spelling of the same letters."""
    first = next(record for record in found.ranked if _present(record.values.get("full_name")))
    name = first.values["full_name"]
    if len(found.ranked) > 1 and "marked_name" in rules and name.lower() == (folded := fold(name)):
        for record in found.ranked:
            spelling = record.values.get("full_name") or ""
            if spelling.lower() != folded and fold(spelling) == folded:
                first = record
                found.decided.update(dict.fromkeys(NAME_FIELDS, "marked_name"))
                break
    _take(found, first, NAME_FIELDS)


def _take_birth(found: Golden, rules: AbstractSet[str]) -> None:
    """The first birth date; rule fuller_birth_date: when it is a year or month, the first fuller one that agrees."""
    dated = [record for record in found.ranked if _present(record.values.get("birth_date"))]
    if not dated:
        return
    first = dated[0]
    shared = {"year": 4, "month": 7}.get(first.values.get("birth_date_precision", "day"))
    if shared is not None and "fuller_birth_date" in rules:
        prefix = first.values["birth_date"][:shared]
        agreeing = [r for r in dated if r.values["birth_date"][:shared] == prefix]
        fuller = min(agreeing, key=lambda r: _PRECISION.get(r.values.get("birth_date_precision", ""), 3))
        if fuller is not first:
            first = fuller
            found.decided.update(dict.fromkeys(BIRTH_FIELDS, "fuller_birth_date"))
    _take(found, first, BIRTH_FIELDS)


def _take_degree(found: Golden, order: Key, rules: AbstractSet[str]) -> None:
    """The degree by the rules highest_degree and confirmed_degree; its details by same_degree."""
    with_level = [record for record in found.ranked if record.values.get("qualification") in _RANK]
    if not with_level:
        for record in found.ranked:
            _take(found, record, DEGREE_FIELDS)
        return
    level = with_level[0].values["qualification"]
    if len(with_level) > 1:
        level = _level(found, with_level, order, rules)
    naming = [record for record in with_level if record.values["qualification"] == level]
    for record in naming:
        _take(found, record, DEGREE_FIELDS)
    if "same_degree" not in rules:
        for record in found.ranked:
            _take(found, record, DEGREE_FIELDS)


def _level(found: Golden, with_level: Sequence[Record], order: Key, rules: AbstractSet[str]) -> str:
    level: str = with_level[0].values["qualification"]
    coarse = order(with_level[0])[:3]  # form, main employer, as-of day
    told = {r.values["qualification"] for r in with_level if order(r)[:3] == coarse}
    highest = max(told, key=_RANK.__getitem__)
    if highest != level and "highest_degree" in rules:
        level = highest
        found.decided["qualification"] = "highest_degree"
    if "confirmed_degree" in rules:
        best: dict[int, int] = {}
        for record in with_level:
            rank = _RANK[record.values["qualification"]]
            best[record.agency_id] = max(rank, best.get(record.agency_id, rank))
        ranks = sorted(best.values(), reverse=True)
        # The second best body's highest: everything up to there was told by at least two.
        if len(ranks) > 1 and ranks[1] > _RANK[level]:
            level = QUALIFICATIONS[ranks[1]]
            found.decided["qualification"] = "confirmed_degree"
    return level


def _take_status(found: Golden, at_main: Sequence[Record], rules: AbstractSet[str]) -> None:
    """Rules deceased and own_status. A list that leaves the status out says that its people work there."""
    dead = death(found.ranked, rules)
    if dead is not None:
        found.decided["status"] = "deceased"
        _take(found, dead, ("status",))
        return
    _take(found, found.main, ("status",))
    for record in at_main:
        if record.values.get("status") == "working":
            _take(found, record, ("status",))
    if "own_status" not in rules:
        for record in found.ranked:
            _take(found, record, ("status",))


def _holder_of_id(ranked: Sequence[Record], rules: AbstractSet[str]) -> tuple[Record | None, dict[str, str]]:
    """Record with the winning national id, and the rule citizen_id where it overruled the order."""
    first = next((record for record in ranked if record.id_hash is not None), None)
    if first is not None and first.id_kind != "citizen" and "citizen_id" in rules:
        citizen = next((record for record in ranked if record.id_kind == "citizen"), None)
        if citizen is not None:
            return citizen, {"national_id": "citizen_id"}
    return first, {}

"""Which rows of a person stand, which body is the main employer, and which posts are held. Pure; the order of the
records never matters.

The rules are those of `survivorship_rules`; `rules` of each function are the codes in force.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any, Final

from talentdb.fields import PEOPLE_FIELDS
from talentdb.people.records import Record
from talentdb.people.survivorship_rules import ALL_RULES

__all__ = ["GONE", "Key", "current_posts", "death", "in_force", "is_stale", "main_employer", "settled"]

# A full post weighs more than a contract or a place in an association beside it.
_CATEGORY_ORDER: Final = {
    name: rank
    for rank, name in enumerate(
        ("party_official", "civil_servant", "public_employee", "enterprise", "contract", "freelance", "retired")
    )
}
_ONE_ROUND: Final = 366
"""Days: agencies report once a year, so two employers that both reported within a year are both current."""

GONE: Final = frozenset({"moved", "left", "deceased", "retired"})
"""Statuses of people who do not work at the body that says so."""

_DESCRIBING: Final = frozenset(PEOPLE_FIELDS)
_MAIN_ORDER: Final = ("still_working", "one_round", "fuller_post", "newest", "correction", "fullest", "first_record")

Key = Callable[[Record], tuple[Any, ...]]


def in_force(key: Key, codes: Sequence[str], rules: AbstractSet[str]) -> Key:
    """The sort key with the parts of rules that are not in force made equal."""
    if rules is ALL_RULES:
        return key
    kept = [code in rules for code in codes]
    return lambda record: tuple(part if keep else 0 for part, keep in zip(key(record), kept, strict=True))


def settled(records: Sequence[Record], rules: AbstractSet[str] = ALL_RULES) -> Sequence[Record]:
    """The records that stand: of a row and its corrections the one with the newest day, then the largest number.

    What a correction leaves out that the corrected row had is taken away: older rows of that sender do not fill it.
    """
    if "correction" not in rules or all(record.corrects is None for record in records):
        return records
    found = {record.source_record_id: record for record in records}
    families: dict[tuple[int, int], list[Record]] = {}
    for record in records:
        root, seen = record.source_record_id, set[int]()
        while root not in seen and root in found and found[root].corrects is not None:
            seen.add(root)
            root = found[root].corrects or root
        families.setdefault((root, record.agency_id), []).append(record)
    standing = {r.source_record_id: r for r in records}
    for (_, sender), family in sorted(families.items()):
        if len(family) > 1:
            _replace_family(standing, sender, family)
    return list(standing.values())


def _replace_family(standing: dict[int, Record], sender: int, family: Sequence[Record]) -> None:
    last = max(family, key=lambda r: (r.as_of, r.source_record_id))
    for record in family:
        if record is not last:
            del standing[record.source_record_id]
    # Courses that older lists name are facts of their own.
    gone = (_DESCRIBING & {name for record in family for name in record.values}) - last.values.keys()
    no_id = last.id_hash is None and any(record.id_hash for record in family)
    for number, record in standing.items():
        of_family = record.agency_id == sender and record.form == last.form and record.as_of <= last.as_of
        if number == last.source_record_id or not of_family:
            continue
        if no_id or gone & record.values.keys():
            kept = {name: value for name, value in record.values.items() if name not in gone}
            less = replace(record, values=kept)
            standing[number] = replace(less, id_hash=None, id_kind=None) if no_id else less


def _newest_by_body(records: Iterable[Record]) -> dict[int, Record]:
    newest: dict[int, Record] = {}
    for record in sorted(records, key=Record.freshness):
        newest.setdefault(record.body_id, record)
    return newest


def _about_person(records: Sequence[Record]) -> Sequence[Record]:
    """Rows of the form `people`; all rows when there is none."""
    return [record for record in records if record.is_people] or records


def death(records: Sequence[Record], rules: AbstractSet[str]) -> Record | None:
    """The newest row that says deceased, unless a later one says working."""
    told = [record for record in records if record.values.get("status") == "deceased"]
    if not told or "deceased" not in rules:
        return None
    newest = min(told, key=Record.freshness)
    later = any(r.values.get("status") == "working" and r.as_of > newest.as_of for r in records)
    return None if later else newest


def is_stale(record: Record, last_days: int) -> bool:
    """Whether a row is more than one yearly round older than the day with that ordinal."""
    return last_days - record.as_of.toordinal() > _ONE_ROUND


def main_employer(records: Sequence[Record], rules: AbstractSet[str] = ALL_RULES) -> Record:
    """Newest row of the main employer; of each body the newest row counts. Rules: still_working … first_record.

    Of somebody who died, the body that he worked at: that the others say nothing of it makes them no employer.
    """
    if len(records) == 1:
        return records[0]
    newest = _newest_by_body(_about_person(records)).values()
    last = max(record.as_of.toordinal() for record in newest)
    alive = death(records, rules) is None

    def order(record: Record) -> tuple[Any, ...]:
        category = _CATEGORY_ORDER.get(record.values.get("employment_category", ""), len(_CATEGORY_ORDER))
        stale = is_stale(record, last)
        gone = alive and record.values.get("status") in GONE
        return gone or stale, stale, category, *record.freshness()

    return min(newest, key=in_force(order, _MAIN_ORDER, rules))


def current_posts(records: Sequence[Record], rules: AbstractSet[str] = ALL_RULES) -> list[Record]:
    """Newest row of each body that still employs the person: within one round of the newest, not left.

    Rule concurrent_posts; without it the main employer's alone.
    """
    newest = _newest_by_body(record for record in records if record.is_people).values()
    if not newest or death(records, rules) is not None:
        return []
    last = max(record.as_of.toordinal() for record in newest)
    held = [r for r in newest if not is_stale(r, last) and r.values.get("status") not in GONE]
    if "concurrent_posts" not in rules:
        held = [record for record in held if record is main_employer(records, rules)]
    return sorted(held, key=lambda r: r.source_record_id)

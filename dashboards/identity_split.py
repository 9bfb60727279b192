"""Taking a person apart: the rows with what each says differently, what would come of it, and doing it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from dashboards import identity_labels, labels, person_labels
from dashboards.application import Application
from dashboards.identity_look import place_of
from dashboards.words import Words
from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require, visible
from talentdb.errors import NotFoundError
from talentdb.identity.sides import read_sides
from talentdb.people.details import masked_ids
from talentdb.people.profile import show
from talentdb.people.sync import read_records
from talentdb.registry.judging import Judged, split

__all__ = ["Row", "Whole", "preview_split", "split_person", "whole"]

_TOLD: Final = (
    "birth_date", "sex", "national_id", "phone", "email", "staff_code", "native_place", "qualification",
    "field_of_training", "training_institution", "graduation_year", "professional_title", "position_title",
)  # fmt: skip
"""Fields that tell persons apart, the strongest first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a person: the name in it, where it is from, how it was found to be theirs, and (field, value) of what
    the rows say differently."""

    record_id: int
    full_name: str
    body: str
    place: str
    rule: str
    differing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """One person to take apart, the rows oldest first."""

    person_id: int
    name: str
    rows: tuple[Row, ...]


def whole(application: Application, principal: Principal, person_id: int) -> Whole:
    """The rows of a person; the look is logged.

    Raises: NotFoundError when there is no such person.
    """
    require(principal, Action.REVIEW)
    with unit_of_work(application.engine, principal) as connection:
        person = show(connection, principal, person_id)
        records = {record.source_record_id: record for record in read_records(connection, person["person_id"])}
        sides = read_sides(connection, records)
        values = _values(connection, principal, application.keyring, {n: r.values for n, r in records.items()})
    rules = {source["source_record_id"]: source["rule"] for source in person["sources"]}
    words = Words(application)
    told = {number: _told(words, said) for number, said in values.items()}
    disputed = [name for name in _TOLD if len({said.get(name, "") for said in told.values()} - {""}) > 1]
    rows = (
        Row(
            number,
            sides[number].full_name,
            sides[number].employer_name,
            place_of(sides[number]),
            "" if rules.get(number) == "new" else person_labels.RULE.get(rules.get(number, ""), ""),
            tuple((labels.FIELD[name], told[number].get(name, "")) for name in disputed),
        )
        for number in sorted(sides, key=lambda number: (sides[number].as_of, number))
    )
    return Whole(person["person_id"], person["full_name"], tuple(rows))


def _values(
    connection: Connection, principal: Principal, keyring: Keyring, records: Mapping[int, Mapping[str, Any]]
) -> dict[int, dict[str, Any]]:
    """What each row says, as far as the role may see it; national ids masked."""
    ids = masked_ids(connection, keyring, {number: number for number in records})
    return {
        number: visible(principal, said) | ({"national_id": ids[number]} if number in ids else {})
        for number, said in records.items()
    }


def _told(words: Words, said: Mapping[str, Any]) -> dict[str, str]:
    return {name: words.of(name, said.get(name), said) for name in _TOLD}


class _NotMeantError(Exception):
    """Ends a unit of work without a trace."""


def preview_split(
    application: Application, principal: Principal, person_id: int, records: Collection[int], among: Collection[int]
) -> dict[int | None, tuple[int, ...]]:
    """What taking the rows out would make: number of a person -> their rows; None for rows that fit nobody then.

    Args:
        among: all rows of the person.
    Done for real and undone: nothing else knows what the rest of the evidence holds together.
    """
    found: dict[int | None, list[int]] = {}
    try:
        with unit_of_work(application.engine, principal) as connection:
            split(connection, principal, person_id, sorted(records))
            for number, side in read_sides(connection, among).items():
                found.setdefault(side.person_id, []).append(number)
            raise _NotMeantError
    except _NotMeantError:
        return {number: tuple(rows) for number, rows in found.items()}


def split_person(
    application: Application, principal: Principal, person_id: int, records: Collection[int], reason: str
) -> Judged:
    """Take the rows out for good (it can be taken back).

    Raises: NotFoundError when no row is named; UsageError, ConflictError when it cannot be done.
    """
    if not records:
        raise NotFoundError(identity_labels.SPLIT_NONE, identity_labels.SPLIT_NONE_ADVICE)
    with unit_of_work(application.engine, principal) as connection:
        return split(connection, principal, person_id, sorted(records), reason=reason)

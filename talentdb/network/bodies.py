"""Reads what people hang on: employers, schools, fields, large works. Each is a body with edges, never a clique.

An employer is the body of the registry that has the people on the day asked for; a school is one whatever its name's
spelling (the rules of agencies' names); a field is a code of the classification, or the text of the degree where
no code is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, BIGINT

from talentdb.codes import code_list
from talentdb.codes.agency_names import name_words
from talentdb.network.columns import whole_numbers
from talentdb.network.model import Kind, Layer
from talentdb.network.people import plain
from talentdb.text import fold

__all__ = ["Body", "FieldTies", "Ties", "employer_ties", "large_work_ties", "school_ties"]

_BATCH: Final = 20_000
_EMPLOYMENTS: Final = """
    select person_id, cast(agency_id as bigint),
        cast(coalesce(extract(year from min(least(recruitment_date, as_of))), 0) as bigint),
        cast(coalesce(extract(year from max(as_of)), 0) as bigint)
    from employment
    where (cast(:people as bigint[]) is null or person_id = any(cast(:people as bigint[])))
        and (cast(:day as date) is null or as_of <= cast(:day as date))
    group by person_id, agency_id order by person_id, agency_id
"""
_SCHOOLS: Final = """
    select person_id, training_institution, coalesce(min(graduation_year), 0) as first_year,
        coalesce(max(graduation_year), 0) as last_year
    from qualification
    where training_institution is not null and (cast(:people as bigint[]) is null or person_id = any(:people))
        and (cast(:day as date) is null or graduation_year is null
            or graduation_year <= extract(year from cast(:day as date)))
    group by person_id, training_institution order by person_id, training_institution
"""
Body = tuple[str, Kind, str]
"""Id, kind and one spelling of the name."""


@dataclass(frozen=True, slots=True)
class Ties:
    """People and what they hang on in one layer, as columns.

    Args:
        person: numbers of the persons.
        body: places in `bodies`.
        first_year, last_year: of the tie; 0 is unknown.
        bodies: several of them may be spellings of one, with one id.
    """

    layer: Layer
    person: NDArray[np.int64]
    body: NDArray[np.int64]
    first_year: NDArray[np.int64]
    last_year: NDArray[np.int64]
    bodies: Sequence[Body]


def employer_ties(
    connection: Connection, people: Sequence[int] | None, day: date | None, employers: Mapping[int, tuple[str, str]]
) -> Ties:
    """Each person's employers, past ones too; the years are those of recruitment and of the lists.

    Args:
        employers: agency -> code and name of the body that has its people.
    """
    values = {"people": None if people is None else list(people), "day": day}
    person, agency, first, last = whole_numbers(connection, _EMPLOYMENTS, 4, values)
    numbers, place = np.unique(agency, return_inverse=True)
    named = [employers[number] for number in numbers.tolist()]
    bodies = [(f"agency:{code}", Kind.AGENCY, name) for code, name in named]
    return Ties(Layer.EMPLOYER, person, place.astype(np.int64), first, last, bodies)


def school_ties(connection: Connection, people: Sequence[int] | None, day: date | None) -> Ties:
    """Where each person took its degrees; the years are those of graduation."""
    statement = text(_SCHOOLS).bindparams(bindparam("people", type_=ARRAY(BIGINT)))
    values = {"people": None if people is None else list(people), "day": day}
    found = _Collected(Layer.SCHOOL)
    for person, name, first, last in connection.execute(statement.execution_options(yield_per=_BATCH), values):
        found.add(person, name, first, last)
    return found.ties(_school)


def _school(name: str) -> Body:
    key = fold(" ".join(name_words(name))) or fold(name)
    return f"school:{_slug(key)}", Kind.SCHOOL, name


@dataclass(frozen=True, slots=True)
class _Collected:
    """Ties row by row: a name is looked at once, however many people hang on it."""

    layer: Layer
    places: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add(self, person: int, name: str, first: int = 0, last: int = 0) -> None:
        self.rows.append((person, self.places.setdefault(name, len(self.places)), first, last))

    def ties(self, body: Any) -> Ties:
        person, place, first, last = np.array(self.rows, np.int64).reshape(-1, 4).T
        return Ties(self.layer, person, place, first, last, [body(name) for name in self.places])


@dataclass(frozen=True, slots=True)
class FieldTies:
    """The fields of people, person by person, by their values as the role may see them."""

    _found: _Collected = field(default_factory=lambda: _Collected(Layer.FIELD))

    def add(self, person_id: int, values: Mapping[str, Any]) -> None:
        """The codes of one person, or the text of the degree where no code is known."""
        known = code_list("research_field")
        codes = [code for code in values.get("research_fields") or () if known.get(code) is not None]
        for code in codes:
            self._found.add(person_id, f"{_CODE}{code}")
        if not codes and values.get("field_of_training"):
            self._found.add(person_id, str(values["field_of_training"]))

    def ties(self) -> Ties:
        """All of them."""
        return self._found.ties(_field)


# No text of a list begins with it.
_CODE: Final = "\0"


def _field(name: str) -> Body:
    code = code_list("research_field").get(name.removeprefix(_CODE)) if name.startswith(_CODE) else None
    if code is not None:
        return f"field:{code.code}", Kind.FIELD, code.label
    return f"field:{_slug(fold(name))}", Kind.FIELD, name


def large_work_ties(rows: Iterable[Any]) -> tuple[Ties, Ties]:
    """People of works too large for pairs, tasks and publications, out of `talentdb.network.ties.large_works`."""
    found = _Collected(Layer.TASKS), _Collected(Layer.PUBLICATIONS)
    bodies: dict[str, Body] = {}
    for key, year, title, person, published in rows:
        body = f"work:{_slug(key)}-{year}"
        bodies.setdefault(body, (body, Kind.WORK, title))
        found[published].add(person, body, year, year)
    tasks, publications = (part.ties(bodies.__getitem__) for part in found)
    return tasks, publications


def _slug(key: str) -> str:
    """A short id of a folded name: names of bodies run to a hundred characters, and titles to a page."""
    words = "-".join(plain(key).split())
    if len(words) <= 60:
        return words
    return f"{words[:48]}-{blake2b(words.encode(), digest_size=5).hexdigest()}"

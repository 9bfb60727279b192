"""Reads what people hang on: employers, schools, fields, large works. Each is a body with edges, never a clique.

An employer is the body of the registry that has the people on the day asked for; a school is one whatever its name's
spelling (the rules of agencies' names); a field is a code of the classification, or the text of the degree where
no code is known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, Final

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, BIGINT

from talentdb.codes import code_list
from talentdb.codes.agency_names import name_words
from talentdb.network.model import Kind, Layer
from talentdb.network.people import plain
from talentdb.text import fold

__all__ = ["Tie", "employer_ties", "field_ties", "large_work_ties", "school_ties"]

_BATCH: Final = 20_000
_EMPLOYMENTS: Final = """
    select person_id, agency_id,
        cast(extract(year from min(least(recruitment_date, as_of))) as integer) as first_year,
        cast(extract(year from max(as_of)) as integer) as last_year
    from employment
    where (cast(:people as bigint[]) is null or person_id = any(:people))
        and (cast(:day as date) is null or as_of <= :day)
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


@dataclass(frozen=True, slots=True)
class Tie:
    """A person and a body: the id, kind and name of the body, and the years of the tie (0 is unknown)."""

    person_id: int
    layer: Layer
    body: str
    kind: Kind
    label: str
    first_year: int = 0
    last_year: int = 0


def _rows(connection: Connection, sql: str, people: Sequence[int] | None, day: date | None) -> Iterator[Any]:
    statement = text(sql).bindparams(bindparam("people", type_=ARRAY(BIGINT)))
    values = {"people": None if people is None else list(people), "day": day}
    yield from connection.execute(statement.execution_options(yield_per=_BATCH), values)


def employer_ties(
    connection: Connection, people: Sequence[int] | None, day: date | None, employers: Mapping[int, tuple[str, str]]
) -> Iterator[Tie]:
    """Each person's employers, past ones too; the years are those of recruitment and of the lists.

    Args:
        employers: agency -> code and name of the body that has its people.
    """
    for person, agency, first, last in _rows(connection, _EMPLOYMENTS, people, day):
        code, name = employers[agency]
        yield Tie(person, Layer.EMPLOYER, f"agency:{code}", Kind.AGENCY, name, first, last)


def school_ties(connection: Connection, people: Sequence[int] | None, day: date | None) -> Iterator[Tie]:
    """Where each person took its degrees; the years are those of graduation."""
    for person, name, first, last in _rows(connection, _SCHOOLS, people, day):
        key = fold(" ".join(name_words(name))) or fold(name)
        yield Tie(person, Layer.SCHOOL, f"school:{_slug(key)}", Kind.SCHOOL, name, first, last)


def field_ties(person_id: int, values: Mapping[str, Any]) -> Iterator[Tie]:
    """The fields of one person by its values as the role may see them."""
    known = code_list("research_field")
    codes = [code for code in map(known.get, values.get("research_fields") or ()) if code is not None]
    for code in codes:
        yield Tie(person_id, Layer.FIELD, f"field:{code.code}", Kind.FIELD, code.label)
    if not codes and values.get("field_of_training"):
        name = str(values["field_of_training"])
        yield Tie(person_id, Layer.FIELD, f"field:{_slug(fold(name))}", Kind.FIELD, name)


def large_work_ties(rows: Iterable[Any]) -> Iterator[Tie]:
    """People of works too large for pairs, out of rows of `talentdb.network.ties.large_works`."""
    for key, year, title, person, published in rows:
        layer = Layer.PUBLICATIONS if published else Layer.TASKS
        yield Tie(person, layer, f"work:{_slug(key)}-{year}", Kind.WORK, title, year, year)


def _slug(key: str) -> str:
    """A short id of a folded name: names of bodies run to a hundred characters, and titles to a page."""
    words = "-".join(plain(key).split())
    if len(words) <= 60:
        return words
    return f"{words[:48]}-{blake2b(words.encode(), digest_size=5).hexdigest()}"

"""The two relations that a search reads persons from, with the same columns: golden persons, or an agency's own
newest rows. Which rows there are is decided by the policies of schema.sql.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from talentdb.access.principal import Principal, Role
from talentdb.db.tables import person, person_version
from talentdb.db.views import of_own_bodies, own_person, searched_person

__all__ = ["People", "people_of"]


# Fields of filters and facets by the column that tells them, where it is called otherwise.
_TOLD_BY: Final = {"age": "birth_date", "birth_year": "birth_date", "agency_code": "agency_ids"}


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """A relation with one row a person; there are only two, so what is built on one can be kept by it.

    Args:
        relation: columns person_id, full_name, name_key, name_toned, birth_date, values … and what filters need.
        employer: name of the column with the agency_id of the (main) employer.
        order: Vietnamese order of names.
        words: its text as tsvector, or what `narrow` is searched by.
        narrow: those of its columns that most questions are about, with words that an index finds: neighbours are
            words of their own there and those of names marked (`talentdb.people.keys.search_words`); None: nothing
            but the relation.
    """

    relation: FromClause
    employer: str
    order: tuple[ColumnElement[Any], ...]
    words: ColumnElement[Any]
    narrow: FromClause | None = None

    def source_of(self, names: Iterable[str]) -> FromClause:
        """What tells these fields of persons: the narrow relation where it holds all of them."""
        if self.narrow is None:
            return self.relation
        held = {*self.narrow.c.keys(), *(name for name, column in _TOLD_BY.items() if column in self.narrow.c)}
        return self.narrow if held.issuperset(names) else self.relation


def people_of(principal: Principal) -> People:
    """What the actor searches in."""
    return _own() if principal.role is Role.AGENCY else _registry()


@cache
def _registry() -> People:
    active = (
        select(person_version)
        .join(person, person.c.person_id == person_version.c.person_id)
        .where(person_version.c.valid_to.is_(None), person.c.state == "active")
        .subquery("people")
    )
    return People(
        active, "agency_id", (active.c.name_sort, active.c.person_id), searched_person.c.words, searched_person
    )


@cache
def _own() -> People:
    """A person that several units below the agency list is there once, by the newest row."""
    o = own_person.c
    newest = (
        select(own_person)
        .ext(distinct_on(o.person_id))
        .where(of_own_bodies(o.agency_id))
        .order_by(o.person_id, o.as_of.desc(), o.source_record_id.desc())
        .subquery("people")
    )
    given_name = func.substring(newest.c.name_key, "[^ ]+$")
    order = (given_name, newest.c.name_key, newest.c.name_toned, newest.c.person_id)
    return People(newest, "employer_id", order, func.to_tsvector("simple", newest.c.search_key))

"""Which rows a principal reads people from: the golden persons, or for an agency its own newest rows.

The policies of schema.sql decide which rows there are; here only the relation is chosen.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.dialects.postgresql import distinct_on

from talentdb.access.principal import Principal, Role
from talentdb.db.tables import person_version
from talentdb.db.views import own_person
from talentdb.people.filters import Filter, person_filters, require_fields
from talentdb.text import fold

__all__ = ["people"]

_LIKE: Final = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


def people(
    principal: Principal, filters: Sequence[Filter] = (), words: str = "", *, person_id: int | None = None
) -> Select[Any]:
    """One row a person: person_id, full_name, values, agency_id (main employer), and name_sort and provenance of
    golden persons, or as_of and source_record_id of an agency's own rows.

    Args:
        filters: as in `talentdb.people.filters`; `words`: all of them must be found in the searched text.
    Raises: UsageError for an unknown filter; ForbiddenError for one by a field that the role may not see.
    """
    require_fields(principal, [name for name, _ in filters])
    if principal.role is Role.AGENCY:
        return _own(filters, words, person_id)
    v = person_version.c
    columns = (v.person_id, v.full_name, v.name_sort, v["values"], v.provenance, v.agency_id)
    statement = select(*columns).where(v.valid_to.is_(None), *person_filters(filters, person_version))
    if person_id is not None:
        statement = statement.where(v.person_id == person_id)
    return _with_words(statement, v.search_key, words)


def _own(filters: Sequence[Filter], words: str, person_id: int | None) -> Select[Any]:
    """A person that several units below the agency list is shown once, by the newest row."""
    o = own_person.c
    newest = select(own_person).ext(distinct_on(o.person_id))
    if person_id is not None:
        newest = newest.where(o.person_id == person_id)
    own = newest.order_by(o.person_id, o.as_of.desc(), o.source_record_id.desc()).subquery("own")
    columns = (
        own.c.person_id, own.c.full_name, own.c["values"], own.c.employer_id.label("agency_id"), own.c.as_of,
        own.c.source_record_id,
    )  # fmt: skip
    statement = select(*columns).where(*person_filters(filters, own))
    return _with_words(statement, own.c.search_key, words)


def _with_words(statement: Select[Any], searched: ColumnElement[str], words: str) -> Select[Any]:
    for word in fold(words).split():
        statement = statement.where(searched.like(f"%{word.translate(_LIKE)}%"))
    return statement

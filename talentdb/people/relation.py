"""Which rows a principal reads people from, now or as of a day: the golden persons, or for an agency its own newest
rows by then.

The policies of schema.sql decide which rows there are; here only the relation is chosen.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, FromClause, Select, and_, cast, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from talentdb.access.principal import Principal, Role
from talentdb.db.tables import person_source, person_version, source_record, submission, submission_event
from talentdb.db.views import of_own_bodies, own_person
from talentdb.people.filters import Filter, person_filters, require_fields
from talentdb.settings import VIETNAM
from talentdb.text import fold

__all__ = ["counts_by", "people"]

_LIKE: Final = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


def people(
    principal: Principal,
    filters: Sequence[Filter] = (),
    words: str = "",
    *,
    person_id: int | None = None,
    as_of: date | None = None,
) -> Select[Any]:
    """One row a person: person_id, full_name, values, agency_id (main employer), and name_sort and provenance of
    golden persons, or as_of and source_record_id of an agency's own rows.

    Args:
        filters: as in `talentdb.people.filters`; `words`: all of them must be found in the searched text.
        as_of: the day that is asked about: who was not known by then is not there. None: everything known now, also
            rows that describe a day to come.
    Raises: UsageError for an unknown filter; ForbiddenError for one by a field that the role may not see.
    """
    require_fields(principal, [name for name, _ in filters])
    if principal.role is Role.AGENCY:
        return _own(filters, words, person_id, as_of)
    v = person_version.c
    columns = (v.person_id, v.full_name, v.name_sort, v["values"], v.provenance, v.agency_id)
    held: ColumnElement[bool] = v.valid_to.is_(None)
    if as_of is not None:
        held = and_(v.valid_from <= as_of, or_(v.valid_to.is_(None), v.valid_to > as_of))
    statement = select(*columns).where(held, *person_filters(filters, person_version, as_of))
    if person_id is not None:
        statement = statement.where(v.person_id == person_id)
    return _with_words(statement, v.search_key, words)


def _own(filters: Sequence[Filter], words: str, person_id: int | None, as_of: date | None) -> Select[Any]:
    """A person that several units below the agency list is shown once, by the newest row."""
    rows = own_person if as_of is None else _own_on(as_of)
    o = rows.c
    newest = select(rows).ext(distinct_on(o.person_id)).where(of_own_bodies(o.agency_id))
    if person_id is not None:
        newest = newest.where(o.person_id == person_id)
    own = newest.order_by(o.person_id, o.as_of.desc(), o.source_record_id.desc()).subquery("own")
    columns = (
        own.c.person_id, own.c.full_name, own.c["values"], own.c.employer_id.label("agency_id"), own.c.as_of,
        own.c.source_record_id,
    )  # fmt: skip
    statement = select(*columns).where(*person_filters(filters, own, as_of))
    return _with_words(statement, own.c.search_key, words)


def counts_by(day: date) -> ColumnElement[bool]:
    """Submissions whose rows count from that day or earlier: their own day, or that of the approval before it."""
    e = submission_event.c
    approved = select(func.max(e.at)).where(e.submission_id == submission.c.submission_id, e.kind == "approved")
    day_of = cast(func.timezone(VIETNAM.key, approved.correlate(submission).scalar_subquery()), Date)
    return or_(submission.c.as_of <= day, day_of <= day)


def _own_on(as_of: date) -> FromClause:
    """The rows that the view own_person is made of, as far as they describe days up to one."""
    r, s, ps = source_record, submission, person_source
    columns = (r.c.source_record_id, r.c.submission_id, r.c.agency_id, r.c.employer_id, r.c["values"], r.c.birth_date,
               r.c.birth_date_precision, r.c.sex, r.c.name_key, r.c.name_toned, r.c.search_key)  # fmt: skip
    return (
        select(ps.c.person_id, s.c.as_of, r.c["values"]["full_name"].astext.label("full_name"), *columns)
        .join_from(r, s, s.c.submission_id == r.c.submission_id)
        .join(ps, ps.c.source_record_id == r.c.source_record_id)
        .where(s.c.state == "approved", r.c.form == "people", counts_by(as_of))
        .subquery("own_rows")
    )


def _with_words(statement: Select[Any], searched: ColumnElement[str], words: str) -> Select[Any]:
    for word in fold(words).split():
        statement = statement.where(searched.like(f"%{word.translate(_LIKE)}%"))
    return statement

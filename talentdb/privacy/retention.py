"""Whose data have been kept as long as the registry of processing says: a list for somebody to decide on.

Nothing goes by itself: erasing them is `talentdb.privacy.erasure` with the ground `term`. Changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, text

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.privacy.data_sets import DataSet, effective, list_sets
from talentdb.settings import today

__all__ = ["Over", "over", "overdue"]

_LISTS: Final = text("""
    select ps.person_id, s.agency_id, s.form, max(s.as_of) as newest
    from person_source ps
        join source_record r on r.source_record_id = ps.source_record_id
        join submission s on s.submission_id = r.submission_id
    where ps.person_id is not null
    group by ps.person_id, s.agency_id, s.form
    order by ps.person_id
""")
_NAMES: Final = text("""
    select person_id, "values" ->> 'full_name' as full_name from person_version
    where person_id = any(:persons) and valid_to is null
""")


@dataclass(frozen=True, slots=True)
class Over:
    """Somebody whose time is over.

    Args:
        newest: day that the newest row describes; ended: last day of keeping, the latest of all lists.
        papers: decisions whose terms these are.
    """

    person_id: int
    full_name: str
    newest: date
    ended: date
    papers: tuple[str, ...]


def over(
    lists: Mapping[tuple[int, str], date], sets: Sequence[DataSet], day: date
) -> tuple[date, tuple[str, ...]] | None:
    """When keeping ended, and by which decisions; None while any list is kept, or nobody has said until when. Pure.

    Args:
        lists: body and form -> day that the newest row describes.
    """
    covering = [(effective(sets, body, form), newest) for (body, form), newest in lists.items()]
    known = [(one, one.ends(newest)) for one, newest in covering if one is not None]
    if not known or len(known) < len(covering):
        return None
    ended = max(end for _, end in known)
    return (ended, tuple(sorted({one.paper for one, _ in known}))) if ended < day else None


def overdue(connection: Connection, principal: Principal, day: date | None = None) -> tuple[Over, ...]:
    """Everybody whose data have been kept long enough on that day, the longest over first.

    Raises: ForbiddenError.
    """
    require(principal, Action.ERASE)
    sets = list_sets(connection)
    if not sets:
        return ()
    found: dict[int, tuple[date, date, tuple[str, ...]]] = {}
    for person, lists in _by_person(connection):
        ended = over(lists, sets, day or today())
        if ended is not None:
            found[person] = (max(lists.values()), *ended)
    names = {row.person_id: row.full_name for row in connection.execute(_NAMES, {"persons": list(found)})}
    told = [Over(number, names.get(number) or "", *rest) for number, rest in found.items()]
    return tuple(sorted(told, key=lambda one: (one.ended, one.person_id)))


def _by_person(connection: Connection) -> Iterable[tuple[int, dict[tuple[int, str], date]]]:
    lists: dict[tuple[int, str], date] = {}
    person: int | None = None
    for row in connection.execute(_LISTS.execution_options(yield_per=10_000)):
        if person is not None and row.person_id != person:
            yield person, lists
            lists = {}
        person = row.person_id
        lists[row.agency_id, row.form] = row.newest
    if person is not None:
        yield person, lists

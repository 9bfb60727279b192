"""The yearly list of excellent research tasks: commissioned, rated excellent at the acceptance, and applied.

Plan 001 asks the department of science for it, for the department of home affairs (section II.3). Owns the table
excellent_task; what is written stays, a task taken off the list with its reason.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, text, update

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import agency, excellent_task
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.reporting import register_labels as words
from talentdb.reporting.bodies import check_body
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import fold, format_date

__all__ = ["ExcellentTask", "Suggestion", "list_excellent", "record_excellent", "suggested", "withdraw_excellent"]

_RATINGS: Final = ("excellent", "passed")


@dataclass(frozen=True, slots=True)
class ExcellentTask:
    """A task of the list of a year.

    Args:
        lead: name of who led it; agency: where, empty for nowhere of ours.
        commissioned: by the province; rating: excellent or passed; applied: where and how.
        withdrawn: why it was taken off the list; empty while it is on it.
    """

    number: int
    year: int
    title: str
    lead: str
    agency_id: int | None
    agency: str
    commissioned: bool
    rated_on: date
    rating: str
    applied: str
    paper: str
    withdrawn: str
    work_key: str | None
    login: str
    recorded_at: datetime

    @property
    def lacks(self) -> tuple[str, ...]:
        """Conditions of the plan that it does not meet: commissioned, excellent."""
        met = {"commissioned": self.commissioned, "excellent": self.rating == "excellent"}
        return tuple(key for key, holds in met.items() if not holds)

    @property
    def is_sent(self) -> bool:
        """Whether it stands on the list that is sent."""
        return not self.withdrawn and not self.lacks


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A task of the registry that was rated excellent and is applied, and stands on no list of that year yet."""

    work_key: str
    title: str
    year: int | None
    level: str | None
    lead: str
    agency_id: int | None
    agency: str


def record_excellent(
    connection: Connection, principal: Principal, year: int, title: str, lead: str, rated_on: date, applied: str,
    *, agency_id: int | None = None, commissioned: bool = True, rating: str = "excellent", paper: str = "",
    work_key: str | None = None,
) -> ExcellentTask:  # fmt: skip
    """Write a task down for the list of a year.

    Raises: ForbiddenError; NotFoundError for an unknown body; UsageError for what is missing or cannot be;
        ConflictError if the list of the year has it.
    """
    require(principal, Action.REVIEW)
    title, lead, applied, paper = map(typed, (title, lead, applied, paper))
    if not (title and lead and applied):
        raise UsageError(words.EXCELLENT_INCOMPLETE, words.FIX_AND_SAVE)
    if rating not in _RATINGS:
        raise UsageError(words.UNKNOWN_RATING.format(rating=rating), words.RATING_ADVICE)
    if rated_on > today():
        raise UsageError(words.EXCELLENT_AHEAD.format(day=format_date(rated_on)), words.FIX_AND_SAVE)
    if year < rated_on.year:
        raise UsageError(words.EXCELLENT_YEAR.format(year=year, rated=rated_on.year), words.FIX_AND_SAVE)
    check_body(connection, agency_id)
    for one in list_excellent(connection, year=year):
        if _same(one, title, work_key):
            twice = words.EXCELLENT_TWICE.format(title=one.title, year=year, number=one.number)
            raise ConflictError(twice, words.EXCELLENT_LIST_ADVICE)
    number = connection.execute(
        insert(excellent_task)
        .values(
            year=year, work_key=work_key, title=title, lead_name=lead, agency_id=agency_id,
            commissioned=commissioned, rated_on=rated_on, rating=rating, applied=applied, paper=paper,
            account_id=principal.account_id, login=principal.login,
        )
        .returning(excellent_task.c.excellent_task_id)
    ).scalar_one()  # fmt: skip
    audit(connection, principal, "excellent_task.recorded", "excellent_task", number)
    return _read(connection, number)


def withdraw_excellent(connection: Connection, principal: Principal, number: int, reason: str) -> ExcellentTask:
    """Take a task off the list, saying why.

    Raises: ForbiddenError; NotFoundError; UsageError without a reason; ConflictError if it is off already.
    """
    require(principal, Action.REVIEW)
    reason = typed(reason)
    if not reason:
        raise UsageError(words.WITHDRAWAL_REASON, words.FIX_AND_SAVE)
    if _read(connection, number).withdrawn:
        raise ConflictError(words.WITHDRAWN_ALREADY.format(number=number), words.RELOAD)
    e = excellent_task.c
    connection.execute(
        update(excellent_task).where(e.excellent_task_id == number, e.withdrawn.is_(None)).values(withdrawn=reason)
    )
    audit(connection, principal, "excellent_task.withdrawn", "excellent_task", number)
    return _read(connection, number)


def list_excellent(
    connection: Connection, *, year: int | None = None, withdrawn: bool = False
) -> tuple[ExcellentTask, ...]:
    """The tasks of a year or of all, newest year first and by day of acceptance; none for agencies.

    Args:
        withdrawn: those too that were taken off.
    """
    e = excellent_task.c
    asked = _select().order_by(e.year.desc(), e.rated_on, e.excellent_task_id)
    if year is not None:
        asked = asked.where(e.year == year)
    if not withdrawn:
        asked = asked.where(e.withdrawn.is_(None))
    return tuple(map(_task, connection.execute(asked)))


_WORKS: Final = text("""
    select w.work_key, min(w.work_title) as title, w.work_year as year, min(w.work_level) as level,
        (array_agg(p.full_name order by w.member_role is distinct from 'lead', p.full_name))[1] as lead,
        (array_agg(p.agency_id order by w.member_role is distinct from 'lead', p.full_name))[1] as agency_id
    from work_member w join person_version p on p.person_id = w.person_id and p.valid_to is null
    where w.work_result = 'excellent' and w.applied and coalesce(w.work_type, 'research_task') = 'research_task'
        and (w.work_year is null or w.work_year between cast(:year as integer) - 1 and :year)
    group by w.work_key, w.work_year
    order by w.work_year desc nulls last, title
""")


def suggested(connection: Connection, principal: Principal, year: int) -> tuple[Suggestion, ...]:
    """Tasks of the registry that ended in the year or the one before it and could stand on its list.

    Raises: ForbiddenError for who does not keep the list.
    """
    require(principal, Action.REVIEW)
    known = list_excellent(connection, withdrawn=True)
    names = {row.agency_id: row.name for row in connection.execute(select(agency.c.agency_id, agency.c.name))}
    return tuple(
        Suggestion(
            row.work_key, row.title, row.year, row.level, row.lead, row.agency_id, names.get(row.agency_id, "")
        )
        for row in connection.execute(_WORKS, {"year": year})
        if not any(_same(one, row.title, row.work_key) for one in known)
    )


def _same(one: ExcellentTask, title: str, work_key: str | None) -> bool:
    return fold(one.title) == fold(title) or (work_key is not None and one.work_key == work_key)


def _select() -> Any:
    return select(excellent_task, agency.c.name).join(
        agency, agency.c.agency_id == excellent_task.c.agency_id, isouter=True
    )


def _read(connection: Connection, number: int) -> ExcellentTask:
    row = connection.execute(_select().where(excellent_task.c.excellent_task_id == number)).one_or_none()
    if row is None:
        raise NotFoundError(words.NO_EXCELLENT.format(number=number), words.EXCELLENT_LIST_ADVICE)
    return _task(row)


def _task(row: Row[Any]) -> ExcellentTask:
    return ExcellentTask(
        row.excellent_task_id, row.year, row.title, row.lead_name, row.agency_id, row.name or "", row.commissioned,
        row.rated_on, row.rating, row.applied, row.paper, row.withdrawn or "", row.work_key, row.login,
        row.recorded_at,
    )  # fmt: skip

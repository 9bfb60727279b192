"""What bodies ask for, year by year, summed up, and its approval: numbers by line, frozen with the decision.

Owns writing need_list and approved_need; reading them back is `need_list`. Who could fill a need is told by `supply`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.tables import agency, approved_need, need_list
from talentdb.db.views import registered_need
from talentdb.errors import ConflictError, UsageError
from talentdb.people.rules import field_group
from talentdb.plans import Plan
from talentdb.programmes import need_labels as words
from talentdb.programmes.need_list import NeedList, body_of, digest, read_list
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import fold, format_date

__all__ = ["MOST", "Line", "Need", "Total", "approve_list", "line_problems", "registered", "totals"]

MOST: Final = 100_000
"""More people than that nobody asks for in one line; a slip of the keys."""


@dataclass(frozen=True, slots=True)
class Need:
    """A post or training place as a body asked for it.

    Args:
        row: number of its source record; as_of: day of the list that it stands in.
        year: for which; the year of the list where it names none.
        need_type: stated, or "position" where a post is named; None where neither says.
        field_group: group of the field of science, where its words are of one group only.
        count: how many; None where it does not say.
        approved: how many an approved list of the plan allows; None while it stands on none.
        before: how many are approved for the same thing of the same body, from an older list of it.
    """

    row: int
    agency_id: int
    agency: str
    as_of: date
    year: int
    need_type: str | None
    job_position: str | None
    need_field: str | None
    field_group: str | None
    count: int | None
    required_qualification: str | None
    required_institutions: str | None
    target_group: str | None
    reason: str | None
    quota: int | None
    full_time: bool | None
    approved: int | None = None
    before: int = 0

    @property
    def name(self) -> str:
        """What to call it: the post, or the field."""
        return self.job_position or self.need_field or words.NO_FIELD

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes it the same wish when the body asks again next time."""
        told = (self.job_position, self.need_field)
        return (self.agency_id, self.need_type, *(fold(one or "") for one in told))


@dataclass(frozen=True, slots=True)
class Total:
    """Needs summed up.

    Args:
        asked: people that are asked for; unsaid: needs that do not say how many.
        approved: of those on approved lists; open: needs that stand on no list.
    """

    key: str
    needs: int
    asked: int
    unsaid: int
    approved: int
    open: int


@dataclass(frozen=True, slots=True)
class Line:
    """What is decided on one need.

    Args:
        row: number of its source record; note: why fewer or more than asked for.
        need_type: where the need itself does not say.
    """

    row: int
    approved: int
    note: str = ""
    need_type: str | None = None


def registered(connection: Connection, principal: Principal, plan: Plan, year: int | None = None) -> tuple[Need, ...]:
    """What is asked for in the newest lists, of a year or of all; a body sees its own.

    Raises: ForbiddenError for roles that neither read programmes nor are a body.
    """
    if principal.role is not Role.AGENCY:
        require(principal, Action.READ_PROGRAMMES)
    n = registered_need.c
    rows = connection.execute(
        select(registered_need, agency.c.name)
        .join(agency, agency.c.agency_id == n.agency_id)
        .order_by(agency.c.name_key, n.source_record_id)
    ).all()
    lists = _approved(connection, plan)
    found = (_need(row) for row in rows)
    return tuple(_standing(one, lists) for one in found if year is None or one.year == year)


def totals(needs: Iterable[Need], key: Callable[[Need], str | None]) -> tuple[Total, ...]:
    """Needs summed by something, the most asked for first."""
    asked, unsaid, approved, many, waiting = (Counter[str]() for _ in range(5))
    for one in needs:
        name = key(one) or ""
        many[name] += 1
        asked[name] += one.count or 0
        unsaid[name] += one.count is None
        approved[name] += one.approved or 0
        waiting[name] += one.approved is None
    made = (Total(name, many[name], asked[name], unsaid[name], approved[name], waiting[name]) for name in many)
    return tuple(sorted(made, key=lambda one: (-one.asked, one.key == "", one.key)))


def line_problems(needs: Mapping[int, Need], lines: Sequence[Line], year: int) -> tuple[str, ...]:
    """What keeps lines from being approved, in words; pure."""
    found: list[str] = []
    times = Counter(line.row for line in lines)
    found += [words.TWICE.format(row=row) for row, count in times.items() if count > 1]
    for line in lines:
        need = needs.get(line.row)
        if need is None:
            found.append(words.UNKNOWN_ROW.format(row=line.row, year=year))
            continue
        what = words.WHAT.format(agency=need.agency, name=need.name)
        if need.approved is not None:
            found.append(words.ALREADY.format(what=what))
        if not 0 <= line.approved <= MOST:
            found.append(words.NOT_A_COUNT.format(what=what, most=MOST))
        elif line.approved != need.count and not line.note.strip():
            asked = words.UNKNOWN_COUNT if need.count is None else need.count
            found.append(words.NEEDS_NOTE.format(what=what, approved=line.approved, asked=asked))
        kind = line.need_type or need.need_type
        if kind is None:
            found.append(words.NEEDS_TYPE.format(what=what))
        elif kind not in words.TYPES:
            found.append(words.WRONG_TYPE.format(what=what, given=kind))
    return tuple(found)


def approve_list(
    connection: Connection, principal: Principal, plan: Plan, year: int, lines: Sequence[Line],
    *, paper: str, decided_on: date, expected: int,
) -> NeedList:  # fmt: skip
    """Freeze what was approved for a year; what comes later is a supplement.

    Args:
        lines: what was decided on each need; what is left out stays open for a supplement.
        expected: how many lists of the year the caller saw.
    Raises: ForbiddenError; ConflictError when somebody approved meanwhile; UsageError for a day to come or before
        the last list's, a year outside the plan, no paper, and for lines with anything wrong, all told at once.
    """
    require(principal, Action.RUN_PROGRAMMES)
    paper = typed(paper)
    last = _last(connection, plan, year)
    there = 0 if last is None else last.supplement + 1
    if there != expected:
        raise ConflictError(words.CHANGED.format(year=year, there=there, seen=expected), words.RELOAD)
    _check_head(plan, year, paper, decided_on, None if last is None else last.decided_on)
    if not lines:
        raise UsageError(words.NO_LINES, words.NO_LINES_ADVICE)
    needs = {one.row: one for one in registered(connection, principal, plan, year)}
    if problems := line_problems(needs, lines, year):
        raise UsageError(words.WRONG_LINES.format(problems="; ".join(problems)), words.WRONG_LINES_ADVICE)
    decided = [_line_values(needs[line.row], line) for line in lines]
    body = body_of(plan.code, year, there, paper, decided_on, decided)
    # Two at once take the same number of the supplement, and the second is refused.
    number = connection.execute(
        insert(need_list)
        .values(
            plan_code=plan.code, year=year, supplement=there, paper=paper, decided_on=decided_on, body=body,
            sha256=digest(body), account_id=principal.account_id, login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(need_list.c.need_list_id)
    ).scalar_one_or_none()  # fmt: skip
    if number is None:
        raise ConflictError(words.CHANGED.format(year=year, there=there + 1, seen=expected), words.RELOAD)
    kept = set(approved_need.c.keys())
    rows = [{name: value for name, value in line.items() if name in kept} for line in decided]
    for row, line in zip(rows, decided, strict=True):
        row |= {"need_list_id": number, "asked": line["asked"] or 0}
    connection.execute(insert(approved_need), rows)
    told = {"paper": paper, "lines": len(rows)}
    audit(connection, principal, "need_list.approved", "need_list", number, details=told)
    return read_list(connection, number)


def _check_head(plan: Plan, year: int, paper: str, decided_on: date, last: date | None) -> None:
    if not plan.first_year <= year <= plan.last_year:
        told = words.OUTSIDE_PLAN.format(plan=plan.short, first=plan.first_year, last=plan.last_year, year=year)
        raise UsageError(told, words.OUTSIDE_ADVICE)
    if not paper:
        raise UsageError(words.NO_PAPER, words.NO_PAPER_ADVICE)
    if decided_on > today():
        raise UsageError(words.FUTURE.format(day=format_date(decided_on)), words.DAY_ADVICE)
    if last is not None and decided_on < last:
        told = words.BEFORE_LAST.format(day=format_date(decided_on), last=format_date(last))
        raise UsageError(told, words.DAY_ADVICE)


def _last(connection: Connection, plan: Plan, year: int) -> Row[int, date] | None:
    n = need_list.c
    return connection.execute(
        select(n.supplement, n.decided_on)
        .where(n.plan_code == plan.code, n.year == year)
        .order_by(n.supplement.desc())
        .limit(1)
    ).one_or_none()


@dataclass(slots=True)
class _Decision:
    """What a line of a list approves; taken once a need of a newer list has it."""

    approved: int
    taken: bool = False


@dataclass(slots=True)
class _Approved:
    """What lists of a plan approve: by row; of each wish all of it; and, of a wish with how many, line by line.

    A wish stands under the kind that was decided on, and under none: a need that names no kind got one in the list.
    """

    by_row: dict[int, int]
    by_wish: Counter[tuple[Any, ...]]
    again: dict[tuple[Any, ...], list[_Decision]]


def _approved(connection: Connection, plan: Plan) -> _Approved:
    a = approved_need.c
    rows = connection.execute(
        select(approved_need, need_list.c.year)
        .join(need_list, need_list.c.need_list_id == a.need_list_id)
        .where(need_list.c.plan_code == plan.code)
        .order_by(a.approved_need_id)
    )
    found = _Approved({}, Counter(), {})
    for row in rows:
        if row.source_record_id is not None:
            found.by_row[row.source_record_id] = row.approved
        told = (fold(row.job_position or ""), fold(row.need_field or ""))
        decision = _Decision(row.approved)
        for kind in {row.need_type, None}:
            wish = (row.year, row.agency_id, kind, *told)
            found.by_wish[wish] += row.approved
            found.again.setdefault((*wish, row.asked), []).append(decision)
    return found


def _standing(need: Need, found: _Approved) -> Need:
    """The need with what was decided on it, also where the body asks for just the same in a newer list."""
    wish = (need.year, *need.key)
    if need.row in found.by_row:
        return replace(need, approved=found.by_row[need.row])
    # A list keeps nothing for a number that nobody gave.
    same = next((one for one in found.again.get((*wish, need.count or 0), ()) if not one.taken), None)
    if same is None:
        return replace(need, before=found.by_wish[wish])
    same.taken = True
    return replace(need, approved=same.approved)


def _need(row: Row[Any]) -> Need:
    return Need(
        row.source_record_id, row.agency_id, row.name, row.as_of, row.need_year or row.as_of.year,
        row.need_type or ("position" if row.job_position else None), row.job_position, row.need_field,
        field_group((), row.need_field), row.need_count, row.required_qualification, row.required_institutions,
        row.target_group, row.reason, row.quota, row.full_time,
    )  # fmt: skip


def _line_values(need: Need, line: Line) -> dict[str, Any]:
    """A line as it is frozen."""
    return {
        "source_record_id": need.row, "agency_id": need.agency_id, "agency": need.agency,
        "need_type": line.need_type or need.need_type, "job_position": need.job_position,
        "need_field": need.need_field, "field_group": need.field_group,
        "required_qualification": need.required_qualification,
        "required_institutions": need.required_institutions, "target_group": need.target_group,
        "full_time": need.full_time, "reason": need.reason, "quota": need.quota, "asked": need.count,
        "approved": line.approved, "note": typed(line.note),
    }  # fmt: skip

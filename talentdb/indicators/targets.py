"""Targets approved for one body or one sector: recorded with the paper that decides them, never overwritten.

Owns the table agency_target. The targets of the whole province stand in the plan files.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.lookup import find_agency_id
from talentdb.db.tables import agency as body
from talentdb.db.tables import agency_target
from talentdb.db.tables import code as code_list
from talentdb.errors import NotFoundError, UsageError
from talentdb.indicators import target_labels as labels
from talentdb.plans import Indicator, Plan
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import format_date, format_percent

__all__ = ["OwnTarget", "next_target", "set_target", "targets_of"]

_CUTS: Final = {"agency": "cơ quan", "sector": "khu vực"}


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """One approved target.

    Args:
        code: indicator; by, key: agency and its code, or sector and its key.
        share: from 0 to 1; paper, decided_on: by which decision.
    """

    code: str
    by: str
    key: str
    year: int
    share: float
    paper: str
    decided_on: date
    recorded_at: datetime


def targets_of(connection: Connection, plan: Plan) -> tuple[OwnTarget, ...]:
    """The targets that count now, by indicator, body or sector, and year: the newest of each, without those that were
    taken back."""
    t = agency_target.c
    rows = connection.execute(
        select(agency_target, body.c.code.label("agency_code"))
        .join_from(agency_target, body, t.agency_id == body.c.agency_id, isouter=True)
        .where(t.plan_code == plan.code)
        .order_by(t.agency_target_id)
    )
    newest = {(row.code, *_place(row), row.year): row for row in rows}
    found = (
        OwnTarget(row.code, *_place(row), row.year, row.value, row.paper, row.decided_on, row.recorded_at)
        for row in newest.values()
        if row.value is not None
    )
    return tuple(sorted(found, key=lambda one: (one.code, one.by, one.key, one.year)))


def _place(row: Row[Any]) -> tuple[str, str]:
    return ("sector", row.sector) if row.agency_code is None else ("agency", row.agency_code)


def next_target(targets: Iterable[OwnTarget], year: int) -> OwnTarget | None:
    """Of the targets of one body for one indicator that of the next year, the last one when all have passed."""
    known = sorted(targets, key=lambda one: one.year)
    return next((one for one in known if one.year >= year), known[-1] if known else None)


def set_target(
    connection: Connection,
    principal: Principal,
    plan: Plan,
    code: str,
    *,
    agency: str | None = None,
    sector: str | None = None,
    year: int,
    value: float | None,
    paper: str,
    decided_on: date,
) -> tuple[OwnTarget, ...]:
    """Record the target of a body or a sector; gives all that count now.

    Args:
        agency: code of the body, or sector: its key; one of the two.
        value: share from 0 to 1; None takes back the target of that year.
        paper, decided_on: number and day of the decision.

    Raises: ForbiddenError unless a steward records it; NotFoundError for an unknown indicator, body or sector;
        UsageError for everything else that cannot be, each with its reason.
    """
    require(principal, Action.REVIEW)
    by, given = _asked(agency, sector)
    indicator = _indicator(plan, code, by)
    number, key = _known(connection, by, given)
    paper = typed(paper)
    _check_words(plan, year, value, paper, decided_on)
    known = {one.year: one for one in targets_of(connection, plan) if (one.code, one.by, one.key) == (code, by, key)}
    if value is None and year not in known:
        raise UsageError(labels.NOTHING_TO_TAKE_BACK.format(code=code, key=key, year=year), labels.SEE_TARGETS)
    _check_path(known, year, value)
    connection.execute(
        insert(agency_target).values(
            plan_code=plan.code, code=indicator.code, agency_id=number, sector=key if by == "sector" else None,
            year=year, value=value, paper=paper, decided_on=decided_on, account_id=principal.account_id,
        )
    )  # fmt: skip
    audit(
        connection, principal, "target.recorded", "plan", plan.code,
        details={"code": code, by: key, "year": year, "value": value, "paper": paper},
    )  # fmt: skip
    return targets_of(connection, plan)


def _asked(agency: str | None, sector: str | None) -> tuple[str, str]:
    if (agency is None) == (sector is None):
        raise UsageError(labels.ONE_OF_TWO, labels.ONE_OF_TWO_ADVICE)
    return ("agency", agency) if agency is not None else ("sector", str(sector))


def _indicator(plan: Plan, code: str, by: str) -> Indicator:
    indicator = plan.indicator(code)
    if indicator is None:
        codes = ", ".join(one.code for one in plan.indicators)
        raise NotFoundError(f"Kế hoạch {plan.code} không có chỉ tiêu “{code}”.", f"Các chỉ tiêu: {codes}.")
    if by not in indicator.cuts or indicator.kind not in ("people", "institutions"):
        raise UsageError(labels.NOT_CUT.format(code=code, cut=_CUTS[by]), labels.NOT_CUT_ADVICE)
    return indicator


def _known(connection: Connection, by: str, given: str) -> tuple[int | None, str]:
    """Number of the body, and the key that rows show."""
    if by == "agency":
        number = find_agency_id(connection, given)
        return number, connection.execute(select(body.c.code).where(body.c.agency_id == number)).scalar_one()
    keys = connection.execute(select(code_list.c.code, code_list.c.label).where(code_list.c.list == "sector")).all()
    if given not in {row.code for row in keys}:
        known = ", ".join(f"{row.code} ({row.label})" for row in keys)
        raise NotFoundError(f"Không có khu vực “{given}”.", f"Chọn một trong: {known}.")
    return None, given


def _check_words(plan: Plan, year: int, value: float | None, paper: str, decided_on: date) -> None:
    if value is not None and not 0 <= value <= 1:
        raise UsageError(labels.NO_SHARE, labels.NO_SHARE_ADVICE)
    if not plan.first_year <= year <= plan.last_year:
        raise UsageError(
            labels.NO_YEAR.format(year=year, plan=plan.code),
            labels.NO_YEAR_ADVICE.format(first=plan.first_year, last=plan.last_year),
        )
    if not paper:
        raise UsageError(labels.NO_PAPER, labels.NO_PAPER_ADVICE)
    if decided_on > today():
        raise UsageError(labels.NOT_YET.format(day=format_date(decided_on)), labels.NOT_YET_ADVICE)


def _check_path(known: Mapping[int, OwnTarget], year: int, value: float | None) -> None:
    """A path that goes backwards is a slip: what was reached once is not asked for less."""
    if value is None:
        return
    for other in _in_order(known):
        backwards = other.share > value if other.year < year else other.share < value
        if other.year != year and backwards:
            raise UsageError(
                labels.BACKWARDS.format(
                    year=year, value=format_percent(value), other=other.year, share=format_percent(other.share)
                ),
                labels.BACKWARDS_ADVICE,
            )


def _in_order(known: Mapping[int, OwnTarget]) -> Sequence[OwnTarget]:
    return [known[year] for year in sorted(known)]

"""Reports as they were kept: one, its steps, lists of them. Reads; changes nothing.

What is not sent yet is seen by the body that writes it alone; what was signed is looked at whether it is still that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, exists, func, select

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.tables import agency, report, report_version
from talentdb.errors import DataError, NotFoundError
from talentdb.reporting import report_labels as words
from talentdb.reporting.kinds import kind_of
from talentdb.reporting.seal import seal_of

__all__ = [
    "Line", "Report", "Step", "fault_of", "list_reports", "newest", "own_report", "read_report", "steps_of",
    "untouched",
]  # fmt: skip

_SEALED: Final = frozenset({"signed", "sent", "accepted"})
"""States that nothing without a seal can be in."""
_HANDED: Final = ("sent", "accepted", "returned")
"""States in which others than the writer read a report."""


@dataclass(frozen=True, slots=True)
class Report:
    """One version of a report.

    Args:
        agency: name of whose it is; login, made_at: who did this step, when.
        content: texts, made sections, sheets, figures of a body, what stands around; see `making`.
    """

    report_id: int
    plan: str
    kind: str
    period: str
    agency_id: int
    code: str
    agency: str
    version: int
    state: str
    since: date
    until: date
    snapshot_id: int | None
    content: Mapping[str, Any]
    reason: str
    login: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A report in a list, without what it says.

    Args:
        handed: whether it was ever sent; what goes back is drafted anew, and its sent version stays to be read.
    """

    report_id: int
    plan: str
    kind: str
    period: str
    agency_id: int
    code: str
    agency: str
    version: int
    state: str
    reason: str
    login: str
    made_at: datetime
    handed: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a report's life."""

    version: int
    state: str
    reason: str
    login: str
    made_at: datetime


def newest(connection: Connection, report_id: int) -> Report | None:
    """The newest version, whoever asks; None for a report that is not begun or not visible."""
    asked = _versions().where(report.c.report_id == report_id).order_by(report_version.c.version.desc()).limit(1)
    row = connection.execute(asked).one_or_none()
    return None if row is None else _report(row)


def read_report(
    connection: Connection, principal: Principal, report_id: int, *, even_changed: bool = False
) -> Report:
    """The newest version that the reader may see.

    Args:
        even_changed: also one that is not what was signed; who shows it says so (`fault_of`).

    Raises: ForbiddenError for roles that see no reports; NotFoundError for an unknown one, or one that its body has
        not sent; DataError where what was signed has been changed.
    """
    _check_reader(principal)
    asked = _versions().where(report.c.report_id == report_id).order_by(report_version.c.version.desc())
    rows = connection.execute(asked).all()
    if not rows or not _offered(principal, rows[0].kind):
        raise NotFoundError(words.NO_REPORT.format(number=report_id), words.LIST_ADVICE)
    if kind_of(rows[0].kind).by == "body" and rows[0].agency_id != principal.agency_id:
        rows = [row for row in rows if row.state in _HANDED]
        if not rows:
            raise NotFoundError(words.NOT_SENT, words.NOT_SENT_ADVICE)
    found = _report(rows[0])
    return found if even_changed else untouched(found)


def own_report(
    connection: Connection, plan: str, kind: str, period: str, agency_id: int | None, *, even_changed: bool = False
) -> Report | None:
    """The newest version of the report of a body for a period, as its writer sees it; None when it is not begun.

    Args and raises: as `read_report`.
    """
    named = {"plan_code": plan, "kind": kind, "period": period, "agency_id": agency_id}
    number = connection.execute(select(report.c.report_id).filter_by(**named)).scalar_one_or_none()
    found = None if number is None else newest(connection, number)
    return found if found is None or even_changed else untouched(found)


def steps_of(connection: Connection, report_id: int) -> tuple[Step, ...]:
    """What was done with a report, newest first."""
    v = report_version.c
    asked = select(v.version, v.state, v.reason, v.login, v.made_at).where(v.report_id == report_id)
    return tuple(Step(*row) for row in connection.execute(asked.order_by(v.version.desc())))


def list_reports(
    connection: Connection, principal: Principal, *, plan: str | None = None, period: str | None = None,
    kind: str | None = None,
) -> Sequence[Line]:  # fmt: skip
    """The reports that the reader may see, the newest step first; those of the province not for agencies.

    Raises: ForbiddenError for roles that see no reports.
    """
    _check_reader(principal)
    v, r, past = report_version.c, report.c, report_version.alias("past").c
    last = select(v.report_id, func.max(v.version).label("version")).group_by(v.report_id).subquery()
    asked = (
        select(
            r.report_id, r.plan_code.label("plan"), r.kind, r.period, r.agency_id, agency.c.code,
            agency.c.name.label("agency"), v.version, v.state, v.reason, v.login, v.made_at,
            exists().where(past.report_id == r.report_id, past.state == "sent").label("handed"),
        )
        .join_from(report, last, last.c.report_id == r.report_id)
        .join(report_version, (v.report_id == last.c.report_id) & (v.version == last.c.version))
        .join(agency, agency.c.agency_id == r.agency_id)
    )  # fmt: skip
    for column, wanted in ((r.plan_code, plan), (r.period, period), (r.kind, kind)):
        if wanted is not None:
            asked = asked.where(column == wanted)
    rows = connection.execute(asked.order_by(v.made_at.desc(), r.report_id.desc()))
    return [Line(**row._mapping) for row in rows if _offered(principal, row.kind)]


def _check_reader(principal: Principal) -> None:
    if principal.role is not Role.AGENCY:
        require(principal, Action.SEE_FIGURES)


def _offered(principal: Principal, kind: str) -> bool:
    """What the department writes of the province is not shown to the accounts of agencies, not even its own."""
    return principal.role is not Role.AGENCY or kind_of(kind).by == "body"


def _versions() -> Select[Any]:
    return (
        select(report, report_version, agency.c.code, agency.c.name)
        .join_from(report, report_version, report.c.report_id == report_version.c.report_id)
        .join(agency, agency.c.agency_id == report.c.agency_id)
    )


def _report(row: Row[Any]) -> Report:
    return Report(
        row.report_id, row.plan_code, row.kind, row.period, row.agency_id, row.code, row.name, row.version, row.state,
        row.since, row.until, row.snapshot_id, row.body, row.reason, row.login, row.made_at,
    )  # fmt: skip


def untouched(found: Report) -> Report:
    """The report, after a look whether it is still what was signed.

    Raises: DataError where it was changed, or stands as signed and carries no signature.
    """
    if fault := fault_of(found):
        raise DataError(fault, words.TAMPERED_ADVICE)
    return found


def fault_of(found: Report) -> str:
    """Why a report is not what was signed, in words; empty where it is, or where nobody has signed it yet."""
    if not isinstance(found.content, Mapping):
        return words.TAMPERED.format(number=found.report_id)
    signed = found.content.get("signed")
    if not signed and found.state in _SEALED:
        return words.UNSEALED.format(number=found.report_id)
    if signed and found.state != "draft":
        sealed = seal_of(found.report_id, found.since, found.until, found.snapshot_id, found.content)
        if not isinstance(signed, Mapping) or sealed != signed.get("sha256"):
            return words.TAMPERED.format(number=found.report_id)
    return ""

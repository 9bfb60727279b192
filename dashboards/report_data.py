"""What the pages of reports read and write: one unit of work each, in the name of the principal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.calendar.terms import Term, terms
from talentdb.indicators.snapshots import Head, list_snapshots
from talentdb.plans import Plan, list_plans, load_plan
from talentdb.reporting import reports
from talentdb.reporting.drafting import draw, extract_of, fitting_snapshot
from talentdb.reporting.kinds import kind_of
from talentdb.reporting.paper import Sight, annex_of, document_of, sight_of
from talentdb.reporting.report_rows import Line, Report, Step, list_reports, own_report, read_report, steps_of
from talentdb.reporting.subject import Subject, binds, duties_of, kinds_of, subject_of
from talentdb.settings import today

__all__ = [
    "Asked", "Desk", "act", "desk", "files", "handed", "keep", "led", "lines", "owed", "programme_paper",
    "province_kinds", "snapshots",
]  # fmt: skip

_ACTS: Final[Mapping[str, Callable[..., Report]]] = {
    "sign": reports.sign, "send": reports.send, "accept": reports.accept, "return": reports.return_,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report: of the account's own body, or of the province.

    Args:
        term: when it is due.
    """

    plan: str
    kind: str
    period: str
    term: Term
    text: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A report on its writer's desk.

    Args:
        kept: its newest version; None when it is not begun: then `sight` is of now.
    """

    subject: Subject
    kept: Report | None
    sight: Sight
    steps: tuple[Step, ...]

    @property
    def version(self) -> int:
        """Version that is seen; 0 for none."""
        return self.kept.version if self.kept else 0

    @property
    def state(self) -> str:
        """State of the newest version; empty for none."""
        return self.kept.state if self.kept else ""


def _asked(plan: Plan, keys: Sequence[str], year: int) -> list[Asked]:
    found: dict[tuple[str, str], Asked] = {}
    for key in keys:
        for duty in duties_of(plan, key):
            for term in terms(duty.when, year, plan.first_year, plan.last_year):
                found.setdefault((key, term.period), Asked(plan.code, key, term.period, term, duty.when.text))
    return list(found.values())


def owed(application: Application, principal: Principal, year: int) -> list[Asked]:
    """The reports that the body of an agency account owes for a year."""
    with unit_of_work(application.engine, principal) as connection:
        found = []
        for plan in (load_plan(code) for code in list_plans()):
            keys = [key for key in kinds_of(plan) if kind_of(key).by == "body"]
            if not plan.binding or not keys:
                continue
            issuer = subject_of(connection, principal, plan.code, keys[0], today()).issuer
            mine = [key for key in keys if any(binds(plan, issuer, duty.sender) for duty in duties_of(plan, key))]
            found += _asked(plan, mine, year)
        return found


def province_kinds(year: int) -> list[Asked]:
    """The reports of the province that the plans that bind it ask for in a year."""
    plans = [plan for plan in map(load_plan, list_plans()) if plan.binding]
    return [
        one
        for plan in plans
        for one in _asked(plan, [key for key in kinds_of(plan) if kind_of(key).by == "plan"], year)
    ]


def led(application: Application, principal: Principal, found: Sequence[Asked]) -> list[Asked]:
    """Of reports of the province those that the plans ask of the account's own body."""
    if principal.office is None:
        return []
    with unit_of_work(application.engine, principal) as connection:
        return [one for one in found if _issuer(connection, principal, one) == principal.office]


def _issuer(connection: Connection, principal: Principal, asked: Asked) -> int | None:
    return subject_of(connection, principal, asked.plan, asked.kind, today()).issuer.agency_id


def programme_paper(application: Application, principal: Principal, asked: Asked) -> Sight:
    """What a report of the province says of the programmes, as things stand now; states nothing else."""
    with unit_of_work(application.engine, principal) as connection:
        return extract_of(connection, principal, _subject(connection, principal, asked), "programmes", today())


def _subject(connection: Any, principal: Principal, asked: Asked, days: tuple[date, date] | None = None) -> Subject:
    since, until = days or (None, None)
    return subject_of(
        connection, principal, asked.plan, asked.kind, today(), period=asked.period, since=since, until=until
    )


def desk(application: Application, principal: Principal, asked: Asked) -> Desk:
    """The report as its writer, or who signs it, has it before them; what is not begun is kept like figures.

    Raises: StillComputingError while the figures of one that is not begun are computed for the first time.
    """
    with unit_of_work(application.engine, principal) as connection:
        subject = _subject(connection, principal, asked)
        number = subject.issuer.agency_id
        kept = own_report(connection, asked.plan, asked.kind, asked.period, number, even_changed=True)
        if kept is not None:
            return Desk(subject, kept, sight_of(connection, principal, kept), steps_of(connection, kept.report_id))
    day = today()

    def read(connection: Connection) -> Sight:
        return draw(connection, principal, subject, day).sight

    question = ("draft", asked.plan, asked.kind, asked.period, day)
    return Desk(subject, None, application.kept.ask(application.engine, principal, question, read), ())


def handed(application: Application, principal: Principal, number: int) -> tuple[Report, Sight, tuple[Step, ...]]:
    """A report that was sent, for who gets it; also one that is not what was signed, which its sight tells."""
    with unit_of_work(application.engine, principal) as connection:
        found = read_report(connection, principal, number, even_changed=True)
        return found, sight_of(connection, principal, found), steps_of(connection, number)


def lines(application: Application, principal: Principal, plan: str, period: str) -> list[Line]:
    """The reports of bodies for a period."""
    with unit_of_work(application.engine, principal) as connection:
        found = list_reports(connection, principal, plan=plan, period=period)
    return sorted((one for one in found if kind_of(one.kind).by == "body"), key=lambda one: one.agency)


def snapshots(application: Application, principal: Principal, asked: Asked) -> tuple[list[Head], int | None]:
    """The frozen figures of a plan, and the number of those that fit the period best."""
    with unit_of_work(application.engine, principal) as connection:
        heads = list(list_snapshots(connection, principal, asked.plan))
        return heads, fitting_snapshot(connection, principal, _subject(connection, principal, asked))


def keep(
    application: Application, principal: Principal, asked: Asked, texts: Mapping[str, str], days: tuple[date, date],
    seen: int, *, snapshot: int | None = None, sign: bool = False,
) -> Report:  # fmt: skip
    """Keep what was typed, and sign it when that is asked for: both or neither."""
    with unit_of_work(application.engine, principal) as connection:
        subject = _subject(connection, principal, asked, days)
        found = reports.save(connection, principal, subject, texts, seen=seen, snapshot_id=snapshot)
        return reports.sign(connection, principal, found.report_id, found.version) if sign else found


def act(application: Application, principal: Principal, name: str, number: int, seen: int, *args: str) -> Report:
    """One of sign, send, accept, return (reason)."""
    with unit_of_work(application.engine, principal) as connection:
        return _ACTS[name](connection, principal, number, seen, *args)


def files(sight: Sight) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """What draws the document and the annex, when they are wanted."""
    return partial(document_of, sight), partial(annex_of, sight)

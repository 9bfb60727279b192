"""What the pages of cases read and write: one unit of work each, in the name of the principal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.people.profile import show
from talentdb.plans import Plan
from talentdb.plans.instruments import Instrument
from talentdb.programmes.actors import actors_of
from talentdb.programmes.amounts import Entitlement, entitlements
from talentdb.programmes.case_rows import gone_persons
from talentdb.programmes.case_view import view_case
from talentdb.programmes.cases import (
    Told,
    add_note,
    bulk_step,
    moves_of,
    name_person,
    open_case,
    read_case,
    take_step,
    withdraw,
)
from talentdb.programmes.commitments import Commitment, commitment_of
from talentdb.programmes.council import result
from talentdb.programmes.eligibility import checks
from talentdb.programmes.model import Case, CasePaper, Check, Move, Score
from talentdb.programmes.need_list import Filled, filled, lists
from talentdb.programmes.nomination_rows import Nomination, list_nominations
from talentdb.programmes.papers import add_paper, content_of, papers_of
from talentdb.programmes.payments import Payment, payments_of
from talentdb.programmes.reminders import Reminders, reminders
from talentdb.programmes.standing import Standing, most_urgent_first, standing, standings
from talentdb.reporting.case_list import case_workbook
from talentdb.settings import today

__all__ = [
    "CasePage", "act", "bulk", "case_page", "cases", "lay_paper", "name_of", "needs_to_fill", "open_new",
    "paper_file", "remind", "waiting_nominations", "workbook",
]  # fmt: skip

_ACTS = {"step": take_step, "note": add_note, "withdraw": withdraw, "person": name_person}


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that the page of a case shows.

    Args:
        actors: as what the reader may act on it; moves: of a case that goes on.
        grants, payments, commitment: nothing for members of councils.
        is_gone: the registry has nobody of the number of its person any more.
    """

    case: Case
    standing: Standing
    actors: frozenset[str]
    moves: tuple[Move, ...]
    papers: tuple[CasePaper, ...]
    checks: tuple[Check, ...]
    score: Score | None
    grants: tuple[Entitlement, ...]
    payments: tuple[Payment, ...]
    commitment: Commitment | None
    is_gone: bool = False


def cases(app: Application, principal: Principal) -> tuple[Standing, ...]:
    """All cases that the reader may see, the most urgent first."""
    with unit_of_work(app.engine, principal) as connection:
        return most_urgent_first(standings(connection, principal, today()))


def case_page(app: Application, principal: Principal, number: int, *, is_opened: bool) -> CasePage:
    """One case.

    Args:
        is_opened: the reader has just come to it, which is logged; not when the page is drawn anew.
    Raises: NotFoundError, also for one that the reader may not see.
    """
    day, sees_money = today(), principal.role is not Role.COUNCIL_MEMBER
    with unit_of_work(app.engine, principal) as connection:
        case = (view_case if is_opened else read_case)(connection, principal, number)
        actors = actors_of(connection, principal, case)
        found = standing(case, day, actors)
        return CasePage(
            case, found, actors, moves_of(connection, principal, case, day), papers_of(connection, number),
            checks(connection, principal, found.instrument, found.plan, case.person_id, day),
            result(connection, case, found.instrument.scoring),
            entitlements(connection, principal, case) if sees_money else (),
            payments_of(connection, principal, number) if sees_money else (),
            commitment_of(connection, number) if sees_money else None,
            bool(gone_persons(connection, [case.person_id])),
        )  # fmt: skip


def act(app: Application, principal: Principal, what: str, number: int, *given: Any, **options: Any) -> None:
    """One of step (its code), note, withdraw, person (whom); options as of the service."""
    with unit_of_work(app.engine, principal) as connection:
        _ACTS[what](connection, principal, number, *given, **options)  # type: ignore[operator]


def bulk(
    app: Application, principal: Principal, chosen: Sequence[tuple[int, int]], step: str, **options: Any
) -> tuple[Told, ...]:
    """The same step for many cases; what became of each."""
    with unit_of_work(app.engine, principal) as connection:
        return bulk_step(connection, principal, chosen, step, **options)


def lay_paper(
    app: Application, principal: Principal, case: int, kind: str, name: str, content: bytes, **options: Any
) -> CasePaper:
    """Lay a paper into a case; options as of `add_paper`."""
    with unit_of_work(app.engine, principal) as connection:
        return add_paper(connection, principal, case, kind, name, content, **options)


def paper_file(app: Application, principal: Principal, paper: int) -> bytes:
    """The bytes of a paper; the look is logged."""
    with unit_of_work(app.engine, principal) as connection:
        return content_of(connection, principal, paper)


def needs_to_fill(app: Application, principal: Principal, plan: Plan, instrument: Instrument) -> tuple[Filled, ...]:
    """Approved needs that a case of the instrument can fill and that have a place left, newest list first."""
    if not instrument.needs:
        return ()
    with unit_of_work(app.engine, principal) as connection:
        return tuple(
            one
            for held in lists(connection, plan)
            for one in filled(connection, plan, held)
            if one.left and one.need.need_type in instrument.needs
        )


def name_of(app: Application, principal: Principal, person: int) -> tuple[int, str]:
    """Number now and name of somebody whom the reader may see; the look is logged. Raises: NotFoundError."""
    with unit_of_work(app.engine, principal) as connection:
        row = show(connection, principal, person)
    return row["person_id"], row["full_name"]


def waiting_nominations(
    app: Application, principal: Principal, plan: Plan, instrument: Instrument
) -> tuple[Nomination, ...]:
    """Nominations for the instrument that nobody has decided on, for who may accept them."""
    if not (instrument.nominated and may(principal, Action.SCREEN)):
        return ()
    with unit_of_work(app.engine, principal) as connection:
        return list_nominations(connection, principal, plan=plan.code, instrument=instrument.code, state="open")


def open_new(app: Application, principal: Principal, plan: Plan, instrument: str, given: Mapping[str, Any]) -> int:
    """Open a case; gives its number."""
    with unit_of_work(app.engine, principal) as connection:
        return open_case(connection, principal, plan, instrument, **given).number


def workbook(app: Application, principal: Principal, found: Sequence[Standing]) -> bytes:
    """The list as a workbook; its making is logged."""
    with unit_of_work(app.engine, principal) as connection:
        return case_workbook(connection, principal, found)


@st.cache_data(ttl=60, max_entries=100, show_spinner=False)
def _remind(_application: Application, _principal: Principal, key: tuple[Any, ...], day: date) -> Reminders:
    """`key` holds role, body, account and database: what one account sees is never shown to another."""
    with unit_of_work(_application.engine, _principal) as connection:
        return reminders(connection, _principal, day)


def remind(app: Application, principal: Principal) -> Reminders:
    """What waits for the reader, a minute old at most."""
    if not (may(principal, Action.ACT_ON_CASES) or may(principal, Action.JUDGE_CASES)):
        return Reminders()
    key = (principal.role.value, principal.agency_id, principal.account_id, str(app.engine.url.database))
    return _remind(app, principal, key, today())

"""What the page of needs reads and writes: one unit of work each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.plans import Plan
from talentdb.programmes import need_list, needs
from talentdb.programmes.need_entry import type_need
from talentdb.programmes.need_list import Filled, NeedList
from talentdb.programmes.needs import Line, Need
from talentdb.programmes.supply import Fit, Suggested, suggest, supply
from talentdb.reporting.need_document import list_document, list_workbook, registered_workbook
from talentdb.settings import today

__all__ = [
    "Found", "approve", "first_year", "fits", "list_file", "read_needs", "registered_file", "suggestions", "type_one",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """Needs of a year, and its approved lists with what became of each line."""

    needs: tuple[Need, ...]
    lists: tuple[tuple[NeedList, tuple[Filled, ...]], ...]


def read_needs(app: Application, principal: Principal, plan: Plan, year: int) -> Found:
    """All of a year that the reader may see."""
    with unit_of_work(app.engine, principal) as connection:
        asked = needs.registered(connection, principal, plan, year)
        kept = need_list.lists(connection, plan, year)
        return Found(asked, tuple((one, need_list.filled(connection, plan, one)) for one in kept))


def first_year(app: Application, principal: Principal, plan: Plan) -> int:
    """The year to begin with: the first one from now on that something is asked for, else this one."""
    now = min(max(today().year, plan.first_year), plan.last_year)
    with unit_of_work(app.engine, principal) as connection:
        asked = {one.year for one in needs.registered(connection, principal, plan)}
    return min((year for year in asked if now <= year <= plan.last_year), default=now)


def approve(
    app: Application, principal: Principal, plan: Plan, year: int, lines: Sequence[Line],
    *, paper: str, decided_on: date, expected: int,
) -> NeedList:  # fmt: skip
    """Freeze what was approved."""
    with unit_of_work(app.engine, principal) as connection:
        return needs.approve_list(
            connection, principal, plan, year, lines, paper=paper, decided_on=decided_on, expected=expected
        )


def type_one(app: Application, principal: Principal, given: Mapping[str, Any]) -> str:
    """Hand a typed need in; gives the number on the receipt."""
    with unit_of_work(app.engine, principal) as connection:
        return type_need(connection, principal, app.keyring, given).receipt


def fits(app: Application, principal: Principal, asked: Sequence[Need]) -> tuple[Fit, ...]:
    """How many people fit each of them."""
    with unit_of_work(app.engine, principal) as connection:
        return supply(connection, principal, asked)


def suggestions(app: Application, principal: Principal, need: Need, limit: int) -> tuple[Suggested, ...]:
    """People for one need; the look is logged."""
    with unit_of_work(app.engine, principal) as connection:
        return suggest(connection, principal, need, limit)


def list_file(app: Application, principal: Principal, number: int, kind: str) -> tuple[str, bytes]:
    """An approved list as docx or xlsx, by name and content; its making is logged."""
    make = {"docx": list_document, "xlsx": list_workbook}[kind]
    with unit_of_work(app.engine, principal) as connection:
        return make(connection, principal, number)


def registered_file(app: Application, principal: Principal, plan: Plan, year: int) -> tuple[str, bytes]:
    """What is asked for as a workbook; its making is logged."""
    with unit_of_work(app.engine, principal) as connection:
        return registered_workbook(connection, principal, plan, year)

"""What the pages of outlooks and of the body of intellectuals read; answers are kept by `Kept`, by role and body."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection

from dashboards.application import Application
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.indicators import population
from talentdb.indicators.crosstable import CrossTable
from talentdb.indicators.outlook import Path, paths
from talentdb.indicators.renewal import Renewal, renewal
from talentdb.plans import load_plan

__all__ = ["comings_and_goings", "fields", "outlook_paths", "pyramid", "renewals"]

_T = TypeVar("_T")


def _kept(
    application: Application, principal: Principal, question: tuple[Hashable, ...], read: Callable[[Connection], _T]
) -> _T:
    require(principal, Action.SEE_FIGURES)
    return application.kept.ask(application.engine, principal, question, read)


def outlook_paths(
    application: Application, principal: Principal, plan: str, day: date, until: int
) -> tuple[Path, ...]:
    """Where the indicators of a plan are going, year by year."""

    def read(connection: Connection) -> tuple[Path, ...]:
        return paths(connection, principal, load_plan(plan), day, until)

    return _kept(application, principal, ("paths", plan, day, until), read)


def pyramid(application: Application, principal: Principal, day: date) -> CrossTable:
    """Ages by sex."""

    def read(connection: Connection) -> CrossTable:
        return population.age_pyramid(connection, principal, day)

    return _kept(application, principal, ("pyramid", day), read)


def comings_and_goings(application: Application, principal: Principal, since: date, until: date) -> CrossTable:
    """Who came and went, by year."""

    def read(connection: Connection) -> CrossTable:
        return population.flows(connection, principal, since, until)

    return _kept(application, principal, ("flows", since, until), read)


def renewals(application: Application, principal: Principal, day: date, until: int) -> Renewal:
    """Who retires when, and who could follow."""

    def read(connection: Connection) -> Renewal:
        return renewal(connection, principal, day, until)

    return _kept(application, principal, ("renewal", day, until), read)


def fields(application: Application, principal: Principal, day: date, until: int) -> tuple[population.FieldNeed, ...]:
    """Fields beside what is asked for."""

    def read(connection: Connection) -> tuple[population.FieldNeed, ...]:
        return population.fields_against_needs(connection, principal, day, until)

    return _kept(application, principal, ("fields", day, until), read)

"""What the pages of outlooks and of the body of intellectuals read, a few minutes old at most.

What decides an answer (role, body, account) is among the keys: figures of one role are never shown to another.
"""

from datetime import date
from typing import Any

import streamlit as st

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.indicators import population
from talentdb.indicators.crosstable import CrossTable
from talentdb.indicators.outlook import Path, paths
from talentdb.indicators.renewal import Renewal, renewal
from talentdb.plans import load_plan

__all__ = ["comings_and_goings", "fields", "outlook_paths", "pyramid", "renewals"]

Key = tuple[Any, ...]


def _key(application: Application, principal: Principal) -> Key:
    require(principal, Action.SEE_FIGURES)
    return principal.role.value, principal.agency_id, principal.account_id, application.engine.url.database


@st.cache_data(ttl=300, max_entries=50, show_spinner=False)
def _paths(
    _application: Application, _principal: Principal, key: Key, plan: str, day: date, until: int
) -> tuple[Path, ...]:
    with unit_of_work(_application.engine, _principal) as connection:
        return paths(connection, _principal, load_plan(plan), day, until)


def outlook_paths(
    application: Application, principal: Principal, plan: str, day: date, until: int
) -> tuple[Path, ...]:
    """Where the indicators of a plan are going, year by year."""
    return _paths(application, principal, _key(application, principal), plan, day, until)


@st.cache_data(ttl=300, max_entries=50, show_spinner=False)
def _pyramid(_application: Application, _principal: Principal, key: Key, day: date) -> CrossTable:
    with unit_of_work(_application.engine, _principal) as connection:
        return population.age_pyramid(connection, _principal, day)


def pyramid(application: Application, principal: Principal, day: date) -> CrossTable:
    """Ages by sex."""
    return _pyramid(application, principal, _key(application, principal), day)


@st.cache_data(ttl=300, max_entries=50, show_spinner=False)
def _flows(_application: Application, _principal: Principal, key: Key, since: date, until: date) -> CrossTable:
    with unit_of_work(_application.engine, _principal) as connection:
        return population.flows(connection, _principal, since, until)


def comings_and_goings(application: Application, principal: Principal, since: date, until: date) -> CrossTable:
    """Who came and went, by year."""
    return _flows(application, principal, _key(application, principal), since, until)


@st.cache_data(ttl=300, max_entries=50, show_spinner=False)
def _renewals(_application: Application, _principal: Principal, key: Key, day: date, until: int) -> Renewal:
    with unit_of_work(_application.engine, _principal) as connection:
        return renewal(connection, _principal, day, until)


def renewals(application: Application, principal: Principal, day: date, until: int) -> Renewal:
    """Who retires when, and who could follow."""
    return _renewals(application, principal, _key(application, principal), day, until)


@st.cache_data(ttl=300, max_entries=50, show_spinner=False)
def _fields(
    _application: Application, _principal: Principal, key: Key, day: date, until: int
) -> tuple[population.FieldNeed, ...]:
    with unit_of_work(_application.engine, _principal) as connection:
        return population.fields_against_needs(connection, _principal, day, until)


def fields(application: Application, principal: Principal, day: date, until: int) -> tuple[population.FieldNeed, ...]:
    """Fields beside what is asked for."""
    return _fields(application, principal, _key(application, principal), day, until)

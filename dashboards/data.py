"""Everything the views read, one function a question; the only module with a cache.

Each function takes the principal and opens a unit of work in its name. Cached functions take what decides the answer
(role, body, version of the data) as arguments: `st.cache_data` is shared by all users.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import labels
from dashboards.application import Application
from talentdb.access.audit import ChainState, recent_events, verify_chain
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.indicators.engine import compute
from talentdb.search.query import search
from talentdb.settings import VIETNAM

__all__ = ["audit_rows", "audit_state", "figures", "find_people"]


def audit_state(application: Application, principal: Principal) -> ChainState:
    """Whether the audit chain is whole, against the anchored heads."""
    with unit_of_work(application.engine, principal) as connection:
        return verify_chain(connection, application.keyring, application.home / "audit" / "heads")


def audit_rows(application: Application, principal: Principal, words: str, limit: int) -> pd.DataFrame:
    """The newest rows of the log as a table in Vietnamese."""
    with unit_of_work(application.engine, principal) as connection:
        rows = recent_events(connection, words, limit)
    frame = pd.DataFrame(rows, columns=list(labels.AUDIT_COLUMNS)).rename(columns=labels.AUDIT_COLUMNS)
    moments = frame[labels.AUDIT_COLUMNS["at"]]
    if len(frame):
        frame[labels.AUDIT_COLUMNS["at"]] = pd.to_datetime(moments, utc=True).dt.tz_convert(VIETNAM)
    return frame


@st.cache_data(ttl=60, max_entries=200, show_spinner=False)
def _figures(
    _application: Application, _principal: Principal, key: tuple[Any, ...], plan: str, as_of: date, by: str | None,
    agency: str | None,
) -> dict[str, Any]:  # fmt: skip
    """`key` holds role, body and account: figures of one role are never shown to another."""
    with unit_of_work(_application.engine, _principal) as connection:
        return compute(connection, _principal, plan, as_of, by=by, agency=agency)


def figures(
    application: Application, principal: Principal, plan: str, as_of: date, by: str | None = None,
    agency: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The indicators of a plan, a minute old at most."""
    key = (principal.role.value, principal.agency_id, principal.account_id, id(application))
    return _figures(application, principal, key, plan, as_of, by, agency)


def find_people(
    application: Application,
    principal: Principal,
    query: str,
    filters: Sequence[tuple[str, str]],
    facets: Sequence[str],
    limit: int,
    offset: int,
) -> dict[str, Any]:
    """One page of search results as the contract's JSON."""
    with unit_of_work(application.engine, principal) as connection:
        result = search(
            connection, principal, application.open_index(), query, filters=filters, facets=facets, limit=limit,
            offset=offset,
        )  # fmt: skip
    return result.as_json() if hasattr(result, "as_json") else result  # type: ignore[return-value]

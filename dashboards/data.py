"""What the pages read about figures, bodies, accounts, lists and the log; the only module with a cache.

Each function takes the principal and opens a unit of work in its name. Cached functions take what decides the answer
(role, body, account) as arguments: `st.cache_data` is shared by all users.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboards import administration_labels, audit_labels, identity_labels, labels
from dashboards.application import Application
from dashboards.frames import local_time, person_link
from dashboards.upkeep import heads_file
from talentdb.access.accounts import create_account, list_accounts, set_disabled
from talentdb.access.audit import ChainState, recent_events, verify_chain
from talentdb.access.context import unit_of_work
from talentdb.access.principal import GATE, Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.agency_file import parse_agencies
from talentdb.db.lookup import list_agencies, list_codes
from talentdb.errors import NotFoundError
from talentdb.fields import CODED
from talentdb.indicators.drill import Part, may_list, people_of
from talentdb.indicators.engine import compute
from talentdb.indicators.stamp import stamp
from talentdb.plans import load_plan
from talentdb.registry.agencies import take_over_agencies
from talentdb.search.check import check

__all__ = [
    "IndexReport",
    "PeopleBehind",
    "account_table",
    "add_account",
    "agency_options",
    "agency_table",
    "audit_rows",
    "audit_state",
    "code_labels",
    "code_list_table",
    "drill",
    "drill_parts",
    "figures",
    "import_agencies_file",
    "index_report",
    "reader_key",
    "switch_account",
]

_AGENCY_FIELDS = frozenset({"agency_code", "agency"})
_FIRST = 20


def audit_state(application: Application, principal: Principal) -> ChainState:
    """Whether the audit chain is whole, against the anchored heads."""
    with unit_of_work(application.engine, principal) as connection:
        return verify_chain(connection, application.keyring, heads_file(application.home))


def audit_rows(application: Application, principal: Principal, words: str, limit: int) -> pd.DataFrame:
    """The newest rows of the log as a table in Vietnamese."""
    with unit_of_work(application.engine, principal) as connection:
        rows = recent_events(connection, words, limit)
    frame = pd.DataFrame(
        {
            "at": [row["at"] for row in rows],
            "login": [row["login"] for row in rows],
            "role": [_role_words(row["role"]) for row in rows],
            "action": [audit_labels.ACTION.get(row["action"], row["action"]) for row in rows],
            "object": [_object_words(row["object_kind"], row["object_id"]) for row in rows],
            "purpose": [row["purpose"] for row in rows],
            "details": [_details_words(row["details"]) for row in rows],
        },
        columns=list(administration_labels.AUDIT_COLUMNS),
    ).rename(columns=administration_labels.AUDIT_COLUMNS)
    local_time(frame, administration_labels.AUDIT_COLUMNS["at"])
    return frame


def _role_words(role: str) -> str:
    return labels.ROLE[Role(role)] if role in set(Role) else role


def _object_words(kind: str | None, number: object) -> str:
    return f"{audit_labels.OBJECT.get(kind or '', kind or '')} {number if number is not None else ''}".strip()


def _detail_words(words: Mapping[Any, str], value: Any) -> str:
    """One value of the details; names of filters come as a list."""
    if isinstance(value, list):
        return ", ".join(str(words.get(item, item)) for item in value) or "—"
    return str(words.get(value, value))


def _details_words(details: object) -> str:
    if not isinstance(details, dict):
        return str(details or "")
    words: dict[str, dict[Any, str]] = {
        "role": {**labels.ROLE},
        "state": labels.SUBMISSION_STATE,
        "verdict": identity_labels.VERDICT,
    }
    return ", ".join(
        f"{audit_labels.DETAIL.get(name, name)}: {_detail_words(words.get(name, {}), value)}"
        for name, value in details.items()
    )


@st.cache_data(ttl=600, max_entries=200, show_spinner=False)
def _figures(
    _application: Application,
    _principal: Principal,
    key: tuple[Any, ...],
    plan: str,
    as_of: date,
    by: str | None,
    agency: str | None,
) -> dict[str, Any]:
    """`key` holds role, body and mark: figures of one role are never shown to another."""
    with unit_of_work(_application.engine, _principal) as connection:
        return compute(connection, _principal, load_plan(plan), as_of, by=by, agency=agency)


def figures(
    application: Application,
    principal: Principal,
    plan: str,
    as_of: date,
    by: str | None = None,
    agency: str | None = None,
) -> dict[str, Any]:
    """The indicators of a plan; kept until something is handed in, decided or chosen."""
    require(principal, Action.SEE_FIGURES)
    return _figures(application, principal, reader_key(application, principal), plan, as_of, by, agency)


def reader_key(application: Application, principal: Principal) -> tuple[Any, ...]:
    """Whose answer about figures it is, and of which state of the registry: kept answers go by it.

    Role and body decide what the policies let through and what is hidden; two leaders see the same.
    """
    return (principal.role.value, principal.agency_id, application.engine.url.database, stamp(application.engine))


@dataclass(frozen=True, slots=True)
class PeopleBehind:
    """The first people of a part of a figure, and how many there are."""

    total: int
    frame: pd.DataFrame


def drill(
    application: Application,
    principal: Principal,
    plan: str,
    code: str,
    as_of: date,
    part: Part,
    cut: tuple[str, str | None] | None = None,
) -> PeopleBehind:
    """The first people of a part of a figure, or of one row of it, with links to their profiles."""
    with unit_of_work(application.engine, principal) as connection:
        found = people_of(connection, principal, load_plan(plan), code, as_of, part, cut, limit=_FIRST)
    rows = found["people"]
    frame = pd.DataFrame(
        {
            labels.FIELD["full_name"]: [person_link(row["person_id"], row["full_name"]) for row in rows],
            labels.FIELD["agency_name"]: [row["agency_name"] for row in rows],
        }
    )
    return PeopleBehind(found["total"], frame)


def drill_parts(principal: Principal, plan: str, code: str) -> list[Part]:
    """The parts of a figure whose people this actor may list; none for leaders."""
    indicator = load_plan(plan).indicator(code)
    parts: tuple[Part, ...] = ("gap", "numerator", "denominator", "unknown")
    return [part for part in parts if indicator is not None and may_list(principal, indicator, part)]


@st.cache_data(ttl=300, max_entries=100, show_spinner=False)
def _labels(_application: Application, database: str, name: str) -> dict[str, str]:
    """Public reference data: the same for everybody."""
    with unit_of_work(_application.engine, GATE) as connection:
        if name in _AGENCY_FIELDS:
            return {row["code"]: row["name"] for row in list_agencies(connection, None)}
        list_name = {"field_group": "research_field", "sector": "sector", "commune_code": "commune"}.get(
            name, CODED.get(name, name)
        )
        return {row["code"]: row["label"] for row in list_codes(connection, list_name)}


def code_labels(application: Application, field: str) -> dict[str, str]:
    """Code -> what screens show, for a coded field."""
    return _labels(application, str(application.engine.url.database), field)


def agency_options(application: Application, principal: Principal) -> dict[int, str]:
    """Bodies by number, for pickers."""
    with unit_of_work(application.engine, principal) as connection:
        return {row["agency_id"]: row["name"] for row in list_agencies(connection, None)}


def agency_table(application: Application, principal: Principal) -> pd.DataFrame:
    """All bodies as a table."""
    with unit_of_work(application.engine, principal) as connection:
        rows = list_agencies(connection, None)
    kinds = code_labels(application, "agency_kind")
    return pd.DataFrame(
        {
            administration_labels.AGENCY_COLUMNS["code"]: [row["code"] for row in rows],
            administration_labels.AGENCY_COLUMNS["name"]: [row["name"] for row in rows],
            administration_labels.AGENCY_COLUMNS["aliases"]: [", ".join(row["aliases"]) for row in rows],
            administration_labels.AGENCY_COLUMNS["kind"]: [kinds.get(row["kind"], row["kind"]) for row in rows],
            administration_labels.AGENCY_COLUMNS["parent"]: [row["parent"] for row in rows],
        }
    )


def import_agencies_file(application: Application, principal: Principal, name: str, content: bytes) -> pd.DataFrame:
    """Import bodies from a file; gives the code that each got."""
    return pd.DataFrame(take_over_agencies(application.engine, principal, parse_agencies(name, content)))


def code_list_table(application: Application, principal: Principal, name: str) -> pd.DataFrame:
    """One code list as a table."""
    with unit_of_work(application.engine, principal) as connection:
        rows = list_codes(connection, name)
    frame = pd.DataFrame(rows, columns=list(administration_labels.CODE_COLUMNS)).rename(
        columns=administration_labels.CODE_COLUMNS
    )
    frame[administration_labels.CODE_COLUMNS["aliases"]] = [", ".join(row.get("aliases") or ()) for row in rows]
    return frame


def account_table(application: Application, principal: Principal) -> pd.DataFrame:
    """All accounts as a table."""
    with unit_of_work(application.engine, principal) as connection:
        rows = list_accounts(connection)
    frame = pd.DataFrame(
        {
            labels.LOGIN: [row.login for row in rows],
            administration_labels.DISPLAY_NAME: [row.display_name for row in rows],
            labels.ROLE_LABEL: [labels.ROLE[row.role] for row in rows],
            labels.FIELD["agency_name"]: [row.agency_name for row in rows],
            administration_labels.DISABLED_STATE: [labels.YES if row.disabled_at else "" for row in rows],
            administration_labels.LAST_LOGIN: [row.last_login_at for row in rows],
        }
    )
    local_time(frame, administration_labels.LAST_LOGIN)
    return frame


def add_account(
    application: Application,
    principal: Principal,
    *,
    login: str,
    password: str,
    role: Role,
    display_name: str,
    agency_id: int | None,
) -> None:
    """Make an account; its owner has to choose a password of their own at the first sign-in."""
    with unit_of_work(application.engine, principal) as connection:
        create_account(
            connection,
            principal,
            login=login,
            password=password,
            role=role,
            display_name=display_name or login,
            agency_id=agency_id,
        )


def switch_account(application: Application, principal: Principal, login: str, *, disabled: bool) -> None:
    """Close or open an account.

    Raises: NotFoundError when there is none of that name.
    """
    with unit_of_work(application.engine, principal) as connection:
        found = next((row for row in list_accounts(connection) if row.login == login), None)
        if found is None:
            raise NotFoundError(f"Không có tài khoản {login}.", "Tải lại trang.")
        set_disabled(connection, principal, found.account_id, disabled=disabled)


@dataclass(frozen=True, slots=True)
class IndexReport:
    """Whether the index agrees with the registry, in words."""

    agrees: bool
    lines: Sequence[str]


def index_report(application: Application, principal: Principal) -> IndexReport:
    """Compare index and registry."""
    require(principal, Action.ADMINISTER)
    index = application.open_index()
    if index is None:
        return IndexReport(False, [labels.SEARCH_AWAY])
    state = check(application.engine, index)
    return IndexReport(state.agrees, [state.summary()])

"""What the pages read about bodies, lists and the log.

Each function takes the principal and opens a unit of work in its name; only public names are cached.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd
import streamlit as st

from dashboards import administration_labels, audit_labels, labels
from dashboards.application import Application
from dashboards.audit_words import details_words
from dashboards.frames import local_time
from talentdb.access.anchors import heads_file
from talentdb.access.audit import EventFilter, recent_events, who_read
from talentdb.access.chain import ChainState, export_chain, verify_chain
from talentdb.access.context import unit_of_work
from talentdb.access.principal import GATE, Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.agency_file import parse_agencies
from talentdb.db.lookup import code_words, list_agencies, list_codes, lists_stand
from talentdb.fields import CODED
from talentdb.registry.agencies import take_over_agencies
from talentdb.search.check import check

__all__ = [
    "IndexReport",
    "agency_options",
    "agency_table",
    "audit_file",
    "audit_rows",
    "audit_state",
    "code_labels",
    "code_list_table",
    "import_agencies_file",
    "index_report",
    "person_reads",
]

_AGENCY_FIELDS = frozenset({"agency_code", "agency"})


def audit_state(application: Application, principal: Principal) -> ChainState:
    """Whether the audit chain is whole, against the anchored heads."""
    with unit_of_work(application.engine, principal) as connection:
        return verify_chain(connection, application.keyring, heads_file(application.home))


def audit_rows(application: Application, principal: Principal, words: str | EventFilter, limit: int) -> pd.DataFrame:
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
            "details": [details_words(row["details"]) for row in rows],
        },
        columns=list(administration_labels.AUDIT_COLUMNS),
    ).rename(columns=administration_labels.AUDIT_COLUMNS)
    local_time(frame, administration_labels.AUDIT_COLUMNS["at"])
    return frame


def audit_file(application: Application, principal: Principal) -> bytes:
    """The whole log with its hashes, for a verifier that is not ours; that it was taken is logged."""
    with unit_of_work(application.engine, principal) as connection:
        return "".join(f"{line}\n" for line in export_chain(connection, principal)).encode()


def person_reads(application: Application, principal: Principal, person_id: int) -> pd.DataFrame:
    """Who read or took what of a person, newest first, in Vietnamese."""
    with unit_of_work(application.engine, principal) as connection:
        rows = who_read(connection, principal, person_id)
    frame = pd.DataFrame(
        {
            "at": [row["at"] for row in rows],
            "login": [row["reader"] for row in rows],
            "role": [_role_words(row["role"]) for row in rows],
            "agency": [row["agency"] or "" for row in rows],
            "action": [audit_labels.ACTION.get(row["action"], row["action"]) for row in rows],
            "purpose": [row["purpose"] or "" for row in rows],
        },
        columns=list(administration_labels.READER_COLUMNS),
    ).rename(columns=administration_labels.READER_COLUMNS)
    local_time(frame, administration_labels.READER_COLUMNS["at"])
    return frame


def _role_words(role: str) -> str:
    return labels.ROLE[Role(role)] if role in set(Role) else role


def _object_words(kind: str | None, number: object) -> str:
    return f"{audit_labels.OBJECT.get(kind or '', kind or '')} {number if number is not None else ''}".strip()


@st.cache_data(ttl=30, max_entries=20, show_spinner=False)
def _lists_stand(_application: Application, database: str) -> str:
    """What changes when a list or a body does; looked at twice a minute."""
    with unit_of_work(_application.engine, GATE) as connection:
        return lists_stand(connection)


@st.cache_resource(max_entries=4, show_spinner=False)
def _all_labels(_application: Application, database: str, stand: str) -> Mapping[str, Mapping[str, str]]:
    """Public reference data, the same for everybody, read once a server as long as nobody changes it: list -> code ->
    label, bodies under "agency". Everybody is given the same, which nobody can change: a copy of thousands of words
    for each box of a page took a twentieth of what pages take."""
    with unit_of_work(_application.engine, GATE) as connection:
        bodies = {row["code"]: row["name"] for row in list_agencies(connection, None)}
        known = {**code_words(connection), "agency": bodies}
    return {name: MappingProxyType(words) for name, words in known.items()}


def code_labels(application: Application, field: str) -> Mapping[str, str]:
    """Code -> what screens show, for a coded field."""
    database = str(application.engine.url.database)
    known = _all_labels(application, database, _lists_stand(application, database))
    name = {"field_group": "research_field", "commune_code": "commune"}.get(field, CODED.get(field, field))
    return known["agency" if field in _AGENCY_FIELDS else name]


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

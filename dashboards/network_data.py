"""What the network pages read: networks with measures and positions, computed once a question and account.

Cached by who asks: `st.cache_data` is shared by all users. Exports are made anew and logged.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dashboards import network_labels
from dashboards.application import Application
from dashboards.network_layout import positions
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.network import Graph, Wanted, build, ego
from talentdb.network.export import export_network
from talentdb.network.files import SUFFIXES
from talentdb.network.measures import measure
from talentdb.network.table import Measures
from talentdb.registry.found import everybody_found
from talentdb.settings import today

__all__ = ["MOST_DRAWN", "Drawn", "neighbourhood", "network", "network_file", "people_by_words"]

MOST_DRAWN: Final = 2_000
"""Nodes of a picture that still moves smoothly under the pointer."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A network ready for a page.

    Args:
        graph: people with at least one tie, and bodies.
        measures: columns in the order of its nodes.
        shown: places of the nodes that the picture has room for, in rising order.
        spots: their positions.
        alone: chosen people without any tie.
    """

    graph: Graph
    measures: Measures
    shown: NDArray[np.int64]
    spots: NDArray[np.float64]
    alone: int


def _key(application: Application, principal: Principal) -> tuple[Any, ...]:
    return (principal.role.value, principal.agency_id, principal.account_id, application.engine.url.database)


@st.cache_data(ttl=300, max_entries=30, show_spinner=False)
def _network(_application: Application, _principal: Principal, key: tuple[Any, ...], wanted: Wanted) -> Drawn:
    """`key` holds role, body, account and database: nobody is shown what another role may see."""
    with unit_of_work(_application.engine, _principal) as connection:
        return _drawn(build(connection, _principal, wanted))


def _drawn(whole: Graph) -> Drawn:
    tied = whole.degrees() > 0
    graph = whole.only(tied)
    measures = measure(graph, full=True)
    order = np.lexsort((np.arange(len(graph.nodes)), -np.array(measures["strength"])))
    shown = np.sort(order[:MOST_DRAWN])
    keep = np.zeros(len(graph.nodes), np.bool_)
    keep[shown] = True
    return Drawn(graph, measures, shown, positions(graph.only(keep)), int((~tied).sum()))


def network(application: Application, principal: Principal, wanted: Wanted) -> Drawn:
    """The network of a question, five minutes old at most."""
    require(principal, Action.SEE_NETWORK)
    return _network(application, principal, _key(application, principal), wanted)


@st.cache_data(ttl=300, max_entries=100, show_spinner=False)
def _neighbourhood(
    _application: Application, _principal: Principal, key: tuple[Any, ...], person_id: int, wanted: Wanted
) -> Drawn:
    with unit_of_work(_application.engine, _principal) as connection:
        graph = ego(connection, _principal, person_id, wanted)
    return Drawn(graph, measure(graph, full=True), np.arange(len(graph.nodes)), positions(graph), 0)


def neighbourhood(application: Application, principal: Principal, person_id: int, wanted: Wanted) -> Drawn:
    """The neighbourhood of one person; the person is there also without any tie.

    Raises: NotFoundError when there is no such person for this account.
    """
    require(principal, Action.SEE_NETWORK)
    return _neighbourhood(application, principal, _key(application, principal), person_id, wanted)


def people_by_words(
    application: Application, principal: Principal, words: str, filters: tuple[tuple[str, str], ...]
) -> tuple[int, ...]:
    """Numbers of the people whom search finds."""
    index = application.open_index()
    with unit_of_work(application.engine, principal) as connection:
        return tuple(sorted(everybody_found(connection, principal, index, words, filters)))


def network_file(
    application: Application, principal: Principal, wanted: Wanted, kind: str, words: str, purpose: str
) -> tuple[str, bytes]:
    """Name and bytes of the network as a file; the purpose is in it and in the log.

    Raises: ForbiddenError for a role that exports no networks.
    """
    name = f"{network_labels.FILE_STEM}-{today():%Y-%m-%d}{SUFFIXES[kind]}"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / name
        with unit_of_work(application.engine, principal) as connection:
            export_network(connection, principal, wanted, kind, out, query=words, purpose=purpose, all_measures=True)
        return name, out.read_bytes()

"""What the network pages read: networks with measures and positions, computed once a question and role.

Kept by what the role may see, uncopied: copying that of a province takes longer than the page, and nobody changes it.
Exports are made anew and logged.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from sqlalchemy import Connection

from dashboards.application import Application
from dashboards.network_layout import positions
from dashboards.scratch import scratch
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.indicators.stamp import stamp
from talentdb.network import Graph, Wanted, build, ego
from talentdb.network.export import export_network
from talentdb.network.files import network_name
from talentdb.network.measures import measure
from talentdb.network.table import Measures
from talentdb.registry.found import everybody_found
from talentdb.settings import today

__all__ = ["SIZES", "Drawn", "drawn_of", "neighbourhood", "network", "network_file", "people_by_words"]

SIZES: Final = (300, 1_000, 2_000)
"""Nodes that a picture has room for: the first is there at once, the last still moves smoothly under the pointer."""
_SECONDS: Final = 300
_NETWORKS: Final = 12
"""That of a whole province is large."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A network ready for a page.

    Args:
        graph: people with at least one tie, and bodies.
        measures: columns in the order of its nodes.
        shown: places of the nodes that the picture has room for, in rising order.
        spots: their positions.
        alone: chosen people without any tie.
        memo: what was worked out of it already, for the next rerun of the page.
    """

    graph: Graph
    measures: Measures
    shown: NDArray[np.int64]
    spots: NDArray[np.float64]
    alone: int
    memo: dict[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    """A network before it is drawn: people with ties, their measures, how many are alone.

    Args:
        drawn: nodes in a picture -> the picture.
    """

    graph: Graph
    measures: Measures
    alone: int
    drawn: dict[int, Drawn] = field(default_factory=dict)


def _measured(connection: Connection, principal: Principal, wanted: Wanted) -> _Measured:
    whole = build(connection, principal, wanted)
    tied = whole.degrees() > 0
    graph = whole.only(tied)
    return _Measured(graph, measure(graph, full=True), int((~tied).sum()))


def drawn_of(graph: Graph, measures: Measures, alone: int, most: int) -> Drawn:
    """The network with the positions of its strongest nodes."""
    order = np.lexsort((np.arange(len(graph.nodes)), -np.array(measures["strength"])))
    shown = np.sort(order[:most])
    keep = np.zeros(len(graph.nodes), np.bool_)
    keep[shown] = True
    return Drawn(graph, measures, shown, positions(graph.only(keep)), alone)


def network(application: Application, principal: Principal, wanted: Wanted, most: int = SIZES[0]) -> Drawn:
    """The network of a question.

    Args:
        most: nodes that get a position, the strongest.
    """
    require(principal, Action.SEE_NETWORK)

    def read(connection: Connection) -> _Measured:
        return _measured(connection, principal, wanted)

    found = application.kept.ask(
        application.engine, principal, ("network", wanted), read, copied=False, most=_NETWORKS
    )
    if most not in found.drawn:
        found.drawn[most] = drawn_of(found.graph, found.measures, found.alone, most)
    return found.drawn[most]


# A resource, not data: nobody changes it. Quick, so that it need not wait its turn behind whole networks.
@st.cache_resource(ttl=_SECONDS, max_entries=100, show_spinner=False)
def _neighbourhood(
    _application: Application, _principal: Principal, key: tuple[Any, ...], person_id: int, wanted: Wanted
) -> Drawn:
    """`key` is what decides which rows and fields there are: accounts of one role share what they are shown, until
    the registry changes."""
    with unit_of_work(_application.engine, _principal) as connection:
        graph = ego(connection, _principal, person_id, wanted)
    return Drawn(graph, measure(graph, full=True), np.arange(len(graph.nodes)), positions(graph), 0)


def neighbourhood(application: Application, principal: Principal, person_id: int, wanted: Wanted) -> Drawn:
    """The neighbourhood of one person; the person is there also without any tie.

    Raises: NotFoundError when there is no such person for this account.
    """
    require(principal, Action.SEE_NETWORK)
    key = (principal.role.value, principal.agency_id, application.engine.url.database, stamp(application.engine))
    return _neighbourhood(application, principal, key, person_id, wanted)


def people_by_words(
    application: Application, principal: Principal, words: str, filters: tuple[tuple[str, str], ...]
) -> tuple[int, ...]:
    """Numbers of the people whom search finds."""
    index = application.open_index()
    with unit_of_work(application.engine, principal) as connection:
        return tuple(sorted(everybody_found(connection, principal, index, words, filters)))


def network_file(
    application: Application, principal: Principal, wanted: Wanted, kind: str, words: str, purpose: str
) -> tuple[str, bytes, str]:
    """Name and bytes of the network as a file, and who was left out for want of consent, in words; the purpose is in
    it and in the log.

    Raises: ForbiddenError for a role that exports no networks.
    """
    name = network_name(words, wanted.filters, kind, today())
    with scratch(application) as folder:
        out = folder / name
        with unit_of_work(application.engine, principal) as connection:
            told = export_network(
                connection, principal, wanted, kind, out, query=words, purpose=purpose, all_measures=True
            )
        return name, out.read_bytes(), told.get("withheld", "")

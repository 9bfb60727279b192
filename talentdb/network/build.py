"""Builds a network in the name of a principal: the people chosen, and the ties among them in the chosen layers.

Ties come set by set and as columns from `ties` and `bodies`; only people and bodies are looked at one by one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.errors import NotFoundError, UsageError
from talentdb.network.bodies import FieldTies, Ties, employer_ties, large_work_ties, school_ties
from talentdb.network.draft import Draft
from talentdb.network.labels import NO_SUCH_NUMBER, NOBODY, TOO_FEW
from talentdb.network.model import ALL_LAYERS, Graph, Kind, Layer
from talentdb.network.pairs import NO_MEMBERS, Members, Pairs, crowded, pairs_of
from talentdb.network.people import iter_nodes
from talentdb.network.ties import LARGEST_GROUP, council_ties, has_councils, large_works, work_members
from talentdb.people.filters import Filter
from talentdb.people.profile import current_number
from talentdb.people.successors import employers_on
from talentdb.settings import today

__all__ = ["MOST_EDGES", "Wanted", "build", "ego"]

MOST_EDGES: Final = 20
"""Edges that a person keeps unless more are asked for."""
# More numbers than these are not worth sending: the whole set is read and sifted here.
_FEW: Final = 5_000
_WORKS: Final = frozenset({Layer.TASKS, Layer.PUBLICATIONS, Layer.SUPERVISION})
_PLACE: Final = {layer: place for place, layer in enumerate(ALL_LAYERS)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What network is asked for.

    Args:
        layers: those to read; one whose table the database does not have is left out.
        filters: of people, as in search and exports.
        people: only these numbers (of them those that the filters let through); None is everybody.
        neighbours: also the people tied to the chosen ones, whatever the filters.
        as_of: the people of that day, works and degrees up to its year; None is all that is known.
        first_year: works and councils from this year on; those without a year are left out then.
        last_year: works and councils up to this year.
        most_edges: edges that a person keeps, the strongest.
    """

    layers: tuple[Layer, ...] = ALL_LAYERS
    filters: tuple[Filter, ...] = ()
    people: tuple[int, ...] | None = None
    neighbours: bool = False
    as_of: date | None = None
    first_year: int | None = None
    last_year: int | None = None
    most_edges: int = MOST_EDGES

    def last(self) -> int | None:
        """The last year that counts."""
        years = [year for year in (self.last_year, self.as_of.year if self.as_of else None) if year is not None]
        return min(years, default=None)


def build(connection: Connection, principal: Principal, wanted: Wanted) -> Graph:
    """The network: every chosen person is a node, also one without any tie.

    Raises: ForbiddenError for a role that sees no networks; UsageError for a filter or number that makes no sense.
    """
    require(principal, Action.SEE_NETWORK)
    if wanted.most_edges < 1:
        raise UsageError(TOO_FEW)
    layers = tuple(layer for layer in wanted.layers if layer is not Layer.COUNCILS or has_councils(connection))
    chosen = wanted.people
    employers = employers_on(connection, wanted.as_of or today())
    if wanted.neighbours:
        chosen = _with_neighbours(connection, principal, wanted, layers, employers)
    filters = () if wanted.neighbours else wanted.filters
    people, fields = [], FieldTies()
    for node, values in iter_nodes(connection, principal, filters, chosen, wanted.as_of, employers):
        people.append(node)
        if Layer.FIELD in layers:
            fields.add(node.person_id or 0, values)
    draft = Draft(tuple(people))
    asked = None if chosen is None and not filters else [node.person_id or 0 for node in people]
    asked = asked if asked is not None and len(asked) <= _FEW else None
    members = _members(connection, wanted, layers, asked)
    for pairs in _pairs(connection, wanted, layers, asked, members):
        draft.join(pairs, layers)
    if crowded(members, LARGEST_GROUP):
        rows = large_works(connection, asked, wanted.first_year, wanted.last())
        for ties in large_work_ties(rows):
            if ties.layer in layers:
                draft.hang(ties)
    for ties in (fields.ties(), *_bodies(connection, wanted, layers, asked, employers)):
        draft.hang(ties)
    return draft.graph(layers, wanted.most_edges)


def _with_neighbours(
    connection: Connection, principal: Principal, wanted: Wanted, layers: tuple[Layer, ...], employers: dict[int, Any]
) -> tuple[int, ...]:
    """The chosen people and all that a layer ties them to."""
    found = iter_nodes(connection, principal, wanted.filters, wanted.people, wanted.as_of, employers)
    chosen = np.array([node.person_id for node, _ in found], np.int64)
    asked = chosen.tolist() if len(chosen) <= _FEW else None
    places, near = [_PLACE[layer] for layer in layers], [chosen]
    members = _members(connection, wanted, layers, asked)
    for pairs in _pairs(connection, wanted, layers, asked, members):
        touched = np.isin(pairs.source, chosen) | np.isin(pairs.target, chosen)
        touched &= np.isin(pairs.layer, places)
        near += [pairs.source[touched], pairs.target[touched]]
    return tuple(np.unique(np.concatenate(near)).tolist())


def _members(
    connection: Connection, wanted: Wanted, layers: tuple[Layer, ...], asked: Sequence[int] | None
) -> Members:
    if not _WORKS & set(layers):
        return NO_MEMBERS
    return work_members(connection, asked, wanted.first_year, wanted.last())


def _pairs(
    connection: Connection, wanted: Wanted, layers: tuple[Layer, ...], asked: Sequence[int] | None, members: Members
) -> Iterator[Pairs]:
    yield pairs_of(members, LARGEST_GROUP)
    if Layer.COUNCILS in layers:
        yield council_ties(connection, asked, wanted.first_year, wanted.last(), wanted.as_of)


def _bodies(
    connection: Connection, wanted: Wanted, layers: tuple[Layer, ...], asked: Sequence[int] | None,
    employers: dict[int, Any],
) -> Iterator[Ties]:  # fmt: skip
    if Layer.EMPLOYER in layers:
        yield employer_ties(connection, asked, wanted.as_of, employers)
    if Layer.SCHOOL in layers:
        yield school_ties(connection, asked, wanted.as_of)


def ego(
    connection: Connection, principal: Principal, person_id: int, wanted: Wanted | None = None, *, most: int = 40
) -> Graph:
    """The neighbourhood of one person: the strongest neighbours, the ties among them, and the person's own bodies.

    Args:
        wanted: layers and years; its people and filters do not count here. A merged number is followed.
        most: neighbours at most.
    Raises: ForbiddenError; NotFoundError when there is no such person for this account.
    """
    require(principal, Action.SEE_NETWORK)
    wanted = wanted or Wanted()
    number = current_number(connection, person_id)
    layers = tuple(layer for layer in wanted.layers if layer is not Layer.COUNCILS or has_councils(connection))
    members = _members(connection, wanted, layers, [number])
    found = _pairs(connection, wanted, layers, [number], members)
    chosen = _nearest(found, [_PLACE[layer] for layer in layers], number, most)
    asked = Wanted(layers, (), (number, *chosen), False, wanted.as_of, wanted.first_year, wanted.last_year, 10**6)
    graph = build(connection, principal, asked)
    me = next((place for place, node in enumerate(graph.nodes) if node.person_id == number), None)
    if me is None:
        raise NotFoundError(NO_SUCH_NUMBER.format(person=person_id), NOBODY)
    keep = np.array([node.kind is Kind.PERSON for node in graph.nodes])
    edges = graph.edges
    keep[edges.target[edges.source == me]] = True
    keep[edges.source[edges.target == me]] = True
    return graph.only(keep)


def _nearest(found: Iterable[Pairs], places: Sequence[int], number: int, most: int) -> list[int]:
    """Numbers of the people with the strongest ties to one in these layers, the strongest first."""
    others, weights = [np.zeros(0, np.int64)], [np.zeros(0)]
    for pairs in found:
        mine = ((pairs.source == number) | (pairs.target == number)) & np.isin(pairs.layer, places)
        others.append(np.where(pairs.source == number, pairs.target, pairs.source)[mine])
        weights.append(pairs.weight[mine])
    near, at = np.unique(np.concatenate(others), return_inverse=True)
    strength = np.bincount(at, weights=np.concatenate(weights), minlength=len(near)).round(9)
    return near[np.lexsort((near, -strength))][:most].tolist()  # type: ignore[no-any-return]

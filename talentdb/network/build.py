"""Builds a network in the name of a principal: the people chosen, and the ties among them in the chosen layers.

Rows come set by set from `ties` and `bodies`, in batches; what is kept are the nodes and the arrays of the edges.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.errors import NotFoundError, UsageError
from talentdb.network.bodies import Tie, employer_ties, field_ties, large_work_ties, school_ties
from talentdb.network.labels import NO_SUCH_NUMBER, NOBODY, TOO_FEW
from talentdb.network.limit import strongest
from talentdb.network.model import ALL_LAYERS, Edges, Graph, Kind, Layer, Node, edges_of
from talentdb.network.people import iter_nodes, plain
from talentdb.network.ties import council_ties, has_councils, large_works, work_ties
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
    draft = _Draft()
    chosen = wanted.people
    employers = employers_on(connection, wanted.as_of or today())
    if wanted.neighbours:
        chosen = _with_neighbours(connection, principal, wanted, layers, employers)
    filters = () if wanted.neighbours else wanted.filters
    for node, values in iter_nodes(connection, principal, filters, chosen, wanted.as_of, employers):
        draft.people.append(node)
        if Layer.FIELD in layers:
            draft.hang(field_ties(node.person_id or 0, values))
    draft.number()
    asked = None if chosen is None and not filters else [node.person_id or 0 for node in draft.people]
    asked = asked if asked is not None and len(asked) <= _FEW else None
    for rows in _pairs(connection, wanted, layers, asked):
        draft.join(rows, frozenset(_PLACE[layer] for layer in layers))
    for ties in _bodies(connection, wanted, layers, asked, employers):
        draft.hang(ties)
    return draft.graph(layers, wanted.most_edges)


def _with_neighbours(
    connection: Connection, principal: Principal, wanted: Wanted, layers: tuple[Layer, ...], employers: dict[int, Any]
) -> tuple[int, ...]:
    """The chosen people and all that a layer ties them to."""
    found = iter_nodes(connection, principal, wanted.filters, wanted.people, wanted.as_of, employers)
    chosen = {node.person_id or 0 for node, _ in found}
    asked = sorted(chosen) if len(chosen) <= _FEW else None
    places, near = {_PLACE[layer] for layer in layers}, set(chosen)
    for rows in _pairs(connection, wanted, layers, asked):
        for one, other, layer, *_ in rows:
            if layer in places and (one in chosen or other in chosen):
                near |= {one, other}
    return tuple(sorted(near))


def _pairs(
    connection: Connection, wanted: Wanted, layers: tuple[Layer, ...], asked: Sequence[int] | None
) -> Iterator[Sequence[Any]]:
    if _WORKS & set(layers):
        yield from work_ties(connection, asked, wanted.first_year, wanted.last())
    if Layer.COUNCILS in layers:
        yield from council_ties(connection, asked, wanted.first_year, wanted.last(), wanted.as_of)


def _bodies(
    connection: Connection, wanted: Wanted, layers: tuple[Layer, ...], asked: Sequence[int] | None,
    employers: dict[int, Any],
) -> Iterator[Iterable[Tie]]:  # fmt: skip
    if _WORKS & set(layers):
        for rows in large_works(connection, asked, wanted.first_year, wanted.last()):
            yield (tie for tie in large_work_ties(rows) if tie.layer in layers)
    if Layer.EMPLOYER in layers:
        yield employer_ties(connection, asked, wanted.as_of, employers)
    if Layer.SCHOOL in layers:
        yield school_ties(connection, asked, wanted.as_of)


@dataclass
class _Draft:
    """A network while it is read: people first, then ties by their places, at last the bodies get theirs."""

    people: list[Node] = field(default_factory=list)
    _numbers: Any = None
    _parts: list[Edges] = field(default_factory=list)
    _hung: dict[tuple[int, Layer, str], tuple[int, int]] = field(default_factory=dict)
    _names: dict[str, tuple[Kind, Counter[str]]] = field(default_factory=dict)

    def number(self) -> None:
        """All people are here: from now on a number of a person has a place."""
        self._numbers = np.array([node.person_id for node in self.people], np.int64)

    def join(self, rows: Sequence[Any], layers: frozenset[int]) -> None:
        """Keep the pairs of which both ends are nodes."""
        columns = [np.array(column) for column in zip(*rows, strict=True)]
        size = len(self._numbers)
        ends = [np.searchsorted(self._numbers, end) for end in columns[:2]]
        known = np.isin(columns[2], list(layers))
        for end, place in zip(columns[:2], ends, strict=True):
            inside = np.minimum(place, size - 1)
            known &= (place < size) & ((self._numbers[inside] if size else -1) == end)
        part = Edges(
            ends[0].astype(np.int32), ends[1].astype(np.int32), columns[2].astype(np.int8),
            columns[3].astype(np.float64), columns[4].astype(np.int32), columns[5].astype(np.int16),
            columns[6].astype(np.int16),
        )  # fmt: skip
        self._parts.append(part.take(known))

    def hang(self, ties: Iterable[Tie]) -> None:
        """Remember ties to bodies; two names of one body are one tie with the years of both."""
        for tie in ties:
            key = (tie.person_id, tie.layer, tie.body)
            first, last = self._hung.get(key, (0, 0))
            known = [year for year in (first, tie.first_year) if year]
            self._hung[key] = (min(known, default=0), max(last, tie.last_year))
            self._names.setdefault(tie.body, (tie.kind, Counter()))[1][tie.label] += 1

    def graph(self, layers: tuple[Layer, ...], most: int) -> Graph:
        """The network, its bodies in the order of their ids, each person with its strongest edges."""
        place_of = {node.person_id: place for place, node in enumerate(self.people)}
        hung = [(place_of[key[0]], key, years) for key, years in self._hung.items() if key[0] in place_of]
        bodies = sorted({key[2] for _, key, _ in hung})
        at = {body: len(self.people) + place for place, body in enumerate(bodies)}
        rows = [(person, at[key[2]], _PLACE[key[1]], 1.0, 0, *years) for person, key, years in hung]
        edges = _concatenated([*self._parts, edges_of(rows)])
        kept = strongest(edges, len(self.people), most)
        nodes = (*self.people, *(self._body(body) for body in bodies))
        return Graph(nodes, kept, layers, len(edges) - len(kept))

    def _body(self, body: str) -> Node:
        """The commonest of its spellings is its name."""
        kind, names = self._names[body]
        return Node(body, kind, plain(min(names, key=lambda name: (-names[name], name))) or body, {})


def _concatenated(parts: Sequence[Edges]) -> Edges:
    return Edges(*(np.concatenate([getattr(part, name) for part in parts]) for name in Edges.__slots__))


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
    places, near = {_PLACE[layer] for layer in layers}, Counter[int]()
    for rows in _pairs(connection, wanted, layers, [number]):
        for one, other, layer, weight, *_ in rows:
            if layer in places and number in (one, other):
                near[other if one == number else one] += weight
    chosen = sorted(near, key=lambda other: (-round(near[other], 9), other))[:most]
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

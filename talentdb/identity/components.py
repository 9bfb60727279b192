"""Clusters of records that are one person: the strongest ties first, never against a contradiction. Pure.

Ties of judgements, corrections and equal ids come first, then scored ones by weight. Records that make nobody known
by themselves (works, awards) come last and hang on one person each; they never tie two people together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from talentdb.identity.groups import Groups
from talentdb.identity.model import load_model
from talentdb.identity.record import MatchRecord

__all__ = ["RULES", "Cluster", "Edge", "cluster"]

RULES: Final = ("judgement", "correction", "national_id", "score")
"""Strongest first."""
_STRENGTH: Final = {rule: number for number, rule in enumerate(RULES)}
_SCORE: Final = _STRENGTH["score"]
_OVERRIDING: Final = frozenset({"judgement", "correction"})


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie of two records, a < b; its rule is one of RULES, its weight in bits decides among scored ties."""

    a: int
    b: int
    weight: float
    rule: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records of one person in order, and per record the strongest rule that ties it to another (absent: none)."""

    record_ids: tuple[int, ...]
    rules: Mapping[int, str]


def cluster(
    nodes: Sequence[MatchRecord], edges: Iterable[Edge], apart: Iterable[tuple[int, int]] = ()
) -> tuple[list[Cluster], list[Edge]]:
    """Clusters in the order of their smallest record, and the ties refused; whatever the input's order.

    Args:
        edges: ties of records among `nodes`.
        apart: pairs of records that a judgement keeps apart: never in one cluster, whatever ties them.

    A tie is refused when the two clusters cannot be one: kept apart; different ids of one kind (but for a judgement
    or a correction); for scored ties, dates, names or sexes of their other records that tell two people, or two rows
    of one list that nothing ties. A scored
    tie is refused as well when its record fits another person, who cannot be the same, nearly as well.
    """
    ordered = sorted(edges, key=lambda e: (_STRENGTH[e.rule], -e.weight, e.a, e.b))
    groups = Groups(nodes, apart, {(e.a, e.b) for e in ordered})
    founding = [e for e in ordered if (groups.founds(e.a) and groups.founds(e.b)) or e.rule != "score"]
    leaves = [e for e in ordered if e.rule == "score" and not (groups.founds(e.a) and groups.founds(e.b))]
    for edge in founding:
        if edge.rule != "score" and groups.may_join(edge.a, edge.b, by_hand=edge.rule in _OVERRIDING):
            groups.join(edge.a, edge.b)
    together = Groups(nodes, apart)
    for edge in ordered:
        together.join(edge.a, edge.b)
    _join_scored(groups, [e for e in founding if e.rule == "score"], together)
    _hang_leaves(groups, leaves)
    kept, refused = _sort_out(groups, ordered)
    return _collect(nodes, groups, kept), refused


def _join_scored(groups: Groups, edges: Sequence[Edge], together: Groups) -> None:
    """Join by weight; a tie is refused where a rival is nearly as strong.

    Args:
        together: all that any tie could bring together; where nothing in it contradicts, there are no rivals to
            look for, and a person of very many records costs no more than its ties.
    """
    margin = load_model().margin
    rivals: dict[int, list[Edge]] = {}
    for edge in edges:
        if together.at_one(edge.a):
            groups.join(edge.a, edge.b)
            continue
        for end in (edge.a, edge.b):
            rivals.setdefault(groups.find(end), []).append(edge)
    for edge in edges:
        one, other = groups.find(edge.a), groups.find(edge.b)
        if one == other or not groups.may_join(edge.a, edge.b, scored=True):
            continue
        if _rivalled(groups, edge, one, other, rivals, margin) or _rivalled(groups, edge, other, one, rivals, margin):
            continue
        keep = groups.join(one, other)
        more, fewer = sorted((rivals.pop(one, []), rivals.pop(other, [])), key=len, reverse=True)
        more.extend(fewer)
        rivals[keep] = more


def _rivalled(
    groups: Groups, edge: Edge, here: int, there: int, rivals: dict[int, list[Edge]], margin: float
) -> bool:
    """Whether group `here` is tied nearly as strongly to a third group that cannot be one with `there`."""
    outward = [e for e in rivals.get(here, ()) if groups.find(e.a) != groups.find(e.b)]
    rivals[here] = outward
    for rival in outward:
        third = groups.find(rival.a) if groups.find(rival.b) == here else groups.find(rival.b)
        if third == there or rival.weight <= edge.weight - margin:
            continue
        if groups.may_join(rival.a, rival.b, scored=True) and not groups.may_join(third, there, scored=True):
            return True
    return False


def _hang_leaves(groups: Groups, edges: Sequence[Edge]) -> None:
    """Each group of records that make nobody known joins the one person that fits it clearly best, or nobody."""
    margin = load_model().margin
    best: dict[int, dict[int, Edge]] = {}
    for edge in edges:  # strongest first
        leaf, person = groups.find(edge.a), groups.find(edge.b)
        if groups.group_founds(leaf):
            leaf, person = person, leaf
        if groups.group_founds(leaf) or not groups.group_founds(person):
            continue
        if groups.may_join(edge.a, edge.b, scored=True):
            best.setdefault(leaf, {}).setdefault(person, edge)
    for _leaf, persons in sorted(best.items()):
        ties = sorted(persons.values(), key=lambda e: (-e.weight, e.a, e.b))
        clear = len(ties) == 1 or ties[0].weight - ties[1].weight >= margin
        # Another leaf may have brought an id meanwhile: ask again.
        if clear and groups.may_join(ties[0].a, ties[0].b, scored=True):
            groups.join(ties[0].a, ties[0].b)


def _sort_out(groups: Groups, edges: Iterable[Edge]) -> tuple[list[Edge], list[Edge]]:
    kept: list[Edge] = []
    refused: list[Edge] = []
    for edge in edges:
        (kept if groups.find(edge.a) == groups.find(edge.b) else refused).append(edge)
    return kept, refused


def _collect(nodes: Sequence[MatchRecord], groups: Groups, kept: Iterable[Edge]) -> list[Cluster]:
    rules: dict[int, str] = {}
    for edge in kept:  # strongest first
        rules.setdefault(edge.a, edge.rule)
        rules.setdefault(edge.b, edge.rule)
    members: dict[int, list[int]] = {}
    for record in sorted(node.record_id for node in nodes):
        members.setdefault(groups.find(record), []).append(record)
    return [Cluster(tuple(ids), {r: rules[r] for r in ids if r in rules}) for ids in members.values()]

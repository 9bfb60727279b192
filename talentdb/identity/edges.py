"""What ties records to one person, and what keeps them apart: stored pairs, rules, judgements. Clusters nothing."""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, pairwise
from typing import Final

from sqlalchemy import Connection, text

from talentdb.identity.components import Edge
from talentdb.identity.judgements import Standing, standing
from talentdb.identity.record import MatchRecord

__all__ = ["ties"]

_CERTAIN: Final = 1_000.0
"""Bits of an edge that no evidence outweighs."""
_PAIRS: Final = text("""
    select p.a_record_id, p.b_record_id, p.weight from match_pair p
    where p.a_record_id = any(:records) and p.b_record_id = any(:records) and p.decision = 'merge' and not p.preview
""")


def ties(connection: Connection, nodes: Sequence[MatchRecord], upto: int) -> tuple[list[Edge], set[tuple[int, int]]]:
    """Edges among the records, and pairs of them that a judgement keeps apart.

    Args:
        upto: number of the last decision that counts: judgements given or taken back later are not looked at.
    """
    known = {node.record_id for node in nodes}
    judged = standing(connection, known, upto)
    apart = _apart(judged, known)
    parted = {record for pair in apart for record in pair}
    edges = [
        *_pair_edges(connection, known),
        *_certain_edges(nodes, parted),
        *_judged_edges(judged, known, parted),
    ]
    return edges, apart


def _pair_edges(connection: Connection, records: Iterable[int]) -> Iterable[Edge]:
    rows = connection.execute(_PAIRS, {"records": list(records)})
    return [Edge(a, b, weight, "score") for a, b, weight in rows]


def _tied(records: Collection[int], rule: str, parted: Collection[int]) -> list[Edge]:
    """Edges that make the records one: neighbours are enough (equality is transitive) unless a judgement keeps some
    of them apart; then any two, so that the others still find each other."""
    ordered = sorted(records)
    pairs = combinations(ordered, 2) if not set(ordered).isdisjoint(parted) else pairwise(ordered)
    return [Edge(a, b, _CERTAIN, rule) for a, b in pairs]


def _certain_edges(nodes: Sequence[MatchRecord], parted: Collection[int]) -> list[Edge]:
    """Records of one national id and one name, and corrections with what they correct."""
    same: dict[tuple[bytes, str], list[int]] = {}
    known = {node.record_id for node in nodes}
    edges: list[Edge] = []
    for node in nodes:
        if node.id_hash is not None:
            same.setdefault((node.id_hash, node.name_key), []).append(node.record_id)
        if node.corrects is not None and node.corrects in known:
            edges += _tied((node.corrects, node.record_id), "correction", parted)
    for records in same.values():
        edges += _tied(records, "national_id", parted)
    return edges


def _judged_edges(judged: Iterable[Standing], known: Collection[int], parted: Collection[int]) -> list[Edge]:
    """A judgement "same" says that all its records are one person."""
    return [
        edge
        for found in judged
        if found.verdict == "same"
        for edge in _tied([record for record in found.records if record in known], "judgement", parted)
    ]


def _apart(judged: Iterable[Standing], known: Collection[int]) -> set[tuple[int, int]]:
    return {
        (a, b)
        for found in judged
        if found.verdict == "different"
        for a, b in found.across
        if a in known and b in known
    }

"""Deterministic clustering of source records into persons. Pure functions; knows no table.

Rules, strongest first (issue: deterministic matching):
    national_id      the same keyed hash of the national id
    staff_code       the same staff code within the same employer, and the same folded name
    name_birth_sex   the same folded name, full birth date and sex, unless both names carry different tones
Two different ids of the same kind never end up in one cluster, whatever chain of records leads there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from talentdb.text import same_tones

__all__ = ["RULES", "Cluster", "Node", "cluster"]

RULES: Final = ("national_id", "staff_code", "name_birth_sex")
"""Strongest first."""


@dataclass(frozen=True, slots=True)
class Node:
    """What identity looks at in one source record.

    Args:
        id_hash, id_kind: keyed hash of the national id and its kind ("citizen", "old"), or both None.
        birth_date: only when known to the day.
        person_id: person that the record belongs to already; such records stay together.
        founds: False for a row that never makes a person known by itself (a work, an award).
    """

    record_id: int
    employer_id: int
    name_key: str
    name_toned: str
    id_hash: bytes | None = None
    id_kind: str | None = None
    staff_code: str | None = None
    birth_date: date | None = None
    sex: str | None = None
    person_id: int | None = None
    founds: bool = True


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records of one person, and per record the strongest rule that ties it to another (absent: none)."""

    record_ids: tuple[int, ...]
    person_ids: tuple[int, ...]
    rules: Mapping[int, str]


Edge = tuple[int, int, int]
"""Strength (index in RULES), smaller record, larger record."""


class _Components:
    """Union-find whose components refuse what contradicts: different ids of one kind; by the weak rule, tones."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.parent: dict[int, int] = {}
        self.ids: dict[int, dict[str, frozenset[bytes]]] = {}
        self.names: dict[int, frozenset[str]] = {}
        for node in nodes:
            self.parent[node.record_id] = node.record_id
            self.ids[node.record_id] = {}
            if node.id_kind is not None and node.id_hash is not None:
                self.ids[node.record_id][node.id_kind] = frozenset((node.id_hash,))
            self.names[node.record_id] = frozenset((node.name_toned,))

    def find(self, record: int) -> int:
        root = record
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[record] != root:
            self.parent[record], record = root, self.parent[record]
        return root

    def may_join(self, one: int, other: int, strength: int) -> bool:
        left, right = self.ids[one], self.ids[other]
        if any(len(left[kind] | right[kind]) > 1 for kind in left.keys() & right.keys()):
            return False
        weak = RULES[strength] == "name_birth_sex"
        return not weak or all(same_tones(a, b) for a in self.names[one] for b in self.names[other])

    def join(self, one: int, other: int) -> None:
        keep, go = sorted((self.find(one), self.find(other)))
        if keep == go:
            return
        self.parent[go] = keep
        merged = self.ids[keep]
        for kind, hashes in self.ids.pop(go).items():
            merged[kind] = merged.get(kind, frozenset()) | hashes
        self.names[keep] |= self.names.pop(go)


def cluster(nodes: Sequence[Node]) -> list[Cluster]:
    """Clusters of the records, in the order of their smallest record; independent of the order of `nodes`.

    Records of one person stay together; a record that ties two persons together merges them, unless ids contradict.
    """
    components = _Components(nodes)
    first_of: dict[int, int] = {}
    for node in sorted(nodes, key=lambda n: n.record_id):
        if node.person_id is not None:
            components.join(first_of.setdefault(node.person_id, node.record_id), node.record_id)
    rules: dict[int, int] = {}
    for strength, one, other in sorted(_edges(nodes)):
        left, right = components.find(one), components.find(other)
        if left != right:
            if not components.may_join(left, right, strength):
                continue
            components.join(left, right)
        for record in (one, other):
            rules.setdefault(record, strength)
    return _collect(nodes, components, rules)


def _collect(nodes: Sequence[Node], components: _Components, rules: Mapping[int, int]) -> list[Cluster]:
    members: dict[int, list[Node]] = {}
    for node in sorted(nodes, key=lambda n: n.record_id):
        members.setdefault(components.find(node.record_id), []).append(node)
    return [
        Cluster(
            tuple(node.record_id for node in group),
            tuple(sorted({node.person_id for node in group if node.person_id is not None})),
            {node.record_id: RULES[rules[node.record_id]] for node in group if node.record_id in rules},
        )
        for group in members.values()
    ]


def _buckets(keyed: Iterable[tuple[tuple[object, ...], Node]]) -> Iterator[list[Node]]:
    found: dict[tuple[object, ...], list[Node]] = {}
    for key, node in keyed:
        found.setdefault(key, []).append(node)
    for group in found.values():
        if len(group) > 1:
            yield sorted(group, key=lambda n: n.record_id)


def _chain(group: Sequence[Node], strength: int) -> Iterator[Edge]:
    """Equality is transitive, so neighbours are enough: n - 1 edges instead of n squared."""
    for one, other in pairwise(group):
        yield strength, one.record_id, other.record_id


def _edges(nodes: Sequence[Node]) -> Iterator[Edge]:
    for group in _buckets(((n.id_kind, n.id_hash), n) for n in nodes if n.id_hash is not None):
        yield from _chain(group, 0)
    for group in _buckets(((n.employer_id, n.staff_code, n.name_key), n) for n in nodes if n.staff_code):
        yield from _chain(_unambiguous(group), 1)
    by_birth = (((n.name_key, n.birth_date, n.sex), n) for n in nodes if n.birth_date is not None and n.sex)
    for group in _buckets(by_birth):
        for same in _by_tones(group):
            yield from _chain(_unambiguous(same), 2)


def _by_tones(group: list[Node]) -> list[list[Node]]:
    """The group itself when all spellings agree; else one group a spelling.

    With both Hùng and Hưng of one birth date there, an unmarked "Hung" could be either and is joined to neither.
    """
    spellings = sorted({node.name_toned for node in group})
    if all(same_tones(a, b) for i, a in enumerate(spellings) for b in spellings[i + 1 :]):
        return [group]
    return [[node for node in group if node.name_toned == spelling] for spelling in spellings]


def _unambiguous(group: list[Node]) -> list[Node]:
    """The group itself, or nothing when its ids already tell different people apart.

    With two people of one name and birth date but different ids, a record without id could be either.
    """
    ids: dict[str, set[bytes]] = {}
    for node in group:
        if node.id_kind is not None and node.id_hash is not None:
            ids.setdefault(node.id_kind, set()).add(node.id_hash)
    return [] if any(len(hashes) > 1 for hashes in ids.values()) else group

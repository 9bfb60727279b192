"""What a way of matching is worth against the gold: precision, recall, the queue; all of it by hard case. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from tests.bench.identity.population import GoldRow, Population

__all__ = ["QUEUE_BAR", "Answer", "Case", "Figures", "judge", "risk", "traits"]

QUEUE_BAR: Final = 39
"""Most queued pairs of persons to 1,000 rows."""
PLAIN: Final = "nothing special"
STRANGERS: Final = "strangers"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a way of matching says.

    Args:
        cluster_of: cluster of each record; numbers mean nothing.
        asked: pairs of clusters that a steward is asked about, each once.
        seconds: by phase.
    """

    cluster_of: Mapping[int, int]
    asked: frozenset[frozenset[int]]
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """One hard case: pairs of rows, how many of them were merged, and how many merged or queued."""

    pairs: int
    merged: int
    found: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of pairs of rows; `merges` counts a cluster of n rows as n - 1, `wrong_merges` its persons less one.

    `same` are cases of pairs of one person, `other` cases of pairs of two.
    """

    rows: int
    precision: float
    recall: float
    f1: float
    found: float
    queued: int
    merges: int
    wrong_merges: int
    same: Mapping[str, Case]
    other: Mapping[str, Case]
    seconds: Mapping[str, float]

    @property
    def per_thousand(self) -> float:
        """Queued pairs of persons to 1,000 rows."""
        return 1000 * self.queued / self.rows


def traits(a: GoldRow, b: GoldRow) -> set[str]:
    """What makes it hard to see that two rows are of one person."""
    found = set(a.labels | b.labels)
    if a.employer != b.employer:
        found.add("changed employer")
    if a.phone and b.phone and a.phone != b.phone:
        found.add("changed phone")
    if a.qualification != b.qualification:
        found.add("degree risen")
    if not a.national_id or not b.national_id:
        found.add("an id missing")
    elif len(a.national_id) != len(b.national_id):
        found.add("old id against new")
    return found - {"old id"} or {PLAIN}


def risk(population: Population, a: GoldRow, b: GoldRow) -> set[str]:
    """What makes it tempting to take two rows of two people for one person."""
    found = set()
    tie = population.ties.get((min(a.person, b.person), max(a.person, b.person)))
    if tie:
        found.add(tie)
    if a.phone and a.phone == b.phone:
        found.add("front desk phone" if "front desk phone" in a.labels else "same phone")
    if a.email and a.email == b.email:
        found.add("same e-mail")
    if "neighbour's id" in a.labels | b.labels and a.national_id == b.national_id:
        found.add("neighbour's id")
    return found or {STRANGERS}


def _by(rows: Iterable[GoldRow], key: Mapping[int, int]) -> Iterable[list[GoldRow]]:
    groups: dict[int, list[GoldRow]] = defaultdict(list)
    for row in rows:
        groups[key[row.record_id]].append(row)
    return groups.values()


def _tempting(population: Population) -> Iterable[tuple[GoldRow, GoldRow]]:
    """Pairs of rows of two people who are tied or share a telephone or a mail address."""
    by_person: dict[int, list[GoldRow]] = defaultdict(list)
    shared: dict[str, list[GoldRow]] = defaultdict(list)
    for row in population.rows:
        by_person[row.person].append(row)
        for value in (row.phone, row.email):
            if value:
                shared[value].append(row)
    seen: dict[tuple[int, int], tuple[GoldRow, GoldRow]] = {}
    for first, second in population.ties:
        for a in by_person[first]:
            for b in by_person[second]:
                seen[min(a.record_id, b.record_id), max(a.record_id, b.record_id)] = (a, b)
    for rows in shared.values():
        for a, b in combinations(rows, 2):
            if a.person != b.person:
                seen[a.record_id, b.record_id] = (a, b)
    return seen.values()


def judge(population: Population, answer: Answer) -> Figures:
    """Count an answer against the gold."""
    of, asked, rows = answer.cluster_of, answer.asked, population.rows
    person_of = {row.record_id: row.person for row in rows}
    same: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    gold_pairs = merged_right = found_pairs = 0
    for group in _by(rows, person_of):
        for a, b in combinations(group, 2):
            one = of[a.record_id] == of[b.record_id]
            found = one or frozenset((of[a.record_id], of[b.record_id])) in asked
            gold_pairs, merged_right, found_pairs = gold_pairs + 1, merged_right + one, found_pairs + found
            for name in traits(a, b):
                for at, value in enumerate((1, one, found)):
                    same[name][at] += value
    merged = merges = wrong_merges = 0
    wrong: Counter[str] = Counter()
    for group in _by(rows, of):
        merged += len(group) * (len(group) - 1) // 2
        merges += len(group) - 1
        people = {row.person for row in group}
        wrong_merges += len(people) - 1
        if len(people) > 1:
            wrong.update(name for a, b in combinations(group, 2) if a.person != b.person
                         for name in risk(population, a, b))  # fmt: skip
    at_risk: Counter[str] = Counter()
    queued: Counter[str] = Counter()
    for a, b in _tempting(population):
        names = risk(population, a, b)
        at_risk.update(names)
        if frozenset((of[a.record_id], of[b.record_id])) in asked:
            queued.update(names)
    other = {name: Case(at_risk[name], wrong[name], wrong[name] + queued[name]) for name in {*at_risk, *wrong}}
    precision, recall = merged_right / max(1, merged), merged_right / max(1, gold_pairs)
    return Figures(
        len(rows), precision, recall, 2 * precision * recall / max(1e-9, precision + recall),
        found_pairs / max(1, gold_pairs), len(asked), merges, wrong_merges,
        {name: Case(*counts) for name, counts in sorted(same.items())}, dict(sorted(other.items())), answer.seconds,
    )  # fmt: skip

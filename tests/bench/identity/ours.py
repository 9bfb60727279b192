"""The program's own matching on the rows of a population, in memory: match keys, comparison, clusters, queue."""

import hashlib
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from talentdb.identity.components import Edge, cluster
from talentdb.identity.frequency import rarity
from talentdb.identity.model import load_model
from talentdb.identity.record import MatchRecord
from talentdb.identity.score import Comparison, compare
from talentdb.people.blocking import KEY_CAPS, match_keys
from talentdb.people.keys import name_keys
from tests.bench.identity.figures import Answer
from tests.bench.identity.population import GoldRow

__all__ = ["answer_ours", "as_record", "candidates", "compare_pairs"]

_VALUES = ("phone", "email", "staff_code", "commune_code", "field_of_training")
_KIND = 15
"""The lowest four bits of a match key say what it is made of."""
_CITIZEN = 12


def as_record(row: GoldRow) -> MatchRecord:
    """The row as identity sees it; the id is hashed, what its digits say is kept."""
    key, toned = name_keys(row.full_name)
    number = row.national_id
    citizen = number is not None and len(number) == _CITIZEN
    sex = born = None
    if number is not None and citizen:
        digit = int(number[3])
        sex, born = "female" if digit % 2 else "male", 1900 + 100 * (digit // 2) + int(number[4:6])
    return MatchRecord(
        row.record_id, "people", row.agency.number, row.employer.number, row.as_of, key or "", toned or "",
        sex=row.sex, birth_date=row.birth_date, birth_precision=row.birth_precision,
        id_hash=hashlib.sha256(number.encode()).digest() if number else None,
        id_kind=None if number is None else "citizen" if citizen else "old", id_sex=sex, id_birth_year=born,
        staff_code=row.staff_code, phone=row.phone, email=row.email, commune_code=row.commune_code,
        native_place=row.native_place, ethnicity_code=row.ethnicity_code, qualification=row.qualification,
        field_of_training=row.field_of_training, training_institution=row.training_institution,
        graduation_year=row.graduation_year, position_title=row.position_title,
        professional_title_code=row.professional_title_code, recruitment_date=row.recruitment_date,
    )  # fmt: skip


def _keys(record: MatchRecord) -> tuple[int, ...]:
    values: dict[str, Any] = {name: getattr(record, name) for name in _VALUES}
    return match_keys(
        values, name_key=record.name_key, id_hash=record.id_hash, employer_id=record.employer_id,
        birth_date=record.birth_date, birth_precision=record.birth_precision,
    )  # fmt: skip


def candidates(records: Sequence[MatchRecord]) -> Iterator[tuple[int, int]]:
    """Pairs of records (smaller first) that share a match key whose block is not too large; each once."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for record in records:
        for key in _keys(record):
            blocks[key].append(record.record_id)
    seen: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        if 1 < len(members) <= KEY_CAPS[key & _KIND]:
            seen.update(combinations(sorted(members), 2))
    return iter(sorted(seen))


def compare_pairs(
    records: Mapping[int, MatchRecord], pairs: Iterator[tuple[int, int]]
) -> Iterator[tuple[int, int, Comparison]]:
    """Every candidate pair with its comparison; names are as frequent as in these records."""
    model = load_model()
    names: dict[str, set[str]] = defaultdict(set)
    for record in records.values():
        for value in (record.phone, record.email):
            if value:
                names[value].add(record.name_key)
    shared = {value: len(of) for value, of in names.items() if len(of) > 1}
    known = rarity(Counter(record.name_key for record in records.values()), len(records), shared)
    for a, b in pairs:
        yield a, b, compare(records[a], records[b], model, known)


def answer_ours(rows: Sequence[GoldRow]) -> Answer:
    """Match all rows as if they were approved records of one registry without judgements."""
    started = time.perf_counter()
    records = {row.record_id: as_record(row) for row in rows}
    pairs = list(candidates(list(records.values())))
    blocked = time.perf_counter()
    edges: list[Edge] = []
    asked: list[tuple[int, int]] = []
    for a, b, found in compare_pairs(records, iter(pairs)):
        first, second = records[a], records[b]
        if first.id_hash is not None and first.id_hash == second.id_hash and first.name_key == second.name_key:
            edges.append(Edge(a, b, found.weight, "national_id"))
        elif found.decision == "merge":
            edges.append(Edge(a, b, found.weight, "score"))
        elif found.decision == "ask":
            asked.append((a, b))
    scored = time.perf_counter()
    clusters, refused = cluster(list(records.values()), edges)
    of = {record: number for number, part in enumerate(clusters) for record in part.record_ids}
    asked += [(edge.a, edge.b) for edge in refused]
    queue = frozenset(frozenset((of[a], of[b])) for a, b in asked if of[a] != of[b])
    seconds = {"blocking": blocked - started, "scoring": scored - blocked, "clusters": time.perf_counter() - scored}
    return Answer(of, queue, seconds)

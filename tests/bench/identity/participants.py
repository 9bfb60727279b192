"""Who took part in works, named without a body of their own, among namesakes and people whom no list knows.

Titles and fields are those of the search bench, which were written without a look at the product's concepts.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Final

from talentdb.identity.frequency import Rarity, rarity
from talentdb.identity.model import load_model
from talentdb.identity.record import MatchRecord
from talentdb.identity.score import compare
from talentdb.people.keys import name_keys
from talentdb.registry.topics import topics_of
from tests.bench.identity.naming import draw_name
from tests.bench.search.catalogue import Topic, topics
from tests.bench.table import Row

__all__ = ["Participants", "answer_participants", "measure_participants"]

_DAY: Final = date(2026, 6, 30)
_BODIES_OF_TOPIC: Final = 4
_MEMBERS: Final = 3
_WORKS: Final = 5_000
"""At most; more tell the same."""
_NEAR: Final = 0.2
"""Members whose field is a neighbour of the work's."""


@dataclass(frozen=True, slots=True)
class Participants:
    """Members who are in the registry at another body than the host; of all members those linked elsewhere than at
    the host, rightly and wrongly."""

    elsewhere: int
    right: int
    wrong: int

    @property
    def precision(self) -> float:
        """Of the links; 1 without any."""
        return self.right / (self.right + self.wrong) if self.right else 1.0


@dataclass(frozen=True, slots=True)
class _Expert:
    record: MatchRecord
    topic: str


def _record(number: int, name: str, form: str, body: int, told: frozenset[str]) -> MatchRecord:
    key, toned = name_keys(name)
    return MatchRecord(number, form, body, body, _DAY, key or "", toned or "", founds=form == "people", topics=told)


def _name(rng: Random) -> str:
    return draw_name(rng, rng.choice(("male", "female")), rng.randint(1960, 2000))


def _experts(rng: Random, known: Mapping[str, Topic], people: int) -> list[_Expert]:
    keys = sorted(known)
    found: list[_Expert] = []
    for number in range(people):
        at = rng.randrange(len(keys))
        field = rng.choice(known[keys[at]].field)
        body = _BODIES_OF_TOPIC * at + rng.randrange(_BODIES_OF_TOPIC)
        record = _record(number, _name(rng), "people", body, topics_of(field, wider=False))
        found.append(_Expert(record, keys[at]))
    return found


def answer_participants(people: int, works: int, missing: float, seed: int) -> Participants:
    """Links of the members of so many works to a registry of so many people.

    Args:
        missing: share of members who are in no list; they bear names as anybody does.
    """
    rng = Random(seed)
    known = topics()
    experts = _experts(rng, known, people)
    of_topic, of_name = defaultdict(list), defaultdict(list)
    for expert in experts:
        of_topic[expert.topic].append(expert.record)
        of_name[expert.record.name_key].append(expert.record)
    rare = rarity(Counter(expert.record.name_key for expert in experts), people)
    tally: Counter[str] = Counter()
    for number in range(people, people + works):
        lead = rng.choice(experts)
        told = topics_of(rng.choice(known[lead.topic].titles), wider=True)
        for _ in range(_MEMBERS):
            near = [key for key in known[lead.topic].near if of_topic[key]]
            topic = rng.choice(near) if near and rng.random() < _NEAR else lead.topic
            truth = None if rng.random() < missing else rng.choice(of_topic[topic])
            name = _name(rng) if truth is None else truth.name_toned.title()
            work = _record(number, name, "works", lead.record.employer_id, told)
            tally["elsewhere"] += truth is not None and truth.employer_id != work.employer_id
            linked = _linked(work, of_name[work.name_key], rare)
            if linked is not None and linked.employer_id != work.employer_id:
                tally["right" if linked is truth else "wrong"] += 1
    return Participants(tally["elsewhere"], tally["right"], tally["wrong"])


def _linked(work: MatchRecord, namesakes: Sequence[MatchRecord], rare: Rarity) -> MatchRecord | None:
    """The person whom the work joins: the only one that it fits."""
    model = load_model()
    bearers = [person for person in namesakes if person.name_toned == work.name_toned]
    sole = len(bearers) == 1 and rare.bearers(work.name_key) <= model.rare_name
    told = replace(work, sole_name=sole)
    fitting = [person for person in namesakes if compare(told, person, model, rare).decision == "merge"]
    return fitting[0] if len(fitting) == 1 else None


def measure_participants(people: int, seed: int) -> list[Row]:
    """Figures for a registry of so many people, as rows of the benchmark's table."""
    rows: list[Row] = []
    for missing in (0.1, 0.3, 0.5):
        found = answer_participants(people, min(people, _WORKS), missing, seed)
        name = f"who took part in works, elsewhere than at the host, {missing:.0%} in no list, {people:,} people"
        rows.append(Row("identity", f"{name}: links right", f"{found.precision:.4f}", bar="≥ 0.995"))
        share = found.right / max(found.elsewhere, 1)
        rows.append(Row("identity", f"{name}: found of those in the registry", f"{share:.2f}"))
    return rows

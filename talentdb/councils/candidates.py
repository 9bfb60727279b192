"""Who could sit in a council on a topic: found by the search, read under the reader's rights, with ties and past use.

The edge of the pure parts: queries here, decisions in `panel`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, select

from talentdb.access.principal import Principal
from talentdb.access.rights import visible
from talentdb.councils.fields import Knowledge
from talentdb.councils.usage import Use, uses_of
from talentdb.db.lookup import list_codes
from talentdb.db.tables import person, person_version, work_member
from talentdb.people.successors import employers_on
from talentdb.search.client import SearchIndex
from talentdb.search.concepts import find_spans
from talentdb.search.query import search
from talentdb.search.words import read_words
from talentdb.settings import today

__all__ = ["Found", "Known", "find", "read_known", "wider_topics"]

_ASKED: Final = 500
"""Candidates that the search is asked for; those behind them are hardly about the topic."""
_ENOUGH: Final = 4
"""Times the size of the council: with fewer candidates the parts of the topic are looked for too."""
_PART: Final = 0.6
"""What a hit of a part of the topic counts of one for the whole."""
_WIDER: Final = 3
"""Parts of a topic that finds too few people: so many are tried."""
_GONE: Final = frozenset({"deceased", "moved", "left"})
"""Status of people who are not asked any more; who is retired may sit."""
_ROTATION: Final = timedelta(days=3 * 365)
"""Councils of three years count for the rotation: the term of a list of experts of the department."""
_RANK_ONLY: Final = frozenset({"degree", "title"})
"""Parts of the search's score that speak of rank; the panel weighs rank itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """A person that the search gave: relevance 0 to 1 and the reasons."""

    relevance: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person who may sit.

    Args:
        values: as far as the reader's role may see them.
        bodies: code and name of all employers, the main one first.
    """

    person_id: int
    full_name: str
    values: Mapping[str, Any]
    bodies: tuple[tuple[str, str], ...]
    knowledge: Knowledge
    works: frozenset[str]
    use: Use
    found: Found


def find(
    connection: Connection, principal: Principal, index: SearchIndex | None, topic: str, size: int
) -> tuple[dict[int, Found], dict[str, Any]]:
    """Person -> how relevant, and the answer of the search for the whole topic."""
    answer = _asked(connection, principal, index, topic)
    found = _found(answer["hits"], 1.0)
    if len(found) < _ENOUGH * size:
        for part in _parts(topic, answer):
            for number, one in _found(_asked(connection, principal, index, part)["hits"], _PART).items():
                if number not in found or found[number].relevance < one.relevance:
                    found[number] = one
    return found, answer


def _asked(connection: Connection, principal: Principal, index: SearchIndex | None, topic: str) -> dict[str, Any]:
    """The hits for a topic: places, ages and the like in it are about the topic, not about the people."""
    answer = search(connection, principal, index, topic, limit=_ASKED)
    if answer["understood"] and answer["topic"]:
        return search(connection, principal, index, " ".join(answer["topic"]), limit=_ASKED, as_words=True)
    return answer


def _parts(topic: str, answer: Mapping[str, Any]) -> list[str]:
    """Phrases of the topic as the search parted it."""
    return [part for part in dict.fromkeys(answer["topic"]) if part != topic]


def wider_topics(
    connection: Connection, principal: Principal, index: SearchIndex | None, topic: str, least: int
) -> list[tuple[str, int]]:
    """Known topics named in it, longest first, with how many people they find: `least` and more."""
    words = read_words(topic)
    spans = [span for span in find_spans(words) if span.end - span.start < len(words)]
    phrases = [topic[words[span.start].start : words[span.end - 1].end] for span in spans]
    wider: list[tuple[str, int]] = []
    for phrase in sorted(dict.fromkeys(phrases), key=len, reverse=True)[:_WIDER]:
        total = search(connection, principal, index, phrase, limit=1, as_words=True)["total"]
        if total >= least:
            wider.append((phrase, total))
    return wider


def _found(hits: Sequence[Mapping[str, Any]], weight: float) -> dict[int, Found]:
    """Relevance is the score without what speaks of rank, as a share of the best."""
    scores = {hit["person_id"]: _about_topic(hit) for hit in hits}
    best = max(scores.values(), default=0.0) or 1.0
    return {
        hit["person_id"]: Found(round(weight * scores[hit["person_id"]] / best, 4), tuple(hit["why"])) for hit in hits
    }


def _about_topic(hit: Mapping[str, Any]) -> float:
    parts = hit.get("parts") or {}
    return max(0.0, float(sum(value for name, value in parts.items() if name not in _RANK_ONLY) or hit["score"]))


def read_known(
    connection: Connection, principal: Principal, found: Mapping[int, Found], named: Collection[int]
) -> list[Known]:
    """The people found and those named, as they are now; who is gone is there only when named."""
    numbers = sorted({*found, *named})
    v = person_version.c
    rows = connection.execute(
        select(v.person_id, v.full_name, v["values"], v.agency_id, v.agency_ids)
        .join(person, person.c.person_id == v.person_id)
        .where(v.person_id.in_(numbers), v.valid_to.is_(None), person.c.state == "active")
        .order_by(v.person_id)
    ).all()
    rows = [row for row in rows if row.person_id in named or row.values.get("status") not in _GONE]
    works = _works_of(connection, [row.person_id for row in rows])
    bodies = employers_on(connection, today())
    labels = {code["code"]: code["label"] for code in list_codes(connection, "research_field")}
    uses = uses_of(connection, numbers, today() - _ROTATION)
    nothing = Found(0.0)
    return [_known(principal, row, bodies, labels, works, uses, found.get(row.person_id, nothing)) for row in rows]


def _known(
    principal: Principal, row: Any, bodies: Mapping[int, Any], labels: Mapping[str, str],
    works: Mapping[int, frozenset[str]], uses: Mapping[int, Use], found: Found,
) -> Known:  # fmt: skip
    values = visible(principal, row.values)
    own = dict.fromkeys(tuple(bodies[number]) for number in (row.agency_id, *row.agency_ids) if number in bodies)
    return Known(
        row.person_id, row.full_name, values, tuple(own),
        Knowledge(found.relevance, _subjects(values, labels)),
        works.get(row.person_id, frozenset()), uses.get(row.person_id, Use(0, None)), found,
    )  # fmt: skip


def _subjects(values: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, float]:
    """What the registry says a person knows; a field of study long ago is a weaker word than a field of research."""
    found: dict[str, float] = {}
    if values.get("field_of_training"):
        found[str(values["field_of_training"])] = 0.7
    for word in values.get("expertise") or ():
        found[str(word)] = 0.9
    for code in values.get("research_fields") or ():
        found[labels.get(code, code)] = 1.0
    return found


def _works_of(connection: Connection, numbers: Iterable[int]) -> dict[int, frozenset[str]]:
    w = work_member.c
    rows = connection.execute(select(w.person_id, w.work_key, w.work_year).where(w.person_id.in_(list(numbers))))
    held: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        held[row.person_id].add(f"{row.work_key}|{row.work_year or 0}")
    return {number: frozenset(keys) for number, keys in held.items()}

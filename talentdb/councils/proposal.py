"""A council for a topic: finds the candidates, makes the rules out of what was asked, has the panel solved.

The edge between `panel` and the registry; `answer` puts the result into words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.councils.candidates import Known, find, read_known, wider_topics
from talentdb.councils.demand import Demand
from talentdb.councils.fields import sub_fields, worth_of
from talentdb.councils.model import Candidate, ChangeKind, Panel, Rules
from talentdb.councils.panel import propose
from talentdb.councils.rules import is_barred
from talentdb.councils.seniority import rank_of
from talentdb.councils.ties import ties_to
from talentdb.db.lookup import find_agency_id
from talentdb.errors import NotFoundError
from talentdb.people.profile import current_number
from talentdb.people.successors import codes_taken_over, employers_on
from talentdb.search.client import SearchIndex
from talentdb.settings import today

__all__ = ["Proposal", "make_proposal"]

_CHAIR: Final = 3
"""Rank of a chair unless asked for otherwise: a doctor, or a master who heads a body."""
_FIELDS: Final = 5
"""Sub-fields that are looked for at most: more are parts of parts."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A panel with what it was made of.

    Args:
        demand: with numbers of people as they are now.
        known: candidates by number.
        bodies: code -> name of the excluded bodies.
        wider: topics that find more people, where this one finds too few.
    """

    demand: Demand
    rules: Rules
    panel: Panel
    known: Mapping[int, Known]
    bodies: Mapping[str, str]
    engine: str
    wider: Sequence[tuple[str, int]] = ()


def make_proposal(
    connection: Connection, principal: Principal, index: SearchIndex | None, demand: Demand
) -> Proposal:
    """The best council for the demand, or why there is none.

    Raises: ForbiddenError; UsageError; NotFoundError for an unknown body or person.
    """
    require(principal, Action.BUILD_LISTS)
    asked = _current(connection, demand.checked())
    found, answer = find(connection, principal, index, asked.topic, asked.size)
    named = {*asked.include, *asked.exclude, *asked.accept} | {asked.applicant, asked.chair} - {None}
    known = {one.person_id: one for one in read_known(connection, principal, found, {n for n in named if n})}
    if missing := sorted(number for number in named if number is not None and number not in known):
        raise NotFoundError(f"Không có người mang số {missing[0]} trong dữ liệu được xem.", "Tìm lại theo họ tên.")
    bodies = _excluded(connection, asked.exclude_agencies)
    given = {name: _found_for(connection, principal, index, name, asked.size) for name in asked.fields}
    ranked = sorted(known.values(), key=lambda one: (-one.knowledge.relevance, one.person_id))
    rules = _rules(connection, asked, frozenset(bodies), known)
    able = [one.knowledge for one in ranked if one.knowledge.relevance and not is_barred(_candidate(one), rules)]
    names = asked.fields or sub_fields(able, _most(asked))
    rules = replace(rules, cover=dict.fromkeys(names, 1))
    panel = propose([_candidate(one, names, given) for one in known.values()], rules, _soft(asked))
    few = not panel.feasible and len(found) < asked.size
    wider = wider_topics(connection, principal, index, asked.topic, asked.size) if few else ()
    return Proposal(asked, rules, panel, known, bodies, answer["engine"], wider)


def _current(connection: Connection, demand: Demand) -> Demand:
    """The demand with merged numbers followed."""

    def now(number: int | None) -> int | None:
        return None if number is None else current_number(connection, number)

    def all_now(numbers: Sequence[int]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(current_number(connection, number) for number in numbers))

    chair = now(demand.chair)
    held = tuple((current_number(connection, number), role) for number, role in demand.held)
    names = [*demand.include, *(() if chair is None else (chair,)), *(number for number, _ in held)]
    include = all_now(names)
    return replace(
        demand, applicant=now(demand.applicant), chair=chair, held=held, include=include,
        exclude=all_now(demand.exclude), accept=all_now(demand.accept),
    ).checked()  # fmt: skip


def _most(demand: Demand) -> int:
    return min(_FIELDS, demand.size)


def _excluded(connection: Connection, codes: Sequence[str]) -> dict[str, str]:
    """Codes of the excluded bodies with those they took over -> name.

    Raises: UsageError for a code that no body has.
    """
    bodies = employers_on(connection, today())
    own = [bodies[find_agency_id(connection, code)][0] for code in codes]
    taken = codes_taken_over(connection, own, today()) if own else []
    names = dict(bodies.values())
    return {code: names.get(code, code) for code in taken}


def _found_for(
    connection: Connection, principal: Principal, index: SearchIndex | None, name: str, size: int
) -> dict[int, float]:
    """Person -> how well a sub-field named by the user is covered, by a search for it."""
    found, _ = find(connection, principal, index, name, size)
    return {number: one.relevance for number, one in found.items()}


def _rules(connection: Connection, demand: Demand, excluded: frozenset[str], known: Mapping[int, Known]) -> Rules:
    applicant = known[demand.applicant] if demand.applicant is not None else None
    ties = ties_to(connection, applicant, known.values()) if applicant is not None else {}
    barred = {*demand.exclude, *([demand.applicant] if demand.applicant is not None else [])}
    return Rules(
        size=demand.size,
        seats=demand.seats(),
        chair_seniority=_CHAIR if demand.chair_seniority is None else demand.chair_seniority,
        min_women=demand.min_women,
        per_agency=demand.per_agency,
        excluded_agencies=excluded,
        ties=ties,
        accepted_ties=frozenset(demand.accept),
        apart=demand.apart,
        most_uses=demand.most_uses,
        include=frozenset(demand.include),
        roles={**({} if demand.chair is None else {demand.chair: "chair"}), **dict(demand.held)},
        exclude=frozenset(barred),
        alternates=demand.alternates,
    )


def _soft(demand: Demand) -> tuple[ChangeKind, ...]:
    """Rules that nobody asked for: they are wishes."""
    soft: list[ChangeKind] = []
    if not demand.fields:
        soft.append("cover")
    if demand.chair_seniority is None:
        soft.append("chair_seniority")
    if demand.reviewers is None:
        soft.append("reviewer")
    if demand.vice_chairs is None:
        soft.append("vice_chair")
    return tuple(soft)


def _candidate(
    one: Known, names: Sequence[str] = (), given: Mapping[str, Mapping[int, float]] = MappingProxyType({})
) -> Candidate:
    values = one.values
    return Candidate(
        person_id=one.person_id,
        name=one.full_name,
        agencies=tuple(code for code, _ in one.bodies),
        fields={
            name: max(worth_of(one.knowledge, name), given.get(name, {}).get(one.person_id, 0.0)) for name in names
        },
        relevance=one.knowledge.relevance,
        seniority=rank_of(values.get("qualification"), values.get("academic_title"), values.get("position_level")),
        sex=values.get("sex"),
        uses=one.use.count,
        last_used=one.use.last,
        works=one.works,
    )

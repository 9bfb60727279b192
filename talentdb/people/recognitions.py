"""As long as a decision recognises somebody they are in a group of talents: the days of that, and what holds on one.

The days come from the cases that recognised them (table recognition); `programmes` records them there. The core is
pure; decides nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.access.context import reading_as
from talentdb.access.principal import OPERATOR

__all__ = ["Act", "Span", "bounds", "evidence", "groups_on", "read_spans", "spans_of", "supposed_spans"]

_ACTS: Final = text("""
    select coalesce(r.target_id, c.person_id) as person_id, a.case_id, a.number, a.act, a.talent_group, a.day, a.ends,
        c.plan_code, e.paper
    from recognition a
        join programme_case c on c.case_id = a.case_id
        join case_event e on e.case_id = a.case_id and e.number = a.number
        left join person_redirect r on r.person_id = c.person_id
    where c.person_id is not null
    order by a.case_id, a.number
""")
_OWNERS: Final = text("select source_record_id, person_id from person_source where person_id = any(:persons)")


@dataclass(frozen=True, slots=True)
class Act:
    """Something a case did to the recognition of a person.

    Args:
        number: of the event of the case; act: begun or ended; group: of talents, of one that begins.
        day: first day on which it holds; ends: first day after the term; None where the plan leaves it open.
        paper: number of the decision.
    """

    case: int
    number: int
    act: str
    group: str | None
    day: date
    ends: date | None
    plan: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """One recognition.

    Args:
        begins: first day; until: first day after it, by its term or because it was ended; None: no end is known.
        term: first day after its term; ended: whether a step ended it before.
    """

    group: str
    begins: date
    until: date | None
    case: int
    number: int
    plan: str = ""
    paper: str = ""
    term: date | None = None
    ended: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether somebody is recognised by it on a day."""
        return self.begins <= day and (self.until is None or day < self.until)


def spans_of(acts: Iterable[Act]) -> tuple[Span, ...]:
    """The recognitions that the acts of one person's cases make, oldest first; of a case one after the other."""
    found: list[Span] = []
    last: dict[int, int] = {}
    for act in sorted(acts, key=lambda one: (one.case, one.number)):
        at = last.pop(act.case, None)
        if at is not None and found[at].holds_on(max(act.day, found[at].begins)):
            found[at] = replace(found[at], until=max(act.day, found[at].begins), ended=act.act == "ended")
        if act.act == "begun" and act.group is not None:
            last[act.case] = len(found)
            found.append(
                Span(act.group, act.day, act.ends, act.case, act.number, act.plan, act.paper, act.ends)
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.begins, one.case, one.number)))


def bounds(spans: Iterable[Span], day: date) -> set[date]:
    """The days up to `day` on which a recognition begins or has ended."""
    return {on for one in spans for on in (one.begins, one.until) if on is not None and on <= day}


def evidence(spans: Iterable[Span], day: date) -> list[dict[str, Any]]:
    """What recognises somebody on a day, in the form kept in `talent_groups_evidence`."""
    return [
        {
            "group": one.group, "case": one.case, "plan": one.plan, "paper": one.paper,
            "begins": one.begins.isoformat(), "until": one.term.isoformat() if one.term else None,
        }
        for one in spans
        if one.holds_on(day)
    ]  # fmt: skip


def groups_on(
    stated: Sequence[str],
    stated_on: date | None,
    spans: Sequence[Span],
    day: date,
    earlier: Sequence[tuple[date, Sequence[str]]] = (),
) -> list[str]:
    """The groups of talents of somebody on a day: what bodies state, and what they are recognised as.

    Args:
        stated_on: day that the list which states them describes. A list made while somebody was recognised repeats
            the recognition, so what it says of that group ends with it.
        earlier: days and groups of the lists before that one, the newest first. A group that the newest of those made
            while nobody was recognised of it states is no repetition.
    """
    echoes = {one.group for one in spans if stated_on is not None and one.holds_on(stated_on)}
    echoes = {group for group in echoes if not _said_before(group, spans, earlier)}
    now = {one.group for one in spans if one.holds_on(day)}
    return sorted(now.union(group for group in stated if group not in echoes))


def _said_before(group: str, spans: Sequence[Span], earlier: Sequence[tuple[date, Sequence[str]]]) -> bool:
    own = [one for one in spans if one.group == group]
    said = (groups for on, groups in earlier if not any(one.holds_on(on) for one in own))
    return group in next(said, ())


def read_spans(connection: Connection) -> dict[int, tuple[Span, ...]]:
    """Person as numbered now -> their recognitions, the same for every reader; who is in no case is absent."""
    with reading_as(connection, OPERATOR):
        rows = connection.execute(_ACTS).all()
    acts: dict[int, list[Act]] = defaultdict(list)
    for row in rows:
        acts[row.person_id].append(
            Act(row.case_id, row.number, row.act, row.talent_group, row.day, row.ends, row.plan_code, row.paper)
        )
    return {person: spans_of(own) for person, own in acts.items()}


def supposed_spans(
    connection: Connection, spans: Mapping[int, tuple[Span, ...]], persons: Mapping[int, Iterable[int]]
) -> dict[int, tuple[Span, ...]]:
    """The recognitions of persons who would consist of these records: of whoever the records are of now."""
    if not spans:
        return {}
    owner = {row[0]: row[1] for row in connection.execute(_OWNERS, {"persons": list(spans)})}
    found: dict[int, tuple[Span, ...]] = {}
    for number, records in persons.items():
        own = sorted({owner[record] for record in records if record in owner})
        if own:
            found[number] = tuple(one for person in own for one in spans[person])
    return found

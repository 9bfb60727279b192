"""What happened to one person, newest first: what each approved submission changed, rollbacks, and what stewards
decided about who it is.

Reads only what the account may see: leaders get the changes without their source, agencies what they said themselves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require, visible
from talentdb.codes import code_list
from talentdb.fields import EVIDENCE
from talentdb.people.employers import GONE
from talentdb.people.labels import EVENT_TITLES
from talentdb.people.profile import current_number
from talentdb.people.records import Record
from talentdb.people.sync import read_records
from talentdb.settings import VIETNAM

__all__ = ["Event", "timeline"]

Changes = Mapping[str, tuple[Any, Any]]

_NOT_TOLD: Final = EVIDENCE
_OF_SUBMISSIONS: Final = text("""
    select s.submission_id, a.name as agency_name, e.kind, e.at, e.login, s.state
    from submission s join agency a on a.agency_id = s.agency_id
        join submission_event e on e.submission_id = s.submission_id and e.kind in ('approved', 'rolled_back')
    where s.submission_id = any(:submissions)
    order by e.event_id
""")
# Rows that are out of the registry belong to nobody; this person they were by the national id and name, by the model,
# or because one corrects the other.
_TAKEN_OUT: Final = text("""
    with own as materialized (
        select source_record_id, national_id_hmac, name_key, corrects_record_id
        from source_record where source_record_id = any(:records)
    ), other as (
        select r.source_record_id from own join source_record r
            on r.national_id_hmac = own.national_id_hmac and r.name_key = own.name_key
        union
        select p.a_record_id from own join match_pair p on p.b_record_id = own.source_record_id
            where p.decision = 'merge' and not p.preview
        union
        select p.b_record_id from own join match_pair p on p.a_record_id = own.source_record_id
            where p.decision = 'merge' and not p.preview
        union
        select r.source_record_id from own join source_record r on r.corrects_record_id = own.source_record_id
        union
        select own.corrects_record_id from own where own.corrects_record_id is not null
    )
    select distinct s.submission_id
    from other join source_record r on r.source_record_id = other.source_record_id
        join submission s on s.submission_id = r.submission_id
    where s.state = 'rolled_back'
""")
_JUDGED: Final = text("""
    select j.judgement_id, j.verdict, j.origin, j.at, j.login, t.at as retracted_at, t.login as retracted_login
    from judgement j left join judgement_retraction t on t.judgement_id = j.judgement_id
    where exists (select from judgement_record jr
        where jr.judgement_id = j.judgement_id and jr.source_record_id = any(:records))
""")
_VERSIONS: Final = text(
    'select valid_from, "values", provenance from person_version where person_id = :person order by version'
)
_VERDICT: Final[Mapping[str, str]] = {"same": "merged", "different": "different", "unsure": "unsure"}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Args:
        on: day on which it counts; `at`: moment of the decision, where one is known.
        kind: a key of EVENT_TITLES; `title`: its words, or the new status where somebody retired, moved, left, died.
        fields: field -> (before, after), as far as the role sees them.
        submission_id, agency_name: by whose list; `judgement_id`: by which judgement; `login`: who decided.
    """

    on: date
    at: datetime | None
    kind: str
    title: str
    fields: Changes = field(default_factory=dict)
    submission_id: int | None = None
    agency_name: str | None = None
    judgement_id: int | None = None
    login: str | None = None


def timeline(connection: Connection, principal: Principal, person_id: int) -> list[Event]:
    """The events of one person, newest first; a merged number is followed, somebody unknown has none.

    Raises: ForbiddenError for a role that sees no people.
    """
    require(principal, Action.SEARCH)
    number = current_number(connection, person_id)
    records = read_records(connection, number)
    decided = _decisions(connection, records)
    own = principal.role is Role.AGENCY
    told = _own(principal, records) if own else _told(connection, principal, number, records)
    events = [_event(day, kind, fields, decided.get(submission)) for day, submission, kind, fields in told]
    events += _rollbacks(connection, records, decided)
    events += _judgements(connection, records)
    return sorted(events, key=_when, reverse=True)


def _when(event: Event) -> tuple[date, datetime, int]:
    return event.on, event.at or datetime.min.replace(tzinfo=UTC), event.submission_id or event.judgement_id or 0


@dataclass(frozen=True, slots=True)
class _Submission:
    """Who handed in, and the events of its decisions in order: (kind, at, login)."""

    submission_id: int
    agency_name: str
    events: tuple[tuple[str, datetime, str], ...]


def _decisions(connection: Connection, records: Sequence[Record]) -> dict[int, _Submission]:
    return _read(connection, sorted({record.submission_id for record in records}))


def _read(connection: Connection, submissions: Sequence[int]) -> dict[int, _Submission]:
    rows = connection.execute(_OF_SUBMISSIONS, {"submissions": list(submissions)})
    found: dict[int, _Submission] = {}
    for number, agency_name, kind, at, login, _ in rows:
        before = found[number].events if number in found else ()
        found[number] = _Submission(number, agency_name, (*before, (kind, at, login)))
    return found


def _event(day: date, kind: str, fields: Changes, by: _Submission | None) -> Event:
    status = fields["status"][1] if "status" in fields else None
    known = code_list("status").get(status) if status in GONE else None
    title = EVENT_TITLES[kind] if known is None else known.label
    if by is None:
        return Event(day, None, kind, title, fields)
    _, at, login = next(event for event in reversed(by.events) if event[0] == "approved")
    return Event(day, at, kind, title, fields, by.submission_id, by.agency_name, None, login)


_Told = Iterator[tuple[date, int, str, Changes]]
"""Day, submission (_UNSEEN for roles that see none), kind and changes."""

_UNSEEN: Final = 0


def _told(connection: Connection, principal: Principal, number: int, records: Sequence[Record]) -> _Told:
    """What each version changed, by the submissions that count from its first day."""
    submissions: dict[date, list[int]] = {}
    for record in records:
        given = submissions.setdefault(record.day, [])
        if record.submission_id not in given:
            given.append(record.submission_id)
    of_record = {record.source_record_id: record.submission_id for record in records}
    before: Mapping[str, Any] | None = None
    for day, values, provenance in connection.execute(_VERSIONS, {"person": number}):
        shown = visible(principal, values)
        kind = "founded" if before is None else "changed"
        changes = _changes(before or {}, shown)
        before = shown
        given = submissions.pop(day, [])
        if not given and "talent_groups" in changes:
            kind = "recognised"  # No list said it: a case began or ceased to recognise the person.
        for submission, part in _shared(changes, given, provenance, of_record):
            yield day, submission, kind if part else "confirmed", part
            kind = "changed"
    for day, given in submissions.items():
        for submission in given:
            yield day, submission, "confirmed", {}


def _shared(
    changes: Changes, given: Sequence[int], provenance: Mapping[str, int], of_record: Mapping[int, int]
) -> Iterable[tuple[int, Changes]]:
    """The changes of a day by the submission whose row gave the new value; what none of them gave, by the last."""
    if len(given) < 2:
        return [(given[0] if given else _UNSEEN, changes)]
    parts: dict[int, dict[str, tuple[Any, Any]]] = {number: {} for number in given}
    for name, change in changes.items():
        by = of_record.get(provenance.get(name, 0))
        parts[by if by in parts else given[-1]][name] = change
    return list(parts.items())


def _own(principal: Principal, records: Sequence[Record]) -> _Told:
    """What the rows of each sender changed against its row before."""
    order = sorted(records, key=lambda r: (r.agency_id, r.as_of, r.source_record_id))
    people = (record for record in order if record.is_people)
    for _, rows in groupby(people, key=lambda record: record.agency_id):
        before: Mapping[str, Any] | None = None
        for record in rows:
            shown = visible(principal, record.values)
            changes = _changes(before or {}, shown)
            kind = "founded" if before is None else "changed" if changes else "confirmed"
            yield record.day, record.submission_id, kind, changes
            before = shown


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    names = sorted((before.keys() | after.keys()) - _NOT_TOLD)
    return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}


def _rollbacks(
    connection: Connection, records: Sequence[Record], known: Mapping[int, _Submission]
) -> Iterator[Event]:
    """Rollbacks of submissions that count again, and of those that are out."""
    numbers = [record.source_record_id for record in records]
    out = _read(connection, list(connection.execute(_TAKEN_OUT, {"records": numbers}).scalars()))
    for submission in {**out, **known}.values():
        for kind, at, login in submission.events:
            if kind == "rolled_back":
                number, agency_name = submission.submission_id, submission.agency_name
                yield Event(_day(at), at, kind, EVENT_TITLES[kind], {}, number, agency_name, None, login)


def _judgements(connection: Connection, records: Sequence[Record]) -> Iterator[Event]:
    numbers = [record.source_record_id for record in records]
    for row in connection.execute(_JUDGED, {"records": numbers}):
        kind = _VERDICT[row.verdict]
        if row.origin == "split":
            kind = "split"
        elif row.origin == "check" and kind == "merged":
            kind = "checked"
        yield Event(_day(row.at), row.at, kind, EVENT_TITLES[kind], judgement_id=row.judgement_id, login=row.login)
        if row.retracted_at is not None:
            at, title = row.retracted_at, EVENT_TITLES["retracted"]
            login = row.retracted_login
            yield Event(_day(at), at, "retracted", title, judgement_id=row.judgement_id, login=login)


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()

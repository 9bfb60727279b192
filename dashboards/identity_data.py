"""What the page of possible duplicates reads and does: the queue, pairs, judgements, the sample of merges.

Each function takes the principal and works in a unit of work of its own; nothing is remembered between users.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from dashboards import identity_labels, labels
from dashboards.application import Application
from dashboards.words import Words
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.identity import checking
from talentdb.identity.judgements import list_judgements
from talentdb.identity.pair import FieldPair, Pair, pair
from talentdb.identity.queue import QueueItem, counts, queue
from talentdb.identity.sides import Clue, Side
from talentdb.registry.judging import Judged, judge, retract
from talentdb.settings import VIETNAM
from talentdb.text import format_date, tone_key

__all__ = [
    "Entry",
    "Line",
    "Look",
    "Part",
    "Source",
    "Verdict",
    "Waiting",
    "decide",
    "judgement_rows",
    "look",
    "moment",
    "place_of",
    "rates",
    "sample",
    "undo",
    "waiting_pairs",
]

Verdict = Literal["same", "different", "unsure"]

_MOST: Final = 200
"""Pairs that are read at once; nobody judges more in a sitting."""
_SAMPLE: Final = 20
_TYPED: Final = "manual"
"""Sheet of rows that were typed on a page."""
_BESIDE: Final = frozenset({"family_name", "middle_name", "given_name", "birth_date_precision", "sti_posts_evidence"})
"""Fields that are told with another one."""
_CORE: Final = ("full_name", "birth_date", "sex", "national_id", "agency_name", "position_title")
"""Always shown, also where both sides say nothing: what a steward looks at first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair in a list; `a` and `b` name what is judged: the number of a person, or "r123"."""

    a: str
    b: str
    a_name: str
    b_name: str
    a_body: str
    b_body: str
    score: float | None
    waiting: bool = False
    id_conflict: bool = False
    refused: bool = False
    unsure: bool = False
    rule: str = ""

    @property
    def key(self) -> str:
        """Address of the pair on the page."""
        return f"{self.a}-{self.b}"

    @property
    def names(self) -> str:
        """Both names; one where they are equal."""
        if self.a_name == self.b_name:
            return self.a_name
        return identity_labels.NAMES.format(a=self.a_name, b=self.b_name)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The queue: how many of each status, and its first pairs."""

    counts: Mapping[str, int]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both records in words; state: same, differs or one."""

    label: str
    a: str
    b: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A row that a record stands in."""

    record_id: int
    body: str
    place: str


@dataclass(frozen=True, slots=True)
class Part:
    """One side: who it is now, and the rows behind it, the one compared first. person_id: None while it waits."""

    name: str
    person_id: int | None
    state: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Two records side by side, in words."""

    a: Part
    b: Part
    lines: tuple[Line, ...]
    one_sided: tuple[Line, ...]
    evidence: tuple[Clue, ...]
    score: float
    id_conflict: bool
    earlier: tuple[str, ...]


def waiting_pairs(
    application: Application, principal: Principal, status: str = "open", submission_id: int | None = None
) -> Waiting:
    """The queue, the pair most worth judging first."""
    require(principal, Action.REVIEW)
    with unit_of_work(application.engine, principal) as connection:
        numbers = counts(connection, submission_id=submission_id)
        items = queue(connection, status=status, limit=_MOST, submission_id=submission_id)
    return Waiting(numbers, tuple(map(_entry, items)))


def _entry(item: QueueItem) -> Entry:
    return Entry(
        *_named(item.a), *_named(item.b), item.a.full_name, item.b.full_name, item.a.agency_name, item.b.agency_name,
        item.score, item.waiting, item.id_conflict, item.refused, item.status == "unsure",
    )  # fmt: skip


def _named(side: Side) -> tuple[str]:
    # A judgement about a person speaks of all its rows, so it outlives the one row that was compared.
    return (str(side.person_id) if side.person_id is not None else side.record,)


def sample(application: Application, principal: Principal) -> tuple[Entry, ...]:
    """Automatic merges to look at again, as drawn."""
    require(principal, Action.REVIEW)
    with unit_of_work(application.engine, principal) as connection:
        drawn = checking.draw(connection, _SAMPLE)
    return tuple(
        Entry(
            item.a.record, item.b.record, item.a.full_name, item.b.full_name, item.a.agency_name, item.b.agency_name,
            item.score, rule=item.rule,
        )
        for item in drawn
    )  # fmt: skip


def rates(application: Application, principal: Principal) -> Sequence[checking.Rate]:
    """How often automatic merges were wrong: all first, then by rule."""
    require(principal, Action.REVIEW)
    with unit_of_work(application.engine, principal) as connection:
        *by_rule, together = checking.error_rate(connection)
    return [together, *by_rule]


def look(application: Application, principal: Principal, a: str, b: str) -> Look:
    """Two persons or records side by side; the look is logged.

    Raises: NotFoundError and ConflictError when they are gone, or one person already.
    """
    with unit_of_work(application.engine, principal) as connection:
        found = pair(connection, principal, application.keyring, a, b)
    lines = [_line(Words(application), found, field) for field in _told(found)]
    return Look(
        a=_part(found.a, found.a_records),
        b=_part(found.b, found.b_records),
        lines=tuple(line for field, line in zip(_told(found), lines, strict=True) if _in_front(field)),
        one_sided=tuple(line for field, line in zip(_told(found), lines, strict=True) if not _in_front(field)),
        evidence=found.evidence,
        score=found.score,
        id_conflict=found.id_conflict,
        earlier=tuple(_earlier(row) for row in found.judgements),
    )


def _in_front(field: FieldPair) -> bool:
    return field.state != "one" or field.name in _CORE


def _told(found: Pair) -> list[FieldPair]:
    """Fields in the order in which persons are told, the core ones always."""
    fields = {field.name: field for field in found.fields if field.name not in _BESIDE}
    names = [*_CORE, *(name for name in labels.FIELD if name in fields and name not in _CORE)]
    if "agency_code" in names and "agency_name" in names:
        names.remove("agency_code")
    return [fields.get(name, FieldPair(name, None, None, "one")) for name in names]


def _line(words: Words, found: Pair, field: FieldPair) -> Line:
    precise = next((one for one in found.fields if one.name == "birth_date_precision"), None)
    a, b = (
        words.of(field.name, value, {"birth_date_precision": precision or "day"})
        for value, precision in ((field.a, precise and precise.a), (field.b, precise and precise.b))
    )
    if field.name == "agency_name":
        a, b = a or found.a.employer_name, b or found.b.employer_name
        # A body is known by its code; lists spell its name as they like.
        state = "same" if found.a.employer_code == found.b.employer_code else "differs"
        return Line(labels.FIELD[field.name], found.a.employer_name, found.b.employer_name, state)
    note = identity_labels.CONFLICT_NOTE if field.name == "national_id" and found.id_conflict and a == b else ""
    # Capitals and the place of a tone mark (Thuý, Thúy) are no difference between persons.
    alike = bool(a and b) and tone_key(a) == tone_key(b) and field.name != "national_id"
    return Line(labels.FIELD[field.name], a, b, "same" if alike else field.state, note)


def _part(shown: Side, records: Sequence[Side]) -> Part:
    ordered = sorted(records, key=lambda side: (side.record_id != shown.record_id, -side.as_of.toordinal()))
    state = ""
    if shown.person_id is None:
        state = identity_labels.UNLINKED if shown.form in ("works", "awards") else identity_labels.WAITS
    return Part(shown.full_name, shown.person_id, state, tuple(map(_source, ordered)))


def _source(side: Side) -> Source:
    body = side.agency_name
    if side.employer_code != side.agency_code:
        body = identity_labels.EMPLOYED.format(agency=side.agency_name, employer=side.employer_name)
    return Source(side.record_id, body, place_of(side))


def place_of(side: Side) -> str:
    """File, sheet, row and day of a record."""
    day = format_date(side.as_of)
    if side.sheet == _TYPED:
        return identity_labels.SOURCE_TYPED.format(day=day)
    return identity_labels.SOURCE.format(file=side.file, sheet=side.sheet, row=side.row, day=day)


def _earlier(row: Mapping[str, Any]) -> str:
    told = identity_labels.EARLIER_LINE.format(
        verdict=identity_labels.VERDICT[row["verdict"]], login=row["login"], at=moment(row["at"]),
        reason=f" · {row['reason']}" if row["reason"] else "",
    )  # fmt: skip
    return told + (identity_labels.EARLIER_BACK if row["retracted_at"] else "")


def moment(text: str) -> str:
    """A moment as the clock of Hưng Yên shows it."""
    return datetime.fromisoformat(text).astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def decide(
    application: Application,
    principal: Principal,
    entry: Entry,
    verdict: Verdict,
    reason: str,
    origin: Literal["queue", "check"],
) -> Judged:
    """Judge a pair.

    Raises: ConflictError or NotFoundError when somebody else was faster.
    """
    with unit_of_work(application.engine, principal) as connection:
        return judge(connection, principal, entry.a, entry.b, verdict, reason=reason, origin=origin)


def undo(application: Application, principal: Principal, judgement_id: int, reason: str = "") -> Judged:
    """Take a judgement back."""
    with unit_of_work(application.engine, principal) as connection:
        return retract(connection, principal, judgement_id, reason=reason)


def judgement_rows(
    application: Application, principal: Principal, *, live: bool, limit: int, offset: int
) -> list[dict[str, Any]]:
    """Judgements, newest first; one more than `limit` where there are more."""
    require(principal, Action.REVIEW)
    with unit_of_work(application.engine, principal) as connection:
        return list_judgements(connection, live=live, limit=limit + 1, offset=offset)

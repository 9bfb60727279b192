"""Two records side by side in words: fields in the order in which persons are told, each row with its place. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from dashboards import identity_labels, labels
from dashboards.words import Words, account_words
from talentdb.fields import EVIDENCE
from talentdb.identity.pair import FieldPair, Pair
from talentdb.identity.sides import Clue, Side
from talentdb.settings import VIETNAM
from talentdb.text import format_date, tone_key

__all__ = ["Line", "Look", "Part", "Source", "look_of", "moment", "place_of"]

_TYPED: Final = "manual"
"""Sheet of rows that were typed on a page."""
_BESIDE: Final = frozenset(
    {
        "family_name",
        "middle_name",
        "given_name",
        "birth_date_precision",
        "training_end_precision",
        *EVIDENCE,
    }
)
"""Fields that are told with another one."""
_CORE: Final = ("full_name", "birth_date", "sex", "national_id", "agency_name", "position_title")
"""Always shown, also where both sides say nothing: what a steward looks at first."""


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


def look_of(words: Words, found: Pair) -> Look:
    """The pair in words."""
    told = [(field, _line(words, found, field)) for field in _told(found)]
    return Look(
        a=_part(found.a, found.a_records),
        b=_part(found.b, found.b_records),
        lines=tuple(line for field, line in told if _in_front(field)),
        one_sided=tuple(line for field, line in told if not _in_front(field)),
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
    note = ""
    if field.name == "national_id" and field.state == "differs":
        note = identity_labels.CONFLICT_NOTE if a == b else "" if found.id_conflict else identity_labels.KINDS_NOTE
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
        verdict=identity_labels.VERDICT[row["verdict"]], login=account_words(row["login"]), at=moment(row["at"]),
        reason=f" · {row['reason']}" if row["reason"] else "",
    )  # fmt: skip
    return told + (identity_labels.EARLIER_BACK if row["retracted_at"] else "")


def moment(text: str) -> str:
    """A moment as the clock of Hưng Yên shows it."""
    return datetime.fromisoformat(text).astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")

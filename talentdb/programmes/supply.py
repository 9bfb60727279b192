"""Who of the registry could fill a need: how many at least and at most, and some of them with the reasons.

A condition that nobody can decide, because a degree, a field or a birth date is not known, widens the interval.
Leaders and bodies get numbers at most; names are for who runs programmes and for stewards. Decides nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    any_,
    case,
    exists,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    true,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Boolean, Text

from talentdb.access.audit import audit
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require
from talentdb.codes import code_list
from talentdb.db.tables import agency, case_event, person_version, programme_case
from talentdb.indicators.suppression import is_small
from talentdb.people.survivorship import QUALIFICATIONS
from talentdb.programmes import need_labels as words
from talentdb.text import fold

__all__ = ["Fit", "Suggested", "Wanted", "degree_bounds", "reasons", "suggest", "supply"]

_V: Final = person_version.c
_UNIVERSITY: Final = QUALIFICATIONS.index("university") + 1
_MASTER: Final = QUALIFICATIONS.index("master") + 1
_DOCTORATE: Final = QUALIFICATIONS.index("doctorate") + 1
_BOUNDS: Final[Mapping[str, tuple[int | None, int | None]]] = {
    "second_degree": (_UNIVERSITY, None),
    "master": (_UNIVERSITY, _MASTER),
    "postgraduate": (_UNIVERSITY, _DOCTORATE),
    "short_training": (None, None),
}
"""Training -> the degree somebody has to have at least, and the one from which on it gives nothing new."""


class Wanted(Protocol):
    """What is looked for: a registered need or an approved one."""

    @property
    def agency_id(self) -> int: ...
    @property
    def need_type(self) -> str | None: ...
    @property
    def need_field(self) -> str | None: ...
    @property
    def field_group(self) -> str | None: ...
    @property
    def required_qualification(self) -> str | None: ...
    @property
    def year(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Fit:
    """How many people of the registry could fill a need.

    Args:
        least: who fits for certain; most: with those of whom something is not known. Both None where the number is
            too small for the reader.
    """

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """Somebody who could fill a need.

    Args:
        certain: nothing that counts is unknown; reasons: why, the strongest first; open: what is not known.
    """

    person_id: int
    full_name: str
    agency: str
    qualification: str | None
    academic_title: str | None
    certain: bool
    reasons: tuple[str, ...]
    open: tuple[str, ...]


def supply(connection: Connection, principal: Principal, needs: Sequence[Wanted]) -> tuple[Fit, ...]:
    """How many fit each of the needs, in their order; each counted by itself.

    Raises: ForbiddenError for who does not read programmes.
    """
    require(principal, Action.READ_PROGRAMMES)
    return tuple(_fit(connection, principal, one) for one in needs)


def suggest(
    connection: Connection, principal: Principal, need: Wanted, limit: int = 20, *, number: int | None = None
) -> tuple[Suggested, ...]:
    """People who fit or could fit, the best first; each look is logged.

    Args:
        number: of the approved need, for the log.
    Raises: ForbiddenError for who does not screen nominations: leaders get numbers only.
    """
    require(principal, Action.SCREEN)
    meets, closeness = _meets(need), _closeness(need)
    rows = connection.execute(
        select(
            _V.person_id, _V.full_name, _V.qualification, _V.academic_title, _V.field_group, _V.talent_groups,
            _V.retires_on, _V.agency_id, agency.c.name, closeness.label("closeness"), meets.label("meets"),
        )
        .join(agency, agency.c.agency_id == _V.agency_id)
        .where(_V.valid_to.is_(None), or_(meets, meets.is_(None)))
        .order_by(
            func.coalesce(meets, False).desc(), closeness.desc(), _V.qualification_rank.desc().nulls_last(),
            _V.name_sort, _V.person_id,
        )
        .limit(limit)
    ).all()  # fmt: skip
    audit(
        connection, principal, "need.suggested", "approved_need", number,
        details={"type": need.need_type, "field": need.need_field, "people": len(rows)},
    )  # fmt: skip
    return tuple(_suggested(row, need) for row in rows)


def degree_bounds(need_type: str | None, required: str | None) -> tuple[int | None, int | None]:
    """Rank of the degree somebody has to have at least, and the rank that they must not have reached. Pure."""
    if need_type is not None and need_type in _BOUNDS:
        return _BOUNDS[need_type]
    return (QUALIFICATIONS.index(required) + 1 if required in QUALIFICATIONS else None), None


def reasons(row: Mapping[str, Any], need: Wanted) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Why somebody is suggested, and what is not known of them. Pure.

    Args:
        row: qualification, academic_title, field_group, talent_groups, retires_on, agency_id and closeness (3 the
            field itself, 2 its words, 1 the group of fields, 0 nothing known).
    """
    why: list[str] = []
    unknown: list[str] = []
    field, closeness = need.need_field or "", row["closeness"]
    if closeness == 3:
        why.append(words.SAME_FIELD.format(field=field))
    elif closeness == 2:
        why.append(words.FIELD_WORDS.format(field=field))
    elif closeness == 1:
        group = _word("research_field", row["field_group"])
        why.append(words.SAME_GROUP.format(group=group))
    elif field and not _is_training(need):
        unknown.append(words.FIELD_UNKNOWN)
    if row["qualification"]:
        degree = _word("qualification", row["qualification"])
        required = need.required_qualification
        told = words.DEGREE.format(degree=degree, required=_word("qualification", required)) if required else ""
        why.append(told or words.DEGREE_ONLY.format(degree=degree))
    elif degree_bounds(need.need_type, need.required_qualification) != (None, None):
        unknown.append(words.DEGREE_UNKNOWN)
    if row["academic_title"]:
        why.append(words.TITLE.format(title=_word("academic_title", row["academic_title"])))
    if row["talent_groups"]:
        why.append(words.GROUPS)
    if row["agency_id"] == need.agency_id:
        why.append(words.OWN)
    if row["retires_on"] is None:
        unknown.append(words.AGE_UNKNOWN)
    else:
        why.append(words.RETIRES.format(year=row["retires_on"].year))
    return tuple(why), tuple(unknown)


def _fit(connection: Connection, principal: Principal, need: Wanted) -> Fit:
    meets = _meets(need)
    least, most = connection.execute(
        select(func.count().filter(meets), func.count().filter(or_(meets, meets.is_(None)))).where(
            _V.valid_to.is_(None)
        )
    ).one()
    # Of a handful a leader learns nothing, nor how many are certain of a few more.
    if principal.role is Role.LEADER and (is_small(least) or is_small(most) or is_small(most - least)):
        return Fit(None, None)
    return Fit(least, most)


def _is_training(need: Wanted) -> bool:
    return need.need_type in _BOUNDS


def _meets(need: Wanted) -> ColumnElement[bool]:
    """Whether somebody fits; unknown where a value that counts is missing."""
    at_home = literal(need.agency_id) == any_(_V.agency_ids)
    stays = _V.retires_on > date(need.year, 12, 31)
    parts = [func.coalesce(_V.status, "working") == "working", not_(_busy()), stays, *_degree(need)]
    if _is_training(need):
        # A body sends its own people.
        return and_(at_home, *parts)
    return and_(not_(at_home), _field(need), *parts)


def _degree(need: Wanted) -> list[ColumnElement[bool]]:
    least, below = degree_bounds(need.need_type, need.required_qualification)
    found: list[ColumnElement[bool]] = []
    if least is not None:
        found.append(_V.qualification_rank >= least)
    if below is not None:
        found.append(_V.qualification_rank < below)
    return found


def _field(need: Wanted) -> ColumnElement[bool]:
    """Whether the field is the one that is asked for; a need without a field takes everybody."""
    if not need.need_field:
        return true()
    near = or_(_of_codes(need), _of_words(need))
    if need.field_group is None:
        # Words that the list of fields does not know settle nothing against anybody.
        return case((near, true()), else_=sql_cast(null(), Boolean))
    return or_(near, _V.field_group == need.field_group)


def _of_codes(need: Wanted) -> ColumnElement[bool]:
    """Somebody's field is one that the words can mean, or stands above or below one in the tree of fields."""
    fields = code_list("research_field")
    meant = [found.code for found in fields.find(need.need_field or "")]
    # A code of one digit is a whole group.
    near = [
        one.code
        for one in fields.codes
        if len(one.code) > 1 and any(one.code.startswith(code) or code.startswith(one.code) for code in meant)
    ]
    return _V.research_fields.op("&&", is_comparison=True)(sql_cast(near, ARRAY(Text)))


def _of_words(need: Wanted) -> ColumnElement[bool]:
    return func.strpos(_V.search_key, fold(need.need_field or "")) > 0


def _closeness(need: Wanted) -> ColumnElement[int]:
    if not need.need_field:
        return literal(0)
    group = _V.field_group == need.field_group
    return case((_of_codes(need), 3), (_of_words(need), 2), (group, 1), else_=0)


def _busy() -> ColumnElement[bool]:
    """Somebody has a case already that goes on."""
    event, c = case_event.c, programme_case.c
    ended = exists().where(event.case_id == c.case_id, event.ended.is_not(None))
    return exists().where(c.person_id == _V.person_id, not_(ended))


def _suggested(row: Row[Any], need: Wanted) -> Suggested:
    why, unknown = reasons(dict(row._mapping), need)
    return Suggested(
        row.person_id, row.full_name, row.name, row.qualification, row.academic_title, bool(row.meets), why, unknown
    )


def _word(name: str, code: str | None) -> str:
    found = code_list(name).get(code) if code else None
    return found.label if found else code or ""

"""Filters of search, lists and exports as conditions over the two relations that hold people, and the same fields as
values to count by. Owns which fields can be filtered and how; reads nothing and decides no rows' visibility.

`person_version` (the caller adds `valid_to is null`) serves the provincial roles, `own_person` the agencies.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Text,
    and_,
    cast,
    false,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, array

from talentdb.access.principal import Principal
from talentdb.access.rights import hidden_fields
from talentdb.codes import code_list
from talentdb.db.tables import agency
from talentdb.errors import ForbiddenError, UsageError
from talentdb.fields import CODED, EVIDENCE, LISTS, PEOPLE_FIELDS, RESTRICTED, TRAINING_FIELDS
from talentdb.people.related import WORK_FIELDS, has_language, has_level, in_training, in_works, year_bounds
from talentdb.people.successors import with_predecessors
from talentdb.settings import today

__all__ = [
    "FACET_FIELDS",
    "FILTER_FIELDS",
    "NOT",
    "Filter",
    "PersonField",
    "born_between",
    "person_field",
    "person_filters",
    "require_fields",
]

_FEW: Final = 20
"""Longer lists are named, not shown, in messages."""

Condition = ColumnElement[bool]
Filter = tuple[str, str]
"""Name of a field and the value asked for; "x,y" is x or y."""

NOT: Final = "!"
"""Before a value: whoever has it is left out ("!master,doctorate")."""
_DERIVED: Final = ("age", "birth_year", "field_group", "sector", "is_public", *WORK_FIELDS)
_OBJECT_LISTS: Final[Mapping[str, str]] = {"languages": "language", "annual_ratings": "rating"}
_EMPLOYER: Final = frozenset({"sector", "is_public"})
_NOT_FILTERED: Final = EVIDENCE | RESTRICTED
_TRAINING: Final = frozenset(TRAINING_FIELDS)

FILTER_FIELDS: Final = tuple(sorted((set(PEOPLE_FIELDS) | set(_DERIVED) | _TRAINING) - _NOT_FILTERED))
"""Names that a filter may carry: those of the data dictionary and a few derived ones."""

_COUNTED: Final = {
    *CODED, *_DERIVED, *_OBJECT_LISTS, "agency_code", "commune_code", "degree_title", "doctoral_student", "expertise",
    "graduation_year", "it_level", "party_member",
}  # fmt: skip
FACET_FIELDS: Final = tuple(sorted(_COUNTED - _TRAINING - {"age", *WORK_FIELDS}))
"""Names that counts can be asked for: fields with few enough values to show."""


@dataclass(frozen=True, slots=True)
class PersonField:
    """One field of one relation as SQL.

    Args:
        matches: condition "the field has one of these values" (a list: any of them).
        values: the value as text, or an array of texts where `is_list`; None where it cannot be counted by.
        of_agencies: the values are numbers of agencies, whose codes are meant (looking up the codes row by row would
            take half a second at 20,000 people).
    """

    name: str
    matches: Callable[[Sequence[str]], Condition]
    values: ColumnElement[Any] | None
    is_list: bool = False
    of_agencies: bool = False


def require_fields(principal: Principal, names: Sequence[str]) -> None:
    """Refuse to filter or count by a field that the role may not see: the answer would tell its value.

    Raises: ForbiddenError.
    """
    hidden = hidden_fields(principal.role)
    exact_day = {"birth_date"} if "address" in hidden else set()
    refused = sorted(name for name in names if name in hidden | exact_day or "*" in hidden)
    if refused:
        raise ForbiddenError(
            f"Tài khoản này không được lọc hoặc đếm theo: {', '.join(refused)}.", "Bỏ trường đó khỏi yêu cầu."
        )


def person_filters(filters: Sequence[Filter], relation: FromClause, as_of: date | None = None) -> list[Condition]:
    """Conditions of `filters` over person_version or own_person; all of them must hold.

    Args:
        filters: (field, value) pairs; a value "x,y" is x or y, "!x,y" neither, the same field twice is and.
        relation: the table or an alias of it.
        as_of: day on which agencies are looked at; None: today.
    Raises: UsageError for an unknown field or an unusable value.
    """
    return [_condition(name, value, relation, as_of) for name, value in filters]


def _condition(name: str, value: str, relation: FromClause, as_of: date | None) -> Condition:
    held = person_field(name, relation, as_of).matches(_choices(name, value.removeprefix(NOT)))
    # Of whom it is not known, it is not said.
    return not_(func.coalesce(held, false())) if value.startswith(NOT) else held


def _choices(name: str, value: str) -> list[str]:
    choices = [choice.strip() for choice in value.split(",") if choice.strip()]
    if not choices:
        raise UsageError(f"Bộ lọc {name} không có giá trị.", f"Viết dạng {name}=GIÁ_TRỊ.")
    if name in CODED:
        _check_codes(name, choices)
    return choices


def _check_codes(name: str, choices: Sequence[str]) -> None:
    """A slip of the keys ("masters") must not read as "nobody"."""
    known = code_list(CODED[name])
    wrong = [choice for choice in choices if known.get(choice) is None]
    if wrong:
        codes = [code.code for code in known.codes]
        shown = ", ".join(codes) if len(codes) <= _FEW else f"xem talentdb codes list {CODED[name]}"
        raise UsageError(f"Bộ lọc {name} không có giá trị {', '.join(wrong)}.", f"Các giá trị: {shown}.")


def person_field(name: str, relation: FromClause, as_of: date | None = None) -> PersonField:
    """The field over the relation.

    Raises: UsageError for a name that does not exist, with the list of those that do.
    """
    if name not in FILTER_FIELDS:
        raise UsageError(f"Không có trường lọc “{name}”.", f"Các trường: {', '.join(FILTER_FIELDS)}.")
    if name in _TRAINING:
        return PersonField(name, lambda given: in_training(name, given, relation), None)
    if name in WORK_FIELDS:
        return PersonField(name, lambda given: in_works(name, given, relation), None)
    if name == "birth_year":
        year = func.extract("year", relation.c.birth_date)
        return PersonField(name, lambda given: or_(*(_year_is(year, item) for item in given)), func.to_char(
            relation.c.birth_date, "YYYY"))  # fmt: skip
    if name == "age":
        return PersonField(
            name, lambda given: or_(*(_age_is(relation, item, as_of or today()) for item in given)), None
        )
    if name == "agency_code":
        return _agency_code(relation, as_of or today())
    if name in _EMPLOYER and name not in relation.c:
        return _of_employer(name, relation)
    if name in LISTS or name in _OBJECT_LISTS:
        return _list_field(name, relation)
    return _plain_field(name, relation)


def _plain_field(name: str, relation: FromClause) -> PersonField:
    """A single value: a column of its own where there is one, else the JSON value as text ("true", "2015")."""
    if name == "field_group" and name not in relation.c:
        value: ColumnElement[Any] = func.left(relation.c["values"]["research_fields"][0].astext, 1)
    elif name in relation.c:
        value = cast(relation.c[name], Text)
    else:
        value = relation.c["values"][name].astext
    return PersonField(name, value.in_, value)


def _list_field(name: str, relation: FromClause) -> PersonField:
    if name in relation.c:
        column = relation.c[name]
        if name == "languages":
            return PersonField(name, lambda given: or_(*(_speaks(relation, one) for one in given)), column, True)
        return PersonField(name, lambda given: _overlaps(column, _texts(given)), column, is_list=True)
    stored = relation.c["values"][name]
    if name in _OBJECT_LISTS:
        part = _OBJECT_LISTS[name]
        item = func.jsonb_array_elements(_as_list(stored)).column_valued("item")
        parts = _array_of(select(item.op("->>", return_type=Text())(part)))
        return PersonField(
            name,
            lambda given: or_(*(_has_item(name, stored, part, one) for one in given)),
            parts,
            is_list=True,
        )
    texts = func.jsonb_array_elements_text(_as_list(stored)).column_valued("item")
    values = _array_of(select(texts))
    return PersonField(name, lambda given: stored.has_any(_texts(given)), values, is_list=True)


def _speaks(relation: FromClause, given: str) -> Condition:
    """Of a relation that holds the languages and not their levels."""
    return has_level(relation, given) if ":" in given else _overlaps(relation.c.languages, _texts([given]))


def _has_item(name: str, stored: ColumnElement[Any], part: str, value: str) -> Condition:
    return has_language(stored, value) if name == "languages" else stored.contains(literal([{part: value}], JSONB))


def _as_list(stored: ColumnElement[Any]) -> ColumnElement[Any]:
    """The JSON list, an empty one where it is missing."""
    return func.coalesce(stored, literal([], JSONB))


def _agency_code(relation: FromClause, day: date) -> PersonField:
    """Any employer of the person, by its exact code: a parent's code does not stand for its units, a successor's
    does for the bodies that it took over by that day."""
    many = "agency_ids" in relation.c
    employers = relation.c.agency_ids if many else cast(array([relation.c.employer_id]), ARRAY(Integer))

    def matches(given: Sequence[str]) -> Condition:
        wanted = with_predecessors(select(agency.c.agency_id).where(agency.c.code.in_(given)), day)
        if many:
            return _overlaps(relation.c.agency_ids, func.array(wanted.scalar_subquery()))
        return relation.c.employer_id.in_(wanted)

    return PersonField("agency_code", matches, employers, is_list=True, of_agencies=True)


def _array_of(values: Select[Any]) -> ColumnElement[Any]:
    return func.array(values.scalar_subquery(), type_=ARRAY(Text))


def _texts(given: Sequence[str]) -> ColumnElement[Any]:
    """The values as text[]: the columns are that, and varchar[] does not compare with it."""
    return cast(array(given), ARRAY(Text))


def _overlaps(column: ColumnElement[Any], given: ColumnElement[Any]) -> Condition:
    return column.op("&&", is_comparison=True, return_type=Boolean())(given)


def _of_employer(name: str, relation: FromClause) -> PersonField:
    """A property of the employer, for the relation that has no column of it."""
    body = agency.alias()
    held = select(cast(body.c[name], Text)).where(body.c.agency_id == relation.c.employer_id).correlate(relation)
    value = held.scalar_subquery()
    return PersonField(name, value.in_, value)


_AGES: Final = re.compile(r"(\d{1,3})?(-|\.\.)?(\d{1,3})?")


def _year_is(year: ColumnElement[Any], given: str) -> Condition:
    """A year, or a range of years: 1980, 1975..1985, 1975.., ..1985; also with one dash."""
    return year.between(*year_bounds(given))


def born_between(given: str, day: date) -> tuple[date | None, date | None]:
    """Ages as days of birth: 40, 30..45, 30.., ..39 full years on that day has who is born after the first and not
    after the second; None: whenever.

    Raises: UsageError for anything else.
    """
    found = _AGES.fullmatch(given)
    if found is None or not (found[1] or found[3]) or (found[1] and found[3] and not found[2]):
        raise UsageError(f"Tuổi không hợp lệ: {given}.", "Viết dạng 40, 30..45, 30.. hoặc ..39.")
    youngest = int(found[1]) if found[1] else None
    oldest = int(found[3]) if found[3] else None if found[2] else youngest
    after = _years_before(day, oldest + 1) if oldest is not None else None
    return after, _years_before(day, youngest) if youngest is not None else None


def _age_is(relation: FromClause, given: str, day: date) -> Condition:
    after, until = born_between(given, day)
    born = relation.c.birth_date
    return and_(
        born.is_not(None),
        *([born <= until] if until is not None else []),
        *([born > after] if after is not None else []),
    )


def _years_before(day: date, years: int) -> date:
    """The same day so many years ago; of somebody born on 29 February the birthday is 28 February, or that day."""
    year = max(day.year - years, date.min.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)

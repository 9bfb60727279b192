"""Conditions on what stands beside a person: works, and the levels of languages. Used by `talentdb.people.filters`.

Owns how such a condition is written; decides no rows' visibility.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Text,
    and_,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
)
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH

from talentdb.codes import code_list
from talentdb.db.tables import person_version, training, work_member
from talentdb.errors import UsageError

__all__ = ["ANY_LEVEL", "WORK_FIELDS", "has_language", "has_level", "in_training", "in_works", "year_bounds"]

Condition = ColumnElement[bool]
ANY_LEVEL: Final = "any"
WORK_FIELDS: Final = ("led_task", "work_level", "work_year")
"""A task that the person led, by level or any; a work of that level; a work of that year."""

_LED: Final = ("lead", "author", "corresponding_author")
_PUBLICATION: Final = "publication"
_LEVELS: Final = "work_level"
_YEARS: Final = re.compile(r"(\d{4})?(-|\.\.)?(\d{4})?")
_SCORE: Final = re.compile(r"\d{1,3}(\.\d{1,2})?")
_LONGEST: Final = 3


def in_works(name: str, given: Sequence[str], relation: FromClause) -> Condition:
    """At least one work of the person has such a value.

    Raises: UsageError for an unknown level or an unusable year.
    """
    w = work_member.c
    told: list[Condition] = [w.person_id == relation.c.person_id]
    if name == "work_year":
        told.append(or_(*(w.work_year.between(*year_bounds(one)) for one in given)))
    elif ANY_LEVEL not in given:
        told.append(w.work_level.in_(_known_levels(name, given)))
    if name == "led_task":
        told += [w.member_role.in_(_LED), func.coalesce(w.work_type, "") != _PUBLICATION]
    return exists().where(and_(*told))


def _known_levels(name: str, given: Sequence[str]) -> Sequence[str]:
    known = code_list(_LEVELS)
    if wrong := [one for one in given if known.get(one) is None]:
        shown = ", ".join([*(code.code for code in known.codes), *([ANY_LEVEL] if name == "led_task" else [])])
        raise UsageError(f"Bộ lọc {name} không có giá trị {', '.join(wrong)}.", f"Các giá trị: {shown}.")
    return given


def year_bounds(given: str) -> tuple[int, int]:
    """First and last of 1980, 1975..1985 (or 1975-1985), 1975.., ..1985. Raises: UsageError."""
    found = _YEARS.fullmatch(given)
    if found is None or not (found[1] or found[3]) or (found[1] and found[3] and not found[2]):
        raise UsageError(f"Năm không hợp lệ: {given}.", "Viết dạng 1980, 1975..1985, 1975.. hoặc ..1985.")
    first = int(found[1]) if found[1] else 0
    last = int(found[3]) if found[3] else (9999 if found[2] else first)
    return first, last


def has_language(stored: ColumnElement[Any], given: str) -> Condition:
    """Whether a list of language skills holds "en", "en:B1" (a level or a certificate) or "en:IELTS:6.5" (at least).

    Raises: UsageError for a score that is no number.
    """
    language, *more = given.split(":")
    if not more:
        return stored.contains(literal([{"language": language}], JSONB))
    if len(more) + 1 >= _LONGEST:
        if len(more) + 1 > _LONGEST or not _SCORE.fullmatch(more[1]):
            raise UsageError(f"Bộ lọc languages không hợp lệ: {given}.", "Viết dạng en, en:B1 hoặc en:IELTS:6.5.")
        path = f"$[*] ? (@.language == $l && @.framework == $f && @.score.double() >= {float(more[1])})"
        told = literal({"l": language, "f": more[0]}, JSONB)
        return func.coalesce(
            func.jsonb_path_exists(stored, cast(literal(path, Text), JSONPATH), told, True, type_=Boolean()), false()
        )
    return or_(*(stored.contains(literal([{"language": language, part: more[0]}], JSONB))
                 for part in ("level", "framework")))  # fmt: skip


def has_level(relation: FromClause, given: str) -> Condition:
    """The same of a relation without the skills themselves, by what the registry holds of the person today."""
    v = person_version.alias()
    return exists().where(
        v.c.person_id == relation.c.person_id, v.c.valid_to.is_(None), has_language(v.c["values"]["languages"], given)
    )


def in_training(name: str, given: Sequence[str], relation: FromClause) -> Condition:
    """At least one course of the person has such a value."""
    return exists().where(and_(training.c.person_id == relation.c.person_id, cast(training.c[name], Text).in_(given)))

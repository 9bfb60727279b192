"""Approved lists of needs as they were frozen, proved by their digest, and what has become of each approved place.

Reads only; lists are written by `needs.approve_list`.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from talentdb.db.tables import agency, approved_need, case_event, need_list, programme_case
from talentdb.errors import DataError, NotFoundError
from talentdb.plans import Plan
from talentdb.programmes import need_labels as words

__all__ = [
    "ApprovedNeed", "CaseSteps", "Filled", "NeedList", "body_of", "digest", "filled", "lists", "read_list",
    "read_need", "tally",
]  # fmt: skip

_GIVEN: Final = frozenset({"grant", "commit", "recognise"})
"""Effects of a step with which a place is filled."""
_OVER: Final = frozenset({"refused", "withdrawn", "stopped"})
"""Ends after which a place is free again."""
_PROVED: Final = ("agency_id", "need_type", "job_position", "need_field", "approved")
"""Of a line, what is held against the frozen list."""


@dataclass(frozen=True, slots=True)
class ApprovedNeed:
    """A line of an approved list.

    Args:
        number: of the line, which a case names that fills it; list_number: of its list.
        asked: how many the body asked for; 0 where it did not say.
    """

    number: int
    list_number: int
    agency_id: int
    agency: str
    need_type: str
    job_position: str | None
    need_field: str | None
    field_group: str | None
    required_qualification: str | None
    required_institutions: str | None
    target_group: str | None
    full_time: bool | None
    asked: int
    approved: int
    note: str
    year: int

    @property
    def name(self) -> str:
        """What to call it: the post, or the field."""
        return self.job_position or self.need_field or words.NO_FIELD


@dataclass(frozen=True, slots=True)
class NeedList:
    """An approved list.

    Args:
        supplement: 0 for the list of the year, then its supplements.
        lines: as far as the reader may see them; body: the whole list as it was frozen.
        sha256: over the body, in hexadecimal digits.
    """

    number: int
    plan: str
    year: int
    supplement: int
    paper: str
    decided_on: date
    lines: tuple[ApprovedNeed, ...]
    body: Mapping[str, Any]
    sha256: str
    login: str
    approved_at: datetime


@dataclass(frozen=True, slots=True)
class Filled:
    """An approved need against its cases.

    Args:
        running: cases that go on and have brought nothing yet; granted: that brought the place;
        over: refused, withdrawn or stopped; left: places for which there is no case.
    """

    need: ApprovedNeed
    running: int
    granted: int
    over: int

    @property
    def left(self) -> int:
        """Places without a case; none when there are more cases than places."""
        return max(self.need.approved - self.running - self.granted, 0)


@dataclass(frozen=True, slots=True)
class CaseSteps:
    """What counts of a case here: the effects of its steps, and how it has ended."""

    effects: frozenset[str]
    ended: str | None


def body_of(
    plan: str, year: int, supplement: int, paper: str, decided_on: date, lines: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The list as it is frozen."""
    return {
        "plan": plan, "year": year, "supplement": supplement, "paper": paper, "decided_on": decided_on.isoformat(),
        "lines": [dict(line) for line in lines],
    }  # fmt: skip


def digest(body: Mapping[str, Any]) -> bytes:
    """SHA-256 over the list, 32 bytes; the same after a way through the database, since keys are sorted."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).digest()


def lists(connection: Connection, plan: Plan, year: int | None = None) -> tuple[NeedList, ...]:
    """The approved lists of a plan, newest year first, supplements after their list."""
    n = need_list.c
    asked = select(need_list).where(n.plan_code == plan.code).order_by(n.year.desc(), n.supplement)
    if year is not None:
        asked = asked.where(n.year == year)
    rows = connection.execute(asked).all()
    lines = _lines(connection, [row.need_list_id for row in rows])
    return tuple(_list(row, lines) for row in rows)


def read_list(connection: Connection, number: int) -> NeedList:
    """One list. Raises: NotFoundError; DataError when it is not what was approved."""
    row = connection.execute(select(need_list).where(need_list.c.need_list_id == number)).one_or_none()
    if row is None:
        raise NotFoundError(words.NO_LIST.format(number=number), words.LIST_ADVICE)
    return _list(row, _lines(connection, [number]))


def read_need(connection: Connection, number: int) -> ApprovedNeed:
    """One approved need. Raises: NotFoundError."""
    found = next(iter(_needs(connection, approved_need.c.approved_need_id == number)), None)
    if found is None:
        raise NotFoundError(words.NO_NEED.format(number=number), words.LIST_ADVICE)
    return found


def filled(connection: Connection, plan: Plan, found: NeedList) -> tuple[Filled, ...]:
    """Each line of a list against the cases that name it, as far as the reader sees them."""
    c, e = programme_case.c, case_event.c
    rows = connection.execute(
        select(c.approved_need_id, c.case_id, c.instrument, e.step, e.ended)
        .join(case_event, e.case_id == c.case_id)
        .where(c.approved_need_id.in_([line.number for line in found.lines]))
        .order_by(c.case_id, e.number)
    ).all()
    cases: dict[tuple[int, int], CaseSteps] = {}
    for row in rows:
        key = (row.approved_need_id, row.case_id)
        before = cases.get(key, CaseSteps(frozenset(), None))
        instrument = plan.instrument(row.instrument)
        step = instrument.step(row.step) if instrument else None
        cases[key] = CaseSteps(before.effects | frozenset(step.effects if step else ()), row.ended)
    by_need: dict[int, list[CaseSteps]] = {}
    for (need, _), steps in cases.items():
        by_need.setdefault(need, []).append(steps)
    return tuple(tally(line, by_need.get(line.number, ())) for line in found.lines)


def tally(need: ApprovedNeed, cases: Sequence[CaseSteps]) -> Filled:
    """Places by what became of the cases; each case is counted once. Pure."""
    over = sum(one.ended in _OVER for one in cases)
    granted = sum(one.ended not in _OVER and (one.ended == "success" or bool(one.effects & _GIVEN)) for one in cases)
    return Filled(need, len(cases) - over - granted, granted, over)


def _lines(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[ApprovedNeed, ...]]:
    found: dict[int, tuple[ApprovedNeed, ...]] = {}
    for one in _needs(connection, approved_need.c.need_list_id.in_(numbers)):
        found[one.list_number] = (*found.get(one.list_number, ()), one)
    return found


def _needs(connection: Connection, condition: Any) -> list[ApprovedNeed]:
    a = approved_need.c
    rows = connection.execute(
        select(approved_need, agency.c.name, need_list.c.year)
        .join(agency, agency.c.agency_id == a.agency_id)
        .join(need_list, need_list.c.need_list_id == a.need_list_id)
        .where(condition)
        .order_by(a.approved_need_id)
    )
    return [
        ApprovedNeed(
            row.approved_need_id, row.need_list_id, row.agency_id, row.name, row.need_type, row.job_position,
            row.need_field, row.field_group, row.required_qualification, row.required_institutions, row.target_group,
            row.full_time, row.asked, row.approved, row.note, row.year,
        )
        for row in rows
    ]  # fmt: skip


def _list(row: Row[Any], lines: Mapping[int, tuple[ApprovedNeed, ...]]) -> NeedList:
    own = lines.get(row.need_list_id, ())
    stated = Counter(tuple(line[name] for name in _PROVED) for line in row.body["lines"])
    # A body sees its own lines only: those have to be among what was approved.
    shown = Counter(tuple(getattr(line, name) for name in _PROVED) for line in own)
    if digest(row.body) != bytes(row.sha256) or shown - stated:
        raise DataError(words.BROKEN.format(number=row.need_list_id), words.BROKEN_ADVICE)
    return NeedList(
        row.need_list_id, row.plan_code, row.year, row.supplement, row.paper, row.decided_on, own, row.body,
        bytes(row.sha256).hex(), row.login, row.approved_at,
    )  # fmt: skip

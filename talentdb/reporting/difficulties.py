"""The register of difficulties and proposals: raised at any time, assigned, answered, closed. Nothing is overwritten.

All five plans ask for it (plans.md, section 7). Owns the tables difficulty and difficulty_step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.tables import agency, difficulty, difficulty_step
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.reporting import register_labels as words
from talentdb.reporting.bodies import check_body
from talentdb.signs import typed

__all__ = [
    "KINDS",
    "Difficulty",
    "Step",
    "answer",
    "assign",
    "close",
    "list_difficulties",
    "raise_",
    "reopen",
    "state_of",
]

_FOR_ITSELF: Final = frozenset({Role.AGENCY, Role.HOME_AFFAIRS})
KINDS: Final = ("difficulty", "proposal")
_STATES: Final[Mapping[str, str]] = {
    "assigned": "assigned", "answered": "answered", "closed": "closed", "reopened": "open",
}  # fmt: skip
"""What was done last -> how it stands."""
_FROM: Final[Mapping[str, frozenset[str]]] = {
    "assigned": frozenset({"open", "assigned", "answered"}),
    "answered": frozenset({"assigned", "answered"}),
    "closed": frozenset({"open", "assigned", "answered"}),
    "reopened": frozenset({"closed"}),
}
"""What can be done -> how it has to stand before."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done about it.

    Args:
        act: assigned, answered, closed or reopened.
        agency: name of the body it was assigned to, or that answered.
        due: until when an answer is expected.
    """

    act: str
    agency: str
    agency_id: int | None
    text: str
    due: date | None
    login: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Difficulty:
    """A difficulty or a proposal, with what became of it, oldest first."""

    number: int
    plan: str | None
    kind: str
    agency: str
    agency_id: int | None
    raised_by: str
    text: str
    raised_at: datetime
    steps: tuple[Step, ...]

    @property
    def state(self) -> str:
        """open, assigned, answered or closed."""
        return state_of([step.act for step in self.steps])

    @property
    def waits_for(self) -> Step | None:
        """The assignment that nobody has answered."""
        return self.steps[-1] if self.state == "assigned" else None

    def is_overdue(self, day: date) -> bool:
        """Whether an answer was expected before that day and has not come."""
        asked = self.waits_for
        return asked is not None and asked.due is not None and asked.due < day


def state_of(acts: Sequence[str]) -> str:
    """How something stands on which these things were done, in this order."""
    return _STATES[acts[-1]] if acts else "open"


def raise_(
    connection: Connection, principal: Principal, kind: str, text: str, raised_by: str,
    *, plan: str | None = None, agency_id: int | None = None,
) -> Difficulty:  # fmt: skip
    """Write down what somebody raises. An agency, and who runs the programmes, raises for itself, whatever is said.

    Args:
        raised_by: who raised it, by name; agency_id: for which body, None for a person outside any.
    Raises: ForbiddenError; NotFoundError for an unknown plan or body; UsageError without a text or a name.
    """
    if principal.role in _FOR_ITSELF:
        agency_id = principal.office
        if agency_id is None:
            raise ForbiddenError(words.NO_BODY, words.NO_OFFICE_ADVICE)
    else:
        require(principal, Action.REVIEW)
    if kind not in KINDS:
        raise UsageError(f"Không có loại “{kind}”.", f"Chọn: {', '.join(words.KINDS[one] for one in KINDS)}.")
    text, raised_by = typed(text), typed(raised_by)
    if not (text and raised_by):
        raise UsageError("Cần ghi nội dung và người nêu.", "Điền cả hai rồi gửi lại.")
    if plan is not None:
        load_plan(plan)
    check_body(connection, agency_id)
    number = connection.execute(
        insert(difficulty)
        .values(
            plan_code=plan, kind=kind, agency_id=agency_id, raised_by=raised_by, body=text,
            account_id=principal.account_id, login=principal.login,
        )
        .returning(difficulty.c.difficulty_id)
    ).scalar_one()  # fmt: skip
    audit(connection, principal, "difficulty.raised", "difficulty", number)
    return _read(connection, number)


def assign(
    connection: Connection, principal: Principal, number: int, agency_id: int, due: date | None = None, text: str = ""
) -> Difficulty:
    """Ask a body for an answer, until a day. Raises: ForbiddenError; NotFoundError; ConflictError if closed."""
    require(principal, Action.REVIEW)
    check_body(connection, agency_id)
    return _step(connection, principal, number, "assigned", text, agency_id=agency_id, due=due)


def answer(connection: Connection, principal: Principal, number: int, text: str) -> Difficulty:
    """Answer what one's own body was asked, or for the body that was asked.

    Raises: ForbiddenError for another body; ConflictError when nobody was asked; UsageError without words.
    """
    found = _read(connection, number)
    asked = next((step for step in reversed(found.steps) if step.act == "assigned"), None)
    if principal.role in _FOR_ITSELF:
        if asked is None or principal.office is None or asked.agency_id != principal.office:
            raise ForbiddenError(words.NOT_ASKED, words.NOT_ASKED_ADVICE)
    else:
        require(principal, Action.REVIEW)
    return _step(connection, principal, number, "answered", text, agency_id=asked.agency_id if asked else None)


def close(connection: Connection, principal: Principal, number: int, text: str) -> Difficulty:
    """Close it, saying how it ended. Raises: as `assign`; UsageError without words."""
    require(principal, Action.REVIEW)
    return _step(connection, principal, number, "closed", text)


def reopen(connection: Connection, principal: Principal, number: int, text: str) -> Difficulty:
    """Take it up again, saying why. Raises: as `close`."""
    require(principal, Action.REVIEW)
    return _step(connection, principal, number, "reopened", text)


def list_difficulties(
    connection: Connection, *, plan: str | None = None, since: date | None = None, until: date | None = None
) -> tuple[Difficulty, ...]:
    """Those that the reader may see (an agency its own), newest first.

    Args:
        plan: those of a plan and of none; since, until: raised between these days, both included.
    """
    d = difficulty.c
    asked = select(difficulty, agency.c.name).join(agency, d.agency_id == agency.c.agency_id, isouter=True)
    if plan is not None:
        asked = asked.where((d.plan_code == plan) | d.plan_code.is_(None))
    if since is not None:
        asked = asked.where(func.date(d.raised_at) >= since)
    if until is not None:
        asked = asked.where(func.date(d.raised_at) <= until)
    rows = connection.execute(asked.order_by(d.difficulty_id.desc())).all()
    steps = _steps(connection, [row.difficulty_id for row in rows])
    return tuple(_difficulty(row, steps.get(row.difficulty_id, ())) for row in rows)


def _read(connection: Connection, number: int) -> Difficulty:
    d = difficulty.c
    row = connection.execute(
        select(difficulty, agency.c.name)
        .join(agency, d.agency_id == agency.c.agency_id, isouter=True)
        .where(d.difficulty_id == number)
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"Không có vướng mắc, kiến nghị số {number}.", words.LIST_ADVICE)
    return _difficulty(row, _steps(connection, [number]).get(number, ()))


def _steps(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[Step, ...]]:
    s = difficulty_step.c
    found: dict[int, tuple[Step, ...]] = {}
    rows = connection.execute(
        select(difficulty_step, agency.c.name)
        .join(agency, s.agency_id == agency.c.agency_id, isouter=True)
        .where(s.difficulty_id.in_(numbers))
        .order_by(s.difficulty_id, s.step)
    )
    for row in rows:
        step = Step(row.act, row.name or "", row.agency_id, row.body, row.due, row.login, row.made_at)
        found[row.difficulty_id] = (*found.get(row.difficulty_id, ()), step)
    return found


def _difficulty(row: Row[Any], steps: tuple[Step, ...]) -> Difficulty:
    return Difficulty(
        row.difficulty_id, row.plan_code, row.kind, row.name or "", row.agency_id, row.raised_by, row.body,
        row.raised_at, steps,
    )  # fmt: skip


def _step(
    connection: Connection, principal: Principal, number: int, act: str, text: str,
    *, agency_id: int | None = None, due: date | None = None,
) -> Difficulty:  # fmt: skip
    found = _read(connection, number)
    if found.state not in _FROM[act]:
        raise ConflictError(words.CANNOT[act].format(number=number, state=words.STATES[found.state]), words.RELOAD)
    text = typed(text)
    if act != "assigned" and not text:
        raise UsageError(words.NO_WORDS, words.NO_WORDS_ADVICE)
    # Two at once take the same number of the step, and the second is refused.
    added = connection.execute(
        insert(difficulty_step)
        .values(
            difficulty_id=number, step=len(found.steps) + 1, act=act, agency_id=agency_id, body=text, due=due,
            account_id=principal.account_id, login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(difficulty_step.c.step)
    ).first()  # fmt: skip
    if added is None:
        raise ConflictError(words.CHANGED.format(number=number), words.RELOAD)
    audit(connection, principal, f"difficulty.{act}", "difficulty", number)
    return _read(connection, number)

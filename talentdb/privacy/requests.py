"""Requests of people about their own data: received, answered, carried out or refused with the article; never silent.

Owns the tables rights_request and rights_request_step. It keeps the clocks and the words; what a request asks for is
done where the data stands (people, privacy.person_file). One to withdraw consent, once done, has withdrawn it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import person, rights_request, rights_request_step
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.privacy import consent_labels
from talentdb.privacy import labels as words
from talentdb.privacy.clocks import Clock, clock, rights
from talentdb.privacy.consent import Consent, carry_out, withdraw
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import format_date

__all__ = [
    "Request", "Step", "identify", "list_requests", "read_request", "receive", "record", "withdraw_consent",
]  # fmt: skip

_ENDS: Final = frozenset({"done", "refused", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done about a request.

    Args:
        act: answered, extended, done, refused or withdrawn.
        article: provision that allows a refusal.
    """

    act: str
    body: str
    article: str
    day: date
    login: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request with what became of it, oldest first.

    Args:
        kind: code of the right; person_id: whose data, once found, as numbered now.
        third: somebody else who processes the data has to act too.
    """

    number: int
    kind: str
    person_id: int | None
    requester: str
    contact: str
    channel: str
    body: str
    third: bool
    received: date
    login: str
    steps: tuple[Step, ...]

    @property
    def state(self) -> str:
        """new (nobody has answered), running, done, refused or withdrawn."""
        acts = [step.act for step in self.steps]
        ended = next((act for act in acts if act in _ENDS), None)
        return ended or ("running" if "answered" in acts else "new")

    @property
    def is_open(self) -> bool:
        """Whether it still waits for something."""
        return self.state not in _ENDS

    @property
    def clock(self) -> Clock:
        """Its last days, the extension counted in."""
        extended = any(step.act == "extended" for step in self.steps)
        return clock(rights()[self.kind], self.received, third=self.third, extended=extended)

    def late(self, day: date) -> bool:
        """Whether on that day an answer or the carrying out is overdue."""
        return (self.state == "new" and self.clock.answer_by < day) or (self.is_open and self.clock.done_by < day)


def receive(
    connection: Connection, principal: Principal, kind: str, requester: str, text: str,
    *, received: date, channel: str = "paper", contact: str = "", third: bool = False, person_id: int | None = None,
) -> Request:  # fmt: skip
    """Write a request down; its clocks run from the day it came.

    Raises: ForbiddenError; UsageError for an unknown kind or channel, missing words, a day ahead; NotFoundError for
    a person who is not there.
    """
    require(principal, Action.REVIEW)
    _check_choice(kind, {code: one.label for code, one in rights().items()}, words.NO_RIGHT.format(kind=kind))
    _check_choice(channel, words.CHANNELS, words.NO_CHANNEL.format(channel=channel))
    requester, text = typed(requester), typed(text)
    if not (requester and text):
        raise UsageError(words.REQUEST_INCOMPLETE, words.FILL_BOTH)
    if received > today():
        raise UsageError(words.RECEIVED_AHEAD.format(day=format_date(received)), words.CHECK_DAY)
    _check_person(connection, person_id)
    number = connection.execute(
        insert(rights_request)
        .values(
            kind=kind, person_id=person_id, requester=requester, contact=typed(contact), channel=channel, body=text,
            third_party=third, received_on=received, account_id=principal.account_id, login=principal.login,
        )
        .returning(rights_request.c.request_id)
    ).scalar_one()  # fmt: skip
    audit(connection, principal, "rights.received", "rights_request", number, details={"kind": kind})
    return read_request(connection, number)


def identify(connection: Connection, principal: Principal, number: int, person_id: int) -> Request:
    """Say whose data a request is about.

    Raises: ForbiddenError; NotFoundError; ConflictError when it has ended.
    """
    require(principal, Action.REVIEW)
    _open(read_request(connection, number))
    _check_person(connection, person_id)
    connection.execute(
        update(rights_request).where(rights_request.c.request_id == number).values(person_id=person_id)
    )
    audit(connection, principal, "rights.identified", "rights_request", number, details={"person": person_id})
    return read_request(connection, number)


def record(
    connection: Connection, principal: Principal, number: int, act: str, text: str,
    *, day: date | None = None, article: str = "",
) -> Request:  # fmt: skip
    """Add a step: answered, extended, done, refused (with the article) or withdrawn.

    Raises: ForbiddenError; NotFoundError; UsageError without words, without the article of a refusal, before anybody
    was found for what was done, or for an odd day; ConflictError when it has ended, was answered or extended before,
    is overdue and would be extended, or somebody else was quicker.
    """
    require(principal, Action.REVIEW)
    found = read_request(connection, number)
    _open(found)
    _check_choice(act, words.ACTS, words.CHOOSE.format(names=", ".join(words.ACTS.values())))
    text, article, on = typed(text), typed(article), day or today()
    _check_step(found, act, text, article, on)
    added = connection.execute(
        insert(rights_request_step)
        .values(
            request_id=number, step=len(found.steps) + 1, act=act, body=text, article=article, day=on,
            account_id=principal.account_id, login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(rights_request_step.c.step)
    ).first()  # fmt: skip
    if added is None:
        raise ConflictError(words.CHANGED.format(number=number), words.RELOAD)
    audit(connection, principal, f"rights.{act}", "rights_request", number)
    if act == "done" and found.kind == "withdraw" and found.person_id is not None:
        carry_out(connection, principal, found.person_id, request=number, channel=found.channel, day=on)
    return read_request(connection, number)


def withdraw_consent(
    connection: Connection, principal: Principal, number: int, purpose: str, *, day: date | None = None
) -> Consent:
    """Withdraw for one purpose alone by a request that waits; done without this withdraws all that stands.

    Raises: ForbiddenError; NotFoundError; UsageError for a request of another kind, of nobody yet, or an odd day;
    ConflictError when it has ended, or nothing stands for that purpose.
    """
    require(principal, Action.REVIEW)
    found = read_request(connection, number)
    _open(found)
    if found.kind != "withdraw":
        raise UsageError(consent_labels.NOT_WITHDRAWAL.format(number=number), consent_labels.NOT_WITHDRAWAL_ADVICE)
    if found.person_id is None:
        raise UsageError(words.NOT_FOUND_YET.format(number=number), words.FIND_FIRST)
    return withdraw(
        connection, principal, found.person_id, purpose, request=number, channel=found.channel, day=day or today()
    )


def list_requests(connection: Connection, *, open_only: bool = False) -> tuple[Request, ...]:
    """Those the reader may see: open ones first, the nearest last day on top; then the ended, newest first."""
    rows = connection.execute(_asked()).all()
    steps = _steps(connection, [row.request_id for row in rows])
    found = [_request(row, steps.get(row.request_id, ())) for row in rows]
    open_ones = sorted((one for one in found if one.is_open), key=lambda one: (one.clock.done_by, one.number))
    ended = [] if open_only else sorted((one for one in found if not one.is_open), key=lambda one: -one.number)
    return (*open_ones, *ended)


def read_request(connection: Connection, number: int) -> Request:
    """One of them. Raises: NotFoundError."""
    row = connection.execute(_asked().where(rights_request.c.request_id == number)).one_or_none()
    if row is None:
        raise NotFoundError(words.NO_REQUEST.format(number=number), words.LIST_ADVICE)
    return _request(row, _steps(connection, [number]).get(number, ()))


def _asked() -> Any:
    # Whoever was merged into somebody else goes by that number now.
    return select(rights_request, func.app_person_now(rights_request.c.person_id).label("person_now"))


def _steps(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[Step, ...]]:
    s = rights_request_step.c
    found: dict[int, tuple[Step, ...]] = {}
    rows = connection.execute(
        select(rights_request_step).where(s.request_id.in_(numbers)).order_by(s.request_id, s.step)
    )
    for row in rows:
        step = Step(row.act, row.body, row.article, row.day, row.login)
        found[row.request_id] = (*found.get(row.request_id, ()), step)
    return found


def _request(row: Row[Any], steps: tuple[Step, ...]) -> Request:
    return Request(
        row.request_id, row.kind, row.person_now, row.requester, row.contact, row.channel, row.body, row.third_party,
        row.received_on, row.login, steps,
    )  # fmt: skip


def _open(found: Request) -> None:
    if not found.is_open:
        raise ConflictError(words.ENDED.format(number=found.number, state=words.STATES[found.state]), words.RELOAD)


def _check_choice(given: str, choices: Mapping[str, str], message: str) -> None:
    if given not in choices:
        raise UsageError(message, words.CHOOSE.format(names=", ".join(choices.values())))


def _check_person(connection: Connection, person_id: int | None) -> None:
    if person_id is None:
        return
    if connection.execute(select(person.c.person_id).where(person.c.person_id == person_id)).first() is None:
        raise NotFoundError(words.NO_PERSON.format(person=person_id), words.PERSON_ADVICE)


def _check_step(found: Request, act: str, text: str, article: str, on: date) -> None:
    if not text:
        raise UsageError(words.NO_WORDS, words.NO_WORDS_ADVICE)
    if act == "refused" and not article:
        raise UsageError(words.NO_ARTICLE, words.ARTICLE_ADVICE)
    if not found.received <= on:
        days = {"day": format_date(on), "received": format_date(found.received)}
        raise UsageError(words.DAY_BEFORE.format(**days), words.CHECK_DAY)
    if on > today():
        raise UsageError(words.RECEIVED_AHEAD.format(day=format_date(on)), words.CHECK_DAY)
    if act == "done" and found.person_id is None:
        raise UsageError(words.NOT_FOUND_YET.format(number=found.number), words.FIND_FIRST)
    before = {step.act for step in found.steps}
    if act == "extended" and "extended" in before:
        raise ConflictError(words.EXTENDED_ONCE.format(number=found.number), words.EXTENDED_ADVICE)
    if act == "extended" and on > found.clock.done_by:
        told = {"number": found.number, "last": format_date(found.clock.done_by)}
        raise ConflictError(words.EXTENDED_LATE.format(**told), words.EXTENDED_LATE_ADVICE)
    if act == "answered" and "answered" in before:
        raise ConflictError(words.ANSWERED.format(number=found.number), words.RELOAD)

"""Who consented to what, and withdrew: texts in versions, and what people said of them. Law 91/2025/QH15, article 9.

Owns the tables consent_text and consent; both only grow. Nobody consents by silence: where nothing was said there is
no consent. Whom that keeps in the house is asked in talentdb.people.withheld.

What somebody says is written under every number of theirs that said something before, and each number keeps its own
last word: a person whose numbers disagree has withdrawn. So no withdrawal is lost when people are merged (the consent
of the other number does not outvote it, whichever was later) or taken apart again (a number that comes back has
withdrawn too); somebody who comes of a person taken apart and had no number before has not consented.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import consent, consent_text, person
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.privacy import consent_labels as words
from talentdb.privacy.data_set_labels import SENSITIVE
from talentdb.privacy.data_sets import list_sets
from talentdb.privacy.labels import CHANNELS
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import format_date

__all__ = [
    "Consent", "Text", "carry_out", "consents_of", "digest", "give", "list_texts", "newest_consents", "purposes",
    "standing", "withdraw", "withdraw_one", "write_text",
]  # fmt: skip

_NEWEST = 50


@dataclass(frozen=True, slots=True)
class Text:
    """One version of what people are asked.

    Args:
        sensitive: fields of which the words say that they are sensitive.
    """

    number: int
    purpose: str
    version: int
    body: str
    sensitive: tuple[str, ...]
    sha256: str
    login: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody said once.

    Args:
        person_id: the number by which they go now; under: by which it was written.
        act: given or withdrawn.
        paper: proof of what was given; request: what a withdrawal carries out.
    """

    number: int
    text: int
    version: int
    purpose: str
    person_id: int
    act: str
    day: date
    channel: str
    paper: str
    request: int | None
    login: str
    made_at: datetime
    under: int = 0


def digest(purpose: str, sensitive: Iterable[str], body: str) -> str:
    """SHA-256 of what a text says, as the database checks it. Pure."""
    return hashlib.sha256("\n".join([purpose, ",".join(sensitive), body]).encode()).hexdigest()


def standing(acts: Iterable[Consent]) -> dict[str, Consent]:
    """Purpose -> what counts of what somebody said: the last of each of their numbers, by the day, and of these a
    withdrawal before what was given, as of one day. Pure."""
    found: dict[str, Consent] = {}
    for (purpose, _), one in sorted(_last_words(acts).items()):
        other = found.get(purpose)
        if other is None or _weight(one) > _weight(other):
            found[purpose] = one
    return found


def _last_words(acts: Iterable[Consent]) -> dict[tuple[str, int], Consent]:
    """(purpose, number) -> what was said last under it."""
    last: dict[tuple[str, int], Consent] = {}
    for one in sorted(acts, key=lambda one: (one.day, one.act == "withdrawn", one.number)):
        last[one.purpose, one.under] = one
    return last


def _weight(one: Consent) -> tuple[bool, date, int]:
    return one.act == "withdrawn", one.day, one.number


def purposes(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Purposes of lists that rest on consent, each with the sensitive fields in them."""
    found: dict[str, tuple[str, ...]] = {}
    seen = set()
    for one in list_sets(connection):
        # The newest line of a body and form; older ones count no more.
        if (one.agency_id, one.form) not in seen and one.basis == "consent":
            found[one.purpose] = tuple(sorted({*found.get(one.purpose, ()), *one.sensitive}))
        seen.add((one.agency_id, one.form))
    return found


def write_text(connection: Connection, principal: Principal, purpose: str, body: str) -> Text:
    """Keep the words that people are asked from now on; what was said of older ones stays.

    Raises: ForbiddenError; UsageError for a purpose of no list that rests on consent, no words, or words that do not
    say what is sensitive; ConflictError for the same words again, or when somebody else was quicker.
    """
    require(principal, Action.REVIEW)
    purpose, body = typed(purpose), typed(body)
    known = purposes(connection)
    if purpose not in known:
        raise UsageError(words.NO_PURPOSE.format(purpose=purpose), words.PURPOSE_ADVICE)
    if not body:
        raise UsageError(words.NO_BODY, words.BODY_ADVICE)
    sensitive = known[purpose]
    if missing := _untold(body, sensitive):
        raise UsageError(words.NOT_TOLD.format(missing=", ".join(missing)), words.TOLD_ADVICE)
    before = [one for one in list_texts(connection) if one.purpose == purpose]
    sha256 = digest(purpose, sensitive, body)
    if before and before[0].sha256 == sha256:
        raise ConflictError(words.SAME_TEXT.format(version=before[0].version), words.NEW_ADVICE)
    row = connection.execute(
        insert(consent_text)
        .values(
            purpose=purpose, version=before[0].version + 1 if before else 1, body=body, sensitive=list(sensitive),
            sha256=sha256, account_id=principal.account_id, login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(consent_text)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise ConflictError(words.CHANGED, words.RELOAD)
    audit(connection, principal, "consent.text", "consent_text", row.text_id, details={"sha256": sha256})
    return _text(row)


def list_texts(connection: Connection) -> tuple[Text, ...]:
    """All versions, the newest first."""
    return tuple(map(_text, connection.execute(select(consent_text).order_by(consent_text.c.text_id.desc()))))


def give(
    connection: Connection, principal: Principal, person_id: int, text: int, *, day: date, channel: str, paper: str
) -> Consent:
    """Write down that somebody consented to a text.

    Args:
        channel: how they said so; paper: number and day of the kept paper that proves it.
    Raises: ForbiddenError; NotFoundError for an unknown person or text; UsageError without channel or proof, for a
    day ahead or not after they withdrew; ConflictError when it stands already.
    """
    require(principal, Action.REVIEW)
    paper = typed(paper)
    asked = next((one for one in list_texts(connection) if one.number == text), None)
    if asked is None:
        raise NotFoundError(words.NO_TEXT.format(number=text), words.TEXT_ADVICE)
    if connection.execute(select(person.c.person_id).where(person.c.person_id == person_id)).first() is None:
        raise NotFoundError(words.NO_PERSON.format(person=person_id), words.PERSON_ADVICE)
    if channel not in CHANNELS:
        raise UsageError(words.NO_CHANNEL, words.CHOOSE.format(names=", ".join(CHANNELS.values())))
    if not re.search("[0-9]", paper):
        raise UsageError(words.NO_PROOF, words.PROOF_ADVICE)
    if day > today():
        raise UsageError(words.DAY_AHEAD.format(day=format_date(day)), words.CHECK_DAY)
    last = standing(consents_of(connection, person_id)).get(asked.purpose)
    if last is not None and last.act == "withdrawn" and day <= last.day:
        raise UsageError(words.WITHDRAWN_LATER.format(day=format_date(last.day)), words.CHECK_DAY)
    if last is not None and last.act == "given" and last.text == text:
        told = words.GIVEN_ALREADY.format(day=format_date(last.day), paper=last.paper)
        raise ConflictError(told, words.NOTHING_NEW)
    now = connection.execute(select(func.app_person_now(person_id))).scalar_one()
    before = {under for of, under in _last_words(consents_of(connection, now)) if of == asked.purpose}
    return [
        _record(
            connection, principal, text_id=text, purpose=asked.purpose, person_id=number, act="given", day=day,
            channel=channel, paper=paper,
        )
        for number in (*sorted(before - {now}), now)
    ][-1]  # fmt: skip


def withdraw(
    connection: Connection, principal: Principal, person_id: int, purpose: str, *, request: int, channel: str,
    day: date,
) -> Consent:  # fmt: skip
    """Write down that somebody withdraws for one purpose, by a request of theirs.

    Raises: ForbiddenError; ConflictError when nothing stands that could be withdrawn; UsageError for a day ahead.
    """
    require(principal, Action.REVIEW)
    if day > today():
        raise UsageError(words.DAY_AHEAD.format(day=format_date(day)), words.CHECK_DAY)
    stands = _given(consents_of(connection, person_id), typed(purpose))
    if not stands:
        raise ConflictError(words.NOTHING_GIVEN.format(purpose=typed(purpose)), words.SEE_PERSON)
    return [withdraw_one(connection, principal, last, request=request, channel=channel, day=day) for last in stands][
        -1
    ]


def withdraw_one(
    connection: Connection, principal: Principal, given: Consent, *, request: int, channel: str, day: date
) -> Consent:
    """Write down that what was given once counts no more. Raises: ForbiddenError."""
    require(principal, Action.REVIEW)
    return _record(
        connection, principal, text_id=given.text, purpose=given.purpose, person_id=given.under, act="withdrawn",
        day=max(day, given.day), channel=channel, request_id=request,
    )  # fmt: skip


def carry_out(
    connection: Connection, principal: Principal, person_id: int, *, request: int, channel: str, day: date
) -> tuple[Consent, ...]:
    """What a finished request to withdraw means: all that stands, or only what was withdrawn by it before."""
    acts = consents_of(connection, person_id)
    if any(one.request == request for one in acts):
        return ()
    return tuple(
        withdraw(connection, principal, person_id, purpose, request=request, channel=channel, day=day)
        for purpose in standing(acts)
        if _given(acts, purpose)
    )


def _given(acts: Iterable[Consent], purpose: str) -> list[Consent]:
    """What stands for one purpose under each number, the newest last."""
    stands = [one for (of, _), one in _last_words(acts).items() if of == purpose and one.act == "given"]
    return sorted(stands, key=_weight)


def consents_of(connection: Connection, person_id: int) -> tuple[Consent, ...]:
    """All that somebody said, also under numbers that were merged into theirs; the newest first."""
    return _read(
        connection, _asked().where(func.app_person_now(consent.c.person_id) == func.app_person_now(person_id))
    )


def newest_consents(connection: Connection, most: int = _NEWEST) -> tuple[Consent, ...]:
    """What was written down last, of everybody."""
    return _read(connection, _asked().limit(most))


def _record(connection: Connection, principal: Principal, **values: Any) -> Consent:
    number = connection.execute(
        insert(consent)
        .values(account_id=principal.account_id, login=principal.login, **values)
        .returning(consent.c.consent_id)
    ).scalar_one()
    told = {"text": values["text_id"], "consent": number}
    audit(connection, principal, f"consent.{values['act']}", "person", values["person_id"], details=told)
    return _read(connection, _asked().where(consent.c.consent_id == number))[0]


def _asked() -> Select[Any]:
    # Whoever was merged into somebody else goes by that number now.
    now = func.app_person_now(consent.c.person_id).label("person_now")
    joined = consent.join(consent_text, consent_text.c.text_id == consent.c.text_id)
    return select(consent, consent_text.c.version, now).select_from(joined).order_by(consent.c.consent_id.desc())


def _read(connection: Connection, asked: Select[Any]) -> tuple[Consent, ...]:
    return tuple(
        Consent(
            row.consent_id, row.text_id, row.version, row.purpose, row.person_now, row.act, row.day, row.channel,
            row.paper, row.request_id, row.login, row.made_at, row.person_id,
        )
        for row in connection.execute(asked)
    )  # fmt: skip


def _text(row: Any) -> Text:
    return Text(
        row.text_id, row.purpose, row.version, row.body, tuple(row.sensitive), row.sha256, row.login, row.made_at
    )


def _untold(body: str, sensitive: Sequence[str]) -> list[str]:
    """What the words have to say and do not: that there are sensitive data, and which."""
    if not sensitive:
        return []
    said = body.casefold()
    missing = [SENSITIVE[name] for name in sensitive if SENSITIVE[name].casefold() not in said]
    return missing if "nhạy cảm" in said else [words.SENSITIVE_WORD, *missing]

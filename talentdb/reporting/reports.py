"""The life of a report: drafted, signed, sent, accepted or returned, step by step; nothing is overwritten.

Owns the tables report and report_version. What a report says is made by `making`; how it looks, by `paper`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require
from talentdb.db.tables import report, report_version
from talentdb.errors import ConflictError, ForbiddenError, UsageError
from talentdb.reporting import report_labels as words
from talentdb.reporting.kinds import kind_of
from talentdb.reporting.making import OF_FIGURES, make_content
from talentdb.reporting.report_rows import Report, newest, untouched
from talentdb.reporting.seal import seal_of
from talentdb.reporting.subject import Subject
from talentdb.settings import VIETNAM, now, today
from talentdb.signs import typed

__all__ = ["accept", "return_", "save", "send", "sign", "unwritten"]

_FROM: Final[Mapping[str, frozenset[str]]] = {
    "draft": frozenset({"draft", "signed", "returned"}),
    "signed": frozenset({"draft", "returned"}),
    "sent": frozenset({"signed"}),
    "accepted": frozenset({"sent"}),
    "returned": frozenset({"sent", "accepted"}),
}
"""What can be done -> how the report has to stand before."""


def save(
    connection: Connection, principal: Principal, subject: Subject, texts: Mapping[str, str],
    *, seen: int = 0, snapshot_id: int | None = None,
) -> Report:  # fmt: skip
    """Keep a draft, with the figures and registers of now in it.

    Args:
        seen: version that the writer has before them; 0 for a report that is not begun.
    Raises: ForbiddenError; UsageError for a report of another province; ConflictError when somebody else was faster
        or it is out of the writer's hands.
    """
    _check_writer(principal, subject.kind.by, subject.issuer.agency_id)
    if subject.issuer.agency_id is None:
        told = words.OTHER_PLAN.format(plan=subject.plan.code, province=subject.plan.province)
        raise UsageError(told, words.OTHER_PLAN_ADVICE)
    number = _begun(connection, subject)
    found = newest(connection, number)
    _check_turn(found, "draft", seen)
    content = make_content(connection, principal, subject, texts, today(), snapshot_id)
    days = (subject.since, subject.until)
    return _add(connection, principal, number, seen, "draft", days, snapshot_id, content)


def sign(connection: Connection, principal: Principal, report_id: int, seen: int) -> Report:
    """Sign what is drafted, as it stands in the draft, with one's account.

    Raises: ForbiddenError; ConflictError; UsageError when a section has no words yet, or the figures of the province
        are not frozen.
    """
    found = _found(connection, report_id)
    kind = kind_of(found.kind)
    signs = principal.role in (Role.STEWARD, Role.LEADER) or _is_office(principal, found.agency_id)
    if kind.by == "plan" and (not signs or principal.account_id is None):
        raise ForbiddenError(words.NOT_YOURS, words.SIGNER_ADVICE)
    if kind.by == "body":
        _check_own(principal, found.agency_id)
    _check_turn(found, "signed", seen)
    if missing := unwritten(found.content):
        raise UsageError(words.UNWRITTEN.format(parts=", ".join(missing)), words.UNWRITTEN_ADVICE)
    states_figures = any(one["of"] in OF_FIGURES for one in found.content["headings"])
    if found.content.get("unfrozen") and states_figures and found.content["figures"]["indicators"]:
        raise UsageError(words.NO_SNAPSHOT, words.FREEZE_ADVICE)
    sealed = seal_of(report_id, found.since, found.until, found.snapshot_id, found.content)
    signed = {"login": principal.login, "at": now().astimezone(VIETNAM).isoformat(timespec="seconds")}
    content = {**found.content, "signed": {**signed, "sha256": sealed}}
    return _next(connection, principal, found, "signed", content)


def send(connection: Connection, principal: Principal, report_id: int, seen: int) -> Report:
    """Send what is signed. Raises: as `sign`; DataError where it is not what was signed."""
    found = _found(connection, report_id)
    _check_writer(principal, kind_of(found.kind).by, found.agency_id)
    _check_turn(found, "sent", seen)
    return _next(connection, principal, untouched(found), "sent", found.content)


def accept(connection: Connection, principal: Principal, report_id: int, seen: int) -> Report:
    """Take over what was sent, with one's account.

    Raises: ForbiddenError; ConflictError; DataError where it is not what was signed.
    """
    _check_taker(principal)
    found = _found(connection, report_id)
    _check_turn(found, "accepted", seen)
    return _next(connection, principal, untouched(found), "accepted", found.content)


def return_(connection: Connection, principal: Principal, report_id: int, seen: int, reason: str) -> Report:
    """Give it back to whoever wrote it. Raises: as `accept`; UsageError without a reason."""
    _check_taker(principal)
    found = _found(connection, report_id)
    reason = typed(reason)
    if not reason:
        raise UsageError(words.NO_REASON, words.NO_REASON_ADVICE)
    _check_turn(found, "returned", seen)
    return _next(connection, principal, found, "returned", found.content, reason)


def unwritten(content: Mapping[str, Any]) -> list[str]:
    """Headings of the sections that only whoever reports can fill, and has not."""
    headings: Sequence[Mapping[str, Any]] = content["headings"]
    return [one["heading"] for one in headings if one["of"] is None and not content["texts"].get(one["key"])]


def _check_taker(principal: Principal) -> None:
    """Whoever takes a report over vouches for it, like who signs: a named account, not the machine's operator."""
    require(principal, Action.REVIEW)
    if principal.account_id is None:
        raise ForbiddenError(words.NO_ACCOUNT, words.NO_ACCOUNT_ADVICE)


def _check_writer(principal: Principal, by: str, agency_id: int | None) -> None:
    if by == "plan":
        if not _is_office(principal, agency_id):
            require(principal, Action.REVIEW)
    else:
        _check_own(principal, agency_id)


def _is_office(principal: Principal, agency_id: int | None) -> bool:
    """Whether the report is due from the very body whose officer writes it."""
    return principal.role is Role.HOME_AFFAIRS and agency_id is not None and principal.office == agency_id


def _check_own(principal: Principal, agency_id: int | None) -> None:
    """A report of a body is that body's own: nobody writes, signs or sends it in its name."""
    if principal.role is not Role.AGENCY or agency_id is None or principal.agency_id != agency_id:
        raise ForbiddenError(words.NOT_YOURS, words.NOT_YOURS_ADVICE)


def _check_turn(found: Report | None, state: str, seen: int) -> None:
    """Refuse what was done in between by somebody else, and what the state does not allow."""
    if found is None or not found.version:
        if seen:
            raise ConflictError(words.GONE, words.CHANGED_ADVICE)
        return
    if found.version != seen:
        told = words.CHANGED.format(
            state=words.STATES[found.state], login=found.login, time=f"{found.made_at:%H:%M %d/%m/%Y}"
        )
        raise ConflictError(told, words.CHANGED_ADVICE)
    if found.state not in _FROM[state]:
        raise ConflictError(words.NOT_NOW[state].format(state=words.STATES[found.state]), words.LIST_ADVICE)


def _begun(connection: Connection, subject: Subject) -> int:
    """Number of the report, which begins with its first version."""
    named = {
        "plan_code": subject.plan.code, "kind": subject.key, "period": subject.period,
        "agency_id": subject.issuer.agency_id,
    }  # fmt: skip
    of_body = subject.kind.by == "body"
    connection.execute(insert(report).values(**named, of_body=of_body).on_conflict_do_nothing())
    number: int = connection.execute(select(report.c.report_id).filter_by(**named)).scalar_one()
    return number


def _found(connection: Connection, report_id: int) -> Report:
    found = newest(connection, report_id)
    if found is None:
        raise UsageError(words.NO_REPORT.format(number=report_id), words.LIST_ADVICE)
    return found


def _next(
    connection: Connection, principal: Principal, found: Report, state: str, content: Mapping[str, Any],
    reason: str = "",
) -> Report:  # fmt: skip
    days = (found.since, found.until)
    return _add(
        connection, principal, found.report_id, found.version, state, days, found.snapshot_id, content, reason
    )


def _add(
    connection: Connection, principal: Principal, report_id: int, seen: int, state: str, days: tuple[date, date],
    snapshot_id: int | None, content: Mapping[str, Any], reason: str = "",
) -> Report:  # fmt: skip
    """The next version. Two at once take the same number, and the second is refused."""
    added = connection.execute(
        insert(report_version)
        .values(
            report_id=report_id, version=seen + 1, state=state, since=days[0], until=days[1], snapshot_id=snapshot_id,
            body=content, reason=reason, account_id=principal.account_id, login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(report_version.c.version)
    ).scalar_one_or_none()  # fmt: skip
    if added is None:
        _check_turn(newest(connection, report_id), state, seen)
        raise ConflictError(words.GONE, words.CHANGED_ADVICE)
    sealed = {name: value for name, value in content.get("signed", {}).items() if name == "sha256"}
    audit(connection, principal, f"report.{state}", "report", report_id, details={"version": added, **sealed})
    return _found(connection, report_id)

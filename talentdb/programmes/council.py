"""Councils of cases: members are asked, judge what is before them, or step back; the mean of them is the result.

Ties are told before somebody is asked and before somebody judges. Points are kept by version; the newest counts.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.audit import audit
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, may
from talentdb.db.tables import case_reviewer, case_score
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.plans.instruments import Instrument, Scoring
from talentdb.programmes import case_labels
from talentdb.programmes import council_labels as words
from talentdb.programmes.case_rows import read_case
from talentdb.programmes.council_points import points_of
from talentdb.programmes.council_rows import Member, Reviewer, Vote, members, result, reviewers, vote_of
from talentdb.programmes.council_ties import OWN_CASE, Tie, conflicts
from talentdb.programmes.model import Case
from talentdb.signs import typed

__all__ = [
    "Member",
    "Reviewer",
    "Tie",
    "Vote",
    "ask_reviewers",
    "conflicts",
    "members",
    "result",
    "reviewers",
    "score",
    "step_back",
    "vote_of",
]

_ASKS: Final = frozenset({Role.OPERATOR, Role.HOME_AFFAIRS, Role.STEWARD})
"""Roles that put cases before members (schema.sql, policy case_reviewer_insert)."""


def ask_reviewers(
    connection: Connection,
    principal: Principal,
    number: int,
    accounts: Sequence[int],
    *,
    despite: Collection[int] = (),
) -> tuple[Reviewer, ...]:
    """Put a case before members of its council, all of them or none; gives all who were asked by now.

    Args:
        accounts: of the members; despite: those of them whose ties are known and who are asked all the same.
    Raises: ForbiddenError; NotFoundError for an unknown case or member; UsageError for an instrument without a
        council, or nobody; ConflictError for somebody with ties that nobody has confirmed, of their own case always,
        and for who was asked already.
    """
    case = read_case(connection, principal, number)
    if principal.role not in _ASKS:
        raise ForbiddenError(words.NO_ASKING, case_labels.RIGHT_ADVICE)
    _check_goes_on(case)
    if _instrument(case).scoring is None:
        raise UsageError(words.NO_COUNCIL.format(name=_instrument(case).name))
    if not accounts:
        raise UsageError(words.NOBODY_CHOSEN, case_labels.FILL_AND_SAVE)
    known = {one.account_id: one for one in members(connection, principal)}
    told: dict[int, tuple[Tie, ...]] = {}
    for one in dict.fromkeys(accounts):
        if one not in known:
            raise NotFoundError(words.NO_MEMBER.format(number=one))
        told[one] = conflicts(connection, case, one)
    _check_ties(case, known, told, despite)
    for one, ties in told.items():
        _ask(connection, principal, case, known[one], ties)
    return reviewers(connection, principal, case)


def _check_ties(
    case: Case, known: Mapping[int, Member], told: Mapping[int, tuple[Tie, ...]], despite: Collection[int]
) -> None:
    for one, ties in told.items():
        if any(tie.kind == OWN_CASE for tie in ties):
            raise ConflictError(words.OWN_CASE.format(name=known[one].name, case=case.number))
    found = {one: [tie.text for tie in ties if tie.weighs] for one, ties in told.items() if one not in despite}
    lines = [f"{known[one].name} {'; '.join(texts)}." for one, texts in found.items() if texts]
    if lines:
        raise ConflictError(words.TIES_FOUND.format(ties=" ".join(lines)), words.TIES_FOUND_ADVICE)


def _ask(connection: Connection, principal: Principal, case: Case, member: Member, ties: Sequence[Tie]) -> None:
    added = connection.execute(
        insert(case_reviewer)
        .values(
            case_id=case.number, reviewer_id=member.account_id, account_id=principal.account_id,
            login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(case_reviewer.c.reviewer_id)
    ).first()  # fmt: skip
    if added is None:
        raise ConflictError(words.ALREADY_ASKED.format(name=member.name, case=case.number), case_labels.RELOAD)
    details = {"reviewer": member.account_id, "ties": [tie.kind for tie in ties]}
    audit(connection, principal, "case.reviewer", "case", case.number, details=details)


def score(
    connection: Connection,
    principal: Principal,
    number: int,
    points: Mapping[str, int | str | Decimal],
    *,
    expected: int,
    comment: str = "",
    despite: bool = False,
) -> Vote:
    """Give points for every criterion, or other points than before.

    Args:
        expected: version of the member's points that they saw; 0 before the first.
        despite: the member knows of their ties and judges all the same.
    Raises: ForbiddenError for who is no member; NotFoundError for a case that is not before them, or their own;
        ConflictError for ties that were not confirmed, a stage at which nobody judges, and a second click; UsageError
        for points that are missing or out of range.
    """
    case = _before(connection, principal, number)
    found = points_of(_scoring_now(case), points)
    ties = conflicts(connection, case, principal.account_id or 0)
    weighing = [tie for tie in ties if tie.weighs]
    if weighing and not despite:
        texts = "; ".join(tie.text for tie in weighing)
        raise ConflictError(words.TIES_OWN.format(ties=texts), words.TIES_OWN_ADVICE)
    details = {"ties": [tie.kind for tie in ties]}
    return _vote(connection, principal, case, expected, details, "case.scored", points=found, comment=typed(comment))


def step_back(connection: Connection, principal: Principal, number: int, reason: str, *, expected: int) -> None:
    """Declare a conflict of interest: whoever does has the case no longer before them, and their points do not count.

    Raises: as `score`; UsageError without a reason.
    """
    case = _before(connection, principal, number)
    reason = typed(reason)
    if not reason:
        raise UsageError(words.NO_CONFLICT, case_labels.FILL_AND_SAVE)
    _vote(connection, principal, case, expected, {}, "case.stepped_back", conflict=reason)


def _vote(
    connection: Connection, principal: Principal, case: Case, expected: int, details: dict[str, Any], action: str,
    **values: Any,
) -> Vote:  # fmt: skip
    newest = vote_of(connection, principal, case.number)
    added = None
    if (newest.version if newest else 0) == expected:
        added = connection.execute(
            insert(case_score)
            .values(
                case_id=case.number, reviewer_id=principal.account_id, version=expected + 1, login=principal.login,
                **values,
            )
            .on_conflict_do_nothing()
            .returning(case_score.c.version)
        ).first()  # fmt: skip
    if added is None:
        raise ConflictError(words.CHANGED.format(number=case.number), case_labels.RELOAD)
    audit(connection, principal, action, "case", case.number, details={"version": expected + 1, **details})
    return Vote(expected + 1, values.get("points", {}), values.get("comment", ""), values.get("conflict"))


def _before(connection: Connection, principal: Principal, number: int) -> Case:
    """The case, of a member who has it before them."""
    if not may(principal, Action.JUDGE_CASES):
        raise ForbiddenError(words.NO_JUDGING, case_labels.RIGHT_ADVICE)
    try:
        case = read_case(connection, principal, number)
    except NotFoundError as error:
        raise NotFoundError(words.NOT_ASKED.format(number=number)) from error
    _check_goes_on(case)
    return case


def _scoring_now(case: Case) -> Scoring:
    """How the case is judged, at a stage from which a judged step leads on."""
    instrument = _instrument(case)
    if instrument.scoring is None or not any(step.scored for step in instrument.steps_from(case.stage)):
        stage = instrument.stage(case.stage)
        name = stage.name if stage else case.stage
        raise ConflictError(words.NOT_NOW.format(number=case.number, stage=name), case_labels.RELOAD)
    return instrument.scoring


def _instrument(case: Case) -> Instrument:
    found = load_plan(case.plan).instrument(case.instrument)
    if found is None:
        raise NotFoundError(case_labels.NO_INSTRUMENT.format(plan=case.plan, code=case.instrument))
    return found


def _check_goes_on(case: Case) -> None:
    if case.ended:
        ending = case_labels.ENDINGS[case.ended]
        raise ConflictError(case_labels.ENDED.format(number=case.number, ending=ending), case_labels.RELOAD)

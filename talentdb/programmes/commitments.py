"""Commitments: begun with a decision, then suspended, resumed, broken, released, fulfilled, repaid.

Called by the steps of cases, in their transaction. What a break costs is kept with how it was worked out.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from talentdb.access.principal import Principal
from talentdb.db.tables import commitment, commitment_event
from talentdb.errors import ConflictError, NotFoundError, UsageError
from talentdb.plans import Plan
from talentdb.plans.instruments import Instrument
from talentdb.programmes import money_labels as words
from talentdb.programmes.commitment_days import state_on
from talentdb.programmes.commitment_rows import SOON, Commitment, commitment_of, list_commitments
from talentdb.programmes.commitment_signals import Signal, signals
from talentdb.programmes.commitment_terms import begin_of, read_terms, terms_then
from talentdb.programmes.conditions import holding
from talentdb.programmes.confirmed import list_confirmed
from talentdb.programmes.ledger import entries_of, lock_case, paid_from
from talentdb.programmes.model import Case, Event
from talentdb.programmes.repayment import Owed, dong_words, owed, read_rule
from talentdb.settings import today
from talentdb.signs import typed
from talentdb.text import format_date

__all__ = [
    "EFFECTS",
    "FROM",
    "SOON",
    "Commitment",
    "Signal",
    "begin",
    "commitment_of",
    "is_exempt",
    "list_commitments",
    "owed",
    "reckon",
    "record",
    "repaid_so_far",
    "rest_over_paid",
    "signals",
    "state_on",
    "what_is_owed",
]

EFFECTS: Final[Mapping[str, str]] = {
    "suspend": "suspended", "resume": "resumed", "break": "broken", "release": "released", "fulfil": "fulfilled",
    "repaid": "repaid",
}  # fmt: skip
"""Effect of a step -> what becomes of the commitment."""
FROM: Final[Mapping[str, frozenset[str]]] = {
    "suspended": frozenset({"running"}),
    "resumed": frozenset({"suspended"}),
    "broken": frozenset({"not_begun", "running", "suspended"}),
    "released": frozenset({"not_begun", "running", "suspended"}),
    "fulfilled": frozenset({"ended"}),
    "repaid": frozenset({"broken"}),
}
"""What can become of a commitment -> how it has to stand on that day."""
_SAY_WHY: Final = frozenset({"suspended", "broken", "released"})


def begin(
    connection: Connection, principal: Principal, case: Case, step_event: Event, instrument: Instrument, plan: Plan
) -> int | None:
    """The commitment of a case begins; gives its number, None for somebody whom the term does not bind.

    Raises: UsageError when the case does not say a day that is needed; ConflictError when it has begun already.
    """
    promise = instrument.commitment
    if promise is None:
        raise UsageError(words.NO_PROMISE.format(name=instrument.name))
    if is_exempt(connection, plan, promise.term, case.person_id, step_event.day):
        return None
    lock_case(connection, principal, case.number, "commitment.begun")
    facts = {**case.facts, **step_event.facts}
    begins, told = begin_of(instrument, promise, step_event.day, facts), list_confirmed(connection, plan.code)
    kept = terms_then(plan, instrument, begins, facts, told)
    terms = read_terms(kept, plan.code, instrument.code, begins, told)
    number: int | None = connection.execute(
        insert(commitment)
        .values(
            case_id=case.number, person_id=case.person_id, begins_on=begins, ends_on=terms.ends, terms=kept,
            account_id=principal.account_id, login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(commitment.c.commitment_id)
    ).scalar()  # fmt: skip
    if number is None:
        raise ConflictError(words.BEGUN_ALREADY.format(case=case.number), words.RELOAD)
    return number


def is_exempt(connection: Connection, plan: Plan, term: str, person_id: int | None, day: date) -> bool:
    """Whether a term of the plan does not bind a person, by the titles they hold on a day."""
    codes = next(one.exempt for one in plan.terms if one.code == term)
    if not codes or person_id is None:
        return False
    named = ", ".join("'" + code.replace("'", "''") + "'" for code in codes)
    asked = f"academic_title in ({named}) or qualification in ({named})"
    held = holding(connection, plan, [asked], person_id, day)
    return held is not None and held[0] is True


def record(
    connection: Connection, principal: Principal, case: Case, act: str, day: date, reason: str = "", paper: str = ""
) -> Commitment:
    """What becomes of the commitment of a case from a day on.

    Args:
        act: a value or a key of EFFECTS.
    Raises: NotFoundError without a commitment; ConflictError when it does not stand so that this could happen, or
        somebody else was faster; UsageError for a day out of order, or without a reason where one is needed.
    """
    act = EFFECTS.get(act, act)
    lock_case(connection, principal, case.number, f"commitment.{act}")
    found = commitment_of(connection, case.number)
    if found is None:
        raise NotFoundError(words.NO_COMMITMENT.format(case=case.number), words.NO_COMMITMENT_ADVICE)
    _check_day(found, day)
    if found.state(day) not in FROM[act]:
        state = words.STATES[found.state(day)]
        raise ConflictError(words.CANNOT[act].format(day=format_date(day), state=state), words.RELOAD)
    reached = rest_over_paid(connection, case.number, day) if act == "suspended" else ""
    if reached:
        raise ConflictError(reached, words.REST_OVER_PAID_ADVICE)
    reason, paper = typed(reason), typed(paper)
    if not reason and act in _SAY_WHY:
        raise UsageError(words.NO_REASON, words.NO_REASON_ADVICE)
    if act == "repaid" and found.balance.left > 0:
        raise ConflictError(words.NOT_REPAID.format(dong=dong_words(found.balance.left)), words.NOT_REPAID_ADVICE)
    claim = what_is_owed(found, day) if act == "broken" else None
    added = connection.execute(
        insert(commitment_event)
        .values(
            commitment_id=found.number, number=len(found.events) + 1, act=act, day=day,
            reason=reason or words.BY_STEP, paper=paper, owed=claim.dong if claim else None,
            explained=_explained(found, claim, day), account_id=principal.account_id, login=principal.login,
        )
        .on_conflict_do_nothing()
        .returning(commitment_event.c.number)
    ).first()  # fmt: skip
    if added is None:
        raise ConflictError(words.CHANGED.format(case=case.number), words.RELOAD)
    changed = commitment_of(connection, case.number)
    return changed or found


def _check_day(found: Commitment, day: date) -> None:
    if day > today():
        raise UsageError(words.TO_COME.format(day=format_date(day)), words.DAY_ADVICE)
    if found.events and day < found.events[-1].day:
        last = format_date(found.events[-1].day)
        raise UsageError(words.BACKWARDS.format(day=format_date(day), last=last), words.DAY_ADVICE)


def rest_over_paid(connection: Connection, case: int, day: date) -> str:
    """Why a rest cannot reach back to a day: months of it were paid whole, and nobody would ask for that money.

    Empty when nothing stands in the way. A rest from today on is told in time, and reaches back over nothing.
    """
    reached = paid_from(entries_of(connection, [case]).get(case, ()), day) if day < today() else ()
    if not reached:
        return ""
    named = ", ".join(words.PAID_ENTRY.format(number=one.number, period=one.period) for one in reached)
    return words.REST_OVER_PAID.format(day=format_date(day), payments=named)


def what_is_owed(found: Commitment, day: date) -> Owed:
    """What would have to come back if the commitment were broken on a day.

    Raises: ConflictError when money was paid and nobody has compared the term or the rule with the resolution.
    """
    terms, paid = found.terms, found.balance.paid
    if paid and not _is_sure(found):
        kind = "repayment" if terms.is_sure else "term"
        raise ConflictError(words.UNSURE[kind], words.UNSURE_ADVICE)
    return owed(
        paid, terms.rule, total_days=found.total_days, served=found.served(day), place=terms.rule_place,
        after=_paid_after(found, day),
    )  # fmt: skip


def _is_sure(found: Commitment) -> bool:
    return found.terms.is_sure and found.terms.rule_is_sure


def _paid_after(found: Commitment, day: date) -> int:
    """What was paid for months from a day on."""
    return sum(dong for month, dong in found.balance.monthly.items() if month >= day)


def reckon(connection: Connection, principal: Principal, case: int, day: date, reason: str, paper: str) -> None:
    """Work out anew what a broken commitment owes, after money of its case was put right; nothing without a break.

    The case is locked, and the entry is recorded in this transaction. The rule and the day are those of the break.
    Raises: ConflictError as `what_is_owed`.
    """
    found = commitment_of(connection, case)
    broken = None if found is None else next((event for event in found.events if event.act == "broken"), None)
    if found is None or broken is None:
        return
    claim, explained = _owed_anew(found, broken.day)
    if claim.dong == found.balance.owed:
        return
    connection.execute(
        insert(commitment_event).values(
            commitment_id=found.number, number=len(found.events) + 1, act="reckoned",
            day=max(day, found.events[-1].day), reason=reason, paper=paper, owed=claim.dong,
            explained=explained, account_id=principal.account_id, login=principal.login,
        )
    )  # fmt: skip


def _owed_anew(found: Commitment, day: date) -> tuple[Owed, dict[str, Any]]:
    """What is owed of what is paid now, by the rule and the days that the break of that day was claimed with.

    Where nobody had compared them by then, nothing was claimed with them: they are as they were confirmed since.
    """
    kept = (one.explained for one in found.events if one.owed is not None and one.explained)
    # An amount was claimed by what had been compared alone.
    then = next((one for one in kept if one.get("sure") or one["paid"]), None)
    if then is None:
        claim = what_is_owed(found, day)
        return claim, _explained(found, claim, day)
    claim = owed(
        found.balance.paid, read_rule(then["rule"]), total_days=then["total_days"], served=then["served_days"],
        place=then.get("place", found.terms.rule_place), after=_paid_after(found, day),
    )  # fmt: skip
    return claim, {**then, "lines": list(claim.lines), "paid": found.balance.paid}


def _explained(found: Commitment, claim: Owed | None, day: date) -> dict[str, Any]:
    if claim is None:
        return {}
    return {
        "lines": list(claim.lines), "paid": found.balance.paid, "rule": str(found.terms.rule),
        "total_days": found.total_days, "served_days": found.served(day), "place": found.terms.rule_place,
        "sure": _is_sure(found),
    }  # fmt: skip


def repaid_so_far(connection: Connection, case: int) -> int:
    """What has come back of a case, in đồng."""
    found = commitment_of(connection, case)
    return 0 if found is None else found.balance.returned

"""How what a plan leaves open is read now, and who chose it when and why. Choices are only added."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import account, plan_choice
from talentdb.errors import NotFoundError, UsageError
from talentdb.plans.loader import load_plan
from talentdb.plans.model import Plan
from talentdb.plans.readings import Reading
from talentdb.plans.recognised import read_decisions
from talentdb.signs import typed

__all__ = ["Choice", "Standing", "choices_of", "choose", "history", "settled", "standings"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: of which reading which option, by whom, when and why; `login` is empty for the operator."""

    reading: str
    option: str
    reason: str
    login: str
    chosen_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing that a plan leaves open: the answer that counts now, and all choices before, newest first."""

    key: str
    reading: Reading
    option: str
    history: tuple[Choice, ...]


def choices_of(connection: Connection, plan: Plan) -> dict[str, str]:
    """Key of a reading -> key of the option that counts, where somebody chose; without those that a newer file of
    the plan does not have any more."""
    newest = select(plan_choice.c.reading, plan_choice.c.option).where(plan_choice.c.plan_code == plan.code)
    found = {row.reading: row.option for row in connection.execute(newest.order_by(plan_choice.c.plan_choice_id))}
    return {key: one for key, one in found.items() if key in plan.readings and one in plan.readings[key].options}


def settled(connection: Connection, plan: Plan) -> Plan:
    """The plan as it is read now: nothing is left open in it, and whom its cases have recognised is known."""
    read = plan.chosen(choices_of(connection, plan))
    rests = any(indicator.measure for indicator in plan.indicators)
    return read.with_decisions(read_decisions(connection, plan)) if rests else read


def choose(
    connection: Connection, principal: Principal, plan_code: str, reading: str, option: str, reason: str
) -> Mapping[str, str]:
    """Read something else than before from now on; gives all choices that count.

    Raises: ForbiddenError for roles that do not administer; NotFoundError for an unknown plan, reading or option;
        UsageError without a reason.
    """
    require(principal, Action.ADMINISTER)
    plan = load_plan(plan_code)
    if reading not in plan.readings:
        known = ", ".join(plan.readings) or "không có"
        raise NotFoundError(f"Kế hoạch {plan_code} không để ngỏ “{reading}”.", f"Những điều để ngỏ: {known}.")
    if option not in plan.readings[reading].options:
        known = ", ".join(plan.readings[reading].options)
        raise NotFoundError(f"“{reading}” không có lựa chọn “{option}”.", f"Các lựa chọn: {known}.")
    reason = typed(reason)
    if not reason:
        raise UsageError("Cần nêu lý do đổi cách hiểu: con số của báo cáo sẽ khác đi.", "Ghi lý do rồi lưu lại.")
    connection.execute(
        insert(plan_choice).values(
            plan_code=plan_code,
            reading=reading,
            option=option,
            reason=reason,
            account_id=principal.account_id,
        )
    )
    audit(
        connection, principal, "plan.read", "plan", plan_code, purpose=reason,
        details={"reading": reading, "option": option},
    )  # fmt: skip
    return choices_of(connection, plan)


def history(connection: Connection, plan_code: str) -> list[Choice]:
    """All choices of a plan, newest first."""
    rows = connection.execute(
        select(plan_choice, account.c.login)
        .join_from(plan_choice, account, plan_choice.c.account_id == account.c.account_id, isouter=True)
        .where(plan_choice.c.plan_code == plan_code)
        .order_by(plan_choice.c.plan_choice_id.desc())
    )
    return [Choice(row.reading, row.option, row.reason, row.login or "", row.chosen_at) for row in rows]


def standings(connection: Connection, plan_code: str) -> tuple[Standing, ...]:
    """Everything that a plan leaves open, in the order of its file. Raises: NotFoundError for an unknown plan."""
    plan = load_plan(plan_code)
    counting, past = choices_of(connection, plan), history(connection, plan_code)
    return tuple(
        Standing(key, reading, counting.get(key, reading.default), tuple(one for one in past if one.reading == key))
        for key, reading in plan.readings.items()
    )

"""Commitments, payments, budgets and confirmed terms as tables: pure functions from values of talentdb. No page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from dashboards import money_page_labels as words
from talentdb.plans import Plan
from talentdb.plans.amounts import Amount, Term
from talentdb.programmes import money_labels
from talentdb.programmes.budget import BudgetLine
from talentdb.programmes.commitments import Commitment, Signal
from talentdb.programmes.confirmed import Confirmed, to_confirm
from talentdb.programmes.ledger import Payment, standing, voucher_key
from talentdb.programmes.model import Case
from talentdb.programmes.payment_rows import CaseMoney, Outstanding
from talentdb.programmes.repayment import dong_words, exact
from talentdb.text import format_date

__all__ = [
    "budget_table", "commitment_counts", "commitment_table", "dismissed_table", "entry_table", "group_of",
    "short_dong", "signal_table", "term_table", "waiting_table",
]  # fmt: skip


def short_dong(value: int | None) -> str:
    """1500000 -> 1.500.000 đ; nothing stays nothing."""
    return "" if value is None else words.DONG.format(n=f"{value:,}".replace(",", "."))


def group_of(one: Commitment, day: date) -> str:
    """Where the list puts it: its state, or soon."""
    return "soon" if one.ends_soon(day) else one.state(day)


def commitment_counts(found: Sequence[Commitment], day: date) -> dict[str, int]:
    """How many stand how; those that end soon run as well."""
    number = Counter(one.state(day) for one in found)
    number["soon"] = sum(one.ends_soon(day) for one in found)
    return {key: number[key] for key in words.COUNTS}


def commitment_table(found: Sequence[Commitment], day: date, *, own: bool = False) -> pd.DataFrame:
    """One row a commitment; `own`: without the body, which is the reader's."""
    columns: dict[str, list[Any]] = {
        "case": [str(one.case) for one in found],
        "title": [one.title for one in found],
        "agency": [one.agency for one in found],
        "term": [
            words.TERM.format(begins=format_date(one.begins), until=format_date(one.until(day))) for one in found
        ],
        "state": [money_labels.STATES[one.state(day)] for one in found],
        "left": [_days(one.days_left(day)) for one in found],
        "due": [_due(one, day) for one in found],
        "paid": [short_dong(one.balance.paid) if one.balance.paid else "" for one in found],
        "owed": [_owed(one) for one in found],
    }
    if own:
        del columns["agency"]
    return pd.DataFrame({words.COMMITMENT_HEADS[key]: values for key, values in columns.items()})


def _owed(one: Commitment) -> str:
    if one.balance.excess:
        return words.EXCESS.format(dong=short_dong(one.balance.excess))
    return short_dong(one.balance.left) if one.balance.left else ""


def _days(left: int | None) -> str:
    return "" if left is None else words.DAYS.format(n=f"{left:,}".replace(",", "."))


def _due(one: Commitment, day: date) -> str:
    due = one.due(day)
    if due is None:
        return ""
    what = money_labels.DUE[due[0]]
    return words.DUE_ON.format(what=what, day=format_date(due[1])) if due[1] else what


def signal_table(found: Sequence[Signal]) -> pd.DataFrame:
    """One row a signal, with the step that is proposed."""
    columns = {
        "case": [str(one.commitment.case) for one in found],
        "title": [one.commitment.title for one in found],
        "agency": [one.commitment.agency for one in found],
        "why": [one.why for one in found],
        "step": [one.step_name or words.NO_STEP for one in found],
    }
    return pd.DataFrame({words.SIGNAL_HEADS[key]: values for key, values in columns.items()})


def dismissed_table(found: Sequence[Signal]) -> pd.DataFrame:
    """One row a signal that somebody dismissed, with who and why."""
    gone = [(one, one.dismissed) for one in found if one.dismissed is not None]
    columns = {
        "case": [str(one.commitment.case) for one, _ in gone],
        "title": [one.commitment.title for one, _ in gone],
        "why": [one.why for one, _ in gone],
        "reason": [told.reason for _, told in gone],
        "login": [told.login for _, told in gone],
    }
    return pd.DataFrame({words.DISMISSED_HEADS[key]: values for key, values in columns.items()})


def waiting_table(found: Sequence[tuple[Case, Outstanding]]) -> pd.DataFrame:
    """One row a grant that waits to be paid."""
    columns = {
        "case": [str(case.number) for case, _ in found],
        "title": [case.title for case, _ in found],
        "agency": [case.agency for case, _ in found],
        "name": [one.entitled.name for _, one in found],
        "amount": [_amount(one) for _, one in found],
        "paid": [short_dong(one.paid) if one.paid else "" for _, one in found],
        "left": [short_dong(one.left) for _, one in found],
        "confirmed": [words.SURE if one.entitled.confirmed else words.NOT_SURE for _, one in found],
    }
    return pd.DataFrame({words.WAITING_HEADS[key]: values for key, values in columns.items()})


def _amount(one: Outstanding) -> str:
    of = one.entitled
    if of.dong is None:
        return words.UNKNOWN
    told = short_dong(of.dong)
    if of.months:
        told = words.PER_MONTH.format(dong=told, months=of.months)
    return words.AT_MOST.format(dong=told) if of.is_most else told


def entry_table(found: Sequence[tuple[Case, Payment]], all_of: Sequence[CaseMoney]) -> pd.DataFrame:
    """One row an entry; `all_of`: the cases with all their entries, to tell which were reversed."""
    held = {one.number for money in all_of for one in standing(money.entries)}
    shared: dict[str, set[int]] = {}
    for one in (each for money in all_of for each in standing(money.entries) if each.kind == "paid"):
        shared.setdefault(voucher_key(one.paper), set()).add(one.case)
    columns = {
        "payment": [str(one.number) for _, one in found],
        "paid_on": [format_date(one.paid_on) for _, one in found],
        "kind_words": [money_labels.KINDS[one.kind] for _, one in found],
        "dong": [short_dong(one.dong) for _, one in found],
        "title": [words.CASE_TITLE.format(case=case.number, title=case.title) for case, _ in found],
        "grant": [_grant(case, one) for case, one in found],
        "budget": [
            words.BUDGET_OF.format(year=one.budget_year, source=money_labels.SOURCES[one.source]) for _, one in found
        ],
        "paper": [one.paper for _, one in found],
        "state": [_note(one, held, shared) for _, one in found],
    }
    return pd.DataFrame({words.ENTRY_HEADS[key]: values for key, values in columns.items()})


def _grant(case: Case, one: Payment) -> str:
    from talentdb.plans import load_plan

    instrument = load_plan(case.plan).instrument(case.instrument)
    names = {grant.code: grant.name for grant in instrument.grants} if instrument else {}
    month = f"{one.period[5:]}/{one.period[:4]}" if len(one.period) == _MONTH else ""
    return words.GRANT_MONTH.format(grant=names.get(one.grant, ""), period=month).strip()


_MONTH: Final = len("2026-11")


def _note(one: Payment, held: set[int], shared: Mapping[str, set[int]]) -> str:
    if one.kind == "reversed":
        return words.REVERSES.format(number=one.reverses, reason=one.reason)
    if one.number not in held:
        return words.IS_REVERSED
    others = shared.get(voucher_key(one.paper), set()) - {one.case} if one.kind == "paid" else set()
    return words.SAME_VOUCHER.format(cases=", ".join(map(str, sorted(others)))) if others else ""


def budget_table(found: Sequence[BudgetLine]) -> pd.DataFrame:
    """One row a source."""
    columns = {
        "source_words": [money_labels.SOURCES[one.source] for one in found],
        "set_aside": [short_dong(one.set_aside) for one in found],
        "paid": [short_dong(one.paid) for one in found],
        "left": [short_dong(one.left) for one in found],
        "returned": [short_dong(one.returned) for one in found],
        "paper": [one.paper for one in found],
    }
    return pd.DataFrame({words.BUDGET_HEADS[key]: values for key, values in columns.items()})


def term_table(plan: Plan, held: Mapping[tuple[str, str], Confirmed]) -> pd.DataFrame:
    """One row an amount, term or rule of repayment: as the file says, and as the resolution does."""
    rows = [(key, name, held.get(key)) for key, name in to_confirm(plan).items()]
    columns = {
        "kind": [words.TERM_KINDS[key[0]] for key, _, _ in rows],
        "name": [name for _, name, _ in rows],
        "file": [_in_file(plan, key) for key, _, _ in rows],
        "value": [_value(plan, key, one.value) if one else "" for key, _, one in rows],
        "article": [f"{one.article}, {one.paper}" if one else "" for _, _, one in rows],
        "in_force": [format_date(one.in_force) if one else "" for _, _, one in rows],
        "state": [words.SURE if one or _is_checked(plan, key) else words.NOT_SURE for key, _, one in rows],
    }
    return pd.DataFrame({words.TERM_HEADS[key]: values for key, values in columns.items()})


def _of_file(plan: Plan, key: tuple[str, str]) -> Amount | Term | None:
    kind, code = key
    if kind == "amount":
        return next((one for one in plan.amounts if one.code == code), None)
    return next((one for one in plan.terms if one.code == code), None) if kind == "term" else None


def _in_file(plan: Plan, key: tuple[str, str]) -> str:
    one = _of_file(plan, key)
    if isinstance(one, Amount):
        return dong_words(one.dong) if one.dong is not None else f"× {exact(one.times_minimum_wage)}"
    if isinstance(one, Term):
        return str(exact(one.years)) if one.years is not None else f"× {exact(one.factor)}"
    instrument = plan.instrument(key[1])
    if key[0] != "repayment" or instrument is None or instrument.commitment is None:
        return ""
    rule = instrument.commitment.repayment
    return money_labels.RULES[rule.rule].format(times=rule.times)


def _value(plan: Plan, key: tuple[str, str], value: str) -> str:
    if key[0] == "repayment":
        name, _, times = value.partition(" ")
        return money_labels.RULES[name].format(times=times)
    one = _of_file(plan, key)
    in_dong = key[0] == "amount" and not (isinstance(one, Amount) and one.times_minimum_wage is not None)
    return dong_words(int(value)) if in_dong else value


def _is_checked(plan: Plan, key: tuple[str, str]) -> bool:
    one = _of_file(plan, key)
    if one is not None:
        return one.checked
    instrument = plan.instrument(key[1]) if key[0] == "repayment" else None
    return instrument is not None and instrument.commitment is not None and instrument.commitment.repayment.checked

"""Commitments, payments and budgets as flat rows, for JSON, tables and files. Pure."""

from datetime import date
from typing import Any

from talentdb.programmes import money_labels as words
from talentdb.programmes.budget import BudgetLine
from talentdb.programmes.commitment_rows import Commitment
from talentdb.programmes.commitment_signals import Signal
from talentdb.programmes.ledger import Payment
from talentdb.programmes.model import Case
from talentdb.programmes.payment_rows import CaseMoney, Outstanding

__all__ = ["budget_row", "commitment_row", "payment_row", "payment_rows", "signal_row", "waiting_row", "waiting_rows"]


def commitment_row(one: Commitment, day: date) -> dict[str, Any]:
    """A commitment as it stands on a day."""
    due = one.due(day)
    return {
        "commitment": one.number, "case": one.case, "plan": one.plan, "instrument": one.instrument,
        "title": one.title, "agency": one.agency, "begins": one.begins, "until": one.until(day),
        "state": one.state(day), "state_words": words.STATES[one.state(day)], "days_left": one.days_left(day),
        "due": due[0] if due else None, "due_words": words.DUE[due[0]] if due else "",
        "due_on": due[1] if due else None,
        "confirmed": one.terms.is_sure, "rule": str(one.terms.rule), "paid": one.balance.paid,
        "owed": one.balance.owed, "returned": one.balance.returned, "left": one.balance.left,
        "excess": one.balance.excess, "problem": one.problem,
    }  # fmt: skip


def signal_row(one: Signal) -> dict[str, Any]:
    """A signal of the registry, with the step that is proposed."""
    return {
        "case": one.commitment.case, "title": one.commitment.title, "agency": one.commitment.agency,
        "kind": one.kind, "since": one.since, "why": one.why, "step": one.step, "step_name": one.step_name,
    }  # fmt: skip


def payment_row(one: Payment, case: Case) -> dict[str, Any]:
    """An entry of money, with its case."""
    return {
        "payment": one.number, "case": one.case, "plan": case.plan, "instrument": case.instrument,
        "title": case.title, "agency": case.agency, "kind": one.kind, "kind_words": words.KINDS[one.kind],
        "grant": one.grant, "period": one.period, "dong": one.dong, "paid_on": one.paid_on,
        "budget_year": one.budget_year, "source": one.source, "source_words": words.SOURCES[one.source],
        "paper": one.paper, "reverses": one.reverses, "reason": one.reason, "login": one.login,
    }  # fmt: skip


def payment_rows(found: tuple[CaseMoney, ...]) -> list[dict[str, Any]]:
    """All entries, the newest first."""
    rows = [payment_row(entry, one.case) for one in found for entry in one.entries]
    return sorted(rows, key=lambda row: -row["payment"])


def waiting_row(one: Outstanding, case: Case) -> dict[str, Any]:
    """A grant that waits to be paid."""
    of = one.entitled
    return {
        "case": case.number, "plan": case.plan, "instrument": case.instrument, "title": case.title,
        "agency": case.agency, "grant": of.grant, "name": of.name, "dong": of.dong, "per": of.per,
        "months": of.months, "confirmed": of.confirmed, "paid": one.paid, "left": one.left, "why": list(of.why),
    }  # fmt: skip


def waiting_rows(found: tuple[CaseMoney, ...]) -> list[dict[str, Any]]:
    """All that waits, of the newest case first."""
    return [waiting_row(waits, one.case) for one in found for waits in one.waiting]


def budget_row(one: BudgetLine) -> dict[str, Any]:
    """A source of a plan in a year."""
    return {
        "plan": one.plan, "year": one.year, "source": one.source, "source_words": words.SOURCES[one.source],
        "set_aside": one.set_aside, "paid": one.paid, "left": one.left, "returned": one.returned, "paper": one.paper,
    }  # fmt: skip

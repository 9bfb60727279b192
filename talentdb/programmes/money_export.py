"""Lists of commitments, payments and budgets as files, as far as the account sees them. Every making is logged."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.errors import ForbiddenError, UsageError
from talentdb.people.files import write_people
from talentdb.plans import load_plan
from talentdb.programmes import money_labels as words
from talentdb.programmes.budget import budget, years_of
from talentdb.programmes.case_rows import persons_of_cases
from talentdb.programmes.commitment_rows import list_commitments
from talentdb.programmes.money_rows import budget_row, commitment_row, payment_rows, waiting_rows
from talentdb.programmes.payment_rows import list_money
from talentdb.text import format_date

__all__ = ["COLUMNS", "FORMATS", "export_money", "may_export"]

FORMATS: Final = ("xlsx", "csv")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "commitment": (
        "commitment", "case", "title", "agency", "plan", "instrument", "begins", "until", "state_words", "days_left",
        "due_words", "due_on", "paid", "owed", "returned", "left", "excess",
    ),
    "payment": (
        "payment", "case", "title", "agency", "plan", "instrument", "kind_words", "grant", "period", "dong",
        "paid_on", "budget_year", "source_words", "paper", "reverses", "reason", "login",
    ),
    "waiting": (
        "case", "title", "agency", "plan", "instrument", "name", "dong", "months", "paid", "left",
    ),
    "budget_line": ("plan", "year", "source_words", "set_aside", "paid", "left", "returned", "paper"),
}  # fmt: skip
"""What is listed -> the columns of its file."""
_LOGGED: Final = {
    "commitment": "commitment.export", "payment": "payment.export", "waiting": "payment.export",
    "budget_line": "budget.export",
}  # fmt: skip


def may_export(principal: Principal) -> bool:
    """Whether the account takes lists of money out: who takes lists out at all, and who pays."""
    return may(principal, Action.EXPORT) or may(principal, Action.PAY)


def export_money(
    connection: Connection, principal: Principal, what: str, out: Path, day: date, *, plan: str | None = None,
    cases: Collection[int] | None = None, year: int | None = None,
) -> int:  # fmt: skip
    """Write a list to a file (xlsx or csv by its name); gives the number of rows.

    Args:
        what: key of COLUMNS; plan: only of this plan, which a budget needs; year: of a budget, only this one.
        cases: only of these, as the reader narrowed the list that is shown; all without them.
    Raises: ForbiddenError; UsageError for another format; EnvironmentProblem when there is no room.
    """
    kind = out.suffix.lstrip(".")
    if not may_export(principal):
        raise ForbiddenError(words.CANNOT_EXPORT, words.CANNOT_EXPORT_ADVICE)
    if what not in COLUMNS or kind not in FORMATS:
        raise UsageError(words.NO_FORMAT.format(name=out.name), words.NO_FORMAT_ADVICE)
    found = _rows(connection, principal, what, day, plan, year)
    rows = [_readable(row) for row in found if cases is None or row["case"] in cases]
    named = persons_of_cases(connection, [row["case"] for row in rows if "case" in row])
    told = {"rows": len(rows), "format": kind}
    audit(connection, principal, _LOGGED[what], what, plan or "", details=told, persons=named)
    return write_people(rows, kind, out, words.HEADS, COLUMNS[what])


def _rows(
    connection: Connection, principal: Principal, what: str, day: date, plan: str | None, year: int | None
) -> Sequence[dict[str, Any]]:
    if what == "commitment":
        return [commitment_row(one, day) for one in list_commitments(connection, principal, day, plan=plan)]
    if what == "budget_line":
        years = years_of(load_plan(plan or "")) if year is None else (year,)
        return [budget_row(one) for each in years for one in budget(connection, plan or "", each)]
    found = list_money(connection, principal, plan=plan)
    return payment_rows(found) if what == "payment" else waiting_rows(found)


def _readable(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: format_date(value) if isinstance(value, date) else value for name, value in row.items()}

"""What the pages of commitments and of money read and write: one unit of work each, in the name of the principal."""

from collections.abc import Collection
from datetime import date
from typing import Any

from dashboards import money_page_labels as words
from dashboards.application import Application
from dashboards.scratch import scratch
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import hidden_fields
from talentdb.plans import Plan, load_plan
from talentdb.programmes import payments
from talentdb.programmes.budget import BudgetLine, budget, set_budget
from talentdb.programmes.commitment_signals import dismiss
from talentdb.programmes.commitments import Commitment, Signal, list_commitments, signals
from talentdb.programmes.confirmed import Confirmed, confirm_term, confirmed_of
from talentdb.programmes.ledger import require_money_reader, vouchers_elsewhere
from talentdb.programmes.money_export import export_money
from talentdb.programmes.payment_rows import CaseMoney, list_money
from talentdb.settings import today

__all__ = [
    "budget_of", "commitments", "confirm", "confirmed_terms", "dismiss_signal", "keep_budget", "money", "money_file",
    "pay", "registry_signals", "reverse", "take_back", "vouchers",
]  # fmt: skip


def commitments(app: Application, principal: Principal) -> tuple[Commitment, ...]:
    """All that the reader may see, the nearest end first."""
    with unit_of_work(app.engine, principal) as connection:
        return list_commitments(connection, principal, today())


def registry_signals(app: Application, principal: Principal, *, dismissed: bool = False) -> tuple[Signal, ...]:
    """What the registry says of people with commitments, or what of it was dismissed; nothing for who reads no people
    of the province."""
    if principal.role is Role.AGENCY or "*" in hidden_fields(principal.role):
        return ()
    with unit_of_work(app.engine, principal) as connection:
        return signals(connection, principal, today(), dismissed=dismissed)


def money(app: Application, principal: Principal, plan: str | None) -> tuple[CaseMoney, ...]:
    """The cases with money recorded or waiting, newest first."""
    with unit_of_work(app.engine, principal) as connection:
        return list_money(connection, principal, plan=plan)


def pay(app: Application, principal: Principal, case: int, grant: str, given: dict[str, Any]) -> int:
    """Record a payment; gives its number."""
    with unit_of_work(app.engine, principal) as connection:
        return payments.pay(connection, principal, case, grant, **given).number


def vouchers(app: Application, principal: Principal, paper: str, case: int) -> tuple[int, ...]:
    """Other cases that were paid by the same voucher."""
    with unit_of_work(app.engine, principal) as connection:
        return vouchers_elsewhere(connection, paper, case)


def dismiss_signal(app: Application, principal: Principal, signal: Signal, reason: str) -> None:
    """Say that a signal matters not."""
    with unit_of_work(app.engine, principal) as connection:
        dismiss(connection, principal, signal, reason)


def reverse(app: Application, principal: Principal, number: int, day: date, reason: str, paper: str) -> None:
    """Take a wrong entry back."""
    with unit_of_work(app.engine, principal) as connection:
        payments.reverse(connection, principal, number, paid_on=day, reason=reason, paper=paper)


def take_back(app: Application, principal: Principal, case: int, dong: int, day: date, paper: str) -> None:
    """Record that money came back."""
    with unit_of_work(app.engine, principal) as connection:
        payments.take_back(connection, principal, case, dong=dong, paid_on=day, paper=paper)


def budget_of(app: Application, principal: Principal, plan: str, year: int) -> tuple[BudgetLine, ...]:
    """Set aside, paid and left by source."""
    require_money_reader(principal)
    with unit_of_work(app.engine, principal) as connection:
        return budget(connection, plan, year)


def keep_budget(
    app: Application, principal: Principal, plan: str, year: int, source: str, dong: int, paper: str
) -> None:
    """Say what is set aside."""
    with unit_of_work(app.engine, principal) as connection:
        set_budget(connection, principal, plan, year, source, dong=dong, paper=paper)


def confirmed_terms(app: Application, principal: Principal, plan: Plan) -> dict[tuple[str, str], Confirmed]:
    """What was compared with the resolution and holds today."""
    with unit_of_work(app.engine, principal) as connection:
        return dict(confirmed_of(connection, plan, today()))


def confirm(
    app: Application, principal: Principal, plan: str, key: tuple[str, str], value: str,
    *, article: str, paper: str, in_force: date,
) -> None:  # fmt: skip
    """Write down what the resolution says."""
    with unit_of_work(app.engine, principal) as connection:
        confirm_term(connection, principal, plan, *key, value, article=article, paper=paper, in_force=in_force)


def money_file(
    app: Application, principal: Principal, what: str, kind: str, plan: str | None,
    *, cases: Collection[int] | None = None, year: int | None = None,
) -> tuple[str, bytes]:  # fmt: skip
    """A list as a file, with its name; its making is logged. Raises: ForbiddenError for who takes nothing out.

    Args:
        cases: only of these; year: of a budget, only this one.
    """
    if plan is not None:
        load_plan(plan)
    name = words.FILES[what].format(day=today().isoformat(), kind=kind)
    with scratch(app) as folder, unit_of_work(app.engine, principal) as connection:
        export_money(connection, principal, what, folder / name, today(), plan=plan, cases=cases, year=year)
        return name, (folder / name).read_bytes()

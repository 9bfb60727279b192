"""Money set aside for a plan by year and source, against what was paid of it: a simple list, no accounting."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import budget_line, payment, programme_case
from talentdb.errors import UsageError
from talentdb.plans import Plan, load_plan
from talentdb.programmes import money_labels as words
from talentdb.programmes.ledger import SOURCES
from talentdb.programmes.repayment import MOST_DONG
from talentdb.settings import today
from talentdb.signs import typed

__all__ = ["BudgetLine", "budget", "set_budget", "years_of"]


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A source of a plan in a year, in đồng.

    Args:
        set_aside: None when nobody has said; paper: the decision that did.
        paid: without what was reversed; returned: came back in that year, which the source does not get again.
    """

    plan: str
    year: int
    source: str
    set_aside: int | None
    paper: str
    paid: int
    returned: int

    @property
    def left(self) -> int | None:
        """What can still be paid; less than nothing when more was paid than set aside."""
        return None if self.set_aside is None else self.set_aside - self.paid


def set_budget(
    connection: Connection, principal: Principal, plan: str, year: int, source: str, *, dong: int, paper: str
) -> BudgetLine:
    """Say what is set aside; what was said before is kept, and counts no more.

    Raises: ForbiddenError; NotFoundError for an unknown plan; UsageError.
    """
    require(principal, Action.PAY)
    document, paper = load_plan(plan), typed(paper)
    if source not in SOURCES:
        raise UsageError(words.NO_SOURCE.format(source=source), words.NO_SOURCE_ADVICE)
    if type(dong) is not int or not 0 <= dong <= MOST_DONG:
        raise UsageError(words.ODD_DONG.format(value=dong), words.ODD_DONG_ADVICE)
    if year not in years_of(document):
        raise UsageError(words.ODD_BUDGET_YEAR.format(year=year), words.ODD_BUDGET_YEAR_ADVICE)
    if not paper:
        raise UsageError(words.NO_VOUCHER, words.NO_VOUCHER_ADVICE)
    connection.execute(
        insert(budget_line).values(
            plan_code=plan, year=year, source=source, dong=dong, paper=paper, account_id=principal.account_id,
            login=principal.login,
        )
    )  # fmt: skip
    audit(connection, principal, "budget.set", "plan", plan, details={"year": year, "source": source})
    return next(one for one in budget(connection, plan, year) if one.source == source)


def budget(connection: Connection, plan: str, year: int) -> tuple[BudgetLine, ...]:
    """What was set aside and paid in a year, source by source; sources of which nothing is known are left out."""
    b, said = budget_line.c, {}
    rows = connection.execute(
        select(budget_line).where(b.plan_code == plan, b.year == year).order_by(b.budget_line_id)
    )  # fmt: skip
    for row in rows:
        said[row.source] = (row.dong, row.paper)
    sums = _sums(connection, plan, year)
    return tuple(
        BudgetLine(
            plan, year, source, *said.get(source, (None, "")), sums.get((source, "paid"), 0),
            sums.get((source, "returned"), 0),
        )
        for source in SOURCES
        if source in said or any(key[0] == source for key in sums)
    )  # fmt: skip


def _sums(connection: Connection, plan: str, year: int) -> dict[tuple[str, str], int]:
    """(source, kind) -> đồng of a year that was not reversed."""
    p, gone = payment.c, payment.alias("gone")
    rows = connection.execute(
        select(p.source, p.kind, p.dong)
        .join(programme_case, programme_case.c.case_id == p.case_id)
        .where(programme_case.c.plan_code == plan, p.budget_year == year, p.kind != "reversed")
        .where(~select(gone.c.payment_id).where(gone.c.reverses == p.payment_id).exists())
    )
    sums: dict[tuple[str, str], int] = defaultdict(int)
    # Added up here: sum() of bigint is a decimal to the driver, and money is an integer everywhere else.
    for row in rows:
        sums[row.source, row.kind] += row.dong
    return dict(sums)


def years_of(plan: Plan) -> range:
    """Years that money of a plan can be of: from the one before it to its last, or the next one."""
    return range(plan.first_year - 1, max(plan.last_year, today().year + 1) + 1)

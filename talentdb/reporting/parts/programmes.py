"""Programmes of a plan: cases by instrument, needs and how far they are met, commitments, money, who has stayed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from talentdb.access.rights import Action, may
from talentdb.programmes import figure_labels as words
from talentdb.programmes.budget import BudgetLine
from talentdb.programmes.cohorts import Cohort, cohorts
from talentdb.programmes.figures import InstrumentFigures, NeedFigures, ProgrammeFigures, programme_figures
from talentdb.reporting.blocks import Block, Paragraph, Sheet, Table
from talentdb.reporting.parts.made import Context, Made
from talentdb.text import format_date, format_number, format_percent

__all__ = ["cohort_blocks", "programmes"]

_CASE_WIDTHS: Final = (40, 8, 11, 11, 10, 11, 9)
_BUDGET_WIDTHS: Final = (28, 18, 18, 18, 18)


def programmes(context: Context) -> Made:
    """What happened in the days reported on, and how things stood on the last of them (today, where that is to
    come)."""
    plan = context.subject.plan
    if not plan.instruments:
        return Made((Paragraph(words.NO_INSTRUMENTS),))
    if not may(context.principal, Action.READ_PROGRAMMES):
        return Made((Paragraph(words.NOT_SHOWN),))
    found = programme_figures(context.connection, context.principal, plan, context.subject.since, context.day)
    blocks = (
        *_blocks(found, context),
        *cohort_blocks(
            cohorts(context.connection, context.principal, plan, context.day), context.day, plan.stay_years
        ),
    )
    sheets = (
        Sheet(words.CASE_SHEET, words.CASE_HEADS, [_counts(one) for one in found.instruments],
              (50, *(16 for _ in words.CASE_HEADS[1:]))),
        Sheet(words.BUDGET_SHEET, words.BUDGET_HEADS,
              [(words.SOURCES[one.source], one.set_aside, one.paid, one.returned, one.left) for one in found.budget],
              (30, 20, 20, 20, 20), empty=words.NO_BUDGET.format(year=context.day.year)),
    )  # fmt: skip
    return Made(blocks, sheets)


def _blocks(found: ProgrammeFigures, context: Context) -> Iterator[Block]:
    day, year = format_date(context.day), context.day.year
    shown = [one for one in found.instruments if any(_counts(one)[1:])]
    if not shown:
        yield Paragraph(words.NO_CASES)
    else:
        total = found.total
        numbers = {name: format_number(getattr(total, name)) for name in ("opened", "granted", "refused", "running")}
        yield Paragraph(words.CASES.format(day=day, late=format_number(total.late), **numbers))
        rows = [[str(_counts(one)[0]), *map(format_number, _counts(one)[1:])] for one in shown]
        rows.append([words.TOTAL, *map(format_number, _counts(total)[1:])])
        yield Table(words.CASE_HEADS, rows, _CASE_WIDTHS, tuple(range(1, len(words.CASE_HEADS))))
    yield Paragraph(_need_words(found.needs) if found.needs else words.NO_NEEDS.format(year=year))
    yield Paragraph(_commitment_words(found, day))
    money = {name: format_number(getattr(found.money, name)) for name in ("paid", "returned", "owed")}
    yield Paragraph(words.MONEY.format(day=day, **money))
    if not found.budget:
        yield Paragraph(words.NO_BUDGET.format(year=year))
        return
    yield Paragraph(words.BUDGET.format(year=year))
    yield Table(words.BUDGET_HEADS, [_budget_row(one) for one in found.budget], _BUDGET_WIDTHS, (1, 2, 3, 4))


def cohort_blocks(found: Sequence[Cohort], day: date, years: int) -> Iterator[Block]:
    """Who was recognised and has stayed, cohort by cohort, with what is open; who is not due yet, as it is so far."""
    for one in found:
        if one.due:
            told = words.COHORT.format(
                due=format_number(one.due), year=one.year, years=years, stayed=format_number(one.stayed)
            )
            unknown = one.unknown + one.unlinked
            if unknown:
                low, high = format_percent(float(one.low or 0)), format_percent(float(one.high or 0))
                told += words.COHORT_OPEN.format(unknown=format_number(unknown), low=low, high=high)
            yield Paragraph(f"{told}.")
        if one.young:
            told = words.COHORT_YOUNG.format(
                n=format_number(one.young), year=one.year, years=years, day=format_date(day),
                here=format_number(one.here),
            )  # fmt: skip
            if one.here_open:
                told += words.COHORT_YOUNG_OPEN.format(n=format_number(one.here_open))
            yield Paragraph(f"{told}.")


def _counts(one: InstrumentFigures) -> tuple[str, int, int, int, int, int, int]:
    return one.name, one.opened, one.granted, one.refused, one.over, one.running, one.late


def _need_words(needs: NeedFigures) -> str:
    approved = format_number(needs.approved)
    if needs.asked is None:
        told = words.APPROVED.format(year=needs.year, approved=approved)
    else:
        told = words.ASKED.format(year=needs.year, asked=format_number(needs.asked), approved=approved)
    unsaid = words.UNSAID.format(n=format_number(needs.unsaid)) if needs.unsaid else ""
    met = words.FILLED.format(
        granted=format_number(needs.granted), most=format_number(needs.most), running=format_number(needs.running)
    )
    return f"{told}{unsaid}{met}"


def _commitment_words(found: ProgrammeFigures, day: str) -> str:
    states = [
        words.COMMITMENT_STATE.format(n=format_number(found.commitments[state]), state=name)
        for state, name in words.STATES.items()
        if found.commitments.get(state)
    ]
    return words.COMMITMENTS.format(day=day, states=", ".join(states)) if states else words.NO_COMMITMENTS


def _budget_row(one: BudgetLine) -> list[str]:
    sums = (one.set_aside, one.paid, one.returned, one.left)
    return [words.SOURCES[one.source], *(words.NO_SUM if dong is None else format_number(dong) for dong in sums)]

"""Where the figures will stand at the end of the plan, with the band and the people who will be missing."""

from datetime import date

from talentdb.errors import UsageError
from talentdb.indicators.outlook import Outlook, as_leaders_see
from talentdb.indicators.outlook import outlook as look_ahead
from talentdb.indicators.projection import Projected
from talentdb.indicators.suppression import is_small
from talentdb.reporting import part_labels as words
from talentdb.reporting.blocks import Paragraph, Table
from talentdb.reporting.parts.made import Context, Made
from talentdb.text import format_date, format_number, format_percent

__all__ = ["outlook"]

_WIDTHS = (9, 37, 15, 21, 18)


def outlook(context: Context) -> Made:
    """Each figure of people with a target; a clear sentence where none can be projected."""
    plan, day = context.subject.plan, date.fromisoformat(context.figures["as_of"])
    try:
        found = look_ahead(context.connection, context.principal, plan, day, plan.last_year)
    except UsageError:  # the last year of the plan has passed
        return Made((Paragraph(words.PLAN_OVER.format(year=plan.last_year)),))
    # What leaves the department tells what leaders see.
    found = as_leaders_see(plan, found)
    told = [(one, one.projected) for one in found if one.target is not None and one.projected is not None]
    if not told:
        return Made((Paragraph(words.NO_OUTLOOK),))
    names = {indicator.code: indicator.name for indicator in plan.indicators}
    rows = [_row(one, projected, names[one.code]) for one, projected in told]
    leaving = max((one.leaving for one, _ in told if not is_small(one.leaving)), default=0)
    blocks = (
        Paragraph(words.OUTLOOK.format(day=format_date(day), year=plan.last_year)),
        Table(words.OUTLOOK_HEADS, rows, _WIDTHS, (0, 2, 3, 4)),
        Paragraph(words.BAND.format(leaving=format_number(leaving), year=plan.last_year)),
    )
    return Made(blocks)


def _row(one: Outlook, projected: Projected, name: str) -> tuple[str, ...]:
    band = words.BETWEEN.format(low=format_percent(projected.low), high=format_percent(projected.high))
    missing = one.missing(projected.value)
    now = format_percent(one.now.value) if one.now.value is not None else words.NOTHING
    verdict = words.ENOUGH if not missing else words.SHORT.format(n=format_number(missing))
    return one.code, name, now, f"{format_percent(projected.value)} ({band})", verdict

"""The note beside a figure of who has stayed: of whom it cannot be asked yet, and how they stand so far. Pure."""

from collections.abc import Collection
from datetime import date

from talentdb.indicators import labels
from talentdb.indicators.suppression import is_small
from talentdb.plans import Indicator
from talentdb.plans.decisions import YEARS, Decisions
from talentdb.text import format_number

__all__ = ["not_due_note"]


def not_due_note(
    decisions: Decisions, indicator: Indicator, as_of: date, today: date, scope: Collection[int] | None
) -> str:
    """Who is not due yet on a day; empty where there is nobody.

    The note goes where the figure goes, to leaders too: numbers that tell of a handful of people are left out.

    Args:
        as_of: the day of the figure; today: the day on which it was looked who works here.
        scope: numbers of agencies, None for all.
    """
    found = [one for one in decisions.young(as_of) if scope is None or one.agency_id in scope]
    if not found:
        return ""
    years = indicator.years or YEARS
    here, gone = (sum(one.here is held for one in found) for held in (True, False))
    counts = (len(found), here, gone, len(found) - here - gone)
    if any(is_small(count) for count in counts):
        return labels.NOT_DUE_FEW.format(years=years)
    told = labels.NOT_DUE.format(n=format_number(len(found)), years=years)
    if as_of != today:
        return f"{told}."
    _, still, left, unknown = map(format_number, counts)
    return told + labels.NOT_DUE_SO_FAR.format(here=still, gone=left, unknown=unknown)

"""Points of a member of a council: read from what was typed, and as a share of all points. Pure."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final

from talentdb.errors import UsageError
from talentdb.plans.instruments import Scoring
from talentdb.programmes import case_labels
from talentdb.programmes import council_labels as words

__all__ = ["points_of", "share_of"]

_DIGITS: Final = Decimal("0.01")


def points_of(scoring: Scoring, given: Mapping[str, int | str | Decimal]) -> dict[str, int | str]:
    """Criterion -> points as they are kept: whole numbers as numbers, others as text ("7.5").

    Raises: UsageError for a criterion without points or one that there is not, and for points below 0, above the
        most, or finer than hundredths.
    """
    names = {one.code: one.name for one in scoring.criteria}
    unknown = next((code for code in given if code not in names), None)
    if unknown is not None:
        advice = words.CRITERIA.format(names=", ".join(names.values()))
        raise UsageError(words.UNKNOWN_CRITERION.format(code=unknown), advice)
    missing = [name for code, name in names.items() if code not in given]
    if missing:
        raise UsageError(words.MISSING_POINTS.format(names=", ".join(missing)), case_labels.FILL_AND_SAVE)
    kept: dict[str, int | str] = {}
    for one in scoring.criteria:
        value = _number(given[one.code])
        if value is None:
            raise UsageError(words.NOT_POINTS.format(name=one.name, value=given[one.code]), case_labels.FILL_AND_SAVE)
        if value > one.most:
            told = words.TOO_MANY.format(name=one.name, value=given[one.code], most=one.most)
            raise UsageError(told, case_labels.FILL_AND_SAVE)
        kept[one.code] = int(value) if value == int(value) else str(value.normalize())
    return kept


def _number(value: object) -> Decimal | None:
    """Points of 0 and more with at most two digits behind the point; a comma is one too."""
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not number.is_finite() or number < 0 or number > Decimal(1000) or number != number.quantize(_DIGITS):
        return None
    return number


def share_of(scoring: Scoring, points: Mapping[str, Any]) -> Fraction | None:
    """The points as a share of all that there are; None for points that are none of this way of scoring, as of
    another version of the plan."""
    total = Fraction(0)
    for one in scoring.criteria:
        value = _number(points.get(one.code))
        if value is None or value > one.most:
            return None
        total += Fraction(value)
    return total / sum(one.most for one in scoring.criteria)

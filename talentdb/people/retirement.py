"""When somebody reaches the age of retirement under normal conditions. Pure.

Source: Labour Code 45/2019/QH14, article 169; Decree 135/2020/NĐ-CP, articles 3 and 4 and its appendix I. Longer work
of doctors and professors (Decree 50/2022/NĐ-CP) is a decision about one person, and earlier retirement of arduous
trades another: neither is in the lists, so neither is assumed.
"""

from calendar import monthrange
from datetime import date
from typing import Final

__all__ = ["retirement_day"]

_FIRST: Final = 2021
"""Year from which the ages rise; who reached the age before is retired by the law before."""
# Months of age in that year, months by which it rises each year, and where it stays.
_AGES: Final = {"male": (60 * 12 + 3, 3, 62 * 12), "female": (55 * 12 + 4, 4, 60 * 12)}


def retirement_day(born: date | None, precision: str | None, sex: str | None) -> date | None:
    """The last day of the month in which the age of retirement of that year is reached.

    Args:
        born: day of birth; precision: day, month or year. Where only the year is known, 1 January counts (article
            3.1); where the month is known, the day makes no difference.
        sex: male or female.

    Returns: None where the birth date or the sex is unknown, for the ages of men and women differ.
    """
    if born is None or sex not in _AGES:
        return None
    age, rise, most = _AGES[sex]
    month = born.year * 12 + (0 if precision == "year" else born.month - 1)
    year = _FIRST
    # Whoever reaches the age of a year only in the next one has to reach that of the next.
    while age < most and month + age >= (year + 1) * 12:
        year, age = year + 1, min(age + rise, most)
    reached = month + age
    return date(reached // 12, reached % 12 + 1, monthrange(reached // 12, reached % 12 + 1)[1])

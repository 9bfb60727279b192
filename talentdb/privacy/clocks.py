"""The lawful clocks: until when a request is answered and carried out, until when an incident is reported. Pure.

Days of requests are working days (Decree 356/2025/NĐ-CP, article 5; lunar holidays included), hours of incidents are
plain hours from the moment of detection.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

from talentdb.calendar.working_days import working_day_after, working_days_until

__all__ = ["AUTHORITY_HOURS", "FIRST_NOTICE_HOURS", "Clock", "Right", "clock", "notice_due", "rights", "urgency"]

AUTHORITY_HOURS: Final = 72
"""To the authority for personal data, where a violation may do harm (Law 91/2025/QH15, article 23.1)."""
FIRST_NOTICE_HOURS: Final = 24
"""First notice of a serious cyber incident (Decree 331/2026/NĐ-CP, article 31.2.d)."""
_WARNED_AT: Final = (1.0, 0.8, 0.5)


@dataclass(frozen=True, slots=True)
class Right:
    """One right of the person.

    Args:
        days, with_third: working days to carry a request out, alone and where somebody else has to act too.
        extension: working days more, once, with a reason.
    """

    code: str
    label: str
    days: int
    with_third: int
    extension: int


@dataclass(frozen=True, slots=True)
class Clock:
    """The last days of a request: to answer that it came, and to carry it out."""

    received: date
    answer_by: date
    done_by: date

    def used(self, day: date) -> float:
        """Share of the time to carry it out that has gone by on `day`, in working days; above 1 when it is over."""
        whole = working_days_until(self.received, self.done_by)
        return working_days_until(self.received, max(day, self.received)) / whole


@cache
def _table() -> Mapping[str, object]:
    return tomllib.loads(files(__package__).joinpath("rights.toml").read_text(encoding="utf-8"))


@cache
def rights() -> Mapping[str, Right]:
    """Every right by its code, in the order of the decree."""
    found: Mapping[str, Mapping[str, object]] = _table()["right"]  # type: ignore[assignment]
    return {code: Right(code, **given) for code, given in found.items()}  # type: ignore[arg-type]


def clock(right: Right, received: date, *, third: bool = False, extended: bool = False) -> Clock:
    """The clocks of a request that came on `received`; the day it came is not counted (Civil Code, article 147)."""
    days = (right.with_third if third else right.days) + (right.extension if extended else 0)
    answer_days: int = _table()["answer_days"]  # type: ignore[assignment]
    return Clock(received, working_day_after(received, answer_days), working_day_after(received, days))


def urgency(share: float) -> float | None:
    """The warning that is due at this share of the time: 0.5, 0.8 or 1.0; None before half of it."""
    return next((level for level in _WARNED_AT if share >= level), None)


def notice_due(detected: datetime, hours: int) -> datetime:
    """Until when a notice has to be given that is due so many hours after detection."""
    return detected + timedelta(hours=hours)

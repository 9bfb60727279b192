"""What the lawful clocks ask for now: requests by how much of their time is gone, notices of incidents. Pure.

A warning stands at half, at four fifths and at the end of the time (`clocks.urgency`); only the highest counts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from talentdb.privacy.clocks import urgency
from talentdb.privacy.incidents import Incident, Notice
from talentdb.privacy.requests import Request

__all__ = ["LEVELS", "Due", "due", "notice_level", "request_level"]

LEVELS: Final = ("late", "last", "soon", "half")
"""The end has gone by; the last day; four fifths of the time are gone; half of it."""
_OF_SHARE: Final[Mapping[float | None, str | None]] = {1.0: "last", 0.8: "soon", 0.5: "half", None: None}


@dataclass(frozen=True, slots=True)
class Due:
    """How many of each wait.

    Args:
        requests, notices: level -> how many.
    """

    requests: Mapping[str, int]
    notices: Mapping[str, int]


def due(requests: Iterable[Request], incidents: Iterable[Incident], moment: datetime, day: date) -> Due:
    """Everything open at that moment; `day` is its day in Vietnam."""
    asked = Counter(level for one in requests if (level := request_level(one, day)))
    told = Counter(
        level for one in incidents if one.is_open for notice in one.notices
        if (level := notice_level(notice, one.detected_at, moment))
    )  # fmt: skip
    return Due(dict(asked), dict(told))


def request_level(one: Request, day: date) -> str | None:
    """The warning of a request; an answer that is overdue counts as late."""
    if not one.is_open:
        return None
    return "late" if one.late(day) else _OF_SHARE[urgency(one.clock.used(day))]


def notice_level(one: Notice, detected: datetime, moment: datetime) -> str | None:
    """The warning of a notice that was not given yet."""
    if one.given is not None:
        return None
    if one.late(moment):
        return "late"
    return _OF_SHARE[urgency((moment - detected) / (one.due - detected))]

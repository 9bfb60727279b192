"""Where the settings of a run are found, and the one clock: days are those of Asia/Ho_Chi_Minh.

The settings themselves are loaded when they are asked for: a reader of a spreadsheet needs the day only, and the
library behind the settings takes a tenth of a second.
"""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from talentdb.environment import Settings

__all__ = ["VIETNAM", "Settings", "now", "today"]

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def __getattr__(name: str) -> Any:
    if name != "Settings":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from talentdb.environment import Settings

    return Settings


def now() -> datetime:
    """This moment, with zone UTC (what is stored)."""
    return datetime.now(UTC)


def today() -> date:
    """The day in Hưng Yên."""
    return datetime.now(VIETNAM).date()

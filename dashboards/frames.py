"""Small things about pandas frames that go to the screen. No queries."""

import pandas as pd

from talentdb.settings import VIETNAM

__all__ = ["local_time"]


def local_time(frame: pd.DataFrame, column: str) -> None:
    """Moments of a column, stored in UTC, as the clock of Hưng Yên shows them; in place."""
    frame[column] = pd.to_datetime(frame[column], utc=True).dt.tz_convert(VIETNAM).dt.strftime("%d/%m/%Y %H:%M")

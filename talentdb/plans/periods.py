"""How the periods that are reported on are written: 2026, 2026-H1, 2026-Q3. Knows no day and no duty."""

import re
from typing import Final

__all__ = ["is_period"]

_PERIOD: Final = re.compile(r"20\d\d(-H[12]|-Q[1-4])?", re.ASCII)


def is_period(text: str) -> bool:
    """Whether a text names a year, half a year or a quarter; what is due once has none."""
    return _PERIOD.fullmatch(text) is not None

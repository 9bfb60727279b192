"""Vietnamese words of the decisions about who is who. Words only."""

from collections.abc import Mapping
from typing import Final

__all__ = ["JUDGED_SAME", "VERDICTS"]

VERDICTS: Final[Mapping[str, str]] = {
    "same": "một người",
    "different": "hai người khác nhau",
    "unsure": "chưa rõ",
}

JUDGED_SAME: Final = ("Kết luận", "Cán bộ đã kết luận là một người")
"""Evidence of a judgement: what it is called, and what it says."""

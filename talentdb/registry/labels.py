"""Vietnamese words of the decisions about who is who. Words only."""

from collections.abc import Mapping
from typing import Final

__all__ = ["VERDICTS"]

VERDICTS: Final[Mapping[str, str]] = {
    "same": "một người",
    "different": "hai người khác nhau",
    "unsure": "chưa rõ",
}

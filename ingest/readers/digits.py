"""Number formats under which Excel shows a whole number with digits it does not hold: leading zeros, phone shapes.

What a person sees in the cell counts: 33090001234 under 000000000000 is the identity number 033090001234.
"""

import re
from functools import lru_cache

__all__ = ["digit_pattern", "show_digits"]

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_(?:.)|\*(?:.)|(.)', re.DOTALL)
# Placeholders and literals that stand for themselves without quotes; any other letter makes another kind of format.
_PLACES, _OWN = "0#?", " -()+/"


@lru_cache(maxsize=4096)
def digit_pattern(code: str) -> tuple[str, ...] | None:
    """The first section of a format as single characters, "0" and "#" for digits, others with a "=" before them.

    Returns:
        None when the format shows a number as the number it is.
    """
    pattern: list[str] = []
    for quoted, escaped, plain in _TOKEN.findall(code.split(";")[0]):
        if plain in _PLACES and plain:
            pattern.append("0" if plain == "0" else "#")
        elif plain and plain not in _OWN:
            return None
        else:
            pattern += ["=" + letter for letter in quoted or escaped or plain]
    places = [p for p in pattern if p in "0#"]
    zeros = len(places) - places.index("0") if "0" in places else 0
    added = any(p[1:].isdigit() for p in pattern if p[0] == "=")
    return tuple(pattern) if places and (zeros > 1 or added) else None


def show_digits(number: int, pattern: tuple[str, ...]) -> str:
    """A whole number, not negative, as the format shows it: (912345678, 0000.000.000) -> "0912.345.678"."""
    places = [p for p in pattern if p in "0#"]
    least = len(places) - places.index("0") if "0" in places else 0
    digits = str(number).zfill(least)
    spare = len(digits) - len(places)  # digits beyond the places stand before the first one
    shown, first = "", True
    for item in pattern:
        if item[0] == "=":
            shown += item[1:]
            continue
        take = 1 + max(spare, 0) if first else 1
        first = False
        if spare < 0:
            spare += 1
            continue
        shown, digits = shown + digits[:take], digits[take:]
        spare = 0
    return shown.strip()

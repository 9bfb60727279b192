"""One scale of colours from low to high: a single hue that only darkens, so that no kind of colour blindness and no
photocopy turns its order round. Pure.
"""

from typing import Final

__all__ = ["NOTHING", "SCALE", "colour_of", "ink_on"]

SCALE: Final = ("#e7f1f3", "#b6d5da", "#7fb3bc", "#478c99", "#1c6876", "#083f4a")
"""From low to high, in even steps."""
NOTHING: Final = "#f4f6f7"
"""Where there is nobody."""
_DARK, _LIGHT = "#000000", "#ffffff"
_READABLE: Final = 0.18
"""Luminance below which white letters have more contrast than black ones; either has 4.5:1 at least."""


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def colour_of(place: float) -> str:
    """The colour at a place of the scale, 0 (low) to 1 (high); what lies outside gets its end."""
    at = min(max(place, 0.0), 1.0) * (len(SCALE) - 1)
    step = min(int(at), len(SCALE) - 2)
    pairs = zip(_parts(SCALE[step]), _parts(SCALE[step + 1]), strict=True)
    mixed = (round(low + (high - low) * (at - step)) for low, high in pairs)
    return "#" + "".join(f"{part:02x}" for part in mixed)


def ink_on(colour: str) -> str:
    """The colour of letters that can be read on a colour."""
    return _LIGHT if _luminance(colour) < _READABLE else _DARK


def _luminance(colour: str) -> float:
    # Relative luminance, WCAG 2.2.
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

"""Shares as bars for a printed page: pictures of documents, drawn without a browser. Computes no figure.

Black, white and one red line, so that a photocopy still tells what is what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator

from talentdb.documents.lettering import drawable
from talentdb.text import format_percent

__all__ = ["ShareBar", "share_bars"]

_WIDTH: Final = 6.3
"""Inches: the text of a page of 160 mm."""
_BAR: Final = 0.42
"""Inches for each bar."""
_FONT: Final = "DejaVu Serif"
"""Comes with the library and has all Vietnamese letters: the picture is the same on every machine."""
_DOTS: Final = 200
"""A line of a pixel stays sharp on a printer of 600 dots an inch."""


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One bar: a share (0 to 1), the interval that missing data allow, the target; None where there is none."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    target: float | None


def share_bars(bars: Sequence[ShareBar]) -> bytes:
    """A picture (PNG) of the bars, from top to bottom in their order."""
    figure = Figure(figsize=(_WIDTH, 0.6 + _BAR * len(bars)), dpi=_DOTS, layout="constrained")
    axes = figure.add_subplot()
    for at, bar in enumerate(bars):
        axes.barh(at, bar.value or 0.0, height=0.6, color="#4a6572")
        if bar.low is not None and bar.high is not None and bar.high > bar.low:
            axes.barh(at, bar.high - bar.low, left=bar.low, height=0.22, color="#dfe6e9", edgecolor="#4a6572", lw=0.6)
        if bar.target is not None:
            axes.plot([bar.target] * 2, [at - 0.42, at + 0.42], color="#b3261e", lw=2)
        furthest = max(one for one in (bar.value, bar.high, bar.target, 0.0) if one is not None)
        told = "–" if bar.value is None else format_percent(bar.value)
        axes.text(furthest + 0.015, at, told, va="center", fontsize=10, family=_FONT)
    axes.set_yticks(range(len(bars)), [drawable(bar.name) for bar in bars], fontsize=10, family=_FONT)
    axes.invert_yaxis()
    axes.set_xlim(0, 1.16)
    axes.xaxis.set_major_locator(MultipleLocator(0.2))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda share, _: format_percent(share, 0) if share <= 1.001 else ""))
    for label in axes.get_xticklabels():
        label.set_fontfamily(_FONT)
        label.set_fontsize(9)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)
    out = BytesIO()
    # Without the day and the program in it, the same figures give the same file.
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()

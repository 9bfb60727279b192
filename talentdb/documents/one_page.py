"""One page (A4, upright) of figures to print and to sign, drawn without a browser. Computes no figure, knows no plan.

Places are in millimetres from the upper left corner. What is told by the red line and the two greys is told in words
beside them, so that a photocopy is enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import wrap
from typing import Final

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from talentdb.documents.lettering import drawable
from talentdb.signs import printable

__all__ = ["OnePage", "PageLine", "draw", "pdf_of"]

_WIDTH, _HEIGHT = 210.0, 297.0
_LEFT, _RIGHT = 16.0, 194.0
_INCH: Final = 25.4
_FONT: Final = "DejaVu Sans"
"""Comes with the library and has all Vietnamese letters: the page is the same on every machine."""
_INK, _GREY, _FILL, _BAND, _RED = "#1b2a2f", "#5d6c72", "#46606b", "#dfe6e9", "#b3261e"
# Columns of the list: name, value, bar, state. Letters that fit into them at their size.
_VALUE, _BAR, _BAR_WIDE, _SAY = 95.0, 98.0, 36.0, 137.0
_NAME_LETTERS, _SAY_LETTERS, _WHY_LETTERS = 52, 40, 68
_LINE: Final = 3.7
"""From one line of small letters to the next."""
_GAP: Final = 2.6
_FOOT: Final = 262.0


@dataclass(frozen=True, slots=True)
class PageLine:
    """One figure in words, with the shares (0 to 1) of its bar; None where there is none.

    Args:
        says: state, target and what is missing, a line each; why: instead of a figure.
    """

    name: str
    value: str
    says: Sequence[str]
    share: float | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    part: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class OnePage:
    """The page: what it is of, two or so large figures, a list of the others, and who signs.

    Args:
        foot: small lines at the end; signers: (who, what to write there) from left to right.
    """

    title: str
    subtitle: str
    source: Sequence[str]
    large: Sequence[PageLine]
    lines: Sequence[PageLine]
    foot: Sequence[str]
    signers: Sequence[tuple[str, str]]


def draw(page: OnePage) -> Figure:
    """The page as a figure; every text of it is a text object."""
    figure = Figure(figsize=(_WIDTH / _INCH, _HEIGHT / _INCH))
    FigureCanvasPdf(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(_HEIGHT, 0)
    axes.axis("off")
    at = 20.0
    for size, weight, lines in ((15, "bold", [page.title]), (10.5, "normal", wrap(page.subtitle, 88))):
        for words in lines:
            _text(axes, _LEFT, at, words, size, weight=weight)
            at += size * 0.48
    for words in page.source:
        _text(axes, _LEFT, at, words, 8, colour=_GREY)
        at += 4.2
    at = _large(axes, page.large, at + 3)
    room = _FOOT - 2 - at
    needed = sum(_height(line) for line in page.lines)
    # A plan with more figures than a page has room for is set closer, never cut.
    squeeze = min(1.0, room / needed) if needed else 1.0
    for line in page.lines:
        _one(axes, line, at, squeeze)
        at += _height(line) * squeeze
    _end(axes, page)
    return figure


def pdf_of(page: OnePage) -> bytes:
    """The page as a PDF whose words can be searched and copied; the same page gives the same bytes."""
    out = BytesIO()
    with rc_context({"pdf.fonttype": 42}):
        draw(page).savefig(out, format="pdf", metadata={"CreationDate": None, "Title": printable(page.title)})
    return out.getvalue()


def _text(
    axes: Axes, x: float, y: float, words: str, size: float, *, colour: str = _INK, weight: str = "normal",
    across: str = "left",
) -> None:  # fmt: skip
    # One line: wherever it breaks was told before.
    line = drawable(words).replace("\n", " ")
    axes.text(
        x, y, line, fontsize=size, color=colour, fontweight=weight, ha=across, va="baseline",
        family=_FONT,
    )  # fmt: skip


def _bar(axes: Axes, line: PageLine, x: float, y: float, wide: float, high: float) -> None:
    """On a scale of 0 to 100 %: the share, what is open over it, the target."""
    axes.add_patch(Rectangle((x, y), wide, high, facecolor="#f1f4f5", edgecolor="#a9b5b9", lw=0.4))
    if line.share is None:
        return
    axes.add_patch(Rectangle((x, y), wide * line.share, high, facecolor=_FILL, lw=0))
    if line.low is not None and line.high is not None and line.high > line.low:
        axes.add_patch(
            Rectangle(
                (x + wide * line.low, y + high * 0.3), wide * (line.high - line.low), high * 0.4, facecolor=_BAND,
                edgecolor=_INK, lw=0.4,
            )
        )  # fmt: skip
    if line.target is not None:
        at = x + wide * line.target
        axes.plot([at, at], [y - high * 0.3, y + high * 1.3], color=_RED, lw=1.6, solid_capstyle="butt")


def _large(axes: Axes, lines: Sequence[PageLine], at: float) -> float:
    """Boxes side by side; gives where they end."""
    if not lines:
        return at
    between = 6.0
    wide = (_RIGHT - _LEFT - between * (len(lines) - 1)) / len(lines)
    letters = int(wide / 2.0)
    names = max(len(wrap(line.name, letters)) for line in lines)
    high = 31.0 + names * 4 + max(len(line.says) for line in lines) * 4
    for number, line in enumerate(lines):
        x = _LEFT + number * (wide + between)
        axes.add_patch(Rectangle((x, at), wide, high, facecolor="white", edgecolor="#a9b5b9", lw=0.8))
        y = at + 6
        for words in wrap(line.name, letters):
            _text(axes, x + 4, y, words, 8.5, weight="bold")
            y += 4
        y = at + 6 + names * 4
        _text(axes, x + 4, y + 9, line.value, 25, weight="bold")
        _bar(axes, line, x + 4, y + 13, wide - 8, 4.2)
        y += 23
        for words in line.says:
            _text(axes, x + 4, y, words, 8.5)
            y += 4
    return at + high + 8


def _wrapped(line: PageLine) -> tuple[list[str], list[str]]:
    says = [words for said in line.says for words in wrap(said, _SAY_LETTERS)]
    return wrap(line.name, _NAME_LETTERS - (4 if line.part else 0)), wrap(line.why, _WHY_LETTERS) or says


def _height(line: PageLine) -> float:
    return max(len(words) for words in _wrapped(line)) * _LINE + _GAP


def _one(axes: Axes, line: PageLine, at: float, squeeze: float) -> None:
    """One figure of the list."""
    names, says = _wrapped(line)
    axes.plot([_LEFT, _RIGHT], [at - 3.4 * squeeze] * 2, color="#d5dfe2", lw=0.5)
    for number, words in enumerate(names):
        _text(axes, _LEFT + (4 if line.part else 0), at + number * _LINE * squeeze, words, 7.6 * max(squeeze, 0.8))
    if line.why:
        for number, words in enumerate(says):
            _text(axes, _BAR, at + number * _LINE * squeeze, words, 7.4 * max(squeeze, 0.8), colour=_GREY)
        return
    _text(axes, _VALUE, at, line.value, 9 * max(squeeze, 0.8), weight="bold", across="right")
    _bar(axes, line, _BAR, at - 2.4 * squeeze, _BAR_WIDE, 2.6 * squeeze)
    for number, words in enumerate(says):
        _text(axes, _SAY, at + number * _LINE * squeeze, words, 7.4 * max(squeeze, 0.8))


def _end(axes: Axes, page: OnePage) -> None:
    """What the marks mean, and room for signatures."""
    at = _FOOT
    axes.plot([_LEFT, _RIGHT], [at - 3.4] * 2, color="#a9b5b9", lw=0.8)
    for words in (line for told in page.foot for line in wrap(told, 118)):
        _text(axes, _LEFT, at, words, 7, colour=_GREY)
        at += 3.4
    for number, (who, hint) in enumerate(page.signers):
        x = _LEFT + (number + 0.5) * (_RIGHT - _LEFT) / len(page.signers)
        _text(axes, x, at + 3, who, 8.5, weight="bold", across="center")
        _text(axes, x, at + 6.6, hint, 7, colour=_GREY, across="center")

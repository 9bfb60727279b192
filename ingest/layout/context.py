"""What the title block over a table says: who reports, as of which day, which form. Knows no field names itself."""

import re
from collections.abc import Iterable

from ingest.layout.grid import Grid
from ingest.layout.words import starts_with
from ingest.model import Vocabulary
from talentdb.text import clean, fold

__all__ = ["line_context", "sheet_unit", "title_context"]

# A padded cell holds two columns of a letterhead: "   SỞ Y TẾ            CỘNG HÒA …".
_GAP = re.compile(r"\s*\n\s*|\s{4,}|\t+")
_FEWEST, _MOST = 2, 14
"""Words of a body's name."""
_NO_BODY = re.compile(r"[\d:…_*]|\.{2}")


def title_context(grid: Grid, rows: Iterable[int], vocabulary: Vocabulary) -> dict[str, str]:
    """Ask the vocabulary about every line of the title rows.

    The last name of an agency counts: the letterhead goes from the parent down to the unit that reports, whose line
    stands beside the second of the motto, whatever its kind. Of everything else the first word counts.
    """
    context: dict[str, str] = {}
    for row in rows:
        lines = _lines(grid, row)
        body = _beside_motto(lines)
        for line in lines:
            found = line_context(line, vocabulary) or (("agency_name", clean(line)) if line == body else None)
            if found is None:
                continue
            name, value = found
            if name == "agency_name" or name not in context:
                context[name] = value
    return context


def _beside_motto(lines: list[str]) -> str | None:
    """The line in capitals that a letterhead has on the left of the motto: a body, though no word of it is known."""
    motto = next((at for at, line in enumerate(lines) if starts_with("motto", line)), 0)
    body = lines[motto - 1] if motto else ""
    named = body.isupper() and _FEWEST <= len(body.split()) <= _MOST and not _NO_BODY.search(body)
    return body if named and not starts_with("title", body) and not starts_with("form_title", body) else None


def line_context(line: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Name and value of what one line of a title block says; None for a line that says nothing."""
    return vocabulary.context_key(line) or _labelled(line)


# Labels of a title block that are no column of any form.
_LABELS = (
    ("unit_code", re.compile(r"ma (?:don vi|dv|co quan|truong)[^:\d]{0,30}:?\s*([\w.\-]*\d[\w.\-]*)\s*$")),
    ("province", re.compile(r"(?:tinh|tinh/thanh pho|thanh pho)\s*:\s*(\S.{1,40})$")),
)


def _labelled(line: str) -> tuple[str, str] | None:
    """Name and value of a line such as "Mã đơn vị SDNS: 1122568" or "Tỉnh: Hưng Yên"."""
    shown = clean(line)
    key = fold(shown)
    if len(shown) > 90 or len(key) != len(shown):
        return None
    for name, pattern in _LABELS:
        if match := pattern.match(key):
            return name, shown[match.start(1) :].strip(" .")
    return None


def sheet_unit(name: str) -> str | None:
    """The name of a sheet when it may name a unit ("Quảng Tiên", "Phòng TCHC"); None for "Sheet1", "DS"."""
    shown = clean(name)
    words = re.sub(r"[\d_.]+", " ", fold(shown)).split()
    if not any(letter.isalpha() for letter in shown) or starts_with("sheet_plain", " ".join(words)):
        return None
    return None if len(words) == 1 and (shown.islower() or len(shown) < 3) else shown


def _lines(grid: Grid, row: int) -> list[str]:
    """The lines of a row; a label whose value stands in the next cell is joined with it."""
    texts = [grid.text(row, column) for column in grid.filled(row)]
    lines: list[str] = []
    for text in texts:
        if lines and lines[-1].endswith(":"):
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.extend(part for part in _GAP.split(text) if part)
    return lines

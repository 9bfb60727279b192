"""What the page of one person shows as tables and words: posts, degrees, rows, sources, moments. No queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from dashboards import labels, person_labels
from dashboards.words import Words
from talentdb.text import format_date

__all__ = ["Disagreement", "Fact", "Moment", "Said", "detail_frame", "record_table", "source_words"]

_TYPED: Final = "manual"
"""Sheet of the rows that were typed on a page."""
_ONE_ROUND: Final = 366
"""Days, as in the rules of survivorship."""
_OF_LANGUAGE: Final = ("language", "framework", "level", "score", "issuer", "valid_to")
_UNTOLD: Final = frozenset({"agency_code", "is_main", "source_record_id", "counts"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A value in words, and where it is from; without a source it was derived."""

    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Said:
    """A value in words, and the sources that say it."""

    words: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field of which sources say different things: what is used, by which rule, and the rest.

    Args:
        soft: another spelling or a coarser date only, no contradiction.
    """

    field: str
    label: str
    chosen: Said
    why: str
    others: tuple[Said, ...]
    soft: bool = False

    @property
    def others_words(self) -> str:
        """The other values on one line."""
        return "; ".join(other.words for other in self.others)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the timeline; `changes` are (field, before, after) in words, `tone` a class of the look."""

    day: str
    title: str
    by: str
    tone: str
    changes: tuple[tuple[str, str, str], ...]


def _day(text: object) -> str:
    return format_date(date.fromisoformat(str(text)[:10])) if text else ""


def source_words(words: Words, source: Mapping[str, Any] | None) -> str:
    """Agency, file, sheet!cell and day of a source, as far as this account may see them."""
    if not source or not source.get("agency_code"):
        return ""
    typed = source.get("sheet") == _TYPED
    cell = f"{source.get('column') or ''}{source.get('row') or ''}"
    place = "" if typed else person_labels.SOURCE_PLACE.format(sheet=source.get("sheet"), cell=cell)
    return person_labels.SOURCE_LINE.format(
        agency=words.of("agency_code", source["agency_code"], {}),
        file=person_labels.SOURCE_TYPED if typed else source.get("file") or "",
        place=place,
        day=_day(source.get("as_of")),
    )


def detail_frame(words: Words, kind: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows of one of the lists of a person; of employments the main one first, and marked."""
    if kind == "employments":
        rows = sorted(rows, key=lambda row: (not row.get("is_main"), -date.fromisoformat(row["as_of"]).toordinal()))
    ordered = _OF_LANGUAGE if kind == "languages" else labels.FIELD
    names = [name for name in ordered if any(row.get(name) not in (None, "", False, []) for row in rows)]
    frame = pd.DataFrame(
        {
            labels.FIELD[name]: [words.of(name, row.get(name), row) for row in rows]
            for name in names
            if name not in _UNTOLD
        }
    )
    if kind == "employments" and not frame.empty:
        frame.insert(1, person_labels.POST_KIND, _post_marks(rows))
    return frame


def _post_marks(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Main, elsewhere, or of old: bodies report once a year, so an older word is no present post."""
    days = [date.fromisoformat(row["as_of"]) for row in rows]
    old = [(max(days) - day).days > _ONE_ROUND for day in days]
    return [
        person_labels.MAIN_POST
        if row.get("is_main")
        else person_labels.OLD_POST
        if stale
        else person_labels.OTHER_POST
        for row, stale in zip(rows, old, strict=True)
    ]


def record_table(words: Words, sources: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The rows that made the person, newest first, and by which rule each was known to be theirs."""
    newest = sorted(sources, key=lambda one: (str(one["as_of"]), one["source_record_id"]), reverse=True)
    typed = [source.get("sheet") == _TYPED for source in newest]
    columns = labels.PROVENANCE_COLUMNS
    return pd.DataFrame(
        {
            columns["agency"]: [words.of("agency_code", source["agency_code"], {}) for source in newest],
            person_labels.RECORD_FORM: [person_labels.FORM.get(source["form"], source["form"]) for source in newest],
            columns["file"]: [
                person_labels.SOURCE_TYPED if by_hand else source["file"]
                for source, by_hand in zip(newest, typed, strict=True)
            ],
            labels.CELL: [
                "" if by_hand else f"{source['sheet']} · {labels.ROW_OF.format(row=source['row'])}"
                for source, by_hand in zip(newest, typed, strict=True)
            ],
            columns["as_of"]: [_day(source["as_of"]) for source in newest],
            person_labels.RECORD_RULE: [person_labels.RULE.get(source["rule"], source["rule"]) for source in newest],
        }
    )

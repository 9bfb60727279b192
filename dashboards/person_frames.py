"""What the page of one person shows as tables and words: values, rows, sources, moments. No queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from dashboards import labels, person_labels
from dashboards.words import Words
from talentdb.text import format_date

__all__ = ["Disagreement", "Fact", "Moment", "Said", "recognised_words", "record_table", "source_words"]

_TYPED: Final = "manual"
"""Sheet of the rows that were typed on a page."""


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


def recognised_words(words: Words, why: Mapping[str, Any]) -> str:
    """A decision that recognises somebody: as what, by which case and paper, until when."""
    until = why.get("until")
    told = person_labels.RECOGNISED if until else person_labels.RECOGNISED_OPEN
    last = _day((date.fromisoformat(str(until)) - timedelta(days=1)).isoformat()) if until else ""
    return told.format(
        group=words.of("talent_groups", [why["group"]], {}), case=why["case"], paper=why["paper"],
        begins=_day(why["begins"]), last=last,
    )  # fmt: skip


def record_table(words: Words, sources: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The rows that made the person, newest first, and by which rule each was known to be theirs."""
    newest = sorted(sources, key=lambda one: (str(one["as_of"]), one["source_record_id"]), reverse=True)
    typed = [source.get("sheet") == _TYPED for source in newest]
    columns = person_labels.PROVENANCE_COLUMNS
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

"""The counts of a measurement and when two values are the same; decides nothing about single cells of a document."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from talentdb.text import clean, place_tones

__all__ = ["Problems", "Score", "problems_of", "same"]

_COMPANIONS = {"birth_date_precision": "birth_date", "degree_title": "qualification"}
"""Fields that stand in the cell of another, so that a problem there speaks for both."""

_KEPT_EXAMPLES = 400

_BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
"""Upper ends of the bins in which confidence is compared with the share that was right."""


@dataclass(slots=True)
class Score:
    """Counts over the documents scored so far. `examples` holds the first wrong things, for people to look at.

    `by_layout` has the same counts by the layout being scored; `confidence` is bin -> [columns, right ones].
    """

    files_unread: int = 0
    sheets_wrong: int = 0
    forms_wrong: int = 0
    headers: int = 0
    headers_wrong: int = 0
    rows: int = 0
    rows_lost: int = 0
    rows_invented: int = 0
    rows_unaccounted: int = 0
    skips: int = 0
    skips_wrong: int = 0
    columns: int = 0
    columns_wrong: int = 0
    columns_missed: int = 0
    values: int = 0
    values_wrong: int = 0
    values_missing: int = 0
    values_flagged: int = 0
    derived: int = 0
    derived_wrong: int = 0
    faults: int = 0
    faults_unflagged: int = 0
    contexts: int = 0
    contexts_wrong: int = 0
    right_by_field: Counter[str] = field(default_factory=Counter)
    wrong_by_field: Counter[str] = field(default_factory=Counter)
    missing_by_field: Counter[str] = field(default_factory=Counter)
    flagged_by_field: Counter[str] = field(default_factory=Counter)
    columns_by_field: dict[str, Counter[str]] = field(default_factory=dict)
    false_problems: Counter[str] = field(default_factory=Counter)
    confidence: dict[float, list[int]] = field(default_factory=dict)
    by_layout: dict[str, Counter[str]] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)
    layout: str = ""

    def tell(self, example: str, kind: str = "other") -> None:
        """Keep an example of something wrong, and count it for the layout."""
        self.count("false" if kind == "false" else f"bad_{kind}" if kind == "other" else kind)
        self.count("bad")
        if len(self.examples) < _KEPT_EXAMPLES:
            self.examples.append(example)

    def count(self, kind: str) -> None:
        """Count something for the layout being scored."""
        self.by_layout.setdefault(self.layout, Counter())[kind] += 1

    def column(self, name: str, result: str) -> None:
        """Count a column of this field as right, wrong or missed."""
        self.columns_by_field.setdefault(name, Counter())[result] += 1
        if result != "right":
            self.count(f"columns_{result}")

    def tell_confidence(self, confidence: float | None, right: bool) -> None:
        """Put a column given to a field into the bin of the confidence it was given with."""
        if confidence is not None:
            end = next(end for end in _BINS if confidence < end)
            counts = self.confidence.setdefault(end, [0, 0])
            counts[0] += 1
            counts[1] += right

    def summary(self) -> dict[str, Any]:
        """The figures as a JSON object.

        `wrong_share`: values read wrongly without a problem on that cell, of all values a perfect reader gives;
        `column_wrong_share`: columns given to a wrong field, of all columns.
        """
        counts = {name: getattr(self, name) for name in self.__slots__ if isinstance(getattr(self, name), int)}
        counters = (self.right_by_field, self.wrong_by_field, self.missing_by_field, self.flagged_by_field)
        fields = sorted(set().union(*counters))
        labels = ("right", "wrong", "missing", "flagged")
        return {
            **counts,
            "wrong_share": self.values_wrong / self.values if self.values else 0.0,
            "column_wrong_share": self.columns_wrong / self.columns if self.columns else 0.0,
            "false_problems": dict(self.false_problems.most_common()),
            "by_field": {name: {k: c[name] for k, c in zip(labels, counters, strict=True)} for name in fields},
            "columns_by_field": {name: dict(counts) for name, counts in sorted(self.columns_by_field.items())},
            "by_layout": {name: dict(counts) for name, counts in sorted(self.by_layout.items())},
            "confidence": {f"< {end:g}": counts for end, counts in sorted(self.confidence.items())},
            "examples": self.examples,
        }


def _plain(value: Any) -> Any:
    """A value in the form in which two right writings are equal; extra keys of languages do not count."""
    if isinstance(value, str):
        return place_tones(clean(value)).casefold()
    if isinstance(value, list):
        return sorted((_plain(entry) for entry in value), key=repr)
    if isinstance(value, Mapping):
        return {
            key: _plain(entry)
            for key, entry in value.items()
            if key in {"language", "framework", "level", "year", "rating"}
        }
    return value


def same(field_name: str, found: Any, wanted: Any, also: Iterable[Any] = ()) -> bool:
    """Whether a value read is right: names to the letter, other text whatever its capitals and tone style."""
    if field_name == "full_name":
        return bool(found == wanted)
    return any(_plain(found) == _plain(right) for right in (wanted, *also))


@dataclass(frozen=True, slots=True)
class Problems:
    """Where the reader raised its voice: cells, and fields of rows."""

    cells: frozenset[str]
    fields: frozenset[tuple[int, str]]
    rows: frozenset[int]

    def on(self, row: int, field_name: str, column: str | None) -> bool:
        """Whether a problem stands on this value's cell or names its field in its row."""
        name = _COMPANIONS.get(field_name, field_name)
        return (row, name) in self.fields or (column is not None and f"{column}{row}" in self.cells)


def problems_of(sheet: Mapping[str, Any]) -> Problems:
    """The warnings and errors of a read sheet and its tables."""
    found = [problem for holder in (sheet, *sheet["tables"]) for problem in holder.get("problems", ())]
    told = [problem for problem in found if problem.get("severity") != "info"]
    return Problems(
        frozenset(problem["cell"] for problem in told if problem.get("cell")),
        frozenset(
            (problem["row"], problem["field"]) for problem in told if problem.get("row") and problem.get("field")
        ),
        frozenset(problem["row"] for problem in told if problem.get("row")),
    )

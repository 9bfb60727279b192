"""Measures read documents against gold.json: rows lost and invented, columns and values wrong, faults unflagged.

Works on the contract's JSON only, whoever made it; used by the benchmarks. Must not mend or read anything itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from talentdb.text import clean, place_tones

__all__ = ["Score", "score_document", "score_files"]

DERIVABLE = frozenset(
    {
        "academic_title",
        "birth_date",
        "birth_date_precision",
        "commune_code",
        "ethnicity_code",
        "political_theory",
        "professional_title_code",
        "qualification",
        "sex",
    }
)
"""Fields that a reader may derive from other cells of the row; then they must agree with what is true."""

_COMPANIONS = {"birth_date_precision": "birth_date", "degree_title": "qualification"}
"""Fields that stand in the cell of another, so that a problem there speaks for both."""

_KEPT_EXAMPLES = 200


@dataclass(slots=True)
class Score:
    """Counts over the documents scored so far. `examples` holds the first wrong things, for people to look at."""

    files_unread: int = 0
    sheets_wrong: int = 0
    rows: int = 0
    rows_lost: int = 0
    rows_invented: int = 0
    rows_unaccounted: int = 0
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
    examples: list[str] = field(default_factory=list)

    def tell(self, example: str) -> None:
        """Keep an example of something wrong."""
        if len(self.examples) < _KEPT_EXAMPLES:
            self.examples.append(example)

    def summary(self) -> dict[str, Any]:
        """The figures as a JSON object.

        `wrong_share`: values read wrongly without a problem on that cell, of all values a perfect reader gives;
        `column_wrong_share`: columns given to a wrong field, of all columns.
        """
        counts = {name: getattr(self, name) for name in self.__slots__ if isinstance(getattr(self, name), int)}
        fields = sorted({*self.right_by_field, *self.wrong_by_field, *self.missing_by_field})
        return {
            **counts,
            "wrong_share": self.values_wrong / self.values if self.values else 0.0,
            "column_wrong_share": self.columns_wrong / self.columns if self.columns else 0.0,
            "by_field": {
                name: {
                    "right": self.right_by_field[name],
                    "wrong": self.wrong_by_field[name],
                    "missing": self.missing_by_field[name],
                }
                for name in fields
            },
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


def _same(field_name: str, found: Any, wanted: Any, also: Iterable[Any] = ()) -> bool:
    if field_name == "full_name":
        return bool(found == wanted)
    return any(_plain(found) == _plain(right) for right in (wanted, *also))


@dataclass(frozen=True, slots=True)
class _Problems:
    """Where the reader raised its voice: cells, and fields of rows."""

    cells: frozenset[str]
    fields: frozenset[tuple[int, str]]
    rows: frozenset[int]

    def on(self, row: int, field_name: str, column: str | None) -> bool:
        name = _COMPANIONS.get(field_name, field_name)
        return (row, name) in self.fields or (column is not None and f"{column}{row}" in self.cells)


def _problems(sheet: Mapping[str, Any]) -> _Problems:
    found = [problem for holder in (sheet, *sheet["tables"]) for problem in holder.get("problems", ())]
    told = [problem for problem in found if problem.get("severity") != "info"]
    return _Problems(
        frozenset(problem["cell"] for problem in told if problem.get("cell")),
        frozenset(
            (problem["row"], problem["field"]) for problem in told if problem.get("row") and problem.get("field")
        ),
        frozenset(problem["row"] for problem in told if problem.get("row")),
    )


def _score_columns(score: Score, where: str, read: Mapping[str, Any], gold: Mapping[str, Any]) -> None:
    mapped: dict[str, set[str | None]] = {}
    for table in read["tables"]:
        for column in table["columns"]:
            mapped.setdefault(column["column"], set()).add(column["field"])
    for column in gold["columns"]:
        score.columns += 1
        fields = mapped.get(column["column"], {None})
        if wrong := fields - set(column["fields"]) - {None}:
            score.columns_wrong += 1
            score.tell(f"{where} {column['column']} {column['header']!r}: {sorted(map(str, wrong))}")
        elif not fields & set(column["fields"]):
            score.columns_missed += 1
            score.tell(f"{where} {column['column']} {column['header']!r}: not recognised, is {column['fields']}")


def _score_values(
    score: Score, where: str, found: Mapping[str, Any], record: Mapping[str, Any], problems: _Problems
) -> None:
    for name, wanted in record["values"].items():
        score.values += 1
        column = record["from"].get(name)
        if name in found and _same(name, found[name], wanted, record.get("also", {}).get(name, ())):
            score.right_by_field[name] += 1
        elif problems.on(record["row"], name, column):
            score.values_flagged += 1
        elif name in found:
            score.values_wrong += 1
            score.wrong_by_field[name] += 1
            score.tell(f"{where} {column}{record['row']} {name}: {found[name]!r}, not {wanted!r}")
        else:
            score.values_missing += 1
            score.missing_by_field[name] += 1
            score.tell(f"{where} {column}{record['row']} {name}: missing, is {wanted!r}")


def _score_derived(
    score: Score, where: str, found: Mapping[str, Any], record: Mapping[str, Any], true: Mapping[str, Any]
) -> None:
    """Values that stand in no cell of their own: group labels and what follows from a title."""
    known = {**true, **record.get("listed", {}), **record.get("may", {})}
    for name, value in found.items():
        if name in record["values"] or (name not in DERIVABLE and name not in record.get("may", {})):
            continue
        if any(error["kind"] == f"bad_{name}" for error in record.get("errors", ())):
            continue
        score.derived += 1
        if not _same(name, value, known.get(name)):
            score.derived_wrong += 1
            score.tell(f"{where} row {record['row']} {name}: derived {value!r}, is {known.get(name)!r}")


def _score_faults(score: Score, where: str, record: Mapping[str, Any], problems: _Problems) -> None:
    for error in record.get("errors", ()):
        score.faults += 1
        if error["cell"] not in problems.cells and record["row"] not in problems.rows:
            score.faults_unflagged += 1
            score.tell(f"{where} {error['cell']} {error['kind']} {error['raw']!r}: no problem was raised")


def _score_context(score: Score, where: str, read: Mapping[str, Any], gold: Mapping[str, Any]) -> None:
    contexts = [table.get("context") or {} for table in read["tables"]]
    for key, wanted in gold["context"].items():
        score.contexts += 1
        if not any(_same(key, context.get(key), wanted) for context in contexts):
            score.contexts_wrong += 1
            score.tell(f"{where} context {key}: {[context.get(key) for context in contexts]}, is {wanted!r}")


def _score_sheet(
    score: Score, where: str, read: Mapping[str, Any], gold: Mapping[str, Any], persons: Mapping[str, Any]
) -> None:
    if gold["ignored"]:
        if read["tables"]:
            score.sheets_wrong += 1
            invented = sum(len(table["records"]) for table in read["tables"])
            score.rows_invented += invented
            score.tell(f"{where}: is no list, {invented} rows were read")
        return
    problems = _problems(read)
    records = {record["row"]: record["values"] for table in read["tables"] for record in table["records"]}
    told = problems.rows | {skip["row"] for table in read["tables"] for skip in table["skipped"]}
    _score_columns(score, where, read, gold)
    _score_context(score, where, read, gold)
    for record in gold["rows"]:
        score.rows += 1
        _score_faults(score, where, record, problems)
        if record["row"] not in records:
            score.rows_lost += 1
            score.rows_unaccounted += record["row"] not in told
            score.tell(f"{where} row {record['row']}: lost {record['values'].get('full_name')!r}")
            continue
        found = records[record["row"]]
        _score_values(score, where, found, record, problems)
        _score_derived(score, where, found, record, persons[record["person"]]["values"])
    people = {record["row"] for record in gold["rows"]} | {record["row"] for record in gold["refused"]}
    for row in sorted(set(records) - people):
        score.rows_invented += 1
        score.tell(f"{where} row {row}: nobody, read as {records[row].get('full_name')!r}")
    refused = {record["row"] for record in gold["refused"]}
    score.rows_unaccounted += len(refused - set(records) - told)


def score_document(
    score: Score, document: Mapping[str, Any], gold: Mapping[str, Any], persons: Mapping[str, Any]
) -> None:
    """Add one read file (the contract's object of a file) to the score; `gold` is its entry of gold.json."""
    if document.get("error"):
        score.files_unread += 1
        score.tell(f"{gold['file']}: {document['error']}")
    sheets = {sheet["sheet"]: sheet for sheet in document.get("sheets", ())}
    for sheet in gold["sheets"]:
        read = sheets.get(sheet["sheet"], {"tables": [], "problems": []})
        _score_sheet(score, f"{gold['file']}[{sheet['sheet']}]", read, sheet, persons)


def score_files(documents: Mapping[str, Mapping[str, Any]], gold: Mapping[str, Any], form: str = "people") -> Score:
    """Score read documents by file name against a whole gold.json; a file not read counts as unread and lost."""
    score = Score()
    for entry in gold["files"]:
        if entry["form"] == form:
            nothing = {"error": {"code": "missing", "message": "not read"}}
            score_document(score, documents.get(entry["file"], nothing), entry, gold["persons"])
    return score

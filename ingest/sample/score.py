"""Measures read documents against gold: rows, columns, values, planted faults, false alarms.

Works on the contract's JSON only, whoever made it; used by the benchmarks. Must not mend or read anything itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ingest.sample.alarms import score_false
from ingest.sample.tally import Problems, Score, problems_of, same

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

_STRICT = {
    "collective": {"collective"},
    "column_numbers": {"column_numbers"},
    "group": {"group"},
    "repeated_header": {"repeated_header", "duplicate_header"},
    "signature": {"signature", "note"},
    "total": {"total", "note"},
}
"""Reasons that carry meaning; the others (title, note, blank) are a matter of taste. A signature or a total told as a
note harms nobody, as a group it would name the rows below."""


def _score_columns(score: Score, where: str, read: Mapping[str, Any], gold: Mapping[str, Any]) -> None:
    mapped: dict[str, set[str | None]] = {}
    allowed: dict[str, set[str | None]] = {}
    headers: dict[str, str] = {}
    for column in gold["columns"]:
        allowed.setdefault(column["column"], set()).update(column["fields"])
    for table in read["tables"]:
        for column in table["columns"]:
            mapped.setdefault(column["column"], set()).add(column["field"])
            headers[column["column"]] = column.get("header", "")
            if column["column"] in allowed and column["field"] is not None:
                score.tell_confidence(column.get("confidence"), column["field"] in allowed[column["column"]])
    for letter, right in allowed.items():
        score.columns += 1
        score.count("columns")
        fields = mapped.get(letter, {None})
        names = sorted(map(str, right - {None})) or ["none"]
        shown = f"{where} {letter} {headers.get(letter, '')!r}"
        if wrong := fields - right - {None}:
            score.columns_wrong += 1
            score.column(names[0], "wrong")
            score.tell(f"{shown}: {sorted(map(str, wrong))}, is {names}")
        elif not fields & right:
            score.columns_missed += 1
            score.column(names[0], "missed")
            score.tell(f"{shown}: not recognised, is {names}")
        else:
            score.column(names[0], "right")


def _score_values(
    score: Score, where: str, found: Mapping[str, Any], record: Mapping[str, Any], problems: Problems
) -> None:
    for name, wanted in record["values"].items():
        score.values += 1
        score.count("values")
        column = record["from"].get(name)
        cell = f"{where} {column or ''}{record['row']} {name}"
        if name in found and same(name, found[name], wanted, record.get("also", {}).get(name, ())):
            score.right_by_field[name] += 1
        elif problems.on(record["row"], name, column):
            score.values_flagged += 1
            score.count("flagged")
            score.flagged_by_field[name] += 1
        elif name in found:
            score.values_wrong += 1
            score.wrong_by_field[name] += 1
            score.tell(f"{cell}: {found[name]!r}, not {wanted!r}", "wrong")
        else:
            score.values_missing += 1
            score.missing_by_field[name] += 1
            score.tell(f"{cell}: missing, is {wanted!r}", "missing")
    for name in record.get("absent", ()):
        if found.get(name) is not None and not problems.on(record["row"], name, record["from"].get(name)):
            score.values_wrong += 1
            score.wrong_by_field[name] += 1
            score.tell(f"{where} row {record['row']} {name}: {found[name]!r}, is not there", "wrong")


def _score_derived(
    score: Score, where: str, found: Mapping[str, Any], record: Mapping[str, Any], true: Mapping[str, Any]
) -> None:
    """Values that stand in no cell of their own: group labels and what follows from a title."""
    grouped = record["may"] if isinstance(record.get("may"), Mapping) else {}
    known = {**true, **record.get("listed", {}), **grouped}
    for name, value in found.items():
        if name in record["values"] or (name not in DERIVABLE and name not in grouped):
            continue
        if any(error["kind"] == f"bad_{name}" for error in record.get("errors", ())):
            continue
        score.derived += 1
        if not same(name, value, known.get(name)):
            score.derived_wrong += 1
            score.tell(f"{where} row {record['row']} {name}: derived {value!r}, is {known.get(name)!r}", "derived")


def _score_faults(score: Score, where: str, record: Mapping[str, Any], problems: Problems) -> None:
    for error in record.get("errors", ()):
        score.faults += 1
        if error["cell"] not in problems.cells and record["row"] not in problems.rows:
            score.faults_unflagged += 1
            score.tell(
                f"{where} {error['cell']} {error['kind']} {error['raw']!r}: no problem was raised", "unflagged"
            )
    for name in record.get("flag", ()):
        score.faults += 1
        if not problems.on(record["row"], name, record["from"].get(name)):
            score.faults_unflagged += 1
            score.tell(f"{where} row {record['row']} {name}: no problem was raised", "unflagged")


def _score_context(score: Score, where: str, read: Mapping[str, Any], gold: Mapping[str, Any]) -> None:
    contexts = [table.get("context") or {} for table in read["tables"]]
    for key, wanted in gold["context"].items():
        score.contexts += 1
        if not any(same(key, context.get(key), wanted) for context in contexts):
            score.contexts_wrong += 1
            score.tell(f"{where} context {key}: {[context.get(key) for context in contexts]}, is {wanted!r}")


def _agreeing(record: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    return sum(same(name, values.get(name), wanted) for name, wanted in record["values"].items())


def _pair(
    golden: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    """Records of one row (members of one task, tables side by side) put together by what they agree in."""
    left, pairs = list(found), []
    for record in golden:
        best = max(left, key=lambda values: _agreeing(record, values), default=None)
        if best is not None:
            left.remove(best)
        pairs.append((record, best))
    return [*pairs, *((None, values) for values in left)]


def _score_skips(score: Score, where: str, read: Mapping[str, Any], gold: Mapping[str, Any], rows: set[int]) -> None:
    reasons: dict[int, set[str]] = {}
    for holder in (read, *read["tables"]):
        for skip in holder.get("skipped", ()):
            reasons.setdefault(skip["row"], set()).add(skip["reason"])
    headers = {row for table in read["tables"] for row in table.get("header_rows", ())}
    for skip in gold["skipped"]:
        row, reason = skip["row"], skip["reason"]
        wanted = _STRICT.get(reason)
        if wanted is None or row in rows or (reason in ("repeated_header", "column_numbers") and row in headers):
            continue
        score.skips += 1
        told = reasons.get(row, set())
        if not told & wanted:
            score.skips_wrong += 1
            score.tell(f"{where} row {row}: skipped as {sorted(told)}, is {reason}", "skip")


def _score_headers(score: Score, where: str, read: Mapping[str, Any], gold: Mapping[str, Any]) -> None:
    wanted = set(gold.get("header_rows", ()))
    found = {row for table in read["tables"] for row in table.get("header_rows", ())}
    if wanted and "header_rows" in (read["tables"] or [{}])[0]:
        score.headers += 1
        if not wanted <= found:
            score.headers_wrong += 1
            score.tell(f"{where} header rows {sorted(found)}, are {sorted(wanted)}", "header")


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
    problems = problems_of(read)
    forms = {table["form"] for table in read["tables"] if table.get("records")}
    golden = {record.get("form", gold.get("form")) for record in gold["rows"]} - {None}
    if forms and golden and forms != golden:
        score.forms_wrong += 1
        score.tell(f"{where}: read as {sorted(map(str, forms))}, is {sorted(golden)}", "form")
    records: dict[int, list[Mapping[str, Any]]] = {}
    for table in read["tables"]:
        for record in table["records"]:
            records.setdefault(record["row"], []).append(record["values"])
    if gold.get("any_row") and len(records) == 1 and len(gold["rows"]) == 1:
        records = {gold["rows"][0]["row"]: next(iter(records.values()))}
    told = problems.rows | {skip["row"] for part in (read, *read["tables"]) for skip in part.get("skipped", ())}
    if not gold.get("any_row"):
        _score_columns(score, where, read, gold)
    _score_headers(score, where, read, gold)
    _score_context(score, where, read, gold)
    _score_rows(score, where, gold, records, problems, told, persons)
    _score_skips(score, where, read, gold, set(records))
    score_false(score, where, read, gold)


def _score_rows(
    score: Score,
    where: str,
    gold: Mapping[str, Any],
    records: Mapping[int, Sequence[Mapping[str, Any]]],
    problems: Problems,
    told: Iterable[int],
    persons: Mapping[str, Any],
) -> None:
    by_row: dict[int, list[Mapping[str, Any]]] = {}
    for record in gold["rows"]:
        by_row.setdefault(record["row"], []).append(record)
    refused = {record["row"] for record in gold["refused"]}
    for row in sorted({*by_row, *records}):
        if row in refused:
            continue
        for record, found in _pair(by_row.get(row, ()), records.get(row, ())):
            if record is None or found is None:
                _score_unpaired(score, where, row, record, found, told)
                score.rows += record is not None
                continue
            score.rows += 1
            score.count("rows")
            _score_faults(score, where, record, problems)
            _score_values(score, where, found, record, problems)
            if record["person"] in persons:
                _score_derived(score, where, found, record, persons[record["person"]]["values"])
    score.rows_unaccounted += len(refused - set(records) - set(told))


def _score_unpaired(
    score: Score,
    where: str,
    row: int,
    record: Mapping[str, Any] | None,
    found: Mapping[str, Any] | None,
    told: Iterable[int],
) -> None:
    if record is not None:
        score.rows_lost += 1
        score.rows_unaccounted += row not in set(told)
        score.tell(f"{where} row {row}: lost {record['values'].get('full_name')!r}", "lost")
    elif found is not None:
        score.rows_invented += 1
        score.tell(f"{where} row {row}: nobody, read as {found.get('full_name')!r}", "invented")


def score_document(
    score: Score, document: Mapping[str, Any], gold: Mapping[str, Any], persons: Mapping[str, Any]
) -> None:
    """Add one read file (the contract's object of a file) to the score; `gold` is its entry of gold.json."""
    score.layout = gold.get("layout", gold["file"])
    score.count("files")
    if document.get("error"):
        score.files_unread += 1
        score.tell(f"{gold['file']}: {document['error']}", "unread")
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

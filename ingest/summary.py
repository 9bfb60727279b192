"""What was understood of a file, in words for the terminal. Reads the document of `read`; decides nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ingest import labels
from ingest.forms import load_form
from talentdb.text import alias_key

__all__ = ["summary_lines"]

_ORDER: Final = ("error", "warning", "info")
# Below this a column was mapped with a question to the agency.
_DOUBTFUL: Final = 0.65
_HEADER: Final = 40


def summary_lines(document: Mapping[str, Any], found: Sequence[Mapping[str, Any]], most: int) -> Iterator[str]:
    """The lines of one file.

    Args:
        document: as `read` gives it.
        found: its problems, each with the name of its sheet.
        most: how many problems are written out, the worst first.
    """
    yield f"■ {document['file']}"
    if document["error"] is not None:
        yield f"  {labels.UNREADABLE}: {document['error']['message']}"
        return
    for sheet in document["sheets"]:
        if sheet["ignored"]:
            reason = labels.IGNORED.get(sheet["ignored"], sheet["ignored"])
            yield "  " + labels.SHEET_IGNORED.format(sheet=sheet["sheet"], reason=reason)
        for table in sheet["tables"]:
            yield from _table(sheet["sheet"], table)
    counts = Counter(p["severity"] for p in found)
    yield "  " + labels.PROBLEM_COUNTS.format(**{severity: counts[severity] for severity in _ORDER})
    if document.get("accepted"):
        yield labels.CONFIRMED_COUNT.format(count=len(document["accepted"]))
    for item in sorted(found, key=lambda p: _ORDER.index(p["severity"]))[:most]:
        place = f"{item['sheet']}!{item['cell']}" if item["cell"] else item["sheet"] or "—"
        yield f"    {labels.SEVERITY[item['severity']]} {place}: {item['message']}"
    if len(found) > most:
        yield "    " + labels.MORE_PROBLEMS.format(rest=len(found) - most)


def _table(sheet: str, table: Mapping[str, Any]) -> Iterator[str]:
    columns = table["columns"]
    form = load_form(table["form"]) if table["form"] else None
    yield "  " + labels.TABLE.format(
        sheet=sheet,
        form=form.title if form else labels.NO_FORM,
        first=table["first_row"],
        last=table["last_row"],
        records=len(table["records"]),
        known=sum(bool(column["field"]) for column in columns),
        columns=len(columns),
    )
    for name, value in table["context"].items():
        yield f"    {labels.CONTEXT.get(name, name)}: {value}"
    if form is None:
        return
    doubtful = [c for c in columns if c["field"] and c["confidence"] < _DOUBTFUL]
    ordinal = {alias_key(header) for header in form.ignored.get("ordinal", ())}
    unknown = [c for c in columns if not c["field"] and c["header"] and alias_key(c["header"]) not in ordinal]
    if doubtful:
        words = (
            labels.COLUMN_AS.format(
                column=c["column"],
                header=c["header"][:_HEADER],
                label=form.fields[c["field"]].label,
                confidence=f"{c['confidence']:.0%}",
            )
            for c in doubtful
        )
        yield labels.COLUMNS_DOUBTFUL.format(columns="; ".join(words))
    if unknown:
        words = (labels.COLUMN.format(column=c["column"], header=c["header"][:_HEADER]) for c in unknown)
        yield labels.COLUMNS_LEFT.format(columns="; ".join(words))

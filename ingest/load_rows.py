"""Rows of a read document as drafts of records: whose people they are, and what is wrong on the way.

Asks the agencies of the database by name; stores nothing and reads no file.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ingest.problems import problem
from talentdb.codes.agency_directory import AgencyDirectory
from talentdb.db.lookup import resolve_agency
from talentdb.submissions.draft import ProblemDraft, RecordDraft

__all__ = ["Bodies", "problem_draft"]


def problem_draft(sheet: str | None, item: Mapping[str, Any]) -> ProblemDraft:
    """A problem of the document as it is stored.

    Args:
        sheet: where it stands; None for one of the whole file.
        item: the contract's object.
    """
    return ProblemDraft(
        code=item["code"],
        severity=item["severity"],
        message=item["message"],
        sheet=sheet,
        cell=item.get("cell"),
        row_no=item.get("row"),
        field=item.get("field"),
        raw=None if item.get("raw") is None else str(item["raw"]),
        suggestion=None if item.get("suggestion") is None else str(item["suggestion"]),
    )


class Bodies:
    """Who employs the people of a document that one agency handed in.

    A row's own employer counts first, then the body in the title of its table where that is the sender or below it;
    for every other title the sender, who was stated on purpose, with a warning. But a file whose titles name several
    other bodies is a collection of their lists, and each title counts, with an info.
    """

    def __init__(self, directory: AgencyDirectory[int], agency_id: int, document: Mapping[str, Any]) -> None:
        self._directory = directory
        self._sender = agency_id
        self._known: dict[str, int | None] = {}
        tables = (table for sheet in document["sheets"] for table in sheet["tables"])
        named = {self._resolve(name) for table in tables if (name := _title_body(table))} - {None}
        self._collected = len({body for body in named if self._elsewhere(body)}) > 1

    def _resolve(self, name: str) -> int | None:
        """The body of a name, looked up once a distinct name."""
        if name not in self._known:
            self._known[name] = resolve_agency(self._directory, name, within=self._sender)
        return self._known[name]

    def _elsewhere(self, body: int | None) -> bool:
        """Whether a body is neither the sender nor above nor below it."""
        return body is not None and not (
            self._directory.is_below(body, self._sender) or self._directory.is_below(self._sender, body)
        )

    def records(
        self, sheet: str, number: int, table: Mapping[str, Any], identity: Sequence[str]
    ) -> tuple[list[RecordDraft], list[ProblemDraft]]:
        """Drafts of one table's records, and what is wrong with its employers.

        Args:
            sheet, number: place of the table; the first of a sheet is 1.
            table: the contract's object, with raw cells.
            identity: fields of which a usable row has one.
        """
        employer, doubt = self._of_title(table)
        column = next((item["column"] for item in table["columns"] if item["field"] == "agency_name"), None)
        refused_rows = {item.get("row") for item in table["problems"] if item["code"].startswith("row.refused")}
        found: list[RecordDraft] = []
        problems: list[ProblemDraft] = []
        unknown: set[str] = set()
        for record in table["records"]:
            values = dict(record["values"])
            name = values.get("agency_name")
            own = self._resolve(name) if name else employer
            if name and own is None and name not in unknown:
                unknown.add(name)
                problems.append(_placed("agency.unknown", name, sheet, record["row"], column))
            if not name and doubt:
                problems.append(_placed(doubt, _title_body(table), sheet, None, None))
                doubt = ""
            refused = not any(values.get(one) for one in identity) or record["row"] in refused_rows
            place = (sheet, number, record["row"], own or self._sender)
            found.append(RecordDraft(*place, values, record.get("raw", {}), record.get("part", 0), refused))
        return found, problems

    def _of_title(self, table: Mapping[str, Any]) -> tuple[int | None, str]:
        """The employer by the title of a table, and the code of what has to be said about it."""
        name = _title_body(table)
        body = self._resolve(name) if name else None
        if body is None or self._directory.is_below(body, self._sender):
            return body, ""
        if self._collected and self._elsewhere(body):
            return body, "agency.title_counts"
        return None, "agency.title_differs"


def _title_body(table: Mapping[str, Any]) -> str | None:
    found: str | None = table.get("context", {}).get("agency_name")
    return found


def _placed(code: str, name: str | None, sheet: str, row: int | None, column: str | None) -> ProblemDraft:
    return problem_draft(sheet, problem(code, name or "").at(sheet, row, column, "agency_name").as_json())

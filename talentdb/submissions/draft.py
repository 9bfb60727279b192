"""The values that a reader (or the page for one person) hands over to be stored. Pure data; touches no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

__all__ = ["ProblemDraft", "Receipt", "RecordDraft", "RestRow", "SubmissionDraft"]


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """One record of a submission, as it came and as it was understood.

    Args:
        sheet, table_no, row_no, part_no: its place; tables count from 1 in the sheet, rows as Excel shows them, parts
            (several records in one row) from 0.
        employer_id: agency that employs the person by this row.
        values: normalised values by field name; `national_id` may be among them and is encrypted when stored.
        raw: column letter -> text of the cell as it came.
        refused: True for a row without what its form is about (a usable name); it is kept, and counts for nothing.
        corrects: source_record_id of the row that this one corrects: the same person, whatever it says.
    """

    sheet: str
    table_no: int
    row_no: int
    employer_id: int
    values: Mapping[str, Any]
    raw: Mapping[str, str]
    part_no: int = 0
    refused: bool = False
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class ProblemDraft:
    """One problem found by the reader; `raw` and `suggestion` may hold a national id: it is masked when stored."""

    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    sheet: str | None = None
    cell: str | None = None
    row_no: int | None = None
    field: str | None = None
    raw: str | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class RestRow:
    """A row of the file that became no record.

    Args:
        reason: why, as the reader calls it (title, note, total, signature … or unread, of a table of no form).
        cells: column letter -> text of the cell.
    """

    sheet: str
    row: int
    reason: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SubmissionDraft:
    """A whole submission before it is stored.

    Args:
        agency_id: who hands it in.
        form: name of the form.
        as_of: the day that the data describe.
        file_name: as sent; shown, never used as a path.
        content: the original bytes; None for a record typed on the page (origin "manual").
        file_kind: xlsx, xls, csv … by content.
        understanding: the reader's object of the file without records and problems: {"sheets": [{"sheet": name,
            "tables": [{"columns": [{"column": "C", "header": …, "field": …}], …}]}]}.
        reader_version: version of the reader.
        rest: rows of the file that became no record, kept for the day on which the file has to be made anew.
    """

    agency_id: int
    form: str
    as_of: date
    file_name: str
    content: bytes | None
    file_kind: str
    records: tuple[RecordDraft, ...]
    problems: tuple[ProblemDraft, ...] = ()
    understanding: Mapping[str, Any] = field(default_factory=dict)
    reader_version: str = ""
    rest: tuple[RestRow, ...] = ()

    @property
    def origin(self) -> str:
        """workbook or manual."""
        return "manual" if self.content is None else "workbook"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of a stored submission; `created` is False when the same file had been handed in before."""

    submission_id: int
    receipt: str
    created: bool

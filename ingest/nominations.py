"""Lists of nominees, as universities and bodies send them: a workbook of any layout, read by the form `people`.

Each row becomes a nomination or is told at its cell why not. Nothing is held against the registry here: whoever hands
a list in must not learn who is in it. The same file again nominates nobody twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import Connection

from ingest.load import LoadError
from ingest.pipeline import read_file
from talentdb.access.audit import audit
from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.errors import ConflictError, UsageError
from talentdb.plans import Plan
from talentdb.programmes import nomination_labels as words
from talentdb.programmes.case_opening import instrument_of
from talentdb.programmes.nominations import check_groups, nominate, nominated_rows
from talentdb.programmes.nominee import FIELDS, batch_of

__all__ = ["Batch", "Imported", "RowTold", "nominate_list", "read_nominees"]

_FORM: Final = "people"
_TAKEN: Final = frozenset({*FIELDS, "national_id"})


@dataclass(frozen=True, slots=True)
class Batch:
    """What holds for all rows of a list.

    Args:
        instrument: code of the instrument of the plan; group: of talents, where it has groups.
        reason: why they are nominated; nominator, referrer: by name.
        agency_id: in the name of which body, for those who decide.
    """

    plan: Plan
    instrument: str
    group: str | None = None
    reason: str = words.REASON_OF_LIST
    nominator: str = ""
    referrer: str = ""
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class RowTold:
    """What became of one row.

    Args:
        state: made, before (the row of this file was nominated before), same (this account has nominated the person,
            who waits), or wrong.
        cell: where the problem stands, as Excel shows it; number: of the nomination.
    """

    sheet: str
    row: int
    cell: str
    full_name: str
    state: Literal["made", "before", "same", "wrong"]
    number: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list; `warnings`: (sheet, cell, message) of what is doubtful and was taken."""

    file: str
    rows: tuple[RowTold, ...]
    warnings: tuple[tuple[str, str, str], ...]

    def count(self, state: str) -> int:
        """Rows of that state."""
        return sum(row.state == state for row in self.rows)


def read_nominees(path: Path, file_name: str | None = None) -> dict[str, Any]:
    """Read a workbook in the limited child. Raises: LoadError when it cannot be read or names nobody."""
    name = file_name or path.name
    document = read_file(path, _FORM, internal=True, name=name)
    if document["error"] is not None:
        raise LoadError(document["error"]["code"], f"{name}: {document['error']['message']}")
    if not any(True for _ in _records(document)):
        message = f"{name}: không tìm thấy bảng nào có họ và tên."
        raise LoadError("file.no_data", message, "Kiểm tra hàng tiêu đề, hoặc dùng tệp mẫu của biểu mẫu people.")
    return document


def nominate_list(
    connection: Connection, principal: Principal, keyring: Keyring, document: Mapping[str, Any], batch: Batch
) -> Imported:
    """Nominate whom a read document names, row by row; what is wrong with one row stops no other.

    Raises: ForbiddenError; NotFoundError for an unknown instrument; UsageError for one without nominations, a wrong
    group, or no reason or nominator.
    """
    require(principal, Action.NOMINATE)
    check_groups(instrument_of(batch.plan, batch.instrument), batch.group)
    if not batch.reason.strip():
        raise UsageError(words.NO_REASON, words.FILL)
    if not (batch.nominator.strip() or principal.display_name):
        raise UsageError(words.NO_NOMINATOR, words.FILL)
    known: dict[bytes, dict[int, int]] = {}
    told: list[RowTold] = []
    for sheet, table, record in _records(document):
        part = record.get("part", 0)
        key = f"{document['sha256']} {sheet} {part}"
        digest = batch_of(key, batch.plan.code, batch.instrument, principal.account_id)
        if digest not in known:
            known[digest] = nominated_rows(connection, principal, digest)
        told.append(_row(connection, principal, keyring, batch, (sheet, table, record), digest, known[digest]))
    found = Imported(document["file"], tuple(told), tuple(_warnings(document)))
    audit(
        connection, principal, "nomination.imported", "nomination", None,
        details={"instrument": batch.instrument, "rows": len(told), "new": found.count("made")},
    )  # fmt: skip
    return found


_Place = tuple[str, Mapping[str, Any], Mapping[str, Any]]
"""Sheet, table and record."""


def _row(
    connection: Connection, principal: Principal, keyring: Keyring, batch: Batch, place: _Place, digest: bytes,
    known: Mapping[int, int],
) -> RowTold:  # fmt: skip
    sheet, table, record = place
    row, values = record["row"], record["values"]
    name = str(values.get("full_name") or "")
    if row in known:
        return RowTold(sheet, row, "", name, "before", known[row], words.ROW_BEFORE)
    wrong = next((one for one in table["problems"] if one.get("row") == row and one["severity"] == "error"), None)
    if wrong is not None:
        return RowTold(sheet, row, wrong.get("cell") or "", name, "wrong", None, wrong["message"])
    taken = {field: value for field, value in values.items() if field in _TAKEN}
    try:
        with connection.begin_nested():
            made = nominate(
                connection, principal, keyring, batch.plan, batch.instrument, taken, reason=batch.reason,
                nominator=batch.nominator, referrer=batch.referrer, group=batch.group, agency_id=batch.agency_id,
                batch=(digest, row),
            )  # fmt: skip
    except ConflictError:
        return RowTold(sheet, row, _cell(table, row), name, "same", None, words.ROW_SAME)
    except UsageError as error:
        return RowTold(sheet, row, _cell(table, row), name, "wrong", None, error.message)
    return RowTold(sheet, row, "", name, "made", made.number, words.ROW_DONE.format(number=made.number))


def _records(document: Mapping[str, Any]) -> Iterator[_Place]:
    for sheet in document["sheets"]:
        for table in sheet["tables"]:
            if table["form"] == _FORM:
                for record in table["records"]:
                    yield sheet["sheet"], table, record


def _cell(table: Mapping[str, Any], row: int) -> str:
    """Where the name of a row stands."""
    letters = (column["column"] for column in table["columns"] if column["field"] == "full_name")
    return next((f"{letter}{row}" for letter in letters), "")


def _warnings(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for sheet in document["sheets"]:
        for table in sheet["tables"]:
            for one in table["problems"]:
                if table["form"] == _FORM and one["severity"] == "warning":
                    yield sheet["sheet"], one.get("cell") or "", one["message"]

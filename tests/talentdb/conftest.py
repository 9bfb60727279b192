"""A small province to put rows into: what most tests of the registry start from. All people are fictional."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import agency, person_source, source_record
from talentdb.people.records import PERSON_FORMS
from talentdb.registry.decisions import approve, rollback
from talentdb.submissions.draft import ProblemDraft, Receipt, RecordDraft, SubmissionDraft
from talentdb.submissions.receive import receive

_FIRST_ROW = 5


@dataclass
class Province:
    """Hands rows in and decides on them, in the name of the operator unless told otherwise."""

    engine: Engine
    keyring: Keyring
    codes: Mapping[str, int]
    numbers: Any = field(default_factory=count)

    def draft(
        self,
        agency_code: str,
        rows: Sequence[Mapping[str, Any]],
        *,
        as_of: str = "2026-06-30",
        form: str = "people",
        content: bytes | None = b"",
        problems: tuple[ProblemDraft, ...] = (),
    ) -> SubmissionDraft:
        """Rows as they come out of the reader; a key `employer` names another employer than the sender."""
        records = tuple(
            RecordDraft(
                "DS", 1, number, self.codes[row.get("employer", agency_code)],
                {k: v for k, v in row.items() if k != "employer"}, {"B": str(row.get("full_name"))},
                refused=form in PERSON_FORMS and not row.get("full_name"),
            )
            for number, row in enumerate(rows, _FIRST_ROW)
        )  # fmt: skip
        if content == b"":
            content = f"file {next(self.numbers)}".encode()
        columns = [{"column": "B", "header": "Họ và tên", "field": "full_name"},
                   {"column": "C", "header": "Năm sinh", "field": "birth_date"},
                   {"column": "D", "header": "Ghi chú", "field": None}]  # fmt: skip
        understanding = {"sheets": [{"sheet": "DS", "tables": [{"columns": columns}]}]}
        return SubmissionDraft(
            self.codes[agency_code], form, date.fromisoformat(as_of), "ds.xlsx", content, "xlsx", records, problems,
            understanding, "test",
        )  # fmt: skip

    def receive(
        self, agency_code: str, rows: Sequence[Mapping[str, Any]], principal: Principal = OPERATOR, **options: Any
    ) -> Receipt:
        with unit_of_work(self.engine, principal) as connection:
            draft = self.draft(agency_code, rows, **options)
            return receive(connection, principal, self.keyring, draft, "submitted")

    def approve(self, submission_id: int) -> None:
        with unit_of_work(self.engine, OPERATOR) as connection:
            approve(connection, OPERATOR, submission_id)

    def load(self, agency_code: str, rows: Sequence[Mapping[str, Any]], **options: Any) -> int:
        """Receive and approve; the number of the submission."""
        receipt = self.receive(agency_code, rows, **options)
        self.approve(receipt.submission_id)
        return receipt.submission_id

    def rollback(self, submission_id: int) -> None:
        with unit_of_work(self.engine, OPERATOR) as connection:
            rollback(connection, OPERATOR, submission_id)

    def persons(self) -> dict[int, list[str]]:
        """Person -> "submission:row" of its records."""
        with unit_of_work(self.engine, OPERATOR) as connection:
            return persons_of(connection)


def persons_of(connection: Connection) -> dict[int, list[str]]:
    r, found = source_record.c, {}
    rows = connection.execute(
        select(person_source.c.person_id, r.submission_id, r.row_no)
        .join(source_record, r.source_record_id == person_source.c.source_record_id)
        .where(person_source.c.person_id.is_not(None))
        .order_by(r.source_record_id)
    )
    for person, submission_id, row in rows:
        found.setdefault(person, []).append(f"{submission_id}:{row}")
    return found


@pytest.fixture
def province(database: Any) -> Province:
    with unit_of_work(database.engine, OPERATOR) as connection:
        codes = {row.code: row.agency_id for row in connection.execute(select(agency.c.code, agency.c.agency_id))}
    return Province(database.engine, database.keyring, codes)

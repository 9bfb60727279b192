"""A new list against people the registry already has; real submissions, approved, on a real database."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from ingest.checks.registry import registry_problems
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import agency
from talentdb.registry.decisions import approve
from talentdb.submissions.draft import RecordDraft, SubmissionDraft
from talentdb.submissions.receive import receive

MAU = {"full_name": "Nguyễn Thị Mẫu", "birth_date": "1985-03-02", "birth_date_precision": "day", "sex": "female",
       "national_id": "033185000001"}  # fmt: skip
COLUMNS = [{"column": "B", "header": "Họ và tên", "field": "full_name"},
           {"column": "F", "header": "CCCD", "field": "national_id"}]  # fmt: skip
_FILES = count()


@pytest.fixture
def codes(database: Any) -> dict[str, int]:
    with unit_of_work(database.engine, OPERATOR) as connection:
        rows = connection.execute(select(agency.c.code, agency.c.agency_id).order_by(agency.c.agency_id).limit(2))
        return {key: row.agency_id for key, row in zip(("own", "other"), rows, strict=True)}


def draft(agency_id: int, values: Mapping[str, Any], as_of: str) -> SubmissionDraft:
    record = RecordDraft("DS", 1, 7, agency_id, values, {"B": str(values.get("full_name"))})
    understanding = {"sheets": [{"sheet": "DS", "tables": [{"columns": COLUMNS}]}]}
    content = f"file {next(_FILES)}".encode()
    return SubmissionDraft(
        agency_id,
        "people",
        date.fromisoformat(as_of),
        "ds.xlsx",
        content,
        "xlsx",
        (record,),
        (),
        understanding,
        "test",
    )


@pytest.fixture
def told(database: Any, codes: Mapping[str, int]) -> Callable[..., list[tuple[str, str | None]]]:
    """Codes and cells found in a list of "own", after another list was approved."""

    def run(
        before: Mapping[str, Any], now: Mapping[str, Any], *, first: str = "own", as_of: str = "2026-06-30",
        principal: Principal = OPERATOR,
    ) -> list[tuple[str, str | None]]:  # fmt: skip
        with unit_of_work(database.engine, OPERATOR) as connection:
            receipt = receive(
                connection, OPERATOR, database.keyring, draft(codes[first], before, "2026-01-31"), "submitted"
            )
        with unit_of_work(database.engine, OPERATOR) as connection:
            approve(connection, OPERATOR, receipt.submission_id)
        with unit_of_work(database.engine, principal) as connection:
            found = registry_problems(connection, database.keyring, draft(codes["own"], now, as_of))
            return [(p.code, p.cell) for p in found]

    return run


def test_a_person_who_is_the_same_is_no_problem(told: Any) -> None:
    assert told(MAU, MAU) == []


@pytest.mark.parametrize("status", ["retired", "deceased"])
def test_who_has_ended_work_there_and_works_here_is_told(told: Any, status: str) -> None:
    assert told({**MAU, "status": status}, MAU) == [(f"registry.{status}", "B7")]


def test_who_is_retired_in_both_is_no_problem(told: Any) -> None:
    assert told({**MAU, "status": "retired"}, {**MAU, "status": "retired"}) == []


def test_a_new_employer_is_worth_knowing_and_an_old_list_worth_a_look(told: Any) -> None:
    assert told(MAU, MAU, first="other") == [("registry.moved", "B7")]


def test_a_list_older_than_the_registry_is_worth_a_look(told: Any) -> None:
    assert told(MAU, MAU, first="other", as_of="2025-06-30") == [("registry.moved_on", "B7")]


def test_an_id_of_somebody_else_is_told_at_the_id(told: Any) -> None:
    assert told(MAU, {**MAU, "full_name": "Trần Thị Thử"}) == [("registry.other_name", "F7")]


def test_an_agency_is_told_nothing_of_people_elsewhere(told: Any, as_role: Any, database: Any, codes: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        code = connection.execute(select(agency.c.code).where(agency.c.agency_id == codes["own"])).scalar_one()
    assert told(MAU, MAU, first="other", principal=as_role("agency", code)) == []


def test_the_successor_of_a_body_lists_its_people_without_a_word(
    told: Callable[..., list[tuple[str, str | None]]], database: Any, codes: Mapping[str, int]
) -> None:
    here = {**MAU, "status": "working"}
    assert told(here, here, first="other")
    with database.as_owner() as owner:
        owner.execute(
            "update agency set valid_to = '2020-01-01', successor_id = %s where agency_id = %s",
            (codes["own"], codes["other"]),
        )
    assert told(here, here, first="other") == []

"""A draft read again as its sender told, against a real database: drafts are replaced, nothing of a cell is lost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from dashboards.application import Application
from dashboards.intake import read_and_store, submission_page, submit_draft
from dashboards.problem_actions import acceptable, as_confirmed, confirmable
from dashboards.sheet_data import original, read_again, sheet_window, told_of, with_values
from talentdb.access.context import unit_of_work
from talentdb.errors import ConflictError, DataError, NotFoundError
from talentdb.submissions.query import drafts_of_file
from tests.conftest import Database


@pytest.fixture
def application(database: Database, tmp_path: Path) -> Application:
    return Application(database.engine, database.keyring, lambda: None, tmp_path)


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "DS"
    for row in (
        ["STT", "Họ và tên", "Ngày sinh", "Điện thoại", "Mục K"],
        [1, "Nguyễn Thị Thử", "12/03/1988", 912345678, "Bác sĩ"],
        [2, "Trần Văn Mẫu", "05/6/85", "0912345679", "Dược sĩ"],
        [3, "Lê Văn Mẫu", "25/06/1985", "0912345670", "Y sĩ"],
    ):
        sheet.append(row)
    path = tmp_path / "ds.xlsx"
    book.save(path)
    return path.read_bytes()


def draft(application: Application, agency: Any, content: bytes) -> int:
    return read_and_store(application, agency, "ds.xlsx", content, None)[0].receipt.submission_id


def test_a_corrected_column_is_read_and_the_draft_replaced(
    application: Application, as_role: Callable[..., Any], content: bytes
) -> None:
    agency = as_role("agency", "SO-YTE")
    first = draft(application, agency, content)
    page = submission_page(application, agency, first)
    told = replace(told_of(page.understanding), corrections={"DS": {"columns": {"E": "position_title"}}})
    second = read_again(application, agency, first, told)[0].receipt.submission_id
    assert submission_page(application, agency, first).state == "withdrawn"
    again = submission_page(application, agency, second)
    columns = {one["column"]: one["field"] for one in again.understanding["sheets"][0]["tables"][0]["columns"]}
    assert columns["E"] == "position_title"
    assert told_of(again.understanding) == told
    with unit_of_work(application.engine, agency) as connection:
        assert drafts_of_file(connection, second) == [second]


def test_an_accepted_suggestion_stands_in_the_file_and_is_asked_no_more(
    application: Application, as_role: Callable[..., Any], content: bytes, tmp_path: Path
) -> None:
    agency = as_role("agency", "SO-YTE")
    page = submission_page(application, agency, draft(application, agency, content))
    suggested = [item for item in page.found if acceptable(item)]
    assert {item["cell"] for item in suggested} == {"D2", "C3"}
    # a cell that holds more than the suggestion is about stays as it is
    more = {**suggested[0], "cell": "B2", "suggestion": "mất tên"}
    loaded, written = with_values(
        application, agency, page.submission_id, told_of(page.understanding), [*suggested, more]
    )
    assert written == 2
    again = submission_page(application, agency, loaded[0].receipt.submission_id)
    assert not [item for item in again.found if acceptable(item)]
    assert again.understanding["mended"] == 2
    path = tmp_path / "mended.xlsx"
    path.write_bytes(original(application, agency, again.submission_id)[1])
    book = load_workbook(path)
    sheet = book["DS"]
    assert (sheet["D2"].value, sheet["B2"].value) == ("0912345678", "Nguyễn Thị Thử")
    book.close()
    with pytest.raises(DataError):
        with_values(application, agency, again.submission_id, told_of(again.understanding), [more])


def test_a_confirmed_doubt_is_gone_and_shown_as_confirmed(
    application: Application, as_role: Callable[..., Any], content: bytes
) -> None:
    agency = as_role("agency", "SO-YTE")
    page = submission_page(application, agency, draft(application, agency, content))
    doubt = next(item for item in page.found if confirmable(item) and item["cell"] == "C3")
    told = replace(told_of(page.understanding), confirmed=(as_confirmed(doubt),))
    again = submission_page(
        application, agency, read_again(application, agency, page.submission_id, told)[0].receipt.submission_id
    )
    assert again.n_warnings == page.n_warnings - 1
    assert "C3" not in {item["cell"] for item in again.found}
    assert len(again.confirmed) == 1


def test_nothing_changes_when_no_list_is_left_or_it_was_handed_in(
    application: Application, as_role: Callable[..., Any], content: bytes
) -> None:
    agency = as_role("agency", "SO-YTE")
    first = draft(application, agency, content)
    told = told_of(submission_page(application, agency, first).understanding)
    with pytest.raises(DataError):
        read_again(application, agency, first, replace(told, corrections={"DS": {"ignore": True}}))
    assert submission_page(application, agency, first).state == "draft"
    submit_draft(application, agency, first)
    other = replace(told, corrections={"DS": {"columns": {"E": "position_title"}}})
    with pytest.raises(ConflictError):
        read_again(application, agency, first, other)
    assert submission_page(application, agency, first).state == "submitted"


def test_other_agencies_see_no_window_of_the_sheet(
    application: Application, as_role: Callable[..., Any], content: bytes
) -> None:
    agency, other = as_role("agency", "SO-YTE"), as_role("agency", "SO-TC")
    first = draft(application, agency, content)
    window = sheet_window(application, agency, first, "DS", 1)
    assert window["rows"][1]["cells"][1] == "Nguyễn Thị Thử"
    with pytest.raises(NotFoundError):
        sheet_window(application, other, first, "DS", 1)

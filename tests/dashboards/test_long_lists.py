"""Long lists are stored apart and take turns where they are compared; nobody waits for a turn with a connection in
hand, and handing one in does not compare it again.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboards import intake, labels, submission_view
from dashboards.application import Application
from dashboards.intake import SubmissionPage, decided_page, read_and_store, submission_page, submit_draft
from dashboards.review_data import return_to_agency
from ingest.store_process import StoreRequest, store_apart
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.submissions.query import original_file
from tests.conftest import Database
from tests.integration.system import people, workbook


@dataclass
class Turns:
    """A lock that notes how many connections were out when it was asked for."""

    database: Database
    out: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> None:
        self.out.append(cast(Any, self.database.engine.pool).checkedout())
        self.lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.lock.release()


@pytest.mark.parametrize(("rows", "turns"), [(2_000, 1), (20, 0)])
def test_only_long_lists_take_turns(
    database: Database, as_role: Callable[..., Any], tmp_path: Path, rows: int, turns: int
) -> None:
    held = Turns(database)
    application = replace(
        Application(database.engine, database.keyring, lambda: None, database.home),
        long_list=cast(threading.Lock, held),
    )
    agency = as_role("agency", "SO-YTE")
    content = workbook(tmp_path / "ds.xlsx", people(rows)).read_bytes()
    number = read_and_store(application, agency, "ds.xlsx", content, None)[0].receipt.submission_id
    assert submission_page(application, agency, number).n_records == rows
    assert held.out == [0] * turns


@pytest.mark.parametrize(("rows", "apart"), [(2_000, 1), (20, 0)])
def test_only_long_lists_are_stored_in_a_process_of_their_own(
    database: Database,
    as_role: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rows: int,
    apart: int,
) -> None:
    application = Application(database.engine, database.keyring, lambda: None, database.home)
    agency = as_role("agency", "SO-YTE")
    content = workbook(tmp_path / "ds.xlsx", people(rows)).read_bytes()
    asked: list[StoreRequest] = []
    monkeypatch.setattr(intake, "store_apart", lambda one: (asked.append(one), store_apart(one))[1])
    [stored] = read_and_store(application, agency, "ds.xlsx", content, None)
    assert (stored.n_records, stored.receipt.created) == (rows, True)
    assert len(asked) == apart
    [again] = read_and_store(application, agency, "ds.xlsx", content, None)
    assert again.receipt == replace(stored.receipt, created=False)
    with unit_of_work(database.engine, agency) as connection:
        assert original_file(connection, agency, database.keyring, stored.receipt.submission_id)[1] == content


def test_handing_in_a_list_that_was_looked_at_compares_nothing_again(
    database: Database, as_role: Callable[..., Any], tmp_path: Path
) -> None:
    application = Application(database.engine, database.keyring, lambda: None, database.home)
    agency = as_role("agency", "SO-YTE")
    content = workbook(tmp_path / "ds.xlsx", people(30)).read_bytes()
    number = read_and_store(application, agency, "ds.xlsx", content, None)[0].receipt.submission_id
    draft = submission_page(application, agency, number)
    submit_draft(application, agency, number)
    handed_in, anew = decided_page(application, agency, draft), submission_page(application, agency, number)
    assert (draft.state, handed_in.state) == ("draft", "submitted")
    for part in fields(SubmissionPage):
        one, other = getattr(handed_in, part.name), getattr(anew, part.name)
        assert one.equals(other) if isinstance(one, pd.DataFrame) else one == other, part.name
    assert handed_in.rows is draft.rows


def _page(application: "Application", principal: "Principal", number: int) -> None:
    from dashboards import submission_view

    submission_view.draft_actions(application, principal, submission_view.show(application, principal, number))


def test_pressing_the_button_compares_nothing_again_and_shows_what_became_of_the_draft(
    application: Application, as_role: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = as_role("agency", "SO-YTE")
    content = workbook(tmp_path / "ds.xlsx", people(3)).read_bytes()
    number = read_and_store(application, agency, "ds.xlsx", content, None)[0].receipt.submission_id
    compared: list[str] = []
    monkeypatch.setattr(
        submission_view, "submission_page", lambda *given: (compared.append("once"), submission_page(*given))[1]
    )
    # As if it had taken long: short lists are compared anew.
    monkeypatch.setattr(submission_view, "_SLOW_SECONDS", -1.0)
    test = AppTest.from_function(_page, args=(application, agency, number), default_timeout=60).run()
    assert labels.SUBMISSION_STATE["draft"] in test.caption[0].value
    test.button(key=f"submit_{number}").click().run()
    assert not test.exception
    assert labels.SUBMISSION_STATE["submitted"] in test.caption[0].value
    assert compared == ["once"]
    return_to_agency(application, as_role("steward"), number, "thiếu năm sinh")
    test.run()
    assert labels.SUBMISSION_STATE["returned"] in test.caption[0].value
    assert compared == ["once", "once"]

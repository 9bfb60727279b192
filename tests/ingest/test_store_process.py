"""A list stored by its own process: all of it or nothing, the same words as in this one, and nothing said of what is
secret.
"""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from ingest import store_process
from ingest.load import LoadError, read_remembering
from ingest.store_process import StoreRequest, store_apart
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.errors import EnvironmentProblem, ForbiddenError
from talentdb.failpoints import VARIABLE
from tests.conftest import Database
from tests.integration.system import people, workbook

AsRole = Callable[..., Any]


@pytest.fixture
def request_of(database: Database, as_role: AsRole, tmp_path: Path) -> StoreRequest:
    agency = as_role("agency", "SO-YTE")
    path = workbook(tmp_path / "ds.xlsx", people(3))
    return StoreRequest(
        url=database.engine.url.render_as_string(hide_password=False),
        home=database.home,
        blind_generation=max(database.keyring.blind_index),
        principal=agency,
        document=read_remembering(path, {}, None),
        agency_id=agency.agency_id,
        as_of=None,
        file_name="ds.xlsx",
        content=path.read_bytes(),
        state="draft",
    )


def stored(database: Database) -> tuple[int, int, int]:
    """Submissions, rows and originals that there are."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        counted = "select (select count(*) from submission), (select count(*) from source_record),"
        return tuple(connection.execute(text(f"{counted} (select count(*) from submission_file)")).one())


def test_a_list_is_stored_with_the_keys_of_the_home(database: Database, request_of: StoreRequest) -> None:
    [loaded] = store_apart(request_of)
    assert (loaded.n_records, loaded.receipt.created) == (3, True)
    assert stored(database) == (1, 3, 1)
    [again] = store_apart(request_of)
    assert again.receipt == replace(loaded.receipt, created=False)
    assert stored(database) == (1, 3, 1)


def test_a_refusal_comes_back_as_it_is(database: Database, request_of: StoreRequest, as_role: AsRole) -> None:
    with pytest.raises(LoadError, match=r"ds\.xlsx: tệp bị sửa") as told:
        store_apart(replace(request_of, content=b"another"))
    assert (told.value.code, told.value.advice) == ("file.changed", "Lưu và đóng tệp rồi nạp lại.")
    with pytest.raises(ForbiddenError):
        store_apart(replace(request_of, principal=as_role("leader")))
    assert stored(database) == (0, 0, 0)


def test_an_unforeseen_failure_is_told_by_its_kind_and_place_only(
    database: Database, request_of: StoreRequest
) -> None:
    document = {"sha256": hashlib.sha256(request_of.content).hexdigest(), "sheets": [{"tables": "Nguyễn Thị Bí Mật"}]}
    with pytest.raises(RuntimeError, match=r"^\w+Error, load_rows\.py:\d+$"):
        store_apart(replace(request_of, document=document))
    assert stored(database) == (0, 0, 0)


def test_a_process_that_dies_leaves_nothing_and_the_same_can_be_done_again(
    database: Database, request_of: StoreRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "records.copied:1:kill")
    with pytest.raises(EnvironmentProblem, match=r"ds\.xlsx: việc ghi danh sách bị ngắt"):
        store_apart(request_of)
    assert stored(database) == (0, 0, 0)
    monkeypatch.setenv(VARIABLE, "work.committed:1:kill")
    with pytest.raises(EnvironmentProblem):
        store_apart(request_of)
    monkeypatch.delenv(VARIABLE)
    [loaded] = store_apart(request_of)
    assert not loaded.receipt.created
    assert stored(database) == (1, 3, 1)


def test_a_process_that_waits_for_ever_is_ended_and_the_same_can_be_done_again(
    database: Database, request_of: StoreRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_process, "_MOST_SECONDS", 4.0)
    with database.as_owner() as owner:
        owner.execute("begin")
        owner.execute("lock table submission")
        # Without a limit it would go on then, and store the list.
        late = threading.Timer(20, owner.rollback)
        late.start()
        with pytest.raises(EnvironmentProblem, match="bị ngắt"):
            store_apart(request_of)
        late.cancel()
        owner.rollback()
    monkeypatch.undo()
    assert stored(database) == (0, 0, 0)
    [loaded] = store_apart(request_of)
    assert loaded.receipt.created


def test_what_is_asked_shows_no_password_and_no_person(request_of: StoreRequest) -> None:
    words = repr(request_of)
    assert "postgresql" not in words
    assert str(request_of.document["sha256"]) not in words

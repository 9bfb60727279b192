"""`accounts` from the command line: the first administrator is made without a page; a password is no argument."""

import json
from typing import Any

import pytest
from sqlalchemy import make_url, select
from typer.testing import CliRunner

from talentdb.access.accounts import list_accounts
from talentdb.access.context import unit_of_work
from talentdb.access.passwords import authenticate
from talentdb.access.principal import OPERATOR, Role
from talentdb.cli import build
from talentdb.db.tables import person
from talentdb.errors import UsageError

_PASSWORD = "một câu thật dài để thử"


@pytest.fixture
def run(database: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the program on the database of this test; gives what it printed."""
    url = make_url(database.engine.url).set(drivername="postgresql")
    monkeypatch.setenv("TALENTDB_HOME", str(database.home))
    monkeypatch.setenv("TALENTDB_DATABASE_URL", url.render_as_string(hide_password=False))

    def call(*arguments: str, typed: str = "") -> str:
        result = CliRunner().invoke(build(), list(arguments), input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout

    return call


def test_the_first_administrator_can_sign_in(run: Any, database: Any) -> None:
    made = json.loads(
        run("accounts", "create", "QuanTri", "--role", "administrator", "--json", typed=_PASSWORD + "\n")
    )
    assert made["login"] == "quantri"
    found = authenticate(database.engine, "quantri", _PASSWORD)
    assert (found.role, found.must_change_password) == (Role.ADMINISTRATOR, True)
    assert [row["login"] for row in json.loads(run("accounts", "list", "--json"))] == ["quantri"]


def test_an_internal_role_and_a_short_password_are_refused(run: Any) -> None:
    with pytest.raises(UsageError, match="vai trò"):
        run("accounts", "create", "x", "--role", "operator", typed=_PASSWORD + "\n")
    with pytest.raises(UsageError, match="Mật khẩu"):
        run("accounts", "create", "x", "--role", "auditor", typed="ngắn\n")


def test_others_may_neither_list_nor_make_accounts(run: Any, as_role: Any) -> None:
    steward = as_role("steward").login
    for arguments in (("list",), ("create", "x", "--role", "auditor")):
        with pytest.raises(UsageError, match="quyền"):
            run("accounts", *arguments, "--as", steward, typed=_PASSWORD + "\n")


def test_a_member_of_councils_is_made_with_who_they_are(run: Any, province: Any) -> None:
    province.load("SO-TC", [{"full_name": "Trần Thị Thử"}])
    with unit_of_work(province.engine, OPERATOR) as connection:
        number = connection.execute(select(person.c.person_id)).scalar_one()
    run("accounts", "create", "hoidong", "--role", "council_member", "--person", str(number), typed=_PASSWORD + "\n")
    with unit_of_work(province.engine, OPERATOR) as connection:
        assert [row.person_id for row in list_accounts(connection)] == [number]
    with pytest.raises(UsageError, match="không có người số"):
        run("accounts", "create", "x", "--role", "council_member", "--person", "99999", typed=_PASSWORD + "\n")
    run("accounts", "create", "truong", "--role", "nominator", "--agency", "SO-TC", typed=_PASSWORD + "\n")

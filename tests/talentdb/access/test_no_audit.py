"""No audit, no data: each of these leaves one row of the log, and when the log cannot be written nothing is done.

That nothing else writes without logging is held by tests/architecture/test_audited.py.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from talentdb.access.account_changes import set_disabled
from talentdb.access.accounts import create_account
from talentdb.access.chain import erase_person_events, export_chain
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.councils.outside import OutsideExpert, enter
from talentdb.councils.shortlists import add_people, create, rename
from talentdb.db.tables import metadata
from talentdb.errors import ForbiddenError
from talentdb.people.cv_source import scientific_cv
from talentdb.people.export import iter_people
from talentdb.people.profile import reveal_national_id, show
from talentdb.registry.decisions import approve, return_, rollback
from talentdb.registry.rebuild import rebuild
from talentdb.reporting.difficulties import raise_
from talentdb.reporting.inspections import record_inspection
from talentdb.submissions.query import original_file
from talentdb.submissions.receive import receive
from tests.talentdb.conftest import Province

LAN = {"full_name": "Nguyễn Thị Lan", "birth_date": "1980-03-02", "national_id": "033180001234"}
BINH = {"full_name": "Trần Văn Bình", "birth_date": "1975-01-05"}
_PLAN = "hung-yen-2711"

Act = Callable[[Connection, Principal, Province], object]

ACTS: dict[str, Act] = {
    "receive": lambda c, who, p: receive(c, who, p.keyring, p.draft("SO-TC", [BINH]), "submitted"),
    "approve": lambda c, who, _: approve(c, who, 2),
    "return": lambda c, who, _: return_(c, who, 2, "thiếu"),
    "rollback": lambda c, who, _: rollback(c, who, 1, "nhầm"),
    "rebuild": lambda c, who, _: rebuild(c, who),
    "show": lambda c, who, p: show(c, who, 1, keyring=p.keyring),
    "reveal": lambda c, who, p: reveal_national_id(c, who, p.keyring, 1, "đối chiếu"),
    "original": lambda c, who, p: original_file(c, who, p.keyring, 1),
    "export": lambda c, who, p: list(iter_people(c, who, keyring=p.keyring, purpose="thử")),
    "shortlist": lambda c, who, _: create(c, who, "Thử"),
    "rename": lambda c, who, _: rename(c, who, 1, "Khác", "thử"),
    "list people": lambda c, who, _: add_people(c, who, 1, [1]),
    "outside": lambda c, who, _: enter(c, who, OutsideExpert("Lê Thị Chi")),
    "difficulty": lambda c, who, _: raise_(c, who, "difficulty", "thiếu máy", "Bà Lan", plan=_PLAN),
    "inspection": lambda c, who, p: record_inspection(
        c, who, _PLAN, p.codes["SO-TC"], date(2026, 3, 2), "Đoàn 1", "Đủ hồ sơ"
    ),
}
ADMINISTERS: dict[str, Act] = {
    "account": lambda c, who, _: create_account(
        c, who, login="moi", password="một câu rất dài 12", role=Role.LEADER, display_name="x"
    ),
    "disable": lambda c, who, _: set_disabled(c, who, 1, disabled=True),
    "audit export": lambda c, who, _: list(export_chain(c, who)),
    "audit erase": lambda c, who, _: erase_person_events(c, who, 1, "yêu cầu số 1"),
}
TWO_ROWS = {"cv": lambda c, who, _: scientific_cv(c, who, 1, purpose="thử")}
"""The look at the person, and the CV."""


@pytest.fixture
def filled(province: Province, as_role: Callable[..., Principal]) -> tuple[Province, Principal, Principal]:
    """A person, a submission that waits, a list; with a steward and an administrator."""
    steward, administrator = as_role("steward"), as_role("administrator")
    province.load("SO-KHCN", [LAN])
    province.receive("SO-YTE", [BINH])
    with unit_of_work(province.engine, steward) as connection:
        assert create(connection, steward, "Danh sách") == 1
    return province, steward, administrator


def _content(database: Any) -> dict[str, str]:
    tables = [name for name in metadata.tables if name != "session"]
    with database.as_owner() as owner:
        return {
            name: owner.execute(
                f"select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {name} t"
            ).fetchone()[0]
            for name in tables
        }


def test_each_leaves_one_row(database: Any, filled: tuple[Province, Principal, Principal]) -> None:
    province, steward, administrator = filled
    counted = {}
    for who, acts in ((steward, ACTS | TWO_ROWS), (administrator, ADMINISTERS)):
        for name, act in acts.items():
            with unit_of_work(province.engine, who) as connection:
                undone = connection.begin_nested()
                act(connection, who, province)
                at = {"login": who.login, "me": who.account_id}
                with database.as_owner() as owner:
                    before = owner.execute("select count(*) from audit_event").fetchone()[0]
                connection.execute(text("select set_config('app.role', 'auditor', true)"))
                counted[name] = connection.execute(text("select count(*) from audit_event"), at).scalar() - before
                undone.rollback()
    expected = dict.fromkeys(ACTS | ADMINISTERS, 1) | dict.fromkeys(TWO_ROWS, 2)
    # A submission's state is logged by itself, beside the list that is taken in.
    assert counted == expected


_BREAKING = {
    "no right to write it": ("revoke insert on audit_event from talentdb_app", ForbiddenError),
    "its chain is gone": ("delete from audit_head", DBAPIError),
}


@pytest.mark.parametrize("how", _BREAKING)
def test_without_the_log_nothing_is_done_and_nothing_told(
    database: Any, filled: tuple[Province, Principal, Principal], how: str
) -> None:
    province, steward, administrator = filled
    statement, refusal = _BREAKING[how]
    if how == "no right to write it":
        # The erasing is done by a function of the owner.
        statement += "; revoke insert on audit_event from talentdb_owner"
    with database.as_owner() as owner:
        owner.execute(statement)
    before = _content(database)
    for who, acts in ((steward, ACTS | TWO_ROWS), (administrator, ADMINISTERS)):
        for name, act in acts.items():
            told = []
            with pytest.raises(refusal), unit_of_work(province.engine, who) as connection:
                told.append(act(connection, who, province))
                if how == "no right to write it":
                    pytest.fail(f"{name} was done")
    assert _content(database) == before

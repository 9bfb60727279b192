"""Kept searches: each account has its own, under its own names; nobody else reads or touches them."""

from collections.abc import Callable
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.search import saved
from talentdb.search.saved import delete_search, list_searches, rename_search, save_search

FILTERS = [("sex", "female"), ("plain", "nữ")]
AsRole = Callable[..., Principal]


@pytest.fixture
def work(database: Any) -> Callable[[Principal], Any]:
    return lambda principal: unit_of_work(database.engine, principal)


def test_a_search_is_kept_as_it_was_given(work: Any, as_role: AsRole) -> None:
    who = as_role("searcher")
    with work(who) as connection:
        number = save_search(connection, who, "  Chuyên gia   lúa ", "lúa lai", FILTERS)
        save_search(connection, who, "Ấp trứng", "gia cầm", [])
    with work(who) as connection:
        newest, first = list_searches(connection, who)
    assert (first.saved_search_id, first.name, first.query) == (number, "Chuyên gia lúa", "lúa lai")
    assert first.filters == tuple(FILTERS)
    assert newest.name == "Ấp trứng"


@pytest.mark.parametrize("role", ["searcher", "leader", "steward"])
def test_other_accounts_see_and_change_nothing(work: Any, as_role: AsRole, role: str) -> None:
    owner, other = as_role("searcher"), as_role(role)
    with work(owner) as connection:
        number = save_search(connection, owner, "Của tôi", "lúa", [])
    for stranger in (other, OPERATOR):
        with work(stranger) as connection:
            assert list_searches(connection, stranger) == []
            with pytest.raises(NotFoundError):
                rename_search(connection, stranger, number, "Của tôi rồi")
            with pytest.raises(NotFoundError):
                delete_search(connection, stranger, number)
            save_search(connection, stranger, "Của tôi", "ngô", [])
    with work(owner) as connection:
        assert [one.query for one in list_searches(connection, owner)] == ["lúa"]


@pytest.mark.parametrize("role", ["administrator", "auditor", "agency"])
def test_roles_without_the_registry_keep_nothing(work: Any, as_role: AsRole, role: str) -> None:
    who = as_role(role, "SO-KHCN") if role == "agency" else as_role(role)
    with work(who) as connection:
        for call in (
            list_searches,
            lambda c, p: save_search(c, p, "a", "b", []),
            lambda c, p: delete_search(c, p, 1),
        ):
            with pytest.raises(ForbiddenError):
                call(connection, who)


def test_renaming_and_deleting(work: Any, as_role: AsRole) -> None:
    who = as_role("leader")
    with work(who) as connection:
        one = save_search(connection, who, "Một", "lúa", [])
        two = save_search(connection, who, "Hai", "ngô", [])
        rename_search(connection, who, one, "MỘT")
        with pytest.raises(ConflictError):
            rename_search(connection, who, two, "một")
        delete_search(connection, who, one)
        rename_search(connection, who, two, "Một")
        assert [(found.saved_search_id, found.name) for found in list_searches(connection, who)] == [(two, "Một")]


@pytest.mark.parametrize("name", ["", "  ", "a" * 81])
def test_a_name_that_cannot_be_is_refused(work: Any, as_role: AsRole, name: str) -> None:
    who = as_role("searcher")
    with work(who) as connection, pytest.raises(UsageError):
        save_search(connection, who, name, "lúa", [])


def test_there_is_an_end_to_keeping(work: Any, as_role: AsRole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "MOST", 2)
    who = as_role("searcher")
    with work(who) as connection:
        save_search(connection, who, "1", "", [])
        save_search(connection, who, "2", "", [])
        with pytest.raises(ConflictError):
            save_search(connection, who, "3", "", [])

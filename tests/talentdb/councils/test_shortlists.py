"""Shortlists: whose they are, who sees and edits them, and that two users lose nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.councils import shortlists
from talentdb.councils.outside import OutsideExpert, enter
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from tests.conftest import Database
from tests.talentdb.councils.conftest import NAMES
from tests.talentdb.network.conftest import Circle

AsRole = Callable[..., Principal]


@pytest.fixture
def searcher(as_role: AsRole) -> Principal:
    return as_role("searcher")


def _new(circle: Circle, principal: Principal, *, shared: bool = False) -> int:
    with unit_of_work(circle.province.engine, principal) as connection:
        number = shortlists.create(connection, principal, "Thủy sản", shared=shared)
        shortlists.add_people(connection, principal, number, [circle.ids[name] for name in NAMES[:2]])
    return number


def _names(circle: Circle, principal: Principal, number: int) -> list[str]:
    with unit_of_work(circle.province.engine, principal) as connection:
        return [str(one.person["full_name"]) for one in shortlists.members_of(connection, principal, number)]


def test_people_stand_in_the_order_of_adding_and_once(circle: Circle, searcher: Principal) -> None:
    number = _new(circle, searcher)
    with unit_of_work(circle.province.engine, searcher) as connection:
        again = shortlists.add_people(connection, searcher, number, [circle.ids[NAMES[0]], circle.ids[NAMES[3]]])
    assert again == 1
    assert _names(circle, searcher, number) == [NAMES[0], NAMES[1], NAMES[3]]


def test_a_list_is_its_owners_until_it_is_shared(circle: Circle, searcher: Principal, as_role: AsRole) -> None:
    number, other = _new(circle, searcher), as_role("steward")
    with pytest.raises(NotFoundError):
        _names(circle, other, number)
    with unit_of_work(circle.province.engine, searcher) as connection:
        shortlists.share(connection, searcher, number, shared=True)
    assert _names(circle, other, number) == list(NAMES[:2])
    with unit_of_work(circle.province.engine, other) as connection:
        shortlists.rename(connection, other, number, "Tên khác", "")


def test_nobody_edits_a_list_that_is_not_shared(circle: Circle, searcher: Principal, as_role: AsRole) -> None:
    number, other = _new(circle, searcher), as_role("searcher")
    with unit_of_work(circle.province.engine, other) as connection, pytest.raises(NotFoundError):
        shortlists.archive(connection, other, number)


def test_leaders_read_shared_lists_without_contacts(circle: Circle, searcher: Principal, as_role: AsRole) -> None:
    number, leader = _new(circle, searcher, shared=True), as_role("leader")
    with unit_of_work(circle.province.engine, leader) as connection:
        seen = shortlists.members_of(connection, leader, number)
    assert [one.person["phone"] for one in seen] == [None, None]
    with unit_of_work(circle.province.engine, searcher) as connection:
        assert shortlists.members_of(connection, searcher, number)[0].person["phone"]
    with unit_of_work(circle.province.engine, leader) as connection, pytest.raises(ForbiddenError):
        shortlists.add_people(connection, leader, number, [circle.ids[NAMES[2]]])


def test_two_users_who_add_at_once_lose_nothing(circle: Circle, searcher: Principal) -> None:
    number = _new(circle, searcher, shared=True)

    def add(name: str) -> int:
        with unit_of_work(circle.province.engine, searcher) as connection:
            return shortlists.add_people(connection, searcher, number, [circle.ids[name], circle.ids[NAMES[5]]])

    with ThreadPoolExecutor(2) as pool:
        added = list(pool.map(add, NAMES[2:4]))
    assert sorted(added) == [1, 2]
    assert set(_names(circle, searcher, number)) == {*NAMES[:4], NAMES[5]}


def test_notes_and_removals_stay_with_the_member(circle: Circle, searcher: Principal) -> None:
    number = _new(circle, searcher)
    with unit_of_work(circle.province.engine, searcher) as connection:
        first, second = shortlists.members_of(connection, searcher, number)
        shortlists.note_member(connection, searcher, number, first.member_id, " đã gọi điện ")
        shortlists.remove_member(connection, searcher, number, second.member_id)
        shortlists.remove_member(connection, searcher, number, second.member_id)
        left = shortlists.members_of(connection, searcher, number)
        assert [(one.person["full_name"], one.note) for one in left] == [(NAMES[0], "đã gọi điện")]
        with pytest.raises(NotFoundError):
            shortlists.note_member(connection, searcher, number, second.member_id, "muộn")


def test_a_remark_does_not_fall_over_one_that_its_writer_has_not_seen(circle: Circle, searcher: Principal) -> None:
    number = _new(circle, searcher, shared=True)
    with unit_of_work(circle.province.engine, searcher) as connection:
        [first, _] = shortlists.members_of(connection, searcher, number)
        shortlists.note_member(connection, searcher, number, first.member_id, "của người kia", seen="")
    with unit_of_work(circle.province.engine, searcher) as connection:
        with pytest.raises(ConflictError, match="của người kia"):
            shortlists.note_member(connection, searcher, number, first.member_id, "của tôi", seen="")
        assert shortlists.members_of(connection, searcher, number)[0].note == "của người kia"
        shortlists.note_member(connection, searcher, number, first.member_id, "của tôi", seen="của người kia")
        assert shortlists.members_of(connection, searcher, number)[0].note == "của tôi"


def test_outside_experts_stand_beside_people(circle: Circle, searcher: Principal, as_role: AsRole) -> None:
    number = _new(circle, searcher, shared=True)
    with unit_of_work(circle.province.engine, searcher) as connection:
        expert = enter(connection, searcher, OutsideExpert("Vũ Thị Ngoài", "Viện Mẫu", phone="0900000000"))
        assert shortlists.add_outside(connection, searcher, number, expert) == 1
        assert shortlists.add_outside(connection, searcher, number, expert) == 0
        with pytest.raises(UsageError):
            enter(connection, searcher, OutsideExpert(" "))
    assert _names(circle, searcher, number)[-1] == "Vũ Thị Ngoài"
    leader = as_role("leader")
    with unit_of_work(circle.province.engine, leader) as connection:
        outside = shortlists.members_of(connection, leader, number)[-1].person
    assert (outside["agency_name"], outside["phone"]) == ("Viện Mẫu", None)


def test_archived_lists_are_out_of_the_way_and_come_back(circle: Circle, searcher: Principal) -> None:
    number = _new(circle, searcher)
    with unit_of_work(circle.province.engine, searcher) as connection:
        shortlists.archive(connection, searcher, number)
        assert shortlists.list_shortlists(connection, searcher) == []
        shortlists.archive(connection, searcher, number, archived=False)
        assert [one.count for one in shortlists.list_shortlists(connection, searcher)] == [2]


def test_every_change_is_in_the_log(circle: Circle, searcher: Principal, database: Database) -> None:
    number = _new(circle, searcher)
    with unit_of_work(circle.province.engine, searcher) as connection:
        shortlists.share(connection, searcher, number, shared=True)
        shortlists.archive(connection, searcher, number)
    with database.as_owner() as connection:
        rows = connection.execute("select action from audit_event where object_kind = 'shortlist' order by audit_id")
        actions = [row[0] for row in rows]
    assert actions == ["shortlist.create", "shortlist.add", "shortlist.share", "shortlist.archive"]


def test_an_unknown_person_is_refused(circle: Circle) -> None:
    with unit_of_work(circle.province.engine, OPERATOR) as connection:
        number = shortlists.create(connection, OPERATOR, "Thử")
        with pytest.raises(NotFoundError):
            shortlists.add_people(connection, OPERATOR, number, [987_654])


def test_a_merged_number_puts_the_person_who_stays_on_the_list_once(
    circle: Circle, searcher: Principal, database: Database
) -> None:
    number = _new(circle, searcher)
    with database.as_owner() as connection:
        connection.execute("insert into person_redirect values (900001, %s)", (circle.ids[NAMES[0]],))
        connection.execute("insert into person_redirect values (900002, %s)", (circle.ids[NAMES[3]],))
    with unit_of_work(circle.province.engine, searcher) as connection:
        assert shortlists.add_people(connection, searcher, number, [900_001, 900_002, circle.ids[NAMES[3]]]) == 1
    assert _names(circle, searcher, number) == [NAMES[0], NAMES[1], NAMES[3]]

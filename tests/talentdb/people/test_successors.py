"""Strategy: chains, gaps and circles of made-up bodies; the links followed in SQL and in Python agree."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.tables import agency
from talentdb.people.successors import employers_on, heir, heirs, with_predecessors

DAY = date(2026, 7, 1)


@dataclass(frozen=True)
class Body:
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: int | None = None


def test_a_body_keeps_its_people_through_its_last_day():
    bodies = {1: Body(valid_to=DAY, successor_id=2), 2: Body()}
    assert [heir(bodies, 1, DAY + timedelta(days=n)) for n in (-1, 0, 1)] == [1, 1, 2]


def test_a_chain_is_followed_as_far_as_its_bodies_have_ended():
    bodies = {1: Body(None, date(2024, 12, 31), 2), 2: Body(None, date(2025, 12, 31), 3), 3: Body()}
    assert [heir(bodies, 1, date(year, 6, 30)) for year in (2024, 2025, 2026)] == [1, 2, 3]


def test_a_successor_that_has_not_begun_has_nobody():
    bodies = {1: Body(None, date(2024, 12, 31), 2), 2: Body(date(2025, 7, 1))}
    assert [heir(bodies, 1, day) for day in (date(2025, 6, 30), date(2025, 7, 1))] == [1, 2]


def test_an_ended_body_without_a_successor_keeps_its_people():
    assert heir({1: Body(valid_to=date(2020, 1, 1))}, 1, DAY) == 1


def test_a_link_of_a_body_that_goes_on_moves_nobody():
    assert heir({1: Body(successor_id=2), 2: Body()}, 1, DAY) == 1


def test_a_circle_leads_nowhere():
    ended = date(2020, 1, 1)
    bodies = {1: Body(None, ended, 2), 2: Body(None, ended, 3), 3: Body(None, ended, 2), 4: Body(None, ended, 4)}
    assert [heir(bodies, number, DAY) for number in bodies] == [1, 2, 3, 4]


_days = st.sampled_from([None, date(2024, 12, 31), date(2025, 12, 31), date(2026, 12, 31)])
_bodies = st.dictionaries(
    st.integers(1, 6), st.builds(Body, _days, _days, st.none() | st.integers(1, 6)), min_size=1, max_size=6
)


@given(_bodies, st.sampled_from([date(2024, 6, 30), date(2025, 6, 30), DAY, date(2027, 1, 1)]))
def test_following_ends_at_a_body_that_keeps_its_people(bodies, day):
    for number in bodies:
        now = heir(bodies, number, day)
        assert now in bodies
        assert heir(bodies, now, day) == now or now == number
        if bodies[number].valid_to is None or bodies[number].valid_to >= day:
            assert now == number


def test_the_database_tells_the_same(database):
    links = [("S1", None, "2024-12-31", "S2"), ("S2", None, "2025-12-31", "S3"), ("S3", None, None, None),
             ("S4", None, "2025-12-31", "S5"), ("S5", "2026-12-01", None, None),
             ("S6", None, "2020-01-01", "S7"), ("S7", None, "2020-01-01", "S6")]  # fmt: skip
    with database.as_owner() as owner:
        for code, first, last, _ in links:
            owner.execute(
                "insert into agency (code, name, name_key, kind, sector, is_public, valid_from, valid_to)"
                " values (%s, %s, %s, 'other', 'other', false, %s, %s)", (code, code, code, first, last),
            )  # fmt: skip
        for code, _, _, successor in links:
            owner.execute(
                "update agency set successor_id = (select agency_id from agency where code = %s) where code = %s",
                (successor, code),
            )
    with unit_of_work(database.engine, OPERATOR) as connection:
        codes = {row[0]: row[1] for row in connection.execute(select(agency.c.agency_id, agency.c.code))}
        numbers = {code: number for number, code in codes.items()}
        found = {codes[old]: codes[new] for old, new in heirs(connection, DAY).items()}
        assert {old: new for old, new in found.items() if old.startswith("S")} == {"S1": "S3", "S2": "S3"}
        assert employers_on(connection, DAY)[numbers["S1"]][0] == "S3"
        assert employers_on(connection, date(2024, 6, 30))[numbers["S1"]][0] == "S1"

        def asked(code: str, day: date) -> set[str]:
            wanted = select(agency.c.agency_id).where(agency.c.code == code)
            return {codes[number] for number in connection.execute(with_predecessors(wanted, day)).scalars()}

        assert asked("S3", DAY) == {"S1", "S2", "S3"}
        assert asked("S3", date(2025, 6, 30)) == {"S3"}
        assert asked("S2", date(2025, 6, 30)) == {"S1", "S2"}
        assert asked("S5", DAY) == {"S5"}, "it has not begun"
        assert asked("S6", DAY) == {"S6", "S7"}, "a circle ends"

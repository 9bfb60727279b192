"""Who retires when, counted by hand and against plain Python; leaders get no small group of it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError, UsageError
from talentdb.indicators.renewal import OVERDUE, Crew, Renewal, renewal, weigh
from talentdb.people.retirement import retirement_day

AS_OF = date(2026, 7, 18)
LEADER = Principal(Role.LEADER, "x")


def _renewal(registry: Any, who: Principal = OPERATOR, until: int = 2030) -> Renewal:
    with unit_of_work(registry.database.engine, who) as connection:
        return renewal(connection, who, AS_OF, until)


def test_counted_by_hand(registry: Any) -> None:
    def person(born: date | None, sex: str | None, **more: Any) -> dict[str, Any]:
        return {"birth_date": born, "sex": sex, "retires_on": retirement_day(born, "day", sex), **more}

    registry.write(
        [
            # A man of January 1966 needs 62 years less the steps: 61 years 9 months in 2027, so 31 October 2027.
            person(date(1966, 1, 5), "male", field_group="1"),
            person(date(1990, 1, 5), "male", field_group="1"),
            person(date(1981, 7, 18), "female", field_group="1"),  # 45 on the day: not under it
            person(date(1981, 7, 19), "female", field_group="1"),  # the last day of 44
            person(date(1960, 1, 5), "female", field_group="2", agency="T2"),  # past the age, still listed
            person(None, "female", field_group="2", agency="T2"),
            person(date(1966, 1, 5), "male", is_intellectual=False),
            person(date(1966, 1, 5), "male", status="retired"),
            person(date(1966, 1, 5), "male", is_intellectual=None),
        ]
    )
    found = _renewal(registry)
    assert (found.working, found.retiring, found.young, found.unknown) == (6, 2, 2, 1)
    assert found.by_year.cells["state", "2027"] == 1
    assert found.by_year.cells["party", OVERDUE] == 1
    assert found.by_year.column_totals["2028"] == 0
    state = next(one for one in found.groups if one.sector == "state")
    assert (state.working, state.retiring, state.young, state.unknown, state.ratio, state.short) == (4, 1, 2, 0, 2, 0)
    party = next(one for one in found.groups if one.sector == "party")
    assert (party.retiring, party.young, party.unknown, party.ratio, party.short) == (1, 0, 1, 0, 1)
    assert found.ratio == 1


def test_the_database_counts_as_plain_python(registry: Any) -> None:
    rng = Random(6)
    people = []
    for _ in range(120):
        born = date(1955, 1, 1) + timedelta(days=rng.randint(0, 17000)) if rng.random() < 0.95 else None
        sex = rng.choice(["male", "female", "female", None])
        people.append(
            {"birth_date": born, "sex": sex, "retires_on": retirement_day(born, "day", sex),
             "field_group": rng.choice(["1", "2", None]), "agency": rng.choice(["T1", "T11", "T2"])}
        )  # fmt: skip
    registry.write(people)
    found = _renewal(registry)
    sector = {"T1": "state", "T11": "public_service", "T2": "party"}
    naive: Counter[tuple[str, str]] = Counter()
    for one in people:
        leaves = one["retires_on"]
        if leaves is not None and leaves.year <= 2030:
            naive[sector[one["agency"]], OVERDUE if leaves < AS_OF else str(leaves.year)] += 1
    assert {cell: value for cell, value in found.by_year.cells.items() if value} == naive
    assert found.unknown == sum(one["retires_on"] is None for one in people)
    assert sum(group.working or 0 for group in found.groups) == 120


_CREW = st.builds(
    Crew, st.sampled_from(["a", "b", "c"]), st.sampled_from(["1", "2", ""]),
    st.one_of(st.none(), st.integers(2026, 2033)), st.just(False), st.booleans(), st.integers(1, 9),
)  # fmt: skip


@given(st.lists(_CREW, max_size=20))
def test_totals_are_the_sums_of_their_parts_and_leaders_see_no_small_one(crews: Sequence[Crew]) -> None:
    found = weigh(OPERATOR, crews, AS_OF, 2030, {}, {})
    assert found.working == sum(crew.people for crew in crews)
    assert found.retiring == sum(crew.people for crew in crews if crew.year is not None and crew.year <= 2030)
    assert found.retiring == sum(group.retiring or 0 for group in found.groups)
    for field, (working, retiring) in found.by_field.items():
        of_field = [group for group in found.groups if group.field == field]
        assert (working, retiring) == (sum(g.working or 0 for g in of_field), sum(g.retiring or 0 for g in of_field))
    seen = weigh(LEADER, crews, AS_OF, 2030, {}, {})
    assert not any(0 < (number or 0) < 5 for pair in seen.by_field.values() for number in pair)
    # Whichever year is asked for, the answer is the same: nothing is to be had by taking one from another.
    assert all(weigh(LEADER, crews, AS_OF, until, {}, {}) == seen for until in range(2026, 2036))
    numbers = [*seen.by_year.cells.values(), *seen.by_year.row_totals.values(), *seen.by_year.column_totals.values()]
    numbers += [n for group in seen.groups for n in (group.working, group.retiring, group.young, group.unknown)]
    assert not any(number is not None and 0 < number < 5 for number in numbers)


def test_leaders_see_no_small_group(registry: Any) -> None:
    leaving = {"retires_on": date(2027, 3, 31), "birth_date": date(1966, 1, 1)}
    registry.write([{**leaving}] * 9 + [{**leaving, "agency": "T2"}] * 2 + [{**leaving, "agency": "T11"}] * 8)
    seen = _renewal(registry, LEADER)
    assert {row: seen.by_year.cells[row, "2027"] for row in seen.by_year.rows} == {
        "party": None, "public_service": None, "state": 9}  # fmt: skip
    assert [group.retiring for group in seen.groups] == [9, None, None]


def test_leaders_are_answered_for_one_year_and_for_ends_of_months(registry: Any) -> None:
    """The answer to 2028 less that to 2027 would be the two who go in 2028."""
    leaving = {"birth_date": date(1966, 1, 1)}
    registry.write([{**leaving, "retires_on": date(year, 3, 31)} for year in [2027] * 9 + [2028] * 2 + [2029] * 8])
    assert [_renewal(registry, until=year).retiring for year in (2027, 2028)] == [9, 11]
    answers = [_renewal(registry, LEADER, year) for year in (2027, 2028, 2030, 2034)]
    assert {(one.until, one.as_of) for one in answers} == {(2030, date(2026, 6, 30))}
    assert all(one == answers[0] for one in answers)
    assert answers[0].by_year.cells["state", "2028"] is None


def test_an_empty_registry_and_odd_questions(registry: Any) -> None:
    registry.write([])
    found = _renewal(registry)
    assert (found.working, found.retiring, found.ratio, found.groups) == (0, 0, None, ())
    for year in (2025, 3000):
        with pytest.raises(UsageError, match=str(year)):
            _renewal(registry, until=year)
    with pytest.raises(ForbiddenError):
        _renewal(registry, Principal(Role.AGENCY, "x"))

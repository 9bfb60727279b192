"""Totals and counts where the index cannot be sure: ages, whose days it does not hold, and changes that wait."""

from collections import Counter
from datetime import timedelta
from typing import Any, cast

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.search import counting
from talentdb.search.client import SearchIndex
from talentdb.search.counting import doubt_of, server_filters
from talentdb.search.outbox import drain
from talentdb.search.query import search
from talentdb.search.weights import weights
from talentdb.settings import today

AGES = ("40", "..39", "41..", "30..45", "40,50..")


def _born(person: int) -> str:
    """Around the fortieth and the fiftieth birthday, a day before and a day behind them too."""
    day = today()
    years = (30, 39, 40, 41, 50, 51)[person % 6]
    born = day.replace(year=day.year - years, day=min(day.day, 28)) + timedelta(days=(person % 7) - 3)
    return born.isoformat()


def _age(born: str) -> int:
    day = today()
    year, month, date = map(int, born.split("-"))
    return day.year - year - ((day.month, day.day) < (month, date))


def _fits(age: int, given: str) -> bool:
    bounds = [one.split("..") for one in given.split(",")]
    return any(int(one[0] or 0) <= age <= int(one[-1] or 999) for one in bounds)


@pytest.fixture
def crowd(database: Any, people: Any, index: SearchIndex) -> dict[int, dict[str, Any]]:
    """Forty-two persons; after the index has them every fifth changes, one is new and one is withdrawn."""
    held = {}
    for number in range(1, 43):
        held[number] = {"birth_date": _born(number), "sex": "male" if number % 2 else "female", "status": "working",
                        "field_of_training": "Lâm sinh"}  # fmt: skip
        people.add(number, f"Nguyễn Văn {number}", **held[number])
    people.add(99, "Lê Thị Không Rõ", field_of_training="Lâm sinh", sex="female")
    drain(database.engine, index)
    return {**held, 99: {"sex": "female"}}


def _change(people: Any, held: dict[int, dict[str, Any]], later: int) -> None:
    for number in range(5, 43, 5):
        held[number] = {**held[number], "sex": "male", "birth_date": _born(number + later)}
        people.add(number, f"Nguyễn Văn {number}", **held[number])
    people.withdraw(7)
    del held[7]


def _expected(held: dict[int, dict[str, Any]], given: str) -> tuple[int, dict[str, int], set[int]]:
    fitting = {
        one for one, values in held.items() if "birth_date" in values and _fits(_age(values["birth_date"]), given)
    }
    return len(fitting), dict(Counter(held[one]["sex"] for one in fitting)), fitting


def _found(database: Any, index: SearchIndex, line: str, given: str) -> tuple[int, dict[str, int], set[int]]:
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = search(connection, OPERATOR, index, line, filters=[("age", given)], facets=["sex"], limit=100)
    assert not found["degraded"]
    return found["total"], found["facets"]["sex"], {hit["person_id"] for hit in found["hits"]}


# With more changes than can be told by number people are sifted by the index first: those of the sex only are seen.
@pytest.mark.parametrize(("most", "later"), [(counting._MOST_WAITING, 1), (2, 0)])
@pytest.mark.parametrize("line", ["lâm sinh", ""])
def test_ages_and_changes_are_counted_as_by_hand(
    database: Any, people: Any, index: SearchIndex, crowd: Any, monkeypatch: Any, line: str, most: int, later: int
) -> None:
    monkeypatch.setattr(counting, "_MOST_WAITING", most)
    for given in AGES:
        assert _found(database, index, line, given) == _expected(crowd, given)
    _change(people, crowd, later)
    for given in AGES:
        assert _found(database, index, line, given) == _expected(crowd, given)
    if not line:
        people.add(100, "Phạm Thị Mới", birth_date=_born(2), sex="female")
        crowd[100] = {"birth_date": _born(2), "sex": "female"}
        assert _found(database, index, line, "40") == _expected(crowd, "40")


def test_pages_of_an_age_follow_one_another(database: Any, index: SearchIndex, crowd: Any, monkeypatch: Any) -> None:
    """Also where more of those whom the server brings have another age than it brings beyond what was asked for."""
    monkeypatch.setitem(cast(dict[str, float], weights("recall")), "candidates", 2)
    seen: list[int] = []
    with unit_of_work(database.engine, OPERATOR) as connection:
        for offset in range(0, 42, 3):
            page = search(connection, OPERATOR, index, "lâm sinh", filters=[("age", "40")], limit=3, offset=offset)
            seen += [hit["person_id"] for hit in page["hits"]]
    assert set(seen) == _expected(crowd, "40")[2]


def test_the_index_is_asked_only_what_it_holds(database: Any, people: Any) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        doubt = doubt_of(connection, [("age", "30..40")], ["sex"], settled=True)
        assert doubt is not None
        assert doubt.years == (today().year - 41, today().year - 30)
        assert server_filters(connection, [("age", "..39")]) == [f"birth_year {today().year - 40} TO 9999"]
        assert doubt_of(connection, [("ethnicity_code", "01")], [], settled=True) is None
        assert doubt_of(connection, [], ["expertise"], settled=True) is None

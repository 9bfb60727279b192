"""Retirement against rows of appendix I of Decree 135/2020/NĐ-CP and against what the law says of all of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.people.retirement import retirement_day

_BORN = st.dates(date(1961, 1, 1), date(2010, 12, 31))
_SEX = st.sampled_from(["male", "female"])


@pytest.mark.parametrize(
    ("born", "sex", "last_day"),
    [
        # First and last month of the rows of the appendix: 60 years 3 months, 60 years 6 months … 62 years.
        (date(1961, 1, 15), "male", date(2021, 4, 30)),
        (date(1961, 9, 30), "male", date(2021, 12, 31)),
        (date(1961, 10, 1), "male", date(2022, 4, 30)),
        (date(1964, 9, 30), "male", date(2025, 12, 31)),
        (date(1964, 10, 1), "male", date(2026, 4, 30)),
        (date(1966, 3, 31), "male", date(2027, 12, 31)),
        (date(1966, 4, 1), "male", date(2028, 4, 30)),
        (date(1990, 2, 28), "male", date(2052, 2, 29)),
        # 55 years 4 months … 60 years.
        (date(1966, 1, 1), "female", date(2021, 5, 31)),
        (date(1966, 8, 31), "female", date(2021, 12, 31)),
        (date(1966, 9, 1), "female", date(2022, 5, 31)),
        (date(1975, 4, 30), "female", date(2034, 12, 31)),
        (date(1975, 5, 1), "female", date(2035, 5, 31)),
    ],
)
def test_rows_of_the_appendix(born: date, sex: str, last_day: date) -> None:
    assert retirement_day(born, "day", sex) == last_day


def test_of_a_year_alone_its_first_day_counts() -> None:
    assert retirement_day(date(1964, 7, 9), "year", "male") == retirement_day(date(1964, 1, 1), "day", "male")
    assert retirement_day(date(1964, 7, 1), "month", "male") == retirement_day(date(1964, 7, 31), "day", "male")


@pytest.mark.parametrize(("born", "sex"), [(None, "male"), (date(1970, 1, 1), None)])
def test_without_birth_or_sex_there_is_no_day(born: date | None, sex: str | None) -> None:
    assert retirement_day(born, "day", sex) is None


@given(_BORN, _BORN, _SEX)
def test_the_younger_never_retires_earlier(one: date, other: date, sex: str) -> None:
    first, second = sorted([one, other])
    before, after = retirement_day(first, "day", sex), retirement_day(second, "day", sex)
    assert before is not None
    assert after is not None
    assert before <= after


@given(_BORN, _SEX)
def test_the_age_lies_between_the_first_and_the_last_of_the_law(born: date, sex: str) -> None:
    day = retirement_day(born, "day", sex)
    assert day is not None
    months = day.year * 12 + day.month - born.year * 12 - born.month
    low, high = {"male": (723, 744), "female": (664, 720)}[sex]
    assert low <= months <= high

"""Where a share will stand: ages, retirements and plans to the last person, and three simulated years foreseen."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from statistics import fmean
from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.errors import ForbiddenError, UsageError
from talentdb.indicators.figures import Tally
from talentdb.indicators.outlook import Outlook, outlook, paths
from talentdb.indicators.outlook_words import sentence, span
from talentdb.indicators.projection import Projected
from talentdb.people.retirement import retirement_day
from talentdb.plans import load_plan

AS_OF = date(2026, 7, 18)


def _outlook(registry: Any, as_of: date, year: int, who: Principal = OPERATOR) -> Mapping[str, Outlook]:
    with unit_of_work(registry.database.engine, who) as connection:
        found = outlook(connection, who, load_plan("hung-yen-2711"), as_of, year)
    return {one.code: one for one in found}


def test_retirements_ages_and_plans_are_known_to_the_last_person(registry: Any) -> None:
    post = {"sti_posts": ["research"], "birth_date": date(1980, 1, 1)}
    registry.write(
        [
            {**post, "sex": "female", "retires_on": date(2027, 3, 31)},
            {**post, "sex": "female", "retires_on": date(2031, 3, 31)},
            {**post, "sex": "male", "retires_on": None},
            {"birth_date": date(1984, 1, 1)},  # 45 before the end of 2030
            {"birth_date": date(1990, 1, 1), "planned_on": [date(2027, 5, 1)]},
            {"birth_date": date(1990, 1, 1), "planned_on": [date(2026, 5, 1)]},  # planned for a day that has passed
            {"birth_date": date(1990, 1, 1), "planned_on": [date(2031, 5, 1)]},
            {"birth_date": date(1990, 1, 1), "trained_on": [date(2026, 2, 1)], "planned_on": [date(2027, 5, 1)]},
        ]
    )
    found = _outlook(registry, AS_OF, 2030)
    women, trained = found["I1.women"], found["I2"]
    assert (women.now.numerator, women.now.denominator) == (2, 3)
    assert (women.foreseen.numerator, women.foreseen.denominator) == (1, 2)
    assert women.leaving == 1
    assert (trained.now.numerator, trained.now.denominator) == (1, 5)
    assert (trained.foreseen.numerator, trained.foreseen.denominator) == (2, 4)
    assert trained.projected is not None
    assert trained.projected.known == 0
    assert trained.missing(0.25) == 1
    assert women.missing(0.0) is None


def test_what_changes_the_share_is_told_apart_and_sums_up(registry: Any) -> None:
    registry.write(
        [
            {"birth_date": date(1990, 1, 1), "planned_on": [date(2027, 5, 1)]},
            {"birth_date": date(1990, 1, 1), "trained_on": [date(2026, 2, 1)]},
            {"birth_date": date(1984, 1, 1)},  # 45 before the end of 2030
            {"birth_date": date(1990, 1, 1)},
        ]
    )
    with unit_of_work(registry.database.engine, OPERATOR) as connection:
        found = {path.code: path for path in paths(connection, OPERATOR, load_plan("hung-yen-2711"), AS_OF, 2030)}
    path = found["I2"]
    assert [point.year for point in path.points] == [2026, 2027, 2028, 2029, 2030]
    assert [point.foreseen.numerator for point in path.points] == [1, 2, 2, 2, 2]
    assert path.error is None
    last = path.points[-1]
    assert last.parts is not None
    aged, planned, drift = last.parts
    assert aged == pytest.approx(1 / 3 - 1 / 4)
    assert planned == pytest.approx(1 / 3)
    assert drift == 0
    assert last == _outlook(registry, AS_OF, 2030)["I2"]


def test_leaders_see_no_handful_of_people(registry: Any) -> None:
    registry.write([{"birth_date": date(1990, 1, 1)}] * 3)
    seen = _outlook(registry, AS_OF, 2030, Principal(Role.LEADER, "x"))["I2"]
    assert (seen.suppressed, seen.now, seen.projected) == (True, Tally(), None)
    assert "không hiện" in sentence(seen)
    assert not _outlook(registry, AS_OF, 2030)["I2"].suppressed


def _point(low: float, value: float, high: float, target: float | None) -> Outlook:
    counted = Tally(1000, 300)
    projected = Projected(value, low, high, 0.0, 3)
    return Outlook("I1", "x", 2030, counted, counted, counted, projected, target, target)


@pytest.mark.parametrize(
    ("point", "told"),
    [
        (_point(0.36, 0.38, 0.39, 0.4), "đạt 36–39 %, chưa đạt mục tiêu 40 %: cần thêm 20 người (từ 10 đến 40)."),
        (_point(0.36, 0.38, 0.41, 0.4), "có thể đạt hoặc không: ở mức giữa còn thiếu 20 người, mức thấp 40 người."),
        (_point(0.38, 0.405, 0.43, 0.4), "mục tiêu 40 % có thể đạt; nếu xảy ra mức thấp thì còn thiếu 20 người."),
        (_point(0.41, 0.43, 0.45, 0.4), "đạt 41–45 %, đạt mục tiêu 40 %."),
        (_point(0.41, 0.43, 0.45, None), "không đặt mục tiêu"),
        (Outlook("I1", "x", 2030, Tally(), Tally(), Tally(), None, 0.4, 0.4), "chưa dự báo được"),
    ],
)
def test_words_say_where_it_goes_and_how_many_are_missing(point: Outlook, told: str) -> None:
    assert told in sentence(point).replace("\xa0", " ")


def test_a_band_of_one_figure_is_one_figure() -> None:
    assert span(0.401, 0.404).replace("\xa0", " ") == "40 %"


def test_a_year_that_has_passed_and_a_role_without_figures_are_refused(registry: Any) -> None:
    for year in (2025, 9999):
        with pytest.raises(UsageError, match=str(year)):
            _outlook(registry, AS_OF, year)
    with pytest.raises(ForbiddenError):
        _outlook(registry, AS_OF, 2030, Principal(Role.AGENCY, "x"))


def _lives(rng: Random, first: int, last: int, women: float) -> list[dict[str, Any]]:
    """Versions of the people of one body over some years: who is there, who comes, who leaves before the age."""
    rows: list[dict[str, Any]] = []
    people = [(rng.randint(1963, 2000), rng.random() < women, first - 1) for _ in range(500)]
    for year in range(first, last):
        # More women come than there were: that is what only the years before can tell.
        people += [
            (rng.randint(year - 30, year - 23), rng.random() < women + 0.25, year) for _ in range(rng.randint(18, 30))
        ]
    for number, (born, is_woman, came) in enumerate(people, 1):
        birth, sex = date(born, rng.randint(1, 12), 1), "female" if is_woman else "male"
        retires = retirement_day(birth, "day", sex)
        left = next((y for y in range(max(came, first), last) if rng.random() < 0.02), None)
        gone = min([day for day in (retires, date(left, 6, 30) if left else None) if day], default=None)
        starts = date(came, 7, 1) if came >= first else date(first - 1, 7, 1)
        row = {
            "person_id": number, "sti_posts": ["research"], "sex": sex, "birth_date": birth, "retires_on": retires,
            "valid_from": starts,
        }  # fmt: skip
        if gone is not None and gone <= starts:
            continue
        if gone is None or gone >= date(last, 7, 1):
            rows.append(row)
        else:
            rows.append({**row, "valid_to": gone + timedelta(days=1)})
            rows.append({**row, "version": 2, "valid_from": gone + timedelta(days=1), "status": "retired"})
    return rows


def test_three_simulated_years_are_foreseen_within_three_points(registry: Any) -> None:
    errors, inside = [], []
    for seed in range(4):
        rng = Random(seed)
        registry.write(_lives(rng, 2023, 2030, rng.uniform(0.2, 0.5)))
        for year in (2027, 2028, 2029):
            foreseen = _outlook(registry, date(2026, 12, 31), year)["I1.women"]
            came = registry.figures(date(year, 12, 31))["I1.women"]["value"]
            assert foreseen.projected is not None
            assert foreseen.projected.known == 3
            errors.append(abs(foreseen.projected.value - came))
            inside.append(foreseen.projected.low <= came <= foreseen.projected.high)
    assert fmean(errors) <= 0.03
    assert fmean(inside) >= 0.8

"""Figures that rest on the decisions of cases, counted by hand; they agree with the cohorts of the programme."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest
from sqlalchemy import insert, select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import agency, case_event, person_version, programme_case
from talentdb.errors import DataError, ForbiddenError
from talentdb.indicators.drill import may_list, people_of
from talentdb.indicators.engine import compute
from talentdb.indicators.figures import Tally
from talentdb.indicators.not_due import not_due_note
from talentdb.indicators.unlinked import widened
from talentdb.plans import load_plan
from talentdb.plans.choices import choose
from talentdb.plans.decisions import Decided, Decisions, years_before
from talentdb.plans.loader import plan_of, raw_plan
from talentdb.programmes.cohorts import cohorts

As = Callable[..., Principal]
PLAN: Final = "lang-son-899"
DAY: Final = date(2026, 10, 1)


def _recognised(
    database: Any, person: int | None, day: date, step: str = "recognise", instrument: str = "recognition"
) -> None:
    """A case as it is when the decision has been made; how it came there is of no account here."""
    with unit_of_work(database.engine, OPERATOR) as connection:
        number = connection.execute(select(agency.c.agency_id).where(agency.c.code == "SO-TC")).scalar_one()
        case = connection.execute(
            insert(programme_case)
            .values(
                plan_code=PLAN, instrument=instrument, definition_version="1", title="Công nhận", person_id=person,
                agency_id=number, login=OPERATOR.login,
            )
            .returning(programme_case.c.case_id)
        ).scalar_one()  # fmt: skip
        connection.execute(
            insert(case_event).values(
                case_id=case,
                number=1,
                step=step,
                stage="recognised",
                actor="operator",
                day=day,
                login=OPERATOR.login,
                reason="Không qua đề cử",
            )
        )


@pytest.fixture
def people(database: Any, province: Any) -> dict[str, int]:
    """Two recruits of the year with a talent group, two without, and three who came long ago."""
    here = {"status": "working"}
    new, old = {"recruitment_date": "2026-02-01"}, {"recruitment_date": "2015-01-01"}
    rows = [
        {"full_name": "Trần Thị Ở", **here, **new}, {"full_name": "Lê Văn Mới", **here, **new},
        {"full_name": "Phạm Thị Nhóm", **here, **new, "talent_groups": ["attracted"]},
        {"full_name": "Đỗ Văn Xếp", **here, **new, "talent_groups": ["attracted"]},
        {"full_name": "Ngô Thị Lâu", **here, **old}, {"full_name": "Vũ Văn Đi", "status": "left", **old},
        {"full_name": "Bùi Thị Khuyết", **old},
    ]  # fmt: skip
    province.load("SO-TC", rows, as_of="2026-03-01")
    with unit_of_work(database.engine, OPERATOR) as connection:
        v = person_version.c
        return {row.full_name: row.person_id for row in connection.execute(select(v.full_name, v.person_id))}


def _figures(database: Any, principal: Principal = OPERATOR, **asked: Any) -> dict[str, Any]:
    with unit_of_work(database.engine, principal) as connection:
        body = compute(connection, principal, load_plan(PLAN), DAY, only_values=True, **asked)
    return {one["code"]: one for one in body["indicators"]}


def _share(entry: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(entry[name] for name in ("numerator", "denominator", "low", "high"))


def test_without_any_decision_the_registry_counts(database: Any, people: dict[str, int]) -> None:
    _recognised(database, people["Trần Thị Ở"], date(2026, 10, 2))
    _recognised(database, people["Trần Thị Ở"], date(2026, 5, 1), step="submit")
    found = _figures(database)
    assert _share(found["L2"]) == (2, 4, 0.5, 0.5)
    assert any("khi chưa có quyết định nào" in one for one in found["L2"]["readings"])


def test_talents_among_recruits_are_those_recognised(database: Any, people: dict[str, int], as_role: As) -> None:
    _recognised(database, people["Trần Thị Ở"], date(2026, 5, 1))
    _recognised(database, people["Trần Thị Ở"], date(2026, 6, 1))
    # By a number that was merged since: the same person.
    with database.as_owner() as owner:
        owner.execute("insert into person_redirect values (900001, %s)", (people["Trần Thị Ở"],))
    _recognised(database, 900001, date(2026, 4, 1))
    _recognised(database, people["Ngô Thị Lâu"], date(2026, 5, 1))
    found = _figures(database)
    assert _share(found["L2"]) == _share(found["L3"]) == (1, 4, 0.25, 0.25)
    _recognised(database, None, DAY)
    # The one nobody has linked may be one of the four; in the row of the body too, and whoever looks.
    for principal in (OPERATOR, as_role("searcher")):
        found = _figures(database, principal, by="agency")
        assert _share(found["L3"]) == (1, 4, 0.25, 0.5)
        assert [(row["key"], *_share(row)) for row in found["L3"]["rows"]] == [("SO-TC", 1, 4, 0.25, 0.5)]
        assert found["L3"]["unknown"]["unlinked"] == 1


def test_whoever_was_attracted_is_a_talent_among_recruits_only(database: Any, people: dict[str, int]) -> None:
    _recognised(database, people["Lê Văn Mới"], date(2026, 5, 1), "sign", "attraction")
    _recognised(database, people["Lê Văn Mới"], date(2026, 6, 1), "approve-support", "attraction")
    _recognised(database, people["Trần Thị Ở"], date(2026, 5, 1), "decide", "attraction")
    _recognised(database, people["Trần Thị Ở"], date(2026, 5, 1), "approve-support", "study-master")
    found = _figures(database)
    assert _share(found["L2"]) == (1, 4, 0.25, 0.25)
    assert (found["L4"]["denominator"], found["L5"]["denominator"]) == (0, 0)


def test_the_people_behind_are_told_to_readers_of_cases_only(
    database: Any, people: dict[str, int], as_role: As
) -> None:
    _recognised(database, people["Trần Thị Ở"], date(2026, 5, 1))
    steward, searcher = as_role("steward"), as_role("searcher")
    with unit_of_work(database.engine, steward) as connection:
        found = people_of(connection, steward, load_plan(PLAN), "L3", DAY)
    assert [one["person_id"] for one in found["people"]] == [people["Trần Thị Ở"]]
    third = load_plan(PLAN).indicator("L3")
    assert third is not None
    assert [may_list(one, third, "numerator") for one in (steward, searcher)] == [True, False]
    with unit_of_work(database.engine, searcher) as connection, pytest.raises(ForbiddenError, match="công nhận"):
        people_of(connection, searcher, load_plan(PLAN), "L3", DAY)


def test_an_administrator_may_go_back_to_the_registry(database: Any, people: dict[str, int], as_role: As) -> None:
    _recognised(database, people["Trần Thị Ở"], date(2026, 5, 1))
    _recognised(database, None, date(2026, 5, 1))
    with unit_of_work(database.engine, admin := as_role("administrator")) as connection:
        choose(connection, admin, PLAN, "by_decision", "never", "Chưa nhập đủ hồ sơ")
    assert _share(_figures(database)["L2"]) == (2, 4, 0.5, 0.5)


def test_who_has_stayed_agrees_with_the_cohorts(database: Any, people: dict[str, int]) -> None:
    long_ago = date(2021, 5, 1)
    for name in ("Ngô Thị Lâu", "Vũ Văn Đi", "Bùi Thị Khuyết"):
        _recognised(database, people[name], long_ago)
    _recognised(database, None, long_ago)
    _recognised(database, people["Trần Thị Ở"], date(2021, 10, 2))
    found = _figures(database)["L4"]
    assert _share(found) == (1, 4, 0.25, 0.75)
    assert (found["unknown"]["status"], found["unknown"]["unlinked"]) == (1, 1)
    with unit_of_work(database.engine, OPERATOR) as connection:
        told = [one for one in cohorts(connection, OPERATOR, load_plan(PLAN), DAY) if one.due]
    assert [(one.due, one.stayed, one.unknown, one.unlinked) for one in told] == [(4, 1, 1, 1)]
    assert [(float(one.low or 0), float(one.high or 0)) for one in told] == [(found["low"], found["high"])]


def test_after_how_many_years_it_is_asked_is_said_by_the_plan(database: Any, people: dict[str, int]) -> None:
    for name in ("Ngô Thị Lâu", "Vũ Văn Đi", "Bùi Thị Khuyết"):
        _recognised(database, people[name], date(2023, 5, 1))
    assert _figures(database)["L4"]["denominator"] == 0
    raw = raw_plan(PLAN)
    next(one for one in raw["indicators"] if one["code"] == "L4")["years"] = 3
    three = plan_of(raw, PLAN)
    assert (load_plan(PLAN).stay_years, three.stay_years, load_plan("hung-yen-798").stay_years) == (5, 3, 5)
    with unit_of_work(database.engine, OPERATOR) as connection:
        body = compute(connection, OPERATOR, three, DAY, only_values=True)
        told = cohorts(connection, OPERATOR, three, DAY)
    found = next(one for one in body["indicators"] if one["code"] == "L4")
    assert _share(found) == (1, 3, 1 / 3, 2 / 3)
    assert [(one.due, one.stayed, one.unknown) for one in told] == [(3, 1, 1)]
    del next(one for one in raw["indicators"] if one["code"] == "L4")["years"]
    with pytest.raises(DataError, match="phải nói sau mấy năm"):
        plan_of(raw, PLAN)


def test_a_day_so_many_years_before() -> None:
    assert years_before(date(2024, 2, 29), 5) == date(2019, 2, 28)
    assert years_before(date(2026, 10, 1), 5) == date(2021, 10, 1)


def _young(here: list[bool | None], day: date = date(2024, 5, 1)) -> Decisions:
    return Decisions(tuple(Decided(at, at, 1 + at % 2, None, day, None, held) for at, held in enumerate(here)))


def test_who_is_not_due_stands_beside_the_figure_without_handfuls() -> None:
    fourth = load_plan(PLAN).indicator("L4")
    assert fourth is not None

    def note(decisions: Decisions, as_of: date = DAY, scope: list[int] | None = None) -> str:
        return not_due_note(decisions, fourth, as_of, DAY, scope)

    assert note(_young([])) == note(_young([True] * 9, date(2021, 10, 1))) == ""
    full = note(_young([True] * 6 + [False] * 5))
    assert full.startswith("Chưa đến hạn: 11 người được công nhận chưa đủ 5 năm")
    assert full.endswith("đến nay 6 người còn làm việc, 5 người đã thôi, 0 người chưa rõ.")
    assert note(_young([True] * 6), date(2026, 9, 1)).endswith("chưa tính vào tỷ lệ."), "how it stood then is unknown"
    for few in ([True] * 4, [True] * 6 + [False], [True] * 6 + [None] * 4):
        assert not re.search(r"\d người", note(_young(few)))
        assert note(_young(few)).startswith("Chưa đến hạn: còn người")
    assert "6 người được công nhận" in note(_young([True] * 12), scope=[1])
    assert note(_young([True] * 12), scope=[9]) == ""


def test_leaders_and_rows_of_sectors_have_the_same_decisions(
    database: Any, people: dict[str, int], as_role: As
) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        choose(connection, OPERATOR, PLAN, "talent_field", "all", "Mọi nhân tài")
    for name in ("Trần Thị Ở", "Lê Văn Mới", "Phạm Thị Nhóm", "Đỗ Văn Xếp"):
        _recognised(database, people[name], date(2026, 5, 1))
    for name in ("Ngô Thị Lâu", "Vũ Văn Đi", "Bùi Thị Khuyết"):
        _recognised(database, people[name], date(2021, 5, 1))
    expected = {
        "L2": (4, 4, 1.0, 1.0), "L3": (4, 4, 1.0, 1.0), "L4": (1, 3, 1 / 3, 2 / 3), "L5": (0, 6, 0.0, 0.0),
    }  # fmt: skip
    whole = _figures(database, by="sector")
    for code, share in expected.items():
        assert _share(whole[code]) == share, code
        [row] = whole[code]["rows"]
        assert _share(row) == share, code
        assert row["by"] == "sector"
    assert whole["L4"]["readings"][-1] == "Chưa đến hạn: còn người được công nhận chưa đủ 5 năm, chưa tính vào tỷ lệ."
    assert not any("Chưa đến hạn" in one for one in whole["L3"]["readings"])
    seen = _figures(database, as_role("leader"), by="sector")
    for code, share in expected.items():
        told = {
            tuple(one[name] for name in ("numerator", "denominator")) for one in (seen[code], *seen[code]["rows"])
        }
        hidden = (None, None)
        assert told <= {hidden, share[:2]}, code
        # A handful is hidden from leaders in rows, and never told by the note.
        assert share[1] >= 5 or all(one["suppressed"] for one in seen[code]["rows"]), code


def test_the_trained_are_of_the_recognised(database: Any, people: dict[str, int]) -> None:
    with unit_of_work(database.engine, OPERATOR) as connection:
        choose(connection, OPERATOR, PLAN, "talent_field", "all", "Mọi nhân tài")
    _recognised(database, people["Trần Thị Ở"], date(2026, 5, 1))
    _recognised(database, people["Vũ Văn Đi"], date(2026, 5, 1))
    assert _share(_figures(database)["L5"]) == (0, 1, 0.0, 0.0)
    _recognised(database, None, date(2026, 5, 1))
    assert _share(_figures(database)["L5"]) == (0, 1, 0.0, 0.5)


def test_somebody_unlinked_widens_by_what_they_may_be() -> None:
    plan = load_plan(PLAN)
    recruits, stays = plan.indicator("L3"), plan.indicator("L4")
    assert recruits is not None
    assert stays is not None
    one = Decided(1, None, 1, None, date(2020, 2, 29))
    full = widened(Tally(1, 1, 1, 1), recruits, one, DAY)
    assert (full.low, full.high, full.unknown) == (1.0, 1.0, {"unlinked": 1})
    assert widened(Tally(), stays, one, date(2025, 2, 28)) == Tally()
    due = widened(Tally(), stays, one, date(2025, 3, 1))
    assert (due.denominator, due.low, due.high) == (1, 0.0, 1.0)
    # Of somebody whose number has no row any more it is known all the same.
    known = widened(Tally(), stays, Decided(1, 7, 1, None, date(2020, 1, 1), stayed=True), DAY)
    assert (known.numerator, known.low, known.unknown) == (1, 1.0, {})


def test_a_plan_file_has_to_say_what_decisions_do() -> None:
    raw = raw_plan(PLAN)
    third = next(one for one in raw["indicators"] if one["code"] == "L3")
    del third["unknown"]["unlinked"], third["by_decision"]
    with pytest.raises(DataError) as refused:
        plan_of(raw, PLAN)
    told = f"{refused.value} {refused.value.advice}"
    assert "L3.measure: measure và by_decision phải đi cùng nhau" in told
    assert "L3.unknown.unlinked: chỉ tiêu theo quyết định" in told

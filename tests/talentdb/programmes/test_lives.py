"""The whole life of a case of every instrument: to its end by those who may, and to every other end.

What happens is read off the plan files alone: a plan of a province that nobody has thought of lives the same way.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.db.tables import person_version
from talentdb.errors import DataError
from talentdb.plans import list_plans, load_plan, store_plans
from talentdb.plans.instruments import Instrument
from talentdb.programmes.cases import open_case
from talentdb.programmes.commitments import commitment_of
from talentdb.programmes.payments import payments_of
from tests.talentdb.programmes.lives import Actors, confirm_everything, live, ways

As = Callable[..., Principal]
_ALL = [(plan, one) for plan in list_plans() for one in load_plan(plan).instruments]
every = pytest.mark.parametrize(("plan", "one"), _ALL, ids=lambda value: getattr(value, "code", value))
_STATES = {"success": ("ended", "fulfilled"), "stopped": ("broken", "released")}


@pytest.fixture
def person(province: Any) -> int:
    """Somebody whom every instrument suits."""
    values = {
        "full_name": "Trần Thị Toàn", "sex": "female", "birth_date": "1985-05-05", "qualification": "doctorate",
        "academic_title": "professor", "employment_category": "public_employee", "status": "working",
        "talent_groups": ["talent", "excellent_graduate", "leading_expert"], "recruitment_date": "2010-01-01",
    }  # fmt: skip
    province.load("SO-YTE", [values], as_of="2011-12-31")
    with unit_of_work(province.engine, OPERATOR) as connection:
        asked = select(person_version.c.person_id).where(person_version.c.full_name == "Trần Thị Toàn")
        number: int = connection.execute(asked).scalar_one()
    return number


def _check(database: Any, one: Instrument, plan: str, way: Any, case: Any) -> None:
    end = one.stage(way[-1].to)
    assert end is not None
    assert (case.stage, case.ended) == (end.code, end.end)
    assert [event.step for event in case.events] == ["open", *(step.code for step in way)]
    assert [event.number for event in case.events] == list(range(1, len(way) + 2))
    for event, step in zip(case.events[1:], way, strict=True):
        assert event.actor in (*step.by, "operator")
        assert set(event.checked.get("papers", {})) == set(step.papers)
        assert bool(event.paper) == step.decision
    begun = [step for step in way if "commit" in step.effects]
    granted = [step for step in way if "grant" in step.effects]
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = commitment_of(connection, case.number)
        entries = payments_of(connection, OPERATOR, case.number)
    assert (found is not None) == bool(begun)
    if found is not None:
        assert found.state(case.last.day) in _STATES[str(case.ended)]
    assert bool(entries) == bool(granted)
    out, back = (sum(one.dong for one in entries if one.kind == kind) for kind in ("paid", "returned"))
    if any("repaid" in step.effects for step in way):
        rule = one.commitment.repayment.rule if one.commitment else ""
        assert 0 < back < out if rule == "remaining" else back == (2 if rule == "times" else 1) * out > 0
    else:
        assert back == 0


@every
def test_a_case_lives_to_its_end_by_those_who_may(
    database: Any, as_role: As, person: int, plan: str, one: Instrument
) -> None:
    confirm_everything(database, load_plan(plan))
    best = next(way for way in ways(one) if (stage := one.stage(way[-1].to)) and stage.end == "success")
    case = live(database, Actors(as_role), plan, one.code, best, person)
    _check(database, one, plan, best, case)


@every
def test_a_case_can_come_to_each_of_its_ends_and_take_each_of_its_steps(
    database: Any, as_role: As, person: int, plan: str, one: Instrument
) -> None:
    confirm_everything(database, load_plan(plan))
    lived = ways(one)
    assert {way[-1].to for way in lived} == {stage.code for stage in one.stages if stage.end}
    assert {step.code for way in lived for step in way} == {step.code for step in one.steps}
    actors = Actors(as_role, is_operator=True)
    for way in lived:
        _check(database, one, plan, way, live(database, actors, plan, one.code, way, person))


_ELSEWHERE = """
code = "{code}"
title = "Kế hoạch của một tỉnh chưa ai nghĩ tới"
short = "Tỉnh bạn"
province = "Tỉnh bạn"
source = "Nghị quyết của tỉnh bạn"
definition_version = "1"
first_year = 2010
last_year = 2030
[parameters]
since = 2011-01-01
[bodies.academy]
name = "Học viện"
agency = "DH-TB"
[[amounts]]
code = "house"
purpose = "Nhà ở cho nhà khoa học"
dong = 5_000_000
women_more = 0.25
per = "month"
source = "Nghị quyết"
[[terms]]
code = "stay"
purpose = "Ở lại sau thời gian được hỗ trợ"
years = 3.5
source = "Nghị quyết"
[[instruments]]
code = "house"
name = "Nhà ở cho nhà khoa học"
short = "Nhà ở"
kind = "grant"
place = "Điều 3"
lead = "academy"
opened_by = ["steward", "lead"]
start = "asked"
in_force = "since"
stages = [
  {{ code = "asked", name = "Đã đề nghị", waits_for = ["lead"], days = 3 }},
  {{ code = "heard", name = "Đã nghe hội đồng", waits_for = ["leader"] }},
  {{ code = "living", name = "Đang ở" }},
  {{ code = "away", name = "Đi vắng" }},
  {{ code = "owing", name = "Phải trả lại", waits_for = ["finance"] }},
  {{ code = "stayed", name = "Đã ở đủ", end = "success" }},
  {{ code = "left", name = "Đã trả lại", end = "stopped" }},
  {{ code = "no", name = "Không được", end = "refused" }},
  {{ code = "never-mind", name = "Thôi", end = "withdrawn" }},
]
steps = [
  {{ code = "hear", name = "Nghe hội đồng", from = ["asked"], to = "heard", by = ["lead"], papers = ["map"], scored = true }},
  {{ code = "give", name = "Giao nhà", from = ["heard"], to = "living", by = ["leader"], facts = ["key-day", "rent"], eligible = true, decision = true, effects = ["commit", "grant", "recognise"] }},
  {{ code = "go", name = "Đi vắng", from = ["living"], to = "away", by = ["steward"], reason = true, effects = ["suspend"] }},
  {{ code = "return", name = "Trở về", from = ["away"], to = "living", by = ["steward"], effects = ["resume"] }},
  {{ code = "move-out", name = "Bỏ đi", from = ["living", "away"], to = "owing", by = ["steward"], reason = true, effects = ["break", "derecognise"] }},
  {{ code = "settle", name = "Đã trả", from = ["owing"], to = "left", by = ["finance"], effects = ["repaid"] }},
  {{ code = "stay", name = "Ở đủ", from = ["living"], to = "stayed", by = ["lead"], effects = ["fulfil"] }},
  {{ code = "refuse", name = "Không giao", from = ["asked", "heard"], to = "no", by = ["lead", "leader"], reason = true }},
  {{ code = "drop", name = "Thôi", from = ["asked"], to = "never-mind", by = ["lead"] }},
]
papers = [{{ code = "map", name = "Sơ đồ", types = ["pdf"], valid = true, valid_on = "in_force" }}]
facts = [{{ code = "key-day", name = "Ngày nhận chìa khóa", type = "date" }}, {{ code = "rent", name = "Tiền nhà", type = "dong" }}]
rules = [{{ code = "doctor", name = "Là tiến sĩ", when = "qualification = 'doctorate'", place = "Điều 2" }}]
grants = [{{ code = "rent", name = "Tiền nhà", months = 12, cost = "rent", place = "Điều 3", levels = [{{ amount = "house", when = "sex = 'female'" }}] }}]
recognition = {{ group = "young_talent", name = "Người được giao nhà", years = 4 }}
commitment = {{ term = "stay", begins = "key-day", place = "Điều 4", repayment = {{ rule = "share", times = "1/1", place = "Điều 5" }}, signals = {{ left = "move-out" }} }}
scoring = {{ criteria = [{{ code = "need", name = "Cần nhà", most = 7 }}], least = 0.99, members = 2 }}
"""  # noqa: E501 - a line a step, as in the plans themselves


def test_a_plan_of_elsewhere_needs_no_line_of_the_program(
    database: Any, as_role: As, person: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tinh-ban.toml").write_text(_ELSEWHERE.format(code="tinh-ban"), encoding="utf-8")
    monkeypatch.setenv("TALENTDB_PLANS", str(tmp_path))
    with unit_of_work(database.engine, OPERATOR) as connection:
        store_plans(connection)
    plan = load_plan("tinh-ban")
    one = plan.instruments[0]
    confirm_everything(database, plan)
    for actors in (Actors(as_role), Actors(as_role, is_operator=True)):
        for way in ways(one):
            _check(database, one, plan.code, way, live(database, actors, plan.code, one.code, way, person))
    monkeypatch.delenv("TALENTDB_PLANS")
    with (
        pytest.raises(DataError, match="kế hoạch: tinh-ban"),
        unit_of_work(database.engine, OPERATOR) as connection,
    ):
        store_plans(connection)


def test_the_yearly_rating_feeds_the_screening_that_is_opened_next(
    database: Any, as_role: As, person: int, province: Any
) -> None:
    plan, actors = load_plan("hung-yen-2711"), Actors(as_role, is_operator=True)
    rating, screening = plan.instrument("rating"), plan.instrument("screening")
    assert rating is not None
    assert screening is not None
    ends = {way[-1].to: way for way in ways(rating)}
    fed = {"rating": "excellent", "rating-year": "2012"}

    def opened(**options: Any) -> dict[str, Any]:
        with unit_of_work(database.engine, OPERATOR) as connection:
            body = province.codes["SO-YTE"]
            options = {"title": f"Hồ sơ {len(options)}", "agency_id": body, **options}
            return open_case(connection, OPERATOR, plan, "screening", **options).facts

    live(database, actors, plan.code, "rating", ends["void"], person)
    assert opened(person_id=person) == {}, "what was not rated feeds nothing"
    live(database, actors, plan.code, "rating", ends["referred"], person)
    assert opened(person_id=person) == fed
    assert opened() == {}, "of nobody nothing is known"
    assert opened(person_id=person, facts={"rating": "good"}) == {**fed, "rating": "good"}

"""What the pages of registers read and write, asked for by roles that have no such page or button."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from dashboards import duty_data, register_data
from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from talentdb.plans import load_plan
from talentdb.reporting.difficulties import list_difficulties
from talentdb.reporting.excellent import list_excellent
from talentdb.reporting.inspections import list_inspections

As = Callable[..., Principal]
DAY: Final = date(2026, 5, 4)
INSPECTION: Final = {
    "plan": "hung-yen-798", "agency_id": 1, "inspected_on": DAY, "inspector": "Đoàn", "findings": "Tốt"
}  # fmt: skip
EXCELLENT: Final = {
    "year": 2026, "title": "Giống", "lead": "TS. Thử", "rated_on": DAY, "applied": "Ở xã", "agency_id": None
}  # fmt: skip
STEWARD_ONLY: Final[dict[str, Callable[[Application, Principal], object]]] = {
    "assign": lambda app, who: register_data.act_on_difficulty(app, who, "assign", 1, 1, None, ""),
    "close": lambda app, who: register_data.act_on_difficulty(app, who, "close", 1, "x"),
    "reopen": lambda app, who: register_data.act_on_difficulty(app, who, "reopen", 1, "x"),
    "inspection": lambda app, who: register_data.keep_inspection(app, who, INSPECTION),
    "remedy": lambda app, who: register_data.keep_remedy(app, who, 1, DAY),
    "excellent": lambda app, who: register_data.keep_excellent(app, who, EXCELLENT),
    "withdraw": lambda app, who: register_data.withdraw(app, who, 1, "x"),
    "suggestions": lambda app, who: register_data.suggestions(app, who, 2026),
}


def _came_through(app: Application, who: Principal) -> list[str]:
    through = []
    for name, ask in STEWARD_ONLY.items():
        try:
            ask(app, who)
        except (ForbiddenError, NotFoundError):
            continue
        except (ConflictError, UsageError):
            pass
        through.append(name)
    return through


def test_only_stewards_keep_the_registers(application: Application, database: Any, as_role: As) -> None:
    other = as_role("agency", "SO-TC")
    register_data.raise_difficulty(application, OPERATOR, "difficulty", "x", "Ai đó", plan=None, agency_id=1)
    for role, agency in (
        ("agency", "SO-KHCN"), ("searcher", None), ("leader", None), ("auditor", None), ("administrator", None),
    ):  # fmt: skip
        assert _came_through(application, as_role(role, agency)) == [], role
    with unit_of_work(application.engine, OPERATOR) as connection:
        assert list_inspections(connection) == ()
        assert list_excellent(connection) == ()
        assert list_difficulties(connection)[0].state == "open"
    assert register_data.difficulties(application, other) == ()
    assert _came_through(application, as_role("steward")) == list(STEWARD_ONLY)


def test_an_agency_gets_its_own_duties_and_what_it_told(application: Application, database: Any, as_role: As) -> None:
    one, other, leader = as_role("agency", "SO-NV"), as_role("agency", "SO-TC"), as_role("leader")
    for who, code in ((one, "SO-NV"), (other, "SO-TC")):
        assert {duty.code for duty in duty_data.calendar(application, who, 2026)} == {code}
    assert len({duty.code for duty in duty_data.calendar(application, leader, 2026)}) > 100
    duty_data.tell(
        application, one, "hung-yen-2711", 10, 2026, "done", note="", evidence="KH 5", agency_id=other.agency_id
    )
    plan = load_plan("hung-yen-2711")

    def told(who: Principal) -> list[str]:
        return [each.agency for each in duty_data.standings(application, who, plan, 2026)[9].told]

    assert told(one) == told(leader) == ["Sở Nội vụ"], "an agency tells of itself, whatever it names"
    assert told(other) == []

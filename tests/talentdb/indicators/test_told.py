"""How many bodies have done a task, by what they said with evidence: L1 of the plan of Lạng Sơn, by hand."""

from datetime import date
from typing import Any

import pytest

PLAN = "lang-son-899"
DAY = date(2026, 7, 18)


@pytest.fixture
def told(registry: Any) -> Any:
    """Of all bodies only five are departments, and none is a commune."""
    with registry.database.as_owner() as owner:
        owner.execute("update agency set kind = 'other' where code not like 'T_%' or length(code) > 4")
        owner.execute("update agency set kind = 'department' where code in ('T1', 'T11', 'T111', 'T2', 'T3')")

    def say(agency: str, state: str, evidence: str = "", made_at: str = "2026-03-01") -> None:
        with registry.database.as_owner() as owner:
            owner.execute("set session_replication_role = replica")
            owner.execute(
                "insert into task_report (plan_code, task, period, agency_id, state, note, evidence, login, made_at)"
                " select %s, 1, '2024', agency_id, %s, '', %s, 'x', %s from agency where code = %s",
                (PLAN, state, evidence, made_at, agency),
            )

    return say


def test_who_has_a_plan_by_evidence_and_who_has_said_nothing(registry: Any, told: Any) -> None:
    told("T1", "done", "12/KH-SYT")
    told("T2", "under_way")
    told("T3", "not_applicable")
    entry = registry.figures(DAY, plan=PLAN)["L1"]
    assert (entry["numerator"], entry["denominator"], entry["value"]) == (1, 4, 0.25)
    assert (entry["low"], entry["high"]) == (0.25, 0.75)
    assert entry["unknown"] == {"task_report": 2}
    assert entry["gap_people"] == 3
    assert entry["certainty"] == [
        {"part": "values", "people": 2, "low": 0.25, "high": 0.75, "who": {"unknown": {"task_report": 2}}},
    ]  # fmt: skip


def test_the_newest_word_counts_as_of_the_day(registry: Any, told: Any) -> None:
    told("T1", "under_way", made_at="2026-03-01")
    told("T1", "done", "12/KH-SYT", made_at="2026-05-01")
    assert registry.figures(DAY, plan=PLAN)["L1"]["numerator"] == 1
    assert registry.figures(date(2026, 4, 1), plan=PLAN)["L1"]["numerator"] == 0
    assert registry.figures(date(2026, 4, 1), plan=PLAN)["L1"]["unknown"] == {"task_report": 3 + 1}


def test_where_nobody_has_the_task_there_is_no_share_but_a_reason(registry: Any, told: Any) -> None:
    with registry.database.as_owner() as owner:
        owner.execute("update agency set kind = 'other'")
    entry = registry.figures(DAY, plan=PLAN)["L1"]
    assert (entry["value"], entry["low"], entry["high"], entry["status"]) == (None, None, None, "no_data")
    assert "Chưa có cơ quan nào" in entry["why_not"]

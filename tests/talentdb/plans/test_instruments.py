"""Instruments that the five plans ship: their ends, their decisions, what binds them, by the sources."""

import pytest

from talentdb.codes.code_lists import code_list
from talentdb.plans import list_plans, load_plan
from talentdb.plans.instruments import ACTORS, Instrument

_ALL = [(plan, one) for plan in list_plans() for one in load_plan(plan).instruments]
_SHIPPED = {
    "hung-yen-798": "attraction-selection attraction-reception attraction-special second-degree-it master-it",
    "hung-yen-2711": "expert-order research-order advice mentoring recognition screening rating appointment honour"
    " prize technical-contest youth-contest",
    "vinh-phuc-06": "expert-order transfer-order research-order postgraduate short-training short-training-abroad"
    " attraction-reception attraction-recruitment reward reward-certificate rating screening appointment",
    "hai-phong-53": "grant excellent-task rating appointment honour",
    "lang-son-899": "recognition screening commendation attraction study-master study-doctorate-abroad",
}
every = pytest.mark.parametrize(("plan", "one"), _ALL, ids=lambda value: getattr(value, "code", value))


def _one(plan: str, code: str) -> Instrument:
    found = load_plan(plan).instrument(code)
    assert found is not None
    return found


@pytest.mark.parametrize("plan", list_plans())
def test_each_plan_ships_its_instruments(plan: str) -> None:
    assert [one.code for one in load_plan(plan).instruments] == _SHIPPED[plan].split()


@every
def test_every_case_ends_well_and_can_be_refused_or_withdrawn(plan: str, one: Instrument) -> None:
    ends = {stage.end for stage in one.stages}
    assert "success" in ends
    assert ends & {"refused", "stopped"} or one.kind == "rating", "somebody is rated, well or badly"
    assert "withdrawn" in ends, "nobody is kept in a programme against their will"


@every
def test_who_refuses_stops_or_breaks_says_why(plan: str, one: Instrument) -> None:
    for step in one.steps:
        stage = one.stage(step.to)
        assert stage is not None
        if stage.end in ("refused", "withdrawn", "stopped") and "repaid" not in step.effects:
            assert step.reason, step.code
        if set(step.effects) & {"suspend", "break", "release"}:
            assert step.reason, step.code
            assert step.decision, step.code


@every
def test_working_days_that_no_plan_names_are_said_to_be_ours(plan: str, one: Instrument) -> None:
    assert any(stage.days for stage in one.stages)
    assert any("days" in note for note in one.notes)


@every
def test_what_a_council_judged_by_opens_nothing_that_comes_after_it(plan: str, one: Instrument) -> None:
    """Else minutes of who was selected open a claim for money, and members of the council read those of the claim."""
    judged, after = one.judged, {step.to for step in one.steps if step.scored}
    while more := {step.to for step in one.steps if after & set(step.from_)} - after:
        after |= more
    for step in one.steps:
        if not step.scored and set(step.from_) <= after:
            assert not judged & set(step.papers), step.code


@every
def test_groups_of_talents_are_those_of_the_code_list(plan: str, one: Instrument) -> None:
    if one.recognition is not None:
        assert one.recognition.group in {code.code for code in code_list("talent_group").codes}
    assert one.kind not in ("recognition",) or one.nominated


@every
def test_money_is_granted_by_a_decision_and_confirmed_by_who_pays(plan: str, one: Instrument) -> None:
    for step in one.steps:
        if "grant" in step.effects:
            assert step.decision, step.code
    assert all(set(step.by) <= {"finance", "agency", "home_affairs"} for step in one.steps if step.code == "pay")


def test_what_binds_the_instruments_of_the_resolutions() -> None:
    told = {
        (plan, one.code): (
            one.commitment.term, one.commitment.begins, one.commitment.repayment.rule, one.commitment.repayment.times,
        )
        for plan, one in _ALL
        if one.commitment
    }  # fmt: skip
    assert told == {
        ("hung-yen-798", "attraction-selection"): ("commitment", "effective-on", "whole", None),
        ("hung-yen-798", "attraction-reception"): ("commitment", "effective-on", "whole", None),
        ("hung-yen-798", "attraction-special"): ("commitment", "effective-on", "whole", None),
        ("hung-yen-798", "second-degree-it"): ("study-commitment", "course-ends", "remaining", None),
        ("hung-yen-798", "master-it"): ("study-commitment", "course-ends", "remaining", None),
        ("vinh-phuc-06", "postgraduate"): ("study-service", "course-ends", "times", "2"),
        ("vinh-phuc-06", "short-training-abroad"): ("abroad-service", "course-ends", "times", "2"),
        ("hai-phong-53", "grant"): ("commitment", "decision", "whole", None),
        ("lang-son-899", "attraction"): ("commitment", "effective-on", "whole", None),
        ("lang-son-899", "study-master"): ("study-commitment", "course-ends", "whole", None),
        ("lang-son-899", "study-doctorate-abroad"): ("study-commitment", "course-ends", "whole", None),
    }
    assert not any(one.commitment.repayment.checked for _, one in _ALL if one.commitment), (
        "none is read off a gazette"
    )


def test_levels_and_rhythms_are_those_of_the_sources() -> None:
    levels = {
        (plan, one.code, grant.code): [level.amount for level in grant.levels]
        for plan, one in _ALL
        for grant in one.grants
        if grant.levels
    }
    attraction = ["professor", "associate-professor", "excellent-graduate", "talented-official"]
    for way in ("selection", "reception", "special"):
        assert levels.pop(("hung-yen-798", f"attraction-{way}", "one-time")) == attraction
        housing = levels.pop(("hung-yen-798", f"attraction-{way}", "housing"))
        assert housing == ["housing-expert", "housing-graduate"]
    assert levels == {
        ("hai-phong-53", "grant", "one-time"): [
            "professor", "associate-professor", "doctorate", "specialist-2", "resident", "master", "specialist-1",
            "excellent-graduate",
        ],
        ("hai-phong-53", "grant", "income"): ["income-4"],
        ("lang-son-899", "attraction", "one-time"): ["attraction"],
        ("lang-son-899", "study-master", "study"): ["study-master"],
        ("lang-son-899", "study-doctorate-abroad", "study"): ["study-doctorate"],
    }  # fmt: skip
    rhythm = {
        code: _one("hung-yen-2711", code).when for code in ("honour", "prize", "technical-contest", "youth-contest")
    }
    assert {code: when and (when.every, when.interval) for code, when in rhythm.items()} == {
        "honour": ("year", None), "prize": ("years", 5), "technical-contest": ("years", 2),
        "youth-contest": ("year", None),
    }  # fmt: skip
    reward = _one("vinh-phuc-06", "reward-certificate")
    assert reward.when is not None
    assert (reward.when.every, reward.when.day) == ("quarter", 20)
    certificate = next(paper for paper in reward.papers if paper.code == "certificate")
    assert (certificate.valid, certificate.valid_on, reward.in_force) == (True, "in_force", "resolution_in_force")
    transfer = _one("vinh-phuc-06", "transfer-order").when
    assert transfer is not None
    assert (transfer.before, transfer.year_before) == ("10-20", True)
    assert len(_one("lang-son-899", "recognition").groups) == 4


def test_every_actor_acts_somewhere() -> None:
    assert {actor for _, one in _ALL for step in one.steps for actor in step.by} == set(ACTORS)

"""A plan file with a slip in an instrument is refused in words that name the place."""

import copy
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from talentdb.errors import DataError
from talentdb.plans import list_plans
from talentdb.plans.loader import plan_of, raw_plan


def _steps(code: str, **changes: Any) -> Callable[[dict[str, Any]], None]:
    def change(one: dict[str, Any]) -> None:
        next(step for step in one["steps"] if step["code"] == code).update(changes)

    return change


def _without(effect: str) -> Callable[[dict[str, Any]], None]:
    def change(one: dict[str, Any]) -> None:
        for step in one["steps"]:
            step["effects"] = [name for name in step.get("effects", []) if name != effect]

    return change


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Put a value at a path such as "stages.0.days"; `...` takes it away."""

    def change(one: dict[str, Any]) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        here: Any = one
        for part in way:
            here = here[part]
        if value is ...:
            del here[last]
        else:
            here[last] = value

    return change


def _times(text: str, rule: str = "times") -> dict[str, str]:
    return {"rule": rule, "times": text, "place": "x"}


def _more(key: str, **row: Any) -> Callable[[dict[str, Any]], None]:
    return lambda one: one[key].append(row)


_SLIPS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "stage twice": (_more("stages", code="file", name="x"), ".stages.file: lặp lại"),
    "start nowhere": (_set("start", "nowhere"), ".start: không có chặng nowhere"),
    "no end": (lambda one: [stage.pop("end", None) for stage in one["stages"]], "không có chặng kết thúc"),
    "never reached": (_more("stages", code="island", name="x", end="success"), ".stages.island: không bước nào dẫn"),
    "never left": (
        lambda one: (one["stages"].append({"code": "swamp", "name": "x"}), _steps("return", to="swamp")(one)),
        ".stages.swamp: không có đường tới kết thúc",
    ),
    "beyond the end": (_steps("return", **{"from": ["appraisal", "refused"]}), ".stages.refused: đã kết thúc"),
    "waits for nobody who acts": (
        _set("stages.0.waits_for", ["finance"]),
        ".stages.file.waits_for: finance không có bước",
    ),
    "late without anybody": (_set("stages.0.waits_for", ...), ".stages.file.days: không chờ ai"),
    "from an unknown stage": (_steps("submit", **{"from": ["nowhere"]}), ".steps.submit.from: không có"),
    "to an unknown stage": (_steps("submit", to="nowhere"), ".steps.submit.to: không có chặng nowhere"),
    "unknown paper": (_steps("submit", papers=["letter"]), ".steps.submit.papers: không có loại giấy tờ letter"),
    "unknown fact": (_steps("submit", facts=["colour"]), ".steps.submit.facts: không có thông tin colour"),
    "unknown actor": (_steps("submit", by=["mayor"]), "steps.submit.by.0: phải là một trong"),
    "unknown effect": (_steps("submit", effects=["explode"]), "steps.submit.effects.0: phải là một trong"),
    "finance binds": (_steps("sign", by=["finance"]), ".steps.sign.by: cơ quan tài chính không"),
    "scored without a council": (
        lambda one: (one.pop("scoring")),
        ".steps.select.scored: công cụ không có cách chấm điểm",
    ),
    "eligible without rules": (_set("rules", []), ".steps.approve-support.eligible: công cụ không có điều kiện"),
    "not ruled out without rules": (_set("rules", []), ".steps.accept.not_ruled_out: công cụ không có điều kiện"),
    "effect on no commitment": (lambda one: one.pop("commitment"), ".steps.sign.effects: commit cần có cam kết"),
    "grant of nothing": (_set("grants", []), ".steps.approve-support.effects: grant cần có khoản hỗ trợ"),
    "recognised as nothing": (_steps("submit", effects=["recognise"]), ".effects: recognise cần có danh hiệu"),
    "commitment without a decision": (_steps("sign", decision=False), ".steps.sign.decision: cam kết, công nhận"),
    "choices of a text": (_set("facts.0.choices", {"a": "A"}), ".facts.position: choices đi cùng"),
    "no choices": (_set("facts.2.choices", {}), ".facts.housing: choices đi cùng"),
    "unknown amount": (_set("grants.0.levels.0.amount", "gold"), ".grants.one-time.levels: không có khoản gold"),
    "months of what is once": (_set("grants.0.months", 3), ".grants.one-time.months: đi cùng khoản theo tháng"),
    "a month without months": (_set("grants.1.months", ...), ".grants.housing.months: đi cùng khoản theo tháng"),
    "grant without money": (_set("grants.0.levels", ...), ".grants.one-time: cần levels hoặc cost"),
    "cost that is no money": (_set("grants.1.cost", "position"), ".grants.housing.cost: position không phải"),
    "unknown term": (_set("commitment.term", "forever"), ".commitment.term: không có thời hạn forever"),
    "course without factor": (_set("commitment.course", ["effective-on", "effective-on"]), ".commitment.course"),
    "begins with no day": (_set("commitment.begins", "position"), ".commitment: position không phải thông tin kiểu"),
    "times of the whole": (_set("commitment.repayment.times", "2"), ".commitment.repayment.times: đi cùng rule"),
    "share above the whole": (_set("commitment.repayment", _times("3/2", "share")), "quá 1"),
    "odd times": (_set("commitment.repayment", _times("hai")), "“hai” không phải"),
    "times by nothing": (_set("commitment.repayment", _times("1/0")), "“1/0” không"),
    "endless times": (_set("commitment.repayment", _times("1e99999999")), "không phải"),
    "negative times": (_set("commitment.repayment", _times("-2")), "“-2” không phải"),
    "signal to nowhere": (_set("commitment.signals.left", "fly"), ".commitment.signals.left: không có bước fly"),
    "signal without effect": (_set("commitment.signals.left", "submit"), ".signals.left: bước submit không đổi"),
    "ended while it runs": (
        _steps("refuse", **{"from": ["appraisal", "council", "decision", "term"]}),
        ".steps.refuse: kết thúc hồ sơ khi cam kết có thể còn hiệu lực",
    ),
    "ended by the step that begins it": (
        _steps("sign", to="fulfilled"),
        ".steps.sign: kết thúc hồ sơ khi cam kết có thể còn hiệu lực",
    ),
    "never begun": (_without("commit"), ".commitment: không bước nào có effects = commit"),
    "never fulfilled": (_without("fulfil"), ".commitment: không bước nào có effects = fulfil"),
    "never broken": (_without("break"), ".commitment: không bước nào có effects = break"),
    "never repaid": (_without("repaid"), ".commitment: không bước nào có effects = repaid"),
    "never granted": (_without("grant"), ".grants: không bước nào làm phát sinh"),
    "never recognised": (_set("recognition", {"group": "talent", "name": "x"}), ".recognition: không bước nào"),
    "ends badly and stays recognised": (
        lambda one: (
            _set("recognition", {"group": "talent", "name": "x"})(one),
            _steps("accept", effects=["recognise"], decision=True)(one),
        ),
        "hồ sơ dừng mà người vẫn được công nhận",
    ),
    "no longer recognised as nothing": (_steps("accept", effects=["derecognise"]), "derecognise cần có danh hiệu"),
    "screened by nothing": (
        _set("recognition", {"group": "talent", "name": "x", "screened": "look"}),
        ".recognition.screened: không có công cụ look",
    ),
    "begins with nominations that it has not": (
        lambda one: (_set("without_nomination", "reason")(one), _set("nominated", False)(one)),
        ".without_nomination: chỉ với công cụ có đề cử",
    ),
    "fed by nothing": (_set("facts.0.fed_by", "rating.mark"), ".facts.position.fed_by: không có thông tin cùng kiểu"),
    "fed by another type": (_set("facts.0.fed_by", "master-it.support"), ".facts.position.fed_by: không có thông"),
    "recognised as what there is not": (
        _set("recognition", {"group": "genius", "name": "x"}),
        ".recognition.group: không có nhóm tài năng genius",
    ),
    "never scored": (_steps("select", scored=False), ".scoring: không bước nào cần kết quả"),
    "rules that nobody asks": (
        lambda one: (_steps("accept", not_ruled_out=False)(one), _steps("approve-support", eligible=False)(one)),
        ".rules: không bước nào kiểm tra",
    ),
    "groups without nominations": (
        lambda one: (_set("groups", {"a": "A"})(one), _set("nominated", False)(one)),
        ".groups: nhóm tài năng chọn khi đề cử",
    ),
    "rule on an unknown column": (_set("rules.0.when", "salary > 3"), ".rules.degree.when: tên không có"),
    "level on an unknown day": (_set("grants.0.levels.0.when", "birth_date > :then"), ".levels.when: tham số không"),
    "unknown lead": (_set("lead", "king"), ".lead: không có cơ quan king"),
    "lead without an account": (
        lambda one: (_set("lead", "council")(one), _steps("accept", by=["lead"])(one)),
        ".steps.accept.by: cơ quan chủ trì không có tài khoản",
    ),
    "in force on no day": (_set("in_force", "someday"), ".in_force: không có ngày someday"),
    "valid on no day": (
        lambda one: one["papers"][1].update(valid=True, valid_on="in_force"),
        ".in_force: giấy tờ phải còn hạn",
    ),
    "a year out of the plan": (
        _set("when", {"every": "year", "first_year": 1999, "text": "x"}),
        "instruments.attraction-selection.when.first_year: năm 1999 ngoài kỳ",
    ),
    "unknown key": (_set("colour", "red"), "colour: không có khóa này"),
}  # fmt: skip


@pytest.mark.parametrize("slip", _SLIPS)
def test_a_slip_is_told_with_its_place(slip: str) -> None:
    change, told = _SLIPS[slip]
    raw = raw_plan("hung-yen-798")
    plan_of(raw)
    change(raw["instruments"][0])
    with pytest.raises(DataError) as raised:
        plan_of(raw, "thu.toml")
    assert told in raised.value.message


def test_an_instrument_twice_is_told() -> None:
    raw = raw_plan("hung-yen-798")
    raw["instruments"].append(copy.deepcopy(raw["instruments"][0]))
    with pytest.raises(DataError, match=r"instruments\.attraction-selection: lặp lại"):
        plan_of(raw)


def test_all_slips_of_an_instrument_are_told_at_once() -> None:
    raw = raw_plan("hung-yen-798")
    for slip in ("unknown paper", "unknown term", "unknown lead", "rule on an unknown column"):
        _SLIPS[slip][0](raw["instruments"][0])
    with pytest.raises(DataError) as raised:
        plan_of(raw)
    for slip in ("unknown paper", "unknown term", "unknown lead", "rule on an unknown column"):
        assert _SLIPS[slip][1] in raised.value.message


@pytest.mark.parametrize("plan", list_plans())
def test_seeded_slips_in_instruments_are_told_by_name(plan: str) -> None:
    """A stage, paper, fact or step that is renamed where it is declared is missed where it is used."""
    chance, whole = Random(plan), raw_plan(plan)
    for _ in range(40):
        raw = copy.deepcopy(whole)
        one = chance.choice(raw["instruments"])
        kind = chance.choice(("stages", "papers", "facts"))
        row = chance.choice(one[kind])
        used = [*one["steps"], one.get("commitment", {}), *one.get("grants", [])]
        named = f"'{row['code']}'" in str(used)
        row["code"] = "renamed"
        if not named:
            continue
        with pytest.raises(DataError) as raised:
            plan_of(raw)
        assert f"instruments.{one['code']}" in raised.value.message

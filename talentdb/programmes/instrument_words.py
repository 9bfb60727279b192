"""An instrument of a plan in words, as an officer reads it: lines of text. Reads no case and no table."""

from collections.abc import Iterator
from typing import Final

from talentdb.codes.code_lists import code_list
from talentdb.plans import Plan
from talentdb.plans.instruments import Commitment, Grant, Instrument, Stage, Step
from talentdb.programmes.case_labels import ACTORS, ENDINGS, or_list
from talentdb.programmes.money_labels import RULES

__all__ = ["lines", "summary"]

_SUMMARY: Final = "{code}\t{name}\t{place}"
_LEAD: Final = "Chủ trì: {lead}. Mở hồ sơ: {who}."
_RHYTHM: Final = "Thời gian: {text}."
_NEEDS: Final = "Theo nhu cầu được duyệt: {needs}."
_GROUPS: Final = "Nhóm đề cử: {groups}."
_STAGES: Final = "Các chặng:"
_STAGE: Final = "  {code}\t{name}{waits}{days}{end}"
_WAITS: Final = ", chờ {who}"
_DAYS: Final = ", {days} ngày làm việc"
_END: Final = " (kết thúc: {end})"
_STEPS: Final = "Các bước:"
_STEP: Final = "  {code}\t{name}: {origins} → {to}; {who}{asks}"
_ASKS: Final = {
    "papers": "giấy tờ ({given})", "facts": "thông tin ({given})", "eligible": "đạt mọi điều kiện bắt buộc",
    "not_ruled_out": "không rõ là trái điều kiện nào", "scored": "hội đồng đã chấm đủ mức",
    "paid": "đã chi các khoản chi một lần",
    "decision": "số và ngày quyết định", "reason": "nêu lý do",
}  # fmt: skip
_RULES: Final = "Điều kiện:"
_RULE: Final = "  {name}{must} ({place})"
_ADVISORY: Final = ", chỉ để biết"
_GRANTS: Final = "Khoản hỗ trợ:"
_GRANT: Final = "  {name}: {amounts} ({place})"
_COST: Final = "theo số tiền trong hồ sơ"
_UNLESS: Final = "; không chi khi {barred}"
_COMMITMENT: Final = "Cam kết: {term}. Vi phạm: {rule} ({place}){checked}."
_UNCHECKED: Final = ", chưa đối chiếu với nghị quyết"
_COUNCIL: Final = "Hội đồng: {criteria}; từ {least} % số điểm, ít nhất {members} thành viên."
_NOTES: Final = "Ghi chú:"


def summary(instrument: Instrument) -> str:
    """An instrument in one line: code, name, place in the plan."""
    return _SUMMARY.format(code=instrument.code, name=instrument.name, place=instrument.place)


def lines(plan: Plan, instrument: Instrument) -> Iterator[str]:
    """All of an instrument: stages, steps with what each asks, conditions, money, commitment, council, notes."""
    yield summary(instrument)
    yield _LEAD.format(lead=plan.bodies[instrument.lead].name, who=_who(instrument.opened_by))
    if instrument.when:
        yield _RHYTHM.format(text=instrument.when.text)
    if instrument.needs:
        named = {code.code: code.label for code in code_list("need_type").codes}
        yield _NEEDS.format(needs=", ".join(named[one] for one in instrument.needs))
    if instrument.groups:
        yield _GROUPS.format(groups="; ".join(instrument.groups.values()))
    yield _STAGES
    yield from map(_stage, instrument.stages)
    yield _STEPS
    yield from (_step(instrument, step) for step in instrument.steps)
    yield from _conditions(plan, instrument)
    if instrument.notes:
        yield _NOTES
        yield from (f"  {note}" for note in instrument.notes)


def _who(actors: tuple[str, ...]) -> str:
    return or_list(ACTORS[one] for one in actors)


def _stage(stage: Stage) -> str:
    return _STAGE.format(
        code=stage.code, name=stage.name, waits=_WAITS.format(who=_who(stage.waits_for)) if stage.waits_for else "",
        days=_DAYS.format(days=stage.days) if stage.days else "",
        end=_END.format(end=ENDINGS[stage.end]) if stage.end else "",
    )  # fmt: skip


def _step(instrument: Instrument, step: Step) -> str:
    stages = {one.code: one.name for one in instrument.stages}
    given = {
        "papers": "; ".join(one.name for one in instrument.papers if one.code in step.papers),
        "facts": "; ".join(one.name for one in instrument.facts if one.code in step.facts),
    }
    asks = [text.format(given=given.get(key)) for key, text in _ASKS.items() if getattr(step, key)]
    return _STEP.format(
        code=step.code, name=step.name, origins=or_list(stages[one] for one in step.from_), to=stages[step.to],
        who=_who(step.by), asks="".join(f"; {one}" for one in asks),
    )  # fmt: skip


def _conditions(plan: Plan, instrument: Instrument) -> Iterator[str]:
    if instrument.rules:
        yield _RULES
    for rule in instrument.rules:
        yield _RULE.format(name=rule.name, must="" if rule.must else _ADVISORY, place=rule.place)
    if instrument.grants:
        yield _GRANTS
    yield from (_grant(plan, instrument, grant) for grant in instrument.grants)
    if instrument.commitment:
        yield _commitment(plan, instrument.commitment)
    if instrument.scoring:
        scoring = instrument.scoring
        criteria = ", ".join(f"{one.name} ({one.most})" for one in scoring.criteria)
        yield _COUNCIL.format(criteria=criteria, least=round(scoring.least * 100), members=scoring.members)


def _grant(plan: Plan, instrument: Instrument, grant: Grant) -> str:
    purposes = {one.code: one.purpose for one in plan.amounts}
    amounts = "; ".join(purposes[level.amount] for level in grant.levels) or _COST
    barred = [
        f"{fact.name}: {fact.choices[code]}" for fact in instrument.facts for code in grant.unless.get(fact.code, ())
    ]
    if barred:
        amounts += _UNLESS.format(barred="; ".join(barred))
    return _GRANT.format(name=grant.name, amounts=amounts, place=grant.place)


def _commitment(plan: Plan, promise: Commitment) -> str:
    term, repayment = next(one for one in plan.terms if one.code == promise.term), promise.repayment
    rule = RULES[repayment.rule].format(times=repayment.times)
    return _COMMITMENT.format(
        term=term.purpose, rule=rule, place=repayment.place, checked="" if repayment.checked else _UNCHECKED
    )

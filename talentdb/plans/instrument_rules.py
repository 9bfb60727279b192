"""What must hold between the parts of an instrument. Like `rules`: takes any shape, and no fault hides another."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from talentdb.codes.code_lists import code_list
from talentdb.plans.expressions import expression_problems
from talentdb.plans.instruments import times_of

__all__ = ["instrument_problems"]

_CODED: Final = ("stages", "steps", "papers", "facts", "rules", "grants")
_DAYS: Final = ("as_of", "year_start")
_ON_COMMITMENT: Final = ("commit", "suspend", "resume", "break", "release", "fulfil", "repaid")
_ON_RECOGNITION: Final = ("recognise", "derecognise")
_ENDING: Final = ("suspend", "break", "release", "fulfil")
_SETTLING: Final = frozenset({"break", "release", "fulfil", "repaid"})
"""Effects after which a commitment runs no longer."""
_TIMES: Final = ("times", "share")


def instrument_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Place and reason of every fault of the instruments of a plan file, in Vietnamese, one line each."""
    instruments = _rows(raw, "instruments")
    codes = [one.get("code") for one in instruments]
    for number, one in enumerate(instruments):
        place = f"instruments.{one.get('code', number)}"
        if one.get("code") in codes[:number]:
            yield f"{place}: lặp lại"
        for problem in (
            *_own_problems(one),
            *_way_problems(one),
            *_step_problems(one),
            *_money_problems(one, raw),
            *_idle_problems(one),
            *_unsettled_problems(one),
            *_recognised_problems(one),
            *_expression_faults(one, raw),
            *_plan_problems(one, raw),
        ):
            yield f"{place}{problem}"


def _rows(table: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    given = table.get(key)
    return [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []


def _list(table: Mapping[str, Any], key: str) -> list[Any]:
    given = table.get(key)
    return given if isinstance(given, list) else []


def _table(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    given = table.get(key)
    return given if isinstance(given, dict) else {}


def _codes(one: Mapping[str, Any], key: str) -> list[Any]:
    return [item.get("code") for item in _rows(one, key)]


def _absent(named: Sequence[Any], known: Sequence[Any]) -> Iterator[Any]:
    return (one for one in named if one not in known)


def _own_problems(one: Mapping[str, Any]) -> Iterator[str]:
    for key in _CODED:
        codes = _codes(one, key)
        yield from (f".{key}.{code}: lặp lại" for at, code in enumerate(codes) if code in codes[:at])
    for fact in _rows(one, "facts"):
        if (fact.get("type") == "choice") != bool(fact.get("choices")):
            yield f".facts.{fact.get('code')}: choices đi cùng type = choice, và chỉ với nó"


def _way_problems(one: Mapping[str, Any]) -> Iterator[str]:
    """Every stage can be reached, and leads to an end."""
    stages = _codes(one, "stages")
    if one.get("start") not in stages:
        yield f".start: không có chặng {one.get('start')}"
    ends = [stage.get("code") for stage in _rows(one, "stages") if stage.get("end")]
    if not ends:
        yield ".stages: không có chặng kết thúc (end)"
    ways = [
        (origin, step.get("to"))
        for step in _rows(one, "steps")
        for origin in _list(step, "from")
        if origin in stages and step.get("to") in stages
    ]
    reached = _spread([one.get("start")], ways)
    leading = _spread(ends, [(to, origin) for origin, to in ways])
    yield from (f".stages.{stage}: không bước nào dẫn tới" for stage in stages if stage not in reached)
    if ends:
        yield from (f".stages.{stage}: không có đường tới kết thúc" for stage in stages if stage not in leading)
    for stage in _rows(one, "stages"):
        place, acting = f".stages.{stage.get('code')}", _acting(one, stage.get("code"))
        idle = _absent(_list(stage, "waits_for"), acting)
        yield from (f"{place}.waits_for: {actor} không có bước nào đi từ chặng này" for actor in idle)
        if "days" in stage and not _list(stage, "waits_for"):
            yield f"{place}.days: không chờ ai (waits_for) thì không có hạn"
        leaves = any(origin == stage.get("code") for origin, _ in ways)
        if stage.get("end") and leaves:
            yield f"{place}: đã kết thúc mà còn bước đi tiếp"


def _acting(one: Mapping[str, Any], stage: Any) -> list[Any]:
    """Who can take a step from a stage."""
    return [actor for step in _rows(one, "steps") if stage in _list(step, "from") for actor in _list(step, "by")]


def _spread(begin: Sequence[Any], ways: Sequence[tuple[Any, Any]]) -> list[Any]:
    found = list(begin)
    for here in found:
        found += [to for origin, to in ways if origin == here and to not in found]
    return found


def _step_problems(one: Mapping[str, Any]) -> Iterator[str]:
    stages, papers, facts = _codes(one, "stages"), _codes(one, "papers"), _codes(one, "facts")
    for step in _rows(one, "steps"):
        place = f".steps.{step.get('code')}"
        yield from (f"{place}.from: không có chặng {name}" for name in _absent(_list(step, "from"), stages))
        if step.get("to") not in stages:
            yield f"{place}.to: không có chặng {step.get('to')}"
        yield from (
            f"{place}.papers: không có loại giấy tờ {name}" for name in _absent(_list(step, "papers"), papers)
        )
        yield from (f"{place}.facts: không có thông tin {name}" for name in _absent(_list(step, "facts"), facts))
        if step.get("paid") and not _rows(one, "grants"):
            yield f"{place}.paid: công cụ không có khoản hỗ trợ (grants)"
        if step.get("scored") and not _table(one, "scoring"):
            yield f"{place}.scored: công cụ không có cách chấm điểm (scoring)"
        for key in ("eligible", "not_ruled_out"):
            if step.get(key) and not _rows(one, "rules"):
                yield f"{place}.{key}: công cụ không có điều kiện (rules)"
        effects = _list(step, "effects")
        if not _table(one, "commitment"):
            yield from (f"{place}.effects: {name} cần có cam kết" for name in effects if name in _ON_COMMITMENT)
        if "grant" in effects and not _rows(one, "grants"):
            yield f"{place}.effects: grant cần có khoản hỗ trợ (grants)"
        if not _table(one, "recognition"):
            known = [name for name in effects if name in _ON_RECOGNITION]
            yield from (f"{place}.effects: {name} cần có danh hiệu (recognition)" for name in known)
        if {"commit", "recognise"}.intersection(map(str, effects)) and not step.get("decision"):
            yield f"{place}.decision: cam kết, công nhận phải theo một quyết định"
        if "finance" in _list(step, "by") and {"commit", *_ON_RECOGNITION}.intersection(map(str, effects)):
            # Finance pays; whom the province recognises or binds is not its to decide (and the database holds it so).
            yield f"{place}.by: cơ quan tài chính không làm bước cam kết, công nhận hay thôi công nhận"


def _money_problems(one: Mapping[str, Any], raw: Mapping[str, Any]) -> Iterator[str]:
    amounts = {str(item.get("code")): item for item in _rows(raw, "amounts")}
    facts = {str(item.get("code")): item.get("type") for item in _rows(one, "facts")}
    for grant in _rows(one, "grants"):
        place = f".grants.{grant.get('code')}"
        levels = [str(level.get("amount")) for level in _rows(grant, "levels")]
        yield from (
            f"{place}.levels: không có khoản {name} trong [[amounts]]" for name in _absent(levels, list(amounts))
        )
        monthly = any(amounts[name].get("per") == "month" for name in levels if name in amounts)
        if monthly != ("months" in grant):
            yield f"{place}.months: đi cùng khoản theo tháng, và chỉ với nó"
        if not levels and "cost" not in grant:
            yield f"{place}: cần levels hoặc cost"
        if "cost" in grant and facts.get(str(grant["cost"])) != "dong":
            yield f"{place}.cost: {grant['cost']} không phải thông tin kiểu dong"
        yield from (f"{place}.unless: {problem}" for problem in _unless_problems(one, _table(grant, "unless")))
    commitment = _table(one, "commitment")
    if commitment:
        yield from _commitment_problems(one, commitment, raw, facts)


def _unless_problems(one: Mapping[str, Any], unless: Mapping[str, Any]) -> Iterator[str]:
    choices = {str(item.get("code")): _table(item, "choices") for item in _rows(one, "facts")}
    for code in unless:
        known = choices.get(code, {})
        if not known:
            yield f"{code} không phải thông tin kiểu choice"
        else:
            yield from (f"{code} không có lựa chọn {name}" for name in _absent(_list(unless, code), tuple(known)))


def _commitment_problems(
    one: Mapping[str, Any], commitment: Mapping[str, Any], raw: Mapping[str, Any], facts: Mapping[str, Any]
) -> Iterator[str]:
    terms = {str(item.get("code")): item for item in _rows(raw, "terms")}
    term = terms.get(str(commitment.get("term")))
    if term is None:
        yield f".commitment.term: không có thời hạn {commitment.get('term')} trong [[terms]]"
    elif ("factor" in term) != ("course" in commitment):
        yield ".commitment.course: đi cùng thời hạn tính theo lần thời gian học, và chỉ với nó"
    days = [name for name in _list(commitment, "course") if facts.get(str(name)) != "date"]
    begins = commitment.get("begins", "decision")
    if begins != "decision" and facts.get(str(begins)) != "date":
        days.append(begins)
    yield from (f".commitment: {name} không phải thông tin kiểu date" for name in days)
    repayment = _table(commitment, "repayment")
    if (repayment.get("rule") in _TIMES) != ("times" in repayment):
        yield ".commitment.repayment.times: đi cùng rule = times hoặc share, và chỉ với chúng"
    if repayment.get("rule") == "share" and not _is_share(repayment.get("times")):
        yield ".commitment.repayment.times: một phần thì không quá 1"
    steps = _codes(one, "steps")
    for status, step in _table(commitment, "signals").items():
        if step not in steps:
            yield f".commitment.signals.{status}: không có bước {step}"
        elif not set(map(str, _effects(one, step))) & set(_ENDING):
            yield f".commitment.signals.{status}: bước {step} không đổi cam kết (effects)"


def _effects(one: Mapping[str, Any], code: Any = None) -> list[Any]:
    """The effects of all steps, or of one."""
    steps = [step for step in _rows(one, "steps") if code is None or step.get("code") == code]
    return [name for step in steps for name in _list(step, "effects")]


def _idle_problems(one: Mapping[str, Any]) -> Iterator[str]:
    """What is declared and nothing brings about: it would look as if it worked."""
    steps, effects = _rows(one, "steps"), _effects(one)
    if _table(one, "commitment"):
        missing = _absent(("commit", "fulfil", "break", "repaid"), effects)
        yield from (f".commitment: không bước nào có effects = {name}" for name in missing)
    if _rows(one, "grants") and "grant" not in effects:
        yield ".grants: không bước nào làm phát sinh khoản hỗ trợ (effects = grant)"
    if _table(one, "recognition") and "recognise" not in effects:
        yield ".recognition: không bước nào công nhận (effects = recognise)"
    if _table(one, "scoring") and not any(step.get("scored") for step in steps):
        yield ".scoring: không bước nào cần kết quả của hội đồng (scored)"
    binding = any(rule.get("must", True) for rule in _rows(one, "rules"))
    if binding and not any(step.get("eligible") or step.get("not_ruled_out") for step in steps):
        yield ".rules: không bước nào kiểm tra điều kiện bắt buộc (eligible, not_ruled_out)"
    if _table(one, "groups") and not one.get("nominated"):
        yield ".groups: nhóm tài năng chọn khi đề cử, nên cần nominated = true"
    if one.get("without_nomination", "free") != "free" and not one.get("nominated"):
        yield ".without_nomination: chỉ với công cụ có đề cử (nominated = true)"


def _recognised_problems(one: Mapping[str, Any]) -> Iterator[str]:
    """No case comes to a bad end while its person stays recognised."""
    steps = _rows(one, "steps")
    bad = [stage.get("code") for stage in _rows(one, "stages") if stage.get("end") not in (None, "success")]
    begun = [step.get("to") for step in steps if "recognise" in _list(step, "effects")]
    ways = [
        (origin, step.get("to"))
        for step in steps
        if "derecognise" not in _list(step, "effects")
        for origin in _list(step, "from")
    ]
    for code in sorted({str(stage) for stage in _spread(begun, ways)}.intersection(map(str, bad))):
        yield f".stages.{code}: hồ sơ dừng mà người vẫn được công nhận; bước dẫn tới đó cần effects = derecognise"


def _unsettled_problems(one: Mapping[str, Any]) -> Iterator[str]:
    """No case ends while its commitment runs on: no step would lead on from there that could settle it."""
    steps = _rows(one, "steps")
    ends = [stage.get("code") for stage in _rows(one, "stages") if stage.get("end")]
    begun = [step.get("to") for step in steps if "commit" in _list(step, "effects")]
    open_ways = [(origin, step.get("to")) for step in steps if not _settles(step) for origin in _list(step, "from")]
    running = _spread(begun, open_ways)
    for step in steps:
        goes_on = "commit" in _list(step, "effects") or any(origin in running for origin in _list(step, "from"))
        if step.get("to") in ends and goes_on and not _settles(step):
            yield (
                f".steps.{step.get('code')}: kết thúc hồ sơ khi cam kết có thể còn hiệu lực;"
                " cần effects = fulfil, release, break hoặc repaid, hoặc đi từ chặng trước cam kết"
            )


def _settles(step: Mapping[str, Any]) -> bool:
    return bool(_SETTLING.intersection(map(str, _list(step, "effects"))))


def _is_share(text: Any) -> bool:
    times = times_of(text) if isinstance(text, str) else None
    return times is None or times <= 1


def _expression_faults(one: Mapping[str, Any], raw: Mapping[str, Any]) -> Iterator[str]:
    days = (*_DAYS, *_table(raw, "parameters"))
    texts = [(f".rules.{rule.get('code')}.when", rule.get("when")) for rule in _rows(one, "rules")]
    for grant in _rows(one, "grants"):
        texts += [(f".grants.{grant.get('code')}.levels.when", level.get("when")) for level in _rows(grant, "levels")]
    for place, text in texts:
        if isinstance(text, str):
            yield from (f"{place}: {problem}" for problem in expression_problems(text, days))


def _plan_problems(one: Mapping[str, Any], raw: Mapping[str, Any]) -> Iterator[str]:
    bodies = _table(raw, "bodies")
    if one.get("lead") not in tuple(bodies):
        yield f".lead: không có cơ quan {one.get('lead')} trong [bodies]"
    elif not _table(bodies, str(one["lead"])).get("agency"):
        lonely = (step for step in _rows(one, "steps") if _list(step, "by") == ["lead"])
        yield from (f".steps.{step.get('code')}.by: cơ quan chủ trì không có tài khoản (agency)" for step in lonely)
    if one.get("told") is not None and one["told"] not in tuple(bodies):
        yield f".told: không có cơ quan {one['told']} trong [bodies]"
    group, groups = _table(one, "recognition").get("group"), [code.code for code in code_list("talent_group").codes]
    if isinstance(group, str) and group not in groups:
        yield f".recognition.group: không có nhóm tài năng {group}"
    screened = _table(one, "recognition").get("screened")
    if screened is not None and screened not in _codes(raw, "instruments"):
        yield f".recognition.screened: không có công cụ {screened}"
    for fact in _rows(one, "facts"):
        if fact.get("fed_by") is not None and not _feeds(raw, fact):
            yield f".facts.{fact.get('code')}.fed_by: không có thông tin cùng kiểu ở {fact['fed_by']}"
    if one.get("in_force") is not None and one["in_force"] not in tuple(_table(raw, "parameters")):
        yield f".in_force: không có ngày {one['in_force']} trong [parameters]"
    needs_day = any(paper.get("valid_on") == "in_force" for paper in _rows(one, "papers"))
    if needs_day and one.get("in_force") is None:
        yield ".in_force: giấy tờ phải còn hạn vào ngày có hiệu lực, nên cần nói ngày đó"


def _feeds(raw: Mapping[str, Any], fact: Mapping[str, Any]) -> bool:
    """Whether a fact of an instrument can be taken over as this one: of its type, and among its choices."""
    source, _, code = str(fact["fed_by"]).partition(".")
    facts = [row for one in _rows(raw, "instruments") if one.get("code") == source for row in _rows(one, "facts")]
    own = next((row for row in facts if row.get("code") == code), {})
    return own.get("type") == fact.get("type") and _table(own, "choices").keys() <= _table(fact, "choices").keys()

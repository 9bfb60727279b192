"""What must hold between the parts of a plan file, and what no shape can tell. Reads no file.

Every check takes a file of any shape, so that no error hides another: what is not there, or is no table, is passed
by; the shape itself is the model's. What a file says is looked for in tuples and lists, never in sets or tables: it
may be a table itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from talentdb.codes.code_lists import code_list
from talentdb.plans.decisions import DECISION_NAMES
from talentdb.plans.expressions import expression_problems
from talentdb.plans.instrument_rules import instrument_problems
from talentdb.plans.model import EXPRESSIONS
from talentdb.plans.readings import placeholders

__all__ = ["problems_of"]

_DAYS: Final = ("as_of", "year_start", *DECISION_NAMES)
_NEEDS: Final = {
    "people": ("denominator", "numerator"),
    "institutions": ("denominator", "numerator"),
    "agencies": ("task",),
    "none": ("why_not",),
}
"""Kind of an indicator -> what it cannot do without."""


def problems_of(raw: Mapping[str, Any]) -> Iterator[str]:
    """Place and reason of every fault, in Vietnamese, one line each."""
    readings = _tables(raw.get("readings"))
    days = (*_DAYS, *_tables(raw.get("parameters"), every=True))
    yield from _reading_problems(readings, days)
    indicators = _rows(raw, "indicators")
    codes = [item.get("code") for item in indicators]
    tasks = [item.get("number") for item in _rows(raw, "tasks")]
    for number, item in enumerate(indicators):
        code = item.get("code", number)
        yield from (f"{code}{problem}" for problem in _indicator_problems(item, codes[:number], codes, tasks))
        for place, expression in _expressions(item):
            about = "institutions" if item.get("kind") == "institutions" else "people"
            yield from (f"{code}.{place}: {one}" for one in _expression_problems(expression, days, readings, about))
    yield from _duty_problems(raw)
    yield from _year_problems(raw)
    yield from instrument_problems(raw)


def _tables(given: Any, *, every: bool = False) -> dict[str, Any]:
    """The tables of a table; `every`: values of any kind."""
    return (
        {key: one for key, one in given.items() if every or isinstance(one, dict)} if isinstance(given, dict) else {}
    )


def _rows(raw: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    given = raw.get(key)
    return [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []


def _list(table: Mapping[str, Any], key: str) -> list[Any]:
    given = table.get(key)
    return given if isinstance(given, list) else []


def _reading_problems(readings: Mapping[str, Any], days: Sequence[str]) -> Iterator[str]:
    known: dict[str, Any] = {}
    for key, reading in readings.items():
        options = _tables(reading.get("options"))
        if reading.get("default") not in tuple(options):
            yield f"readings.{key}: mặc định “{reading.get('default')}” không có trong các lựa chọn"
        for name, option in options.items():
            if isinstance(option.get("sql"), str):
                problems = _expression_problems(option["sql"], days, known, "people")
                yield from (f"readings.{key}.{name}: {problem}" for problem in problems)
        # An answer may rest on readings before it only: none rests on itself.
        known[key] = reading


def _expression_problems(
    expression: str, days: Sequence[str], readings: Mapping[str, Any], about: str
) -> Iterator[str]:
    for key in placeholders(expression):
        if key not in readings:
            yield f"cách hiểu {{{key}}} không được khai báo trước chỗ này"
        expression = expression.replace(f"{{{key}}}", "true")
    yield from expression_problems(expression, days, about)


def _indicator_problems(
    item: Mapping[str, Any], before: Sequence[Any], codes: Sequence[Any], tasks: Sequence[Any]
) -> Iterator[str]:
    if item.get("code") in before:
        yield ": mã lặp lại"
    if item.get("parent") is not None and item["parent"] not in before:
        yield f": chỉ tiêu mẹ {item['parent']} phải đứng trước trong tệp"
    yield from (f".beside: không có chỉ tiêu {one}" for one in _list(item, "beside") if one not in codes)
    if (item.get("comparison") == "none") == bool(item.get("targets")):
        yield ": phải có mức theo năm, trừ khi comparison là none"
    if (item.get("comparison") == "about") != ("tolerance" in item):
        yield ".tolerance: “khoảng” (about) phải nói lệch bao nhiêu là còn đạt, và chỉ nó mới cần"
    kind = str(item.get("kind", "people"))
    yield from (f".{key}: loại {kind} phải có" for key in _NEEDS.get(kind, ()) if not item.get(key))
    if item.get("task") is not None and item["task"] not in tasks:
        yield f".task: không có nhiệm vụ {item['task']}"
    if ("measure" in item) != ("by_decision" in item):
        yield ".measure: measure và by_decision phải đi cùng nhau"
    if (item.get("measure") == "stayed") != ("years" in item):
        yield ".years: chỉ tiêu về người còn ở lại (stayed) phải nói sau mấy năm, và chỉ nó mới cần"
    if "measure" in item and "unlinked" not in _tables(item.get("unknown")):
        yield ".unknown.unlinked: chỉ tiêu theo quyết định phải nói người chưa gắn với sổ thì sao"
    if ("weight" in item) != ("weight_yes" in item):
        yield ".weight: weight và weight_yes phải đi cùng nhau"
    yield from _path_problems(item.get("targets"))


def _path_problems(targets: Any) -> Iterator[str]:
    """A path that goes backwards is a slip: no plan asks for less than before."""
    steps = [(year, share) for year, share in _tables(targets, every=True).items() if isinstance(share, int | float)]
    steps.sort()
    for (year, share), (later, less) in pairwise(steps):
        if less < share:
            yield f".targets: mức năm {later} ({less}) thấp hơn năm {year} ({share})"


def _expressions(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every expression of an indicator with its place."""
    yield from ((key, item[key]) for key in EXPRESSIONS if isinstance(item.get(key), str))
    for key, value in _tables(item.get("unknown")).items():
        if isinstance(value.get("when"), str):
            yield f"unknown.{key}", value["when"]


def _year_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """What is due in a year that the plan does not cover would never be asked for."""
    first, last = raw.get("first_year"), raw.get("last_year")
    if not (isinstance(first, int) and isinstance(last, int)):
        return
    if last < first:
        yield f"last_year: {last} trước first_year ({first})"
    for key, name in (("tasks", "number"), ("obligations", "code"), ("instruments", "code")):
        for item in _rows(raw, key):
            when = _tables(item, every=True).get("when")
            when = when if isinstance(when, dict) else {}
            years = {one: when.get(one) for one in ("first_year", "last_year")}
            years["until"] = getattr(when.get("until"), "year", None)
            for place, year in years.items():
                if isinstance(year, int) and not first <= year <= last:
                    yield f"{key}.{item.get(name)}.when.{place}: năm {year} ngoài kỳ của kế hoạch ({first}-{last})"


def _kind_problems(bodies: Mapping[str, Any]) -> Iterator[str]:
    known = [code.code for code in code_list("agency_kind").codes]
    for key, body in bodies.items():
        absent = (one for one in _list(body, "kinds") if one not in known)
        yield from (f"bodies.{key}.kinds: không có loại cơ quan {one}" for one in absent)


def _duty_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    bodies = _tables(raw.get("bodies"))
    known, instruments = tuple(bodies), [one.get("code") for one in _rows(raw, "instruments")]
    yield from _kind_problems(bodies)
    for key, keys, name in (("tasks", ("lead", "coordinating"), "number"), ("obligations", ("sender", "to"), "code")):
        seen: list[Any] = []
        for item in _rows(raw, key):
            place = f"{key}.{item.get(name)}"
            if item.get(name) in seen:
                yield f"{place}: lặp lại"
            seen.append(item.get(name))
            for part in keys:
                meant = [item[part]] if isinstance(item.get(part), str) else _list(item, part)
                absent = (one for one in meant if one not in known)
                yield from (f"{place}.{part}: không có cơ quan {one} trong [bodies]" for one in absent)
            absent = (one for one in _list(item, "instruments") if one not in instruments)
            yield from (f"{place}.instruments: không có chính sách {one}" for one in absent)
    for key in ("amounts", "terms"):
        codes = [item.get("code") for item in _rows(raw, key)]
        yield from (f"{key}.{code}: lặp lại" for at, code in enumerate(codes) if code in codes[:at])

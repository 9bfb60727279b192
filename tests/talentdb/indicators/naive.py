"""The indicators a second time, person by person and row by row in plain Python: what the engine is compared with.

Written from the definitions in the plan files, not from their expressions. `worlds` are all ways in which the unknown
values of a person can turn out.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

AS_OF = date(2026, 7, 18)
POSTGRADUATE = {"specialist_1", "resident_physician", "master", "specialist_2", "doctorate", "doctor_of_science"}
TALENTS = {"attracted", "talent", "young_talent", "leading_expert", "leading_scientist", "young_scientist",
           "excellent_graduate", "high_quality"}  # fmt: skip
TEACHING = ("V.07.01.", "V.07.02.", "V.07.03.", "V.07.04.", "V.07.05.", "V.07.08.")
NO_DAY = date(1, 1, 1)  # a completed course that ended nobody knows when
LEADING = {"leading_expert", "leading_scientist", "chief_engineer"}

Person = Mapping[str, Any]
Judge = Callable[[Person], tuple[bool, bool]]


def age(born: date, on: date = AS_OF) -> int:
    """Full years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _working(one: Person) -> bool:
    return one["status"] in (None, "working")


def _young(one: Person) -> bool:
    return one["birth_date"] is not None and age(one["birth_date"]) < 45


def _trained(one: Person, key: str, first: date) -> bool:
    about = any(kind == key[:-3] and first <= since and until <= AS_OF for kind, since, until in courses(one))
    return about or any(first <= day <= AS_OF for day in one[key])


def courses(one: Person) -> list[tuple[str, date, date]]:
    """Kind, first and last day of the courses whose end is known by its month or year."""
    return list(zip(*(one.get(f"course_{name}") or () for name in ("kinds", "earliest", "latest")), strict=True))


def _sti(one: Person) -> bool:
    return _working(one) and bool(one["sti_posts"])


def _minority(one: Person) -> bool:
    return one["ethnicity_code"] not in (None, "01")


def _at_standard(one: Person) -> bool:
    title, degree = one["professional_title_code"] or "", one["qualification"]
    if title.startswith("V.07.02"):
        return degree not in (None, "elementary", "intermediate")
    if title.startswith("V.07.01"):
        return degree in ("master", "doctorate", "doctor_of_science")
    return degree not in (None, "elementary", "intermediate", "college")


def _talent(one: Person) -> bool:
    return bool(TALENTS & set(one["talent_groups"]))


def _recruited_this_year(one: Person) -> bool:
    day = one["recruitment_date"]
    return bool(one["is_public"] and day is not None and date(AS_OF.year, 1, 1) <= day <= AS_OF)


def _recruited_long_ago(one: Person) -> bool:
    day = one["recruitment_date"]
    return _talent(one) and day is not None and day <= AS_OF.replace(year=AS_OF.year - 5)


def _intellectual(one: Person) -> bool:
    return _working(one) and bool(one["is_intellectual"])


JUDGES: Mapping[str, Judge] = {
    "I1": lambda one: (_sti(one), one["sex"] == "female" or _minority(one)),
    "I1.women": lambda one: (_sti(one), one["sex"] == "female"),
    "I1.minority": lambda one: (_sti(one), _minority(one)),
    "I2": lambda one: (
        _intellectual(one) and one["is_public"] and _young(one),
        _trained(one, "trained_on", date(2026, 1, 1)),
    ),
    "I3": lambda one: (
        _working(one) and one["employment_category"] in ("civil_servant", "public_employee"),
        _trained(one, "standard_on", date.min),
    ),
    "I4": lambda one: (
        _working(one) and (one["professional_title_code"] or "").startswith(TEACHING),
        _at_standard(one),
    ),
    "I8": lambda one: (_intellectual(one), one["qualification"] in POSTGRADUATE),
    "I8.young": lambda one: (_intellectual(one), _young(one)),
    "I8.leading": lambda one: (_intellectual(one), bool(LEADING & set(one["talent_groups"]))),
    "L2": lambda one: (_recruited_this_year(one), _talent(one)),
    "L3": lambda one: (_recruited_this_year(one), _talent(one)),
    "L4": lambda one: (_recruited_long_ago(one), one["status"] == "working" and bool(one["is_public"])),
    "L5": lambda one: (_talent(one) and _sti(one), _trained(one, "trained_on", date(2024, 1, 1))),
}
"""Indicator -> (counted, fulfils) of a person of whom all is known."""

_ANY: Mapping[str, tuple[Any, ...]] = {
    "sex": ("male", "female"),
    "ethnicity_code": ("01", "03"),
    "is_intellectual": (True, False),
    "qualification": ("elementary", "college", "university", "doctorate"),
    "recruitment_date": (date(2000, 1, 1), date(2025, 6, 1), AS_OF),
}
"""Field -> values that stand for all that it can be when it is unknown."""


def birth_span(one: Person) -> tuple[date, date]:
    """First and last day on which somebody can be born."""
    day, precision = one["birth_date"], one["birth_date_precision"]
    if day is None:
        return date(1930, 1, 1), date(2010, 1, 1)
    if precision == "year":
        return day, date(day.year, 12, 31)
    return (day, date(day.year, day.month, 28)) if precision == "month" else (day, day)


def stored(code: str, one: Person) -> tuple[bool, bool]:
    """(counted, fulfils) by the values as stored, unknown being no."""
    if code == "I8.young" and birth_span(one)[0] != birth_span(one)[1]:
        return _intellectual(one), all(age(day) < 45 for day in birth_span(one)) and one["birth_date"] is not None
    return JUDGES[code](one)


def worlds(code: str, one: Person) -> Iterator[tuple[bool, bool]]:
    """(counted, fulfils) under every way in which the unknown values of a person can turn out."""
    ways = {name: values if one[name] is None else (one[name],) for name, values in _ANY.items()}
    ways["birth_date"] = birth_span(one)
    # Who works for the State or the Party without a word on the kind of employment may be a civil servant.
    if one["employment_category"] is None and one["is_public"]:
        ways["employment_category"] = ("civil_servant", "labour_contract")
    if code == "L4":
        ways["status"] = ("working", "left") if one["status"] is None else (one["status"],)
    if NO_DAY in one["trained_on"]:
        ways["trained_on"] = (one["trained_on"], [*one["trained_on"], AS_OF])
    for values in product(*ways.values()):
        for ends in product(*((since, until) for _, since, until in courses(one))):
            sure = {"course_earliest": ends, "course_latest": ends} if ends else {}
            yield JUDGES[code]({**one, **dict(zip(ways, values, strict=True)), **sure})


def expected(code: str, people: list[Person]) -> dict[str, Any]:
    """Counts, share and interval of an indicator, each person by itself."""
    found = [stored(code, one) for one in people]
    denominator = sum(counted for counted, _ in found)
    numerator = sum(counted and fulfils for counted, fulfils in found)
    outcomes = {(0, 0)}
    for one in people:
        ways = {(int(counted), int(counted and fulfils)) for counted, fulfils in worlds(code, one)}
        outcomes = {(d + a, n + b) for d, n in outcomes for a, b in ways}
    shares = [n / d for d, n in outcomes if d]
    return {
        "denominator": denominator,
        "numerator": numerator,
        "value": numerator / denominator if denominator else None,
        "low": min(shares, default=None),
        "high": max(shares, default=None),
    }


_SECTORS = {"T1": "state", "T2": "party", "T3": "private_enterprise"}


def keys(cut: str, one: Person) -> list[str | None]:
    """The groups of a cut that a person is in."""
    if cut == "post":
        return list(one["sti_posts"])
    return [
        {
            "agency": one["agency"],
            "sector": _SECTORS.get(one["agency"], "public_service"),
            "commune": one["commune_code"],
            "field": one["field_group"],
        }[cut]
    ]

"""Fictional facts of the forms beside people: works, awards, institutions, needs, people overseas."""

from collections.abc import Mapping
from random import Random
from typing import Any

from ingest.sample.catalogue import facts, writings

__all__ = ["make_facts"]


def _work(rng: Random, kind: str) -> dict[str, Any]:
    start, topic = rng.choice(facts()["starts"][kind]), rng.choice(facts()["topics"])
    return {
        "work_title": f"{start} {topic} giai đoạn {rng.randint(1, 9)}",
        "work_level": rng.choice(("province", "institution", "institution", "ministry", "national")),
        "work_year": rng.randint(2015, 2026),
        "work_result": rng.choice(("excellent", "passed", "passed")),
        "member_role": rng.choice(("lead", "member", "member", "secretary")),
        "applied": rng.random() < 0.6,
    }


def _award(rng: Random) -> dict[str, Any]:
    name, level, code = rng.choice(facts()["awards"])
    return {"award_name": name, "award_level": level, "award_code": code, "award_year": rng.randint(2018, 2026)}


def _institution(rng: Random, number: int) -> dict[str, Any]:
    total, places = rng.randint(30, 400), facts()["places"]
    teachers = int(total * rng.uniform(0.6, 0.85))
    accredited = rng.random() < 0.7
    day = f"{rng.randint(2027, 2030)}-{rng.randint(1, 12):02d}-{rng.randint(13, 28)}"
    name = f"{rng.choice(facts()['schools'])} {places[number % len(places)]} {number // len(places) + 1}"
    return {
        "institution_name": name,
        "accredited": accredited,
        "accreditation_valid_to": day if accredited else None,
        "staff_total": total,
        "staff_female": int(total * rng.uniform(0.4, 0.8)),
        "teachers_total": teachers,
        "teachers_at_standard": int(teachers * rng.uniform(0.8, 1)),
    }


def _need(rng: Random) -> dict[str, Any]:
    job, field, degree = rng.choice(facts()["jobs"])
    return {
        "job_position": job,
        "need_field": field,
        "required_qualification": degree,
        "need_count": rng.randint(1, 6),
        "need_year": rng.randint(2026, 2030),
        "reason": rng.choice(facts()["reasons"]),
    }


def _abroad(rng: Random) -> dict[str, Any]:
    return {
        "country_of_residence": rng.choice(list(writings()["country_of_residence"])),
        "organisation_abroad": rng.choice(facts()["abroad"]),
        "cooperation": rng.choice(facts()["cooperation"]),
    }


def make_facts(form: str, kind: str, number: int, person: Mapping[str, Any], rng: Random) -> dict[str, Any]:
    """The values of row `number` of a form; `kind` tells kinds of works, `person` is whose row it is."""
    if form == "institutions":
        return _institution(rng, number)
    if form == "needs":
        return _need(rng)
    own = {"works": lambda: _work(rng, kind), "awards": lambda: _award(rng), "overseas": lambda: _abroad(rng)}
    return {**person, **(own[form]() if form in own else {})}

"""Draws one fictional person: name, sex, birth, ids, contacts, degrees, post, courses.

Pure in a random.Random; knows nothing of agencies' lists. Shares come from names.toml and profiles.toml.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from ingest.sample.catalogue import Place, names, places, profiles, writings
from ingest.sample.model import Course, Person
from talentdb.text import fold

__all__ = ["AS_OF", "draw", "make_person", "new_phone"]

AS_OF = date(2026, 10, 31)
"""The day the sample's lists speak of."""

_LEVELS = ("A2", "B1", "B1", "B2", "C1")
_TRAINED_SHARE = 0.46
"""Chance of a counted course in 2026; keeps the share of trained people (indicator I2) between 30 % and 60 %."""

_COUNTED = ("expertise", "expertise", "expertise", "management", "leadership", "state_management")
_NOT_COUNTED = ("political_theory", "title_standard", "language", "it", "digital_skills")
_NURSES_AND_PHARMACISTS = {"V.08.05", "V.08.06", "V.08.08"}
_DOCTORS_ONLY = {"specialist_1", "specialist_2", "resident_physician"}


def draw(rng: Random, weights: Mapping[str, float]) -> str:
    """One key by weight."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def _name(rng: Random, sex: str, ethnicity: str) -> str:
    parts = names()
    family = draw(rng, parts["family"].get(ethnicity, parts["family"]["kinh"]))
    middle = draw(rng, parts["middle"][sex])
    given = rng.choice(parts["given"][sex])
    if middle.endswith(given):
        middle = middle.removesuffix(given).strip() or ("Thị" if sex == "female" else "Văn")
    return " ".join(part for part in (family, middle, given) if part)


def new_phone(rng: Random) -> str:
    """A number of the right shape in a block of zeros, so that it is nobody's on purpose."""
    prefix = rng.choice(("090", "091", "097", "098", "036", "038", "077", "086"))
    return f"{prefix}{rng.randrange(10)}000{rng.randrange(1000):03d}"


def _national_id(rng: Random, sex: str, birth: date, serial: int) -> str:
    """Twelve digits: province, century and sex, year, a number counted down so that none repeats."""
    century = (0 if birth.year < 2000 else 2) + (1 if sex == "female" else 0)
    province = rng.choices(("033", "034", "001", "030"), weights=(48, 44, 5, 3))[0]
    return f"{province}{century}{birth.year % 100:02d}{999999 - serial % 1000000:06d}"


def _birth(rng: Random, kind: str) -> date:
    youngest, oldest = (1950, 1985) if kind == "association" else (1966, 2002)
    year = round(rng.triangular(youngest, oldest, 1984 if kind != "association" else 1960))
    return date(year, 1, 1) + timedelta(days=rng.randrange(365))


def _language(rng: Random) -> dict[str, Any]:
    framework = rng.choices(("CEFR", "KNLNN", "ABC"), weights=(5, 3, 2))[0]
    level = {"CEFR": rng.choice(_LEVELS), "KNLNN": str(rng.randint(2, 4)), "ABC": rng.choice("ABC")}[framework]
    language = "en" if framework == "CEFR" else rng.choices(("en", "zh", "fr"), weights=(8, 1, 1))[0]
    return {"language": language, "framework": framework, "level": level}


def _study(rng: Random, profile: Mapping[str, Any], kind: str, birth: date) -> tuple[dict[str, Any], dict[str, Any]]:
    qualification = draw(rng, profile["qualification"])
    fields: Sequence[Sequence[str]] = profile["fields"]
    if qualification in _DOCTORS_ONLY:
        fields = [entry for entry in fields if entry[2] == "Bác sĩ"] or fields
    field, research, degree = rng.choice(fields)
    values: dict[str, Any] = {
        "qualification": qualification,
        "field_of_training": field,
        "training_institution": rng.choice(profile["institutions"]),
        "graduation_year": min(birth.year + rng.randint(22, 34), 2025),
        "training_mode": rng.choices(("full_time", "part_time", "in_service", "distance"), weights=(7, 2, 1, 0.5))[0],
        "it_level": "advanced" if rng.random() < 0.15 else "basic",
    }
    if qualification not in {"intermediate", "college", "elementary"}:
        values["degree_title"] = degree
    if kind in {"university", "medical_university", "institute", "association"}:
        values["research_fields"] = [research]
        values["expertise"] = sorted(rng.sample(writings()["expertise"]["words"], 2))
    if qualification in {"doctorate", "doctor_of_science"} and kind in {"university", "medical_university"}:
        chance = rng.random()
        if chance < 0.22:
            values["academic_title"] = "professor" if chance < 0.02 else "associate_professor"
    if rng.random() < 0.5:
        values["languages"] = [_language(rng)]
    return values, {"research": research}


def _post(rng: Random, profile: Mapping[str, Any], qualification: str) -> tuple[dict[str, Any], dict[str, Any]]:
    roles = profile["roles"]
    if qualification in _DOCTORS_ONLY:
        roles = [role for role in roles if role[3][:7] not in _NURSES_AND_PHARMACISTS]
    elif qualification in {"intermediate", "college"}:
        roles = [role for role in roles if not role[3].startswith("V.08.01")]
    title, short, _, code, leads = rng.choices(roles, weights=[role[2] for role in roles])[0]
    values: dict[str, Any] = {
        "position_title": title,
        "employment_category": draw(rng, profile["category"]),
        "sub_unit": rng.choice(profile["units"]),
        "status": "working" if rng.random() < 0.995 else "retired",
        "party_member": leads or rng.random() < 0.45,
    }
    if code:
        values["professional_title_code"] = code
        if code in writings()["professional_title"]:
            values["professional_title"] = writings()["professional_title"][code][0]
    for name, key in (("political_theory", "theory"), ("state_management", "state")):
        level = draw(rng, profile[key])
        if level != "none":
            values[name] = level
    return values, {"short_position": short}


def _courses(rng: Random) -> tuple[Course, ...]:
    kinds: list[str] = []
    if rng.random() < _TRAINED_SHARE:
        kinds.append(rng.choice(_COUNTED))
    if rng.random() < 0.2:
        kinds.append(rng.choice(_NOT_COUNTED))
    courses = []
    for index, kind in enumerate(kinds):
        start = date(2026, 1, 5) + timedelta(days=rng.randrange(250))
        end = start + timedelta(days=rng.choice((2, 4, 11, 30)))
        values: dict[str, Any] = {
            "training_name": rng.choice(writings()["courses"][kind]),
            "training_type": kind,
            "training_start": start.isoformat(),
            "training_end": end.isoformat(),
            "training_status": "completed"
            if index == 0 and kind in _COUNTED
            else rng.choice(("completed", "ongoing")),
        }
        if values["training_status"] == "completed":
            values["certificate_no"] = f"{rng.randrange(1, 999):03d}/CC-2026"
        courses.append(Course(values))
    return tuple(courses)


def _home(rng: Random) -> tuple[dict[str, Any], Place]:
    place = rng.choice(places())
    return {"commune_code": place.code, "address": f"{place.kind} {place.name}, tỉnh Hưng Yên"}, place


def make_person(
    rng: Random, serial: int, agency: str, kind: str, member_of: str = "", host: str = "noi-nao"
) -> Person:
    """A person of the workplace kind `kind` (a key of profiles.toml); `serial` makes ids unique.

    `host` names the mail address, `member_of` an association.
    """
    profile = profiles()[kind]
    sex = "female" if rng.random() < profile["women"] else "male"
    ethnicity = draw(rng, names()["ethnicity"]) if rng.random() < profile["minority"] else "01"
    birth = _birth(rng, kind)
    full_name = _name(rng, sex, ethnicity)
    home, place = _home(rng)
    study, study_hints = _study(rng, profile, kind, birth)
    post, post_hints = _post(rng, profile, study["qualification"])
    values: dict[str, Any] = {
        "full_name": full_name,
        "sex": sex,
        "birth_date": birth.isoformat(),
        "birth_date_precision": "day",
        "ethnicity_code": ethnicity,
        "national_id": _national_id(rng, sex, birth, serial),
        "staff_code": f"{serial % 1000000:06d}",
        "phone": new_phone(rng),
        "email": f"{fold(full_name.split()[-1])}.{serial}@{host}.example",
        "recruitment_date": date(min(birth.year + rng.randint(22, 30), 2025), rng.randint(1, 12), 1).isoformat(),
        **home,
        **study,
        **post,
    }
    if kind != "association":
        values["annual_ratings"] = [
            {"year": 2025, "rating": rng.choices(("excellent", "good", "completed"), (2, 7, 1))[0]}
        ]
    if member_of:
        values["associations"] = [member_of]
    hints = {**study_hints, **post_hints, "place": place}
    return Person(f"p{serial:06d}", agency, values, hints, _courses(rng))

"""Writers of the cells on degrees, posts, courses, and of the columns that no field of the registry holds.

Same rules as the writers of the person; must not know how the reader reads.
"""

from datetime import date
from random import Random
from typing import Any

from ingest.sample.catalogue import writings
from ingest.sample.model import Style, Written
from ingest.sample.writers_person import PERSON_WRITERS, Row, Writer, spell

__all__ = ["FIELDS", "WRITERS"]

_EMPTY = Written(None)
_LANGUAGES = {"en": "Anh", "zh": "Trung", "fr": "Pháp"}


def _coded(field: str, kind: str = "") -> Writer:
    """Writer of a coded field; a dash stands at times where there is nothing."""

    def write(row: Row, _: str, style: Style, rng: Random) -> Written:
        code = row.values.get(field)
        if code is None or code not in writings()[kind or field]:
            return Written("-" if rng.random() < 0.1 else None)
        return Written(spell(kind or field, code, style, rng), {field: code})

    return write


def _text(field: str) -> Writer:
    def write(row: Row, _: str, __: Style, ___: Random) -> Written:
        value = row.values.get(field)
        return _EMPTY if value is None else Written(value, {field: value})

    return write


def _tick(field: str) -> Writer:
    """A mark in the column of one level; the option lists the levels that it stands for, the first is read."""

    def write(row: Row, option: str, _: Style, rng: Random) -> Written:
        levels = option.split(",")
        if row.values.get(field) not in levels:
            return _EMPTY
        return Written(rng.choice(("x", "x", "X", "√")), {field: levels[0]})

    return write


def _position(row: Row, _: str, style: Style, rng: Random) -> Written:
    title, short = row.values["position_title"], row.hints["short_position"]
    if title == row.hints["position"] and rng.random() < style.short:
        return Written(short, {"position_title": title}, {"position_title": (short,)})
    return Written(title, {"position_title": title})


def _title_code(row: Row, _: str, style: Style, rng: Random) -> Written:
    code = row.values.get("professional_title_code")
    if code is None:
        return _EMPTY
    gold = {"professional_title_code": code}
    if code.startswith("V.") and rng.random() < style.short / 10:
        return Written(code.replace("V.", "V", 1), gold)
    if style.numbers and code[0] == "0":
        return Written(float(code), gold)
    return Written(code, gold)


def _qualification(row: Row, _: str, style: Style, rng: Random) -> Written:
    level = row.values["qualification"]
    gold: dict[str, Any] = {"qualification": level}
    degree = row.values.get("degree_title")
    if level == "university" and degree and rng.random() < style.short:
        return Written(degree, {**gold, "degree_title": degree})
    if level == "master" and rng.random() < 0.02:
        return Written("ThS (NCS)", {**gold, "doctoral_student": True})
    return Written(spell("qualification", level, style, rng), gold)


def _language(row: Row, _: str, __: Style, rng: Random) -> Written:
    found = row.values.get("languages")
    if not found:
        return _EMPTY
    known = found[0]
    name, level = _LANGUAGES[known["language"]], known["level"]
    if known["framework"] == "KNLNN":
        text = f"Tiếng {name} bậc {level}"
    else:
        text = rng.choice((f"{name} {level}", f"Tiếng {name} {level}", f"{level} ({name})"))
    return Written(text, {"languages": found})


def _party(row: Row, _: str, __: Style, ___: Random) -> Written:
    return Written("x", {"party_member": True}) if row.values["party_member"] else _EMPTY


def _rating(row: Row, option: str, style: Style, rng: Random) -> Written:
    ratings = row.values.get("annual_ratings")
    if not ratings:
        return _EMPTY
    rating = {"year": int(option), "rating": ratings[0]["rating"]}
    return Written(spell("annual_rating", rating["rating"], style, rng), {"annual_ratings": [rating]})


def _research(row: Row, _: str, __: Style, ___: Random) -> Written:
    codes = row.values.get("research_fields")
    if not codes:
        return _EMPTY
    return Written("; ".join(writings()["research_field"][code] for code in codes), {"research_fields": codes})


def _expertise(row: Row, _: str, __: Style, ___: Random) -> Written:
    words = row.values.get("expertise")
    return Written("; ".join(words), {"expertise": words}) if words else _EMPTY


def _association(row: Row, _: str, __: Style, ___: Random) -> Written:
    names = row.values.get("associations")
    return Written("; ".join(names), {"associations": names}) if names else _EMPTY


def _recruitment(row: Row, option: str, style: Style, __: Random) -> Written:
    iso = row.values["recruitment_date"]
    day = date.fromisoformat(iso)
    return Written(day if style.dates == "datetime" else f"{day:%d/%m/%Y}", {"recruitment_date": iso})


def _recruitment_year(row: Row, _: str, __: Style, ___: Random) -> Written:
    """A year of entering the profession: a reader may take it as a date or leave it."""
    year = int(row.values["recruitment_date"][:4])
    return Written(year)


def _course_day(field: str) -> Writer:
    def write(row: Row, _: str, style: Style, __: Random) -> Written:
        day = date.fromisoformat(row.values[field])
        return Written(day if style.dates == "datetime" else f"{day:%d/%m/%Y}", {field: row.values[field]})

    return write


def _job(row: Row, _: str, __: Style, ___: Random) -> Written:
    return Written(row.values["position_title"], {"job_position": row.values["position_title"]})


def _junk(row: Row, option: str, _: Style, rng: Random) -> Written:
    """Columns of real lists that the registry has no field for."""
    step = rng.randint(1, 9)
    made: dict[str, Any] = {
        "account": f"10{rng.randrange(10**9):09d}",
        "allowance": rng.choice((None, None, 0.2, 0.3, "0,4")),
        "coefficient": round(2.34 + 0.33 * (step - 1), 2),
        "contract": rng.choice(("Biên chế", "Biên chế", "HĐ không thời hạn", "Tập sự, thử việc")),
        "day": f"01/{rng.randint(1, 12):02d}/{rng.randint(2018, 2025)}",
        "empty": None,
        "licence": f"{rng.randrange(100000):06d}/NA-CCHN",
        "licence_date": f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/{rng.randint(2013, 2025)}",
        "other_name": None,
        "money": rng.randrange(2_340_000, 21_000_000, 1000),
        "party_date": f"03/02/{rng.randint(1998, 2024)}",
        "party_post": rng.choice((None, None, "Chi ủy viên")),
        "percent": rng.choice((None, None, 5, 10, 25)),
        "practice": rng.choice(("Khám bệnh, chữa bệnh đa khoa", "Theo quy định tại TT 26/2015", None)),
        "religion": rng.choice(("Không", "Không", "Không", "Công giáo")),
        "step": step,
    }
    return Written(made[option])


def _note(_: Row, __: str, ___: Style, rng: Random) -> Written:
    return Written(rng.choice((None, None, None, "Đi học", "Biệt phái")))


WRITERS: dict[str, Writer] = {
    **PERSON_WRITERS,
    "academic": _coded("academic_title"),
    "agency": _text("agency_name"),
    "association": _association,
    "category": _coded("employment_category"),
    "course_certificate": _text("certificate_no"),
    "course_end": _course_day("training_end"),
    "course_name": _text("training_name"),
    "course_start": _course_day("training_start"),
    "course_status": _coded("training_status"),
    "course_type": _coded("training_type"),
    "degree_tick": _tick("qualification"),
    "expertise": _expertise,
    "field": _text("field_of_training"),
    "institution": _text("training_institution"),
    "it": _coded("it_level"),
    "job": _job,
    "junk": _junk,
    "language": _language,
    "mode": _coded("training_mode"),
    "note": _note,
    "party": _party,
    "position": _position,
    "qualification": _qualification,
    "rating": _rating,
    "recruitment": _recruitment,
    "recruitment_year": _recruitment_year,
    "research": _research,
    "state": _coded("state_management"),
    "status": _coded("status"),
    "sub_unit": _text("sub_unit"),
    "theory": _coded("political_theory"),
    "theory_tick": _tick("political_theory"),
    "title": _text("professional_title"),
    "title_code": _title_code,
    "year": _text("graduation_year"),
}
"""All writers by the name that layouts.toml uses."""

FIELDS: dict[str, tuple[str | None, ...]] = {
    "academic": ("academic_title",),
    "address": ("address", "commune_code"),
    "agency": ("agency_name",),
    "association": ("associations",),
    "birth": ("birth_date",),
    "birth_if": ("birth_date",),
    "birth_year": ("birth_date",),
    "category": ("employment_category",),
    "commune": ("commune_code", "address"),
    "course_certificate": ("certificate_no",),
    "course_end": ("training_end",),
    "course_name": ("training_name",),
    "course_start": ("training_start",),
    "course_status": ("training_status",),
    "course_type": ("training_type",),
    "degree_tick": ("qualification",),
    "email": ("email",),
    "ethnicity": ("ethnicity_code",),
    "expertise": ("expertise",),
    "field": ("field_of_training",),
    "honorific": ("sex", None),
    "institution": ("training_institution",),
    "it": ("it_level",),
    "job": ("job_position", "position_title"),
    "junk:other_name": ("other_name", None),
    "junk:party_date": (None, "party_member"),
    "language": ("languages",),
    "mode": ("training_mode",),
    "name": ("full_name",),
    "name_family_middle": ("family_name", "middle_name"),
    "name_given": ("given_name",),
    "national_id": ("national_id",),
    "native": ("native_place",),
    "party": ("party_member",),
    "phone": ("phone",),
    "position": ("position_title",),
    "qualification": ("qualification", "degree_title"),
    "rating": ("annual_ratings",),
    "recruitment": ("recruitment_date",),
    "recruitment_year": (None, "recruitment_date"),
    "research": ("research_fields",),
    "sex": ("sex",),
    "sex_code": ("sex",),
    "sex_tick": ("sex",),
    "staff_code": ("staff_code",),
    "state": ("state_management",),
    "status": ("status",),
    "sub_unit": ("sub_unit",),
    "theory": ("political_theory",),
    "theory_tick": ("political_theory",),
    "title": ("professional_title", "professional_title_code"),
    "title_code": ("professional_title_code",),
    "year": ("graduation_year",),
}
"""What a right reader may map a writer's column to; a writer not named here writes a column of no field.

The columns of `junk` with an option named here may be read or left.
"""

"""Writers of the cells that say who a person is: name, sex, birth, ids, contacts, home.

A writer takes one row and gives the cell as an agency would type it, with the normalised values a perfect reader
takes from it. Written from descriptions of real lists; must not know how the reader reads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from ingest.sample.catalogue import Place, writings
from ingest.sample.letters import break_capitals, old_tones, to_tcvn3
from ingest.sample.model import Style, Written

__all__ = ["PERSON_WRITERS", "Row", "Writer", "spell"]


@dataclass(frozen=True, slots=True)
class Row:
    """One person as one agency lists them; `number` is the running number of the row."""

    values: Mapping[str, Any]
    hints: Mapping[str, Any]
    number: int


Writer = Callable[[Row, str, Style, Random], Written]

_EMPTY = Written(None)
_EPOCH = date(1899, 12, 30)


def spell(kind: str, code: str, style: Style, rng: Random) -> str:
    """A spelling of a coded value: the official one, or with chance `style.short` a habit of real lists."""
    spellings: list[str] = writings()[kind][code]
    return rng.choice(spellings) if rng.random() < style.short else spellings[0]


def _shown(text: str, style: Style, rng: Random) -> str:
    """A name in the capitals and letters of the list."""
    if style.encode == "tcvn3":
        return to_tcvn3(text)
    if style.encode == "old_tones":
        text = old_tones(text)
    if style.name == "upper":
        text = text.upper()
    if style.name == "broken":
        text = break_capitals(text, rng)
    if rng.random() < style.spaces:
        text = rng.choice((text + " ", text.replace(" ", "  ", 1), "\u00a0" + text))
    return text


def _title(row: Row, rng: Random) -> str:
    spellings = writings()["name_title"]
    for field in ("academic_title", "qualification"):
        code = row.values.get(field)
        if code in spellings:
            return str(rng.choice(spellings[code]))
    return ""


def _name(row: Row, _: str, style: Style, rng: Random) -> Written:
    full_name = row.values["full_name"]
    title = _title(row, rng) if style.name == "titled" else ""
    return Written(title + _shown(full_name, style, rng), {"full_name": full_name})


def _part(row: Row, part: str, style: Style, rng: Random) -> Written:
    words = row.values["full_name"].split()
    pieces = {"family": words[0], "middle": " ".join(words[1:-1]), "given": words[-1], "front": " ".join(words[:-1])}
    text = pieces[part]
    return Written(_shown(text, style, rng) if text else None, {"full_name": row.values["full_name"]})


def _name_family_middle(row: Row, _: str, style: Style, rng: Random) -> Written:
    return _part(row, "front", style, rng)


def _name_given(row: Row, _: str, style: Style, rng: Random) -> Written:
    return _part(row, "given", style, rng)


def _honorific(row: Row, _: str, __: Style, ___: Random) -> Written:
    return Written("Bà" if row.values["sex"] == "female" else "Ông", {"sex": row.values["sex"]})


def _sex(row: Row, _: str, style: Style, rng: Random) -> Written:
    return Written(spell("sex", row.values["sex"], style, rng), {"sex": row.values["sex"]})


def _sex_code(row: Row, _: str, __: Style, ___: Random) -> Written:
    return Written(2 if row.values["sex"] == "female" else 1, {"sex": row.values["sex"]})


def _sex_tick(row: Row, option: str, _: Style, rng: Random) -> Written:
    """A tick under "Nữ"; an empty cell then means the other sex, which a careful reader may leave unknown."""
    if row.values["sex"] != option:
        return _EMPTY
    return Written(rng.choice(("x", "x", "X")), {"sex": option})


def _day(day: date, style: Style, rng: Random) -> str | int | date:
    shape = style.dates
    if shape == "mixed":
        shape = rng.choices(("text", "serial", "datetime", "dots", "plain", "broken"), (74, 12, 6, 4, 3, 1))[0]
    if shape == "datetime":
        return day
    if shape == "serial":
        return (day - _EPOCH).days
    if shape == "year":
        return day.year
    written = {
        "dots": f"{day:%d.%m.%Y}",
        "plain": f"{day.day}/{day.month}/{day.year}",
        "broken": f"{day:%d.%m/%Y}",
        "short_year": f"{day:%d/%m/%y}",
    }
    return written.get(shape, f"{day:%d/%m/%Y}")


def _birth(row: Row, _: str, style: Style, rng: Random) -> Written:
    iso, precision = row.values["birth_date"], row.values["birth_date_precision"]
    day = date.fromisoformat(iso)
    if precision == "year" or style.dates == "year":
        gold = {"birth_date": f"{day.year}-01-01", "birth_date_precision": "year"}
        return Written(rng.choice((day.year, str(day.year))), gold)
    return Written(_day(day, style, rng), {"birth_date": iso, "birth_date_precision": "day"})


def _birth_if(row: Row, option: str, style: Style, rng: Random) -> Written:
    if row.values["sex"] != option:
        return _EMPTY
    written = _birth(row, "", style, rng)
    return Written(written.value, {**written.gold, "sex": option})


def _birth_year(row: Row, _: str, __: Style, ___: Random) -> Written:
    year = int(row.values["birth_date"][:4])
    return Written(year, {"birth_date": f"{year}-01-01", "birth_date_precision": "year"})


def _ethnicity(row: Row, _: str, style: Style, rng: Random) -> Written:
    code = row.values.get("ethnicity_code")
    if code is None:
        return Written(rng.choice((None, "-")))
    return Written(spell("ethnicity_code", code, style, rng), {"ethnicity_code": code})


def _number_or_text(text: str, style: Style, rng: Random) -> str | int:
    """Digits as a number, when the list keeps them so: a zero in front is lost."""
    return int(text) if style.numbers and rng.random() < 0.7 else text


def _national_id(row: Row, _: str, style: Style, rng: Random) -> Written:
    value = row.values.get("national_id")
    if value is None:
        return _EMPTY
    return Written(_number_or_text(value, style, rng), {"national_id": value})


def _phone(row: Row, _: str, style: Style, rng: Random) -> Written:
    value = row.values["phone"]
    written: str | int = _number_or_text(value, style, rng)
    if isinstance(written, str) and rng.random() < style.short / 2:
        written = rng.choice((f"{value[:4]}.{value[4:7]}.{value[7:]}", f"{value[:4]} {value[4:7]} {value[7:]}"))
    return Written(written, {"phone": value})


def _email(row: Row, _: str, __: Style, rng: Random) -> Written:
    value = row.values.get("email")
    if value is None:
        return Written(rng.choice((None, "Không")))
    return Written(value.capitalize() if rng.random() < 0.05 else value, {"email": value})


def _old_place(place: Place) -> str:
    return f"{place.old_kind.lower()} {place.old_name}, {place.old_district.lower()[:1]}{place.old_district[1:]}"


def _commune(row: Row, option: str, _: Style, rng: Random) -> Written:
    place: Place = row.hints["place"]
    gold = {"commune_code": place.code}
    if option == "code":
        return Written(int(place.code), gold)
    if option == "old":
        return Written(f"{_old_place(place)}, {place.old_province.lower()[:1]}{place.old_province[1:]}", gold)
    short = {"Xã": "X. ", "Phường": "P. "}[place.kind]
    return Written(rng.choice((f"{place.kind} {place.name}", f"{place.kind} {place.name}", short + place.name)), gold)


def _address(row: Row, _: str, __: Style, ___: Random) -> Written:
    return Written(row.values["address"], {"address": row.values["address"]})


def _native(row: Row, _: str, __: Style, ___: Random) -> Written:
    place: Place = row.hints["place"]
    text = f"{place.old_name}, {place.old_district.split(' ', 1)[1]}"
    return Written(text, {"native_place": text})


def _stt(row: Row, _: str, __: Style, ___: Random) -> Written:
    return Written(row.number)


def _staff_code(row: Row, _: str, __: Style, ___: Random) -> Written:
    return Written(row.values["staff_code"], {"staff_code": row.values["staff_code"]})


PERSON_WRITERS: dict[str, Writer] = {
    "address": _address,
    "birth": _birth,
    "birth_if": _birth_if,
    "birth_year": _birth_year,
    "commune": _commune,
    "email": _email,
    "ethnicity": _ethnicity,
    "honorific": _honorific,
    "name": _name,
    "name_family_middle": _name_family_middle,
    "name_given": _name_given,
    "national_id": _national_id,
    "native": _native,
    "phone": _phone,
    "sex": _sex,
    "sex_code": _sex_code,
    "sex_tick": _sex_tick,
    "staff_code": _staff_code,
    "stt": _stt,
}
"""Writer by the name that layouts.toml uses."""

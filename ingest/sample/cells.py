"""Writes one value of any field as one list would: dates, names, ids, codes and texts in the habits of that list.

Written from descriptions of real lists; must not know how the reader reads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from ingest.sample.catalogue import writings
from ingest.sample.letters import break_capitals, decompose, old_tones, to_tcvn3
from ingest.sample.model import CellValue

__all__ = ["CELL_WRITERS", "Cell", "Habits", "draw_habits", "write_cell"]


@dataclass(frozen=True, slots=True)
class Habits:
    """How one sheet is kept: shape of dates, of names, chance of short spellings, of ids as numbers, of damage."""

    dates: str = "text"
    names: str = "plain"
    short: float = 0.2
    numbers: bool = False
    spaces: float = 0.0
    nfd: bool = False
    tcvn3: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What is typed, what a perfect reader takes from it, and the fields on which it may raise a doubt."""

    value: CellValue
    gold: Mapping[str, Any]
    doubt: tuple[str, ...] = ()


_NOTHING = Cell(None, {})
_EPOCH = date(1899, 12, 30)


def draw_habits(rng: Random) -> Habits:
    """The habits of one sheet."""
    tcvn3 = rng.random() < 0.04
    return Habits(
        dates=rng.choices(("text", "datetime", "plain", "dots", "dashes", "iso", "mixed", "short_year"),
                          (38, 18, 12, 6, 6, 6, 12, 2))[0],
        names="plain"
        if tcvn3
        else rng.choices(("plain", "upper", "broken", "titled", "old"), (50, 20, 6, 10, 14))[0],
        short=rng.choice((0.0, 0.2, 0.5, 0.8)),
        numbers=rng.random() < 0.2,
        spaces=rng.choice((0.0, 0.0, 0.05)),
        nfd=not tcvn3 and rng.random() < 0.05,
        tcvn3=tcvn3,
    )  # fmt: skip


def _spelled(field: str, code: str, habits: Habits, rng: Random) -> str:
    spellings: list[str] = writings()[field][code]
    return rng.choice(spellings) if rng.random() < habits.short else spellings[0]


def _name(values: Mapping[str, Any], habits: Habits, rng: Random) -> Cell:
    name = text = values["full_name"]
    if habits.names == "upper":
        text = text.upper()
    elif habits.names == "broken":
        text = break_capitals(text, rng)
    elif habits.names == "old":
        text = old_tones(text)
    elif habits.names == "titled":
        title = values.get("academic_title") or values.get("qualification")
        text = rng.choice(writings()["name_title"].get(title, [""])) + text
    if rng.random() < habits.spaces:
        text = rng.choice((text + " ", text.replace(" ", "  ", 1), "\u00a0" + text))
    return Cell(text, {"full_name": name})


def _day(field: str) -> Callable[[Mapping[str, Any], Habits, Random], Cell]:
    def write(values: Mapping[str, Any], habits: Habits, rng: Random) -> Cell:
        if values.get(field) is None:
            return _NOTHING
        day = date.fromisoformat(values[field])
        shape = habits.dates
        if shape == "mixed":
            shape = rng.choices(("text", "serial", "datetime", "dots", "plain"), (70, 12, 8, 6, 4))[0]
        gold = {field: values[field], **({"birth_date_precision": "day"} if field == "birth_date" else {})}
        shapes: dict[str, CellValue] = {
            "datetime": day, "serial": (day - _EPOCH).days, "plain": f"{day.day}/{day.month}/{day.year}",
            "dots": f"{day:%d.%m.%Y}", "dashes": f"{day:%d-%m-%Y}", "iso": day.isoformat(),
            "short_year": f"{day:%d/%m/%y}",
        }  # fmt: skip
        return Cell(shapes.get(shape, f"{day:%d/%m/%Y}"), gold, (field,) if shape == "short_year" else ())

    return write


def _year(values: Mapping[str, Any], _: Habits, rng: Random) -> Cell:
    year = int(values["birth_date"][:4])
    return Cell(rng.choice((year, str(year))), {"birth_date": f"{year}-01-01", "birth_date_precision": "year"})


def _digits(field: str) -> Callable[[Mapping[str, Any], Habits, Random], Cell]:
    def write(values: Mapping[str, Any], habits: Habits, rng: Random) -> Cell:
        text = values.get(field)
        if text is None:
            return _NOTHING
        if habits.numbers and rng.random() < 0.7 and field != "staff_code":
            return Cell(int(text), {field: text}, (field,) if text.startswith("0") else ())
        if field == "phone" and rng.random() < habits.short / 3:
            return Cell(
                rng.choice((f"{text[:4]} {text[4:7]} {text[7:]}", f"{text[:4]}.{text[4:7]}.{text[7:]}")),
                {field: text},
            )
        return Cell(text, {field: text})

    return write


def _language(values: Mapping[str, Any], _: Habits, rng: Random) -> Cell:
    found = values.get("languages")
    if not found:
        return _NOTHING
    name = {"en": "Anh", "zh": "Trung", "fr": "Pháp"}[found[0]["language"]]
    level = found[0]["level"]
    text = (
        f"Tiếng {name} bậc {level}"
        if found[0]["framework"] == "KNLNN"
        else rng.choice((f"{name} {level}", f"Tiếng {name} {level}"))
    )
    return Cell(text, {"languages": found})


def _coded(field: str) -> Callable[[Mapping[str, Any], Habits, Random], Cell]:
    def write(values: Mapping[str, Any], habits: Habits, rng: Random) -> Cell:
        code = values.get(field)
        if not isinstance(code, str) or code not in writings()[field]:
            return _NOTHING
        return Cell(_spelled(field, code, habits, rng), {field: code})

    return write


def _flag(field: str) -> Callable[[Mapping[str, Any], Habits, Random], Cell]:
    def write(values: Mapping[str, Any], _: Habits, rng: Random) -> Cell:
        yes, no = writings()["yes_no"][field]
        truth = bool(values.get(field))
        return Cell(rng.choice(yes if truth else no), {field: truth})

    return write


def _text(field: str) -> Callable[[Mapping[str, Any], Habits, Random], Cell]:
    def write(values: Mapping[str, Any], _: Habits, __: Random) -> Cell:
        return _NOTHING if values.get(field) is None else Cell(values[field], {field: values[field]})

    return write


def _party(values: Mapping[str, Any], _: Habits, rng: Random) -> Cell:
    return Cell(rng.choice(("x", "X")), {"party_member": True}) if values.get("party_member") else _NOTHING


def _research(values: Mapping[str, Any], _: Habits, __: Random) -> Cell:
    codes = values.get("research_fields")
    return (
        Cell("; ".join(writings()["research_field"][code] for code in codes), {"research_fields": codes})
        if codes
        else _NOTHING
    )


def _contact(values: Mapping[str, Any], _: Habits, rng: Random) -> Cell:
    gold = {"phone": values["phone"], "email": values["email"]}
    return Cell(f"{values['phone']}{rng.choice((' / ', '; ', ' - ', chr(10)))}{values['email']}", gold)


def _post(values: Mapping[str, Any], _: Habits, __: Random) -> Cell:
    if values.get("agency_name") is None:
        return Cell(values["position_title"], {"position_title": values["position_title"]})
    gold = {"position_title": values["position_title"], "agency_name": values["agency_name"]}
    return Cell(f"{values['position_title']}, {values['agency_name']}", gold)


def _degree_field(values: Mapping[str, Any], _: Habits, __: Random) -> Cell:
    label = writings()["qualification"][values["qualification"]][0]
    gold = {"qualification": values["qualification"], "field_of_training": values["field_of_training"]}
    return Cell(f"{label}, {values['field_of_training']}", gold)


_DATES = ("accreditation_valid_to", "birth_date", "recruitment_date", "training_end", "training_start")
_CODED = ("academic_title", "award_level", "country_of_residence", "employment_category", "ethnicity_code",
          "it_level", "member_role", "political_theory", "qualification", "required_qualification", "sex",
          "state_management", "training_mode", "training_status", "training_type", "work_level",
          "work_result")  # fmt: skip
CELL_WRITERS: dict[str, Callable[[Mapping[str, Any], Habits, Random], Cell]] = {
    **{field: _coded(field) for field in _CODED},
    **{
        field: _day(field)
        for field in ("accreditation_valid_to", "birth_date", "recruitment_date", "training_end", "training_start")
    },
    **{field: _digits(field) for field in ("national_id", "phone", "staff_code")},
    **{field: _flag(field) for field in ("accredited", "applied")},
    "birth_year": _year,
    "contact": _contact,
    "degree_field": _degree_field,
    "full_name": _name,
    "languages": _language,
    "party_member": _party,
    "post": _post,
    "research_fields": _research,
}
"""Writers by field; a field not named here is written as it is."""


def write_cell(field: str, values: Mapping[str, Any], habits: Habits, rng: Random) -> Cell:
    """The cell of `field` in the row of `values`, in the habits of its sheet."""
    cell = CELL_WRITERS.get(field, _text(field))(values, habits, rng)
    if isinstance(cell.value, str) and (habits.nfd or habits.tcvn3) and field not in ("email", "contact"):
        changed = decompose(cell.value) if habits.nfd else to_tcvn3(cell.value)
        return Cell(changed, cell.gold, cell.doubt)
    return cell

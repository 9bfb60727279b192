"""Checks over a whole row and over a whole table: what no single cell can show. Yields problems, changes nothing."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from ingest.normalise.identifiers import id_birth_year, id_sex
from ingest.problems import Problem, problem
from talentdb.settings import today
from talentdb.text import format_date, tone_key

__all__ = ["YOUNGEST", "check_row", "check_table"]

YOUNGEST: Final = 15
"""The youngest age at which one may work in Vietnam (Bộ luật Lao động 2019, Điều 3); pupils are let through."""
OLDEST: Final = 100
_YOUNGEST_DEGREE: Final = {"college": 19, "university": 20, "master": 22, "doctorate": 23, "doctor_of_science": 25}
"""Years of age under which nobody is met with a degree: a year less than the shortest regular way to it."""

_SEX_LABELS: Final = {"male": "Nam", "female": "Nữ"}


def check_row(
    row: int, values: Mapping[str, Any], letters: Mapping[str, str], on: date | None = None
) -> list[Problem]:
    """Problems of one record.

    Args:
        row: its Excel row.
        values: normalised values.
        letters: field -> letter of its column.
        on: today, for those who ask about many rows.
    """
    on = on or today()
    found = [
        *_birth(values, on),
        *_sex_against_name(values),
        *_id_against_person(values),
        *_training_days(values),
        *_against_birth(values, on),
    ]
    return [p.at(None, row, letters.get(p.field or ""), p.field) for p in found]


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _birth(values: Mapping[str, Any], on: date) -> Sequence[Problem]:
    written = values.get("birth_date")
    # the years alone settle nearly all
    if not written or YOUNGEST < on.year - int(written[:4]) <= OLDEST:
        return ()
    born = date.fromisoformat(written)
    age = _age(born, on)
    shown = format_date(born, values.get("birth_date_precision", "day"))
    if age < YOUNGEST and not values.get("student"):
        return [problem("birth.too_young", shown, name="birth_date", age=age)]
    return [problem("birth.too_old", shown, name="birth_date", age=age)] if age > OLDEST else ()


def _sex_against_name(values: Mapping[str, Any]) -> Sequence[Problem]:
    """ "Thị" is a woman's middle name and "Văn" a man's, with exceptions: only ever an info."""
    stated = values.get("sex")
    against = {"male": "Thị", "female": "Văn"}.get(stated or "", "")
    if not against or against not in str(values.get("full_name", "")).split()[1:-1]:
        return ()
    return [problem("sex.against_name", _SEX_LABELS[str(stated)], name="sex", middle=against)]


def _id_against_person(values: Mapping[str, Any]) -> Iterator[Problem]:
    number = values.get("national_id", "")
    if len(number) != 12:
        return
    stated, written = values.get("sex"), values.get("birth_date")
    if stated and id_sex(number) != stated:
        yield problem(
            "national_id.against_sex",
            name="national_id",
            id_sex=_SEX_LABELS[id_sex(number)],
            sex=_SEX_LABELS[stated],
        )
    if written and id_birth_year(number) != int(written[:4]):
        yield problem(
            "national_id.against_birth", name="national_id", id_year=id_birth_year(number), year=written[:4]
        )


def _training_days(values: Mapping[str, Any]) -> Iterator[Problem]:
    start, end = values.get("training_start"), values.get("training_end")
    precision = values.get("training_end_precision", "day")
    known = {"year": 4, "month": 7}.get(precision, 10)
    if start and end and end[:known] < start[:known]:
        days = {
            "start": format_date(date.fromisoformat(start)),
            "end": format_date(date.fromisoformat(end), precision),
        }
        yield problem("training.dates_reversed", name="training_end", **days)


def _against_birth(values: Mapping[str, Any], on: date) -> Iterator[Problem]:
    """What came earlier in a life than it can: a graduation, a recruitment, a degree."""
    written = values.get("birth_date")
    if not written:
        return
    born = int(written[:4])
    graduated = values.get("graduation_year")
    if isinstance(graduated, int) and graduated < born + YOUNGEST:
        yield problem("graduation.too_early", graduated, name="graduation_year", year=born, age=graduated - born)
    recruited = values.get("recruitment_date")
    if recruited and int(recruited[:4]) < born + YOUNGEST:
        age = int(recruited[:4]) - born
        shown = format_date(date.fromisoformat(recruited))
        yield problem("recruitment.too_early", shown, name="recruitment_date", year=born, age=age)
    age = on.year - born
    least = _YOUNGEST_DEGREE.get(str(values.get("qualification")), 0)
    if YOUNGEST <= age < least:
        yield problem("degree.against_age", name="qualification", age=age, year=born)


def check_table(
    rows: Sequence[tuple[int, Mapping[str, Any], Hashable]],
    letters: Mapping[str, str],
    *,
    once: bool,
    seen: dict[tuple[str, str], str],
    sheet: str,
) -> Iterator[Problem]:
    """Repeated identifiers, people and rows.

    Args:
        rows: Excel row, values and the row's cells as they stand (without its running number); None: not compared.
        letters: field -> letter of its column.
        once: whether the form has one row a person; others (courses, works) repeat a person on purpose, and there
            only whole rows count.
        seen: identifiers of the file so far, (field, value) -> where; added to, so that sheets see each other.
        sheet: name of the sheet.
    """
    typed: dict[Hashable, int] = {}
    place = letters.get("full_name") or letters.get("given_name") or ""
    for row, values, text in rows:
        if text is not None and text in typed:
            yield problem("row.repeated", row=row, other=typed[text]).at(sheet, row, None, None)
            continue
        typed.setdefault(text, row)
        if not once or "training_name" in values:
            continue
        yield from _same_person(row, values, place, seen, sheet)
        for name in ("national_id", "staff_code"):
            value = values.get(name)
            if not value:
                continue
            here = f"dòng {row} trang “{sheet}”"
            before = seen.setdefault((name, value), here)
            if before is here:
                continue
            raw = value if name == "staff_code" else ""
            found = problem(f"{name}.repeated", raw, row=row, other=before)
            yield found.at(sheet, row, letters.get(name), name)


_word_key = lru_cache(maxsize=20_000)(tone_key)


def _person_key(name: str) -> str:
    """`tone_key` of a normalised name, a word at a time: there are as many names as rows, and few words."""
    return " ".join(map(_word_key, name.split()))


def _same_person(
    row: int, values: Mapping[str, Any], letter: str, seen: dict[tuple[str, str], str], sheet: str
) -> Iterator[Problem]:
    """Same name and same whole birth date: one person, unless their numbers differ."""
    if values.get("birth_date_precision") != "day" or "birth_date" not in values:
        return
    who = f"{_person_key(str(values.get('full_name', '')))}|{values['birth_date']}"
    number = str(values.get("national_id") or "")
    before = seen.get(("person", who))
    if before is None:
        seen[("person", who)] = f"{letter}{row} trang “{sheet}”"
        seen[("person's number", who)] = number
        return
    other = seen[("person's number", who)]
    # equal numbers are told as such; different ones are two people
    if not (number and other):
        found = problem("person.repeated", values.get("full_name", ""), row=row, other=before)
        yield found.at(sheet, row, letter or None, "full_name")

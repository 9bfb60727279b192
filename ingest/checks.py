"""Checks over a whole row and over a whole table: what no single cell can show. Yields problems, changes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from ingest.normalise.identifiers import id_birth_year, id_sex
from ingest.problems import Problem, problem
from talentdb.settings import today
from talentdb.text import fold

__all__ = ["YOUNGEST", "check_row", "check_table"]

YOUNGEST: Final = 15
"""The youngest age at which one may work in Vietnam (Bộ luật Lao động 2019, Điều 3); pupils are let through."""
OLDEST: Final = 100

_SEX_LABELS: Final = {"male": "Nam", "female": "Nữ"}


def check_row(row: int, values: Mapping[str, Any], letters: Mapping[str, str]) -> Iterator[Problem]:
    """Problems of one record.

    Args:
        row: its Excel row.
        values: normalised values.
        letters: field -> letter of its column.
    """
    for found in (
        *_birth(values),
        *_sex_against_name(values),
        *_id_against_person(values),
        *_training_days(values),
    ):
        yield found.at(None, row, letters.get(found.field or ""), found.field)


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _birth(values: Mapping[str, Any]) -> Iterator[Problem]:
    written = values.get("birth_date")
    if not written:
        return
    age = _age(date.fromisoformat(written), today())
    shown = written[:4] if values.get("birth_date_precision") == "year" else written
    if age < YOUNGEST and not values.get("student"):
        yield problem("birth.too_young", shown, name="birth_date", age=age)
    if age > OLDEST:
        yield problem("birth.too_old", shown, name="birth_date", age=age)


def _sex_against_name(values: Mapping[str, Any]) -> Iterator[Problem]:
    """ "Thị" is a woman's middle name and "Văn" a man's, with exceptions: only ever an info."""
    words = str(values.get("full_name", "")).split()[1:-1]
    stated = values.get("sex")
    for middle, usual in (("thi", "female"), ("van", "male")):
        found = next((w for w in words if fold(w) == middle and w in ("Thị", "Văn")), None)
        if found and stated and stated != usual:
            yield problem(
                "sex.against_name",
                _SEX_LABELS[stated],
                name="sex",
                middle=found,
            )


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
    if start and end and end < start:
        yield problem("training.dates_reversed", name="training_end", start=start, end=end)


def check_table(
    rows: Sequence[tuple[int, Mapping[str, Any], str]],
    letters: Mapping[str, str],
    *,
    form: str,
    seen: dict[tuple[str, str], str],
    sheet: str,
) -> Iterator[Problem]:
    """Repeated identifiers and rows.

    Args:
        rows: Excel row, values and the row's text as typed (without its running number).
        letters: field -> letter of its column.
        form: trainings repeat a person on purpose; there only whole rows count.
        seen: identifiers of the file so far, (field, value) -> where; added to, so that sheets see each other.
        sheet: name of the sheet.
    """
    typed: dict[str, int] = {}
    for row, values, text in rows:
        if text and text in typed:
            yield problem("row.repeated", row=row, other=typed[text]).at(sheet, row, None, None)
            continue
        typed.setdefault(text, row)
        if form == "trainings" or "training_name" in values:
            continue
        for name in ("national_id", "staff_code"):
            value = values.get(name)
            if not value:
                continue
            before = seen.get((name, value))
            if before is None:
                seen[(name, value)] = f"dòng {row} trang “{sheet}”"
                continue
            raw = value if name == "staff_code" else ""
            found = problem(f"{name}.repeated", raw, row=row, other=before)
            yield found.at(sheet, row, letters.get(name), name)

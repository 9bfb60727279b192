"""A thousand ways to write a value, each with what it must be read as; and what holds for every list."""

import csv
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.agencies import resolve_offline, split_unit
from ingest.normalise import Evidence, normalise
from talentdb.codes import code_list

DATA = Path(__file__).parent / "data" / "spellings.csv"


def cases() -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["field"], []).append((row["raw"], row["variant"], row["expected"]))
    return found


CASES = cases()


def _shown(field: str, value: object) -> list[str]:
    """A value as the table writes it: codes apart by blanks, a language as language:framework:level or score:day."""
    if value is None:
        return []
    if field == "languages":
        parts = [(e["language"], e["framework"], e["level"] or e["score"], e["valid_to"]) for e in value]  # type: ignore[attr-defined]
        return [":".join(str(p or "") for p in part).rstrip(":") for part in parts]
    if field == "annual_ratings":
        return [f"{e['year']}:{e['rating']}" for e in value]  # type: ignore[attr-defined]
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def read(field: str, raw: str, variant: str) -> str:
    if field == "agency":
        unit = split_unit(raw)
        return " ".join(resolve_offline(raw)) if unit is None else f"{unit[0]} > {unit[1]}"
    if field == "position_level of title":
        return str(normalise(raw, Evidence("position_title")).hints.get("position_level", ""))
    result = normalise(raw, Evidence(field, "", variant))
    return " ".join([*_shown(field, result.values.get(field)), *(f"!{p.code}" for p in result.problems)])


@pytest.mark.parametrize("field", sorted(CASES))
def test_what_agencies_write(field: str) -> None:
    wrong = [
        (raw, expected, got)
        for raw, variant, expected in CASES[field]
        if (got := read(field, raw, variant)) != expected
    ]
    assert wrong == []


def test_the_table_is_large() -> None:
    assert sum(map(len, CASES.values())) >= 900


# Capitals carry meaning in a few short forms ("MA", "BA"); a title's own case is kept in texts.
_TEXTS = {"it_level", "position_level of title", "agency"}


@pytest.mark.parametrize("field", sorted(set(CASES) - _TEXTS))
@pytest.mark.parametrize(
    "change", [lambda t: unicodedata.normalize("NFD", t), lambda t: f"  {t}  ", lambda t: f"{t}\n"]
)
def test_composition_and_blanks_say_nothing(field: str, change: Callable[[str], str]) -> None:
    wrong = [raw for raw, variant, expected in CASES[field] if read(field, change(raw), variant) != expected]
    assert wrong == []


FIELD_OF_LIST = {
    "political_theory": "political_theory", "state_management": "state_management",
    "position_level": "position_level", "employment_category": "employment_category",
    "training_mode": "training_mode", "status": "status",
    "graduation_grade": "graduation_grade", "recruitment_form": "recruitment_form", "training_type": "training_type",
    "training_status": "training_status", "qualification": "qualification", "academic_title": "academic_title",
    "sex": "sex", "ethnic_group": "ethnicity_code", "it_level": "it_level", "country": "training_country",
    "research_field": "research_fields", "language": "languages",
}  # fmt: skip
# Names that several peoples or fields bear; foreign and unspecified are no people at all.
SHARED = {"ethnic_group": {"Thổ", "Mán", "Xá"}, "research_field": {"Khoa học chính trị"}}
ABSENT = {"00", "55", "56"}


@pytest.mark.parametrize("name", sorted(FIELD_OF_LIST))
def test_every_label_and_alias_reads_as_its_own_code(name: str) -> None:
    field = FIELD_OF_LIST[name]
    wrong = []
    for code in code_list(name).codes:
        for spelling in set(code.spellings) - SHARED.get(name, set()):
            for text in (spelling, spelling.upper(), spelling.lower(), unicodedata.normalize("NFD", spelling)):
                value = normalise(text, Evidence(field)).values.get(field)
                got = value[0]["language"] if name == "language" and value else value
                got = got[0] if isinstance(got, list) and len(got) == 1 else got
                expected = None if name == "ethnic_group" and code.code in ABSENT else code.code
                if got != expected:
                    wrong.append((text, expected, got))
    assert wrong == []


@given(st.sampled_from(sorted({case[0] for rows in CASES.values() for case in rows})), st.text(max_size=20))
def test_a_text_with_more_around_it_never_raises(raw: str, more: str) -> None:
    for field in ("qualification", "languages", "commune_code", "political_theory", "agency_name", "research_fields"):
        normalise(f"{more} {raw} {more}", Evidence(field))


@pytest.mark.parametrize("field", ["qualification", "languages", "commune_code", "political_theory", "agency_name"])
@pytest.mark.parametrize("unit", ["a", "thạc sĩ ", "( ", "đang học ", "xã , ", "TOEIC ", "ĐH-", ". "])
def test_long_texts_end(field: str, unit: str) -> None:
    """No pattern that backtracks without end: a cell of ten thousand letters is read at once."""
    result = normalise(unit * (10_000 // len(unit)), Evidence(field))
    assert all(found.message for found in result.problems)

"""Values as an agency would write them, the inverse of reading: what stands in a cell reads as the same value.

Each writing is tried against the reader's own normalisers before it is taken.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from ingest.forms import FormField
from ingest.normalise import Evidence, normalise
from talentdb.codes import code_list
from talentdb.fields import CODED, MAY_BE_NONE

__all__ = ["written"]

_NONE: Final = "Không"
_MASK: Final = "•"
_DATES: Final = ("birth_date", "recruitment_date", "training_start", "training_end")
_KIND: Final = {"commune": "Xã", "ward": "Phường"}
_FRAMEWORK: Final = {
    "CEFR": ("{name} {level} (CEFR)", "{name} {level}"),
    "KNLNN": ("{name} bậc {level}", "{name} bậc {level}/6"),
    "ABC": ("{name} trình độ {level}", "{name} {level}", "Chứng chỉ {level} {name}"),
    "degree": ("Đại học {name}", "Cử nhân {name}", "{level} {name}", "Bằng {name}"),
}
_OTHER: Final = (
    "{name} {framework} {level}", "{name} {framework} {score}", "{framework} {score}", "{framework} {level}"
)  # fmt: skip


def written(field: FormField, values: Mapping[str, Any]) -> str | date | None:
    """What goes into the cell of a field.

    Args:
        field: of the form.
        values: normalised values of the row, keyed as in the contract.

    Returns:
        Text; a date for a whole day, which no setting of a computer reads the other way round; None for nothing.
        A masked identity number is nothing: it must never come back as a number.
    """
    value = values.get(field.name)
    if value == [] and field.name in MAY_BE_NONE:
        return _NONE
    if value is None or value == "" or value == []:
        return None
    if field.name == "national_id" and _MASK in str(value):
        return None
    if field.name in _DATES or field.type == "date":
        return _day(str(value), str(values.get(f"{field.name}_precision") or "day"))
    if isinstance(value, bool):
        return "x" if value else _NONE
    return _checked(field.name, field.code_list or "", json.dumps(value, ensure_ascii=False))


def _day(value: str, precision: str) -> str | date:
    day = date.fromisoformat(value[:10])
    if precision == "year":
        return str(day.year)
    return f"{day.month:02d}/{day.year}" if precision == "month" else day


@lru_cache(maxsize=20_000)
def _checked(name: str, codes: str, value_json: str) -> str:
    """The first writing that reads as the value without a doubt; the plainest where none does."""
    value = json.loads(value_json)
    first = None
    for text in _writings(name, codes, value):
        first = first or text
        result = normalise(text, Evidence(name))
        if result.values.get(name) == value and all(p.severity == "info" for p in result.problems):
            return text
    return first or ""


def _writings(name: str, codes: str, value: Any) -> Iterator[str]:
    if name == "languages":
        yield from _languages(value)
    elif name == "annual_ratings":
        yield "; ".join(f"{item['year']}: {_label('rating', item['rating'])}" for item in value)
    elif name == "commune_code":
        yield from _commune(str(value))
    elif isinstance(value, list):
        if name in CODED and name != "research_fields":
            yield "; ".join(_label(CODED[name], str(item)) for item in value)
        yield "; ".join(map(str, value))
        if name in CODED:
            # a bare digit among codes reads as a number of the list
            yield "; ".join(_label(CODED[name], str(item)) if len(str(item)) < 3 else str(item) for item in value)
            yield "; ".join(_label(CODED[name], str(item)) for item in value)
    else:
        if (name in CODED or name == "it_level") and name != "professional_title_code":
            yield from _words(CODED.get(name, codes), str(value))
        yield str(value)


def _label(codes: str, value: str) -> str:
    code = code_list(codes).get(value)
    return code.label if code else value


def _words(codes: str, value: str) -> Iterator[str]:
    code = code_list(codes).get(value)
    if code:
        yield code.label
        yield from code.aliases


def _commune(value: str) -> Iterator[str]:
    from talentdb.codes.communes import communes

    found = communes().get(value)
    if found is not None:
        yield f"{_KIND[found.kind]} {found.name}"
    yield value


def _languages(entries: list[dict[str, Any]]) -> Iterator[str]:
    yield "; ".join(_language(entry) for entry in entries)


def _language(entry: Mapping[str, Any]) -> str:
    """One skill: the first writing that reads as it; without issuer and validity where these cannot be said."""
    words = {**entry, "name": _label("language", str(entry["language"]))}
    patterns = _FRAMEWORK.get(str(entry.get("framework")), _OTHER) if entry.get("framework") else ("{name}",)
    tails = [""]
    day = entry.get("valid_to")
    until = f", có giá trị đến {date.fromisoformat(day):%d/%m/%Y}" if day else ""
    if entry.get("issuer"):
        tails = [f", {word} {entry['issuer']}{until}" for word in ("do", "nơi cấp:", "")]
    tails = [*tails, until, ""]
    for tail in tails:
        for pattern in patterns:
            text = pattern.format(**words).replace("None", "").strip() + tail
            if normalise(text, Evidence("languages")).values.get("languages") == [dict(entry)]:
                return text
    return patterns[0].format(**words).replace("None", "").strip()

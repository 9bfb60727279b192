"""The fields that one typed person has, by section, and how each is asked for. Pure data; draws nothing."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from dashboards.frames import day_words
from talentdb.fields import CODED, MAY_BE_NONE

__all__ = ["LANGUAGE_ROWS", "NONE_CODE", "SECTIONS", "Ask", "as_text", "kind_of", "list_of", "typed_values"]

LANGUAGE_ROWS: Final = 2
"""Languages that can be typed at least; one row more than are known."""

NONE_CODE: Final = "none"
"""What is picked where an agency states that there is none; no code of any list."""

Ask = Literal["text", "day", "code", "codes", "words", "flag", "languages", "ratings", "national_id"]
"""One line of text; a day; one code; several codes; words between semicolons; yes or no; and three of their own."""

SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "identity": ("full_name", "birth_date", "sex", "national_id", "ethnicity_code", "party_member", "other_name"),
    "contact": ("phone", "email", "commune_code", "address", "native_place", "place_of_birth"),
    "work": (
        "sub_unit", "position_title", "position_level", "staff_code", "employment_category", "status",
        "professional_title_code", "professional_title", "job_position", "recruitment_date", "recruitment_form",
    ),
    "degrees": (
        "qualification", "academic_title", "degree_title", "field_of_training", "training_institution",
        "training_country", "graduation_year", "training_mode", "graduation_grade", "doctoral_student",
    ),
    "science": ("research_fields", "expertise", "sti_posts", "talent_groups", "associations"),
    "languages": ("languages", "political_theory", "state_management", "it_level"),
    "training": (
        "training_type", "training_name", "training_status", "training_start", "training_end", "certificate_no",
    ),
    "ratings": ("annual_ratings",),
}  # fmt: skip
"""Section -> fields of the form `people`, in the order in which they are asked for."""

_SEVERAL: Final = frozenset({"research_fields", "sti_posts", "talent_groups"})
_KINDS: Final[Mapping[str, Ask]] = {
    **dict.fromkeys(("birth_date", "recruitment_date", "training_start", "training_end"), "day"),
    **dict.fromkeys(("party_member", "doctoral_student"), "flag"),
    **dict.fromkeys(("expertise", "associations"), "words"),
    "commune_code": "code",
    "it_level": "code",
    "languages": "languages",
    "annual_ratings": "ratings",
    "national_id": "national_id",
}
_SHOWN: Final = {"day": 10, "month": 7, "year": 4}


def kind_of(name: str) -> Ask:
    """How a field is asked for."""
    if name in _SEVERAL:
        return "codes"
    return _KINDS.get(name, "code" if name in CODED else "text")


def list_of(name: str) -> str:
    """Name under which `dashboards.data.code_labels` knows the codes of a field."""
    return "rating" if name == "annual_ratings" else "language" if name == "languages" else name


def as_text(name: str, values: Mapping[str, Any]) -> Any:
    """What the input of a field shows for a stored value: text, a code, or a list of codes."""
    value, kind = values.get(name), kind_of(name)
    if kind == "languages":
        return [[entry["language"], _certificate(entry)] for entry in value or ()]
    if kind == "ratings":
        return {entry["year"]: entry["rating"] for entry in value or ()}
    if kind == "codes":
        return [NONE_CODE] if value == [] and name in MAY_BE_NONE else list(value or ())
    if kind == "flag":
        return "" if value is None else "yes" if value else "no"
    if value is None:
        return ""
    if kind == "words":
        return "; ".join(str(item) for item in value)
    if kind == "day":
        precision = values.get("birth_date_precision", "day") if name == "birth_date" else "day"
        return day_words(str(value)[: _SHOWN[precision]])
    return str(value)


def _certificate(entry: Mapping[str, Any]) -> str:
    return " ".join(str(entry[name]) for name in ("framework", "level", "score") if entry.get(name) is not None)


def typed_values(stands: Mapping[str, Any], inputs: Mapping[str, Any]) -> dict[str, Any]:
    """What of the inputs is not what stands, as `ingest.typed` takes it: a value nobody touched stays as it is."""
    changed = {
        name: inputs[name]
        for names in SECTIONS.values()
        for name in names
        if name in inputs and _trimmed(inputs[name]) != as_text(name, stands)
    }
    for name, value in changed.items():
        kind = kind_of(name)
        if kind == "flag":
            changed[name] = None if value == "" else value == "yes"
        elif kind == "codes":
            # a post that is named beside "none" is held
            changed[name] = [code for code in value if code != NONE_CODE] if value else None
        elif kind == "languages":
            changed[name] = _languages(value, stands.get(name) or ())
        elif kind == "ratings":
            changed[name] = [{"year": year, "rating": rating} for year, rating in sorted(value.items())]
    return changed


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _languages(rows: Sequence[Sequence[str]], stands: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Typed rows; one that shows what is stored is the stored entry, with issuer and last day."""
    shown = {(entry["language"], _certificate(entry)): entry for entry in stands}
    return [shown.get((code, text.strip()), {"language": code, "text": text}) for code, text in rows]

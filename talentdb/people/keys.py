"""Keys computed in Python because SQL never folds Vietnamese: names, and the text that a person is found by. Pure."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, Final

from talentdb.fields import CODED
from talentdb.people.survivorship import QUALIFICATIONS, TITLES
from talentdb.text import fold, join_keys, tone_key

__all__ = [
    "Labels", "id_facts", "known_languages", "name_keys", "search_key", "search_texts", "search_words", "standing",
]  # fmt: skip

Labels = Mapping[tuple[str, str], str]
"""(list, code) -> label in Vietnamese."""

_FOUND_BY: Final = (
    "full_name", "other_name", "staff_code", "qualification", "degree_title", "academic_title",
    "professional_title_code", "professional_title", "field_of_training", "training_institution", "research_fields",
    "expertise", "position_title", "sub_unit", "job_position", "agency_name", "associations", "talent_groups",
)  # fmt: skip
"""Fields whose words find a person; contact data, birth date and sensitive fields are left out."""

_DIGITS: Final = re.compile(r"\d{9,}")
_WORD: Final = re.compile(r"[^\W_]+")


def name_keys(full_name: str | None) -> tuple[str | None, str | None]:
    """Folded name, and lower-case name with tones; (None, None) without a name."""
    return (fold(full_name), tone_key(full_name)) if full_name else (None, None)


def id_facts(citizen_id: str | None) -> tuple[str | None, int | None]:
    """Sex and year of birth by the digits of a citizen id (Decree 137/2015, article 7): the fourth digit is the sex
    within the century (0 male, 1 female in 19xx, 2 and 3 in 20xx …), the next two are the year."""
    if citizen_id is None or not (citizen_id.isascii() and citizen_id.isdigit() and len(citizen_id) == 12):
        return None, None
    century, female = divmod(int(citizen_id[3]), 2)
    return ("female" if female else "male"), 1900 + 100 * century + int(citizen_id[4:6])


def _texts(name: str, value: Any, labels: Labels) -> Iterable[str]:
    for item in value if isinstance(value, (list, tuple)) else (value,):
        if not isinstance(item, str):
            continue
        if name in CODED:
            label = labels.get((CODED[name], item))
            if label:
                yield label
        if name not in CODED or name == "professional_title_code":
            yield item


def search_texts(values: Mapping[str, Any], extra: Iterable[str], labels: Labels) -> list[str]:
    """Everything that a person may be found by, text by text.

    Args:
        values: normalised values; `extra`: names and aliases of agencies, languages and the like.
    """
    return [*(text for name in _FOUND_BY if values.get(name) for text in _texts(name, values[name], labels)), *extra]


def search_key(values: Mapping[str, Any], extra: Iterable[str], labels: Labels) -> str:
    """Folded words of `search_texts`.

    Long runs of digits are taken out: a number typed into a text cell may be a national id.
    """
    return _DIGITS.sub("", join_keys(search_texts(values, extra, labels)))


def search_words(texts: Iterable[str], names: Iterable[str]) -> str:
    """The lexemes that PostgreSQL finds a person by, as a tsvector is written: each folded word, each pair of
    neighbours as one ("an_toan"), and each word of a name with a mark ("_hang").

    With pairs a phrase is looked up in the index alone; with places of words each text would have to be read again.

    >>> search_words(["An toàn"], ["Lê An"])
    "'_an' '_le' 'an' 'an_toan' 'le' 'le_an' 'toan'"
    """
    found: set[str] = set()
    named = list(names)
    for text in (*texts, *named):
        words = _WORD.findall(_DIGITS.sub("", fold(text)))
        found.update(words)
        found.update(f"{one}_{other}" for one, other in pairwise(words))
    for name in named:
        found.update(f"_{word}" for word in _WORD.findall(fold(name)))
    return " ".join(f"'{one}'" for one in sorted(found))


def known_languages(values: Mapping[str, Any]) -> list[str]:
    """Codes of the languages, each once."""
    return list(dict.fromkeys(skill["language"] for skill in values.get("languages") or () if skill.get("language")))


def standing(academic_title: str | None, qualification: str | None) -> int:
    """Who is taken first of many that fit: by academic title, then by degree; 0 without either."""
    title = TITLES.index(academic_title) + 1 if academic_title in TITLES else 0
    degree = QUALIFICATIONS.index(qualification) + 1 if qualification in QUALIFICATIONS else 0
    return 100 * title + degree

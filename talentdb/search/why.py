"""Why a person is a hit, in Vietnamese words, out of the values that the reader may see anyway. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from talentdb.fields import CODED
from talentdb.search.labels import FOUND_BY, NAME_MATCH, NEAR_MATCH
from talentdb.search.ranking import Words
from talentdb.search.synonyms import alternatives
from talentdb.text import alias_key

__all__ = ["reasons"]

Labels = Mapping[tuple[str, str], str]
# More reasons than this are no explanation any more.
_MOST: Final = 5


def reasons(values: Mapping[str, Any], score: float, words: Words, labels: Labels, *, near: bool) -> list[str]:
    """The tier of the name if it matches as a whole, then the fields with words of the query.

    Args:
        values: what the reader may see; `near`: the server found nothing that matches as typed.
    """
    if not words.folded:
        return []
    found = [NAME_MATCH[round(score, 2)]] if round(score, 2) in NAME_MATCH else []
    asked = [phrase for slot in alternatives(words.folded) for phrase in slot]
    for name, wording in FOUND_BY.items():
        if name == "full_name" and found:
            continue
        shown = [text for text in _texts(name, values.get(name), labels) if _has(text, asked, name)]
        if shown:
            found.append(wording.format("; ".join(dict.fromkeys(shown))))
    if near or not found:
        found.append(NEAR_MATCH)
    return found[:_MOST]


def _has(text: str, asked: Iterable[tuple[str, ...]], name: str) -> bool:
    held = f" {alias_key(text)} "
    return any(f" {' '.join(phrase)} " in held for phrase in asked)


def _texts(name: str, value: Any, labels: Labels) -> list[str]:
    """The value as people read it: labels for codes."""
    items = value if isinstance(value, list) else [value]
    if name == "languages":
        items = [labels.get(("language", one.get("language", ""))) for one in items if isinstance(one, dict)]
    elif name in CODED and name != "professional_title_code":
        items = [labels.get((CODED[name], one)) for one in items if isinstance(one, str)]
    return [one for one in items if isinstance(one, str)]

"""The words of a query and the score of a person for them: exact names first, equal tones before others, then the
order of the search server. Builds SQL; runs nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Final

from sqlalchemy import ColumnElement, Double, Integer, and_, case, cast, func, literal
from sqlalchemy.dialects.postgresql import TSQUERY

from talentdb.search.people import People
from talentdb.search.synonyms import alternatives
from talentdb.text import alias_key, clean, fold, tone_key

__all__ = ["Words", "matches_words", "parse_query", "score"]

# Longer than any title of a body; what follows is noise pasted in.
_LONGEST_QUERY: Final = 300
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """A query: as typed (cleaned), its words in lower case with tones, and folded."""

    text: str
    toned: tuple[str, ...]
    folded: tuple[str, ...]


def parse_query(query: str) -> Words:
    """Clean a query; nothing in it can fail later."""
    text = clean(query.encode("utf-8", "ignore").decode())[:_LONGEST_QUERY]
    toned = tuple(_WORD.findall(tone_key(text)))
    folded = tuple(fold(word) for word in toned)
    return Words(text, toned, folded)


def matches_words(people: People, words: Words) -> ColumnElement[bool]:
    """Every word stands in the person's text, the last one may be the beginning of a word; synonyms count."""
    slots = alternatives(alias_key(" ".join(words.folded)).split())
    parts = []
    for number, phrases in enumerate(slots, 1):
        ending = ":*" if number == len(slots) else ""
        options = [" & ".join([*phrase[:-1], phrase[-1] + ending]) for phrase in phrases]
        parts.append("(" + " | ".join(f"({option})" for option in options) + ")")
    asked = func.to_tsquery("simple", " & ".join(parts), type_=TSQUERY)
    return people.words.op("@@", is_comparison=True)(asked)


def _holds(name: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Whole words, in this order, side by side."""
    return func.strpos(func.concat(" ", name, " "), f" {words} ") > 0


def _count(name: ColumnElement[str], words: Sequence[str]) -> ColumnElement[Any]:
    return reduce(add, (cast(_holds(name, word), Integer) for word in words), literal(0))


def score(people: People, words: Words, engine_score: ColumnElement[Any]) -> ColumnElement[Any]:
    """0 to 1. The tiers stand in `labels.NAME_MATCH`; below them the server's score and the share of equal tones."""
    toned, folded = people.relation.c.name_toned, people.relation.c.name_key
    as_typed, without_tones = " ".join(words.toned), " ".join(words.folded)
    share = cast(_count(toned, words.toned), Double) / max(1, len(words.toned))
    return cast(
        case(
            (toned == as_typed, 1.0),
            (_holds(toned, as_typed), 0.95),
            (folded == without_tones, 0.9),
            (_holds(folded, without_tones), 0.85),
            (and_(*(_holds(toned, word) for word in words.toned)), 0.8),
            (and_(*(_holds(folded, word) for word in words.folded)), 0.75),
            else_=0.6 * engine_score + 0.1 * share,
        ),
        Double,
    )

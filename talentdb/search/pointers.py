"""What the words of works point at, learned from our own people: who writes of "xe tự hành" knows mechatronics.

Counted over a sample that is the same for the same data, and kept for some minutes; a reader's own view decides what
is in it. Knows no line of a search.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise
from math import log
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from talentdb.access.principal import Principal
from talentdb.db.tables import work_member
from talentdb.search.concepts import concepts_in, concepts_of_code
from talentdb.search.features import as_array
from talentdb.search.figures import Figures
from talentdb.search.people import People
from talentdb.search.rarity import sampled
from talentdb.search.words import Word, read_spoken, read_words

__all__ = ["NO_POINTERS", "Gram", "Pointers", "gram_of", "grams", "heard", "holds", "known_pointers", "learn"]

_SECONDS: Final = 1800.0
# A small registry grows by the minute, and is counted in no time.
_FEW: Final = 500
_SECONDS_OF_FEW: Final = 60.0
# Read and counted in about a second; the same question is asked of every line, so more would tell little more.
_PEOPLE: Final = 6_000
# So many people of any topic stand beside those who wrote the words: one of them proves little.
_DOUBT: Final = 3.0
# A title names a few things; behind so many words stands where and when.
_TITLE_WORDS: Final = 24

Gram = tuple[str, ...]
"""Two neighbouring words without tones, or one with them: a syllable without its tone may be anything."""


@dataclass(frozen=True, slots=True)
class Pointers:
    """People of the sample by the concepts of their training and skills, and by the words of their works.

    Args:
        people: how many of the sample have works; one with two concepts is half of each.
        by_concept: concept -> people; by_gram: words -> concept -> people.
    """

    people: int = 0
    by_concept: Mapping[str, float] = field(default_factory=dict)
    by_gram: Mapping[Gram, Mapping[str, float]] = field(default_factory=dict)

    def rarity(self, gram: Gram) -> float:
        """0 for words that everybody writes to 1 for those that nobody does; 0 where nothing is known."""
        if self.people <= 1:
            return 0.0
        return max(0.0, 1.0 - log(1 + sum(self.by_gram.get(gram, {}).values())) / log(1 + self.people))

    def of(self, gram: Gram) -> dict[str, float]:
        """Concept -> 0 to 1: how surely whoever writes these words is of the concept, beyond what anybody is."""
        held = self.by_gram.get(gram)
        if not held:
            return {}
        size = sum(held.values()) + _DOUBT
        found = {}
        for concept, people in held.items():
            usual = self.by_concept[concept] / self.people
            share = (people + _DOUBT * usual) / size
            if share > usual:
                found[concept] = share * log(share / usual) / log(1 / usual)
        return found


NO_POINTERS: Final = Pointers()


def gram_of(words: Sequence[Word]) -> Gram:
    """One or two neighbouring words as they are counted."""
    return (words[0].spoken,) if len(words) == 1 else tuple(word.folded for word in words)


def grams(words: Sequence[Word]) -> list[Gram]:
    """Every two neighbouring words, and every word, in order."""
    read = words[:_TITLE_WORDS]
    return [*pairwise(word.folded for word in read), *((word.spoken,) for word in read)]


@lru_cache(maxsize=100_000)
def heard(title: str) -> tuple[str, str]:
    """The words that `grams` counts, two neighbours and single ones, each string with blanks around its words."""
    read = read_spoken(title)[:_TITLE_WORDS]
    return f" {' '.join([folded for _, folded in read])} ", f" {' '.join([spoken for spoken, _ in read])} "


def holds(title: tuple[str, str], gram: Gram) -> bool:
    """Whether a title, as `heard`, has these words: told without making all its grams."""
    return f" {gram[0]} {gram[1]} " in title[0] if len(gram) > 1 else f" {gram[0]} " in title[1]


def learn(people: Iterable[tuple[frozenset[str], Iterable[str]]]) -> Pointers:
    """Count (concepts of a person, titles of the person's works); whoever has none of either tells nothing."""
    size = 0
    by_concept: dict[str, float] = {}
    by_gram: dict[Gram, dict[str, float]] = {}
    written: Counter[Gram] = Counter()
    for concepts, titles in people:
        said = {gram for title in titles for gram in grams(read_words(title))}
        if not (concepts and said):
            continue
        size += 1
        written.update(said)
        for held in (by_concept, *(by_gram.setdefault(gram, {}) for gram in said)):
            for concept in concepts:
                held[concept] = held.get(concept, 0.0) + 1 / len(concepts)
    # In a large registry what one person alone writes is no rule, and there is much of it.
    least = 1 if size <= _FEW else 2
    kept = {gram: held for gram, held in by_gram.items() if written[gram] >= least}
    # One more than there are: where all have the same concept nothing would be told, and divided by nought.
    return Pointers(size + 1, by_concept, kept)


def known_pointers(connection: Connection, principal: Principal, people: People) -> Pointers:
    """The pointers among the people that the actor searches in, as far as they are known."""
    return _FIGURES.known(connection, principal, people)


def _count(connection: Connection, people: People) -> Pointers:
    return learn(_read(connection, people))


def _seconds(found: Pointers) -> float:
    if not found.by_gram:
        return 0.0
    return _SECONDS if found.people > _FEW else _SECONDS_OF_FEW


def _read(connection: Connection, people: People) -> list[tuple[frozenset[str], list[str]]]:
    rows = {row[0]: row for row in connection.execute(_skills(people))}
    w = work_member.c
    works = select(w.person_id, w.work_title).where(w.person_id == as_array(list(rows)).any_()).order_by(w.person_id)
    return [
        (_meant(rows[number]), [title for _, title in held])
        for number, held in groupby(connection.execute(works), key=itemgetter(0))
    ]


def _skills(people: People) -> Select[Any]:
    c = people.relation.c
    values = c["values"]
    wanted = (c.person_id, values["field_of_training"].astext, values["expertise"], values["research_fields"])
    return select(*wanted).where(sampled(people, _PEOPLE))


def _meant(row: Sequence[Any]) -> frozenset[str]:
    """What the training, the skills and the fields name; not what they only point at."""
    _, training, expertise, codes = row
    texts = [training, *(expertise if isinstance(expertise, list) else [expertise])]
    named = [concepts_in(text)[0] for text in texts if isinstance(text, str)]
    return frozenset[str]().union(*named, *map(concepts_of_code, codes or ()))


_FIGURES: Final = Figures(_count, _seconds, NO_POINTERS)

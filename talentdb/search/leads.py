"""What leads from a thing asked for to a text: other words for it, a topic near to it, a word like it. Pure.

Says how in words of the catalogue; what is asked for, and who is found by it, is decided elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from talentdb.codes.syllables import is_syllable
from talentdb.search.asked import Slot
from talentdb.search.concepts import Span, concepts, spans_of, steps_up, with_wider
from talentdb.search.kindred import near_topics
from talentdb.search.labels import LIKE_WORD, MEANT_BY, NEAR_TO, SHORT_FORM
from talentdb.search.words import Word, has_tones, joined, read_words
from talentdb.text import clean

__all__ = ["Lead", "find_lead", "like_word", "topic_name"]

_SHORT: Final = 4
_LONG: Final = 9
"""Letters from which on one slip, and two, are forgiven, as the search server does."""


@dataclass(frozen=True, slots=True)
class Lead:
    """How a thing asked for is found.

    Args:
        text: for people to read; None where its own words stand there, which needs no telling.
        near: by something near to it or like it only.
    """

    text: str | None = None
    near: bool = False


def find_lead(slot: Slot, evident: Sequence[str], others: Sequence[str]) -> Lead | None:
    """The shortest way from a thing asked for to a person; None where there is none.

    Args:
        evident: texts that are good evidence of what is asked for, most telling first; others: the rest of them.
    """
    phrase = f" {' '.join(slot.folded)} "
    if any(phrase in joined(text) for text in (evident if slot.concepts else (*evident, *others))):
        return Lead()
    said = [one for text in evident for one in _said(slot, text)]
    if said:
        return Lead(min(said, key=lambda one: one[0])[1])
    for text in (*evident, *others):
        if _is_near(slot, text):
            return Lead(NEAR_TO.format(slot.text, text), near=True)
    like = next((found for text in (*evident, *others) if (found := like_word(slot.words, text))), None)
    return Lead(LIKE_WORD.format(slot.text, like), near=True) if like else None


def topic_name(name: str) -> str:
    """What people call a concept: its first Vietnamese term.

    >>> topic_name("ict"), topic_name("microbiology")
    ('công nghệ thông tin', 'vi sinh')
    """
    terms = concepts()[name].terms
    return next((term for term in terms if not term.isupper() and _is_vietnamese(read_words(term))), terms[0])


def _is_vietnamese(words: Sequence[Word]) -> bool:
    return has_tones(words) or all(is_syllable(word.key) for word in words)


def _said(slot: Slot, text: str) -> Iterator[tuple[int, str]]:
    """Ways from the thing asked for to the words of a text that mean it or lie in it, with how far each is."""
    for span in spans_of(text):
        for name in sorted(slot.concepts):
            if name in span.concepts:
                yield int(name in span.signs), _same(slot, name, span, text)
            elif steps := min((found for one in sorted(span.concepts) if (found := steps_up(one, name))), default=0):
                yield 1 + steps, MEANT_BY.format(_written(span, text), slot.text)


def _same(slot: Slot, name: str, span: Span, text: str) -> str:
    """Both mean one topic: told by its name, or by the words of the text where its name was asked for."""
    if name in span.signs and name not in slot.signs:
        return MEANT_BY.format(_written(span, text), slot.text)
    title = topic_name(name)
    other = _written(span, text) if joined(title) == joined(slot.text) else title
    equal = len(slot.concepts) == len(span.concepts) == 1 and not slot.signs
    return (SHORT_FORM if equal else MEANT_BY).format(slot.text, other)


def _written(span: Span, text: str) -> str:
    words = read_words(text)
    return clean(text)[words[span.start].start : words[span.end - 1].end]


def _is_near(slot: Slot, text: str) -> bool:
    if not slot.concepts:
        return False
    near = near_topics(slot.concepts)
    return any(with_wider(span.concepts - span.signs) & near for span in spans_of(text))


def like_word(words: Sequence[Word], text: str) -> str | None:
    """The words of a text that are these but for a slip, as they stand there; None where there are none."""
    key, held, count = " ".join(word.key for word in words), read_words(text), len(words)
    most = 2 if len(key) >= _LONG else 1 if len(key) >= _SHORT else 0
    for at in range(len(held) - count + 1):
        part = held[at : at + count]
        other = " ".join(word.key for word in part)
        if most and OSA.distance(key, other, score_cutoff=most) <= most:
            return clean(text)[part[0].start : part[-1].end]
    return None

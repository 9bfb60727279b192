"""What words of a text mean: finds the concepts of concepts.toml in any text, and knows which lies in which. Pure.

Queries and documents are read by the same function, so that both sides cannot disagree on a word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from talentdb.codes import code_list
from talentdb.codes.name_words import NAME_WORDS
from talentdb.codes.syllables import is_syllable
from talentdb.search.concept_file import Concept, concepts, version
from talentdb.search.initials import first_letters, initials, short_form
from talentdb.search.phrases import phrase_set
from talentdb.search.words import Word, has_tones, read_words, split_words

__all__ = [
    "Concept", "Span", "alone_phrases", "concept_phrases", "concept_words", "concepts", "concepts_in",
    "concepts_of_code", "find_spans", "kin", "narrower", "phrases_of", "said_as", "spans_of", "spelt", "steps_up",
    "version", "with_wider",
]  # fmt: skip

_SIGN: Final = "sign"
_TERM: Final = "term"
_ALONE: Final = "alone"
_PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class Span:
    """Words `start` to `end` of a text stand for these concepts; `signs`: those that they only point at."""

    start: int
    end: int
    concepts: frozenset[str]
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Phrase:
    toned: tuple[str, ...]
    concept: str
    kind: str
    capitals: bool


@cache
def _phrases() -> tuple[Mapping[tuple[str, ...], tuple[_Phrase, ...]], Mapping[str, int]]:
    """Folded words -> what they may stand for; first word -> most words of a phrase that begins with it."""
    found: dict[tuple[str, ...], list[_Phrase]] = {}
    for concept in concepts().values():
        for kind, texts in ((_TERM, concept.terms), (_SIGN, concept.signs), (_ALONE, concept.alone)):
            for text in texts:
                words = read_words(text)
                capitals = text == text.upper() and len(words) == 1 and is_syllable(words[0].folded)
                key = tuple(word.folded for word in words)
                found.setdefault(key, []).append(
                    _Phrase(tuple(word.spoken for word in words), concept.name, kind, capitals)
                )
    longest: dict[str, int] = {}
    for key in found:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return {key: tuple(phrases) for key, phrases in found.items()}, longest


@cache
def concept_words() -> frozenset[str]:
    """Every folded word of the file: none of them is a leftover of the keyboard."""
    return frozenset(word for key in _phrases()[0] for word in key)


def concept_phrases() -> tuple[tuple[str, ...], ...]:
    """Every phrase of the file as folded words."""
    return tuple(_phrases()[0])


def phrases_of(names: Sequence[str], *, signs: bool = True) -> tuple[tuple[str, ...], ...]:
    """All phrases of these concepts as folded words, with the labels of their fields; for a search by text.

    Args:
        signs: also those that only point at them.
    """
    found: dict[tuple[str, ...], None] = {}
    for name in names:
        concept = concepts()[name]
        labels = [code.label for one in concept.codes if (code := code_list("research_field").get(one))]
        for text in (*concept.terms, *(concept.signs if signs else ()), *labels):
            found[tuple(word.key for word in read_words(text))] = None
    return tuple(found)


def find_spans(words: Sequence[Word]) -> tuple[Span, ...]:
    """Concepts in a text, the longest phrase first at each place, left to right, none inside another.

    A longer phrase that begins inside a shorter one and goes on behind it is meant ("bệnh | đái tháo đường"). Tones
    are forgiven in half the words of a phrase of three; of two only what was typed without any ("Nam Sở" is no
    "nấm sò", "bệnh đái" no "bệnh dại"), as long as other words stand beside it. A single word must have those of the
    phrase. A text without any tones may mean all ("lua" is "lúa", "lụa" is not); "ai" is a pronoun, "AI" is none.
    """
    toned = has_tones(words)
    folded = tuple([word.folded for word in words])
    openings = _phrases()[1]
    spans: list[Span] = []
    at = 0
    while at < len(words):
        count, fitting = _phrase_at(words, folded, at, len(words), toned) if folded[at] in openings else _NO_PHRASE
        if count > 1 and (cut := _cut(words, folded, at, count, toned)):
            count, fitting = _phrase_at(words, folded, at, cut, toned)
        if fitting:
            spans.append(_span(at, at + count, fitting))
            at += count
            continue
        if (meant := _initials().get(words[at].key)) and short_form(words[at]):
            spans.append(Span(at, at + 1, meant, meant))
        at += 1
    return tuple(spans)


_NO_PHRASE: Final[tuple[int, list[_Phrase]]] = (0, [])


def _phrase_at(
    words: Sequence[Word], folded: tuple[str, ...], at: int, end: int, toned: bool
) -> tuple[int, list[_Phrase]]:
    """How many words the longest phrase has that begins here and ends before `end`, and what it may stand for."""
    known, longest = _phrases()
    for count in range(min(longest.get(folded[at], 0), end - at), 0, -1):
        phrases = known.get(folded[at : at + count], ())
        if fitting := [one for one in phrases if _fits(one, words, at, toned)]:
            spoken = tuple(word.spoken for word in words[at : at + count])
            return count, [one for one in fitting if one.toned == spoken] or fitting
    return _NO_PHRASE


def _cut(words: Sequence[Word], folded: tuple[str, ...], at: int, count: int, toned: bool) -> int:
    """Where inside of a phrase a longer one begins that goes on behind it; 0 where none does. One as long is enough
    behind a word that the first one belongs to: "chuyên môn | văn thư" is no "môn văn"."""
    least = count if at and folded[at - 1 : at + 1] in _ONE_WORD else count + 1
    for start in range(at + 1, at + count):
        size, _ = _phrase_at(words, folded, start, len(words), toned)
        if size >= least and start + size > at + count:
            return start
    return 0


_ONE_WORD: Final = frozenset({("chuyen", "khoa"), ("chuyen", "mon"), ("chuyen", "nganh")})


@cache
def _initials() -> Mapping[str, frozenset[str]]:
    """First letters of every Vietnamese term of three words and more, with and without "và" and its like -> concepts.

    Not of English ones: "ICD" is a dry port, not integrated circuit design. "ThS" is a master, nobody in "thủy hải
    sản".
    """
    never = {words[0] for words in phrase_set("initials", "never")}
    found: dict[str, set[str]] = {}
    for concept in concepts().values():
        for term in (one for one in concept.terms if has_tones(read_words(one))):
            for letters in initials(term) - never:
                found.setdefault(letters, set()).add(concept.name)
    return {letters: frozenset(names) for letters, names in found.items()}


@cache
def spelt(short: str, names: frozenset[str]) -> str | None:
    """What an abbreviation of these concepts stands for, as a person writes it; None for a word that is none.

    >>> spelt("ktpt", frozenset({"economics"}))
    'Kinh tế phát triển'
    """
    for name in sorted(names):
        held = [read_words(term) for term in concepts()[name].terms]
        listed = any(len(words) == 1 and words[0].key == short and words[0].written[:2].isupper() for words in held)
        full = [words for words in held if len(words) > 1]
        letters = [words for words in full if short in first_letters(words)]
        for words in sorted(letters or full * listed, key=lambda words: not has_tones(words)):
            if has_tones(words) or not any(map(has_tones, full)):
                return _written(words)
            return _written(next(words for words in full if has_tones(words)))
    return None


def _written(words: Sequence[Word]) -> str:
    text = " ".join(word.written for word in words)
    return text[:1].upper() + text[1:]


def _span(start: int, end: int, fitting: Sequence[_Phrase]) -> Span:
    meant = frozenset(phrase.concept for phrase in fitting if phrase.kind != _SIGN)
    return Span(start, end, frozenset(phrase.concept for phrase in fitting),
                frozenset(phrase.concept for phrase in fitting) - meant)  # fmt: skip


def _fits(phrase: _Phrase, text: Sequence[Word], at: int, toned_text: bool) -> bool:
    """Whether the phrase, the same as the words from `at` on when folded, is meant in this text."""
    count = len(phrase.toned)
    words, alone = text[at : at + count], count == len(text)
    if phrase.kind == _ALONE and not _beside_degrees(text, at, count):
        return False
    if phrase.capitals:
        return alone or words[0].written.isupper()
    if count > 1:
        agreeing = [word.spoken == tones for word, tones in zip(words, phrase.toned, strict=True)]
        if count == _PAIR and toned_text and not alone:
            return all(same or word.spoken == word.folded for same, word in zip(agreeing, words, strict=True))
        return not toned_text or 2 * sum(agreeing) >= count
    if phrase.kind == _SIGN and words[0].spoken != phrase.toned[0]:
        return False  # too little to go by
    if not toned_text and alone and words[0].key in NAME_WORDS and words[0].spoken != phrase.toned[0]:
        return False  # "nam" is a given name before it is a mushroom typed without tones
    return words[0].spoken == phrase.toned[0] or (not toned_text and words[0].spoken == words[0].folded)


@cache
def alone_phrases() -> frozenset[tuple[str, ...]]:
    """Folded words that are a topic only where nothing but a degree stands beside them."""
    return frozenset(key for key, held in _phrases()[0].items() if all(phrase.kind == _ALONE for phrase in held))


def _beside_degrees(text: Sequence[Word], at: int, count: int) -> bool:
    """Whether nothing but words of degrees stands beside these."""
    known = phrase_set("degrees", "around")
    return all((word.folded,) in known for word in (*text[:at], *text[at + count :]))


@cache
def _wider(name: str) -> frozenset[str]:
    found = {name}
    for one in concepts()[name].wider:
        found |= _wider(one)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def with_wider(names: frozenset[str]) -> frozenset[str]:
    """The concepts and all above them."""
    return frozenset(wider for name in names for wider in _wider(name))


@cache
def steps_up(name: str, above: str) -> int:
    """How many steps a concept lies below another one; 0 where it does not."""
    wider = concepts()[name].wider
    if above in wider:
        return 1
    return min((1 + steps for one in wider if (steps := steps_up(one, above))), default=0)


@lru_cache(maxsize=20_000)
def narrower(names: frozenset[str]) -> frozenset[str]:
    """The concepts and all below them."""
    return frozenset(name for name in concepts() if _wider(name) & names)


@cache
def kin(name: str) -> frozenset[str]:
    """The concepts directly above, those beside it below them, and itself."""
    above = concepts()[name].wider
    beside = (one.name for one in concepts().values() if set(one.wider) & set(above))
    return frozenset({name, *above, *beside})


@cache
def concepts_of_code(code: str) -> frozenset[str]:
    """Concepts whose fields hold this code of the classification: the most exact ones."""
    held: dict[int, set[str]] = {}
    for concept in concepts().values():
        for one in concept.codes:
            if code.startswith(one):
                held.setdefault(len(one), set()).add(concept.name)
    return frozenset(held[max(held)]) if held else frozenset()


@lru_cache(maxsize=100_000)
def spans_of(text: str) -> tuple[Span, ...]:
    """The concepts in a text of the registry."""
    return find_spans(split_words(text))


@lru_cache(maxsize=100_000)
def concepts_in(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Concepts that a text names, and those that it only points at."""
    spans = spans_of(text)
    named = frozenset(name for span in spans for name in span.concepts - span.signs)
    return named, frozenset(name for span in spans for name in span.signs) - named


@cache
def said_as() -> Mapping[str, tuple[str, ...]]:
    """Concept -> its phrases and short forms, folded, a blank around each."""
    found: dict[str, list[str]] = {}
    for key, phrases in _phrases()[0].items():
        for name in {phrase.concept for phrase in phrases}:
            found.setdefault(name, []).append(f" {' '.join(key)} ")
    for letters, meant in _initials().items():
        for name in meant:
            found.setdefault(name, []).append(f" {letters} ")
    return {name: tuple(phrases) for name, phrases in found.items()}

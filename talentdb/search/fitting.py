"""How well one text, or one name, says what was asked for: numbers of ranking.toml between 0 and 1. Pure."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from rapidfuzz.distance import OSA

from talentdb.search.concepts import (
    Span,
    alone_phrases,
    concepts_in,
    concepts_of_code,
    kin,
    narrower,
    spans_of,
    steps_up,
    with_wider,
)
from talentdb.search.glance import may_say, openings
from talentdb.search.initials import initials
from talentdb.search.kindred import kindred
from talentdb.search.phrases import phrase_set
from talentdb.search.rarity import Rarity
from talentdb.search.understanding import Slot
from talentdb.search.weights import weights
from talentdb.search.words import Word, has_tones, joined, read_words

__all__ = ["EXACT_NAME", "SAME_LETTERS", "SAME_TONES", "Matcher", "fit_name"]

EXACT_NAME: Final = 1.0
SAME_TONES: Final = 0.95
SAME_LETTERS: Final = 0.85
"""The tiers from which on the words stand in the name one behind the other."""
# Words that are the same up to a slip are this much worth, times how alike they are.
_SLIP: Final = 0.6
_PAIR: Final = 2
_DEPUTY: Final = "pho"
_NEVER: Final = "\n"
_TONES: Final = 0.04
_NO_NAME: Final = 0.5
_IN_ORDER: Final = 0.15
# All of the name, not a part of a longer one; the given name put first, as foreign forms do.
_WHOLE: Final = 0.005
_TURNED: Final = 0.003
# Who is half remembered is remembered by the given name, the last one: "Vân" is seldom "Văn Hào".
_GIVEN: Final = 0.03


class _Told(dict[str, float]):
    """How well texts say one thing that is asked for: text -> fit, read when first asked for.

    Args:
        toned: whether the line was typed with tones.
    """

    def __init__(self, slot: Slot, *, toned: bool) -> None:
        super().__init__()
        self._slot = slot
        self._toned = toned
        # "nội" in "nội soi" is no internal medicine: such a word stands for its topic, not for itself.
        alone = bool(slot.concepts) and slot.folded in alone_phrases()
        self._phrase = _NEVER if alone else f" {' '.join(slot.folded)} "
        self._short = slot.words[0].key if len(slot.words) == 1 else ""

    def __missing__(self, text: str) -> float:
        fit = self[text] = self._read(text)
        return fit

    def _read(self, text: str) -> float:
        slot, said = self._slot, joined(text)
        if self._phrase in said and _says(slot.words, text, toned=self._toned) and not _of_another(slot, text):
            return weights("match")["phrase"]
        if self._short and self._short in initials(text):
            return weights("match")["phrase"]
        return _meant(slot.concepts, slot.signs, text) if slot.concepts else 0.0


class Matcher:
    """The things asked for, against texts; a text that many people have is read once for each.

    Args:
        slots: what is asked for; `rarity`: how much each of them tells.
    """

    def __init__(self, slots: Sequence[Slot], rarity: Rarity) -> None:
        w = weights("weight")
        self.slots = tuple(slots)
        self.shares = tuple(_kind(slot, w) * rarity.of(slot) * slot.weight for slot in slots)
        toned = any(has_tones(slot.words) for slot in slots)
        self.texts: Sequence[Mapping[str, float]] = tuple(_Told(slot, toned=toned) for slot in slots)
        """For each slot, how well any text says it."""
        self._codes: list[dict[str, float]] = [{} for _ in slots]
        self._openings = _openings(slots)

    def text(self, place: int, text: str) -> float:
        """How well the text says the thing asked for at that place of the slots."""
        return self.texts[place][text]

    def code(self, place: int, code: str, label: str) -> float:
        """The same for a code of the field classification and its label."""
        known = self._codes[place]
        if code not in known:
            slot = self.slots[place]
            held = concepts_of_code(code)
            fits = [_related(one, one in slot.signs, held, frozenset()) for one in slot.concepts]
            known[code] = max([*fits, self.text(place, label) if label else 0.0], default=0.0)
        return known[code]

    def passes_over(self, name_key: str) -> bool:
        """Whether the folded name of a person surely says nothing of anything asked for: of nearly everybody."""
        known = self._openings
        return known is not None and known.isdisjoint(name_key.split()) and name_key.replace(" ", "").isalpha()

    def astray(self, place: int, trained: frozenset[str]) -> float:
        """What hints count in works of somebody trained in these: less, if in nothing near to the thing asked for."""
        asked = self.slots[place].concepts
        if not (asked and trained) or with_wider(asked) & with_wider(trained):
            return 1.0
        return weights("match")["astray"]


def _openings(slots: Sequence[Slot]) -> frozenset[str] | None:
    """Folded words one of which stands in any text that says anything of the slots; None where a text may do so by
    its first letters."""
    if any(len(slot.words) == 1 and len(slot.words[0].key) > _PAIR for slot in slots):
        return None
    found = {slot.folded[0] for slot in slots if slot.words}
    found = found.union(*(openings(_near(slot.concepts)) for slot in slots))
    # Keys of names keep a lone final y.
    return frozenset(found.union(f"{word[:-1]}y" for word in found if word.endswith("i")))


# What is asked for is asked for again, in other words, and of the same people.
@lru_cache(maxsize=300_000)
def _meant(asked: frozenset[str], signs: frozenset[str], text: str) -> float:
    """How well a text says concepts by what it means, some of which are only asked for by a sign."""
    if not may_say(_near(asked), joined(text)):
        return 0.0
    held = concepts_in(text)
    return max(_related(one, one in signs, *held) for one in asked)


@lru_cache(maxsize=2_000)
def _near(asked: frozenset[str]) -> frozenset[str]:
    """All concepts that, said by a text, fit one of these at least a little (see `_related`)."""
    beside = (kin(one) | kindred(frozenset({one})) for one in asked)
    return narrower(asked).union(with_wider(asked), *beside)


def _kind(slot: Slot, shares: Mapping[str, float]) -> float:
    if slot.clue:
        return 1.0
    if slot.wanted:
        return shares["wanted"]
    if not slot.concepts:
        return shares["word"]
    return shares["sign"] if slot.signs else 1.0


def _of_another(slot: Slot, text: str) -> bool:
    """Whether the words of a topic are but a part of the name of another one: "vật lý" in "vật lý trị liệu"."""
    if not slot.concepts:
        return _of_a_deputy(slot, text)
    words, count = read_words(text), len(slot.words)
    for at in range(len(words) - count + 1):
        if tuple(word.folded for word in words[at : at + count]) == slot.folded:
            around = [span for span in spans_of(text) if span.start <= at and at + count <= span.end]
            if not any(_names_another(slot, span) for span in around if span.end - span.start > count):
                return False
    return True


def _of_a_deputy(slot: Slot, text: str) -> bool:
    """Whether a post is told in a text as that of a deputy only: "Phó Trưởng khoa" is no head."""
    if slot.folded not in phrase_set("posts", "words"):
        return False
    told, said = f" {' '.join(slot.folded)} ", joined(text)
    return told in said and told not in said.replace(f" {_DEPUTY}{told}", " ")


def _names_another(slot: Slot, span: Span) -> bool:
    named = span.concepts - span.signs
    return bool(named) and not (with_wider(named) & slot.concepts or with_wider(slot.concepts) & named)


def _says(words: Sequence[Word], text: str, *, toned: bool) -> bool:
    """Whether a text that has these words without tones has them with their tones: one and two of them all, more of
    them half; as far as tones were typed, and the text has any."""
    held = read_words(text)
    written, count = has_tones(held), len(words)
    for at in range(len(held) - count + 1):
        part = held[at : at + count]
        if any(word.folded != other.folded for word, other in zip(words, part, strict=True)):
            continue
        agreeing = sum(
            word.spoken == other.spoken
            or (not written and other.spoken == other.folded)
            or (not toned and word.spoken == word.folded)
            for word, other in zip(words, part, strict=True)
        )
        if agreeing == count or (count > _PAIR and 2 * agreeing >= count):
            return True
    return False


@lru_cache(maxsize=200_000)
def _related(asked: str, by_sign: bool, named: frozenset[str], signs: frozenset[str]) -> float:
    w = weights("match")
    every = named | signs
    if asked in named:
        return w["sign"] if by_sign else w["same"]
    if asked in signs:
        return w["sign"] * (w["same"] if by_sign else 1.0)
    if steps := min((found for one in every if (found := steps_up(one, asked))), default=0):
        return w["narrower"] * w["further"] ** (steps - 1)
    if every & with_wider(frozenset({asked})):
        return w["wider"]
    if every & kindred(frozenset({asked})):
        return w["kindred"]
    return w["beside"] if every & kin(asked) else 0.0


def fit_name(words: Sequence[Word], name_toned: str, name_key: str) -> tuple[float, float]:
    """The tier of `labels.NAME_MATCH` (0 where it is none), and the score of the name.

    Within a tier more equal marks score higher; below the tiers it is how alike the words are.
    """
    toned, key = " ".join(word.toned for word in words), " ".join(word.key for word in words)
    held_toned, held_key = name_toned.split(), name_key.split()
    whole = len(held_key) == len(words)
    for tier, holds in (
        (EXACT_NAME, name_toned == toned),
        (SAME_TONES, f" {toned} " in f" {name_toned} "),
        (0.9, name_key == key),
        (SAME_LETTERS, f" {key} " in f" {name_key} "),
        (0.8, all(word.toned in held_toned for word in words)),
        (0.75, all(word.key in held_key for word in words)),
    ):
        if holds:
            bonus = 0.0 if tier in (EXACT_NAME, SAME_TONES, 0.8) else _TONES * _same_marks(words, held_toned)
            bonus += _GIVEN * (not whole and words[-1].key == held_key[-1])
            return tier, tier + bonus + (_WHOLE * whole + _TURNED * _is_turned(words, held_key)) * (tier < EXACT_NAME)
    alike = sum(_alike(word.key, held_key) for word in words) / max(len(words), len(held_key))
    # As a whole too: of words with slips in them, those in the same order are the likelier ones.
    marks = _same_marks(words, held_toned)
    return 0.0, _NO_NAME * alike + _TONES * marks + _IN_ORDER * OSA.normalized_similarity(key, name_key)


def _is_turned(words: Sequence[Word], held: Sequence[str]) -> bool:
    """Given, family, middle name; given, middle, family name; or family and middle name behind the rest."""
    keys = [word.key for word in words]
    return list(held) in ([*keys[1:], keys[0]], [keys[-1], *keys[1:-1], keys[0]], [keys[-1], *keys[:-1]])


def _same_marks(words: Sequence[Word], held: Sequence[str]) -> float:
    """How alike the words are to the likeliest of the others each, letters and marks apart."""
    return sum(max((_marks(word.toned, one) for one in held), default=0.0) for word in words) / len(words)


# Names are many, their syllables few: what is kept is kept for two syllables.
@lru_cache(maxsize=200_000)
def _marks(word: str, other: str) -> float:
    """How alike two are, letters and marks apart: "đưc" is nearer to "đức" than to "dực"."""
    return OSA.normalized_similarity(_apart(word), _apart(other))


def _apart(word: str) -> str:
    return normalize("NFD", word.replace("đ", "d\u0335"))


@lru_cache(maxsize=200_000)
def _letters(word: str, other: str) -> float:
    return OSA.normalized_similarity(word, other)


def _alike(word: str, held: Sequence[str]) -> float:
    best = max((_letters(word, one) for one in held), default=0.0)
    return best if best == 1.0 else _SLIP * best if best >= _SLIP else 0.0

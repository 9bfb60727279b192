"""Reads a header as a row of known phrases: the first that names something is what the column is about.

Knows phrases (concepts.toml and the spellings of a form) and how they join; looks at no contents.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

from rapidfuzz.distance import OSA

from talentdb.text import fold, tone_key

__all__ = ["FILLER", "Phrases", "concept_phrases", "expand"]

FILLER = "-"
"""What a phrase means that says nothing about the field: whose it is, until when, how it is to be written."""

_CHOICE = re.compile(r"\{([^{}]*)\}")
# Whole headers, heads before words we do not know, and unknown words before a head. Measured so that a header half
# known stays under what is taken without proof by contents.
_WHOLE, _HEAD, _LATE = 0.93, 0.42, 0.25
_SPAN = 0.42
# Words of the family whose letters are those of other words without tones: "bổ nhiệm", "Bộ, ngành", "Võ".
_FAMILY = ("bố", "mẹ", "vợ", "con", "cha", "chồng")
_TYPO_LENGTH = 5


_NOT_WORD = re.compile(r"[^0-9a-z{|}]+")


def expand(pattern: str) -> Iterator[str]:
    """Every spelling of a pattern: "{a|b} c" -> "a c", "b c"."""
    pieces = _CHOICE.split(pattern)
    choices = [piece.split("|") if i % 2 else [piece] for i, piece in enumerate(pieces)]
    for words in product(*choices):
        yield "".join(words)


@lru_cache(maxsize=1)
def _concepts() -> Mapping[str, Any]:
    return tomllib.loads(files("ingest.columns").joinpath("concepts.toml").read_text(encoding="utf-8"))


def _keys(pattern: str) -> Iterator[str]:
    """`alias_key` of every spelling: folded once a pattern, not once a spelling, of which there are thousands."""
    for text in expand(_NOT_WORD.sub(" ", fold(pattern))):
        yield " ".join(text.split())


@lru_cache(maxsize=1)
def concept_phrases() -> Mapping[str, frozenset[str]]:
    """Phrase key and the names of what it means: a field, "~kind" of a header of no field, or FILLER."""
    concepts = _concepts()
    named = [(FILLER, concepts["fillers"])]
    named += [(f"~{kind}", of) for kind, of in concepts["ignored"].items()]
    named += list(concepts["fields"].items())
    found: dict[str, frozenset[str]] = {}
    for name, patterns in named:
        alone = frozenset({name})
        for pattern in patterns:
            for key in _keys(pattern):
                present = found.get(key, alone)
                found[key] = present if name in present else present | alone
    found.pop("", None)
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of words of a header and what it means; None for words nobody knows."""

    names: frozenset[str] | None
    words: int
    letters: int


class Phrases:
    """The phrases of one form; reads headers with them."""

    def __init__(self, spellings: Iterable[tuple[str, str]], fields: Iterable[str]) -> None:
        """Args: spellings: key and name as the form's file has them; fields: names that count at all."""
        known = set(fields)
        concepts = concept_phrases()
        kept = {
            names: frozenset(n for n in names if n == FILLER or n.startswith("~") or n in known)
            for names in set(concepts.values())
        }
        self._phrases = {key: counted for key, names in concepts.items() if (counted := kept[names])}
        for key, name in spellings:
            # one short word of a form ("Tên", "CV", "Nơi") means something only when it stands alone
            if " " in key or len(key) >= 7:
                # what a form reads is for it neither an empty word nor a header to leave aside
                others = self._phrases.get(key, frozenset()) - {FILLER}
                if not name.startswith("~"):
                    others = frozenset(n for n in others if not n.startswith("~"))
                self._phrases[key] = others | {name}
        self._longest = max((key.count(" ") + 1 for key in self._phrases), default=0)

    @cached_property
    def _known_words(self) -> set[str]:
        return set(" ".join(self._phrases).split())

    @cached_property
    def _words(self) -> list[str]:
        return sorted(word for word in self._known_words if len(word) >= _TYPO_LENGTH - 1)

    def names(self, key: str) -> frozenset[str]:
        """What exactly this phrase means."""
        return self._phrases.get(key, frozenset()) - {FILLER}

    def empty(self, key: str) -> bool:
        """Whether a text says only how or whose a header is: "ghi rõ", "nếu có"."""
        return all(piece.names == frozenset({FILLER}) for piece in self._read(key.split()))

    def scores(self, key: str, text: str = "") -> dict[str, float]:
        """Field or "~kind" -> 0..1 for a header key; the first phrase that means something is the head.

        Args: key: folded; text: the header as written, whose tones tell some words apart; "" when it has none.
        """
        words = key.split()
        if not words or len(words) > 16:
            return {}
        found = self._read(words, _no_family(text))
        if all(piece.names is None for piece in found) and len(words) > 1:
            mended = [self._mend(word) for word in words]
            if mended == words:
                return {}
            return {name: 0.9 * score for name, score in self._judge(self._read(mended)).items()}
        scores = self._judge(found)
        if max(scores.values(), default=0.0) < 0.8:
            mended = [self._mend(word) for word in words]
            if mended != words:
                for name, score in self._judge(self._read(mended)).items():
                    scores[name] = max(scores.get(name, 0.0), 0.92 * score)
        return scores

    def _read(self, words: list[str], no_family: frozenset[str] = frozenset()) -> list[_Piece]:
        """Words cut into the longest known phrases from the left; `no_family` words name no relative here."""
        pieces: list[_Piece] = []
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                names = self._phrases.get(" ".join(words[at : at + length]))
                if names and length == 1 and words[at] in no_family:
                    names = names - {"~relatives"}
                if names:
                    break
            else:
                length, names = 1, None
            letters = sum(len(w) for w in words[at : at + length])
            pieces.append(_Piece(names, length, letters))
            at += length
        return pieces

    def _judge(self, pieces: list[_Piece]) -> dict[str, float]:
        heads = [i for i, p in enumerate(pieces) if p.names and p.names - {FILLER}]
        if not heads:
            return {}
        # people of the family make the whole header theirs wherever they are named
        relatives = any("~relatives" in (p.names or ()) for p in pieces)
        head = pieces[heads[0]]
        names = (head.names or frozenset()) - {FILLER}
        letters = sum(p.letters for p in pieces)
        unknown = [i for i, p in enumerate(pieces) if p.names is None]
        strange = [i for i in heads[1:] if not (pieces[i].names or frozenset()) & names]
        lost = sum(pieces[i].letters for i in unknown) + 0.8 * sum(pieces[i].letters for i in strange)
        coverage = 1 - lost / letters
        if not unknown and not strange:
            score = _WHOLE
        else:
            before = any(i < heads[0] for i in unknown)
            # a head of one word among strangers proves nothing: "Phòng thi", "Trường hợp"
            weak = head.words == 1 and coverage < 0.6
            score = (_LATE if before else _HEAD) + _SPAN * coverage - (0.2 if weak else 0.0)
        if relatives and "~relatives" not in names:
            return {"~relatives": 0.9}
        return dict.fromkeys(names, score)

    def _mend(self, word: str) -> str:
        """A word one slip of the keys away from a known one, or the word itself."""
        if len(word) < _TYPO_LENGTH or word in self._known_words:
            return word
        near = [w for w in self._words if w[0] == word[0] and abs(len(w) - len(word)) <= 1]
        hits = [w for w in near if OSA.distance(w, word, score_cutoff=1) <= 1]
        return hits[0] if len(hits) == 1 else word


def _no_family(text: str) -> frozenset[str]:
    """Keys of words of the family that a text written with tones does not hold."""
    if not text or text.isascii():
        return frozenset()
    words = set(re.findall(r"[^\W\d_]+", tone_key(text)))
    return frozenset(fold(word) for word in _FAMILY if word not in words)

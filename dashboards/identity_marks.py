"""Two values side by side, what differs marked: letter by letter where most is equal. Pure; escapes all."""

from difflib import SequenceMatcher
from html import escape
from typing import Final

from talentdb.text import place_tones

__all__ = ["marked"]

_ALIKE: Final = 0.5
"""Words that share less than this of their letters are marked whole: single letters would say nothing."""


def marked(a: str, b: str) -> tuple[str, str]:
    """Both values as HTML; words, or letters of similar words, that the other value has not stand in <mark>."""
    one, other = a.split(), b.split()
    matcher = SequenceMatcher(None, list(map(place_tones, one)), list(map(place_tones, other)), autojunk=False)
    left: list[str] = []
    right: list[str] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            left += map(escape, one[i:j])
            right += map(escape, other[k:m])
        elif tag == "replace" and j - i == m - k:
            for word, counterpart in zip(one[i:j], other[k:m], strict=True):
                drawn = _words(word, counterpart)
                left.append(drawn[0])
                right.append(drawn[1])
        else:
            left += _whole(one[i:j])
            right += _whole(other[k:m])
    return _joined(left), _joined(right)


def _joined(words: list[str]) -> str:
    """Words in a row that are marked whole carry one mark."""
    return " ".join(words).replace("</mark> <mark>", " ")


def _whole(words: list[str]) -> list[str]:
    return [f"<mark>{escape(' '.join(words))}</mark>"] if words else []


def _words(a: str, b: str) -> tuple[str, str]:
    if len(a) == len(b):
        equal = [one == other for one, other in zip(_spelt(a), _spelt(b), strict=True)]
        if sum(equal) >= _ALIKE * len(a):
            return _letters(a, equal), _letters(b, equal)
    else:
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        if matcher.ratio() >= _ALIKE:
            in_a, in_b = [False] * len(a), [False] * len(b)
            for block in matcher.get_matching_blocks():
                in_a[block.a : block.a + block.size] = [True] * block.size
                in_b[block.b : block.b + block.size] = [True] * block.size
            return _letters(a, in_a), _letters(b, in_b)
    return f"<mark>{escape(a)}</mark>", f"<mark>{escape(b)}</mark>"


def _spelt(word: str) -> str:
    """With the tone mark where new spelling has it: Thuý and Thúy are one name."""
    placed = place_tones(word)
    return placed if len(placed) == len(word) else word


def _letters(word: str, equal: list[bool]) -> str:
    drawn, start = "", 0
    for at in range(1, len(word) + 1):
        if at == len(word) or equal[at] != equal[start]:
            run = escape(word[start:at])
            drawn += run if equal[start] else f"<mark>{run}</mark>"
            start = at
    return drawn

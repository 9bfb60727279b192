"""How two Vietnamese names relate: by tone level, and by part (family name first, given name last). Pure."""

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

__all__ = ["STRANGERS", "NameRelation", "compare_names", "name_parts"]

NameRelation = tuple[str, str]
"""Level of the whole name beside the given name, level of the given name."""

STRANGERS: Final[NameRelation] = ("differs", "differs")
"""Neither family and middle name nor given name agree."""
_SHORTEST_FOR_TYPO: Final = 3
"""In two letters one other letter is half the word: Hà and Hạ, Tú and Tí are different names."""
_SOUNDS: Final = (("tr", "ch"), ("gi", "d"), ("r", "d"), ("x", "s"), ("y", "i"), ("l", "n"), ("qu", "k"), ("c", "k"))
"""Sounds that are written for each other in the north."""


@lru_cache(maxsize=200_000)
def name_parts(name: str) -> tuple[str, ...]:
    """Words of a name; initials come apart ("n.v. hung" is three words)."""
    return tuple(name.replace(".", " ").split())


@lru_cache(maxsize=400_000)
def compare_names(key: str, toned: str, other_key: str, other_toned: str) -> NameRelation:
    """Họ tên: mức giống nhau của họ, đệm và của tên, có xét dấu thanh.

    Of the name: same, bare (the same, but both written without any mark), unmarked (one side written without any
    mark), tone (a mark differs), typo (one letter), middle_missing, middle_differs, swapped (given name first),
    initials, family_differs, differs.
    Of the given name: same, unmarked, tone, typo, differs.

    Args:
        key, other_key: folded names; toned, other_toned: lower case with tones.
    """
    if toned == other_toned:
        return "bare" if toned.isascii() else "same", "same"
    left, right = name_parts(key), name_parts(other_key)
    bare = toned.isascii() or other_toned.isascii()
    if not left or not right:
        return STRANGERS
    if key == other_key or left == right:
        return _by_tones(name_parts(toned), name_parts(other_toned), bare)
    if len(left) > 1 and len(right) > 1 and _swapped(left, right):
        return "swapped", "same"
    if "".join(left) == "".join(right):
        return "typo", "same"
    given = _given_relation(left[-1], right[-1], name_parts(toned)[-1], name_parts(other_toned)[-1], bare)
    return _by_parts(left, right, given), given


def _by_tones(words: tuple[str, ...], others: tuple[str, ...], bare: bool) -> NameRelation:
    """Levels of two names with the same letters."""
    if len(words) != len(others):
        return "typo", "same"
    levels = [_tone_level(one, other, bare) for one, other in zip(words, others, strict=True)]
    rest = levels[:-1]
    return "tone" if "tone" in rest else "unmarked" if "unmarked" in rest else "same", levels[-1]


def _tone_level(word: str, other: str, bare: bool) -> str:
    """Dũng and Dung are two names, unless the whole name that has Dung is written without any mark."""
    return "same" if word == other else "unmarked" if bare else "tone"


def _given_relation(word: str, other: str, toned: str, other_toned: str, bare: bool) -> str:
    if word == other:
        return _tone_level(toned, other_toned, bare)
    return "typo" if _typo(word, other) else "differs"


def _swapped(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Given name first, or family and given name in each other's place."""
    if left[0] == right[0] or sorted(left) != sorted(right):
        return False
    return left[-1] == right[0] or left[0] == right[-1]


def _sound(word: str) -> str:
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    return word


def _typo(word: str, other: str) -> bool:
    if min(len(word), len(other)) < _SHORTEST_FOR_TYPO - (len(word) != len(other)):
        return False
    return OSA.distance(word, other, score_cutoff=1) <= 1 or _sound(word) == _sound(other)


def _by_parts(left: tuple[str, ...], right: tuple[str, ...], given: str) -> str:
    """Level of family and middle name of two names whose letters differ somewhere."""
    if left[:-1] == right[:-1]:
        return "same"
    if given == "differs":
        return "differs"
    if len(left) == len(right) and len(left) > 1:
        if all(one[0] == other[0] and (one == other or 1 in (len(one), len(other)))
               for one, other in zip(left, right, strict=True)):  # fmt: skip
            return "initials"
        unlike = [(one, other) for one, other in zip(left[:-1], right[:-1], strict=True) if one != other]
        if len(unlike) == 1 and _typo(*unlike[0]):
            return "typo"
    if left[0] != right[0]:
        return "family_differs" if left[1:-1] == right[1:-1] else "differs"
    short, long = sorted((left[1:-1], right[1:-1]), key=len)
    return "middle_missing" if _within(short, long) else "middle_differs"


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether `short` is `long` with words left out."""
    rest = iter(long)
    return all(word in rest for word in short)

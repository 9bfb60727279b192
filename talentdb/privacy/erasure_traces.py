"""What tells of an erased person in what stays of a list: the rule by which words go from rows of others. Pure.

In rows that are the person's own (or share a row of the sheet with theirs) everything that tells of them goes. In a
row of somebody else:

- mail, telephone and national id go wherever they stand: they are nobody else's;
- the name goes wherever it may be the person: as the whole cell, after a word of kinship or office ("vợ: …", "liên hệ
  ông …"), in a list of authors. A trace must not stay, and who was not asked about cannot answer for it;
- the name stays where the cell itself says that it is the name of a place or a body: after "đường", "trường THPT",
  "quỹ" …, after "phường", "xã" … at the beginning of a part of the cell, or after the number of a house. That word is
  about the other person, and taking it would falsify what is held on them without protecting anybody.

The words of places stand in erasure.toml. They count with their tone marks alone: without them "pho" may be "phó" and
"truong" "trưởng", offices that stand before a person. Where it cannot be told, the name goes.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from talentdb.privacy import erasure_labels as words

__all__ = ["Places", "Traces", "whole_words"]

_HOUSE: Final = r"\d{1,4}[a-zđ]?(?:[/-]\d{1,4}[a-zđ]?)*"
_PART: Final = r"(?:^|[,;:(\n–-]) ?"


@dataclass(frozen=True, slots=True)
class Places:
    """Words before a name that make it the name of a place or a body.

    Args:
        anywhere: wherever they stand; begin: at the beginning of a part of the cell alone; never: words before them
            that make them an office ("tổ trưởng dân phố"); around: what the part after a house number begins with.
    """

    anywhere: tuple[str, ...]
    begin: tuple[str, ...]
    never: tuple[str, ...]
    around: tuple[str, ...]


@dataclass(frozen=True)
class Traces:
    """What tells of the person.

    Args:
        sure: mail, telephones, national ids; names: spellings of the name.
    """

    sure: Collection[str]
    names: Collection[str]
    places: Places

    def everywhere(self, value: Any) -> Any:
        """The value without anything of the person: for what is their own."""
        return _each(value, lambda said: _cut(self._names, _cut(self._sure, said)))

    def of_others(self, value: Any) -> Any:
        """The value without what tells of the person: for what is somebody else's, or nobody's."""
        return _each(value, self._of_other)

    def tells_of_them(self, cells: Mapping[str, str]) -> bool:
        """Whether a row that is nobody's record is the person's: a cell is the name, or a mark of theirs is in it."""
        return any(
            (self._names is not None and self._names.fullmatch(said.strip()))
            or (self._sure is not None and self._sure.search(said))
            for said in cells.values()
        )

    @cached_property
    def _sure(self) -> re.Pattern[str] | None:
        return whole_words(self.sure)

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        return whole_words(self.names)

    @cached_property
    def _place(self) -> re.Pattern[str]:
        """What stands before the name of a place."""
        never = "".join(rf"(?<!\b{re.escape(one)} )" for one in self.places.never)
        return re.compile(
            rf"(?:{never}\b(?:{_words(self.places.anywhere)})(?: mang tên)?"
            rf"|{_PART}(?:{_words(self.places.begin)})(?: mang tên)?"
            rf"|{_PART}(?:số nhà|nhà số|số|sn) ?{_HOUSE}) $"
        )

    @cached_property
    def _house(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """A number alone before, and what has to follow: such a number may be that of a list of people."""
        return re.compile(rf"{_PART}{_HOUSE} $"), re.compile(rf"\s*[,–-]\s*(?:{_words(self.places.around)})(?!\w)")

    def _of_other(self, said: str) -> str:
        said = _cut(self._sure, said)
        if self._names is None:
            return said
        return self._names.sub(lambda found: found[0] if self._is_place(said, found) else words.GONE, said)

    def _is_place(self, said: str, found: re.Match[str]) -> bool:
        before, after = _plain(said[: found.start()]), _plain(said[found.end() :])
        house, around = self._house
        return bool(self._place.search(before) or (house.search(before) and around.match(after)))


def whole_words(needles: Collection[str]) -> re.Pattern[str] | None:
    """Finds each of them as whole words, the longest first, whatever the case; None when there are none."""
    if not needles:
        return None
    listed = sorted(set(needles), key=lambda one: (-len(one), one))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, listed)) + r")(?!\w)", re.IGNORECASE)


def _words(listed: Collection[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(listed, key=lambda one: (-len(one), one)))


def _plain(said: str) -> str:
    """As the words are listed, in one spacing; a new line stays one."""
    return re.sub(r"[^\S\n]+", " ", unicodedata.normalize("NFC", said).casefold())


def _cut(pattern: re.Pattern[str] | None, said: str) -> str:
    return said if pattern is None else pattern.sub(words.GONE, said)


def _each(value: Any, change: Any) -> Any:
    """The value with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: _each(one, change) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_each(one, change) for one in value]
    return value

"""Splits a written place into commune, district and province by the words Vietnamese addresses use.

Knows the words for kinds of units (xã, P., TT., H., TP …) and no unit by name; nothing here looks up a code.
"""

import re
from dataclasses import dataclass
from typing import Literal

from talentdb.text import clean, fold

__all__ = ["COMMUNE_KINDS", "PlacePart", "UnitKind", "split_place"]

UnitKind = Literal["commune", "ward", "township", "district", "town", "city", "province", "bare"]
"""xã, phường, thị trấn; huyện, thị xã, thành phố; tỉnh; a name without a word of kind."""

COMMUNE_KINDS: frozenset[UnitKind] = frozenset({"commune", "ward", "township"})

_WORDS: dict[str, UnitKind] = {
    "thị trấn": "township", "tt": "township", "thị xã": "town", "tx": "town", "thành phố": "city", "tp": "city",
    "huyện": "district", "quận": "district", "h": "district", "phường": "ward", "p": "ward", "xã": "commune",
    "x": "commune", "tỉnh": "province", "t": "province",
}  # fmt: skip
_BY_FOLD = {fold(word): kind for word, kind in _WORDS.items()}
_LONGEST_FIRST = "|".join(sorted(_WORDS, key=len, reverse=True))

# Inside running text only toned words and dotted abbreviations divide: "xa Lien Phuong" is one commune's name.
_DIVIDER = re.compile(
    rf"(?<![\w.])(?<!thị\s)(?=(?:(?:thị trấn|thị xã|thành phố|huyện|phường|xã|tỉnh)\s|(?:{_LONGEST_FIRST})\.\s*\w))",
    re.IGNORECASE,
)
_DISTRICT_WORD = re.compile(r"(?<![\w.])(?=(?:huyen|thi xa|thanh pho|tinh)\s)", re.IGNORECASE)
_HEAD = re.compile(rf"({_LONGEST_FIRST})(?:\.\s*|\s+)(?=\w)", re.IGNORECASE)
_PLAIN_HEAD = re.compile(r"(thi tran|thi xa|thanh pho|huyen|quan|phuong|xa|tinh|tt|tx|tp|[hpxt])(?:\.\s*|\s+)(?=\w)")
_OFFICE = re.compile(
    r"^(?:(?:hđnd|hdnd|hội đồng nhân dân)\s*(?:[,&-]|và)?\s*)?"
    r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|uy ban nhan dan)\s+",
    re.IGNORECASE,
)
_BELOW_COMMUNE = frozenset({"thôn", "xóm", "tổ", "số", "khu", "đường", "ngõ", "ngách", "đội", "ấp", "km", "nhà"})
_PLAIN_BELOW = frozenset(map(fold, _BELOW_COMMUNE))
_COUNTRY = frozenset({"viet nam", "vietnam", "vn"})


@dataclass(frozen=True, slots=True)
class PlacePart:
    """One step of an address: its kind by the word before it, the name without that word, and as it was written."""

    kind: UnitKind
    name: str
    written: str


def split_place(text: str) -> tuple[PlacePart, ...]:
    """Parts in written order (smallest unit first, as addresses are written), without what is below a commune.

    "UBND P. Phố Hiến, TP HY" -> (ward Phố Hiến, city HY). A part without a word of kind is `bare`.
    """
    text = _OFFICE.sub("", clean(text))
    pieces: list[str] = []
    for piece in re.split(r"[,;()]|\s-\s|\s/\s", text):
        divided = _DIVIDER.split(piece)
        if fold(piece) == piece.lower():
            divided = [p for d in divided for p in _DISTRICT_WORD.split(d)]
        pieces.extend(p.strip(" .-") for p in divided)
    parts = (_part(piece) for piece in pieces if piece)
    return tuple(part for part in parts if part is not None)


def _part(piece: str) -> PlacePart | None:
    match = _HEAD.match(piece)
    if match:
        return PlacePart(_WORDS[match.group(1).lower()], piece[match.end() :], piece)
    folded = fold(piece)
    if folded == piece.lower():
        match = _PLAIN_HEAD.match(folded)
        if match:
            return PlacePart(_BY_FOLD[match.group(1)], piece[match.end() :], piece)
    if folded in _COUNTRY or folded.isdigit() or _is_below_commune(piece):
        return None
    return PlacePart("bare", piece, piece)


def _is_below_commune(piece: str) -> bool:
    """A hamlet, street or house; without tones only before a number, for names may begin so too."""
    words = piece.lower().split()
    if len(words) < 2 or words == ["đường", "hào"]:  # the ward Đường Hào
        return False
    return words[0] in _BELOW_COMMUNE or (words[0] in _PLAIN_BELOW and words[1][:1].isdigit())

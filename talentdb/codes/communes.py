"""Communes of the province since 1 July 2025 and their predecessors; which code a written place means.

A text that names several places yields all of them and says so; nothing is guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from talentdb.codes.files import read_rows
from talentdb.codes.keys import plain_key, spoken_words, toned_key, tones_agree
from talentdb.codes.places import COMMUNE_KINDS, PlacePart, UnitKind, split_place
from talentdb.text import fold

__all__ = ["MERGER_DAY", "Commune", "CommuneMatch", "OldCommune", "communes", "find_commune", "old_communes"]

MERGER_DAY = date(2025, 7, 1)
"""First day of the communes of today (Nghị quyết 1666/NQ-UBTVQH15)."""


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune or ward of today; `name` without its word of kind."""

    code: str
    name: str
    kind: Literal["commune", "ward"]
    province_code: str

    @property
    def full_name(self) -> str:
        """With the word of kind, as letters and screens write it."""
        return f"{'phường' if self.kind == 'ward' else 'xã'} {self.name}"


@dataclass(frozen=True, slots=True)
class OldCommune:
    """A commune before the merger; `partial` when it was divided among the communes of `new_codes`."""

    old_code: str
    old_name: str
    old_kind: Literal["commune", "ward", "township"]
    old_district: str
    old_province: str
    new_codes: tuple[str, ...]
    partial: bool


@dataclass(frozen=True, slots=True)
class CommuneMatch:
    """What a text can mean.

    Attributes:
        candidates: codes of today's communes; one when clear, none when the place is unknown or elsewhere.
        legacy: the text was read as the name of a commune before the merger.
        ambiguous: several candidates, or a name that may just as well be a whole district or province.
        also_legacy: successors of an old commune of another place that had the name just read as a new one.
    """

    candidates: tuple[str, ...]
    legacy: bool = False
    ambiguous: bool = False
    also_legacy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    part: PlacePart
    district: str | None
    province: str | None
    vague: bool


_NOTHING = CommuneMatch(())
_PROVINCES = {
    plain_key(spelling): name
    for name, spellings in {"Hưng Yên": ("Hưng Yên", "HY"), "Thái Bình": ("Thái Bình", "TB")}.items()
    for spelling in spellings
}
_DISTRICT_KINDS: frozenset[UnitKind] = frozenset({"district", "town", "city"})


@cache
def communes() -> dict[str, Commune]:
    """The 104 communes and wards by code."""
    return {
        row["code"]: Commune(
            row["code"], row["name"], "ward" if row["kind"] == "ward" else "commune", row["province_code"]
        )
        for row in read_rows("communes")
    }


@cache
def old_communes() -> tuple[OldCommune, ...]:
    """The communes before the merger, each once."""
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in read_rows("commune_predecessors"):
        grouped.setdefault(row["old_code"], []).append(row)
    return tuple(_old(rows) for rows in grouped.values())


def _old(rows: list[dict[str, str]]) -> OldCommune:
    kinds: dict[str, Literal["commune", "ward", "township"]] = {"ward": "ward", "township": "township"}
    first = rows[0]
    return OldCommune(
        old_code=first["old_code"],
        old_name=first["old_name"],
        old_kind=kinds.get(first["old_kind"], "commune"),
        old_district=first["old_district"],
        old_province=first["old_province"],
        new_codes=tuple(row["new_code"] for row in rows),
        partial=any(row["extent"] == "part" for row in rows),
    )


@cache
def _districts() -> dict[str, str]:
    """Plain key of a district's bare name -> its name as the predecessors table writes it."""
    found = {}
    for name in {old.old_district for old in old_communes()}:
        bare = name.split(" ", 2)[2] if name.startswith(("Thị xã", "Thành phố")) else name.split(" ", 1)[1]
        found[plain_key(bare)] = name
    return found | {key: f"Thành phố {name}" for key, name in _PROVINCES.items()}


@lru_cache(maxsize=20_000)
def find_commune(text: str, on: date | None = None) -> CommuneMatch:
    """Reads a commune's name or an address.

    Args:
        text: a five-digit code, "P. Phố Hiến", "UBND xã Tân Hưng", "xa tan hung", "Minh Tân, Đông Hưng, Thái Bình" …
        on: the day the text was true; before 1 July 2025 the old names are meant.

    Returns:
        The old reading decides when a district, the former province Thái Bình, a township, a kind that only an
        old commune of the name had, or the day says so; otherwise the name of today wins over an equal old one.
    """
    if re.fullmatch(r"\s*\d{5}\s*", text):
        return _by_code(text.strip(), on)
    place = _locate(split_place(text))
    if place is None:
        return _NOTHING
    part = place.part
    match = _read(place, on)
    if not match.candidates and part.kind in COMMUNE_KINDS and part.written == fold(part.written):
        # Without tones "phuong" may be the first word of a name: Phương Nam
        return _read(replace(place, part=PlacePart("bare", part.written, part.written)), on)
    return match


def _by_code(code: str, on: date | None) -> CommuneMatch:
    """An official code; many codes of today were another, smaller commune's before the merger."""
    old = tuple(unit for unit in old_communes() if unit.old_code == code)
    if code not in communes() or (on is not None and on < MERGER_DAY):
        return _legacy(old, vague=False) if old else _NOTHING
    return CommuneMatch((code,))


def _read(place: _Place, on: date | None) -> CommuneMatch:
    part, district, province, vague = place.part, place.district, place.province, place.vague
    old = _old_matches(part, district, province)
    if district or province == "Thái Bình" or part.kind == "township" or (on is not None and on < MERGER_DAY):
        if old:
            return _legacy(old, vague)
        if part.kind == "township":
            # "TT Bần Yên Nhân, Mỹ Hào": a township that had become a ward
            wards = _old_matches(replace(part, kind="ward"), district, province)
            return _legacy(wards, vague) if wards and district else _NOTHING
    return _current(part, district, province, old, vague)


def _locate(parts: tuple[PlacePart, ...]) -> _Place | None:
    """Commune, former district and province of an address; None when it is none of this province."""
    rest = list(parts)
    province = None
    if rest and rest[-1].kind in {"province", "bare"} and (len(rest) > 1 or rest[-1].kind == "province"):
        province = _PROVINCES.get(plain_key(rest[-1].name))
        if province is None and rest[-1].kind == "province":
            return None
        if province is not None:
            rest.pop()
    district = None
    if rest and (rest[-1].kind in _DISTRICT_KINDS or (rest[-1].kind == "bare" and len(rest) > 1)):
        district = _districts().get(plain_key(rest[-1].name))
        if district is None:
            return None
        rest.pop()
    if not rest:
        return None
    part = next((p for p in reversed(rest) if p.kind in COMMUNE_KINDS), rest[-1])
    if part.kind not in COMMUNE_KINDS and part.kind != "bare":
        return None
    key = plain_key(part.name)
    # "Tiền Hải, Thái Bình" is a whole district, "Hưng Yên" a province, to most people who write it
    vague = part.kind == "bare" and ((province is not None and key in _districts()) or key in _PROVINCES)
    return _Place(part, district, province, vague and district is None)


def _old_matches(part: PlacePart, district: str | None, province: str | None) -> tuple[OldCommune, ...]:
    def fits(old: OldCommune) -> bool:
        return (
            (district is None or old.old_district == district)
            and (province != "Thái Bình" or old.old_province == province)
            and (part.kind == "bare" or part.kind == old.old_kind)
        )

    exact = tuple(old for old in old_communes() if fits(old) and _same(part.name, old.old_name))
    return exact or tuple(old for old in old_communes() if fits(old) and _may_be(part.name, old.old_name))


def _legacy(old: tuple[OldCommune, ...], vague: bool) -> CommuneMatch:
    codes = _unique(code for unit in old for code in unit.new_codes)
    return CommuneMatch(codes, legacy=True, ambiguous=vague or len(codes) > 1)


def _current(
    part: PlacePart, district: str | None, province: str | None, old: tuple[OldCommune, ...], vague: bool
) -> CommuneMatch:
    named = [c for c in communes().values() if _same(part.name, c.name)]
    exact = bool(named)
    if not exact:
        named = [c for c in communes().values() if _may_be(part.name, c.name)]
    new = [c for c in named if part.kind in {"bare", c.kind} and _lies_in(c, district, province)]
    if exact:
        old = tuple(unit for unit in old if _same(part.name, unit.old_name))
    if not new:
        if old:
            return _legacy(old, vague)
        # The word of kind may be the outdated one ("xã Vũ Phúc" became a ward): the name alone still settles it.
        new = [c for c in named if _lies_in(c, district, province)]
    codes = tuple(c.code for c in new)
    namesakes = [unit for unit in old if any(_same(unit.old_name, c.name) for c in new)]
    also = _unique(code for unit in namesakes for code in unit.new_codes if code not in codes)
    # Typed without tones, and an old name of other tones fits as well: nobody can tell
    others = _unique(code for unit in old if unit not in namesakes for code in unit.new_codes if code not in codes)
    return CommuneMatch((*codes, *others), ambiguous=vague or len(codes) + len(others) > 1, also_legacy=also)


def _lies_in(commune: Commune, district: str | None, province: str | None) -> bool:
    if district is None and province != "Thái Bình":
        return True
    return any(
        commune.code in old.new_codes
        and (district is None or old.old_district == district)
        and (province != "Thái Bình" or old.old_province == province)
        for old in old_communes()
    )


def _same(text: str, name: str) -> bool:
    return toned_key(text) == toned_key(name)


def _may_be(text: str, name: str) -> bool:
    return plain_key(text) == plain_key(name) and tones_agree(spoken_words(text), spoken_words(name))


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))

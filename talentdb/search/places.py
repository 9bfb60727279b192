"""Places in a line of a search: communes of today, communes and districts before July 2025, the two old provinces.

Gives codes of today's communes. Knows the code lists, not who lives where.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from talentdb.codes.communes import communes, old_communes
from talentdb.search.labels import COMMUNE_OF_OLD, DISTRICT_OF_OLD, PROVINCE_OF_OLD
from talentdb.search.phrases import longest, phrase_set, spoken_so
from talentdb.search.words import Word, read_words

__all__ = ["Place", "districts_around", "find_place"]

Phrase = tuple[str, ...]
_WHOLE: Final = "Hưng Yên"
_MERGED: Final = "Thái Bình"
# Words of the longest name of a commune.
_LONGEST_NAME: Final = 4
_KINDS: Final = ("Thành phố", "Thị xã", "Thị Xã", "Huyện")


@dataclass(frozen=True, slots=True)
class Place:
    """So many words from the place's beginning; codes are empty for the whole province, which filters nobody out.

    `nearest`: the commune of today that has the very name of a former district: its people come first.
    `said`: a word before it says that it is a place ("xã", "ở").
    """

    count: int
    codes: tuple[str, ...]
    label: str
    nearest: str | None = None
    said: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    codes: tuple[str, ...]
    label: str
    toned: tuple[str, ...]


@cache
def _today() -> dict[Phrase, _Named]:
    return {_key(one.name): _Named((one.code,), one.full_name, _toned(one.name)) for one in communes().values()}


@cache
def _before() -> dict[Phrase, _Named]:
    """Old communes; those of one name together, for a line seldom names the district."""
    found: dict[Phrase, dict[str, None]] = {}
    names: dict[Phrase, str] = {}
    for one in old_communes():
        found.setdefault(_key(one.old_name), {}).update(dict.fromkeys(one.new_codes))
        names[_key(one.old_name)] = one.old_name
    return {
        key: _Named(tuple(codes), COMMUNE_OF_OLD.format(names[key]), _toned(names[key]))
        for key, codes in found.items()
        if key not in _today()
    }


@cache
def _districts() -> dict[Phrase, _Named]:
    found: dict[str, dict[str, None]] = {}
    for one in old_communes():
        found.setdefault(_bare(one.old_district), {}).update(dict.fromkeys(one.new_codes))
    return {
        _key(name): _Named(tuple(sorted(codes)), DISTRICT_OF_OLD.format(name), _toned(name))
        for name, codes in found.items()
    }


@cache
def _in_districts() -> dict[tuple[Phrase, Phrase], _Named]:
    """(name, district) -> the commune of that name there: before July 2025, and of today in the same place."""
    found: dict[tuple[Phrase, Phrase], dict[str, None]] = {}
    labels: dict[tuple[Phrase, Phrase], tuple[str, str]] = {}
    for one in old_communes():
        district = _bare(one.old_district)
        today = [communes()[code].name for code in one.new_codes if code in communes()]
        pairs = [(one.old_name, one.new_codes), *zip(today, ((code,) for code in one.new_codes), strict=False)]
        for name, codes in pairs:
            key = _key(name), _key(district)
            found.setdefault(key, {}).update(dict.fromkeys(codes))
            labels.setdefault(key, (name, district))
    return {
        key: _Named(tuple(codes), COMMUNE_OF_OLD.format(", ".join(labels[key])), _toned(labels[key][0]))
        for key, codes in found.items()
    }


@cache
def _provinces() -> dict[Phrase, _Named]:
    codes = {code: None for one in old_communes() if one.old_province == _MERGED for code in one.new_codes}
    merged = _Named(tuple(sorted(codes)), PROVINCE_OF_OLD.format(_MERGED), _toned(_MERGED))
    return {_key(_WHOLE): _Named((), _WHOLE, _toned(_WHOLE)), _key(_MERGED): merged}


def _bare(district: str) -> str:
    for kind in _KINDS:
        if district.startswith(f"{kind} "):
            return district[len(kind) + 1 :]
    return district


def _key(name: str) -> Phrase:
    return tuple(word.folded for word in read_words(name))


def _toned(name: str) -> Phrase:
    return tuple(word.spoken for word in read_words(name))


def districts_around(codes: Collection[str]) -> tuple[tuple[str, Place], ...]:
    """The former districts that communes lie in, as typed and as read; none for a whole district."""
    found = []
    for one in sorted({old.old_district for old in old_communes() if set(old.new_codes) & set(codes)}):
        named = _districts()[_key(_bare(one))]
        if set(codes) < set(named.codes):
            found.append((one, Place(len(named.toned), named.codes, named.label)))
    return tuple(found)


def find_place(words: Sequence[Word], at: int) -> Place | None:
    """The place that begins at a word, with the words that lead to it ("ở huyện …"); None where there is none.

    Without such a word only a district, a commune of today or an old province counts, and only with its tones, as
    far as tones were typed: the syllables of places are those of people and things.
    """
    lead = longest(phrase_set("places", "lead"), words, at)
    start = at + lead
    said = bool(lead) and spoken_so("places", "lead", words[at:start])
    if place := _commune_of_district(words, start, led=bool(lead)):
        return replace(place, count=lead + place.count, said=said or place.said)
    for kind, known in (
        ("district", (_districts(), _provinces())),
        ("commune", (_today(), _before())),
        ("province", (_provinces(),)),
    ):
        count = _kind(kind, words, start)
        for names in known if count else ():
            found = _named(names, words, start + count, strict=False)
            if found is not None:
                return Place(lead + count + len(found.toned), found.codes, found.label, said=True)
    for names in (_provinces(), _districts(), _today(), *([_before()] if lead else [])):
        found = _named(names, words, start, strict=not lead)
        if found is not None and (lead or len(found.toned) > 1):
            same = _today().get(tuple(word.folded for word in words[start : start + len(found.toned)]))
            nearest = same.codes[0] if same is not None and len(found.codes) > 1 else None
            return Place(lead + len(found.toned), found.codes, found.label, nearest, said)
    return None


def _kind(name: str, words: Sequence[Word], at: int) -> int:
    """How many words from `at` on say a kind of place; with their tones, as far as they have any."""
    count = longest(phrase_set("places", name), words, at)
    return count if spoken_so("places", name, words[at : at + count]) else 0


def _commune_of_district(words: Sequence[Word], at: int, *, led: bool) -> Place | None:
    """A commune with the former district behind it: many had namesakes in other districts."""
    count = _kind("commune", words, at)
    start = at + count
    for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
        name = tuple(word.folded for word in words[start:end])
        kind = _kind("district", words, end)
        if not (count or kind or led):
            continue
        size = longest(_districts(), words, end + kind)
        found = _in_districts().get((name, tuple(word.folded for word in words[end + kind : end + kind + size])))
        if found is not None:
            return Place(end + kind + size - at, found.codes, found.label, said=bool(count or kind))
    return None


def _named(names: dict[Phrase, _Named], words: Sequence[Word], at: int, *, strict: bool) -> _Named | None:
    count = longest(names, words, at)
    if not count:
        return None
    part = words[at : at + count]
    found = names[tuple(word.folded for word in part)]
    agrees = all(word.spoken in (toned, word.folded) for word, toned in zip(part, found.toned, strict=True))
    return found if agrees or not strict else None

"""The filters that one place of a line can stand for, each kind by a function of its own. Pure.

Decides on no line as a whole: which of the readings counts is for `understanding` to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from talentdb.codes import code_list
from talentdb.codes.name_words import FAMILY_NAMES
from talentdb.fields import CODED
from talentdb.search.ages import find_range
from talentdb.search.bodies import Bodies
from talentdb.search.labels import FILTER_NAMES, LED_ANY, MINORITY, PUBLIC, YES_NO
from talentdb.search.phrases import filter_phrases, language_leads, longest, phrase_set, spoken_so
from talentdb.search.places import find_place
from talentdb.search.tongues import find_level, language_at
from talentdb.search.words import Word, has_tones
from talentdb.search.works_asked import find_works

__all__ = [
    "A_BODY", "Reading", "closed_to_names", "degree_words", "filter_label", "post_words", "qualified", "read_filters",
    "school_words",
]  # fmt: skip

_A_STORY_SAYS: Final = 2
A_BODY: Final = 3
"""Words of a long name of a body; shorter ones may be the name of somebody."""

# Behind them stands a place or a body, where tones were typed; names of places have two syllables.
_AT: Final = frozenset({"ở", "tại"})
_A_PLACE: Final = 2
_SCHOOLS: Final = ("university", "college", "intermediate")
_PARTY: Final = "party_member"
_MINORITY: Final = "minority"
# Kinh, foreigners, and those of whom it is not known.
_NO_MINORITY: Final = frozenset({"00", "01", "55", "56"})
_FIELD_CODE: Final = ("linh", "vuc")


@dataclass(frozen=True, slots=True)
class Reading:
    """Words `start` to `end` as a filter; an empty value filters nobody out (the whole province).

    `nearest`: the value whose people come first among those that pass; `certain`: needs no neighbour to be believed.
    """

    start: int
    end: int
    name: str
    value: str
    label: str
    nearest: str | None = None
    certain: bool = True


def read_filters(line: str, words: Sequence[Word], at: int, bodies: Bodies) -> Iterator[Reading]:
    """All filters that begin at a word."""
    body = bodies.find(line, words, at)
    if body is not None:
        yield Reading(at, at + body.count, "agency_code", ",".join(body.codes), _named("agency_code", body.label))
    # Shorter ones too: "tiến sĩ khoa học đất" is a doctor of soil science, not a doctor of science.
    for count in range(longest(filter_phrases(), words, at), 0, -1):
        if meant := filter_phrases().get(tuple(word.folded for word in words[at : at + count])):
            name, value = meant
            # "phát triển đảng viên" is a topic.
            certain = name != _PARTY or count == len(words)
            yield (
                _of_peoples(words, at, count)
                if value == _MINORITY
                else Reading(at, at + count, name, value, filter_label(name, value), certain=certain)
            )
    if found := find_range(words, at):
        yield Reading(at, at + found.count, found.name, found.value, _named(found.name, found.label))
    if works := find_works(words, at):
        yield Reading(at, at + works.count, works.name, works.value, _named(works.name, works.label))
    if level := find_level(line, words, at):
        yield Reading(at, at + level.count, level.name, level.value, _named(level.name, level.label))
    if place := find_place(words, at):
        value = ",".join(place.codes)
        label = _named("commune_code", place.label)
        yield Reading(at, at + place.count, "commune_code", value, label, place.nearest)
    yield from _sex(words, at)
    yield from _schooling(words, at)
    yield from _language(words, at)
    yield from _field(words, at)


def degree_words(words: Sequence[Word], at: int) -> int:
    """How many words from here on name a profession that stands in the degree or the post ("bác sĩ")."""
    return longest(phrase_set("degrees", "words"), words, at)


def post_words(words: Sequence[Word], at: int) -> int:
    """How many words from here on name a post ("trưởng phòng"), with its tones as far as any were typed."""
    count = longest(phrase_set("posts", "words"), words, at)
    return count if count and spoken_so("posts", "words", words[at : at + count]) else 0


def closed_to_names(line: str, words: Sequence[Word], bodies: Bodies) -> frozenset[int]:
    """Places of words that are no part of a name.

    A title of two words at the beginning, posts, the long name of a body, what stands behind "ở", and what is said to
    be a place ("xã Tiên Tiến"), but not behind a beginning of a name without tones ("le thi huyen tien lu").
    """
    closed: set[int] = set()
    for at in range(len(words)):
        body = bodies.find(line, words, at)
        count = body.count if body is not None and body.count >= A_BODY else 0
        works = find_works(words, at)
        count = max(count, works.count if works is not None else 0)
        closed |= set(range(at, at + max(count, post_words(words, at) if has_tones(words) else 0)))
        if at and words[at].toned in _AT:
            closed |= set(range(at, at + 1 + _A_PLACE))
    if (count := _title(words)) > 1:
        closed |= set(range(count))
    toned = has_tones(words)
    for at in range(len(words)):
        place = find_place(words, at) if words[at].folded in _leading() and at not in closed else None
        if place is not None and place.said and (toned or not at or words[0].key not in FAMILY_NAMES):
            closed |= set(range(at, at + place.count))
    return frozenset(closed)


@cache
def _leading() -> frozenset[str]:
    """First words of what says that a place follows."""
    kinds = ("lead", "district", "commune", "province")
    return frozenset(phrase[0] for kind in kinds for phrase in phrase_set("places", kind))


def _title(words: Sequence[Word]) -> int:
    """How many words at the beginning are a degree, a title or a profession, with their tones."""
    if count := degree_words(words, 0):
        return count if spoken_so("degrees", "words", words[:count]) else 0
    for value in _SCHOOLS:
        if (count := longest(phrase_set("schooling", value), words, 0)) and len(words) > count:
            return count if spoken_so("schooling", value, words[:count]) and has_tones(words[:count]) else 0
    count = longest(filter_phrases(), words, 0)
    name = filter_phrases()[tuple(word.folded for word in words[:count])][0] if count else ""
    return count if name in ("qualification", "academic_title") else 0


def _sex(words: Sequence[Word], at: int) -> Iterator[Reading]:
    for value in ("female", "male"):
        if count := longest(phrase_set("sex", value), words, at):
            # In a story "phụ nữ" is somebody it tells of.
            certain = words[at].toned == "nữ" or count > _A_STORY_SAYS
            yield Reading(at, at + count, "sex", value, filter_label("sex", value), certain=certain)


def school_words(words: Sequence[Word], at: int) -> int:
    """How many words from here on are "đại học" and the like, unless they stand behind a school or a teacher."""
    behind = phrase_set("schooling", "not_behind")
    if any(longest(behind, words[:at], at - count) == count for count in (1, 2) if count <= at):
        return 0
    return max(longest(phrase_set("schooling", value), words, at) for value in _SCHOOLS)


def _schooling(words: Sequence[Word], at: int) -> Iterator[Reading]:
    """ "đại học": a degree, or the beginning of the name of a school; behind a school or a teacher it is none."""
    for value in _SCHOOLS if school_words(words, at) else ():
        if count := longest(phrase_set("schooling", value), words, at):
            yield replace(qualified(at, at + count, value), certain=False)


def qualified(start: int, end: int, value: str) -> Reading:
    """Words as a degree."""
    return Reading(start, end, "qualification", value, filter_label("qualification", value))


def _language(words: Sequence[Word], at: int) -> Iterator[Reading]:
    """A language is a skill behind a word of knowing; alone it is a subject."""
    lead = longest(language_leads(), words, at)
    start = at + lead
    count, code, label = language_at(words, start)
    if lead and count:
        yield Reading(at, start + count, "languages", code, _named("languages", label))


def _of_peoples(words: Sequence[Word], at: int, count: int) -> Reading:
    """ "người dân tộc": of a minority, or of the people that is named behind it."""
    known = code_list("ethnic_group")
    for size in (2, 1):
        behind = " ".join(word.toned for word in words[at + count : at + count + size])
        found = known.find(behind) if behind and at + count + size <= len(words) else ()
        if len(found) == 1:
            end = at + count + size
            return Reading(at, end, "ethnicity_code", found[0].code, _named("ethnicity_code", found[0].label))
    others = ",".join(one.code for one in known.codes if one.code not in _NO_MINORITY)
    return Reading(at, at + count, "ethnicity_code", others, _named("ethnicity_code", MINORITY))


def _field(words: Sequence[Word], at: int) -> Iterator[Reading]:
    """ "lĩnh vực 405": a code of the classification with all below it."""
    if tuple(word.folded for word in words[at : at + 2]) != _FIELD_CODE or at + 2 >= len(words):
        return
    asked = words[at + 2].folded
    found = code_list("research_field").get(asked)
    if found is None:
        return
    if len(asked) == 1:
        yield Reading(at, at + 3, "field_group", asked, _named("field_group", found.label))
        return
    below = ",".join(one.code for one in code_list("research_field").codes if one.code.startswith(asked))
    yield Reading(at, at + 3, "research_fields", below, _named("research_fields", found.label))


def filter_label(name: str, value: str) -> str:
    """A condition in words."""
    if name == "languages":
        known = code_list("language")
        return _named(name, ", ".join(found.label for one in value.split(",") if (found := known.get(one))))
    if name == "led_task":
        return _named(name, LED_ANY)
    if name == "is_public":
        return _named(name, PUBLIC[value])
    if name in CODED:
        known = code_list(CODED[name])
        labels = [found.label for one in value.split(",") if (found := known.get(one))]
        return _named(name, ", ".join(labels))
    return _named(name, YES_NO.get(value, value))


def _named(name: str, words: str) -> str:
    return f"{FILTER_NAMES[name]}: {words}"

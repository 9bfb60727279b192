"""Words of a line that join or deny conditions: "hoặc", "không phải", "trừ". Pure.

Knows readings and words, no line as a whole.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from talentdb.people.filters import NOT
from talentdb.search.asked import Slot
from talentdb.search.labels import DENIED, EITHER
from talentdb.search.phrases import longest, phrase_set, spoken_so
from talentdb.search.recognise import Reading
from talentdb.search.words import Word

__all__ = ["denied", "denying", "either", "graduate", "joined_readings", "joined_slots"]

_ONE_ONLY: Final = frozenset(
    {"qualification", "academic_title", "sex", "commune_code", "agency_code", "status", "position_level"}
)
"""Of these nobody is asked to have two at once: "và" between them means either."""
_NEVER: Final = frozenset({"age", "birth_year", "work_year", "doctoral_student", "party_member", "is_public"})
"""Ranges are not denied and not put together, and of what is so or not there is no list."""


def denying(words: Sequence[Word], at: int) -> tuple[int, bool]:
    """How many words from here on deny what follows, and whether they deny a topic too."""
    count = longest(phrase_set("logic", "denies"), words, at)
    if not (count and spoken_so("logic", "denies", words[at : at + count])):
        return 0, False
    return count, longest(phrase_set("logic", "denies_topic"), words, at) == count


def denied(reading: Reading, start: int) -> Reading | None:
    """The condition that leaves out whom the reading would keep; None where it cannot be turned round."""
    if not reading.value or reading.name in _NEVER - {"party_member", "doctoral_student"}:
        return None
    name, _, told = reading.label.partition(": ")
    label = f"{name}: {DENIED.format(told)}"
    return replace(reading, start=start, value=f"{NOT}{reading.value}", label=label, nearest=None)


def either(words: Sequence[Word]) -> bool:
    """Whether the words say "or", and nothing else."""
    return bool(words) and longest(phrase_set("logic", "either"), words, 0) == len(words)


def joined_readings(before: Reading, reading: Reading, line: str, words: Sequence[Word]) -> Reading | None:
    """Both conditions as one that either fulfils: joined by "or", or two values of what one has only once."""
    between = words[before.end : reading.start]
    if before.name != reading.name or reading.name in _NEVER or not (before.value and reading.value):
        return None
    if NOT in (before.value[0], reading.value[0]):
        return None
    either_way = either(between)
    if reading.name in _ONE_ONLY and not either_way:
        gap = line[words[before.end - 1].end : words[reading.start].start]
        listed = not between and ("," in gap or "/" in gap or reading.name == "qualification")
        either_way = listed or (bool(between) and longest(phrase_set("logic", "both"), between, 0) == len(between))
    if not either_way:
        return None
    values = dict.fromkeys([*before.value.split(","), *reading.value.split(",")])
    label = f"{before.label}{EITHER}{reading.label.partition(': ')[2]}"
    return replace(before, end=reading.end, value=",".join(values), label=label, nearest=None)


def graduate(words: Sequence[Word], at: int) -> int:
    """How many words from here on name a profession that is a degree of a university ("kỹ sư")."""
    return longest(phrase_set("degrees", "graduates"), words, at)


def joined_slots(before: Slot, slot: Slot, between: Sequence[Word]) -> Slot | None:
    """Two topics as one that either is: "toán hoặc lý"."""
    if not (either(between) and before.concepts and slot.concepts) or before.wanted:
        return None
    meant = before.concepts | slot.concepts
    return replace(
        before, words=(*before.words, *between, *slot.words), concepts=meant,
        signs=(before.signs | slot.signs) - ((before.concepts - before.signs) | (slot.concepts - slot.signs)),
    )  # fmt: skip

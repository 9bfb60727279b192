"""What one line of a search asks for: a person's name, filters, and the topic words that remain. Pure.

Everything it knows stands in phrases.toml, concepts.toml and the code lists. Touches no database and no index.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from talentdb.search.asked import Slot, Understanding, Understood
from talentdb.search.bodies import NO_BODIES, Bodies
from talentdb.search.concepts import Span, find_spans
from talentdb.search.frames import addressed_sex, frame_words, mend_slips, name_before_body, uncut_spans
from talentdb.search.person_names import find_name, name_words
from talentdb.search.reader import Reader
from talentdb.search.recognise import closed_to_names
from talentdb.search.spelling import mend_keys, unjoin_names
from talentdb.search.words import Word, joined, read_words
from talentdb.text import clean

__all__ = ["Slot", "Understanding", "Understood", "understand"]

# Longer than any title of a body; what follows is noise pasted in.
_LONGEST_LINE: Final = 300
_OF_A_PERSON: Final = frozenset({"qualification", "academic_title", "doctoral_student"})
"""Read before or behind a name they are its titles, not a demand: the name finds the person."""
_SENTENCE: Final = 3
"""So many words without weight, or so many things asked for, make a line a sentence."""


def understand(
    line: str, bodies: Bodies = NO_BODIES, *, plain: Sequence[str] = (), as_words: bool = False, named: bool = True,
    hidden: frozenset[str] = frozenset(),
) -> Understanding:  # fmt: skip
    """Take a line apart; nothing in it can fail later.

    Args:
        bodies: the agencies to recognise.
        plain: parts of the line, as `Understood.text` gave them, that are words and no filters.
        as_words: as typed: nothing is mended, no part is a filter or a name.
        named: whether somebody's name may be in the line.
        hidden: fields that the reader may not ask for.
    """
    # Letters of full width, and other forms of the same letters, as the plain ones.
    plain_letters = unicodedata.normalize("NFKC", line.encode("utf-8", "ignore").decode())
    cleaned = clean(plain_letters)[:_LONGEST_LINE]
    if as_words:
        words = read_words(cleaned)
        return Understanding(cleaned, False, slots=_as_slots(words, find_spans(words)))
    text = unjoin_names(mend_keys(cleaned))
    words = read_words(text)
    sex = addressed_sex(words)
    frame = frame_words(text, words, bodies)
    if frame:
        text = text[words[frame].start :]
        words = read_words(text)
    found = find_name(words, find_spans(words), closed_to_names(text, words, bodies)) if named else None
    name = name_before_body(text, words, bodies, found)
    if name is None:
        text = mend_slips(text, words, bodies)
        words = read_words(text)
    spans = uncut_spans(text, words, bodies, find_spans(words))
    kept = frozenset(joined(mend_keys(one)) for one in plain)
    reader = Reader(text, words, spans, bodies, kept, name, frame, sex is not None, hidden=hidden)
    reader.run()
    understood = _gathered(reader, not cleaned.endswith(text))
    return replace(understood, sex=sex if understood.name else None)


def _as_slots(words: Sequence[Word], spans: Sequence[Span]) -> tuple[Slot, ...]:
    inside = {place for span in spans for place in range(span.start, span.end)}
    found = [(span.start, Slot(tuple(words[span.start : span.end]), span.concepts, span.signs)) for span in spans]
    found += [(place, Slot((word,))) for place, word in enumerate(words) if place not in inside]
    return tuple(slot for _, slot in sorted(found, key=lambda pair: pair[0]))


def _gathered(reader: Reader, corrected: bool) -> Understanding:
    slots = reader.slots
    if not slots and not reader.readings and reader.name is None and not reader.notes:
        slots = [Slot((word,)) for word in reader.dropped]
    filters = reader.understood()
    if reader.name is not None:
        titles = [one for one in filters if one.name in _OF_A_PERSON]
        filters = tuple(one for one in filters if one.name not in _OF_A_PERSON)
        slots = [*slots, *(Slot(read_words(one.text), wanted=True) for one in titles)]
    elif slots and all(slot.wanted for slot in slots):
        slots = [replace(slot, wanted=False) for slot in slots]
    slots = _alone(slots)
    name = tuple(reader.words[reader.name.start : reader.name.end]) if reader.name else ()
    if not name and any(one.name == "agency_code" for one in filters):
        name, slots = _half_name(reader, slots)
    sentence = not name and _is_sentence(reader, slots)
    told = _told(reader) if sentence else ()
    clues = _clues(reader) if sentence else ()
    if sentence and any(slot.concepts for slot in slots):
        # A story has many words; those of its topics are what it is about.
        slots = [slot for slot in slots if slot.concepts or slot.wanted]
    return Understanding(reader.line, corrected, filters, name, tuple(slots), sentence, told, clues,
                         notes=tuple(dict.fromkeys(reader.notes)))  # fmt: skip


def _alone(slots: list[Slot]) -> list[Slot]:
    """What is asked for may be words that are a topic where nothing else stands beside them ("bác sĩ nội")."""
    loose = [slot for slot in slots if not slot.wanted]
    words = tuple(word for slot in loose for word in slot.words)
    if not loose or any(slot.concepts for slot in loose):
        return slots
    spans = find_spans(words)
    if len(spans) != 1 or (spans[0].start, spans[0].end) != (0, len(words)):
        return slots
    return [*(slot for slot in slots if slot.wanted), Slot(words, spans[0].concepts, spans[0].signs)]


def _half_name(reader: Reader, slots: list[Slot]) -> tuple[tuple[Word, ...], list[Slot]]:
    """Who works somewhere and is only half remembered: "Hằng Sở Y tế"; what else is said stays asked for."""
    wanted = [slot for slot in slots if slot.wanted]
    loose = [slot for slot in slots if not slot.wanted]
    rest = tuple(word for slot in loose for word in slot.words) or tuple(reader.dropped)
    if all(len(slot.words) == 1 for slot in loose) and name_words(rest):
        return rest, wanted
    return (), slots


def _is_sentence(reader: Reader, slots: Sequence[Slot]) -> bool:
    """Whether a line tells of something: many words without weight, many things, or many words that say no topic."""
    demanded = [slot for slot in slots if not slot.wanted]
    loose = sum(not slot.concepts for slot in demanded)
    many = len(reader.dropped) + reader.framed
    if len(demanded) > _SENTENCE + 1 or (loose == len(demanded) > _SENTENCE):
        return True
    if len(demanded) >= _SENTENCE and loose and len(reader.words) >= 2 * _SENTENCE:
        return True
    return len(demanded) >= _SENTENCE - 1 and many >= _SENTENCE


def _told(reader: Reader) -> tuple[Word, ...]:
    filtered = {place for one in reader.readings for place in range(one.start, one.end)}
    return tuple(word for place, word in enumerate(reader.words) if place not in filtered)


def _clues(reader: Reader) -> tuple[tuple[Word, ...], ...]:
    """Words of the things asked for, pairs of neighbours first."""
    words = [word for slot in reader.slots for word in slot.words]
    places = [reader.words.index(word) for word in words]
    pairs = [pair for at, pair in zip(pairwise(places), pairwise(words), strict=False) if at[0] + 1 == at[1]]
    return (*pairs, *((word,) for word in words))

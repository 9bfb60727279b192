"""What one line of a search asks for: a person's name, filters, and the topic words that remain. Pure.

Everything it knows stands in phrases.toml, concepts.toml and the code lists. Touches no database and no index.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from talentdb.search.asked import Slot, Understanding, Understood
from talentdb.search.bodies import NO_BODIES, Bodies
from talentdb.search.concepts import Span, find_spans
from talentdb.search.frames import addressed_sex, frame_words, mend_slips, name_before_body, uncut_spans
from talentdb.search.person_names import NameSpan, find_name, name_words
from talentdb.search.phrases import longest, phrase_set, stop_words
from talentdb.search.recognise import Reading, closed_to_names, degree_words, post_words, read_filters
from talentdb.search.spelling import mend_keys, unjoin_names
from talentdb.search.words import Word, has_tones, joined, read_words
from talentdb.text import clean

__all__ = ["Slot", "Understanding", "Understood", "understand"]

# Longer than any title of a body; what follows is noise pasted in.
_LONGEST_LINE: Final = 300
_OF_A_PERSON: Final = frozenset({"qualification", "academic_title", "doctoral_student"})
"""Read before or behind a name they are its titles, not a demand: the name finds the person."""
_SENTENCE: Final = 3
"""So many words without weight, or so many things asked for, make a line a sentence."""


@dataclass(slots=True)
class _Reader:
    """One pass over the words of a line."""

    line: str
    words: Sequence[Word]
    spans: Sequence[Span]
    bodies: Bodies
    plain: frozenset[str]
    name: NameSpan | None
    framed: int = 0
    addressed: bool = False
    readings: list[Reading] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    dropped: list[Word] = field(default_factory=list)

    def run(self) -> None:
        at = 0
        while at < len(self.words):
            if self.name is not None and self.name.start <= at < self.name.end:
                at = self.name.end
                continue
            at = self._step(at)

    def _step(self, at: int) -> int:
        span = next((one for one in self.spans if one.start == at), None)
        reading = self._reading(at)
        if reading is not None and (span is None or reading.end >= span.end + (reading.name == "agency_code")):
            self.readings.append(reading)
            return reading.end
        if (count := degree_words(self.words, at)) and (span is None or span.end <= at + count):
            same = span if span is not None and span.end == at + count else None
            concepts, signs = (same.concepts, same.signs) if same else (frozenset[str](), frozenset[str]())
            self.slots.append(Slot(tuple(self.words[at : at + count]), concepts, signs, wanted=True))
            return at + count
        if (count := post_words(self.words, at)) and (span is None or span.end <= at + count):
            self.slots.append(Slot(tuple(self.words[at : at + count]), wanted=True))
            return at + count
        if span is not None:
            self.slots.append(Slot(tuple(self.words[at : span.end]), span.concepts, span.signs))
            return span.end
        if count := self._around(at) or self._stop(at):
            self.dropped += self.words[at : at + count]
            return at + count
        self.slots.append(Slot((self.words[at],)))
        return at + 1

    def _reading(self, at: int) -> Reading | None:
        """The longest filter that begins here, that nobody wants as plain words and no phrase of a topic cuts."""
        found = [
            one
            for one in read_filters(self.line, self.words, at, self.bodies)
            if joined(self._text(one)) not in self.plain
            and not any(one.start < span.start < one.end < span.end for span in self.spans)
            and (self.name is None or one.end <= self.name.start or one.start >= self.name.end)
            and (one.certain or (self._schooled(one) if one.name == "qualification" else self._beside(one)))
            and not (self.addressed and at == 0 and one.name == "sex")
        ]
        # "xã Mễ Sở" is a body too, and more people live there than work for it.
        return max(found, key=lambda one: (one.end, one.name == "commune_code"), default=None)

    def _schooled(self, reading: Reading) -> bool:
        """Whether "đại học" is a degree: at an end behind something asked for, or between a filter and a topic."""
        before = bool(self.readings) and self.readings[-1].end == reading.start
        if any(span.start == reading.end for span in self.spans) or self._asked_behind(reading.end):
            # "đại học Thủy lợi" is a school of another province; of the lower degrees the topic is told behind them.
            school = self.words[reading.end].written.istitle()
            return before or reading.value != "university" or not (reading.start or school)
        ends = reading.end == len(self.words) or any(
            one.name != "agency_code" for one in read_filters(self.line, self.words, reading.end, self.bodies)
        )
        return ends and reading.start > 0

    def _asked_behind(self, start: int) -> bool:
        """Whether what stands there up to the next condition is a topic where it stands alone ("xây dựng")."""
        places = range(start + 1, len(self.words))
        end = next(
            (at for at in places if any(True for _ in read_filters(self.line, self.words, at, self.bodies))), None
        )
        found = find_spans(self.words[start:end])
        return bool(found) and not found[0].start

    def _beside(self, reading: Reading) -> bool:
        """Whether another filter or a profession stands directly before or behind."""
        if len(self.words) == 1:
            return False
        if reading.start and "," in self.line[self.words[reading.start - 1].end : self.words[reading.start].start]:
            return True
        before = bool(self.readings) and self.readings[-1].end == reading.start
        if self.slots and self.slots[-1].wanted and self.slots[-1].words[-1] is self.words[reading.start - 1]:
            before = True
        if before or reading.end >= len(self.words):
            return before
        if not reading.start and any(s.start == reading.end and s.end - s.start > 1 for s in self.spans):
            return True
        behind = (one for one in read_filters(self.line, self.words, reading.end, self.bodies) if one.name != "sex"
                  and one.name != "commune_code")  # fmt: skip
        return degree_words(self.words, reading.end) > 0 or any(behind)

    def _stop(self, at: int) -> int:
        """Words without weight from here on, as far as no phrase of a topic begins among them."""
        count = stop_words(self.words, at, toned=has_tones(self.words))
        starts = [span.start - at for span in self.spans if at < span.start < at + count]
        return min([count, *starts])

    def _around(self, at: int) -> int:
        """Words that only belong to the name of the topic behind or before them."""
        before = longest(phrase_set("around", "before"), self.words, at)
        if before and any(span.start == at + before for span in self.spans):
            return before
        behind = longest(phrase_set("around", "behind"), self.words, at)
        return behind if behind and any(span.end == at for span in self.spans) else 0

    def _text(self, reading: Reading) -> str:
        return self.line[self.words[reading.start].start : self.words[reading.end - 1].end]

    def understood(self) -> tuple[Understood, ...]:
        """The filters, without those that filter nobody out."""
        return tuple(
            Understood(one.name, one.value, one.label, self._text(one), one.nearest)
            for one in self.readings
            if one.value
        )


def understand(
    line: str, bodies: Bodies = NO_BODIES, *, plain: Sequence[str] = (), as_words: bool = False, named: bool = True
) -> Understanding:
    """Take a line apart; nothing in it can fail later.

    Args:
        bodies: the agencies to recognise.
        plain: parts of the line, as `Understood.text` gave them, that are words and no filters.
        as_words: as typed: nothing is mended, no part is a filter or a name.
        named: whether somebody's name may be in the line.
    """
    cleaned = clean(line.encode("utf-8", "ignore").decode())[:_LONGEST_LINE]
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
    reader = _Reader(text, words, spans, bodies, kept, name, frame, sex is not None)
    reader.run()
    understood = _gathered(reader, not cleaned.endswith(text))
    return replace(understood, sex=sex if understood.name else None)


def _as_slots(words: Sequence[Word], spans: Sequence[Span]) -> tuple[Slot, ...]:
    inside = {place for span in spans for place in range(span.start, span.end)}
    found = [(span.start, Slot(tuple(words[span.start : span.end]), span.concepts, span.signs)) for span in spans]
    found += [(place, Slot((word,))) for place, word in enumerate(words) if place not in inside]
    return tuple(slot for _, slot in sorted(found, key=lambda pair: pair[0]))


def _gathered(reader: _Reader, corrected: bool) -> Understanding:
    slots = reader.slots
    if not slots and not reader.readings and reader.name is None:
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
    return Understanding(reader.line, corrected, filters, name, tuple(slots), sentence, told, clues)


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


def _half_name(reader: _Reader, slots: list[Slot]) -> tuple[tuple[Word, ...], list[Slot]]:
    """Who works somewhere and is only half remembered: "Hằng Sở Y tế"; what else is said stays asked for."""
    wanted = [slot for slot in slots if slot.wanted]
    loose = [slot for slot in slots if not slot.wanted]
    rest = tuple(word for slot in loose for word in slot.words) or tuple(reader.dropped)
    if all(len(slot.words) == 1 for slot in loose) and name_words(rest):
        return rest, wanted
    return (), slots


def _is_sentence(reader: _Reader, slots: Sequence[Slot]) -> bool:
    """Whether a line tells of something: many words without weight, many things, or many words that say no topic."""
    demanded = [slot for slot in slots if not slot.wanted]
    loose = sum(not slot.concepts for slot in demanded)
    many = len(reader.dropped) + reader.framed
    if len(demanded) > _SENTENCE + 1 or (loose == len(demanded) > _SENTENCE):
        return True
    if len(demanded) >= _SENTENCE and loose and len(reader.words) >= 2 * _SENTENCE:
        return True
    return len(demanded) >= _SENTENCE - 1 and many >= _SENTENCE


def _told(reader: _Reader) -> tuple[Word, ...]:
    filtered = {place for one in reader.readings for place in range(one.start, one.end)}
    return tuple(word for place, word in enumerate(reader.words) if place not in filtered)


def _clues(reader: _Reader) -> tuple[tuple[Word, ...], ...]:
    """Words of the things asked for, pairs of neighbours first."""
    words = [word for slot in reader.slots for word in slot.words]
    places = [reader.words.index(word) for word in words]
    pairs = [pair for at, pair in zip(pairwise(places), pairwise(words), strict=False) if at[0] + 1 == at[1]]
    return (*pairs, *((word,) for word in words))

"""One pass over the words of a line: what each of them stands for, left to right. Pure.

Decides nothing about the line as a whole: whether it is a sentence or a name is for `understanding` to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from talentdb.search.ages import impossible_words
from talentdb.search.asked import Slot, Understood
from talentdb.search.bodies import Bodies
from talentdb.search.concepts import Span, find_spans
from talentdb.search.labels import (
    NOTE_DENIED,
    NOTE_EITHER,
    NOTE_EVERYBODY,
    NOTE_HIDDEN,
    NOTE_IMPOSSIBLE,
    NOTE_PROVINCE,
)
from talentdb.search.logic import denied, denying, either, graduate, joined_readings, joined_slots
from talentdb.search.person_names import NameSpan
from talentdb.search.phrases import longest, phrase_set, stop_words
from talentdb.search.recognise import Reading, degree_words, post_words, qualified, read_filters
from talentdb.search.words import Word, has_tones, joined

__all__ = ["Reader"]

_DEGREE: Final = "qualification"
_OR: Final = "hoặc"


@dataclass(slots=True)
class Reader:
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
    hidden: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)

    def run(self) -> None:
        at = 0
        while at < len(self.words):
            if self.name is not None and self.name.start <= at < self.name.end:
                at = self.name.end
                continue
            at = self._step(at)

    def _step(self, at: int) -> int:
        span = next((one for one in self.spans if one.start == at), None)
        if (span is None or span.end == at + 1) and (end := self._denied(at)):
            return end
        reading = self._graduate(at) or self._reading(at)
        if reading is not None and (span is None or reading.end >= span.end + (reading.name == "agency_code")):
            self._keep(reading)
            return reading.end
        if count := impossible_words(self.words, at):
            self.notes.append(NOTE_IMPOSSIBLE.format(" ".join(one.written for one in self.words[at : at + count])))
            self.dropped += self.words[at : at + count]
            return at + count
        post = post_words(self.words, at)
        count = degree_words(self.words, at)
        if count > post and (span is None or span.end <= at + count):
            same = span if span is not None and span.end == at + count else None
            concepts, signs = (same.concepts, same.signs) if same else (frozenset[str](), frozenset[str]())
            self.slots.append(Slot(tuple(self.words[at : at + count]), concepts, signs, wanted=True))
            return at + count
        if post and (span is None or span.end <= at + post):
            self.slots.append(Slot(tuple(self.words[at : at + post]), wanted=True))
            return at + post
        if span is not None and not self._leads(span):
            self._add(Slot(tuple(self.words[at : span.end]), span.concepts, span.signs), at)
            return span.end
        if count := self._around(at) or self._stop(at):
            self.dropped += self.words[at : at + count]
            return at + count
        alone = find_spans(self.words[at : at + 1]) if self._behind_either(at) else ()
        if alone:
            self._add(Slot((self.words[at],), alone[0].concepts, alone[0].signs), at)
        else:
            if self._behind_either(at):
                self.notes.append(NOTE_EITHER.format(self.words[at - 1].written))
            self.slots.append(Slot((self.words[at],)))
        return at + 1

    def _behind_either(self, at: int) -> bool:
        return bool(at and self.slots) and self.words[at - 1].toned == _OR

    def _add(self, slot: Slot, at: int) -> None:
        """A topic, together with the one before where "or" stands between them."""
        if self.slots:
            behind = self.words.index(self.slots[-1].words[-1]) + 1
            both = joined_slots(self.slots[-1], slot, self.words[behind:at])
            if both is not None:
                self.slots[-1] = both
                return
        self.slots.append(slot)

    def _keep(self, reading: Reading) -> None:
        """A condition, together with the one before where either is meant; one that may not be asked is told."""
        text = self._text(reading)
        if reading.name in self.hidden:
            self.notes.append(NOTE_HIDDEN.format(text))
            self.dropped += self.words[reading.start : reading.end]
            return
        if not reading.value:
            self.notes.append((NOTE_EVERYBODY if reading.name == "sex" else NOTE_PROVINCE).format(text))
        both = joined_readings(self.readings[-1], reading, self.line, self.words) if self.readings else None
        if both is not None:
            self.readings[-1] = both
        else:
            self.readings.append(reading)

    def _graduate(self, at: int) -> Reading | None:
        """ "kỹ sư" beside "hoặc thạc sĩ" is a degree, alone a profession."""
        count = graduate(self.words, at)
        if not count:
            return None
        end = at + count
        before = self.readings[-1] if self.readings else None
        found = before is not None and before.name == _DEGREE and either(self.words[before.end : at])
        for size in (1, 2):
            if not found and either(self.words[end : end + size]):
                found = any(one.name == _DEGREE for one in self._readings(end + size))
        return qualified(at, end, "university") if found else None

    def _denied(self, at: int) -> int:
        """Where what is denied here ends: a condition turned round, or words that leave nobody out; 0 for none."""
        count, of_topic = denying(self.words, at)
        if not count or at + count >= len(self.words):
            return 0
        end = at + count
        start = at
        while True:
            reading = next((one for one in self._readings(end) if denied(one, start) is not None), None)
            if reading is not None:
                self._keep(replace(denied(reading, start) or reading))
                start = end = reading.end
            elif size := self._cannot_deny(end, of_topic=of_topic):
                words = self.words[start : end + size]
                self.notes.append(NOTE_DENIED.format(self.line[words[0].start : words[-1].end]))
                self.dropped += words
                start = end = end + size
            else:
                break
            following = longest(phrase_set("logic", "either") | phrase_set("logic", "both"), self.words, end)
            if not following or not (self._readings(end + following) or self._cannot_deny(end + following)):
                break
            end += following
            start = end
        return start if start > at else 0

    def _cannot_deny(self, at: int, *, of_topic: bool = False) -> int:
        """How many words here are a profession, a post or a topic: nobody is left out for these."""
        if count := max(degree_words(self.words, at), post_words(self.words, at)):
            return count
        return next((one.end - at for one in self.spans if of_topic and one.start == at), 0)

    def _readings(self, at: int) -> list[Reading]:
        """All conditions that may begin here, the longest first, whatever stands beside them."""
        found = read_filters(self.line, self.words, at, self.bodies) if at < len(self.words) else ()
        return sorted((one for one in found if joined(self._text(one)) not in self.plain), key=lambda one: -one.end)

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

    def _leads(self, span: Span) -> bool:
        """Whether a topic only leads to the one right behind it: "kỹ thuật" before "thú y"."""
        behind = any(one.start == span.end and one.concepts - one.signs for one in self.spans)
        return behind and self._around(span.start) == span.end - span.start

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

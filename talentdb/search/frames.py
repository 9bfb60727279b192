"""What stands around a name or a topic in a line: words that only ask, pronouns, the name of a body. Pure.

Also mends slips, because what is a slip and what a name beside a body cannot be told apart by one word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from talentdb.codes.name_words import FAMILY_NAMES
from talentdb.search.bodies import Bodies
from talentdb.search.concepts import Span, find_spans
from talentdb.search.person_names import NameSpan, name_words
from talentdb.search.phrases import longest, phrase_set, stop_words
from talentdb.search.recognise import A_BODY, degree_words, read_filters, school_words
from talentdb.search.spelling import mend_phrase
from talentdb.search.words import Word, has_tones

__all__ = ["addressed_sex", "frame_words", "mend_slips", "name_before_body", "uncut_spans"]

_SEXES: Final = ("female", "male")


def frame_words(text: str, words: Sequence[Word], bodies: Bodies) -> int:
    """Words at the beginning that only say that people are looked for, or address them; never all of them."""
    if not words:
        return 0
    frame = longest(phrase_set("frames", "words"), words, 0)
    address = longest(phrase_set("address", "words"), words, 0)
    if address and _addressed(words, address):
        frame = max(frame, address)
    if any(one.end > frame for one in read_filters(text, words, 0, bodies)):
        return 0
    return frame if frame < len(words) else 0


def addressed_sex(words: Sequence[Word]) -> str | None:
    """Whom a pronoun at the beginning means: "chị Vân" is a woman, in all likelihood."""
    count = longest(phrase_set("address", "words"), words, 0) if words else 0
    if not (count and _addressed(words, count)):
        return None
    said = tuple(word.folded for word in words[:count])
    return next((sex for sex in _SEXES if said in phrase_set("address", sex)), None)


def _addressed(words: Sequence[Word], count: int) -> bool:
    """Whether the first words are "cô", "ông" … before a name, and not a profession, a subject or a family name."""
    if count >= len(words) or not name_words(words[count : count + 1]):
        return False
    if degree_words(words, 0) > count or any(span.start == 0 and span.end > count for span in find_spans(words)):
        return False
    return words[0].key not in FAMILY_NAMES or words[0].toned == "chú"


def name_before_body(text: str, words: Sequence[Word], bodies: Bodies, name: NameSpan | None) -> NameSpan | None:
    """The name without words that begin the name of a body ("Thị Hằng Cao đẳng …", "Thị Ngân Sở KH&CN")."""
    if name is None:
        return None
    for place in range(name.start + 1, name.end):
        body = bodies.find(text, words, place)
        if body is None:
            continue
        end = place + body.count
        if end > name.end or (end == name.end and not name_words(words[place : place + 1])):
            return NameSpan(name.start, place)
    return name


def uncut_spans(text: str, words: Sequence[Word], bodies: Bodies, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The phrases of topics without those that only begin with another word and go on in the name of a body.

    Where tones were not typed "tiến sở" looks like "tiền số": the longer of both is the body. Behind the long name of
    a body, and behind "đại học", something else begins: there is no "Nối tim mạch" in "Phố Nối tim mạch".
    """
    kept = tuple(span for span in spans if not _goes_on_in_body(text, words, bodies, span))
    for start, end in _closed(text, words, bodies):
        if any(start < span.start < end < span.end for span in kept):
            behind = (replace(one, start=one.start + end, end=one.end + end) for one in find_spans(words[end:]))
            kept = (*(span for span in kept if span.end <= end), *behind)
    return kept


def _closed(text: str, words: Sequence[Word], bodies: Bodies) -> Iterator[tuple[int, int]]:
    """Where the long name of a body, or a degree that is the name of a school too, stands."""
    for at in range(len(words)):
        body = bodies.find(text, words, at)
        if body is not None and body.count >= A_BODY:
            yield at, at + body.count
        elif count := school_words(words, at):
            yield at, at + count


def _goes_on_in_body(text: str, words: Sequence[Word], bodies: Bodies, span: Span) -> bool:
    if has_tones(words[span.start : span.end]):
        return False
    found = ((place, bodies.find(text, words, place)) for place in range(span.start + 1, span.end))
    return any(body is not None and place + body.count > span.end for place, body in found)


def mend_slips(text: str, words: Sequence[Word], bodies: Bodies) -> str:
    """The line with slips in known phrases mended, where nothing is understood as it stands."""
    spans = find_spans(words)
    known = {place for span in spans for place in range(span.start, span.end)}
    parts: list[str] = []
    at, done = 0, 0
    while at < len(words):
        mended = None
        if at not in known and not any(True for _ in read_filters(text, words, at, bodies)):
            mended = mend_phrase(words, at)
        if mended is None or _stays(text, words, at, mended[0], bodies) or _breaks(words, at, mended, spans):
            at += 1
            continue
        parts += [text[done : words[at].start], mended[1]]
        at += mended[0]
        done = words[at - 1].end
    return "".join([*parts, text[done:]]) if parts else text


def _breaks(words: Sequence[Word], at: int, mended: tuple[int, str], spans: Sequence[Span]) -> bool:
    """Whether a mended phrase has other words where a phrase stood as it should: "so nong nghiep" is no "gỗ công
    nghiệp"."""
    meant = mended[1].split()
    return any(
        words[place].folded != meant[place - at]
        for span in spans
        if span.end - span.start > 1
        for place in range(max(at, span.start), min(at + mended[0], span.end))
    )


def _stays(text: str, words: Sequence[Word], at: int, count: int, bodies: Bodies) -> bool:
    """Whether words are no slip: they weigh nothing, or are those of a name directly before a body."""
    if stop_words(words, at, toned=has_tones(words)) >= count:
        return True
    end = at + count
    return end < len(words) and name_words(words[:end]) and bodies.find(text, words, end) is not None

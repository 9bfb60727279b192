"""From an understood line to the questions for the search server, and its answers put together. No database.

Stages: everything as asked; then, where hardly anybody fits, kindred trades, the next wider topics, slips of the
finger, any of the things asked for. Later stages hold the earlier ones, so that the total stays that of one question.
Where nobody fits those of kindred trades come, for they do the same work, but nobody for a wider topic: who asks for
a professor of mathematics is told that there is none, not given those of physics.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from talentdb.codes.syllables import is_syllable
from talentdb.search.client import Ask, SearchIndex, any_of, one_of
from talentdb.search.concepts import alone_phrases
from talentdb.search.kindred import kindred, near_topics
from talentdb.search.names import CONCEPTS, NAME, NAME_CODES, PERSON_ID, WORK_WORDS
from talentdb.search.person_names import name_words, near_syllables
from talentdb.search.tokens import token, tone_code
from talentdb.search.understanding import Slot, Understanding
from talentdb.search.weights import weights
from talentdb.search.words import Word

__all__ = ["Recalled", "add_up", "recall"]

_NAMES: Final = (NAME,)
# Of a sentence only so many things are asked for in pairs: six questions at most.
_PAIRED: Final = 4
# Of so many words none can be missing.
_FEW: Final = 2


@dataclass(frozen=True, slots=True)
class Recalled:
    """Candidates, best of the server first; `near`: not everything that was asked for is in each of them.

    Args:
        total, facets: of all that fit; exact as far as the index is.
        reach: how many fit without what the caller narrows the answer by.
        counted: the questions that count them; nobody fits two of these.
        apart: those of `person_ids` whom only other questions found.
    """

    person_ids: Sequence[int]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    near: bool
    reach: int
    counted: tuple[Ask, ...]
    apart: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stage:
    """The questions that count, others that bring candidates forward; `behind`: only behind somebody.

    Args:
        widened: for other topics: asked only where fewer fit than these.
        apart: the others may find people whom the questions that count do not.
    """

    counted: tuple[Ask, ...]
    first: tuple[Ask, ...] = ()
    near: bool = False
    behind: bool = False
    apart: bool = False
    widened: float | None = None


def recall(
    index: SearchIndex,
    asked: Understanding,
    filters: Sequence[str],
    facets: Sequence[str],
    candidates: int,
    narrowing: Sequence[str] = (),
) -> Recalled:
    """Ask until enough people fit.

    How far it is asked is decided before the answer is narrowed: whom a facet counts is there when the facet is
    chosen.

    Args:
        filters: conditions that the line itself sets, in the server's language; `facets`: attributes to count by.
        candidates: how many to bring.
        narrowing: conditions of the caller, in the server's language.
    Raises: SearchUnavailable.
    """
    w = weights("recall")
    best: Recalled | None = None
    own, conditions = tuple(filters), (*filters, *narrowing)
    for stage in _stages(asked, sifted=bool(filters)):
        reach = best.reach if best else 0
        if (stage.behind and not reach) or (stage.widened is not None and reach >= stage.widened):
            continue
        found = _answer(index, stage, own, conditions, facets, candidates)
        if best is None or found.reach > best.reach:
            best = found if best is None else _behind(index, best, found, conditions)
        if best.reach >= w["enough"] or (best.reach and asked.name):
            break
    if best is None:
        raise ValueError("a line without words has nothing to recall")
    return best


def _answer(
    index: SearchIndex,
    stage: _Stage,
    own: tuple[str, ...],
    conditions: tuple[str, ...],
    facets: Sequence[str],
    candidates: int,
) -> Recalled:
    few = int(weights("recall")["exact_names"])
    first = [replace(one, filters=(*one.filters, *conditions), limit=few) for one in stage.first]
    counted = tuple(
        replace(one, filters=(*one.filters, *conditions), limit=candidates, facets=tuple(facets))
        for one in stage.counted
    )
    unnarrowed = [replace(one, filters=(*one.filters, *own), limit=0) for one in stage.counted if own != conditions]
    answers = index.ask([*first, *counted, *unnarrowed])
    told, reached = answers[len(first) :][: len(counted)], answers[len(first) + len(counted) :]
    ids = tuple(dict.fromkeys(one for answer in answers for one in answer.person_ids))
    total, sums = sum(one.total for one in told), add_up(one.facets for one in told)
    found = Recalled(ids, total, sums, stage.near, sum(one.total for one in reached or told), counted)
    known = {one for answer in told for one in answer.person_ids}
    others = tuple(one for one in ids if one not in known) if stage.apart else ()
    return _with_others(index, found, others, conditions) if others else found


def _with_others(
    index: SearchIndex, found: Recalled, others: tuple[int, ...], conditions: tuple[str, ...]
) -> Recalled:
    """The answer with people whom other questions found; those of them whom its own find too are counted once."""
    named, facets = one_of(PERSON_ID, others), found.counted[0].facets
    within = [replace(one, filters=(*one.filters, named), limit=len(others)) for one in found.counted]
    *told, every = index.ask([*within, Ask("", filters=(*conditions, named), facets=facets)])
    held = {one for answer in told for one in answer.person_ids}
    apart = tuple(one for one in others if one not in held)
    sums = add_up([found.facets, every.facets], [answer.facets for answer in told])
    return replace(found, total=found.total + len(apart), facets=sums, apart=apart, reach=found.reach + len(apart))


def add_up(
    facets: Iterable[Mapping[str, Mapping[str, int]]], without: Iterable[Mapping[str, Mapping[str, int]]] = ()
) -> dict[str, dict[str, int]]:
    """Counts of several answers added up, those of others taken off; values that nobody has are left out."""
    found: dict[str, Counter[str]] = {}
    for sign, answers in ((1, facets), (-1, without)):
        for answer in answers:
            for name, counts in answer.items():
                held = found.setdefault(name, Counter())
                held.update({value: sign * n for value, n in counts.items()})
    return {name: {value: n for value, n in counts.items() if n} for name, counts in found.items()}


def _behind(index: SearchIndex, earlier: Recalled, later: Recalled, conditions: tuple[str, ...]) -> Recalled:
    """A later stage with those of the earlier one first; it holds them all, but for those found apart."""
    ids = tuple(dict.fromkeys([*earlier.person_ids, *later.person_ids]))
    known = {*later.person_ids, *later.apart}
    # Whom the first of the questions did not count, another question or none of them did.
    alone = earlier.apart or len(earlier.counted) > 1
    others = tuple(one for one in earlier.person_ids if one not in known) if alone else ()
    found = replace(later, person_ids=ids)
    if not others:
        return found
    joined = _with_others(index, found, others, conditions)
    return replace(joined, apart=(*later.apart, *joined.apart))


def _stages(asked: Understanding, *, sifted: bool) -> Iterator[_Stage]:
    if asked.name:
        yield from _name_stages(asked)
        return
    slots = asked.demanded or asked.slots
    if asked.sentence and any(slot.concepts for slot in slots):
        yield _any_of([slot for slot in slots if slot.concepts], [slot for slot in asked.slots if slot.clue])
        return
    yield _Stage((_all_of(slots),))
    if not slots:
        return
    if literal := _literal(slots):
        # Who has the very words, though a longer phrase around them means something else there.
        yield _Stage((_all_of(slots), literal))
    if any(slot.concepts for slot in slots):
        yield from _near_stages(slots, sifted=sifted)
        if len(slots) > 1:
            # Not all that was asked for is in each of them, though one topic may be all that is left of it.
            yield replace(_any_of(slots), near=True)
            held = [slot for slot in slots if slot.concepts]
            if not sifted and any(near_topics(slot.concepts) != slot.concepts for slot in held):
                # "nuôi tôm nước lợ": few say all of it, the trade above knows of it.
                near = [replace(slot, concepts=near_topics(slot.concepts)) for slot in held]
                yield replace(_any_of(near), behind=True)
    yield from _word_stages(asked, slots, sifted=sifted)


def _near_stages(slots: Sequence[Slot], *, sifted: bool) -> Iterator[_Stage]:
    """Kindred trades, and behind somebody the trades above too; under conditions where hardly anybody fits them."""
    most = weights("recall")["few_sifted" if sifted else "enough"]
    for widen, behind in ((kindred, False), (near_topics, True)):
        near = [replace(slot, concepts=slot.concepts | widen(slot.concepts)) for slot in slots]
        if any(one.concepts != slot.concepts for one, slot in zip(near, slots, strict=True)):
            yield _Stage((_all_of(near),), near=True, behind=behind, widened=most)


def _word_stages(asked: Understanding, slots: Sequence[Slot], *, sifted: bool) -> Iterator[_Stage]:
    """Neighbouring words of a sentence; words that are no topic with slips, and not all of them."""
    if asked.sentence:
        for pair in (clue for clue in asked.clues if len(clue) > 1):
            yield _Stage((Ask(_phrase(pair)),), near=True)
    if any(slot.concepts for slot in slots):
        return
    words = [word.key for slot in slots for word in slot.words]
    # What is a syllable was meant as it stands, and its slips are other words.
    if not all(map(is_syllable, words)):
        yield _Stage((Ask(" ".join(words)),), near=True)
    if not sifted and len(words) > _FEW:
        yield _Stage((Ask(" ".join(words), any_words=True),), near=True)


def _name_stages(asked: Understanding) -> Iterator[_Stage]:
    within = None if asked.demanded else _NAMES
    rest = _all_of(asked.demanded) if asked.demanded else Ask("")
    folded = _quoted(word.key for word in asked.name)
    exact: tuple[Ask, ...] = ()
    if any(word.toned != word.key for word in asked.name):
        exact = (Ask(_quoted(tone_code(word.toned) for word in asked.name), (NAME_CODES,)),)
    yield _Stage((Ask(f"{folded} {rest.text}".strip(), within, rest.filters),), first=exact)
    loose = " ".join(word.key for word in asked.name)
    if asked.demanded:
        yield _Stage((Ask(folded, _NAMES),), first=exact, near=True)
    yield _Stage((Ask(loose, _NAMES),), first=tuple(_mended_names(asked)), near=True, apart=True)
    if len(asked.name) > 1:
        # Each word may be the wrong one, by more than a slip.
        some = [" ".join(word.key for word in asked.name if word is not wrong) for wrong in asked.name]
        yield _Stage((Ask(loose, _NAMES, any_words=True),), first=tuple(Ask(one, _NAMES) for one in some), near=True)
    yield _Stage((Ask(folded),), near=True)


def _mended_names(asked: Understanding) -> Iterator[Ask]:
    """The name with each of its words as another syllable of names: the server forgives no slip at a beginning."""
    keys = [word.key for word in asked.name]
    known = [name_words([word]) for word in asked.name]
    for place, key in enumerate(keys) if len(keys) > 1 else ():
        if all(known) or not known[place]:
            for one in near_syllables(key):
                yield Ask(_quoted([*keys[:place], one, *keys[place + 1 :]]), _NAMES)


def _all_of(slots: Sequence[Slot]) -> Ask:
    """All of the things asked for: what is one concept or a word as a word, what may be several as a condition."""
    words: list[str] = []
    filters: list[str] = []
    for slot in slots:
        if len(slot.concepts) == 1:
            words.append(token(next(iter(slot.concepts))))
        elif slot.concepts:
            filters.append(any_of(CONCEPTS, sorted(slot.concepts)))
        else:
            # "trưởng phòng" is no "phòng" beside a "trưởng".
            words.append(" ".join(word.key for word in slot.words))
    return Ask(_quoted(words), filters=tuple(filters))


def _any_of(slots: Sequence[Slot], clues: Sequence[Slot] = ()) -> _Stage:
    """Any of the concepts; who has two of them, is best in one, or did just that, is among the candidates."""
    meant = sorted({one for slot in slots for one in slot.concepts})
    known = list({slot.concepts: slot for slot in slots if slot.concepts}.values())
    pairs = [_all_of(pair) for pair in combinations(known[:_PAIRED], 2)]
    single = [_all_of([slot]) for slot in known]
    every = (any_of(CONCEPTS, meant),)
    told = [Ask(_phrase(clue.words), (WORK_WORDS,), every) for clue in clues]
    return _Stage((Ask("", filters=every),), first=(*told, *pairs, *single), near=len(meant) > 1)


def _literal(slots: Sequence[Slot]) -> Ask | None:
    """Who has all of the things asked for in the very words, in works, and is not found by what these mean:
    the name of a field with these words in it is another field. None where they are too short to say the same."""
    meant = [any_of(CONCEPTS, sorted(slot.concepts)) for slot in slots if slot.concepts]
    if not meant or any(slot.concepts and _says_little(slot) for slot in slots):
        return None
    # Words that mean nothing else are found as they stand by either question.
    return Ask(" ".join(_phrase(slot.words) for slot in slots), (WORK_WORDS,), (f"NOT ({' AND '.join(meant)})",))


def _says_little(slot: Slot) -> bool:
    return len(slot.words) == 1 or slot.folded in alone_phrases()


def _phrase(words: Sequence[Word]) -> str:
    """Words that stand just so."""
    return f'"{" ".join(word.key for word in words)}"'


def _quoted(words: Iterator[str] | Sequence[str]) -> str:
    """Each word as a phrase of its own: exactly so, without slips, not as the beginning of another."""
    return " ".join(f'"{word}"' for word in words)

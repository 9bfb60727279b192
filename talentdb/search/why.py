"""Why somebody was found: reasons in words, and the evidence they rest on, out of what the reader may see. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from talentdb.fields import CODED
from talentdb.search.asked import Slot, Understanding
from talentdb.search.concepts import spelt
from talentdb.search.features import Person
from talentdb.search.initials import initials
from talentdb.search.labels import (
    EVIDENCE_DEGREE,
    FOUND_BY,
    LED,
    LIKE_WORD,
    NAME_MATCH,
    NOT_SEEN,
    PART_IN,
    PUBLISHED,
    SHORT_FORM,
    YEARS,
)
from talentdb.search.leads import find_lead, like_word
from talentdb.search.merit import is_led
from talentdb.search.scoring import Scored
from talentdb.search.words import joined

__all__ = ["evidence", "reasons"]

Labels = Mapping[tuple[str, str], str]
# More reasons than this are no explanation any more.
_MOST: Final = 5
_MOST_LEADS: Final = 2
_MOST_MISSING: Final = 3
_BODY: Final = "agency_name"
_NAMES: Final = frozenset({"full_name", "other_name"})
# Works tell less than these, and more than a post or a body.
_FIRST: Final = _NAMES | {"field_of_training", "expertise"}
_MOST_WORKS: Final = 8
_KINDS: Final = {"research_task": "task"}


def reasons(
    values: Mapping[str, Any], person: Person, scored: Scored, asked: Understanding, labels: Labels, *, near: bool
) -> list[str]:
    """What tells most first: the tier of the name, what words of the line were read as, the fields and works that
    fit, what is only near or missing, filters read out of the line.

    Args:
        values: what the reader may see; a field that is hidden gives no reason.
        near: not all that was asked for is in everybody who was found.
    """
    if asked.blank:
        return []
    texts = {name: scored.texts[name] for name in FOUND_BY if name in scored.texts and _is_shown(name, values)}
    named = [NAME_MATCH[scored.tier]] if scored.tier in NAME_MATCH else []
    short = _spelt_out(scored, asked, texts)
    led, close, missing = _leads(values, person, scored, asked, texts, spelt_out=frozenset(short), near=near)
    if named:
        texts.pop("full_name", None)
    works, after = _of_works(person, scored), _of_filters(values, asked, labels)
    fields = _of_fields(texts)
    topic = [*(fields[name] for name in fields if name in _FIRST), *works,
             *(fields[name] for name in fields if name not in _FIRST)]  # fmt: skip
    found = list(dict.fromkeys([*named, *short.values(), *led[:_MOST_LEADS], *topic]))[: _MOST - 1]
    tail = [*close[:_MOST_LEADS], *([NOT_SEEN.format(", ".join(missing[:_MOST_MISSING]))] if missing else [])]
    return list(dict.fromkeys([*found, *tail, *after]))[:_MOST]


def _is_shown(name: str, values: Mapping[str, Any]) -> bool:
    return name in values or name == _BODY


def _of_fields(texts: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Field -> its texts that fit; a body that is named as a part, or within the name of one, is told once."""
    told: list[str] = []
    found = {}
    for name, held in texts.items():
        fresh = [text for text in held if not any(_repeats(name, text, other) for other in told)]
        told += fresh
        if fresh:
            found[name] = FOUND_BY[name].format("; ".join(fresh))
    return found


def _repeats(name: str, text: str, told: str) -> bool:
    return text == told or joined(text) == joined(told) or (name == _BODY and joined(text) in joined(told))


def _of_filters(values: Mapping[str, Any], asked: Understanding, labels: Labels) -> list[str]:
    found = []
    for one in asked.filters:
        text = _value(one.name, values.get(one.name), labels)
        if text and one.name in FOUND_BY:
            found.append(FOUND_BY[one.name].format(text))
    return found


def _leads(
    values: Mapping[str, Any], person: Person, scored: Scored, asked: Understanding,
    texts: Mapping[str, Sequence[str]], *, spelt_out: frozenset[Slot], near: bool,
) -> tuple[list[str], list[str], list[str]]:  # fmt: skip
    """What words of the line were read as, what is only near to them or like them, and those that are missing."""
    titles = [person.works[place]["title"] for place in sorted(scored.on_topic)]
    evident = [*(text for name, held in texts.items() if name not in _NAMES for text in held), *titles]
    others = [text for name in FOUND_BY if name not in _NAMES for text in _texts(name, values)]
    like = [] if scored.tier else _like_names(asked, person)
    slots = [slot for slot in asked.demanded if not slot.clue and slot not in spelt_out]
    leads = {slot: find_lead(slot, evident, others) for slot in slots}
    said = [lead.text for lead in leads.values() if lead and lead.text and not lead.near]
    sure = any(lead and not lead.near for slot, lead in leads.items() if slot.concepts) or bool(spelt_out)
    # Of a story hardly anybody has all; beside a topic that is there, a word that is none tells little.
    told = [] if asked.sentence and sure else [slot for slot in slots if slot.concepts or not sure]
    close = [lead.text for slot in told if (lead := leads[slot]) and lead.near and lead.text]
    missing = [slot.text for slot in told if leads[slot] is None and slot.text not in scored.matched]
    return said, [*like, *close], missing if near else []


def _like_names(asked: Understanding, person: Person) -> list[str]:
    """Words of a name that were typed otherwise than this one has them."""
    held = person.name_key.split()
    return [
        LIKE_WORD.format(word.written, like)
        for word in asked.name
        if word.key not in held and (like := like_word([word], person.full_name))
    ]


def _texts(name: str, values: Mapping[str, Any]) -> list[str]:
    """Texts of a field as they stand there; of codes there are none."""
    value = values.get(name)
    held = value if isinstance(value, list) else [value]
    return [] if name in CODED else [text for text in held if isinstance(text, str)]


def _spelt_out(scored: Scored, asked: Understanding, shown: Mapping[str, Sequence[str]]) -> dict[Slot, str]:
    """What abbreviations of the line were read as: by our own concepts, else by the texts that they are short for."""
    texts = [text for held in shown.values() for text in held]
    found = {}
    for slot in asked.slots:
        if len(slot.words) != 1 or slot.text not in scored.matched:
            continue
        [word] = slot.words
        full = spelt(word.key, slot.concepts) or next((text for text in texts if word.key in initials(text)), None)
        if full is not None:
            written = word.written.upper() if word.written.islower() else word.written
            found[slot] = SHORT_FORM.format(written, full)
    return found


def _of_works(person: Person, scored: Scored) -> list[str]:
    works = [person.works[place] for place in sorted(scored.on_topic)]
    led = next((work for work in works if is_led(work)), None)
    published = sum(work["type"] == "publication" for work in works)
    part = next((work for work in works if not is_led(work) and work["type"] != "publication"), None)
    found = [LED.format(_dated(led))] if led else [PART_IN.format(_dated(part))] if part else []
    return [*found, *([PUBLISHED.format(published)] if published else [])]


def _dated(work: Mapping[str, Any]) -> str:
    return YEARS.format(work["title"], work["year"]) if work["year"] else str(work["title"])


def _value(name: str, value: Any, labels: Labels) -> str:
    """The value as people read it: labels for codes."""
    items = value if isinstance(value, list) else [value]
    if name == "languages":
        items = [labels.get(("language", one.get("language", ""))) for one in items if isinstance(one, dict)]
    elif name in CODED:
        items = [labels.get((CODED[name], one)) for one in items if isinstance(one, str)]
    return "; ".join(dict.fromkeys(one for one in items if isinstance(one, str)))


def evidence(
    values: Mapping[str, Any], person: Person, scored: Scored, labels: Labels, confirmed: date | None
) -> list[dict[str, Any]]:
    """Works, those on the topic first, then the degree with its field, and when an agency confirmed the person."""
    places: Sequence[int] = sorted(range(len(person.works)), key=lambda place: (place not in scored.on_topic, place))
    found: list[dict[str, Any]] = [
        {
            "kind": _KINDS.get(work["type"] or "work", work["type"] or "work"), "text": work["title"],
            "year": work["year"], "role": work["role"], "led": is_led(work), "on_topic": place in scored.on_topic,
        }
        for place in places[:_MOST_WORKS]
        for work in (person.works[place],)
    ]  # fmt: skip
    degree = _value("qualification", values.get("qualification"), labels)
    field = values.get("field_of_training")
    if degree or field:
        text = EVIDENCE_DEGREE.format(degree, field) if degree and field else degree or field
        found.append({"kind": "degree", "text": text, "year": values.get("graduation_year")})
    if confirmed is not None:
        found.append({"kind": "confirmed", "text": confirmed.isoformat(), "year": confirmed.year})
    return found

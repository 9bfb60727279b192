"""Why somebody was found: reasons in words, and the evidence they rest on, out of what the reader may see. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from talentdb.fields import CODED
from talentdb.search.concepts import spelt
from talentdb.search.features import Person
from talentdb.search.initials import initials
from talentdb.search.labels import (
    EVIDENCE_DEGREE,
    FOUND_BY,
    LED,
    NAME_MATCH,
    NEAR_MATCH,
    PART_IN,
    PUBLISHED,
    SHORT_FORM,
    YEARS,
)
from talentdb.search.merit import is_led
from talentdb.search.scoring import Scored
from talentdb.search.understanding import Understanding

__all__ = ["evidence", "reasons"]

Labels = Mapping[tuple[str, str], str]
# More reasons than this are no explanation any more.
_MOST: Final = 6
_MOST_WORKS: Final = 8
_KINDS: Final = {"research_task": "task"}


def reasons(
    values: Mapping[str, Any], person: Person, scored: Scored, asked: Understanding, labels: Labels, *, near: bool
) -> list[str]:
    """The tier of the name, the fields that fit, tasks and publications on the topic, filters read out of the line.

    Args:
        values: what the reader may see; a field that is hidden gives no reason.
        near: not all that was asked for is in everybody who was found.
    """
    if asked.blank:
        return []
    found = [NAME_MATCH[scored.tier]] if scored.tier in NAME_MATCH else []
    found += _spelt_out(scored, asked)
    told: set[str] = set()
    for name, wording in FOUND_BY.items():
        # The body named as a part of itself tells nothing twice.
        texts = [text for text in scored.texts.get(name, ()) if text not in told]
        told |= set(texts)
        if texts and (name in values or name == "agency_name") and not (name == "full_name" and found):
            found.append(wording.format("; ".join(texts)))
    found += _of_works(person, scored)
    for one in asked.filters:
        text = _value(one.name, values.get(one.name), labels)
        if text and one.name in FOUND_BY:
            found.append(FOUND_BY[one.name].format(text))
    weak = not (scored.tier or scored.texts or scored.on_topic) and not asked.empty
    if weak or (near and len(scored.matched) < len(asked.demanded)):
        found.append(NEAR_MATCH)
    return list(dict.fromkeys(found))[:_MOST]


def _spelt_out(scored: Scored, asked: Understanding) -> list[str]:
    """What abbreviations of the line were read as: by our own concepts, else by the texts that they are short for."""
    texts = [text for held in scored.texts.values() for text in held]
    found = []
    for slot in asked.slots:
        if len(slot.words) != 1 or slot.text not in scored.matched:
            continue
        [word] = slot.words
        full = spelt(word.key, slot.concepts) or next((text for text in texts if word.key in initials(text)), None)
        if full is not None:
            found.append(SHORT_FORM.format(word.written.upper() if word.written.islower() else word.written, full))
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

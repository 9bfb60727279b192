"""Draws the columns of a list by chance: which fields, in what words, order, style and levels; writes no sheet.

The words come from headers.toml, which is not the reader's; the same Random gives the same columns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from ingest.sample.catalogue import headers
from talentdb.text import fold

__all__ = ["FORMS", "Slot", "draw_slots"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One column: what is written in it, its header from the top level down, the fields a reader may map it to."""

    key: str
    header: tuple[str, ...]
    fields: tuple[str | None, ...]
    says: str = ""
    topic: str = ""


_TOPICS = {
    "person": ("birth_date", "birth_year", "ethnicity_code", "sex", "national_id"),
    "study": ("field_of_training", "graduation_year", "qualification", "training_institution", "training_mode"),
    "work": ("agency_name", "position_title", "professional_title_code", "recruitment_date", "sub_unit"),
    "contact": ("email", "phone", "address"),
    "time": ("training_end", "training_start"),
    "count": ("staff_female", "staff_total", "teachers_at_standard", "teachers_total"),
}
_TOPIC_OF = {field: topic for topic, fields in _TOPICS.items() for field in fields}

_PERSON = ("birth_date", "sex", "ethnicity_code", "national_id", "phone", "email", "staff_code", "agency_name",
           "sub_unit", "position_title", "professional_title_code", "qualification", "academic_title",
           "field_of_training", "training_institution", "training_mode", "graduation_year", "political_theory",
           "state_management", "languages", "it_level", "party_member", "employment_category", "recruitment_date",
           "address", "research_fields")  # fmt: skip
FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[int, int]]] = {
    "people": (("full_name",), _PERSON, (4, 16)),
    "trainings": (("full_name", "training_name", "training_start", "training_end"),
                  ("birth_date", "sex", "position_title", "agency_name", "training_type", "training_status",
                   "certificate_no", "national_id"), (2, 6)),
    "works": (("full_name", "work_title", "work_level"),
              ("birth_date", "position_title", "agency_name", "work_year", "work_result", "member_role",
               "applied"), (2, 5)),
    "awards": (("full_name", "award_name"),
               ("birth_date", "sex", "position_title", "agency_name", "award_level", "award_year",
                "award_code"), (2, 6)),
    "institutions": (("institution_name", "staff_total"),
                     ("accredited", "accreditation_valid_to", "staff_female", "teachers_total",
                      "teachers_at_standard"), (2, 5)),
    "needs": (("job_position", "need_count"),
              ("need_field", "required_qualification", "need_year", "reason"), (2, 4)),
    "overseas": (("full_name", "country_of_residence", "organisation_abroad"),
                 ("birth_date", "sex", "qualification", "field_of_training", "email", "phone",
                  "cooperation"), (2, 6)),
}  # fmt: skip
"""Form -> fields it always has, fields it may have, how many of those."""

_MAY: dict[str, tuple[str | None, ...]] = {
    "birth_year": ("birth_date",),
    "cooperation": ("cooperation",),
    "languages": ("languages",),
    "party_date": (None, "party_member"),
    "position_title": ("position_title", "job_position"),
    "qualification": ("qualification", "degree_title"),
    "training_status": ("training_status",),
    "work_result": ("work_result",),
}
_NOTES = ("(*)", "(nếu có)", "(1)", "(ghi rõ)", "(ghi đầy đủ)")


def _words(key: str, kind: str, rng: Random) -> str:
    spellings = headers()[key] if key in headers() else {"words": headers()["noise"][key]}
    words: list[str] = spellings.get(kind) or spellings["words"]
    return words[0] if rng.random() < 0.25 else rng.choice(words)


def _slot(key: str, kind: str, rng: Random) -> Slot:
    noise = key in headers()["noise"] or key == "stt"
    allowed = _MAY.get(key, (None,) if noise else (key,))
    return Slot(key, (_words(key, kind, rng),), allowed, topic=_TOPIC_OF.get(key, ""))


def _special(slots: list[Slot], rng: Random) -> list[Slot]:
    """Some fields written the other ways of real lists: Nam|Nữ with dates, ticks, split names, two in one cell."""
    keys = {slot.key for slot in slots}
    found: list[Slot] = []
    for slot in slots:
        if slot.key == "birth_date" and rng.random() < 0.2:
            top = rng.choice(("Ngày tháng năm sinh", "Năm sinh", "Ngày, tháng, năm sinh", "NTNS"))
            found += [
                Slot("born", (top, word), ("birth_date",), sex) for word, sex in (("Nam", "male"), ("Nữ", "female"))
            ]
        elif slot.key == "sex" and rng.random() < 0.15:
            found.append(Slot("tick_sex", (rng.choice(("Nữ", "Nữ (x)", "Nữ (đánh dấu x)")),), ("sex",), "female"))
        elif slot.key == "qualification" and rng.random() < 0.12:
            heads = (("ĐH", "university"), ("ThS", "master"), ("TS", "doctorate"))
            top = rng.choice(("Trình độ", "Trình độ chuyên môn", "Học vị"))
            found += [Slot("tick_degree", (top, word), ("qualification",), code) for word, code in heads]
        elif slot.key == "full_name" and rng.random() < 0.15:
            front, last = rng.choice(
                (("Họ đệm", "Tên"), ("Họ và chữ lót", "Tên"), ("Họ, đệm", "Tên"), ("Họ và tên đệm", "Tên"))
            )
            found += [
                Slot("name_front", (front,), ("family_name", "middle_name")),
                Slot("name_last", (last,), ("given_name",)),
            ]
        elif slot.key == "phone" and "email" in keys and rng.random() < 0.15:
            found.append(
                Slot(
                    "contact",
                    (rng.choice(("Điện thoại, email", "Số điện thoại/Email", "Liên hệ (ĐT, email)")),),
                    ("phone", "email"),
                )
            )
        elif slot.key == "position_title" and "agency_name" in keys and rng.random() < 0.2:
            found.append(
                Slot(
                    "post",
                    (rng.choice(("Chức vụ, đơn vị công tác", "Chức vụ, nơi công tác", "Chức danh, cơ quan")),),
                    ("position_title", "agency_name"),
                )
            )
        elif slot.key == "qualification" and "field_of_training" in keys and rng.random() < 0.15:
            found.append(
                Slot(
                    "degree_field",
                    (rng.choice(("Trình độ, chuyên ngành", "Học vị, chuyên ngành")),),
                    ("qualification", "field_of_training"),
                )
            )
        else:
            found.append(slot)
    merged = {slot.key for slot in found}
    gone = {"contact": "email", "post": "agency_name", "degree_field": "field_of_training"}
    return [slot for slot in found if not any(slot.key == lost and key in merged for key, lost in gone.items())]


def _parents(slots: list[Slot], rng: Random) -> list[Slot]:
    """Neighbours of one topic under a parent header, for some topics."""
    found, at = [], 0
    while at < len(slots):
        end = at + 1
        while (
            end < len(slots)
            and slots[end].topic
            and slots[end].topic == slots[at].topic
            and len(slots[end].header) == 1
        ):
            end += 1
        chosen = slots[at].topic and len(slots[at].header) == 1 and end - at > 1 and rng.random() < 0.6
        top = rng.choice(headers()["parents"][slots[at].topic]) if chosen else ""
        found += [replace(slot, header=(top, *slot.header)) if top else slot for slot in slots[at:end]]
        at = end
    return found


def _camel(words: str) -> str:
    return "".join(word.capitalize() for word in re.findall(r"\w+", fold(words)))


def _styled(text: str, style: str, rng: Random) -> str:
    plain = fold(text.replace("\n", " "))
    if style == "snake":
        return "_".join(re.findall(r"\w+", plain))
    if style == "pascal":
        return _camel(text)
    if style == "camel":
        made = _camel(text)
        return made[:1].lower() + made[1:]
    if style == "bare":
        return plain.capitalize()
    if style == "bare_upper":
        return plain.upper()
    if style == "upper":
        return text.upper()
    chance = rng.random()
    if chance < 0.08:
        return f"{text} {rng.choice(_NOTES)}"
    if chance < 0.16 and " " in text:
        return "\n".join(text.split(" ", 1))
    return f" {text}  " if chance < 0.2 else text


def _ordered(slots: Sequence[Slot], rng: Random) -> list[Slot]:
    """In the order of the form, with some columns moved about."""
    order = list(slots)
    for _ in range(rng.choice((0, 0, 1, 3))):
        order.insert(rng.randrange(len(order)), order.pop(rng.randrange(len(order))))
    return order


def draw_slots(form: str, kind: str, rng: Random) -> tuple[list[Slot], str]:
    """The columns of one list of a form and the style of its headers; `kind` is a kind of work or empty."""
    always, may, (least, most) = FORMS[form]
    chosen = set(rng.sample(may, rng.randint(least, min(most, len(may)))))
    keys = [*always, *(key for key in may if key in chosen)]
    if "birth_date" in keys and rng.random() < 0.15:
        keys[keys.index("birth_date")] = "birth_year"
    style = rng.choices(("plain", "upper", "bare", "bare_upper", "snake", "camel", "pascal", "english"),
                        (60, 12, 5, 4, 5, 3, 3, 8))[0]  # fmt: skip
    if form != "people" and style == "english":
        style = "plain"
    words = "english" if style == "english" else kind
    slots = [_slot(key, words, rng) for key in keys]
    flat = style in ("snake", "camel", "pascal", "english")
    if not flat:
        slots = _special(slots, rng)
    slots = _ordered(slots, rng)
    if form == "people" and words != "english":
        for key in rng.sample(sorted(headers()["noise"]), rng.choice((0, 1, 2, 4))):
            slots.insert(rng.randint(1, len(slots)), _slot(key, words, rng))
    if rng.random() < 0.9:
        slots.insert(0, _slot("stt", words, rng))
    if not flat and rng.random() < 0.45:
        slots = _parents(slots, rng)
    # one drawing a parent, so that the columns under it stay together
    tops = {slot.header[0]: _styled(slot.header[0], style, rng) for slot in slots if len(slot.header) > 1}
    named = []
    for slot in slots:
        above = (tops[slot.header[0]],) if len(slot.header) > 1 else ()
        named.append(replace(slot, header=(*above, _styled(slot.header[-1], style, rng))))
    return named, style

"""Queries that look for who knows a topic: by wording, abbreviation, English, degree, employer, whole lines,
sentences that describe a problem. Pure in rng."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Final

from ingest.sample.catalogue import places
from talentdb.text import fold
from tests.bench.search.catalogue import topics
from tests.bench.search.drawn import Drawn, Facts
from tests.bench.search.grades import Demand, fits
from tests.bench.search.population import Expert

__all__ = ["TOPIC_KINDS", "is_training_topic"]

_Kind = Callable[[Random, str, Facts], Drawn | None]
_BEFORE: Final = ("", "", "", "chuyên gia ", "chuyên gia về ", "người làm ", "nhà khoa học ")
_DEGREES: Final = (
    (("tiến sĩ", "TS", "TS."), Demand(degrees=("doctorate", "doctor_of_science"))),
    (("thạc sĩ", "ThS", "ThS."), Demand(degrees=("master",))),
    (("phó giáo sư", "PGS", "PGS.TS"), Demand(titles=("associate_professor",))),
    (("giáo sư", "GS", "GS.TS"), Demand(titles=("professor",))),
    (("bác sĩ chuyên khoa II", "BSCKII", "BS CK2"), Demand(degrees=("specialist_2",))),
    (("bác sĩ chuyên khoa I", "BSCKI", "BS CK1"), Demand(degrees=("specialist_1",))),
)
"""How a degree is asked for, and who has it."""
_SEXES: Final = {"female": "nữ", "male": "nam"}


def is_training_topic(key: str) -> bool:
    """Whether queries about this topic are in the training half; a fixed half that no list order moves."""
    return zlib.crc32(key.encode()) % 2 == 0


def _asked(facts: Facts, key: str, demand: Demand) -> Callable[[Expert], int]:
    """The grade for the topic of who fits: who asks for a woman under 40 has no use for a man of 60."""
    return lambda one: facts.grade(one, key) if fits(one, demand, facts.on) else 0


def _worded(field: str, *, rest: bool = False) -> _Kind:
    """One wording of the topic, at times without tones or with words around it."""

    def draw(rng: Random, key: str, facts: Facts) -> Drawn | None:
        wordings: tuple[str, ...] = getattr(topics()[key], field)
        chosen = wordings[1:] if rest else wordings[:1] if field == "vi" else wordings
        if not chosen:
            return None
        words = rng.choice(chosen)
        if field == "short":
            # An abbreviation of few letters is also typed small; that without tones is another word.
            words = rng.choice((words, words, words.lower()))
        before = rng.choice(_BEFORE) if field != "en" else rng.choice(("", "", "expert in "))
        words = before + words
        if field == "vi" and rng.random() < 0.3:
            words = fold(words)
        return Drawn(words, _asked(facts, key, Demand()), key)

    return draw


def _sentence(rng: Random, key: str, facts: Facts) -> Drawn:
    return Drawn(rng.choice(topics()[key].problems), _asked(facts, key, Demand()), key)


def _known(rng: Random, key: str, facts: Facts) -> Expert | None:
    """Somebody who knows the topic, so that a line about it can be answered."""
    able = [code for code, grade in facts.knows[key].items() if grade >= 2]
    return facts.people[rng.choice(able)] if able else None


def _has(one: Expert, demand: Demand) -> bool:
    return one.qualification in demand.degrees or one.academic_title in demand.titles


def _degree(rng: Random, key: str, facts: Facts) -> Drawn | None:
    target = _known(rng, key, facts)
    held = [entry for entry in _DEGREES if target and _has(target, entry[1])]
    if not held:
        return None
    written, demand = rng.choice(held)
    topic = topics()[key]
    words = f"{rng.choice(written)} {rng.choice((topic.vi[0], topic.vi[0], *topic.vi[1:], *topic.short))}"
    return Drawn(words, _asked(facts, key, demand), f"{key} {demand}")


def _body(rng: Random, key: str, facts: Facts) -> Drawn | None:
    target = _known(rng, key, facts)
    if target is None:
        return None
    wording = rng.choice(topics()[key].vi[:2])
    place = rng.choice(target.body.asked)
    words = rng.choice((f"{wording} {place}", f"chuyên gia {wording} của {place}", f"{place} {wording}"))
    demand = Demand(body=target.body.code)
    return Drawn(words, _asked(facts, key, demand), f"{key} {target.body.name}")


def _age_part(rng: Random, target: Expert, on: date) -> tuple[str, Demand]:
    age = on.year - target.birth.year
    step = age - age % 5
    year = target.birth.year
    return rng.choice((
        (f"dưới {step + 10} tuổi", Demand(ages=(0, step + 9))), (f"dưới {step + 10}", Demand(ages=(0, step + 9))),
        (f"trên {step - 5} tuổi", Demand(ages=(step - 4, 200))),
        (f"không quá {step + 5} tuổi", Demand(ages=(0, step + 5))),
        (f"từ {step - 5} đến {step + 10} tuổi", Demand(ages=(step - 5, step + 10))),
        (f"sinh sau năm {year - 3}", Demand(born=(year - 2, 9999))),
        (f"sinh từ {year - 4} đến {year + 4}", Demand(born=(year - 4, year + 4))),
    ))  # fmt: skip


def _place_part(rng: Random, target: Expert) -> tuple[str, frozenset[str]]:
    """A commune of today, or a district as it was called until July 2025."""
    place = target.place
    kind, _, name = place.old_district.partition(" ")
    within = frozenset(one.code for one in places() if one.old_district == place.old_district)
    district = rng.choice((f"huyện {name}", name))
    if kind == "Huyện" and rng.random() < 0.6:
        return rng.choice(("ở ", "tại ")) + district, within
    return rng.choice(("ở ", "tại ")) + f"{place.kind.lower()} {place.name}", frozenset((place.code,))


def _line(rng: Random, key: str, facts: Facts) -> Drawn | None:
    """Degree, sex, age, place and topic in one line; three of the four at least, the topic always."""
    target = _known(rng, key, facts)
    if target is None:
        return None
    kept = set(rng.sample(("sex", "degree", "age", "place"), rng.choice((2, 3, 3, 4))))
    demand = Demand()
    parts = {"topic": rng.choice(topics()[key].vi[:2])}
    held = [entry for entry in _DEGREES if _has(target, entry[1])]
    if "sex" in kept:
        parts["sex"] = _SEXES[target.sex]
        demand = replace(demand, sex=target.sex)
    if "degree" in kept and held:
        written, asked = rng.choice(held)
        parts["degree"] = rng.choice(written)
        demand = replace(demand, degrees=asked.degrees, titles=asked.titles)
    if "age" in kept:
        parts["age"], asked = _age_part(rng, target, facts.on)
        demand = replace(demand, ages=asked.ages, born=asked.born)
    if "place" in kept:
        parts["place"], within = _place_part(rng, target)
        demand = replace(demand, communes=within)
    order = rng.choice((
        ("sex", "degree", "age", "topic", "place"), ("degree", "sex", "topic", "place", "age"),
        ("sex", "degree", "topic", "age", "place"), ("topic", "sex", "degree", "age", "place"),
    ))  # fmt: skip
    words = " ".join(parts[part] for part in order if part in parts)
    return Drawn(words, _asked(facts, key, demand), f"{key} {demand}")


TOPIC_KINDS: Final[Mapping[str, _Kind]] = {
    "topic": _worded("vi"),
    "synonym": _worded("vi", rest=True),
    "abbreviation": _worded("short"),
    "English": _worded("en"),
    "degree and topic": _degree,
    "whole line": _line,
    "body and topic": _body,
    "sentence": _sentence,
}
"""Kind -> how to draw one from a topic; None where the draw does not fit the kind."""

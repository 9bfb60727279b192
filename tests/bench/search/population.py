"""Fictional experts with the facts that say what they know, and the works they share. Pure in a seed."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from ingest.sample.catalogue import Place, names, places
from ingest.sample.people import draw
from tests.bench.search.catalogue import Body, Topic, bodies, topics

__all__ = ["OWN_ROLES", "Expert", "Membership", "Work", "make_experts"]

OWN_ROLES: Final = ("lead", "author", "corresponding_author")
"""Roles of those whose work it is."""
_LEVELS: Final = {
    "med": {"university": 32, "specialist_1": 24, "resident_physician": 4, "master": 20, "specialist_2": 10,
            "doctorate": 10},
    "": {"university": 42, "master": 38, "doctorate": 19, "doctor_of_science": 1},
}  # fmt: skip
_POSTS: Final = {
    "Chuyên viên": 6, "Giảng viên": 5, "Nghiên cứu viên": 3, "Trưởng phòng": 1, "Phó Trưởng phòng": 2,
    "Trưởng khoa": 1, "Phó Giám đốc": 0.5, "Giám đốc": 0.3,
}  # fmt: skip
_UNITS: Final = ("Văn phòng", "Phòng Tổ chức - Hành chính", "Phòng Kế hoạch", "Phòng Tổng hợp")
_FRAMES: Final = (
    "Nghiên cứu giải pháp phát triển {} tại {}", "Thực trạng {} ở {}", "Ứng dụng tiến bộ kỹ thuật về {} tại {}",
    "Một số vấn đề về {}: trường hợp {}", "Nâng cao hiệu quả {} trên địa bàn {}",
)  # fmt: skip
_KINDS: Final = {"research_task": 5, "publication": 4, "initiative": 2, "textbook": 1}
_MEMBERS: Final = {
    "research_task": ("lead", ("secretary", "member", "member")),
    "publication": ("author", ("author", "corresponding_author", "author")),
    "initiative": ("author", ("author",)),
    "textbook": ("lead", ("author",)),
}


@dataclass(frozen=True, slots=True)
class Work:
    """A task or a paper; `topic` is what it is about, whatever words its title has."""

    title: str
    topic: str
    kind: str
    level: str
    result: str
    year: int


@dataclass(frozen=True, slots=True)
class Membership:
    """One person's part in a work."""

    work: Work
    role: str


@dataclass(frozen=True, slots=True)
class Expert:
    """A person as the workbooks tell of them.

    Args:
        code: staff code, unique; by it the registry's person is found again.
        field, field_topic: what the diploma says, and the topic that means.
        skills: keywords as written -> their topic.
        unit_topic: the topic of the department where it is named after one.
        works: filled while works are drawn.
    """

    code: str
    full_name: str
    sex: str
    birth: date
    national_id: str
    place: Place
    body: Body
    unit: str
    unit_topic: str | None
    post: str
    qualification: str
    academic_title: str | None
    field: str
    field_topic: str
    skills: dict[str, str]
    works: list[Membership] = dataclasses.field(default_factory=list)


def _wording(rng: Random, topic: Topic, english: float = 0.1) -> str:
    """A way to write it; half of all people use the usual one."""
    if rng.random() < english:
        return rng.choice(topic.en)
    return topic.vi[0] if rng.random() < 0.5 else rng.choice(topic.vi)


def _name(rng: Random, sex: str) -> str:
    parts = names()
    words = [draw(rng, parts["family"]["kinh"]), draw(rng, parts["middle"][sex]), rng.choice(parts["given"][sex])]
    return " ".join(word for word in words if word)


def _trained(rng: Random, main: Topic, known: dict[str, Topic]) -> Topic:
    """Most are trained in what they do, some beside it."""
    chance = rng.random()
    if chance < 0.75:
        return main
    if chance < 0.87:
        return known[rng.choice(main.near)]
    return rng.choice([topic for topic in known.values() if topic.sector == main.sector])


def _person(rng: Random, serial: int) -> tuple[Expert, tuple[str, ...]]:
    """An expert, and the topics they work on, the main one first."""
    known = topics()
    main = rng.choice(list(known.values()))
    others = [known[rng.choice(main.near)]] if rng.random() < 0.3 else []
    others += [rng.choice(list(known.values()))] if rng.random() < 0.08 else []
    sex = rng.choice(("female", "male"))
    birth = date(round(rng.triangular(1958, 2002, 1982)), 1, 1) + timedelta(days=rng.randrange(365))
    level = draw(rng, _LEVELS.get(main.sector, _LEVELS[""]))
    title = None
    if level.startswith("doctor") and rng.random() < 0.3:
        title = "professor" if rng.random() < 0.15 else "associate_professor"
    trained = _trained(rng, main, known)
    skills = {_wording(rng, topic): topic.key for topic in (main, *others) if rng.random() < 0.6}
    named = rng.random() < 0.3
    century = (0 if birth.year < 2000 else 2) + (sex == "female")
    expert = Expert(
        code=f"{serial:06d}", full_name=_name(rng, sex), sex=sex, birth=birth,
        national_id=f"{rng.choice(('033', '034'))}{century}{birth.year % 100:02d}{999999 - serial:06d}",
        place=rng.choice(places()),
        body=rng.choice([body for body in bodies().values() if main.sector in body.sectors]),
        unit=f"{rng.choice(('Khoa', 'Phòng', 'Bộ môn'))} {main.vi[0][0].upper()}{main.vi[0][1:]}"
        if named else rng.choice(_UNITS),
        unit_topic=main.key if named else None, post=draw(rng, _POSTS), qualification=level, academic_title=title,
        field=rng.choice(trained.field), field_topic=trained.key, skills=skills,
    )  # fmt: skip
    return expert, (main.key, *(topic.key for topic in others))


def _title(rng: Random, topic: Topic, kind: str) -> str:
    place = rng.choice(places())
    if kind == "publication" and rng.random() < 0.25:
        return f"A study of {rng.choice(topic.en)} in the Red River Delta, case {rng.randrange(1, 400)}"
    if rng.random() < 0.5:
        return f"{rng.choice(topic.titles)} tại {place.kind.lower()} {place.name}"
    return rng.choice(_FRAMES).format(_wording(rng, topic, 0.0), f"{place.kind.lower()} {place.name}")


def _work(rng: Random, topic: Topic) -> Work:
    kind = draw(rng, _KINDS)
    return Work(
        _title(rng, topic, kind), topic.key, kind,
        draw(rng, {"institution": 5, "province": 4, "ministry": 1.5, "national": 0.7}),
        draw(rng, {"passed": 6, "excellent": 2, "ongoing": 1}), rng.randint(2008, 2026),
    )  # fmt: skip


def _draw_works(rng: Random, by_topic: dict[str, list[Expert]], count: int) -> None:
    """Most people of a work are of its topic, some of a related one."""
    known = topics()
    seen: set[str] = set()
    for _ in range(count):
        topic = known[rng.choice(list(by_topic))]
        work = _work(rng, topic)
        if work.title in seen:
            continue
        seen.add(work.title)
        own, roles = _MEMBERS[work.kind]
        lead = rng.choice(by_topic[topic.key])
        team = [lead]
        lead.works.append(Membership(work, own))
        for role in roles[: rng.randint(0, len(roles))]:
            pool: Sequence[Expert] = by_topic[topic.key if rng.random() < 0.75 else rng.choice(topic.near)]
            one = rng.choice(pool) if pool else lead
            # Rows name people; two of one name in one team would be one fact for two.
            if one.full_name not in {member.full_name for member in team}:
                team.append(one)
                one.works.append(Membership(work, role))


def make_experts(count: int, seed: int) -> list[Expert]:
    """So many experts with a third as many works, the same for the same seed."""
    rng = Random(seed)
    experts = []
    by_topic: dict[str, list[Expert]] = {}
    for serial in range(1, count + 1):
        expert, own = _person(rng, serial)
        experts.append(expert)
        for key in own:
            by_topic.setdefault(key, []).append(expert)
    for key in topics():
        by_topic.setdefault(key, [rng.choice(experts)])
    _draw_works(rng, by_topic, max(1, count * 45 // 100))
    return experts

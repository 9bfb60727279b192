"""Draws the fictional people of the identity benchmark and how some of them are tied: twins, namesakes, kin.

Knows no list and no slip: what is true of a person at any time stands here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from ingest.sample.catalogue import Place, places, profiles
from ingest.sample.people import draw
from talentdb.codes.agencies import AgencyEntry, seed_agencies
from talentdb.text import fold
from tests.bench.identity.naming import draw_name, sibling_name
from tests.bench.identity.shares import Shares

__all__ = ["YEARS", "Employer", "Person", "Study", "draw_employers", "draw_people", "new_phone"]

YEARS: Final = (2023, 2024, 2025, 2026)
"""Years of the lists."""
_KINDS: Final = {
    "school": "school", "hospital": "hospital", "university": "university", "college": "university",
    "department": "department", "commune": "commune", "party": "party", "service_unit": "institute",
}  # fmt: skip
"""Kind of an agency: profile of its people."""
_PROVINCES: Final = (("033", 46), ("034", 44), ("030", 3), ("001", 4), ("036", 3))
_PREFIXES: Final = ("090", "091", "094", "096", "097", "098", "032", "035", "036", "037", "038", "039", "077", "086")
_HOSTS: Final = ("gmail.example", "gmail.example", "gmail.example", "hungyen.example", "yahoo.example")


@dataclass(frozen=True, slots=True)
class Employer:
    """An agency that lists its own people; `number` stands for its row in the registry."""

    number: int
    code: str
    name: str
    profile: str


@dataclass(frozen=True, slots=True)
class Study:
    """The highest degree at one time."""

    qualification: str
    field: str
    school: str
    year: int


@dataclass(frozen=True, slots=True)
class Person:
    """What is true of one person. Sequences of two hold what was first and what came after a change.

    Args:
        kin: another person's telephone and mail that this one may give.
    """

    key: int
    name: str
    sex: str
    birth: date
    id_new: str
    id_old: str
    phones: tuple[str, str]
    email: str
    homes: tuple[Place, Place]
    native: Place
    ethnicity: str
    studies: tuple[Study, Study]
    employers: tuple[Employer, Employer]
    posts: tuple[tuple[str, str], tuple[str, str]]
    staff_codes: tuple[str, str]
    recruited: date
    kin: tuple[str, str] = ("", "")


def draw_employers(rng: Random, count: int) -> list[Employer]:
    """So many agencies of the register whose people are intellectuals, by code."""
    entries: list[AgencyEntry] = [entry for entry in seed_agencies() if entry.kind in _KINDS]
    chosen = sorted(rng.sample(range(len(entries)), min(count, len(entries))))
    return [Employer(n + 1, entries[n].code, entries[n].name, _KINDS[entries[n].kind]) for n in chosen]


def new_phone(rng: Random) -> str:
    """Ten digits drawn by chance; they stay in memory and in the temporary workbooks."""
    return f"{rng.choice(_PREFIXES)}{rng.randrange(10**7):07d}"


def _national_id(rng: Random, sex: str, birth: date, serial: int | None = None) -> str:
    """Twelve digits: province, century and sex, year, serial."""
    province = rng.choices([code for code, _ in _PROVINCES], weights=[weight for _, weight in _PROVINCES])[0]
    century = (0 if birth.year < 2000 else 2) + (sex == "female")
    serial = rng.randrange(1, 30_000) if serial is None else serial
    return f"{province}{century}{birth.year % 100:02d}{serial:06d}"


def _study(rng: Random, profile: Mapping[str, Any], birth: date) -> tuple[Study, Study]:
    field, _, _ = rng.choice(profile["fields"])
    first = Study(draw(rng, profile["qualification"]), field, rng.choice(profile["institutions"]),
                  min(birth.year + rng.randint(22, 27), 2022))  # fmt: skip
    rises = {"intermediate": "college", "college": "university", "university": "master", "master": "doctorate"}
    field = first.field if rng.random() < 0.6 else rng.choice(profile["fields"])[0]
    after = Study(rises.get(first.qualification, first.qualification), field, rng.choice(profile["institutions"]),
                  rng.randint(2023, 2025))  # fmt: skip
    return first, after if after.qualification != first.qualification else first


def _post(rng: Random, profile: Mapping[str, Any]) -> tuple[str, str]:
    title, _, _, code, _ = rng.choices(profile["roles"], weights=[role[2] for role in profile["roles"]])[0]
    return title, code


def _mail(rng: Random, name: str, birth: date) -> str:
    words = fold(name).split()
    shapes = (
        f"{words[-1]}{''.join(word[0] for word in words[:-1])}", f"{''.join(words)}", f"{words[-1]}.{words[0]}",
        f"{''.join(words[1:])}{birth.year % 100:02d}", f"{words[-1]}{rng.randrange(1000)}",
        f"{words[-1]}{''.join(word[0] for word in words[:-1])}{birth.year}",
    )  # fmt: skip
    more = "" if rng.random() < 0.3 else str(rng.randrange(2, 999))
    return f"{rng.choice(shapes)}{more}@{rng.choice(_HOSTS)}"


def _person(rng: Random, key: int, employers: Sequence[Employer]) -> Person:
    first = rng.choice(employers)
    alike = [employer for employer in employers if employer.profile == first.profile]
    second = rng.choice(alike if rng.random() < 0.7 else employers)
    profile = profiles()[first.profile]
    sex = "female" if rng.random() < profile["women"] else "male"
    birth = date(round(rng.triangular(1962, 2001, 1984)), 1, 1) + timedelta(days=rng.randrange(365))
    home, native = rng.choice(places()), rng.choice(places())
    name = draw_name(rng, sex, birth.year)
    after = _post(rng, profiles()[second.profile])
    old = f"{rng.choice(('145', '151'))}{rng.randrange(10**6):06d}"
    return Person(
        key, name, sex, birth, _national_id(rng, sex, birth), old,
        (new_phone(rng), new_phone(rng)), _mail(rng, name, birth), (home, rng.choice(places())),
        home if rng.random() < 0.6 else native, "01" if rng.random() < 0.98 else rng.choice(("02", "06", "07")),
        _study(rng, profile, birth), (first, second), (_post(rng, profile), after),
        (f"{rng.randrange(1, 900):04d}", f"{rng.randrange(1, 900):04d}"),
        date(min(birth.year + rng.randint(22, 28), 2022), rng.randint(1, 12), rng.choice((1, 1, 15, 20))),
    )  # fmt: skip


def _other(rng: Random, base: Person, key: int, employers: Sequence[Employer]) -> Person:
    """Another person of the same place and trade now and then, else a stranger."""
    other = _person(rng, key, employers)
    if rng.random() < 0.25:
        other = replace(other, employers=(base.employers[0], other.employers[1]))
    return other


def _namesake(rng: Random, base: Person, key: int, employers: Sequence[Employer], *, same_day: bool) -> Person:
    other = _other(rng, base, key, employers)
    birth = base.birth
    if not same_day:
        birth = date(base.birth.year, 1, 1) + timedelta(days=rng.randrange(365))
    return replace(
        other, name=base.name, sex=base.sex, birth=birth, id_new=_national_id(rng, base.sex, birth),
        email=_mail(rng, base.name, birth),
    )  # fmt: skip


def _twins(rng: Random, base: Person, key: int, employers: Sequence[Employer]) -> tuple[Person, Person]:
    other = _other(rng, base, key, employers)
    sex = base.sex if rng.random() < 0.7 else ("male" if base.sex == "female" else "female")
    name, second = sibling_name(rng, base.name, base.sex, sex)
    serial = int(base.id_new[6:]) + rng.randint(1, 3) if rng.random() < 0.5 else None
    # Twins are registered on one day: often the next numbers of the same province.
    id_new = _national_id(rng, sex, base.birth, serial)
    if serial is not None:
        id_new = base.id_new[:3] + id_new[3:]
    home = base.homes[0] if rng.random() < 0.7 else other.homes[0]
    first = replace(base, name=name, email=_mail(rng, name, base.birth))
    return first, replace(
        other, name=second, sex=sex, birth=base.birth, id_new=id_new, native=base.native, ethnicity=base.ethnicity,
        homes=(home, other.homes[1]), email=_mail(rng, second, base.birth), kin=(base.phones[0], base.email),
    )  # fmt: skip


def _son(rng: Random, father: Person, key: int, employers: Sequence[Employer]) -> tuple[Person, Person]:
    other = _other(rng, father, key, employers)
    grown = date(rng.randint(1962, 1972), 1, 1) + timedelta(days=rng.randrange(365))
    name = draw_name(rng, "male", grown.year, father.name.split(" ")[0])
    father = replace(
        father, name=name, sex="male", birth=grown, id_new=_national_id(rng, "male", grown),
        email=_mail(rng, name, grown),
    )  # fmt: skip
    birth = date(min(grown.year + rng.randint(22, 33), 2002), 1, 1) + timedelta(days=rng.randrange(365))
    # Few give a son the very name; more often the links between family and given name are handed down.
    family, *links, _ = name.split(" ")
    own = name if rng.random() < 0.15 else " ".join([family, *links, draw_name(rng, "male", 2000).split(" ")[-1]])
    return father, replace(
        other, name=own, sex="male", birth=birth, id_new=_national_id(rng, "male", birth), native=father.native,
        homes=father.homes, ethnicity=father.ethnicity, email=_mail(rng, own, birth),
        kin=(father.phones[0], father.email),
    )  # fmt: skip


def draw_people(
    rng: Random, shares: Shares, count: int, employers: Sequence[Employer]
) -> tuple[list[Person], dict[tuple[int, int], str]]:
    """About `count` people, and the tie of each pair that is tied (smaller key first)."""
    people: list[Person] = []
    ties: dict[tuple[int, int], str] = {}
    ways = {
        "namesakes, same year": shares.namesakes_year, "namesakes, same day": shares.namesakes_date,
        "twins": shares.twins, "father and son": shares.father_and_son,
    }  # fmt: skip
    while len(people) < count:
        base = _person(rng, len(people), employers)
        chance, tie = rng.random(), ""
        for name, share in ways.items():
            chance -= share
            if chance < 0:
                tie = name
                break
        if not tie:
            people.append(base)
            continue
        if tie == "twins":
            base, other = _twins(rng, base, base.key + 1, employers)
        elif tie == "father and son":
            base, other = _son(rng, base, base.key + 1, employers)
        else:
            other = _namesake(rng, base, base.key + 1, employers, same_day=tie.endswith("day"))
        people += [base, other]
        ties[base.key, other.key] = tie
    return people, ties

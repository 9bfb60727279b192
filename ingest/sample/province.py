"""Makes the fictional province: persons, and which agency lists whom how. Pure; writes nothing.

Overlaps, exact duplicates and namesakes are planted here, faults of single cells by the writers.
"""

from dataclasses import replace
from random import Random
from typing import Any

from ingest.sample.catalogue import agencies, overlaps, profiles
from ingest.sample.model import Listing, Overlap, Person, Province, SampleAgency
from ingest.sample.people import AS_OF, make_person, new_phone
from talentdb.text import fold

__all__ = ["DUPLICATE_SHARE", "OVERLAP_SHARE", "make_province"]

OVERLAP_SHARE = 0.06
"""Share of the people whom two agencies list."""

DUPLICATE_SHARE = 0.003
"""Share of rows that stand twice in one file."""

_UNKNOWN_EMPLOYERS = ("Phòng khám tư nhân Bình An Xanh", "HTX dịch vụ Nắng Sớm", "Cty TNHH MTV Mây Trắng")


def _counts(people: int) -> dict[str, int]:
    """People for each reporting agency, at least three, together exactly `people` where that is possible."""
    reporting = [agency for agency in agencies() if agency.share]
    total = sum(agency.share for agency in reporting)
    counts = {agency.code: max(3, int(people * agency.share / total)) for agency in reporting}
    largest = max(counts, key=lambda code: counts[code])
    counts[largest] = max(3, counts[largest] + people - sum(counts.values()))
    return counts


def _staff(rng: Random, agency: SampleAgency, count: int, serial: int) -> list[Person]:
    return [
        make_person(
            rng,
            serial + index,
            rng.choice(agency.units) if agency.units else agency.code,
            agency.profile,
            rng.choice(profiles()[agency.profile]["units"]) if agency.kind == "association" else "",
            agency.slug,
        )
        for index in range(count)
    ]


def _employer(rng: Random) -> str | None:
    """What stands under "Cơ quan công tác" of an association's own member: often nothing, at times nobody knows."""
    chance = rng.random()
    if chance < 0.1:
        return rng.choice(_UNKNOWN_EMPLOYERS)
    if chance < 0.4:
        agency = rng.choice([entry for entry in agencies() if entry.layout])
        return rng.choice((agency.name, *agency.aliases))
    return None


def _make_namesakes(rng: Random, persons: list[Person]) -> list[Person]:
    """Some people get another's name, a third of them the birth date too; their ids stay their own."""
    persons = list(persons)
    for index in range(max(3, len(persons) // 250)):
        one, other = rng.sample(range(len(persons)), 2)
        source, target = persons[one], persons[other]
        if source.values["sex"] != target.values["sex"]:
            continue
        changed = {"full_name": source.values["full_name"]}
        if index % 3 == 0:
            changed["birth_date"] = source.values["birth_date"]
        national_id = target.values["national_id"]
        year = int(str(changed.get("birth_date", target.values["birth_date"]))[:4])
        # the fourth digit says century and sex
        century = (0 if year < 2000 else 2) + int(national_id[3]) % 2
        changed["national_id"] = f"{national_id[:3]}{century}{year % 100:02d}{national_id[6:]}"
        persons[other] = replace(target, values={**target.values, **changed})
    return persons


def _vary(rng: Random, person: Person) -> dict[str, Any]:
    """How a second agency knows the same person: one or two of the usual differences."""
    values = person.values
    variants: list[dict[str, Any]] = [
        {"phone": new_phone(rng)},
        {"birth_date": f"{values['birth_date'][:4]}-01-01", "birth_date_precision": "year"},
        {"national_id": f"{rng.randrange(140000000, 159999999)}"},
        {"full_name": _without_a_tone(rng, values["full_name"])},
        {"national_id": None},
        {"email": None},
        {"ethnicity_code": None},
        {},
    ]
    known: dict[str, Any] = {}
    for variant in rng.sample(variants, rng.randint(1, 2)):
        known.update(variant)
    if known.get("national_id", "") is None and "birth_date" in known:
        del known["birth_date"], known["birth_date_precision"]
    return known


def _without_a_tone(rng: Random, name: str) -> str:
    words = name.split()
    at = rng.randrange(len(words))
    words[at] = fold(words[at]).capitalize()
    return " ".join(words)


def _overlapping(rng: Random, overlap: Overlap, count: int, staff: list[Person]) -> list[Listing]:
    by_code = {agency.code: agency for agency in agencies()}
    home, other = by_code[overlap.of], by_code[overlap.also]
    listings = []
    for person in rng.sample(staff, min(count, len(staff))):
        known = _vary(rng, person)
        known["position_title"] = overlap.role
        known["sub_unit"] = rng.choice(profiles()[other.profile]["units"])
        known["agency_name"] = rng.choice((home.name, *home.aliases))
        known["staff_code"] = f"K{person.key[-4:]}"
        known["status"] = "working"
        if other.kind == "association":
            known["associations"] = [rng.choice(profiles()[other.profile]["units"])]
        listings.append(Listing(person.key, other.code, known))
    return listings


def _own_listings(rng: Random, agency: SampleAgency, staff: list[Person]) -> list[Listing]:
    listings = []
    for person in staff:
        known: dict[str, Any] = {"agency_name": _employer(rng) if agency.kind == "association" else agency.name}
        listings.append(Listing(person.key, agency.code, known, unit=person.agency if agency.units else ""))
    return listings


def make_province(people: int = 5000, seed: int = 1) -> Province:
    """The province of `people` distinct persons (at least 60), the same for the same seed."""
    rng = Random(seed)  # noqa: S311 - repeatable fiction, not a secret
    counts = _counts(people)
    persons: list[Person] = []
    for agency in agencies():
        if agency.share:
            persons.extend(_staff(rng, agency, counts[agency.code], len(persons) + 1))
    persons = _make_namesakes(rng, persons)
    staff_of: dict[str, list[Person]] = {}
    start = 0
    for code, count in counts.items():
        staff_of[code] = persons[start : start + count]
        start += count
    by_code = {agency.code: agency for agency in agencies()}
    listings = {code: _own_listings(rng, by_code[code], staff) for code, staff in staff_of.items()}
    weight = sum(overlap.weight for overlap in overlaps())
    for overlap in overlaps():
        count = round(len(persons) * OVERLAP_SHARE * overlap.weight / weight)
        listings[overlap.also].extend(_overlapping(rng, overlap, count, staff_of[overlap.of]))
    for rows in listings.values():
        rng.shuffle(rows)
        rows.extend(replace(rng.choice(rows), repeats=True) for _ in range(round(len(rows) * DUPLICATE_SHARE)))
    return Province(
        seed=seed,
        as_of=AS_OF,
        agencies=agencies(),
        persons={person.key: person for person in persons},
        listings=tuple(listing for rows in listings.values() for listing in rows),
    )

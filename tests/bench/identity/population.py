"""The gold population of the identity benchmark: rows as agencies wrote them, whose they are, and what is hard.

Generated from shares and a seed; values are plain and already normalised, as a perfect reader would take them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Final

from tests.bench.identity import slips
from tests.bench.identity.lists import AS_OF, Keeping, draw_associations, draw_lists
from tests.bench.identity.people import YEARS, Employer, Person, draw_employers, draw_people, new_phone
from tests.bench.identity.shares import Shares

__all__ = ["GoldRow", "Population", "make_population"]

_OFFICE_MAIL: Final = 0.03


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One row of one list. None: the list does not say.

    Args:
        record_id: 1, 2, 3 … in the order of agencies' lists.
        person: key of the person whose row it is (the gold answer).
        labels: slips made in this row.
        employer: where the person works by this row, or the agency when the row does not say.
    """

    record_id: int
    person: int
    labels: frozenset[str]
    agency: Employer
    employer: Employer
    names_employer: bool
    as_of: date
    full_name: str
    birth_date: date
    birth_precision: str
    sex: str | None
    national_id: str | None
    staff_code: str | None
    phone: str | None
    email: str | None
    commune_code: str | None
    commune: str | None
    native_place: str | None
    ethnicity_code: str | None
    qualification: str
    field_of_training: str
    training_institution: str | None
    graduation_year: int | None
    position_title: str
    professional_title_code: str | None
    recruitment_date: str | None


@dataclass(frozen=True, slots=True)
class Population:
    """Rows in order of record_id, and ties between people (smaller key first)."""

    name: str
    seed: int
    rows: tuple[GoldRow, ...]
    ties: Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class _Occasion:
    """A person in one list; the numbers say which of first and changed value holds."""

    person: Person
    keeping: Keeping
    employer: int
    phone: int
    home: int
    study: int


def _occasions(
    rng: Random, shares: Shares, person: Person, lists: Mapping[tuple[int, int], Keeping], members: Sequence[Employer]
) -> Iterator[_Occasion]:
    count = rng.choices(range(1, len(shares.rows_of_one) + 1), weights=shares.rows_of_one)[0]
    years = sorted(rng.sample(YEARS, count))
    if count > 1 and rng.random() < 0.15:
        years[-1] = years[-2]
    changes = [
        rng.randrange(1, count) if count > 1 and rng.random() < share else count
        for share in (shares.moves, shares.new_phone, shares.new_home, shares.degree_rises)
    ]
    seen: set[tuple[int, int]] = set()
    for place, year in enumerate(years):
        employer, phone, home, study = (int(place >= change) for change in changes)
        agency = person.employers[employer]
        alone = count == 1 and rng.random() < shares.also_listed / 3
        if alone or (place > 0 and rng.random() < shares.also_listed) or (agency.number, year) in seen:
            agency = rng.choice(members)
        seen.add((agency.number, year))
        yield _Occasion(person, lists[agency.number, year], employer, phone, home, study)


def _name(rng: Random, shares: Shares, occasion: _Occasion, labels: set[str]) -> str:
    name = occasion.person.name
    if rng.random() < shares.middle_lost and len(name.split(" ")) > 3:
        labels.add("middle name missing")
        name = slips.middle_lost(rng, name)
    if rng.random() < shares.name_typo:
        labels.add("name typo")
        name = slips.name_typo(rng, name)
    if rng.random() < shares.tone_slip:
        labels.add("tone slip")
        name = slips.tone_slip(rng, name)
    if occasion.keeping.unmarked or rng.random() < shares.unmarked:
        labels.add("name without marks")
        name = slips.unmark(name)
    return name


def _birth(rng: Random, shares: Shares, occasion: _Occasion, labels: set[str]) -> tuple[date, str]:
    day = occasion.person.birth
    if rng.random() < shares.date_typo:
        labels.add("date typo")
        day = slips.date_typo(rng, day)
    elif rng.random() < shares.day_month_swapped and day.day <= 12 and day.day != day.month:
        labels.add("day and month swapped")
        day = slips.swap_day_and_month(day)
    if occasion.keeping.year_only or rng.random() < shares.year_only:
        labels.add("year only")
        return date(day.year, 1, 1), "year"
    if rng.random() < shares.first_of_january:
        labels.add("1 January for a year")
        return date(day.year, 1, 1), "day"
    return day, "day"


def _national_id(rng: Random, shares: Shares, occasion: _Occasion, labels: set[str]) -> str | None:
    if "national_id" not in occasion.keeping.columns or rng.random() < shares.cell_lost:
        return None
    number = occasion.person.id_new
    # Old cards were valid until the end of 2024; lists copy them for years.
    if rng.random() < shares.old_id * (1.5 if occasion.keeping.year < 2025 else 0.6):
        labels.add("old id")
        number = occasion.person.id_old
    if rng.random() < shares.id_typo:
        labels.add("wrong digit in the id")
        number = slips.number_typo(rng, number, 0 if len(number) == 9 else 3)
    return number


def _phone(rng: Random, shares: Shares, occasion: _Occasion, labels: set[str]) -> str | None:
    person = occasion.person
    if "phone" not in occasion.keeping.columns or rng.random() < shares.cell_lost * 2:
        return None
    if occasion.keeping.desk:
        labels.add("front desk phone")
        return occasion.keeping.desk
    kin_share = shares.relative_phone + (0.15 if person.kin[0] else 0)
    if rng.random() < kin_share:
        labels.add("relative's phone")
        return person.kin[0] or new_phone(rng)
    phone = person.phones[occasion.phone]
    return slips.number_typo(rng, phone, 3) if rng.random() < shares.phone_typo else phone


def _email(rng: Random, shares: Shares, occasion: _Occasion, labels: set[str]) -> str | None:
    person, keeping = occasion.person, occasion.keeping
    if "email" not in keeping.columns or rng.random() < shares.cell_lost * 3:
        return None
    if rng.random() < shares.relative_email + (0.15 if person.kin[1] else 0) and person.kin[1]:
        labels.add("relative's e-mail")
        return person.kin[1]
    if rng.random() < _OFFICE_MAIL:
        labels.add("office e-mail")
        return f"vanthu@{keeping.agency.code.lower()}.hungyen.example"
    return person.email


def _native(rng: Random, occasion: _Occasion) -> str:
    place = occasion.person.native
    province = place.old_province.removeprefix("Tỉnh ")
    short = f"{place.old_name}, {place.old_district.split(' ', 1)[-1]}, {province}"
    long = f"{place.old_kind} {place.old_name}, {place.old_district}, tỉnh {province}"
    # Since July 2025 lists name the commune of today, or still the old one.
    if occasion.keeping.year >= 2025 and rng.random() < 0.3:
        return f"{place.kind} {place.name}, tỉnh Hưng Yên"
    return long if occasion.keeping.agency.number % 3 else short


def _row(rng: Random, shares: Shares, occasion: _Occasion) -> GoldRow:
    person, keeping = occasion.person, occasion.keeping
    labels: set[str] = set()

    def kept(column: str) -> bool:
        return column in keeping.columns and rng.random() >= shares.cell_lost

    study, home = person.studies[occasion.study], person.homes[occasion.home]
    employer = person.employers[occasion.employer] if keeping.names_employer else keeping.agency
    title, code = person.posts[occasion.employer]
    name = _name(rng, shares, occasion, labels)
    birth, precision = _birth(rng, shares, occasion, labels)
    number = _national_id(rng, shares, occasion, labels)
    sex = person.sex
    if rng.random() < shares.wrong_sex:
        labels.add("wrong sex")
        sex = "male" if sex == "female" else "female"
    phone, email = _phone(rng, shares, occasion, labels), _email(rng, shares, occasion, labels)
    lives = kept("commune")
    own = keeping.agency.profile != "association"
    if not own:
        labels.add("association's list")
    return GoldRow(
        0, person.key, frozenset(labels), keeping.agency, employer, keeping.names_employer and not own,
        AS_OF[keeping.year], name, birth, precision, sex if kept("sex") else None, number,
        person.staff_codes[occasion.employer] if kept("staff_code") else None,
        phone, email, home.code if lives else None, f"{home.kind} {home.name}" if lives else None,
        _native(rng, occasion) if kept("native") else None, person.ethnicity if kept("ethnicity") else None,
        study.qualification, study.field, study.school if kept("school") else None,
        study.year if kept("graduation") else None, title, (code or None) if kept("title_code") else None,
        person.recruited.isoformat() if kept("recruitment") else None,
    )  # fmt: skip


def _copy_neighbours_ids(rng: Random, shares: Shares, rows: list[GoldRow]) -> None:
    """Somebody copied the id of the row above."""
    for at in range(1, len(rows)):
        above, row = rows[at - 1], rows[at]
        both = above.agency == row.agency and above.national_id and row.national_id and above.person != row.person
        if both and rng.random() < shares.id_of_neighbour:
            rows[at] = replace(row, national_id=above.national_id, labels=row.labels | {"neighbour's id"})


def make_population(name: str, shares: Shares, size: int, seed: int) -> Population:
    """At least `size` rows.

    Args:
        name: of the set of shares, for the table.
        seed: the same one gives the same population.
    """
    rng = Random(seed)
    mean = sum(n * weight for n, weight in enumerate(shares.rows_of_one, 1)) / sum(shares.rows_of_one)
    employers = draw_employers(rng, max(6, size // shares.rows_of_agency))
    members = draw_associations()
    lists = draw_lists(rng, shares, [*employers, *members])
    people, ties = draw_people(rng, shares, round(size / mean * 1.03) + 10, employers)
    by_list: dict[tuple[int, int], list[GoldRow]] = defaultdict(list)
    for person in people:
        for occasion in _occasions(rng, shares, person, lists, members):
            by_list[occasion.keeping.year, occasion.keeping.agency.number].append(_row(rng, shares, occasion))
    rows: list[GoldRow] = []
    for key in sorted(by_list):
        part = by_list[key]
        rng.shuffle(part)
        rows += part
    _copy_neighbours_ids(rng, shares, rows)
    return Population(
        name, seed, tuple(replace(row, record_id=number) for number, row in enumerate(rows, 1)), ties
    )  # fmt: skip

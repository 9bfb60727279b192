"""Lists of the demo that know people of the sample a second time: an association, a new employer, last year.

Written beside the sample's own workbooks, which stay as they are; who is who stands in elsewhere.json. Reads nothing.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any, Final

from ingest.sample.catalogue import agencies, elsewhere, names, writings
from ingest.sample.people import make_person, new_phone
from ingest.sample.plain_list import HEADER_ROW, plain_list
from talentdb.text import fold

__all__ = ["elsewhere_agencies", "write_elsewhere"]

_MOST_PEOPLE = 1000
"""Cases are shares of at most so many people; see elsewhere.toml."""
_FIRST_SERIAL = 900_000
"""Numbers of people who stand in these lists only, far from those of the sample."""
_AWAITED = ("year", "other_id")
"""Cases of people whose own list waits: one that is sure and one that is not."""

Values = dict[str, Any]


@dataclass
class _Draws:
    """What is drawn from: the sample's people nobody has been taken of yet, and people made anew."""

    rng: Random
    persons: Mapping[str, Mapping[str, Any]]
    free: list[str]
    made: Iterator[int] = field(default_factory=lambda: iter(range(_FIRST_SERIAL, _FIRST_SERIAL + 99_999)))

    def somebody(self) -> tuple[str, Values]:
        """A person of the sample as the own list knows them; everybody once."""
        key = self.free.pop()
        person = self.persons[key]
        by_code = {agency.code: agency.name for agency in agencies()}
        return key, {**person["values"], "employer": by_code.get(person["agency"])}

    def stranger(self, kind: str) -> tuple[str, Values]:
        """Somebody whom the sample does not know, of a workplace of the kind (a key of profiles.toml)."""
        person = make_person(self.rng, next(self.made), "", kind)
        return person.key, dict(person.values)


def _year_only() -> Values:
    return {"birth_date_precision": "year", "national_id": None}


def _old_id(rng: Random) -> Values:
    return {"national_id": f"{rng.randrange(140000000, 159999999)}"}


def _slip(rng: Random, values: Values) -> Values:
    """A tone or mark forgotten in one word of the name."""
    words = values["full_name"].split()
    marked = [at for at, word in enumerate(words) if fold(word) != word.lower()] or [0]
    at = rng.choice(marked)
    words[at] = fold(words[at]).capitalize()
    return {"full_name": " ".join(words), "national_id": None}


def _another_id(values: Values, add: int) -> str:
    """Other digits that say the same sex and year."""
    return f"{values['national_id'][:6]}{(int(values['national_id'][6:]) + add) % 1_000_000:06d}"


_KNOWN_AS: Final[Mapping[str, Callable[[Random, Values], Values]]] = {
    "phone": lambda rng, _: {"phone": new_phone(rng)},
    "old_id": lambda rng, _: _old_id(rng),
    "tone": _slip,
    "year": lambda rng, _: {**_year_only(), "phone": new_phone(rng)},
    "moved": lambda rng, _: {"phone": new_phone(rng)},
    "moved_year": lambda rng, _: {**_year_only(), **_old_id(rng), "phone": new_phone(rng)},
    "other_id": lambda _, values: {"national_id": _another_id(values, 500_000)},
}
"""Case -> what this list says otherwise of the very same person."""


def _of_that_year(draws: _Draws, values: Values, year: int) -> Values:
    """An id of the fictional shape for another person of the sex, born in the year."""
    century = (0 if year < 2000 else 2) + int(values["sex"] == "female")
    return {"national_id": f"033{century}{year % 100:02d}{99_999 - next(draws.made) % 100_000:06d}"}


def _another_person(draws: _Draws, case: str, profile: str) -> tuple[str, Values]:
    """Somebody else who resembles a person of the sample."""
    _, other = draws.somebody()
    key, own = draws.stranger(profile)
    year = int(other["birth_date"][:4])
    values = {**own, "sex": other["sex"], "full_name": other["full_name"], "employer": None}
    if case == "namesake":
        values |= {"birth_date": f"{year}-01-01", "birth_date_precision": "year", "national_id": None}
        return key, values
    values["phone"] = other["phone"]
    if case == "twin":
        given = draws.rng.choice([name for name in names()["given"][other["sex"]] if name not in other["full_name"]])
        values["full_name"] = f"{other['full_name'].rpartition(' ')[0]} {given}"
        values |= {"birth_date": other["birth_date"], "national_id": _another_id(other, 1)}
        return key, values
    born = year + 28 if year < 1976 else year - 28
    values["birth_date"] = f"{born}{own['birth_date'][4:].replace('02-29', '02-28')}"
    return key, {**values, **_of_that_year(draws, values, born)}


def _row(draws: _Draws, case: str, profile: str, employer: str | None) -> tuple[str, Values]:
    """One row of a case; `employer` is who employs everybody of the list, None for an association."""
    if case in _KNOWN_AS:
        key, values = draws.somebody()
        values = {**values, **_KNOWN_AS[case](draws.rng, values)}
    elif case in ("namesake", "twin", "child"):
        key, values = _another_person(draws, case, profile)
    else:
        key, values = draws.stranger(profile)
    return key, {**values, "employer": employer or values.get("employer")}


def _birth(values: Values) -> str | None:
    if values.get("birth_date") is None:
        return None
    day = date.fromisoformat(values["birth_date"])
    return str(day.year) if values["birth_date_precision"] == "year" else f"{day:%d/%m/%Y}"


def _cell(name: str, values: Values, number: int) -> str | int | None:
    if name == "number":
        return number
    if name == "birth_date":
        return _birth(values)
    if name in ("sex", "qualification", "ethnicity_code", "employment_category"):
        return str(writings()[name][values[name]][0])
    found = values.get(name)
    return None if found is None else str(found)


def _write(
    folder: Path, spec: Mapping[str, Any], agency: tuple[str, str], rows: list[tuple[str, str, Values]]
) -> Values:
    """One workbook of (case, person, values) rows; gives its entry, of the shape of the sample's files."""
    columns = spec.get("columns") or elsewhere()["columns"]
    cells = [
        [_cell(name, values, number) for name in columns.values()] for number, (_, _, values) in enumerate(rows, 1)
    ]
    reasons = spec.get("returned", {})
    return {
        "file": plain_list(folder, spec["stem"], spec["title"], spec["as_of"], list(columns), cells),
        "agency_code": agency[0],
        "agency_name": agency[1],
        "form": "people",
        "as_of": spec["as_of"],
        "rows": [
            {"row": HEADER_ROW + number, "person": person, "case": case, "reason": reasons.get(case)}
            for number, (case, person, _) in enumerate(rows, 1)
        ],
    }


def _list(
    draws: _Draws, folder: Path, part: str, profile: str, awaited: Mapping[str, str] = MappingProxyType({})
) -> Values:
    """A list of every case of its part; `awaited`: case -> somebody known here before their own list came."""
    spec, people = elsewhere()[part], len(draws.persons)
    employer = None if spec["kind"] == "association" else spec["name"]
    rows: list[tuple[str, str, Values]] = []
    for case, share in spec["cases"].items():
        draws.free += [awaited[case]] if case in awaited else []
        count = min(len(draws.free), max(1, round(share * min(people, _MOST_PEOPLE))))
        rows.extend((case, *_row(draws, case, profile, employer)) for _ in range(count))
    for case in spec.get("returned", ()):
        key, values = draws.stranger(profile)
        wrong = {"birth_date": None, "national_id": None} if case == "no_birth" else {"birth_date": "1991-05-06"}
        if case == "other_year":
            wrong |= _of_that_year(draws, values, 1979)
        rows.append((case, key, {**values, **wrong, "employer": employer}))
    draws.rng.shuffle(rows)
    return _write(folder, spec, (spec["code"], spec["name"]), rows)


def _last_year(draws: _Draws, folder: Path, agency: tuple[str, str], staff: list[str]) -> Values:
    """The list of a year ago of an agency whose list of this year has newcomers, changes and people missing."""
    spec = elsewhere()["last_year"]
    rows: list[tuple[str, str, Values]] = []
    for number, key in enumerate(staff, 1):
        values = {**draws.persons[key]["values"], "employer": agency[1]}
        if number % spec["newcomer_every"] == 1:
            continue
        changed = number % spec["changed_every"] == 2
        if changed:
            values |= spec["former"]
        rows.append(("changed" if changed else "same", key, values))
    for _ in range(spec["left"]):
        key, values = draws.stranger("university")
        rows.append(("left", key, {**values, "employer": agency[1]}))
    return _write(folder, spec, agency, rows)


def elsewhere_agencies() -> list[dict[str, Any]]:
    """The bodies that only these lists know, in the shape that `talentdb agencies import` takes."""
    specs = [elsewhere()[part] for part in ("association", "centre")]
    return [{"code": spec["code"], "name": spec["name"], "kind": spec["kind"], "fictional": True} for spec in specs]


def write_elsewhere(gold: Mapping[str, Any], folder: Path) -> list[dict[str, Any]]:
    """Write the three lists and elsewhere.json into `folder`; gives their entries, in the order of their days.

    Args:
        gold: of the sample (see ingest.sample.write). The list of last year is of the agency of its last file;
            newcomers of that agency stand in the association's list, as `_AWAITED` says.
    An entry has the keys of a file of the gold, and of each row the person, the case of elsewhere.toml, and the
    reason why it is sent back, if it is.
    """
    persons, last = gold["persons"], gold["files"][-1]
    staff = sorted(key for key, person in persons.items() if person["agency"] == last["agency_code"])
    rng = Random(f"{gold['seed']}/elsewhere")  # noqa: S311 - repeatable fiction
    free = sorted(set(persons) - set(staff))
    rng.shuffle(free)
    draws = _Draws(rng, persons, free)
    newcomers = staff[:: elsewhere()["last_year"]["newcomer_every"]]
    awaited = dict(zip(_AWAITED, newcomers, strict=False))
    entries = [
        _last_year(draws, folder, (last["agency_code"], last["agency_name"]), staff),
        _list(draws, folder, "association", "association", awaited),
        _list(draws, folder, "centre", "hospital"),
    ]
    (folder / "elsewhere.json").write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    return entries

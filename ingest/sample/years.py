"""Lists of earlier years of some bodies of the demo, so that its figures have a past.

Written beside the sample's own workbooks, which stay as they are; only the demo reads them. Reads nothing.
"""

from collections.abc import Mapping
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Final

from ingest.sample.catalogue import agencies, reported, writings
from ingest.sample.model import CellValue, SampleAgency
from ingest.sample.people import make_person
from ingest.sample.plain_list import plain_list

__all__ = ["write_years"]

_FIRST_SERIAL: Final = 800_000
"""Numbers of people who stand in these lists only, far from those of the sample."""
_WRITTEN: Final = ("sex", "ethnicity_code", "employment_category", "qualification")
_DAYS: Final = ("birth_date", "recruitment_date")

Values = dict[str, Any]


def _cell(name: str, values: Values) -> CellValue:
    found = values.get(name)
    if found is None:
        return None
    if name in _WRITTEN:
        return str(writings()[name][found][0])
    return f"{date.fromisoformat(found):%d/%m/%Y}" if name in _DAYS else found


def _lists(agency: SampleAgency, staff: list[Values], rng: Random, serials: "count[int]") -> list[list[Values]]:
    """The rows of each year, oldest first: who was there, and who had gone since the year before."""
    spec = reported()["years"]
    years: list[list[Values]] = []
    going: list[Values] = []
    for day in spec["days"]:
        stayed = [
            {**values, "status": spec["working"]} for values in staff if values.get("recruitment_date", "") <= day
        ]
        left = [{**values, "status": spec["gone"][at % len(spec["gone"])]} for at, values in enumerate(going)]
        going = [
            {**make_person(rng, next(serials), agency.code, agency.profile).values, "recruitment_date": "2010-09-01"}
            for _ in range(max(1, len(stayed) // spec["goes_every"]))
        ]
        years.append([*stayed, *({**values, "status": spec["working"]} for values in going), *left])
    return years


def write_years(gold: Mapping[str, Any], folder: Path) -> list[Values]:
    """Write the lists into `folder`; gives their entries, oldest first, of the shape of the sample's files.

    Args:
        gold: of the sample (see ingest.sample.write). Who is there in 2026 and was recruited before a day stands in
            the list of that day; who went since is of these lists alone.
    """
    spec = reported()["years"]
    rng = Random(f"{gold['seed']}/years")  # noqa: S311 - repeatable fiction
    serials = count(_FIRST_SERIAL)
    by_slug = {one.slug: one for one in agencies()}
    found = []
    for slug in spec["agencies"]:
        agency = by_slug[slug.lower()]
        staff = [person["values"] for person in gold["persons"].values() if person["agency"] == agency.code]
        for day, rows in zip(spec["days"], _lists(agency, staff, rng, serials), strict=True):
            year = day[:4]
            cells = [
                [_cell(name, {**values, "number": number}) for name in spec["columns"].values()]
                for number, values in enumerate(rows, 1)
            ]
            title, stem = spec["title"].format(year=year), f"{spec['stem']}-{year}-{agency.slug}"
            found.append(
                {
                    "file": plain_list(folder, stem, title, day, list(spec["columns"]), cells),
                    "agency_code": agency.code,
                    "agency_name": agency.name,
                    "form": "people",
                    "as_of": day,
                }
            )
    return sorted(found, key=lambda entry: entry["as_of"])

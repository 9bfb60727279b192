"""Lists of the demo beside those of people: staff totals, accreditation, needs, and courses that are planned.

Written beside the sample's own workbooks, which stay as they are; only the demo reads them. Reads nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from ingest.sample.catalogue import agencies, reported
from ingest.sample.model import CellValue
from ingest.sample.plain_list import plain_list

__all__ = ["write_reported"]

_OTHER_FORMS: Final = {"schools": "institutions", "programmes": "institutions", "needs": "needs"}

Values = dict[str, Any]


def _entry(
    folder: Path, spec: Mapping[str, Any], agency: str, form: str, rows: Sequence[Sequence[CellValue]], stem: str = ""
) -> Values:
    """One workbook; gives its entry, of the shape of the sample's files."""
    names = {one.code: one.name for one in agencies()}
    return {
        "file": plain_list(folder, stem or spec["stem"], spec["title"], spec["as_of"], list(spec["columns"]), rows),
        "agency_code": agency,
        "agency_name": names.get(agency, ""),
        "form": form,
        "as_of": spec["as_of"],
    }


def _of_hundred(part: int, whole: int) -> int:
    return round(part * whole / 100)


def _staff(folder: Path, persons: Mapping[str, Mapping[str, Any]]) -> list[Values]:
    """What some bodies say of how many they are: a few more than they list, as in life."""
    spec, codes = reported()["staff"], {one.slug: one for one in agencies()}
    found = []
    for slug in spec["agencies"]:
        agency = codes[slug.lower()]
        staff = [person["values"] for person in persons.values() if person["agency"] == agency.code]
        total = len(staff) + max(1, _of_hundred(spec["more"], len(staff)))
        teachers = [total, _of_hundred(spec["at_standard"], total)] if slug in spec["teachers"] else [None, None]
        women = sum(values["sex"] == "female" for values in staff)
        minority = sum(values["ethnicity_code"] != "01" for values in staff)
        row = [1, agency.name, total, women, minority, _of_hundred(spec["trained"], total), *teachers]
        found.append(_entry(folder, spec, agency.code, "institutions", [row], f"{spec['stem']}-{agency.slug}"))
    return found


def _known(person: Mapping[str, Any], number: int) -> Values:
    """What such a list says of a person of the sample."""
    values, employers = person["values"], {one.code: one.name for one in agencies()}
    return {
        "number": number,
        "full_name": values["full_name"],
        "birth_date": f"{date.fromisoformat(values['birth_date']):%d/%m/%Y}",
        "national_id": values["national_id"],
        "employer": employers.get(person["agency"]),
    }


def _courses(folder: Path, persons: Mapping[str, Mapping[str, Any]], rng: Random) -> Values:
    """Next year's plan of courses, for people drawn from all bodies of the province."""
    spec = reported()["courses"]
    chosen = [key for key in sorted(persons) if rng.random() < spec["share"] / 100][: spec["most"]]
    rows = [
        [{**spec, **_known(persons[key], number)}[name] for name in spec["columns"].values()]
        for number, key in enumerate(chosen, 1)
    ]
    return _entry(folder, spec, spec["agency"], "trainings", rows)


def _talents(folder: Path, persons: Mapping[str, Mapping[str, Any]]) -> Values:
    """Whom the province calls expert or talent."""
    spec = reported()["talents"]
    learned = [key for key in sorted(persons) if persons[key]["values"]["qualification"] in spec["degrees"]]
    rows = [
        [
            {**_known(persons[key], number), "group": spec["groups"][number % len(spec["groups"])]}[name]
            for name in spec["columns"].values()
        ]
        for number, key in enumerate(learned[:: spec["one_of"]][: spec["most"]], 1)
    ]
    return _entry(folder, spec, spec["agency"], "people", rows)


def write_reported(gold: Mapping[str, Any], folder: Path) -> list[Values]:
    """Write the lists into `folder`; gives their entries, of the shape of the sample's files.

    Args:
        gold: of the sample (see ingest.sample.write); its people are those whom totals and courses speak of.
    """
    rng = Random(f"{gold['seed']}/reported")  # noqa: S311 - repeatable fiction
    others = [
        _entry(folder, spec, spec["agency"], form, [[cell or None for cell in row] for row in spec["rows"]])
        for form, spec in ((form, reported()[part]) for part, form in _OTHER_FORMS.items())
    ]
    persons = gold["persons"]
    return [*_staff(folder, persons), *others, _courses(folder, persons, rng), _talents(folder, persons)]

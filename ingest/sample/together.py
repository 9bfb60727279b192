"""Works that people of the sample did together: circles of colleagues by topic, so that a network has groups.

Written beside the sample's own workbooks, which stay as they are; only the demo reads them. Reads nothing.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from ingest.sample.catalogue import agencies, facts, together
from ingest.sample.plain_list import HEADER_ROW, plain_list

__all__ = ["write_together"]

_FIRST_YEAR, _LAST_YEAR = 2014, 2026
_FROM_ANOTHER_CIRCLE = 0.2
"""How often the last member of a work is of another circle: the bridges of the network."""

Values = dict[str, Any]


def _circles(rng: Random, persons: Mapping[str, Mapping[str, Any]]) -> list[list[str]]:
    """People who may lead or write, by topic; most of the learned, few of the others, each in one circle."""
    degrees = together()["degrees"]
    most = max(degrees.values())
    chosen = [key for key in sorted(persons)
              if rng.random() < degrees.get(persons[key]["values"].get("qualification"), 0) / most]  # fmt: skip
    rng.shuffle(chosen)
    circles = max(2, min(len(facts()["topics"]), len(chosen) // 6))
    return [chosen[start::circles] for start in range(circles)]


def _team(rng: Random, circles: list[list[str]], circle: int, fewest: int, most: int) -> list[str]:
    """Who did one work: who stands early in a circle is asked more often, as everywhere."""
    own = circles[circle]
    size = min(rng.randint(fewest, most), len(own))
    team = sorted(range(len(own)), key=lambda place: rng.random() * (1 + place / 4))[:size]
    found = [own[place] for place in team]
    if rng.random() < _FROM_ANOTHER_CIRCLE:
        found.append(rng.choice(circles[(circle + rng.randint(1, len(circles) - 1)) % len(circles)]))
    return list(dict.fromkeys(found))


def _works(rng: Random, spec: Mapping[str, Any], circles: list[list[str]], count: int) -> list[tuple[str, Values]]:
    """(person, values) of every member of every work."""
    rows: list[tuple[str, Values]] = []
    for number in range(count):
        circle = number % len(circles)
        topic = facts()["topics"][circle % len(facts()["topics"])]
        title = f"{rng.choice(facts()['starts'][spec['kind']])} {topic} tại {rng.choice(together()['places'])}"
        shared = {"work_title": f"{title}, đợt {number // len(circles) + 1}",
                  "work_level": rng.choice(spec["levels"]), "work_type": spec["called"],
                  "work_year": rng.randint(_FIRST_YEAR, _LAST_YEAR)}  # fmt: skip
        team = _team(rng, circles, circle, *spec["members"])
        roles = [spec["roles"][min(place, len(spec["roles"]) - 1)] for place in range(len(team))]
        if "supervisor" in spec and len(team) > 1 and number % spec["supervised_every"] == 1:
            roles[-1] = spec["supervisor"]
        rows += [(person, {**shared, "member_role": role}) for person, role in zip(team, roles, strict=True)]
    return rows


def _write(
    folder: Path, part: str, persons: Mapping[str, Mapping[str, Any]], rows: list[tuple[str, Values]]
) -> Values:
    """One workbook; gives its entry, of the shape of the sample's files."""
    spec, columns = together()[part], together()["columns"]
    employers = {agency.code: agency.name for agency in agencies()}
    cells = []
    for number, (key, values) in enumerate(rows, 1):
        own = persons[key]["values"]
        known = {**own, **values, "number": number, "employer": employers.get(persons[key]["agency"]),
                 "birth_date": f"{date.fromisoformat(own['birth_date']):%d/%m/%Y}"}  # fmt: skip
        cells.append([known.get(name) for name in columns.values()])
    return {
        "file": plain_list(folder, spec["stem"], spec["title"], together()["as_of"], list(columns), cells),
        "agency_code": together()["agency"],
        "agency_name": employers.get(together()["agency"], ""),
        "form": "works",
        "as_of": together()["as_of"],
        "rows": [{"row": HEADER_ROW + number, "person": key, "reason": None} for number, (key, _) in
                 enumerate(rows, 1)],
    }  # fmt: skip


def write_together(gold: Mapping[str, Any], folder: Path) -> list[Values]:
    """Write the list of tasks and that of publications into `folder`; gives their entries.

    Args:
        gold: of the sample (see ingest.sample.write); its people are those of the works.
    """
    persons = gold["persons"]
    rng = Random(f"{gold['seed']}/together")  # noqa: S311 - repeatable fiction
    circles = _circles(rng, persons)
    people = min(len(persons), together()["most_people"])
    entries = []
    for part in ("tasks", "papers"):
        count = max(len(circles), round(together()[part]["share"] * people))
        entries.append(_write(folder, part, persons, _works(rng, together()[part], circles, count)))
    return entries

"""The gold population end to end: workbooks read, loaded, approved, exported; gold met by file, sheet and row."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ingest.load import read_for_agency, store_document
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.lookup import find_agency_id
from talentdb.identity.queue import queue
from talentdb.people.export import iter_people
from talentdb.registry.decisions import approve
from talentdb.runtime import Runtime, open_runtime
from talentdb.settings import Settings
from tests.bench.identity.figures import Answer, judge
from tests.bench.identity.population import Population
from tests.bench.identity.workbooks import SHEET, Workbook, write_workbooks
from tests.bench.table import Row, seconds

__all__ = ["answer_loaded", "loaded_rows"]

_Place = tuple[str, str, int]
"""File, sheet, row."""
_ALL = 10_000_000


def _load(runtime: Runtime, book: Workbook) -> None:
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        agency_id = find_agency_id(connection, book.agency_code)
        document = read_for_agency(connection, book.path, agency_id, "people")
        found = store_document(
            connection, OPERATOR, runtime.keyring, document, agency_id=agency_id, as_of=book.as_of,
            file_name=book.path.name, content=book.path.read_bytes(), state="submitted",
        )  # fmt: skip
        for item in found:
            approve(connection, OPERATOR, item.receipt.submission_id)


def _persons(people: Iterable[Mapping[str, Any]]) -> Iterator[tuple[_Place, int]]:
    for person in people:
        for source in person["sources"]:
            yield (source["file"], source["sheet"], source["row"]), person["person_id"]


def _asked(items: Iterable[Mapping[str, Any]], cluster_of: Mapping[_Place, int]) -> Iterator[frozenset[int]]:
    for item in items:
        sides = frozenset(
            side.get("person_id") or cluster_of.get((side["file"], side["sheet"], side["row"]), 0)
            for side in (item["a"], item["b"])
        )
        if len(sides) == 2 and 0 not in sides:
            yield sides


def answer_loaded(folder: Path, population: Population) -> tuple[Answer, int]:
    """What the registry says after loading every list, and how many rows it does not hold at all.

    Uses what the commands `people export --with-sources --format json` and `identity queue --json` print.
    """
    books = list(write_workbooks(folder / "lists", population))
    record_of: dict[_Place, int] = {
        (book.path.name, SHEET, at): record for book in books for at, record in book.rows.items()
    }
    marks = [time.perf_counter()]
    with open_runtime(Settings(home=folder / "home")) as runtime:
        for book in books:
            _load(runtime, book)
        marks.append(time.perf_counter())
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            cluster_at = dict(_persons(iter_people(connection, OPERATOR, with_sources=True)))
            items = json.loads(json.dumps([item.as_json() for item in queue(connection, limit=_ALL)], default=str))
        marks.append(time.perf_counter())
    asked = frozenset(_asked(items, cluster_at))
    lost = [record for place, record in record_of.items() if place not in cluster_at]
    alone = {record: -record for record in lost}
    cluster_of = {record_of[place]: person for place, person in cluster_at.items()} | alone
    spent = {"loading": marks[1] - marks[0], "export and queue": marks[2] - marks[1]}
    return Answer(cluster_of, asked, spent), len(lost)


def loaded_rows(folder: Path, population: Population) -> list[Row]:
    """The figures of the registry as rows of the benchmark's table."""
    answer, lost = answer_loaded(folder, population)
    figures = judge(population, answer)
    files = len({(row.agency.code, row.as_of) for row in population.rows})
    name = f"{population.name} loaded from {files} workbooks"
    lines = [
        ("rows lost", f"{lost} of {len(population.rows):,}", "0"),
        ("precision, recall, F1", f"{figures.precision:.4f}, {figures.recall:.4f}, {figures.f1:.4f}", "≥ 0.995, ,"),
        ("found, merged or queued", f"{figures.found:.4f}", "≥ 0.995"),
        ("queued pairs to 1,000 rows", f"{figures.per_thousand:.1f}", "≤ 39"),
        ("wrong merges of automatic merges", f"{figures.wrong_merges} of {figures.merges:,}", "≤ 1 in 2,000"),
        ("loading and approving", seconds(figures.seconds["loading"]), ""),
    ]
    return [Row("identity", f"{name}: {what}", ours, bar=bar) for what, ours, bar in lines]

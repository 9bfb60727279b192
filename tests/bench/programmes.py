"""Lists of the programmes over many cases: how long they take beside a bare count of the same rows, how they grow."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy import Engine, text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.lookup import find_agency_id
from talentdb.programmes.commitments import list_commitments
from talentdb.programmes.payment_rows import list_money
from talentdb.programmes.screening import screen
from talentdb.programmes.standing import most_urgent_first, standings
from talentdb.settings import today
from tests.bench.measure import alternate, timed
from tests.bench.registry import load_registry, open_servers
from tests.bench.table import Row, seconds
from tests.bench.workbook import make_people, write_workbook
from tests.talentdb.programmes.many import PLAN, fill, fill_nominations

__all__ = ["measure_programmes"]

_PEOPLE: Final = 400
_SCREENED: Final = list(range(1, 11))
_COUNT: Final = "select {counts}"
_LISTS: Final[dict[str, tuple[Callable[[Any], Any], tuple[str, ...]]]] = {
    "cases, as the page lists them": (
        lambda c: most_urgent_first(standings(c, OPERATOR, today())), ("programme_case", "case_event"),
    ),
    "money of all cases": (
        lambda c: list_money(c, OPERATOR, plan=PLAN), ("programme_case", "case_event", "payment", "commitment"),
    ),
    "commitments": (
        lambda c: list_commitments(c, OPERATOR, today()), ("programme_case", "commitment", "payment"),
    ),
    f"screening of {len(_SCREENED)} nominations": (
        lambda c: screen(c, OPERATOR, _SCREENED), ("nomination", "person_version", "match_key"),
    ),
}  # fmt: skip
"""What is listed -> how, and the tables that it reads."""


def measure_programmes(folder: Path, cases: int, runs: int, seed: int) -> list[Row]:
    """The lists at a quarter of `cases` and at all of them."""
    path = write_workbook(folder / "programmes.xlsx", make_people(_PEOPLE, seed))
    took: dict[str, list[float]] = {name: [] for name in _LISTS}
    with open_servers(folder / "programmes") as servers:
        loaded = load_registry(servers, path)
        filled = 0
        for wanted in (cases // 4, cases):
            _fill(loaded.owner_url, loaded.engine, wanted - filled)
            filled = wanted
            found = {name: _measured(loaded.engine, *way, runs) for name, way in _LISTS.items()}
            for name, (ours, _) in found.items():
                took[name].append(ours)
        loaded.engine.dispose()
    return [
        Row(
            "programmes", f"{cases:,} cases, payments and nominations: {name}",
            f"{seconds(took[name][1])}; {took[name][1] / found[name][1]:.1f} × a bare count of the same tables;"
            f" {took[name][1] / took[name][0]:.1f} × as long as with a quarter of them",
        )
        for name in _LISTS
    ]  # fmt: skip


def _fill(owner_url: str, engine: Engine, count: int) -> None:
    with unit_of_work(engine, OPERATOR) as connection:
        body = find_agency_id(connection, "SO-KHCN")
        persons = (
            connection.execute(text("select person_id from person_version where valid_to is null")).scalars().all()
        )
    with psycopg.connect(owner_url) as owner:
        fill(owner, count, persons, body)
        fill_nominations(owner, count)


def _measured(engine: Engine, listed: Callable[[Any], Any], tables: Sequence[str], runs: int) -> tuple[float, float]:
    """Median seconds of the list, and of counting its tables."""
    counts = ", ".join(f"(select count(*) from {table})" for table in tables)

    def ours(_: int) -> float:
        with unit_of_work(engine, OPERATOR) as connection:
            return timed(lambda: listed(connection))[0]

    def theirs(_: int) -> float:
        with unit_of_work(engine, OPERATOR) as connection:
            return timed(lambda: connection.execute(text(_COUNT.format(counts=counts))).all())[0]

    found = alternate(runs, {"ours": ours, "theirs": theirs})
    return sorted(found["ours"])[runs // 2], sorted(found["theirs"])[runs // 2]

"""Figure 20, first half: the file of one person has every row that the live catalogue leads to, and is there in time;
the lawful clocks end on the days that a calendar counted by hand gives, over six Tết holidays.

What erasure leaves behind is measured by `erasure`.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql
from sqlalchemy import make_url, select

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.db.engine import make_engine
from talentdb.db.tables import person
from talentdb.privacy.clocks import clock, rights
from talentdb.privacy.file_formats import as_json, as_workbook
from talentdb.privacy.person_file import person_file
from talentdb.runtime import open_runtime
from talentdb.services import Services
from tests.trust.figure import Figure, Scale
from tests.trust.filled import Filled
from tests.trust.registries import BODIES, copied_up_to, hand_in, home_at
from tests.trust.scratch import filled_database, own_services, reference_database

__all__ = ["measure", "missing_rows", "wrong_clocks"]

_PEOPLE: Final = {"short": 0, "full": 100_000}
_ASKED: Final = {"short": 3, "full": 20}
_YEARS: Final = {"short": 2, "full": 6}
_SECONDS: Final = 10.0
_FIRST: Final = 1000

_TET: Final = (
    (date(2021, 2, 10), date(2021, 2, 16)), (date(2022, 1, 31), date(2022, 2, 4)),
    (date(2023, 1, 20), date(2023, 1, 26)), (date(2024, 2, 8), date(2024, 2, 14)),
    (date(2025, 1, 27), date(2025, 1, 31)), (date(2026, 2, 16), date(2026, 2, 20)),
)  # fmt: skip
"""First and last weekday off at Tết, as the authorities announced them; later ones are not decided yet."""
_KINGS: Final = (
    date(2021, 4, 21), date(2022, 4, 10), date(2023, 4, 29), date(2024, 4, 18), date(2025, 4, 7), date(2026, 4, 26),
)  # fmt: skip
"""Tenth day of the third lunar month."""
_SWAPPED: Final = frozenset({date(2024, 4, 29), date(2025, 5, 2)})
"""Days off in the place of a Saturday that was worked, as announced."""

_LINKS: Final = """
    select p.relname, c.relname, pa.attname, ca.attname
    from pg_constraint r join pg_class c on c.oid = r.conrelid join pg_class p on p.oid = r.confrelid
        join pg_attribute ca on ca.attrelid = c.oid and ca.attnum = r.conkey[1]
        join pg_attribute pa on pa.attrelid = p.oid and pa.attnum = r.confkey[1]
        join pg_index i on i.indrelid = p.oid and i.indisprimary
    where r.contype = 'f' and c.relnamespace = 'public'::regnamespace and cardinality(r.conkey) = 1
        and i.indkey::text = r.confkey[1]::text
"""
_STARTS: Final = """
    select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
    where c.relnamespace = 'public'::regnamespace and a.attname = 'person_id' and a.atttypid = 'bigint'::regtype
"""
_UP: Final = (
    ("person_source", "source_record", "source_record_id"),
    ("programme_case", "nomination", "nomination_id"),
)


def measure(scale: Scale) -> list[Figure]:
    """Completeness on a database in which every table has rows of everybody; time on a large registry; the clocks."""
    with own_services() as services, reference_database(services) as template:
        people, rows, missing = _complete(services, template)
    checked, wrong = wrong_clocks(_YEARS[scale])
    count, slowest = _timed(scale)
    return [
        Figure(20, "file of one person: rows that the catalogue leads to and the file lacks",
               "0", f"{missing} of {rows} rows of {people} people", missing == 0 and rows > 0),
        Figure(20, "file of one person: time to make it, both formats", "≤ 10 s",
               f"{slowest:.1f} s at most, {_ASKED[scale]} files, {count} people", slowest <= _SECONDS),
        Figure(20, "lawful clocks over Tết: last days that a count by hand does not give",
               "0", f"{wrong} of {checked}", wrong == 0 and checked > 0),
    ]  # fmt: skip


def _complete(services: Services, template: str) -> tuple[int, int, int]:
    """People asked for, rows that the catalogue leads to, and those that their files lack."""
    with filled_database(services, template) as (_, owner, filled):
        named = owner.info.dbname
        address = make_url(services.database.app_url()).set(database=named).render_as_string(hide_password=False)
        engine = make_engine(address)
        asked = missing = rows = 0
        for number in _numbers(filled):
            led = led_to(owner, number)
            with unit_of_work(engine, OPERATOR) as connection:
                held = person_file(connection, OPERATOR, number, "đo").held
            asked += 1
            rows += sum(led.values())
            missing += missing_rows(led, {name: len(found) for name, found in held.items()})
        engine.dispose()
    return asked, rows, missing


def missing_rows(led: dict[str, int], held: dict[str, int]) -> int:
    """How many rows of those that the catalogue leads to are not held in the file."""
    return sum(max(0, count - held.get(table, 0)) for table, count in led.items())


def _numbers(filled: Filled) -> list[int]:
    return [_FIRST + actor.k for actor in filled.actors if actor.account_id is not None]


def led_to(owner: psycopg.Connection[Any], number: int) -> dict[str, int]:
    """Table -> rows, by the foreign keys of the live catalogue; it knows nothing of the program's own tables."""
    links: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for parent, child, theirs, ours in owner.execute(_LINKS).fetchall():
        links[parent].append((child, theirs, ours))
    found: dict[str, set[str]] = defaultdict(set)
    todo = [(table, "person_id", [number]) for (table,) in owner.execute(_STARTS).fetchall()]
    while todo:
        table, column, keys = todo.pop()
        fresh = {place: row for place, row in _rows(owner, table, column, keys) if place not in found[table]}
        found[table].update(fresh)
        if table == "account" or not fresh:
            continue
        for child, theirs, ours in links[table]:
            if theirs != "person_id":
                todo.append((child, ours, [row[theirs] for row in fresh.values()]))
        for below, above, by in _UP:
            if below == table:
                todo.append((above, by, [row[by] for row in fresh.values() if row[by] is not None]))
    return {table: len(places) for table, places in found.items() if places}


def _rows(owner: psycopg.Connection[Any], table: str, column: str, keys: list[Any]) -> Iterator[tuple[str, Any]]:
    if keys:
        statement = sql.SQL("select ctid::text, to_jsonb(t) from {} t where {} = any (%s)")
        yield from owner.execute(statement.format(sql.Identifier(table), sql.Identifier(column)), [keys]).fetchall()


def _timed(scale: Scale) -> tuple[int, float]:
    """People in a registry, and the slowest of some files of them."""
    with tempfile.TemporaryDirectory(dir=Path.cwd().parent if scale == "full" else None) as name:
        folder = Path(name)
        with open_runtime(home_at(folder / "h")) as runtime:
            hand_in(runtime, folder, 0, 40, BODIES[0])
            count = copied_up_to(runtime, _PEOPLE[scale]) if _PEOPLE[scale] else 40
            with unit_of_work(runtime.engine, OPERATOR) as connection:
                known = list(connection.execute(select(person.c.person_id).order_by(person.c.person_id)).scalars())
            slowest = 0.0
            for number in known[:: max(1, len(known) // _ASKED[scale])][: _ASKED[scale]]:
                begun = time.perf_counter()
                with unit_of_work(runtime.engine, OPERATOR) as connection:
                    found = person_file(connection, OPERATOR, number, "đo")
                as_json(found)
                as_workbook(found)
                slowest = max(slowest, time.perf_counter() - begun)
    return count, slowest


def wrong_clocks(years: int) -> tuple[int, int]:
    """Last days that were looked at, around Tết of so many years, and those that a count by hand does not give."""
    checked = wrong = 0
    for at in range(len(_TET) - years, len(_TET)):
        off = _off(at)
        for received in (_TET[at][0] + timedelta(days=step) for step in range(-30, 15)):
            for right, third, extended in product(rights().values(), (False, True), (False, True)):
                told = clock(right, received, third=third, extended=extended)
                days = (right.with_third if third else right.days) + (right.extension if extended else 0)
                checked += 2
                wrong += told.done_by != _counted(received, days, off)
                wrong += told.answer_by != _counted(received, 2, off)
    return checked, wrong


def _counted(received: date, days: int, off: frozenset[date]) -> date:
    day = received
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5 and day not in off
    return day


def _off(at: int) -> frozenset[date]:
    """Days off of the first half of a year, with the day after for one that falls on a weekend."""
    first, last = _TET[at]
    year = first.year
    tet = {first + timedelta(days=step) for step in range((last - first).days + 1)}
    off = {*tet, *_SWAPPED}
    off |= {date(year, 1, 1), _KINGS[at], date(year, 4, 30), date(year, 5, 1)}
    for day in sorted({date(year, 1, 1), _KINGS[at], date(year, 4, 30), date(year, 5, 1)}):
        instead = day
        while instead.weekday() >= 5 or (instead in off and instead != day):
            instead += timedelta(days=1)
        off.add(instead)
    return frozenset(off)

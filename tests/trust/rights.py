"""Figure 7: nobody reads or writes what is not theirs, by whatever way. Figure 8: nothing of an actor stays on a
connection that the next one gets. The holes made on purpose have to be found in one run each.
"""

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from typing import Final

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal, Role
from talentdb.errors import TalentdbError
from talentdb.services import Services
from tests.trust.figure import Figure, Scale
from tests.trust.filled import Actor
from tests.trust.scratch import filled_database, own_services, reference_database
from tests.trust.walls import (
    HOLES,
    all_attempts,
    found_in_one_run,
    judged,
    lint,
    random_attempts,
    views_beyond,
)

__all__ = ["measure", "mixed_checkouts"]

_SEED: Final = 8
_THREADS: Final = 4


class _ExpectedError(Exception):
    """What a page may raise in the middle of its work."""


def measure(scale: Scale) -> list[Figure]:
    """Everybody at every row with every act, more by chance, the views, the catalogue, the holes, the pool."""
    with own_services() as services, reference_database(services) as template:
        return [*_rows(services, template, scale), _pool(services, template, scale)]


def _rows(services: Services, template: str, scale: Scale) -> list[Figure]:
    with filled_database(services, template) as (app, owner, filled):
        every = islice(all_attempts(filled), 0, None, 1 if scale == "full" else 60)
        by_chance = random_attempts(filled, 20_000 if scale == "full" else 1_000, _SEED)
        told = list(judged(app, filled, chain(every, by_chance)))
        through = [str(attempt) for attempt, said in told if said == "beyond"]
        refused = [str(attempt) for attempt, said in told if said == "refused"]
        views = views_beyond(app, filled)
        against = lint(owner)
        found = []
        for make, mend in HOLES.values():
            for statement in make:
                owner.execute(statement)
            found.append(bool(found_in_one_run(app, owner, filled, 20_000)))
            for statement in mend:
                owner.execute(statement)
    tables, least = len(filled.rows), 100_000 if scale == "full" else 1_000
    return [
        Figure(7, "reads and writes across bodies and roles by raw SQL", f"0 of at least {least}",
               f"{len(through)} of {len(told)} ({len(filled.actors)} actors, {tables} tables)" + _first(through),
               not through and len(told) >= least),
        Figure(7, "rows of views other than the matrix says", "0", f"{len(views)}{_first(views)}", not views),
        Figure(7, "promises of the matrix that the database breaks", "0", f"{len(refused)}{_first(refused)}",
               not refused),
        Figure(7, "objections of the catalogue", "0", f"{len(against)}{_first(against)}", not against),
        Figure(7, "holes made on purpose found in one run", f"{len(HOLES)} of {len(HOLES)}",
               f"{sum(found)} of {len(found)}", all(found)),
    ]  # fmt: skip


def _first(found: list[str]) -> str:
    return f"; first: {found[0]}" if found else ""


def _pool(services: Services, template: str, scale: Scale) -> Figure:
    count = 100_000 if scale == "full" else 2_000
    with filled_database(services, template) as (_, owner, filled):
        address = make_url(services.database.app_url()).set(database=owner.info.dbname)
        engine = create_engine(address, pool_size=2, max_overflow=0, pool_timeout=600)
        try:
            told = mixed_checkouts(engine, [one for one in filled.actors if one.role in set(Role)], count)
        finally:
            engine.dispose()
    wrong = told["leaked"] + told["foreign"]
    return Figure(
        8, "actors left on a connection of a pool of two", f"0 of {count} mixed checkouts",
        f"{wrong} of {told['checkouts']} ({told['raised']} raised, {told['cancelled']} cancelled)",
        wrong == 0 and told["checkouts"] >= count,
    )  # fmt: skip


def mixed_checkouts(engine: Engine, actors: list[Actor], count: int) -> Counter[str]:
    """Transactions of many actors from several threads, some raising, some cancelled in a statement, some without an
    actor; counts connections on which somebody was left, and rows of another that somebody saw.
    """

    def work(seed: int) -> Counter[str]:
        chance = random.Random(seed)
        own: Counter[str] = Counter()
        for _ in range(-(-count // _THREADS)):
            own["checkouts"] += 1
            own.update(_checkout(engine, chance.choice(actors), chance))
            # Who gives a connection back and asks again at once is always first: the others would wait for ever.
            time.sleep(0.0002)
        return own

    with ThreadPoolExecutor(_THREADS) as threads:
        return sum(threads.map(work, range(_THREADS)), Counter())


_OWN: Final = text("select agency_id from source_record group by 1")
_LEFT: Final = """
    select exists (select from unnest(array['role', 'account', 'agency']) name
            where coalesce(current_setting('app.' || name, true), '') <> '')
        or exists (select from source_record)
"""
"""Whether somebody stands in the transaction, or a row is seen in it."""


def _checkout(engine: Engine, actor: Actor, chance: random.Random) -> list[str]:
    """One transaction of an actor, then one without: what went wrong, in words of the counter."""
    principal = Principal(Role(actor.role), actor.login, actor.account_id, actor.body)
    end, found = chance.choice(("well", "well", "raise", "error", "cancel", "none")), []
    if end != "none":
        try:
            with unit_of_work(engine, principal) as connection:
                seen = set(connection.execute(_OWN).scalars())
                if actor.role == "agency" and not seen <= actor.scope:
                    found.append("foreign")
                if end == "raise":
                    raise _ExpectedError
                if end == "error":
                    connection.execute(text("select 1 / 0"))
                if end == "cancel":
                    connection.execute(text("set local statement_timeout = 1"))
                    connection.execute(text("select pg_sleep(1)"))
        except _ExpectedError:
            found.append("raised")
        except (DBAPIError, TalentdbError):
            if end not in ("error", "cancel"):
                raise
            found.append("cancelled" if end == "cancel" else "raised")
    with engine.connect() as connection:
        if connection.exec_driver_sql(_LEFT).scalar_one():
            found.append("leaked")
    return found

"""The matrix against the database: everybody, every act, every row; and the holes that have to be found.

Gives what does not agree, in words. Who may do more than the matrix says came through a wall; who may do less finds a
promise broken, where the act is not bound to more than the row.
"""

import random
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

import psycopg

from talentdb.access.matrix import ACTS, matrix
from tests.trust.attempts import ACTIONS, Attempt, allowed, thing_of, tried_together, wanted
from tests.trust.filled import Actor, Filled

__all__ = [
    "HOLES",
    "all_attempts",
    "beyond",
    "found_in_one_run",
    "judged",
    "lint",
    "random_attempts",
    "unfulfilled",
    "views_beyond",
]

_PROMISED: Final = frozenset({"read", "insert", "update", "delete"})


def all_attempts(filled: Filled) -> Iterator[Attempt]:
    """Everybody at every row with every act: the whole matrix once."""
    for table, rows in filled.rows.items():
        thing = thing_of(table)
        names = [one.name for one in filled.columns[table] if not one.generated and not one.key]
        column = min(thing.columns, default=names[0] if names else filled.columns[table][0].name)
        for row in rows:
            for actor in filled.actors:
                for action in ACTIONS:
                    if action == "move" and "agency_id" not in row.values:
                        continue
                    yield Attempt(actor, action, row, "agency_id" if action == "move" else column)


def random_attempts(filled: Filled, count: int, seed: int) -> Iterator[Attempt]:
    """So many attempts by chance, the same for one seed."""
    chance = random.Random(seed)
    for _ in range(count):
        yield wanted(filled, chance)


def judged(
    connection: psycopg.Connection[Any], filled: Filled, attempts: Iterable[Attempt]
) -> Iterator[tuple[Attempt, str]]:
    """Each attempt with `beyond`, `refused` or nothing: it came through though the matrix does not allow it; it was
    refused though the matrix allows it without a condition; the two agree.
    """
    for attempt, came in tried_together(connection, attempts, filled):
        may = allowed(attempt, filled)
        if came and not may:
            yield attempt, "beyond"
        elif may and not came and _is_promised(attempt, filled):
            yield attempt, "refused"
        else:
            yield attempt, ""


def _is_promised(attempt: Attempt, filled: Filled) -> bool:
    """Whether the row alone decides; numbers of rows are given by the database, and nobody may change them."""
    bound = attempt.action in thing_of(attempt.row.table).bound or attempt.column in filled.keys(attempt.row.table)
    return attempt.action in _PROMISED and not bound


def beyond(connection: psycopg.Connection[Any], filled: Filled, attempts: Iterable[Attempt]) -> tuple[int, list[str]]:
    """How many were tried, and those that came through though the matrix does not allow them."""
    told = list(judged(connection, filled, attempts))
    return len(told), [str(attempt) for attempt, said in told if said == "beyond"]


def unfulfilled(connection: psycopg.Connection[Any], filled: Filled, attempts: Iterable[Attempt]) -> list[str]:
    """Attempts that the matrix allows without a condition and the database refuses."""
    promised = (one for one in attempts if _is_promised(one, filled) and allowed(one, filled))
    return [str(attempt) for attempt, said in judged(connection, filled, promised) if said == "refused"]


def views_beyond(connection: psycopg.Connection[Any], filled: Filled) -> list[str]:
    """Views whose rows are others than the matrix says; a view that shows nobody anything is told of too."""
    wrong = []
    for thing in matrix().things.values():
        for view in sorted(set(thing.tables) - filled.columns.keys()):
            seen = {actor.name: _bodies_in(connection, view, actor, filled) for actor in filled.actors}
            everything = set().union(*seen.values())
            if not everything:
                wrong.append(f"{view}: blind")
            for actor in filled.actors:
                scopes = thing.rights["read"].get(actor.role, frozenset())  # type: ignore[call-overload]
                may = everything if "all" in scopes else everything & actor.scope if "own" in scopes else set()
                if seen[actor.name] != may:
                    wrong.append(f"{actor.name}: {view} {sorted(seen[actor.name])}, not {sorted(may)}")
    return wrong


_WHOSE: Final = ("source_record_id", "person_id", "person_a", "agency_id")


def _bodies_in(connection: psycopg.Connection[Any], view: str, actor: Actor, filled: Filled) -> set[int]:
    """Whose rows somebody sees in a view: by the body, or by the number of the person or row."""
    batch = f"begin; {actor.settings()}; select to_jsonb(v) from {view} v; rollback"
    cursor = connection.execute(batch.encode())
    cursor.nextset()
    cursor.nextset()
    found = set()
    for (row,) in cursor.fetchall():
        number = next(row[name] for name in _WHOSE if row.get(name))
        found.add(filled.body_of.get(number % 100, number) if number >= 1000 else number)
    return found


def found_in_one_run(
    app: psycopg.Connection[Any], owner: psycopg.Connection[Any], filled: Filled, tries: int
) -> list[str]:
    """What one run of the probe says first: the catalogue, then the views, then so many attempts by chance."""
    some = judged(app, filled, random_attempts(filled, tries, seed=8))
    first = (str(attempt) for attempt, said in some if said == "beyond")
    return lint(owner) or views_beyond(app, filled) or list(islice(first, 1))


def lint(owner: psycopg.Connection[Any]) -> list[str]:
    """What the catalogue says against the walls themselves, and grants that no line of the matrix needs.

    The exceptions have their reasons in schema.sql.
    """
    found = [f"{name}: {said}" for query, said in _LINTS for (name,) in owner.execute(query).fetchall()]
    for table, column, *granted in owner.execute(_GRANTED).fetchall():
        try:
            thing = thing_of(table)
        except KeyError as error:
            found.append(str(error))
            continue
        for act, is_granted in zip(ACTS, granted, strict=True):
            narrow = act == "update" and thing.columns and column not in thing.columns
            if is_granted and (narrow or not thing.rights[act]):
                found.append(f"{table}.{column}: {act} is granted and stands in no line of the matrix")
    return found


_GRANTED: Final = """
    select c.relname, a.attname, has_column_privilege('talentdb_app', c.oid, a.attnum, 'SELECT'),
        has_column_privilege('talentdb_app', c.oid, a.attnum, 'INSERT'),
        has_column_privilege('talentdb_app', c.oid, a.attnum, 'UPDATE'),
        has_table_privilege('talentdb_app', c.oid, 'DELETE')
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p') order by c.relname, a.attnum
"""
_HERE: Final = "relnamespace = 'public'::regnamespace"
_OWNERS: Final = "('agency_intake', 'open_pair', 'own_fact', 'registered_need', 'searched_person', 'waiting_row')"
_LINTS: Final = (
    (
        f"select relname from pg_class where {_HERE} and relkind in ('r', 'p') and not (relrowsecurity and"
        " relforcerowsecurity) and relname not in ('schema_version', 'audit_head', 'person_search')",
        "no forced row-level security",
    ),
    (
        f"select relname from pg_class where {_HERE} and relkind = 'r' and relrowsecurity"
        " and not exists (select from pg_policy where polrelid = pg_class.oid)",
        "row-level security without a policy",
    ),
    (
        f"select relname from pg_class where {_HERE} and relkind = 'v' and relname not in {_OWNERS}"
        " and not coalesce('security_invoker=true' = any (reloptions), false)",
        "a view that reads with the rights of its owner",
    ),
    (f"select relname from pg_class where {_HERE} and relkind = 'm'", "a materialized view, which no policy holds"),
    (
        "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"
        " and not coalesce(exists (select from unnest(proconfig) c where c = 'search_path=public, pg_temp'), false)",
        "runs with the rights of its owner on a path that the caller may set",
    ),
    (
        f"select relname from pg_class, aclexplode(relacl) a where {_HERE} and a.grantee = 0",
        "granted to everybody",
    ),
    (
        "select proname from pg_proc p where pronamespace = 'public'::regnamespace"
        " and exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) a where a.grantee = 0)",
        "everybody may run it",
    ),
    (
        "select rolname from pg_roles where rolname = 'talentdb_app' and (rolsuper or rolbypassrls or rolcreaterole)",
        "may pass by the walls",
    ),
)

_SHOWN: Final = "create policy hole on {} for select to talentdb_owner using (true)"
_HIDDEN: Final = "drop policy hole on {}"
HOLES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "a policy is dropped": (
        ("alter table source_record disable row level security",),
        ("alter table source_record enable row level security",),
    ),
    "a policy is opened": (
        ("create policy hole on nomination for select using (true)",),
        ("drop policy hole on nomination",),
    ),
    "a view of the owner": (
        (
            "alter view own_person set (security_invoker = false)",
            _SHOWN.format("source_record"),
            _SHOWN.format("submission"),
            _SHOWN.format("person_source"),
        ),
        (
            "alter view own_person set (security_invoker = true)",
            _HIDDEN.format("source_record"),
            _HIDDEN.format("submission"),
            _HIDDEN.format("person_source"),
        ),
    ),
    "one column is granted": (
        ("grant update (agency_id) on submission to talentdb_app",),
        ("revoke update (agency_id) on submission from talentdb_app",),
    ),
    "a function of the owner without a path": (
        ("create function app_hole() returns bigint language sql security definer as 'select 1::bigint'",),
        ("drop function app_hole()",),
    ),
    "a table that nobody thought of": (
        ("create table hole (national_id text)", "grant select on hole to talentdb_app"),
        ("drop table hole",),
    ),
}
"""What a hurried change could do -> the statements that do it, and those that take it back."""

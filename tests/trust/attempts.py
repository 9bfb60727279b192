"""Attempts at the rows of the database: somebody, something done to a row, and whether it came through.

Raw SQL as the application's user; each attempt is undone, by a transaction of its own or, among many, by a savepoint.
What may come through is told by matrix.toml and by whose the row is; policies, grants and functions of schema.sql are
not looked at.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import sql

from talentdb.access.matrix import Thing, matrix
from talentdb.access.principal import Role
from tests.trust.filled import Actor, Filled, Row

__all__ = [
    "ACTIONS", "Attempt", "allowed", "as_app", "install_probe", "may_reach", "thing_of", "tried", "tried_together",
    "wanted",
]  # fmt: skip

ACTIONS: Final = ("read", "insert", "forge", "update", "move", "lock", "delete", "truncate")
"""`forge`: the row as it stands, in the name of whose it is; `insert`: in one's own name; `move`: to another body."""
_ACT: Final = {"forge": "insert", "move": "update", "lock": "update"}
# By a policy or grant; by a trigger; a number that the database alone gives.
_REFUSED: Final = ("42501", "P0001", "428C9")
# What the row itself breaks is looked at after the walls: who is told so has passed them.
_PASSED: Final = ("23",)


@dataclass(frozen=True)
class Attempt:
    """Who, what, at which row, and of which column where one is changed."""

    actor: Actor
    action: str
    row: Row
    column: str = ""

    def __str__(self) -> str:
        row = f"{self.row.table}[{self.row.k}.{self.row.variant}]"
        return f"{self.actor.name}: {self.action} {row} {self.column}".strip()


def thing_of(table: str) -> Thing:
    """The line of the matrix that a table stands in. Raises KeyError: none does."""
    for thing in matrix().things.values():
        if table in thing.tables:
            return thing
    raise KeyError(f"{table} stands in no line of matrix.toml")


def may_reach(scopes: frozenset[str], actor: Actor, row: Row, filled: Filled) -> bool:
    """Whether the row is among those that some scopes speak of, as the words of the matrix mean it."""
    values, mine = row.values, row.k == actor.k
    # The second file of everybody is that of a draft.
    draft = (row.table, row.variant) == ("submission_file", 1) or "draft" in (
        values.get("state"), _parent(row, "submission", filled).get("state"),
    )  # fmt: skip
    meant = {
        "all": True,
        "own": row.body in actor.scope,
        "self": mine,
        "sent": not draft,
        "shared": bool(values.get("shared") or _parent(row, "shortlist", filled).get("shared")) or mine,
    }
    return any(meant[scope] for scope in scopes)


def _parent(row: Row, table: str, filled: Filled) -> Mapping[str, Any]:
    """The row of `table` that a row hangs on; nothing where it hangs on none."""
    number = row.values.get(f"{table}_id")
    if row.table == table or number is None:
        return {}
    return next(one.values for one in filled.rows[table] if one.values[f"{table}_id"] == number)


def allowed(attempt: Attempt, filled: Filled) -> bool:
    """Whether the matrix lets it through: may it, be the row as it should be?"""
    actor, row = attempt.actor, attempt.row
    if attempt.action == "truncate" or (actor.role == "none" and attempt.action != "read"):
        return False
    thing = thing_of(row.table)
    rights = thing.rights[_ACT.get(attempt.action, attempt.action)]
    scopes = frozenset({"all"} if thing.is_public else ()) if actor.role == "none" else rights.get(
        Role(actor.role), frozenset()
    )  # fmt: skip
    if attempt.action == "update" and thing.columns and attempt.column not in thing.columns:
        return False
    if attempt.action == "move":
        return "all" in scopes and (not thing.columns or attempt.column in thing.columns)
    named = {"account_id", "login"} <= row.values.keys() or "reviewer_id" in row.values
    if attempt.action == "forge" and named and actor.role != "operator" and row.k != actor.k:
        return False
    if attempt.action == "insert" and "self" in scopes:
        return True
    return may_reach(scopes, actor, row, filled)


def wanted(filled: Filled, chance: random.Random) -> Attempt:
    """Some attempt at some row by somebody; those who may little are tried as often as those who may much."""
    table = chance.choice([name for name, rows in filled.rows.items() if rows])
    row = chance.choice(filled.rows[table])
    action = chance.choice(ACTIONS)
    columns = [one.name for one in filled.columns[table] if not one.generated]
    column = {"update": chance.choice(columns), "move": "agency_id"}.get(action, "")
    if action == "move" and "agency_id" not in columns:
        action, column = "update", chance.choice(columns)
    return Attempt(chance.choice(filled.actors), action, row, column)


def _found(attempt: Attempt, filled: Filled) -> sql.Composed:
    row = attempt.row
    names = [(name, row.values[name]) for name in filled.keys(row.table)]
    return sql.SQL(" and ").join(sql.SQL("{} = {}").format(sql.Identifier(n), sql.Literal(v)) for n, v in names)


def _own_name(actor: Actor, row: Row) -> dict[str, Any]:
    """The row as somebody writes it who says that it is theirs."""
    mine = {"account_id": actor.account_id, "login": actor.login, "reviewer_id": actor.account_id, "role": actor.role}
    return {**row.values, **{name: value for name, value in mine.items() if name in row.values}}


def _statement(attempt: Attempt, filled: Filled) -> sql.Composed:
    row, action = attempt.row, attempt.action
    table, where = sql.Identifier(row.table), _found(attempt, filled)
    if action in ("insert", "forge"):
        values = row.values if action == "forge" else _own_name(attempt.actor, row)
        names = [one.name for one in filled.columns[row.table] if not one.generated]
        return sql.SQL(
            "insert into {t} ({n}) overriding system value"
            " select {n} from jsonb_populate_record(null::{t}, {v}::jsonb)"
        ).format(t=table, n=sql.SQL(", ").join(map(sql.Identifier, names)), v=sql.Literal(json.dumps(values)))
    column = sql.Identifier(attempt.column or "x")
    other = next(body for body in filled.body_of.values() if body not in attempt.actor.scope)
    return {
        "read": sql.SQL("select from {t} where {w}").format(t=table, w=where),
        "lock": sql.SQL("select from {t} where {w} for update").format(t=table, w=where),
        "delete": sql.SQL("delete from {t} where {w}").format(t=table, w=where),
        "truncate": sql.SQL("truncate {t}").format(t=table),
        "update": sql.SQL("update {t} set {c} = {c} where {w}").format(t=table, w=where, c=column),
        "move": sql.SQL("update {t} set {c} = {o} where {w}").format(
            t=table, w=where, c=column, o=sql.Literal(other)
        ),
    }[action]


def tried(connection: psycopg.Connection[Any], attempt: Attempt, filled: Filled) -> bool:
    """Whether it came through: rows were read or written, or refused for what stands in them alone.

    `connection` is the application's, in autocommit. Raises what is no refusal.
    """
    statement = _statement(attempt, filled).as_string(connection)
    batch = f"begin; {attempt.actor.settings()}; {statement}; rollback"
    try:
        cursor = connection.execute(batch.encode())
        cursor.nextset()
        cursor.nextset()
        return cursor.rowcount > 0
    except psycopg.Error as error:
        connection.execute("rollback")
        came = _judged(error.sqlstate or "")
        if came is None:
            raise
        return came


def _judged(state: str) -> bool | None:
    """Whether a statement that ended so had passed the walls; None for an end that is neither."""
    if state in _REFUSED:
        return False
    return True if state.startswith(_PASSED) else None


# As whoever calls it: each statement between two savepoints; how many rows it touched, or how it ended.
_PROBE: Final = """
    create schema probe;
    create function probe.ends(statements text[]) returns text[] language plpgsql security invoker as $$
        declare
            one text;
            touched bigint;
            told text[] := '{}';
        begin
            foreach one in array statements loop
                begin
                    execute one;
                    get diagnostics touched = row_count;
                    raise sqlstate 'UNDO0';
                exception when others then
                    told := told || case sqlstate when 'UNDO0' then touched::text else '!' || sqlstate end;
                end;
            end loop;
            return told;
        end $$;
    grant usage on schema probe to talentdb_app;
    grant execute on function probe.ends(text[]) to talentdb_app
"""
_TOGETHER: Final = 200


def install_probe(owner: psycopg.Connection[Any]) -> None:
    """Make a database ready for `tried_together`."""
    owner.execute(_PROBE)


def tried_together(
    connection: psycopg.Connection[Any], attempts: Iterable[Attempt], filled: Filled
) -> Iterator[tuple[Attempt, bool]]:
    """Each attempt with whether it came through, as `tried` tells it, in few transactions; in the order of actors."""
    by_actor: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        by_actor.setdefault(attempt.actor.name, []).append(attempt)
    for several in by_actor.values():
        for first in range(0, len(several), _TOGETHER):
            some = several[first : first + _TOGETHER]
            statements = [_statement(attempt, filled).as_string(connection) for attempt in some]
            with connection.transaction(force_rollback=True):
                connection.execute(some[0].actor.settings().encode())
                [[ends]] = connection.execute("select probe.ends(%s)", (statements,)).fetchall()
            for attempt, end in zip(some, ends, strict=True):
                came = _judged(end[1:]) if end.startswith("!") else int(end) > 0
                if came is None:
                    raise AssertionError(f"{attempt}: ended with {end}")
                yield attempt, came


@contextmanager
def as_app(url: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the program itself has it."""
    connection = psycopg.connect(url, autocommit=True)
    try:
        yield connection
    finally:
        connection.close()

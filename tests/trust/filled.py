"""A database in which every table has rows of everybody: row k of each table hangs on row k of every other.

Made from the catalogue, so that a new table is filled too. Whose a row is, is told by its number alone, apart from
schema.sql and its policies: the rows of number k belong to account k and to its body. Nothing is checked or counted
while filling: the rows need only stand where the policies look. For tests of rights alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg
from psycopg import sql

__all__ = ["BODIES", "Actor", "Column", "Filled", "Row", "fill"]

BODIES: Final = ("SO-TC", "SO-NV", "SO-KHCN", "SO-YTE-THU")
"""SO-NV stands below SO-TC; SO-KHCN has to do with neither; what has no body belongs to the last, who has no
account."""
ROLES: Final = ("operator", "steward", "searcher", "leader", "administrator", "auditor", "home_affairs", "finance",
                "council_member", "nominator", "indexer", "gate", "none")  # fmt: skip
_WITHOUT_ACCOUNT: Final = frozenset({"operator", "indexer", "gate", "none"})
_REFERENCE: Final = frozenset(
    {"schema_version", "code", "commune", "commune_predecessor", "agency", "account", "plan", "indicator",
     "indicator_target", "instrument", "instrument_step", "audit_head"}
)  # fmt: skip
"""Full already, and nobody's."""
_FIRST: Final = 1000
_NEXT: Final = 100
"""Numbers of rows: 1000 + 100 x variant + number of the account."""

_VARIANTS: Final[Mapping[str, tuple[Mapping[str, Any], ...]]] = {
    "submission": (
        {"state": "approved", "form": "people"},
        {"state": "submitted", "form": "people", "file_sha256": None},
        {"state": "draft", "form": "people", "@submission_file": 1},
        {"state": "approved", "form": "needs", "file_sha256": None},
    ),
    "source_record": (
        {"form": "people", "state": "accepted"},
        {"form": "needs", "state": "accepted", "@submission": 3},
        {"form": "people", "state": "accepted", "@submission": 2},
        {"form": "people", "state": "accepted", "name_key": "a", "@submission": 1},
    ),
    "submission_file": ({}, {}),
    "shortlist": ({"shared": True}, {"shared": False}),
    "report": ({"of_body": True}, {"of_body": False}),
    "report_version": ({"state": "draft"},),
    "submission_event": ({"kind": "received"}, {"kind": "received", "@submission": 2}),
    "submission_problem": ({}, {"@submission": 2}),
    "difficulty_step": ({"act": "assigned", "step": 1},),
    "nomination_step": ({"act": "refused", "step": 1},),
    "case_event": ({"number": 1, "step": "open", "actor": "operator"},),
    "match_pair": ({"decision": "ask", "preview": False, "b_record_id": lambda k: _FIRST + (k + 1) % 3},),
    "shortlist_member": ({}, {"@shortlist": 1}),
    "judgement": (
        {"verdict": "unsure", "origin": "queue"},
        {"verdict": "same", "origin": "queue"},
    ),
    "saved_search": ({},),
}
"""Rows that a policy tells apart; children hang on the first, but for those that say on which (`@`)."""


@dataclass(frozen=True)
class Actor:
    """Somebody who tries.

    Args:
        name: of the role, or role and body; k: number of its rows, -1 for who has none.
        scope: bodies whose rows are its own.
    """

    name: str
    role: str
    k: int
    account_id: int | None = None
    login: str = "operator"
    body: int | None = None
    scope: frozenset[int] = frozenset()

    def settings(self) -> str:
        """The statement that puts the actor into a transaction; nothing for who has no context."""
        if self.role == "none":
            return "select 1"
        values = (self.role, str(self.account_id or ""), str(self.body or ""))
        pairs = zip(("role", "account", "agency"), values, strict=True)
        return "select " + ", ".join(f"set_config('app.{name}', '{value}', true)" for name, value in pairs)


@dataclass(frozen=True)
class Column:
    """A column as the catalogue tells of it."""

    name: str
    kind: str
    required: bool
    generated: bool
    key: bool


@dataclass(frozen=True)
class Row:
    """One row: of which table, whose, and its columns as JSON."""

    table: str
    k: int
    variant: int
    body: int
    values: Mapping[str, Any]


@dataclass
class Filled:
    """What stands in the database, and everybody who may come near it."""

    actors: list[Actor] = field(default_factory=list)
    columns: dict[str, list[Column]] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    body_of: dict[int, int] = field(default_factory=dict)

    def keys(self, table: str) -> list[str]:
        """Columns by which a row is found."""
        return [column.name for column in self.columns[table] if column.key]


_COLUMNS: Final = """
    select c.relname, a.attname, t.typname, a.attnotnull, a.attgenerated <> '', coalesce(a.attnum = any (i.indkey), false)
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname, a.attnum
"""  # noqa: E501 - one statement
_LINKS: Final = """
    select c.relname, p.relname, array(select attname::text from unnest(r.conkey) with ordinality u(n, o)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n order by o),
        array(select attname::text from unnest(r.confkey) with ordinality u(n, o)
            join pg_attribute a on a.attrelid = p.oid and a.attnum = u.n order by o)
    from pg_constraint r join pg_class c on c.oid = r.conrelid join pg_class p on p.oid = r.confrelid
    where r.contype = 'f' and c.relnamespace = 'public'::regnamespace order by cardinality(r.conkey), r.conname
"""


class _Filler:
    """Works out the value of each column of row k: what it refers to first, then what its kind asks for."""

    def __init__(self, owner: psycopg.Connection, made: Filled, accounts: Mapping[int, Actor]) -> None:
        self.owner, self.made, self.accounts = owner, made, accounts
        self.links: dict[tuple[str, str], tuple[str, str]] = {}
        for table, parent, ours, theirs in owner.execute(_LINKS).fetchall():
            for one, other in zip(ours, theirs, strict=True):
                if (table, parent) not in {("agency", "agency"), (table, table)}:
                    self.links[table, one] = (parent, other)
        self.known: dict[str, Mapping[str, Any]] = {}

    def reference(self, table: str) -> Mapping[str, Any]:
        """A row of a table that was full before: that of the plan whose instruments the steps belong to."""
        if table not in self.known:
            order = "plan_code = 'hung-yen-798' desc" if table.startswith(("plan", "ind", "inst")) else "1"
            found = self.owner.execute(
                sql.SQL("select to_jsonb(t) from {} t order by {} limit 1").format(
                    sql.Identifier(table), sql.SQL(order)
                )
            ).fetchone()
            assert found is not None
            self.known[table] = found[0]
        return self.known[table]

    def value(self, table: str, column: Column, k: int, variant: int) -> Any:
        told = _VARIANTS.get(table, ({},))[variant]
        if column.name in told:
            found = told[column.name]
            return found(k) if callable(found) else found
        parent, of = self.links.get((table, column.name), ("", ""))
        if parent == "agency":
            return self.made.body_of[k]
        if parent == "account":
            return self.accounts[k].account_id if k in self.accounts else None
        if parent in _REFERENCE and parent:
            return self.reference(parent)[of] if column.required or column.key else None
        if parent:
            wanted = next(one for one in self.made.columns[parent] if one.name == of)
            return self.value(parent, wanted, k, told.get(f"@{parent}", 0))
        if column.name == "login":
            return self.accounts[k].login if k in self.accounts else "operator"
        if column.name == "person_id" or column.name in ("person_a", "target_id"):
            return _FIRST + k
        return _plain(column, k, variant)


def _plain(column: Column, k: int, variant: int) -> Any:
    number = _FIRST + _NEXT * variant + k
    kind = column.kind
    if not (column.required or column.key):
        return None
    if kind in ("int2", "int4", "int8", "numeric", "float8", "float4"):
        return number
    plain: dict[str, Any] = {
        "bool": True, "jsonb": {}, "date": "2026-01-01", "timestamptz": "2026-01-01T00:00:00Z",
        "bytea": f"\\x{number:064x}", "tsvector": "", "daterange": "[2026-01-01,2027-01-01)",
        "datemultirange": "{[2026-01-01,2027-01-01)}", "int8multirange": "{[1,2)}", "interval": "1 day",
    }  # fmt: skip
    if kind.startswith("_"):
        return []
    return plain.get(kind, f"{column.name[:8]} {number}")


def _insert(owner: psycopg.Connection, table: str, columns: list[Column], values: Mapping[str, Any]) -> bool:
    """Write the row; False where a table takes no second one."""
    names = sql.SQL(", ").join(sql.Identifier(one.name) for one in columns if not one.generated)
    done = owner.execute(
        sql.SQL(
            "insert into {t} ({n}) overriding system value"
            " select {n} from jsonb_populate_record(null::{t}, {v}::jsonb) on conflict do nothing"
        ).format(t=sql.Identifier(table), n=names, v=sql.Literal(json.dumps(values)))
    )
    return done.rowcount == 1


def _open_gates(owner: psycopg.Connection) -> None:
    """No check of values, no key to other rows, no trigger: what stands in the rows is nobody's matter here."""
    for table, name in owner.execute(
        "select conrelid::regclass::text, conname from pg_constraint where contype in ('c', 'x')"
        " and connamespace = 'public'::regnamespace and conrelid <> 0"
    ).fetchall():
        owner.execute(sql.SQL("alter table {} drop constraint {}").format(sql.SQL(table), sql.Identifier(name)))
    owner.execute("set session_replication_role = replica")


def _bodies(owner: psycopg.Connection) -> list[int]:
    numbers = []
    for code in BODIES:
        owner.execute(
            "insert into agency (code, name, name_key, kind, sector, is_public, source)"
            " values (%s, %s, %s, 'department', 'x', true, '') on conflict (code) do nothing",
            (code, code, code.lower()),
        )
        found = owner.execute("select agency_id from agency where code = %s", (code,)).fetchone()
        assert found is not None
        numbers.append(int(found[0]))
    owner.execute("update agency set parent_id = null, successor_id = null where agency_id = any (%s)", (numbers,))
    owner.execute("update agency set parent_id = %s where agency_id = %s", (numbers[0], numbers[1]))
    return numbers


def _actors(owner: psycopg.Connection, bodies: list[int]) -> list[Actor]:
    made = []
    wanted = [(f"agency {code}", "agency", body) for code, body in zip(BODIES[:3], bodies, strict=False)]
    wanted += [(role, role, bodies[3] if role == "nominator" else None) for role in ROLES]
    # Officers of programmes may be of a body; those above are of none.
    wanted += [(f"{role} {BODIES[2]}", role, bodies[2]) for role in ("home_affairs", "finance")]
    for k, (name, role, body) in enumerate(wanted):
        if role in _WITHOUT_ACCOUNT:
            made.append(Actor(name, role, -1))
            continue
        login = name.replace(" ", "-").lower()
        found = owner.execute(
            "insert into account (login, password_hash, role, agency_id, person_id, display_name)"
            " values (%s, 'x', %s, %s, %s, %s) returning account_id",
            (login, role, body, None, name),
        ).fetchone()
        assert found is not None
        # The first body has the second below it.
        scope = frozenset(bodies[:2] if body == bodies[0] else () if body is None else (body,))
        made.append(Actor(name, role, k, found[0], login, body, scope))
    return made


def fill(owner: psycopg.Connection) -> Filled:
    """Fill a database that has schema and reference data; the connection is a superuser's, in autocommit."""
    _open_gates(owner)
    bodies = _bodies(owner)
    made = Filled(_actors(owner, bodies))
    accounts = {actor.k: actor for actor in made.actors if actor.account_id is not None}
    made.body_of = {k: actor.body or bodies[3] for k, actor in accounts.items()}
    for table, name, kind, required, generated, key in owner.execute(_COLUMNS).fetchall():
        made.columns.setdefault(table, []).append(Column(name, kind, required, generated, key))
    filler = _Filler(owner, made, accounts)
    for table, columns in made.columns.items():
        if table in _REFERENCE:
            continue
        rows = made.rows.setdefault(table, [])
        for k in accounts:
            for variant in range(len(_VARIANTS.get(table, ({},)))):
                values = {one.name: filler.value(table, one, k, variant) for one in columns if not one.generated}
                if _insert(owner, table, columns, values):
                    rows.append(Row(table, k, variant, made.body_of[k], values))
    owner.execute("set session_replication_role = origin")
    return made

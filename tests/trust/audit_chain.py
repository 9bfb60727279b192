"""Figure 10: the chain of the audit log is verified fast, and every tampering is found, by us and from outside.

Tamperings are drawn from a seed and made by the owner of the server with all triggers off; each is undone.
"""

import hashlib
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, make_url, text

from talentdb.access.anchors import anchor_head
from talentdb.access.chain import chain_lines, verify_chain
from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring, open_keyring
from talentdb.access.principal import OPERATOR
from talentdb.db.engine import make_engine
from talentdb.runtime import initialise_home
from talentdb.services import open_services
from talentdb.settings import Settings
from tests.trust.figure import Figure, Scale

_T = TypeVar("_T")
_SEED = 20261122
_ROWS = {"short": 4_000, "full": 1_000_000}
_TAMPERINGS = {"short": 40, "full": 1_000}
_CHAIN = 300
"""Rows of the chain that is tampered with."""
_FILE = Path(__file__).parents[2] / "scripts" / "verify_audit.py"
_FILL = text("""
    insert into audit_event (at, login, role, action, object_kind, object_id, purpose, details)
    select now(), 'operator', 'operator', 'person.view', 'person', n::text, case when n % 3 = 0 then 'đối chiếu' end,
        jsonb_build_object('rows', n, 'fields', jsonb_build_array('họ tên', 'ngày sinh'))
    from generate_series(cast(:first as int), cast(:last as int)) n
""")


def _load_script() -> Any:
    spec = importlib.util.spec_from_file_location("verify_audit", _FILE)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


_SCRIPT: Any = _load_script()
_EVENT = "audit_id, at, login, role, action, object_kind, object_id, purpose, details, salt"
_LINK = "chain_no, audit_id, commitment, hash"
_FIRST_ADDED = 1_000_000


def _chained(place: int, head: bytes) -> tuple[tuple[Any, ...], bytes, bytes]:
    """A row of the log at a place of the chain, its commitment, and its hash after that of the row before."""
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=place * 1_000_003)
    salt = hashlib.sha256(b"%d" % place).digest()
    row = {
        "chain_no": place, "audit_id": _FIRST_ADDED + place, "at": f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}",
        "account_id": None, "login": "operator", "role": "operator", "agency_id": None, "action": "person.view",
        "object_kind": "person", "object_id": str(place % 100_000), "purpose": None if place % 3 else "đối chiếu",
        "details": f'{{"rows": {place}, "fields": ["họ tên", "ngày sinh"]}}',
    }  # fmt: skip
    commitment = hashlib.sha256(salt + _SCRIPT.fields(row, _SCRIPT.HIDDEN)).digest()
    found = hashlib.sha256(head + commitment + _SCRIPT.fields(row, _SCRIPT.OPEN)).digest()
    return (*(row[name] for name in _EVENT.split(", ")[:-1]), salt), commitment, found


@dataclass(frozen=True)
class _Place:
    app: Engine
    owner: Engine
    keyring: Keyring
    folder: Path

    @property
    def anchors(self) -> Path:
        return self.folder / "heads"

    def fill(self, rows: int) -> None:
        for first in range(1, rows + 1, 20_000):
            with unit_of_work(self.app, OPERATOR) as connection:
                connection.execute(_FILL, {"first": first, "last": min(first + 19_999, rows)})

    def lengthen(self, rows: int) -> None:
        """Go on to so many rows, chained here rather than by the triggers, whose functions have to agree."""
        with self.owner.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("set session_replication_role = replica")
            place, head = driver.execute("select rows, hash from audit_head").fetchone()
            for first in range(place + 1, rows + 1, 20_000):
                events, links = [], []
                for number in range(first, min(first + 20_000, rows + 1)):
                    event, commitment, head = _chained(number, head)
                    events.append(event)
                    links.append((number, event[0], commitment, head))
                for table, columns, made in (("audit_event", _EVENT, events), ("audit_link", _LINK, links)):
                    with driver.cursor().copy(f"copy {table} ({columns}) from stdin") as copy:
                        for one in made:
                            copy.write_row(one)
            driver.execute("update audit_head set rows = %s, hash = %s", (rows, head))
            driver.execute("set session_replication_role = default")
            driver.commit()

    def anchor(self) -> None:
        with unit_of_work(self.app, OPERATOR) as connection:
            anchor_head(connection, self.keyring, self.anchors)

    def intact(self, connection: Connection) -> bool:
        return verify_chain(connection, self.keyring, self.anchors).intact

    def outside(self, connection: Connection) -> bool:
        """Whether the verifier that imports nothing of the program calls it whole."""
        return not _SCRIPT.verify(*self.export(connection))[2]

    def export(self, connection: Connection) -> tuple[Path, Path, Path]:
        """What somebody outside gets: the rows, the anchors, the keys."""
        export, keys = self.folder / "audit.jsonl", self.folder / "keys"
        with export.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in chain_lines(connection, 1 << 60))
        keys.write_text("".join(f"{name} {raw.hex()}\n" for name, raw in self.keyring.public_keys().items()))
        return export, self.anchors, keys


@contextmanager
def _place() -> Iterator[_Place]:
    with tempfile.TemporaryDirectory() as name:
        # Servers of another user have to reach it.
        Path(name).chmod(0o755)
        settings = Settings(home=Path(name) / "h")
        with open_services(settings) as services:
            initialise_home(services)
            url = make_url(str(services.database.owner_url)).set(drivername="postgresql+psycopg")
            app, owner = make_engine(services.database.app_url()), create_engine(url)
            try:
                yield _Place(app, owner, open_keyring(settings.home_path), Path(name))
            finally:
                app.dispose()
                owner.dispose()


_EDITS = (
    "update audit_event set login = login || 'x' where audit_id = :a",
    "update audit_event set object_id = object_id || '0' where audit_id = :a",
    "update audit_event set purpose = coalesce(purpose, '') || '.' where audit_id = :a",
    "update audit_event set details = details || '{\"x\": 1}' where audit_id = :a",
    "update audit_event set at = at - interval '1 microsecond' where audit_id = :a",
    "update audit_event set account_id = coalesce(account_id, 0) + 1 where audit_id = :a",
    "update audit_event set agency_id = 1 where audit_id = :a",
    "update audit_event set role = 'steward' where audit_id = :a",
    "update audit_event set action = 'person.cv' where audit_id = :a",
    "update audit_event set object_kind = 'people' where audit_id = :a",
    "update audit_event set salt = sha256(salt) where audit_id = :a",
    """update audit_event set login = '', object_id = '', purpose = null, details = '{}', salt = null
    where audit_id = :a""",
    "update audit_link set hash = sha256(hash) where audit_id = :a",
    "update audit_link set commitment = sha256(commitment) where audit_id = :a",
)
_DELETES = (
    "delete from audit_event where audit_id = :a",
    "delete from audit_link where audit_id = :a",
    "delete from audit_link where audit_id = :a; delete from audit_event where audit_id = :a",
    """delete from audit_link where audit_id between :a and :b;
    delete from audit_event where audit_id between :a and :b""",
)
_NEW = """insert into audit_event (audit_id, at, login, role, action, object_kind, object_id, salt)
    overriding system value values (100000, now(), 'x', 'operator', 'x', 'person', '1', sha256('x'));"""
_INSERTS = (
    _NEW,
    _NEW
    + """update audit_link set chain_no = -chain_no - 1 where chain_no >= :a;
    update audit_link set chain_no = -chain_no where chain_no < 0;
    insert into audit_link select :a, 100000, audit_commitment(e.salt, e.login, e.object_id, e.purpose, e.details),
        audit_hash(l.hash, audit_commitment(e.salt, e.login, e.object_id, e.purpose, e.details), :a, e.audit_id, e.at,
            e.account_id, e.role, e.agency_id, e.action, e.object_kind)
    from audit_event e, audit_link l where e.audit_id = 100000 and l.chain_no = :a - 1""",
)
_REORDERS = (
    """update audit_link set audit_id = -1 where audit_id = :a;
    update audit_link set audit_id = :a where audit_id = :b;
    update audit_link set audit_id = :b where audit_id = -1""",
    """update audit_link set chain_no = -1 where chain_no = :a;
    update audit_link set chain_no = :a where chain_no = :b;
    update audit_link set chain_no = :b where chain_no = -1""",
)
_CUT = "delete from audit_link where chain_no >= :a; delete from audit_event where audit_id >= :a"
_ANEW = """do $$ declare l record; head bytea := sha256('talentdb'); begin
    for l in select e.*, k.chain_no from audit_link k join audit_event e using (audit_id) order by chain_no loop
        head := audit_hash(head, audit_commitment(l.salt, l.login, l.object_id, l.purpose, l.details), l.chain_no,
            l.audit_id, l.at, l.account_id, l.role, l.agency_id, l.action, l.object_kind);
        update audit_link set hash = head,
            commitment = audit_commitment(l.salt, l.login, l.object_id, l.purpose, l.details)
        where chain_no = l.chain_no; end loop; end $$"""


def _tampering(dice: random.Random) -> tuple[str, list[str]]:
    """Kind and statements of one tampering; `edit, chained anew` also makes all hashes right again."""
    kind = dice.choice(["edit", "edit, chained anew", "delete", "insert", "reorder", "truncate"])
    a, b = sorted(dice.sample(range(2, _CHAIN), 2))
    made = {
        "edit": lambda: dice.choice(_EDITS),
        "edit, chained anew": lambda: dice.choice(_EDITS[:10]),
        "delete": lambda: dice.choice(_DELETES),
        "insert": lambda: dice.choice(_INSERTS),
        "reorder": lambda: dice.choice(_REORDERS),
        "truncate": lambda: _CUT.replace(":a", str(dice.choice([_CHAIN, a, 1]))),
    }[kind]()
    statements = [made.replace(":a", str(a)).replace(":b", str(b))]
    return kind, [*statements, _ANEW] if kind.endswith("anew") else statements


def _tamper(place: _Place, statements: list[str], judge: Callable[[Connection], bool]) -> bool:
    with place.owner.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("set session_replication_role = replica")
        for one in statements:
            driver.execute(one)
        found = judge(connection)
        connection.rollback()
        driver.execute("set session_replication_role = default")
        connection.rollback()
    return found


def _tamperings(place: _Place, count: int) -> list[Figure]:
    place.fill(_CHAIN)
    place.anchor()
    dice, tried, missed, outside = random.Random(_SEED), Counter[str](), Counter[str](), 0
    with place.owner.connect() as connection:
        untouched = place.intact(connection) and place.outside(connection)
    for number in range(count):
        kind, statements = _tampering(dice)
        tried[kind] += 1
        missed[kind] += _tamper(place, statements, place.intact)
        # A row beside the chain stands in no export; the database's own verification finds it.
        if number % 10 == 0 and statements != [_NEW]:
            outside += 1
            missed["from outside"] += _tamper(place, statements, place.outside)
    told = ", ".join(f"{kind} {tried[kind] - missed[kind]}/{tried[kind]}" for kind in sorted(tried))
    holds = untouched and not +missed
    measured = f"{told}; from outside {outside - missed['from outside']}/{outside}; untouched whole: {untouched}"
    return [Figure(10, f"tamperings of the audit log found (seed {_SEED})", f"100 % of {count}", measured, holds)]


def _speed(place: _Place, rows: int) -> list[Figure]:
    place.lengthen(rows)
    place.anchor()
    with place.owner.begin() as connection:
        connection.execute(text("analyze audit_event"))
        connection.execute(text("analyze audit_link"))
    with unit_of_work(place.app, OPERATOR) as connection:
        whole, took = _timed(lambda: place.intact(connection))
        taken, exporting = _timed(lambda: place.export(connection))
    agrees, apart = _timed(lambda: _told_whole(*taken))
    limit = 10 * max(rows, 100_000) / 1_000_000
    return [
        Figure(10, f"verification of {rows:,} rows in the database", f"{limit:g} s", f"{took:.1f} s, whole: {whole}",
               whole and took <= limit),
        Figure(10, f"verification of {rows:,} rows by the script that stands alone", f"{limit:g} s",
               f"{apart:.1f} s, whole: {agrees}; export before it {exporting:.1f} s", agrees and apart <= limit),
    ]  # fmt: skip


def _timed(act: Callable[[], _T]) -> tuple[_T, float]:
    since = time.perf_counter()
    return act(), time.perf_counter() - since


def _told_whole(export: Path, anchors: Path, keys: Path) -> bool:
    """What the script says on its own command line."""
    command = [sys.executable, str(_FILE), str(export), "--anchors", str(anchors), "--keys", str(keys)]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0


def measure(scale: Scale) -> list[Figure]:
    """Tamperings on a short chain, then the speed on a long one."""
    with _place() as place:
        return [*_tamperings(place, _TAMPERINGS[scale]), *_speed(place, _ROWS[scale])]

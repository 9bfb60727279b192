"""Changing keys: every value that an older key made is made anew with the newest, then the older key is destroyed.

Ciphertexts are changed in batches, each a transaction of its own: whatever stops it, the next run goes on, since each
value names the generation of its key. The blind index is changed as a whole in one transaction: half of it would find
half of the people. Runs as the owner of the tables; no program of the registry may change what was handed in.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, text

from talentdb.access.audit import audit
from talentdb.access.context import assume
from talentdb.access.keyring import PURPOSES, Keyring, open_keyring, record_place
from talentdb.access.principal import OPERATOR
from talentdb.access.second_factor import FACTOR_PLACE
from talentdb.db.schema import as_owner
from talentdb.errors import UsageError
from talentdb.people.blocking import national_id_key
from talentdb.people.sync import refresh
from talentdb.services import add_key_generation, drop_key_generation, key_generations

__all__ = ["CIPHERS", "NOMINEE_PLACE", "Cipher", "Rotation", "count_generations", "destroy_unused", "rotate"]

_BATCH: Final = 1000
_PLACE: Final = ("submission_id", "sheet", "table_no", "row_no", "part_no")
NOMINEE_PLACE: Final = "nomination:{kind}"
"""Associated data of the encrypted national id of a nominee; `talentdb.programmes.nominee` fills it in."""


@dataclass(frozen=True, slots=True)
class Cipher:
    """A column that holds ciphertexts, and how the place of each is told from its row."""

    table: str
    key: str
    column: str
    facts: tuple[str, ...]
    place: Callable[[Mapping[str, Any]], str]


def _of_record(what: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda row: record_place(
        row["submission_id"], row["sheet"], row["table_no"], row["row_no"], row["part_no"], what
    )


CIPHERS: Final = (
    Cipher("source_record", "source_record_id", "raw_cipher", _PLACE, _of_record("raw")),
    Cipher("source_record", "source_record_id", "national_id_cipher", _PLACE, _of_record("national_id")),
    Cipher("submission_file", "sha256", "content_cipher", (), lambda row: f"submission_file:{row['number']}"),
    Cipher("submission_file", "sha256", "rest_cipher", (), lambda row: f"submission_file:{row['number']}:rest"),
    Cipher("nomination", "nomination_id", "national_id_cipher", ("national_id_kind",),
           lambda row: NOMINEE_PLACE.format(kind=row["national_id_kind"])),
    Cipher("second_factor", "account_id", "secret_cipher", (), lambda row: FACTOR_PLACE.format(row["number"])),
)  # fmt: skip
"""Every column that holds ciphertexts; a test holds it against the schema."""


def count_generations(connection: Connection) -> dict[str, dict[int, int]]:
    """Purpose -> generation -> how many values were made with it; needs the operator, who sees every row."""
    encryption = " union all ".join(
        f"select get_byte({one.column}, 0) as generation from {one.table} where {one.column} is not null"  # noqa: S608
        for one in CIPHERS
    )
    blind = " union all ".join(
        f"select get_byte(national_id_hmac, 0) as generation from {table} where national_id_hmac is not null"  # noqa: S608
        for table in ("source_record", "person_version", "nomination")
    )
    # Of who was erased nobody has the number any more: their marks stay with the key that made them.
    blind += " union all select get_byte(mark, 0) from erasure_mark"
    live = "select get_byte(token_hash, 0) as generation from session where expires_at > now() and revoked_at is null"
    found = {}
    for purpose, values in (("encryption", encryption), ("blind-index", blind), ("sessions", live)):
        rows = connection.execute(
            text(f"select generation, count(*) from ({values}) v group by generation order by generation")  # noqa: S608
        )
        found[purpose] = {row[0]: row[1] for row in rows}
    return found


@dataclass(frozen=True, slots=True)
class Rotation:
    """What was done: the generation that is used now, how many values it made anew, and whether a run that was
    stopped was gone on with."""

    purpose: str
    generation: int
    rows: int
    resumed: bool


def rotate(home: Path, owner_url: str, purpose: str, progress: Callable[[int], None] | None = None) -> Rotation:
    """Make a new key of that purpose and everything anew that has to be; a run that was stopped is gone on with.

    Nobody else may use the home meanwhile, but for `audit` and `sessions`. Older keys stay: copies made before need
    them, signatures are checked and sessions end with them. See `destroy_unused`.
    Raises: UsageError for another word; DatabaseUnavailable.
    """
    if purpose not in PURPOSES:
        raise UsageError(f"Không có loại khóa {purpose}.", f"Chọn một trong: {', '.join(PURPOSES)}.")
    with as_owner(owner_url) as connection:
        assume(connection, OPERATOR)
        used = count_generations(connection)
        indexed = connection.execute(text("select generation from blind_index_key")).scalar_one()
    newest = max(key_generations(home, purpose))
    resumed = (purpose == "blind-index" and newest > indexed) or (
        purpose == "encryption" and any(one < newest for one in used["encryption"]) and newest > 1
    )
    generation = newest if resumed else add_key_generation(home, purpose)
    keyring = open_keyring(home)
    rows = 0
    if purpose == "encryption":
        rows = rekey_ciphers(owner_url, keyring, progress)
    elif purpose == "blind-index":
        rows = rekey_blind_index(owner_url, keyring, generation)
    else:
        with as_owner(owner_url) as connection:
            assume(connection, OPERATOR)
            audit(connection, OPERATOR, "keys.rotated", "keys", purpose, details={"version": generation})
    return Rotation(purpose, generation, rows, resumed)


def destroy_unused(home: Path, owner_url: str) -> dict[str, list[int]]:
    """Destroy older keys that no value of the database needs; purpose -> generations. Copies of the database made
    before need them, so keep the keys with those. Keys that signed stay: signatures are checked with them."""
    gone: dict[str, list[int]] = {}
    with as_owner(owner_url) as connection:
        assume(connection, OPERATOR)
        for purpose, used in count_generations(connection).items():
            known = key_generations(home, purpose)
            gone[purpose] = [one for one in known if one != max(known) and one not in used]
        audit(connection, OPERATOR, "keys.destroyed", "keys", "all", details={"keys": gone})
    for purpose, generations in gone.items():
        for one in generations:
            drop_key_generation(home, purpose, one)
    return gone


def rekey_ciphers(owner_url: str, keyring: Keyring, progress: Callable[[int], None] | None = None) -> int:
    """Make every older ciphertext anew with the newest key; returns how many. Goes on where another run stopped."""
    newest = max(keyring.encryption)
    done = 0
    for column in CIPHERS:
        last: Any = None
        while True:
            with as_owner(owner_url) as connection:
                assume(connection, OPERATOR)
                rows = connection.execute(*_older(column, newest, last)).mappings().all()
                if not rows:
                    break
                _write(connection, column, keyring, rows)
            last, done = rows[-1]["number"], done + len(rows)
            if progress is not None:
                progress(done)
    if done:
        with as_owner(owner_url) as connection:
            assume(connection, OPERATOR)
            told = {"rows": done, "version": newest}
            audit(connection, OPERATOR, "keys.rotated", "keys", "encryption", details=told)
    return done


def _older(column: Cipher, newest: int, last: Any) -> tuple[Any, dict[str, Any]]:
    facts = "".join(f", {name}" for name in column.facts)
    after = "" if last is None else f"and {column.key} > :last "
    # Of files a few at a time: each may be many megabytes.
    batch = 20 if column.table == "submission_file" else _BATCH
    asked = text(
        f"select {column.key} as number, {column.column} as cipher{facts} from {column.table}"  # noqa: S608
        f" where get_byte({column.column}, 0) <> :newest {after}order by {column.key} limit {batch} for update"
    )
    return asked, {"newest": newest} | ({} if last is None else {"last": last})


def _write(connection: Connection, column: Cipher, keyring: Keyring, rows: Any) -> None:
    changed = []
    for row in rows:
        place = column.place(row)
        clear = keyring.decrypt(bytes(row["cipher"]), place)
        changed.append({"number": row["number"], "cipher": keyring.encrypt(clear, place)})
    statement = f"update {column.table} set {column.column} = :cipher where {column.key} = :number"  # noqa: S608
    connection.execute(text(statement), changed)


def rekey_blind_index(owner_url: str, keyring: Keyring, generation: int) -> int:
    """Make the whole blind index anew with that generation of its key, in one transaction; returns how many hashes.

    Args:
        keyring: with the key of that generation.
    Match keys that come of a keyed hash change with it, and so do the derived rows of the people; the search index
    holds none of it.
    """
    made = keyring.for_blind_index(generation)
    with as_owner(owner_url) as connection:
        assume(connection, OPERATOR)
        connection.execute(text("lock table source_record, nomination, blind_index_key in share row exclusive mode"))
        connection.execute(
            text("create temporary table rekeyed (old bytea primary key, new bytea, old_key bigint, new_key bigint)"
                 " on commit drop")
        )  # fmt: skip
        found = {old: made.national_id_hmac(number) for old, number in _numbers(connection, keyring)}
        if found:
            connection.execute(
                text("insert into rekeyed values (:old, :new, :old_key, :new_key)"),
                [{"old": old, "new": new, "old_key": national_id_key(old), "new_key": national_id_key(new)}
                 for old, new in found.items()],
            )  # fmt: skip
        # Before anything is changed: the guards of new rows, and the right generation, are of the same transaction.
        connection.execute(text("update blind_index_key set generation = :generation"), {"generation": generation})
        for statement in _CHANGES:
            connection.execute(statement)
        newest = connection.execute(text("select coalesce(max(outbox_id), 0) from outbox")).scalar_one()
        refresh(connection, connection.execute(text("select person_id from person")).scalars().all())
        connection.execute(text("delete from outbox where outbox_id > :newest"), {"newest": newest})
        told = {"rows": len(found), "version": generation}
        audit(connection, OPERATOR, "keys.rotated", "keys", "blind-index", details=told)
    return len(found)


def _numbers(connection: Connection, keyring: Keyring) -> Iterator[tuple[bytes, str]]:
    """Each keyed hash that there is, with the number it is of."""
    for column in CIPHERS:
        if column.column != "national_id_cipher":
            continue
        facts = "".join(f", {name}" for name in column.facts)
        asked = text(
            f"select distinct on (national_id_hmac) national_id_hmac as old, {column.column} as cipher{facts}"  # noqa: S608
            f" from {column.table} where national_id_hmac is not null order by national_id_hmac"
        )
        for row in connection.execute(asked).mappings():
            place = column.place(dict(row))
            yield bytes(row["old"]), keyring.decrypt(bytes(row["cipher"]), place).decode()


_SORTED: Final = """match_keys = array(select key from unnest(array_replace(t.match_keys, r.old_key, r.new_key)) key
    order by key)"""
_CHANGES: Final = (
    *(
        text(
            f"update {table} t set national_id_hmac = r.new, {_SORTED} from rekeyed r"  # noqa: S608
            " where t.national_id_hmac = r.old"
        )
        for table in ("source_record", "nomination")
    ),
    text('update match_key t set "key" = r.new_key from rekeyed r where t."key" = r.old_key'),
)

"""Figure 20, second half: people who were erased are found in no table, dump, original, index, nor new backup,
everybody else is whole, and an older backup brings nobody back.

A registry of its own with lists of several bodies; each needle (national id, mail, telephone) is one person's alone.
"""

import json
import shutil
import tempfile
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import meilisearch
import psycopg
from sqlalchemy import select

from talentdb.access.anchors import heads_file
from talentdb.access.chain import verify_chain
from talentdb.access.context import unit_of_work
from talentdb.access.keyring import record_place
from talentdb.access.principal import OPERATOR
from talentdb.backup.keys import secrets_of
from talentdb.backup.make import make_backup
from talentdb.backup.restore import restore
from talentdb.db.tables import source_record, submission_file
from talentdb.privacy.erasure import erase
from talentdb.privacy.erasure_ledger import keep_ledger, ledger_file, pending, read_ledger, reapply
from talentdb.registry.rebuild import digest, rebuild
from talentdb.runtime import Runtime, open_runtime
from talentdb.submissions.receive import file_place, read_rest
from tests.integration.system import people
from tests.trust.figure import Figure, Scale
from tests.trust.registries import BODIES, hand_in, home_at, silent

__all__ = ["measure"]

_ROWS: Final = {"short": 12, "full": 200}
_ERASED: Final = {"short": 2, "full": 20}


def measure(scale: Scale) -> list[Figure]:
    """Hand in, save, erase, look everywhere; save again and look there; restore the older one and look again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows, wanted = _ROWS[scale], _ERASED[scale]
        home = home_at(folder / "h", search=True)
        with open_runtime(home) as runtime:
            for number, body in ((0, BODIES[0]), (1, BODIES[1]), (0, BODIES[2])):
                hand_in(runtime, folder, number, rows, body)
            runtime.drain()
            make_backup(runtime, folder / "old", silent)
            gone, staying = people(rows)[:wanted], people(rows)[wanted:]
            needles = [one for row in gone for one in (row.national_id, row.email, row.phone)]
            before = _places(runtime, needles)
            for row in gone:
                _erase(runtime, row.email)
            runtime.drain()
            found = _places(runtime, needles)
            whole = _whole(runtime, [row.email for row in staying], rows)
            make_backup(runtime, folder / "new", silent)
        secrets = secrets_of(home.home_path)
        ledger = ledger_file(home.home_path).read_bytes()
        newer = _restored(folder, "new", secrets, needles, None)
        older = _restored(folder, "old", secrets, needles, ledger)
    told = f"{wanted} people with {len(needles)} needles, found before in {', '.join(sorted(before))}"
    places = [f"{where} {hits}" for where, hits in {**found, **newer, **older}.items() if hits]
    return [
        Figure(
            20, "erased people in tables, dump, originals, index, a new backup and an older one restored",
            "0 needles; others, chain and rebuild whole",
            f"{', '.join(places) or '0 found'}; others, chain, rebuild: {whole or 'whole'} ({told})",
            not places and not whole and {"tables", "dump", "originals", "index"} <= before.keys(),
        )
    ]  # fmt: skip


def _erase(runtime: Runtime, mail: str) -> None:
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        number = connection.exec_driver_sql(
            "select person_id from person_version where values ->> 'email' = %s and valid_to is null", (mail,)
        ).scalar_one()
        erase(connection, OPERATOR, runtime.keyring, number, "decision", "QĐ 1/QĐ-SKHCN")
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        keep_ledger(connection, runtime.home)


def _places(runtime: Runtime, needles: list[str]) -> dict[str, int]:
    """Where needles are found, and how many of them; places without any are left out."""
    names = {
        row.name for row in people(_ROWS["full"]) if {row.national_id, row.email} & set(needles)
    }  # fmt: skip
    seen = {
        "tables": _tables(runtime), "dump": _dump(runtime), "originals": _originals(runtime), "rows": _rows(runtime),
    }  # fmt: skip
    counted = {where: sum(needle.encode() in content for needle in needles) for where, content in seen.items()}
    counted["index"] = _indexed(runtime, names)
    return {where: hits for where, hits in counted.items() if hits}


def _owner(runtime: Runtime) -> Any:
    return closing(psycopg.connect(runtime.services.database.owner_url or "", autocommit=True))


def _names(owner: Any) -> list[str]:
    asked = "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
    return [row[0] for row in owner.execute(asked)]


def _tables(runtime: Runtime) -> bytes:
    with _owner(runtime) as owner:
        rows = (row for name in _names(owner) for row in owner.execute(f'select t::text from "{name}" t'))
        return "\n".join(row[0] for row in rows).encode()


def _dump(runtime: Runtime) -> bytes:
    """What pg_dump writes: COPY of every table."""
    parts: list[bytes] = []
    with _owner(runtime) as owner:
        for name in _names(owner):
            with owner.cursor().copy(f'copy "{name}" to stdout') as copied:
                parts += [bytes(part) for part in copied]
    return b"".join(parts)


def _originals(runtime: Runtime) -> bytes:
    """All kept files decrypted, and unpacked."""
    parts = []
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        file = submission_file.c
        for row in connection.execute(select(file.sha256, file.content_cipher, file.rest_cipher)):
            rest = None if row.rest_cipher is None else bytes(row.rest_cipher)
            parts.append(repr(read_rest(runtime.keyring, rest, row.sha256)).encode())
            content = runtime.keyring.decrypt(bytes(row.content_cipher), file_place(row.sha256))
            with zipfile.ZipFile(BytesIO(content)) as package:
                parts += [package.read(name) for name in package.namelist()]
    return b"\n".join(parts)


def _rows(runtime: Runtime) -> bytes:
    """Cells and national ids of all records, decrypted."""
    parts = []
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        for row in connection.execute(select(source_record)):
            at = (row.submission_id, row.sheet, row.table_no, row.row_no, row.part_no)
            parts.append(runtime.keyring.decrypt(bytes(row.raw_cipher), record_place(*at, "raw")))
            if row.national_id_cipher is not None:
                clear = runtime.keyring.decrypt(bytes(row.national_id_cipher), record_place(*at, "national_id"))
                parts.append(clear)
    return b"\n".join(parts)


def _indexed(runtime: Runtime, names: set[str]) -> int:
    """How many of the names stand in documents of the index; mail and numbers never do."""
    address, index = runtime.services.search, runtime.index()
    if address is None or index is None:
        return 0
    found = meilisearch.Client(address.url, address.key).index(index.name).get_documents({"limit": 10_000})
    told = json.dumps([dict(one) for one in found.results], ensure_ascii=False, default=str)
    return sum(name in told for name in names)


def _whole(runtime: Runtime, mails: list[str], rows: int) -> str:
    """What is missing of the others, or broken; empty when nothing is."""
    wrong = []
    content = _originals(runtime)
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        there = set(
            connection.exec_driver_sql(
                "select values ->> 'email' from person_version where valid_to is null"
            ).scalars()
        )
        wrong += [f"{mail} is gone" for mail in mails if mail not in there or mail.encode() not in content]
        if len(there) != rows + len(mails):
            wrong.append(f"{len(there)} people")
        state = verify_chain(connection, runtime.keyring, heads_file(runtime.home))
        if not state.intact:
            wrong.append("the chain of the log is broken")
        live = digest(connection)
        rebuild(connection, OPERATOR)
        if digest(connection) != live:
            wrong.append("rebuilding gives another registry")
    return "; ".join(wrong)


def _restored(
    folder: Path, backup: str, secrets: dict[str, bytes], needles: list[str], ledger: bytes | None
) -> dict[str, int]:
    """What is found after the restore; with a ledger, after its erasures were carried out again."""
    other = home_at(folder / f"of-{backup}")
    restore(other, folder / backup, silent, secrets=secrets, at_mark=True)
    try:
        with open_runtime(other) as runtime:
            if ledger is not None:
                if not _places(runtime, needles):
                    return {f"{backup}: nobody to erase again": 1}
                ledger_file(other.home_path).parent.mkdir(exist_ok=True)
                ledger_file(other.home_path).write_bytes(ledger)
                with unit_of_work(runtime.engine, OPERATOR) as connection:
                    entries = read_ledger(ledger_file(other.home_path))
                    if not pending(connection, entries):
                        return {f"{backup}: nothing pending": 1}
                    reapply(connection, OPERATOR, runtime.keyring, entries)
            return {f"{backup}: {where}": hits for where, hits in _places(runtime, needles).items()}
    finally:
        shutil.rmtree(other.home_path)

"""What is looked at in a registry that runs, live or restored: each check says what differs, or nothing.

Reads, and undoes what it had to write. Knows no backup.
"""

import hashlib
from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, func, select, text

from talentdb.access.anchors import heads_file
from talentdb.access.chain import verify_chain
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.backup import labels
from talentdb.db.engine import connected
from talentdb.db.schema import differences
from talentdb.db.tables import agency, person, source_record, submission, submission_file
from talentdb.errors import SearchUnavailable
from talentdb.people.details import clear_ids
from talentdb.registry.rebuild import digest, rebuild
from talentdb.runtime import Runtime
from talentdb.search.check import check
from talentdb.search.outbox import drain
from talentdb.search.rebuild import rebuild as rebuild_index_of
from talentdb.submissions.receive import file_place

__all__ = ["CHECKS_OF_A_HOME"]

_VALUES: Final = 100
_FILES: Final = 20
_BODIES: Final = 5


def _schema(runtime: Runtime, _rebuilds: bool) -> str | None:
    with runtime.work() as connection:
        return "; ".join(differences(connection)[:5]) or None


def _audit(runtime: Runtime, _rebuilds: bool) -> str | None:
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        state = verify_chain(connection, runtime.keyring, heads_file(runtime.home))
    return None if state.intact else f"dòng {state.broken_at or '—'}, thiếu {state.missing_heads} đầu đã ký"


def _values(runtime: Runtime, _rebuilds: bool) -> str | None:
    """National ids and original files, drawn at random, open with the keys of this home."""
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        records = select(source_record.c.source_record_id).where(source_record.c.national_id_cipher.is_not(None))
        drawn = connection.execute(records.order_by(func.random()).limit(_VALUES)).scalars().all()
        clear_ids(connection, runtime.keyring, drawn)
        names = connection.execute(
            select(submission_file.c.sha256).order_by(func.random()).limit(_FILES)
        ).scalars().all()  # fmt: skip
        for name in names:
            statement = select(submission_file.c.content_cipher).where(submission_file.c.sha256 == name)
            cipher = bytes(connection.execute(statement).scalar_one())
            if hashlib.sha256(runtime.keyring.decrypt(cipher, file_place(name))).hexdigest() != name:
                return f"tệp gốc {name[:12]}"
    return None


def _rights(runtime: Runtime, _rebuilds: bool) -> str | None:
    """Nobody sees nothing, an auditor no person, a body no list of another: the policies of the database hold."""
    with connected(runtime.engine) as connection:
        for table in (person, source_record, submission):
            if connection.execute(select(func.count()).select_from(table)).scalar_one():
                return f"không vai trò mà đọc được {table.name}"
    auditor = Principal(Role.AUDITOR, "verify")
    with unit_of_work(runtime.engine, auditor) as connection:
        if connection.execute(select(func.count()).select_from(person)).scalar_one():
            return "kiểm toán viên đọc được person"
    below = select(agency.c.parent_id).where(agency.c.parent_id.is_not(None))
    with unit_of_work(runtime.engine, OPERATOR) as connection:
        bodies = select(submission.c.agency_id).where(submission.c.agency_id.not_in(below)).distinct().limit(_BODIES)
        leaves = connection.execute(bodies).scalars().all()
    for one in leaves:
        with unit_of_work(runtime.engine, Principal(Role.AGENCY, "verify", agency_id=one)) as connection:
            if _foreign(connection, one):
                return f"cơ quan {one} đọc được danh sách của cơ quan khác"
    return None


def _foreign(connection: Connection, own: int) -> int:
    statement = select(func.count()).select_from(submission).where(submission.c.agency_id != own)
    return int(connection.execute(statement).scalar_one())


class _Undone(Exception):  # noqa: N818 - carries what was found out of a transaction that is not kept
    pass


def _rebuild(runtime: Runtime, _rebuilds: bool) -> str | None:
    """Originals and decisions give the registry that is there; whatever that wrote is undone."""
    try:
        with unit_of_work(runtime.engine, OPERATOR) as connection:
            before = digest(connection)
            rebuild(connection, OPERATOR)
            # What is checked only at the end of a transaction is checked here, where there will be no end.
            connection.execute(text("set constraints all immediate"))
            raise _Undone(None if digest(connection) == before else f"{before[:12]} ≠ {digest(connection)[:12]}")
    except _Undone as found:
        return found.args[0] if found.args else None


def _index(runtime: Runtime, rebuilds: bool) -> str | None:
    index = runtime.index()
    if index is None:
        return labels.SKIPPED
    try:
        if rebuilds:
            rebuild_index_of(runtime.engine, index)
        drain(runtime.engine, index)
        report = check(runtime.engine, index)
    except SearchUnavailable as error:
        return error.message
    return None if report.agrees else report.summary()


CHECKS_OF_A_HOME: Final[dict[str, Callable[[Runtime, bool], str | None]]] = {
    "schema": _schema,
    "audit": _audit,
    "values": _values,
    "rights": _rights,
    "rebuild": _rebuild,
    "index": _index,
}
"""Name -> check; the second argument: whether the search index is built anew first."""

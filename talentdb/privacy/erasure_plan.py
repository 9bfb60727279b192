"""What an erasure will do, worked out before anything is changed; and what is left after it. Changes nothing.

Reads as the operator. Tables are found by their columns, so one that is added tomorrow is either ruled in
erasure.toml or stops the erasure.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Connection,
    Table,
    Text,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from talentdb.access.keyring import Keyring, record_place
from talentdb.db.tables import (
    account,
    council,
    metadata,
    rights_request,
    source_record,
    submission,
    submission_file,
)
from talentdb.privacy import erasure_labels as words
from talentdb.privacy.erasure_originals import StayingRow, rebuilt, staying_rest
from talentdb.privacy.erasure_rules import Rules, require_ruled
from talentdb.privacy.erasure_scope import Scope
from talentdb.privacy.erasure_texts import Change, events, has, problems, searches, texts
from talentdb.privacy.erasure_traces import Traces
from talentdb.submissions.draft import RestRow
from talentdb.submissions.receive import read_rest

__all__ = ["Deletion", "Original", "Plan", "make_plan", "rows_left"]

_ROOTS: Final = frozenset({"person", "source_record"})


@dataclass(frozen=True, slots=True)
class Deletion:
    """Rows of a table that go, found by numbers of persons or of records."""

    table: str
    column: str
    of_person: bool


@dataclass(frozen=True, slots=True)
class Original:
    """A kept original made anew: digests, bytes, and which of its rows are no records."""

    before: str
    after: str
    content: bytes
    rest: Sequence[RestRow]


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it.

    Args:
        removed: table -> rows that go; kept: table -> rows that the law keeps.
        changes: texts that lose the person; requests: requests of the person, emptied after they were answered.
        problems: submission -> problems that tell of the person; searches, events: numbers of such rows.
    """

    deletions: Sequence[Deletion]
    removed: Mapping[str, int]
    kept: Mapping[str, int]
    originals: Sequence[Original]
    changes: Sequence[Change]
    requests: Sequence[Change]
    problems: Mapping[int, Sequence[int]]
    searches: Sequence[int]
    events: Sequence[int]

    def kept_told(self, rules: Rules) -> list[dict[str, Any]]:
        """What the law keeps, in words: {"label", "article", "rows"}."""
        found = []
        for one in rules.kept.values():
            rows = sum(number for table, number in self.kept.items() if table in one.tables)
            if rows:
                found.append({"label": one.label, "article": one.article, "rows": rows})
        return found

    def emptied(self, table: str, request: int) -> Change:
        """The change that empties the words of steps of one request."""
        return Change(table, "request_id", request, {"body": words.GONE})


def make_plan(connection: Connection, keyring: Keyring, scope: Scope, rules: Rules) -> Plan:
    """Raises: DataError when a table that holds something about the person stands nowhere in erasure.toml."""
    pattern = scope.needles.pattern()
    traces = Traces(scope.needles.sure, scope.needles.names, rules.places)
    require_ruled(_holding(connection, scope), rules)
    deletions = [one for one in _deletions() if one.table in rules.delete or one.table == "council_seat"]
    requests = list(_requests(connection, scope))
    return Plan(
        deletions,
        _removed(connection, scope, rules),
        _kept(connection, scope, rules),
        list(_originals(connection, keyring, scope, traces)),
        [*_links(connection, scope), *_shared_rows(connection, keyring, scope, traces),
         *texts(connection, scope, pattern, traces), *_seats(connection, scope)],
        requests,
        problems(connection, scope, pattern),
        searches(connection, pattern),
        events(connection, scope, pattern),
    )  # fmt: skip


def rows_left(connection: Connection, scope: Scope, rules: Rules) -> tuple[list[str], dict[str, int]]:
    """After the erasure: tables in which rows are that should be gone; table -> rows whose words still tell of the
    person, apart from what the law keeps."""
    still = sorted(table for table, rows in _removed(connection, scope, rules).items() if rows)
    left = {}
    pattern = scope.needles.pattern()
    for table in metadata.sorted_tables:
        if rules.kept_by(table.name) is None and pattern is not None:
            rows = _telling(connection, table, scope.needles.all, pattern)
            if rows:
                left[table.name] = rows
    return still, left


def _ways(table: Table) -> Iterator[tuple[Column[Any], bool]]:
    """Columns by which rows hang on a person (True) or on a record (False)."""
    if table.name == "source_record":
        yield table.c.source_record_id, False
        return
    for column in table.columns:
        parents = {key.column.table.name for key in column.foreign_keys}
        if (column.name == "person_id" and isinstance(column.type, BigInteger)) or "person" in parents:
            yield column, True
        elif "source_record" in parents:
            yield column, False


def _deletions() -> Iterator[Deletion]:
    """Of all tables, children before parents."""
    for table in reversed(metadata.sorted_tables):
        for column, of_person in _ways(table):
            yield Deletion(table.name, column.name, of_person)


def _found(table: Table, scope: Scope) -> Any:
    """The condition that rows of the table are the person's; None when no column tells."""
    conditions = [column.in_(scope.numbers if of_person else scope.records) for column, of_person in _ways(table)]
    return or_(*conditions) if conditions else None


def _holding(connection: Connection, scope: Scope) -> list[str]:
    found = []
    for table in metadata.sorted_tables:
        condition = _found(table, scope)
        if (
            condition is not None
            and connection.execute(select(1).select_from(table).where(condition).limit(1)).first()
        ):
            found.append(table.name)
    return found


def _removed(connection: Connection, scope: Scope, rules: Rules) -> dict[str, int]:
    counted = {}
    for table in metadata.sorted_tables:
        kept = rules.kept_by(table.name)
        if table.name not in rules.delete and not (kept and kept.unless):
            continue
        condition = _found(table, scope)
        if condition is None:
            continue
        asked = select(func.count()).select_from(table).where(condition)
        if kept:
            asked = asked.where(text(kept.unless))
        rows = connection.execute(asked).scalar_one()
        if rows:
            counted[table.name] = rows
    return counted


def _kept(connection: Connection, scope: Scope, rules: Rules) -> dict[str, int]:
    """Rows that the law keeps: those of the person, and whatever hangs on them."""
    seen: dict[str, set[tuple[Any, ...]]] = {}
    todo: list[tuple[Table, Any]] = []
    for table in metadata.sorted_tables:
        rule, condition = rules.kept_by(table.name), _found(table, scope)
        if rule is not None and condition is not None:
            todo.append((table, condition & text(f"not ({rule.unless})") if rule.unless else condition))
    while todo:
        table, condition = todo.pop()
        keys = list(table.primary_key.columns)
        new = {tuple(row) for row in connection.execute(select(*keys).where(condition))} - seen.get(table.name, set())
        seen.setdefault(table.name, set()).update(new)
        if not new or len(keys) != 1:
            continue
        numbers = [key[0] for key in new]
        for child in metadata.sorted_tables:
            if rules.kept_by(child.name) is not None:
                todo += [(child, one.in_(numbers)) for one in child.columns if one.references(keys[0])]
    return {table: len(rows) for table, rows in sorted(seen.items()) if rows}


def _originals(connection: Connection, keyring: Keyring, scope: Scope, traces: Traces) -> Iterator[Original]:
    s = submission.c
    digests = (
        connection.execute(
            select(s.file_sha256)
            .where(s.submission_id.in_(scope.submissions), s.file_sha256.is_not(None))
            .distinct()
            .order_by(s.file_sha256)
        )
        .scalars()
        .all()
    )
    for before in digests:
        of_file = connection.execute(
            select(s.submission_id, s.understanding).where(s.file_sha256 == before).order_by(s.submission_id)
        ).all()
        records = list(_cells(connection, keyring, [one.submission_id for one in of_file]))
        own = {(row.sheet, row.row_no) for row, _ in records if row.source_record_id in scope.records}
        rows = [
            StayingRow(
                row.sheet, row.row_no,
                traces.everywhere(cells) if (row.sheet, row.row_no) in own else traces.of_others(cells),
            )
            for row, cells in records
            if row.source_record_id not in scope.records
        ]  # fmt: skip
        rest = staying_rest(
            read_rest(keyring, _rest_of(connection, before), before), own,
            {(row.sheet, row.row_no) for row, _ in records}, traces,
        )  # fmt: skip
        staying = [*(StayingRow(one.sheet, one.row, one.cells) for one in rest), *rows]
        content = rebuilt(traces.of_others(of_file[0].understanding), staying, before)
        yield Original(before, hashlib.sha256(content).hexdigest(), content, rest)


def _rest_of(connection: Connection, digest: str) -> bytes | None:
    asked = select(submission_file.c.rest_cipher).where(submission_file.c.sha256 == digest)
    found = connection.execute(asked).scalar_one()
    return None if found is None else bytes(found)


def _cells(connection: Connection, keyring: Keyring, submissions: Sequence[int]) -> Iterator[tuple[Any, Any]]:
    r = source_record.c
    asked = (
        select(
            r.source_record_id, r.submission_id, r.sheet, r.table_no, r.row_no, r.part_no, r.raw_cipher
        )
        .where(r.submission_id.in_(submissions))
        .order_by(r.source_record_id)
    )  # fmt: skip
    for row in connection.execute(asked):
        yield row, json.loads(keyring.decrypt(bytes(row.raw_cipher), _place(row)))


def _place(row: Any) -> str:
    return record_place(row.submission_id, row.sheet, row.table_no, row.row_no, row.part_no, "raw")


def _shared_rows(connection: Connection, keyring: Keyring, scope: Scope, traces: Traces) -> Iterator[Change]:
    """Other people's records that came in the same row of a sheet: their kept cells lose the person's."""
    o, r = source_record.alias("o"), source_record
    shared = (
        select(r.c.source_record_id)
        .join(o, (o.c.submission_id == r.c.submission_id) & (o.c.sheet == r.c.sheet) & (o.c.row_no == r.c.row_no))
        .where(o.c.source_record_id.in_(scope.records), r.c.source_record_id.not_in(scope.records))
    )
    numbers = set(connection.execute(shared).scalars())
    for row, cells in _cells(connection, keyring, scope.submissions) if numbers else ():
        if row.source_record_id not in numbers:
            continue
        cleared = traces.everywhere(cells)
        if cleared != cells:
            cipher = keyring.encrypt(json.dumps(cleared, ensure_ascii=False).encode(), _place(row))
            yield Change(
                "source_record", "source_record_id", row.source_record_id, {"raw_cipher": f"\\x{cipher.hex()}"}
            )


def _links(connection: Connection, scope: Scope) -> Iterator[Change]:
    """Numbers that would lead to nobody."""
    for table, column in ((account, account.c.person_id), (council, council.c.applicant_id)):
        for number in set(connection.execute(select(column).where(column.in_(scope.numbers))).scalars()):
            yield Change(table.name, column.name, number, {column.name: None})


def _seats(connection: Connection, scope: Scope) -> Iterator[Change]:
    seats = metadata.tables["council_seat"]
    held = select(seats.c.person_id).where(seats.c.person_id.in_(scope.numbers)).distinct()
    for number in connection.execute(held).scalars():
        yield Change("council_seat", "person_id", number, {"reasons": [], "note": ""})


def _requests(connection: Connection, scope: Scope) -> Iterator[Change]:
    q = rights_request.c
    for number in connection.execute(select(q.request_id).where(q.person_id.in_(scope.numbers))).scalars():
        emptied = {"requester": words.GONE, "contact": "", "body": words.GONE, "person_id": None}
        yield Change("rights_request", "request_id", number, emptied)
        yield Change("rights_request_step", "request_id", number, {"body": words.GONE})


def _telling(connection: Connection, table: Table, needles: Collection[str], pattern: re.Pattern[str]) -> int:
    columns = [one for one in table.columns if isinstance(one.type, Text | JSONB) or _is_words(one)]
    if not columns:
        return 0
    told = func.concat_ws("\n", *(one.cast(Text) for one in columns))
    found = connection.execute(select(told).select_from(table).where(has(told, needles))).scalars()
    return sum(1 for said in found if pattern.search(said))


def _is_words(column: Column[Any]) -> bool:
    return isinstance(column.type, ARRAY) and isinstance(column.type.item_type, Text)

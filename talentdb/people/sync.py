"""Keeps the derived rows of persons in step with their records: reads, derives and writes in bounded chunks.

A person whose rows did not change is not written and not sent to the search index. Decides no identity.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from psycopg.types.json import Jsonb
from sqlalchemy import Connection, text

from talentdb.db.overlap import overlap
from talentdb.db.staging import insert_rows, stage_rows
from talentdb.failpoints import reach
from talentdb.people.columns import COLUMNS
from talentdb.people.derive import PersonRows, derive
from talentdb.people.recognitions import Span, read_spans, supposed_spans
from talentdb.people.records import Record
from talentdb.people.reference import Reference, read_reference
from talentdb.settings import VIETNAM, today

__all__ = ["derive_supposed", "read_records", "refresh", "row_values"]

# Bounds memory to some 150 MB, whatever the province: about 10 kB a person with all derived rows, and three chunks at
# a time: read, derived, written.
_CHUNK: Final = 5_000

# Links first: they were written in this transaction, and without figures about them the server would go through all
# records for each chunk.
_LINKED: Final = "select person_id, source_record_id from person_source where person_id = any(:persons)"
_SUPPOSED: Final = "select * from unnest(cast(:persons as bigint[]), cast(:records as bigint[]))"
_OF_LINKED: Final = """
    with linked (person_id, source_record_id) as materialized ({})
    select ps.person_id, r.source_record_id, r.submission_id, r.agency_id, r.employer_id, r.form, s.as_of,
        r.values, r.national_id_hmac, r.national_id_kind, r.corrects_record_id
    from linked ps
        join source_record r on r.source_record_id = ps.source_record_id
        join submission s on s.submission_id = r.submission_id
    order by ps.person_id, r.source_record_id
"""
_RECORDS: Final = text(_OF_LINKED.format(_LINKED))
_SUPPOSED_RECORDS: Final = text(_OF_LINKED.format(_SUPPOSED))
_APPROVALS: Final = text("""
    select submission_id, max(at) from submission_event where kind = 'approved' group by submission_id
""")
_KNOWN: Final = text("select person_id, content_hash from person where person_id = any(:persons)")
_JSON: Final = frozenset({"values", "provenance"})
_Derived = tuple[Mapping[int, PersonRows], Sequence[int], Sequence[int]]
"""Persons as derived; those of them that came out different; those to write or to take out."""


def refresh(
    connection: Connection,
    persons: Collection[int],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Derive the rows of the persons anew; returns how many changed.

    Args:
        persons: numbers of active, withdrawn or merged persons; the latter two lose their rows.
        progress: called with how many are done and how many there are.
    Changed and vanished persons are put into the outbox.
    """
    reference = read_reference(connection)
    approved = _approval_days(connection)
    spans, day = read_spans(connection), today()
    ordered = sorted(persons)
    chunks = [ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK)]
    tally: Counter[str] = Counter()

    def write(_: Sequence[int], made: _Derived) -> None:
        tally["changed"] += _write_changed(connection, *made)

    def done(chunk: Sequence[int]) -> None:
        tally["done"] += len(chunk)
        if progress is not None:
            progress(tally["done"], len(ordered))

    overlap(
        chunks,
        lambda chunk: (chunk, *_read_chunk(connection, chunk)),
        lambda found: _derive_chunk(*found, approved, reference, spans, day),
        write,
        done,
    )
    return tally["changed"]


def read_records(connection: Connection, person_id: int) -> list[Record]:
    """The records of one person, as far as this account may see them, in the order of their numbers."""
    approved = _approval_days(connection)
    return [_record(row, approved) for row in connection.execute(_RECORDS, {"persons": [person_id]})]


def derive_supposed(
    connection: Connection, persons: Mapping[int, Collection[int]]
) -> Iterator[tuple[int, list[PersonRows]]]:
    """What persons would be if they consisted of these records: number -> records; writes nothing.

    Gives chunks with how many persons came before each.
    """
    reference = read_reference(connection)
    approved = _approval_days(connection)
    recognised, day = supposed_spans(connection, read_spans(connection), persons), today()
    ordered = sorted(persons)
    for start in range(0, len(ordered), _CHUNK):
        pairs = [(person, record) for person in ordered[start : start + _CHUNK] for record in persons[person]]
        supposed = {"persons": [person for person, _ in pairs], "records": [record for _, record in pairs]}
        rows = connection.execute(_SUPPOSED_RECORDS, supposed)
        yield start, list(_derive_rows(rows, approved, reference, recognised, day))


def row_values(row: Mapping[str, Any], columns: Iterable[str]) -> tuple[Any, ...]:
    """A derived row in the order of the columns, as it is inserted."""
    return tuple(Jsonb(row[name]) if name in _JSON else row[name] for name in columns)


def _approval_days(connection: Connection) -> dict[int, date]:
    return {row[0]: row[1].astimezone(VIETNAM).date() for row in connection.execute(_APPROVALS)}


def _read_chunk(connection: Connection, chunk: Sequence[int]) -> tuple[dict[int, str], Sequence[Any]]:
    """Person -> digest of the rows that there are, and the records of all of them."""
    known = {row[0]: row[1] for row in connection.execute(_KNOWN, {"persons": chunk})}
    return known, connection.execute(_RECORDS, {"persons": chunk}).all()


def _derive_chunk(
    chunk: Sequence[int],
    known: Mapping[int, str],
    rows: Sequence[Any],
    approved: Mapping[int, date],
    reference: Reference,
    spans: Mapping[int, Sequence[Span]],
    day: date,
) -> _Derived:
    derived = {found.person_id: found for found in _derive_rows(rows, approved, reference, spans, day)}
    changed = [person for person, found in derived.items() if known.get(person) != found.content_hash]
    gone = [person for person in chunk if person not in derived and known.get(person, "gone") != ""]
    return derived, changed, sorted({*changed, *gone})


def _write_changed(
    connection: Connection, derived: Mapping[int, PersonRows], changed: Sequence[int], touched: Sequence[int]
) -> int:
    if touched:
        _write(connection, touched, [derived[person] for person in changed])
        _mark(connection, derived, touched)
    return len(touched)


def _derive_rows(
    rows: Iterable[Any],
    approved: Mapping[int, date],
    reference: Reference,
    spans: Mapping[int, Sequence[Span]],
    day: date,
) -> Iterator[PersonRows]:
    for person_id, group in groupby(rows, key=lambda row: row[0]):
        records = [_record(row, approved) for row in group]
        yield derive(person_id, records, reference, spans.get(person_id, ()), day)


def _record(row: Any, approved: Mapping[int, date]) -> Record:
    _, number, submission_id, agency_id, employer_id, form, as_of, values, id_hash, kind, corrects = row
    day = min(as_of, approved.get(submission_id, as_of))
    digest = bytes(id_hash) if id_hash is not None else None
    return Record(
        number, submission_id, agency_id, employer_id, form, as_of, day, values, digest, kind, corrects
    )  # fmt: skip


def _write(connection: Connection, touched: Sequence[int], people: Iterable[PersonRows]) -> None:
    """Replace the derived rows of the persons."""
    people = list(people)
    for table, columns in COLUMNS.items():
        connection.execute(text(f"delete from {table} where person_id = any(:persons)"), {"persons": touched})  # noqa: S608
        rows = (row_values(row, columns) for person in people for row in person.tables[table])
        insert_rows(connection, table, columns, rows)


def _mark(connection: Connection, derived: Mapping[int, PersonRows], touched: Sequence[int]) -> None:
    """Digest, number of versions and moment of the change in `person`; the persons into the outbox."""
    marks = (
        (person, found.content_hash, len(found.tables["person_version"])) if found else (person, "", 0)
        for person, found in ((person, derived.get(person)) for person in touched)
    )
    stage, _ = stage_rows(connection, "person", ("person_id", "content_hash", "version_count"), marks)
    connection.execute(
        text(
            f"update person p set content_hash = m.content_hash, version_count = m.version_count,"  # noqa: S608
            f" changed_at = now() from {stage} m where m.person_id = p.person_id"
        )
    )
    reach("persons.applied")
    connection.execute(
        text("insert into outbox (person_id) select unnest(cast(:persons as bigint[]))"), {"persons": touched}
    )
    reach("outbox.written")

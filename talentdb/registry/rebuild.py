"""Empties everything derived and builds it again from source records and decisions; and the digest that proves it.

Derived: person, person_redirect, person_source, match_key, match_pair and match_run (but previews), person_version,
person_search, employment, qualification, training, language_skill, work_member, award, institution_report.
"""

import hashlib
from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, text

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.identity.judgements import judged_records
from talentdb.identity.links import link, relink, unlink
from talentdb.institutions import refresh_reports
from talentdb.people.sync import refresh
from talentdb.registry.decisions import hold_registry
from talentdb.registry.topics import topics_of

__all__ = ["DERIVED_TABLES", "digest", "rebuild"]

DERIVED_TABLES: Final = {
    "institution_report": "source_record_id",
    "person_search": "person_id",
    "award": "source_record_id",
    "work_member": "source_record_id",
    "language_skill": "source_record_id, ordinal",
    "training": "source_record_id",
    "qualification": "source_record_id",
    "employment": "source_record_id",
    "person_version": "person_id, version",
    "match_pair": "a_record_id, b_record_id",
    "match_run": "submission_id",
    "match_key": '"key", source_record_id',
    "person_source": "source_record_id",
    "person_redirect": "person_id",
    "person": "person_id",
}
"""Derived tables in an order in which they can be emptied, each with the order of its rows."""

_WITHOUT_PREVIEWS: Final = frozenset({"match_pair", "match_run"})
"""Tables that also hold what was found for submissions that wait: that is nobody's decision yet."""

_UNTOLD: Final = ["changed_at", "padding"]
"""What tells when and not what, or nothing."""
_OF_THAT_TIME: Final = ["n_records", "n_compared", "n_merge", "n_ask", "weight", "score", "evidence"]
"""What a matching found among those who were known then. Once somebody has been erased no replay can know it again to
the last digit; what it decided is compared all the same."""

_DECISIONS: Final = text("""
    select event_id, kind, submission_id as about from submission_event where kind in ('approved', 'rolled_back')
    union all select judgement_id, 'judged', judgement_id from judgement
    union all select event_id, 'retracted', judgement_id from judgement_retraction
    order by event_id
""")


def rebuild(
    connection: Connection, principal: Principal, *, progress: Callable[[int, int], None] | None = None
) -> int:
    """Replay all decisions on empty tables; returns the number of persons.

    Persons whose content came out different, or that vanished, go into the outbox.
    Raises: ForbiddenError for a role that does not decide.
    """
    require(principal, Action.REVIEW)
    hold_registry(connection)
    connection.execute(
        text("create temporary table before_rebuild on commit drop as select person_id, content_hash from person")
    )
    for table in DERIVED_TABLES:
        connection.execute(text(f"delete from {table}{_kept(table)}"))  # noqa: S608
    newest_outbox = connection.execute(text("select coalesce(max(outbox_id), 0) from outbox")).scalar_one()
    for event, kind, about in connection.execute(_DECISIONS).all():
        _replay(connection, event, kind, about)
    persons = connection.execute(text("select person_id from person")).scalars().all()
    refresh(connection, persons, progress=progress)
    refresh_reports(connection)
    _outbox_only_changes(connection, newest_outbox)
    connection.execute(text("drop table before_rebuild"))
    audit(connection, principal, "registry.rebuild", "registry", "all", details={"persons": len(persons)})
    return len(persons)


def _kept(table: str) -> str:
    return " where not preview" if table in _WITHOUT_PREVIEWS else ""


def _replay(connection: Connection, event: int, kind: str, about: int) -> None:
    """One decision again, as it was: only what was decided before it counts."""
    if kind == "approved":
        link(connection, about, event, topics_of)
    elif kind == "rolled_back":
        unlink(connection, about, event)
    else:
        relink(connection, judged_records(connection, about), event)


def _outbox_only_changes(connection: Connection, newest_outbox: int) -> None:
    """Everybody was derived anew, but the index only needs those whose content differs from before."""
    connection.execute(text("delete from outbox where outbox_id > :newest"), {"newest": newest_outbox})
    connection.execute(
        text("""
            insert into outbox (person_id)
            select coalesce(p.person_id, b.person_id)
            from person p full join before_rebuild b on b.person_id = p.person_id
            where p.content_hash is distinct from b.content_hash
        """)
    )


def digest(connection: Connection) -> str:
    """SHA-256 over the content of all derived tables, without moments of time; needs a role that reads them."""
    total = hashlib.sha256()
    erased = connection.execute(text("select exists (select from erasure)")).scalar_one()
    untold = [*_UNTOLD, *(_OF_THAT_TIME if erased else ())]
    for table, order in sorted(DERIVED_TABLES.items()):
        # Each row as the server renders it.
        rows = text(
            f"select encode(sha256(convert_to((to_jsonb(t) - cast(:untold as text[]))::text, 'UTF8')), 'hex')"  # noqa: S608
            f" from {table} t{_kept(table)} order by {order}"
        ).bindparams(untold=untold)
        total.update(table.encode())
        for value in connection.execute(rows.execution_options(yield_per=10_000)).scalars():
            total.update(value.encode())
    return total.hexdigest()

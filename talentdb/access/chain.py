"""The chain over the audit log: verified in the database, given out for an independent verifier, and kept whole when
what it says of a person is erased. What the chain hashes is told in schema.sql at audit_commitment().

Writes no row of the log but those that tell of its own doing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select, text

from talentdb.access.anchors import GENESIS, read_anchors
from talentdb.access.audit import audit
from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.db.tables import audit_link
from talentdb.errors import UsageError

__all__ = ["ChainState", "chain_lines", "erase_person_events", "export_chain", "verify_chain"]


@dataclass(frozen=True, slots=True)
class ChainState:
    """Result of a verification.

    Args:
        rows: links checked.
        broken_at: number of the first row that was edited, moved, inserted, erased in silence, stands where another
            one was, or tells of erasings in a way that cannot be read; None when there is none.
        missing_heads: anchored heads that are not in the chain any more, or whose line is not as it was signed.
        last_anchor: moment of the newest anchor, ISO; None without any.
    """

    rows: int
    broken_at: int | None
    missing_heads: int
    last_anchor: str | None = None

    @property
    def intact(self) -> bool:
        """Nothing edited, deleted, inserted or cut off."""
        return self.broken_at is None and self.missing_heads == 0


# The server recomputes with the functions of the trigger, so that no rendering can differ. A link without a row, a
# row without a link, a gap, a row erased without a word of it, a row whose list of erased ones is none: all are found
# at their place. Each link is compared with the one before by its number, so that the server may share the work among
# processes. Anybody may log any details: nothing is cast before it is known to be a whole number.
_VERIFY: Final = text("""
    with tellers as materialized (
        select audit_id, details -> 'events' as events
        from audit_event where action = 'audit.erased' and object_kind = 'audit' and salt is not null
    ), told as materialized (
        select t.audit_id as teller, case when jsonb_typeof(one) = 'number' and cast(one as text) ~ '^[0-9]{1,18}$'
            then cast(cast(one as text) as bigint) end as audit_id
        from tellers t, jsonb_array_elements(case jsonb_typeof(t.events) when 'array' then t.events else '[]' end) one
    ), unread as (
        select min(l.chain_no) as wrong from audit_link l
        where l.audit_id in (select t.audit_id from tellers t where jsonb_typeof(t.events) is distinct from 'array'
            union all select t.teller from told t where t.audit_id is null)
    ), links as (
        select count(*) as rows, min(l.chain_no) filter (
            where l.chain_no <> 1 and before.chain_no is null or e.audit_id is null
                or l.hash <> audit_hash(coalesce(before.hash, cast(:genesis as bytea)), l.commitment, l.chain_no,
                    e.audit_id, e.at, e.account_id, e.role, e.agency_id, e.action, e.object_kind)
                or e.salt is not null
                    and l.commitment <> audit_commitment(e.salt, e.login, e.object_id, e.purpose, e.details)
                or e.salt is null
                    and (e.login <> '' or e.object_id <> '' or e.purpose is not null or e.details <> '{}')
            ) as wrong
        from audit_link l left join audit_link before on before.chain_no = l.chain_no - 1
            left join audit_event e on e.audit_id = l.audit_id
    ), silent as (
        select min(l.chain_no) as wrong from audit_event e join audit_link l on l.audit_id = e.audit_id
        where e.salt is null and e.audit_id not in (select t.audit_id from told t where t.audit_id is not null)
    )
    select links.rows, coalesce(
        (select l.audit_id from audit_link l where l.chain_no = least(links.wrong, silent.wrong, unread.wrong)),
        (select min(e.audit_id) from audit_event e
            where not exists (select from audit_link l where l.audit_id = e.audit_id))) as broken_at
    from links, silent, unread
""")
# The joins stay in memory up to some million rows; compiling the query would take longer than a short chain takes.
_PLANNED: Final = text("select set_config('work_mem', '192MB', true), set_config('jit', 'off', true)")


def verify_chain(connection: Connection, keyring: Keyring, anchors: Path) -> ChainState:
    """Recompute the chain and look for every anchored head; needs a role that reads the log, and a transaction that
    has not written any: the rows of a running one are chained at its end."""
    connection.execute(_PLANNED)
    found = connection.execute(_VERIFY, {"genesis": GENESIS}).one()
    missing, last = _check_anchors(connection, keyring, anchors)
    return ChainState(found.rows, found.broken_at, missing, last)


def _check_anchors(connection: Connection, keyring: Keyring, anchors: Path) -> tuple[int, str | None]:
    """How many lines are spoilt or tell of a head that is not there, and the moment of the newest good one."""
    lines = list(read_anchors(keyring, anchors))
    wanted = [line.rows for line in lines if line is not None]
    at = select(audit_link.c.chain_no, audit_link.c.hash).where(audit_link.c.chain_no.in_(wanted))
    there = {row.chain_no: bytes(row.hash) for row in connection.execute(at)} | {0: GENESIS}
    good = [line for line in lines if line is not None and line.signed and there.get(line.rows) == line.head]
    return len(lines) - len(good), good[-1].moment if good else None


_EXPORT: Final = text("""
    select cast(row_to_json(line) as text) from (
        select l.chain_no, l.audit_id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
            e.account_id, e.login, e.role, e.agency_id, e.action, e.object_kind, e.object_id, e.purpose,
            e.details::text as details, encode(e.salt, 'hex') as salt, encode(l.commitment, 'hex') as commitment,
            encode(l.hash, 'hex') as hash
        from audit_link l left join audit_event e on e.audit_id = l.audit_id
        where l.chain_no <= :newest order by l.chain_no) line
""")


def export_chain(connection: Connection, principal: Principal) -> Iterator[str]:
    """Every link with its row as one line of JSON each, in the order of the chain, for a verifier that is not ours.

    That it was taken is logged too. Raises: ForbiddenError for who does not read the log.
    """
    require(principal, Action.READ_AUDIT)
    newest = connection.execute(text("select coalesce(max(chain_no), 0) from audit_link")).scalar_one()
    audit(connection, principal, "audit.export", "audit", "all", details={"rows": newest})
    yield from chain_lines(connection, newest)


def chain_lines(connection: Connection, newest: int) -> Iterator[str]:
    """The links up to that place, as `export_chain` writes them; logs nothing."""
    yield from connection.execute(_EXPORT.execution_options(yield_per=5000), {"newest": newest}).scalars()


def erase_person_events(connection: Connection, principal: Principal, person_id: int, reason: str) -> int:
    """Erase what the log says of a person: object, reason, details and name of the account of each row about them.

    That somebody with that role did that kind of thing at that moment stays, and the chain stays whole. The erasing
    logs itself. Returns: how many rows.
    Raises: ForbiddenError for who does not keep accounts; UsageError without a reason.
    """
    require(principal, Action.ADMINISTER)
    if not reason.strip():
        raise UsageError("Cần ghi căn cứ của việc xóa.", "Ghi số, ngày của yêu cầu hoặc quyết định.")
    asked = {"person": person_id, "login": principal.login, "reason": reason.strip()}
    found: int = connection.execute(text("select audit_erase(:person, :login, :reason)"), asked).scalar_one()
    return found

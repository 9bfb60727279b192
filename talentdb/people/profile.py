"""One person with the provenance of each value, the list for pages, and the audited look at a national id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, text

from talentdb.access.audit import audit
from talentdb.access.keyring import Keyring
from talentdb.access.principal import Principal, Role
from talentdb.access.rights import Action, require, visible
from talentdb.db.tables import person_redirect, person_version
from talentdb.errors import NotFoundError, UsageError
from talentdb.people.details import clear_ids, details, masked_ids, sources_of
from talentdb.people.export import holders, row_values
from talentdb.people.filters import Filter
from talentdb.people.relation import people
from talentdb.people.successors import employers_on
from talentdb.settings import today
from talentdb.text import format_date, sort_key

__all__ = [
    "PeoplePage",
    "column_letters",
    "current_number",
    "list_people",
    "require_known",
    "reveal_national_id",
    "show",
]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of a list: exact total, and rows {"person_id", "source_record_id" (agency only), "as_of", fields…}."""

    total: int
    rows: tuple[dict[str, Any], ...]


def current_number(connection: Connection, person_id: int) -> int:
    """The number that a possibly merged number stands for now."""
    found = connection.execute(
        select(person_redirect.c.target_id).where(person_redirect.c.person_id == person_id)
    ).scalar_one_or_none()
    return found if found is not None else person_id


def list_people(
    connection: Connection,
    principal: Principal,
    filters: Sequence[Filter] = (),
    words: str = "",
    *,
    offset: int = 0,
    limit: int = 50,
    as_of: date | None = None,
) -> PeoplePage:
    """A page of the people this account may see, in Vietnamese order of names.

    Args:
        as_of: the people and values of that day: who was not known by then is not there.
    Raises: ForbiddenError for a role that sees nobody; UsageError for an unknown filter.
    """
    require(principal, Action.SEARCH)
    statement = people(principal, filters, words, as_of=as_of)
    if principal.role is Role.AGENCY:
        # The names of one agency's people fit in memory; their rows carry no stored key of the Vietnamese order. What
        # else there is of them is read for one page only.
        c = statement.selected_columns
        named = connection.execute(statement.with_only_columns(c.person_id, c.full_name))
        found = sorted(named, key=lambda row: (sort_key(row.full_name), row.person_id))
        wanted = [row.person_id for row in found[offset : offset + limit]]
        held = {row.person_id: row for row in connection.execute(statement.where(c.person_id.in_(wanted)))}
        total, rows = len(found), [held[number] for number in wanted if number in held]
    else:
        total = connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
        ordered = statement.order_by("name_sort", "person_id").offset(offset).limit(limit)
        rows = list(connection.execute(ordered))
    employers = employers_on(connection, as_of or today())
    return PeoplePage(total, tuple(_list_row(principal, row, employers) for row in rows))


def _list_row(principal: Principal, row: Any, employers: dict[int, Any]) -> dict[str, Any]:
    item = {"person_id": row.person_id, **row_values(principal, row, employers)}
    if principal.role is Role.AGENCY:
        item.update(source_record_id=row.source_record_id, as_of=row.as_of.isoformat())
    return item


def show(
    connection: Connection,
    principal: Principal,
    person_id: int,
    *,
    history: bool = False,
    keyring: Keyring | None = None,
    as_of: date | None = None,
) -> dict[str, Any]:
    """One person: the registry row, `provenance` of each value, `sources`, and with `history` all `versions`.

    Args:
        as_of: as the person stood on that day, by what is known today; the versions are all the same.
    A merged number is followed (`person_id` is the number now). The look is audited.
    Raises: ForbiddenError; NotFoundError when there is no such person for this account.
    """
    require(principal, Action.SEARCH)
    number = current_number(connection, person_id)
    row = connection.execute(people(principal, person_id=number, as_of=as_of)).one_or_none()
    if row is None:
        raise _unknown(person_id, as_of)
    audit(connection, principal, "person.view", "person", number)
    ids = masked_ids(connection, keyring, holders([row])) if keyring is not None else {}
    item: dict[str, Any] = {
        "person_id": number,
        **row_values(principal, row, employers_on(connection, as_of or today())),
    }
    if number in ids:
        item["national_id"] = ids[number]
    item.update(details(connection, principal, [number], numbers=True, as_of=as_of)[number])
    item["sources"] = sources_of(connection, [number], as_of)[number]
    item["provenance"] = _provenance(connection, row, item, sources_of(connection, [number])[number])
    if history and principal.role is not Role.AGENCY:
        item["versions"] = _versions(connection, principal, number)
    return item


def require_known(connection: Connection, principal: Principal, person_id: int) -> None:
    """Refuse a number that this account sees nobody under; a merged one is followed.

    Raises: NotFoundError.
    """
    found = people(principal, person_id=current_number(connection, person_id))
    if connection.execute(found).one_or_none() is None:
        raise _unknown(person_id)


def _unknown(person_id: int, as_of: date | None = None) -> NotFoundError:
    day = f" vào ngày {format_date(as_of)}" if as_of is not None else ""
    return NotFoundError(f"Không có người mang số {person_id} trong dữ liệu được xem{day}.", "Tìm lại theo họ tên.")


def _provenance(
    connection: Connection, row: Any, item: Mapping[str, Any], known: Sequence[Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Field -> the row of `known` and the column that gave the value, as far as this account may see them.

    A value of an earlier day is shown with the newest row that repeats it.
    """
    own = getattr(row, "source_record_id", None)
    origin = dict.fromkeys(row._mapping["values"], own) if own is not None else dict(row.provenance)
    origin = {name: record for name, record in origin.items() if name in item}
    sources = {source["source_record_id"]: source for source in known}
    letters = column_letters(connection, sorted({record for record in origin.values() if record in sources}))
    return {
        name: {**sources.get(record, {"source_record_id": record}), "column": letters.get((record, name))}
        for name, record in sorted(origin.items())
    }


def column_letters(connection: Connection, records: Sequence[int]) -> dict[tuple[int, str], str]:
    """(source record, field) -> letter of the column, from how the file was understood."""
    rows = connection.execute(
        text("""
            select r.source_record_id, r.table_no, sheet.value as sheet
            from source_record r join submission s on s.submission_id = r.submission_id,
                lateral jsonb_array_elements(coalesce(s.understanding -> 'sheets', '[]')) as sheet
            where r.source_record_id = any(:records) and sheet.value ->> 'sheet' = r.sheet
        """),
        {"records": list(records)},
    )
    letters: dict[tuple[int, str], str] = {}
    for record, table_no, sheet in rows:
        tables = sheet.get("tables", [])
        if table_no <= len(tables):
            for column in tables[table_no - 1].get("columns", ()):
                if column.get("field"):
                    letters.setdefault((record, column["field"]), column["column"])
    return letters


def _versions(connection: Connection, principal: Principal, person_id: int) -> list[dict[str, Any]]:
    v = person_version.c
    rows = connection.execute(
        select(v.version, v.valid_from, v.valid_to, v["values"]).where(v.person_id == person_id).order_by(v.version)
    )
    return [
        {
            "version": row.version,
            "valid_from": row.valid_from.isoformat(),
            "valid_to": row.valid_to.isoformat() if row.valid_to else None,
            "values": visible(principal, row._mapping["values"]),
        }
        for row in rows
    ]


def reveal_national_id(
    connection: Connection, principal: Principal, keyring: Keyring, person_id: int, purpose: str
) -> str:
    """The national id in the clear, with the reason in the audit log.

    Raises: ForbiddenError; UsageError without a purpose; NotFoundError when there is no such person or no id.
    """
    require(principal, Action.REVEAL_NATIONAL_ID)
    if not purpose.strip():
        raise UsageError("Cần nêu mục đích xem số định danh cá nhân.", "Nhập mục đích rồi thực hiện lại.")
    number = current_number(connection, person_id)
    row = connection.execute(people(principal, person_id=number)).one_or_none()
    found = clear_ids(connection, keyring, list(holders([row]).values())) if row is not None else {}
    if not found:
        raise NotFoundError(f"Không có số định danh của người mang số {person_id}.", "")
    audit(connection, principal, "person.reveal_national_id", "person", number, purpose=purpose.strip())
    return next(iter(found.values()))

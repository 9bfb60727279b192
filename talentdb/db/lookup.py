"""Questions about reference data: bodies and codes as rows, and the one body that a text means. Changes nothing."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal_column, or_, select

from talentdb.codes.agency_directory import AgencyDirectory
from talentdb.db.reference import agency_directory
from talentdb.db.tables import agency, code, commune
from talentdb.errors import UsageError
from talentdb.text import fold

__all__ = ["code_words", "find_agency_id", "list_agencies", "list_codes", "lists_stand", "resolve_agency"]

_COMMUNES = {"commune": "Xã", "ward": "Phường"}


def list_agencies(connection: Connection, query: str | None = None) -> list[dict[str, Any]]:
    """Bodies by name; `query` keeps those whose name, alias or code contains it, or whose name it is."""
    parent = agency.alias("parent")
    statement = (
        select(
            agency.c.agency_id,
            agency.c.code,
            agency.c.name,
            agency.c.aliases,
            agency.c.kind,
            agency.c.sector,
            agency.c.is_public,
            parent.c.code.label("parent"),
            agency.c.commune_code,
            agency.c.reports,
            agency.c.valid_from,
            agency.c.valid_to,
        )
        .select_from(agency.outerjoin(parent, parent.c.agency_id == agency.c.parent_id))
        .order_by(agency.c.name_key, agency.c.code)
    )
    rows = [dict(row._mapping) for row in connection.execute(statement)]
    if not query:
        return rows
    means = set(agency_directory(connection).resolve(query))
    wanted = fold(query)
    return [
        row
        for row in rows
        if row["agency_id"] in means
        or wanted in fold(row["name"])
        or wanted == row["code"].lower()
        or any(wanted in fold(alias) for alias in row["aliases"])
    ]


def list_codes(connection: Connection, name: str | None = None) -> list[dict[str, Any]]:
    """The codes of a list in their order; without a name the lists themselves, with how many codes each has.

    Raises: UsageError when there is no such list.
    """
    if name is None:
        counted = connection.execute(select(code.c.list, func.count()).group_by(code.c.list).order_by(code.c.list))
        found = [{"code": row[0], "label": row[0], "codes": row[1]} for row in counted]
        communes = connection.execute(select(func.count()).select_from(commune)).scalar_one()
        return [*found, {"code": "commune", "label": "commune", "codes": communes}]
    if name == "commune":
        rows = connection.execute(select(commune).order_by(commune.c.commune_code))
        return [{"code": row.commune_code, "label": f"{_COMMUNES[row.kind]} {row.name}"} for row in rows]
    rows = connection.execute(
        select(
            code.c.code,
            code.c.label,
            code.c.parent_code.label("parent"),
            code.c.aliases,
            code.c.rank,
            code.c.scheme,
            code.c.valid_from,
            code.c.valid_to,
            code.c.source,
        )
        .where(code.c.list == name)
        .order_by(code.c.rank.nulls_last(), code.c.code)
    )
    found = [dict(row._mapping) for row in rows]
    if not found:
        raise UsageError(f"Không có danh mục {name}.", "Xem các danh mục: talentdb codes list.")
    return found


def code_words(connection: Connection) -> dict[str, dict[str, str]]:
    """List -> code -> label, of all lists at once, in their order; communes under "commune"."""
    found: dict[str, dict[str, str]] = {"commune": {}}
    for row in connection.execute(select(commune).order_by(commune.c.commune_code)):
        found["commune"][row.commune_code] = f"{_COMMUNES[row.kind]} {row.name}"
    rows = select(code.c.list, code.c.code, code.c.label).order_by(code.c.list, code.c.rank.nulls_last(), code.c.code)
    for row in connection.execute(rows):
        found.setdefault(row.list, {})[row.code] = row.label
    return found


def lists_stand(connection: Connection) -> str:
    """Another text whenever a code, a commune or a body was added, changed or taken out."""
    # The transaction that wrote a row last: no column of ours says when a row was changed.
    newest: ColumnElement[int] = literal_column("max(xmin::text::bigint)")
    parts = [
        connection.execute(select(func.count(), newest).select_from(one)).one() for one in (code, commune, agency)
    ]
    return " ".join(f"{count}:{last}" for count, last in parts)


def resolve_agency(directory: AgencyDirectory[int], text: str, within: int | None = None) -> int | None:
    """The body that a text means; None when it is unknown or may mean several."""
    found = directory.resolve(text, within)
    return found[0] if len(found) == 1 else None


def find_agency_id(connection: Connection, named: str) -> int:
    """The body that a person names by code, name or alias.

    Raises: UsageError when there is none, or several.
    """
    exact = connection.execute(
        select(agency.c.agency_id).where(or_(agency.c.code == named, agency.c.code == named.upper()))
    ).scalar()
    if exact is not None:
        return int(exact)
    found = agency_directory(connection).resolve(named)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"“{named}” có thể là nhiều cơ quan.", "Dùng mã; xem: talentdb agencies list --query …")
    raise UsageError(
        f"Không có cơ quan nào mã hoặc tên “{named}”.",
        "Xem danh sách: talentdb agencies list; thêm mới: talentdb agencies import.",
    )

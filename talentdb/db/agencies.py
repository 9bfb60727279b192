"""The province's own list of agencies coming in from a file: known ones are updated, unknown ones added.

Takes dicts; files are parsed elsewhere. Never makes an agency its own ancestor or successor.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from talentdb.codes.agencies import infer_kind, is_public_sector, sector_of, sti_kind_of
from talentdb.codes.communes import find_commune
from talentdb.db.tables import agency, commune
from talentdb.text import alias_key, clean, fold

__all__ = ["import_agencies"]

_PROBLEMS: Final = {
    "nameless": "Thiếu tên cơ quan, bỏ qua dòng này",
    "parent_unknown": "Không tìm thấy cơ quan chủ quản",
    "parent_ambiguous": "Tên cơ quan chủ quản ứng với nhiều cơ quan",
    "parent_cycle": "Cơ quan chủ quản lại là cơ quan cấp dưới của chính nó",
    "commune": "Không có xã, phường này trong danh mục",
    "day": "Ngày không đọc được, viết dạng 30/06/2025",
    "days_reversed": "Ngày kết thúc trước ngày thành lập",
    "successor_unknown": "Không tìm thấy cơ quan kế thừa",
    "successor_ambiguous": "Tên cơ quan kế thừa ứng với nhiều cơ quan",
    "successor_cycle": "Cơ quan kế thừa lại do chính cơ quan này kế thừa",
    "successor_early": "Cơ quan kế thừa chỉ có tác dụng khi có ngày kết thúc",
}
_UNREAD: Final = "Không biết cột “{header}” là gì nên chưa dùng"
_ALIAS_BREAK: Final = re.compile(r"[|;\n]")
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_DAY_MONTH_YEAR: Final = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
# Longer codes are hard to type; the full name stands beside.
_CODE_LENGTH: Final = 32


@dataclass(slots=True)
class _Known:
    """An agency while the file is read; `agency_id` None until it is inserted."""

    code: str
    name: str
    aliases: list[str]
    kind: str
    commune_code: str | None
    parent_id: int | None = None
    agency_id: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: int | None = None
    status: str = "unchanged"
    problems: list[str] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        sector = sector_of(self.kind)
        return {
            "code": self.code,
            "name": self.name,
            "name_key": fold(self.name),
            "aliases": self.aliases,
            "kind": self.kind,
            "sector": sector,
            "is_public": is_public_sector(sector),
            "sti_kind": sti_kind_of(self.kind, self.name),
            "commune_code": self.commune_code,
        }


class _Register:
    """Agencies by code and by folded name or alias."""

    def __init__(self, connection: Connection) -> None:
        a = agency.c
        columns = (a.code, a.name, a.aliases, a.kind, a.commune_code, a.parent_id, a.agency_id, a.valid_from,
                   a.valid_to, a.successor_id)  # fmt: skip
        self.by_code: dict[str, _Known] = {}
        self.by_key: dict[str, list[_Known]] = {}
        for row in connection.execute(select(*columns).order_by(a.agency_id)):
            self.add(_Known(row[0], row[1], list(row[2]), *row[3:]))

    def add(self, known: _Known) -> None:
        self.by_code[known.code] = known
        for spelling in (known.name, *known.aliases):
            self.index(spelling, known)

    def index(self, spelling: str, known: _Known) -> None:
        found = self.by_key.setdefault(alias_key(spelling), [])
        if known not in found:
            found.append(known)

    def find(self, code: str, name: str) -> list[_Known]:
        """By code, then by official name, then by any spelling."""
        if code in self.by_code:
            return [self.by_code[code]]
        found = self.by_key.get(alias_key(name), []) if name else []
        official = [known for known in found if alias_key(known.name) == alias_key(name)]
        return official or found

    def following(self, known: _Known, link: Callable[[_Known], int | None]) -> set[int]:
        """The agencies that one comes to by the link: parents, or successors."""
        by_id = {other.agency_id: other for other in self.by_code.values()}
        seen: set[int] = set()
        linked = link(known)
        while linked is not None and linked not in seen:
            seen.add(linked)
            linked = link(by_id[linked])
        return seen


def import_agencies(connection: Connection, entries: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Take over a list of agencies; needs a role that keeps lists.

    Args:
        entries: `name`, and optionally `code`, `aliases` (list, or text divided by | or ;), `kind` (a code or
            Vietnamese words), `parent` (code or name, also of a later entry), `commune_code` (code or name),
            `valid_from` and `valid_to` (first and last day), `successor` (code or name of the body that took over),
            `unread` (columns of the file that nobody knows; said as problems).
    Returns: for each entry agency_id, code, name, kind, parent (code), status (added, updated, unchanged, skipped)
        and problems in Vietnamese.
    """
    register = _Register(connection)
    communes = frozenset(connection.execute(select(commune.c.commune_code)).scalars())
    taken: list[tuple[Mapping[str, Any], _Known]] = [
        (entry, _take(connection, register, communes, entry)) for entry in entries
    ]
    for entry, known in taken:
        _set_parent(connection, register, known, clean(str(entry.get("parent") or "")))
        _set_validity(connection, register, known, entry)
    by_id = {known.agency_id: known.code for known in register.by_code.values()}
    return [
        {
            "agency_id": known.agency_id or None,
            "code": known.code or None,
            "name": known.name,
            "kind": known.kind,
            "parent": by_id.get(known.parent_id) if known.parent_id else None,
            "status": known.status,
            "problems": [
                *(_PROBLEMS[problem] for problem in known.problems),
                *(_UNREAD.format(header=header) for header in entry.get("unread", ())),
            ],
        }
        for entry, known in taken
    ]


def _aliases(value: Any) -> list[str]:
    parts = value if isinstance(value, (list, tuple)) else _ALIAS_BREAK.split(str(value or ""))
    return [spelling for part in parts if (spelling := clean(str(part)))]


def _take(connection: Connection, register: _Register, communes: frozenset[str], entry: Mapping[str, Any]) -> _Known:
    code, name = clean(str(entry.get("code") or "")), clean(str(entry.get("name") or ""))
    found = register.find(code, name)
    if not found and not name:
        return _Known("", "", [], "other", None, status="skipped", problems=["nameless"])
    stated = clean(str(entry.get("kind") or "")) or None
    place, misplaced = _commune(communes, entry.get("commune_code"))
    if len(found) == 1:
        known = found[0]
        _update(connection, register, known, entry, code, name, stated, place)
    else:
        known = _Known(
            code or _new_code(register, name), name, _aliases(entry.get("aliases")), infer_kind(name, stated), place
        )
        known.status = "added"
        known.agency_id = connection.execute(
            insert(agency).values(**known.row(), source="Danh sách của tỉnh").returning(agency.c.agency_id)
        ).scalar_one()
        register.add(known)
    if misplaced:
        known.problems.append("commune")
    return known


def _commune(communes: frozenset[str], value: Any) -> tuple[str | None, bool]:
    """Code of a commune given by code or name, and whether something was given that is none."""
    said = clean(str(value or ""))
    if not said:
        return None, False
    if said in communes:
        return said, False
    found = [code for code in find_commune(said).candidates if code in communes]
    return (found[0], False) if len(found) == 1 else (None, True)


def _new_code(register: _Register, name: str) -> str:
    """A readable code from the name: "Trường THPT Ân Thi" -> TRUONG-THPT-AN-THI, numbered when it is taken."""
    base = alias_key(name).upper().replace(" ", "-")[:_CODE_LENGTH].strip("-") or "CO-QUAN"
    code, number = base, 2
    while code in register.by_code:
        code, number = f"{base}-{number}", number + 1
    return code


def _update(
    connection: Connection, register: _Register, known: _Known, entry: Mapping[str, Any], code: str, name: str,
    stated: str | None, place: str | None,
) -> None:  # fmt: skip
    """Take over what the entry says; a name under its code is the new official one, else one more alias."""
    before = (known.name, list(known.aliases), known.kind, known.commune_code)
    spellings = _aliases(entry.get("aliases"))
    if name and name != known.name:
        renamed = code == known.code
        spellings.append(known.name if renamed else name)
        known.name = name if renamed else known.name
    present = {alias_key(known.name), *map(alias_key, known.aliases)}
    for spelling in spellings:
        if alias_key(spelling) not in present:
            present.add(alias_key(spelling))
            known.aliases.append(spelling)
        register.index(spelling, known)
    register.index(known.name, known)
    known.kind = infer_kind(known.name, stated) if stated else known.kind
    known.commune_code = place or known.commune_code
    if (known.name, known.aliases, known.kind, known.commune_code) == before:
        return
    row = known.row()
    if known.kind == before[2]:
        # The sector may be the province's own decision; only another kind overrides it.
        row = {column: row[column] for column in ("name", "name_key", "aliases", "commune_code")}
    connection.execute(update(agency).where(agency.c.agency_id == known.agency_id).values(**row))
    known.status = "updated" if known.status == "unchanged" else known.status


def _set_parent(connection: Connection, register: _Register, known: _Known, said: str) -> None:
    if not said or known.status == "skipped":
        return
    found = register.find(said, said)
    if len(found) != 1:
        known.problems.append("parent_ambiguous" if found else "parent_unknown")
        return
    parent = found[0]
    if parent.agency_id == known.agency_id or known.agency_id in register.following(parent, attrgetter("parent_id")):
        known.problems.append("parent_cycle")
        return
    if known.parent_id != parent.agency_id:
        known.parent_id = parent.agency_id
        known.status = "updated" if known.status == "unchanged" else known.status
        connection.execute(
            update(agency).where(agency.c.agency_id == known.agency_id).values(parent_id=parent.agency_id)
        )


def _set_validity(connection: Connection, register: _Register, known: _Known, entry: Mapping[str, Any]) -> None:
    """First and last day, and who took over; what the entry leaves out stays as it is."""
    if known.status == "skipped":
        return
    before = (known.valid_from, known.valid_to, known.successor_id)
    first, last = _day(known, entry, "valid_from"), _day(known, entry, "valid_to")
    if first is not None and last is not None and last < first:
        known.problems.append("days_reversed")
        first, last = before[:2]
    found = _found_successor(register, known, clean(str(entry.get("successor") or "")))
    known.valid_from, known.valid_to, known.successor_id = first, last, found
    if found is not None and last is None:
        known.problems.append("successor_early")
    if (first, last, found) != before:
        known.status = "updated" if known.status == "unchanged" else known.status
        connection.execute(
            update(agency)
            .where(agency.c.agency_id == known.agency_id)
            .values(valid_from=first, valid_to=last, successor_id=found)
        )


def _day(known: _Known, entry: Mapping[str, Any], name: str) -> date | None:
    """The day that the entry gives, else the one there was."""
    said = clean(str(entry.get(name) or ""))
    given: date | None = getattr(known, name)
    if not said:
        return given
    found = _ISO.match(said) or _DAY_MONTH_YEAR.fullmatch(said)
    try:
        if found is not None:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        pass
    known.problems.append("day")
    return given


def _found_successor(register: _Register, known: _Known, said: str) -> int | None:
    if not said:
        return known.successor_id
    found = register.find(said, said)
    if len(found) != 1:
        known.problems.append("successor_ambiguous" if found else "successor_unknown")
        return known.successor_id
    after = found[0]
    if after.agency_id == known.agency_id or known.agency_id in register.following(after, attrgetter("successor_id")):
        known.problems.append("successor_cycle")
        return known.successor_id
    return after.agency_id

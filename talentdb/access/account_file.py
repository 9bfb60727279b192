"""A list of accounts as a small sheet: read into lines, with every fault at its cell. Makes no account.

The columns are those of `account_sheet`, so what was exported can be handed in again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from talentdb.access.principal import GATE, INDEXER, OPERATOR, Role
from talentdb.db.plain_rows import check_size, csv_rows, decode, is_xlsx, xlsx_rows
from talentdb.errors import DataError
from talentdb.services.printed_sheet import lay_out
from talentdb.text import alias_key, clean

__all__ = ["ROLE_WORDS", "CellProblem", "Line", "account_sheet", "read_account_file"]

HEADERS: Final = {
    "login": "Tên đăng nhập",
    "name": "Tên hiển thị",
    "role": "Vai trò",
    "agency": "Cơ quan",
    "sso": "Tên đăng nhập một lần",
    "state": "Tình trạng",
}
_ALSO: Final = {
    "login": ("login", "tai khoan", "ten tai khoan"),
    "name": ("name", "ho ten", "ho va ten", "ten"),
    "role": ("role",),
    "agency": ("agency", "ma co quan", "ten co quan", "don vi", "co quan don vi"),
    "sso": ("sso", "sso name"),
    "state": ("state", "trang thai"),
}
_NEEDED: Final = ("login", "role")
_FIELDS: Final = {
    **{alias_key(words): field for field, words in HEADERS.items()},
    **{key: field for field, keys in _ALSO.items() for key in keys},
}
_HEADER_SEARCH: Final = 15
_LONGEST_LOGIN: Final = 60

ROLE_WORDS: Final[Mapping[Role, str]] = {
    Role.AGENCY: "Cơ quan, đơn vị",
    Role.STEWARD: "Cán bộ quản lý dữ liệu",
    Role.SEARCHER: "Chuyên viên tìm chuyên gia",
    Role.LEADER: "Lãnh đạo",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
    Role.AUDITOR: "Kiểm toán viên",
    Role.HOME_AFFAIRS: "Cán bộ Sở Nội vụ",
    Role.FINANCE: "Cán bộ Sở Tài chính",
    Role.COUNCIL_MEMBER: "Thành viên hội đồng",
    Role.NOMINATOR: "Người đề cử",
}
"""Roles that a person may have, as a sheet names them."""
_ROLES: Final = {
    **{alias_key(words): role for role, words in ROLE_WORDS.items()},
    **{role.value: role for role in Role if role not in (GATE.role, INDEXER.role, OPERATOR.role)},
}


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong at one cell, and what to do."""

    cell: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One account of a file; `agency` as it was written, `cells` tells where each field stands."""

    login: str
    name: str
    role: Role
    agency: str
    sso: str
    cells: Mapping[str, str]


def read_account_file(name: str, content: bytes) -> tuple[list[Line], list[CellProblem]]:
    """The accounts of a file, and what is wrong with it.

    Args:
        name: file name, for messages only.
    Raises: DataError when it is no table with a login and a role.
    """
    check_size(name, content)
    rows = list(xlsx_rows(name, content) if is_xlsx(content) else csv_rows(decode(name, content)))
    for at, row in enumerate(rows[:_HEADER_SEARCH]):
        columns = {field: place for place, text in enumerate(row) if (field := _FIELDS.get(alias_key(text)))}
        if all(field in columns for field in _NEEDED):
            return _lines(rows[at + 1 :], columns, at + 2)
    raise DataError(
        f"{name}: không thấy cột “Tên đăng nhập” và “Vai trò”.", "Tải tệp mẫu ở trang Quản trị rồi điền vào đó."
    )


def _column(place: int) -> str:
    # At most 50 columns are read.
    return chr(65 + place) if place < 26 else chr(64 + place // 26) + chr(65 + place % 26)


def _lines(
    rows: Iterable[Sequence[str]], columns: Mapping[str, int], first: int
) -> tuple[list[Line], list[CellProblem]]:
    lines: list[Line] = []
    problems: list[CellProblem] = []
    seen: dict[str, str] = {}
    for number, row in enumerate(rows, first):
        values = {field: clean(row[at]) if at < len(row) else "" for field, at in columns.items()}
        if not any(values.values()):
            continue
        cells = {field: f"{_column(at)}{number}" for field, at in columns.items()}
        login, role = values["login"].lower(), _ROLES.get(alias_key(values["role"]), _ROLES.get(values["role"]))
        wrong = [*_login_faults(login, cells["login"], seen)]
        if role is None:
            wrong.append(CellProblem(cells["role"], _role_words(values["role"])))
        seen.setdefault(login, cells["login"])
        problems += wrong
        if role is not None and not wrong:
            name = values.get("name") or login
            lines.append(Line(login, name, role, values.get("agency", ""), values.get("sso", "").lower(), cells))
    return lines, problems


def _login_faults(login: str, cell: str, seen: Mapping[str, str]) -> Iterable[CellProblem]:
    if not login:
        yield CellProblem(cell, "Thiếu tên đăng nhập.")
    elif login in seen:
        yield CellProblem(cell, f"Tên đăng nhập {login} đã có ở ô {seen[login]}.")
    elif len(login) > _LONGEST_LOGIN or not login.isascii() or not login.replace("-", "").replace(".", "").isalnum():
        yield CellProblem(
            cell, "Tên đăng nhập chỉ gồm chữ không dấu, chữ số, dấu chấm, dấu gạch nối; tối đa 60 ký tự."
        )


def _role_words(given: str) -> str:
    known = ", ".join(ROLE_WORDS.values())
    return f"Không có vai trò “{given}”. Chọn một trong: {known}." if given else "Thiếu vai trò."


def account_sheet(rows: Iterable[Mapping[str, str]]) -> bytes:
    """An xlsx with the columns of such a file; every cell is text, so none is ever a formula.

    Args:
        rows: keys of `HEADERS`; none of them make the empty form.
    """
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Tài khoản")
        head = book.add_format({"bold": True, "bg_color": "#e6f0f1", "border": 1})
        for at, (field, words) in enumerate(HEADERS.items()):
            sheet.write_string(0, at, words, head)
            sheet.set_column(at, at, {"name": 32, "role": 26, "agency": 38}.get(field, 22))
        for line, row in enumerate(rows, 1):
            for at, field in enumerate(HEADERS):
                sheet.write_string(line, at, row.get(field) or "")
        sheet.freeze_panes(1, 0)
        lay_out(sheet, 0)
        place = list(HEADERS).index("role")
        sheet.data_validation(1, place, 2000, place, {"validate": "list", "source": list(ROLE_WORDS.values())})
    return out.getvalue()

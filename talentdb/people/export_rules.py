"""What an export has to keep to: a purpose, the columns that a role may have, a file name that tells what is in it.

Pure: reads no rows and writes no files.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from talentdb.access.principal import Principal, Role
from talentdb.access.rights import hidden_fields, sensitive_fields
from talentdb.errors import ForbiddenError, UsageError
from talentdb.fields import PEOPLE_FIELDS
from talentdb.people.details import NESTED
from talentdb.people.filters import Filter
from talentdb.text import fold

__all__ = ["chosen_columns", "columns_of", "file_name", "is_locked", "require_purpose"]

_NAME_WORDS: Final = 60
"""Letters of the question in a file name; names of files and mails that carry them stay readable."""
_NO_NAME: Final = re.compile(r"[^0-9a-z]+")

# Who works at the server itself answers for it, and an agency takes its own lists back; all others say what for.
_NEEDS_NO_PURPOSE: Final = frozenset({Role.OPERATOR, Role.AGENCY})


def require_purpose(principal: Principal, purpose: str | None) -> None:
    """Raise UsageError where this account has to say what people are taken out for, and does not."""
    if principal.role not in _NEEDS_NO_PURPOSE and not (purpose or "").strip():
        raise UsageError(
            "Cần nêu mục đích khi lấy dữ liệu cá nhân ra khỏi hệ thống; mục đích được ghi vào nhật ký.",
            "Nêu mục đích (purpose), ví dụ: lập hội đồng tư vấn tuyển chọn nhiệm vụ.",
        )


def columns_of(principal: Principal) -> tuple[str, ...]:
    """Columns of flat files that this role may have, in the order of exports."""
    hidden = hidden_fields(principal.role)
    return () if "*" in hidden else ("person_id", *(name for name in PEOPLE_FIELDS if name not in hidden))


def chosen_columns(principal: Principal, chosen: Sequence[str], *, lists: bool = False) -> tuple[str, ...]:
    """The columns asked for, in that order and once each; all of this role where none is named.

    Args:
        lists: the format holds lists of posts, degrees, works too, so they can be asked for.
    Raises: UsageError for a name that there is not; ForbiddenError for a field that the role may not see.
    """
    allowed = columns_of(principal)
    known = (*allowed, *NESTED, "sources") if lists else allowed
    refused = sorted(set(chosen) & hidden_fields(principal.role))
    if refused:
        raise ForbiddenError(f"Tài khoản này không được xuất cột: {', '.join(refused)}.", "Bỏ cột đó khỏi yêu cầu.")
    unknown = [name for name in chosen if name not in known]
    if unknown:
        raise UsageError(f"Không có cột {', '.join(unknown)} để xuất.", f"Các cột: {', '.join(known)}.")
    return tuple(dict.fromkeys(chosen)) or known


def is_locked(columns: Sequence[str], kind: str, password: str) -> bool:
    """Whether a file with these columns gets the password that was chosen for it: where they are sensitive.

    Raises: UsageError for a format that no password can be set on.
    """
    if not password or sensitive_fields().isdisjoint(columns):
        return False
    if kind != "xlsx":
        raise UsageError(
            "Danh sách có cột nhạy cảm; chỉ tệp Excel đặt được mật khẩu.",
            "Chọn định dạng Excel, hoặc bỏ các cột nhạy cảm, hoặc bỏ chọn đặt mật khẩu nếu tệp không rời cơ quan.",
        )
    return True


def file_name(query: str, filters: Sequence[Filter], kind: str, day: date, stem: str = "danh-sach") -> str:
    """ "danh-sach_nuoi-trong-thuy-san_sex-female_2026-12-09.xlsx": the question and the day, in plain letters.

    Args:
        kind: the format, which is its ending.
        day: of the export.
        stem: what the file is.
    """
    asked = [query, *(f"{name} {value}" for name, value in filters)]
    parts = [slug for text in asked if (slug := _NO_NAME.sub("-", fold(text)).strip("-"))]
    words = "_".join(parts)[:_NAME_WORDS].strip("-_") or "tat-ca"
    return f"{stem}_{words}_{day.isoformat()}.{kind}"

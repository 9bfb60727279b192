"""Employer, commune of residence, native place. Pure."""

from functools import lru_cache

from talentdb.identity.record import MatchRecord
from talentdb.text import alias_key

__all__ = ["commune", "employer", "native_place", "same_list", "texts_agree"]


def employer(a: MatchRecord, b: MatchRecord) -> str | None:
    """Cơ quan: cùng hoặc khác; khác thì vẫn có thể là người đã chuyển công tác."""
    return "same" if a.employer_id == b.employer_id else "different"


def same_list(a: MatchRecord, b: MatchRecord) -> str | None:
    """Cùng một danh sách (một cơ quan nộp, một kỳ, một nơi làm việc): hiếm khi một người được ghi hai dòng."""
    alike = a.agency_id == b.agency_id and a.as_of == b.as_of and a.employer_id == b.employer_id
    return "same" if alike and a.form == b.form == "people" else None


def commune(a: MatchRecord, b: MatchRecord) -> str | None:
    """Xã, phường nơi ở: cùng hoặc khác."""
    if not a.commune_code or not b.commune_code:
        return None
    return "same" if a.commune_code == b.commune_code else "different"


def native_place(a: MatchRecord, b: MatchRecord) -> str | None:
    """Quê quán: cùng, cùng một phần (bên này ghi gọn hơn) hoặc khác."""
    if not a.native_place or not b.native_place:
        return None
    return texts_agree(a.native_place, b.native_place)


@lru_cache(maxsize=200_000)
def texts_agree(one: str, other: str) -> str:
    """same, partly (half of the words of the shorter text stand in the longer one) or different."""
    left, right = alias_key(one), alias_key(other)
    if left == right:
        return "same"
    words, others = set(left.split()), set(right.split())
    fewer = min(len(words), len(others))
    return "partly" if fewer and len(words & others) * 2 > fewer else "different"

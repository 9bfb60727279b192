"""Professional title and day of recruitment. Pure."""

from talentdb.identity.record import MatchRecord

__all__ = ["professional_title", "recruitment"]


def professional_title(a: MatchRecord, b: MatchRecord) -> str | None:
    """Chức danh nghề nghiệp, ngạch: cùng hoặc khác."""
    if not a.professional_title_code or not b.professional_title_code:
        return None
    return "same" if a.professional_title_code == b.professional_title_code else "different"


def recruitment(a: MatchRecord, b: MatchRecord) -> str | None:
    """Ngày tuyển dụng: cùng ngày, cùng năm (khi một bên chỉ ghi năm hoặc tháng) hoặc khác."""
    one, other = a.recruitment_date, b.recruitment_date
    if not one or not other:
        return None
    if one == other:
        return "day" if len(one) > len("2010-09") else "year"
    if one[:4] != other[:4]:
        return "different"
    return "year" if one.startswith(other) or other.startswith(one) else "different"

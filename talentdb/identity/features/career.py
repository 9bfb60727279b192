"""Position, professional title and day of recruitment. Pure."""

from talentdb.identity.features.place import texts_agree
from talentdb.identity.record import MatchRecord

__all__ = ["position", "professional_title", "recruitment"]


def position(a: MatchRecord, b: MatchRecord) -> str | None:
    """Chức vụ, vị trí việc làm: cùng hoặc khác; viết gần giống nhau thì không nói lên điều gì."""
    if not a.position_title or not b.position_title:
        return None
    level = texts_agree(a.position_title, b.position_title)
    return None if level == "partly" else level


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

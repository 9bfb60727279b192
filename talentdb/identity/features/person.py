"""Sex and ethnicity. Pure."""

from typing import Final

from talentdb.identity.record import MatchRecord

__all__ = ["ethnicity", "sex"]

_KINH: Final = "01"
_UNKNOWN: Final = "00"


def sex(a: MatchRecord, b: MatchRecord) -> str | None:
    """Giới tính: trùng hoặc khác; lấy theo chữ số của CCCD khi không ghi."""
    one, other = a.sex or a.id_sex, b.sex or b.id_sex
    if one is None or other is None:
        return None
    return "equal" if one == other else "different"


def ethnicity(a: MatchRecord, b: MatchRecord) -> str | None:
    """Dân tộc: trùng (dân tộc thiểu số trùng thì có giá trị hơn) hoặc khác."""
    one, other = a.ethnicity_code, b.ethnicity_code
    if not one or not other or _UNKNOWN in (one, other):
        return None
    if one != other:
        return "different"
    return "same" if one == _KINH else "same_minority"

"""National id with what its digits say, and staff code within an employer. Pure; the ids are keyed hashes."""

from talentdb.identity.record import MatchRecord

__all__ = ["id_digits", "national_id", "staff_code"]


def national_id(a: MatchRecord, b: MatchRecord) -> str | None:
    """Số định danh: trùng, hoặc khác nhau khi cùng loại; CCCD so với CMND cũ thì không nói lên điều gì."""
    if a.id_hash is None or b.id_hash is None or a.id_kind != b.id_kind:
        return None
    return "equal" if a.id_hash == b.id_hash else "different"


def id_digits(a: MatchRecord, b: MatchRecord) -> str | None:
    """Giới tính và năm sinh theo các chữ số của CCCD bên này so với giới tính, năm sinh của bên kia.

    Only where a birth date is missing on the side of the id: otherwise the dates themselves are compared, and a year
    that agreed would count twice.
    """
    found = None
    for one, other in ((a, b), (b, a)):
        if one.id_birth_year is None or one.birth_date is not None:
            continue
        year = other.birth_date.year if other.birth_date is not None else other.id_birth_year
        if year is None:
            continue
        if year != one.id_birth_year or _sexes_differ(one.id_sex, other.sex or other.id_sex):
            return "differ"
        found = "agree"
    return found


def _sexes_differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def staff_code(a: MatchRecord, b: MatchRecord) -> str | None:
    """Số hiệu cán bộ trong cùng một cơ quan: trùng hoặc khác."""
    if not a.staff_code or not b.staff_code or a.employer_id != b.employer_id:
        return None
    return "equal" if a.staff_code == b.staff_code else "different"

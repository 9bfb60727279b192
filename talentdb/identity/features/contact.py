"""Telephone and mail address. Both may be shared: by a family, by the front desk of an agency. Pure.

How many share one is known only by the registry: the score turns equal into shared where too many do.
"""

from talentdb.identity.record import MatchRecord

__all__ = ["email", "phone"]


def phone(a: MatchRecord, b: MatchRecord) -> str | None:
    """Điện thoại: trùng hoặc khác; số dùng chung càng nhiều người thì càng ít giá trị."""
    if not a.phone or not b.phone:
        return None
    return "equal" if a.phone == b.phone else "different"


def email(a: MatchRecord, b: MatchRecord) -> str | None:
    """Thư điện tử: trùng hoặc khác; địa chỉ dùng chung càng nhiều người thì càng ít giá trị."""
    if not a.email or not b.email:
        return None
    return "equal" if a.email == b.email or a.email.lower() == b.email.lower() else "different"

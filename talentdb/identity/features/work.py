"""A work beside a person at another body: what its title is about, and whether anybody else bears the name. Pure."""

from talentdb.identity.record import MatchRecord

__all__ = ["namesakes", "topic"]


def topic(a: MatchRecord, b: MatchRecord) -> str | None:
    """Lĩnh vực: tên công trình nói về chính ngành mà người kia được đào tạo; không nói thì không kết luận gì."""
    if a.founds == b.founds or not a.topics or not b.topics:
        return None
    return None if a.topics.isdisjoint(b.topics) else "same"


def namesakes(a: MatchRecord, b: MatchRecord) -> str | None:
    """Người trùng tên: cả cơ sở dữ liệu chỉ có một người mang đúng họ tên, và họ tên ấy hiếm."""
    if a.founds == b.founds or a.name_toned != b.name_toned:
        return None
    return "none" if a.sole_name or b.sole_name else None

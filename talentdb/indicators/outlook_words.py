"""What a leader reads of an outlook: one sentence an indicator. Words and rounding only; computes no figure."""

from typing import Final

from talentdb.indicators.outlook import Outlook
from talentdb.text import format_number, format_percent

__all__ = ["PARTS", "TRIED_ERROR", "sentence", "span"]

TRIED_ERROR: Final = 0.008
"""Mean error over three simulated years, measured by tests/bench/outlook.py and said beside the outlook."""
PARTS: Final = ("Nghỉ hưu và tuổi", "Khóa học đã lên kế hoạch", "Xu hướng của các năm trước")
_LEAD: Final = "Nếu không làm gì thêm, cuối năm {year} đạt {span}"
_NO_TARGET: Final = "; kế hoạch không đặt mục tiêu cho chỉ tiêu này."
_REACHED: Final = ", đạt mục tiêu {target}."
_OPEN: Final = (
    "; mục tiêu {target} có thể đạt hoặc không: ở mức giữa còn thiếu {people} người, mức thấp {most} người."
)
_LIKELY: Final = "; mục tiêu {target} có thể đạt; nếu xảy ra mức thấp thì còn thiếu {most} người."
_MISSED: Final = ", chưa đạt mục tiêu {target}: cần thêm {people} người (từ {least} đến {most})."
_NOTHING: Final = "Chưa có người nào được tính vào chỉ tiêu này, nên chưa dự báo được."
_HIDDEN: Final = "Nhóm quá nhỏ: không hiện số để không lộ thông tin cá nhân."


def span(low: float, high: float) -> str:
    """`36–41 %`; one figure where both ends read alike."""
    left, right = format_percent(low, 0), format_percent(high, 0)
    return right if left == right else f"{left.removesuffix('%').rstrip()}–{right}"


def sentence(point: Outlook) -> str:
    """Where it is going, whether that is enough, and how many people are missing."""
    if point.suppressed:
        return _HIDDEN
    if point.projected is None:
        return _NOTHING
    low, high = point.projected.low, point.projected.high
    lead = _LEAD.format(year=point.year, span=span(low, high))
    if point.target is None or point.enough is None:
        return lead + _NO_TARGET
    most, people, least = (format_number(point.missing(share) or 0) for share in (low, point.projected.value, high))
    if point.projected.low >= point.enough:
        words = _REACHED
    elif high < point.enough:
        words = _MISSED
    else:
        words = _LIKELY if point.projected.value >= point.enough else _OPEN
    return lead + words.format(target=format_percent(point.target, 0), people=people, least=least, most=most)

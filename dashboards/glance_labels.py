"""Vietnamese words of the programmes at a glance on the overview of their officers. No logic."""

from collections.abc import Mapping
from typing import Final

HEAD: Final = "Các chính sách"
INTRO: Final = "Hồ sơ, cam kết và kinh phí của các chính sách đến {day}; kinh phí tính từ đầu năm."
NO_PLANS: Final = "Chưa có kế hoạch nào của tỉnh có chính sách theo hồ sơ."
TILES: Final[Mapping[str, str]] = {
    "running": "Đang giải quyết",
    "late": "Trễ hạn",
    "waiting": "Chờ chi",
    "left": "Còn phải thu hồi",
}
MINE: Final = "Hồ sơ chờ tôi"
LATE: Final = "Hồ sơ trễ hạn"
MORE: Final = "Còn {n} hồ sơ nữa ở trang Hồ sơ chính sách."
CARD: Final = "{stage}, {due}"
DUE: Final = "hạn {day}"
NO_DUE: Final = "không có hạn"
LATE_BY: Final = "trễ {n} ngày làm việc"
PLAN_HEADS: Final[Mapping[str, str]] = {
    "plan": "Kế hoạch",
    "opened": "Mở",
    "granted": "Chấp thuận",
    "running": "Đang giải quyết",
    "late": "Trễ",
    "paid": "Đã chi",
    "set_aside": "Dự toán",
    "returned": "Đã thu hồi",
    "owed": "Còn phải thu hồi",
}
NOT_SET: Final = "chưa ghi"

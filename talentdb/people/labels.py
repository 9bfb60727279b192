"""Vietnamese words for what happened to a person over time."""

from collections.abc import Mapping
from typing import Final

__all__ = ["EVENT_TITLES"]

EVENT_TITLES: Final[Mapping[str, str]] = {
    "founded": "Được ghi nhận lần đầu",
    "changed": "Hồ sơ thay đổi theo danh sách mới",
    "recognised": "Thay đổi về việc được công nhận là nhân tài",
    "confirmed": "Danh sách mới nhắc lại, không có gì thay đổi",
    "rolled_back": "Danh sách đã duyệt bị thu hồi",
    "merged": "Xác nhận là một người với hồ sơ khác",
    "checked": "Kiểm tra lại: gộp đúng",
    "split": "Hồ sơ được tách ra",
    "different": "Xác nhận không phải là người kia",
    "unsure": "Xem xét nhưng chưa quyết định được",
    "retracted": "Rút lại một quyết định gộp hoặc tách",
}
"""Kind of an event -> its title."""

"""Vietnamese words of the list of cases as a workbook. No logic."""

from typing import Final

TITLE: Final = "Danh sách hồ sơ của các chính sách"
SHEET: Final = "Hồ sơ"
ORIGIN: Final = "Theo hệ thống, đến ngày {day}; ngày làm việc tính theo lịch nghỉ chính thức."
HEADS: Final = (
    "Số", "Hồ sơ", "Cơ quan", "Chính sách", "Chặng", "Đang chờ", "Từ ngày", "Hạn", "Trễ (ngày)", "Kết thúc",
)  # fmt: skip
EMPTY: Final = "Không có hồ sơ."

"""Vietnamese words of the page of how plans are read. No logic."""

from typing import Final

PAGE: Final = "Cách hiểu kế hoạch"
INTRO: Final = (
    "Kế hoạch để ngỏ một số điều mà con số phụ thuộc vào. Mỗi điều có cách hiểu mặc định của hệ thống; quản "
    "trị viên chọn được cách khác, có lý do. Cách hiểu được in cạnh con số và giữ trong mỗi bản số liệu chốt."
)
READ_ONLY: Final = "Chỉ quản trị viên đổi được cách hiểu."
NOTHING_OPEN: Final = "Kế hoạch này không để ngỏ điều gì."
NOW: Final = "Đang hiểu là"
DEFAULT: Final = "{label} (mặc định)"
CHANGE: Final = "Chọn cách hiểu khác"
ONE_ANSWER: Final = "Chưa có cách hiểu nào khác để chọn."
OPTION: Final = "Cách hiểu"
REASON: Final = "Lý do, căn cứ (bắt buộc)"
REASON_HINT: Final = "ví dụ: Công văn số 12/UBND-KGVX ngày 05/3/2026"
WARNING: Final = "Con số trên mọi màn hình và báo cáo sau lúc này sẽ theo cách hiểu mới; số liệu đã chốt giữ nguyên."
SAVE: Final = "Lưu cách hiểu"
SAVED: Final = "Đã đổi cách hiểu: {question}"
HISTORY: Final = "Lịch sử ({n})"
HISTORY_COLUMNS: Final = {"chosen_at": "Thời điểm", "option": "Đã chọn", "reason": "Lý do", "login": "Người chọn"}
OPERATOR: Final = "người vận hành"
EFFECT: Final = "Con số theo từng cách hiểu"
INDICATOR: Final = "Chỉ tiêu"
CURRENT: Final = "{label} ✓ đang dùng"
HIDDEN: Final = "ẩn"
NO_VALUE: Final = "chưa có số liệu"
NO_EFFECT: Final = "Cách hiểu này chỉ giải thích, không đổi con số nào."

"""Vietnamese words of the pages of difficulties, inspections and excellent tasks. No logic."""

from collections.abc import Mapping
from typing import Final

PAGE_DIFFICULTIES: Final = "Khó khăn, kiến nghị"
PAGE_REGISTERS: Final = "Kiểm tra, nhiệm vụ xuất sắc"

# -------------------------------------------------------------------------------------------------- difficulties

DIFFICULTIES_INTRO: Final = "Nêu bất cứ lúc nào; mỗi việc có nơi trả lời, hạn trả lời và kết quả."
STATES: Final[Mapping[str, str]] = {
    "open": "Mới nêu",
    "assigned": "Đang chờ trả lời",
    "answered": "Đã trả lời",
    "closed": "Đã kết thúc",
}
STATE_MARKS: Final[Mapping[str, str]] = {"open": "warn", "assigned": "busy", "answered": "good", "closed": ""}
OVERDUE: Final = "Quá hạn trả lời"
STATE: Final = "Trạng thái"
NEW: Final = "Nêu khó khăn, kiến nghị"
KIND: Final = "Loại"
KINDS: Final[Mapping[str, str]] = {"difficulty": "Khó khăn, vướng mắc", "proposal": "Đề xuất, kiến nghị"}
PLAN: Final = "Kế hoạch"
NO_PLAN: Final = "Không riêng kế hoạch nào"
TEXT: Final = "Nội dung"
RAISED_BY: Final = "Người nêu"
RAISED_BY_HINT: Final = "Họ tên, chức vụ"
FOR_BODY: Final = "Của cơ quan, đơn vị"
OUTSIDE: Final = "Người ngoài cơ quan, đơn vị"
SEND: Final = "Gửi"
RAISED: Final = "Đã ghi số {number}."
DONE: Final = "Đã lưu."
NONE: Final = "Chưa có khó khăn, kiến nghị nào."
NONE_HERE: Final = "Không có mục nào ở trạng thái này."
HEAD: Final = "Số {number}. {kind}"
BY: Final = "{body} · {who} · {day}"
ASSIGN: Final = "Giao trả lời"
ASSIGN_TO: Final = "Cơ quan trả lời"
DUE: Final = "Hạn trả lời (ngày/tháng/năm, có thể để trống)"
WORDS: Final = "Lời nhắn"
ANSWER: Final = "Trả lời"
CLOSE: Final = "Kết thúc"
REOPEN: Final = "Mở lại"
HOW_ENDED: Final = "Kết quả"
WHY: Final = "Lý do"
SAVE: Final = "Lưu"
ACTS: Final[Mapping[str, str]] = {
    "assigned": "Giao {agency} trả lời",
    "answered": "{agency} trả lời",
    "closed": "Kết thúc",
    "reopened": "Mở lại",
}
ACT_TONES: Final[Mapping[str, str]] = {"assigned": "busy", "answered": "good", "closed": "waits", "reopened": "warn"}
UNTIL: Final = "hạn {day}"
SOMEBODY: Final = "cơ quan"

# --------------------------------------------------------------------------------------------------- inspections

TAB_INSPECTIONS: Final = "Kiểm tra"
TAB_EXCELLENT: Final = "Nhiệm vụ xuất sắc"
NO_INSPECTIONS: Final = "Chưa ghi cuộc kiểm tra nào."
NEW_INSPECTION: Final = "Ghi cuộc kiểm tra"
BODY: Final = "Cơ quan được kiểm tra"
DAY: Final = "Ngày kiểm tra (ngày/tháng/năm)"
INSPECTOR: Final = "Người, đoàn kiểm tra"
PAPER: Final = "Số quyết định, biên bản"
FINDINGS: Final = "Kết quả"
REMEDY: Final = "Việc phải khắc phục (có thể để trống)"
REMEDY_DUE: Final = "Hạn khắc phục (ngày/tháng/năm, có thể để trống)"
REMEDY_TO: Final = "Phải khắc phục"
REMEDIED: Final = "Đã khắc phục"
REMEDIED_ON: Final = "Đã khắc phục ngày {day}"
REMEDIED_DAY: Final = "Ngày khắc phục (ngày/tháng/năm)"
OPEN_UNTIL: Final = "Phải khắc phục trước ngày {day}"
OPEN: Final = "Chưa khắc phục"
OVERDUE_REMEDY: Final = "Quá hạn khắc phục {day}"
NOTHING_TO_REMEDY: Final = "Không phải khắc phục"
INSPECTION_HEAD: Final = "{body} · {day}"
INSPECTION_LINE: Final = "{inspector} · {paper} · {plan}"
INSPECTION_COUNTS: Final = "**{n}** cuộc kiểm tra · **{open}** chưa khắc phục xong · **{late}** quá hạn khắc phục"

# ------------------------------------------------------------------------------------------------ excellent tasks

EXCELLENT_INTRO: Final = (
    "Nhiệm vụ khoa học và công nghệ được đặt hàng, nghiệm thu xếp loại xuất sắc và đã áp dụng;"
    " danh sách gửi Sở Nội vụ."
)
YEAR: Final = "Năm của danh sách"
NO_EXCELLENT: Final = "Danh sách năm {year} chưa có nhiệm vụ nào."
NEW_EXCELLENT: Final = "Ghi nhiệm vụ"
TITLE: Final = "Tên nhiệm vụ"
LEAD: Final = "Chủ nhiệm"
WHERE: Final = "Tổ chức chủ trì"
NO_BODY: Final = "Ngoài danh sách cơ quan"
COMMISSIONED: Final = "Do tỉnh đặt hàng"
RATED_ON: Final = "Ngày nghiệm thu (ngày/tháng/năm)"
RATING: Final = "Xếp loại"
RATINGS: Final[Mapping[str, str]] = {"excellent": "Xuất sắc", "passed": "Đạt"}
APPLIED: Final = "Đã áp dụng ở đâu, thế nào"
EXCELLENT_PAPER: Final = "Số quyết định công nhận kết quả"
COLUMNS: Final[Mapping[str, str]] = {
    "title": "Tên nhiệm vụ",
    "lead": "Chủ nhiệm",
    "agency": "Tổ chức chủ trì",
    "rated_on": "Nghiệm thu",
    "rating": "Xếp loại",
    "applied": "Áp dụng",
    "state": "Danh sách gửi",
}
ON_LIST: Final = "có trong danh sách"
OFF_LIST: Final = "đã đưa ra: {reason}"
NOT_MET: Final = "không đưa vào: {lacks}"
WITHDRAW: Final = "Đưa ra khỏi danh sách"
WHICH: Final = "Nhiệm vụ"
SUGGESTED: Final = "Cơ sở dữ liệu có {n} nhiệm vụ xuất sắc, đã áp dụng, chưa ghi vào danh sách"
SUGGESTED_HELP: Final = "Bấm “Ghi nhiệm vụ” để ghi; ngày nghiệm thu, nơi áp dụng cần điền theo hồ sơ."
SUGGESTION: Final = "{title} ({year}) · {lead} · {agency}"
TAKE_SUGGESTION: Final = "Lấy từ cơ sở dữ liệu"
TYPE_IT: Final = "Tự điền"
EXPORT: Final = "Tải danh sách gửi Sở Nội vụ (Excel)"
EXPORT_MAKE: Final = "Lập danh sách (Excel)"
EXPORT_FILE: Final = "nhiem-vu-xuat-sac-{year}.xlsx"
SHOW_WITHDRAWN: Final = "Cả nhiệm vụ đã đưa ra"
DIFFICULTY_COLUMNS: Final = (
    "Số", "Loại", "Cơ quan", "Người nêu", "Ngày nêu", "Nội dung", "Tình trạng", "Đã làm",
)  # fmt: skip
INSPECTION_COLUMNS: Final = (
    "Số", "Cơ quan", "Ngày", "Đoàn kiểm tra", "Văn bản", "Kế hoạch", "Kết quả", "Việc phải khắc phục", "Tình trạng",
)  # fmt: skip

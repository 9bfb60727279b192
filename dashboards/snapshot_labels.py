"""Vietnamese words of the page of frozen figures. No logic."""

from typing import Final

PAGE: Final = "Số liệu chốt"
INTRO: Final = (
    "Số liệu đã chốt không thay đổi khi có danh sách mới. Mỗi bản giữ mọi con số, cách tính, cách hiểu và "
    "phiên bản dữ liệu của lúc chốt, có dấu vân tay để phát hiện việc sửa."
)
PLAN: Final = "Kế hoạch"
FREEZE: Final = "Chốt số liệu mới"
PERIOD: Final = "Kỳ báo cáo"
PERIOD_HELP: Final = "Cả năm: 2026. Sáu tháng: 2026-H1 hoặc 2026-H2. Quý: 2026-Q3."
AS_OF: Final = "Số liệu tính đến ngày"
FREEZE_BUTTON: Final = "Chốt"
FROZEN: Final = "Đã chốt số liệu số {number}."
SIGN: Final = "Ký xác nhận bản số {number}"
SIGN_HELP: Final = "Xác nhận bằng tài khoản của mình rằng số liệu này được dùng trong báo cáo. Không rút lại được."
SIGNED: Final = "Đã ký số liệu chốt số {number}."
SIGNED_BY_YOU: Final = "Tài khoản này đã ký bản số {number}."
NONE: Final = "Kế hoạch này chưa có bản chốt nào."
NONE_FOR_READERS: Final = "Cán bộ quản lý dữ liệu chốt số liệu cho từng kỳ báo cáo; bản chốt sẽ hiện ở đây."
LIST: Final = "Các bản đã chốt"
COLUMNS: Final = {
    "number": "Số",
    "period": "Kỳ",
    "as_of": "Ngày tính",
    "login": "Người chốt",
    "taken_at": "Lúc chốt",
    "signed": "Chữ ký",
    "sha256": "Dấu vân tay",
}
UNSIGNED: Final = "chưa ai ký"
CHOOSE: Final = "Xem bản"
CHOICE: Final = "Số {number} · kỳ {period} · {day}"
TAB_FIGURES: Final = "Con số"
TAB_SINCE: Final = "Thay đổi từ lúc chốt"
TAB_COMPARE: Final = "So với bản khác"
TAB_BASIS: Final = "Căn cứ và chữ ký"
INDICATOR: Final = "Chỉ tiêu"
VALUE: Final = "Tỷ lệ"
COUNTED: Final = "Đạt / tổng"
RANGE: Final = "Khoảng có thể"
SURE: Final = "chắc chắn"
TARGET: Final = "Mục tiêu"
STATUS: Final = "Tình trạng"
STATES: Final = {
    "reached": "Đã đạt mục tiêu",
    "on_track": "Đúng tiến độ",
    "behind": "Chưa đạt mục tiêu",
    "no_data": "Chưa có số liệu",
}
STATE_MARK: Final = {"Đã đạt mục tiêu": "good", "Đúng tiến độ": "busy", "Chưa đạt mục tiêu": "warn"}
HIDDEN: Final = "ẩn"
NO_VALUE: Final = "chưa có số liệu"
WHY_NOT: Final = "không tính được từ dữ liệu này"
BEFORE: Final = "Lúc chốt"
NOW: Final = "Bây giờ"
FIRST: Final = "Bản số {number}"
CHANGE: Final = "Thay đổi"
GROUP: Final = "Nhóm"
UP: Final = "▲ tăng {points} điểm"
DOWN: Final = "▼ giảm {points} điểm"
SAME_SHARE: Final = "● tỷ lệ giữ nguyên, số người khác"
ADDED: Final = "＋ mới có"
GONE: Final = "－ không còn"
OTHER: Final = "● khác"
CHANGE_MARK: Final = {"▲": "good", "▼": "bad", "●": "busy", "＋": "busy", "－": "warn"}
NOTHING: Final = "Không có gì khác: tính lại bây giờ vẫn ra đúng những con số đã chốt."
NOTHING_BETWEEN: Final = "Hai bản giống hệt nhau."
SINCE_HEAD: Final = "{n} con số khác với lúc chốt; trong đó {total} con số toàn tỉnh."
ROWS: Final = "Theo cơ quan, khu vực, xã phường: {n} dòng khác"
INPUTS: Final = "Vì sao khác"
INPUT: Final = "Căn cứ"
ONE_ONLY: Final = "Mới có một bản chốt, chưa có bản nào để so."
COMPARE_WITH: Final = "So với"
SHEET: Final = "So lieu chot"
NOTE: Final = "Số liệu chốt số {number}, {plan}, kỳ {period}, tính đến {day}. Dấu vân tay SHA-256: {sha256}"
ROW_COLUMNS: Final = {
    "code": "Mã",
    "name": "Chỉ tiêu",
    "by": "Chia theo",
    "group": "Nhóm",
    "numerator": "Đạt",
    "denominator": "Tổng",
    "value": "Tỷ lệ",
    "low": "Thấp nhất",
    "high": "Cao nhất",
    "target": "Mục tiêu",
}
WHOLE: Final = "Toàn tỉnh"
BASIS: Final = {
    "sha256": "Dấu vân tay (SHA-256)",
    "login": "Người chốt",
    "taken_at": "Lúc chốt",
}
SIGNATURES: Final = "Chữ ký"
SIGNATURE_COLUMNS: Final = {"login": "Tài khoản", "statement": "Nội dung", "signed_at": "Thời điểm"}
READINGS: Final = "Cách hiểu đang dùng trong bản này"
EMPTY: Final = "—"

"""Vietnamese words of the pages of reports. No logic."""

from collections.abc import Mapping
from typing import Final

PAGE: Final = "Báo cáo"
WHICH: Final = "Báo cáo"
OPTION: Final = "{about} · {period}"
KINDS: Final[Mapping[str, str]] = {
    "agency": "Báo cáo của cơ quan",
    "province": "Báo cáo tổng hợp của tỉnh",
    "six-month": "Báo cáo tiến độ 6 tháng",
    "yearly": "Báo cáo năm",
    "interim-review": "Báo cáo sơ kết",
    "final-review": "Báo cáo tổng kết",
}
YEAR: Final = "Năm"
NOTHING_OWED: Final = "Không kế hoạch nào yêu cầu cơ quan này gửi báo cáo trong năm."
DUE: Final = "Hạn gửi: {day} ({text})."
STATE: Final[Mapping[str, str]] = {
    "": "Chưa soạn",
    "draft": "Bản nháp",
    "signed": "Đã ký, chưa gửi",
    "sent": "Đã gửi",
    "accepted": "Đã tiếp nhận",
    "returned": "Bị trả lại",
}
STATE_COLOUR: Final[Mapping[str, str]] = {
    "": "gray", "draft": "gray", "signed": "blue", "sent": "blue", "accepted": "green", "returned": "orange",
}  # fmt: skip
FAULT: Final = (
    "Nội dung dưới đây không phải bản đã ký: chỉ để đối chiếu, không dùng làm số liệu. Báo quản trị hệ thống kiểm tra"
    " nhật ký; nơi nhận có thể trả lại để cơ quan lập lại và ký lại."
)
RETURNED: Final = "Báo cáo bị trả lại: {reason}"
SINCE: Final = "Từ ngày"
UNTIL: Final = "Đến ngày"
MADE: Final = "Phần hệ thống lập từ số liệu (tự đưa vào báo cáo)"
SAVE: Final = "Lưu bản nháp"
SAVE_AND_SIGN: Final = "Lưu và ký"
SIGN: Final = "Ký"
SEND: Final = "Gửi"
REOPEN: Final = "Sửa lại (bỏ chữ ký)"
SAVED: Final = "Đã lưu bản nháp."
SIGNED: Final = "Đã ký."
SENT: Final = "Đã gửi."
REOPENED: Final = "Đã mở lại để sửa; bản ký trước vẫn được lưu."
ACCEPTED: Final = "Đã tiếp nhận."
GIVEN_BACK: Final = "Đã trả lại."
SIGN_HELP: Final = "Ký xong thì nội dung và số liệu được giữ nguyên như lúc ký."
FIGURES_OF: Final = "Số liệu trong bản này lấy lúc {time}; lưu lại để cập nhật."
WORD: Final = "Tải Word"
EXCEL: Final = "Tải phụ lục Excel"
HISTORY: Final = "Các bước đã qua"
STEP_COLUMNS: Final = ("Việc", "Lúc", "Tài khoản", "Lý do")
TAB_BODIES: Final = "Của cơ quan, địa phương"
TAB_PROVINCE: Final = "Của tỉnh"
TAB_OWN: Final = "Do Sở Nội vụ lập"
NOTHING_LED: Final = (
    "Không kế hoạch nào giao cơ quan của tài khoản này lập báo cáo trong năm,"
    " hoặc tài khoản chưa gắn với cơ quan nào."
)
PROGRAMMES_INTRO: Final = (
    "Phần kết quả thực hiện các chính sách của báo cáo tỉnh, theo số liệu lúc này; tải được Word và Excel."
)
NO_PROGRAMMES: Final = "Năm này không có báo cáo nào về các chính sách."
PLAN: Final = "Kế hoạch"
ONCE: Final = "cả giai đoạn"
NOBODY: Final = "Chưa cơ quan nào soạn báo cáo kỳ này."
COUNT: Final = "{n} cơ quan đã gửi, trong đó {accepted} báo cáo đã tiếp nhận; {drafts} cơ quan đang soạn."
LIST_COLUMNS: Final = ("Cơ quan, đơn vị", "Tình trạng", "Cập nhật")
CHOOSE: Final = "Chọn báo cáo đã gửi"
ACCEPT: Final = "Tiếp nhận"
RETURN: Final = "Trả lại"
TAKE_BACK: Final = "Sửa lại báo cáo đã gửi"
REASON: Final = "Lý do trả lại"
SNAPSHOT: Final = "Số liệu chốt"
SNAPSHOT_OPTION: Final = "Số {number}, kỳ {period}, ngày {day}{signed}"
SNAPSHOT_SIGNED: Final = " (đã ký: {logins})"
NO_SNAPSHOT: Final = "Chưa chốt: dùng số liệu hiện nay, chỉ để soạn nháp"
NOT_BEGUN: Final = "Cán bộ quản lý dữ liệu chưa soạn báo cáo này."
ANNEX: Final = "Phụ lục: {heading}"
STALE: Final = (
    "Báo cáo đã được người khác thay đổi trong lúc bạn soạn. Chép lại phần vừa gõ nếu cần, rồi tải bản mới nhất."
)
RELOAD: Final = "Tải bản mới nhất"
EMPTY: Final = "(chưa viết)"
KIND: Final = "Loại báo cáo"

"""Vietnamese words of the page of figures and its charts. No logic."""

from typing import Final

AS_OF: Final = "Tính đến ngày"
AS_OF_LINE: Final = (
    "Số liệu tính đến ngày {day} · Quyết định 2711/QĐ-TTg, kế hoạch của tỉnh · phiên bản định nghĩa {version}"
)
NOW: Final = "Hiện nay"
GAP: Final = "Còn thiếu so với mục tiêu"
GAP_PEOPLE: Final = "{n} người"
NO_GAP: Final = "Không thiếu"
FRACTION: Final = "{n} trên {d} người"
INTERVAL: Final = "Con số thật nằm trong khoảng **{low} – {high}**, vì dữ liệu còn chỗ trống."
CERTAIN: Final = "Không có chỗ trống nào trong dữ liệu làm thay đổi con số này."
LEGEND_NOW: Final = "hiện nay"
LEGEND_BAND: Final = "khoảng có thể, do dữ liệu còn thiếu"
LEGEND_TARGET: Final = "mục tiêu"
HOVER_INTERVAL: Final = "Khoảng có thể: {low} – {high}<extra></extra>"
TARGET_MARK: Final = "mục tiêu {year}: {target}"
COVERAGE: Final = "Đã có số liệu của {n} trên {total} cơ quan, đơn vị phải báo cáo."
LOW_COVERAGE: Final = (
    "Mới có số liệu của **{n} trên {total}** cơ quan, đơn vị phải báo cáo: các con số dưới đây nói về "
    "những đơn vị đã nộp, chưa nói về toàn tỉnh."
)
EXPECTED_NOW: Final = "Theo lộ trình, đến nay cần đạt {share}."
DEFINITION: Final = "Cách tính"
UNKNOWN_HEAD: Final = "**Chưa rõ trong dữ liệu:**"
UNKNOWN: Final = {
    "sex": "{n} người chưa rõ giới tính",
    "ethnicity": "{n} người chưa rõ dân tộc",
    "ethnicity_code": "{n} người chưa rõ dân tộc",
    "birth_date": "{n} người chưa rõ ngày sinh",
    "is_intellectual": "{n} người chưa rõ trình độ",
    "training": "{n} người chưa rõ việc bồi dưỡng",
}
NO_DATA: Final = "Chưa có dữ liệu để tính."
STATUS: Final = {
    "reached": "Đã đạt mục tiêu",
    "on_track": "Đúng tiến độ",
    "behind": "Chậm hơn lộ trình",
    "no_data": "Chưa có dữ liệu",
}
BELOW_TARGET: Final = "Chưa đạt mục tiêu"
STATUS_COLOUR: Final = {"reached": "green", "on_track": "blue", "behind": "orange", "no_data": "gray"}
CUTS: Final = "Theo đơn vị, ngành, lĩnh vực"
INDICATOR: Final = "Chỉ tiêu"
CUT_BY: Final = "Chia theo"
CUT: Final = {
    "agency": "Cơ quan, đơn vị",
    "sector": "Khu vực",
    "field": "Lĩnh vực KH&CN",
    "commune": "Xã, phường",
    "post": "Loại vị trí",
}
CUT_NAME: Final = "Nhóm"
CUT_NUMERATOR: Final = "Đạt"
CUT_DENOMINATOR: Final = "Tổng"
CUT_VALUE: Final = "Tỷ lệ"
SUPPRESSED: Final = "ẩn (dưới 5 người)"
SUPPRESSED_NOTE: Final = "{n} nhóm dưới 5 người (hoặc có thể suy ra nhóm đó) được ẩn để không lộ thông tin cá nhân."
AS_TABLE: Final = "Xem bảng số"
PART: Final = "Phần"
PARTS: Final = {
    "gap": "Chưa đạt",
    "numerator": "Đã tính (tử số)",
    "denominator": "Tất cả (mẫu số)",
    "unknown": "Chưa rõ",
}
FIRST_ROWS: Final = "Hiện {n} người đầu trong {total} người."

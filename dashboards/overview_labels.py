"""Vietnamese words of the page of figures and its charts. No logic."""

from typing import Final

from talentdb.indicators import page_labels

PLAN: Final = "Kế hoạch"
AS_OF: Final = "Tính đến ngày"
SOURCE_LINE: Final = "Số liệu đến {day} · {coverage} · định nghĩa {version}"
NO_INDICATORS: Final = (
    "**{plan}** không đặt chỉ tiêu bằng tỷ lệ phần trăm, nên không có con số nào để so với mục tiêu. "
    "Kế hoạch này được theo dõi bằng nhiệm vụ, thời hạn và báo cáo."
)
SHORT: Final = {
    ("hung-yen-2711", "I1"): "Nữ, thiểu số ở vị trí KH&CN",
    ("hung-yen-2711", "I1.women"): "Nữ ở vị trí KH&CN",
    ("hung-yen-2711", "I1.minority"): "Dân tộc thiểu số ở vị trí KH&CN",
    ("hung-yen-2711", "I2"): "Trí thức trẻ được bồi dưỡng",
    ("hung-yen-2711", "I3"): "Bồi dưỡng theo chức danh",
    ("hung-yen-2711", "I3.stated"): "Bồi dưỡng (tự khai)",
    ("hung-yen-2711", "I4"): "Nhà giáo đạt chuẩn",
    ("hung-yen-2711", "I4.stated"): "Nhà giáo đạt chuẩn (tự khai)",
    ("hung-yen-2711", "I5"): "Cơ sở nghề kiểm định",
    ("hung-yen-2711", "I6"): "Chương trình kiểm định",
    ("hung-yen-2711", "I7"): "Chuẩn đầu ra cập nhật",
    ("hung-yen-2711", "I8"): "Trình độ sau đại học",
    ("hung-yen-2711", "I8.young"): "Trí thức trẻ",
    ("hung-yen-2711", "I8.leading"): "Chuyên gia đầu ngành",
}
"""Names for the heads of tables; the full name stands in the list of indicators."""
STATUS: Final = page_labels.STATUS
STATUS_CLASS: Final = {"reached": "good", "on_track": "calm", "behind": "late", "no_data": "none"}
OF_THEM: Final = "Trong đó: "
OTHERS: Final = "Các chỉ tiêu khác"
INDICATORS: Final = "Các chỉ tiêu"
DEFINITION: Final = "Cách tính"
READINGS: Final = "Kế hoạch để ngỏ; con số này hiểu là"
PLACE: Final = "Trong kế hoạch: {place}"
CHASE: Final = "Thiếu dữ liệu nào thì hỏi trước"
STAGE: Final = {"input": "đầu vào", "intermediate": "trung gian", "output": "đầu ra"}
BAR_SAID: Final = "{name}: {value}, khoảng {low} – {high}, mục tiêu {target}"
NO_DATA: Final = "Chưa có dữ liệu để tính."

SECTION: Final = "Xem kỹ hơn"
SECTIONS: Final = {
    "map": "Bản đồ xã, phường",
    "heat": "Cơ quan × chỉ tiêu",
    "groups": "Theo nhóm",
    "overdue": "Cần đôn đốc",
    "quality": "Chất lượng dữ liệu",
    "people": "Những người trong con số",
}
INDICATOR: Final = "Chỉ tiêu"
CUT_BY: Final = "Chia theo"
CUT: Final = {
    "sector": "Khu vực",
    "field": "Lĩnh vực KH&CN",
    "post": "Loại vị trí",
    "agency": "Cơ quan, đơn vị",
    "commune": "Xã, phường",
}
CUT_NAME: Final = "Nhóm"
CUT_NUMERATOR: Final = "Đạt"
CUT_DENOMINATOR: Final = "Tổng"
CUT_VALUE: Final = "Tỷ lệ"
SUPPRESSED: Final = "ẩn (dưới 5 người)"
SUPPRESSED_NOTE: Final = "{n} nhóm dưới 5 người (hoặc có thể suy ra nhóm đó) được ẩn để không lộ thông tin cá nhân."
AS_TABLE: Final = "Xem bảng số"
GAP: Final = "Còn thiếu"
STATE: Final = "Tình trạng"
LOW: Final = "Thấp nhất"
HIGH: Final = "Cao nhất"
TARGET_HEAD: Final = "Mục tiêu"

MAP_ALL_HIDDEN: Final = "Mọi xã, phường của chỉ tiêu này đều thuộc nhóm nhỏ được ẩn, nên không có bản đồ để xem."
MAP_HELP: Final = (
    "Mỗi ô là một xã, phường, xếp gần đúng vị trí thật; không phải ranh giới. "
    "Người không rõ nơi ở không có trên bản đồ."
)
MAP_EMPTY: Final = "chưa có người"
MAP_HIDDEN: Final = "ẩn (dưới 5 người, hoặc để không suy ra nhóm khác)"
MAP_HOVER: Final = "{name}: {value}"
MAP_ALT: Final = "Bản đồ ô 104 xã, phường: {name}"
COMMUNE: Final = "Xã, phường"

HEAT_SORT: Final = "Xếp theo"
HEAT_WORST: Final = "Thấp nhất trước"
HEAT_HELP: Final = "Ô đậm là tỷ lệ cao; dấu ✓ là đạt mục tiêu của tỉnh; “–” là không có ai thuộc diện tính."
AGENCY: Final = "Cơ quan, đơn vị"
ONE_AGENCY: Final = "Xem một cơ quan"
ONE_AGENCY_NONE: Final = "Chọn cơ quan…"
NO_PEOPLE_RIGHT: Final = "Vai trò này xem số tổng hợp, không xem danh sách người."

OVERDUE_NONE: Final = "Không cơ quan nào quá hạn."
OVERDUE_HEAD: Final = "{n} cơ quan quá hạn, trễ lâu nhất trước"
OVERDUE_DUTY: Final = "Việc quá hạn"
OVERDUE_DAYS: Final = "Trễ"
DAYS: Final = "{n} ngày"
SILENT_HEAD: Final = "{n} cơ quan chưa nộp danh sách nào"
SILENT_NONE: Final = "Mọi cơ quan phải báo cáo đều đã có danh sách."

QUALITY_HELP: Final = (
    "Đủ thông tin: tỷ lệ có giá trị của tám mục mà chỉ tiêu cần ({fields}). "
    "Lỗi, cảnh báo: của danh sách mới nhất đã duyệt."
)
QUALITY_FILLED: Final = "Đủ thông tin"
QUALITY_PEOPLE: Final = "Số người"
QUALITY_PROBLEMS: Final = "Lỗi, cảnh báo / 100 dòng"
QUALITY_AGE: Final = "Danh sách cũ"
QUALITY_DOUBLES: Final = "Cặp nghi trùng"
QUALITY_WEAKEST: Final = "Thiếu nhiều nhất"
QUALITY_NONE: Final = "Chưa có cơ quan nào có người trong cơ sở dữ liệu."
FIELD_MISSING: Final = "{field} ({share})"

PART: Final = "Phần"
PARTS: Final = {
    "gap": "Chưa đạt",
    "numerator": "Đã tính (tử số)",
    "denominator": "Tất cả (mẫu số)",
    "unknown": "Chưa rõ",
}
FIRST_ROWS: Final = "Hiện {n} người đầu trong {total} người."
NOBODY: Final = "Không có ai trong phần này."

DOWNLOAD_DATA: Final = "Tải số liệu (Excel)"
ONE_PAGE: Final = "Tải một trang PDF"
ONE_PAGE_HELP: Final = "Trang A4 để in và ký: mọi chỉ tiêu, khoảng, mục tiêu, số còn thiếu."

"""Vietnamese words of the reader that users see outside the catalogues of problems, file errors and forms."""

from typing import Final

__all__ = [
    "ANNOTATED",
    "ANNOTATION_AUTHOR",
    "BESIDE",
    "COLUMN",
    "COLUMNS_DOUBTFUL",
    "COLUMNS_LEFT",
    "COLUMN_AS",
    "CONFIRMED",
    "CONFIRMED_COUNT",
    "CONTEXT",
    "DROPDOWN_ERROR",
    "EXAMPLE_NOTE",
    "EXAMPLE_OF",
    "EXAMPLE_SHEET",
    "FILE_FOLDER_MISSING",
    "GUIDE_COLUMNS",
    "GUIDE_LINES",
    "GUIDE_SHEET",
    "IGNORED",
    "LISTS_SHEET",
    "LIST_SHEET",
    "MORE_PROBLEMS",
    "NOT_CONFIRMABLE",
    "NO_FORM",
    "PROBLEM_COLUMNS",
    "PROBLEM_COUNTS",
    "PROBLEM_HELP",
    "PROBLEM_HELP_CONFIRM",
    "PROBLEM_MARKER",
    "PROBLEM_SHEET",
    "PROBLEM_TITLE",
    "REQUIRED",
    "REQUIRED_NOTE",
    "ROW",
    "SEVERITY",
    "SHEET_IGNORED",
    "SUGGESTION",
    "TABLE",
    "TEMPLATE_AS_OF",
    "TEMPLATE_NOTE",
    "TEMPLATE_UNIT",
    "TEMPLATE_WRITTEN",
    "UNREADABLE",
    "YES_NO",
]

PROBLEM_SHEET: Final = "Lỗi"
PROBLEM_COLUMNS: Final = ("Trang tính", "Ô", "Mức độ", "Giá trị", "Vấn đề", "Gợi ý", "Xác nhận đúng")
PROBLEM_TITLE: Final = "CÁC CHỖ CẦN SỬA HOẶC XEM LẠI"
PROBLEM_HELP: Final = (
    "Sửa ngay tại ô được tô màu (bấm cột “Ô” để đến đó), rồi nộp lại chính tệp này; giữ nguyên trang này."
)
PROBLEM_HELP_CONFIRM: Final = (
    "Chỗ “Cần xem lại” hay “Lưu ý” mà giá trị đã đúng: chọn “x” ở cột “Xác nhận đúng”, lần sau không hỏi nữa."
)
PROBLEM_MARKER: Final = "talentdb-annotation-1"
"""Stands in a hidden cell of the sheet of problems, so that it is known again when the workbook comes back."""
CONFIRMED: Final = "x"
NOT_CONFIRMABLE: Final = "—"
ROW: Final = "dòng {row}"
SEVERITY: Final = {"error": "Lỗi", "warning": "Cần xem lại", "info": "Lưu ý"}
SUGGESTION: Final = "Gợi ý"
ANNOTATION_AUTHOR: Final = "Hệ thống tiếp nhận"

UNREADABLE: Final = "Không đọc được"
SHEET_IGNORED: Final = "Trang “{sheet}” được bỏ qua: {reason}"
IGNORED: Final = {
    "annotation": "danh sách lỗi đã gửi kèm",
    "corrected": "người dùng bỏ qua",
    "empty": "trang trống",
    "example": "trang ví dụ",
    "guide": "trang hướng dẫn",
    "lookup": "danh mục",
    "statistics": "bảng số liệu thống kê",
}
BESIDE: Final = {
    "comments": "{count} chú thích ô",
    "text_boxes": "{count} hộp chữ",
    "pictures": "{count} hình",
    "charts": "{count} biểu đồ",
    "objects": "{count} đối tượng nhúng",
}
TABLE: Final = (
    "Trang “{sheet}”: biểu mẫu {form}, dòng {first}–{last}, {records} dòng dữ liệu, hiểu {known}/{columns} cột"
)
FILE_FOLDER_MISSING: Final = "Không có thư mục để ghi tệp {out}."
COLUMNS_DOUBTFUL: Final = "    Cần xác nhận cột: {columns}"
COLUMNS_LEFT: Final = "    Cột không lấy vào: {columns}"
COLUMN: Final = "{column} “{header}”"
COLUMN_AS: Final = "{column} “{header}” → {label} ({confidence})"
CONFIRMED_COUNT: Final = "  {count} chỗ đơn vị đã xác nhận đúng, không hỏi lại"
NO_FORM: Final = "chưa nhận ra"
CONTEXT: Final = {
    "agency_name": "Đơn vị",
    "agency_code": "Mã đơn vị",
    "as_of": "Tính đến ngày",
    "form_number": "Mẫu số",
}
PROBLEM_COUNTS: Final = "{error} lỗi, {warning} chỗ cần xem lại, {info} lưu ý"
MORE_PROBLEMS: Final = "… và {rest} chỗ khác; dùng `ingest annotate` để xem tất cả ngay trong tệp."
ANNOTATED: Final = "Đã ghi {out}: {problems} vấn đề, {marked} ô được đánh dấu."
TEMPLATE_WRITTEN: Final = "Đã ghi biểu mẫu vào {out}."

LIST_SHEET: Final = "Danh sách"
EXAMPLE_SHEET: Final = "Ví dụ"
GUIDE_SHEET: Final = "Hướng dẫn"
LISTS_SHEET: Final = "Danh mục"
TEMPLATE_UNIT: Final = "Đơn vị: "
TEMPLATE_AS_OF: Final = "Tính đến ngày: {day}"
GUIDE_COLUMNS: Final = ("Cột", "Bắt buộc", "Ví dụ", "Cách điền")
GUIDE_LINES: Final = (
    "Điền mỗi người (hoặc mỗi khóa học) một dòng ở trang “Danh sách”; không gộp ô, không để dòng trống giữa.",
    "Cột không có dữ liệu thì để trống; không ghi dấu gạch hay “không có”.",
    "Các ô có mũi tên: chọn trong danh sách có sẵn.",
)
REQUIRED: Final = "x"
REQUIRED_NOTE: Final = "Cột bắt buộc."
EXAMPLE_OF: Final = "Ví dụ: {example}"
EXAMPLE_NOTE: Final = "Trang này chỉ để xem cách điền, không được đọc khi nộp."
TEMPLATE_NOTE: Final = "Cột nền cam là bắt buộc; di chuột lên tiêu đề cột để xem cách điền; không đổi dòng tiêu đề."
YES_NO: Final = ("x", "Không")
DROPDOWN_ERROR: Final = "Chọn một giá trị trong danh sách."

"""Vietnamese words of the export panel. No logic."""

from typing import Final

from talentdb.people.field_labels import EXTRA as EXTRA

TITLE: Final = "Xuất danh sách này"
HELP: Final = (
    "Xuất đúng những người mà câu tìm và bộ lọc đang chọn. Chỉ có các cột mà vai trò này được xem; "
    "ai, lúc nào, mục đích gì đều được ghi vào nhật ký."
)
PURPOSE: Final = "Mục đích (bắt buộc)"
PURPOSE_HINT: Final = "ví dụ: gửi giấy mời họp hội đồng"
FORMAT: Final = "Định dạng"
FORMATS: Final = {
    "xlsx": "Excel",
    "csv": "CSV",
    "json": "JSON (mã, đủ các mục)",
    "parquet": "Parquet (mã, để phân tích)",
}
COLUMNS: Final = "Cột"
COLUMNS_HINT: Final = "Tất cả các cột được xem"
LOCK: Final = "Đặt mật khẩu khi có cột nhạy cảm"
LOCK_HELP: Final = (
    "Tệp Excel có số định danh, dân tộc, Đảng viên, điện thoại, thư điện tử hay địa chỉ chỉ mở được bằng mật khẩu. "
    "Chỉ bỏ chọn khi tệp không rời cơ quan; việc đó được ghi vào nhật ký."
)
LOCKED_TOLD: Final = (
    "Tệp chỉ mở được bằng mật khẩu dưới đây. Mật khẩu không lưu ở đâu và chỉ hiện lần này; gửi nó bằng kênh khác với "
    "tệp, ví dụ đọc qua điện thoại."
)
MAKE: Final = "Tạo tệp"
PROGRESS: Final = "Đang ghi {done} / {total} người…"
READY: Final = "Tải {name}"
DONE: Final = "{n} người. Tệp chỉ giữ trong phiên làm việc này."
NOBODY: Final = "Không có ai phù hợp nên không có gì để xuất."
FIELD: Final = {"person_id": "Số hồ sơ"}
YES_NO: Final = {True: "Có", False: "Không"}
TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
LIST: Final = "Tải danh sách (Excel)"
LIST_FILE: Final = "{what}-{day}.xlsx"
LIST_NAMES: Final = {
    "task": "nhiem-vu", "difficulty": "kho-khan-kien-nghi", "inspection": "kiem-tra", "supply": "nhu-cau-va-nguon",
    "suggestion": "nguoi-phu-hop", "return": "can-hoan-tra", "term": "muc-va-thoi-han", "signal": "bien-dong",
}  # fmt: skip

"""Vietnamese words of the registry of processing and of what has been kept long enough, on the page. No logic."""

from typing import Final

TAB: Final = "Căn cứ, thời hạn"
INTRO: Final = (
    "Mỗi loại danh sách phải có căn cứ, mục đích và thời hạn giữ. Dòng mới nhất của cơ quan và biểu mẫu được áp dụng."
)
UNDECLARED: Final = (
    "Chưa khai căn cứ: {count} loại danh sách của {agencies} cơ quan: {names}. Một lần khai cho mọi cơ quan và mọi "
    "biểu mẫu là đủ; cơ quan nào khác thì khai riêng."
)
UPLOAD: Final = (
    "Danh sách của cơ quan chưa được khai căn cứ pháp lý và thời hạn giữ. Vẫn nộp được; Sở Khoa học và Công nghệ cần "
    "bổ sung số, ngày văn bản."
)
NOTHING: Final = "Chưa có danh sách nào."
AND_MORE: Final = "và {count} cơ quan khác"
TAKE: Final = "Tải danh mục (xlsx)"
FILE: Final = "hoat-dong-xu-ly.xlsx"
NEW: Final = "Khai căn cứ"
BASIS: Final = "Căn cứ"
PAPER: Final = "Số, ký hiệu văn bản"
PAPER_HINT: Final = "Ví dụ: 2711/QĐ-TTg"
PAPER_DAY: Final = "Ngày văn bản (ngày/tháng/năm)"
PURPOSE: Final = "Mục đích xử lý"
AGENCY: Final = "Cơ quan"
EVERY_AGENCY: Final = "Mọi cơ quan"
FORM: Final = "Biểu mẫu"
EVERY_FORM: Final = "Mọi biểu mẫu"
SENSITIVE: Final = "Dữ liệu nhạy cảm có trong danh sách"
SENSITIVE_NONE: Final = "Không có"
RESPONSIBLE: Final = "Người chịu trách nhiệm"
YEARS: Final = "Giữ bao nhiêu năm từ lần cập nhật cuối"
UNTIL: Final = "Hoặc giữ đến ngày (ngày/tháng/năm)"
YEARS_ODD: Final = "Số năm “{text}” không phải là số nguyên."
YEARS_ADVICE: Final = "Ghi như 10."
SAVE: Final = "Lưu"
SAVED: Final = "Đã lưu căn cứ."
OVER: Final = "{count} người đã hết thời hạn giữ. Không ai bị xóa tự động: xem và quyết định từng người."
OVER_HEAD: Final = "{name} (số {number})"
OVER_BY: Final = "Hết hạn {ended}; dữ liệu mới nhất ngày {newest}; theo {papers}"
OVER_REASON: Final = "Hết thời hạn giữ theo {papers}"
HEADS: Final = ("Cơ quan", "Biểu mẫu", "Số dòng", "Căn cứ", "Văn bản", "Thời hạn giữ")

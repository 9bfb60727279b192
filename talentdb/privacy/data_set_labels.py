"""Vietnamese words of the registry of processing: bases, messages, heads of the list. No logic."""

from collections.abc import Mapping
from typing import Final

BASES: Final[Mapping[str, str]] = {
    "state": "Phục vụ hoạt động của cơ quan nhà nước",
    "law": "Trường hợp khác theo quy định của pháp luật",
    "consent": "Có sự đồng ý của người đó",
    "contract": "Thực hiện thỏa thuận của người đó",
    "urgent": "Trường hợp cấp bách",
}
ARTICLES: Final[Mapping[str, str]] = {
    "state": "điểm c khoản 1 Điều 19 Luật số 91/2025/QH15",
    "law": "điểm đ khoản 1 Điều 19 Luật số 91/2025/QH15",
    "consent": "Điều 9 Luật số 91/2025/QH15",
    "contract": "điểm d khoản 1 Điều 19 Luật số 91/2025/QH15",
    "urgent": "điểm a khoản 1 Điều 19 Luật số 91/2025/QH15",
}
SENSITIVE: Final[Mapping[str, str]] = {"ethnicity_code": "Dân tộc", "party_member": "Đảng viên"}

FORMS: Final[Mapping[str, str]] = {
    "people": "Danh sách người",
    "trainings": "Đào tạo, bồi dưỡng",
    "works": "Đề tài, công trình",
    "awards": "Khen thưởng, danh hiệu",
    "overseas": "Chuyên gia ở nước ngoài",
    "needs": "Nhu cầu",
    "institutions": "Cơ sở giáo dục",
}

NO_BASIS: Final = "Không có căn cứ “{basis}”."
CHOOSE: Final = "Chọn một trong: {names}."
VAGUE: Final = "“{paper}” không phải số, ký hiệu của một văn bản."
VAGUE_ADVICE: Final = "Ghi như “2711/QĐ-TTg”; câu chung như “theo quy định của pháp luật” không đủ."
PAPER_AHEAD: Final = "Ngày văn bản chưa tới."
CHECK_DAY: Final = "Kiểm tra lại ngày."
NO_PURPOSE: Final = "Cần ghi mục đích xử lý."
PURPOSE_ADVICE: Final = "Ví dụ: “Theo dõi chỉ tiêu của Kế hoạch thực hiện Quyết định 2711”."
NO_TERM: Final = "Cần một thời hạn giữ: đến ngày nào, hoặc bao nhiêu năm."
TERM_ADVICE: Final = "Chỉ ghi một trong hai; số năm từ 1 đến 100."
NO_FIELD: Final = "Không có loại dữ liệu nhạy cảm “{field}”."
NO_BODY: Final = "Không có cơ quan {code}."
BODY_ADVICE: Final = "Xem mã ở danh sách cơ quan; để trống nếu áp dụng cho mọi cơ quan."
NO_FORM: Final = "Không có biểu mẫu “{form}”."
UNDECLARED: Final = "chưa khai"
KEPT_UNTIL: Final = "đến {day}"
KEPT_YEARS: Final = "{years} năm từ lần cập nhật cuối"
SHEET: Final = "Hoạt động xử lý"
FILE_TITLE: Final = "Danh mục hoạt động xử lý dữ liệu cá nhân, lập ngày {day}"
HEADS: Final = (
    "Cơ quan", "Biểu mẫu", "Số lần nộp", "Số dòng", "Căn cứ", "Điều luật", "Văn bản", "Ngày văn bản", "Mục đích",
    "Dữ liệu nhạy cảm", "Thời hạn giữ", "Người chịu trách nhiệm",
)  # fmt: skip
WIDTHS: Final = (24, 15, 6, 8, 18, 17, 14, 11, 26, 11, 15, 17)
"""Of the columns of the list, in letters: together as many as can be read across a page."""

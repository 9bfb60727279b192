"""What people read when the target of a body or a sector cannot be recorded."""

from typing import Final

__all__ = [
    "BACKWARDS",
    "BACKWARDS_ADVICE",
    "NOTHING_TO_TAKE_BACK",
    "NOT_CUT",
    "NOT_CUT_ADVICE",
    "NOT_YET",
    "NOT_YET_ADVICE",
    "NO_PAPER",
    "NO_PAPER_ADVICE",
    "NO_SHARE",
    "NO_SHARE_ADVICE",
    "NO_YEAR",
    "NO_YEAR_ADVICE",
    "ONE_OF_TWO",
    "ONE_OF_TWO_ADVICE",
    "SEE_TARGETS",
]

ONE_OF_TWO: Final = "Mức được giao cho một cơ quan hoặc một khu vực, không phải cả hai."
ONE_OF_TWO_ADVICE: Final = "Nêu mã cơ quan hoặc khóa khu vực."
NOT_CUT: Final = "Chỉ tiêu {code} không tính riêng theo {cut} nên không giao mức theo {cut} được."
NOT_CUT_ADVICE: Final = "Chọn cách chia khác mà kế hoạch có cho chỉ tiêu này."
NO_SHARE: Final = "Mức phải là tỷ lệ từ 0 % đến 100 %."
NO_SHARE_ADVICE: Final = "Viết 40% hoặc 0,4."
NO_YEAR: Final = "Năm {year} nằm ngoài thời gian của kế hoạch {plan}."
NO_YEAR_ADVICE: Final = "Chọn một năm từ {first} đến {last}."
NO_PAPER: Final = "Cần số hiệu văn bản giao mức này."
NO_PAPER_ADVICE: Final = "Ghi số hiệu, ví dụ 123/QĐ-UBND."
NOT_YET: Final = "Ngày {day} của văn bản chưa tới."
NOT_YET_ADVICE: Final = "Ghi ngày ký của văn bản."
NOTHING_TO_TAKE_BACK: Final = "{key} chưa được giao mức năm {year} cho chỉ tiêu {code}, không có gì để thu lại."
SEE_TARGETS: Final = "Xem lại danh sách các mức đã giao."
BACKWARDS: Final = (
    "Mức {value} của năm {year} đi ngược với mức {share} của năm {other}: mức năm sau không thấp hơn năm trước."
)
BACKWARDS_ADVICE: Final = "Sửa mức, hoặc thu lại mức của năm kia trước."

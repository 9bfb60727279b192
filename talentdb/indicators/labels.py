"""Vietnamese words of this package that screens and reports show beside figures."""

from typing import Final

__all__ = [
    "BY_CASES",
    "BY_CASES_ADVICE",
    "CUT_NAMES",
    "FORBIDDEN",
    "FORBIDDEN_ADVICE",
    "FOREIGN",
    "FOREIGN_ADVICE",
    "LEADER_ADVICE",
    "LEADER_ONE_AGENCY",
    "LEADER_PEOPLE",
    "NOBODY",
    "NOBODY_OF_AGENCY",
    "NOT_DUE",
    "NOT_DUE_FEW",
    "NOT_DUE_SO_FAR",
    "NOT_OF_PEOPLE",
    "SENSITIVE",
    "SENSITIVE_ADVICE",
    "SUPPRESSED",
    "UNKNOWN_KEY",
]

UNKNOWN_KEY: Final = "Chưa rõ"
NOBODY: Final = {
    "people": "Chưa có ai trong hệ thống được tính vào mẫu số của chỉ tiêu này vào ngày tính.",
    "institutions": "Chưa có cơ sở, đơn vị nào khai số liệu của chỉ tiêu này tính đến ngày tính.",
    "agencies": "Chưa có cơ quan nào thuộc diện phải thực hiện nhiệm vụ này vào ngày tính.",
    "none": "",
}
"""Kind of an indicator -> why it has no figure; never a bare 0 %."""
NOT_DUE: Final = "Chưa đến hạn: {n} người được công nhận chưa đủ {years} năm, chưa tính vào tỷ lệ"
NOT_DUE_SO_FAR: Final = "; đến nay {here} người còn làm việc, {gone} người đã thôi, {unknown} người chưa rõ."
NOT_DUE_FEW: Final = "Chưa đến hạn: còn người được công nhận chưa đủ {years} năm, chưa tính vào tỷ lệ."
NOBODY_OF_AGENCY: Final = {
    "people": "Cơ quan này và các đơn vị trực thuộc chưa có ai trong hệ thống được tính vào mẫu số của chỉ tiêu này.",
    "institutions": "Cơ quan này và các đơn vị trực thuộc chưa khai số liệu của chỉ tiêu này.",
    "agencies": "Cơ quan này không thuộc diện phải thực hiện nhiệm vụ này.",
    "none": "",
}
CUT_NAMES: Final = {
    "agency": "Cơ quan, đơn vị",
    "commune": "Xã, phường",
    "field": "Lĩnh vực khoa học và công nghệ",
    "post": "Loại vị trí",
    "sector": "Khu vực",
}
SUPPRESSED: Final = "Không hiện số của nhóm dưới 5 người, và nhóm cần che thêm để không suy ra được."
FORBIDDEN: Final = "Chỉ tiêu toàn tỉnh được tính từ hồ sơ của mọi cơ quan; tài khoản này không được xem."
BY_CASES: Final = "Danh sách này cho biết ai được công nhận là nhân tài; tài khoản này không được xem hồ sơ."
BY_CASES_ADVICE: Final = "Con số vẫn xem được; danh sách thì hỏi Sở Nội vụ."
FORBIDDEN_ADVICE: Final = "Cơ quan xem danh sách của mình ở trang Nhân sự của đơn vị."
FOREIGN: Final = "Cơ quan chỉ xem được chỉ tiêu của mình và của đơn vị trực thuộc."
FOREIGN_ADVICE: Final = "Chọn mã của cơ quan mình hoặc của đơn vị trực thuộc."
LEADER_ONE_AGENCY: Final = "Lãnh đạo xem chỉ tiêu của mọi đơn vị trong một bảng, không tách riêng một đơn vị."
NOT_OF_PEOPLE: Final = "Xem các dòng mà đơn vị báo cáo."
LEADER_ADVICE: Final = "Chọn bảng cắt theo đơn vị; nhóm dưới 5 người được che."
LEADER_PEOPLE: Final = "Lãnh đạo xem số tổng hợp, không xem danh sách người sau chỉ tiêu."
SENSITIVE: Final = "Danh sách này làm lộ dân tộc của từng người, là dữ liệu nhạy cảm; tài khoản này không được xem."
SENSITIVE_ADVICE: Final = "Đề nghị cán bộ quản lý dữ liệu của Sở Khoa học và Công nghệ xem giúp."

"""Vietnamese words of papers: why a file is not taken. Holds texts only."""

from typing import Final

__all__ = [
    "DAYS_ADVICE",
    "EMPTY",
    "FILE_ADVICE",
    "ISSUED_AHEAD",
    "KINDS_ADVICE",
    "LIST_ADVICE",
    "LOCKED_ADVICE",
    "MACROS",
    "MACROS_ADVICE",
    "NOT_OF_CASE",
    "NO_KIND",
    "NO_PAPER",
    "NO_RIGHT",
    "NO_TYPE",
    "NO_VALID_TO",
    "OLD_OR_LOCKED",
    "OTHER_TYPE",
    "REPLACED_ALREADY",
    "SMALLER_ADVICE",
    "TOO_LARGE",
    "TORN",
    "UNNAMED",
    "UNPACKS",
    "VALID_BEFORE_ISSUED",
]

UNNAMED: Final = "giay-to"
NO_RIGHT: Final = "Tài khoản này không thêm giấy tờ vào hồ sơ này được."
NO_KIND: Final = "Hồ sơ này không có loại giấy tờ “{kind}”."
KINDS_ADVICE: Final = "Các loại giấy tờ: {names}."
NO_PAPER: Final = "Không có giấy tờ số {number}, hoặc tài khoản này không được xem."
LIST_ADVICE: Final = "Xem lại danh sách giấy tờ của hồ sơ."
NOT_OF_CASE: Final = "Giấy tờ số {number} không phải giấy tờ cùng loại của hồ sơ số {case}."
REPLACED_ALREADY: Final = "Giấy tờ số {number} đã được thay bằng bản khác."
NO_VALID_TO: Final = "{name} cần ghi ngày hết hạn."
ISSUED_AHEAD: Final = "Ngày cấp {day} chưa tới."
VALID_BEFORE_ISSUED: Final = "Ngày hết hạn {valid_to} trước ngày cấp {issued_on}."
DAYS_ADVICE: Final = "Xem lại hai ngày trên giấy tờ."
EMPTY: Final = "Tệp rỗng."
TORN: Final = "Tệp bị hỏng hoặc tải lên chưa trọn."
TOO_LARGE: Final = "Tệp lớn hơn {most} MB."
SMALLER_ADVICE: Final = "Quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp."
NO_TYPE: Final = "Không phải tệp pdf, jpg, png, docx hoặc xlsx."
OTHER_TYPE: Final = "{name} nhận tệp {types}; tệp này là {found}."
FILE_ADVICE: Final = "Quét hoặc lưu giấy tờ thành pdf rồi tải lên lại."
OLD_OR_LOCKED: Final = "Tệp có mật khẩu, hoặc là tệp Word, Excel kiểu cũ."
LOCKED_ADVICE: Final = "Bỏ mật khẩu, hoặc lưu thành pdf, rồi tải lên lại."
UNPACKS: Final = "Tệp nén quá chặt: khi mở ra lớn bất thường."
MACROS: Final = "Tệp có macro hoặc chương trình kèm theo nên không được nhận."
MACROS_ADVICE: Final = "Lưu thành pdf hoặc docx không có macro rồi tải lên lại."

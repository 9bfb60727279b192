"""Vietnamese words of agreements and of what is given under them. No logic."""

from typing import Final

INCOMPLETE: Final = "Cần ghi đủ số, bên nhận, mục đích, đối tượng dữ liệu và căn cứ của thỏa thuận."
FILL: Final = "Điền rồi lưu lại."
DAYS_ODD: Final = "Thỏa thuận ký ngày {signed}, có hiệu lực từ {begins} đến {ends}: ba ngày này không theo thứ tự."
SIGNED_AHEAD: Final = "Ngày ký {day} chưa tới."
CHECK_DAYS: Final = "Kiểm tra lại các ngày."
NO_FIELDS: Final = "Cần chọn những thông tin được cung cấp."
FIELDS_UNKNOWN: Final = "Không có thông tin {names} để cung cấp."
TWICE: Final = "Thỏa thuận số {paper} với {receiver} đã được ghi."
NO_AGREEMENT: Final = "Không có thỏa thuận số {number}."
LIST_ADVICE: Final = "Xem danh sách ở trang Dữ liệu cá nhân."
ENDED_ALREADY: Final = "Thỏa thuận {paper} đã chấm dứt ngày {day}."
END_ODD: Final = "Ngày chấm dứt phải từ ngày có hiệu lực {begins} và không sau hôm nay."
NOT_IN_FORCE: Final = "Thỏa thuận {paper} không có hiệu lực hôm nay: từ {begins} đến {ends}."
NOT_IN_FORCE_ADVICE: Final = "Chỉ cung cấp dữ liệu khi có thỏa thuận đang có hiệu lực."
NOT_AGREED: Final = "Thỏa thuận {paper} không cho cung cấp: {names}."
NOT_AGREED_ADVICE: Final = "Bỏ các thông tin đó, hoặc ký thỏa thuận khác."
NO_RECIPIENT: Final = "Cần ghi ai nhận tệp cho bên nhận."
NO_LOCK: Final = "Tệp cung cấp cho bên ngoài phải có mật khẩu."
LOCK_ADVICE: Final = "Đặt mật khẩu và gửi bằng kênh khác với tệp."
NOBODY: Final = "Không có ai phù hợp nên không có gì để cung cấp."
NOBODY_ADVICE: Final = "Xem lại điều kiện chọn người."
PURPOSE: Final = "Cung cấp theo thỏa thuận {paper}: {purpose}"

TITLE: Final = "DỮ LIỆU CUNG CẤP THEO THỎA THUẬN"
MARK: Final = (
    "Bản số {copy}, cung cấp cho {receiver} theo thỏa thuận {paper} ngày {signed}. Người nhận: {recipient}, "
    "{moment}. Chỉ dùng để: {purpose}. Không sao chép, không chuyển cho bên khác; xóa khi hết hạn {ends}."
)
SHEET: Final = "Dữ liệu"
FILE_NAME: Final = "cung-cap-ban-so-{copy}.xlsx"

REGISTER_TITLE: Final = "SỔ CUNG CẤP DỮ LIỆU CÁ NHÂN CHO BÊN KHÁC"
REGISTER_ORIGIN: Final = "Theo nhật ký của hệ thống, ngày {day}"
REGISTER_AGREEMENTS: Final = "Thỏa thuận"
REGISTER_GIVEN: Final = "Đã cung cấp"
REGISTER_EMPTY: Final = "Chưa có."
REGISTER_FILE: Final = "so-cung-cap-du-lieu-{day}.xlsx"
AGREEMENT_HEADS: Final = (
    "Số", "Số văn bản", "Ngày ký", "Bên nhận", "Mục đích", "Đối tượng dữ liệu", "Thông tin", "Căn cứ", "Từ ngày",
    "Đến ngày", "Chấm dứt", "Tình trạng",
)  # fmt: skip
GIVEN_HEADS: Final = ("Bản số", "Thỏa thuận", "Bên nhận", "Người nhận", "Lúc", "Thông tin", "Số người", "Người lập")
AGREEMENT_WIDTHS: Final = (5, 14, 11, 20, 24, 20, 22, 20, 11, 11, 11, 13)
GIVEN_WIDTHS: Final = (7, 16, 24, 26, 18, 36, 9, 14)
"""Of the columns of both sheets, in letters: together as many as can be read across a page."""
STATES: Final = {
    "coming": "chưa có hiệu lực",
    "in_force": "đang có hiệu lực",
    "over": "đã hết hạn",
    "ended": "đã chấm dứt",
}

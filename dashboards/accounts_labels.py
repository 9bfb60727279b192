"""Vietnamese words of the tab of accounts: one account, many by a file. No logic."""

from typing import Final

STATE: Final = "Tình trạng"
CLOSED: Final = "Đã khóa"
LOCKED: Final = "Tạm khóa vì nhập sai"
SECOND_FACTOR: Final = "Xác thực hai lớp"
FACTOR_ON: Final = "Đã bật"
FACTOR_TO_COME: Final = "Bật ở lần đăng nhập tới"
SESSIONS: Final = "Phiên đang mở"
MARKS: Final = {
    "Đã khóa": "bad",
    "Tạm khóa vì nhập sai": "warn",
    "Đã bật": "good",
    "Bật ở lần đăng nhập tới": "busy",
}
SUBTABS: Final = {
    "list": "Danh sách",
    "one": "Sửa một tài khoản",
    "add": "Thêm một tài khoản",
    "file": "Nhập từ Excel",
}

OWN: Final = (
    "Đây là tài khoản của bạn: khóa, đổi vai trò, đặt lại mật khẩu và xác thực hai lớp phải nhờ người quản trị khác."
)
CHOOSE: Final = "Tài khoản"
CLOSE: Final = "Khóa tài khoản"
OPEN: Final = "Mở tài khoản"
CLOSED_NOW: Final = "Đã khóa tài khoản {login}; các phiên của tài khoản đã kết thúc."
OPENED_NOW: Final = "Đã mở tài khoản {login}."
END_SESSIONS: Final = "Kết thúc các phiên"
SESSIONS_ENDED: Final = "Đã kết thúc {n} phiên của {login}."
RESET_FACTOR: Final = "Đặt lại xác thực hai lớp"
FACTOR_RESET: Final = "{login} sẽ bật lại xác thực hai lớp ở lần đăng nhập tới."
RESET_PASSWORD: Final = "Đặt lại mật khẩu"  # noqa: S105 - a label
PASSWORD_ONCE: Final = "Mật khẩu ban đầu mới của {login} (chỉ hiện ở đây, một lần):"  # noqa: S105 - a message
SLIP: Final = "Tải phiếu giao tài khoản"
SLIP_FILE: Final = "phieu-giao-tai-khoan.docx"
CHANGE_ROLE: Final = "Đổi vai trò, cơ quan"
ROLE_CHANGED: Final = "Đã đổi vai trò của {login}; có hiệu lực ngay ở thao tác tiếp theo của người đó."
SSO_NAME: Final = "Tên đăng nhập một lần"
SSO_HELP: Final = "Tên người này trên hệ thống đăng nhập một lần của tỉnh; để trống thì chỉ đăng nhập bằng mật khẩu."
SSO_SAVED: Final = "Đã lưu tên đăng nhập một lần của {login}."

FILE_INTRO: Final = (
    "Mỗi dòng một tài khoản: tên đăng nhập, tên hiển thị, vai trò, cơ quan (mã hoặc tên). Cả tệp được nhận hoặc "
    "không dòng nào; nộp lại đúng tệp đó không làm gì thêm. Mật khẩu ban đầu in một lần trên phiếu "
    "giao và không lưu ở đâu."
)
FORM: Final = "Tải tệp mẫu"
FORM_FILE: Final = "mau-danh-sach-tai-khoan.xlsx"
FILE: Final = "Tệp danh sách tài khoản"
PROBLEMS: Final = "Chưa nhận: {n} chỗ cần sửa. Chưa tài khoản nào được tạo."
PROBLEM_COLUMNS: Final = {"cell": "Ô", "words": "Cần sửa"}
PLAN: Final = "Tệp hợp lệ: thêm {new}, sửa {changed}, không đổi {same}."
NOTHING: Final = "Mọi tài khoản trong tệp đã có và đúng như vậy; không có gì để làm."
CARRY_OUT: Final = "Tạo tài khoản"
WORKING: Final = "Đang tạo tài khoản…"
DONE: Final = "Đã thêm {new}, sửa {changed} tài khoản."
TAKE_SLIPS: Final = "Hãy tải phiếu giao ngay bây giờ: mật khẩu không được lưu và không hiện lại."
SLIPS: Final = "Tải phiếu giao tài khoản ({n})"
PREPARE_EXPORT: Final = "Chuẩn bị tệp danh sách"
EXPORT: Final = "Tải danh sách tài khoản"
EXPORT_FILE: Final = "danh-sach-tai-khoan.xlsx"

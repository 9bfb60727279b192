"""Fixed words of official documents (Decree 30/2020/NĐ-CP). Words only."""

from typing import Final

__all__ = [
    "DAY",
    "DOTS",
    "MOTTO",
    "NUMBER",
    "OPEN_DAY",
    "PLACE_DAY",
    "RECIPIENTS",
    "SLIPS",
    "SLIPS_HINT",
    "SLIP_LOGIN",
    "SLIP_PASSWORD",
    "SLIP_RULE",
    "STATE",
    "TO",
]

DOTS: Final = "……"
STATE: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
NUMBER: Final = "Số: {number}/{symbol}"
DAY: Final = "ngày {day:02d} tháng {month} năm {year}"
PLACE_DAY: Final = "{place}, {day}"
OPEN_DAY: Final = "{place}, ngày …… tháng …… năm {year}"
TO: Final = "Kính gửi: {who}"
RECIPIENTS: Final = "Nơi nhận:"
SLIPS: Final = "Phiếu giao tài khoản"
SLIPS_HINT: Final = (
    "Cắt rời từng phiếu, giao tận tay trong phong bì kín. Mật khẩu chỉ in ở đây; hệ thống không lưu và không in "
    "lại được."
)
SLIP_LOGIN: Final = "Tên đăng nhập"
SLIP_PASSWORD: Final = "Mật khẩu ban đầu"  # noqa: S105 - a label
SLIP_RULE: Final = "Đổi mật khẩu ngay ở lần đăng nhập đầu. Tài khoản 45 ngày không dùng sẽ bị khóa."

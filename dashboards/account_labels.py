"""Vietnamese words of one's own account: second factor and sessions. No logic but a rule."""

from typing import Final

from talentdb.access.principal import Role
from talentdb.access.sessions import IDLE, IDLE_ADMINISTRATOR

SECOND_FACTOR: Final = "Xác thực hai lớp"
NO_SECOND_FACTOR: Final = "Chưa bật. Khi bật, mỗi lần đăng nhập cần thêm một mã từ điện thoại."
HAS_SECOND_FACTOR: Final = "Đã bật từ {since}. Còn {left} mã dự phòng."
ENROL: Final = "Bật xác thực hai lớp"
CODE: Final = "Mã từ điện thoại"
CODE_HELP: Final = "Nhập mã đang hiện trên điện thoại để nhận 10 mã dự phòng mới; các mã dự phòng cũ hết hiệu lực."
NEW_CODES: Final = "Cấp lại mã dự phòng"
CODES_ONCE: Final = "Hãy in hoặc chép ra giấy ngay: các mã này không hiện lại."
THIS_SESSION: Final = "phiên này"
SINCE: Final = "từ {at}"
SEEN: Final = "dùng lần cuối {at}"
END: Final = "Kết thúc"
_IDLE_RULE: Final = "Phiên tự kết thúc sau {minutes} phút không thao tác, và sau 8 giờ trong mọi trường hợp."


def idle_rule(role: Role) -> str:
    """After how long a session of this role ends by itself."""
    idle = IDLE_ADMINISTRATOR if role is Role.ADMINISTRATOR else IDLE
    return _IDLE_RULE.format(minutes=int(idle.total_seconds()) // 60)

"""Vietnamese words of councils of cases: ties of members, refusals. Holds texts only."""

from collections.abc import Mapping
from typing import Final

__all__ = [
    "ALREADY_ASKED",
    "CHANGED",
    "CRITERIA",
    "MISSING_POINTS",
    "NOBODY_CHOSEN",
    "NOT_ASKED",
    "NOT_NOW",
    "NOT_POINTS",
    "NO_ASKING",
    "NO_CONFLICT",
    "NO_COUNCIL",
    "NO_JUDGING",
    "NO_MEMBER",
    "OWN_CASE",
    "STATES",
    "TIES",
    "TIES_FOUND",
    "TIES_FOUND_ADVICE",
    "TIES_OWN",
    "TIES_OWN_ADVICE",
    "TOO_MANY",
    "UNKNOWN_CRITERION",
]

TIES: Final[Mapping[str, str]] = {
    "own_case": "là người của chính hồ sơ này",
    "same_agency": "làm việc ở {body}, cơ quan của hồ sơ hoặc của người trong hồ sơ",
    "supervisor": "có quan hệ hướng dẫn khoa học: {work}",
    "co_author": "là đồng tác giả: {work}",
    "co_member": "cùng thực hiện nhiệm vụ: {work}",
    "unlinked": "chưa được gắn với một người trong cơ sở dữ liệu nên chưa đối chiếu được xung đột lợi ích",
}
STATES: Final[Mapping[str, str]] = {
    "asked": "chưa chấm", "scored": "đã chấm", "stepped_back": "đã xin rút", "own_case": "hồ sơ của chính mình",
    "closed": "tài khoản đã khóa, chưa chấm",
}  # fmt: skip

NO_ASKING: Final = "Tài khoản này không mời thành viên hội đồng."
NO_COUNCIL: Final = "Chính sách “{name}” không có hội đồng chấm điểm."
NOBODY_CHOSEN: Final = "Chưa chọn thành viên nào."
NO_MEMBER: Final = "Không có tài khoản thành viên hội đồng đang hoạt động số {number}."
ALREADY_ASKED: Final = "{name} đã được mời chấm hồ sơ số {case}."
OWN_CASE: Final = "{name} là người của hồ sơ số {case}: không ai chấm hồ sơ của chính mình."
TIES_FOUND: Final = "Có thể có xung đột lợi ích: {ties}"
TIES_FOUND_ADVICE: Final = "Chọn thành viên khác, hoặc xác nhận là vẫn mời dù đã biết."
TIES_OWN: Final = "Ông/bà có thể có xung đột lợi ích với hồ sơ này: {ties}."
TIES_OWN_ADVICE: Final = "Xin rút khỏi việc chấm hồ sơ này, hoặc xác nhận vẫn chấm khách quan dù đã biết."
NO_JUDGING: Final = "Chỉ thành viên hội đồng chấm điểm hồ sơ."
NOT_ASKED: Final = "Hồ sơ số {number} không có trong các hồ sơ được giao cho ông/bà chấm."
NOT_NOW: Final = "Hồ sơ số {number} đang ở chặng “{stage}”, không phải chặng hội đồng chấm điểm."
MISSING_POINTS: Final = "Chưa chấm tiêu chí: {names}."
UNKNOWN_CRITERION: Final = "Không có tiêu chí “{code}”."
NOT_POINTS: Final = "{name}: “{value}” không phải một số điểm (số không âm, nhiều nhất hai chữ số thập phân)."
TOO_MANY: Final = "{name}: {value} điểm vượt mức tối đa {most}."
CRITERIA: Final = "Các tiêu chí: {names}."
NO_CONFLICT: Final = "Xin rút cần ghi lý do: quan hệ nào với hồ sơ."
CHANGED: Final = "Phiếu chấm hồ sơ số {number} vừa được lưu ở nơi khác."

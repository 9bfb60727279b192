"""Vietnamese words of this package."""

from collections.abc import Mapping
from typing import Final

from talentdb.reporting.due import State

__all__ = [
    "CONTENT",
    "FEW_LISTED",
    "LAST_DAY",
    "LIST_TOO_SHORT",
    "REMINDER",
    "REMINDER_LATE",
    "REMINDER_MISSING",
    "REPORT_LACKS",
    "SEND_BY",
    "STATES",
]

STATES: Final[Mapping[State, str]] = {
    State.NOT_YET: "Chưa tới kỳ",
    State.WAITING: "Đang chờ",
    State.SUBMITTED: "Đúng hạn",
    State.LATE: "Quá hạn mới nộp",
    State.NEVER: "Quá hạn, chưa nộp",
    State.UNTOLD: "Không theo dõi được",
}
CONTENT: Final[Mapping[str, str]] = {
    "people_list": "danh sách trí thức",
    "staff_totals": "tổng số nhân sự",
    "needs_list": "danh mục nhu cầu",
    "overseas_list": "danh sách người ở ngoài tỉnh, nước ngoài",
    "excellent_tasks": "danh sách nhiệm vụ xuất sắc",
    "report": "báo cáo",
}
FEW_LISTED: Final = "mới có {listed} người trong {staff} người đã khai"
LIST_TOO_SHORT: Final = "danh sách còn ít hơn số nhân sự đã khai"
REPORT_LACKS: Final[Mapping[str, str]] = {
    "draft": "còn là bản nháp",
    "signed": "đã ký, chưa gửi",
    "returned": "bị trả lại, chưa gửi lại",
}
"""State of the newest version of a report -> what it lacks."""

LAST_DAY: Final = "{last} ({text})"
SEND_BY: Final = "{last} ({text}; đó là ngày nghỉ, ngày làm việc cuối cùng trong hạn là {send_by})"
REMINDER: Final = (
    "Kính gửi: {body}\n\nTheo {plan} ({place}), {body} gửi {to}: {duty}, hạn {last}. "
    "Đến ngày {day} còn {left} ngày làm việc.\n{missing}\nĐề nghị quý cơ quan hoàn thành và gửi trước hạn."
)
REMINDER_LATE: Final = (
    "Kính gửi: {body}\n\nTheo {plan} ({place}), {body} gửi {to}: {duty}, hạn {last}. "
    "Đến ngày {day} đã quá hạn {late} ngày.\n{missing}\nĐề nghị quý cơ quan gửi ngay và cho biết vướng mắc, nếu có."
)
REMINDER_MISSING: Final = "Còn thiếu: {missing}."
TASK_REMINDER: Final = (
    "Kính gửi: {bodies}\n\nTheo {plan} ({place}), quý cơ quan chủ trì nhiệm vụ {number}: {name}"
    " (thời gian: {time}; sản phẩm: {deliverable}). Đến ngày {day} chưa có tình hình thực hiện.\n\n"
    "Đề nghị quý cơ quan báo tình hình, kết quả và minh chứng."
)
NOT_NAMED: Final = "kế hoạch không nêu"

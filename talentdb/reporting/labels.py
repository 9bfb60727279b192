"""Vietnamese words of this package."""

from collections.abc import Mapping
from typing import Final

from talentdb.reporting.due import State

__all__ = [
    "CONTENT",
    "FEW_LISTED",
    "LAST_DAY",
    "LIST_SHORTER",
    "NO_RESULT",
    "REMINDER",
    "REMINDER_LATE",
    "REMINDER_MISSING",
    "REPORT_LACKS",
    "ROUND",
    "SEND_BY",
    "STATES",
    "UNITS_LACK",
    "UNITS_LACK_MORE",
]

STATES: Final[Mapping[State, str]] = {
    State.NOT_YET: "Chưa tới kỳ",
    State.WAITING: "Đang chờ",
    State.SUBMITTED: "Đúng hạn",
    State.LATE: "Quá hạn mới nộp",
    State.UNSURE: "Đã nộp, chưa rõ đủ",
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
    "cases": "hồ sơ của kỳ",
}
ROUND: Final = "Thực hiện: {name}"
NO_RESULT: Final = "đã mở hồ sơ, chưa hồ sơ nào có kết quả"
FEW_LISTED: Final = "{listed} người trong {staff} nhân sự đã khai; chưa rõ bao nhiêu người là trí thức"
LIST_SHORTER: Final = "ít hơn số nhân sự đã khai; chưa rõ bao nhiêu người là trí thức"
UNITS_LACK: Final = "mới có {n} trên {total} đơn vị trực thuộc; còn thiếu: {names}"
UNITS_LACK_MORE: Final = "mới có {n} trên {total} đơn vị trực thuộc; còn thiếu: {names} và {more} đơn vị khác"
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

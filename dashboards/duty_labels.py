"""Vietnamese words of the pages of duties and of tasks. No logic."""

from collections.abc import Mapping
from typing import Final

PAGE: Final = "Lịch báo cáo"
PAGE_TASKS: Final = "Nhiệm vụ"

YEAR: Final = "Năm"
PLAN: Final = "Kế hoạch"
EVERY_PLAN: Final = "Mọi kế hoạch"
BODY: Final = "Cơ quan, đơn vị"
EVERY_BODY: Final = "Mọi cơ quan, đơn vị"
STATE: Final = "Trạng thái"
INTRO: Final = (
    "Nghĩa vụ báo cáo theo các kế hoạch của tỉnh, tính đến ngày {day}. Đã nộp hay chưa do hệ thống tự xét theo danh"
    " sách, số liệu và báo cáo đã gửi."
)
COUNTS: Final[Mapping[str, str]] = {
    "never": "Quá hạn, chưa nộp",
    "late": "Nộp muộn",
    "submitted": "Đúng hạn",
    "unsure": "Chưa rõ đủ",
    "waiting": "Đang chờ",
}
COUNT_HELP: Final[Mapping[str, str]] = {
    "never": "Hết hạn mà còn thiếu.",
    "late": "Đã nộp đủ, sau hạn.",
    "submitted": "Đã nộp đủ trong hạn.",
    "unsure": "Đã nộp; danh sách ít hơn số nhân sự đã khai, mà chưa rõ bao nhiêu người trong đó là trí thức.",
    "waiting": "Còn trong hạn, chưa đủ.",
}
ALONE: Final = "Việc của riêng cơ quan"
TAB_LIST: Final = "Việc phải nộp"
TAB_BODIES: Final = "Theo cơ quan"
TAB_REMIND: Final = "Lời nhắc"
PICTURE: Final = "Mỗi thanh là một nghĩa vụ, chia theo số cơ quan ở từng trạng thái."
PICTURE_NAME: Final = "{last} · {name}"
PICTURE_HOVER: Final = "{name}<br>{state}: {n} trên {total} cơ quan"
COLUMNS: Final[Mapping[str, str]] = {
    "last": "Hạn",
    "body": "Cơ quan, đơn vị",
    "name": "Phải gửi",
    "to": "Nơi nhận",
    "state": "Trạng thái",
    "rest": "Còn thiếu",
}
LEFT: Final = "còn {n} ngày làm việc"
LEFT_NONE: Final = "hôm nay là ngày cuối"
OVER: Final = "quá {n} ngày"
DONE_ON: Final = "nộp đủ ngày {day}"
SENT_ON: Final = "nộp ngày {day}"
DRAWN_MARK: Final = "\u00a0(*)"
DRAWN_NOTE: Final = "(\\*) Kế hoạch không nêu ngày; hệ thống lấy ngày cuối kỳ."
EARLIER: Final = "Trong số này có {n} việc còn nợ từ các năm trước; hạn của từng việc ghi ở danh sách."
NOTHING_DUE: Final = "Không có nghĩa vụ báo cáo nào trong năm này."
NOTHING_FOUND: Final = "Không có việc nào ở trạng thái đã chọn."
OWN_INTRO: Final = "Những gì cơ quan, đơn vị phải gửi trong năm, tính đến ngày {day}."
TO_CASES: Final = "Hồ sơ của các chính sách trong kế hoạch này"
TO_UPLOAD: Final = "Nộp danh sách, số liệu"
TO_REPORT: Final = "Lập báo cáo"
REMIND_HELP: Final = "Chọn một việc chưa xong, rồi bấm biểu tượng ở góc phải khung để chép lời nhắc."
REMIND_ONE: Final = "Việc chưa xong"
REMIND_OPTION: Final = "{body} · {name} · hạn {last}"
REMIND_ALL: Final = "Tải mọi lời nhắc ({n})"
REMIND_FILE: Final = "loi-nhac-{day}.txt"
REMIND_NONE: Final = "Không còn việc nào cần nhắc."
BODIES_HELP: Final = "Cơ quan quá hạn lâu nhất đứng trước."
BODY_MARKS: Final[Mapping[str, str]] = {
    "Quá hạn, chưa nộp": "bad",
    "Quá hạn mới nộp": "warn",
    "Đúng hạn": "good",
    "Đã nộp, chưa rõ đủ": "busy",
    "Đang chờ": "busy",
}

# ---------------------------------------------------------------------------------------------------------- tasks

TASKS_INTRO: Final = "Nhiệm vụ theo phụ lục của các kế hoạch, theo lời báo mới nhất của cơ quan chủ trì."
NO_TASKS: Final = "Kế hoạch này không có nhiệm vụ trong năm {year}."
TASK_HEAD: Final = "{number}. {name}"
TASK_FACTS: Final[Mapping[str, str]] = {
    "lead": "Chủ trì",
    "coordinating": "Phối hợp",
    "deliverable": "Sản phẩm",
    "time": "Thời gian",
}
TASK_LATE: Final = "quá hạn"
TASK_COLUMNS: Final = (
    "Số", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời gian", "Tình trạng", "Hạn", "Các cơ quan đã báo",
    "Chưa báo",
)  # fmt: skip
TASK_COUNTS: Final = (
    "**{done}** đã hoàn thành · **{under_way}** đang thực hiện · **{not_begun}** chưa bắt đầu · **{late}** quá hạn"
)
BLANK: Final = "kế hoạch để trống"
SILENT: Final = "Chưa báo"
SILENT_MANY: Final = "{names} và {n} cơ quan khác"
NOBODY_TOLD: Final = "Chưa cơ quan nào báo."
TOLD_LINE: Final = "{agency}: {state}"
EVIDENCE: Final = "Minh chứng"
TELL: Final = "Báo tình hình"
TELL_STATE: Final = "Tình hình"
TELL_NOTE: Final = "Kết quả, vướng mắc"
TELL_EVIDENCE: Final = "Minh chứng (số, ngày văn bản hoặc nơi xem)"
TELL_SAVE: Final = "Lưu"
TOLD_SAVED: Final = "Đã ghi tình hình nhiệm vụ {number}."
ONLY_OPEN: Final = "Chỉ nhiệm vụ chưa xong"
ONLY_OURS: Final = "Chỉ nhiệm vụ của cơ quan"
REMIND_TASK: Final = "Lời nhắc"
NONE_OPEN: Final = "Không có nhiệm vụ nào khớp."
TASK_MARKS: Final[Mapping[str, str]] = {
    "done": "good",
    "under_way": "busy",
    "not_begun": "",
    "not_applicable": "",
}

"""Vietnamese sentences of the sections that registers make: tasks, difficulties, duties, inspections, outlook."""

from collections.abc import Mapping
from typing import Final

from talentdb.reporting.due import State

__all__ = [
    "ANSWERED",
    "BAND",
    "BETWEEN",
    "COUNTED_STATE",
    "DIFFICULTY_HEADS",
    "DIFFICULTY_SHEET",
    "DIFFICULTY_SHEET_HEADS",
    "ENOUGH",
    "EXCELLENT",
    "EXCELLENT_HEADS",
    "EXCELLENT_SHEET",
    "INSPECTED",
    "INSPECTION_HEADS",
    "INSPECTION_SHEET",
    "LACKS",
    "LATE",
    "LATE_MARK",
    "MISSING_HEADS",
    "MISSING_SHEET",
    "MISSING_SHEET_HEADS",
    "NOBODY_TOLD",
    "NONE_MISSING",
    "NOTHING",
    "NOTHING_TO_REMEDY",
    "NOW",
    "NO_DIFFICULTIES",
    "NO_DUTIES",
    "NO_EXCELLENT",
    "NO_INSPECTIONS",
    "NO_OUTLOOK",
    "NO_OWN_TASKS",
    "NO_QUOTES",
    "NO_STAFF",
    "NO_TASKS",
    "OF_KIND",
    "OTHERS",
    "OUTLOOK",
    "OUTLOOK_HEADS",
    "OWED",
    "OWED_STATES",
    "OWN_TASKS",
    "OWN_TASK_HEADS",
    "PLAN_OVER",
    "QUOTE",
    "QUOTED",
    "QUOTE_HEADS",
    "QUOTE_SHEET",
    "RAISED",
    "RAISED_BEFORE",
    "REMEDIED",
    "REMEDY",
    "REPORTED",
    "REST",
    "SHORT",
    "SILENT_TASKS",
    "STAFF",
    "TASKS",
    "TASK_HEADS",
    "TASK_SHEET",
    "TASK_SHEET_HEADS",
    "TASK_STATES",
    "TO_REMEDY",
    "UNTIL",
    "UNTOLD",
    "WAITS_FOR",
]

REST: Final = "Và {n} dòng khác trong phụ lục."
UNTIL: Final = "hạn {day}"
NOTHING: Final = "–"
COUNTED_STATE: Final = "{state}: {n}"

NO_TASKS: Final = "Kế hoạch không giao nhiệm vụ nào trong năm này."
NO_OWN_TASKS: Final = "Kế hoạch không giao cơ quan chủ trì nhiệm vụ nào trong năm này."
TASKS: Final = (
    "Năm nay kế hoạch có {total} nhiệm vụ: {told} nhiệm vụ đã có cơ quan báo cáo, {done} nhiệm vụ đã có cơ quan "
    "báo hoàn thành kèm minh chứng."
)
LATE: Final = " {n} nhiệm vụ đã quá hạn mà còn cơ quan chủ trì chưa báo hoàn thành."
LATE_MARK: Final = " (quá hạn)"
OWN_TASKS: Final = "Cơ quan có {n} nhiệm vụ trong kế hoạch năm nay{silent}."
SILENT_TASKS: Final = ", trong đó {n} nhiệm vụ chưa cập nhật tiến độ"
UNTOLD: Final = "Chưa cập nhật"
NOBODY_TOLD: Final = "Chưa cơ quan nào báo cáo"
TASK_STATES: Final[Mapping[str, str]] = {
    "done": "Hoàn thành",
    "under_way": "Đang làm",
    "not_begun": "Chưa làm",
    "not_applicable": "Không thuộc phạm vi",
}
TASK_HEADS: Final = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Số cơ quan báo cáo")
OWN_TASK_HEADS: Final = ("TT", "Nhiệm vụ", "Tình hình", "Kết quả, minh chứng")
TASK_SHEET: Final = "Nhiệm vụ"
TASK_SHEET_HEADS: Final = ("TT", "Nhiệm vụ", "Cơ quan", "Tình hình", "Ghi chú", "Minh chứng")

NO_DIFFICULTIES: Final = (
    "Không có khó khăn, vướng mắc hoặc đề xuất, kiến nghị nào được nêu trong kỳ hay còn chờ trả lời."
)
RAISED: Final = (
    "Trong kỳ có {n} nội dung được nêu: {difficulties} khó khăn, vướng mắc và {proposals} đề xuất, kiến nghị."
)
RAISED_BEFORE: Final = " Ngoài ra còn {n} nội dung nêu từ trước chưa kết thúc."
NOW: Final = "Tình trạng hiện nay: {told}."
OF_KIND: Final = "{kind}: {text}"
WAITS_FOR: Final = "Chờ {agency} trả lời{due}"
ANSWERED: Final = "{state}. {who}{text}"
DIFFICULTY_HEADS: Final = ("TT", "Nội dung", "Cơ quan nêu", "Cơ quan trả lời, tình trạng")
DIFFICULTY_SHEET: Final = "Khó khăn, kiến nghị"
DIFFICULTY_SHEET_HEADS: Final = (
    "Số", "Loại", "Nội dung", "Cơ quan nêu", "Người nêu", "Ngày nêu", "Tình trạng", "Trả lời",
)  # fmt: skip

NO_DUTIES: Final = "Trong thời gian này không có việc nào đến kỳ nộp."
OWED: Final = "{name} (hạn {last}): {done} trên {total} cơ quan, đơn vị đã thực hiện; trong đó {rest}."
OWED_STATES: Final[Mapping[State, str]] = {
    State.SUBMITTED: "{n} đúng hạn",
    State.LATE: "{n} quá hạn mới nộp",
    State.UNSURE: "{n} đã nộp, chưa rõ đủ",
    State.NEVER: "{n} quá hạn chưa nộp",
    State.WAITING: "{n} chưa nộp, chưa hết hạn",
    State.NOT_YET: "{n} chưa tới kỳ",
}
LACKS: Final = "{what}"
MISSING_HEADS: Final = ("Còn thiếu", "Số cơ quan", "Cơ quan, đơn vị")
OTHERS: Final = "và {n} cơ quan, đơn vị khác (phụ lục)"
MISSING_SHEET: Final = "Cơ quan còn thiếu"
MISSING_SHEET_HEADS: Final = ("Cơ quan, đơn vị", "Việc phải nộp", "Hạn", "Tình trạng", "Còn thiếu")
NONE_MISSING: Final = "Không cơ quan nào còn thiếu"
STAFF: Final = (
    "{bodies} cơ quan, đơn vị đã khai tổng số {staff} người; danh sách đã có tên {listed} người trong số đó "
    "({share})."
)
NO_STAFF: Final = (
    "Chưa cơ quan nào khai tổng số nhân sự, nên chưa biết danh sách đã có tên bao nhiêu phần trăm đội ngũ."
)

NO_INSPECTIONS: Final = "Trong kỳ không có cuộc kiểm tra nào được ghi nhận."
INSPECTED: Final = "Trong kỳ đã kiểm tra {n} lượt cơ quan, đơn vị{remedy}."
TO_REMEDY: Final = "; {n} lượt có nội dung phải khắc phục, {done} đã khắc phục xong"
INSPECTION_HEADS: Final = ("TT", "Cơ quan, đơn vị", "Ngày, bên kiểm tra", "Kết quả", "Khắc phục")
INSPECTION_SHEET: Final = "Kiểm tra"
REMEDY: Final = "{text}{due}"
REMEDIED: Final = "{text} (đã khắc phục ngày {day})"
NOTHING_TO_REMEDY: Final = "Không có"

NO_EXCELLENT: Final = (
    "Trong năm chưa có nhiệm vụ khoa học và công nghệ nào được ghi nhận đánh giá xuất sắc và đã ứng dụng."
)
EXCELLENT: Final = (
    "Năm {year} có {n} nhiệm vụ khoa học và công nghệ được đánh giá xuất sắc và đã ứng dụng vào thực tiễn."
)
EXCELLENT_HEADS: Final = ("TT", "Nhiệm vụ", "Chủ nhiệm, cơ quan", "Nghiệm thu", "Nơi ứng dụng")
EXCELLENT_SHEET: Final = "Nhiệm vụ xuất sắc"

PLAN_OVER: Final = "Kế hoạch kết thúc năm {year}: không còn gì để dự báo."
NO_OUTLOOK: Final = "Chưa dự báo được: các chỉ tiêu về người chưa có số liệu."
OUTLOOK: Final = (
    "Từ đội ngũ ngày {day}, với tuổi, ngày nghỉ hưu theo Nghị định số 135/2020/NĐ-CP, các khóa học đã có kế hoạch và "
    "biến động của những năm trước, đến hết năm {year} dự báo như sau:"
)
OUTLOOK_HEADS: Final = ("Mã", "Chỉ tiêu", "Hiện nay", "Dự báo (khoảng)", "So với mục tiêu")
BETWEEN: Final = "{low} đến {high}"
ENOUGH: Final = "Đạt"
SHORT: Final = "Thiếu {n} người"
BAND: Final = (
    "Khoảng ghi trong ngoặc chứa con số thật với tám phần mười khả năng. Từ nay đến hết năm {year} có đến {leaving} "
    "người của một chỉ tiêu đến tuổi nghỉ hưu hoặc ra khỏi độ tuổi được tính."
)

REPORTED: Final = "{n} trên {total} cơ quan đã gửi báo cáo kỳ này; {accepted} báo cáo đã được tiếp nhận."
QUOTED: Final = "Các cơ quan nêu:"
QUOTE: Final = "- {agency}: “{text}”"
QUOTE_SHEET: Final = "Ý kiến của cơ quan"
QUOTE_HEADS: Final = ("Cơ quan, đơn vị", "Mục", "Nội dung")
NO_QUOTES: Final = "Chưa cơ quan nào gửi báo cáo kỳ này"

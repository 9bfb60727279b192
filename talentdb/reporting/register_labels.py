"""Vietnamese words of the registers: difficulties and proposals, inspections, excellent tasks."""

from collections.abc import Mapping
from typing import Final

__all__ = [
    "CANNOT",
    "CHANGED",
    "EXCELLENT_AHEAD",
    "EXCELLENT_EMPTY",
    "EXCELLENT_HEADS",
    "EXCELLENT_INCOMPLETE",
    "EXCELLENT_LIST_ADVICE",
    "EXCELLENT_ORIGIN",
    "EXCELLENT_SHEET",
    "EXCELLENT_TITLE",
    "EXCELLENT_TWICE",
    "EXCELLENT_YEAR",
    "FIX_AND_SAVE",
    "INSPECTION_AHEAD",
    "INSPECTION_INCOMPLETE",
    "INSPECTION_LIST_ADVICE",
    "KINDS",
    "KNOWN",
    "LACKS",
    "LIST_ADVICE",
    "NOTHING_TO_REMEDY",
    "NOT_ASKED",
    "NOT_ASKED_ADVICE",
    "NOT_BOUND",
    "NO_BODY",
    "NO_BODY_ADVICE",
    "NO_EVIDENCE",
    "NO_EVIDENCE_ADVICE",
    "NO_EXCELLENT",
    "NO_INSPECTION",
    "NO_INSPECTOR",
    "NO_INSPECTOR_ADVICE",
    "NO_OFFICE_ADVICE",
    "NO_TASK",
    "NO_TASK_PERIOD",
    "NO_TELL_BODY",
    "NO_WORDS",
    "NO_WORDS_ADVICE",
    "RATING_ADVICE",
    "RATING_EXCELLENT",
    "RELOAD",
    "REMEDIED_ALREADY",
    "REMEDIED_WRONG",
    "REMEDY_BEFORE",
    "REMEDY_WITHOUT",
    "STATES",
    "TASKS_ADVICE",
    "TASK_STATES",
    "UNKNOWN_RATING",
    "WITHDRAWAL_REASON",
    "WITHDRAWN_ALREADY",
]

KINDS: Final[Mapping[str, str]] = {"difficulty": "khó khăn, vướng mắc", "proposal": "đề xuất, kiến nghị"}
STATES: Final[Mapping[str, str]] = {
    "open": "mới nêu",
    "assigned": "đang chờ trả lời",
    "answered": "đã trả lời",
    "closed": "đã kết thúc",
}
CANNOT: Final[Mapping[str, str]] = {
    "assigned": "Không giao được số {number}: {state}.",
    "answered": "Không trả lời được số {number}: {state}, chưa giao cơ quan nào.",
    "closed": "Không kết thúc được số {number}: {state}.",
    "reopened": "Không mở lại được số {number}: {state}.",
}
CHANGED: Final = "Số {number} đã được người khác xử lý trong lúc bạn xem."
RELOAD: Final = "Tải lại trang để xem trạng thái mới nhất."
LIST_ADVICE: Final = "Xem danh sách vướng mắc, kiến nghị."
NOT_ASKED: Final = "Cơ quan này không được giao trả lời."
NOT_ASKED_ADVICE: Final = "Chỉ cơ quan được giao mới trả lời; cán bộ quản lý dữ liệu có thể giao lại."
NO_WORDS: Final = "Cần ghi nội dung."
NO_WORDS_ADVICE: Final = "Ghi vài lời để người nêu biết kết quả."
INSPECTION_LIST_ADVICE: Final = "Xem danh sách các cuộc kiểm tra."
NO_INSPECTOR: Final = "Tài khoản này không ghi kiểm tra của kế hoạch “{plan}”."
NO_INSPECTOR_ADVICE: Final = (
    "Chỉ cán bộ quản lý dữ liệu, và Sở Nội vụ với kế hoạch có chính sách mình chủ trì, được ghi."
)
NO_INSPECTION: Final = "Không có cuộc kiểm tra số {number}."
INSPECTION_INCOMPLETE: Final = "Cần ghi người kiểm tra và kết quả kiểm tra."
INSPECTION_AHEAD: Final = "Ngày kiểm tra {day} ở sau hôm nay."
REMEDY_BEFORE: Final = "Hạn khắc phục {due} ở trước ngày kiểm tra {day}."
REMEDY_WITHOUT: Final = "Có hạn khắc phục thì cần ghi việc phải khắc phục."
NOTHING_TO_REMEDY: Final = "Cuộc kiểm tra số {number} không có việc phải khắc phục."
REMEDIED_ALREADY: Final = "Cuộc kiểm tra số {number} đã ghi khắc phục ngày {day}."
REMEDIED_WRONG: Final = "Ngày khắc phục phải từ ngày kiểm tra {day} đến hôm nay."
FIX_AND_SAVE: Final = "Sửa lại rồi lưu."
EXCELLENT_LIST_ADVICE: Final = "Xem danh sách nhiệm vụ xuất sắc."
NO_EXCELLENT: Final = "Không có nhiệm vụ xuất sắc số {number}."
EXCELLENT_INCOMPLETE: Final = "Cần ghi tên nhiệm vụ, chủ nhiệm và nơi áp dụng."
EXCELLENT_AHEAD: Final = "Ngày nghiệm thu {day} ở sau hôm nay."
EXCELLENT_YEAR: Final = "Năm của danh sách ({year}) ở trước năm nghiệm thu ({rated})."
EXCELLENT_TWICE: Final = "Nhiệm vụ “{title}” đã có trong danh sách năm {year} (số {number})."
WITHDRAWN_ALREADY: Final = "Nhiệm vụ số {number} đã đưa ra khỏi danh sách."
WITHDRAWAL_REASON: Final = "Cần nêu lý do đưa ra khỏi danh sách."
UNKNOWN_RATING: Final = "Không có mức xếp loại “{rating}”."
RATING_ADVICE: Final = "Chọn: xuất sắc (excellent) hoặc đạt (passed)."
LACKS: Final[Mapping[str, str]] = {
    "commissioned": "không phải nhiệm vụ được đặt hàng",
    "excellent": "không xếp loại xuất sắc",
}
"""Condition of the plan that a task does not meet -> in words."""
TASK_STATES: Final[Mapping[str, str]] = {
    "not_begun": "chưa bắt đầu",
    "under_way": "đang thực hiện",
    "done": "đã hoàn thành",
    "not_applicable": "không phát sinh",
}
NO_TASK: Final = "Kế hoạch {plan} không có nhiệm vụ số {number}."
NO_TASK_PERIOD: Final = "Nhiệm vụ số {number} không có kỳ “{period}”."
KNOWN: Final = "Chọn một trong: {known}."
NOT_BOUND: Final = "Kế hoạch {plan} không giao cơ quan này chủ trì hay phối hợp nhiệm vụ số {number}."
NO_TELL_BODY: Final = "Không có cơ quan, đơn vị số {number}."
TASKS_ADVICE: Final = "Xem các nhiệm vụ của cơ quan ở trang Nhiệm vụ."
NO_EVIDENCE: Final = "Đã hoàn thành thì cần nêu minh chứng."
NO_EVIDENCE_ADVICE: Final = "Ghi số, ngày văn bản hoặc nơi xem kết quả."
NO_BODY: Final = "Cần nói rõ báo cáo thay cho cơ quan nào."
NO_BODY_ADVICE: Final = "Chọn cơ quan rồi lưu lại."
NO_OFFICE_ADVICE: Final = "Tài khoản này chưa gắn với cơ quan nào; nhờ quản trị hệ thống gắn."
EXCELLENT_SHEET: Final = "Danh sách {year}"
EXCELLENT_TITLE: Final = "Danh sách nhiệm vụ khoa học và công nghệ xuất sắc được áp dụng năm {year}"
EXCELLENT_ORIGIN: Final = (
    "Nhiệm vụ do tỉnh đặt hàng, nghiệm thu xếp loại xuất sắc và đã áp dụng. Gửi Sở Nội vụ. Lập ngày {day}"
    " từ cơ sở dữ liệu đội ngũ trí thức."
)
EXCELLENT_HEADS: Final = (
    "TT",
    "Tên nhiệm vụ",
    "Chủ nhiệm",
    "Tổ chức chủ trì",
    "Nghiệm thu",
    "Xếp loại",
    "Quyết định công nhận",
    "Nơi và kết quả áp dụng",
)
EXCELLENT_EMPTY: Final = "Không có nhiệm vụ nào đủ điều kiện."
RATING_EXCELLENT: Final = "Xuất sắc"

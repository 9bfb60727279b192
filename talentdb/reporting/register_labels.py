"""Vietnamese words of the registers: difficulties and proposals, inspections, excellent tasks."""

from collections.abc import Mapping
from typing import Final

__all__ = [
    "CANNOT",
    "KINDS",
    "LIST_ADVICE",
    "NOT_ASKED",
    "NOT_ASKED_ADVICE",
    "NO_BODY",
    "NO_BODY_ADVICE",
    "NO_EVIDENCE",
    "NO_EVIDENCE_ADVICE",
    "NO_WORDS",
    "NO_WORDS_ADVICE",
    "RELOAD",
    "STATES",
    "TASKS_ADVICE",
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
RELOAD: Final = "Tải lại trang để xem trạng thái mới nhất."
LIST_ADVICE: Final = "Xem danh sách vướng mắc, kiến nghị."
NOT_ASKED: Final = "Cơ quan này không được giao trả lời."
NOT_ASKED_ADVICE: Final = "Chỉ cơ quan được giao mới trả lời; cán bộ quản lý dữ liệu có thể giao lại."
NO_WORDS: Final = "Cần ghi nội dung."
NO_WORDS_ADVICE: Final = "Ghi vài lời để người nêu biết kết quả."
TASKS_ADVICE: Final = "Xem các nhiệm vụ: talentdb plans tasks."
NO_EVIDENCE: Final = "Đã hoàn thành thì cần nêu minh chứng."
NO_EVIDENCE_ADVICE: Final = "Ghi số, ngày văn bản hoặc nơi xem kết quả."
NO_BODY: Final = "Cần nói rõ báo cáo thay cho cơ quan nào."
NO_BODY_ADVICE: Final = "Chọn cơ quan rồi lưu lại."

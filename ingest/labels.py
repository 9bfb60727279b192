"""Vietnamese words of the reader that users see outside the catalogues of problems, file errors and forms."""

from typing import Final

__all__ = ["ANNOTATION_AUTHOR", "PROBLEM_COLUMNS", "PROBLEM_SHEET", "SEVERITY", "SUGGESTION"]

PROBLEM_SHEET: Final = "Lỗi"
PROBLEM_COLUMNS: Final = ("Trang tính", "Ô", "Mức độ", "Giá trị", "Vấn đề", "Gợi ý")
SEVERITY: Final = {"error": "Lỗi", "warning": "Cần xem lại", "info": "Lưu ý"}
SUGGESTION: Final = "Gợi ý"
ANNOTATION_AUTHOR: Final = "Hệ thống tiếp nhận"

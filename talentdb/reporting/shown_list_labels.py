"""Vietnamese words of lists of pages as workbooks. No logic."""

from collections.abc import Mapping
from typing import Final

SHEET: Final = "Danh sách"
EMPTY: Final = "Không có dòng nào."
ORIGIN: Final = "Đúng các dòng của trang khi tải, ngày {day}."
TITLES: Final[Mapping[str, str]] = {
    "task": "Nhiệm vụ của kế hoạch",
    "difficulty": "Khó khăn, vướng mắc, đề xuất, kiến nghị",
    "inspection": "Các cuộc kiểm tra",
    "supply": "Nhu cầu và người phù hợp trong cơ sở dữ liệu",
    "suggestion": "Người phù hợp với một nhu cầu",
    "return": "Cam kết bị vi phạm còn phải hoàn trả",
    "term": "Mức, thời hạn và cách hoàn trả",
    "signal": "Biến động của người có cam kết",
}
"""What is listed -> the title of its workbook."""

"""Vietnamese words of the search: the reasons why somebody was found, and messages. No logic."""

from collections.abc import Mapping
from typing import Final

__all__ = ["CHECK_AGREES", "CHECK_DIFFERS", "FOUND_BY", "NAME_MATCH", "NEAR_MATCH", "NO_INDEX", "START_SEARCH"]

NAME_MATCH: Final[Mapping[float, str]] = {
    1.0: "Đúng họ tên",
    0.95: "Đúng tên, đúng dấu",
    0.9: "Đúng họ tên, khác dấu",
    0.85: "Đúng tên, khác dấu",
    0.8: "Đủ các từ trong họ tên",
    0.75: "Đủ các từ trong họ tên, khác dấu",
}
"""By the tier of the score."""
FOUND_BY: Final[Mapping[str, str]] = {
    "full_name": "Họ tên: {}",
    "other_name": "Tên khác: {}",
    "academic_title": "Học hàm: {}",
    "qualification": "Trình độ: {}",
    "degree_title": "Danh hiệu văn bằng: {}",
    "research_fields": "Lĩnh vực: {}",
    "field_of_training": "Chuyên ngành: {}",
    "expertise": "Chuyên môn: {}",
    "position_title": "Chức vụ: {}",
    "job_position": "Vị trí việc làm: {}",
    "professional_title": "Chức danh nghề nghiệp: {}",
    "professional_title_code": "Mã chức danh: {}",
    "sub_unit": "Bộ phận: {}",
    "agency_name": "Đơn vị: {}",
    "training_institution": "Cơ sở đào tạo: {}",
    "languages": "Ngoại ngữ: {}",
    "talent_groups": "Nhóm nhân tài: {}",
    "associations": "Hội: {}",
    "sti_posts": "Vị trí KH,CN&ĐMST: {}",
}
NEAR_MATCH: Final = "Gần giống từ khóa"
NO_INDEX: Final = "Máy tìm kiếm không trả lời."
START_SEARCH: Final = "Kiểm tra Meilisearch đang chạy; trong lúc đó việc tìm dùng cơ sở dữ liệu."
CHECK_AGREES: Final = "Chỉ mục khớp với cơ sở dữ liệu: {n} người."
CHECK_DIFFERS: Final = (
    "Chỉ mục lệch: thiếu {missing}, cũ {stale}, thừa {extra} (trên {n} người). Chạy `talentdb index sync`."
)

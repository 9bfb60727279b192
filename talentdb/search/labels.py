"""Vietnamese words of the search: the reasons why somebody was found, and messages. No logic."""

from collections.abc import Mapping
from typing import Final

__all__ = [
    "AGE", "BORN", "CHECK_AGREES", "CHECK_DIFFERS", "COMMUNE_OF_OLD", "DENIED", "DISTRICT_OF_OLD", "EITHER",
    "EVIDENCE_DEGREE", "FILTER_NAMES", "FOUND_BY", "LANGUAGE_LEVEL", "LEAST", "LED", "LED_ANY", "LIKE_WORD",
    "MEANT_BY", "MINORITY", "NAME_MATCH", "NEAR_TO", "NOTE_DENIED", "NOTE_EITHER", "NOTE_EVERYBODY", "NOTE_HIDDEN",
    "NOTE_IMPOSSIBLE", "NOTE_PROVINCE", "NOT_SEEN", "NO_INDEX", "PART_IN", "PROVINCE_OF_OLD", "PUBLIC", "PUBLISHED",
    "RELAX_ALL", "RELAX_FILTER", "RELAX_ONLY", "RELAX_TOPIC", "RELAX_WIDER", "SHORT_FORM", "START_SEARCH",
    "WORK_YEARS", "YEARS", "YES_NO",
]  # fmt: skip

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
    "field_of_training": "Chuyên ngành: {}",
    "expertise": "Chuyên môn: {}",
    "position_title": "Chức vụ: {}",
    "job_position": "Vị trí việc làm: {}",
    "sub_unit": "Bộ phận: {}",
    "research_fields": "Lĩnh vực: {}",
    "degree_title": "Danh hiệu văn bằng: {}",
    "professional_title": "Chức danh nghề nghiệp: {}",
    "professional_title_code": "Mã chức danh: {}",
    "associations": "Hội: {}",
    "agency_name": "Đơn vị: {}",
    "training_institution": "Cơ sở đào tạo: {}",
    "academic_title": "Học hàm: {}",
    "qualification": "Trình độ: {}",
    "languages": "Ngoại ngữ: {}",
    "talent_groups": "Nhóm nhân tài: {}",
    "sti_posts": "Vị trí KH,CN&ĐMST: {}",
}
"""Those that tell most first."""
LED: Final = "Chủ trì: {}"
PART_IN: Final = "Tham gia: {}"
PUBLISHED: Final = "Công bố cùng chủ đề: {}"
YEARS: Final = "{} ({})"
EVIDENCE_DEGREE: Final = "{}, {}"
RELAX_FILTER: Final = "Bỏ điều kiện “{}”"
RELAX_WIDER: Final = "Mở rộng ra {}"
RELAX_ALL: Final = "Xem tất cả mọi người"
RELAX_ONLY: Final = "Chỉ tìm “{}”"
RELAX_TOPIC: Final = "Chỉ giữ các điều kiện lọc, bỏ từ khóa “{}”"
SHORT_FORM: Final = "{} = {}"
"""An abbreviation or another word of the line, and what it was read as."""
MEANT_BY: Final = "{} → {}"
"""A word, and the topic that it points at or lies in."""
NEAR_TO: Final = "Gần với {}: {}"
LIKE_WORD: Final = "“{}” gần giống “{}”"
NOT_SEEN: Final = "Không thấy: {}"
NO_INDEX: Final = "Máy tìm kiếm không trả lời."
START_SEARCH: Final = "Kiểm tra Meilisearch đang chạy; trong lúc đó việc tìm dùng cơ sở dữ liệu."
COMMUNE_OF_OLD: Final = "xã {} (trước 7/2025)"
DISTRICT_OF_OLD: Final = "địa bàn {} (cấp huyện trước 7/2025)"
PROVINCE_OF_OLD: Final = "địa bàn tỉnh {} trước đây"
AGE: Final[Mapping[str, str]] = {
    "from": "từ {} tuổi",
    "to": "không quá {} tuổi",
    "both": "{}–{} tuổi",
    "one": "{} tuổi",
}
BORN: Final[Mapping[str, str]] = {"from": "sinh từ {}", "to": "sinh đến {}", "both": "sinh {}–{}", "one": "sinh {}"}
FILTER_NAMES: Final[Mapping[str, str]] = {
    "sex": "Giới tính", "qualification": "Trình độ", "academic_title": "Học hàm", "age": "Tuổi",
    "birth_year": "Năm sinh", "commune_code": "Nơi ở, nơi làm việc", "agency_code": "Đơn vị", "status": "Tình trạng",
    "languages": "Ngoại ngữ", "doctoral_student": "Nghiên cứu sinh", "political_theory": "Lý luận chính trị",
    "talent_groups": "Nhóm nhân tài", "is_public": "Khu vực", "position_level": "Cấp chức vụ",
    "research_fields": "Lĩnh vực", "field_group": "Nhóm lĩnh vực", "party_member": "Đảng viên",
    "ethnicity_code": "Dân tộc", "led_task": "Đã chủ trì nhiệm vụ", "work_level": "Có công trình",
    "work_year": "Có công trình",
}  # fmt: skip
WORK_YEARS: Final[Mapping[str, str]] = {
    "one": "năm {}", "from": "từ năm {}", "to": "đến năm {}", "both": "năm {}–{}",
}  # fmt: skip
LED_ANY: Final = "có"
LANGUAGE_LEVEL: Final = "{}, từ {}"
LEAST: Final = "{} từ {}"
MINORITY: Final = "thiểu số"
DENIED: Final = "không phải {}"
EITHER: Final = " hoặc "
NOTE_DENIED: Final = "Chưa loại trừ được “{}”; phần này của câu bị bỏ qua."
NOTE_EITHER: Final = "Chưa hiểu “{}” giữa các từ khóa; tìm người có đủ các từ."
NOTE_EVERYBODY: Final = "“{}” là mọi người nên không thu hẹp."
NOTE_IMPOSSIBLE: Final = "Chưa hiểu “{}”: không ai có tuổi hoặc năm sinh như vậy; phần này của câu bị bỏ qua."
NOTE_HIDDEN: Final = "Tài khoản này không được tìm theo “{}”; phần này của câu bị bỏ qua."
NOTE_PROVINCE: Final = "“{}” là cả tỉnh nên không thu hẹp."
"""What of a line was not done, or does nothing."""
YES_NO: Final[Mapping[str, str]] = {"true": "có", "false": "không"}
PUBLIC: Final[Mapping[str, str]] = {"true": "khu vực công", "false": "ngoài khu vực công"}
CHECK_AGREES: Final = "Chỉ mục khớp với cơ sở dữ liệu: {n} người."
CHECK_DIFFERS: Final = (
    "Chỉ mục lệch: thiếu {missing}, cũ {stale}, thừa {extra} (trên {n} người). Chạy `talentdb index sync`."
)

"""Words for what is open about a figure."""

from typing import Final

__all__ = [
    "ALONE",
    "BETWEEN",
    "FIELDS",
    "HIDDEN",
    "IF_LISTED_TWICE",
    "MISSING",
    "MOST",
    "PARTS",
    "REACHED",
    "SHORT",
    "TARGET",
    "UNSIZED",
    "WHO",
]

MOST: Final = 3
"""Bodies that a line names."""
HIDDEN: Final = "Nhóm dưới 5 người: không hiện."
BETWEEN: Final = "Có thể từ {low} đến {high}, vì còn điều chưa rõ:"
ALONE: Final = "{text}: riêng điều này từ {low} đến {high}"
TARGET: Final = "Mục tiêu {target} năm {year}: {gap}"
MISSING: Final = "cần thêm {n} {unit}"
REACHED: Final = "đã đạt"
PARTS: Final = {
    "values": "Thiếu dữ liệu của {people} {unit} ({who})",
    "duplicates": "{people} hồ sơ có thể trùng nhau ({who})",
    "waiting": "Danh sách chờ duyệt nói về {people} người ({who})",
    "silent": "{people} người đã khai trong biên chế mà chưa có danh sách ({who})",
}
WHO: Final = {
    "duplicates": "{groups} nhóm chờ xem xét",
    "waiting": (
        "{submissions} lần nộp; {rows_of_nobody_known} dòng chưa rõ là ai; {known_people} người đã có, có thể đổi"
    ),
}
SHORT: Final = "{n} cơ quan, nhiều nhất: {bodies}"
IF_LISTED_TWICE: Final = "trong đó {n} người chỉ thiếu nếu hồ sơ trùng là của một người"
UNSIZED: Final = "{n} cơ quan chưa nộp danh sách và chưa khai biên chế, không rõ bao nhiêu người"
FIELDS: Final = {
    "sex": "giới tính",
    "ethnicity_code": "dân tộc",
    "birth_date": "ngày sinh",
    "birth_date_precision": "ngày sinh đầy đủ",
    "is_intellectual": "trình độ",
    "qualification": "trình độ",
    "employment_category": "loại lao động",
    "recruitment_date": "ngày tuyển dụng",
    "status": "tình trạng công tác",
    "training_end": "ngày kết thúc khóa học",
    "task_report": "chưa báo cáo nhiệm vụ",
    "staff_trained": "số người đã bồi dưỡng",
    "teachers_at_standard": "số nhà giáo đạt chuẩn",
    "accredited": "kết quả kiểm định",
    "key_programme": "ngành, nghề trọng điểm",
    "programme_accredited": "kiểm định chương trình",
    "outcome_standard_updated": "chuẩn đầu ra",
}
"""Key of a missing value -> its name."""

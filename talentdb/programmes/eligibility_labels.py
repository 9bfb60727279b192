"""Vietnamese words of eligibility: columns of person_fact, and why a rule is open. Holds texts only."""

from collections.abc import Mapping
from typing import Final

__all__ = ["COLUMNS", "MISSING", "NOBODY", "NOT_HELD", "NOT_OWN", "OPEN"]

COLUMNS: Final[Mapping[str, str]] = {
    "sex": "giới tính",
    "birth_date": "ngày sinh",
    "birth_date_precision": "ngày sinh đầy đủ",
    "birth_earliest": "ngày sinh",
    "birth_latest": "ngày sinh",
    "ethnicity_code": "dân tộc",
    "is_minority": "dân tộc",
    "commune_code": "xã, phường",
    "agency_id": "cơ quan",
    "sector": "khu vực của cơ quan",
    "is_public": "khu vực công hay tư",
    "employment_category": "đối tượng",
    "position_level": "cấp vị trí",
    "professional_title_code": "mã chức danh nghề nghiệp",
    "qualification": "trình độ chuyên môn",
    "academic_title": "học hàm",
    "field_group": "lĩnh vực KH&CN",
    "status": "tình trạng công tác",
    "is_intellectual": "trình độ",
    "recruitment_date": "ngày tuyển dụng",
    "recruitment_form": "hình thức tuyển dụng",
    "retires_on": "ngày sinh và giới tính (để tính tuổi nghỉ hưu)",
    "sti_posts": "vị trí KH, CN và ĐMST",
    "has_sti_post": "vị trí KH, CN và ĐMST",
    "talent_groups": "thuộc diện người có tài năng",
    "trained_on": "khóa đào tạo, bồi dưỡng",
    "standard_on": "khóa bồi dưỡng theo tiêu chuẩn",
    "political_on": "khóa lý luận chính trị",
    "course_kinds": "khóa học chỉ biết năm hay tháng",
    "course_earliest": "thời gian sớm nhất khóa học kết thúc",
    "course_latest": "thời gian muộn nhất khóa học kết thúc",
    "planned_on": "khóa học theo kế hoạch",
    "full_name": "họ và tên",
    "name_sort": "họ và tên",
    "is_working": "tình trạng công tác",
    "person_id": "số của người",
    "valid_from": "ngày của dữ liệu",
    "valid_to": "ngày của dữ liệu",
}
"""Column of person_fact, and the two days of birth made of it -> its name."""
MISSING: Final = "Cần bổ sung {names}."
OPEN: Final = "Cần bổ sung dữ liệu của người này."
NOBODY: Final = "Cần bổ sung người này vào cơ sở dữ liệu, rồi gắn vào hồ sơ."
NOT_HELD: Final = "Cơ sở dữ liệu chưa có dữ liệu của người này vào ngày {day}; cần bổ sung."
NOT_OWN: Final = (
    "Người này không thuộc danh sách của cơ quan vào ngày {day}; cần bổ sung, hoặc nhờ Sở Nội vụ xem điều kiện."
)

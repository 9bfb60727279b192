"""Vietnamese words of a scientific CV: names of its parts, columns and lines. Words only."""

from collections.abc import Mapping
from typing import Final

__all__ = [
    "APPLIED", "COLUMNS", "DOCUMENT", "LETTER", "MAIN", "NOW", "OTHER_WORKS", "PERSONAL", "SECTIONS", "SOURCE",
    "VALID_TO", "WORKS",
]  # fmt: skip

PERSONAL: Final[Mapping[str, str]] = {
    "full_name": "Họ và tên",
    "other_name": "Tên gọi khác",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "native_place": "Quê quán",
    "commune_code": "Xã, phường",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "academic_title": "Học hàm",
    "qualification": "Học vị, trình độ",
    "field_of_training": "Chuyên ngành",
    "position_title": "Chức vụ, chức danh",
    "sub_unit": "Bộ phận",
    "agency_name": "Cơ quan, đơn vị công tác",
    "professional_title": "Chức danh nghề nghiệp",
    "research_fields": "Lĩnh vực KH&CN",
    "expertise": "Hướng chuyên sâu",
    "political_theory": "Lý luận chính trị",
    "state_management": "Quản lý nhà nước",
    "it_level": "Tin học",
    "talent_groups": "Thuộc diện",
    "associations": "Hội viên",
}
"""Field -> its line in the first part, in this order. What the law calls sensitive is no part of a scientific CV."""

SECTIONS: Final[Mapping[str, str]] = {
    "employments": "Quá trình công tác",
    "qualifications": "Quá trình đào tạo",
    "trainings": "Đào tạo, bồi dưỡng",
    "languages": "Ngoại ngữ",
    "works": "Nhiệm vụ, công trình khoa học và công nghệ",
    "awards": "Khen thưởng, danh hiệu",
}
"""Part -> its title, in the order of the document."""

WORKS: Final[Mapping[str, str]] = {
    "research_task": "Nhiệm vụ khoa học và công nghệ",
    "publication": "Bài báo, công bố khoa học",
    "textbook": "Sách, giáo trình",
    "patent": "Sáng chế, giải pháp hữu ích",
    "initiative": "Sáng kiến",
}
"""Kind of a work -> the title of its group, in this order."""
OTHER_WORKS: Final = "Công trình khác"

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "employments": ("Thời gian", "Cơ quan, đơn vị", "Chức vụ, vị trí", "Bộ phận"),
    "qualifications": ("Năm", "Trình độ, văn bằng", "Chuyên ngành", "Cơ sở đào tạo", "Hình thức, xếp loại"),
    "trainings": ("Thời gian", "Khóa", "Loại", "Tình trạng, chứng chỉ"),
    "languages": ("Ngoại ngữ", "Trình độ, chứng chỉ", "Nơi cấp, hiệu lực"),
    "works": ("Năm", "Tên", "Vai trò", "Cấp", "Kết quả"),
    "awards": ("Năm", "Hình thức, danh hiệu", "Cấp"),
}
"""Part -> heads of its columns; the second one is what the line is about."""

LETTER: Final = "Trình độ {level}"
MAIN: Final = "{agency} (nơi công tác chính)"
NOW: Final = "{first} – nay"
APPLIED: Final = "đã ứng dụng"
VALID_TO: Final = "hiệu lực đến {day}"
SOURCE: Final = "{agency} (số liệu đến {day})"

DOCUMENT: Final[Mapping[str, str]] = {
    "title": "LÝ LỊCH KHOA HỌC",
    "personal": "Thông tin cá nhân",
    "empty": "Cơ sở dữ liệu chưa có thông tin về: {parts}.",
    "origin": "Trích từ Cơ sở dữ liệu đội ngũ trí thức và nhân tài tỉnh Hưng Yên, ngày {day}.",
    "sources": "Nguồn: {sources}.",
    "confirmed": "XÁC NHẬN CỦA CƠ QUAN",
    "declared": "NGƯỜI KHAI",
    "day": "……………, ngày …… tháng …… năm {year}",
    "sign": "(Ký, ghi rõ họ tên)",
    "seal": "(Ký tên, đóng dấu)",
}
"""Words of the printed document."""

"""Words of the page of rights: actions, acts on rows, scopes. What stands in matrix.toml has its words there."""

from typing import Final

__all__ = [
    "ACT",
    "ACTION",
    "ALL_FIELDS",
    "BY_ROLE",
    "CONDITION",
    "FIELD",
    "FILE",
    "HIDDEN",
    "INTRO",
    "MASKED",
    "NEVER",
    "NO_PERSON",
    "ORIGIN",
    "PAGE",
    "REVEALED",
    "SCOPE",
    "SHOWN",
    "TAB_ACTIONS",
    "TAB_FIELDS",
    "TAB_OBJECTS",
    "TAKE",
    "THING",
    "WHOLE",
    "WITH_CONDITION",
    "YEAR",
    "YES",
]

PAGE: Final = "Quyền"
INTRO: Final = (
    "Ai được làm gì, thấy dòng nào, trường nào. Bảng này là chính bảng mà chương trình và cơ sở dữ liệu dùng; sửa"
    " quyền là sửa bảng, không có bản thứ hai."
)
TAB_ACTIONS: Final = "Thao tác"
TAB_FIELDS: Final = "Trường thông tin của người"
TAB_OBJECTS: Final = "Dữ liệu"
TAKE: Final = "Tải bảng quyền"
FILE: Final = "quyen.xlsx"
BY_ROLE: Final = "Xem dữ liệu theo vai trò"
THING: Final = "Dữ liệu"
FIELD: Final = "Trường"
CONDITION: Final = "Điều kiện thêm"
WITH_CONDITION: Final = "{scope}, có điều kiện"
WHOLE: Final = "Thao tác"
YES: Final = "có"
NEVER: Final = "–"
SHOWN: Final = "thấy"
HIDDEN: Final = "ẩn"
YEAR: Final = "chỉ năm"
MASKED: Final = "che bớt"
REVEALED: Final = "che bớt; xem đủ khi nêu lý do"
NO_PERSON: Final = "không thấy người nào"
ALL_FIELDS: Final = "Mọi trường khác"
ORIGIN: Final = "Theo bảng quyền của chương trình, ngày {day}"

ACT: Final = {"read": "Đọc", "insert": "Thêm", "update": "Sửa", "delete": "Xóa"}
SCOPE: Final = {
    "all": "tất cả",
    "own": "của cơ quan mình và bên dưới",
    "self": "của chính mình",
    "sent": "trừ bản đang soạn",
    "shared": "dùng chung và của mình",
}
ACTION: Final = {
    "upload": "Nộp danh sách",
    "see_own_people": "Xem người của cơ quan mình",
    "review": "Duyệt danh sách, xử lý trùng người",
    "search": "Tìm người",
    "see_figures": "Xem chỉ tiêu, số liệu",
    "export": "Xuất dữ liệu",
    "build_lists": "Lập danh sách chọn, hội đồng",
    "read_lists": "Xem danh sách chọn, hội đồng",
    "see_network": "Xem mạng lưới",
    "export_network": "Xuất mạng lưới",
    "reveal_national_id": "Xem đủ số định danh (nêu lý do)",
    "erase": "Xóa dữ liệu của một người theo luật",
    "administer": "Quản trị tài khoản, cơ quan, danh mục",
    "handle_incidents": "Ghi, xử lý sự cố dữ liệu",
    "read_audit": "Xem nhật ký",
    "maintain": "Bảo trì chỉ mục",
    "read_programmes": "Xem hồ sơ chương trình",
    "run_programmes": "Điều hành chương trình",
    "act_on_cases": "Xử lý bước của hồ sơ",
    "nominate": "Đề cử",
    "screen": "Đối chiếu, quyết định đề cử",
    "judge_cases": "Chấm hồ sơ",
    "pay": "Chi trả",
}

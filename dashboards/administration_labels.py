"""Vietnamese words of the pages of administration, of the log, and of one's own account. No logic."""

from typing import Final

MUST_CHANGE_PASSWORD: Final = "Đây là lần đăng nhập đầu: hãy đặt mật khẩu mới."  # noqa: S105 - a message
CHANGE_PASSWORD: Final = "Đổi mật khẩu"  # noqa: S105 - a label
PASSWORD_RULE: Final = "Ít nhất 14 ký tự; một câu dài dễ nhớ là tốt nhất."  # noqa: S105 - a help text
PASSWORDS_DIFFER: Final = "Hai lần nhập mật khẩu mới không giống nhau."
SESSIONS: Final = "Phiên làm việc"
SESSIONS_HELP: Final = "Phiên tự kết thúc sau 15 phút không thao tác, và sau 8 giờ trong mọi trường hợp."
SIGN_OUT_EVERYWHERE: Final = "Đăng xuất khỏi mọi thiết bị"
CHAIN_INTACT: Final = "Nhật ký nguyên vẹn: {rows} dòng, không có dòng nào bị sửa, xóa hay chèn."
CHAIN_BROKEN: Final = "NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN. Dòng hỏng đầu tiên: {row}; số mốc neo bị thiếu: {heads}."
AUDIT_FILTER: Final = "Lọc theo tài khoản, thao tác, đối tượng"
AUDIT_FILTER_HINT: Final = "ví dụ: thamdinh, person.view"
AUDIT_NOTE: Final = "Mỗi dòng được băm nối với dòng trước; giá trị cá nhân không bao giờ nằm trong nhật ký."
AUDIT_COLUMNS: Final = {
    "at": "Thời điểm",
    "login": "Tài khoản",
    "role": "Vai trò",
    "action": "Thao tác",
    "object": "Đối tượng",
    "purpose": "Lý do",
    "details": "Chi tiết",
}
TAB_ACCOUNTS: Final = "Tài khoản"
TAB_AGENCIES: Final = "Cơ quan, đơn vị"
TAB_LISTS: Final = "Danh mục"
TAB_INDEX: Final = "Chỉ mục tìm kiếm"
ADD_ACCOUNT: Final = "Thêm tài khoản"
DISPLAY_NAME: Final = "Tên hiển thị"
AGENCY_OF_ACCOUNT: Final = "Cơ quan (chỉ với vai trò Cơ quan, đơn vị)"
ACCOUNT_ADDED: Final = "Đã thêm tài khoản {login}."
SWITCH_ACCOUNT: Final = "Khóa hoặc mở tài khoản"
DISABLED: Final = "Khóa tài khoản này"
SAVED: Final = "Đã lưu."
COUNT_ROWS: Final = "{n} dòng"
IMPORT_AGENCIES: Final = "Nhập danh sách cơ quan từ Excel, CSV hoặc JSON"
IMPORT_AGENCIES_HELP: Final = (
    "Các cột: code, name, aliases (cách nhau dấu |), kind, parent, commune_code. Cơ quan được nhận ra theo mã, "
    "rồi theo tên hoặc tên gọi khác; cơ quan chưa có sẽ được thêm."
)
IMPORT: Final = "Nhập"
IMPORTED: Final = "Đã nhập {n} cơ quan."
IMPORT_MARK: Final = {"thêm mới": "good", "cập nhật": "busy", "không đổi": "", "bỏ qua": "bad"}
CODE_LIST: Final = "Danh mục"
CODE_LISTS: Final = {
    "ethnic_group": "Dân tộc",
    "qualification": "Trình độ chuyên môn",
    "academic_title": "Học hàm",
    "political_theory": "Lý luận chính trị",
    "state_management": "Quản lý nhà nước",
    "professional_title": "Chức danh nghề nghiệp, ngạch",
    "research_field": "Lĩnh vực khoa học và công nghệ",
    "employment_category": "Đối tượng",
    "training_type": "Loại hình bồi dưỡng",
}
INDEX_AGREES: Final = "Chỉ mục tìm kiếm khớp với cơ sở dữ liệu."
INDEX_DIFFERS: Final = "Chỉ mục tìm kiếm chưa khớp; dịch vụ chỉ mục sẽ tự cập nhật, hoặc chạy `talentdb index sync`."
EXAMPLE_LOGIN: Final = "ví dụ: so-yte"
AGENCY_COLUMNS: Final = {
    "code": "Mã",
    "name": "Tên",
    "aliases": "Tên gọi khác",
    "kind": "Loại",
    "parent": "Cơ quan quản lý",
}
CODE_COLUMNS: Final = {
    "code": "Mã",
    "label": "Tên",
    "parent": "Thuộc",
    "aliases": "Cách viết khác",
    "source": "Nguồn",
}
DISABLED_STATE: Final = "Đã khóa"
LAST_LOGIN: Final = "Đăng nhập gần nhất"

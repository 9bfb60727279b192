"""Vietnamese words of the screens that several modules share. No logic."""

from typing import Final

from talentdb.access.principal import Role

APP_TITLE: Final = "Trí thức Hưng Yên"
APP_SUBTITLE: Final = "Cơ sở dữ liệu đội ngũ trí thức và nhân tài"
SIGN_IN: Final = "Đăng nhập"
SIGN_OUT: Final = "Đăng xuất"
LOGIN: Final = "Tên đăng nhập"
PASSWORD: Final = "Mật khẩu"  # noqa: S105 - a label
SESSION_ENDED: Final = "Phiên làm việc đã kết thúc. Hãy đăng nhập lại."
PAGE_FORBIDDEN: Final = "Tài khoản này không được mở trang này."
UNEXPECTED: Final = (
    "Có lỗi ngoài dự kiến; chưa có gì bị mất hay ghi dở. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống mã {code}."
)
SEARCH_AWAY: Final = (
    "Dịch vụ tìm kiếm đang tạm ngừng. Kết quả lấy trực tiếp từ cơ sở dữ liệu: vẫn đủ, "
    "nhưng không sửa lỗi gõ và không xếp hạng theo mức phù hợp."
)

ROLE: Final = {
    Role.OPERATOR: "Người vận hành",
    Role.AGENCY: "Cơ quan, đơn vị",
    Role.STEWARD: "Cán bộ quản lý dữ liệu",
    Role.SEARCHER: "Chuyên viên tìm chuyên gia",
    Role.LEADER: "Lãnh đạo",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
    Role.AUDITOR: "Kiểm toán viên",
}

SECTION_FIGURES: Final = "Theo dõi"
SECTION_AGENCY: Final = "Đơn vị"
SECTION_REGISTRY: Final = "Cơ sở dữ liệu"
SECTION_SYSTEM: Final = "Hệ thống"

PAGE_OVERVIEW: Final = "Tổng quan"
PAGE_UPLOAD: Final = "Nộp danh sách"
PAGE_SUBMISSIONS: Final = "Các lần nộp"
PAGE_OUR_PEOPLE: Final = "Người của đơn vị"
PAGE_REVIEW: Final = "Thẩm định"
PAGE_SEARCH: Final = "Tìm chuyên gia"
PAGE_PROFILE: Final = "Hồ sơ"
PAGE_ADMINISTRATION: Final = "Quản trị"
PAGE_AUDIT: Final = "Nhật ký"
PAGE_ACCOUNT: Final = "Tài khoản của tôi"
DEMO_ACCOUNTS: Final = "Tài khoản dùng thử (chỉ có ở bản trình diễn)"

MUST_CHANGE_PASSWORD: Final = "Đây là lần đăng nhập đầu: hãy đặt mật khẩu mới."  # noqa: S105 - a message
CHANGE_PASSWORD: Final = "Đổi mật khẩu"  # noqa: S105 - a label
OLD_PASSWORD: Final = "Mật khẩu hiện tại"  # noqa: S105 - a label
NEW_PASSWORD: Final = "Mật khẩu mới"  # noqa: S105 - a label
NEW_PASSWORD_AGAIN: Final = "Nhập lại mật khẩu mới"  # noqa: S105 - a label
PASSWORD_RULE: Final = "Ít nhất 14 ký tự; một câu dài dễ nhớ là tốt nhất."  # noqa: S105 - a help text
PASSWORDS_DIFFER: Final = "Hai lần nhập mật khẩu mới không giống nhau."
PASSWORD_CHANGED: Final = "Đã đổi mật khẩu."  # noqa: S105 - a message
SAVE: Final = "Lưu"
SESSIONS: Final = "Phiên làm việc"
SESSIONS_HELP: Final = "Phiên tự kết thúc sau 15 phút không thao tác, và sau 8 giờ trong mọi trường hợp."
SIGN_OUT_EVERYWHERE: Final = "Đăng xuất khỏi mọi thiết bị"

CHAIN_INTACT: Final = "Nhật ký nguyên vẹn: {rows} dòng, không có dòng nào bị sửa, xóa hay chèn."
CHAIN_BROKEN: Final = "NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN. Dòng hỏng đầu tiên: {row}; số mốc neo bị thiếu: {heads}."
AUDIT_FILTER: Final = "Lọc theo tài khoản, thao tác, đối tượng"
AUDIT_FILTER_HINT: Final = "ví dụ: submission.approve"
AUDIT_NOTE: Final = "Mỗi dòng được băm nối với dòng trước; giá trị cá nhân không bao giờ nằm trong nhật ký."
AUDIT_COLUMNS: Final = {
    "at": "Thời điểm",
    "login": "Tài khoản",
    "role": "Vai trò",
    "action": "Thao tác",
    "object_kind": "Loại đối tượng",
    "object_id": "Đối tượng",
    "purpose": "Lý do",
    "details": "Chi tiết",
}

"""Vietnamese words of the screens that several modules share. No logic."""

from typing import Final

from talentdb.access.account_file import ROLE_WORDS
from talentdb.access.principal import Role
from talentdb.people.field_labels import FIELD as FIELD

APP_TITLE: Final = "Trí thức Hưng Yên"
NO_SCRIPT: Final = "Trang này cần JavaScript. Bật JavaScript trong trình duyệt rồi tải lại trang."
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
COMPUTING: Final = "Đang tính số liệu; trang tự hiện khi tính xong."
OLDER: Final = "Số liệu lúc {at}; đang tính lại vì dữ liệu đã thay đổi, trang tự cập nhật khi xong."
CLOSING: Final = "Ứng dụng đang dừng."
SEARCH_AWAY: Final = (
    "Dịch vụ tìm kiếm đang tạm ngừng. Kết quả lấy trực tiếp từ cơ sở dữ liệu: vẫn đủ, "
    "nhưng không sửa lỗi gõ và không xếp hạng theo mức phù hợp."
)

ROLE: Final = {
    **ROLE_WORDS,
    Role.OPERATOR: "Người vận hành",
    Role.INDEXER: "Dịch vụ chỉ mục",
    Role.GATE: "Cửa đăng nhập",
}

SECTION_FIGURES: Final = "Theo dõi"
SECTION_AGENCY: Final = "Đơn vị"
SECTION_REGISTRY: Final = "Cơ sở dữ liệu"
SECTION_PROGRAMMES: Final = "Chương trình"
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

OLD_PASSWORD: Final = "Mật khẩu hiện tại"  # noqa: S105 - a label
NEW_PASSWORD: Final = "Mật khẩu mới"  # noqa: S105 - a label
NEW_PASSWORD_AGAIN: Final = "Nhập lại mật khẩu mới"  # noqa: S105 - a label
PASSWORD_CHANGED: Final = "Đã đổi mật khẩu."  # noqa: S105 - a message
SAVE: Final = "Lưu"

BEHIND: Final = "Những người trong con số"
LINK: Final = "Hồ sơ"

QUERY: Final = "Từ khóa"
FACET: Final = {
    "qualification": "Trình độ",
    "academic_title": "Học hàm",
    "field_group": "Lĩnh vực KH&CN",
    "agency_code": "Cơ quan, đơn vị",
    "commune_code": "Xã, phường",
    "sex": "Giới tính",
    "sector": "Khu vực",
    "status": "Trạng thái",
}
FACET_CHOSEN: Final = "{name} ({n})"

ASSIGNABLE_ROLES: Final = frozenset(ROLE_WORDS)
ROLE_LABEL: Final = "Vai trò"
FIRST_PASSWORD: Final = "Mật khẩu ban đầu"  # noqa: S105 - a label
ADD: Final = "Thêm"

DEMO_WRITING: Final = "Soạn các tệp Excel giả định"
DEMO_READING: Final = "Đọc các tệp"
DEMO_APPROVING: Final = "Đối chiếu và duyệt"
DEMO_INDEXING: Final = "Lập chỉ mục"
DEMO_ACCOUNT_LINE: Final = "  {login:<22} {password:<34} {shows}"
SERVE_READY: Final = "Ứng dụng chạy tại {address} (Ctrl-C để dừng)"
NO_SEARCH: Final = "Không có Meilisearch: {problem}"

READ_FILE: Final = "Đọc tệp"
SUBMIT: Final = "Nộp"
DISCARD: Final = "Bỏ, không nộp"
SUBMISSION_STATE: Final = {
    "draft": "chưa nộp",
    "submitted": "chờ thẩm định",
    "approved": "đã duyệt",
    "returned": "bị trả lại",
    "rolled_back": "đã rút khỏi cơ sở dữ liệu",
    "withdrawn": "đã bỏ",
}
TAB_UNDERSTOOD: Final = "Đã hiểu thế nào"
TAB_RECORDS: Final = "Từng người"
PICTURE_UNUSED: Final = "không dùng"
CORRECT_READING: Final = "Sửa cách hiểu"
CORRECT_AGAIN: Final = "Đọc lại"
ROW_OF: Final = "dòng {row}"
SUGGESTIONS: Final = "Nhận đề xuất ({n})"
ACCEPT_ALL: Final = "Nhận tất cả {n} đề xuất"
ACCEPTED: Final = "Đã ghi {n} đề xuất vào tệp và đọc lại."
MENDED: Final = "Tải tệp đã nhận {n} đề xuất"
CORRECTED: Final = "Đã đọc lại theo chỉ dẫn của bạn."
CELL: Final = "Ô"
ANNOTATED: Final = "Tải tệp có đánh dấu lỗi"
APPROVE_AGAIN: Final = "Duyệt lại"
APPROVE: Final = "Duyệt"
REASON: Final = "Lý do"
RETURN: Final = "Trả lại"
ROLL_BACK: Final = "Rút khỏi cơ sở dữ liệu"
ROLLED_BACK: Final = "Đã rút danh sách của {agency} khỏi cơ sở dữ liệu. Dữ liệu của các lần nộp khác giữ nguyên."

OWN_QUERY_HINT: Final = "Tên, chức vụ, chuyên ngành…"
OWN_COUNT: Final = "**{n}** người trong danh sách đã duyệt của đơn vị và các đơn vị trực thuộc"
EXPORT: Final = "Xuất Excel theo mẫu"
EXPORT_HELP: Final = "Sửa ngay trong tệp này rồi nộp lại: mọi cột được hiểu đúng. Cột số định danh để trống."
TAB_PEOPLE: Final = "Danh sách"
NATIONAL_ID_HELP: Final = "12 số. Được mã hóa; không hiện lại trên màn hình."
TITLE_BEFORE_NAME: Final = {
    "professor": "GS",
    "associate_professor": "PGS",
    "doctor_of_science": "TSKH",
    "doctorate": "TS",
    "specialist_2": "BSCKII",
    "master": "ThS",
    "specialist_1": "BSCKI",
    "resident_physician": "BSNT",
}
YES: Final = "Có"
NONE: Final = "Không"
"""Of a list: the agency states that there is none."""
NO_PEOPLE_YET: Final = "Chưa có người nào. Danh sách của đơn vị hiện ở đây sau khi được duyệt."
NOTHING_MATCHES: Final = "Không có ai trong danh sách của đơn vị phù hợp với từ khóa và điều kiện đã chọn."
NOT_FOUND_TITLE: Final = "Không có trang này"
NOT_FOUND: Final = "Địa chỉ không đúng hoặc trang đã được đổi chỗ."
GO_HOME: Final = "Về trang đầu"
EXPORT_PURPOSE: Final = "Xuất từ trang Người của đơn vị"
PLAN_OTHER: Final = "{name} ({province}, để tham khảo)"

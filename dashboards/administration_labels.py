"""Vietnamese words of the pages of administration, of the log, and of one's own account. No logic."""

from typing import Final

MUST_CHANGE_PASSWORD: Final = "Đây là lần đăng nhập đầu: hãy đặt mật khẩu mới."  # noqa: S105 - a message
CHANGE_PASSWORD: Final = "Đổi mật khẩu"  # noqa: S105 - a label
PASSWORD_RULE: Final = "Ít nhất 14 ký tự; một câu dài dễ nhớ là tốt nhất."  # noqa: S105 - a help text
PASSWORDS_DIFFER: Final = "Hai lần nhập mật khẩu mới không giống nhau."
SESSIONS: Final = "Phiên làm việc"
SIGN_OUT_EVERYWHERE: Final = "Đăng xuất khỏi mọi thiết bị"
CHAIN_INTACT: Final = "Nhật ký nguyên vẹn: {rows} dòng, không có dòng nào bị sửa, xóa hay chèn."
CHAIN_BROKEN: Final = "NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN. Dòng hỏng đầu tiên: {row}; số mốc neo bị thiếu: {heads}."
AUDIT_FILTER: Final = "Lọc theo tài khoản, thao tác, đối tượng"
AUDIT_FILTER_HINT: Final = "ví dụ: thamdinh, person.view"
CHAIN_ANCHOR: Final = "Đầu chuỗi được ký và ghi ra ngoài cơ sở dữ liệu lần cuối lúc {moment}."
CHAIN_NO_ANCHOR: Final = "Đầu chuỗi chưa được ký lần nào; khi ứng dụng chạy, việc này diễn ra mỗi phút có thay đổi."
CHAIN_CHECKED: Final = "Kiểm tra lúc {moment}."
CHAIN_CHECK_AGAIN: Final = "Kiểm tra lại"
AUDIT_PERSON: Final = "Về người số"
AUDIT_PERSON_HINT: Final = "số ở cuối địa chỉ hồ sơ"
AUDIT_LOGINS: Final = "Tài khoản"
AUDIT_LOGINS_HINT: Final = "tên đăng nhập, cách nhau bằng dấu cách"
AUDIT_ACTIONS: Final = "Thao tác"
AUDIT_ANY: Final = "Tất cả"
AUDIT_SINCE: Final = "Từ ngày"
AUDIT_UNTIL: Final = "Đến ngày"
AUDIT_EXPORT: Final = "Xuất cả nhật ký"
AUDIT_EXPORT_HELP: Final = (
    "Tệp JSON Lines với mã băm từng dòng, để kiểm tra ở máy khác bằng scripts/verify_audit.py; "
    "việc xuất cũng được ghi."
)
AUDIT_EXPORT_READY: Final = "Tải nhật ký"
AUDIT_EXPORT_LONG: Final = (
    "Nhật ký dài hơn {rows} dòng nên không tải được ở đây; đề nghị người vận hành xuất nhật ký trên máy chủ."
)
AUDIT_FILE: Final = "nhatky.jsonl"
READERS: Final = "Ai đã xem hồ sơ này"
READERS_NOTE: Final = "Mọi lần mở hồ sơ, xem số định danh, lấy lý lịch đều được ghi; kể cả lần mở này."
READER_COLUMNS: Final = {
    "at": "Thời điểm",
    "login": "Người xem",
    "role": "Vai trò",
    "agency": "Cơ quan",
    "action": "Thao tác",
    "purpose": "Lý do",
}
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
AGENCY_OF_ACCOUNT: Final = "Cơ quan (với vai trò Cơ quan, đơn vị; Người đề cử nếu có)"
PERSON_OF_ACCOUNT: Final = "Số của người trong cơ sở dữ liệu (chỉ với Thành viên hội đồng)"
PERSON_OF_ACCOUNT_HELP: Final = (
    "Số ở cuối địa chỉ trang hồ sơ cá nhân. Nhờ đó không ai được giao chấm hồ sơ của chính mình và xung đột lợi ích "
    "được đối chiếu; để trống nếu người này không có trong cơ sở dữ liệu."
)
ACCOUNT_ADDED: Final = "Đã thêm tài khoản {login}."
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
INDEX_DIFFERS: Final = (
    "Chỉ mục tìm kiếm chưa khớp; dịch vụ sẽ tự cập nhật trong vài phút, nếu không thì báo người vận hành."
)
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
LAST_LOGIN: Final = "Đăng nhập gần nhất"

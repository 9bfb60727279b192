"""Vietnamese words of the screens that several modules share. No logic."""

from typing import Final

from talentdb.access.principal import Role

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
    Role.INDEXER: "Dịch vụ chỉ mục",
    Role.GATE: "Cửa đăng nhập",
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

AS_OF: Final = "Tính đến ngày"
AS_OF_LINE: Final = (
    "Số liệu tính đến ngày {day} · Quyết định 2711/QĐ-TTg, kế hoạch của tỉnh · phiên bản định nghĩa {version}"
)
NOW: Final = "Hiện nay"
GAP: Final = "Còn thiếu so với mục tiêu"
GAP_PEOPLE: Final = "{n} người"
NO_GAP: Final = "Không thiếu"
FRACTION: Final = "{n} trên {d} người"
INTERVAL: Final = "Con số thật nằm trong khoảng **{low} – {high}**, vì dữ liệu còn chỗ trống."
CERTAIN: Final = "Không có chỗ trống nào trong dữ liệu làm thay đổi con số này."
LEGEND_NOW: Final = "hiện nay"
LEGEND_BAND: Final = "khoảng có thể, do dữ liệu còn thiếu"
LEGEND_TARGET: Final = "mục tiêu"
HOVER_INTERVAL: Final = "Khoảng có thể: {low} – {high}<extra></extra>"
TARGET_MARK: Final = "mục tiêu {year}: {target}"
COVERAGE: Final = "Đã có số liệu của {n} trên {total} cơ quan, đơn vị phải báo cáo."
LOW_COVERAGE: Final = (
    "Mới có số liệu của **{n} trên {total}** cơ quan, đơn vị phải báo cáo: các con số dưới đây nói về "
    "những đơn vị đã nộp, chưa nói về toàn tỉnh."
)
EXPECTED_NOW: Final = "Theo lộ trình, đến nay cần đạt {share}."
DEFINITION: Final = "Cách tính"
UNKNOWN_HEAD: Final = "**Chưa rõ trong dữ liệu:**"
UNKNOWN: Final = {
    "sex": "{n} người chưa rõ giới tính",
    "ethnicity": "{n} người chưa rõ dân tộc",
    "ethnicity_code": "{n} người chưa rõ dân tộc",
    "birth_date": "{n} người chưa rõ ngày sinh",
    "is_intellectual": "{n} người chưa rõ trình độ",
    "training": "{n} người chưa rõ việc bồi dưỡng",
}
NO_DATA: Final = "Chưa có dữ liệu để tính."
STATUS: Final = {
    "reached": "Đã đạt mục tiêu",
    "on_track": "Đúng tiến độ",
    "behind": "Chậm hơn lộ trình",
    "no_data": "Chưa có dữ liệu",
}
BELOW_TARGET: Final = "Chưa đạt mục tiêu"
STATUS_COLOUR: Final = {"reached": "green", "on_track": "blue", "behind": "orange", "no_data": "gray"}
CUTS: Final = "Theo đơn vị, ngành, lĩnh vực"
INDICATOR: Final = "Chỉ tiêu"
CUT_BY: Final = "Chia theo"
CUT: Final = {
    "agency": "Cơ quan, đơn vị",
    "sector": "Khu vực",
    "field": "Lĩnh vực KH&CN",
    "commune": "Xã, phường",
    "post": "Loại vị trí",
}
CUT_NAME: Final = "Nhóm"
CUT_NUMERATOR: Final = "Đạt"
CUT_DENOMINATOR: Final = "Tổng"
CUT_VALUE: Final = "Tỷ lệ"
SUPPRESSED: Final = "ẩn (dưới 5 người)"
SUPPRESSED_NOTE: Final = "{n} nhóm dưới 5 người (hoặc có thể suy ra nhóm đó) được ẩn để không lộ thông tin cá nhân."
AS_TABLE: Final = "Xem bảng số"
BEHIND: Final = "Những người trong con số"
PART: Final = "Phần"
PARTS: Final = {
    "gap": "Chưa đạt",
    "numerator": "Đã tính (tử số)",
    "denominator": "Tất cả (mẫu số)",
    "unknown": "Chưa rõ",
}
LINK: Final = "Hồ sơ"
OPEN: Final = "Mở"
FIRST_ROWS: Final = "Hiện {n} người đầu trong {total} người."

QUERY: Final = "Từ khóa"
CHOOSE: Final = "Tất cả"
FILTERS: Final = "Thu hẹp"
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

ASSIGNABLE_ROLES: Final = frozenset(
    {Role.AGENCY, Role.STEWARD, Role.SEARCHER, Role.LEADER, Role.ADMINISTRATOR, Role.AUDITOR}
)
TAB_ACCOUNTS: Final = "Tài khoản"
TAB_AGENCIES: Final = "Cơ quan, đơn vị"
TAB_LISTS: Final = "Danh mục"
TAB_INDEX: Final = "Chỉ mục tìm kiếm"
ADD_ACCOUNT: Final = "Thêm tài khoản"
DISPLAY_NAME: Final = "Tên hiển thị"
ROLE_LABEL: Final = "Vai trò"
AGENCY_OF_ACCOUNT: Final = "Cơ quan (chỉ với vai trò Cơ quan, đơn vị)"
FIRST_PASSWORD: Final = "Mật khẩu ban đầu"  # noqa: S105 - a label
ADD: Final = "Thêm"
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
OUTCOME: Final = "Kết quả"
IMPORT_PROBLEMS: Final = "Cần xem lại"
IMPORT_STATUS: Final = {"added": "thêm mới", "updated": "cập nhật", "unchanged": "không đổi", "skipped": "bỏ qua"}
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

DEMO_WRITING: Final = "Soạn các tệp Excel giả định"
DEMO_READING: Final = "Đọc các tệp"
DEMO_APPROVING: Final = "Đối chiếu và duyệt"
DEMO_INDEXING: Final = "Lập chỉ mục"
DEMO_READY: Final = "Ứng dụng chạy tại {address} (Ctrl-C để dừng)"
DEMO_ACCOUNT_LINE: Final = "  {login:<22} {password:<34} {shows}"
SERVE_READY: Final = "Ứng dụng chạy tại {address} (Ctrl-C để dừng)"
NO_SEARCH: Final = "Không có Meilisearch: {problem}"

UPLOAD_INTRO: Final = (
    "Gửi chính danh sách đang dùng, theo mẫu của đơn vị: chương trình tự nhận ra tiêu đề và các cột. "
    "Chưa có gì được nộp cho đến khi bấm **Nộp**."
)
STEP_FILE: Final = "1 · Chọn tệp"
STEP_LOOK: Final = "2 · Xem lại rồi nộp"
FILE: Final = "Tệp danh sách"
LAST_SUBMISSIONS: Final = "Những lần nộp gần đây"
ALL_SUBMISSIONS: Final = "Xem tất cả các lần nộp"
BACK_TO_LIST: Final = "← Về danh sách"
LOOK_THEN_SUBMIT: Final = "Tệp đã được đọc nhưng **chưa nộp**. Xem các thẻ dưới đây, rồi bấm **Nộp**."
ALL_SEVERITIES: Final = "Tất cả"
AS_OF_FILE: Final = "Số liệu tính đến ngày (bỏ trống nếu ghi trong tệp)"
AS_OF_HELP: Final = "Nếu để trống, lấy ngày ghi ở đầu bảng; không có thì lấy hôm nay."
READ_FILE: Final = "Đọc tệp"
READING_FILE: Final = (
    "Đang đọc {name} ({size}): nhận ra bảng và cột, kiểm tra từng ô, đối chiếu với cơ sở dữ liệu… "
    "Tệp vài nghìn dòng mất vài giây."
)
READING: Final = "Đang đọc và kiểm tra…"
SAME_FILE: Final = "Tệp này đã được nộp trước đó (số {receipt}); không tạo thêm lần nộp mới."
SUBMIT: Final = "Nộp"
DISCARD: Final = "Bỏ, không nộp"
RECEIPT: Final = "Đã nộp. Số biên nhận: **{receipt}**. Sở Khoa học và Công nghệ sẽ thẩm định."
ANOTHER_FILE: Final = "Nộp tệp khác"
SUBMISSION_LINE: Final = "Số {receipt} · {agency} · số liệu đến {day} · {state}"
SUBMISSION_STATE: Final = {
    "draft": "chưa nộp",
    "submitted": "chờ thẩm định",
    "approved": "đã duyệt",
    "returned": "bị trả lại",
    "rolled_back": "đã rút khỏi cơ sở dữ liệu",
    "withdrawn": "đã bỏ",
}
RETURN_REASON: Final = "Lý do: {reason}"
N_RECORDS: Final = "Người nhận ra"
N_ROWS: Final = "Dòng nhận ra"
N_REFUSED: Final = "Dòng không dùng được"
N_ERRORS: Final = "Lỗi"
N_WARNINGS: Final = "Cần xem lại"
TAB_UNDERSTOOD: Final = "Đã hiểu thế nào"
TAB_PROBLEMS: Final = "Vấn đề theo ô ({n})"
TAB_RECORDS: Final = "Từng người"
TAB_ROWS: Final = "Từng dòng"
TABLE_LINE: Final = "**Trang tính “{sheet}”**: bảng từ dòng {first} đến dòng {last}, {n} người"
COLUMN: Final = "Cột"
HEADER: Final = "Tiêu đề trong tệp"
MEANING: Final = "Được hiểu là"
CONFIDENCE: Final = "Độ chắc chắn"
NOT_USED: Final = "— không dùng —"
LEFT_OUT_SHEET: Final = "Trang tính “{sheet}” không phải danh sách ({why}): không dùng."
LEFT_OUT_ROWS: Final = "Trang tính “{sheet}”: {n} dòng không phải dữ liệu ({reasons})."
SKIP_REASON: Final = {
    "title": "đầu bảng",
    "column_numbers": "số thứ tự cột",
    "group": "dòng nhóm",
    "repeated_header": "tiêu đề lặp lại",
    "total": "dòng tổng",
    "signature": "phần ký",
    "blank": "dòng trống",
    "example": "ví dụ",
    "note": "ghi chú",
    "collective": "tập thể",
    "duplicate_header": "tiêu đề trùng",
}
PICTURE: Final = "Trang tính như trong tệp, tô màu theo cách hiểu"
PICTURE_ROW: Final = "Dòng"
PICTURE_UNUSED: Final = "không dùng"
PICTURE_HIDDEN: Final = "(dòng ẩn)"
PICTURE_KIND: Final = {"header": "tiêu đề cột", "record": ""}
PICTURE_DOUBT: Final = "Chưa chắc: xem lại, nếu sai thì sửa ở dưới."
PICTURE_LEGEND: Final = {
    "header": "Tiêu đề cột",
    "record": "Dòng được nhận",
    "group": "Dòng nhóm",
    "total": "Dòng tổng",
    "skipped": "Đầu bảng, phần ký, ghi chú",
    "aside": "Cột không dùng",
    "error": "Lỗi",
    "warning": "Cần xem lại",
}
PICTURE_SHEET: Final = "Trang tính"
PICTURE_FROM: Final = "Từ dòng"
PICTURE_ROWS: Final = "Dòng {first}–{last} trong {total} dòng."
PICTURE_CUT: Final = "Còn {n} cột nữa ở bên phải không hiện hết."
IGNORED: Final = {
    "empty": "trang trống",
    "example": "trang ví dụ",
    "guide": "trang hướng dẫn",
    "lookup": "danh mục tra cứu",
    "statistics": "bảng số liệu thống kê",
    "annotation": "trang liệt kê lỗi của lần trước",
    "corrected": "người gửi chọn bỏ qua",
}
PICTURE_IGNORED: Final = "Trang này không được dùng: {why}."
CORRECT_READING: Final = "Sửa cách hiểu"
CORRECT_READING_HELP: Final = (
    "Nếu chương trình hiểu chưa đúng, chỉ cho nó ở đây rồi bấm **Đọc lại**. "
    "Lần sau, cột cùng tên sẽ được hiểu như vậy."
)
CORRECT_FORM: Final = "Loại danh sách"
CORRECT_FORM_AUTO: Final = "Tự nhận biết"
CORRECT_IGNORE: Final = "Bỏ qua cả trang này"
CORRECT_HEADER: Final = "Tiêu đề cột nằm ở các dòng"
CORRECT_HEADER_NONE: Final = "không có"
CORRECT_COLUMNS: Final = "Mỗi cột là gì"
CORRECT_RECORD: Final = "Những dòng này đúng là dữ liệu"
CORRECT_ROWS_HINT: Final = "ví dụ: 12, 15-17"
CORRECT_SKIP: Final = "Những dòng này không phải dữ liệu"
CORRECT_AGAIN: Final = "Đọc lại"
CORRECT_NOTHING: Final = "Chưa có gì được sửa."
CORRECT_ROWS_WRONG: Final = "Không hiểu “{text}”: ghi số dòng, cách nhau dấu phẩy, ví dụ 12, 15-17."
CORRECT_ROWS_MANY: Final = "Nhiều nhất {n} dòng một lần."
NO_DRAFT: Final = "Lần nộp này không còn là bản nháp nên không sửa được nữa."
NO_DRAFT_ADVICE: Final = "Tải lại trang để xem trạng thái mới nhất."
ROW_OF: Final = "dòng {row}"
SUGGESTIONS: Final = "Nhận đề xuất ({n})"
SUGGESTIONS_HELP: Final = (
    "Giá trị được nhận sẽ ghi thẳng vào tệp của bạn, định dạng giữ nguyên, rồi tệp được đọc lại. "
    "Những đề xuất còn ngờ không nằm trong nút nhận tất cả: hãy chọn từng mục."
)
SUGGESTIONS_NO_IDS: Final = "Số định danh được che nên không nhận được ở đây: hãy sửa trong tệp rồi nộp lại."
ACCEPT_ALL: Final = "Nhận tất cả {n} đề xuất"
ACCEPT_CHOSEN: Final = "Nhận những mục đã chọn"
ACCEPTING: Final = "Đang ghi vào tệp và đọc lại…"
ACCEPTED: Final = "Đã ghi {n} đề xuất vào tệp và đọc lại."
ACCEPT_LEFT: Final = "Còn {n} ô chứa nhiều thông tin: hãy sửa trong tệp."
ACCEPT_NOTHING: Final = "Các ô này chứa nhiều thông tin nên không ghi đè được: hãy sửa trong tệp rồi nộp lại."
MENDED: Final = "Tải tệp đã nhận {n} đề xuất"
DOUBTS: Final = "Xác nhận là đúng ({n})"
DOUBTS_HELP: Final = (
    "Nếu giá trị trong tệp là đúng, chọn rồi bấm **Đúng rồi, bỏ qua**: sẽ không hỏi lại, người thẩm định vẫn thấy. "
    "Lỗi thì phải sửa, không bỏ qua được."
)
CONFIRM_ALL: Final = "Cả {n} chỗ đều đúng"
CONFIRM_CHOSEN: Final = "Đúng rồi, bỏ qua"
CONFIRMED_NOW: Final = "Đã ghi nhận {n} chỗ là đúng."
CONFIRMED: Final = "Đơn vị xác nhận đúng ({n})"
PROBLEM_KIND: Final = "Loại vấn đề"
ALL_KINDS: Final = "Tất cả các loại"
CHOOSE_FIRST: Final = "Hãy đánh dấu ít nhất một mục."
CORRECTED: Final = "Đã đọc lại theo chỉ dẫn của bạn."
NO_PROBLEMS: Final = "Không có vấn đề nào."
ONLY_NOTICES: Final = "Không có lỗi, không có ô nào cần xem lại."
NOTICES: Final = "{n} lưu ý về tệp"
SEVERITY: Final = {"error": "Lỗi", "warning": "Cần xem", "info": "Lưu ý"}
SEVERITY_LABEL: Final = "Mức"
CELL: Final = "Ô"
SHEET: Final = "Trang tính"
RAW: Final = "Trong tệp"
MESSAGE: Final = "Vấn đề và cách sửa"
SUGGESTION: Final = "Đề xuất"
ANNOTATED: Final = "Tải tệp có đánh dấu lỗi"
ANNOTATED_HELP: Final = "Chính tệp đã nộp, mỗi vấn đề được tô màu và ghi chú tại ô; sửa rồi nộp lại."
NO_SUBMISSIONS: Final = "Đơn vị chưa nộp lần nào."
SHOW_WITHDRAWN: Final = "Hiện cả những lần đã bỏ"
PICK_ROW: Final = "Bấm vào số biên nhận để xem chi tiết."
SUBMISSION_COLUMNS: Final = {
    "receipt": "Số",
    "state": "Trạng thái",
    "agency_name": "Cơ quan",
    "file_name": "Tệp",
    "as_of": "Số liệu đến",
    "n_records": "Dòng",
    "n_errors": "Lỗi",
    "n_warnings": "Cần xem",
    "created_at": "Nhận lúc",
}
SUBMISSION_MARK: Final = {
    "chưa nộp": "warn",
    "chờ thẩm định": "busy",
    "đã duyệt": "good",
    "bị trả lại": "bad",
    "đã rút khỏi cơ sở dữ liệu": "bad",
    "đã bỏ": "",
}
SEVERITY_MARK: Final = {"Lỗi": "bad", "Cần xem": "warn", "Lưu ý": "busy"}
STATE: Final = "Trạng thái"
REVIEW_STATES: Final = {
    "submitted": "Chờ thẩm định",
    "approved": "Đã duyệt",
    "returned": "Đã trả lại",
    "rolled_back": "Đã rút",
}
DECISION: Final = "Quyết định"
APPROVE_HELP: Final = "Đưa {n} dòng của danh sách này vào cơ sở dữ liệu; rút lại được."
DECIDED_MEANWHILE: Final = (
    "Trong lúc chờ, người khác đã xử lý danh sách này: nay ở trạng thái “{state}”. "
    "Thao tác vừa rồi không được thực hiện."
)
APPROVE_AGAIN: Final = "Duyệt lại"
NOTHING_WAITS: Final = "Không có danh sách nào ở trạng thái này."
APPROVE: Final = "Duyệt"
APPROVED: Final = (
    "Đã duyệt danh sách của {agency}: {touched} người có trong danh sách, {changed} hồ sơ được thêm hoặc đổi."
)
REASON: Final = "Lý do"
REASON_HINT: Final = "Cơ quan sẽ đọc lý do này: sai gì, ở đâu, sửa thế nào."
REASON_MISSING: Final = "Cần nêu lý do."
ROLL_BACK_HINT: Final = "Vì sao rút; được ghi vào quá trình của lần nộp."
RETURN: Final = "Trả lại"
RETURNED: Final = "Đã trả lại danh sách của {agency}; cơ quan thấy lý do ở trang Các lần nộp."
ROLL_BACK: Final = "Rút khỏi cơ sở dữ liệu"
ROLLED_BACK: Final = "Đã rút danh sách của {agency} khỏi cơ sở dữ liệu. Dữ liệu của các lần nộp khác giữ nguyên."

OWN_QUERY_HINT: Final = "Tên, chức vụ, chuyên ngành…"
OWN_COUNT: Final = "**{n}** người trong danh sách đã duyệt của đơn vị và các đơn vị trực thuộc"
EXPORT: Final = "Xuất Excel theo mẫu"
EXPORT_HELP: Final = "Sửa ngay trong tệp này rồi nộp lại: mọi cột được hiểu đúng. Cột số định danh để trống."
TAB_PEOPLE: Final = "Danh sách"
NATIONAL_ID_HELP: Final = "12 số. Được mã hóa; không hiện lại trên màn hình."
NO_PERSON: Final = "Chưa chọn người nào. Mở hồ sơ từ trang tìm chuyên gia hoặc từ danh sách."
LAST_CONFIRMED: Final = "Số liệu mới nhất tính đến {day}"
REVEAL: Final = "Xem số đầy đủ"
REVEAL_REASON: Final = "Lý do xem (được ghi vào nhật ký)"
REVEAL_HINT: Final = "ví dụ: đối chiếu hồ sơ bổ nhiệm số …"
SHOW: Final = "Xem"
FIELD: Final = {
    "full_name": "Họ và tên",
    "other_name": "Tên gọi khác",
    "sex": "Giới tính",
    "birth_date": "Ngày sinh",
    "ethnicity_code": "Dân tộc",
    "national_id": "Số định danh",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "commune_code": "Xã, phường",
    "address": "Địa chỉ",
    "place_of_birth": "Nơi sinh",
    "native_place": "Quê quán",
    "staff_code": "Mã cán bộ",
    "agency_name": "Cơ quan, đơn vị",
    "agency_code": "Mã cơ quan",
    "sub_unit": "Bộ phận",
    "employment_category": "Đối tượng",
    "position_title": "Chức vụ, chức danh",
    "position_level": "Cấp vị trí",
    "professional_title_code": "Mã chức danh nghề nghiệp",
    "professional_title": "Chức danh nghề nghiệp",
    "job_position": "Vị trí việc làm",
    "recruitment_date": "Ngày tuyển dụng",
    "recruitment_form": "Hình thức tuyển dụng",
    "qualification": "Trình độ chuyên môn",
    "degree_title": "Văn bằng",
    "academic_title": "Học hàm",
    "doctoral_student": "Nghiên cứu sinh",
    "field_of_training": "Chuyên ngành",
    "training_institution": "Cơ sở đào tạo",
    "training_country": "Nước đào tạo",
    "graduation_year": "Năm tốt nghiệp",
    "training_mode": "Hình thức đào tạo",
    "graduation_grade": "Xếp loại tốt nghiệp",
    "political_theory": "Lý luận chính trị",
    "state_management": "Quản lý nhà nước",
    "it_level": "Tin học",
    "research_fields": "Lĩnh vực KH&CN",
    "expertise": "Hướng chuyên sâu",
    "sti_posts": "Vị trí KH, CN và ĐMST",
    "languages": "Ngoại ngữ, trình độ",
    "annual_ratings": "Xếp loại hằng năm",
    "party_member": "Đảng viên",
    "associations": "Hội viên",
    "talent_groups": "Thuộc diện",
    "status": "Trạng thái",
    "level": "Trình độ",
    "training_type": "Loại",
    "training_name": "Khóa",
    "training_status": "Tình trạng",
    "training_start": "Từ ngày",
    "training_end": "Đến ngày",
    "certificate_no": "Số chứng chỉ",
    "work_title": "Tên công trình, nhiệm vụ",
    "work_type": "Loại công trình",
    "work_level": "Cấp",
    "work_year": "Năm",
    "work_result": "Kết quả nghiệm thu",
    "member_role": "Vai trò",
    "applied": "Đã ứng dụng",
    "award_name": "Khen thưởng, danh hiệu",
    "award_code": "Mã hình thức khen thưởng",
    "award_level": "Cấp khen thưởng",
    "award_year": "Năm khen thưởng",
    "institution_name": "Cơ sở",
    "institution_kind": "Loại cơ sở",
    "accredited": "Đã kiểm định",
    "accreditation_valid_to": "Kiểm định có hiệu lực đến",
    "programme_name": "Chương trình đào tạo",
    "key_programme": "Ngành trọng điểm",
    "programme_accredited": "Chương trình đã kiểm định",
    "outcome_standard_updated": "Đã cập nhật chuẩn đầu ra",
    "staff_total": "Tổng số nhân sự",
    "staff_female": "Nhân sự nữ",
    "staff_minority": "Nhân sự dân tộc thiểu số",
    "staff_trained": "Đã được đào tạo, bồi dưỡng",
    "teachers_total": "Tổng số nhà giáo",
    "teachers_at_standard": "Nhà giáo đạt chuẩn",
    "need_year": "Năm có nhu cầu",
    "need_type": "Loại nhu cầu",
    "need_field": "Ngành, lĩnh vực cần",
    "need_count": "Số lượng cần",
    "required_qualification": "Trình độ yêu cầu",
    "required_institutions": "Cơ sở đào tạo yêu cầu",
    "target_group": "Đối tượng",
    "reason": "Lý do",
    "quota": "Chỉ tiêu",
    "full_time": "Chuyên trách",
    "country_of_residence": "Nước đang sống",
    "organisation_abroad": "Nơi làm việc ở nước ngoài",
    "cooperation": "Khả năng hợp tác",
    "is_main": "Nơi công tác chính",
    "as_of": "Số liệu đến",
    "language": "Ngoại ngữ",
    "framework": "Khung",
    "score": "Điểm",
    "issuer": "Nơi cấp",
    "valid_to": "Hạn",
    "valid_from": "Từ ngày",
}
PROFILE_GROUPS: Final = {
    "Bản thân": (
        "sex",
        "birth_date",
        "ethnicity_code",
        "commune_code",
        "native_place",
        "phone",
        "email",
        "party_member",
    ),
    "Công tác": (
        "agency_name",
        "sub_unit",
        "position_title",
        "position_level",
        "employment_category",
        "professional_title_code",
        "professional_title",
        "recruitment_date",
        "annual_ratings",
        "status",
    ),
    "Học vấn": (
        "qualification",
        "degree_title",
        "academic_title",
        "field_of_training",
        "training_institution",
        "graduation_year",
        "doctoral_student",
    ),
    "Năng lực": (
        "research_fields",
        "expertise",
        "sti_posts",
        "political_theory",
        "state_management",
        "it_level",
        "associations",
        "talent_groups",
    ),
}
PROVENANCE_COLUMNS: Final = {
    "field": "Thông tin",
    "value": "Giá trị",
    "agency": "Cơ quan",
    "file": "Tệp",
    "sheet": "Trang tính",
    "cell": "Ô",
    "as_of": "Số liệu đến",
}
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
NO_PEOPLE_YET: Final = "Chưa có người nào. Danh sách của đơn vị hiện ở đây sau khi được duyệt."
NOTHING_MATCHES: Final = "Không có ai trong danh sách của đơn vị phù hợp với từ khóa và điều kiện đã chọn."
NOT_FOUND_TITLE: Final = "Không có trang này"
NOT_FOUND: Final = "Địa chỉ không đúng hoặc trang đã được đổi chỗ."
GO_HOME: Final = "Về trang đầu"
EXAMPLE_LOGIN: Final = "ví dụ: so-yte"
UNDERSTOOD_NOTHING: Final = "Lần nộp này được gõ trên trang, không từ tệp."
BEFORE: Final = "Trước"
AFTER: Final = "Nay"
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
CHECK_FIELDS: Final = "Sửa các ô đó rồi nộp lại."
EXPORT_PURPOSE: Final = "Xuất từ trang Người của đơn vị"

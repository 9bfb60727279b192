"""Vietnamese words of needs: what is wrong with a list that is to be approved, and the paper that it becomes."""

from collections.abc import Mapping
from typing import Final

TYPES: Final[Mapping[str, str]] = {
    "position": "Vị trí việc làm cần thu hút",
    "second_degree": "Đại học văn bằng hai",
    "master": "Thạc sĩ",
    "postgraduate": "Sau đại học",
    "short_training": "Bồi dưỡng ngắn hạn",
}
NO_TYPE: Final = "Chưa rõ loại nhu cầu"
NO_FIELD: Final = "Chưa ghi ngành, lĩnh vực"

# ------------------------------------------------------------------------------------------------------ approving

NO_PAPER: Final = "Cần ghi số quyết định phê duyệt."
NO_PAPER_ADVICE: Final = "Ghi như trên văn bản, ví dụ 1234/QĐ-UBND."
FUTURE: Final = "Ngày quyết định {day} chưa tới."
BEFORE_LAST: Final = "Ngày quyết định {day} trước ngày của danh mục đã duyệt ({last})."
DAY_ADVICE: Final = "Xem lại ngày trên quyết định."
OUTSIDE_PLAN: Final = "Kế hoạch {plan} có hiệu lực từ {first} đến {last}; {year} nằm ngoài."
OUTSIDE_ADVICE: Final = "Chọn một năm của kế hoạch."
NO_LINES: Final = "Danh mục chưa có dòng nào."
NO_LINES_ADVICE: Final = "Chọn ít nhất một nhu cầu đã đăng ký."
CHANGED: Final = "Năm {year} đã có {there} danh mục, khi mở trang có {seen}: có người vừa phê duyệt."
RELOAD: Final = "Tải lại rồi xem danh mục mới nhất."
WRONG_LINES: Final = "Danh mục chưa phê duyệt được: {problems}"
WRONG_LINES_ADVICE: Final = "Sửa các dòng được nêu rồi gửi lại."
TWICE: Final = "dòng {row} có hai lần"
UNKNOWN_ROW: Final = "dòng {row} không có trong nhu cầu đăng ký năm {year}"
ALREADY: Final = "{what} đã được phê duyệt trong danh mục trước"
NOT_A_COUNT: Final = "{what}: số được duyệt phải từ 0 đến {most}"
NEEDS_NOTE: Final = "{what}: số được duyệt ({approved}) khác số đề nghị ({asked}), cần ghi lý do"
NEEDS_TYPE: Final = "{what}: chưa rõ loại nhu cầu"
WRONG_TYPE: Final = "{what}: không có loại nhu cầu “{given}”"
UNKNOWN_COUNT: Final = "không ghi"
WHAT: Final = "{agency} – {name}"

NO_LIST: Final = "Không có danh mục số {number}."
NO_NEED: Final = "Không có nhu cầu được duyệt số {number}."
LIST_ADVICE: Final = "Xem các danh mục đã duyệt."
BROKEN: Final = "Danh mục số {number} không còn đúng như khi phê duyệt."
BROKEN_ADVICE: Final = "Báo quản trị hệ thống: dữ liệu đã bị sửa ngoài phần mềm."

# ---------------------------------------------------------------------------------------------------------- typed

TYPED_UNKNOWN: Final = "Không nhận giá trị “{name}”."
TYPED_NO_NAME: Final = "Cần ghi vị trí việc làm hoặc ngành, lĩnh vực."
TYPED_NO_TYPE: Final = "Cần chọn loại nhu cầu."
TYPED_COUNT: Final = "Số người phải là số nguyên từ 0 đến {most}."
TYPED_NO_COUNT: Final = "Cần ghi số người, ít nhất là 1."
TYPED_YEAR: Final = "Cần ghi năm có nhu cầu."
TYPED_ADVICE: Final = "Sửa rồi gửi lại."
TYPED_BODY: Final = "Chỉ tài khoản của cơ quan, đơn vị đăng ký nhu cầu."
TYPED_BODY_ADVICE: Final = "Đăng nhập bằng tài khoản của cơ quan."

# --------------------------------------------------------------------------------------------------------- supply

SAME_FIELD: Final = "Đúng ngành cần: {field}"
SAME_GROUP: Final = "Cùng nhóm ngành: {group}"
FIELD_WORDS: Final = "Hồ sơ có nhắc đến “{field}”"
DEGREE: Final = "Trình độ {degree}, yêu cầu {required}"
DEGREE_ONLY: Final = "Trình độ {degree}"
TITLE: Final = "Có chức danh {title}"
GROUPS: Final = "Thuộc nhóm nhân tài"
OWN: Final = "Đang làm tại đơn vị có nhu cầu"
RETIRES: Final = "Đến tuổi nghỉ hưu năm {year}"
AGE_UNKNOWN: Final = "Chưa rõ ngày sinh hoặc giới tính"
FIELD_UNKNOWN: Final = "Chưa rõ ngành của người này hoặc của nhu cầu"
DEGREE_UNKNOWN: Final = "Chưa rõ trình độ"

# ------------------------------------------------------------------------------------------------------- the paper

PAPER_TITLE: Final = "Danh mục"
PAPER_ABOUT: Final = "Vị trí việc làm cần thu hút và chỉ tiêu đào tạo, bồi dưỡng năm {year}"
PAPER_SUPPLEMENT: Final = "{about} (bổ sung lần {supplement})"
PAPER_WITH: Final = "(Kèm theo Quyết định số {paper}, {day})"
PAPER_PLAN: Final = "Thực hiện {plan}."
PAPER_TOTAL: Final = "Tổng cộng: {lines} dòng; đề nghị {asked} người, duyệt {approved} người."
PAPER_SEAL: Final = "Danh mục số {number} lưu ngày {day}, người ghi: {login}, mã kiểm tra {sha256}."
SECTION: Final = "{name}: {approved} người"
HEADS: Final = (
    "TT", "Cơ quan, đơn vị", "Vị trí việc làm", "Ngành, lĩnh vực", "Trình độ", "Đối tượng", "Chế độ",
    "Đề nghị", "Duyệt", "Ghi chú",
)  # fmt: skip
TRAINING_HEADS: Final = (
    "TT",
    "Cơ quan, đơn vị",
    "Ngành, nội dung đào tạo",
    "Cơ sở đào tạo",
    "Đối tượng",
    "Đề nghị",
    "Duyệt",
    "Ghi chú",
)
FULL_TIME: Final[Mapping[bool | None, str]] = {True: "Toàn thời gian", False: "Kiêm nhiệm", None: ""}
SHEET_LINES: Final = "Danh mục"
SHEET_TYPES: Final = "Theo loại"
SHEET_FIELDS: Final = "Theo ngành"
SHEET_BODIES: Final = "Theo đơn vị"
SHEET_HEADS: Final = (
    "TT", "Cơ quan, đơn vị", "Loại nhu cầu", "Vị trí việc làm", "Ngành, lĩnh vực", "Trình độ yêu cầu",
    "Cơ sở đào tạo", "Đối tượng", "Chế độ làm việc", "Lý do", "Chỉ tiêu biên chế", "Đề nghị", "Được duyệt", "Ghi chú",
)  # fmt: skip
SUM_HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    SHEET_TYPES: ("Loại nhu cầu", "Số dòng", "Đề nghị", "Được duyệt"),
    SHEET_FIELDS: ("Ngành, lĩnh vực", "Số dòng", "Đề nghị", "Được duyệt"),
    SHEET_BODIES: ("Cơ quan, đơn vị", "Số dòng", "Đề nghị", "Được duyệt"),
}
ORIGIN: Final = "Quyết định số {paper}, {day}; mã kiểm tra {sha256}"
REGISTERED_TITLE: Final = "Nhu cầu thu hút, đào tạo, bồi dưỡng năm {year}"
REGISTERED_ORIGIN: Final = "Tổng hợp từ danh sách đã duyệt của các cơ quan, đơn vị, ngày {day}"
REGISTERED_SHEET: Final = "Nhu cầu đăng ký"
EMPTY: Final = "Chưa có nhu cầu nào."
FILE_NAME: Final = "danh-muc-nhu-cau-{year}-{supplement}.{kind}"

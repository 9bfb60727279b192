"""Vietnamese words of the page of needs. No logic."""

from collections.abc import Mapping
from typing import Final

PAGE: Final = "Nhu cầu và danh mục"
INTRO: Final = (
    "Vị trí việc làm cần thu hút và chỉ tiêu đào tạo do cơ quan, đơn vị đăng ký; danh mục được duyệt của từng năm "
    "giữ nguyên như quyết định."
)
PLAN: Final = "Kế hoạch"
YEAR: Final = "Năm"
COUNTS: Final = ("Nhu cầu", "Số người đề nghị", "Số người được duyệt", "Chưa duyệt")
VIEW: Final = "Xem"
TAB_ASKED: Final = "Đã đăng ký"
TAB_LISTS: Final = "Danh mục được duyệt"
TAB_SUPPLY: Final = "Nguồn trong cơ sở dữ liệu"
NONE: Final = "Năm này chưa có nhu cầu nào trong các danh sách đã duyệt."
NO_LIST: Final = "Năm này chưa có danh mục được duyệt."
BY: Final = "Tổng hợp theo"
BY_CHOICES: Final[Mapping[str, str]] = {"type": "Loại", "field": "Ngành", "agency": "Đơn vị"}
SUM_COLUMNS: Final = ("Số nhu cầu", "Đề nghị", "Được duyệt", "Chưa duyệt")
UNSAID: Final = "{asked} (+{unsaid} chưa ghi số)"
COLUMNS: Final[Mapping[str, str]] = {
    "agency": "Cơ quan, đơn vị", "type": "Loại", "name": "Vị trí, ngành", "field": "Ngành, lĩnh vực",
    "degree": "Trình độ", "count": "Đề nghị", "approved": "Được duyệt", "reason": "Lý do",
}  # fmt: skip
OPEN: Final = "chưa duyệt"
OPEN_BEFORE: Final = "chưa duyệt (danh sách trước đã duyệt {n})"
NOT_SAID: Final = "chưa ghi"

TYPE_ONE: Final = "Đăng ký nhu cầu"
TYPE_HELP: Final = (
    "Nhu cầu nhập ở đây được gửi cùng những nhu cầu đơn vị đã đăng ký và chờ Sở xem xét. Đăng ký nhiều dòng: nộp tệp "
    "Excel ở trang Nộp danh sách."
)
TYPE: Final = "Loại nhu cầu"
JOB: Final = "Vị trí việc làm"
FIELD: Final = "Ngành, lĩnh vực"
COUNT: Final = "Số người"
DEGREE: Final = "Trình độ yêu cầu"
ANY_DEGREE: Final = "Không yêu cầu"
INSTITUTIONS: Final = "Cơ sở đào tạo yêu cầu"
GROUP: Final = "Đối tượng"
REASON: Final = "Lý do, căn cứ"
QUOTA: Final = "Chỉ tiêu biên chế còn lại"
TIME: Final = "Chế độ làm việc"
TIMES: Final[Mapping[bool | None, str]] = {None: "Không nêu", True: "Toàn thời gian", False: "Kiêm nhiệm"}
SEND: Final = "Gửi"
SENT: Final = "Đã gửi, biên nhận {receipt}; nhu cầu chờ xem xét."

APPROVE: Final = "Phê duyệt thành danh mục"
APPROVE_HELP: Final = (
    "Bỏ dấu ở dòng chưa duyệt lần này. Số khác đề nghị cần ghi lý do. Danh mục lưu xong không sửa được; phần còn lại "
    "duyệt thành danh mục bổ sung."
)
PICK: Final = "Duyệt"
NUMBER: Final = "Số duyệt"
NOTE: Final = "Lý do khác đề nghị"
PAPER: Final = "Số quyết định"
DAY: Final = "Ngày quyết định (ngày/tháng/năm)"
APPROVED: Final = "Đã lưu danh mục số {number}: {lines} dòng, {people} người."
ALL_DECIDED: Final = "Mọi nhu cầu của năm đã có kết quả."

LIST_HEAD: Final = "Danh mục số {number}, Quyết định {paper} ngày {day}"
LIST_MORE: Final = "Danh mục bổ sung lần {supplement} (số {number}), Quyết định {paper} ngày {day}"
LIST_FOOT: Final = "Người ghi {login}; mã kiểm tra {sha256}"
LIST_COLUMNS: Final = (
    "Cơ quan, đơn vị",
    "Loại",
    "Vị trí, ngành",
    "Đề nghị",
    "Duyệt",
    "Đang làm",
    "Đã đạt",
    "Còn lại",
    "Ghi chú",
)
TAKE: Final = "Tải {name}"
MAKE_DOCX: Final = "Văn bản (docx)"
MAKE_XLSX: Final = "Bảng tính (xlsx)"
MAKE_ASKED: Final = "Bảng tính nhu cầu đăng ký"

SUPPLY_HELP: Final = (
    "Số người trong cơ sở dữ liệu đáp ứng được từng nhu cầu: chắc chắn và nhiều nhất (cả người còn thiếu thông tin). "
    "Đào tạo thì tính người của đơn vị."
)
SUPPLY_COLUMNS: Final = ("Cơ quan, đơn vị", "Vị trí, ngành", "Cần", "Người phù hợp")
FIT: Final = "{least} – {most}"
FIT_HIDDEN: Final = "ít, không nêu"
SUGGEST: Final = "Gợi ý người cho nhu cầu"
SUGGEST_COLUMNS: Final = ("Họ và tên", "Cơ quan", "Vì sao", "Chưa rõ")
SUGGEST_OPEN: Final = "Hồ sơ"
OPEN_CASE: Final = "Mở hồ sơ"
SUGGEST_KIND: Final = "Mở hồ sơ theo chính sách"
NO_CHOICE: Final = "Chọn một nhu cầu"
NOBODY: Final = "Không có ai phù hợp."

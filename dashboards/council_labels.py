"""Vietnamese words of the pages of shortlists and councils. No logic."""

from collections.abc import Mapping
from typing import Final

PAGE_LISTS: Final = "Danh sách chọn"
PAGE_COUNCILS: Final = "Hội đồng"

# ------------------------------------------------------------------------------------------------ shortlists

NEW_LIST: Final = "Danh sách mới"
LIST_NAME: Final = "Tên danh sách"
LIST_NAME_HINT: Final = "Ví dụ: Chuyên gia thủy sản 2026"
LIST_PURPOSE: Final = "Dùng để làm gì"
SHARED: Final = "Cả Sở cùng xem và sửa"
CREATE: Final = "Lập danh sách"
NO_LISTS: Final = "Chưa có danh sách nào. Lập danh sách mới, hoặc chọn người ở trang Tìm chuyên gia."
CHOOSE_LIST: Final = "Danh sách"
LIST_OPTION: Final = "{name} · {n} người · {whose}"
WHOSE_MINE: Final = "của tôi"
WHOSE_SHARED: Final = "dùng chung"
WHOSE_OF: Final = "của {login}"
SHOW_ARCHIVED: Final = "Cả danh sách đã cất"
SETTINGS: Final = "Sửa danh sách"
SAVE: Final = "Lưu"
ARCHIVE: Final = "Cất danh sách"
RESTORE: Final = "Lấy lại danh sách"
EMPTY_LIST: Final = "Danh sách chưa có ai. Tìm người ở trang Tìm chuyên gia rồi bấm “Thêm vào danh sách”."
NOTE: Final = "Ghi chú"
NOTE_KEPT: Final = "Đã lưu ghi chú"
EXPORT_FILE: Final = "danh-sach-chon"
REMOVE: Final = "Bỏ"
REMOVE_SURE: Final = "Bỏ {name} khỏi danh sách"
ADD_PEOPLE: Final = "Thêm người"
ADD_BY_NAME: Final = "Tìm trong cơ sở dữ liệu"
ADD_BY_NAME_HINT: Final = "Gõ họ tên hoặc chuyên môn rồi nhấn Enter"
ADD: Final = "Thêm"
ADD_TO_LIST: Final = "Thêm vào danh sách"
ADDED: Final = "Đã thêm {n} người vào “{name}”."
ALREADY: Final = "Những người này đã có trong “{name}”."
OUTSIDE: Final = "Nhập chuyên gia ngoài"
OUTSIDE_HELP: Final = "Nhập tay khi người cần mời không có trong cơ sở dữ liệu của tỉnh."
OUTSIDE_TAG: Final = "ngoài cơ sở dữ liệu"
FULL_NAME: Final = "Họ và tên"
ORGANISATION: Final = "Nơi công tác"
POSITION: Final = "Chức vụ"
SEX: Final = "Giới tính"
SEXES: Final[Mapping[str, str]] = {"": "chưa rõ", "male": "Nam", "female": "Nữ"}
PHONE: Final = "Điện thoại"
EMAIL: Final = "Thư điện tử"
EXPORT: Final = "Xuất danh sách"
EXPORT_PURPOSE: Final = "Mục đích xuất"
EXPORT_HELP: Final = (
    "Mọi người trong danh sách kèm ghi chú, cả chuyên gia ngoài; chỉ có các cột mà vai trò này được xem."
    " Lần xuất được ghi nhật ký."
)
MAKE_FILE: Final = "Tạo tệp Excel"
DOWNLOAD: Final = "Tải tệp"
TO_COUNCIL: Final = "Lập hội đồng"
PROFILE: Final = "Hồ sơ"
CONTACT: Final = "ĐT {phone}"

# ------------------------------------------------------------------------------------------------ councils

TAB_PROPOSE: Final = "Đề xuất hội đồng"
TAB_KEPT: Final = "Hội đồng đã lập"
TOPIC: Final = "Chủ đề"
TOPIC_HINT: Final = "Ví dụ: công nghệ thông tin trong y tế"
SIZE: Final = "Số thành viên"
MIN_WOMEN: Final = "Nữ tối thiểu"
CHAIR_RANK: Final = "Chủ tịch từ bậc"
CHAIR_ANY: Final = "Tự chọn (ưu tiên tiến sĩ)"
MORE_RULES: Final = "Quy tắc khác"
FIELDS: Final = "Lĩnh vực con phải có người phủ"
FIELDS_HELP: Final = "Để trống: chương trình tự tìm các lĩnh vực con của chủ đề và phủ khi có thể."
EXCLUDE_AGENCIES: Final = "Không lấy người của đơn vị"
PER_AGENCY: Final = "Nhiều nhất mỗi đơn vị"
NAMED_PEOPLE: Final = "Chủ nhiệm hồ sơ, người phải có, người không lấy"
NAMED_HELP: Final = (
    "Tìm người rồi chọn vai. Đồng tác giả, người cùng nhiệm vụ, người hướng dẫn và người cùng đơn vị với chủ nhiệm"
    " hồ sơ không được chọn."
)
USES: Final[Mapping[str, str]] = {"applicant": "Chủ nhiệm hồ sơ", "include": "Phải có", "exclude": "Không lấy"}
NAMED_AS: Final = "{use}: {name}"
TAKE_BACK: Final = "Bấm để thôi chọn người này"
FOUND_PEOPLE: Final = "Người tìm thấy"
NOBODY_FOUND: Final = "Không tìm thấy ai. Gõ lại họ tên hoặc chuyên môn."
APART: Final = "Các thành viên không chung công trình, nhiệm vụ"
MOST_USES: Final = "Dự nhiều nhất trong 3 năm qua"
NO_LIMIT: Final = "không giới hạn"
ALTERNATES: Final = "Số người dự bị"
PROPOSE: Final = "Đề xuất"
PROPOSED: Final = "**{n}** thành viên, chọn trong **{considered}** ứng viên."
EASED: Final = "Đã nới vì không ai đáp ứng: {what}"
KEPT_RULES: Final = "Các quy tắc được giữ"
IMPOSSIBLE: Final = "Không lập được hội đồng theo đủ các quy tắc này. Chọn một cách nới:"
ALTERNATE: Final = "Dự bị"
WHY_CHOSEN: Final = "Vì sao chọn"
WHY_FOUND: Final = "Bằng chứng: {why}"
KEEP_NAME: Final = "Tên hội đồng"
KEEP_NAME_HINT: Final = "Ví dụ: Hội đồng tư vấn xét giao đề tài năm 2027"
KEEP: Final = "Lập hội đồng này"
KEPT: Final = "Đã lập hội đồng. Xem ở thẻ “Hội đồng đã lập”."
TO_KEPT: Final = "Mở trang Hội đồng"
NO_COUNCILS: Final = "Chưa có hội đồng nào. Đề xuất một hội đồng, hoặc lập từ danh sách chọn."
CHOOSE_COUNCIL: Final = "Hội đồng"
COUNCIL_OPTION: Final = "{name} · {state}"
STATES: Final[Mapping[str, str]] = {
    "proposed": "dự kiến",
    "decided": "đã có quyết định",
    "dissolved": "đã giải thể",
}
INVITATIONS: Final[Mapping[str, str]] = {
    "none": "chưa mời",
    "invited": "đã mời {day}",
    "accepted": "nhận lời {day}",
    "declined": "từ chối {day}",
}
COUNCIL_LINE: Final = "{state} · xem xét: {topic}"
DECISION_LINE: Final = "Quyết định {number} ngày {day}"
DAY: Final = "Ngày (ngày/tháng/năm)"
DAY_MISSING: Final = "Còn một ô ngày để trống."
DAY_WRONG: Final = "Không đọc được ngày “{text}”."
DAY_ADVICE: Final = "Gõ ngày/tháng/năm, ví dụ 25/11/2026."
INVITE_ALL: Final = "Ghi nhận đã mời"
ACCEPTED: Final = "Nhận lời"
DECLINED: Final = "Từ chối"
WITHDRAW: Final = "Rút khỏi hội đồng"
CHANGE_ROLE: Final = "Đổi vai"
REPLACE: Final = "Tìm người thay"
TAKE: Final = "Mời thay: {name}"
REPLACEMENT: Final = "Người thay tốt nhất: **{name}**, {agency}."
DECISION_NO: Final = "Số quyết định"
DECIDE: Final = "Ghi nhận quyết định"
DISSOLVE: Final = "Giải thể hội đồng"
LETTERS: Final = "Giấy mời (zip)"
DECISION_DRAFT: Final = "Dự thảo quyết định"
PAPERS_HELP: Final = "Chỗ chưa biết (số, ngày, giờ họp) để chấm, điền tay trong Word."

"""Vietnamese words of what a submission changes, of sending rows back, of its effect and its history. No logic."""

from typing import Final

TAB_CHANGES: Final = "Thay đổi gì"
TAB_EFFECT: Final = "Tác động"
TAB_STORY: Final = "Quá trình"

COUNTS: Final = {
    "new": "mới",
    "same": "giữ nguyên",
    "changed": "thay đổi",
    "duplicates": "có thể trùng",
    "missing": "không còn trong danh sách",
}
COUNT_HELP: Final = {
    "new": "Chưa có trong danh sách đã duyệt của cơ quan này.",
    "same": "Mọi thông tin giống lần đã duyệt gần nhất.",
    "changed": "Đã có từ lần trước, có thông tin khác.",
    "duplicates": "Có thể là cùng một người với dòng khác hoặc với người đã có trong cơ sở dữ liệu.",
    "missing": "Có trong lần đã duyệt gần nhất của cùng cơ quan, nay không thấy. Không ai bị xóa khỏi cơ sở dữ liệu.",
}
EMPTY: Final = {
    "new": "Không có ai mới.",
    "same": "Không có ai giữ nguyên mọi thông tin.",
    "changed": "Không có ai thay đổi.",
    "duplicates": "Không thấy ai có thể trùng.",
    "missing": "Mọi người của lần trước đều có trong danh sách này.",
}
COMPARING: Final = "Đang so với lần trước và tìm người có thể trùng…"
CAME_BACK: Final = "Dòng bị trả lại lần trước: {back} đã có lại, {left} chưa thấy"
CAME_BACK_COLUMNS: Final = {"full_name": "Họ và tên", "reason": "Lý do trả lại", "now": "Trong danh sách này"}
NOT_BACK: Final = "chưa thấy"
BACK_AT: Final = "có lại, {place}"
NAME: Final = "Họ và tên"
WHERE: Final = "Dòng"
ABOUT: Final = "Thông tin"
WHERE_BEFORE: Final = "Dòng trong danh sách trước"
FIELD_COUNT: Final = "{field} ({n})"
FILTER_CHANGES: Final = "Chỉ xem thông tin"
NOTHING_BEFORE: Final = "chưa có"
NOTHING_AFTER: Final = "để trống"
ID_CHANGED: Final = ("số cũ (được che)", "số khác (được che)")
NO: Final = "Không"
ID_KNOWN: Final = "có (được che)"
ROW_AND_SHEET: Final = "{sheet}, dòng\u00a0{row}"
ROW: Final = "dòng\u00a0{row}"
TYPED: Final = "gõ trên trang"
BECOMES: Final = "đổi thành"
SHOWN_OF: Final = "{first}–{last} trong {total} người."

LIKELIHOOD: Final = "Khả năng là một người"
ALMOST: Final = "trên 99 %"
SURE: Final = "Sẽ tự gộp khi duyệt"
ASK: Final = "Cần người xem"
IN_FILE: Final = "trong cùng danh sách"
WITHIN_FILE: Final = "Những dòng sau trong tệp có thể là cùng một người:"
JUDGE: Final = "Xem hai bên và quyết định ở trang Người trùng"
JUDGE_HELP: Final = (
    "Cặp “Cần người xem” không bị gộp khi duyệt: cặp đó nằm trong hàng đợi, quyết định trước hay sau khi duyệt "
    "đều được. Mọi lần gộp đều tách lại được."
)
SPEAKS_FOR: Final = "cho là một người"
SPEAKS_AGAINST: Final = "cho là hai người"
MISSING_AGENCY: Final = (
    "Nếu những người này đã nghỉ, chuyển đi hoặc qua đời, báo ở trang Người của đơn vị. Nếu chỉ sót dòng, thêm vào "
    "tệp rồi nộp lại."
)
MISSING_STEWARD: Final = "Duyệt danh sách không xóa ai: những người này giữ nguyên cho đến khi cơ quan báo."

EFFECT_INTRO: Final = (
    "Các chỉ tiêu của Kế hoạch sẽ đổi thế nào nếu duyệt danh sách này ngay bây giờ. Chương trình làm thử trọn vẹn "
    "rồi bỏ, không ghi gì."
)
EFFECT_BUTTON: Final = "Xem tác động"
EFFECT_AGAIN: Final = "Tính lại"
EFFECT_BUSY: Final = "Đang làm thử việc duyệt và tính các chỉ tiêu trước, sau…"
EFFECT_STALE: Final = "Các dòng trả lại đã đổi từ lần tính trước: hãy tính lại."
EFFECT_WITHOUT: Final = "Không tính {n} dòng đánh dấu trả lại."
EFFECT_PEOPLE: Final = "{founded} người mới trong cơ sở dữ liệu"
EFFECT_TOUCHED: Final = "{touched} người có trong danh sách"
EFFECT_BEFORE: Final = "Trước"
EFFECT_AFTER: Final = "Sau"
EFFECT_UP: Final = "tăng {points} điểm phần trăm"
EFFECT_DOWN: Final = "giảm {points} điểm phần trăm"
EFFECT_SAME: Final = "không đổi"
EFFECT_FROM_NOTHING: Final = "lần đầu có số liệu"
EFFECT_NUMERATOR: Final = "Số người đạt"
EFFECT_DENOMINATOR: Final = "Số người được tính"
EFFECT_INTERVAL: Final = "khoảng có thể {low} – {high}"
EFFECT_NONE: Final = "chưa có số liệu"
LEGEND_VALUE: Final = "tỷ lệ"
LEGEND_BAND: Final = "khoảng có thể, do dữ liệu còn thiếu"
LEGEND_TARGET: Final = "mục tiêu"
BAR_WORDS: Final = "{when}: {value}, {interval}"

PICK_HELP: Final = (
    "Tích những dòng có vấn đề, chọn hoặc ghi lý do, rồi bấm **Đánh dấu trả lại**. Làm nhiều lần nếu các dòng có "
    "lý do khác nhau. Sau đó quyết định ở đầu trang: những dòng còn lại được duyệt."
)
PICK_FILTER: Final = "Xem những dòng"
PICK_KIND: Final = {
    "all": "Tất cả",
    "problem": "Có lỗi, cần xem",
    "new": "Mới",
    "changed": "Thay đổi",
    "duplicates": "Có thể trùng",
    "chosen": "Đã đánh dấu",
}
PICK_SEARCH: Final = "Tìm theo tên hoặc số dòng"
PICK_NOTHING: Final = "Không có dòng nào như vậy."
PICK_WHY: Final = "Sai gì, sửa thế nào"
PICK_WHY_HINT: Final = "Cơ quan đọc nguyên văn; để trống nếu câu chọn sẵn đã đủ."
PICK_QUICK: Final = "Câu thường dùng"
QUICK: Final = (
    "Thiếu ngày sinh",
    "Ngày sinh không đúng",
    "Họ tên viết sai hoặc thiếu dấu",
    "Số định danh không đúng",
    "Trùng với dòng khác",
    "Không còn làm việc ở đơn vị",
    "Trình độ chưa rõ hoặc sai",
    "Chức vụ chưa rõ",
)
PICK_ADD: Final = "Đánh dấu trả lại"
PICK_REMOVE: Final = "Bỏ đánh dấu"
PICK_NONE_TICKED: Final = "Hãy tích ít nhất một dòng."
PICK_NO_WHY: Final = "Hãy chọn hoặc ghi lý do: cơ quan cần biết phải sửa gì."
PICK_PROBLEMS: Final = "Đánh dấu cả {n} dòng có lỗi, nêu chính lỗi đó"
PICK_CLEAR: Final = "Bỏ mọi đánh dấu ({n})"
PICK_ADDED: Final = "Đã đánh dấu {n} dòng. Quyết định ở đầu trang."
PICK_MARK: Final = "trả lại: {reason}"
ALL_COLUMNS: Final = "Mọi cột của các dòng"

CHOSEN_ROWS: Final = "{n} dòng sẽ trả lại"
ROW_COLUMNS: Final = {"place": "Dòng", "full_name": "Họ và tên", "reason": "Lý do"}
ROWS_OVERFLOW: Final = "… và {n} dòng nữa."
APPROVE_PART: Final = "Duyệt {n} dòng, trả lại {m} dòng"
APPROVE_PART_HELP: Final = (
    "{n} dòng vào cơ sở dữ liệu; {m} dòng được trả lại, cơ quan thấy lý do của từng dòng. Rút lại được."
)
NOTHING_LEFT: Final = "Mọi dòng đều đánh dấu trả lại: hãy trả lại cả danh sách."
APPROVED_PART: Final = (
    "Đã duyệt {n} dòng của {agency} ({changed} hồ sơ được thêm hoặc đổi) và trả lại {m} dòng; cơ quan thấy lý do của "
    "từng dòng."
)
RETURN_WITH_ROWS: Final = "Lý do của {m} dòng đã đánh dấu được gửi kèm."
RETURN_WHOLE: Final = "Trả lại cả danh sách"
APPROVING: Final = "Đang duyệt: đối chiếu từng người, cập nhật hồ sơ…"
ROLL_BACK_BEFORE: Final = (
    "**{persons} người** đang có dòng của danh sách này sẽ mất các dòng đó; **{only} người** chỉ có ở đây nên "
    "không còn trong cơ sở dữ liệu. Dữ liệu nộp sau và của các danh sách khác giữ nguyên; "
    "duyệt lại được bất cứ lúc nào."
)
ROLLING_BACK: Final = "Đang rút và tính lại các hồ sơ…"

AGENCY_ROWS: Final = "{n} dòng bị trả lại"
AGENCY_PART: Final = "Danh sách đã được duyệt, trừ {n} dòng dưới đây."
AGENCY_WHOLE: Final = "Cả danh sách bị trả lại. {n} dòng có lý do riêng:"
AGENCY_TODO: Final = (
    "**Cần làm:** sửa các dòng đó ngay trong danh sách của đơn vị rồi nộp lại cả danh sách. Người đã duyệt không bị "
    "nhân đôi; lần nộp mới tự nối với lần này."
)
AGENCY_TODO_ALL: Final = "**Cần làm:** sửa theo lý do đã nêu trong danh sách của đơn vị rồi nộp lại."
AGENCY_FILE: Final = "Tải tệp có đánh dấu các dòng bị trả lại"
AGENCY_AGAIN: Final = "Nộp lại"
RESUBMITS: Final = "Nộp lại của lần {receipts}"
RESUBMITTED: Final = "Đã được nộp lại ở lần {receipts}"

STORY_KIND: Final = {
    "received": "Nhận tệp",
    "submitted": "Nộp để thẩm định",
    "approved": "Duyệt",
    "returned": "Trả lại",
    "rolled_back": "Rút khỏi cơ sở dữ liệu",
    "withdrawn": "Bỏ, không nộp",
}
TYPED_LIST: Final = "Nhập trực tiếp trên trang"
STORY_TYPED: Final = "Gõ trên trang"
STORY_APPROVED_PART: Final = "Duyệt, trừ {n} dòng trả lại"
STORY_RETURNED_ROWS: Final = "Trả lại, {n} dòng có lý do riêng"
STORY_AGAIN: Final = "Duyệt lại"
STORY_VERDICT: Final = {
    "same": "Xác nhận {name} và một người trong cơ sở dữ liệu là một",
    "different": "Xác nhận {name} là người khác",
    "unsure": "Chưa đủ căn cứ để biết {name} là ai",
}
STORY_RETRACTED: Final = "đã bỏ"
STORY_LATER: Final = "Được nộp lại"
STORY_ROWS: Final = "Xem {n} dòng và lý do"
STORY_ROW: Final = "{place} · {name}: {reason}"
STORY_REASON: Final = "Lý do: {reason}"
STORY_WAITS: Final = "Đang chờ thẩm định"
STORY_DRAFT: Final = "Chưa nộp"

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
NOTHING_WAITS: Final = "Không có danh sách nào ở trạng thái này."
APPROVED: Final = (
    "Đã duyệt danh sách của {agency}: {touched} người có trong danh sách, {changed} hồ sơ được thêm hoặc đổi."
)
REASON_HINT: Final = "Cơ quan sẽ đọc lý do này: sai gì, ở đâu, sửa thế nào."
REASON_MISSING: Final = "Cần nêu lý do."
ROLL_BACK_HINT: Final = "Vì sao rút; được ghi vào quá trình của lần nộp."
RETURNED: Final = "Đã trả lại danh sách của {agency}; cơ quan thấy lý do ở trang Các lần nộp."

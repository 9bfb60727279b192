"""Vietnamese words of the pages of cases: board, one case, council, reminders. No logic."""

from typing import Final

PAGE: Final = "Hồ sơ chính sách"
PAGE_CASE: Final = "Một hồ sơ"
PAGE_MINE: Final = "Hồ sơ chờ tôi chấm"
INTRO: Final = "Ai đang chờ ai, từ bao giờ; hồ sơ trễ hạn đứng trước. Số liệu đến ngày {day}."

PLAN: Final = "Kế hoạch"
EVERY_PLAN: Final = "Tất cả kế hoạch"
INSTRUMENT: Final = "Chính sách"
EVERY_INSTRUMENT: Final = "Tất cả chính sách"
BODY: Final = "Cơ quan"
EVERY_BODY: Final = "Tất cả cơ quan"
FIND: Final = "Tên hoặc số hồ sơ"
SHOW: Final = "Hiện"
SHOWS: Final = {
    "running": "Đang giải quyết", "mine": "Chờ tôi", "late": "Trễ hạn", "term": "Đang theo dõi",
    "ended": "Đã kết thúc",
}  # fmt: skip
FIGURE_HELP: Final = {
    "running": "Hồ sơ đã mở và chưa kết thúc, kể cả đang trong thời gian cam kết",
    "mine": "Bước tiếp theo thuộc tài khoản này",
    "late": "Đứng ở một chặng lâu hơn số ngày làm việc cho phép",
    "term": "Không ai phải làm gì ngay: đang học, đang thực hiện cam kết",
    "ended": "Đã xong, bị từ chối, rút hoặc dừng",
}
NONE: Final = "Chưa có hồ sơ nào."
NONE_HERE: Final = "Không có hồ sơ nào như vậy."
BY_INSTRUMENT: Final = "Hồ sơ theo chính sách và chặng"
BY_STAGE: Final = "Hồ sơ theo chặng"
SEGMENT: Final = "{stage}: {n} hồ sơ, {late} trễ"
BAR_TOTAL: Final = "{n} hồ sơ"
LATE_COUNT: Final = "{n} trễ"
FIRST: Final = "Cần làm trước"
LANE_MORE: Final = "và {n} hồ sơ nữa, xem ở danh sách"
WAITS: Final = "chờ {who}"
WAITS_NOBODY: Final = "không ai phải làm gì ngay"
LATE_DAYS: Final = "trễ {n} ngày làm việc"
DUE: Final = "hạn {day}"
SINCE: Final = "từ {day}"
MINE: Final = "chờ tôi"
TAB_BOARD: Final = "Bảng"
TAB_LIST: Final = "Danh sách"
TAB_BULK: Final = "Làm hàng loạt"
TAB_RECOGNISED: Final = "Được công nhận"
RECOGNISED_HELP: Final = (
    "Người được công nhận thuộc nhóm tài năng trong cơ sở dữ liệu chừng nào việc công nhận còn hiệu lực."
)
RECOGNISED_NONE: Final = "Chưa có ai được công nhận theo các hồ sơ được xem."
RECOGNISED_NOTE: Final = "Người được công nhận theo hồ sơ, tình hình ngày {day}"
RECOGNISED_COLUMNS: Final = (
    "Họ và tên", "Công nhận là", "Cơ quan", "Hồ sơ", "Quyết định", "Từ ngày", "Đến hết ngày", "Tình trạng", "Cần làm",
)  # fmt: skip
RECOGNISED_GONE: Final = "{name} (không còn trong cơ sở dữ liệu)"
RECOGNISED_NO_PLAN: Final = "{group} (kế hoạch không còn)"
RECOGNISED_OPEN_END: Final = "Kế hoạch không nêu thời hạn"
RECOGNISED_STATES: Final = {
    "not_begun": "Chưa đến ngày",
    "running": "Đang có hiệu lực",
    "expired": "Hết thời gian",
    "ended": "Đã thôi công nhận",
}
RECOGNISED_DUES: Final = {
    "dropped": "Sàng lọc ngày {day} kết luận thôi: quyết định việc công nhận",
    "ending": "Sắp hết, đến hết {day}",
    "screening": "Đến kỳ sàng lọc từ {day}",
    "review": "Cần rà soát từ {day}: công nhận đã lâu, không nêu thời hạn",
}
COLUMNS: Final = {
    "title": "Hồ sơ", "agency": "Cơ quan", "instrument": "Chính sách", "stage": "Chặng", "waits": "Đang chờ",
    "since": "Từ ngày", "due": "Hạn", "state": "Tình trạng",
}  # fmt: skip
STATE_LATE: Final = "trễ hạn"
STATE_IN_TIME: Final = "trong hạn"
STATE_RUNS: Final = "đang theo dõi"
ROW: Final = "{title} (số {number})"
EXPORT: Final = "Tải danh sách"
EXPORT_FILE: Final = "ho-so-{day}.xlsx"

BULK_HELP: Final = "Một bước cho nhiều hồ sơ cùng chặng; hồ sơ nào chưa đủ điều kiện thì giữ nguyên và nói rõ lý do."
BULK_NONE: Final = "Không có bước nào tài khoản này làm hàng loạt được với các hồ sơ đang hiện."
BULK_STEP: Final = "Bước"
BULK_OPTION: Final = "{instrument}: {step} ({n} hồ sơ)"
BULK_CASES: Final = "Các hồ sơ"
BULK_ALL: Final = "Chọn cả {n} hồ sơ"
BULK_NOBODY: Final = "Chọn ít nhất một hồ sơ."
BULK_DONE: Final = "Đã làm {done} trên {n} hồ sơ."
BULK_REFUSED: Final = "Số {number}: {problem}"
BULK_ADVICE: Final = "Mở danh sách hồ sơ để chọn."

NEW: Final = "Mở hồ sơ"
NEW_PLAN: Final = "Thuộc kế hoạch"
NEW_KIND: Final = "Theo chính sách"
NEW_WHO: Final = "Tìm người trong cơ sở dữ liệu"
NEW_WHO_HINT: Final = "Họ tên; để trống nếu người đó chưa có trong cơ sở dữ liệu"
NEW_CHOSEN: Final = "Người của hồ sơ"
NEW_NOBODY: Final = "Chưa có trong cơ sở dữ liệu"
NEW_TITLE: Final = "Tên của hồ sơ"
NEW_TITLE_HINT: Final = "Họ tên người được đề nghị"
NEW_REASON: Final = "Lý do, nếu không qua đề cử, mở thêm hồ sơ cùng loại hoặc vượt số được duyệt"
NEW_TITLE_BODY_HINT: Final = "Việc của hồ sơ"
NEW_TITLE_EMPTY: Final = "Để trống thì lấy tên người đã chọn"
NEW_NEED: Final = "Theo nhu cầu đã duyệt"
NEW_NO_NEED: Final = "Không theo nhu cầu nào"
NEW_NEED_OPTION: Final = "{name}, {agency} ({year}, còn {left} chỗ)"
NEW_PERSON_ASKED: Final = "Người của hồ sơ: {name} (số {number}), theo địa chỉ đã mở."
NEW_NOMINATION: Final = {
    "never": "Chính sách này bắt đầu từ đề cử: chấp nhận một đề cử thì hồ sơ được mở.",
    "reason": "Chính sách này bắt đầu từ đề cử: chấp nhận một đề cử thì hồ sơ được mở; mở ở đây thì ghi lý do.",
    "free": "Chính sách này nhận đề cử: chấp nhận một đề cử thì hồ sơ cũng được mở.",
}
NEW_NOMINEES: Final = "{n} đề cử đang chờ: {names}"
NEW_NOMINEES_MORE: Final = "{names} và {n} người nữa"
NEW_TO_NOMINATIONS: Final = "Đến trang Đề cử"
NEED_NOT_TO_FILL: Final = (
    "Không có nhu cầu được duyệt số {number} còn chỗ cho chính sách này, hoặc tài khoản này không được xem."
)
PREFILL_ADVICE: Final = "Mở lại từ trang Nhu cầu, hoặc chọn nhu cầu và người ngay trong biểu mẫu."
PREFILL_ODD: Final = "Địa chỉ có “{text}” không phải là một số."
REMIND_RECOGNITIONS: Final = "{n} việc công nhận cần xem: sắp hết thời gian, đến kỳ sàng lọc"
NEW_OPENED: Final = "Đã mở hồ sơ số {number}."
NOBODY_FOUND: Final = "Không tìm thấy ai."
OPEN_IT: Final = "Xem hồ sơ"

NO_NUMBER: Final = "Mở một hồ sơ từ danh sách hồ sơ."
BACK: Final = "Các hồ sơ"
HEAD: Final = "Hồ sơ số {number}"
CHANGED: Final = "Hồ sơ vừa có bước mới của người khác; dưới đây là tình hình mới nhất."
FACTS: Final = {
    "person": "Người", "agency": "Cơ quan", "plan": "Kế hoạch", "place": "Căn cứ", "opened": "Mở ngày",
    "need": "Nhu cầu", "waits": "Đang chờ", "due": "Hạn của chặng",
}  # fmt: skip
NOT_IN_REGISTRY: Final = "chưa gắn với ai trong cơ sở dữ liệu"
GONE_FROM_REGISTRY: Final = "không còn trong cơ sở dữ liệu; gắn lại với một người khi người đó có trong danh sách"
PROFILE: Final = "Xem lý lịch"
NEED_LINE: Final = "Nhu cầu được duyệt số {number}"
NEXT: Final = "Làm tiếp"
NEXT_NOTHING: Final = "Hồ sơ {ending}; không còn bước nào."
OTHERS: Final = "Bước của cơ quan khác"
OTHER_STEP: Final = "{step}: {why}"
JUST_READING: Final = "Không có bước nào chờ tài khoản này."
TO: Final = "tới “{stage}”"
DECISION_DAY: Final = "Ngày của quyết định"
DECISION: Final = "Số quyết định"
REASON: Final = "Lý do"
DO: Final = "Xác nhận"
DONE: Final = "Đã ghi: {step}."
HELD: Final = "Đã ghi."
EFFECTS: Final = {
    "commit": "bắt đầu cam kết", "grant": "được chi trả", "recognise": "được công nhận",
    "derecognise": "thôi được công nhận",
    "suspend": "tạm dừng cam kết", "resume": "tính tiếp cam kết", "break": "vi phạm cam kết",
    "release": "miễn cam kết",
    "fulfil": "hoàn thành cam kết", "repaid": "đã hoàn trả đủ",
}  # fmt: skip
NOTE: Final = "Ghi chú, sửa thông tin"
NOTE_TEXT: Final = "Nội dung"
WITHDRAW: Final = "Rút hồ sơ"
NAME_PERSON: Final = "Gắn với người trong cơ sở dữ liệu"
NAME_DO: Final = "Gắn"

TAB_STORY: Final = "Diễn biến"
TAB_PAPERS: Final = "Giấy tờ ({n})"
TAB_RULES: Final = "Điều kiện"
TAB_MONEY: Final = "Quyền lợi, cam kết"
TAB_SCORE: Final = "Hội đồng"
BY: Final = "{actor} ({login})"
PAPER_NUMBER: Final = "văn bản {paper}"
CHOOSE: Final = "Chọn…"
DATE_HINT: Final = "ngày/tháng/năm"
DONG_HINT: Final = "ví dụ 1.500.000"

PAPER_ADD: Final = "Thêm giấy tờ"
PAPER_REPLACE: Final = "Thay"
PAPER_KIND: Final = "Loại giấy tờ"
PAPER_FILE: Final = "Tệp (PDF, JPG, PNG, DOCX, XLSX)"
PAPER_NO: Final = "Số của giấy tờ"
PAPER_ISSUED: Final = "Ngày cấp"
PAPER_VALID_TO: Final = "Có hạn đến"
PAPER_SAVE: Final = "Lưu vào hồ sơ"
PAPER_ADDED: Final = "Đã lưu: {name}."
PAPER_NO_FILE: Final = "Chưa chọn tệp."
PAPER_NO_FILE_ADVICE: Final = "Chọn tệp rồi lưu lại."
PAPER_MISSING: Final = "Chưa có"
PAPER_HASH: Final = "SHA-256 {hash}…"
PAPER_SIZE: Final = "{n} KB"
PAPER_VALID: Final = "còn hạn đến {day}"
PAPER_EXPIRED: Final = "hết hạn {day}"
PAPER_OLD: Final = "đã thay"
PAPER_DOWNLOAD: Final = "Tải"
PAPER_ADDED_ON: Final = "{login} thêm ngày {day}"
NO_PAPERS: Final = "Chính sách này không quy định giấy tờ."

RULE_STATES: Final = {True: "đạt", False: "không đạt", None: "chưa rõ"}
RULE_MARKS: Final = {True: "good", False: "bad", None: "warn"}
RULE_SOFT: Final = "để tham khảo"
NO_RULES: Final = "Chính sách này không có điều kiện nào đối chiếu được với cơ sở dữ liệu."

GRANTS: Final = "Được hưởng"
GRANT_ONCE: Final = "{dong}, một lần"
GRANT_MONTH: Final = "{dong} một tháng, {months} tháng"
GRANT_UNKNOWN: Final = "chưa tính được"
GRANT_SURE: Final = "đã đối chiếu"
GRANT_UNSURE: Final = "chưa đối chiếu, chưa chi được"
NO_GRANTS: Final = "Chính sách này không có khoản chi."
PAID: Final = "Đã chi"
PAID_LINE: Final = "{day}: {what}, {dong} (chứng từ {paper})"
PAID_KINDS: Final = {"paid": "chi", "reversed": "ghi đảo", "returned": "hoàn trả"}
NOT_PAID: Final = "Chưa có khoản nào."
COMMITMENT: Final = "Cam kết"
NO_COMMITMENT: Final = "Chưa có cam kết."
COMMITMENT_FACTS: Final = {
    "state": "Tình trạng", "begins": "Từ ngày", "until": "Đến ngày", "left": "Còn lại", "owed": "Phải hoàn trả",
    "returned": "Đã hoàn trả",
}  # fmt: skip
DAYS_LEFT: Final = "{n} ngày"
TO_MONEY: Final = "Chi trả, hoàn trả"
TO_COMMITMENTS: Final = "Các cam kết"

MINE_INTRO: Final = "Chỉ những hồ sơ hội đồng giao cho tôi. Điểm của từng người không ai khác xem được."
MINE_WAITING: Final = "Chờ chấm"
MINE_SAID: Final = "Đã chấm hoặc đã kết thúc"
MINE_NONE: Final = "Chưa có hồ sơ nào được giao cho tài khoản này."

REMIND_TITLE: Final = "Nhắc việc của các chính sách"
REMIND_MINE: Final = "{n} hồ sơ chờ tôi"
REMIND_MINE_LATE: Final = "{n} hồ sơ chờ tôi, {late} đã trễ"
REMIND_LATE: Final = "{n} hồ sơ trễ hạn"
REMIND_SCORE: Final = "{n} hồ sơ chờ tôi chấm"
REMIND_ENDING: Final = "{n} cam kết hết hạn trong 90 ngày"
REMIND_REPAY: Final = "{n} hồ sơ còn phải hoàn trả"
REMIND_SIGNALS: Final = "{n} tín hiệu cần xem về người có cam kết"
REMIND_NEEDS: Final = "{n} nhu cầu chưa được duyệt"

SCORE_NOBODY: Final = "Chưa mời ai chấm; cần ít nhất {members} thành viên, đạt từ {least} số điểm."
SCORE_SO_FAR: Final = (
    "{n} thành viên đã chấm (cần ít nhất {members} và đủ người được mời); đến nay **{share}**, cần {least}."
)
SCORE_DONE: Final = "Đã chấm xong: **{share}** số điểm của {n} thành viên, cần {least}."
SCORE_ASK: Final = "Mời chấm"
SCORE_WHOM: Final = "Thành viên hội đồng"
SCORE_NO_MEMBERS: Final = "Không còn tài khoản thành viên hội đồng nào để mời."
SCORE_TIE: Final = "{name} {ties}."
SCORE_DESPITE: Final = "Vẫn mời dù đã biết các quan hệ trên"
SCORE_OWN: Final = "Chấm điểm"
SCORE_OWN_TIES: Final = "Ông/bà {ties}."
SCORE_OWN_DESPITE: Final = "Tôi vẫn chấm khách quan dù có quan hệ trên"
SCORE_CRITERION: Final = "{name} (tối đa {most})"
SCORE_COMMENT: Final = "Nhận xét"
SCORE_SAVE: Final = "Lưu điểm"
SCORE_SAVED: Final = "Đã ghi ý kiến."
SCORE_BACK: Final = "Xin không chấm"
SCORE_BACK_WHY: Final = "Lý do (quan hệ, lợi ích liên quan)"
SCORE_CLOSED: Final = "Hồ sơ không còn ở bước chấm điểm; điểm đã cho được giữ như dưới đây."
SCORE_CLOSED_NONE: Final = "Hồ sơ không còn ở bước chấm điểm; ông/bà chưa cho điểm."
SCORE_STEPPED: Final = "Ông/bà đã xin không chấm hồ sơ này: {reason}"

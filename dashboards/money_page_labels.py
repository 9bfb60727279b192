"""Vietnamese words of the pages of commitments and of money. No logic."""

from collections.abc import Mapping
from typing import Final

PAGE_COMMITMENTS: Final = "Cam kết"
PAGE_MONEY: Final = "Kinh phí"

COMMITMENTS_INTRO: Final = (
    "Ai cam kết làm việc đến ngày nào, hôm nay ra sao. Thời gian tạm dừng được cộng thêm vào thời hạn."
)
NO_COMMITMENTS: Final = "Chưa có cam kết nào."
NONE_HERE: Final = "Không có cam kết nào như vậy."
COUNTS: Final[Mapping[str, str]] = {
    "running": "Đang thực hiện",
    "soon": "Hết hạn trong 90 ngày",
    "suspended": "Tạm dừng",
    "ended": "Chờ ghi hoàn thành",
    "broken": "Vi phạm",
}
LEFT_TO_RETURN: Final = "Còn phải thu hồi"
STATES: Final[Mapping[str, str]] = {
    "soon": "Sắp hết hạn",
    "broken": "Vi phạm",
    "ended": "Hết hạn, chờ ghi",
    "suspended": "Tạm dừng",
    "running": "Đang thực hiện",
    "not_begun": "Chưa bắt đầu",
    "fulfilled": "Hoàn thành",
    "released": "Được miễn",
}
STATE: Final = "Tình trạng"
STATE_MARKS: Final[Mapping[str, str]] = {
    "đang thực hiện": "good",
    "tạm dừng": "warn",
    "hết thời hạn": "busy",
    "vi phạm": "bad",
    "hoàn thành": "good",
}
PLAN: Final = "Kế hoạch"
EVERY_PLAN: Final = "Tất cả"
BODY: Final = "Cơ quan"
EVERY_BODY: Final = "Tất cả"
COMMITMENT_HEADS: Final[Mapping[str, str]] = {
    "case": "Hồ sơ",
    "title": "Người, nội dung",
    "agency": "Cơ quan",
    "term": "Thời hạn",
    "state": "Tình trạng",
    "left": "Còn",
    "due": "Việc tiếp theo",
    "paid": "Đã chi",
    "owed": "Còn phải hoàn trả",
}
TERM: Final = "{begins} – {until}"
DAYS: Final = "{n}\u00a0ngày"
DUE_ON: Final = "{what} {day}"
DONG: Final = "{n}\u00a0đ"
SIGNALS: Final = "Tín hiệu từ cơ sở dữ liệu trí thức ({n})"
SIGNALS_HELP: Final = (
    "Danh sách các cơ quan nộp cho biết những điều dưới đây về người đang có cam kết. "
    "Đây là đề xuất; không bước nào tự thực hiện, quyết định ở trang hồ sơ."
)
SIGNAL_HEADS: Final[Mapping[str, str]] = {
    "case": "Hồ sơ",
    "title": "Người",
    "agency": "Cơ quan",
    "why": "Cho biết",
    "step": "Bước đề xuất",
}
DISMISS: Final = "Bỏ qua một tín hiệu"
WHICH_SIGNAL: Final = "Tín hiệu"
SIGNAL_OPTION: Final = "{title}: {why}"
SIGNAL_DISMISSED: Final = "Đã bỏ qua; tín hiệu hiện lại khi cơ sở dữ liệu ghi khác đi."
DISMISSED: Final = "Đã bỏ qua ({n}):"
DISMISSED_HEADS: Final[Mapping[str, str]] = {
    "case": "Hồ sơ",
    "title": "Người",
    "why": "Cho biết",
    "reason": "Lý do bỏ qua",
    "login": "Người ghi",
}
PROBLEM: Final = "Hồ sơ {case}, {title}: {problem}"
NO_STEP: Final = "Xem xét"
ONE: Final = "Xem một cam kết"
ONE_OPTION: Final = "Hồ sơ {case}: {title}"
FACTS: Final[Mapping[str, str]] = {
    "term": "Thời hạn",
    "years": "Theo",
    "rule": "Khi vi phạm",
    "money": "Tiền",
    "served": "Đã thực hiện",
}
YEARS: Final = "{years} năm ({place})"
COURSE: Final = "{times} lần thời gian học {first} – {last} ({place})"
UNSURE: Final = "chưa đối chiếu với nghị quyết"
RULE: Final = "{rule} ({place})"
MONEY: Final = "đã chi {paid}, phải hoàn trả {owed}, đã thu hồi {returned}, còn {left}"
MONEY_EXCESS: Final = (
    "đã chi {paid}, phải hoàn trả {owed}, đã thu hồi {returned}: trả thừa {excess}, phải trả lại người này"
)
EXCESS: Final = "trả thừa {dong}"
EXCESS_LINE: Final = "Hồ sơ {case} – {title}: trả thừa {dong}, phải trả lại người này."
SERVED: Final = "{served} / {total} ngày"
WOULD_OWE: Final = "Nếu vi phạm hôm nay"
EVENTS: Final[Mapping[str, str]] = {
    "suspended": "Tạm dừng",
    "resumed": "Tiếp tục",
    "broken": "Vi phạm",
    "released": "Được miễn",
    "fulfilled": "Hoàn thành",
    "repaid": "Đã hoàn trả đủ",
    "reckoned": "Tính lại số phải hoàn trả",
}
EVENT_TONES: Final[Mapping[str, str]] = {
    "suspended": "warn", "resumed": "busy", "broken": "bad", "released": "waits", "fulfilled": "good",
    "repaid": "good", "reckoned": "busy",
}  # fmt: skip
BEGUN: Final = "Bắt đầu cam kết"
BY_PAPER: Final = "theo {paper}"

EXPORT: Final = "Xuất danh sách"
EXPORT_HELP: Final = "Mọi lần xuất đều được ghi vào nhật ký."
EXPORT_FORMAT: Final = "Định dạng"
FORMATS: Final[Mapping[str, str]] = {"xlsx": "Excel", "csv": "CSV"}
EXPORT_MAKE: Final = "Tạo tệp"
EXPORT_TAKE: Final = "Tải {name}"
FILES: Final[Mapping[str, str]] = {
    "commitment": "cam-ket-{day}.{kind}",
    "payment": "khoan-tien-{day}.{kind}",
    "waiting": "cho-chi-{day}.{kind}",
    "budget_line": "du-toan-{day}.{kind}",
}

MONEY_INTRO: Final = (
    "Chỉ chi khi hồ sơ đã có quyết định và mức đã đối chiếu với nghị quyết; không khoản nào chi hai lần. "
    "Đây là danh sách theo dõi, không phải hệ thống kế toán."
)
TABS: Final[Mapping[str, str]] = {
    "waiting": "Chờ chi",
    "entries": "Đã ghi",
    "returns": "Thu hồi",
    "budget": "Dự toán",
    "terms": "Đối chiếu nghị quyết",
}
NOTHING_WAITS: Final = "Không có khoản nào chờ chi."
WAITING_HEADS: Final[Mapping[str, str]] = {
    "case": "Hồ sơ",
    "title": "Người, nội dung",
    "agency": "Cơ quan",
    "name": "Khoản",
    "amount": "Mức",
    "paid": "Đã chi",
    "left": "Còn được chi",
    "confirmed": "Đối chiếu",
}
PER_MONTH: Final = "{dong} / tháng, {months} tháng"
AT_MOST: Final = "tối đa {dong}"
UNKNOWN: Final = "chưa xác định"
SURE: Final = "rồi"
NOT_SURE: Final = "chưa"
SURE_MARKS: Final[Mapping[str, str]] = {SURE: "good", NOT_SURE: "warn"}
PAY: Final = "Ghi khoản chi"
WHICH: Final = "Khoản"
WAITING_OPTION: Final = "Hồ sơ {case}: {title}, {name}"
MONTH: Final = "Tháng (tháng/năm)"
MONTH_WRONG: Final = "“{text}” không phải là tháng."
MONTH_ADVICE: Final = "Viết tháng/năm, ví dụ 11/2026."
AMOUNT: Final = "Số tiền (đồng)"
DAY: Final = "Ngày"
BUDGET_YEAR: Final = "Năm ngân sách"
SOURCE: Final = "Nguồn"
VOUCHER: Final = "Số chứng từ"
VOUCHER_SHARED: Final = "Một chứng từ chi chung cho nhiều hồ sơ"
VOUCHER_USED: Final = "Chứng từ {paper} đã dùng ở hồ sơ {cases}; chưa ghi khoản nào."
VOUCHER_ADVICE: Final = "Xem lại số chứng từ; nếu đúng là chi chung thì đánh dấu ô “chi chung” rồi lưu lại."
SAME_VOUCHER: Final = "chứng từ này cũng ở hồ sơ {cases}"
PAID_TWICE_REASON: Final = "Lý do, nếu người này đã được chi theo hồ sơ khác"
SAVE: Final = "Lưu"
PAID: Final = "Đã ghi khoản {number}."
NO_ENTRIES: Final = "Chưa ghi khoản nào."
ENTRY_HEADS: Final[Mapping[str, str]] = {
    "payment": "Số",
    "paid_on": "Ngày",
    "kind_words": "Loại",
    "dong": "Số tiền",
    "title": "Hồ sơ",
    "grant": "Khoản",
    "budget": "Ngân sách",
    "paper": "Chứng từ",
    "state": "Ghi chú",
}
CASE_TITLE: Final = "{case}. {title}"
GRANT_MONTH: Final = "{grant} {period}"
BUDGET_OF: Final = "{year} · {source}"
IS_REVERSED: Final = "đã hủy"
REVERSES: Final = "hủy khoản {number}: {reason}"
ENTRY_MARKS: Final[Mapping[str, str]] = {"đã hủy": "warn", "thu hồi": "busy"}
REVERSE: Final = "Hủy khoản ghi nhầm"
ENTRY_OPTION: Final = "Khoản {payment}: {dong}, {title}"
WHY: Final = "Lý do"
REVERSED: Final = "Đã hủy. Khoản đó nay ghi lại được."
NOTHING_OWED: Final = "Không có khoản nào phải thu hồi."
RETURN: Final = "Ghi khoản thu hồi"
RETURN_OPTION: Final = "Hồ sơ {case}: {title}, còn {left}"
RETURNED: Final = "Đã ghi khoản thu hồi."
YEAR: Final = "Năm"
NO_BUDGET: Final = "Năm {year} chưa có dự toán và chưa chi khoản nào của kế hoạch này."
BUDGET_HEADS: Final[Mapping[str, str]] = {
    "source_words": "Nguồn",
    "set_aside": "Dự toán",
    "paid": "Đã chi",
    "left": "Còn lại",
    "returned": "Đã thu hồi",
    "paper": "Văn bản",
}
BUDGET_NOTE: Final = "Tiền thu hồi nộp vào ngân sách, không cộng lại vào dự toán."
SET_BUDGET: Final = "Ghi dự toán"
BUDGET_SET: Final = "Đã ghi dự toán."
TERMS_INTRO: Final = (
    "Mức và thời hạn trong kế hoạch lấy theo báo chí. Chưa có người đối chiếu với nghị quyết, công báo "
    "thì không được chi và không được đòi hoàn trả."
)
NO_TERMS: Final = "Kế hoạch này không có mức, thời hạn nào."
TERM_HEADS: Final[Mapping[str, str]] = {
    "kind": "Loại",
    "name": "Nội dung",
    "file": "Trong tệp kế hoạch",
    "value": "Theo nghị quyết",
    "article": "Điều khoản",
    "in_force": "Hiệu lực",
    "state": "Đối chiếu",
}
TERM_KINDS: Final[Mapping[str, str]] = {"amount": "Mức tiền", "term": "Thời hạn", "repayment": "Hoàn trả"}
CONFIRM: Final = "Ghi điều đã đối chiếu"
TERM_OPTION: Final = "{kind}: {name}"
VALUE: Final = "Theo nghị quyết"
VALUE_HELP: Final = (
    "Mức tiền: số đồng (mức theo lương tối thiểu: số lần). Thời hạn: số năm (hoặc số lần thời gian học). "
    "Hoàn trả: toàn bộ, gấp 2 lần, một phần 1/2, hoặc phần còn lại."
)
ARTICLE: Final = "Điều khoản"
RESOLUTION: Final = "Số nghị quyết, công báo"
IN_FORCE: Final = "Có hiệu lực từ"
CONFIRMED: Final = "Đã ghi."

"""Vietnamese words of amounts, commitments, payments and budgets, for messages, explanations and pages. No logic."""

from typing import Final

LAST_YEAR: Final = 2199
"""The last year that a term may reach: later is a slip of the keys."""

DONG: Final = "{n} đồng"
NOT_A_NUMBER: Final = "“{text}” không phải là số."
NOT_A_NUMBER_ADVICE: Final = "Viết số thường hoặc phân số, nhiều nhất 20 ký tự, ví dụ 2 hoặc 1/2."
TERM_NOT_MONTHS: Final = "Thời hạn {years} năm không phải là số tháng tròn."
TERM_NOT_MONTHS_ADVICE: Final = "Đối chiếu lại thời hạn với nghị quyết."
TERM_TOO_LONG: Final = "Thời hạn {years} quá dài."
ODD_ROW: Final = "Không tính được thời hạn: {why} Chưa tính số phải hoàn trả cho tới khi sửa."
COURSE_BACKWARDS: Final = "Khóa học kết thúc trước khi bắt đầu."
COURSE_BACKWARDS_ADVICE: Final = "Sửa ngày đầu, ngày cuối của khóa học trong hồ sơ."

RULES: Final = {
    "whole": "hoàn trả toàn bộ số đã nhận",
    "times": "bồi thường gấp {times} lần số đã nhận",
    "share": "hoàn trả {times} số đã nhận",
    "remaining": "hoàn trả phần ứng với thời gian chưa thực hiện",
}
NO_RULE: Final = "Không có quy tắc hoàn trả “{text}”."
NO_RULE_ADVICE: Final = (
    "Viết: toàn bộ; gấp 2 lần; một phần 1/2; hoặc phần còn lại (theo thời gian chưa thực hiện). Một phần thì lớn hơn"
    " 0 và không quá 1."
)
RULE_WORDS: Final = {
    "toàn bộ": "whole",
    "phần còn lại": "remaining",
    "gấp": "times",
    "một phần": "share",
}
"""How people write the rules; the codes are taken too."""
OWED_PAID: Final = "Đã chi, trừ các khoản ghi nhầm: {dong}."
OWED_RULE: Final = "Quy tắc: {rule} ({place})."
OWED_AFTER: Final = "Đã chi cho thời gian từ sau khi vi phạm, hoàn trả toàn bộ: {dong}."
OWED_WHOLE: Final = "Phải hoàn trả toàn bộ: {dong}."
OWED_TIMES: Final = "{paid} × {times}"
OWED_DAYS: Final = "Cam kết {total} ngày, đã thực hiện {served} ngày, còn {left} ngày (không kể ngày tạm dừng)."
OWED_REMAINING: Final = "{paid} × {left} / {total}"
OWED_ROUNDED: Final = "Làm tròn xuống đồng: bỏ {part} đồng."
OWED_RESULT: Final = "Số phải hoàn trả: {dong}."

MINIMUM_WAGE: Final = "Lương tối thiểu vùng"
MOST_PARTS: Final = 1000
"""No share in a resolution is finer."""
NOTHING_TO_CONFIRM: Final = "Kế hoạch {plan} không có {kind} “{code}” để xác nhận."
NO_ARTICLE: Final = "Cần ghi điều khoản và số nghị quyết, công báo đã đối chiếu."
NO_ARTICLE_ADVICE: Final = "Điền cả hai rồi lưu lại."
ODD_IN_FORCE: Final = "Ngày có hiệu lực {day} không hợp lý."
ODD_IN_FORCE_ADVICE: Final = "Xem lại ngày có hiệu lực ghi trong nghị quyết."
ODD_DONG: Final = "Số tiền “{value}” không hợp lệ."
ODD_DONG_ADVICE: Final = "Viết số đồng nguyên, lớn hơn 0, ví dụ 1.500.000.000."
TOO_MUCH: Final = "Mức hỗ trợ không quá {most}."
ODD_TERM: Final = "Thời hạn “{value}” không hợp lý: phải lớn hơn 0, là số tháng tròn và không quá {most} năm."
ODD_TERM_ADVICE: Final = "Viết số năm ghi trong nghị quyết, ví dụ 7 hoặc 1/2 (sáu tháng)."
TOO_MANY_TIMES: Final = "“{times}” không hợp lý: số lần phải lớn hơn 0 và không quá {most}; nhiều hơn là gõ nhầm."
TOO_MANY_TIMES_ADVICE: Final = "Viết số lần ghi trong nghị quyết, ví dụ 2 hoặc 3/2."
ODD_YEARS: Final = "“{value}” không phải là thời hạn hay số lần hợp lý."
ODD_YEARS_ADVICE: Final = "Viết số năm hoặc số lần, ví dụ 7 hoặc 1/2."

WORTH: Final = "Mức áp dụng: {purpose}."
NO_WAGE: Final = "Chưa xác nhận lương tối thiểu vùng nên chưa tính được số tiền."
WAGE: Final = "{times} × {wage} (lương tối thiểu vùng từ {day}), làm tròn xuống đồng."
NOT_IN_FORCE: Final = "Mức này chỉ có hiệu lực từ {day}."
WOMEN: Final = {
    True: "Nữ được thêm {more} mức trên.",
    False: "Nữ được thêm {more} mức trên; hồ sơ này không phải nữ.",
    None: "Nữ được thêm {more} mức trên; cơ sở dữ liệu chưa có giới tính nên chưa cộng.",
}
LEAST: Final = "Mức thấp nhất: {dong}."
AT_MOST: Final = "Tối đa {dong}."
EXACTLY: Final = "Số tiền: {dong}."
CONFIRMED: Final = "Đã đối chiếu: {article}, {paper}, hiệu lực từ {day} ({login} xác nhận)."
CHECKED: Final = "Đã đối chiếu trong tệp kế hoạch: {source}."
UNCHECKED: Final = "Chưa đối chiếu với nghị quyết nên chưa được chi: {source}."
COST: Final = "Chi phí thực tế trong hồ sơ: {dong}."
NO_COST: Final = "Hồ sơ chưa ghi chi phí thực tế."
LESSER: Final = "Theo chi phí thực tế nhưng không quá mức trên: {dong}."
NOBODY: Final = "Hồ sơ chưa gắn với người nào trong cơ sở dữ liệu vào ngày quyết định nên chưa xác định được mức."
LEVEL_OPEN: Final = "Cơ sở dữ liệu không ghi đủ để xếp vào mức này: {purpose}."
BARRED: Final = "Không được hưởng khoản này: {name} là “{choice}”."
NO_LEVEL: Final = "Không thuộc mức nào của chính sách."

RELOAD: Final = "Tải lại trang để xem tình hình mới nhất."
NO_MONEY: Final = "Tài khoản này không được xem cam kết và tiền của chương trình."
NO_MONEY_ADVICE: Final = "Dùng tài khoản Sở Nội vụ, Sở Tài chính hoặc của cơ quan có hồ sơ."
NO_SIGNALS: Final = "Tài khoản này không được xem tín hiệu từ cơ sở dữ liệu trí thức."
NO_SIGNALS_ADVICE: Final = "Dùng tài khoản Sở Nội vụ."
NO_PROMISE: Final = "Chính sách “{name}” không có cam kết."
NO_DAY: Final = "Hồ sơ chưa ghi “{name}”, cần có để tính thời hạn cam kết."
NO_DAY_ADVICE: Final = "Điền ngày đó vào hồ sơ rồi làm lại bước này."
DAY_COUNTED: Final = "{name}: cam kết của hồ sơ {case} đã bắt đầu và được tính theo ngày {day}, không sửa được nữa."
DAY_COUNTED_ADVICE: Final = (
    "Nếu ngày đó ghi nhầm: ghi quyết định đính chính vào ghi chú, để trống ngày này; nếu phải tính lại cam kết thì"
    " kết thúc hồ sơ bằng bước miễn cam kết rồi mở hồ sơ mới với ngày đúng, kèm lý do."
)
BEGUN_ALREADY: Final = "Hồ sơ {case} đã có cam kết."
EXEMPT: Final = (
    "Hồ sơ {case} không có cam kết: người này không bị ràng buộc theo học hàm, trình độ."
    " Kết thúc hồ sơ bằng bước hoàn thành."
)
NO_COMMITMENT: Final = "Hồ sơ {case} không có cam kết."
NO_COMMITMENT_ADVICE: Final = "Xem lại số hồ sơ."
STATES: Final = {
    "not_begun": "chưa bắt đầu",
    "running": "đang thực hiện",
    "suspended": "tạm dừng",
    "ended": "hết thời hạn",
    "broken": "vi phạm",
    "released": "được miễn",
    "fulfilled": "hoàn thành",
}
CANNOT: Final = {
    "suspended": "Không tạm dừng được: ngày {day} cam kết {state}.",
    "resumed": "Không tiếp tục được: ngày {day} cam kết {state}.",
    "broken": "Không ghi vi phạm được: ngày {day} cam kết {state}.",
    "released": "Không miễn được: ngày {day} cam kết {state}.",
    "fulfilled": "Chưa ghi hoàn thành được: ngày {day} cam kết {state}.",
    "repaid": "Không ghi đã hoàn trả được: ngày {day} cam kết {state}.",
}
REST_OVER_PAID: Final = "Không tạm dừng được từ ngày {day}: đã chi cho thời gian đó, {payments}."
REST_OVER_PAID_ADVICE: Final = (
    "Sở Tài chính hủy các khoản này trước; ghi tạm dừng rồi thì ghi lại số tiền theo số ngày thực hiện."
)
PAID_ENTRY: Final = "khoản {number} (tháng {period})"
NO_REASON: Final = "Cần ghi lý do."
NO_REASON_ADVICE: Final = "Ghi lý do rồi lưu lại."
BY_STEP: Final = "Theo bước xử lý của hồ sơ."
NOT_REPAID: Final = "Còn phải hoàn trả {dong}."
NOT_REPAID_ADVICE: Final = "Sở Tài chính ghi các khoản đã thu hồi trước."
CHANGED: Final = "Cam kết của hồ sơ {case} vừa được người khác cập nhật."
TO_COME: Final = "Ngày {day} chưa tới."
BACKWARDS: Final = "Ngày {day} trước lần cập nhật gần nhất ({last})."
DAY_ADVICE: Final = "Chọn ngày khác rồi lưu lại."
UNSURE: Final = {
    "term": "Thời hạn cam kết chưa được đối chiếu với nghị quyết nên chưa được đòi hoàn trả.",
    "repayment": "Quy tắc hoàn trả chưa được đối chiếu với nghị quyết nên chưa được đòi hoàn trả.",
}
UNSURE_ADVICE: Final = "Xác nhận điều khoản với số nghị quyết, công báo trước, rồi làm lại."
SIGNAL_GONE: Final = "Tín hiệu này không còn, hoặc vừa có người bỏ qua."
SIGNALS: Final = {
    "retired": "Danh sách ngày {day} ghi đã nghỉ hưu.",
    "moved": "Danh sách ngày {day} ghi đã chuyển đi.",
    "left": "Danh sách ngày {day} ghi đã thôi việc.",
    "deceased": "Danh sách ngày {day} ghi đã mất.",
    "outside": "Danh sách ngày {day}: nơi làm việc chính là {body}, ngoài hệ thống của tỉnh.",
    "other_body": "Danh sách ngày {day}: nơi làm việc chính là {body}, không phải {own}.",
}

NO_PAYMENT: Final = "Không có khoản tiền số {number}."
NO_PAYMENT_ADVICE: Final = "Xem lại số của khoản trong danh sách."
IS_REVERSAL: Final = "Khoản {number} là bút toán hủy, không hủy được nữa."
REVERSED_ALREADY: Final = "Khoản {number} đã được hủy trước đó."
PUT_RIGHT: Final = "Ghi lại khoản đã chi trước khi vi phạm."
BEFORE_ENTRY: Final = "Ngày {day} trước ngày của khoản ghi nhầm ({first})."
BEFORE_BREAK: Final = "Ngày {day} trước ngày vi phạm cam kết ({first})."
BEFORE_DECISION: Final = "Ngày {day} trước ngày quyết định ({first})."
NOTHING_OWED: Final = "Hồ sơ {case} không có khoản phải hoàn trả."
NOTHING_OWED_ADVICE: Final = "Tiền thu hồi chỉ ghi sau khi cam kết bị vi phạm; ghi nhầm khoản chi thì hủy khoản đó."
MORE_THAN_OWED: Final = "{dong} nhiều hơn số còn phải hoàn trả ({left})."
AMOUNT_ADVICE: Final = "Xem lại số tiền rồi lưu lại."
ENTERED_ALREADY: Final = "Khoản này vừa được ghi."
ODD_YEAR: Final = "Năm ngân sách {year} không hợp với ngày {day}."
ODD_YEAR_ADVICE: Final = "Là năm của ngày chi; chi trong tháng 1 thì được là năm trước (chỉnh lý quyết toán)."
ODD_BUDGET_YEAR: Final = "Kế hoạch không có ngân sách năm {year}."
ODD_BUDGET_YEAR_ADVICE: Final = "Chọn năm trong thời gian của kế hoạch."
NO_SOURCE: Final = "Không có nguồn kinh phí “{source}”."
NO_SOURCE_ADVICE: Final = "Chọn ngân sách nhà nước, doanh nghiệp, tài trợ hoặc nguồn khác."
NO_VOUCHER: Final = "Cần ghi số chứng từ."
NO_VOUCHER_ADVICE: Final = "Điền số chứng từ hoặc quyết định rồi lưu lại."
NO_GRANT: Final = "Chính sách không có khoản “{grant}”."
GRANTS: Final = "Chọn: {codes}."
NOT_GRANTED: Final = "Hồ sơ {case} chưa có quyết định cho hưởng nên chưa được chi."
NOT_GRANTED_ADVICE: Final = "Chi sau khi hồ sơ qua bước quyết định."
ENDINGS: Final = {"refused": "không được chấp nhận", "withdrawn": "đã rút", "stopped": "đã dừng"}
ENDED_BADLY: Final = "Hồ sơ {case} {how} nên không được chi."
ODD_MONTH: Final = "Tháng “{period}” không hợp lệ."
ODD_MONTH_ADVICE: Final = "Viết dạng NĂM-THÁNG cho khoản theo tháng, ví dụ 2026-11; khoản một lần thì để trống."
NO_MONTHS: Final = "“{name}” chi một lần, không theo tháng."
WHICH_MONTH: Final = "“{name}” chi theo tháng: cần ghi tháng."
MONTH_TO_COME: Final = "Tháng {period} chưa tới."
MONTH_BEFORE: Final = "Tháng {period} trước ngày quyết định ({first})."
ALL_MONTHS: Final = "“{name}” đã chi đủ {months} tháng."
UNPAYABLE: Final = {
    "broken": "Cam kết đã bị vi phạm nên không được chi nữa.",
    "suspended": "Cam kết đang tạm dừng nên chưa được chi.",
}
RESTED: Final = "Cam kết tạm dừng suốt tháng {period} nên không chi cho tháng đó."
WHOLE_MONTHS: Final = (
    "“{name}” chỉ chi tháng thực hiện trọn; tháng {period} cam kết tạm dừng {rested} ngày nên không chi tháng đó."
)
MONTH_BEGINS: Final = "Tháng tạm dừng"
PART_OF_MONTH: Final = (
    "Tháng tạm dừng {period}: nghỉ {rested} / {days} ngày; {dong} × {served} / {days} = {part} (làm tròn xuống đồng)."
)
OF_MONTH: Final = "{name} tháng {period}"
AFTER_END: Final = "Cam kết đã kết thúc ngày {day} nên không chi cho thời gian sau đó."
PAID_ALREADY: Final = "“{name}” đã được chi."
PAID_MONTH: Final = "“{name}” tháng {period} đã được chi."
PAID_ADVICE: Final = "Nếu khoản trước ghi nhầm thì hủy khoản đó rồi ghi lại."
UNKNOWN_AMOUNT: Final = "Chưa xác định được số tiền của “{name}”."
UNCONFIRMED: Final = "Mức của “{name}” chưa được đối chiếu với nghị quyết nên chưa được chi."
MORE_THAN_ENTITLED: Final = "{dong} nhiều hơn mức được hưởng ({most})."
NOT_EXACT: Final = "{dong} không đúng mức được hưởng ({most})."

DUE: Final = {
    "begins": "bắt đầu",
    "ends": "hết thời hạn",
    "resume": "chờ tiếp tục",
    "confirm_end": "chờ ghi hoàn thành",
    "repay": "thu hồi",
    "give_back": "trả lại phần trả thừa",
    "confirm_repaid": "chờ ghi đã hoàn trả",
}
KINDS: Final = {"paid": "chi", "returned": "thu hồi", "reversed": "hủy khoản nhầm"}
SOURCES: Final = {
    "state_budget": "Ngân sách nhà nước",
    "enterprise": "Doanh nghiệp",
    "sponsor": "Tài trợ",
    "other": "Nguồn khác",
}
CANNOT_EXPORT: Final = "Tài khoản này không được xuất danh sách."
CANNOT_EXPORT_ADVICE: Final = "Nhờ Sở Nội vụ hoặc Sở Tài chính xuất."
HEADS: Final = {
    "commitment": "Cam kết số",
    "case": "Hồ sơ",
    "plan": "Kế hoạch",
    "instrument": "Chính sách",
    "title": "Người, nội dung",
    "agency": "Cơ quan",
    "begins": "Từ ngày",
    "until": "Đến trước ngày",
    "state_words": "Tình trạng",
    "days_left": "Còn (ngày)",
    "due_words": "Việc tiếp theo",
    "due_on": "Ngày của việc tiếp theo",
    "paid": "Đã chi (đồng)",
    "owed": "Phải hoàn trả (đồng)",
    "returned": "Đã thu hồi (đồng)",
    "left": "Còn lại (đồng)",
    "excess": "Trả thừa (đồng)",
    "payment": "Khoản số",
    "kind_words": "Loại",
    "grant": "Khoản",
    "name": "Khoản",
    "period": "Tháng",
    "dong": "Số tiền (đồng)",
    "paid_on": "Ngày",
    "budget_year": "Năm ngân sách",
    "source_words": "Nguồn",
    "paper": "Chứng từ",
    "reverses": "Hủy khoản số",
    "reason": "Lý do",
    "login": "Người ghi",
    "year": "Năm",
    "set_aside": "Dự toán (đồng)",
    "months": "Số tháng",
}
NO_FORMAT: Final = "Không ghi được tệp “{name}”."
NO_FORMAT_ADVICE: Final = "Đặt tên tệp kết thúc bằng .xlsx hoặc .csv."

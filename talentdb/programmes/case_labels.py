"""Vietnamese words of cases: actors, what a step lacks, refusals. Holds texts, and words lists and shares."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from talentdb.text import format_percent

__all__ = [
    "ACTORS",
    "BEGIN_AHEAD",
    "BEGIN_EARLY",
    "CHANGED",
    "DAY_ADVICE",
    "DAY_AHEAD",
    "DAY_BACK",
    "DAY_EARLY",
    "ENDED",
    "ENDINGS",
    "EVENTS",
    "FACT_CHOICE",
    "FACT_DATE",
    "FACT_DONG",
    "FACT_EMPTY",
    "FACT_FAR",
    "FACT_NUMBER",
    "FACT_OF_OTHERS",
    "FACT_SETTLED",
    "FACT_UNKNOWN",
    "FILL_AND_SAVE",
    "LACK_ADVICE",
    "LIST_ADVICE",
    "NAMED",
    "NAMED_ALREADY",
    "NEED_FULL",
    "NEED_FULL_ADVICE",
    "NEED_OF_OTHER",
    "NEED_OF_OTHER_ADVICE",
    "NEED_OTHER",
    "NEED_UNKNOWN",
    "NOMINATION_OTHER",
    "NOMINATION_USED",
    "NOT_BULK",
    "NOT_SCORED",
    "NO_BODY",
    "NO_BODY_NUMBER",
    "NO_CASE",
    "NO_DAY_IN_FORCE",
    "NO_DECISION",
    "NO_FACT",
    "NO_GROUND",
    "NO_INSTRUMENT",
    "NO_NOTE",
    "NO_NOTING",
    "NO_OPENING",
    "NO_PAPER",
    "NO_PERSON",
    "NO_READING",
    "NO_READING_ADVICE",
    "NO_REASON",
    "NO_RIGHT",
    "NO_STEP",
    "NO_TITLE",
    "OPEN_TWICE",
    "PAID_ELSEWHERE",
    "PAID_ELSEWHERE_ADVICE",
    "PAPER_EXPIRED",
    "PAPER_SPENT",
    "PERSON_OF_BODY",
    "RELOAD",
    "RIGHT_ADVICE",
    "RULE_FAILS",
    "RULE_UNKNOWN",
    "SCORE_LOW",
    "SECOND_CASE",
    "SECOND_CASE_ADVICE",
    "STAGE_GONE",
    "STAGE_GONE_ADVICE",
    "STEP_ADVICE",
    "TOO_LATE_TO_WITHDRAW",
    "UNPAID",
    "or_list",
    "percent",
]

ACTORS: Final[Mapping[str, str]] = {
    "agency": "cơ quan của hồ sơ",
    "lead": "cơ quan chủ trì",
    "home_affairs": "Sở Nội vụ",
    "finance": "Sở Tài chính",
    "steward": "Sở Khoa học và Công nghệ",
    "leader": "lãnh đạo",
    "operator": "người vận hành",
}
ENDINGS: Final[Mapping[str, str]] = {
    "success": "đã hoàn thành",
    "refused": "không được chấp thuận",
    "withdrawn": "đã rút",
    "stopped": "đã dừng",
}
EVENTS: Final[Mapping[str, str]] = {"open": "Mở hồ sơ", "note": "Ghi chú", "withdraw": "Rút hồ sơ"}

NO_RIGHT: Final = "Bước này thuộc {who}."
RIGHT_ADVICE: Final = "Dùng tài khoản của cơ quan có thẩm quyền, hoặc chuyển hồ sơ tới cơ quan đó."
NO_PAPER: Final = "Thiếu giấy tờ: {name}."
PAPER_SPENT: Final = "{name}: bản đang có đã dùng cho lần trước; mỗi lần cần một bản mới."
PAPER_EXPIRED: Final = "{name}: không còn hạn (hoặc chưa cấp, chưa ghi hạn) vào ngày {day}; thay bằng bản còn hạn."
NO_DAY_IN_FORCE: Final = "Không biết ngày có hiệu lực để đối chiếu hạn của giấy tờ; kiểm tra tệp kế hoạch."
NO_FACT: Final = "Chưa có thông tin: {name}."
RULE_FAILS: Final = "Không đạt điều kiện: {name} ({place})."
RULE_UNKNOWN: Final = "Chưa xác định được điều kiện: {name}. {why}"
NOT_SCORED: Final = "Hội đồng chưa chấm xong: {done} thành viên đã chấm, cần ít nhất {members} và đủ người được mời."
SCORE_LOW: Final = "Kết quả chấm {share}, dưới mức {least}."
UNPAID: Final = "Chưa chi: {name}."
TOO_LATE_TO_WITHDRAW: Final = "Hồ sơ đã có quyết định hỗ trợ, công nhận hoặc cam kết nên không rút được nữa."

NO_READING: Final = "Tài khoản này không xem hồ sơ của các chính sách."
NO_READING_ADVICE: Final = "Dùng tài khoản có vai trò phù hợp hoặc liên hệ quản trị hệ thống."
NO_CASE: Final = "Không có hồ sơ số {number}, hoặc tài khoản này không được xem."
LIST_ADVICE: Final = "Xem lại số hồ sơ trong danh sách hồ sơ."
NO_INSTRUMENT: Final = "Kế hoạch “{plan}” không có chính sách “{code}”."
NO_STEP: Final = "Không có bước “{step}” từ chặng “{stage}” của hồ sơ số {number}."
STEP_ADVICE: Final = "Các bước có thể làm: {steps}."
STAGE_GONE: Final = "Hồ sơ số {number} đang ở chặng “{stage}”, chặng này không còn trong kế hoạch (bản {version})."
STAGE_GONE_ADVICE: Final = "Đưa chặng đó trở lại tệp kế hoạch; hồ sơ đã mở đi tiếp theo chặng cũ."
ENDED: Final = "Hồ sơ số {number} {ending}."
CHANGED: Final = "Hồ sơ số {number} vừa có bước mới."
RELOAD: Final = "Xem lại hồ sơ rồi làm tiếp nếu còn cần."
FILL_AND_SAVE: Final = "Điền rồi lưu lại."
NO_TITLE: Final = "Cần ghi tên của hồ sơ: họ tên người, hoặc việc của hồ sơ."
NO_BODY: Final = "Cần nói hồ sơ là của cơ quan nào."
NO_BODY_NUMBER: Final = "Không có cơ quan số {number}."
NO_OPENING: Final = "Hồ sơ “{name}” do {who} mở."
NO_PERSON: Final = "Cơ sở dữ liệu không có người số {number}, hoặc tài khoản này không được xem."
PERSON_OF_BODY: Final = "Hồ sơ “{name}” là của một cơ quan, không gắn với một người."
NEED_UNKNOWN: Final = "Không có nhu cầu được duyệt số {number}, hoặc tài khoản này không được xem."
NEED_OTHER: Final = "Nhu cầu được duyệt số {number} không thuộc chính sách “{name}”."
NOMINATION_OTHER: Final = "Đề cử số {number} không thuộc chính sách “{name}”."
NOMINATION_NEEDED: Final = "Hồ sơ “{name}” bắt đầu từ một đề cử được chấp nhận."
NOMINATION_NEEDED_ADVICE: Final = "Ghi đề cử ở trang Đề cử, chấp nhận đề cử rồi hồ sơ được mở từ đó."
NOMINATION_OR_REASON: Final = "Hồ sơ “{name}” bắt đầu từ một đề cử; mở không qua đề cử thì cần ghi lý do."
NOMINATION_OR_REASON_ADVICE: Final = "Mở từ đề cử đã chấp nhận, hoặc ghi lý do."
NOMINATION_USED: Final = "Đề cử số {number} đã có hồ sơ."
SECOND_CASE: Final = "Người này đang có hồ sơ số {number} cùng loại trong kế hoạch."
SECOND_CASE_ADVICE: Final = "Làm tiếp hồ sơ đó, hoặc ghi lý do vì sao mở thêm."
PAID_ELSEWHERE: Final = "Người này đã được chi khoản cùng loại theo hồ sơ số {number}."
PAID_ELSEWHERE_ADVICE: Final = "Không chi lần nữa, hoặc ghi lý do vì sao vẫn chi."
NEED_OF_OTHER: Final = "Nhu cầu được duyệt số {number} là của {body}, không phải của cơ quan này."
NEED_OF_OTHER_ADVICE: Final = "Chọn nhu cầu của cơ quan này hoặc cấp trên, hoặc đúng cơ quan của hồ sơ."
NEED_FULL: Final = "Nhu cầu số {number} ({name}) được duyệt {approved}, đã có đủ hồ sơ."
NEED_FULL_ADVICE: Final = "Chọn nhu cầu khác; chỉ Sở Nội vụ mở thêm được, kèm lý do."
DAY_ADVICE: Final = "Chọn ngày khác rồi lưu lại."
LACK_ADVICE: Final = "Bổ sung những điều trên rồi làm lại bước này."
OPEN_TWICE: Final = "Đã có hồ sơ số {number} giống hệt, còn ở chặng đầu."
NO_REASON: Final = "Bước “{name}” cần ghi lý do."
NO_DECISION: Final = "Bước “{name}” cần số và ngày của quyết định."
NO_NOTE: Final = "Ghi chú cần có nội dung hoặc thông tin."
NO_NOTING: Final = "Tài khoản này không ghi vào hồ sơ này được."
NAMED: Final = "Gắn với người số {number} trong cơ sở dữ liệu."
NAMED_ALREADY: Final = "Hồ sơ số {number} đã gắn với một người."
NOT_BULK: Final = "Bước “{name}” không làm hàng loạt được."
DAY_BACK: Final = "Ngày {day} trước ngày của bước trước ({before})."
DAY_AHEAD: Final = "Ngày {day} chưa tới; xa nhất là {latest}."
DAY_EARLY: Final = "Ngày {day} quá xa trong quá khứ; sớm nhất là {earliest}."
FACT_SETTLED: Final = "{name}: đã có quyết định theo thông tin này, chỉ Sở Nội vụ sửa được."
FACT_OF_OTHERS: Final = "{name}: chỉ {who} ghi được thông tin này."
FACT_FAR: Final = "{name}: ngày {value} không hợp lý (từ {first} đến {last})."
BEGIN_AHEAD: Final = "{name}: ngày {day} chưa tới; xa nhất là {latest}."
BEGIN_EARLY: Final = "{name}: ngày {day} trước ngày của quyết định ({first}); chỉ Sở Nội vụ ghi được."
NO_GROUND: Final = "{name}: đã có quyết định cho hưởng; ghi số quyết định hoặc lý do cùng thông tin này."
FACT_UNKNOWN: Final = "Không có thông tin “{code}” trong chính sách này."
FACT_EMPTY: Final = "{name}: để trống."
FACT_DATE: Final = "{name}: “{value}” không phải một ngày (viết NĂM-THÁNG-NGÀY)."
FACT_DONG: Final = "{name}: “{value}” không phải số đồng nguyên, lớn hơn 0."
FACT_NUMBER: Final = "{name}: “{value}” không phải một số không âm."
FACT_CHOICE: Final = "{name}: “{value}” không có trong các lựa chọn ({choices})."


def or_list(names: Iterable[str]) -> str:
    """a, b hoặc c."""
    *first, last = names
    return f"{', '.join(first)} hoặc {last}" if first else last


def percent(share: Fraction) -> str:
    """A share as people read it."""
    return format_percent(float(share))

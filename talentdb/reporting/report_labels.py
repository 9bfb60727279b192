"""Vietnamese words of reports' life: states, refusals, advice, and what stands around them on paper."""

from collections.abc import Mapping
from typing import Final

__all__ = [
    "AGENCY_ADVICE",
    "ANNEX",
    "AUTHORITY",
    "CHANGED",
    "CHANGED_ADVICE",
    "COMMUNE_SYMBOL",
    "DAYS_ADVICE",
    "DAYS_AHEAD",
    "DAYS_OUTSIDE",
    "DAYS_TURNED",
    "DRAFT",
    "FREEZE_ADVICE",
    "FROM_SNAPSHOT",
    "FROZEN",
    "GONE",
    "HALF_YEARS",
    "HALF_YEARS_ADVICE",
    "LIST_ADVICE",
    "NOT_FROZEN",
    "NOT_KEPT",
    "NOT_KEPT_ADVICE",
    "NOT_NOW",
    "NOT_SENT",
    "NOT_SENT_ADVICE",
    "NOT_SIGNED_MARK",
    "NOT_YOURS",
    "NOT_YOURS_ADVICE",
    "NO_ACCOUNT",
    "NO_ACCOUNT_ADVICE",
    "NO_PART",
    "NO_PERIOD",
    "NO_REASON",
    "NO_REASON_ADVICE",
    "NO_REPORT",
    "NO_SNAPSHOT",
    "OF_THE_PROVINCE",
    "OF_THE_PROVINCE_ADVICE",
    "ONLY_DRAFT",
    "OPEN",
    "OTHER_PLAN",
    "OTHER_PLAN_ADVICE",
    "OUTSIDE_PLAN",
    "OUTSIDE_PLAN_ADVICE",
    "OWN_FIGURES",
    "OWN_FIGURES_ADVICE",
    "PERIODS",
    "PERIOD_ADVICE",
    "PERIOD_AHEAD",
    "POSTS",
    "PROVINCE",
    "REMAINS",
    "REMAINS_ONLY",
    "SEALED",
    "SIGNED_ONE",
    "SIGNER_ADVICE",
    "SIGN_HERE",
    "SNAPSHOT_SIGNED",
    "STATES",
    "TAMPERED",
    "TAMPERED_ADVICE",
    "TO_WRITE",
    "UNFROZEN",
    "UNSEALED",
    "UNWRITTEN",
    "UNWRITTEN_ADVICE",
    "WHICH_AGENCY",
    "WHICH_AGENCY_ADVICE",
    "period_words",
]

STATES: Final[Mapping[str, str]] = {
    "draft": "bản nháp",
    "signed": "đã ký, chưa gửi",
    "sent": "đã gửi",
    "accepted": "đã tiếp nhận",
    "returned": "bị trả lại",
}
OPEN: Final = "……"
PROVINCE: Final = "Hưng Yên"
COMMUNE_SYMBOL: Final = "UBND"
DRAFT: Final = "DỰ THẢO"
SIGN_HERE: Final = "(Ký, ghi rõ họ tên)"
POSTS: Final[Mapping[str, str]] = {
    "department": "Giám đốc",
    "commune": "Chủ tịch",
    "university": "Hiệu trưởng",
    "college": "Hiệu trưởng",
    "school": "Hiệu trưởng",
    "hospital": "Giám đốc",
    "institute": "Viện trưởng",
    "party": "Trưởng ban",
    "front": "Chủ tịch",
    "association": "Chủ tịch",
}
"""Kind of agency -> post of its head; the post of the kind of report for others."""
AUTHORITY: Final[Mapping[str, str]] = {"commune": "TM. Ủy ban nhân dân"}
"""Kind of agency -> the line above the post, where a body decides as one."""
PERIODS: Final[Mapping[str, str]] = {
    "H1": "6 tháng đầu năm {year}", "H2": "6 tháng cuối năm {year}", "Q1": "quý I năm {year}",
    "Q2": "quý II năm {year}", "Q3": "quý III năm {year}", "Q4": "quý IV năm {year}", "": "năm {year}",
}  # fmt: skip
SEALED: Final = (
    "Đã ký trên hệ thống bằng tài khoản {login} lúc {time}; mã kiểm tra nội dung: {sha256}. "
    "Bản in có đóng dấu là bản chính thức."
)
FROM_SNAPSHOT: Final = "Số liệu lấy từ bản chốt số {number}, tính đến ngày {day}, mã kiểm tra {sha256}{signed}."
SNAPSHOT_SIGNED: Final = "; đã ký xác nhận: {logins}"
UNFROZEN: Final = (
    "Số liệu trong bản này chưa chốt: tính trực tiếp từ cơ sở dữ liệu ngày {day}, có thể thay đổi khi báo cáo được "
    "ký."
)

FROZEN: Final = "Số liệu tính đến ngày {day}, chốt cùng báo cáo khi ký."
ANNEX: Final = "Phụ lục: {title}"
TO_WRITE: Final = "[{hint}]"

NO_PERIOD: Final = "“{period}” không phải một kỳ báo cáo."
PERIOD_ADVICE: Final = "Kỳ viết như 2026, 2026-H1 (sáu tháng đầu năm), 2026-Q3; once cho sơ kết, tổng kết."
DAYS_TURNED: Final = "Ngày đầu {since:%d/%m/%Y} sau ngày cuối {until:%d/%m/%Y} của kỳ báo cáo."
DAYS_AHEAD: Final = "Ngày cuối {until} của kỳ báo cáo ở sau hôm nay."
DAYS_OUTSIDE: Final = "Ngày {day} nằm ngoài các năm {first}–{last} của kế hoạch."
PERIOD_AHEAD: Final = "Kỳ {period} chưa bắt đầu."
DAYS_ADVICE: Final = "Sửa lại ngày đầu, ngày cuối của kỳ báo cáo."
OF_THE_PROVINCE: Final = "Báo cáo này do cơ quan tổng hợp của tỉnh lập; tài khoản cơ quan chỉ lập báo cáo của mình."
OF_THE_PROVINCE_ADVICE: Final = "Chọn loại báo cáo của cơ quan, đơn vị (agency)."
NOT_YOURS: Final = "Chỉ tài khoản của chính cơ quan đó mới soạn, ký, gửi báo cáo của cơ quan."
NOT_YOURS_ADVICE: Final = "Đăng nhập bằng tài khoản của cơ quan có báo cáo."
SIGNER_ADVICE: Final = "Báo cáo của tỉnh do lãnh đạo hoặc cán bộ quản lý dữ liệu ký bằng tài khoản của chính mình."
WHICH_AGENCY: Final = "Chưa nói báo cáo của cơ quan nào."
WHICH_AGENCY_ADVICE: Final = "Chọn cơ quan có báo cáo, theo mã trong danh mục cơ quan."
AGENCY_ADVICE: Final = "Lấy mã đúng trong danh mục cơ quan."
OTHER_PLAN: Final = "Kế hoạch {plan} là của {province}: hệ thống này không lưu báo cáo của nơi khác."
OTHER_PLAN_ADVICE: Final = "Muốn so sánh thì người vận hành kết xuất dự thảo trên máy chủ; dự thảo đó không lưu lại."
NO_PART: Final = "Loại “{kind}” không có phần này."
NO_REPORT: Final = "Không có báo cáo số {number}."
LIST_ADVICE: Final = "Tải lại danh sách báo cáo rồi chọn một báo cáo trong đó."
NOT_SENT: Final = "Cơ quan chưa gửi báo cáo này."
NOT_SENT_ADVICE: Final = "Bản nháp chỉ cơ quan soạn mới xem được; nhắc cơ quan ký và gửi."
CHANGED: Final = "Báo cáo đã được người khác thay đổi trong lúc bạn xem ({state}, bởi {login} lúc {time})."
CHANGED_ADVICE: Final = "Tải lại trang để xem bản mới nhất, rồi làm lại; phần vừa gõ chưa được lưu."
GONE: Final = "Báo cáo đã thay đổi trong lúc bạn xem."
NOT_NOW: Final[Mapping[str, str]] = {
    "draft": "Không sửa được: báo cáo {state}.",
    "signed": "Không ký được: báo cáo {state}.",
    "sent": "Không gửi được: báo cáo {state}.",
    "accepted": "Không tiếp nhận được: báo cáo {state}.",
    "returned": "Không trả lại được: báo cáo {state}.",
}
NO_ACCOUNT: Final = "Người vận hành máy không tiếp nhận hay trả lại báo cáo thay ai được."
NO_ACCOUNT_ADVICE: Final = "Đăng nhập bằng tài khoản của cán bộ quản lý dữ liệu."
NO_REASON: Final = "Trả lại báo cáo thì cần nêu lý do."
NO_REASON_ADVICE: Final = "Ghi rõ điều cần sửa để cơ quan biết."
UNWRITTEN: Final = "Chưa viết mục: {parts}."
UNWRITTEN_ADVICE: Final = "Viết các mục đó rồi ký; mục không có gì để báo cáo thì ghi “Không có”."
SIGNED_ONE: Final = "Đây là bản {state} (báo cáo số {number})."
ONLY_DRAFT: Final = "Đây là dự thảo, không lưu lại; báo cáo được soạn, ký và gửi ở trang Báo cáo."
NOT_FROZEN: Final = "Số liệu chưa chốt."
NO_SNAPSHOT: Final = "Báo cáo của tỉnh chỉ ký được khi số liệu đã chốt."
FREEZE_ADVICE: Final = "Chốt số liệu của kỳ ở trang Số liệu chốt, rồi chọn bản chốt đó cho báo cáo."
OWN_FIGURES: Final = (
    "Báo cáo của cơ quan dùng số liệu của chính cơ quan đó, chốt khi ký; không dùng bản chốt của tỉnh."
)
OWN_FIGURES_ADVICE: Final = "Không chọn bản số liệu chốt, hoặc chọn loại báo cáo của tỉnh (province)."
OUTSIDE_PLAN: Final = "Kế hoạch {plan} thực hiện từ năm {first} đến năm {last}; kỳ {period} nằm ngoài."
OUTSIDE_PLAN_ADVICE: Final = "Chọn một kỳ trong các năm của kế hoạch."
HALF_YEARS: Final = "Báo cáo sáu tháng lập cho nửa năm; “{period}” không phải nửa năm."
HALF_YEARS_ADVICE: Final = "Viết kỳ như 2026-H1 hoặc 2026-H2."
NOT_KEPT: Final = "Số liệu chốt số {number} là của kế hoạch {plan}, không phải {wanted}."
NOT_KEPT_ADVICE: Final = "Chọn bản chốt của đúng kế hoạch."
TAMPERED: Final = "Báo cáo số {number} đã bị thay đổi so với lúc ký."
UNSEALED: Final = "Báo cáo số {number} ghi là đã ký nhưng không có chữ ký trên hệ thống."
REMAINS: Final = "Phần còn đọc được của báo cáo năm {year}"
REMAINS_ONLY: Final = "Nội dung lưu không còn đúng cấu trúc; chỉ hiện được phần lời còn đọc được."
NOT_SIGNED_MARK: Final = "KHÔNG PHẢI BẢN ĐÃ KÝ"
TAMPERED_ADVICE: Final = "Không dùng bản này; báo quản trị hệ thống kiểm tra nhật ký."


def period_words(period: str) -> str:
    """`năm 2026`, `6 tháng đầu năm 2026`; empty for what is done once."""
    year, _, part = period.partition("-")
    return "" if period == "once" else PERIODS[part].format(year=year)

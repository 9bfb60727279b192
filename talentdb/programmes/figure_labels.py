"""Vietnamese words of the figures of programmes in reports. Holds texts only."""

from collections.abc import Mapping
from typing import Final

__all__ = [
    "APPROVED",
    "ASKED",
    "BUDGET",
    "BUDGET_HEADS",
    "BUDGET_SHEET",
    "CASES",
    "CASE_HEADS",
    "CASE_SHEET",
    "COHORT",
    "COHORT_OPEN",
    "COHORT_YOUNG",
    "COHORT_YOUNG_OPEN",
    "COMMITMENTS",
    "COMMITMENT_STATE",
    "FILLED",
    "MONEY",
    "NOT_SHOWN",
    "NO_BUDGET",
    "NO_CASES",
    "NO_COMMITMENTS",
    "NO_INSTRUMENTS",
    "NO_NEEDS",
    "NO_SUM",
    "SOURCES",
    "STATES",
    "TOTAL",
    "UNSAID",
]

NOT_SHOWN: Final = "Tài khoản lập báo cáo không được xem hồ sơ của các chính sách nên mục này chưa có số liệu."
NO_INSTRUMENTS: Final = "Kế hoạch không có chính sách nào được quản lý theo hồ sơ."
NO_CASES: Final = "Chưa có hồ sơ nào của các chính sách trong kế hoạch."
CASES: Final = (
    "Trong kỳ đã mở {opened} hồ sơ, {granted} hồ sơ được chấp thuận, {refused} không được chấp thuận; đến {day} còn "
    "{running} hồ sơ đang giải quyết hoặc theo dõi, trong đó {late} chậm so với thời hạn của chặng."
)
CASE_HEADS: Final = (
    "Chính sách", "Mở", "Chấp thuận", "Không chấp thuận", "Rút, dừng", "Đang giải quyết", "Chậm",
)  # fmt: skip
CASE_SHEET: Final = "Chính sách"
TOTAL: Final = "Tổng số"
NO_NEEDS: Final = "Năm {year} chưa có danh mục nhu cầu được phê duyệt."
ASKED: Final = "Nhu cầu năm {year}: các cơ quan, đơn vị đăng ký {asked}, được phê duyệt {approved}"
APPROVED: Final = "Nhu cầu năm {year} được phê duyệt: {approved}"
UNSAID: Final = " ({n} dòng đăng ký chưa ghi số lượng, nên số đăng ký có thể lớn hơn)"
FILLED: Final = "; đã đáp ứng {granted}, có thể đến {most} khi {running} hồ sơ đang giải quyết được chấp thuận."
NO_COMMITMENTS: Final = "Chưa có cam kết nào."
COMMITMENTS: Final = "Cam kết đến {day}: {states}."
COMMITMENT_STATE: Final = "{n} {state}"
STATES: Final[Mapping[str, str]] = {
    "not_begun": "chưa bắt đầu", "running": "đang thực hiện", "suspended": "tạm dừng tính thời gian",
    "ended": "hết thời hạn, chờ xác nhận", "broken": "bị vi phạm", "released": "được miễn phần còn lại",
    "fulfilled": "đã hoàn thành",
}  # fmt: skip
MONEY: Final = (
    "Kinh phí trong kỳ: đã chi {paid} đồng, đã thu hồi {returned} đồng; đến {day} còn phải thu hồi {owed} đồng do vi "
    "phạm cam kết."
)
COHORT: Final = (
    "Trong {due} người được công nhận năm {year} đã đủ {years} năm, {stayed} người còn làm việc ở cơ quan, đơn vị "
    "của tỉnh vào ngày tròn {years} năm"
)
COHORT_OPEN: Final = "; {unknown} người chưa rõ, nên tỷ lệ ở lại từ {low} đến {high}"
COHORT_YOUNG: Final = (
    "{n} người được công nhận năm {year} chưa đến hạn {years} năm; đến ngày {day}, {here} người còn làm việc ở cơ "
    "quan, đơn vị của tỉnh"
)
COHORT_YOUNG_OPEN: Final = ", {n} người chưa rõ"
NO_BUDGET: Final = "Chưa ghi nhận dự toán và khoản chi nào của năm {year}."
BUDGET: Final = "Dự toán và số đã chi của năm {year}, tính đến nay:"
BUDGET_HEADS: Final = ("Nguồn", "Dự toán (đồng)", "Đã chi (đồng)", "Đã thu hồi (đồng)", "Còn lại (đồng)")
BUDGET_SHEET: Final = "Kinh phí"
NO_SUM: Final = "chưa ghi nhận"
SOURCES: Final[Mapping[str, str]] = {
    "state_budget": "Ngân sách nhà nước", "enterprise": "Doanh nghiệp", "sponsor": "Tài trợ", "other": "Nguồn khác",
}  # fmt: skip

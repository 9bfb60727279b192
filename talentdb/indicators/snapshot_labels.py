"""Vietnamese words of frozen figures: what may be asked, why it is refused, what differs. No logic."""

from typing import Final

__all__ = [
    "DIFFERENT_PLANS",
    "DIFFERENT_PLANS_ADVICE",
    "FUTURE",
    "INPUTS",
    "MISSING",
    "NOTHING_TO_FREEZE",
    "NOTHING_TO_FREEZE_ADVICE",
    "NO_PERIOD",
    "OPERATOR_SIGNS",
    "OPERATOR_SIGNS_ADVICE",
    "OTHER_YEAR",
    "OUTSIDE_PLAN",
    "PERIOD_ADVICE",
    "SIGNED",
    "SIGNED_ADVICE",
    "SIGNED_OTHER",
    "SIGN_ADVICE",
    "SIGN_FORBIDDEN",
    "SNAPSHOTS_ADVICE",
    "STATEMENT",
    "TAMPERED",
    "TAMPERED_ADVICE",
]

NO_PERIOD: Final = "“{period}” không phải một kỳ báo cáo."
OTHER_YEAR: Final = "Ngày {day} không thuộc năm của kỳ {period}."
FUTURE: Final = "Chưa chốt được số liệu của ngày {day}: ngày đó chưa tới."
OUTSIDE_PLAN: Final = "Kế hoạch {plan} thực hiện từ năm {first} đến năm {last}; kỳ {period} nằm ngoài."
NOTHING_TO_FREEZE: Final = "Kế hoạch {plan} không đặt chỉ tiêu bằng số: không có số liệu nào để chốt."
NOTHING_TO_FREEZE_ADVICE: Final = "Chọn kế hoạch có chỉ tiêu; báo cáo của kế hoạch này không cần số liệu chốt."
PERIOD_ADVICE: Final = "Kỳ viết như 2026, 2026-H1 (sáu tháng đầu năm) hoặc 2026-Q3; ngày tính không sau hôm nay."
STATEMENT: Final = "Xác nhận số liệu chốt kỳ {period} để dùng trong báo cáo."
SIGN_FORBIDDEN: Final = "Chỉ lãnh đạo và cán bộ quản lý dữ liệu ký được số liệu chốt, bằng tài khoản của chính mình."
SIGN_ADVICE: Final = "Đăng nhập bằng tài khoản có vai trò đó."
OPERATOR_SIGNS: Final = "Người vận hành máy không ký thay ai được: chữ ký phải là của một tài khoản có tên."
OPERATOR_SIGNS_ADVICE: Final = "Thêm --as TÀI_KHOẢN của lãnh đạo hoặc cán bộ quản lý dữ liệu."
SIGNED: Final = "Tài khoản này đã ký số liệu chốt số {number}."
SIGNED_ADVICE: Final = "Không cần ký lần nữa."
MISSING: Final = "Không có số liệu chốt số {number}."
SNAPSHOTS_ADVICE: Final = "Xem danh sách số liệu đã chốt của kế hoạch."
TAMPERED: Final = "Số liệu chốt số {number} đã bị thay đổi so với lúc chốt."
SIGNED_OTHER: Final = "Số liệu chốt số {number} không còn là số liệu mà {login} đã ký."
TAMPERED_ADVICE: Final = "Không dùng số liệu này; báo quản trị hệ thống kiểm tra nhật ký."
DIFFERENT_PLANS: Final = "Hai bản chốt thuộc hai kế hoạch khác nhau: số {one} và số {other}."
DIFFERENT_PLANS_ADVICE: Final = "Chọn hai bản của cùng một kế hoạch."
INPUTS: Final = {
    "decision": "Quyết định cuối cùng về danh sách",
    "people": "Số người có trong cơ sở dữ liệu ngày đó",
    "definition_version": "Phiên bản định nghĩa của kế hoạch",
    "plan_sha256": "Nội dung tệp kế hoạch",
    "choices": "Cách hiểu đã chọn",
    "targets": "Chỉ tiêu giao riêng (số thứ tự cuối)",
    "tasks": "Báo cáo nhiệm vụ (số thứ tự cuối)",
    "schema": "Phiên bản cơ sở dữ liệu",
    "program": "Phiên bản phần mềm",
}

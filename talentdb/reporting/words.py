"""Vietnamese sentences of reports; every number in them comes from frozen figures."""

from collections.abc import Mapping
from typing import Final

__all__ = [
    "AGAINST",
    "BECAUSE",
    "BEHIND",
    "BEHIND_HEADS",
    "BETWEEN",
    "CHART",
    "COMMON",
    "COUNTED",
    "COVERAGE",
    "FIGURE_HEADS",
    "GAP",
    "HIDDEN",
    "HIDDEN_SHORT",
    "METHOD",
    "NOTHING_COUNTED",
    "NOT_COUNTED",
    "NO_DATA",
    "NO_GAP",
    "NO_INDICATORS",
    "NO_TARGET",
    "OPEN_BETWEEN",
    "PART",
    "PARTS",
    "POINT",
    "REACHED",
    "REST",
    "SAID",
    "SHEET_CUTS",
    "SHEET_CUT_HEADS",
    "SHEET_FIGURES",
    "SHEET_FIGURE_HEADS",
    "SHEET_METHODS",
    "SHEET_METHOD_HEADS",
    "STATUS",
    "STATUS_COUNT",
    "SURE",
    "TARGET",
    "WITHOUT",
    "WORDING",
]

STATUS: Final[Mapping[str, str]] = {
    "reached": "Đạt",
    "on_track": "Đúng tiến độ",
    "behind": "Chậm",
    "no_data": "Chưa có số liệu",
}
STATUS_COUNT: Final[Mapping[str, str]] = {
    "reached": "{n} chỉ tiêu đã đạt",
    "on_track": "{n} chỉ tiêu đúng tiến độ",
    "behind": "{n} chỉ tiêu chậm",
    "no_data": "{n} chỉ tiêu chưa có số liệu",
}
WORDING: Final[Mapping[str, str]] = {"at_least": "ít nhất", "about": "khoảng", "aspiration": "phấn đấu", "none": ""}
FIGURE_HEADS: Final = ("Mã", "Chỉ tiêu", "Kết quả", "Mục tiêu", "Đánh giá")
BEHIND_HEADS: Final = ("TT", "Cơ quan, đơn vị", "Kết quả")
CHART: Final = "Kết quả của các chỉ tiêu so với mục tiêu (vạch đỏ); dải nhạt là khoảng mà số liệu còn thiếu cho phép."
NO_INDICATORS: Final = "Kế hoạch này không đặt chỉ tiêu bằng số."
NO_TARGET: Final = "–"
NO_DATA: Final = "chưa có số liệu"
HIDDEN: Final = "không hiện vì nhóm dưới 5 người"
REACHED: Final = "Trong {n} chỉ tiêu có mức phải đạt: {told}."
COUNTED: Final = "{numerator}/{denominator}"
TARGET: Final = "{wording}{target} vào năm {year}"
SAID: Final = "{code}. {name}: {numerator} trên {denominator} {unit}, đạt {value}."
WITHOUT: Final = "{code}. {name}: {reason}."
SURE: Final = "Không có số liệu thiếu làm thay đổi kết quả này."
BETWEEN: Final = "Tùy {unknown} trường hợp còn thiếu thông tin, kết quả thực nằm trong khoảng {low} đến {high}."
OPEN_BETWEEN: Final = "Tùy những điều chưa rõ trong số liệu, kết quả thực nằm trong khoảng {low} đến {high}."
BECAUSE: Final = "Riêng từng điều: {told}."
PART: Final = "{what}: {low} đến {high}"
PARTS: Final[Mapping[str, str]] = {
    "values": "thông tin còn thiếu trong danh sách",
    "duplicates": "hồ sơ có thể trùng chưa kết luận",
    "waiting": "danh sách đã nộp chưa duyệt",
    "silent": "người chưa có tên trong danh sách",
}
NOTHING_COUNTED: Final = (
    "Chưa có số liệu để tính chỉ tiêu nào: chưa có danh sách người đã được duyệt, hoặc chưa khai cơ sở, đơn vị."
)
NOT_COUNTED: Final = "Chưa có số liệu để tính: {told}."
AGAINST: Final = "So với mục tiêu {target}: {missing}."
GAP: Final = "cần thêm {gap} {unit}"
NO_GAP: Final = "đã đạt"
COVERAGE: Final = "Tính từ số liệu của {reported} trên {total} cơ quan có trách nhiệm báo cáo."
BEHIND: Final = "{code}: {n} trên {total} cơ quan, đơn vị dưới mức mục tiêu, thấp nhất trước"
REST: Final = "Và {n} cơ quan, đơn vị khác trong phụ lục."
COMMON: Final = "Chung cho nhiều chỉ tiêu"
METHOD: Final = "Số liệu tính đến ngày {day}, theo bộ định nghĩa phiên bản {version}."
POINT: Final = "- {text}"

HIDDEN_SHORT: Final = "ẩn (nhóm nhỏ)"
SHEET_FIGURES: Final = "Chỉ tiêu"
SHEET_FIGURE_HEADS: Final = (
    "Mã", "Chỉ tiêu", "Tử số", "Mẫu số", "Kết quả", "Thấp nhất có thể", "Cao nhất có thể", "Mục tiêu", "Năm đích",
    "Còn thiếu", "Đánh giá", "Cơ quan đã có số liệu", "Cơ quan phải báo cáo",
)  # fmt: skip
SHEET_CUTS: Final[Mapping[str, tuple[str, str]]] = {
    "agency": ("Theo cơ quan", "Cơ quan, đơn vị"),
    "sector": ("Theo khu vực", "Khu vực"),
    "commune": ("Theo xã, phường", "Xã, phường"),
    "field": ("Theo lĩnh vực", "Lĩnh vực khoa học và công nghệ"),
    "post": ("Theo loại vị trí", "Loại vị trí"),
}
SHEET_CUT_HEADS: Final = (
    "Mã", "Chỉ tiêu", "Tử số", "Mẫu số", "Kết quả", "Thấp nhất có thể", "Cao nhất có thể", "Mục tiêu riêng",
    "Ghi chú",
)  # fmt: skip
SHEET_METHODS: Final = "Cách tính"
SHEET_METHOD_HEADS: Final = ("Mã", "Chỉ tiêu", "Định nghĩa", "Cách hiểu", "Điều còn thiếu, ảnh hưởng")

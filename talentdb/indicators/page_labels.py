"""Vietnamese words that tell a figure on screens and on paper. No logic."""

from typing import Final

COVERAGE: Final = "{n} trên {total} cơ quan đã có số liệu"
TARGET: Final = "Mục tiêu {target} ({year})"
ABOUT_TARGET: Final = "Mục tiêu khoảng {target} ({year})"
NO_TARGET: Final = "Kế hoạch không đặt mức"
NEEDED: Final = "Cần thêm {n} {unit}"
NOTHING_NEEDED: Final = "Đã đủ"
BETWEEN: Final = "khoảng {low} – {high}"
EXACT: Final = "không có chỗ trống dữ liệu"
FRACTION: Final = "{n} trên {d} {unit}"
UNIT: Final = {"people": "người", "agencies": "cơ quan", "institutions": "mục được báo cáo", "none": ""}
UNIT_OF: Final = {
    ("hung-yen-2711", "I3.stated"): "người",
    ("hung-yen-2711", "I4.stated"): "nhà giáo",
    ("hung-yen-2711", "I5"): "cơ sở",
    ("hung-yen-2711", "I6"): "chương trình",
    ("hung-yen-2711", "I7"): "ngành, nghề",
}
STATUS: Final = {
    "reached": "Đã đạt mục tiêu",
    "on_track": "Đúng tiến độ",
    "behind": "Chậm hơn lộ trình",
    "no_data": "Chưa có dữ liệu",
}
BELOW_TARGET: Final = "Chưa đạt mục tiêu"
WITHOUT_TARGET: Final = "Theo dõi, không đặt mức"
NO_FIGURE: Final = "Không có con số"
HIDDEN: Final = "Không hiện số của nhóm dưới 5 người"
STATUS_ICON: Final = {"reached": "✓", "on_track": "→", "behind": "!", "no_data": "–"}
TREND_UP: Final = "tăng {points} điểm từ {day}"
TREND_DOWN: Final = "giảm {points} điểm từ {day}"
TREND_SAME: Final = "không đổi từ {day}"
TREND_NONE: Final = "chưa có số liệu kỳ trước"

TITLE: Final = "CHỈ TIÊU CỦA KẾ HOẠCH"
MADE: Final = "Số liệu đến {day} · {coverage} · phiên bản định nghĩa {version}"
FROZEN: Final = "Số liệu chốt số {number}, kỳ {period}, mã băm {sha}"
LIVE: Final = "Số liệu chưa chốt, lấy từ cơ sở dữ liệu lúc in"
CHOICES: Final = "Có {n} điểm kế hoạch để ngỏ được chọn khác mặc định"
SCALE: Final = "Thang 0 – 100 %. Cột: hiện nay. Khung nhạt: khoảng có thể, do dữ liệu còn thiếu. Vạch đỏ: mục tiêu."
SIGNER: Final = "Người lập"
LEADER: Final = "Lãnh đạo"
SIGN_HINT: Final = "(ký, ghi rõ họ tên)"
HEAD: Final = ("Chỉ tiêu", "Hiện nay", "", "Mục tiêu", "Tình trạng, còn thiếu")
NO_INDICATORS: Final = "không đặt chỉ tiêu bằng tỷ lệ phần trăm"
PART_OF: Final = "{part} (của “{whole}”)"

"""What happens in the programmes of the demo: cases, needs, nominations, money. Fictional; no logic."""

from typing import Final

CASES: Final = (
    ("hung-yen-798", "attraction-selection", "submit accept select decide sign approve-support pay", 205, 22),
    ("hung-yen-798", "attraction-selection", "submit accept select decide sign approve-support", 120, 19),
    ("hung-yen-798", "attraction-selection", "submit accept select decide", 75, 14),
    ("hung-yen-798", "attraction-selection", "submit accept", 24, 9),
    ("hung-yen-798", "attraction-selection", "submit", 70, 12),
    ("hung-yen-798", "attraction-selection", "submit return", 30, 11),
    ("hung-yen-798", "attraction-selection", "", 3, 1),
    ("hung-yen-798", "attraction-selection", "submit refuse", 95, 20),
    ("hung-yen-798", "attraction-reception", "submit accept decide sign approve-support pay", 240, 20),
    ("hung-yen-798", "attraction-reception", "submit accept decide sign", 90, 12),
    ("hung-yen-798", "attraction-reception", "submit accept", 35, 8),
    ("hung-yen-798", "attraction-reception", "submit", 6, 2),
    ("hung-yen-798", "attraction-special", "submit", 12, 5),
    ("hung-yen-798", "second-degree-it", "submit accept decide graduate approve-support pay", 400, 20),
    ("hung-yen-798", "second-degree-it", "submit accept decide graduate approve-support pay break", 420, 20),
    ("hung-yen-798", "second-degree-it", "submit accept decide", 150, 20),
    ("hung-yen-798", "master-it", "submit accept decide", 180, 20),
    ("hung-yen-798", "master-it", "submit accept", 40, 8),
    ("hung-yen-798", "master-it", "submit", 5, 2),
    ("hung-yen-2711", "recognition", "submit admit", 34, 8),
    ("hung-yen-2711", "recognition", "submit", 18, 4),
    ("hung-yen-2711", "honour", "submit admit judge decide present", 130, 16),
    ("hung-yen-2711", "honour", "submit admit", 60, 12),
    ("hung-yen-2711", "honour", "submit", 6, 2),
    ("hung-yen-2711", "expert-order", "submit forward agree", 55, 10),
    ("hung-yen-2711", "mentoring", "submit match begin", 100, 15),
)
"""Plan, instrument, steps taken, days since it was opened, days between its steps."""

COURSE: Final = (120, 30)
"""Days of the course of who studies, and how long before the day of graduation it is told to have ended."""

FACTS: Final = {
    "position": "Kỹ sư quản trị cơ sở dữ liệu, an toàn thông tin",
    "institution": "Đại học Mẫu về Công nghệ",
    "achievement": "Giải pháp cảnh báo sớm sâu bệnh trên nhãn, áp dụng ở năm xã",
    "work": "Bộ dữ liệu mở về đất trồng nhãn",
    "content": "Đề án chuyển đổi số ngành nông nghiệp",
    "expert": "Chuyên gia dữ liệu nông nghiệp",
    "aim": "Kèm cặp nghiên cứu viên trẻ hoàn thành đề tài cấp tỉnh",
    "mentor": "PGS.TS. Nguyễn Thị Giả Định",
}
DONG: Final = {"estimate": 60_000_000, "tuition": 52_400_000, "support": 48_000_000, "housing-cost": 4_500_000,
               "value": 180_000_000}  # fmt: skip
CHOICES: Final = {"housing": "rented", "major": "information-security"}
REASONS: Final = {
    "return": "Bản sao văn bằng chưa chứng thực.",
    "refuse": "Vị trí đã tuyển đủ trong năm.",
    "break": "Tự ý thôi việc trước thời hạn, chuyển sang làm việc ngoài tỉnh.",
}
REASON: Final = "Đủ căn cứ theo hồ sơ."
DECISION: Final = "QĐ số {number}/QĐ-UBND"
VOUCHER: Final = "UNC {number}"
CONFIRMED_ARTICLE: Final = "Điều 4 (bản trình diễn)"
CONFIRMED_PAPER: Final = "Nghị quyết 798/2025/NQ-HĐND (giả định đã đối chiếu)"
REPAYMENT: Final = "whole"
BUDGET: Final = (
    ("state_budget", 6_000_000_000, "Dự toán năm, mục 12"),
    ("sponsor", 400_000_000, "Quỹ khuyến học Mẫu"),
)
NEED_LIST: Final = "1502/QĐ-UBND"
NOMINATIONS: Final = (
    ("hung-yen-2711", "recognition", "Đỗ Thị Minh Tưởng Tượng", "1994-03-12", "doctorate",
     "Tác giả hai công bố quốc tế về nông nghiệp chính xác."),
    ("hung-yen-2711", "recognition", "Vũ Quang Giả Lập", "1989-10-02", "master",
     "Chủ nhiệm nhiệm vụ cấp tỉnh được nghiệm thu xuất sắc."),
    ("hung-yen-798", "attraction-selection", "Hoàng Ngọc Ví Dụ", "2001-07-21", "university",
     "Tốt nghiệp xuất sắc ngành khoa học dữ liệu."),
)  # fmt: skip
SCORES: Final = (85, 78, 82)
"""What three members give, of a hundred."""
COMMENT: Final = "Hồ sơ tốt, phù hợp vị trí."
NOT_NOMINATED: Final = "Hội đồng phát hiện, chưa qua đề cử"

"""What fictional people of the demo raise, answer, inspect and accept. No logic."""

from typing import Final

TASKS: Final = (
    ("hung-yen-2711", 1, "SO-KHCN", "done", "Đã nộp danh sách và tổng số nhân sự", "Biên nhận trên hệ thống"),
    ("hung-yen-2711", 1, "SO-NV", "under_way", "Đang rà soát các đơn vị trực thuộc", ""),
    ("hung-yen-2711", 2, "SO-KHCN", "under_way", "Đã trình kế hoạch đẩy mạnh nghiên cứu", "Tờ trình số 41/TTr-SKHCN"),
    ("hung-yen-2711", 4, "BAO-PTTH", "under_way", "Chuyên mục hằng tháng về trí thức tiêu biểu", "12 số đã phát"),
    ("hung-yen-2711", 5, "LHH", "done", "Hội nghị gặp mặt với 120 đại biểu", "Báo cáo số 18/BC-LHH"),
    ("hung-yen-2711", 6, "LHH", "under_way", "Đã phản biện bốn dự thảo đề án", "Hồ sơ phản biện tại Liên hiệp hội"),
    ("hung-yen-2711", 10, "SO-NV", "done", "Kế hoạch đào tạo, bồi dưỡng năm đã ban hành", "KH số 12/KH-UBND"),
    ("hung-yen-2711", 11, "SO-GDDT", "under_way", "Triển khai STEM ở 40 trường", "Công văn số 305/SGDĐT"),
    ("hung-yen-798", 1, "SO-NV", "under_way", "Đã đăng toàn văn trên Cổng thông tin", "Mục Chính sách thu hút"),
    ("hung-yen-798", 3, "SO-NV", "under_way", "Đang tổng hợp nhu cầu của các cơ quan", ""),
    ("hung-yen-798", 6, "SO-TC", "done", "Đã bố trí trong dự toán năm", "Dự toán năm, mục 12"),
)
"""Plan, task, body, state, words, evidence."""

DIFFICULTIES: Final = (
    ("difficulty", "SO-GDDT", "Phòng Tổ chức cán bộ", "hung-yen-2711",
     "Nhiều trường chưa có mã số định danh của giáo viên hợp đồng nên danh sách còn thiếu.", ()),
    ("difficulty", "SO-NV", "Phòng Công chức, viên chức", "hung-yen-798",
     "Chưa có hướng dẫn mức chi cho người tốt nghiệp sau đại học ở mức giữa các bậc của nghị quyết.",
     (("assign", "SO-TC", 20, "Đề nghị Sở Tài chính cho ý kiến."),)),
    ("proposal", "LHH", "Ban Thường trực", "hung-yen-2711",
     "Đề nghị bố trí kinh phí cho hội thi sáng tạo kỹ thuật từ đầu năm.",
     (("assign", "SO-TC", -6, "Trả lời trước kỳ lập dự toán."),)),
    ("difficulty", "SO-KHCN", "Phòng Quản lý khoa học", "hung-yen-2711",
     "Một số xã chưa cử người làm đầu mối nhập dữ liệu.",
     (("assign", "SO-NV", 10, ""), ("answer", "", 0, "Đã có công văn đề nghị các xã cử đầu mối."))),
    ("proposal", "BAO-PTTH", "Ban Biên tập", "hung-yen-2711",
     "Đề nghị cung cấp danh sách trí thức tiêu biểu để làm chuyên mục.",
     (("assign", "SO-KHCN", 15, ""), ("answer", "", 0, "Đã gửi danh sách 25 người đồng ý giới thiệu."),
      ("close", "", 0, "Chuyên mục đã phát, không còn vướng mắc."))),
)  # fmt: skip
"""Kind, body, who, plan, text, and what became of it: act, body asked, days from today for its answer, words."""

INSPECTIONS: Final = (
    ("hung-yen-798", "SO-GDDT", 60, "Đoàn kiểm tra của Sở Nội vụ", "Biên bản số 04/BB-SNV",
     "Đã rà soát nhu cầu; danh mục vị trí việc làm chưa nêu đủ tiêu chuẩn.",
     "Bổ sung tiêu chuẩn, điều kiện của từng vị trí.", 15),
    ("hung-yen-2711", "SO-NV", 25, "Đoàn kiểm tra của Sở Khoa học và Công nghệ", "Biên bản số 07/BB-SKHCN",
     "Danh sách đầy đủ, cập nhật đúng kỳ.", "", 0),
)  # fmt: skip
"""Plan, body, days ago, by whom, paper, findings, remedy, days for it after the inspection."""

EXCELLENT: Final = (
    ("Quy trình nuôi ghép thủy sản nước lợ ven biển", "TS. Trần Thị Minh Họa", "SO-KHCN", True, "excellent",
     "Áp dụng tại ba xã ven biển, 120 hộ nuôi.", "QĐ số 88/QĐ-SKHCN"),
    ("Hệ thống cảnh báo sớm sâu bệnh trên nhãn", "ThS. Lê Văn Giả Định", "SO-KHCN", True, "excellent",
     "Áp dụng tại các vùng trồng nhãn, giảm một phần tư lượng thuốc.", "QĐ số 91/QĐ-SKHCN"),
    ("Phần mềm quản lý kho lưu trữ cấp xã", "KS. Phạm Thị Thử", "SO-NV", False, "excellent",
     "Dùng thử ở hai xã.", "QĐ số 15/QĐ-SNV"),
)  # fmt: skip
"""Title, lead, body, commissioned, rating, applied, paper."""

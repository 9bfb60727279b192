"""Vietnamese words of the pages of outlooks and of the body of intellectuals. No logic."""

from typing import Final

PAGE: Final = "Dự báo"
INTRO: Final = (
    "Nếu không làm gì thêm: người đến tuổi thì nghỉ, khóa học đã lên kế hoạch thì diễn ra, phần còn lại theo "
    "xu hướng của ba năm trước. Dải màu là khoảng mà tám trong mười lần con số thật rơi vào."
)
UNTIL: Final = "Đến cuối năm"
NOW: Final = "Hiện nay"
NOW_TICK: Final = "nay"
THEN: Final = "Cuối năm {year}"
TARGET: Final = "Mục tiêu {year}"
MISSING: Final = "Còn thiếu (mức giữa)"
PEOPLE: Final = "{n} người"
NOTHING_MISSING: Final = "Không thiếu"
NO_TARGET: Final = "không đặt"
BAND: Final = "khoảng dự báo"
LINE: Final = "dự báo"
TARGET_LINE: Final = "mục tiêu {target}"
PARTS: Final = "Con số thay đổi vì"
POINTS: Final = "{sign}{points} điểm"
LEAVING: Final = "{n} người đang tính sẽ nghỉ hưu hoặc quá tuổi được tính."
LEAVING_FEW: Final = "Dưới 5 người đang tính sẽ nghỉ hưu hoặc quá tuổi được tính."
ERROR: Final = "Thử lại trên các năm đã qua của tỉnh: dự báo trước một năm lệch trung bình {points} điểm."
NO_ERROR: Final = "Chưa đủ số liệu các năm trước của tỉnh để thử lại dự báo; khoảng vì thế rộng hơn."
BENCH: Final = "Trên dữ liệu mô phỏng, dự báo trước ba năm lệch trung bình {points} điểm."
WITHOUT: Final = "Các chỉ tiêu kế hoạch không đặt mục tiêu"
NONE: Final = "Kế hoạch này không có chỉ tiêu nào về người."
DATA: Final = "Dự báo theo năm"
DATA_COLUMNS: Final = {
    "code": "Mã",
    "name": "Chỉ tiêu",
    "year": "Năm",
    "value": "Mức giữa",
    "low": "Mức thấp",
    "high": "Mức cao",
    "target": "Mục tiêu",
}

CREW_PAGE: Final = "Đội ngũ"
CREW_INTRO: Final = "Đội ngũ trí thức đang làm việc tính đến {day}, theo cách hiểu đang dùng của kế hoạch."
AS_OF: Final = "Tính đến ngày"
TAB_AGES: Final = "Độ tuổi"
TAB_FLOWS: Final = "Đến và đi"
TAB_RENEWAL: Final = "Nghỉ hưu, kế cận"
TAB_FIELDS: Final = "Lĩnh vực và nhu cầu"
HIDDEN: Final = "ẩn"
HIDDEN_NOTE: Final = "{n} ô dưới 5 người (hoặc có thể suy ra ô đó) không hiện, để không lộ thông tin cá nhân."
ALL_HIDDEN: Final = "Mọi con số của hình này đều thuộc nhóm nhỏ được ẩn, nên không có gì để vẽ."
EMPTY: Final = "Chưa có người nào trong cơ sở dữ liệu để tính."
BAND_NAMES: Final = {"<25": "dưới 25", "65+": "từ 65", "unknown": "chưa rõ"}
SEX: Final = {"male": "Nam", "female": "Nữ", "unknown": "Chưa rõ giới tính"}
AGE: Final = "Tuổi"
AGES_UNKNOWN: Final = "Chưa rõ ngày sinh: {n} người. Chưa rõ giới tính: {sex} người."
TOTAL: Final = "Tổng"
YEAR: Final = "Năm"
EVENTS: Final = {
    "listed": "Có tên lần đầu, đã làm từ trước",
    "came": "Mới đến",
    "returned": "Trở lại làm việc",
    "changed": "Đổi cơ quan trong tỉnh",
    "retired": "Nghỉ hưu",
    "moved": "Chuyển đi",
    "left": "Thôi việc",
    "deceased": "Qua đời",
}
CAME: Final = ("came", "returned")
WENT: Final = ("retired", "moved", "left", "deceased")
FLOWS_NOTE: Final = (
    "Cột phía trên là người mới đến hoặc trở lại, phía dưới là người nghỉ, đi. Người được tuyển từ hơn một năm "
    "trước, hoặc của đơn vị nộp danh sách lần đầu, chỉ là có tên lần đầu, không tính là mới đến; đổi cơ quan trong "
    "tỉnh không làm đội ngũ tăng hay giảm."
)
FLOWS_DATA: Final = "Den va di"
AGES_DATA: Final = "Do tuoi"
UNTIL_YEAR: Final = "Đến hết năm"
WORKING: Final = "Đang làm việc"
RETIRING: Final = "Cần thay đến hết {year}"
YOUNG: Final = "Dưới 45 tuổi"
RATIO: Final = "Kế cận mỗi người nghỉ"
UNKNOWN: Final = "Chưa rõ {n} người: thiếu ngày sinh hoặc giới tính nên chưa biết năm nghỉ hưu."
ALL_KNOWN: Final = "Biết năm nghỉ hưu của mọi người."
OVERDUE: Final = "Đã quá tuổi"
UNSPLIT: Final = "Không tách theo khu vực"
LAW: Final = (
    "Tuổi nghỉ hưu bình thường theo Bộ luật Lao động 2019 và Nghị định 135/2020/NĐ-CP: năm 2026 nam 61 tuổi 6 "
    "tháng, nữ 57 tuổi; tăng mỗi năm 3 và 4 tháng đến 62 và 60 tuổi. Người được kéo dài hay nghỉ sớm chưa tính"
    " riêng."
)
GROUP_COLUMNS: Final = {
    "sector_name": "Khu vực",
    "field_name": "Lĩnh vực",
    "working": "Đang làm",
    "retiring": "Nghỉ đến hết {year}",
    "young": "Dưới 45",
    "ratio": "Kế cận mỗi người nghỉ",
    "unknown": "Chưa rõ",
}
GROUPS: Final = "Theo khu vực và lĩnh vực"
RENEWAL_DATA: Final = "Nghi huu va ke can"
FIELD_COLUMNS: Final = {
    "name": "Lĩnh vực",
    "working": "Đang làm",
    "retiring": "Nghỉ đến hết {year}",
    "needed": "Đăng ký cần",
    "asked": "Ngành đăng ký",
}
NO_NEEDS: Final = (
    "Chưa cơ quan nào đăng ký nhu cầu cho thời gian này (biểu “nhu cầu”); bảng dưới chỉ có người đang làm và "
    "người nghỉ."
)
NEEDS_NOTE: Final = (
    "Nhu cầu lấy từ danh sách mới nhất đã duyệt của mỗi cơ quan; ngành ghi bằng chữ được xếp vào lĩnh vực khi "
    "chắc chắn, còn lại ở dòng “Chưa rõ”."
)
FIELDS_DATA: Final = "Linh vuc va nhu cau"
NONE_RETIRES: Final = "—"
NEED_BAR: Final = "đăng ký cần"
RETIRE_BAR: Final = "nghỉ hưu"

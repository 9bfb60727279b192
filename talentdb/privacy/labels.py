"""Vietnamese words of requests about one's own data and of incidents. No logic."""

from collections.abc import Mapping
from typing import Final

CHANNELS: Final[Mapping[str, str]] = {
    "paper": "Văn bản", "in_person": "Trực tiếp", "email": "Thư điện tử", "portal": "Cổng dịch vụ",
}  # fmt: skip
STATES: Final[Mapping[str, str]] = {
    "new": "Chưa trả lời tiếp nhận",
    "running": "Đang thực hiện",
    "done": "Đã thực hiện",
    "refused": "Đã từ chối",
    "withdrawn": "Đã rút",
}
ACTS: Final[Mapping[str, str]] = {
    "answered": "Trả lời đã tiếp nhận",
    "extended": "Gia hạn",
    "done": "Đã thực hiện",
    "refused": "Từ chối",
    "withdrawn": "Người yêu cầu rút",
}
KINDS: Final[Mapping[str, str]] = {
    "disclosure": "Lộ, lọt dữ liệu",
    "alteration": "Dữ liệu bị sửa trái phép",
    "loss": "Mất, hủy dữ liệu",
    "unavailable": "Không truy cập được",
    "misuse": "Dùng sai mục đích",
}
INCIDENT_ACTS: Final[Mapping[str, str]] = {
    "first_notice": "Báo ban đầu về sự cố an ninh mạng",
    "authority_notice": "Thông báo cơ quan chuyên trách bảo vệ dữ liệu cá nhân",
    "people_told": "Báo cho người có dữ liệu",
    "finding": "Kết quả xác minh, khắc phục",
    "closed": "Kết thúc",
}

NO_RIGHT: Final = "Không có loại yêu cầu “{kind}”."
NO_CHANNEL: Final = "Không có cách gửi “{channel}”."
CHOOSE: Final = "Chọn một trong: {names}."
REQUEST_INCOMPLETE: Final = "Cần ghi người yêu cầu và nội dung yêu cầu."
FILL_BOTH: Final = "Điền cả hai rồi lưu lại."
RECEIVED_AHEAD: Final = "Ngày nhận yêu cầu {day} chưa tới."
CHECK_DAY: Final = "Kiểm tra lại ngày."
NO_REQUEST: Final = "Không có yêu cầu số {number}."
LIST_ADVICE: Final = "Xem danh sách ở trang Dữ liệu cá nhân."
NO_PERSON: Final = "Cơ sở dữ liệu không có người số {person}."
PERSON_ADVICE: Final = "Xem số ở địa chỉ trang hồ sơ cá nhân."
NO_WORDS: Final = "Cần ghi nội dung của việc này."
NO_WORDS_ADVICE: Final = "Điền nội dung rồi lưu lại."
NO_ARTICLE: Final = "Từ chối phải nêu điều luật cho phép."
ARTICLE_ADVICE: Final = "Ví dụ: điểm c khoản 1 Điều 19 Luật số 91/2025/QH15."
ENDED: Final = "Yêu cầu số {number} đã kết thúc: {state}."
EXTENDED_ONCE: Final = "Yêu cầu số {number} đã gia hạn một lần; pháp luật chỉ cho gia hạn một lần."
EXTENDED_LATE: Final = "Hạn thực hiện yêu cầu số {number} đã hết ngày {last}; sau đó không gia hạn được nữa."
EXTENDED_LATE_ADVICE: Final = "Thực hiện hoặc trả lời từ chối ngay; yêu cầu vẫn được tính là quá hạn."
EXTENDED_ADVICE: Final = "Thực hiện hoặc trả lời từ chối trước hạn."
ANSWERED: Final = "Yêu cầu số {number} đã có trả lời tiếp nhận."
CHANGED: Final = "Yêu cầu số {number} vừa có người khác xử lý."
DAY_BEFORE: Final = "Ngày {day} trước ngày nhận yêu cầu {received}."
RELOAD: Final = "Tải lại để xem tình hình mới, rồi thực hiện lại."
NOT_FOUND_YET: Final = "Yêu cầu số {number} chưa xác định người trong cơ sở dữ liệu."
FIND_FIRST: Final = "Gắn với một người trước khi ghi đã thực hiện."

NO_KIND: Final = "Không có loại sự cố “{kind}”."
INCIDENT_INCOMPLETE: Final = "Cần ghi chuyện gì đã xảy ra."
DETECTED_AHEAD: Final = "Thời điểm phát hiện chưa tới."
AFFECTED_ODD: Final = "Số người bị ảnh hưởng phải từ 0 trở lên; để trống nếu chưa biết."
NO_INCIDENT: Final = "Không có sự cố số {number}."
INCIDENT_CLOSED: Final = "Sự cố số {number} đã kết thúc."
INCIDENT_CHANGED: Final = "Sự cố số {number} vừa có người khác ghi thêm."
TOLD_ALREADY: Final = "Sự cố số {number} đã ghi: {act}."
DONE_ODD: Final = "Thời điểm thực hiện phải từ lúc phát hiện đến bây giờ."
NOTICE_MISSING: Final = "Chưa ghi: {act}."
NOTICE_ADVICE: Final = "Ghi việc thông báo (hoặc sửa đánh giá trong kết quả xác minh) rồi kết thúc."

NO_PURPOSE: Final = "Cần ghi mục đích lập tệp."
PURPOSE_ADVICE: Final = "Ví dụ: “Trả lời yêu cầu số 3”."
SHEET_COVER: Final = "Về tệp này"
SHEET_READ: Final = "Ai đã xem, sửa, lấy ra"
FILE_TITLE: Final = "TOÀN BỘ DỮ LIỆU ĐANG GIỮ VỀ MỘT NGƯỜI"
FILE_PERSON: Final = "Hồ sơ số"
FILE_MADE: Final = "Lập lúc"
FILE_PURPOSE: Final = "Mục đích"
FILE_HELD: Final = "Dữ liệu đang giữ"
FILE_ROWS: Final = "Số dòng"
FILE_ROW: Final = "Dòng {number} trên {rows}"
FILE_LEFT_OUT: Final = "Không in ra (mã hóa, hoặc mở được tài khoản)"
FILE_MACHINE: Final = "Dạng máy dùng để tìm"
FILE_MACHINE_NOTE: Final = (
    "Các cột và bảng chỉ nhắc lại thông tin ở dạng máy dùng để tìm kiếm, so khớp có trong tệp JSON, không in ở đây."
)
FILE_EMPTY_NOTE: Final = "Ô không có giá trị thì không in. Bảng nào không có ở đây là không giữ gì."
YES: Final = "Có"
NO: Final = "Không"
DAY_UNKNOWN: Final = "không rõ ngày"
NOTHING: Final = "Không có gì"
BAD_LEDGER: Final = "Sổ {path} hỏng ở dòng {line}."
BAD_LEDGER_ADVICE: Final = "Chép lại sổ từ nơi lưu khác, không sửa bằng tay."

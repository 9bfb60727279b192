"""Vietnamese words of consent on the page of personal data. No logic."""

from typing import Final

TAB: Final = "Sự đồng ý"
INTRO: Final = (
    "Dùng cho danh sách có căn cứ là sự đồng ý của người đó. Chưa ghi là chưa đồng ý; người chưa đồng ý hoặc đã rút "
    "lại không có trong tệp xuất, bản cung cấp cho bên khác và tệp mạng lưới."
)
NO_LIST: Final = (
    "Không có danh sách nào dựa trên sự đồng ý. Nếu có, khai ở thẻ Căn cứ, thời hạn với căn cứ “Có sự đồng ý của "
    "người đó”."
)
NO_TEXT_YET: Final = "Chưa có lời xin đồng ý để “{purpose}”: mọi người trong danh sách đang bị giữ lại."
NEW_TEXT: Final = "Ghi lời xin đồng ý"
PURPOSE: Final = "Mục đích (của danh sách)"
BODY: Final = "Lời mà người đó đọc và đồng ý"
SENSITIVE: Final = "Phải nói rõ là nhạy cảm: {fields}."
SAVE: Final = "Lưu"
TEXT_SAVED: Final = "Đã ghi lời xin đồng ý số {number}, phiên bản {version}."
RECORD: Final = "Ghi sự đồng ý"
TEXT: Final = "Lời xin đồng ý"
TEXT_NAME: Final = "số {number}, phiên bản {version}: {purpose}"
PERSON: Final = "Số hồ sơ"
NO_NUMBER: Final = "Chưa ghi số hồ sơ của người đồng ý."
NO_NUMBER_ADVICE: Final = "Chép con số ở địa chỉ trang hồ sơ cá nhân."
PERSON_HINT: Final = "số ở địa chỉ trang hồ sơ cá nhân"
CHANNEL: Final = "Người đó đồng ý bằng cách nào"
CHOOSE: Final = "Chọn"
DAY: Final = "Ngày đồng ý (ngày/tháng/năm)"
PAPER: Final = "Số và ngày của giấy, thư hoặc biên bản"
PAPER_HINT: Final = "Ví dụ: Giấy đồng ý số 12 ngày 03/05/2026"
SAVED: Final = "Đã ghi sự đồng ý của người số {person}."
HEAD: Final = "Lời số {number}, phiên bản {version}"
FOR: Final = "Để: {purpose}"
HASH: Final = "Mã kiểm SHA-256: {sha256} · {login}, {day}"
NEWEST: Final = "Những việc ghi gần đây. Rút lại được ghi khi thực hiện yêu cầu “Rút lại sự đồng ý”."
HEADS: Final = ("Người số", "Việc", "Ngày", "Để", "Phiên bản", "Cách", "Giấy tờ", "Theo yêu cầu", "Người ghi")
PENDING: Final = (
    "Cơ sở dữ liệu được khôi phục từ bản cũ: {count} lần rút lại sự đồng ý chưa áp dụng lại. Báo người vận hành "
    "áp dụng lại ngay."
)

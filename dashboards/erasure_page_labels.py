"""Vietnamese words of erasing people on the page of personal data. No logic."""

from typing import Final

ERASE: Final = "Xóa dữ liệu"
ERASE_INTRO: Final = "Xóa mọi dữ liệu về người này mà luật không buộc giữ. Không lấy lại được."
ERASE_SEE: Final = "Xem sẽ xóa gì"
ERASE_NOW: Final = "Xóa"
ERASE_SURE: Final = "Tôi đã kiểm tra danh sách trên và hiểu rằng không lấy lại được"
ERASE_UNSURE: Final = "Chưa đánh dấu đã kiểm tra."
ERASE_UNSURE_ADVICE: Final = "Xem danh sách, đánh dấu rồi bấm Xóa."
ERASE_REASON: Final = "Số, ngày văn bản làm căn cứ (không nêu tên)"
ERASE_WHO: Final = "Người bị xóa: {name}."
CHOOSE: Final = "Chọn"
ERASE_ROWS: Final = "Sẽ xóa {rows} dòng ở {tables} bảng, lập lại {files} tệp gốc không có người này."
ERASE_KEPT: Final = "Luật buộc giữ: {label}, {rows} dòng ({article})."
ERASE_NAMESAKES: Final = "Có người khác trùng họ tên: tên trong ghi chú và nhật ký được để nguyên."
ERASE_DOUBTFUL: Final = "Dòng có thể cũng là của người này (chọn nếu đúng)"
ERASE_DOUBTFUL_ROW: Final = "Lần nộp {submission}, {sheet} dòng {row}"
ERASE_DONE: Final = "Đã xóa (lần xóa số {number})."
ERASE_CONTACT: Final = "Trả lời tới: {contact}."
ERASE_LEFT: Final = "Còn nhắc tới ở: {tables}. Hãy xem và sửa bằng tay."
NO_ERASURES: Final = (
    "Chưa xóa dữ liệu của ai. Việc xóa làm ở thẻ Yêu cầu (loại “Xóa dữ liệu”, đã gắn với một người) hoặc ở thẻ Căn "
    "cứ, thời hạn với người đã hết thời hạn giữ."
)
ERASED_HEAD: Final = "Số {number}. {ground}"
ERASED_BY: Final = "{moment} · {login} · {reason}"
ERASED_ARTICLE: Final = "Căn cứ: {article}"
ERASED_ROWS: Final = "{rows} dòng ở {tables} bảng; {files} tệp gốc lập lại"
ERASED_RELEASED: Final = "Được nhận lại theo {paper}"
RELEASE: Final = "Cho nhận lại"
RELEASE_PAPER: Final = "Số, ngày văn bản làm căn cứ mới"
RELEASE_REASON: Final = "Lý do"
PENDING: Final = (
    "Cơ sở dữ liệu được khôi phục từ bản cũ: {count} lần xóa chưa áp dụng lại. Báo người vận hành áp dụng lại ngay."
)
SAVE: Final = "Lưu"
SAVED: Final = "Đã lưu."

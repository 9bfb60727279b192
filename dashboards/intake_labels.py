"""Vietnamese words of handing a list in: reading, looking at it, mending, the submissions of an agency. No logic."""

from typing import Final

UPLOAD_INTRO: Final = (
    "Gửi chính danh sách đang dùng, theo mẫu của đơn vị: chương trình tự nhận ra tiêu đề và các cột. "
    "Chưa có gì được nộp cho đến khi bấm **Nộp**."
)
FILE: Final = "Tệp danh sách"
LAST_SUBMISSIONS: Final = "Những lần nộp gần đây"
ALL_SUBMISSIONS: Final = "Xem tất cả các lần nộp"
BACK_TO_LIST: Final = "← Về danh sách"
LOOK_THEN_SUBMIT: Final = "Tệp đã được đọc nhưng **chưa nộp**. Xem các thẻ dưới đây, rồi bấm **Nộp**."
ALL_SEVERITIES: Final = "Tất cả"
AS_OF_FILE: Final = "Số liệu tính đến ngày (bỏ trống nếu ghi trong tệp)"
AS_OF_HELP: Final = "Nếu để trống, lấy ngày ghi ở đầu bảng; không có thì lấy hôm nay."
READING_FILE: Final = (
    "Đang đọc {name} ({size}): nhận ra bảng và cột, kiểm tra từng ô, đối chiếu với cơ sở dữ liệu… "
    "Tệp vài nghìn dòng mất vài giây."
)
READING: Final = "Đang đọc và kiểm tra…"
SAME_FILE: Final = "Tệp này đã có từ trước (số {receipt}); không tạo thêm lần nộp mới."
RECEIPT: Final = "Đã nộp. Số biên nhận: **{receipt}**. Sở Khoa học và Công nghệ sẽ thẩm định."
ANOTHER_FILE: Final = "Nộp tệp khác"
SUBMISSION_LINE: Final = "Số {receipt} · {agency} · số liệu đến {day} · {state}"
RETURN_REASON: Final = "Lý do: {reason}"
N_RECORDS: Final = "Người nhận ra"
N_ROWS: Final = "Dòng nhận ra"
N_REFUSED: Final = "Dòng không dùng được"
N_ERRORS: Final = "Lỗi"
N_WARNINGS: Final = "Cần xem lại"
TAB_PROBLEMS: Final = "Vấn đề theo ô ({n})"
TAB_ROWS: Final = "Từng dòng"
NOT_USED: Final = "— không dùng —"
LEFT_OUT_SHEET: Final = "Trang tính “{sheet}” không phải danh sách ({why}): không dùng."
LEFT_OUT_ROWS: Final = "Trang tính “{sheet}”: {n} dòng không phải dữ liệu ({reasons})."
SKIP_REASON: Final = {
    "title": "đầu bảng",
    "column_numbers": "số thứ tự cột",
    "group": "dòng nhóm",
    "repeated_header": "tiêu đề lặp lại",
    "total": "dòng tổng",
    "signature": "phần ký",
    "blank": "dòng trống",
    "example": "ví dụ",
    "note": "ghi chú",
    "collective": "tập thể",
    "duplicate_header": "tiêu đề trùng",
}
PICTURE: Final = "Trang tính như trong tệp, tô màu theo cách hiểu"
PICTURE_ROW: Final = "Dòng"
PICTURE_HIDDEN: Final = "(dòng ẩn)"
PICTURE_KIND: Final = {"header": "tiêu đề cột", "record": ""}
PICTURE_DOUBT: Final = "Chưa chắc: xem lại, nếu sai thì sửa ở dưới."
PICTURE_LEGEND: Final = {
    "header": "Tiêu đề cột",
    "record": "Dòng được nhận",
    "group": "Dòng nhóm",
    "total": "Dòng tổng",
    "skipped": "Đầu bảng, phần ký, ghi chú",
    "aside": "Cột không dùng",
    "error": "Lỗi",
    "warning": "Cần xem lại",
}
PICTURE_SHEET: Final = "Trang tính"
PICTURE_FROM: Final = "Từ dòng"
PICTURE_ROWS: Final = "Dòng {first}–{last} trong {total} dòng."
PICTURE_CUT: Final = "Còn {n} cột nữa ở bên phải không hiện hết."
IGNORED: Final = {
    "empty": "trang trống",
    "example": "trang ví dụ",
    "guide": "trang hướng dẫn",
    "lookup": "danh mục tra cứu",
    "statistics": "bảng số liệu thống kê",
    "annotation": "trang liệt kê lỗi của lần trước",
    "corrected": "người gửi chọn bỏ qua",
}
PICTURE_IGNORED: Final = "Trang này không được dùng: {why}."
CORRECT_READING_HELP: Final = (
    "Nếu chương trình hiểu chưa đúng, chỉ cho nó ở đây rồi bấm **Đọc lại**. "
    "Lần sau, cột cùng tên sẽ được hiểu như vậy."
)
CORRECT_FORM: Final = "Loại danh sách"
CORRECT_FORM_AUTO: Final = "Tự nhận biết"
CORRECT_IGNORE: Final = "Bỏ qua cả trang này"
CORRECT_HEADER: Final = "Tiêu đề cột nằm ở các dòng"
CORRECT_HEADER_NONE: Final = "không có"
CORRECT_COLUMNS: Final = "Mỗi cột là gì"
CORRECT_RECORD: Final = "Những dòng này đúng là dữ liệu"
CORRECT_ROWS_HINT: Final = "ví dụ: 12, 15-17"
CORRECT_SKIP: Final = "Những dòng này không phải dữ liệu"
CORRECT_NOTHING: Final = "Chưa có gì được sửa."
CORRECT_ROWS_WRONG: Final = "Không hiểu “{text}”: ghi số dòng, cách nhau dấu phẩy, ví dụ 12, 15-17."
CORRECT_ROWS_MANY: Final = "Nhiều nhất {n} dòng một lần."
NO_DRAFT: Final = "Lần nộp này không còn là bản nháp nên không sửa được nữa."
NO_DRAFT_ADVICE: Final = "Tải lại trang để xem trạng thái mới nhất."
SUGGESTIONS_HELP: Final = (
    "Giá trị được nhận sẽ ghi thẳng vào tệp của bạn, định dạng giữ nguyên, rồi tệp được đọc lại. "
    "Những đề xuất còn ngờ không nằm trong nút nhận tất cả: hãy chọn từng mục."
)
SUGGESTIONS_NO_IDS: Final = "Số định danh được che nên không nhận được ở đây: hãy sửa trong tệp rồi nộp lại."
ACCEPT_CHOSEN: Final = "Nhận những mục đã chọn"
ACCEPTING: Final = "Đang ghi vào tệp và đọc lại…"
ACCEPT_LEFT: Final = "Còn {n} ô chứa nhiều thông tin: hãy sửa trong tệp."
ACCEPT_NOTHING: Final = "Các ô này chứa nhiều thông tin nên không ghi đè được: hãy sửa trong tệp rồi nộp lại."
DOUBTS: Final = "Xác nhận là đúng ({n})"
DOUBTS_HELP: Final = (
    "Nếu giá trị trong tệp là đúng, chọn rồi bấm **Đúng rồi, bỏ qua**: sẽ không hỏi lại, người thẩm định vẫn thấy. "
    "Lỗi thì phải sửa, không bỏ qua được."
)
CONFIRM_ALL: Final = "Cả {n} chỗ đều đúng"
CONFIRM_CHOSEN: Final = "Đúng rồi, bỏ qua"
CONFIRMED_NOW: Final = "Đã ghi nhận {n} chỗ là đúng."
CONFIRMED: Final = "Đơn vị xác nhận đúng ({n})"
PROBLEM_KIND: Final = "Loại vấn đề"
ALL_KINDS: Final = "Tất cả các loại"
CHOOSE_FIRST: Final = "Hãy đánh dấu ít nhất một mục."
NO_PROBLEMS: Final = "Không có vấn đề nào."
ONLY_NOTICES: Final = "Không có lỗi, không có ô nào cần xem lại."
NOTICES: Final = "{n} lưu ý về tệp"
SEVERITY: Final = {"error": "Lỗi", "warning": "Cần xem", "info": "Lưu ý"}
SEVERITY_LABEL: Final = "Mức"
SHEET: Final = "Trang tính"
RAW: Final = "Trong tệp"
MESSAGE: Final = "Vấn đề và cách sửa"
SUGGESTION: Final = "Đề xuất"
ANNOTATED_HELP: Final = "Chính tệp đã nộp, mỗi vấn đề được tô màu và ghi chú tại ô; sửa rồi nộp lại."
NO_SUBMISSIONS: Final = "Đơn vị chưa nộp lần nào."
SHOW_WITHDRAWN: Final = "Hiện cả những lần đã bỏ"
PICK_ROW: Final = "Bấm vào số biên nhận để xem chi tiết."
SUBMISSION_COLUMNS: Final = {
    "receipt": "Số",
    "state": "Trạng thái",
    "agency_name": "Cơ quan",
    "file_name": "Tệp",
    "as_of": "Số liệu đến",
    "n_records": "Dòng",
    "n_errors": "Lỗi",
    "n_warnings": "Cần xem",
    "created_at": "Nhận lúc",
}
SUBMISSION_MARK: Final = {
    "chưa nộp": "warn",
    "chờ thẩm định": "busy",
    "đã duyệt": "good",
    "bị trả lại": "bad",
    "đã rút khỏi cơ sở dữ liệu": "bad",
    "đã bỏ": "",
}
SEVERITY_MARK: Final = {"Lỗi": "bad", "Cần xem": "warn", "Lưu ý": "busy"}
UNDERSTOOD_NOTHING: Final = "Lần nộp này được gõ trên trang, không từ tệp."

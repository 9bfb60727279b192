"""Vietnamese words of the pages of one person: profile, sources, timeline, typing a person in. No logic."""

from typing import Final

TAB_PROFILE: Final = "Hồ sơ"
TAB_SOURCES: Final = "Nguồn và chỗ khác nhau"
TAB_SOURCES_N: Final = "Nguồn và chỗ khác nhau ({n})"
TAB_TIMELINE: Final = "Quá trình"
TAB_CORRECT: Final = "Sửa"

SOURCE_HINT: Final = "Bấm vào một giá trị để xem giá trị đó lấy từ đâu."
SOURCE_LINE: Final = "{agency} · {file}{place} · số liệu đến {day}"
SOURCE_TYPED: Final = "nhập trực tiếp"
SOURCE_PLACE: Final = " · {sheet}!{cell}"
SOURCE_OTHER: Final = "Nguồn khác ghi: {values}"

AS_OF: Final = "Xem hồ sơ tại ngày"
AS_OF_HELP: Final = "Để trống: hồ sơ hiện nay. Chọn một ngày để xem người này như số liệu của ngày đó."
AS_OF_SHOWN: Final = "Hồ sơ theo số liệu tính đến ngày **{day}**, không phải hiện nay."
AS_OF_NOW: Final = "Về hiện nay"
AS_OF_NOBODY: Final = "Đến ngày {day} chưa có số liệu nào về người này."
MERGED: Final = "Hồ sơ số {old} đã được gộp vào hồ sơ này, nay mang số {new}. Đường dẫn cũ vẫn dùng được."
SPLIT: Final = "Tách hồ sơ nếu đây là nhiều người"

CONFLICTS: Final = "Các nguồn ghi khác nhau"
CONFLICTS_HELP: Final = (
    "Mỗi thông tin dưới đây được các cơ quan ghi khác nhau. Cột đầu là giá trị đang dùng, kèm quy tắc đã chọn nó; "
    "các giá trị khác vẫn được giữ."
)
CONFLICT_CHOSEN: Final = "Đang dùng"
CONFLICT_OTHERS: Final = "Nguồn khác ghi"
CONFLICT_WHY: Final = "Vì sao"
CONFLICT_SOFT: Final = "chỉ khác cách viết hoặc độ chi tiết"
NO_CONFLICTS: Final = "Các nguồn không ghi khác nhau ở thông tin nào."
RECORDS: Final = "Các dòng dữ liệu làm nên hồ sơ này"
RECORD_RULE: Final = "Nhận ra nhờ"
RULE: Final = {
    "new": "dòng đầu tiên",
    "national_id": "số định danh và họ tên",
    "staff_code": "mã cán bộ",
    "name_birth_sex": "họ tên, ngày sinh, giới tính",
    "score": "nhiều thông tin trùng nhau",
    "correction": "dòng sửa của cùng cơ quan",
    "judgement": "cán bộ quản lý dữ liệu xác nhận",
    "unlinked": "chưa gắn với ai",
}
FORM: Final = {
    "people": "Danh sách người",
    "trainings": "Đào tạo, bồi dưỡng",
    "works": "Công trình, nhiệm vụ",
    "awards": "Khen thưởng",
    "overseas": "Trí thức ở nước ngoài",
}
RECORD_FORM: Final = "Loại"

TIMELINE_HELP: Final = "Mới nhất ở trên. Mỗi mốc cho biết điều gì đổi và do danh sách nào."
TIMELINE_EMPTY: Final = "Chưa có thay đổi nào."
TIMELINE_MORE: Final = "và {n} thông tin khác"
NOTHING: Final = "(trống)"

SECTIONS: Final = {
    "identity": "Bản thân",
    "contact": "Liên hệ, nơi ở",
    "work": "Công tác",
    "degrees": "Trình độ, văn bằng",
    "science": "Khoa học, chuyên môn",
    "languages": "Ngoại ngữ, lý luận, kỹ năng",
    "training": "Khóa đào tạo, bồi dưỡng",
    "ratings": "Xếp loại hằng năm",
}
STEP_FILL: Final = "1 · Điền thông tin"
STEP_LOOK: Final = "2 · Xem lại rồi nộp"
AGENCY_OF_PERSON: Final = "Cơ quan, đơn vị công tác"
RECORD_TO_CORRECT: Final = "Sửa theo danh sách của cơ quan"
CODE_AND_WORDS: Final = "{code} · {words}"
DAY_HINT: Final = "ngày/tháng/năm"
BIRTH_HINT: Final = "ngày/tháng/năm, hoặc chỉ năm"
SEMICOLON_HINT: Final = "cách nhau dấu chấm phẩy"
NATIONAL_ID_HINT: Final = "12 số"
NATIONAL_ID_KEPT: Final = "đang có {masked}; để trống là giữ nguyên"
LANGUAGE_N: Final = "Ngoại ngữ {n}"
CERTIFICATE_N: Final = "Chứng chỉ, trình độ {n}"
CERTIFICATE_HINT: Final = "ví dụ: B1, bậc 3, IELTS 6.5"
RATING_OF: Final = "Xếp loại năm {year}"
NONE_STATED: Final = "Không giữ vị trí nào"
FLAG: Final = {"": "—", "yes": "Có", "no": "Không"}
NOTHING_CHOSEN: Final = "—"
VALID_FROM_DAY: Final = "Thông tin đúng từ ngày"
VALID_FROM_HELP: Final = "Ngày bắt đầu đúng của thông tin này; thường là hôm nay."
PICK_HINT: Final = "Chọn"
CHECK: Final = "Kiểm tra và xem lại"
FIX_FIRST: Final = "Còn {n} chỗ cần sửa: {fields}."
OF_FILES: Final = ("Text", "tệp", "cột", "dòng", "Excel")
NO_NAME: Final = "Chưa có họ và tên."
NO_AGENCY: Final = "Chọn cơ quan, đơn vị công tác."
WRONG_DAY: Final = "Ngày không đúng: ghi ngày/tháng/năm, không sau hôm nay."
NOTHING_CHANGED: Final = "Chưa có gì được sửa."
LOOK_AGAIN: Final = "Vẫn nộp được, nhưng nên xem lại"
BACK: Final = "Sửa tiếp"
CANCEL: Final = "Bỏ"
WILL_CHANGE: Final = "Những gì sẽ thay đổi"
WILL_ADD: Final = "Thông tin sẽ nộp"
TWINS: Final = "Có thể đã có người này"
TWINS_HELP: Final = (
    "Nếu đúng là cùng một người, hãy mở hồ sơ đó và sửa ở đó thay vì thêm mới. Nếu là người khác trùng tên, cứ nộp."
)
TWIN_LIKE: Final = "Giống ở"
TWIN_NAME: Final = "họ tên"
TWIN_NAME_FOLDED: Final = "họ tên (khác dấu)"
TWIN_FIELDS: Final = {
    "birth_date": "ngày sinh",
    "phone": "điện thoại",
    "email": "thư điện tử",
    "staff_code": "mã cán bộ",
    "position_title": "chức vụ",
}
TWIN_YEAR: Final = "năm sinh"
SENT: Final = "Đã nộp. Số biên nhận: **{receipt}**."
SENT_AGENCY: Final = "Phiếu nằm ở trang Các lần nộp, chờ Sở Khoa học và Công nghệ thẩm định."
SENT_STEWARD: Final = "Phiếu chờ ở trang Thẩm định như mọi danh sách khác."
OPEN_SUBMISSION: Final = "Mở phiếu này"
CORRECT_HELP: Final = (
    "Sửa những ô cần sửa. Trước khi nộp sẽ thấy rõ trước và sau. Đề nghị sửa là một lần nộp, "
    "được thẩm định như mọi lần nộp khác; người này vẫn là người này, kể cả khi sửa họ tên."
)
ADD_HELP: Final = (
    "Thêm một người không cần Excel. Chỉ họ và tên là bắt buộc; mỗi ô được kiểm tra như khi đọc tệp. "
    "Phiếu này là một lần nộp, được thẩm định như mọi lần nộp khác."
)
ADD_FOR_HELP: Final = (
    "Thêm một người thay cho một cơ quan. Phiếu này là một lần nộp của cơ quan đó, "
    "chờ thẩm định như mọi lần nộp khác."
)
NOT_EDITABLE_THEN: Final = "Đang xem một ngày đã qua. Bấm **Về hiện nay** để sửa."
NO_OWN_ROW: Final = "Không có dòng nào trong danh sách người để sửa."
TAB_ADD: Final = "Thêm một người"

TAB_DEPARTURES: Final = "Không còn trong danh sách"
DEPARTURES_HELP: Final = (
    "Những người có trong danh sách trước nhưng vắng trong danh sách mới nhất của đơn vị. Cho biết mỗi người "
    "thế nào, rồi nộp một lần. Chưa trả lời thì họ vẫn được tính như cũ."
)
NO_DEPARTURES: Final = "Không có ai vắng trong danh sách mới nhất mà chưa rõ lý do."
DEPARTURES_WAIT: Final = "{n} người khác đã có câu trả lời đang chờ thẩm định."
DEPARTURE_ANSWER: Final = "Nay thế nào"
DEPARTURE_LINE: Final = "{post} · có trong danh sách đến {seen}, vắng từ {list_day}"
DEPARTURE_STATUS: Final = {
    "working": "Còn làm việc",
    "retired": "Nghỉ hưu",
    "moved": "Chuyển đi",
    "left": "Thôi việc",
    "deceased": "Đã mất",
}
DEPARTURE_DAY_ALL: Final = "Từ ngày (cho những người được trả lời)"
DEPARTURES_ALL: Final = "Chọn giống nhau cho tất cả"
DEPARTURES_SEND: Final = "Nộp các câu trả lời"
DEPARTURES_NONE: Final = "Chưa trả lời cho ai."
DEPARTURES_SENT: Final = "Đã nộp câu trả lời cho {n} người. Số biên nhận: **{receipt}**."
MOMENT_TONE: Final = {
    "founded": "good",
    "merged": "busy",
    "checked": "busy",
    "split": "warn",
    "different": "warn",
    "unsure": "warn",
    "retracted": "warn",
    "rolled_back": "bad",
}
MOMENT_BY: Final = {"agency_name": "theo danh sách của {value}", "login": "tài khoản {value}"}
MOMENT_AT: Final = "ghi nhận {at}"

NO_PERSON: Final = "Chưa chọn người nào. Mở hồ sơ từ trang tìm chuyên gia hoặc từ danh sách."
LAST_CONFIRMED: Final = "Số liệu mới nhất tính đến {day}"
REVEAL: Final = "Xem số đầy đủ"
REVEAL_REASON: Final = "Lý do xem (được ghi vào nhật ký)"
REVEAL_HINT: Final = "ví dụ: đối chiếu hồ sơ bổ nhiệm số …"
SHOW: Final = "Xem"
PROFILE_GROUPS: Final = {
    "Bản thân": (
        "sex",
        "birth_date",
        "ethnicity_code",
        "commune_code",
        "native_place",
        "phone",
        "email",
        "party_member",
    ),
    "Công tác": (
        "agency_name",
        "sub_unit",
        "position_title",
        "position_level",
        "employment_category",
        "professional_title_code",
        "professional_title",
        "recruitment_date",
        "annual_ratings",
        "status",
    ),
    "Học vấn": (
        "qualification",
        "degree_title",
        "academic_title",
        "field_of_training",
        "training_institution",
        "graduation_year",
        "doctoral_student",
    ),
    "Năng lực": (
        "research_fields",
        "expertise",
        "sti_posts",
        "political_theory",
        "state_management",
        "it_level",
        "associations",
        "talent_groups",
    ),
}
PROVENANCE_COLUMNS: Final = {
    "field": "Thông tin",
    "value": "Giá trị",
    "agency": "Cơ quan",
    "file": "Tệp",
    "sheet": "Trang tính",
    "cell": "Ô",
    "as_of": "Số liệu đến",
}
BEFORE: Final = "Trước"
AFTER: Final = "Nay"
CHECK_FIELDS: Final = "Sửa các ô đó rồi nộp lại."
RECOGNISED: Final = "{group}: công nhận theo hồ sơ số {case}, quyết định {paper} ({begins}–{last})"
RECOGNISED_OPEN: Final = (
    "{group}: công nhận theo hồ sơ số {case}, quyết định {paper}, từ {begins}, không nêu thời hạn"
)

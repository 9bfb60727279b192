"""Vietnamese words of nominations: who nominates, what is refused, what screening found."""

from collections.abc import Mapping
from typing import Final

STATES: Final[Mapping[str, str]] = {
    "open": "Chờ xem xét",
    "accepted": "Đã nhận hồ sơ",
    "refused": "Không nhận",
    "withdrawn": "Đã rút",
}

NOT_NOMINATED: Final = "Chính sách “{name}” không nhận đề cử."
NOMINATED_ADVICE: Final = "Chọn một chính sách nhận đề cử."
NO_GROUP: Final = "Chính sách “{name}” không có nhóm nhân tài “{group}”."
GROUP_NEEDED: Final = "Cần chọn nhóm nhân tài của chính sách “{name}”."
GROUP_ADVICE: Final = "Chọn: {groups}."
NO_NAME: Final = "Cần ghi họ và tên người được đề cử."
NO_NOMINATOR: Final = "Cần ghi ai đề cử."
NO_REASON: Final = "Cần ghi lý do, thành tích."
FILL: Final = "Điền rồi gửi lại."
WRONG_FIELD: Final = "Đề cử không nhận thông tin “{name}”."
WRONG_VALUE: Final = "“{name}” không đúng: {value}."
BY_MISTAKE: Final = "Tài khoản này chỉ đề cử trong tên của mình."
ALREADY: Final = "Tài khoản này đã đề cử {name} (đề cử số {number}), đang chờ xem xét."
ALREADY_ADVICE: Final = "Rút đề cử cũ rồi đề cử lại, hoặc chờ kết quả."
NONE: Final = "Không có đề cử số {number}."
LIST_ADVICE: Final = "Xem lại số đề cử trong danh sách đề cử."
DECIDED: Final = "Đề cử số {number} đã có kết quả: {state}."
RELOAD: Final = "Tải lại để xem kết quả mới nhất."
SCREENED_NOW: Final = "Đề cử số {number} đang được người khác đối chiếu."
NOT_YOURS: Final = "Chỉ người đã đề cử mới rút được đề cử."
NOT_YOURS_ADVICE: Final = "Cơ quan xem xét có thể ghi “không nhận” kèm lý do."
NO_WORDS: Final = "Cần ghi lý do."
NOT_SCREENED: Final = "Đề cử số {number} chưa được đối chiếu với cơ sở dữ liệu."
NOT_SCREENED_ADVICE: Final = "Đối chiếu đề cử này trước, rồi nhận."
SAME_PERSON: Final = "Cơ sở dữ liệu có người này (số {person}), nhưng đề cử được nhận như người mới."
SAME_PERSON_ADVICE: Final = "Chọn người ấy, hoặc ghi lý do vì sao là người khác."
RUNNING: Final = "Người này đang có hồ sơ số {case} của cùng chính sách."
RUNNING_ADVICE: Final = "Từ chối đề cử, hoặc ghi lý do vì sao mở thêm hồ sơ."
NO_BODY: Final = "Cần chọn đơn vị của hồ sơ."
NO_BODY_ADVICE: Final = "Chọn đơn vị tiếp nhận hoặc đơn vị chủ trì."

ROW_DONE: Final = "Đã đề cử, số {number}."
ROW_BEFORE: Final = "Dòng này của tệp đã được đề cử trước đó."
ROW_SAME: Final = "Tài khoản này đã đề cử người ở dòng này, đang chờ xem xét."
REASON_OF_LIST: Final = "Theo danh sách đề cử."

SHEET: Final = "Đề cử"
SHEET_TITLE: Final = "Danh sách đề cử"
SHEET_ORIGIN: Final = "Từ cơ sở dữ liệu, ngày {day}"
SHEET_EMPTY: Final = "Chưa có đề cử nào."
HEADS: Final = (
    "Số", "Họ và tên", "Ngày sinh", "Chính sách", "Nhóm nhân tài", "Cơ quan đề cử", "Người đề cử", "Người giới thiệu",
    "Lý do, thành tích", "Ngày đề cử", "Kết quả", "Lý do của kết quả",
)  # fmt: skip
FILE_NAME: Final = "de-cu-{day}.xlsx"

"""Vietnamese words of the profile page: the life of a person, the printed CV, what a role does not see. No logic."""

from typing import Final

MORE: Final = "Xem thêm {n} mục"
COUNT: Final = "{n} mục"
EMPTY: Final = "Chưa có thông tin về: {parts}."
NETWORK: Final = "Quan hệ hợp tác"
NOT_SHOWN: Final = "Không hiện với vai trò này: {fields}."
NOT_SHOWN_YEAR: Final = "ngày và tháng sinh"

CV: Final = "Lý lịch khoa học"
CV_HELP: Final = (
    "Tài liệu Word để in và ký: chỉ gồm những gì tài khoản này được xem, kèm nguồn và ngày. "
    "Việc lấy ra được ghi nhật ký."
)
PURPOSE: Final = "Mục đích"
PURPOSE_HINT: Final = "ví dụ: lập hội đồng tuyển chọn nhiệm vụ"
CV_MAKE: Final = "Soạn tài liệu"
CV_READY: Final = "Tải {name}"
DOCX_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

"""Vietnamese words of consent: acts, messages, advice. No logic."""

from collections.abc import Mapping
from typing import Final

ACTS: Final[Mapping[str, str]] = {"given": "Đồng ý", "withdrawn": "Rút lại"}

NO_PURPOSE: Final = "Không có danh sách nào dựa trên sự đồng ý với mục đích “{purpose}”."
PURPOSE_ADVICE: Final = "Khai căn cứ “Có sự đồng ý của người đó” cho danh sách trước; mục đích phải giống từng chữ."
NO_BODY: Final = "Cần ghi lời mà người đó đọc và đồng ý."
BODY_ADVICE: Final = "Ghi đủ lời, có mục đích, ai giữ, giữ đến bao giờ, quyền rút lại."
NOT_TOLD: Final = "Lời xin đồng ý chưa nói: {missing}."
TOLD_ADVICE: Final = "Phải nói rõ cho người đó biết dữ liệu nào là nhạy cảm (Điều 9 Luật số 91/2025/QH15)."
SENSITIVE_WORD: Final = "dữ liệu nhạy cảm"
SAME_TEXT: Final = "Lời này giống hệt phiên bản {version} đã có."
NEW_ADVICE: Final = "Chỉ ghi phiên bản mới khi lời thay đổi."
NO_TEXT: Final = "Không có lời xin đồng ý số {number}."
TEXT_ADVICE: Final = "Xem số ở thẻ Sự đồng ý, trang Dữ liệu cá nhân."
NO_PERSON: Final = "Cơ sở dữ liệu không có người số {person}."
PERSON_ADVICE: Final = "Xem số ở địa chỉ trang hồ sơ cá nhân."
NO_CHANNEL: Final = "Chưa chọn người đó bày tỏ sự đồng ý bằng cách nào."
CHOOSE: Final = "Chọn một trong: {names}."
NO_PROOF: Final = "Cần số và ngày của giấy, thư hoặc biên bản chứng minh sự đồng ý."
PROOF_ADVICE: Final = "Ghi như “Giấy đồng ý số 12 ngày 03/05/2026”; im lặng không phải là đồng ý."
DAY_AHEAD: Final = "Ngày {day} chưa tới."
CHECK_DAY: Final = "Kiểm tra lại ngày."
WITHDRAWN_LATER: Final = "Người này đã rút lại sự đồng ý ngày {day}; chỉ sự đồng ý sau ngày đó mới có giá trị."
GIVEN_ALREADY: Final = "Người này đã đồng ý với lời này ngày {day} ({paper})."
NOTHING_NEW: Final = "Không cần ghi lại."
NOTHING_GIVEN: Final = "Người này không có sự đồng ý nào đang có giá trị để “{purpose}”."
SEE_PERSON: Final = "Xem những việc đã ghi ở thẻ Sự đồng ý, trang Dữ liệu cá nhân."
CHANGED: Final = "Vừa có người khác ghi phiên bản mới của lời này."
RELOAD: Final = "Tải lại để xem tình hình mới, rồi thực hiện lại."
NOT_WITHDRAWAL: Final = "Yêu cầu số {number} không phải yêu cầu rút lại sự đồng ý."
NOT_WITHDRAWAL_ADVICE: Final = "Ghi một yêu cầu loại “Rút lại sự đồng ý” rồi thực hiện yêu cầu đó."
LEDGER_LATER: Final = (
    "Đã ghi việc rút lại, nhưng chưa ghi được vào sổ rút lại (hết chỗ trên đĩa?); lần rút lại hoặc sao lưu sau sẽ ghi"
    " bù."
)
AGAIN_BY: Final = "Theo sổ rút lại sự đồng ý"
AGAIN: Final = "Đã rút lại sự đồng ý ngày {day}; bản sao lưu cũ được khôi phục không có việc đó."
AGAIN_DONE: Final = "Đã ghi lại việc rút lại sau khi khôi phục bản sao lưu cũ."

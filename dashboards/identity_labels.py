"""Vietnamese words of the page of possible duplicates. Words only."""

from typing import Final

PAGE: Final = "Người trùng"
TABS: Final = {
    "queue": "Hàng chờ",
    "judged": "Kết luận đã ghi",
    "check": "Kiểm tra mẫu",
    "split": "Tách một người",
}

VERDICT: Final = {"same": "Một người", "different": "Hai người khác nhau", "unsure": "Chưa rõ"}
VERDICT_ICON: Final = {
    "same": ":material/merge:",
    "different": ":material/call_split:",
    "unsure": ":material/help:",
}
VERDICT_KEY: Final = {"same": "1", "different": "2", "unsure": "3"}
VERDICT_MARK: Final = {"same": "good", "different": "busy", "unsure": "warn"}
CHECK_VERDICT: Final = {"same": "Gộp đúng", "different": "Gộp sai, tách ra", "unsure": "Chưa rõ"}
ORIGIN: Final = {"queue": "từ hàng chờ", "check": "kiểm tra mẫu", "split": "tách người"}

STATUS: Final = {"open": "Chờ kết luận ({n})", "unsure": "Chưa rõ ({n})"}
STATUS_LABEL: Final = "Những cặp nào"
HELP: Final = (
    "Mỗi cặp là hai hồ sơ có thể của cùng một người, cặp đáng xem nhất trước. Phím **1** một người, **2** hai người "
    "khác nhau, **3** chưa rõ, **←** **→** xem cặp khác, **Z** hoàn tác. Không dữ liệu nào mất đi: mọi kết luận rút "
    "lại được."
)
EMPTY: Final = {
    "open": "Không còn cặp nào chờ kết luận.",
    "unsure": "Không có cặp nào được ghi là chưa rõ.",
}
OF_SUBMISSION: Final = "Chỉ những cặp của lần nộp số {number}."
POSITION: Final = "**Cặp {at}** trong {n} cặp"
PREVIOUS: Final = "Cặp trước"
NEXT: Final = "Để sau"
UNDO: Final = "Hoàn tác"
REASON: Final = "Lý do (không bắt buộc)"
REASON_HINT: Final = "Lý do (không bắt buộc), ví dụ: đã gọi điện hỏi cơ quan"
DECIDED: Final = "Đã ghi: **{verdict}** · {names}"
UNDONE: Final = "Đã hoàn tác kết luận số {number}; mọi thứ như trước khi ghi."
MEANWHILE: Final = "**{names}**: chưa ghi kết luận của bạn. {message} {advice}"
GONE: Final = "**{names}**: cặp này vừa được xử lý hoặc không còn nữa. {message}"
GO_ON: Final = "Dưới đây là cặp tiếp theo."
NAMES: Final = "{a} – {b}"

CHANCE: Final = (
    (0.985, "gần như chắc chắn là một người"),
    (0.85, "rất có thể là một người"),
    (0.6, "có thể là một người"),
    (0.4, "chưa thể nói là một hay hai người"),
    (0.15, "có lẽ là hai người khác nhau"),
    (0.0, "rất có thể là hai người khác nhau"),
)
"""From this chance on -> words."""
CHANCE_LINE: Final = "Theo dữ liệu: {words}"
BY_ID: Final = "Cùng số định danh và họ tên"
FLAG_WAITING: Final = "Danh sách chưa duyệt"
FLAG_CONFLICT: Final = "Số định danh mâu thuẫn"
FLAG_REFUSED: Final = "Máy không tự gộp vì có mâu thuẫn"
FLAG_UNSURE: Final = "Đã xem, chưa rõ"
CONFLICT_NOTE: Final = "hai số khác nhau ở phần được che"
KINDS_NOTE: Final = "số cũ và số mới không so được với nhau"
CONFLICT_HELP: Final = (
    "Hai bên ghi hai số định danh khác nhau. Nếu là một người thì một bên ghi sai; hãy hỏi cơ quan trước khi gộp."
)
REFUSED_HELP: Final = (
    "Hai hồ sơ rất giống nhau nhưng không được gộp tự động: có thông tin mâu thuẫn, hoặc hợp với hai người như nhau."
)
SURE_HELP: Final = (
    "Khi danh sách được duyệt, máy sẽ tự gộp hai hồ sơ này nếu không có gì mâu thuẫn. Nếu là hai người, hãy ghi ngay."
)
WAITING_HELP: Final = "Kết luận được ghi ngay và có hiệu lực khi danh sách được duyệt."

FIELD: Final = "Thông tin"
COLUMN: Final = {"a": "Hồ sơ thứ nhất", "b": "Hồ sơ thứ hai"}
ONE_SIDE: Final = "Chỉ một bên ghi: {n} thông tin"
NOTHING: Final = "không ghi"
PERSON: Final = "Người số {number}"
WAITS: Final = "chưa duyệt"
UNLINKED: Final = "chưa gắn với ai"
OPEN_PROFILE: Final = "mở hồ sơ"
N_SOURCES: Final = "{n} dòng nguồn"
SOURCE: Final = "{file} · {sheet}, dòng {row} · tính đến {day}"
SOURCE_TYPED: Final = "nhập trực tiếp · tính đến {day}"
MORE_SOURCES: Final = "Xem {n} dòng nguồn nữa"
EMPLOYED: Final = "{agency} gửi, làm ở {employer}"

EVIDENCE: Final = "Căn cứ"
EVIDENCE_HELP: Final = "Thanh càng dài, căn cứ càng mạnh."
AGAINST: Final = "hai người"
FOR: Final = "một người"
NO_EVIDENCE: Final = "Không có căn cứ nào được ghi cho cặp này."
SPEAKS_FOR: Final = "ủng hộ là một người"
SPEAKS_AGAINST: Final = "ủng hộ là hai người"
EARLIER: Final = "Kết luận trước đây về cặp này"
EARLIER_LINE: Final = "{verdict} · {login} · {at}{reason}"
EARLIER_BACK: Final = " (đã rút)"

LIST: Final = "Danh sách {n} cặp đầu hàng chờ"
LIST_COLUMNS: Final = {
    "at": "Thứ tự",
    "pair": "Hai hồ sơ",
    "bodies": "Cơ quan gửi",
    "chance": "Khả năng là một người",
    "flags": "Lưu ý",
}
SAME_BODY: Final = "{body} (cả hai)"
TWO_BODIES: Final = "{a} / {b}"

STANDING: Final = {"live": "Còn hiệu lực", "all": "Cả những kết luận đã rút"}
STANDING_LABEL: Final = "Kết luận nào"
NO_JUDGEMENTS: Final = "Chưa có kết luận nào."
JUDGED_LINE: Final = "{login} · {at} · {origin}"
JUDGED_SCORE: Final = "khả năng khi ghi: {chance}"
JUDGED_PERSONS: Final = "nay là người số {numbers}"
BACK_LINE: Final = "Đã rút: {login} · {at}{reason}"
RETRACT: Final = "Rút lại"
NEWER: Final = "Mới hơn"
OLDER: Final = "Cũ hơn"
RETRACT_WHY: Final = "Vì sao rút (không bắt buộc)"
RETRACT_CONFIRM: Final = "Rút kết luận này"

RATE_TITLE: Final = "Gộp tự động sai bao nhiêu?"
RATE_HELP: Final = (
    "Máy tự gộp khi đủ chắc chắn. Một mẫu được rút ngẫu nhiên để người xem lại; từ đó ước lượng tỷ lệ gộp sai với "
    "khoảng tin cậy 95 %."
)
RATE_RULE: Final = {
    "all": "Tất cả",
    "score": "Gộp vì nhiều thông tin trùng nhau",
    "national_id": "Gộp vì cùng số định danh và họ tên",
}
RATE_UNKNOWN: Final = "chưa biết"
RATE_BAND: Final = "nằm trong khoảng {low} – {high}"
RATE_COUNTS: Final = "{wrong} sai trong {checked} lần gộp đã xem lại; tất cả {merges} lần gộp"
RATE_NONE: Final = "chưa xem lại lần nào trong {merges} lần gộp"
RATE_UNSURE: Final = "; {n} chưa rõ"
RATE_LEGEND: Final = {"value": "tỷ lệ sai trong mẫu", "band": "khoảng tin cậy 95 %"}
RATE_SCALE: Final = "thang 0 – {top}"
CHECK_HELP: Final = (
    "Hai dòng dưới đây đã được máy gộp thành một người. Đúng hay sai? Phím **1** đúng, **2** sai (hai dòng được tách "
    "ra), **3** chưa rõ, **←** **→** xem cặp khác, **Z** hoàn tác."
)
CHECK_EMPTY: Final = "Đã xem hết các lần gộp tự động; chưa có lần gộp nào mới để kiểm tra."
CHECK_POSITION: Final = "**Mẫu {at}** trong {n} mẫu được rút"

SPLIT_HELP: Final = (
    "Khi một hồ sơ gồm dòng của nhiều người: chọn những dòng **không phải** của người này. Các dòng đó thành người "
    "khác và không tự gộp lại nữa. Rút lại được."
)
SPLIT_NUMBER: Final = "Số của người"
SPLIT_OPEN: Final = "Mở"
SPLIT_NUMBER_WRONG: Final = "Số của người chỉ gồm chữ số, ví dụ 1024."
SPLIT_RECORDS: Final = "{n} dòng nguồn của {name} (người số {number})"
SPLIT_ONE: Final = "Người này chỉ có một dòng nguồn, không có gì để tách."
SPLIT_PICK: Final = "Chọn các dòng tách ra"
SPLIT_PREVIEW_DO: Final = "Xem trước"
SPLIT_PREVIEW: Final = "Sau khi tách"
SPLIT_NONE: Final = "Chưa chọn dòng nào."
SPLIT_NONE_ADVICE: Final = "Đánh dấu các dòng không phải của người này rồi xem trước."
SPLIT_STAYS: Final = "Người số {number}"
SPLIT_GOES: Final = "Người mới, số {number}"
SPLIT_UNLINKED: Final = "Chưa gắn với ai"
SPLIT_JOINS: Final = "Cả những dòng không chọn cũng có thể đổi chỗ theo: dòng đi cùng người giống nó nhất."
SPLIT_DO: Final = "Tách {n} dòng ra"
SPLIT_DONE: Final = "Đã tách: nay là người số {numbers}."
SPLIT_RULE: Final = "nhận ra nhờ {rule}"

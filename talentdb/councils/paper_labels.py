"""Words of invitations and decisions of a council. Words only; blanks are dots to be filled in by hand."""

from collections.abc import Mapping
from typing import Final

AGENCY: Final = "Sở Khoa học và Công nghệ"
SUPERIOR: Final = "UBND tỉnh Hưng Yên"
SYMBOL: Final = "SKHCN"
PLACE: Final = "Hưng Yên"
POST: Final = "Giám đốc"

ADDRESS: Final[Mapping[str, str]] = {"male": "Ông", "female": "Bà", "": "Ông (Bà)"}
TITLES: Final[Mapping[str, str]] = {
    "professor": "GS",
    "associate_professor": "PGS",
    "doctor_of_science": "TSKH",
    "doctorate": "TS",
    "specialist_2": "BSCKII",
    "master": "ThS",
    "specialist_1": "BSCKI",
}

INVITATION: Final = "Giấy mời"
INVITATION_SIGN: Final = "GM"
INVITATION_ABOUT: Final = "Tham gia {name}"
INVITES: Final = "{agency} trân trọng kính mời {who} tham gia {name} với vai trò: {role}."
TOPIC: Final = "Nội dung xem xét: {topic}."
DAY: Final = "Thời gian họp: {time}, {day}."
PLACE_LINE: Final = "Địa điểm: {place}."
ASKS: Final = (
    "Đề nghị {who} xác nhận việc tham gia trước khi Hội đồng được thành lập; thông báo cho {agency} nếu có quan hệ"
    " lợi ích với tổ chức, cá nhân có hồ sơ được xem xét. Tài liệu được gửi kèm hoặc gửi sau khi có xác nhận."
)
THANKS: Final = "{agency} trân trọng cảm ơn sự hợp tác của {who}./."
OPEN_DAY: Final = "ngày …… tháng …… năm ……"
OPEN_TIME: Final = "…… giờ ……"
OPEN_PLACE: Final = "……"
OPEN_POST: Final = "……"
INVITATION_RECIPIENTS: Final = ("Như trên", "Lãnh đạo Sở", "Lưu: VT, ……")

DECISION: Final = "Quyết định"
DECISION_SIGN: Final = "QĐ"
DECISION_ABOUT: Final = "Về việc thành lập {name}"
DECISION_BY: Final = "{post} {agency}"
GROUNDS: Final = (
    "Căn cứ Luật Khoa học, công nghệ và đổi mới sáng tạo ngày 27 tháng 6 năm 2025;",
    "Căn cứ Quyết định số …… ngày …… của Ủy ban nhân dân tỉnh quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu"
    " tổ chức của Sở Khoa học và Công nghệ;",
    "Căn cứ ……;",
    "Theo đề nghị của Trưởng phòng …….",
)
DECIDES: Final = "Quyết định:"
ARTICLE: Final = "Điều {n}."
ARTICLE_1: Final = "Thành lập {name} để xem xét nội dung: {topic}. Hội đồng gồm {n} thành viên có tên sau:"
COLUMNS: Final = ("TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Vai trò")
ARTICLES: Final = (
    "Hội đồng có nhiệm vụ xem xét, đánh giá và tư vấn cho Giám đốc {agency} theo quy định hiện hành; làm việc khách"
    " quan, trung thực, bảo mật; tự giải thể sau khi hoàn thành nhiệm vụ.",
    "Kinh phí hoạt động của Hội đồng lấy từ nguồn …… theo quy định.",
    "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, Trưởng các phòng, đơn vị có liên quan và các thành"
    " viên có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
)
DECISION_RECIPIENTS: Final = ("Như Điều 4", "Lãnh đạo Sở", "Lưu: VT, ……")

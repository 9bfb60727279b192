"""Words that Vietnamese names are commonly made of, and words that names are never made of.

A list of language, not of people: some three hundred syllables.
"""

from typing import Final

__all__ = ["FAMILY_NAMES", "NAME_WORDS", "NO_NAME"]

_WORDS: Final = """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lâm trịnh mai đào lương
    trương hà tô tạ phùng tăng quách kiều lưu thái tống triệu từ nghiêm đàm bạch mạc chử khổng giáp ninh thân
    tiêu lục vi lò lường cầm tòng quàng vừ giàng sùng thào mùa lầu hạng vàng cháng nông hứa la ma bế hoàn sầm
    chu cù cao châu doãn hàn kim thị văn hữu đức công quốc bá đình xuân thanh minh ngọc hồng thu thùy thúy thủy
    bích mỹ như quỳnh phương lan huệ hương hường hằng hạnh hiền hòa hoa hoài huyền khánh linh loan ly mẫn nga
    ngà ngân nhã nhàn nhung oanh phượng quyên quế quý sen tâm thảo thơ thơm thoa trà trang trinh tuyết tú tư
    uyên vân yến ánh anh ân bảo bằng biên bình cảnh chí chính chiến chung cường cương danh đại đạt điền điệp
    định đông dũng duy duẩn giang hải hiếu hiệp hoan học huân hùng huy hưng kha khải khang khoa khôi kiên kiệt
    kỳ lập liêm liên long lộc luân luật lực mạnh mẫu nam nghị nghĩa nguyên nhân nhật phát phi phong phú phúc
    phước quân quang quyền quyết sang sáng sĩ sinh sơn tài tân tấn thắng thành thạch thế thiện thiệu thịnh thọ
    thông thuận thức thuyết tiến tiếp tín tình toàn toán toản trí triển trọng trung trực trường tuân tuấn tuệ
    tùng tuyến tường vinh vĩnh vượng xuyến ý ất bính mùi thìn tý tỵ ngọ dậu tuất hợi sửu mão dần út cúc mận hậu
    thiết khiêm ba bốn năm sáu bảy tám chín mười
"""

NAME_WORDS: Final = frozenset(_WORDS.split())
"""Lower case, tones placed as `talentdb.text.place_tones` places them."""

_FAMILIES: Final = """
    nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan lam trinh mai dao luong
    truong ha to ta phung tang quach kieu luu thai tong trieu tu nghiem dam bach mac chu khong giap ninh than
    khuat dau hau diep nham tram kha khuong on tiet
    tieu luc vi lo cam quang vuong cao chau cu doan han la ma be hua nong sam chu giang sung thao mua vang phi
    thach kim son danh luong ung ton dong cung mau au lai lieu mo ngan nhu pho tham thi trang vien xa y h k ksor
    rmah nay siu kpa nie ayun ly lu
"""
FAMILY_NAMES: Final = frozenset(_FAMILIES.split())
"""Folded first words of names: the common family names and those of the peoples of the mountains."""

_NEVER: Final = """
    phòng|ban giám|ban chấp|ban lãnh|ban thường|ban chỉ|ban quản|ban tổ|ban tuyên|ban dân|ban nội|tổ|khoa
    trường|trạm|ủy ban|uỷ ban|trung tâm|văn phòng|văn thư|đội|bộ phận|bộ môn|bộ phòng|khối|chi cục|chi bộ
    đảng ủy|đảng bộ|sở|công ty|bệnh viện|viện nghiên|đơn vị|kế toán|thủ quỹ|bảo vệ|tạp vụ|lái xe|nhân viên
    giáo viên|giảng viên|công chức|viên chức|cán bộ|hợp đồng|người lao động|hiệu trưởng|hiệu phó|phó hiệu
    giám đốc|phó giám|chủ tịch|phó chủ|trưởng phòng|trưởng ban|trưởng khoa|phó trưởng|phó phòng|tổ trưởng
    tổ phó|bí thư|phó bí|chánh|phó chánh|người lập|thủ trưởng|danh sách|tổng số|tổng cộng|tổng hợp|cộng:
    nơi nhận|ký tên|ký, ghi|ghi rõ|xác nhận|ghi chú|lưu ý|ví dụ|họ và tên|họ tên|họ, tên|số thứ tự|quản trị
    chuyên viên|kế toán trưởng|đóng dấu|thư ký hội|hội đồng|lãnh đạo|ngày tháng
"""
NO_NAME: Final = frozenset(w.strip() for line in _NEVER.splitlines() for w in line.split("|") if w.strip())
"""Beginnings of positions, units, totals and signatures, one to three words with their tones: no name begins so."""

"""Words that Vietnamese names are commonly made of, for deciding between two readings of one name.

A list of language, not of people: some three hundred syllables.
"""

from typing import Final

__all__ = ["NAME_WORDS"]

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

"""What the demo's bodies write in their reports. Texts only; nobody of them exists."""

from typing import Final

__all__ = ["TEXTS"]

TEXTS: Final = (
    {
        "direction": (
            "Cơ quan đã ban hành kế hoạch thực hiện, giao phòng tổ chức làm đầu mối rà soát đội ngũ trí thức.\n"
            "Danh sách được cập nhật hai lần trong năm và đối chiếu với hồ sơ công chức, viên chức."
        ),
        "tasks": "Đã hoàn thành danh sách trí thức của cơ quan và các đơn vị trực thuộc.",
        "assessment": (
            "Đội ngũ cơ bản đáp ứng yêu cầu. Hạn chế: số người được bồi dưỡng chuyên sâu về chuyển đổi số còn ít, do "
            "kinh phí bố trí muộn."
        ),
        "next": (
            "Cử cán bộ dưới 45 tuổi tham gia các khóa bồi dưỡng chuyên môn; bổ sung thông tin còn thiếu trong danh "
            "sách."
        ),
    },
    {
        "direction": "Đã phân công bộ phận tham mưu và lập danh sách ban đầu.",
        "tasks": "",
        "assessment": "",
        "next": "",
    },
)
"""The report that is sent, and the draft with sections that nobody has written yet."""

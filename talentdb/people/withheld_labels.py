"""Vietnamese words for whom an export leaves out for want of consent. No logic."""

from collections.abc import Mapping
from typing import Final

WHY: Final[Mapping[str, str]] = {
    "none": "chưa có sự đồng ý",
    "withdrawn": "đã rút lại sự đồng ý",
    "untold": "đồng ý với lời chưa nói rõ dữ liệu nhạy cảm",
}
LEFT_OUT: Final = (
    "Không đưa ra {count} người vì danh sách có họ dựa trên sự đồng ý (Điều 9 Luật số 91/2025/QH15): {reasons}."
)
REASON: Final = "{count} người {why}"
PROFILE: Final = (
    "Hạn chế: không đưa người này vào tệp xuất, bản cung cấp cho bên khác, tệp mạng lưới. Danh sách có người này dựa "
    "trên sự đồng ý để: {reasons}."
)
PURPOSE: Final = "{purpose} ({why})"

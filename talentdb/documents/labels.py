"""Fixed words of official documents (Decree 30/2020/NĐ-CP). Words only."""

from typing import Final

__all__ = ["DAY", "DOTS", "MOTTO", "NUMBER", "OPEN_DAY", "PLACE_DAY", "RECIPIENTS", "STATE", "TO"]

DOTS: Final = "……"
STATE: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
NUMBER: Final = "Số: {number}/{symbol}"
DAY: Final = "ngày {day:02d} tháng {month} năm {year}"
PLACE_DAY: Final = "{place}, {day}"
OPEN_DAY: Final = "{place}, ngày …… tháng …… năm {year}"
TO: Final = "Kính gửi: {who}"
RECIPIENTS: Final = "Nơi nhận:"

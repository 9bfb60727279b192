"""Names of the country's other provinces, to tell an address elsewhere from an unknown place of this province.

Those of before and after 1 July 2025 (Nghị quyết 202/2025/QH15); knows no codes.
"""

from functools import cache
from typing import Final

from talentdb.codes.keys import plain_key

__all__ = ["is_other_province"]

_NAMES: Final = (
    "An Giang",
    "Bà Rịa - Vũng Tàu",
    "Bà Rịa",
    "Vũng Tàu",
    "Bạc Liêu",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Cạn",
    "Bắc Ninh",
    "Bến Tre",
    "Bình Định",
    "Bình Dương",
    "Bình Phước",
    "Bình Thuận",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Đắc Lắc",
    "Đắk Nông",
    "Đắc Nông",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Giang",
    "Hà Nam",
    "Hà Nội",
    "HN",
    "Hà Tây",
    "Hà Tĩnh",
    "Hải Dương",
    "Hải Hưng",
    "Hải Phòng",
    "HP",
    "Hậu Giang",
    "Hòa Bình",
    "Hồ Chí Minh",
    "HCM",
    "TP HCM",
    "TPHCM",
    "Sài Gòn",
    "Huế",
    "Thừa Thiên Huế",
    "Thừa Thiên - Huế",
    "TT Huế",
    "Khánh Hòa",
    "Kiên Giang",
    "Kon Tum",
    "Lai Châu",
    "Lâm Đồng",
    "Lạng Sơn",
    "Lào Cai",
    "Long An",
    "Nam Định",
    "Nam Hà",
    "Nghệ An",
    "Ninh Bình",
    "Ninh Thuận",
    "Phú Thọ",
    "Phú Yên",
    "Quảng Bình",
    "Quảng Nam",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sóc Trăng",
    "Sơn La",
    "Tây Ninh",
    "Thái Nguyên",
    "Thanh Hóa",
    "Tiền Giang",
    "Trà Vinh",
    "Tuyên Quang",
    "Vĩnh Long",
    "Vĩnh Phúc",
    "Vĩnh Phú",
    "Yên Bái",
    "Hà Sơn Bình",
    "Nghệ Tĩnh",
    "Bắc Thái",
)


@cache
def _keys() -> frozenset[str]:
    return frozenset(map(plain_key, _NAMES))


def is_other_province(name: str) -> bool:
    """Whether a name without its word of kind is a province or city of the centre other than this one."""
    return plain_key(name) in _keys()

"""Fictional Vietnamese names as people of one age and sex bear them; few family names hold most people. Pure."""

from collections.abc import Mapping
from random import Random
from typing import Final

__all__ = ["draw_name", "sibling_name"]

_FAMILY: Final[Mapping[str, float]] = {
    "Nguyễn": 33, "Trần": 11, "Phạm": 9, "Lê": 7, "Vũ": 6, "Đỗ": 4.5, "Bùi": 4, "Hoàng": 3.5, "Đặng": 2.6, "Đào": 2.2,
    "Ngô": 1.8, "Dương": 1.6, "Phan": 1.3, "Đinh": 1.2, "Lương": 1.2, "Đoàn": 1.2, "Hà": 1, "Trịnh": 1, "Mai": 0.8,
    "Tạ": 0.8, "Lưu": 0.8, "Cao": 0.7, "Tô": 0.6, "Lại": 0.5, "Chu": 0.5, "Hồ": 0.5, "Quách": 0.3, "Nghiêm": 0.3,
    "Khúc": 0.2, "Doãn": 0.3, "Thái": 0.2, "Bạch": 0.15, "Uông": 0.1, "Giang": 0.2, "Tống": 0.2, "Kiều": 0.2,
    "Nhâm": 0.1, "Khổng": 0.1, "Hứa": 0.1, "Lã": 0.2, "An": 0.1, "Vương": 0.3, "Triệu": 0.2, "Phùng": 0.4,
}  # fmt: skip
_LINKS: Final[Mapping[str, Mapping[str, float]]] = {
    "male": {
        "Văn": 30, "Đức": 8, "Xuân": 5, "Đình": 5, "Quang": 5, "Minh": 5, "Hữu": 4, "Ngọc": 4, "Thế": 3, "Mạnh": 3,
        "Công": 3, "Duy": 3, "Tiến": 3, "Quốc": 3, "Thanh": 3, "Trọng": 3, "Anh": 2, "Hồng": 1.5, "Bá": 1.5,
        "Huy": 1.5, "Tuấn": 2, "Việt": 2, "Viết": 1.5, "Hoàng": 2, "Hải": 1, "Khắc": 1, "Thành": 1, "Trung": 1, "": 2,
    },
    "female": {
        "Thu": 9, "Thanh": 9, "Ngọc": 7, "Hồng": 7, "Kim": 5, "Minh": 6, "Bích": 4, "Phương": 5, "Thúy": 4, "Thùy": 3,
        "Lan": 3, "Mai": 3, "Hải": 3, "Khánh": 2, "Diệu": 2, "Quỳnh": 3, "Tuyết": 2, "Kiều": 2, "Như": 1, "Bảo": 1,
        "Hương": 2, "Vân": 2, "Ánh": 2, "Huyền": 1, "Xuân": 2, "Mỹ": 1, "Hà": 2, "Linh": 1, "Hoài": 2, "Việt": 1,
    },
}  # fmt: skip
_GIVEN: Final = {
    "male": (
        "Hùng Tuấn Dũng Hải Minh Sơn Thắng Cường Đức Nam Long Thành Trung Hưng Kiên Quang Hiếu Tùng Mạnh Hòa "
        "Huy Bình Khánh Toàn Quân Phong Đạt Tú Việt Vinh Lâm Anh Tiến Hoàng Thủy Duy Giang Chiến Hà Thịnh "
        "Phúc Hậu Linh Nghĩa Tâm Tân Thanh Thái Thiện Thuận Trường Trọng Tài Đông Dương Hào Khoa Khôi Lộc Lợi "
        "Luân Ngọc Nhân Phương Quyết Quý Quyền Sáng Sỹ Tuyên Thao Thạch Thụ Tình Toản Tráng Trí Triều Trinh "
        "Tưởng Văn Viên Vĩ Vương Xuân Ninh Nhật Định Đăng Đảm Điệp Doanh Duẩn Bách Bảo Biên Công Chính Chung "
        "Cương Hiển Hiệp Hinh Hoạt Học Huân Hữu Hợp Khải"
    ),
    "female": (
        "Hương Lan Hằng Hà Hoa Thảo Trang Linh Nga Phương Thủy Thúy Hiền Hạnh Ngọc Mai Yến Nhung Oanh Huyền "
        "Loan Liên Dung Hường Thu Vân Anh Xuân Tuyết Bình Hòa Nguyệt Thoa Duyên Hậu Chinh Tâm Minh Ngân Quyên "
        "Thơm Luyến Khuyên Gấm Nụ Ước Mỹ Lý Quý Ánh Hồng Thanh Thêu Thắm Thương Tươi Dịu Đào Điệp Cúc Chi "
        "Châm Chiên Giang Hải Hảo Hiên Huế Huệ Hợi Hợp Lành Len Liễu Lụa Lương Mận Mến Miền Mơ Na Năm Ngà "
        "Nhàn Nhạn Nhài Nhâm Ninh Nết Phượng Phúc Quỳnh Sen Sáu Thanh Thái Thìn Thoan Thuận Thuỷ Tình Trâm "
        "Trinh Tuyến Tý Vui Vinh Xoan Xuyến Diễm Diệp Đoan"
    ),
}  # fmt: skip
_LIKE: Final = {
    "male": (("Hùng", "Hưng"), ("Tuấn", "Tuân"), ("Toàn", "Toản"), ("Quang", "Quảng"), ("Hải", "Hai"),
             ("Long", "Lộc"),
             ("Đông", "Đồng"), ("Thành", "Thanh"), ("Dũng", "Dung"), ("Hiếu", "Hiểu"), ("Tú", "Tư"), ("Bình", "Bính"),
             ("Nam", "Năm"), ("Việt", "Viết"), ("Thắng", "Thăng")),
    "female": (("Thúy", "Thùy"), ("Hương", "Hường"), ("Hằng", "Hạnh"), ("Linh", "Lĩnh"), ("Hiền", "Hiên"),
               ("Hà", "Hạ"), ("Liên", "Liễn"), ("Thu", "Thư"), ("Phương", "Phượng"), ("Ngân", "Nga"), ("Yến", "Yên"),
               ("Loan", "Oanh"), ("Huyền", "Huyên"), ("Nhung", "Nhưng"), ("Trang", "Trâm")),
}  # fmt: skip
"""Given names that parents give to twins: one letter or one tone apart."""
_YOUNG: Final = 1985


def _given(rng: Random, sex: str) -> str:
    names = _GIVEN[sex].split()
    # The n-th name is borne by about 1 / (n + 6) of what the first would be: flat at the head, long at the end.
    return rng.choices(names, weights=[1 / (rank + 6) for rank in range(len(names))])[0]


def _links(rng: Random, sex: str, year: int) -> str:
    if sex == "male":
        return rng.choices(list(_LINKS["male"]), weights=list(_LINKS["male"].values()))[0]
    more = rng.choices(list(_LINKS["female"]), weights=list(_LINKS["female"].values()))[0]
    plain, both = (0.62, 0.30) if year < _YOUNG else (0.34, 0.42)
    chance = rng.random()
    return "Thị" if chance < plain else f"Thị {more}" if chance < plain + both else more


def draw_name(rng: Random, sex: str, year: int, family: str | None = None) -> str:
    """A full name; women born later bear "Thị" less often.

    Args:
        year: of birth.
        family: the family name, where it is given.
    """
    family = family or rng.choices(list(_FAMILY), weights=list(_FAMILY.values()))[0]
    links, given = _links(rng, sex, year), _given(rng, sex)
    if links.split(" ")[-1] == given:
        links = "Văn" if sex == "male" else "Thị"
    return " ".join(part for part in (family, links, given) if part)


def sibling_name(rng: Random, name: str, sex: str, other_sex: str) -> tuple[str, str]:
    """Names of twins: the first's name may be changed too, so that the given names are alike.

    Gives both names; of one sex they are often apart by a letter or a tone only, else by a word.
    """
    family, *links, given = name.split(" ")
    if sex == other_sex and rng.random() < 0.6:
        first, second = rng.choice(_LIKE[sex])
        return " ".join([family, *links, first]), " ".join([family, *links, second])
    if sex == other_sex and rng.random() < 0.7:
        other = given
        while other == given:
            other = _given(rng, other_sex)
        return name, " ".join([family, *links, other])
    return name, draw_name(rng, other_sex, 2000, family)

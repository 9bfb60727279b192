"""How agencies keep their lists: which columns a list has and what its keepers do to all of it.

One layout an agency; a few change it in another year.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Final

from tests.bench.identity.people import YEARS, Employer, new_phone
from tests.bench.identity.shares import Shares

__all__ = ["AS_OF", "Keeping", "draw_associations", "draw_lists"]

AS_OF: Final = {
    2023: date(2023, 12, 31), 2024: date(2024, 12, 15), 2025: date(2025, 11, 30), 2026: date(2026, 10, 31),
}  # fmt: skip
"""The day that the lists of a year speak of."""
_ASSOCIATIONS: Final = (
    ("LHH", "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Hưng Yên"), ("HKH", "Hội Khuyến học tỉnh Hưng Yên"),
    ("HLG", "Hội Luật gia tỉnh Hưng Yên"), ("HCGC", "Hội Cựu giáo chức tỉnh Hưng Yên"),
    ("HYH", "Hội Y học tỉnh Hưng Yên"), ("HVHNT", "Hội Văn học - Nghệ thuật tỉnh Hưng Yên"),
)  # fmt: skip
_NEW_LAYOUT: Final = 0.15
_FIRST_NUMBER: Final = 900
"""Of associations, so that they are no employer's number."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """One list: an agency's of one year.

    Args:
        columns: fields that it has a column for; name, birth, post, degree and field of training are always there.
        desk: the one telephone of the house, where the list gives everybody this one.
        names_employer: has a column that says where each person works.
    """

    agency: Employer
    year: int
    columns: frozenset[str]
    year_only: bool = False
    unmarked: bool = False
    desk: str = ""
    names_employer: bool = True


def draw_associations() -> list[Employer]:
    """Bodies that list members who work elsewhere."""
    return [Employer(_FIRST_NUMBER + n, code, name, "association") for n, (code, name) in enumerate(_ASSOCIATIONS)]


def _layout(rng: Random, shares: Shares, agency: Employer, year: int) -> Keeping:
    if agency.profile == "association":
        chances = {"national_id": 0.1, "phone": 0.65, "email": 0.3, "sex": 0.7, "commune": 0.3, "native": 0.3}
        columns = frozenset(name for name, chance in chances.items() if rng.random() < chance)
        return Keeping(agency, year, columns, year_only=rng.random() < 0.35, names_employer=rng.random() < 0.7)
    chances = {
        "national_id": shares.column_id, "phone": shares.column_phone, "email": shares.column_email,
        "sex": shares.column_sex, "commune": shares.column_commune, "native": shares.column_native,
        "ethnicity": shares.column_ethnicity, "staff_code": shares.column_staff, "school": shares.column_school,
        "graduation": shares.column_graduation, "title_code": shares.column_title_code,
        "recruitment": shares.column_recruitment,
    }  # fmt: skip
    columns = frozenset(name for name, chance in chances.items() if rng.random() < chance)
    return Keeping(
        agency, year, columns, rng.random() < shares.list_year_only, rng.random() < shares.list_unmarked,
        new_phone(rng) if rng.random() < shares.list_front_desk else "",
    )  # fmt: skip


def draw_lists(rng: Random, shares: Shares, agencies: Sequence[Employer]) -> dict[tuple[int, int], Keeping]:
    """The list of each agency (by number) and year."""
    lists: dict[tuple[int, int], Keeping] = {}
    for agency in agencies:
        keeping = _layout(rng, shares, agency, YEARS[0])
        for year in YEARS:
            if year != YEARS[0] and rng.random() < _NEW_LAYOUT:
                keeping = _layout(rng, shares, agency, year)
            keeping = replace(keeping, year=year)
            lists[agency.number, year] = keeping
    return lists

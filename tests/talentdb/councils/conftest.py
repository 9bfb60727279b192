"""A small province with experts for councils. All are fictional."""

import pytest

from tests.talentdb.conftest import Province
from tests.talentdb.network.conftest import Circle

NAMES = ("Bùi Văn Ao", "Cao Thị Biển", "Đỗ Văn Cá", "Hà Thị Duyên", "Lê Văn Ếch", "Mai Thị Giang")


def bodies(province: Province) -> list[str]:
    """Codes of the bodies of the six, in the order of NAMES."""
    return sorted(province.codes)[:6]


@pytest.fixture
def circle(province: Province) -> Circle:
    """Six doctors of aquaculture in six bodies, men and women in turns, with telephones."""
    found = Circle(province)
    for at, (name, body) in enumerate(zip(NAMES, bodies(province), strict=True)):
        found.people(
            [name], agency=body, qualification="doctorate", field_of_training="Nuôi trồng thủy sản",
            expertise=["thức ăn cho cá" if at % 2 else "bệnh tôm"], sex="female" if at % 2 else "male",
            phone=f"09120000{at:02d}",
        )  # fmt: skip
    return found

"""Names against names, texts against topics: what fits better scores higher."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.search.fitting import Matcher, fit_name
from talentdb.search.rarity import Rarity
from talentdb.search.understanding import understand
from talentdb.search.words import read_words
from talentdb.text import fold, tone_key


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Nguyễn Văn Đức", ["Nguyễn Văn Đức", "Nguyễn Văn Dực", "Trần Văn Đức"]),
        ("Văn Đức", ["Nguyễn Văn Đức", "Nguyễn Văn Dực", "Đức Thị Văn"]),
        ("Nguyễn Văn Đưc", ["Nguyễn Văn Đức", "Nguyễn Văn Dực", "Nguyễn Văn Nam"]),
        ("Bình Nguyễn Hữu", ["Nguyễn Hữu Bình", "Nguyễn Bình Hữu", "Nguyễn Thị Hữu Bình"]),
        ("Hiếu Tiến Vũ", ["Vũ Tiến Hiếu", "Tiến Hiếu Vũ", "Vũ Tiến Hải"]),
        # Who is half remembered is remembered by the given name.
        ("van", ["Lê Thị Vân", "Nguyễn Văn Hào"]),
        ("Định", ["Nguyễn Văn Định", "Nguyễn Định Hào", "Đinh Thị Loan"]),
        ("gno van dang", ["Ngô Văn Đăng", "Đào Văn Đăng", "Lê Thị Hoa"]),
    ],
)
def test_the_likelier_name_scores_higher(asked: str, names: list[str]) -> None:
    scores = [fit_name(read_words(asked), tone_key(name), fold(name))[1] for name in names]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def fits(line: str, texts: list[str]) -> list[float]:
    matcher = Matcher(understand(line).slots, Rarity())
    return [matcher.text(0, text) for text in texts]


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        (
            "nuôi trồng thủy sản",
            ["Nuôi trồng thủy sản", "NTTS", "nuôi tôm", "thủy sản", "khai thác thủy sản", "kế toán"],
        ),
        ("rầy nâu", ["Phòng trừ rầy nâu", "Bảo vệ thực vật", "Trồng trọt", "Luật"]),
        ("vật lý", ["Vật lý", "Quang học", "Vật lý trị liệu"]),
        ("nội", ["BSCKII Nội", "Tim mạch", "Nội dung số"]),
        ("xây dựng", ["KS. Xây dựng", "Kỹ thuật cầu đường", "Xây dựng thương hiệu"]),
        ("QTKDX", ["Quản trị kinh doanh xanh", "Quản trị kinh doanh"]),
    ],
)
def test_the_closer_text_fits_better(line: str, texts: list[str]) -> None:
    found = fits(line, texts)
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)
    assert found[-1] == 0.0


_SYLLABLES = ["Nuôi", "Tôm", "Thú", "Y", "Lý", "Lí", "Kế", "Toán", "Lúa", "Nam", "An", "Rầy", "Vật", "Quý", "H'Hen"]


@given(
    line=st.sampled_from(["nuôi tôm", "vật lý", "thú y", "kế toán lúa", "ntts", "lý", "y tế công cộng", "qtv"]),
    name=st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=5).map(" ".join),
)
def test_a_name_is_only_passed_over_where_it_says_nothing(line: str, name: str) -> None:
    matcher = Matcher(understand(line).slots, Rarity())
    if matcher.passes_over(fold(name)):
        assert [matcher.text(place, name) for place in range(len(matcher.slots))] == [0.0] * len(matcher.slots)


def test_most_names_are_passed_over() -> None:
    matcher = Matcher(understand("nuôi trồng thủy sản").slots, Rarity())
    assert matcher.passes_over(fold("Trần Đình Khánh"))
    assert not matcher.passes_over(fold("Lê Thị Thủy Sản"))

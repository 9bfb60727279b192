"""Communes since 1 July 2025 and their predecessors: the right code, or an honest several."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.codes.communes import MERGER_DAY, OldCommune, communes, find_commune, old_communes
from talentdb.text import fold

OLD = old_communes()


def test_104_communes_of_which_11_wards() -> None:
    units = communes().values()
    assert len(units) == 104
    assert sum(unit.kind == "ward" for unit in units) == 11
    assert {unit.province_code for unit in units} == {"33"}
    assert len({fold(unit.name) for unit in units}) == 104


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("11953", "phường Phố Hiến"),
        ("13225", "phường Thái Bình"),
        ("12454", "phường Trần Lãm"),
        # five codes that a published package has wrong
        ("12004", "xã Như Quỳnh"),
        ("12073", "xã Yên Mỹ"),
        ("12223", "xã Triệu Việt Vương"),
        ("12583", "xã Tân Tiến"),
        ("12916", "xã Bắc Thái Ninh"),
    ],
)
def test_official_codes(code: str, name: str) -> None:
    assert communes()[code].full_name == name


def test_predecessors_cover_the_merger() -> None:
    assert len(OLD) == 381
    assert sum(old.old_province == "Thái Bình" for old in OLD) == 242
    assert len({old.old_district for old in OLD}) == 18
    assert {code for old in OLD for code in old.new_codes} == set(communes())
    assert {old.old_name for old in OLD if old.partial} == {"Ngọc Thanh", "Lạc Đạo", "Đình Dù"}


@pytest.mark.parametrize(
    ("text", "code", "legacy"),
    [
        ("P. Phố Hiến", "11953", False),
        ("X. Tân Hưng", "11977", False),
        ("xã Tân Hưng, tỉnh Hưng Yên", "11977", False),
        ("UBND xã Ân Thi", "12142", False),
        ("Uỷ ban nhân dân phường Mỹ Hào", "12103", False),
        ("xa tan hung", "11977", False),
        ("Thái Thuỵ", "12826", False),
        ("Yên Mĩ", "12073", False),
        ("PHƯỜNG TRẦN HƯNG ĐẠO", "12452", False),
        ("phường Mỹ Hào, thị xã Mỹ Hào", "12103", False),
        ("TT. Khoái Châu", "12205", True),
        ("Bảo Khê", "11983", True),
        ("Minh Tân, Đông Hưng, Thái Bình", "12754", True),
        ("xã Minh Tân, huyện Hưng Hà, tỉnh Thái Bình", "12676", True),
        ("Minh Tân huyện Hưng Hà", "12676", True),
        ("Số 12 đường Nguyễn Văn Linh, P. Hiến Nam, TP HY", "11953", True),
        ("P. Lê Lợi, TP HY", "11953", True),
        ("Phường Lê Lợi", "11953", True),
        ("xa Lien Phuong", "11953", True),
        ("xã Phạm Ngũ Lão, huyện Kim Động", "12280", True),
        ("phuong nam", "11977", True),  # xã Phương Nam, not a ward Nam
        ("Đường Hào", "12133", False),
        ("xa tan tien", "12583", False),
        ("Dương Quang, Thị xã Mỹ Hào", "12127", True),
        ("Thôn 3 xã Hiệp Cường, tỉnh Hưng Yên", "12322", False),
    ],
)
def test_one_commune(text: str, code: str, legacy: bool) -> None:
    match = find_commune(text)
    assert (match.candidates, match.legacy, match.ambiguous) == ((code,), legacy, False)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Minh Tân", {"12391", "12676", "12754", "13183"}),
        ("Ngọc Thanh", {"11983", "12322"}),
        ("Ngọc Thanh, huyện Kim Động", {"11983", "12322"}),
        ("Lạc Đạo, Văn Lâm", {"11992", "11995"}),
        ("Tiền Hải, Thái Bình", {"12970"}),  # to most people the whole former district
        ("Thái Bình", {"13225"}),  # or the province
    ],
)
def test_several_readings_are_said_to_be_several(text: str, codes: set[str]) -> None:
    match = find_commune(text)
    assert set(match.candidates) == codes
    assert match.ambiguous


@pytest.mark.parametrize(
    "text",
    ["", "Xã Tân Hưng, Hải Phòng", "xã Tân Hưng, tỉnh Nam Định", "TP Hà Nội", "quan 1", "Xã Không Có", "12"],
)
def test_elsewhere_and_unknown_yield_nothing(text: str) -> None:
    assert find_commune(text).candidates == ()


TRAPS = {
    "Phạm Ngũ Lão": "12148",
    "Hoàng Hoa Thám": "12337",
    "Ngọc Lâm": "12517",
    "Tân Tiến": "12583",
    "Long Hưng": "12613",
    "Lê Lợi": "13120",
    "Lạc Đạo": "11992",
}


@pytest.mark.parametrize("name", sorted(TRAPS))
def test_a_new_name_that_was_another_places_old_name(name: str) -> None:
    today = find_commune(name)
    assert today.candidates == (TRAPS[name],)
    assert today.also_legacy
    before = find_commune(name, on=date(2025, 6, 30))
    assert before.legacy
    assert set(today.also_legacy) <= set(before.candidates)
    assert find_commune(name, on=MERGER_DAY) == today


KIND_WORDS = {"commune": "xã", "ward": "phường", "township": "thị trấn"}


def test_official_codes_of_today_and_of_before() -> None:
    assert find_commune(" 11980 ").candidates == ("11980",)
    assert not find_commune("11980").legacy
    assert find_commune("11956").candidates == ("11953",)  # An Tảo's, gone
    assert find_commune("11956").legacy
    assert find_commune("11977", on=date(2024, 1, 1)).legacy
    assert find_commune("99999").candidates == ()


@given(unit=st.sampled_from(OLD))
def test_an_old_name_with_its_district_is_never_lost(unit: OldCommune) -> None:
    place = f"{KIND_WORDS[unit.old_kind]} {unit.old_name}, {unit.old_district}, tỉnh {unit.old_province}"
    match = find_commune(place)
    assert match.candidates == unit.new_codes
    assert match.ambiguous == (len(unit.new_codes) > 1)


@given(code=st.sampled_from(sorted(communes())), style=st.sampled_from([str.upper, str.lower, str.title, str]))
def test_each_commune_by_its_full_name(code: str, style: Callable[[str], str]) -> None:
    match = find_commune(f"UBND {style(communes()[code].full_name)}")
    assert match.candidates == (code,)
    assert not match.ambiguous


@given(code=st.sampled_from(sorted(communes())))
def test_without_tones_the_right_commune_is_among_the_candidates(code: str) -> None:
    match = find_commune(fold(communes()[code].full_name))
    assert code in match.candidates
    assert match.ambiguous == (len(match.candidates) > 1)

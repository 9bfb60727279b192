"""Old encodings are decoded by cell, and Unicode is never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import Evidence, normalise
from ingest.normalise.legacy import (
    MIXED,
    column_encoding,
    decode_all,
    decode_as,
    decode_legacy,
    doubtful,
    encoding_beside,
    is_syllable,
)
from talentdb.codes import code_list, list_names
from talentdb.codes.name_words import NAME_WORDS
from talentdb.text import place_tones

UNICODE = [
    "Nguyễn",
    "Hòa",
    "Tú",
    "Hà",
    "Vò",
    "Đảm",
    "Lê",
    "Trà",
    "Mùi",
    "Khuê",
    "Sơn",
    "Thìn",
    "Quý",
    "Bé",
    "Cẩm",
    "Út",
]


@pytest.mark.parametrize(
    "text",
    [
        "Müller",
        "François",
        "Renée",
        "Hà Tú",
        "HÀ TÚ",
        "Vò",
        "Peña",
        "50 m²",
        "CÐ",
        "lÊ",
        "José",
        "Hué",
        "Maß",
        "Straße",
        "São Paulo",
        "Köln",
        "Genève",
        "Été",
        "5 µm",
        "A · B",
        "10 ÷ 20",
        "3×4",
        "© 2020",
        "Windows®",
        "«Hà»",
        "§ 5",
        "½",
        "CÐ ÔTÔ",
        "ÐH Bách khoa",
        "Tô Bá Thành",
        "Noël",
        "Düsseldorf",
        "résumé",
        "Curaçao",
        "Bogotá",
        "20°C",
        "1ª",
        "n°5",
        "Toán – Lý",
        "Hoá học",
    ],
)
def test_text_that_is_no_old_vietnamese_stays(text: str) -> None:
    assert decode_legacy(text) == (text, None)


@given(st.lists(st.sampled_from(UNICODE), min_size=1, max_size=5))
def test_unicode_vietnamese_is_never_changed(words: list[str]) -> None:
    for text in (" ".join(words), " ".join(words).upper()):
        assert decode_legacy(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "expected", "encoding"),
    [
        ("NguyÔn Thanh Hµ", "Nguyễn Thanh Hà", "TCVN3"),
        ("Lª Hång S¬n", "Lê Hồng Sơn", "TCVN3"),
        ("Traàn Thò", "Trần Thị", "VNI"),
    ],
)
def test_old_encodings_are_read(text: str, expected: str, encoding: str) -> None:
    assert decode_legacy(text) == (expected, encoding)


@pytest.mark.parametrize("name", list_names())
def test_no_word_of_the_code_lists_is_changed(name: str) -> None:
    for code in code_list(name).codes:
        for spelling in code.spellings:
            for text in (spelling, spelling.upper(), spelling.lower(), *spelling.split()):
                assert decode_legacy(text) == (text, None)


# Written from the published tables, apart from the module's own: what a font of that encoding stores.
_LETTERS = (
    "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ đ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ "
    "ợ ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ "
)
LETTERS = _LETTERS.split()
_TCVN3 = (
    "B5 B8 B6 B7 B9 A8 BB BE BC BD C6 A9 C7 CA C8 C9 CB AE CC D0 CE CF D1 AA D2 D5 D3 D4 D6 D7 DD D8 DC "
    "DE DF E3 E1 E2 E4 AB E5 E8 E6 E7 E9 AC EA ED EB EC EE EF F3 F1 F2 F4 AD F5 F8 F6 F7 F9 FA FD FB FC "
    "FE "
)
TCVN3 = _TCVN3.split()
_VNI = (
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò oø "
    "où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î "
)
VNI = _VNI.split()
TO_TCVN3 = {letter: bytes.fromhex(code).decode("latin-1") for letter, code in zip(LETTERS, TCVN3, strict=True)}
TO_VNI = dict(zip(LETTERS, VNI, strict=True))
NAMES = st.lists(st.sampled_from(sorted(NAME_WORDS)), min_size=2, max_size=4).map(lambda w: " ".join(w).title())


def tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(c.lower(), c) for c in text)


def vni(text: str) -> str:
    return "".join(TO_VNI.get(c) or (TO_VNI[c.lower()].capitalize() if c.lower() in TO_VNI else c) for c in text)


@pytest.mark.parametrize("encode", [tcvn3, vni])
def test_every_letter_has_its_code(encode: object) -> None:
    old = encode("Nguyễn Văn Đảm")  # type: ignore[operator]
    encoding = column_encoding([old] * 3)
    assert encoding in ("TCVN3", "VNI")
    for letter in LETTERS:
        if letter not in "ăâ":
            word = f"t{letter}n" if letter not in "ỳýỷỹỵ" else f"t{letter}"
            if letter == "đ":
                word = "đan"
            assert decode_as(f"{old} {encode(word)}", encoding)[0].lower().endswith(word)  # type: ignore[operator]


@given(st.lists(NAMES, min_size=12, max_size=12), st.sampled_from([tcvn3, vni]))
def test_names_come_back_where_the_column_is_in_the_encoding(names: list[str], encode: object) -> None:
    sure = ["Nguyễn Văn Đảm", "Trần Thị Minh Hạnh", "Lê Hồng Sơn", "Phạm Đức Hưởng"]
    old = [encode(name) for name in [*sure, *names]]  # type: ignore[operator]
    encoding = column_encoding(old)
    assert encoding is not None
    for name, text in zip([*sure, *names], old, strict=True):
        assert place_tones(decode_as(text, encoding)[0]).lower() == place_tones(name).lower()


def test_capitals_of_the_font_of_capitals() -> None:
    assert decode_legacy("NGUYÔN V¡N §¶M") == ("NGUYỄN VĂN ĐẢM", "TCVN3")
    assert decode_legacy("§HSP") == ("ĐHSP", "TCVN3")


def test_headers_are_read_together() -> None:
    assert decode_all(["Hä vµ tªn", "Ghi chó", "§¬n vÞ", "N÷"]) == ["Họ và tên", "Ghi chú", "Đơn vị", "Nữ"]
    assert decode_all(["Họ và tên", "Ghi chó"]) == ["Họ và tên", "Ghi chó"]


def test_a_word_open_in_a_mixed_column_is_taken_as_a_name_or_asked() -> None:
    assert decode_as("Tô Bá Thành", "TCVN3") == ("Tô Bá Thành", None)
    assert decode_as("Vò Minh Anh", "TCVN3" + MIXED) == ("Vũ Minh Anh", "TCVN3")
    assert decode_as("Tú Anh", "TCVN3" + MIXED) == ("Tú Anh", None)
    assert doubtful("Lò Minh", "TCVN3" + MIXED) is None
    asked = normalise("Vèn Minh Anh", Evidence("full_name", encoding="VNI" + MIXED))
    assert [p.code for p in asked.problems] == []
    asked = normalise("Lì Minh Anh", Evidence("full_name", encoding="TCVN3" + MIXED))
    assert [(p.code, p.severity) for p in asked.problems] == [("text.maybe_legacy", "warning")]


def test_a_soft_hyphen_is_a_letter_of_tcvn3() -> None:
    assert decode_legacy("C\u00adêng") == ("Cường", "TCVN3")


@given(st.text(max_size=40))
def test_decoding_never_raises_and_its_result_stays(text: str) -> None:
    decoded, _ = decode_legacy(text)
    assert isinstance(decoded, str)
    assert is_syllable(text) in (True, False)


def test_the_column_settles_what_a_cell_leaves_open() -> None:
    old = ["NguyÔn V¨n §¶m", "TrÇn ThÞ Minh H¹nh", "Lª Hång S¬n", "Vò Minh Anh"]
    assert column_encoding(old) == "TCVN3"
    assert decode_as("Vò Minh Anh", "TCVN3") == ("Vũ Minh Anh", "TCVN3")
    assert column_encoding([*old, "Nguyễn Thị Lan", "Đỗ Văn Mẫu"]) == "TCVN3" + MIXED
    assert column_encoding(["Nguyễn Thị Lan", "Vò Minh Anh"]) is None
    assert decode_as("Vò Minh Anh", "") == ("Vò Minh Anh", None)
    assert decode_as("Nguyễn", "TCVN3") == ("Nguyễn", None)


@pytest.mark.parametrize(
    "text", ["TâM", "BìNH", "Lê THANH HòA", "Lê MINH NGâN", "BùI KHáNH THOA", "NôNG DUY GIANG", "GIáO VIêN"]
)
def test_capitals_made_by_a_program_that_knows_only_a_to_z_stay(text: str) -> None:
    assert decode_legacy(text) == (text, None)


def test_capitals_of_an_old_font_are_still_read() -> None:
    assert decode_legacy("HïNG") == ("HÙNG", "TCVN3")
    assert decode_legacy("TRÇN V¨N HïNG") == ("TRẦN VĂN HÙNG", "TCVN3")


def test_a_column_that_does_not_show_its_encoding_follows_its_table() -> None:
    assert encoding_beside(["Hé sinh"], "TCVN3") == "TCVN3"
    assert encoding_beside(["Hé sinh", "Hà"], "TCVN3") == "TCVN3" + MIXED
    assert encoding_beside(["Hé sinh", "Điều dưỡng"], "TCVN3") == ""
    assert encoding_beside(["Hà"], "TCVN3") == ""
    assert encoding_beside([], "TCVN3") == ""
    assert decode_as("Hé sinh", "TCVN3") == ("Hộ sinh", "TCVN3")


def test_of_two_readings_the_one_that_the_field_knows_is_taken() -> None:
    people = Evidence("ethnicity_code", encoding="TCVN3" + MIXED)
    assert (dict(normalise("Nùng", people).values), normalise("Nùng", people).problems) == (
        {"ethnicity_code": "07"},
        (),
    )
    asked = normalise("Hé sinh", Evidence("position_title", encoding="TCVN3" + MIXED))
    assert [(p.code, p.suggestion) for p in asked.problems] == [("text.maybe_legacy", "Hộ sinh")]

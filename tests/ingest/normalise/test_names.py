"""Names: titles off, capitals and tones mended; what is no name is refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import Evidence, normalise
from ingest.normalise.legacy import decode_legacy
from ingest.normalise.names import mend_name
from ingest.normalise.result import is_placeholder

NAME = Evidence("full_name")

WORDS = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Đặng",
    "Hòa",
    "Thủy",
    "Quý",
    "Thị",
    "Văn",
    "Hường",
    "Ánh",
    "Đức",
    "Oanh",
    "Khuê",
]
TITLES = ["", "ThS. ", "PGS.TS. ", "GS.TSKH. ", "BSCKII. ", "TS.BS. ", "Ông ", "TTƯT.TS.BS ", "ThS.BSCK2. "]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("NGUYỄN THỊ LAN", "Nguyễn Thị Lan"),
        ("HOÀNG THị LUYếN", "Hoàng Thị Luyến"),
        ("NGUYễN TUấN ANH", "Nguyễn Tuấn Anh"),
        ("  Lê   Hoà ", "Lê Hòa"),
        ("Thuỷ Quí Quý", "Thủy Quí Quý"),
        ("Ðặng Văn Mẫu", "Đặng Văn Mẫu"),
        ("NguyÔn V¨n §¶m", "Nguyễn Văn Đảm"),
        ("TrÇn ThÞ Minh H¹nh", "Trần Thị Minh Hạnh"),
        ("Nguyeãn Vaên Ñaûm", "Nguyễn Văn Đảm"),
        ("1. Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu"),
        ("Nguyễn Văn Mẫu (1975)", "Nguyễn Văn Mẫu"),
        ("Nguyễn Văn Mẫu, ThS", "Nguyễn Văn Mẫu"),
        ("y'thơm niê", "Y'Thơm Niê"),
        ("Nguyễn Thị Ngs", "Nguyễn Thị Ngs"),
        ("Ông Thị Trúc", "Ông Thị Trúc"),
        ("ThS Ông Thị Trúc", "Ông Thị Trúc"),
        ("Ông Lê Hà", "Lê Hà"),
        ("Ông/Bà Lê Hà", "Lê Hà"),
        ("Đ/c Lê Hà", "Lê Hà"),
        ("Anh Thư", "Anh Thư"),
        ("Cô Trần Thị Thử", "Trần Thị Thử"),
        ("AHLĐ.TTND.GS.TS Trần Mẫu", "Trần Mẫu"),
        ("BSCC.TS.BSCKII Trần Mẫu", "Trần Mẫu"),
        ("Thượng tá Trần Mẫu", "Trần Mẫu"),
        ("Trần Mẫu\nThạc sĩ", "Trần Mẫu"),
        ("Nguyễn Thị\nLan", "Nguyễn Thị Lan"),
        ("Nguуễn Văn А", "Nguyễn Văn A"),
        ("Lê Văn Α", "Lê Văn A"),
        ("Nguyễn Văn\u200bMẫu", "Nguyễn Văn Mẫu"),
        ("Nguyễn Văn Mẫu (*)", "Nguyễn Văn Mẫu"),
        ("Nguyễn Văn Mẫu*", "Nguyễn Văn Mẫu"),
        ("Hồ Thị Lý", "Hồ Thị Lý"),
        ("H’HEN NIÊ", "H'Hen Niê"),
        ("K'SOR H'NHI", "K'Sor H'Nhi"),
        ("Y Bih Ayun", "Y Bih Ayun"),
        ("GIÀNG A PÁO", "Giàng A Páo"),
        ("Jean-Pierre Dupont", "Jean-Pierre Dupont"),
        ("Müller Klaus", "Müller Klaus"),
        ("Nguyễn Công Tổng", "Nguyễn Công Tổng"),
        ("Trần Thủ Độ", "Trần Thủ Độ"),
        ("Nguyễn Ngọc Trưởng", "Nguyễn Ngọc Trưởng"),
        ("Trưởng Thị Hoa", "Trưởng Thị Hoa"),
        ("Phó Đức Chính", "Phó Đức Chính"),
        ("Âu Dương Quân", "Âu Dương Quân"),
    ],
)
def test_a_name_is_written_as_the_registry_writes_it(raw: str, expected: str) -> None:
    assert normalise(raw, NAME).values["full_name"] == expected


@pytest.mark.parametrize("raw", ["Tổng cộng: 25", "Họ và tên", "12345", "Cộng", 12, "***", "A", "Người lập biểu",
    "Phó Giám đốc", "Kế toán trưởng", "PHÒNG NỘI VỤ", "Tổ Toán", "Ban Giám hiệu", "Danh sách này có 25 người",
    "Tổ trưởng Tổ Toán", "Hiệu trưởng", "Thủ trưởng đơn vị", "Ghi chú"])  # fmt: skip
def test_what_is_no_name_is_a_problem_and_no_value(raw: object) -> None:
    result = normalise(raw, NAME)  # type: ignore[arg-type]
    assert "full_name" not in result.values


def test_titles_before_a_name_are_handed_on() -> None:
    hints = normalise("PGS.TS. Nguyễn Văn Mẫu", NAME).hints
    assert (hints["academic_title"], hints["qualification"]) == ("associate_professor", "doctorate")


def test_several_people_in_one_cell_are_refused() -> None:
    result = normalise("Nguyễn Văn Mẫu\nTrần Thị Thử", NAME)
    assert [p.code for p in result.problems] == ["name.several"]


@given(
    words=st.lists(st.sampled_from(WORDS), min_size=2, max_size=5),
    title=st.sampled_from(TITLES),
    decompose=st.booleans(),
    casing=st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase]),
    pad=st.sampled_from(["", " ", "\u00a0", "\u200b", "  "]),
)
def test_casing_composition_padding_and_titles_do_not_matter(
    words: list[str], title: str, decompose: bool, casing: object, pad: str
) -> None:
    # a word of address is one before a family name only
    plain = " ".join(["Nguyễn", *words] if title == "Ông " else words)
    raw = title + casing(plain) + pad  # type: ignore[operator]
    if decompose:
        raw = unicodedata.normalize("NFD", raw)
    assert normalise(raw, NAME).values["full_name"] == mend_name(plain)


def test_what_stands_beside_a_name_is_handed_on() -> None:
    assert normalise("Nguyễn Thị Mẫu - Hiệu trưởng", NAME).hints == {"position_title": "Hiệu trưởng"}
    assert normalise("Nguyễn Thị Mẫu (Nữ)", NAME).hints == {"sex": "female"}
    assert normalise("Bà Nguyễn Thị Mẫu", NAME).hints == {"sex": "female"}
    assert normalise("Trần Mẫu (TS)", NAME).hints["qualification"] == "doctorate"
    assert normalise("Trần Mẫu (1975)", NAME).hints["birth_date"] == "1975-01-01"


def test_a_number_behind_a_name_is_taken_off_with_a_warning() -> None:
    result = normalise("Nguyễn Văn Mẫu 1", NAME)
    assert result.values == {"full_name": "Nguyễn Văn Mẫu"}
    assert [(p.code, p.suggestion) for p in result.problems] == [("name.trimmed", "Nguyễn Văn Mẫu")]


@given(st.text(max_size=60))
def test_mending_is_done_after_one_time(raw: str) -> None:
    assert mend_name(mend_name(raw)) == mend_name(raw)


@given(st.text(max_size=60))
def test_reading_a_name_never_raises(raw: str) -> None:
    normalise(raw, NAME)


@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạéèẻẽẹóòỏõọúùủũụíìỉĩịýỳỷỹỵ ấầểễộờựABDĐHNTS.,-'()", max_size=40))
def test_a_name_once_read_stays(raw: str) -> None:
    once = normalise(raw, NAME).values.get("full_name")
    # Letters without sense may read as one of the old encodings, which is another test's matter.
    if once is not None and decode_legacy(once)[1] is None:
        assert normalise(once, NAME).values.get("full_name") == once


@pytest.mark.parametrize("word", ["Trọng", "Na", "NA"])
def test_given_names_that_look_like_nothing_are_names(word: str) -> None:
    assert normalise(word, Evidence("given_name")).values == {"given_name": mend_name(word)}
    assert normalise("N/A", Evidence("given_name")).values == {}


def test_words_for_nothing_keep_their_tones() -> None:
    assert all(is_placeholder(word) for word in ("Trống", "trong", "NA"))
    assert not is_placeholder("Trọng")

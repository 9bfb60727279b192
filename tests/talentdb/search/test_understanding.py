"""A line taken apart: filters, names, topics, sentences, and what must not be misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.codes.files import read_rows, split_aliases
from talentdb.search.bodies import Bodies
from talentdb.search.understanding import Understanding, understand

BODIES = Bodies([(row["code"], row["name"], split_aliases(row["aliases"])) for row in read_rows("agencies")])


def read(line: str, **options: object) -> Understanding:
    return understand(line, BODIES, **options)  # type: ignore[arg-type]


def filters(line: str) -> dict[str, str]:
    return {one.name: one.value for one in read(line).filters}


def topic(line: str) -> list[str]:
    return [slot.text for slot in read(line).slots]


@pytest.mark.parametrize(
    "line",
    [
        "nữ tiến sĩ dưới 40 nuôi trồng thuỷ sản ở Tiền Hải",
        "nu tien si duoi 40 nuoi trong thuy san o tien hai",
        "nuwx tieesn six dduoiws 40 nuooi troongf thuyr sarn owr Tieefn Hair",
    ],
)
def test_a_line_with_everything_in_it(line: str) -> None:
    understood = filters(line)
    assert (understood["sex"], understood["age"]) == ("female", "..39")
    assert understood["qualification"] == "doctorate,doctor_of_science"
    assert "12970" in understood["commune_code"].split(",")
    assert [sorted(slot.concepts) for slot in read(line).slots] == [["aquaculture"]]


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Nữ", "Trần Văn Nam", "tran van nam", "Lê Hưng Yên", "Đức Nguyễn Văn", "Mai Hương", "Hà Minh Nam",
        "Phạm Thị Thạc", "nguyeexn vawn dduwcs", "nguye6n4 va8n d9uc71", "Chu Văn An", "Lê Thị Thái Bình",
        "nguyne van duc",
        "Nguyễn Min Anh",
    ],
)  # fmt: skip
def test_a_name_is_no_filter(name: str) -> None:
    understood = read(name)
    assert understood.filters == ()
    assert len(understood.name) == len(name.split())
    assert understood.slots == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("hieu tien vu", 3), ("Bình Nguyễn Hữu", 3), ("gno van dang", 3), ("le htu hoa", 3), ("Cao Thị hToa", 3),
        ("hoa so nong nghiep va moi truong", 1), ("chị ngoc so khcn", 1), ("ông Văn Quý Sở Y tế", 2),
        ("Hải Thái Bình Seed", 1), ("Thị Hằng Cao đẳng Cơ điện và Thủy lợi", 2), ("Thị Ngân Sở KH&CN", 2),
        ("tien so kh&cn", 1), ("ngo uoc so giao duc", 2), ("Phạm Luyến CDC tỉnh", 2), ("anh nam so y te", 1),
        ("nguyenvan an", 3), ("TrầnThị Hoa", 3), ("chi Thu Hang benh vien phu san", 2), ("thầy Nam ĐH Y Dược", 1),
    ],
)  # fmt: skip
def test_half_a_name_a_swapped_one_and_one_with_a_slip(line: str, name: int) -> None:
    understood = read(line)
    assert (len(understood.name), understood.slots) == (name, ())


@pytest.mark.parametrize(
    ("line", "sex"),
    [
        ("chị Vân Sở Y tế", "female"), ("thay Trung so gddt", "male"), ("Vân Sở Y tế", None),
        ("bác Vân Sở Y tế", None), ("Bà Triệu", None), ("chị em nuôi trồng thủy sản", None),
    ],
)  # fmt: skip
def test_a_pronoun_says_whom_a_name_means(line: str, sex: str | None) -> None:
    assert read(line).sex == sex


def test_a_profession_beside_a_half_name_stays_wanted() -> None:
    understood = read("bs Hùng Sở Y tế")
    assert [word.written for word in understood.name] == ["Hùng"]
    assert [(slot.text, slot.wanted) for slot in understood.slots] == [("bs", True)]


@pytest.mark.parametrize(
    ("line", "codes"),
    [("Bệnh viện Phụ sản", "BV-PHU-SAN-TB"), ("công ty cổ phần", None), ("Trung tâm Y tế", None)],
)
def test_a_body_by_the_beginning_of_its_name(line: str, codes: str | None) -> None:
    assert filters(line).get("agency_code") == codes


@pytest.mark.parametrize(
    ("line", "meant"),
    [("công nghệ hạt nhân", "nuclear"), ("vật lý hiện đại", "physics"), ("applied optics", "optics")],
)
def test_words_around_a_topic_belong_to_it(line: str, meant: str) -> None:
    assert [sorted(slot.concepts) for slot in read(line).slots] == [[meant]]


def test_a_word_of_a_story_is_no_name() -> None:
    assert not read("trung tâm thị trấn phát triển lộn xộn, thiếu giáo viên văn và không theo quy hoạch nào").name


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("nhà khoa học giáo dục mầm non", "early_childhood"), ("nha khoa hoc dieu duong", "nursing"),
        ("người làm tài chính ngân hàng", "finance"), ("KTPT", "economics"), ("skđt", None), ("anh văn", "english"),
        ("Sở Tài chính thống kê", "statistics"),
    ],
)  # fmt: skip
def test_frames_and_initials(line: str, meant: str | None) -> None:
    found = {name for slot in read(line).slots for name in slot.concepts}
    assert found == ({meant} if meant else set())


@pytest.mark.parametrize("line", ["Tiền", "nam", "Hoa", "Yên"])
def test_a_single_syllable_stays_a_word(line: str) -> None:
    assert read(line).filters == ()
    assert topic(line) == [line]


def test_a_name_with_a_title_and_an_employer() -> None:
    understood = read("TS. Nguyễn Văn Nam Sở Y tế")
    assert [word.written for word in understood.name] == ["Nguyễn", "Văn", "Nam"]
    assert {one.name: one.value for one in understood.filters} == {"agency_code": "SO-YTE"}
    assert all(slot.wanted for slot in understood.slots)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PGS.TS Công nghệ sinh học", {"academic_title": "associate_professor"}),
        ("GS.TS", {"academic_title": "professor"}),
        ("tiến sĩ khoa học đất", {"qualification": "doctorate,doctor_of_science"}),
        ("tiến sĩ khoa học", {"qualification": "doctor_of_science"}),
        ("BSCKII nhi khoa", {"qualification": "specialist_2"}),
        ("bác sĩ chuyên khoa 1", {"qualification": "specialist_1"}),
        ("ThS CNTT Sở KH&CN", {"qualification": "master", "agency_code": "SO-KHCN"}),
        ("bác sĩ nữ sản phụ khoa", {"sex": "female"}),
        ("kỹ sư nam dưới 45 tuổi", {"sex": "male", "age": "..44"}),
        ("tiến sĩ trên 50 tuổi đã nghỉ hưu", {
            "qualification": "doctorate,doctor_of_science", "age": "51..", "status": "retired"}),
        ("từ 35 đến 45 tuổi", {"age": "35..45"}),
        ("không quá 40 tuổi", {"age": "..40"}),
        ("30-45 tuổi", {"age": "30..45"}),
        ("sinh năm 1980-1990", {"birth_year": "1980..1990"}),
        ("sinh năm 1985", {"birth_year": "1985"}),
        ("sinh sau 1985", {"birth_year": "1986.."}),
        ("sinh trước năm 1970", {"birth_year": "..1969"}),
        ("giảng viên biết tiếng Nhật", {"languages": "ja"}),
        ("THPT Ân Thi", {"agency_code": "THPT-AN-THI"}),
        ("phường Thái Bình", {"commune_code": "13225"}),
        ("nghiên cứu sinh ngành luật", {"doctoral_student": "true"}),
        ("thạc sĩ trở lên", {
            "qualification": "master,specialist_1,resident_physician,specialist_2,doctorate,doctor_of_science"}),
    ],
)  # fmt: skip
def test_filters_of_every_kind(line: str, expected: dict[str, str]) -> None:
    assert filters(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("nghiên cứu sinh học phân tử", ["sinh học phân tử"]),
        ("Sư phạm Tiếng Anh", ["Sư phạm Tiếng Anh"]),
        ("thuốc nam", ["thuốc nam"]),
        ("trên 10 năm kinh nghiệm chăn nuôi", ["chăn nuôi"]),
        ("nông nghiệp Hưng Yên", ["nông nghiệp"]),
        ("Đinh lăng", ["Đinh lăng"]),
        ("nam học", ["nam học"]),
    ],
)
def test_topics_that_look_like_filters(line: str, expected: list[str]) -> None:
    assert filters(line) == {}
    assert topic(line) == expected


def test_a_sentence_keeps_what_it_is_about() -> None:
    understood = read("xã tôi lúa bị rầy nâu và đạo ôn, cần người giúp")
    assert understood.sentence
    assert [sorted(slot.concepts) for slot in understood.slots] == [
        ["rice"],
        ["plant_protection"],
        ["plant_protection"],
    ]


@pytest.mark.parametrize(
    ("line", "meant"),
    [("cong nghe thong itn", "ict"), ("nuoi trong thuy sna", "aquaculture"), ("aquacultur", "aquaculture")],
)
def test_slips_in_known_phrases_are_mended(line: str, meant: str) -> None:
    understood = read(line)
    assert understood.corrected
    assert [sorted(slot.concepts) for slot in understood.slots] == [[meant]]


def test_a_removed_filter_is_words_again() -> None:
    line = "nữ tiến sĩ nuôi trồng thủy sản"
    texts = [one.text for one in read(line).filters]
    assert texts == ["nữ", "tiến sĩ"]
    kept = read(line, plain=["tiến sĩ"])
    assert [one.text for one in kept.filters] == ["nữ"]
    assert read(line, as_words=True).filters == ()
    assert not read("Nguyễn Văn Nam", as_words=True).name


PARTS = (
    "nữ nam tiến sĩ thạc TS GS. dưới trên 40 45 tuổi sinh năm 1985 ở xã huyện Tiền Hải Thái Bình Nguyễn Văn Thị CNTT "
    "lúa rầy nâu nuôi trồng thủy sản Sở Y tế UBND & , - biết tiếng Anh và nguye6n4 vawn"
)
LINES = st.lists(st.sampled_from(PARTS.split()), max_size=12).map(" ".join)


@given(st.one_of(LINES, st.text(max_size=60)))
def test_any_line_is_read_and_every_filter_says_which_words_it_stands_for(line: str) -> None:
    understood = read(line)
    for one in understood.filters:
        assert one.text
        assert one.text in understood.text
        without = read(line, plain=[one.text])
        assert all(other.text != one.text for other in without.filters)
    assert read(line) == understood
    assert read(line, as_words=True).filters == ()


@pytest.mark.parametrize("line", ["nguyeexn vawn dduwcs", "nuoi trong thuy sna", "chuyên gia CNTT"])
def test_as_typed_means_as_typed(line: str) -> None:
    found = read(line, as_words=True)
    assert (found.text, found.corrected) == (line, False)


@pytest.mark.parametrize(
    ("line", "code", "rest"),
    [
        ("Đại học Thái Bình", "DH-TB", []),
        ("dai hoc thai binh", "DH-TB", []),
        ("Bệnh viện Đa khoa Phố Nối tim mạch", "BVDK-PHONOI", ["tim mạch"]),
        ("CNTT VNPT", "VNPT", ["CNTT"]),
        ("chuyên viên chính sở nội vụ", "SO-NV", ["chuyên viên chính"]),
    ],
)
def test_the_long_name_of_a_body_is_no_name_of_somebody_and_no_part_of_a_topic(
    line: str, code: str, rest: list[str]
) -> None:
    found = read(line)
    assert (filters(line), [slot.text for slot in found.slots]) == ({"agency_code": code}, rest)
    assert not found.name


@pytest.mark.parametrize("line", ["trưởng phòng", "kế toán trưởng", "hiệu trưởng", "giảng viên chính"])
def test_a_post_is_asked_for_as_it_stands(line: str) -> None:
    assert topic(line) == [line]
    assert not read(line).name


def test_a_post_beside_a_topic_is_wanted() -> None:
    assert [(slot.text, slot.wanted) for slot in read("giám đốc công ty cơ khí").slots] == [
        ("giám đốc", True), ("cơ khí", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("tuổi từ 30 đến 40 cơ khí", "age", "30..40"),
        ("độ tuổi dưới 45 cơ khí", "age", "..44"),
        ("tuổi 30-40 cơ khí", "age", "30..40"),
        ("sinh năm 1985 trở lên cơ khí", "birth_year", "1985.."),
        ("sinh năm 1970 trở về trước cơ khí", "birth_year", "..1970"),
        ("sinh sau 1985 cơ khí", "birth_year", "1986.."),
        ("tuổi 40 cơ khí", "age", "40"),
        ("từ 40 tuổi cơ khí", "age", "40.."),
        ("từ 40 tuổi trở xuống cơ khí", "age", "..40"),
        ("từ 40 đến 40 tuổi cơ khí", "age", "40"),
        ("từ 50 đến 30 tuổi cơ khí", "age", "30..50"),
    ],
)
def test_ages_as_people_write_them(line: str, name: str, value: str) -> None:
    assert filters(line) == {name: value}
    assert topic(line) == ["cơ khí"]


def test_a_name_may_stand_behind_a_place() -> None:
    assert [word.written for word in read("ở Tiền Hải Nguyễn Văn An").name] == ["Nguyễn", "Văn", "An"]


def test_a_sex_behind_a_comma_is_one() -> None:
    assert filters("cơ khí, nam") == {"sex": "male"}
    assert filters("cơ khí Việt Nam") == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("chủ nhiệm đề tài cấp tỉnh từ năm 2018 đến nay về lúa", {"led_task": "province", "work_year": "2018.."}),
        ("dự án năm 2019-2021 chuyển đổi số", {"work_year": "2019..2021"}),
        ("TOEIC 600 kế toán", {"languages": "en:TOEIC:600"}), ("HSK 5", {"languages": "zh:5,zh:6"}),
        ("có chứng chỉ HSK", {"languages": "zh:HSK"}),
        ("sở y tế hoặc sở nội vụ", {"agency_code": "SO-YTE,SO-NV"}),
        ("thạc sĩ, tiến sĩ CNTT", {"qualification": "master,doctorate,doctor_of_science"}),
        ("ngoại trừ thạc sĩ và tiến sĩ, cơ khí", {"qualification": "!master,doctorate,doctor_of_science"}),
        ("trên 30 và dưới 40 tuổi", {"age": "..39"}),
        ("diệt trừ rầy nâu", {}), ("thuốc trừ sâu", {}), ("phát triển đảng viên", {}), ("luật năm 2020", {}),
        ("khong phai tien si thuy san", {"qualification": "!doctorate,doctor_of_science"}),
    ],
)  # fmt: skip
def test_works_languages_either_and_anything_but(line: str, expected: dict[str, str]) -> None:
    assert filters(line) == expected


def test_one_of_two_topics_is_one_thing_asked_for() -> None:
    for line in ("toán hoặc lý", "toán hoặc vật lý", "toán hay vật lý"):
        [slot] = read(line).slots
        assert slot.concepts == {"mathematics", "physics"}
    assert read("toán và vật lý").slots[0].concepts == {"mathematics"}
    assert read("bonsai hoặc kimono").notes != ()


def test_a_task_is_nobodys_name() -> None:
    assert not read("chủ nhiệm đề tài lúa").name


@pytest.mark.parametrize(("line", "words"), [("mangan", ["mangan"]), ("viện lúa", ["viện", "lúa"])])
def test_what_only_looks_like_a_name_is_none(line: str, words: list[str]) -> None:
    assert not read(line).name
    assert topic(line) == words
    assert len(read("nguyenvan an").name) == 3


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("đô thị", "urban"), ("khu đô thị", "urban"), ("khu do thi", "urban"), ("quản lý văn hoá", "culture"),
        ("quan ly van hoa", "culture"), ("Quản lý thị trường", "commerce"),
    ],
)  # fmt: skip
def test_a_phrase_of_the_vocabulary_is_nobodys_name(line: str, meant: str) -> None:
    assert not read(line).name
    assert [slot.concepts for slot in read(line).slots] == [{meant}]


@pytest.mark.parametrize("line", ["Đô Thị", "do thi", "đỗ thị", "lê văn hoá", "Lê Thị Thu"])
def test_a_name_stays_one_beside_the_vocabulary(line: str) -> None:
    assert len(read(line).name) == len(line.split())


@pytest.mark.parametrize("line", ["so nong nghiep", "xo nong nghiep"])
def test_a_phrase_that_stands_as_it_should_is_no_slip(line: str) -> None:
    found = understand(line)
    assert (found.text, found.corrected) == (line, False)
    assert understand("nuoj trong thuy san").slots[0].concepts == {"aquaculture"}


def test_what_only_leads_to_a_trade_is_not_demanded() -> None:
    assert topic("kỹ thuật thú y") == ["thú y"]
    assert topic("kỹ thuật") == ["kỹ thuật"]


def test_letters_of_full_width_are_letters() -> None:
    assert topic("ＣＮＴＴ") == ["CNTT"]


@pytest.mark.parametrize("line", ["thuỷ sản nam nữ", "thuỷ sản, nam và nữ", "thuỷ sản cả nam lẫn nữ"])
def test_both_sexes_are_no_condition(line: str) -> None:
    assert (filters(line), topic(line)) == ({}, ["thuỷ sản"])
    assert any("mọi người" in note for note in read(line).notes)


@pytest.mark.parametrize("part", ["dưới 0 tuổi", "trên 150 tuổi", "sinh năm 99999", "sinh sau 1234"])
def test_an_age_that_nobody_has_is_told(part: str) -> None:
    found = read(f"thuỷ sản {part}")
    assert (filters(f"thuỷ sản {part}"), [slot.text for slot in found.slots]) == ({}, ["thuỷ sản"])
    assert [part in note for note in found.notes] == [True]
    assert "5" in topic("trẻ em dưới 5 tuổi")

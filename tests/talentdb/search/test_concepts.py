"""Concepts in texts: synonyms, abbreviations, tones, the file itself."""

import pytest

from talentdb.codes import code_list
from talentdb.search.concepts import (
    concepts,
    concepts_in,
    concepts_of_code,
    find_spans,
    narrower,
    spelt,
    steps_up,
    with_wider,
)
from talentdb.search.words import read_words


def meant(text: str) -> set[str]:
    return {name for span in find_spans(read_words(text)) for name in span.concepts}


@pytest.mark.parametrize(
    ("texts", "concept"),
    [
        (["CNTT", "cntt", "công nghệ thông tin", "cong nghe thong tin", "Information Technology"], "ict"),
        (["ATTT", "an toàn thông tin", "cyber security", "bị tấn công mạng"], "security"),
        (["BVTV", "Bảo vệ thực vật", "plant protection", "lúa bị rầy nâu"], "plant_protection"),
        (["YTCC", "y te cong cong", "public health"], "public_health"),
        (["nuôi trồng thuỷ sản", "nuôi trồng thủy sản", "aquaculture", "NTTS"], "aquaculture"),
        (["kỹ thuật xây dựng", "kĩ thuật xây dựng", "XDCB"], "civil"),
        (["KH&CN", "khoa học và công nghệ"], "science_policy"),
    ],
)
def test_all_ways_to_say_it_mean_the_same(texts: list[str], concept: str) -> None:
    for text in texts:
        assert concept in meant(text), text


def test_other_tones_are_another_word() -> None:
    assert meant("lúa") == {"rice"}
    assert meant("lua") == {"rice"}
    assert meant("lụa") == set()
    assert meant("ai biết việc này") == set()
    assert meant("ứng dụng AI") == {"ai"}
    assert "mushroom" not in meant("Nam Sở Y tế")
    assert meant("nam") == set()


def test_the_longest_phrase_counts() -> None:
    assert meant("công nghệ sinh học nông nghiệp") == {"agri_biotech"}
    assert {"biotech", "agriculture", "biology"} <= with_wider(frozenset({"agri_biotech"}))


def test_every_line_of_the_file_leads_somewhere_and_every_code_exists() -> None:
    known = concepts()
    assert len(known) >= 250
    for concept in known.values():
        assert set(concept.wider) <= known.keys(), concept.name
        assert concept.name not in with_wider(frozenset(concept.wider)), concept.name
        assert all(code_list("research_field").get(code) for code in concept.codes), concept.name
        assert concept.terms, concept.name


def test_every_field_of_the_classification_down_to_its_groups_has_a_concept() -> None:
    without = {
        one.code for one in code_list("research_field").codes
        if len(one.code) == 3 and not one.code.endswith("99") and not concepts_of_code(one.code)
    }  # fmt: skip
    assert without == set()


def test_signs_are_told_from_names() -> None:
    assert concepts_in("phòng trừ rầy nâu") == (frozenset(), frozenset({"plant_protection"}))
    assert concepts_in("bảo vệ thực vật")[0] == {"plant_protection"}
    assert "shrimp" in narrower(frozenset({"fisheries"}))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("KTPT", "Kinh tế phát triển"), ("AI", "Trí tuệ nhân tạo"), ("qlđđ", "Quản lý đất đai"),
        ("BVTV", "Bảo vệ thực vật"), ("lúa", None), ("kinh tế", None),
    ],
)  # fmt: skip
def test_an_abbreviation_says_what_it_stands_for(short: str, full: str | None) -> None:
    [span] = find_spans(read_words(short))
    assert spelt(read_words(short)[0].key, span.concepts) == full


def test_every_step_up_is_counted() -> None:
    assert (steps_up("shrimp", "aquaculture"), steps_up("shrimp", "agriculture")) == (1, 3)
    assert steps_up("aquaculture", "shrimp") == steps_up("rice", "rice") == 0


def test_a_longer_phrase_that_begins_inside_a_shorter_one_is_meant() -> None:
    assert meant("Theo dõi bàn chân của người bệnh đái tháo đường") == {"endocrinology"}
    assert meant("chó mèo mắc bệnh dại") == {"veterinary"}


def test_two_words_with_other_tones_are_others() -> None:
    assert meant("lớp tiếng Hàn cho người đi làm") == {"korean"}
    assert "korean" not in meant("lớp tiếng Hán cho người đi làm")
    assert meant("lop tieng han cho nguoi di lam") >= {"korean", "chinese"}


def test_short_forms_are_made_of_vietnamese_words() -> None:
    assert "semiconductors" not in meant("cảng cạn ICD")
    assert meant("xdđ") == meant("xây dựng đảng")


@pytest.mark.parametrize("text", ["Nội", "BSCKII Nội", "ThS. Nội", "bác sĩ nội", "chuyên khoa I nội"])
def test_a_short_field_beside_a_degree(text: str) -> None:
    assert "internal_medicine" in meant(text)


@pytest.mark.parametrize("text", ["Đại học Hà Nội", "nội dung số", "hội sản xuất"])
def test_a_short_field_beside_other_words_is_none(text: str) -> None:
    assert not meant(text) & {"internal_medicine", "obstetrics"}


def test_to_build_is_a_verb_where_other_words_stand_beside_it() -> None:
    assert meant("Xây dựng kênh bán hàng") & {"civil"} == set()
    assert meant("KS. Xây dựng") == meant("xây dựng") == meant("kỹ thuật xây dựng") == {"civil"}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("thợ sửa xe", "automotive"), ("trông trẻ", "early_childhood"), ("diệt mối", "plant_protection"),
        ("thợ hàn", "welding"), ("thanh tra viên", "inspection"), ("biên phiên dịch", "translation"),
        ("khoa bỏng", "burns"), ("ngoại thần kinh", "neurosurgery"), ("tán sỏi", "urology"),
        ("bệnh án điện tử", "telemedicine"), ("nhiễm khuẩn bệnh viện", "infection_control"),
        ("HSE", "occupational_safety"),
        ("kho bạc nhà nước", "public_finance"), ("làm phim", "film"), ("đầu bếp", "culinary"), ("diêm dân", "salt"),
        ("bắp", "food_crops"), ("cầu", "transport"), ("quả", "fruit"), ("bác sĩ da", "dermatology"),
    ],
)  # fmt: skip
def test_words_of_daily_life_for_a_trade(text: str, concept: str) -> None:
    assert concept in meant(text)


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("hiệu quả vận hành", {"fruit", "vegetables"}), ("thống kê, mô tả bệnh", {"food_crops", "infectious"}),
        ("phong trào thi đua", {"dermatology"}), ("chính sách hỗ trợ", {"library"}), ("phương tiện", {"mechanical"}),
        ("hiện đại hóa làng xã", {"chemistry"}), ("đối tượng", {"fine_arts"}), ("sự kiện", {"law"}),
        ("tim nguoi gioi", {"cardiology"}), ("giới thiệu với thế giới", {"gender"}),
    ],
)  # fmt: skip
def test_a_syllable_of_another_word_is_no_topic(text: str, none: set[str]) -> None:
    assert not meant(text) & none


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("chuyên môn văn thư", "archives"),
        ("chuyên môn hóa chất", "chemistry"),
        ("chuyên khoa nội", "internal_medicine"),
        ("chuyên khoa nội soi", "gastroenterology"),
    ],
)
def test_a_word_that_belongs_to_the_one_before_begins_no_phrase(text: str, named: str) -> None:
    spans = [span.concepts for span in find_spans(read_words(text))]
    assert len(spans) == 1
    assert named in spans[0]


def test_short_forms_of_daily_life_are_no_trade() -> None:
    for short in ("THPT", "THCS", "UBND", "HĐND", "ThS", "THS", "Ủy viên BCH", "TS", "PGS", "BSCKI"):
        assert concepts_in(short) == (frozenset(), frozenset())
    assert concepts_in("ThS. Luật") == (frozenset({"law"}), frozenset())

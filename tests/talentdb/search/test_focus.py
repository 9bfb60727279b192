"""What a sentence is about: by the file of concepts, and by what people who wrote its words are trained in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentdb.search.features import Person
from talentdb.search.fitting import Matcher
from talentdb.search.focus import focus
from talentdb.search.pointers import NO_POINTERS, Pointers, grams, learn
from talentdb.search.problems import find_hints, find_pairs, is_illness, owner_of, standing
from talentdb.search.rarity import Rarity
from talentdb.search.scoring import score
from talentdb.search.understanding import understand
from talentdb.search.words import read_words

SOIL, LAW, PIGS = frozenset({"soil"}), frozenset({"law"}), frozenset({"pigs"})
PEOPLE = [
    *[(SOIL, ["Sử dụng máy bay quét ruộng bậc thang ở vùng cao"])] * 4,
    *[(LAW, ["Nghiên cứu vùng cao"])] * 4,
    *[(PIGS, ["Nghiên cứu chuồng kín ở vùng cao"])] * 4,
]


def topics(line: str, pointers: Pointers = NO_POINTERS) -> list[str]:
    slots = focus(understand(line), pointers).slots
    return [name for slot in slots for name in sorted(slot.concepts)]


def test_words_of_works_point_at_what_their_writers_are_trained_in() -> None:
    pointers = learn(PEOPLE)
    assert max(pointers.of(("quet", "ruong")), key=pointers.of(("quet", "ruong")).__getitem__) == "soil"
    assert pointers.of(("chua", "thay")) == {}
    # What everybody writes points nowhere.
    assert max(pointers.of(("vung", "cao")).values(), default=0.0) < 0.05 < pointers.of(("quet", "ruong"))["soil"]


def test_people_without_works_or_without_a_topic_tell_nothing() -> None:
    assert learn([(SOIL, []), (frozenset(), ["Nghiên cứu đất"])]).by_gram == {}


@given(st.lists(st.tuples(st.frozensets(st.sampled_from(["soil", "law", "pigs"])), st.lists(st.text(max_size=30)))))
def test_what_points_is_a_share(people: list[tuple[frozenset[str], list[str]]]) -> None:
    pointers = learn(people)
    for gram in pointers.by_gram:
        assert all(0 < share <= 1 for share in pointers.of(gram).values())


def test_two_words_are_read_without_tones_and_one_with_them() -> None:
    assert grams(read_words("Hàn hồ quang")) == [
        ("han", "ho"), ("ho", "quang"), ("hàn",), ("hồ",), ("quang",),
    ]  # fmt: skip


def test_a_sentence_without_known_words_is_understood_by_works() -> None:
    line = "xã tôi muốn có ai đó quét ruộng bậc thang bằng cái gì bay được"
    assert "soil" in topics(line, learn(PEOPLE))
    assert topics(line) == []


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("cần người giúp xử lý nước thải của làng nghề tái chế nhựa", {"wastewater", "environment", "solid_waste"}),
        ("hồ sơ các xã sau sáp nhập lộn xộn quá, đang cần người làm địa chính", {"land"}),
        ("nhà tôi có đàn lợn bị chết hàng loạt mà không biết vì sao", {"veterinary"}),
    ],
)
def test_the_strongest_topic_stands_first(line: str, first: set[str]) -> None:
    understood = focus(understand(line), NO_POINTERS)
    assert understood.sentence
    assert understood.slots[0].concepts <= first
    weights = [slot.weight for slot in understood.slots if slot.concepts]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 1.0


def test_a_sentence_without_any_known_word_is_asked_as_it_stands() -> None:
    understood = focus(understand("bỗng dưng cứ thấy nhoi nhói lạ lùng khôn tả"), NO_POINTERS)
    assert not any(slot.concepts for slot in understood.slots)
    assert understood.slots


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("ao cá nổi đầu buổi sáng", [{"aquaculture"}]),
        ("ao ca noi dau buoi sang", [{"aquaculture"}]),
        # Other tones, other words; a syllable without any may be everything.
        ("vườn dừa", []),
        ("rau cua", []),
    ],
)
def test_words_of_problems_have_their_tones(line: str, meant: list[set[str]]) -> None:
    assert [set(hint.concepts) & {"aquaculture", "vegetables"} for hint in find_hints(read_words(line))][:1] == meant


def test_neighbours_of_a_longer_phrase_point_at_its_concept() -> None:
    found = [hint for hint in find_pairs(read_words("làm sao sụt lún đất vườn")) if "geotech" in hint.concepts]
    assert [" ".join(word.written for word in hint.words) for hint in found] == ["sụt lún", "lún đất"]


def test_where_something_happens_is_not_what_happens() -> None:
    assert standing(read_words("Bệnh viện")) == standing(read_words("benh vien")) == "setting"
    assert standing(read_words("Lúa")) == "object"
    assert standing(read_words("cháy lá")) == standing(read_words("lủa")) == ""
    assert topics("phần mềm của bệnh viện cứ bị tin tặc đòi tiền chuộc, mong có ai giúp")[0] == "security"


@pytest.mark.parametrize("line", ["nuôi trồng thủy sản", "Nguyễn Văn Đức", "tiến sĩ CNTT ở Tiền Hải"])
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert focus(understand(line), learn(PEOPLE)) == understand(line)


@pytest.mark.parametrize(("line", "inside"), [("cả gia đình", "đình"), ("không có điện thoại", "điện")])
def test_a_syllable_of_a_compound_points_at_nothing(line: str, inside: str) -> None:
    meant = [hint.concepts for hint in find_hints(read_words(line)) if inside in [word.toned for word in hint.words]]
    alone = [hint.concepts for hint in find_hints(read_words(f"cái {inside} ấy"))]
    assert len(meant) == 1
    assert not meant[0] & frozenset().union(*alone)


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("lợn bỏ ăn rồi chết", "veterinary"), ("tôm bỏ ăn", "fish_disease"), ("ruộng vàng lá", "plant_protection"),
        # Whom it passes to is ill as well.
        ("bệnh từ lợn sang người", ""), ("máy hỏng", ""),
    ],
)  # fmt: skip
def test_an_illness_is_that_of_who_is_ill(line: str, owner: str) -> None:
    assert owner_of(read_words(line)) == owner


def test_the_fever_of_pigs_is_no_matter_of_paediatrics() -> None:
    found = topics("đàn lợn của xã sốt cao co giật rồi chết rất nhanh, mong tỉnh cử người về")
    assert found[0] == "veterinary"
    assert not [one for one in found if is_illness(one) and one != "veterinary"]
    assert "paediatrics" in topics("các cháu trong xã sốt cao co giật rất nhanh, mong tỉnh cử người về")


def test_who_is_trained_in_the_trade_comes_behind_where_few_have_the_topic() -> None:
    line = "hợp tác xã rất muốn có máy cấy và máy gặt để thay làm tay, ai giúp được"
    many = Pointers(1000, {"farm_machinery": 50.0})
    weights = {name: slot.weight for slot in focus(understand(line), NO_POINTERS).slots for name in slot.concepts}
    assert weights["mechanical"] < weights["farm_machinery"] == 1.0
    assert "mechanical" not in topics(line, many)


def test_rare_words_of_a_sentence_are_looked_for_in_works() -> None:
    told = dict(focus(understand("xã tôi muốn có ai đó quét ruộng bậc thang ở vùng cao"), learn(PEOPLE)).echoes)
    assert told["quet", "ruong"] > told["vung", "cao"] >= 0.0
    assert told["quet", "ruong"] > told[("quét",)]
    assert 0.0 <= learn(PEOPLE).rarity(("vung", "cao")) < 0.1 < learn(PEOPLE).rarity(("quet", "ruong")) < 1.0
    assert NO_POINTERS.rarity(("quet", "ruong")) == 0.0


def echo(title: str, role: str) -> float:
    asked = focus(understand("xã tôi muốn có ai đó quét ruộng bậc thang ở vùng cao"), learn(PEOPLE))
    works = [{"title": title, "type": "research_task", "year": 2024, "role": role}]
    person = Person(1, "An", "an", "an", None, {}, None, None, None, works)
    return score(asked, person, Matcher(asked.slots, Rarity()), {}, date(2026, 1, 1)).parts["echo"]


def test_who_wrote_just_that_stands_before_who_wrote_of_something_near() -> None:
    said, near = "Máy bay quét ruộng bậc thang", "Ruộng vùng cao"
    assert echo(said, "lead") > echo(said, "member") > 0.0
    assert echo(said, "lead") > echo(near, "lead") > echo("Luật biển", "lead") == 0.0

"""Who is among the best is found without weighing everybody, and just as if everybody had been weighed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from talentdb.search.features import Person
from talentdb.search.fitting import Matcher
from talentdb.search.rarity import Rarity
from talentdb.search.scoring import order, score, score_best
from talentdb.search.understanding import understand

_DAY = date(2026, 6, 30)
_LINES = (
    "nuôi trồng thủy sản", "chuyên gia rầy nâu", "ntts tiến sĩ thú y", "bác sĩ tim mạch", "kế toán và kiểm toán",
    "ao tôm của chúng tôi bị bệnh đốm trắng chết hàng loạt, cần người biết xử lý môi trường nước",
)  # fmt: skip
_TEXTS = (
    "Nuôi trồng thủy sản", "Thú y", "Bảo vệ thực vật", "Tim mạch", "Kế toán", "Luật", "Nuôi tôm nước lợ", "Sinh học",
)  # fmt: skip
_TITLES = (
    "Nghiên cứu phòng trừ rầy nâu hại lúa tại các huyện phía nam", "Quy trình nuôi tôm thẻ chân trắng thâm canh",
    "Xử lý môi trường nước ao nuôi bằng chế phẩm sinh học", "Điều tra bệnh dại trên đàn chó nuôi ở nông thôn",
    "Hoàn thiện công tác kế toán tại các đơn vị sự nghiệp công lập", "Chuyển đổi số ở cơ quan nhà nước",
)  # fmt: skip
_works = st.fixed_dictionaries({
    "title": st.sampled_from(_TITLES), "type": st.sampled_from(["research_task", "publication"]),
    "year": st.sampled_from([None, 2010, 2021, 2025]), "role": st.sampled_from(["lead", "author", "member", None]),
    "level": st.none(), "result": st.none(),
})  # fmt: skip
_values = st.fixed_dictionaries({}, optional={
    "expertise": st.lists(st.sampled_from(_TEXTS), max_size=3), "field_of_training": st.sampled_from(_TEXTS),
    "qualification": st.sampled_from(["master", "doctorate"]), "academic_title": st.just("professor"),
    "sub_unit": st.sampled_from(["Khoa Tim mạch", "Phòng Nuôi trồng thủy sản"]),
    "research_fields": st.just(["40501"]),
})  # fmt: skip
_bodies = st.sampled_from([None, "Chi cục Thủy sản", "Trung tâm Kiểm soát bệnh tật"])
_labels: Mapping[tuple[str, str], str] = {("research_field", "40501"): "Nuôi trồng thuỷ sản"}


def _person(number: int, values: dict[str, Any], body: str | None, works: list[dict[str, Any]]) -> Person:
    return Person(number, "Lê An", "le an", "lê an", None, values, None, None, body, works)


@given(
    line=st.sampled_from(_LINES),
    drawn=st.lists(st.tuples(_values, _bodies, st.lists(_works, max_size=4)), max_size=25),
    most=st.integers(1, 8),
)
def test_the_best_are_those_of_weighing_everybody(line: str, drawn: list[Any], most: int) -> None:
    people = {number: _person(number, *one) for number, one in enumerate(drawn)}
    asked = understand(line)
    matcher = Matcher(asked.slots, Rarity())
    every = {number: score(asked, one, matcher, _labels, _DAY) for number, one in people.items()}
    found = score_best(asked, list(people.values()), matcher, _labels, _DAY, most)
    assert order(found, people, asked, most) == order(every, people, asked, most)
    assert all(every[number] == one for number, one in found.items())


def test_who_cannot_be_among_the_best_is_not_weighed() -> None:
    asked = understand("nuôi trồng thủy sản")
    skilled = [_person(number, {"expertise": ["Nuôi trồng thủy sản"]}, None, []) for number in range(3)]
    others = [_person(number, {"expertise": ["Luật"]}, None, []) for number in range(3, 9)]
    found = score_best(asked, [*others, *skilled], Matcher(asked.slots, Rarity()), {}, _DAY, 2)
    assert sorted(found) == [0, 1, 2]

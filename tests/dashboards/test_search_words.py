"""Conditions in words, values offered for typing, and links that are older than a code list."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from dashboards import search_labels as words
from dashboards import search_state
from dashboards.search_address import Ask
from dashboards.search_picker import SIDE_BY_SIDE, offered
from dashboards.search_words import chip, count_line, known_only, relax_label
from talentdb.search.labels import RELAX_FILTER
from talentdb.search.scoring import Scored

LISTS = {"sex": {"female": "Nữ", "male": "Nam"}, "language": {"en": "Tiếng Anh"},
         "commune_code": {f"{number}": f"Xã {number}" for number in range(40)}}  # fmt: skip


def codes(name: str) -> Mapping[str, str]:
    return LISTS.get(name, {})


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("sex", "female", "Giới tính: Nữ"),
        ("sex", "male,female", "Giới tính: Nam, Nữ"),
        ("languages", "en", "Ngoại ngữ: Tiếng Anh"),
        ("age", "..39", "Tuổi: đến 39 tuổi"),
        ("age", "30..45", "Tuổi: 30–45 tuổi"),
        ("birth_year", "1985..", "Năm sinh: từ 1985"),
        ("birth_year", "1985", "Năm sinh: 1985"),
        ("is_public", "true", "Khu vực công: Có"),
        ("commune_code", "1,2,3,4", "Xã, phường: 4 mục"),
    ],
)
def test_a_condition_is_told_in_words(field: str, value: str, told: str) -> None:
    assert chip(field, value, codes) == told


def test_a_link_keeps_what_can_be_and_ranges_are_written_one_way() -> None:
    asked = [
        ("sex", "female,other"),
        ("languages", "xx"),
        ("age", "45-30"),
        ("birth_year", "x"),
        ("job_position", "a"),
    ]
    assert known_only(asked, codes) == (("sex", "female"), ("age", "30..45"), ("job_position", "a"))


def test_an_offer_names_the_condition_that_it_drops() -> None:
    ask = Ask("lúa", (("age", "..30"), ("sex", "female")))
    written = RELAX_FILTER.format("Giới tính: female")
    offer = {"label": written, "total": 1200, "query": "lúa", "filters": [["age", "..30"]]}
    assert relax_label(offer, ask, codes) == "Bỏ “Giới tính: Nữ” → 1.200 người"
    both = offer | {"label": f"Bỏ tuổi; {written}"}
    assert relax_label(both, ask, codes) == "Bỏ tuổi; Bỏ “Giới tính: Nữ” → 1.200 người"
    kept = offer | {"label": "raw", "filters": [list(one) for one in ask.filters]}
    assert relax_label(kept, ask, codes) == "raw → 1.200 người"


def test_values_are_found_without_tones_and_chosen_ones_stay() -> None:
    known = {"a": "Xã Tiền Hải", "b": "Xã Nam Tiền Hải", "c": "Phường Thái Bình"}
    assert offered({"b": 3, "a": 1}, ["c"], known, "tien hai") == (["c", "b", "a"], 0)
    assert offered({}, [], known, "không có") == ([], 0)
    assert offered({"c": 2}, [], known, "") == (["c", "b", "a"], 0)


def test_long_lists_show_the_most_frequent_and_say_how_many_more() -> None:
    shown, left = offered({"39": 5}, [], LISTS["commune_code"], "")
    assert shown[0] == "39"
    assert (len(shown), left) == (SIDE_BY_SIDE, 40 - SIDE_BY_SIDE)
    chosen = [f"{number}" for number in range(20)]
    assert offered({}, chosen, LISTS["commune_code"], "")[0][:20] == chosen


def test_every_part_of_a_score_has_words() -> None:
    from talentdb.search.weights import weights

    assert set(weights("score")) <= set(words.PARTS)
    assert Scored(0.0, {}).parts == {}


class Params(dict[str, Any]):
    """The parameters of an address as Streamlit gives them."""

    def get_all(self, name: str) -> list[str]:
        value = self[name]
        return list(value) if isinstance(value, list) else [value]

    def from_dict(self, params: Mapping[str, Any]) -> None:
        self.clear()
        self.update(params)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Any:
    shown = SimpleNamespace(session_state={}, query_params=Params())
    monkeypatch.setattr(search_state, "st", shown)
    return shown


def run(page: Any) -> Ask:
    return search_state.current_ask(codes)


def test_a_link_fills_the_widgets(page: Any) -> None:
    page.query_params.update(
        {"q": "lúa", "sex": "female", "age": "30..45", "birth_year": "1800", "job_position": "a"}
    )
    ask = run(page)
    assert ask == Ask("lúa", (("age", "30..45"), ("birth_year", "1800"), ("job_position", "a"), ("sex", "female")))
    assert page.session_state[search_state.LINE] == "lúa"
    assert page.session_state[search_state.facet_key("sex")] == ["female"]
    assert [page.session_state[key] for key in search_state.range_keys("age")] == [30, 45]
    assert run(page) == ask, "what no widget shows is kept"


def test_a_widget_changes_the_address_and_back_changes_the_widget(page: Any) -> None:
    run(page)
    page.session_state[search_state.facet_key("sex")] = ["male"]
    run(page)
    assert page.query_params == {"sex": "male"}
    page.session_state[search_state.LINE] = "lúa"
    run(page)
    assert page.query_params == {"q": "lúa", "sex": "male"}
    page.query_params.from_dict({"sex": "male"})
    assert run(page) == Ask(filters=(("sex", "male"),))
    assert page.session_state[search_state.LINE] == ""


def test_a_click_is_not_lost_when_the_browser_still_sends_the_old_address(page: Any) -> None:
    run(page)
    page.session_state[search_state.facet_key("sex")] = ["male"]
    run(page)
    page.query_params.clear()
    page.session_state[search_state.facet_key("languages")] = ["en"]
    assert run(page).filters == (("languages", "en"), ("sex", "male"))


def test_a_button_puts_its_question_and_the_page_of_the_list_follows(page: Any) -> None:
    page.query_params.update({"q": "lúa", "page": "3"})
    assert run(page).page == 3
    page.session_state[search_state.facet_key("sex")] = ["male"]
    assert run(page).page == 1
    search_state.put(Ask("ngô", plain=("ngô",), as_words=True, page=2))
    assert run(page) == Ask("ngô", plain=("ngô",), as_words=True, page=2)
    assert run(page).page == 2
    assert page.query_params == {"q": "ngô", "plain": ["ngô"], "words": "1", "page": "2"}


@pytest.mark.parametrize(
    ("near", "total", "blank", "told"),
    [
        (False, 1200, False, "**1.200** người phù hợp · 7 ms"),
        (True, 3, False, "**3** người gần đúng: không ai hoặc ít ai có đủ mọi điều đã hỏi · 7 ms"),
        (True, 0, False, "**0** người phù hợp · 7 ms"),
        (False, 5, True, "**5** người trong cơ sở dữ liệu · 7 ms"),
    ],
)
def test_what_is_only_near_is_not_called_fitting(near: bool, total: int, blank: bool, told: str) -> None:
    assert count_line({"near": near, "total": total, "took_ms": 7}, blank=blank) == told

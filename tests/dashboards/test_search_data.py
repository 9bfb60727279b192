"""What the search page reads: alternatives of a chosen value keep their counts, also without the search server."""

from typing import Any

import pytest

from dashboards.application import Application
from dashboards.search_address import Ask
from dashboards.search_data import find_people, forget, keep, kept, rename
from talentdb.access.principal import OPERATOR

ROWS = [
    {"full_name": "Trần Thị Một", "sex": "female", "qualification": "master", "expertise": ["lúa lai"]},
    {"full_name": "Lê Văn Hai", "sex": "male", "qualification": "master", "expertise": ["lúa lai"]},
    {"full_name": "Vũ Văn Ba", "sex": "male", "qualification": "doctorate", "expertise": ["lúa lai"]},
]


@pytest.fixture
def loaded(province: Any, application: Application) -> Application:
    province.load("SO-KHCN", ROWS)
    return application


def test_counts_of_a_chosen_field_are_those_of_its_alternatives(loaded: Application) -> None:
    ask = Ask(filters=(("qualification", "master"), ("sex", "male")))
    found = find_people(loaded, OPERATOR, ask, ("sex", "qualification", "status"), 20)
    assert [hit["full_name"] for hit in found["hits"]] == ["Lê Văn Hai"]
    assert found["facets"]["sex"] == {"female": 1, "male": 1}
    assert found["facets"]["qualification"] == {"master": 1, "doctorate": 1}


def test_words_and_the_page_reach_the_search(loaded: Application) -> None:
    found = find_people(loaded, OPERATOR, Ask("thạc sĩ lúa lai"), (), 20)
    assert found["degraded"]
    assert {one["field"] for one in found["understood"]} == {"qualification"}
    text = found["understood"][0]["text"]
    assert find_people(loaded, OPERATOR, Ask("thạc sĩ lúa lai", plain=(text,)), (), 20)["understood"] == []
    assert find_people(loaded, OPERATOR, Ask("thạc sĩ lúa lai", as_words=True), (), 20)["understood"] == []
    assert len(find_people(loaded, OPERATOR, Ask(page=2), (), 2)["hits"]) == 1


def test_a_question_is_kept_renamed_and_forgotten(application: Application) -> None:
    keep(application, OPERATOR, "Lúa", Ask("lúa", (("sex", "male"),), plain=("lúa",)))
    (one,) = kept(application, OPERATOR)
    assert one.filters == (("sex", "male"), ("plain", "lúa"))
    rename(application, OPERATOR, one.saved_search_id, "Ngô")
    assert [other.name for other in kept(application, OPERATOR)] == ["Ngô"]
    forget(application, OPERATOR, one.saved_search_id)
    assert kept(application, OPERATOR) == []


def test_the_list_of_everybody_is_kept_until_somebody_comes(loaded: Application, province: Any) -> None:
    first = find_people(loaded, OPERATOR, Ask(), ("sex",), 20)
    assert find_people(loaded, OPERATOR, Ask(), ("sex",), 20) == first
    province.load("SO-TC", [{"full_name": "Đỗ Thị Tư", "sex": "female"}])
    found = find_people(loaded, OPERATOR, Ask(), ("sex",), 20)
    assert (first["total"], found["total"]) == (3, 4)
    assert found["facets"]["sex"] == {"female": 2, "male": 2}

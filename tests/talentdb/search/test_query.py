"""The search on both engines: tones, synonyms, filters, totals, facets, rights, a stale index."""

from typing import Any

import pytest

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Principal
from talentdb.errors import ForbiddenError, UsageError
from talentdb.search.client import SearchIndex, open_index
from talentdb.search.outbox import drain
from talentdb.search.query import search


@pytest.fixture
def find(database: Any, index: SearchIndex) -> Any:
    def run(
        query: str = "", *, principal: Principal = OPERATOR, engine: Any = index, **options: Any
    ) -> dict[str, Any]:
        with unit_of_work(database.engine, principal) as connection:
            return search(connection, principal, engine, query, **options)

    return run


@pytest.fixture
def province(database: Any, people: Any, index: SearchIndex) -> None:
    ai = ["trí tuệ nhân tạo"]
    people.add(1, "Nguyễn Văn Đức", qualification="doctorate", research_fields=["10201"], sex="male", expertise=ai,
               ethnicity_code="01", birth_date="1980-05-04", status="working")  # fmt: skip
    people.add(2, "Nguyễn Văn Dực", qualification="master", sex="male", research_fields=["10301"])
    people.add(3, "Nguyen Van Duc", ("SO-NV",), qualification="master", sex="male")
    english = [{"language": "en", "level": "B1"}, {"language": "en", "level": "B2"}]
    people.add(4, "Trần Thị Hoa", ("SO-NV", "SO-KHCN"), qualification="master", academic_title="professor",
               sex="female", ethnicity_code="02", field_of_training="Nông nghiệp", languages=english)  # fmt: skip
    people.add(5, "Lê Thanh Hòa", qualification="university", sex="female", position_title="Trưởng phòng")
    drain(database.engine, index)


def names(result: dict[str, Any]) -> list[str]:
    return [hit["full_name"] for hit in result["hits"]]


@pytest.mark.usefixtures("province")
def test_equal_tones_come_first_and_words_without_tones_find_all(find: Any) -> None:
    assert names(find("Nguyễn Văn Đức"))[0] == "Nguyễn Văn Đức"
    assert names(find("nguyễn văn dực"))[0] == "Nguyễn Văn Dực"
    assert set(names(find("nguyen van duc"))) == {"Nguyễn Văn Đức", "Nguyễn Văn Dực", "Nguyen Van Duc"}
    assert names(find("Lê Thanh Hoà")) == ["Lê Thanh Hòa"]
    assert find("nguyễn văn đức")["hits"][0]["score"] == 1.0


@pytest.mark.usefixtures("province")
def test_both_engines_give_the_shape_of_the_contract(find: Any) -> None:
    for engine, name in ((find.__defaults__, "meilisearch"), (None, "postgres")):
        options = {} if name == "meilisearch" else {"engine": engine}
        result = find("tiến sĩ", facets=["qualification"], **options)
        assert {"query", "engine", "total", "took_ms", "hits", "facets"} <= result.keys()
        assert (result["engine"], result["total"], names(result)) == (name, 1, ["Nguyễn Văn Đức"])
        assert result["facets"] == {"qualification": {"doctorate": 1}}
        assert result["hits"][0]["why"] == ["Trình độ: Tiến sĩ"]
        assert 0 <= result["hits"][0]["score"] <= 1
        assert result["hits"][0]["birth_year"] == 1980
        assert result["hits"][0]["agency_code"] == "SO-KHCN"


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize(
    "query", ["cntt", "CNTT tiến sĩ", "AI", "nguyen van", "trưởng phòng", "SNV", "hoa giáo sư", "gs"]
)
def test_both_engines_find_the_same_people(find: Any, query: str) -> None:
    with_server, alone = find(query), find(query, engine=None)
    if query.startswith(("cntt", "CNTT")):  # the label of the field above is known to the index only
        assert names(with_server) == ["Nguyễn Văn Đức"]
    else:
        assert with_server["total"] == alone["total"] > 0
        assert set(names(with_server)) == set(names(alone))
    assert (with_server["degraded"], alone["degraded"]) == (False, True)


@pytest.mark.usefixtures("province")
def test_a_slip_is_forgiven_only_where_nothing_matches_as_typed(
    find: Any, people: Any, database: Any, index: SearchIndex
) -> None:
    people.add(6, "Phạm Thị Khanh")
    people.add(7, "Phạm Thị Khang")
    drain(database.engine, index)
    assert names(find("pham thi khanh")) == ["Phạm Thị Khanh"]
    slipped = find("nguyne van duc")
    assert "Nguyễn Văn Đức" in names(slipped)
    [hit] = [one for one in slipped["hits"] if one["full_name"] == "Nguyễn Văn Đức"]
    assert hit["why"] == ["“nguyne” gần giống “Nguyễn”"]


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("engine", ["both", None])
def test_filters_and_facets(find: Any, engine: Any) -> None:
    options = {} if engine else {"engine": None}
    for query in ("", "nguyen"):
        assert find(query, filters=[("qualification", "master,doctorate")], **options)["total"] == (3 if query else 4)
    assert find("", filters=[("agency_code", "SO-NV")], **options)["total"] == 2
    assert find("", filters=[("agency_code", "SO-NV"), ("agency_code", "SO-KHCN")], **options)["total"] == 1
    assert find("", filters=[("ethnicity_code", "02")], **options)["total"] == 1
    assert find("", filters=[("languages", "en")], **options)["total"] == 1
    assert find("", filters=[("birth_year", "1975-1985")], **options)["total"] == 1
    assert find("", filters=[("expertise", "trí tuệ nhân tạo")], **options)["total"] == 1
    counted = find("", facets=["agency_code", "languages", "sex", "birth_year"], **options)["facets"]
    assert counted == {
        "agency_code": {"SO-KHCN": 4, "SO-NV": 2}, "languages": {"en": 1}, "sex": {"male": 3, "female": 2},
        "birth_year": {"1980": 1},
    }  # fmt: skip
    # Some of it stands where the words are, some where all is.
    narrowed = [("sex", "male"), ("expertise", "trí tuệ nhân tạo"), ("age", "30..60")]
    for facets in (["sex", "expertise"], ["sex", "languages"]):
        told = find("nguyen", filters=narrowed, facets=facets, **options)
        assert (told["total"], told["facets"]["sex"]) == (1, {"male": 1})
        assert told["facets"][facets[1]] == ({"trí tuệ nhân tạo": 1} if "expertise" in facets else {})


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("engine", ["both", None])
def test_people_of_a_body_that_was_taken_over_are_found_under_its_successor(
    find: Any, database: Any, engine: Any
) -> None:
    options = {} if engine else {"engine": None}
    with database.as_owner() as owner:
        owner.execute(
            "update agency set valid_to = '2020-01-01', successor_id ="
            " (select agency_id from agency where code = 'SO-YTE') where code = 'SO-KHCN'"
        )
    for query in ("", "nguyen"):
        before = find(query, filters=[("agency_code", "SO-KHCN")], **options)["total"]
        assert find(query, filters=[("agency_code", "SO-YTE")], **options)["total"] == before > 0


@pytest.mark.usefixtures("province")
def test_unknown_names_are_refused_with_the_list(find: Any) -> None:
    for options in ({"filters": [("color", "red")]}, {"facets": ["full_name"]}, {"filters": [("national_id", "1")]},
                    {"filters": [("sex", " ")]}, {"filters": [("birth_year", "x")]}):  # fmt: skip
        with pytest.raises(UsageError):
            find("", **options)


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize(
    "query", ["'", '"', "\\", "a:*", "!!", "%_", "\x00", "\ud800", "đức " * 200, "AND | & <->", "-x"]
)
def test_no_query_breaks_the_search(find: Any, query: str) -> None:
    for options in ({}, {"engine": None}):
        assert find(query, **options)["total"] >= 0


@pytest.mark.usefixtures("province")
def test_empty_query_is_everybody_in_vietnamese_order(find: Any) -> None:
    result = find("", limit=2, offset=1)
    assert result["total"] == 5
    assert names(result) == ["Nguyễn Văn Dực", "Nguyễn Văn Đức"]
    assert (result["engine"], result["degraded"]) == ("postgres", False)


@pytest.mark.usefixtures("province")
def test_fields_that_a_role_may_not_see_cannot_be_asked_for(find: Any, as_role: Any) -> None:
    searcher, leader = as_role("searcher"), as_role("leader")
    for principal, name in ((searcher, "ethnicity_code"), (leader, "phone"), (leader, "birth_date")):
        with pytest.raises(ForbiddenError):
            find("", principal=principal, filters=[(name, "1")])
    with pytest.raises(ForbiddenError):
        find("", principal=searcher, facets=["ethnicity_code"])
    with pytest.raises(ForbiddenError):
        find("", principal=as_role("auditor"))
    assert find("đức", principal=leader)["total"] == 3


@pytest.mark.usefixtures("province")
def test_a_stale_index_reveals_nothing(find: Any, people: Any, database: Any, index: SearchIndex) -> None:
    people.withdraw(1)
    assert 1 in index.versions()
    assert (
        names(find("Nguyễn Văn Đức")) == ["Nguyen Van Duc", "Nguyễn Văn Dực"]
        or len(names(find("nguyen van duc"))) == 2
    )
    assert find("tiến sĩ")["total"] == 0
    drain(database.engine, index)
    assert 1 not in index.versions()


@pytest.mark.usefixtures("province")
def test_an_agency_finds_its_own_people_with_its_own_values(find: Any, people: Any, as_role: Any) -> None:
    people.own(1, "Nguyễn Văn Đức", "SO-KHCN", qualification="master", sex="male")
    people.own(4, "Trần Thị Hoa", "SO-NV", qualification="doctorate", sex="female", languages=[{"language": "en"}])
    mine = as_role("agency", "SO-KHCN")
    result = find("nguyen van duc", principal=mine, facets=["qualification", "agency_code", "sector"])
    assert (result["engine"], result["degraded"], names(result)) == ("postgres", False, ["Nguyễn Văn Đức"])
    assert result["facets"]["qualification"] == {"master": 1}
    assert result["facets"]["agency_code"] == {"SO-KHCN": 1}
    assert find("", principal=mine)["total"] == 1
    assert find("hoa", principal=mine)["total"] == 0
    assert find("", principal=as_role("agency", "SO-NV"), filters=[("languages", "en")])["total"] == 1


@pytest.mark.usefixtures("province")
def test_a_server_that_is_away_is_replaced(find: Any, index: SearchIndex) -> None:
    away = open_index("http://127.0.0.1:9", "no-key", index.name)
    result = find("nguyễn văn đức", engine=away)
    assert (result["engine"], result["degraded"]) == ("postgres", True)
    assert names(result)[0] == "Nguyễn Văn Đức"


@pytest.mark.usefixtures("people")
def test_an_index_that_was_never_built_is_not_asked(find: Any) -> None:
    assert find("đức")["engine"] == "postgres"

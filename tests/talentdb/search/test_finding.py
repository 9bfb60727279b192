"""Finding experts on both engines: topics, works, sentences, names, what to relax, and why."""

from typing import Any

import pytest
from sqlalchemy import text

from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR
from talentdb.search.client import SearchIndex
from talentdb.search.outbox import drain
from talentdb.search.query import search
from talentdb.search.weights import weights

FISH, RICE, NAMESAKE, TONED, WATER, STUDENT = range(1, 7)


@pytest.fixture
def experts(database: Any, people: Any, index: SearchIndex) -> Any:
    """Six people, two of them with works, all in the index."""
    people.add(FISH, "Trần Thị Ngao", qualification="doctorate", sex="female", birth_date="1990-03-04",
               commune_code="12988", field_of_training="Nuôi trồng thủy sản", graduation_year=2018)  # fmt: skip
    people.add(RICE, "Lê Văn Lúa", qualification="master", sex="male", birth_date="1970-01-01",
               expertise=["Phòng trừ sâu bệnh hại lúa"], field_of_training="Bảo vệ thực vật")  # fmt: skip
    people.add(NAMESAKE, "Nguyễn Văn Dực", qualification="university", field_of_training="Kế toán")
    people.add(TONED, "Nguyễn Văn Đức", qualification="university", field_of_training="Luật")
    people.add(WATER, "Phạm Thị Nước", qualification="master", sex="female", field_of_training="Kỹ thuật môi trường")
    people.add(STUDENT, "Hoàng Thị Cá", qualification="university", sex="female", birth_date="2000-01-01",
               field_of_training="Thủy sản")  # fmt: skip
    work(database, people, FISH, "Nghiên cứu nuôi ngao bền vững ven biển", "research_task", "lead", 2024)
    work(database, people, WATER, "Xử lý nước thải làng nghề tái chế nhựa", "publication", "author", 2023)
    drain(database.engine, index)

    def find(query: str, engine: Any = index, principal: Any = OPERATOR, **options: Any) -> dict[str, Any]:
        with unit_of_work(database.engine, principal) as connection:
            return search(connection, principal, engine, query, **options)

    return find


def work(database: Any, people: Any, person_id: int, title: str, kind: str, role: str, year: int) -> None:
    """A work of the person, by a row of the agency."""
    people.own(person_id, f"Dòng {person_id}", "SO-KHCN")
    with unit_of_work(database.engine, OPERATOR) as connection:
        connection.execute(
            text("""insert into work_member (person_id, source_record_id, work_key, work_title, work_type, work_year,
                member_role) select :p, max(source_record_id), lower(:t), :t, :k, :y, :r from source_record"""),
            {"p": person_id, "t": title, "k": kind, "y": year, "r": role},
        )


def ids(result: dict[str, Any]) -> list[int]:
    return [hit["person_id"] for hit in result["hits"]]


@pytest.mark.parametrize("engine", ["both", None])
def test_one_line_with_everything(experts: Any, engine: Any) -> None:
    options = {} if engine else {"engine": None}
    for line in ("nữ tiến sĩ dưới 40 nuôi trồng thuỷ sản ở Tiền Hải", "nu tien si duoi 40 aquaculture o tien hai"):
        found = experts(line, **options)
        assert ids(found) == [FISH]
        assert found["total"] == 1
        assert [one["field"] for one in found["understood"]] == ["sex", "qualification", "age", "commune_code"]


@pytest.mark.parametrize(
    ("line", "best"),
    [
        ("NTTS", FISH), ("aquaculture", FISH), ("nuoi trong thuy san", FISH), ("nuooi troongf thuyr sarn", FISH),
        ("nuôi ngao", FISH), ("BVTV", RICE), ("plant protection", RICE),
        ("xã tôi lúa bị rầy nâu và đạo ôn, cần người giúp", RICE),
        ("nước thải làng nghề tái chế nhựa gây ô nhiễm", WATER), ("wastewater treatment", WATER),
        ("Nguyễn Văn Đức", TONED), ("nguyễn văn dực", NAMESAKE), ("Đức Nguyễn Văn", TONED),
        ("nguyeexn vawn dduwcs", TONED),
        ("nguye6n4 va8n d9uc71", TONED), ("Nguyễn Văn Đưc", TONED), ("nguyne van duc", NAMESAKE),
    ],
)  # fmt: skip
def test_who_comes_first(experts: Any, line: str, best: int) -> None:
    assert ids(experts(line))[0] == best
    assert experts(line) | {"took_ms": 0} == experts(line) | {"took_ms": 0}


def test_a_hit_says_why_with_its_evidence(experts: Any) -> None:
    [hit] = experts("nuôi ngao")["hits"]
    assert hit["matched"] == ["nuôi ngao"]
    assert "Chủ trì: Nghiên cứu nuôi ngao bền vững ven biển (2024)" in hit["why"]
    task, degree = hit["evidence"]
    assert (task["kind"], task["year"], task["led"], task["on_topic"]) == ("task", 2024, True, True)
    assert (degree["kind"], degree["text"], degree["year"]) == ("degree", "Tiến sĩ, Nuôi trồng thủy sản", 2018)
    assert hit["score"] == pytest.approx(sum(hit["parts"].values()), abs=1e-3)
    assert hit["parts"]["lead"] > 0


def test_fewer_than_ten_bring_the_next_wider_topic_behind_them(experts: Any) -> None:
    found = experts("nuôi trồng thủy sản")
    assert ids(found)[:2] == [FISH, STUDENT]
    assert found["total"] == len(found["hits"])
    assert found["hits"][1]["score"] < found["hits"][0]["score"]


def test_a_change_of_works_changes_what_is_found(
    experts: Any, database: Any, people: Any, index: SearchIndex
) -> None:
    assert RICE not in ids(experts("robot"))
    work(database, people, RICE, "Chế tạo robot phun thuốc", "research_task", "lead", 2025)
    people.add(RICE, "Lê Văn Lúa", qualification="master", field_of_training="Bảo vệ thực vật", note=1)
    assert experts("robot")["total"] == 0 or RICE not in ids(experts("robot"))
    drain(database.engine, index)
    assert ids(experts("robot"))[0] == RICE


@pytest.mark.parametrize("engine", ["both", None])
def test_nobody_fits_and_what_to_let_go_of(experts: Any, engine: Any) -> None:
    options = {} if engine else {"engine": None}
    found = experts("nam tiến sĩ nuôi trồng thủy sản", **options)
    assert (found["total"], found["hits"]) == (0, [])
    for one in found["relax"]:
        again = experts(one["query"], filters=[tuple(pair) for pair in one["filters"]], **options)
        assert again["total"] == one["total"] > 0
    labels = [one["label"] for one in found["relax"]]
    assert any("Giới tính" in label for label in labels)
    assert experts("nữ tiến sĩ nuôi trồng thủy sản", **options)["relax"] == []


def test_two_conditions_are_let_go_of_where_none_alone_is_to_blame(experts: Any) -> None:
    found = experts("nam tiến sĩ nuôi trồng thủy sản", filters=[("status", "deceased")])
    assert found["total"] == 0
    assert found["relax"]
    for one in found["relax"]:
        assert ("status", "deceased") not in [tuple(pair) for pair in one["filters"]]
        again = experts(one["query"], filters=[tuple(pair) for pair in one["filters"]])
        assert again["total"] == one["total"] > 0


def test_a_filter_of_the_caller_can_be_let_go_of_too(experts: Any) -> None:
    found = experts("Nguyễn Văn Đức", filters=[("sex", "female")])
    assert found["total"] == 0
    assert ("Nguyễn Văn Đức", []) in [(one["query"], one["filters"]) for one in found["relax"]]


def test_removed_filters_are_words(experts: Any) -> None:
    assert experts("nữ luật")["total"] == 0
    assert [one["text"] for one in experts("nữ luật", plain=["nữ"])["understood"]] == []
    assert experts("tiến sĩ", as_words=True)["understood"] == []
    assert FISH in ids(experts("tiến sĩ", as_words=True))


@pytest.mark.parametrize("engine", ["both", None])
def test_ages_and_years(experts: Any, engine: Any) -> None:
    options = {} if engine else {"engine": None}
    assert ids(experts("", filters=[("age", "50..")], **options)) == [RICE]
    assert set(ids(experts("", filters=[("age", "..40")], **options))) == {FISH, STUDENT}
    assert ids(experts("", filters=[("birth_year", "1985..1995")], **options)) == [FISH]
    assert experts("", filters=[("birth_year", "1985..1995"), ("age", "60..")], **options)["total"] == 0


def test_pages_follow_one_another(experts: Any) -> None:
    everyone = ids(experts("nữ", limit=10))
    assert everyone == [one for at in range(3) for one in ids(experts("nữ", limit=1, offset=at))]
    assert len(everyone) == 3


def test_pages_follow_one_another_behind_those_whom_the_score_orders(
    database: Any, people: Any, index: SearchIndex
) -> None:
    several = int(weights("recall")["candidates"]) + 30
    degrees = ("university", "doctorate", "master")
    with unit_of_work(database.engine, OPERATOR) as connection:
        for number in range(1, several + 1):
            people.write(
                connection, number, f"Nguyễn Thị Số {number}", ("SO-KHCN",),
                {"sex": "female", "qualification": degrees[number % 3], "field_of_training": "Khoa học cây trồng",
                 "expertise": ["cây lúa"] if number % 7 == 0 else []},
            )  # fmt: skip
    drain(database.engine, index)
    found: list[int] = []
    with unit_of_work(database.engine, OPERATOR) as connection:
        for at in range(0, several, 20):
            found += ids(search(connection, OPERATOR, index, "trồng trọt", limit=20, offset=at))
    assert sorted(found) == list(range(1, several + 1)), "each of them on one page"


def test_the_answer_says_whether_it_is_near_only(experts: Any) -> None:
    assert not experts("Nguyễn Văn Đức")["near"]
    assert not experts("")["near"]
    widened = experts("nuôi trồng thủy sản")
    assert widened["near"]
    assert ids(widened) == [FISH, STUDENT]


@pytest.mark.parametrize("engine", ["both", None])
@pytest.mark.parametrize("line", ["nuôi trồng thủy sản", "thủy sản", "kỹ thuật môi trường lúa", "nuôi ngao ven biển"])
def test_whom_a_facet_counts_is_there_when_it_is_chosen(experts: Any, line: str, engine: Any) -> None:
    options = {} if engine else {"engine": None}
    names = ("qualification", "sex")
    whole = experts(line, facets=names, **options)
    for name in names:
        for value, count in whole["facets"][name].items():
            chosen = experts(line, filters=[(name, value)], **options)
            assert chosen["total"] == count
            assert set(ids(chosen)) <= set(ids(whole))


@pytest.mark.parametrize("engine", ["both", None])
def test_a_filter_brings_nobody_whom_the_line_alone_does_not(
    database: Any, people: Any, experts: Any, index: SearchIndex, engine: Any
) -> None:
    for number in range(20, 20 + int(weights("recall")["enough"])):
        people.add(number, f"Lê Thị Số {number}", sex="female", expertise=["kế toán", "lưu trữ"])
    people.add(50, "Lê Văn Năm", sex="male", expertise=["kế toán"])
    drain(database.engine, index)
    options = {} if engine else {"engine": None}
    assert experts("kế toán lưu trữ", facets=["sex"], **options)["facets"]["sex"] == {"female": 10}
    assert experts("kế toán lưu trữ", filters=[("sex", "male")], **options)["total"] == 0


def test_behind_those_who_did_just_that_come_those_of_the_trade_above(
    database: Any, people: Any, experts: Any, index: SearchIndex
) -> None:
    work(database, people, STUDENT, "Nuôi tôm thẻ trong nhà bạt", "research_task", "lead", 2025)
    people.add(STUDENT, "Hoàng Thị Cá", qualification="university", sex="female", field_of_training="Hóa học")
    drain(database.engine, index)
    assert ids(experts("nuôi tôm khổng lồ")) == [STUDENT, FISH]


def test_a_post_is_found_as_it_stands(database: Any, people: Any, experts: Any, index: SearchIndex) -> None:
    people.add(11, "Trần Văn Một", position_title="Trưởng phòng")
    people.add(12, "Trần Văn Hai", position_title="Phó phòng", expertise=["Bảo vệ môi trường"])
    drain(database.engine, index)
    first = experts("trưởng phòng")["hits"][0]
    assert (first["person_id"], first["why"]) == (11, ["Chức vụ: Trưởng phòng"])


def test_a_body_that_is_its_own_part_is_named_once(
    database: Any, people: Any, experts: Any, index: SearchIndex
) -> None:
    name = "Sở Khoa học và Công nghệ"
    people.add(13, "Lê Thị Ba", field_of_training="Quản lý khoa học và công nghệ", sub_unit=name)
    drain(database.engine, index)
    [hit] = [one for one in experts("quản lý khoa học và công nghệ")["hits"] if one["person_id"] == 13]
    assert len([reason for reason in hit["why"] if reason.endswith(name)]) <= 1


def test_an_abbreviation_is_spelt_out_in_the_reason(experts: Any) -> None:
    for line in ("BVTV", "bvtv"):
        [hit, *_] = experts(line)["hits"]
        assert hit["why"][0] == "BVTV = Bảo vệ thực vật"
        assert hit["why"].count("BVTV = Bảo vệ thực vật") == 1


def test_a_sentence_finds_who_wrote_of_it(database: Any, people: Any, index: SearchIndex, experts: Any) -> None:
    """No word of it is a known topic: works of our own people say what it is about."""
    for number in range(20, 26):
        people.add(number, f"Đỗ Văn Trắc {number}", qualification="university", field_of_training="Trắc địa")
        work(database, people, number, "Quét ruộng bậc thang từ trên cao", "publication", "author", 2020)
    drain(database.engine, index)
    found = experts("hôm nọ bảo quét ruộng bậc thang mà loay hoay mãi chẳng ra sao")
    assert set(ids(found)) == set(range(20, 26))


def test_whom_only_the_typed_words_find_is_in_the_total_and_in_the_counts(
    database: Any, people: Any, index: SearchIndex
) -> None:
    """In the title the words begin a longer phrase of another field, so the question by fields does not count her."""
    people.add(FISH, "Trần Thị Ngao", sex="female", field_of_training="Quản trị văn phòng")
    people.add(RICE, "Lê Văn Lúa", sex="male", field_of_training="Lâm sinh")
    work(database, people, FISH, "Mô hình lâm sinh thái môi trường bãi bồi", "research_task", "lead", 2024)
    drain(database.engine, index)
    with unit_of_work(database.engine, OPERATOR) as connection:
        found = search(connection, OPERATOR, index, "lâm sinh", facets=("sex",))
    assert {hit["person_id"] for hit in found["hits"]} == {FISH, RICE}
    assert (found["total"], found["facets"]) == (2, {"sex": {"female": 1, "male": 1}})

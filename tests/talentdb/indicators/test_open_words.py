"""What a shell says of what is open about a figure."""

from datetime import date
from typing import Any

from talentdb.indicators.open_words import beside, own_target, part_words, share

AS_OF = date(2026, 7, 18)
POST = {"sti_posts": ["research"]}


def test_each_part_says_whom_it_is_about_and_what_it_leaves_open(registry: Any) -> None:
    registry.write([{**POST, "sex": "female"}, {**POST, "sex": "female"}, POST, {**POST, "sex": None}])
    registry.ask((1, 2))
    registry.wait({"full_name": "a"})
    registry.state_staff(T2=7)
    entry = registry.figures(AS_OF)["I1"]
    told = list(beside("hung-yen-2711", entry))
    assert told[0] == "Có thể từ 9,1 % đến 91,7 %, vì còn điều chưa rõ:"
    assert [line.strip().split(": riêng điều này từ ") for line in told[1:]] == [
        [
            "7 người đã khai trong biên chế mà chưa có danh sách (1 cơ quan, nhiều nhất: Cơ quan T2 (0/7);"
            " 2 cơ quan chưa nộp danh sách và chưa khai biên chế, không rõ bao nhiêu người)",
            "18,2 % đến 81,8 %",
        ],
        ["Thiếu dữ liệu của 1 người (giới tính: 1)", "50,0 % đến 75,0 %"],
        [
            "Danh sách chờ duyệt nói về 1 người (1 lần nộp; 1 dòng chưa rõ là ai; 0 người đã có, có thể đổi)",
            "40,0 % đến 60,0 %",
        ],
        ["2 hồ sơ có thể trùng nhau (1 nhóm chờ xem xét)", "33,3 % đến 50,0 %"],
        ["Mục tiêu 40 % năm 2030: đã đạt"],
    ]


def test_where_nobody_is_counted_a_reason_stands_instead_of_a_share(registry: Any) -> None:
    registry.write([])
    entry = registry.figures(AS_OF, agency="T3")["I1"]
    assert (share(entry), list(beside("hung-yen-2711", entry))) == (
        "—",
        ["Cơ quan này và các đơn vị trực thuộc chưa có ai trong hệ thống được tính vào mẫu số của chỉ tiêu này."],
    )


def test_own_targets_stand_behind_the_name() -> None:
    row = {"value": 0.2, "target": 0.5, "target_year": 2028, "gap_people": 3, "target_paper": "12/QĐ-UBND"}
    assert own_target(row, "người") == " (Mục tiêu 50 % năm 2028: cần thêm 3 người; 12/QĐ-UBND)"
    assert own_target({"value": 0.2}, "người") == ""


def test_a_part_without_people_says_nothing_of_an_interval() -> None:
    part = {"part": "silent", "people": 0, "low": 0.5, "high": 0.5,
            "who": {"agencies": [], "n_agencies": 0, "unsized": 3, "if_listed_twice": 0}}  # fmt: skip
    assert "riêng điều này" not in part_words(part, "người")


def test_what_is_counted_goes_by_its_own_name() -> None:
    part = {"part": "values", "people": 3, "low": 0.1, "high": 0.4, "who": {"unknown": {"task_report": 3}}}
    entry = {"code": "L1", "kind": "agencies", "value": 0.2, "low": 0.1, "high": 0.4, "certainty": [part],
             "target": 1, "target_year": 2030, "gap_people": 8}  # fmt: skip
    told = list(beside("lang-son-899", entry))
    assert told[1].strip().startswith("Thiếu dữ liệu của 3 cơ quan (")
    assert told[2].endswith("cần thêm 8 cơ quan")

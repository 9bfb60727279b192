"""The form works: one record a member, whatever way a list names them."""

from collections.abc import Callable
from typing import Any

import pytest

from ingest.normalise import Evidence
from ingest.normalise.members import read_members

ReadRows = Callable[..., dict[str, Any]]
HEADER = ["STT", "Tên đề tài", "Cấp", "Chủ nhiệm", "Thành viên", "Năm nghiệm thu", "Xếp loại", "Áp dụng"]
TASK = [
    1, "Chọn tạo giống nhãn muộn", "Tỉnh", "TS. Nguyễn Văn Mẫu", "Trần Thị Thử (thư ký), Lê Văn Ví; Phạm Thị Dụ",
    2024, "Xuất sắc", "Đã áp dụng",
]  # fmt: skip
OTHER = [2, "Số hóa hồ sơ bệnh án", "Cấp cơ sở", "Hoàng Văn Hai", None, "2023-2025", "Đang thực hiện", "Chưa"]


def members(text: str) -> list[tuple[str | None, str]]:
    return [(m.result.values.get("full_name"), m.role) for m in read_members(text, Evidence("full_name"))]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (
            "Nguyễn Văn An (chủ nhiệm), Trần Thị Bình; Lê Cường",
            [("Nguyễn Văn An", "lead"), ("Trần Thị Bình", ""), ("Lê Cường", "")],
        ),
        (
            "TS. Nguyễn Văn An (Chủ nhiệm)\nThS. Trần Bình (Thư ký)",
            [("Nguyễn Văn An", "lead"), ("Trần Bình", "secretary")],
        ),
        (
            "Chủ nhiệm: PGS.TS. Nguyễn Văn An; Thành viên: Trần Bình, Lê Cường và cộng sự",
            [("Nguyễn Văn An", "lead"), ("Trần Bình", "member"), ("Lê Cường", "member")],
        ),
        ("1. Nguyễn Văn An 2. Trần Thị Bình", [("Nguyễn Văn An", ""), ("Trần Thị Bình", "")]),
        (
            "PGS, TS Nguyễn Văn An, Trần Bình - thành viên chính",
            [("Nguyễn Văn An", ""), ("Trần Bình", "member")],
        ),
        ("Nguyễn Văn An, Trường Đại học Mẫu", [("Nguyễn Văn An", "")]),
        ("Nguyễn Văn An và Trần Thị Bình", [("Nguyễn Văn An", ""), ("Trần Thị Bình", "")]),
        ("Nguyễn Văn An", [("Nguyễn Văn An", "")]),
    ],
)
def test_persons_and_roles_of_a_cell(cell: str, found: list[tuple[str, str]]) -> None:
    assert members(cell) == found


def test_every_member_is_a_record_with_the_work(read_rows: ReadRows) -> None:
    table = read_rows([HEADER, TASK, OTHER])
    assert table["form"] == "works"
    assert [(r["row"], r.get("part", 0), r["values"]["full_name"], r["values"].get("member_role"))
            for r in table["records"]] == [
        (2, 0, "Nguyễn Văn Mẫu", "lead"),
        (2, 1, "Trần Thị Thử", "secretary"),
        (2, 2, "Lê Văn Ví", "member"),
        (2, 3, "Phạm Thị Dụ", "member"),
        (3, 0, "Hoàng Văn Hai", "lead"),
    ]  # fmt: skip
    first, last = table["records"][0]["values"], table["records"][-1]["values"]
    assert {k: first[k] for k in ("work_title", "work_level", "work_year", "work_result", "applied")} == {
        "work_title": "Chọn tạo giống nhãn muộn", "work_level": "province", "work_year": 2024,
        "work_result": "excellent", "applied": True,
    }  # fmt: skip
    assert (last["work_year"], last["applied"], last["work_result"]) == (2025, False, "ongoing")
    assert [p for p in table["problems"] if p["severity"] == "error"] == []


def test_a_part_without_a_usable_name_is_a_problem_and_the_others_stay(read_rows: ReadRows) -> None:
    table = read_rows([HEADER, [*TASK[:4], "Trần Thị Thử; 12345", *TASK[5:]], OTHER])
    assert [r["values"]["full_name"] for r in table["records"]] == ["Nguyễn Văn Mẫu", "Trần Thị Thử", "Hoàng Văn Hai"]
    assert [p["cell"] for p in table["problems"] if p["code"] == "name.unusable"] == ["E2"]


def test_roles_and_units_by_line_go_to_their_person(read_rows: ReadRows) -> None:
    header = ["STT", "Tên đề tài", "Người thực hiện", "Vai trò", "Đơn vị công tác", "Năm"]
    row = [1, "Số hóa hồ sơ", "Nguyễn Văn An\nTrần Thị Bình", "Chủ nhiệm\nThành viên", "Sở Y tế\nSở Tài chính", 2024]
    table = read_rows([header, row, [2, "Đề tài khác", "Lê Văn Cường", "Chủ nhiệm", "Sở Y tế", 2023]])
    assert [
        (r["values"]["full_name"], r["values"]["member_role"], r["values"]["agency_name"]) for r in table["records"]
    ] == [
        ("Nguyễn Văn An", "lead", "Sở Y tế"),
        ("Trần Thị Bình", "member", "Sở Tài chính"),
        ("Lê Văn Cường", "lead", "Sở Y tế"),
    ]


def test_members_under_their_task_share_it(read_rows: ReadRows) -> None:
    header = ["STT", "Tên đề tài", "Họ và tên", "Vai trò", "Năm nghiệm thu"]
    rows = [
        [1, "Số hóa hồ sơ", "Nguyễn Văn An", "Chủ nhiệm", 2024],
        [None, None, "Trần Thị Bình", "Thành viên", None],
        [2, "Giống nhãn muộn", "Lê Văn Cường", "Chủ nhiệm", 2023],
        [None, None, "Phạm Thị Dung", "Thư ký", None],
    ]
    table = read_rows([header, *rows])
    assert table["form"] == "works"
    assert [(r["values"]["work_title"], r["values"]["work_year"]) for r in table["records"]] == [
        ("Số hóa hồ sơ", 2024), ("Số hóa hồ sơ", 2024), ("Giống nhãn muộn", 2023), ("Giống nhãn muộn", 2023),
    ]  # fmt: skip


def test_one_person_in_many_works_is_no_repetition(read_rows: ReadRows) -> None:
    header = ["STT", "Họ và tên", "Số CCCD", "Tên sáng kiến", "Cấp công nhận", "Năm"]
    rows = [[i, "Nguyễn Văn An", "001075001234", f"Sáng kiến số {i}", "Cơ sở", 2024] for i in (1, 2, 3)]
    table = read_rows([header, *rows])
    assert table["form"] == "works"
    assert "national_id.repeated" not in [p["code"] for p in table["problems"]]


def test_a_work_that_names_nobody_is_refused_as_the_registry_would(read_rows: ReadRows) -> None:
    nobody = [*TASK[:3], None, None, *TASK[5:]]
    table = read_rows([HEADER, OTHER, nobody])
    assert [r["row"] for r in table["records"]] == [2]
    assert [(p["code"], p["cell"]) for p in table["problems"] if p["severity"] == "error"] == [("row.refused", "D3")]


def test_a_task_over_its_members_is_a_group_row(read_rows: ReadRows) -> None:
    header = ["STT", "Tên đề tài", "Họ và tên", "Vai trò", "Năm nghiệm thu"]
    rows = [
        [1, "Số hóa hồ sơ", None, None, 2024],
        [None, None, "Nguyễn Văn An", "Chủ nhiệm", None],
        [None, None, "Trần Thị Bình", "Thành viên", None],
        [2, "Giống nhãn muộn", None, None, 2023],
        [None, None, "Lê Văn Cường", "Chủ nhiệm", None],
    ]
    table = read_rows([header, *rows])
    assert [(s["row"], s["reason"]) for s in table["skipped"]] == [(2, "group"), (5, "group")]
    assert [(r["row"], r["values"]["work_title"], r["values"]["work_year"]) for r in table["records"]] == [
        (3, "Số hóa hồ sơ", 2024), (4, "Số hóa hồ sơ", 2024), (6, "Giống nhãn muộn", 2023),
    ]  # fmt: skip
    assert [p for p in table["problems"] if p["severity"] == "error"] == []


def test_members_in_an_old_encoding_are_decoded(read_rows: ReadRows) -> None:
    rows = [[i, f"Sáng kiến số {i}", name, 2024] for i, name in enumerate(
        ("NguyÔn V¨n §¶m", "TrÇn ThÞ Minh H¹nh", "Lª Hång S¬n", "Vò Minh Th¾ng"), start=1)]  # fmt: skip
    table = read_rows([["STT", "Tên sáng kiến", "Tác giả", "Năm"], *rows])
    assert [r["values"]["full_name"] for r in table["records"]] == [
        "Nguyễn Văn Đảm", "Trần Thị Minh Hạnh", "Lê Hồng Sơn", "Vũ Minh Thắng",
    ]  # fmt: skip
    assert {p["code"] for p in table["problems"]} == {"text.legacy"}


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Tên sáng kiến", "initiative"),
        ("Tên bài báo", "publication"),
        ("Tên đề tài", "research_task"),
        ("Tên giáo trình", "textbook"),
        ("Tên đề tài, sáng kiến", None),
        ("Tên công trình", None),
    ],
)
def test_the_header_of_the_title_may_say_the_kind(read_rows: ReadRows, header: str, kind: str | None) -> None:
    rows = [[1, "Số hóa hồ sơ", "Lê Văn Ví", 2024], [2, "Giống nhãn muộn", "Trần Thị Thử", 2023]]
    table = read_rows([["STT", header, "Tác giả", "Năm"], *rows])
    assert table["form"] == "works"
    assert [r["values"].get("work_type") for r in table["records"]] == [kind, kind]


def test_a_column_of_kinds_goes_before_the_header(read_rows: ReadRows) -> None:
    rows = [[1, "Số hóa hồ sơ", "Dự án", "Lê Văn Ví", 2024], [2, "Giống nhãn", "Sáng kiến", "Trần Thị Thử", 2023]]
    table = read_rows([["STT", "Tên sáng kiến", "Loại", "Tác giả", "Năm"], *rows])
    assert [r["values"]["work_type"] for r in table["records"]] == ["research_task", "initiative"]


def test_how_long_a_work_takes_is_no_year(read_rows: ReadRows) -> None:
    header = ["STT", "Tên nhiệm vụ", "Chủ nhiệm nhiệm vụ", "Thời gian thực hiện"]
    rows = [[1, "Số hóa hồ sơ", "Lê Văn Ví", "24 tháng"], [2, "Giống nhãn", "Trần Thị Thử", "01/2024 - 12/2025"]]
    table = read_rows([header, *rows])
    assert [r["values"].get("work_year") for r in table["records"]] == [None, 2025]
    assert [p["code"] for p in table["problems"]] == []


def test_the_title_may_name_the_work_of_its_members(read_rows: ReadRows) -> None:
    rows = [
        ["DANH SÁCH CÁN BỘ THỰC HIỆN NHIỆM VỤ KHOA HỌC VÀ CÔNG NGHỆ"],
        ["Tên nhiệm vụ: Bảo tồn nguồn gen gà Đông Tảo"],
        [],
        ["STT", "Họ và tên", "Vai trò tham gia", "Cơ quan công tác"],
        [1, "TS. Lê Văn Ví", "Chủ nhiệm", "Sở Y tế"],
        [2, "Trần Thị Thử", "Thư ký", "Sở Y tế"],
    ]
    table = read_rows(rows)
    assert table["form"] == "works"
    assert [(r["values"]["work_title"], r["values"]["member_role"]) for r in table["records"]] == [
        ("Bảo tồn nguồn gen gà Đông Tảo", "lead"), ("Bảo tồn nguồn gen gà Đông Tảo", "secretary"),
    ]  # fmt: skip

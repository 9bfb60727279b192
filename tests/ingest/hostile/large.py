"""Sheets too large, too wide or too deep in ways of their own: forms without end, headers, merges, groups, sheets."""

from collections.abc import Iterator

from ingest.model import column_letter
from tests.ingest.hostile.packages import HEADER, MAIN, OFFICE, PEOPLE, Hostile, archive, book, cell, row, rows, sheet

__all__ = ["large"]

_LABELS = ("Họ và tên:", "Ngày sinh:", "Giới tính:", "Số CCCD:", "Điện thoại:", "Email:", "Trình độ chuyên môn:",
           "Ngoại ngữ:", "Đơn vị công tác:", "Chức vụ:", "Dân tộc:", "Quê quán:")  # fmt: skip


def large() -> Iterator[Hostile]:
    """Around twenty files."""
    yield from _forms()
    yield from _headers()
    yield from _bodies()
    yield from _many_sheets()
    yield from _remarks()


def _file(name: str, content: bytes | dict[str, bytes], outcome: str, **options: object) -> Hostile:
    parts = content if isinstance(content, dict) else book(content)
    return Hostile(f"{name}.xlsx", archive(parts), outcome, **options)  # type: ignore[arg-type]


def _line(number: int, texts: dict[int, str]) -> str:
    """A row of texts by column index."""
    cells = "".join(cell(f"{column_letter(x)}{number}", text) for x, text in texts.items())
    return f'<row r="{number}">{cells}</row>'


def _forms() -> Iterator[Hostile]:
    """Labels and values without end: a form of a person, said a thousand times or about nothing."""
    title = row(1, ("SƠ YẾU LÝ LỊCH",))
    tall = title + "".join(row(y, (_LABELS[y % 12], "Giá trị không là gì")) for y in range(2, 12_000))
    yield _file("form_tall", sheet(tall), "either", people=0)
    names = title + "".join(row(y, ("Họ và tên:", PEOPLE[y % 3][1])) for y in range(2, 3_000))
    yield _file("form_of_names_only", sheet(names), "either", people=3_000)
    pairs = {x: (_LABELS[x // 2 % 12] if x % 2 == 0 else "x") for x in range(400)}
    wide = title + "".join(_line(y, pairs) for y in range(2, 60))
    yield _file("form_wide", sheet(wide), "either", people=0)
    alone = title + "".join(row(y, (_LABELS[y % 12] * 40,)) for y in range(2, 2_000))
    yield _file("form_labels_only", sheet(alone), "either", people=0)
    inside = title + row(2, ("; ".join(f"{label} x" for label in _LABELS) * 300,))
    yield _file("form_in_one_cell", sheet(inside), "either", people=0)


def _headers() -> Iterator[Hostile]:
    every = {x: (HEADER[x] if x < 4 else f"Cột {x}") for x in range(16_384)}
    people = "".join(row(i, one) for i, one in enumerate(PEOPLE, 2))
    # sixteen thousand columns may take longer than a file is given where the machine is busy
    yield _file("columns_all_headed", sheet(_line(1, every) + people), "either")
    same = dict.fromkeys(range(4_000), "Họ và tên")
    yield _file("columns_all_names", sheet(_line(1, same) + people), "either")
    known = {x: (HEADER[x] if x < 4 else "Trình độ chuyên môn") for x in range(2_000)}
    yield _file("columns_all_degrees", sheet(_line(1, known) + people), "either")
    long = {x: (HEADER[x] if x < 4 else "Họ và tên " * 3_276) for x in range(24)}
    yield _file("header_cells_of_32767", sheet(_line(1, long) + people), "either")
    levels, merges = "", ""
    for y in range(1, 21):
        width = max(1, 64 >> y // 3)
        levels += _line(y, {x: f"Mức {y}.{x}" for x in range(0, 64, width)})
        merges += "".join(
            f'<mergeCell ref="{column_letter(x)}{y}:{column_letter(x + width - 1)}{y}"/>'
            for x in range(0, 64, width)
            if width > 1
        )
    body = rows(first=21)
    yield _file("header_of_20_levels", sheet(levels + body, after=f"<mergeCells>{merges}</mergeCells>"), "either")
    stacked = "".join(rows(first=1 + 5 * i) for i in range(1_500))
    yield _file("headers_repeated", sheet(stacked), "either", people=4_500)


def _bodies() -> Iterator[Hostile]:
    many = row(1, HEADER) + "".join(row(y, (str(y - 1), PEOPLE[y % 3][1], "1980", "Nam")) for y in range(2, 10_002))
    merges = "".join(f'<mergeCell ref="B{y}:B{y + 1}"/>' for y in range(2, 10_002, 2))
    yield _file(
        "merges_5000_in_body", sheet(many, after=f"<mergeCells>{merges}</mergeCells>"), "either", people=10_001
    )
    across = "".join(f'<mergeCell ref="A{y}:D{y}"/>' for y in range(2, 5_002))
    yield _file("merges_over_rows", sheet(many, after=f"<mergeCells>{across}</mergeCells>"), "either", people=10_001)
    marks = ("I.", "1.", "a)", "-", "+", "*", "II.1", "II.1.a", "A.", "Phần 1:")
    groups = "".join(row(y, (f"{marks[y % 10]} Phòng {'Tổng hợp ' * (y % 7)}{y}",)) for y in range(2, 4_002))
    three = "".join(row(4_002 + i, one) for i, one in enumerate(PEOPLE))
    yield _file("groups_deep", sheet(row(1, HEADER) + groups + three), "either")
    between = "".join(
        row(2 * i, (f"{marks[i % 10]} Đơn vị {i}",)) + row(2 * i + 1, PEOPLE[i % 3]) for i in range(1, 2_000)
    )
    yield _file("groups_each_row", sheet(row(1, HEADER) + between), "either", people=2_000)


def _many_sheets() -> Iterator[Hostile]:
    page = row(1, HEADER) + "".join(row(y, (str(y - 1), f"Người Giả {y}", "1980", "Nam")) for y in range(2, 1_002))
    yield _file("sheets_200_of_1000", book({f"S{i}": sheet(page) for i in range(200)}), "either")
    yield _file("sheets_of_one_cell", book({f"S{i}": sheet(row(1, ("x",))) for i in range(300)}), "either", people=0)
    one = {f"S{i}": sheet(row(1, ("Họ và tên: Lê Hư Cấu",))) for i in range(200)}
    yield _file("sheets_of_one_label", book(one), "either", people=200)


def _remarks() -> Iterator[Hostile]:
    """Comments and drawings without end: none of them is a cell."""
    remarks = "".join(
        f'<comment ref="B{i % 9 + 1}" authorId="0"><text><t>{"ghi chú " * 20}</t></text></comment>'
        for i in range(150_000)
    )
    authors = "<authors><author>x</author></authors>"
    part = f'<comments xmlns="{MAIN}">{authors}<commentList>{remarks}</commentList></comments>'
    yield _file("comments_150000", _with(part, "comments"), "either", seconds=20)
    broken = f'<comments xmlns="{MAIN}"><authors><author>' + "<comment" * 100_000
    yield _file("comments_broken", _with(broken, "comments"), "read")
    laughs = f'<!DOCTYPE c [<!ENTITY a "ha">]><comments xmlns="{MAIN}">&a;</comments>'
    yield _file("comments_laughs", _with(laughs, "comments"), "refused", codes=("file.suspicious",))
    shapes = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>Nguyễn Hộp Chữ</a:t></a:r></a:p></xdr:txBody></xdr:sp>" * 30_000
    drawing = f'<xdr:wsDr xmlns:xdr="x" xmlns:a="a">{shapes}</xdr:wsDr>'
    yield _file("text_boxes_30000", _with(drawing, "drawing"), "read")


def _with(content: str, kind: str) -> dict[str, bytes]:
    """A good workbook with a part beside its sheet."""
    relation = f'<Relationship Id="r" Type="{OFFICE}/{kind}" Target="../{kind}1.xml"/>'
    related = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
    return book(parts={
        f"xl/{kind}1.xml": content.encode(), "xl/worksheets/_rels/sheet1.xml.rels": related.encode()
    })  # fmt: skip

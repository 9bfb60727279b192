"""Files that claim to be ours: a sheet of problems, a template, hidden keys that say what columns are."""

from collections.abc import Iterator

from ingest import labels
from ingest.back.template_key import FORM_MARK, SHEET_MARK
from tests.ingest.hostile.packages import HEADER, PEOPLE, Hostile, archive, book, cell, row, rows, sheet

__all__ = ["deceit"]


def deceit() -> Iterator[Hostile]:
    """Around fifteen files; the people of each are read, or it is said what was left out."""

    def file(name: str, content: bytes | dict[str, bytes], outcome: str = "read", **options: object) -> Hostile:
        named = content if isinstance(content, dict) else {"DS": content}
        return Hostile(f"deceit_{name}.xlsx", archive(book(named)), outcome, **options)  # type: ignore[arg-type]

    marker = cell("H1", labels.PROBLEM_MARKER)
    marked = sheet(rows().replace("</row>", marker + "</row>", 1))
    yield file("list_claims_to_be_the_problems", marked)
    yield file("named_and_marked", {labels.PROBLEM_SHEET: marked})
    heads = row(6, labels.PROBLEM_COLUMNS)
    title = f'<row r="1">{cell("A1", labels.PROBLEM_TITLE)}{marker}</row>'
    inside = sheet(title + heads + rows(first=7))
    yield file("list_below_the_head_of_problems", {labels.PROBLEM_SHEET: inside})
    for kind in ("guide", "example", "lookup", "annotation", "corrected", "x", ""):
        claimed = rows().replace("</row>", cell("F1", f"{SHEET_MARK}{kind}") + "</row>", 1)
        yield file(f"list_claims_to_be_{kind or 'nothing'}", sheet(claimed))
    fields = ("national_id", "person_id", "full_name", "row_key")
    key = row(1, (f"{FORM_MARK}people", *fields))
    yield file("key_over_other_headers", sheet(key + rows(first=2)))
    crossed = row(1, (f"{FORM_MARK}people", "birth_date", "full_name", "national_id"))
    yield file("key_crosses_the_columns", sheet(crossed + rows(first=2)))
    late = rows() + row(5, (f"{FORM_MARK}people", "sex", "full_name", "birth_date")) + row(6, ("4", "Ngô Đến Sau"))
    yield file("key_below_the_list", sheet(late))
    between = row(1, HEADER) + row(2, PEOPLE[0]) + row(3, (f"{FORM_MARK}people", "full_name"))
    yield file("key_among_the_people", sheet(between + row(4, PEOPLE[1]) + row(5, PEOPLE[2])))
    yield file("key_of_no_form", sheet(row(1, (f"{FORM_MARK}../../etc/passwd", "full_name")) + rows(first=2)))
    twice = row(1, (f"{FORM_MARK}people", *["full_name"] * 3)) + rows(first=2)
    yield file("key_says_all_is_the_name", sheet(twice))
    exported = row(1, ("person_id", "full_name", "birth_date", "sex")) + "".join(
        row(i, (f"{i}00", *one[1:])) for i, one in enumerate(PEOPLE, 2)
    )
    yield file("export_with_forged_numbers", sheet(exported))

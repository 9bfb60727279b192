"""What a submission changes, in words: every code spoken, nothing secret, nothing that becomes markup."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards import change_words, intake_labels, labels, return_picker, review_labels, submission_story
from dashboards.change_words import Line
from dashboards.difference_view import Doubt, Shown, changes_html, doubts_html
from dashboards.submission_frames import ReviewRow, answers, file_words, problem_frame, review_rows
from dashboards.words import Words, account_words
from talentdb.access.principal import OPERATOR
from talentdb.codes import code_list
from talentdb.fields import CODED

LINE = Line(1, "dòng 7", "Nguyễn Thị Thử")
TAG = re.compile(r"<[^>]*>")


class ListedWords(Words):
    """Words whose code lists are those of the program, so that no database is needed."""

    def __init__(self) -> None:
        self._lists = {name: {code.code: code.label for code in code_list(of).codes} for name, of in CODED.items()}


WORDS = ListedWords()


def fields_of(values: dict[str, Any], **changed: tuple[Any, Any]) -> dict[str, tuple[str, str]]:
    person = change_words.changed_person(LINE, changed, values, "people", WORDS)
    return {field.label: (field.before, field.after) for field in person.fields}


def test_codes_are_words_and_fields_have_labels() -> None:
    shown = fields_of({"qualification": "doctorate"}, qualification=("master", "doctorate"), sex=(None, "female"))
    assert shown == {"Trình độ chuyên môn": ("Thạc sĩ", "Tiến sĩ"), "Giới tính": ("", "Nữ")}


def test_each_side_of_a_birth_date_is_as_exact_as_it_was() -> None:
    shown = fields_of(
        {"birth_date": "1975-04-03", "birth_date_precision": "day"},
        birth_date=("1975-01-01", "1975-04-03"),
        birth_date_precision=("year", "day"),
    )
    assert shown == {"Ngày sinh": ("1975", "03/04/1975")}


def test_more_exact_alone_is_a_change_of_the_birth_date() -> None:
    shown = fields_of(
        {"birth_date": "1975-01-01", "birth_date_precision": "day"}, birth_date_precision=("year", "day")
    )
    assert shown == {"Ngày sinh": ("1975", "01/01/1975")}


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("•", "•"), review_labels.ID_CHANGED),
        ((None, "•"), ("", review_labels.ID_KNOWN)),
        (("•", None), (review_labels.ID_KNOWN, "")),
    ],
)
def test_a_national_id_is_told_and_never_shown(pair: tuple[Any, Any], words: tuple[str, str]) -> None:
    assert fields_of({}, national_id=pair) == {"Số định danh": words}
    secret = fields_of({}, national_id=("033090001234", "033090001235"))
    assert "0330" not in str(secret)


def test_no_is_no_gap() -> None:
    assert fields_of({}, party_member=(False, True)) == {"Đảng viên": (review_labels.NO, "Có")}


def test_parts_of_other_fields_and_unknown_names_are_left_out() -> None:
    assert fields_of({}, family_name=("A", "B"), student=(False, True), secret_column=("x", "y")) == {}


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("Thạc sĩ", "Tiến sĩ", "<del>Thạc sĩ</del>", "<ins>Tiến sĩ</ins>"),
        ("", "0912", "", "<ins>0912</ins>"),
        ("lúa, nhãn", "lúa, nhãn, ong", "lúa, nhãn", "lúa, nhãn<ins>, ong</ins>"),
        (
            "Trưởng phòng Tổ chức cán bộ",
            "Phó trưởng phòng Tổ chức cán bộ",
            "<del>Trưởng</del> phòng Tổ chức cán bộ",
            "<ins>Phó trưởng</ins> phòng Tổ chức cán bộ",
        ),
    ],
)
def test_what_differs_is_marked(before: str, after: str, left: str, right: str) -> None:
    assert change_words.marked(before, after) == (left, right)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40), st.text(max_size=40))
def test_marks_keep_each_text_whole_and_make_no_markup(before: str, after: str) -> None:
    for text, html in zip((before, after), change_words.marked(before, after), strict=True):
        assert unescape(TAG.sub("", html)) == text
        assert set(TAG.findall(html)) <= {"<del>", "</del>", "<ins>", "</ins>"}


def test_fields_are_counted_by_people() -> None:
    one = change_words.changed_person(LINE, {"phone": ("1", "2"), "email": (None, "a@b.c")}, {}, "people", WORDS)
    other = change_words.changed_person(LINE, {"phone": ("3", "4")}, {}, "people", WORDS)
    assert list(change_words.most_changed([one, other]).values()) == [("Điện thoại", 2), ("Thư điện tử", 1)]


def test_pictures_of_changes_and_doubts_escape_every_value() -> None:
    evil = "<script>alert(1)</script>"
    line = Line(1, evil, evil, evil, person_id=7)
    person = change_words.changed_person(line, {"position_title": (evil, "GV")}, {}, "people", WORDS)
    html = changes_html([person]) + doubts_html([Doubt(line, line, evil, 0.999, ((evil, False),))], linked=True)
    assert "<script" not in html
    assert review_labels.ALMOST in html
    assert 'href="/profile?person=7"' in html


def test_links_to_people_are_for_those_who_may_open_them() -> None:
    doubt = Doubt(LINE, Line(2, "dòng 9", "Lê Văn Thử", person_id=7), "", 0.6)
    assert "/profile" in doubts_html([doubt], linked=True)
    assert "/profile" not in doubts_html([doubt], linked=False)


def test_rows_can_be_chosen_by_kind_name_and_number() -> None:
    rows = [
        ReviewRow(1, "dòng 7", 7, "Nguyễn Thị Thử", "", (), ()),
        ReviewRow(2, "dòng 17", 17, "Trần Văn Nghiệm", "", ("Thiếu tên",), ("Thiếu tên",)),
    ]
    shown = Shown([LINE], [], [], [], [])

    def found(kind: str, words: str = "") -> list[int]:
        return [r.record_id for r in return_picker.matching_rows(rows, kind, words, shown.kinds(), {2: "sai"})]

    assert found("all") == [1, 2]
    assert found("problem") == found("chosen") == found("all", "tran van") == found("all", "17") == [2]
    assert found("new") == found("all", "7") == [1]
    assert return_picker.reasons_from_problems(rows) == {2: "Thiếu tên"}


def test_rows_carry_what_is_wrong_in_them_and_refused_ones_are_not_offered() -> None:
    people = [
        {"source_record_id": n, "sheet": "DS", "row_no": n, "state": state, "values": {"full_name": f"Người {n}"}}
        for n, state in ((5, "accepted"), (6, "refused"))
    ]
    found = [
        {"row_no": 5, "sheet": "DS", "severity": severity, "message": severity}
        for severity in ("warning", "error", "info")
    ]
    (row,) = review_rows(people, found, WORDS)
    assert (row.record_id, row.place, row.errors, row.problems) == (
        5,
        review_labels.ROW.format(row=5),
        ("error",),
        ("error", "warning"),
    )


def test_a_list_is_no_repeat_when_none_of_the_rows_came_back() -> None:
    assert answers({"rows": []})
    assert answers({"rows": [{"came_back": False}, {"came_back": True}]})
    assert not answers({"rows": [{"came_back": False}]})


def test_two_courses_of_one_person_are_told_apart() -> None:
    person = {"birth_date": "1980-02-01", "position_title": "Giảng viên"}
    told = [change_words.about_words(person | {"training_name": name}, WORDS) for name in ("Lý luận", "Tin học")]
    assert told == ["Lý luận · 01/02/1980 · Giảng viên", "Tin học · 01/02/1980 · Giảng viên"]


def test_problems_without_cells_have_no_column_for_them() -> None:
    notice = {
        "severity": "info", "sheet": "DS", "cell": None, "row_no": None, "field": None, "raw": "Hệ số",
        "message": "Không dùng", "suggestion": None,
    }  # fmt: skip
    assert list(problem_frame([notice])) == [intake_labels.SEVERITY_LABEL, intake_labels.RAW, intake_labels.MESSAGE]
    both = problem_frame([notice, notice | {"severity": "error", "cell": "B7", "suggestion": "2026-02-01"}])
    assert list(both[labels.CELL]) == ["B7", ""]
    assert both[intake_labels.SUGGESTION][0] == "01/02/2026"


def test_who_works_at_the_server_is_told_in_words() -> None:
    assert account_words(OPERATOR.login) == OPERATOR.display_name
    assert account_words("thamdinh") == "thamdinh"
    assert account_words(None) == ""


def test_typed_lists_have_words_for_a_file() -> None:
    assert file_words({"origin": "manual", "file_name": "nhap-truc-tiep"}) == review_labels.TYPED_LIST
    assert file_words({"origin": "workbook", "file_name": "a.xlsx"}) == "a.xlsx"


def event(kind: str, hour: int, **more: Any) -> dict[str, Any]:
    at = datetime(2026, 11, 21, hour, tzinfo=UTC)
    return {"kind": kind, "at": at, "login": "thamdinh", "reason": None, "returned": 0} | more


def test_the_story_is_in_the_order_of_time_with_who_when_and_why() -> None:
    events = [
        event("received", 1),
        event("submitted", 2),
        event("approved", 3, returned=4),
        event("rolled_back", 5, reason="Nhầm <tệp>"),
        event("approved", 6),
    ]
    judged = [
        {
            "judgement_id": 9,
            "at": datetime(2026, 11, 21, 4, tzinfo=UTC),
            "login": "thamdinh",
            "verdict": "same",
            "reason": "",
            "full_name": "Lê Thử",
            "retracted": True,
        }
    ]
    later = [{"submission_id": 8, "receipt": "261121-X", "at": datetime(2026, 11, 21, 7, tzinfo=UTC)}]
    sent = [{"sheet": "DS", "row": 14, "full_name": "<b>Lê Thử</b>", "reason": "Thiếu ngày sinh"}]
    story = submission_story.steps(events, judged, later, sent, page="review")
    assert [step.kind for step in story] == [
        "received", "submitted", "approved", "judged", "rolled_back", "approved", "linked",
    ]  # fmt: skip
    assert story[2].title == review_labels.STORY_APPROVED_PART.format(n="4")
    assert review_labels.STORY_RETRACTED in story[3].title
    assert story[5].title == review_labels.STORY_AGAIN
    assert [len(step.rows) for step in story] == [0, 0, 1, 0, 0, 0, 0]
    html = submission_story.as_html(story, review_labels.STORY_WAITS)
    assert "Nhầm &lt;tệp&gt;" in html
    assert "21/11/2026 08:00 · thamdinh" in html
    assert 'href="/review?submission=8"' in html
    assert "&lt;b&gt;Lê Thử&lt;/b&gt;: Thiếu ngày sinh" in html
    assert html.index("Nhầm") < html.index(review_labels.STORY_WAITS)


def test_courses_are_new_or_known_and_never_missing() -> None:
    assert list(Shown([LINE], [], [], [], [], roster=False).counts()) == ["new", "same", "duplicates"]
    assert list(Shown([LINE], [], [], [], []).counts()) == list(review_labels.COUNTS)

"""The documented list of survivorship rules: what each says, of which fields, and why. `survivorship` applies them.

Words only: no rule is decided here. README "Survivorship rules" shows the same list; a test compares them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = [
    "AGREED",
    "ALL_RULES",
    "DEGREE_FIELDS",
    "EMPLOYER_FIELDS",
    "NAME_FIELDS",
    "POST_FIELDS",
    "RULES",
    "TITLE_FIELDS",
    "Rule",
    "rule_words",
]

NAME_FIELDS: Final = ("full_name", "family_name", "middle_name", "given_name")
BIRTH_FIELDS: Final = ("birth_date", "birth_date_precision")
POST_FIELDS: Final = ("position_title", "position_level", "sub_unit", "job_position")
TITLE_FIELDS: Final = ("professional_title_code", "professional_title")
DEGREE_FIELDS: Final = (
    "qualification", "degree_title", "field_of_training", "training_institution", "training_country",
    "graduation_year", "training_mode", "graduation_grade",
)  # fmt: skip
EMPLOYER_FIELDS: Final = ("staff_code", "employment_category", "recruitment_date", "recruitment_form")
"""What only the employer itself can say, beside the post and the title."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Args:
        code: its name in code, JSON and tests.
        vietnamese: what a steward reads beside a value that it chose.
        english: the same for README.
        fields: which fields it decides; empty: every field without a rule of its own, or who the main employer is.
        reason: why, or where it is from.
    """

    code: str
    vietnamese: str
    english: str
    fields: tuple[str, ...]
    reason: str


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "still_working", "Nơi người này còn làm việc đứng trước nơi đã nghỉ, đã chuyển",
        "the main employer is a body where the person works, before one that was left", (),
        "people who moved belong to the new employer; who retired and works again, works",
    ),
    Rule(
        "one_round", "Cơ quan có số liệu trong vòng một năm đứng trước cơ quan lâu không báo cáo",
        "a body that reported within a year of the newest word comes before one that did not", (),
        "bodies report once a year; an older list says who worked there then",
    ),
    Rule(
        "fuller_post", "Biên chế đứng trước hợp đồng, kiêm nhiệm",
        "a full post (official, civil servant, public employee) comes before a contract beside it", (),
        "the body that keeps the file of the person knows it best",
    ),
    Rule(
        "concurrent_posts", "Làm ở nhiều nơi cùng lúc: giữ mọi nơi, một nơi là chính",
        "posts at several bodies within one round are all kept; one of them is the main one", (),
        "lecturers and doctors hold several posts; one person is counted once",
    ),
    Rule(
        "successor_body", "Cơ quan đã sáp nhập và cơ quan kế thừa là một nơi làm việc",
        "a body that has ended and the one that took it over speak as one employer", (),
        "agency.successor_id; the records stay with the body that gave them",
    ),
    Rule(
        "person_list", "Danh sách nhân sự đứng trước danh sách lớp học, công trình, khen thưởng",
        "rows of lists of people come before rows of courses, works and awards, which only fill gaps", (),
        "such lists name people, they do not describe them",
    ),
    Rule(
        "main_employer", "Lấy theo cơ quan công tác chính",
        "the main employer's word comes first; other bodies fill gaps", (),
        "architecture, decision 3",
    ),
    Rule(
        "newest", "Lấy số liệu mới nhất",
        "then the newest as-of day; older rows fill gaps", (),
        "architecture, decision 3",
    ),
    Rule(
        "correction", "Lấy bản đính chính của cơ quan",
        "a correction replaces the row it corrects, also where it takes a value away", (),
        "who corrects a value has looked at it",
    ),
    Rule(
        "fullest", "Lấy dòng đầy đủ hơn",
        "then the row with more values", (),
        "architecture, decision 3",
    ),
    Rule(
        "first_record", "Lấy dòng được ghi nhận trước",
        "then the smallest number of a record, so that the order of reading never matters", (),
        "the same records must give the same person",
    ),
    Rule(
        "employer_only", "Chỉ cơ quan công tác chính biết",
        "staff code, kind of employment, recruitment, post and title are the main employer's alone",
        (*EMPLOYER_FIELDS, *POST_FIELDS, *TITLE_FIELDS),
        "another body speaks of its own post, which is kept beside as an employment",
    ),
    Rule(
        "whole_post", "Chức vụ, phòng ban lấy trọn từ một dòng",
        "post and unit come from one row: an old post never completes a new one", (*POST_FIELDS, *TITLE_FIELDS),
        "head of an old unit plus clerk of a new one is nobody's post",
    ),
    Rule(
        "marked_name", "Cùng họ tên, lấy cách viết có dấu",
        "of the same name, a spelling with marks comes before one without", NAME_FIELDS,
        "marks get lost in files, they do not come by themselves",
    ),
    Rule(
        "fuller_birth_date", "Cùng năm sinh, lấy ngày sinh đầy đủ hơn",
        "a fuller birth date that agrees completes a year or month, and never contradicts it", BIRTH_FIELDS,
        "many lists give the year only",
    ),
    Rule(
        "highest_degree", "Trong cùng một đợt, lấy bằng cao nhất",
        "of the degrees that the deciding body names on one day, the highest", ("qualification",),
        "a person with two rows in one list has both degrees",
    ),
    Rule(
        "confirmed_degree", "Bằng cao hơn được ít nhất hai cơ quan xác nhận",
        "a lower degree does not take away a higher one that at least two bodies have told", ("qualification",),
        "a degree is not lost; told by one body alone, it may be a slip that its later list mends",
    ),
    Rule(
        "same_degree", "Chi tiết lấy từ dòng nói về cùng bằng ấy",
        "details of a degree come only from rows that name that degree", DEGREE_FIELDS[1:],
        "the year of one degree and the school of another are nobody's",
    ),
    Rule(
        "citizen_id", "Số định danh 12 số thay số CMND 9 số",
        "a citizen id of twelve digits comes before an old one of nine", ("national_id",),
        "the twelve digits replaced the nine",
    ),
    Rule(
        "own_status", "Trạng thái theo dòng mới nhất của cơ quan công tác chính",
        "the status is what the newest row of the main employer says; who is no longer listed keeps the last one",
        ("status",),
        "retired or moved at one body says nothing about another; nothing is guessed from silence",
    ),
    Rule(
        "deceased", "Một cơ quan báo đã mất, chưa ai báo còn làm việc sau đó",
        "deceased, told by anybody, holds from that day on unless a later row says working", ("status",),
        "lists of other bodies lag behind",
    ),
)  # fmt: skip
"""Every rule, in the order in which they are asked: who the main employer is, the general order, single fields."""

ALL_RULES: Final = frozenset(rule.code for rule in RULES)

AGREED: Final = "agreed"
"""In place of a rule where no source says otherwise."""

_WORDS: Final[Mapping[str, str]] = {
    **{rule.code: rule.vietnamese for rule in RULES},
    AGREED: "Không nguồn nào nói khác",
}


def rule_words(code: str) -> str:
    """What a reader sees for the code of a rule."""
    return _WORDS[code]

"""Posts in science, technology and innovation (STI), stated or derived, with the evidence for each. Pure.

Our reading of plan 002, indicator I1 (plans.md, section 7, "STI posts"). What the agency states wins; else a post is
derived from the person's current employments. School teachers and clinicians without research evidence are outside.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from talentdb.people.records import Record
from talentdb.people.reference import AgencyFacts
from talentdb.people.survivorship import QUALIFICATIONS
from talentdb.text import alias_key

__all__ = ["POSTS", "Evidence", "derive_posts", "research_tasks", "sti_posts", "task_days"]

POSTS: Final = ("employment", "research", "teaching", "leadership")
"""The four kinds, in the order of the contract."""

# Circulars on titles: V.05.01 researcher, V.05.02 engineer; V.07.01 lecturer, V.07.08 lecturer of a college;
# V.11.05 information security, V.11.06 information technology; V.07.02-07 school teachers, V.08 health care.
_RESEARCH_TITLES: Final = ("V.05.01.", "V.05.02.")
_TEACHING_TITLES: Final = ("V.07.01.", "V.07.08.")
_IT_TITLES: Final = ("V.11.05.", "V.11.06.")
_OUTSIDE_TITLES: Final = ("V.07.02.", "V.07.03.", "V.07.04.", "V.07.05.", "V.07.06.", "V.07.07.", "V.08.")

_LED: Final = frozenset({"department", "institute", "university", "college", "innovation_centre", "enterprise"})
"""Kinds of STI organisations whose leaders and managers hold a leadership post."""
_LECTURING: Final = frozenset({"university", "college", "vocational"})

_STI_WORDS: Final = (
    "khoa hoc va cong nghe", "khoa hoc cong nghe", "kh cn", "khcn", "quan ly khoa hoc", "nghien cuu khoa hoc",
    "doi moi sang tao", "chuyen doi so", "cong nghe thong tin", "cntt", "cong nghe so", "an toan thong tin",
    "an ninh mang",
)  # fmt: skip
"""Folded words of a unit or post for science and technology, IT, digital transformation, information security."""
_HOSPITAL_WORDS: Final = ("nghien cuu", "dao tao", "chi dao tuyen")
"""Research or training unit of a hospital."""
_SUPPORT_WORDS: Final = ("lai xe", "bao ve", "tap vu", "phuc vu", "ve sinh", "nau an", "cap duong", "thu quy")
"""Posts that are not professional ones."""
_COLLEGE: Final = QUALIFICATIONS.index("college")


_TASK_ROLES: Final = frozenset({"lead", "secretary", "member"})
_TASK_YEARS: Final = 5
"""A task of this many years back still makes somebody a researcher."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a post is held: rule `stated`, `professional_title`, `organisation`, `unit`, `position` or `work`, and by
    what."""

    post: str
    rule: str
    value: str | None
    source_record_id: int

    def as_json(self) -> dict[str, Any]:
        """The form kept in `sti_posts_evidence`."""
        return {
            "post": self.post,
            "rule": self.rule,
            "value": self.value,
            "source_record_id": self.source_record_id,
        }


def _key(values: Mapping[str, Any], *names: str) -> str:
    """Folded words of some fields with blanks around, so that whole words are found."""
    return f" {alias_key(' '.join(str(values.get(name) or '') for name in names))} "


def _word_in(words: Iterable[str], text: str) -> str | None:
    return next((word for word in words if f" {word} " in text), None)


@dataclass(frozen=True, slots=True)
class _Post:
    """One employment with the texts that the rules look at."""

    record_id: int
    agency: AgencyFacts
    title: str
    level: str | None
    unit: str
    words: str
    qualification: str | None

    def found(self, post: str, rule: str, value: str | None) -> Evidence:
        return Evidence(post, rule, value, self.record_id)

    @property
    def sti_unit(self) -> str | None:
        """Word that makes its unit one of STI; subject groups of schools never are."""
        return None if self.agency.kind == "school" else _word_in(_STI_WORDS, self.unit)

    @property
    def leads(self) -> bool:
        """Leader or manager."""
        return self.level in {"leader", "manager"}

    @property
    def is_professional(self) -> bool:
        """A post for a trained person: a title or a degree from college up, and no support work."""
        trained = self.qualification in QUALIFICATIONS and QUALIFICATIONS.index(self.qualification) >= _COLLEGE
        return (trained or bool(self.title)) and _word_in(_SUPPORT_WORDS, self.words) is None

    @property
    def is_outside(self) -> bool:
        """School teacher or clinician."""
        return self.agency.kind in {"school", "hospital"} or self.title.startswith(_OUTSIDE_TITLES)


def _research(post: _Post) -> Iterator[Evidence]:
    """Titles V.05.01.*, V.05.02.*; professional staff of an institute without another profession's title."""
    if post.title.startswith(_RESEARCH_TITLES):
        yield post.found("research", "professional_title", post.title)
    elif post.agency.sti_kind == "institute" and not post.title and not post.leads and post.is_professional:
        yield post.found("research", "organisation", post.agency.code)


def _teaching(post: _Post) -> Iterator[Evidence]:
    """Titles V.07.01.*, V.07.08.*; lecturers of a university, college or vocational institution."""
    if post.title.startswith(_TEACHING_TITLES):
        yield post.found("teaching", "professional_title", post.title)
    elif post.agency.sti_kind in _LECTURING:
        words = ("giang vien",) if post.agency.sti_kind == "university" else ("giang vien", "giao vien")
        if word := _word_in(words, post.words):
            yield post.found("teaching", "position", word)


def _leadership(post: _Post) -> Iterator[Evidence]:
    """Leaders and managers of an STI organisation, of a hospital's research or training unit, of an STI unit."""
    if not post.leads:
        return
    unit = _word_in(_HOSPITAL_WORDS, post.unit) if post.agency.kind == "hospital" else None
    if post.agency.sti_kind in _LED:
        yield post.found("leadership", "organisation", post.agency.code)
    elif word := unit or post.sti_unit:
        yield post.found("leadership", "unit", word)


def _employment(post: _Post) -> Iterator[Evidence]:
    """Other professional posts: IT and security titles, STI units and tasks, staff of an organisation."""
    if post.title.startswith(_IT_TITLES):
        yield post.found("employment", "professional_title", post.title)
        return
    if not post.is_professional or post.agency.kind == "school":
        return
    if word := post.sti_unit or _word_in(_STI_WORDS, post.words):
        yield post.found("employment", "unit", word)
    elif post.agency.sti_kind and not post.is_outside:
        yield post.found("employment", "organisation", post.agency.code)


def derive_posts(record: Record, agency: AgencyFacts, qualification: str | None) -> list[Evidence]:
    """Posts that one employment amounts to; `employment` only where no other one is found.

    Args:
        record: newest row of that employer; `agency`: the employer; `qualification`: highest degree of the person.
    """
    values = record.values
    post = _Post(
        record.source_record_id,
        agency,
        values.get("professional_title_code") or "",
        values.get("position_level"),
        _key(values, "sub_unit", "position_title"),
        _key(values, "position_title", "job_position", "professional_title"),
        qualification,
    )
    found = [*_research(post), *_teaching(post), *_leadership(post)]
    return found or list(_employment(post))


def research_tasks(records: Iterable[Record], day: date) -> list[Evidence]:
    """Evidence of research: the newest S&T task that the person leads or takes part in, of the five years up to
    `day`; at most one. School teachers and clinicians with such a task are inside.

    Of a task the year alone is known: the year in which the five years begin counts whole.
    """
    years = range(day.year - _TASK_YEARS, day.year + 1)
    found = [
        (-year, record.source_record_id, str(record.values.get("work_title") or ""))
        for record, year in _tasks(records)
        if year in years
    ]
    return [Evidence("research", "work", title or None, number) for _, number, title in sorted(found)[:1]]


def task_days(records: Iterable[Record]) -> set[date]:
    """Days on which a task begins and ceases to be evidence, whatever else is known of the person."""
    years = {year for _, year in _tasks(records)}
    return {date(first, 1, 1) for year in years for first in (year, year + _TASK_YEARS + 1)}


def _tasks(records: Iterable[Record]) -> Iterator[tuple[Record, int]]:
    for record in records:
        values = record.values
        year = values.get("work_year")
        told = values.get("work_type") == "research_task" and values.get("member_role") in _TASK_ROLES
        if told and isinstance(year, int) and date.min.year <= year < date.max.year - _TASK_YEARS:
            yield record, year


def sti_posts(
    records: Sequence[Record],
    agencies: Mapping[int, AgencyFacts],
    qualification: str | None,
    stated: tuple[list[str], int] | None,
    tasks: Sequence[Evidence] = (),
) -> tuple[list[str], list[Evidence]]:
    """Posts in the order of POSTS, and the evidence.

    Args:
        records: newest row of each current employer.
        stated: posts that an agency named and the record it did so in; they win over anything derived.
        tasks: as of `research_tasks`; they make a researcher of who has an employment.
    """
    if stated is not None:
        posts, source = stated
        evidence = [Evidence(post, "stated", None, source) for post in posts]
    else:
        evidence = [
            found for record in records for found in derive_posts(record, agencies[record.employer_id], qualification)
        ]
        evidence += tasks if records else ()
    held = {found.post for found in evidence}
    return [post for post in POSTS if post in held], evidence

"""How well one column fits each field: header, contents and memory weighed together. Decides for no column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.columns.contents import STRENGTH, Sample, content_fit
from ingest.columns.headers import IGNORED, header_scores
from ingest.columns.joined import joined_fields, sole_field
from ingest.columns.match import header_text
from ingest.columns.memory import recall
from ingest.columns.proof import PROOF, proof
from ingest.forms import Form
from ingest.model import HeaderColumn
from ingest.normalise.degrees import read_degrees
from ingest.normalise.result import cell_text
from talentdb.fields import LISTS

__all__ = ["DOUBT", "ENOUGH", "Weighed", "weigh"]

ENOUGH = 0.75
"""Under this a column is asked about, not taken: on layouts never seen, about half of those were wrong."""
DOUBT = 0.45
"""Under this not even a guess is worth showing."""

_SURE = 0.85
# A header every part of which is known, and read together by one field.
_LISTED = 0.93
_DEGREE_FIRST = re.compile(
    r"(?:tiến s|thạc s|cử nhân|kỹ sư|kĩ sư|ts\b|ths\b|cn\b|ks\b|trung cấp|cao đẳng)", re.IGNORECASE
)
# Two meanings of a column, the second better.
_BOTH = (0.78, 0.9)
_NAMES = ("full_name", "family_name", "middle_name", "given_name")
# "Ngạch/CDNN" stands over titles or over their codes: the contents decide.
_SAME_HEADER = {"professional_title_code": "professional_title", "academic_title": "qualification"}
# A further telephone, degree or post; which of two is meant is decided by these words alone.
_FURTHER = re.compile(
    r"(?:thứ (?:hai|ba|2|3)|\b(?:2|3|ii|iii)\b|\bkhác\b|\bcũ\b|trước đây|kiêm nhiệm|\bphụ\b)", re.IGNORECASE
)
_OTHER_PHONE = re.compile(r"(?:cơ quan|nhà riêng|\bbàn\b|\bnr\b|\bcq\b|nội bộ|người)", re.IGNORECASE)
_FOREMOST = re.compile(r"(?:hiện nay|hiện tại|cao nhất|chính|di động|\bdđ\b|\b1\b|thứ nhất|đang giữ)", re.IGNORECASE)
_PAREN = re.compile(r"\([^)]*\)")

# Short headers of these say little ("Loại", "Phân loại", "Xếp loại", "Tình trạng"): if no cell is on the list,
# another list was meant.
_WORD_ONLY = frozenset({
    "annual_ratings", "employment_category", "status", "work_type", "work_level", "work_result", "training_type",
    "training_status", "talent_groups", "recruitment_form", "member_role", "award_level", "institution_kind",
    "graduation_grade", "position_level", "need_type",
})  # fmt: skip

# Dates, posts and degrees stand in many columns: under a header nobody knows they may be anything.
_BLANK_ONLY = ("birth_date", "position_title", "qualification", "languages", "training_mode", "academic_title")


@dataclass(frozen=True, slots=True)
class Weighed:
    """Scores of one column: field or "~kind" -> 0..1; whether they are settled by memory."""

    scores: Mapping[str, float]
    settled: bool = False
    headed: bool = False


def _combine(header: float, fit: float | None, strength: float, contrary: bool) -> float:
    """One score out of header and contents.

    Good contents lift a header in proportion to what they can prove; bad ones pull it down, but a sure header
    stays above acceptance unless the cells are clearly something else: a telephone column full of slips is still
    one, and its cells get the problems.
    """
    if fit is None:
        return header * 0.96
    if fit >= 0.5:
        return header + (1 - header) * strength * 0.9 * (2 * fit - 1)
    low = header * (0.56 + 0.88 * fit)
    if contrary:
        return min(low, header * 0.6)
    return max(low, 0.8 * header + 0.04) if header >= 0.9 else low


def _contrary(field: str, fit: float | None, sample: Sample) -> tuple[str, float] | None:
    """Another field that the cells prove while they do not fit this one at all."""
    if fit is None or fit >= 0.35 or sample.blank:
        return None
    found = [(proof(name, sample), name) for name in PROOF if name != field]
    best = max(found)
    return (best[1], best[0]) if best[0] >= 0.6 else None


def _meaningless(field: str, sample: Sample, fit: float | None) -> bool:
    """Numbers, dates or marks where words must stand; words none of which the closed list of a field knows."""
    if field in _WORD_ONLY and fit is not None and fit < 0.4 and len(sample.distinct) >= (3 if fit else 2):
        return True
    if field == "training_name" and fit == 0.0 and len(sample.distinct) >= 2:
        return True  # "K25" is which course of students somebody was in, and names no course
    text_like = field in ("position_title", "agency_name", "sub_unit", "field_of_training", "address", "job_position")
    if field == "ethnicity_code" and sample.tick_share >= 0.9:
        return True  # marks for "a minority" name no ethnic group
    return text_like and len(sample.filled) >= 3 and sample.number_share + sample.tick_share >= 0.9


def _degree_share(sample: Sample) -> float:
    """0..1: how many cells name a degree together with something else: "Thạc sĩ Kinh tế", "Cử nhân Luật"."""
    texts = [cell_text(value) for value in sample.distinct]
    read = [read_degrees(text) for text in texts]
    told = sum(r.qualification is not None and bool(_DEGREE_FIRST.match(t)) for r, t in zip(read, texts, strict=True))
    return told / len(texts) if texts else 0.0


def _raise_degrees(scores: dict[str, float], sample: Sample, form: Form) -> None:
    """ "Chuyên môn" over "Thạc sĩ Luật" is read as a degree, which gives the field, unless one stands beside."""
    if scores.get("field_of_training", 0.0) > _BOTH[0] and _degree_share(sample) >= 0.7:
        scores["field_of_training"] = _BOTH[0]
        if "qualification" in form.fields:
            scores["qualification"] = max(scores.get("qualification", 0.0), _BOTH[1])


def weigh(column: HeaderColumn, sample: Sample, form: Form, remembered: Mapping[str, str], named: bool) -> Weighed:
    """The scores of one column under a form.

    Args:
        column: its header.
        sample: its contents.
        form: the fields.
        remembered: header key -> field of this form; it wins unless the contents speak clearly against it.
        named: whether a header of the table already says where the names are.
    """
    headers = header_scores(form.name, column.path)
    text = header_text(column)
    known = recall(text, remembered)
    if known and (known[0] in form.fields or known[0] == ""):
        against = _contrary(known[0], content_fit(known[0], sample), sample) if known[0] else None
        if against is None:
            return Weighed({known[0] or f"{IGNORED}not_kept": known[1]}, settled=True, headed=True)
        return Weighed({known[0]: 0.55, against[0]: 0.55}, headed=True)
    if sole := sole_field(form.name, column.path):
        headers[sole] = max(headers.get(sole, 0.0), _LISTED)
    scores = {name: score for name, score in headers.items() if name.startswith(IGNORED)}
    best = max(headers.values(), default=0.0)
    for name in form.fields:
        header = max(headers.get(name, 0.0), 0.8 * headers.get(_SAME_HEADER.get(name, ""), 0.0))
        if header < 0.3:
            continue
        fit = content_fit(name, sample)
        if form.fields[name].code_list and sample.tick_share >= 0.9 and (fit or 0.0) < 0.5:
            continue  # a mark says nothing of which word of the list is meant
        against = _contrary(name, fit, sample)
        score = _combine(header, fit, STRENGTH.get(name, 0.1), against is not None or _meaningless(name, sample, fit))
        scores[name] = score
        if against and against[0] in form.fields:
            scores[against[0]] = max(scores.get(against[0], 0.0), 0.85 * against[1])
    _raise_degrees(scores, sample, form)
    if (joined := joined_fields(form.name, column.path)) and not sample.blank:
        # several fields in a cell look like none of them
        scores = {joined[0]: 0.9}
    if headers.get("given_name", 0.0) >= 0.9 and "full_name" in form.fields:
        # "Tên" over whole names: the contents say which of the two it is
        scores["full_name"] = max(scores.get("full_name", 0.0), 0.9 * (content_fit("full_name", sample) or 0.0))
    if best < 0.6:
        _prove(scores, sample, form, bool(text), named)
    if sample.counting and best < _SURE:
        scores = {f"{IGNORED}ordinal": 0.9}
    return Weighed(_ranked(scores, text), headed=best >= 0.6)


def _prove(scores: dict[str, float], sample: Sample, form: Form, headed: bool, named: bool) -> None:
    """What the contents say of a column without a header, or under words that nobody knows.

    Names under an unknown header may be anybody's (next of kin, a referee) once the table says where its names are.
    """
    for name in PROOF:
        if name not in form.fields or (name == "full_name" and named):
            continue
        score = proof(name, sample)
        if (
            name in ("birth_date", "position_title", "qualification", "languages", "training_mode", "academic_title")
            and headed
        ):
            score = min(score, 0.7)
        if headed:
            # words stand there, and not those that this field would have
            score *= 0.93
        if score > scores.get(name, 0.0):
            scores[name] = score


def _ranked(scores: Mapping[str, float], text: str) -> dict[str, float]:
    """The main of two columns of a field above the further one, by the words of their headers."""
    shown = _PAREN.sub(" ", text)
    shift = 0.04 * bool(_FOREMOST.search(shown)) - 0.08 * bool(_FURTHER.search(shown))
    ranked = {}
    for name, score in scores.items():
        by = shift - 0.08 * (name in ("phone", "email") and bool(_OTHER_PHONE.search(shown)))
        kept = not by or name.startswith(IGNORED) or name in LISTS or score < 0.6
        ranked[name] = score if kept else min(max(score + by, min(score, ENOUGH)), 0.99)
    return ranked

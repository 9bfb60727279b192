"""The facts of a scientific CV out of a registry row: words instead of codes, newest first, works by kind. Pure.

The profile page and the printed CV show the same facts; reading and rights stand in `cv_source`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from talentdb.codes import code_list
from talentdb.codes.communes import communes
from talentdb.documents.cv import Group, Section
from talentdb.fields import CODED
from talentdb.people import cv_labels
from talentdb.people.cv_career import Post, career
from talentdb.text import fold, format_date

__all__ = ["personal_lines", "sections"]

Row = Mapping[str, Any]

_LISTS: Final[Mapping[str, str]] = {
    "level": "qualification", "language": "language", "framework": "language_framework", "it_level": "it_level",
}  # fmt: skip
"""Lists of values that are no fields of a form."""


_LETTERS: Final = "ABC"
"""The old certificates, whose letter is all there is to say."""


def word(name: str, value: Any) -> str:
    """A value in words; what no list knows stays as it was written."""
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return "; ".join(word(name, item) for item in value)
    if name == "commune_code":
        known_commune = communes().get(str(value))
        if known_commune is None:
            return str(value)
        return known_commune.full_name[:1].upper() + known_commune.full_name[1:]
    list_name = CODED.get(name) or _LISTS.get(name)
    known = code_list(list_name).get(str(value)) if list_name else None
    return known.label if known else str(value)


def personal_lines(values: Row) -> tuple[tuple[str, str], ...]:
    """(label, words) of the first part, as far as `values` has them."""
    return tuple((label, said) for name, label in cv_labels.PERSONAL.items() if (said := _personal(name, values)))


def _personal(name: str, values: Row) -> str:
    value = values.get(name)
    if name == "birth_date" and value:
        return format_date(date.fromisoformat(str(value)[:10]), values.get("birth_date_precision", "day"))
    if name == "professional_title" and not value:
        return word("professional_title_code", values.get("professional_title_code"))
    if name == "full_name":
        return str(value or "").upper()
    return word(name, value)


def sections(values: Row, posts: Iterable[Post]) -> tuple[Section, ...]:
    """All parts after the first, in their order; one that nothing is known of has no groups.

    Args:
        values: a registry row with its lists.
        posts: what the lists of bodies said of the person, in any order.
    """
    told = {
        "employments": _one(career(posts)),
        "qualifications": _one(_degrees(values.get("qualifications") or ())),
        "trainings": _one(_trainings(values.get("trainings") or ())),
        "languages": _one(_languages(values.get("languages") or ())),
        "works": _works(values.get("works") or ()),
        "awards": _one(_awards(values.get("awards") or ())),
    }
    return tuple(Section(key, title, cv_labels.COLUMNS[key], told[key]) for key, title in cv_labels.SECTIONS.items())


def _one(rows: Sequence[tuple[str, ...]]) -> tuple[Group, ...]:
    return (Group("", tuple(rows)),) if rows else ()


def _joined(*parts: str) -> str:
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _newest(rows: Iterable[Row], year: str, *ties: str) -> list[Row]:
    """Newest first; what carries no year comes last, and equal years stand in the order of their words."""
    return sorted(rows, key=lambda row: (-(row.get(year) or 0), *(fold(str(row.get(tie) or "")) for tie in ties)))


def _degrees(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    ranks = {code.code: code.rank or 0 for code in code_list("qualification").codes}
    ordered = sorted(rows, key=lambda row: (-(row.get("graduation_year") or 0), -ranks.get(str(row.get("level")), 0)))
    return [
        (
            str(row.get("graduation_year") or ""),
            _titled(word("level", row.get("level")), str(row.get("degree_title") or "")),
            str(row.get("field_of_training") or ""),
            _joined(
                str(row.get("training_institution") or ""), word("training_country", row.get("training_country"))
            ),
            _joined(*(word(name, row.get(name)) for name in ("training_mode", "graduation_grade"))),
        )
        for row in ordered
    ]


def _titled(level: str, title: str) -> str:
    """A title that begins with its level ("Tiến sĩ Nông nghiệp") says it already."""
    return title if fold(title).startswith(fold(level)) else _joined(level, title)


def _day(value: Any) -> str:
    return format_date(date.fromisoformat(str(value)[:10])) if value else ""


def _trainings(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    def when(row: Row) -> str:
        return str(row.get("training_end") or row.get("training_start") or "")

    return [
        (
            " – ".join(dict.fromkeys(filter(None, (_day(row.get("training_start")), _day(row.get("training_end")))))),
            str(row.get("training_name") or word("training_type", row.get("training_type"))),
            word("training_type", row.get("training_type")) if row.get("training_name") else "",
            _joined(word("training_status", row.get("training_status")), str(row.get("certificate_no") or "")),
        )
        for row in sorted(rows, key=when, reverse=True)
    ]


def _languages(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    def level(row: Row) -> str:
        # A level is a word of its framework ("B1"), no qualification.
        reached = " ".join(str(row[name]) for name in ("level", "score") if row.get(name) not in (None, ""))
        if row.get("framework") == _LETTERS and reached:
            return cv_labels.LETTER.format(level=reached)
        return " · ".join(filter(None, (word("framework", row.get("framework")), reached)))

    return [
        (
            word("language", row.get("language")),
            level(row),
            _joined(
                str(row.get("issuer") or ""),
                cv_labels.VALID_TO.format(day=_day(row["valid_to"])) if row.get("valid_to") else "",
            ),
        )
        for row in rows
    ]


def _works(rows: Iterable[Row]) -> tuple[Group, ...]:
    """A group for each kind; several parts in one work are one line."""
    kinds: dict[str, dict[tuple[str, Any], list[Row]]] = {}
    for row in rows:
        kind = row.get("work_type") if row.get("work_type") in cv_labels.WORKS else ""
        work = (fold(str(row.get("work_title") or "")), row.get("work_year"))
        kinds.setdefault(str(kind), {}).setdefault(work, []).append(row)
    titles = {**cv_labels.WORKS, "": cv_labels.OTHER_WORKS}
    return tuple(
        Group(title, tuple(_work(parts) for parts in _ordered(kinds[kind].values())))
        for kind, title in titles.items()
        if kind in kinds
    )


def _ordered(works: Iterable[list[Row]]) -> list[list[Row]]:
    return sorted(works, key=lambda parts: (-(parts[0].get("work_year") or 0), fold(str(parts[0].get("work_title")))))


def _work(parts: Sequence[Row]) -> tuple[str, ...]:
    def all_of(name: str) -> str:
        return _joined(*(word(name, part.get(name)) for part in parts))

    applied = cv_labels.APPLIED if any(part.get("applied") for part in parts) else ""
    first = parts[0]
    return (
        str(first.get("work_year") or ""),
        str(first.get("work_title") or ""),
        all_of("member_role"),
        all_of("work_level"),
        _joined(all_of("work_result"), applied),
    )


def _awards(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    return [
        (
            str(row.get("award_year") or ""),
            str(row.get("award_name") or word("award_code", row.get("award_code"))),
            word("award_level", row.get("award_level")),
        )
        for row in _newest(rows, "award_year", "award_name")
    ]

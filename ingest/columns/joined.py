"""Headers that name several fields of one cell: "Chức vụ, đơn vị công tác", "Điện thoại/Email". Reads no contents."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.columns.headers import IGNORED, phrases, text_scores
from ingest.forms import load_form
from talentdb.text import alias_key, clean

__all__ = ["joined_fields", "sole_field"]

_CUT = re.compile(r"\s*(?:[,;/&+|(]|\s-\s|\bvà\b|\bva\b|\s–\s)\s*", re.IGNORECASE)
_SURE = 0.9
# The normaliser of the first gives the others by itself.
_ONE = (
    frozenset({"professional_title", "professional_title_code"}),
    frozenset({"qualification", "academic_title", "degree_title", "doctoral_student"}),
    frozenset({"address", "commune_code"}),
    frozenset({"agency_name", "sub_unit"}),
    frozenset({"training_start", "training_end"}),
    frozenset({"position_title", "professional_title"}),
    frozenset({"position_title", "job_position"}),
    frozenset({"research_fields", "expertise"}),
    frozenset({"training_type", "training_name"}),
)
# What cannot be told apart inside one cell, or stands there as one text.
_MOST = 4


_TITLES = frozenset({"qualification", "academic_title", "degree_title", "doctoral_student"})
# A school named together with one of these is where somebody learnt: "Trường, năm tốt nghiệp".
_OF_EDUCATION = frozenset({"graduation_year", "field_of_training", "graduation_grade", "training_mode"})
_NAME_PARTS = frozenset({"family_name", "middle_name", "given_name"})


@lru_cache(maxsize=20_000)
def joined_fields(form_name: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that a header names one after the other, two at least; () when it names one or cannot be sure."""
    fields = _fields(form_name, path)
    return fields if len(fields) >= 2 else ()


def sole_field(form_name: str, path: tuple[str, ...]) -> str | None:
    """The one field whose reading gives all that a header names: "Họ và tên, học hàm, học vị" is read as a name."""
    fields = _fields(form_name, path)
    return fields[0] if len(fields) == 1 else None


@lru_cache(maxsize=20_000)
def _fields(form_name: str, path: tuple[str, ...]) -> tuple[str, ...]:
    texts = [clean(p) for p in path if clean(p)]
    if not texts:
        return ()
    # a line break is no comma: headers are broken anywhere
    leaf = texts[-1]
    known = phrases(form_name)
    pieces = (p.strip(" ).:*") for p in _CUT.split(leaf))
    atoms = [p for p in pieces if alias_key(p) and not alias_key(p).isdigit() and not known.empty(alias_key(p))]
    if not 2 <= len(atoms) <= 2 * _MOST or max(text_scores(form_name, leaf).values(), default=0.0) >= 0.97:
        return ()
    parts = _phrases(form_name, atoms)
    if not 2 <= len(parts) <= _MOST:
        return ()
    meanings = [_meaning(form_name, part) for part in parts]
    if "email" in meanings:
        # "đt" typed without marks is a telephone beside an address, not an ethnic group
        both = [i for i, p in enumerate(parts) if text_scores(form_name, p).get("phone", 0.0) >= _SURE]
        meanings = ["phone" if i in both else name for i, name in enumerate(meanings)]
    return _distinct(meanings, form_name)


def _phrases(form_name: str, atoms: Sequence[str]) -> list[str]:
    """The pieces of a header put together again where only together they say a field.

    "Họ | tên" of "Họ và tên, chức vụ", "Ngày | tháng | năm sinh" of "Ngày, tháng, năm sinh, quê quán".
    """
    found: list[str] = []
    at = 0
    while at < len(atoms):
        for length in range(len(atoms) - at, 0, -1):
            text = " ".join(atoms[at : at + length])
            if length == 1 or (_meaning(form_name, text) and not _apart(form_name, atoms[at : at + length])):
                break
        found.append(text)
        at += length
    return found


def _apart(form_name: str, atoms: Sequence[str]) -> bool:
    """Whether each piece says a field by itself, and not parts of a name only."""
    meanings = {_sure(form_name, atom) for atom in atoms}
    return None not in meanings and not meanings <= _NAME_PARTS | {"full_name"}


def _sure(form_name: str, part: str) -> str | None:
    scores = text_scores(form_name, part)
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] >= _SURE else None


def _meaning(form_name: str, part: str) -> str | None:
    name = _sure(form_name, part)
    # "Tên, năm sinh": a name in a cell with something else is a whole name
    return "full_name" if name == "given_name" else name


def _distinct(meanings: Sequence[str | None], form_name: str) -> tuple[str, ...]:
    if any(name is None or name.startswith(IGNORED) for name in meanings):
        return ()
    fields = tuple(dict.fromkeys(name for name in meanings if name))
    if len(_NAME_PARTS & set(fields)) + ("full_name" in fields) >= 2:
        fields = tuple(dict.fromkeys("full_name" if name in _NAME_PARTS else name for name in fields))
    if fields[:1] == ("agency_name",) and _OF_EDUCATION & set(fields) and "training_institution" not in fields:
        fields = ("training_institution", *fields[1:])
    if "full_name" in fields:
        # titles before or behind a name are read with it
        fields = tuple(name for name in fields if name not in _TITLES)
    kept: list[str] = []
    for name in fields:
        if not any({name, other} <= group for other in kept for group in _ONE):
            kept.append(name)
    known = load_form(form_name).fields
    return tuple(kept) if all(name in known for name in kept) else ()

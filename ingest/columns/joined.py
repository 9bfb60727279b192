"""Headers that name several fields of one cell: "Chức vụ, đơn vị công tác", "Điện thoại/Email". Reads no contents."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.columns.headers import IGNORED, phrases, text_scores
from ingest.forms import load_form
from talentdb.text import alias_key, clean

__all__ = ["joined_fields"]

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
    frozenset({"family_name", "middle_name", "given_name", "full_name"}),
    frozenset({"research_fields", "expertise"}),
    frozenset({"training_type", "training_name"}),
)
# What cannot be told apart inside one cell, or stands there as one text.
_MOST = 4


@lru_cache(maxsize=20_000)
def joined_fields(form_name: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that a header names one after the other, two at least; () when it names one or cannot be sure."""
    texts = [clean(p) for p in path if clean(p)]
    if not texts:
        return ()
    # a line break is no comma: headers are broken anywhere
    leaf = texts[-1]
    known = phrases(form_name)
    pieces = (p.strip(" ).:*") for p in _CUT.split(leaf))
    parts = [p for p in pieces if alias_key(p) and not alias_key(p).isdigit() and not known.empty(alias_key(p))]
    if not 2 <= len(parts) <= _MOST:
        return ()
    if max(text_scores(form_name, leaf).values(), default=0.0) >= 0.97:
        return ()
    meanings = [_meaning(form_name, part) for part in parts]
    if "email" in meanings:
        # "đt" typed without marks is a telephone beside an address, not an ethnic group
        both = [i for i, p in enumerate(parts) if text_scores(form_name, p).get("phone", 0.0) >= _SURE]
        meanings = ["phone" if i in both else name for i, name in enumerate(meanings)]
    return _distinct(meanings, form_name)


def _meaning(form_name: str, part: str) -> str | None:
    scores = text_scores(form_name, part)
    best = max(scores, key=lambda name: scores[name], default=None)
    if best is None or scores[best] < _SURE:
        return None
    # "Tên, năm sinh": a name in a cell with something else is a whole name
    return "full_name" if best == "given_name" else best


def _distinct(meanings: Sequence[str | None], form_name: str) -> tuple[str, ...]:
    if any(name is None or name.startswith(IGNORED) for name in meanings):
        return ()
    fields = tuple(dict.fromkeys(name for name in meanings if name))
    kept: list[str] = []
    for name in fields:
        if not any({name, other} <= group for other in kept for group in _ONE):
            kept.append(name)
    known = load_form(form_name).fields
    return tuple(kept) if len(kept) >= 2 and all(name in known for name in kept) else ()

"""What differs between two rows about one person, field by field. Pure; harmless rewriting is no difference.

Another spelling of one code, another order in a list, capitals, punctuation and the place of a tone mark say nothing
new. A tone itself does.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from talentdb.codes import code_list
from talentdb.fields import CODED, EVIDENCE, MAY_BE_NONE
from talentdb.text import tone_key

__all__ = ["changes", "meaning", "same_meaning"]

_LISTED: Final = {**CODED, "degree_title": "degree_title", "it_level": "it_level",
                  "professional_title": "professional_title"}  # fmt: skip
"""Field -> the list whose spellings mean one thing; the last three may hold words that are in no list."""

_PARTS: Final = frozenset(
    {"family_name", "middle_name", "given_name", "agency_name", "agency_code", "birth_date_precision", *EVIDENCE}
)  # fmt: skip
"""Told by other fields: full_name, sti_posts, talent_groups, the employer's number, birth_date."""

_NOT_WORD: Final = re.compile(r"[\W_]+")


@lru_cache(maxsize=100_000)
def _text_meaning(field: str, value: str) -> str:
    name = _LISTED.get(field)
    found = code_list(name).find(value) if name else ()
    return f"code:{found[0].code}" if len(found) == 1 else _NOT_WORD.sub(" ", tone_key(value)).strip()


def meaning(field: str, value: Any) -> Any:
    """A value in a form that is equal for equal meaning; None for nothing. A stated none is no nothing."""
    if value == [] and field in MAY_BE_NONE:
        return frozenset()
    if isinstance(value, str):
        return _text_meaning(field, value) or None
    if isinstance(value, Mapping):
        items = ((name, meaning(name, item)) for name, item in value.items())
        return frozenset((name, item) for name, item in items if item is not None) or None
    if isinstance(value, list | tuple):
        return frozenset(meaning(field, item) for item in value) - {None} or None
    # 1, 1.0 and "1" are one number; True is not 1.
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else value


def same_meaning(field: str, before: Any, after: Any) -> bool:
    """Whether two values of a field say the same."""
    return bool(before == after or meaning(field, before) == meaning(field, after))


def changes(before: Any, after: Any) -> dict[str, tuple[Any, Any]]:
    """Field -> (before, after) of two rows with values, employer and hash of the national id.

    A national id is shown as "•" only. `birth_date_precision` stands beside a changed birth date that is not known
    to the day on both sides. Another employer shows as `agency_name`.
    """
    names = sorted((before.values.keys() | after.values.keys()) - _PARTS)
    fields = {
        name: (before.values.get(name), after.values.get(name))
        for name in names
        if not same_meaning(name, before.values.get(name), after.values.get(name))
    }
    _birth(before.values, after.values, fields)
    if before.employer_id != after.employer_id:
        fields["agency_name"] = (before.employer, after.employer)
    if before.national_id_hmac != after.national_id_hmac:
        fields["national_id"] = _hidden(before), _hidden(after)
    return fields


def _birth(before: Mapping[str, Any], after: Mapping[str, Any], fields: dict[str, tuple[Any, Any]]) -> None:
    """1975 that becomes 01/01/1975 is news although both are stored as 1975-01-01."""
    precisions = before.get("birth_date_precision"), after.get("birth_date_precision")
    known = before.get("birth_date"), after.get("birth_date")
    if "birth_date" not in fields and (precisions[0] == precisions[1] or None in known):
        return
    fields["birth_date"] = known
    if set(precisions) - {"day", None}:
        fields["birth_date_precision"] = precisions


def _hidden(row: Any) -> str | None:
    return None if row.national_id_hmac is None else "•"

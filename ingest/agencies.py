"""Employers' names against the shipped list of agencies, without a database. Guesses between no two agencies."""

import re
from functools import lru_cache

__all__ = ["agency_label", "resolve_offline", "split_unit"]

# Units inside an agency; a Trung tâm or Chi cục may be an agency of its own.
_UNIT = r"(?:phòng|khoa|tổ|ban|bộ môn|văn phòng|thanh tra|đội|vp|p\.)"
_UNIT_FIRST = re.compile(
    rf"^(?P<unit>{_UNIT}\s*[^,;()]*?)\s*(?:\s[-–]\s*|[,;(]\s*|\s(?:trực\s)?thuộc\s|\s(?=sở\s))(?P<agency>.+?)\)?$",
    re.IGNORECASE,
)
_AGENCY_FIRST = re.compile(
    rf"^(?P<agency>[^,;()]+?)\s*(?:\s[-–]\s*|[,;(]\s*)(?P<unit>{_UNIT}\s.+?)\)?$", re.IGNORECASE
)


@lru_cache(maxsize=20_000)
def resolve_offline(text: str) -> tuple[str, ...]:
    """Codes of the agencies that a name can mean; one when it is clear."""
    from talentdb.codes.agencies import seed_directory

    return seed_directory().resolve(text)


@lru_cache(maxsize=20_000)
def split_unit(text: str) -> tuple[str, str] | None:
    """Employer and unit of "Phòng Tổ chức - Sở Y tế", where the employer is exactly one known agency.

    None where the text is itself an agency's name, names no unit, or the rest is not one agency.
    """
    if resolve_offline(text):
        return None
    for pattern in (_UNIT_FIRST, _AGENCY_FIRST):
        match = pattern.match(text)
        if match and len(resolve_offline(match["agency"])) == 1:
            return match["agency"].strip(), match["unit"].strip(" -,")
    return None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from talentdb.codes.agencies import seed_agencies

    return {entry.code: entry.name for entry in seed_agencies()}


def agency_label(code: str) -> str:
    """The name of an agency of the shipped list; the code itself when it is not in it."""
    return _names().get(code, code)

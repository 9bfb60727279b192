"""Employers' names against the shipped list of agencies, without a database. Guesses between no two agencies."""

from functools import lru_cache

__all__ = ["agency_label", "resolve_offline"]


@lru_cache(maxsize=20_000)
def resolve_offline(text: str) -> tuple[str, ...]:
    """Codes of the agencies that a name can mean; one when it is clear."""
    from talentdb.codes.agencies import seed_directory

    return seed_directory().resolve(text)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from talentdb.codes.agencies import seed_agencies

    return {entry.code: entry.name for entry in seed_agencies()}


def agency_label(code: str) -> str:
    """The name of an agency of the shipped list; the code itself when it is not in it."""
    return _names().get(code, code)

"""Employers' names against the shipped list of agencies, without a database. Guesses between no two agencies."""

from functools import lru_cache

__all__ = ["resolve_offline"]


@lru_cache(maxsize=20_000)
def resolve_offline(text: str) -> tuple[str, ...]:
    """Codes of the agencies that a name can mean; one when it is clear."""
    from talentdb.codes.agencies import seed_directory

    return seed_directory().resolve(text)

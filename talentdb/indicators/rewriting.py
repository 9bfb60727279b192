"""Which conditions of a plan say the same, so that each is asked once. Texts only: they were checked when read."""

import re
from functools import lru_cache
from typing import Final

__all__ = ["bare", "missing"]

_IS_NULL: Final = " is null"


# Asked again for each person that is weighed, of the few conditions that plans have.
@lru_cache(maxsize=4_096)
def bare(expression: str) -> str:
    """The expression without the parentheses around all of it: what is said twice is then asked once."""
    text = expression.strip()
    while _is_enclosed(text):
        text = text[1:-1].strip()
    return text


@lru_cache(maxsize=4_096)
def missing(expression: str) -> str | None:
    """X, bare, of an expression "(X) is null"; None for any other."""
    text = bare(expression)
    inner = text.removesuffix(_IS_NULL).rstrip()
    return bare(inner) if text.endswith(_IS_NULL) and _is_enclosed(inner) else None


def _is_enclosed(text: str) -> bool:
    """Whether the first parenthesis is closed by the last character; those in strings are letters."""
    if not text.startswith("("):
        return False
    depth = 0
    for place, sign in enumerate(re.sub(r"'[^']*'", lambda found: "'" * len(found[0]), text)):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(text) - 1
    return False

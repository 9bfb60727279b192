"""What an indicator counts, in one word, for every screen, paper and shell. Words: `page_labels`."""

from collections.abc import Mapping
from typing import Any

from talentdb.indicators import page_labels as words

__all__ = ["unit"]


def unit(plan: str, entry: Mapping[str, Any]) -> str:
    """What is counted: people, institutions, programmes …

    Args:
        plan: its code; entry: of the answer of `engine.compute`.
    """
    return words.UNIT_OF.get((plan, entry["code"]), words.UNIT[entry["kind"]])

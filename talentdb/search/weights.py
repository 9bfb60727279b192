"""The figures of ranking.toml, read once. Knows the file, not what is done with them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

__all__ = ["weights"]

_FILE: Final = "ranking.toml"


@cache
def _file() -> Mapping[str, Mapping[str, float]]:
    text = resources.files("talentdb.search").joinpath(_FILE).read_text(encoding="utf-8")
    return tomllib.loads(text)


def weights(section: str) -> Mapping[str, float]:
    """One section of the file, e.g. "score"."""
    return _file()[section]

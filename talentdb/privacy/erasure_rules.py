"""What an erasure does with each table, as erasure.toml says; a table that stands nowhere there stops it. Pure."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from talentdb.errors import DataError
from talentdb.privacy import erasure_labels as words
from talentdb.privacy.erasure_traces import Places

__all__ = ["Ground", "Kept", "Rules", "require_ruled", "rules"]


@dataclass(frozen=True, slots=True)
class Ground:
    """Why data may be erased, and the provision."""

    code: str
    label: str
    article: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What the law keeps.

    Args:
        unless: condition in SQL under which rows of its tables go all the same; empty: never.
    """

    code: str
    label: str
    article: str
    tables: frozenset[str]
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole file.

    Args:
        empty: table -> columns that lose what they say.
        passing: tables whose rows go by themselves.
        places: words before a name that make it that of a place.
    """

    delete: frozenset[str]
    empty: Mapping[str, tuple[str, ...]]
    passing: frozenset[str]
    kept: Mapping[str, Kept]
    grounds: Mapping[str, Ground]
    places: Places

    def kept_by(self, table: str) -> Kept | None:
        """The rule that keeps rows of the table, if one does."""
        return next((one for one in self.kept.values() if table in one.tables), None)

    @property
    def tables(self) -> frozenset[str]:
        """Every table that the file names."""
        kept = (table for one in self.kept.values() for table in one.tables)
        return frozenset({*self.delete, *self.empty, *self.passing, *kept})


@cache
def rules() -> Rules:
    """What stands in erasure.toml."""
    found = tomllib.loads(files(__package__).joinpath("erasure.toml").read_text(encoding="utf-8"))
    return Rules(
        frozenset(found["delete"]),
        {table: tuple(columns) for table, columns in found["empty"].items()},
        frozenset(found["passing"]),
        {
            code: Kept(code, one["label"], one["article"], frozenset(one["tables"]), one.get("unless", ""))
            for code, one in found["keep"].items()
        },
        {code: Ground(code, one["label"], one["article"]) for code, one in found["grounds"].items()},
        Places(**{name: tuple(listed) for name, listed in found["places"].items()}),
    )


def require_ruled(tables: Collection[str], given: Rules) -> None:
    """Raises: DataError when a table can hold something about a person and nobody has said what becomes of it."""
    unknown = sorted(set(tables) - given.tables)
    if unknown:
        raise DataError(words.UNRULED.format(tables=", ".join(unknown)), words.UNRULED_ADVICE)

"""The one exception of reading: a file that cannot be read at all, with a code of `file_errors.toml`.

What is wrong inside a readable file is a problem value, never an exception.
"""

import tomllib
from functools import lru_cache
from importlib.resources import files

from talentdb.errors import DataError

__all__ = ["Unreadable", "error_codes"]


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("ingest").joinpath("file_errors.toml").read_text(encoding="utf-8"))


def error_codes() -> tuple[str, ...]:
    """Every code a file can be refused with."""
    return tuple(_catalogue())


class Unreadable(DataError):  # noqa: N818 - reads better at the place of use
    """The file cannot be read; `code` names why, message and advice come from the catalogue.

    Args:
        code: a key of file_errors.toml.
        params: what the message names; never a value out of the file's cells.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        entry = _catalogue()[code]
        super().__init__(entry["message"].format(**params), entry["advice"])
        self.code = code

    def as_json(self) -> dict[str, str]:
        """The `error` object of the contract: code and a message that says what to do as well."""
        return {"code": self.code, "message": str(self)}

"""The base of all values of plan files: frozen, and a slip in a file does not pass silently. Knows no plan."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

__all__ = ["Code", "Strict", "Text"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Some words, never none."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
"""A stable key of small letters, digits and hyphens."""


class Strict(BaseModel):
    """Frozen, and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

"""Reads the kinds of reports: what each is called and which sections it has. Writes no report."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from talentdb.errors import NotFoundError
from talentdb.plans.strict import Code, Strict, Text

__all__ = ["Kind", "Part", "Section", "kind_of", "kinds"]

Part = Literal[
    "figures", "outlook", "tasks", "programmes", "completeness", "inspections", "difficulties", "excellent_tasks",
    "methods",
]  # fmt: skip
"""What a section can be made of."""


class Section(Strict):
    """A section of a report.

    Args:
        of: what the registry makes of it; text: what whoever reports is asked to write.
    """

    key: Code
    heading: Text
    of: Part | None = None
    text: str = ""

    @model_validator(mode="after")
    def _said(self) -> Self:
        if self.of is None and not self.text:
            raise ValueError("mục phải có of hoặc text")
        return self


class Kind(Strict):
    """A kind of report.

    Args:
        by: who signs it: each body for itself, or the body that the plan names.
        every: the length of its period where it is always the same.
        post: post of who signs; recipients: lines under "Nơi nhận".
    """

    title: Text
    about: Text
    symbol: Text
    post: Text
    by: Literal["body", "plan"]
    every: Literal["half_year"] | None = None
    recipients: tuple[Text, ...]
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        keys = [section.key for section in self.sections]
        if len(set(keys)) < len(keys):
            raise ValueError("mỗi mục có một khóa riêng")
        return self


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by their key, in the order of the file."""
    raw = tomllib.loads(resources.files("talentdb.reporting").joinpath("kinds.toml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Kind]).validate_python(raw)


def kind_of(key: str) -> Kind:
    """The kind of that key. Raises: NotFoundError for an unknown one."""
    if key not in kinds():
        raise NotFoundError(f"Không có loại báo cáo “{key}”.", f"Các loại: {', '.join(kinds())}.")
    return kinds()[key]

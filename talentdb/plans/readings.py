"""What a plan leaves open, as data: the question, its possible answers, our default. Fills answers into expressions.

Owns the placeholders `{key}` of the expressions of plan files. Knows neither who chose an answer nor when.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from talentdb.plans.strict import Strict, Text

__all__ = ["Option", "Reading", "fill", "left_open", "placeholders"]

_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")


class Option(Strict):
    """One way to read what the plan leaves open.

    Args:
        label: a few words, for the list to choose from.
        text: the whole sentence that is printed beside the figure.
        sql: the condition that stands for it; none where the reading only explains.
    """

    label: Text
    text: Text
    sql: Text | None = None


class Reading(Strict):
    """A question that the plan leaves open.

    Args:
        question: what is open, in plain words.
        default: key of our own answer.
        options: answers by key; an administrator may choose another than the default.
    """

    question: Text
    default: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
    options: dict[str, Option] = Field(min_length=1)

    def answer(self, key: str | None = None) -> Option:
        """The option of that key; our default without one. Raises: KeyError for an option that there is not."""
        return self.options[key or self.default]


def placeholders(expression: str) -> tuple[str, ...]:
    """Keys of the readings that an expression leaves open, in the order they come."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(expression)))


def left_open(
    expressions: Iterable[str], readings: Mapping[str, Reading], choices: Mapping[str, str]
) -> tuple[str, ...]:
    """Keys of all readings that expressions rest on, with those that the chosen answers rest on themselves.

    Raises: KeyError for a reading or an option that the plan does not have.
    """
    found: dict[str, None] = {}
    for key in (key for expression in expressions for key in placeholders(expression)):
        found[key] = None
        found |= dict.fromkeys(left_open([readings[key].answer(choices.get(key)).sql or ""], readings, choices))
    return tuple(found)


def fill(expression: str, readings: Mapping[str, Reading], choices: Mapping[str, str]) -> str:
    """The expression with the chosen answers in it; an answer may leave open what stands before it in the file.

    Args:
        choices: key of a reading -> key of its option; the default where there is none.
    Raises: KeyError for a reading or an option that the plan does not have.
    """

    def answer(found: re.Match[str]) -> str:
        return f"({fill(readings[found[1]].answer(choices.get(found[1])).sql or 'null', readings, choices)})"

    return _PLACEHOLDER.sub(answer, expression)

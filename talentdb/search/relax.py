"""What to let go of when nobody fits: each condition in turn, with how many people there are without it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.search.candidates import Question, total_of
from talentdb.search.labels import FILTER_NAMES, RELAX_FILTER, RELAX_TOPIC

__all__ = ["relaxations"]

# So many conditions are tried; nobody reads a longer list.
_MOST: Final = 8


def relaxations(connection: Connection, question: Question) -> list[dict[str, Any]]:
    """Ways to let go that find somebody, those that keep most people first: label, total, query and filters then."""
    found = []
    for label, query, asked in list(_looser(question))[:_MOST]:
        total = total_of(connection, asked)
        if total:
            found.append(
                {"label": label, "total": total, "query": query, "filters": [list(one) for one in asked.filters]}
            )
    return sorted(found, key=lambda one: -one["total"])


def _looser(question: Question) -> Iterator[tuple[str, str, Question]]:
    asked = question.asked
    for one in asked.filters:
        fewer = tuple(other for other in asked.filters if other is not one)
        query = " ".join(asked.text.replace(one.text, " ", 1).split())
        if not asked.empty or fewer or question.filters:
            yield RELAX_FILTER.format(one.label), query, replace(question, asked=replace(asked, filters=fewer))
    for place, (name, value) in enumerate(question.filters):
        kept = (*question.filters[:place], *question.filters[place + 1 :])
        label = RELAX_FILTER.format(f"{FILTER_NAMES.get(name, name)}: {value}")
        yield label, asked.text, replace(question, filters=kept)
    if not asked.empty and (asked.filters or question.filters):
        words = [*(word.written for word in asked.name), *(slot.text for slot in asked.slots)]
        query = " ".join(one.text for one in asked.filters)
        yield RELAX_TOPIC.format(" ".join(words)), query, replace(question, asked=replace(asked, name=(), slots=()))

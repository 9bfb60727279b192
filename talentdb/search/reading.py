"""A line as this reader means it: taken apart with the agencies of the registry, a sentence brought to its topics."""

from collections.abc import Sequence

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.search.asked import Understanding
from talentdb.search.bodies import known_bodies
from talentdb.search.focus import focus
from talentdb.search.people import People
from talentdb.search.pointers import known_pointers
from talentdb.search.understanding import understand

__all__ = ["read_line"]


def read_line(
    connection: Connection, principal: Principal, people: People, line: str,
    *, plain: Sequence[str] = (), as_words: bool = False,
) -> Understanding:  # fmt: skip
    """Understand a line; nothing in it can fail later.

    Args:
        people: what the actor searches in: the words of a sentence mean what they mean among them.
        plain, as_words: as in `understand`.
    """
    asked = understand(line, known_bodies(connection), plain=plain, as_words=as_words)
    return focus(asked, known_pointers(connection, principal, people)) if asked.sentence else asked

"""A line as this reader means it: taken apart with the agencies of the registry, a sentence brought to its topics,
a name that is a place taken for one where nobody is called so.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import TSQUERY

from talentdb.access.principal import Principal
from talentdb.search.asked import Understanding
from talentdb.search.bodies import known_bodies
from talentdb.search.focus import focus
from talentdb.search.people import People
from talentdb.search.pointers import known_pointers
from talentdb.search.understanding import understand
from talentdb.search.words import Word, has_tones

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
    bodies = known_bodies(connection)
    asked = understand(line, bodies, plain=plain, as_words=as_words)
    if asked.name and not (asked.filters or asked.slots):
        place = understand(line, bodies, plain=plain, named=False)
        if _is_place(place) and not _is_borne(connection, people, asked.name):
            return place
    return focus(asked, known_pointers(connection, principal, people)) if asked.sentence else asked


def _is_place(asked: Understanding) -> bool:
    return asked.empty and [one.name for one in asked.filters] == ["commune_code"]


def _is_borne(connection: Connection, people: People, name: Sequence[Word]) -> bool:
    """Whether anybody has these words in the name, one behind the other, with the tones that were typed."""
    c = people.relation.c
    held = c.name_toned if has_tones(name) else c.name_key
    words = " ".join(word.toned if has_tones(name) else word.key for word in name)
    every = func.to_tsquery("simple", " & ".join(word.key for word in name), type_=TSQUERY)
    found = select(c.person_id).where(
        people.words.op("@@", is_comparison=True)(every), func.strpos(func.concat(" ", held, " "), f" {words} ") > 0
    )
    return connection.execute(found.limit(1)).first() is not None

"""A line as this reader means it: taken apart with the agencies of the registry, a sentence brought to its topics,
a name that is a place taken for one where nobody is called so.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from talentdb.access.principal import Principal
from talentdb.access.rights import hidden_fields
from talentdb.search.asked import Understanding
from talentdb.search.bodies import known_bodies
from talentdb.search.candidates import Question, find_candidates
from talentdb.search.features import read_bearers
from talentdb.search.fitting import SAME_LETTERS, SAME_TONES, fit_name
from talentdb.search.focus import focus
from talentdb.search.people import People
from talentdb.search.pointers import known_pointers
from talentdb.search.understanding import understand
from talentdb.search.words import has_tones

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
    hidden = hidden_fields(principal.role)
    asked = understand(line, bodies, plain=plain, as_words=as_words, hidden=hidden)
    if asked.name and not (asked.filters or asked.slots):
        place = understand(line, bodies, plain=plain, named=False, hidden=hidden)
        question = Question(principal, people, asked, (), (), None)
        if _is_place(place) and not _is_borne(connection, question):
            return place
    return focus(asked, known_pointers(connection, principal, people)) if asked.sentence else asked


def _is_place(asked: Understanding) -> bool:
    return asked.empty and [one.name for one in asked.filters] == ["commune_code"]


def _is_borne(connection: Connection, question: Question) -> bool:
    """Whether anybody has these words in the name, one behind the other, with the tones that were typed."""
    name = question.asked.name
    found = find_candidates(connection, question, 0, 0)
    held = read_bearers(connection, question.people, list(found.person_ids), ())
    least = SAME_TONES if has_tones(name) else SAME_LETTERS
    return any(fit_name(name, one.name_toned, one.name_key)[0] >= least for one in held.values())

"""Agencies in a line of a search, by name, alias or abbreviation; read from the database at most once a minute."""

import time
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select

from talentdb.codes.agency_directory import AgencyDirectory
from talentdb.codes.agency_names import name_words
from talentdb.codes.keys import tones_agree
from talentdb.db.tables import agency
from talentdb.search.words import Word, read_words
from talentdb.text import fold

__all__ = ["NO_BODIES", "Bodies", "Body", "known_bodies"]

_SECONDS: Final = 60.0
_LONGEST: Final = 12
_MOST: Final = 3
"""A text that fits more agencies than this names none of them."""
_BEGINNING: Final = 3
"""So many words of a long name are its short form, where few names begin so ("Bệnh viện Phụ sản")."""

_COMPANY: Final = ("công",)


@dataclass(frozen=True, slots=True)
class Body:
    """So many words name these agencies (codes)."""

    count: int
    codes: tuple[str, ...]
    label: str


class Bodies:
    """The agencies of the province as words of a line.

    Args:
        entries: (code, name, aliases).
    """

    def __init__(self, entries: Sequence[tuple[str, str, Sequence[str]]]) -> None:
        self.entries = tuple(entries)
        self._directory = AgencyDirectory[str](entries)
        self._names = {code: name for code, name, _ in entries}
        self._first: set[str] = set()
        self._beginnings: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        self._last: tuple[str, dict[int, Body | None]] = ("", {})
        for code, name, aliases in entries:
            self._begin(code, name_words(name))
            for text in (name, *aliases):
                words = read_words(text)
                expanded = name_words(text)
                self._first |= {words[0].folded} if words else set()
                self._first |= {read_words(expanded[0])[0].folded} if expanded else set()

    def _begin(self, code: str, words: tuple[str, ...]) -> None:
        """Companies begin with what kind they are, and are called by what follows."""
        for count in range(_BEGINNING, len(words)) if words[:1] != _COMPANY else ():
            held = self._beginnings.setdefault(tuple(map(fold, words[:count])), [])
            held.append((words[:count], code))

    def _resolve(self, text: str) -> tuple[str, ...]:
        """Agencies by a name of theirs, else those whose name begins so."""
        if found := self._directory.resolve(text):
            return found
        words = name_words(text)
        held = self._beginnings.get(tuple(map(fold, words)), ())
        return tuple(dict.fromkeys(code for full, code in held if tones_agree(words, full)))

    def find(self, line: str, words: Sequence[Word], at: int) -> Body | None:
        """The agency that begins at a word of the line, by the longest name that fits; None where there is none.

        Two words at least, or an abbreviation in capitals: single words are too common.
        """
        # Several readers of a line ask for the same places; one pair, so that lines read at once do not mix.
        last = self._last
        if last[0] != line:
            self._last = last = (line, {})
        if at not in last[1]:
            last[1][at] = self._found(line, words, at)
        return last[1][at]

    def _found(self, line: str, words: Sequence[Word], at: int) -> Body | None:
        first = words[at]
        expanded = name_words(first.written)
        known = first.folded in self._first or (expanded and read_words(expanded[0])[0].folded in self._first)
        for count in range(min(_LONGEST, len(words) - at), 0, -1) if known else ():
            if count == 1 and not (first.written.isupper() and len(first.written) > 2):
                continue
            text = line[first.start : words[at + count - 1].end]
            codes = self._resolve(text)
            if 0 < len(codes) <= _MOST:
                return Body(count, codes, ", ".join(self._names[code] for code in codes))
        return None


NO_BODIES: Final = Bodies(())

_known: Final[MutableMapping[Engine, tuple[float, Bodies]]] = WeakKeyDictionary()


def known_bodies(connection: Connection) -> Bodies:
    """The agencies of the database; names of agencies are public, so the same for every role."""
    read_at, bodies = _known.get(connection.engine, (0.0, NO_BODIES))
    if bodies is NO_BODIES or time.monotonic() - read_at > _SECONDS:
        rows = connection.execute(select(agency.c.code, agency.c.name, agency.c.aliases).order_by(agency.c.code))
        entries = tuple((row.code, row.name, tuple(row.aliases)) for row in rows)
        # To read them takes a hundredth of the time that it takes to make them findable.
        bodies = bodies if entries == bodies.entries else Bodies(entries)
        _known[connection.engine] = (time.monotonic(), bodies)
    return bodies

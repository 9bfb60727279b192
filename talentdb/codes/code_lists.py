"""Code lists in memory: what a code is called, and which code a text means. Never guesses between two codes.

The lists are the CSV files of `lists/`; this module knows their layout, not their contents.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from talentdb.codes.files import code_list_files, day, read_rows, split_aliases
from talentdb.codes.keys import plain_key, spoken_words, toned_key, tones_agree
from talentdb.errors import NotFoundError

__all__ = ["Code", "CodeList", "code_list", "list_names"]


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a list.

    `label` is what screens show. `parent` is a code of the same list: one level up or, for a superseded code, its
    successor. `rank` orders the list (more is higher; for professional titles it is the class, 1 the highest).
    """

    list: str
    code: str
    label: str
    parent: str | None
    aliases: tuple[str, ...]
    rank: int | None
    scheme: str | None
    valid_from: date | None
    valid_to: date | None
    source: str

    @property
    def spellings(self) -> tuple[str, ...]:
        """The label, then the aliases."""
        return (self.label, *self.aliases)


class CodeList:
    """The codes of one list and the ways to find them."""

    def __init__(self, name: str, codes: Iterable[Code]) -> None:
        self.name = name
        self.codes = tuple(codes)
        self._by_code = {code.code: code for code in self.codes}

    def get(self, code: str) -> Code | None:
        """The value with exactly this code."""
        return self._by_code.get(code)

    def find(self, text: str) -> tuple[Code, ...]:
        """Values that the text can mean: one when it is clear, several when it is not, none when unknown.

        Order of evidence, the first that yields anything decides: the code itself; a label with its tones; an
        alias with its tones; a label, then an alias, typed without some marks; the same letters with other tones.
        So an official name always beats another value's alias of the same spelling (ethnic group Thổ is 24,
        although Tày are also called Thổ).
        """
        key = toned_key(text)
        if not key:
            return ()
        for index in (self._codes, self._labels, self._aliases):
            if key in index:
                return index[key]
        return self._find_plain(text)

    def _find_plain(self, text: str) -> tuple[Code, ...]:
        key, words = plain_key(text), spoken_words(text)
        for strict in (True, False):
            for index in (self._plain_labels, self._plain_aliases):
                found = index.get(key, ())
                if strict:
                    found = tuple(c for c in found if any(tones_agree(words, spoken_words(s)) for s in c.spellings))
                if found:
                    return found
        return ()

    @cached_property
    def _codes(self) -> dict[str, tuple[Code, ...]]:
        return _index(self.codes, lambda code: (code.code,), toned_key)

    @cached_property
    def _labels(self) -> dict[str, tuple[Code, ...]]:
        return _index(self.codes, lambda code: (code.label,), toned_key)

    @cached_property
    def _aliases(self) -> dict[str, tuple[Code, ...]]:
        return _index(self.codes, lambda code: code.aliases, toned_key)

    @cached_property
    def _plain_labels(self) -> dict[str, tuple[Code, ...]]:
        return _index(self.codes, lambda code: (code.label,), plain_key)

    @cached_property
    def _plain_aliases(self) -> dict[str, tuple[Code, ...]]:
        return _index(self.codes, lambda code: code.aliases, plain_key)


def _index(
    codes: Iterable[Code], spellings: Callable[[Code], Iterable[str]], key: Callable[[str], str]
) -> dict[str, tuple[Code, ...]]:
    index: dict[str, dict[str, Code]] = {}
    for code in codes:
        for spelling in spellings(code):
            index.setdefault(key(spelling), {})[code.code] = code
    return {k: tuple(found.values()) for k, found in index.items()}


def list_names() -> tuple[str, ...]:
    """Names of all lists, sorted."""
    return code_list_files()


@cache
def code_list(name: str) -> CodeList:
    """The list of that name, read once a process.

    Raises:
        NotFoundError: no such list.
    """
    if name not in code_list_files():
        raise NotFoundError(f"Không có danh mục “{name}”.", f"Các danh mục: {', '.join(code_list_files())}.")
    return CodeList(name, (_code(name, row) for row in read_rows(name)))


def _code(name: str, row: dict[str, str]) -> Code:
    return Code(
        list=name,
        code=row["code"],
        label=row["label"],
        parent=row["parent"] or None,
        aliases=split_aliases(row["aliases"]),
        rank=int(row["rank"]) if row["rank"] else None,
        scheme=row["scheme"] or None,
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        source=row["source"],
    )

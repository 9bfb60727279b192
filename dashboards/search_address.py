"""What the search page is asked, as one value, and its address: a link that is sent or gone back to asks the same.

Pure: knows nothing of the page, its widgets or the registry.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from talentdb.people.filters import FILTER_FIELDS, Filter

__all__ = [
    "LONGEST_QUERY", "Ask", "as_filters", "as_params", "bounds", "from_filters", "from_params", "retyped", "span",
    "with_filter", "without",
]  # fmt: skip

LONGEST_QUERY: Final = 300
_LONGEST_VALUE: Final = 2000
_QUERY, _PLAIN, _WORDS, _PAGE = "q", "plain", "words", "page"
_ON: Final = "1"
_RANGE: Final = re.compile(r"(\d{1,4})?(-|\.\.)?(\d{1,4})?")
_MOST_PAGES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the search page.

    Args:
        query: the line, without blanks at its ends.
        filters: (field, values joined by commas), each field once.
        plain: parts of the line that are words, not filters.
        as_words: the whole line is words.
        page: 1 for the first.
    """

    query: str = ""
    filters: tuple[Filter, ...] = ()
    plain: tuple[str, ...] = ()
    as_words: bool = False
    page: int = 1

    def value_of(self, field: str) -> str:
        """The values of a field; empty when it is not filtered by."""
        return dict(self.filters).get(field, "")

    @property
    def blank(self) -> bool:
        """Nothing is asked for: everybody."""
        return not (self.query or self.filters)


def _text(value: str) -> str:
    return " ".join(value.split())


def _merged(pairs: Iterable[Filter]) -> tuple[Filter, ...]:
    """Each field once, in the order of the names, so that one question has one address."""
    held: dict[str, dict[str, None]] = {}
    for name, value in pairs:
        choices = (one.strip() for one in value[:_LONGEST_VALUE].split(","))
        held.setdefault(name, {}).update(dict.fromkeys(one for one in choices if one))
    return tuple((name, ",".join(held[name])) for name in sorted(held) if held[name])


def from_params(params: Mapping[str, Sequence[str]]) -> Ask:
    """The question of an address; what is unknown or makes no sense in it is left out.

    Args:
        params: name -> all its values.
    """
    page = _last(params, _PAGE)
    return Ask(
        query=_text(_last(params, _QUERY))[:LONGEST_QUERY].strip(),
        filters=_merged(
            (name, value) for name, values in params.items() if name in FILTER_FIELDS for value in values
        ),
        plain=tuple(dict.fromkeys(filter(None, map(_text, params.get(_PLAIN, ()))))),
        as_words=_last(params, _WORDS) == _ON,
        page=int(page) if re.fullmatch("[1-9][0-9]{0,4}", page) else 1,
    )


def _last(params: Mapping[str, Sequence[str]], name: str) -> str:
    values = params.get(name) or ("",)
    return values[-1]


def as_params(ask: Ask) -> dict[str, str | list[str]]:
    """The address of a question; `from_params` reads it back."""
    params: dict[str, str | list[str]] = {_QUERY: ask.query} if ask.query else {}
    params |= dict(ask.filters)
    if ask.plain:
        params[_PLAIN] = list(ask.plain)
    if ask.as_words:
        params[_WORDS] = _ON
    if ask.page > 1:
        params[_PAGE] = str(min(ask.page, _MOST_PAGES))
    return params


def as_filters(ask: Ask) -> list[Filter]:
    """All but the line and the page as pairs, for keeping under a name."""
    words = [(_WORDS, _ON)] if ask.as_words else []
    return [*ask.filters, *((_PLAIN, text) for text in ask.plain), *words]


def from_filters(query: str, pairs: Iterable[Filter]) -> Ask:
    """A kept question again; the opposite of `as_filters`."""
    params: dict[str, list[str]] = {_QUERY: [query]}
    for name, value in pairs:
        params.setdefault(name, []).append(value)
    return from_params(params)


def with_filter(ask: Ask, field: str, value: str) -> Ask:
    """The question with this value of the field in place of what it had; empty: not filtered by it."""
    others = [one for one in ask.filters if one[0] != field]
    return replace(ask, filters=_merged([*others, (field, value)]), page=1)


def without(ask: Ask, field: str, value: str) -> Ask:
    """The question without one value of a field."""
    left = [one for one in ask.value_of(field).split(",") if one != value]
    return with_filter(ask, field, ",".join(left))


def retyped(before: Ask, now: Ask) -> Ask:
    """What was said about parts of the line, for a line that was typed anew: gone with the parts; page 1."""
    if before.query == now.query:
        return now if replace(before, page=now.page) == now else replace(now, page=1)
    line = now.query.casefold()
    return replace(now, plain=tuple(one for one in now.plain if one.casefold() in line), as_words=False, page=1)


def bounds(value: str) -> tuple[int | None, int | None] | None:
    """First and last of a range as filters write it ("30..45", "..39", "51..", "40"); None for anything else."""
    found = _RANGE.fullmatch(value)
    if found is None or not (found[1] or found[3]) or (found[1] and found[3] and not found[2]):
        return None
    first = int(found[1]) if found[1] else None
    last = int(found[3]) if found[3] else None
    return first, (last if found[2] or first is None else first)


def span(first: int | None, last: int | None) -> str:
    """A range as filters write it; the ends in either order; empty without any."""
    if first is not None and last is not None and first > last:
        first, last = last, first
    if first == last:
        return "" if first is None else str(first)
    return f"{'' if first is None else first}..{'' if last is None else last}"

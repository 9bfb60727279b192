"""What can still be read of a report that was changed until it is no report any more. Pure; trusts nothing in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from talentdb.reporting import report_labels as words

__all__ = ["remains"]

_HEAD: Final = ("agency", "superior", "symbol", "place", "title", "about", "post", "authority")


def remains(content: Any, agency: str, until: date) -> dict[str, Any]:
    """A content that pages and papers can draw: the words that were typed, under the names of their sections.

    Args:
        content: whatever stands in the registry; agency: whose report it is, until: last day it is of.
    """
    kept = content if isinstance(content, Mapping) else {}
    texts = {str(key): text for key, text in _of(kept, "texts").items() if isinstance(text, str)}
    headings = {
        str(one["key"]): one["heading"]
        for one in (kept["headings"] if isinstance(kept.get("headings"), list) else ())
        if isinstance(one, Mapping) and isinstance(one.get("heading"), str) and "key" in one
    }
    paper = {name: said for name, said in _of(kept, "paper").items() if isinstance(said, str)}
    title = words.REMAINS.format(year=until.year)
    return {
        "paper": {**dict.fromkeys(_HEAD, ""), "agency": agency, "title": title, "about": title, **paper}
        | {"recipients": [], "to": []},
        "headings": [{"key": key, "heading": headings.get(key, key), "text": "", "of": None} for key in texts],
        "texts": texts, "sections": {}, "sheets": [],
    }  # fmt: skip


def _of(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = content.get(name)
    return found if isinstance(found, Mapping) else {}

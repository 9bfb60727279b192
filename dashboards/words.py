"""Values of people as readers see them: code lists by their words, days and amounts the Vietnamese way."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from dashboards import labels
from dashboards.application import Application
from dashboards.data import code_labels
from talentdb.access.principal import OPERATOR
from talentdb.fields import CODED, MAY_BE_NONE
from talentdb.text import format_date

__all__ = ["Words", "account_words"]

_DAYS: Final = frozenset(
    {"birth_date", "recruitment_date", "training_start", "training_end", "as_of", "valid_to", "valid_from"}
)
_LABELLED: Final = frozenset(
    {*CODED, "commune_code", "agency_code", "language", "level", "framework", "it_level", "rating"}
)
_SPOKEN: Final = ("year", "language", "framework", "level", "score", "rating")
_LIST_OF: Final = {"level": "qualification", "framework": "language_framework"}


def account_words(login: str | None) -> str:
    """The login as a reader knows it; who works at the server itself has none, and is told by the role."""
    return OPERATOR.display_name if login == OPERATOR.login else login or ""


class Words:
    """Puts values into words; reads each code list once. For one run of a page."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._lists: dict[str, Mapping[str, str]] = {}

    def codes(self, name: str) -> Mapping[str, str]:
        """Code -> words of a coded field."""
        if name not in self._lists:
            self._lists[name] = code_labels(self._application, _LIST_OF.get(name, name))
        return self._lists[name]

    def of(self, name: str, value: Any, row: Mapping[str, Any]) -> str:
        """A value of `row` as a person reads it; nothing for nothing."""
        if value is None or value == "":
            return ""
        if value == [] and name in MAY_BE_NONE:
            return labels.NONE
        if isinstance(value, bool):
            return labels.YES if value else ""
        if name in _DAYS:
            precision = row.get(f"{name}_precision") or "day"
            return format_date(date.fromisoformat(str(value)[:10]), precision)
        items = value if isinstance(value, list) else [value]
        if name in _LABELLED:
            known = self.codes(name)
            return ", ".join(known.get(str(item), str(item)) for item in items)
        return ", ".join(self._item(item) for item in items)

    def _item(self, item: Any) -> str:
        """One entry of a list: text, or an object such as {"year": 2025, "rating": "good"} or a language."""
        if not isinstance(item, Mapping):
            return str(item)
        # the database keeps the parts of an entry in an order of its own
        named = sorted(item.items(), key=lambda part: _SPOKEN.index(part[0]) if part[0] in _SPOKEN else len(_SPOKEN))
        parts = [self.of(name, value, item) for name, value in named if value not in (None, "")]
        return " ".join(parts) if parts else json.dumps(item, ensure_ascii=False)

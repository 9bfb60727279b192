"""What a row of the log tells beside its action, in words: numbers, names of filters, what an erasure took. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from dashboards import audit_labels, identity_labels, labels
from talentdb.privacy.data_set_labels import BASES, FORMS
from talentdb.privacy.in_words import section_words

__all__ = ["details_words"]

_WORDS: Final[Mapping[str, Mapping[Any, str]]] = {
    "role": {**labels.ROLE},
    "state": labels.SUBMISSION_STATE,
    "verdict": identity_labels.VERDICT,
    "identity": audit_labels.IDENTITY,
    "what": audit_labels.WHAT,
    "second_factor": audit_labels.SECOND_FACTOR,
    "encrypted": audit_labels.SECOND_FACTOR,
    "basis": BASES,
    "form": FORMS,
}
_NOTHING: Final = "—"


def details_words(details: object) -> str:
    """The details of a row; whatever was written down is told, if need be as it stands."""
    if not isinstance(details, Mapping):
        return str(details or "")
    return ", ".join(
        f"{audit_labels.DETAIL.get(name, name)}: {_told(_WORDS.get(name, {}), value)}"
        for name, value in details.items()
    )


def _told(words: Mapping[Any, str], value: Any) -> str:
    """One value: names of filters come as a list, rows of an erasure by table, what the law keeps with its label."""
    if isinstance(value, list):
        return ("; " if any(isinstance(item, Mapping) for item in value) else ", ").join(
            _told(words, item) for item in value
        ) or _NOTHING
    if isinstance(value, Mapping):
        if "label" in value:
            return " ".join(str(value[name]) for name in ("label", "rows") if name in value)
        return ", ".join(f"{section_words(str(name))} {_told({}, one)}" for name, one in value.items()) or _NOTHING
    return str(words.get(value, value))

"""What of a person a role does not get to see, said in words, so that nothing missing looks like not known."""

from dashboards import labels
from dashboards import profile_labels as words
from talentdb.access.principal import Principal
from talentdb.access.rights import hidden_fields, visible

__all__ = ["not_shown"]

_ANY_DAY = {"birth_date": "1980-05-17", "birth_date_precision": "day"}


def not_shown(principal: Principal) -> str:
    """The fields on one line, in the order of the profile; nothing where the role sees all."""
    hidden = hidden_fields(principal.role)
    told = [label.lower() for name, label in labels.FIELD.items() if name in hidden]
    if told and visible(principal, _ANY_DAY) != _ANY_DAY:
        told.insert(0, words.NOT_SHOWN_YEAR)
    return ", ".join(told)

"""What sources say differently of one person, and what happened to them over time, in words. Reads only."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from dashboards import labels, person_labels
from dashboards.application import Application
from dashboards.person_frames import Disagreement, Moment, Said, source_words
from dashboards.words import Words, account_words
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.people.conflicts import Alternative, Conflict, conflicts
from talentdb.people.survivorship_rules import rule_words
from talentdb.people.timeline import Event, timeline
from talentdb.settings import VIETNAM
from talentdb.text import format_date

__all__ = ["disagreements", "moments"]

# Parts of a name and precisions of days go with their field.
_BESIDE: Final = frozenset({"family_name", "middle_name", "given_name", "birth_date_precision"})


def disagreements(application: Application, principal: Principal, person_id: int) -> tuple[Disagreement, ...]:
    """Fields of which this account sees different values, in the order of the profile."""
    with unit_of_work(application.engine, principal) as connection:
        found = {one.field: one for one in conflicts(connection, principal, person_id, application.keyring)}
    words = Words(application)
    return tuple(_disagreement(words, found[name]) for name in labels.FIELD if name in found and name not in _BESIDE)


def _disagreement(words: Words, one: Conflict) -> Disagreement:
    return Disagreement(
        field=one.field,
        label=labels.FIELD[one.field],
        chosen=Said(_said(words, one.field, one), (source_words(words, one.chosen),)),
        why=rule_words(one.rule),
        soft=one.soft,
        others=tuple(
            Said(_said(words, one.field, other), tuple(source_words(words, source) for source in other.sources))
            for other in one.others
        ),
    )


def _said(words: Words, name: str, one: Conflict | Alternative) -> str:
    return _value(words, name, one.value, one.precision)


def _value(words: Words, name: str, value: Any, precision: str | None = None) -> str:
    beside = {"birth_date_precision": precision} if precision else {}
    return person_labels.FLAG["no"] if value is False else words.of(name, value, beside)


def moments(application: Application, principal: Principal, person_id: int) -> tuple[Moment, ...]:
    """The timeline of the person as far as this account sees it, newest first."""
    with unit_of_work(application.engine, principal) as connection:
        events = timeline(connection, principal, person_id)
    words = Words(application)
    return tuple(_moment(words, event) for event in events)


def _moment(words: Words, event: Event) -> Moment:
    told = {"agency_name": event.agency_name, "login": account_words(event.login)}
    by = [person_labels.MOMENT_BY[name].format(value=value) for name, value in told.items() if value]
    if event.at is not None:
        by.append(_at(event.at))
    return Moment(
        day=format_date(event.on),
        title=event.title,
        by=" · ".join(by),
        tone=person_labels.MOMENT_TONE.get(event.kind, ""),
        changes=_changes(words, event.fields),
    )


def _at(moment: datetime) -> str:
    return person_labels.MOMENT_AT.format(at=moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M"))


def _changes(words: Words, fields: Mapping[str, tuple[Any, Any]]) -> tuple[tuple[str, str, str], ...]:
    precision = fields.get("birth_date_precision", (None, None))
    told = []
    for name in labels.FIELD:
        # the name of a body says what its code says
        if name in fields and name not in _BESIDE and not (name == "agency_code" and "agency_name" in fields):
            before, after = (_value(words, name, *pair) for pair in zip(fields[name], precision, strict=True))
            told.append((labels.FIELD[name], before, after))
    return tuple(told)

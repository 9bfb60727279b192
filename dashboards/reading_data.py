"""What the page of readings asks and does: one unit of work each, in the name of the principal."""

from datetime import date

import pandas as pd

from dashboards import reading_labels as words
from dashboards.application import Application
from dashboards.frames import local_time
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.indicators.choice_effect import ReadOtherwise, read_otherwise
from talentdb.plans import choices
from talentdb.plans.choices import Standing
from talentdb.text import format_number, format_percent

__all__ = ["choose", "effect_frame", "history_frame", "standings"]


def standings(application: Application, principal: Principal, plan: str) -> tuple[Standing, ...]:
    """Everything that a plan leaves open, and how it is read."""
    with unit_of_work(application.engine, principal) as connection:
        return choices.standings(connection, plan)


def choose(application: Application, principal: Principal, plan: str, reading: str, option: str, reason: str) -> None:
    """Read something otherwise from now on."""
    with unit_of_work(application.engine, principal) as connection:
        choices.choose(connection, principal, plan, reading, option, reason)


def history_frame(one: Standing) -> pd.DataFrame:
    """Who chose what when and why, newest first."""
    frame = pd.DataFrame(
        {
            "chosen_at": [past.chosen_at for past in one.history],
            "option": [_label(one, past.option) for past in one.history],
            "reason": [past.reason for past in one.history],
            "login": [past.login or words.OPERATOR for past in one.history],
        }
    ).rename(columns=words.HISTORY_COLUMNS)
    local_time(frame, words.HISTORY_COLUMNS["chosen_at"])
    return frame


def _label(one: Standing, option: str) -> str:
    # A newer file of the plan may have dropped an answer that somebody chose once.
    return one.reading.options[option].label if option in one.reading.options else option


def effect_frame(application: Application, principal: Principal, plan: str, one: Standing, day: date) -> pd.DataFrame:
    """The figures that rest on a question, a column an answer; empty where none does."""
    with unit_of_work(application.engine, principal) as connection:
        found = read_otherwise(connection, principal, plan, one.key, day)
    codes = dict.fromkeys(entry["code"] for answer in found for entry in answer.figures)
    names = {entry["code"]: entry["name"] for answer in found for entry in answer.figures}
    columns = {words.INDICATOR: [names[code] for code in codes]}
    for answer in found:
        label = _label(one, answer.option)
        head = words.CURRENT.format(label=label) if answer.option == one.option else label
        columns[head] = [_figure(answer, code) for code in codes]
    return pd.DataFrame(columns)


def _figure(answer: ReadOtherwise, code: str) -> str:
    entry = next((entry for entry in answer.figures if entry["code"] == code), None)
    if entry is None or entry["suppressed"]:
        return words.HIDDEN if entry else words.NO_VALUE
    if entry["value"] is None:
        return words.NO_VALUE
    counts = f"{format_number(entry['numerator'])}/{format_number(entry['denominator'])}"
    return f"{format_percent(entry['value'])} ({counts})"

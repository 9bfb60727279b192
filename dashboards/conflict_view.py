"""Values of a person with where each is from, and what other sources say: drawn from what it is given."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from dashboards import labels, person_labels
from dashboards.person_frames import Disagreement, Fact, Said

__all__ = ["conflict_html", "conflicts_box", "fact_html", "facts_box"]


def facts_box(facts: Mapping[str, Fact], disputed: Mapping[str, str]) -> None:
    """Groups of values; a press on one shows its source, and what other sources say.

    Args:
        disputed: field -> what other sources say of it, in words.
    """
    groups = (
        (title, [name for name in names if name in facts]) for title, names in person_labels.PROFILE_GROUPS.items()
    )
    columns = st.columns(2)
    for number, (title, names) in enumerate((title, names) for title, names in groups if names):
        with columns[number % 2], st.container(border=True):
            st.subheader(title)
            pairs = "".join(fact_html(labels.FIELD[name], facts[name], disputed.get(name, "")) for name in names)
            st.html(f'<dl class="facts">{pairs}</dl>')


def fact_html(label: str, fact: Fact, others: str) -> str:
    """A word and its value, which opens to its source; every text is escaped."""
    value = escape(fact.words)
    told = [fact.source, person_labels.SOURCE_OTHER.format(values=others) if others else ""]
    lines = "".join(f"<small>{escape(line)}</small>" for line in told if line)
    if lines:
        mark = f' <i class="disputed" title="{escape(person_labels.CONFLICTS, quote=True)}">≠</i>' if others else ""
        value = f'<details class="from"><summary>{value}{mark}</summary>{lines}</details>'
    return f"<dt>{escape(label)}</dt><dd>{value}</dd>"


def conflicts_box(found: Sequence[Disagreement]) -> None:
    """Each disputed field as a row: what is used and why, beside what others say, each with its sources."""
    if not found:
        st.success(person_labels.NO_CONFLICTS, icon=":material/check:")
        return
    st.caption(person_labels.CONFLICTS_HELP)
    rows = "".join(conflict_html(one) for one in found)
    heads = (
        person_labels.PROVENANCE_COLUMNS["field"], person_labels.CONFLICT_CHOSEN, person_labels.CONFLICT_OTHERS,
    )  # fmt: skip
    head = "".join(f"<th>{escape(word)}</th>" for word in heads)
    st.html(f'<table class="grid disputes"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')


def conflict_html(one: Disagreement) -> str:
    """A row of the table; every text is escaped."""
    soft = f"<small>{escape(person_labels.CONFLICT_SOFT)}</small>" if one.soft else ""
    why = f"<em>{escape(person_labels.CONFLICT_WHY)}: {escape(one.why)}</em>" if one.why else ""
    chosen = _said(one.chosen) + why
    others = "".join(_said(other) for other in one.others)
    cells = zip(
        (person_labels.PROVENANCE_COLUMNS["field"], person_labels.CONFLICT_CHOSEN, person_labels.CONFLICT_OTHERS),
        (
            f"<div><b>{escape(one.label)}</b>{soft}</div>",
            f'<div class="chosen">{chosen}</div>',
            f"<div>{others}</div>",
        ),
        strict=True,
    )
    drawn = "".join(f'<td data-label="{escape(name, quote=True)}">{cell}</td>' for name, cell in cells)
    return f"<tr>{drawn}</tr>"


def _said(said: Said) -> str:
    sources = "".join(f"<small>{escape(line)}</small>" for line in said.sources)
    return f'<div class="said"><b>{escape(said.words)}</b>{sources}</div>'

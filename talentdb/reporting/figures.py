"""The figures of a report in words: sentences, a table, a chart. Pure; takes the numbers as they were frozen and
computes none.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from talentdb.documents.charts import ShareBar
from talentdb.indicators.units import unit
from talentdb.reporting import words
from talentdb.reporting.blocks import Block, Chart, Heading, Paragraph, Table
from talentdb.text import format_date, format_number, format_percent

__all__ = ["figure_blocks", "method_blocks", "sentence"]

_WIDTHS: Final = (12, 36, 17, 19, 16)
_MOST_ROWS: Final = 10
"""Bodies of a cut that a report names; all of them stand in its annex."""
_COMMON: Final = 3
"""A reading of so many figures stands before all of them."""


def figure_blocks(body: Mapping[str, Any]) -> Iterator[Block]:
    """Everything that frozen figures say: the table, the chart, a sentence each, and who is behind.

    Args:
        body: the answer of `engine.compute`, as a snapshot holds it.
    """
    entries = [entry for entry in body["indicators"] if entry["kind"] != "none"]
    if not entries:
        yield Paragraph(words.NO_INDICATORS)
        return
    counted = [entry for entry in entries if entry["value"] is not None or entry["suppressed"]]
    if not counted:
        yield Paragraph(words.NOTHING_COUNTED)
        return
    with_target = [entry for entry in entries if entry["target"] is not None]
    if said := _coverage(entries[0]["coverage"]):
        yield Paragraph(said)
    yield Paragraph(_reached(with_target))
    yield Table(words.FIGURE_HEADS, [_row(entry) for entry in counted], _WIDTHS, (0, 2, 3, 4))
    bars = [_bar(entry) for entry in with_target if entry["value"] is not None]
    if bars:
        yield Chart(words.CHART, bars)
    for entry in counted:
        yield Paragraph(sentence(body["plan"], entry))
        yield from _behind(entry)
    without = [entry for entry in entries if entry not in counted]
    if without:
        told = "; ".join(f"{_code(one)} ({one['name']})" for one in without)
        yield Paragraph(words.NOT_COUNTED.format(told=told))


def _reached(entries: Sequence[Mapping[str, Any]]) -> str:
    counts = {status: sum(entry["status"] == status for entry in entries) for status in words.STATUS}
    told = (words.STATUS_COUNT[status].format(n=n) for status, n in counts.items() if n)
    return words.REACHED.format(n=len(entries), told="; ".join(told))


def _row(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        "" if entry["parent"] else entry["code"],
        entry["name"],
        _share(entry),
        words.NO_TARGET if entry["target"] is None else _target(entry),
        words.STATUS[entry["status"]] if entry["target"] is not None else words.NO_TARGET,
    )


def _share(entry: Mapping[str, Any]) -> str:
    if entry["value"] is None:
        return words.HIDDEN if entry["suppressed"] else words.NO_DATA
    counted = words.COUNTED.format(
        numerator=format_number(entry["numerator"]), denominator=format_number(entry["denominator"])
    )
    return f"{format_percent(entry['value'])} ({counted})"


def _target(entry: Mapping[str, Any]) -> str:
    share = format_percent(entry["target"], 0)
    wording = entry["wording"] or words.WORDING[entry["comparison"]]
    # Where the plan's word for it is the share itself ("100 %"), it is said once.
    wording = "" if wording == share else f"{wording} "
    return words.TARGET.format(wording=wording, target=share, year=entry["target_year"])


def sentence(plan: str, entry: Mapping[str, Any]) -> str:
    """One figure in a sentence: the share with what it counts, what is uncertain, the target, the gap."""
    if entry["value"] is None:
        reason = words.HIDDEN if entry["suppressed"] else words.NO_DATA
        return words.WITHOUT.format(code=_code(entry), name=entry["name"], reason=reason)
    counted = unit(plan, entry)
    parts = [
        words.SAID.format(
            code=_code(entry), name=entry["name"], numerator=format_number(entry["numerator"]),
            denominator=format_number(entry["denominator"]), unit=counted, value=format_percent(entry["value"]),
        ),
        _interval(entry),
        *_certainty(entry),
    ]  # fmt: skip
    if entry["target"] is not None:
        gap = entry["gap_people"]
        missing = words.GAP.format(gap=format_number(gap), unit=counted) if gap else words.NO_GAP
        parts.append(words.AGAINST.format(target=_target(entry), missing=missing))
    return " ".join(parts)


def _coverage(covered: Mapping[str, int]) -> str:
    """Who reported; nothing for a body alone."""
    if covered["agencies_total"] <= 1:
        return ""
    return words.COVERAGE.format(
        reported=format_number(covered["agencies_reported"]), total=format_number(covered["agencies_total"])
    )


def _code(entry: Mapping[str, Any]) -> str:
    """What readers call it: a part goes by the code of the whole, and by its name."""
    return str(entry["parent"] or entry["code"])


def _interval(entry: Mapping[str, Any]) -> str:
    if entry["low"] == entry["high"]:
        return words.SURE
    low, high = format_percent(entry["low"]), format_percent(entry["high"])
    unknown = sum(entry["unknown"].values())
    if entry.get("certainty") or not unknown:
        return words.OPEN_BETWEEN.format(low=low, high=high)
    return words.BETWEEN.format(low=low, high=high, unknown=format_number(unknown))


def _certainty(entry: Mapping[str, Any]) -> Iterator[str]:
    """What each thing that is open leaves open by itself; of those that nobody hides."""
    told = [
        words.PART.format(
            what=words.PARTS[part["part"]], low=format_percent(part["low"]), high=format_percent(part["high"])
        )
        for part in entry.get("certainty") or ()
        if part["part"] in words.PARTS and part.get("low") is not None and part["low"] != part["high"]
    ]
    if told:
        yield words.BECAUSE.format(told="; ".join(told))


def _bar(entry: Mapping[str, Any]) -> ShareBar:
    return ShareBar(entry["code"], entry["value"], entry["low"], entry["high"], entry["target"])


def _behind(entry: Mapping[str, Any]) -> Iterator[Block]:
    """The bodies that lie below the target, the furthest first; none without a target, or for a body alone."""
    if entry["target"] is None:
        return
    rows = [row for row in entry["rows"] if row["by"] == "agency" and row["value"] is not None]
    below = sorted(
        (row for row in rows if row["value"] < entry["target"]), key=lambda row: (row["value"], row["name"])
    )
    if not below or (len(rows) == 1 and rows[0]["denominator"] == entry["denominator"]):
        return
    yield Heading(words.BEHIND.format(code=entry["code"], n=len(below), total=len(rows)), 2)
    told = [
        (str(at), row["name"], _share({**row, "suppressed": False})) for at, row in enumerate(below[:_MOST_ROWS], 1)
    ]
    yield Table(words.BEHIND_HEADS, told, (10, 60, 30), (0, 2))
    if len(below) > _MOST_ROWS:
        yield Paragraph(words.REST.format(n=format_number(len(below) - _MOST_ROWS)))


def method_blocks(body: Mapping[str, Any]) -> Iterator[Block]:
    """How each figure is made, and how what the plan leaves open is read; what holds for many is said once."""
    day = format_date(date.fromisoformat(body["as_of"]))
    yield Paragraph(words.METHOD.format(day=day, version=body["definition_version"]))
    counted = Counter(said for entry in body["indicators"] for said in set(_said_of(entry)))
    common = [said for said in dict.fromkeys(_all_said(body)) if counted[said] >= _COMMON]
    if common:
        yield Heading(words.COMMON, 2)
        yield from (Paragraph(words.POINT.format(text=said)) for said in common)
    for entry in body["indicators"]:
        yield Heading(f"{_code(entry)}. {entry['name']}", 2)
        yield Paragraph(entry["definition"])
        yield from (Paragraph(words.POINT.format(text=said)) for said in _said_of(entry) if said not in common)


def _said_of(entry: Mapping[str, Any]) -> list[str]:
    said = (*entry["readings"], *entry["unknown_effects"].values(), entry["why_not"])
    return [one for one in said if one]


def _all_said(body: Mapping[str, Any]) -> Iterator[str]:
    for entry in body["indicators"]:
        yield from _said_of(entry)

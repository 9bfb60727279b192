"""What is open about a figure, in words for a shell: the interval, its parts, how it stands to targets. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from talentdb.indicators import open_labels as labels
from talentdb.indicators.units import unit
from talentdb.text import format_number, format_percent

__all__ = ["beside", "own_target", "part_words", "share"]

Entry = Mapping[str, Any]


def share(figure: Entry) -> str:
    """The share, or a dash where there is none."""
    return "—" if figure["value"] is None else format_percent(figure["value"])


def beside(plan: str, entry: Entry) -> Iterator[str]:
    """The lines under a figure: why there is none, the interval, its parts from the widest on, target and gap."""
    if entry["value"] is None:
        yield labels.HIDDEN if entry["suppressed"] else entry["why_not"]
    if entry["low"] is not None and entry["low"] != entry["high"]:
        yield labels.BETWEEN.format(low=format_percent(entry["low"]), high=format_percent(entry["high"]))
    for part in entry["certainty"]:
        yield f"  {part_words(part, unit(plan, entry))}"
    if entry["target"] is not None and entry["value"] is not None:
        yield _target(entry, unit(plan, entry))


def _target(entry: Entry, counted: str) -> str:
    gap = entry["gap_people"] or 0
    return labels.TARGET.format(
        target=format_percent(entry["target"], 0), year=entry["target_year"],
        gap=labels.MISSING.format(n=format_number(gap), unit=counted) if gap else labels.REACHED,
    )  # fmt: skip


def own_target(row: Entry, counted: str) -> str:
    """What follows the name of a body or sector that has a target of its own; counted: the word of `units.unit`."""
    if row.get("target") is None or row["value"] is None:
        return ""
    return f" ({_target(row, counted)}; {row['target_paper']})"


def part_words(part: Entry, counted: str) -> str:
    """One part: what is open, of how many, and what it leaves open for itself; counted: the word of `units.unit`."""
    text = labels.PARTS[part["part"]].format(people=format_number(part["people"]), unit=counted, who=_who(part))
    if part["low"] is None or part["low"] == part["high"]:
        return text
    return labels.ALONE.format(text=text, low=format_percent(part["low"]), high=format_percent(part["high"]))


def _who(part: Entry) -> str:
    who = part["who"]
    if part["part"] == "values":
        named = sorted(who["unknown"].items(), key=lambda item: -item[1])
        return ", ".join(f"{labels.FIELDS.get(key, key)}: {format_number(n)}" for key, n in named)
    if part["part"] == "silent":
        listed = [f"{one['name']} ({one['listed']}/{one['stated']})" for one in who["agencies"][: labels.MOST]]
        told = [labels.SHORT.format(n=who["n_agencies"], bodies="; ".join(listed))] if listed else []
        beside = ((labels.UNSIZED, who["unsized"]), (labels.IF_LISTED_TWICE, who["if_listed_twice"]))
        return "; ".join([*told, *(text.format(n=n) for text, n in beside if n)])
    return labels.WHO[part["part"]].format(**{key: format_number(n) for key, n in who.items()})

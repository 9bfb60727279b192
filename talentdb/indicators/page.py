"""The figures of a plan as one page to print: from the contract's JSON, live or frozen, to words and shares. Pure but
for the drawing, which `documents.one_page` does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from talentdb.documents.one_page import OnePage, PageLine, pdf_of
from talentdb.indicators import page_labels as words
from talentdb.indicators import wording
from talentdb.plans import Plan
from talentdb.text import format_date

__all__ = ["Frozen", "page_of", "page_pdf"]

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Frozen:
    """Which frozen figures a page is of."""

    number: int
    period: str
    sha256: str


def page_pdf(plan: Plan, body: Mapping[str, Any], frozen: Frozen | None = None) -> bytes:
    """The page as a PDF; arguments as of `page_of`."""
    return pdf_of(page_of(plan, body, frozen))


def page_of(plan: Plan, body: Mapping[str, Any], frozen: Frozen | None = None) -> OnePage:
    """The page of an answer of `engine.compute`, as the reader of that answer may see it.

    Args:
        frozen: the snapshot that the answer stands in; None for figures of the moment.
    """
    entries: Sequence[Entry] = body["indicators"]
    cover = wording.coverage_words(entries[0]) if entries else ""
    day = format_date(date.fromisoformat(body["as_of"]))
    source = words.MADE.format(day=day, coverage=cover, version=body["definition_version"])
    stands = words.LIVE
    if frozen is not None:
        stands = words.FROZEN.format(number=frozen.number, period=frozen.period, sha=frozen.sha256[:16])
    large = {entry["code"]: str(entry["name"]) for entry in entries if entry["headline"]}
    foot = [words.SCALE]
    if body.get("choices"):
        foot.append(words.CHOICES.format(n=len(body["choices"])))
    return OnePage(
        title=words.TITLE,
        subtitle=f"{plan.title}" if entries else f"{plan.title}: {words.NO_INDICATORS}",
        source=[source, stands],
        large=[_line(plan.code, entry, with_fraction=True) for entry in entries if entry["headline"]],
        lines=[_below(plan.code, entry, large) for entry in entries if not entry["headline"]],
        foot=foot,
        signers=[(words.SIGNER, words.SIGN_HINT), (words.LEADER, words.SIGN_HINT)],
    )


def _below(plan: str, entry: Entry, large: Mapping[str, str]) -> PageLine:
    """A line of the list; a part of a large figure names it, because it does not stand right above."""
    line = _line(plan, entry)
    if entry["parent"] not in large:
        return line
    return replace(line, name=words.PART_OF.format(part=line.name, whole=large[entry["parent"]]), part=False)


def _line(plan: str, entry: Entry, *, with_fraction: bool = False) -> PageLine:
    if entry["kind"] == "none":
        return PageLine(entry["name"], "", (), why=entry["why_not"])
    aims = wording.target_words(entry) if entry["target"] is not None else ""
    gap = wording.gap_words(plan, entry) if entry["gap_people"] else ""
    says = [wording.state_words(entry), " · ".join(one for one in (aims, gap) if one)]
    if entry["value"] is None:
        says.append(wording.why_words(entry))
    else:
        says.append(wording.interval_words(entry))
    if with_fraction:
        says.append(wording.fraction_words(plan, entry))
    return PageLine(
        entry["name"], wording.value_words(entry), [one for one in says if one], entry["value"], entry["low"],
        entry["high"], entry["target"], part=entry["parent"] is not None,
    )  # fmt: skip

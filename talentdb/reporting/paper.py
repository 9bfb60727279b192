"""A kept report as a document and as the workbook of its annex. Draws what is there; asks only for frozen figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection

from talentdb.access.principal import Principal, Role
from talentdb.documents.blocks import Closing, Letterhead
from talentdb.indicators.engine import compute
from talentdb.indicators.snapshots import read_snapshot
from talentdb.indicators.suppression import beside_the_province, shown_to
from talentdb.plans import load_plan
from talentdb.reporting import report_labels as words
from talentdb.reporting.annex import as_xlsx
from talentdb.reporting.blocks import Block, Heading, Paragraph, block_of, sheet_of
from talentdb.reporting.document import Paper, as_docx
from talentdb.reporting.figure_sheets import figure_sheets
from talentdb.reporting.figures import figure_blocks, method_blocks
from talentdb.reporting.kinds import kind_of
from talentdb.reporting.making import as_on_paper
from talentdb.reporting.report_rows import Report
from talentdb.text import format_date

__all__ = ["Sight", "annex_of", "document_of", "section_blocks", "sight_of"]

_METHODS: Final = "methods"
_FIGURES: Final = "figures"
_FAIR: Final = ("signed", "sent", "accepted")
"""States in which a paper is no draft."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A report as one reader may see it.

    Args:
        figures: the frozen ones that it states.
        state: of the version; year: of the days reported on, for an open date.
    """

    content: Mapping[str, Any]
    figures: Mapping[str, Any]
    state: str
    year: int

    @property
    def is_draft(self) -> bool:
        """Nobody has signed it, or it went back."""
        return self.state not in _FAIR


def sight_of(connection: Connection, principal: Principal, found: Report) -> Sight:
    """A kept report for a reader: the figures of bodies without their small groups for leaders.

    Raises: DataError where frozen figures have been changed.
    """
    own = found.content.get("figures")
    if own is not None:
        # Those of the province were kept as a paper may state them.
        figures = _of_a_body(connection, principal, own) if kind_of(found.kind).by == "body" else own
    else:
        number = found.content["snapshot"]["number"]
        figures = as_on_paper(principal, read_snapshot(connection, principal, number).body)
    return Sight(found.content, figures, found.state, found.until.year)


def _of_a_body(connection: Connection, principal: Principal, own: Mapping[str, Any]) -> Mapping[str, Any]:
    """A body's figures; leaders, who have those of the province as well, see what those show of the body."""
    if principal.role is not Role.LEADER:
        return own
    day = date.fromisoformat(own["as_of"])
    province = compute(connection, principal, load_plan(own["plan"]), day, "agency", only_values=True)
    return beside_the_province(shown_to(principal, own), province)


def section_blocks(sight: Sight, key: str) -> Iterator[Block]:
    """What the registry makes of a section."""
    part = next(one["of"] for one in sight.content["headings"] if one["key"] == key)
    if part == _FIGURES:
        yield from figure_blocks(sight.figures)
    elif part == _METHODS:
        yield from method_blocks(sight.figures)
    yield from (block_of(raw) for raw in sight.content["sections"].get(key, ()))


def document_of(sight: Sight) -> bytes:
    """The report as docx."""
    paper, signed = sight.content["paper"], sight.content.get("signed") or {}
    day = date.fromisoformat(signed["at"][:10]) if signed and not sight.is_draft else None
    head = Letterhead(
        paper["agency"], paper["superior"], paper["symbol"], None, paper["place"], day, sight.year,
        mark=words.DRAFT if sight.is_draft else "",
    )  # fmt: skip
    closing = Closing(paper["post"], paper["authority"], "", paper["recipients"], words.SIGN_HERE)
    methods = [one for one in sight.content["headings"] if one["of"] == _METHODS]
    around = Paper(
        head, paper["title"], paper["about"], closing, paper["to"], list(_notes(sight)),
        words.ANNEX.format(title=methods[0]["heading"]) if methods else "",
    )  # fmt: skip
    annex = [block for one in methods for block in section_blocks(sight, one["key"])]
    return as_docx(around, _blocks(sight), annex)


def _blocks(sight: Sight) -> Iterator[Block]:
    for one in sight.content["headings"]:
        if one["of"] == _METHODS:
            continue
        yield Heading(one["heading"])
        said = sight.content["texts"].get(one["key"], "")
        for line in filter(None, map(str.strip, said.splitlines())):
            yield Paragraph(line)
        if one["of"] == _FIGURES and sight.figures["indicators"]:
            yield Paragraph(origin(sight))
        if not said and one["text"] and sight.is_draft:
            yield Paragraph(words.TO_WRITE.format(hint=one["text"]), open=True)
        yield from section_blocks(sight, one["key"])


def origin(sight: Sight) -> str:
    """Where the figures come from: which frozen ones, of which day."""
    content = sight.content
    if named := content.get("snapshot"):
        logins = ", ".join(named["signed"])
        return words.FROM_SNAPSHOT.format(
            number=named["number"], day=format_date(date.fromisoformat(named["as_of"])), sha256=named["sha256"][:16],
            signed=words.SNAPSHOT_SIGNED.format(logins=logins) if logins else "",
        )  # fmt: skip
    day = format_date(date.fromisoformat(sight.figures["as_of"]))
    return (words.UNFROZEN if content.get("unfrozen") or sight.is_draft else words.FROZEN).format(day=day)


def _notes(sight: Sight) -> Iterator[str]:
    signed = sight.content.get("signed")
    if signed and not sight.is_draft:
        at = datetime.fromisoformat(signed["at"])
        yield words.SEALED.format(
            login=signed["login"], time=f"{at:%H:%M ngày %d/%m/%Y}", sha256=signed["sha256"][:16]
        )


def annex_of(sight: Sight) -> bytes:
    """The annex as xlsx: figures, cuts, and the whole lists that the document shortens."""
    made = [sheet_of(raw) for raw in sight.content["sheets"]]
    return as_xlsx(sight.content["paper"]["about"], [*figure_sheets(sight.figures), *made], origin(sight))

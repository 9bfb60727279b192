"""A kept report as a document and as the workbook of its annex. Draws what is there; asks only for frozen figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from talentdb.access.principal import Principal, Role
from talentdb.documents.blocks import Closing, Letterhead
from talentdb.errors import TalentdbError
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
from talentdb.reporting.remains import remains
from talentdb.reporting.report_rows import Report, fault_of
from talentdb.text import format_date

__all__ = ["Sight", "annex_of", "document_of", "section_blocks", "sight_of"]

_METHODS: Final = "methods"
_FIGURES: Final = "figures"
_FAIR: Final = ("signed", "sent", "accepted")
"""States in which a paper is no draft."""
_BROKEN: Final = (
    LookupError, TypeError, ValueError, AttributeError, RuntimeError, ArithmeticError, TalentdbError, DBAPIError,
)  # fmt: skip
"""What drawing or asking by a content that is none can end in."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A report as one reader may see it.

    Args:
        figures: the frozen ones that it states.
        state: of the version; year: of the days reported on, for an open date.
        fault: why it is not what was signed, in words; empty where it is.
    """

    content: Mapping[str, Any]
    figures: Mapping[str, Any]
    state: str
    year: int
    fault: str = ""

    @property
    def is_draft(self) -> bool:
        """Nobody has signed it, or it went back."""
        return self.state not in _FAIR


def sight_of(connection: Connection, principal: Principal, found: Report) -> Sight:
    """A kept report for a reader: the figures of bodies without their small groups for leaders. Of one that was
    changed until nothing can be drawn of it, the words that can still be read.

    Raises: DataError where frozen figures have been changed.
    """
    fault = fault_of(found)
    if not fault:
        return _whole(connection, principal, found, "")
    try:
        with connection.begin_nested():
            changed = _whole(connection, principal, found, fault)
            # Whether all of it can be drawn is known only by drawing it.
            document_of(changed), annex_of(changed)
            return changed
    except _BROKEN:
        figures = {"indicators": [], "plan": found.plan, "as_of": found.until.isoformat()}
        content = remains(found.content, found.agency, found.until)
        return Sight(content, figures, found.state, found.until.year, f"{fault} {words.REMAINS_ONLY}")


def _whole(connection: Connection, principal: Principal, found: Report, fault: str) -> Sight:
    own = found.content.get("figures")
    if own is not None:
        # Those of the province were kept as a paper may state them.
        figures = _of_a_body(connection, principal, own) if kind_of(found.kind).by == "body" else own
    else:
        number = found.content["snapshot"]["number"]
        figures = as_on_paper(principal, read_snapshot(connection, principal, number).body)
    return Sight(found.content, figures, found.state, found.until.year, fault)


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
        mark=words.NOT_SIGNED_MARK if sight.fault else words.DRAFT if sight.is_draft else "",
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
    if sight.fault:
        yield sight.fault
    elif signed and not sight.is_draft:
        at = datetime.fromisoformat(signed["at"])
        yield words.SEALED.format(
            login=signed["login"], time=f"{at:%H:%M ngày %d/%m/%Y}", sha256=signed["sha256"][:16]
        )


def annex_of(sight: Sight) -> bytes:
    """The annex as xlsx: figures, cuts, and the whole lists that the document shortens."""
    made = [sheet_of(raw) for raw in sight.content["sheets"]]
    return as_xlsx(sight.content["paper"]["about"], [*figure_sheets(sight.figures), *made], origin(sight))

"""Papers of a council: an invitation a member, and the draft of the decision with the table of members.

Layout is that of `talentdb.documents`; the words are `paper_labels`. What is not known is dots to be filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from talentdb.access.audit import audit
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, require
from talentdb.councils import labels
from talentdb.councils import paper_labels as words
from talentdb.councils.store import CouncilSeat, KeptCouncil
from talentdb.documents.blocks import (
    Closing,
    Letterhead,
    add_addressee,
    add_capitals,
    add_closing,
    add_letterhead,
    add_paragraph,
    add_table,
    add_title,
    day_words,
)
from talentdb.documents.bundle import file_name, zipped
from talentdb.documents.page import as_bytes, new_document

__all__ = ["Issuer", "Meeting", "decision", "invitation", "invitations"]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues the papers."""

    agency: str = words.AGENCY
    superior: str = words.SUPERIOR
    symbol: str = words.SYMBOL
    place: str = words.PLACE
    post: str = words.POST


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where the council meets; None and "" are left open."""

    day: date | None = None
    time: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Papers:
    council: KeptCouncil
    issuer: Issuer
    meeting: Meeting = field(default_factory=Meeting)
    year: int | None = None


def _head(papers: _Papers, kind: str, number: str | None = None, day: date | None = None) -> Letterhead:
    issuer = papers.issuer
    return Letterhead(
        issuer.agency, issuer.superior, f"{kind}-{issuer.symbol}", number, issuer.place, day, papers.year
    )


def _title_of(person: Mapping[str, Any]) -> str:
    """`Ông`, `Bà`, or both while the sex is not known."""
    return words.ADDRESS.get(person.get("sex") or "", words.ADDRESS[""])


def _titled(person: Mapping[str, Any]) -> str:
    """Academic title and degree before the name: `PGS.TS. Nguyễn Văn Thử`."""
    held = (str(person.get(name)) for name in ("academic_title", "qualification"))
    titles = [words.TITLES[value] for value in held if value in words.TITLES]
    return f"{'.'.join(titles)}. {person['full_name']}" if titles else str(person["full_name"])


def _post(person: Mapping[str, Any]) -> str:
    return ", ".join(str(person[name]) for name in ("position_title", "agency_name") if person.get(name))


def invitation(council: KeptCouncil, seat: CouncilSeat, issuer: Issuer, meeting: Meeting, year: int) -> bytes:
    """The letter to one member."""
    papers = _Papers(council, issuer, meeting, year)
    document = new_document(words.INVITATION)
    add_letterhead(document, _head(papers, words.INVITATION_SIGN))
    add_title(document, words.INVITATION, words.INVITATION_ABOUT.format(name=council.name))
    who = f"{_title_of(seat.person)} {_titled(seat.person)}"
    add_addressee(document, who, _post(seat.person))
    role = labels.ROLES[seat.role]
    for text in (words.INVITES, words.TOPIC, words.DAY, words.PLACE_LINE, words.ASKS, words.THANKS):
        add_paragraph(document, text.format(
            agency=issuer.agency, who=who, role=role, name=council.name, topic=council.topic,
            day=day_words(meeting.day) if meeting.day else words.OPEN_DAY, time=meeting.time or words.OPEN_TIME,
            place=meeting.place or words.OPEN_PLACE,
        ))  # fmt: skip
    add_closing(document, Closing(issuer.post, recipients=words.INVITATION_RECIPIENTS))
    return as_bytes(document)


def invitations(
    connection: Connection, principal: Principal, council: KeptCouncil, issuer: Issuer, meeting: Meeting, year: int
) -> bytes:
    """All letters of those who have not declined, in one zip; logged.

    Raises: ForbiddenError.
    """
    require(principal, Action.BUILD_LISTS)
    seats = council.members
    named = [seat.person_id for seat in seats if seat.person_id is not None]
    told = {"letters": len(seats)}
    audit(connection, principal, "council.letters", "council", council.council_id, details=told, persons=named)
    return zipped(
        (file_name(words.INVITATION, f"{at:02d}", seat.person["full_name"]),
         invitation(council, seat, issuer, meeting, year))
        for at, seat in enumerate(seats, 1)
    )  # fmt: skip


def decision(connection: Connection, principal: Principal, council: KeptCouncil, issuer: Issuer, year: int) -> bytes:
    """The draft of the decision; logged.

    Raises: ForbiddenError.
    """
    require(principal, Action.BUILD_LISTS)
    seats = council.members
    named = [seat.person_id for seat in seats if seat.person_id is not None]
    audit(connection, principal, "council.decision_draft", "council", council.council_id, persons=named)
    papers = _Papers(council, issuer, year=year)
    document = new_document(words.DECISION)
    decided = council.state != "proposed"
    number = council.decision_no.split("/")[0] if council.decision_no and decided else None
    add_letterhead(document, _head(papers, words.DECISION_SIGN, number, council.decided_on if decided else None))
    add_title(document, words.DECISION, words.DECISION_ABOUT.format(name=council.name))
    add_capitals(document, words.DECISION_BY.format(post=issuer.post, agency=issuer.agency))
    for text in words.GROUNDS:
        add_paragraph(document, text, italic=True)
    add_capitals(document, words.DECIDES)
    told = words.ARTICLE_1.format(name=council.name, topic=council.topic, n=len(seats))
    add_paragraph(document, told, lead=words.ARTICLE.format(n=1))
    rows = [_row(at, seat) for at, seat in enumerate(seats, 1)]
    add_table(document, words.COLUMNS, rows, (11, 53, 57, 39), centred=[0])
    for at, text in enumerate(words.ARTICLES, 2):
        add_paragraph(document, text.format(agency=issuer.agency), lead=words.ARTICLE.format(n=at))
    add_closing(document, Closing(issuer.post, recipients=words.DECISION_RECIPIENTS))
    return as_bytes(document)


def _row(at: int, seat: CouncilSeat) -> tuple[str, str, str, str]:
    who = f"{_title_of(seat.person)} {_titled(seat.person)}"
    return str(at), who, _post(seat.person) or words.OPEN_POST, labels.ROLES[seat.role]

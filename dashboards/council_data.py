"""What the pages of shortlists and councils read and write: one unit of work each, in the name of the principal."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboards.application import Application
from talentdb.access.context import unit_of_work
from talentdb.access.principal import Principal
from talentdb.councils import proceedings, shortlists
from talentdb.councils.answer import as_json, notice_words
from talentdb.councils.demand import Demand
from talentdb.councils.notices import notices_of
from talentdb.councils.outside import OutsideExpert, enter
from talentdb.councils.papers import Issuer, Meeting, decision, invitations
from talentdb.councils.proposal import make_proposal
from talentdb.councils.replacement import propose_replacement
from talentdb.councils.shortlists import Shortlist, ShortlistMember
from talentdb.councils.store import KeptCouncil, create_from_panel, create_from_shortlist, list_councils, show_council
from talentdb.db.lookup import list_agencies
from talentdb.search.query import search
from talentdb.settings import today

__all__ = [
    "act_on_council", "act_on_list", "add_outside", "add_people", "bodies", "councils", "decision_draft",
    "hits", "keep_panel", "kept_council", "letters", "lists", "make_council", "members",
    "new_list", "notices", "proposal", "replacement",
]  # fmt: skip


def lists(application: Application, principal: Principal, *, archived: bool = False) -> list[Shortlist]:
    """The lists this account may see."""
    with unit_of_work(application.engine, principal) as connection:
        return shortlists.list_shortlists(connection, principal, archived=archived)


def hits(application: Application, principal: Principal, words: str, limit: int) -> list[dict[str, Any]]:
    """The first people that a search finds."""
    with unit_of_work(application.engine, principal) as connection:
        found = search(connection, principal, application.open_index(), words, limit=limit)
        return list(found["hits"])


def bodies(application: Application, principal: Principal) -> dict[str, str]:
    """Codes of bodies with their names, for pickers."""
    with unit_of_work(application.engine, principal) as connection:
        return {row["code"]: row["name"] for row in list_agencies(connection, None)}


def members(application: Application, principal: Principal, number: int) -> list[ShortlistMember]:
    """Who is on a list."""
    with unit_of_work(application.engine, principal) as connection:
        return shortlists.members_of(connection, principal, number)


def new_list(application: Application, principal: Principal, name: str, purpose: str, *, shared: bool) -> int:
    """A new list."""
    with unit_of_work(application.engine, principal) as connection:
        return shortlists.create(connection, principal, name, purpose, shared=shared)


def add_people(application: Application, principal: Principal, number: int, people: Sequence[int]) -> int:
    """Put people on a list; how many are new."""
    with unit_of_work(application.engine, principal) as connection:
        return shortlists.add_people(connection, principal, number, people)


def add_outside(application: Application, principal: Principal, number: int, expert: OutsideExpert) -> None:
    """Enter an expert from outside and put them on a list."""
    with unit_of_work(application.engine, principal) as connection:
        shortlists.add_outside(connection, principal, number, enter(connection, principal, expert))


def act_on_list(application: Application, principal: Principal, action: str, number: int, *args: Any) -> None:
    """One of remove (member), note (member, note, the note seen), archive, restore, save (name, purpose, shared)."""
    with unit_of_work(application.engine, principal) as connection:
        if action == "remove":
            shortlists.remove_member(connection, principal, number, *args)
        elif action == "note":
            member, note, seen = args
            shortlists.note_member(connection, principal, number, member, note, seen=seen)
        elif action in ("archive", "restore"):
            shortlists.archive(connection, principal, number, archived=action == "archive")
        else:
            name, purpose, shared = args
            shortlists.rename(connection, principal, number, name, purpose)
            shortlists.share(connection, principal, number, shared=shared)


def proposal(application: Application, principal: Principal, demand: Demand) -> dict[str, Any]:
    """The answer to a demand, as `talentdb panel --json` gives it."""
    with unit_of_work(application.engine, principal) as connection:
        return as_json(make_proposal(connection, principal, application.open_index(), demand))


def keep_panel(
    application: Application, principal: Principal, name: str, demand: Demand, chosen: Sequence[Mapping[str, Any]]
) -> int:
    """Keep a proposed panel."""
    with unit_of_work(application.engine, principal) as connection:
        return create_from_panel(connection, principal, name, demand, chosen)


def make_council(application: Application, principal: Principal, number: int, name: str, topic: str) -> int:
    """A council of everybody on a list."""
    with unit_of_work(application.engine, principal) as connection:
        return create_from_shortlist(connection, principal, number, name, topic)


def councils(application: Application, principal: Principal) -> list[KeptCouncil]:
    """All councils, without seats."""
    with unit_of_work(application.engine, principal) as connection:
        return list_councils(connection, principal)


def kept_council(application: Application, principal: Principal, number: int) -> KeptCouncil:
    """One with its seats."""
    with unit_of_work(application.engine, principal) as connection:
        return show_council(connection, principal, number)


def notices(application: Application, principal: Principal, kept: KeptCouncil) -> dict[int, list[str]]:
    """Number of the seat -> what has come up about who holds it, in words."""
    with unit_of_work(application.engine, principal) as connection:
        found = notices_of(connection, principal, kept)
    return {seat: [notice_words(one) for one in told] for seat, told in found.items()}


def replacement(application: Application, principal: Principal, kept: KeptCouncil, seat_no: int) -> dict[str, Any]:
    """The answer for one free seat: `new` is who would take it, or None."""
    with unit_of_work(application.engine, principal) as connection:
        found = as_json(propose_replacement(connection, principal, application.open_index(), kept, seat_no))
    sitting = {seat.person_id for seat in kept.seats}
    return {**found, "new": next((one for one in found["members"] if one["person_id"] not in sitting), None)}


def act_on_council(application: Application, principal: Principal, action: str, number: int, *args: Any) -> None:
    """One of invite (day), accepted or declined (seat, day), role (seat, role), seat (role, person, reasons),
    decide (no, day), dissolve."""
    with unit_of_work(application.engine, principal) as connection:
        if action == "invite":
            proceedings.invite(connection, principal, number, *args)
        elif action in ("accepted", "declined"):
            seat_no, day = args
            proceedings.answer(connection, principal, number, seat_no, accepted=action == "accepted", day=day)
        elif action == "seat":
            role, person, reasons = args
            proceedings.add_seat(connection, principal, number, role, person_id=person, reasons=reasons)
        elif action == "role":
            proceedings.set_role(connection, principal, number, *args)
        elif action == "decide":
            proceedings.decide(connection, principal, number, *args)
        else:
            proceedings.dissolve(connection, principal, number, today())


def letters(application: Application, principal: Principal, kept: KeptCouncil, day: date | None = None) -> bytes:
    """Invitations in a zip."""
    with unit_of_work(application.engine, principal) as connection:
        return invitations(connection, principal, kept, Issuer(), Meeting(day), today().year)


def decision_draft(application: Application, principal: Principal, kept: KeptCouncil) -> bytes:
    """The draft of the decision."""
    with unit_of_work(application.engine, principal) as connection:
        return decision(connection, principal, kept, Issuer(), today().year)

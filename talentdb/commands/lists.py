"""`shortlists`, `councils`: lists of people, and what becomes of a council after the proposal."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, new_group, open_command, parse_day
from talentdb.console import answer as tell
from talentdb.console import emit_json, say

if TYPE_CHECKING:
    from talentdb.councils.store import KeptCouncil

__all__ = ["register"]

_List = Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của danh sách.")]
_Council = Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của hội đồng.")]
_Seat = Annotated[int, typer.Argument(min=1, max=10_000, help="Số của ghế trong hội đồng.")]
_Day = Annotated[str | None, typer.Option("--on", metavar="NGÀY", help="Ngày, dạng 2026-11-20; mặc định hôm nay.")]


def register(app: typer.Typer) -> None:
    """Add the two groups."""
    lists = new_group(app, "shortlists", "Danh sách chọn.")
    lists.command("list", epilog="Ví dụ: talentdb shortlists list --json")(list_lists)
    lists.command("show", epilog="Ví dụ: talentdb shortlists show 3")(show_list)
    lists.command("new", epilog="Ví dụ: talentdb shortlists new 'Chuyên gia thủy sản' --shared")(new_list)
    lists.command("add", epilog="Ví dụ: talentdb shortlists add 3 1024 1025")(add_people)
    lists.command("remove", epilog="Ví dụ: talentdb shortlists remove 3 1024")(remove_person)
    lists.command("share", epilog="Ví dụ: talentdb shortlists share 3")(share_list)
    councils = new_group(app, "councils", "Hội đồng.")
    councils.command("list", epilog="Ví dụ: talentdb councils list --json")(list_councils)
    councils.command("show", epilog="Ví dụ: talentdb councils show 2")(show_council)
    councils.command("new", epilog="Ví dụ: talentdb councils new 3 'Hội đồng tư vấn thủy sản'")(new_council)
    councils.command("invite", epilog="Ví dụ: talentdb councils invite 2 --on 2026-11-20")(invite)
    councils.command("answer", epilog="Ví dụ: talentdb councils answer 2 1 --accepted")(answer)
    councils.command("decide", epilog="Ví dụ: talentdb councils decide 2 '125/QĐ-SKHCN' --on 2026-11-25")(decide)
    councils.command("letters", epilog="Ví dụ: talentdb councils letters 2 -o giay-moi.zip")(letters)


def _day(given: str | None) -> date:
    from talentdb.settings import today

    return parse_day(given) or today()


def list_lists(json: JsonOption = False, as_login: AsOption = None) -> None:
    """Các danh sách chọn được xem."""
    from dataclasses import asdict

    from talentdb.councils.shortlists import list_shortlists

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = [asdict(one) for one in list_shortlists(connection, runtime.principal)]
    if json:
        emit_json(found)
        return
    for one in found:
        tell(
            f"{one['shortlist_id']}\t{one['name']}\t{one['count']}\t{'dùng chung' if one['shared'] else one['login']}"
        )


def show_list(number: _List, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Những người trong một danh sách."""
    from dataclasses import asdict

    from talentdb.councils.shortlists import members_of

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = [asdict(one) for one in members_of(connection, runtime.principal, number)]
    if json:
        emit_json(found)
        return
    for one in found:
        person = one["person"]
        tell(f"{one['person_id'] or ''}\t{person['full_name']}\t{person['agency_name'] or ''}\t{one['note']}")


def new_list(
    name: Annotated[str, typer.Argument(help="Tên danh sách.")],
    purpose: Annotated[str, typer.Option("--purpose", help="Dùng để làm gì.")] = "",
    shared: Annotated[bool, typer.Option("--shared", help="Cả Sở xem và sửa được.")] = False,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Lập danh sách chọn mới."""
    from talentdb.councils.shortlists import create

    with open_command(as_login) as runtime, runtime.work() as connection:
        number = create(connection, runtime.principal, name, purpose, shared=shared)
    _done({"shortlist_id": number}, json, f"Đã lập danh sách số {number}.")


def add_people(
    number: _List,
    people: Annotated[list[int], typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của người.")],
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Thêm người vào danh sách."""
    from talentdb.councils.shortlists import add_people as add

    with open_command(as_login) as runtime, runtime.work() as connection:
        added = add(connection, runtime.principal, number, people)
    _done({"added": added}, json, f"Đã thêm {added} người.")


def remove_person(
    number: _List,
    person: Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của người.")],
    as_login: AsOption = None,
) -> None:
    """Bỏ một người khỏi danh sách."""
    from talentdb.councils.shortlists import members_of, remove_member
    from talentdb.errors import NotFoundError

    with open_command(as_login) as runtime, runtime.work() as connection:
        held = [one for one in members_of(connection, runtime.principal, number) if one.person_id == person]
        if not held:
            raise NotFoundError(f"Danh sách {number} không có người số {person}.", "Xem: talentdb shortlists show.")
        remove_member(connection, runtime.principal, number, held[0].member_id)
    say("Đã bỏ khỏi danh sách.")


def share_list(
    number: _List,
    private: Annotated[bool, typer.Option("--private", help="Thôi dùng chung.")] = False,
    as_login: AsOption = None,
) -> None:
    """Cho cả Sở cùng xem và sửa danh sách."""
    from talentdb.councils.shortlists import share

    with open_command(as_login) as runtime, runtime.work() as connection:
        share(connection, runtime.principal, number, shared=not private)
    say("Đã thôi dùng chung." if private else "Đã dùng chung.")


def list_councils(json: JsonOption = False, as_login: AsOption = None) -> None:
    """Các hội đồng."""
    from talentdb.councils.store import list_councils as found_councils

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = found_councils(connection, runtime.principal)
    if json:
        # The list has no seats; `councils show` has.
        emit_json([{k: v for k, v in _as_json(one).items() if k not in {"seats", "open_seats"}} for one in found])
        return
    for one in found:
        tell(f"{one.council_id}\t{one.state}\t{one.name}\t{one.decision_no or ''}")


def _as_json(kept: "KeptCouncil") -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(kept), "open_seats": kept.open_seats}


def show_council(number: _Council, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Thành viên của một hội đồng, lời mời và trả lời."""
    from talentdb.councils.answer import notice_words
    from talentdb.councils.labels import ROLES
    from talentdb.councils.notices import notices_of
    from talentdb.councils.store import show_council as found_council

    with open_command(as_login) as runtime, runtime.work() as connection:
        kept = found_council(connection, runtime.principal, number)
        found = notices_of(connection, runtime.principal, kept)
    notices = {seat: [notice_words(one) for one in told] for seat, told in found.items()}
    if json:
        emit_json({**_as_json(kept), "notices": notices})
        return
    for seat in kept.seats:
        tell(f"{seat.seat_no}\t{ROLES[seat.role]}\t{seat.person['full_name']}\t{seat.invitation}\t{seat.note}")
        for words in notices.get(seat.seat_no, ()):
            tell(f"    {words}")


def new_council(
    shortlist: _List,
    name: Annotated[str, typer.Argument(help="Tên hội đồng.")],
    topic: Annotated[str, typer.Option("--topic", help="Nội dung xem xét.")] = "",
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Lập hội đồng từ một danh sách chọn."""
    from talentdb.councils.store import create_from_shortlist

    with open_command(as_login) as runtime, runtime.work() as connection:
        number = create_from_shortlist(connection, runtime.principal, shortlist, name, topic)
    _done({"council_id": number}, json, f"Đã lập hội đồng số {number}.")


def invite(number: _Council, on: _Day = None, as_login: AsOption = None) -> None:
    """Ghi nhận đã mời những người chưa được mời."""
    from talentdb.councils.proceedings import invite as record

    with open_command(as_login) as runtime, runtime.work() as connection:
        invited = record(connection, runtime.principal, number, _day(on))
    say(f"Đã ghi nhận mời {invited} người.")


def answer(
    number: _Council,
    seat: _Seat,
    accepted: Annotated[bool, typer.Option("--accepted/--declined", help="Nhận lời hay từ chối.")],
    on: _Day = None,
    note: Annotated[str, typer.Option("--note", help="Ghi chú, ví dụ lý do.")] = "",
    as_login: AsOption = None,
) -> None:
    """Ghi nhận câu trả lời của một người được mời."""
    from talentdb.councils.proceedings import answer as record

    with open_command(as_login) as runtime, runtime.work() as connection:
        record(connection, runtime.principal, number, seat, accepted=accepted, day=_day(on), note=note)
    say("Đã ghi nhận nhận lời." if accepted else "Đã ghi nhận từ chối.")


def decide(
    number: _Council,
    decision: Annotated[str, typer.Argument(help="Số quyết định.")],
    on: _Day = None,
    as_login: AsOption = None,
) -> None:
    """Ghi nhận quyết định thành lập hội đồng."""
    from talentdb.councils.proceedings import decide as record

    with open_command(as_login) as runtime, runtime.work() as connection:
        record(connection, runtime.principal, number, decision, _day(on))
    say(f"Đã ghi nhận quyết định {decision}.")


def letters(
    number: _Council,
    out: Annotated[Path, typer.Option("-o", "--out", help="Tệp zip giấy mời, hoặc tệp docx dự thảo quyết định.")],
    as_login: AsOption = None,
) -> None:
    """Soạn giấy mời (đuôi .zip) hoặc dự thảo quyết định (đuôi .docx)."""
    from talentdb.councils.papers import Issuer, Meeting, decision, invitations
    from talentdb.councils.store import show_council as found_council
    from talentdb.errors import UsageError
    from talentdb.services.output import replaced

    if out.suffix.lower() not in {".zip", ".docx"}:
        raise UsageError("Tệp ra phải có đuôi .zip hoặc .docx.", "Giấy mời: -o giay-moi.zip; quyết định: -o qd.docx.")
    with open_command(as_login) as runtime, runtime.work() as connection:
        kept = found_council(connection, runtime.principal, number)
        year = _day(None).year
        if out.suffix.lower() == ".zip":
            content = invitations(connection, runtime.principal, kept, Issuer(), Meeting(), year)
        else:
            content = decision(connection, runtime.principal, kept, Issuer(), year)
        # Inside the unit of work: papers that could not be written are not logged as taken.
        with replaced(out) as (partial,):
            partial.write_bytes(content)
    say(f"Đã ghi {out}.")


def _done(document: dict[str, object], json: bool, words: str) -> None:
    if json:
        emit_json(document)
    else:
        say(words)

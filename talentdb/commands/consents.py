"""`privacy consent-…`: texts of consent, who gave it, who withdrew, who is left out for want of it.

Parses, calls one use case, prints.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, open_command, parse_day
from talentdb.console import answer, emit_json, say

if TYPE_CHECKING:
    from talentdb.privacy.consent import Consent

__all__ = ["add"]

PersonArgument = Annotated[int, typer.Argument(metavar="NGƯỜI", min=1, max=LARGEST_NUMBER, help="Số của người đó.")]


def add(group: typer.Typer) -> None:
    """Add the commands to the group `privacy`."""
    group.command("consent-texts", epilog="Ví dụ: talentdb privacy consent-texts --json")(texts)
    group.command(
        "consent-text",
        epilog="Ví dụ: talentdb privacy consent-text 'Mời giảng dạy' 'Tôi đồng ý để Sở … dùng dữ liệu …'",
    )(text)
    group.command(
        "consent-give",
        epilog="Ví dụ: talentdb privacy consent-give 1024 1 'Giấy đồng ý số 12' --day 2026-05-03 --channel paper",
    )(give)
    group.command("consent-of", epilog="Ví dụ: talentdb privacy consent-of 1024")(of)
    group.command("consent-withdraw", epilog="Ví dụ: talentdb privacy consent-withdraw 3 'Mời giảng dạy'")(withdraw)


def texts(json: JsonOption = False, as_login: AsOption = None) -> None:
    """Các lời xin đồng ý, mới nhất trước: số, phiên bản, mục đích, mã kiểm, lời."""
    from talentdb.privacy.consent import list_texts

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = list_texts(connection)
    rows = [
        {"text": one.number, "version": one.version, "purpose": one.purpose, "sha256": one.sha256,
         "sensitive": list(one.sensitive), "body": one.body}
        for one in found
    ]  # fmt: skip
    if json:
        emit_json(rows)
        return
    for row in rows:
        answer(f"{row['text']}\t{row['version']}\t{row['purpose']}\t{row['sha256']}\t{row['body']}")


def text(
    purpose: Annotated[str, typer.Argument(metavar="MỤC_ĐÍCH", help="Mục đích đã khai của danh sách, từng chữ.")],
    body: Annotated[str, typer.Argument(metavar="LỜI", help="Lời mà người đó đọc và đồng ý.")],
    as_login: AsOption = None,
) -> None:
    """Ghi một phiên bản mới của lời xin đồng ý; in số, phiên bản, mã kiểm."""
    from talentdb.privacy.consent import write_text

    with open_command(as_login) as runtime, runtime.work() as connection:
        made = write_text(connection, runtime.principal, purpose, body)
    answer(f"{made.number}\t{made.version}\t{made.sha256}")


def give(
    person: PersonArgument,
    text: Annotated[int, typer.Argument(metavar="LỜI", min=1, max=LARGEST_NUMBER, help="Số của lời xin đồng ý.")],
    paper: Annotated[str, typer.Argument(metavar="GIẤY", help="Số và ngày của giấy, thư hoặc biên bản.")],
    day: Annotated[str, typer.Option("--day", metavar="NGÀY", help="Ngày đồng ý.")],
    channel: Annotated[str, typer.Option("--channel", help="paper, in_person, email hoặc portal.")],
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Ghi sự đồng ý của một người với một lời; không ghi là chưa đồng ý."""
    from talentdb.errors import UsageError
    from talentdb.privacy.consent import give as use_case

    on = parse_day(day)
    if on is None:
        raise UsageError("Cần ngày đồng ý.", "Ghi như --day 2026-05-03.")
    with open_command(as_login) as runtime, runtime.work() as connection:
        made = use_case(connection, runtime.principal, person, text, day=on, channel=channel, paper=paper)
    _print([made], json)


def of(person: PersonArgument, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Những gì một người đã đồng ý và rút lại, mới nhất trước; và người đó có đang bị giữ lại không."""
    from talentdb.people.withheld import profile_words, withheld_of
    from talentdb.privacy.consent import consents_of

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = consents_of(connection, person)
        withheld = withheld_of(connection, [person])
    if json:
        missing = [{"purpose": one.purpose, "why": one.why} for one in withheld]
        emit_json({"person_id": person, "consents": [_row(one) for one in found], "withheld": missing})
        return
    _print(found, json)
    if withheld:
        answer(profile_words(withheld))


def withdraw(
    request: Annotated[int, typer.Argument(metavar="YÊU_CẦU", min=1, max=LARGEST_NUMBER, help="Yêu cầu rút lại.")],
    purpose: Annotated[str, typer.Argument(metavar="MỤC_ĐÍCH", help="Rút lại với mục đích nào.")],
    on: Annotated[str | None, typer.Option("--on", metavar="NGÀY", help="Ngày rút; mặc định hôm nay.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Rút lại sự đồng ý với một mục đích, theo một yêu cầu; muốn rút hết thì chỉ cần ghi yêu cầu đã thực hiện."""
    from talentdb.privacy.consent_labels import LEDGER_LATER
    from talentdb.privacy.requests import withdraw_consent
    from talentdb.privacy.withdrawal_ledger import withdrawals_kept

    with open_command(as_login) as runtime:
        with runtime.work() as connection:
            made = withdraw_consent(connection, runtime.principal, request, purpose, day=parse_day(on))
        with runtime.work() as connection:
            if not withdrawals_kept(connection, runtime.home):
                say(LEDGER_LATER)
    _print([made], json)


def _row(one: "Consent") -> dict[str, object]:
    return {
        "consent": one.number, "person_id": one.person_id, "act": one.act, "day": one.day.isoformat(),
        "purpose": one.purpose, "text": one.text, "version": one.version, "channel": one.channel, "paper": one.paper,
        "request": one.request,
    }  # fmt: skip


def _print(found: "list[Consent] | tuple[Consent, ...]", json: bool) -> None:
    rows = [_row(one) for one in found]
    if json:
        emit_json(rows)
        return
    for row in rows:
        answer("\t".join("" if value is None else str(value) for value in row.values()))

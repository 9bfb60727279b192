"""`identity`: the review of possible duplicates: the queue, verdicts on it, taking persons apart, double checks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, new_group, open_command
from talentdb.console import answer, emit_json, say

if TYPE_CHECKING:
    from talentdb.identity.sides import Side
    from talentdb.registry.judging import Judged

__all__ = ["register"]

_SUREST = 0.999
"""Nobody is asked about what is certain: "100 %" beside a question would be odd."""

_MOST_LISTED = 100_000
"""More lines than this are no list to read; JSON of that many takes some 200 MB."""

_ON_SCREEN = 200

_Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        min=1,
        max=_MOST_LISTED,
        help="Số dòng nhiều nhất; bỏ trống: 200, với --json là tất cả.",
    ),
]
_Offset = Annotated[int, typer.Option("--offset", min=0, max=LARGEST_NUMBER, help="Bỏ qua từng ấy dòng đầu.")]
_Reason = Annotated[str, typer.Option("--reason", help="Lý do, ghi cùng kết luận.")]
_Who = typer.Argument(help="Số của người (1024), hoặc của một dòng trong danh sách (r2048).")


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = new_group(app, "identity", "Hồ sơ có thể trùng: hàng chờ, kết luận, tách, kiểm tra lại.")
    group.command("queue", epilog="Ví dụ: talentdb identity queue --limit 20 --json")(queue)
    group.command("judge", epilog="Ví dụ: talentdb identity judge 1024 r2048 same --reason 'Cùng điện thoại'")(judge)
    group.command("split", epilog="Ví dụ: talentdb identity split 1024 r2048 --reason 'Hai người trùng tên'")(split)
    group.command("retract", epilog="Ví dụ: talentdb identity retract 31 --reason 'Nhầm người'")(retract)
    group.command("judgements", epilog="Ví dụ: talentdb identity judgements --live")(judgements)
    group.command("check", epilog="Ví dụ: talentdb identity check --limit 30 --json")(check)
    group.command("rerun", epilog="Ví dụ: talentdb identity rerun")(rerun)


def _listed(limit: int | None, json: bool) -> int:
    """How many lines to list: a machine gets all of them unless it asked for fewer."""
    return limit or (_MOST_LISTED if json else _ON_SCREEN)


def queue(
    limit: _Limit = None,
    offset: _Offset = 0,
    status: Annotated[str, typer.Option("--status", help="open, unsure, judged, pending hoặc all.")] = "pending",
    submission_id: Annotated[
        int | None, typer.Option("--submission", min=0, max=LARGEST_NUMBER, help="Chỉ các cặp của lần nộp này.")
    ] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Các cặp hồ sơ có thể là một người mà chưa ai kết luận, cặp đáng xem nhất trước."""
    from talentdb.access.rights import Action, require
    from talentdb.identity.queue import counts
    from talentdb.identity.queue import queue as list_queue
    from talentdb.text import format_percent

    with open_command(as_login) as runtime, runtime.work() as connection:
        require(runtime.principal, Action.REVIEW)
        items = list_queue(
            connection, status=status, limit=_listed(limit, json), offset=offset, submission_id=submission_id
        )
        totals = counts(connection, submission_id=submission_id)
    if json:
        emit_json([item.as_json() for item in items])
        return
    for item in items:
        flags = [words for holds, words in (
            (item.status == "unsure", "chưa rõ"), (item.waiting, "chờ duyệt"), (item.refused, "mâu thuẫn"),
            (item.id_conflict, "khác số định danh"), (item.pairs > 1, f"{item.pairs} cặp dòng"),
        ) if holds]  # fmt: skip
        answer(" · ".join([f"Khả năng là một người: {format_percent(min(item.score, _SUREST))}", *flags]))
        _tell_sides(item.a, item.b)
        for clue in item.evidence:
            answer(f"    {clue.weight:+6.1f}  {clue.detail}")
    say(f"Còn {totals['open']} cặp chờ kết luận, {totals['unsure']} cặp chưa rõ.")


def judge(
    a: Annotated[str, _Who],
    b: Annotated[str, _Who],
    verdict: Annotated[str, typer.Argument(help="same (một người), different (hai người) hoặc unsure (chưa rõ).")],
    reason: _Reason = "",
    checks: Annotated[bool, typer.Option("--check", help="Xem lại một lần gộp tự động (identity check).")] = False,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Kết luận hai hồ sơ là một người hay hai người."""
    from typing import cast

    from talentdb.registry.judging import Verdict
    from talentdb.registry.judging import judge as judge_pair

    with open_command(as_login, drains=True) as runtime, runtime.work() as connection:
        # The use case refuses words that are no verdict.
        outcome = judge_pair(
            connection, runtime.principal, a, b, cast(Verdict, verdict), reason=reason,
            origin="check" if checks else "queue",
        )  # fmt: skip
    _tell(outcome, json)


def split(
    person_id: Annotated[int, typer.Argument(metavar="ID", min=0, max=LARGEST_NUMBER, help="Số của người.")],
    records: Annotated[
        list[str] | None, typer.Argument(metavar="[RECORD]…", help="Các dòng tách ra (r2048); bỏ trống: tách hết.")
    ] = None,
    reason: _Reason = "",
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Tách một người thành nhiều người; không nêu dòng nào thì mỗi dòng một người."""
    from talentdb.registry.judging import split as split_person

    numbers = [_record(given) for given in records or ()]
    with open_command(as_login, drains=True) as runtime, runtime.work() as connection:
        outcome = split_person(connection, runtime.principal, person_id, numbers, reason=reason)
    _tell(outcome, json)


def retract(
    judgement_id: Annotated[int, typer.Argument(metavar="ID", min=0, max=LARGEST_NUMBER, help="Số của kết luận.")],
    reason: _Reason = "",
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Rút lại một kết luận; dữ liệu trở về đúng như khi chưa có kết luận đó."""
    from talentdb.registry.judging import retract as retract_judgement

    with open_command(as_login, drains=True) as runtime, runtime.work() as connection:
        outcome = retract_judgement(connection, runtime.principal, judgement_id, reason=reason)
    _tell(outcome, json)


def judgements(
    live: Annotated[bool, typer.Option("--live", help="Chỉ các kết luận còn hiệu lực.")] = False,
    limit: _Limit = None,
    offset: _Offset = 0,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Các kết luận đã ghi, mới nhất trước: ai, lúc nào, vì sao."""
    from talentdb.access.rights import Action, require
    from talentdb.identity.judgements import list_judgements
    from talentdb.registry.labels import VERDICTS

    with open_command(as_login) as runtime, runtime.work() as connection:
        require(runtime.principal, Action.REVIEW)
        items = list_judgements(connection, live=live, limit=_listed(limit, json), offset=offset)
    if json:
        emit_json(items)
        return
    rows = [
        (str(item["judgement_id"]), item["at"][:16].replace("T", " "), item["login"], VERDICTS[item["verdict"]],
         "đã rút" if item["retracted_at"] else "", ", ".join(item["names"]), item["reason"])
        for item in items
    ]  # fmt: skip
    _tell_aligned(rows)


def check(
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Số lần gộp cần xem.")] = 20,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Mẫu các lần gộp tự động để xem lại, và tỷ lệ sai của những lần đã xem."""
    from talentdb.access.rights import Action, require
    from talentdb.identity.checking import draw, error_rate
    from talentdb.text import format_percent

    with open_command(as_login) as runtime, runtime.work() as connection:
        require(runtime.principal, Action.REVIEW)
        items, rates = draw(connection, limit), error_rate(connection)
    if json:
        emit_json({"sample": [item.as_json() for item in items], "rates": [rate.as_json() for rate in rates]})
        return
    for item in items:
        answer(_RULE_WORDS[item.rule] + (f" · {format_percent(item.score)}" if item.score is not None else ""))
        _tell_sides(item.a, item.b)
    for rate in rates:
        share = "chưa có" if rate.rate is None else format_percent(rate.rate)
        say(
            f"{_RULE_WORDS[rate.rule]}: {rate.merges} dòng đã gộp, xem {rate.checked}, sai {rate.wrong};"
            f" tỷ lệ sai {share} (khoảng tin cậy 95%: {format_percent(rate.low)} – {format_percent(rate.high)})."
        )
    say("Ghi kết quả: talentdb identity judge rA rB same|different --check.")


def rerun(json: JsonOption = False, as_login: AsOption = None) -> None:
    """Đối chiếu lại toàn bộ dữ liệu đã duyệt theo mô hình hiện nay; các kết luận giữ nguyên."""
    from dataclasses import asdict

    from talentdb.console import progress
    from talentdb.registry.rerun import rerun as match_anew

    with open_command(as_login, drains=True) as runtime, progress() as bar, runtime.work() as connection:
        outcome = match_anew(connection, runtime.principal, progress=bar)
    if json:
        emit_json(asdict(outcome))
    else:
        say(f"Đã đối chiếu lại: {outcome.persons} người, {outcome.changed} người thay đổi.")


_RULE_WORDS = {"score": "Gộp theo mô hình", "national_id": "Gộp theo số định danh", "all": "Tất cả"}


def _record(given: str) -> int:
    """Number of a source record, written r2048 or 2048."""
    from talentdb.errors import UsageError

    digits = given[1:] if given[:1] in ("r", "R") else given
    if not (digits.isascii() and digits.isdigit()) or int(digits) > LARGEST_NUMBER:
        raise UsageError(f"“{given}” không phải số của dòng.", "Ghi như trong hàng chờ, ví dụ r2048.")
    return int(digits)


def _tell_sides(*sides: "Side") -> None:
    _tell_aligned([
        ("   ", side.record, str(side.person_id or "–"), side.full_name, _born(side), side.agency_name,
         f"{side.file} {side.sheet}!{side.row}")
        for side in sides
    ])  # fmt: skip


def _born(side: "Side") -> str:
    from talentdb.text import format_date

    return format_date(side.birth_date, side.birth_date_precision or "day") if side.birth_date else "–"


def _tell_aligned(rows: Sequence[Sequence[str]]) -> None:
    """Columns under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        answer("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _tell(outcome: "Judged", json: bool) -> None:
    from dataclasses import asdict

    from talentdb.registry.labels import VERDICTS

    if json:
        document: dict[str, Any] = asdict(outcome)
        emit_json(document)
        return
    persons = ", ".join(map(str, outcome.persons)) or "–"
    say(
        f"Kết luận số {outcome.judgement_id}: {VERDICTS[outcome.verdict]}. Người bây giờ: {persons}."
        f" Rút lại: talentdb identity retract {outcome.judgement_id}."
    )

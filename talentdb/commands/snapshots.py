"""`indicators freeze`, `snapshots`, `sign`, `since`, `compare`: figures that later uploads do not change."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, open_command, parse_day
from talentdb.console import answer, emit_json

if TYPE_CHECKING:
    from talentdb.indicators.differing import Difference
    from talentdb.indicators.snapshots import Head, Snapshot

__all__ = ["register"]

_Number = Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của bản chốt.")]


def register(indicators: typer.Typer) -> None:
    """Add the commands to the group `indicators`."""
    named = (
        ("freeze", freeze, "--plan hung-yen-2711 --period 2026 --as thamdinh"),
        ("snapshots", snapshots, "--plan hung-yen-2711"),
        ("sign", sign, "3 --as lanhdao"),
        ("since", since, "3"),
        ("compare", compare, "2 3 --json"),
    )
    for name, command, example in named:
        indicators.command(name, epilog=f"Ví dụ: talentdb indicators {name} {example}")(command)


def freeze(
    plan: Annotated[str, typer.Option("--plan", help="Mã kế hoạch.")],
    period: Annotated[str, typer.Option("--period", metavar="KỲ", help="2026, 2026-H1 hoặc 2026-Q3.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="NGÀY", help="Mặc định hôm nay.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Chốt số liệu của một kế hoạch cho một kỳ: danh sách nộp sau không làm thay đổi."""
    from talentdb.indicators import snapshots as store
    from talentdb.settings import today

    day = parse_day(as_of) or today()
    with open_command(as_login) as runtime, runtime.work() as connection:
        found = store.freeze(connection, runtime.principal, plan, period, day)
    _tell_one(found, json)


def snapshots(
    plan: Annotated[str | None, typer.Option("--plan", help="Chỉ một kế hoạch.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Liệt kê các bản chốt, mới nhất trước: kế hoạch, kỳ, ngày, người chốt, người ký."""
    from talentdb.indicators.snapshots import list_snapshots
    from talentdb.plans import load_plan

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = list_snapshots(connection, runtime.principal, None if plan is None else load_plan(plan).code)
    if json:
        emit_json([_head(one) for one in found])
        return
    for one in found:
        answer(_line(one))
    if not found:
        answer("Chưa chốt số liệu nào.")


def sign(number: _Number, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Ký xác nhận một bản chốt bằng tài khoản lãnh đạo hoặc cán bộ quản lý dữ liệu (--as)."""
    from talentdb.indicators import snapshots as store

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = store.sign(connection, runtime.principal, number)
    _tell_one(found, json)


def since(number: _Number, json: JsonOption = False, as_login: AsOption = None) -> None:
    """So một bản chốt với số liệu tính lại bây giờ cho cùng ngày: cái gì đã khác đi, vì sao."""
    from talentdb.indicators import differing

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = differing.since(connection, runtime.principal, number)
    _tell_difference(found, json)


def compare(
    number: _Number,
    other: Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của bản chốt sau.")],
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Đặt hai bản chốt của một kế hoạch cạnh nhau: chỉ những con số khác nhau."""
    from talentdb.indicators import differing

    with open_command(as_login) as runtime, runtime.work() as connection:
        found = differing.compare(connection, runtime.principal, number, other)
    _tell_difference(found, json)


def _head(one: "Head") -> dict[str, Any]:
    return {
        "snapshot_id": one.snapshot_id,
        "plan": one.plan,
        "period": one.period,
        "as_of": one.as_of,
        "sha256": one.sha256,
        "login": one.login,
        "taken_at": one.taken_at,
        "signatures": [
            {"login": mark.login, "statement": mark.statement, "signed_at": mark.signed_at} for mark in one.signatures
        ],
    }


def _line(one: "Head") -> str:
    signed = ", ".join(mark.login for mark in one.signatures) or "chưa ai ký"
    return (
        f"{one.snapshot_id}\t{one.plan}\tkỳ {one.period}\tngày {one.as_of:%d/%m/%Y}\tchốt: {one.login}"
        f"\tký: {signed}\t{one.sha256[:12]}"
    )


def _tell_one(found: "Snapshot", json: bool) -> None:
    """One line; as JSON with figures and inputs."""
    if json:
        emit_json(_head(found) | {"body": found.body, "inputs": found.inputs})
    else:
        answer(_line(found))


def _tell_difference(found: "Difference", json: bool) -> None:
    from dataclasses import asdict

    from talentdb.indicators.labels import CUT_NAMES
    from talentdb.indicators.snapshot_labels import INPUTS

    if json:
        emit_json({"figures": [asdict(c) for c in found.figures], "inputs": [asdict(c) for c in found.inputs]})
        return
    if found.nothing:
        answer("Không có gì khác.")
        return
    for change in found.figures:
        before, after = _both(change.before, change.after)
        if before == after:
            continue
        # The group of those of whom nobody knows where they belong has no key of its own, and no cut in its name.
        name = change.name if change.cut == "total" else f"    {CUT_NAMES.get(change.cut, change.cut)}: {change.name}"
        answer(f"{change.code}\t{before} → {after}\t{name}")
    for item in found.inputs:
        answer(f"{INPUTS.get(item.name, item.name)}: {item.before} → {item.after}")


def _both(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[str, str]:
    """Both figures; with what is open about them where nothing else differs."""
    one, other = _figure(before), _figure(after)
    if one != other or before is None or after is None:
        return one, other
    return one + _interval(before), other + _interval(after)


def _interval(values: Mapping[str, Any]) -> str:
    from talentdb.text import format_percent

    low, high = values.get("low"), values.get("high")
    if low is None or high is None or values.get("denominator") is None:
        return ""
    return f", có thể từ {format_percent(low)} đến {format_percent(high)}"


def _figure(values: Mapping[str, Any] | None) -> str:
    from talentdb.text import format_percent

    if values is None:
        return "không có"
    if values.get("denominator") is None:
        return "ẩn"
    share = "—" if values["value"] is None else format_percent(values["value"])
    return f"{share} ({values['numerator']}/{values['denominator']})"

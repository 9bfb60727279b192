"""`commitments`, `payments`, `budget`: who has promised what until when, what was paid, and from which money."""

from pathlib import Path
from typing import Annotated, Any

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, new_group, open_command, parse_day
from talentdb.console import answer, emit_json, say

__all__ = ["register"]

PlanOption = Annotated[str | None, typer.Option("--plan", metavar="MÃ", help="Chỉ kế hoạch này.")]
OnOption = Annotated[str | None, typer.Option("--on", metavar="NGÀY", help="Vào ngày này; mặc định hôm nay.")]
OutOption = Annotated[Path | None, typer.Option("--out", metavar="TỆP", help="Ghi ra tệp .xlsx hoặc .csv.")]
PaperOption = Annotated[str, typer.Option("--paper", help="Số chứng từ hoặc quyết định.")]
DongOption = Annotated[int, typer.Option("--dong", help="Số tiền, đồng.")]
CaseArgument = Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số hồ sơ.")]
PlanArgument = Annotated[str, typer.Argument(help="Mã kế hoạch.")]


def register(app: typer.Typer) -> None:
    """Add the groups."""
    commitments = new_group(app, "commitments", "Cam kết của người được thu hút, đào tạo: hạn, tình trạng, tín hiệu.")
    commitments.command("list", epilog="Ví dụ: talentdb commitments list --state running --soon")(list_)
    commitments.command("signals", epilog="Ví dụ: talentdb commitments signals --on 2026-12-01")(signals)
    commitments.command("terms", epilog="Ví dụ: talentdb commitments terms hung-yen-798")(terms)
    commitments.command(
        "confirm",
        epilog="Ví dụ: talentdb commitments confirm hung-yen-798 amount professor 1500000000"
        " --article 'Điều 4' --paper 'NQ 798/2025, Công báo 12' --in-force 2025-12-20",
    )(confirm)
    payments = new_group(app, "payments", "Tiền của các hồ sơ: chi, hủy khoản ghi nhầm, thu hồi.")
    payments.command("list", epilog="Ví dụ: talentdb payments list --plan hung-yen-798 --waiting")(list_payments)
    payments.command(
        "pay", epilog="Ví dụ: talentdb payments pay 12 one-time --dong 500000000 --paper 'UNC 15'"
    )(pay)  # fmt: skip
    payments.command(
        "reverse", epilog="Ví dụ: talentdb payments reverse 7 --reason 'ghi nhầm hồ sơ' --paper 'PKT 3'"
    )(reverse)
    payments.command("return", epilog="Ví dụ: talentdb payments return 12 --dong 1000000 --paper 'GNT 4'")(return_)
    budget = new_group(app, "budget", "Dự toán của kế hoạch theo năm, nguồn, đối chiếu với đã chi.")
    budget.command("show", epilog="Ví dụ: talentdb budget show hung-yen-798 --year 2026")(show_budget)
    budget.command(
        "set", epilog="Ví dụ: talentdb budget set hung-yen-798 2026 state_budget 20000000000 --paper 'QĐ 9'"
    )(set_)


def list_(
    plan: PlanOption = None,
    state: Annotated[
        str | None, typer.Option("--state", help="Tình trạng: running, suspended, broken, ended …")
    ] = None,
    soon: Annotated[bool, typer.Option("--soon", help="Chỉ cam kết hết hạn trong 90 ngày.")] = False,
    on: OnOption = None,
    out: OutOption = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Lịch cam kết: ai, từ ngày nào đến ngày nào, tình trạng, còn bao nhiêu ngày, việc tiếp theo, tiền."""
    from talentdb.errors import UsageError
    from talentdb.programmes.commitment_days import STATES
    from talentdb.programmes.commitments import list_commitments
    from talentdb.programmes.money_export import export_money
    from talentdb.programmes.money_rows import commitment_row
    from talentdb.settings import today

    if state is not None and state not in STATES:
        raise UsageError(f"Không có tình trạng “{state}”.", f"Chọn: {', '.join(STATES)}.")
    day = parse_day(on) or today()
    with open_command(as_login) as runtime, runtime.work() as connection:
        states = None if state is None else (state,)
        held = list_commitments(connection, runtime.principal, day, plan=plan, states=states)
        found = [one for one in held if not soon or one.ends_soon(day)]
        if out is not None:
            cases = {one.case for one in found}
            made = export_money(connection, runtime.principal, "commitment", out, day, plan=plan, cases=cases)
            say(f"{made} dòng")
            return
    rows = [commitment_row(one, day) for one in found]
    if json:
        emit_json(rows)
        return
    for row in rows:
        left = "" if row["days_left"] is None else f"\tcòn {row['days_left']} ngày"
        owed = f"\tphải hoàn trả {row['left']} đồng" if row["left"] > 0 else ""
        if row["excess"]:
            owed = f"\ttrả thừa {row['excess']} đồng, phải trả lại"
        answer(
            f"{row['case']}\t{row['title']}\t{row['agency']}\t{row['begins']} – {row['until']}"
            f"\t{row['state_words']}{left}{owed}"
        )


def signals(on: OnOption = None, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Cơ sở dữ liệu trí thức cho biết gì về người đang có cam kết: nghỉ hưu, chuyển đi, thôi việc, mất, nơi khác."""
    from talentdb.programmes.commitments import signals as found_signals
    from talentdb.programmes.money_rows import signal_row
    from talentdb.settings import today

    with open_command(as_login) as runtime, runtime.work() as connection:
        rows = [signal_row(one) for one in found_signals(connection, runtime.principal, parse_day(on) or today())]
    if json:
        emit_json(rows)
        return
    for row in rows:
        step = f"\tđề xuất: {row['step_name']} ({row['step']})" if row["step"] else ""
        answer(f"{row['case']}\t{row['title']}\t{row['agency']}\t{row['why']}{step}")


def terms(plan: PlanArgument, json: JsonOption = False, as_login: AsOption = None) -> None:
    """Mức tiền, thời hạn, quy tắc hoàn trả của kế hoạch: điều nào đã đối chiếu với nghị quyết, điều nào chưa."""
    from talentdb.plans import load_plan
    from talentdb.programmes.confirmed import confirmed_of, to_confirm
    from talentdb.settings import today

    with open_command(as_login) as runtime, runtime.work() as connection:
        document = load_plan(plan)
        held = confirmed_of(connection, document, today())
    rows: list[dict[str, Any]] = [
        {"kind": kind, "code": code, "name": name, "value": one.value if one else None,
         "article": one.article if one else None, "paper": one.paper if one else None,
         "in_force": one.in_force if one else None}
        for (kind, code), name in to_confirm(document).items()
        for one in (held.get((kind, code)),)
    ]  # fmt: skip
    if json:
        emit_json(rows)
        return
    for row in rows:
        told = f"{row['value']}\t{row['article']}, {row['paper']}" if row["value"] else "chưa đối chiếu"
        answer(f"{row['kind']}\t{row['code']}\t{row['name']}\t{told}")


def confirm(
    plan: PlanArgument,
    kind: Annotated[str, typer.Argument(help="amount, term hoặc repayment.")],
    code: Annotated[str, typer.Argument(help="Mã của mức, thời hạn; của chính sách nếu là repayment.")],
    value: Annotated[str, typer.Argument(help="Số đồng; số năm; hoặc whole, times 2, share 1/2, remaining.")],
    article: Annotated[str, typer.Option("--article", help="Điều khoản của nghị quyết.")],
    paper: Annotated[str, typer.Option("--paper", help="Số nghị quyết và công báo.")],
    in_force: Annotated[str, typer.Option("--in-force", metavar="NGÀY", help="Ngày có hiệu lực.")],
    as_login: AsOption = None,
) -> None:
    """Ghi điều đã đối chiếu với nghị quyết; điều ghi trước vẫn được giữ. Chưa đối chiếu thì không được chi, đòi."""
    from talentdb.programmes.confirmed import confirm_term
    from talentdb.settings import today

    day = parse_day(in_force) or today()
    with open_command(as_login) as runtime, runtime.work() as connection:
        confirm_term(
            connection, runtime.principal, plan, kind, code, value, article=article, paper=paper, in_force=day
        )  # fmt: skip


def list_payments(
    plan: PlanOption = None,
    case: Annotated[
        int | None, typer.Option("--case", min=1, max=LARGEST_NUMBER, metavar="SỐ", help="Chỉ hồ sơ này.")
    ] = None,
    waiting: Annotated[bool, typer.Option("--waiting", help="Khoản đã quyết định, đang chờ chi.")] = False,
    out: OutOption = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Các khoản đã ghi, mới nhất trước; hoặc các khoản đang chờ chi và cách tính."""
    from talentdb.programmes.money_export import export_money
    from talentdb.programmes.money_rows import payment_rows, waiting_rows
    from talentdb.programmes.payment_rows import list_money
    from talentdb.settings import today

    with open_command(as_login) as runtime, runtime.work() as connection:
        if out is not None:
            what = "waiting" if waiting else "payment"
            cases = None if case is None else (case,)
            say(f"{export_money(connection, runtime.principal, what, out, today(), plan=plan, cases=cases)} dòng")
            return
        found = list_money(connection, runtime.principal, plan=plan, case=case)
    rows = waiting_rows(found) if waiting else payment_rows(found)
    if json:
        emit_json(rows)
        return
    for row in rows:
        if waiting:
            answer(f"{row['case']}\t{row['title']}\t{row['name']}\tcòn {row['left'] or '?'} đồng")
            for line in row["why"]:
                answer(f"    {line}")
        else:
            answer(
                f"{row['payment']}\t{row['paid_on']}\t{row['kind_words']}\t{row['dong']} đồng\thồ sơ {row['case']}"
                f"\t{row['title']}\t{row['grant']} {row['period']}\t{row['paper']}"
            )


def pay(
    case: CaseArgument,
    grant: Annotated[str, typer.Argument(help="Mã khoản hỗ trợ của chính sách.")],
    dong: DongOption,
    paper: PaperOption,
    period: Annotated[str, typer.Option("--period", metavar="NĂM-THÁNG", help="Tháng, với khoản theo tháng.")] = "",
    on: OnOption = None,
    year: Annotated[int | None, typer.Option("--year", help="Năm ngân sách; mặc định năm của ngày chi.")] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="state_budget, enterprise, sponsor, other; mặc định của khoản.")
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", help="Lý do, khi người này đã được chi khoản cùng loại theo hồ sơ khác.")
    ] = "",
    as_login: AsOption = None,
) -> None:
    """Ghi đã chi một khoản; không khoản nào được chi hai lần, hay khi chưa có quyết định, chưa đối chiếu."""
    from talentdb.programmes.payments import pay as record
    from talentdb.settings import today

    day = parse_day(on) or today()
    with open_command(as_login) as runtime, runtime.work() as connection:
        made = record(
            connection, runtime.principal, case, grant, dong=dong, paid_on=day, budget_year=year or day.year,
            paper=paper, period=period, source=source, reason=reason,
        )  # fmt: skip
    answer(str(made.number))


def reverse(
    number: Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="Số của khoản ghi nhầm.")],
    reason: Annotated[str, typer.Option("--reason", help="Lý do.")],
    paper: PaperOption,
    on: OnOption = None,
    as_login: AsOption = None,
) -> None:
    """Hủy một khoản ghi nhầm, một lần; sau đó được ghi lại cho đúng."""
    from talentdb.programmes.payments import reverse as record
    from talentdb.settings import today

    with open_command(as_login) as runtime, runtime.work() as connection:
        made = record(
            connection, runtime.principal, number, paid_on=parse_day(on) or today(), reason=reason, paper=paper
        )  # fmt: skip
    answer(str(made.number))


def return_(
    case: CaseArgument, dong: DongOption, paper: PaperOption, on: OnOption = None, as_login: AsOption = None
) -> None:
    """Ghi tiền thu hồi của người vi phạm cam kết, không quá số phải hoàn trả."""
    from talentdb.programmes.payments import take_back
    from talentdb.settings import today

    with open_command(as_login) as runtime, runtime.work() as connection:
        made = take_back(
            connection, runtime.principal, case, dong=dong, paid_on=parse_day(on) or today(), paper=paper
        )  # fmt: skip
    answer(str(made.number))


def show_budget(
    plan: PlanArgument,
    year: Annotated[int | None, typer.Option("--year", min=2000, max=2100, help="Năm; mặc định năm nay.")] = None,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Dự toán, đã chi, còn lại, đã thu hồi của kế hoạch trong năm, theo nguồn."""
    from talentdb.plans import load_plan
    from talentdb.programmes.budget import budget
    from talentdb.programmes.ledger import require_money_reader
    from talentdb.programmes.money_rows import budget_row
    from talentdb.settings import today

    load_plan(plan)
    with open_command(as_login) as runtime, runtime.work() as connection:
        require_money_reader(runtime.principal)
        rows = [budget_row(one) for one in budget(connection, plan, year or today().year)]
    if json:
        emit_json(rows)
        return
    for row in rows:
        answer(
            f"{row['source_words']}\tdự toán {row['set_aside'] if row['set_aside'] is not None else '—'}"
            f"\tđã chi {row['paid']}\tcòn {row['left'] if row['left'] is not None else '—'}"
            f"\tđã thu hồi {row['returned']}"
        )


def set_(
    plan: PlanArgument,
    year: Annotated[int, typer.Argument(help="Năm ngân sách.")],
    source: Annotated[str, typer.Argument(help="state_budget, enterprise, sponsor hoặc other.")],
    dong: Annotated[int, typer.Argument(help="Số tiền, đồng.")],
    paper: PaperOption,
    as_login: AsOption = None,
) -> None:
    """Ghi dự toán của một nguồn trong năm; số ghi trước vẫn được giữ."""
    from talentdb.programmes.budget import set_budget

    with open_command(as_login) as runtime, runtime.work() as connection:
        set_budget(connection, runtime.principal, plan, year, source, dong=dong, paper=paper)

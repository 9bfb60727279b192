"""`panel`: a council for a topic; what becomes of councils is in `lists`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from talentdb.commands.common import LARGEST_NUMBER, AsOption, JsonOption, open_command
from talentdb.console import answer, emit_json, say

if TYPE_CHECKING:
    from talentdb.councils.demand import Demand

__all__ = ["register"]


def _person(name: str, told: str) -> Any:
    """An option that takes numbers of people."""
    return typer.Option(name, min=1, max=LARGEST_NUMBER, metavar="SỐ", help=told)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("panel", epilog="Ví dụ: talentdb panel --topic 'nuôi trồng thủy sản' --size 7 --min-women 2")(panel)


def panel(
    topic: Annotated[str, typer.Option("--topic", metavar="CHỦ_ĐỀ", help="Chủ đề hội đồng xem xét.")],
    size: Annotated[int, typer.Option("--size", help="Số thành viên.")],
    min_women: Annotated[int, typer.Option("--min-women", help="Số nữ tối thiểu.")] = 0,
    exclude_agency: Annotated[
        list[str] | None, typer.Option("--exclude-agency", metavar="MÃ", help="Không lấy người của đơn vị này.")
    ] = None,
    applicant: Annotated[int | None, _person("--applicant", "Chủ nhiệm hồ sơ được xem xét.")] = None,
    accept: Annotated[
        list[int] | None, _person("--accept", "Chấp nhận người này dù có liên hệ với chủ nhiệm.")
    ] = None,
    include: Annotated[list[int] | None, _person("--include", "Phải có người này.")] = None,
    exclude: Annotated[list[int] | None, _person("--exclude", "Không lấy người này.")] = None,
    chair: Annotated[int | None, _person("--chair", "Người này làm Chủ tịch.")] = None,
    chair_rank: Annotated[
        int | None,
        typer.Option(
            "--chair-rank", min=0, max=6, help="Bậc tối thiểu của Chủ tịch: 2 thạc sĩ, 3 tiến sĩ, 4 PGS, 5 GS."
        ),
    ] = None,
    field: Annotated[
        list[str] | None, typer.Option("--field", metavar="LĨNH_VỰC", help="Lĩnh vực con phải có người phủ.")
    ] = None,
    per_agency: Annotated[int, typer.Option("--per-agency", help="Số người nhiều nhất của một đơn vị.")] = 1,
    most_uses: Annotated[
        int | None, typer.Option("--most-uses", min=0, help="Loại người đã dự quá số hội đồng này trong ba năm.")
    ] = None,
    apart: Annotated[bool, typer.Option("--apart", help="Các thành viên không chung công trình, nhiệm vụ.")] = False,
    reviewers: Annotated[int | None, typer.Option("--reviewers", help="Số ủy viên phản biện.")] = None,
    alternates: Annotated[int, typer.Option("--alternates", max=10, help="Số người dự bị.")] = 0,
    json: JsonOption = False,
    as_login: AsOption = None,
) -> None:
    """Đề xuất hội đồng cho một chủ đề; mã thoát 1 khi không thể, kèm cách nới quy tắc."""
    from talentdb.councils.demand import Demand

    fields = tuple(name for name in field or () if name.strip())
    demand = Demand(
        topic, size, fields, chair_rank, min_women, per_agency, tuple(exclude_agency or ()), applicant,
        tuple(accept or ()), apart, most_uses, tuple(include or ()), tuple(exclude or ()), reviewers, None,
        alternates, chair,
    ).checked()  # fmt: skip
    document = _proposed(demand, as_login)
    if json:
        emit_json(document)
    else:
        _tell_panel(document)
    if not document["feasible"]:
        raise typer.Exit(1)


def _proposed(demand: "Demand", as_login: str | None) -> dict[str, Any]:
    from talentdb.councils.answer import as_json
    from talentdb.councils.proposal import make_proposal

    with open_command(as_login) as runtime:
        runtime.drain()
        with runtime.work() as connection:
            document = as_json(make_proposal(connection, runtime.principal, runtime.index(), demand))
        if runtime.services.search is None:
            say(runtime.services.search_problem)
    return document


def _tell_panel(document: dict[str, Any]) -> None:
    for member in document["members"]:
        answer(f"{member['role_label']}\t{member['person_id']}\t{member['name']}\t{member['agency_name'] or ''}")
        for reason in member["reasons"]:
            answer(f"    {reason}")
    for member in document["alternates"]:
        answer(f"Dự bị\t{member['person_id']}\t{member['name']}\t{member['agency_name'] or ''}")
    for rule in document["rules"]:
        say(f"Giữ: {rule['label']}")
    for change in document["eased"]:
        say(f"Đã nới: {change['label']}")
    if document["feasible"]:
        return
    say(document["message"] or "Không lập được hội đồng theo các quy tắc này. Có thể:")
    for way in document["relax"]:
        say(f"  - {way['label']}")

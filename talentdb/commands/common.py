"""What all commands share: the options --json and --as, the runtime of one command, parsing of filters."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from talentdb.errors import UsageError

if TYPE_CHECKING:
    from talentdb.runtime import Runtime

__all__ = [
    "LARGEST_NUMBER",
    "AsOption",
    "FilterOption",
    "JsonOption",
    "figures_day",
    "new_group",
    "open_command",
    "parse_day",
    "parse_filters",
]

LARGEST_NUMBER = 2**63 - 1
"""The largest number of a row (bigint); a larger one is a slip of the keys, not a question for the database."""

JsonOption = Annotated[bool, typer.Option("--json", help="In một tài liệu JSON ra đầu ra chuẩn.")]
AsOption = Annotated[str | None, typer.Option("--as", metavar="ACCOUNT", help="Chạy với quyền của tài khoản này.")]
FilterOption = Annotated[
    list[str] | None,
    typer.Option("--filter", metavar="TÊN=GIÁ_TRỊ", help="Lọc, ví dụ qualification=master,doctorate."),
]


def new_group(app: typer.Typer, name: str, help_text: str) -> typer.Typer:
    """A command group of the program."""
    group = typer.Typer(no_args_is_help=True, help=help_text)
    app.add_typer(group, name=name)
    return group


@contextmanager
def open_command(
    as_login: str | None = None, *, need_search: bool = False, drains: bool = False
) -> Iterator["Runtime"]:
    """The runtime of one command.

    Args:
        as_login: account in whose name to act; None is the operator.
        need_search: fail without Meilisearch.
        drains: bring the search index up to date before leaving.
    """
    from talentdb.console import progress
    from talentdb.runtime import open_runtime
    from talentdb.settings import Settings

    with (
        progress() as bar,
        open_runtime(Settings(), as_login=as_login, need_search=need_search, progress=bar) as found,
    ):
        yield found
        if drains:
            found.drain()


def parse_filters(given: list[str] | None) -> list[tuple[str, str]]:
    """NAME=VALUE … as pairs.

    Raises: UsageError for anything else.
    """
    pairs = []
    for item in given or []:
        name, separator, value = item.partition("=")
        if not separator or not name.strip():
            raise UsageError(f"Bộ lọc không hợp lệ: {item}.", "Viết dạng TÊN=GIÁ_TRỊ, ví dụ qualification=master.")
        pairs.append((name.strip(), value.strip()))
    return pairs


def parse_day(given: str | None) -> date | None:
    """YYYY-MM-DD as a date.

    Raises: UsageError for anything else.
    """
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"Ngày không hợp lệ: {given}.", "Viết dạng NĂM-THÁNG-NGÀY, ví dụ 2026-12-09.") from None


def figures_day(given: str | None) -> date:
    """The day that figures are of, YYYY-MM-DD; today without one.

    Raises: UsageError for anything else, and for a day to come: what nobody has reported yet has no figures.
    """
    from talentdb.settings import today
    from talentdb.text import format_date

    day, now = parse_day(given) or today(), today()
    if day > now:
        raise UsageError(
            f"Không có số liệu của ngày {format_date(day)}: ngày đó chưa tới.",
            f"Chọn ngày không sau hôm nay ({format_date(now)}); dự báo cho năm sau dùng lệnh outlook hoặc renewal.",
        )
    return day

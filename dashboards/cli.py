"""`demo` and `serve`: the commands of the web app. Imports what it needs when a command runs."""

import threading
from typing import TYPE_CHECKING, Annotated

import typer

from talentdb.commands.common import JsonOption
from talentdb.console import emit_json, progress, say
from talentdb.errors import EnvironmentProblem

if TYPE_CHECKING:
    from talentdb.runtime import Runtime
    from talentdb.search.client import SearchIndex

__all__ = ["register"]

_DEFAULT_PORT = 8501
_Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Cổng trên 127.0.0.1; 0 là cổng trống bất kỳ.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve", epilog="Ví dụ: talentdb serve --port 8501")(serve)
    app.command("demo", epilog="Ví dụ: talentdb demo --check")(demo)


def _serve(runtime: "Runtime", port: int) -> None:
    from dashboards.application import Application
    from dashboards.demo_accounts import demo_accounts
    from dashboards.server import free_port
    from dashboards.server import serve as run_server
    from dashboards.single_sign_on import single_sign_on
    from dashboards.upkeep import AuditAnchor, Disuse, RecognitionsInStep
    from talentdb.backup.follow import follow
    from talentdb.runtime import index_of
    from talentdb.search.warm import warm_up
    from talentdb.services import revive, secret

    sso = single_sign_on(runtime.settings)
    chosen = free_port(port)
    from dashboards import labels
    from dashboards.ahead import import_pages

    import_pages()
    say(labels.SERVE_READY.format(address=f"http://127.0.0.1:{chosen}"))
    accounts = tuple((item.login, item.password, item.shows) for item in demo_accounts(runtime.home))
    servers = [runtime.services]
    disuse = Disuse(runtime.engine)
    anchor = AuditAnchor(runtime.engine, runtime.keyring, runtime.home)
    recognitions = RecognitionsInStep(runtime.engine)

    def keep_alive() -> None:
        # A revived Meilisearch may answer at another port.
        servers[0] = revive(runtime.settings)
        anchor.tick()
        disuse.tick()
        recognitions.tick()

    def find_index() -> "SearchIndex | None":
        return index_of(servers[0], runtime.registry)

    threading.Thread(target=warm_up, args=(runtime.engine, find_index), name="warm", daemon=True).start()
    threading.Thread(target=follow, args=(runtime, threading.Event()), name="backup", daemon=True).start()
    run_server(
        Application(runtime.engine, runtime.keyring, find_index, runtime.home, accounts, sso),
        chosen,
        cookie_secret=secret(runtime.home, "cookie"),
        revive=keep_alive,
    )


def serve(port: _Port = _DEFAULT_PORT) -> None:
    """Chạy ứng dụng web cùng dịch vụ chỉ mục."""
    from dashboards import labels
    from talentdb.plans import faulty_plans
    from talentdb.runtime import open_runtime
    from talentdb.settings import Settings

    with progress() as bar, open_runtime(Settings(), progress=bar) as runtime:
        if runtime.services.search is None:
            say(labels.NO_SEARCH.format(problem=runtime.services.search_problem))
        for fault in faulty_plans():
            say(fault.words)
        _serve(runtime, port)


def demo(
    check: Annotated[
        bool, typer.Option("--check", help="Làm tất cả, mở mọi trang dưới mọi vai trò, rồi thoát.")
    ] = False,
    people: Annotated[int, typer.Option("--people", min=50, help="Số người giả định.")] = 5000,
    seed: Annotated[int, typer.Option("--seed", help="Số khác cho một tỉnh giả định khác.")] = 1,
    port: _Port = _DEFAULT_PORT,
    json: JsonOption = False,
) -> None:
    """Bản trình diễn: tỉnh giả định, từ tệp Excel đến trang web."""
    from dashboards import labels
    from dashboards.demo import is_demo, make_demo
    from dashboards.demo_accounts import demo_accounts
    from talentdb.runtime import open_runtime
    from talentdb.settings import Settings

    summary: dict[str, object] = {}
    with progress() as bar, open_runtime(Settings(), need_search=check, progress=bar) as runtime:
        if not is_demo(runtime.home):
            summary = make_demo(runtime, people, seed, bar)
        for account in demo_accounts(runtime.home):
            say(labels.DEMO_ACCOUNT_LINE.format(login=account.login, password=account.password, shows=account.shows))
        if not check:
            _serve(runtime, port)
            return
        from dashboards.check import check_demo

        report = check_demo(runtime, summary)
    if json:
        emit_json(report.as_json())
    else:
        say(report.words())
    if not report.passed:
        raise EnvironmentProblem("Bản trình diễn chưa đạt.", "Xem các dòng KHÔNG ĐẠT ở trên.")

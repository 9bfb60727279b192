"""Opens the servers for as long as a program needs them: the first program starts them, the last one stops them.

A program killed without warning leaves its servers running; the next one adopts or recovers them and, when it is the
last, stops them.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from talentdb.console import Progress
from talentdb.errors import DatabaseUnavailable, SearchUnavailable
from talentdb.services import labels
from talentdb.services.address import DatabaseAddress, SearchAddress, Services, from_urls
from talentdb.services.cluster import Cluster, app_password, ping
from talentdb.services.faults import failure, map_os_errors
from talentdb.services.home import Claim, exclusive, prepare_home
from talentdb.services.meilisearch import SearchServer, key_works
from talentdb.services.privileges import Runner, choose_runner
from talentdb.services.signals import deferred_signals, orderly_end
from talentdb.settings import Settings

__all__ = ["open_services", "revive"]


def _silent(_label: str, _done: int, _total: int) -> None:
    """Progress for callers that show none."""


def _real_database(settings: Settings, url: str) -> DatabaseAddress:
    address = from_urls(url, settings.database_owner_url, app_password(settings.home_path))
    if not ping(address.host, address.port):
        raise failure(DatabaseUnavailable, labels.REAL_DATABASE_AWAY, host=f"{address.host}:{address.port}")
    return address


def _real_search(url: str, key: str) -> SearchAddress:
    address = SearchAddress(url, key)
    works = key_works(address)
    if works is None:
        raise failure(SearchUnavailable, labels.REAL_SEARCH_AWAY, url=url)
    if not works:
        raise failure(SearchUnavailable, labels.REAL_SEARCH_REFUSES, url=url)
    return address


def _runner(settings: Settings) -> Runner:
    """How servers of this home run; with two real servers none does, and no system user is looked for."""
    home = settings.home_path
    return Runner(home) if settings.database_url and settings.meili_url else choose_runner(home)


def _launch_search(settings: Settings, runner: Runner) -> None:
    """Let Meilisearch come up while PostgreSQL does; what goes wrong is told by `_search`."""
    if settings.meili_url is None:
        try:
            SearchServer(settings, runner).launch()
        except SearchUnavailable:
            return


def _search(settings: Settings, runner: Runner, *, needed: bool) -> tuple[SearchAddress | None, str]:
    try:
        if settings.meili_url is not None:
            return _real_search(settings.meili_url, settings.meili_key or ""), ""
        return SearchServer(settings, runner).ensure(), ""
    except SearchUnavailable as error:
        if needed:
            raise
        return None, str(error)


def _ensure(settings: Settings, runner: Runner, progress: Progress, *, need_search: bool) -> Services:
    """Bring up what is missing and say where everything is."""
    with map_os_errors(settings.home_path):
        progress(labels.STARTING_POSTGRES, 0, 1)
        _launch_search(settings, runner)
        if settings.database_url is not None:
            database = _real_database(settings, settings.database_url)
        else:
            database = Cluster(settings, runner).ensure()
        progress(labels.STARTING_POSTGRES, 1, 1)
        progress(labels.STARTING_SEARCH, 0, 1)
        search, problem = _search(settings, runner, needed=need_search)
        progress(labels.STARTING_SEARCH, 1, 1)
        return Services(database, search, problem)


def _stop(settings: Settings, runner: Runner) -> None:
    try:
        SearchServer(settings, runner).stop()
    finally:
        Cluster(settings, runner).stop()


def _leave(settings: Settings, runner: Runner, claim: Claim) -> None:
    with deferred_signals():
        try:
            with exclusive(settings.home_path):
                if claim.give_back():
                    _stop(settings, runner)
        except FileNotFoundError:
            # The home was deleted under the running servers: nobody can use them any more.
            claim.give_back()
            _stop(settings, runner)


@contextmanager
def open_services(
    settings: Settings, *, need_search: bool = False, progress: Progress | None = None
) -> Iterator[Services]:
    """The servers of this home, running for as long as the block lasts.

    Starts them, or uses what runs; at the end stops them when no other program uses them. Ctrl-C, SIGTERM and a
    closed terminal end the block in order. Several programs and threads may do this at once on one home. Real servers
    named by the settings are only asked whether they answer.

    Args:
        settings: home, and the servers or binaries named by the environment.
        need_search: fail when there is no Meilisearch, instead of giving `search=None` and the reason.
        progress: told what is being started.

    Raises: DatabaseUnavailable, SearchUnavailable (only with need_search), EnvironmentProblem.
    """
    home = prepare_home(settings.home_path)
    with orderly_end(), ExitStack() as leaving:
        with deferred_signals(), exclusive(home):
            with map_os_errors(home):
                runner = _runner(settings)
            leaving.callback(_leave, settings, runner, Claim(home))
            services = _ensure(settings, runner, progress or _silent, need_search=need_search)
        yield services


def revive(settings: Settings, *, need_search: bool = False) -> Services:
    """Start PostgreSQL or Meilisearch again if it died. For long programs: call every few seconds, from any thread.

    Only inside `open_services`. A server comes back at its old address unless its port was taken meanwhile, so use
    the answer. Costs a few milliseconds when all is well.

    Raises: as open_services; DatabaseUnavailable too when no program uses the servers any more.
    """
    home = settings.home_path
    if not home.is_dir():
        raise failure(DatabaseUnavailable, labels.CLOSED, folder=home)
    with exclusive(home), map_os_errors(home):
        if not Claim.exists(home):
            raise failure(DatabaseUnavailable, labels.CLOSED, folder=home)
        return _ensure(settings, _runner(settings), _silent, need_search=need_search)

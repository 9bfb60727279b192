"""Opens what a command or the web app works with: services, database (filled when it is empty), keys, actor, index.

The only place that puts the floors together at run time; holds no business rule.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import OperationalError

from talentdb.access.accounts import principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring, open_keyring
from talentdb.access.principal import OPERATOR, Principal
from talentdb.console import Progress
from talentdb.db.engine import as_environment_problem, connected, make_engine
from talentdb.db.reference import load_reference
from talentdb.db.schema import initialise, is_initialised, registry_name
from talentdb.db.tables import agency, blind_index_key
from talentdb.errors import DatabaseUnavailable, SearchUnavailable
from talentdb.plans import refresh_plans
from talentdb.registry.recognised import settle
from talentdb.search.client import SearchIndex, open_index
from talentdb.search.outbox import drain
from talentdb.services import Services, open_services
from talentdb.settings import Settings

__all__ = ["Runtime", "index_of", "initialise_home", "open_runtime"]


@dataclass(frozen=True, slots=True)
class Runtime:
    """Everything one command needs.

    Args:
        principal: in whose name it acts.
        registry: name of this registry; a search server may serve several.
    """

    settings: Settings
    services: Services
    engine: Engine
    keyring: Keyring
    principal: Principal
    registry: str

    @property
    def home(self) -> Path:
        """The home folder."""
        return self.settings.home_path

    @contextmanager
    def work(self) -> Iterator[Connection]:
        """A unit of work in the name of the actor."""
        with unit_of_work(self.engine, self.principal) as connection:
            yield connection

    def index(self) -> SearchIndex | None:
        """The search index; None while Meilisearch is away."""
        return index_of(self.services, self.registry)

    def drain(self) -> int:
        """Bring the index up to date; 0 while Meilisearch is away (the outbox keeps what is to be done)."""
        in_step(self.engine)
        index = self.index()
        if index is None:
            return 0
        try:
            return drain(self.engine, index)
        except SearchUnavailable:
            return 0


def in_step(engine: Engine) -> None:
    """Let the registry say of each person what cases recognise them as today: the passing of a day ends that."""
    with unit_of_work(engine, OPERATOR) as connection:
        settle(connection)


def index_of(services: Services, registry: str) -> SearchIndex | None:
    """The search index of this registry on these servers; None when there is no Meilisearch."""
    if services.search is None:
        return None
    return open_index(services.search.url, services.search.key, f"person-{registry}")


def initialise_home(services: Services) -> bool:
    """Apply schema.sql where it is missing; False when it was there.

    Raises: DatabaseUnavailable when there is no account that may do it.
    """
    address = services.database
    if address.owner_url is None:
        raise DatabaseUnavailable(
            "Cơ sở dữ liệu chưa được khởi tạo và không có tài khoản quản trị để khởi tạo.",
            "Đặt TALENTDB_DATABASE_OWNER_URL rồi chạy `talentdb db init`.",
        )
    return initialise(address.owner_url, address.app_password, address.app_user)


def _ready(engine: Engine, *, may_initialise: bool) -> bool:
    """Whether the schema is there; a role that does not exist yet means that it is not.

    Raises: DatabaseUnavailable when the server refuses the account or has no such database, and nobody is named who
    could change that.
    """
    try:
        return is_initialised(engine)
    except OperationalError as error:
        if "authentication failed" in str(error.orig) or "does not exist" in str(error.orig):
            if may_initialise:
                return False
            raise _refused() from error
        raise as_environment_problem(error) or error from error


def _refused() -> DatabaseUnavailable:
    return DatabaseUnavailable(
        "Máy chủ PostgreSQL không nhận tài khoản hoặc không có cơ sở dữ liệu này.",
        "Kiểm tra tài khoản, mật khẩu và tên cơ sở dữ liệu trong TALENTDB_DATABASE_URL; nếu chưa khởi tạo, đặt"
        " TALENTDB_DATABASE_OWNER_URL rồi chạy `talentdb db init`.",
    )


def fill_reference(engine: Engine) -> None:
    """Code lists and agencies, if the database has none yet; plans, also when their files are others by now."""
    with unit_of_work(engine, OPERATOR) as connection:
        if not connection.execute(select(func.count()).select_from(agency)).scalar_one():
            load_reference(connection)
        refresh_plans(connection)


def _blind_index_of(engine: Engine) -> int:
    """Which generation of its key the blind index of this database was made with."""
    with connected(engine) as connection:
        found: int = connection.execute(select(blind_index_key.c.generation)).scalar_one()
    return found


@contextmanager
def open_runtime(
    settings: Settings,
    *,
    as_login: str | None = None,
    need_search: bool = False,
    progress: Progress | None = None,
    on_initialised: Callable[[], None] | None = None,
) -> Iterator[Runtime]:
    """Start or join the services, make sure that the database is filled, find the actor; leave all as it was.

    Args:
        as_login: account in whose name to act; None is the operator of the home.
        need_search: fail without Meilisearch.
        on_initialised: called when the schema was made just now.
    """
    with open_services(settings, need_search=need_search, progress=progress) as services:
        engine = make_engine(services.database.app_url())
        try:
            if not _ready(engine, may_initialise=services.database.owner_url is not None):
                engine.dispose()
                if initialise_home(services) and on_initialised:
                    on_initialised()
                # Initialising leaves the password of an existing database alone, so it may still be another one.
                _ready(engine, may_initialise=False)
            fill_reference(engine)
            in_step(engine)
            keyring = open_keyring(settings.home_path).for_blind_index(_blind_index_of(engine))
            principal = OPERATOR
            if as_login is not None:
                with unit_of_work(engine, OPERATOR) as connection:
                    principal = principal_of(connection, as_login)
            yield Runtime(settings, services, engine, keyring, principal, registry_name(engine))
        finally:
            engine.dispose()

"""Where the servers answer, as values, and the URLs of real servers named by the environment. Connects to nothing."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from talentdb.errors import DatabaseUnavailable
from talentdb.services import labels
from talentdb.services.faults import failure

__all__ = ["APP_USER", "DATABASE_NAME", "SUPERUSER", "DatabaseAddress", "SearchAddress", "Services", "from_urls"]

APP_USER: Final = "talentdb_app"
DATABASE_NAME: Final = "talentdb"
SUPERUSER: Final = "postgres"
_SQLALCHEMY: Final = "postgresql+psycopg"
_SCHEMES: Final = {"postgres", "postgresql", _SQLALCHEMY}


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where PostgreSQL answers.

    Args:
        host: socket folder or host name.
        port: number in the socket's name, or TCP port.
        dbname: name of the database.
        app_password: password of talentdb_app; `db init` gives it to that role.
        owner_url: "postgresql://…" of an account that may create roles and tables; for `db init` only. None when the
            environment names only the application's own account.
        url: the application's URL when a real server was named; empty for the embedded one.
        app_user: role that the application signs in as: talentdb_app, or one of this home alone that belongs to it.
    """

    host: str
    port: int
    dbname: str
    app_password: str
    owner_url: str | None
    url: str = ""
    app_user: str = APP_USER

    def app_url(self) -> str:
        """SQLAlchemy's URL for the application's role, with the password in it: never show or log it."""
        return self.url or socket_url(_SQLALCHEMY, APP_USER, self.app_password, self)


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """Where Meilisearch answers, and its master key."""

    url: str
    key: str


@dataclass(frozen=True, slots=True)
class Services:
    """The servers of one run; `search_problem` says in Vietnamese why `search` is None, and what to do."""

    database: DatabaseAddress
    search: SearchAddress | None
    search_problem: str


def socket_url(scheme: str, user: str, password: str, address: DatabaseAddress) -> str:
    """The URL of a server on a socket: the folder goes into the query, because it holds slashes."""
    place = urlencode({"host": address.host, "port": address.port})
    return f"{scheme}://{user}:{quote(password, safe='')}@/{address.dbname}?{place}"


def embedded_address(folder: str, port: int, superuser_password: str, app_password: str) -> DatabaseAddress:
    """The address of the server that this package runs."""
    bare = DatabaseAddress(folder, port, DATABASE_NAME, app_password, None)
    owner = socket_url("postgresql", SUPERUSER, superuser_password, bare)
    return DatabaseAddress(folder, port, DATABASE_NAME, app_password, owner)


def _parse(url: str, variable: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in _SCHEMES and (parts.port is None or parts.port > 0)
    except ValueError:
        valid = False
    if not valid:
        # Not chained: the URL inside the cause may hold a password.
        raise failure(DatabaseUnavailable, labels.BAD_DATABASE_URL, variable=variable) from None
    return parts


def _with(parts: SplitResult, scheme: str, user: str | None = None, password: str = "") -> str:
    netloc = parts.netloc
    if user is not None:
        netloc = f"{user}:{quote(password, safe='')}@{netloc.rpartition('@')[2]}"
    # urlunsplit leaves "//" out when there is no host, which would change the meaning of postgresql:///name?host=…
    query = f"?{parts.query}" if parts.query else ""
    return (
        f"{scheme}://{netloc}{parts.path}{query}"
        if not netloc
        else urlunsplit(parts._replace(scheme=scheme, netloc=netloc))
    )


def from_urls(database_url: str, owner_url: str | None, home_password: str) -> DatabaseAddress:
    """The address of a real server.

    With an owner URL, or when `database_url` is talentdb_app's already, it is used as it is. Otherwise it is an
    owner's: the application gets the same place as a role of this home alone, with the password kept in the home.
    Roles belong to the whole server: one name for all would let two homes change each other's password.

    Raises: DatabaseUnavailable when a URL is not one of PostgreSQL.
    """
    parts = _parse(database_url, "TALENTDB_DATABASE_URL")
    query = dict(parse_qsl(parts.query))
    user = unquote(parts.username or query.get("user", ""))
    own = user == APP_USER or owner_url is not None
    password = unquote(parts.password or query.get("password", "")) if user == APP_USER else ""
    password = password or home_password
    app_user = APP_USER if own else f"{APP_USER}_{sha256(home_password.encode()).hexdigest()[:8]}"
    owner: str | None = None
    if owner_url is not None:
        owner = _with(_parse(owner_url, "TALENTDB_DATABASE_OWNER_URL"), "postgresql")
    elif not own:
        owner = _with(parts, "postgresql")
    return DatabaseAddress(
        host=parts.hostname or query.get("host", "localhost"),
        port=parts.port or int(query.get("port", "5432")),
        dbname=parts.path.strip("/") or user,
        app_password=password,
        owner_url=owner,
        url=_with(parts, _SQLALCHEMY) if own else _with(parts, _SQLALCHEMY, app_user, password),
        app_user=app_user,
    )

"""What one running web app holds: engine, keys, search index. Set once by the server before the first page runs.

Keeps nothing of any user but figures, by role and body; pages reach it through `current()`.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from dashboards.kept import Kept
from talentdb.access.keyring import Keyring
from talentdb.errors import EnvironmentProblem

if TYPE_CHECKING:
    from dashboards.single_sign_on import SingleSignOn

__all__ = ["Application", "current", "install"]


@dataclass(frozen=True, slots=True)
class Application:
    """The resources shared by all pages.

    Args:
        engine: connects as talentdb_app; rights come with each unit of work.
        keyring: keys of the home.
        open_index: gives the search index, or None while Meilisearch is away.
        home: folder of the home; holds the keys and the anchors of the audit log.
        demo_accounts: (login, password, what it shows) that the sign-in page may print; empty outside the demo.
        single_sign_on: the way in through the single sign-on of the province, where there is one.
        kept: figures that were computed, for whoever may see them next.
        long_list: held while a long list is compared: five at once would keep everybody's pages waiting five times as
            long, and none of the five would come sooner. Taken before a connection, never after.
    """

    engine: Engine
    keyring: Keyring
    open_index: Callable[[], Any | None]
    home: Path
    demo_accounts: tuple[tuple[str, str, str], ...] = ()
    single_sign_on: "SingleSignOn | None" = None
    kept: Kept = field(default_factory=Kept)
    long_list: threading.Lock = field(default_factory=threading.Lock)


_installed: list[Application] = []


def install(application: Application) -> None:
    """Make `application` the one of this process."""
    _installed[:] = [application]


def current() -> Application:
    """The application of this process.

    Raises: EnvironmentProblem when a page is run outside `talentdb serve`.
    """
    if not _installed:
        raise EnvironmentProblem("Ứng dụng chưa được khởi động.", "Chạy `talentdb serve` hoặc `talentdb demo`.")
    return _installed[0]

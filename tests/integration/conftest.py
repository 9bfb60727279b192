"""Whole-system tests: the real program in processes of its own, on a home of its own, with real servers.

`new_home` keeps the servers of its homes running for as long as the test module lasts, so that each command does not
pay for starting them; a command that finds them dead brings them back, as for every user.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from talentdb.services import open_services
from talentdb.settings import Settings
from tests.integration.system import Home
from tests.server_home import server_home


@pytest.fixture(scope="module")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Home]]:
    """Make an initialised home whose servers stay up until the module ends."""
    with ExitStack() as stack:

        def make(path: Path | None = None) -> Home:
            folder = path or stack.enter_context(server_home(tmp_path_factory))
            services = stack.enter_context(open_services(Settings(home=folder), need_search=True))
            home = Home(folder, services)
            home.run("db", "init")
            return home

        yield make

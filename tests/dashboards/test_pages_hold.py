"""Pages and commands asked with numbers of others, by users in turn: nobody meets a mark that is not theirs, and a
hole made on purpose is found. The short form of tests/trust/pages.py.
"""

from typing import Any

import pytest
from sqlalchemy import make_url

from tests.talentdb.conftest import Province
from tests.trust.pages import Site, commands_through, hole, lookers, pages_through, populate

_PAGES = ("our_people", "profile", "submissions")


@pytest.fixture
def site(database: Any, province: Province) -> Site:
    return populate(province, database.home)


def test_users_in_turn_see_their_own_marks_alone(site: Site) -> None:
    users = lookers(site, 3)
    looks, through, rightly = pages_through(site, users, 1, pages=_PAGES)
    assert (looks, through) == (len(users) * (len(_PAGES) + 1), [])
    # The probe is no blind one.
    assert len(rightly) > 1


@pytest.mark.parametrize("kind", ["policy", "page"])
def test_a_hole_is_found(site: Site, database: Any, kind: str) -> None:
    users = lookers(site, 1)
    with database.as_owner() as owner, hole(owner, kind):
        owner.commit()
        # Whose numbers are asked for is drawn: of a few looks at their own nothing would be seen.
        _, through, _ = pages_through(site, users, 0, pages=_PAGES * 5)
    assert through, "a hole was not found"


def test_commands_in_the_name_of_another_tell_nothing_of_others(site: Site, database: Any) -> None:
    url = make_url(database.engine.url).set(drivername="postgresql").render_as_string(hide_password=False)
    told = commands_through(site, url, lookers(site, 4), 1, step=9)
    assert told.runs == told.commands == told.understood > 9
    assert told.through == []

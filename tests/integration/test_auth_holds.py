"""Figure 18 in short: what the long form counts, and that the count sees a hole."""

from typing import Any

import pytest

from talentdb.access import sessions
from tests.trust.auth import lockout_after, opened_by_forgeries, role_follows, seconds_to_end_all

_TRIES = 600


def test_no_forged_edited_or_ended_token_opens_anything(database: Any) -> None:
    assert opened_by_forgeries(database.engine, database.keyring, _TRIES) == (_TRIES, 0)


def test_a_check_that_is_missing_is_seen(database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_alive", lambda moment: sessions.session.c.created_at <= moment)
    _tried, opened = opened_by_forgeries(database.engine, database.keyring, 60)
    assert opened > 0


def test_five_wrong_passwords_lock(database: Any) -> None:
    assert lockout_after(database.engine) == 5


def test_signing_out_everywhere_ends_every_session(database: Any) -> None:
    alive, _taken = seconds_to_end_all(database.engine, database.keyring, 10)
    assert alive == 0


def test_a_changed_role_holds_at_the_next_use(database: Any) -> None:
    assert role_follows(database.engine, database.keyring)

"""Figure 18: five failures lock, no forged, edited or ended token opens anything, signing out ends all at once, and a
changed role holds at the next run of a page. Through the functions that every page and route goes through.
"""

import random
import secrets
import string
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, make_url, update

from talentdb.access.account_changes import change_role
from talentdb.access.accounts import create_account, principal_of
from talentdb.access.context import unit_of_work
from talentdb.access.keyring import Keyring, open_keyring
from talentdb.access.passwords import authenticate
from talentdb.access.principal import OPERATOR, Principal, Role
from talentdb.access.sessions import close_session, open_session, resume_session
from talentdb.db.engine import make_engine
from talentdb.db.tables import session
from talentdb.errors import ForbiddenError
from talentdb.settings import now
from tests.trust.figure import Figure, Scale
from tests.trust.scratch import own_services, reference_database

__all__ = ["forged_tokens", "lockout_after", "measure", "opened_by_forgeries", "role_follows", "seconds_to_end_all"]

_PASSWORD = "năm từ rời rạc để nhớ"
_TRIES = {"short": 600, "full": 10_000}
_LETTERS = string.ascii_letters + string.digits + "-_"


def _account(engine: Engine, login: str, role: Role = Role.SEARCHER) -> Principal:
    with unit_of_work(engine, OPERATOR) as connection:
        create_account(connection, OPERATOR, login=login, password=_PASSWORD, role=role, display_name=login)
        return principal_of(connection, login)


def _ended(engine: Engine, keyring: Keyring, actor: Principal) -> list[str]:
    """Tokens that were good once: signed out, idle for too long; and one whose sign-in awaits its code."""
    tokens = [open_session(engine, keyring, actor) for _ in range(2)]
    close_session(engine, keyring, tokens[0])
    with unit_of_work(engine, OPERATOR) as connection:
        known = session.c.token_hash == keyring.token_hashes(tokens[1])[0]
        connection.execute(update(session).where(known).values(last_seen_at=now() - timedelta(minutes=15)))
    return [*tokens, open_session(engine, keyring, actor, awaits="code")]


def forged_tokens(engine: Engine, keyring: Keyring, count: int) -> Iterator[str]:
    """`count` tokens that must open nothing, made of good ones and of nothing."""
    chance = random.Random(18)
    actor = _account(engine, "that")
    live = open_session(engine, keyring, actor)
    ended = _ended(engine, keyring, actor)
    stored = keyring.token_hashes(live)[0]
    edits: tuple[Callable[[], str], ...] = (
        lambda: secrets.token_urlsafe(32),
        lambda: _changed(live, chance),
        lambda: live[: chance.randrange(1, len(live))],
        lambda: live + chance.choice(_LETTERS),
        live.swapcase,
        lambda: f" {live}",
        lambda: f"{live}; {live}",
        lambda: chance.choice((stored.hex(), stored.decode("latin-1"), f"\\x{stored.hex()}")),
        lambda: chance.choice(("' or '1'='1", "null", "0", "Ơ" * 5000, "%", "\x01", f"{live}'--")),
        lambda: chance.choice(ended),
    )
    for at in range(count):
        yield edits[at % len(edits)]()


def _changed(token: str, chance: random.Random) -> str:
    at = chance.randrange(len(token))
    other = chance.choice([letter for letter in _LETTERS if letter != token[at]])
    return token[:at] + other + token[at + 1 :]


def opened_by_forgeries(engine: Engine, keyring: Keyring, count: int) -> tuple[int, int]:
    """How many were tried, and how many opened something."""
    tried = opened = 0
    for token in forged_tokens(engine, keyring, count):
        tried += 1
        opened += resume_session(engine, keyring, token) is not None
    return tried, opened


def lockout_after(engine: Engine) -> int:
    """After how many wrong passwords the right one is refused too."""
    login = _account(engine, "khoa").login
    for wrong in range(1, 20):
        with suppress(ForbiddenError):
            authenticate(engine, login, "sai mật khẩu rồi")
        try:
            authenticate(engine, login, _PASSWORD)
        except ForbiddenError:
            return wrong
    return 0


def seconds_to_end_all(engine: Engine, keyring: Keyring, sessions: int) -> tuple[int, float]:
    """How many of so many sessions of one account live on after signing out everywhere, and how long that took."""
    actor = _account(engine, "nhieu-may")
    tokens = [open_session(engine, keyring, actor) for _ in range(sessions)]
    assert all(resume_session(engine, keyring, token) for token in tokens)
    begun = time.perf_counter()
    close_session(engine, keyring, tokens[0], everywhere=True)
    first = resume_session(engine, keyring, tokens[-1])
    taken = time.perf_counter() - begun
    alive = sum(resume_session(engine, keyring, token) is not None for token in tokens)
    return alive + (first is not None), taken


def role_follows(engine: Engine, keyring: Keyring) -> bool:
    """Whether an open session has the new role at its next use, and ends when that role asks for a second factor."""
    actor = _account(engine, "doi-vai")
    token = open_session(engine, keyring, actor)
    assert actor.account_id is not None
    with unit_of_work(engine, OPERATOR) as connection:
        change_role(connection, OPERATOR, actor.account_id, Role.COUNCIL_MEMBER, None)
    now_has = resume_session(engine, keyring, token)
    with unit_of_work(engine, OPERATOR) as connection:
        change_role(connection, OPERATOR, actor.account_id, Role.STEWARD, None)
    raised = resume_session(engine, keyring, token)
    return now_has is not None and now_has.role is Role.COUNCIL_MEMBER and raised is None


def measure(scale: Scale) -> list[Figure]:
    """On a database of its own: lockout, forged tokens, signing out, changed roles."""
    with (
        tempfile.TemporaryDirectory() as folder,
        own_services() as services,
        reference_database(services) as name,
    ):
        engine = make_engine(make_url(services.database.app_url()).set(database=name).render_as_string(False))
        keyring = open_keyring(Path(folder) / "keys")
        try:
            tried, opened = opened_by_forgeries(engine, keyring, _TRIES[scale])
            wrong = lockout_after(engine)
            alive, taken = seconds_to_end_all(engine, keyring, 50)
            follows = role_follows(engine, keyring)
        finally:
            engine.dispose()
    return [
        Figure(18, "forged, edited and ended tokens", "0 open anything", f"{opened} of {tried}", opened == 0),
        Figure(18, "wrong passwords until locked", "5", str(wrong), wrong == 5),
        Figure(
            18,
            "signing out everywhere",
            "all sessions ended within 1 s",
            f"{alive} of 50 alive after {taken:.2f} s",
            not alive and taken <= 1,
        ),
        Figure(18, "changed role", "holds at the next run", "holds" if follows else "does not", follows),
    ]

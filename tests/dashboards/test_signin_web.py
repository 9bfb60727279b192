"""Signing in over real HTTP: password, second factor, single sign-on by a real OpenID Connect server, signing out."""

import base64
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from oidc_provider_mock import User, run_server_in_thread

from dashboards.auth import COOKIE, SIGN_IN_PATH
from dashboards.signin_page import CODE_PATH, ENROL_PATH, SSO_PATH
from dashboards.single_sign_on import SingleSignOn, single_sign_on
from talentdb.access.account_changes import set_sso_name
from talentdb.access.accounts import create_account, list_accounts
from talentdb.access.context import unit_of_work
from talentdb.access.principal import OPERATOR, Role
from talentdb.access.sessions import list_sessions
from talentdb.db.tables import audit_event
from talentdb.errors import EnvironmentProblem
from talentdb.settings import Settings, now
from tests.dashboards.served import PAGE, serving

# Of the server in the test alone: its own use of Authlib.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib")

PASSWORD = "năm từ rời rạc để nhớ"


def _account(database: Any, login: str, role: Role, sso_name: str | None = None) -> int:
    with unit_of_work(database.engine, OPERATOR) as connection:
        return create_account(
            connection, OPERATOR, login=login, password=PASSWORD, role=role, display_name=login, sso_name=sso_name
        )


def _code(page: str) -> str:
    found = re.search(r'<code class="key">([A-Z2-7 ]+)</code>', page)
    assert found
    key = base64.b32decode(found[1].replace(" ", ""))
    return TOTP(key, 6, SHA1(), 30).generate(int(now().timestamp())).decode()


@pytest.fixture
def address(database: Any) -> Iterator[str]:
    with serving(database) as at:
        yield at


def test_a_password_alone_opens_what_needs_no_more(database: Any, address: str) -> None:
    _account(database, "timkiem", Role.SEARCHER)
    with httpx.Client(base_url=address) as browser:
        assert browser.get("/account").headers["location"] == SIGN_IN_PATH
        wrong = browser.post(SIGN_IN_PATH, data={"login": "timkiem", "password": "x"})
        assert (wrong.status_code, COOKIE in browser.cookies) == (403, False)
        right = browser.post(SIGN_IN_PATH, data={"login": "timkiem", "password": PASSWORD})
        assert right.headers["location"] == "/"
        cookie = right.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert browser.get("/account").text == PAGE
        kept = browser.cookies[COOKIE]
        browser.get("/sign-out")
        assert httpx.get(f"{address}/account", cookies={COOKIE: kept}).status_code == 303


def test_a_steward_sets_up_the_phone_before_anything_opens_and_shows_it_later(database: Any, address: str) -> None:
    _account(database, "thamdinh", Role.STEWARD)
    form = {"login": "thamdinh", "password": PASSWORD}
    with httpx.Client(base_url=address) as browser:
        assert browser.post(SIGN_IN_PATH, data=form).headers["location"] == ENROL_PATH
        assert browser.get("/account").status_code == 303
        shown = browser.get(ENROL_PATH).text
        assert "data:image/svg+xml" in shown
        assert browser.post(ENROL_PATH, data={"code": "000000"}).status_code == 403
        assert browser.get("/account").status_code == 303
        done = browser.post(ENROL_PATH, data={"code": _code(shown)})
        codes = re.findall(r"<li><code>([a-z2-7-]+)</code>", done.text)
        assert len(codes) == 10
        assert browser.get("/account").text == PAGE
    with httpx.Client(base_url=address) as browser:
        assert browser.post(SIGN_IN_PATH, data=form).headers["location"] == CODE_PATH
        # The page that shows the secret is not for who has a code to show.
        assert browser.get(ENROL_PATH).status_code == 403
        assert browser.get("/account").status_code == 303
        assert browser.post(CODE_PATH, data={"code": codes[0]}).headers["location"] == "/"
        assert browser.get("/account").text == PAGE
    with httpx.Client(base_url=address) as browser:
        browser.post(SIGN_IN_PATH, data=form)
        assert browser.post(CODE_PATH, data={"code": codes[0]}).status_code == 403


def test_a_form_of_another_site_is_refused(database: Any, address: str) -> None:
    _account(database, "timkiem", Role.SEARCHER)
    answer = httpx.post(
        f"{address}{SIGN_IN_PATH}",
        data={"login": "timkiem", "password": PASSWORD},
        headers={"origin": "https://xau.example"},
    )
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


@pytest.fixture
def provider() -> Iterator[str]:
    """A real OpenID Connect server with its people."""
    people = [
        User(sub="1", claims={"preferred_username": "Nguyen.Van.A"}),
        User(sub="2", claims={"preferred_username": "khach"}),
        User(sub="3", claims={"preferred_username": "nguyen.van.a", "amr": ["pwd", "otp"]}),
    ]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


def _through(browser: httpx.Client, provider: str, subject: str, change: Any = None) -> httpx.Response:
    """Leave for the provider, be that subject there, come back; `change` alters the way back."""
    leaving = browser.get(SSO_PATH)
    there = leaving.headers["location"]
    asked = parse_qs(urlsplit(there).query)
    assert there.startswith(provider)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["nonce"][0]
    assert asked["state"][0]
    back = httpx.post(there, data={"sub": subject}).headers["location"]
    return browser.get(change(back) if change else back)


@pytest.fixture
def sso_address(database: Any, provider: str) -> Iterator[str]:
    port = _free_port()
    sso = SingleSignOn(provider, "talentdb", "a secret", "preferred_username", f"http://127.0.0.1:{port}")
    with serving(database, sso, port) as at:
        yield at


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_single_sign_on_says_who_and_the_rest_is_ours(database: Any, provider: str, sso_address: str) -> None:
    number = _account(database, "so-kh", Role.SEARCHER, "nguyen.van.a")
    with httpx.Client(base_url=sso_address) as browser:
        assert "đăng nhập một lần" in browser.get(SIGN_IN_PATH).text.lower()
        assert _through(browser, provider, "1").headers["location"] == "/"
        assert browser.get("/account").text == PAGE
        assert not [name for name in browser.cookies if name.startswith("_streamlit")]
        # The same answer again, as from the history of the browser, opens nothing.
        browser.get("/sign-out")
        assert browser.get("/account").status_code == 303
    with httpx.Client(base_url=sso_address) as browser:
        assert _through(browser, provider, "1").headers["location"] == "/"
        with unit_of_work(database.engine, OPERATOR) as connection:
            set_sso_name(connection, OPERATOR, number, None)
        assert browser.get("/account").status_code == 303, "who came by that name is out at once"
        assert _through(browser, provider, "1").status_code == 403


def test_a_second_factor_of_ones_own_leaves_the_way_one_came(database: Any, provider: str, sso_address: str) -> None:
    number = _account(database, "so-kh", Role.SEARCHER, "nguyen.van.a")
    with httpx.Client(base_url=sso_address) as browser:
        _through(browser, provider, "1")
        assert browser.post(ENROL_PATH, data={"code": _code(browser.get(ENROL_PATH).text)}).status_code == 200
        assert browser.get("/account").text == PAGE
    with unit_of_work(database.engine, OPERATOR) as connection:
        [open_one] = list_sessions(connection, database.keyring, number)
    assert open_one.identity == "oidc"


def test_nobody_gets_an_account_by_the_single_sign_on(database: Any, provider: str, sso_address: str) -> None:
    _account(database, "khach", Role.SEARCHER)
    with httpx.Client(base_url=sso_address) as browser:
        assert _through(browser, provider, "2").status_code == 403
        assert COOKIE not in browser.cookies
    with unit_of_work(database.engine, OPERATOR) as connection:
        assert [row.login for row in list_accounts(connection)] == ["khach"]
        actions = [row.action for row in connection.execute(audit_event.select())]
    assert actions.count("sign_in_failed") == 1


@pytest.mark.parametrize(("subject", "step"), [("1", ENROL_PATH), ("3", "/")])
def test_a_steward_shows_a_second_factor_there_or_here(
    database: Any, provider: str, sso_address: str, subject: str, step: str
) -> None:
    _account(database, "thamdinh", Role.STEWARD, "nguyen.van.a")
    with httpx.Client(base_url=sso_address) as browser:
        assert _through(browser, provider, subject).headers["location"] == step


@pytest.mark.parametrize(
    "change",
    [
        lambda back: re.sub(r"state=[^&]+", "state=another", back),
        lambda back: re.sub(r"code=[^&]+", "code=another", back),
        lambda back: back.split("?")[0],
        lambda back: re.sub(r"code=[^&]+", "error=access_denied", back),
    ],
)
def test_an_edited_answer_opens_nothing(database: Any, provider: str, sso_address: str, change: Any) -> None:
    _account(database, "so-kh", Role.SEARCHER, "nguyen.van.a")
    with httpx.Client(base_url=sso_address) as browser:
        answer = _through(browser, provider, "1", change)
        assert (answer.status_code, COOKIE in browser.cookies) == (403, False)


def test_an_answer_that_another_browser_asked_for_opens_nothing(
    database: Any, provider: str, sso_address: str
) -> None:
    _account(database, "so-kh", Role.SEARCHER, "nguyen.van.a")
    with httpx.Client(base_url=sso_address) as first, httpx.Client(base_url=sso_address) as other:
        there = first.get(SSO_PATH).headers["location"]
        back = httpx.post(there, data={"sub": "1"}).headers["location"]
        assert other.get(back).status_code == 403


def test_a_single_sign_on_that_is_half_told_is_an_error(tmp_path: Any) -> None:
    assert single_sign_on(Settings()) is None
    with pytest.raises(EnvironmentProblem, match="TALENTDB_OIDC_CLIENT_ID"):
        single_sign_on(Settings(oidc_issuer="http://localhost:1"))
    secret = tmp_path / "secret"
    whole = {"oidc_issuer": "http://localhost:1", "oidc_client_id": "x", "public_url": "https://a.example"}
    with pytest.raises(EnvironmentProblem, match="tệp khóa"):
        single_sign_on(Settings(**whole, oidc_client_secret_file=secret))
    secret.write_text("kín\n", encoding="utf-8")
    found = single_sign_on(Settings(**whole, oidc_client_secret_file=secret))
    assert found is not None
    assert (found.client_secret, found.callback) == ("kín", f"https://a.example{SSO_PATH}/callback")

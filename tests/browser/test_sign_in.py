"""Signing in as a person does: the phone is set up before anything opens; and the whole app behind a real nginx with
the file of the production folder, its channel and headers included.
"""

import base64
import re
import shutil
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from dashboards import labels, signin_labels
from dashboards.auth import COOKIE
from dashboards.browser import PATIENCE_MS, new_page, open_page, settle, sign_in
from talentdb.access.accounts import create_account
from talentdb.access.principal import Role
from talentdb.runtime import open_runtime
from talentdb.settings import Settings
from tests.browser.conftest import Site
from tests.dashboards.proxied import nginx_before


def _phone(shown: str) -> str:
    """The code that an authenticator shows now for the secret as it is typed in."""
    secret = base64.b32decode(shown.replace(" ", ""))
    return TOTP(secret, 6, SHA1(), 30).generate(int(time.time())).decode()


def _fill_form(page: Any, login: str, password: str) -> None:
    page.fill("#login", login)
    page.fill("#password", password)
    page.click("button[type=submit]")


def test_a_steward_sets_up_the_phone_and_shows_it_the_next_time(site: Site, browser: Any) -> None:
    login, password = f"canbo-{uuid4().hex[:6]}", f"mật khẩu dài {uuid4().hex}"
    with open_runtime(Settings(home=site.home)) as runtime, runtime.work() as connection:
        create_account(
            connection, runtime.principal, login=login, password=password, role=Role.STEWARD, display_name="Cán bộ",
        )  # fmt: skip
    page = new_page(browser)
    page.goto(f"{site.address}/sign-in")
    _fill_form(page, login, password)
    page.get_by_role("heading", name=signin_labels.ENROL_TITLE).wait_for()
    picture = page.locator("img.qr")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    # Nothing opens before the code is right.
    page.goto(f"{site.address}/review")
    assert page.locator("[data-testid='stApp']").count() == 0
    page.goto(f"{site.address}/sign-in")
    _fill_form(page, login, password)
    page.fill("#code", _phone(page.locator("code.key").inner_text()))
    page.click("button[type=submit]")
    page.get_by_role("heading", name=signin_labels.CODES_TITLE).wait_for()
    codes = page.locator("ul.codes code").all_inner_texts()
    assert len(set(codes)) == 10
    page.get_by_role("link", name=signin_labels.ENTER).click()
    settle(page)
    # The first password has to be changed before any other page.
    page.wait_for_url(re.compile("/account"))
    page.context.close()

    again = new_page(browser)
    again.goto(f"{site.address}/sign-in")
    _fill_form(again, login, password)
    again.get_by_role("heading", name=signin_labels.CODE_TITLE).wait_for()
    assert again.locator("img.qr").count() == 0
    again.fill("#code", codes[0])
    again.click("button[type=submit]")
    again.wait_for_url(re.compile("/account"))
    settle(again)
    again.context.close()


@pytest.mark.skipif(shutil.which("nginx") is None, reason="không có nginx (apt install nginx-light)")
def test_the_app_runs_behind_the_proxy_of_the_production_folder(site: Site, browser: Any, tmp_path: Path) -> None:
    with nginx_before(site.address, tmp_path) as proxy:
        page = new_page(browser, trusting=True)
        channels: list[str] = []
        page.on("websocket", lambda channel: channels.append(channel.url))
        sign_in(page, proxy.address, "timkiem", site.passwords["timkiem"])
        state = open_page(page, proxy.address, "search")
        assert (state.title, state.errors, state.foreign) == (labels.PAGE_SEARCH, (), ())
        assert channels
        assert all(one.startswith(f"wss://localhost:{proxy.secure}/") for one in channels)
        answer = page.goto(f"{proxy.address}/account", timeout=PATIENCE_MS)
        settle(page)
        headers = answer.headers
        assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("DENY", "nosniff")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        [cookie] = [one for one in page.context.cookies() if one["name"] == COOKIE]
        assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
        page.context.close()

"""The single sign-on of the province (OpenID Connect): the code flow with state, nonce and PKCE by Authlib.

Authlib is what Streamlit's own login stands on. That login is begun inside a page and keeps who came and their tokens
in cookies for 30 days; here the answer says who it is, once, and our own session follows.
"""

import logging
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboards import signin_labels
from dashboards.application import current
from dashboards.signin import device, entered, sign_in_page
from dashboards.signin_page import SSO_PATH
from talentdb.access.identity import Entered, OidcIdentity, enter
from talentdb.errors import EnvironmentProblem, TalentdbError
from talentdb.settings import Settings

__all__ = ["SSO_ROUTES", "SingleSignOn", "single_sign_on"]

_LOGGER = logging.getLogger("talentdb.web")
_CALLBACK_PATH: Final = f"{SSO_PATH}/callback"


@dataclass(frozen=True)
class SingleSignOn:
    """How this app is known to the server of the province.

    Args:
        issuer: its address; `/.well-known/openid-configuration` below it tells the rest.
        claim: which claim of the ID token names an account.
        public_url: where browsers find this app, for the way back.
    """

    issuer: str
    client_id: str
    client_secret: str
    claim: str
    public_url: str

    @cached_property
    def client(self) -> Any:
        """Authlib's client; asks the server for its addresses and keys when first used."""
        from authlib.integrations.starlette_client import OAuth

        return OAuth().register(
            "sso",
            client_id=self.client_id,
            client_secret=self.client_secret,
            server_metadata_url=f"{self.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256", "timeout": 10},
        )

    @property
    def callback(self) -> str:
        """Where the server sends browsers back to."""
        return self.public_url.rstrip("/") + _CALLBACK_PATH


def single_sign_on(settings: Settings) -> SingleSignOn | None:
    """What the settings say; None when they name no server.

    Raises: EnvironmentProblem when they name one and not all that it takes.
    """
    if settings.oidc_issuer is None:
        return None
    named = (settings.oidc_client_id, settings.oidc_client_secret_file, settings.public_url)
    if settings.oidc_client_id is None or settings.oidc_client_secret_file is None or settings.public_url is None:
        missing = [
            name
            for name, value in zip(
                ("TALENTDB_OIDC_CLIENT_ID", "TALENTDB_OIDC_CLIENT_SECRET_FILE", "TALENTDB_PUBLIC_URL"),
                named,
                strict=True,
            )
            if value is None
        ]
        raise EnvironmentProblem(f"Đăng nhập một lần thiếu cấu hình: {', '.join(missing)}.", "Xem mục cấu hình.")
    return SingleSignOn(
        settings.oidc_issuer,
        settings.oidc_client_id,
        _secret(settings.oidc_client_secret_file),
        settings.oidc_claim,
        settings.public_url,
    )


def _secret(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise EnvironmentProblem(
            "Không đọc được tệp khóa của đăng nhập một lần (TALENTDB_OIDC_CLIENT_SECRET_FILE).",
            "Kiểm tra đường dẫn và quyền đọc của tài khoản chạy dịch vụ.",
        ) from error


async def _leave(request: Request) -> Response:
    """On to the server of the province."""
    sso = current().single_sign_on
    if sso is None:
        return sign_in_page(signin_labels.SSO_FAILED, 404)
    try:
        response: Response = await sso.client.authorize_redirect(request, sso.callback)
    except Exception as error:
        return _failed(error)
    return response


async def _come_back(request: Request) -> Response:
    """The answer of the server: who it is, or nothing."""
    sso = current().single_sign_on
    if sso is None:
        return sign_in_page(signin_labels.SSO_FAILED, 404)
    try:
        answer = await sso.client.authorize_access_token(request)
        claims = dict(answer.get("userinfo") or {})
    except Exception as error:
        return _failed(error)

    def come_in() -> Entered:
        application = current()
        who = OidcIdentity(sso.claim).identify(application.engine, claims)
        return enter(application.engine, application.keyring, who, device(request))

    try:
        return entered(request, await run_in_threadpool(come_in))
    except TalentdbError as error:
        return sign_in_page(str(error), 403)


def _failed(error: Exception) -> Response:
    """Whatever goes wrong between two servers: in the log by its kind, on the page in words; nobody comes in.

    The words of the error may hold a code or a token, so they are not written down.
    """
    _LOGGER.warning("single sign-on failed: %s", type(error).__name__)
    return sign_in_page(signin_labels.SSO_FAILED, 403)


SSO_ROUTES: Final = (
    Route(SSO_PATH, _leave, methods=["GET"]),
    Route(_CALLBACK_PATH, _come_back, methods=["GET"]),
)

"""The pages of the sign-in as HTML of our own: no script, nothing from elsewhere. Knows words, no account."""

from collections.abc import Sequence
from html import escape
from typing import Final

import segno
from starlette.responses import HTMLResponse

from dashboards import labels, signin_labels
from dashboards.style import PALETTE
from talentdb.access.second_factor import Enrolment

__all__ = [
    "CODE_PATH",
    "ENROL_PATH",
    "SSO_PATH",
    "code_page",
    "codes_page",
    "enrol_page",
    "missing_page",
    "password_page",
]

CODE_PATH: Final = "/sign-in/code"
ENROL_PATH: Final = "/sign-in/enrol"
SSO_PATH: Final = "/sign-in/sso"

_SHELL: Final = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
*{{box-sizing:border-box}}body{{margin:0;min-height:100vh;display:grid;place-items:center;background:#f3f6f7;
font:16px/1.5 system-ui,"Noto Sans",sans-serif;color:#1b2a2f}}
main{{width:min(27rem,calc(100vw - 2rem));background:#fff;border-radius:14px;padding:2rem;
box-shadow:0 6px 28px rgba(11,93,107,.13);margin:1.5rem 0}}
h1{{font-size:1.5rem;margin:0;color:{primary}}}p.sub{{margin:.2rem 0 1.4rem;color:{muted}}}
label{{display:block;font-weight:600;margin:.9rem 0 .3rem}}
input{{width:100%;padding:.7rem .8rem;border:1px solid #c3cfd3;border-radius:8px;font:inherit}}
input.code{{font-size:1.4rem;letter-spacing:.25em;text-align:center}}
input:focus{{outline:2px solid {primary};border-color:{primary}}}
button,a.go{{display:block;width:100%;margin-top:1.4rem;padding:.75rem;border:0;border-radius:8px;
background:{primary};color:#fff;font:inherit;font-weight:600;cursor:pointer;text-align:center;text-decoration:none}}
a.other{{background:#fff;color:{primary};border:1px solid {primary};margin-top:.6rem}}
p.or{{text-align:center;color:{muted};margin:1rem 0 0}}p.small{{font-size:.9rem;color:{muted}}}
ol{{padding-left:1.3rem;margin:.6rem 0}}li{{margin:.2rem 0}}
img.qr{{display:block;width:13rem;height:13rem;margin:1rem auto;image-rendering:pixelated}}
code.key{{display:block;font-size:.86rem;text-align:center;padding:.6rem;background:{pale};border-radius:8px;
overflow-wrap:anywhere}}
ul.codes{{list-style:none;padding:.8rem;margin:1rem 0;display:grid;gap:.3rem .8rem;
grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));background:{pale};border-radius:8px}}
ul.codes code{{font-size:.95rem}}
.error{{background:#fbeae7;color:{bad};border-radius:8px;padding:.7rem .9rem;margin:0 0 .6rem}}
table{{width:100%;border-collapse:collapse;font-size:.85rem}}td{{padding:.28rem .3rem;border-top:1px solid #e3eaec;
vertical-align:top}}details{{margin-top:1.4rem}}summary{{cursor:pointer;color:{muted}}}code{{font-size:.85rem}}
@media print{{body{{background:#fff}}main{{box-shadow:none}}a.go{{display:none}}}}
</style></head><body><main><h1>{title}</h1><p class="sub">{subtitle}</p>{content}</main></body></html>"""
_FIRST_FORM: Final = """<form method="post" action="{action}"><label for="login">{login}</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" autofocus required>
<label for="password">{password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">{submit}</button></form>"""
_CODE_FORM: Final = """<form method="post" action="{action}"><label for="code">{label}</label>
<input id="code" name="code" class="code" inputmode="{keys}" autocomplete="one-time-code" autocapitalize="none"
maxlength="24" {focus} required>
<button type="submit">{submit}</button></form>"""


def _html(title: str, subtitle: str, content: str, status: int = 200) -> HTMLResponse:
    html = _SHELL.format(title=title, subtitle=subtitle, content=content, **PALETTE)
    return HTMLResponse(html, status_code=status, headers={"cache-control": "no-store"})


def _error(words: str) -> str:
    return f'<p class="error" role="alert">{escape(words)}</p>' if words else ""


def missing_page() -> HTMLResponse:
    """There is no page of that address."""
    return _html(labels.NOT_FOUND_TITLE, labels.NOT_FOUND, f'<a class="go" href="/">{labels.GO_HOME}</a>', 404)


def _demo_table(accounts: Sequence[tuple[str, str, str]]) -> str:
    if not accounts:
        return ""
    rows = "".join(
        f"<tr><td>{escape(what)}</td><td><code>{escape(login)}</code><br><code>{escape(password)}</code></td></tr>"
        for login, password, what in accounts
    )
    return (
        f"<details open><summary>{labels.DEMO_ACCOUNTS}</summary>"
        f'<p class="small">{signin_labels.DEMO_NO_CODE}</p><table>{rows}</table></details>'
    )


def password_page(
    demo: Sequence[tuple[str, str, str]], *, sso: bool, action: str, error: str = "", status: int = 200
) -> HTMLResponse:
    """Login and password.

    Args:
        demo: login, password and what it shows, of a demo's accounts.
        sso: the way through the single sign-on is offered, first.
        action: where the form goes.
    """
    other = f'<p class="or">{signin_labels.OR}</p><a class="go other" href="{SSO_PATH}">{signin_labels.SSO}</a>'
    form = _FIRST_FORM.format(login=labels.LOGIN, password=labels.PASSWORD, submit=labels.SIGN_IN, action=action)
    content = _error(error) + form + (other if sso else "") + _demo_table(demo)
    return _html(labels.APP_TITLE, labels.APP_SUBTITLE, content, status)


def _code_form(action: str, *, focus: bool, paper: bool) -> str:
    return _CODE_FORM.format(
        action=action,
        label=signin_labels.PHONE_CODE,
        submit=signin_labels.GO_ON,
        focus="autofocus" if focus else "",
        # A code on paper has letters, which a keyboard of digits lacks.
        keys="text" if paper else "numeric",
    )


def code_page(sign_in: str, error: str = "", status: int = 200) -> HTMLResponse:
    """A code of the phone, or one on paper."""
    content = (
        _error(error)
        + _code_form(CODE_PATH, focus=True, paper=True)
        + f'<p class="small">{signin_labels.CODE_LOST}</p>'
        + f'<p class="small"><a href="{sign_in}">{signin_labels.BACK}</a></p>'
    )
    return _html(signin_labels.CODE_TITLE, signin_labels.CODE_HELP, content, status)


def enrol_page(enrolment: Enrolment, error: str = "", status: int = 200) -> HTMLResponse:
    """The secret as a picture and typed, and the first code."""
    picture = segno.make(enrolment.address, error="m").svg_data_uri(scale=4, border=2)
    steps = "".join(f"<li>{one}</li>" for one in signin_labels.ENROL_STEPS)
    content = (
        _error(error)
        + f'<ol>{steps}</ol><img class="qr" alt="{signin_labels.ENROL_PICTURE}" src="{picture}">'
        + f'<p class="small">{signin_labels.ENROL_TYPED}</p><code class="key">{enrolment.secret}</code>'
        + _code_form(ENROL_PATH, focus=bool(error), paper=False)
    )
    return _html(signin_labels.ENROL_TITLE, signin_labels.ENROL_WHY, content, status)


def codes_page(codes: Sequence[str]) -> HTMLResponse:
    """The codes on paper, told once."""
    items = "".join(f"<li><code>{one}</code></li>" for one in codes)
    content = f'<ul class="codes">{items}</ul><a class="go" href="/">{signin_labels.ENTER}</a>'
    return _html(signin_labels.CODES_TITLE, signin_labels.CODES_HELP, content)

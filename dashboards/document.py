"""The document that every page begins with: the framework's own, said to be Vietnamese and without its English words.

Without it a screen reader reads Vietnamese aloud as English. Knows no page and no rights: `signin.SignInGate` stands
before it.
"""

import re
from functools import cache
from importlib.resources import files

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboards import labels

__all__ = ["Document", "vietnamese"]


def vietnamese(document: str) -> str:
    """The document in the language of the pages: its mark, its title until the page has one, the words without
    JavaScript. What is not found is left as it is."""
    for pattern, words in (
        (r'<html lang="en">', '<html lang="vi">'),
        (r"<title>[^<]*</title>", f"<title>{labels.APP_TITLE}</title>"),
        (r"(?s)<noscript>.*?</noscript>", f"<noscript><p>{labels.NO_SCRIPT}</p></noscript>"),
    ):
        document = re.sub(pattern, words, document, count=1)
    return document


@cache
def _document() -> bytes:
    return vietnamese((files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")).encode()


class Document:
    """Middleware: answers the addresses of pages with the document; all else goes on.

    Args:
        app: what answers all else.
        addresses: the pages there are, without slashes.
    """

    def __init__(self, app: ASGIApp, addresses: frozenset[str]) -> None:
        self.app = app
        self.addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not asked or str(scope["path"]).strip("/") not in self.addresses:
            await self.app(scope, receive, send)
            return
        answer = Response(_document(), media_type="text/html", headers={"cache-control": "no-cache"})
        await answer(scope, receive, send)

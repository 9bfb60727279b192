"""An officer at a browser: hands lists in by the pages of `talentdb serve`, and goes on whatever becomes of it.

Writes down what the page said; a list without an answer is handed in again. All people are fictional.
"""

import asyncio
import re
from dataclasses import dataclass
from typing import Final

import httpx

from dashboards import intake_labels
from tests.trust.senders import Teller
from tests.trust.streamlit_client import Browser, BrowserError, Site

__all__ = ["Desk"]

_PAUSE: Final = 0.5
_LONGEST: Final = 60.0
_SAID: Final = tuple(
    re.compile(re.escape(words).replace(re.escape("{receipt}"), "([^*)]+)"))
    for words in (intake_labels.RECEIPT, intake_labels.SAME_FILE)
)


@dataclass(frozen=True)
class Desk(Teller):
    """One process with a browser, signed in as one officer."""

    site: Site
    login: str
    password: str

    def work(self) -> None:
        asyncio.run(self._sit())

    async def _sit(self) -> None:
        while True:
            try:
                async with Browser(self.site, longest=_LONGEST) as browser:
                    await browser.sign_in(self.login, self.password)
                    while True:
                        await self._hand_in(browser)
            except (BrowserError, httpx.HTTPError, OSError):
                await asyncio.sleep(_PAUSE)

    async def _hand_in(self, browser: Browser) -> None:
        """Choose a file, have it read, hand it in; told is what the page says of a receipt."""
        content, rows = self.next_list(sum(one.kind == "received" for one in self.told()))
        await browser.open("upload")
        await browser.attach("upload", "ds.xlsx", content)
        run = await browser.press("read_file")
        for key in browser.keys("submit_")[:1]:
            run = await browser.press(key)
        receipts = [found[1] for note in run.notes for words in _SAID if (found := words.search(note))]
        # A page that could not draw its buttons tells of a draft that was there before, and of nothing handed in.
        if not receipts or run.problems or browser.keys("submit_"):
            raise BrowserError(f"no receipt: {run.problems or run.notes}")
        self.tell("received", receipts[0], rows)
        self.tell("submitted", receipts[0], rows)
        self.waiting.unlink()

"""The kind of browser and system behind a User-Agent, coarse: it tells one's own sessions apart and names nobody."""

import re
from typing import Final

from dashboards import signin_labels

__all__ = ["device_of", "device_words"]

# The order matters: nearly all call themselves Safari, and many Chrome.
_BROWSERS: Final = (
    ("coccoc", r"coc_coc"),
    ("edge", r"\bedg(e|a|ios)?/"),
    ("opera", r"\b(opr|opera)/"),
    ("firefox", r"\b(firefox|fxios)/"),
    ("chrome", r"\b(chrome|crios|chromium|headlesschrome)/"),
    ("safari", r"\bsafari/"),
)
_SYSTEMS: Final = (
    ("windows", r"windows"),
    ("android", r"android"),
    ("ios", r"iphone|ipad"),
    ("macos", r"mac os x"),
    ("linux", r"linux"),
)


def device_of(user_agent: str) -> str:
    """What is kept: `firefox/windows`."""

    def first(kinds: tuple[tuple[str, str], ...]) -> str:
        return next((kind for kind, sign in kinds if re.search(sign, user_agent, re.IGNORECASE)), "")

    return f"{first(_BROWSERS)}/{first(_SYSTEMS)}"


def device_words(device: str) -> str:
    """What is shown: `Firefox trên Windows`."""
    browser, _, system = device.partition("/")
    return signin_labels.ON.format(
        browser=signin_labels.BROWSERS.get(browser, signin_labels.BROWSERS[""]),
        system=signin_labels.SYSTEMS.get(system, signin_labels.SYSTEMS[""]),
    )

"""The router: finds out who is looking, offers the pages of that role, runs the chosen one."""

from pathlib import Path

import streamlit as st

from dashboards import labels, style, widgets
from dashboards.auth import signed_in
from dashboards.pages import PAGES, home_of, pages_of

st.set_page_config(
    page_title=labels.APP_TITLE, page_icon=str(Path(__file__).parent / "assets" / "icon.png"), layout="wide"
)
style.apply()
widgets.brand()
principal = signed_in()

home = home_of(principal.role)
offered = pages_of(principal.role)
sections: dict[str, list[st.Page]] = {}
built: dict[str, st.Page] = {}


def start() -> None:
    """The bare address: on to the page that the role starts on."""
    st.switch_page(built[home.key])


# Pages of other roles are known but not offered: who opens one by its address is told so in Vietnamese (each view
# asks for the role again) instead of by Streamlit's English "Page not found". For the same reason the default page,
# which Streamlit knows by the bare address only, is one of its own.
sections[labels.APP_TITLE] = [
    st.Page(start, title=labels.APP_TITLE, url_path="start", default=True, visibility="hidden")
]
for page in PAGES:
    built[page.key] = st.Page(
        page.path,
        title=page.title,
        icon=page.icon,
        url_path=page.key,
        visibility="visible" if page in offered and not page.hidden else "hidden",
    )
    sections.setdefault(page.section, []).append(built[page.key])
# Folded, the menu would say "View more" in English.
chosen = st.navigation(sections, position="sidebar", expanded=True)
widgets.account_box(principal)
if principal.must_change_password and chosen != built["account"]:
    st.switch_page(built["account"])
chosen.run()

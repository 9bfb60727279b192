"""The router: finds out who is looking, offers the pages of that role, runs the chosen one."""

from pathlib import Path

import streamlit as st

from dashboards import labels, style, widgets
from dashboards.auth import signed_in
from dashboards.pages import home_of, pages_of

st.set_page_config(
    page_title=labels.APP_TITLE, page_icon=str(Path(__file__).parent / "assets" / "icon.png"), layout="wide"
)
style.apply()
principal = signed_in()

sections: dict[str, list[st.Page]] = {}
home = home_of(principal.role)
for page in pages_of(principal.role):
    sections.setdefault(page.section, []).append(
        st.Page(
            page.path,
            title=page.title,
            icon=page.icon,
            url_path=page.key,
            default=page == home,
            visibility="hidden" if page.hidden else "visible",
        )
    )
chosen = st.navigation(sections, position="sidebar")
widgets.account_box(principal)
chosen.run()

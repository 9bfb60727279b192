"""The router: finds out who is looking, offers the pages of that role, runs the chosen one."""

import streamlit as st

from dashboards import labels, style, widgets
from dashboards.auth import signed_in
from dashboards.pages import pages_of

st.set_page_config(page_title=labels.APP_TITLE, page_icon=":material/school:", layout="wide")
style.apply()
principal = signed_in()

sections: dict[str, list[st.Page]] = {}
home_found = False
for page in pages_of(principal.role):
    default = not home_found and not page.hidden
    home_found = home_found or default
    sections.setdefault(page.section, []).append(
        st.Page(
            page.path,
            title=page.title,
            icon=page.icon,
            url_path=page.key,
            default=default,
            visibility="hidden" if page.hidden else "visible",
        )
    )
chosen = st.navigation(sections, position="sidebar")
widgets.account_box(principal)
chosen.run()

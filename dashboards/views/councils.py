"""Councils: propose one for a topic under rules, and follow those that are kept."""

import streamlit as st

from dashboards import council_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.council_form import propose_tab
from dashboards.council_view import kept_tab
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may

principal = require_page(Role.STEWARD, Role.SEARCHER, Role.LEADER)
builds = may(principal, Action.BUILD_LISTS)

st.title(words.PAGE_COUNCILS)
if builds:
    propose, kept = st.tabs([words.TAB_PROPOSE, words.TAB_KEPT], key="council_tab", on_change="rerun")
    if propose.open:
        with propose:
            propose_tab(current(), principal)
    if kept.open:
        with kept:
            kept_tab(current(), principal, builds=True)
else:
    kept_tab(current(), principal, builds=False)

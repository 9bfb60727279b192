"""For stewards: one person of any body, typed in; it waits for its review like every list."""

import streamlit as st

from dashboards import person_labels
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.person_entry import new_person
from dashboards.person_typing import typing_box
from talentdb.access.principal import Role

principal = require_page(Role.STEWARD)

st.title(person_labels.TAB_ADD)
typing_box(current(), principal, "add", person_labels.ADD_FOR_HELP, lambda: new_person(principal))

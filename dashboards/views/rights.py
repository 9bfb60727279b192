"""Who may do what and see which fields: the matrix of rights, for those who keep accounts and those who check."""

import streamlit as st

from dashboards import labels, widgets
from dashboards import rights_labels as words
from dashboards.auth import require_page
from dashboards.rights_data import action_frame, field_frame, object_frame, rights_workbook
from talentdb.access.principal import Role

principal = require_page(Role.ADMINISTRATOR, Role.AUDITOR)
roles = [role for role in Role if role in labels.ASSIGNABLE_ROLES]

st.title(words.PAGE)
st.write(words.INTRO)
st.download_button(
    words.TAKE,
    data=lambda: rights_workbook(principal, roles),
    file_name=words.FILE,
    icon=":material/download:",
    on_click="ignore",
    key="rights_file",
)
actions, fields, objects = st.tabs([words.TAB_ACTIONS, words.TAB_FIELDS, words.TAB_OBJECTS])
with actions:
    widgets.wide_table(action_frame(roles), key="rights_actions")
with fields:
    widgets.wide_table(field_frame(roles), key="rights_fields")
with objects:
    role = st.selectbox(words.BY_ROLE, roles, format_func=labels.ROLE.__getitem__, key="rights_role")
    widgets.table(object_frame(role))

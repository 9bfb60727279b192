"""For members of councils: the cases before them, those first on which they have said nothing yet."""

import streamlit as st

from dashboards import case_board, case_frames, case_style, widgets
from dashboards import case_page_labels as words
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.case_data import cases, remind
from dashboards.reminder_view import reminder_line
from talentdb.access.principal import Role

principal = require_page(Role.COUNCIL_MEMBER)

case_style.apply()
st.title(words.PAGE_MINE)
st.caption(words.MINE_INTRO)
reminder_line(current(), principal)
found = cases(current(), principal)
if found:
    case_board.export_button(current(), principal, found)
    waiting = {one.case.number for one in remind(current(), principal).to_score}
    for head, part in (
        (words.MINE_WAITING, [one for one in found if one.case.number in waiting]),
        (words.MINE_SAID, [one for one in found if one.case.number not in waiting]),
    ):
        if part:
            st.subheader(f"{head} ({widgets.number(len(part))})")
            st.html(case_frames.cards(part))
else:
    st.info(words.MINE_NONE)

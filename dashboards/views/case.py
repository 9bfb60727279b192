"""One case: where it stands and how it got there, what can be done next, papers, conditions, money, council."""

import streamlit as st

from dashboards import case_page_labels as words
from dashboards import case_style, case_view, widgets
from dashboards.application import current
from dashboards.auth import require_page
from dashboards.case_council import council_tab, score_box
from dashboards.case_data import CasePage, case_page
from dashboards.case_papers import papers_box
from dashboards.case_steps import next_steps
from talentdb.access.principal import Role
from talentdb.access.rights import Action, may

principal = require_page(Role.STEWARD, Role.LEADER, Role.HOME_AFFAIRS, Role.FINANCE, Role.AGENCY, Role.COUNCIL_MEMBER)
judges = principal.role is Role.COUNCIL_MEMBER


def tabs(page: CasePage) -> None:
    """What can be read of it, each part behind its name."""
    papers_count = sum(one.replaced_by is None for one in page.papers)
    names = [words.TAB_STORY, words.TAB_PAPERS.format(n=papers_count), words.TAB_RULES]
    if not judges:
        names.append(words.TAB_MONEY)
        if page.standing.instrument.scoring and may(principal, Action.READ_PROGRAMMES):
            names.append(words.TAB_SCORE)
    story, papers, rules, *more = st.tabs(names, key=f"case_tab_{page.case.number}")
    with story:
        case_view.story(page)
    with papers:
        papers_box(current(), principal, page)
    with rules:
        case_view.rules(page)
    if more:
        with more[0]:
            case_view.money(principal, page)
    for tab in more[1:]:
        with tab:
            council_tab(current(), principal, page)


case_style.apply()
wanted = st.query_params.get("case", "")
if not wanted.isdecimal() or len(wanted) > 18:
    st.title(words.PAGE_CASE)
    st.info(words.NO_NUMBER)
    st.stop()
st.page_link("views/my_cases.py" if judges else "views/cases.py", label=words.BACK, icon=":material/arrow_back:")
st.title(words.HEAD.format(number=wanted))
if told := st.session_state.pop("case_told", None):
    st.success(told, icon=":material/task_alt:")
with widgets.telling_errors():
    found = case_page(current(), principal, int(wanted), is_opened=st.session_state.get("case_viewed") != wanted)
    st.session_state["case_viewed"] = wanted
    seen = f"case_seen_{wanted}"
    last = found.case.last
    if st.session_state.get(seen, last.number) != last.number and last.login != principal.login:
        st.warning(words.CHANGED)
    st.session_state[seen] = last.number
    case_view.head(found)
    left, right = st.columns([3, 2], gap="large")
    with left:
        if judges:
            score_box(current(), principal, found)
        else:
            next_steps(current(), principal, found)
    with right:
        case_view.facts(principal, found)
    tabs(found)

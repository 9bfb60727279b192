"""The rules of a council as simple inputs, and the proposal with its reasons and ways out. Solves nothing."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from dashboards import council_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.council_data import bodies, keep_panel, proposal
from dashboards.council_people import APPLICANT, EXCLUDE, INCLUDE, Named, named_people
from talentdb.access.principal import Principal
from talentdb.councils.demand import LARGEST, Demand
from talentdb.councils.labels import RANKS

__all__ = ["propose_tab"]


def propose_tab(app: Application, principal: Principal) -> None:
    """Rules, the proposal, and keeping it."""
    with widgets.telling_errors():
        asked = _form(app, principal)
        if asked is not None:
            st.session_state["panel_demand"] = asked.checked()
            st.session_state.pop("panel_kept", None)
        demand: Demand | None = st.session_state.get("panel_demand")
        if demand is None:
            return
        found = _proposal(app, principal, demand)
        if found["feasible"]:
            _panel(app, principal, demand, found)
        else:
            _ways_out(demand, found)


def _proposal(app: Application, principal: Principal, demand: Demand) -> dict[str, Any]:
    """The answer, kept for the reruns that draw the same demand again."""
    kept = st.session_state.get("panel_answer")
    if kept is None or kept[0] != demand:
        kept = (demand, proposal(app, principal, demand))
        st.session_state["panel_answer"] = kept
    return dict(kept[1])


def _form(app: Application, principal: Principal) -> Demand | None:
    # Before the form: what is inside one is not sent until the button is pressed, so nobody could be looked for.
    named = named_people(app, principal)
    with st.form("panel"):
        topic = st.text_input(words.TOPIC, placeholder=words.TOPIC_HINT, key="panel_topic", max_chars=300)
        size, women, rank = st.columns([1, 1, 2])
        rules: dict[str, Any] = {
            "size": size.number_input(words.SIZE, 1, LARGEST, 7, key="panel_size"),
            "min_women": women.number_input(words.MIN_WOMEN, 0, LARGEST, 2, key="panel_women"),
            "chair_seniority": rank.selectbox(
                words.CHAIR_RANK, [None, 2, 3, 4, 5], key="panel_rank",
                format_func=lambda one: words.CHAIR_ANY if one is None else RANKS[one],
            ),
        }  # fmt: skip
        with st.expander(words.MORE_RULES):
            rules |= _more(app, principal)
        sent = st.form_submit_button(words.PROPOSE, type="primary", icon=":material/groups_2:", key="panel_propose")
    return Demand(topic=topic, **rules, **_uses(named)) if sent else None


def _uses(named: Named) -> dict[str, Any]:
    """Named people as a demand holds them."""
    by_use = {use: tuple(number for number, one in named.items() if one[0] == use) for use in words.USES}
    return {
        "applicant": next(iter(by_use[APPLICANT]), None),
        "include": by_use[INCLUDE],
        "exclude": by_use[EXCLUDE],
    }


def _more(app: Application, principal: Principal) -> dict[str, Any]:
    known = widgets.told_apart(bodies(app, principal))
    fields = st.text_input(
        words.FIELDS, help=words.FIELDS_HELP, key="panel_fields", placeholder="a; b; c", max_chars=300
    )
    left, right = st.columns(2)
    per_agency = right.number_input(words.PER_AGENCY, 1, 10, 1, key="panel_per_agency")
    uses = left.selectbox(
        words.MOST_USES, [None, 0, 1, 2, 3], key="panel_uses",
        format_func=lambda one: words.NO_LIMIT if one is None else str(one),
    )  # fmt: skip
    alternates = right.number_input(words.ALTERNATES, 0, 10, 0, key="panel_alternates")
    excluded = st.multiselect(
        words.EXCLUDE_AGENCIES,
        list(known),
        format_func=known.__getitem__,
        key="panel_excluded",
        placeholder="",
        select_all=False,
    )
    apart = st.checkbox(words.APART, key="panel_apart")
    return {
        "fields": tuple(name.strip() for name in fields.split(";") if name.strip()),
        "per_agency": per_agency,
        "most_uses": uses,
        "alternates": alternates,
        "exclude_agencies": tuple(excluded),
        "apart": apart,
    }


def _panel(app: Application, principal: Principal, demand: Demand, found: Mapping[str, Any]) -> None:
    st.markdown(words.PROPOSED.format(n=len(found["members"]), considered=widgets.number(found["considered"])))
    if found["eased"]:
        st.warning(words.EASED.format(what="; ".join(one["label"] for one in found["eased"])))
    for member in found["members"]:
        member_card(member, member["role_label"])
    for member in found["alternates"]:
        member_card(member, words.ALTERNATE)
    with st.expander(words.KEPT_RULES):
        st.markdown("\n".join(f"- {widgets.plain_text(rule['label'])}" for rule in found["rules"]))
    if st.session_state.get("panel_kept") == demand:
        # Kept once: a second press would make a second council of the same people.
        st.success(words.KEPT, icon=":material/check:")
        return
    with st.form("panel_keep", border=True):
        name = st.text_input(words.KEEP_NAME, placeholder=words.KEEP_NAME_HINT, key="panel_name", max_chars=300)
        sent = st.form_submit_button(words.KEEP, type="primary", key="panel_keep")
    if sent:
        st.session_state["council_made"] = keep_panel(app, principal, name, demand, found["members"])
        st.session_state["panel_kept"] = demand
        st.rerun()


def member_card(member: Mapping[str, Any], role: str) -> None:
    """One proposed member with the reasons behind a fold."""
    with st.container(border=True):
        who, link = st.columns([6, 1], vertical_alignment="center")
        covers = "".join(f"<span>{escape(name)}</span>" for name in member["covers"])
        who.html(
            f'<div class="hit"><b>{escape(role)}: {escape(widgets.titled_name(member))}</b>'
            f'<div class="post">{escape(widgets.post_line(member))}</div><div class="tags">{covers}</div></div>'
        )
        link.page_link("views/profile.py", label=words.PROFILE, query_params={"person": str(member["person_id"])})
        with st.expander(words.WHY_CHOSEN):
            lines = [f"- {widgets.plain_text(line)}" for line in member["reasons"]]
            if member["why"]:
                lines.append(f"- {widgets.plain_text(words.WHY_FOUND.format(why=' · '.join(member['why'])))}")
            st.markdown("\n".join(lines))


def _ways_out(demand: Demand, found: Mapping[str, Any]) -> None:
    if not found["relax"]:
        st.info(found["message"])
        return
    st.warning(words.IMPOSSIBLE)
    for at, way in enumerate(found["relax"]):
        st.button(
            way["label"], key=f"panel_way_{at}", icon=":material/tune:", on_click=_take,
            args=(demand, way["changes"]),
        )  # fmt: skip


def _take(demand: Demand, changes: list[dict[str, Any]]) -> None:
    """The demand with these changes is the one that is shown; the inputs stay as typed."""
    for change in changes:
        demand = _changed(demand, change["kind"], change["subject"], change["after"])
    st.session_state["panel_demand"] = demand


def _changed(demand: Demand, kind: str, subject: str, after: int) -> Demand:
    named = {"uses": "most_uses", "women": "min_women", "reviewer": "reviewers", "vice_chair": "vice_chairs",
             "chair_seniority": "chair_seniority", "per_agency": "per_agency", "size": "size"}  # fmt: skip
    if kind in named:
        changed = replace(demand, **{named[kind]: after})  # type: ignore[arg-type]
        return replace(changed, min_women=min(changed.min_women, changed.size))
    match kind:
        case "topic":
            return replace(demand, topic=subject)
        case "apart":
            return replace(demand, apart=False)
        case "cover":
            return replace(demand, fields=tuple(name for name in demand.fields if name != subject))
        case "tie":
            return replace(demand, accept=(*demand.accept, int(subject)))
        case "excluded_agency":
            left = tuple(code for code in demand.exclude_agencies if code != subject)
            return replace(demand, exclude_agencies=left)
    return demand

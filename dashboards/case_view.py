"""The parts of the page of one case that are read: head, story, conditions, money, commitment."""

from html import escape

import streamlit as st

from dashboards import case_frames as frames
from dashboards import case_page_labels as words
from dashboards import widgets
from dashboards.case_data import CasePage
from dashboards.case_fields import fact_words
from dashboards.pages import pages_of
from dashboards.words import account_words
from talentdb.access.principal import Principal
from talentdb.plans.instruments import Instrument
from talentdb.programmes.amounts import Entitlement
from talentdb.programmes.case_labels import ACTORS
from talentdb.programmes.commitments import Commitment
from talentdb.programmes.model import WITHDRAW, Case, Event
from talentdb.programmes.money_labels import STATES
from talentdb.programmes.repayment import dong_words
from talentdb.settings import VIETNAM, today
from talentdb.text import format_date, format_number

__all__ = ["facts", "head", "money", "rules", "story"]


def head(page: CasePage) -> None:
    """Who or what it is about, how it stands, and the way it came."""
    one = page.standing
    state = frames.state_of(one)
    late = words.LATE_DAYS.format(n=format_number(one.late)) if one.late else state
    waits = "" if not one.waits_for else words.WAITS.format(who=", ".join(one.waits_for))
    st.html(
        f'<div class="case-head"><b>{escape(one.case.title)}</b>'
        f'<span class="mark {frames.MARKS.get(state, "")}">{escape(late)}</span>'
        f'<span class="quiet">{escape(waits)}</span></div>{frames.path(one, page.case)}'
    )


def facts(principal: Principal, page: CasePage) -> None:
    """What stands fixed of the case, and where its person is looked up."""
    one, case = page.standing, page.case
    opens = {entry.key for entry in pages_of(principal.role)}
    rows = {
        words.FACTS["agency"]: case.agency,
        words.FACTS["plan"]: f"{one.plan.short}: {one.instrument.name}",
        words.FACTS["place"]: one.instrument.place,
        words.FACTS["opened"]: format_date(case.events[0].day),
        words.FACTS["waits"]: "; ".join(one.waits_for) or "—",
        words.FACTS["due"]: format_date(one.due) if one.due else "—",
    }
    if case.approved_need_id is not None:
        rows[words.FACTS["need"]] = words.NEED_LINE.format(number=case.approved_need_id)
    if case.person_id is None and one.instrument.subject == "person":
        rows[words.FACTS["person"]] = words.NOT_IN_REGISTRY
    if page.is_gone:
        rows[words.FACTS["person"]] = words.GONE_FROM_REGISTRY
    rows |= dict(fact_words(one.instrument, code, value) for code, value in case.facts.items())
    widgets.facts(rows)
    if case.person_id is not None and not page.is_gone and "profile" in opens:
        st.page_link(
            "views/profile.py", label=words.PROFILE, icon=":material/badge:",
            query_params={"person": str(case.person_id)},
        )  # fmt: skip


def story(page: CasePage) -> None:
    """All that happened, the newest first."""
    one = page.standing
    events = "".join(_event(page.case, one.instrument, event) for event in reversed(page.case.events))
    st.html(f'<ol class="timeline">{events}</ol>')


def _event(case: Case, instrument: Instrument, event: Event) -> str:
    name = frames.event_name(case, instrument, event.number)
    stage = instrument.stage(event.stage)
    tone = {None: "", "success": "good"}.get(event.ended, "bad" if event.step != WITHDRAW else "warn")
    lines = [event.reason, *(": ".join(fact_words(instrument, code, value)) for code, value in event.facts.items())]
    step = instrument.step(event.step)
    lines += [words.EFFECTS[effect] for effect in step.effects] if step else []
    inner = "".join(f"<li>{escape(line)}</li>" for line in lines if line)
    paper = f" · {escape(words.PAPER_NUMBER.format(paper=event.paper))}" if event.paper else ""
    by = words.BY.format(actor=ACTORS.get(event.actor, event.actor), login=account_words(event.login))
    at = event.made_at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
    listed = f"<ul>{inner}</ul>" if inner else ""
    return (
        f'<li class="{tone}"><time>{format_date(event.day)}</time><b>{escape(name)}</b>{paper}'
        f'<div class="quiet">{escape(stage.name if stage else event.stage)} · {escape(by)} · {at}</div>{listed}</li>'
    )


def rules(page: CasePage) -> None:
    """The conditions held against the registry, each with its article and why it is open."""
    if not page.checks:
        st.info(words.NO_RULES)
        return
    items = []
    for check in page.checks:
        mark = f'<span class="mark {words.RULE_MARKS[check.holds]}">{words.RULE_STATES[check.holds]}</span>'
        soft = "" if check.must else f' <span class="mark">{words.RULE_SOFT}</span>'
        why = f"<div>{escape(check.why)}</div>" if check.why else ""
        items.append(
            f'<div class="hit" style="margin-bottom:.7rem"><b>{escape(check.name)}</b> {mark}{soft}{why}'
            f'<div class="why">{escape(check.place)}</div></div>'
        )
    st.html("".join(items))


def money(principal: Principal, page: CasePage) -> None:
    """What the case brings, what was paid, and the commitment."""
    grants, promise = st.columns(2)
    with grants:
        st.subheader(words.GRANTS)
        st.html("".join(map(_grant, page.grants)) or f'<div class="quiet">{words.NO_GRANTS}</div>')
        st.subheader(words.PAID)
        _paid(page)
    with promise:
        st.subheader(words.COMMITMENT)
        if page.commitment is None:
            st.caption(words.NO_COMMITMENT)
        else:
            widgets.facts(_commitment(page.commitment))
    opens = {entry.key for entry in pages_of(principal.role)}
    with st.container(horizontal=True):
        for key, label in (("money", words.TO_MONEY), ("commitments", words.TO_COMMITMENTS)):
            if key in opens:
                st.page_link(f"views/{key}.py", label=label, icon=":material/arrow_forward:")


def _grant(one: Entitlement) -> str:
    told = words.GRANT_UNKNOWN
    if one.dong is not None:
        form = words.GRANT_ONCE if one.per == "once" else words.GRANT_MONTH
        told = form.format(dong=dong_words(one.dong), months=one.months or "—")
    sure = one.confirmed and one.dong is not None
    mark = (
        f'<span class="mark {"good" if sure else "warn"}">{words.GRANT_SURE if sure else words.GRANT_UNSURE}</span>'
    )
    why = "".join(f"<li>{escape(line)}</li>" for line in one.why)
    return (
        f'<div class="hit" style="margin-bottom:.7rem"><b>{escape(one.name)}</b> {mark}<div>{escape(told)}</div>'
        f'<ul class="lacks">{why}</ul></div>'
    )


def _paid(page: CasePage) -> None:
    names = {grant.grant: grant.name for grant in page.grants}
    lines = [
        words.PAID_LINE.format(
            day=format_date(one.paid_on), dong=dong_words(one.dong), paper=one.paper,
            what=f"{words.PAID_KINDS[one.kind]} {names.get(one.grant, '')} {one.period}".strip(),
        )
        for one in page.payments
    ]  # fmt: skip
    if not lines:
        st.caption(words.NOT_PAID)
        return
    st.html(f'<ul class="lacks">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')


def _commitment(one: Commitment) -> dict[str, str]:
    day = today()
    left = one.days_left(day)
    rows = {"state": STATES[one.state(day)], "begins": format_date(one.begins), "until": format_date(one.until(day))}
    if left is not None:
        rows["left"] = words.DAYS_LEFT.format(n=format_number(left))
    if one.balance.owed:
        rows |= {"owed": dong_words(one.balance.owed), "returned": dong_words(one.balance.returned)}
    return {words.COMMITMENT_FACTS[key]: value for key, value in rows.items()}

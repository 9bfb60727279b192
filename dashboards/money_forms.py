"""The forms of the page of money: paying, reversing, taking back, setting aside, confirming. Refusals are told."""

import re
from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboards import money_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.money_data import confirm, keep_budget, pay, reverse, take_back, vouchers
from dashboards.money_frames import short_dong
from dashboards.popovers import close_and_rerun, popover
from dashboards.typed_day import read_day
from talentdb.access.principal import Principal
from talentdb.errors import UsageError
from talentdb.plans import Plan
from talentdb.programmes import money_labels
from talentdb.programmes.commitments import Commitment
from talentdb.programmes.confirmed import to_confirm
from talentdb.programmes.ledger import SOURCES, standing
from talentdb.programmes.model import Case
from talentdb.programmes.payment_rows import CaseMoney, Outstanding
from talentdb.programmes.repayment import read_dong
from talentdb.settings import today
from talentdb.text import format_date

__all__ = ["budget_box", "confirm_box", "pay_box", "return_box", "reverse_box"]

_MONTH: Final = re.compile(r"\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})\s*")


def _done(key: str, told: str) -> None:
    st.session_state["money_told"] = told
    close_and_rerun(key)


def _grouped(value: int | None) -> str:
    return "" if value is None else f"{value:,}".replace(",", ".")


def _month(text: str) -> str:
    """11/2026 -> 2026-11. Raises: UsageError for anything else."""
    found = _MONTH.fullmatch(text)
    if not (found and 1 <= int(found[1]) <= 12):
        raise UsageError(words.MONTH_WRONG.format(text=text.strip()), words.MONTH_ADVICE)
    return f"{found[2]}-{int(found[1]):02}"


def pay_box(app: Application, principal: Principal, found: Sequence[tuple[Case, Outstanding]]) -> None:
    """Record a payment of something that waits."""
    with popover(words.PAY, "money_pay", icon=":material/payments:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        named = widgets.told_apart(
            {
                at: words.WAITING_OPTION.format(case=case.number, title=case.title, name=one.entitled.name)
                for at, (case, one) in enumerate(found)
            }
        )
        at = st.selectbox(words.WHICH, list(named), format_func=named.__getitem__, key="pay_which")
        case, one = found[at]
        of, key = one.entitled, f"{case.number}_{one.entitled.grant}"
        st.caption("  \n".join(widgets.plain_text(line) for line in of.why))
        # Another form for another grant, so that its amount stands in the box.
        with st.form(f"pay_form_{key}", border=False):
            month = st.text_input(words.MONTH, key=f"pay_month_{key}", max_chars=10) if of.per == "month" else ""
            dong = st.text_input(words.AMOUNT, _grouped(of.dong), key=f"pay_dong_{key}", max_chars=24)
            day = st.text_input(words.DAY, format_date(today()), key=f"pay_day_{key}", max_chars=20)
            year = st.number_input(
                words.BUDGET_YEAR, 2000, 2100, today().year, format="%d", key=f"pay_year_{key}", width=180
            )  # fmt: skip
            source = st.selectbox(
                words.SOURCE, list(SOURCES), index=SOURCES.index(of.source), key=f"pay_source_{key}",
                format_func=money_labels.SOURCES.__getitem__,
            )  # fmt: skip
            paper = st.text_input(words.VOUCHER, key=f"pay_paper_{key}", max_chars=200)
            shared = st.checkbox(words.VOUCHER_SHARED, key=f"pay_shared_{key}")
            reason = st.text_input(words.PAID_TWICE_REASON, key=f"pay_reason_{key}", max_chars=500)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"pay_save_{key}")
        if sent:
            given = {
                "period": _month(month) if of.per == "month" else "", "dong": read_dong(dong),
                "paid_on": read_day(day), "budget_year": int(year), "source": source, "paper": paper,
                "reason": reason,
            }  # fmt: skip
            others = () if shared else vouchers(app, principal, paper, case.number)
            if others:
                cases = ", ".join(map(str, others))
                raise UsageError(words.VOUCHER_USED.format(paper=paper.strip(), cases=cases), words.VOUCHER_ADVICE)
            number = pay(app, principal, case.number, of.grant, given)
            _done("money_pay", words.PAID.format(number=number))


def reverse_box(app: Application, principal: Principal, held: Sequence[CaseMoney]) -> None:
    """Take a wrong entry back."""
    found = {entry.number: (one.case, entry) for one in held for entry in standing(one.entries)}
    if not found:
        return
    with popover(words.REVERSE, "money_reverse", icon=":material/undo:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        named = {
            number: words.ENTRY_OPTION.format(payment=number, dong=short_dong(entry.dong), title=case.title)
            for number, (case, entry) in sorted(found.items(), reverse=True)
        }
        with st.form("reverse_form", border=False):
            number = st.selectbox(words.WHICH, list(named), format_func=named.__getitem__, key="reverse_which")
            reason = st.text_input(words.WHY, key="reverse_why", max_chars=1000)
            day = st.text_input(words.DAY, format_date(today()), key="reverse_day", max_chars=20)
            paper = st.text_input(words.VOUCHER, key="reverse_paper", max_chars=200)
            sent = st.form_submit_button(words.SAVE, type="primary", key="reverse_save")
        if sent:
            reverse(app, principal, number, read_day(day), reason, paper)
            _done("money_reverse", words.REVERSED)


def return_box(app: Application, principal: Principal, found: Sequence[Commitment]) -> None:
    """Record that money came back."""
    with (
        popover(words.RETURN, "money_return", icon=":material/keyboard_return:") as is_open,
        widgets.telling_errors(),
    ):
        if not is_open:
            return
        named = widgets.told_apart(
            {
                one.case: words.RETURN_OPTION.format(
                    case=one.case, title=one.title, left=short_dong(one.balance.left)
                )
                for one in found
            }
        )
        case = st.selectbox(words.WHICH, list(named), format_func=named.__getitem__, key="return_which")
        one = next(held for held in found if held.case == case)
        lines = _claimed(one)
        st.caption("  \n".join(widgets.plain_text(line) for line in lines))
        with st.form(f"return_form_{case}", border=False):
            dong = st.text_input(words.AMOUNT, key=f"return_dong_{case}", max_chars=24)
            day = st.text_input(words.DAY, format_date(today()), key=f"return_day_{case}", max_chars=20)
            paper = st.text_input(words.VOUCHER, key=f"return_paper_{case}", max_chars=200)
            sent = st.form_submit_button(words.SAVE, type="primary", key=f"return_save_{case}")
        if sent:
            take_back(app, principal, case, read_dong(dong), read_day(day), paper)
            _done("money_return", words.RETURNED)


def _claimed(one: Commitment) -> Sequence[str]:
    """How what is owed was last worked out: with the break, or anew after money was put right."""
    lines = (event.explained.get("lines", ()) for event in reversed(one.events) if event.owed is not None)
    return next(lines, ())


def budget_box(app: Application, principal: Principal, plan: Plan, year: int) -> None:
    """Say what is set aside of a source."""
    with popover(words.SET_BUDGET, "money_budget", icon=":material/savings:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        with st.form("budget_form", border=False):
            source = st.selectbox(
                words.SOURCE, list(SOURCES), format_func=money_labels.SOURCES.__getitem__, key="budget_source"
            )  # fmt: skip
            dong = st.text_input(words.AMOUNT, key="budget_dong", max_chars=24)
            paper = st.text_input(words.VOUCHER, key="budget_paper", max_chars=200)
            sent = st.form_submit_button(words.SAVE, type="primary", key="budget_save")
        if sent:
            keep_budget(app, principal, plan.code, year, source, read_dong(dong), paper)
            _done("money_budget", words.BUDGET_SET)


def confirm_box(app: Application, principal: Principal, plan: Plan) -> None:
    """Write down what the resolution says."""
    with popover(words.CONFIRM, "money_confirm", icon=":material/fact_check:") as is_open, widgets.telling_errors():
        if not is_open:
            return
        known = to_confirm(plan)
        keys = list(known)
        named = widgets.told_apart(
            {
                at: words.TERM_OPTION.format(kind=words.TERM_KINDS[key[0]], name=known[key])
                for at, key in enumerate(keys)
            }
        )
        with st.form(f"confirm_form_{plan.code}", border=False):
            at = st.selectbox(words.WHICH, list(named), format_func=named.__getitem__, key="confirm_which")
            value = st.text_input(words.VALUE, key="confirm_value", help=words.VALUE_HELP, max_chars=30)
            article = st.text_input(words.ARTICLE, key="confirm_article", max_chars=200)
            paper = st.text_input(words.RESOLUTION, key="confirm_paper", max_chars=200)
            day = st.text_input(words.IN_FORCE, key="confirm_day", max_chars=20)
            sent = st.form_submit_button(words.SAVE, type="primary", key="confirm_save")
        if sent:
            confirm(
                app, principal, plan.code, keys[at], value, article=article, paper=paper, in_force=read_day(day)
            )  # fmt: skip
            _done("money_confirm", words.CONFIRMED)

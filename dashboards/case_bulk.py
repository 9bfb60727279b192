"""The same step for many cases: which step, which cases, what comes with it, and what became of each."""

from collections.abc import Sequence

import streamlit as st

from dashboards import case_page_labels as words
from dashboards import widgets
from dashboards.application import Application
from dashboards.case_data import bulk
from dashboards.case_fields import read_step, step_boxes
from talentdb.access.principal import Principal
from talentdb.errors import UsageError
from talentdb.plans.instruments import Step
from talentdb.programmes.cases import Told
from talentdb.programmes.moves import OPERATOR
from talentdb.programmes.standing import Standing

__all__ = ["bulk_box", "bulk_ways"]

Way = tuple[Step, tuple[Standing, ...]]


def bulk_ways(found: Sequence[Standing]) -> dict[str, Way]:
    """Key -> a step that may be taken for many, and the cases of one instrument that stand where it starts and on
    which the reader acts as somebody who takes it: as the body of the case, as the one that leads, by the role.

    Of each single case the service decides.
    """
    ways: dict[str, Way] = {}
    for one in found:
        for step in one.instrument.steps_from(one.case.stage):
            if step.bulk and not one.case.ended and one.actors & {OPERATOR, *step.by}:
                key = f"{one.plan.code}:{one.instrument.code}:{step.code}"
                ways[key] = (step, (*ways.get(key, (step, ()))[1], one))
    return ways


def bulk_box(app: Application, principal: Principal, found: Sequence[Standing]) -> None:
    """The form, and below it what was told of the last time."""
    _told()
    ways = bulk_ways(found)
    if not ways:
        st.info(words.BULK_NONE)
        return
    st.caption(words.BULK_HELP)
    names = {
        key: words.BULK_OPTION.format(
            instrument=held[0].instrument.short, step=step.name, n=widgets.number(len(held))
        )
        for key, (step, held) in ways.items()
    }
    told = widgets.told_apart(names)
    key = st.selectbox(words.BULK_STEP, list(told), format_func=told.__getitem__, key="bulk_step")
    _form(app, principal, key, *ways[key])


def _form(app: Application, principal: Principal, key: str, step: Step, held: Sequence[Standing]) -> None:
    titles = widgets.told_apart(
        {one.case.number: words.ROW.format(title=one.case.title, number=one.case.number) for one in held}
    )
    facts = [fact for fact in held[0].instrument.facts if fact.code in step.facts]
    # Who has seen other events fills in another form: a second click finds nothing to press.
    form = f"bulk_{key}_{sum(one.case.newest for one in held)}"
    with widgets.telling_errors(), st.form(form, border=True):
        every = st.checkbox(words.BULK_ALL.format(n=widgets.number(len(held))), key=f"{form}_all")
        chosen = st.multiselect(
            words.BULK_CASES, list(titles), format_func=titles.__getitem__, key=f"{form}_cases",
            placeholder=words.CHOOSE, select_all=False,
        )  # fmt: skip
        given = step_boxes(step, facts, form)
        if st.form_submit_button(step.name, type="primary", key=f"{form}_do"):
            asked = [one for one in held if every or one.case.number in chosen]
            if not asked:
                raise UsageError(words.BULK_NOBODY, words.BULK_ADVICE)
            expected = [(one.case.number, one.case.newest) for one in asked]
            done = bulk(app, principal, expected, step.code, **read_step(facts, given))
            st.session_state["bulk_told"] = done
            st.rerun()


def _told() -> None:
    done: tuple[Told, ...] = st.session_state.pop("bulk_told", ())
    if not done:
        return
    refused = [one for one in done if one.case is None]
    text = words.BULK_DONE.format(done=widgets.number(len(done) - len(refused)), n=widgets.number(len(done)))
    (st.warning if refused else st.success)(
        "\n".join(
            [
                text,
                *(
                    f"- {widgets.plain_text(words.BULK_REFUSED.format(number=one.number, problem=one.problem))}"
                    for one in refused
                ),
            ]
        ),
    )

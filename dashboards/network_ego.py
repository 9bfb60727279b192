"""The network neighbourhood of one person as a picture, for the profile and the network page."""

from typing import Final

import streamlit as st

from dashboards import network_labels as words
from dashboards.application import Application
from dashboards.network_card import place_of
from dashboards.network_data import neighbourhood
from dashboards.network_picture import picture
from talentdb.access.principal import Principal
from talentdb.access.rights import Action, may
from talentdb.network import BETWEEN_PEOPLE, Wanted

__all__ = ["ego_picture"]

_OPTIONS: Final = {"displayModeBar": False, "scrollZoom": False}


def ego_picture(application: Application, principal: Principal, person_id: int) -> None:
    """Draw the people tied to one person by works and councils, or say that there is nobody.

    Draws nothing for a role that sees no networks. Raises: NotFoundError when there is no such person.
    """
    if not may(principal, Action.SEE_NETWORK):
        return
    drawn = neighbourhood(application, principal, person_id, Wanted(BETWEEN_PEOPLE))
    if not len(drawn.graph.edges):
        st.caption(words.EGO_ALONE)
        return
    st.plotly_chart(
        picture(drawn, "strength", place_of(drawn, f"p{person_id}"), height=380), width="stretch", config=_OPTIONS,
        key=f"ego_{person_id}",
    )  # fmt: skip
    st.caption(words.EGO_CAPTION.format(people=drawn.graph.n_people - 1))
    st.html(f'<a class="who-link" href="/network?person={person_id}" target="_self">{words.EGO}</a>')

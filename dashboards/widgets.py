"""Small pieces that several pages share. No queries, no rights."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboards import labels
from dashboards.auth import SIGN_OUT_PATH
from talentdb.access.principal import Principal
from talentdb.text import format_number

__all__ = ["account_box", "number", "post_line", "titled_name"]


def account_box(principal: Principal) -> None:
    """Who is signed in, and the way out, at the foot of the menu."""
    with st.sidebar:
        st.caption(f"{principal.display_name} · {labels.ROLE[principal.role]}")
        st.html(f'<a href="{SIGN_OUT_PATH}" target="_self">{labels.SIGN_OUT}</a>')


def number(value: float) -> str:
    """A count as Vietnamese readers write it."""
    return format_number(value)


def titled_name(values: Mapping[str, Any]) -> str:
    """The name with its titles before it: "PGS.TS. Nguyễn Văn A"."""
    titles = [
        labels.TITLE_BEFORE_NAME[values[name]]
        for name in ("academic_title", "qualification")
        if values.get(name) in labels.TITLE_BEFORE_NAME
    ]
    return f"{'.'.join(titles)}. {values['full_name']}" if titles else str(values["full_name"])


def post_line(values: Mapping[str, Any]) -> str:
    """Position, unit and body on one line."""
    parts = [values.get("position_title"), values.get("sub_unit"), values.get("agency_name")]
    return " · ".join(str(part) for part in parts if part)
